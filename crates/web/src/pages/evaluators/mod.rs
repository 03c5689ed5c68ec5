//! Evaluators: their own profile, the page from which they are invited to a call, the link of an invitation, and the terms
//! of confidentiality.

mod invited;
mod list;
mod one;
mod own;
mod rows;
mod terms;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/evaluator").get(own::show).post(own::save))
        .service(
            web::resource("/evaluate/{token}")
                .get(invited::show)
                .post(invited::answer),
        )
        .service(
            web::resource("/calls/{id}/terms")
                .get(terms::show)
                .post(terms::answer),
        )
        .service(
            web::resource("/calls/{id}/evaluators")
                .get(list::show)
                .post(list::invite),
        )
        .service(
            web::resource(
                "/calls/{id}/evaluators/invitations/{invitation}/{action:send-again|withdraw}",
            )
            .post(list::act),
        )
        .service(
            web::resource("/calls/{id}/evaluators/{person}")
                .get(one::show)
                .post(one::save),
        );
}

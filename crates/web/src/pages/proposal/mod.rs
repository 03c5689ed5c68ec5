//! Proposals: the lists, and the page of one with what may be done now.

mod acts;
mod clarification;
mod hub;
mod list;

use actix_web::web;

pub(super) use hub::facts;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/my-proposals").get(list::mine))
        .service(web::resource("/proposals").get(list::show))
        .service(web::resource("/proposals.csv").get(list::csv))
        .service(web::resource("/proposals/{id}").get(hub::show))
        .service(
            web::resource("/proposals/{id}/clarification")
                .get(clarification::show)
                .post(clarification::save),
        )
        .service(web::resource("/proposals/{id}/clarification/check").get(clarification::check))
        .service(web::resource("/proposals/{id}/clarification/send").post(clarification::send))
        .service(
            web::resource(
                "/proposals/{id}/{action:withdraw|appeal|reinstate|release|advance|promote|propose_promotion|return_to_agenda|accept_award|decline_award|lapse_award}",
            )
            .post(hub::act),
        );
}

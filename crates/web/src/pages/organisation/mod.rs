//! An organisation as the facility knows it: its page, its verification, its risk, its risk flags, and organisations that may be one.

mod duplicates;
mod flags;
pub(super) mod frame;
mod merge;
mod profile;
mod register;
pub mod risk;
mod show;
mod verification;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/flags").get(register::show))
        .service(
            web::resource("/duplicates")
                .get(duplicates::show)
                .post(duplicates::dismiss),
        )
        .service(
            web::resource("/duplicates/{first}/{second}")
                .get(merge::show)
                .post(merge::merge),
        )
        .service(web::resource("/organisations/{id}").get(show::show))
        .service(
            web::resource("/organisations/{id}/verification")
                .get(verification::show)
                .post(verification::act),
        )
        .service(
            web::resource("/organisations/{id}/risk")
                .get(risk::show)
                .post(risk::act),
        )
        .service(
            web::resource("/organisations/{id}/flags")
                .get(flags::show)
                .post(flags::act),
        );
}

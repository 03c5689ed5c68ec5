//! Registration: organisations, the people who work for them, and their verification.

mod list;
mod profile;
mod show;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/organisations").get(list::show))
        .service(
            web::resource("/organisations/new")
                .get(profile::new)
                .post(profile::register),
        )
        .service(web::resource("/organisations/{id}").get(show::show))
        .service(
            web::resource("/organisations/{id}/edit")
                .get(profile::edit)
                .post(profile::amend),
        )
        .service(
            web::resource("/organisations/{id}/verification")
                .get(show::verification)
                .post(show::propose),
        )
        .service(web::resource("/organisations/{id}/colleagues").post(show::invite))
        .service(
            web::resource(
                "/organisations/{id}/{action:confirm_verification|return_verification|raise_flag}",
            )
            .post(show::act),
        );
}

//! Registration: organisations, the people who work for them, and their verification.

mod list;
mod profile;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/organisations").get(list::show))
        .service(
            web::resource("/organisations/new")
                .get(profile::new)
                .post(profile::register),
        )
        .service(
            web::resource("/organisations/{id}/edit")
                .get(profile::edit)
                .post(profile::amend),
        );
}

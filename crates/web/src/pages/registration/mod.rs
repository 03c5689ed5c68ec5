//! Registration: organisations, the people who work for them, and their verification.

mod join;
mod people;
mod section;
pub mod steps;
mod twins;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/organisations/new")
                .get(steps::new)
                .post(steps::register),
        )
        .service(web::resource("/organisations/{id}/registration").get(steps::list))
        .service(
            web::resource("/organisations/{id}/registration/{section}")
                .get(section::show)
                .post(section::save),
        )
        .service(web::resource("/organisations/{id}/is-this-you").get(twins::show))
        .service(web::resource("/organisations/{id}/is-this-you/{other}").post(twins::ask))
        .configure(of_people);
}

/// The people of an organisation, and the ways in.
fn of_people(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/organisations/{id}/people")
                .get(people::show)
                .post(people::invite),
        )
        .service(web::resource("/organisations/{id}/people/{person}/{act}").post(people::act))
        .service(
            web::resource("/organisations/{id}/invitations/{invitation}/{act}")
                .post(people::invitation),
        )
        .service(
            web::resource("/organisations/{id}/join-requests/{request}/{act}")
                .post(people::request),
        )
        .service(
            web::resource("/join/{token}")
                .get(join::show)
                .post(join::answer),
        );
}

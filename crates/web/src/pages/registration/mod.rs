//! Registration: organisations, the people who work for them, and their verification.

mod join;
mod list;
mod people;
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
        .service(
            web::resource(
                "/organisations/{id}/{action:confirm_verification|return_verification|raise_flag}",
            )
            .post(show::act),
        )
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

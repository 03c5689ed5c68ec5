//! Writing, checking and submitting a proposal.

pub mod answers;
mod asked;
mod before;
mod copying;
pub mod fields;
mod offline;
pub mod package;
mod question;
pub mod reading;
pub mod section;
mod self_check;
mod starting;
mod submitting;
mod tasks;
mod together;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/calls/{id}/apply")
                .get(starting::show)
                .post(starting::start),
        )
        .service(web::resource("/calls/{id}/application-form").get(before::questions))
        .service(
            web::resource("/calls/{id}/self-check")
                .get(self_check::ask)
                .post(self_check::check),
        )
        .service(web::resource("/proposals/{id}/draft").get(tasks::show))
        .service(
            web::resource("/proposals/{id}/draft/{section}")
                .get(section::show)
                .post(section::save),
        )
        .service(
            web::resource("/proposals/{id}/draft/{section}/{question}")
                .get(question::show)
                .post(question::save),
        )
        .service(web::resource("/proposals/{id}/together").post(question::look))
        .service(
            web::resource("/proposals/{id}/copy")
                .get(copying::show)
                .post(copying::copy),
        )
        .service(web::resource("/proposals/{id}/offline").get(offline::download))
        .service(
            web::resource("/proposals/{id}/package")
                .get(offline::show)
                .post(offline::receive),
        )
        .service(web::resource("/proposals/{id}/package/save").post(offline::save))
        .configure(together::configure)
        .configure(submitting::configure);
}

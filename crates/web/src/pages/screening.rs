//! Screening: the queue, waiting files shared out, and the desk with the file on one side and the checklist on the other.

pub mod checklist;
mod desk;
mod notes;
mod queue;
mod sharing;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/screening")
                .get(queue::show)
                .post(queue::take_next),
        )
        .service(
            web::resource("/screening/calls/{id}")
                .get(sharing::show)
                .post(sharing::share_out),
        )
        .service(
            web::resource("/proposals/{id}/screening")
                .get(desk::show)
                .post(desk::act),
        );
}

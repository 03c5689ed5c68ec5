//! Conflicts of interest: an evaluator declares on many files at once; the secretariat settles what the system found, and
//! sets what it knows.

mod declarations;
mod secretariat;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/declarations")
                .get(declarations::show)
                .post(declarations::declare),
        )
        .service(
            web::resource("/calls/{id}/conflicts")
                .get(secretariat::show)
                .post(secretariat::act),
        );
}

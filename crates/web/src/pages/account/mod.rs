//! Accounts: signing in and out, opening one, passwords, and the own account.

mod opening;
mod own;
mod sign_in;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/sign-in")
                .get(sign_in::sign_in_form)
                .post(sign_in::sign_in),
        )
        .service(web::resource("/sign-in/demonstration").post(sign_in::enter))
        .service(web::resource("/sign-out").post(sign_in::sign_out))
        .service(web::resource("/sign-out/everywhere").post(sign_in::sign_out_everywhere))
        .service(
            web::resource("/register")
                .get(opening::register_form)
                .post(opening::register),
        )
        .service(
            web::resource("/confirm/{token}")
                .get(opening::confirm_form)
                .post(opening::confirm),
        )
        .service(
            web::resource("/reset")
                .get(opening::reset_form)
                .post(opening::reset),
        )
        .service(
            web::resource("/reset/{token}")
                .get(opening::choose_form)
                .post(opening::choose),
        )
        .service(
            web::resource("/invite/{token}")
                .get(opening::choose_form)
                .post(opening::choose),
        )
        .service(web::resource("/language").post(own::set_language))
        .service(web::resource("/account").get(own::show))
        .service(web::resource("/account/password").post(own::change_password))
        .service(web::resource("/account/tokens").post(own::create_token))
        .service(web::resource("/account/tokens/{id}/revoke").post(own::revoke_token));
}

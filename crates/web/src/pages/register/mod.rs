//! The register: searched, filtered, kept as views, acted on, taken away as a file.

pub(crate) mod bulk;
pub(crate) mod export;
mod filters;
mod list;
mod views;

use actix_web::web;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/organisations").get(list::show))
        .service(web::resource("/organisations/export.csv").get(export::csv))
        .service(web::resource("/organisations/export.xlsx").get(export::xlsx))
        .service(web::resource("/organisations/bulk").post(bulk::post))
        .service(web::resource("/organisations/views").post(views::save))
        .service(web::resource("/organisations/views/{id}/delete").post(views::delete));
}

/// The list of a query. An address without one opens the standard view; this one says that it means all.
fn address(query: &str) -> String {
    let query = if query.is_empty() { "all=yes" } else { query };
    format!("/organisations?{query}")
}

//! The ranking of a call: raw and adjusted scores, what is below the threshold, and how evaluators compare.

mod asked;
mod calibration;
mod cells;
mod export;
mod filters;
mod list;
mod views;

use actix_web::web;
use facility::evaluation::ranking::Ranking;
use language::Reader;
use workflow::ids::CallId;

use crate::wording;

pub use asked::RankingAsked;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/ranking").get(list::show))
        .service(web::resource("/calls/{id}/ranking/evaluators").get(calibration::show))
        .service(web::resource("/calls/{id}/ranking.csv").get(export::csv))
        .service(web::resource("/calls/{id}/ranking.xlsx").get(export::xlsx))
        .service(web::resource("/calls/{id}/ranking/views").post(views::save))
        .service(web::resource("/calls/{id}/ranking/views/{view}/delete").post(views::delete));
}

/// The ranking of a query. An address without one opens the standard view; this one says that it means all.
fn address(call: CallId, query: &str) -> String {
    let query = if query.is_empty() { "all=yes" } else { query };
    format!("/calls/{call}/ranking?{query}")
}

/// The themes of a ranking's call, by id.
pub fn themes(ranking: &Ranking) -> Vec<&str> {
    let themes = ranking.call.definition.themes.iter();
    themes.map(|theme| theme.id.as_str()).collect()
}

/// Points with their sign, thousandths given: +2.5, −2.5, 0.
fn signed(reader: &Reader, thousandths: i64) -> String {
    let size = i64::try_from(thousandths.unsigned_abs()).unwrap_or(i64::MAX);
    let points = wording::points(reader, size);
    match thousandths {
        0 => points,
        more if more > 0 => format!("+{points}"),
        _ => format!("\u{2212}{points}"),
    }
}

/// A fraction in thousandths with two decimals: 0.74.
fn fraction(reader: &Reader, thousandths: i64) -> String {
    let size = i64::try_from(thousandths.unsigned_abs()).unwrap_or(i64::MAX);
    let text = reader.fixed((size + 5) / 10, 2);
    if thousandths < 0 {
        format!("\u{2212}{text}")
    } else {
        text
    }
}

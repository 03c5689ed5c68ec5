//! Letters about decisions: their texts, their check and release, and what was sent.

mod desk;
mod one;
mod sent;
mod texts;

use actix_web::web;
use facility::letters::{Block, Prepared};

pub use sent::{Sent, lines};

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/letters").get(texts::list))
        .service(
            web::resource("/calls/{id}/letters/{letter}")
                .get(texts::show)
                .post(texts::act),
        )
        .service(web::resource("/calls/{id}/letters/{letter}/preview").post(texts::preview))
        .service(
            web::resource("/calls/{id}/panel/letters")
                .get(desk::show)
                .post(desk::act),
        )
        .service(
            web::resource("/calls/{id}/panel/letters/{proposal}")
                .get(one::show)
                .post(one::act),
        )
        .service(web::resource("/calls/{id}/panel/letters/{proposal}/letter.pdf").get(one::pdf))
        .service(web::resource("/proposals/{id}/letters/{letter}.pdf").get(sent::pdf));
}

/// A letter as a page shows it: the paper's parts, in its language.
pub struct Paper {
    /// BCP 47.
    pub language: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Subject.
    pub subject: String,
    /// To whom, line by line.
    pub recipient: Vec<String>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Closing and who signs.
    pub signature: Vec<String>,
}

impl Paper {
    /// Of a letter that is ready to be sent.
    pub fn of(prepared: Prepared) -> Self {
        let sheet = prepared.sheet;
        Self {
            language: sheet.language.code(),
            direction: sheet.language.direction(),
            subject: sheet.subject,
            recipient: sheet.recipient,
            blocks: sheet.blocks,
            signature: sheet.signature,
        }
    }
}

//! Letters that were sent, on the page of a proposal and as PDF.

use actix_web::{HttpResponse, web};
use facility::letters::sent::{self, SentLetter};
use language::Reader;
use uuid::Uuid;
use workflow::ids::ProposalId;
use workflow::role::Actor;

use crate::download;
use crate::failure::PageError;
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A letter that was sent.
pub struct Sent {
    /// Its PDF.
    pub href: String,
    /// Subject.
    pub subject: String,
    /// BCP 47.
    pub language: String,
    /// When, for people.
    pub at: String,
}

/// The letters sent about a file; none for people who do not read them.
pub async fn lines(
    app: &web::Data<Application>,
    reader: &Reader,
    actor: Actor,
    proposal: ProposalId,
) -> Result<Vec<Sent>, PageError> {
    let found = block(app, move |app| {
        sent::of_proposal(&app.facility, &actor, proposal)
    })
    .await;
    let letters = match found {
        Err(facility::Failure::Refused(workflow::refusal::Refusal::Hidden)) => Vec::new(),
        found => found?,
    };
    let line = |letter: SentLetter| Sent {
        href: format!("/proposals/{proposal}/letters/{}.pdf", letter.id),
        subject: letter.subject,
        language: letter.language,
        at: reader.date_time(letter.sent_at),
    };
    Ok(letters.into_iter().map(line).collect())
}

/// The PDF of a letter, exactly as it was sent.
pub(super) async fn pdf(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let proposal: ProposalId = id(&path.0)?;
    let letter: Uuid = id(&path.1)?;
    let (name, pdf) = block(&app, move |app| {
        let letter = sent::one(&app.facility, &actor, proposal, letter)?;
        Ok::<_, facility::Failure>((sent::file_name(&letter), sent::pdf(&letter)?))
    })
    .await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

//! Letters about decisions: their texts, their check and release, and what was sent.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::letters::sent::{self, SentLetter};
use facility::letters::texts::{self, Texts};
use facility::letters::{Block, Prepared};
use facility::selection::letters::{self as desk, Line as DeskLine, State};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{Object, ObjectBuilder, Type};
use utoipa::{PartialSchema, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, ProposalId};
use workflow::letter::{MOST_CHARACTERS, facts};
use workflow::procedure::Letter;
use workflow::record::Digest;

use super::act::{Acted, Counted, acted, counted};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::Prose;
use super::problem::ApiError;
use crate::download;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_texts)
        .service(revise_letter)
        .service(preview_letter)
        .service(list_waiting)
        .service(show_waiting)
        .service(show_waiting_pdf)
        .service(check_letter)
        .service(uncheck_letter)
        .service(hold_letter)
        .service(let_letter_go)
        .service(set_letters_release)
        .service(cancel_letters_release)
        .service(release_letters)
        .service(list_answers)
        .service(list_sent)
        .service(show_sent_pdf);
}

/// The schema of names of letters.
fn letter_name() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Letter::ALL.iter().map(|letter| letter.name())))
        .build()
}

/// The schema of languages letters are set in.
fn letter_language() -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(Language::ALL.iter().map(|language| language.code())))
        .build()
}

/// The text of a letter in one language: blank lines separate paragraphs, facts stand in braces.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
struct LetterText(String);

impl PartialSchema for LetterText {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .max_length(Some(MOST_CHARACTERS))
            .into()
    }
}
impl ToSchema for LetterText {}

/// A letter of a call.
#[derive(Debug, Serialize, ToSchema)]
struct CallLetterJson {
    /// Its name.
    letter: &'static str,
    /// Whether the call needs it.
    needed: bool,
    /// Its text by language (BCP 47); without any, another one stands in its place, or none is sent.
    texts: BTreeMap<String, String>,
    /// What may stand in braces.
    facts: Vec<&'static str>,
}

/// A revision of a letter.
#[derive(Debug, Serialize, ToSchema)]
struct LetterRevisionJson {
    /// Which letter.
    letter: &'static str,
    /// Who revised it.
    by: Option<Uuid>,
    /// When (UTC).
    at: DateTime<Utc>,
    /// Why.
    reason: String,
}

/// The letters of a call.
#[derive(Debug, Serialize, ToSchema)]
struct CallLettersJson {
    /// The letters in the order of the procedure.
    letters: Vec<CallLetterJson>,
    /// Revisions since publication, the newest first.
    revisions: Vec<LetterRevisionJson>,
    /// Whether you may revise them now.
    may_revise: bool,
}

impl From<&Texts> for CallLettersJson {
    fn from(found: &Texts) -> Self {
        let definition = &found.call.definition;
        let letter = |(letter, needed): &(Letter, bool)| CallLetterJson {
            letter: letter.name(),
            needed: *needed,
            texts: definition
                .letters
                .get(letter.name())
                .map(|texts| texts.0.clone())
                .unwrap_or_default(),
            facts: facts(*letter).into_iter().map(|fact| fact.name()).collect(),
        };
        Self {
            letters: found.letters.iter().map(letter).collect(),
            revisions: found
                .revisions
                .iter()
                .map(|revised| LetterRevisionJson {
                    letter: revised.letter.name(),
                    by: revised.by.as_ref().map(|by| by.id.uuid()),
                    at: revised.at,
                    reason: revised.reason.clone(),
                })
                .collect(),
            may_revise: found.may_revise,
        }
    }
}

/// The letters of a call with their texts in force, for people who oversee it.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The letters", body = CallLettersJson, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[get("/calls/{id}/letters")]
async fn list_texts(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| texts::texts(&app.facility, &actor, call)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(CallLettersJson::from(&found)))
}

/// A letter with its new text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReviseLetter {
    /// Which letter.
    #[schema(schema_with = letter_name)]
    letter: Letter,
    /// Its text in each language of the call (BCP 47); none at all gives an optional letter up.
    texts: BTreeMap<String, LetterText>,
    /// Why.
    reason: Prose,
}

/// Revises the text of a letter of a published call. It is used from then on; letters that were checked must be checked again.
/// Programme officers.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "In force", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/revise-letter")]
async fn revise_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ReviseLetter>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let call = CallId::from(*id);
    let given = body
        .texts
        .into_iter()
        .map(|(code, text)| (code, text.0))
        .collect();
    let seq = block(&app, move |app| {
        texts::revise(
            &app.facility,
            &actor,
            call,
            seen,
            body.letter,
            given,
            &body.reason.0,
        )
    });
    Ok(acted(seq.await?))
}

/// A text to look at on a real file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreviewLetter {
    /// Which letter.
    #[schema(schema_with = letter_name)]
    letter: Letter,
    /// In which language.
    #[schema(schema_with = letter_language)]
    language: Language,
    /// The text.
    text: LetterText,
    /// The file.
    proposal: Uuid,
}

/// A part of a letter.
#[derive(Debug, Serialize, ToSchema)]
struct LetterBlockJson {
    /// `heading`, `paragraph`, `list` or `table`.
    block: &'static str,
    /// The text of a heading or a paragraph.
    text: Option<String>,
    /// The items of a list; the titles of the columns of a table.
    items: Vec<String>,
    /// The rows of a table.
    rows: Vec<Vec<String>>,
}

impl From<Block> for LetterBlockJson {
    fn from(block: Block) -> Self {
        let (block, text, items, rows) = match block {
            Block::Heading { text, .. } => ("heading", Some(text), Vec::new(), Vec::new()),
            Block::Paragraph { text } => ("paragraph", Some(text), Vec::new(), Vec::new()),
            Block::List { items } => ("list", None, items, Vec::new()),
            Block::Table { head, rows, .. } => ("table", None, head, rows),
        };
        Self {
            block,
            text,
            items,
            rows,
        }
    }
}

/// A letter as it would be sent.
#[derive(Debug, Serialize, ToSchema)]
struct PreparedLetterJson {
    /// Which letter.
    letter: &'static str,
    /// The language it is in.
    language: &'static str,
    /// Subject.
    subject: String,
    /// To whom, line by line.
    recipient: Vec<String>,
    /// The mail's text.
    body: String,
    /// What stands on paper.
    blocks: Vec<LetterBlockJson>,
}

impl From<Prepared> for PreparedLetterJson {
    fn from(prepared: Prepared) -> Self {
        Self {
            letter: prepared.letter.name(),
            language: prepared.language.code(),
            subject: prepared.sheet.subject,
            recipient: prepared.sheet.recipient,
            body: prepared.body,
            blocks: prepared
                .sheet
                .blocks
                .into_iter()
                .map(LetterBlockJson::from)
                .collect(),
        }
    }
}

/// What a text makes of a file.
#[derive(Debug, Serialize, ToSchema)]
struct LetterPreviewJson {
    /// The letter; nothing without a text.
    prepared: Option<PreparedLetterJson>,
}

/// Shows a text on a real file of the call, without putting it in force. For people who oversee the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The letter", body = LetterPreviewJson)))]
#[post("/calls/{id}/preview-letter")]
async fn preview_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PreviewLetter>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let call = CallId::from(*id);
    let prepared = block(&app, move |app| {
        let file = ProposalId::from(body.proposal);
        texts::preview(
            &app.facility,
            &actor,
            call,
            body.letter,
            body.language,
            &body.text.0,
            file,
        )
    })
    .await?;
    Ok(HttpResponse::Ok().json(LetterPreviewJson {
        prepared: prepared.map(PreparedLetterJson::from),
    }))
}

/// A letter that waits to be sent.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingLetterJson {
    /// The file.
    proposal: Uuid,
    /// Its reference.
    reference: String,
    /// Its title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Which letter.
    letter: &'static str,
    /// `held`, `checked`, `unchecked`, `changed` (since it was checked) or `without` (there is no text, or nobody to write to).
    state: &'static str,
    /// Why it is held.
    reason: Option<String>,
    /// Who checked it or holds it.
    by: Option<Uuid>,
    /// Since when (UTC).
    at: Option<DateTime<Utc>>,
}

impl From<DeskLine> for WaitingLetterJson {
    fn from(line: DeskLine) -> Self {
        let state = line.state.name();
        let (reason, by, at) = match line.state {
            State::Held { reason, by, at } => (Some(reason), by.map(|by| by.id.uuid()), Some(at)),
            State::Checked { by, at } => (None, Some(by.id.uuid()), Some(at)),
            State::Unchecked | State::Changed | State::Without => (None, None, None),
        };
        Self {
            proposal: line.proposal.uuid(),
            reference: line.reference,
            title: line.title,
            organisation: line.organisation,
            country: line.country,
            letter: line.letter.name(),
            state,
            reason,
            by,
            at,
        }
    }
}

/// The letters of a call that wait to be sent.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingLettersJson {
    /// The letters of files you may see.
    letters: Vec<WaitingLetterJson>,
    /// The moment that is set (UTC).
    release_at: Option<DateTime<Utc>>,
    /// Whether only letters go then that somebody has checked.
    checked_only: bool,
    /// The last release (UTC).
    released_at: Option<DateTime<Utc>>,
    /// Why a release that was set did not take place: `not_allowed`, `own_act` or `nothing`.
    hindrance: Option<String>,
}

/// The letters of a call that wait to be sent, for people who oversee it. Files you have a conflict with are not there.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The letters", body = WaitingLettersJson, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[get("/calls/{id}/panel/letters")]
async fn list_waiting(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| desk::desk(&app.facility, &actor, call)).await?;
    let letters = &found.call.letters;
    let answer = WaitingLettersJson {
        release_at: letters.planned.as_ref().map(|planned| planned.at),
        checked_only: letters
            .planned
            .as_ref()
            .is_some_and(|planned| planned.checked_only),
        released_at: letters.told.last().map(|told| told.at),
        hindrance: letters.hindered.map(|(_, why)| why.to_string()),
        letters: found
            .lines
            .into_iter()
            .map(WaitingLetterJson::from)
            .collect(),
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(answer))
}

/// One letter that waits to be sent.
#[derive(Debug, Serialize, ToSchema)]
struct OneLetterJson {
    /// Where it stands.
    #[serde(flatten)]
    line: WaitingLetterJson,
    /// The letter; nothing where the call has no text for it.
    prepared: Option<PreparedLetterJson>,
    /// SHA-256 of the letter, to be sent with a check.
    digest: Option<String>,
    /// Addresses it goes to.
    recipients: Vec<String>,
    /// The file before it in the list.
    previous: Option<Uuid>,
    /// The file after it.
    next: Option<Uuid>,
}

/// One letter as it will be sent, for people who oversee the call.
#[utoipa::path(tag = "calls", responses(
    (status = 200, description = "The letter", body = OneLetterJson, headers(("ETag" = String, description = "Place of the call in its chain")))))]
#[get("/calls/{id}/panel/letters/{proposal}")]
async fn show_waiting(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (call, file) = *path;
    let found = block(&app, move |app| {
        desk::one(&app.facility, &actor, call.into(), file.into())
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(OneLetterJson {
            line: found.line.into(),
            prepared: found.prepared.map(PreparedLetterJson::from),
            digest: found.digest.map(|digest| digest.to_string()),
            recipients: found
                .recipients
                .into_iter()
                .map(|(_, address)| address)
                .collect(),
            previous: found.around.0.map(ProposalId::uuid),
            next: found.around.1.map(ProposalId::uuid),
        }))
}

/// The same as PDF, without the day it is sent.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The letter", content_type = "application/pdf", body = String)))]
#[get("/calls/{id}/panel/letters/{proposal}/pdf")]
async fn show_waiting_pdf(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (call, file) = *path;
    let pdf = block(&app, move |app| {
        let found = desk::one(&app.facility, &actor, call.into(), file.into())?;
        let prepared = found.prepared.ok_or_else(facility::Failure::hidden)?;
        facility::letters::pdf(&prepared.sheet)
    })
    .await?;
    Ok(download::file("letter.pdf", "application/pdf", pdf))
}

/// A letter of a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LetterOfFile {
    /// The file.
    proposal: Uuid,
}

/// A letter somebody has read and found right.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CheckLetter {
    /// The file.
    proposal: Uuid,
    /// SHA-256 of the letter that was read, in hexadecimal.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    digest: Digest,
}

/// A letter to be held back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HoldLetter {
    /// The file.
    proposal: Uuid,
    /// Why.
    reason: Prose,
}

/// Marks a letter as checked: of what was read, and nothing else. 412 when it has another text by now.
#[utoipa::path(tag = "calls", responses((status = 204, description = "Checked")))]
#[post("/calls/{id}/check-letter")]
async fn check_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<CheckLetter>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let (file, read) = (body.proposal.into(), body.digest);
    block(&app, move |app| {
        desk::check(&app.facility, &actor, call, file, read)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes the check of a letter back.
#[utoipa::path(tag = "calls", responses((status = 204, description = "Taken back")))]
#[post("/calls/{id}/uncheck-letter")]
async fn uncheck_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<LetterOfFile>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let file = body.proposal.into();
    block(&app, move |app| {
        desk::uncheck(&app.facility, &actor, call, file)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Holds a letter back, and the decision with it, when the others are sent.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Held", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/hold-letter")]
async fn hold_letter(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<HoldLetter>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let HoldLetter { proposal, reason } = body.into_inner();
    let seq = block(&app, move |app| {
        desk::hold(
            &app.facility,
            &actor,
            call,
            seen,
            proposal.into(),
            &reason.0,
        )
    });
    Ok(acted(seq.await?))
}

/// Lets a letter that is held go with the others again.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Goes", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/let-letter-go")]
async fn let_letter_go(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<LetterOfFile>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let file = body.proposal.into();
    let seq = block(&app, move |app| {
        desk::let_go(&app.facility, &actor, call, seen, file)
    });
    Ok(acted(seq.await?))
}

/// The moment at which letters are sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetLettersRelease {
    /// The moment (UTC).
    at: DateTime<Utc>,
    /// Whether only letters go that somebody has checked.
    #[serde(default)]
    checked_only: bool,
}

/// Sets the moment at which the letters are sent, or another one. Managers; it is carried out as theirs.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Set", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/set-letters-release")]
async fn set_letters_release(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<SetLettersRelease>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let SetLettersRelease { at, checked_only } = body.into_inner();
    let seq = block(&app, move |app| {
        desk::set_release(&app.facility, &actor, call, seen, at, checked_only)
    });
    Ok(acted(seq.await?))
}

/// Takes the moment for the letters back.
#[utoipa::path(tag = "calls", params(IfMatch), responses(
    (status = 200, description = "Taken back", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/calls/{id}/cancel-letters-release")]
async fn cancel_letters_release(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let seq = block(&app, move |app| {
        desk::cancel_release(&app.facility, &actor, call, seen)
    });
    Ok(acted(seq.await?))
}

/// Letters to be sent now.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReleaseLetters {
    /// Whether only letters go that somebody has checked.
    #[serde(default)]
    checked_only: bool,
}

/// Sends every letter that is not held back: applicants are told their decisions. Managers; files they decided themselves are
/// left to another.
#[utoipa::path(tag = "calls", params(IfMatch), responses((status = 200, description = "How many applicants were told", body = Counted)))]
#[post("/calls/{id}/release-letters")]
async fn release_letters(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ReleaseLetters>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let checked_only = body.checked_only;
    let told = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        desk::release(&app.facility, &actor, call, seen, checked_only)
    });
    Ok(counted(told.await?))
}

/// An award and what its applicant has answered.
#[derive(Debug, Serialize, ToSchema)]
struct AwardAnswerJson {
    /// The file.
    proposal: Uuid,
    /// Its reference.
    reference: String,
    /// Its title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// `waiting`, `overdue`, `accepted`, `declined` or `lapsed`.
    answer: &'static str,
    /// Until when it waits, or since when it is so (UTC).
    at: DateTime<Utc>,
}

/// What applicants have answered to the awards they were told of, for people who oversee the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The awards", body = Vec<AwardAnswerJson>)))]
#[get("/calls/{id}/panel/answers")]
async fn list_answers(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| desk::answers(&app.facility, &actor, call)).await?;
    let found: Vec<AwardAnswerJson> = found
        .into_iter()
        .map(|one| AwardAnswerJson {
            proposal: one.proposal.uuid(),
            reference: one.reference,
            title: one.title,
            organisation: one.organisation,
            answer: one.answer.name(),
            at: one.answer.at(),
        })
        .collect();
    Ok(HttpResponse::Ok().json(found))
}

/// A letter that was sent.
#[derive(Debug, Serialize, ToSchema)]
struct SentLetterJson {
    /// Its id.
    id: Uuid,
    /// Which letter of the call.
    letter: String,
    /// The language it is in.
    language: String,
    /// Subject.
    subject: String,
    /// Plain text.
    body: String,
    /// When (UTC).
    sent_at: DateTime<Utc>,
}

impl From<SentLetter> for SentLetterJson {
    fn from(letter: SentLetter) -> Self {
        Self {
            id: letter.id,
            letter: letter.letter,
            language: letter.language,
            subject: letter.subject,
            body: letter.body,
            sent_at: letter.sent_at,
        }
    }
}

/// The letters sent about a proposal, the newest first: for the applicant, and for people who oversee the call.
#[utoipa::path(tag = "proposals", responses((status = 200, description = "The letters", body = Vec<SentLetterJson>)))]
#[get("/proposals/{id}/letters")]
async fn list_sent(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let proposal = ProposalId::from(*id);
    let found = block(&app, move |app| {
        sent::of_proposal(&app.facility, &actor, proposal)
    })
    .await?;
    let found: Vec<SentLetterJson> = found.into_iter().map(SentLetterJson::from).collect();
    Ok(HttpResponse::Ok().json(found))
}

/// A letter sent about a proposal as PDF, exactly as it was attached to its mail.
#[utoipa::path(tag = "proposals", responses((status = 200, description = "The letter", content_type = "application/pdf", body = String)))]
#[get("/proposals/{id}/letters/{letter}/pdf")]
async fn show_sent_pdf(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (proposal, letter) = *path;
    let (name, pdf) = block(&app, move |app| {
        let letter = sent::one(&app.facility, &actor, proposal.into(), letter)?;
        Ok::<_, facility::Failure>((sent::file_name(&letter), sent::pdf(&letter)?))
    })
    .await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

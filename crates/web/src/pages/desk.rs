//! What the desks of screening, evaluation and panel share: the file to be read, the way to the next one, declarations of
//! interest.

use facility::proposal::{Happened, ProposalView};
use language::Reader;
use workflow::evaluation::AssignmentStatus;
use workflow::ids::ProposalId;
use workflow::interest::{Command as Interest, ConflictKind};

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::intake::answers::{self, AnsweredSection};
use crate::story::{Entry, entries};
use crate::wording;

/// The place in the chain a form has seen.
pub fn seen(fields: &Fields) -> Result<Option<i64>, PageError> {
    let understood = fields.maybe("seen").map(str::parse).transpose();
    understood.map_err(|_| PageError::NotUnderstood("\"seen\" is not a number".to_owned()))
}

/// A file as the desks show it.
pub struct File {
    /// Its page.
    pub href: String,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// Country in words.
    pub country: String,
    /// Name of its status.
    pub status: String,
    /// Amount requested, in words; may be empty.
    pub requested: String,
    /// Duration in words; may be empty.
    pub months: String,
    /// When it was received, in words.
    pub received: String,
    /// Call title.
    pub call: String,
    /// The answers.
    pub sections: Vec<AnsweredSection>,
}

impl File {
    /// The file of a view.
    pub fn of(reader: &Reader, view: &ProposalView) -> Self {
        let submission = view.proposal.intake.submission.as_ref();
        let amount = submission.and_then(|submission| submission.requested);
        let months = submission.and_then(|submission| submission.months);
        let content = view.content.as_ref();
        Self {
            href: format!("/proposals/{}", view.proposal.id),
            reference: view.reference.clone().unwrap_or_default(),
            title: wording::title(reader, &view.title),
            organisation: view.organisation.clone(),
            country: reader.country(view.proposal.country),
            status: view.status.to_string(),
            requested: amount
                .map(|amount| wording::money(reader, amount))
                .unwrap_or_default(),
            months: months
                .map(|months| reader.tn("count-months", months))
                .unwrap_or_default(),
            received: content
                .map(|content| reader.date_time(content.received_at))
                .unwrap_or_default(),
            call: view
                .call
                .definition
                .title
                .get(reader.language.code())
                .to_owned(),
            sections: content
                .map(|content| {
                    let form = view.call.definition.form_at(content.position);
                    answers::sections(
                        reader,
                        &view.call,
                        form,
                        &content.answers,
                        &content.documents,
                    )
                })
                .unwrap_or_default(),
        }
    }
}

/// A declared conflict, as the forms of the desks send its kind.
pub fn conflict(reader: &Reader, fields: &Fields) -> Result<Interest, Errors> {
    let kind = fields.get("conflict").parse();
    kind.map(|conflict| Interest::DeclareConflict { conflict })
        .map_err(|_| wrong(reader, "conflict", "unknown-option"))
}

/// The story of a stage, newest first: events whose kind begins with `stage`.
pub fn story(reader: &Reader, story: &[Happened], stage: &str) -> Vec<Entry> {
    entries(
        reader,
        story.iter().filter(|event| event.kind.starts_with(stage)),
    )
}

/// The way to the files before and after.
#[derive(Default)]
pub struct Neighbours {
    /// Where the file stands in words; may be empty.
    pub place: String,
    /// Link to the one before; may be empty.
    pub prev: String,
    /// Link to the next; may be empty.
    pub next: String,
}

impl Neighbours {
    /// Of a file among others, whose desks are at `/proposals/{id}/<desk>`.
    pub fn among(reader: &Reader, all: &[ProposalId], id: ProposalId, desk: &str) -> Self {
        let Some(at) = all.iter().position(|other| *other == id) else {
            return Self::default();
        };
        let link = |id: &ProposalId| format!("/proposals/{id}/{desk}");
        let (place, of) = (at + 1, all.len());
        Self {
            place: reader.ta("desk-place", [("place", place.into()), ("of", of.into())]),
            prev: at
                .checked_sub(1)
                .and_then(|at| all.get(at))
                .map(link)
                .unwrap_or_default(),
            next: all.get(at + 1).map(link).unwrap_or_default(),
        }
    }
}

/// Kinds of conflict to choose from.
pub fn conflicts(reader: &Reader, chosen: &str) -> Vec<Choice> {
    ConflictKind::ALL
        .iter()
        .map(|kind| {
            Choice::new(
                kind.name(),
                reader.named("conflict", kind),
                kind.name() == chosen,
            )
        })
        .collect()
}

/// The value that stands for "no conflict".
pub const NO_CONFLICT: &str = "none";

/// What may be declared of one file: no conflict, or one of the kinds.
pub fn declarations(reader: &Reader, chosen: &str) -> Vec<Choice> {
    let none = Choice::new(
        NO_CONFLICT,
        reader.t("conflict-none"),
        chosen == NO_CONFLICT,
    );
    std::iter::once(none)
        .chain(conflicts(reader, chosen))
        .collect()
}

/// Reads a declaration.
pub fn declared(reader: &Reader, fields: &Fields) -> Result<Interest, Errors> {
    match fields.get("interest") {
        NO_CONFLICT => Ok(Interest::DeclareNone),
        kind => kind
            .parse()
            .map(|conflict| Interest::DeclareConflict { conflict })
            .map_err(|_| wrong(reader, "interest", "unknown-option")),
    }
}

/// A single wrong field.
pub fn wrong(reader: &Reader, field: &str, code: &str) -> Errors {
    let mut errors = Errors::none();
    errors.add(reader, field, code);
    errors
}

/// Reads a text that must be there; a fault is noted at its field.
pub fn text(reader: &Reader, fields: &Fields, field: &str) -> Result<workflow::text::Text, Errors> {
    use workflow::text::{Text, TextError};
    Text::parse(fields.get(field)).map_err(|error| {
        let code = match error {
            TextError::Empty => "reason-missing",
            TextError::TooLong => "too-long",
            TextError::Characters => "characters",
        };
        wrong(reader, field, code)
    })
}

/// Where an assignment stands: the shape and the word.
pub fn reading(reader: &Reader, status: AssignmentStatus) -> (&'static str, String) {
    let shape = match status {
        AssignmentStatus::Assigned => "waiting",
        AssignmentStatus::Accepted => "working",
        AssignmentStatus::Scored => "good",
        AssignmentStatus::Declined | AssignmentStatus::Recused => "ended",
    };
    (shape, reader.named("reading", status))
}

//! Letters about a screening: what is sent when a decision is released, and the same to read before. Their reasons are told
//! criterion by criterion, in the language of the application.

use language::Language;
use letters::{Kind, Letter};
use store::AnyConn;
use store::people::PersonRow;
use workflow::definition::Localised;
use workflow::ids::{CallId, ProposalId};
use workflow::policy::{self, View};
use workflow::procedure;
use workflow::proposal::Proposal;
use workflow::role::Actor;
use workflow::transition::Status;

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// A letter to read before it is sent.
pub struct Preview {
    /// The file.
    pub proposal: ProposalId,
    /// Its reference.
    pub reference: String,
    /// Its place in the batch, from 1.
    pub place: u32,
    /// The places before and after it whose letters can be read.
    pub around: (Option<u32>, Option<u32>),
    /// The outcome told: whether eligible; nothing while it is open.
    pub eligible: Option<bool>,
    /// Whether it has been sent.
    pub sent: bool,
    /// Name and address of everybody it goes to.
    pub recipients: Vec<(String, String)>,
    /// The language it is in.
    pub language: Language,
    /// The letter; nothing while the file is not decided, and for a call without a letter for this outcome.
    pub letter: Option<Letter>,
}

/// The letter of a file of a batch, for who oversees the call and may see the file.
pub fn preview(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
    place: u32,
) -> Result<Preview, Failure> {
    let (_, view, _) = super::batches::show(facility, actor, call, number)?;
    let places: Vec<u32> = view.files.iter().map(|line| line.file.place).collect();
    let at = places.iter().position(|known| *known == place);
    let at = at.ok_or_else(Failure::hidden)?;
    let id = view.files[at].file.proposal;
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let state = &case.proposal.state;
        if policy::view(actor, &state.subject()) != View::File {
            return Err(Failure::hidden());
        }
        let writers = store::people::writers_of(conn, state.organisation)?;
        let screening = &state.screening;
        let (letter, language) = match writers.first() {
            Some(first) => (
                of_decision(conn, &case, first)?,
                language(&case, state, first),
            ),
            None => (None, Language::default()),
        };
        Ok(Preview {
            proposal: id,
            reference: state.reference(&case.call).unwrap_or_default(),
            place,
            around: (
                at.checked_sub(1).and_then(|at| places.get(at).copied()),
                places.get(at + 1).copied(),
            ),
            eligible: screening.outcome,
            sent: screening.released_at.is_some(),
            recipients: writers
                .into_iter()
                .map(|person| (person.name, person.email))
                .collect(),
            language,
            letter,
        })
    })
}

/// The first file of a batch whose letter can be read.
pub fn first(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<u32, Failure> {
    let (_, view, _) = super::batches::show(facility, actor, call, number)?;
    let first = view.files.first().ok_or_else(Failure::hidden)?;
    Ok(first.file.place)
}

/// Which letter tells the decision; nothing while there is none.
fn which(state: &Proposal) -> Option<(procedure::Letter, Kind)> {
    let eligible = match state.status {
        Status::Eligible => true,
        Status::Ineligible => false,
        _ => return None,
    };
    Some(match eligible {
        _ if state.screening.told_before => (procedure::Letter::Corrected, Kind::Corrected),
        true => (procedure::Letter::Eligible, Kind::Eligible),
        false => (procedure::Letter::Ineligible, Kind::Ineligible),
    })
}

/// The language of the application, where the call has its letter in it; else that of the person.
fn language(case: &ProposalCase, state: &Proposal, person: &PersonRow) -> Language {
    let own = Language::parse(&person.language).unwrap_or_default();
    let submission = state.intake.submission.as_ref();
    let written = submission.and_then(|submission| submission.language.as_deref());
    let spoken = written.filter(|code| case.call.definition.languages.iter().any(|l| l == code));
    spoken.and_then(Language::parse).unwrap_or(own)
}

/// The letter that tells a person the decision of the screening; nothing where the call has none for it. A correction is
/// told with the words of the house where the call has none of its own.
pub(crate) fn of_decision(
    conn: &mut AnyConn,
    case: &ProposalCase,
    person: &PersonRow,
) -> Result<Option<Letter>, Failure> {
    let state = &case.proposal.state;
    let Some((name, kind)) = which(state) else {
        return Ok(None);
    };
    let language = language(case, state, person);
    let reasons = reasons(conn, case, language)?;
    let organisation = store::organisations::find(conn, state.organisation)?;
    let submission = state.intake.submission.as_ref();
    let facts = [
        ("reference", state.reference(&case.call).unwrap_or_default()),
        (
            "title",
            submission.map_or_else(String::new, |submission| submission.title.clone()),
        ),
        (
            "organisation",
            organisation.map_or_else(String::new, |row| row.profile.legal_name),
        ),
        (
            "outcome",
            language::text(language, &language::key("status", state.status)),
        ),
        ("reasons", reasons.clone()),
    ];
    let own = case.call.definition.letters.get(name.name());
    let own = own.filter(|own| !own.get(language.code()).trim().is_empty());
    let composed = letters::compose(language, kind, &person.name, &facts);
    let body = match own {
        Some(own) => with_reasons(own, language, &facts, &reasons),
        None if kind == Kind::Corrected => composed.body,
        None => return Ok(None),
    };
    Ok(Some(Letter {
        subject: composed.subject,
        body,
    }))
}

/// The call's text filled in; whoever is refused reads the reasons though the text does not ask for them.
fn with_reasons(
    own: &Localised,
    language: Language,
    facts: &[(&str, String)],
    reasons: &str,
) -> String {
    let text = own.get(language.code());
    let mut body = letters::fill(text, facts);
    if !reasons.is_empty() && !text.contains("{reasons}") {
        let title = language::text(language, "letter-reasons");
        body = format!("{body}\n\n{title}\n{reasons}");
    }
    body
}

/// The criteria that were not met, a line each: what is asked, and why it is not met, in the words of the reason's code or
/// in those of the screener. Empty for whoever is eligible.
pub(crate) fn reasons(
    conn: &mut AnyConn,
    case: &ProposalCase,
    language: Language,
) -> Result<String, Failure> {
    let screening = &case.proposal.state.screening;
    if screening.outcome != Some(false) {
        return Ok(String::new());
    }
    let unmet = crate::proposal::not_met(conn, case, screening)?;
    let lines: Vec<String> = unmet
        .into_iter()
        .map(|unmet| {
            let asked = unmet.text.get(language.code());
            let coded = unmet.code.map(|text| text.get(language.code()).to_owned());
            match coded.or(unmet.reason) {
                Some(said) => format!("– {asked} {said}"),
                None => format!("– {asked}"),
            }
        })
        .collect();
    Ok(lines.join("\n"))
}

//! Letters as they were sent: kept with the decision, mailed with their PDF, and read again by the applicant.

use chrono::{DateTime, Utc};
use language::Language;
use letters::{Letter as MailText, Sheet};
use store::AnyConn;
pub use store::letters::SentLetter;
use uuid::Uuid;
use workflow::ids::ProposalId;
use workflow::policy::{self, View};
use workflow::procedure::Letter;
use workflow::proposal::Proposal;
use workflow::role::{Actor, Role};

use super::composing::{Moment, Prepared, Wording, prepare_as, recipients};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// Sends a letter of the call to everybody who writes for the applicant, in the transaction of the act it tells. `once` makes
/// the mails one each. Does nothing where the call has no text for it.
pub(crate) fn send(
    conn: &mut AnyConn,
    case: &ProposalCase,
    letter: Letter,
    once: &str,
    moment: Moment,
) -> Result<(), Failure> {
    let Some(now) = moment.sent else {
        return Ok(());
    };
    let wording = Wording::of_call(case, letter, moment);
    let Some(prepared) = prepare_as(conn, case, letter, wording)? else {
        return Ok(());
    };
    let kept = kept(&case.proposal.state, &prepared, now)?;
    store::letters::keep(conn, &kept)?;
    let attached = language::text(prepared.language, "letter-attached");
    let mail = MailText {
        subject: prepared.sheet.subject,
        body: format!("{}\n{attached}\n", prepared.body),
    };
    for person in recipients(conn, &case.proposal.state)? {
        let once = format!("{once}:{}", person.id);
        crate::outbox::put_with_letter(conn, &person, &once, &mail, &kept, now)?;
    }
    Ok(())
}

fn kept(state: &Proposal, prepared: &Prepared, now: DateTime<Utc>) -> Result<SentLetter, Failure> {
    let sheet = serde_json::to_string(&prepared.sheet);
    Ok(SentLetter {
        id: Uuid::now_v7(),
        proposal: state.id,
        letter: prepared.letter.name().to_owned(),
        language: prepared.language.code().to_owned(),
        subject: prepared.sheet.subject.clone(),
        body: prepared.body.clone(),
        sheet: sheet.map_err(|error| Failure::Unexpected(error.to_string()))?,
        sent_at: now,
        pdf: None,
    })
}

/// The PDF of a letter, exactly as it was attached to its mail: kept where it is signed, else it follows from what was kept.
pub fn pdf(letter: &SentLetter) -> Result<Vec<u8>, Failure> {
    if let Some(kept) = &letter.pdf {
        return Ok(kept.clone());
    }
    let sheet: Sheet = serde_json::from_str(&letter.sheet)
        .map_err(|error| Failure::Unexpected(error.to_string()))?;
    super::pdf(&sheet)
}

/// What the file of a letter is called: `SGF2010-0112-selected.pdf`.
pub fn file_name(letter: &SentLetter) -> String {
    /// What every paper says of itself.
    #[derive(serde::Deserialize)]
    struct Paper {
        reference: String,
    }
    let reference = serde_json::from_str::<Paper>(&letter.sheet).map(|paper| paper.reference);
    pdf_name(&reference.unwrap_or_default(), &letter.letter)
}

/// What the file of a letter about a proposal is called.
pub(crate) fn pdf_name(reference: &str, letter: &str) -> String {
    let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
    let reference: String = reference.chars().filter(plain).collect();
    format!("{reference}-{}.pdf", letter.replace('_', "-"))
}

/// The language a letter is in.
pub fn language(letter: &SentLetter) -> Language {
    Language::parse(&letter.language).unwrap_or_default()
}

/// Whether the person reads the letters sent about a file: the applicant, and whoever oversees the call; nobody with a conflict.
fn reads(actor: &Actor, state: &Proposal) -> bool {
    let own = actor.member(state.organisation, Role::Reader);
    let oversees = crate::roles::oversees(actor, state.call);
    policy::view(actor, &state.subject()) == View::File && (own || oversees)
}

/// The letters sent about a file, the newest first. Hidden from people who do not read them.
pub fn of_proposal(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Vec<SentLetter>, Failure> {
    facility.store.read(|conn| {
        let loaded = store::cases::load_proposal(conn, id)?.ok_or_else(Failure::hidden)?;
        match reads(actor, &loaded.state) {
            true => Ok(store::letters::of_proposal(conn, id)?),
            false => Err(Failure::hidden()),
        }
    })
}

/// One letter sent about a file. Hidden from people who do not read it.
pub fn one(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    letter: Uuid,
) -> Result<SentLetter, Failure> {
    let sent = of_proposal(facility, actor, id)?;
    let found = sent.into_iter().find(|sent| sent.id == letter);
    found.ok_or_else(Failure::hidden)
}

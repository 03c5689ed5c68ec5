//! The agreement on paper: the text of the call with the facts of the grant, the lines for both signatures, and the annexes.

use language::Language;
use letters::{Agreement as Sheet, Annex, Letter as MailText, Party};
use store::AnyConn;
use workflow::procedure::Letter;
use workflow::record::{Digest, canonical_json, digest};
use workflow::refusal::Refusal;
use workflow::transition::Action;

use super::{annexes, negotiation};
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::letters::{agreement_text, language_of, money_text};

/// An agreement as it would be sent now.
pub(super) struct Draft {
    /// The language it is in: that of the application, where the call has its letters in it.
    pub language: Language,
    /// What stands on paper.
    pub sheet: Sheet,
}

impl Draft {
    /// What tells this draft from every other: SHA-256 of the canonical JSON of all that a person reads.
    pub fn digest(&self) -> Result<Digest, Failure> {
        let unexpected = |error: String| Failure::Unexpected(error);
        let value = serde_json::to_value(&self.sheet);
        let value = value.map_err(|error| unexpected(error.to_string()))?;
        let canonical = canonical_json(&value).map_err(|error| unexpected(error.to_string()))?;
        Ok(digest(canonical.as_bytes()))
    }
}

/// The agreement as it would be sent now. Refused while there are no terms.
pub(super) fn compose(conn: &mut AnyConn, case: &ProposalCase) -> Result<Draft, Failure> {
    let state = &case.proposal.state;
    let terms = state.agreement.terms.as_ref();
    let terms = terms.ok_or_else(|| Refusal::WrongStatus {
        action: Action::SendAgreement.to_string(),
        status: state.status.to_string(),
    })?;
    let language = language_of(conn, case)?;
    let say = |key: &str| language::text(language, key);
    let definition = &case.call.definition;
    let call = definition.title.get(language.code()).to_owned();
    let profile = store::organisations::find(conn, state.organisation)?.map(|row| row.profile);
    let organisation = profile
        .as_ref()
        .map(|profile| profile.legal_name.clone())
        .unwrap_or_default();
    let country = profile.map_or_else(String::new, |profile| {
        language::country(language, &profile.country.to_string())
    });
    let title = state.intake.submission.as_ref();
    let title = title.map(|made| made.title.clone()).unwrap_or_default();
    let range = [
        ("from", language::date(language, terms.starts_on).into()),
        ("to", language::date(language, terms.ends_on).into()),
    ];
    let facts = vec![
        (say("agreement-signed-by-facility"), say("mail-signature")),
        (
            say("agreement-signed-by-applicant"),
            format!("{organisation}\n{country}"),
        ),
        (say("agreement-project"), title),
        (say("agreement-amount"), money_text(terms.amount, language)),
        (
            say("agreement-period"),
            language::text_with(language, "format-range", &range),
        ),
    ];
    let (form, answers) = negotiation::answers(conn, case)?;
    let currency = definition.currency();
    let parts = [
        (
            "agreement-annex-plan",
            annexes::plan(&form, &answers, currency, language),
        ),
        (
            "agreement-annex-budget",
            annexes::budget(&form, &answers, currency, language),
        ),
        (
            "agreement-annex-schedule",
            annexes::schedule(case, terms, language),
        ),
    ];
    let annexes = (1_i64..)
        .zip(parts.into_iter().filter(|(_, blocks)| !blocks.is_empty()))
        .map(|(number, (key, blocks))| Annex {
            title: language::text_with(
                language,
                "agreement-annex",
                &[
                    ("number", number.into()),
                    ("title", say(key).as_str().into()),
                ],
            ),
            blocks,
        })
        .collect();
    let blanks = [
        "agreement-blank-signature",
        "agreement-blank-name",
        "agreement-blank-day",
    ];
    let party = |side: &str, name: String| Party {
        side: say(side),
        name,
        blanks: blanks.iter().map(|key| say(key)).collect(),
    };
    let agencies = definition.agencies.join(" · ");
    let sheet = Sheet {
        language,
        letterhead: [call, agencies]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        title: say("agreement-title"),
        reference: state.reference(&case.call).unwrap_or_default(),
        facts,
        blocks: agreement_text(conn, case, language)?,
        parties: vec![
            party("agreement-signed-by-facility", say("mail-signature")),
            party("agreement-signed-by-applicant", organisation),
        ],
        annexes,
        footer: say("agreement-paper-footer"),
    };
    Ok(Draft { language, sheet })
}

/// A sheet as PDF. The same sheet makes the same bytes.
pub(super) fn set(sheet: &Sheet) -> Result<Vec<u8>, Failure> {
    ::letters::pdf::agreement(sheet).map_err(|error| Failure::Unexpected(error.to_string()))
}

/// What the file is called: `SGF2010-0112-agreement.pdf`.
pub(super) fn file_name(case: &ProposalCase) -> String {
    let reference = case
        .proposal
        .state
        .reference(&case.call)
        .unwrap_or_default();
    crate::letters::sent::pdf_name(&reference, Letter::Agreement.name())
}

/// The mail that brings the agreement, with the last moment to accept where there is one.
pub(super) fn mail(case: &ProposalCase, language: Language, to: &str) -> MailText {
    let state = &case.proposal.state;
    let zone = case.call.definition.dates.zone;
    let until = state.agreement.accept_by.map_or_else(String::new, |by| {
        let at = language::date_time(language, by, zone);
        language::text_with(
            language,
            "agreement-mail-until",
            &[("until", at.as_str().into())],
        )
    });
    let submission = state.intake.submission.as_ref();
    let facts = [
        ("reference", state.reference(&case.call).unwrap_or_default()),
        (
            "title",
            submission
                .map(|made| made.title.clone())
                .unwrap_or_default(),
        ),
        ("until", until),
    ];
    ::letters::compose(language, ::letters::Kind::AgreementSent, to, &facts)
}

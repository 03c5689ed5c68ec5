//! How a letter comes about: which one tells the decision, in which language, with what text, on paper and by mail.

use chrono::{DateTime, Utc};
use language::Language;
use letters::{Block, Kind, Sheet};
use store::AnyConn;
use store::people::PersonRow;
use workflow::definition::Localised;
use workflow::letter::{Fact, text_of};
use workflow::money::{Money, decimals};
use workflow::procedure::Letter;
use workflow::proposal::Proposal;
use workflow::record::{Digest, canonical_json, digest};
use workflow::transition::Status;

use super::facts::{Facts, gather};
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// A letter ready to be sent.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Which letter of the call it is.
    pub letter: Letter,
    /// The language it is in.
    pub language: Language,
    /// The mail's text.
    pub body: String,
    /// What stands on paper; its subject is the mail's.
    pub sheet: Sheet,
}

impl Prepared {
    /// What tells this letter from every other, and from itself with another text: SHA-256 of the canonical JSON of all that
    /// a person reads. The day it is sent, and what follows from that day, are not in it.
    pub fn digest(&self) -> Result<Digest, Failure> {
        let facts = serde_json::json!({
            "letter": self.letter,
            "body": self.body,
            "sheet": self.sheet,
        });
        let canonical = canonical_json(&facts);
        let canonical = canonical.map_err(|error| Failure::Unexpected(error.to_string()))?;
        Ok(digest(canonical.as_bytes()))
    }
}

/// The people a letter goes to: everybody who writes for the applicant.
pub fn recipients(conn: &mut AnyConn, state: &Proposal) -> Result<Vec<PersonRow>, Failure> {
    Ok(store::people::writers_of(conn, state.organisation)?)
}

/// Which letter tells where the file stands after its evaluation or before the panel; nothing while there is nothing to tell.
pub(crate) fn which(state: &Proposal) -> Option<Letter> {
    let requested = || {
        state
            .intake
            .submission
            .as_ref()
            .and_then(|submission| submission.requested)
    };
    let reduced = || {
        let awarded = state.selection.awarded;
        awarded
            .zip(requested())
            .is_some_and(|(awarded, requested)| awarded.minor < requested.minor)
    };
    Some(match state.status {
        Status::BelowThreshold => Letter::BelowThreshold,
        Status::Selected if has_conditions(state) => Letter::SelectedWithConditions,
        Status::Selected if reduced() => Letter::SelectedReduced,
        Status::Selected => Letter::Selected,
        Status::Reserve => Letter::Reserve,
        Status::RejectedOnQuality => Letter::RejectedOnQuality,
        Status::RejectedForLackOfFunds => Letter::RejectedForLackOfFunds,
        Status::Rework => Letter::Rework,
        _ => return None,
    })
}

const fn has_conditions(state: &Proposal) -> bool {
    state.selection.conditions.is_some()
}

/// When a letter is sent, and what follows from it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Moment {
    /// When it is sent (UTC); nothing while it is not.
    pub sent: Option<DateTime<Utc>>,
    /// The last instant to accept an award (UTC), where it is known and there is one.
    pub answer_by: Option<DateTime<Utc>>,
}

impl Moment {
    /// Of a letter that is sent.
    pub(crate) const fn sent(at: DateTime<Utc>, answer_by: Option<DateTime<Utc>>) -> Self {
        Self {
            sent: Some(at),
            answer_by,
        }
    }
}

/// The mail whose subject the letter has.
pub(crate) const fn kind_of(letter: Letter) -> Kind {
    match letter {
        Letter::Selected | Letter::SelectedReduced | Letter::SelectedWithConditions => {
            Kind::Selected
        }
        Letter::Reserve => Kind::Reserve,
        Letter::Invited => Kind::Invited,
        Letter::Eligible => Kind::Eligible,
        Letter::Ineligible => Kind::Ineligible,
        Letter::Corrected => Kind::Corrected,
        Letter::Rework => Kind::Rework,
        Letter::Agreement => Kind::AgreementSent,
        Letter::BelowThreshold | Letter::RejectedOnQuality | Letter::RejectedForLackOfFunds => {
            Kind::NotSelected
        }
    }
}

/// Whether a letter the call has no text for is sent in the words of the house.
pub const fn has_house_words(letter: Letter) -> bool {
    matches!(
        letter,
        Letter::Rework | Letter::Corrected | Letter::Agreement
    )
}

/// In what words a letter is put together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wording<'a> {
    /// The text; nothing for one the call has none of, which then has the words of the house where there are any.
    pub text: Option<&'a Localised>,
    /// The language; nothing for that of the application.
    pub language: Option<Language>,
    /// When it is sent.
    pub at: Moment,
}

/// The letter that tells where the file stands, as it would be sent. Nothing while there is nothing to tell, and where the call
/// has no text for it.
pub(crate) fn prepare(
    conn: &mut AnyConn,
    case: &ProposalCase,
) -> Result<Option<Prepared>, Failure> {
    let Some(letter) = which(&case.proposal.state) else {
        return Ok(None);
    };
    let wording = Wording::of_call(case, letter, Moment::default());
    prepare_as(conn, case, letter, wording)
}

impl<'a> Wording<'a> {
    /// The text in force in the call.
    pub(crate) fn of_call(case: &'a ProposalCase, letter: Letter, at: Moment) -> Self {
        Self {
            text: text_of(&case.call.definition, letter).map(|(_, text)| text),
            language: None,
            at,
        }
    }
}

/// A letter in given words, about a file.
pub(crate) fn prepare_as(
    conn: &mut AnyConn,
    case: &ProposalCase,
    letter: Letter,
    wording: Wording<'_>,
) -> Result<Option<Prepared>, Failure> {
    let state = &case.proposal.state;
    let language = match wording.language {
        Some(language) => language,
        None => language_of(conn, case)?,
    };
    let facts = gather(conn, case, letter, language, wording.at)?;
    let kind = kind_of(letter);
    let inline: Vec<(&str, String)> = facts
        .inline
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .collect();
    let house = letters::compose(language, kind, "", &inline);
    let own = wording.text.map(|text| text.get(language.code()));
    let blocks = match own.filter(|own| !own.trim().is_empty()) {
        Some(own) => filled(own, &facts, letter, language),
        None => match house_words(letter, &facts, language) {
            Some(words) => filled(&words, &facts, letter, language),
            None => return Ok(None),
        },
    };
    let organisation = store::organisations::find(conn, state.organisation)?;
    let profile = organisation.map(|row| row.profile);
    let title = case.call.definition.title.get(language.code()).to_owned();
    let say = |key: &str| language::text(language, key);
    let mut body = letters::plain(&blocks);
    body = format!(
        "{body}\n\n{}\n{}\n{title}\n",
        say("mail-closing"),
        say("mail-signature")
    );
    let agencies = case.call.definition.agencies.join(" · ");
    let sheet = Sheet {
        language,
        letterhead: [title.clone(), agencies]
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        date: wording.at.sent.map_or_else(String::new, |at| {
            let day = at
                .with_timezone(&case.call.definition.dates.zone)
                .date_naive();
            language::date(language, day)
        }),
        reference: state.reference(&case.call).unwrap_or_default(),
        recipient: profile
            .as_ref()
            .map_or_else(Vec::new, |profile| address(profile, language)),
        subject: house.subject,
        blocks,
        signature: vec![say("mail-closing"), say("mail-signature"), title],
        footer: say("paper-footer"),
    };
    Ok(Some(Prepared {
        letter,
        language,
        body,
        sheet,
    }))
}

/// The words of the house for a letter the call has no text for, where this desk has them.
fn house_words(letter: Letter, facts: &Facts, language: Language) -> Option<String> {
    let key = match letter {
        Letter::Rework => "mail-rework-body",
        Letter::Agreement => "agreement-standard-text",
        _ => return None,
    };
    // What is a part keeps its name, so that it is set as one.
    let parts = facts.parts.iter();
    let parts: Vec<(&str, String)> = parts
        .map(|(fact, _)| (fact.name(), format!("{{{fact}}}")))
        .collect();
    let mut values = values(facts);
    values.extend(
        parts
            .iter()
            .map(|(name, text)| (*name, text.as_str().into())),
    );
    Some(language::text_with(language, key, &values))
}

/// The text of the agreement of a file: that of the call, else that of the house, with the facts of the grant.
pub(crate) fn agreement_text(
    conn: &mut AnyConn,
    case: &ProposalCase,
    language: Language,
) -> Result<Vec<Block>, Failure> {
    let letter = Letter::Agreement;
    let facts = gather(conn, case, letter, language, Moment::default())?;
    let own = text_of(&case.call.definition, letter).map(|(_, text)| text.get(language.code()));
    let own = own.filter(|own| !own.trim().is_empty()).map(str::to_owned);
    let words = own.or_else(|| house_words(letter, &facts, language));
    Ok(filled(&words.unwrap_or_default(), &facts, letter, language))
}

fn values(facts: &Facts) -> Vec<(&str, language::Value)> {
    let value =
        |(name, value): &(&'static str, String)| (*name, language::Value::from(value.as_str()));
    facts.inline.iter().map(value).collect()
}

/// The language of the application, where the call has its letters in it; else that of the first who writes for the applicant.
pub(crate) fn language_of(conn: &mut AnyConn, case: &ProposalCase) -> Result<Language, Failure> {
    let state = &case.proposal.state;
    let submission = state.intake.submission.as_ref();
    let written = submission.and_then(|submission| submission.language.as_deref());
    let languages = &case.call.definition.languages;
    let spoken = written.filter(|code| languages.iter().any(|known| known == code));
    if let Some(language) = spoken.and_then(Language::parse) {
        return Ok(language);
    }
    let first = recipients(conn, state)?.into_iter().next();
    let own = first.and_then(|person| Language::parse(&person.language));
    let known = own.filter(|own| languages.iter().any(|known| known == own.code()));
    let first = languages.iter().find_map(|code| Language::parse(code));
    Ok(known.or(first).unwrap_or_default())
}

/// To whom, line by line. In Arabic the name in its own script comes first.
fn address(profile: &workflow::registration::Profile, language: Language) -> Vec<String> {
    let own = profile
        .original_name
        .iter()
        .filter(|name| language.is_right_to_left() && !name.is_empty());
    let mut lines: Vec<String> = own.cloned().collect();
    lines.push(profile.legal_name.clone());
    let address = profile.address.iter().flat_map(|address| address.lines());
    lines.extend(
        address
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty()),
    );
    lines.push(language::country(language, &profile.country.to_string()));
    lines
}

/// The text with its facts filled in. A part that stands alone in its paragraph is set as a part; what a letter must tell
/// though its text does not name it stands at the end.
fn filled(text: &str, facts: &Facts, letter: Letter, language: Language) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut told: Vec<Fact> = Vec::new();
    let plain: Vec<(&str, String)> = facts
        .parts
        .iter()
        .map(|(fact, part)| (fact.name(), letters::plain(part)))
        .chain(
            facts
                .inline
                .iter()
                .map(|(name, value)| (*name, isolated(language, value))),
        )
        .collect();
    for paragraph in letters::paragraphs(text) {
        let alone = |(fact, _): &&(Fact, Vec<Block>)| paragraph == format!("{{{fact}}}");
        if let Some((fact, part)) = facts.parts.iter().find(alone) {
            blocks.extend(part.iter().cloned());
            told.push(*fact);
            continue;
        }
        told.extend(
            workflow::letter::names(&paragraph)
                .iter()
                .filter_map(|name| name.parse::<Fact>().ok()),
        );
        let said = letters::fill(&paragraph, &plain);
        match paragraph
            .strip_prefix("# ")
            .filter(|_| letter == Letter::Agreement)
        {
            // An agreement has headings: a paragraph of one line after a number sign.
            Some(_) if !said.contains('\n') => {
                let title = said.trim_start_matches("# ");
                blocks.push(Block::heading(1, title));
            }
            _ if said.trim().is_empty() => {}
            _ => blocks.push(Block::paragraph(said)),
        }
    }
    for (fact, part) in &facts.parts {
        if must_tell(letter, *fact) && !told.contains(fact) && !part.is_empty() {
            blocks.push(Block::heading(
                2,
                language::text(language, &language::key("letter-part", fact)),
            ));
            blocks.extend(part.iter().cloned());
        }
    }
    blocks
}

/// Whether a letter tells this though its text does not name it.
const fn must_tell(letter: Letter, fact: Fact) -> bool {
    use Letter as L;
    match fact {
        Fact::Reasons => matches!(letter, L::Ineligible | L::Corrected),
        Fact::Conditions => matches!(
            letter,
            L::Selected | L::SelectedReduced | L::SelectedWithConditions | L::Agreement
        ),
        Fact::Findings | Fact::Scores => matches!(
            letter,
            L::BelowThreshold
                | L::Invited
                | L::RejectedOnQuality
                | L::RejectedForLackOfFunds
                | L::Rework
        ),
        _ => false,
    }
}

/// A fact in its own direction inside text that runs from right to left.
fn isolated(language: Language, value: &str) -> String {
    if language.is_right_to_left()
        && !value.is_empty()
        && !value.starts_with(['\u{2066}', '\u{2068}'])
    {
        format!("\u{2068}{value}\u{2069}")
    } else {
        value.to_owned()
    }
}

/// An amount as people of a language write it.
pub(crate) fn money_text(amount: Money, language: Language) -> String {
    let places = u8::try_from(decimals(amount.currency)).unwrap_or(2);
    language::money(language, amount.minor, amount.currency.code(), places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        Facts {
            inline: vec![
                ("title", "{findings} Safe house".to_owned()),
                ("reference", "SGF2010-0112".to_owned()),
            ],
            parts: vec![
                (
                    Fact::Findings,
                    vec![
                        Block::heading(3, "Relevance"),
                        Block::paragraph("Strengths: own figures"),
                    ],
                ),
                (Fact::Scores, Vec::new()),
            ],
        }
    }

    fn said(text: &str, letter: Letter) -> String {
        letters::plain(&filled(text, &facts(), letter, Language::English))
    }

    #[test]
    fn a_part_named_alone_is_set_where_it_is_named_and_once() {
        let text = said(
            "{reference}\n\n{findings}\n\nThank you.",
            Letter::RejectedOnQuality,
        );
        assert_eq!(
            text,
            "SGF2010-0112\n\nRelevance\nStrengths: own figures\n\nThank you."
        );
    }

    #[test]
    fn a_rejection_tells_findings_its_text_does_not_name_and_an_award_does_not() {
        let text = said("No.", Letter::RejectedForLackOfFunds);
        assert_eq!(
            text,
            "No.\n\nWhat the evaluators found\nRelevance\nStrengths: own figures"
        );
        assert_eq!(said("Yes.", Letter::Selected), "Yes.");
    }

    #[test]
    fn a_fact_is_never_read_as_a_name_and_an_empty_part_leaves_nothing() {
        let text = said(
            "«{title}»\n\n{scores}\n\nend {findings}",
            Letter::RejectedOnQuality,
        );
        assert_eq!(
            text,
            "«{findings} Safe house»\n\nend Relevance\nStrengths: own figures"
        );
    }

    #[test]
    fn an_agreement_has_headings_and_tells_every_condition_it_carries() {
        let mut facts = facts();
        let items = vec!["An audit".to_owned()];
        facts.parts = vec![(Fact::Conditions, vec![Block::List { items }])];
        let text = "# Purpose of {reference}\n\n#1 of all\n\n# two\nlines";
        let blocks = filled(text, &facts, Letter::Agreement, Language::English);
        let expected = [
            Block::heading(1, "Purpose of SGF2010-0112"),
            Block::paragraph("#1 of all"),
            Block::paragraph("# two\nlines"),
            Block::heading(2, "Conditions"),
            facts.parts[0].1[0].clone(),
        ];
        assert_eq!(blocks, expected);
        // In other letters a number sign is a number sign.
        assert_eq!(said("# Purpose", Letter::Selected), "# Purpose");
    }

    #[test]
    fn facts_keep_their_direction_in_arabic_only() {
        let arabic = filled(
            "مقترح {reference}",
            &facts(),
            Letter::Selected,
            Language::Arabic,
        );
        assert_eq!(
            letters::plain(&arabic),
            "مقترح \u{2068}SGF2010-0112\u{2069}"
        );
        assert_eq!(
            isolated(Language::Arabic, "\u{2066}USD 5\u{2069}"),
            "\u{2066}USD 5\u{2069}"
        );
    }
}

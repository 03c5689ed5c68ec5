//! The machine rules. Each looks at facts and answers pass, fail or cannot tell, with its evidence and its source.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::country::Country;
use crate::definition::CallDefinition;
use crate::document::DocumentKind;
use crate::due_diligence::Level;
use crate::form::Fact;
use crate::money::Money;
use crate::registration::Section;

use super::{Check, Evidence, Facts, Finding, OrganisationFacts, Proposed, Source};

/// The day `years` years before `day`; where there is no 29 February it is the 28th.
pub fn years_before(day: NaiveDate, years: u32) -> NaiveDate {
    let year = i32::try_from(years)
        .ok()
        .and_then(|years| day.year().checked_sub(years));
    year.and_then(|year| {
        day.with_year(year)
            .or_else(|| NaiveDate::from_ymd_opt(year, 2, 28))
    })
    .unwrap_or(NaiveDate::MIN)
}

const fn found(pass: bool, evidence: Evidence, source: Source) -> Proposed {
    Proposed {
        finding: if pass { Finding::Pass } else { Finding::Fail },
        evidence,
        source,
    }
}

const fn cannot_tell(evidence: Evidence, source: Source) -> Proposed {
    Proposed {
        finding: Finding::Unknown,
        evidence,
        source,
    }
}

const fn unknown(source: Source) -> Proposed {
    cannot_tell(Evidence::Unknown, source)
}

const fn profile(section: Section) -> Source {
    Source::Profile { section }
}

/// The question of the application that states a fact; the receipt where the form asks for none.
fn stated_in(call: &CallDefinition, facts: &Facts, fact: Fact) -> Source {
    let form = call.form_at(facts.stated.position);
    let mut questions = form.questions();
    let asked = questions.find(|(_, question)| question.fills == Some(fact));
    asked.map_or(Source::Receipt, |(_, question)| Source::Question {
        question: question.id.clone(),
    })
}

/// What the rule of a criterion proposes; `None` when only a person can tell.
pub fn propose(check: &Check, call: &CallDefinition, facts: &Facts) -> Option<Proposed> {
    let organisation = &facts.organisation;
    let day = facts.day(call);
    Some(match check {
        Check::Person => return None,
        Check::RegisteredFor { years, on } => registered_for(organisation, *years, *on),
        Check::CertificateValid { on } => certificate(organisation, on.unwrap_or(day)),
        Check::CountryEligible => organisation.country.map_or_else(
            || unknown(profile(Section::Identity)),
            |country| {
                let pass = listed(&call.countries, country);
                found(
                    pass,
                    Evidence::InCountry { country },
                    profile(Section::Identity),
                )
            },
        ),
        Check::LegalForm { kinds } => legal_form(organisation, kinds),
        Check::DeclarationsMade => organisation.declarations.map_or_else(
            || unknown(profile(Section::Declarations)),
            |complete| {
                found(
                    complete,
                    Evidence::Declarations { complete },
                    profile(Section::Declarations),
                )
            },
        ),
        Check::OwnBankAccount => own_bank_account(organisation),
        Check::NoRedFlag => organisation.diligence.map_or_else(
            || unknown(Source::DueDiligence),
            |known| {
                let level = known.flag;
                found(
                    level != Some(Level::Red),
                    Evidence::Flagged { level },
                    Source::DueDiligence,
                )
            },
        ),
        Check::NoOpenMatch => organisation.diligence.map_or_else(
            || unknown(Source::Sanctions),
            |known| {
                let (open, confirmed) = (known.open, known.confirmed);
                found(
                    open == 0 && confirmed == 0,
                    Evidence::Matches { open, confirmed },
                    Source::Sanctions,
                )
            },
        ),
        Check::ReferenceLetters { least } => reference_letters(organisation, *least, day),
        Check::GrantsInPeriod { most, years } => grants(organisation, *most, *years, day),
        Check::OneApplication => facts.elsewhere.as_ref().map_or_else(
            || unknown(Source::Applications),
            |others| {
                let others = others.clone();
                found(
                    others.is_empty(),
                    Evidence::Applications { others },
                    Source::Applications,
                )
            },
        ),
        Check::AmountWithinLimits => amount(call, facts),
        Check::DurationWithinLimits => {
            let source = stated_in(call, facts, Fact::Months);
            match (facts.stated.months, call.duration) {
                (Some(months), Some(limits)) => {
                    let (min, max) = (limits.min_months, limits.max_months);
                    found(
                        (min..=max).contains(&months),
                        Evidence::Months { months, min, max },
                        source,
                    )
                }
                _ => unknown(source),
            }
        }
        Check::RequestAgainstBudget { times_hundredths } => {
            against_budget(call, facts, *times_hundredths)
        }
        Check::DocumentsPresent { kinds, questions } => documents(facts, kinds, questions, day),
        Check::LanguageAccepted => {
            let source = stated_in(call, facts, Fact::Language);
            match facts.stated.language.clone() {
                Some(language) => found(
                    call.application_languages.contains(&language),
                    Evidence::WrittenIn { language },
                    source,
                ),
                None => unknown(source),
            }
        }
        Check::DeadlineMet => {
            let position = facts.stated.position;
            // What came in the grace of the call has been received.
            found(
                facts.received_at <= call.last_receipt_at(position),
                Evidence::Received {
                    at: facts.received_at,
                    deadline: call.window(position).closes.at(),
                },
                Source::Receipt,
            )
        }
    })
}

fn listed(countries: &BTreeSet<Country>, country: Country) -> bool {
    countries.is_empty() || countries.contains(&country)
}

fn registered_for(organisation: &OrganisationFacts, years: u32, on: NaiveDate) -> Proposed {
    let cut_off = years_before(on, years);
    let source = profile(Section::LegalStatus);
    match organisation.registered_on {
        Some(on) => found(on <= cut_off, Evidence::Registered { on, cut_off }, source),
        None => unknown(source),
    }
}

/// One certificate that holds is enough; without one, the first that does not hold is shown. A certificate that names no
/// last day ends with the registration.
fn certificate(organisation: &OrganisationFacts, day: NaiveDate) -> Proposed {
    let Some(papers) = &organisation.papers else {
        return unknown(Source::Documents);
    };
    let mut certificates: Vec<_> = papers
        .iter()
        .filter(|paper| paper.kind == DocumentKind::RegistrationCertificate)
        .copied()
        .collect();
    for paper in &mut certificates {
        paper.until = paper.until.or(organisation.registration_expires_on);
    }
    let holding = certificates.iter().find(|paper| paper.holds(day));
    match holding.or(certificates.first()) {
        Some(paper) => found(
            holding.is_some(),
            Evidence::Certificate {
                from: paper.from,
                until: paper.until,
                day,
            },
            Source::Document {
                document: paper.document,
            },
        ),
        None => cannot_tell(
            Evidence::NoCertificate {
                excused: organisation.excused,
            },
            Source::Documents,
        ),
    }
}

/// The legal form that stands for all that have no name of their own.
const OTHER_FORM: &str = "other";

fn legal_form(organisation: &OrganisationFacts, kinds: &BTreeSet<String>) -> Proposed {
    let source = profile(Section::Identity);
    match organisation.legal_form.clone() {
        Some(form) if form == OTHER_FORM && !kinds.contains(OTHER_FORM) => {
            cannot_tell(Evidence::HasForm { form }, source)
        }
        Some(form) => found(kinds.contains(&form), Evidence::HasForm { form }, source),
        None => unknown(source),
    }
}

/// The words of a name as they are compared: letters and figures alone, without accents, in lower case.
fn words(name: &str) -> Vec<String> {
    let plain: String = name
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .collect();
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether one name has all the words of the other, in their order and side by side.
fn within(part: &[String], whole: &[String]) -> bool {
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

/// The same words pass. Where one name stands inside the other, as with a branch or a project account, a person looks.
fn own_bank_account(organisation: &OrganisationFacts) -> Proposed {
    let source = profile(Section::Money);
    let (Some(holder), Some(name)) = (&organisation.account_holder, organisation.names.first())
    else {
        return unknown(source);
    };
    let evidence = Evidence::Account {
        holder: holder.clone(),
        name: name.clone(),
    };
    let on_account = words(holder);
    let names: Vec<Vec<String>> = organisation.names.iter().map(|name| words(name)).collect();
    if on_account.is_empty() {
        unknown(source)
    } else if names.contains(&on_account) {
        found(true, evidence, source)
    } else if names
        .iter()
        .any(|name| within(name, &on_account) || within(&on_account, name))
    {
        cannot_tell(evidence, source)
    } else {
        found(false, evidence, source)
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn reference_letters(organisation: &OrganisationFacts, least: u32, day: NaiveDate) -> Proposed {
    let Some(papers) = &organisation.papers else {
        return unknown(Source::Documents);
    };
    let letters = papers
        .iter()
        .filter(|paper| paper.kind == DocumentKind::ReferenceLetter && paper.holds(day));
    let count = count(letters.count());
    found(
        count >= least,
        Evidence::Letters { count, least },
        Source::Documents,
    )
}

/// Grants whose projects began from the same day so many years ago until the day before the submission.
fn grants(organisation: &OrganisationFacts, most: u32, years: u32, day: NaiveDate) -> Proposed {
    let Some(grants) = &organisation.grants else {
        return unknown(Source::Grants);
    };
    let since = years_before(day, years);
    let counted = grants.iter().filter(|began| (since..day).contains(*began));
    let count = count(counted.count());
    found(
        count <= most,
        Evidence::Grants {
            count,
            most,
            since,
            before: day,
        },
        Source::Grants,
    )
}

fn amount(call: &CallDefinition, facts: &Facts) -> Proposed {
    let source = stated_in(call, facts, Fact::Requested);
    match (facts.stated.requested, &call.funding) {
        (Some(requested), Some(funding)) if requested.currency != funding.currency => {
            cannot_tell(other(requested), source)
        }
        (Some(requested), Some(funding)) => found(
            funding.allows(requested),
            Evidence::Amount {
                minor: requested.minor,
                min: funding.grant_min_minor,
                max: funding.grant_max_minor,
            },
            source,
        ),
        _ => unknown(source),
    }
}

const fn other(money: Money) -> Evidence {
    Evidence::OtherCurrency {
        currency: money.currency,
    }
}

/// The largest request is rounded down to a whole minor unit.
fn against_budget(call: &CallDefinition, facts: &Facts, times_hundredths: u32) -> Proposed {
    let source = profile(Section::Money);
    let (Some(requested), Some(budget)) =
        (facts.stated.requested, facts.organisation.annual_budget)
    else {
        return unknown(source);
    };
    let currency = call.currency();
    if let Some(foreign) = [requested, budget]
        .into_iter()
        .find(|money| money.currency != currency)
    {
        return cannot_tell(other(foreign), source);
    }
    let max = i128::from(budget.minor) * i128::from(times_hundredths) / 100;
    let max = i64::try_from(max).unwrap_or(i64::MAX);
    found(
        requested.minor <= max,
        Evidence::AgainstBudget {
            minor: requested.minor,
            budget: budget.minor,
            max,
        },
        source,
    )
}

/// A question that was not asked, because of a condition of the form, needs no file.
fn documents(
    facts: &Facts,
    kinds: &BTreeSet<DocumentKind>,
    questions: &BTreeSet<String>,
    day: NaiveDate,
) -> Proposed {
    let papers = facts.organisation.papers.as_ref();
    let files = facts.files.as_ref();
    let known = (kinds.is_empty() || papers.is_some()) && (questions.is_empty() || files.is_some());
    let source = match questions.first() {
        Some(question) if kinds.is_empty() => Source::Question {
            question: question.clone(),
        },
        _ => Source::Documents,
    };
    if !known {
        return unknown(source);
    }
    let mut missing = Vec::new();
    let mut not_valid = Vec::new();
    for kind in kinds {
        let papers = papers.into_iter().flatten();
        let mut of_kind = papers.filter(|paper| paper.kind == *kind).peekable();
        if of_kind.peek().is_none() {
            missing.push(*kind);
        } else if !of_kind.any(|paper| paper.holds(day)) {
            not_valid.push(*kind);
        }
    }
    let without = |question: &&String| {
        files
            .and_then(|files| files.get(*question))
            .is_some_and(Vec::is_empty)
    };
    let unanswered: Vec<String> = questions.iter().filter(without).cloned().collect();
    let source = match unanswered.first() {
        Some(question) if missing.is_empty() && not_valid.is_empty() => Source::Question {
            question: question.clone(),
        },
        _ => source,
    };
    found(
        missing.is_empty() && not_valid.is_empty() && unanswered.is_empty(),
        Evidence::Documents {
            missing,
            not_valid,
            unanswered,
        },
        source,
    )
}

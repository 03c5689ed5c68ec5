//! What the machine rules find, in words, and the way to where it comes from.

use language::Reader;
use workflow::call::Call;
use workflow::criterion::{Evidence, Source};
use workflow::document::DocumentKind;
use workflow::ids::{OrganisationId, ProposalId};
use workflow::money::Money;

/// What a rule has found, in words.
pub fn evidence(reader: &Reader, call: &Call, evidence: &Evidence) -> String {
    let currency = call.definition.currency();
    let money = |minor: &i64| super::money(reader, Money::new(*minor, currency));
    match evidence {
        Evidence::Registered { on, cut_off } => reader.ta(
            "evidence-registered",
            [
                ("on", reader.date(on).into()),
                ("cut_off", reader.date(cut_off).into()),
            ],
        ),
        Evidence::Certificate { from, until, day } => {
            let day = ("day", reader.date(day).into());
            match (from, until) {
                (Some(from), Some(until)) => reader.ta(
                    "evidence-certificate",
                    [
                        ("from", reader.date(from).into()),
                        ("until", reader.date(until).into()),
                        day,
                    ],
                ),
                (None, Some(until)) => reader.ta(
                    "evidence-certificate-until",
                    [("until", reader.date(until).into()), day],
                ),
                (Some(from), None) => reader.ta(
                    "evidence-certificate-from",
                    [("from", reader.date(from).into()), day],
                ),
                (None, None) => reader.ta("evidence-certificate-undated", [day]),
            }
        }
        Evidence::NoCertificate { excused } => reader.t(if *excused {
            "evidence-no-certificate-excused"
        } else {
            "evidence-no-certificate"
        }),
        Evidence::InCountry { country } => reader.ta(
            "evidence-in-country",
            [("country", reader.country(country).into())],
        ),
        Evidence::HasForm { form } => reader.ta(
            "evidence-has-form",
            [("form", reader.named("organisation-kind", form).into())],
        ),
        Evidence::Declarations { complete } => reader.t(if *complete {
            "evidence-declarations-complete"
        } else {
            "evidence-declarations-incomplete"
        }),
        Evidence::Account { holder, name } => reader.ta(
            "evidence-account",
            [("holder", holder.into()), ("name", name.into())],
        ),
        Evidence::Flagged { level: None } => reader.t("evidence-no-flag"),
        Evidence::Flagged { level: Some(level) } => reader.ta(
            "evidence-flagged",
            [("level", reader.named("level", level).into())],
        ),
        Evidence::Matches {
            open: 0,
            confirmed: 0,
        } => reader.t("evidence-no-match"),
        Evidence::Matches { open, confirmed } => reader.ta(
            "evidence-matches",
            [
                ("open", reader.number(*open).into()),
                ("confirmed", reader.number(*confirmed).into()),
            ],
        ),
        Evidence::Letters { count, least } => reader.ta(
            "evidence-letters",
            [
                ("count", reader.number(*count).into()),
                ("least", reader.number(*least).into()),
            ],
        ),
        Evidence::Grants {
            count,
            most,
            since,
            before,
        } => reader.ta(
            "evidence-grants",
            [
                ("count", reader.number(*count).into()),
                ("most", reader.number(*most).into()),
                ("since", reader.date(since).into()),
                ("before", reader.date(before).into()),
            ],
        ),
        Evidence::Applications { others } if others.is_empty() => {
            reader.t("evidence-no-application")
        }
        Evidence::Applications { others } => reader.ta(
            "evidence-applications",
            [("others", others.join(", ").into())],
        ),
        Evidence::Amount { minor, min, max } => reader.ta(
            "evidence-amount",
            [
                ("amount", money(minor).into()),
                ("min", money(min).into()),
                ("max", money(max).into()),
            ],
        ),
        Evidence::AgainstBudget { minor, budget, max } => reader.ta(
            "evidence-against-budget",
            [
                ("amount", money(minor).into()),
                ("budget", money(budget).into()),
                ("max", money(max).into()),
            ],
        ),
        Evidence::OtherCurrency { currency: foreign } => reader.ta(
            "evidence-other-currency",
            [
                ("foreign", foreign.code().into()),
                ("currency", currency.code().into()),
            ],
        ),
        Evidence::Months { months, min, max } => reader.ta(
            "evidence-months",
            [
                ("n", months.into()),
                ("min", min.into()),
                ("max", max.into()),
            ],
        ),
        Evidence::Documents {
            missing,
            not_valid,
            unanswered,
        } => documents(reader, call, missing, not_valid, unanswered),
        Evidence::WrittenIn { language } => reader.ta(
            "evidence-written-in",
            [("language", reader.named("language", language).into())],
        ),
        Evidence::Received { at, deadline } => reader.ta(
            "evidence-received",
            [
                ("at", reader.date_time(at).into()),
                ("deadline", reader.date_time(deadline).into()),
            ],
        ),
        Evidence::Unknown => reader.t("evidence-unknown"),
    }
}

fn documents(
    reader: &Reader,
    call: &Call,
    missing: &[DocumentKind],
    not_valid: &[DocumentKind],
    unanswered: &[String],
) -> String {
    let kinds = |kinds: &[DocumentKind]| -> Vec<String> {
        let named = kinds.iter();
        named
            .map(|kind| reader.named("document-kind", kind))
            .collect()
    };
    let definition = &call.definition;
    let asked = |id: &String| {
        let mut forms = std::iter::once(&definition.form).chain(definition.later_forms.values());
        let question = forms.find_map(|form| form.question(id));
        question.map_or_else(
            || id.clone(),
            |question| question.label.get(reader.language.code()).to_owned(),
        )
    };
    let mut absent = kinds(missing);
    absent.extend(unanswered.iter().map(asked));
    let said = |key: &str, which: Vec<String>| {
        let which = which.join("; ");
        reader.ta(key, [("which", which.into())])
    };
    let sentences: Vec<String> = [
        ("evidence-documents-missing", absent),
        ("evidence-documents-not-valid", kinds(not_valid)),
    ]
    .into_iter()
    .filter(|(_, which)| !which.is_empty())
    .map(|(key, which)| said(key, which))
    .collect();
    if sentences.is_empty() {
        reader.t("evidence-documents-complete")
    } else {
        sentences.join(" ")
    }
}

/// A link to where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLink {
    /// Address.
    pub href: String,
    /// What is found there.
    pub text: String,
}

/// The way to where a rule has found something on a file.
pub fn source(
    reader: &Reader,
    organisation: OrganisationId,
    proposal: ProposalId,
    source: &Source,
) -> SourceLink {
    let (href, key) = match source {
        Source::Profile { section } => (
            format!("/organisations/{organisation}#{section}"),
            "profile",
        ),
        Source::Document { document } => (format!("/documents/{document}"), "document"),
        Source::Documents => (
            format!("/organisations/{organisation}/documents"),
            "documents",
        ),
        Source::DueDiligence => (
            format!("/organisations/{organisation}/flags"),
            "due-diligence",
        ),
        Source::Sanctions => (
            format!("/organisations/{organisation}/matches"),
            "sanctions",
        ),
        Source::Grants => (
            format!("/organisations/{organisation}#applications"),
            "grants",
        ),
        Source::Applications => (
            format!("/organisations/{organisation}#applications"),
            "applications",
        ),
        Source::Question { .. } => (format!("/proposals/{proposal}/dossier"), "question"),
        Source::Receipt => (format!("/proposals/{proposal}/dossier"), "receipt"),
    };
    SourceLink {
        href,
        text: reader.t(format!("rule-source-{key}")),
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use language::Language;
    use workflow::criterion::{Check, Finding};
    use workflow::due_diligence::Level;
    use workflow::ids::DocumentId;
    use workflow::money::Currency;
    use workflow::registration::Section;

    use super::*;

    fn everything() -> Vec<Evidence> {
        let day: chrono::NaiveDate = "2010-04-01".parse().unwrap();
        let at = day.and_hms_opt(12, 0, 0).unwrap().and_utc();
        let certificate = |from, until| Evidence::Certificate { from, until, day };
        let documents = |missing: bool, not_valid: bool, unanswered: bool| Evidence::Documents {
            missing: missing
                .then_some(DocumentKind::Statutes)
                .into_iter()
                .collect(),
            not_valid: not_valid
                .then_some(DocumentKind::BankLetter)
                .into_iter()
                .collect(),
            unanswered: unanswered
                .then(|| "proposal".to_owned())
                .into_iter()
                .collect(),
        };
        let mut all = vec![
            Evidence::Registered {
                on: day,
                cut_off: day,
            },
            certificate(Some(day), Some(day)),
            certificate(None, Some(day)),
            certificate(Some(day), None),
            certificate(None, None),
            Evidence::NoCertificate { excused: true },
            Evidence::NoCertificate { excused: false },
            Evidence::InCountry {
                country: "KE".parse().unwrap(),
            },
            Evidence::HasForm {
                form: "association".to_owned(),
            },
            Evidence::Declarations { complete: true },
            Evidence::Declarations { complete: false },
            Evidence::Account {
                holder: "Hope".to_owned(),
                name: "Light".to_owned(),
            },
            Evidence::Flagged { level: None },
            Evidence::Matches {
                open: 0,
                confirmed: 0,
            },
            Evidence::Matches {
                open: 2,
                confirmed: 1,
            },
            Evidence::Letters { count: 1, least: 2 },
            Evidence::Grants {
                count: 3,
                most: 2,
                since: day,
                before: day,
            },
            Evidence::Applications { others: vec![] },
            Evidence::Applications {
                others: vec!["SGF2010-0112".to_owned()],
            },
            Evidence::Amount {
                minor: 1,
                min: 2,
                max: 3,
            },
            Evidence::AgainstBudget {
                minor: 1,
                budget: 2,
                max: 6,
            },
            Evidence::OtherCurrency {
                currency: Currency::EUR,
            },
            Evidence::Months {
                months: 1,
                min: 6,
                max: 18,
            },
            documents(false, false, false),
            documents(true, true, true),
            Evidence::WrittenIn {
                language: "en".to_owned(),
            },
            Evidence::Received { at, deadline: at },
            Evidence::Unknown,
        ];
        let levels = Level::ALL.iter();
        all.extend(levels.map(|level| Evidence::Flagged {
            level: Some(*level),
        }));
        all
    }

    fn call() -> Call {
        let id = workflow::ids::CallId(uuid::Uuid::nil());
        let definition = facility::call::template("ungift-2010").unwrap();
        let event = workflow::call::Event::Drafted {
            definition: Box::new(definition),
        };
        let by = workflow::ids::PersonId(uuid::Uuid::nil());
        workflow::call::evolve(None, id, &event, Some(by), chrono::DateTime::UNIX_EPOCH).unwrap()
    }

    #[test]
    fn everything_a_rule_can_say_has_its_words_in_every_language() {
        let call = call();
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            for one in everything() {
                let said = evidence(&reader, &call, &one);
                assert!(
                    !said.is_empty() && !said.contains(['[', '{']),
                    "{one:?}: {said}"
                );
            }
            for finding in Finding::ALL {
                assert!(reader.has(format!("finding-{finding}")));
            }
            for name in Check::NAMES {
                assert!(reader.has(format!("criterion-rule-{}", name.replace('_', "-"))));
            }
        }
    }

    #[test]
    fn what_was_found_leads_to_where_it_is() {
        let (organisation, proposal) = (
            OrganisationId(uuid::Uuid::from_u128(1)),
            ProposalId(uuid::Uuid::from_u128(2)),
        );
        let sources = [
            Source::Profile {
                section: Section::Money,
            },
            Source::Document {
                document: DocumentId(uuid::Uuid::from_u128(3)),
            },
            Source::Documents,
            Source::DueDiligence,
            Source::Sanctions,
            Source::Grants,
            Source::Applications,
            Source::Question {
                question: "budget".to_owned(),
            },
            Source::Receipt,
        ];
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            for one in &sources {
                let link = source(&reader, organisation, proposal, one);
                assert!(link.href.starts_with('/'), "{link:?}");
                assert!(!link.text.contains('['), "{link:?}");
            }
        }
    }
}

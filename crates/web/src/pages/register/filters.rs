//! The filters as a form shows them, and those in force as chips that can be taken off.

use language::{Reader, Value};
use workflow::country::Region;
use workflow::due_diligence::{Level, MatchStatus};
use workflow::organisation::OrganisationStatus;

use crate::asked::Asked;
use crate::page::Choice;

/// A filter in force.
pub(super) struct Chip {
    /// What it is, in words.
    pub text: String,
    /// The list without it.
    pub without: String,
}

/// A list to choose from.
pub(super) struct Chooser {
    /// Name of the field.
    pub name: &'static str,
    /// What is chosen.
    pub label: String,
    /// From what.
    pub options: Vec<Choice>,
}

/// Days within which verifications end, to choose from.
const DAYS: [u32; 3] = [30, 60, 90];

/// What a part of a field says, in words.
fn said(reader: &Reader, name: &str, value: &str) -> String {
    match name {
        "country" => reader.country(value),
        "region" => reader.named("region", value.replace('_', "-")),
        "status" => reader.named("status", value),
        "kind" => reader.named("organisation-kind", value),
        "flag" => {
            let level = [("level", Value::from(reader.named("level", value)))];
            reader.ta("register-flag-from", level)
        }
        "verified" => match value
            .strip_prefix("within_")
            .and_then(|days| days.parse().ok())
        {
            Some(days) => {
                let days: i64 = days;
                reader.tn("register-verified-within", days)
            }
            None => reader.named("register-verified", value.replace('_', "-")),
        },
        "listed" => reader.named("register-matches", value),
        "complete" | "duplicates" | "applied" | "funded" => {
            reader.t(format!("register-{name}-{value}"))
        }
        "from" | "to" => {
            let day = value
                .parse::<chrono::NaiveDate>()
                .map_or_else(|_| value.to_owned(), |day| reader.date(day));
            reader.ta(format!("register-{name}-day"), [("day", Value::from(day))])
        }
        _ => value.to_owned(),
    }
}

/// The filters in force; the order is none.
pub(super) fn chips(reader: &Reader, asked: &Asked) -> Vec<Chip> {
    let parts = asked.parts();
    let each = parts
        .into_iter()
        .filter(|(name, _)| name != "order")
        .map(|(name, value)| Chip {
            text: match name.as_str() {
                "q" => format!("“{value}”"),
                _ => said(reader, &name, &value),
            },
            without: super::address(&asked.without(&name, &value).query()),
        });
    each.collect()
}

fn chooser(
    reader: &Reader,
    name: &'static str,
    label: &str,
    chosen: &str,
    values: impl IntoIterator<Item = String>,
) -> Chooser {
    let all = Choice::new("", reader.t("form-all"), chosen.is_empty());
    let options = values.into_iter().map(|value| {
        let text = said(reader, name, &value);
        Choice::new(value.clone(), text, value == chosen)
    });
    Chooser {
        name,
        label: reader.t(label),
        options: std::iter::once(all).chain(options).collect(),
    }
}

/// The lists to choose from: country and status first, the others on demand. Who has chosen a country or a region may add
/// another.
pub(super) fn choosers(reader: &Reader, asked: &Asked) -> Vec<Chooser> {
    let yes_no = || ["yes", "no"].map(str::to_owned);
    let named = |all: &[&'static str]| {
        all.iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    let codes: Vec<String> = reader
        .countries()
        .iter()
        .map(|(code, _)| code.clone())
        .collect();
    let regions: Vec<&'static str> = Region::ALL.iter().map(|region| region.name()).collect();
    let statuses: Vec<&'static str> = OrganisationStatus::ALL
        .iter()
        .map(|status| status.name())
        .collect();
    let levels: Vec<&'static str> = Level::ALL.iter().map(|level| level.name()).collect();
    let verified = named(&["holds", "to_renew"])
        .into_iter()
        .chain(DAYS.map(|days| format!("within_{days}")))
        .chain(named(&["ended", "none"]));
    let matches = named(&[MatchStatus::Open.name(), MatchStatus::Confirmed.name()]);
    vec![
        chooser(reader, "country", "label-country", "", codes),
        chooser(
            reader,
            "status",
            "label-status",
            &asked.status,
            named(&statuses),
        ),
        chooser(reader, "region", "label-region", "", named(&regions)),
        chooser(
            reader,
            "kind",
            "organisation-kind",
            &asked.kind,
            named(&facility::registration::KINDS),
        ),
        chooser(
            reader,
            "complete",
            "register-complete",
            &asked.complete,
            yes_no(),
        ),
        chooser(
            reader,
            "verified",
            "register-verified",
            &asked.verified,
            verified,
        ),
        chooser(reader, "flag", "register-flag", &asked.flag, named(&levels)),
        chooser(reader, "listed", "register-matches", &asked.listed, matches),
        chooser(
            reader,
            "duplicates",
            "register-duplicates",
            &asked.duplicates,
            yes_no(),
        ),
        chooser(
            reader,
            "applied",
            "register-applied",
            &asked.applied,
            yes_no(),
        ),
        chooser(reader, "funded", "register-funded", &asked.funded, yes_no()),
    ]
}

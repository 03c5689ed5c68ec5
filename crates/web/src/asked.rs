//! What is asked of the register, as addresses of pages and of the API carry it alike.

use std::str::FromStr;

use chrono::NaiveDate;
use facility::register::{RegisterFilter, RegisterOrder, Verified};
use serde::{Deserialize, Serialize};
use workflow::country::Country;

/// The fields of a query; empty for what is not asked. Several countries, regions or states of matches stand in one field,
/// with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Asked {
    /// Words in the names.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// ISO 3166-1.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Regional groups.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// Status.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// `yes` or `no`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub complete: String,
    /// Legal form.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// `holds`, `within_30` (days), `ended`, `none` or `to_renew`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub verified: String,
    /// The least level of a flag.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub flag: String,
    /// States of matches with sanctions lists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub listed: String,
    /// Possible duplicates: `yes` or `no`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub duplicates: String,
    /// Registered from this day on.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// Registered up to this day.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Has submitted a proposal: `yes` or `no`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applied: String,
    /// Has a grant: `yes` or `no`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub funded: String,
    /// `name` or `newest`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
}

/// The parts of a field in which several stand.
pub(crate) fn several(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What stands in a field that may stand several times: each part once, in order.
pub(crate) fn parts_in(pairs: &[(String, String)], name: &str) -> String {
    let mut found: Vec<&str> = Vec::new();
    for (_, value) in pairs.iter().filter(|(field, _)| field == name) {
        found.extend(several(value));
    }
    found.sort_unstable();
    found.dedup();
    found.join(",")
}

/// What stands in a field that counts once: the last that is given.
pub(crate) fn last_in(pairs: &[(String, String)], name: &str) -> String {
    let last = pairs.iter().rev().find(|(field, _)| field == name);
    last.map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}

/// The fields of a query with what they hold, one for each part of those in which several stand.
pub(crate) fn parts_of(query: &str, in_several: &[&str]) -> Vec<(String, String)> {
    let fields: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    let each = fields.into_iter().flat_map(|(name, value)| {
        let values: Vec<String> = if in_several.contains(&name.as_str()) {
            several(&value).map(str::to_owned).collect()
        } else {
            vec![value]
        };
        values.into_iter().map(move |value| (name.clone(), value))
    });
    each.collect()
}

/// Verifications that end within so many days: `within_30`.
const WITHIN: &str = "within_";
/// The most days ahead.
const MOST_DAYS: u32 = 3_660;
/// The most characters words to look for may have.
const MOST_WORDS: usize = 200;

impl Asked {
    /// The query of pairs, in which a field may stand several times.
    pub fn of_pairs(pairs: &[(String, String)]) -> Self {
        let all = |name| parts_in(pairs, name);
        let one = |name| last_in(pairs, name);
        Self {
            q: one("q"),
            country: all("country"),
            region: all("region"),
            status: one("status"),
            complete: one("complete"),
            kind: one("kind"),
            verified: one("verified"),
            flag: one("flag"),
            listed: all("listed"),
            duplicates: one("duplicates"),
            from: one("from"),
            to: one("to"),
            applied: one("applied"),
            funded: one("funded"),
            order: one("order"),
        }
    }

    /// The query of an address.
    pub fn of_query(query: &str) -> Self {
        Self::of_pairs(&serde_urlencoded::from_str::<Vec<_>>(query).unwrap_or_default())
    }

    /// As it stands in an address.
    pub fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// Its fields with what they hold, one for each part where several stand.
    pub fn parts(&self) -> Vec<(String, String)> {
        parts_of(&self.query(), &["country", "region", "listed"])
    }

    /// The query without one part of a field.
    pub fn without(&self, name: &str, value: &str) -> Self {
        let mut parts = self.parts();
        parts.retain(|(field, part)| field != name || part != value);
        Self::of_pairs(&parts)
    }

    /// The order.
    pub fn order(&self) -> RegisterOrder {
        if self.order == "newest" {
            RegisterOrder::Newest
        } else {
            RegisterOrder::Name
        }
    }

    /// The filter, and the names of fields that cannot be understood, which let everything through.
    pub fn filter(&self) -> (RegisterFilter, Vec<&'static str>) {
        let mut wrong = Vec::new();
        let filter = RegisterFilter {
            text: {
                if self.q.chars().count() > MOST_WORDS {
                    wrong.push("q");
                }
                self.q.chars().take(MOST_WORDS).collect()
            },
            countries: all("country", &self.country, &mut wrong, |code| {
                Country::all().find(|country| country.code() == code)
            }),
            regions: all("region", &self.region, &mut wrong, |name| name.parse().ok()),
            status: one("status", &self.status, &mut wrong, |name| name.parse().ok()),
            complete: one("complete", &self.complete, &mut wrong, yes_no),
            kind: one("kind", &self.kind, &mut wrong, |kind| {
                let known = facility::registration::KINDS.contains(&kind);
                known.then(|| kind.to_owned())
            }),
            verified: one("verified", &self.verified, &mut wrong, verified),
            flag: one("flag", &self.flag, &mut wrong, |name| name.parse().ok()),
            matches: all("listed", &self.listed, &mut wrong, |name| name.parse().ok()),
            duplicates: one("duplicates", &self.duplicates, &mut wrong, yes_no),
            registered_from: one("from", &self.from, &mut wrong, day),
            registered_to: one("to", &self.to, &mut wrong, day),
            applied: one("applied", &self.applied, &mut wrong, yes_no),
            funded: one("funded", &self.funded, &mut wrong, yes_no),
        };
        if !["", "name", "newest"].contains(&self.order.as_str()) {
            wrong.push("order");
        }
        (filter, wrong)
    }
}

/// What a field says; nothing when it is empty.
pub(crate) fn one<T>(
    name: &'static str,
    text: &str,
    wrong: &mut Vec<&'static str>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    let found = read(text);
    if found.is_none() {
        wrong.push(name);
    }
    found
}

/// What the parts of a field say.
pub(crate) fn all<T>(
    name: &'static str,
    text: &str,
    wrong: &mut Vec<&'static str>,
    read: impl Fn(&str) -> Option<T>,
) -> Vec<T> {
    several(text)
        .filter_map(|part| one(name, part, wrong, &read))
        .collect()
}

fn yes_no(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::from_str(text).ok()
}

fn verified(text: &str) -> Option<Verified> {
    Some(match text {
        "holds" => Verified::Holds,
        "ended" => Verified::Ended,
        "none" => Verified::None,
        "to_renew" => Verified::ToRenew,
        _ => {
            let days: u32 = text.strip_prefix(WITHIN)?.parse().ok()?;
            Verified::EndsWithin(Some(days).filter(|days| *days <= MOST_DAYS)?)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_written_and_lessened() {
        let asked = Asked::of_query(
            "country=KE&country=UG&country=&q=%D8%A3%D9%85%D9%84&status=verified&from=",
        );
        assert_eq!(asked.country, "KE,UG");
        assert_eq!(Asked::of_query(&asked.query()), asked);
        let (filter, wrong) = asked.filter();
        assert!(wrong.is_empty());
        assert_eq!((filter.countries.len(), filter.text.as_str()), (2, "أمل"));
        assert_eq!(asked.without("country", "KE").country, "UG");
        assert_eq!(asked.without("q", "أمل").q, "");
        assert!(Asked::of_query("").filter().0.is_open());
    }

    #[test]
    fn what_cannot_be_understood_is_named_and_lets_everything_through() {
        let asked = Asked::of_query(
            "country=ke&region=moon&status=x&complete=1&kind=x&verified=within_&flag=x&listed=open,x&duplicates=x&from=5&to=6&order=x",
        );
        let (filter, wrong) = asked.filter();
        let all = [
            "country",
            "region",
            "status",
            "complete",
            "kind",
            "verified",
            "flag",
            "listed",
            "duplicates",
            "from",
            "to",
            "order",
        ];
        assert_eq!(wrong, all);
        assert_eq!(filter.matches.len(), 1);
        assert_eq!(verified("within_30"), Some(Verified::EndsWithin(30)));
        assert_eq!(verified("within_99999"), None);
    }
}

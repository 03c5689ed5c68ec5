//! The rows of a profile as they are typed: kept as typed until everything can be read.

use chrono::NaiveDate;
use facility::evaluators::{Affiliation, EvaluatorProfile};
use language::Reader;

use crate::form::{Errors, Fields};
use crate::pages::parsing;

/// How many empty rows stand below those that are filled in, so that a page without a script takes more.
const EMPTY: usize = 2;

/// An affiliation as typed.
#[derive(Clone, Debug, Default)]
pub struct AffiliationRow {
    /// The organisation's name.
    pub name: String,
    /// The organisation of the register, when it is linked.
    pub organisation: String,
    /// First year.
    pub from: String,
    /// Last year.
    pub to: String,
}

impl AffiliationRow {
    fn is_empty(&self) -> bool {
        [&self.name, &self.from, &self.to]
            .iter()
            .all(|field| field.trim().is_empty())
    }
}

/// Days away as typed: first and last.
#[derive(Clone, Debug, Default)]
pub struct AbsenceRow {
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
}

impl AbsenceRow {
    fn is_empty(&self) -> bool {
        self.from.trim().is_empty() && self.to.trim().is_empty()
    }
}

fn places(fields: &Fields, family: &str) -> usize {
    let prefix = format!("{family}-");
    let places = fields.0.iter().filter_map(|(name, _)| {
        let rest = name.strip_prefix(&prefix)?;
        rest.split('-').next()?.parse::<usize>().ok()
    });
    places.max().map_or(0, |most| most.min(200) + 1)
}

/// The affiliations of a form, empty rows left out.
pub fn affiliations(fields: &Fields) -> Vec<AffiliationRow> {
    (0..places(fields, "affiliation"))
        .map(|place| {
            let field = |part: &str| {
                fields
                    .get(&format!("affiliation-{place}-{part}"))
                    .to_owned()
            };
            AffiliationRow {
                name: field("name"),
                organisation: field("organisation"),
                from: field("from"),
                to: field("to"),
            }
        })
        .filter(|row| !row.is_empty())
        .collect()
}

/// The absences of a form, empty rows left out.
pub fn absences(fields: &Fields) -> Vec<AbsenceRow> {
    (0..places(fields, "absence"))
        .map(|place| {
            let field = |part: &str| fields.get(&format!("absence-{place}-{part}")).to_owned();
            AbsenceRow {
                from: field("from"),
                to: field("to"),
            }
        })
        .filter(|row| !row.is_empty())
        .collect()
}

/// The affiliations of a profile as rows.
pub fn affiliation_rows(profile: &EvaluatorProfile) -> Vec<AffiliationRow> {
    let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
    let row = |one: &Affiliation| AffiliationRow {
        name: one.name.clone(),
        organisation: one
            .organisation
            .map(|id| id.to_string())
            .unwrap_or_default(),
        from: year(one.from),
        to: year(one.to),
    };
    profile.affiliations.iter().map(row).collect()
}

/// The absences of a profile as rows.
pub fn absence_rows(profile: &EvaluatorProfile) -> Vec<AbsenceRow> {
    let row = |(from, to): &(NaiveDate, NaiveDate)| AbsenceRow {
        from: from.to_string(),
        to: to.to_string(),
    };
    profile.absences.iter().map(row).collect()
}

/// The same with empty rows below.
pub fn with_room<T: Default>(mut rows: Vec<T>) -> Vec<T> {
    rows.extend((0..EMPTY).map(|_| T::default()));
    rows
}

/// The affiliations read; what cannot be read is noted at its field.
pub fn read_affiliations(
    reader: &Reader,
    rows: &[AffiliationRow],
    errors: &mut Errors,
) -> Vec<Affiliation> {
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let mut year = |part: &str, typed: &str| {
            let typed = typed.trim();
            let read: Option<i32> = typed.parse().ok();
            if read.is_none() && !typed.is_empty() {
                errors.add(reader, &format!("affiliation-{place}-{part}"), "year");
            }
            read
        };
        found.push(Affiliation {
            name: row.name.clone(),
            organisation: row.organisation.parse().ok(),
            from: year("from", &row.from),
            to: year("to", &row.to),
        });
    }
    found
}

/// The absences read; what cannot be read is noted at its field.
pub fn read_absences(
    reader: &Reader,
    rows: &[AbsenceRow],
    errors: &mut Errors,
) -> Vec<(NaiveDate, NaiveDate)> {
    let mut found = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        let from = parsing::date(reader, errors, &format!("absence-{place}-from"), &row.from);
        let to = parsing::date(reader, errors, &format!("absence-{place}-to"), &row.to);
        found.extend(from.zip(to));
    }
    found
}

/// The most files at a time; nothing when nothing is typed.
pub fn read_most(reader: &Reader, typed: &str, errors: &mut Errors) -> Option<u32> {
    let typed = typed.trim();
    let read = typed.parse().ok();
    if read.is_none() && !typed.is_empty() {
        errors.add(reader, "most_files", "number");
    }
    read
}

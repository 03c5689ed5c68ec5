//! Import of organisations from CSV.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use workflow::ids::PersonId;
use workflow::money::{Currency, Money};

use crate::Facility;
use crate::failure::Failure;
use workflow::registration::{Declarations, Officer, Profile};

use crate::registration::{checked, register_in};

/// What is wrong with a line, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Line of the file, from 1; the header is line 1.
    pub line: u64,
    /// The field.
    pub field: String,
    /// The reason.
    pub reason: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Organisations added.
    pub added: u64,
    /// Lines that name an organisation the register has already.
    pub known: u64,
    /// Lines that could not be read.
    pub bad: Vec<BadLine>,
    /// Whether anything was kept.
    pub kept: bool,
}

/// What to do with good lines when there are bad ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnBadLine {
    /// Keep nothing.
    KeepNothing,
    /// Keep the good lines.
    KeepGood,
}

/// Columns that must be there.
pub const REQUIRED: [&str; 2] = ["legal_name", "country"];
/// Columns that may be there.
pub const OPTIONAL: [&str; 12] = [
    "original_name",
    "acronym",
    "kind",
    "registration_number",
    "registered_on",
    "website",
    "email",
    "address",
    "annual_budget",
    "currency",
    "officers",
    "declarations",
];

/// Lines in the file, for a progress bar; the header is not counted.
pub fn count(bytes: &[u8]) -> u64 {
    reader(bytes).byte_records().count() as u64
}

/// The text without the mark that some programs put before UTF-8.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// What parts the fields: the one of `,` and `;` that the header has more of.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let many = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    if many(b';') > many(b',') { b';' } else { b',' }
}

/// Where the text leaves a quote open to its end: the line of the quote, and the text before its record. A file that
/// was cut off inside a quoted field would otherwise read as whole.
fn cut_off(bytes: &[u8], delimiter: u8) -> Option<(u64, &[u8])> {
    #[derive(PartialEq)]
    enum At {
        Start,
        Plain,
        Quoted,
        /// Behind a quote that ends the field, unless another follows.
        Closing,
    }
    let (mut at, mut line, mut opened, mut record) = (At::Start, 1, 1, 0);
    for (offset, byte) in bytes.iter().enumerate() {
        let quoted = at == At::Quoted;
        at = match (at, byte) {
            (At::Start, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Closing,
            (At::Quoted, _) | (At::Closing, b'"') => At::Quoted,
            (_, b'\n' | b'\r') => At::Start,
            (_, byte) if *byte == delimiter => At::Start,
            _ => At::Plain,
        };
        if *byte == b'\n' {
            line += 1;
            if !quoted {
                record = offset + 1;
            }
        }
    }
    (at == At::Quoted).then(|| (opened, bytes.get(..record).unwrap_or_default()))
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    let bytes = unmarked(bytes);
    csv::ReaderBuilder::new()
        .delimiter(delimiter(bytes))
        .trim(csv::Trim::All)
        .from_reader(bytes)
}

/// Imports organisations from CSV: a header row, UTF-8 with or without BOM, `,` or `;`. A line whose country and
/// registration number (or, without one, country and name) the register has already adds nothing.
/// `by` is in whose name it is done; nobody's when the operator does it before the facility has people.
///
/// Errors when the header is wrong or the file is no text; bad lines are reported in the answer.
pub fn organisations(
    facility: &Facility,
    by: Option<PersonId>,
    bytes: &[u8],
    on_bad_line: OnBadLine,
    mut progress: impl FnMut(u64),
) -> Result<Imported, Failure> {
    let (profiles, bad) = read(facility, bytes)?;
    let mut imported = Imported {
        bad,
        ..Imported::default()
    };
    if !imported.bad.is_empty() && on_bad_line == OnBadLine::KeepNothing {
        return Ok(imported);
    }
    facility
        .store
        .write(|conn| {
            let mut added = 0;
            let mut known = 0;
            let mut names: BTreeSet<(String, String)> = BTreeSet::new();
            for (done, profile) in (1..).zip(&profiles) {
                let key = (
                    profile.country.to_string(),
                    store::search::normalised(&profile.legal_name),
                );
                let there = match &profile.registration_number {
                    Some(number) => {
                        store::organisations::with_number(conn, profile.country, number)?.is_some()
                    }
                    None => {
                        names.contains(&key)
                            || store::organisations::with_name(
                                conn,
                                profile.country,
                                &profile.legal_name,
                            )?
                            .is_some()
                    }
                };
                // Known ones too: a second line that means the same adds nothing when the import is repeated either.
                names.insert(key);
                if there {
                    known += 1;
                } else {
                    register_in(conn, by, profile, facility.clock.now())?;
                    added += 1;
                }
                progress(done);
            }
            imported.added = added;
            imported.known = known;
            imported.kept = true;
            Ok(())
        })
        .map(|()| imported)
}

/// Every good line as a profile, every bad one with its reasons.
fn read(facility: &Facility, bytes: &[u8]) -> Result<(Vec<Profile>, Vec<BadLine>), Failure> {
    let today = facility.clock.now().date_naive();
    let bytes = unmarked(bytes);
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let cut_off = cut_off(bytes, delimiter(bytes));
    let mut reader = reader(cut_off.map_or(bytes, |(_, whole)| whole));
    let columns = columns(&mut reader)?;
    for (index, record) in reader.records().enumerate() {
        let fallback = index as u64 + 2;
        match record {
            Err(error) => {
                let line = error.position().map_or(fallback, csv::Position::line);
                bad.push(BadLine {
                    line,
                    field: "line".to_owned(),
                    reason: reason_of(&error),
                });
            }
            Ok(record) => {
                let line = record.position().map_or(fallback, csv::Position::line);
                let field = |name: &str| {
                    columns
                        .get(name)
                        .and_then(|at| record.get(*at))
                        .unwrap_or_default()
                };
                match profile(&field) {
                    Err((field, reason)) => bad.push(BadLine {
                        line,
                        field,
                        reason,
                    }),
                    Ok(profile) => match checked(profile, today) {
                        Ok(profile) => good.push(profile),
                        Err(Failure::Invalid(faults)) => {
                            bad.extend(faults.into_iter().map(|fault| BadLine {
                                line,
                                field: fault.field,
                                reason: fault.code.to_owned(),
                            }))
                        }
                        Err(other) => return Err(other),
                    },
                }
            }
        }
    }
    if let Some((line, _)) = cut_off {
        bad.push(BadLine {
            line,
            field: "line".to_owned(),
            reason: "has a quote that is never closed; is the file cut off?".to_owned(),
        });
    }
    Ok((good, bad))
}

fn reason_of(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => {
            format!(
                "has {len} fields instead of {expected_len}; is the file cut off, or a quote missing?"
            )
        }
        csv::ErrorKind::Utf8 { .. } => "is not UTF-8 text; save the file as UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

fn columns(reader: &mut csv::Reader<&[u8]>) -> Result<HashMap<String, usize>, Failure> {
    let header = reader.headers().map_err(|error| {
        Failure::Unexpected(format!(
            "the header row cannot be read: {}",
            reason_of(&error)
        ))
    })?;
    let mut columns = HashMap::new();
    for (at, name) in header.iter().enumerate() {
        let name = name.trim().to_ascii_lowercase();
        if !REQUIRED.contains(&name.as_str()) && !OPTIONAL.contains(&name.as_str()) {
            return Err(Failure::Unexpected(format!(
                "the column \"{name}\" is not known; use {} and, as you like, {}",
                REQUIRED.join(", "),
                OPTIONAL.join(", ")
            )));
        }
        if columns.insert(name.clone(), at).is_some() {
            return Err(Failure::Unexpected(format!(
                "the column \"{name}\" stands twice in the header"
            )));
        }
    }
    match REQUIRED.iter().find(|name| !columns.contains_key(**name)) {
        Some(name) => Err(Failure::Unexpected(format!(
            "the column \"{name}\" is missing in the header"
        ))),
        None => Ok(columns),
    }
}

type Wrong = (String, String);

fn profile<'a>(field: &impl Fn(&str) -> &'a str) -> Result<Profile, Wrong> {
    let wrong = |name: &str, reason: &str| (name.to_owned(), reason.to_owned());
    let optional = |name: &str| {
        Some(field(name))
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let country = field("country")
        .parse()
        .map_err(|_| wrong("country", "is no ISO 3166-1 code of two letters"))?;
    let registered_on = optional("registered_on")
        .map(|text| {
            text.parse::<NaiveDate>()
                .map_err(|_| wrong("registered_on", "is no day written as 2008-11-03"))
        })
        .transpose()?;
    let currency = optional("currency")
        .map(|code| {
            Currency::from_code(&code).ok_or_else(|| wrong("currency", "is no ISO 4217 code"))
        })
        .transpose()?;
    let annual_budget = match (optional("annual_budget"), currency) {
        (None, _) => None,
        (Some(_), None) => return Err(wrong("currency", "is missing beside annual_budget")),
        (Some(text), Some(currency)) => Some(
            Money::parse(&text, currency)
                .map_err(|error| wrong("annual_budget", &error.to_string()))?,
        ),
    };
    let declarations = match field("declarations").to_ascii_lowercase().as_str() {
        "" | "no" | "false" | "0" => Declarations::default(),
        "yes" | "true" | "1" => Declarations::all_yes(),
        _ => return Err(wrong("declarations", "must be yes or no")),
    };
    let kind = optional("kind").unwrap_or_else(|| "association".to_owned());
    let blank = Profile::new(field("legal_name").to_owned(), country, kind);
    Ok(Profile {
        original_name: optional("original_name"),
        acronym: optional("acronym"),
        registration_number: optional("registration_number"),
        registered_on,
        website: optional("website"),
        email: optional("email"),
        address: optional("address"),
        annual_budget,
        officers: field("officers")
            .split('|')
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(Officer::named)
            .collect(),
        declarations,
        ..blank
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_left_open_is_where_the_file_was_cut_off() {
        let cut = |text: &str| {
            cut_off(text.as_bytes(), b',').map(|(line, whole)| (line, whole.len() as u64))
        };
        assert_eq!(cut(""), None);
        assert_eq!(cut("a,b\n\"x, \"\"y\"\"\",z\n"), None);
        assert_eq!(
            cut("a,b\n5\" pipe,z\n"),
            None,
            "a quote inside a field is a letter"
        );
        assert_eq!(cut("a,b\nx,\"two\nlines\"\ny,\"cut"), Some((4, 18)));
        assert_eq!(cut("a,b\nx,\"two\nli"), Some((2, 4)));
        assert_eq!(cut("a,b\nx,\"y\"\""), Some((2, 4)));
    }
}

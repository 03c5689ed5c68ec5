//! The United Nations Security Council Consolidated List, read from its XML.
//!
//! The published file breaks its own schema here and there: empty elements, several names in one element, elements that
//! stand in the wrong place or that no schema knows, dates without day. None of this is fatal: it is noted, and the rest
//! is read. Fatal is only what would make the list incomplete without anybody seeing it.

mod changes;
mod element;
mod entry;
mod names;
mod notes;
mod values;

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use changes::{Changed, Changes, Field, changes};
pub use element::ListFault;

/// The largest file read, in bytes. The published list has about 2 MB.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most entries read. The published list has about 1,000.
pub const MOST_ENTRIES: usize = 100_000;
/// The most notes kept; how many more there were is counted.
pub const MOST_NOTES: usize = 500;

/// The list as one file gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsolidatedList {
    /// The day the file says it was generated on.
    pub generated_on: Option<NaiveDate>,
    /// The listed individuals and entities, in the order of the file.
    pub entries: Vec<Entry>,
    /// What in the file was not as expected, in the order of the file; [`MOST_NOTES`] at most.
    pub notes: Vec<Note>,
    /// How many more notes there would have been.
    pub notes_left_off: u32,
}

impl ConsolidatedList {
    /// Reads the list.
    ///
    /// # Errors
    /// When the file is too large or too deep, is not UTF-8 or not XML, is another XML than this list, ends early, or
    /// lists nobody. Each fault names the line and what was expected.
    pub fn read(file: &[u8]) -> Result<Self, ListFault> {
        element::read(file)
    }
}

/// Whether a person or an organisation is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person.
    Individual,
    /// An organisation, group or undertaking.
    Entity,
}

/// A listed individual or entity.
///
/// Fields are serialised in the order given here and lists within are sorted, so the JSON of an entry is the same
/// whenever the entry says the same, and can be digested.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The permanent reference, such as `QDi.290`; empty when the file gives none.
    pub reference: String,
    /// The number of the record in the publisher's database; empty when the file gives none.
    pub data_id: String,
    /// Individual or entity.
    pub kind: Kind,
    /// Every name, the primary one first; never empty.
    pub names: Vec<ListedName>,
    /// The regime under which it is listed, such as `Al-Qaida` or `DRC`.
    pub list_type: String,
    /// When it was listed.
    pub listed_on: Option<NaiveDate>,
    /// When the entry was amended, earliest first.
    pub updated_on: Vec<NaiveDate>,
    /// As written in the list; empty when unknown.
    pub gender: String,
    /// Titles, such as `Maulavi`.
    pub titles: Vec<String>,
    /// Positions held.
    pub designations: Vec<String>,
    /// Nationalities, as written in the list.
    pub nationalities: Vec<String>,
    /// Dates of birth known or supposed.
    pub births: Vec<Birth>,
    /// Places of birth, one line each.
    pub birth_places: Vec<String>,
    /// Addresses, one line each.
    pub addresses: Vec<String>,
    /// Passports and other papers, one line each.
    pub documents: Vec<String>,
    /// The narrative of the list.
    pub comments: String,
}

impl Entry {
    /// What the entry is known by from one list to the next: its reference, or its data id when it has none.
    pub fn key(&self) -> &str {
        if self.reference.is_empty() {
            &self.data_id
        } else {
            &self.reference
        }
    }

    /// The name the entry is listed under.
    pub fn primary_name(&self) -> &str {
        self.names.first().map_or("", |name| name.text.as_str())
    }
}

/// One name of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ListedName {
    /// What sort of name it is.
    pub kind: NameKind,
    /// The name, white space tidied and controls taken out.
    pub text: String,
}

/// What sort of name a listed name is. The order is the one names are kept and shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameKind {
    /// The name listed under, in Latin letters: first to fourth name, in order.
    Primary,
    /// The name in its own script.
    OriginalScript,
    /// An alias of good quality.
    GoodAlias,
    /// "Also known as".
    AlsoKnownAs,
    /// "Formerly known as".
    FormerlyKnownAs,
    /// An alias of low quality: too common to identify by itself, often a nom de guerre.
    LowAlias,
}

/// How sure a date of birth is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The list says exact, although often it is only a year.
    Exact,
    /// The list says approximately.
    Approximate,
    /// Between two years.
    Between,
    /// The list does not say.
    NotSaid,
}

/// A date of birth as far as the list knows it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Birth {
    /// How sure it is.
    pub certainty: Certainty,
    /// The whole date, when given.
    pub date: Option<NaiveDate>,
    /// The first year it can be.
    pub from_year: i32,
    /// The last year it can be; the same as the first when one year is given.
    pub to_year: i32,
}

impl Birth {
    /// The years it can be.
    pub const fn years(&self) -> RangeInclusive<i32> {
        self.from_year..=self.to_year
    }
}

/// Something in the file that was not as expected and did not stop the reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The line in the file, from 1.
    pub line: u32,
    /// The reference (or data id) of the entry it stands in; empty outside entries.
    pub entry: String,
    /// The element, by its path within the entry.
    pub element: String,
    /// What was not as expected.
    pub about: NoteKind,
    /// The text in question, cut to some 80 characters.
    pub text: String,
}

/// What was not as expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// No schema knows the element; it was passed over.
    UnknownElement,
    /// The element stands where it does not belong; it was read as far as its meaning is plain.
    MisplacedElement,
    /// The text is not a date or year; it was passed over.
    UnreadableDate,
    /// The text is not one of the known values.
    UnknownValue,
    /// `&name;` stands for something the file does not say; it was passed over.
    UnknownReference,
    /// The text was longer than any real one, and was cut.
    TextCut,
    /// The entry has neither reference nor data id; it was read all the same.
    NoReference,
    /// The reference was used by an earlier entry as well; both were read.
    RepeatedReference,
    /// The entry has no name and cannot be screened; it was passed over.
    NoName,
    /// A document type declaration stood in the file; it was not followed.
    DocumentType,
}

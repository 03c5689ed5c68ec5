//! Sanctions: lists read in and the register screened, names searched, matches reviewed.

mod lists;
mod matches;

use chrono::NaiveDate;
use names::consolidated_list::{self as list, Kind};
use names::screening::Birth;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(lists::configure)
        .configure(matches::configure);
}

/// The name of a value as it stands in data.
fn named(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Individual => "individual",
        Kind::Entity => "entity",
    }
}

/// A name of an entry.
#[derive(Debug, Serialize, ToSchema)]
struct ListedNameJson {
    /// `primary`, `original_script`, `good_alias`, `also_known_as`, `formerly_known_as` or `low_alias`.
    kind: String,
    /// The name.
    text: String,
}

impl From<list::ListedName> for ListedNameJson {
    fn from(name: list::ListedName) -> Self {
        Self {
            kind: named(name.kind),
            text: name.text,
        }
    }
}

fn listed(names: Vec<list::ListedName>) -> Vec<ListedNameJson> {
    names.into_iter().map(ListedNameJson::from).collect()
}

/// A date of birth as far as the list knows it.
#[derive(Debug, Serialize, ToSchema)]
struct ListedBirthJson {
    /// `exact`, `approximate`, `between` or `not_said`.
    certainty: String,
    /// The day, where it is known.
    date: Option<NaiveDate>,
    /// The first year it can be.
    from_year: i32,
    /// The last year it can be.
    to_year: i32,
}

/// An entry of a list, in the words of the list.
#[derive(Debug, Serialize, ToSchema)]
struct EntryJson {
    /// The permanent reference: `QDi.290`.
    reference: String,
    /// The number of the record in the publisher's database.
    data_id: String,
    /// `individual` or `entity`.
    kind: &'static str,
    /// Every name, the one it is listed under first.
    names: Vec<ListedNameJson>,
    /// The regime under which it is listed.
    list_type: String,
    /// When it was listed.
    listed_on: Option<NaiveDate>,
    /// When the entry was amended.
    updated_on: Vec<NaiveDate>,
    /// Gender.
    gender: String,
    /// Titles.
    titles: Vec<String>,
    /// Positions held.
    designations: Vec<String>,
    /// Nationalities.
    nationalities: Vec<String>,
    /// Dates of birth.
    births: Vec<ListedBirthJson>,
    /// Places of birth.
    birth_places: Vec<String>,
    /// Addresses.
    addresses: Vec<String>,
    /// Passports and other papers.
    documents: Vec<String>,
    /// The narrative.
    comments: String,
}

impl From<list::Entry> for EntryJson {
    fn from(entry: list::Entry) -> Self {
        let births = entry.births.into_iter().map(|birth| ListedBirthJson {
            certainty: named(birth.certainty),
            date: birth.date,
            from_year: birth.from_year,
            to_year: birth.to_year,
        });
        Self {
            reference: entry.reference,
            data_id: entry.data_id,
            kind: kind(entry.kind),
            names: listed(entry.names),
            list_type: entry.list_type,
            listed_on: entry.listed_on,
            updated_on: entry.updated_on,
            gender: entry.gender,
            titles: entry.titles,
            designations: entry.designations,
            nationalities: entry.nationalities,
            births: births.collect(),
            birth_places: entry.birth_places,
            addresses: entry.addresses,
            documents: entry.documents,
            comments: entry.comments,
        }
    }
}

/// Words of two names, and why they were taken for one.
#[derive(Debug, Serialize, ToSchema)]
struct PartJson {
    /// The word or words of the searched name; empty when only the listed name has it.
    searched: String,
    /// The word or words of the listed name; empty when only the searched name has it.
    listed: String,
    /// `equal`, `transliterated`, `spelled_alike`, `same_meaning`, `one_letter`, `several_letters`, `initial`,
    /// `only_searched` or `only_listed`.
    how: String,
    /// How alike they are, in thousandths.
    likeness: u16,
    /// Their share of the weight of both names, in thousandths.
    weight: u16,
}

/// Two names compared.
#[derive(Debug, Serialize, ToSchema)]
struct ComparedJson {
    /// How alike the names are, in thousandths, whatever the years of birth.
    score: u16,
    /// Word by word, why.
    parts: Vec<PartJson>,
    /// What the years of birth say: `unknown`, `agrees` or `differs`.
    birth: &'static str,
    /// How many years the nearest listed year of birth is apart, where they differ.
    years_apart: Option<u32>,
}

impl ComparedJson {
    fn of(compared: names::Compared, birth: Birth) -> Self {
        let parts = compared.parts.into_iter().map(|part| PartJson {
            searched: part.searched,
            listed: part.listed,
            how: named(part.how),
            likeness: part.likeness,
            weight: part.weight,
        });
        let (birth, years_apart) = match birth {
            Birth::Unknown => ("unknown", None),
            Birth::Agrees => ("agrees", None),
            Birth::Differs(years) => ("differs", Some(years)),
        };
        Self {
            score: compared.score,
            parts: parts.collect(),
            birth,
            years_apart,
        }
    }
}

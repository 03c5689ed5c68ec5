//! Sanctions: lists read in, names searched, matches reviewed.

mod check;
mod lists;
mod matches;

use actix_web::web;
use language::Reader;
use names::consolidated_list::{Birth, Entry, Kind, NameKind};
use names::{How, Part, screening};

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/sanctions")
                .get(lists::show)
                .post(lists::import),
        )
        .service(web::resource("/sanctions/screen").post(lists::screen))
        .service(web::resource("/sanctions/check").get(check::show))
        .service(web::resource("/sanctions/matches").get(matches::list))
        .service(web::resource("/sanctions/lists/{id}").get(lists::changes))
        .service(web::resource("/organisations/{id}/matches").get(matches::of_organisation))
        .service(
            web::resource("/organisations/{id}/matches/{number}/{act:confirm|dismiss}")
                .post(matches::decide),
        );
}

/// A percentage in the reader's figures: 94.3 %.
fn percent(reader: &Reader, thousandths: u16) -> String {
    reader.ta(
        "sanctions-score",
        [(
            "score",
            crate::wording::points(reader, i64::from(thousandths) * 100).into(),
        )],
    )
}

/// A part of two names that were compared.
struct PartShown {
    searched: String,
    listed: String,
    how: String,
    /// Whether the two agree.
    agrees: bool,
}

fn parts(reader: &Reader, parts: &[Part]) -> Vec<PartShown> {
    parts
        .iter()
        .map(|part| PartShown {
            searched: part.searched.clone(),
            listed: part.listed.clone(),
            how: reader.t(match part.how {
                How::Equal => "sanctions-how-equal",
                How::Transliterated => "sanctions-how-transliterated",
                How::SpelledAlike => "sanctions-how-spelled-alike",
                How::SameMeaning => "sanctions-how-same-meaning",
                How::OneLetter => "sanctions-how-one-letter",
                How::SeveralLetters => "sanctions-how-several-letters",
                How::Initial => "sanctions-how-initial",
                How::OnlySearched => "sanctions-how-only-searched",
                How::OnlyListed => "sanctions-how-only-listed",
            }),
            agrees: !matches!(part.how, How::OnlySearched | How::OnlyListed),
        })
        .collect()
}

/// What the years of birth say; empty when they say nothing.
fn birth(reader: &Reader, birth: screening::Birth) -> String {
    match birth {
        screening::Birth::Unknown => String::new(),
        screening::Birth::Agrees => reader.t("sanctions-birth-agrees"),
        screening::Birth::Differs(years) => reader.tn("sanctions-birth-differs", i64::from(years)),
    }
}

/// An entry of a list as it is shown.
struct EntryShown {
    reference: String,
    kind: String,
    name: String,
    others: Vec<(String, String)>,
    facts: Vec<(String, String)>,
}

fn entry(reader: &Reader, entry: &Entry) -> EntryShown {
    let joined = |lines: &[String]| lines.join("; ");
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| reader.date(day)).unwrap_or_default();
    let births: Vec<String> = entry
        .births
        .iter()
        .map(|birth| born(reader, birth))
        .collect();
    let facts = [
        ("sanctions-list-type", entry.list_type.clone()),
        ("sanctions-listed-on", day(entry.listed_on)),
        ("sanctions-born", births.join("; ")),
        ("sanctions-birth-places", joined(&entry.birth_places)),
        ("sanctions-nationalities", joined(&entry.nationalities)),
        ("sanctions-designations", joined(&entry.designations)),
        ("sanctions-addresses", joined(&entry.addresses)),
        ("sanctions-documents", joined(&entry.documents)),
        ("sanctions-comments", entry.comments.clone()),
    ];
    EntryShown {
        reference: entry.key().to_owned(),
        kind: reader.t(match entry.kind {
            Kind::Individual => "sanctions-individual",
            Kind::Entity => "sanctions-entity",
        }),
        name: entry.primary_name().to_owned(),
        others: entry
            .names
            .iter()
            .skip(1)
            .map(|name| (name.text.clone(), reader.t(kind_of(name.kind))))
            .collect(),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (reader.t(key), value))
            .collect(),
    }
}

const fn kind_of(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Primary => "sanctions-name-primary",
        NameKind::OriginalScript => "sanctions-name-original-script",
        NameKind::GoodAlias => "sanctions-name-good-alias",
        NameKind::AlsoKnownAs => "sanctions-name-also-known-as",
        NameKind::FormerlyKnownAs => "sanctions-name-formerly-known-as",
        NameKind::LowAlias => "sanctions-name-low-alias",
    }
}

fn born(reader: &Reader, birth: &Birth) -> String {
    match birth.date {
        Some(day) => reader.date(day),
        None if birth.from_year == birth.to_year => birth.from_year.to_string(),
        None => format!("{}–{}", birth.from_year, birth.to_year),
    }
}

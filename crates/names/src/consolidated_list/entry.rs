//! From the elements of an entry to the entry.

use std::collections::BTreeSet;

use super::element::Element;
use super::notes::Notes;
use super::{Birth, Certainty, Entry, Kind, ListedName, NameKind, NoteKind, names, values};

/// The kind of entry an element holds, if it holds one.
pub(super) fn kind_of(element: &str) -> Option<Kind> {
    match element {
        "INDIVIDUAL" => Some(Kind::Individual),
        "ENTITY" => Some(Kind::Entity),
        _ => None,
    }
}

/// Reads one entry, and those nested in it by mistake.
pub(super) fn read(element: &Element, entries: &mut Vec<Entry>, notes: &mut Notes) {
    let Some(kind) = kind_of(&element.name) else {
        return;
    };
    let mut reading = Reading::of(element, kind, notes);
    let mut nested = Vec::new();
    for child in &element.children {
        if kind_of(&child.name).is_some() {
            reading.note(child, NoteKind::MisplacedElement, &child.name);
            nested.push(child);
        } else {
            reading.child(child);
        }
    }
    if let Some(entry) = reading.finish(element) {
        entries.push(entry);
    }
    for child in nested {
        read(child, entries, notes);
    }
}

struct Reading<'n> {
    entry: Entry,
    /// First to fourth name.
    parts: [String; 4],
    /// What notes call the entry.
    key: String,
    notes: &'n mut Notes,
}

impl<'n> Reading<'n> {
    fn of(element: &Element, kind: Kind, notes: &'n mut Notes) -> Self {
        let text_of = |name: &str| {
            let mut found = element.children.iter().filter(|child| child.name == name);
            found
                .next()
                .map(|child| values::tidy(&child.text))
                .unwrap_or_default()
        };
        let (reference, data_id) = (text_of("REFERENCE_NUMBER"), text_of("DATAID"));
        let key = if reference.is_empty() {
            data_id.clone()
        } else {
            reference.clone()
        };
        Self {
            entry: Entry {
                reference,
                data_id,
                kind,
                names: Vec::new(),
                list_type: String::new(),
                listed_on: None,
                updated_on: Vec::new(),
                gender: String::new(),
                titles: Vec::new(),
                designations: Vec::new(),
                nationalities: Vec::new(),
                births: Vec::new(),
                birth_places: Vec::new(),
                addresses: Vec::new(),
                documents: Vec::new(),
                comments: String::new(),
            },
            parts: Default::default(),
            key,
            notes,
        }
    }

    fn note(&mut self, element: &Element, about: NoteKind, path: &str) {
        self.notes
            .add(element.line, &self.key, path, about, &element.text);
    }

    /// One element directly under the entry. Those of the other kind are read alike, and noted.
    fn child(&mut self, child: &Element) {
        let individual = self.entry.kind == Kind::Individual;
        let belongs = match child.name.split_once('_') {
            Some(("INDIVIDUAL", _)) => individual,
            Some(("ENTITY", _)) => !individual,
            _ => true,
        };
        if !belongs {
            self.note(child, NoteKind::MisplacedElement, &child.name);
        }
        let name = child
            .name
            .trim_start_matches("INDIVIDUAL_")
            .trim_start_matches("ENTITY_");
        match name {
            "REFERENCE_NUMBER" | "DATAID" | "VERSIONNUM" | "LIST_TYPE" | "SORT_KEY"
            | "SORT_KEY_LAST_MOD" | "DELISTED_ON" | "SUBMITTED_ON" | "SUBMITTED_BY" => {}
            "FIRST_NAME" => self.part(0, child),
            "SECOND_NAME" => self.part(1, child),
            "THIRD_NAME" => self.part(2, child),
            "FOURTH_NAME" => self.part(3, child),
            "NAME_ORIGINAL_SCRIPT" => self.named(child, NameKind::OriginalScript),
            "ALIAS" => self.alias(child),
            // Names of an alias that stand outside of one.
            "ALIAS_NAME" => {
                self.note(child, NoteKind::MisplacedElement, &child.name);
                self.named(child, NameKind::AlsoKnownAs);
            }
            "UN_LIST_TYPE" => self.entry.list_type = values::tidy(&child.text),
            "LISTED_ON" => self.entry.listed_on = self.date(child),
            "LAST_DAY_UPDATED" => self.updated(child),
            "GENDER" => self.entry.gender = values::tidy(&child.text),
            "TITLE" => self.list(child, |entry| &mut entry.titles),
            "DESIGNATION" => self.list(child, |entry| &mut entry.designations),
            "NATIONALITY" | "NATIONALITY2" => self.list(child, |entry| &mut entry.nationalities),
            "DATE_OF_BIRTH" => self.birth(child),
            "PLACE_OF_BIRTH" => self.line(child, &PLACE, |entry| &mut entry.birth_places),
            "ADDRESS" => self.line(child, &PLACE, |entry| &mut entry.addresses),
            "DOCUMENT" => self.line(child, &DOCUMENT, |entry| &mut entry.documents),
            "COMMENTS1" | "COMMENTS" => self.comment(child),
            _ => self.note(child, NoteKind::UnknownElement, &child.name),
        }
    }

    fn part(&mut self, place: usize, child: &Element) {
        let text = values::tidy(&child.text);
        if let Some(part) = self.parts.get_mut(place).filter(|_| !text.is_empty()) {
            if !part.is_empty() {
                part.push(' ');
            }
            part.push_str(&text);
        }
    }

    fn named(&mut self, child: &Element, kind: NameKind) {
        self.entry.names.extend(names::apart(&child.text, kind));
    }

    fn alias(&mut self, alias: &Element) {
        let quality = alias.children.iter().find(|child| child.name == "QUALITY");
        let said = quality
            .map(|quality| values::tidy(&quality.text))
            .unwrap_or_default();
        let kind = match said.to_lowercase().replace('.', "").as_str() {
            "good" => NameKind::GoodAlias,
            "low" => NameKind::LowAlias,
            "aka" | "" => NameKind::AlsoKnownAs,
            "fka" => NameKind::FormerlyKnownAs,
            _ => {
                if let Some(quality) = quality {
                    self.note(quality, NoteKind::UnknownValue, "ALIAS/QUALITY");
                }
                NameKind::AlsoKnownAs
            }
        };
        if !alias.text.trim().is_empty() {
            self.note(alias, NoteKind::MisplacedElement, &alias.name);
            self.named(alias, kind);
        }
        for child in &alias.children {
            match child.name.as_str() {
                "QUALITY" | "CITY_OF_BIRTH" | "COUNTRY_OF_BIRTH" | "NOTE" => {}
                "ALIAS_NAME" => self.named(child, kind),
                "DATE_OF_BIRTH" => self.alias_birth(child),
                other => self.note(child, NoteKind::UnknownElement, &format!("ALIAS/{other}")),
            }
        }
    }

    fn alias_birth(&mut self, child: &Element) {
        let text = values::tidy(&child.text);
        let read = values::date(&text);
        match read.year {
            Some(year) => self.entry.births.push(Birth {
                certainty: Certainty::NotSaid,
                date: read.date,
                from_year: year,
                to_year: year,
            }),
            None if text.is_empty() => {}
            None => self.note(child, NoteKind::UnreadableDate, "ALIAS/DATE_OF_BIRTH"),
        }
    }

    fn date(&mut self, child: &Element) -> Option<chrono::NaiveDate> {
        let date = values::date(&child.text).date;
        if date.is_none() && !child.text.trim().is_empty() {
            self.note(child, NoteKind::UnreadableDate, &child.name);
        }
        date
    }

    fn updated(&mut self, child: &Element) {
        let own = self.date(child);
        self.entry.updated_on.extend(own);
        for value in &child.children {
            let date = self.date(value);
            self.entry.updated_on.extend(date);
        }
    }

    /// The texts of a list of `VALUE`s; its own text when there are none.
    fn list(&mut self, child: &Element, field: fn(&mut Entry) -> &mut Vec<String>) {
        let mut texts = Vec::new();
        if !child.text.trim().is_empty() {
            self.note(child, NoteKind::MisplacedElement, &child.name);
            texts.push(values::tidy(&child.text));
        }
        for value in &child.children {
            if value.name != "VALUE" {
                let path = format!("{}/{}", child.name, value.name);
                self.note(value, NoteKind::UnknownElement, &path);
            }
            texts.push(values::tidy(&value.text));
        }
        texts.retain(|text| !text.is_empty());
        field(&mut self.entry).extend(texts);
    }

    fn birth(&mut self, child: &Element) {
        let mut certainty = Certainty::NotSaid;
        let (mut date, mut years) = (None, Vec::new());
        for part in &child.children {
            let text = values::tidy(&part.text);
            match part.name.as_str() {
                _ if text.is_empty() => {}
                "TYPE_OF_DATE" => match text.to_uppercase().as_str() {
                    "EXACT" => certainty = Certainty::Exact,
                    "APPROXIMATELY" => certainty = Certainty::Approximate,
                    "BETWEEN" => certainty = Certainty::Between,
                    _ => self.note(part, NoteKind::UnknownValue, "DATE_OF_BIRTH/TYPE_OF_DATE"),
                },
                "DATE" | "YEAR" | "FROM_YEAR" | "TO_YEAR" => {
                    let read = values::date(&text);
                    date = date.or(read.date);
                    years.extend(read.year);
                    if read.year.is_none() {
                        let path = format!("DATE_OF_BIRTH/{}", part.name);
                        self.note(part, NoteKind::UnreadableDate, &path);
                    }
                }
                "NOTE" => {}
                other => {
                    let path = format!("DATE_OF_BIRTH/{other}");
                    self.note(part, NoteKind::UnknownElement, &path);
                }
            }
        }
        if let (Some(from), Some(to)) = (years.iter().min(), years.iter().max()) {
            self.entry.births.push(Birth {
                certainty,
                date,
                from_year: *from,
                to_year: *to,
            });
        }
    }

    /// The parts of a place or a document, in one line.
    fn line(&mut self, child: &Element, known: &[&str], field: fn(&mut Entry) -> &mut Vec<String>) {
        let mut parts = vec![values::tidy(&child.text)];
        for part in &child.children {
            if !known.contains(&part.name.as_str()) {
                let path = format!("{}/{}", child.name, part.name);
                self.note(part, NoteKind::UnknownElement, &path);
            }
            parts.push(values::tidy(&part.text));
        }
        parts.retain(|part| !part.is_empty());
        if !parts.is_empty() {
            field(&mut self.entry).push(parts.join(", "));
        }
    }

    fn comment(&mut self, child: &Element) {
        let text = values::tidy(&child.text);
        if !self.entry.comments.is_empty() && !text.is_empty() {
            self.entry.comments.push(' ');
        }
        self.entry.comments.push_str(&text);
    }

    fn finish(mut self, element: &Element) -> Option<Entry> {
        let whole = self.parts.iter().filter(|part| !part.is_empty());
        let whole = whole.cloned().collect::<Vec<_>>().join(" ");
        // The primary name may itself carry the original script or an acronym in brackets.
        let mut own = names::apart(&whole, NameKind::Primary);
        for name in own
            .iter_mut()
            .skip(1)
            .filter(|name| name.kind == NameKind::Primary)
        {
            name.kind = NameKind::AlsoKnownAs;
        }
        self.entry.names.extend(own);
        if self.entry.names.is_empty() {
            self.note(element, NoteKind::NoName, &element.name);
            return None;
        }
        if self.key.is_empty() {
            self.note(element, NoteKind::NoReference, &element.name);
        } else if !self.notes.keys.insert(self.key.clone()) {
            self.note(element, NoteKind::RepeatedReference, &element.name);
        }
        let mut entry = self.entry;
        tidy_names(&mut entry.names);
        sort(&mut entry.updated_on);
        sort(&mut entry.births);
        for texts in [
            &mut entry.titles,
            &mut entry.designations,
            &mut entry.nationalities,
            &mut entry.birth_places,
            &mut entry.addresses,
            &mut entry.documents,
        ] {
            sort(texts);
        }
        Some(entry)
    }
}

const PLACE: [&str; 6] = [
    "STREET",
    "CITY",
    "STATE_PROVINCE",
    "ZIP_CODE",
    "COUNTRY",
    "NOTE",
];
const DOCUMENT: [&str; 8] = [
    "TYPE_OF_DOCUMENT",
    "TYPE_OF_DOCUMENT2",
    "NUMBER",
    "ISSUING_COUNTRY",
    "COUNTRY_OF_ISSUE",
    "CITY_OF_ISSUE",
    "DATE_OF_ISSUE",
    "NOTE",
];

fn sort<T: Ord>(values: &mut Vec<T>) {
    values.sort();
    values.dedup();
}

/// Primary first, each text once, under the first of its kinds.
fn tidy_names(listed: &mut Vec<ListedName>) {
    listed.sort();
    let mut seen = BTreeSet::new();
    listed.retain(|name| seen.insert(name.text.clone()));
}

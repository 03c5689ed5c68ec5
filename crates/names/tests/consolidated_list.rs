//! The list as published, with all its oddities, and files that are not the list.

#![allow(clippy::unwrap_used, clippy::panic)]

use chrono::NaiveDate;
use names::consolidated_list::{
    Certainty, ConsolidatedList, Entry, Field, Kind, ListFault, MOST_NOTES, NameKind, NoteKind,
    changes,
};

const LIST: &[u8] = include_bytes!("data/consolidated-list.xml");
const LATER: &[u8] = include_bytes!("data/consolidated-list-later.xml");

fn list() -> ConsolidatedList {
    ConsolidatedList::read(LIST).unwrap()
}

fn entry(list: &ConsolidatedList, key: &str) -> Entry {
    let mut found = list.entries.iter().filter(|entry| entry.key() == key);
    found
        .next()
        .unwrap_or_else(|| panic!("{key} is listed"))
        .clone()
}

fn names(entry: &Entry, kind: NameKind) -> Vec<&str> {
    let of_kind = entry.names.iter().filter(|name| name.kind == kind);
    of_kind.map(|name| name.text.as_str()).collect()
}

fn wrapped(entry: &str) -> String {
    format!("<CONSOLIDATED_LIST><INDIVIDUALS>{entry}</INDIVIDUALS></CONSOLIDATED_LIST>")
}

fn only(xml: &str) -> (Entry, Vec<(NoteKind, String)>) {
    let list = ConsolidatedList::read(wrapped(xml).as_bytes()).unwrap();
    let notes = list
        .notes
        .into_iter()
        .map(|note| (note.about, note.element))
        .collect();
    (list.entries[0].clone(), notes)
}

fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[test]
fn a_whole_entry_is_read() {
    let (entry, notes) = only(
        "<INDIVIDUAL><DATAID>7</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME> ANWAR </FIRST_NAME>\
        <SECOND_NAME>IDRIS</SECOND_NAME><THIRD_NAME/><FOURTH_NAME>TESSARI</FOURTH_NAME>\
        <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.901 </REFERENCE_NUMBER>\
        <LISTED_ON>2009-03-10</LISTED_ON><NAME_ORIGINAL_SCRIPT>أنور إدريس </NAME_ORIGINAL_SCRIPT>\
        <GENDER>Male</GENDER><COMMENTS1>Brother &amp; partner.\n  Left.</COMMENTS1>\
        <TITLE><VALUE>Dr.</VALUE></TITLE><DESIGNATION><VALUE>Treasurer</VALUE></DESIGNATION>\
        <NATIONALITY><VALUE>Ruritania</VALUE><VALUE>Freedonia</VALUE></NATIONALITY>\
        <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><LAST_DAY_UPDATED><VALUE>2012-01-02</VALUE></LAST_DAY_UPDATED>\
        <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Anouar Tesari; Anwar Tisari</ALIAS_NAME></INDIVIDUAL_ALIAS>\
        <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Clerk</ALIAS_NAME><DATE_OF_BIRTH>1961</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>\
        <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>\
        <INDIVIDUAL_ADDRESS><CITY>Strelsau</CITY><COUNTRY>Ruritania</COUNTRY></INDIVIDUAL_ADDRESS><INDIVIDUAL_ADDRESS><COUNTRY/></INDIVIDUAL_ADDRESS>\
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-02-29</DATE></INDIVIDUAL_DATE_OF_BIRTH>\
        <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1958</FROM_YEAR><TO_YEAR>1962</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>\
        <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Zenda</CITY></INDIVIDUAL_PLACE_OF_BIRTH>\
        <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> R1 </NUMBER></INDIVIDUAL_DOCUMENT>\
        <SORT_KEY/><SORT_KEY_LAST_MOD/></INDIVIDUAL>",
    );
    assert_eq!(notes, []);
    assert_eq!((entry.key(), entry.data_id.as_str()), ("QDi.901", "7"));
    assert_eq!(entry.primary_name(), "ANWAR IDRIS TESSARI");
    assert_eq!(names(&entry, NameKind::OriginalScript), ["أنور إدريس"]);
    assert_eq!(
        names(&entry, NameKind::GoodAlias),
        ["Anouar Tesari", "Anwar Tisari"]
    );
    assert_eq!(names(&entry, NameKind::LowAlias), ["The Clerk"]);
    assert_eq!(entry.names.len(), 5);
    assert_eq!(entry.list_type, "Al-Qaida");
    assert_eq!(entry.listed_on, day(2009, 3, 10));
    assert_eq!(entry.updated_on, [day(2012, 1, 2).unwrap()]);
    assert_eq!(entry.comments, "Brother & partner. Left.");
    assert_eq!(entry.nationalities, ["Freedonia", "Ruritania"]);
    assert_eq!(
        (entry.titles, entry.designations),
        (vec!["Dr.".into()], vec!["Treasurer".into()])
    );
    assert_eq!(entry.addresses, ["Strelsau, Ruritania"]);
    assert_eq!(entry.birth_places, ["Zenda"]);
    assert_eq!(entry.documents, ["Passport, R1"]);
    let births: Vec<_> = entry
        .births
        .iter()
        .map(|b| (b.certainty, b.date, b.years()))
        .collect();
    assert_eq!(
        births,
        [
            (Certainty::Exact, day(1960, 2, 29), 1960..=1960),
            (Certainty::Between, None, 1958..=1962),
            (Certainty::NotSaid, None, 1961..=1961),
        ]
    );
}

#[test]
fn unknown_and_misplaced_elements_are_noted_and_the_rest_is_read() {
    let (entry, notes) = only(
        "<INDIVIDUAL><ALIAS_NAME>Anouar</ALIAS_NAME><SHOE_SIZE>44</SHOE_SIZE><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER>\
        <NATIONALITY>Ruritania</NATIONALITY><ENTITY_ADDRESS><CITY>Zenda</CITY></ENTITY_ADDRESS>\
        <LISTED_ON>2014-00-00</LISTED_ON><SECOND_NAME>B</SECOND_NAME><FIRST_NAME>A</FIRST_NAME>\
        <INDIVIDUAL_ALIAS><QUALITY>Fair</QUALITY><ALIAS_NAME>C &undeclared; D</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>",
    );
    assert_eq!(entry.primary_name(), "A B");
    assert_eq!(names(&entry, NameKind::AlsoKnownAs), ["Anouar", "C D"]);
    assert_eq!(
        (entry.nationalities, entry.addresses),
        (vec!["Ruritania".into()], vec!["Zenda".into()])
    );
    let expected = [
        (NoteKind::UnknownReference, "ALIAS_NAME"),
        (NoteKind::MisplacedElement, "ALIAS_NAME"),
        (NoteKind::UnknownElement, "SHOE_SIZE"),
        (NoteKind::MisplacedElement, "NATIONALITY"),
        (NoteKind::MisplacedElement, "ENTITY_ADDRESS"),
        (NoteKind::UnreadableDate, "LISTED_ON"),
        (NoteKind::UnknownValue, "ALIAS/QUALITY"),
    ];
    assert_eq!(
        notes,
        expected.map(|(about, element)| (about, element.to_owned()))
    );
}

#[test]
fn notes_name_the_line_and_the_entry() {
    let list = ConsolidatedList::read(
        wrapped("\n<INDIVIDUAL>\n<REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER><FIRST_NAME>A</FIRST_NAME>\n<SHOE_SIZE>44</SHOE_SIZE></INDIVIDUAL>").as_bytes(),
    )
    .unwrap();
    let note = &list.notes[0];
    assert_eq!(
        (note.line, note.entry.as_str(), note.text.as_str()),
        (4, "QDi.1", "44")
    );
}

#[test]
fn entries_out_of_place_nested_nameless_or_numbered_twice_are_noted() {
    let xml = "<CONSOLIDATED_LIST><ENTITIES>\
        <INDIVIDUAL><REFERENCE_NUMBER>QDi.1</REFERENCE_NUMBER><FIRST_NAME>A</FIRST_NAME>\
        <ENTITY><REFERENCE_NUMBER>QDe.2</REFERENCE_NUMBER><FIRST_NAME>B</FIRST_NAME></ENTITY></INDIVIDUAL>\
        <ENTITY><REFERENCE_NUMBER>QDe.2</REFERENCE_NUMBER><FIRST_NAME>C</FIRST_NAME></ENTITY>\
        <ENTITY><REFERENCE_NUMBER>QDe.3</REFERENCE_NUMBER><FIRST_NAME> </FIRST_NAME></ENTITY>\
        <ENTITY><FIRST_NAME>D</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>";
    let list = ConsolidatedList::read(xml.as_bytes()).unwrap();
    let kinds: Vec<_> = list
        .entries
        .iter()
        .map(|e| (e.primary_name(), e.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            ("A", Kind::Individual),
            ("B", Kind::Entity),
            ("C", Kind::Entity),
            ("D", Kind::Entity)
        ]
    );
    let about: Vec<_> = list.notes.iter().map(|note| note.about).collect();
    assert_eq!(
        about,
        [
            NoteKind::MisplacedElement,
            NoteKind::MisplacedElement,
            NoteKind::RepeatedReference,
            NoteKind::NoName,
            NoteKind::NoReference
        ]
    );
}

#[test]
fn notes_are_bounded_and_the_rest_counted() {
    let many = "<SHOE_SIZE/>".repeat(MOST_NOTES + 3);
    let xml = wrapped(&format!(
        "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME>{many}</INDIVIDUAL>"
    ));
    let list = ConsolidatedList::read(xml.as_bytes()).unwrap();
    assert_eq!((list.notes.len(), list.notes_left_off), (MOST_NOTES, 3));
}

#[test]
fn what_is_not_the_list_is_refused_with_line_and_expectation() {
    let fault = |text: &str| ConsolidatedList::read(text.as_bytes()).unwrap_err();
    assert_eq!(fault(" \n"), ListFault::Empty);
    assert_eq!(fault("<CONSOLIDATED_LIST/>"), ListFault::NoEntries);
    assert_eq!(
        fault("\n<html></html>"),
        ListFault::NotThisList {
            line: 2,
            found: "html".into()
        }
    );
    assert!(matches!(
        fault("name;alias\nA;B"),
        ListFault::NotXml { line: 2, .. }
    ));
    assert!(matches!(
        fault("<!-- only a remark -->"),
        ListFault::NotXml { line: 1, .. }
    ));
    let crossed = wrapped("<INDIVIDUAL>\n<FIRST_NAME>A</SECOND_NAME></INDIVIDUAL>");
    assert!(matches!(fault(&crossed), ListFault::NotXml { line: 2, .. }));
    let bytes = b"<CONSOLIDATED_LIST>\n\xff\xfe</CONSOLIDATED_LIST>";
    assert_eq!(
        ConsolidatedList::read(bytes),
        Err(ListFault::NotText { line: 2 })
    );
    let deep = wrapped(&format!(
        "<INDIVIDUAL>{}{}</INDIVIDUAL>",
        "<A>".repeat(40),
        "</A>".repeat(40)
    ));
    assert!(matches!(fault(&deep), ListFault::TooDeep { line: 1, .. }));
}

#[test]
fn a_file_cut_off_anywhere_is_a_fault_never_a_shorter_list() {
    let text = std::str::from_utf8(LIST).unwrap();
    let end = text.rfind("</CONSOLIDATED_LIST>").unwrap();
    for cut in (0..end + 5)
        .filter(|cut| text.is_char_boundary(*cut))
        .step_by(101)
    {
        let fault = ConsolidatedList::read(&LIST[..cut]).unwrap_err();
        let root = text.find("<INDIVIDUALS>").unwrap();
        assert!(
            cut <= root || matches!(fault, ListFault::Truncated { .. }),
            "cut at {cut}: {fault}"
        );
    }
}

#[test]
fn entities_of_the_document_type_are_not_expanded() {
    let xml = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}",
        wrapped("<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A&e;</FIRST_NAME></INDIVIDUAL>")
    );
    let list = ConsolidatedList::read(xml.as_bytes()).unwrap();
    assert_eq!(list.entries[0].primary_name(), "A");
    let about: Vec<_> = list.notes.iter().map(|note| note.about).collect();
    assert_eq!(about, [NoteKind::DocumentType, NoteKind::UnknownReference]);
}

#[test]
fn the_example_list_is_read_and_kept_as_json() {
    let list = list();
    assert_eq!(list.generated_on, day(2010, 3, 1));
    assert_eq!(list.entries.len(), 26);
    let json = serde_json::to_string(&list).unwrap();
    assert_eq!(
        serde_json::from_str::<ConsolidatedList>(&json).unwrap(),
        list
    );
    assert_eq!(entry(&list, "QDi.901").kind, Kind::Individual);
    assert_eq!(list.notes_left_off, 0);
    assert!(!list.notes.is_empty());
}

#[test]
fn the_later_example_adds_removes_and_amends() {
    let (before, after) = (list(), ConsolidatedList::read(LATER).unwrap());
    let found = changes(&before.entries, &after.entries);
    assert_eq!(found.added, ["CDe.911", "SOi.912"]);
    assert_eq!(found.removed, ["QDi.905"]);
    let changed: Vec<_> = found
        .changed
        .iter()
        .map(|c| (c.key.as_str(), c.fields.as_slice()))
        .collect();
    assert_eq!(
        changed,
        [
            (
                "QDe.932",
                [Field::Names, Field::UpdatedOn, Field::Addresses].as_slice()
            ),
            ("QDi.901", &[Field::Names, Field::UpdatedOn]),
            ("TAi.914", &[Field::Reference]),
        ]
    );
    assert_eq!(found.changed[1].names_added.len(), 1);
    assert_eq!(
        changes(&before.entries, &before.entries),
        Default::default()
    );
}

#[test]
fn the_order_of_elements_does_not_make_a_change() {
    let one = only(
        "<INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>A</FIRST_NAME><INDIVIDUAL_ALIAS><ALIAS_NAME>B; C</ALIAS_NAME></INDIVIDUAL_ALIAS></INDIVIDUAL>",
    );
    let two = only(
        "<INDIVIDUAL><INDIVIDUAL_ALIAS><ALIAS_NAME>C</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><ALIAS_NAME>B</ALIAS_NAME></INDIVIDUAL_ALIAS><FIRST_NAME>A</FIRST_NAME><DATAID>1</DATAID></INDIVIDUAL>",
    );
    assert_eq!(one.0, two.0);
}

//! Documents of an organisation: on the day itself, the day before and the day after.

use chrono::NaiveDate;
use workflow::document::{
    DocumentKind, DocumentStanding as S, FileType, Reminder, is_language_tag, reminder, standing,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn a_document_still_holds_on_its_last_day() {
    let until = Some(day("2010-03-31"));
    let on = |today: &str| standing(None, until, day(today));
    assert_eq!(on("2010-03-30"), S::Expiring);
    assert_eq!(on("2010-03-31"), S::Expiring);
    assert_eq!(on("2010-04-01"), S::Expired);
    assert!(on("2010-03-31").holds());
    assert!(!on("2010-04-01").holds());
}

#[test]
fn a_document_expires_soon_from_the_sixtieth_day_before() {
    let until = Some(day("2010-03-31"));
    assert_eq!(standing(None, until, day("2010-01-29")), S::Valid);
    assert_eq!(standing(None, until, day("2010-01-30")), S::Expiring);
}

#[test]
fn a_document_holds_from_its_first_day() {
    let from = Some(day("2010-03-01"));
    assert_eq!(standing(from, None, day("2010-02-28")), S::NotYetValid);
    assert_eq!(standing(from, None, day("2010-03-01")), S::Valid);
    assert_eq!(standing(None, None, day("2010-03-01")), S::Valid);
    assert!(!standing(from, None, day("2010-02-28")).holds());
}

#[test]
fn reminders_are_due_from_their_day_and_only_the_last_one() {
    let (until, stated) = (day("2010-06-30"), day("2010-01-01"));
    let on = |today: &str| reminder(until, stated, day(today));
    assert_eq!(on("2010-04-30"), None);
    assert_eq!(on("2010-05-01"), Some(Reminder::Before(60)));
    assert_eq!(on("2010-05-30"), Some(Reminder::Before(60)));
    assert_eq!(on("2010-05-31"), Some(Reminder::Before(30)));
    assert_eq!(on("2010-06-22"), Some(Reminder::Before(30)));
    assert_eq!(on("2010-06-23"), Some(Reminder::Before(7)));
    assert_eq!(on("2010-06-30"), Some(Reminder::Before(7)));
    assert_eq!(on("2010-07-01"), Some(Reminder::Expired));
    assert_eq!(on("2010-09-01"), Some(Reminder::Expired));
}

#[test]
fn whoever_stated_the_dates_is_not_reminded_of_what_they_knew() {
    let until = day("2010-06-30");
    // Stated 20 days before the end: the next reminder is that of the last week.
    assert_eq!(reminder(until, day("2010-06-10"), day("2010-06-10")), None);
    assert_eq!(reminder(until, day("2010-06-10"), day("2010-06-22")), None);
    assert_eq!(
        reminder(until, day("2010-06-10"), day("2010-06-23")),
        Some(Reminder::Before(7))
    );
    assert_eq!(reminder(until, day("2010-07-01"), day("2010-07-02")), None);
    assert_eq!(
        reminder(until, day("2010-06-30"), day("2010-07-01")),
        Some(Reminder::Expired)
    );
}

#[test]
fn signed_papers_are_no_texts_that_can_be_changed() {
    let papers = DocumentKind::BankLetter.types();
    assert!(papers.contains(&FileType::Pdf) && !papers.contains(&FileType::Word));
    for kind in DocumentKind::ALL {
        assert!(!kind.types().is_empty() && kind.largest() > 0, "{kind}");
    }
}

#[test]
fn language_tags_are_told_from_other_words() {
    for tag in ["en", "ar", "zh-Hant", "pt-BR", "prs", "sr-Latn-RS"] {
        assert!(is_language_tag(tag), "{tag}");
    }
    for other in [
        "",
        "e",
        "english",
        "en_GB",
        "en-",
        "-en",
        "12",
        "en GB",
        "fr-ninechars",
    ] {
        assert!(!is_language_tag(other), "{other}");
    }
}

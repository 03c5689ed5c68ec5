//! Numbers, money, dates, plurals and countries, as people of each language read them.
// Templates pass references: both forms are tried.
#![allow(clippy::needless_borrows_for_generic_args)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use language::{Language, Reader};

const ENGLISH: Reader = Reader::new(Language::English, Tz::Europe__Vienna);
const ARABIC: Reader = Reader::new(Language::Arabic, Tz::Europe__Vienna);

/// Without the invisible marks that keep the order of mixed text.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}'))
        .collect()
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2010, 4, 5).unwrap()
}

#[test]
fn numbers_are_grouped_with_latin_digits_in_both() {
    for reader in [ENGLISH, ARABIC] {
        assert_eq!(reader.number(1_234_567), "1,234,567");
        assert_eq!(reader.number(&0_usize), "0");
        assert_eq!(reader.fixed(7856, 2_u8), "78.56");
        assert_eq!(reader.fixed(7800_i64, 2_u8), "78.00");
    }
    assert_eq!(ENGLISH.number(-5), "-5");
    assert_eq!(ENGLISH.number(u64::MAX), ENGLISH.number(i64::MAX));
}

#[test]
fn money_drops_decimals_only_when_they_are_zero() {
    assert_eq!(ENGLISH.money(4_500_000, "USD", 2), "USD 45,000");
    assert_eq!(ENGLISH.money(4_500_050, "USD", 2), "USD 45,000.50");
    assert_eq!(ENGLISH.money(500, "JPY", 0), "JPY 500");
    assert_eq!(ENGLISH.money(1_005, "KWD", 3), "KWD 1.005");
    assert_eq!(ENGLISH.money(&5_i64, String::from("USD"), &2), "USD 0.05");
    assert_eq!(ENGLISH.money(-4_500_050, "USD", 2), "USD -45,000.50");
    assert_eq!(
        ARABIC.money(4_500_000, "USD", 2),
        "\u{2066}USD 45,000\u{2069}"
    );
    assert_eq!(
        ENGLISH.money(i64::MIN, "USD", 2),
        "USD -92,233,720,368,547,758.08"
    );
}

#[test]
fn shares_are_rounded_to_whole_per_cent() {
    assert_eq!(ENGLISH.share(223, 300), "74%");
    assert_eq!(ENGLISH.share(1, 200), "1%");
    assert_eq!(ENGLISH.share(0, 0), "–");
    assert_eq!(visible(&ARABIC.percent(37)), "37%");
}

#[test]
fn dates_are_written_in_full_or_for_a_table() {
    assert_eq!(ENGLISH.date(day()), "5 April 2010");
    assert_eq!(ENGLISH.date_short(&day()), "5 Apr 2010");
    assert_eq!(visible(&ARABIC.date(day())), "5 أبريل 2010");
    assert_eq!(visible(&ARABIC.date_short(day())), "05/04/2010");
}

#[test]
fn times_are_shown_in_the_zone_of_the_reader_with_its_name() {
    let deadline: DateTime<Utc> = "2010-04-05T21:59:00Z".parse().unwrap();
    assert_eq!(
        ENGLISH.date_time(deadline),
        "5 April 2010, 23:59 (Europe/Vienna)"
    );
    assert_eq!(
        visible(&ARABIC.date_time(&deadline)),
        "5 أبريل 2010، 23:59 (Europe/Vienna)"
    );
    let elsewhere = Reader::new(Language::English, Tz::America__New_York);
    assert_eq!(
        elsewhere.date_time(deadline),
        "5 April 2010, 17:59 (America/New York)"
    );
    assert_eq!(
        Reader::new(Language::English, Tz::Pacific__Auckland).day(deadline),
        "6 April 2010"
    );
}

#[test]
fn days_are_told_from_today() {
    let english = [
        (0, "today"),
        (1, "tomorrow"),
        (-1, "yesterday"),
        (3, "in 3 days"),
        (-2, "2 days ago"),
        (1000, "in 1,000 days"),
    ];
    for (days, expected) in english {
        assert_eq!(ENGLISH.relative_days(days), expected);
    }
    let arabic = [
        (0, "اليوم"),
        (1, "غدًا"),
        (-1, "أمس"),
        (2, "خلال يومين"),
        (3, "خلال 3 أيام"),
        (11, "خلال 11 يومًا"),
        (100, "خلال 100 يوم"),
        (-2, "قبل يومين"),
        (-7, "قبل 7 أيام"),
    ];
    for (days, expected) in arabic {
        assert_eq!(visible(&ARABIC.relative_days(days)), expected);
    }
}

#[test]
fn plurals_take_the_form_of_the_number() {
    assert_eq!(ENGLISH.tn("count-proposals", 1), "1 proposal");
    assert_eq!(ENGLISH.tn("count-proposals", &1_200_i64), "1,200 proposals");
    let arabic = [
        (0, "لا مقترحات"),
        (1, "مقترح واحد"),
        (2, "مقترحان"),
        (3, "3 مقترحات"),
        (10, "10 مقترحات"),
        (11, "11 مقترحًا"),
        (99, "99 مقترحًا"),
        (100, "100 مقترح"),
        (1203, "1,203 مقترحات"),
    ];
    for (n, expected) in arabic {
        assert_eq!(visible(&ARABIC.tn("count-proposals", n)), expected);
    }
}

#[test]
fn a_text_can_hold_another_with_its_plural() {
    let body = ENGLISH.ta(
        "mail-reset-body",
        [("link", "https://example.org/r/1".into()), ("n", 24.into())],
    );
    assert!(body.contains("once, for 24 hours."), "{body}");
    let body = ARABIC.ta(
        "mail-reset-body",
        [("link", "https://example.org/r/1".into()), ("n", 2.into())],
    );
    assert!(visible(&body).contains("لمدة ساعتين"), "{body}");
}

#[test]
fn names_of_data_have_words() {
    assert_eq!(ENGLISH.named("status", "in_review"), "In review");
    assert_eq!(
        ENGLISH.named("event", "screening.concluded"),
        "Screening concluded"
    );
    assert_eq!(ARABIC.named("role", "programme_officer"), "موظف برامج");
}

#[test]
fn every_country_has_a_name_in_every_language() {
    assert_eq!(ENGLISH.country("LB"), "Lebanon");
    assert_eq!(ARABIC.country("LB"), "لبنان");
    assert_eq!(ENGLISH.country("ZZ"), "ZZ");
    let codes = |reader: Reader| {
        let mut codes: Vec<&str> = reader
            .countries()
            .iter()
            .map(|(code, _)| code.as_str())
            .collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(codes(ENGLISH).len(), 249);
    assert_eq!(codes(ENGLISH), codes(ARABIC));
    assert!(
        ARABIC
            .countries()
            .iter()
            .all(|(_, name)| name.chars().any(|c| ('\u{620}'..='\u{64a}').contains(&c)))
    );
    let names: Vec<&str> = ENGLISH
        .countries()
        .iter()
        .map(|(_, name)| name.as_str())
        .collect();
    assert_eq!(names[..3], ["Afghanistan", "Åland Islands", "Albania"]);
}

//! Money, texts and the record: what is written reads back, sums are exact, overflow is an error.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::ids::CaseId;
use workflow::money::{Currency, Money, MoneyError, decimals, split};
use workflow::record::{Digest, Envelope, Link, canonical_json, check_chain, digest, link};
use workflow::text::{Text, TextError, line};

use crate::people::Who;
use crate::scene::{day, noon};

fn currencies() -> impl Strategy<Value = Currency> {
    prop::sample::select(vec![
        Currency::USD,
        Currency::EUR,
        Currency::JPY,
        Currency::KWD,
        Currency::XOF,
        Currency::CLF,
    ])
}

/// Figures with a blank, a comma or an apostrophe between thousands.
fn grouped(figures: &str, mark: char) -> String {
    let (whole, fraction) = figures
        .split_once('.')
        .map_or((figures, None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    fraction.map_or(out.clone(), |fraction| format!("{out}.{fraction}"))
}

/// The same figures in Arabic-Indic digits.
fn arabic(figures: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => char::from_u32('٠' as u32 + (c as u32 - '0' as u32)).unwrap(),
        '.' => '٫',
        ',' => '٬',
        other => other,
    };
    figures.chars().map(digit).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_amount_reads_back_however_it_is_grouped(minor in 0..=i64::MAX, currency in currencies()) {
        let money = Money::new(minor, currency);
        for mark in [',', ' ', '\'', '\u{a0}', '\u{202f}'] {
            let text = grouped(&money.figures(), mark);
            prop_assert_eq!(Money::parse(&text, currency), Ok(money), "{}", text);
            prop_assert_eq!(Money::parse(&arabic(&text), currency), Ok(money));
        }
    }

    #[test]
    fn figures_keep_the_sign(minor in any::<i64>(), currency in currencies()) {
        let figures = Money::new(minor, currency).figures();
        prop_assert_eq!(figures.starts_with('-'), minor < 0);
        if let Some((_, fraction)) = figures.split_once('.') {
            prop_assert_eq!(fraction.len(), decimals(currency) as usize);
        }
    }

    #[test]
    fn no_text_makes_reading_fail_in_an_unexpected_way(text in ".{0,40}", currency in currencies()) {
        if let Ok(money) = Money::parse(&text, currency) {
            prop_assert!(money.minor >= 0);
            prop_assert_eq!(Money::parse(&money.figures(), currency), Ok(money));
        }
    }

    #[test]
    fn sums_are_exact_or_refused(one in any::<i64>(), other in any::<i64>()) {
        let sum = Money::new(one, Currency::USD).plus(Money::new(other, Currency::USD));
        let exact = i128::from(one) + i128::from(other);
        match i64::try_from(exact) {
            Ok(minor) => prop_assert_eq!(sum, Ok(Money::new(minor, Currency::USD))),
            Err(_) => prop_assert_eq!(sum, Err(MoneyError::Overflow)),
        }
    }

    #[test]
    fn tranches_of_any_shares_sum_to_any_amount(
        amount in 0..=i64::MAX,
        cuts in prop::collection::vec(0_u32..=10_000, 0..6),
    ) {
        let mut cuts = cuts;
        cuts.extend([0, 10_000]);
        cuts.sort_unstable();
        let shares: Vec<u32> = cuts.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let parts = split(amount, &shares).unwrap();
        prop_assert_eq!(parts.iter().sum::<i64>(), amount);
        prop_assert!(parts.iter().all(|part| *part >= 0));
        for (part, share) in parts.iter().zip(&shares) {
            let exact = i128::from(amount) * i128::from(*share);
            let off = i128::from(*part) * 10_000 - exact;
            prop_assert!(off.abs() < 10_000 * parts.len() as i128);
        }
    }

    #[test]
    fn shares_that_do_not_make_a_whole_are_refused(shares in prop::collection::vec(0_u32..9_999, 0..5)) {
        let whole = shares.iter().sum::<u32>() == 10_000;
        prop_assert_eq!(split(1_000, &shares).is_some(), whole);
        prop_assert_eq!(split(-1, &shares), None);
    }

    #[test]
    fn reading_a_text_again_changes_nothing(raw in "\\PC{0,60}") {
        if let Ok(text) = Text::parse(&raw) {
            prop_assert_eq!(Text::parse(text.as_str()), Ok(text.clone()));
            let data = serde_json::to_string(&text).unwrap();
            prop_assert_eq!(serde_json::from_str::<Text>(&data).unwrap(), text);
        }
        if let Ok(name) = line(&raw, 200) {
            prop_assert_eq!(line(&name, 200), Ok(name.clone()));
            let hidden = name.contains(['\n', '\r', '\t', '\u{202e}', '\u{2066}']);
            prop_assert!(!hidden);
        }
    }

    #[test]
    fn keys_are_sorted_and_the_canonical_form_is_stable(value in json_values()) {
        if let Ok(text) = canonical_json(&value) {
            let again: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&again, &value);
            prop_assert_eq!(canonical_json(&again), Ok(text));
        }
    }
}

/// Any JSON.
pub fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("\\PC{0,4}", inner, 0..4)
                .prop_map(|map: BTreeMap<String, Value>| json!(map)),
        ]
    })
}

#[test]
fn hidden_characters_and_empty_texts_are_refused() {
    for raw in ["", " \n\t ", "\u{a0}"] {
        assert_eq!(Text::parse(raw), Err(TextError::Empty), "{raw:?}");
    }
    for raw in ["a\u{0}b", "a\u{7f}b", "a\rb", "a\u{85}b"] {
        assert_eq!(Text::parse(raw), Err(TextError::Characters), "{raw:?}");
    }
    for raw in [
        "a\u{202a}b",
        "a\u{202e}b",
        "a\u{2066}b",
        "a\u{2069}b",
        "a\u{0}b",
    ] {
        assert_eq!(line(raw, 10), Err(TextError::Characters), "{raw:?}");
    }
    // Decomposed letters count once composed.
    assert_eq!(line("Cafe\u{301}", 4), Ok("Café".to_owned()));
    assert_eq!(line("abcde", 4), Err(TextError::TooLong));
}

#[test]
fn a_changed_event_breaks_its_chain() {
    let mut links: Vec<Link> = Vec::new();
    for seq in 1..=4 {
        let envelope = Envelope {
            case: CaseId(uuid::Uuid::from_u128(1)),
            seq,
            at: noon(day(2010, 4, 1)),
            actor: Some(Who::Owner.id()),
            kind: "intake.submitted".to_owned(),
            payload: format!("{{\"number\":{seq}}}"),
        };
        let prev = links.last().map_or(Digest::GENESIS, |link| link.hash);
        let hash = link(prev, &envelope).unwrap();
        links.push(Link {
            envelope,
            prev,
            hash,
        });
    }
    assert_eq!(check_chain(&links).unwrap(), links[3].hash);
    assert_eq!(check_chain(&[]), Ok(Digest::GENESIS));
    let changes: [fn(&mut Vec<Link>); 7] = [
        |links| links[1].envelope.payload.push(' '),
        |links| links[1].envelope.actor = None,
        |links| links[1].envelope.at += chrono::TimeDelta::microseconds(1),
        |links| links[1].envelope.kind.push('x'),
        |links| links[1].hash = digest(b"another"),
        |links| drop(links.remove(1)),
        |links| links.swap(1, 2),
    ];
    for (number, change) in changes.iter().enumerate() {
        let mut changed = links.clone();
        change(&mut changed);
        let broken = check_chain(&changed).unwrap_err();
        assert_eq!(broken.seq, 2, "change {number}");
    }
}

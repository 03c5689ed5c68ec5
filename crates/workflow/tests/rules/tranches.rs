//! Tranches and rates: sums exact to the minor unit, in currencies with 0, 2 and 3 decimals.

use chrono::NaiveDate;
use proptest::prelude::*;
use workflow::agreement::{Part, Rules, TrancheRule};
use workflow::money::{Currency, Money, MoneyError};
use workflow::rate::Rate;

use crate::scene::day;

/// The yen has none, the dollar two, the Kuwaiti dinar three decimals.
const CURRENCIES: [Currency; 3] = [Currency::JPY, Currency::USD, Currency::KWD];

const fn rule(part: Part, after_months: u32) -> TrancheRule {
    TrancheRule {
        part,
        after_months,
        after_report: None,
    }
}

fn amounts(rules: &Rules, amount: Money) -> Option<Vec<i64>> {
    let tranches = rules.tranches(amount, day(2010, 8, 1))?;
    Some(tranches.iter().map(|one| one.amount_minor).collect())
}

fn plan(parts: &[Part]) -> Rules {
    let tranches = parts.iter().map(|part| rule(*part, 0)).collect();
    Rules {
        tranches,
        acceptance_days: 0,
        negotiation_days: 10,
    }
}

#[test]
fn fixed_amounts_come_first_and_the_last_share_takes_the_rounding() {
    let rules = plan(&[
        Part::Amount(1_000),
        Part::Share(3_333),
        Part::Share(6_667),
        Part::Amount(500),
    ]);
    for currency in CURRENCIES {
        let of = |minor| amounts(&rules, Money::new(minor, currency));
        assert_eq!(of(1_600), Some(vec![1_000, 33, 67, 500]));
        assert_eq!(of(1_501), Some(vec![1_000, 0, 1, 500]));
        assert_eq!(of(1_499), None);
    }
}

#[test]
fn a_tranche_is_written_with_a_share_or_an_amount() {
    let read = |text: &str| toml::from_str::<TrancheRule>(text);
    let half = read("share = 5000\nafter_months = 6\nafter_report = 1").unwrap();
    assert_eq!(
        (half.part, half.after_report),
        (Part::Share(5_000), Some(1))
    );
    let fixed = read("amount_minor = 1000\nafter_months = 0").unwrap();
    assert_eq!(fixed.part, Part::Amount(1_000));
    // A form sends both fields; an empty share is none.
    let left = read("share = 0\namount_minor = 1000\nafter_months = 0").unwrap();
    assert_eq!(left, fixed);
    let both = read("share = 1\namount_minor = 1000\nafter_months = 0").unwrap_err();
    assert!(both.to_string().contains("not both"), "{both}");
    for rule in [half, fixed] {
        let written = toml::to_string(&rule).unwrap();
        assert_eq!(read(&written).unwrap(), rule);
    }
}

#[test]
fn a_tranche_of_a_leap_day_is_due_on_the_last_day_of_february() {
    let rules = Rules {
        acceptance_days: 0,
        negotiation_days: 10,
        tranches: vec![rule(Part::Share(5_000), 0), rule(Part::Share(5_000), 12)],
    };
    let due = |starts_on: NaiveDate| {
        let tranches = rules
            .tranches(Money::new(10, Currency::USD), starts_on)
            .unwrap();
        tranches[1].due_on
    };
    assert_eq!(due(day(2012, 2, 29)), day(2013, 2, 28));
    assert_eq!(due(day(2011, 2, 28)), day(2012, 2, 28));
}

#[test]
fn a_rate_is_exact_and_rounds_once_half_upwards() {
    let rate = |text: &str| text.parse::<Rate>();
    let converts = |amount: Money, text: &str, into| rate(text).unwrap().convert(amount, into);
    let euro = |minor| Money::new(minor, Currency::EUR);
    // 655.957 francs for a euro; the franc has no decimals: 22,500.00 € are 14,759,032.5 francs.
    assert_eq!(
        converts(euro(2_250_000), "655.957", Currency::XOF),
        Ok(Money::new(14_759_033, Currency::XOF))
    );
    // A cent less is 14,759,025.94 francs.
    assert_eq!(
        converts(euro(2_249_999), "655.957", Currency::XOF),
        Ok(Money::new(14_759_026, Currency::XOF))
    );
    let dollar = |minor| Money::new(minor, Currency::USD);
    // Three decimals: 100.00 dollars at 0.30685 are 30.685 dinars.
    assert_eq!(
        converts(dollar(10_000), "0.30685", Currency::KWD),
        Ok(Money::new(30_685, Currency::KWD))
    );
    // Exactly half a fils goes up, just below goes down.
    assert_eq!(
        converts(dollar(1), "0.05", Currency::KWD).map(|money| money.minor),
        Ok(1)
    );
    assert_eq!(
        converts(dollar(1), "0.0499999999", Currency::KWD).map(|money| money.minor),
        Ok(0)
    );
    assert_eq!(
        converts(dollar(i64::MAX), "2", Currency::KWD),
        Err(MoneyError::Overflow)
    );
    for wrong in ["0", "-1", "", "a", "1.00000000001", "0.00000000001"] {
        assert!(rate(wrong).is_err(), "{wrong}");
    }
    assert_eq!(rate("655.9570").unwrap().to_string(), "655.957");
    assert_eq!(rate("140000").unwrap().to_string(), "140000");
}

proptest! {
    #[test]
    fn tranches_sum_to_the_grant(
        fixed in proptest::collection::vec(1_i64..1_000_000, 0..4),
        cuts in proptest::collection::btree_set(1_u32..10_000, 0..4),
        left in 0_i64..10_000_000_000,
        currency in proptest::sample::select(CURRENCIES.to_vec()),
    ) {
        let mut bounds = vec![0];
        bounds.extend(cuts);
        bounds.push(10_000);
        let shares = bounds.windows(2).map(|pair| Part::Share(pair[1] - pair[0]));
        let amount = fixed.iter().sum::<i64>() + left;
        let parts: Vec<Part> = fixed.iter().map(|amount| Part::Amount(*amount)).chain(shares).collect();
        let rules = plan(&parts);
        prop_assert_eq!(rules.faults(), []);
        let found = amounts(&rules, Money::new(amount, currency)).expect("a plan");
        prop_assert_eq!(found.iter().sum::<i64>(), amount);
        prop_assert!(found.iter().all(|part| *part >= 0));
        prop_assert_eq!(&found[..fixed.len()], &fixed[..]);
    }

    #[test]
    fn a_rate_is_within_half_a_minor_unit(
        minor in 0_i64..10_000_000_000,
        units in 1_i64..10_000_000_000_000,
        from in proptest::sample::select(CURRENCIES.to_vec()),
        into in proptest::sample::select(CURRENCIES.to_vec()),
    ) {
        let rate: Rate = workflow::money::figures(units, Rate::PLACES).parse().expect("a rate");
        let found = rate.convert(Money::new(minor, from), into).expect("it fits");
        // Twice the error, in the unit of the product: never more than one minor unit, and at half it goes up.
        let places = |currency| workflow::money::decimals(currency);
        let whole = 10_i128.pow(Rate::PLACES + places(from));
        let exact = i128::from(minor) * i128::from(units) * 10_i128.pow(places(into));
        let error = 2 * (i128::from(found.minor) * whole - exact);
        prop_assert!(-whole < error && error <= whole);
    }
}

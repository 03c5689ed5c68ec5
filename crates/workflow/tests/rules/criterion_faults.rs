//! What keeps a checklist from being published.

use std::collections::BTreeSet;

use workflow::criterion::{Check, Criterion, Level, MOST_REASONS, OnFail, Parameter, Reason};
use workflow::definition::{CallDefinition, Localised};
use workflow::procedure::{CallText, Incomplete, RuleFault, Stage, check};
use workflow::screening::{Rules, WHOLE};

use crate::scene::founding_call;

fn both(text: &str) -> Localised {
    let of = |language: &str| (language.to_owned(), text.to_owned());
    Localised([of("en"), of("ar")].into())
}

fn reason(code: &str) -> Reason {
    Reason {
        code: code.to_owned(),
        text: both("Because."),
    }
}

fn criterion(check: Check) -> Criterion {
    Criterion {
        id: "it".to_owned(),
        text: both("It is so."),
        level: Level::Proposal,
        check,
        on_fail: OnFail::Ends,
        reasons: Vec::new(),
    }
}

fn screening(call: &mut CallDefinition) -> &mut Rules {
    let found = call.procedure.0.iter_mut().find_map(|stage| match stage {
        Stage::Screening(rules) => Some(rules),
        _ => None,
    });
    found.unwrap()
}

/// Everything wrong with the founding call when its checklist is this one criterion.
fn problems(criterion: Criterion) -> Vec<Incomplete> {
    let mut call = founding_call();
    screening(&mut call).criteria = vec![criterion];
    check(&call)
}

fn faults(criterion: Criterion) -> Vec<RuleFault> {
    let rule = |problem| match problem {
        Incomplete::Rule { fault, .. } => Some(fault),
        _ => None,
    };
    problems(criterion).into_iter().filter_map(rule).collect()
}

fn id() -> String {
    "it".to_owned()
}

#[test]
fn numbers_of_rules_meet_their_bounds_exactly() {
    let times = |times_hundredths| Check::RequestAgainstBudget { times_hundredths };
    let grants = |most, years| Check::GrantsInPeriod { most, years };
    let registered = |years| Check::RegisteredFor {
        years,
        on: crate::scene::day(2010, 3, 1),
    };
    let letters = |least| Check::ReferenceLetters { least };
    for right in [
        times(1),
        times(100_000),
        grants(0, 1),
        grants(100, 50),
        registered(0),
        registered(100),
        letters(1),
        letters(20),
    ] {
        assert_eq!(faults(criterion(right.clone())), [], "{right:?}");
    }
    use Parameter as P;
    for (wrong, parameter, least, most) in [
        (times(0), P::TimesHundredths, 1, 100_000),
        (times(100_001), P::TimesHundredths, 1, 100_000),
        (grants(101, 1), P::Most, 0, 100),
        (grants(0, 0), P::Years, 1, 50),
        (grants(0, 51), P::Years, 1, 50),
        (registered(101), P::Years, 0, 100),
        (letters(0), P::Least, 1, 20),
        (letters(21), P::Least, 1, 20),
    ] {
        let fault = RuleFault::CriterionNumber {
            id: id(),
            parameter,
            least,
            most,
        };
        assert_eq!(faults(criterion(wrong)), [fault]);
    }
}

#[test]
fn a_rule_looks_at_something_that_is_there() {
    let empty = Check::LegalForm {
        kinds: BTreeSet::new(),
    };
    let nothing = || RuleFault::CriterionLooksAtNothing { id: id() };
    assert_eq!(faults(criterion(empty)), [nothing()]);
    let documents = |questions: &[&str]| Check::DocumentsPresent {
        kinds: BTreeSet::new(),
        questions: questions.iter().map(|id| (*id).to_owned()).collect(),
    };
    assert_eq!(faults(criterion(documents(&[]))), [nothing()]);
    assert_eq!(faults(criterion(documents(&["proposal"]))), []);
    let wrong = |question: &str| RuleFault::CriterionQuestion {
        id: id(),
        question: question.to_owned(),
    };
    // One that is not there, and one that takes text.
    assert_eq!(
        faults(criterion(documents(&["nowhere", "proposal", "title"]))),
        [wrong("nowhere"), wrong("title")]
    );
}

#[test]
fn reasons_have_codes_that_stand_once() {
    let with = |reasons: Vec<Reason>| {
        let mut it = criterion(Check::Person);
        it.reasons = reasons;
        faults(it)
    };
    assert_eq!(with(vec![reason("late"), reason("missing")]), []);
    assert_eq!(
        with(vec![
            reason("late"),
            reason(""),
            reason("late"),
            reason("Too Late")
        ]),
        [
            RuleFault::ReasonCode {
                id: id(),
                number: 2
            },
            RuleFault::ReasonTwice {
                id: id(),
                number: 3,
                code: "late".to_owned()
            },
            RuleFault::ReasonCode {
                id: id(),
                number: 4
            },
        ]
    );
    let many = |count: usize| (0..count).map(|n| reason(&format!("reason_{n}"))).collect();
    assert_eq!(with(many(MOST_REASONS)), []);
    assert_eq!(
        with(many(MOST_REASONS + 1)),
        [RuleFault::TooManyReasons {
            id: id(),
            most: MOST_REASONS
        }]
    );
}

#[test]
fn the_letter_text_of_a_reason_stands_in_every_language_of_the_call() {
    let mut it = criterion(Check::Person);
    it.reasons = vec![reason("late"), reason("missing")];
    it.reasons[1].text.0.insert("ar".to_owned(), " ".to_owned());
    let text = CallText::Reason {
        position: 1,
        id: id(),
        code: "missing".to_owned(),
    };
    let language = "ar".to_owned();
    assert_eq!(problems(it), [Incomplete::TextMissing { text, language }]);
}

#[test]
fn at_most_all_files_are_screened_twice() {
    let with = |share| {
        let mut call = founding_call();
        screening(&mut call).second_share = share;
        check(&call)
    };
    assert_eq!(with(WHOLE), []);
    assert!(matches!(
        with(WHOLE + 1).as_slice(),
        [Incomplete::Rule {
            fault: RuleFault::SecondShare,
            ..
        }]
    ));
}

//! What keeps a call from being published: each fault is found and named.

use workflow::definition::{CallDefinition, Localised};
use workflow::procedure::{Incomplete, check, exits};
use workflow::transition::{StageKind, Status};

use crate::people::Who;
use crate::scene::{day, founding_call, noon, small_call};

/// What the check says of the founding call after one change.
pub fn after(change: impl FnOnce(&mut CallDefinition)) -> Vec<Incomplete> {
    let mut definition = founding_call();
    change(&mut definition);
    check(&definition)
}

/// The kinds of stage in an order, with the founding call's rules.
fn order(kinds: &[StageKind]) -> Vec<Incomplete> {
    after(|call| {
        let of = |kind: &StageKind| call.procedure.first(*kind).cloned().expect("there");
        call.procedure.0 = kinds.iter().map(of).collect();
    })
}

use StageKind::{Agreement, Evaluation, Intake, Monitoring, Screening, Selection};

#[test]
fn the_calls_of_the_tests_are_complete() {
    assert_eq!(check(&founding_call()), []);
    assert_eq!(check(&small_call()), []);
}

#[test]
fn an_award_without_money_and_monitoring_is_complete() {
    // Nominations, an advisory committee, a jury; no money.
    let found = after(|call| {
        call.funding = None;
        call.duration = None;
        call.procedure
            .0
            .retain(|stage| matches!(stage.kind(), Intake | Evaluation | Selection));
    });
    assert_eq!(found, []);
}

#[test]
fn a_code_is_short_and_begins_with_a_capital() {
    for good in ["SGF", "A12", "ABCDEFGHIJKLMNOP"] {
        assert_eq!(after(|call| call.code = good.to_owned()), [], "{good}");
    }
    for bad in [
        "",
        "AB",
        "1AB",
        "sgf2010",
        "SGF-2010",
        "ABCDEFGHIJKLMNOPQ",
        "ÄBC",
    ] {
        let code = bad.to_owned();
        assert_eq!(
            after(|call| call.code = bad.to_owned()),
            [Incomplete::Code { code }],
            "{bad}"
        );
    }
}

#[test]
fn every_text_is_there_in_every_language_of_the_call() {
    assert_eq!(
        after(|call| call.languages.clear()),
        [Incomplete::NoLanguage]
    );
    let missing = |what: &str| {
        [Incomplete::TextMissing {
            what: what.to_owned(),
            language: "ar".to_owned(),
        }]
    };
    let drop_arabic = |text: &mut Localised| drop(text.0.remove("ar"));
    let blank = |text: &mut Localised| drop(text.0.insert("ar".to_owned(), " ".to_owned()));
    assert_eq!(after(|call| drop_arabic(&mut call.title)), missing("title"));
    assert_eq!(after(|call| blank(&mut call.summary)), missing("summary"));
    assert_eq!(after(|call| drop_arabic(&mut call.text)), missing("text"));
    assert_eq!(
        after(|call| blank(&mut call.themes[0].title)),
        missing("theme victims")
    );
    let letter = |call: &mut CallDefinition| drop_arabic(call.letters.get_mut("reserve").unwrap());
    assert_eq!(after(letter), missing("letter reserve"));
}

#[test]
fn every_exit_has_its_letter() {
    for kind in StageKind::ALL {
        for exit in exits(*kind) {
            let found = after(|call| drop(call.letters.remove(exit.name())));
            assert_eq!(
                found,
                [Incomplete::LetterMissing {
                    stage: *kind,
                    exit: *exit
                }]
            );
        }
    }
    // Whoever is not chosen is told, in every stage that chooses.
    assert!(exits(Screening).contains(&Status::Ineligible));
    assert!(exits(Evaluation).contains(&Status::BelowThreshold));
    assert!(exits(Selection).contains(&Status::RejectedForLackOfFunds));
}

#[test]
fn dates_come_in_their_order() {
    let midnight = |y, m, d| noon(day(y, m, d)).naive_utc();
    let disorder = |earlier: &str, later: &str| {
        [Incomplete::DatesOutOfOrder {
            earlier: earlier.to_owned(),
            later: later.to_owned(),
        }]
    };
    let at_once = after(|call| call.dates.opens = call.dates.closes);
    assert_eq!(at_once, disorder("opens", "closes"));
    let same = after(|call| call.dates.questions_until = call.dates.answers_by);
    assert_eq!(same, disorder("questions_until", "answers_by"));
    let answers = after(|call| call.dates.answers_by = Some(midnight(2010, 4, 6)));
    assert_eq!(answers, disorder("answers_by", "closes"));
    // Answers may be published up to the deadline itself.
    assert_eq!(
        after(|call| call.dates.answers_by = Some(call.dates.closes)),
        []
    );
    let results = after(|call| call.dates.results_on = Some(day(2010, 4, 5)));
    assert_eq!(results, disorder("closes", "results_on"));
    assert_eq!(
        after(|call| call.dates.results_on = Some(day(2010, 4, 6))),
        []
    );
    let start = after(|call| call.dates.projects_start = Some(day(2010, 7, 14)));
    assert_eq!(start, disorder("results_on", "projects_start"));
    let end = after(|call| call.dates.projects_end = Some(day(2010, 7, 31)));
    assert_eq!(end, disorder("projects_start", "projects_end"));
}

#[test]
fn money_fits_together() {
    let with = |min, max, ceiling| {
        after(|call| {
            let funding = call.funding.as_mut().unwrap();
            (
                funding.grant_min_minor,
                funding.grant_max_minor,
                funding.ceiling_minor,
            ) = (min, max, ceiling);
        })
    };
    assert_eq!(with(1, 1, 1), []);
    for (min, max, ceiling) in [(0, 1, 1), (2, 1, 2), (1, 2, 1), (-1, 1, 1)] {
        assert_eq!(
            with(min, max, ceiling),
            [Incomplete::Money],
            "{min} {max} {ceiling}"
        );
    }
}

#[test]
fn stages_stand_where_they_can_be_reached_and_left() {
    assert_eq!(order(&[]), [Incomplete::IntakeFirst]);
    assert_eq!(order(&[Screening, Intake]), [Incomplete::IntakeFirst]);
    let twice = |stage| [Incomplete::StageTwice { stage }];
    assert_eq!(order(&[Intake, Intake]), twice(Intake));
    assert_eq!(order(&[Intake, Selection, Selection]), twice(Selection));
    assert_eq!(
        order(&[Intake, Screening, Evaluation, Screening, Evaluation]),
        []
    );
    let wants = |stage, needs| [Incomplete::StageOrder { stage, needs }];
    assert_eq!(order(&[Intake, Agreement]), wants(Agreement, Selection));
    assert_eq!(
        order(&[Intake, Selection, Screening, Agreement]),
        wants(Agreement, Selection)
    );
    assert_eq!(
        order(&[Intake, Selection, Monitoring]),
        wants(Monitoring, Agreement)
    );
    let no_money = after(|call| call.funding = None);
    assert!(
        matches!(
            &no_money[..],
            [Incomplete::Rule {
                stage: Agreement,
                ..
            }]
        ),
        "{no_money:?}"
    );
}

/// One fault, which says this.
pub fn only(found: Vec<String>, says: &str) {
    assert!(
        found.len() == 1 && found[0].contains(says),
        "{says}: {found:?}"
    );
}

#[test]
fn a_call_that_is_not_complete_is_neither_approved_nor_published() {
    use workflow::call::{Call, CallStatus, Command, decide};
    let mut definition = founding_call();
    definition.letters.clear();
    let mut call = Call {
        id: crate::people::CALL,
        definition,
        earlier_forms: Vec::new(),
        pending_form: None,
        status: CallStatus::Draft,
        authors: [Who::Officer(1).id()].into(),
        drafted_at: noon(day(2010, 2, 1)),
        published_at: None,
        changed_at: noon(day(2010, 2, 1)),
        questions: Default::default(),
    };
    let now = noon(day(2010, 2, 2));
    for (status, command) in [
        (CallStatus::Draft, Command::Approve),
        (CallStatus::Approved, Command::Publish),
    ] {
        call.status = status;
        let refused = decide(&call, &command, &Who::Manager(1).actor(), now);
        let Err(workflow::refusal::Refusal::Incomplete { problems }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(problems.len(), 6);
    }
}

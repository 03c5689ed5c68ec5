//! What keeps a call from being published: each fault is found and named.

use workflow::definition::{CallDefinition, Localised};
use workflow::form::AnswerKind;
use workflow::procedure::{Incomplete, Stage, check, exits};
use workflow::transition::{StageKind, Status};

use crate::people::Who;
use crate::scene::{day, founding_call, noon, small_call};

/// What the check says of the founding call after one change.
fn after(change: impl FnOnce(&mut CallDefinition)) -> Vec<Incomplete> {
    let mut definition = founding_call();
    change(&mut definition);
    check(&definition)
}

/// What the check says after a change to one stage's rules, in words.
fn rule(kind: StageKind, change: impl FnOnce(&mut Stage)) -> Vec<String> {
    let found = after(|call| {
        let stage = call
            .procedure
            .0
            .iter_mut()
            .find(|stage| stage.kind() == kind);
        change(stage.expect("the founding call has every stage"));
    });
    let in_words = |problem: Incomplete| match problem {
        Incomplete::Rule { stage, what } if stage == kind => what,
        other => panic!("{other:?}"),
    };
    found.into_iter().map(in_words).collect()
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

fn only(found: Vec<String>, says: &str) {
    assert!(
        found.len() == 1 && found[0].contains(says),
        "{says}: {found:?}"
    );
}

#[test]
fn screening_rules_are_complete() {
    let change = |change: fn(&mut workflow::screening::Rules)| {
        rule(Screening, move |stage| match stage {
            Stage::Screening(rules) => change(rules),
            _ => unreachable!(),
        })
    };
    only(
        change(|rules| rules.criteria.clear()),
        "at least one criterion",
    );
    only(
        change(|rules| rules.clarification_days = 0),
        "at least one day",
    );
    only(change(|rules| rules.appeal_days = 0), "at least one day");
    only(
        change(|rules| rules.criteria[1].id = rules.criteria[0].id.clone()),
        "stands twice",
    );
    only(
        change(|rules| drop(rules.criteria[0].text.0.remove("ar"))),
        "no text in ar",
    );
}

#[test]
fn evaluation_rules_are_complete() {
    let change = |change: fn(&mut workflow::evaluation::Rules)| {
        rule(Evaluation, move |stage| match stage {
            Stage::Evaluation(rules) => change(rules),
            _ => unreachable!(),
        })
    };
    only(change(|rules| rules.readers = 0), "at least one evaluator");
    only(change(|rules| rules.most_files = 0), "at least one file");
    only(
        change(|rules| rules.disagreement = workflow::evaluation::Disagreement::ThirdReader),
        "exactly two readers",
    );
    only(
        change(|rules| rules.threshold = rules.maximum() + 1),
        "threshold",
    );
    only(change(|rules| rules.threshold = -1), "threshold");
    assert!(change(|rules| rules.threshold = rules.maximum()).is_empty());
    only(
        change(|rules| rules.sections[0].minimum = 20_001),
        "minimum of section \"relevance\"",
    );
    only(
        change(|rules| rules.sections[0].minimum = -1),
        "minimum of section \"relevance\"",
    );
    assert!(change(|rules| rules.sections[0].minimum = 20_000).is_empty());
    only(
        change(|rules| drop(rules.sections[0].title.0.remove("ar"))),
        "no title in ar",
    );
    only(
        change(|rules| drop(rules.sections[0].questions[0].text.0.remove("ar"))),
        "no text in ar",
    );
    only(
        change(|rules| rules.sections[0].questions[0].step = 700),
        "multiple of its step",
    );
    only(
        change(|rules| rules.sections[0].questions[0].step = 0),
        "multiple of its step",
    );
    only(
        change(|rules| rules.sections[1].questions[0].id = "need".to_owned()),
        "stands twice",
    );
    let empty = change(|rules| {
        rules.sections.clear();
        rules.threshold = 0;
    });
    only(empty, "at least one question");
}

#[test]
fn rules_of_panel_agreement_and_monitoring_are_complete() {
    let panel = |quorum| {
        rule(Selection, move |stage| match stage {
            Stage::Selection(rules) => rules.quorum = quorum,
            _ => unreachable!(),
        })
    };
    only(panel(0), "at least one");
    assert!(panel(6).is_empty());
    only(panel(7), "larger than the number of agencies");
    let tranches = |change: fn(&mut workflow::agreement::Rules)| {
        rule(Agreement, move |stage| match stage {
            Stage::Agreement(rules) => change(rules),
            _ => unreachable!(),
        })
    };
    only(
        tranches(|rules| rules.tranches[2].share = 999),
        "sum to 10000",
    );
    only(tranches(|rules| rules.tranches.clear()), "sum to 10000");
    only(
        tranches(|rules| rules.tranches[2].after_report = Some(4)),
        "report 4",
    );
    only(
        tranches(|rules| rules.tranches[2].after_report = Some(0)),
        "report 0",
    );
    let reports = |change: fn(&mut workflow::monitoring::Rules)| {
        rule(Monitoring, move |stage| match stage {
            Stage::Monitoring(rules) => change(rules),
            _ => unreachable!(),
        })
    };
    only(
        reports(|rules| rules.reports[0].to_month = Some(0)),
        "end after it begins",
    );
    let none = after(|call| {
        for stage in &mut call.procedure.0 {
            match stage {
                Stage::Monitoring(rules) => rules.reports.clear(),
                Stage::Agreement(rules) => {
                    rules
                        .tranches
                        .iter_mut()
                        .for_each(|tranche| tranche.after_report = None);
                }
                _ => {}
            }
        }
    });
    assert!(
        matches!(
            &none[..],
            [Incomplete::Rule {
                stage: Monitoring,
                ..
            }]
        ),
        "{none:?}"
    );
    let months = |min, max| {
        after(|call| {
            call.duration = Some(workflow::definition::Duration {
                min_months: min,
                max_months: max,
            });
        })
    };
    assert_eq!(months(6, 6), []);
    for (min, max) in [(7, 6), (0, 6)] {
        assert!(matches!(
            &months(min, max)[..],
            [Incomplete::Rule { stage: Intake, .. }]
        ));
    }
}

#[test]
fn the_form_can_be_filled_in() {
    let form = |change: fn(&mut workflow::form::Form)| {
        let found = after(|call| change(&mut call.form));
        let in_words = |problem: Incomplete| match problem {
            Incomplete::Form { what } => what,
            other => panic!("{other:?}"),
        };
        found.into_iter().map(in_words).collect::<Vec<_>>()
    };
    only(
        form(|form| form.sections[0].questions[0].fills = None),
        "must fill the title",
    );
    only(
        form(|form| form.sections[0].questions[1].id = "title".to_owned()),
        "stands twice",
    );
    only(
        form(|form| drop(form.sections[0].title.0.remove("ar"))),
        "no title in ar",
    );
    only(
        form(|form| drop(form.sections[0].questions[0].label.0.remove("ar"))),
        "no text in ar",
    );
    let option = form(|form| {
        if let AnswerKind::Choice { options } = &mut form.sections[0].questions[1].answer {
            options[0].label.0.remove("ar");
        }
    });
    only(option, "no text for \"victims\" in ar");
    let nothing = form(|form| {
        form.sections[0].questions[1].answer = AnswerKind::Choice { options: vec![] };
    });
    only(nothing, "allows no answer");
    let never = form(|form| {
        form.sections[0].questions[3].answer = AnswerKind::Number { min: 7, max: 6 };
    });
    only(never, "allows no answer");
    let later = form(|form| {
        form.sections[0].questions[0].when = Some(workflow::form::Condition {
            question: "months".to_owned(),
            is: 6.into(),
        });
    });
    only(later, "does not come before it");
}

#[test]
fn a_call_that_is_not_complete_is_neither_approved_nor_published() {
    use workflow::call::{Call, CallStatus, Command, decide};
    let mut definition = founding_call();
    definition.letters.clear();
    let mut call = Call {
        id: crate::people::CALL,
        definition,
        status: CallStatus::Draft,
        authors: [Who::Officer(1).id()].into(),
        drafted_at: noon(day(2010, 2, 1)),
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

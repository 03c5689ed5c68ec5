//! The rules of each stage as data: what is missing or contradicts itself is found before publication.

use workflow::agreement::Part;
use workflow::payment::Approver;
use workflow::procedure::{Incomplete, Stage};
use workflow::transition::StageKind;

use crate::publication::{after, only};

use StageKind::{Agreement, Evaluation, Monitoring, Screening, Selection};

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
        Incomplete::Rule { stage, fault, .. } if stage == kind => fault.to_string(),
        problem @ Incomplete::TextMissing { .. } => problem.to_string(),
        other => panic!("{other:?}"),
    };
    found.into_iter().map(in_words).collect()
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
        "at least one working day",
    );
    only(change(|rules| rules.appeal_days = 0), "at least one day");
    only(
        change(|rules| rules.criteria[1].id = rules.criteria[0].id.clone()),
        "stands twice",
    );
    only(
        change(|rules| drop(rules.criteria[0].text.0.remove("ar"))),
        "is missing in ar",
    );
}

#[test]
fn evaluation_rules_are_complete() {
    let change = |change: fn(&mut workflow::evaluation::Rules)| {
        rule(Evaluation, move |stage| match stage {
            Stage::Evaluation(rules) => {
                // What the grid sums up to is not the matter here.
                rules.total = None;
                change(rules);
            }
            _ => unreachable!(),
        })
    };
    only(change(|rules| rules.readers = 0), "at least one evaluator");
    only(change(|rules| rules.most_files = 0), "at least one file");
    only(
        change(|rules| {
            rules.disagreement = workflow::evaluation::Disagreement::ThirdReader { percent: 30 }
        }),
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
        "is missing in ar",
    );
    only(
        change(|rules| drop(rules.sections[0].questions[0].text.0.remove("ar"))),
        "is missing in ar",
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
        tranches(|rules| rules.tranches[2].part = Part::Share(999)),
        "sum to 10000",
    );
    only(tranches(|rules| rules.tranches.clear()), "sum to 10000");
    let fixed = |amount| {
        rule(Agreement, move |stage| match stage {
            Stage::Agreement(rules) => {
                rules.tranches[0].part = Part::Amount(amount);
                rules.tranches[1].part = Part::Share(9_000);
            }
            _ => unreachable!(),
        })
    };
    // Of the smallest grant, 30,000 dollars, a cent at least is left.
    assert!(fixed(1).is_empty());
    assert!(fixed(2_999_999).is_empty());
    only(fixed(3_000_000), "below the smallest grant");
    only(fixed(0), "above zero");
    only(fixed(-1), "above zero");
    only(fixed(i64::MIN), "above zero");
    let approval = |change: fn(&mut workflow::payment::Rules)| {
        rule(Monitoring, move |stage| match stage {
            Stage::Monitoring(rules) => change(&mut rules.payments),
            _ => unreachable!(),
        })
    };
    assert!(approval(|rules| rules.second_approval_above = Some(0)).is_empty());
    for wrong in [
        approval(|rules| rules.second_approval_above = Some(-1)),
        approval(|rules| rules.approval_limit = Some(-1)),
        approval(|rules| rules.paid_before_final = Some(10_001)),
        approval(|rules| rules.bank_days = 3_651),
        approval(|rules| {
            let person = workflow::ids::PersonId(uuid::Uuid::nil());
            rules.approvers = [1, 2].map(|limit| Approver { person, limit }).to_vec();
        }),
    ] {
        only(wrong, "limits of payments");
    }
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
        assert_eq!(months(min, max), [Incomplete::Duration]);
    }
}

//! Scores at the threshold, gaps at their limits, quorums and majorities.

use std::collections::BTreeMap;

use workflow::definition::CallDefinition;
use workflow::evaluation::{Command as Evaluation, Disagreement, Points, Rules};
use workflow::procedure::Stage;
use workflow::proposal::{Command, Event};
use workflow::refusal::Refusal;
use workflow::selection::{self, Choice, Decision};
use workflow::transition::Status;

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, founding_call, small_call};

/// A call whose evaluation has other rules.
fn call_with(mut definition: CallDefinition, change: impl Fn(&mut Rules)) -> CallDefinition {
    for stage in &mut definition.procedure.0 {
        if let Stage::Evaluation(rules) = stage {
            change(rules);
        }
    }
    definition
}

/// The small call with a grid of one question up to 100 points in steps of a thousandth.
fn fine_grid(disagreement: Disagreement, readers: u32) -> CallDefinition {
    call_with(small_call(), |rules| {
        rules.disagreement = disagreement;
        rules.readers = readers;
        rules.threshold = 0;
        rules.sections[0].questions[0].max = 100_000;
        rules.sections[0].questions[0].step = 1;
    })
}

/// What a file comes to when its readers give these totals, all at hand from the beginning.
fn after(definition: CallDefinition, totals: &[Points]) -> (Status, Option<Points>) {
    let readers: Vec<Who> = (1..=totals.len() as u8).map(Who::Evaluator).collect();
    let scene = readers.iter().zip(totals).fold(
        Scene::draft_in(definition).in_evaluation(&readers),
        |scene, (who, total)| scene.scored(*who, *total),
    );
    (scene.proposal.status, scene.proposal.evaluation.score)
}

#[test]
fn the_threshold_is_reached_exactly_or_missed_by_a_step() {
    let at = |total| after(founding_call(), &[total; 3]);
    assert_eq!(at(72_000), (Status::Evaluated, Some(72_000)));
    assert_eq!(at(71_500), (Status::BelowThreshold, Some(71_500)));
    // The mean is rounded half up to the thousandth: 71,833 1/3 is below.
    assert_eq!(
        after(founding_call(), &[72_000, 72_000, 71_500]),
        (Status::BelowThreshold, Some(71_833))
    );
}

#[test]
fn a_section_below_its_minimum_eliminates() {
    // "Relevance" needs 12 of 20 points in the mean.
    let scene =
        Scene::draft().in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)]);
    let scores = |need: Points| {
        let rules = say::grid(&scene.call.definition);
        let mut scores: BTreeMap<String, Points> = rules
            .questions()
            .map(|question| (question.id.clone(), question.max))
            .collect();
        scores.insert("need".to_owned(), need);
        scores.insert("fit".to_owned(), 6_000);
        let comments = scores.keys().map(|id| (id.clone(), say::text())).collect();
        Command::Evaluation(Evaluation::SubmitScores {
            scores,
            comments,
            overall: say::text(),
            recommendation: None,
            budget_remarks: None,
        })
    };
    let given = |needs: [Points; 3]| {
        let all = (1..).map(Who::Evaluator).zip(needs);
        all.fold(scene.clone(), |scene, (who, need)| {
            scene.does(who, &scores(need))
        })
        .proposal
    };
    assert_eq!(given([6_000; 3]).status, Status::Evaluated);
    assert_eq!(given([5_500, 6_500, 6_000]).status, Status::Evaluated);
    let failed = given([5_500, 6_000, 6_000]);
    assert_eq!(failed.status, Status::BelowThreshold);
    assert!(failed.evaluation.score > Some(72_000));
}

#[test]
fn exactly_thirty_percent_calls_no_third_reader() {
    let rule = || fine_grid(Disagreement::ThirdReader { percent: 30 }, 2);
    assert_eq!(
        after(rule(), &[100_000, 70_000]),
        (Status::Evaluated, Some(85_000))
    );
    assert_eq!(
        after(rule(), &[100_000, 69_999]),
        (Status::ThirdReaderNeeded, None)
    );
    assert_eq!(after(rule(), &[0, 0]), (Status::Evaluated, Some(0)));
}

/// Two scores, then a third reader.
fn third(disagreement: Disagreement, totals: [Points; 3]) -> (Status, Option<Points>) {
    let two = [Who::Evaluator(1), Who::Evaluator(2)];
    let apart = Scene::draft_in(fine_grid(disagreement, 2))
        .in_evaluation(&two)
        .scored(two[0], totals[0])
        .scored(two[1], totals[1]);
    assert_eq!(apart.proposal.status, Status::ThirdReaderNeeded);
    let read = apart
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(3)]))
        .does(Who::Evaluator(3), &say::no_conflict())
        .scored(Who::Evaluator(3), totals[2]);
    (read.proposal.status, read.proposal.evaluation.score)
}

#[test]
fn the_third_reader_settles_it_by_the_two_closest_or_all_three() {
    let rule = Disagreement::ThirdReader { percent: 30 };
    assert_eq!(
        third(rule, [90_000, 40_000, 80_000]),
        (Status::Evaluated, Some(85_000))
    );
    assert_eq!(
        third(rule, [90_000, 40_000, 50_000]),
        (Status::Evaluated, Some(45_000))
    );
    assert_eq!(
        third(rule, [90_000, 40_000, 65_000]),
        (Status::Evaluated, Some(65_000))
    );
    assert_eq!(
        third(rule, [90_000, 40_000, 65_001]),
        (Status::Evaluated, Some(77_501))
    );
}

#[test]
fn a_third_reader_who_leaves_leaves_the_file_waiting_for_another() {
    let two = [Who::Evaluator(1), Who::Evaluator(2)];
    let given = Scene::draft_in(fine_grid(Disagreement::ThirdReader { percent: 30 }, 2))
        .in_evaluation(&two)
        .scored(two[0], 90_000)
        .scored(two[1], 40_000)
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(3)]))
        .does(Who::Evaluator(3), &say::decline());
    assert_eq!(given.proposal.status, Status::ThirdReaderNeeded);
}

#[test]
fn forty_percent_of_the_maximum_calls_another_reader_and_drops_the_deviant() {
    let rule = Disagreement::DropDeviant { percent: 40 };
    assert_eq!(
        after(fine_grid(rule, 2), &[90_000, 50_000]),
        (Status::ThirdReaderNeeded, None)
    );
    assert_eq!(
        after(fine_grid(rule, 2), &[90_000, 50_001]),
        (Status::Evaluated, Some(70_001))
    );
    assert_eq!(
        third(rule, [90_000, 50_000, 80_000]),
        (Status::Evaluated, Some(85_000))
    );
    assert_eq!(
        third(rule, [90_000, 50_000, 70_000]),
        (Status::Evaluated, Some(70_000))
    );
}

#[test]
fn the_mean_takes_any_gap() {
    assert_eq!(
        after(fine_grid(Disagreement::Mean, 2), &[100_000, 0]),
        (Status::Evaluated, Some(50_000))
    );
}

#[test]
fn nobody_is_waited_for_beyond_those_who_hold_the_file() {
    let scene =
        Scene::draft().in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)]);
    let two = scene
        .scored(Who::Evaluator(1), 80_000)
        .scored(Who::Evaluator(2), 80_000);
    assert_eq!(two.proposal.evaluation.score, None);
    let one_left = two.does(Who::Evaluator(3), &say::decline());
    // Two of three needed: the file waits for an officer to give it to somebody.
    assert_eq!(one_left.proposal.status, Status::InEvaluation);
    let again = one_left
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(4)]))
        .does(Who::Evaluator(4), &say::no_conflict())
        .scored(Who::Evaluator(4), 80_000);
    assert_eq!(again.proposal.evaluation.score, Some(80_000));
}

#[test]
fn scores_are_complete_in_range_on_their_step_and_commented_at_the_extremes() {
    let scene = Scene::draft().in_evaluation(&[Who::Evaluator(1)]);
    let rules = say::grid(&scene.call.definition).clone();
    let middle: BTreeMap<String, Points> = rules
        .questions()
        .map(|question| (question.id.clone(), 5_000))
        .collect();
    let give = |change: &dyn Fn(&mut BTreeMap<String, Points>), commented: &[&str]| {
        let mut scores = middle.clone();
        change(&mut scores);
        let comments = commented
            .iter()
            .map(|id| ((*id).to_owned(), say::text()))
            .collect();
        let command = Evaluation::SubmitScores {
            scores,
            comments,
            overall: say::text(),
            recommendation: None,
            budget_remarks: None,
        };
        scene
            .tries(Who::Evaluator(1), &Command::Evaluation(command))
            .map(|_| ())
    };
    let score = |question: &str| {
        Err(Refusal::Score {
            question: question.to_owned(),
        })
    };
    let put = |value: Points| {
        move |scores: &mut BTreeMap<String, Points>| {
            scores.insert("fit".to_owned(), value);
        }
    };
    assert_eq!(give(&|_| {}, &[]), Ok(()));
    assert_eq!(give(&put(0), &[]), Ok(()));
    assert_eq!(give(&put(10_000), &[]), Ok(()));
    assert_eq!(give(&put(10_500), &[]), score("fit"));
    assert_eq!(give(&put(-500), &[]), score("fit"));
    assert_eq!(give(&put(5_250), &[]), score("fit"));
    let without = |scores: &mut BTreeMap<String, Points>| {
        scores.remove("safety");
    };
    assert_eq!(give(&without, &[]), score("safety"));
    for extreme in [0, 15_000] {
        let safety = move |scores: &mut BTreeMap<String, Points>| {
            scores.insert("safety".to_owned(), extreme);
        };
        let missing = Err(Refusal::CommentMissing {
            question: "safety".to_owned(),
        });
        assert_eq!(give(&safety, &["fit"]), missing);
        assert_eq!(give(&safety, &["safety"]), Ok(()));
    }
    let unknown = |name: &str| {
        Err(Refusal::Unknown {
            what: "question",
            name: name.to_owned(),
        })
    };
    let more = |scores: &mut BTreeMap<String, Points>| {
        scores.insert("luck".to_owned(), 1);
    };
    assert_eq!(give(&more, &[]), unknown("luck"));
    assert_eq!(give(&|_| {}, &["luck"]), unknown("luck"));
}

#[test]
fn submitted_scores_are_locked() {
    let scene = Scene::draft()
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)])
        .scored(Who::Evaluator(1), 80_000);
    let again = say::scores(&scene.call.definition, 90_000);
    assert_eq!(
        scene.refusal(Who::Evaluator(1), &again),
        Refusal::AlreadyDone
    );
    assert_eq!(
        scene.refusal(Who::Evaluator(1), &say::decline()),
        Refusal::AlreadyDone
    );
}

#[test]
fn the_quorum_is_met_exactly_or_missed_by_one() {
    let three = (1..=3)
        .map(Who::Member)
        .fold(Scene::draft().voting(), |scene, who| {
            scene.does(who, &say::ballot(Choice::Fund))
        });
    assert_eq!(
        three.refusal(Who::Chair, &say::close_voting()),
        Refusal::QuorumNotMet {
            present: 3,
            needed: 4
        }
    );
    // A second ballot of the same member replaces the first and counts once.
    let changed = three.does(Who::Member(1), &say::ballot(Choice::Reject));
    assert_eq!(
        changed.refusal(Who::Chair, &say::close_voting()),
        Refusal::QuorumNotMet {
            present: 3,
            needed: 4
        }
    );
    let four = changed.does(Who::Member(4), &say::ballot(Choice::Abstain));
    let closed = four.does(Who::Chair, &say::close_voting());
    assert_eq!(
        closed.refusal(Who::Member(5), &say::ballot(Choice::Fund)),
        wrong("cast_ballot")
    );
}

fn wrong(action: &str) -> Refusal {
    Refusal::WrongStatus {
        action: action.to_owned(),
        status: "discussed".to_owned(),
    }
}

#[test]
fn a_majority_to_fund_needs_more_votes_for_than_against() {
    use Choice::{Abstain, Fund, FundReduced, Reject, Reserve};
    let cases: [(&[Choice], bool); 6] = [
        (&[Fund, Fund, Fund, Fund], true),
        (&[Fund, FundReduced, Reject, Abstain], true),
        (&[Fund, FundReduced, Reject, Reserve], false),
        (&[Fund, Reject, Reserve, Abstain], false),
        (&[Abstain, Abstain, Abstain, Abstain], false),
        (&[Fund, Abstain, Abstain, Abstain], true),
    ];
    for (votes, majority) in cases {
        let scene = Scene::draft().discussed(votes);
        assert_eq!(
            scene.proposal.selection.majority_to_fund(),
            majority,
            "{votes:?}"
        );
        for (decision, follows) in [
            (Decision::Selected, majority),
            (Decision::RejectedOnQuality, !majority),
        ] {
            let events = scene
                .tries(Who::Chair, &say::outcome(decision, None))
                .unwrap();
            let [Event::Selection(selection::Event::OutcomeRecorded { with_majority, .. })] =
                &events[..]
            else {
                panic!("{events:?}");
            };
            assert_eq!(*with_majority, follows, "{votes:?} {decision}");
        }
    }
}

#[test]
fn a_deferred_item_is_voted_on_anew() {
    let deferred = Scene::draft()
        .discussed(&[Choice::Fund; 4])
        .does(Who::Chair, &say::outcome(Decision::Deferred, None))
        .does(Who::Chair, &say::open_voting());
    assert!(deferred.proposal.selection.ballots.is_empty());
    assert_eq!(
        deferred.refusal(Who::Chair, &say::close_voting()),
        Refusal::QuorumNotMet {
            present: 0,
            needed: 4
        }
    );
}

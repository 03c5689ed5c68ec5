//! Evaluation at its exact boundaries: versions of the grid, scores opened again, seals, rapporteurs, conflicts found.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use workflow::call::{self, Applies, Call};
use workflow::evaluation::{
    AssignmentStatus, Band, Command as Evaluation, Disagreement, GridQuestion, Rules,
};
use workflow::interest::{self, Basis, Ground, Origin};
use workflow::policy::{self, View};
use workflow::procedure::{RuleFault, Stage};
use workflow::proposal::Command;
use workflow::record::digest;
use workflow::refusal::Refusal;
use workflow::transition::{Action, StageKind, Status};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, small_call};

fn awaiting() -> Scene {
    Scene::draft_in(small_call())
        .eligible()
        .does(Who::Officer(1), &Command::Advance)
}

fn given(readers: &[Who]) -> Scene {
    let scene = awaiting().does(Who::Officer(1), &say::assign(readers));
    readers.iter().fold(scene, |scene, reader| {
        scene.does(*reader, &say::no_conflict())
    })
}

fn scored(points: [i64; 2]) -> Scene {
    let readers = [Who::Evaluator(1), Who::Evaluator(2)];
    readers
        .iter()
        .zip(points)
        .fold(given(&readers), |scene, (reader, points)| {
            let scores = say::scores(&scene.call.definition, points);
            scene.does(*reader, &scores)
        })
}

fn rules(call: &Call) -> Rules {
    match call.definition.procedure.first(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => rules.clone(),
        _ => panic!("the call has an evaluation"),
    }
}

#[test]
fn scores_opened_again_are_kept_and_count_no_more() {
    let scene = scored([9_000, 8_000]);
    assert_eq!(scene.proposal.status, Status::Evaluated);
    let seal = scene.proposal.evaluation.assignments[&Who::Evaluator(1).id()].seal;
    assert!(seal.is_some());
    let open = scene.does(Who::Officer(1), &say::reopen(Who::Evaluator(1)));
    let mine = &open.proposal.evaluation.assignments[&Who::Evaluator(1).id()];
    assert_eq!(
        (open.proposal.status, open.proposal.evaluation.score),
        (Status::InEvaluation, None)
    );
    assert_eq!(
        (mine.status, mine.total, mine.seal),
        (AssignmentStatus::Accepted, None, None)
    );
    assert_eq!(
        (
            mine.earlier.len(),
            mine.earlier[0].total,
            mine.earlier[0].seal
        ),
        (1, Some(9_000), seal)
    );
    assert_eq!(mine.earlier[0].reopened_by, Who::Officer(1).id());
    // Scored anew, the file has a score again; another total gives another seal.
    let again = open.does(
        Who::Evaluator(1),
        &say::scores(&open.call.definition, 7_000),
    );
    assert_eq!(again.proposal.evaluation.score, Some(7_500));
    assert_ne!(
        again.proposal.evaluation.assignments[&Who::Evaluator(1).id()].seal,
        seal
    );
}

#[test]
fn only_the_officer_opens_scores_and_only_those_submitted() {
    let scene = scored([9_000, 8_000]);
    for who in [Who::Evaluator(1), Who::Manager(1), Who::Chair, Who::Owner] {
        assert!(
            scene.tries(who, &say::reopen(Who::Evaluator(2))).is_err(),
            "{who:?}"
        );
    }
    let nobody = say::reopen(Who::Evaluator(3));
    assert_eq!(
        scene.tries(Who::Officer(1), &nobody),
        Err(Refusal::NothingSubmitted)
    );
    let below = scored([3_000, 3_000]).does(Who::Manager(1), &say::release_below_threshold());
    let told = below.tries(Who::Officer(1), &say::reopen(Who::Evaluator(1)));
    assert_eq!(told, Err(Refusal::AlreadyDone));
}

#[test]
fn the_rapporteur_alone_writes_up_the_file_and_is_one_who_scored() {
    let scene = scored([9_000, 8_000]);
    assert!(scene.tries(Who::Evaluator(1), &say::consensus()).is_err());
    let stranger = say::appoint_rapporteur(Who::Evaluator(3));
    assert_eq!(
        scene.tries(Who::Officer(1), &stranger),
        Err(Refusal::NothingSubmitted)
    );
    let appointed = scene.does(Who::Officer(1), &say::appoint_rapporteur(Who::Evaluator(1)));
    assert!(
        appointed
            .tries(Who::Evaluator(2), &say::consensus())
            .is_err()
    );
    let written = appointed.does(Who::Evaluator(1), &say::consensus());
    assert_eq!(
        written.proposal.evaluation.consensus.as_ref().unwrap().by,
        Who::Evaluator(1).id()
    );
    // A rapporteur with a conflict is one no longer.
    let gone = written.does(Who::Officer(1), &say::set_conflict(Who::Evaluator(1)));
    assert_eq!(gone.proposal.evaluation.rapporteur, None);
}

#[test]
fn a_grid_is_locked_with_the_first_score() {
    let call = Scene::draft_in(small_call()).submitted().call;
    let position = call
        .definition
        .procedure
        .places(StageKind::Evaluation)
        .next()
        .unwrap();
    let revised = Rules {
        threshold: 7_000,
        ..rules(&call)
    };
    let revise = |applies, scored| call::Command::ReviseGrid {
        position,
        rules: Box::new(revised.clone()),
        applies,
        reason: say::text(),
        scored,
    };
    let manager = Who::Manager(1).actor();
    let now = awaiting().now;
    let tries = |command| call::decide(&call, &command, &manager, now);
    assert_eq!(tries(revise(Applies::All, true)), Err(Refusal::GridLocked));
    assert!(tries(revise(Applies::All, false)).is_ok());
    assert!(tries(revise(Applies::Later, true)).is_ok());
    let officer = Who::Officer(1).actor();
    assert_eq!(
        call::decide(&call, &revise(Applies::Later, true), &officer, now),
        Err(Refusal::NotAllowed)
    );
    let broken = call::Command::ReviseGrid {
        position,
        rules: Box::new(Rules {
            total: Some(1),
            ..rules(&call)
        }),
        applies: Applies::Later,
        reason: say::text(),
        scored: false,
    };
    assert!(matches!(tries(broken), Err(Refusal::Incomplete { .. })));
}

#[test]
fn a_later_grid_applies_from_the_instant_of_its_revision() {
    let call = Scene::draft_in(small_call()).submitted().call;
    let position = call
        .definition
        .procedure
        .places(StageKind::Evaluation)
        .next()
        .unwrap();
    let at = awaiting().now;
    let change = |applies, threshold| call::Event::GridRevised {
        position,
        rules: Box::new(Rules {
            threshold,
            ..rules(&call)
        }),
        applies,
        reason: say::text().digest(),
    };
    let evolve = |call: Call, event: &call::Event, at| {
        call::evolve(
            Some(call),
            crate::people::CALL,
            event,
            Some(Who::Manager(1).id()),
            at,
        )
        .unwrap()
    };
    let later = evolve((*call).clone(), &change(Applies::Later, 7_000), at);
    let by = |call: &Call, entered| call.evaluation_rules(position, entered).unwrap().threshold;
    let second = TimeDelta::seconds(1);
    assert_eq!(by(&later, Some(at - second)), 6_000);
    assert_eq!(by(&later, Some(at)), 7_000);
    assert_eq!(by(&later, None), 7_000);
    // One that applies to all takes the place of everything before it.
    let all = evolve(later, &change(Applies::All, 5_000), at + second);
    for entered in [Some(at - second), Some(at), None] {
        assert_eq!(by(&all, entered), 5_000);
    }
}

#[test]
fn a_file_is_scored_by_the_grid_it_entered_under() {
    let scene = scored([6_500, 6_500]);
    assert_eq!(scene.proposal.status, Status::Evaluated);
    let entered = scene.proposal.evaluation.entered;
    assert!(entered.is_some());
    assert_eq!(
        scene
            .call
            .rules_of_evaluation(&scene.proposal)
            .unwrap()
            .threshold,
        6_000
    );
}

#[test]
fn a_suspicion_shows_no_more_than_the_summary_until_it_is_settled() {
    let me = Who::Evaluator(1);
    let scene = given(&[me, Who::Evaluator(2)]);
    let seen = |scene: &Scene| policy::view(&me.actor(), &scene.proposal.subject());
    assert_eq!(seen(&scene), View::File);
    let suspected = scene.suspects(me, b"shares a mail domain");
    assert_eq!(seen(&suspected), View::Summary);
    let score = say::scores(&scene.call.definition, 9_000);
    assert!(suspected.tries(me, &score).is_err());
    let dismissed = suspected.does(Who::Officer(1), &say::dismiss_suspicion(me));
    assert_eq!(seen(&dismissed), View::File);
    // The same evidence is not raised twice; new evidence is.
    assert_eq!(
        seen(&dismissed.suspects(me, b"shares a mail domain")),
        View::File
    );
    assert_eq!(
        seen(&dismissed.suspects(me, b"worked there until 2009")),
        View::Summary
    );
    let confirmed = suspected.does(Who::Manager(1), &say::confirm_suspicion(me));
    assert_eq!(seen(&confirmed), View::Nothing);
    let conflict = confirmed.proposal.conflicts[&me.id()];
    assert_eq!(conflict.origin, Origin::Found);
}

#[test]
fn nobody_settles_or_sets_a_conflict_of_their_own() {
    let scene = awaiting();
    let officer = Who::Officer(1);
    assert_eq!(
        scene.tries(officer, &say::set_conflict(officer)),
        Err(Refusal::OwnAct)
    );
    let suspected = scene.suspects(officer, b"mail");
    assert_eq!(
        suspected.tries(officer, &say::dismiss_suspicion(officer)),
        Err(Refusal::OwnAct)
    );
    assert!(
        suspected
            .tries(Who::Officer(2), &say::dismiss_suspicion(officer))
            .is_ok()
    );
}

#[test]
fn whoever_is_suspected_is_given_no_file_and_no_conflict_is_found_twice() {
    let scene = awaiting().suspects(Who::Evaluator(1), b"mail");
    let assign = say::assign(&[Who::Evaluator(1)]);
    assert_eq!(
        scene.tries(Who::Officer(1), &assign),
        Err(Refusal::CannotTake)
    );
    let ground = Ground {
        basis: Basis::MailDomain,
        evidence: digest(b"mail"),
    };
    let found = |scene: &Scene, grounds: &[Ground]| {
        let grounds: BTreeSet<Ground> = grounds.iter().copied().collect();
        interest::suspect(&scene.proposal, Who::Evaluator(1).id(), &grounds)
    };
    assert_eq!(found(&scene, &[ground]), None);
    let other = Ground {
        basis: Basis::OfficerName,
        ..ground
    };
    assert!(found(&scene, &[ground, other]).is_some());
    let set = scene.does(Who::Officer(1), &say::set_conflict(Who::Evaluator(1)));
    assert_eq!(found(&set, &[other]), None);
}

#[test]
fn evaluators_declare_before_anything_is_given_out_once_they_are_asked() {
    let me = Who::Evaluator(3);
    let scene = awaiting();
    let seen = |scene: &Scene| policy::view(&me.actor(), &scene.proposal.subject());
    assert_eq!(seen(&scene), View::Nothing);
    assert_eq!(scene.tries(me, &say::no_conflict()), Err(Refusal::Hidden));
    let asked = scene.does(Who::Officer(1), &say::open_declarations());
    assert_eq!(seen(&asked), View::Summary);
    let free = asked.does(me, &say::no_conflict());
    assert_eq!(seen(&free), View::Summary);
    let reading = free.does(Who::Officer(1), &say::assign(&[me]));
    assert_eq!(seen(&reading), View::File);
    let away = asked.does(me, &say::conflict());
    assert_eq!(seen(&away), View::Nothing);
    assert!(away.tries(Who::Officer(1), &say::assign(&[me])).is_err());
    // Once the file is evaluated, nobody is asked any more.
    let done = asked.clone();
    let mut subject = done.proposal.subject();
    subject.status = Status::Evaluated;
    assert_eq!(policy::view(&me.actor(), &subject), View::Nothing);
}

#[test]
fn scores_are_due_to_the_second() {
    let scene = given(&[Who::Evaluator(1)]);
    let mine = &scene.proposal.evaluation.assignments[&Who::Evaluator(1).id()];
    assert_eq!(mine.due_at(21), mine.given_at + TimeDelta::days(21));
    assert!(mine.is_waited_for());
}

fn asked() -> GridQuestion {
    rules(&Scene::draft_in(small_call()).call).sections[0].questions[0].clone()
}

#[test]
fn comments_are_mandatory_up_to_and_from_a_score() {
    let question = GridQuestion {
        comment_at_extremes: false,
        comment_up_to: Some(2_000),
        comment_from: Some(9_000),
        ..asked()
    };
    for (score, needed) in [(2_000, true), (2_500, false), (8_500, false), (9_000, true)] {
        assert_eq!(question.needs_comment(score), needed, "{score}");
    }
}

#[test]
fn faults_of_a_grid_are_found() {
    let call = small_call();
    let with = |change: &dyn Fn(&mut Rules)| {
        let mut rules = rules(&Scene::draft_in(small_call()).call);
        change(&mut rules);
        rules.faults(&call)
    };
    assert_eq!(with(&|_| {}), []);
    let band = |from, to| Band {
        from,
        to,
        text: Default::default(),
    };
    let id = || "need".to_owned();
    let question = |change: &dyn Fn(&mut GridQuestion)| {
        with(&|rules| change(&mut rules.sections[0].questions[0]))
    };
    assert_eq!(
        question(&|q| q.guidance = vec![band(0, 4_000), band(4_500, 10_000)]),
        []
    );
    assert_eq!(
        question(&|q| q.guidance = vec![band(0, 4_000), band(4_000, 10_000)]),
        [RuleFault::Bands { id: id() }]
    );
    assert_eq!(
        question(&|q| q.guidance = vec![band(0, 10_001)]),
        [RuleFault::Bands { id: id() }]
    );
    assert_eq!(question(&|q| q.comment_up_to = Some(10_000)), []);
    assert_eq!(
        question(&|q| q.comment_from = Some(10_001)),
        [RuleFault::CommentBound { id: id() }]
    );
    assert_eq!(
        question(&|q| q.about = Some("nothing".to_owned())),
        [RuleFault::AboutUnknown {
            id: id(),
            about: "nothing".to_owned()
        }]
    );
    assert_eq!(question(&|q| q.about = Some("title".to_owned())), []);
    assert_eq!(with(&|rules| rules.total = Some(10_000)), []);
    assert_eq!(
        with(&|rules| rules.total = Some(9_999)),
        [RuleFault::GridTotal { is: 10_000 }]
    );
    assert_eq!(with(&|rules| rules.wishes.theme = 10), []);
    assert_eq!(
        with(&|rules| rules.wishes.theme = 11),
        [RuleFault::Wishes { most: 10 }]
    );
    assert_eq!(
        with(&|rules| rules.days = 0),
        [RuleFault::EvaluationDays { most: 365 }]
    );
    for percent in [0, 101] {
        let rule = Disagreement::ThirdReader { percent };
        assert_eq!(
            with(&|rules| rules.disagreement = rule),
            [RuleFault::GapPercent]
        );
    }
}

#[test]
fn a_rule_for_disagreement_is_read_as_calls_have_held_it() {
    let read = |json| serde_json::from_value::<Disagreement>(json).ok();
    use serde_json::json;
    assert_eq!(read(json!("mean")), Some(Disagreement::Mean));
    assert_eq!(
        read(json!("third_reader")),
        Some(Disagreement::ThirdReader { percent: 30 })
    );
    assert_eq!(
        read(json!({ "rule": "drop_deviant" })),
        Some(Disagreement::DropDeviant { percent: 40 })
    );
    assert_eq!(
        read(json!({ "rule": "third_reader", "percent": 25 })),
        Some(Disagreement::ThirdReader { percent: 25 })
    );
    assert_eq!(read(json!("toss_a_coin")), None);
    let written = serde_json::to_value(Disagreement::ThirdReader { percent: 30 }).unwrap();
    assert_eq!(written, json!({ "rule": "third_reader", "percent": 30 }));
}

#[test]
fn a_recommendation_is_given_where_the_grid_asks_and_nowhere_else() {
    use workflow::evaluation::Recommendation;
    let scene = given(&[Who::Evaluator(1), Who::Evaluator(2)]);
    let Command::Evaluation(Evaluation::SubmitScores {
        scores,
        comments,
        overall,
        ..
    }) = say::scores(&scene.call.definition, 9_000)
    else {
        panic!("scores");
    };
    let with = |recommendation, budget_remarks| {
        Command::Evaluation(Evaluation::SubmitScores {
            scores: scores.clone(),
            comments: comments.clone(),
            overall: overall.clone(),
            recommendation,
            budget_remarks,
        })
    };
    let me = Who::Evaluator(1);
    let unasked = scene.tries(me, &with(Some(Recommendation::Fund), None));
    assert_eq!(unasked, Err(Refusal::Recommendation { asked: false }));
    assert!(scene.tries(me, &with(None, Some(say::text()))).is_err());
    assert!(scene.tries(me, &with(None, None)).is_ok());
    assert_eq!(
        say::scores(&scene.call.definition, 9_000).action(),
        Action::SubmitScores
    );
}

//! A conflict of interest takes the file away everywhere; what was already done stays on the record.

use workflow::evaluation::AssignmentStatus;
use workflow::policy::{View, view};
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::screening::Outcome;
use workflow::selection::{Choice, Decision};
use workflow::transition::Status;

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, small_call};

fn sees(scene: &Scene, who: Who) -> View {
    view(&who.actor(), &scene.proposal.subject())
}

#[test]
fn a_screener_with_a_conflict_gives_the_file_back() {
    let scene = Scene::draft().in_review();
    let after = scene.does(Who::Screener(1), &say::conflict());
    assert_eq!(after.proposal.status, Status::Queued);
    assert_eq!(after.proposal.screening.screener, None);
    assert_eq!(sees(&after, Who::Screener(1)), View::Nothing);
    // Not to be had again, neither by themself nor from an officer.
    assert_eq!(
        after.refusal(Who::Screener(1), &say::take(Who::Screener(1))),
        Refusal::Hidden
    );
    assert_eq!(
        after.refusal(Who::Officer(1), &say::take(Who::Screener(1))),
        Refusal::CannotTake
    );
    after.does(Who::Screener(2), &say::take(Who::Screener(2)));
}

#[test]
fn another_screeners_conflict_leaves_the_review_as_it_is() {
    // Who handed a file on sees it still, and may learn only now whom they have before them.
    let after = Scene::draft()
        .in_review()
        .judged(Outcome::Pass)
        .does(Who::Officer(1), &say::take(Who::Screener(2)))
        .does(Who::Officer(1), &say::take(Who::Screener(1)))
        .does(Who::Officer(1), &say::take(Who::Screener(3)))
        .does(Who::Screener(1), &say::conflict());
    assert_eq!(after.proposal.status, Status::InReview);
    assert_eq!(
        after.proposal.screening.screener,
        Some(Who::Screener(3).id())
    );
    assert_eq!(sees(&after, Who::Screener(1)), View::Nothing);
}

#[test]
fn what_a_conflicted_screener_proposed_is_not_confirmed() {
    let after = Scene::draft()
        .to_confirm()
        .does(Who::Screener(1), &say::conflict());
    assert_eq!(after.proposal.status, Status::Queued);
    assert_eq!(after.proposal.screening.proposed, None);
    let asked = Scene::draft()
        .to_confirm()
        .does(Who::Screener(2), &say::conflict());
    assert_eq!(asked.proposal.status, Status::ToConfirm);
    assert_eq!(
        asked.refusal(Who::Screener(2), &say::confirm()),
        Refusal::Hidden
    );
    asked.does(Who::Screener(3), &say::confirm());
}

#[test]
fn a_file_whose_screener_left_during_a_clarification_finds_another() {
    let waiting = Scene::draft()
        .in_review()
        .does(Who::Screener(1), &say::ask());
    let left = waiting.does(Who::Screener(1), &say::conflict());
    assert_eq!(left.proposal.status, Status::ClarificationRequested);
    let answered = left.does(Who::Owner, &say::answer());
    answered.does(Who::Officer(1), &say::take(Who::Screener(2)));
}

#[test]
fn an_evaluator_declares_before_the_file_is_shown() {
    let given = Scene::draft()
        .eligible()
        .does(Who::Officer(1), &Command::Advance)
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(1)]));
    assert_eq!(sees(&given, Who::Evaluator(1)), View::Summary);
    let scores = say::scores(&given.call.definition, 80_000);
    assert_eq!(
        given.refusal(Who::Evaluator(1), &scores),
        Refusal::DeclareFirst
    );
    let free = given.does(Who::Evaluator(1), &say::no_conflict());
    assert_eq!(sees(&free, Who::Evaluator(1)), View::File);
    free.does(Who::Evaluator(1), &scores);
    let conflicted = given.does(Who::Evaluator(1), &say::conflict());
    assert_eq!(sees(&conflicted, Who::Evaluator(1)), View::Nothing);
    assert_eq!(
        conflicted.refusal(Who::Evaluator(1), &scores),
        Refusal::Hidden
    );
    let again = say::assign(&[Who::Evaluator(1)]);
    assert_eq!(
        conflicted.refusal(Who::Officer(1), &again),
        Refusal::CannotTake
    );
}

#[test]
fn scores_of_a_conflicted_evaluator_stay_on_record_and_count_no_more() {
    let scene = Scene::draft_in(small_call())
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)])
        .scored(Who::Evaluator(1), 9_000)
        .scored(Who::Evaluator(2), 7_000)
        .does(Who::Evaluator(1), &say::conflict());
    let assignment = &scene.proposal.evaluation.assignments[&Who::Evaluator(1).id()];
    assert_eq!(assignment.status, AssignmentStatus::Recused);
    assert_eq!(assignment.total, Some(9_000));
    assert!(!assignment.scores.is_empty() && !assignment.comments.is_empty());
    let done = scene.scored(Who::Evaluator(3), 8_000);
    // The mean of 7 and 8: absent, never 0.
    assert_eq!(done.proposal.evaluation.score, Some(7_500));
}

#[test]
fn the_last_one_waited_for_leaves_and_the_score_is_there() {
    let scene = Scene::draft_in(small_call())
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)])
        .scored(Who::Evaluator(1), 9_000)
        .scored(Who::Evaluator(2), 7_000);
    assert_eq!(scene.proposal.status, Status::InEvaluation);
    for left in [say::conflict(), say::decline()] {
        let after = scene.does(Who::Evaluator(3), &left);
        assert_eq!(after.proposal.status, Status::Evaluated);
        assert_eq!(after.proposal.evaluation.score, Some(8_000));
    }
}

#[test]
fn a_conflict_found_after_the_evaluation_takes_the_score_away() {
    let evaluated = Scene::draft_in(small_call()).evaluated();
    let after = evaluated.does(Who::Evaluator(1), &say::conflict());
    assert_eq!(sees(&after, Who::Evaluator(1)), View::Nothing);
    assert_eq!(after.proposal.status, Status::InEvaluation);
    assert_eq!(after.proposal.evaluation.score, None);
    let again = after
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(3)]))
        .does(Who::Evaluator(3), &say::no_conflict())
        .scored(Who::Evaluator(3), 6_000);
    assert_eq!(again.proposal.evaluation.score, Some(7_000));
}

#[test]
fn what_the_applicant_was_told_stands_when_a_conflict_is_found_later() {
    let told = Scene::draft_in(small_call())
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2)])
        .scored(Who::Evaluator(1), 3_000)
        .scored(Who::Evaluator(2), 3_000)
        .does(Who::Manager(1), &say::release_below_threshold());
    let after = told.does(Who::Evaluator(1), &say::conflict());
    assert_eq!(after.proposal.status, Status::BelowThreshold);
    assert_eq!(after.proposal.evaluation.score, Some(3_000));
    assert_eq!(sees(&after, Who::Evaluator(1)), View::Nothing);
}

#[test]
fn an_open_ballot_is_voided_and_a_counted_one_stays() {
    let open = Scene::draft()
        .voting()
        .does(Who::Member(1), &say::ballot(Choice::Fund))
        .does(Who::Member(1), &say::conflict());
    assert!(open.proposal.selection.ballots.is_empty());
    assert!(
        open.proposal
            .selection
            .recused
            .contains(&Who::Member(1).id())
    );
    assert_eq!(
        open.refusal(Who::Member(1), &say::ballot(Choice::Fund)),
        Refusal::Hidden
    );
    assert_eq!(sees(&open, Who::Member(1)), View::Nothing);
    let closed = Scene::draft().discussed(&[Choice::Fund; 4]);
    let late = closed.does(Who::Member(1), &say::conflict());
    assert_eq!(late.proposal.selection.ballots.len(), 4);
    assert_eq!(sees(&late, Who::Member(1)), View::Nothing);
}

#[test]
fn a_conflicted_chair_is_replaced_by_another() {
    let scene = Scene::draft().voting().does(Who::Chair, &say::conflict());
    assert_eq!(
        scene.refusal(Who::Chair, &say::close_voting()),
        Refusal::Hidden
    );
    // A member appointed as deputy carries on.
    let mut deputy = Who::Member(1).actor();
    deputy.appointments[0].role = workflow::role::Role::Chair;
    let voted = (1..=4).map(Who::Member).fold(scene, |scene, who| {
        scene.does(who, &say::ballot(Choice::Reject))
    });
    let situation = voted.situation(&deputy);
    let closed = workflow::proposal::decide(&voted.proposal, &say::close_voting(), &situation);
    assert!(closed.is_ok(), "{closed:?}");
}

#[test]
fn a_conflict_of_an_evaluator_is_no_recusal_from_the_panel() {
    let scene = Scene::draft_in(small_call())
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2), Who::Evaluator(3)])
        .does(Who::Evaluator(3), &say::conflict());
    assert!(scene.proposal.selection.recused.is_empty());
    assert_eq!(scene.proposal.conflicts.len(), 1);
}

#[test]
fn a_conflict_outlives_the_stage_it_was_declared_in() {
    // Screened by one who is on the panel too: the conflict goes along.
    let scene = Scene::draft()
        .in_review()
        .does(Who::Officer(1), &say::take(Who::Screener(2)))
        .does(Who::Screener(2), &say::conflict())
        .does(Who::Screener(1), &say::take(Who::Screener(1)))
        .judged(Outcome::Pass)
        .does(Who::Screener(1), &say::conclude());
    let mut member = Who::Member(1).actor();
    member.person = Who::Screener(2).id();
    for later in [
        scene.clone(),
        Scene {
            proposal: at_stage(&scene, workflow::transition::StageKind::Selection),
            ..scene
        },
    ] {
        assert_eq!(view(&member, &later.proposal.subject()), View::Nothing);
    }
}

fn at_stage(scene: &Scene, stage: workflow::transition::StageKind) -> workflow::proposal::Proposal {
    workflow::proposal::Proposal {
        stage,
        status: stage.entry(),
        ..scene.proposal.clone()
    }
}

#[test]
fn declaring_twice_changes_nothing() {
    let scene = Scene::draft().voting();
    assert_eq!(
        scene.refusal(Who::Member(1), &say::no_conflict()),
        Refusal::AlreadyDone
    );
    let out = scene.does(Who::Member(1), &say::conflict());
    assert_eq!(
        out.refusal(Who::Member(1), &say::conflict()),
        Refusal::Hidden
    );
    assert_eq!(
        out.refusal(Who::Member(1), &say::no_conflict()),
        Refusal::Hidden
    );
}

#[test]
fn members_and_evaluators_who_are_free_of_conflict_decide_without_the_others() {
    // Three of six are recused; the quorum of four is not met by the three left.
    let scene = (1..=3)
        .map(Who::Member)
        .fold(Scene::draft().voting(), |scene, who| {
            scene.does(who, &say::conflict())
        });
    let voted = (4..=6).map(Who::Member).fold(scene, |scene, who| {
        scene.does(who, &say::ballot(Choice::Fund))
    });
    assert_eq!(
        voted.refusal(Who::Chair, &say::close_voting()),
        Refusal::QuorumNotMet {
            present: 3,
            needed: 4
        }
    );
    // The chair's own vote makes it.
    let closed = voted
        .does(Who::Chair, &say::ballot(Choice::Abstain))
        .does(Who::Chair, &say::close_voting());
    assert_eq!(closed.proposal.selection.recused.len(), 3);
    closed.does(Who::Chair, &say::outcome(Decision::Selected, None));
}

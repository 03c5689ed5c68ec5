//! The tables of the stages of a proposal, walked.

use chrono::TimeDelta;
use workflow::proposal::{self, Command};
use workflow::refusal::Refusal;
use workflow::role::Role;
use workflow::screening::Outcome;
use workflow::selection::{Choice, Decision};
use workflow::transition::{Action, StageKind, Status};
use workflow::{agreement, co_applicants, evaluation, intake, screening, selection};

use crate::people::{OTHER_APPLICANT, Who};
use crate::say;
use crate::scene::{Scene, small_call};
use crate::walk::{Step, Walked, covers, walk};

/// Everybody who could try something.
const EVERYBODY: [Who; 18] = [
    Who::Owner,
    Who::Editor,
    Who::Reader,
    Who::OtherOwner,
    Who::Screener(1),
    Who::Screener(2),
    Who::Evaluator(1),
    Who::Evaluator(2),
    Who::Evaluator(3),
    Who::Member(1),
    Who::Member(2),
    Who::Chair,
    Who::Officer(1),
    Who::Officer(2),
    Who::Finance(1),
    Who::Manager(1),
    Who::Manager(2),
    Who::Auditor,
];

type Seen = Walked<Status, Action, Scene>;

/// Walks a stage: everybody tries every command, in every state.
fn stage(start: &Scene, kind: StageKind, commands: &[Command], most: usize) -> Seen {
    let next = |scene: &Scene| {
        let tries = EVERYBODY
            .iter()
            .flat_map(|who| commands.iter().map(move |command| (*who, command)));
        tries
            .filter_map(|(who, command)| step(scene, who, command))
            .collect()
    };
    let key = |scene: &Scene| {
        let file = &scene.proposal;
        // Of the rounds of a negotiation the last one counts; they could go on for ever.
        let mut agreement = file.agreement.clone();
        agreement
            .rounds
            .drain(..agreement.rounds.len().saturating_sub(1));
        format!(
            "{:?}",
            (
                (
                    file.status,
                    &file.conflicts,
                    &file.declared,
                    &file.screening
                ),
                (&file.evaluation, &file.selection, &agreement),
                (&file.suspected, &file.dismissed),
                (file.intake.submission.is_some(), &file.intake.co_applicants),
            )
        )
    };
    walk(
        kind.table(),
        start.clone(),
        most,
        |scene| scene.proposal.status,
        key,
        next,
    )
}

/// One attempt; what succeeds must have been listed as available, and be readable in the record.
fn step(scene: &Scene, who: Who, command: &Command) -> Option<Step<Status, Action, Scene>> {
    // The wait for an answer ends by itself, some days later.
    let waits = matches!(
        command.action(),
        Action::CloseClarification | Action::ExpireAgreement
    );
    let shift = TimeDelta::days(if waits { 14 } else { 0 });
    let then = scene.clone().at(scene.now + shift);
    let state = then.attempt(who, command).ok()?.at(scene.now);
    let actor = who.actor();
    let available = proposal::available(&scene.proposal, &then.situation(&actor));
    assert!(
        available.contains(&command.action()),
        "{who:?} did {:?} without its being listed",
        command.action()
    );
    let stays = state.proposal.position == scene.proposal.position;
    Some(Step {
        who,
        action: command.action(),
        to: stays.then_some(state.proposal.status),
        state,
    })
}

#[test]
fn intake_is_walked() {
    use co_applicants::Command as Together;
    let organisation = OTHER_APPLICANT;
    let reason = None;
    let together = [
        Together::Name { organisation },
        Together::Remove { organisation },
        Together::Agree { organisation },
        Together::Decline {
            organisation,
            reason,
        },
    ];
    let commands: Vec<Command> = [
        say::submit(4_500_000),
        say::submit(3_000_000),
        say::withdraw(),
    ]
    .into_iter()
    .chain(together.map(Command::CoApplicants))
    .collect();
    let mut definition = small_call();
    definition.most_co_applicants = 1;
    let walked = stage(
        &Scene::draft_in(definition),
        StageKind::Intake,
        &commands,
        200,
    );
    // Saving a draft is a row, not an event; moving on has to wait for the deadline.
    covers(
        intake::TABLE,
        &walked,
        &StageKind::Intake.statuses(),
        &[Action::SaveDraft, Action::Advance],
        &[Status::Withdrawn],
    );
    let screening = Scene::draft().in_screening();
    assert_eq!(screening.proposal.status, Status::Queued);
}

fn screening_commands() -> Vec<Command> {
    vec![
        say::take(Who::Screener(1)),
        say::take(Who::Screener(2)),
        say::verdict("legal_form", Outcome::Pass),
        say::verdict("legal_form", Outcome::Fail),
        say::ask(),
        say::answer(),
        say::close_clarification(),
        say::conclude(),
        say::confirm(),
        say::disagree(),
        say::settle(true),
        say::settle(false),
        say::appeal(),
        say::decide_appeal(true),
        say::decide_appeal(false),
        say::reinstate_eligible(),
        say::release_ineligible(),
        say::retract(),
        say::conflict(),
        say::withdraw(),
        Command::Advance,
    ]
}

#[test]
fn screening_is_walked() {
    let mut definition = small_call();
    for stage in &mut definition.procedure.0 {
        if let workflow::procedure::Stage::Screening(rules) = stage {
            rules.confirm_eligible = true;
        }
    }
    let strict = Scene::draft_in(definition).in_screening();
    let walked = stage(&strict, StageKind::Screening, &screening_commands(), 500);
    let lenient = Scene::draft_in(small_call()).in_screening();
    let mut all = stage(&lenient, StageKind::Screening, &screening_commands(), 500);
    all.steps.extend(walked.steps);
    all.statuses.extend(walked.statuses);
    let mut twice = small_call();
    for stage in &mut twice.procedure.0 {
        if let workflow::procedure::Stage::Screening(rules) = stage {
            rules.second_share = 10_000;
        }
    }
    let twice = Scene::draft_in(twice).in_screening();
    let walked = stage(&twice, StageKind::Screening, &screening_commands(), 900);
    all.steps.extend(walked.steps);
    covers(
        screening::TABLE,
        &all,
        &StageKind::Screening.statuses(),
        &[],
        &[Status::Withdrawn],
    );
}

#[test]
fn evaluation_is_walked() {
    use Who::Evaluator;
    let awaiting = Scene::draft_in(small_call())
        .eligible()
        .does(Who::Officer(1), &Command::Advance);
    let scores = [9_000, 3_000].map(|points| say::scores(&awaiting.call.definition, points));
    let ways = [
        say::assign(&[Evaluator(1), Evaluator(2)]),
        say::assign(&[Evaluator(3)]),
        say::no_conflict(),
        say::conflict(),
        say::decline(),
        say::reinstate_evaluated(),
        say::release_below_threshold(),
        say::withdraw(),
        Command::Advance,
    ];
    let ways: Vec<Command> = ways.into_iter().chain(scores.clone()).collect();
    let mut walked = stage(&awaiting, StageKind::Evaluation, &ways, 1_500);
    // Declarations of everybody, while a third reader is looked for.
    let given = |scene: Scene, readers: &[Who]| {
        let scene = scene.does(Who::Officer(1), &say::assign(readers));
        let declares = |scene: Scene, reader: &Who| scene.does(*reader, &say::no_conflict());
        readers.iter().fold(scene, declares)
    };
    let asked = awaiting.does(Who::Officer(1), &say::open_declarations());
    let apart = given(asked, &[Evaluator(1), Evaluator(2)])
        .does(Evaluator(1), &scores[0])
        .does(Evaluator(2), &scores[1]);
    let declare = [
        say::open_declarations(),
        say::no_conflict(),
        say::conflict(),
    ];
    for start in [&awaiting, &apart] {
        walked.join(stage(start, StageKind::Evaluation, &declare, 60));
    }
    // The secretariat, before anything is given out, while it is read, and while another reader is looked for.
    let settle = [
        say::set_conflict(Evaluator(1)),
        say::confirm_suspicion(Evaluator(2)),
        say::dismiss_suspicion(Evaluator(2)),
        say::reopen(Evaluator(1)),
        say::appoint_rapporteur(Evaluator(1)),
        say::consensus(),
    ];
    let settle: Vec<Command> = settle.into_iter().chain(scores.clone()).collect();
    let three = given(
        awaiting.clone(),
        &[Evaluator(1), Evaluator(2), Evaluator(3)],
    );
    let starts = [
        awaiting,
        three.clone(),
        three.does(Evaluator(2), &scores[0]),
        apart,
    ];
    for start in starts {
        let start = start.suspects(Evaluator(2), b"mail");
        walked.join(stage(&start, StageKind::Evaluation, &settle, 800));
    }
    covers(
        evaluation::TABLE,
        &walked,
        &StageKind::Evaluation.statuses(),
        &[],
        &[Status::Withdrawn],
    );
}

#[test]
fn selection_is_walked() {
    let scene = Scene::draft_in(small_call()).on_agenda();
    let decisions = Decision::ALL
        .iter()
        .map(|decision| say::outcome(*decision, None));
    let commands: Vec<Command> = [
        say::no_conflict(),
        say::conflict(),
        say::open_voting(),
        say::ballot(Choice::Fund),
        say::ballot(Choice::Reject),
        say::close_voting(),
        say::reopen_voting(),
        say::release_decision(),
        say::withdraw(),
    ]
    .into_iter()
    .chain(decisions)
    .collect();
    let mut walked = stage(&scene, StageKind::Selection, &commands, 700);
    assert!(
        !walked
            .steps
            .iter()
            .any(|(_, action, _)| *action == Action::Release),
        "nothing is told before it is adopted"
    );
    // Once adopted, it is told and answered.
    let told = [
        say::reopen_voting(),
        say::release_decision(),
        say::return_to_agenda(),
        say::propose_promotion(4_000_000),
        say::promote(),
        say::accept_award(),
        say::decline_award(),
        say::lapse_award(),
        say::withdraw(),
        Command::Advance,
    ];
    for status in [
        Status::Selected,
        Status::Reserve,
        Status::Rework,
        Status::RejectedOnQuality,
        Status::RejectedForLackOfFunds,
    ] {
        let adopted = walked.statuses[&status].clone().adopted();
        let after = stage(&adopted, StageKind::Selection, &told, 60);
        assert!(
            !after
                .steps
                .iter()
                .any(|(_, action, _)| *action == Action::ReopenVoting),
            "what is adopted is frozen"
        );
        walked.join(after);
    }
    // An award lapses when its organisation can no longer be given it.
    let mut blocked = walked.statuses[&Status::Selected]
        .clone()
        .adopted()
        .released();
    blocked.organisation.listed = true;
    walked.join(stage(&blocked, StageKind::Selection, &told, 10));
    // The secretariat settles conflicts wherever the panel has not decided yet.
    let settle = [
        say::set_conflict(Who::Member(1)),
        say::confirm_suspicion(Who::Member(2)),
        say::dismiss_suspicion(Who::Member(2)),
    ];
    for status in [Status::OnAgenda, Status::Discussed, Status::Deferred] {
        let start = walked.statuses[&status].suspects(Who::Member(2), b"mail");
        let settled = stage(&start, StageKind::Selection, &settle, 20);
        walked.join(settled);
    }
    covers(
        selection::TABLE,
        &walked,
        &StageKind::Selection.statuses(),
        &[],
        &[Status::Withdrawn, Status::Declined, Status::Lapsed],
    );
}

#[test]
fn agreement_is_walked() {
    let mut definition = small_call();
    for stage in &mut definition.procedure.0 {
        if let workflow::procedure::Stage::Agreement(rules) = stage {
            rules.acceptance_days = 5;
        }
    }
    let conditional = crate::agreements::with_conditions(definition);
    let today = conditional.now.date_naive();
    let commands = [
        crate::agreements::met(1),
        say::ask_for_changes(),
        say::revise(4_500_000),
        say::expire(),
        say::signed_copy(false, "Amina Otieno", today),
        say::terms(4_500_000),
        say::send(),
        say::recall(),
        say::accept(),
        say::decline_grant(),
        say::sign(),
        say::withdraw(),
        Command::Advance,
    ];
    let walked = stage(&conditional, StageKind::Agreement, &commands, 2_000);
    covers(
        agreement::TABLE,
        &walked,
        &StageKind::Agreement.statuses(),
        &[],
        &[Status::Declined],
    );
}

/// One scene for every stage and status before Monitoring.
pub fn everywhere() -> Vec<Scene> {
    let small = Scene::draft_in(small_call());
    let evaluation = small.eligible().does(Who::Officer(1), &Command::Advance);
    let two = small.in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2)]);
    let apart = two
        .scored(Who::Evaluator(1), 9_000)
        .scored(Who::Evaluator(2), 3_000);
    let below = two
        .scored(Who::Evaluator(1), 3_000)
        .scored(Who::Evaluator(2), 3_000);
    let discussed = small.discussed(&[Choice::Fund; 2]);
    let decided = Decision::ALL
        .iter()
        .map(|decision| discussed.does(Who::Chair, &say::outcome(*decision, None)));
    let told = small
        .ineligible()
        .does(Who::Manager(1), &say::release_ineligible());
    let offered = small.selected().released();
    let mut blocked = offered.clone();
    blocked.organisation.listed = true;
    let prepared = small
        .negotiating()
        .does(Who::Officer(1), &say::terms(4_500_000));
    let mut all = vec![
        small.clone(),
        small.submitted(),
        small.does(Who::Owner, &say::withdraw()),
        small.in_screening(),
        small.in_review(),
        small.in_review().does(Who::Screener(1), &say::ask()),
        small.to_confirm(),
        small.to_confirm().does(Who::Screener(2), &say::disagree()),
        small.eligible(),
        small.ineligible(),
        told.does(Who::Owner, &say::appeal()),
        told,
        evaluation,
        two,
        apart,
        small.evaluated(),
        below,
        small.on_agenda(),
        small.voting(),
        discussed.clone(),
        offered.does(Who::Owner, &say::decline_award()),
        blocked.does(Who::Manager(1), &say::lapse_award()),
        small.negotiating(),
        prepared.clone(),
        prepared.does(Who::Owner, &say::decline_grant()),
        small.sent(),
        small.sent().does(Who::Owner, &say::accept()),
        small.signed(),
        crate::agreements::lapsed(),
    ];
    all.extend(decided);
    for kind in StageKind::ALL
        .iter()
        .filter(|kind| **kind != StageKind::Monitoring)
    {
        for status in kind.statuses().iter().filter(|s| **s != Status::Withdrawn) {
            let there =
                |scene: &Scene| (scene.proposal.stage, scene.proposal.status) == (*kind, *status);
            assert!(all.iter().any(there), "no scene for {kind} {status}");
        }
    }
    all
}

#[test]
fn nobody_may_do_what_no_row_names_anywhere() {
    for scene in everywhere() {
        let (stage, status) = (scene.proposal.stage, scene.proposal.status);
        for (who, action) in EVERYBODY
            .iter()
            .flat_map(|who| Action::ALL.iter().map(move |action| (*who, *action)))
        {
            let actor = who.actor();
            let answer = proposal::permitted(&scene.proposal, action, &scene.situation(&actor));
            let Some(row) = stage.row(status, action) else {
                let refused = matches!(answer, Err(Refusal::WrongStatus { .. } | Refusal::Hidden));
                assert!(refused, "{who:?} {action} in {stage} {status}: {answer:?}");
                continue;
            };
            let role = who.role();
            let named = row.by.contains(&role)
                || (row.by.contains(&Role::PanelMember) && role == Role::Chair)
                || (row.by.contains(&Role::Editor) && who == Who::Owner);
            if !named || who == Who::OtherOwner {
                let refused = matches!(answer, Err(Refusal::NotAllowed | Refusal::Hidden));
                assert!(refused, "{who:?} {action} in {stage} {status}: {answer:?}");
            }
        }
    }
}

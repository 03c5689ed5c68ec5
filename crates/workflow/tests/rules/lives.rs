//! The templates run to their end: a call in two steps, and an award without money.

use chrono::TimeDelta;
use workflow::definition::CallDefinition;
use workflow::due_diligence::{Readiness, Standing};
use workflow::intake::{Command as Intake, Submission};
use workflow::money::{Currency, Money};
use workflow::procedure::Stage;
use workflow::proposal::{self, Command, Proposal};
use workflow::record::digest;
use workflow::refusal::Refusal;
use workflow::screening::{Command as Screening, Outcome};
use workflow::selection::{Choice, Command as Selection, Decision};
use workflow::transition::{Action, StageKind, Status};
use workflow::{call, grant};

use crate::people::{CALL, Who};
use crate::say;
use crate::scene::{Scene, day, noon};

fn template(name: &str) -> CallDefinition {
    let text = match name {
        "two-step" => include_str!("../../../../config/calls/two-step.toml"),
        _ => include_str!("../../../../config/calls/business-leaders-award.toml"),
    };
    toml::from_str(text).expect("the template is read")
}

/// What is submitted for `requested` euros in cents, with a content of its own.
fn submission(title: &str, requested: Option<i64>) -> Submission {
    Submission {
        requested: requested.map(|minor| Money::new(minor, Currency::EUR)),
        title: title.to_owned(),
        digest: digest(title.as_bytes()),
        theme: Some("justice".to_owned()),
        months: Some(24),
        ..say::submission(0)
    }
}

fn submit(submission: Submission) -> Command {
    Command::Intake(Intake::Submit(Box::new(submission)))
}

/// Evaluated by as many readers as the round needs, each with `share` tenths of the maximum, and moved on.
fn evaluated(scene: Scene, readers: std::ops::Range<u8>, share: i64) -> Scene {
    let Some(Stage::Evaluation(rules)) = scene
        .call
        .definition
        .procedure
        .stage(scene.proposal.position)
    else {
        panic!("not in an evaluation");
    };
    let readers: Vec<Who> = readers.map(Who::Evaluator).collect();
    let scores = say::scores_of(rules, rules.maximum() * share / 10);
    let given = scene.does(Who::Officer(1), &say::assign(&readers));
    readers.iter().fold(given, |scene, who| {
        let scene = if scene.proposal.declared.contains(&who.id()) {
            scene
        } else {
            scene.does(*who, &say::no_conflict())
        };
        scene.does(*who, &scores)
    })
}

/// Discussed by the chair and three members who all vote to fund.
fn discussed(scene: Scene) -> Scene {
    let members = [Who::Chair, Who::Member(1), Who::Member(2), Who::Member(3)];
    let declared = members
        .iter()
        .fold(scene, |scene, who| scene.does(*who, &say::no_conflict()))
        .does(Who::Chair, &say::open_voting());
    members
        .iter()
        .fold(declared, |scene, who| {
            scene.does(*who, &say::ballot(Choice::Fund))
        })
        .does(Who::Chair, &say::close_voting())
}

/// A verdict on every criterion of the screening the file stands in, concluded.
fn screened(scene: Scene, outcome: Outcome) -> Scene {
    let Some(Stage::Screening(rules)) = scene
        .call
        .definition
        .procedure
        .stage(scene.proposal.position)
        .cloned()
    else {
        panic!("not in a screening");
    };
    let taken = scene.does(Who::Screener(1), &say::take(Who::Screener(1)));
    rules
        .criteria
        .iter()
        .fold(taken, |scene, criterion| {
            scene.does(Who::Screener(1), &say::verdict_on(criterion, outcome))
        })
        .does(Who::Screener(1), &say::conclude())
}

/// The record says the same as what happened.
fn replays(scene: &Scene) {
    let replayed = scene
        .log
        .iter()
        .try_fold(None::<Proposal>, |state, (event, actor, at)| {
            proposal::evolve(state, scene.proposal.id, event, Some(*actor), *at).map(Some)
        });
    assert_eq!(replayed.flatten().as_ref(), Some(&scene.proposal));
}

/// A concept note submitted in time in the call in two steps.
fn concept_note() -> Scene {
    Scene::draft_on(template("two-step"), day(2027, 2, 10))
        .does(Who::Owner, &submit(submission("Concept", Some(9_000_000))))
}

/// Asked for the full proposal.
fn invited() -> Scene {
    let evaluation = concept_note()
        .at(noon(day(2027, 3, 20)))
        .does(Who::Officer(1), &Command::Advance);
    evaluated(evaluation, 1..3, 8).does(Who::Officer(1), &Command::Advance)
}

/// Provisionally selected and told so; in the verification of eligibility.
fn provisional() -> Scene {
    let full = Submission {
        theme: None,
        months: None,
        ..submission("Full", Some(12_000_000))
    };
    let scene = invited()
        .does(Who::Owner, &submit(full))
        .at(noon(day(2027, 6, 20)))
        .does(Who::Officer(1), &Command::Advance);
    let scene = evaluated(scene, 3..5, 8).does(Who::Officer(1), &Command::Advance);
    let selected = discussed(scene).does(Who::Chair, &say::outcome(Decision::Selected, None));
    assert_eq!(
        selected.refusal(Who::Officer(1), &Command::Advance),
        Refusal::NotReleased
    );
    selected.released().does(Who::Officer(1), &Command::Advance)
}

#[test]
fn a_call_in_two_steps_runs_to_its_end() {
    let scene = provisional();
    assert_eq!(scene.proposal.stage, StageKind::Screening);
    assert_eq!(scene.proposal.awarded().unwrap().minor, 12_000_000);
    let scene = screened(scene, Outcome::Pass)
        .does(Who::Screener(2), &say::confirm())
        .does(Who::Officer(1), &Command::Advance);
    assert_eq!(scene.proposal.status, Status::Negotiation);
    let terms = Command::Agreement(workflow::agreement::Command::PrepareAgreement {
        amount: scene.proposal.awarded().unwrap(),
        starts_on: day(2027, 12, 1),
        ends_on: day(2029, 11, 30),
    });
    let signed = scene
        .does(Who::Officer(1), &terms)
        .does(Who::Manager(1), &say::send())
        .does(Who::Owner, &say::accept())
        .does(Who::Owner, &say::sign())
        .does(Who::Manager(1), &say::sign());
    let opened = grant::open(&signed.proposal, &signed.call).unwrap();
    assert!(matches!(opened, grant::Event::Opened { .. }));
    let running = signed.does(Who::Officer(1), &Command::Advance);
    assert_eq!(running.proposal.status, Status::Active);
    replays(&running);
}

#[test]
fn each_step_keeps_its_submission_under_one_number() {
    let scene = provisional();
    let intake = &scene.proposal.intake;
    let (note, full) = (intake.of_step(0).unwrap(), intake.of_step(2).unwrap());
    assert_eq!((note.title.as_str(), note.version), ("Concept", 1));
    assert_eq!((full.title.as_str(), full.version), ("Full", 2));
    assert_eq!(full.number, note.number);
    // What the full proposal does not ask again is as the concept note had it.
    assert_eq!(
        (full.theme.as_deref(), full.months),
        (Some("justice"), Some(24))
    );
    assert_eq!(intake.submission.as_ref(), Some(full));
    assert_eq!(intake.earlier, std::slice::from_ref(note));
}

#[test]
fn the_full_proposal_is_asked_of_those_who_pass_and_has_its_own_deadline() {
    let scene = invited();
    assert_eq!(
        (scene.proposal.stage, scene.proposal.status),
        (StageKind::Intake, Status::Draft)
    );
    let closes = scene.call.definition.window(2).closes.at();
    let full = submit(submission("Full", None));
    assert!(scene.clone().at(closes).tries(Who::Owner, &full).is_ok());
    let late = scene.clone().at(closes + TimeDelta::microseconds(1));
    assert_eq!(
        late.refusal(Who::Owner, &full),
        Refusal::DeadlinePassed { at: closes }
    );
    // The same content as the concept note is still a submission of this step; twice in this step it is one.
    let same = submit(submission("Concept", Some(9_000_000)));
    let again = scene.does(Who::Owner, &same);
    assert_eq!(again.refusal(Who::Owner, &same), Refusal::AlreadyDone);
    // Nobody moves on before this step closes, and not without a full proposal.
    assert!(matches!(
        again.refusal(Who::Officer(1), &Command::Advance),
        Refusal::TooEarly { at } if at == closes
    ));
    assert!(matches!(
        late.refusal(Who::Officer(1), &Command::Advance),
        Refusal::WrongStatus { .. }
    ));
    let below = evaluated(
        concept_note()
            .at(noon(day(2027, 3, 20)))
            .does(Who::Officer(1), &Command::Advance),
        1..3,
        2,
    );
    assert_eq!(below.proposal.status, Status::BelowThreshold);
    assert!(matches!(
        below.refusal(Who::Officer(1), &Command::Advance),
        Refusal::WrongStatus { .. }
    ));
}

#[test]
fn a_step_that_opens_later_is_not_open_before() {
    let mut definition = template("two-step");
    let opens = day(2027, 4, 1).and_hms_opt(9, 0, 0).unwrap();
    if let Stage::Intake(rules) = &mut definition.procedure.0[2] {
        rules.opens = Some(opens);
    }
    assert_eq!(workflow::procedure::check(&definition), []);
    let at = definition.window(2).opens.at();
    let mut scene = invited();
    let mut call = (*scene.call).clone();
    call.definition = definition;
    scene.call = call.into();
    let full = submit(submission("Full", None));
    let early = scene.clone().at(at - TimeDelta::microseconds(1));
    assert_eq!(early.refusal(Who::Owner, &full), Refusal::TooEarly { at });
    assert!(scene.at(at).tries(Who::Owner, &full).is_ok());
}

#[test]
fn whoever_fails_the_verification_gives_the_money_back() {
    let failed = screened(provisional(), Outcome::Fail).does(Who::Screener(2), &say::confirm());
    assert_eq!(failed.proposal.status, Status::Ineligible);
    assert_eq!(failed.proposal.awarded(), None);
    // Once it has gone to another, the file cannot come back; with money left it can.
    let mut spent = failed.clone();
    spent.committed_minor = 200_000_000 - 12_000_000 + 1;
    let reinstate = say::reinstate_eligible();
    assert!(matches!(
        spent.refusal(Who::Manager(1), &reinstate),
        Refusal::CeilingExceeded { .. }
    ));
    spent.committed_minor -= 1;
    let back = spent.does(Who::Manager(1), &reinstate);
    assert_eq!(back.proposal.awarded().unwrap().minor, 12_000_000);
    let appealed = failed
        .does(Who::Manager(1), &say::release_ineligible())
        .does(Who::Owner, &say::appeal());
    let mut spent = appealed;
    spent.committed_minor = 200_000_000;
    let uphold = Command::Screening(Screening::DecideAppeal {
        upheld: true,
        reason: say::text(),
    });
    assert!(matches!(
        spent.refusal(Who::Manager(2), &uphold),
        Refusal::CeilingExceeded { .. }
    ));
    replays(&failed);
}

#[test]
fn an_award_guard_holds_after_the_verification_too() {
    let mut eligible =
        screened(provisional(), Outcome::Pass).does(Who::Screener(2), &say::confirm());
    eligible.organisation = Standing {
        verified: false,
        ..eligible.organisation
    };
    assert_eq!(
        eligible.refusal(Who::Officer(1), &Command::Advance),
        Refusal::OrganisationNotVerified
    );
}

#[test]
fn an_award_without_money_ends_with_the_jury() {
    let nomination = Submission {
        requested: None,
        months: None,
        theme: None,
        ..submission("Nominee", None)
    };
    let scene = Scene::draft_on(template("award"), day(2027, 3, 10))
        .does(Who::Owner, &submit(nomination))
        .at(noon(day(2027, 5, 3)))
        .does(Who::Officer(1), &Command::Advance);
    let scene = screened(scene, Outcome::Pass).does(Who::Officer(1), &Command::Advance);
    let scene = evaluated(scene, 1..4, 9).does(Who::Officer(1), &Command::Advance);
    let voting = [Who::Chair, Who::Member(1), Who::Member(2)]
        .iter()
        .fold(scene.clone(), |scene, who| {
            scene.does(*who, &say::no_conflict())
        })
        .does(Who::Chair, &say::open_voting());
    // Amounts do not exist here.
    assert!(matches!(
        voting.refusal(Who::Member(1), &say::ballot(Choice::FundReduced)),
        Refusal::Unknown { .. }
    ));
    let scene = discussed(scene);
    assert!(matches!(
        scene.refusal(
            Who::Chair,
            &say::outcome(Decision::RejectedForLackOfFunds, None)
        ),
        Refusal::Unknown { .. }
    ));
    // There is no reserve list either.
    assert!(matches!(
        scene.refusal(Who::Chair, &say::outcome(Decision::Reserve, None)),
        Refusal::Unknown { .. }
    ));
    let chosen = scene
        .does(Who::Chair, &say::outcome(Decision::Selected, None))
        .released();
    assert_eq!(chosen.proposal.status, Status::Selected);
    assert_eq!(chosen.proposal.awarded(), None);
    assert_eq!(
        chosen.refusal(Who::Officer(1), &Command::Advance),
        Refusal::NoNextStage
    );
    let officer = Who::Officer(1).actor();
    let open = proposal::available(&chosen.proposal, &chosen.situation(&officer));
    assert!(!open.contains(&Action::Advance));
    replays(&chosen);
}

#[test]
fn a_runner_up_is_promoted_without_an_amount_where_there_is_no_money() {
    let mut definition = template("award");
    if let Some(Stage::Selection(rules)) = definition.procedure.0.last_mut() {
        rules.reserve = 1;
    }
    let mut scene = Scene::draft_on(definition, day(2027, 3, 10))
        .does(Who::Owner, &submit(submission("Nominee", None)))
        .at(noon(day(2027, 5, 3)))
        .does(Who::Officer(1), &Command::Advance);
    scene.organisation.registration = Readiness {
        complete: true,
        contacts: 2,
    };
    let scene = screened(scene, Outcome::Pass).does(Who::Officer(1), &Command::Advance);
    let scene = evaluated(scene, 1..4, 9).does(Who::Officer(1), &Command::Advance);
    let propose = Command::Selection(Selection::ProposePromotion {
        amount: None,
        reason: say::text(),
    });
    let promoted = discussed(scene)
        .does(Who::Chair, &say::outcome(Decision::Reserve, None))
        .released()
        .does(Who::Officer(1), &propose)
        .does(Who::Manager(2), &say::promote());
    assert_eq!(promoted.proposal.status, Status::Selected);
    assert_eq!(promoted.proposal.awarded(), None);
}

#[test]
fn the_deadline_of_a_later_step_is_extended_by_itself() {
    let scene = invited();
    let manager = Who::Manager(1).actor();
    let extend = |position, closes| {
        let command = call::Command::ExtendDeadline {
            position,
            closes,
            reason: say::text(),
        };
        call::decide(&scene.call, &command, &manager, scene.now)
    };
    let first = scene.call.definition.dates.closes;
    let later = scene.call.definition.window(2).closes.local + TimeDelta::days(7);
    let events = extend(2, later).unwrap();
    let after = call::evolve(
        Some((*scene.call).clone()),
        CALL,
        &events[0],
        Some(manager.person),
        scene.now,
    )
    .unwrap();
    assert_eq!(after.definition.window(2).closes.local, later);
    assert_eq!(after.definition.dates.closes, first);
    // Not beyond what follows, not for a stage that receives nothing.
    let results = scene.call.definition.dates.results_on.unwrap();
    let beyond = results.and_hms_opt(0, 0, 0).unwrap();
    assert!(matches!(extend(2, beyond), Err(Refusal::Incomplete { .. })));
    assert!(matches!(extend(1, later), Err(Refusal::Unknown { .. })));
    assert!(matches!(extend(9, later), Err(Refusal::Unknown { .. })));
    // The first step may not run into the second.
    let into = scene.call.definition.window(2).closes.local;
    let closed = scene.now;
    assert!(into.and_utc() > closed);
    assert!(matches!(extend(0, into), Err(Refusal::Incomplete { .. })));
}

#[test]
fn a_call_in_two_steps_is_finalised_only_after_the_last() {
    let call = invited().call;
    let manager = Who::Manager(1).actor();
    let finalise = |now| call::decide(&call, &call::Command::Finalise, &manager, now);
    let at = call.definition.last_receipt_of_all_at();
    assert_eq!(finalise(at), Err(Refusal::TooEarly { at }));
    assert!(finalise(at + TimeDelta::microseconds(1)).is_ok());
}

#[test]
fn events_from_before_there_were_steps_are_read_as_they_were() {
    let call: call::Event = serde_json::from_str(
        r#"{"kind":"deadline_extended","closes":"2010-04-12T23:59:00","reason":"0000000000000000000000000000000000000000000000000000000000000000"}"#,
    )
    .unwrap();
    assert!(matches!(
        call,
        call::Event::DeadlineExtended { position: 0, .. }
    ));
    let mut value = serde_json::to_value(say::submission(1)).unwrap();
    assert!(value.get("position").is_none());
    value["position"] = 0.into();
    let read: Submission = serde_json::from_value(value).unwrap();
    assert_eq!(read, say::submission(1));
    let stage: Stage = serde_json::from_str(r#"{"kind":"intake"}"#).unwrap();
    assert_eq!(stage, Stage::Intake(Default::default()));
    assert_eq!(
        serde_json::to_string(&stage).unwrap(),
        r#"{"kind":"intake"}"#
    );
    assert!(serde_json::from_str::<Stage>(r#"{"kind":"intake","other":1}"#).is_err());
}

//! Submitting to the instant, in grace, together with others; withdrawing; and the receipt anybody can recompute.

use chrono::{DateTime, TimeDelta, Utc};
use workflow::co_applicants::Command as Together;
use workflow::proposal::Command;
use workflow::receipt::{self, Checked, Entry, Fault, Receipt};
use workflow::record::{self, Digest, Envelope, Link};
use workflow::refusal::Refusal;
use workflow::screening::Outcome;
use workflow::selection::{Choice, Decision};
use workflow::transition::{Action, Status};

use crate::people::{APPLICANT, OTHER_APPLICANT, Who};
use crate::say;
use crate::scene::{Scene, founding_call, small_call};

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

fn graceful(minutes: u32) -> Scene {
    let mut definition = founding_call();
    definition.dates.grace_minutes = minutes;
    Scene::draft_in(definition)
}

fn deadline(scene: &Scene) -> DateTime<Utc> {
    scene.call.definition.dates.deadline().at()
}

fn in_grace(scene: &Scene) -> bool {
    let submission = scene.proposal.intake.submission.as_ref();
    submission.expect("submitted").in_grace
}

#[test]
fn grace_is_for_drafts_of_before_the_deadline_and_ends_to_the_instant() {
    let draft = graceful(30);
    let (deadline, end) = (deadline(&draft), deadline(&draft) + TimeDelta::minutes(30));
    assert!(!in_grace(&draft.clone().at(deadline).submitted()));
    for late in [deadline + INSTANT, end] {
        assert!(in_grace(&draft.clone().at(late).submitted()), "{late}");
    }
    let refused = |scene: Scene| scene.refusal(Who::Owner, &say::submit(3_000_000));
    let late = Refusal::DeadlinePassed { at: deadline };
    assert_eq!(refused(draft.clone().at(end + INSTANT)), late);
    // What was received in time stays as it was received.
    let replaced = draft.submitted().at(deadline + INSTANT);
    assert_eq!(refused(replaced), late);
    // A call gives no grace unless it says so.
    assert_eq!(refused(graceful(0).at(deadline + INSTANT)), late);
    // The next stage waits for the last that may come.
    let submitted = draft.submitted();
    let early = submitted.clone().at(end);
    assert_eq!(
        early.refusal(Who::Officer(1), &Command::Advance),
        Refusal::TooEarly { at: end }
    );
    submitted
        .at(end + INSTANT)
        .does(Who::Officer(1), &Command::Advance);
}

#[test]
fn nothing_begins_in_grace() {
    let scene = graceful(30);
    let late = scene.clone().at(deadline(&scene) + INSTANT);
    let actor = Who::Owner.actor();
    assert_eq!(
        workflow::proposal::start(APPLICANT, &late.situation(&actor)),
        Err(Refusal::DeadlinePassed {
            at: deadline(&scene)
        })
    );
}

#[test]
fn a_call_gives_no_more_than_a_day_of_grace_and_twenty_co_applicants() {
    let mut definition = founding_call();
    definition.dates.grace_minutes = 24 * 60;
    definition.most_co_applicants = 20;
    assert_eq!(workflow::procedure::check(&definition), []);
    definition.dates.grace_minutes += 1;
    definition.most_co_applicants += 1;
    assert_eq!(workflow::procedure::check(&definition).len(), 2);
}

fn on(command: Together) -> Command {
    Command::CoApplicants(command)
}

const OTHER: workflow::ids::OrganisationId = OTHER_APPLICANT;

fn named() -> Scene {
    let mut definition = founding_call();
    definition.most_co_applicants = 1;
    Scene::draft_in(definition).does(
        Who::Editor,
        &on(Together::Name {
            organisation: OTHER,
        }),
    )
}

#[test]
fn a_co_applicant_agrees_for_itself_before_the_proposal_is_submitted() {
    let agree = on(Together::Agree {
        organisation: OTHER,
    });
    let named = named();
    assert_eq!(
        named.refusal(Who::Owner, &say::submit(4_500_000)),
        Refusal::CoApplicantsOpen { open: 1 }
    );
    // The lead cannot agree in its name.
    assert_eq!(named.refusal(Who::Owner, &agree), Refusal::NotAllowed);
    let agreed = named.does(Who::OtherOwner, &agree);
    assert_eq!(
        agreed.refusal(Who::OtherOwner, &agree),
        Refusal::AlreadyDone
    );
    let submitted = agreed.submitted();
    let submission = submitted.proposal.intake.submission.clone().expect("there");
    assert_eq!(submission.co_applicants, [OTHER].into());
    // What was submitted together stays together until it is submitted anew.
    let decline = on(Together::Decline {
        organisation: OTHER,
        reason: None,
    });
    assert_eq!(
        submitted.refusal(Who::OtherOwner, &decline),
        Refusal::AlreadyDone
    );
    let removed = submitted.does(
        Who::Owner,
        &on(Together::Remove {
            organisation: OTHER,
        }),
    );
    let beside = |scene: &Scene| scene.proposal.intake.beside_the_lead().len();
    assert_eq!(beside(&removed), 1);
    assert_eq!(
        beside(&removed.does(Who::Owner, &say::submit(4_000_000))),
        0
    );
    let declined = agreed.does(Who::OtherOwner, &decline);
    assert_eq!(beside(&declined), 0);
    assert_eq!(
        declined.tries(Who::OtherOwner, &agree),
        Err(Refusal::Hidden)
    );
}

#[test]
fn a_call_says_how_many_apply_together() {
    let name = |organisation| on(Together::Name { organisation });
    assert_eq!(
        Scene::draft().refusal(Who::Owner, &name(OTHER)),
        Refusal::TooMany { most: 0 }
    );
    let named = named();
    assert_eq!(
        named.refusal(Who::Owner, &name(OTHER)),
        Refusal::AlreadyDone
    );
    assert_eq!(
        named.refusal(Who::Owner, &name(APPLICANT)),
        Refusal::AlreadyDone
    );
    let third = workflow::ids::OrganisationId(uuid::Uuid::from_u128(0xa3));
    assert_eq!(
        named.refusal(Who::Owner, &name(third)),
        Refusal::TooMany { most: 1 }
    );
}

#[test]
fn who_works_for_a_co_applicant_sees_the_summary_and_nothing_more() {
    use workflow::policy::{View, view};
    let named = named();
    let mut both = Who::Officer(1).actor();
    both.memberships = Who::OtherOwner.actor().memberships;
    for actor in [Who::OtherOwner.actor(), both] {
        assert_eq!(view(&actor, &named.proposal.subject()), View::Summary);
    }
}

fn withdraws(scene: &Scene) -> Result<Scene, Refusal> {
    let actor = Who::Owner.actor();
    let listed = workflow::proposal::available(&scene.proposal, &scene.situation(&actor));
    let tried = scene.attempt(Who::Owner, &say::withdraw());
    assert_eq!(listed.contains(&Action::Withdraw), tried.is_ok());
    tried
}

#[test]
fn a_proposal_is_withdrawn_until_its_decision_is_released() {
    let small = Scene::draft_in(small_call());
    let two = small.in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2)]);
    let below = two
        .scored(Who::Evaluator(1), 3_000)
        .scored(Who::Evaluator(2), 3_000);
    let decided = |decision| {
        small
            .discussed(&[Choice::Fund; 2])
            .does(Who::Chair, &say::outcome(decision, None))
    };
    let released = |scene: &Scene| scene.clone().released();
    let mut open = vec![
        small.clone(),
        small.submitted(),
        small.in_screening(),
        small.in_review().judged(Outcome::Fail),
        small.to_confirm(),
        small.ineligible(),
        small.eligible(),
        two,
        below.clone(),
        small.evaluated(),
        small.on_agenda(),
    ];
    open.extend(Decision::ALL.iter().map(|decision| decided(*decision)));
    for scene in open {
        let status = scene.proposal.status;
        let after = withdraws(&scene).unwrap_or_else(|refusal| panic!("{status}: {refusal}"));
        assert_eq!(after.proposal.status, Status::Withdrawn);
        assert_eq!(after.proposal.awarded(), None, "{status}");
        assert_eq!(after.proposal.selection.reserve_rank, None, "{status}");
    }
    let told = [
        small
            .ineligible()
            .does(Who::Manager(1), &say::release_ineligible()),
        below.does(Who::Manager(1), &say::release_below_threshold()),
        released(&decided(Decision::Selected)),
        released(&decided(Decision::Reserve)),
        released(&decided(Decision::RejectedOnQuality)),
    ];
    for scene in told {
        assert_eq!(
            withdraws(&scene).map(|after| after.proposal.status),
            Err(Refusal::DecisionReleased)
        );
    }
}

const CONTENT: &str = r#"{"answers":{"title":"Safe houses"},"form_version":1}"#;

/// A receipt as the facility writes it.
fn receipt() -> Receipt {
    let mut submission = say::submission(4_500_000);
    submission.digest = record::digest(CONTENT.as_bytes());
    let scene = Scene::draft();
    let event = workflow::proposal::Event::Intake(workflow::intake::Event::Submitted {
        submission: submission.clone(),
    });
    let payload = record::canonical_json(&serde_json::to_value(&event).unwrap()).unwrap();
    let at: DateTime<Utc> = "2010-04-05T21:58:59.123456Z".parse().unwrap();
    let envelope = Envelope {
        case: scene.proposal.id.into(),
        seq: 2,
        at,
        actor: Some(Who::Owner.id()),
        kind: "intake.submitted".to_owned(),
        payload,
    };
    let prev = Digest([7; 32]);
    let hash = record::link(prev, &envelope).unwrap();
    let zone = chrono_tz::Europe::Vienna;
    Receipt {
        format: receipt::FORMAT.to_owned(),
        reference: "SGF2010-0112".to_owned(),
        proposal: scene.proposal.id,
        call: "SGF2010".to_owned(),
        call_title: "Small Grants Facility 2010".to_owned(),
        organisation: "Light House".to_owned(),
        title: submission.title,
        version: 1,
        form_version: 1,
        received_at: at,
        received_local: at.with_timezone(&zone).fixed_offset(),
        zone,
        in_grace: false,
        digest: submission.digest,
        event: Entry::from(Link {
            envelope,
            prev,
            hash,
        }),
    }
}

#[test]
fn a_receipt_is_recomputed_by_anybody() {
    let json = serde_json::to_string(&receipt()).unwrap();
    let read: Receipt = serde_json::from_str(&json).unwrap();
    assert_eq!(read, receipt());
    let check = |content: &str| receipt::check(&read, content.as_bytes());
    assert_eq!(check(CONTENT), Ok(Checked { rewritten: false }));
    let spread = r#"{ "form_version": 1,
        "answers": { "title": "Safe houses" } }"#;
    assert_eq!(check(spread), Ok(Checked { rewritten: true }));
    for other in ["", "{}", &CONTENT.replace("houses", "house")] {
        assert!(
            matches!(check(other), Err(Fault::Content { .. })),
            "{other}"
        );
    }
}

#[test]
fn a_receipt_that_was_changed_is_found_out() {
    let changes: [fn(&mut Receipt); 11] = [
        |receipt| receipt.reference = "SGF2010-0113".to_owned(),
        |receipt| receipt.version = 2,
        |receipt| receipt.form_version = 2,
        |receipt| receipt.title = "Others".to_owned(),
        |receipt| receipt.in_grace = true,
        |receipt| receipt.received_at -= TimeDelta::microseconds(1),
        |receipt| receipt.zone = chrono_tz::UTC,
        |receipt| receipt.received_local += TimeDelta::hours(1),
        |receipt| receipt.event.at -= TimeDelta::hours(1),
        |receipt| receipt.event.payload = receipt.event.payload.replace("112", "113"),
        |receipt| receipt.format = "minha-receipt-9".to_owned(),
    ];
    for (place, change) in changes.iter().enumerate() {
        let mut changed = receipt();
        change(&mut changed);
        assert!(
            receipt::check(&changed, CONTENT.as_bytes()).is_err(),
            "change {place}"
        );
    }
}

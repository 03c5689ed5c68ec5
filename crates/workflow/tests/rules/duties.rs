//! Nobody confirms their own act, and whoever took part does not decide again.

use workflow::grant::Command as Grant;
use workflow::ids::PersonId;
use workflow::proposal::{self, Command};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::screening::Outcome;
use workflow::selection::{Choice, Decision};

use crate::people::{Who, appointed};
use crate::say;
use crate::scene::{Running, Scene, day, small_call};

/// A person who holds every role of the facility: what stops them is only what they did before.
fn jack(person: PersonId) -> Actor {
    let facility = Role::ALL.into_iter().filter(|role| !role.is_applicant());
    Actor {
        person,
        appointments: facility.map(|role| appointed(role, None)).collect(),
        memberships: vec![],
    }
}

/// What this person would be told.
fn told(scene: &Scene, who: Who, command: &Command) -> Result<(), Refusal> {
    let actor = jack(who.id());
    proposal::decide(&scene.proposal, command, &scene.situation(&actor)).map(|_| ())
}

fn told_of_grant(running: &Running, who: Who, command: &Grant) -> Result<(), Refusal> {
    let actor = jack(who.id());
    workflow::grant::decide(&running.grant, command, &running.situation(&actor)).map(|_| ())
}

#[test]
fn an_ineligibility_takes_two_people() {
    let proposed = Scene::draft().to_confirm();
    for command in [say::confirm(), say::disagree()] {
        assert_eq!(
            told(&proposed, Who::Screener(1), &command),
            Err(Refusal::OwnAct)
        );
        assert_eq!(told(&proposed, Who::Screener(2), &command), Ok(()));
    }
}

#[test]
fn who_gave_a_verdict_before_the_file_changed_hands_does_not_confirm() {
    let handed_on = Scene::draft()
        .in_review()
        .judged(Outcome::Fail)
        .does(Who::Officer(1), &say::take(Who::Screener(2)))
        .does(Who::Screener(2), &say::conclude());
    assert_eq!(
        told(&handed_on, Who::Screener(1), &say::confirm()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told(&handed_on, Who::Screener(2), &say::confirm()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(told(&handed_on, Who::Screener(3), &say::confirm()), Ok(()));
}

#[test]
fn a_disagreement_is_settled_by_a_third() {
    let proposed = Scene::draft().to_confirm();
    assert!(matches!(
        told(&proposed, Who::Officer(1), &say::settle(true)),
        Err(Refusal::WrongStatus { .. })
    ));
    let disagreed = proposed.does(Who::Screener(2), &say::disagree());
    for who in [Who::Screener(1), Who::Screener(2)] {
        assert_eq!(
            told(&disagreed, who, &say::settle(true)),
            Err(Refusal::OwnAct)
        );
    }
    assert_eq!(
        told(&disagreed, Who::Screener(3), &say::confirm()),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        told(&disagreed, Who::Officer(1), &say::settle(true)),
        Ok(())
    );
}

#[test]
fn an_appeal_is_decided_by_who_took_no_part() {
    let appealed = Scene::draft()
        .ineligible()
        .does(Who::Manager(1), &say::release_ineligible())
        .does(Who::Owner, &say::appeal());
    for who in [Who::Screener(1), Who::Screener(2)] {
        assert_eq!(
            told(&appealed, who, &say::decide_appeal(true)),
            Err(Refusal::TookPart)
        );
    }
    assert_eq!(
        told(&appealed, Who::Manager(1), &say::decide_appeal(true)),
        Ok(())
    );
    let ineligible = Scene::draft().ineligible();
    assert_eq!(
        told(&ineligible, Who::Screener(2), &say::reinstate_eligible()),
        Err(Refusal::TookPart)
    );
}

#[test]
fn who_scored_a_file_does_not_bring_it_back() {
    let below = Scene::draft_in(small_call())
        .in_evaluation(&[Who::Evaluator(1), Who::Evaluator(2)])
        .scored(Who::Evaluator(1), 3_000)
        .scored(Who::Evaluator(2), 3_000);
    assert_eq!(
        told(&below, Who::Evaluator(1), &say::reinstate_evaluated()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told(&below, Who::Manager(1), &say::reinstate_evaluated()),
        Ok(())
    );
}

#[test]
fn what_one_has_decided_another_releases() {
    let selected = Scene::draft().selected().adopted();
    assert_eq!(
        told(&selected, Who::Chair, &say::release_decision()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told(&selected, Who::Manager(1), &say::release_decision()),
        Ok(())
    );
    let promoted = Scene::draft()
        .discussed(&[Choice::Reserve; 4])
        .does(Who::Chair, &say::outcome(Decision::Reserve, None))
        .released();
    let proposed = promoted.does(Who::Officer(1), &say::propose_promotion(4_500_000));
    assert_eq!(
        told(&proposed, Who::Officer(1), &say::promote()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told(&promoted, Who::Manager(1), &say::promote()),
        Err(Refusal::NotProposed)
    );
    let promoted = proposed.does(Who::Manager(1), &say::promote());
    assert_eq!(
        told(&promoted, Who::Manager(1), &say::release_decision()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told(&promoted, Who::Officer(1), &Command::Advance),
        Err(Refusal::NotReleased)
    );
    promoted.does(Who::Manager(2), &say::release_decision());
}

#[test]
fn who_prepared_an_agreement_does_not_send_it() {
    let prepared = Scene::draft()
        .negotiating()
        .does(Who::Officer(1), &say::terms(4_500_000));
    assert_eq!(
        told(&prepared, Who::Officer(1), &say::send()),
        Err(Refusal::OwnAct)
    );
    assert_eq!(told(&prepared, Who::Manager(1), &say::send()), Ok(()));
    // The last one to touch the terms counts.
    let touched = prepared.does(Who::Officer(2), &say::terms(4_400_000));
    assert_eq!(
        told(&touched, Who::Officer(2), &say::send()),
        Err(Refusal::OwnAct)
    );
}

#[test]
fn an_agreement_is_signed_by_two_people() {
    let accepted = Scene::draft().sent().does(Who::Owner, &say::accept());
    let half = accepted.does(Who::Manager(1), &say::sign());
    assert_eq!(
        told(&half, Who::Manager(1), &say::sign()),
        Err(Refusal::AlreadyDone)
    );
    assert_eq!(
        told(&half, Who::Manager(2), &say::sign()),
        Err(Refusal::AlreadyDone)
    );
    let signed = half.does(Who::Owner, &say::sign());
    let agreement = &signed.proposal.agreement;
    assert_ne!(agreement.signed_by_facility, agreement.signed_by_grantee);
    // Recalled before the second signature, everything is signed anew.
    let recalled = half.does(Who::Officer(1), &say::recall());
    assert_eq!(recalled.proposal.agreement.signed_by_facility, None);
    assert_eq!(recalled.proposal.agreement.accepted_by, None);
    assert!(recalled.proposal.agreement.terms.is_some());
}

#[test]
fn a_payment_is_approved_by_a_second_person() {
    let running = Scene::draft_in(small_call()).running().on(day(2010, 8, 1));
    let requested = running.does(Who::Officer(1), &say::request(1));
    assert_eq!(
        told_of_grant(&requested, Who::Officer(1), &say::approve(1)),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told_of_grant(&requested, Who::Finance(1), &say::approve(1)),
        Ok(())
    );
    // Refused and requested by the other one: now the first may approve.
    let again = requested
        .does(Who::Finance(1), &say::refuse(1))
        .does(Who::Officer(2), &say::request(1));
    assert_eq!(
        told_of_grant(&again, Who::Officer(2), &say::approve(1)),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        told_of_grant(&again, Who::Officer(1), &say::approve(1)),
        Ok(())
    );
}

#[test]
fn whoever_sees_the_file_for_another_reason_declares_before_voting_all_the_same() {
    let scene = Scene::draft().voting();
    assert_eq!(
        told(&scene, Who::Member(7), &say::ballot(Choice::Fund)),
        Err(Refusal::DeclareFirst)
    );
    assert_eq!(
        told(&scene, Who::Member(1), &say::ballot(Choice::Fund)),
        Ok(())
    );
}

//! Money at its limits, and one minor unit beyond.

use workflow::due_diligence::Level;
use workflow::intake::Submission;
use workflow::money::{Currency, Money};
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::selection::{Choice, Command as Selection, Decision, Written};
use workflow::transition::StageKind;

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, day, founding_call, small_call, usd};

const MIN: i64 = 3_000_000;
const MAX: i64 = 5_000_000;
const CEILING: i64 = 50_000_000;

fn outside(min: i64, max: i64) -> Refusal {
    Refusal::AmountOutsideLimits {
        min: usd(min),
        max: usd(max),
    }
}

#[test]
fn a_request_within_the_limits_is_taken() {
    let draft = Scene::draft();
    for amount in [MIN, MAX] {
        draft.does(Who::Owner, &say::submit(amount));
    }
    for amount in [MIN - 1, MAX + 1, 0, -1, i64::MIN, i64::MAX] {
        assert_eq!(
            draft.refusal(Who::Owner, &say::submit(amount)),
            outside(MIN, MAX),
            "{amount}"
        );
    }
}

#[test]
fn a_request_in_another_currency_is_refused() {
    let euros = Submission {
        requested: Some(Money::new(4_500_000, Currency::EUR)),
        ..say::submission(4_500_000)
    };
    let submit = Command::Intake(workflow::intake::Command::Submit(Box::new(euros)));
    assert_eq!(
        Scene::draft().refusal(Who::Owner, &submit),
        outside(MIN, MAX)
    );
}

#[test]
fn the_same_content_again_is_the_same_submission() {
    let submitted = Scene::draft().submitted();
    assert_eq!(
        submitted.refusal(Who::Owner, &say::submit(4_500_000)),
        Refusal::AlreadyDone
    );
    let replaced = submitted.does(Who::Owner, &say::submit(4_400_000));
    let submission = replaced.proposal.intake.submission.as_ref().unwrap();
    assert_eq!((submission.number, submission.version), (112, 2));
    assert_eq!(
        replaced.proposal.reference(&replaced.call).unwrap(),
        "SGF2010-0112"
    );
}

/// A file asked for `requested`, ready for its outcome, `committed` already awarded to others.
fn ready(requested: i64, committed: i64) -> Scene {
    let mut scene = Scene::draft_in(small_call())
        .does(Who::Owner, &say::submit(requested))
        .discussed(&[Choice::Fund; 2]);
    scene.committed_minor = committed;
    scene
}

fn select(scene: &Scene, amount: Option<i64>) -> Result<Option<Money>, Refusal> {
    let command = say::outcome(Decision::Selected, amount);
    let after = scene.attempt(Who::Chair, &command)?;
    Ok(after.proposal.awarded())
}

#[test]
fn an_award_reaches_the_ceiling_exactly_and_never_passes_it() {
    let exactly = ready(MAX, CEILING - MAX);
    assert_eq!(select(&exactly, None), Ok(Some(usd(MAX))));
    let one_over = ready(MAX, CEILING - MAX + 1);
    assert_eq!(
        select(&one_over, None),
        Err(Refusal::CeilingExceeded { left: usd(MAX - 1) })
    );
    assert_eq!(select(&one_over, Some(MAX - 1)), Ok(Some(usd(MAX - 1))));
    let spent = ready(MAX, CEILING + 7);
    assert_eq!(
        select(&spent, Some(MIN)),
        Err(Refusal::CeilingExceeded { left: usd(0) })
    );
}

#[test]
fn an_award_stays_within_the_limits_and_the_request() {
    let scene = ready(4_500_000, 0);
    assert_eq!(select(&scene, None), Ok(Some(usd(4_500_000))));
    assert_eq!(select(&scene, Some(MIN)), Ok(Some(usd(MIN))));
    for amount in [MIN - 1, 4_500_001, MAX + 1, 0] {
        assert_eq!(
            select(&scene, Some(amount)),
            Err(outside(MIN, 4_500_000)),
            "{amount}"
        );
    }
}

#[test]
fn no_award_without_a_verified_organisation_or_with_a_red_flag() {
    let level = Level::Red;
    for (verified, flag, listed, refusal) in [
        (false, None, false, Refusal::OrganisationNotVerified),
        (true, Some(level), false, Refusal::Flagged { level }),
        (true, None, true, Refusal::SanctionsMatch),
    ] {
        let mut scene = ready(4_500_000, 0);
        scene.organisation.verified = verified;
        scene.organisation.flag = flag;
        scene.organisation.listed = listed;
        assert_eq!(select(&scene, None), Err(refusal.clone()));
        // Neither is asked for a rejection.
        scene.does(Who::Chair, &say::outcome(Decision::RejectedOnQuality, None));
        let mut reserve = ready(4_500_000, 0)
            .does(Who::Chair, &say::outcome(Decision::Reserve, None))
            .released();
        reserve.organisation = scene.organisation;
        assert_eq!(
            reserve.refusal(Who::Officer(1), &say::propose_promotion(MIN)),
            refusal
        );
        let mut prepared = Scene::draft_in(small_call())
            .negotiating()
            .does(Who::Officer(1), &say::terms(4_500_000));
        prepared.organisation = scene.organisation;
        assert_eq!(prepared.refusal(Who::Manager(1), &say::send()), refusal);
        let mut accepted = Scene::draft_in(small_call())
            .sent()
            .does(Who::Owner, &say::accept());
        accepted.organisation = scene.organisation;
        assert_eq!(accepted.refusal(Who::Manager(1), &say::sign()), refusal);
        accepted.does(Who::Owner, &say::sign());
    }
}

#[test]
fn a_cancelled_call_awards_nothing() {
    let cancel = |mut scene: Scene| {
        std::sync::Arc::make_mut(&mut scene.call).status = workflow::call::CallStatus::Cancelled;
        scene
    };
    assert_eq!(
        select(&cancel(ready(4_500_000, 0)), None),
        Err(Refusal::CallNotOpen)
    );
    let chosen = cancel(
        Scene::draft_in(small_call())
            .selected()
            .released()
            .does(Who::Owner, &say::accept_award()),
    );
    assert_eq!(
        chosen.refusal(Who::Officer(1), &Command::Advance),
        Refusal::CallNotOpen
    );
}

#[test]
fn a_promotion_is_held_to_the_ceiling_too() {
    let mut reserve = ready(4_500_000, 0)
        .does(Who::Chair, &say::outcome(Decision::Reserve, None))
        .released();
    reserve.committed_minor = CEILING - 4_000_000;
    let over = Refusal::CeilingExceeded {
        left: usd(4_000_000),
    };
    assert_eq!(
        reserve.refusal(Who::Officer(1), &say::propose_promotion(4_000_001)),
        over
    );
    let mut proposed = reserve.does(Who::Officer(1), &say::propose_promotion(4_000_000));
    proposed.does(Who::Manager(1), &say::promote());
    // What was left when it was proposed may be gone when it is confirmed.
    proposed.committed_minor = CEILING - 3_999_999;
    assert_eq!(
        proposed.refusal(Who::Manager(1), &say::promote()),
        Refusal::CeilingExceeded {
            left: usd(3_999_999)
        }
    );
}

#[test]
fn a_place_on_the_reserve_list_exists() {
    let scene = Scene::draft().discussed(&[Choice::Reserve; 4]);
    let place = |reserve_rank| {
        Command::Selection(Selection::RecordOutcome {
            decision: Decision::Reserve,
            amount: None,
            reserve_rank,
            conditions: None,
            reason: say::text(),
        })
    };
    for rank in [1, 10] {
        scene.does(Who::Chair, &place(Some(rank)));
    }
    for rank in [None, Some(0), Some(11)] {
        assert!(matches!(
            scene.refusal(Who::Chair, &place(rank)),
            Refusal::Unknown { .. }
        ));
    }
}

#[test]
fn a_reduced_amount_is_within_the_limits_and_below_the_request() {
    let scene = Scene::draft().voting();
    let vote = |amount: Option<i64>| {
        say::cast(Written {
            choice: Choice::FundReduced,
            amount: amount.map(usd),
            points: None,
            place: None,
        })
    };
    for amount in [MIN, 4_499_999] {
        scene.does(Who::Member(1), &vote(Some(amount)));
    }
    for amount in [None, Some(MIN - 1), Some(4_500_000), Some(0)] {
        assert_eq!(
            scene.refusal(Who::Member(1), &vote(amount)),
            outside(MIN, 4_500_000)
        );
    }
}

#[test]
fn terms_stay_within_the_award_and_the_calls_dates() {
    let scene = Scene::draft().negotiating();
    let (first, last) = (day(2010, 8, 1), day(2012, 6, 30));
    let offer =
        |amount, from, to| scene.tries(Who::Officer(1), &say::terms_between(amount, from, to));
    assert!(offer(4_500_000, first, last).is_ok() && offer(MIN, first, last).is_ok());
    assert_eq!(offer(4_500_001, first, last), Err(outside(MIN, 4_500_000)));
    assert_eq!(offer(MIN - 1, first, last), Err(outside(MIN, 4_500_000)));
    assert_eq!(
        offer(MIN, first.pred_opt().unwrap(), last),
        Err(Refusal::Dates)
    );
    assert_eq!(
        offer(MIN, first, last.succ_opt().unwrap()),
        Err(Refusal::Dates)
    );
    assert_eq!(offer(MIN, first, first), Err(Refusal::Dates));
    assert!(offer(MIN, first, first.succ_opt().unwrap()).is_ok());
}

#[test]
fn tranches_sum_exactly_to_the_grant() {
    let Some(Stage::Agreement(rules)) = founding_call()
        .procedure
        .first(StageKind::Agreement)
        .cloned()
    else {
        panic!("the call has agreements");
    };
    for amount in [MIN, MIN + 1, 3_333_333, 4_999_999, MAX] {
        let tranches = rules.tranches(usd(amount), day(2010, 8, 1)).unwrap();
        let amounts: Vec<i64> = tranches
            .iter()
            .map(|tranche| tranche.amount_minor)
            .collect();
        assert_eq!(amounts.iter().sum::<i64>(), amount);
        assert_eq!(amounts[0], amount / 2);
        // Only the last takes the rounding.
        assert_eq!(amounts[1], amount * 4 / 10);
    }
}

#[test]
fn a_report_states_no_more_than_the_grant_and_nothing_below_zero() {
    let running = Scene::draft_in(small_call()).running();
    let report = |spent_minor| workflow::grant::Command::SubmitReport {
        report: 1,
        narrative: say::text(),
        spent_minor,
    };
    for spent in [0, 4_500_000] {
        running.does(Who::Editor, &report(spent));
    }
    for spent in [-1, 4_500_001] {
        assert_eq!(
            running.refusal(Who::Editor, &report(spent)),
            outside(0, 4_500_000)
        );
    }
}

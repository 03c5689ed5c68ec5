//! Deadlines and days, met exactly and missed by the least.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use workflow::call::{self, CallStatus, Phase};
use workflow::criterion::{Check, Evidence, OrganisationFacts, propose};
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::screening::{Outcome, working_days_after};
use workflow::time::Deadline;

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, day, founding_call, noon};

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

fn local(on: NaiveDate, hour: u32, minute: u32) -> NaiveDateTime {
    on.and_hms_opt(hour, minute, 0).unwrap()
}

fn deadline(scene: &Scene) -> DateTime<Utc> {
    scene.call.definition.dates.deadline().at()
}

#[test]
fn the_deadline_itself_is_in_time_and_an_instant_later_is_late() {
    let draft = Scene::draft();
    let at = deadline(&draft);
    for early in [at - INSTANT, at] {
        let received = draft.clone().at(early).submitted();
        assert_eq!(received.proposal.intake.received_at, Some(early));
    }
    let late = draft.clone().at(at + INSTANT);
    assert_eq!(
        late.refusal(Who::Owner, &say::submit(4_500_000)),
        Refusal::DeadlinePassed { at }
    );
    // A replacement is judged like a first submission; the earlier one stays.
    let replaced = draft
        .submitted()
        .at(at)
        .does(Who::Editor, &say::submit(4_000_000));
    assert_eq!(
        replaced
            .proposal
            .intake
            .submission
            .as_ref()
            .unwrap()
            .version,
        2
    );
    let too_late = draft.submitted().at(at + INSTANT);
    assert_eq!(
        too_late.refusal(Who::Owner, &say::submit(4_000_000)),
        Refusal::DeadlinePassed { at }
    );
}

#[test]
fn nothing_is_submitted_before_the_call_opens() {
    let draft = Scene::draft();
    let opens = draft.call.definition.dates.opens_at();
    assert_eq!(opens.to_rfc3339(), "2010-02-28T23:00:00+00:00");
    draft.clone().at(opens).submitted();
    assert_eq!(
        draft
            .at(opens - INSTANT)
            .refusal(Who::Owner, &say::submit(4_500_000)),
        Refusal::TooEarly { at: opens }
    );
}

#[test]
fn screening_begins_only_after_the_deadline() {
    let submitted = Scene::draft().submitted();
    let at = deadline(&submitted);
    assert_eq!(
        submitted
            .clone()
            .at(at)
            .refusal(Who::Officer(1), &Command::Advance),
        Refusal::TooEarly { at }
    );
    submitted
        .at(at + INSTANT)
        .does(Who::Officer(1), &Command::Advance);
}

#[test]
fn a_call_is_open_from_the_first_to_the_last_instant() {
    let call = Scene::draft().call;
    let (opens, closes) = (
        call.definition.dates.opens_at(),
        call.definition.dates.deadline().at(),
    );
    let phases = [
        (opens - INSTANT, Phase::Upcoming),
        (opens, Phase::Open),
        (closes, Phase::Open),
        (closes + INSTANT, Phase::Closed),
    ];
    for (now, phase) in phases {
        assert_eq!(call.phase(now), phase, "{now}");
    }
}

#[test]
fn a_deadline_in_an_hour_that_happens_twice_or_never_favours_the_applicant() {
    let zone = chrono_tz::America::New_York;
    // 7 November 2010, 1:30 happens in summer time (5:30 UTC) and again in winter time (6:30 UTC).
    let twice = Deadline {
        local: local(day(2010, 11, 7), 1, 30),
        zone,
    };
    let second = local(day(2010, 11, 7), 6, 30).and_utc();
    assert!(twice.allows(second) && !twice.allows(second + INSTANT));
    // 14 March 2010, 2:30 never happens: clocks go from 2:00 (7:00 UTC) to 3:00.
    let never = Deadline {
        local: local(day(2010, 3, 14), 2, 30),
        zone,
    };
    let after_gap = local(day(2010, 3, 14), 7, 0).and_utc();
    assert!(never.allows(after_gap) && !never.allows(after_gap + INSTANT));
    // Lord Howe Island moves its clocks by half an hour.
    let half = Deadline {
        local: local(day(2010, 10, 3), 2, 15),
        zone: chrono_tz::Australia::Lord_Howe,
    };
    assert_eq!(half.at(), local(day(2010, 10, 2), 15, 30).and_utc());
}

#[test]
fn an_extension_is_later_than_the_deadline_and_than_now() {
    let call = Scene::draft().call;
    let manager = Who::Manager(1).actor();
    let now = noon(day(2010, 3, 20));
    let extend = |closes: NaiveDateTime, now| {
        let command = call::Command::ExtendDeadline {
            position: 0,
            closes,
            reason: say::text(),
        };
        call::decide(&call, &command, &manager, now)
    };
    let closes = call.definition.dates.closes;
    assert!(matches!(extend(closes, now), Err(Refusal::TooEarly { .. })));
    assert!(extend(closes + INSTANT, now).is_ok());
    // Extended after it had passed: fine, as long as the new one is still to come.
    let new = closes + TimeDelta::days(7);
    let at = Deadline {
        local: new,
        zone: call.definition.dates.zone,
    }
    .at();
    assert!(extend(new, at).is_ok());
    assert!(matches!(
        extend(new, at + INSTANT),
        Err(Refusal::TooEarly { .. })
    ));
    // Not beyond the day results are promised for.
    let results = call.definition.dates.results_on.unwrap();
    assert!(extend(local(results.pred_opt().unwrap(), 23, 59), now).is_ok());
    let beyond = extend(local(results, 0, 0), now);
    assert!(
        matches!(beyond, Err(Refusal::Incomplete { .. })),
        "{beyond:?}"
    );
}

#[test]
fn a_call_is_finalised_only_after_its_deadline() {
    let call = Scene::draft().call;
    let at = call.definition.dates.deadline().at();
    let manager = Who::Manager(1).actor();
    let finalise = |now| call::decide(&call, &call::Command::Finalise, &manager, now);
    assert_eq!(finalise(at), Err(Refusal::TooEarly { at }));
    assert!(finalise(at + INSTANT).is_ok());
}

#[test]
fn a_draft_may_not_be_saved_in_a_call_that_is_not_published() {
    let mut scene = Scene::draft();
    for status in [
        CallStatus::Draft,
        CallStatus::Approved,
        CallStatus::Finalised,
        CallStatus::Cancelled,
    ] {
        std::sync::Arc::make_mut(&mut scene.call).status = status;
        assert_eq!(
            scene.refusal(Who::Owner, &say::submit(4_500_000)),
            Refusal::CallNotOpen
        );
    }
}

#[test]
fn a_clarification_is_answered_to_the_end_of_its_last_day_where_the_call_is_run() {
    // Asked on Wednesday, 7 April 2010; five working days later is Wednesday the 14th, to midnight in Vienna.
    let waiting = Scene::draft()
        .in_review()
        .does(Who::Screener(1), &say::ask());
    assert_eq!(
        waiting.proposal.screening.clarify_until(),
        Some(day(2010, 4, 14))
    );
    let midnight = local(day(2010, 4, 14), 22, 0).and_utc();
    let last = waiting.clone().at(midnight - INSTANT);
    last.does(Who::Editor, &say::answer());
    assert_eq!(
        last.refusal(Who::Screener(1), &say::close_clarification()),
        Refusal::TooEarly { at: midnight }
    );
    let over = waiting.at(midnight);
    assert_eq!(
        over.refusal(Who::Owner, &say::answer()),
        Refusal::DeadlinePassed { at: midnight }
    );
    over.does(Who::Screener(1), &say::close_clarification());
}

#[test]
fn the_day_of_the_question_is_the_one_in_the_calls_zone() {
    // 23:00 UTC on Thursday is already Friday in Vienna.
    let late = noon(day(2010, 4, 8)) + TimeDelta::hours(11);
    let asked = Scene::draft()
        .in_review()
        .at(late)
        .does(Who::Screener(1), &say::ask());
    assert_eq!(
        asked.proposal.screening.clarify_until(),
        Some(day(2010, 4, 16))
    );
}

#[test]
fn working_days_leave_out_weekends() {
    let friday = day(2010, 4, 9);
    assert_eq!(working_days_after(friday, 0), friday);
    assert_eq!(working_days_after(friday, 1), day(2010, 4, 12));
    assert_eq!(working_days_after(day(2010, 4, 10), 1), day(2010, 4, 12));
    assert_eq!(working_days_after(friday, 5), day(2010, 4, 16));
    assert_eq!(working_days_after(NaiveDate::MAX, 3), NaiveDate::MAX);
}

#[test]
fn an_appeal_is_possible_for_thirty_days_and_once() {
    let told = Scene::draft()
        .ineligible()
        .does(Who::Manager(1), &say::release_ineligible());
    let until = told.now + TimeDelta::days(30);
    told.clone().at(until).does(Who::Owner, &say::appeal());
    assert_eq!(
        told.clone()
            .at(until + INSTANT)
            .refusal(Who::Owner, &say::appeal()),
        Refusal::DeadlinePassed { at: until }
    );
    let untold = Scene::draft().ineligible();
    assert_eq!(
        untold.refusal(Who::Owner, &say::appeal()),
        Refusal::NotReleased
    );
    let lost = told
        .does(Who::Owner, &say::appeal())
        .does(Who::Officer(1), &say::decide_appeal(false));
    assert_eq!(
        lost.refusal(Who::Owner, &say::appeal()),
        Refusal::AlreadyDone
    );
}

#[test]
fn registration_counts_full_years_on_the_cut_off_day() {
    let call = founding_call();
    let verdict = |years, on, registered_on| {
        let facts = OrganisationFacts {
            country: Some(Scene::draft().organisation.country),
            registered_on,
            annual_budget_minor: None,
            currency: None,
            declarations: Some(true),
        };
        let check = Check::RegisteredFor { years, on };
        propose(
            &check,
            &call,
            &facts,
            &(&say::submission(4_500_000)).into(),
            noon(on),
        )
        .unwrap()
    };
    let cut_off = day(2010, 3, 1);
    let exactly = verdict(1, cut_off, Some(day(2009, 3, 1)));
    assert_eq!(exactly.outcome, Outcome::Pass);
    assert_eq!(
        exactly.evidence,
        Evidence::Registered {
            on: day(2009, 3, 1),
            cut_off: day(2009, 3, 1)
        }
    );
    assert_eq!(
        verdict(1, cut_off, Some(day(2009, 3, 2))).outcome,
        Outcome::Fail
    );
    assert_eq!(verdict(1, cut_off, None).outcome, Outcome::Clarification);
    // One year before 29 February is 28 February.
    let leap = day(2012, 2, 29);
    assert_eq!(
        verdict(1, leap, Some(day(2011, 2, 28))).outcome,
        Outcome::Pass
    );
    assert_eq!(
        verdict(1, leap, Some(day(2011, 3, 1))).outcome,
        Outcome::Fail
    );
    assert_eq!(
        verdict(4, leap, Some(day(2008, 2, 29))).outcome,
        Outcome::Pass
    );
}

#[test]
fn receipt_is_judged_by_the_instant() {
    let call = founding_call();
    let at = call.dates.deadline().at();
    let facts = OrganisationFacts {
        country: Some(Scene::draft().organisation.country),
        registered_on: None,
        annual_budget_minor: None,
        currency: None,
        declarations: Some(true),
    };
    let verdict = |received| {
        let submission = say::submission(4_500_000);
        propose(
            &Check::DeadlineMet,
            &call,
            &facts,
            &(&submission).into(),
            received,
        )
        .unwrap()
        .outcome
    };
    assert_eq!(verdict(at), Outcome::Pass);
    assert_eq!(verdict(at + INSTANT), Outcome::Fail);
}

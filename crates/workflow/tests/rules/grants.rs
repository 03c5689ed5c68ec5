//! A grant's reports, payments and end, to the day.

use chrono::Days;
use workflow::grant::Command as Grant;
use workflow::monitoring::{ReportStanding, ReportStatus};
use workflow::refusal::Refusal;

use crate::people::Who;
use crate::say;
use crate::scene::{Running, Scene, day, noon, small_call};

fn first_paid(running: &Running) -> Running {
    running
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(1), &say::approve(1))
        .does(Who::Finance(1), &say::pay(1, running.now.date_naive()))
}

#[test]
fn a_report_is_due_thirty_days_before_and_overdue_a_day_after() {
    let due_on = day(2011, 3, 2);
    let standing = |today| ReportStatus::Pending.standing(due_on, today);
    assert_eq!(standing(due_on - Days::new(31)), ReportStanding::NotYetDue);
    assert_eq!(standing(due_on - Days::new(30)), ReportStanding::Due);
    assert_eq!(standing(due_on), ReportStanding::Due);
    assert_eq!(standing(due_on + Days::new(1)), ReportStanding::Overdue);
    for (status, shown) in [
        (ReportStatus::Submitted, ReportStanding::Submitted),
        (ReportStatus::SentBack, ReportStanding::SentBack),
        (ReportStatus::Accepted, ReportStanding::Accepted),
        (ReportStatus::Waived, ReportStanding::Waived),
    ] {
        assert_eq!(status.standing(due_on, due_on + Days::new(99)), shown);
    }
}

#[test]
fn reports_cover_the_periods_the_call_plans() {
    let running = Scene::draft().running();
    let plans: Vec<_> = running
        .grant
        .reports
        .values()
        .map(|report| report.plan)
        .collect();
    // From 1 August 2010: half a year to 31 January, the whole to 31 July 2011.
    assert_eq!(
        (plans[0].from, plans[0].to),
        (day(2010, 8, 1), day(2011, 1, 31))
    );
    assert_eq!(plans[0].due_on, day(2011, 3, 2));
    assert_eq!(plans[1].due_on, day(2011, 3, 17));
    assert_eq!(
        (plans[2].from, plans[2].to),
        (day(2010, 8, 1), day(2011, 7, 31))
    );
    assert_eq!(plans[2].due_on, day(2011, 9, 29));
}

#[test]
fn a_tranche_is_requested_on_its_day_and_not_before() {
    let running = Scene::draft_in(small_call()).running();
    let (first, second) = (&running.grant.payments[&1], &running.grant.payments[&2]);
    let (starts_on, later) = (first.tranche.due_on, second.tranche.due_on);
    assert_eq!((starts_on, later), (day(2010, 8, 1), day(2011, 2, 1)));
    let before = running.clone().on(starts_on.pred_opt().unwrap());
    assert_eq!(
        before.refusal(Who::Officer(1), &say::request(1)),
        Refusal::NotDue { on: starts_on }
    );
    let paid = first_paid(&running.on(starts_on));
    let reported = paid
        .does(Who::Owner, &say::report(1))
        .does(Who::Officer(1), &say::accept_report(1));
    let early = reported.clone().on(later.pred_opt().unwrap());
    assert_eq!(
        early.refusal(Who::Officer(1), &say::request(2)),
        Refusal::NotDue { on: later }
    );
    reported.on(later).does(Who::Officer(1), &say::request(2));
}

#[test]
fn the_bank_pays_neither_before_the_due_day_nor_in_the_future() {
    let starts_on = day(2010, 8, 1);
    let running = Scene::draft_in(small_call()).running().on(day(2010, 8, 5));
    let approved = running
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(1), &say::approve(1));
    let paid = |on| approved.tries(Who::Finance(1), &say::pay(1, on));
    assert_eq!(
        paid(day(2010, 7, 31)),
        Err(Refusal::NotDue { on: starts_on })
    );
    assert!(paid(starts_on).is_ok() && paid(day(2010, 8, 5)).is_ok());
    // Midnight in Vienna.
    let tomorrow = noon(day(2010, 8, 6)) - chrono::TimeDelta::hours(14);
    assert_eq!(
        paid(day(2010, 8, 6)),
        Err(Refusal::TooEarly { at: tomorrow })
    );
}

#[test]
fn a_payment_meets_its_conditions_goes_in_order_and_is_made_once() {
    let paid_on = day(2010, 8, 1);
    let running = Scene::draft_in(small_call()).running().on(paid_on);
    let pay = say::pay(1, paid_on);
    for early in [say::approve(1), pay.clone()] {
        assert!(matches!(
            running.refusal(Who::Finance(1), &early),
            Refusal::WrongStatus { .. }
        ));
    }
    let paid = running
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(1), &say::approve(1))
        .does(Who::Finance(1), &pay);
    assert!(matches!(
        paid.refusal(Who::Finance(1), &pay),
        Refusal::WrongStatus { .. }
    ));
    assert!(matches!(
        paid.refusal(Who::Officer(1), &say::request(1)),
        Refusal::WrongStatus { .. }
    ));
    assert!(matches!(
        paid.refusal(Who::Officer(1), &say::request(3)),
        Refusal::Unknown { .. }
    ));
    let later = paid.months_later(6);
    let waits = Refusal::ReportNotAccepted { report: 1 };
    assert_eq!(later.refusal(Who::Officer(1), &say::request(2)), waits);
    let submitted = later.does(Who::Editor, &say::report(1));
    assert_eq!(submitted.refusal(Who::Officer(1), &say::request(2)), waits);
    let sent_back = submitted.does(Who::Officer(1), &say::send_back(1));
    assert_eq!(sent_back.refusal(Who::Officer(1), &say::request(2)), waits);
    submitted
        .does(Who::Officer(1), &say::accept_report(1))
        .does(Who::Officer(1), &say::request(2));
    sent_back
        .does(Who::Officer(1), &say::waive(1))
        .does(Who::Officer(1), &say::request(2));
    // The second tranche waits for the first even when its report is in.
    let unpaid = running
        .months_later(6)
        .does(Who::Editor, &say::report(1))
        .does(Who::Officer(1), &say::accept_report(1));
    assert_eq!(
        unpaid.refusal(Who::Officer(1), &say::request(2)),
        Refusal::PaymentsOpen { tranches: vec![1] }
    );
}

#[test]
fn nothing_is_paid_while_a_grant_is_suspended_and_nothing_new_after_its_termination() {
    let running = Scene::draft_in(small_call()).running().on(day(2010, 8, 1));
    let approved = running
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(1), &say::approve(1));
    let pay = say::pay(1, day(2010, 8, 1));
    let suspended = approved.does(Who::Manager(1), &say::suspend());
    assert!(matches!(
        suspended.refusal(Who::Finance(1), &pay),
        Refusal::WrongStatus { .. }
    ));
    suspended
        .does(Who::Manager(1), &say::resume())
        .does(Who::Finance(1), &pay);
    suspended
        .does(Who::Manager(1), &say::terminate())
        .does(Who::Finance(1), &pay);
    let terminated = running.does(Who::Manager(1), &say::terminate());
    assert!(matches!(
        terminated.refusal(Who::Officer(1), &say::request(1)),
        Refusal::WrongStatus { .. }
    ));
}

#[test]
fn a_project_is_complete_with_its_reports_and_closed_with_its_payments() {
    let running = Scene::draft_in(small_call()).running().on(day(2011, 9, 1));
    assert_eq!(
        running.refusal(Who::Officer(1), &Grant::Complete),
        Refusal::ReportsOpen {
            reports: vec![1, 2]
        }
    );
    let reported = [1, 2].iter().fold(running, |running, number| {
        running.does(Who::Owner, &say::report(*number))
    });
    let complete = reported.does(Who::Officer(1), &Grant::Complete);
    assert_eq!(
        complete.refusal(Who::Manager(1), &Grant::Close),
        Refusal::ReportsOpen {
            reports: vec![1, 2]
        }
    );
    let accepted = [1, 2].iter().fold(complete, |running, number| {
        running.does(Who::Officer(1), &say::accept_report(*number))
    });
    assert_eq!(
        accepted.refusal(Who::Manager(1), &Grant::Close),
        Refusal::PaymentsOpen {
            tranches: vec![1, 2]
        }
    );
    let paid = [1, 2].iter().fold(accepted, |running, number| {
        running
            .does(Who::Officer(1), &say::request(*number))
            .does(Who::Finance(1), &say::approve(*number))
            .does(Who::Finance(1), &say::pay(*number, day(2011, 9, 1)))
    });
    assert_eq!(paid.grant.paid_minor(), paid.grant.amount.minor);
    paid.does(Who::Manager(1), &Grant::Close);
}

//! Payments on their exact boundaries: limits, days, changed accounts, other currencies, receipts.

use chrono::{DateTime, Days, NaiveDate, TimeZone, Utc};
use workflow::grant::{Event, account_changed, available_items, difference};
use workflow::ids::GrantId;
use workflow::money::{Currency, Money};
use workflow::monitoring::PaymentStatus;
use workflow::payment::{Approver, Channel, MOST_REFERENCE, reference};
use workflow::refusal::Refusal;
use workflow::transition::Action;

use crate::people::Who;
use crate::say;
use crate::scene::{Running, Scene, day, details, noon, small_call, uneven_call, usd};

/// On its first day, two tranches of 22,500 dollars.
fn running() -> Running {
    Scene::draft_in(small_call()).running().on(day(2010, 8, 1))
}

fn requested() -> Running {
    running().does(Who::Officer(1), &say::request(1))
}

fn approved() -> Running {
    requested().does(Who::Finance(1), &say::approve(1))
}

fn status(running: &Running) -> PaymentStatus {
    running.grant.payments[&1].status
}

fn to_confirm(changed_on: NaiveDate) -> Refusal {
    Refusal::BankDetailsToConfirm { changed_on }
}

fn vienna(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    let local = day.and_hms_opt(hour, minute, 0).unwrap();
    let zone = chrono_tz::Europe::Vienna;
    zone.from_local_datetime(&local).unwrap().to_utc()
}

#[test]
fn two_people_approve_what_is_above_the_limit_by_a_cent() {
    let with = |above| {
        let mut running = requested();
        running.rules.second_approval_above = Some(above);
        running
    };
    let at = with(2_250_000).does(Who::Finance(1), &say::approve(1));
    assert_eq!(status(&at), PaymentStatus::Approved);
    let above = with(2_249_999).does(Who::Finance(1), &say::approve(1));
    assert_eq!(status(&above), PaymentStatus::ApprovedOnce);
    let paid_on = day(2010, 8, 1);
    assert!(matches!(
        above.refusal(Who::Finance(1), &say::pay(1, paid_on)),
        Refusal::WrongStatus { .. }
    ));
    assert_eq!(
        above.refusal(Who::Finance(1), &say::approve(1)),
        Refusal::OwnAct
    );
    let second = above.does(Who::Finance(2), &say::approve(1));
    assert_eq!(status(&second), PaymentStatus::Approved);
    assert_eq!(second.grant.payments[&1].approvals.len(), 2);
    second.does(Who::Finance(1), &say::pay(1, paid_on));
    // A refusal takes both approvals back.
    let again = above
        .does(Who::Finance(2), &say::refuse(1))
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(2), &say::approve(1));
    assert_eq!(status(&again), PaymentStatus::ApprovedOnce);
}

#[test]
fn each_approves_up_to_their_own_limit() {
    let mut running = requested();
    running.rules.approval_limit = Some(2_250_000);
    running.does(Who::Finance(1), &say::approve(1));
    running.rules.approval_limit = Some(2_249_999);
    let most = usd(2_249_999);
    assert_eq!(
        running.refusal(Who::Finance(1), &say::approve(1)),
        Refusal::ApprovalLimit { most }
    );
    let actor = Who::Finance(1).actor();
    let offered = available_items(&running.grant, &running.situation(&actor));
    assert_eq!(offered, [(Action::RefusePayment, 1)]);
    running.rules.approvers = vec![
        Approver {
            person: Who::Finance(2).id(),
            limit: 2_250_000,
        },
        Approver {
            person: Who::Finance(3).id(),
            limit: 0,
        },
    ];
    running.does(Who::Finance(2), &say::approve(1));
    assert_eq!(
        running.refusal(Who::Finance(3), &say::approve(1)),
        Refusal::ApprovalLimit { most: usd(0) }
    );
}

#[test]
fn bank_details_that_changed_within_thirty_days_are_confirmed_first() {
    let requested_on = day(2010, 9, 15);
    let changed = |days| {
        let on = requested_on - Days::new(days);
        running()
            .on(requested_on)
            .with_account(2, noon(on))
            .does(Who::Officer(1), &say::request(1))
    };
    changed(31).does(Who::Finance(1), &say::approve(1));
    let lately = changed(30);
    let changed_on = day(2010, 8, 16);
    assert_eq!(
        lately.refusal(Who::Finance(1), &say::approve(1)),
        to_confirm(changed_on)
    );
    // Waiting does not help: what counts is the day of the request.
    assert_eq!(
        lately
            .clone()
            .on(requested_on + Days::new(60))
            .refusal(Who::Finance(1), &say::approve(1)),
        to_confirm(changed_on)
    );
    // What an organisation stated first never changed, however lately it did so.
    let mut first = lately.clone();
    first.account = first.account.map(|account| workflow::payment::OnFile {
        changed_at: None,
        ..account
    });
    first.does(Who::Finance(1), &say::approve(1));
    let mut shorter = lately.clone();
    shorter.rules.bank_days = 29;
    shorter.does(Who::Finance(1), &say::approve(1));
    // The day before the change is too early, tomorrow too.
    assert_eq!(
        lately.refusal(
            Who::Finance(1),
            &say::confirm_details(2, changed_on - Days::new(1))
        ),
        Refusal::DayBefore { on: changed_on }
    );
    assert!(matches!(
        lately.refusal(
            Who::Finance(1),
            &say::confirm_details(2, requested_on + Days::new(1))
        ),
        Refusal::TooEarly { .. }
    ));
    // Nobody confirms details that are not those on file, and nobody else confirms at all.
    assert_eq!(
        lately.refusal(Who::Finance(1), &say::confirm_details(1, changed_on)),
        to_confirm(changed_on)
    );
    for who in [Who::Officer(1), Who::Manager(1), Who::Owner] {
        assert_eq!(
            lately.refusal(who, &say::confirm_details(2, changed_on)),
            Refusal::NotAllowed
        );
    }
    let confirmed = lately.does(Who::Finance(1), &say::confirm_details(2, changed_on));
    assert_eq!(confirmed.grant.confirmations[0].channel, Channel::Telephone);
    assert_eq!(
        confirmed.refusal(Who::Finance(1), &say::confirm_details(2, changed_on)),
        Refusal::AlreadyDone
    );
    let approved = confirmed.does(Who::Finance(1), &say::approve(1));
    assert_eq!(
        approved.grant.payments[&1].approvals[0].details,
        Some(details(2))
    );
}

#[test]
fn the_days_since_a_change_are_days_of_the_facility() {
    // At half past eleven at night in New York it is the next day in Vienna.
    let requested_on = day(2010, 9, 15);
    let changed = |at| {
        running()
            .on(requested_on)
            .with_account(2, at)
            .does(Who::Officer(1), &say::request(1))
            .attempt(Who::Finance(1), &say::approve(1))
            .map(|_| ())
    };
    let last = day(2010, 8, 15);
    assert_eq!(changed(vienna(last, 23, 59)), Ok(()));
    let first = day(2010, 8, 16);
    assert_eq!(changed(vienna(first, 0, 0)), Err(to_confirm(first)));
}

#[test]
fn a_change_after_an_approval_voids_it_until_it_is_confirmed() {
    let today = day(2010, 8, 1);
    let pay = say::pay(1, today);
    let approved = approved();
    let changed_at = approved.now + chrono::TimeDelta::hours(1);
    let mut changed = approved.clone().with_account(2, changed_at);
    changed.now = changed_at;
    assert_eq!(changed.refusal(Who::Finance(1), &pay), to_confirm(today));
    changed
        .does(Who::Finance(1), &say::confirm_details(2, today))
        .does(Who::Finance(1), &pay);
    // Back at what was approved there is nothing to ask.
    let back = changed.clone().with_account(1, changed_at);
    back.does(Who::Finance(1), &pay);
    // A confirmation of earlier does not speak for a change of later.
    let mut later = changed.does(Who::Finance(1), &say::confirm_details(2, today));
    later = later.with_account(3, changed_at + chrono::TimeDelta::hours(1));
    later.now = changed_at + chrono::TimeDelta::hours(2);
    assert_eq!(later.refusal(Who::Finance(1), &pay), to_confirm(today));
    let again = later.with_account(2, changed_at + chrono::TimeDelta::hours(1));
    assert_eq!(again.refusal(Who::Finance(1), &pay), to_confirm(today));
    // Without an account nobody is paid.
    let mut gone = approved;
    gone.account = None;
    assert_eq!(
        gone.refusal(Who::Finance(1), &pay),
        Refusal::BankDetailsMissing
    );
    let mut never = running();
    never.account = None;
    assert_eq!(
        never.refusal(Who::Officer(1), &say::request(1)),
        Refusal::BankDetailsMissing
    );
}

#[test]
fn a_change_between_two_approvals_stops_the_second() {
    let mut running = requested();
    running.rules.second_approval_above = Some(0);
    running.rules.bank_days = 0;
    let once = running.does(Who::Finance(1), &say::approve(1));
    let mut changed = once.with_account(2, running.now + chrono::TimeDelta::days(2));
    changed.now = running.now + chrono::TimeDelta::days(3);
    let changed_on = day(2010, 8, 3);
    assert_eq!(
        changed.refusal(Who::Finance(2), &say::approve(1)),
        to_confirm(changed_on)
    );
    let actor = Who::Auditor.actor();
    let shown = |running: &Running| {
        let payment = &running.grant.payments[&1];
        account_changed(&running.grant, payment, &running.situation(&actor))
    };
    assert_eq!(shown(&changed), Some(changed_on));
    let confirmed = changed.does(Who::Finance(1), &say::confirm_details(2, changed_on));
    assert_eq!(shown(&confirmed), None);
    confirmed.does(Who::Finance(2), &say::approve(1));
}

#[test]
fn an_approval_of_before_digests_were_kept_holds_while_nothing_changes() {
    let event: Event = serde_json::from_str(r#"{"kind":"payment_approved","tranche":1}"#).unwrap();
    let mut old = requested();
    old.grant = workflow::grant::evolve(
        Some(old.grant.clone()),
        old.grant.id,
        &event,
        Some(Who::Finance(1).id()),
        old.now,
    )
    .unwrap();
    assert_eq!(status(&old), PaymentStatus::Approved);
    let pay = say::pay(1, day(2010, 8, 1));
    old.does(Who::Finance(1), &pay);
    let mut changed = old.with_account(2, noon(day(2010, 8, 2)));
    changed.now = noon(day(2010, 8, 3));
    assert_eq!(
        changed.refusal(Who::Finance(1), &pay),
        to_confirm(day(2010, 8, 2))
    );
}

#[test]
fn a_tranche_is_due_at_midnight_where_the_facility_is() {
    let mut running = running();
    let due_on = day(2012, 2, 29);
    if let Some(payment) = running.grant.payments.get_mut(&1) {
        payment.tranche.due_on = due_on;
    }
    running.now = vienna(day(2012, 2, 28), 23, 59);
    assert_eq!(
        running.refusal(Who::Officer(1), &say::request(1)),
        Refusal::NotDue { on: due_on }
    );
    // Still the 28th in UTC.
    running.now = vienna(due_on, 0, 0);
    assert_eq!(running.now.date_naive(), day(2012, 2, 28));
    running
        .does(Who::Officer(1), &say::request(1))
        .does(Who::Finance(1), &say::approve(1))
        .does(Who::Finance(1), &say::pay(1, due_on));
}

#[test]
fn part_of_a_grant_is_held_until_the_final_report() {
    let mut start = Scene::draft_in(uneven_call()).running().on(day(2011, 9, 1));
    let pay = |running: &Running, tranche| {
        running
            .does(Who::Officer(1), &say::request(tranche))
            .does(Who::Finance(1), &say::approve(tranche))
            .does(Who::Finance(1), &say::pay(tranche, day(2011, 9, 1)))
    };
    // 22,499.99 of 45,000 dollars are just below a half.
    start.rules.paid_before_final = Some(5_000);
    let paid = pay(&start, 1)
        .does(Who::Owner, &say::report(1))
        .does(Who::Officer(1), &say::accept_report(1));
    assert_eq!(
        paid.refusal(Who::Officer(1), &say::request(2)),
        Refusal::HeldForFinalReport {
            most: usd(2_250_000)
        }
    );
    let reported = paid
        .does(Who::Owner, &say::report(2))
        .does(Who::Officer(1), &say::accept_report(2));
    let all = pay(&reported, 2);
    assert_eq!(all.grant.paid_minor(), 4_500_000);
    start.rules.paid_before_final = Some(4_999);
    assert_eq!(
        start.refusal(Who::Officer(1), &say::request(1)),
        Refusal::HeldForFinalReport {
            most: usd(2_249_550)
        }
    );
}

#[test]
fn a_payment_in_another_currency_states_what_went_out() {
    let today = day(2010, 8, 1);
    let approved = approved();
    assert_eq!(
        approved.refusal(Who::Finance(1), &say::pay_in(1, today, Currency::USD, "1")),
        Refusal::SameCurrency {
            currency: "USD".to_owned()
        }
    );
    let paid = approved.does(
        Who::Finance(1),
        &say::pay_in(1, today, Currency::KWD, "0.28755"),
    );
    let payment = &paid.grant.payments[&1];
    let dinars = |minor| Some(Money::new(minor, Currency::KWD));
    assert_eq!(payment.paid_out(Currency::USD), dinars(6_469_875));
    assert_eq!(difference(payment, Currency::USD), None);
    // The grant is counted in its own currency.
    assert_eq!(paid.grant.paid_minor(), 2_250_000);
    for (received, apart) in [
        (6_469_875, 0),
        (6_469_874, -1),
        (6_469_876, 1),
        (0, -6_469_875),
    ] {
        let confirmed = paid.does(Who::Owner, &say::receive(1, received, today));
        let payment = &confirmed.grant.payments[&1];
        assert_eq!(difference(payment, Currency::USD), dinars(apart));
    }
}

#[test]
fn a_receipt_is_confirmed_once_by_the_grantee_and_not_before_the_payment() {
    let today = day(2010, 8, 5);
    let paid_on = day(2010, 8, 3);
    let paid = approved()
        .on(today)
        .does(Who::Finance(1), &say::pay(1, paid_on));
    for who in [Who::Finance(1), Who::Officer(1), Who::Reader] {
        assert_eq!(
            paid.refusal(who, &say::receive(1, 1, today)),
            Refusal::NotAllowed
        );
    }
    assert_eq!(
        paid.refusal(Who::Owner, &say::receive(1, 1, day(2010, 8, 2))),
        Refusal::DayBefore { on: paid_on }
    );
    assert!(matches!(
        paid.refusal(Who::Owner, &say::receive(1, 1, day(2010, 8, 6))),
        Refusal::TooEarly { .. }
    ));
    assert!(matches!(
        paid.refusal(Who::Owner, &say::receive(1, -1, today)),
        Refusal::AmountOutsideLimits { .. }
    ));
    let received = paid.does(Who::Editor, &say::receive(1, 2_249_000, paid_on));
    assert_eq!(
        difference(&received.grant.payments[&1], Currency::USD),
        Some(usd(-1_000))
    );
    assert_eq!(
        received.refusal(Who::Owner, &say::receive(1, 2_250_000, today)),
        Refusal::AlreadyDone
    );
    assert!(matches!(
        approved().refusal(Who::Owner, &say::receive(1, 1, paid_on)),
        Refusal::WrongStatus { .. }
    ));
}

#[test]
fn a_reference_fits_into_what_banks_take() {
    let grant = GrantId(uuid::Uuid::from_u128(
        0x0123_4567_89ab_cdef_0123_4567_89ab_cdef,
    ));
    assert_eq!(reference("SGF2010-0112", grant, 1), "SGF2010-0112-1");
    let whole = "0123456789abcdef0123456789abcdef-1";
    for file in ["", "a b", "مرجع", "A-REFERENCE-THAT-IS-FAR-TOO-LONG-000"] {
        assert_eq!(reference(file, grant, 1), whole);
    }
    let longest = "x".repeat(MOST_REFERENCE - 2);
    assert_eq!(reference(&longest, grant, 1).len(), MOST_REFERENCE);
    assert_eq!(reference(&"x".repeat(MOST_REFERENCE - 1), grant, 1), whole);
    assert_eq!(reference("", grant, u32::MAX).len(), MOST_REFERENCE);
}

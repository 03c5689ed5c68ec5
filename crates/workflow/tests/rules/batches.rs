//! Batches: which files they hold, at every boundary, and when their results are told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use workflow::batch::{
    Choosing, Command, Hindrance, Lot, MOST_FILES, Order, Standing, Waiting, hindrance, select,
};
use workflow::call::{self, Call, CallAction, Event};
use workflow::ids::ProposalId;
use workflow::record::{Digest, digest};
use workflow::refusal::Refusal;

use crate::people::{CALL, Who};
use crate::scene::Scene;

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

fn id(number: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(number))
}

fn waits(number: i64, country: &str) -> Waiting {
    Waiting {
        proposal: id(u128::try_from(number).unwrap()),
        number,
        country: country.parse().unwrap(),
        digest: digest(format!("submission {number}").as_bytes()),
    }
}

fn choosing(order: Order, countries: &[&str], most: Option<u32>) -> Choosing {
    Choosing {
        order,
        countries: countries.iter().map(|code| code.parse().unwrap()).collect(),
        most,
    }
}

fn chosen(choosing: &Choosing, waiting: &[Waiting]) -> Vec<u128> {
    let (files, _) = select(choosing, waiting, CALL, 1);
    files.iter().map(|file| file.uuid().as_u128()).collect()
}

fn call() -> Call {
    Arc::unwrap_or_clone(Scene::draft().call)
}

/// The first moment at which nothing can be received any more.
fn closed(call: &Call) -> DateTime<Utc> {
    call.definition.last_receipt_at(0) + INSTANT
}

fn done(call: Call, who: Who, command: Command, at: DateTime<Utc>) -> Result<Call, Refusal> {
    let command = call::Command::Batch(command);
    let events = call::decide(&call, &command, &who.actor(), at)?;
    Ok(events.iter().fold(call, |state, event| {
        call::evolve(Some(state), CALL, event, Some(who.id()), at).unwrap()
    }))
}

fn open(waiting: Vec<Waiting>, most: Option<u32>) -> Command {
    Command::Open {
        position: 1,
        choosing: choosing(Order::Receipt, &[], most),
        waiting,
    }
}

#[test]
fn the_first_by_receipt_are_those_with_the_smallest_numbers() {
    let waiting = [waits(3, "KE"), waits(1, "UG"), waits(2, "KE")];
    let first = |most| chosen(&choosing(Order::Receipt, &[], most), &waiting);
    assert_eq!(first(Some(0)), [] as [u128; 0]);
    assert_eq!(first(Some(1)), [1]);
    assert_eq!(first(Some(2)), [1, 2]);
    assert_eq!(first(Some(3)), [1, 2, 3]);
    assert_eq!(first(Some(4)), [1, 2, 3]);
    assert_eq!(first(None), [1, 2, 3]);
}

#[test]
fn a_tie_of_numbers_is_broken_by_the_file() {
    let mut waiting = [waits(2, "KE"), waits(1, "KE")];
    waiting[0].number = 1;
    assert_eq!(
        chosen(&choosing(Order::Receipt, &[], Some(1)), &waiting),
        [1]
    );
    waiting.reverse();
    assert_eq!(
        chosen(&choosing(Order::Receipt, &[], Some(1)), &waiting),
        [1]
    );
}

#[test]
fn countries_are_those_named_and_no_other() {
    let waiting = [
        waits(1, "KE"),
        waits(2, "UG"),
        waits(3, "PE"),
        waits(4, "UG"),
    ];
    let from = |codes: &[&str], most| chosen(&choosing(Order::Receipt, codes, most), &waiting);
    assert_eq!(from(&["UG"], None), [2, 4]);
    assert_eq!(from(&["UG", "PE"], Some(2)), [2, 3]);
    assert_eq!(from(&["EG"], None), [] as [u128; 0]);
    assert_eq!(from(&[], None), [1, 2, 3, 4]);
}

#[test]
fn a_lot_is_drawn_again_from_what_is_published() {
    let waiting: Vec<Waiting> = (1..=20).map(|number| waits(number, "KE")).collect();
    let by_lot = choosing(Order::Lot, &[], Some(5));
    let (files, lot) = select(&by_lot, &waiting, CALL, 2);
    let lot = lot.unwrap();
    // By hand: the canonical JSON, its SHA-256, and the places.
    let digests: Vec<String> = {
        let mut all: Vec<String> = waiting.iter().map(|file| file.digest.to_string()).collect();
        all.sort();
        all.iter().map(|digest| format!("\"{digest}\"")).collect()
    };
    let facts = format!(
        "{{\"batch\":2,\"call\":\"{CALL}\",\"submissions\":[{}]}}",
        digests.join(",")
    );
    assert_eq!(lot.seed, digest(facts.as_bytes()));
    let mut places: Vec<(Digest, ProposalId)> = waiting
        .iter()
        .map(|file| {
            let both = [lot.seed.0, file.digest.0].concat();
            (digest(&both), file.proposal)
        })
        .collect();
    places.sort();
    let drawn: Vec<ProposalId> = places.iter().take(5).map(|(_, file)| *file).collect();
    assert_eq!(files, drawn);
    assert_ne!(
        files,
        waiting[..5]
            .iter()
            .map(|file| file.proposal)
            .collect::<Vec<_>>()
    );
}

#[test]
fn another_batch_call_or_submission_is_another_lot() {
    let digests = [digest(b"a"), digest(b"b")];
    let lot = Lot::of(CALL, 1, digests);
    assert_eq!(lot, Lot::of(CALL, 1, [digests[1], digests[0]]));
    assert_ne!(lot.seed, Lot::of(CALL, 2, digests).seed);
    assert_ne!(lot.seed, Lot::of(CALL, 1, [digests[0]]).seed);
    let other = workflow::ids::CallId(Uuid::from_u128(99));
    assert_ne!(lot.seed, Lot::of(other, 1, digests).seed);
}

#[test]
fn two_submissions_of_one_digest_keep_the_order_of_receipt() {
    let mut waiting = vec![waits(2, "KE"), waits(1, "KE")];
    waiting[0].digest = waiting[1].digest;
    assert_eq!(chosen(&choosing(Order::Lot, &[], None), &waiting), [1, 2]);
}

proptest! {
    #[test]
    fn a_lot_takes_each_file_once_whatever_the_order_it_is_given_in(
        numbers in prop::collection::btree_set(1i64..500, 1..40),
        most in 0u32..50,
    ) {
        let waiting: Vec<Waiting> = numbers.iter().map(|number| waits(*number, "KE")).collect();
        let turned: Vec<Waiting> = waiting.iter().rev().cloned().collect();
        let by_lot = choosing(Order::Lot, &[], Some(most));
        let (files, lot) = select(&by_lot, &waiting, CALL, 1);
        prop_assert_eq!((&files, &lot), (&select(&by_lot, &turned, CALL, 1).0, &select(&by_lot, &turned, CALL, 1).1));
        let distinct: BTreeSet<&ProposalId> = files.iter().collect();
        prop_assert_eq!(distinct.len(), files.len());
        prop_assert_eq!(files.len(), numbers.len().min(most as usize));
    }
}

#[test]
fn no_batch_is_opened_while_something_can_still_come_in() {
    let call = call();
    let early = closed(&call) - INSTANT;
    let open = open(vec![waits(1, "KE")], None);
    let refused = done(call.clone(), Who::Officer(1), open.clone(), early);
    assert_eq!(refused, Err(Refusal::TooEarly { at: early }));
    assert!(done(call.clone(), Who::Officer(1), open.clone(), early + INSTANT).is_ok());
    for who in [Who::Screener(1), Who::Manager(1), Who::Auditor] {
        let refused = done(call.clone(), who, open.clone(), early + INSTANT);
        assert_eq!(refused, Err(Refusal::NotAllowed), "{who:?}");
    }
}

#[test]
fn a_batch_holds_a_file_at_least_and_a_thousand_at_most() {
    let call = call();
    let at = closed(&call);
    let opened = |waiting, most| done(call.clone(), Who::Officer(1), open(waiting, most), at);
    assert_eq!(opened(Vec::new(), None), Err(Refusal::BatchEmpty));
    assert_eq!(
        opened(vec![waits(1, "KE")], Some(0)),
        Err(Refusal::BatchEmpty)
    );
    let many = |count: usize| {
        (1..=count)
            .map(|n| waits(n as i64, "KE"))
            .collect::<Vec<_>>()
    };
    let full = opened(many(MOST_FILES), None).unwrap();
    assert_eq!(full.batches[0].files.len(), MOST_FILES);
    let most = MOST_FILES as u32;
    assert_eq!(
        opened(many(MOST_FILES + 1), None),
        Err(Refusal::TooMany { most })
    );
    assert!(opened(many(MOST_FILES + 1), Some(most)).is_ok());
}

#[test]
fn a_file_is_in_one_batch_of_a_screening_and_only_screenings_have_batches() {
    let call = call();
    let at = closed(&call);
    let waiting = vec![waits(1, "KE"), waits(2, "KE")];
    let first = done(call, Who::Officer(1), open(waiting.clone(), Some(1)), at).unwrap();
    let second = done(first, Who::Officer(2), open(waiting.clone(), None), at).unwrap();
    assert_eq!(second.batches[1].number, 2);
    assert_eq!(second.batches[1].files, [id(2)]);
    assert_eq!(second.batches[1].opened_by, Some(Who::Officer(2).id()));
    let third = done(
        second.clone(),
        Who::Officer(1),
        open(waiting.clone(), None),
        at,
    );
    assert_eq!(third, Err(Refusal::BatchEmpty));
    let elsewhere = Command::Open {
        position: 2,
        choosing: choosing(Order::Receipt, &[], None),
        waiting,
    };
    let refused = done(second, Who::Officer(1), elsewhere, at);
    assert!(matches!(
        refused,
        Err(Refusal::Unknown { what: "stage", .. })
    ));
}

/// A call with one batch of three files.
fn opened() -> (Call, DateTime<Utc>) {
    let call = call();
    let at = closed(&call);
    let waiting = vec![waits(1, "KE"), waits(2, "KE"), waits(3, "KE")];
    (
        done(call, Who::Officer(1), open(waiting, None), at).unwrap(),
        at,
    )
}

fn ready(who: Who) -> Standing {
    Standing::Ready([who.id()].into())
}

fn release(files: [Standing; 3], ready_only: bool) -> Command {
    let files: BTreeMap<ProposalId, Standing> = (1..).map(id).zip(files).collect();
    Command::Release {
        batch: 1,
        ready_only,
        files,
    }
}

fn told(call: &Call, who: Who, command: Command, at: DateTime<Utc>) -> Result<Vec<u128>, Refusal> {
    let command = call::Command::Batch(command);
    match call::decide(call, &command, &who.actor(), at)?.as_slice() {
        [Event::BatchReleased { files, .. }] => {
            Ok(files.iter().map(|file| file.uuid().as_u128()).collect())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_told_while_one_is_open_unless_said_so() {
    let (call, at) = opened();
    let files = || {
        [
            ready(Who::Screener(1)),
            Standing::Open,
            ready(Who::Screener(1)),
        ]
    };
    let manager = Who::Manager(1);
    let refused = told(&call, manager, release(files(), false), at);
    assert_eq!(refused, Err(Refusal::ResultsOpen { open: 1 }));
    assert_eq!(
        told(&call, manager, release(files(), true), at),
        Ok(vec![1, 3])
    );
    let none = [Standing::Open, Standing::Settled, Standing::Open];
    let refused = told(&call, manager, release(none, true), at);
    assert_eq!(refused, Err(Refusal::ResultsOpen { open: 2 }));
    let settled = [Standing::Settled, Standing::Settled, Standing::Settled];
    let refused = told(&call, manager, release(settled, false), at);
    assert_eq!(refused, Err(Refusal::AlreadyDone));
    let refused = told(&call, Who::Officer(1), release(files(), true), at);
    assert_eq!(refused, Err(Refusal::NotAllowed));
}

#[test]
fn whoever_decided_leaves_the_release_to_another() {
    let (call, at) = opened();
    let files = || {
        [
            ready(Who::Screener(1)),
            Standing::Ready([Who::Manager(1).id(), Who::Screener(1).id()].into()),
            Standing::Settled,
        ]
    };
    let refused = told(&call, Who::Manager(1), release(files(), false), at);
    assert_eq!(refused, Err(Refusal::OwnAct));
    let rest = told(&call, Who::Manager(1), release(files(), true), at);
    assert_eq!(rest, Ok(vec![1]));
    let other = told(&call, Who::Manager(2), release(files(), false), at);
    assert_eq!(other, Ok(vec![1, 2]));
    let own = [ready(Who::Manager(1)), Standing::Settled, Standing::Settled];
    let refused = told(&call, Who::Manager(1), release(own, true), at);
    assert_eq!(refused, Err(Refusal::OwnAct));
}

#[test]
fn a_release_is_set_for_later_and_taken_back() {
    let (call, at) = opened();
    let manager = Who::Manager(1);
    let set = |moment| Command::SetRelease {
        batch: 1,
        at: moment,
        ready_only: false,
    };
    let refused = done(call.clone(), manager, set(at), at);
    assert_eq!(refused, Err(Refusal::TooEarly { at }));
    let later = done(call.clone(), manager, set(at + INSTANT), at).unwrap();
    let planned = later.batches[0].planned.clone().unwrap();
    assert_eq!((planned.at, planned.by), (at + INSTANT, manager.id()));
    let another = done(
        later.clone(),
        Who::Manager(2),
        set(at + TimeDelta::days(1)),
        at,
    )
    .unwrap();
    let planned = another.batches[0].planned.clone().unwrap();
    assert_eq!(planned.by, Who::Manager(2).id());
    let cancelled = done(later, manager, Command::CancelRelease { batch: 1 }, at).unwrap();
    assert_eq!(cancelled.batches[0].planned, None);
    let twice = done(cancelled, manager, Command::CancelRelease { batch: 1 }, at);
    assert_eq!(twice, Err(Refusal::AlreadyDone));
    let unknown = done(
        call.clone(),
        manager,
        Command::CancelRelease { batch: 2 },
        at,
    );
    assert!(matches!(
        unknown,
        Err(Refusal::Unknown { what: "batch", .. })
    ));
    // Batches are not what everybody reads of a call.
    assert_eq!(call.changed_at, Scene::draft().call.changed_at);
}

#[test]
fn a_release_that_did_not_take_place_is_on_record_until_the_next() {
    let (call, at) = opened();
    let set = Command::SetRelease {
        batch: 1,
        at: at + INSTANT,
        ready_only: false,
    };
    let planned = done(call, Who::Manager(1), set.clone(), at).unwrap();
    let refused = Event::ReleaseRefused {
        batch: 1,
        hindrance: Hindrance::Undecided,
    };
    let after = call::evolve(Some(planned), CALL, &refused, None, at + INSTANT).unwrap();
    assert_eq!(after.batches[0].planned, None);
    let hindered = Some((at + INSTANT, Hindrance::Undecided));
    assert_eq!(after.batches[0].hindered, hindered);
    let again = Command::SetRelease {
        batch: 1,
        at: at + TimeDelta::days(1),
        ready_only: true,
    };
    let again = done(after, Who::Manager(1), again, at + INSTANT).unwrap();
    assert_eq!(again.batches[0].hindered, None);
}

#[test]
fn refusals_that_stay_hinder_a_release_and_others_are_tried_again() {
    let cases = [
        (Refusal::ResultsOpen { open: 1 }, Some(Hindrance::Undecided)),
        (Refusal::OwnAct, Some(Hindrance::OwnAct)),
        (Refusal::AlreadyDone, Some(Hindrance::Nothing)),
        (Refusal::NotAllowed, Some(Hindrance::NotAllowed)),
        (Refusal::Overflow, None),
    ];
    for (refusal, expected) in cases {
        assert_eq!(hindrance(&refusal), expected, "{refusal}");
    }
}

#[test]
fn the_number_of_a_batch_follows_the_one_before() {
    let (call, at) = opened();
    let skipped = Event::BatchOpened {
        batch: 3,
        position: 1,
        choosing: choosing(Order::Receipt, &[], None),
        lot: None,
        files: vec![id(9)],
    };
    assert!(call::evolve(Some(call), CALL, &skipped, None, at).is_none());
}

#[test]
fn a_file_enters_from_the_step_before_and_from_nowhere_else() {
    let submitted = Scene::draft().submitted();
    let entered = workflow::batch::entry(&submitted.proposal, &submitted.call);
    assert!(entered.is_ok());
    let draft = Scene::draft();
    assert!(workflow::batch::entry(&draft.proposal, &draft.call).is_err());
    let screened = Scene::draft().in_review();
    assert!(workflow::batch::entry(&screened.proposal, &screened.call).is_err());
    let actions = call::available(&submitted.call, &Who::Officer(1).actor());
    assert!(actions.contains(&CallAction::OpenBatch));
    assert!(!actions.contains(&CallAction::ReleaseBatch));
}

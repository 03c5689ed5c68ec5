//! Two at the same instant: one wins, the other is told.

use std::sync::Barrier;

use store::{StoreError, cases};
use workflow::ids::{CaseId, ProposalId};
use workflow::proposal::Event;
use workflow::record::CaseKind;
use workflow::selection::Decision;
use workflow::transition::StageKind;

use crate::harness::Database;
use crate::story::{
    after, call, day, draft, entered, organisation, outcome, person, start, submitted, tell,
};

/// Runs both at once, on a store each as two nodes would have.
fn race<T: Send>(
    db: &Database,
    one: impl FnOnce(&Database) -> T + Send,
    two: impl FnOnce(&Database) -> T + Send,
) -> [T; 2] {
    let barrier = Barrier::new(2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| {
            barrier.wait();
            one(db)
        });
        let second = scope.spawn(|| {
            barrier.wait();
            two(db)
        });
        [first.join().unwrap(), second.join().unwrap()]
    })
}

fn one_won<T>(results: &[Result<T, StoreError>; 2]) {
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(
        results
            .iter()
            .any(|result| matches!(result, Err(StoreError::ChangedMeanwhile)))
    );
}

on_both! {
    fn of_two_writers_at_a_case_one_wins(db: migrated) {
        let id = CaseId::new_v7(chrono::Utc::now());
        let add = |expected: i64| move |db: &Database| {
            let event = [serde_json::json!({ "kind": "told" })];
            db.store.write(|conn| store::record::append(conn, CaseKind::Call, id, expected, day(3, 1), None, &event))
        };
        for expected in 0..5 {
            one_won(&race(db, add(expected), add(expected)));
        }
        assert_eq!(db.read(|conn| store::record::chain(conn, id)).len(), 5);
    }

    fn two_awards_at_once_stay_within_the_ceiling(db: migrated) {
        let officer = person(db, "officer@example.org");
        let call = call(db, "SGF2010", officer);
        // 500,000 in total; 450,000 is given, and two more want 50,000 each.
        let on_agenda = |number: i64| {
            let id = draft(db, call, organisation(db, "KE", &format!("Hope {number}"), day(1, 5)), officer);
            let way = [
                submitted(number, "Shelter", 5_000_000), entered(1, StageKind::Screening), entered(2, StageKind::Evaluation),
                entered(3, StageKind::Selection),
            ];
            tell(db, id, officer, day(4, 1), &way);
            id
        };
        for number in 1..=9 {
            tell(db, on_agenda(number), officer, day(5, 1), &[outcome(Decision::Selected, Some(5_000_000))]);
        }
        let award = |id: ProposalId| move |db: &Database| {
            let events: [Event; 1] = [outcome(Decision::Selected, Some(5_000_000))];
            db.store.write(|conn| {
                let before = cases::load_proposal(conn, id)?.unwrap();
                cases::save_proposal(conn, Some(&before), &after(&before, officer, day(5, 1), &events), &events, Some(officer), day(5, 1))
            })
        };
        one_won(&race(db, award(on_agenda(10)), award(on_agenda(11))));
        assert_eq!(db.read(|conn| store::proposals::committed_minor(conn, call, None)), 50_000_000);
    }

    fn reference_numbers_are_given_once_each(db: migrated) {
        let officer = person(db, "officer@example.org");
        let call = call(db, "SGF2010", officer);
        let take = |db: &Database| -> Vec<i64> {
            (0..20).map(|_| db.write(|conn| store::calls::next_number(conn, call))).collect()
        };
        let mut numbers = race(db, take, take).concat();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=40).collect::<Vec<_>>());
    }

    fn a_link_is_used_once(db: migrated) {
        let person = person(db, "amina@example.org");
        let token = workflow::record::digest(b"token");
        db.write(|conn| store::accounts::insert_link(conn, token, person, "reset", day(3, 1), day(3, 2)));
        let take = |db: &Database| db.write(|conn| store::accounts::use_link(conn, token, "reset", day(3, 1)));
        let found = race(db, take, take);
        assert_eq!(found.iter().flatten().count(), 1);
    }

    fn an_organisation_has_one_open_proposal_in_a_call(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let organisation = organisation(db, "KE", "Hope", day(1, 5));
        let begin = |db: &Database| {
            db.store.write(|conn| start(conn, ProposalId::new_v7(chrono::Utc::now()), call, organisation, owner))
        };
        let results = race(db, begin, begin);
        assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
        let told = results.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(&told, StoreError::Duplicate(what) if what == "proposals.call_id, proposals.organisation_id"), "{told}");
        assert_eq!(db.read(store::record::count_cases), 3, "nothing of the second is kept");
    }
}

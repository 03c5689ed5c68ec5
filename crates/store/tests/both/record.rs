//! The event log: places, conflicts, order, and what PostgreSQL and SQLite give back.

use chrono::{TimeDelta, Utc};
use serde_json::json;
use store::StoreError;
use store::record::{append, chain, count_cases, head, heads, links};
use workflow::ids::{CaseId, PersonId};
use workflow::record::{CaseKind, Digest, check_chain};

use crate::harness::Database;
use crate::story::day;

fn case() -> CaseId {
    CaseId::new_v7(Utc::now())
}

fn events(count: i64) -> Vec<serde_json::Value> {
    (1..=count)
        .map(|number| json!({ "stage": "screening", "kind": "told", "number": number }))
        .collect()
}

fn add(db: &Database, id: CaseId, expected: i64, count: i64) -> Result<i64, StoreError> {
    db.store.write(|conn| {
        append(
            conn,
            CaseKind::Proposal,
            id,
            expected,
            day(3, 1),
            None,
            &events(count),
        )
    })
}

on_both! {
    fn a_chain_grows_and_holds(db: migrated) {
        let (id, actor) = (case(), PersonId::new_v7(Utc::now()));
        let text = json!({ "kind": "noted", "text": "أهلًا \"quoted\" \u{1f642}\n", "empty": null, "list": [1, -2, true] });
        let precise = day(3, 2) + TimeDelta::nanoseconds(123_456_789);
        assert_eq!(add(db, id, 0, 2).unwrap(), 2);
        let seq = db.write(|conn| append(conn, CaseKind::Proposal, id, 2, precise, Some(actor), std::slice::from_ref(&text)));
        assert_eq!(seq, 3);

        let told = db.read(|conn| chain(conn, id));
        assert_eq!(told.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(told[0].kind, "screening.told");
        assert_eq!(told[2].kind, "noted");
        assert_eq!(told[2].payload, text);
        assert_eq!(told[2].actor, Some(actor));
        assert_eq!(told[2].at, day(3, 2) + TimeDelta::microseconds(123_456), "whole microseconds on both");

        let linked = db.read(|conn| links(conn, id));
        assert_eq!(linked[0].prev, Digest::GENESIS);
        let found = db.read(|conn| head(conn, id)).unwrap();
        assert_eq!((found.seq, found.hash, found.kind), (3, check_chain(&linked).unwrap(), CaseKind::Proposal));
        assert_eq!(found.opened_at, day(3, 1));
    }

    fn a_chain_that_has_grown_refuses_who_did_not_see_it(db: migrated) {
        let id = case();
        add(db, id, 0, 2).unwrap();
        for expected in [0, 1, 3] {
            let refused = add(db, id, expected, 1);
            assert!(matches!(refused, Err(StoreError::ChangedMeanwhile)), "{expected}: {refused:?}");
        }
        assert_eq!(db.read(|conn| chain(conn, id)).len(), 2);
        assert_eq!(add(db, id, 2, 1).unwrap(), 3);
    }

    fn nothing_to_say_changes_nothing(db: migrated) {
        let id = case();
        assert_eq!(add(db, id, 0, 0).unwrap(), 0);
        assert!(db.read(|conn| head(conn, id)).is_none());
        assert!(db.read(|conn| chain(conn, id)).is_empty());
    }

    fn a_fraction_has_no_place_in_the_record(db: migrated) {
        let id = case();
        let half = [json!({ "kind": "scored", "score": 0.5 })];
        let refused = db.store.write(|conn| append(conn, CaseKind::Proposal, id, 0, day(3, 1), None, &half));
        assert!(matches!(refused, Err(StoreError::Corrupt { seq: 1, .. })));
        assert_eq!(db.read(count_cases), 0);
    }

    fn many_events_at_once_are_one_chain(db: migrated) {
        let id = case();
        assert_eq!(add(db, id, 0, 500).unwrap(), 500);
        assert_eq!(check_chain(&db.read(|conn| links(conn, id))).unwrap(), db.read(|conn| head(conn, id)).unwrap().hash);
    }

    fn heads_come_in_pages(db: migrated) {
        let mut ids: Vec<CaseId> = (0..5).map(|_| case()).collect();
        for id in ids.iter().rev() {
            add(db, *id, 0, 1).unwrap();
        }
        ids.sort();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = db.read(|conn| heads(conn, after, 2));
            let Some(last) = page.last() else { break };
            after = Some(last.id);
            seen.extend(page.iter().map(|head| head.id));
        }
        assert_eq!(seen, ids);
        assert_eq!(db.read(count_cases), 5);
    }
}

#[test]
fn both_databases_give_a_chain_the_same_hash() {
    let Some(postgres) = Database::postgres() else {
        return;
    };
    let id = case();
    let hash = |db: Database| {
        add(&db, id, 0, 3).unwrap();
        db.read(|conn| head(conn, id)).unwrap().hash
    };
    assert_eq!(
        hash(Database::sqlite().migrated()),
        hash(postgres.migrated())
    );
}

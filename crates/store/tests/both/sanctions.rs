//! Sanctions lists, matches page by page, and screenings of the register.

use chrono::{DateTime, Utc};
use store::StoreError;
use store::sanctions::{self, EntryRow, ListRow};
use store::sql_types::Id;
use uuid::Uuid;
use workflow::due_diligence::{MatchStatus, Subject};
use workflow::ids::OrganisationId;
use workflow::organisation::Event;
use workflow::record::digest;

use crate::harness::Database;
use crate::story::{day, organisation, person, tell_organisation};

fn list(file: &str, at: DateTime<Utc>) -> ListRow {
    ListRow {
        id: Id(Uuid::now_v7()),
        digest: digest(file.as_bytes()),
        generated_on: Some(at.date_naive()),
        imported_at: at,
        imported_by: None,
        individuals: 2,
        entities: 0,
        notes: "{}".to_owned(),
    }
}

fn entries(names: &[&str]) -> Vec<EntryRow> {
    names
        .iter()
        .map(|name| EntryRow {
            digest: digest(name.as_bytes()),
            reference: format!("QDi.{name}"),
            kind: "individual".to_owned(),
            content: format!("{{\"name\":\"{name}\"}}"),
        })
        .collect()
}

fn matched(number: u32) -> Event {
    Event::SanctionsMatched {
        number,
        reference: "QDi.901".to_owned(),
        entry: digest(b"entry"),
        subject: Subject::Officer,
        name: digest(&number.to_be_bytes()),
        score: 900,
    }
}

fn references(db: &Database, list: &ListRow) -> Vec<String> {
    let rows = db.read(|conn| sanctions::entries_of(conn, list.id.0));
    rows.into_iter().map(|row| row.reference).collect()
}

on_both! {
    fn versions_are_kept_in_their_order_and_their_entries_once(db: migrated) {
        assert!(db.read(sanctions::latest_list).is_none());
        let first = list("first", day(3, 1));
        let second = list("second", day(3, 1));
        db.write(|conn| sanctions::insert_list(conn, &first, &entries(&["b", "a"])));
        db.write(|conn| sanctions::insert_list(conn, &second, &entries(&["a", "c", "b"])));
        assert_eq!(references(db, &first), ["QDi.b", "QDi.a"]);
        assert_eq!(references(db, &second), ["QDi.a", "QDi.c", "QDi.b"]);
        // Read in the same moment, the one that came second is the later.
        let all = db.read(sanctions::all_lists);
        assert_eq!(all.iter().map(|row| row.id).collect::<Vec<_>>(), [second.id, first.id]);
        assert_eq!(db.read(sanctions::latest_list).unwrap().id, second.id);
        let found = db.read(|conn| sanctions::list_of_file(conn, first.digest));
        assert_eq!(found.unwrap().id, first.id);
        let kept = db.read(|conn| sanctions::entry(conn, digest(b"c"))).unwrap();
        assert_eq!(kept.content, "{\"name\":\"c\"}");
        assert_eq!(db.read(|conn| sanctions::digests_of(conn, second.id.0)).len(), 3);
        let again = ListRow { id: Id(Uuid::now_v7()), ..list("first", day(4, 1)) };
        let refused: Result<(), StoreError> = db
            .store
            .write(|conn| sanctions::insert_list(conn, &again, &entries(&["d"])));
        assert!(refused.is_err());
        assert!(db.read(|conn| sanctions::entry(conn, digest(b"d"))).is_none());
    }

    fn a_screening_goes_on_until_its_end_or_the_next(db: migrated) {
        assert!(db.read(sanctions::latest_run).is_none());
        let (first, second) = (list("first", day(3, 1)), list("second", day(3, 2)));
        for list in [&first, &second] {
            db.write(|conn| sanctions::insert_list(conn, list, &entries(&["a"])));
        }
        db.write(|conn| sanctions::begin_run(conn, first.id.0, 7, day(3, 1)));
        let mut run = db.read(sanctions::open_run).unwrap();
        assert_eq!((run.total, run.done, run.finished_at.is_none()), (7, 0, true));
        run.done = 5;
        run.after = Some(Id(Uuid::now_v7()));
        db.write(|conn| sanctions::write_run(conn, &run));
        let read = db.read(sanctions::open_run).unwrap();
        assert_eq!((read.done, read.after), (5, run.after));
        // A later list takes its place.
        db.write(|conn| sanctions::begin_run(conn, second.id.0, 7, day(3, 2)));
        let mut run = db.read(sanctions::open_run).unwrap();
        assert_eq!((run.list, run.done), (second.id, 0));
        run.finished_at = Some(day(3, 3).into());
        db.write(|conn| sanctions::write_run(conn, &run));
        assert!(db.read(sanctions::open_run).is_none());
        assert_eq!(db.read(sanctions::latest_run).unwrap().list, second.id);
    }

    fn matches_come_page_by_page(db: migrated) {
        let officer = person(db, "officer@example.org");
        let mut ids: Vec<OrganisationId> = ["Hope", "Light"]
            .map(|name| organisation(db, "KE", name, day(3, 1)))
            .to_vec();
        ids.sort();
        tell_organisation(db, ids[0], officer, day(3, 2), &[matched(1), matched(2), matched(3)]);
        tell_organisation(db, ids[1], officer, day(3, 2), &[matched(1)]);
        let dismissed = Event::SanctionsMatchDismissed { number: 2, reason: digest(b"why") };
        tell_organisation(db, ids[0], officer, day(3, 3), &[dismissed]);
        let page = |status, after, limit| {
            db.read(|conn| sanctions::matches_of_status(conn, status, after, limit))
        };
        let open = [(ids[0], 1), (ids[0], 3), (ids[1], 1)];
        assert_eq!(page(MatchStatus::Open, None, 10), open);
        assert_eq!(page(MatchStatus::Open, None, 2), open[..2]);
        assert_eq!(page(MatchStatus::Open, Some(open[0]), 10), open[1..]);
        assert_eq!(page(MatchStatus::Open, Some(open[1]), 10), open[2..]);
        assert_eq!(page(MatchStatus::Open, Some(open[2]), 10), []);
        assert_eq!(page(MatchStatus::Dismissed, None, 10), [(ids[0], 2)]);
        let count = |status| db.read(|conn| sanctions::count_matches(conn, status));
        assert_eq!((count(MatchStatus::Open), count(MatchStatus::Confirmed)), (3, 0));
    }
}

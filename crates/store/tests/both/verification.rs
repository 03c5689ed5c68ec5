//! Verification finds what was changed by hand, and names the case and the event.

use store::verification::{Finding, check_batch};
use workflow::ids::{CaseId, GrantId, ProposalId};

use crate::harness::Database;
use crate::story::{call, day, draft, granted, organisation, person, selected, submitted, tell};

/// A proposal with a grant among other cases.
fn told(db: &Database) -> (ProposalId, GrantId) {
    let people =
        ["first", "second", "chair"].map(|name| person(db, &format!("{name}@example.org")));
    let call = call(db, "SGF2010", people[2]);
    organisation(db, "UG", "Light", day(1, 4));
    let id = draft(
        db,
        call,
        organisation(db, "KE", "Hope", day(1, 5)),
        people[2],
    );
    tell(
        db,
        id,
        people[2],
        day(3, 9),
        &[submitted(1, "Shelter", 4_000_000)],
    );
    selected(db, id, people, 4_000_000);
    let grant = granted(db, id, people[2], people[0], 4_000_000);
    (id, grant)
}

fn finding(db: &Database) -> Option<Finding> {
    let mut after = None;
    loop {
        let batch = db.read(|conn| check_batch(conn, after, 2));
        if batch.finding.is_some() || batch.last.is_none() {
            return batch.finding;
        }
        after = batch.last;
    }
}

/// After this change by hand, this case is named, with this place in its chain.
fn names(db: &Database, sql: &str, case: impl Into<CaseId>, seq: Option<i64>) {
    db.by_hand(sql);
    let case = case.into();
    let found = finding(db).unwrap_or_else(|| panic!("nothing found after {sql}"));
    assert_eq!((found.case, found.seq), (case, seq), "{sql}: {found:?}");
    assert!(!found.what.is_empty());
}

on_both! {
    fn an_untouched_record_agrees(db: migrated) {
        told(db);
        assert_eq!(finding(db), None);
    }

    fn one_letter_of_a_payload(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE events SET payload = replace(payload, 'Shelter', 'Shelver') WHERE case_id = '{id}' AND seq = 2"), id, Some(2));
    }

    fn a_payload_that_is_no_json_any_more(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE events SET payload = replace(payload, '}}', ']') WHERE case_id = '{id}' AND seq = 3"), id, Some(3));
    }

    fn who_did_it(db: migrated) {
        let (id, grant) = told(db);
        names(db, &format!("UPDATE events SET actor = NULL WHERE case_id = '{grant}' AND seq = 1"), grant, Some(1));
        db.by_hand(&format!("DELETE FROM events WHERE case_id = '{grant}'"));
        names(db, &format!("UPDATE events SET actor = '{id}' WHERE case_id = '{id}' AND seq = 4"), id, Some(4));
    }

    fn when_it_was_done(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE events SET at = '2010-03-08T12:00:00.000000Z' WHERE case_id = '{id}' AND seq = 2"), id, Some(2));
    }

    fn what_kind_it_was(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE events SET kind = 'intake.withdrawn' WHERE case_id = '{id}' AND seq = 2"), id, Some(2));
    }

    fn a_hash(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE events SET hash = prev_hash WHERE case_id = '{id}' AND seq = 5"), id, Some(5));
    }

    fn an_event_taken_out(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("DELETE FROM events WHERE case_id = '{id}' AND seq = 3"), id, Some(3));
    }

    fn the_last_event_taken_off(db: migrated) {
        let (_, grant) = told(db);
        names(db, &format!("DELETE FROM events WHERE case_id = '{grant}'"), grant, None);
    }

    fn a_head_moved_back(db: migrated) {
        let (id, _) = told(db);
        names(db, &format!("UPDATE cases SET head_seq = head_seq - 1 WHERE id = '{id}'"), id, None);
    }

    fn a_head_that_cannot_be_read(db: migrated) {
        let (id, _) = told(db);
        db.by_hand(&format!("UPDATE cases SET kind = 'propozal' WHERE id = '{id}'"));
        let mut after = None;
        let error = loop {
            match db.store.read(|conn| check_batch(conn, after, 2)) {
                Ok(batch) => after = Some(batch.last.unwrap()),
                Err(error) => break error.to_string(),
            }
        };
        assert!(error.contains(&id.to_string()) && error.contains("propozal"), "{error}");
    }

    fn a_status(db: migrated) {
        let (_, grant) = told(db);
        names(db, "UPDATE grants SET status = 'closed'", grant, None);
    }

    fn each_table_that_shows_a_proposal(db: migrated) {
        let (id, grant) = told(db);
        for (change, back) in [
            ("UPDATE proposals SET awarded_minor = awarded_minor + 1", "UPDATE proposals SET awarded_minor = awarded_minor - 1"),
            ("UPDATE proposals SET reference = 'SGF2010-0002'", "UPDATE proposals SET reference = 'SGF2010-0001'"),
            ("UPDATE proposals SET country = 'UG'", "UPDATE proposals SET country = 'KE'"),
            ("UPDATE assignments SET total = total + 1", "UPDATE assignments SET total = total - 1"),
        ] {
            names(db, change, id, None);
            db.by_hand(back);
            assert_eq!(finding(db), None, "{back}");
        }
        for (change, back) in [
            ("UPDATE tranches SET amount_minor = amount_minor + 1", "UPDATE tranches SET amount_minor = amount_minor - 1"),
            ("UPDATE reports SET status = 'accepted'", "UPDATE reports SET status = 'pending'"),
        ] {
            names(db, change, grant, None);
            db.by_hand(back);
            assert_eq!(finding(db), None, "{back}");
        }
        names(db, "DELETE FROM screening_people", id, None);
    }

    fn a_row_taken_out(db: migrated) {
        let (_, grant) = told(db);
        names(db, "DELETE FROM reports", grant, None);
    }

    fn a_row_without_a_record(db: migrated) {
        let (id, grant) = told(db);
        db.by_hand(&format!("DELETE FROM events WHERE case_id = '{grant}'; DELETE FROM cases WHERE id = '{grant}'"));
        let found = finding(db).unwrap();
        // The proposal's status is the grant's to tell, so either of the two may be named.
        assert!([CaseId::from(id), CaseId::from(grant)].contains(&found.case), "{found:?}");
        let stray = crate::story::organisation_row("KE", "Stray", None, day(1, 6));
        db.by_hand("DELETE FROM grants; DELETE FROM events; DELETE FROM cases; DELETE FROM proposals; DELETE FROM calls; DELETE FROM organisations");
        db.write(|conn| store::organisations::insert(conn, &stray));
        let found = finding(db).unwrap();
        assert_eq!(found.case, stray.id.into(), "{found:?}");
    }

    fn bytes_that_are_no_value_of_their_column(db: migrated) {
        // PostgreSQL does not take such bytes; on SQLite text is text.
        if !db.is_sqlite() {
            return;
        }
        let (id, grant) = told(db);
        names(db, &format!("UPDATE events SET at = 'X' || substr(at, 2) WHERE case_id = '{id}' AND seq = 4"), id, Some(4));
        db.by_hand(&format!("UPDATE events SET at = '2' || substr(at, 2) WHERE case_id = '{id}' AND seq = 4"));
        names(db, &format!("UPDATE events SET actor = 'x' || substr(actor, 2) WHERE case_id = '{id}' AND seq = 6"), id, Some(6));
        db.by_hand(&format!("UPDATE events SET actor = '0' || substr(actor, 2) WHERE case_id = '{id}' AND seq = 6"));
        names(db, &format!("UPDATE events SET hash = substr(hash, 2) WHERE case_id = '{grant}' AND seq = 1"), grant, Some(1));
        db.by_hand(&format!("UPDATE events SET hash = (SELECT head_hash FROM cases WHERE id = '{grant}') WHERE case_id = '{grant}'"));
        assert_eq!(finding(db), None);
        names(db, "UPDATE proposals SET status_since = 'yesterday'", id, None);
    }
}

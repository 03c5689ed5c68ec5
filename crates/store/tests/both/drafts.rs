//! Drafts, submissions, scores being written, texts.

use store::drafts::{AnswerRow, BesideRow, PresenceRow};
use store::{StoreError, drafts};
use workflow::ids::{PersonId, ProposalId};
use workflow::record::digest;

use crate::harness::Database;
use crate::story::{call, day, draft, organisation, person};

/// A draft in Arabic without answers, and who writes it.
fn written(db: &Database) -> (ProposalId, PersonId) {
    let owner = person(db, "owner@example.org");
    let organisation = organisation(db, "KE", "Hope", day(1, 5));
    let id = draft(db, call(db, "SGF2010", owner), organisation, owner);
    db.write(|conn| drafts::insert(conn, id, Some("ar"), owner, day(3, 2)));
    (id, owner)
}

on_both! {
    fn a_save_is_counted_over_the_version_one_saw(db: migrated) {
        let (id, owner) = written(db);
        assert_eq!(db.write(|conn| drafts::advance(conn, id, 1, owner, day(3, 3))), 2);
        let late = db.store.write(|conn| drafts::advance(conn, id, 1, owner, day(3, 4)));
        assert!(matches!(late, Err(StoreError::ChangedMeanwhile)));
        let found = db.read(|conn| drafts::find(conn, id)).unwrap();
        assert_eq!((found.version, found.language.as_deref(), found.saved_at), (2, Some("ar"), day(3, 3)));
    }

    fn an_answer_takes_the_place_of_the_one_before(db: migrated) {
        let (id, owner) = written(db);
        let row = |value: &str, version| AnswerRow {
            question: "title".to_owned(), value: value.to_owned(), version, saved_at: day(3, 3), saved_by: owner,
        };
        db.write(|conn| drafts::set_answer(conn, id, &row(r#""مأوى""#, 2)));
        db.write(|conn| drafts::set_answer(conn, id, &row("null", 3)));
        let found = db.read(|conn| drafts::answers_since(conn, id, 2));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].value.as_str(), found[0].version, found[0].saved_by), ("null", 3, owner));
        assert!(db.read(|conn| drafts::answers_since(conn, id, 3)).is_empty());
    }

    fn a_save_is_known_again(db: migrated) {
        let (id, owner) = written(db);
        let _ = owner;
        for _ in 0..2 {
            db.write(|conn| drafts::note_save(conn, id, "title", 4, "0011"));
        }
        let known = |question, on, print| db.read(|conn| drafts::was_saved(conn, id, question, on, print));
        assert!(known("title", 4, "0011"));
        for (question, on, print) in [("other", 4, "0011"), ("title", 5, "0011"), ("title", 4, "0012")] {
            assert!(!known(question, on, print));
        }
    }

    fn what_is_kept_beside_is_kept_once_and_dropped_by_its_id(db: migrated) {
        let (id, owner) = written(db);
        let row = |fingerprint: &str, at| BesideRow {
            id: uuid::Uuid::now_v7(), question: "title".to_owned(), value: r#""x""#.to_owned(),
            fingerprint: fingerprint.to_owned(), written_on: 2, kept_at: day(3, at), kept_by: owner,
        };
        for kept in [row("b", 4), row("a", 3), row("b", 5)] {
            db.write(|conn| drafts::keep_beside(conn, id, &kept));
        }
        let found = db.read(|conn| drafts::besides(conn, id));
        let prints: Vec<&str> = found.iter().map(|row| row.fingerprint.as_str()).collect();
        assert_eq!(prints, ["a", "b"]);
        assert_eq!(found[1].kept_at, day(3, 4));
        assert_eq!(db.write(|conn| drafts::drop_besides(conn, id, "other", &[found[0].id])), 0);
        assert_eq!(db.write(|conn| drafts::drop_besides(conn, id, "title", &[found[0].id])), 1);
        assert_eq!(db.read(|conn| drafts::besides(conn, id)).len(), 1);
    }

    fn who_is_where_is_known_until_they_are_not_heard_of(db: migrated) {
        let (id, owner) = written(db);
        let other = person(db, "other@example.org");
        let row = |person, question: &str, at| PresenceRow {
            person, section: "project".to_owned(), question: question.to_owned(), seen_at: day(3, at),
        };
        for seen in [row(owner, "", 3), row(other, "title", 4), row(owner, "months", 5)] {
            db.write(|conn| drafts::see(conn, id, &seen, day(3, 1)));
        }
        let found = db.read(|conn| drafts::present(conn, id, day(3, 4)));
        assert_eq!(found, [row(other, "title", 4), row(owner, "months", 5)]);
        assert_eq!(db.read(|conn| drafts::present(conn, id, day(3, 5))).len(), 1);
        db.write(|conn| drafts::see(conn, id, &row(owner, "months", 6), day(3, 5)));
        assert_eq!(db.read(|conn| drafts::present(conn, id, day(3, 1))), [row(owner, "months", 6)]);
    }

    fn a_submission_is_kept_as_received(db: migrated) {
        let owner = person(db, "owner@example.org");
        let id = draft(db, call(db, "SGF2010", owner), organisation(db, "KE", "Hope", day(1, 5)), owner);
        let keep = |version, content: &str| {
            let digest = digest(content.as_bytes());
            db.store.write(|conn| drafts::insert_submission(conn, id, version, content, digest, owner, day(3, 3)))
        };
        keep(1, "first").unwrap();
        keep(2, "second").unwrap();
        assert!(matches!(keep(2, "third"), Err(StoreError::Duplicate(_))));
        let read = |version| db.read(|conn| drafts::find_submission(conn, id, version));
        assert_eq!(read(1).unwrap().content, "first");
        assert_eq!(read(2).unwrap().submitted_at, day(3, 3));
        assert!(read(3).is_none());
    }

    fn scores_being_written_are_their_authors(db: migrated) {
        let (owner, other) = (person(db, "owner@example.org"), person(db, "other@example.org"));
        let id = draft(db, call(db, "SGF2010", owner), organisation(db, "KE", "Hope", day(1, 5)), owner);
        db.write(|conn| drafts::save_scores(conn, id, owner, "{}", day(3, 3)));
        db.write(|conn| drafts::save_scores(conn, id, owner, r#"{"need":1}"#, day(3, 4)));
        let written = db.read(|conn| drafts::find_scores(conn, id, owner));
        assert_eq!(written.map(|row| row.scores).as_deref(), Some(r#"{"need":1}"#));
        assert_eq!(db.read(|conn| drafts::find_scores(conn, id, other)), None);
    }

    fn a_text_is_kept_once(db: migrated) {
        let text = "Reason: الأهلية\n";
        let name = digest(text.as_bytes());
        for on in [1, 2] {
            db.write(|conn| drafts::keep_text(conn, name, text, day(3, on)));
        }
        assert_eq!(db.read(|conn| drafts::find_text(conn, name)).as_deref(), Some(text));
        assert_eq!(db.read(|conn| drafts::find_text(conn, digest(b"other"))), None);
    }
}

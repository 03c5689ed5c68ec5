//! Drafts, submissions, scores being written, texts.

use store::{StoreError, drafts};
use workflow::record::digest;

use crate::story::{call, day, draft, organisation, person};

on_both! {
    fn a_draft_is_saved_over_the_version_one_saw(db: migrated) {
        let owner = person(db, "owner@example.org");
        let id = draft(db, call(db, "SGF2010", owner), organisation(db, "KE", "Hope", day(1, 5)), owner);
        db.write(|conn| drafts::insert(conn, id, "{}", owner, day(3, 2)));
        db.write(|conn| drafts::save(conn, id, 1, r#"{"title":"مأوى"}"#, owner, day(3, 3)));
        let late = db.store.write(|conn| drafts::save(conn, id, 1, "{}", owner, day(3, 4)));
        assert!(matches!(late, Err(StoreError::ChangedMeanwhile)));
        let found = db.read(|conn| drafts::find(conn, id)).unwrap();
        assert_eq!((found.version, found.answers.as_str(), found.saved_at), (2, r#"{"title":"مأوى"}"#, day(3, 3)));
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
        assert_eq!(db.read(|conn| drafts::find_scores(conn, id, owner)).as_deref(), Some(r#"{"need":1}"#));
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

//! Sessions, links, attempts, tokens, kept answers.

use chrono::TimeDelta;
use store::StoreError;
use store::accounts::{self, SessionRow};
use workflow::record::{Digest, digest};

use crate::story::{day, person};

fn session(
    key: &[u8],
    person: Option<workflow::ids::PersonId>,
    expires: chrono::DateTime<chrono::Utc>,
) -> SessionRow {
    SessionRow {
        id: digest(key),
        person: person.map(Into::into),
        state: "{}".to_owned(),
        created_at: day(3, 1),
        last_seen_at: day(3, 1),
        expires_at: expires,
    }
}

on_both! {
    fn a_session_lives_until_it_is_ended(db: migrated) {
        let amina = person(db, "amina@example.org");
        let first = session(b"one", Some(amina), day(3, 10));
        db.write(|conn| accounts::insert_session(conn, &first));
        db.write(|conn| accounts::insert_session(conn, &session(b"two", Some(amina), day(3, 20))));
        db.write(|conn| accounts::insert_session(conn, &session(b"three", None, day(3, 5))));
        db.write(|conn| accounts::touch_session(conn, first.id, day(3, 2)));

        let found = db.read(|conn| accounts::find_session(conn, first.id)).unwrap();
        assert_eq!((found.id, found.person, found.last_seen_at), (first.id, Some(amina.into()), day(3, 2)));
        let own = db.read(|conn| accounts::sessions_of(conn, amina));
        assert_eq!(own.iter().map(|session| session.id).collect::<Vec<_>>(), [first.id, digest(b"two")]);

        assert_eq!(db.write(|conn| accounts::delete_expired_sessions(conn, day(3, 5))), 1);
        db.write(|conn| accounts::delete_session(conn, first.id));
        assert!(db.read(|conn| accounts::find_session(conn, first.id)).is_none());
        assert_eq!(db.write(|conn| accounts::delete_sessions_of(conn, amina)), 1);
        assert!(db.read(|conn| accounts::sessions_of(conn, amina)).is_empty());
    }

    fn a_link_serves_its_purpose_once_and_in_time(db: migrated) {
        let amina = person(db, "amina@example.org");
        let (token, other) = (digest(b"token"), digest(b"other"));
        db.write(|conn| accounts::insert_link(conn, token, amina, "reset", day(3, 1), day(3, 2)));
        db.write(|conn| accounts::insert_link(conn, other, amina, "reset", day(3, 1), day(3, 2)));
        let take = |token: Digest, purpose: &str, at| db.write(|conn| accounts::use_link(conn, token, purpose, at));
        assert_eq!(take(token, "confirm", day(3, 1)), None);
        assert_eq!(take(token, "reset", day(3, 2)), None, "its time is over at that instant");
        assert_eq!(take(token, "reset", day(3, 2) - TimeDelta::microseconds(1)), Some(amina));
        assert_eq!(take(token, "reset", day(3, 1)), None);
        db.write(|conn| accounts::use_links_of(conn, amina, "reset", day(3, 1)));
        assert_eq!(db.read(|conn| accounts::find_link(conn, other, "reset", day(3, 1))), None);
    }

    fn attempts_are_counted_and_forgotten(db: migrated) {
        assert_eq!(db.read(|conn| accounts::attempts(conn, "a")), None);
        db.write(|conn| accounts::set_attempts(conn, "a", 1, day(3, 1)));
        db.write(|conn| accounts::set_attempts(conn, "a", 2, day(3, 2)));
        assert_eq!(db.read(|conn| accounts::attempts(conn, "a")), Some((2, day(3, 2))));
        db.write(|conn| accounts::clear_attempts(conn, "a"));
        assert_eq!(db.read(|conn| accounts::attempts(conn, "a")), None);
    }

    fn a_token_is_its_owners_to_revoke(db: migrated) {
        let (amina, bela) = (person(db, "amina@example.org"), person(db, "bela@example.org"));
        let token = digest(b"token");
        db.write(|conn| accounts::insert_token(conn, token, amina, "reports", "read", day(3, 1)));
        db.write(|conn| accounts::touch_token(conn, token, day(3, 2)));
        let found = db.read(|conn| accounts::find_token(conn, token)).unwrap();
        assert_eq!((found.person, found.scopes.as_str()), (amina, "read"));
        assert!(!db.write(|conn| accounts::revoke_token(conn, bela, token, day(3, 3))));
        assert!(db.write(|conn| accounts::revoke_token(conn, amina, token, day(3, 3))));
        assert!(!db.write(|conn| accounts::revoke_token(conn, amina, token, day(3, 3))));
        assert!(db.read(|conn| accounts::find_token(conn, token)).is_none());
        assert_eq!(db.read(|conn| accounts::tokens_of(conn, amina)).len(), 1);
    }

    fn an_answer_is_kept_once_for_each_person_and_key(db: migrated) {
        use store::settings::{keep_answer, kept_answer};
        let (amina, bela) = (person(db, "amina@example.org"), person(db, "bela@example.org"));
        let request = digest(b"request");
        db.write(|conn| keep_answer(conn, amina, "key", request, 201, "{}", day(3, 1)));
        assert_eq!(db.read(|conn| kept_answer(conn, amina, "key")), Some((request, 201, "{}".to_owned())));
        assert_eq!(db.read(|conn| kept_answer(conn, bela, "key")), None);
        let again = db.store.write(|conn| keep_answer(conn, amina, "key", request, 200, "[]", day(3, 1)));
        let columns = "idempotency_keys.person_id, idempotency_keys.key";
        assert!(matches!(&again, Err(StoreError::Duplicate(what)) if what == columns), "{again:?}");
        // Kept on 1 March: cleared once it is older than the moment given, not at that moment.
        assert_eq!(db.write(|conn| store::settings::clear_answers(conn, day(3, 1))), 0);
        assert_eq!(db.write(|conn| store::settings::clear_answers(conn, day(3, 2))), 1);
        assert_eq!(db.read(|conn| kept_answer(conn, amina, "key")), None);
    }
}

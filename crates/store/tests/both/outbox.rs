//! The outbox: each mail once, retried later, newest first on the page.

use store::outbox::{self, NewMail};
use workflow::ids::PersonId;

use crate::harness::Database;
use crate::story::{day, person};

fn put(db: &Database, once: &str, recipient: PersonId, at: chrono::DateTime<chrono::Utc>) {
    let mail = NewMail {
        once,
        recipient,
        subject: "استلمنا مقترحكم",
        body: "…",
        language: "ar",
        case: None,
        letter: None,
    };
    db.write(|conn| outbox::put(conn, &mail, at));
}

on_both! {
    fn a_mail_is_written_once(db: migrated) {
        let amina = person(db, "amina@example.org");
        put(db, "received:1:amina", amina, day(3, 1));
        put(db, "received:1:amina", amina, day(3, 2));
        let due = db.read(|conn| outbox::due(conn, day(3, 3), 10));
        assert_eq!(due.len(), 1);
        assert_eq!((due[0].created_at, due[0].subject.as_str(), due[0].attempts), (day(3, 1), "استلمنا مقترحكم", 0));
    }

    fn a_mail_goes_with_the_act_that_failed(db: migrated) {
        let amina = person(db, "amina@example.org");
        let mail = NewMail { once: "a", recipient: amina, subject: "s", body: "b", language: "en", case: None, letter: None };
        let failed: Result<(), store::StoreError> = db.store.write(|conn| {
            outbox::put(conn, &mail, day(3, 1))?;
            Err(store::StoreError::ChangedMeanwhile)
        });
        assert!(failed.is_err());
        assert!(db.read(|conn| outbox::newest(conn, None, None, 10)).is_empty());
    }

    fn a_mail_that_fails_waits_and_a_sent_one_is_done(db: migrated) {
        let amina = person(db, "amina@example.org");
        for (once, at) in [("c", day(3, 3)), ("a", day(3, 1)), ("b", day(3, 2))] {
            put(db, once, amina, at);
        }
        let due = |at| db.read(|conn| outbox::due(conn, at, 10));
        let names = |at| due(at).into_iter().map(|mail| mail.once).collect::<Vec<_>>();
        assert_eq!(names(day(3, 3)), ["a", "b", "c"]);
        assert_eq!(names(day(3, 2)), ["a", "b"]);
        assert_eq!(db.read(|conn| outbox::due(conn, day(3, 3), 1)).len(), 1);

        let first = due(day(3, 3))[0].id;
        db.write(|conn| outbox::failed(conn, first, "connection refused", day(3, 5)));
        assert_eq!(names(day(3, 4)), ["b", "c"]);
        assert_eq!(names(day(3, 5)), ["b", "c", "a"]);
        db.write(|conn| outbox::sent(conn, first, day(3, 6)));
        assert_eq!(names(day(3, 6)), ["b", "c"]);
        let sent = db.read(|conn| outbox::find(conn, first)).unwrap();
        assert_eq!((sent.attempts, sent.last_error), (2, None));
    }

    fn the_newest_come_first_in_pages(db: migrated) {
        let (amina, bela) = (person(db, "amina@example.org"), person(db, "bela@example.org"));
        for number in 0..5 {
            put(db, &number.to_string(), if number == 2 { bela } else { amina }, day(3, 1));
        }
        let page = |recipient, before| db.read(|conn| outbox::newest(conn, recipient, before, 2));
        let names = |page: &[store::outbox::MailRow]| page.iter().map(|mail| mail.once.clone()).collect::<Vec<_>>();
        let first = page(None, None);
        assert_eq!(names(&first), ["4", "3"]);
        assert_eq!(names(&page(None, Some(first[1].id))), ["2", "1"]);
        assert_eq!(names(&page(Some(bela), None)), ["2"]);
    }
}

//! Letters in the tables: checks, what is due, what was sent.

use chrono::{DateTime, Utc};
use store::letters::{self, Check, SentLetter};
use store::outbox::{self, NewMail};
use store::{cases, proposals};
use workflow::batch::Hindrance;
use workflow::call::{self, Event as CallEvent};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::record::digest;
use workflow::transition::Status;

use crate::harness::Database;
use crate::life::verify;
use crate::story::{call, day, draft, organisation, person, submitted, tell};

fn filed(db: &Database, call: CallId, by: PersonId, number: i64) -> ProposalId {
    let applicant = organisation(db, "KE", &format!("Hope {number}"), day(2, 1));
    let id = draft(db, call, applicant, by);
    tell(
        db,
        id,
        by,
        day(3, 9),
        &[submitted(number, "Shelter", 4_000_000)],
    );
    id
}

fn tell_call(db: &Database, id: CallId, by: Option<PersonId>, at: DateTime<Utc>, event: CallEvent) {
    db.write(|conn| {
        let before = cases::load_call(conn, id)?.unwrap();
        let after = call::evolve(Some(before.state.clone()), id, &event, by, at).unwrap();
        cases::save_call(conn, Some(&before), &after, &[event], by, at)
    });
}

fn sent(proposal: ProposalId, subject: &str, at: DateTime<Utc>) -> SentLetter {
    SentLetter {
        id: uuid::Uuid::now_v7(),
        proposal,
        letter: "selected".to_owned(),
        language: "ar".to_owned(),
        subject: subject.to_owned(),
        body: "السادة …\n\n".to_owned(),
        sheet: "{\"language\":\"ar\"}".to_owned(),
        sent_at: at,
        pdf: None,
    }
}

on_both! {
    fn the_last_check_of_a_letter_counts_until_it_is_taken_back(db: migrated) {
        let amina = person(db, "amina@example.org");
        let bela = person(db, "bela@example.org");
        let call = call(db, "SGF2010", amina);
        let file = filed(db, call, amina, 1);
        let check = |text: &str, by, at| Check { digest: digest(text.as_bytes()), by, at };
        db.write(|conn| letters::check(conn, file, &check("a", amina, day(4, 1))));
        db.write(|conn| letters::check(conn, file, &check("b", bela, day(4, 2))));
        let found = db.read(|conn| letters::checked(conn, call));
        assert_eq!(found.len(), 1);
        assert_eq!(found[&file], check("b", bela, day(4, 2)));
        db.write(|conn| letters::uncheck(conn, file));
        assert!(db.read(|conn| letters::checked(conn, call)).is_empty());
    }

    fn a_release_is_due_at_its_moment_and_until_it_is_over(db: migrated) {
        let amina = person(db, "amina@example.org");
        let call = call(db, "SGF2010", amina);
        let set = |at| CallEvent::LettersReleaseSet { at, checked_only: false };
        let due = |at| db.read(|conn| letters::due(conn, at));
        tell_call(db, call, Some(amina), day(4, 1), set(day(5, 1)));
        assert_eq!((due(day(4, 30)), due(day(5, 1))), (vec![], vec![call]));
        tell_call(db, call, Some(amina), day(4, 2), set(day(6, 1)));
        assert_eq!((due(day(5, 1)), due(day(6, 1))), (vec![], vec![call]));
        verify(db);
        tell_call(db, call, None, day(6, 1), CallEvent::LettersReleaseRefused { hindrance: Hindrance::Nothing });
        assert!(due(day(7, 1)).is_empty());
        tell_call(db, call, Some(amina), day(6, 2), set(day(6, 3)));
        tell_call(db, call, Some(amina), day(6, 2), CallEvent::LettersReleaseCancelled {});
        assert!(due(day(7, 1)).is_empty());
        verify(db);
    }

    fn letters_are_kept_as_they_were_sent_and_mails_bring_them(db: migrated) {
        let amina = person(db, "amina@example.org");
        let call = call(db, "SGF2010", amina);
        let file = filed(db, call, amina, 1);
        let (first, second) = (sent(file, "one", day(5, 1)), sent(file, "two", day(5, 2)));
        for letter in [&first, &second] {
            db.write(|conn| letters::keep(conn, letter));
        }
        assert_eq!(db.read(|conn| letters::of_proposal(conn, file)), [second, first.clone()]);
        assert_eq!(db.read(|conn| letters::find(conn, first.id)), Some(first.clone()));
        let mail = NewMail {
            once: "released:1",
            recipient: amina,
            subject: "one",
            body: "…",
            language: "ar",
            case: Some(file.into()),
            letter: Some(first.id),
        };
        db.write(|conn| outbox::put(conn, &mail, day(5, 1)));
        let due = db.read(|conn| outbox::due(conn, day(5, 1), 1));
        assert_eq!(due[0].letter.map(|id| id.0), Some(first.id));
    }

    fn what_waits_is_in_a_status_told_to_nobody_and_without_conflict(db: migrated) {
        let amina = person(db, "amina@example.org");
        let call = call(db, "SGF2010", amina);
        let file = filed(db, call, amina, 1);
        let waiting = |statuses: &[Status], reader| db.read(|conn| letters::waiting(conn, call, statuses, reader));
        assert!(waiting(&[Status::Selected], amina).is_empty());
        let found = waiting(&[Status::Selected, Status::Submitted], amina);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].proposal, found[0].reference.ends_with("-0001"), found[0].status), (file, true, Status::Submitted));
        assert_eq!(db.read(|conn| letters::samples(conn, call, amina, 5)).len(), 1);
        let set = workflow::interest::Event::ConflictDeclared { conflict: workflow::interest::ConflictKind::Family };
        tell(db, file, amina, day(4, 1), &[workflow::proposal::Event::Interest(set)]);
        assert!(waiting(&[Status::Submitted], amina).is_empty());
        assert!(db.read(|conn| letters::samples(conn, call, amina, 5)).is_empty());
        assert!(db.read(|conn| proposals::awarded(conn, call)).is_empty());
    }
}

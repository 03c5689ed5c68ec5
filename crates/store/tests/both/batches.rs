//! Batches of screening and what the figures are counted from, in the tables.

use chrono::TimeDelta;
use store::{batches, cases, screening_figures};
use workflow::batch::{Choosing, Hindrance, Order};
use workflow::call::{self, Call, Event as CallEvent};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::intake;
use workflow::interest::{ConflictKind, Event as Interest};
use workflow::proposal::Event;
use workflow::record::digest;
use workflow::screening::{Event as Screening, Outcome};
use workflow::transition::{StageKind, Status};

use crate::harness::Database;
use crate::life::verify;
use crate::story::{call, day, draft, entered, organisation, person, submitted, tell};

/// Adds events to a call's chain.
fn tell_call(
    db: &Database,
    id: CallId,
    by: Option<PersonId>,
    at: chrono::DateTime<chrono::Utc>,
    events: &[CallEvent],
) {
    db.write(|conn| {
        let before = cases::load_call(conn, id)?.unwrap();
        let step = |state: Call, event| call::evolve(Some(state), id, event, by, at).unwrap();
        let after = events.iter().fold(before.state.clone(), step);
        cases::save_call(conn, Some(&before), &after, events, by, at)
    });
}

/// A submitted file with the row of its submission.
fn filed(db: &Database, call: CallId, by: PersonId, country: &str, number: i64) -> ProposalId {
    let id = draft(
        db,
        call,
        organisation(db, country, &format!("Hope {number}"), day(2, 1)),
        by,
    );
    tell(
        db,
        id,
        by,
        day(3, 9),
        &[submitted(number, "Shelter", 4_000_000)],
    );
    for version in [1, 2] {
        let own = digest(format!("{number}, version {version}").as_bytes());
        db.write(|conn| {
            store::drafts::insert_submission(conn, id, version, "{}", own, by, day(3, 9))
        });
    }
    id
}

fn opened(batch: u32, files: &[ProposalId]) -> CallEvent {
    CallEvent::BatchOpened {
        batch,
        position: 1,
        choosing: Choosing {
            order: Order::Receipt,
            countries: Default::default(),
            most: None,
        },
        lot: None,
        files: files.to_vec(),
    }
}

on_both! {
    fn files_wait_in_the_order_of_receipt_until_a_batch_takes_them(db: migrated) {
        let officer = person(db, "officer@example.org");
        let (id, other) = (call(db, "SGF2010", officer), call(db, "SGF2011", officer));
        let second = filed(db, id, officer, "UG", 2);
        let first = filed(db, id, officer, "KE", 1);
        let third = filed(db, id, officer, "KE", 3);
        filed(db, other, officer, "KE", 1);
        draft(db, id, organisation(db, "PE", "Draft", day(2, 1)), officer);
        let withdrawn = filed(db, id, officer, "KE", 4);
        tell(db, withdrawn, officer, day(3, 10), &[Event::Intake(intake::Event::Withdrawn { reason: None })]);
        let waiting = |reader| db.read(|conn| batches::waiting(conn, id, 1, reader));
        let all = waiting(None);
        assert_eq!(all.iter().map(|file| file.proposal).collect::<Vec<_>>(), [first, second, third]);
        assert_eq!((all[1].number, all[1].country.code()), (2, "UG"));
        // The submission that counts is the last one.
        assert_eq!(all[1].digest, digest(b"2, version 2"));
        assert!(db.read(|conn| batches::waiting(conn, id, 3, None)).is_empty());
        // Who has a conflict does not read of the file.
        tell(db, second, officer, day(3, 11), &[Event::Interest(Interest::ConflictDeclared { conflict: ConflictKind::Family })]);
        assert_eq!(waiting(Some(officer)).len(), 2);
        assert_eq!(waiting(None).len(), 3);

        tell_call(db, id, Some(officer), day(4, 6), &[opened(1, &[first])]);
        tell(db, first, officer, day(4, 6), &[entered(1, StageKind::Screening)]);
        assert_eq!(waiting(None).iter().map(|file| file.proposal).collect::<Vec<_>>(), [second, third]);
        // A file that was moved by itself is put into a batch later.
        tell(db, third, officer, day(4, 6), &[entered(1, StageKind::Screening)]);
        assert_eq!(waiting(None).len(), 2);
        assert_eq!(db.read(|conn| batches::of_file(conn, first, 1)), Some(1));
        assert_eq!(db.read(|conn| batches::of_file(conn, third, 1)), None);
        verify(db);
    }

    fn a_batch_shows_its_files_and_its_release(db: migrated) {
        let (officer, manager) = (person(db, "officer@example.org"), person(db, "manager@example.org"));
        let id = call(db, "SGF2010", officer);
        let [one, two] = [1, 2].map(|number| filed(db, id, officer, "KE", number));
        tell_call(db, id, Some(officer), day(4, 6), &[opened(1, &[two, one])]);
        let files = |reader| db.read(|conn| batches::files(conn, id, 1, reader));
        let shown = files(manager);
        assert_eq!(shown.iter().map(|file| (file.place, file.proposal)).collect::<Vec<_>>(), [(1, two), (2, one)]);
        assert_eq!((shown[0].status, shown[0].position, shown[0].eligible), (Status::Submitted, 0, None));
        assert_eq!(shown[0].reference.as_deref(), Some("SGF2010-0002"));
        tell(db, one, officer, day(4, 7), &[Event::Interest(Interest::ConflictDeclared { conflict: ConflictKind::Family })]);
        assert_eq!(files(officer).len(), 1);
        assert_eq!(files(manager).len(), 2);

        let at = day(5, 11);
        let due = |now| db.read(|conn| batches::due(conn, now));
        tell_call(db, id, Some(manager), day(5, 1), &[CallEvent::ReleaseSet { batch: 1, at, ready_only: false }]);
        assert!(due(at - TimeDelta::microseconds(1)).is_empty());
        assert_eq!(due(at), [(id, 1)]);
        verify(db);
        tell_call(db, id, None, at, &[CallEvent::ReleaseRefused { batch: 1, hindrance: Hindrance::Undecided }]);
        assert!(due(at).is_empty());
        tell_call(db, id, Some(manager), at, &[CallEvent::ReleaseSet { batch: 1, at: at + TimeDelta::days(1), ready_only: true }]);
        tell_call(db, id, Some(manager), at, &[CallEvent::BatchReleased { batch: 1, files: vec![one, two] }]);
        assert!(due(day(12, 31)).is_empty());
        verify(db);
    }

    fn a_batch_changed_by_hand_is_found(db: migrated) {
        let officer = person(db, "officer@example.org");
        let id = call(db, "SGF2010", officer);
        let one = filed(db, id, officer, "KE", 1);
        tell_call(db, id, Some(officer), day(4, 6), &[opened(1, &[one])]);
        verify(db);
        db.by_hand("UPDATE batches SET files = 2");
        let found = db.read(|conn| store::verification::check_batch(conn, None, 100)).finding;
        assert!(format!("{found:?}").contains("batches"), "{found:?}");
    }

    fn the_figures_are_counted_from_files_verdicts_and_passages(db: migrated) {
        let people = ["first", "second"].map(|name| person(db, &format!("{name}@example.org")));
        let [first, second] = people;
        let id = call(db, "SGF2010", first);
        let [one, two] = [1, 2].map(|number| filed(db, id, first, "KE", number));
        let verdict = |outcome, code: Option<&str>| Event::Screening(Screening::VerdictRecorded {
            criterion: "registered".to_owned(),
            outcome,
            reason_code: code.map(str::to_owned),
            reason: None,
            proposed: None,
            evidence: None,
        });
        let take = |screener| Event::Screening(Screening::ScreenerAssigned { screener });
        let concluded = |eligible, confirm, again| Event::Screening(Screening::Concluded { eligible, confirm, again });
        tell(db, one, first, day(4, 6), &[entered(1, StageKind::Screening), take(first)]);
        // Drawn for a second screening, which comes to the same.
        tell(db, one, first, day(4, 7), &[verdict(Outcome::Fail, Some("too_young")), concluded(false, false, true)]);
        tell(db, one, second, day(4, 8), &[take(second), verdict(Outcome::Fail, None), concluded(false, false, false)]);
        verify(db);
        let files = |reader| db.read(|conn| screening_figures::files(conn, id, reader));
        let shown = files(None);
        assert_eq!(shown.iter().map(|file| file.eligible).collect::<Vec<_>>(), [Some(false), None]);
        assert_eq!((shown[0].status, shown[0].released, shown[0].country.as_str()), (Status::Ineligible, false, "KE"));
        tell(db, two, second, day(4, 8), &[Event::Interest(Interest::ConflictDeclared { conflict: ConflictKind::Family })]);
        assert_eq!(files(Some(second)).len(), 1);
        let verdicts = db.read(|conn| screening_figures::verdicts(conn, id));
        let said: Vec<_> = verdicts.iter().map(|v| (v.round, v.outcome, v.reason_code.as_deref())).collect();
        assert_eq!(said, [(1, Outcome::Fail, Some("too_young")), (2, Outcome::Fail, None)]);
        let passages = db.read(|conn| screening_figures::passages(conn, id));
        let steps: Vec<_> = passages.iter().map(|step| (step.proposal, step.at, step.entered)).collect();
        assert_eq!(steps, [(one, day(4, 6), true), (one, day(4, 7), false), (one, day(4, 8), false)]);
    }
}

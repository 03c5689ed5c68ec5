//! What waits to be screened, loads, notes to colleagues, and answers to a clarification while they are written.

use store::clarification_answers::{self as answers, Place};
use store::screening_loads::{self, Load};
use store::screening_notes::{self, NoteRow};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{ConflictKind, Event as Interest};
use workflow::proposal::Event;
use workflow::screening::Event as Screening;
use workflow::transition::StageKind;

use crate::harness::Database;
use crate::story::{call, day, draft, entered, organisation, person, submitted, tell};

struct Scene {
    call: CallId,
    officer: PersonId,
    screeners: [PersonId; 2],
    files: Vec<ProposalId>,
}

/// Four files in the queue, waiting since 7, 8, 9 and 10 April; the later the number, the longer it waits.
fn queued(db: &Database) -> Scene {
    let officer = person(db, "officer@example.org");
    let screeners = ["one@example.org", "two@example.org"].map(|email| person(db, email));
    let call = call(db, "SGF2010", officer);
    let files = (0..4_u32)
        .map(|number| {
            let organisation = organisation(db, "KE", &format!("Hope {number}"), day(1, 5));
            let id = draft(db, call, organisation, officer);
            let title = format!("Shelter {number}");
            tell(
                db,
                id,
                officer,
                day(4, 1),
                &[submitted(i64::from(number) + 1, &title, 3_500_000)],
            );
            tell(
                db,
                id,
                officer,
                day(4, 10 - number),
                &[entered(1, StageKind::Screening)],
            );
            id
        })
        .collect();
    Scene {
        call,
        officer,
        screeners,
        files,
    }
}

fn take(db: &Database, id: ProposalId, screener: PersonId, at: u32) {
    let taken = Event::Screening(Screening::ScreenerAssigned { screener });
    tell(db, id, screener, day(4, at), &[taken]);
}

fn conclude(db: &Database, id: ProposalId, screener: PersonId, at: u32) {
    let concluded = Event::Screening(Screening::Concluded {
        eligible: true,
        confirm: false,
        again: false,
    });
    tell(db, id, screener, day(4, at), &[concluded]);
}

on_both! {
    fn what_waits_is_listed_longest_first_without_conflicts(db: migrated) {
        let scene = queued(db);
        let reader = scene.screeners[0];
        let waiting = |reader| db.read(|conn| screening_loads::waiting(conn, scene.call, reader));
        let mut oldest_first = scene.files.clone();
        oldest_first.reverse();
        let (ids, since): (Vec<ProposalId>, Vec<_>) = waiting(reader).into_iter().unzip();
        assert_eq!(ids, oldest_first);
        assert_eq!(since, [7, 8, 9, 10].map(|at| day(4, at)));
        let declared = Event::Interest(Interest::ConflictDeclared { conflict: ConflictKind::Family });
        tell(db, scene.files[3], reader, day(4, 11), &[declared]);
        assert_eq!(waiting(reader).len(), 3);
        assert_eq!(waiting(scene.officer).len(), 4);
        assert_eq!(db.read(screening_loads::calls), [scene.call]);
    }

    fn loads_count_what_is_held_and_what_is_done(db: migrated) {
        let scene = queued(db);
        let [one, two] = scene.screeners;
        take(db, scene.files[0], one, 12);
        take(db, scene.files[1], one, 13);
        take(db, scene.files[2], two, 14);
        conclude(db, scene.files[2], two, 15);
        let loads = |reader| db.read(|conn| screening_loads::loads(conn, scene.call, reader));
        let found = loads(scene.officer);
        assert_eq!(found[&one], Load { held: 2, oldest: Some(day(4, 12)), done: 0 });
        assert_eq!(found[&two], Load { held: 0, oldest: None, done: 1 });
        let part = db.read(|conn| screening_loads::took_part(conn, scene.call, two));
        assert_eq!(part.into_iter().collect::<Vec<_>>(), [scene.files[2]]);
        // A file of somebody's conflict does not count for them.
        let declared = Event::Interest(Interest::ConflictDeclared { conflict: ConflictKind::Family });
        tell(db, scene.files[0], scene.officer, day(4, 16), &[declared]);
        assert_eq!(loads(scene.officer)[&one], Load { held: 1, oldest: Some(day(4, 13)), done: 0 });
    }

    fn notes_are_read_in_the_order_they_were_written(db: migrated) {
        let scene = queued(db);
        let file = scene.files[0];
        let note = |content: &str, round, at| NoteRow {
            id: uuid::Uuid::now_v7(), round, author: scene.screeners[0], content: content.to_owned(), written_at: day(4, at),
        };
        let (late, early) = (note("ملاحظة", 2, 14), note("See the statutes.\n\nPage 3.", 1, 13));
        for row in [&late, &early] {
            db.write(|conn| screening_notes::add(conn, file, row));
        }
        db.write(|conn| screening_notes::add(conn, scene.files[1], &note("Another file", 1, 12)));
        assert_eq!(db.read(|conn| screening_notes::of_proposal(conn, file, None)), [early.clone(), late.clone()]);
        assert_eq!(db.read(|conn| screening_notes::of_proposal(conn, file, Some(2))), [late]);
        assert_eq!(db.read(|conn| screening_notes::of_proposal(conn, file, Some(1))), [early]);
    }

    fn what_is_written_at_a_point_takes_the_place_of_what_was(db: migrated) {
        let scene = queued(db);
        let (file, by) = (scene.files[0], scene.officer);
        let keep = |request, point, content: &str| {
            db.write(|conn| answers::keep(conn, file, Place { request, point }, content, by, day(4, 12)));
        };
        keep(0, 1, "Second");
        keep(0, 0, "First");
        keep(0, 0, "First, better");
        keep(1, 0, "Of another request");
        let of = |request| db.read(|conn| answers::of_request(conn, file, request));
        assert_eq!(of(0), [(0, "First, better".to_owned()), (1, "Second".to_owned())]);
        db.write(|conn| answers::forget(conn, file));
        assert!(of(0).is_empty() && of(1).is_empty());
    }
}

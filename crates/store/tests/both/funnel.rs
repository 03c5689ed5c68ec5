//! The figures of a call, against a small call told to the end.

use store::funnel::{CountryCount, Funnel, by_country, funnel, waiting};
use workflow::agreement::Event as Agreement;
use workflow::grant::Event as GrantEvent;
use workflow::intake;
use workflow::proposal::Event;
use workflow::record::digest;
use workflow::transition::{StageKind, Status};

use crate::story::{
    assigned, call, day, draft, entered, granted, organisation, person, scored, screened, selected,
    submitted, tell, tell_grant,
};

on_both! {
    fn an_empty_call_counts_nothing(db: migrated) {
        let officer = person(db, "officer@example.org");
        let call = call(db, "SGF2010", officer);
        let expected = Funnel { currency: Some("USD".to_owned()), ceiling_minor: 50_000_000, ..Funnel::default() };
        assert_eq!(db.read(|conn| funnel(conn, call, None)), expected);
        assert!(db.read(|conn| by_country(conn, call, None)).is_empty());
        assert!(db.read(|conn| waiting(conn, call, officer, day(6, 1))).is_empty());
    }

    fn each_step_counts_the_files_that_took_it(db: migrated) {
        let people = ["first", "second", "chair"].map(|name| person(db, &format!("{name}@example.org")));
        let [first, second, chair] = people;
        let (call, other) = (call(db, "SGF2010", chair), call(db, "SGF2011", chair));
        // Ten organisations in time, one after the deadline.
        let countries = ["KE", "KE", "KE", "UG", "UG", "EG", "EG", "NP", "PE", "ZM"];
        let organisations: Vec<_> =
            (0..10).map(|n| organisation(db, countries[n], &format!("Hope {n}"), day(2, 1))).collect();
        organisation(db, "FR", "Late", day(4, 6));
        let file = |n: usize| {
            let id = draft(db, call, organisations[n], chair);
            tell(db, id, chair, day(3, 9), &[submitted(n as i64 + 1, "Shelter", 4_000_000)]);
            id
        };
        // 9 is a draft, 8 was withdrawn after it had been submitted, 7 waits.
        draft(db, call, organisations[9], chair);
        tell(db, file(8), chair, day(3, 10), &[Event::Intake(intake::Event::Withdrawn { reason: None })]);
        file(7);
        // 6 is ineligible, 5 eligible, 4 scored, 3 declined, 2 selected, 1 signed, 0 runs.
        screened(db, file(6), first, second, false);
        screened(db, file(5), first, second, true);
        let four = file(4);
        screened(db, four, first, second, true);
        assigned(db, four, chair, &[first, second]);
        scored(db, four, first, 50_000, Some(50_000));
        let [three, two, one, zero] = [3, 2, 1, 0].map(file);
        for (id, minor) in [(three, 3_000_000), (two, 3_500_000), (one, 4_000_000), (zero, 4_000_000)] {
            selected(db, id, people, minor);
        }
        let reason = digest(b"reason");
        tell(db, three, chair, day(6, 1), &[entered(4, StageKind::Agreement), Event::Agreement(Agreement::Declined { reason })]);
        tell(db, one, chair, day(6, 1), &[entered(4, StageKind::Agreement)]);
        let grant = granted(db, zero, chair, first, 4_000_000);
        tell_grant(db, grant, first, day(7, 2), &[
            GrantEvent::PaymentRequested { tranche: 1 }, GrantEvent::PaymentApproved { tranche: 1, details: None, more_needed: false },
            GrantEvent::PaymentMade { tranche: 1, paid_on: day(7, 2).date_naive(), reference: "B-1".to_owned(), paid_out: None },
        ]);
        // A file of another call counts there alone.
        let elsewhere = draft(db, other, organisations[0], chair);
        tell(db, elsewhere, chair, day(3, 9), &[submitted(1, "Shelter", 4_000_000)]);

        let expected = Funnel {
            registered: 10, submitted: 9, countries: 5, screened: 7, eligible: 6, evaluated: 5, selected: 3, funded: 1,
            currency: Some("USD".to_owned()), ceiling_minor: 50_000_000, committed_minor: 11_500_000, paid_minor: 2_000_000,
        };
        assert_eq!(db.read(|conn| funnel(conn, call, None)), expected);
        assert_eq!(db.read(|conn| store::proposals::committed_minor(conn, call, Some(zero))), 7_500_000);
        let counted = |country: &str, proposals| CountryCount { country: country.to_owned(), proposals };
        let countries = [counted("KE", 3), counted("EG", 2), counted("UG", 2), counted("NP", 1), counted("PE", 1)];
        assert_eq!(db.read(|conn| by_country(conn, call, None)), countries);
        assert_eq!(db.read(|conn| funnel(conn, other, None)).submitted, 1);
    }

    fn waiting_work_is_counted_by_its_age(db: migrated) {
        let officer = person(db, "officer@example.org");
        let call = call(db, "SGF2010", officer);
        for (number, on) in [(1, 1), (2, 2), (3, 17), (4, 18), (5, 24), (6, 25), (7, 31)] {
            let id = draft(db, call, organisation(db, "KE", &format!("Hope {number}"), day(1, 5)), officer);
            tell(db, id, officer, day(3, on), &[submitted(number, "Shelter", 4_000_000)]);
        }
        let found = db.read(|conn| waiting(conn, call, officer, day(3, 31)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].status, Status::Submitted);
        // 30 days and more: the 1st. 14 to 29: the 2nd and 17th. 7 to 13: the 18th and 24th.
        assert_eq!(found[0].by_age, [2, 2, 2, 1]);
    }

    fn figures_leave_out_files_the_reader_has_a_conflict_with(db: migrated) {
        let (officer, other) = (person(db, "officer@example.org"), person(db, "other@example.org"));
        let call = call(db, "SGF2010", officer);
        for (number, country) in [(1, "KE"), (2, "KE"), (3, "UG")] {
            let id = draft(db, call, organisation(db, country, &format!("Hope {number}"), day(1, 5)), officer);
            tell(db, id, officer, day(3, 9), &[submitted(number, "Shelter", 4_000_000)]);
            if number == 3 {
                tell(db, id, officer, day(4, 1), &[entered(1, StageKind::Screening)]);
                let conflict = workflow::interest::Event::ConflictDeclared {
                    conflict: workflow::interest::ConflictKind::Family,
                };
                tell(db, id, officer, day(4, 2), &[Event::Interest(conflict)]);
            }
        }
        let seen = |reader| db.read(|conn| funnel(conn, call, reader));
        assert_eq!((seen(None).submitted, seen(None).countries), (3, 2));
        assert_eq!(seen(Some(other)), seen(None));
        assert_eq!((seen(Some(officer)).submitted, seen(Some(officer)).countries), (2, 1));
        assert_eq!(db.read(|conn| by_country(conn, call, Some(officer))).len(), 1);
        let work = |reader| {
            let found = db.read(|conn| waiting(conn, call, reader, day(4, 2)));
            found.iter().map(|one| one.by_age.iter().sum::<i64>()).sum::<i64>()
        };
        assert_eq!((work(other), work(officer)), (3, 2));
    }
}

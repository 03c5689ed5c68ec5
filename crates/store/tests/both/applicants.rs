//! Who stands in which application, and who follows a call.

use std::collections::BTreeSet;

use store::{StoreError, applicants, cases, followers};
use workflow::co_applicants::Event as Together;
use workflow::ids::{OrganisationId, PersonId, ProposalId};
use workflow::intake::{self, Submission};
use workflow::policy::{ProposalScope, Reach};
use workflow::proposal::{self, Event};

use crate::harness::Database;
use crate::life::verify;
use crate::story::{after, call, day, draft, organisation, person, submitted, tell};

fn together(number: i64, beside: &[OrganisationId]) -> Event {
    let Event::Intake(intake::Event::Submitted { submission }) =
        submitted(number, "Shelter", 4_000_000)
    else {
        unreachable!("a submission");
    };
    Event::Intake(intake::Event::Submitted {
        submission: Submission {
            co_applicants: beside.iter().copied().collect(),
            ..submission
        },
    })
}

fn submits(db: &Database, id: ProposalId, by: PersonId, event: Event) -> Result<i64, StoreError> {
    db.store.write(|conn| {
        let before = cases::load_proposal(conn, id)?.unwrap();
        let events = [event];
        let state = after(&before, by, day(3, 9), &events);
        cases::save_proposal(conn, Some(&before), &state, &events, Some(by), day(3, 9))
    })
}

on_both! {
    fn an_organisation_stands_in_one_submitted_application(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let [hope, light, third] = ["Hope", "Light", "Third"].map(|name| organisation(db, "KE", name, day(1, 5)));
        let (first, second) = (draft(db, call, hope, owner), draft(db, call, light, owner));
        submits(db, first, owner, together(1, &[third])).unwrap();
        // Neither beside another, nor by itself.
        let taken = |result: Result<i64, StoreError>| {
            let told = result.unwrap_err();
            assert!(matches!(&told, StoreError::Duplicate(what) if what.starts_with("call_applicants.call_id")), "{told}");
        };
        taken(submits(db, second, owner, together(2, &[third])));
        taken(submits(db, second, owner, together(2, &[hope])));
        taken(submits(db, draft(db, call, third, owner), owner, together(2, &[])));
        let elsewhere = |of: &[OrganisationId], without| {
            db.read(|conn| applicants::standing_elsewhere(conn, call, of, without))
        };
        assert_eq!(elsewhere(&[hope, light], second), [hope]);
        assert_eq!(elsewhere(&[hope, third], first), []);
        // Submitted anew without it, and withdrawn, it is free again.
        submits(db, first, owner, together(1, &[])).unwrap();
        submits(db, second, owner, together(2, &[third])).unwrap();
        tell(db, second, owner, day(3, 10), &[Event::Intake(intake::Event::Withdrawn { reason: None })]);
        assert_eq!(elsewhere(&[third, light], first), []);
        verify(db);
    }

    fn a_call_that_takes_several_lets_an_organisation_stand_in_several(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let hope = organisation(db, "KE", "Hope", day(1, 5));
        let begin = || {
            let id = ProposalId::new_v7(chrono::Utc::now());
            let started = Event::Intake(intake::Event::Started {
                call, organisation: hope, country: "KE".parse().unwrap(), several: true,
            });
            let state = proposal::evolve(None, id, &started, Some(owner), day(3, 2)).unwrap();
            db.write(|conn| cases::save_proposal(conn, None, &state, &[started], Some(owner), day(3, 2)));
            id
        };
        let (first, second) = (begin(), begin());
        submits(db, first, owner, together(1, &[])).unwrap();
        submits(db, second, owner, together(2, &[])).unwrap();
        assert_eq!(db.read(|conn| store::proposals::open_of_organisation(conn, call, hope)), [first, second]);
        verify(db);
    }

    fn who_was_named_is_asked_and_finds_the_proposal(db: migrated) {
        let owner = person(db, "owner@example.org");
        let call = call(db, "SGF2010", owner);
        let [hope, light] = ["Hope", "Light"].map(|name| organisation(db, "KE", name, day(1, 5)));
        let id = draft(db, call, hope, owner);
        let organisation = light;
        tell(db, id, owner, day(3, 3), &[Event::CoApplicants(Together::Named { organisation })]);
        assert_eq!(db.read(|conn| applicants::unanswered(conn, light)), [id]);
        assert_eq!(db.read(|conn| applicants::unanswered(conn, hope)), []);
        let scope = ProposalScope { person: owner, any_of: vec![Reach::Organisation(light)] };
        let reached = || {
            let rows = db.read(|conn| store::proposals::list(conn, &scope, &Default::default(), None, 10));
            rows.into_iter().map(|(row, _)| row.id).collect::<BTreeSet<_>>()
        };
        assert_eq!(reached(), [id].into());
        tell(db, id, owner, day(3, 4), &[Event::CoApplicants(Together::Agreed { organisation })]);
        assert_eq!(db.read(|conn| applicants::unanswered(conn, light)), []);
        verify(db);
        tell(db, id, owner, day(3, 5), &[Event::CoApplicants(Together::Declined { organisation, reason: None })]);
        assert_eq!(reached(), BTreeSet::new());
        verify(db);
    }

    fn an_organisation_is_found_by_its_org_id_alone(db: migrated) {
        let hope = organisation(db, "KE", "Hope", day(1, 5));
        let row = db.read(|conn| store::organisations::find(conn, hope)).unwrap();
        assert_eq!(row.profile.org_id, None);
        for other in ["", "KE-NGO-1", "%", "_"] {
            assert_eq!(db.read(|conn| store::organisations::with_org_id(conn, other)), None, "{other}");
        }
    }

    fn a_person_follows_a_call_once(db: migrated) {
        let (owner, other) = (person(db, "owner@example.org"), person(db, "other@example.org"));
        let call = call(db, "SGF2010", owner);
        for on in [1, 2] {
            db.write(|conn| followers::add(conn, call, owner, day(3, on)));
        }
        assert_eq!(db.read(|conn| followers::of_call(conn, call)), [owner]);
        assert!(db.read(|conn| followers::follows(conn, call, owner)));
        assert!(!db.read(|conn| followers::follows(conn, call, other)));
        db.write(|conn| followers::remove(conn, call, owner));
        db.write(|conn| followers::remove(conn, call, owner));
        assert_eq!(db.read(|conn| followers::of_call(conn, call)), []);
    }
}

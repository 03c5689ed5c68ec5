//! The access rule in the query is the access rule for a file: nobody finds in a list what they may not see, and finds
//! everything they may.

use std::collections::BTreeSet;

use store::proposals::{self, ProposalFilter};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::interest::{ConflictKind, Event as Interest};
use workflow::policy::{View, proposal_scope, view};
use workflow::proposal::Event;
use workflow::role::{Actor, Appointment, Role};
use workflow::screening::{Event as Screening, Outcome};
use workflow::transition::StageKind;

use crate::harness::Database;
use crate::story::{
    assigned, call, day, draft, entered, granted, organisation, person, scored, screened, selected,
    submitted, tell,
};

struct Files {
    calls: [CallId; 2],
    organisations: Vec<OrganisationId>,
    people: Vec<PersonId>,
    files: Vec<ProposalId>,
}

/// Files in every stage, in two calls, with people who screened, evaluated, handed over and declared conflicts.
fn files(db: &Database) -> Files {
    let people: Vec<PersonId> = (0..6)
        .map(|number| person(db, &format!("p{number}@example.org")))
        .collect();
    let [a, b, c, d, e, officer] = people[..] else {
        panic!("six people")
    };
    let calls = [call(db, "SGF2010", officer), call(db, "SGF2011", officer)];
    let mut organisations = Vec::new();
    let mut files = Vec::new();
    for number in 1..=9 {
        let organisation = organisation(db, "KE", &format!("Hope {number}"), day(1, 5));
        let id = draft(db, calls[usize::from(number > 7)], organisation, officer);
        if number != 1 {
            tell(
                db,
                id,
                officer,
                day(3, 9),
                &[submitted(number, "Shelter", 4_000_000)],
            );
        }
        organisations.push(organisation);
        files.push(id);
    }
    // 2 stays submitted. 3: a gave a verdict, then the file was handed to b.
    tell(
        db,
        files[2],
        officer,
        day(4, 7),
        &[entered(1, StageKind::Screening), assign(a)],
    );
    let verdict = Screening::VerdictRecorded {
        criterion: "legal".to_owned(),
        outcome: Outcome::Pass,
        reason_code: None,
        reason: None,
        proposed: None,
        evidence: None,
    };
    tell(db, files[2], a, day(4, 7), &[Event::Screening(verdict)]);
    tell(db, files[2], officer, day(4, 8), &[assign(b)]);
    let concluded = Event::Screening(Screening::Concluded {
        eligible: true,
        confirm: false,
        again: false,
    });
    tell(
        db,
        files[2],
        b,
        day(4, 9),
        &[concluded, entered(2, StageKind::Evaluation)],
    );
    // 4: screened by a, confirmed by b, evaluated by c; d has handed it back, e has a conflict.
    screened(db, files[3], a, b, true);
    assigned(db, files[3], officer, &[c, d, e]);
    scored(db, files[3], c, 70_000, None);
    let reason = workflow::record::digest(b"no time");
    tell(
        db,
        files[3],
        d,
        day(5, 4),
        &[Event::Evaluation(
            workflow::evaluation::Event::AssignmentDeclined { reason },
        )],
    );
    tell(
        db,
        files[3],
        e,
        day(5, 4),
        &[conflict(ConflictKind::Family)],
    );
    // 5: ineligible; the officer has a conflict. 6: a grant. 7: before the panel. 8, 9: the second call.
    screened(db, files[4], b, c, false);
    tell(
        db,
        files[4],
        officer,
        day(4, 9),
        &[conflict(ConflictKind::Financial)],
    );
    selected(db, files[5], [a, b, officer], 4_000_000);
    granted(db, files[5], officer, e, 4_000_000);
    tell(
        db,
        files[6],
        officer,
        day(5, 9),
        &[
            entered(1, StageKind::Screening),
            entered(2, StageKind::Evaluation),
            entered(3, StageKind::Selection),
        ],
    );
    tell(
        db,
        files[6],
        d,
        day(5, 10),
        &[Event::Interest(Interest::DeclaredFree {})],
    );
    screened(db, files[8], d, e, true);
    Files {
        calls,
        organisations,
        people,
        files,
    }
}

fn assign(screener: PersonId) -> Event {
    Event::Screening(Screening::ScreenerAssigned { screener })
}

fn conflict(kind: ConflictKind) -> Event {
    Event::Interest(Interest::ConflictDeclared { conflict: kind })
}

/// Everyone with every role, for one call and for all; members of organisations; one with several roles; one with none.
fn actors(told: &Files) -> Vec<Actor> {
    let mut actors = Vec::new();
    for person in told.people.iter().copied() {
        let with = |appointments, memberships| Actor {
            person,
            appointments,
            memberships,
        };
        actors.push(with(Vec::new(), Vec::new()));
        let given = |role, call| Appointment {
            role,
            call,
            agency: None,
        };
        for role in Role::ALL.into_iter().filter(|role| !role.is_applicant()) {
            for call in [None, Some(told.calls[0]), Some(told.calls[1])] {
                actors.push(with(vec![given(role, call)], Vec::new()));
            }
        }
        for (organisation, role) in told
            .organisations
            .iter()
            .zip(Role::APPLICANT.into_iter().cycle())
        {
            actors.push(with(
                vec![given(Role::Evaluator, None)],
                vec![(*organisation, role)],
            ));
        }
        let several = [
            given(Role::Screener, Some(told.calls[0])),
            given(Role::Evaluator, None),
            given(Role::Chair, Some(told.calls[1])),
        ];
        actors.push(with(
            several.to_vec(),
            vec![(told.organisations[0], Role::Owner)],
        ));
    }
    actors
}

on_both! {
    fn a_list_holds_exactly_what_the_person_may_see(db: migrated) {
        let told = files(db);
        let mut compared = 0;
        for actor in actors(&told) {
            let allowed: BTreeSet<ProposalId> = db.read(|conn| {
                let mut allowed = BTreeSet::new();
                for id in told.files.iter().copied() {
                    let state = store::cases::load_proposal(conn, id)?.unwrap().state;
                    if view(&actor, &state.subject()) != View::Nothing {
                        allowed.insert(id);
                    }
                }
                Ok(allowed)
            });
            let scope = proposal_scope(&actor);
            let rows = db.read(|conn| proposals::list(conn, &scope, &ProposalFilter::default(), None, 50));
            let listed: BTreeSet<ProposalId> = rows.into_iter().map(|(row, _)| row.id).collect();
            assert_eq!(listed, allowed, "{actor:?}\n{scope:?}");
            compared += allowed.len();
        }
        assert!(compared > 200, "the files are seen by enough people to mean something: {compared}");
    }

    fn a_queue_leaves_out_files_with_a_conflict(db: migrated) {
        use workflow::transition::Status;
        let told = files(db);
        let queue = |person| {
            let rows = db.read(|conn| proposals::queue(conn, Status::Ineligible, person, 10));
            rows.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
        };
        assert_eq!(queue(told.people[0]), [told.files[4]]);
        assert!(queue(told.people[5]).is_empty());
    }
}

//! People, appointments and memberships.

use store::StoreError;
use store::people;
use workflow::role::{Appointment, Role};

use crate::harness::Database;
use crate::story::{call, day, organisation, person};

fn appoint(
    db: &Database,
    person: workflow::ids::PersonId,
    role: Role,
    call: Option<workflow::ids::CallId>,
) {
    let given = Appointment {
        role,
        call,
        agency: (role == Role::PanelMember).then(|| "IOM".to_owned()),
    };
    db.write(|conn| people::appoint(conn, person, &given, None, day(3, 1)));
}

on_both! {
    fn an_address_belongs_to_one_person(db: migrated) {
        let amina = person(db, "amina@example.org");
        let mut again = db.read(|conn| people::find(conn, amina)).unwrap();
        again.id = workflow::ids::PersonId::new_v7(chrono::Utc::now());
        let refused = db.store.write(|conn| people::insert(conn, &again));
        assert!(matches!(&refused, Err(StoreError::Duplicate(what)) if what == "persons.email"), "{refused:?}");
        assert_eq!(db.read(|conn| people::with_email(conn, "amina@example.org")).unwrap().id, amina);
        assert!(db.read(|conn| people::with_email(conn, "AMINA@example.org")).is_none());
    }

    fn what_a_person_changes_is_kept(db: migrated) {
        let amina = person(db, "amina@example.org");
        db.write(|conn| {
            people::set_password(conn, amina, "$argon2id$")?;
            people::set_profile(conn, amina, "أمينة", "ar")?;
            people::set_demonstration_role(conn, amina, "owner")?;
            people::confirm_email(conn, amina, day(3, 1))?;
            people::confirm_email(conn, amina, day(3, 2))
        });
        let found = db.read(|conn| people::find(conn, amina)).unwrap();
        assert_eq!((found.name.as_str(), found.language.as_str()), ("أمينة", "ar"));
        assert_eq!(found.email_confirmed_at.map(|at| at.0), Some(day(3, 1)), "the first time counts");
        assert_eq!(db.read(people::demonstration_accounts).len(), 1);
    }

    fn people_come_in_pages(db: migrated) {
        let mut all: Vec<_> = (0..5).map(|number| person(db, &format!("p{number}@example.org"))).collect();
        all.sort();
        let first = db.read(|conn| people::list(conn, None, 3));
        let second = db.read(|conn| people::list(conn, Some(first[2].id), 3));
        let seen: Vec<_> = first.into_iter().chain(second).map(|person| person.id).collect();
        assert_eq!(seen, all);
    }

    fn a_role_is_held_until_it_ends(db: migrated) {
        let (amina, bela) = (person(db, "amina@example.org"), person(db, "bela@example.org"));
        let (one, two) = (call(db, "SGF2010", amina), call(db, "SGF2011", amina));
        appoint(db, amina, Role::PanelMember, Some(one));
        appoint(db, amina, Role::Screener, None);
        appoint(db, bela, Role::Chair, None);
        assert_eq!(db.read(|conn| people::with_role(conn, Role::Screener, Some(two))), [amina]);
        let panel = |of| {
            let seats = db.read(|conn| people::panel(conn, of)).into_iter();
            seats.map(|(person, given)| (person, given.role, given.agency)).collect::<Vec<_>>()
        };
        let bela_presides = (bela, Role::Chair, None);
        assert_eq!(panel(one), [(amina, Role::PanelMember, Some("IOM".to_owned())), bela_presides.clone()]);
        assert_eq!(panel(two), std::slice::from_ref(&bela_presides));
        assert_eq!(db.read(people::staff).len(), 2);

        let held = db.read(|conn| people::appointments(conn, amina));
        assert_eq!(held.len(), 2);
        assert_eq!(db.write(|conn| people::end_appointment(conn, held[0].id, day(3, 2))), Some(amina));
        assert_eq!(db.write(|conn| people::end_appointment(conn, held[0].id, day(3, 9))), None);
        assert_eq!(db.read(|conn| people::appointments(conn, amina)).len(), 1);
        assert_eq!(panel(one), [bela_presides]);
    }

    fn a_member_has_one_role_in_an_organisation(db: migrated) {
        let (amina, bela) = (person(db, "amina@example.org"), person(db, "bela@example.org"));
        let hope = organisation(db, "KE", "Hope", day(1, 5));
        db.write(|conn| {
            people::add_membership(conn, hope, amina, Role::Reader, day(3, 1))?;
            people::add_membership(conn, hope, amina, Role::Owner, day(3, 2))?;
            people::add_membership(conn, hope, bela, Role::Reader, day(3, 2))
        });
        assert_eq!(db.read(|conn| people::memberships(conn, amina)), [(hope, Role::Owner)]);
        assert_eq!(db.read(|conn| people::members_of(conn, hope)).len(), 2);
        let writers = db.read(|conn| people::writers_of(conn, hope));
        assert_eq!(writers.into_iter().map(|person| person.id).collect::<Vec<_>>(), [amina]);
    }

    fn nobody_works_for_an_organisation_that_is_not_there(db: migrated) {
        let amina = person(db, "amina@example.org");
        let nowhere = workflow::ids::OrganisationId::new_v7(chrono::Utc::now());
        let refused = db.store.write(|conn| people::add_membership(conn, nowhere, amina, Role::Owner, day(3, 1)));
        assert!(matches!(refused, Err(StoreError::Database(_))));
    }
}

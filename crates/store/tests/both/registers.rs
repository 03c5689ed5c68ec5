//! Organisations as they are kept; lists of calls and proposals.

use store::duplicates;
use store::organisations;
use store::proposals::{self, ProposalFilter};
use workflow::policy::{ProposalScope, Reach};
use workflow::transition::{StageKind, Status};

use crate::story::{call, day, draft, organisation, organisation_row, person, submitted, tell};

on_both! {
    fn an_organisation_reads_back_as_written(db: migrated) {
        let mut row = organisation_row("EG", "جمعية الأمل", Some("A-1"), day(1, 5));
        row.profile.original_name = Some("Надежда".to_owned());
        row.profile.annual_budget = None;
        db.write(|conn| organisations::insert(conn, &row));
        let read = db.read(|conn| organisations::find(conn, row.id)).unwrap();
        assert_eq!(format!("{read:?}"), format!("{row:?}"));
        row.profile.legal_name = "Hope".to_owned();
        row.profile.officers.clear();
        row.complete = false;
        db.write(|conn| organisations::update_profile(conn, row.id, &row.profile, row.complete));
        let read = db.read(|conn| organisations::find(conn, row.id)).unwrap();
        assert_eq!(format!("{read:?}"), format!("{row:?}"));
        assert_eq!(db.read(|conn| organisations::with_number(conn, row.profile.country, "a 1")), Some(row.id));
        assert_eq!(db.read(|conn| organisations::with_name(conn, row.profile.country, "Hope")), Some(row.id));
        assert_eq!(db.read(|conn| organisations::with_name(conn, "KE".parse().unwrap(), "Hope")), None);
    }

    fn a_registration_number_claimed_twice_is_told_however_it_is_punctuated(db: migrated) {
        let insert = |country, number| {
            let row = organisation_row(country, "Hope", Some(number), day(1, 5));
            db.write(|conn| organisations::insert(conn, &row));
            row.id
        };
        let ids = [insert("KE", "12/345"), insert("KE", "12-345"), insert("KE", "ab 1")];
        insert("UG", "12345");
        let with = |number| db.read(|conn| duplicates::with_number(conn, "KE".parse().unwrap(), number));
        assert_eq!(with("12.345"), ids[..2]);
        assert_eq!(with("AB1"), ids[2..]);
        assert_eq!(with("2345"), []);
    }

    fn suspicions_are_kept_once_and_dismissed_for_good(db: migrated) {
        let ids = ["Hope", "Hope House", "Hope Home"].map(|name| organisation(db, "KE", name, day(1, 5)));
        let open = |of| {
            let found = db.read(|conn| duplicates::open(conn, of, 10));
            found.into_iter().map(|one| (one.first, one.second)).collect::<Vec<_>>()
        };
        let suspect = |one, other| db.write(|conn| duplicates::suspect(conn, one, other, "[]", day(1, 6)));
        suspect(ids[1], ids[0]);
        suspect(ids[0], ids[1]);
        suspect(ids[2], ids[1]);
        assert_eq!(open(None), [(ids[0], ids[1]), (ids[1], ids[2])]);
        assert_eq!(open(Some(ids[0])), [(ids[0], ids[1])]);
        db.write(|conn| duplicates::dismiss(conn, ids[1], ids[0]));
        suspect(ids[0], ids[1]);
        assert_eq!(open(None), [(ids[1], ids[2])]);
        // What is no longer shared is no longer suspected; what was dismissed stays known.
        db.write(|conn| duplicates::forget(conn, ids[1], &[ids[0]].into()));
        assert_eq!(open(None), []);
    }

    fn calls_are_found_by_code_and_page(db: migrated) {
        let officer = person(db, "officer@example.org");
        let codes = ["SGF2010", "SGF2011", "SGF2012"];
        let mut calls: Vec<_> = codes.iter().map(|code| (call(db, code, officer), *code)).collect();
        assert_eq!(db.read(|conn| store::calls::with_code(conn, "SGF2011")), Some(calls[1].0));
        // Calls of one instant come in the order of their ids.
        calls.sort_unstable();
        assert_eq!(db.read(|conn| store::calls::with_code(conn, "sgf2011")), None);
        let first = db.read(|conn| store::calls::list(conn, None, 2));
        let second = db.read(|conn| store::calls::list(conn, Some(first[1].id), 2));
        let seen: Vec<_> = first.into_iter().chain(second).map(|row| row.code).collect();
        assert_eq!(seen, calls.iter().map(|(_, code)| *code).collect::<Vec<_>>());
    }

    fn proposals_are_filtered_and_found(db: migrated) {
        let officer = person(db, "officer@example.org");
        let call = call(db, "SGF2010", officer);
        let mut all = Vec::new();
        for (number, (country, name, title)) in
            (1..).zip([("KE", "Hope", "Shelter for girls"), ("EG", "الأمل", "مأوى للفتيات"), ("KE", "Light", "École de la vie")])
        {
            let id = draft(db, call, organisation(db, country, name, day(1, 5)), officer);
            tell(db, id, officer, day(3, 10), &[submitted(number, title, 4_000_000)]);
            all.push(id);
        }
        let light = db.read(|conn| proposals::find(conn, all[2])).unwrap();
        assert_eq!((light.reference.as_deref(), light.title.as_deref()), (Some("SGF2010-0003"), Some("École de la vie")));
        let scope = ProposalScope { person: officer, any_of: vec![Reach::Submitted(None)] };
        let list = |filter: ProposalFilter| {
            let rows = db.read(|conn| proposals::list(conn, &scope, &filter, None, 50));
            rows.into_iter().map(|(row, name)| (row.id, name)).collect::<Vec<_>>()
        };
        let text = |text: &str| list(ProposalFilter { text: Some(text.to_owned()), ..ProposalFilter::default() });
        assert_eq!(text("ecole"), [(all[2], "Light".to_owned())]);
        assert_eq!(text("ماوي"), [(all[1], "الأمل".to_owned())]);
        assert_eq!(text("SGF2010-0001"), [(all[0], "Hope".to_owned())]);
        assert_eq!(text("light").len(), 1, "the organisation's name counts");
        let every = ProposalFilter::default;
        assert_eq!(list(ProposalFilter { country: Some("KE".to_owned()), ..every() }).len(), 2);
        assert_eq!(list(ProposalFilter { status: Some(Status::Submitted), ..every() }).len(), 3);
        assert_eq!(list(ProposalFilter { stage: Some(StageKind::Screening), ..every() }).len(), 0);
        assert_eq!(list(ProposalFilter { organisation: Some(light.organisation_id), ..every() }).len(), 1);
        assert_eq!(list(ProposalFilter { call: Some(workflow::ids::CallId::new_v7(day(1, 1))), ..every() }).len(), 0);

        let (mut seen, mut after) = (Vec::new(), None);
        while let Some((row, _)) = db.read(|conn| proposals::list(conn, &scope, &every(), after, 1)).pop() {
            after = Some(row.id);
            seen.push(row.id);
        }
        assert_eq!(seen, all);
        assert_eq!(db.read(|conn| proposals::waiting(conn, call, Status::Submitted, 2)), all[..2]);
    }
}

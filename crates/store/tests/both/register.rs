//! The register: search in any script, every filter on its boundary, pages both ways held against a plain list in memory.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use store::organisations::{self, OrganisationRow};
use store::register::{
    self, Count, From, OrganisationFilter, RegisterOrder, RegisterScope, Verification,
};
use store::{duplicates, search};
use workflow::due_diligence::{Category, Level, MatchStatus, Subject};
use workflow::ids::OrganisationId;
use workflow::organisation::{Event, OrganisationStatus};
use workflow::record::digest;

use crate::harness::Database;
use crate::story::{
    call, day, draft, organisation, organisation_row, person, submitted, tell, tell_organisation,
};

/// Words as somebody types them.
fn words(text: &str) -> Vec<String> {
    let text = search::normalised(text);
    text.split_whitespace().map(str::to_owned).collect()
}

fn named(text: &str) -> OrganisationFilter {
    OrganisationFilter {
        words: words(text),
        ..OrganisationFilter::default()
    }
}

/// The names of the first fifty that fit.
fn found(db: &Database, filter: &OrganisationFilter) -> Vec<String> {
    let page = |conn: &mut store::AnyConn| {
        let scope = RegisterScope::default();
        register::page(
            conn,
            &scope,
            filter,
            RegisterOrder::Name,
            From::Start,
            50,
            true,
        )
    };
    let page = db.read(page);
    assert_eq!(page.count, Some(Count::Exactly(page.lines.len() as i64)));
    page.lines.into_iter().map(|line| line.legal_name).collect()
}

/// The whole list in pages of so many, forward and then back.
fn read_both_ways(
    db: &Database,
    scope: &RegisterScope,
    filter: &OrganisationFilter,
    order: RegisterOrder,
    limit: i64,
) -> [Vec<OrganisationId>; 2] {
    let page =
        |from| db.read(|conn| register::page(conn, scope, filter, order, from, limit, false));
    let (mut forward, mut from) = (Vec::new(), From::Start);
    loop {
        let found = page(from);
        forward.extend(found.lines.iter().map(|line| line.id));
        match forward.last() {
            Some(last) if found.later => from = From::After(*last),
            _ => break,
        }
    }
    let Some(last) = forward.last().copied() else {
        return [Vec::new(), Vec::new()];
    };
    let (mut back, mut from) = (vec![last], From::Before(last));
    loop {
        let found = page(from);
        back.splice(0..0, found.lines.iter().map(|line| line.id));
        if !found.earlier {
            return [forward, back];
        }
        from = From::Before(back[0]);
    }
}

const NAMES: [&str; 7] = ["Hope", "Light", "Amal", "Zeta", "Quiet", "Bridge", "Élan"];

/// More organisations than a look at the first lines reaches: what many have, what few have, and what stands far behind.
fn many(db: &Database) -> Vec<OrganisationRow> {
    let start: DateTime<Utc> = day(1, 1);
    let row = |number: usize| {
        let seldom = if number % 211 == 5 { " Quxzify" } else { "" };
        let common = if number.is_multiple_of(3) {
            " Association"
        } else {
            ""
        };
        // Equal names, so that their order is by id.
        let name = format!("{}{common}{seldom} {}", NAMES[number % 7], number % 90);
        let country =
            ["KE", "UG", "JO"][usize::from(number % 50 == 7) + usize::from(number % 400 == 9) * 2];
        let mut row = organisation_row(country, &name, Some(&number.to_string()), start);
        row.registered_at = start + TimeDelta::minutes((number * 7919 % 1300) as i64 / 2);
        row.profile.original_name = (number % 97 == 3).then(|| "希望之家".to_owned());
        row.profile.kind = if number % 100 == 1 {
            "foundation".to_owned()
        } else {
            row.profile.kind
        };
        row.complete = !number.is_multiple_of(10);
        row.verified_until = number
            .is_multiple_of(2)
            .then(|| day(6, 1).date_naive() + Days::new((number % 300) as u64));
        row
    };
    let rows: Vec<OrganisationRow> = (0..1_300).map(row).collect();
    db.write(|conn| {
        rows.iter()
            .try_for_each(|row| organisations::insert(conn, row))
    });
    rows
}

/// What a plain look at every organisation finds, in order.
fn expected(
    rows: &[OrganisationRow],
    filter: &OrganisationFilter,
    order: RegisterOrder,
) -> Vec<OrganisationId> {
    let fits = |row: &&OrganisationRow| {
        let profile = &row.profile;
        let all = format!(
            "{} {}",
            profile.legal_name,
            profile.original_name.as_deref().unwrap_or_default()
        );
        let text = search::normalised(&format!(
            "{all} {}",
            profile.registration_number.as_deref().unwrap_or_default()
        ));
        filter.words.iter().all(|word| text.contains(word.as_str()))
            && (filter.countries.is_empty() || filter.countries.contains(&profile.country))
            && filter
                .complete
                .is_none_or(|complete| row.complete == complete)
            && filter
                .kind
                .as_ref()
                .is_none_or(|kind| *kind == profile.kind)
            && match filter.verification {
                None => true,
                Some(Verification::None) => row.verified_until.is_none(),
                Some(Verification::Until { from, to }) => row.verified_until.is_some_and(|until| {
                    from.is_none_or(|from| from <= until) && to.is_none_or(|to| until <= to)
                }),
            }
    };
    let mut fitting: Vec<&OrganisationRow> = rows.iter().filter(fits).collect();
    match order {
        RegisterOrder::Name => fitting.sort_by_key(|row| {
            let name = search::normalised(&row.profile.legal_name);
            let later = filter
                .words
                .first()
                .is_some_and(|word| !name.starts_with(word.as_str()));
            (later, name, row.id)
        }),
        RegisterOrder::Newest => {
            fitting.sort_by_key(|row| std::cmp::Reverse((row.registered_at, row.id)))
        }
    }
    fitting.into_iter().map(|row| row.id).collect()
}

on_both! {
    fn names_are_found_in_every_script_and_spelling(db: migrated) {
        for (country, name) in [
            ("FR", "Émergence Côte d’Azur"), ("RU", "ЁЛКА Надежда"), ("EG", "مؤسّسة الأمل"), ("CN", "希望之家"),
            ("TR", "IŞIK 100%_Vakfı"), ("VN", "Hy Vọng"), ("DK", "Ø-Łódź Straße"), ("IN", "आशा समिति"),
        ] {
            organisation(db, country, name, day(1, 5));
        }
        for (text, name) in [
            ("emergence", "Émergence Côte d’Azur"), ("CÔTE", "Émergence Côte d’Azur"), ("E\u{301}MERGENCE", "Émergence Côte d’Azur"),
            ("azur cote", "Émergence Côte d’Azur"), ("merg azu", "Émergence Côte d’Azur"),
            ("елка", "ЁЛКА Надежда"), ("дежд", "ЁЛКА Надежда"), ("مؤسسة الامل", "مؤسّسة الأمل"), ("مل", "مؤسّسة الأمل"),
            ("希望", "希望之家"), ("望之", "希望之家"), ("家", "希望之家"), ("100%_", "IŞIK 100%_Vakfı"), ("vakfi", "IŞIK 100%_Vakfı"),
            ("vong", "Hy Vọng"), ("hy   vo\u{323}\u{302}ng", "Hy Vọng"), ("lodz", "Ø-Łódź Straße"), ("strasse", "Ø-Łódź Straße"),
            ("o-l", "Ø-Łódź Straße"), ("आशा", "आशा समिति"),
        ] {
            assert_eq!(found(db, &named(text)), [name], "{text}");
        }
        for text in ["%", "100_", "_", "\\", "nothing", "lodz azur", "望希"] {
            let expected = if text == "%" || text == "_" { 1 } else { 0 };
            assert_eq!(found(db, &named(text)).len(), expected, "{text}");
        }
        assert!(found(db, &named("hope\0")).is_empty(), "NUL is no error");
        // What it was called before is no longer found; what it is called now is, and so are other names and numbers.
        let mut row = organisation_row("KE", "Old Lantern", Some("AB/77"), day(1, 6));
        db.write(|conn| organisations::insert(conn, &row));
        row.profile.legal_name = "New Beacon".to_owned();
        db.write(|conn| organisations::update_profile(conn, row.id, &row.profile, true));
        assert!(found(db, &named("lantern")).is_empty());
        assert_eq!(found(db, &named("beacon ab/77")), ["New Beacon"]);
    }

    fn every_filter_in_either_order_comes_in_pages_both_ways(db: migrated) {
        let rows = many(db);
        let every = OrganisationFilter::default;
        let country = |codes: &[&str]| OrganisationFilter {
            countries: codes.iter().map(|code| code.parse().unwrap()).collect(), ..every()
        };
        let on: NaiveDate = day(6, 11).date_naive();
        let until = |from, to| OrganisationFilter { verification: Some(Verification::Until { from, to }), ..every() };
        let filters = [
            every(), country(&["KE"]), country(&["UG"]), country(&["UG", "JO"]),
            OrganisationFilter { complete: Some(false), ..every() },
            OrganisationFilter { kind: Some("foundation".to_owned()), ..every() },
            OrganisationFilter { complete: Some(false), ..country(&["UG", "KE"]) },
            OrganisationFilter { verification: Some(Verification::None), ..every() },
            until(Some(on), Some(on)), until(None, Some(on)), until(Some(on), None),
            named("association"), named("quxzify"), named("hope"), named("ho"), named("z"), named("希望"), named("zet assoc"),
            named("nowhere"), named("-"),
            OrganisationFilter { words: words("quxzify"), ..country(&["KE"]) },
        ];
        for filter in &filters {
            for order in [RegisterOrder::Name, RegisterOrder::Newest] {
                let expected = expected(&rows, filter, order);
                let scope = RegisterScope::default();
                let [forward, back] = read_both_ways(db, &scope, filter, order, 47);
                assert_eq!(forward, expected, "{filter:?} {order:?}");
                assert_eq!(back, expected, "back {filter:?} {order:?}");
                let page = db.read(|conn| register::page(conn, &scope, filter, order, From::Start, 5, true));
                match page.count.unwrap() {
                    Count::Exactly(count) => assert_eq!(count, expected.len() as i64, "{filter:?}"),
                    Count::MoreThan(count) => assert!(count < expected.len() as i64, "{filter:?}"),
                }
            }
        }
        // Who sees only some reads only these, and those left out are in no page.
        let some: Vec<OrganisationId> = rows.iter().step_by(9).map(|row| row.id).collect();
        let only = RegisterScope { only: Some(some.clone()), not: some[..3].to_vec() };
        let mut expected = expected(&rows, &every(), RegisterOrder::Name);
        expected.retain(|id| some[3..].contains(id));
        assert_eq!(read_both_ways(db, &only, &every(), RegisterOrder::Name, 20), [expected.clone(), expected]);
        let nobody = RegisterScope { only: Some(Vec::new()), not: Vec::new() };
        assert_eq!(read_both_ways(db, &nobody, &every(), RegisterOrder::Name, 20), [vec![], vec![]]);
    }

    fn what_is_registered_meanwhile_makes_no_gap_and_no_double(db: migrated) {
        let ids: Vec<OrganisationId> =
            ["B", "D", "F", "H", "J"].map(|name| organisation(db, "KE", name, day(1, 5))).into();
        let (scope, every) = (RegisterScope::default(), OrganisationFilter::default());
        let page = |from| db.read(|conn| register::page(conn, &scope, &every, RegisterOrder::Name, from, 2, false));
        let first = page(From::Start);
        for name in ["A", "C", "E"] {
            organisation(db, "KE", name, day(1, 6));
        }
        let mut seen: Vec<OrganisationId> = first.lines.iter().map(|line| line.id).collect();
        while let Some(last) = seen.last().copied() {
            let next = page(From::After(last));
            seen.extend(next.lines.iter().map(|line| line.id));
            if !next.later {
                break;
            }
        }
        seen.retain(|id| ids.contains(id));
        assert_eq!(seen, ids);
        let unknown = OrganisationId::new_v7(Utc::now());
        assert!(!page(From::After(unknown)).earlier, "from nowhere is the first page");
    }

    fn flags_matches_and_duplicates_are_filtered_as_they_hold(db: migrated) {
        let officer = person(db, "officer@example.org");
        let [plain, flagged, lifted, matched, twin, merged] =
            ["Plain", "Flagged", "Lifted", "Matched", "Twin", "Merged"].map(|name| organisation(db, "KE", name, day(1, 5)));
        let last = day(3, 1).date_naive();
        let raised = |number, level, until| Event::FlagRaised {
            flag: number, level, category: Category::Other, until, reason: Some(digest(b"why")),
        };
        tell_organisation(db, flagged, officer, day(2, 1), &[
            raised(1, Level::Risk, Some(last)), raised(2, Level::Observation, None),
        ]);
        tell_organisation(db, lifted, officer, day(2, 1), &[
            raised(1, Level::Red, None), Event::FlagLifted { flag: 1, reason: digest(b"wrong") },
        ]);
        let at_least = |level, today| found(db, &OrganisationFilter { flag: Some((level, today)), ..OrganisationFilter::default() });
        assert_eq!(at_least(Level::Risk, last), ["Flagged"], "on its last day it holds");
        assert!(at_least(Level::Risk, last.succ_opt().unwrap()).is_empty(), "the day after it does not");
        assert_eq!(at_least(Level::Observation, last.succ_opt().unwrap()), ["Flagged"]);
        assert!(at_least(Level::Escalated, last).is_empty());
        let flags = db.read(|conn| register::flags(conn, &[plain, flagged, lifted], last));
        assert_eq!(flags.into_iter().collect::<Vec<_>>(), [(flagged, Level::Risk)]);

        tell_organisation(db, matched, officer, day(2, 1), &[Event::SanctionsMatched {
            number: 1, reference: "QDe.001".to_owned(), entry: digest(b"entry"), subject: Subject::LegalName,
            name: digest(b"name"), score: 930,
        }]);
        let with = |status| found(db, &OrganisationFilter { matches: vec![status], ..OrganisationFilter::default() });
        assert_eq!(with(MatchStatus::Open), ["Matched"]);
        assert!(with(MatchStatus::Confirmed).is_empty());
        tell_organisation(db, matched, officer, day(2, 2), &[Event::SanctionsMatchDismissed { number: 1, reason: digest(b"no") }]);
        assert!(with(MatchStatus::Open).is_empty());
        assert_eq!(with(MatchStatus::Dismissed), ["Matched"]);

        db.write(|conn| duplicates::suspect(conn, twin, plain, "[]", day(1, 6)));
        let suspected = |yes| found(db, &OrganisationFilter { duplicates: Some(yes), ..OrganisationFilter::default() });
        assert_eq!(suspected(true), ["Plain", "Twin"]);
        assert_eq!(suspected(false), ["Flagged", "Lifted", "Matched", "Merged"]);
        db.write(|conn| duplicates::dismiss(conn, plain, twin));
        assert!(suspected(true).is_empty());

        tell_organisation(db, merged, officer, day(2, 3), &[Event::Merged { into: plain, reason: digest(b"one") }]);
        assert_eq!(found(db, &OrganisationFilter::default()), ["Flagged", "Lifted", "Matched", "Plain", "Twin"]);
        let status = |status| found(db, &OrganisationFilter { status: Some(status), ..OrganisationFilter::default() });
        assert_eq!(status(OrganisationStatus::Merged), ["Merged"]);
        assert_eq!(status(OrganisationStatus::Registered).len(), 5);
        let newest = db.read(|conn| {
            let merged = OrganisationFilter { status: Some(OrganisationStatus::Merged), ..OrganisationFilter::default() };
            let scope = RegisterScope::default();
            register::page(conn, &scope, &merged, RegisterOrder::Newest, From::Start, 5, true)
        });
        assert_eq!(newest.lines.len(), 1);
    }

    fn days_of_registration_and_proposals_are_filtered(db: migrated) {
        let officer = person(db, "officer@example.org");
        let early = organisation(db, "KE", "Early", day(1, 5));
        organisation(db, "KE", "Late", day(1, 6));
        let between = |from: Option<DateTime<Utc>>, before: Option<DateTime<Utc>>| {
            found(db, &OrganisationFilter { registered_from: from, registered_before: before, ..OrganisationFilter::default() })
        };
        assert_eq!(between(Some(day(1, 6)), None), ["Late"]);
        assert_eq!(between(None, Some(day(1, 6))), ["Early"]);
        assert_eq!(between(Some(day(1, 5)), Some(day(1, 6))), ["Early"]);
        let call = call(db, "SGF2010", officer);
        let id = draft(db, call, early, officer);
        let applied = |yes| found(db, &OrganisationFilter { applied: Some(yes), ..OrganisationFilter::default() });
        assert!(applied(true).is_empty(), "a draft is no proposal yet");
        tell(db, id, officer, day(3, 10), &[submitted(1, "A title", 4_000_000)]);
        assert_eq!((applied(true), applied(false)), (vec!["Early".to_owned()], vec!["Late".to_owned()]));
        let funded = |yes| found(db, &OrganisationFilter { funded: Some(yes), ..OrganisationFilter::default() });
        assert_eq!((funded(true).len(), funded(false).len()), (0, 2));
    }
}

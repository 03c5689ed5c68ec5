//! How long a page of the register takes among 100,000 organisations beside one among 1,000: first and deep pages, each
//! filter, searches for what many and few have, in several scripts. `MINHA_BENCH_REGISTER=1000000` tries another size;
//! PostgreSQL is tried when `MINHA_TEST_POSTGRES_URL` is set.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

#[path = "../../choice/benches/common/mod.rs"]
mod common;

use std::time::Duration;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use common::{Numbers, measure, ratio};
use diesel::connection::SimpleConnection;
use store::organisations::OrganisationRow;
use store::register::{
    self, Count, From, OrganisationFilter, RegisterOrder, RegisterScope, Verification,
};
use store::{AnyConn, DatabaseUrl, Store, StoreError};
use workflow::country::Country;
use workflow::due_diligence::{Level, MatchStatus};
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;
use workflow::registration::{Declarations, Officer, Profile};

const FIRST: [&str; 20] = [
    "Hope", "Light", "Bridge", "River", "Dawn", "Shelter", "Harmony", "Justice", "Dignity",
    "Union", "Horizon", "Village", "Green", "Blue", "Northern", "Southern", "Coastal", "Mountain",
    "Rural", "Urban",
];
const MIDDLE: [&str; 20] = [
    "Women",
    "Youth",
    "Children",
    "Farmers",
    "Teachers",
    "Migrants",
    "Workers",
    "Families",
    "Survivors",
    "Communities",
    "Health",
    "Education",
    "Water",
    "Legal Aid",
    "Skills",
    "Rights",
    "Safety",
    "Research",
    "Voices",
    "Futures",
];
const LAST: [&str; 6] = [
    "Association",
    "Foundation",
    "Network",
    "Trust",
    "Initiative",
    "Centre",
];
const ARABIC: [&str; 10] = [
    "الأمل",
    "النور",
    "العدالة",
    "الكرامة",
    "المرأة",
    "الطفولة",
    "التنمية",
    "الشباب",
    "السلام",
    "الرعاية",
];
const CHINESE: [&str; 10] = [
    "希望", "光明", "和平", "妇女", "儿童", "教育", "健康", "农村", "青年", "发展",
];
const RUSSIAN: [&str; 10] = [
    "Надежда",
    "Свет",
    "Мир",
    "Забота",
    "Дети",
    "Право",
    "Помощь",
    "Будущее",
    "Семья",
    "Защита",
];

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 15).unwrap()
}

/// One word of the list.
fn one<'a>(numbers: &mut Numbers, of: &[&'a str]) -> &'a str {
    of[numbers.below(of.len() as i64) as usize]
}

/// The organisation of a number: every 5,000th has a name in each script that is seldom.
fn organisation(numbers: &mut Numbers, countries: &[Country], number: usize) -> OrganisationRow {
    let seldom = number % 5_000 == 77;
    let town = format!(
        "{}{}",
        one(numbers, &["San", "Ba", "Ko", "Mur", "Tel"]),
        numbers.below(900)
    );
    let mut name = format!(
        "{} {} {} {} {town}",
        one(numbers, &FIRST),
        one(numbers, &MIDDLE),
        one(numbers, &LAST),
        one(numbers, &["of", "for", "in"])
    );
    if seldom {
        name.push_str(" Quxzify");
    }
    // Few of the register are of one country, many of another.
    let country =
        countries[(numbers.below(countries.len() as i64) * numbers.below(1_000) / 1_000) as usize];
    let mut profile = Profile::new(name, country, "association".to_owned());
    if numbers.below(10) == 0 {
        profile.kind = one(numbers, &["foundation", "cooperative", "network"]).to_owned();
    }
    profile.original_name = match numbers.below(10) {
        0..=2 => Some(format!(
            "جمعية {} {}{}",
            one(numbers, &ARABIC),
            one(numbers, &ARABIC),
            if seldom { " قسطنطينية" } else { "" }
        )),
        3..=4 => Some(format!(
            "{}{}{}协会",
            one(numbers, &CHINESE),
            one(numbers, &CHINESE),
            if seldom { "鑫淼" } else { "" }
        )),
        5 => Some(format!(
            "{} и {}",
            one(numbers, &RUSSIAN),
            one(numbers, &RUSSIAN)
        )),
        _ => None,
    };
    if seldom {
        profile.original_name = Some("鑫淼 قسطنطينية".to_owned());
    }
    profile.acronym = Some(format!("A{}", numbers.below(5_000)));
    profile.registration_number = Some(format!("NGO/{}/{number}", numbers.below(90_000)));
    profile.website = Some(format!("https://www.organisation-{number}.example"));
    profile.address = Some(format!("{} Main Road, {town}", numbers.below(300)));
    profile.officers = (0..4)
        .map(|_| Officer::named(format!("{} {town}", one(numbers, &MIDDLE))))
        .collect();
    profile.declarations = Declarations::all_yes();
    let status = match numbers.below(1_000) {
        0..=4 => OrganisationStatus::Refused,
        5..=39 => OrganisationStatus::VerificationProposed,
        40..=499 => OrganisationStatus::Verified,
        _ => OrganisationStatus::Registered,
    };
    let at: DateTime<Utc> = DateTime::from_timestamp(1_600_000_000, 0).unwrap();
    let at = at + TimeDelta::minutes(numbers.below(2_000_000));
    OrganisationRow {
        id: OrganisationId::new_v7(at),
        seq: 1,
        complete: numbers.below(100) > 3,
        verified_until: (status == OrganisationStatus::Verified)
            .then(|| today() + Days::new(numbers.below(730) as u64) - Days::new(60)),
        status,
        merged_into: None,
        registered_at: at,
        profile,
    }
}

/// Flags, matches and suspicions: of few, as on a real register.
const BESIDE: &str = "
    INSERT INTO organisation_flags (organisation_id, number, level, category, until, set_by, set_at, raised_at, lifted)
        SELECT id, 1, CASE WHEN acronym LIKE 'A1%' THEN 'red' ELSE 'observation' END, 'other', NULL, id, registered_at,
        registered_at, FALSE FROM organisations WHERE acronym LIKE '%77';
    INSERT INTO sanctions_matches (organisation_id, number, reference, entry_digest, subject, name_digest, score, status, found_at)
        SELECT id, 1, 'QDe.001', profile_digest, 'legal_name', profile_digest, 930, 'open', registered_at
        FROM organisations WHERE acronym LIKE '%123';
    INSERT INTO duplicate_suspicions (first_id, second_id, evidence, found_at, dismissed)
        SELECT o.id, p.id, '[]', o.registered_at, FALSE FROM organisations o
        JOIN organisations p ON p.acronym = o.acronym AND p.country = o.country AND p.id > o.id WHERE o.acronym LIKE '%321';
    UPDATE organisations SET flagged = (acronym LIKE '%77'), listed = (acronym LIKE '%123');
    ANALYZE;";

fn fill(store: &Store, size: usize) -> Result<(), StoreError> {
    let countries: Vec<Country> = Country::all().collect();
    let mut numbers = Numbers::new(7);
    let store = store.hurried()?;
    for start in (0..size).step_by(1_000) {
        store.write(|conn| {
            (start..size.min(start + 1_000)).try_for_each(|number| {
                store::organisations::insert(conn, &organisation(&mut numbers, &countries, number))
            })
        })?;
    }
    match store.url().connect()? {
        // What the server does by itself some time after so many rows have come.
        AnyConn::Pg(mut conn) => {
            conn.batch_execute(BESIDE)?;
            conn.batch_execute("VACUUM")?;
        }
        AnyConn::Sqlite(mut conn) => conn.batch_execute(BESIDE)?,
    }
    Ok(())
}

/// What is asked of the register.
fn questions() -> Vec<(&'static str, OrganisationFilter, RegisterOrder)> {
    let every = OrganisationFilter::default;
    let country = |code: &str| code.parse::<Country>().unwrap();
    let text = |text: &str| OrganisationFilter {
        words: store::search::normalised(text)
            .split(' ')
            .map(str::to_owned)
            .collect(),
        ..every()
    };
    let until = |from: Option<u64>, to: Option<u64>| OrganisationFilter {
        verification: Some(Verification::Until {
            from: from.map(|days| today() + Days::new(days)),
            to: to.map(|days| today() + Days::new(days)),
        }),
        ..every()
    };
    let by_name = [
        ("everything", every()),
        (
            "one country of many",
            OrganisationFilter {
                countries: vec![country("AF")],
                ..every()
            },
        ),
        (
            "one country of few",
            OrganisationFilter {
                countries: vec![country("ZW")],
                ..every()
            },
        ),
        (
            "five countries",
            OrganisationFilter {
                countries: ["KE", "UG", "TZ", "RW", "BI"].map(country).into(),
                ..every()
            },
        ),
        (
            "verified",
            OrganisationFilter {
                status: Some(OrganisationStatus::Verified),
                ..every()
            },
        ),
        (
            "refused",
            OrganisationFilter {
                status: Some(OrganisationStatus::Refused),
                ..every()
            },
        ),
        (
            "incomplete",
            OrganisationFilter {
                complete: Some(false),
                ..every()
            },
        ),
        (
            "legal form",
            OrganisationFilter {
                kind: Some("cooperative".to_owned()),
                ..every()
            },
        ),
        (
            "verified in a country",
            OrganisationFilter {
                status: Some(OrganisationStatus::Verified),
                countries: vec![country("KE")],
                ..every()
            },
        ),
        ("verification holds", until(Some(0), None)),
        ("verification ends within 60 days", until(Some(0), Some(60))),
        ("verification ends within 3 days", until(Some(0), Some(3))),
        (
            "flag",
            OrganisationFilter {
                flag: Some((Level::Observation, today())),
                ..every()
            },
        ),
        (
            "red flag",
            OrganisationFilter {
                flag: Some((Level::Red, today())),
                ..every()
            },
        ),
        (
            "open match",
            OrganisationFilter {
                matches: vec![MatchStatus::Open],
                ..every()
            },
        ),
        (
            "possible duplicate",
            OrganisationFilter {
                duplicates: Some(true),
                ..every()
            },
        ),
        ("search: association", text("association")),
        ("search: hope", text("hope")),
        ("search: hope women trust", text("hope women trust")),
        ("search: quxz (few)", text("quxz")),
        ("search: zzzz (none)", text("zzzz")),
        ("search: ho", text("ho")),
        ("search: qx (none)", text("qx")),
        ("search: x", text("x")),
        ("search: الأمل", text("الأمل")),
        ("search: قسطن (few)", text("قسطن")),
        ("search: надежда", text("Надежда")),
        ("search: 希望", text("希望")),
        ("search: 鑫淼 (few)", text("鑫淼")),
        ("search: 淼 (few)", text("淼")),
        ("search: a number", text("NGO/77")),
        (
            "hope, verified",
            OrganisationFilter {
                status: Some(OrganisationStatus::Verified),
                ..text("hope")
            },
        ),
    ];
    let newest = [
        ("newest: everything", every()),
        (
            "newest: one country of few",
            OrganisationFilter {
                countries: vec![country("ZW")],
                ..every()
            },
        ),
        (
            "newest: verified",
            OrganisationFilter {
                status: Some(OrganisationStatus::Verified),
                ..every()
            },
        ),
        ("newest: hope", text("hope")),
        ("newest: quxz (few)", text("quxz")),
    ];
    let named = by_name
        .into_iter()
        .map(|(name, filter)| (name, filter, RegisterOrder::Name));
    named
        .chain(
            newest
                .into_iter()
                .map(|(name, filter)| (name, filter, RegisterOrder::Newest)),
        )
        .collect()
}

const PAGE: i64 = 50;

/// A page as it is shown: lines, flags of the lines, and how many there are.
fn shown(
    store: &Store,
    filter: &OrganisationFilter,
    order: RegisterOrder,
    from: From,
    counted: bool,
) -> (usize, String) {
    let scope = RegisterScope::default();
    let read = store.read(|conn| {
        let page = register::page(conn, &scope, filter, order, from, PAGE, counted)?;
        let ids: Vec<OrganisationId> = page
            .lines
            .iter()
            .filter(|line| line.flagged)
            .map(|line| line.id)
            .collect();
        register::flags(conn, &ids, today())?;
        let count = match page.count {
            Some(Count::Exactly(count)) => format!("{count}"),
            Some(Count::MoreThan(count)) => format!("more than {count}"),
            None => "?".to_owned(),
        };
        Ok::<_, StoreError>((page.lines.len(), count))
    });
    read.unwrap()
}

/// An organisation in the middle of the list.
fn middle(store: &Store) -> OrganisationId {
    let (mut from, mut all) = (From::Start, Vec::new());
    loop {
        let scope = RegisterScope::default();
        let every = OrganisationFilter::default();
        let page = store
            .read(|conn| {
                register::page(
                    conn,
                    &scope,
                    &every,
                    RegisterOrder::Name,
                    from,
                    5_000,
                    false,
                )
            })
            .unwrap();
        all.extend(page.lines.iter().map(|line| line.id));
        match page.lines.last() {
            Some(last) if page.later => from = From::After(last.id),
            _ => break,
        }
    }
    all[all.len() / 2]
}

/// Times of every question.
fn times(store: &Store) -> Vec<(String, Duration, String)> {
    let deep = From::After(middle(store));
    let every = OrganisationFilter::default();
    let back = match deep {
        From::After(id) => From::Before(id),
        other => other,
    };
    let mut all = Vec::new();
    for (name, from) in [
        ("everything, deep", deep),
        ("everything, deep and back", back),
    ] {
        let ((lines, _), time) = measure(|| shown(store, &every, RegisterOrder::Name, from, false));
        all.push((name.to_owned(), time, format!("{lines}")));
    }
    for (name, filter, order) in questions() {
        let ((lines, count), time) = measure(|| shown(store, &filter, order, From::Start, true));
        all.push((name.to_owned(), time, format!("{lines} of {count}")));
    }
    all
}

fn compare(database: &str, small: &Store, large: &Store, size: usize) {
    let begun = std::time::Instant::now();
    for (store, size) in [(small, 1_000), (large, size)] {
        store.migrate().unwrap();
        fill(store, size).unwrap();
    }
    println!(
        "\n{database}: 1,000 and {size} organisations (made in {:.0?})",
        begun.elapsed()
    );
    println!(
        "  {:<36} {:>10} {:>10} {:>7}",
        "page of 50 with its count", "1,000", size, "ratio"
    );
    for ((name, few, small), (_, many, large)) in times(small).into_iter().zip(times(large)) {
        println!(
            "  {name:<36} {few:>10.2?} {many:>10.2?} {:>6.1} ×   {small} | {large}",
            ratio(many, few)
        );
    }
}

fn main() {
    if !common::asked_for() {
        return;
    }
    let size = std::env::var("MINHA_BENCH_REGISTER")
        .ok()
        .and_then(|size| size.parse().ok())
        .unwrap_or(100_000);
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| -> Store {
        let url: DatabaseUrl = format!("sqlite://{}", folder.path().join(name).display())
            .parse()
            .unwrap();
        Store::open(&url, 1).unwrap()
    };
    compare("SQLite", &file("small.db"), &file("large.db"), size);
    let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
        println!("\nPostgreSQL is left out: MINHA_TEST_POSTGRES_URL is not set");
        return;
    };
    let by_hand = |sql: &str| match address.parse::<DatabaseUrl>().unwrap().connect().unwrap() {
        AnyConn::Pg(mut conn) => conn.batch_execute(sql).unwrap(),
        AnyConn::Sqlite(_) => {}
    };
    let names = ["small", "large"].map(|name| format!("minha_bench_{name}_{}", std::process::id()));
    let stores = names.clone().map(|name| {
        by_hand(&format!("CREATE DATABASE {name}"));
        let mut own = url::Url::parse(&address).unwrap();
        own.set_path(&name);
        Store::open(&own.as_str().parse().unwrap(), 1).unwrap()
    });
    compare("PostgreSQL", &stores[0], &stores[1], size);
    for name in names {
        by_hand(&format!("DROP DATABASE {name} WITH (FORCE)"));
    }
}

//! Screening of the register on both databases: lists read once, and a screening that was stopped goes on.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use facility::Facility;
use facility::clock::{Clock, SetClock};
use facility::documents::scanning::Scanner;
use facility::registration::register_in;
use facility::sanctions::{lists, screening};
use store::documents::Contents;
use store::{DatabaseUrl, Store};
use tempfile::TempDir;
use workflow::registration::Profile;

const LIST: &[u8] = include_bytes!("../../names/tests/data/consolidated-list.xml");
const LATER: &[u8] = include_bytes!("../../names/tests/data/consolidated-list-later.xml");

/// As a server that has just been started on the database.
fn facility(url: &DatabaseUrl, folder: &TempDir) -> Facility {
    let store = Store::open(url, 2).unwrap();
    store.migrate().unwrap();
    Facility {
        rules: facility::due_diligence::standard().unwrap(),
        store,
        contents: Contents::folder(&folder.path().join("documents")).unwrap(),
        scanner: Scanner::default(),
        clock: Arc::new(SetClock::at("2010-06-16T09:00:00Z".parse().unwrap())) as Arc<dyn Clock>,
    }
}

/// Every tenth is named like a listed one.
fn register(facility: &Facility, count: usize) {
    let now = facility.clock.now();
    for number in 0..count {
        let name = if number % 10 == 0 {
            "Meridiam Relief Front".to_owned()
        } else {
            format!("Village School {number}")
        };
        let profile = Profile::new(name, "KE".parse().unwrap(), "association".to_owned());
        facility
            .store
            .write(|conn| register_in(conn, None, &profile, now))
            .unwrap();
    }
}

fn tell(url: &DatabaseUrl) {
    let folder = tempfile::tempdir().unwrap();
    let started = facility(url, &folder);
    register(&started, 120);
    let first = lists::import_as(&started, None, LIST).unwrap();
    assert!(!first.known && first.since.first);
    assert_eq!((first.list.individuals, first.list.entities), (17, 9));
    let step = screening::step(&started).unwrap().unwrap();
    assert_eq!((step.done, step.total, step.finished_at), (50, 120, None));
    // All are registered at one instant, so which come first is chance.
    assert!(step.found <= 12, "{}", step.found);
    drop(started);

    let started = facility(url, &folder);
    // Asked for again, the one under way goes on.
    screening::begin_as_operator(&started).unwrap();
    let mut told = Vec::new();
    let done = screening::finish(&started, |progress| told.push(progress.done)).unwrap();
    assert_eq!(told, [100, 120, 120]);
    let done = done.unwrap();
    assert_eq!((done.done, done.found), (120, 12));
    assert!(done.finished_at.is_some());
    assert_eq!(screening::step(&started).unwrap(), None);
    // The end is told whoever took the last step.
    assert_eq!(screening::finish(&started, |_| {}).unwrap(), Some(done));

    let again = lists::import_as(&started, None, LIST).unwrap();
    assert!(again.known);
    assert_eq!(again.list.id, first.list.id);
    assert_eq!(screening::step(&started).unwrap(), None);

    let later = lists::import_as(&started, None, LATER).unwrap();
    assert!(!later.known);
    assert_eq!(later.since.changes.added, ["CDe.911", "SOi.912"]);
    assert_eq!(later.since.changes.removed, ["QDi.905"]);
    assert_eq!(
        later.since.name("QDi.905"),
        "RUSLAN ASLANOVICH DZHANTEMIROV"
    );
    let done = screening::finish(&started, |_| {}).unwrap().unwrap();
    assert_eq!((done.done, done.found), (120, 0));
    let verified = facility::verify::verify(&started, |_, _| {}).unwrap();
    assert!(verified.finding.is_none(), "{:?}", verified.finding);
}

#[test]
fn lists_are_read_once_and_a_stopped_screening_goes_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("minha.db").display());
    tell(&url.parse().unwrap());
}

#[test]
fn lists_are_read_once_and_a_stopped_screening_goes_on_postgres() {
    let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
        assert!(
            std::env::var("MINHA_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1"),
            "MINHA_TEST_POSTGRES_URL is not set: run `tests/postgres.sh start` and export what it prints, \
             or set MINHA_TEST_SQLITE_ONLY=1 to leave PostgreSQL out"
        );
        return;
    };
    let mut server = PgConnection::establish(&address).unwrap();
    let name = format!("minha_sanctions_{}", uuid::Uuid::now_v7().simple());
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    server.batch_execute(&drop).unwrap();
    server
        .batch_execute(&format!("CREATE DATABASE {name}"))
        .unwrap();
    let (base, _) = address.rsplit_once('/').unwrap();
    tell(&format!("{base}/{name}").parse().unwrap());
    server.batch_execute(&drop).unwrap();
}

//! Addresses, connections and transactions.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use store::{AnyConn, DatabaseUrl, Store, StoreError, settings};

#[test]
fn an_address_names_one_of_the_two_databases() {
    assert_eq!(
        "sqlite://data/minha.db"
            .parse::<DatabaseUrl>()
            .unwrap()
            .to_string(),
        "sqlite://data/minha.db"
    );
    assert!(matches!(
        "postgres://a@b/c".parse(),
        Ok(DatabaseUrl::Postgres(_))
    ));
    assert!(matches!(
        "postgresql://a@b/c".parse(),
        Ok(DatabaseUrl::Postgres(_))
    ));
    for wrong in [
        "",
        "minha.db",
        "sqlite://",
        "sqlite:minha.db",
        "mysql://a@b/c",
        "POSTGRES://a@b/c",
    ] {
        let error = wrong.parse::<DatabaseUrl>().unwrap_err();
        assert!(
            matches!(&error, StoreError::Address(given) if given == wrong),
            "{error}"
        );
    }
}

#[test]
fn an_address_is_shown_without_its_password() {
    for address in [
        "postgres://minha:s3cret@db.example:5432/minha",
        "postgres://db.example/minha?user=minha&password=s3cret",
    ] {
        let url: DatabaseUrl = address.parse().unwrap();
        for shown in [url.to_string(), format!("{url:?}")] {
            assert!(
                shown.contains("db.example") && !shown.contains("s3cret"),
                "{shown}"
            );
        }
    }
    let url: DatabaseUrl = "postgres://minha:s3cret@db.example/minha".parse().unwrap();
    assert_eq!(url.to_string(), "postgres://minha:***@db.example/minha");
}

#[test]
fn a_server_that_cannot_be_reached_is_named_and_no_file_is_made_instead() {
    let url: DatabaseUrl = "postgres://minha:s3cret@127.0.0.1:1/minha".parse().unwrap();
    let error = Store::open(&url, 2).err().unwrap().to_string();
    assert!(
        error.contains("127.0.0.1:1/minha") && error.contains("cannot be reached"),
        "{error}"
    );
    assert!(!error.contains("s3cret"), "{error}");
    let here = std::fs::read_dir(".")
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    assert!(
        here.into_iter()
            .all(|name| !name.to_string_lossy().starts_with("postgres"))
    );
}

#[test]
fn a_file_is_made_with_its_folders_where_that_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("one/two/minha.db");
    let url: DatabaseUrl = format!("sqlite://{}", path.display()).parse().unwrap();
    Store::open(&url, 1).unwrap();
    assert!(path.is_file());

    let below_a_file = path.join("three/minha.db");
    let url: DatabaseUrl = format!("sqlite://{}", below_a_file.display())
        .parse()
        .unwrap();
    let error = Store::open(&url, 1).err().unwrap();
    assert!(matches!(&error, StoreError::Unreachable { .. }), "{error}");
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    std::fs::write(&path, "Dear facility, this is no database. ".repeat(50)).unwrap();
    let url: DatabaseUrl = format!("sqlite://{}", path.display()).parse().unwrap();
    let error = Store::open(&url, 1).err().unwrap();
    assert!(error.to_string().contains("not a database"), "{error}");
}

#[test]
fn sqlite_writes_through_to_the_disk_and_holds_its_constraints() {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = diesel::sql_types::Text)]
        value: String,
    }
    let db = crate::harness::Database::sqlite();
    let AnyConn::Sqlite(mut conn) = db.url.connect().unwrap() else {
        panic!("SQLite")
    };
    for (name, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("foreign_keys", "1"),
    ] {
        let query = format!("SELECT CAST({name} AS TEXT) AS value FROM pragma_{name}");
        let found: Found = diesel::sql_query(query).get_result(&mut conn).unwrap();
        assert_eq!(found.value, value, "{name}");
    }
}

on_both! {
    fn what_fails_is_taken_back(db: migrated) {
        let failed: Result<(), StoreError> = db.store.write(|conn| {
            settings::set(conn, "a", "1")?;
            Err(StoreError::ChangedMeanwhile)
        });
        assert!(matches!(failed, Err(StoreError::ChangedMeanwhile)));
        assert_eq!(db.read(|conn| settings::get(conn, "a")), None);
        db.write(|conn| settings::set(conn, "a", "2"));
        assert_eq!(db.read(|conn| settings::get(conn, "a")).as_deref(), Some("2"));
    }

    fn what_panics_is_taken_back_and_does_not_block_the_next(db: migrated) {
        let store = db.store.clone();
        let panicked = std::thread::spawn(move || {
            store.write(|conn| -> Result<(), StoreError> {
                settings::set(conn, "a", "1")?;
                panic!("on purpose")
            })
        });
        assert!(panicked.join().is_err());
        db.write(|conn| settings::set(conn, "b", "2"));
        assert_eq!(db.read(|conn| settings::get(conn, "a")), None);
        assert_eq!(db.read(|conn| settings::get(conn, "b")).as_deref(), Some("2"));
    }

    fn a_failed_statement_does_not_spoil_the_connection(db: migrated) {
        for _ in 0..5 {
            let failed: Result<(), StoreError> = db.store.write(|conn| match conn {
                AnyConn::Pg(c) => c.batch_execute("SELECT nonsense").map_err(StoreError::from),
                AnyConn::Sqlite(c) => c.batch_execute("SELECT nonsense").map_err(StoreError::from),
            });
            assert!(matches!(failed, Err(StoreError::Database(_))));
        }
        db.write(|conn| settings::set(conn, "a", "1"));
    }

    fn reading_does_not_write(db: migrated) {
        let refused: Result<(), StoreError> = db.store.read(|conn| settings::set(conn, "a", "1"));
        assert!(matches!(refused, Err(StoreError::Database(_))));
        assert_eq!(db.read(|conn| settings::get(conn, "a")), None);
    }

    fn a_reading_sees_one_state_of_the_data(db: migrated) {
        db.read(|conn| {
            assert_eq!(settings::get(conn, "a")?, None);
            db.write(|conn| settings::set(conn, "a", "1"));
            assert_eq!(settings::get(conn, "a")?, None);
            Ok(())
        });
        assert_eq!(db.read(|conn| settings::get(conn, "a")).as_deref(), Some("1"));
    }
}

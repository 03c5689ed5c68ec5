//! Migrations: from nothing, in part, and from a later version.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};
use store::{AnyConn, StoreError};

use crate::harness::Database;

on_both! {
    fn an_empty_database_is_migrated_once(db: empty) {
        assert!(matches!(db.store.check_migrated(), Err(StoreError::NotMigrated { pending: 2 })));
        assert_eq!(db.store.migrate().unwrap(), ["20261124000001", "20261124000003"]);
        db.store.check_migrated().unwrap();
        assert!(db.store.migrate().unwrap().is_empty());
    }

    fn a_database_that_is_not_ready_says_what_to_run(db: empty) {
        let error = db.store.check_migrated().unwrap_err().to_string();
        assert!(error.contains("minha migrate"), "{error}");
    }

    fn a_database_of_a_later_version_is_left_alone(db: migrated) {
        db.by_hand("INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')");
        for error in [db.store.check_migrated().unwrap_err(), db.store.migrate().unwrap_err()] {
            assert!(matches!(&error, StoreError::Newer(version) if version == "29990101000000"), "{error}");
        }
    }

    fn documents_from_before_versions_are_their_own_first_version(db: empty) {
        foundation_alone(db);
        let (id, case, by) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
        let digest = if db.is_sqlite() { "x'00'" } else { "'\\x00'" };
        db.by_hand(&format!(
            "INSERT INTO documents (id, case_id, purpose, name, media_type, size, digest, uploaded_by, uploaded_at) \
             VALUES ('{id}', '{case}', 'proposal', 'plan.pdf', 'application/pdf', 3, {digest}, '{by}', \
             '2010-03-03T10:00:00.000000Z')"
        ));
        db.store.migrate().unwrap();
        let found: Vec<Versions> = db.store.read(|conn| {
            let sql = "SELECT CAST(document_id AS TEXT) AS document_id, version, is_current, changes FROM documents";
            store::on_backend!(conn, |c| diesel::sql_query(sql).load(c)).map_err(StoreError::from)
        }).unwrap();
        assert_eq!(found, [Versions { document_id: id.to_string(), version: 1, is_current: true, changes: 1 }]);
    }

    fn a_migration_that_fails_leaves_nothing_behind(db: empty) {
        db.by_hand("CREATE TABLE settings (name INTEGER)");
        let error = db.store.migrate().unwrap_err();
        assert!(matches!(&error, StoreError::Migration(_)), "{error}");
        let tables: BTreeSet<String> = columns(db).into_iter().map(|(table, _, _)| table).collect();
        assert_eq!(tables, BTreeSet::from(["settings".to_owned()]));
        assert!(matches!(db.store.check_migrated(), Err(StoreError::NotMigrated { .. })));
    }
}

/// A document's place among its versions.
#[derive(Debug, PartialEq, QueryableByName)]
struct Versions {
    #[diesel(sql_type = Text)]
    document_id: String,
    #[diesel(sql_type = Integer)]
    version: i32,
    #[diesel(sql_type = Bool)]
    is_current: bool,
    #[diesel(sql_type = BigInt)]
    changes: i64,
}

/// The tables as the first version of the program has made them.
fn foundation_alone(db: &Database) {
    db.by_hand(if db.is_sqlite() {
        include_str!("../../../../migrations/sqlite/2026-11-24-000001_foundation/up.sql")
    } else {
        include_str!("../../../../migrations/postgres/2026-11-24-000001_foundation/up.sql")
    });
    db.by_hand(
        "CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, \
         run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP); \
         INSERT INTO __diesel_schema_migrations (version) VALUES ('20261124000001')",
    );
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    table_name: String,
    #[diesel(sql_type = Text)]
    column_name: String,
    #[diesel(sql_type = Bool)]
    nullable: bool,
}

/// Every table's columns, and whether they may be empty.
fn columns(db: &Database) -> BTreeSet<(String, String, bool)> {
    let rows: Vec<Column> = match db.url.connect().unwrap() {
        AnyConn::Pg(mut conn) => diesel::sql_query(
            "SELECT table_name::text, column_name::text, is_nullable = 'YES' AS nullable \
             FROM information_schema.columns WHERE table_schema = 'public'",
        )
        .load(&mut conn),
        AnyConn::Sqlite(mut conn) => diesel::sql_query(
            "SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" = 0 AS nullable \
             FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'",
        )
        .load(&mut conn),
    }
    .unwrap();
    let ours = rows
        .into_iter()
        .filter(|column| !column.table_name.contains("diesel"));
    ours.map(|column| (column.table_name, column.column_name, column.nullable))
        .collect()
}

#[test]
fn both_databases_have_the_same_tables_and_columns() {
    let Some(postgres) = Database::postgres() else {
        return;
    };
    assert_eq!(
        columns(&Database::sqlite().migrated()),
        columns(&postgres.migrated())
    );
}

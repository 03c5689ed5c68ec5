//! Migrations: from nothing, in part, and from a later version.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use store::{AnyConn, StoreError};

use crate::harness::Database;

on_both! {
    fn an_empty_database_is_migrated_once(db: empty) {
        assert!(matches!(db.store.check_migrated(), Err(StoreError::NotMigrated { pending: 1 })));
        assert_eq!(db.store.migrate().unwrap(), ["20261124000001"]);
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

    fn a_migration_that_fails_leaves_nothing_behind(db: empty) {
        db.by_hand("CREATE TABLE settings (name INTEGER)");
        let error = db.store.migrate().unwrap_err();
        assert!(matches!(&error, StoreError::Migration(_)), "{error}");
        let tables: BTreeSet<String> = columns(db).into_iter().map(|(table, _, _)| table).collect();
        assert_eq!(tables, BTreeSet::from(["settings".to_owned()]));
        assert!(matches!(db.store.check_migrated(), Err(StoreError::NotMigrated { .. })));
    }
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

//! Migrations: embedded in the binary, forward only, the same names for both databases.

use diesel::RunQueryDsl;
use diesel::dsl::sql;
use diesel::migration::{Migration, MigrationSource};
use diesel::sql_types::BigInt;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::connection::{AnyConn, Store};
use crate::error::StoreError;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

fn failed(error: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Migration(error.to_string())
}

fn known(conn: &AnyConn) -> Result<Vec<String>, StoreError> {
    let names = match conn {
        AnyConn::Pg(_) => MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES)
            .map_err(failed)?
            .iter()
            .map(|migration| migration.name().version().to_string())
            .collect(),
        AnyConn::Sqlite(_) => MigrationSource::<diesel::sqlite::Sqlite>::migrations(&SQLITE)
            .map_err(failed)?
            .iter()
            .map(|migration| migration.name().version().to_string())
            .collect(),
    };
    Ok(names)
}

fn applied(conn: &mut AnyConn) -> Result<Vec<String>, StoreError> {
    let versions = crate::on_backend!(conn, |c| c.applied_migrations()).map_err(failed)?;
    Ok(versions
        .into_iter()
        .map(|version| version.to_string())
        .collect())
}

impl Store {
    /// Makes every change that is still to be made. Answers their versions.
    pub fn migrate(&self) -> Result<Vec<String>, StoreError> {
        let versions: Vec<String> = self.raw(|conn| {
            refuse_newer(conn)?;
            let versions = match conn {
                AnyConn::Pg(c) => c.run_pending_migrations(POSTGRES).map_err(failed)?,
                AnyConn::Sqlite(c) => c.run_pending_migrations(SQLITE).map_err(failed)?,
            };
            Ok(versions
                .into_iter()
                .map(|version| version.to_string())
                .collect())
        })?;
        // The index of the search is made by the program, not by SQL.
        crate::register::search::complete(self)?;
        Ok(versions)
    }

    /// Whether the database is as it was made: no table stands in it, neither ours nor anybody's.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        // The list of changes made may be there before the first of them is.
        const TABLES_OF_SQLITE: &str = "(SELECT count(*) FROM sqlite_master WHERE type = 'table' \
             AND name NOT LIKE 'sqlite%' AND name <> '__diesel_schema_migrations')";
        const TABLES_OF_POSTGRES: &str = "(SELECT count(*) FROM pg_catalog.pg_tables \
             WHERE schemaname = current_schema() AND tablename <> '__diesel_schema_migrations')";
        self.raw(|conn| {
            let tables: i64 = match conn {
                AnyConn::Pg(c) => {
                    diesel::select(sql::<BigInt>(TABLES_OF_POSTGRES)).get_result(c)?
                }
                AnyConn::Sqlite(c) => {
                    diesel::select(sql::<BigInt>(TABLES_OF_SQLITE)).get_result(c)?
                }
            };
            Ok(tables == 0)
        })
    }

    /// Refuses a database that is not migrated, migrated in part, or of a later version.
    pub fn check_migrated(&self) -> Result<(), StoreError> {
        self.raw(|conn| {
            refuse_newer(conn)?;
            let done = applied(conn)?;
            let pending = known(conn)?
                .into_iter()
                .filter(|version| !done.contains(version))
                .count();
            if pending == 0 {
                Ok(())
            } else {
                Err(StoreError::NotMigrated { pending })
            }
        })
    }
}

fn refuse_newer(conn: &mut AnyConn) -> Result<(), StoreError> {
    let known = known(conn)?;
    match applied(conn)?
        .into_iter()
        .find(|version| !known.contains(version))
    {
        Some(version) => Err(StoreError::Newer(version)),
        None => Ok(()),
    }
}

//! A database for each test, on either backend.

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use store::{AnyConn, DatabaseUrl, Store, StoreError};
use tempfile::TempDir;

/// Makes each function a test on SQLite and one on PostgreSQL.
macro_rules! on_both {
    ($(fn $name:ident($db:ident: $state:ident) $body:block)*) => {
        $(fn $name($db: &$crate::harness::Database) $body)*

        mod sqlite {
            $(#[test] fn $name() { super::$name(&$crate::harness::Database::sqlite().$state()); })*
        }
        mod postgres {
            $(#[test] fn $name() {
                if let Some(database) = $crate::harness::Database::postgres() {
                    super::$name(&database.$state());
                }
            })*
        }
    };
}

/// A database that goes when the test ends.
pub struct Database {
    pub url: DatabaseUrl,
    pub store: Store,
    place: Place,
}

enum Place {
    File { _folder: TempDir },
    Server { address: String, name: String },
}

impl Database {
    /// A file.
    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url: DatabaseUrl = format!("sqlite://{}", folder.path().join("minha.db").display())
            .parse()
            .unwrap();
        let store = Store::open(&url, 2).unwrap();
        Self {
            url,
            store,
            place: Place::File { _folder: folder },
        }
    }

    /// A database on the server of the tests; nothing when they are to run without.
    pub fn postgres() -> Option<Self> {
        let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
            if std::env::var("MINHA_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1") {
                return None;
            }
            panic!(
                "MINHA_TEST_POSTGRES_URL is not set: run `tests/postgres.sh start` and export what it prints, \
                 or set MINHA_TEST_SQLITE_ONLY=1 to leave PostgreSQL out"
            );
        };
        let name = format!("minha_store_{}", uuid::Uuid::new_v4().simple());
        command(&address, &format!("CREATE DATABASE {name}"));
        let mut own = url::Url::parse(&address).unwrap();
        own.set_path(&name);
        let url: DatabaseUrl = own.as_str().parse().unwrap();
        let store = Store::open(&url, 2).unwrap();
        Some(Self {
            url,
            store,
            place: Place::Server { address, name },
        })
    }

    /// As it is: without tables.
    pub fn empty(self) -> Self {
        self
    }

    /// With its tables.
    pub fn migrated(self) -> Self {
        self.store.migrate().unwrap();
        self
    }

    pub fn read<T>(&self, body: impl FnOnce(&mut AnyConn) -> Result<T, StoreError>) -> T {
        self.store.read(body).unwrap()
    }

    pub fn write<T>(&self, body: impl FnOnce(&mut AnyConn) -> Result<T, StoreError>) -> T {
        self.store.write(body).unwrap()
    }

    /// What somebody does with the database's own tools, past the program. Constraints between tables do not hold then.
    pub fn by_hand(&self, sql: &str) {
        match self.url.connect().unwrap() {
            AnyConn::Pg(mut conn) => {
                conn.batch_execute(&format!("SET session_replication_role = replica; {sql}"))
                    .unwrap();
            }
            AnyConn::Sqlite(mut conn) => conn
                .batch_execute(&format!("PRAGMA foreign_keys=OFF; {sql}"))
                .unwrap(),
        }
    }

    pub fn is_sqlite(&self) -> bool {
        matches!(self.place, Place::File { .. })
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        if let Place::Server { address, name } = &self.place {
            command(
                address,
                &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            );
        }
    }
}

fn command(address: &str, sql: &str) {
    PgConnection::establish(address)
        .unwrap()
        .batch_execute(sql)
        .unwrap();
}

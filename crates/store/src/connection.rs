//! Connections: one code, two databases, chosen by the address alone.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;
use diesel::r2d2::{ManageConnection, Pool, R2D2Connection};
use diesel::{PgConnection, SqliteConnection};

use crate::error::StoreError;

/// What the derive makes has no documentation of its own.
#[allow(missing_docs)]
mod any {
    use diesel::{PgConnection, SqliteConnection};

    /// A connection to either database.
    #[derive(diesel::MultiConnection)]
    pub enum AnyConn {
        /// PostgreSQL.
        Pg(PgConnection),
        /// SQLite.
        Sqlite(SqliteConnection),
    }
}
pub use any::{AnyConn, MultiBackend};

/// Runs the same code natively on either backend, where the shared one does not know the feature.
#[macro_export]
macro_rules! on_backend {
    ($conn:expr, |$c:ident| $body:expr) => {
        match $conn {
            $crate::AnyConn::Pg($c) => $body,
            $crate::AnyConn::Sqlite($c) => $body,
        }
    };
}

/// Where the data are.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file.
    Sqlite(PathBuf),
    /// A server.
    Postgres(String),
}

impl FromStr for DatabaseUrl {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some(path) = text
            .strip_prefix("sqlite://")
            .filter(|path| !path.is_empty())
        {
            Ok(Self::Sqlite(PathBuf::from(path)))
        } else if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Ok(Self::Postgres(text.to_owned()))
        } else {
            Err(StoreError::Address(text.to_owned()))
        }
    }
}

impl fmt::Display for DatabaseUrl {
    /// Without the password, and without what else stands behind a question mark: passwords can stand there too.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(address) => match url::Url::parse(address) {
                Ok(mut parsed) => {
                    if parsed.password().is_some() {
                        let _ = parsed.set_password(Some("***"));
                    }
                    parsed.set_query(None);
                    write!(f, "{parsed}")
                }
                Err(_) => f.write_str("postgres://***"),
            },
        }
    }
}

/// The address with a limit to the wait for an answer, seconds, unless it names one itself.
fn with_timeout(address: &str) -> String {
    if address.contains("connect_timeout=") {
        return address.to_owned();
    }
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}connect_timeout=10")
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

const PRAGMAS: &str = "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
    PRAGMA foreign_keys=ON; PRAGMA mmap_size=268435456; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;";

impl DatabaseUrl {
    /// Opens a connection. Never falls back to another database.
    pub fn connect(&self) -> Result<AnyConn, StoreError> {
        let unreachable = |cause: String| StoreError::Unreachable {
            database: self.to_string(),
            cause: cause.trim().to_owned(),
        };
        match self {
            Self::Postgres(address) => PgConnection::establish(&with_timeout(address))
                .map(AnyConn::Pg)
                .map_err(|error| unreachable(error.to_string())),
            Self::Sqlite(path) => {
                if let Some(folder) = path
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty())
                {
                    std::fs::create_dir_all(folder)
                        .map_err(|error| unreachable(error.to_string()))?;
                }
                let name = path.to_string_lossy();
                let mut conn = SqliteConnection::establish(&name)
                    .map_err(|error| unreachable(error.to_string()))?;
                conn.batch_execute(PRAGMAS)
                    .map_err(|error| unreachable(error.to_string()))?;
                Ok(AnyConn::Sqlite(conn))
            }
        }
    }
}

/// Makes connections for a pool.
#[derive(Debug)]
struct Connections {
    url: DatabaseUrl,
    /// On SQLite the connection refuses to write, as a reading transaction does on PostgreSQL.
    read_only: bool,
    /// A commit does not wait for the disk.
    hurried: bool,
}

impl Connections {
    fn pool(self, size: u32) -> Result<Pool<Self>, StoreError> {
        let database = self.url.to_string();
        let postgres = matches!(self.url, DatabaseUrl::Postgres(_));
        Pool::builder()
            .max_size(size.max(1))
            .min_idle(Some(1))
            .test_on_check_out(postgres)
            .connection_timeout(std::time::Duration::from_secs(15))
            .build(self)
            .map_err(|error| StoreError::Unreachable {
                database,
                cause: error.to_string(),
            })
    }
}

impl ManageConnection for Connections {
    type Connection = AnyConn;
    type Error = StoreError;

    fn connect(&self) -> Result<AnyConn, StoreError> {
        let mut conn = self.url.connect()?;
        if let (true, AnyConn::Sqlite(sqlite)) = (self.read_only, &mut conn) {
            sqlite.batch_execute("PRAGMA query_only=ON")?;
        }
        if self.hurried {
            match &mut conn {
                AnyConn::Sqlite(c) => c.batch_execute("PRAGMA synchronous=NORMAL")?,
                AnyConn::Pg(c) => c.batch_execute("SET synchronous_commit=off")?,
            }
        }
        Ok(conn)
    }
    fn is_valid(&self, conn: &mut AnyConn) -> Result<(), StoreError> {
        conn.ping().map_err(StoreError::from)
    }
    fn has_broken(&self, conn: &mut AnyConn) -> bool {
        conn.is_broken()
    }
}

/// The database: many readers, and on SQLite one writer.
#[derive(Clone)]
pub struct Store {
    url: DatabaseUrl,
    readers: Pool<Connections>,
    writers: Pool<Connections>,
}

impl Store {
    /// Opens the database with this many reading connections. Errors when it cannot be reached.
    pub fn open(url: &DatabaseUrl, readers: u32) -> Result<Self, StoreError> {
        // The first connection tells why when it fails; a pool would only say that it waited too long.
        drop(url.connect()?);
        let pool = |size: u32, read_only: bool| {
            let connections = Connections {
                url: url.clone(),
                read_only,
                hurried: false,
            };
            connections.pool(size)
        };
        let writers = match url {
            DatabaseUrl::Sqlite(_) => 1,
            DatabaseUrl::Postgres(_) => readers,
        };
        Ok(Self {
            url: url.clone(),
            readers: pool(readers, true)?,
            writers: pool(writers, false)?,
        })
    }

    /// The same database for loading much at once: a commit is atomic as ever but does not wait for the disk, so a power
    /// cut may take the last ones back. The next commit of an ordinary [`Store`] makes all of them last.
    pub fn hurried(&self) -> Result<Self, StoreError> {
        let connections = Connections {
            url: self.url.clone(),
            read_only: false,
            hurried: true,
        };
        Ok(Self {
            url: self.url.clone(),
            readers: self.readers.clone(),
            writers: connections.pool(1)?,
        })
    }

    /// Where the data are.
    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    fn checkout(
        &self,
        pool: &Pool<Connections>,
    ) -> Result<diesel::r2d2::PooledConnection<Connections>, StoreError> {
        pool.get().map_err(|error| StoreError::Unreachable {
            database: self.url.to_string(),
            cause: error.to_string(),
        })
    }

    /// Reads, all from one state of the data. Writing is an error.
    pub fn read<T, E: From<StoreError>>(
        &self,
        body: impl FnOnce(&mut AnyConn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.checkout(&self.readers)?;
        let begin = match &*conn {
            AnyConn::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            AnyConn::Sqlite(_) => "BEGIN DEFERRED",
        };
        transact(&mut conn, begin, body)
    }

    /// Writes in one transaction: all of it is kept, or nothing.
    pub fn write<T, E: From<StoreError>>(
        &self,
        body: impl FnOnce(&mut AnyConn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut conn = self.checkout(&self.writers)?;
        let begin = match &*conn {
            AnyConn::Pg(_) => "BEGIN",
            AnyConn::Sqlite(_) => "BEGIN IMMEDIATE",
        };
        transact(&mut conn, begin, body)
    }

    /// Runs the body on a writing connection without a transaction, for migrations.
    pub(crate) fn raw<T>(
        &self,
        body: impl FnOnce(&mut AnyConn) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut conn = self.checkout(&self.writers)?;
        body(&mut conn)
    }
}

fn transact<T, E: From<StoreError>>(
    conn: &mut AnyConn,
    begin: &str,
    body: impl FnOnce(&mut AnyConn) -> Result<T, E>,
) -> Result<T, E> {
    on_backend!(&mut *conn, |c| {
        AnsiTransactionManager::begin_transaction_sql(c, begin)
    })
    .map_err(StoreError::from)?;
    match body(conn) {
        Ok(value) => {
            on_backend!(&mut *conn, |c| AnsiTransactionManager::commit_transaction(
                c
            ))
            .map_err(StoreError::from)?;
            Ok(value)
        }
        Err(error) => {
            // The error of the body is the one to tell; a failed rollback leaves the connection broken and unused.
            let _ = on_backend!(
                &mut *conn,
                |c| AnsiTransactionManager::rollback_transaction(c)
            );
            Err(error)
        }
    }
}

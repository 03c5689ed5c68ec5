//! A place for each test to run the program in.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, PgConnection, RunQueryDsl};
use store::{AnyConn, DatabaseUrl};
use tempfile::TempDir;

/// A directory with a database: a file, or one on the server of the tests.
pub struct Place {
    folder: TempDir,
    pub database: String,
    server: Option<(String, String)>,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Place {
    /// A directory in which nothing is yet; the database will be a file.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite://{}", folder.path().join("minha.db").display());
        Self {
            folder,
            database,
            server: None,
        }
    }

    /// The same with tables.
    pub fn migrated() -> Self {
        let place = Self::new();
        place.does(&["migrate"]);
        place
    }

    /// The same with a manager, ana@example.org.
    pub fn managed() -> Self {
        let place = Self::migrated();
        place.does(&[
            "user",
            "add",
            "--role",
            "facility_manager",
            "ana@example.org",
        ]);
        place
    }

    /// A database of its own on the server of the tests; nothing when they are to run without.
    pub fn on_postgres() -> Option<Self> {
        let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
            if std::env::var("MINHA_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1") {
                return None;
            }
            panic!(
                "MINHA_TEST_POSTGRES_URL is not set: run `tests/postgres.sh start` and export what it prints, \
                 or set MINHA_TEST_SQLITE_ONLY=1 to leave PostgreSQL out"
            );
        };
        let name = format!("minha_command_{}", uuid::Uuid::new_v4().simple());
        let mut server = PgConnection::establish(&address).unwrap();
        server
            .batch_execute(&format!("CREATE DATABASE {name}"))
            .unwrap();
        let mut own = url::Url::parse(&address).unwrap();
        own.set_path(&name);
        Some(Self {
            folder: tempfile::tempdir().unwrap(),
            database: own.to_string(),
            server: Some((address, name)),
        })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }

    /// Names of what stands in the directory.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    /// The program with these arguments, free of the settings of whoever runs the tests.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_minha"));
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("MINHA_")) {
            command.env_remove(name);
        }
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("MINHA_DATABASE_URL", &self.database)
            .env("MINHA_DATA_DIR", self.folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ended {
        self.command(arguments).output().unwrap().into()
    }

    /// Runs what must succeed; answers what it says.
    pub fn does(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(
            ended.code,
            Some(0),
            "minha {}: {}{}",
            arguments.join(" "),
            ended.stdout,
            ended.stderr
        );
        ended.stdout
    }

    /// Runs what must fail with this code.
    pub fn fails(&self, arguments: &[&str], code: i32, said: &str) -> Ended {
        let ended = self.run(arguments);
        failed(&ended, code, said);
        ended
    }

    fn connect(&self) -> AnyConn {
        self.database
            .parse::<DatabaseUrl>()
            .unwrap()
            .connect()
            .unwrap()
    }

    /// What somebody does with the database's own tools, past the program.
    pub fn by_hand(&self, statement: &str) {
        match self.connect() {
            AnyConn::Pg(mut conn) => conn.batch_execute(statement).unwrap(),
            AnyConn::Sqlite(mut conn) => conn.batch_execute(statement).unwrap(),
        }
    }

    /// The number of rows of a table.
    pub fn rows(&self, table: &str) -> i64 {
        let query = diesel::select(sql::<BigInt>(&format!("(SELECT count(*) FROM {table})")));
        match self.connect() {
            AnyConn::Pg(mut conn) => query.get_result(&mut conn).unwrap(),
            AnyConn::Sqlite(mut conn) => query.get_result(&mut conn).unwrap(),
        }
    }

    /// The one value that a query answers.
    pub fn value(&self, query: &str) -> String {
        let query = diesel::select(sql::<Text>(&format!("({query})")));
        match self.connect() {
            AnyConn::Pg(mut conn) => query.get_result(&mut conn).unwrap(),
            AnyConn::Sqlite(mut conn) => query.get_result(&mut conn).unwrap(),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((address, name)) = &self.server {
            let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            PgConnection::establish(address)
                .unwrap()
                .batch_execute(&drop)
                .unwrap();
        }
    }
}

/// A failure is one line that says what is wrong, a code, and nothing on the standard output.
#[track_caller]
pub fn failed(ended: &Ended, code: i32, said: &str) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    let lines: Vec<&str> = ended
        .stderr
        .lines()
        .filter(|line| line.starts_with("minha: "))
        .collect();
    assert_eq!(lines.len(), 1, "{ended:?}");
    assert!(lines[0].contains(said), "{said:?} is not in {:?}", lines[0]);
    assert_eq!(
        ended.stderr.lines().last(),
        Some(lines[0]),
        "the fault is the last word"
    );
    assert_eq!(ended.stdout, "");
}

/// A server that runs until it is told to stop, or the test ends.
pub struct Running {
    child: Child,
}

impl Running {
    /// Serves, with these settings besides, and waits until the port is taken.
    pub fn serve(place: &Place, settings: &[&str]) -> Self {
        let port = free_port();
        let mut arguments = vec!["serve".to_owned(), format!("--bind=127.0.0.1:{port}")];
        arguments.extend(settings.iter().map(|setting| (*setting).to_owned()));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let log = std::fs::File::create(place.path("server.log")).unwrap();
        let child = place.command(&arguments).stderr(log).spawn().unwrap();
        let mut running = Self { child };
        within(Duration::from_secs(30), "the server listens", || {
            assert_eq!(
                running.child.try_wait().unwrap(),
                None,
                "{}",
                read(&place.path("server.log"))
            );
            std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        running
    }

    /// Sends a signal, and answers the code it ends with.
    pub fn signal(mut self, name: &str) -> Option<i32> {
        let kill = Command::new("kill")
            .args([format!("-{name}"), self.child.id().to_string()])
            .status();
        assert!(kill.unwrap().success());
        let mut code = None;
        within(Duration::from_secs(15), "the server ends", || {
            code = self.child.try_wait().unwrap();
            code.is_some()
        });
        code.unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}

pub fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap()
}

/// Waits for something to become true.
#[track_caller]
pub fn within(limit: Duration, what: &str, mut is_so: impl FnMut() -> bool) {
    let end = Instant::now() + limit;
    while !is_so() {
        assert!(Instant::now() < end, "not within {limit:?}: {what}");
        std::thread::sleep(Duration::from_millis(25));
    }
}

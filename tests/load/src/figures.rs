//! Figures: how long answers took, and what the database does when it does nothing else.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use store::{AnyConn, DatabaseUrl};

use crate::Trouble;

/// Times of one kind of request, sorted when asked.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Notes one.
    pub fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// The time within which so many thousandths of the answers came.
    pub fn within(&mut self, thousandths: usize) -> Duration {
        self.0.sort_unstable();
        let last = self.0.len().saturating_sub(1);
        self.0
            .get((self.0.len() * thousandths / 1_000).min(last))
            .copied()
            .unwrap_or_default()
    }
}

/// How long bare writes are measured.
const MEASURED: Duration = Duration::from_secs(3);

/// Bare write transactions a second, one after the other: one row of two kilobytes each, as durable as the program's own.
pub fn bare_writes(url: &DatabaseUrl) -> Result<f64, Trouble> {
    const TABLE: &str =
        "CREATE TABLE bare_writes (number INTEGER PRIMARY KEY, content TEXT NOT NULL);";
    let mut conn = url.connect()?;
    let mut run = |sql: &str| match &mut conn {
        AnyConn::Sqlite(conn) => conn.batch_execute(sql),
        AnyConn::Pg(conn) => conn.batch_execute(sql),
    };
    run(TABLE)?;
    let begin = match url {
        DatabaseUrl::Sqlite(_) => {
            run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")?;
            "BEGIN IMMEDIATE"
        }
        _ => "BEGIN",
    };
    let content = "x".repeat(2_000);
    let begun = Instant::now();
    let mut number = 0_u32;
    while begun.elapsed() < MEASURED {
        run(&format!(
            "{begin}; INSERT INTO bare_writes VALUES ({number}, '{content}'); COMMIT;"
        ))?;
        number += 1;
    }
    let rate = f64::from(number) / begun.elapsed().as_secs_f64();
    run("DROP TABLE bare_writes;")?;
    Ok(rate)
}

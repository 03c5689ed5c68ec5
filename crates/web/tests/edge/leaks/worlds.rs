//! Two worlds that differ in one thing: in the second, some files were never there. The second is the first with every row
//! that names one of them taken out, so that all ids, numbers and moments are the same; that nothing names them any more is
//! asserted.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use facility::documents::scanning::Scanner;
use serde_json::Value;
use workflow::ids::ProposalId;

use crate::scene::Scene;
use crate::world::World;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    text: String,
}

fn lines(conn: &mut SqliteConnection, query: &str) -> Vec<String> {
    let rows: Vec<Line> = diesel::sql_query(query).load(conn).unwrap();
    rows.into_iter().map(|row| row.text).collect()
}

fn run(conn: &mut SqliteConnection, statement: &str) -> usize {
    diesel::sql_query(statement).execute(conn).unwrap()
}

fn open(file: &Path) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(&file.display().to_string()).unwrap();
    conn.batch_execute("PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 5000;")
        .unwrap();
    conn
}

/// Every column of every table that holds texts, as table and column.
fn columns(conn: &mut SqliteConnection) -> Vec<(String, String)> {
    // Tables of the search index hold what is in others, and follow them.
    let query = "SELECT m.name || '/' || c.name AS text FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' \
                 AND m.name NOT LIKE 'sqlite_%' ORDER BY 1";
    let split = |line: String| {
        let (table, column) = line.split_once('/').unwrap();
        (table.to_owned(), column.to_owned())
    };
    lines(conn, query).into_iter().map(split).collect()
}

/// What tells of a file: its id, its reference, its title, and the id of its grant.
fn marks(conn: &mut SqliteConnection, file: ProposalId) -> (Vec<String>, Vec<String>) {
    let grants = lines(
        conn,
        &format!("SELECT id AS text FROM grants WHERE proposal_id = '{file}'"),
    );
    let ids = [file.to_string()].into_iter().chain(grants).collect();
    let words = lines(
        conn,
        &format!(
            "SELECT COALESCE(reference, '') || '/' || COALESCE(title, '') AS text FROM proposals WHERE id = '{file}'"
        ),
    );
    let words = words
        .iter()
        .flat_map(|line| line.split('/'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    (ids, words)
}

/// Takes every row out that has one of the ids in a column, then what refers to rows that are gone.
fn take_out(conn: &mut SqliteConnection, ids: &[String]) {
    let all = columns(conn);
    for (table, column) in &all {
        for id in ids {
            run(
                conn,
                &format!("DELETE FROM \"{table}\" WHERE \"{column}\" = '{id}'"),
            );
        }
    }
    let broken = "SELECT \"table\" || '/' || rowid AS text FROM pragma_foreign_key_check WHERE rowid IS NOT NULL";
    for line in lines(conn, broken) {
        let (table, row) = line.split_once('/').unwrap();
        run(
            conn,
            &format!("DELETE FROM \"{table}\" WHERE rowid = {row}"),
        );
    }
}

/// Takes an id out of what is kept as JSON: keys and elements that are it, and entries of a list about the file it is of.
fn stripped(value: &mut Value, id: &str) {
    let is_it = |value: &Value| value.as_str() == Some(id);
    match value {
        Value::Array(all) => {
            all.retain(|one| !is_it(one) && !one.get("proposal").is_some_and(is_it));
            all.iter_mut().for_each(|one| stripped(one, id));
        }
        Value::Object(all) => {
            all.retain(|key, one| key != id && !is_it(one));
            all.values_mut().for_each(|one| stripped(one, id));
        }
        _ => {}
    }
}

/// What the world remembers beside rows of the files themselves: their ids are taken out of what is kept as JSON, as in the
/// chains of other cases.
fn forget(conn: &mut SqliteConnection, id: &str) {
    // States of calls are kept in memory by the hash of their head, which must be another one here.
    run(
        conn,
        &format!(
            "UPDATE cases SET head_hash = randomblob(32) \
             WHERE id IN (SELECT case_id FROM events WHERE payload LIKE '%{id}%')"
        ),
    );
    for (table, column) in columns(conn) {
        let query = format!(
            "SELECT DISTINCT CAST(\"{column}\" AS TEXT) AS text FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{id}%'"
        );
        for before in lines(conn, &query) {
            let Ok(mut value) = serde_json::from_str::<Value>(&before) else {
                continue;
            };
            stripped(&mut value, id);
            let changed = diesel::sql_query(format!(
                "UPDATE \"{table}\" SET \"{column}\" = ? WHERE CAST(\"{column}\" AS TEXT) = ?"
            ));
            changed
                .bind::<Text, _>(value.to_string())
                .bind::<Text, _>(before)
                .execute(conn)
                .unwrap();
        }
    }
}

/// A copy of the world in which the files were never there.
pub fn without(scene: &Scene, files: &[ProposalId]) -> World {
    let place = tempfile::tempdir().unwrap();
    let (from, to) = (scene.world.place.path(), place.path().join("minha.db"));
    let mut conn = open(&from.join("minha.db"));
    run(&mut conn, &format!("VACUUM INTO '{}'", to.display()));
    copy(&from.join("documents"), &place.path().join("documents"));
    let mut conn = open(&to);
    let mut ids = Vec::new();
    let mut words = Vec::new();
    for file in files {
        let (of_file, said) = marks(&mut conn, *file);
        assert!(!said.is_empty(), "{file} is there");
        ids.extend(of_file);
        words.extend(said);
    }
    take_out(&mut conn, &ids);
    for id in &ids {
        forget(&mut conn, id);
    }
    for (table, column) in columns(&mut conn) {
        for mark in ids.iter().chain(&words) {
            let query = format!(
                "SELECT CAST(\"{column}\" AS TEXT) AS text FROM \"{table}\" WHERE CAST(\"{column}\" AS TEXT) LIKE '%{mark}%'"
            );
            let told = lines(&mut conn, &query);
            assert!(
                told.is_empty(),
                "{table}.{column} still tells of {mark}: {told:?}"
            );
        }
    }
    drop(conn);
    let world = World::at(place, false, Scanner::default());
    world.clock.set(scene.world.facility().clock.now());
    world
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).into_iter().flatten() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

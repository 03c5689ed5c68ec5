//! Migrations: from nothing, in part, and from a later version.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Integer, Text};
use store::{AnyConn, StoreError};
use workflow::record;

use crate::harness::Database;

on_both! {
    fn an_empty_database_is_migrated_once(db: empty) {
        let all = written_migrations();
        assert!(matches!(db.store.check_migrated(), Err(StoreError::NotMigrated { pending }) if pending == all.len()));
        assert_eq!(db.store.migrate().unwrap(), all);
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

    fn drafts_from_before_keep_their_answers_one_by_one(db: empty) {
        foundation_alone(db);
        let (id, by) = (workflow::ids::ProposalId::new_v7(chrono::Utc::now()), uuid::Uuid::now_v7());
        let answers = serde_json::json!({
            "title": "مأوى \"آمن\"\nسطر ثانٍ's", "months": 12, "truth": true, "no": false, "nothing": null, "files": ["a", "b"],
            "budget": [{ "heading": "staff", "description": "Counsellor", "quantity": 12, "unit_cost_minor": 9_007_199_254_740_993_i64 }],
        });
        let no = if db.is_sqlite() { "0" } else { "FALSE" };
        db.by_hand(&format!(
            "INSERT INTO proposals (id, seq, call_id, organisation_id, country, stage, stage_kind, status, released, status_since, search_text) \
             VALUES ('{id}', 1, '{by}', '{by}', 'KE', 0, 'intake', 'draft', {no}, '2010-03-03T10:00:00.000000Z', '')"
        ));
        db.by_hand(&format!(
            "INSERT INTO drafts (proposal_id, version, answers, saved_at, saved_by) \
             VALUES ('{id}', 7, '{}', '2010-03-03T10:00:00.000000Z', '{by}')",
            answers.to_string().replace('\'', "''"),
        ));
        db.store.migrate().unwrap();
        let draft = db.read(|conn| store::drafts::find(conn, id)).unwrap();
        assert_eq!((draft.version, draft.language), (7, None));
        let rows = db.read(|conn| store::drafts::answers_since(conn, id, 0));
        assert_eq!(rows.len(), 7);
        for row in rows {
            let value: serde_json::Value = serde_json::from_str(&row.value).unwrap();
            assert_eq!(value, answers[&row.question], "{}", row.question);
            assert_eq!((row.version, row.saved_at, row.saved_by.uuid()), (7, draft.saved_at, by));
        }
    }

    fn scores_from_before_are_read_out_of_the_record(db: empty) {
        foundation_alone(db);
        let (file, reader, gone) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
        let (no, blob) = if db.is_sqlite() { ("0", "x'00'") } else { ("FALSE", "'\\x00'") };
        let at = "2010-05-20T10:00:00.000000Z";
        for person in [reader, gone] {
            db.by_hand(&format!(
                "INSERT INTO persons (id, email, name, language, created_at) VALUES ('{person}', '{person}@example.org', 'R', 'en', '{at}')"
            ));
        }
        db.by_hand(&format!(
            "INSERT INTO cases (id, kind, head_seq, head_hash, opened_at) VALUES ('{file}', 'proposal', 9, {blob}, '{at}')"
        ));
        db.by_hand(&format!(
            "INSERT INTO proposals (id, seq, call_id, organisation_id, country, stage, stage_kind, status, released, status_since, search_text) \
             VALUES ('{file}', 9, '{file}', '{file}', 'KE', 2, 'evaluation', 'in_evaluation', {no}, '{at}', '')"
        ));
        // Scored twice, in two evaluations: the later one counts. Who was taken off counts no more.
        for (person, status) in [(reader, "scored"), (gone, "recused")] {
            db.by_hand(&format!(
                "INSERT INTO assignments (proposal_id, person_id, status, total, at) VALUES ('{file}', '{person}', '{status}', 9500, '{at}')"
            ));
        }
        for (seq, person, need) in [(3, reader, 1_000), (4, gone, 2_000), (7, reader, 9_500)] {
            let payload = serde_json::json!({
                "stage": "evaluation", "kind": "scores_submitted", "scores": { "need": need }, "total": need, "comments": {},
            });
            db.by_hand(&format!(
                "INSERT INTO events (case_id, seq, at, actor, kind, payload, prev_hash, hash) \
                 VALUES ('{file}', {seq}, '{at}', '{person}', 'evaluation.scores_submitted', '{payload}', {blob}, {blob})"
            ));
        }
        db.store.migrate().unwrap();
        let found: Vec<OldScore> = db.store.read(|conn| {
            let sql = "SELECT CAST(person_id AS TEXT) AS person_id, question, points FROM scores";
            store::on_backend!(conn, |c| diesel::sql_query(sql).load(c)).map_err(StoreError::from)
        }).unwrap();
        assert_eq!(found, [OldScore { person_id: reader.to_string(), question: "need".to_owned(), points: 9_500 }]);
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

/// A score as the migration keeps it.
#[derive(Debug, PartialEq, QueryableByName)]
struct OldScore {
    #[diesel(sql_type = Text)]
    person_id: String,
    #[diesel(sql_type = Text)]
    question: String,
    #[diesel(sql_type = BigInt)]
    points: i64,
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

/// The versions of every migration there is, in their order: `2026-11-24-000001_foundation` is `20261124000001`.
fn written_migrations() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/sqlite");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .map(|name| name.split('_').next().unwrap().replace('-', ""))
        .collect();
    found.sort();
    found
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
        .filter(|column| !column.table_name.contains("diesel"))
        // Each has an index of letters of its own kind.
        .filter(|column| !column.table_name.starts_with("organisation_search"));
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

/// Organisations carried over from the first migration.
mod register {
    use super::*;

    on_both! {
        fn a_register_of_the_first_migration_is_carried_over_with_its_flags(db: empty) {
            foundation_alone(db);
            let id = workflow::ids::OrganisationId::new_v7(chrono::Utc::now());
            let (officer, manager) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
            let profile = serde_json::json!({
                "legal_name": "Hope House", "original_name": "بيت الأمل", "acronym": null, "country": "KE", "kind": "association",
                "registration_number": "OP.218/051", "registered_on": "2005-06-01", "website": "https://hope.example", "email": null,
                "address": "12 Street", "annual_budget": { "minor": 12_000_000, "currency": "USD" },
                "officers": ["Wanjiru Kamau", "O'Brien \"Bob\""], "declarations": true,
            });
            let digest = record::digest(record::canonical_json(&profile).unwrap().as_bytes());
            let events: Vec<serde_json::Value> = [
                serde_json::json!({ "kind": "registered", "country": "KE", "profile": digest }),
                serde_json::json!({ "kind": "verification_proposed", "answers": { "legal_existence": true }, "comment": digest }),
                serde_json::json!({ "kind": "verified", "until": "2012-03-01" }),
                serde_json::json!({ "kind": "red_flag_raised", "reason": digest }),
                serde_json::json!({ "kind": "red_flag_lifted", "reason": digest }),
                serde_json::json!({ "kind": "red_flag_raised", "reason": digest }),
            ].into();
            let at = crate::story::day(3, 1);
            db.write(|conn| {
                let (one, other) = (Some(officer.into()), Some(manager.into()));
                let kind = record::CaseKind::Organisation;
                store::record::append(conn, kind, id.into(), 0, at, one, &events[..2])?;
                store::record::append(conn, kind, id.into(), 2, at, other, &events[2..])
            });
            let truth = if db.is_sqlite() { "1" } else { "TRUE" };
            let blob = if db.is_sqlite() { format!("X'{digest}'") } else { format!("'\\x{digest}'") };
            db.by_hand(&format!(
                "INSERT INTO organisations (id, seq, legal_name, original_name, acronym, country, kind, registration_number, registered_on, \
                 website, email, address, annual_budget_minor, currency, officers, declarations, profile_digest, status, verified_until, \
                 red_flag, search_text, registered_at) VALUES ('{id}', 6, 'Hope House', 'بيت الأمل', NULL, 'KE', 'association', 'OP.218/051', \
                 '2005-06-01', 'https://hope.example', NULL, '12 Street', 12000000, 'USD', '[\"Wanjiru Kamau\",\"O''Brien \\\"Bob\\\"\"]', \
                 {truth}, {blob}, 'verified', '2012-03-01', {truth}, 'hope house', '{}')",
                at.format("%Y-%m-%dT%H:%M:%S%.6fZ"),
            ));
            db.store.migrate().unwrap();
            // The record replays, and every table shows what it says: the flags with their numbers, the profile with its digest.
            let batch = db.read(|conn| store::verification::check_batch(conn, None, 10));
            assert_eq!((batch.cases, batch.finding), (1, None));
            let row = db.read(|conn| store::organisations::find(conn, id)).unwrap();
            assert_eq!(row.profile.officers[1].name, "O'Brien \"Bob\"");
            let state = db.read(|conn| store::cases::load_organisation(conn, id)).unwrap().state;
            let held: Vec<bool> = state.flags.values().map(|flag| flag.lifted).collect();
            assert_eq!(held, [true, false]);
            let found = db.read(|conn| store::duplicates::with_number(conn, "KE".parse().unwrap(), "op 218 051"));
            assert_eq!(found, [id]);
            assert_eq!(db.read(store::organisations::count), 1);
        }
    }
}

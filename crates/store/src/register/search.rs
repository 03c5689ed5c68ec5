//! The index behind the search of the register: every run of one, two and three letters of an organisation's names.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};

use super::filter::Condition;
use crate::connection::{AnyConn, Store};
use crate::error::StoreError;
use crate::schema::{organisation_search, organisations};
use crate::search::normalised;
use crate::sql_types::{Id, UuidSql};

/// The longest run of letters in the index.
const LONGEST: usize = 3;

/// The runs of letters and figures of a normalised text: nothing else is indexed.
fn runs(text: &str) -> impl Iterator<Item = Vec<char>> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|run| !run.is_empty())
        .map(|run| run.chars().collect())
}

/// Every gram of a normalised text, in which any part of its words is found: of one, of two and of three letters, so that a
/// Chinese word of two is found like a Latin one of ten.
pub fn grams(text: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for run in runs(text) {
        for length in 1..=LONGEST {
            all.extend(run.windows(length).map(String::from_iter));
        }
    }
    all
}

/// The grams a name must have to hold these normalised words: the longest there are.
pub(super) fn needed(words: &[String]) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for run in words.iter().flat_map(|word| runs(word)) {
        let length = run.len().min(LONGEST);
        all.extend(run.windows(length).map(String::from_iter));
    }
    all
}

/// The organisations whose names have all of these grams; `None` when there is nothing to look for in the index.
pub(super) fn holding(conn: &AnyConn, grams: &BTreeSet<String>) -> Option<Condition> {
    if grams.is_empty() {
        return None;
    }
    Some(match conn {
        AnyConn::Sqlite(_) => {
            let quoted: Vec<String> = grams.iter().map(|gram| format!("\"{gram}\"")).collect();
            Box::new(
                sql::<Bool>(
                    "organisations.id IN (SELECT organisation_id FROM organisation_search WHERE number IN \
                     (SELECT rowid FROM organisation_search_grams WHERE organisation_search_grams MATCH ",
                )
                .bind::<Text, _>(quoted.join(" "))
                .sql("))"),
            )
        }
        AnyConn::Pg(_) => Box::new(
            sql::<Bool>(
                "organisations.id IN (SELECT organisation_id FROM organisation_search WHERE grams @> string_to_array(",
            )
            .bind::<Text, _>(joined(grams))
            .sql(", ' '))"),
        ),
    })
}

fn joined(grams: &BTreeSet<String>) -> String {
    grams
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Writes the index of an organisation anew.
pub(crate) fn write(conn: &mut AnyConn, id: Id, search_text: &str) -> Result<(), StoreError> {
    let grams = joined(&grams(search_text));
    match conn {
        AnyConn::Pg(c) => {
            diesel::sql_query(
                "INSERT INTO organisation_search (organisation_id, grams) VALUES ($1, string_to_array($2, ' ')) \
                 ON CONFLICT (organisation_id) DO UPDATE SET grams = excluded.grams",
            )
            .bind::<UuidSql, _>(id)
            .bind::<Text, _>(grams)
            .execute(c)?;
        }
        AnyConn::Sqlite(c) => {
            diesel::sql_query(
                "INSERT OR IGNORE INTO organisation_search (organisation_id) VALUES (?)",
            )
            .bind::<UuidSql, _>(id)
            .execute(c)?;
            diesel::sql_query(
                "INSERT OR REPLACE INTO organisation_search_grams (rowid, grams) \
                 SELECT number, ? FROM organisation_search WHERE organisation_id = ?",
            )
            .bind::<Text, _>(grams)
            .bind::<UuidSql, _>(id)
            .execute(c)?;
        }
    }
    Ok(())
}

/// Organisations indexed in one transaction.
const BATCH: i64 = 1_000;

/// Indexes the organisations that are not yet: those of a time before the index. Answers how many.
pub(crate) fn complete(store: &Store) -> Result<usize, StoreError> {
    let mut done = 0;
    loop {
        let indexed = store.write(|conn| {
            let missing: Vec<(Id, String, String)> = organisations::table
                .left_join(organisation_search::table)
                .filter(organisation_search::organisation_id.nullable().is_null())
                .order(organisations::id)
                .limit(BATCH)
                .select((
                    organisations::id,
                    organisations::legal_name,
                    organisations::search_text,
                ))
                .load(conn)?;
            for (id, legal_name, text) in &missing {
                let text = normalised(text);
                diesel::update(organisations::table.filter(organisations::id.eq(id)))
                    .set((
                        organisations::sort_name.eq(normalised(legal_name)),
                        organisations::search_text.eq(&text),
                    ))
                    .execute(conn)?;
                write(conn, *id, &text)?;
            }
            Ok::<_, StoreError>(missing.len())
        })?;
        if indexed == 0 {
            break;
        }
        done += indexed;
    }
    if done > 0 {
        // What the planner of the database knows of the data is of before.
        store.raw(|conn| Ok(conn.batch_execute("ANALYZE")?))?;
    }
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_grams_of_every_script_and_no_punctuation() {
        let found = grams("hope 希望 c-1");
        let expected = [
            "1", "c", "e", "h", "ho", "hop", "o", "op", "ope", "p", "pe", "希", "希望", "望",
        ];
        assert_eq!(found, expected.map(str::to_owned).into());
        assert!(grams(" -%_ ").is_empty());
    }

    #[test]
    fn words_need_their_longest_grams() {
        let needed = needed(&[
            "hopes".to_owned(),
            "希望".to_owned(),
            "a".to_owned(),
            "%".to_owned(),
        ]);
        assert_eq!(
            needed,
            ["a", "hop", "ope", "pes", "希望"].map(str::to_owned).into()
        );
    }
}

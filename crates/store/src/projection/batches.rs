//! What `batches` and `batch_files` show of the batches of a call.

use diesel::prelude::*;
use workflow::batch::Batch;
use workflow::call::Call;

use super::{Mismatch, compare};
use crate::error::StoreError;
use crate::schema::{batch_files, batches};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

#[derive(Clone, Debug, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = batches)]
#[diesel(treat_none_as_null = true)]
struct Shown {
    call_id: Id,
    number: i32,
    position: i32,
    seed: Option<Vec<u8>>,
    files: i32,
    opened_by: Option<Id>,
    opened_at: Instant,
    release_at: Option<Instant>,
    release_by: Option<Id>,
    released_at: Option<Instant>,
    told: i32,
}

#[derive(Clone, Debug, PartialEq, Queryable, Insertable)]
#[diesel(table_name = batch_files)]
struct FileRow {
    call_id: Id,
    number: i32,
    place: i32,
    proposal_id: Id,
}

fn small(number: impl TryInto<i32>) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

fn shown(call: &Call, batch: &Batch) -> Shown {
    let planned = batch.planned.as_ref();
    Shown {
        call_id: call.id.into(),
        number: small(batch.number),
        position: small(batch.position),
        seed: batch.lot.as_ref().map(|lot| lot.seed.0.to_vec()),
        files: small(batch.files.len()),
        opened_by: batch.opened_by.map(Id::from),
        opened_at: batch.opened_at.into(),
        release_at: planned.map(|planned| planned.at.into()),
        release_by: planned.map(|planned| planned.by.into()),
        released_at: batch.told.last().map(|told| told.at.into()),
        told: small(
            batch
                .told
                .iter()
                .map(|told| i64::from(told.files))
                .sum::<i64>(),
        ),
    }
}

fn files(call: &Call, batch: &Batch) -> Vec<FileRow> {
    let row = |(place, proposal): (i32, &workflow::ids::ProposalId)| FileRow {
        call_id: call.id.into(),
        number: small(batch.number),
        place,
        proposal_id: (*proposal).into(),
    };
    (1..).zip(&batch.files).map(row).collect()
}

/// Writes batches that are new or have changed. The files of a batch never change.
pub(crate) fn write(
    conn: &mut AnyConn,
    before: Option<&Call>,
    after: &Call,
) -> Result<(), StoreError> {
    let known = before.map_or(&[][..], |call| &call.batches);
    for (place, batch) in after.batches.iter().enumerate() {
        let row = shown(after, batch);
        match known.get(place) {
            Some(same) if same == batch => {}
            Some(_) => {
                on_backend!(conn, |c| diesel::update(
                    batches::table
                        .filter(batches::call_id.eq(row.call_id))
                        .filter(batches::number.eq(row.number))
                )
                .set(&row)
                .execute(c))?;
            }
            None => {
                on_backend!(conn, |c| diesel::insert_into(batches::table)
                    .values(&row)
                    .execute(c))?;
                let rows = files(after, batch);
                on_backend!(conn, |c| diesel::insert_into(batch_files::table)
                    .values(&rows)
                    .execute(c))?;
            }
        }
    }
    Ok(())
}

/// Where the rows do not show the state.
pub(crate) fn mismatch(conn: &mut AnyConn, state: &Call) -> Result<Option<Mismatch>, StoreError> {
    let id = Id::from(state.id);
    let chain: Vec<Shown> = state
        .batches
        .iter()
        .map(|batch| shown(state, batch))
        .collect();
    let held: Vec<Shown> = batches::table
        .filter(batches::call_id.eq(id))
        .order(batches::number)
        .load(conn)?;
    if let Some(found) = compare("batches", &chain, Some(&held)) {
        return Ok(Some(found));
    }
    let chain: Vec<FileRow> = state
        .batches
        .iter()
        .flat_map(|batch| files(state, batch))
        .collect();
    let held: Vec<FileRow> = batch_files::table
        .filter(batch_files::call_id.eq(id))
        .order((batch_files::number, batch_files::place))
        .load(conn)?;
    Ok(compare("batch_files", &chain, Some(&held)))
}

//! Scores that count, question by question.

use diesel::prelude::*;
use workflow::ids::{CallId, PersonId};
use workflow::transition::Status;

use crate::AnyConn;
use crate::error::StoreError;
use crate::proposals::conflicted;
use crate::schema::{assignments, proposals as table, scores};
use crate::sql_types::Id;

/// Whether scores of an evaluation of a call have been submitted, also such as were opened again: files stand behind it,
/// or stand in it with scores. `position` is its place in the procedure, from 0.
pub fn are_in(conn: &mut AnyConn, call: CallId, position: usize) -> Result<bool, StoreError> {
    let place = i32::try_from(position).unwrap_or(i32::MAX);
    let of_call = || {
        table::table
            .filter(table::call_id.eq(Id::from(call)))
            .filter(table::status.ne(Status::Draft.name()))
    };
    let scored = scores::table.select(scores::proposal_id);
    let reopened = assignments::table
        .filter(assignments::reopened.gt(0))
        .select(assignments::proposal_id);
    let behind = of_call().filter(table::stage.gt(place)).count();
    let within = of_call()
        .filter(table::stage.eq(place))
        .filter(table::id.eq_any(scored).or(table::id.eq_any(reopened)))
        .count();
    let behind: i64 = behind.get_result(conn)?;
    let within: i64 = within.get_result(conn)?;
    Ok(behind > 0 || within > 0)
}

/// How many files an evaluator holds without having scored them, and how many they hold or have scored, in every call;
/// without those `reader` has a conflict with, when the answer is for somebody.
pub fn load_of(
    conn: &mut AnyConn,
    person: PersonId,
    reader: Option<PersonId>,
) -> Result<(u32, u32), StoreError> {
    let statuses: Vec<String> = assignments::table
        .filter(assignments::person_id.eq(Id::from(person)))
        .filter(assignments::status.eq_any(["assigned", "accepted", "scored"]))
        .filter(assignments::proposal_id.ne_all(conflicted!(reader)))
        .select(assignments::status)
        .load(conn)?;
    let open = statuses.iter().filter(|status| *status != "scored").count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok((number(open), number(statuses.len())))
}

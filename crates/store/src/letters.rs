//! Letters about decisions: the checks of those to come, releases that are due, and what was sent.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::record::Digest;
use workflow::transition::Status;

use crate::error::StoreError;
use crate::schema::{
    conflicts, letter_checks as checks, letter_releases as releases, organisations, proposals,
    sent_letters as sent,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// Somebody has read a letter and found it right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// SHA-256 of the letter they read.
    pub digest: Digest,
    /// Who.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// Notes that the letter of a file was checked, in the place of an earlier check.
pub fn check(conn: &mut AnyConn, proposal: ProposalId, check: &Check) -> Result<(), StoreError> {
    let row = (
        checks::digest.eq(check.digest.0.to_vec()),
        checks::checked_by.eq(Id::from(check.by)),
        checks::checked_at.eq(Instant::from(check.at)),
    );
    on_backend!(conn, |c| diesel::insert_into(checks::table)
        .values((checks::proposal_id.eq(Id::from(proposal)), row.clone()))
        .on_conflict(checks::proposal_id)
        .do_update()
        .set(row)
        .execute(c))?;
    Ok(())
}

/// Takes the check of a file's letter back.
pub fn uncheck(conn: &mut AnyConn, proposal: ProposalId) -> Result<(), StoreError> {
    diesel::delete(checks::table.filter(checks::proposal_id.eq(Id::from(proposal))))
        .execute(conn)?;
    Ok(())
}

/// The checks of a call's letters by file.
pub fn checked(conn: &mut AnyConn, call: CallId) -> Result<HashMap<ProposalId, Check>, StoreError> {
    let rows: Vec<(Id, Vec<u8>, Id, Instant)> = checks::table
        .inner_join(proposals::table.on(proposals::id.eq(checks::proposal_id)))
        .filter(proposals::call_id.eq(Id::from(call)))
        .select((
            checks::proposal_id,
            checks::digest,
            checks::checked_by,
            checks::checked_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(proposal, digest, by, at)| {
            let digest =
                Digest::try_from(digest).map_err(|what| StoreError::Unreadable(what.to_owned()))?;
            let check = Check {
                digest,
                by: by.into(),
                at: at.into(),
            };
            Ok((proposal.into(), check))
        })
        .collect()
}

/// Calls whose letters are due: those whose moment has come (UTC), the earliest first.
pub fn due(conn: &mut AnyConn, now: DateTime<Utc>) -> Result<Vec<CallId>, StoreError> {
    let rows: Vec<Id> = releases::table
        .filter(releases::release_at.le(Instant::from(now)))
        .order((releases::release_at, releases::call_id))
        .select(releases::call_id)
        .load(conn)?;
    Ok(rows.into_iter().map(CallId::from).collect())
}

/// A letter as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct SentLetter {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: Uuid,
    /// The file it is about.
    #[diesel(deserialize_as = Id)]
    pub proposal: ProposalId,
    /// Which letter of the call: a name of `procedure::Letter`.
    pub letter: String,
    /// Language (BCP 47).
    pub language: String,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// What stands on paper, as JSON.
    pub sheet: String,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub sent_at: DateTime<Utc>,
    /// The PDF, where it is kept because people sign it; that of other letters follows from the sheet.
    pub pdf: Option<Vec<u8>>,
}

/// Keeps a letter as it is sent.
pub fn keep(conn: &mut AnyConn, letter: &SentLetter) -> Result<(), StoreError> {
    diesel::insert_into(sent::table)
        .values((
            sent::id.eq(Id(letter.id)),
            sent::proposal_id.eq(Id::from(letter.proposal)),
            sent::letter.eq(&letter.letter),
            sent::language.eq(&letter.language),
            sent::subject.eq(&letter.subject),
            sent::body.eq(&letter.body),
            sent::sheet.eq(&letter.sheet),
            sent::sent_at.eq(Instant::from(letter.sent_at)),
            sent::pdf.eq(&letter.pdf),
        ))
        .execute(conn)?;
    Ok(())
}

/// A letter by its id.
pub fn find(conn: &mut AnyConn, id: Uuid) -> Result<Option<SentLetter>, StoreError> {
    Ok(sent::table
        .filter(sent::id.eq(Id(id)))
        .first(conn)
        .optional()?)
}

/// The letters sent about a file, the newest first.
pub fn of_proposal(
    conn: &mut AnyConn,
    proposal: ProposalId,
) -> Result<Vec<SentLetter>, StoreError> {
    Ok(sent::table
        .filter(sent::proposal_id.eq(Id::from(proposal)))
        .order((sent::sent_at.desc(), sent::id.desc()))
        .load(conn)?)
}

/// Files of a call that were submitted, those further on in the procedure first, without those `reader` has a conflict with:
/// id, reference, title.
pub fn samples(
    conn: &mut AnyConn,
    call: CallId,
    reader: PersonId,
    limit: i64,
) -> Result<Vec<(ProposalId, String, String)>, StoreError> {
    let rows: Vec<(Id, Option<String>, Option<String>)> = proposals::table
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(proposals::reference.is_not_null())
        .filter(proposals::id.ne_all(conflicted(reader)))
        .order((proposals::stage.desc(), proposals::reference))
        .limit(limit)
        .select((proposals::id, proposals::reference, proposals::title))
        .load(conn)?;
    let text = Option::unwrap_or_default;
    Ok(rows
        .into_iter()
        .map(|(id, reference, title)| (id.into(), text(reference), text(title)))
        .collect())
}

/// A decided file whose applicant was not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The file.
    pub proposal: ProposalId,
    /// The applicant.
    pub applicant: OrganisationId,
    /// `SGF2010-0112`.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Status.
    pub status: Status,
}

type WaitingColumns = (
    Id,
    Id,
    Option<String>,
    Option<String>,
    String,
    String,
    String,
);

/// Files of a call in one of the statuses whose decision has not been released, by reference; without those `reader` has a
/// conflict with.
pub fn waiting(
    conn: &mut AnyConn,
    call: CallId,
    statuses: &[Status],
    reader: PersonId,
) -> Result<Vec<Waiting>, StoreError> {
    let names: Vec<&str> = statuses.iter().map(|status| status.name()).collect();
    let rows: Vec<WaitingColumns> = proposals::table
        .inner_join(organisations::table.on(organisations::id.eq(proposals::organisation_id)))
        .filter(proposals::call_id.eq(Id::from(call)))
        .filter(proposals::status.eq_any(names))
        .filter(proposals::released.eq(false))
        .filter(proposals::id.ne_all(conflicted(reader)))
        .order((proposals::reference, proposals::id))
        .select((
            proposals::id,
            proposals::organisation_id,
            proposals::reference,
            proposals::title,
            organisations::legal_name,
            proposals::country,
            proposals::status,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(
            |(id, applicant, reference, title, organisation, country, status)| {
                let status = status
                    .parse()
                    .map_err(|error: workflow::names::UnknownName| {
                        StoreError::Unreadable(error.to_string())
                    })?;
                Ok(Waiting {
                    proposal: id.into(),
                    applicant: applicant.into(),
                    reference: reference.unwrap_or_default(),
                    title: title.unwrap_or_default(),
                    organisation,
                    country,
                    status,
                })
            },
        )
        .collect()
}

#[diesel::dsl::auto_type]
fn conflicted(reader: PersonId) -> _ {
    let person: Id = Id::from(reader);
    conflicts::table
        .filter(conflicts::person_id.eq(person))
        .select(conflicts::proposal_id)
}

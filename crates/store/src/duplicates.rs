//! Organisations that may be one: looked up by what they share, and pairs nobody has decided on.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::country::Country;
use workflow::ids::OrganisationId;
use workflow::record::Digest;

use crate::error::StoreError;
use crate::organisations::{keys_of, number_key, officer_key};
use crate::schema::{
    duplicate_suspicions as suspicions, organisation_name_keys as name_keys,
    organisation_officers as officers, organisations,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, on_backend};

/// Two organisations that may be one.
#[derive(Clone, Debug, Queryable)]
pub struct Suspicion {
    /// The one whose id is smaller.
    #[diesel(deserialize_as = Id)]
    pub first: OrganisationId,
    /// The other.
    #[diesel(deserialize_as = Id)]
    pub second: OrganisationId,
    /// What they share, as JSON.
    pub evidence: String,
    /// Since when it is known (UTC).
    #[diesel(deserialize_as = Instant)]
    pub found_at: DateTime<Utc>,
    /// Whether somebody has stated that they are two.
    pub dismissed: bool,
}

/// The most organisations looked at that share one thing.
const MOST: i64 = 50;

macro_rules! sharing {
    ($name:ident, $doc:literal, ($($argument:ident: $type:ty),*), $filter:expr) => {
        #[doc = $doc]
        pub fn $name(
            conn: &mut AnyConn,
            $($argument: $type),*
        ) -> Result<Vec<OrganisationId>, StoreError> {
            let ids: Vec<Id> = organisations::table
                .filter(organisations::merged_into.is_null())
                .filter($filter)
                .order(organisations::id)
                .limit(MOST)
                .select(organisations::id)
                .load(conn)?;
            Ok(ids.into_iter().map(OrganisationId::from).collect())
        }
    };
}

sharing!(
    with_number,
    "Organisations with a registration number in a country, however it is punctuated.",
    (country: Country, number: &str),
    organisations::country
        .eq(country.to_string())
        .and(organisations::number_key.eq(number_key(number)))
);
sharing!(
    with_bank_account,
    "Organisations with a bank account, by its digest.",
    (digest: Digest),
    organisations::bank_digest.eq(Some(digest.0.to_vec()))
);
sharing!(
    with_web_domain,
    "Organisations whose website has a host.",
    (host: &str),
    organisations::web_domain.eq(Some(host))
);

/// Organisations with an officer of a name and a day of birth.
pub fn with_officer(
    conn: &mut AnyConn,
    name: &str,
    born_on: NaiveDate,
) -> Result<Vec<OrganisationId>, StoreError> {
    let ids: Vec<Id> = officers::table
        .inner_join(organisations::table)
        .filter(organisations::merged_into.is_null())
        .filter(officers::born_on.eq(born_on))
        .filter(officers::name_key.eq(officer_key(name)))
        .order(officers::organisation_id)
        .limit(MOST)
        .select(officers::organisation_id)
        .load(conn)?;
    Ok(ids.into_iter().map(OrganisationId::from).collect())
}

/// A key that so many organisations of a country have tells nothing.
const COMMON: i64 = 100;

/// The legal names, in Latin letters and in their own script, of organisations of a country that share a telling word with
/// a name, or all its words.
pub fn names_like(
    conn: &mut AnyConn,
    country: Country,
    name: &str,
) -> Result<Vec<(OrganisationId, String)>, StoreError> {
    let mut ids: BTreeSet<Id> = BTreeSet::new();
    for key in keys_of(name) {
        let found: Vec<Id> = name_keys::table
            .filter(name_keys::country.eq(country.to_string()))
            .filter(name_keys::name_key.eq(key))
            .order(name_keys::organisation_id)
            .limit(COMMON)
            .select(name_keys::organisation_id)
            .load(conn)?;
        if (found.len() as i64) < COMMON {
            ids.extend(found);
        }
    }
    let rows: Vec<(Id, String, Option<String>)> = organisations::table
        .filter(organisations::id.eq_any(ids.into_iter().collect::<Vec<_>>()))
        .filter(organisations::merged_into.is_null())
        .order(organisations::id)
        .select((
            organisations::id,
            organisations::legal_name,
            organisations::original_name,
        ))
        .load(conn)?;
    let each = |(id, legal, original): (Id, String, Option<String>)| {
        let id = OrganisationId::from(id);
        std::iter::once((id, legal)).chain(original.map(|name| (id, name)))
    };
    Ok(rows.into_iter().flat_map(each).collect())
}

/// A pair in its one order.
fn pair(one: OrganisationId, other: OrganisationId) -> (Id, Id) {
    (Id::from(one.min(other)), Id::from(one.max(other)))
}

/// Keeps a suspicion, or what it rests on now; one that was dismissed stays so.
pub fn suspect(
    conn: &mut AnyConn,
    one: OrganisationId,
    other: OrganisationId,
    evidence: &str,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let (first, second) = pair(one, other);
    let row = (
        suspicions::first_id.eq(first),
        suspicions::second_id.eq(second),
        suspicions::evidence.eq(evidence),
        suspicions::found_at.eq(Instant::from(at)),
        suspicions::dismissed.eq(false),
    );
    on_backend!(conn, |c| diesel::insert_into(suspicions::table)
        .values(row)
        .on_conflict((suspicions::first_id, suspicions::second_id))
        .do_update()
        .set(suspicions::evidence.eq(evidence))
        .execute(c))?;
    Ok(())
}

/// Drops the suspicions of an organisation that nobody has decided on, but those with the ones named.
pub fn forget(
    conn: &mut AnyConn,
    id: OrganisationId,
    but: &BTreeSet<OrganisationId>,
) -> Result<(), StoreError> {
    let but: Vec<Id> = but.iter().copied().map(Id::from).collect();
    let own = Id::from(id);
    let of_first = suspicions::table
        .filter(suspicions::dismissed.eq(false))
        .filter(suspicions::first_id.eq(own))
        .filter(suspicions::second_id.ne_all(but.clone()));
    diesel::delete(of_first).execute(conn)?;
    let of_second = suspicions::table
        .filter(suspicions::dismissed.eq(false))
        .filter(suspicions::second_id.eq(own))
        .filter(suspicions::first_id.ne_all(but));
    diesel::delete(of_second).execute(conn)?;
    Ok(())
}

/// States that a pair is two.
pub fn dismiss(
    conn: &mut AnyConn,
    one: OrganisationId,
    other: OrganisationId,
) -> Result<(), StoreError> {
    let (first, second) = pair(one, other);
    let known = suspicions::table
        .filter(suspicions::first_id.eq(first))
        .filter(suspicions::second_id.eq(second));
    diesel::update(known)
        .set(suspicions::dismissed.eq(true))
        .execute(conn)?;
    Ok(())
}

/// Suspicions nobody has decided on, oldest first; with `of`, those of one organisation.
pub fn open(
    conn: &mut AnyConn,
    of: Option<OrganisationId>,
    limit: i64,
) -> Result<Vec<Suspicion>, StoreError> {
    let mut query = suspicions::table
        .filter(suspicions::dismissed.eq(false))
        .order((suspicions::first_id, suspicions::second_id))
        .limit(limit)
        .into_boxed();
    if let Some(of) = of {
        let own = Id::from(of);
        query = query.filter(
            suspicions::first_id
                .eq(own)
                .or(suspicions::second_id.eq(own)),
        );
    }
    Ok(query.load(conn)?)
}

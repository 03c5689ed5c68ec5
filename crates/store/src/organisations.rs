//! Organisations: what they say of themselves, and the register's lists.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::country::Country;
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;
use workflow::record::Digest;

use crate::error::StoreError;
use crate::schema::organisations as table;
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, search};

/// Names kept as a JSON list in one column.
pub struct NameList(Vec<String>);

impl TryFrom<String> for NameList {
    type Error = serde_json::Error;
    fn try_from(json: String) -> Result<Self, Self::Error> {
        serde_json::from_str(&json).map(Self)
    }
}

/// An organisation.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct OrganisationRow {
    pub id: OrganisationId,
    /// Place in the chain the row shows.
    pub seq: i64,
    pub legal_name: String,
    pub original_name: Option<String>,
    pub acronym: Option<String>,
    pub country: Country,
    /// Legal form.
    pub kind: String,
    pub registration_number: Option<String>,
    pub registered_on: Option<NaiveDate>,
    pub website: Option<String>,
    pub email: Option<String>,
    pub address: Option<String>,
    /// Average annual budget, minor units of `currency`.
    pub annual_budget_minor: Option<i64>,
    /// ISO 4217.
    pub currency: Option<String>,
    pub officers: Vec<String>,
    /// All declarations are yes.
    pub declarations: bool,
    pub profile_digest: Digest,
    pub status: OrganisationStatus,
    pub verified_until: Option<NaiveDate>,
    pub red_flag: bool,
    pub search_text: String,
    /// On the register since (UTC).
    pub registered_at: DateTime<Utc>,
}

type First = (
    Id,
    i64,
    String,
    Option<String>,
    Option<String>,
    String,
    String,
    Option<String>,
    Option<NaiveDate>,
    Option<String>,
    Option<String>,
);
type Second = (
    Option<String>,
    Option<i64>,
    Option<String>,
    String,
    bool,
    Vec<u8>,
    String,
    Option<NaiveDate>,
    bool,
    String,
    Instant,
);

macro_rules! columns {
    () => {
        (
            (
                table::id,
                table::seq,
                table::legal_name,
                table::original_name,
                table::acronym,
                table::country,
                table::kind,
                table::registration_number,
                table::registered_on,
                table::website,
                table::email,
            ),
            (
                table::address,
                table::annual_budget_minor,
                table::currency,
                table::officers,
                table::declarations,
                table::profile_digest,
                table::status,
                table::verified_until,
                table::red_flag,
                table::search_text,
                table::registered_at,
            ),
        )
    };
}

fn row((first, second): (First, Second)) -> Result<OrganisationRow, StoreError> {
    let (
        id,
        seq,
        legal_name,
        original_name,
        acronym,
        country,
        kind,
        registration_number,
        registered_on,
        website,
        email,
    ) = first;
    let (
        address,
        annual_budget_minor,
        currency,
        officers,
        declarations,
        digest,
        status,
        verified_until,
        red_flag,
        search_text,
        at,
    ) = second;
    let wrong = |what: String| StoreError::Database(format!("organisations, {}: {what}", id.0));
    Ok(OrganisationRow {
        id: id.into(),
        seq,
        legal_name,
        original_name,
        acronym,
        country: country
            .parse()
            .map_err(|_| wrong(format!("country {country}")))?,
        kind,
        registration_number,
        registered_on,
        website,
        email,
        address,
        annual_budget_minor,
        currency,
        officers: NameList::try_from(officers)
            .map_err(|error| wrong(error.to_string()))?
            .0,
        declarations,
        profile_digest: Digest::try_from(digest).map_err(|what| wrong(what.to_owned()))?,
        status: status
            .parse()
            .map_err(|_| wrong(format!("status {status}")))?,
        verified_until,
        red_flag,
        search_text,
        registered_at: at.into(),
    })
}

macro_rules! profile {
    ($row:expr, $officers:expr) => {
        (
            table::legal_name.eq(&$row.legal_name),
            table::original_name.eq(&$row.original_name),
            table::acronym.eq(&$row.acronym),
            table::country.eq($row.country.to_string()),
            table::kind.eq(&$row.kind),
            table::registration_number.eq(&$row.registration_number),
            table::registered_on.eq($row.registered_on),
            table::website.eq(&$row.website),
            table::email.eq(&$row.email),
            table::address.eq(&$row.address),
            table::annual_budget_minor.eq($row.annual_budget_minor),
            table::currency.eq(&$row.currency),
            table::officers.eq($officers),
            table::declarations.eq($row.declarations),
            table::search_text.eq(&$row.search_text),
        )
    };
}

fn officers(row: &OrganisationRow) -> Result<String, StoreError> {
    serde_json::to_string(&row.officers).map_err(|error| StoreError::Database(error.to_string()))
}

/// Adds an organisation.
pub fn insert(conn: &mut AnyConn, row: &OrganisationRow) -> Result<(), StoreError> {
    let shown = (
        table::id.eq(Id::from(row.id)),
        table::seq.eq(row.seq),
        table::profile_digest.eq(row.profile_digest.0.to_vec()),
        table::status.eq(row.status.name()),
        table::verified_until.eq(row.verified_until),
        table::red_flag.eq(row.red_flag),
        table::registered_at.eq(Instant::from(row.registered_at)),
    );
    diesel::insert_into(table::table)
        .values((shown, profile!(row, officers(row)?)))
        .execute(conn)?;
    Ok(())
}

/// Writes what an organisation says of itself.
pub fn update_profile(conn: &mut AnyConn, row: &OrganisationRow) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Id::from(row.id))))
        .set(profile!(row, officers(row)?))
        .execute(conn)?;
    Ok(())
}

/// An organisation by id.
pub fn find(conn: &mut AnyConn, id: OrganisationId) -> Result<Option<OrganisationRow>, StoreError> {
    table::table
        .filter(table::id.eq(Id::from(id)))
        .select(columns!())
        .first(conn)
        .optional()?
        .map(row)
        .transpose()
}

/// The organisation with a registration number in a country.
pub fn with_number(
    conn: &mut AnyConn,
    country: Country,
    number: &str,
) -> Result<Option<OrganisationId>, StoreError> {
    let id: Option<Id> = table::table
        .filter(table::country.eq(country.to_string()))
        .filter(table::registration_number.eq(number))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(OrganisationId::from))
}

/// An organisation with exactly this legal name in a country.
pub fn with_name(
    conn: &mut AnyConn,
    country: Country,
    name: &str,
) -> Result<Option<OrganisationId>, StoreError> {
    let id: Option<Id> = table::table
        .filter(table::country.eq(country.to_string()))
        .filter(table::legal_name.eq(name))
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(OrganisationId::from))
}

/// Filters of the register.
#[derive(Clone, Debug, Default)]
pub struct OrganisationFilter {
    /// ISO 3166-1.
    pub country: Option<String>,
    /// Status.
    pub status: Option<OrganisationStatus>,
    /// Normalised words.
    pub text: Option<String>,
}

/// A page of organisations by id; only some of them when `only` is given.
pub fn list(
    conn: &mut AnyConn,
    only: Option<&[OrganisationId]>,
    filter: &OrganisationFilter,
    after: Option<OrganisationId>,
    limit: i64,
) -> Result<Vec<OrganisationRow>, StoreError> {
    let mut query = table::table
        .select(columns!())
        .order(table::id)
        .limit(limit)
        .into_boxed();
    if let Some(only) = only {
        query =
            query.filter(table::id.eq_any(only.iter().map(|id| Id::from(*id)).collect::<Vec<_>>()));
    }
    if let Some(country) = &filter.country {
        query = query.filter(table::country.eq(country.clone()));
    }
    if let Some(status) = filter.status {
        query = query.filter(table::status.eq(status.name()));
    }
    if let Some(text) = &filter.text {
        query = query.filter(table::search_text.like(search::pattern(text)).escape('\\'));
    }
    if let Some(after) = after {
        query = query.filter(table::id.gt(Id::from(after)));
    }
    query.load(conn)?.into_iter().map(row).collect()
}

/// How many organisations are on the register.
pub fn count(conn: &mut AnyConn) -> Result<i64, StoreError> {
    Ok(table::table.count().get_result(conn)?)
}

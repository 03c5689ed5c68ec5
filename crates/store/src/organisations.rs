//! Organisations: what they say of themselves, and what lists and searches need of it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use workflow::country::Country;
use workflow::ids::OrganisationId;
use workflow::organisation::OrganisationStatus;
use workflow::record::{self, Digest};
use workflow::registration::Profile;

use crate::error::StoreError;
use crate::schema::{
    organisation_name_keys as name_keys, organisation_officers as officers,
    organisation_profiles as profiles, organisations as table,
};
use crate::sql_types::{Id, Instant};
use crate::{AnyConn, register, search};

/// An organisation with everything it says of itself.
#[derive(Clone, Debug)]
pub struct OrganisationRow {
    /// Its id.
    pub id: OrganisationId,
    /// Place in the chain the row shows.
    pub seq: i64,
    /// What it says of itself.
    pub profile: Profile,
    /// Whether nothing is missing of the registration.
    pub complete: bool,
    /// Status.
    pub status: OrganisationStatus,
    /// The last day its verification holds.
    pub verified_until: Option<NaiveDate>,
    /// The one it was merged into.
    pub merged_into: Option<OrganisationId>,
    /// On the register since (UTC).
    pub registered_at: DateTime<Utc>,
}

fn wrong(id: Id, what: impl std::fmt::Display) -> StoreError {
    StoreError::Unreadable(format!("organisations, {}: {what}", id.0))
}

type Full = (
    Id,
    i64,
    String,
    bool,
    String,
    Option<NaiveDate>,
    Option<Id>,
    Instant,
);

const fn full() -> (
    table::id,
    table::seq,
    profiles::profile,
    table::complete,
    table::status,
    table::verified_until,
    table::merged_into,
    table::registered_at,
) {
    (
        table::id,
        table::seq,
        profiles::profile,
        table::complete,
        table::status,
        table::verified_until,
        table::merged_into,
        table::registered_at,
    )
}

fn row(
    (id, seq, profile, complete, status, verified_until, merged_into, at): Full,
) -> Result<OrganisationRow, StoreError> {
    Ok(OrganisationRow {
        id: id.into(),
        seq,
        profile: serde_json::from_str(&profile).map_err(|error| wrong(id, error))?,
        complete,
        status: status.parse().map_err(|error| wrong(id, error))?,
        verified_until,
        merged_into: merged_into.map(OrganisationId::from),
        registered_at: at.into(),
    })
}

/// The canonical form of a profile: what its digest is of.
pub fn canonical(profile: &Profile) -> Result<String, StoreError> {
    let unwritable = |what: String| StoreError::Database(format!("a profile: {what}"));
    let value = serde_json::to_value(profile).map_err(|error| unwritable(error.to_string()))?;
    record::canonical_json(&value).map_err(|error| unwritable(error.to_string()))
}

/// SHA-256 of the canonical form.
pub fn digest(profile: &Profile) -> Result<Digest, StoreError> {
    Ok(record::digest(canonical(profile)?.as_bytes()))
}

/// A registration number as it is compared: letters and figures alone, upper case.
pub fn number_key(number: &str) -> Option<String> {
    let key: String = number
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .collect();
    Some(key).filter(|key| !key.is_empty())
}

/// The host of a website as it is compared: lower case, without `www.`.
pub fn web_domain(website: &str) -> Option<String> {
    let rest = website.split_once("://").map_or(website, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    Some(host.to_owned()).filter(|host| host.contains('.'))
}

/// SHA-256 of a bank account's country and number, letters and figures alone: accounts are compared, not kept twice.
pub fn bank_digest(profile: &Profile) -> Option<Digest> {
    let account = profile.bank_account.as_ref()?;
    let number = number_key(&account.number)?;
    Some(record::digest(
        format!("{} {number}", account.country).as_bytes(),
    ))
}

fn search_text(profile: &Profile) -> String {
    let names = [
        Some(profile.legal_name.as_str()),
        profile.original_name.as_deref(),
        profile.acronym.as_deref(),
        profile.registration_number.as_deref(),
    ];
    let others = profile.other_names.iter().map(|other| other.name.as_str());
    let all: Vec<&str> = names.into_iter().flatten().chain(others).collect();
    search::normalised(&all.join(" "))
}

macro_rules! stated {
    ($profile:expr, $complete:expr, $text:expr) => {
        (
            (
                table::legal_name.eq(&$profile.legal_name),
                table::original_name.eq(&$profile.original_name),
                table::acronym.eq(&$profile.acronym),
                table::country.eq($profile.country.to_string()),
                table::kind.eq(&$profile.kind),
                table::registration_number.eq(&$profile.registration_number),
                table::registered_on.eq($profile.registered_on),
                table::search_text.eq(&$text),
            ),
            (
                table::complete.eq($complete),
                table::sort_name.eq(search::normalised(&$profile.legal_name)),
                table::number_key.eq($profile.registration_number.as_deref().and_then(number_key)),
                table::web_domain.eq($profile.website.as_deref().and_then(web_domain)),
                table::bank_digest.eq(bank_digest($profile).map(|digest| digest.0.to_vec())),
            ),
        )
    };
}

/// Adds an organisation.
pub fn insert(conn: &mut AnyConn, row: &OrganisationRow) -> Result<(), StoreError> {
    let shown = (
        table::id.eq(Id::from(row.id)),
        table::seq.eq(row.seq),
        table::profile_digest.eq(digest(&row.profile)?.0.to_vec()),
        table::status.eq(row.status.name()),
        table::verified_until.eq(row.verified_until),
        table::registered_at.eq(Instant::from(row.registered_at)),
    );
    let text = search_text(&row.profile);
    diesel::insert_into(table::table)
        .values((shown, stated!(&row.profile, row.complete, text)))
        .execute(conn)?;
    diesel::insert_into(profiles::table)
        .values((
            profiles::organisation_id.eq(Id::from(row.id)),
            profiles::profile.eq(canonical(&row.profile)?),
        ))
        .execute(conn)?;
    register::search::write(conn, row.id.into(), &text)?;
    write_name_keys(conn, row.id, &row.profile)?;
    write_officers(conn, row.id, &row.profile)
}

/// Writes what an organisation says of itself.
pub fn update_profile(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
    complete: bool,
) -> Result<(), StoreError> {
    let text = search_text(profile);
    diesel::update(table::table.filter(table::id.eq(Id::from(id))))
        .set(stated!(profile, complete, text))
        .execute(conn)?;
    diesel::update(profiles::table.filter(profiles::organisation_id.eq(Id::from(id))))
        .set(profiles::profile.eq(canonical(profile)?))
        .execute(conn)?;
    register::search::write(conn, id.into(), &text)?;
    write_name_keys(conn, id, profile)?;
    write_officers(conn, id, profile)
}

/// Writes whether something is missing of the registration.
pub fn set_complete(
    conn: &mut AnyConn,
    id: OrganisationId,
    complete: bool,
) -> Result<(), StoreError> {
    diesel::update(table::table.filter(table::id.eq(Id::from(id))))
        .set(table::complete.eq(complete))
        .execute(conn)?;
    Ok(())
}

/// Writes the words by which nearly equal names are found.
pub fn write_name_keys(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
) -> Result<(), StoreError> {
    diesel::delete(name_keys::table.filter(name_keys::organisation_id.eq(Id::from(id))))
        .execute(conn)?;
    let names = [Some(&profile.legal_name), profile.original_name.as_ref()];
    let keys: BTreeSet<String> = names
        .into_iter()
        .flatten()
        .flat_map(|name| keys_of(name))
        .collect();
    for key in keys {
        diesel::insert_into(name_keys::table)
            .values((
                name_keys::organisation_id.eq(Id::from(id)),
                name_keys::country.eq(profile.country.to_string()),
                name_keys::name_key.eq(key),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// The most keys of a name.
const MOST_KEYS: usize = 24;

/// The keys of a name: its words, all of them together in alphabetical order, and of words written without blanks every
/// two letters.
pub fn keys_of(name: &str) -> BTreeSet<String> {
    let normalised = search::normalised(name);
    let mut words: Vec<&str> = normalised
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.sort_unstable();
    let whole = words.join(" ");
    let mut keys = BTreeSet::new();
    for word in words {
        let letters: Vec<char> = word.chars().collect();
        if letters
            .iter()
            .any(|letter| ('\u{2e80}'..='\u{9fff}').contains(letter))
        {
            keys.extend(
                letters
                    .windows(2)
                    .map(|pair| pair.iter().collect::<String>()),
            );
        } else if letters.len() > 2 {
            keys.insert(word.to_owned());
        }
    }
    let first = keys.into_iter().take(MOST_KEYS - 1);
    first.chain([whole]).collect()
}

/// Organisations that have no keys yet, with what they say of themselves.
pub fn without_name_keys(
    conn: &mut AnyConn,
    limit: i64,
) -> Result<Vec<OrganisationRow>, StoreError> {
    let with = name_keys::table.select(name_keys::organisation_id);
    table::table
        .inner_join(profiles::table)
        .filter(table::id.ne_all(with))
        .select(full())
        .order(table::id)
        .limit(limit)
        .load(conn)?
        .into_iter()
        .map(row)
        .collect()
}

/// Writes the officers whose day of birth is known, by which duplicates are told.
fn write_officers(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
) -> Result<(), StoreError> {
    diesel::delete(officers::table.filter(officers::organisation_id.eq(Id::from(id))))
        .execute(conn)?;
    for (position, officer) in (0_i32..).zip(&profile.officers) {
        let Some(born_on) = officer.born_on else {
            continue;
        };
        diesel::insert_into(officers::table)
            .values((
                officers::organisation_id.eq(Id::from(id)),
                officers::position.eq(position),
                officers::name_key.eq(officer_key(&officer.name)),
                officers::born_on.eq(born_on),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// An officer's name as it is compared: normalised, its words in alphabetical order.
pub fn officer_key(name: &str) -> String {
    let normalised = search::normalised(name);
    let mut words: Vec<&str> = normalised.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// An organisation by id.
pub fn find(conn: &mut AnyConn, id: OrganisationId) -> Result<Option<OrganisationRow>, StoreError> {
    table::table
        .inner_join(profiles::table)
        .filter(table::id.eq(Id::from(id)))
        .select(full())
        .first(conn)
        .optional()?
        .map(row)
        .transpose()
}

/// A page of organisations with everything they say of themselves, by id; merged ones are left out.
pub fn page(
    conn: &mut AnyConn,
    after: Option<OrganisationId>,
    limit: i64,
) -> Result<Vec<OrganisationRow>, StoreError> {
    let mut query = table::table
        .inner_join(profiles::table)
        .filter(table::merged_into.is_null())
        .select(full())
        .order(table::id)
        .limit(limit)
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(table::id.gt(Id::from(after)));
    }
    query.load(conn)?.into_iter().map(row).collect()
}

/// Whether nothing is missing of an organisation's registration.
pub fn is_complete(conn: &mut AnyConn, id: OrganisationId) -> Result<bool, StoreError> {
    let complete: Option<bool> = table::table
        .filter(table::id.eq(Id::from(id)))
        .select(table::complete)
        .first(conn)
        .optional()?;
    Ok(complete.unwrap_or_default())
}

/// The first organisation with a registration number in a country, however it is punctuated.
pub fn with_number(
    conn: &mut AnyConn,
    country: Country,
    number: &str,
) -> Result<Option<OrganisationId>, StoreError> {
    let id: Option<Id> = table::table
        .filter(table::country.eq(country.to_string()))
        .filter(table::number_key.eq(number_key(number)))
        .order(table::id)
        .select(table::id)
        .first(conn)
        .optional()?;
    Ok(id.map(OrganisationId::from))
}

/// The organisation with an identifier after org-id.guide, as its profile has it.
pub fn with_org_id(conn: &mut AnyConn, org_id: &str) -> Result<Option<OrganisationId>, StoreError> {
    // The profile is canonical JSON, so that its text holds the identifier in one form only.
    let quoted = serde_json::Value::from(org_id).to_string();
    let escaped = quoted
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    let named = format!("%\"org_id\":{escaped}%");
    let id: Option<Id> = table::table
        .inner_join(profiles::table)
        .filter(profiles::profile.like(named).escape('\\'))
        .order(table::id)
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

/// How many organisations are on the register; those merged into others are not counted again.
pub fn count(conn: &mut AnyConn) -> Result<i64, StoreError> {
    Ok(table::table
        .filter(table::merged_into.is_null())
        .count()
        .get_result(conn)?)
}

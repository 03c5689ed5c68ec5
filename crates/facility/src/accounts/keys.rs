//! Keys with which programs act in a person's name.

use chrono::TimeDelta;
use store::accounts::{self, TokenRow};
use workflow::ids::PersonId;
use workflow::record::Digest;
use workflow::text;

use super::{SignedIn, fingerprint, secret, signed_in};
use crate::Facility;
use crate::failure::Failure;

/// What a key of the API may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Read.
    Read,
    /// Read and write.
    Write,
}

impl Scope {
    /// As it is kept.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "read write",
        }
    }
}

/// Makes a key of the API. Answers it; it cannot be shown again.
pub fn create_token(
    facility: &Facility,
    person: PersonId,
    name: &str,
    scope: Scope,
) -> Result<String, Failure> {
    let name = text::line(name, 80).map_err(|_| Failure::field("name", "missing"))?;
    let token = format!("minha_{}", secret()?);
    facility.store.write(|conn| {
        let now = facility.clock.now();
        accounts::insert_token(conn, fingerprint(&token), person, &name, scope.name(), now)
            .map_err(Failure::from)
    })?;
    Ok(token)
}

/// Who acts with a key of the API, and what it may do.
pub fn token(facility: &Facility, token: &str) -> Result<Option<(SignedIn, Scope)>, Failure> {
    let id = fingerprint(token);
    let now = facility.clock.now();
    let found = facility.store.read(|conn| {
        let Some(row) = accounts::find_token(conn, id)? else {
            return Ok(None);
        };
        let scope = if row.scopes == Scope::Write.name() {
            Scope::Write
        } else {
            Scope::Read
        };
        let stale = row
            .last_used_at
            .is_none_or(|used| now - used.0 >= TimeDelta::minutes(1));
        Ok::<_, Failure>(signed_in(conn, row.person, now)?.map(|who| (who, scope, stale)))
    })?;
    let Some((who, scope, stale)) = found else {
        return Ok(None);
    };
    if stale {
        facility
            .store
            .write(|conn| accounts::touch_token(conn, id, now).map_err(Failure::from))?;
    }
    Ok(Some((who, scope)))
}

/// The keys of a person, newest first.
pub fn tokens(facility: &Facility, person: PersonId) -> Result<Vec<TokenRow>, Failure> {
    facility
        .store
        .read(|conn| accounts::tokens_of(conn, person).map_err(Failure::from))
}

/// Revokes a key of the person.
pub fn revoke_token(facility: &Facility, person: PersonId, id: Digest) -> Result<(), Failure> {
    let now = facility.clock.now();
    let revoked = facility
        .store
        .write(|conn| accounts::revoke_token(conn, person, id, now).map_err(Failure::from))?;
    if revoked {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

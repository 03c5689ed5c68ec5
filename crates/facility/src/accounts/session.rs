//! Signing in and out, and the sessions between.

use chrono::{DateTime, TimeDelta, Utc};
use store::AnyConn;
use store::accounts::{self, SessionRow};
use store::people::{self, PersonRow};
use workflow::ids::PersonId;
use workflow::record;

use super::{SignedIn, fingerprint, secret, signed_in};
use crate::Facility;
use crate::failure::Failure;
use crate::password::{Compared, Passwords};

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// Without a request.
    pub idle: TimeDelta,
    /// In any case.
    pub absolute: TimeDelta,
}

/// Why a sign-in is refused.
#[derive(Debug)]
pub enum NotSignedIn {
    /// Address or password is wrong, or the address is not confirmed: never told apart.
    Wrong,
    /// Too many failures; try again after so many seconds.
    SlowDown(i64),
    /// Something else.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for NotSignedIn {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

/// Failures after which attempts are slowed down, and the longest wait in seconds. An account's wait is short, because
/// an enemy can cause it; a network's may be longer.
const SLOW: [(i64, i64); 2] = [(5, 60), (30, 900)];

/// Seconds still to wait before another attempt.
fn wait(failures: i64, last: DateTime<Utc>, now: DateTime<Utc>, (free, most): (i64, i64)) -> i64 {
    if failures < free {
        return 0;
    }
    let delay = 1_i64
        .checked_shl(u32::try_from(failures - free).unwrap_or(u32::MAX).min(20))
        .unwrap_or(most)
        .min(most);
    (last + TimeDelta::seconds(delay) - now)
        .num_seconds()
        .max(0)
}

/// Signs in. `network` names where the attempt comes from. Answers the key of a new session: keep it in a cookie.
pub fn sign_in(
    facility: &Facility,
    passwords: &Passwords,
    limits: SessionLimits,
    email: &str,
    password: &str,
    network: &str,
) -> Result<(String, SignedIn), NotSignedIn> {
    let now = facility.clock.now();
    let email = email.trim().to_lowercase();
    let subjects = [
        record::digest(format!("account:{email}").as_bytes()).to_string(),
        record::digest(format!("network:{network}").as_bytes()).to_string(),
    ];
    let (delay, known) = facility.store.read(|conn| {
        let mut delay = 0;
        for (subject, limit) in subjects.iter().zip(SLOW) {
            if let Some((failures, last)) = accounts::attempts(conn, subject)? {
                delay = delay.max(wait(failures, last, now, limit));
            }
        }
        Ok::<_, Failure>((delay, people::with_email(conn, &email)?))
    })?;
    if delay > 0 {
        return Err(NotSignedIn::SlowDown(delay));
    }
    let hash = known
        .as_ref()
        .and_then(|person| person.password_hash.as_deref());
    let compared = passwords.compare(password, hash)?;
    let usable = known.filter(|person| {
        compared != Compared::Wrong
            && person.email_confirmed_at.is_some()
            && person.disabled_at.is_none()
    });
    let Some(person) = usable else {
        facility
            .store
            .write(|conn| note_failure(conn, &subjects, now))?;
        return Err(NotSignedIn::Wrong);
    };
    let stronger = match (compared, Passwords::check(password, &email)) {
        (Compared::RightButWeak, Ok(checked)) => Some(passwords.hash(&checked)?),
        _ => None,
    };
    let key = secret()?;
    let signed_in = facility.store.write(|conn| {
        if let Some(hash) = stronger {
            people::set_password(conn, person.id, &hash)?;
        }
        accounts::clear_attempts(conn, &subjects[0])?;
        open_session(conn, &key, person.id, limits, now)?;
        signed_in(conn, person.id, now)?.ok_or_else(Failure::hidden)
    })?;
    Ok((key, signed_in))
}

fn note_failure(
    conn: &mut AnyConn,
    subjects: &[String],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    for subject in subjects {
        // Failures of a day ago no longer count.
        let failures = accounts::attempts(conn, subject)?
            .filter(|(_, last)| now - *last < TimeDelta::days(1))
            .map_or(0, |(failures, _)| failures);
        accounts::set_attempts(conn, subject, failures + 1, now)?;
    }
    Ok(())
}

fn open_session(
    conn: &mut AnyConn,
    key: &str,
    person: PersonId,
    limits: SessionLimits,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let session = SessionRow {
        id: fingerprint(key),
        person: Some(person.into()),
        state: "{}".to_owned(),
        created_at: now,
        last_seen_at: now,
        expires_at: now + limits.absolute,
    };
    Ok(accounts::insert_session(conn, &session)?)
}

/// Accounts of the demonstration, one for each role: only where the demonstration is served.
pub fn demonstration(facility: &Facility) -> Result<Vec<PersonRow>, Failure> {
    facility
        .store
        .read(|conn| people::demonstration_accounts(conn).map_err(Failure::from))
}

/// Enters an account of the demonstration without its password: only where the demonstration is served.
pub fn enter_demonstration(
    facility: &Facility,
    limits: SessionLimits,
    person: PersonId,
) -> Result<String, Failure> {
    let key = secret()?;
    facility.store.write(|conn| {
        let shown = people::demonstration_accounts(conn)?;
        if !shown.iter().any(|account| account.id == person) {
            return Err(Failure::hidden());
        }
        open_session(conn, &key, person, limits, facility.clock.now())
    })?;
    Ok(key)
}

/// Who holds a session, while it lasts. Notes its use, at most once a minute.
pub fn session(
    facility: &Facility,
    limits: SessionLimits,
    key: &str,
) -> Result<Option<SignedIn>, Failure> {
    let now = facility.clock.now();
    let Some((who, last_seen_at)) = held(facility, limits, key)? else {
        return Ok(None);
    };
    if now - last_seen_at >= TimeDelta::minutes(1) {
        let id = fingerprint(key);
        facility
            .store
            .write(|conn| accounts::touch_session(conn, id, now).map_err(Failure::from))?;
    }
    Ok(Some(who))
}

/// Who holds a session, while it lasts, without noting its use: for what looks by itself, which keeps no session alive.
pub fn watched(
    facility: &Facility,
    limits: SessionLimits,
    key: &str,
) -> Result<Option<SignedIn>, Failure> {
    Ok(held(facility, limits, key)?.map(|(who, _)| who))
}

/// Who holds a session, and when it was used last (UTC).
fn held(
    facility: &Facility,
    limits: SessionLimits,
    key: &str,
) -> Result<Option<(SignedIn, DateTime<Utc>)>, Failure> {
    let now = facility.clock.now();
    let id = fingerprint(key);
    facility.store.read(|conn| {
        let Some(session) = accounts::find_session(conn, id)? else {
            return Ok(None);
        };
        let over = now >= session.expires_at || now - session.last_seen_at >= limits.idle;
        let Some(person) = session.person.filter(|_| !over) else {
            return Ok(None);
        };
        Ok::<_, Failure>(
            signed_in(conn, person.into(), now)?.map(|who| (who, session.last_seen_at)),
        )
    })
}

/// Ends a session.
pub fn sign_out(facility: &Facility, key: &str) -> Result<(), Failure> {
    facility
        .store
        .write(|conn| accounts::delete_session(conn, fingerprint(key)).map_err(Failure::from))
}

/// Ends every session of a person.
pub fn sign_out_everywhere(facility: &Facility, person: PersonId) -> Result<(), Failure> {
    facility.store.write(|conn| {
        accounts::delete_sessions_of(conn, person)?;
        Ok(())
    })
}

/// The sessions of a person, and which of them belongs to `key`.
pub fn sessions(
    facility: &Facility,
    person: PersonId,
    key: &str,
) -> Result<Vec<(SessionRow, bool)>, Failure> {
    let id = fingerprint(key);
    let rows = facility
        .store
        .read(|conn| accounts::sessions_of(conn, person).map_err(Failure::from))?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let this = row.id == id;
            (row, this)
        })
        .collect())
}

/// Clears sessions that have ended. Answers how many.
pub fn clear_sessions(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    facility
        .store
        .write(|conn| accounts::delete_expired_sessions(conn, now).map_err(Failure::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_have_an_end() {
        let now = Utc::now();
        assert_eq!(wait(4, now, now, SLOW[0]), 0);
        assert_eq!(wait(5, now, now, SLOW[0]), 1);
        assert_eq!(wait(7, now, now, SLOW[0]), 4);
        assert_eq!(wait(500, now, now, SLOW[0]), 60);
        assert_eq!(wait(7, now - TimeDelta::seconds(4), now, SLOW[0]), 0);
    }
}

//! Creations asked for again under the same key: done once, answered every time.

use std::fmt::Display;
use std::str::FromStr;

use workflow::ids::PersonId;
use workflow::record::Digest;

use store::{AnyConn, StoreError};

use crate::Facility;
use crate::failure::Failure;

/// The transaction a creation runs in.
pub type Transaction = AnyConn;

/// A request that may come again.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// Who asks.
    pub person: PersonId,
    /// The key they chose.
    pub key: String,
    /// SHA-256 of what they ask for.
    pub request: Digest,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Once<I> {
    /// Created, now or when it was first asked for.
    Done(I),
    /// The key was used for another request; nothing was done.
    OtherRequest,
}

/// Status kept with an answer.
const CREATED: i32 = 201;

/// How often what meets another's change at the same instant is done anew.
const TRIES: usize = 5;

/// Does something anew when somebody else has changed the case between reading and writing: what they have left is seen
/// then. For acts whose meaning does not depend on what the person has seen.
pub fn until_undisturbed<T>(mut act: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
    for _ in 1..TRIES {
        match act() {
            Err(Failure::ChangedMeanwhile) => {}
            done => return done,
        }
    }
    act()
}

/// Creates in a transaction, which keeps the id under the key too: whoever asks again is answered with it. Without a
/// repeat it simply creates.
pub fn once<I: Display + FromStr>(
    facility: &Facility,
    repeat: Option<&Repeat>,
    create: impl FnOnce(&mut AnyConn) -> Result<I, Failure>,
) -> Result<Once<I>, Failure> {
    let Some(repeat) = repeat else {
        return facility.store.write(create).map(Once::Done);
    };
    let done = facility.store.write(|conn| {
        if let Some(kept) = kept(conn, repeat)? {
            return Ok(kept);
        }
        let id = create(conn)?;
        store::settings::keep_answer(
            conn,
            repeat.person,
            &repeat.key,
            repeat.request,
            CREATED,
            &id.to_string(),
            facility.clock.now(),
        )?;
        Ok(Once::Done(id))
    });
    match done {
        // The same key at the same instant: the other one was first, and all of this was taken back.
        Err(Failure::Store(StoreError::Duplicate(columns)))
            if columns.starts_with("idempotency_keys.") =>
        {
            let first = facility.store.read(|conn| kept(conn, repeat))?;
            first.ok_or(Failure::ChangedMeanwhile)
        }
        done => done,
    }
}

fn kept<I: FromStr>(conn: &mut AnyConn, repeat: &Repeat) -> Result<Option<Once<I>>, Failure> {
    let Some((request, _, id)) = store::settings::kept_answer(conn, repeat.person, &repeat.key)?
    else {
        return Ok(None);
    };
    if request != repeat.request {
        return Ok(Some(Once::OtherRequest));
    }
    let id: I = id
        .parse()
        .map_err(|_| Failure::Unexpected(format!("the kept answer \"{id}\" is no id")))?;
    Ok(Some(Once::Done(id)))
}

//! How far archives on their way have come, for the page beside them. Held in the memory of the process that writes them.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::Serialize;
use uuid::Uuid;
use workflow::ids::PersonId;

/// How far an archive has come.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Progress {
    /// Dossiers written.
    pub done: u64,
    /// Dossiers there are.
    pub all: u64,
    /// Files written.
    pub files: u64,
    /// Bytes of files written.
    pub bytes: u64,
    /// Whether nothing more comes: it is finished, was left, or failed.
    pub ended: bool,
    /// Whether it ended whole.
    pub whole: bool,
}

/// Who writes what, and when it was last heard of.
type Known = HashMap<(PersonId, Uuid), (Progress, Instant)>;

static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);

/// For how long the end of an archive is remembered.
const KEPT: Duration = Duration::from_secs(60 * 60);

/// The most archives that are remembered.
const MOST: usize = 1_000;

/// Notes how far an archive has come.
pub fn note(person: PersonId, archive: Uuid, progress: Progress) {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.retain(|_, (_, at)| at.elapsed() < KEPT);
    if known.len() < MOST || known.contains_key(&(person, archive)) {
        known.insert((person, archive), (progress, Instant::now()));
    }
}

/// How far an archive of this person has come; nothing when it is not known here.
pub fn of(person: PersonId, archive: Uuid) -> Option<Progress> {
    let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    known.get(&(person, archive)).map(|(progress, _)| *progress)
}

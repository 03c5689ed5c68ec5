//! Opens what a command works on: database, documents and clock.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use facility::Facility;
use facility::clock::{Clock, OffsetClock, SystemClock};
use facility::documents::scanning::Scanner;
use facility::due_diligence;
use facility::settings::Settings;
use store::documents::Contents;
use store::{DatabaseUrl, Store};

use crate::problem::{Kind, Problem};

/// The name, in the table of settings, of the mark that stands while the demonstration is being loaded.
pub const LOADING: &str = "demonstration_loading";

/// Opens a database, and makes it if it is a file that is not there.
pub fn store(settings: &Settings) -> Result<Store, Problem> {
    Ok(Store::open(&settings.database_url, settings.readers)?)
}

/// The facility on a database that must be there with all its tables.
pub fn ready(settings: &Settings) -> Result<Facility, Problem> {
    if let DatabaseUrl::Sqlite(path) = &settings.database_url
        && !path.exists()
    {
        let text = format!(
            "there is no database {}. Make it with `minha migrate`, or name another with --database-url",
            settings.database_url
        );
        return Err(Problem::new(Kind::Database, text));
    }
    let store = store(settings)?;
    store.check_migrated()?;
    facility(settings, store)
}

/// The facility on an opened database.
pub fn facility(settings: &Settings, store: Store) -> Result<Facility, Problem> {
    let place = settings.data_dir.join("documents");
    let contents = Contents::folder(&place).map_err(|error| {
        let text = format!(
            "the directory {} cannot be used: {error}. Make it writable, or name another with --data-dir",
            settings.data_dir.display()
        );
        Problem::new(Kind::Other, text)
    })?;
    let clock = clock(&store)?;
    let rules = match &settings.due_diligence {
        Some(file) => due_diligence::from_file(file),
        None => due_diligence::standard(),
    }
    .map_err(|error| Problem::new(Kind::Usage, error.to_string()))?;
    Ok(Facility {
        rules,
        store,
        contents,
        scanner: Scanner::new(settings.clamav.clone(), settings.clamav_unreachable_accepts),
        clock,
    })
}

/// Whether the database holds the demonstration.
pub fn is_demonstration(store: &Store) -> Result<bool, Problem> {
    Ok(store
        .read(|conn| store::settings::get(conn, "demonstration"))?
        .is_some())
}

/// Whether a demonstration was begun in the database and never came to its end.
pub fn is_half_loaded(store: &Store) -> Result<bool, Problem> {
    Ok(store
        .read(|conn| store::settings::get(conn, LOADING))?
        .is_some_and(|mark| mark != "done"))
}

/// The machine's clock; in the demonstration the story's, which goes on from where it was loaded.
fn clock(store: &Store) -> Result<Arc<dyn Clock>, Problem> {
    let (today, loaded_at) = store.read(|conn| {
        let today = store::settings::get(conn, "demonstration_today")?;
        Ok::<_, store::StoreError>((
            today,
            store::settings::get(conn, "demonstration_loaded_at")?,
        ))
    })?;
    let (Some(today), Some(loaded_at)) = (today, loaded_at) else {
        return Ok(Arc::new(SystemClock));
    };
    Ok(Arc::new(OffsetClock::anchored(
        instant(&today)?,
        instant(&loaded_at)?,
    )))
}

fn instant(text: &str) -> Result<DateTime<Utc>, Problem> {
    let wrong = |_| {
        format!(
            "the demonstration's clock cannot be read (\"{text}\"). Remove the database and load it again"
        )
    };
    text.parse()
        .map_err(|error: chrono::ParseError| Problem::new(Kind::Other, wrong(error)))
}

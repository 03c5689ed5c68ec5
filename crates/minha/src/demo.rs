//! `minha demo`.

use std::path::{Path, PathBuf};

use facility::failure::Failure;
use facility::settings::Settings;
use facility::{Facility, demonstration, operator};
use store::DatabaseUrl;

use crate::arguments::Until;
use crate::open;
use crate::problem::{Kind, Problem};
use crate::progress::Bar;

/// Fills an empty database with the demonstration.
pub fn run(settings: &Settings, until: Until) -> Result<(), Problem> {
    let bar = Bar::of(0, "loading");
    fill(settings, |facility| {
        demonstration::tell(facility, until.into(), &mut |part, done, all| {
            bar.say(part);
            bar.set(done, all);
        })
    })?;
    drop(bar);
    println!(
        "The demonstration is loaded in {}. Serve it with `minha serve --demonstration`.",
        settings.database_url
    );
    Ok(())
}

/// Makes the tables, and has them filled. Whatever goes wrong, nothing stays that looks complete: a file that was made
/// here is removed, and in any other database a mark remains, with which it is not served.
fn fill(
    settings: &Settings,
    tell: impl FnOnce(&Facility) -> Result<(), Failure>,
) -> Result<(), Problem> {
    let made_here = match &settings.database_url {
        DatabaseUrl::Sqlite(path) if !path.exists() => Some(path.clone()),
        _ => None,
    };
    let (begun, filled) = filled(settings, tell);
    filled.map_err(|problem| match made_here {
        Some(path) => {
            remove(&path);
            problem
        }
        None if begun => problem.adding(
            "What was loaded so far is not whole and will not be served: empty the database, and run `minha demo` again",
        ),
        None => problem,
    })
}

/// Whether the filling was begun, and how it ended. The database is closed when it answers.
fn filled(
    settings: &Settings,
    tell: impl FnOnce(&Facility) -> Result<(), Failure>,
) -> (bool, Result<(), Problem>) {
    let facility = match emptied(settings) {
        Ok(facility) => facility,
        Err(problem) => return (false, Err(problem)),
    };
    let mark = |value: &str| {
        facility
            .store
            .write(|conn| store::settings::set(conn, open::LOADING, value))
    };
    if let Err(error) = mark("begun") {
        return (false, Err(error.into()));
    }
    let told = tell(&facility)
        .map_err(Problem::from)
        .and_then(|()| Ok(mark("done")?));
    (true, told)
}

/// The facility on a database with tables and nothing in them.
fn emptied(settings: &Settings) -> Result<Facility, Problem> {
    let store = open::store(settings)?;
    if store.is_empty()? {
        store.migrate()?;
    }
    store.check_migrated()?;
    if open::is_half_loaded(&store)? {
        return Err(half_loaded(settings));
    }
    let facility = open::facility(settings, store)?;
    if !operator::is_unused(&facility)? {
        let text = format!(
            "the database {} is not empty, and the demonstration never mixes with other data. Name an empty one with \
             --database-url",
            settings.database_url
        );
        return Err(Problem::new(Kind::Input, text));
    }
    Ok(facility)
}

/// What to say of a database in which the demonstration was begun only.
pub fn half_loaded(settings: &Settings) -> Problem {
    let text = format!(
        "the demonstration in {} was not loaded to its end. Remove that database, and run `minha demo` again",
        settings.database_url
    );
    Problem::new(Kind::Database, text)
}

/// Removes a database file with the files SQLite keeps beside it.
fn remove(path: &Path) {
    for suffix in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        if let Err(error) = std::fs::remove_file(PathBuf::from(name))
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!("{} cannot be removed: {error}", path.display());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(folder: &Path) -> Settings {
        let flag = |name: &str, value: String| (name.to_owned(), value);
        let flags = [
            flag(
                "database_url",
                format!("sqlite://{}", folder.join("minha.db").display()),
            ),
            flag("data_dir", folder.display().to_string()),
        ];
        Settings::load(None, |_| None, &flags).unwrap()
    }

    fn breaks_off(facility: &Facility) -> Result<(), Failure> {
        let person = facility::accounts::new_person(
            "ana@example.org",
            "Ana",
            language::Language::English,
            None,
            facility.clock.now(),
        );
        facility
            .store
            .write(|conn| store::people::insert(conn, &person))?;
        Err(Failure::Unexpected("the story breaks off".to_owned()))
    }

    #[test]
    fn a_file_made_for_a_story_that_breaks_off_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        assert!(fill(&settings, breaks_off).is_err());
        for name in ["minha.db", "minha.db-wal", "minha.db-shm"] {
            assert!(!folder.path().join(name).exists(), "{name}");
        }
        fill(&settings, |_| Ok(())).unwrap();
    }

    #[test]
    fn a_database_that_was_there_is_marked_and_not_filled_again() {
        let folder = tempfile::tempdir().unwrap();
        let settings = settings(folder.path());
        open::store(&settings).unwrap().migrate().unwrap();
        let problem = fill(&settings, breaks_off).unwrap_err();
        assert!(format!("{problem:?}").contains("will not be served"));
        assert!(open::is_half_loaded(&open::store(&settings).unwrap()).unwrap());
        let problem = fill(&settings, |_| Ok(())).unwrap_err();
        assert!(format!("{problem:?}").contains("not loaded to its end"));
    }
}

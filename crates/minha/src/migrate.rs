//! `minha migrate`.

use facility::settings::Settings;
use store::StoreError;

use crate::open;
use crate::problem::{Kind, Problem};

/// Makes or updates the tables.
pub fn run(settings: &Settings) -> Result<(), Problem> {
    let store = open::store(settings)?;
    let made = store.migrate().map_err(explained)?;
    match made.len() {
        0 => println!("The tables are up to date: nothing to do."),
        1 => println!("The tables are up to date: 1 change made."),
        more => println!("The tables are up to date: {more} changes made."),
    }
    Ok(())
}

/// The error with what to do about a change that could not be made.
pub fn explained(error: StoreError) -> Problem {
    match error {
        StoreError::Migration(_) => {
            let text = format!(
                "{error}. The database holds tables that this program did not make: name an empty one with \
                 --database-url, or restore the last back-up"
            );
            Problem::new(Kind::Database, text)
        }
        other => other.into(),
    }
}

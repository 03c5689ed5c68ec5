//! `minha verify`.

pub mod receipt;

use facility::settings::Settings;

use crate::open;
use crate::problem::{Kind, Problem};
use crate::progress::Bar;

/// Replays every case and holds the tables against it.
pub fn run(settings: &Settings) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    let bar = Bar::of(0, "verifying");
    let verified = facility::verify::verify(&facility, |done, all| bar.set(done, all))?;
    drop(bar);
    match verified.finding {
        None => {
            println!(
                "Verified {} cases with {} events: the record holds.",
                verified.cases, verified.events
            );
            Ok(())
        }
        Some(finding) => {
            let place = finding
                .seq
                .map(|seq| format!(", event {seq}"))
                .unwrap_or_default();
            let text = format!(
                "the record does not hold: {} {}{place}: {}. Keep this database as it is and compare it with a back-up",
                finding.kind.name(),
                finding.case,
                finding.what
            );
            Err(Problem::new(Kind::Verification, text))
        }
    }
}

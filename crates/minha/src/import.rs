//! `minha import`.

use facility::import::{OnBadLine, count};
use facility::settings::Settings;
use workflow::role::Role;

use crate::arguments::ImportOrganisations;
use crate::problem::{Kind, Problem, in_words};
use crate::progress::Bar;
use crate::{acting, open};

/// Takes organisations from a CSV file.
pub fn organisations(settings: &Settings, import: &ImportOrganisations) -> Result<(), Problem> {
    let file = import.file.display();
    let bytes = std::fs::read(&import.file).map_err(|error| {
        Problem::new(
            Kind::Input,
            format!("the file {file} cannot be read: {error}"),
        )
    })?;
    let facility = open::ready(settings)?;
    let who = match &import.by {
        Some(email) => Some(acting::named(
            &facility,
            email,
            &[Role::FacilityManager, Role::ProgrammeOfficer],
        )?),
        None => acting::first(&facility, &[Role::FacilityManager])?,
    };
    let who = who.map(|who| who.person.id);
    if !bytes.ends_with(b"\n") {
        eprintln!(
            "{file}: the last line has no line break at its end. If the file was cut off, that line is not whole"
        );
    }
    let lines = count(&bytes);
    let bar = Bar::of(lines, "importing");
    let rule = if import.keep_good {
        OnBadLine::KeepGood
    } else {
        OnBadLine::KeepNothing
    };
    let imported =
        facility::import::organisations(&facility, who, &bytes, rule, |done| bar.set(done, lines));
    drop(bar);
    let imported = imported.map_err(|failure| match failure {
        facility::Failure::Unexpected(text) => Problem::new(Kind::Input, format!("{file}: {text}")),
        other => other.into(),
    })?;
    for bad in &imported.bad {
        eprintln!(
            "{file}:{}: {}: {}",
            bad.line,
            bad.field,
            in_words(&bad.reason)
        );
    }
    if !imported.kept {
        let text = format!(
            "{} in {file}, so that nothing was imported. Correct the file, or take the good lines with --keep-good",
            faults(imported.bad.len())
        );
        return Err(Problem::new(Kind::Input, text));
    }
    let bad = if imported.bad.is_empty() {
        String::new()
    } else {
        format!(", {} left out", faults(imported.bad.len()))
    };
    println!(
        "{} added, {} on the register already{bad}.",
        imported.added, imported.known
    );
    Ok(())
}

fn faults(number: usize) -> String {
    if number == 1 {
        "1 fault".to_owned()
    } else {
        format!("{number} faults")
    }
}

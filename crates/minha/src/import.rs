//! `minha import`.

use facility::import::{OnBadLine, count};
use facility::settings::Settings;
use workflow::role::Role;

use crate::arguments::{ImportCall, ImportOrganisations};
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

/// Takes a call from a TOML file, as a draft.
pub fn call(settings: &Settings, import: &ImportCall) -> Result<(), Problem> {
    let file = import.file.display();
    let toml = std::fs::read_to_string(&import.file).map_err(|error| {
        Problem::new(
            Kind::Input,
            format!("the file {file} cannot be read: {error}"),
        )
    })?;
    let definition = facility::call::parse(&toml).map_err(|why| {
        let line = why.line.map_or_else(String::new, |line| format!(":{line}"));
        let text = format!(
            "{file}{line}: {}. Mend it and run the command again",
            why.what
        );
        Problem::new(Kind::Input, text)
    })?;
    let facility = open::ready(settings)?;
    let who = match &import.by {
        Some(email) => Some(acting::named(&facility, email, &[Role::ProgrammeOfficer])?),
        None => acting::first(&facility, &[Role::ProgrammeOfficer])?,
    };
    let who = who.ok_or_else(|| {
        let text = "there is no programme officer in whose name a call could be drafted. Add one with `minha user add`";
        Problem::new(Kind::Input, text.to_owned())
    })?;
    let code = import
        .code
        .clone()
        .unwrap_or_else(|| definition.code.clone());
    let source = facility::call::Source::Definition(Box::new(definition));
    let id = facility::call::draft_from(&facility, &who.actor, &source, &code)?;
    let view = facility::call::view(&facility, Some(&who.actor), id)?;
    println!("{} is drafted.", view.call.definition.code);
    for problem in &view.problems {
        println!("Before it can be approved: {problem}.");
    }
    Ok(())
}

fn faults(number: usize) -> String {
    if number == 1 {
        "1 fault".to_owned()
    } else {
        format!("{number} faults")
    }
}

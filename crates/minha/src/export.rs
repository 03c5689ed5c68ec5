//! `minha export`.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use facility::proposal::ProposalFilter;
use facility::settings::Settings;
use facility::{Facility, operator};
use workflow::role::{Actor, Role};

use crate::arguments::{ExportBallots, ExportCall, ExportProposals};
use crate::problem::{Kind, Problem};
use crate::progress::Bar;
use crate::{acting, open};

/// Writes the proposals as CSV.
pub fn proposals(settings: &Settings, export: &ExportProposals) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    let who = reader(&facility, export.by.as_deref())?;
    let call = export
        .call
        .as_deref()
        .map(|code| acting::call(&facility, Some(&who), code))
        .transpose()?;
    let filter = ProposalFilter {
        call,
        ..ProposalFilter::default()
    };
    let bar = Bar::of(0, "exporting");
    let write = |out: &mut dyn Write| {
        facility::export::proposals(&facility, &who, &filter, out, |done| bar.set(done, done))
            .map_err(Problem::from)
    };
    match &export.output {
        None => write(&mut io::stdout().lock()).map(drop),
        Some(path) => {
            let lines = into_file(path, write)?;
            println!("{lines} proposals written to {}.", path.display());
            Ok(())
        }
    }
}

/// Who reads: the person named, else somebody of the facility who sees everything.
fn reader(facility: &Facility, by: Option<&str>) -> Result<Actor, Problem> {
    let who = match by {
        Some(email) => Some(acting::named(facility, email, &Role::ALL)?),
        None => acting::first(facility, &[Role::Auditor, Role::FacilityManager])?,
    };
    Ok(who.map_or_else(operator::reader, |who| who.actor))
}

/// Writes the ballots of a panel as a `.pb` file.
pub fn ballots(settings: &Settings, export: &ExportBallots) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    let who = reader(&facility, export.by.as_deref())?;
    let call = acting::call(&facility, Some(&who), &export.code)?;
    let instance = facility::selection::ballots_file(&facility, &who, call)?;
    let write = |out: &mut dyn Write| {
        choice::pabulib::write(&instance, out).map_err(|error| {
            let text = format!("the ballots cannot be written: {error}");
            Problem::new(Kind::Other, text)
        })
    };
    match &export.output {
        None => write(&mut io::stdout().lock()),
        Some(path) => {
            into_file(path, write)?;
            let (votes, projects) = (instance.votes.len(), instance.projects.len());
            println!(
                "{votes} ballots on {projects} projects written to {}.",
                path.display()
            );
            Ok(())
        }
    }
}

/// Writes a call as TOML.
pub fn call(settings: &Settings, export: &ExportCall) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    let who = operator::reader();
    let id = acting::call(&facility, Some(&who), &export.code)?;
    let view = facility::call::view(&facility, Some(&who), id)?;
    let toml = facility::call::to_toml(&view.call.definition)?;
    let write = |out: &mut dyn Write| {
        out.write_all(toml.as_bytes()).map_err(|error| {
            Problem::new(Kind::Other, format!("the call cannot be written: {error}"))
        })
    };
    match &export.output {
        None => write(&mut io::stdout().lock()),
        Some(path) => {
            into_file(path, write)?;
            println!("{} written to {}.", export.code, path.display());
            Ok(())
        }
    }
}

/// Writes beside the file and renames when complete: it is there whole or not at all.
fn into_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let failed = |error: io::Error| {
        Problem::new(
            Kind::Other,
            format!("the file {} cannot be written: {error}", path.display()),
        )
    };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let mut out = BufWriter::new(File::create(&beside).map_err(failed)?);
    let written = write(&mut out).and_then(|done| {
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all()
            .and_then(|()| std::fs::rename(&beside, path))
            .map_err(failed)?;
        Ok(done)
    });
    match written {
        Ok(written) => Ok(written),
        Err(problem) => {
            // The problem to tell is the first; what is left of the file is of no use.
            let _ = std::fs::remove_file(&beside);
            Err(problem)
        }
    }
}

//! The program: commands for the operators of a facility, and the server.

mod acting;
mod arguments;
mod demo;
mod export;
mod flags;
mod import;
mod migrate;
mod open;
mod problem;
mod progress;
mod sanctions;
mod select;
mod serve;
mod user;
mod verify;

use std::io::IsTerminal;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use tracing_subscriber::EnvFilter;

use arguments::{Arguments, Command, Export, Import, Sanctions, User, Verify, VerifyOne};
use problem::{Kind, Problem};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let command = flags::with_settings(Arguments::command());
    let parsed = command.try_get_matches().and_then(|matches| {
        let arguments = Arguments::from_arg_matches(&matches)?;
        Ok((matches, arguments))
    });
    let (matches, arguments) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return not_understood(&error),
    };
    match run(&matches, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => problem.tell(),
    }
}

fn run(matches: &clap::ArgMatches, arguments: Arguments) -> Result<(), Problem> {
    if let Command::Verify(Verify {
        what: Some(VerifyOne::Receipt(given)),
    }) = &arguments.command
    {
        return verify::receipt::run(given);
    }
    if let Command::Select(given) = &arguments.command {
        return select::run(given);
    }
    let settings = flags::settings(matches, arguments.config.as_deref())?;
    log_to_stderr(&settings.log)?;
    match arguments.command {
        Command::Serve => serve::run(settings),
        Command::Demo(demo) => demo::run(&settings, demo.until),
        Command::Migrate => migrate::run(&settings),
        Command::Select(given) => select::run(&given),
        Command::User(User::Add(add)) => user::add(&settings, &add),
        Command::Verify(_) => verify::run(&settings),
        Command::Sanctions(Sanctions::Import(import)) => sanctions::import(&settings, &import),
        Command::Sanctions(Sanctions::Screen) => sanctions::screen(&settings),
        Command::Sanctions(Sanctions::Check(check)) => sanctions::check(&settings, &check),
        Command::Import(Import::Organisations(import)) => import::organisations(&settings, &import),
        Command::Import(Import::Call(import)) => import::call(&settings, &import),
        Command::Export(Export::Ballots(export)) => export::ballots(&settings, &export),
        Command::Export(Export::Call(export)) => export::call(&settings, &export),
        Command::Export(Export::Proposals(export)) => export::proposals(&settings, &export),
    }
}

fn log_to_stderr(filter: &str) -> Result<(), Problem> {
    let filter = EnvFilter::try_new(filter).map_err(|_| {
        let allowed = "error, warn, info, debug or trace, or by part, such as info,store=debug";
        Problem::new(
            Kind::Usage,
            format!("the setting log is wrong: it must be {allowed}"),
        )
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
    Ok(())
}

/// Help and version are answers; anything else is a command that was not understood.
fn not_understood(error: &clap::Error) -> ExitCode {
    use clap::error::ErrorKind as E;
    if matches!(
        error.kind(),
        E::DisplayHelp | E::DisplayVersion | E::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        // Nobody is left to tell when the answer cannot be written.
        let _ = error.print();
        let asked = error.kind() != E::DisplayHelpOnMissingArgumentOrSubcommand;
        return if asked {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(Kind::Usage as u8)
        };
    }
    let text = error.to_string();
    let said = text.split("\n\nUsage:").next().unwrap_or_default();
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let said = said
        .split("\n\nFor more information")
        .next()
        .unwrap_or_default();
    Problem::new(
        Kind::Usage,
        format!("{}. See `minha --help`", said.trim_end()),
    )
    .tell()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commands_hold_together() {
        flags::with_settings(Arguments::command()).debug_assert();
    }
}

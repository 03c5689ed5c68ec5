//! Every setting as a flag of every command.

use std::path::Path;

use clap::builder::{Arg, ArgAction};
use clap::{ArgMatches, Command};
use facility::settings::{DEFAULTS, Settings};

use crate::problem::Problem;

/// The heading under which `--help` lists them.
const HEADING: &str = "Settings (also in config/minha.toml and as MINHA_… in the environment)";

/// What a setting means, in a line.
fn meaning(setting: &str) -> &'static str {
    match setting {
        "database_url" => {
            "Where the record lives: sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/NAME"
        }
        "data_dir" => "Directory of uploaded documents and of the server's own keys",
        "bind" => "Address and port to listen on",
        "public_url" => {
            "Address people type; links in mails begin with it [default: http:// and the value of --bind]"
        }
        "trusted_proxies" => {
            "Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, with commas"
        }
        "smtp_url" => "smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT; without it mails wait",
        "mail_from" => "Sender of every mail",
        "session_idle_hours" => "Hours without a request after which a session ends",
        "session_absolute_hours" => "Hours after sign-in at which a session ends in any case",
        "upload_limit_mib" => "Largest document, in mebibytes",
        "body_limit_kib" => "Largest body of any other request, in kibibytes",
        "clamav" => {
            "ClamAV's daemon, which scans documents: unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310"
        }
        "clamav_unreachable" => {
            "While that daemon is away: refuse documents until it is back, or accept them unscanned"
        }
        "payer_name" => "Name of the account grants are paid from, for files for the bank",
        "payer_account" => "That account: an IBAN, or the bank's own number",
        "payer_bic" => "BIC of its bank",
        "workers" => "Threads that serve requests; 0 means one per processor",
        "readers" => "Database connections for reading",
        "log" => "error, warn, info, debug, trace, or by part: info,store=debug",
        "due_diligence" => {
            "File with the questions of a verification and how long it holds [default: those built in]"
        }
        "demonstration" => {
            "Show accounts on the sign-in page and keep mails; never on a real installation"
        }
        _ => "",
    }
}

fn flag(name: &'static str, default: Option<&'static str>) -> Arg {
    let help = match default {
        Some(default) => format!("{} [default: {default}]", meaning(name)),
        None => meaning(name).to_owned(),
    };
    let flag = Arg::new(name)
        .long(name.replace('_', "-"))
        .help(help)
        .help_heading(HEADING)
        .global(true)
        .hide_short_help(true)
        .action(ArgAction::Set);
    if name == "demonstration" {
        flag.value_name("true|false")
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
    } else {
        flag.value_name("VALUE")
    }
}

/// The command with a flag for every setting.
pub fn with_settings(command: Command) -> Command {
    command.args(DEFAULTS.map(|(name, default)| flag(name, default)))
}

/// The settings: from the flags given, the environment and the file.
pub fn settings(matches: &ArgMatches, file: Option<&Path>) -> Result<Settings, Problem> {
    // A flag given behind the name of a command stands with that command.
    let mut deepest = matches;
    while let Some((_, inner)) = deepest.subcommand() {
        deepest = inner;
    }
    let flags: Vec<(String, String)> = DEFAULTS
        .iter()
        .filter_map(|(name, _)| {
            Some(((*name).to_owned(), deepest.get_one::<String>(name)?.clone()))
        })
        .collect();
    Ok(Settings::load(
        file,
        |name| std::env::var(name).ok(),
        &flags,
    )?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_is_explained() {
        for (name, _) in DEFAULTS {
            assert!(!meaning(name).is_empty(), "{name}");
        }
    }
}

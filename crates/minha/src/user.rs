//! `minha user`.

use std::io::{self, BufRead, BufReader, IsTerminal, Read};
use std::path::Path;

use facility::operator::{self, Added, Entry, NewPerson};
use facility::password::{Hashing, Passwords};
use facility::settings::Settings;
use workflow::role::Appointment;

use crate::arguments::AddUser;
use crate::problem::{Kind, Problem};
use crate::{acting, open};

/// Adds a person with a role.
pub fn add(settings: &Settings, add: &AddUser) -> Result<(), Problem> {
    if add.agency.is_some() && !add.role.votes() {
        let text =
            "--agency is for those who sit on the panel: --role panel_member or --role chair";
        return Err(Problem::new(Kind::Usage, text));
    }
    let facility = open::ready(settings)?;
    let call = add
        .call
        .as_deref()
        .map(|code| acting::call(&facility, None, code))
        .transpose()?;
    let name = add
        .name
        .as_deref()
        .or_else(|| add.email.split('@').next())
        .unwrap_or_default();
    let new = NewPerson {
        email: add.email.clone(),
        name: name.to_owned(),
        language: add.language,
        appointment: Appointment {
            role: add.role,
            call,
            agency: add.agency.clone(),
        },
    };
    let password = match &add.password_file {
        Some(file) => Some(from_file(file)?),
        None if add.password => Some(from_terminal()?),
        None => None,
    };
    let passwords = Passwords::new(Hashing::Standard, 1)?;
    let entry = match &password {
        Some(password) => Entry::Password(password, &passwords),
        None if add.mail => Entry::Mail(&settings.public_url),
        None => Entry::Link,
    };
    let role = add.role.name();
    match operator::add(&facility, &new, &entry)? {
        Added::Account(_) if password.is_some() => {
            println!("{} is {role} and can sign in.", add.email)
        }
        Added::Account(_) => println!("{} is {role}; the invitation is on its way.", add.email),
        Added::Link(_, token) => {
            println!(
                "{} is {role}. A password is chosen here, once, within 14 days:",
                add.email
            );
            println!("{}/invite/{token}", settings.public_url);
        }
        Added::Role(_) => println!("{} had an account and is {role} now.", add.email),
        Added::Nothing(_) => println!("{} is {role} already: nothing to do.", add.email),
    }
    Ok(())
}

/// The first line of a file, or of the standard input.
fn from_file(file: &Path) -> Result<String, Problem> {
    let failed = |error: io::Error| {
        Problem::new(
            Kind::Input,
            format!(
                "the password cannot be read from {}: {error}",
                file.display()
            ),
        )
    };
    let source: Box<dyn Read> = if file == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(std::fs::File::open(file).map_err(failed)?)
    };
    let mut line = String::new();
    BufReader::new(source.take(64 * 1024))
        .read_line(&mut line)
        .map_err(failed)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Asks twice, without showing what is typed.
fn from_terminal() -> Result<String, Problem> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        let text = "--password asks on a terminal, and there is none. Use --password-file FILE, or - for the standard input";
        return Err(Problem::new(Kind::Usage, text));
    }
    let terminal = console::Term::stderr();
    let ask = |question: &str| {
        terminal
            .write_str(question)
            .and_then(|()| terminal.read_secure_line())
            .map_err(|error| {
                Problem::new(Kind::Other, format!("the terminal cannot be read: {error}"))
            })
    };
    let first = ask("Password: ")?;
    if first != ask("The same again: ")? {
        return Err(Problem::new(
            Kind::Input,
            "the two passwords differ; nothing was done",
        ));
    }
    Ok(first)
}

//! The commands and what they take.

use std::path::PathBuf;

use choice::pabulib::{Decimal, RuleName};
use clap::builder::PossibleValue;
use clap::{Args, Parser, Subcommand, ValueEnum};
use language::Language;
use workflow::role::Role;

use crate::problem::CODES;

/// Minha: case management for small-grants facilities.
#[derive(Debug, Parser)]
#[command(
    name = "minha",
    version,
    about = "Minha: case management for small-grants facilities",
    long_about = "Minha carries a call for proposals from the registration of organisations through application, \
                  screening, evaluation, the panel's decision and the agreement to monitoring: in the browser, through \
                  an API, and from this command line.",
    after_help = "`minha COMMAND --help` tells more of each, with examples.",
    after_long_help = format!(
        "Examples:\n  minha demo && minha serve --demonstration\n  minha migrate\n  minha user add --role facility_manager \
         ana@example.org\n  minha serve --bind 127.0.0.1:9000\n\n{CODES}"
    ),
    disable_help_subcommand = true
)]
pub struct Arguments {
    /// Settings file; it must be there. Without this, config/minha.toml is read if it is there.
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and API, send mail, remind of what is due
    #[command(
        long_about = "Serves pages and API, sends the mails that wait, and reminds of reports that are due and documents that expire. A new, empty \
                      database is made ready; an older one is left alone until `minha migrate` has been run. Ctrl-C or \
                      SIGTERM ends it once the requests under way are answered.",
        after_long_help = format!(
            "Examples:\n  minha serve\n  minha serve --bind 0.0.0.0:8080 --public-url https://grants.example.org\n  \
             MINHA_DATABASE_URL=postgres://minha:PASSWORD@127.0.0.1/minha minha serve\n  MINHA_LOG=info,store=debug \
             minha serve\n\n{CODES}"
        )
    )]
    Serve,
    /// Fill an empty database with the demonstration, and end
    #[command(
        long_about = "Fills an empty database with the demonstration: UN.GIFT's call of 2010 with invented applicants, \
                      told from registration to monitoring. The tables are made if they are not there. A database that \
                      holds anything is refused. Serve it with `minha serve --demonstration`.",
        after_long_help = format!(
            "Examples:\n  minha demo\n  minha demo --until screening\n  minha demo --database-url \
             sqlite://demo/minha.db --data-dir demo\n\n{CODES}"
        )
    )]
    Demo(Demo),
    /// Make or update the tables; safe to repeat
    #[command(
        long_about = "Makes the tables of a new database or updates those of an older version. Each change is made whole \
                      or not at all, and repeating the command does nothing. Take a back-up first.",
        after_long_help = format!(
            "Examples:\n  minha migrate\n  minha migrate --database-url postgres://minha:PASSWORD@127.0.0.1/minha\n\n{CODES}"
        )
    )]
    Migrate,
    /// Add people of the facility
    #[command(subcommand)]
    User(User),
    /// Replay every case from its log and hold the tables against it
    #[command(
        long_about = "Replays every case from its log with the rules alone, checks the chain of hashes, and holds the tables \
                      against the result. The first case and event that do not agree are named. Changes nothing, and may \
                      run while the server does.",
        after_long_help = format!("Examples:\n  minha verify\n  minha verify && echo sound\n\n{CODES}")
    )]
    Verify(Verify),
    /// Read sanctions lists in and search names on them
    #[command(subcommand)]
    Sanctions(Sanctions),
    /// Choose the projects of a participatory-budgeting file under its budget
    #[command(
        long_about = "Reads a file of the participatory-budgeting library (.pb, https://pabulib.org/format) and chooses its \
                      projects under the budget by a rule, exactly. Ties go to the cheaper project, then to the order in \
                      the file. Needs no settings, no database and no connection.\n\n\
                      Rules:\n  \
                        greedy        most votes first, passing over what does not fit\n  \
                        greedy-stop   most votes first, up to the first that does not fit\n  \
                        greedy-cost   most votes for the money first, passing over what does not fit\n  \
                        max-value     the affordable set with the most votes together\n  \
                        equal-shares  every voter has the same share of the budget, and supporters pay together\n  \
                        equal-shares-add1              the same, shares raised by 1 for as long as the budget holds\n  \
                        equal-shares-add1-utilitarian  the same, and what is left goes to the most votes\n  \
                        phragmen      supporters earn money evenly and buy as soon as they can\n\n\
                      docs/select.md says more, also of how points and rankings count.",
        after_long_help = format!(
            "Examples:\n  minha select town.pb --rule equal-shares-add1-utilitarian\n  minha select town.pb --rule greedy \
             --budget 250000 --json\n\n{CODES}"
        )
    )]
    Select(Select),
    /// Take data in from a file
    #[command(subcommand)]
    Import(Import),
    /// Write data out
    #[command(subcommand)]
    Export(Export),
}

/// What `select` takes.
#[derive(Debug, Args)]
pub struct Select {
    /// The file
    #[arg(value_name = "FILE.pb")]
    pub file: PathBuf,
    /// How to choose
    #[arg(long, value_parser = RuleParser)]
    pub rule: RuleName,
    /// Money to give out in place of the file's own budget
    #[arg(long, value_name = "N", value_parser = budget, allow_negative_numbers = true)]
    pub budget: Option<Decimal>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// What `verify` takes.
#[derive(Debug, Args)]
pub struct Verify {
    /// What to verify [default: the whole record]
    #[command(subcommand)]
    pub what: Option<VerifyOne>,
}

/// What can be verified by itself.
#[derive(Debug, Subcommand)]
pub enum VerifyOne {
    /// Recompute the receipt of a submission, without a database
    #[command(
        long_about = "Recomputes the receipt of a submission from the two files that stand on its page: the SHA-256 of the \
                      content, the hash of the entry in the facility's record, and whether the receipt says what that entry \
                      says. Needs no settings, no database and no connection: anybody can run it.",
        after_long_help = format!("Examples:\n  minha verify receipt SGF2010-0112-v1-receipt.json SGF2010-0112-v1-content.json\n\n{CODES}")
    )]
    Receipt(VerifyReceipt),
}

/// What `verify receipt` takes.
#[derive(Debug, Args)]
pub struct VerifyReceipt {
    /// The receipt, as JSON
    #[arg(value_name = "RECEIPT.json")]
    pub receipt: PathBuf,
    /// The content that was submitted, as JSON
    #[arg(value_name = "CONTENT.json")]
    pub content: PathBuf,
}

/// What `demo` takes.
#[derive(Debug, Args)]
pub struct Demo {
    /// Stop the story at this stage, so that it has work waiting
    #[arg(long, value_name = "STAGE", value_enum, default_value = "monitoring")]
    pub until: Until,
}

/// How far the demonstration is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Until {
    /// The deadline has passed, eligibility is being checked
    Screening,
    /// The second round is under way
    Evaluation,
    /// The panel is voting
    Selection,
    /// Projects are running
    Monitoring,
}

impl From<Until> for facility::demonstration::Until {
    fn from(until: Until) -> Self {
        match until {
            Until::Screening => Self::Screening,
            Until::Evaluation => Self::Evaluation,
            Until::Selection => Self::Selection,
            Until::Monitoring => Self::Monitoring,
        }
    }
}

/// What can be done about people.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Add a person with a role of the facility
    #[command(
        long_about = "Adds a person with a role of the facility. Without a password it prints a link, good for one use within \
                      14 days, by which the person chooses one. A person who has an account gets the role alone; repeating \
                      the command changes nothing. People who apply are not added here: they open their accounts \
                      themselves.",
        after_long_help = format!(
            "Examples:\n  minha user add --role facility_manager --name \"Ana Marin\" ana@example.org\n  minha user add \
             --role screener --call SGF2010 --mail sami@example.org\n  minha user add --role panel_member --agency ILO \
             --language ar layla@example.org\n  pass show minha/ana | minha user add --role auditor --password-file - \
             ana@example.org\n\n{CODES}"
        )
    )]
    Add(AddUser),
}

/// What `user add` takes.
#[derive(Debug, Args)]
pub struct AddUser {
    /// E-mail address, by which the person signs in
    pub email: String,
    /// Role
    #[arg(long, value_parser = RoleParser)]
    pub role: Role,
    /// Name [default: the address up to the @]
    #[arg(long)]
    pub name: Option<String>,
    /// Language of the pages and mails
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = language_of)]
    pub language: Language,
    /// Only for the call of this code, such as SGF2010 [default: every call]
    #[arg(long, value_name = "CODE")]
    pub call: Option<String>,
    /// Agency a panel member or chair sits for
    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,
    /// Ask for a password, on a terminal
    #[arg(long, conflicts_with_all = ["password_file", "mail"])]
    pub password: bool,
    /// Take the password from the first line of a file; `-` is the standard input
    #[arg(long, value_name = "FILE", conflicts_with = "mail")]
    pub password_file: Option<PathBuf>,
    /// Send the link by mail instead of printing it
    #[arg(long)]
    pub mail: bool,
}

/// What can be done with sanctions lists.
#[derive(Debug, Subcommand)]
pub enum Sanctions {
    /// Read the United Nations Security Council Consolidated List in, and screen the register against it
    #[command(
        long_about = "Reads the Consolidated List of the United Nations Security Council from its XML file and keeps it as a new \
                      version; says what has changed since the one before, and what in the file was odd (unknown or \
                      misplaced elements are noted, not fatal). Then every organisation on the register is screened \
                      against it: its names, former names and officers, also those with open matches. Stopped midway, the \
                      screening goes on with the server, or with `minha sanctions screen`. The same file again adds nothing.",
        after_long_help = format!("Examples:\n  minha sanctions import consolidated.xml\n  minha sanctions import consolidated.xml 2> notes.txt\n\n{CODES}")
    )]
    Import(ImportList),
    /// Screen the whole register against the list read last
    #[command(after_long_help = format!("Examples:\n  minha sanctions screen\n\n{CODES}"))]
    Screen,
    /// Search a name on the list read last
    #[command(
        long_about = "Searches a name, in any script and spelling, on the list read last, and prints the matches best first: \
                      the score, the list's reference, the name that matched, and why. A match is a reason to look, not a \
                      verdict. docs/sanctions.md says how names are compared and where the threshold comes from.",
        after_long_help = format!(
            "Examples:\n  minha sanctions check --name \"Youssef al-Hadi\" --individual --born 1961\n  minha sanctions check \
             --name \"مؤسسة الرشيد\" --entity --json\n\n{CODES}"
        )
    )]
    Check(CheckName),
}

/// What `sanctions import` takes.
#[derive(Debug, Args)]
pub struct ImportList {
    /// The file
    pub file: PathBuf,
}

/// What `sanctions check` takes.
#[derive(Debug, Args)]
pub struct CheckName {
    /// The name, in any script
    #[arg(long)]
    pub name: String,
    /// Only people
    #[arg(long, conflicts_with = "entity")]
    pub individual: bool,
    /// Only organisations
    #[arg(long)]
    pub entity: bool,
    /// Year of birth, when known
    #[arg(long, value_name = "YEAR")]
    pub born: Option<i32>,
    /// Lowest score, in thousandths
    #[arg(long, default_value_t = names::screening::DEFAULT_THRESHOLD, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub threshold: u16,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// What can be taken in.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Take organisations from a CSV file with a header row
    #[command(
        long_about = format!(
            "Takes organisations from a CSV file: UTF-8 with or without BOM, with commas or semicolons, and a header row. \
             Columns: {}, and, as you like, {}. Dates are written as 2008-11-03, countries as two letters (ISO 3166-1), \
             officers are parted by |, declarations are yes or no.\n\nAn organisation the register has already (the same \
             country and registration number; without a number, the same country and name) adds nothing, so that \
             repeating an import is harmless. Each bad line is reported with its number, the field and the reason, and \
             then nothing is kept, unless --keep-good is given.",
            facility::import::REQUIRED.join(", "),
            facility::import::OPTIONAL.join(", ")
        ),
        after_long_help = format!(
            "Examples:\n  minha import organisations ngos.csv\n  minha import organisations ngos.csv --keep-good 2> bad.txt\n  \
             minha import organisations ngos.csv --as ana@example.org\n\n{CODES}"
        )
    )]
    Organisations(ImportOrganisations),
    /// Take a call from a TOML file, as a draft
    #[command(
        long_about = "Takes a call from a TOML file, such as `minha export call` or another facility has written, and opens it as \
                      a draft. What cannot be read is named with its line, and then nothing is kept. What is still \
                      missing before the call can be approved is listed.",
        after_long_help = format!(
            "Examples:\n  minha import call sgf2011.toml\n  minha import call sgf2010.toml --code SGF2012 --as \
             olena@example.org\n\n{CODES}"
        )
    )]
    Call(ImportCall),
}

/// What `import call` takes.
#[derive(Debug, Args)]
pub struct ImportCall {
    /// The file
    pub file: PathBuf,
    /// Code of the new call [default: the one in the file]
    #[arg(long)]
    pub code: Option<String>,
    /// E-mail address of the programme officer in whose name it is done [default: the one with the oldest account]
    #[arg(long = "as", value_name = "EMAIL")]
    pub by: Option<String>,
}

/// What `import organisations` takes.
#[derive(Debug, Args)]
pub struct ImportOrganisations {
    /// The file
    pub file: PathBuf,
    /// Keep the good lines when there are bad ones
    #[arg(long)]
    pub keep_good: bool,
    /// E-mail address of the person in whose name it is done: a facility manager or programme officer [default: the
    /// facility manager with the oldest account]
    #[arg(long = "as", value_name = "EMAIL")]
    pub by: Option<String>,
}

/// What can be written out.
#[derive(Debug, Subcommand)]
pub enum Export {
    /// Write the proposals as CSV
    #[command(
        long_about = "Writes the proposals as CSV in UTF-8, to the standard output or a file: exactly those that the person \
                      named by --as may see whole, conflicts of interest included. A cell that a spreadsheet would take for \
                      a formula begins with an apostrophe.",
        after_long_help = format!(
            "Examples:\n  minha export proposals --csv > proposals.csv\n  minha export proposals --csv --call SGF2010 \
             --output proposals.csv\n  minha export proposals --csv --as auditor@example.org\n\n{CODES}"
        )
    )]
    Proposals(ExportProposals),
    /// Write a call as TOML
    #[command(
        long_about = "Writes a call as TOML, to the standard output or a file: terms, form, procedure and letters. Another \
                      facility takes it with `minha import call`.",
        after_long_help = format!(
            "Examples:\n  minha export call SGF2010 > sgf2010.toml\n  minha export call SGF2010 --output sgf2010.toml\n\n{CODES}"
        )
    )]
    Call(ExportCall),
    /// Write the ballots of a call's panel as a .pb file
    #[command(
        long_about = "Writes the ballots on the items the panel has closed in the format of the participatory-budgeting library \
                      (.pb), to the standard output or a file. `minha select` computes what a rule makes of them. Members are \
                      numbers and no names; a secret ballot goes by the digest of its receipt. Left out are files that the \
                      person named by --as has a conflict of interest with.",
        after_long_help = format!(
            "Examples:\n  minha export ballots SGF2010 --output sgf2010.pb\n  minha select sgf2010.pb --rule \
             equal-shares-add1-utilitarian\n\n{CODES}"
        )
    )]
    Ballots(ExportBallots),
}

/// What `export ballots` takes.
#[derive(Debug, Args)]
pub struct ExportBallots {
    /// Code of the call
    pub code: String,
    /// File to write; it is there whole or not at all [default: the standard output]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// E-mail address of the person who reads [default: the auditor with the oldest account, or
    /// else such a facility manager]
    #[arg(long = "as", value_name = "EMAIL")]
    pub by: Option<String>,
}

/// What `export call` takes.
#[derive(Debug, Args)]
pub struct ExportCall {
    /// Its code
    pub code: String,
    /// File to write; it is there whole or not at all [default: the standard output]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// What `export proposals` takes.
#[derive(Debug, Args)]
pub struct ExportProposals {
    /// As comma-separated values (the one form there is)
    #[arg(long)]
    pub csv: bool,
    /// Only of the call of this code
    #[arg(long, value_name = "CODE")]
    pub call: Option<String>,
    /// File to write; it is there whole or not at all [default: the standard output]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// E-mail address of the person who reads [default: the auditor with the oldest account, or
    /// else such a facility manager]
    #[arg(long = "as", value_name = "EMAIL")]
    pub by: Option<String>,
}

fn language_of(code: &str) -> Result<Language, String> {
    Language::parse(code).ok_or_else(|| {
        let codes: Vec<&str> = Language::ALL
            .iter()
            .map(|language| language.code())
            .collect();
        format!("use one of {}", codes.join(", "))
    })
}

fn budget(text: &str) -> Result<Decimal, String> {
    Decimal::parse(text)
        .filter(|budget| !budget.is_negative())
        .ok_or_else(|| "it must be an amount, such as 250000 or 1250.50".to_owned())
}

/// Reads the name of a rule.
#[derive(Clone)]
struct RuleParser;

impl clap::builder::TypedValueParser for RuleParser {
    type Value = RuleName;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<RuleName, clap::Error> {
        let names = clap::builder::PossibleValuesParser::new(RuleName::ALL.map(RuleName::name));
        let given = names.parse_ref(command, argument, value)?;
        RuleName::ALL
            .into_iter()
            .find(|rule| rule.name() == given)
            .ok_or_else(|| clap::Error::new(clap::error::ErrorKind::InvalidValue))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            RuleName::ALL
                .map(|rule| PossibleValue::new(rule.name()))
                .into_iter(),
        ))
    }
}

/// Reads a role of the facility; the roles of applicants are given by their organisation.
#[derive(Clone)]
struct RoleParser;

impl clap::builder::TypedValueParser for RoleParser {
    type Value = Role;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Role, clap::Error> {
        let names = clap::builder::PossibleValuesParser::new(roles().map(|role| {
            // The last word is enough: manager, officer of finance excepted.
            let short = match role {
                Role::FacilityManager => Some("manager"),
                Role::ProgrammeOfficer => Some("officer"),
                _ => None,
            };
            let value = PossibleValue::new(role.name()).alias(role.name().replace('_', "-"));
            match short {
                Some(short) => value.alias(short),
                None => value,
            }
        }));
        let given = names.parse_ref(command, argument, value)?;
        let name = match given.as_str() {
            "manager" => "facility_manager".to_owned(),
            "officer" => "programme_officer".to_owned(),
            other => other.replace('-', "_"),
        };
        name.parse()
            .map_err(|error| clap::Error::raw(clap::error::ErrorKind::InvalidValue, error))
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(
            roles().map(|role| PossibleValue::new(role.name())),
        ))
    }
}

fn roles() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| !role.is_applicant())
}

//! Settings: from `config/minha.toml`, the environment and flags, the later ones stronger. A wrong value stops the
//! program with the name of the setting, where it came from and what is allowed.

use std::collections::BTreeMap;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use lettre::message::Mailbox;
use store::DatabaseUrl;

use crate::documents::scanning::Daemon;
use crate::network::Network;
use crate::payments::Payer;

/// The file that is read when no other is named, if it is there.
pub const DEFAULT_FILE: &str = "config/minha.toml";

/// Name of every setting with its default; nothing when there is none, or when it follows from another setting.
pub const DEFAULTS: [(&str, Option<&str>); 21] = [
    ("database_url", Some("sqlite://data/minha.db")),
    ("data_dir", Some("data")),
    ("bind", Some("127.0.0.1:8080")),
    ("public_url", None),
    ("trusted_proxies", Some("127.0.0.1,::1")),
    ("smtp_url", None),
    ("mail_from", Some("Minha <minha@localhost>")),
    ("session_idle_hours", Some("8")),
    ("session_absolute_hours", Some("72")),
    ("upload_limit_mib", Some("20")),
    ("body_limit_kib", Some("512")),
    ("clamav", None),
    ("clamav_unreachable", Some("refuse")),
    ("payer_name", None),
    ("payer_account", None),
    ("payer_bic", None),
    ("workers", Some("0")),
    ("readers", Some("8")),
    ("log", Some("info")),
    ("due_diligence", None),
    ("demonstration", Some("false")),
];

/// The settings of an installation.
#[derive(Clone)]
pub struct Settings {
    /// Where the record lives.
    pub database_url: DatabaseUrl,
    /// Directory of documents and of keys the server makes for itself.
    pub data_dir: PathBuf,
    /// Address and port to listen on.
    pub bind: SocketAddr,
    /// The address people type, without a slash at its end.
    pub public_url: String,
    /// Proxies whose `X-Forwarded-…` headers are believed.
    pub trusted_proxies: Vec<Network>,
    /// Mail server; may hold a password. Without one mails wait in the outbox.
    pub smtp_url: Option<String>,
    /// Sender of every mail.
    pub mail_from: Mailbox,
    /// How long a session lasts without a request.
    pub session_idle: TimeDelta,
    /// How long a session lasts in any case.
    pub session_absolute: TimeDelta,
    /// The file with the facility's rules of due diligence; without one those the software comes with.
    pub due_diligence: Option<PathBuf>,
    /// Largest document, in bytes.
    pub upload_limit: usize,
    /// Largest body of any other request, in bytes.
    pub body_limit: usize,
    /// The daemon that scans documents; nothing when none does.
    pub clamav: Option<Daemon>,
    /// Whether documents are taken unscanned while the daemon cannot be reached.
    pub clamav_unreachable_accepts: bool,
    /// The account grants are paid from; without one there is no file for the bank.
    pub payer: Option<Payer>,
    /// Threads that serve requests; nothing means one per processor.
    pub workers: Option<usize>,
    /// Database connections for reading.
    pub readers: u32,
    /// Filter of the log.
    pub log: String,
    /// Whether this is a demonstration: accounts are shown on the sign-in page, mails are kept and never sent.
    pub demonstration: bool,
}

impl fmt::Debug for Settings {
    /// Without passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("database_url", &self.database_url)
            .field("data_dir", &self.data_dir)
            .field("bind", &self.bind)
            .field("public_url", &self.public_url)
            .field("smtp", &self.smtp_url.is_some())
            .finish_non_exhaustive()
    }
}

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A file.
    File(PathBuf),
    /// A variable of the environment.
    Environment(String),
    /// A flag of the command.
    Flag(String),
    /// The program's own default.
    Default,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "in {}", path.display()),
            Self::Environment(name) => write!(f, "in the environment variable {name}"),
            Self::Flag(name) => write!(f, "in the flag {name}"),
            Self::Default => f.write_str("by default"),
        }
    }
}

/// What is wrong with the settings, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// The file that was named cannot be read.
    #[error("the settings file {} cannot be read: {cause}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: String,
    },
    /// The file is no TOML.
    #[error("the settings file {} is not understood: {cause}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        cause: String,
    },
    /// A name that is no setting.
    #[error("{origin}, \"{name}\" is no setting; there are {}", DEFAULTS.map(|(name, _)| name).join(", "))]
    UnknownName {
        /// The name.
        name: String,
        /// Where it stands.
        origin: Origin,
    },
    /// A value that makes no sense.
    #[error("the setting {name} {origin} is wrong: it must be {allowed}")]
    Value {
        /// The setting.
        name: &'static str,
        /// Where the value came from. The value itself is not repeated: it may hold a password.
        origin: Origin,
        /// What is allowed.
        allowed: String,
    },
}

/// Values as they were given, with their origin.
type Given = BTreeMap<&'static str, (String, Origin)>;

impl Settings {
    /// Reads the settings. `file` is one that must be there; without it [`DEFAULT_FILE`] is read if it is there.
    /// `environment` answers the value of a variable (`MINHA_BIND`); `flags` are name and value (`bind`).
    pub fn load(
        file: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
        flags: &[(String, String)],
    ) -> Result<Self, SettingError> {
        let mut given: Given = DEFAULTS
            .iter()
            .filter_map(|(name, default)| {
                default.map(|value| (*name, (value.to_owned(), Origin::Default)))
            })
            .collect();
        match file {
            Some(path) => read_file(path, &mut given)?,
            None if Path::new(DEFAULT_FILE).exists() => {
                read_file(Path::new(DEFAULT_FILE), &mut given)?
            }
            None => {}
        }
        for (name, _) in DEFAULTS {
            let variable = format!("MINHA_{}", name.to_ascii_uppercase());
            if let Some(value) = environment(&variable) {
                given.insert(name, (value, Origin::Environment(variable)));
            }
        }
        for (flag, value) in flags {
            let origin = Origin::Flag(format!("--{}", flag.replace('_', "-")));
            given.insert(known(flag, &origin)?, (value.clone(), origin));
        }
        Self::check(&given)
    }

    fn check(given: &Given) -> Result<Self, SettingError> {
        let value = Values(given);
        let bind: SocketAddr =
            value.parsed("bind", "an address with a port, such as 127.0.0.1:8080")?;
        let idle = value.whole("session_idle_hours", 1, 24 * 30)?;
        let absolute = value.whole("session_absolute_hours", idle, 24 * 90)?;
        Ok(Self {
            database_url: value.parsed(
                "database_url",
                "sqlite://PATH or postgres://USER:PASSWORD@HOST:PORT/NAME",
            )?,
            data_dir: value.parsed("data_dir", "the path of a directory")?,
            bind,
            public_url: value.public_url(bind)?,
            trusted_proxies: value.networks("trusted_proxies")?,
            smtp_url: value.smtp_url()?,
            mail_from: value.parsed(
                "mail_from",
                "an e-mail address, such as Minha <minha@example.org>",
            )?,
            session_idle: TimeDelta::hours(idle),
            session_absolute: TimeDelta::hours(absolute),
            due_diligence: value.text("due_diligence").map(PathBuf::from),
            upload_limit: bytes(value.whole("upload_limit_mib", 1, 2048)?, 20),
            body_limit: bytes(value.whole("body_limit_kib", 64, 65_536)?, 10),
            clamav: match value.text("clamav") {
                None => None,
                Some(_) => Some(
                    value.parsed("clamav", "unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310")?,
                ),
            },
            clamav_unreachable_accepts: match value.text("clamav_unreachable") {
                Some("accept") => true,
                Some("refuse") => false,
                _ => return Err(value.wrong("clamav_unreachable", "refuse or accept")),
            },
            payer: value.payer()?,
            workers: usize::try_from(value.whole("workers", 0, 1024)?)
                .ok()
                .filter(|workers| *workers > 0),
            readers: u32::try_from(value.whole("readers", 1, 1024)?).unwrap_or(1),
            log: value.text("log").unwrap_or_default().to_owned(),
            demonstration: value.parsed("demonstration", "true or false")?,
        })
    }

    /// Whether people reach the server by TLS: then cookies are secure.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether a request from this address may say whom it forwards.
    pub fn trusts(&self, proxy: IpAddr) -> bool {
        self.trusted_proxies
            .iter()
            .any(|network| network.contains(proxy))
    }
}

fn bytes(units: i64, shift: u32) -> usize {
    usize::try_from(units << shift).unwrap_or(usize::MAX)
}

fn known(name: &str, origin: &Origin) -> Result<&'static str, SettingError> {
    let wanted = name.replace('-', "_");
    DEFAULTS
        .iter()
        .find_map(|(known, _)| (*known == wanted).then_some(*known))
        .ok_or_else(|| SettingError::UnknownName {
            name: name.to_owned(),
            origin: origin.clone(),
        })
}

fn read_file(path: &Path, given: &mut Given) -> Result<(), SettingError> {
    let text = std::fs::read_to_string(path).map_err(|error| SettingError::Unreadable {
        path: path.to_owned(),
        cause: error.to_string(),
    })?;
    let table: toml::Table =
        text.parse()
            .map_err(|error: toml::de::Error| SettingError::Syntax {
                path: path.to_owned(),
                cause: error.to_string(),
            })?;
    let origin = Origin::File(path.to_owned());
    for (name, value) in table {
        let name = known(&name, &origin)?;
        let plain = plain(&value).ok_or_else(|| SettingError::Value {
            name,
            origin: origin.clone(),
            allowed: "a text, a number, true or false, or a list of texts".to_owned(),
        })?;
        given.insert(name, (plain, origin.clone()));
    }
    Ok(())
}

/// A value of the file as it would be written in the environment.
fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(yes) => Some(yes.to_string()),
        toml::Value::Array(items) => {
            let items: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            items.map(|items| items.join(","))
        }
        _ => None,
    }
}

/// The given values, read by type.
struct Values<'a>(&'a Given);

impl Values<'_> {
    /// The text of a setting; an empty one counts as not given.
    fn text(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(|(value, _)| value.trim())
            .filter(|value| !value.is_empty())
    }

    fn wrong(&self, name: &'static str, allowed: impl Into<String>) -> SettingError {
        let origin = self
            .0
            .get(name)
            .map_or(Origin::Default, |(_, origin)| origin.clone());
        SettingError::Value {
            name,
            origin,
            allowed: allowed.into(),
        }
    }

    fn parsed<T: std::str::FromStr>(
        &self,
        name: &'static str,
        allowed: &str,
    ) -> Result<T, SettingError> {
        self.text(name)
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| self.wrong(name, allowed))
    }

    fn whole(&self, name: &'static str, least: i64, most: i64) -> Result<i64, SettingError> {
        let allowed = format!("a whole number from {least} to {most}");
        let number: i64 = self.parsed(name, &allowed)?;
        if (least..=most).contains(&number) {
            Ok(number)
        } else {
            Err(self.wrong(name, allowed))
        }
    }

    fn networks(&self, name: &'static str) -> Result<Vec<Network>, SettingError> {
        let parts = self
            .text(name)
            .unwrap_or_default()
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts
            .map(|part| {
                part.parse().map_err(|_| {
                    self.wrong(name, "addresses or networks, such as 127.0.0.1,10.0.0.0/8")
                })
            })
            .collect()
    }

    fn public_url(&self, bind: SocketAddr) -> Result<String, SettingError> {
        let Some(text) = self.text("public_url") else {
            return Ok(format!("http://{bind}"));
        };
        let rest = text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"));
        match rest.map(|rest| rest.trim_end_matches('/')) {
            Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
                Ok(text.trim_end_matches('/').to_owned())
            }
            _ => Err(self.wrong(
                "public_url",
                "https://HOST or http://HOST:PORT, with nothing behind it",
            )),
        }
    }

    /// The account grants are paid from: name and account together, or neither.
    fn payer(&self) -> Result<Option<Payer>, SettingError> {
        let (name, account) = (self.text("payer_name"), self.text("payer_account"));
        let bic = self.text("payer_bic").map(str::to_uppercase);
        let right = |bic: &String| {
            matches!(bic.len(), 8 | 11) && bic.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if !bic.iter().all(right) {
            return Err(self.wrong("payer_bic", "a BIC of 8 or 11 letters and digits"));
        }
        let (name, account) = match (name, account) {
            (None, None) => return Ok(None),
            (Some(name), Some(account)) => (name, account),
            (None, Some(_)) => {
                return Err(self.wrong("payer_name", "the name of the account in payer_account"));
            }
            (Some(_), None) => {
                return Err(self.wrong("payer_account", "an account where payer_name is set"));
            }
        };
        let account: String = account.chars().filter(|c| !c.is_whitespace()).collect();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.');
        if account.len() > 34 || !account.chars().all(plain) {
            return Err(self.wrong(
                "payer_account",
                "an IBAN, or an account of up to 34 characters",
            ));
        }
        let name = workflow::text::line(name, 140)
            .map_err(|_| self.wrong("payer_name", "a name of up to 140 characters"))?;
        Ok(Some(Payer { name, account, bic }))
    }

    fn smtp_url(&self) -> Result<Option<String>, SettingError> {
        let Some(text) = self.text("smtp_url") else {
            return Ok(None);
        };
        let allowed = "smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT";
        let scheme = text.starts_with("smtp://") || text.starts_with("smtps://");
        let usable = lettre::AsyncSmtpTransport::<lettre::Tokio1Executor>::from_url(text).is_ok();
        if scheme && usable {
            Ok(Some(text.to_owned()))
        } else {
            Err(self.wrong("smtp_url", allowed))
        }
    }
}

#[cfg(test)]
#[path = "settings_tests.rs"]
mod tests;

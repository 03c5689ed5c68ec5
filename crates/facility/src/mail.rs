//! The mail worker: takes waiting mails out of the outbox and hands them to an SMTP server, one after the other and
//! never from inside a request. Each is delivered at least once: a worker that dies between the server's answer and
//! its own note sends the mail again under the same Message-ID, by which mailboxes know it.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use store::letters::SentLetter;
use store::outbox::{self, MailRow};
use store::people::{self, PersonRow};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::Facility;
use crate::failure::Failure;
use crate::letters::sent;
use crate::settings::Settings;

/// Tells a worker to stop, by the value `true`.
pub type Stop = watch::Receiver<bool>;

/// How long the worker waits before it looks into an empty outbox again.
const POLL: Duration = Duration::from_secs(2);
/// How long it goes on trying to hand over a mail after it was told to stop.
const GRACE: Duration = Duration::from_secs(3);
/// The longest wait for an answer of the mail server.
const PATIENCE: Duration = Duration::from_secs(30);
/// Mails taken out of the outbox at a time.
const BATCH: i64 = 20;
/// The first wait of a mail that could not be sent; each later one is four times as long.
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(15);
/// The longest wait of a mail between two attempts.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(6);
/// How long a mail is tried that the server refuses for good: long enough to correct a wrong sender.
const REFUSED_FOR: TimeDelta = TimeDelta::days(3);

/// Hands mails to the facility's mail server.
pub struct Courier {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Courier {
    /// The courier of the settings; nobody when they name no mail server.
    pub fn of(settings: &Settings) -> Result<Option<Self>, Failure> {
        let Some(address) = &settings.smtp_url else {
            return Ok(None);
        };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
            .map_err(|error| Failure::Unexpected(format!("smtp_url: {}", told(&error))))?
            .timeout(Some(PATIENCE))
            .build();
        Ok(Some(Self {
            transport,
            from: settings.mail_from.clone(),
        }))
    }

    /// Hands over one mail.
    async fn deliver(&self, facility: &Facility, due: &Due) -> Outcome {
        if due.to.disabled_at.is_some() {
            return Outcome::Impossible("the account is closed".to_owned());
        }
        let paper = match &due.letter {
            None => None,
            Some(letter) => match paper(facility, letter).await {
                Ok(paper) => Some(paper),
                Err(failure) => {
                    return Outcome::Refused {
                        for_good: false,
                        why: format!("its PDF cannot be made: {failure}"),
                    };
                }
            },
        };
        let message = match message(&self.from, &due.mail, &due.to, paper) {
            Ok(message) => message,
            Err(why) => return Outcome::Impossible(why),
        };
        match self.transport.send(message).await {
            Ok(_) => Outcome::Sent,
            Err(error) if is_about_the_mail(&error) => Outcome::Refused {
                for_good: error.is_permanent(),
                why: told(&error),
            },
            Err(error) => Outcome::Away(told(&error)),
        }
    }
}

/// A mail that is due, with whom it goes to and the letter it brings.
struct Due {
    mail: MailRow,
    to: PersonRow,
    letter: Option<SentLetter>,
}

/// A PDF and what its file is called.
struct Paper {
    name: String,
    pdf: Vec<u8>,
}

/// The letter as PDF; setting it takes too long for the threads that must not wait.
async fn paper(facility: &Facility, letter: &SentLetter) -> Result<Paper, Failure> {
    let letter = letter.clone();
    aside(facility, move |_| {
        Ok(Paper {
            name: sent::file_name(&letter),
            pdf: sent::pdf(&letter)?,
        })
    })
    .await
}

/// What became of a mail.
enum Outcome {
    /// The server has taken it.
    Sent,
    /// The server does not take this mail.
    Refused {
        /// It says that it never will.
        for_good: bool,
        /// What it says.
        why: String,
    },
    /// There is no server to speak to, or it does not let us in: the others would fare no better.
    Away(String),
    /// No mail can be made of it.
    Impossible(String),
}

/// Whether the server refused this one mail, rather than to speak with us at all.
fn is_about_the_mail(error: &lettre::transport::smtp::Error) -> bool {
    /// Codes of authentication (RFC 4954), and of a service that is closing or absent (RFC 5321).
    const NOT_LET_IN: [&str; 7] = ["421", "454", "521", "530", "534", "535", "538"];
    error
        .status()
        .is_some_and(|code| !NOT_LET_IN.contains(&code.to_string().as_str()))
}

/// An error with its causes, in one line.
fn told(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        line = format!("{line}: {deeper}");
        cause = deeper.source();
    }
    one_line(&line)
}

/// The text in one line without control characters, so that it can add no header.
fn one_line(text: &str) -> String {
    let plain = text.replace(char::is_control, " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A header with a fixed name and a value of plain ASCII.
macro_rules! plain_header {
    ($(#[$doc:meta])* $type:ident = $name:literal) => {
        $(#[$doc])*
        #[derive(Clone)]
        struct $type(String);

        impl Header for $type {
            fn name() -> HeaderName {
                HeaderName::new_from_ascii_str($name)
            }
            fn parse(value: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
                Ok(Self(value.to_owned()))
            }
            fn display(&self) -> HeaderValue {
                HeaderValue::new(Self::name(), self.0.clone())
            }
        }
    };
}
plain_header! {
    /// Language of the text (RFC 3282).
    ContentLanguage = "Content-Language"
}
plain_header! {
    /// Keeps absence notices from answering (RFC 3834).
    AutoSubmitted = "Auto-Submitted"
}

/// The mail as it is sent. The same row always makes the same message.
fn message(
    from: &Mailbox,
    mail: &MailRow,
    to: &PersonRow,
    paper: Option<Paper>,
) -> Result<Message, String> {
    let address = to
        .email
        .parse()
        .map_err(|error| format!("the address cannot be used: {error}"))?;
    let language: String = mail
        .language
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect();
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(Some(one_line(&to.name)), address))
        .subject(one_line(&mail.subject))
        .message_id(Some(format!("<{}@{}>", mail.id, from.email.domain())))
        .date(SystemTime::from(mail.created_at))
        .header(ContentLanguage(language))
        .header(AutoSubmitted("auto-generated".to_owned()));
    let made = match paper {
        None => message
            .header(ContentType::TEXT_PLAIN)
            .body(mail.body.clone()),
        Some(paper) => message.multipart(with_paper(mail, paper)?),
    };
    made.map_err(|error| format!("no mail can be made of it: {error}"))
}

/// The text with a PDF attached. The boundary follows from the mail, so that sending it again sends the same.
fn with_paper(mail: &MailRow, paper: Paper) -> Result<MultiPart, String> {
    let pdf = ContentType::parse("application/pdf").map_err(|error| error.to_string())?;
    Ok(MultiPart::builder()
        .kind(lettre::message::MultiPartKind::Mixed)
        .boundary(format!("letter-{}", mail.id.simple()))
        .singlepart(SinglePart::plain(mail.body.clone()))
        .singlepart(Attachment::new(paper.name).body(paper.pdf, pdf)))
}

/// When to try a mail again after `attempts` earlier ones; never again when nothing is answered.
fn again(mail: &MailRow, for_good: bool, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if for_good && now - mail.created_at >= REFUSED_FOR {
        return None;
    }
    let factor = 4_i32.saturating_pow(u32::try_from(mail.attempts).unwrap_or(0).min(8));
    Some(now + (FIRST_WAIT * factor).min(LONGEST_WAIT))
}

/// A day that does not come: a mail that waits for it has been given up.
fn never() -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(9999, 1, 1)
        .unwrap_or(NaiveDate::MAX)
        .and_time(NaiveTime::MIN)
        .and_utc()
}

/// How long the worker leaves a server alone that was away so many times running.
fn pause(times: u32) -> Duration {
    Duration::from_secs(1 << times.min(5)).min(Duration::from_secs(30))
}

/// What a look into the outbox came to.
enum Round {
    /// Nothing was due.
    Idle,
    /// Mails were dealt with; there may be more.
    Busy,
    /// The server is away.
    Away,
}

/// Sends what is due until it is told to stop. Outlives a mail server that is away, and a database that is.
pub async fn work(facility: Facility, courier: Courier, mut stop: Stop) {
    let mut away = 0;
    while !*stop.borrow() {
        let wait = match round(&facility, &courier, &stop).await {
            Ok(Round::Idle) => POLL,
            Ok(Round::Busy) => {
                away = 0;
                continue;
            }
            Ok(Round::Away) => {
                away += 1;
                pause(away)
            }
            Err(failure) => {
                tracing::error!(%failure, "the outbox cannot be read or written; trying again");
                away += 1;
                pause(away)
            }
        };
        tokio::select! {
            () = told_to_stop(&mut stop) => {}
            () = sleep(wait) => {}
        }
    }
}

/// Waits until a worker is told to stop, or nobody is left who could tell it.
pub async fn told_to_stop(stop: &mut Stop) {
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn round(facility: &Facility, courier: &Courier, stop: &Stop) -> Result<Round, Failure> {
    let due = aside(facility, |facility| {
        let now = facility.clock.now();
        facility.store.read(|conn| {
            let mut due = Vec::new();
            for mail in outbox::due(conn, now, BATCH)? {
                let to = people::find(conn, mail.recipient)?.ok_or_else(Failure::hidden)?;
                let letter = match &mail.letter {
                    Some(id) => store::letters::find(conn, id.0)?,
                    None => None,
                };
                due.push(Due { mail, to, letter });
            }
            Ok(due)
        })
    })
    .await?;
    if due.is_empty() {
        return Ok(Round::Idle);
    }
    for due in due {
        let mut patience = stop.clone();
        let outcome = tokio::select! {
            outcome = courier.deliver(facility, &due) => outcome,
            () = async { told_to_stop(&mut patience).await; sleep(GRACE).await } => return Ok(Round::Idle),
        };
        let is_away = matches!(outcome, Outcome::Away(_));
        aside(facility, move |facility| {
            note(facility, &due.mail, &outcome)
        })
        .await?;
        if is_away {
            return Ok(Round::Away);
        }
        if *stop.borrow() {
            break;
        }
    }
    Ok(Round::Busy)
}

/// Writes down what became of a mail.
fn note(facility: &Facility, mail: &MailRow, outcome: &Outcome) -> Result<(), Failure> {
    let now = facility.clock.now();
    let (why, next) = match outcome {
        Outcome::Sent => {
            tracing::debug!(mail = %mail.id, "sent");
            return facility
                .store
                .write(|conn| Ok(outbox::sent(conn, mail.id, now)?));
        }
        Outcome::Refused { for_good, why } => (why, again(mail, *for_good, now)),
        Outcome::Away(why) => (why, again(mail, false, now)),
        Outcome::Impossible(why) => (why, None),
    };
    match next {
        Some(next) => {
            tracing::warn!(mail = %mail.id, attempts = mail.attempts + 1, %next, "not sent: {why}")
        }
        None => tracing::error!(mail = %mail.id, "given up: {why}"),
    }
    facility.store.write(|conn| {
        Ok(outbox::failed(
            conn,
            mail.id,
            why,
            next.unwrap_or_else(never),
        )?)
    })
}

/// Does the work of a database aside from the threads that must not wait.
pub(crate) async fn aside<T: Send + 'static>(
    facility: &Facility,
    work: impl FnOnce(&Facility) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let facility = facility.clone();
    tokio::task::spawn_blocking(move || work(&facility))
        .await
        .unwrap_or_else(|error| Err(Failure::Unexpected(error.to_string())))
}

#[cfg(test)]
#[path = "mail_tests.rs"]
mod tests;

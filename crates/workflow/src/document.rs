//! Documents of an organisation: which kinds there are, what each takes, and until when one holds.

use chrono::{Days, NaiveDate};

use crate::names::named;

named! {
    /// What a document of an organisation is.
    pub enum DocumentKind {
        /// The certificate of registration.
        RegistrationCertificate = "registration_certificate",
        /// The statutes.
        Statutes = "statutes",
        /// An audited financial statement.
        AuditedStatement = "audited_statement",
        /// A report on a year's work.
        AnnualReport = "annual_report",
        /// A letter of the bank on the account in the organisation's own name.
        BankLetter = "bank_letter",
        /// A letter of reference.
        ReferenceLetter = "reference_letter",
        /// A policy, such as that on safeguarding.
        Policy = "policy",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// What a file is by its content.
    pub enum FileType {
        /// PDF.
        Pdf = "pdf",
        /// Word.
        Word = "docx",
        /// Excel.
        Excel = "xlsx",
        /// OpenDocument text.
        OpenDocument = "odt",
        /// PNG.
        Png = "png",
        /// JPEG.
        Jpeg = "jpg",
    }
}

impl FileType {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Excel => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::OpenDocument => "application/vnd.oasis.opendocument.text",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }
}

/// Papers with a signature or a stamp: as a PDF or a picture of them, not as a text that anybody can change.
const PAPERS: &[FileType] = &[FileType::Pdf, FileType::Png, FileType::Jpeg];

const MEBIBYTE: u64 = 1 << 20;

impl DocumentKind {
    /// What files it may be.
    pub const fn types(self) -> &'static [FileType] {
        match self {
            Self::RegistrationCertificate | Self::BankLetter | Self::ReferenceLetter => PAPERS,
            _ => FileType::ALL,
        }
    }

    /// The most bytes it may have.
    pub const fn largest(self) -> u64 {
        match self {
            Self::RegistrationCertificate | Self::BankLetter | Self::ReferenceLetter => {
                10 * MEBIBYTE
            }
            _ => 50 * MEBIBYTE,
        }
    }

    /// Whether it says from when and until when it holds.
    pub const fn dated(self) -> bool {
        !matches!(self, Self::Statutes | Self::AnnualReport)
    }
}

named! {
    /// Whether a document holds.
    pub enum DocumentStanding {
        /// Its first day is still to come.
        NotYetValid = "not_yet_valid",
        /// It holds.
        Valid = "valid",
        /// It holds, and its last day is near.
        Expiring = "expiring",
        /// Its last day has passed.
        Expired = "expired",
    }
}

impl DocumentStanding {
    /// Whether the document holds today.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Valid | Self::Expiring)
    }
}

/// Days before the last day at which its people are reminded; the first of them is when a document counts as expiring.
pub const REMINDERS: [u64; 3] = [60, 30, 7];

/// How a document with these days stands today. On its last day it still holds.
pub fn standing(
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    today: NaiveDate,
) -> DocumentStanding {
    let soon = today.checked_add_days(Days::new(REMINDERS[0]));
    match until {
        Some(until) if until < today => DocumentStanding::Expired,
        _ if from.is_some_and(|from| today < from) => DocumentStanding::NotYetValid,
        Some(until) if soon.is_some_and(|soon| until <= soon) => DocumentStanding::Expiring,
        _ => DocumentStanding::Valid,
    }
}

/// A reminder that a document ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// So many days before its last day.
    Before(u64),
    /// Its last day has passed.
    Expired,
}

/// The reminder that is due today for a document that ends with `until`: the last one whose day has come. Those whose day
/// had come when the dates were stated are left out, because whoever stated them knew.
pub fn reminder(until: NaiveDate, stated: NaiveDate, today: NaiveDate) -> Option<Reminder> {
    let due = |day: Option<NaiveDate>| day.is_some_and(|day| stated < day && day <= today);
    if until < today {
        return due(until.succ_opt()).then_some(Reminder::Expired);
    }
    REMINDERS
        .into_iter()
        .rev()
        .find(|days| due(until.checked_sub_days(Days::new(*days))))
        .map(Reminder::Before)
}

/// Whether the text is a language tag (BCP 47): parts of letters and digits with `-` between them, the first a language of
/// two or three letters. Not whether anybody speaks it.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    let part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    tag.len() <= 35 && (2..=3).contains(&language.len()) && letters && parts.all(part)
}

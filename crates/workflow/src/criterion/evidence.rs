//! Why a machine rule finds what it finds: codes and facts, put into words at the edge, and where they come from.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::document::DocumentKind;
use crate::due_diligence::Level;
use crate::ids::DocumentId;
use crate::money::Currency;
use crate::record::{self, Digest};
use crate::registration::Section;

use super::Finding;

/// What a machine rule has found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "evidence", rename_all = "snake_case")]
pub enum Evidence {
    /// Registered on a day; the latest day that would do.
    Registered {
        /// Day of registration.
        on: NaiveDate,
        /// Latest day that passes.
        cut_off: NaiveDate,
    },
    /// The days a certificate holds, and the day it is needed.
    Certificate {
        /// First day.
        from: Option<NaiveDate>,
        /// Last day; none where it names none.
        until: Option<NaiveDate>,
        /// The day it must hold.
        day: NaiveDate,
    },
    /// No certificate is there.
    NoCertificate {
        /// Whether the organisation says why.
        excused: bool,
    },
    /// The country.
    InCountry {
        /// ISO 3166-1.
        country: Country,
    },
    /// The legal form.
    HasForm {
        /// Its name in profiles.
        form: String,
    },
    /// Declarations.
    Declarations {
        /// All yes.
        complete: bool,
    },
    /// Under which name a bank account is kept.
    Account {
        /// The name on the account.
        holder: String,
        /// The name of the organisation.
        name: String,
    },
    /// The gravest flag that holds.
    Flagged {
        /// Its level; none when no flag holds.
        level: Option<Level>,
    },
    /// Matches with sanctions lists.
    Matches {
        /// Nobody has decided them.
        open: u32,
        /// They are them.
        confirmed: u32,
    },
    /// Letters of reference that hold.
    Letters {
        /// How many.
        count: u32,
        /// How many are needed.
        least: u32,
    },
    /// Grants of the facility that began in a time.
    Grants {
        /// How many.
        count: u32,
        /// How many there may be.
        most: u32,
        /// First day that counts.
        since: NaiveDate,
        /// The day of submission; the day before is the last that counts.
        before: NaiveDate,
    },
    /// Other applications to the call.
    Applications {
        /// Their references.
        others: Vec<String>,
    },
    /// An amount against limits, minor units of the call's currency.
    Amount {
        /// Amount.
        minor: i64,
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// An amount against an annual budget, minor units of the call's currency.
    AgainstBudget {
        /// Amount.
        minor: i64,
        /// Average annual budget.
        budget: i64,
        /// Largest amount that passes.
        max: i64,
    },
    /// An amount in another currency than the call's, which is not converted.
    OtherCurrency {
        /// ISO 4217.
        currency: Currency,
    },
    /// Months against limits.
    Months {
        /// Months.
        months: u32,
        /// Shortest.
        min: u32,
        /// Longest.
        max: u32,
    },
    /// What is missing of the documents; nothing when all are there.
    Documents {
        /// Kinds of which there is none.
        missing: Vec<DocumentKind>,
        /// Kinds of which there is one that does not hold on the day.
        not_valid: Vec<DocumentKind>,
        /// Questions without a file.
        unanswered: Vec<String>,
    },
    /// The language.
    WrittenIn {
        /// BCP 47.
        language: String,
    },
    /// The time of receipt (UTC).
    Received {
        /// Receipt.
        at: DateTime<Utc>,
        /// Deadline.
        deadline: DateTime<Utc>,
    },
    /// The datum is not there.
    Unknown,
}

/// Where what was found comes from; the edge makes a link of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum Source {
    /// What the organisation says of itself.
    Profile {
        /// In which part.
        section: Section,
    },
    /// A document.
    Document {
        /// Which.
        document: DocumentId,
    },
    /// The documents of the organisation.
    Documents,
    /// The facility's due diligence on the organisation.
    DueDiligence,
    /// Matches of the organisation with sanctions lists.
    Sanctions,
    /// Grants of the facility to the organisation.
    Grants,
    /// An answer of the application.
    Question {
        /// Id of the question.
        question: String,
    },
    /// The receipt.
    Receipt,
    /// The applications to the call.
    Applications,
}

/// What a rule proposes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposed {
    /// What the rule finds.
    pub finding: Finding,
    /// Why.
    pub evidence: Evidence,
    /// Where that comes from.
    pub source: Source,
}

impl Proposed {
    /// SHA-256 of its canonical form: what a verdict on record names as the evidence it was given on.
    pub fn digest(&self) -> Option<Digest> {
        let value = serde_json::to_value(self).ok()?;
        let canonical = record::canonical_json(&value).ok()?;
        Some(record::digest(canonical.as_bytes()))
    }
}

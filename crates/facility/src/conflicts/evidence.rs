//! What speaks for a conflict: facts the secretariat can check. Kept among the texts as JSON under its digest, and told in
//! the reader's words.

use serde::{Deserialize, Serialize};
use workflow::interest::{Basis, Ground};
use workflow::text::Text;

/// Whose mail domain is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shared {
    /// The website.
    Website,
    /// The organisation's own address.
    Office,
    /// Somebody who works for it.
    Contact,
}

impl Shared {
    /// The name used in data: `website`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Website => "website",
            Self::Office => "office",
            Self::Contact => "contact",
        }
    }
}

/// A fact that speaks for a conflict.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "found", rename_all = "snake_case", deny_unknown_fields)]
pub enum Evidence {
    /// The person works for the applicant on the register.
    Member {
        /// The applicant's name.
        organisation: String,
    },
    /// The person's profile names the applicant.
    Affiliation {
        /// The applicant's name.
        organisation: String,
        /// The name as the person writes it.
        named: String,
        /// First year.
        from: Option<i32>,
        /// Last year; none while it lasts.
        to: Option<i32>,
        /// How alike the names are, in thousandths; 1000 when the person says which organisation it is.
        alike: u16,
    },
    /// Their mail addresses share a domain.
    MailDomain {
        /// The applicant's name.
        organisation: String,
        /// The domain.
        domain: String,
        /// Whose it is beside the person's.
        shared: Shared,
    },
    /// An officer of the applicant has the person's name.
    OfficerName {
        /// The applicant's name.
        organisation: String,
        /// The officer.
        officer: String,
        /// The person.
        name: String,
        /// How alike the names are, in thousandths.
        alike: u16,
    },
    /// What the applicant says of its funders names the person's agency.
    AgencyFunds {
        /// The applicant's name.
        organisation: String,
        /// The agency.
        agency: String,
        /// The id of the question, or `experience` for the organisation's profile.
        source: String,
        /// What stands around the agency's name.
        excerpt: String,
    },
}

impl Evidence {
    /// What was gone by.
    pub const fn basis(&self) -> Basis {
        match self {
            Self::Member { .. } | Self::Affiliation { to: None, .. } => Basis::SameOrganisation,
            Self::Affiliation { to: Some(_), .. } => Basis::PastOrganisation,
            Self::MailDomain { .. } => Basis::MailDomain,
            Self::OfficerName { .. } => Basis::OfficerName,
            Self::AgencyFunds { .. } => Basis::AgencyFunds,
        }
    }

    /// As it is kept. The same facts are the same text, so that they are not raised twice.
    pub fn written(&self) -> Option<Text> {
        let json = serde_json::to_string(self).ok()?;
        Text::parse(&json).ok()
    }

    /// Read from what was kept.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The ground on the record, with the text to keep beside it.
    pub fn ground(&self) -> Option<(Ground, Text)> {
        let text = self.written()?;
        let ground = Ground {
            basis: self.basis(),
            evidence: text.digest(),
        };
        Some((ground, text))
    }
}

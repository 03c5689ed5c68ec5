//! What the machine rules look at. What is `None` is not known, and a rule that needs it cannot tell.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::country::Country;
use crate::definition::CallDefinition;
use crate::document::{DocumentKind, standing};
use crate::due_diligence::Level;
use crate::ids::DocumentId;
use crate::intake::Submission;
use crate::money::Money;
use crate::registration::Profile;

/// A document of an organisation: the version that counts, not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its id.
    pub document: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The first day it holds.
    pub from: Option<NaiveDate>,
    /// The last day it holds.
    pub until: Option<NaiveDate>,
}

impl Paper {
    /// Whether it holds on a day: its first and its last day included; one that names no last day goes on holding.
    pub fn holds(&self, day: NaiveDate) -> bool {
        standing(self.from, self.until, day).holds()
    }
}

/// What the facility's due diligence has on an organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Diligence {
    /// The gravest flag that holds.
    pub flag: Option<Level>,
    /// Matches with sanctions lists that nobody has decided.
    pub open: u32,
    /// Matches that are them.
    pub confirmed: u32,
}

/// What is known of an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// ISO 3166-1.
    pub country: Option<Country>,
    /// Name of its legal form.
    pub legal_form: Option<String>,
    /// Day of its registration with the authority.
    pub registered_on: Option<NaiveDate>,
    /// The last day its registration holds.
    pub registration_expires_on: Option<NaiveDate>,
    /// Why it has no certificate, where it says so.
    pub excused: bool,
    /// Average annual budget.
    pub annual_budget: Option<Money>,
    /// Whether all declarations are yes.
    pub declarations: Option<bool>,
    /// Its names: legal, in its own script, others; the legal one first.
    pub names: Vec<String>,
    /// The name its bank account is kept under.
    pub account_holder: Option<String>,
    /// Its documents.
    pub papers: Option<Vec<Paper>>,
    /// The first days of the projects this facility has granted it.
    pub grants: Option<Vec<NaiveDate>>,
    /// What due diligence has on it.
    pub diligence: Option<Diligence>,
}

impl From<&Profile> for OrganisationFacts {
    /// What an organisation says of itself. Nothing of its documents, its grants and the facility's due diligence.
    fn from(profile: &Profile) -> Self {
        let given = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
        let others = profile.other_names.iter().map(|other| &other.name);
        let names = std::iter::once(&profile.legal_name)
            .chain(profile.original_name.as_ref())
            .chain(profile.acronym.as_ref())
            .chain(others);
        let account = profile.bank_account.as_ref();
        Self {
            country: Some(profile.country),
            legal_form: Some(profile.kind.clone()).filter(|kind| !kind.is_empty()),
            registered_on: profile.registered_on,
            registration_expires_on: profile.registration_expires_on,
            excused: given(&profile.unregistered_reason),
            annual_budget: profile.average_budget(),
            declarations: Some(profile.declarations.complete()),
            names: names.cloned().collect(),
            account_holder: account.map(|account| account.holder.clone()),
            papers: None,
            grants: None,
            diligence: None,
        }
    }
}

/// What an application states, as far as the machine rules look at it: of a submission, or of somebody who asks before
/// they write one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    /// Amount requested.
    pub requested: Option<Money>,
    /// Months.
    pub months: Option<u32>,
    /// Language of the application (BCP 47).
    pub language: Option<String>,
    /// The step it is stated in: a place in the procedure, from 0.
    pub position: usize,
}

impl From<&Submission> for Stated {
    fn from(submission: &Submission) -> Self {
        Self {
            requested: submission.requested,
            months: submission.months,
            language: submission.language.clone(),
            position: submission.position,
        }
    }
}

/// Everything the machine rules look at beside the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The organisation.
    pub organisation: OrganisationFacts,
    /// What the application states.
    pub stated: Stated,
    /// When it was received (UTC); for somebody who asks beforehand, now.
    pub received_at: DateTime<Utc>,
    /// Files by the question that was asked for them, empty where there is none.
    pub files: Option<BTreeMap<String, Vec<DocumentId>>>,
    /// References of other applications to the call in which the organisation, or one that applies with it, stands.
    pub elsewhere: Option<Vec<String>>,
}

impl Facts {
    /// What is known of somebody who asks before they write.
    pub const fn beforehand(
        organisation: OrganisationFacts,
        stated: Stated,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            organisation,
            stated,
            received_at: now,
            files: None,
            elsewhere: None,
        }
    }

    /// The day of submission, on the clocks of the call's zone.
    pub fn day(&self, call: &CallDefinition) -> NaiveDate {
        self.received_at
            .with_timezone(&call.dates.zone)
            .date_naive()
    }
}

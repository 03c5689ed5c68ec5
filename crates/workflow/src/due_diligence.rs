//! Due diligence: the questions of a verification as data, the ladder of risk flags, and what keeps an organisation from which step.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::{Deserialize, Deserializer, Serialize};

use crate::country::Country;
use crate::definition::Localised;
use crate::ids::PersonId;
use crate::names::named;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::risk::Questionnaire;

/// A question a verification answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// What to look at.
    #[serde(default)]
    pub help: Option<Localised>,
    /// Whether "not applicable" is an answer.
    #[serde(default)]
    pub may_not_apply: bool,
}

/// The facility's rules of due diligence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueDiligence {
    /// How long a verification holds, in months.
    pub valid_months: u32,
    /// From how many days before its end an organisation stands on the list to be verified again.
    pub renew_days: u32,
    /// The questions, in their order.
    pub questions: Vec<Question>,
    /// The questionnaire on risk; none where the facility asks none.
    #[serde(default)]
    pub risk: Option<Questionnaire>,
}

/// An answer to a question of the verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// As it should be.
    Yes,
    /// Not as it should be.
    No,
    /// The question does not concern this organisation.
    NotApplicable,
}

impl Answer {
    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// The answer of a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Yes, Self::No, Self::NotApplicable]
            .into_iter()
            .find(|answer| answer.name() == name)
    }
}

impl<'de> Deserialize<'de> for Answer {
    /// `true` and `false` are yes and no, as the first verifications have them.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Plain(bool),
            Named(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Plain(yes) => Ok(if yes { Self::Yes } else { Self::No }),
            Written::Named(name) => Self::parse(&name).ok_or_else(|| {
                serde::de::Error::custom(format!(
                    "\"{name}\" is no answer; use yes, no or not_applicable"
                ))
            }),
        }
    }
}

/// What a verification comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every question is answered, none with no.
    Passed,
    /// An answer is no.
    Failed,
}

impl DueDiligence {
    /// The question of a name.
    pub fn question(&self, id: &str) -> Result<&Question, Refusal> {
        let found = self.questions.iter().find(|question| question.id == id);
        found.ok_or_else(|| Refusal::Unknown {
            what: "question",
            name: id.to_owned(),
        })
    }

    /// The verdict the answers come to.
    ///
    /// Errors while a question is not answered, or an answer is to no question.
    pub fn verdict(&self, answers: &BTreeMap<String, Answer>) -> Result<Verdict, Refusal> {
        for id in answers.keys() {
            self.question(id)?;
        }
        let open: Vec<String> = self
            .questions
            .iter()
            .filter(|question| !answers.contains_key(&question.id))
            .map(|question| question.id.clone())
            .collect();
        if !open.is_empty() {
            return Err(Refusal::Unanswered { questions: open });
        }
        Ok(if answers.values().any(|answer| *answer == Answer::No) {
            Verdict::Failed
        } else {
            Verdict::Passed
        })
    }

    /// The last end of a verification that is to be renewed today: [`Self::renew_days`] ahead.
    pub fn renewed_by(&self, today: NaiveDate) -> NaiveDate {
        today + Days::new(u64::from(self.renew_days))
    }

    /// Whether a verification that holds until a day is to be renewed: from [`Self::renew_days`] before that day.
    pub fn to_renew(&self, until: NaiveDate, today: NaiveDate) -> bool {
        until <= self.renewed_by(today)
    }
}

named! {
    /// How grave a risk flag is, from the lightest.
    pub enum Level {
        /// Something to keep in mind.
        Observation = "observation",
        /// A risk to be looked at in every decision.
        Risk = "risk",
        /// With the facility's manager, who decides.
        Escalated = "escalated",
        /// Nothing is given to this organisation.
        Red = "red",
    }
}

named! {
    /// What a risk flag is about.
    pub enum Category {
        /// Who directs it, and how.
        Governance = "governance",
        /// Money and accounts.
        Financial = "financial",
        /// Fraud, corruption, false statements.
        Integrity = "integrity",
        /// Exploitation, abuse, harm to those it works for.
        Safeguarding = "safeguarding",
        /// What it delivered.
        Performance = "performance",
        /// Law and registration.
        Legal = "legal",
        /// Sanctions.
        Sanctions = "sanctions",
        /// Anything else.
        Other = "other",
    }
}

named! {
    /// A step on which something may hold an organisation back.
    pub enum Step {
        /// Confirming its verification.
        Verification = "verification",
        /// Choosing its proposal.
        Award = "award",
        /// Sending and signing its agreement.
        Agreement = "agreement",
        /// Paying it.
        Payment = "payment",
    }
}

impl Level {
    /// What a flag of this level blocks. It never blocks applying.
    pub const fn blocks(self) -> &'static [Step] {
        match self {
            Self::Observation | Self::Risk => &[],
            Self::Escalated => &[Step::Agreement, Step::Payment],
            Self::Red => Step::ALL,
        }
    }
}

/// A risk flag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// How grave.
    pub level: Level,
    /// What about.
    pub category: Category,
    /// The last day it holds; without one it holds until it is lifted.
    pub until: Option<NaiveDate>,
    /// Who set the level it has now.
    pub set_by: PersonId,
    /// When that was (UTC).
    pub set_at: DateTime<Utc>,
    /// When it was raised (UTC).
    pub raised_at: DateTime<Utc>,
    /// Whether it has been lifted.
    pub lifted: bool,
}

impl Flag {
    /// Whether the flag holds on a day: its last day included.
    pub fn holds(&self, today: NaiveDate) -> bool {
        !self.lifted && self.until.is_none_or(|until| today <= until)
    }
}

named! {
    /// Which name of an organisation was found on a list.
    pub enum Subject {
        /// Its legal name in Latin letters.
        LegalName = "legal_name",
        /// Its legal name in its own script.
        OriginalName = "original_name",
        /// Another or former name.
        OtherName = "other_name",
        /// An officer.
        Officer = "officer",
    }
}

named! {
    /// Where a match with a list stands.
    pub enum MatchStatus {
        /// To be looked at.
        Open = "open",
        /// It is them.
        Confirmed = "confirmed",
        /// It is not them.
        Dismissed = "dismissed",
        /// The entry or the name is no longer what it was.
        Ended = "ended",
    }
}

impl MatchStatus {
    /// Whether a match in this state counts against the organisation: it is open, or it is them.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Open | Self::Confirmed)
    }
}

/// A name of an organisation found on a list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Hit {
    /// Reference of the entry: `QDi.012`.
    pub reference: String,
    /// SHA-256 of the entry as listed.
    pub entry: Digest,
    /// Which name.
    pub subject: Subject,
    /// SHA-256 of the name as written.
    pub name: Digest,
}

/// A match under review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// What was found.
    pub hit: Hit,
    /// Similarity in thousandths.
    pub score: u16,
    /// Where it stands.
    pub status: MatchStatus,
    /// When it was found (UTC).
    pub found_at: DateTime<Utc>,
    /// Who confirmed or dismissed it.
    pub decided_by: Option<PersonId>,
}

/// How far an organisation's registration has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Readiness {
    /// Nothing is missing.
    pub complete: bool,
    /// People with different, confirmed e-mail addresses.
    pub contacts: u32,
}

/// The contacts an organisation needs before it applies.
pub const CONTACTS_NEEDED: u32 = 2;

/// What the steps of a grant's life depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// ISO 3166-1.
    pub country: Country,
    /// Verified today.
    pub verified: bool,
    /// The gravest flag that holds today.
    pub flag: Option<Level>,
    /// A match with a sanctions list that is open, or confirmed.
    pub listed: bool,
    /// Merged into another organisation.
    pub merged: bool,
    /// How far its registration has come.
    pub registration: Readiness,
}

impl Standing {
    /// The one policy of what blocks what. Answers everything that holds the step back.
    ///
    /// Source: a red flag, an unverified organisation or an open sanctions match blocks an award and does not block
    /// applying (United Nations partner vetting).
    pub fn blocks(&self, step: Step) -> Vec<Refusal> {
        let flag = self.flag.filter(|level| level.blocks().contains(&step));
        let unverified = !self.verified && matches!(step, Step::Award | Step::Agreement);
        [
            unverified.then_some(Refusal::OrganisationNotVerified),
            flag.map(|level| Refusal::Flagged { level }),
            self.listed.then_some(Refusal::SanctionsMatch),
            self.merged.then_some(Refusal::Merged),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Refuses a step with the first thing that holds it back.
    pub fn allows(&self, step: Step) -> Result<(), Refusal> {
        self.blocks(step).into_iter().next().map_or(Ok(()), Err)
    }

    /// Refuses to take an application: the registration must be complete, with two contacts.
    pub fn may_apply(&self) -> Result<(), Refusal> {
        if self.merged {
            Err(Refusal::Merged)
        } else if !self.registration.complete {
            Err(Refusal::RegistrationIncomplete)
        } else if self.registration.contacts < CONTACTS_NEEDED {
            Err(Refusal::ContactsMissing {
                needed: CONTACTS_NEEDED,
                have: self.registration.contacts,
            })
        } else {
            Ok(())
        }
    }
}

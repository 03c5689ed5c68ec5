//! The case of an organisation: registered once, verified by two people, reused by every call.

use std::collections::BTreeMap;

use chrono::{DateTime, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::ids::{OrganisationId, PersonId};
use crate::names::named;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::text::Text;
use crate::transition::{To, Transition, row};

named! {
    /// Where an organisation stands.
    pub enum OrganisationStatus {
        /// On the register.
        Registered = "registered",
        /// One person has answered the verification questions.
        VerificationProposed = "verification_proposed",
        /// A second person has confirmed that all answers are yes.
        Verified = "verified",
        /// A second person has confirmed that an answer is no.
        Refused = "refused",
    }
}

named! {
    /// What is done to an organisation.
    pub enum OrganisationAction {
        /// Changes the profile.
        Amend = "amend",
        /// Answers the verification questions.
        ProposeVerification = "propose_verification",
        /// Confirms the answers.
        ConfirmVerification = "confirm_verification",
        /// Sends the answers back.
        ReturnVerification = "return_verification",
        /// Raises a red flag.
        RaiseRedFlag = "raise_red_flag",
        /// Lifts the red flag.
        LiftRedFlag = "lift_red_flag",
    }
}

use OrganisationAction as A;
use OrganisationStatus as S;

const ANY: &[S] = S::ALL;

/// The table of an organisation.
pub const TABLE: &[Transition<S, A>] = &[
    Transition {
        from: &[S::Registered],
        action: A::Amend,
        to: To::Status(&[S::Registered]),
        by: &[Role::Owner, Role::Editor],
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::Amend,
        to: To::Status(&[S::Registered]),
        by: &[Role::Owner, Role::Editor],
    },
    Transition {
        from: &[S::Verified],
        action: A::Amend,
        to: To::Status(&[S::Registered]),
        by: &[Role::Owner, Role::Editor],
    },
    Transition {
        from: &[S::Refused],
        action: A::Amend,
        to: To::Status(&[S::Registered]),
        by: &[Role::Owner, Role::Editor],
    },
    Transition {
        from: &[S::Registered, S::Verified, S::Refused],
        action: A::ProposeVerification,
        to: To::Status(&[S::VerificationProposed]),
        by: &[Role::ProgrammeOfficer, Role::Screener],
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::ConfirmVerification,
        to: To::Status(&[S::Verified, S::Refused]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::ReturnVerification,
        to: To::Status(&[S::Registered]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: ANY,
        action: A::RaiseRedFlag,
        to: To::Status(ANY),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: ANY,
        action: A::LiftRedFlag,
        to: To::Status(ANY),
        by: &[Role::FacilityManager],
    },
];

/// How long a verification holds, in months.
pub const VERIFIED_FOR: Months = Months::new(24);

/// The questions a verification answers; all must be yes.
pub const QUESTIONS: [&str; 5] = [
    "legal_existence",
    "not_for_profit",
    "bank_account_in_own_name",
    "officers_identified",
    "purpose_fits",
];

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// ISO 3166-1.
    pub country: Country,
    /// Status.
    pub status: S,
    /// SHA-256 of the profile as last stated.
    pub profile: Digest,
    /// Answers proposed and by whom.
    pub proposed: Option<(PersonId, BTreeMap<String, bool>)>,
    /// The last day the verification holds.
    pub verified_until: Option<NaiveDate>,
    /// Who raised the open red flag.
    pub red_flag: Option<PersonId>,
    /// When it registered (UTC).
    pub registered_at: DateTime<Utc>,
}

/// What an award depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Verified today.
    pub verified: bool,
    /// An open red flag.
    pub red_flag: bool,
    /// ISO 3166-1.
    pub country: Country,
}

impl Organisation {
    /// Its standing on a day.
    pub fn standing(&self, today: NaiveDate) -> Standing {
        let holds = self.verified_until.is_some_and(|until| today <= until);
        Standing {
            verified: self.status == S::Verified && holds,
            red_flag: self.red_flag.is_some(),
            country: self.country,
        }
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Changes the profile.
    Amend {
        /// SHA-256 of the new profile.
        profile: Digest,
        /// Country as now stated.
        country: Country,
    },
    /// Answers the questions.
    ProposeVerification {
        /// Question → answer; every one of [`QUESTIONS`].
        answers: BTreeMap<String, bool>,
        /// What was looked at.
        comment: Text,
    },
    /// Confirms.
    ConfirmVerification,
    /// Sends back.
    ReturnVerification {
        /// Why.
        reason: Text,
    },
    /// Raises a red flag.
    RaiseRedFlag {
        /// Why.
        reason: Text,
    },
    /// Lifts the red flag.
    LiftRedFlag {
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> A {
        match self {
            Self::Amend { .. } => A::Amend,
            Self::ProposeVerification { .. } => A::ProposeVerification,
            Self::ConfirmVerification => A::ConfirmVerification,
            Self::ReturnVerification { .. } => A::ReturnVerification,
            Self::RaiseRedFlag { .. } => A::RaiseRedFlag,
            Self::LiftRedFlag { .. } => A::LiftRedFlag,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::ProposeVerification { comment: text, .. }
            | Self::ReturnVerification { reason: text }
            | Self::RaiseRedFlag { reason: text }
            | Self::LiftRedFlag { reason: text } => vec![text],
            Self::Amend { .. } | Self::ConfirmVerification => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Came on the register.
    Registered {
        /// ISO 3166-1.
        country: Country,
        /// SHA-256 of the profile.
        profile: Digest,
    },
    /// The profile changed.
    Amended {
        /// ISO 3166-1.
        country: Country,
        /// SHA-256 of the profile.
        profile: Digest,
    },
    /// Questions answered.
    VerificationProposed {
        /// Question → answer.
        answers: BTreeMap<String, bool>,
        /// Digest of the comment.
        comment: Digest,
    },
    /// All yes, confirmed.
    Verified {
        /// Last day it holds.
        until: NaiveDate,
    },
    /// A no, confirmed.
    VerificationRefused {},
    /// Sent back.
    VerificationReturned {
        /// Digest of the reason.
        reason: Digest,
    },
    /// A red flag was raised.
    RedFlagRaised {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The red flag was lifted.
    RedFlagLifted {
        /// Digest of the reason.
        reason: Digest,
    },
}

/// A new organisation's first event.
pub fn register(country: Country, profile: Digest) -> Event {
    Event::Registered { country, profile }
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Organisation,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Vec<Event>, Refusal> {
    permitted(state, command.action(), actor)?;
    let event = match command {
        Command::Amend { profile, .. } if *profile == state.profile => return Ok(Vec::new()),
        Command::Amend { profile, country } => Event::Amended {
            country: *country,
            profile: *profile,
        },
        Command::ProposeVerification { answers, comment } => {
            if let Some(name) = QUESTIONS
                .iter()
                .find(|question| !answers.contains_key(**question))
            {
                return Err(Refusal::Unknown {
                    what: "answer",
                    name: (*name).to_owned(),
                });
            }
            if let Some(name) = answers
                .keys()
                .find(|name| !QUESTIONS.contains(&name.as_str()))
            {
                return Err(Refusal::Unknown {
                    what: "question",
                    name: name.clone(),
                });
            }
            Event::VerificationProposed {
                answers: answers.clone(),
                comment: comment.digest(),
            }
        }
        Command::ConfirmVerification => {
            let all_yes = state
                .proposed
                .as_ref()
                .is_some_and(|(_, answers)| answers.values().all(|yes| *yes));
            if all_yes {
                let until = now
                    .date_naive()
                    .checked_add_months(VERIFIED_FOR)
                    .ok_or(Refusal::Overflow)?;
                Event::Verified { until }
            } else {
                Event::VerificationRefused {}
            }
        }
        Command::ReturnVerification { reason } => Event::VerificationReturned {
            reason: reason.digest(),
        },
        Command::RaiseRedFlag { reason } => Event::RedFlagRaised {
            reason: reason.digest(),
        },
        Command::LiftRedFlag { reason } => Event::RedFlagLifted {
            reason: reason.digest(),
        },
    };
    Ok(vec![event])
}

/// Whether the person may do this now, whatever the details.
pub fn permitted(state: &Organisation, action: A, actor: &Actor) -> Result<(), Refusal> {
    let staff = [
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Screener,
        Role::Auditor,
        Role::FinanceOfficer,
    ];
    if !actor.member(state.id, Role::Reader)
        && !staff.into_iter().any(|role| actor.holds_anywhere(role))
    {
        return Err(Refusal::Hidden);
    }
    let Some(row) = row(TABLE, state.status, action) else {
        return Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        });
    };
    let member = actor.member(state.id, Role::Reader);
    let allowed = row.by.iter().any(|role| {
        if role.is_applicant() {
            actor.member(state.id, *role)
        } else {
            actor.holds_anywhere(*role) && !member
        }
    });
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    let proposer = state.proposed.as_ref().map(|(by, _)| *by);
    match action {
        A::ConfirmVerification if proposer == Some(actor.person) => Err(Refusal::OwnAct),
        A::LiftRedFlag if state.red_flag.is_none() => Err(Refusal::AlreadyDone),
        A::LiftRedFlag if state.red_flag == Some(actor.person) => Err(Refusal::OwnAct),
        A::RaiseRedFlag if state.red_flag.is_some() => Err(Refusal::AlreadyDone),
        _ => Ok(()),
    }
}

/// What the person may do now.
pub fn available(state: &Organisation, actor: &Actor) -> Vec<A> {
    A::ALL
        .iter()
        .copied()
        .filter(|action| permitted(state, *action, actor).is_ok())
        .collect()
}

/// Applies an event; `None` stands for the case before its first event.
///
/// Answers `None` when the event cannot follow the state.
pub fn evolve(
    state: Option<Organisation>,
    id: OrganisationId,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<Organisation> {
    let Some(mut state) = state else {
        let Event::Registered { country, profile } = event else {
            return None;
        };
        return Some(Organisation {
            id,
            country: *country,
            status: S::Registered,
            profile: *profile,
            proposed: None,
            verified_until: None,
            red_flag: None,
            registered_at: at,
        });
    };
    match event {
        Event::Registered { .. } => return None,
        Event::Amended { country, profile } => {
            state.country = *country;
            state.profile = *profile;
            state.status = S::Registered;
            state.proposed = None;
            state.verified_until = None;
        }
        Event::VerificationProposed { answers, .. } => {
            state.status = S::VerificationProposed;
            state.proposed = Some((actor?, answers.clone()));
        }
        Event::Verified { until } => {
            state.status = S::Verified;
            state.verified_until = Some(*until);
        }
        Event::VerificationRefused {} => {
            state.status = S::Refused;
            state.verified_until = None;
        }
        Event::VerificationReturned { .. } => {
            state.status = S::Registered;
            state.proposed = None;
        }
        Event::RedFlagRaised { .. } => state.red_flag = Some(actor?),
        Event::RedFlagLifted { .. } => state.red_flag = None,
    }
    Some(state)
}

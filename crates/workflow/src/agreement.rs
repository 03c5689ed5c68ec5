//! Agreement: from selected to signed by both, by different people.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::due_diligence::Step;
use crate::ids::PersonId;
use crate::money::Money;
use crate::procedure::RuleFault;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::selection::standing_guard;
use crate::text::Text;
use crate::tranche;
pub use crate::tranche::{Part, Tranche, TrancheRule};
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const MANAGER: &[Role] = &[Role::FacilityManager];
const OWNER: &[Role] = &[Role::Owner];

/// The table of Agreement.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::Negotiation],
        action: Action::PrepareAgreement,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Negotiation],
        action: Action::SendAgreement,
        to: To::Status(&[S::AgreementSent]),
        by: MANAGER,
    },
    Transition {
        from: &[S::AgreementSent, S::Accepted],
        action: Action::RecallAgreement,
        to: To::Status(&[S::Negotiation]),
        by: OFFICER,
    },
    Transition {
        from: &[S::AgreementSent],
        action: Action::AcceptAgreement,
        to: To::Status(&[S::Accepted]),
        by: OWNER,
    },
    Transition {
        from: &[S::Negotiation, S::AgreementSent],
        action: Action::DeclineAgreement,
        to: To::Status(&[S::Declined]),
        by: OWNER,
    },
    Transition {
        from: &[S::Accepted],
        action: Action::SignAgreement,
        to: To::Status(&[S::Accepted, S::Signed]),
        by: &[Role::Owner, Role::FacilityManager],
    },
    Transition {
        from: &[S::Signed],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];

/// How grants are paid out in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Tranches in order.
    #[serde(rename = "tranche")]
    pub tranches: Vec<TrancheRule>,
}

impl Rules {
    /// What is incomplete.
    pub fn faults(&self) -> Vec<RuleFault> {
        tranche::faults(&self.tranches)
    }

    /// The tranches of a grant; they sum exactly to it. See [`tranche::plan`].
    pub fn tranches(&self, amount: Money, starts_on: NaiveDate) -> Option<Vec<Tranche>> {
        tranche::plan(&self.tranches, amount, starts_on)
    }
}

/// The terms of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// The grant.
    pub amount: Money,
    /// First day of the project.
    pub starts_on: NaiveDate,
    /// Last day of the project.
    pub ends_on: NaiveDate,
    /// Tranches; they sum to the grant.
    pub tranches: Vec<Tranche>,
}

/// What Agreement knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Terms as last prepared.
    pub terms: Option<Terms>,
    /// Who prepared them.
    pub prepared_by: Option<PersonId>,
    /// When they were sent (UTC).
    pub sent_at: Option<DateTime<Utc>>,
    /// Who accepted for the organisation.
    pub accepted_by: Option<PersonId>,
    /// Who signed for the organisation.
    pub signed_by_grantee: Option<PersonId>,
    /// Who signed for the facility.
    pub signed_by_facility: Option<PersonId>,
    /// When the second signature came (UTC).
    pub signed_at: Option<DateTime<Utc>>,
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Prepares the terms.
    PrepareAgreement {
        /// The grant; at most the panel's amount.
        amount: Money,
        /// First day.
        starts_on: NaiveDate,
        /// Last day.
        ends_on: NaiveDate,
    },
    /// Approves and sends them.
    SendAgreement,
    /// Takes them back.
    RecallAgreement {
        /// Why.
        reason: Text,
    },
    /// The applicant accepts.
    AcceptAgreement,
    /// The applicant declines the grant.
    DeclineAgreement {
        /// Why.
        reason: Text,
    },
    /// Signs, for the side the actor stands on.
    SignAgreement,
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::PrepareAgreement { .. } => Action::PrepareAgreement,
            Self::SendAgreement => Action::SendAgreement,
            Self::RecallAgreement { .. } => Action::RecallAgreement,
            Self::AcceptAgreement => Action::AcceptAgreement,
            Self::DeclineAgreement { .. } => Action::DeclineAgreement,
            Self::SignAgreement => Action::SignAgreement,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RecallAgreement { reason } | Self::DeclineAgreement { reason } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Terms prepared.
    Prepared {
        /// The terms.
        terms: Terms,
    },
    /// Approved by another person and sent.
    Sent {},
    /// Taken back.
    Recalled {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Accepted by the applicant.
    Accepted {},
    /// Declined by the applicant.
    Declined {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Signed by one side.
    Signed {
        /// Whether for the facility; else for the organisation.
        for_facility: bool,
    },
}

/// Whether the actor would sign for the facility.
fn for_facility(state: &Proposal, situation: &Situation<'_>) -> bool {
    !situation.actor.member(state.organisation, Role::Owner)
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let agreement = &state.agreement;
    let me = Some(situation.actor.person);
    match action {
        Action::SendAgreement if agreement.terms.is_none() => Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        }),
        Action::SendAgreement if agreement.prepared_by == me => Err(Refusal::OwnAct),
        Action::SendAgreement => standing_guard(situation, Step::Agreement),
        Action::SignAgreement => {
            let mine = if for_facility(state, situation) {
                agreement.signed_by_facility
            } else {
                agreement.signed_by_grantee
            };
            if mine.is_some() {
                Err(Refusal::AlreadyDone)
            } else if for_facility(state, situation) {
                standing_guard(situation, Step::Agreement)
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::PrepareAgreement {
            amount,
            starts_on,
            ends_on,
        } => Event::Prepared {
            terms: terms(state, rules, situation, *amount, *starts_on, *ends_on)?,
        },
        Command::SendAgreement => Event::Sent {},
        Command::RecallAgreement { reason } => Event::Recalled {
            reason: reason.digest(),
        },
        Command::AcceptAgreement => Event::Accepted {},
        Command::DeclineAgreement { reason } => Event::Declined {
            reason: reason.digest(),
        },
        Command::SignAgreement => Event::Signed {
            for_facility: for_facility(state, situation),
        },
    })
}

fn terms(
    state: &Proposal,
    rules: &Rules,
    situation: &Situation<'_>,
    amount: Money,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
) -> Result<Terms, Refusal> {
    let definition = &situation.call.definition;
    let awarded = state.selection.awarded.ok_or(Refusal::NotReleased)?;
    // A call's check sees to it that fixed tranches leave something of the smallest grant.
    let fixed = tranche::fixed_minor(&rules.tranches).ok_or(Refusal::Overflow)?;
    let least = definition
        .funding
        .as_ref()
        .map_or(0, |funding| funding.grant_min_minor)
        .max(fixed);
    if amount.currency != awarded.currency || !(least..=awarded.minor).contains(&amount.minor) {
        return Err(Refusal::AmountOutsideLimits {
            min: Money::new(least, awarded.currency),
            max: awarded,
        });
    }
    let dates = &definition.dates;
    let in_order = starts_on < ends_on
        && dates
            .projects_start
            .is_none_or(|earliest| earliest <= starts_on)
        && dates.projects_end.is_none_or(|latest| ends_on <= latest);
    if !in_order {
        return Err(Refusal::Dates);
    }
    let tranches = rules.tranches(amount, starts_on).ok_or(Refusal::Overflow)?;
    Ok(Terms {
        amount,
        starts_on,
        ends_on,
        tranches,
    })
}

/// Applies an event.
pub fn apply(state: &mut Proposal, event: &Event, actor: PersonId, at: DateTime<Utc>) {
    let agreement = &mut state.agreement;
    match event {
        Event::Prepared { terms } => {
            agreement.terms = Some(terms.clone());
            agreement.prepared_by = Some(actor);
        }
        Event::Sent {} => {
            agreement.sent_at = Some(at);
            state.status = S::AgreementSent;
        }
        Event::Recalled { .. } => {
            let terms = agreement.terms.take();
            *agreement = State {
                terms,
                prepared_by: agreement.prepared_by,
                ..State::default()
            };
            state.status = S::Negotiation;
        }
        Event::Accepted {} => {
            agreement.accepted_by = Some(actor);
            state.status = S::Accepted;
        }
        Event::Declined { .. } => state.status = S::Declined,
        Event::Signed { for_facility } => {
            let side = if *for_facility {
                &mut agreement.signed_by_facility
            } else {
                &mut agreement.signed_by_grantee
            };
            *side = Some(actor);
            let signers: BTreeSet<_> = [agreement.signed_by_facility, agreement.signed_by_grantee]
                .into_iter()
                .flatten()
                .collect();
            if signers.len() == 2 {
                agreement.signed_at = Some(at);
                state.status = S::Signed;
            }
        }
    }
}

//! Selection: the panel votes item by item; recused members are out of the room and not counted.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::CallStatus;
use crate::due_diligence::Step;
use crate::ids::PersonId;
use crate::money::Money;
use crate::names::named;
use crate::procedure::RuleFault;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::text::Text;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const CHAIR: &[Role] = &[Role::Chair];
const MEMBER: &[Role] = &[Role::PanelMember];
const UNDECIDED: &[S] = &[S::OnAgenda, S::Deferred, S::Discussed];
const DECIDED: &[S] = &[
    S::Selected,
    S::Reserve,
    S::RejectedOnQuality,
    S::RejectedForLackOfFunds,
];

/// The table of Selection.
pub const TABLE: &[Transition] = &[
    Transition {
        from: UNDECIDED,
        action: Action::DeclareNoConflict,
        to: To::Status(UNDECIDED),
        by: MEMBER,
    },
    Transition {
        from: UNDECIDED,
        action: Action::DeclareConflict,
        to: To::Status(UNDECIDED),
        by: MEMBER,
    },
    Transition {
        from: &[S::OnAgenda, S::Deferred],
        action: Action::OpenVoting,
        to: To::Status(&[S::OnAgenda]),
        by: CHAIR,
    },
    Transition {
        from: &[S::OnAgenda],
        action: Action::CastBallot,
        to: To::Status(&[S::OnAgenda]),
        by: MEMBER,
    },
    Transition {
        from: &[S::OnAgenda],
        action: Action::CloseVoting,
        to: To::Status(&[S::Discussed]),
        by: CHAIR,
    },
    Transition {
        from: &[S::Discussed],
        action: Action::RecordOutcome,
        to: To::Status(&[
            S::Selected,
            S::Reserve,
            S::Deferred,
            S::RejectedOnQuality,
            S::RejectedForLackOfFunds,
        ]),
        by: CHAIR,
    },
    Transition {
        from: DECIDED,
        action: Action::Release,
        to: To::Status(DECIDED),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Reserve],
        action: Action::Promote,
        to: To::Status(&[S::Selected]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[
            S::OnAgenda,
            S::Deferred,
            S::Discussed,
            S::Selected,
            S::Reserve,
            S::RejectedOnQuality,
            S::RejectedForLackOfFunds,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Selected],
        action: Action::Advance,
        to: To::NextStage,
        by: &[Role::ProgrammeOfficer],
    },
];

named! {
    /// From ranking to list under the ceiling; the rule that binds is fixed in the call.
    pub enum Allocation {
        /// In rank order, stop at the first that does not fit.
        RankStop = "rank_stop",
        /// In rank order, skip what does not fit.
        RankSkip = "rank_skip",
        /// The set with the best total score that fits.
        BestTotalValue = "best_total_value",
    }
}

/// How the panel decides in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Ballots an item needs, recused members not counted.
    pub quorum: u32,
    /// Allocation under the ceiling.
    pub allocation: Allocation,
    /// Places on the reserve list.
    pub reserve: u32,
}

impl Rules {
    /// What is incomplete.
    pub fn faults(&self, agencies: &[String]) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.quorum == 0 {
            found.push(RuleFault::NoQuorum);
        }
        if !agencies.is_empty() && self.quorum as usize > agencies.len() {
            found.push(RuleFault::QuorumOverAgencies {
                quorum: self.quorum,
                agencies: agencies.len(),
            });
        }
        found
    }
}

named! {
    /// What a member votes for.
    pub enum Choice {
        /// Fund as requested.
        Fund = "fund",
        /// Fund with a smaller amount.
        FundReduced = "fund_reduced",
        /// Keep in reserve.
        Reserve = "reserve",
        /// Reject.
        Reject = "reject",
        /// Abstain.
        Abstain = "abstain",
    }
}

/// A ballot. Immutable; a change is a new ballot before the item closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// Choice.
    pub choice: Choice,
    /// The amount proposed with "fund with a smaller amount".
    pub amount: Option<Money>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

named! {
    /// What the panel decides.
    pub enum Decision {
        /// Funded.
        Selected = "selected",
        /// On the reserve list.
        Reserve = "reserve",
        /// Put off.
        Deferred = "deferred",
        /// Not good enough.
        RejectedOnQuality = "rejected_on_quality",
        /// Good, but no money left.
        RejectedForLackOfFunds = "rejected_for_lack_of_funds",
    }
}

impl Decision {
    /// The status it leads to.
    pub const fn status(self) -> Status {
        match self {
            Self::Selected => S::Selected,
            Self::Reserve => S::Reserve,
            Self::Deferred => S::Deferred,
            Self::RejectedOnQuality => S::RejectedOnQuality,
            Self::RejectedForLackOfFunds => S::RejectedForLackOfFunds,
        }
    }
}

/// What Selection knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether the item is open for votes.
    pub open: bool,
    /// Ballots that count.
    pub ballots: BTreeMap<PersonId, Ballot>,
    /// Members recused while they could have voted.
    pub recused: BTreeSet<PersonId>,
    /// Decision recorded.
    pub decision: Option<Decision>,
    /// Digest of its reason.
    pub reason: Option<Digest>,
    /// Who recorded it.
    pub decided_by: Option<PersonId>,
    /// Amount awarded.
    pub awarded: Option<Money>,
    /// Place on the reserve list, from 1.
    pub reserve_rank: Option<u32>,
    /// When the decision was released (UTC).
    pub released_at: Option<DateTime<Utc>>,
}

impl State {
    /// Takes a person out of the room: their ballot counts no more while the item is open.
    pub fn recuse(&mut self, person: PersonId) {
        self.recused.insert(person);
        if self.open {
            self.ballots.remove(&person);
        }
    }

    /// Votes by choice.
    pub fn tally(&self) -> BTreeMap<Choice, u32> {
        let mut tally = BTreeMap::new();
        for ballot in self.ballots.values() {
            *tally.entry(ballot.choice).or_insert(0) += 1;
        }
        tally
    }

    /// Whether more members voted to fund than not to (reserve and reject); abstentions do not count.
    pub fn majority_to_fund(&self) -> bool {
        let tally = self.tally();
        let votes = |choice| tally.get(&choice).copied().unwrap_or(0);
        votes(Choice::Fund) + votes(Choice::FundReduced)
            > votes(Choice::Reserve) + votes(Choice::Reject)
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens the item.
    OpenVoting,
    /// Votes.
    CastBallot {
        /// Choice.
        choice: Choice,
        /// Smaller amount proposed.
        amount: Option<Money>,
    },
    /// Closes the item.
    CloseVoting,
    /// Records the outcome.
    RecordOutcome {
        /// Decision.
        decision: Decision,
        /// Amount, for selected.
        amount: Option<Money>,
        /// Place, for reserve.
        reserve_rank: Option<u32>,
        /// Why: a written reason is needed for every outcome.
        reason: Text,
    },
    /// Tells the applicant.
    Release,
    /// Promotes from the reserve list.
    Promote {
        /// Amount; none in a call without money.
        amount: Option<Money>,
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::OpenVoting => Action::OpenVoting,
            Self::CastBallot { .. } => Action::CastBallot,
            Self::CloseVoting => Action::CloseVoting,
            Self::RecordOutcome { .. } => Action::RecordOutcome,
            Self::Release => Action::Release,
            Self::Promote { .. } => Action::Promote,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RecordOutcome { reason, .. } | Self::Promote { reason, .. } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Open for votes.
    VotingOpened {},
    /// The actor voted.
    BallotCast {
        /// Choice.
        choice: Choice,
        /// Smaller amount proposed.
        amount: Option<Money>,
    },
    /// Closed, with the result.
    VotingClosed {
        /// Votes by choice.
        tally: BTreeMap<Choice, u32>,
        /// Members recused.
        recused: BTreeSet<PersonId>,
    },
    /// Outcome recorded.
    OutcomeRecorded {
        /// Decision.
        decision: Decision,
        /// Amount.
        amount: Option<Money>,
        /// Place on the reserve list.
        reserve_rank: Option<u32>,
        /// Whether it follows the majority of the ballots.
        with_majority: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant was told.
    Released {},
    /// Promoted from the reserve list.
    Promoted {
        /// Amount; none in a call without money.
        amount: Option<Money>,
        /// Digest of the reason.
        reason: Digest,
    },
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let selection = &state.selection;
    let me = situation.actor.person;
    match action {
        Action::DeclareNoConflict if state.declared.contains(&me) => Err(Refusal::AlreadyDone),
        Action::OpenVoting if selection.open => Err(Refusal::VotingOpen),
        Action::CastBallot | Action::CloseVoting if !selection.open => Err(Refusal::VotingNotOpen),
        Action::CastBallot if !state.declared.contains(&me) => Err(Refusal::DeclareFirst),
        Action::CloseVoting => quorum(state, situation),
        Action::Release if selection.released_at.is_some() => Err(Refusal::AlreadyDone),
        Action::Release if selection.decided_by == Some(me) => Err(Refusal::OwnAct),
        Action::Promote => standing_guard(situation, Step::Award),
        _ => Ok(()),
    }
}

/// The quorum of this item: ballots of members in the room; recused members are not counted.
fn quorum(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let Some(crate::procedure::Stage::Selection(rules)) =
        situation.call.definition.procedure.stage(state.position)
    else {
        return Ok(());
    };
    let present = u32::try_from(state.selection.ballots.len()).unwrap_or(u32::MAX);
    if present < rules.quorum {
        Err(Refusal::QuorumNotMet {
            present,
            needed: rules.quorum,
        })
    } else {
        Ok(())
    }
}

/// Guards before a step: a call that stands, and an organisation nothing keeps from the step.
pub fn standing_guard(situation: &Situation<'_>, step: Step) -> Result<(), Refusal> {
    if situation.call.status == CallStatus::Cancelled {
        return Err(Refusal::CallNotOpen);
    }
    situation.organisation.allows(step)
}

/// Guards before a selected file goes on: released, and everything an award needs still holds.
pub fn award_guard(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    if state.selection.released_at.is_none() {
        return Err(Refusal::NotReleased);
    }
    standing_guard(situation, Step::Award)
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::OpenVoting => Event::VotingOpened {},
        Command::CastBallot { choice, amount } => {
            if *choice == Choice::FundReduced {
                about_money("choice", choice.name(), situation)?;
            }
            let amount = ballot_amount(state, *choice, *amount, situation)?;
            Event::BallotCast {
                choice: *choice,
                amount,
            }
        }
        Command::CloseVoting => Event::VotingClosed {
            tally: state.selection.tally(),
            recused: state.selection.recused.clone(),
        },
        Command::RecordOutcome {
            decision,
            amount,
            reserve_rank,
            reason,
        } => {
            if *decision == Decision::RejectedForLackOfFunds {
                about_money("outcome", decision.name(), situation)?;
            }
            let amount = match decision {
                Decision::Selected => award(state, *amount, situation)?,
                _ => None,
            };
            let reserve_rank = match decision {
                Decision::Reserve => {
                    let rank = reserve_rank.filter(|rank| (1..=rules.reserve).contains(rank));
                    Some(rank.ok_or_else(|| Refusal::Unknown {
                        what: "place on the reserve list",
                        name: reserve_rank.map_or_else(String::new, |rank| rank.to_string()),
                    })?)
                }
                _ => None,
            };
            Event::OutcomeRecorded {
                decision: *decision,
                amount,
                reserve_rank,
                with_majority: (*decision == Decision::Selected)
                    == state.selection.majority_to_fund(),
                reason: reason.digest(),
            }
        }
        Command::Release => Event::Released {},
        Command::Promote { amount, reason } => Event::Promoted {
            amount: award(state, *amount, situation)?,
            reason: reason.digest(),
        },
    })
}

/// What is about money does not exist in a call without any.
fn about_money(what: &'static str, name: &str, situation: &Situation<'_>) -> Result<(), Refusal> {
    if situation.call.definition.funding.is_some() {
        return Ok(());
    }
    Err(Refusal::Unknown {
        what,
        name: name.to_owned(),
    })
}

/// A file that comes back after it was selected still fits under the ceiling: its money may have gone to another.
pub fn still_affordable(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let (Some(awarded), Some(funding)) =
        (state.selection.awarded, &situation.call.definition.funding)
    else {
        return Ok(());
    };
    let left = funding.ceiling_minor - situation.committed_minor;
    if awarded.minor > left {
        return Err(Refusal::CeilingExceeded {
            left: Money::new(left.max(0), funding.currency),
        });
    }
    Ok(())
}

/// A smaller amount is given with "fund with a smaller amount" and only there, within the call's limits and below
/// what is requested.
fn ballot_amount(
    state: &Proposal,
    choice: Choice,
    amount: Option<Money>,
    situation: &Situation<'_>,
) -> Result<Option<Money>, Refusal> {
    if choice != Choice::FundReduced {
        return Ok(None);
    }
    let (Some(funding), Some(requested)) = (
        &situation.call.definition.funding,
        state.intake.submission.as_ref().and_then(|s| s.requested),
    ) else {
        return Ok(None);
    };
    let limits = Refusal::AmountOutsideLimits {
        min: Money::new(funding.grant_min_minor, funding.currency),
        max: requested,
    };
    match amount {
        Some(amount) if funding.allows(amount) && amount.minor < requested.minor => {
            Ok(Some(amount))
        }
        _ => Err(limits),
    }
}

/// The amount of an award: within the call's limits, not more than requested, and within what is left of the ceiling.
/// A call without money awards none.
fn award(
    state: &Proposal,
    amount: Option<Money>,
    situation: &Situation<'_>,
) -> Result<Option<Money>, Refusal> {
    standing_guard(situation, Step::Award)?;
    let Some(funding) = &situation.call.definition.funding else {
        return Ok(None);
    };
    let requested = state
        .intake
        .submission
        .as_ref()
        .and_then(|submission| submission.requested);
    let amount = amount
        .or(requested)
        .unwrap_or_else(|| Money::new(0, funding.currency));
    let most = requested.map_or(funding.grant_max_minor, |requested| requested.minor);
    if !funding.allows(amount) || amount.minor > most {
        return Err(Refusal::AmountOutsideLimits {
            min: Money::new(funding.grant_min_minor, funding.currency),
            max: Money::new(most, funding.currency),
        });
    }
    let left = funding.ceiling_minor - situation.committed_minor;
    if amount.minor > left {
        return Err(Refusal::CeilingExceeded {
            left: Money::new(left.max(0), funding.currency),
        });
    }
    Ok(Some(amount))
}

/// Applies an event.
pub fn apply(state: &mut Proposal, event: &Event, actor: PersonId, at: DateTime<Utc>) {
    let selection = &mut state.selection;
    match event {
        Event::VotingOpened {} => {
            selection.open = true;
            selection.ballots.clear();
            state.status = S::OnAgenda;
        }
        Event::BallotCast { choice, amount } => {
            selection.ballots.insert(
                actor,
                Ballot {
                    choice: *choice,
                    amount: *amount,
                    at,
                },
            );
        }
        Event::VotingClosed { .. } => {
            selection.open = false;
            state.status = S::Discussed;
        }
        Event::OutcomeRecorded {
            decision,
            amount,
            reserve_rank,
            reason,
            ..
        } => {
            selection.decision = Some(*decision);
            selection.awarded = *amount;
            selection.reserve_rank = *reserve_rank;
            selection.reason = Some(*reason);
            selection.decided_by = Some(actor);
            state.status = decision.status();
        }
        Event::Released {} => selection.released_at = Some(at),
        Event::Promoted { amount, reason } => {
            selection.decision = Some(Decision::Selected);
            selection.awarded = *amount;
            selection.reserve_rank = None;
            selection.reason = Some(*reason);
            selection.decided_by = Some(actor);
            // The applicant has been told "reserve": the award is news and is released anew.
            selection.released_at = None;
            state.status = S::Selected;
        }
    }
}

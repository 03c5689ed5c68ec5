//! What may be done to a file before the panel, and what follows.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::award::{award, requested};
use super::ballot::{Choice, Mark, Sealed, Written};
use super::event::{Command, Decision, Event};
use super::rules::Rules;
use super::state::{Attendance, Roll, sides, tally};
use crate::due_diligence::Step;
use crate::ids::PersonId;
use crate::money::Money;
use crate::panel::Session;
use crate::procedure::Stage;
use crate::proposal::{Proposal, Situation};
use crate::refusal::Refusal;
use crate::role::Role;
use crate::text::Text;
use crate::time::last_instant;
use crate::transition::{Action, Status};

/// What a decision of the panel depends on beside the file and its call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    /// Who has a vote in the panel today, and as what.
    pub seats: BTreeMap<PersonId, Role>,
    /// Whether another item of the same session is open for votes.
    pub another_open: bool,
    /// Files of the call with a better place on the reserve list.
    pub ahead: u32,
    /// The box of a secret vote on the file.
    pub held: Vec<Sealed>,
}

/// The rules of the panel before which the file stands.
fn rules_of<'a>(state: &Proposal, situation: &Situation<'a>) -> Option<&'a Rules> {
    match situation.call.definition.procedure.stage(state.position) {
        Some(Stage::Selection(rules)) => Some(rules),
        _ => None,
    }
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let selection = &state.selection;
    let me = situation.actor.person;
    match action {
        Action::DeclareNoConflict if state.declared.contains(&me) => Err(Refusal::AlreadyDone),
        Action::OpenVoting if selection.open => Err(Refusal::VotingOpen),
        Action::OpenVoting => opening(state, situation),
        Action::CastBallot | Action::CloseVoting if !selection.open => Err(Refusal::VotingNotOpen),
        Action::CastBallot => voting(state, situation),
        Action::CloseVoting => presides(state, situation).and_then(|()| quorum(state, situation)),
        Action::ReopenVoting => {
            if situation.call.panel.adoption_of(state.id).is_some() {
                return Err(Refusal::Adopted);
            }
            opening(state, situation)
        }
        Action::RecordOutcome => presides(state, situation),
        Action::ReturnToAgenda if selection.released_at.is_none() => Err(Refusal::NotReleased),
        Action::Release => releasing(state, situation),
        Action::ProposePromotion | Action::Promote if selection.released_at.is_none() => {
            Err(Refusal::NotReleased)
        }
        Action::ProposePromotion => super::standing_guard(situation, Step::Award),
        Action::Promote => match &selection.promotion {
            None => Err(Refusal::NotProposed),
            Some(promotion) if promotion.by == me => Err(Refusal::OwnAct),
            Some(_) => super::standing_guard(situation, Step::Award),
        },
        Action::AcceptAward => match selection.answer_by {
            None => Err(Refusal::NotReleased),
            Some(_) if selection.accepted_at.is_some() => Err(Refusal::AlreadyDone),
            Some(by) if situation.now > by => Err(Refusal::DeadlinePassed { at: by }),
            Some(_) => Ok(()),
        },
        Action::DeclineAward if selection.released_at.is_none() => Err(Refusal::NotReleased),
        Action::LapseAward => lapsing(state, situation),
        _ => Ok(()),
    }
}

/// An item is opened by who presides, in a session under way that deals with it, one at a time where members sit together,
/// and with as many of them in the room as it needs.
fn opening(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let session = sitting(state, situation)?;
    presides(state, situation)?;
    if !session.sits_together() {
        return Ok(());
    }
    let Some(rules) = rules_of(state, situation) else {
        return Ok(());
    };
    if situation.panel.another_open && !rules.ballot.over_the_list() {
        return Err(Refusal::AnotherItemOpen);
    }
    let present = in_the_room(state, session, situation.panel);
    enough(present.len(), rules)
}

/// Who is in the session and may vote on the file.
pub fn in_the_room(
    state: &Proposal,
    session: &Session,
    panel: &Circumstances,
) -> BTreeSet<PersonId> {
    let votes = |member: &PersonId| {
        panel.seats.contains_key(member)
            && state.declared.contains(member)
            && !state.conflicts.contains_key(member)
            && !state.suspected.contains_key(member)
    };
    session.present.iter().copied().filter(votes).collect()
}

fn voting(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let me = situation.actor.person;
    if !state.declared.contains(&me) {
        return Err(Refusal::DeclareFirst);
    }
    let session = sitting(state, situation)?;
    if session.sits_together() && !session.present.contains(&me) {
        return Err(Refusal::NotPresent);
    }
    Ok(())
}

/// The session under way that deals with the file.
fn sitting<'a>(state: &Proposal, situation: &Situation<'a>) -> Result<&'a Session, Refusal> {
    let panel = &situation.call.panel;
    panel
        .sits_on(state.id, situation.now)
        .ok_or(Refusal::NoSession)
}

/// The chair presides; the deputy where no chair can: recused from the file, or not in a session in which members sit
/// together.
fn presides(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    if situation.actor.holds(Role::Chair, Some(state.call)) {
        return Ok(());
    }
    let session = situation.call.panel.sits_on(state.id, situation.now);
    let in_session = |member: &PersonId| {
        session.is_none_or(|session| !session.sits_together() || session.present.contains(member))
    };
    let chair_can = situation.panel.seats.iter().any(|(member, role)| {
        *role == Role::Chair
            && !state.conflicts.contains_key(member)
            && !state.suspected.contains_key(member)
            && in_session(member)
    });
    if chair_can {
        Err(Refusal::ChairPresides)
    } else {
        Ok(())
    }
}

/// The quorum of this item: ballots of members in the room; recused members are not counted.
fn quorum(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let Some(rules) = rules_of(state, situation) else {
        return Ok(());
    };
    enough(state.selection.voters().len(), rules)
}

fn enough(members: usize, rules: &Rules) -> Result<(), Refusal> {
    let present = u32::try_from(members).unwrap_or(u32::MAX);
    if present < rules.quorum {
        Err(Refusal::QuorumNotMet {
            present,
            needed: rules.quorum,
        })
    } else {
        Ok(())
    }
}

/// A decision is told once it is adopted and countersigned; a promotion has had its second person.
fn releasing(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let selection = &state.selection;
    if selection.released_at.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if selection.decided_by == Some(situation.actor.person) {
        return Err(Refusal::OwnAct);
    }
    if !selection.promoted && !situation.call.panel.countersigned(state.id) {
        return Err(Refusal::NotCountersigned);
    }
    crate::letter::not_held(situation.call, state.id)
}

/// An award lapses when it was not accepted in time, or when its organisation can no longer be given it.
fn lapsing(state: &Proposal, situation: &Situation<'_>) -> Result<(), Refusal> {
    let selection = &state.selection;
    if selection.released_at.is_none() {
        return Err(Refusal::NotReleased);
    }
    if super::standing_guard(situation, Step::Award).is_err() {
        return Ok(());
    }
    match selection.answer_by {
        Some(_) if selection.accepted_at.is_some() => Err(Refusal::AwardAccepted),
        Some(by) if situation.now <= by => Err(Refusal::TooEarly { at: by }),
        Some(_) => Ok(()),
        None => Err(Refusal::AwardAccepted),
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
        Command::OpenVoting => Event::VotingOpened {
            session: Some(sitting(state, situation)?.number),
        },
        Command::ReopenVoting { reason } => Event::VotingReopened {
            session: sitting(state, situation)?.number,
            reason: reason.digest(),
        },
        Command::CastBallot { ballot, seal } => {
            let mark = mark(state, ballot, rules, situation)?;
            if rules.secret {
                may_seal(state, seal.as_ref(), situation)?;
                Event::BallotSealed {}
            } else {
                let Written {
                    choice,
                    amount,
                    points,
                    place,
                } = mark.written();
                Event::BallotCast {
                    choice,
                    amount,
                    points,
                    place,
                }
            }
        }
        Command::CloseVoting => close(state, rules, situation)?,
        Command::RecordOutcome {
            decision,
            amount,
            reserve_rank,
            conditions,
            reason,
        } => {
            if *decision == Decision::RejectedForLackOfFunds {
                about_money("outcome", decision.name(), situation)?;
            }
            let funded = *decision == Decision::Selected;
            let amount = if funded {
                award(state, *amount, rules, situation)?
            } else {
                None
            };
            let reserve_rank = match decision {
                Decision::Reserve => Some(place_in_reserve(*reserve_rank, rules)?),
                _ => None,
            };
            Event::OutcomeRecorded {
                decision: *decision,
                amount,
                reserve_rank,
                conditions: conditions.as_ref().filter(|_| funded).map(Text::digest),
                with_majority: funded == state.selection.wanted(rules),
                reason: reason.digest(),
            }
        }
        Command::ReturnToAgenda { reason } => Event::ReturnedToAgenda {
            reason: reason.digest(),
        },
        Command::Release => Event::Released {
            answer_by: answer_by(state, rules, situation),
        },
        Command::ProposePromotion { amount, reason } => Event::PromotionProposed {
            amount: award(state, *amount, rules, situation)?,
            reason: reason.digest(),
            passed_over: situation.panel.ahead,
        },
        Command::Promote => {
            let promotion = state.selection.promotion.as_ref();
            let promotion = promotion.ok_or(Refusal::NotProposed)?;
            Event::Promoted {
                // Asked again: what was left when it was proposed may be gone.
                amount: award(state, promotion.amount, rules, situation)?,
                reason: promotion.reason,
            }
        }
        Command::AcceptAward => Event::AwardAccepted {},
        Command::DeclineAward { reason } => Event::AwardDeclined {
            reason: reason.digest(),
        },
        Command::LapseAward { reason } => Event::AwardLapsed {
            reason: reason.digest(),
        },
    })
}

/// What a ballot says, as the call's ballots allow it.
pub fn mark(
    state: &Proposal,
    ballot: &Written,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Mark, Refusal> {
    let unknown = || Refusal::Unknown {
        what: "choice",
        name: ballot.choice.to_string(),
    };
    if ballot.choice == Choice::FundReduced {
        about_money("choice", ballot.choice.name(), situation)?;
        smaller_amount(state, ballot.amount, situation)?;
    }
    // An amount that belongs to another choice was left standing in the form.
    let ballot = Written {
        amount: ballot
            .amount
            .filter(|_| ballot.choice == Choice::FundReduced),
        ..*ballot
    };
    let mark = ballot.mark().ok_or_else(unknown)?;
    let within = match mark {
        Mark::Score(points) => points <= rules.score_most,
        Mark::Place { at, of } => 1 <= at && at <= of,
        _ => true,
    };
    if within && rules.ballot.choices().contains(&mark.choice()) {
        Ok(mark)
    } else {
        Err(unknown())
    }
}

/// Whether a ballot over the whole list can stand: what it approves of fits under the ceiling together, and no two projects
/// share a place.
pub fn list_fits(marks: &[(Mark, Option<Money>)], ceiling: Option<Money>) -> Result<(), Refusal> {
    let approved = marks.iter().filter(|(mark, _)| *mark == Mark::Approve);
    let sum = approved
        .filter_map(|(_, requested)| *requested)
        .try_fold(0_i64, |sum, one| sum.checked_add(one.minor));
    let sum = sum.ok_or(Refusal::Overflow)?;
    if let Some(ceiling) = ceiling.filter(|ceiling| sum > ceiling.minor) {
        return Err(Refusal::CeilingExceeded { left: ceiling });
    }
    let mut taken = BTreeSet::new();
    for (mark, _) in marks {
        if let Mark::Place { at, .. } = mark
            && !taken.insert(*at)
        {
            return Err(Refusal::Unknown {
                what: "place",
                name: at.to_string(),
            });
        }
    }
    Ok(())
}

/// A first secret ballot has a new receipt; another has that of the one it takes the place of besides.
fn may_seal(
    state: &Proposal,
    seal: Option<&super::Seal>,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let seal = seal.ok_or(Refusal::ReceiptUnknown)?;
    let held = &situation.panel.held;
    let holds = |receipt| held.iter().any(|one| one.receipt == receipt);
    let voted = state.selection.voted.contains(&situation.actor.person);
    let replaces_own = match seal.replaces {
        None => !voted,
        Some(old) => voted && holds(old),
    };
    if replaces_own && !holds(seal.receipt) {
        Ok(())
    } else {
        Err(Refusal::ReceiptUnknown)
    }
}

fn close(state: &Proposal, rules: &Rules, situation: &Situation<'_>) -> Result<Event, Refusal> {
    let selection = &state.selection;
    let sealed = if rules.secret {
        situation.panel.held.clone()
    } else {
        Vec::new()
    };
    if sealed.len() != selection.voted.len() {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        return Err(Refusal::BoxDisagrees {
            ballots: count(sealed.len()),
            voters: count(selection.voted.len()),
        });
    }
    let marks = || {
        let secret = sealed.iter().filter_map(|one| one.ballot.mark());
        let open = selection.ballots.values().map(|ballot| ballot.mark);
        open.chain(secret)
    };
    let (to_fund, against) = sides(marks());
    let own = selection.ballots.get(&situation.actor.person);
    let casting = own
        .filter(|_| rules.casting_vote && to_fund == against)
        .map(|ballot| sides(std::iter::once(ballot.mark)))
        .filter(|sides| *sides != (0, 0))
        .map(|(to_fund, _)| to_fund > 0);
    Ok(Event::VotingClosed {
        tally: tally(marks()),
        recused: selection.recused.clone(),
        roll: roll(state, situation),
        sealed,
        casting,
    })
}

/// Where each member of the panel was.
fn roll(state: &Proposal, situation: &Situation<'_>) -> Roll {
    let selection = &state.selection;
    let session = situation.call.panel.sits_on(state.id, situation.now);
    let present = |member: &PersonId| session.is_some_and(|one| one.present.contains(member));
    let voters = selection.voters();
    let at = |member: &PersonId| {
        if state.conflicts.contains_key(member) || selection.recused.contains(member) {
            Attendance::Recused
        } else if selection
            .ballots
            .get(member)
            .is_some_and(|ballot| ballot.mark == Mark::Abstain)
        {
            Attendance::Abstained
        } else if voters.contains(member) {
            Attendance::Voted
        } else if present(member) {
            Attendance::Present
        } else {
            Attendance::Absent
        }
    };
    let members = situation.panel.seats.keys().chain(&voters);
    members.map(|member| (*member, at(member))).collect()
}

/// Until when the applicant may accept: the end of the last working day, in the zone of the call.
fn answer_by(state: &Proposal, rules: &Rules, situation: &Situation<'_>) -> Option<DateTime<Utc>> {
    if state.status != Status::Selected || rules.acceptance_days == 0 {
        return None;
    }
    let zone = situation.call.definition.dates.zone;
    Some(last_instant(
        situation.calendar,
        situation.now,
        rules.acceptance_days,
        zone,
    ))
}

fn place_in_reserve(rank: Option<u32>, rules: &Rules) -> Result<u32, Refusal> {
    rank.filter(|rank| (1..=rules.reserve).contains(rank))
        .ok_or_else(|| Refusal::Unknown {
            what: "place on the reserve list",
            name: rank.map_or_else(String::new, |rank| rank.to_string()),
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

/// A smaller amount is within the call's limits and below what is requested.
fn smaller_amount(
    state: &Proposal,
    amount: Option<Money>,
    situation: &Situation<'_>,
) -> Result<(), Refusal> {
    let (Some(funding), Some(requested)) = (&situation.call.definition.funding, requested(state))
    else {
        return Ok(());
    };
    match amount {
        Some(amount) if funding.allows(amount) && amount.minor < requested.minor => Ok(()),
        _ => Err(Refusal::AmountOutsideLimits {
            min: Money::new(funding.grant_min_minor, funding.currency),
            max: requested,
        }),
    }
}

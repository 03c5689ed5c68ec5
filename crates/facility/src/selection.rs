//! Selection: the agenda as a ranking, declarations in bulk, ballots, and the list under the ceiling.

use std::collections::BTreeMap;

use choice::allocation;
use store::AnyConn;
use workflow::evaluation::Points;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::role::{Actor, Role};
use workflow::selection::{Allocation, Choice, Command, Decision, Rules};
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

use crate::Facility;
use crate::cases::{self, is_awarded};
use crate::failure::Failure;

/// One item of the agenda as the reader may see it.
pub struct Item {
    /// The file.
    pub proposal: ProposalId,
    /// Rank by score, from 1; equal scores share a rank. Nothing when only the summary may be seen.
    pub rank: Option<u32>,
    /// Consolidated score, thousandths of a point.
    pub score: Option<Points>,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Amount requested.
    pub requested: Option<Money>,
    /// Amount awarded.
    pub awarded: Option<Money>,
    /// Status.
    pub status: Status,
    /// Whether it is open for votes.
    pub open: bool,
    /// The reader's own ballot.
    pub mine: Option<Choice>,
    /// Votes by choice, once the item is closed.
    pub tally: BTreeMap<Choice, u32>,
    /// How many members are recused.
    pub recused: usize,
    /// How much the reader sees.
    pub view: View,
}

/// What the binding rule answers.
pub struct Outline {
    /// The rule.
    pub rule: Allocation,
    /// Ceiling.
    pub ceiling: Money,
    /// Files selected, in rank order, with the amount.
    pub selected: Vec<(ProposalId, Money)>,
    /// The reserve list in order.
    pub reserve: Vec<ProposalId>,
    /// Files the panel does not want to fund.
    pub rejected: Vec<ProposalId>,
    /// Files it would fund, for which nothing is left.
    pub no_funds: Vec<ProposalId>,
    /// What is left of the ceiling.
    pub left: Money,
}

fn rules_of(definition: &workflow::definition::CallDefinition) -> Result<&Rules, Failure> {
    match definition.procedure.first(StageKind::Selection) {
        Some(Stage::Selection(rules)) => Ok(rules),
        _ => Err(Failure::hidden()),
    }
}

/// Files of the call that stand before the panel or have been decided by it.
fn files(conn: &mut AnyConn, call: CallId) -> Result<Vec<Proposal>, Failure> {
    let mut found = Vec::new();
    for id in store::proposals::ranked(conn, call)? {
        if let Some(loaded) = store::cases::load_proposal(conn, id)?
            && (loaded.state.stage == StageKind::Selection || is_awarded(loaded.state.status))
        {
            found.push(loaded.state);
        }
    }
    Ok(found)
}

/// The agenda in rank order, as the person may see it: conflicted files are not there at all.
pub fn agenda(facility: &Facility, actor: &Actor, call: CallId) -> Result<Vec<Item>, Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let files = files(conn, call)?;
        let visible: Vec<(&Proposal, View)> = files
            .iter()
            .map(|file| (file, policy::view(actor, &file.subject())))
            .filter(|(_, view)| *view != View::Nothing)
            .collect();
        let mut items = Vec::with_capacity(visible.len());
        for (file, view) in &visible {
            // Ranks count visible files only, so that a gap tells nothing of a conflicted one.
            let higher = visible
                .iter()
                .filter(|(other, _)| other.evaluation.score > file.evaluation.score)
                .count();
            items.push(item(
                conn,
                actor,
                file,
                *view,
                u32::try_from(higher + 1).unwrap_or(u32::MAX),
            )?);
        }
        Ok(items)
    })
}

fn may_see_agenda(actor: &Actor, call: CallId) -> bool {
    actor.holds(Role::PanelMember, Some(call)) || crate::roles::oversees(actor, call)
}

fn item(
    conn: &mut AnyConn,
    actor: &Actor,
    file: &Proposal,
    view: View,
    rank: u32,
) -> Result<Item, Failure> {
    let row = store::proposals::find(conn, file.id)?.ok_or_else(Failure::hidden)?;
    let organisation =
        store::organisations::find(conn, file.organisation)?.ok_or_else(Failure::hidden)?;
    let whole = view == View::File;
    let closed = !file.selection.open && file.status != Status::OnAgenda;
    Ok(Item {
        proposal: file.id,
        rank: whole.then_some(rank),
        score: file.evaluation.score.filter(|_| whole),
        reference: row.reference.filter(|_| whole),
        title: row.title.unwrap_or_default(),
        organisation: organisation.legal_name,
        country: file.country.to_string(),
        requested: file
            .intake
            .submission
            .as_ref()
            .and_then(|submission| submission.requested)
            .filter(|_| whole),
        awarded: file.awarded().filter(|_| whole),
        status: file.status,
        open: file.selection.open,
        mine: file
            .selection
            .ballots
            .get(&actor.person)
            .map(|ballot| ballot.choice),
        tally: if whole && closed {
            file.selection.tally()
        } else {
            BTreeMap::new()
        },
        recused: if whole {
            file.selection.recused.len()
        } else {
            0
        },
        view,
    })
}

/// Declares for every file on the agenda at once: a conflict for those named, none for the others still undeclared.
/// Answers how many declarations were made.
pub fn declare(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    conflicts: &BTreeMap<ProposalId, ConflictKind>,
) -> Result<usize, Failure> {
    let undeclared: Vec<ProposalId> = agenda(facility, actor, call)?
        .into_iter()
        .filter(|item| item.view == View::Summary)
        .map(|item| item.proposal)
        .collect();
    for id in undeclared.iter().filter(|id| !conflicts.contains_key(id)) {
        let command = ProposalCommand::Interest(Interest::DeclareNone);
        crate::proposal::act(facility, actor, *id, None, &command)?;
    }
    for (id, conflict) in conflicts {
        let command = ProposalCommand::Interest(Interest::DeclareConflict {
            conflict: *conflict,
        });
        crate::proposal::act(facility, actor, *id, None, &command)?;
    }
    let named_only = conflicts
        .keys()
        .filter(|id| !undeclared.contains(id))
        .count();
    Ok(undeclared.len() + named_only)
}

/// Opens every item of the agenda that waits, for a panel that votes over days. Answers how many.
pub fn open_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    act_on_items(facility, actor, call, &Command::OpenVoting, |item| {
        matches!(item.status, Status::OnAgenda | Status::Deferred) && !item.open
    })
}

/// Closes every open item that has its quorum. Answers how many were closed; items without quorum stay open.
pub fn close_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let mut closed = 0;
    for item in agenda(facility, actor, call)?
        .into_iter()
        .filter(|item| item.open && item.view == View::File)
    {
        match crate::proposal::act(
            facility,
            actor,
            item.proposal,
            None,
            &ProposalCommand::Selection(Command::CloseVoting),
        ) {
            Ok(_) => closed += 1,
            Err(Failure::Refused(workflow::refusal::Refusal::QuorumNotMet { .. })) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(closed)
}

fn act_on_items(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    command: &Command,
    wanted: fn(&Item) -> bool,
) -> Result<usize, Failure> {
    let mut done = 0;
    for item in agenda(facility, actor, call)?
        .into_iter()
        .filter(|item| item.view == View::File && wanted(item))
    {
        crate::proposal::act(
            facility,
            actor,
            item.proposal,
            None,
            &ProposalCommand::Selection(command.clone()),
        )?;
        done += 1;
    }
    Ok(done)
}

/// The amount the panel would fund: the median of smaller amounts proposed when a majority of the funding votes asks
/// for less, else the request.
fn amount_voted(file: &Proposal) -> Option<Money> {
    let requested = file.intake.submission.as_ref()?.requested?;
    let mut reduced: Vec<i64> = file
        .selection
        .ballots
        .values()
        .filter_map(|ballot| ballot.amount)
        .map(|m| m.minor)
        .collect();
    let full = file
        .selection
        .ballots
        .values()
        .filter(|ballot| ballot.choice == Choice::Fund)
        .count();
    if reduced.len() <= full {
        return Some(requested);
    }
    reduced.sort_unstable();
    Some(Money::new(
        reduced[(reduced.len() - 1) / 2],
        requested.currency,
    ))
}

/// What the rule fixed in the call makes of the closed votes. Only people who oversee the call or chair its panel see
/// it, because it counts every file; files the reader is conflicted with are counted but never named.
pub fn outline(facility: &Facility, actor: &Actor, call: CallId) -> Result<Outline, Failure> {
    facility.store.read(|conn| {
        if !(crate::roles::oversees(actor, call) || actor.holds(Role::Chair, Some(call))) {
            return Err(Failure::hidden());
        }
        outline_in(conn, call)
    })
}

fn outline_in(conn: &mut AnyConn, call: CallId) -> Result<Outline, Failure> {
    let loaded = cases::load_call(conn, call)?;
    let definition = &loaded.state.definition;
    let rules = rules_of(definition)?;
    let funding = definition.funding.as_ref().ok_or_else(Failure::hidden)?;
    let files = files(conn, call)?;
    let committed = store::proposals::committed_minor(conn, call, None)?;
    let discussed: Vec<&Proposal> = files
        .iter()
        .filter(|file| file.status == Status::Discussed)
        .collect();
    let (wanted, unwanted): (Vec<&Proposal>, Vec<&Proposal>) = discussed
        .into_iter()
        .partition(|file| file.selection.majority_to_fund());
    let candidates: Vec<allocation::Candidate<ProposalId>> = wanted
        .iter()
        .filter_map(|file| {
            Some(allocation::Candidate {
                id: file.id,
                score: file.evaluation.score.unwrap_or(0),
                amount: amount_voted(file)?.minor,
            })
        })
        .collect();
    let left = funding.ceiling_minor - committed;
    let chosen = allocation::allocate(rule(rules.allocation), &candidates, left.max(0))
        .map_err(|fault| Failure::Unexpected(fault.to_string()))?;
    let reserve_votes = |file: &&&Proposal| {
        let tally = file.selection.tally();
        tally.get(&Choice::Reserve).copied().unwrap_or(0)
            > tally.get(&Choice::Reject).copied().unwrap_or(0)
    };
    let mut waiting: Vec<ProposalId> = chosen.reserve.clone();
    waiting.extend(unwanted.iter().filter(reserve_votes).map(|file| file.id));
    let places = rules.reserve as usize;
    let (reserve, no_funds) = waiting.split_at(places.min(waiting.len()));
    let money = |minor| Money::new(minor, funding.currency);
    let amount = |id: &ProposalId| {
        candidates
            .iter()
            .find(|candidate| candidate.id == *id)
            .map_or(0, |c| c.amount)
    };
    Ok(Outline {
        rule: rules.allocation,
        ceiling: funding.ceiling(),
        selected: chosen
            .chosen
            .iter()
            .map(|id| (*id, money(amount(id))))
            .collect(),
        reserve: reserve.to_vec(),
        no_funds: no_funds.to_vec(),
        rejected: unwanted
            .iter()
            .filter(|file| !reserve_votes(file))
            .map(|file| file.id)
            .collect(),
        left: money(chosen.remaining),
    })
}

const fn rule(allocation: Allocation) -> allocation::Rule {
    match allocation {
        Allocation::RankStop => allocation::Rule::RankStop,
        Allocation::RankSkip => allocation::Rule::RankSkip,
        Allocation::BestTotalValue => allocation::Rule::BestTotalValue,
    }
}

/// Records what the rule makes of the votes as the outcomes of the panel, each with the reason given. Files the chair
/// is recused from are left to the deputy. Answers how many outcomes were recorded.
pub fn record_outline(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    reason: &Text,
) -> Result<usize, Failure> {
    let outline = outline(facility, actor, call)?;
    let mut outcomes: Vec<(ProposalId, Decision, Option<Money>, Option<u32>)> = Vec::new();
    outcomes.extend(
        outline
            .selected
            .iter()
            .map(|(id, amount)| (*id, Decision::Selected, Some(*amount), None)),
    );
    outcomes.extend(
        (1..)
            .zip(&outline.reserve)
            .map(|(rank, id)| (*id, Decision::Reserve, None, Some(rank))),
    );
    outcomes.extend(
        outline
            .no_funds
            .iter()
            .map(|id| (*id, Decision::RejectedForLackOfFunds, None, None)),
    );
    outcomes.extend(
        outline
            .rejected
            .iter()
            .map(|id| (*id, Decision::RejectedOnQuality, None, None)),
    );
    let mut recorded = 0;
    for (id, decision, amount, reserve_rank) in outcomes {
        let command = Command::RecordOutcome {
            decision,
            amount,
            reserve_rank,
            reason: reason.clone(),
        };
        match crate::proposal::act(
            facility,
            actor,
            id,
            None,
            &ProposalCommand::Selection(command),
        ) {
            Ok(_) => recorded += 1,
            Err(Failure::Refused(workflow::refusal::Refusal::Hidden)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(recorded)
}

/// Releases every decision of the panel that has not been released yet. Answers how many.
pub fn release_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let mut released = 0;
    for status in [
        Status::Selected,
        Status::Reserve,
        Status::RejectedOnQuality,
        Status::RejectedForLackOfFunds,
    ] {
        let ids = facility
            .store
            .read(|conn| store::proposals::unreleased(conn, call, status).map_err(Failure::from))?;
        for id in ids {
            crate::proposal::act(
                facility,
                actor,
                id,
                None,
                &ProposalCommand::Selection(Command::Release),
            )?;
            released += 1;
        }
    }
    let below = facility.store.read(|conn| {
        store::proposals::unreleased(conn, call, Status::BelowThreshold).map_err(Failure::from)
    })?;
    for id in below {
        let command = ProposalCommand::Evaluation(workflow::evaluation::Command::Release);
        crate::proposal::act(facility, actor, id, None, &command)?;
        released += 1;
    }
    Ok(released)
}

/// Members of the panel with their agency.
pub fn members(
    facility: &Facility,
    call: CallId,
) -> Result<Vec<(PersonId, Option<String>)>, Failure> {
    facility
        .store
        .read(|conn| Ok(store::people::panel(conn, call)?))
}

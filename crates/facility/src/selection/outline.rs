//! From the ranking to the list under the ceiling, and the release of what was decided.

use std::collections::BTreeMap;

use choice::allocation;
use store::AnyConn;
use workflow::due_diligence::Step;
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::selection::{Allocation, Choice, Command, Decision};
use workflow::text::Text;
use workflow::transition::Status;

use super::{chairs, files, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

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
    /// Files selected whose organisation cannot be given an award today, and why.
    pub blocked: BTreeMap<ProposalId, Vec<Refusal>>,
    /// Whether the reader may record all of this now.
    pub may_record: bool,
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

/// What the rule fixed in the call makes of the closed votes, for people who oversee the call or chair its panel. The
/// rule counts every file; what is shown leaves out files the reader has a conflict with, in the figures too.
pub fn outline(facility: &Facility, actor: &Actor, call: CallId) -> Result<Outline, Failure> {
    facility.store.read(|conn| {
        let chairs = chairs(actor, call);
        if !(chairs || crate::roles::oversees(actor, call)) {
            return Err(Failure::hidden());
        }
        let mut outline = outline_in(conn, call)?;
        let files = files(conn, call)?;
        let visible: BTreeMap<ProposalId, &Proposal> = files
            .iter()
            .filter(|file| policy::view(actor, &file.subject()) == View::File)
            .map(|file| (file.id, file))
            .collect();
        let seen = |id: &ProposalId| visible.contains_key(id);
        outline.selected.retain(|(id, _)| seen(id));
        for list in [
            &mut outline.reserve,
            &mut outline.rejected,
            &mut outline.no_funds,
        ] {
            list.retain(seen);
        }
        let awarded: i64 = visible
            .values()
            .filter_map(|file| file.awarded())
            .map(|amount| amount.minor)
            .sum();
        let planned: i64 = outline
            .selected
            .iter()
            .map(|(_, amount)| amount.minor)
            .sum();
        outline.left.minor = outline.ceiling.minor - awarded - planned;
        for (id, _) in &outline.selected {
            let organisation = visible.get(id).map(|file| file.organisation);
            let Some(organisation) = organisation else {
                continue;
            };
            let standing = cases::standing(conn, organisation, facility.clock.now())?;
            let held = standing.blocks(Step::Award);
            if !held.is_empty() {
                outline.blocked.insert(*id, held);
            }
        }
        outline.may_record = chairs;
        Ok(outline)
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
        blocked: BTreeMap::new(),
        may_record: false,
    })
}

const fn rule(allocation: Allocation) -> allocation::Rule {
    match allocation {
        Allocation::RankStop => allocation::Rule::RankStop,
        Allocation::RankSkip => allocation::Rule::RankSkip,
        Allocation::BestTotalValue => allocation::Rule::BestTotalValue,
    }
}

/// Records what the rule makes of the votes as the outcomes of the panel, each with the reason given: all of them or
/// none. Files the chair is recused from are left to the deputy. Answers how many outcomes were recorded.
pub fn record_outline(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    reason: &Text,
) -> Result<usize, Failure> {
    if !chairs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let mut recorded = 0;
        for (id, decision, amount, reserve_rank) in outcomes(outline_in(conn, call)?) {
            let command = ProposalCommand::Selection(Command::RecordOutcome {
                decision,
                amount,
                reserve_rank,
                reason: reason.clone(),
            });
            match cases::act_on_proposal(conn, facility, actor, id, None, &command) {
                Ok(_) => recorded += 1,
                Err(Failure::Refused(Refusal::Hidden)) => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(recorded)
    })
}

type Outcome = (ProposalId, Decision, Option<Money>, Option<u32>);

fn outcomes(outline: Outline) -> Vec<Outcome> {
    let selected = outline
        .selected
        .into_iter()
        .map(|(id, amount)| (id, Decision::Selected, Some(amount), None));
    let reserve = (1..)
        .zip(outline.reserve)
        .map(|(rank, id)| (id, Decision::Reserve, None, Some(rank)));
    let no_funds = outline
        .no_funds
        .into_iter()
        .map(|id| (id, Decision::RejectedForLackOfFunds, None, None));
    let rejected = outline
        .rejected
        .into_iter()
        .map(|id| (id, Decision::RejectedOnQuality, None, None));
    selected
        .chain(reserve)
        .chain(no_funds)
        .chain(rejected)
        .collect()
}

/// Decisions of the panel, and of the evaluation, that the person may release now.
pub fn releasable(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<(ProposalId, ProposalCommand)>, Failure> {
    let now = facility.clock.now();
    let decided = || ProposalCommand::Selection(Command::Release);
    let below = || ProposalCommand::Evaluation(workflow::evaluation::Command::Release);
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for (status, command) in [
            (Status::Selected, decided()),
            (Status::Reserve, decided()),
            (Status::RejectedOnQuality, decided()),
            (Status::RejectedForLackOfFunds, decided()),
            (Status::BelowThreshold, below()),
        ] {
            for id in store::proposals::unreleased(conn, call, status)? {
                let case = cases::ProposalCase::load(conn, id, now)?;
                if case.available(actor, now).contains(&command.action()) {
                    found.push((id, command.clone()));
                }
            }
        }
        Ok(found)
    })
}

/// Releases every decision of the panel that has not been released yet; those the person has a conflict with are left to
/// a colleague. Answers how many.
pub fn release_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    let all = releasable(facility, actor, call)?;
    for (id, command) in &all {
        crate::proposal::act(facility, actor, *id, None, command)?;
    }
    Ok(all.len())
}

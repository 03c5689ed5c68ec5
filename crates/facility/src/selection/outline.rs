//! From the ranking to the list under the ceiling, and the release of what was decided.

use std::collections::{BTreeMap, BTreeSet};

use store::AnyConn;
use workflow::call::Call;
use workflow::due_diligence::Step;
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::selection::{Allocation, Choice, Command, Decision, Rules};
use workflow::text::Text;
use workflow::transition::Status;

use super::computing::{Entrant, Terms, allocation};
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

/// Files whose votes are closed, whether their outcome is recorded or not.
pub(super) fn voted_on(files: &[Proposal]) -> impl Iterator<Item = &Proposal> {
    files.iter().filter(|file| {
        let selection = &file.selection;
        file.status == Status::Discussed
            || selection
                .decision
                .is_some_and(|one| one != Decision::Deferred)
    })
}

/// The files a rule would fund among these, given what the others have been awarded; nothing in a call without money.
pub(super) fn rule_on(
    conn: &mut AnyConn,
    call: &Call,
    rule: Allocation,
    among: &[&Proposal],
) -> Result<Option<BTreeSet<ProposalId>>, Failure> {
    let Some(funding) = &call.definition.funding else {
        return Ok(None);
    };
    let own: i64 = among
        .iter()
        .filter_map(|file| file.awarded())
        .map(|one| one.minor)
        .sum();
    let committed = store::proposals::committed_minor(conn, call.id, None)? - own;
    let rules = rules_of(&call.definition)?;
    let settled = settled(&files(conn, call.id)?, rules, among);
    let wanted = among.iter().filter(|file| file.selection.wanted(rules));
    let entrants: Vec<Entrant> = wanted.filter_map(|file| Entrant::of(file, rules)).collect();
    let terms = Terms {
        rules,
        allocation: rule,
        funding,
        left: funding.ceiling_minor - committed,
        settled: &settled,
    };
    let listed = allocation(&terms, &entrants)?;
    Ok(Some(listed.found.chosen.into_iter().collect()))
}

/// Files that have their award, without those that are decided on now.
fn settled(files: &[Proposal], rules: &Rules, among: &[&Proposal]) -> Vec<(Entrant, i64)> {
    let decided_on = |file: &Proposal| among.iter().any(|one| one.id == file.id);
    let others = files.iter().filter(|file| !decided_on(file));
    others
        .filter_map(|file| Some((Entrant::of(file, rules)?, file.awarded()?.minor)))
        .collect()
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
    let settled = settled(&files, rules, &discussed);
    let (wanted, unwanted): (Vec<&Proposal>, Vec<&Proposal>) = discussed
        .into_iter()
        .partition(|file| file.selection.wanted(rules));
    let entrants: Vec<Entrant> = wanted
        .iter()
        .filter_map(|file| Entrant::of(file, rules))
        .collect();
    let terms = Terms {
        rules,
        allocation: rules.allocation,
        funding,
        left: funding.ceiling_minor - committed,
        settled: &settled,
    };
    let chosen = allocation(&terms, &entrants)?.found;
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
    Ok(Outline {
        rule: rules.allocation,
        ceiling: funding.ceiling(),
        selected: chosen
            .chosen
            .iter()
            .zip(&chosen.awards)
            .map(|(id, award)| (*id, money(*award)))
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
                conditions: None,
                reason: reason.clone(),
            });
            match cases::act_on_proposal(conn, facility, actor, id, None, &command) {
                Ok(_) => recorded += 1,
                // The deputy records what the chair is recused from, and nothing else.
                Err(Failure::Refused(Refusal::Hidden | Refusal::ChairPresides)) => {}
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
            (Status::Rework, decided()),
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

/// Releases every decision of the panel that has not been released yet and whose letter is not held back; those the person has
/// a conflict with are left to a colleague. Answers how many.
pub fn release_all(facility: &Facility, actor: &Actor, call: CallId) -> Result<usize, Failure> {
    if releasable(facility, actor, call)?.is_empty() {
        return Ok(0);
    }
    super::letters::release(facility, actor, call, None, false)
}

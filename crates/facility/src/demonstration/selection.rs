//! The panel of six agencies: verification of those in reach of an award, declarations, ballots over some days,
//! outcomes and their release.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use workflow::due_diligence::{Answer, Category, Level};
use workflow::ids::{OrganisationId, ProposalId};
use workflow::interest::ConflictKind;
use workflow::money::Money;
use workflow::organisation::Command as Organisation;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::selection::{Choice, Command as Selection, Decision};
use workflow::text::Text;

use super::{Diary, Story, at, minutes};
use crate::failure::Failure;
use crate::registration::verification::{self, GivenAnswer};

/// Ranks whose organisations are verified before the panel meets.
const IN_REACH: usize = 28;
/// Rank (from 0) of the organisation with a red flag.
const FLAGGED: usize = 8;
/// Items opened on the first day; the others a week later.
const FIRST_DAY: usize = 30;
/// Conflicts of interest: member of the panel (from 0), rank (from 0), kind.
const CONFLICTS: [(usize, usize, ConflictKind); 6] = [
    (0, 5, ConflictKind::Employment),
    (1, 17, ConflictKind::Coauthor),
    (2, 3, ConflictKind::FundsApplicant),
    (2, 22, ConflictKind::Financial),
    (4, 11, ConflictKind::Family),
    (5, 2, ConflictKind::FundsApplicant),
];

/// An item of the agenda with what is needed to vote on it.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// The file.
    pub id: ProposalId,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// What it asks for.
    pub requested: Money,
}

#[derive(Clone, Copy)]
enum Step {
    Open { rank: usize },
    Vote { rank: usize, member: usize },
    Close { rank: usize },
    Decide,
    Release,
}

impl Story<'_> {
    /// The panel sits, as far as the story is told.
    pub(super) fn select(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 6, 23, 10));
        crate::evaluation::advance_evaluated(&self.facility, &self.cast.officer, self.call)?;
        let items = self.items()?;
        self.verify_those_in_reach(&items)?;
        self.declare_interests(&items)?;
        let mut diary = Diary::new();
        for rank in 0..items.len() {
            let opens = if rank < FIRST_DAY {
                at(2010, 7, 1, 8)
            } else {
                at(2010, 7, 7, 8)
            };
            let opens = opens + minutes(2 * rank as i64);
            diary.add(opens, Step::Open { rank });
            for member in 0..self.cast.panel.len() {
                if !conflicted(member, rank) {
                    let days = if rank < FIRST_DAY { 6 } else { 1 };
                    let votes = self.later(opens, 40, days * 24 * 60);
                    diary.add(votes, Step::Vote { rank, member });
                }
            }
            diary.add(
                at(2010, 7, 9, 8) + minutes(4 * rank as i64),
                Step::Close { rank },
            );
        }
        diary.add(at(2010, 7, 9, 14), Step::Decide);
        diary.add(at(2010, 7, 15, 10), Step::Release);
        while let Some((moment, step)) = diary.next(self.today) {
            self.set(moment);
            self.selection_step(moment, step, &items)?;
            let (done, all) = diary.progress();
            (self.progress)("selection", done, all);
        }
        Ok(())
    }

    /// The agenda, best first.
    pub(super) fn items(&self) -> Result<Vec<Item>, Failure> {
        let organisations: BTreeMap<ProposalId, OrganisationId> = self
            .planned
            .iter()
            .filter_map(|planned| Some((planned.proposal?, planned.organisation?)))
            .collect();
        let agenda = crate::selection::agenda(&self.facility, &self.cast.officer, self.call)?;
        Ok(agenda
            .into_iter()
            .filter_map(|item| {
                Some(Item {
                    id: item.proposal,
                    organisation: *organisations.get(&item.proposal)?,
                    requested: item.requested?,
                })
            })
            .collect())
    }

    /// One person answers the questions, another confirms. One organisation has a red flag.
    fn verify_those_in_reach(&mut self, items: &[Item]) -> Result<(), Failure> {
        for (place, item) in items.iter().take(IN_REACH).enumerate() {
            let proposed = at(2010, 6, 23, 13) + minutes(55 * place as i64);
            self.verify(place, item.organisation, proposed, true)?;
        }
        if let Some(item) = items.get(FLAGGED) {
            self.set(at(2010, 6, 29, 16));
            let reason = self.fixed(|texts| &texts.selection.red_flag)?;
            let command = Organisation::RaiseFlag {
                level: Level::Red,
                category: Category::Integrity,
                until: None,
                reason,
            };
            crate::registration::act(
                &self.facility,
                &self.cast.officer,
                item.organisation,
                None,
                &command,
            )?;
        }
        Ok(())
    }

    /// The verification of an organisation is proposed and, if wanted, confirmed by another person on the next day.
    pub(super) fn verify(
        &mut self,
        place: usize,
        organisation: OrganisationId,
        proposed: DateTime<Utc>,
        confirm: bool,
    ) -> Result<(), Failure> {
        let (proposes, confirms) = match place % 3 {
            0 => (&self.cast.officer, &self.cast.manager),
            1 => (&self.cast.second_officer, &self.cast.officer),
            _ => (&self.cast.screeners[2], &self.cast.second_officer),
        };
        let (proposes, confirms) = (proposes.clone(), confirms.clone());
        self.set(proposed);
        let comment = self.text(|texts| &texts.verification.comment)?;
        let yes = GivenAnswer {
            answer: Answer::Yes,
            comment: None,
            evidence: Default::default(),
        };
        let asked = &self.facility.rules.questions;
        let answers = asked
            .iter()
            .map(|question| (question.id.clone(), yes.clone()))
            .collect();
        verification::answer(
            &self.facility,
            &proposes,
            organisation,
            None,
            &answers,
            Some(&comment),
        )?;
        if confirm {
            self.set(self.clock_now() + TimeDelta::hours(21));
            let command = Organisation::ConfirmVerification;
            crate::registration::act(&self.facility, &confirms, organisation, None, &command)?;
        }
        Ok(())
    }

    pub(super) fn clock_now(&self) -> DateTime<Utc> {
        self.facility.clock.now()
    }

    /// Every member declares for every file before reading.
    fn declare_interests(&mut self, items: &[Item]) -> Result<(), Failure> {
        for (number, member) in self.cast.panel.iter().enumerate() {
            self.set(at(2010, 6, 29, 9) + minutes(170 * number as i64));
            let conflicts: BTreeMap<ProposalId, ConflictKind> = CONFLICTS
                .iter()
                .filter(|(of, ..)| *of == number)
                .filter_map(|(_, rank, kind)| Some((items.get(*rank)?.id, *kind)))
                .collect();
            crate::selection::declare(&self.facility, member, self.call, &conflicts)?;
        }
        Ok(())
    }

    /// The chair, or the deputy where the chair is recused.
    fn presides(&self, rank: usize) -> &Actor {
        &self.cast.panel[usize::from(conflicted(0, rank))]
    }

    fn selection_step(
        &mut self,
        now: DateTime<Utc>,
        step: Step,
        items: &[Item],
    ) -> Result<(), Failure> {
        match step {
            Step::Open { rank } => {
                let command = Command::Selection(Selection::OpenVoting);
                self.act(self.presides(rank), items[rank].id, &command)
            }
            Step::Vote { rank, member } => {
                let (choice, amount) = self.ballot(rank, items[rank].requested);
                let command = Command::Selection(Selection::CastBallot { choice, amount });
                self.act(&self.cast.panel[member], items[rank].id, &command)
            }
            Step::Close { rank } => {
                let command = Command::Selection(Selection::CloseVoting);
                self.act(self.presides(rank), items[rank].id, &command)
            }
            Step::Decide => self.decide(now, items),
            Step::Release => {
                crate::selection::release_all(&self.facility, &self.cast.manager, self.call)?;
                Ok(())
            }
        }
    }

    /// How a member votes on a file of this rank: the best are funded, the next kept, the others not.
    pub(super) fn ballot(&mut self, rank: usize, requested: Money) -> (Choice, Option<Money>) {
        let chance: u32 = self.rng.random_range(0..100);
        let choice = match (rank, chance) {
            (FLAGGED, 0..=84) => Choice::Reserve,
            (FLAGGED, _) => Choice::Abstain,
            (0..=20, 0..=79) | (21..=26, 0..=15) | (27.., 0..=3) => Choice::Fund,
            (0..=20, 80..=88) => Choice::FundReduced,
            (0..=20, 89..=95) | (21..=26, 16..=79) | (27.., 4..=21) => Choice::Reserve,
            (21..=26, 80..=90) | (27.., 22..=91) => Choice::Reject,
            _ => Choice::Abstain,
        };
        // A tenth less, in whole hundreds of dollars.
        let reduced = Money::new(
            requested.minor * 9 / 10 / 10_000 * 10_000,
            requested.currency,
        );
        match choice {
            Choice::FundReduced if reduced.minor >= 3_000_000 => (choice, Some(reduced)),
            Choice::FundReduced => (Choice::Fund, None),
            _ => (choice, None),
        }
    }

    /// The chair records what the rule of the call makes of the votes, with a reason for each file.
    fn decide(&mut self, now: DateTime<Utc>, items: &[Item]) -> Result<(), Failure> {
        let outline = crate::selection::outline(&self.facility, &self.cast.officer, self.call)?;
        let mut outcomes: BTreeMap<ProposalId, (Decision, Option<Money>, Option<u32>)> =
            BTreeMap::new();
        let mut say = |ids: &[ProposalId], decision| {
            for id in ids {
                outcomes.insert(*id, (decision, None, None));
            }
        };
        say(&outline.rejected, Decision::RejectedOnQuality);
        say(&outline.no_funds, Decision::RejectedForLackOfFunds);
        for (rank, id) in (1..).zip(&outline.reserve) {
            outcomes.insert(*id, (Decision::Reserve, None, Some(rank)));
        }
        for (id, amount) in &outline.selected {
            outcomes.insert(*id, (Decision::Selected, Some(*amount), None));
        }
        let mut moment = now;
        for (rank, item) in items.iter().enumerate() {
            let Some((decision, amount, reserve_rank)) = outcomes.get(&item.id).copied() else {
                continue;
            };
            moment = self.later(moment, 2, 5);
            self.set(moment);
            let command = Command::Selection(Selection::RecordOutcome {
                decision,
                amount,
                reserve_rank,
                reason: self.reason(rank, decision)?,
            });
            self.act(self.presides(rank), item.id, &command)?;
        }
        Ok(())
    }

    fn reason(&mut self, rank: usize, decision: Decision) -> Result<Text, Failure> {
        if rank == FLAGGED {
            return self.fixed(|texts| &texts.selection.flagged);
        }
        self.text(|texts| match decision {
            Decision::Selected => &texts.selection.selected,
            Decision::Reserve | Decision::Deferred => &texts.selection.reserve,
            Decision::RejectedForLackOfFunds => &texts.selection.no_funds,
            Decision::RejectedOnQuality => &texts.selection.rejected,
        })
    }
}

fn conflicted(member: usize, rank: usize) -> bool {
    CONFLICTS
        .iter()
        .any(|(of, at, _)| (*of, *at) == (member, rank))
}

//! Before the panel of six agencies sits: verification of those in reach of an award, declarations; and how its members
//! vote.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;
use workflow::due_diligence::{Answer, Category, Level};
use workflow::ids::{OrganisationId, ProposalId};
use workflow::interest::ConflictKind;
use workflow::money::Money;
use workflow::organisation::Command as Organisation;
use workflow::selection::{Choice, Decision};
use workflow::text::Text;

use super::{Story, at, minutes};
use crate::failure::Failure;
use crate::registration::verification::{self, GivenAnswer};

/// Ranks whose organisations are verified before the panel meets.
const IN_REACH: usize = 28;
/// Rank (from 0) of the organisation with a red flag.
const FLAGGED: usize = 8;
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

impl Story<'_> {
    /// The panel sits, as far as the story is told.
    pub(super) fn select(&mut self) -> Result<(), Failure> {
        self.set(at(2010, 6, 23, 10));
        crate::evaluation::advance_evaluated(&self.facility, &self.cast.officer, self.call)?;
        let items = self.items()?;
        self.verify_those_in_reach(&items)?;
        self.declare_interests(&items)?;
        self.sit(&items)
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
        let table = self.cast.panel.iter().chain([&self.cast.secretary]);
        for (number, member) in table.enumerate() {
            self.set(at(2010, 6, 29, 9) + minutes(95 * number as i64));
            let conflicts: BTreeMap<ProposalId, ConflictKind> = CONFLICTS
                .iter()
                .filter(|(of, ..)| *of == number)
                .filter_map(|(_, rank, kind)| Some((items.get(*rank)?.id, *kind)))
                .collect();
            crate::selection::declare(&self.facility, member, self.call, &conflicts)?;
        }
        Ok(())
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

    pub(super) fn reason(&mut self, rank: usize, decision: Decision) -> Result<Text, Failure> {
        if rank == FLAGGED {
            return self.fixed(|texts| &texts.selection.flagged);
        }
        self.text(|texts| match decision {
            Decision::Selected => &texts.selection.selected,
            Decision::Reserve | Decision::Deferred | Decision::Rework => &texts.selection.reserve,
            Decision::RejectedForLackOfFunds => &texts.selection.no_funds,
            Decision::RejectedOnQuality => &texts.selection.rejected,
        })
    }
}

pub(super) fn conflicted(member: usize, rank: usize) -> bool {
    CONFLICTS
        .iter()
        .any(|(of, at, _)| (*of, *at) == (member, rank))
}

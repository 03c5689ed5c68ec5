//! The panel sits: over days on the long list, then together, by video, on those at the top; outcomes, adoption, minutes,
//! release, and what the applicants answer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use workflow::ids::ProposalId;
use workflow::money::Money;
use workflow::panel::Mode;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::selection::{Choice, Command as Selection, Decision, Written};
use workflow::transition::Status;

use super::selection::{Item, conflicted};
use super::{Diary, Story, at, minutes};
use crate::failure::Failure;
use crate::selection::{self, NewSession};

/// Ranks dealt with together; the others over days.
const TOGETHER: usize = 24;
/// Ranks opened on the first day of the session over days; the others some days later.
const FIRST_DAY: usize = 36;
/// The member who is late for the session together, and how many items they miss.
const LATE: (usize, usize) = (4, 3);
/// The number of the session over days.
const OVER_DAYS: u32 = 1;
/// The number of the session together.
const BY_VIDEO: u32 = 2;

#[derive(Clone, Copy)]
enum Step {
    Begin { session: u32 },
    Open { rank: usize },
    Vote { rank: usize, member: usize },
    Close { rank: usize },
    Come { member: usize },
    Go { member: usize },
    End { session: u32 },
    Decide,
    Adopt,
    Countersign,
    Dissent,
    Sign,
    Release,
    Answer { rank: usize },
}

/// When the panel meets by video.
fn meets() -> DateTime<Utc> {
    at(2010, 7, 9, 8)
}

/// Which of the ranked, from 0, are selected under conditions.
const CONDITIONAL: [usize; 2] = [2, 5];

impl Story<'_> {
    /// Both sessions, and what follows from them.
    pub(super) fn sit(&mut self, items: &[Item]) -> Result<(), Failure> {
        self.convene(items)?;
        let mut diary = Diary::new();
        self.over_days(items.len(), &mut diary);
        self.by_video(items, &mut diary)?;
        diary.add(at(2010, 7, 9, 14), Step::Decide);
        diary.add(at(2010, 7, 9, 17), Step::Adopt);
        diary.add(at(2010, 7, 9, 17) + minutes(20), Step::Dissent);
        diary.add(
            at(2010, 7, 9, 17) + minutes(30),
            Step::End { session: BY_VIDEO },
        );
        diary.add(at(2010, 7, 12, 9), Step::Sign);
        diary.add(at(2010, 7, 13, 9), Step::Countersign);
        diary.add(at(2010, 7, 15, 10), Step::Release);
        for rank in 0..items.len() {
            diary.add(
                at(2010, 7, 15, 12) + minutes(7 * rank as i64),
                Step::Answer { rank },
            );
        }
        while let Some((moment, step)) = diary.next(self.today) {
            self.set(moment);
            self.panel_step(moment, step, items)?;
            let (done, all) = diary.progress();
            (self.progress)("selection", done, all);
        }
        Ok(())
    }

    /// The secretary convenes both sessions: the long list over days, those at the top together.
    fn convene(&mut self, items: &[Item]) -> Result<(), Failure> {
        self.set(at(2010, 6, 30, 9));
        let (top, rest) = items.split_at(TOGETHER.min(items.len()));
        let ids = |items: &[Item]| Some(items.iter().map(|item| item.id).collect());
        let over_days = NewSession {
            mode: Mode::Asynchronous,
            starts: at(2010, 7, 1, 7),
            ends: Some(at(2010, 7, 8, 17)),
            agenda: ids(rest),
        };
        let secretary = self.cast.secretary.clone();
        selection::convene(&self.facility, &secretary, self.call, &over_days)?;
        // What is left is the top: grouped so that members leave seldom.
        let together = NewSession {
            mode: Mode::Remote,
            starts: meets(),
            ends: None,
            agenda: None,
        };
        debug_assert!(!top.is_empty());
        self.set(at(2010, 6, 30, 9) + minutes(12));
        selection::convene(&self.facility, &secretary, self.call, &together)?;
        Ok(())
    }

    fn over_days(&mut self, items: usize, diary: &mut Diary<Step>) {
        diary.add(at(2010, 7, 1, 7), Step::Begin { session: OVER_DAYS });
        for rank in TOGETHER..items {
            let (opens, most) = if rank < FIRST_DAY {
                (at(2010, 7, 1, 8), 6 * 24 * 60)
            } else {
                (at(2010, 7, 6, 16), 30 * 60)
            };
            let opens = opens + minutes(rank as i64);
            diary.add(opens, Step::Open { rank });
            for member in 0..self.cast.panel.len() {
                if !conflicted(member, rank) {
                    diary.add(self.later(opens, 40, most), Step::Vote { rank, member });
                }
            }
            let closes = at(2010, 7, 8, 17) + TimeDelta::seconds(20 * rank as i64 + 60);
            diary.add(closes, Step::Close { rank });
        }
        diary.add(at(2010, 7, 8, 20), Step::End { session: OVER_DAYS });
    }

    /// Item by item, in the order of the agenda: whoever is recused leaves before and returns after.
    fn by_video(&mut self, items: &[Item], diary: &mut Diary<Step>) -> Result<(), Failure> {
        let rank_of: BTreeMap<ProposalId, usize> = (0..)
            .zip(items)
            .map(|(rank, item)| (item.id, rank))
            .collect();
        let sessions = selection::sessions(&self.facility, &self.cast.officer, self.call)?;
        let agenda = sessions
            .into_iter()
            .find(|view| view.session.number == BY_VIDEO)
            .map(|view| view.session.agenda)
            .unwrap_or_default();
        let members = self.cast.panel.len();
        diary.add(meets(), Step::Begin { session: BY_VIDEO });
        for member in (0..members).filter(|member| *member != LATE.0) {
            diary.add(meets() + minutes(1), Step::Come { member });
        }
        let mut out: BTreeSet<usize> = [LATE.0].into();
        for (place, id) in agenda.iter().enumerate() {
            let Some(rank) = rank_of.get(id).copied() else {
                continue;
            };
            let begins = meets() + minutes(5 + 7 * place as i64);
            for member in 0..members {
                let late = member == LATE.0 && place < LATE.1;
                if late {
                    continue;
                }
                let leaves = conflicted(member, rank);
                if leaves && out.insert(member) {
                    diary.add(begins, Step::Go { member });
                } else if !leaves && out.remove(&member) {
                    diary.add(begins, Step::Come { member });
                }
            }
            diary.add(begins + minutes(1), Step::Open { rank });
            for member in 0..members {
                if !out.contains(&member) {
                    let votes = begins + TimeDelta::seconds(120 + 25 * member as i64);
                    diary.add(votes, Step::Vote { rank, member });
                }
            }
            diary.add(begins + minutes(6), Step::Close { rank });
        }
        for member in out {
            diary.add(at(2010, 7, 9, 13), Step::Come { member });
        }
        Ok(())
    }

    /// The chair, or the deputy where the chair is recused.
    fn presides(&self, rank: usize) -> &Actor {
        &self.cast.panel[usize::from(conflicted(0, rank))]
    }

    fn panel_step(
        &mut self,
        now: DateTime<Utc>,
        step: Step,
        items: &[Item],
    ) -> Result<(), Failure> {
        let call = self.call;
        let panel = self.cast.panel.clone();
        let (chair, deputy) = (&panel[0], &panel[1]);
        let acts = |command| Command::Selection(command);
        match step {
            Step::Begin { session } => {
                selection::begin(&self.facility, chair, call, session)?;
            }
            Step::End { session } => {
                selection::end(&self.facility, chair, call, session)?;
            }
            Step::Come { member } => {
                let person = panel[member].person;
                selection::attend(&self.facility, &panel[member], call, BY_VIDEO, person)?;
            }
            // The secretary sees to it that who is recused is out.
            Step::Go { member } => {
                let secretary = self.cast.secretary.clone();
                let person = panel[member].person;
                selection::leave(&self.facility, &secretary, call, BY_VIDEO, person)?;
            }
            Step::Open { rank } => {
                self.act(
                    self.presides(rank),
                    items[rank].id,
                    &acts(Selection::OpenVoting),
                )?;
            }
            Step::Vote { rank, member } => {
                let ballot = self.vote(rank, items[rank].requested);
                selection::cast(
                    &self.facility,
                    &panel[member],
                    items[rank].id,
                    &ballot,
                    None,
                )?;
            }
            Step::Close { rank } => {
                self.act(
                    self.presides(rank),
                    items[rank].id,
                    &acts(Selection::CloseVoting),
                )?;
            }
            Step::Decide => self.decide(now, items)?,
            Step::Adopt => {
                selection::adopt(&self.facility, chair, call)?;
                self.set(now + minutes(6));
                selection::adopt(&self.facility, deputy, call)?;
            }
            Step::Countersign => {
                for adoption in [1, 2] {
                    let manager = self.cast.manager.clone();
                    selection::countersign(&self.facility, &manager, call, adoption)?;
                }
            }
            Step::Dissent => {
                let text = self.fixed(|texts| &texts.selection.dissent)?;
                selection::dissent(&self.facility, &panel[3], call, BY_VIDEO, &text)?;
            }
            Step::Sign => {
                for session in [OVER_DAYS, BY_VIDEO] {
                    selection::sign(&self.facility, chair, call, session, None)?;
                }
            }
            Step::Release => {
                selection::release_all(&self.facility, &self.cast.manager, call)?;
            }
            Step::Answer { rank } => self.answer_award(&items[rank])?,
        }
        Ok(())
    }

    /// A ballot as it is written down.
    pub(super) fn vote(&mut self, rank: usize, requested: Money) -> Written {
        let (choice, amount) = self.ballot(rank, requested);
        Written {
            choice,
            amount: amount.filter(|_| choice == Choice::FundReduced),
            points: None,
            place: None,
        }
    }

    /// Those who are offered an award accept it; one declines later.
    fn answer_award(&mut self, item: &Item) -> Result<(), Failure> {
        let view = crate::proposal::view(&self.facility, &self.cast.officer, item.id)?;
        let Some(index) = self.index_of(item.id) else {
            return Ok(());
        };
        if view.proposal.status != Status::Selected || self.declines(item.id)? {
            return Ok(());
        }
        let owner = self.owner(index)?;
        self.act(&owner, item.id, &Command::Selection(Selection::AcceptAward))
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
        let conditions = self.fixed(|texts| &texts.agreement.conditions)?;
        let mut moment = now;
        for (rank, item) in items.iter().enumerate() {
            let Some((decision, amount, reserve_rank)) = outcomes.get(&item.id).copied() else {
                continue;
            };
            moment = self.later(moment, 2, 5);
            self.set(moment);
            let conditional = decision == Decision::Selected && CONDITIONAL.contains(&rank);
            let command = Command::Selection(Selection::RecordOutcome {
                decision,
                amount,
                reserve_rank,
                conditions: conditional.then(|| conditions.clone()),
                reason: self.reason(rank, decision)?,
            });
            self.act(self.presides(rank), item.id, &command)?;
        }
        Ok(())
    }
}

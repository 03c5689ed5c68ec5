//! Agreements: terms are prepared by one and sent by another, accepted and signed on both sides. One applicant
//! declines the award, and the next of the reserve list is promoted.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use workflow::agreement::Command as Agreement;
use workflow::ids::ProposalId;
use workflow::money::Money;
use workflow::proposal::Command;
use workflow::selection::Command as Selection;
use workflow::transition::Status;

use super::{Diary, Story, at, minutes};
use crate::failure::Failure;

/// Which of those selected (from 0, without the visitor's) declines.
const DECLINES: usize = 6;

/// An award on its way to a grant.
#[derive(Clone, Copy)]
struct Award {
    id: ProposalId,
    /// Index of the organisation.
    index: usize,
    amount: Money,
    starts_on: NaiveDate,
    months: u32,
    declines: bool,
}

#[derive(Clone, Copy)]
enum Step {
    Negotiate,
    Prepare,
    Send,
    Accept,
    SignThere,
    SignHere,
    Start,
    Decline,
}

impl Story<'_> {
    /// Awards become grants.
    pub(super) fn contract(&mut self) -> Result<(), Failure> {
        let mut diary = Diary::new();
        let mut others = 0;
        for (place, (id, index, amount)) in self.awards()?.into_iter().enumerate() {
            let visitor = self.planned[index].shown;
            let declines = self.declines(id)?;
            let (starts_on, months) = if visitor {
                (day(2010, 9, 1), 12)
            } else {
                (start(others), if others == COMPLETED { 6 } else { 12 })
            };
            others += usize::from(!visitor);
            let award = Award {
                id,
                index,
                amount,
                starts_on,
                months,
                declines,
            };
            let first = at(2010, 7, 16, 8) + minutes(25 * place as i64);
            self.schedule(award, first, &mut diary);
        }
        while let Some((moment, (award, step))) = diary.next(self.today) {
            self.set(moment);
            self.agreement_step(moment, award, step, &mut diary)?;
            let (done, all) = diary.progress();
            (self.progress)("agreement", done, all);
        }
        Ok(())
    }

    /// Those with an award, best first: file, index of the organisation, amount.
    fn awards(&self) -> Result<Vec<(ProposalId, usize, Money)>, Failure> {
        let agenda = crate::selection::agenda(&self.facility, &self.cast.officer, self.call)?;
        Ok(agenda
            .into_iter()
            .filter(|item| item.status == Status::Selected)
            .filter_map(|item| {
                let index = self.index_of(item.proposal)?;
                Some((item.proposal, index, item.awarded?))
            })
            .collect())
    }

    /// Whether a file is the one whose applicant declines the award.
    pub(super) fn declines(&self, id: ProposalId) -> Result<bool, Failure> {
        let mut others = self.awards()?.into_iter();
        let declining = others
            .by_ref()
            .filter(|(_, index, _)| !self.planned[*index].shown);
        Ok(declining.skip(DECLINES).map(|(other, ..)| other).next() == Some(id))
    }

    /// Index of the organisation a proposal comes from.
    pub(super) fn index_of(&self, id: ProposalId) -> Option<usize> {
        self.planned
            .iter()
            .position(|planned| planned.proposal == Some(id))
    }

    fn schedule(&mut self, award: Award, first: DateTime<Utc>, diary: &mut Diary<(Award, Step)>) {
        let days = TimeDelta::days;
        if award.declines {
            diary.add(self.later(first + days(6), 0, 500), (award, Step::Decline));
            return;
        }
        diary.add(first, (award, Step::Negotiate));
        diary.add(first + days(3), (award, Step::Prepare));
        diary.add(first + days(4), (award, Step::Send));
        diary.add(self.later(first + days(6), 0, 900), (award, Step::Accept));
        diary.add(
            self.later(first + days(8), 0, 500),
            (award, Step::SignThere),
        );
        diary.add(first + days(11), (award, Step::SignHere));
        diary.add(first + days(12), (award, Step::Start));
    }

    fn agreement_step(
        &mut self,
        now: DateTime<Utc>,
        award: Award,
        step: Step,
        diary: &mut Diary<(Award, Step)>,
    ) -> Result<(), Failure> {
        let Award { id, index, .. } = award;
        let agreement = |command| Command::Agreement(command);
        match step {
            Step::Negotiate | Step::Start => self.act(&self.cast.officer, id, &Command::Advance),
            Step::Prepare => {
                let ends_on = award.starts_on + Months::new(award.months) - TimeDelta::days(1);
                let command = agreement(Agreement::PrepareAgreement {
                    amount: award.amount,
                    starts_on: award.starts_on,
                    ends_on,
                });
                self.act(&self.cast.officer, id, &command)
            }
            Step::Send => self.act(&self.cast.manager, id, &agreement(Agreement::SendAgreement)),
            Step::Accept => {
                let owner = self.owner(index)?;
                self.act(&owner, id, &agreement(Agreement::AcceptAgreement))
            }
            Step::SignThere => {
                let owner = self.owner(index)?;
                self.act(&owner, id, &agreement(Agreement::SignAgreement))
            }
            Step::SignHere => {
                self.act(&self.cast.manager, id, &agreement(Agreement::SignAgreement))
            }
            Step::Decline => {
                let reason = self.fixed(|texts| &texts.agreement.decline)?;
                let owner = self.owner(index)?;
                let decline = Command::Selection(Selection::DeclineAward { reason });
                self.act(&owner, id, &decline)?;
                self.promote(now + TimeDelta::days(2), diary)
            }
        }
    }

    /// The first of the reserve list takes the place of who declined.
    fn promote(
        &mut self,
        moment: DateTime<Utc>,
        diary: &mut Diary<(Award, Step)>,
    ) -> Result<(), Failure> {
        self.set(moment);
        let agenda = crate::selection::agenda(&self.facility, &self.cast.officer, self.call)?;
        let mut reserve = Vec::new();
        for item in agenda {
            if item.status != Status::Reserve {
                continue;
            }
            let view = crate::proposal::view(&self.facility, &self.cast.officer, item.proposal)?;
            let rank = view.proposal.selection.reserve_rank;
            reserve.push((rank, item.proposal, item.requested));
        }
        reserve.sort_by_key(|(rank, ..)| *rank);
        let Some((_, id, Some(requested))) = reserve.first().copied() else {
            return Ok(());
        };
        let funnel = crate::dashboard::funnel(&self.facility, Some(&self.cast.officer), self.call)?;
        let left = funnel.ceiling_minor - funnel.committed_minor;
        let amount = Money::new(requested.minor.min(left), requested.currency);
        let reason = self.fixed(|texts| &texts.selection.promote)?;
        let propose = Command::Selection(Selection::ProposePromotion {
            amount: Some(amount),
            reason,
        });
        self.act(&self.cast.officer, id, &propose)?;
        self.set(moment + minutes(25));
        let promote = Command::Selection(Selection::Promote);
        self.act(&self.cast.second_officer, id, &promote)?;
        self.set(moment + minutes(40));
        self.act(
            &self.cast.manager,
            id,
            &Command::Selection(Selection::Release),
        )?;
        if let Some(index) = self.index_of(id) {
            self.set(moment + minutes(300));
            let owner = self.owner(index)?;
            self.act(&owner, id, &Command::Selection(Selection::AcceptAward))?;
            let award = Award {
                id,
                index,
                amount,
                starts_on: day(2010, 10, 1),
                months: 15,
                declines: false,
            };
            self.schedule(award, moment + TimeDelta::days(1), diary);
        }
        Ok(())
    }
}

/// Which of the others (from 0, without the visitor's) has a short project, completed by the end of the story.
pub(super) const COMPLETED: usize = 4;

/// When the projects of the others start.
fn start(place: usize) -> NaiveDate {
    match place {
        3 | 8 => day(2010, 8, 15),
        9 => day(2010, 10, 1),
        _ => day(2010, 8, 1),
    }
}

pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

//! Agreements: budget and plan are negotiated, conditions settled, terms prepared by one and sent by another, accepted and signed on
//! both sides. One applicant declines the award, and the next of the reserve list is promoted; their agreement expires once before
//! it is accepted.

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use workflow::agreement::Command as Agreement;
use workflow::form::{AnswerKind, Answers, BudgetLine};
use workflow::ids::ProposalId;
use workflow::money::Money;
use workflow::proposal::Command;
use workflow::record::Digest;
use workflow::selection::Command as Selection;
use workflow::transition::Status;

use super::{Diary, Story, at, minutes};
use crate::agreement::conditions::{self, Given};
use crate::agreement::{negotiation, signing};
use crate::failure::Failure;

/// Places, from 0 in the order of the list, of those whose budget is negotiated.
const NEGOTIATED: [usize; 2] = [1, 3];

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
    /// Whether budget and plan are negotiated.
    negotiates: bool,
    /// Whether the first agreement is not accepted in time.
    expires: bool,
}

#[derive(Clone, Copy)]
enum Step {
    Negotiate,
    AskForChanges,
    Revise,
    Prepare,
    Send,
    Expire,
    Recall,
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
                negotiates: NEGOTIATED.contains(&place),
                expires: false,
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
        if award.negotiates {
            diary.add(first + minutes(90), (award, Step::AskForChanges));
            diary.add(self.later(first + days(2), 0, 600), (award, Step::Revise));
        }
        diary.add(first + days(3), (award, Step::Prepare));
        diary.add(first + days(4), (award, Step::Send));
        // Two weeks for the answer, and then everything comes later.
        let first = if award.expires {
            diary.add(first + days(20), (award, Step::Expire));
            diary.add(first + days(21), (award, Step::Recall));
            diary.add(first + days(22), (award, Step::Send));
            first + days(18)
        } else {
            first
        };
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
            Step::AskForChanges => {
                let points = self.library.texts.agreement.points.iter();
                let points = points
                    .map(|text| super::parsed(text))
                    .collect::<Result<_, _>>()?;
                let ask = Agreement::RequestChanges { points };
                self.act(&self.cast.officer, id, &agreement(ask))
            }
            Step::Revise => self.revise(index, id),
            Step::Prepare => {
                self.settle(id)?;
                let ends_on = award.starts_on + Months::new(award.months) - TimeDelta::days(1);
                let command = agreement(Agreement::PrepareAgreement {
                    amount: award.amount,
                    starts_on: award.starts_on,
                    ends_on,
                });
                self.act(&self.cast.officer, id, &command)
            }
            Step::Send => {
                let manager = &self.cast.manager;
                signing::send(&self.facility, manager, id, None, None).map(|_| ())
            }
            Step::Expire => crate::agreement::clock::expire_overdue(&self.facility).map(|_| ()),
            Step::Recall => {
                let reason = self.fixed(|texts| &texts.agreement.recall)?;
                let recall = Agreement::RecallAgreement { reason };
                self.act(&self.cast.officer, id, &agreement(recall))
            }
            Step::Accept => {
                let owner = self.owner(index)?;
                let paper = self.paper(id)?;
                self.act(&owner, id, &agreement(Agreement::AcceptAgreement { paper }))
            }
            Step::SignThere => {
                let owner = self.owner(index)?;
                let paper = self.paper(id)?;
                self.act(&owner, id, &agreement(Agreement::SignAgreement { paper }))
            }
            Step::SignHere => {
                let paper = self.paper(id)?;
                let sign = agreement(Agreement::SignAgreement { paper });
                self.act(&self.cast.manager, id, &sign)
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

    /// The digest of the agreement that was sent.
    fn paper(&self, id: ProposalId) -> Result<Digest, Failure> {
        let view = crate::agreement::view(&self.facility, &self.cast.manager, id)?;
        view.paper.ok_or_else(Failure::hidden)
    }

    /// The first condition of an award is met, others are carried into the agreement.
    fn settle(&self, id: ProposalId) -> Result<(), Failure> {
        let officer = &self.cast.officer;
        let view = crate::agreement::view(&self.facility, officer, id)?;
        for condition in view.conditions {
            let given = match condition.number {
                1 => Given::Met {
                    comment: Some(self.fixed(|texts| &texts.agreement.met)?),
                    documents: Vec::new(),
                },
                _ => Given::Carried {
                    reason: self.fixed(|texts| &texts.agreement.carried)?,
                },
            };
            conditions::settle(&self.facility, officer, id, None, condition.number, given)?;
        }
        Ok(())
    }

    /// The applicant shows what they bring themselves: the first line of the budget costs a tenth more, and asks for no more. What
    /// was asked for above the panel's amount is taken from all lines alike.
    fn revise(&self, index: usize, id: ProposalId) -> Result<(), Failure> {
        let owner = self.owner(index)?;
        let view = crate::proposal::view(&self.facility, &owner, id)?;
        let awarded = view.proposal.awarded().map_or(0, |awarded| awarded.minor);
        let negotiation = crate::agreement::view(&self.facility, &owner, id)?.negotiation;
        let Some(current) = negotiation.current() else {
            return Ok(());
        };
        let mut given = Answers::new();
        for question in negotiation.form.negotiable() {
            let AnswerKind::Budget(_) = &question.answer else {
                continue;
            };
            let value = current.answers.get(&question.id).cloned();
            let lines = serde_json::from_value::<Vec<BudgetLine>>(value.unwrap_or_default());
            let Ok(mut lines) = lines else { continue };
            if let Some(first) = lines.first_mut() {
                first.unit_cost_minor += first.unit_cost_minor / 10;
            }
            let asked: i64 = lines.iter().map(|line| line.requested_minor).sum();
            // Each line gives its share, rounded down; a few minor units less than the panel gave are left.
            for line in lines.iter_mut().filter(|_| asked > awarded) {
                let share = i128::from(line.requested_minor) * i128::from(awarded);
                let share = share / i128::from(asked);
                line.requested_minor = i64::try_from(share).unwrap_or(0);
            }
            let value = serde_json::to_value(&lines);
            let value = value.map_err(|error| Failure::Unexpected(error.to_string()))?;
            given.insert(question.id.clone(), value);
        }
        negotiation::revise(&self.facility, &owner, id, None, &given).map(|_| ())
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
                negotiates: false,
                expires: true,
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

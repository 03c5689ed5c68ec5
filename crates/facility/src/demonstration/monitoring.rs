//! Running grants: payments and reports in every state they can have.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use workflow::grant::Command as Grant;
use workflow::ids::GrantId;
use workflow::money::Currency;
use workflow::payment::Channel;
use workflow::role::Actor;
use workflow::text::Text;

use super::contract::day;
use super::screening::morning;
use super::{Diary, Story, minutes};
use crate::failure::Failure;

/// How a grant has come along by the end of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// Both first reports are due; nothing is late. The visitor's.
    Due,
    /// Both first reports wait for the officer.
    Submitted,
    /// Neither has come.
    Overdue,
    /// The narrative report was sent back.
    SentBack,
    /// All reports accepted; the work is done.
    Completed,
    /// The second payment waits for its approval.
    Requested,
    /// The account moved and was confirmed; the second payment waits for the second of two approvals.
    ApprovedOnce,
    /// The second payment waits for the bank.
    Approved,
    /// The second payment can be requested; the financial report was waived.
    Payable,
    /// Started in October; the first payment was refused once.
    Young,
    /// Suspended.
    Suspended,
}

/// Courses of those that began in August, in turn.
const COURSES: [Course; 8] = [
    Course::ApprovedOnce,
    Course::Submitted,
    Course::Overdue,
    Course::SentBack,
    Course::Requested,
    Course::Approved,
    Course::Suspended,
    Course::Payable,
];

#[derive(Clone)]
enum Step {
    Request(u32),
    Approve(u32),
    ApproveOnce(u32),
    Refuse(u32),
    Pay(u32),
    /// Pays in euros.
    PayAbroad(u32),
    /// The grantee confirms what arrived: all of it, or less the charges of a bank.
    Receive(u32, i64),
    /// The organisation changes its bank.
    MoveAccount,
    /// The finance officer telephones about it.
    ConfirmAccount,
    Submit(u32),
    Accept(u32),
    SendBack(u32),
    Waive(u32),
    Suspend,
    Complete,
}

/// A grant in the story.
#[derive(Clone, Copy)]
struct Running {
    id: GrantId,
    index: usize,
    amount_minor: i64,
}

impl Story<'_> {
    /// Payments are made, reports come in.
    pub(super) fn monitor(&mut self) -> Result<(), Failure> {
        let grants = crate::monitoring::list(&self.facility, &self.cast.officer, Some(self.call))?;
        let mut running: Vec<_> = grants
            .into_iter()
            .filter_map(|view| Some((self.index_of(view.grant.proposal)?, view.grant)))
            .collect();
        // The order of the register, so that the story is the same each time.
        running.sort_by_key(|(index, _)| *index);
        let mut diary = Diary::new();
        let mut courses = COURSES.into_iter().cycle();
        for (index, grant) in running {
            let short = grant.ends_on - grant.starts_on < TimeDelta::days(200);
            let course = if self.planned[index].shown {
                Course::Due
            } else if short {
                Course::Completed
            } else if grant.starts_on >= day(2010, 10, 1) {
                Course::Young
            } else {
                courses.next().unwrap_or(Course::Due)
            };
            let running = Running {
                id: grant.id,
                index,
                amount_minor: grant.amount.minor,
            };
            run(course, grant.starts_on, running, &mut diary);
        }
        while let Some((moment, (running, step))) = diary.next(self.today) {
            let moment = self.later(moment, 0, 240);
            self.set(moment);
            self.monitoring_step(moment, running, step)?;
            let (done, all) = diary.progress();
            (self.progress)("monitoring", done, all);
        }
        Ok(())
    }

    fn monitoring_step(
        &mut self,
        now: DateTime<Utc>,
        running: Running,
        step: Step,
    ) -> Result<(), Failure> {
        let owner = self.owner(running.index)?;
        let (officer, finance) = (self.cast.officer.clone(), self.cast.finance.clone());
        let (actor, command) = match step {
            Step::Request(tranche) => (officer, Grant::RequestPayment { tranche }),
            Step::Approve(tranche) => {
                let approve = Grant::ApprovePayment { tranche };
                let view = crate::monitoring::view(&self.facility, &finance, running.id)?;
                if view.approvals.get(&tranche) == Some(&2) {
                    let second = self.cast.second_finance.clone();
                    crate::monitoring::act(&self.facility, &second, running.id, None, &approve)?;
                    self.set(now + minutes(55));
                }
                (finance, approve)
            }
            Step::ApproveOnce(tranche) => {
                let second = self.cast.second_finance.clone();
                (second, Grant::ApprovePayment { tranche })
            }
            Step::Receive(tranche, charges) => (owner, self.receipt(running, tranche, charges)?),
            Step::MoveAccount => return self.move_account(running.index),
            Step::ConfirmAccount => (finance.clone(), self.telephone(running, &finance)?),
            Step::Refuse(tranche) => {
                let reason = self.fixed(|texts| &texts.monitoring.refuse)?;
                (finance, Grant::RefusePayment { tranche, reason })
            }
            Step::Pay(tranche) | Step::PayAbroad(tranche) => {
                let abroad = matches!(step, Step::PayAbroad(_));
                let exchange = abroad.then(|| Some((Currency::EUR, "0.71865".parse().ok()?)));
                let paid_on = now.date_naive();
                let reference = format!("TT-{}-{:04}", paid_on.format("%Y%m"), running.index);
                let command = Grant::RecordPayment {
                    tranche,
                    paid_on,
                    reference,
                    exchange: exchange.flatten(),
                };
                (finance, command)
            }
            Step::Submit(report) => {
                let narrative = self.report(running.index, report)?;
                // About half of the grant by the middle, nearly all of it at the end.
                let share = if report == 3 {
                    97
                } else {
                    44 + running.index as i64 % 7
                };
                let spent_minor = running.amount_minor * share / 100 / 100 * 100;
                let command = Grant::SubmitReport {
                    report,
                    narrative,
                    spent_minor,
                };
                (owner, command)
            }
            Step::Accept(report) => (officer, Grant::AcceptReport { report }),
            Step::SendBack(report) => {
                let points = self.fixed(|texts| &texts.monitoring.send_back)?;
                (officer, Grant::SendBackReport { report, points })
            }
            Step::Waive(report) => {
                let reason = self.fixed(|texts| &texts.monitoring.waive)?;
                (officer, Grant::WaiveReport { report, reason })
            }
            Step::Suspend => {
                let reason = self.fixed(|texts| &texts.monitoring.suspend)?;
                (self.cast.manager.clone(), Grant::Suspend { reason })
            }
            Step::Complete => (officer, Grant::Complete),
        };
        crate::monitoring::act(&self.facility, &actor, running.id, None, &command)?;
        Ok(())
    }

    /// What the grantee confirms to have received: what was paid out, less `charges` in minor units.
    fn receipt(&self, running: Running, tranche: u32, charges: i64) -> Result<Grant, Failure> {
        let owner = self.owner(running.index)?;
        let view = crate::monitoring::view(&self.facility, &owner, running.id)?;
        let payment = view.grant.payments.get(&tranche);
        let paid = payment.and_then(|payment| payment.paid_out(view.grant.amount.currency));
        Ok(Grant::ConfirmReceipt {
            tranche,
            received_minor: paid.map_or(0, |paid| paid.minor) - charges,
            received_on: view.today,
        })
    }

    /// The organisation moves its account to another bank.
    fn move_account(&mut self, index: usize) -> Result<(), Failure> {
        let owner = self.owner(index)?;
        let Some(organisation) = self.planned[index].organisation else {
            return Ok(());
        };
        let row = self
            .facility
            .store
            .read(|conn| store::organisations::find(conn, organisation))?;
        let mut profile = row.ok_or_else(Failure::hidden)?.profile;
        if let Some(account) = &mut profile.bank_account {
            account.bank = "New Savings Bank".to_owned();
            account.number = format!("{:010}", 7_000_000_000_u64 + index as u64 * 7_919);
        }
        crate::registration::amend(&self.facility, &owner, organisation, None, profile)?;
        Ok(())
    }

    /// The finance officer reaches the organisation by telephone about its new account.
    fn telephone(&self, running: Running, finance: &Actor) -> Result<Grant, Failure> {
        let view = crate::monitoring::view(&self.facility, finance, running.id)?;
        let account = view.account.ok_or_else(|| {
            Failure::Unexpected("a grantee of the demonstration has no account".to_owned())
        })?;
        Ok(Grant::ConfirmBankDetails {
            details: account.digest,
            reached: super::parsed("The director, at the office number of the agreement")?,
            channel: Channel::Telephone,
            reached_on: view.today,
        })
    }

    fn report(&mut self, index: usize, report: u32) -> Result<Text, Failure> {
        let theme = self.planned[index].answers.get("theme");
        let theme = theme.and_then(|theme| theme.as_str()).unwrap_or("victims");
        let theme = theme.to_owned();
        match report {
            1 => self.text(|texts| {
                let narratives = &texts.monitoring.narrative;
                narratives
                    .get(&theme)
                    .map_or(&[] as &[String], Vec::as_slice)
            }),
            2 => self.text(|texts| &texts.monitoring.financial),
            _ => self.fixed(|texts| &texts.monitoring.last),
        }
    }
}

/// Writes down what happens to a grant.
fn run(course: Course, starts_on: NaiveDate, running: Running, diary: &mut Diary<(Running, Step)>) {
    let offset = minutes(running.index as i64 % 60);
    let mut on = |date: NaiveDate, step: Step| diary.add(morning(date) + offset, (running, step));
    let start = |days: i64| starts_on + TimeDelta::days(days);
    on(start(2), Step::Request(1));
    if course == Course::Young {
        on(start(4), Step::Refuse(1));
        on(start(8), Step::Request(1));
        on(start(11), Step::Approve(1));
        on(start(14), Step::Pay(1));
        return;
    }
    on(start(5), Step::Approve(1));
    on(start(8), Step::Pay(1));
    match course {
        Course::Overdue => {}
        Course::Submitted => on(start(13), Step::Receive(1, 1_500)),
        _ => on(start(12), Step::Receive(1, 0)),
    }
    if course == Course::ApprovedOnce {
        on(day(2011, 2, 20), Step::MoveAccount);
        on(day(2011, 3, 3), Step::ConfirmAccount);
    }
    match course {
        Course::Due | Course::Overdue | Course::Young => {}
        Course::Suspended => on(day(2011, 3, 10), Step::Suspend),
        Course::SentBack => {
            on(day(2011, 3, 9), Step::Submit(1));
            on(day(2011, 3, 18), Step::SendBack(1));
        }
        Course::Submitted => {
            on(day(2011, 3, 11), Step::Submit(2));
            on(day(2011, 3, 14), Step::Submit(1));
        }
        Course::Payable => {
            on(day(2011, 2, 18), Step::Submit(1));
            on(day(2011, 3, 2), Step::Accept(1));
            on(day(2011, 3, 4), Step::Waive(2));
        }
        Course::Completed | Course::Requested | Course::ApprovedOnce | Course::Approved => {
            on(day(2011, 2, 14), Step::Submit(1));
            on(day(2011, 2, 16), Step::Submit(2));
            on(day(2011, 2, 23), Step::Accept(1));
            on(day(2011, 2, 25), Step::Accept(2));
            let requested = if course == Course::Requested { 21 } else { 1 };
            on(day(2011, 3, requested), Step::Request(2));
            match course {
                Course::Requested => {}
                Course::ApprovedOnce => on(day(2011, 3, 4), Step::ApproveOnce(2)),
                _ => on(day(2011, 3, 4), Step::Approve(2)),
            }
            if course == Course::Completed {
                on(day(2011, 3, 8), Step::PayAbroad(2));
                on(day(2011, 3, 12), Step::Receive(2, 0));
                on(day(2011, 3, 9), Step::Submit(3));
                on(day(2011, 3, 16), Step::Accept(3));
                on(day(2011, 3, 17), Step::Complete);
            }
        }
    }
}

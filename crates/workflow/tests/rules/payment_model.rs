//! A small model searched whole: no payment is made twice, out of order, or approved by whoever requested it.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use stateright::{Checker, Model, Property};
use workflow::grant::{self, Grant};
use workflow::monitoring::PaymentStatus;
use workflow::role::{Actor, Role};
use workflow::transition::Status;

use crate::people::{CALL, Who, appointed};
use crate::say;
use crate::scene::{Running, Scene, day, noon, uneven_call};

/// A grant, and what the bank has been told so far.
#[derive(Clone, Debug)]
struct Ledger {
    grant: Grant,
    months: u32,
    paid_minor: i64,
    payments: Vec<u32>,
    /// Whether every payment was approved by somebody who had not requested it, on or after its day, and in time.
    proper: bool,
}

impl Ledger {
    fn key(&self) -> String {
        format!("{self:?}")
    }
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Hash for Ledger {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Turn {
    Does(usize, grant::Command),
    HalfAYearPasses,
}

/// Two tranches; the second waits for a report. One person is programme and finance officer at once.
struct Payments {
    start: Running,
    people: Vec<Actor>,
    commands: Vec<grant::Command>,
}

impl Payments {
    fn new() -> Self {
        let both = Actor {
            person: Who::Finance(9).id(),
            appointments: vec![
                appointed(Role::ProgrammeOfficer, Some(CALL)),
                appointed(Role::FinanceOfficer, Some(CALL)),
            ],
            memberships: vec![],
        };
        let people = vec![
            Who::Officer(1).actor(),
            Who::Finance(1).actor(),
            Who::Finance(2).actor(),
            both,
            Who::Owner.actor(),
            Who::Manager(1).actor(),
        ];
        let mut commands = vec![
            say::report(1),
            say::accept_report(1),
            say::send_back(1),
            say::suspend(),
            say::resume(),
            say::terminate(),
        ];
        for tranche in 1..=2 {
            let paid_on = day(2010, 8, 1) + chrono::Months::new(6 * (tranche - 1));
            commands.extend([
                say::request(tranche),
                say::approve(tranche),
                say::refuse(tranche),
                say::pay(tranche, paid_on),
            ]);
        }
        let mut start = Scene::draft_in(uneven_call()).running();
        start.rules.second_approval_above = Some(2_249_999);
        Self {
            start,
            people,
            commands,
        }
    }

    fn decide(
        &self,
        ledger: &Ledger,
        who: usize,
        command: &grant::Command,
    ) -> Option<Vec<grant::Event>> {
        let on = ledger.grant.starts_on + chrono::Months::new(ledger.months);
        let actor = &self.people[who];
        let situation = grant::Situation {
            now: noon(on),
            ..self.start.situation(actor)
        };
        grant::decide(&ledger.grant, command, &situation).ok()
    }
}

impl Model for Payments {
    type State = Ledger;
    type Action = Turn;

    fn init_states(&self) -> Vec<Ledger> {
        vec![Ledger {
            grant: self.start.grant.clone(),
            months: 0,
            paid_minor: 0,
            payments: vec![],
            proper: true,
        }]
    }

    fn actions(&self, ledger: &Ledger, actions: &mut Vec<Turn>) {
        if ledger.months == 0 {
            actions.push(Turn::HalfAYearPasses);
        }
        for (who, command) in
            (0..self.people.len()).flat_map(|who| self.commands.iter().map(move |c| (who, c)))
        {
            if self.decide(ledger, who, command).is_some() {
                actions.push(Turn::Does(who, command.clone()));
            }
        }
    }

    fn next_state(&self, ledger: &Ledger, turn: Turn) -> Option<Ledger> {
        let mut after = ledger.clone();
        let Turn::Does(who, command) = turn else {
            after.months = 6;
            return Some(after);
        };
        for event in self.decide(ledger, who, &command)? {
            if let grant::Event::PaymentMade { tranche, .. } = event {
                let payment = &ledger.grant.payments[&tranche];
                let requested_by = payment.requested.and_then(|requested| requested.by);
                let approvers: BTreeSet<_> = payment.approvals.iter().map(|one| one.by).collect();
                // The second tranche is above what takes one approval, by two cents.
                let needed = if tranche == 2 { 2 } else { 1 };
                after.proper &= approvers.len() == needed
                    && !approvers.contains(&requested_by)
                    && !approvers.contains(&None)
                    && ledger.grant.status != Status::Suspended
                    && (tranche == 1 || ledger.months == 6);
                after.paid_minor += payment.tranche.amount_minor;
                after.payments.push(tranche);
            }
            let id = after.grant.id;
            let person = Some(self.people[who].person);
            // The time of an act makes no difference here, and would make states differ.
            after.grant = grant::evolve(Some(after.grant), id, &event, person, self.start.now)?;
        }
        Some(after)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "every payment was approved by another person",
                |_, ledger: &Ledger| ledger.proper,
            ),
            Property::always(
                "no tranche is paid twice, and none out of order",
                |_, ledger: &Ledger| ledger.payments.is_sorted_by(|first, second| first < second),
            ),
            Property::always("no more is paid than granted", |_, ledger: &Ledger| {
                ledger.paid_minor <= ledger.grant.amount.minor
                    && ledger.paid_minor == ledger.grant.paid_minor()
            }),
            Property::sometimes("everything is paid", |_, ledger: &Ledger| {
                ledger.paid_minor == ledger.grant.amount.minor
            }),
            Property::sometimes(
                "a terminated grant finishes its payment",
                |_, ledger: &Ledger| {
                    ledger.grant.status == Status::Terminated
                        && ledger.grant.payments[&1].status == PaymentStatus::Paid
                },
            ),
        ]
    }
}

#[test]
fn no_payment_twice_or_without_a_second_person() {
    let checker = Payments::new().checker().spawn_bfs().join();
    checker.assert_properties();
    assert!(
        checker.unique_state_count() > 500,
        "{}",
        checker.unique_state_count()
    );
}

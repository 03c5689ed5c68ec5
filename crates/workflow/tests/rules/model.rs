//! Small models searched whole: no order of events leads to an award without its guards, or to a payment that is made
//! twice or approved by whoever requested it.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use stateright::{Checker, Model, Property};
use workflow::agreement;
use workflow::call::Call;
use workflow::grant::{self, Grant};
use workflow::monitoring::PaymentStatus;
use workflow::organisation::Standing;
use workflow::proposal::{self, Command, Event, Proposal, Situation};
use workflow::role::{Actor, Role};
use workflow::selection::{self, Choice, Decision};
use workflow::transition::{StageKind, Status};

use crate::people::{CALL, Who, appointed};
use crate::say;
use crate::scene::{Running, Scene, day, noon, small_call};

const CEILING: i64 = 50_000_000;
const SMALLEST: i64 = 3_000_000;

/// A file between agenda and signature, and the world around it.
#[derive(Clone, Debug)]
struct Panel {
    file: Proposal,
    standing: Standing,
    committed_minor: i64,
    /// Whether everything an award needs held at every step that needs it.
    guarded: bool,
}

impl Panel {
    fn key(&self) -> String {
        let file = &self.file;
        format!(
            "{:?}",
            (
                (file.stage, file.status, &file.conflicts, &file.declared),
                (&file.selection, &file.agreement, self.guarded),
                (self.standing, self.committed_minor),
            )
        )
    }

    fn award_holds(&self, amount: i64) -> bool {
        let votes = self.file.selection.ballots.len();
        self.standing.verified
            && !self.standing.red_flag
            && amount >= SMALLEST
            && self.committed_minor + amount <= CEILING
            && votes >= 2
    }
}

impl PartialEq for Panel {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Hash for Panel {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    Does(Who, Command),
    VerificationChanges,
    RedFlagChanges,
    OthersAreAwarded(i64),
}

struct Award {
    start: Scene,
    call: Arc<Call>,
    commands: Vec<(Who, Command)>,
}

impl Award {
    fn new() -> Self {
        let start = Scene::draft_in(small_call())
            .on_agenda()
            .does(Who::Chair, &say::no_conflict());
        let mut commands = vec![
            (Who::Member(1), say::no_conflict()),
            (Who::Member(1), say::conflict()),
            (Who::Chair, say::open_voting()),
            (Who::Chair, say::close_voting()),
            (Who::Chair, say::ballot(Choice::Fund)),
            (Who::Member(1), say::ballot(Choice::Fund)),
            (Who::Member(1), say::ballot(Choice::Reject)),
            (Who::Chair, say::outcome(Decision::Selected, Some(SMALLEST))),
            (Who::Chair, say::outcome(Decision::Reserve, None)),
            (Who::Officer(1), say::promote(SMALLEST)),
            (Who::Manager(1), say::promote(SMALLEST)),
            (Who::Manager(1), say::release_decision()),
            (Who::Manager(2), say::release_decision()),
            (Who::Officer(1), Command::Advance),
            (Who::Officer(1), say::terms(SMALLEST)),
            (Who::Manager(1), say::send()),
            (Who::Owner, say::accept()),
            (Who::Owner, say::sign()),
            (Who::Manager(1), say::sign()),
        ];
        commands.push((Who::Officer(1), say::recall()));
        Self {
            call: start.call.clone(),
            start,
            commands,
        }
    }

    fn decide(&self, panel: &Panel, who: Who, command: &Command) -> Option<Vec<Event>> {
        let actor = who.actor();
        let situation = Situation {
            call: &self.call,
            organisation: panel.standing,
            committed_minor: panel.committed_minor,
            actor: &actor,
            now: self.start.now,
        };
        proposal::decide(&panel.file, command, &situation).ok()
    }
}

impl Model for Award {
    type State = Panel;
    type Action = Step;

    fn init_states(&self) -> Vec<Panel> {
        vec![Panel {
            file: self.start.proposal.clone(),
            standing: self.start.organisation,
            committed_minor: 0,
            guarded: true,
        }]
    }

    fn actions(&self, panel: &Panel, actions: &mut Vec<Step>) {
        actions.extend([Step::VerificationChanges, Step::RedFlagChanges]);
        // Nothing is left for the smallest grant, or exactly enough.
        let other = if panel.committed_minor == 0 {
            CEILING - SMALLEST + 1
        } else {
            0
        };
        actions.push(Step::OthersAreAwarded(other));
        let possible = self
            .commands
            .iter()
            .filter(|(who, command)| self.decide(panel, *who, command).is_some());
        actions.extend(possible.map(|(who, command)| Step::Does(*who, command.clone())));
    }

    fn next_state(&self, panel: &Panel, step: Step) -> Option<Panel> {
        let mut after = panel.clone();
        match step {
            Step::VerificationChanges => after.standing.verified = !panel.standing.verified,
            Step::RedFlagChanges => after.standing.red_flag = !panel.standing.red_flag,
            Step::OthersAreAwarded(minor) => after.committed_minor = minor,
            Step::Does(who, command) => {
                for event in self.decide(panel, who, &command)? {
                    after.guarded &= match &event {
                        Event::Selection(
                            selection::Event::OutcomeRecorded {
                                decision: Decision::Selected,
                                amount: Some(amount),
                                ..
                            }
                            | selection::Event::Promoted { amount, .. },
                        ) => panel.award_holds(amount.minor),
                        Event::Agreement(
                            agreement::Event::Sent {}
                            | agreement::Event::Signed { for_facility: true },
                        ) => panel.standing.verified && !panel.standing.red_flag,
                        _ => true,
                    };
                    let id = panel.file.id;
                    let now = self.start.now;
                    after.file =
                        proposal::evolve(Some(after.file), id, &event, Some(who.id()), now)?;
                }
            }
        }
        Some(after)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "no award, offer or signature without its guards",
                |_, panel: &Panel| panel.guarded,
            ),
            Property::always(
                "only what was released is negotiated",
                |_, panel: &Panel| {
                    panel.file.stage != StageKind::Agreement
                        || panel.file.selection.released_at.is_some()
                },
            ),
            Property::always("who is selected has an amount", |_, panel: &Panel| {
                panel.file.status != Status::Selected || panel.file.awarded().is_some()
            }),
            Property::sometimes("a reserve is promoted", |_, panel: &Panel| {
                panel.file.status == Status::Selected
                    && panel.file.selection.decided_by == Some(Who::Officer(1).id())
            }),
            Property::sometimes("an agreement is signed", |_, panel: &Panel| {
                panel.file.status == Status::Signed
            }),
        ]
    }
}

#[test]
fn no_award_without_its_guards() {
    let checker = Award::new().checker().spawn_bfs().join();
    checker.assert_properties();
    assert!(
        checker.unique_state_count() > 500,
        "{}",
        checker.unique_state_count()
    );
}

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
        let start = Scene::draft_in(small_call()).running();
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
        grant::decide(
            &ledger.grant,
            &self.start.proposal,
            command,
            actor,
            noon(on),
        )
        .ok()
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
                after.proper &= payment.approved_by.is_some()
                    && payment.approved_by != payment.requested_by
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

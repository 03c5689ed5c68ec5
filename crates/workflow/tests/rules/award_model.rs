//! A small model searched whole: no order of events leads to an award without its guards.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use stateright::{Checker, Model, Property};
use workflow::agreement;
use workflow::call::Call;
use workflow::due_diligence::{Level, Standing};
use workflow::proposal::{self, Command, Event, Proposal, Situation};
use workflow::selection::{self, Choice, Decision};
use workflow::transition::{StageKind, Status};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, small_call};

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
        let votes = self.file.selection.voters().len();
        self.standing.verified
            && self.standing.flag.is_none()
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
            .adopted()
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
            (Who::Officer(1), say::propose_promotion(SMALLEST)),
            (Who::Officer(1), say::promote()),
            (Who::Manager(1), say::promote()),
            (Who::Owner, say::accept_award()),
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
            calendar: &self.start.calendar,
            panel: &self.start.panel,
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
            Step::RedFlagChanges => after.standing.flag = panel.standing.flag.xor(Some(Level::Red)),
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
                            | selection::Event::Promoted {
                                amount: Some(amount),
                                ..
                            },
                        ) => panel.award_holds(amount.minor),
                        Event::Agreement(
                            agreement::Event::Sent { .. }
                            | agreement::Event::Signed {
                                for_facility: true, ..
                            },
                        ) => panel.standing.verified && panel.standing.flag.is_none(),
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
                    && panel.file.selection.decided_by == Some(Who::Manager(1).id())
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

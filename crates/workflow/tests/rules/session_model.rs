//! A session of the panel searched whole: two files, a chair, a deputy and a member, who come and go, declare, vote and
//! decide in every order.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use stateright::{Checker, Model, Property};
use workflow::call::{self, Call};
use workflow::ids::ProposalId;
use workflow::panel::{self, Listed, Mode, Panel};
use workflow::proposal::{self, Command, Proposal, Situation};
use workflow::selection::{self, Choice, Circumstances, Decision};
use workflow::transition::Status;

use crate::people::Who;
use crate::say;
use crate::scene::{FILE, Scene, seats, session, small_call};

const OTHER: ProposalId = ProposalId(uuid::Uuid::from_u128(0x9108));
const AMOUNT: i64 = 3_000_000;
/// Enough for one grant of this size, not for two.
const CEILING: i64 = 5_000_000;
const QUORUM: usize = 2;

/// The session, both files, and whether everything held on the way.
#[derive(Clone, Debug)]
struct Room {
    call: Arc<Call>,
    files: [Proposal; 2],
    /// How often an award was given or an item opened anew: bounded, or the search never ends.
    turns: u8,
    held: bool,
}

impl Room {
    fn key(&self) -> String {
        let of = |file: &Proposal| {
            let people = (file.conflicts.clone(), file.declared.clone());
            format!("{:?}", (file.status, people, &file.selection))
        };
        let files = self.files.each_ref().map(of);
        format!("{:?}", (&self.call.panel, files, self.turns, self.held))
    }

    fn awarded(&self, without: usize) -> i64 {
        let others = self
            .files
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != without);
        others
            .filter_map(|(_, file)| file.awarded())
            .map(|money| money.minor)
            .sum()
    }
}

impl PartialEq for Room {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Hash for Room {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Step {
    File(usize, Who, Command),
    Call(Who, panel::Command),
    Adopt(Who),
}

struct Sitting {
    start: Scene,
    other: Proposal,
}

impl Sitting {
    fn new() -> Self {
        let mut definition = small_call();
        if let Some(funding) = &mut definition.funding {
            funding.ceiling_minor = CEILING;
        }
        let scene = Scene::draft_in(definition).on_agenda();
        // The member has no conflict with either; the chair may find one with the first.
        let scene = scene
            .does(Who::Member(1), &say::no_conflict())
            .does(Who::Deputy, &say::no_conflict());
        let mut other = scene.does(Who::Chair, &say::no_conflict()).proposal;
        other.id = OTHER;
        let now = scene.now;
        let scene = scene.in_call(|call| {
            let mut room = session(now);
            room.mode = Mode::Remote;
            room.agenda = vec![FILE, OTHER];
            room.present = [Who::Deputy.id(), Who::Member(1).id()].into();
            call.panel = Panel {
                sessions: vec![room],
                adoptions: Vec::new(),
            };
        });
        Self {
            start: scene,
            other,
        }
    }

    fn situation<'a>(
        &'a self,
        room: &'a Room,
        at: usize,
        panel: &'a Circumstances,
        actor: &'a workflow::role::Actor,
    ) -> Situation<'a> {
        Situation {
            call: &room.call,
            organisation: self.start.organisation,
            committed_minor: room.awarded(at),
            calendar: &self.start.calendar,
            panel,
            actor,
            now: self.start.now,
        }
    }

    fn on_file(&self, room: &Room, at: usize, who: Who, command: &Command) -> Option<Room> {
        let panel = Circumstances {
            seats: seats(),
            another_open: room.files[1 - at].selection.open,
            ..Circumstances::default()
        };
        let actor = who.actor();
        let file = &room.files[at];
        let situation = self.situation(room, at, &panel, &actor);
        let events = proposal::decide(file, command, &situation).ok()?;
        let mut after = room.clone();
        for event in events {
            after.held &= holds(room, at, who, &event);
            if let proposal::Event::Selection(
                selection::Event::OutcomeRecorded { .. } | selection::Event::VotingReopened { .. },
            ) = event
            {
                after.turns += 1;
            }
            let before = after.files[at].clone();
            after.files[at] = proposal::evolve(
                Some(before),
                file.id,
                &event,
                Some(who.id()),
                self.start.now,
            )?;
        }
        Some(after)
    }

    fn on_call(&self, room: &Room, who: Who, command: panel::Command) -> Option<Room> {
        let command = call::Command::Panel(command);
        let events = call::decide(&room.call, &command, &who.actor(), self.start.now).ok()?;
        let mut after = room.clone();
        for event in events {
            if let call::Event::DecisionCountersigned { adoption } = &event {
                let by = room.call.panel.adoptions[*adoption as usize - 1].by;
                after.held &= by != who.id();
            }
            let state = (*after.call).clone();
            let id = state.id;
            let state = call::evolve(Some(state), id, &event, Some(who.id()), self.start.now)?;
            after.call = Arc::new(state);
        }
        Some(after)
    }

    fn adopt(&self, room: &Room, who: Who) -> Option<Room> {
        let standing = room.call.panel.adopted();
        let decided = room
            .files
            .iter()
            .filter(|file| !standing.contains(&file.id));
        let list: Vec<Listed> = decided
            .filter_map(|file| {
                Some(Listed {
                    proposal: file.id,
                    decision: file.selection.decision?,
                    amount: file.selection.awarded,
                    reserve_rank: file.selection.reserve_rank,
                    departs: false,
                })
            })
            .collect();
        let alternatives = Vec::new();
        self.on_call(room, who, panel::Command::Adopt { list, alternatives })
    }

    fn after(&self, room: &Room, step: &Step) -> Option<Room> {
        match step {
            Step::File(at, who, command) => self.on_file(room, *at, *who, command),
            Step::Call(who, command) => self.on_call(room, *who, command.clone()),
            Step::Adopt(who) => self.adopt(room, *who),
        }
    }
}

/// What must hold whenever something is recorded.
fn holds(room: &Room, at: usize, who: Who, event: &proposal::Event) -> bool {
    let file = &room.files[at];
    let present = &room.call.panel.sessions[0].present;
    let recused = file.conflicts.contains_key(&who.id());
    match event {
        proposal::Event::Selection(selection::Event::VotingOpened { .. }) => {
            !room.files[1 - at].selection.open && present.len() >= QUORUM && !recused
        }
        proposal::Event::Selection(selection::Event::BallotCast { .. }) => {
            !recused && file.selection.open && present.contains(&who.id())
        }
        proposal::Event::Selection(selection::Event::VotingClosed { tally, roll, .. }) => {
            let counted = tally.values().sum::<u32>() as usize;
            counted >= QUORUM
                && counted == file.selection.ballots.len()
                && file.conflicts.keys().all(|one| {
                    roll.get(one) == Some(&selection::Attendance::Recused)
                        && !file.selection.ballots.contains_key(one)
                })
        }
        proposal::Event::Selection(selection::Event::VotingReopened { .. }) => {
            room.call.panel.adoption_of(file.id).is_none()
        }
        proposal::Event::Selection(selection::Event::OutcomeRecorded {
            decision: Decision::Selected,
            amount: Some(amount),
            ..
        }) => {
            !file.selection.open
                && file.selection.voters().len() >= QUORUM
                && amount.minor + room.awarded(at) <= CEILING
        }
        proposal::Event::Selection(selection::Event::Released { .. }) => {
            room.call.panel.countersigned(file.id)
        }
        _ => true,
    }
}

impl Model for Sitting {
    type State = Room;
    type Action = Step;

    fn init_states(&self) -> Vec<Room> {
        vec![Room {
            call: self.start.call.clone(),
            files: [self.start.proposal.clone(), self.other.clone()],
            turns: 0,
            held: true,
        }]
    }

    fn actions(&self, room: &Room, actions: &mut Vec<Step>) {
        let presiding = [Who::Chair, Who::Deputy];
        let mut tried = vec![
            Step::File(0, Who::Chair, say::conflict()),
            Step::File(0, Who::Chair, say::no_conflict()),
            Step::Adopt(Who::Chair),
            Step::Call(Who::Manager(1), panel::Command::Countersign { adoption: 1 }),
            Step::Call(
                Who::Chair,
                panel::Command::Attend {
                    session: 1,
                    person: Who::Chair.id(),
                },
            ),
            Step::Call(
                Who::Member(1),
                panel::Command::Leave {
                    session: 1,
                    person: Who::Member(1).id(),
                },
            ),
        ];
        for at in 0..2 {
            for who in presiding {
                tried.push(Step::File(at, who, say::open_voting()));
                tried.push(Step::File(at, who, say::close_voting()));
                if room.turns < 2 {
                    tried.push(Step::File(at, who, say::reopen_voting()));
                    let selected = say::outcome(Decision::Selected, Some(AMOUNT));
                    tried.push(Step::File(at, who, selected));
                }
            }
            for who in [Who::Chair, Who::Deputy, Who::Member(1)] {
                tried.push(Step::File(at, who, say::ballot(Choice::Fund)));
            }
            tried.push(Step::File(at, Who::Manager(1), say::release_decision()));
        }
        actions.extend(
            tried
                .into_iter()
                .filter(|step| self.after(room, step).is_some()),
        );
    }

    fn next_state(&self, room: &Room, step: Step) -> Option<Room> {
        self.after(room, &step)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(
                "quorum, recusal, one item at a time, ceiling, adoption",
                |_, room: &Room| room.held,
            ),
            Property::always("never above the ceiling together", |_, room: &Room| {
                room.awarded(usize::MAX) <= CEILING
            }),
            Property::always("at most one item is open", |_, room: &Room| {
                room.files.iter().filter(|file| file.selection.open).count() <= 1
            }),
            Property::sometimes("a decision is told", |_, room: &Room| {
                room.files
                    .iter()
                    .any(|file| file.selection.released_at.is_some())
            }),
            Property::sometimes(
                "the deputy decides what the chair is recused from",
                |_, room: &Room| {
                    let file = &room.files[0];
                    file.status == Status::Selected
                        && file.conflicts.contains_key(&Who::Chair.id())
                        && file.selection.decided_by == Some(Who::Deputy.id())
                },
            ),
            Property::sometimes("an item is opened anew", |_, room: &Room| {
                room.files.iter().any(|file| file.selection.round > 1)
            }),
        ]
    }
}

#[test]
fn no_award_without_quorum_or_by_a_recused_vote_or_above_the_ceiling_or_past_a_guard() {
    let checker = Sitting::new().checker().spawn_bfs().join();
    checker.assert_properties();
    assert!(
        checker.unique_state_count() > 500,
        "{}",
        checker.unique_state_count()
    );
}

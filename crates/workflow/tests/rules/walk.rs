//! Walking a table: every state reached by every command of everybody, held against the rows.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::{Debug, Display};

use workflow::role::Role;
use workflow::transition::{To, Transition, row};

use crate::people::Who;

/// Something carried out: who did what, and where it led (nowhere within this table for the next stage).
#[derive(Clone, Debug)]
pub struct Step<S, A, T> {
    pub who: Who,
    pub action: A,
    pub to: Option<S>,
    pub state: T,
}

/// What a walk has seen.
pub struct Walked<S, A, T> {
    /// Every status, and one state that has it.
    pub statuses: BTreeMap<S, T>,
    /// Every (from, action, to) that was carried out.
    pub steps: BTreeSet<(S, A, Option<S>)>,
    /// How many states were visited.
    pub visited: usize,
}

impl<S: Ord, A: Ord, T> Walked<S, A, T> {
    /// Takes in what another walk of the same table has found.
    pub fn join(&mut self, other: Self) {
        self.visited += other.visited;
        self.steps.extend(other.steps);
        for (status, scene) in other.statuses {
            self.statuses.entry(status).or_insert(scene);
        }
    }
}

/// Walks from `start`, at most `most` states. `status` tells where a state stands, `key` tells states apart, `next`
/// tries everything everybody can do. Fails when something happens that no row names.
pub fn walk<S, A, T>(
    table: &'static [Transition<S, A>],
    start: T,
    most: usize,
    status: impl Fn(&T) -> S,
    key: impl Fn(&T) -> String,
    next: impl Fn(&T) -> Vec<Step<S, A, T>>,
) -> Walked<S, A, T>
where
    S: Copy + Ord + Debug,
    A: Copy + Ord + Debug,
    T: Clone,
{
    let mut found = Walked {
        statuses: BTreeMap::new(),
        steps: BTreeSet::new(),
        visited: 0,
    };
    let mut seen = BTreeSet::from([key(&start)]);
    let mut queue = VecDeque::from([start]);
    while let Some(state) = queue.pop_front() {
        let from = status(&state);
        found.visited += 1;
        found.statuses.entry(from).or_insert_with(|| state.clone());
        for step in next(&state) {
            let named = row(table, from, step.action)
                .unwrap_or_else(|| panic!("{:?} was done in {from:?}", step.action));
            assert!(
                named.by.iter().any(|role| holds(step.who, *role)),
                "{:?} did {:?} in {from:?}",
                step.who,
                step.action
            );
            match (named.to, step.to) {
                (To::NextStage, None) => {}
                // A row that leads back to where it starts from leaves every status as it is.
                (To::Status(allowed), Some(to)) if allowed == named.from && to == from => {}
                (To::Status(allowed), Some(to))
                    if allowed != named.from && allowed.contains(&to) => {}
                (_, to) => panic!("{:?} led from {from:?} to {to:?}", step.action),
            }
            found.steps.insert((from, step.action, step.to));
            if step.to.is_some() && seen.len() < most && seen.insert(key(&step.state)) {
                queue.push_back(step.state);
            }
        }
    }
    found
}

/// A chair is a panel member, an owner an editor, an editor a reader.
fn holds(who: Who, role: Role) -> bool {
    let held = who.role();
    held.serves_as(role) || (role.is_applicant() && held <= role)
}

/// Every row was carried out from each status it names, and led to each status it names; actions in `elsewhere` are
/// carried out by other means. Every status but the `last` ones can be left.
pub fn covers<S, A, T>(
    table: &'static [Transition<S, A>],
    walked: &Walked<S, A, T>,
    statuses: &[S],
    elsewhere: &[A],
    last: &[S],
) where
    S: Copy + Ord + Debug + Display,
    A: Copy + Ord + Debug,
{
    for status in statuses {
        assert!(
            walked.statuses.contains_key(status),
            "{status} is never reached"
        );
        let onward = table
            .iter()
            .any(|row| row.to == To::NextStage && row.from.contains(status));
        let left = walked
            .steps
            .iter()
            .any(|step| step.0 == *status && step.2 != Some(*status));
        assert_eq!(
            onward || left,
            !last.contains(status),
            "whether {status} can be left"
        );
    }
    for row in table.iter().filter(|row| !elsewhere.contains(&row.action)) {
        for from in row.from {
            let done = |step: &&(S, A, Option<S>)| step.0 == *from && step.1 == row.action;
            assert!(
                walked.steps.iter().any(|step| done(&step)),
                "nobody ever does {:?} in {from}",
                row.action
            );
        }
        let To::Status(targets) = row.to else {
            continue;
        };
        for to in targets {
            let led = |step: &&(S, A, Option<S>)| {
                row.from.contains(&step.0) && step.1 == row.action && step.2 == Some(*to)
            };
            assert!(
                walked.steps.iter().any(|step| led(&step)),
                "{:?} never leads to {to}",
                row.action
            );
        }
    }
}

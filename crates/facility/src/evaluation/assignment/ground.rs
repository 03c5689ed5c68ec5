//! What an assignment is made from: files with what they need, evaluators with what they know and hold.

use std::collections::{BTreeMap, BTreeSet};

use super::Bar;
use chrono::NaiveDate;
use store::AnyConn;
use workflow::country::Region;
use workflow::evaluation::Rules;
use workflow::evaluator::{EvaluatorProfile, Level};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::proposal::Proposal;
use workflow::role::Role;

use crate::failure::Failure;

/// A file that waits for evaluators.
#[derive(Clone, Debug)]
pub struct NeedyFile {
    /// The file as its chain tells it.
    pub state: Proposal,
    /// Evaluators it still needs.
    pub needs: u32,
    /// Language it is written in (BCP 47), as far as that is known.
    pub language: Option<String>,
    /// Its theme.
    pub theme: Option<String>,
    /// Region of its country.
    pub region: Region,
}

impl NeedyFile {
    /// A file with what it needs.
    pub fn of(state: Proposal, needs: u32) -> Self {
        let submission = state.intake.submission.as_ref();
        Self {
            needs,
            language: submission.and_then(|submission| submission.language.clone()),
            theme: submission.and_then(|submission| submission.theme.clone()),
            region: state.country.region(),
            state,
        }
    }

    /// The file.
    pub const fn id(&self) -> ProposalId {
        self.state.id
    }
}

/// An evaluator who could be given files.
#[derive(Clone, Debug)]
pub struct Reader {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they say of themselves.
    pub profile: EvaluatorProfile,
    /// Files they hold and have not scored yet, in every call: what counts for the most they take at a time.
    pub open: u32,
    /// Files they hold or have scored, in every call: what counts for an even load.
    pub held: u32,
    /// Organisations they act for.
    organisations: BTreeSet<OrganisationId>,
}

impl Reader {
    /// The most files they can still be given: what the call allows one person, and what they take at a time.
    pub fn room(&self, rules: &Rules) -> u32 {
        let by_call = rules.most_files.saturating_sub(self.held);
        let own = self
            .profile
            .most_files
            .map(|most| most.saturating_sub(self.open));
        own.map_or(by_call, |own| own.min(by_call))
    }

    /// Days of the period they are not away.
    fn present(&self, from: NaiveDate, days: u32) -> u32 {
        let there = from
            .iter_days()
            .take(days as usize)
            .filter(|day| !self.profile.is_away(*day));
        u32::try_from(there.count()).unwrap_or(days)
    }

    /// The level at which they read the file's language; nothing when they do not, or nothing is known.
    pub fn level(&self, file: &NeedyFile) -> Option<Level> {
        self.profile.level(file.language.as_deref()?)
    }

    /// Every reason why the person can never be given the file.
    pub fn bars(&self, file: &NeedyFile, rules: &Rules, today: NaiveDate) -> BTreeSet<Bar> {
        let mut bars = BTreeSet::new();
        let state = &file.state;
        let beside = state.intake.beside_the_lead();
        let own = |organisation: &OrganisationId| {
            *organisation == state.organisation || beside.contains_key(organisation)
        };
        if state.conflicts.contains_key(&self.person) || self.organisations.iter().any(own) {
            bars.insert(Bar::Conflict);
        }
        if state.suspected.contains_key(&self.person) {
            bars.insert(Bar::Suspicion);
        }
        if state.evaluation.assignments.contains_key(&self.person) {
            bars.insert(Bar::HadIt);
        }
        // Who has said nothing of languages is not held to have said that they read none.
        let silent = self.profile.languages.is_empty() || file.language.is_none();
        if !silent && self.level(file).is_none() {
            bars.insert(Bar::Language);
        }
        if self.present(today, rules.days) * 2 < rules.days {
            bars.insert(Bar::Away);
        }
        bars
    }
}

impl Reader {
    /// Whether a person can give them the file by hand.
    pub fn may_be_chosen(&self, file: &NeedyFile, rules: &Rules, today: NaiveDate) -> bool {
        let bars = self.bars(file, rules, today);
        bars.into_iter().all(Bar::can_be_overruled)
    }
}

/// The evaluators of a call, by name. What they hold is counted without the files `seen_by` has a conflict with, when the
/// answer is for somebody: what follows from it must not tell of these files.
pub fn readers(
    conn: &mut AnyConn,
    call: CallId,
    seen_by: Option<PersonId>,
) -> Result<Vec<Reader>, Failure> {
    let people = store::people::with_role(conn, Role::Evaluator, Some(call))?;
    let mut profiles = crate::evaluators::profiles(conn, people.iter().copied())?;
    let names = store::people::names(conn, people.iter().copied())?;
    let mut found = Vec::with_capacity(people.len());
    for person in people {
        let (open, held) = store::scores::load_of(conn, person, seen_by)?;
        let memberships = store::people::memberships(conn, person)?;
        found.push(Reader {
            person,
            name: names.get(&person).cloned().unwrap_or_default(),
            profile: profiles.remove(&person).unwrap_or_default(),
            open,
            held,
            organisations: memberships.into_iter().map(|(of, _)| of).collect(),
        });
    }
    found.sort_by(|a, b| (&a.name, a.person).cmp(&(&b.name, b.person)));
    Ok(found)
}

/// Numbers for names, from 0, in their order.
pub(super) fn numbered<T: Ord + Clone>(names: impl Iterator<Item = T>) -> BTreeMap<T, u32> {
    let all: BTreeSet<T> = names.collect();
    all.into_iter().zip(0..).collect()
}

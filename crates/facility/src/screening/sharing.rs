//! Waiting files shared out among the screeners of a call: to whoever holds fewest and is free for the file.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::screening_loads::{self, Load};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy;
use workflow::proposal::{self, Command as ProposalCommand};
use workflow::role::{Actor, Role};
use workflow::screening::Command;

use crate::Facility;
use crate::accounts;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// A file that waits, and who may be given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The file.
    pub file: ProposalId,
    /// Screeners without a conflict of interest who have had no part in its screening.
    pub free: BTreeSet<PersonId>,
}

/// Gives each file, in the order given, to the free screener who holds fewest then; of several, to the one who was given
/// fewest here, then by id. A file nobody is free for is given to nobody.
pub fn shared(
    files: &[Waiting],
    held: &BTreeMap<PersonId, usize>,
) -> Vec<(ProposalId, Option<PersonId>)> {
    let mut given: BTreeMap<PersonId, usize> = BTreeMap::new();
    files
        .iter()
        .map(|waiting| {
            let fewest = waiting.free.iter().copied().min_by_key(|person| {
                let here = given.get(person).copied().unwrap_or_default();
                (
                    held.get(person).copied().unwrap_or_default() + here,
                    here,
                    *person,
                )
            });
            if let Some(person) = fewest {
                *given.entry(person).or_default() += 1;
            }
            (waiting.file, fewest)
        })
        .collect()
}

/// A screener in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they hold and have done.
    pub load: Load,
    /// How many files the plan gives them.
    pub given: usize,
}

/// A waiting file in a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The file.
    pub file: ProposalId,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Since when it waits (UTC).
    pub since: DateTime<Utc>,
    /// To whom the plan gives it; nobody when nobody is free, or when it is not shared out this time.
    pub to: Option<PersonId>,
    /// How many screeners are free for it.
    pub free: usize,
    /// Whether it is among those to be shared out.
    pub chosen: bool,
}

/// How waiting files would be shared out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The waiting files, oldest first.
    pub files: Vec<Planned>,
    /// The screeners of the call, by name.
    pub screeners: Vec<Sharer>,
}

impl Plan {
    /// How many files it gives to somebody.
    pub fn given(&self) -> usize {
        self.files.iter().filter(|file| file.to.is_some()).count()
    }
}

/// How the oldest `most` waiting files of a call (all, when not given) would be shared out by this person. For those who
/// oversee the call; hidden from everybody else. Only an officer is free to give anything; files they have a conflict with
/// are left to others.
pub fn plan(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    most: Option<usize>,
) -> Result<Plan, Failure> {
    facility
        .store
        .read(|conn| plan_in(conn, facility, actor, call, most))
}

/// Shares them out, all of it or nothing, for an officer of the call. Answers what was done.
pub fn share_out(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    most: Option<usize>,
) -> Result<Plan, Failure> {
    if !actor.holds(Role::ProgrammeOfficer, Some(call)) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let plan = plan_in(conn, facility, actor, call, most)?;
        for planned in &plan.files {
            let Some(screener) = planned.to else {
                continue;
            };
            let command = ProposalCommand::Screening(Command::AssignScreener { screener });
            cases::act_on_proposal(conn, facility, actor, planned.file, None, &command)?;
        }
        Ok(plan)
    })
}

fn plan_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    most: Option<usize>,
) -> Result<Plan, Failure> {
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    cases::load_call(conn, call)?;
    let now = facility.clock.now();
    let loads = screening_loads::loads(conn, call, actor.person)?;
    let screeners = screeners_of(conn, call, now)?;
    let most = most.unwrap_or(usize::MAX);
    let (mut files, mut to_share) = (Vec::new(), Vec::new());
    for (at, (file, since)) in screening_loads::waiting(conn, call, actor.person)?
        .into_iter()
        .enumerate()
    {
        let case = ProposalCase::load(conn, file, now)?;
        let free: BTreeSet<PersonId> = screeners
            .iter()
            .filter(|(_, screener)| is_free(&case, actor, screener, now))
            .map(|(_, screener)| screener.person)
            .collect();
        files.push(planned(conn, &case, since, free.len(), at < most)?);
        if at < most {
            to_share.push(Waiting { file, free });
        }
    }
    let held = loads.iter().map(|(person, load)| (*person, load.held));
    let given = shared(&to_share, &held.collect());
    for (planned, (_, to)) in files.iter_mut().zip(&given) {
        planned.to = *to;
    }
    let sharer = |(name, screener): (String, Actor)| Sharer {
        person: screener.person,
        name,
        load: loads.get(&screener.person).copied().unwrap_or_default(),
        given: given
            .iter()
            .filter(|(_, to)| *to == Some(screener.person))
            .count(),
    };
    Ok(Plan {
        files,
        screeners: screeners.into_iter().map(sharer).collect(),
    })
}

/// Everybody who screens for a call and can sign in, by name.
pub(super) fn screeners_of(
    conn: &mut AnyConn,
    call: CallId,
    now: DateTime<Utc>,
) -> Result<Vec<(String, Actor)>, Failure> {
    let mut found = Vec::new();
    for person in store::people::with_role(conn, Role::Screener, Some(call))? {
        if let Some(known) = accounts::signed_in(conn, person, now)? {
            found.push((known.person.name, known.actor));
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.person.cmp(&other.1.person)));
    Ok(found)
}

/// Whether the officer may give the file to the screener, as the rules say; nobody is given a file of an organisation they
/// work for.
fn is_free(case: &ProposalCase, officer: &Actor, screener: &Actor, now: DateTime<Utc>) -> bool {
    let state = &case.proposal.state;
    let command = ProposalCommand::Screening(Command::AssignScreener {
        screener: screener.person,
    });
    !policy::is_party(screener, &state.subject())
        && proposal::decide(state, &command, &case.situation(officer, now, 0)).is_ok()
}

fn planned(
    conn: &mut AnyConn,
    case: &ProposalCase,
    since: DateTime<Utc>,
    free: usize,
    chosen: bool,
) -> Result<Planned, Failure> {
    let state = &case.proposal.state;
    let organisation = store::organisations::find(conn, state.organisation)?;
    Ok(Planned {
        file: state.id,
        reference: state.reference(&case.call),
        title: crate::proposal::title_in(conn, case)?,
        organisation: organisation
            .map(|row| row.profile.legal_name)
            .unwrap_or_default(),
        country: state.country.to_string(),
        since,
        to: None,
        free,
        chosen,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people<const N: usize>() -> [PersonId; N] {
        std::array::from_fn(|at| PersonId::from(uuid::Uuid::from_u128(at as u128 + 1)))
    }

    fn waiting(number: u128, free: &[PersonId]) -> Waiting {
        Waiting {
            file: ProposalId::from(uuid::Uuid::from_u128(1000 + number)),
            free: free.iter().copied().collect(),
        }
    }

    fn counts(given: &[(ProposalId, Option<PersonId>)], people: &[PersonId]) -> Vec<usize> {
        people
            .iter()
            .map(|person| given.iter().filter(|(_, to)| *to == Some(*person)).count())
            .collect()
    }

    #[test]
    fn whoever_holds_fewest_comes_first() {
        let all = people::<3>();
        let files: Vec<Waiting> = (0..5).map(|number| waiting(number, &all)).collect();
        let held = BTreeMap::from([(all[0], 4), (all[1], 1)]);
        let given = shared(&files, &held);
        // The third catches up to the second, then both go on in turn; the first has enough.
        assert_eq!(counts(&given, &all), [0, 2, 3]);
        assert_eq!(given[0].1, Some(all[2]));
    }

    #[test]
    fn equal_shares_differ_by_one_at_most() {
        let all = people::<3>();
        for count in 0..20_u128 {
            let files: Vec<Waiting> = (0..count).map(|number| waiting(number, &all)).collect();
            let counts = counts(&shared(&files, &BTreeMap::new()), &all);
            let (most, least) = (counts.iter().max(), counts.iter().min());
            assert!(
                most.zip(least)
                    .is_some_and(|(most, least)| most - least <= 1)
            );
            assert_eq!(counts.iter().sum::<usize>() as u128, count);
        }
    }

    #[test]
    fn nobody_is_given_a_file_they_are_not_free_for() {
        let all = people::<2>();
        let files = [
            waiting(0, &all[..1]),
            waiting(1, &all[..1]),
            waiting(2, &[]),
            waiting(3, &all),
        ];
        let to: Vec<Option<PersonId>> = shared(&files, &BTreeMap::new())
            .into_iter()
            .map(|(_, to)| to)
            .collect();
        assert_eq!(to, [Some(all[0]), Some(all[0]), None, Some(all[1])]);
    }
}

//! What there is to screen, for one person.

use chrono::{DateTime, NaiveDate, Utc};
use store::AnyConn;
use store::screening_loads::{self, Load};
use workflow::definition::Localised;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::policy::{self, ProposalScope, Reach};
use workflow::procedure::Stage;
use workflow::proposal::{self, Command};
use workflow::role::{Actor, Role};
use workflow::screening::Command as Screening;
use workflow::transition::{Action, StageKind, Status};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// A file in the queue of a person.
pub struct Queued {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: Option<String>,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
    /// Status.
    pub status: Status,
    /// Since when it has this status (UTC).
    pub since: DateTime<Utc>,
    /// How many criteria have a verdict.
    pub checked: usize,
    /// How many criteria there are.
    pub criteria: usize,
    /// Last day for the applicant's answer, while one is awaited.
    pub answer_until: Option<NaiveDate>,
}

/// A screener of a call with what they hold and have done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they hold and have done.
    pub load: Load,
}

/// What waits in one call, and how the work is shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallQueue {
    /// The call.
    pub call: CallId,
    /// Its title.
    pub title: Localised,
    /// How many files nobody has taken yet; for a screener, those they may be given.
    pub waiting: usize,
    /// Since when the oldest of them waits (UTC).
    pub oldest: Option<DateTime<Utc>>,
    /// How many files are on somebody's desk.
    pub held: usize,
    /// By screener: everybody for those who oversee the call, the person alone for a screener.
    pub shares: Vec<Share>,
    /// Whether the person oversees the call and reads names.
    pub oversees: bool,
    /// Whether the person may share out what waits.
    pub may_share: bool,
}

/// What there is to screen, as one person may see it: files they have a conflict with are neither listed nor counted.
#[derive(Default)]
pub struct Queue {
    /// Files the person is checking.
    pub mine: Vec<Queued>,
    /// Outcomes the person may confirm, or disagreements they may settle.
    pub to_confirm: Vec<Queued>,
    /// Files that wait for an applicant's answer: their own, or all of them for people who oversee the call.
    pub clarifications: Vec<Queued>,
    /// Appeals the person may decide.
    pub appeals: Vec<Queued>,
    /// Calls with files in screening.
    pub calls: Vec<CallQueue>,
    /// Whether the person may take a file.
    pub may_take: bool,
}

impl Queue {
    /// The files the person has work with, in the order of the page.
    pub fn files(&self) -> impl Iterator<Item = &Queued> {
        self.mine
            .iter()
            .chain(&self.to_confirm)
            .chain(&self.appeals)
            .chain(&self.clarifications)
    }

    /// How many files nobody has taken yet, in every call.
    pub fn waiting(&self) -> usize {
        self.calls.iter().map(|call| call.waiting).sum()
    }

    /// Since when the oldest of them waits (UTC).
    pub fn oldest(&self) -> Option<DateTime<Utc>> {
        self.calls.iter().filter_map(|call| call.oldest).min()
    }

    /// How many files are on somebody's desk, in every call.
    pub fn held(&self) -> usize {
        self.calls.iter().map(|call| call.held).sum()
    }
}

/// The most files one list of the queue shows.
const MOST: i64 = 200;

/// The queue of a person who screens, or who oversees calls.
pub fn queue(facility: &Facility, actor: &Actor) -> Result<Queue, Failure> {
    let concerned = [
        Role::Screener,
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Auditor,
    ];
    if !actor.holds_one_of(&concerned) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    let me = actor.person;
    let scope = policy::proposal_scope(actor);
    let took_part = ProposalScope {
        person: me,
        any_of: scope
            .any_of
            .iter()
            .filter(|reach| matches!(reach, Reach::Screened(_)))
            .cloned()
            .collect(),
    };
    facility.store.read(|conn| {
        let of = |status| store::proposals::ProposalFilter {
            status: Some(status),
            ..Default::default()
        };
        let mut files = |scope: &ProposalScope, status, wanted: &dyn Fn(&ProposalCase) -> bool| {
            let rows = store::proposals::list(conn, scope, &of(status), None, MOST)?;
            let mut found = Vec::new();
            for (row, organisation) in rows {
                let case = ProposalCase::load(conn, row.id, now)?;
                if wanted(&case) {
                    found.push(queued(&case, row, organisation));
                }
            }
            found.sort_by_key(|file| file.since);
            Ok::<_, Failure>(found)
        };
        let may = |case: &ProposalCase, actions: &[Action]| {
            let available = case.available(actor, now);
            actions.iter().any(|action| available.contains(action))
        };
        let is_mine = |case: &ProposalCase| case.proposal.state.screening.screener == Some(me);
        let mine = files(&took_part, Status::InReview, &is_mine)?;
        let to_confirm = files(&scope, Status::ToConfirm, &|case| {
            may(case, &[Action::Confirm, Action::Settle])
        })?;
        let clarifications = files(&scope, Status::ClarificationRequested, &|case| {
            is_mine(case) || crate::roles::oversees(actor, case.call.id)
        })?;
        let appeals = files(&scope, Status::Appealed, &|case| {
            may(case, &[Action::DecideAppeal])
        })?;
        let calls = calls(conn, actor, now)?;
        let screens =
            |call: &CallQueue| call.waiting > 0 && actor.holds(Role::Screener, Some(call.call));
        Ok(Queue {
            mine,
            to_confirm,
            clarifications,
            appeals,
            may_take: calls.iter().any(screens),
            calls,
        })
    })
}

/// The calls with files in screening that the person screens or oversees.
fn calls(conn: &mut AnyConn, actor: &Actor, now: DateTime<Utc>) -> Result<Vec<CallQueue>, Failure> {
    let mut found = Vec::new();
    for id in screening_loads::calls(conn)? {
        let oversees = crate::roles::oversees(actor, id);
        if !oversees && !actor.holds(Role::Screener, Some(id)) {
            continue;
        }
        let call = crate::cases::load_call(conn, id)?.state;
        let mut waiting = screening_loads::waiting(conn, id, actor.person)?;
        if !oversees {
            // Of a file the person has had a part in, the rules say whether they may take it once more.
            for file in screening_loads::took_part(conn, id, actor.person)? {
                let waits = waiting.iter().any(|(waits, _)| *waits == file);
                if waits && !may_take(&ProposalCase::load(conn, file, now)?, actor, now) {
                    waiting.retain(|(waits, _)| *waits != file);
                }
            }
        }
        let loads = screening_loads::loads(conn, id, actor.person)?;
        let shares = super::sharing::screeners_of(conn, id, now)?
            .into_iter()
            .filter(|(_, screener)| oversees || screener.person == actor.person)
            .map(|(name, screener)| Share {
                person: screener.person,
                name,
                load: loads.get(&screener.person).copied().unwrap_or_default(),
            });
        found.push(CallQueue {
            call: id,
            title: call.definition.title.clone(),
            waiting: waiting.len(),
            oldest: waiting.first().map(|(_, since)| *since),
            held: loads.values().map(|load| load.held).sum(),
            shares: shares.collect(),
            oversees,
            may_share: actor.holds(Role::ProgrammeOfficer, Some(id)),
        });
    }
    Ok(found)
}

fn may_take(case: &ProposalCase, actor: &Actor, now: DateTime<Utc>) -> bool {
    let take = Command::Screening(Screening::AssignScreener {
        screener: actor.person,
    });
    proposal::decide(&case.proposal.state, &take, &case.situation(actor, now, 0)).is_ok()
}

fn queued(case: &ProposalCase, row: store::proposals::ProposalRow, organisation: String) -> Queued {
    let state = &case.proposal.state;
    let criteria = match case.stage_of(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules.criteria.len(),
        _ => 0,
    };
    Queued {
        proposal: row.id,
        reference: row.reference,
        title: row.title.unwrap_or_default(),
        organisation,
        country: row.country.to_string(),
        status: row.status,
        since: row.status_since,
        checked: state.screening.verdicts.len(),
        criteria,
        answer_until: state
            .screening
            .clarify_until()
            .filter(|_| row.status == Status::ClarificationRequested),
    }
}

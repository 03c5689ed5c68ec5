//! What there is to screen, for one person.

use chrono::{DateTime, NaiveDate, Utc};
use workflow::ids::ProposalId;
use workflow::policy::{self, ProposalScope, Reach};
use workflow::procedure::Stage;
use workflow::role::{Actor, Role};
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
    /// How many files nobody has taken yet.
    pub waiting: i64,
    /// Since when the oldest of them waits (UTC).
    pub oldest: Option<DateTime<Utc>>,
    /// How many files are being checked, by anybody.
    pub in_review: i64,
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
        let all = policy::queue_scope(actor);
        let (waiting, oldest) = store::proposals::tally(conn, &all, &of(Status::Queued))?;
        let (in_review, _) = store::proposals::tally(conn, &all, &of(Status::InReview))?;
        Ok(Queue {
            mine,
            to_confirm,
            clarifications,
            appeals,
            waiting,
            oldest,
            in_review,
            may_take: waiting > 0 && actor.holds_anywhere(Role::Screener),
        })
    })
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

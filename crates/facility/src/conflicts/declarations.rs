//! Declarations of an evaluator on many files at once.

use chrono::{DateTime, Utc};
use store::proposals::ProposalFilter;
use workflow::country::Country;
use workflow::evaluation;
use workflow::ids::{CallId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::policy::{self, ProposalScope, Reach};
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::transition::{Action, Status};

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::roles;

/// A file to declare on: no more of it than is needed for that.
#[derive(Clone, Debug)]
pub struct ToDeclare {
    /// The file.
    pub proposal: ProposalId,
    /// The call's code.
    pub call: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// Its country.
    pub country: Country,
    /// Whether the person holds it, so that it waits for them; else every evaluator of the call is asked.
    pub assigned: bool,
    /// Whether the person has declared to be free of conflict.
    pub declared: bool,
    /// Since when it waits (UTC).
    pub since: DateTime<Utc>,
}

/// What to look at in the list.
#[derive(Clone, Debug, Default)]
pub struct Declaration {
    /// Files of this country.
    pub country: Option<Country>,
    /// Words of title or applicant.
    pub text: Option<String>,
}

/// The most files a list shows.
const MOST: i64 = 1000;

/// The files the person is asked to declare on, those they hold first, then those not declared on, then by applicant.
pub fn to_declare(
    facility: &Facility,
    actor: &Actor,
    wanted: &Declaration,
) -> Result<Vec<ToDeclare>, Failure> {
    let now = facility.clock.now();
    let asks = |reach: &Reach| matches!(reach, Reach::Assigned(_) | Reach::Declarable(_));
    let mut scope: ProposalScope = policy::proposal_scope(actor);
    scope.any_of.retain(asks);
    if scope.any_of.is_empty() {
        return Err(Failure::hidden());
    }
    let filter = ProposalFilter {
        country: wanted.country.map(|country| country.code().to_owned()),
        text: wanted.text.as_deref().map(store::search::normalised),
        ..ProposalFilter::default()
    };
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for (row, organisation) in store::proposals::list(conn, &scope, &filter, None, MOST)? {
            let case = ProposalCase::load(conn, row.id, now)?;
            let state = &case.proposal.state;
            let assigned = state.evaluation.assignments.contains_key(&actor.person);
            let declared = state.declared.contains(&actor.person);
            let available = case.available(actor, now);
            if !available.contains(&Action::DeclareConflict) {
                continue;
            }
            found.push(ToDeclare {
                proposal: row.id,
                call: case.call.definition.code.clone(),
                title: row.title.unwrap_or_default(),
                organisation,
                country: row.country,
                assigned,
                declared,
                since: row.status_since,
            });
        }
        found.sort_by(|a, b| {
            let key = |one: &ToDeclare| (one.declared, !one.assigned, one.organisation.clone());
            key(a).cmp(&key(b)).then(a.proposal.cmp(&b.proposal))
        });
        Ok(found)
    })
}

/// What came of one declaration.
#[derive(Debug)]
pub struct Declared {
    /// The file.
    pub proposal: ProposalId,
    /// Whether it is on record, or why not.
    pub outcome: Result<(), Failure>,
}

/// Declares on many files, each by itself: what is wrong with one loses no other. No kind stands for no conflict.
pub fn declare(
    facility: &Facility,
    actor: &Actor,
    declarations: &[(ProposalId, Option<ConflictKind>)],
) -> Vec<Declared> {
    let each = |(id, kind): &(ProposalId, Option<ConflictKind>)| {
        let interest = match kind {
            None => Interest::DeclareNone,
            Some(conflict) => Interest::DeclareConflict {
                conflict: *conflict,
            },
        };
        let command = Command::Interest(interest);
        let outcome = crate::proposal::act(facility, actor, *id, None, &command).map(|_| ());
        Declared {
            proposal: *id,
            outcome,
        }
    };
    declarations.iter().map(each).collect()
}

/// Asks the evaluators of a call to declare on every file that waits for its evaluators, before any is given out. Answers
/// how many files that are.
pub fn open_declarations(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<usize, Failure> {
    roles::may_in_call(actor, call, Action::OpenDeclarations)?;
    let waiting = facility.store.read(|conn| {
        let scope = policy::proposal_scope(actor);
        let filter = ProposalFilter {
            call: Some(call),
            status: Some(Status::AwaitingAssignment),
            ..ProposalFilter::default()
        };
        let rows = store::proposals::list(conn, &scope, &filter, None, 10_000)?;
        Ok::<_, Failure>(rows.into_iter().map(|(row, _)| row.id).collect::<Vec<_>>())
    })?;
    let mut opened = 0;
    let command = Command::Evaluation(evaluation::Command::OpenDeclarations);
    for id in waiting {
        match crate::proposal::act(facility, actor, id, None, &command) {
            Ok(_) => opened += 1,
            // Opened before, or gone on since it was listed.
            Err(Failure::Refused(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(opened)
}

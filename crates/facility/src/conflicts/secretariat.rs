//! The secretariat's work with conflicts: what the system found is confirmed or dismissed, and what somebody tells is set.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::suspected::{self, OnRecord};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind, Origin};
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::role::{Actor, Role};
use workflow::text::Text;

use super::evidence::Evidence;
use crate::Facility;
use crate::cases::ProposalCase;
use crate::evaluators::runs;
use crate::failure::Failure;
use crate::roles;

/// A file, as it is named in the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
}

/// What the system found of a person and a file, and nobody has settled.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The file.
    pub file: Named,
    /// Whose.
    pub person: PersonId,
    /// What speaks for it.
    pub evidence: Vec<Evidence>,
    /// The kind it would be, from what speaks most for it.
    pub kind: ConflictKind,
    /// Since when it is on record (UTC).
    pub at: DateTime<Utc>,
    /// Whether the person holds the file as evaluator.
    pub holds: bool,
    /// Whether it can be settled where the file stands.
    pub may_settle: bool,
}

/// A conflict on record.
#[derive(Clone, Debug)]
pub struct Held {
    /// The file.
    pub file: Named,
    /// Whose.
    pub person: PersonId,
    /// Which kind.
    pub kind: ConflictKind,
    /// Who brought it on record.
    pub origin: Origin,
    /// Since when (UTC).
    pub at: DateTime<Utc>,
}

/// The conflicts of a call, without files the reader has a conflict with: neither listed nor counted.
#[derive(Clone, Debug)]
pub struct OfCall {
    /// What nobody has settled, in the order of receipt.
    pub open: Vec<Finding>,
    /// What is on record, oldest first.
    pub held: Vec<Held>,
    /// Files a conflict can be set on.
    pub files: Vec<Named>,
    /// Names of everybody concerned.
    pub names: BTreeMap<PersonId, String>,
    /// Whether the reader may settle and set.
    pub may_settle: bool,
}

/// The conflicts of a call: for those who oversee it.
pub fn of_call(facility: &Facility, actor: &Actor, call: CallId) -> Result<OfCall, Failure> {
    if !roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    facility.store.read(|conn| {
        crate::cases::load_call(conn, call)?;
        let files = files(conn, actor, call)?;
        let mut open = Vec::new();
        for id in suspected::open(conn, call, actor.person)? {
            open.extend(findings(conn, actor, &files, id, now)?);
        }
        let held: Vec<Held> = suspected::on_record(conn, call, actor.person)?
            .into_iter()
            .filter_map(|one| held(&files, &one))
            .collect();
        let concerned = open
            .iter()
            .map(|one| one.person)
            .chain(held.iter().map(|one| one.person));
        let names = store::people::names(conn, concerned)?;
        let settable = files.into_values().filter(|(_, evaluated)| *evaluated);
        Ok(OfCall {
            files: settable.map(|(named, _)| named).collect(),
            open,
            held,
            names,
            may_settle: runs(actor, call),
        })
    })
}

type Files = BTreeMap<ProposalId, (Named, bool)>;

/// The files of a call the reader sees, and whether each is being evaluated.
fn files(conn: &mut AnyConn, actor: &Actor, call: CallId) -> Result<Files, Failure> {
    let scope = workflow::policy::proposal_scope(actor);
    let filter = store::proposals::ProposalFilter {
        call: Some(call),
        ..Default::default()
    };
    let rows = store::proposals::list(conn, &scope, &filter, None, 10_000)?;
    let named = rows.into_iter().map(|(row, organisation)| {
        let evaluated = row.stage_kind == workflow::transition::StageKind::Evaluation;
        let named = Named {
            proposal: row.id,
            reference: row.reference.unwrap_or_default(),
            title: row.title.unwrap_or_default(),
            organisation,
        };
        (row.id, (named, evaluated))
    });
    Ok(named.collect())
}

fn held(files: &Files, one: &OnRecord) -> Option<Held> {
    let (file, _) = files.get(&one.proposal)?;
    Some(Held {
        file: file.clone(),
        person: one.person,
        kind: one.kind,
        origin: one.origin,
        at: one.at,
    })
}

fn findings(
    conn: &mut AnyConn,
    actor: &Actor,
    files: &Files,
    id: ProposalId,
    now: DateTime<Utc>,
) -> Result<Vec<Finding>, Failure> {
    let Some((file, _)) = files.get(&id) else {
        return Ok(Vec::new());
    };
    let case = ProposalCase::load(conn, id, now)?;
    let state = &case.proposal.state;
    if workflow::policy::view(actor, &state.subject()) != View::File {
        return Ok(Vec::new());
    }
    let settles = case
        .available(actor, now)
        .contains(&workflow::transition::Action::SettleSuspicion);
    let mut found = Vec::new();
    for (person, suspicion) in &state.suspected {
        let mut evidence = Vec::new();
        for ground in &suspicion.grounds {
            let text = store::drafts::find_text(conn, ground.evidence)?;
            evidence.extend(text.as_deref().and_then(Evidence::read));
        }
        let kind = suspicion.grounds.first().map(|ground| ground.basis.kind());
        found.push(Finding {
            file: file.clone(),
            person: *person,
            evidence,
            kind: kind.unwrap_or(ConflictKind::Other),
            at: suspicion.at,
            holds: state.evaluation.assignments.contains_key(person),
            // Nobody settles what is about themselves.
            may_settle: settles && *person != actor.person,
        });
    }
    Ok(found)
}

/// The people a conflict can be set for: whoever evaluates the call, sits on its panel, screens it or runs it; by name.
pub fn people_of(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<(PersonId, String)>, Failure> {
    if !runs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let mut ids: BTreeSet<PersonId> = BTreeSet::new();
        for role in [
            Role::Evaluator,
            Role::PanelMember,
            Role::Chair,
            Role::DeputyChair,
            Role::PanelSecretary,
            Role::Screener,
            Role::ProgrammeOfficer,
            Role::FinanceOfficer,
            Role::FacilityManager,
            Role::Auditor,
        ] {
            ids.extend(store::people::with_role(conn, role, Some(call))?);
        }
        ids.remove(&actor.person);
        let names = store::people::names(conn, ids)?;
        let mut found: Vec<(PersonId, String)> = names.into_iter().collect();
        found.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
        Ok(found)
    })
}

/// Looks for conflicts in every file of a call that is being evaluated: for its programme officer and facility manager.
/// Answers of how many people and files something new was found that they may know of.
pub fn search(facility: &Facility, actor: &Actor, call: CallId) -> Result<(), Failure> {
    if !runs(actor, call) {
        return Err(Failure::hidden());
    }
    // How much was found is not told: it may concern a file the person must know nothing of.
    super::search_call(facility, call).map(|_| ())
}

fn act(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
    command: Interest,
) -> Result<i64, Failure> {
    crate::proposal::act(facility, actor, file, None, &Command::Interest(command))
}

/// Confirms what the system found. Answers the new place in the chain.
pub fn confirm(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
    person: PersonId,
    conflict: ConflictKind,
) -> Result<i64, Failure> {
    act(
        facility,
        actor,
        file,
        Interest::ConfirmSuspicion { person, conflict },
    )
}

/// Dismisses what the system found, with a reason. Answers the new place in the chain.
pub fn dismiss(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
    person: PersonId,
    reason: Text,
) -> Result<i64, Failure> {
    act(
        facility,
        actor,
        file,
        Interest::DismissSuspicion { person, reason },
    )
}

/// Sets a conflict that is known otherwise, with a reason. Answers the new place in the chain.
///
/// Errors as hidden when nobody has the id.
pub fn set(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
    person: PersonId,
    conflict: ConflictKind,
    reason: Text,
) -> Result<i64, Failure> {
    let known = facility
        .store
        .read(|conn| store::people::find(conn, person))?;
    if known.is_none() {
        return Err(Failure::field("person", "unknown-option"));
    }
    let command = Interest::SetConflict {
        person,
        conflict,
        reason,
    };
    act(facility, actor, file, command)
}

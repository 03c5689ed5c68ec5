//! Who may see and do what. One rule: for a person and a file here, and the same as clauses for queries.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::{CallId, OrganisationId, PersonId};
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::transition::{Action, StageKind, Status, Transition};

/// What the rule needs to know of a file.
#[derive(Clone, Debug)]
pub struct Subject<'a> {
    /// Its call.
    pub call: CallId,
    /// The applying organisation.
    pub organisation: OrganisationId,
    /// Organisations that were named to apply together with it.
    pub co_applicants: BTreeSet<OrganisationId>,
    /// The stage it stands in.
    pub stage: StageKind,
    /// Its status.
    pub status: Status,
    /// Whether it has ever been submitted; before that it is the applicant's alone.
    pub submitted: bool,
    /// People who took part in its screening.
    pub screeners: BTreeSet<PersonId>,
    /// Evaluators who hold it, and whether they have declared to be free of conflict.
    pub evaluators: BTreeMap<PersonId, bool>,
    /// Panel members who have declared to be free of conflict.
    pub declared: &'a BTreeSet<PersonId>,
    /// People with a conflict of interest.
    pub conflicts: BTreeSet<PersonId>,
    /// People of whom the system found what speaks for a conflict, until that is settled.
    pub suspected: BTreeSet<PersonId>,
    /// Whether every evaluator of the call may declare their interests, before anything is assigned.
    pub declarable: bool,
}

impl Subject<'_> {
    /// Whether the call's evaluators see the summary to declare their interests: while the file waits for its readers.
    fn asks_to_declare(&self) -> bool {
        self.declarable && self.stage == StageKind::Evaluation && DECLARABLE.contains(&self.status)
    }
}

/// Where a file stands while every evaluator of the call may declare their interests.
pub const DECLARABLE: [Status; 3] = [
    Status::AwaitingAssignment,
    Status::InEvaluation,
    Status::ThirdReaderNeeded,
];

/// How much of a file a person sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum View {
    /// Nothing: for this person it does not exist.
    Nothing,
    /// Organisation, country and title: what is needed to declare a conflict.
    Summary,
    /// The file.
    File,
}

/// Whether the person belongs to the applying organisation or to one that applies together with it. Such a person acts
/// for it and never for the facility.
pub fn is_party(actor: &Actor, subject: &Subject<'_>) -> bool {
    actor.member(subject.organisation, Role::Reader) || is_co_applicant(actor, subject)
}

fn is_co_applicant(actor: &Actor, subject: &Subject<'_>) -> bool {
    let mut organisations = subject.co_applicants.iter();
    organisations.any(|organisation| actor.member(*organisation, Role::Reader))
}

/// How much of a file the person sees. A conflict of interest outweighs every role.
pub fn view(actor: &Actor, subject: &Subject<'_>) -> View {
    if subject.conflicts.contains(&actor.person) {
        return View::Nothing;
    }
    if actor.member(subject.organisation, Role::Reader) {
        return View::File;
    }
    if is_co_applicant(actor, subject) {
        return View::Summary;
    }
    if !subject.submitted {
        return View::Nothing;
    }
    let holds = |role| actor.holds(role, Some(subject.call));
    let contracted = matches!(subject.stage, StageKind::Agreement | StageKind::Monitoring);
    // A screener sees what they screen or screened, and what waits for a second person.
    let screening = subject.screeners.contains(&actor.person)
        || (subject.stage == StageKind::Screening && subject.status == Status::ToConfirm);
    if holds(Role::FacilityManager)
        || holds(Role::Auditor)
        || holds(Role::ProgrammeOfficer)
        || (holds(Role::FinanceOfficer) && contracted)
        || (holds(Role::Screener) && screening)
    {
        return View::File;
    }
    // Until it is settled whether there is a conflict, no more than is needed to declare one.
    let settled = !subject.suspected.contains(&actor.person);
    let declared = |free| {
        if free && settled {
            View::File
        } else {
            View::Summary
        }
    };
    let evaluator = if holds(Role::Evaluator) {
        let asked = if subject.asks_to_declare() {
            View::Summary
        } else {
            View::Nothing
        };
        subject
            .evaluators
            .get(&actor.person)
            .map_or(asked, |free| declared(*free))
    } else {
        View::Nothing
    };
    let at_the_table = holds(Role::PanelMember) || holds(Role::PanelSecretary);
    let member = if at_the_table && (subject.stage == StageKind::Selection || contracted) {
        declared(subject.declared.contains(&actor.person))
    } else {
        View::Nothing
    };
    evaluator.max(member)
}

/// Whether the person may take the file from the queue of a screening: a screener of the call who has no part in it. They
/// do not see it before; the file that comes next is chosen for them.
pub fn may_take(actor: &Actor, subject: &Subject<'_>) -> bool {
    subject.submitted
        && subject.stage == StageKind::Screening
        && subject.status == Status::Queued
        && actor.holds(Role::Screener, Some(subject.call))
        && !subject.conflicts.contains(&actor.person)
        && !is_party(actor, subject)
}

/// Whether the person may do what the row of the table says to the file.
///
/// Errors: [`Refusal::Hidden`] when the person does not even see the file, [`Refusal::NotAllowed`] otherwise.
pub fn may(actor: &Actor, row: &Transition, subject: &Subject<'_>) -> Result<(), Refusal> {
    let seen = view(actor, subject);
    if seen == View::Nothing {
        return Err(Refusal::Hidden);
    }
    let answers = matches!(
        row.action,
        Action::AgreeToCoApply | Action::DeclineToCoApply
    );
    // Declaring is what one does before seeing the file, and so is answering whether one applies together; everything
    // else needs the whole of it.
    let declares = answers
        || matches!(
            row.action,
            Action::DeclareConflict | Action::DeclareNoConflict | Action::DeclineAssignment
        );
    let party = is_party(actor, subject);
    let holds = |role| !party && actor.holds(role, Some(subject.call));
    let mut co_applicants = subject.co_applicants.iter();
    let allowed = row.by.iter().any(|role| match role {
        role if answers => co_applicants.any(|organisation| actor.member(*organisation, *role)),
        Role::Owner | Role::Editor | Role::Reader => actor.member(subject.organisation, *role),
        Role::Evaluator => {
            let asked =
                row.action != Action::DeclineAssignment && declares && subject.asks_to_declare();
            holds(*role) && (asked || subject.evaluators.contains_key(&actor.person))
        }
        _ => holds(*role),
    });
    if allowed && (declares || seen == View::File) {
        Ok(())
    } else if allowed {
        Err(Refusal::DeclareFirst)
    } else {
        Err(Refusal::NotAllowed)
    }
}

/// One way a person reaches files in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Every submitted file of the call (of all calls when `None`).
    Submitted(Option<CallId>),
    /// Every file in which the organisation applies, alone, as lead or together with another, drafts included.
    Organisation(OrganisationId),
    /// Submitted files in these stages, of the call (of all calls when `None`).
    Stages(Option<CallId>, &'static [StageKind]),
    /// Files whose screening the person took part in.
    Screened(Option<CallId>),
    /// Files in Screening whose outcome waits for a second person.
    ToConfirm(Option<CallId>),
    /// Files the person holds as evaluator.
    Assigned(Option<CallId>),
    /// Files on which every evaluator of the call may declare their interests.
    Declarable(Option<CallId>),
}

/// The same rule as [`view`] as clauses: a person sees at least the summary of a file when one clause holds and no
/// conflict of theirs is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalScope {
    /// Whose scope it is; files with a conflict of this person are left out.
    pub person: PersonId,
    /// The clauses; none means nothing is seen.
    pub any_of: Vec<Reach>,
}

/// The clauses for a person.
pub fn proposal_scope(actor: &Actor) -> ProposalScope {
    let mut any_of: Vec<Reach> = actor
        .memberships
        .iter()
        .map(|(organisation, _)| Reach::Organisation(*organisation))
        .collect();
    for held in &actor.appointments {
        match held.role {
            Role::FacilityManager | Role::Auditor | Role::ProgrammeOfficer => {
                any_of.push(Reach::Submitted(held.call))
            }
            Role::FinanceOfficer => {
                any_of.push(Reach::Stages(
                    held.call,
                    &[StageKind::Agreement, StageKind::Monitoring],
                ));
            }
            Role::Screener => {
                any_of.push(Reach::ToConfirm(held.call));
                any_of.push(Reach::Screened(held.call));
            }
            Role::Evaluator => {
                any_of.push(Reach::Assigned(held.call));
                any_of.push(Reach::Declarable(held.call));
            }
            Role::PanelMember | Role::Chair | Role::DeputyChair | Role::PanelSecretary => any_of
                .push(Reach::Stages(
                    held.call,
                    &[
                        StageKind::Selection,
                        StageKind::Agreement,
                        StageKind::Monitoring,
                    ],
                )),
            Role::Owner | Role::Editor | Role::Reader => {}
        }
    }
    any_of.dedup();
    ProposalScope {
        person: actor.person,
        any_of,
    }
}

/// The clauses for the queue of a screening: what the person may take, or oversees. For counting only; what is in the
/// queue is seen by whoever oversees the call.
pub fn queue_scope(actor: &Actor) -> ProposalScope {
    let mut scope = proposal_scope(actor);
    for held in &actor.appointments {
        if held.role == Role::Screener {
            let queue = Reach::Stages(held.call, &[StageKind::Screening]);
            scope.any_of.push(queue);
        }
    }
    scope
}

//! The case of a call: drafted, approved by a second person, published, finalised or cancelled.

mod command;
mod decide;
mod event;
mod grid;
mod table;

pub use command::Command;
pub use decide::{available, decide, draft, keeps_documents, permitted};
pub use event::{Event, evolve};
pub use grid::GridRevision;
pub use table::{Applies, CallAction, CallStatus, Phase, TABLE};

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use self::table::CallStatus as S;
use crate::batch::Batch;
use crate::clarification::Questions;
use crate::definition::CallDefinition;
use crate::form::Form;
use crate::ids::{CallId, PersonId};
use crate::letter::Letters;
use crate::panel::Panel;
use crate::record::Digest;
use crate::results::Unnamed;
use crate::role::{Actor, Role};

/// A call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// Its data, the deadline as last extended, the form as last revised.
    pub definition: CallDefinition,
    /// The form's earlier versions since the call was published, oldest first: what was submitted is read under them.
    pub earlier_forms: Vec<Form>,
    /// The revision of the form that waits for a second person.
    pub pending_form: Option<PendingForm>,
    /// Revisions of the grids of evaluations since the call was published, oldest first.
    pub grid_revisions: Vec<GridRevision>,
    /// Status.
    pub status: S,
    /// Everyone who wrote the definition.
    pub authors: BTreeSet<PersonId>,
    /// When the case was opened (UTC).
    pub drafted_at: DateTime<Utc>,
    /// When it was published (UTC).
    pub published_at: Option<DateTime<Utc>>,
    /// When what everybody reads of it last changed, questions, answers, batches and the panel left out (UTC).
    pub changed_at: DateTime<Utc>,
    /// Questions of applicants.
    pub questions: Questions,
    /// Batches of screening, in order.
    pub batches: Vec<Batch>,
    /// The panel's sessions and decisions.
    pub panel: Panel,
    /// Letters about decisions.
    pub letters: Letters,
    /// Organisations with an award that public results do not name.
    pub unnamed: Unnamed,
}

/// A revision of the form that is prepared and not yet in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingForm {
    /// The form as it is to be.
    pub form: Form,
    /// Everyone who prepared it.
    pub authors: BTreeSet<PersonId>,
    /// Digest of the reason.
    pub reason: Digest,
    /// When it was last changed (UTC).
    pub proposed_at: DateTime<Utc>,
}

impl Call {
    /// The form in a version; what was submitted is read under the version it was made with.
    pub fn form(&self, version: u32) -> Option<&Form> {
        let newest = std::iter::once(&self.definition.form);
        newest
            .chain(self.earlier_forms.iter().rev())
            .find(|form| form.version == version)
    }

    /// The form something was submitted under: in the step at a place of the procedure, in a version.
    pub fn form_of(&self, position: usize, version: u32) -> &Form {
        let later = self.definition.later_form_at(position);
        later
            .or_else(|| self.form(version))
            .unwrap_or(&self.definition.form)
    }

    /// The last form that had a question, newest first: what is no longer asked is read under it.
    pub fn form_with(&self, question: &str) -> Option<&Form> {
        let newest = std::iter::once(&self.definition.form);
        newest
            .chain(self.earlier_forms.iter().rev())
            .find(|form| form.question(question).is_some())
    }

    /// Where the call is on the clock.
    pub fn phase(&self, now: DateTime<Utc>) -> Phase {
        if now < self.definition.dates.opens_at() {
            Phase::Upcoming
        } else if self.definition.dates.deadline().allows(now) {
            Phase::Open
        } else {
            Phase::Closed
        }
    }

    /// Whether everyone may see it.
    pub const fn is_public(&self) -> bool {
        matches!(self.status, S::Published | S::Finalised)
    }

    /// Whether the person may see it.
    pub fn visible_to(&self, actor: Option<&Actor>) -> bool {
        self.is_public()
            || actor.is_some_and(|actor| {
                [Role::ProgrammeOfficer, Role::FacilityManager, Role::Auditor]
                    .into_iter()
                    .any(|role| actor.holds(role, Some(self.id)))
            })
    }
}

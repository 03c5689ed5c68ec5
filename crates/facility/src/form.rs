//! The form of a call by itself: as it is built, and as it is revised once the call is published.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use workflow::call::{self, Call, CallAction, CallStatus, Command};
use workflow::form::{Form, FormFault};
use workflow::ids::{CallId, PersonId};
use workflow::role::Actor;
use workflow::text::Text;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A prepared revision as people of the facility see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Who prepared it.
    pub authors: Vec<(PersonId, String)>,
    /// Why.
    pub reason: String,
    /// When it was last changed (UTC).
    pub proposed_at: DateTime<Utc>,
}

/// The form of a call for those who build it.
pub struct FormView {
    /// Place in the call's chain; send it back with a change.
    pub seq: i64,
    /// The call.
    pub call: Arc<Call>,
    /// The form that is worked on: the prepared revision where there is one, else the call's.
    pub form: Form,
    /// What keeps it from being published or put in force.
    pub faults: Vec<FormFault>,
    /// The prepared revision, where there is one.
    pub revision: Option<Revision>,
    /// What the person may do with the call.
    pub actions: Vec<CallAction>,
    /// Where the call is on the clock.
    pub phase: call::Phase,
}

impl FormView {
    /// Whether the person may change the form now: of a draft, or in a revision that is begun.
    pub fn editable(&self) -> bool {
        self.actions.contains(&CallAction::Edit) || (self.revision.is_some() && self.revisable())
    }

    /// Whether the person may begin or change a revision now.
    pub fn revisable(&self) -> bool {
        self.actions.contains(&CallAction::ProposeForm) && self.phase != call::Phase::Closed
    }

    /// Whether the person may put the prepared revision in force now.
    pub fn confirmable(&self) -> bool {
        self.actions.contains(&CallAction::ReviseForm)
            && self.phase != call::Phase::Closed
            && self.faults.is_empty()
    }
}

/// The form that is worked on: the prepared revision where there is one, else the call's.
pub fn worked_on(call: &Call) -> &Form {
    let pending = call.pending_form.as_ref();
    pending.map_or(&call.definition.form, |pending| &pending.form)
}

/// The form for those who oversee the call; hidden from others.
pub fn view(facility: &Facility, actor: &Actor, id: CallId) -> Result<FormView, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, id)?;
        let call = loaded.state;
        if !crate::roles::oversees(actor, id) || !call.visible_to(Some(actor)) {
            return Err(Failure::hidden());
        }
        let revision = match &call.pending_form {
            None => None,
            Some(pending) => {
                let names = store::people::names(conn, pending.authors.iter().copied())?;
                let name = |author: &PersonId| names.get(author).cloned().unwrap_or_default();
                let authors = pending.authors.iter();
                Some(Revision {
                    authors: authors.map(|author| (*author, name(author))).collect(),
                    reason: store::drafts::find_text(conn, pending.reason)?.unwrap_or_default(),
                    proposed_at: pending.proposed_at,
                })
            }
        };
        let form = worked_on(&call).clone();
        Ok(FormView {
            seq: loaded.seq,
            faults: form.faults(&call.definition),
            actions: call::available(&call, actor),
            phase: call.phase(now),
            form,
            revision,
            call,
        })
    })
}

/// Saves the form: into the call while it is a draft, as a prepared revision once it is published. A revision needs a
/// reason when it is begun. Answers the new place in the call's chain.
pub fn save(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    seen: Option<i64>,
    form: &Form,
    reason: Option<&Text>,
) -> Result<i64, Failure> {
    facility.store.write(|conn| {
        let call = cases::load_call(conn, id)?.state;
        let command = if call.status == CallStatus::Published {
            Command::ProposeForm {
                form: Box::new(form.clone()),
                reason: reason.cloned(),
            }
        } else {
            let mut definition = call.definition.clone();
            definition.form = Form {
                version: definition.form.version,
                ..form.clone()
            };
            Command::Edit {
                definition: Box::new(definition),
            }
        };
        cases::act_on_call(conn, facility, actor, id, seen, &command)
    })
}

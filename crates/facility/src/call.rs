//! Calls: drafted from a template, approved by a second person, published.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::call::{self, Call, CallAction, Command, Phase};
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::procedure::{self, Incomplete};
use workflow::role::Actor;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::proposal::Page;

/// Call templates that come with the program: name and TOML.
pub const TEMPLATES: [(&str, &str); 3] = [
    (
        "ungift-2010",
        include_str!("../../../config/calls/ungift-2010.toml"),
    ),
    (
        "two-step",
        include_str!("../../../config/calls/two-step.toml"),
    ),
    (
        "business-leaders-award",
        include_str!("../../../config/calls/business-leaders-award.toml"),
    ),
];

/// A call as one person sees it.
pub struct CallView {
    /// Place in the chain.
    pub seq: i64,
    /// The call.
    pub call: Arc<Call>,
    /// Where it is on the clock.
    pub phase: Phase,
    /// What the person may do.
    pub actions: Vec<CallAction>,
    /// What keeps it from being approved and published.
    pub problems: Vec<Incomplete>,
}

/// Reads a call from TOML; the error names the line.
pub fn parse(toml: &str) -> Result<CallDefinition, Failure> {
    toml::from_str(toml).map_err(|error| Failure::Unexpected(error.to_string()))
}

/// The definition of a template.
pub fn template(name: &str) -> Result<CallDefinition, Failure> {
    let (_, toml) = TEMPLATES
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(Failure::hidden)?;
    parse(toml)
}

/// A call as TOML, to be shared between facilities.
pub fn to_toml(definition: &CallDefinition) -> Result<String, Failure> {
    toml::to_string_pretty(definition).map_err(|error| Failure::Unexpected(error.to_string()))
}

/// Opens a call with a definition. The code must be new.
pub fn draft(
    facility: &Facility,
    actor: &Actor,
    definition: CallDefinition,
) -> Result<CallId, Failure> {
    facility
        .store
        .write(|conn| draft_in(conn, facility, actor, &definition))
}

/// Opens a call inside a transaction.
pub fn draft_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    definition: &CallDefinition,
) -> Result<CallId, Failure> {
    let now = facility.clock.now();
    let event = call::draft(definition.clone(), actor)?;
    if store::calls::with_code(conn, &definition.code)?.is_some() {
        return Err(Failure::field("code", "taken"));
    }
    let id = CallId::new_v7(now);
    let state = call::evolve(None, id, &event, Some(actor.person), now)
        .ok_or_else(|| Failure::Unexpected("a call cannot be drafted".to_owned()))?;
    store::cases::save_call(conn, None, &state, &[event], Some(actor.person), now)?;
    Ok(id)
}

/// Carries out a command on a call.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| cases::act_on_call(conn, facility, actor, id, seen, command))
}

/// A call as the person (or nobody signed in) sees it.
pub fn view(facility: &Facility, actor: Option<&Actor>, id: CallId) -> Result<CallView, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, id)?;
        view_of(loaded.seq, loaded.state, actor, now)
    })
}

fn view_of(
    seq: i64,
    call: Arc<Call>,
    actor: Option<&Actor>,
    now: DateTime<Utc>,
) -> Result<CallView, Failure> {
    if !call.visible_to(actor) {
        return Err(Failure::hidden());
    }
    let overseen = actor.is_some_and(|actor| crate::roles::oversees(actor, call.id));
    Ok(CallView {
        seq,
        phase: call.phase(now),
        actions: actor
            .map(|actor| call::available(&call, actor))
            .unwrap_or_default(),
        problems: if overseen {
            procedure::check(&call.definition)
        } else {
            Vec::new()
        },
        call,
    })
}

/// The call with a code, as the person sees it.
pub fn by_code(
    facility: &Facility,
    actor: Option<&Actor>,
    code: &str,
) -> Result<CallView, Failure> {
    let id = facility.store.read(|conn| {
        let found = store::calls::with_code(conn, &code.to_ascii_uppercase())?;
        found.ok_or_else(Failure::hidden)
    })?;
    view(facility, actor, id)
}

/// A page of the calls the person sees, oldest first.
pub fn list(
    facility: &Facility,
    actor: Option<&Actor>,
    after: Option<CallId>,
    limit: i64,
) -> Result<Page<CallView>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let mut items = Vec::new();
        let mut from = after;
        // Few calls are hidden from few people: reading on until the page is full is cheap.
        loop {
            let rows = store::calls::list(conn, from, limit)?;
            let Some(last) = rows.last().map(|row| row.id) else {
                return Ok(Page { items, next: None });
            };
            for row in rows {
                let loaded = cases::load_call(conn, row.id)?;
                if let Ok(view) = view_of(loaded.seq, loaded.state, actor, now) {
                    if items.len() as i64 == limit {
                        let next = items.last().map(|view: &CallView| view.call.id.to_string());
                        return Ok(Page { items, next });
                    }
                    items.push(view);
                }
            }
            from = Some(last);
        }
    })
}

//! Calls: drafted from a template, approved by a second person, published.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use store::AnyConn;
use workflow::call::{self, Call, CallAction, Command, Phase};
use workflow::definition::CallDefinition;
use workflow::drafting;
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

/// Why a text is not read as a call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{what}", line.map_or_else(String::new, |line| format!("line {line}: ")))]
pub struct Unreadable {
    /// The line, from 1, where it can be told.
    pub line: Option<usize>,
    /// What is wrong there.
    pub what: String,
}

/// The most bytes of TOML a call may have.
pub const MOST_TOML: usize = 512 * 1024;

/// Reads a call from TOML; the error names the line.
pub fn parse(toml: &str) -> Result<CallDefinition, Unreadable> {
    if toml.len() > MOST_TOML {
        return Err(Unreadable {
            line: None,
            what: format!("a call has at most {MOST_TOML} bytes"),
        });
    }
    toml::from_str(toml).map_err(|error| {
        let at = error.span().and_then(|span| toml.get(..span.start));
        Unreadable {
            line: at.map(|before| before.matches('\n').count() + 1),
            what: error.message().to_owned(),
        }
    })
}

/// The definition of a template.
pub fn template(name: &str) -> Result<CallDefinition, Failure> {
    let (_, toml) = TEMPLATES
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(Failure::hidden)?;
    parse(toml).map_err(|error| Failure::Unexpected(format!("template {name}: {error}")))
}

/// Where a new call comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A template that comes with the program.
    Template(String),
    /// An earlier call, as the person sees it.
    Call(CallId),
    /// A definition from elsewhere, taken as it is but for the code.
    Definition(Box<CallDefinition>),
    /// Nothing: languages (BCP 47).
    Nothing(Vec<String>),
}

/// Opens a call under a code. What comes from a template or an earlier call begins as a new round, its dates still to
/// come.
pub fn draft_from(
    facility: &Facility,
    actor: &Actor,
    source: &Source,
    code: &str,
) -> Result<CallId, Failure> {
    facility
        .store
        .write(|conn| draft_from_in(conn, facility, actor, source, code))
}

/// Opens a call from a source inside a transaction.
pub fn draft_from_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    source: &Source,
    code: &str,
) -> Result<CallId, Failure> {
    let code = code.trim().to_ascii_uppercase();
    if !procedure::is_code(&code) {
        return Err(Failure::field("code", "call-code"));
    }
    let now = facility.clock.now();
    let today = now.date_naive();
    let definition = match source {
        Source::Template(name) => drafting::again(&template(name)?, &code, today),
        Source::Call(id) => {
            let loaded = cases::load_call(conn, *id)?;
            let view = view_of(loaded.seq, loaded.state, Some(actor), now)?;
            drafting::again(&view.call.definition, &code, today)
        }
        Source::Definition(definition) => CallDefinition {
            code,
            ..(**definition).clone()
        },
        Source::Nothing(languages) => drafting::blank(&code, languages, Tz::UTC, today),
    };
    draft_in(conn, facility, actor, &definition)
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
    if !procedure::is_code(&definition.code) {
        return Err(Failure::field("code", "call-code"));
    }
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

/// The definition as the person (or nobody signed in) may read it: how much grace the call gives is for those who oversee it.
pub fn told(call: &Call, actor: Option<&Actor>) -> CallDefinition {
    let mut definition = call.definition.clone();
    if !actor.is_some_and(|actor| crate::roles::oversees(actor, call.id)) {
        definition.dates.grace_minutes = 0;
    }
    definition
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

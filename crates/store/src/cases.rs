//! Cases: loaded by replaying their chain, saved as events and the rows that show their state, in one transaction.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use workflow::call::{self, Call};
use workflow::grant::{self, Grant};
use workflow::ids::{CallId, CaseId, GrantId, OrganisationId, PersonId, ProposalId};
use workflow::organisation::{self, Organisation};
use workflow::proposal::{self, Proposal};
use workflow::record::CaseKind;

use crate::AnyConn;
use crate::error::StoreError;
use crate::projection;
use crate::record::{self, StoredEvent};

/// A state and its place in the chain.
#[derive(Clone, Debug)]
pub struct Loaded<S> {
    /// The state.
    pub state: S,
    /// Place of the last event.
    pub seq: i64,
}

/// How a case applies an event: the state before its first event is `None`, and so is one an event cannot follow.
pub(crate) type Evolve<S, I, E> =
    fn(Option<S>, I, &E, Option<PersonId>, DateTime<Utc>) -> Option<S>;

/// Replays stored events with a case's own `evolve`. `None` when there are none.
///
/// Errors when an event cannot be read or does not follow the state.
pub(crate) fn replay<S, E: DeserializeOwned, I: Copy>(
    events: &[StoredEvent],
    id: I,
    evolve: Evolve<S, I, E>,
) -> Result<Option<Loaded<S>>, StoreError> {
    let mut state = None;
    for event in events {
        let corrupt = |what: String| StoreError::Corrupt {
            case: event.case,
            seq: event.seq,
            what,
        };
        let parsed: E = E::deserialize(&event.payload)
            .map_err(|error| corrupt(format!("cannot be read: {error}")))?;
        let next = evolve(state, id, &parsed, event.actor, event.at);
        state = Some(next.ok_or_else(|| corrupt("cannot follow what came before".to_owned()))?);
    }
    let seq = events.last().map_or(0, |event| event.seq);
    Ok(state.map(|state| Loaded { state, seq }))
}

fn values<E: Serialize>(case: CaseId, events: &[E]) -> Result<Vec<serde_json::Value>, StoreError> {
    let corrupt = |error: serde_json::Error| StoreError::Corrupt {
        case,
        seq: 0,
        what: error.to_string(),
    };
    events
        .iter()
        .map(|event| serde_json::to_value(event).map_err(corrupt))
        .collect()
}

macro_rules! case {
    ($load:ident, $save:ident, $state:ident, $id:ident, $module:ident, $kind:ident, $what:literal) => {
        #[doc = concat!("Loads ", $what, "; `None` when there is none with this id.")]
        pub fn $load(conn: &mut AnyConn, id: $id) -> Result<Option<Loaded<$state>>, StoreError> {
            let replayed = replay(&record::chain(conn, id.into())?, id, $module::evolve);
            match replayed {
                // The id of a case of another kind is no id of this one; its chain is whole.
                Err(StoreError::Corrupt { .. })
                    if record::head(conn, id.into())?.is_some_and(|head| head.kind != CaseKind::$kind) =>
                {
                    Ok(None)
                }
                replayed => replayed,
            }
        }

        #[doc = concat!("Saves ", $what, ": the events, and the rows that show the state after them. Answers its place in the chain.")]
        #[doc = ""]
        #[doc = "Errors with [`StoreError::ChangedMeanwhile`] when somebody else was first."]
        pub fn $save(
            conn: &mut AnyConn,
            before: Option<&Loaded<$state>>,
            after: &$state,
            events: &[$module::Event],
            actor: Option<PersonId>,
            at: DateTime<Utc>,
        ) -> Result<i64, StoreError> {
            let expected = before.map_or(0, |before| before.seq);
            let case = CaseId::from(after.id);
            let seq = record::append(conn, CaseKind::$kind, case, expected, at, actor, &values(case, events)?)?;
            projection::$module::write(conn, before.map(|before| &before.state), after, seq)?;
            Ok(seq)
        }
    };
}

case!(
    load_organisation,
    save_organisation,
    Organisation,
    OrganisationId,
    organisation,
    Organisation,
    "an organisation"
);
case!(load_call, save_call, Call, CallId, call, Call, "a call");
case!(
    load_proposal,
    save_proposal,
    Proposal,
    ProposalId,
    proposal,
    Proposal,
    "a proposal"
);
case!(
    load_grant, save_grant, Grant, GrantId, grant, Grant, "a grant"
);

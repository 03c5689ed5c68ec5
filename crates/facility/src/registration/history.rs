//! The record of an organisation read back: what happened, who did it, and what they wrote.

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::ids::OrganisationId;
use workflow::organisation::Event;

use crate::failure::Failure;
use crate::proposal::{Happened, Someone};

/// An event of an organisation's chain, with who and what they wrote.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who; nobody for a job.
    pub by: Option<Someone>,
    /// Its kind, as kept.
    pub kind: String,
    /// What happened.
    pub event: Event,
    /// The comment or reason that was written with it.
    pub text: Option<String>,
    /// Whom it concerns, by name, where it is about people.
    pub concerns: Option<String>,
}

/// The chain of an organisation, for people of the facility.
pub(crate) fn recorded(conn: &mut AnyConn, id: OrganisationId) -> Result<Vec<Recorded>, Failure> {
    let chain = store::record::chain(conn, id.into())?;
    let names = store::people::names(conn, chain.iter().filter_map(|stored| stored.actor))?;
    let mut found = Vec::with_capacity(chain.len());
    for stored in chain {
        let concerns = super::people::concerned(conn, &stored)?;
        let event: Event = serde_json::from_value(stored.payload).map_err(|error| {
            Failure::Unexpected(format!("organisation {id}, event {}: {error}", stored.seq))
        })?;
        let by = stored.actor.and_then(|id| {
            let name = names.get(&id)?.clone();
            Some(Someone { id, name })
        });
        let text = match event.text() {
            Some(digest) => store::drafts::find_text(conn, digest)?,
            None => None,
        };
        found.push(Recorded {
            seq: stored.seq,
            at: stored.at,
            by,
            kind: stored.kind,
            event,
            text,
            concerns,
        });
    }
    Ok(found)
}

/// Whether the organisation's own people are told of an event: what concerns flags, risk, lists, duplicates and the answers of a
/// verification is the facility's.
fn is_told(event: &Event) -> bool {
    match event {
        Event::Registered { .. }
        | Event::Amended { .. }
        | Event::DocumentAdded { .. }
        | Event::DocumentReplaced { .. }
        | Event::DocumentRemoved { .. }
        | Event::PersonInvited { .. }
        | Event::PersonJoined { .. }
        | Event::PersonAdmitted { .. }
        | Event::RoleChanged { .. }
        | Event::HandedOver { .. }
        | Event::PersonRemoved { .. }
        | Event::Verified { .. }
        | Event::VerificationRefused {}
        | Event::Merged { .. }
        | Event::Absorbed { .. } => true,
        Event::QuestionAnswered { .. }
        | Event::VerificationProposed { .. }
        | Event::VerificationReturned { .. }
        | Event::RedFlagRaised { .. }
        | Event::RedFlagLifted { .. }
        | Event::FlagRaised { .. }
        | Event::FlagChanged { .. }
        | Event::FlagLifted { .. }
        | Event::RiskAssessed { .. }
        | Event::SanctionsMatched { .. }
        | Event::SanctionsMatchEnded { .. }
        | Event::SanctionsMatchConfirmed { .. }
        | Event::SanctionsMatchDismissed { .. }
        | Event::DuplicateDismissed { .. } => false,
    }
}

/// The story: all of it, with texts, for people of the facility; its own people are told what is theirs, and which of
/// their colleagues (`own`) did it.
pub(super) fn story(
    recorded: &[Recorded],
    inside: bool,
    own: impl Fn(&Someone) -> bool,
) -> Vec<Happened> {
    recorded
        .iter()
        .filter(|one| inside || is_told(&one.event))
        .map(|one| Happened {
            seq: one.seq,
            at: one.at,
            kind: one.kind.clone(),
            by: one.by.clone().filter(|by| inside || own(by)),
            text: one
                .concerns
                .clone()
                .or_else(|| one.text.clone().filter(|_| inside)),
        })
        .collect()
}

//! The receipt of a submission, and how anybody can recompute it without the facility.

use chrono::{DateTime, FixedOffset, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::ids::{CaseId, PersonId, ProposalId};
use crate::intake;
use crate::proposal::Event;
use crate::record::{self, Digest, Envelope, Link};

/// What stands in [`Receipt::format`].
pub const FORMAT: &str = "minha-receipt-1";

/// What an applicant holds in hand after submitting. As JSON it is all that is needed to prove what was received and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// [`FORMAT`].
    pub format: String,
    /// `SGF2010-0112`.
    pub reference: String,
    /// The proposal.
    pub proposal: ProposalId,
    /// Code of the call.
    pub call: String,
    /// Title of the call.
    pub call_title: String,
    /// Name of the applying organisation.
    pub organisation: String,
    /// Title of the project.
    pub title: String,
    /// 1, then 2 for the first replacement.
    pub version: u32,
    /// Version of the form it was made with.
    pub form_version: u32,
    /// Receipt (UTC).
    pub received_at: DateTime<Utc>,
    /// The same on the clocks of the call's zone.
    pub received_local: DateTime<FixedOffset>,
    /// Zone of the call (IANA).
    pub zone: Tz,
    /// Whether it was received after the deadline, in the grace the call gives.
    pub in_grace: bool,
    /// SHA-256 of the canonical content.
    pub digest: Digest,
    /// The entry in the facility's record.
    pub event: Entry,
}

/// An event of the record with everything its hash is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The case.
    pub case: CaseId,
    /// Place in its chain, from 1.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who; an id alone.
    pub actor: Option<PersonId>,
    /// Kind of event.
    pub kind: String,
    /// What happened, as canonical JSON.
    pub payload: String,
    /// Hash of the event before.
    pub prev: Digest,
    /// Its own hash.
    pub hash: Digest,
}

impl From<Link> for Entry {
    fn from(link: Link) -> Self {
        let envelope = link.envelope;
        Self {
            case: envelope.case,
            seq: envelope.seq,
            at: envelope.at,
            actor: envelope.actor,
            kind: envelope.kind,
            payload: envelope.payload,
            prev: link.prev,
            hash: link.hash,
        }
    }
}

/// The submission an entry of a proposal's chain tells of; nothing when it tells of something else.
pub fn submission_in(payload: &str) -> Option<intake::Submission> {
    match serde_json::from_str(payload).ok()? {
        Event::Intake(intake::Event::Submitted { submission }) => Some(submission),
        _ => None,
    }
}

/// What checking a receipt against a content found, when both hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Whether the content was written in another way (other blanks, other order) and says the same.
    pub rewritten: bool,
}

/// Why a receipt does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Of another format.
    #[error("the receipt has the format \"{0}\"; this program reads \"{FORMAT}\"")]
    Format(String),
    /// The content has another digest.
    #[error(
        "the content has the SHA-256 {found}; the receipt is for {wanted}: it is not what was received"
    )]
    Content {
        /// Of the content given.
        found: Digest,
        /// On the receipt.
        wanted: Digest,
    },
    /// The entry of the record does not have its hash.
    #[error(
        "the entry of the record on the receipt does not match its hash: the receipt was changed"
    )]
    Entry,
    /// The receipt says something else than its entry in the record.
    #[error("the receipt says another {0} than its entry in the record: it was changed")]
    Differs(&'static str),
}

/// Recomputes a receipt from a content: the digest of the content, the hash of the entry, and whether the receipt says what
/// its entry says.
pub fn check(receipt: &Receipt, content: &[u8]) -> Result<Checked, Fault> {
    if receipt.format != FORMAT {
        return Err(Fault::Format(receipt.format.clone()));
    }
    let rewritten = check_content(receipt.digest, content)?;
    let entry = &receipt.event;
    let envelope = Envelope {
        case: entry.case,
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
        kind: entry.kind.clone(),
        payload: entry.payload.clone(),
    };
    if record::link(entry.prev, &envelope) != Ok(entry.hash) {
        return Err(Fault::Entry);
    }
    let told = submission_in(&entry.payload).ok_or(Fault::Entry)?;
    let reference = told.reference(&receipt.call);
    let local = receipt.received_at.with_timezone(&receipt.zone);
    let says = [
        ("SHA-256", told.digest == receipt.digest),
        ("version", told.version == receipt.version),
        (
            "version of the form",
            told.form_version == receipt.form_version,
        ),
        ("title", told.title == receipt.title),
        ("word about grace", told.in_grace == receipt.in_grace),
        ("reference", reference == receipt.reference),
        ("proposal", entry.case == CaseId::from(receipt.proposal)),
        ("time", entry.at == receipt.received_at),
        (
            "local time",
            local.fixed_offset() == receipt.received_local
                && local.naive_local() == receipt.received_local.naive_local(),
        ),
    ];
    match says.into_iter().find(|(_, same)| !same) {
        Some((what, _)) => Err(Fault::Differs(what)),
        None => Ok(Checked { rewritten }),
    }
}

/// Whether a content that has the digest was written in another way. Errors when it has another digest either way.
fn check_content(wanted: Digest, content: &[u8]) -> Result<bool, Fault> {
    let found = record::digest(content);
    if found == wanted {
        return Ok(false);
    }
    let again = serde_json::from_slice(content)
        .ok()
        .and_then(|value| record::canonical_json(&value).ok())
        .map(|canonical| record::digest(canonical.as_bytes()));
    if again == Some(wanted) {
        Ok(true)
    } else {
        Err(Fault::Content { found, wanted })
    }
}

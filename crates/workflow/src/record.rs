//! The record: canonical JSON, digests, and the hash chain of a case.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::ids::{CaseId, PersonId};
use crate::names::named;

named! {
    /// Kinds of case.
    pub enum CaseKind {
        /// An organisation.
        Organisation = "organisation",
        /// A call.
        Call = "call",
        /// A proposal.
        Proposal = "proposal",
        /// A grant.
        Grant = "grant",
    }
}

/// A SHA-256 digest; 64 hexadecimal digits in data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What stands before the first event of a chain.
    pub const GENESIS: Self = Self([0; 32]);
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl TryFrom<Vec<u8>> for Digest {
    type Error = &'static str;
    fn try_from(bytes: Vec<u8>) -> Result<Self, Self::Error> {
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| "a SHA-256 digest has 32 bytes")
    }
}

impl FromStr for Digest {
    type Err = hex::FromHexError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// SHA-256 of bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}

/// A value that has no canonical form: numbers with a fraction are not used in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("numbers with a fraction have no place in the record")]
pub struct NotCanonical;

/// JSON with sorted keys and no blanks (after RFC 8785; numbers are integers only).
pub fn canonical_json(value: &Value) -> Result<String, NotCanonical> {
    let mut out = String::new();
    write_canonical(value, &mut out)?;
    Ok(out)
}

fn write_canonical(value: &Value, out: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Number(number) if !number.is_i64() && !number.is_u64() => return Err(NotCanonical),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            out.push_str(&value.to_string())
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // RFC 8785 sorts by UTF-16 code units.
            let mut keys: Vec<&String> = members.keys().collect();
            keys.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write_canonical(&members[key], out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

/// An event in its chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The case.
    pub case: CaseId,
    /// Place in the chain, from 1.
    pub seq: i64,
    /// When (UTC, whole microseconds).
    pub at: DateTime<Utc>,
    /// Who; nobody for a job.
    pub actor: Option<PersonId>,
    /// Kind of event.
    pub kind: String,
    /// What happened, as canonical JSON.
    pub payload: String,
}

/// The hash of an event: SHA-256 over the previous hash and the canonical JSON of the envelope.
///
/// Errors when the payload is no canonical JSON.
pub fn link(prev: Digest, envelope: &Envelope) -> Result<Digest, NotCanonical> {
    let value = json!({
        "case": envelope.case.to_string(),
        "seq": envelope.seq,
        "at": envelope.at.to_rfc3339_opts(SecondsFormat::Micros, true),
        "actor": envelope.actor.map(|actor| actor.to_string()),
        "kind": envelope.kind,
        "payload": digest(envelope.payload.as_bytes()).to_string(),
    });
    let mut hasher = Sha256::new();
    hasher.update(prev.0);
    hasher.update(canonical_json(&value)?.as_bytes());
    Ok(Digest(hasher.finalize().into()))
}

/// A link of a stored chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The event.
    pub envelope: Envelope,
    /// The hash stored as that of the event before.
    pub prev: Digest,
    /// The hash stored.
    pub hash: Digest,
}

/// Where a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("event {seq}: {what}")]
pub struct BrokenAt {
    /// Place in the chain.
    pub seq: i64,
    /// What is wrong.
    pub what: &'static str,
}

/// Checks places and hashes of a chain. Answers the head's hash.
pub fn check_chain(links: &[Link]) -> Result<Digest, BrokenAt> {
    let mut prev = Digest::GENESIS;
    for (expected, found) in (1..).zip(links) {
        let seq = found.envelope.seq;
        if seq != expected {
            return Err(BrokenAt {
                seq: expected,
                what: "is missing from the chain",
            });
        }
        if found.prev != prev {
            return Err(BrokenAt {
                seq,
                what: "does not follow the hash of the event before",
            });
        }
        if link(prev, &found.envelope) != Ok(found.hash) {
            return Err(BrokenAt {
                seq,
                what: "does not match its hash: it was changed",
            });
        }
        prev = found.hash;
    }
    Ok(prev)
}

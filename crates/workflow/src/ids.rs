//! Identifiers: UUIDv7 inside, a short human reference outside.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::{NoContext, Timestamp, Uuid};

macro_rules! id {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier that sorts by `at` (UTC).
            pub fn new_v7(at: DateTime<Utc>) -> Self {
                let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
                Self(Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, at.timestamp_subsec_nanos())))
            }
            /// The UUID itself.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.hyphenated().fmt(f) }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { text.parse().map(Self) }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Self { id.0 } }
    )*};
}

id! {
    /// A person who signs in.
    PersonId
    /// An organisation.
    OrganisationId
    /// A call.
    CallId
    /// A proposal, from draft to signed agreement.
    ProposalId
    /// A grant, from its start to its close-out.
    GrantId
    /// A document.
    DocumentId
    /// Any case that has a chain of events.
    CaseId
}

macro_rules! is_case {
    ($($name:ident)*) => {$(
        impl From<$name> for CaseId { fn from(id: $name) -> Self { Self(id.0) } }
    )*};
}
is_case!(OrganisationId CallId ProposalId GrantId);

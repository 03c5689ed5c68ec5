//! Public results of a call: which organisations with an award are not named, because a name in public would put people at risk.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::{Call, Event};
use crate::ids::{PersonId, ProposalId};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::text::Text;

/// What a call makes public of its awards, beside organisation, country, title and theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Amounts.
    #[serde(default = "told")]
    pub amounts: bool,
    /// Summaries of the projects.
    #[serde(default = "told")]
    pub summaries: bool,
}

const fn told() -> bool {
    true
}

impl Default for Published {
    fn default() -> Self {
        Self::ALL
    }
}

impl Published {
    /// Everything there is to make public.
    pub const ALL: Self = Self {
        amounts: true,
        summaries: true,
    };

    /// Whether all of it is public, as it is unless the call says otherwise.
    pub(crate) fn is_all(&self) -> bool {
        *self == Self::ALL
    }
}

/// An organisation that is not named in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// Digest of the reason.
    pub reason: Digest,
    /// By whom.
    pub by: Option<PersonId>,
    /// Since when (UTC).
    pub at: DateTime<Utc>,
}

/// Files whose organisation is not named in public; country and theme are all that is told of them.
pub type Unnamed = BTreeMap<ProposalId, Withheld>;

/// What is done about names in public results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Keeps the organisation of a file out of public results.
    Withhold {
        /// The file.
        proposal: ProposalId,
        /// Why.
        reason: Text,
    },
    /// Names it again.
    Disclose {
        /// The file.
        proposal: ProposalId,
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Withhold { reason, .. } | Self::Disclose { reason, .. } => vec![reason],
        }
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(call: &Call, command: &Command) -> Result<Event, Refusal> {
    let withheld = |proposal| call.unnamed.contains_key(proposal);
    match command {
        Command::Withhold { proposal, .. } if withheld(proposal) => Err(Refusal::AlreadyDone),
        Command::Withhold { proposal, reason } => Ok(Event::NameWithheld {
            proposal: *proposal,
            reason: reason.digest(),
        }),
        Command::Disclose { proposal, .. } if !withheld(proposal) => Err(Refusal::AlreadyDone),
        Command::Disclose { proposal, reason } => Ok(Event::NameDisclosed {
            proposal: *proposal,
            reason: reason.digest(),
        }),
    }
}

/// Applies an event about names; `None` when it cannot follow.
pub(crate) fn apply(
    unnamed: &mut Unnamed,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::NameWithheld { proposal, reason } => {
            let withheld = Withheld {
                reason: *reason,
                by: actor,
                at,
            };
            unnamed.insert(*proposal, withheld);
        }
        Event::NameDisclosed { proposal, .. } => {
            unnamed.remove(proposal)?;
        }
        _ => return None,
    }
    Some(())
}

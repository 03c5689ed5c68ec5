//! Organisations that apply together with the lead applicant: named by it, agreeing for themselves.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::ids::OrganisationId;
use crate::intake;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::text::Text;
use crate::transition::Action;

/// How far a named organisation has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// Whether an owner of it has agreed.
    pub agreed: bool,
    /// Since when it stands so (UTC).
    pub since: DateTime<Utc>,
}

/// What is done about co-applicants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The lead names an organisation.
    Name {
        /// Which.
        organisation: OrganisationId,
    },
    /// The lead takes it off again. What was submitted with it keeps it until it is submitted anew.
    Remove {
        /// Which.
        organisation: OrganisationId,
    },
    /// An owner of the organisation agrees.
    Agree {
        /// Which.
        organisation: OrganisationId,
    },
    /// An owner of the organisation says no.
    Decline {
        /// Which.
        organisation: OrganisationId,
        /// Why, if they say so.
        reason: Option<Text>,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::Name { .. } => Action::NameCoApplicant,
            Self::Remove { .. } => Action::RemoveCoApplicant,
            Self::Agree { .. } => Action::AgreeToCoApply,
            Self::Decline { .. } => Action::DeclineToCoApply,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Decline { reason, .. } => reason.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Named by the lead.
    Named {
        /// Which.
        organisation: OrganisationId,
    },
    /// Taken off by the lead.
    Removed {
        /// Which.
        organisation: OrganisationId,
    },
    /// Agreed by an owner of it.
    Agreed {
        /// Which.
        organisation: OrganisationId,
    },
    /// Declined by an owner of it.
    Declined {
        /// Which.
        organisation: OrganisationId,
        /// Digest of the reason.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Digest>,
    },
}

fn unknown(organisation: OrganisationId) -> Refusal {
    Refusal::Unknown {
        what: "co-applicant",
        name: organisation.to_string(),
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let named = &state.intake.co_applicants;
    match command {
        Command::Name { organisation } => {
            let most = situation.call.definition.most_co_applicants;
            if *organisation == state.organisation || named.contains_key(organisation) {
                return Err(Refusal::AlreadyDone);
            }
            if named.len() >= most as usize {
                return Err(Refusal::TooMany { most });
            }
            Ok(Event::Named {
                organisation: *organisation,
            })
        }
        Command::Remove { organisation } => {
            named
                .get(organisation)
                .ok_or_else(|| unknown(*organisation))?;
            Ok(Event::Removed {
                organisation: *organisation,
            })
        }
        Command::Agree { organisation } => {
            if answering(state, *organisation, situation)?.agreed {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::Agreed {
                organisation: *organisation,
            })
        }
        Command::Decline {
            organisation,
            reason,
        } => {
            answering(state, *organisation, situation)?;
            // What is submitted stays as it was received: the lead submits anew without the organisation.
            let submitted = state.intake.submission.as_ref();
            if submitted.is_some_and(|it| it.co_applicants.contains(organisation)) {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::Declined {
                organisation: *organisation,
                reason: reason.as_ref().map(Text::digest),
            })
        }
    }
}

/// The standing of the organisation an owner answers for.
fn answering(
    state: &Proposal,
    organisation: OrganisationId,
    situation: &Situation<'_>,
) -> Result<Named, Refusal> {
    if !situation.actor.member(organisation, Role::Owner) {
        return Err(Refusal::NotAllowed);
    }
    let named = state.intake.co_applicants.get(&organisation);
    named.copied().ok_or_else(|| unknown(organisation))
}

/// Refuses while an organisation that was named has not agreed.
pub fn all_agreed(intake: &intake::State) -> Result<(), Refusal> {
    let open = intake.co_applicants.values().filter(|named| !named.agreed);
    match u32::try_from(open.count()).unwrap_or(u32::MAX) {
        0 => Ok(()),
        open => Err(Refusal::CoApplicantsOpen { open }),
    }
}

/// Applies an event.
pub fn apply(state: &mut Proposal, event: &Event, at: DateTime<Utc>) {
    let named = &mut state.intake.co_applicants;
    let since = |agreed| Named { agreed, since: at };
    match event {
        Event::Named { organisation } => {
            named.insert(*organisation, since(false));
        }
        Event::Agreed { organisation } => {
            named.insert(*organisation, since(true));
        }
        Event::Removed { organisation } | Event::Declined { organisation, .. } => {
            named.remove(organisation);
        }
    }
}

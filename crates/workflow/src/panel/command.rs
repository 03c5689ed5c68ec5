//! What is done with the sessions and decisions of a panel.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::{Alternative, Listed, MOST_ITEMS, Mode, Panel, Session};
use crate::call::{Call, CallAction as A, Event};
use crate::ids::{PersonId, ProposalId};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::text::Text;

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Convenes a session. No file stands on the agenda of two sessions that are not over.
    Convene {
        /// How it is held.
        mode: Mode,
        /// When it is to start (UTC).
        starts: DateTime<Utc>,
        /// The last instant at which votes are taken (UTC); needed for a session over days.
        ends: Option<DateTime<Utc>>,
        /// The files, in order.
        agenda: Vec<ProposalId>,
    },
    /// Opens the session.
    Begin {
        /// Its number.
        session: u32,
    },
    /// Ends it.
    End {
        /// Its number.
        session: u32,
        /// Whether an item is still open for votes.
        open: bool,
    },
    /// Somebody is in: oneself; the chair and the secretary also say it of others.
    Attend {
        /// Its number.
        session: u32,
        /// Who.
        person: PersonId,
    },
    /// Somebody has left.
    Leave {
        /// Its number.
        session: u32,
        /// Who.
        person: PersonId,
    },
    /// States for the minutes that one disagrees.
    Dissent {
        /// Number of the session.
        session: u32,
        /// What.
        text: Text,
    },
    /// Signs the minutes.
    Sign {
        /// Number of the session.
        session: u32,
        /// SHA-256 of their canonical form.
        digest: Digest,
    },
    /// Adopts the outcomes recorded, as one list.
    Adopt {
        /// The outcomes.
        list: Vec<Listed>,
        /// What other rules would have made of the same votes.
        alternatives: Vec<Alternative>,
    },
    /// Countersigns a list.
    Countersign {
        /// Its number.
        adoption: u32,
    },
    /// Sends a list back to the panel.
    Return {
        /// Its number.
        adoption: u32,
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table of the call.
    pub const fn action(&self) -> A {
        match self {
            Self::Convene { .. } => A::ConveneSession,
            Self::Begin { .. } => A::BeginSession,
            Self::End { .. } => A::EndSession,
            Self::Attend { .. } => A::AttendSession,
            Self::Leave { .. } => A::LeaveSession,
            Self::Dissent { .. } => A::StateDissent,
            Self::Sign { .. } => A::SignMinutes,
            Self::Adopt { .. } => A::AdoptDecision,
            Self::Countersign { .. } => A::CountersignDecision,
            Self::Return { .. } => A::ReturnDecision,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Dissent { text, .. } => vec![text],
            Self::Return { reason, .. } => vec![reason],
            _ => Vec::new(),
        }
    }
}

/// Conditions that need no details: whether there is anything to do it with.
pub fn guard(panel: &Panel, action: A, now: DateTime<Utc>) -> Result<(), Refusal> {
    let any = |fits: &dyn Fn(&Session) -> bool| panel.sessions.iter().any(fits);
    let there = match action {
        A::BeginSession => any(&|one| one.began_at.is_none() && !one.is_over(now)),
        A::EndSession => any(&|one| one.began_at.is_some() && one.ended_at.is_none()),
        A::AttendSession | A::LeaveSession => any(&|one| one.runs(now) && one.sits_together()),
        A::StateDissent => any(&|one| one.began_at.is_some() && one.minutes.is_none()),
        A::SignMinutes => any(&|one| one.ended_at.is_some() && one.minutes.is_none()),
        A::CountersignDecision | A::ReturnDecision => panel
            .adoptions
            .iter()
            .any(|one| one.countersigned.is_none() && one.returned.is_none()),
        _ => true,
    };
    if there {
        Ok(())
    } else {
        Err(Refusal::NoSession)
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    call: &Call,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    let panel = &call.panel;
    match command {
        Command::Convene {
            mode,
            starts,
            ends,
            agenda,
        } => convene(panel, *mode, *starts, *ends, agenda, now),
        Command::Begin { session } => {
            let found = find(panel, *session)?;
            if found.began_at.is_some() || found.is_over(now) {
                return Err(Refusal::AlreadyDone);
            }
            if now < found.starts {
                return Err(Refusal::TooEarly { at: found.starts });
            }
            Ok(Event::SessionBegun { session: *session })
        }
        Command::End { session, open } => {
            let found = find(panel, *session)?;
            if found.began_at.is_none() {
                return Err(Refusal::NoSession);
            }
            if found.ended_at.is_some() {
                return Err(Refusal::AlreadyDone);
            }
            if *open {
                return Err(Refusal::VotingOpen);
            }
            Ok(Event::SessionEnded { session: *session })
        }
        Command::Attend { session, person } => {
            let found = in_session(call, *session, *person, actor, now)?;
            if found.present.contains(person) {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::MemberCame {
                session: *session,
                person: *person,
            })
        }
        Command::Leave { session, person } => {
            let found = in_session(call, *session, *person, actor, now)?;
            if !found.present.contains(person) {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::MemberLeft {
                session: *session,
                person: *person,
            })
        }
        Command::Dissent { session, text } => {
            let found = find(panel, *session)?;
            if found.began_at.is_none() {
                return Err(Refusal::NoSession);
            }
            if found.minutes.is_some() {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::DissentStated {
                session: *session,
                text: text.digest(),
            })
        }
        Command::Sign { session, digest } => {
            let found = find(panel, *session)?;
            if found.ended_at.is_none() {
                return Err(Refusal::SessionRuns);
            }
            if found.minutes.is_some() {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::MinutesSigned {
                session: *session,
                digest: *digest,
            })
        }
        Command::Adopt { list, alternatives } => adopt(panel, list, alternatives, now),
        Command::Countersign { adoption } => {
            open_adoption(panel, *adoption, actor)?;
            Ok(Event::DecisionCountersigned {
                adoption: *adoption,
            })
        }
        Command::Return { adoption, reason } => {
            open_adoption(panel, *adoption, actor)?;
            Ok(Event::DecisionReturned {
                adoption: *adoption,
                reason: reason.digest(),
            })
        }
    }
}

fn find(panel: &Panel, number: u32) -> Result<&Session, Refusal> {
    panel.session(number).ok_or_else(|| Refusal::Unknown {
        what: "session",
        name: number.to_string(),
    })
}

/// A session in which somebody comes or goes: it runs, and whoever says so may say it of this person.
fn in_session<'a>(
    call: &'a Call,
    number: u32,
    person: PersonId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<&'a Session, Refusal> {
    let session = find(&call.panel, number)?;
    if !session.runs(now) || !session.sits_together() {
        return Err(Refusal::NoSession);
    }
    let keeps_the_door = [Role::Chair, Role::DeputyChair, Role::PanelSecretary]
        .iter()
        .any(|role| actor.holds(*role, Some(call.id)));
    if person == actor.person || keeps_the_door {
        Ok(session)
    } else {
        Err(Refusal::NotYours)
    }
}

fn convene(
    panel: &Panel,
    mode: Mode,
    starts: DateTime<Utc>,
    ends: Option<DateTime<Utc>>,
    agenda: &[ProposalId],
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    let wrong_dates = match ends {
        Some(ends) => ends <= starts || ends <= now,
        None => mode == Mode::Asynchronous,
    };
    if wrong_dates {
        return Err(Refusal::SessionDates);
    }
    bounded(agenda.len())?;
    let mut taken: BTreeSet<ProposalId> = panel
        .sessions
        .iter()
        .filter(|session| !session.is_over(now))
        .flat_map(|session| session.agenda.iter().copied())
        .collect();
    // Once on the agenda of one session; a file twice on this one is refused the same way.
    if agenda.iter().any(|file| !taken.insert(*file)) {
        return Err(Refusal::OnAnotherAgenda);
    }
    Ok(Event::SessionConvened {
        session: next(panel.sessions.len()),
        mode,
        starts,
        ends,
        agenda: agenda.to_vec(),
    })
}

fn adopt(
    panel: &Panel,
    list: &[Listed],
    alternatives: &[Alternative],
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    bounded(list.len())?;
    let mut adopted = panel.adopted();
    if list.iter().any(|one| !adopted.insert(one.proposal)) {
        return Err(Refusal::AlreadyDone);
    }
    let session = panel.sessions.iter().find(|session| session.runs(now));
    Ok(Event::DecisionAdopted {
        adoption: next(panel.adoptions.len()),
        session: session.map(|session| session.number),
        list: list.to_vec(),
        alternatives: alternatives.to_vec(),
    })
}

/// A list that waits for the facility manager, who is not the one who adopted it.
fn open_adoption(panel: &Panel, number: u32, actor: &Actor) -> Result<(), Refusal> {
    let found = panel.adoptions.iter().find(|one| one.number == number);
    let found = found.ok_or_else(|| Refusal::Unknown {
        what: "decision",
        name: number.to_string(),
    })?;
    if found.countersigned.is_some() || found.returned.is_some() {
        return Err(Refusal::AlreadyDone);
    }
    if found.by == actor.person {
        return Err(Refusal::OwnAct);
    }
    Ok(())
}

fn bounded(items: usize) -> Result<(), Refusal> {
    if items == 0 {
        return Err(Refusal::AgendaEmpty);
    }
    if items > MOST_ITEMS {
        return Err(Refusal::TooMany {
            most: u32::try_from(MOST_ITEMS).unwrap_or(u32::MAX),
        });
    }
    Ok(())
}

fn next(count: usize) -> u32 {
    u32::try_from(count + 1).unwrap_or(u32::MAX)
}

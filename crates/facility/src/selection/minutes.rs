//! The minutes of a session, made from the record: who was there, what was voted and decided and why, what other rules would
//! have given, and who disagrees.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Serialize;
use store::AnyConn;
use workflow::call::Call;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::money::Money;
use workflow::panel::{Adoption, Command, Session};
use workflow::proposal::{Event, Proposal};
use workflow::record::{self, Digest};
use workflow::role::{Actor, Appointment};
use workflow::selection::{Choice, Decision, Event as Selection, Roll, VotesInMinutes, Written};

use super::adoption::without;
use super::{may_see_agenda, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// A vote on an item, from opening to closing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vote {
    /// When it was opened (UTC).
    pub opened_at: DateTime<Utc>,
    /// Digest of the reason for which it was opened anew.
    pub anew: Option<Digest>,
    /// When it was closed, and by whom; none while it is open, or when it was opened anew before.
    pub closed: Option<(PersonId, DateTime<Utc>)>,
    /// Who was where at closing.
    pub roll: Roll,
    /// Votes by choice, as far as the call puts them into minutes.
    pub tally: BTreeMap<Choice, u32>,
    /// Ballots by member, where the call puts them into minutes.
    pub ballots: BTreeMap<PersonId, Written>,
    /// How the casting vote went.
    pub casting: Option<bool>,
}

/// What was decided on an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Outcome {
    /// Decision.
    pub decision: Decision,
    /// Amount.
    pub amount: Option<Money>,
    /// Place on the reserve list.
    pub reserve_rank: Option<u32>,
    /// Digest of the conditions.
    pub conditions: Option<Digest>,
    /// Digest of the reason.
    pub reason: Digest,
    /// Whether it follows the majority of the ballots.
    pub with_majority: bool,
    /// Whether the rule of the call would have decided otherwise; known once it is adopted.
    pub departs: bool,
    /// Who recorded it, and when (UTC).
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// An item as it was dealt with in the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dealt {
    /// The file.
    pub proposal: ProposalId,
    /// Its votes in this session, in order; none when it was not reached.
    pub votes: Vec<Vote>,
    /// What was decided on them.
    pub outcome: Option<Outcome>,
}

/// How a file is called in minutes.
#[derive(Clone, Debug)]
pub struct Named {
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Organisation.
    pub organisation: String,
    /// ISO 3166-1.
    pub country: String,
}

/// The minutes of a session as the person may see them.
pub struct Minutes {
    /// The call.
    pub call: std::sync::Arc<Call>,
    /// The session.
    pub session: Session,
    /// Everybody at the table, by name of agency.
    pub table: Vec<(PersonId, Appointment)>,
    /// Names of people.
    pub people: BTreeMap<PersonId, String>,
    /// Items in the order of the agenda.
    pub items: Vec<Dealt>,
    /// How they are called.
    pub named: BTreeMap<ProposalId, Named>,
    /// Lists adopted in the session.
    pub adoptions: Vec<Adoption>,
    /// Texts by their digest: reasons, conditions, dissent.
    pub texts: BTreeMap<Digest, String>,
    /// SHA-256 over the canonical form of what the person reads: for who sees the whole, what the chair signs. Of files
    /// somebody has a conflict with nothing is in it, as it would change with what happens to them.
    pub digest: Digest,
    /// Whether what was signed is what the record says.
    pub as_signed: bool,
}

/// What is signed, without names and without texts, which stand in the record by their digests.
#[derive(Serialize)]
struct Canonical<'a> {
    call: CallId,
    session: u32,
    mode: workflow::panel::Mode,
    began_at: Option<DateTime<Utc>>,
    ended_at: Option<DateTime<Utc>>,
    movements: Vec<(PersonId, bool, DateTime<Utc>)>,
    items: &'a [Dealt],
    adopted: Vec<u32>,
    dissents: Vec<(PersonId, Digest)>,
}

/// The minutes of a session, for who sits on the panel or oversees the call. Items somebody has a conflict with are not in
/// what they read.
pub fn minutes(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
) -> Result<Minutes, Failure> {
    facility.store.read(|conn| {
        if !may_see_agenda(actor, call) {
            return Err(Failure::hidden());
        }
        let call = cases::load_call(conn, call)?.state;
        let session = call.panel.session(number).ok_or_else(Failure::hidden)?;
        let items = dealt(conn, &call, session)?;
        let signed = digest(&call, session, &items)?;
        let hidden = store::proposals::conflicted_with(conn, call.id, actor.person)?;
        let (session, items) = read_by(actor.person, &hidden, session, items);
        let digest = digest(&call, &session, &items)?;
        let adoptions: Vec<Adoption> = adopted_in(&call, number)
            .map(|adoption| without(adoption, &hidden))
            .collect();
        let table = store::people::panel(conn, call.id)?;
        Ok(Minutes {
            people: people(conn, &session, &table, &items, &adoptions)?,
            named: named(conn, &call, &items, &adoptions)?,
            texts: texts(conn, &session, &items)?,
            as_signed: session.minutes.is_none_or(|one| one.digest == signed),
            digest,
            adoptions,
            table,
            items,
            session,
            call,
        })
    })
}

/// A session and its items as somebody reads them.
fn read_by(
    person: PersonId,
    hidden: &BTreeSet<ProposalId>,
    session: &Session,
    items: Vec<Dealt>,
) -> (Session, Vec<Dealt>) {
    let mut session = session.clone();
    if session.agenda.iter().any(|id| hidden.contains(id)) {
        // What others state may speak of any item.
        session.dissents.retain(|one| one.person == person);
    }
    session.agenda.retain(|id| !hidden.contains(id));
    let shown = |item: &Dealt| !hidden.contains(&item.proposal);
    (session, items.into_iter().filter(shown).collect())
}

/// Signs the minutes of a session as they stand, all of them. `seen` is the digest of those that were read.
///
/// Errors with [`Failure::ChangedMeanwhile`] when they have changed since.
pub fn sign(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    number: u32,
    seen: Option<Digest>,
) -> Result<i64, Failure> {
    if !super::chairs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let state = cases::load_call(conn, call)?.state;
        let session = state.panel.session(number).ok_or_else(Failure::hidden)?;
        let items = dealt(conn, &state, session)?;
        let signed = digest(&state, session, &items)?;
        let hidden = store::proposals::conflicted_with(conn, call, actor.person)?;
        let (shown, items) = read_by(actor.person, &hidden, session, items);
        let read = digest(&state, &shown, &items)?;
        if seen.is_some_and(|seen| seen != read) {
            return Err(Failure::ChangedMeanwhile);
        }
        let command = Command::Sign {
            session: number,
            digest: signed,
        };
        let command = workflow::call::Command::Panel(command);
        cases::act_on_call(conn, facility, actor, call, None, &command)
    })
}

fn adopted_in(call: &Call, session: u32) -> impl Iterator<Item = &Adoption> {
    let adoptions = call.panel.adoptions.iter();
    adoptions.filter(move |adoption| adoption.session == Some(session))
}

fn digest(call: &Call, session: &Session, items: &[Dealt]) -> Result<Digest, Failure> {
    let canonical = Canonical {
        call: call.id,
        session: session.number,
        mode: session.mode,
        began_at: session.began_at,
        ended_at: session.ended_at,
        movements: session
            .movements
            .iter()
            .map(|one| (one.person, one.came, one.at))
            .collect(),
        items,
        adopted: adopted_in(call, session.number)
            .map(|one| one.number)
            .collect(),
        dissents: session
            .dissents
            .iter()
            .map(|one| (one.person, one.text))
            .collect(),
    };
    let canonical = serde_json::to_value(&canonical)
        .ok()
        .and_then(|value| record::canonical_json(&value).ok())
        .ok_or_else(|| Failure::Unexpected("minutes have no canonical form".to_owned()))?;
    Ok(record::digest(canonical.as_bytes()))
}

/// What was dealt with in a session, item by item; once the minutes are signed, up to that moment.
fn dealt(conn: &mut AnyConn, call: &Call, session: &Session) -> Result<Vec<Dealt>, Failure> {
    let rules = rules_of(&call.definition)?;
    let until = session.minutes.map(|signed| signed.at);
    let mut found = Vec::with_capacity(session.agenda.len());
    for id in &session.agenda {
        let mut item = Dealt {
            proposal: *id,
            votes: Vec::new(),
            outcome: None,
        };
        let mut here = false;
        for event in store::record::chain(conn, (*id).into())? {
            if until.is_some_and(|until| event.at > until) {
                break;
            }
            if !event.kind.starts_with("selection.") {
                continue;
            }
            let parsed: Event = serde_json::from_value(event.payload)
                .map_err(|error| Failure::Unexpected(format!("proposal {id}: {error}")))?;
            let (Event::Selection(happened), Some(by)) = (parsed, event.actor) else {
                continue;
            };
            if let Selection::VotingOpened { session: of } = happened {
                here = of == Some(session.number);
            }
            if let Selection::VotingReopened { session: of, .. } = happened {
                here = of == session.number;
            }
            if here {
                item.follow(
                    &happened,
                    by,
                    event.at,
                    rules.votes_in_minutes,
                    rules.secret,
                );
            }
        }
        if let Some(outcome) = &mut item.outcome {
            let adopted = call.panel.adoption_of(*id);
            let listed = adopted.and_then(|one| one.list.iter().find(|one| one.proposal == *id));
            let known = adopted.is_some_and(|one| until.is_none_or(|until| one.at <= until));
            outcome.departs = known && listed.is_some_and(|one| one.departs);
        }
        found.push(item);
    }
    Ok(found)
}

impl Dealt {
    fn follow(
        &mut self,
        event: &Selection,
        by: PersonId,
        at: DateTime<Utc>,
        votes: VotesInMinutes,
        secret: bool,
    ) {
        match event {
            Selection::VotingOpened { .. } | Selection::VotingReopened { .. } => {
                let anew = match event {
                    Selection::VotingReopened { reason, .. } => Some(*reason),
                    _ => None,
                };
                self.outcome = None;
                self.votes.push(Vote {
                    opened_at: at,
                    anew,
                    closed: None,
                    roll: Roll::new(),
                    tally: BTreeMap::new(),
                    ballots: BTreeMap::new(),
                    casting: None,
                });
            }
            Selection::BallotCast {
                choice,
                amount,
                points,
                place,
            } => {
                if let Some(vote) = self.votes.last_mut()
                    && votes == VotesInMinutes::Names
                    && !secret
                {
                    let written = Written {
                        choice: *choice,
                        amount: *amount,
                        points: *points,
                        place: *place,
                    };
                    vote.ballots.insert(by, written);
                }
            }
            Selection::VotingClosed {
                tally,
                recused,
                roll,
                casting,
                ..
            } => {
                if let Some(vote) = self.votes.last_mut() {
                    vote.closed = Some((by, at));
                    vote.roll = roll.clone();
                    vote.casting = *casting;
                    if votes != VotesInMinutes::None {
                        vote.tally = tally.clone();
                    }
                    // Who was recused after voting has no ballot.
                    vote.ballots.retain(|member, _| !recused.contains(member));
                }
            }
            Selection::OutcomeRecorded {
                decision,
                amount,
                reserve_rank,
                conditions,
                with_majority,
                reason,
            } => {
                self.outcome = Some(Outcome {
                    decision: *decision,
                    amount: *amount,
                    reserve_rank: *reserve_rank,
                    conditions: *conditions,
                    reason: *reason,
                    with_majority: *with_majority,
                    departs: false,
                    by,
                    at,
                });
            }
            _ => {}
        }
    }
}

fn people(
    conn: &mut AnyConn,
    session: &Session,
    table: &[(PersonId, Appointment)],
    items: &[Dealt],
    adoptions: &[Adoption],
) -> Result<BTreeMap<PersonId, String>, Failure> {
    let mut all: BTreeSet<PersonId> = session.attended();
    all.extend(session.presided_by);
    all.extend(session.dissents.iter().map(|one| one.person));
    all.extend(session.minutes.map(|signed| signed.by));
    all.extend(table.iter().map(|(person, _)| *person));
    for item in items {
        for vote in &item.votes {
            all.extend(vote.roll.keys().chain(vote.ballots.keys()));
            all.extend(vote.closed.map(|(by, _)| by));
        }
        all.extend(item.outcome.as_ref().map(|outcome| outcome.by));
    }
    for adoption in adoptions {
        all.insert(adoption.by);
        all.extend(adoption.countersigned.map(|(by, _)| by));
        all.extend(adoption.returned.map(|(by, ..)| by));
    }
    Ok(store::people::names(conn, all)?)
}

fn named(
    conn: &mut AnyConn,
    call: &Call,
    items: &[Dealt],
    adoptions: &[Adoption],
) -> Result<BTreeMap<ProposalId, Named>, Failure> {
    let of_items = items.iter().map(|item| item.proposal);
    let adopted = adoptions
        .iter()
        .flat_map(|adoption| adoption.list.iter().map(|one| one.proposal));
    let ids: BTreeSet<ProposalId> = of_items.chain(adopted).collect();
    let mut found = BTreeMap::new();
    for id in ids {
        let Some(file) = store::cases::load_proposal(conn, id)? else {
            continue;
        };
        found.insert(id, name(conn, call, &file.state)?);
    }
    Ok(found)
}

fn name(conn: &mut AnyConn, call: &Call, file: &Proposal) -> Result<Named, Failure> {
    let organisation =
        store::organisations::find(conn, file.organisation)?.ok_or_else(Failure::hidden)?;
    let submission = file.intake.submission.as_ref();
    Ok(Named {
        reference: file.reference(call).unwrap_or_default(),
        title: submission.map(|one| one.title.clone()).unwrap_or_default(),
        organisation: organisation.profile.legal_name,
        country: file.country.to_string(),
    })
}

fn texts(
    conn: &mut AnyConn,
    session: &Session,
    items: &[Dealt],
) -> Result<BTreeMap<Digest, String>, Failure> {
    let mut wanted: BTreeSet<Digest> = session.dissents.iter().map(|one| one.text).collect();
    for item in items {
        wanted.extend(item.votes.iter().filter_map(|vote| vote.anew));
        if let Some(outcome) = &item.outcome {
            wanted.insert(outcome.reason);
            wanted.extend(outcome.conditions);
        }
    }
    let mut found = BTreeMap::new();
    for digest in wanted {
        if let Some(text) = store::drafts::find_text(conn, digest)? {
            found.insert(digest, text);
        }
    }
    Ok(found)
}

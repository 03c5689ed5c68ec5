//! The one way a decision is carried out: load the case, ask `workflow`, write events, projection and mails.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::cases::{self, Loaded};
use workflow::call::{self, Call};
use workflow::due_diligence::Standing;
use workflow::form::Form;
use workflow::ids::{CallId, CaseId, GrantId, OrganisationId, PersonId, ProposalId};
use workflow::organisation::{self, Organisation};
use workflow::procedure::Stage;
use workflow::proposal::{self, Passage, Proposal, Situation};
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::selection::Circumstances;
use workflow::text::Text;
use workflow::time::Calendar;
use workflow::transition::{Action, Status};
use workflow::{grant, transition::StageKind};

use crate::failure::Failure;
use crate::payments::GrantCase;
use crate::{Facility, notices};

/// A proposal with everything a decision about it depends on.
pub struct ProposalCase {
    /// The proposal and its place in the chain.
    pub proposal: Loaded<Proposal>,
    /// Its call.
    pub call: Arc<Call>,
    /// The organisation's standing today.
    pub standing: Standing,
    /// The facility's calendar today.
    pub calendar: Calendar,
    /// What a decision of the panel depends on.
    pub panel: Circumstances,
}

impl ProposalCase {
    /// Loads a proposal; unknown ones are hidden.
    pub fn load(conn: &mut AnyConn, id: ProposalId, now: DateTime<Utc>) -> Result<Self, Failure> {
        let proposal = cases::load_proposal(conn, id)?.ok_or_else(Failure::hidden)?;
        let call = load_call(conn, proposal.state.call)?.state;
        let standing = standing(conn, proposal.state.organisation, now)?;
        let panel = crate::selection::circumstances(conn, &proposal.state, &call, now)?;
        Ok(Self {
            panel,
            proposal,
            call,
            standing,
            calendar: crate::calendar::load(conn)?.calendar,
        })
    }

    /// The situation in which `actor` acts at `now`.
    pub fn situation<'a>(
        &'a self,
        actor: &'a Actor,
        now: DateTime<Utc>,
        committed_minor: i64,
    ) -> Situation<'a> {
        Situation {
            call: &self.call,
            organisation: self.standing,
            committed_minor,
            calendar: &self.calendar,
            panel: &self.panel,
            actor,
            now,
        }
    }

    /// The stage of a kind that speaks for the file.
    pub fn stage_of(&self, kind: StageKind) -> Option<&Stage> {
        let procedure = &self.call.definition.procedure;
        procedure.of_file(kind, self.proposal.state.position)
    }

    /// The rules of the evaluation that speaks for the file, as they apply to it.
    pub fn evaluation_rules(&self) -> Option<&workflow::evaluation::Rules> {
        self.call.rules_of_evaluation(&self.proposal.state)
    }

    /// The form the file answers, or has answered last.
    pub fn form(&self) -> &Form {
        self.call.definition.form_at(self.proposal.state.position)
    }

    /// What the person may do now.
    pub fn available(&self, actor: &Actor, now: DateTime<Utc>) -> Vec<Action> {
        proposal::available(&self.proposal.state, &self.situation(actor, now, 0))
    }
}

/// Calls by the hash of their chain's head: what a hash stands for never changes, so nothing has to be made stale.
static CALLS: LazyLock<RwLock<HashMap<Digest, Arc<Call>>>> = LazyLock::new(RwLock::default);

/// The most calls kept in memory.
const MOST_CALLS: usize = 64;

/// Loads a call; unknown ones are hidden. A call is large and changes seldom, so its state is kept in memory.
pub fn load_call(conn: &mut AnyConn, id: CallId) -> Result<Loaded<Arc<Call>>, Failure> {
    let head = store::record::head(conn, id.into())?.ok_or_else(Failure::hidden)?;
    let known = CALLS
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&head.hash)
        .cloned();
    if let Some(state) = known {
        return Ok(Loaded {
            state,
            seq: head.seq,
        });
    }
    let loaded = cases::load_call(conn, id)?.ok_or_else(Failure::hidden)?;
    let state = Arc::new(loaded.state);
    let mut calls = CALLS.write().unwrap_or_else(PoisonError::into_inner);
    if calls.len() >= MOST_CALLS {
        calls.clear();
    }
    // Another process may have written between the two reads.
    if loaded.seq == head.seq {
        calls.insert(head.hash, Arc::clone(&state));
    }
    Ok(Loaded {
        state,
        seq: loaded.seq,
    })
}

/// Loads an organisation; unknown ones are hidden.
pub fn load_organisation(
    conn: &mut AnyConn,
    id: OrganisationId,
) -> Result<Loaded<Organisation>, Failure> {
    cases::load_organisation(conn, id)?.ok_or_else(Failure::hidden)
}

/// A call the person (or nobody signed in) sees.
pub fn visible_call(
    conn: &mut AnyConn,
    actor: Option<&Actor>,
    id: CallId,
) -> Result<Arc<Call>, Failure> {
    let call = load_call(conn, id)?.state;
    if call.visible_to(actor) {
        Ok(call)
    } else {
        Err(Failure::hidden())
    }
}

/// The place of the last event of a case.
pub fn place(conn: &mut AnyConn, id: CaseId) -> Result<i64, Failure> {
    let head = store::record::head(conn, id)?.ok_or_else(Failure::hidden)?;
    Ok(head.seq)
}

/// An organisation's standing at an instant.
pub fn standing(
    conn: &mut AnyConn,
    id: OrganisationId,
    now: DateTime<Utc>,
) -> Result<Standing, Failure> {
    let readiness = crate::registration::readiness(conn, id)?;
    let organisation = load_organisation(conn, id)?.state;
    Ok(organisation.standing(now.date_naive(), readiness))
}

/// Refuses when the case is not at the place the person has seen.
pub fn expect(seen: Option<i64>, seq: i64) -> Result<(), Failure> {
    if seen.is_none_or(|seen| seen == seq) {
        Ok(())
    } else {
        Err(Failure::ChangedMeanwhile)
    }
}

/// Carries out a command on a proposal inside a transaction. `seen` is the place in the chain the person has seen, if
/// they say so. Answers the new place.
pub fn act_on_proposal(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    command: &proposal::Command,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    let committed = match command.action() {
        Action::RecordOutcome
        | Action::ProposePromotion
        | Action::Promote
        | Action::DecideAppeal
        | Action::RecallAgreement
        | Action::Reinstate => store::proposals::committed_minor(conn, case.call.id, Some(id))?,
        _ => 0,
    };
    let situation = case.situation(actor, now, committed);
    // Who may not see the case must not learn that it has changed.
    let permitted = proposal::permitted(&case.proposal.state, command.action(), &situation);
    if permitted == Err(Refusal::Hidden) {
        return Err(Failure::hidden());
    }
    expect(seen, case.proposal.seq)?;
    let events = proposal::decide(&case.proposal.state, command, &situation)?;
    only_known_people(conn, command)?;
    keep_texts(conn, &command.texts(), now)?;
    let mut seq = write_proposal(conn, &case.proposal, &events, Some(actor.person), now)?;
    // After the record: of two who vote at the same instant, the second finds out there.
    crate::selection::follow(conn, &case.proposal.state, &events, command, &situation)?;
    let (joined, events) = with_another_reader(conn, &case, events, seq, now)?;
    seq = joined;
    if let Some(proposal::Event::Procedure(Passage::Entered { position, into })) = events.first() {
        crate::intake::prepare(conn, &case, *position, *into, actor, now)?;
    }
    let entered_monitoring =
        case.proposal.state.stage == StageKind::Agreement && command.action() == Action::Advance;
    if entered_monitoring {
        seq = open_grant(conn, &case, actor, now).map(|()| seq)?;
    }
    notices::of_proposal(conn, &case, &events, command, now)?;
    // Evaluators are about to be asked or given the file: what speaks for a conflict is looked for before.
    let comes_to_evaluators = matches!(
        events.first(),
        Some(proposal::Event::Procedure(Passage::Entered {
            into: StageKind::Evaluation,
            ..
        }))
    ) || command.action() == Action::OpenDeclarations;
    if comes_to_evaluators && crate::conflicts::search_file(conn, facility, id)? > 0 {
        seq = place(conn, id.into())?;
    }
    Ok(seq)
}

/// Refuses a command about somebody who has no account.
fn only_known_people(conn: &mut AnyConn, command: &proposal::Command) -> Result<(), Failure> {
    let people = command.people();
    if people.is_empty() {
        return Ok(());
    }
    let known = store::people::names(conn, people.iter().copied())?;
    match people.iter().find(|person| !known.contains_key(person)) {
        Some(person) => Err(Failure::Refused(Refusal::Unknown {
            what: "person",
            name: person.to_string(),
        })),
        None => Ok(()),
    }
}

/// Where readers turn out to differ too far, another one joins in the same transaction, by the rule and by nobody's act.
/// Answers the place in the chain and all that happened.
fn with_another_reader(
    conn: &mut AnyConn,
    case: &ProposalCase,
    mut events: Vec<proposal::Event>,
    seq: i64,
    now: DateTime<Utc>,
) -> Result<(i64, Vec<proposal::Event>), Failure> {
    let called = events.iter().any(|event| {
        matches!(
            event,
            proposal::Event::Evaluation(workflow::evaluation::Event::ThirdReaderCalled {})
        )
    });
    if !called {
        return Ok((seq, events));
    }
    let id = case.proposal.state.id;
    let after = cases::load_proposal(conn, id)?.ok_or_else(Failure::hidden)?;
    let Some(joins) = crate::evaluation::assignment::call_in(conn, case, &after.state, now)? else {
        return Ok((seq, events));
    };
    let joins = [joins];
    let seq = write_proposal(conn, &after, &joins, None, now)?;
    events.extend(joins);
    Ok((seq, events))
}

/// Writes events of a proposal with its projection. Answers the new place in the chain.
pub fn write_proposal(
    conn: &mut AnyConn,
    before: &Loaded<Proposal>,
    events: &[proposal::Event],
    actor: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<i64, Failure> {
    let id = before.state.id;
    let after = events
        .iter()
        .try_fold(before.state.clone(), |state, event| {
            proposal::evolve(Some(state), id, event, actor, now)
        })
        .ok_or_else(|| {
            Failure::Unexpected(format!("proposal {id}: an event does not follow its state"))
        })?;
    Ok(cases::save_proposal(
        conn,
        Some(before),
        &after,
        events,
        actor,
        now,
    )?)
}

fn open_grant(
    conn: &mut AnyConn,
    case: &ProposalCase,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let proposal = &case.proposal.state;
    let event = grant::open(proposal, &case.call)?;
    let id = GrantId::new_v7(now);
    let opened = grant::evolve(None, id, &event, Some(actor.person), now).ok_or_else(|| {
        Failure::Unexpected(format!(
            "grant of proposal {}: cannot be opened",
            proposal.id
        ))
    })?;
    cases::save_grant(conn, None, &opened, &[event], Some(actor.person), now)?;
    Ok(())
}

/// Carries out a command on a grant inside a transaction. Answers the new place in the grant's chain.
pub fn act_on_grant(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: GrantId,
    seen: Option<i64>,
    command: &grant::Command,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    let GrantCase {
        grant: before,
        case,
        rules,
        account,
    } = GrantCase::load(conn, id, now)?;
    let proposal = &case.proposal.state;
    if grant::permitted(&before.state, proposal, command.action(), actor) == Err(Refusal::Hidden) {
        return Err(Failure::hidden());
    }
    expect(seen, before.seq)?;
    let situation = crate::payments::situation(&case, &rules, account, actor, now);
    let events = grant::decide(&before.state, command, &situation)?;
    keep_texts(conn, &command.texts(), now)?;
    let after = events
        .iter()
        .try_fold(before.state.clone(), |state, event| {
            grant::evolve(Some(state), id, event, Some(actor.person), now)
        })
        .ok_or_else(|| {
            Failure::Unexpected(format!("grant {id}: an event does not follow its state"))
        })?;
    let seq = cases::save_grant(
        conn,
        Some(&before),
        &after,
        &events,
        Some(actor.person),
        now,
    )?;
    notices::of_grant(conn, &case, &after, command, now)?;
    Ok(seq)
}

/// Carries out a command on a call inside a transaction. Answers the new place in the chain.
pub fn act_on_call(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    seen: Option<i64>,
    command: &call::Command,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    let before = cases::load_call(conn, id)?.ok_or_else(Failure::hidden)?;
    if call::permitted(&before.state, command.action(), actor) == Err(Refusal::Hidden) {
        return Err(Failure::hidden());
    }
    expect(seen, before.seq)?;
    let events = call::decide(&before.state, command, actor, now)?;
    keep_texts(conn, &command.texts(), now)?;
    let after = events
        .iter()
        .try_fold(before.state.clone(), |state, event| {
            call::evolve(Some(state), id, event, Some(actor.person), now)
        })
        .ok_or_else(|| {
            Failure::Unexpected(format!("call {id}: an event does not follow its state"))
        })?;
    let seq = cases::save_call(
        conn,
        Some(&before),
        &after,
        &events,
        Some(actor.person),
        now,
    )?;
    notices::of_call(conn, &after, command, now)?;
    Ok(seq)
}

/// Carries out a command on an organisation inside a transaction. Answers the new place in the chain.
pub fn act_on_organisation(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    command: &organisation::Command,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    let before = load_organisation(conn, id)?;
    if organisation::permitted(&before.state, command.action(), actor) == Err(Refusal::Hidden) {
        return Err(Failure::hidden());
    }
    expect(seen, before.seq)?;
    let members = store::people::members_of(conn, id)?
        .into_iter()
        .map(|(person, role)| (person.id, role))
        .collect();
    let situation = organisation::Situation {
        actor,
        rules: &facility.rules,
        members: &members,
        now,
    };
    let events = organisation::decide(&before.state, command, &situation)?;
    keep_texts(conn, &command.texts(), now)?;
    write_organisation(conn, &before, &events, Some(actor.person), now)
}

/// Writes events of an organisation with its projection; without an actor they are of a job. Answers the new place in the
/// chain.
pub fn write_organisation(
    conn: &mut AnyConn,
    before: &Loaded<Organisation>,
    events: &[organisation::Event],
    actor: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<i64, Failure> {
    let id = before.state.id;
    if events.is_empty() {
        return Ok(before.seq);
    }
    let after = events
        .iter()
        .try_fold(before.state.clone(), |state, event| {
            organisation::evolve(Some(state), id, event, actor, now)
        })
        .ok_or_else(|| {
            Failure::Unexpected(format!(
                "organisation {id}: an event does not follow its state"
            ))
        })?;
    Ok(cases::save_organisation(
        conn,
        Some(before),
        &after,
        events,
        actor,
        now,
    )?)
}

/// Keeps texts beside the record; events name them by digest.
pub fn keep_texts(conn: &mut AnyConn, texts: &[&Text], now: DateTime<Utc>) -> Result<(), Failure> {
    for text in texts {
        store::drafts::keep_text(conn, text.digest(), text.as_str(), now)?;
    }
    Ok(())
}

/// Whether a status is one in which an applicant has an award.
pub fn is_awarded(status: Status) -> bool {
    matches!(
        status,
        Status::Selected
            | Status::Negotiation
            | Status::AgreementSent
            | Status::Accepted
            | Status::Signed
            | Status::Active
            | Status::Suspended
            | Status::Terminated
            | Status::Completed
            | Status::Closed
    )
}

//! Answers taken over from an earlier application of the same organisation, also to another call: nothing is overwritten
//! unasked, and people see what will change before it does.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;
use store::AnyConn;
use workflow::call::Call;
use workflow::form::{AnswerKind, Answers, Fact, Fault, Question};
use workflow::ids::ProposalId;
use workflow::money::Currency;
use workflow::proposal;
use workflow::role::{Actor, Role};
use workflow::transition::Action;

use super::writing::{self, Entry, Held, Written};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;

/// The most earlier applications that are offered.
const MOST: usize = 100;

/// An earlier application.
pub struct Source {
    /// The proposal.
    pub proposal: ProposalId,
    /// Its call.
    pub call: Arc<Call>,
    /// Its title; empty when it has none.
    pub title: String,
    /// How many of its answers could be taken over.
    pub fitting: usize,
}

/// Why an answer is not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// Documents belong to the application they were sent with.
    Document,
    /// What is declared is declared anew.
    Declaration,
    /// The language was chosen at the start.
    Language,
    /// Amounts in another currency.
    Currency,
    /// The question takes another kind of answer.
    Kind,
    /// It does not fit the rules of this form.
    Fault(Fault),
}

/// An answer that could be taken over.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The question.
    pub question: Question,
    /// What it is answered with here; `null` for nothing.
    pub now: Value,
    /// The version of that answer.
    pub on: i64,
    /// What the earlier application answers.
    pub then: Value,
    /// Why it cannot be taken over.
    pub obstacle: Option<Obstacle>,
}

/// What can be taken over from an application.
pub struct Preview {
    /// The application it comes from.
    pub source: Source,
    /// Answers of questions both forms have and that differ, in the order of this form.
    pub offers: Vec<Offer>,
}

/// The application that takes answers over, with those it has.
struct Here {
    case: ProposalCase,
    held: BTreeMap<String, Held>,
    answers: Answers,
}

fn here(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
) -> Result<Here, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    proposal::permitted(
        &case.proposal.state,
        Action::SaveDraft,
        &case.situation(actor, now, 0),
    )?;
    let (held, answers) = writing::read(conn, id)?;
    Ok(Here {
        case,
        held,
        answers,
    })
}

/// What can be taken over from another application of the organisation.
fn preview_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    here: &Here,
    from: ProposalId,
) -> Result<Preview, Failure> {
    let there = ProposalCase::load(conn, from, facility.clock.now())?;
    let organisation = there.proposal.state.organisation;
    let state = &here.case.proposal.state;
    let own = organisation == state.organisation;
    if from == state.id || !own || !actor.member(organisation, Role::Reader) {
        return Err(Failure::hidden());
    }
    let answers = writing::answers(conn, from)?;
    let offers = offers(here, &there, &answers);
    let fitting = offers.iter().filter(|offer| offer.obstacle.is_none());
    Ok(Preview {
        source: Source {
            proposal: from,
            title: there.form().facts(&answers).title.unwrap_or_default(),
            fitting: fitting.count(),
            call: there.call,
        },
        offers,
    })
}

fn offers(here: &Here, there: &ProposalCase, then: &Answers) -> Vec<Offer> {
    let currency = here.case.call.definition.currency();
    let same_currency = currency == there.call.definition.currency();
    let form = here.case.form();
    let offers = form.questions().filter_map(|(_, question)| {
        let then = then.get(&question.id)?.clone();
        let other = there.form().question(&question.id)?;
        let now = here.answers.get(&question.id).cloned().unwrap_or_default();
        if workflow::draft::fingerprint(&then) == workflow::draft::fingerprint(&now) {
            return None;
        }
        Some(Offer {
            obstacle: obstacle(question, other, &then, currency, same_currency),
            on: here.held.get(&question.id).map_or(0, |held| held.version),
            question: question.clone(),
            now,
            then,
        })
    });
    offers.collect()
}

fn obstacle(
    question: &Question,
    other: &Question,
    then: &Value,
    currency: Currency,
    same_currency: bool,
) -> Option<Obstacle> {
    match &question.answer {
        _ if question.answer.name() != other.answer.name() => Some(Obstacle::Kind),
        AnswerKind::File(_) => Some(Obstacle::Document),
        AnswerKind::Declaration {} => Some(Obstacle::Declaration),
        _ if question.fills == Some(Fact::Language) => Some(Obstacle::Language),
        AnswerKind::Money {} | AnswerKind::Budget(_) | AnswerKind::Table(_) if !same_currency => {
            Some(Obstacle::Currency)
        }
        kind => kind
            .faults(then, currency, false)
            .into_iter()
            .next()
            .map(Obstacle::Fault),
    }
}

/// The organisation's other applications, the latest first.
pub fn sources(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Vec<Source>, Failure> {
    facility.store.read(|conn| {
        let here = here(conn, facility, actor, id)?;
        let organisation = here.case.proposal.state.organisation;
        let others = store::proposals::of_organisation(conn, organisation)?;
        let others = others.into_iter().rev().filter(|other| *other != id);
        let mut found = Vec::new();
        for other in others.take(MOST) {
            found.push(preview_in(conn, facility, actor, &here, other)?.source);
        }
        Ok(found)
    })
}

/// What can be taken over from an application of the same organisation.
pub fn preview(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    from: ProposalId,
) -> Result<Preview, Failure> {
    facility.store.read(|conn| {
        let here = here(conn, facility, actor, id)?;
        preview_in(conn, facility, actor, &here, from)
    })
}

/// Takes over the chosen answers, each on the version of this application's answer that was shown: what somebody wrote
/// meanwhile stands, and the copy is kept beside it.
pub fn copy(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    from: ProposalId,
    chosen: &BTreeMap<String, i64>,
) -> Result<Written, Failure> {
    let preview = preview(facility, actor, id, from)?;
    let entries = preview
        .offers
        .into_iter()
        .filter(|offer| offer.obstacle.is_none())
        .filter_map(|offer| {
            let on = *chosen.get(&offer.question.id)?;
            Some((offer.question.id, Entry::on(offer.then, on)))
        })
        .collect();
    writing::write(facility, actor, id, &entries)
}

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

use super::writing::{self, Entry, Written};
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

struct Sides {
    here: ProposalCase,
    there: ProposalCase,
}

fn load(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    from: ProposalId,
) -> Result<Sides, Failure> {
    let now = facility.clock.now();
    let here = ProposalCase::load(conn, id, now)?;
    proposal::permitted(
        &here.proposal.state,
        Action::SaveDraft,
        &here.situation(actor, now, 0),
    )?;
    let there = ProposalCase::load(conn, from, now)?;
    let organisation = there.proposal.state.organisation;
    let own = organisation == here.proposal.state.organisation;
    if from == id || !own || !actor.member(organisation, Role::Reader) {
        return Err(Failure::hidden());
    }
    Ok(Sides { here, there })
}

fn offers(conn: &mut AnyConn, sides: &Sides) -> Result<Vec<Offer>, Failure> {
    let (here, there) = (&sides.here.call, &sides.there.call);
    let then = writing::answers(conn, sides.there.proposal.state.id)?;
    let (held, now) = writing::read(conn, sides.here.proposal.state.id)?;
    let currency = here.definition.currency();
    let same_currency = currency == there.definition.currency();
    let form = sides.here.form();
    let offers = form.questions().filter_map(|(_, question)| {
        let then = then.get(&question.id)?.clone();
        let other = sides.there.form().question(&question.id)?;
        let now = now.get(&question.id).cloned().unwrap_or_default();
        if workflow::draft::fingerprint(&then) == workflow::draft::fingerprint(&now) {
            return None;
        }
        Some(Offer {
            obstacle: obstacle(question, other, &then, currency, same_currency),
            on: held.get(&question.id).map_or(0, |held| held.version),
            question: question.clone(),
            now,
            then,
        })
    });
    Ok(offers.collect())
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

fn source(conn: &mut AnyConn, case: &ProposalCase, fitting: usize) -> Result<Source, Failure> {
    let answers: Answers = writing::answers(conn, case.proposal.state.id)?;
    let title = case.form().facts(&answers).title;
    Ok(Source {
        proposal: case.proposal.state.id,
        call: Arc::clone(&case.call),
        title: title.unwrap_or_default(),
        fitting,
    })
}

/// The organisation's other applications, the latest first.
pub fn sources(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Vec<Source>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let here = ProposalCase::load(conn, id, now)?;
        let organisation = here.proposal.state.organisation;
        let mut found = Vec::new();
        let others = store::proposals::of_organisation(conn, organisation)?;
        let others = others.into_iter().rev().filter(|other| *other != id);
        for other in others.take(MOST) {
            let sides = load(conn, facility, actor, id, other)?;
            let offers = offers(conn, &sides)?;
            let fitting = offers.iter().filter(|offer| offer.obstacle.is_none());
            found.push(source(conn, &sides.there, fitting.count())?);
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
        let sides = load(conn, facility, actor, id, from)?;
        let offers = offers(conn, &sides)?;
        let fitting = offers.iter().filter(|offer| offer.obstacle.is_none());
        Ok(Preview {
            source: source(conn, &sides.there, fitting.count())?,
            offers,
        })
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

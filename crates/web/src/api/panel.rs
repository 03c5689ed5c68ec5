//! The panel of a call: its sessions, the decisions it adopts, its minutes.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::Facility;
use facility::selection::{self, AdoptionView, Dealt, Minutes, NewSession, SessionView};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::panel::{Alternative, Listed, Mode, Session};
use workflow::record::Digest;
use workflow::role::Actor;
use workflow::selection::Attendance;

use super::act::{Acted, Counted, acted, counted};
use super::caller::Caller;
use super::fields::{self, Prose, Whole};
use super::parts::MoneyJson;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list_sessions)
        .service(show_minutes)
        .service(list_decisions)
        .service(convene_session)
        .service(begin_session)
        .service(end_session)
        .service(attend_session)
        .service(leave_session)
        .service(state_dissent)
        .service(sign_minutes)
        .service(adopt_decision)
        .service(countersign_decision)
        .service(return_decision);
}

/// Somebody came into a session or left it.
#[derive(Debug, Serialize, ToSchema)]
struct MovementJson {
    /// Who.
    person: Uuid,
    /// Whether they came in.
    came: bool,
    /// When (UTC).
    at: DateTime<Utc>,
}

/// A session of the panel.
#[derive(Debug, Serialize, ToSchema)]
struct SessionJson {
    /// Its number in the call, from 1.
    number: u32,
    /// `room`, `remote` or `asynchronous`.
    mode: String,
    /// When it is to start (UTC).
    starts: DateTime<Utc>,
    /// The last instant at which votes are taken (UTC).
    ends: Option<DateTime<Utc>>,
    /// When it began (UTC).
    began_at: Option<DateTime<Utc>>,
    /// When it ended (UTC).
    ended_at: Option<DateTime<Utc>>,
    /// Whether it is under way.
    runs: bool,
    /// Its files in order, without those you have a conflict with.
    agenda: Vec<Uuid>,
    /// Who is in now.
    present: Vec<Uuid>,
    /// Who came and went, oldest first.
    movements: Vec<MovementJson>,
    /// Names of these people.
    names: BTreeMap<Uuid, String>,
    /// When the chair signed the minutes (UTC).
    signed_at: Option<DateTime<Utc>>,
}

impl SessionJson {
    fn of(session: &Session, runs: bool, names: &BTreeMap<PersonId, String>) -> Self {
        Self {
            number: session.number,
            mode: session.mode.to_string(),
            starts: session.starts,
            ends: session.ends,
            began_at: session.began_at,
            ended_at: session.ended_at,
            runs,
            agenda: session.agenda.iter().map(|id| id.uuid()).collect(),
            present: session.present.iter().map(|one| one.uuid()).collect(),
            movements: session
                .movements
                .iter()
                .map(|one| MovementJson {
                    person: one.person.uuid(),
                    came: one.came,
                    at: one.at,
                })
                .collect(),
            names: names
                .iter()
                .map(|(person, name)| (person.uuid(), name.clone()))
                .collect(),
            signed_at: session.minutes.map(|signed| signed.at),
        }
    }
}

/// The sessions of the panel, for who sits on it or oversees the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The sessions", body = Vec<SessionJson>)))]
#[get("/calls/{id}/sessions")]
async fn list_sessions(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let found = block(&app, move |app| {
        selection::sessions(&app.facility, &actor, call)
    })
    .await?;
    let json = |view: &SessionView| SessionJson::of(&view.session, view.runs, &view.names);
    Ok(HttpResponse::Ok().json(found.iter().map(json).collect::<Vec<_>>()))
}

/// An outcome on a list the panel adopts.
#[derive(Debug, Serialize, ToSchema)]
struct ListedJson {
    /// The file.
    proposal: Uuid,
    /// The decision.
    decision: String,
    /// Amount awarded.
    amount: Option<MoneyJson>,
    /// Place on the reserve list, from 1.
    reserve_rank: Option<u32>,
    /// Whether the rule of the call would have decided otherwise.
    departs: bool,
}

impl ListedJson {
    fn of(one: &Listed) -> Self {
        Self {
            proposal: one.proposal.uuid(),
            decision: one.decision.to_string(),
            amount: one.amount.map(MoneyJson::of),
            reserve_rank: one.reserve_rank,
            departs: one.departs,
        }
    }
}

/// What another rule would have made of the same votes.
#[derive(Debug, Serialize, ToSchema)]
struct AlternativeJson {
    /// The rule.
    rule: String,
    /// Files it would fund that the list does not.
    enters: Vec<Uuid>,
    /// Files the list funds that it would not.
    leaves: Vec<Uuid>,
}

impl AlternativeJson {
    fn of(one: &Alternative) -> Self {
        let ids = |ids: &[ProposalId]| ids.iter().map(|id| id.uuid()).collect();
        Self {
            rule: one.rule.to_string(),
            enters: ids(&one.enters),
            leaves: ids(&one.leaves),
        }
    }
}

/// A list of decisions.
#[derive(Debug, Serialize, ToSchema)]
struct DecisionListJson {
    /// Its number in the call, from 1.
    number: u32,
    /// The session in which it was adopted.
    session: Option<u32>,
    /// The outcomes, without files you have a conflict with.
    list: Vec<ListedJson>,
    /// What other rules would have made of it.
    alternatives: Vec<AlternativeJson>,
    /// Who adopted it.
    adopted_by: Uuid,
    /// When (UTC).
    adopted_at: DateTime<Utc>,
    /// Who countersigned it.
    countersigned_by: Option<Uuid>,
    /// When (UTC): from then on it is frozen.
    countersigned_at: Option<DateTime<Utc>>,
    /// When it was sent back to the panel (UTC).
    returned_at: Option<DateTime<Utc>>,
    /// Whether you may countersign it or send it back now.
    may_countersign: bool,
}

impl DecisionListJson {
    fn of(view: &AdoptionView) -> Self {
        let adoption = &view.adoption;
        Self {
            number: adoption.number,
            session: adoption.session,
            list: adoption.list.iter().map(ListedJson::of).collect(),
            alternatives: adoption
                .alternatives
                .iter()
                .map(AlternativeJson::of)
                .collect(),
            adopted_by: adoption.by.uuid(),
            adopted_at: adoption.at,
            countersigned_by: adoption.countersigned.map(|(by, _)| by.uuid()),
            countersigned_at: adoption.countersigned.map(|(_, at)| at),
            returned_at: adoption.returned.map(|(.., at)| at),
            may_countersign: view.may_countersign,
        }
    }
}

/// The decisions of a panel.
#[derive(Debug, Serialize, ToSchema)]
struct DecisionsJson {
    /// Outcomes that are recorded and stand on no list yet, which you would adopt.
    adoptable: Vec<ListedJson>,
    /// What other rules would make of the votes.
    alternatives: Vec<AlternativeJson>,
    /// Lists that were adopted, oldest first.
    adopted: Vec<DecisionListJson>,
}

/// The decisions of the panel as lists: what can be adopted, and what was.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The decisions", body = DecisionsJson)))]
#[get("/calls/{id}/decisions")]
async fn list_decisions(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let ((list, alternatives), adopted) = block(&app, move |app| {
        let open = selection::adoptable(&app.facility, &actor, call)?;
        Ok::<_, facility::Failure>((open, selection::adoptions(&app.facility, &actor, call)?))
    })
    .await?;
    Ok(HttpResponse::Ok().json(DecisionsJson {
        adoptable: list.iter().map(ListedJson::of).collect(),
        alternatives: alternatives.iter().map(AlternativeJson::of).collect(),
        adopted: adopted.iter().map(DecisionListJson::of).collect(),
    }))
}

/// A vote on an item in minutes.
#[derive(Debug, Serialize, ToSchema)]
struct MinutedVote {
    /// When it was opened (UTC).
    opened_at: DateTime<Utc>,
    /// Why it was opened anew.
    anew: Option<String>,
    /// When it was closed (UTC).
    closed_at: Option<DateTime<Utc>>,
    /// Person → `voted`, `abstained`, `present`, `absent` or `recused`.
    roll: BTreeMap<Uuid, String>,
    /// Votes by choice, as far as the call puts them into minutes.
    tally: BTreeMap<String, u32>,
    /// Person → choice, where the call puts names into minutes.
    ballots: BTreeMap<Uuid, String>,
}

/// An item in minutes.
#[derive(Debug, Serialize, ToSchema)]
struct MinutedItem {
    /// The file.
    proposal: Uuid,
    /// Its reference.
    reference: String,
    /// Its title.
    title: String,
    /// The applicant.
    organisation: String,
    /// Its votes in the session.
    votes: Vec<MinutedVote>,
    /// The decision.
    decision: Option<String>,
    /// Amount awarded.
    amount: Option<MoneyJson>,
    /// Place on the reserve list.
    reserve_rank: Option<u32>,
    /// Conditions of the award.
    conditions: Option<String>,
    /// Why.
    reason: Option<String>,
    /// Whether the rule of the call would have decided otherwise.
    departs: bool,
}

/// What a member states against what was decided.
#[derive(Debug, Serialize, ToSchema)]
struct DissentJson {
    /// Who.
    person: Uuid,
    /// What.
    text: String,
}

/// The minutes of a session.
#[derive(Debug, Serialize, ToSchema)]
struct MinutesJson {
    /// The session.
    session: SessionJson,
    /// Names of people.
    people: BTreeMap<Uuid, String>,
    /// Items in the order of the agenda, without those you have a conflict with.
    items: Vec<MinutedItem>,
    /// Numbers of the lists of decisions adopted in it.
    adopted: Vec<u32>,
    /// What members state against what was decided.
    dissents: Vec<DissentJson>,
    /// SHA-256 over the canonical form of what you read; for who sees the whole, what the chair signs.
    digest: String,
    /// Whether what was signed is what the record says.
    as_signed: bool,
}

impl MinutesJson {
    fn of(minutes: &Minutes) -> Self {
        let text = |digest: &Digest| minutes.texts.get(digest).cloned();
        let session = &minutes.session;
        Self {
            session: SessionJson::of(session, false, &BTreeMap::new()),
            people: minutes
                .people
                .iter()
                .map(|(person, name)| (person.uuid(), name.clone()))
                .collect(),
            items: minutes
                .items
                .iter()
                .map(|item| item_json(minutes, item))
                .collect(),
            adopted: minutes.adoptions.iter().map(|one| one.number).collect(),
            dissents: session
                .dissents
                .iter()
                .map(|one| DissentJson {
                    person: one.person.uuid(),
                    text: text(&one.text).unwrap_or_default(),
                })
                .collect(),
            digest: minutes.digest.to_string(),
            as_signed: minutes.as_signed,
        }
    }
}

fn item_json(minutes: &Minutes, item: &Dealt) -> MinutedItem {
    let text = |digest: Digest| minutes.texts.get(&digest).cloned();
    let named = minutes.named.get(&item.proposal);
    let outcome = item.outcome.as_ref();
    MinutedItem {
        proposal: item.proposal.uuid(),
        reference: named.map(|one| one.reference.clone()).unwrap_or_default(),
        title: named.map(|one| one.title.clone()).unwrap_or_default(),
        organisation: named
            .map(|one| one.organisation.clone())
            .unwrap_or_default(),
        votes: item
            .votes
            .iter()
            .map(|vote| MinutedVote {
                opened_at: vote.opened_at,
                anew: vote.anew.and_then(text),
                closed_at: vote.closed.map(|(_, at)| at),
                roll: vote
                    .roll
                    .iter()
                    .map(|(person, at): (&PersonId, &Attendance)| (person.uuid(), at.to_string()))
                    .collect(),
                tally: vote
                    .tally
                    .iter()
                    .map(|(choice, votes)| (choice.to_string(), *votes))
                    .collect(),
                ballots: vote
                    .ballots
                    .iter()
                    .map(|(person, ballot)| (person.uuid(), ballot.choice.to_string()))
                    .collect(),
            })
            .collect(),
        decision: outcome.map(|one| one.decision.to_string()),
        amount: outcome.and_then(|one| one.amount).map(MoneyJson::of),
        reserve_rank: outcome.and_then(|one| one.reserve_rank),
        conditions: outcome.and_then(|one| one.conditions).and_then(text),
        reason: outcome.and_then(|one| text(one.reason)),
        departs: outcome.is_some_and(|one| one.departs),
    }
}

/// The minutes of a session, made from the record, for who sits on the panel or oversees the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The minutes", body = MinutesJson)))]
#[get("/calls/{id}/sessions/{number}/minutes")]
async fn show_minutes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, u32)>,
) -> Result<HttpResponse, ApiError> {
    let (id, number) = *path;
    let minutes = block(&app, move |app| {
        selection::minutes(&app.facility, &actor, id.into(), number)
    });
    Ok(HttpResponse::Ok().json(MinutesJson::of(&minutes.await?)))
}

/// A session to convene.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConveneSession {
    /// How it is held.
    #[schema(schema_with = fields::session_mode)]
    mode: Mode,
    /// When it is to start (UTC).
    starts: DateTime<Utc>,
    /// The last instant at which votes are taken (UTC); needed for a session over days.
    ends: Option<DateTime<Utc>>,
    /// The files in order; all that wait, when none are named, so that recused members leave seldom.
    #[schema(max_items = 5000)]
    agenda: Option<Vec<Uuid>>,
}

/// A session was convened.
#[derive(Debug, Serialize, ToSchema)]
struct SessionConvened {
    /// Its number.
    session: u32,
}

/// Convenes a session of the panel.
#[utoipa::path(tag = "calls", responses((status = 200, description = "Convened", body = SessionConvened)))]
#[post("/calls/{id}/convene-session")]
async fn convene_session(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<ConveneSession>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let new = NewSession {
        mode: body.mode,
        starts: body.starts,
        ends: body.ends,
        agenda: body
            .agenda
            .map(|ids| ids.into_iter().map(ProposalId::from).collect()),
    };
    let call = CallId::from(*id);
    let session = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        selection::convene(&app.facility, &actor, call, &new)
    });
    Ok(HttpResponse::Ok().json(SessionConvened {
        session: session.await?,
    }))
}

/// A session of the call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfSession {
    /// Its number.
    session: Whole<1, 100_000>,
}

/// A member in a session.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct MemberOfSession {
    /// Number of the session.
    session: Whole<1, 100_000>,
    /// Who; yourself, when nobody is named.
    person: Option<Uuid>,
}

/// What a member states for the minutes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StateDissent {
    /// Number of the session.
    session: Whole<1, 100_000>,
    /// What.
    text: Prose,
}

/// Minutes to sign.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SignMinutes {
    /// Number of the session.
    session: Whole<1, 100_000>,
    /// The digest of the minutes you have read.
    #[schema(min_length = 64, max_length = 64)]
    digest: Option<String>,
}

/// A list of decisions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OfDecision {
    /// Its number.
    adoption: Whole<1, 100_000>,
}

/// A list of decisions to send back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReturnDecision {
    /// Its number.
    adoption: Whole<1, 100_000>,
    /// Why.
    reason: Prose,
}

/// Carries out an act on the panel of a call the person may see.
async fn act(
    app: &web::Data<Application>,
    actor: Actor,
    call: Uuid,
    work: impl FnOnce(&Facility, &Actor, CallId) -> Result<i64, facility::Failure> + Send + 'static,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(call);
    let seq = block(app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        work(&app.facility, &actor, call)
    });
    Ok(acted(seq.await?))
}

macro_rules! panel_acts {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $path:literal ($body:ident: $type:ty) |$facility:ident, $actor:ident, $call:ident| $work:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(tag = "calls", responses(
                (status = 200, description = "Done", body = Acted,
                    headers(("ETag" = String, description = "Place of the call in its chain")))))]
            #[post($path)]
            async fn $name(
                caller: Caller,
                app: web::Data<Application>,
                id: web::Path<Uuid>,
                body: web::Json<$type>,
            ) -> Result<HttpResponse, ApiError> {
                let $body = body.into_inner();
                act(&app, caller.0, *id, move |$facility, $actor, $call| $work).await
            }
        )+
    };
}

panel_acts! {
    /// Opens a session: the chair, or the deputy.
    begin_session "/calls/{id}/begin-session" (body: OfSession) |facility, actor, call|
        selection::begin(facility, actor, call, body.session.small());
    /// Ends a session, once none of its items is open for votes.
    end_session "/calls/{id}/end-session" (body: OfSession) |facility, actor, call|
        selection::end(facility, actor, call, body.session.small());
    /// Says that somebody is in the session: oneself; the chair and the secretary also of others.
    attend_session "/calls/{id}/attend-session" (body: MemberOfSession) |facility, actor, call| {
        let person = body.person.map_or(actor.person, PersonId::from);
        selection::attend(facility, actor, call, body.session.small(), person)
    };
    /// Says that somebody has left the session.
    leave_session "/calls/{id}/leave-session" (body: MemberOfSession) |facility, actor, call| {
        let person = body.person.map_or(actor.person, PersonId::from);
        selection::leave(facility, actor, call, body.session.small(), person)
    };
    /// States for the minutes of a session that you disagree.
    state_dissent "/calls/{id}/state-dissent" (body: StateDissent) |facility, actor, call|
        selection::dissent(facility, actor, call, body.session.small(), &body.text.0);
    /// Signs the minutes of a session that has ended, as they stand.
    sign_minutes "/calls/{id}/sign-minutes" (body: SignMinutes) |facility, actor, call| {
        let seen = body
            .digest
            .map(|digest| digest.parse().map_err(|_| facility::Failure::field("digest", "digest")))
            .transpose()?;
        selection::sign(facility, actor, call, body.session.small(), seen)
    };
    /// Countersigns a list of decisions another person adopted: from then on it is frozen.
    countersign_decision "/calls/{id}/countersign-decision" (body: OfDecision) |facility, actor, call|
        selection::countersign(facility, actor, call, body.adoption.small());
    /// Sends a list of decisions back to the panel.
    return_decision "/calls/{id}/return-decision" (body: ReturnDecision) |facility, actor, call|
        selection::send_back(facility, actor, call, body.adoption.small(), &body.reason.0);
}

/// Adopts every outcome recorded that stands on no list yet and over which you preside. Answers how many.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were adopted", body = Counted)))]
#[post("/calls/{id}/adopt-decision")]
async fn adopt_decision(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let count = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        selection::adopt(&app.facility, &actor, call)
    });
    Ok(counted(count.await?))
}

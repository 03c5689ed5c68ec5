//! Proposals: lists, files, and what every stage shares.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::proposal::{self, ProposalFilter, ProposalView};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, GrantId, OrganisationId, ProposalId};
use workflow::money::{Currency, Money};
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::role::{Actor, Role};
use workflow::transition::StageKind;

use super::act::acted;
use super::caller::{Caller, etag};
use super::fields::{self, Minor};
use super::parts::{HappenedJson, MoneyJson, country, limit, named, names, page, words};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(list).service(show);
}

/// A proposal in a list.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalLine {
    /// Its id.
    id: Uuid,
    /// Its call.
    call: Uuid,
    /// `file`, or `summary` when you have not declared yet: then only title, organisation and country are told.
    view: &'static str,
    /// `SGF2010-0112`, once submitted.
    reference: Option<String>,
    /// Title.
    title: Option<String>,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Theme.
    theme: Option<String>,
    /// Kind of the stage it stands in.
    stage: Option<String>,
    /// Status, as you may know it.
    status: Option<String>,
    /// Amount requested.
    requested: Option<MoneyJson>,
    /// Amount awarded.
    awarded: Option<MoneyJson>,
    /// Consolidated score, thousandths of a point, for those who read scores.
    score: Option<i64>,
    /// Place on the reserve list, from 1.
    reserve_rank: Option<i32>,
    /// First received (UTC).
    submitted_at: Option<DateTime<Utc>>,
}

/// How much is seen.
const fn view_name(view: View) -> &'static str {
    match view {
        View::File => "file",
        View::Summary => "summary",
        View::Nothing => "nothing",
    }
}

impl From<proposal::ProposalLine> for ProposalLine {
    fn from(line: proposal::ProposalLine) -> Self {
        let whole = line.view == View::File;
        let row = line.row;
        let money = |minor: Option<i64>| {
            MoneyJson::of_row(minor.filter(|_| whole), row.currency.as_deref())
        };
        Self {
            id: row.id.uuid(),
            call: row.call_id.uuid(),
            view: view_name(line.view),
            requested: money(row.requested_minor),
            awarded: money(row.awarded_minor),
            reference: row.reference.filter(|_| whole),
            title: row.title,
            organisation: line.organisation,
            country: row.country.to_string(),
            theme: row.theme.filter(|_| whole),
            stage: whole.then(|| row.stage_kind.to_string()),
            status: whole.then(|| row.status.to_string()),
            score: row.score.filter(|_| whole),
            reserve_rank: row.reserve_rank.filter(|_| whole),
            submitted_at: row.submitted_at.filter(|_| whole).map(|at| at.0),
        }
    }
}

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// The last id of the page before.
    after: Option<Uuid>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Of this call.
    call: Option<Uuid>,
    /// Of this organisation.
    organisation: Option<Uuid>,
    /// In this status: `in_review`.
    #[param(schema_with = fields::status)]
    status: Option<String>,
    /// In this stage: `screening`.
    #[param(schema_with = fields::stage)]
    stage: Option<String>,
    /// From this country (ISO 3166-1): `KE`.
    #[param(schema_with = fields::country)]
    country: Option<String>,
    /// Words in reference, title or organisation.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// The proposals you may see, by id. A page may hold fewer than asked for; only `Link` tells the end.
#[utoipa::path(tag = "proposals", params(Filter), responses(
    (status = 200, description = "A page of proposals; `Link` leads to the next", body = Vec<ProposalLine>)))]
#[get("/proposals")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let limit = limit(asked.limit)?;
    let after = asked.after.map(ProposalId::from);
    let filter = ProposalFilter {
        call: asked.call.map(CallId::from),
        organisation: asked.organisation.map(OrganisationId::from),
        status: named(asked.status.as_deref())?,
        stage: named(asked.stage.as_deref())?,
        country: country(asked.country.as_deref())?,
        text: words(asked.q.as_deref())?,
    };
    let found = block(&app, move |app| {
        proposal::list(&app.facility, &actor, &filter, after, limit)
    })
    .await?;
    let items: Vec<ProposalLine> = found.items.into_iter().map(ProposalLine::from).collect();
    let filters = [
        ("call", asked.call.map(|id| id.to_string())),
        ("organisation", asked.organisation.map(|id| id.to_string())),
        ("status", asked.status),
        ("stage", asked.stage),
        ("country", asked.country),
        ("q", asked.q),
    ];
    Ok(page(
        &app,
        "/proposals",
        &filters,
        limit,
        found.next,
        &items,
    ))
}

/// What was submitted.
#[derive(Debug, Serialize, ToSchema)]
struct ContentJson {
    /// 1, then 2 for the first replacement.
    version: u32,
    /// SHA-256 of the canonical content.
    digest: String,
    /// Receipt (UTC).
    received_at: DateTime<Utc>,
    /// Answers by question.
    #[schema(value_type = Object)]
    answers: BTreeMap<String, Value>,
    /// Documents the answers name.
    documents: Vec<DocumentJson>,
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentJson {
    /// Its id, as it stands in answers.
    id: Uuid,
    /// The question it answers.
    question: String,
    /// Name for people.
    name: String,
    /// Media type, told from its content.
    media_type: String,
    /// Bytes.
    size: i64,
    /// SHA-256 of its content.
    digest: String,
}

impl From<facility::documents::Document> for DocumentJson {
    fn from(document: facility::documents::Document) -> Self {
        Self {
            id: document.id.uuid(),
            question: document.purpose,
            name: document.name,
            media_type: document.media_type,
            size: document.size,
            digest: document.digest.to_string(),
        }
    }
}

/// The terms of an agreement.
#[derive(Debug, Serialize, ToSchema)]
struct TermsJson {
    /// The grant.
    amount: MoneyJson,
    /// First day of the project.
    starts_on: NaiveDate,
    /// Last day of the project.
    ends_on: NaiveDate,
    /// Whether the organisation has signed.
    signed_by_grantee: bool,
    /// Whether the facility has signed.
    signed_by_facility: bool,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
struct ProposalJson {
    /// Its id.
    id: Uuid,
    /// Its call.
    call: Uuid,
    /// `file`, or `summary` when you have not declared yet: then only title and organisation are told.
    view: &'static str,
    /// The applicant.
    organisation: Uuid,
    /// The applicant's name.
    organisation_name: String,
    /// `SGF2010-0112`, once submitted.
    reference: Option<String>,
    /// Title.
    title: String,
    /// Kind of the stage it stands in.
    stage: Option<String>,
    /// Status, as you may know it.
    status: Option<String>,
    /// What was submitted.
    content: Option<ContentJson>,
    /// The terms of the agreement, once they are sent; before that for people of the facility.
    agreement: Option<TermsJson>,
    /// The grant, once the project has started.
    grant: Option<Uuid>,
    /// Its story, as far as you may read it.
    story: Vec<HappenedJson>,
    /// What you may do now: each is a route `POST /proposals/{id}/<action>`, with `-` for `_`.
    available_actions: Vec<String>,
}

impl ProposalJson {
    fn of(view: ProposalView, actor: &Actor) -> Self {
        let whole = view.view == View::File;
        let applicant = actor.member(view.proposal.organisation, Role::Reader);
        let agreement = &view.proposal.agreement;
        let told = whole && (!applicant || agreement.sent_at.is_some());
        let terms = agreement.terms.as_ref().filter(|_| told);
        Self {
            id: view.proposal.id.uuid(),
            call: view.call.id.uuid(),
            view: view_name(view.view),
            organisation: view.proposal.organisation.uuid(),
            agreement: terms.map(|terms| TermsJson {
                amount: MoneyJson::of(terms.amount),
                starts_on: terms.starts_on,
                ends_on: terms.ends_on,
                signed_by_grantee: agreement.signed_by_grantee.is_some(),
                signed_by_facility: agreement.signed_by_facility.is_some(),
            }),
            organisation_name: view.organisation,
            reference: view.reference.filter(|_| whole),
            title: view.title,
            stage: whole.then(|| view.proposal.stage.to_string()),
            status: whole.then(|| view.status.to_string()),
            content: view.content.map(|content| ContentJson {
                version: content.version,
                digest: content.digest.to_string(),
                received_at: content.received_at,
                answers: content.answers,
                documents: content
                    .documents
                    .into_iter()
                    .map(DocumentJson::from)
                    .collect(),
            }),
            grant: view.grant.map(GrantId::uuid),
            story: view.story.into_iter().map(HappenedJson::from).collect(),
            available_actions: names(&view.actions),
        }
    }
}

/// A proposal as you may see it.
#[utoipa::path(tag = "proposals", responses(
    (status = 200, description = "The proposal", body = ProposalJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let me = actor.clone();
    let view = block(&app, move |app| proposal::view(&app.facility, &me, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(ProposalJson::of(view, &actor)))
}

/// Carries out a command on a proposal.
pub async fn carry(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        proposal::act(&app.facility, &actor, id.into(), seen, &command)
    })
    .await?;
    Ok(acted(seq))
}

/// The currency of the proposal's call.
pub async fn currency(
    app: &web::Data<Application>,
    actor: &Actor,
    id: Uuid,
) -> Result<Currency, ApiError> {
    let actor = actor.clone();
    let found = block(app, move |app| {
        proposal::currency(&app.facility, &actor, id.into())
    });
    Ok(found.await?)
}

/// An amount in the currency of the proposal's call.
pub async fn amount(
    app: &web::Data<Application>,
    actor: &Actor,
    id: Uuid,
    minor: Minor,
) -> Result<Money, ApiError> {
    Ok(Money::new(minor.0, currency(app, actor, id).await?))
}

/// The stage the proposal stands in.
pub async fn stage(
    app: &web::Data<Application>,
    actor: &Actor,
    id: Uuid,
) -> Result<StageKind, ApiError> {
    let actor = actor.clone();
    let found = block(app, move |app| {
        proposal::stage(&app.facility, &actor, id.into())
    });
    Ok(found.await?)
}

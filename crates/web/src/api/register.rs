//! The register: searched, filtered, kept as views, acted on, taken away as a file.

use actix_web::http::header;
use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::register::bulk::{self, Act, ActKind, Outcome, Selection};
use facility::register::{self, Count, From as Place, RegisterFilter, RegisterLine, export, views};
use language::{Language, Reader};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::due_diligence::{Category, Level};
use workflow::ids::OrganisationId;

use super::caller::Caller;
use super::fields::{self, Line, Prose};
use super::parts::limit;
use super::problem::ApiError;
use crate::asked::Asked;
use crate::download;
use crate::pages::register::bulk::skipped;
use crate::pages::register::export::{CSV, XLSX};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(export_csv)
        .service(export_xlsx)
        .service(preview)
        .service(carry_out)
        .service(saved)
        .service(save)
        .service(delete_view);
}

/// Which organisations, in which order.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// Words that stand somewhere in the names, acronyms and registration numbers.
    #[param(max_length = 200)]
    q: Option<String>,
    /// ISO 3166-1; several with commas between them: `KE,UG`. With regions, what is in either.
    #[param(pattern = "^([A-Z]{2}(,[A-Z]{2})*)?$", example = "KE,UG")]
    country: Option<String>,
    /// Regional groups of the United Nations; several with commas between them.
    #[param(example = "african")]
    region: Option<String>,
    /// Status; those merged into others are found by `merged` alone.
    #[param(schema_with = fields::organisation_status)]
    status: Option<String>,
    /// Whether nothing is missing of the registration: `yes` or `no`.
    #[param(pattern = "^(yes|no)?$")]
    complete: Option<String>,
    /// Legal form.
    #[param(schema_with = fields::legal_form)]
    kind: Option<String>,
    /// `holds` today; ends `within_30` days or another number of days; `ended`; `none`; `to_renew` by the facility's rules.
    #[param(pattern = "^(holds|ended|none|to_renew|within_[0-9]{1,3})?$")]
    verified: Option<String>,
    /// A flag of this level or a graver one holds today: `observation`, `risk`, `escalated` or `red`.
    #[param(pattern = "^(observation|risk|escalated|red)?$")]
    flag: Option<String>,
    /// Has a match with a sanctions list: `open`, `confirmed`, `dismissed` or `ended`; several with commas between them.
    #[param(example = "open")]
    listed: Option<String>,
    /// Whether somebody has to look whether it is the same as another: `yes` or `no`.
    #[param(pattern = "^(yes|no)?$")]
    duplicates: Option<String>,
    /// On the register from this day on (UTC).
    #[param(format = Date)]
    from: Option<String>,
    /// On the register up to this day, itself included (UTC).
    #[param(format = Date)]
    to: Option<String>,
    /// Whether it has submitted a proposal: `yes` or `no`.
    #[param(pattern = "^(yes|no)?$")]
    applied: Option<String>,
    /// Whether it has a grant: `yes` or `no`.
    #[param(pattern = "^(yes|no)?$")]
    funded: Option<String>,
    /// `name` or `newest`. By name, those that begin with the first word of `q` come first.
    #[param(pattern = "^(name|newest)?$")]
    order: Option<String>,
    /// The last id of the page before. Read with `limit`; files hold all.
    after: Option<Uuid>,
    /// The first id of the page after.
    before: Option<Uuid>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

impl Filter {
    fn asked(&self) -> Asked {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Asked {
            q: text(&self.q),
            country: text(&self.country),
            region: text(&self.region),
            status: text(&self.status),
            complete: text(&self.complete),
            kind: text(&self.kind),
            verified: text(&self.verified),
            flag: text(&self.flag),
            listed: text(&self.listed),
            duplicates: text(&self.duplicates),
            from: text(&self.from),
            to: text(&self.to),
            applied: text(&self.applied),
            funded: text(&self.funded),
            order: text(&self.order),
        }
    }
}

/// The filter of a query. Errors with the names of what cannot be understood.
fn understood(asked: &Asked) -> Result<RegisterFilter, ApiError> {
    match asked.filter() {
        (filter, wrong) if wrong.is_empty() => Ok(filter),
        (_, wrong) => Err(ApiError::bad_request(format!(
            "These cannot be understood: {}. The description of the API says what each may be.",
            wrong.join(", ")
        ))),
    }
}

/// An organisation in a list.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationLine {
    /// Its id.
    id: Uuid,
    /// Legal name in Latin letters.
    legal_name: String,
    /// Legal name in its own script.
    original_name: Option<String>,
    /// Acronym.
    acronym: Option<String>,
    /// ISO 3166-1.
    country: String,
    /// Legal form.
    kind: String,
    /// Registration number.
    registration_number: Option<String>,
    /// Whether nothing is missing of the registration.
    complete: bool,
    /// `registered`, `verification_proposed`, `verified`, `refused` or `merged`.
    status: String,
    /// Last day a verification holds.
    verified_until: Option<NaiveDate>,
    /// The gravest flag that holds today; for people of the facility.
    flag: Option<String>,
    /// On the register since (UTC).
    registered_at: DateTime<Utc>,
}

impl From<RegisterLine> for OrganisationLine {
    fn from(row: RegisterLine) -> Self {
        let line = row.line;
        Self {
            id: line.id.uuid(),
            legal_name: line.legal_name,
            original_name: line.original_name,
            acronym: line.acronym,
            country: line.country.to_string(),
            kind: line.kind,
            registration_number: line.registration_number,
            complete: line.complete,
            status: line.status.to_string(),
            verified_until: line.verified_until,
            flag: row.flag.map(|level| level.to_string()),
            registered_at: line.registered_at,
        }
    }
}

/// The register: all of it for people of the facility, one's own organisations for others. `Link` leads to the pages before
/// and after, `X-Total-Count` says how many there are: `104`, or `>1000` where counting on would take long.
#[utoipa::path(tag = "organisations", params(Filter), responses(
    (status = 200, description = "A page of organisations", body = Vec<OrganisationLine>, headers(
        ("Link" = String, description = "Addresses of the pages before (`prev`) and after (`next`)"),
        ("X-Total-Count" = String, description = "How many fit on all pages: `104`, or `>1000`"))),
    (status = 422, description = "Both places are given", body = super::problem::Problem, content_type = "application/problem+json")))]
#[get("/organisations")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    given: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let limit = limit(given.limit)?;
    let asked = given.asked();
    let filter = understood(&asked)?;
    let from = match (given.after, given.before) {
        (Some(id), None) => Place::After(id.into()),
        (None, Some(id)) => Place::Before(id.into()),
        (None, None) => Place::Start,
        (Some(_), Some(_)) => {
            return Err(ApiError::unreadable(
                "after",
                "give either this or before, not both.",
            ));
        }
    };
    let order = asked.order();
    let found = block(&app, move |app| {
        register::counted(&app.facility, &actor, &filter, order, from, limit)
    })
    .await?;
    let mut response = HttpResponse::Ok();
    let ways = [
        ("next", "after", found.lines.last().filter(|_| found.later)),
        (
            "prev",
            "before",
            found.lines.first().filter(|_| found.earlier),
        ),
    ];
    let mut links = Vec::new();
    for (rel, field, line) in ways {
        let Some(line) = line else { continue };
        let mut query = asked.query();
        if !query.is_empty() {
            query.push('&');
        }
        links.push(format!(
            "<{}/api/v1/organisations?{query}{field}={}&limit={limit}>; rel=\"{rel}\"",
            app.settings.public_url, line.line.id
        ));
    }
    if !links.is_empty() {
        response.insert_header((header::LINK, links.join(", ")));
    }
    let total = match found.count {
        Some(Count::Exactly(count)) => count.to_string(),
        Some(Count::MoreThan(count)) => format!(">{count}"),
        None => String::new(),
    };
    response.insert_header(("X-Total-Count", total));
    let items: Vec<OrganisationLine> = found.lines.into_iter().map(Into::into).collect();
    Ok(response.json(items))
}

/// What a file is made of; the page of the query does not count.
fn chosen(given: &Filter) -> Result<(Selection, register::RegisterOrder), ApiError> {
    let asked = given.asked();
    Ok((
        Selection::Fitting(Box::new(understood(&asked)?)),
        asked.order(),
    ))
}

/// The register as CSV, up to 100,000 organisations that fit. Cells that a spreadsheet could take for a formula begin with an
/// apostrophe. Bank accounts and people are not in it.
#[utoipa::path(tag = "organisations", params(Filter), responses(
    (status = 200, description = "The file", body = String, content_type = "text/csv")))]
#[get("/organisations/export.csv")]
async fn export_csv(
    Caller(actor): Caller,
    app: web::Data<Application>,
    given: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let (selection, order) = chosen(&given)?;
    let content = block(&app, move |app| {
        let mut content = Vec::new();
        export::csv(&app.facility, &actor, &selection, order, &mut content)?;
        Ok(content)
    })
    .await?;
    Ok(download::file("organisations.csv", CSV, content))
}

/// The register as XLSX in English, up to 100,000 organisations that fit. Bank accounts and people are not in it.
#[utoipa::path(tag = "organisations", params(Filter), responses(
    (status = 200, description = "The file", body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))]
#[get("/organisations/export.xlsx")]
async fn export_xlsx(
    Caller(actor): Caller,
    app: web::Data<Application>,
    given: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let (selection, order) = chosen(&given)?;
    let reader = english();
    let (content, _) = block(&app, move |app| {
        export::xlsx(&app.facility, &actor, &selection, order, reader)
    })
    .await?;
    Ok(download::file("organisations.xlsx", XLSX, content))
}

/// Who reads what the API says in words.
fn english() -> Reader {
    Reader::new(Language::English, chrono_tz::UTC)
}

/// Which act on many.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ActName {
    /// Raise a risk flag.
    RaiseFlag,
    /// Ask to renew documents and verification, by mail.
    AskRenewal,
    /// Screen again against the latest sanctions list.
    Screen,
}

impl ActName {
    const fn kind(self) -> ActKind {
        match self {
            Self::RaiseFlag => ActKind::RaiseFlag,
            Self::AskRenewal => ActKind::AskRenewal,
            Self::Screen => ActKind::Screen,
        }
    }
}

/// On which organisations what would be done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PreviewBody {
    /// What.
    act: ActName,
    /// These organisations, 500 at most.
    #[schema(max_items = 500)]
    organisations: Option<Vec<Uuid>>,
    /// Or all that fit this query of the list, 500 at most: `country=KE&verified=to_renew`.
    #[schema(max_length = 2000)]
    query: Option<String>,
}

/// How it turns out for an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct OutcomeJson {
    /// The organisation.
    organisation: Uuid,
    /// Its legal name.
    name: String,
    /// Place in its chain: send it back to act on what was shown.
    seq: i64,
    /// Why it is left out, in English; nothing when it is not.
    left_out: Option<String>,
}

impl From<Outcome> for OutcomeJson {
    fn from(outcome: Outcome) -> Self {
        let reader = english();
        Self {
            organisation: outcome.id.uuid(),
            name: outcome.name,
            seq: outcome.seq,
            left_out: outcome.skipped.map(|skip| skipped(&reader, &skip)),
        }
    }
}

/// What would happen to each organisation.
#[derive(Debug, Serialize, ToSchema)]
struct BulkPlanJson {
    /// Each organisation.
    outcomes: Vec<OutcomeJson>,
    /// Whether more were chosen than one act takes, and are not among them.
    cut: bool,
}

/// What an act on many would do to each organisation. Nothing changes.
#[utoipa::path(tag = "organisations", request_body = PreviewBody, responses(
    (status = 200, description = "What would happen", body = BulkPlanJson)))]
#[post("/organisations/bulk/preview")]
async fn preview(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<PreviewBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let selection = match (body.organisations, body.query) {
        (Some(ids), None) => Selection::These(ids.into_iter().map(OrganisationId::from).collect()),
        (None, Some(query)) => Selection::Fitting(Box::new(understood(&Asked::of_query(&query))?)),
        _ => {
            return Err(ApiError::unreadable(
                "organisations",
                "give either these or a query, not both.",
            ));
        }
    };
    let kind = body.act.kind();
    let plan = block(&app, move |app| {
        bulk::plan(&app.facility, &actor, kind, &selection)
    })
    .await?;
    Ok(HttpResponse::Ok().json(BulkPlanJson {
        outcomes: plan.outcomes.into_iter().map(Into::into).collect(),
        cut: plan.cut,
    }))
}

/// A flag to raise.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FlagBody {
    /// How grave: `observation`, `risk`, `escalated` or `red`.
    #[schema(value_type = String, pattern = "^(observation|risk|escalated|red)$")]
    level: Level,
    /// What about.
    #[schema(value_type = String, pattern = "^(governance|financial|integrity|safeguarding|performance|legal|sanctions|other)$")]
    category: Category,
    /// The last day it holds.
    until: Option<NaiveDate>,
    /// Why.
    reason: Prose,
}

/// An organisation to act on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChosenBody {
    /// The organisation.
    id: Uuid,
    /// Place in its chain as it was shown; it is left out when it has changed.
    seq: Option<i64>,
}

/// An act on many.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BulkBody {
    /// What.
    act: ActName,
    /// On which organisations.
    #[schema(max_items = 500)]
    organisations: Vec<ChosenBody>,
    /// The flag, for `raise_flag`.
    flag: Option<FlagBody>,
}

/// Carries an act out on many organisations, on each by itself: one that is left out keeps none of the others back.
#[utoipa::path(tag = "organisations", request_body = BulkBody, responses(
    (status = 200, description = "What has happened to each", body = Vec<OutcomeJson>)))]
#[post("/organisations/bulk")]
async fn carry_out(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<BulkBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let act = match (body.act, body.flag) {
        (ActName::RaiseFlag, Some(flag)) => Act::RaiseFlag {
            level: flag.level,
            category: flag.category,
            until: flag.until,
            reason: flag.reason.0,
        },
        (ActName::Screen, None) => Act::Screen,
        (ActName::AskRenewal, None) => Act::AskRenewal {
            public_url: app
                .settings
                .public_url
                .to_string()
                .trim_end_matches('/')
                .to_owned(),
        },
        _ => {
            return Err(ApiError::bad_request(
                "Give a flag with raise_flag, and none with another act.",
            ));
        }
    };
    let chosen: Vec<(OrganisationId, Option<i64>)> = body
        .organisations
        .into_iter()
        .map(|one| (one.id.into(), one.seq))
        .collect();
    let done = block(&app, move |app| {
        bulk::carry_out(&app.facility, &actor, &act, &chosen)
    })
    .await?;
    let outcomes: Vec<OutcomeJson> = done.into_iter().map(Into::into).collect();
    Ok(HttpResponse::Ok().json(outcomes))
}

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
struct ViewJson {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// The query of the list.
    query: String,
    /// Whether the register opens with it.
    standard: bool,
}

/// Your saved views of the register, by name.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "Your views", body = Vec<ViewJson>)))]
#[get("/register-views")]
async fn saved(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| views::own(&app.facility, &actor)).await?;
    let views: Vec<ViewJson> = found
        .into_iter()
        .map(|view| ViewJson {
            id: view.id,
            name: view.name,
            query: view.query,
            standard: view.standard,
        })
        .collect();
    Ok(HttpResponse::Ok().json(views))
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ViewBody {
    /// Its name; one of the same name is replaced.
    name: Line<1, 80>,
    /// The query of the list: `country=KE&verified=to_renew`; empty for everything.
    query: Line<0, 2000>,
    /// Whether the register opens with it.
    #[serde(default)]
    standard: bool,
}

/// Saves a view of the register for yourself.
#[utoipa::path(tag = "organisations", request_body = ViewBody, responses(
    (status = 200, description = "The view", body = ViewJson)))]
#[post("/register-views")]
async fn save(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<ViewBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let asked = Asked::of_query(&body.query.0);
    understood(&asked)?;
    let (name, query, standard) = (body.name.0, asked.query(), body.standard);
    let (kept_name, kept_query) = (name.clone(), query.clone());
    let id = block(&app, move |app| {
        views::save(&app.facility, &actor, &kept_name, &kept_query, standard)
    })
    .await?;
    Ok(HttpResponse::Ok().json(ViewJson {
        id,
        name: name.trim().to_owned(),
        query,
        standard,
    }))
}

/// Deletes one of your views.
#[utoipa::path(tag = "organisations", responses((status = 204, description = "Deleted")))]
#[delete("/register-views/{id}")]
async fn delete_view(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| views::delete(&app.facility, &actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

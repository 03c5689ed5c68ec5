//! A name searched on the list read last, and the matches of the register under review.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::registration;
use facility::sanctions::review::{self, Reviewed};
use facility::sanctions::screening::{self, Checked};
use names::consolidated_list::Kind;
use names::screening::{DEFAULT_THRESHOLD, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::due_diligence::MatchStatus;
use workflow::ids::OrganisationId;
use workflow::organisation::Command;

use super::{ComparedJson, EntryJson, kind};
use crate::api::act::{Acted, acts};
use crate::api::caller::{Caller, IfMatch, Seen, etag};
use crate::api::due_diligence::carry;
use crate::api::fields::{self, Count, Prose};
use crate::api::parts::{limit, named, names, page};
use crate::api::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(check)
        .service(of_status)
        .service(of_organisation)
        .configure(acts);
}

/// What is searched for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Searched {
    /// The name, in any script and spelling.
    #[param(min_length = 1, max_length = 300)]
    name: String,
    /// Only `individual` or only `entity`; both when not given.
    #[param(pattern = "^(individual|entity)$")]
    kind: Option<String>,
    /// Year of birth, when known.
    #[param(minimum = 1850, maximum = 2100)]
    born: Option<i32>,
    /// The lowest score of the names, in thousandths; 850 when not given.
    #[param(minimum = 1, maximum = 1000)]
    threshold: Option<u16>,
}

/// A listed name that is like the searched one.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedJson {
    /// The score in thousandths by which they are ordered: that of the names, less 100 when the years of birth differ.
    score: u16,
    /// Reference of the entry.
    reference: String,
    /// `individual` or `entity`.
    kind: &'static str,
    /// The listed name that matched.
    name: String,
    /// Why.
    compared: ComparedJson,
    /// The entry.
    entry: EntryJson,
}

impl From<Checked> for CheckedJson {
    fn from(checked: Checked) -> Self {
        Self {
            score: checked.score,
            reference: checked.entry.key().to_owned(),
            kind: kind(checked.entry.kind),
            name: checked.name,
            compared: ComparedJson::of(checked.comparison.compared, checked.comparison.birth),
            entry: checked.entry.into(),
        }
    }
}

/// Searches a name on the list read last. The matches, at most 20, best first. A match is a reason to look, never a verdict.
#[utoipa::path(tag = "sanctions", params(Searched), responses(
    (status = 200, description = "Listed names that are like it", body = Vec<CheckedJson>),
    (status = 409, description = "No list has been read", body = crate::api::problem::Problem, content_type = "application/problem+json"),
    (status = 422, description = "The name or the year cannot be searched for", body = crate::api::problem::Problem, content_type = "application/problem+json")))]
#[get("/sanctions/check")]
async fn check(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Searched>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let kind = match asked.kind.as_deref() {
        None => None,
        Some("individual") => Some(Kind::Individual),
        Some("entity") => Some(Kind::Entity),
        Some(_) => {
            return Err(ApiError::bad_request("A kind is individual or entity."));
        }
    };
    let threshold = asked.threshold.unwrap_or(DEFAULT_THRESHOLD);
    if !(1..=1000).contains(&threshold) {
        return Err(ApiError::bad_request("The threshold is from 1 to 1000."));
    }
    let found = block(&app, move |app| {
        let query = Query {
            name: &asked.name,
            kind,
            born: asked.born,
        };
        screening::check(&app.facility, &actor, &query, threshold)
    })
    .await?;
    let items: Vec<CheckedJson> = found.into_iter().map(CheckedJson::from).collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A name of an organisation that is like a listed one, under review.
#[derive(Debug, Serialize, ToSchema)]
struct MatchJson {
    /// The organisation.
    organisation: Uuid,
    /// Its legal name.
    legal_name: String,
    /// Number of the match among those of the organisation.
    number: u32,
    /// Where it stands.
    #[schema(schema_with = fields::match_status)]
    status: String,
    /// The score in thousandths when it was found, less 100 when the years of birth differed.
    score: u16,
    /// Which name of the organisation was found.
    #[schema(schema_with = fields::subject)]
    subject: String,
    /// The name, as written.
    name: String,
    /// Reference of the entry.
    reference: String,
    /// The listed name it is like.
    listed: String,
    /// Why.
    compared: ComparedJson,
    /// The entry as it was when it was found.
    entry: EntryJson,
    /// When it was found (UTC).
    found_at: DateTime<Utc>,
    /// Name of who confirmed or dismissed it.
    decided_by: Option<String>,
    /// The reason they gave.
    reason: Option<String>,
    /// What you may do with it now.
    available_actions: Vec<String>,
}

impl From<Reviewed> for MatchJson {
    fn from(one: Reviewed) -> Self {
        Self {
            organisation: one.organisation.uuid(),
            legal_name: one.organisation_name,
            number: one.number,
            status: one.found.status.to_string(),
            score: one.found.score,
            subject: one.found.hit.subject.to_string(),
            name: one.name,
            reference: one.found.hit.reference,
            listed: one.listed,
            compared: ComparedJson::of(one.compared, one.birth),
            entry: one.entry.into(),
            found_at: one.found.found_at,
            decided_by: one.decided_by,
            reason: one.reason,
            available_actions: names(&one.actions),
        }
    }
}

/// Which matches.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Asked {
    /// Where they stand; `open` when not given.
    #[param(schema_with = fields::match_status)]
    status: Option<String>,
    /// Where the page before ended: `<organisation>.<number>`.
    #[param(max_length = 50)]
    after: Option<String>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Matches of all organisations, by where they stand. Those of organisations you work for are left out.
#[utoipa::path(tag = "sanctions", operation_id = "matches", params(Asked), responses(
    (status = 200, description = "A page of matches; `Link` leads to the next", body = Vec<MatchJson>),
    (status = 422, description = "There is no such place", body = crate::api::problem::Problem, content_type = "application/problem+json")))]
#[get("/sanctions/matches")]
async fn of_status(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let limit = limit(asked.limit)?;
    let status = named(asked.status.as_deref())?.unwrap_or(MatchStatus::Open);
    let after = match asked.after.as_deref() {
        None => None,
        Some(written) => Some(review::place(written).ok_or_else(|| {
            ApiError::unreadable(
                "after",
                "take the place where the page before ended from its Link.",
            )
        })?),
    };
    let found = block(&app, move |app| {
        review::of_status(&app.facility, &actor, status, after, limit)
    })
    .await?;
    let items: Vec<MatchJson> = found.items.into_iter().map(MatchJson::from).collect();
    let filters = [("status", asked.status)];
    let path = "/sanctions/matches";
    Ok(page(&app, path, &filters, limit, found.next, &items))
}

/// The matches of an organisation, open ones first, ended ones last.
#[utoipa::path(tag = "sanctions", operation_id = "matches_of_organisation", responses(
    (status = 200, description = "The matches", body = Vec<MatchJson>, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/sanctions-matches")]
async fn of_organisation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let (seq, found) = block(&app, move |app| {
        let view = registration::view(&app.facility, &actor, id)?;
        let found = review::of_organisation(&app.facility, &actor, id)?;
        Ok((view.seq, found))
    })
    .await?;
    let items: Vec<MatchJson> = found.into_iter().map(MatchJson::from).collect();
    Ok(HttpResponse::Ok().insert_header(etag(seq)).json(items))
}

/// A decision on a match.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DecideMatch {
    /// Number of the match.
    number: Count,
    /// How one can tell.
    reason: Prose,
}

acts! { "sanctions", carry;
    /// Confirms that a match is who is listed. It blocks awards, agreements and payments.
    confirm_match "/organisations/{id}/confirm-match" (body: DecideMatch) => Command::ConfirmMatch {
        number: body.number.small(),
        reason: body.reason.0,
    };
    /// Dismisses a match. That holds until the entry or the name changes. What was confirmed is dismissed by a manager alone,
    /// and not by the one who confirmed it.
    dismiss_match "/organisations/{id}/dismiss-match" (body: DecideMatch) => Command::DismissMatch {
        number: body.number.small(),
        reason: body.reason.0,
    };
}

//! Conflicts of interest: declarations on many files at once, and the secretariat's view of a call.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, Utc};
use facility::Failure;
use facility::conflicts::{self, Declaration, Evidence, Named, OfCall};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;
use workflow::interest::ConflictKind;
use workflow::refusal::Refusal;

use super::act::{Counted, counted};
use super::caller::Caller;
use super::fields;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(declarations)
        .service(declare_many)
        .service(conflicts_of_call)
        .service(search_conflicts)
        .service(open_declarations_of_call);
}

/// A file to declare on.
#[derive(Debug, Serialize, ToSchema)]
struct ToDeclareJson {
    /// Its id.
    proposal: Uuid,
    /// The call's code.
    call: String,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Whether it is given to you; else every evaluator of the call is asked.
    assigned: bool,
    /// Whether you have declared to be free of conflict.
    declared: bool,
    /// Since when it waits (UTC).
    since: DateTime<Utc>,
}

/// What to look at in the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct WantedDeclarations {
    /// Files of this country (ISO 3166-1).
    country: Option<String>,
    /// Words of title or applicant.
    #[param(max_length = 200)]
    text: Option<String>,
}

/// The most characters looked for.
const MOST_TEXT: usize = 200;

/// The files you are asked to declare your interests on, no more of each than is needed for that.
#[utoipa::path(tag = "conflicts", params(WantedDeclarations), responses((status = 200, description = "Files", body = Vec<ToDeclareJson>),
    (status = 404, description = "You evaluate no call"),
    (status = 422, description = "There is no such country, or the text is too long", body = super::problem::Problem, content_type = "application/problem+json")))]
#[get("/declarations")]
async fn declarations(
    Caller(actor): Caller,
    app: web::Data<Application>,
    query: web::Query<WantedDeclarations>,
) -> Result<HttpResponse, ApiError> {
    let query = query.into_inner();
    let country = query.country.as_deref().map(str::parse).transpose();
    let country = country.map_err(|_| Failure::field("country", "unknown-option"))?;
    if query
        .text
        .as_deref()
        .is_some_and(|text| text.chars().count() > MOST_TEXT)
    {
        return Err(Failure::field("text", "too-long").into());
    }
    let found = block(&app, move |app| {
        let wanted = Declaration {
            country,
            text: query.text,
        };
        conflicts::to_declare(&app.facility, &actor, &wanted)
    })
    .await?;
    let files: Vec<ToDeclareJson> = found
        .into_iter()
        .map(|file| ToDeclareJson {
            proposal: file.proposal.uuid(),
            call: file.call,
            title: file.title,
            organisation: file.organisation,
            country: file.country.to_string(),
            assigned: file.assigned,
            declared: file.declared,
            since: file.since,
        })
        .collect();
    Ok(HttpResponse::Ok().json(files))
}

/// A declaration on a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OneDeclaration {
    /// The file.
    proposal: Uuid,
    /// Which kind of conflict; nothing for none.
    #[schema(schema_with = fields::maybe_conflict)]
    conflict: Option<ConflictKind>,
}

/// Declarations on many files.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Declarations {
    /// Each is put on record by itself.
    #[schema(max_items = 1000)]
    declarations: Vec<OneDeclaration>,
}

/// What came of a declaration.
#[derive(Debug, Serialize, ToSchema)]
struct DeclarationOutcome {
    /// The file.
    proposal: Uuid,
    /// Whether the declaration is on record.
    recorded: bool,
    /// The code of the refusal when it is not: `hidden` for a file you do not see, or one there is not.
    refusal: Option<String>,
}

/// The code of a refusal, as in problems.
fn code(refusal: &Refusal) -> String {
    let written = serde_json::to_value(refusal).unwrap_or_default();
    let code = written.get("code").and_then(|code| code.as_str());
    code.unwrap_or_default().to_owned()
}

/// The most declarations taken at a time.
const MOST: usize = 1000;

/// Declares on many files, each by itself: what is wrong with one loses no other.
#[utoipa::path(tag = "conflicts", responses((status = 200, description = "What came of each", body = Vec<DeclarationOutcome>),
    (status = 404, description = "You evaluate no call")))]
#[post("/declarations")]
async fn declare_many(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<Declarations>,
) -> Result<HttpResponse, ApiError> {
    let all = body.into_inner().declarations;
    if all.len() > MOST {
        return Err(Failure::field("declarations", "too-many").into());
    }
    let outcomes = block(&app, move |app| {
        conflicts::to_declare(&app.facility, &actor, &Declaration::default())?;
        let given: Vec<(ProposalId, Option<ConflictKind>)> = all
            .into_iter()
            .map(|one| (one.proposal.into(), one.conflict))
            .collect();
        Ok(conflicts::declare(&app.facility, &actor, &given))
    })
    .await?;
    let mut told = Vec::new();
    for one in outcomes {
        let refusal = match one.outcome {
            Ok(()) => None,
            Err(Failure::Refused(refusal)) => Some(code(&refusal)),
            Err(failure) => return Err(failure.into()),
        };
        told.push(DeclarationOutcome {
            proposal: one.proposal.uuid(),
            recorded: refusal.is_none(),
            refusal,
        });
    }
    Ok(HttpResponse::Ok().json(told))
}

/// A file in the lists of conflicts.
#[derive(Debug, Serialize, ToSchema)]
struct FileOfConflict {
    /// Its id.
    proposal: Uuid,
    /// Reference.
    reference: String,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
}

impl From<&Named> for FileOfConflict {
    fn from(file: &Named) -> Self {
        Self {
            proposal: file.proposal.uuid(),
            reference: file.reference.clone(),
            title: file.title.clone(),
            organisation: file.organisation.clone(),
        }
    }
}

/// What the system found, and nobody has settled.
#[derive(Debug, Serialize, ToSchema)]
struct FindingJson {
    /// The file.
    file: FileOfConflict,
    /// Whose.
    person: Uuid,
    /// Their name.
    name: String,
    /// The kind it would be.
    kind: String,
    /// What speaks for it: each with `found` and its facts.
    #[schema(value_type = Vec<Object>)]
    evidence: Vec<Evidence>,
    /// Whether the person holds the file as evaluator.
    holds: bool,
    /// Since when (UTC).
    since: DateTime<Utc>,
}

/// A conflict on record.
#[derive(Debug, Serialize, ToSchema)]
struct ConflictJson {
    /// The file.
    file: FileOfConflict,
    /// Whose.
    person: Uuid,
    /// Their name.
    name: String,
    /// Which kind.
    kind: String,
    /// `declared`, `found` or `set`.
    origin: String,
    /// Since when (UTC).
    since: DateTime<Utc>,
}

/// The conflicts of a call.
#[derive(Debug, Serialize, ToSchema)]
struct ConflictsOfCallJson {
    /// What nobody has settled, in the order of receipt.
    open: Vec<FindingJson>,
    /// What is on record, oldest first.
    conflicts: Vec<ConflictJson>,
}

impl From<OfCall> for ConflictsOfCallJson {
    fn from(found: OfCall) -> Self {
        let name = |person| found.names.get(&person).cloned().unwrap_or_default();
        Self {
            conflicts: found
                .held
                .iter()
                .map(|one| ConflictJson {
                    file: FileOfConflict::from(&one.file),
                    person: one.person.uuid(),
                    name: name(one.person),
                    kind: one.kind.to_string(),
                    origin: one.origin.to_string(),
                    since: one.at,
                })
                .collect(),
            open: found
                .open
                .iter()
                .map(|one| FindingJson {
                    file: FileOfConflict::from(&one.file),
                    person: one.person.uuid(),
                    name: name(one.person),
                    kind: one.kind.to_string(),
                    evidence: one.evidence.clone(),
                    holds: one.holds,
                    since: one.at,
                })
                .collect(),
        }
    }
}

/// The conflicts of a call with what the system found: for those who oversee it. Files you have a conflict with are not
/// there.
#[utoipa::path(tag = "conflicts", responses((status = 200, description = "Conflicts", body = ConflictsOfCallJson)))]
#[get("/calls/{id}/conflicts")]
async fn conflicts_of_call(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        conflicts::of_call(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(HttpResponse::Ok().json(ConflictsOfCallJson::from(found)))
}

/// Looks for conflicts in every file of the call that is being evaluated: programme officer and facility manager.
#[utoipa::path(tag = "conflicts", responses((status = 204, description = "The search is done")))]
#[post("/calls/{id}/conflicts/search")]
async fn search_conflicts(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        conflicts::search(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Asks the evaluators of the call to declare on every file that waits for evaluators.
#[utoipa::path(tag = "conflicts", responses((status = 200, description = "How many files", body = Counted)))]
#[post("/calls/{id}/open-declarations")]
async fn open_declarations_of_call(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let count = block(&app, move |app| {
        conflicts::open_declarations(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(counted(count))
}

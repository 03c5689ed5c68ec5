//! What the readers of a file found together.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, Utc};
use facility::evaluation::consensus::{self, ConsensusDraft, DraftFindings, Room, Told};
use facility::proposal::Someone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::ProposalId;

use super::act::{Acted, acted};
use super::caller::{Caller, IfMatch, Seen, etag};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_consensus)
        .service(save_consensus)
        .service(record_consensus)
        .service(show_findings);
}

/// Strengths and weaknesses under one section of the grid.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FindingsJson {
    /// Strengths; may be empty.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    strengths: String,
    /// Weaknesses; may be empty.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    weaknesses: String,
}

/// A consensus in words.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConsensusText {
    /// What was found.
    #[serde(default)]
    #[schema(max_length = 10_000)]
    text: String,
    /// By section of the grid.
    #[serde(default)]
    criteria: BTreeMap<String, FindingsJson>,
}

impl ConsensusText {
    fn of(draft: ConsensusDraft) -> Self {
        let criteria = draft.criteria.into_iter().map(|(section, found)| {
            let found = FindingsJson {
                strengths: found.strengths,
                weaknesses: found.weaknesses,
            };
            (section, found)
        });
        Self {
            text: draft.text,
            criteria: criteria.collect(),
        }
    }

    fn draft(self) -> ConsensusDraft {
        let criteria = self.criteria.into_iter().map(|(section, found)| {
            let found = DraftFindings {
                strengths: found.strengths,
                weaknesses: found.weaknesses,
            };
            (section, found)
        });
        ConsensusDraft {
            text: self.text,
            criteria: criteria.collect(),
        }
    }
}

/// The room of a consensus.
#[derive(Debug, Serialize, ToSchema)]
struct RoomJson {
    /// Whether somebody writes it up.
    appointed: bool,
    /// Who, for people who oversee the call and the rapporteur.
    rapporteur: Option<Uuid>,
    /// Whether you write it up.
    writes: bool,
    /// Whom you can appoint.
    scorers: Vec<Uuid>,
    /// What you are writing, else what is recorded.
    draft: ConsensusText,
    /// What is recorded.
    recorded: Option<ConsensusText>,
    /// When it was recorded (UTC).
    recorded_at: Option<DateTime<Utc>>,
}

impl From<Room> for RoomJson {
    fn from(room: Room) -> Self {
        let id = |someone: Someone| someone.id.uuid();
        Self {
            appointed: room.rapporteur.is_some(),
            rapporteur: room.rapporteur.flatten().map(id),
            writes: room.writes,
            scorers: room.scorers.into_iter().map(id).collect(),
            draft: ConsensusText::of(room.draft),
            recorded_at: room.recorded.as_ref().map(|recorded| recorded.at),
            recorded: room
                .recorded
                .map(|recorded| ConsensusText::of(recorded.said)),
        }
    }
}

/// What the readers of a file found together, for people who read its scores; an evaluator once they have submitted.
#[utoipa::path(tag = "evaluation", responses(
    (status = 200, description = "The consensus", body = RoomJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/proposals/{id}/consensus")]
async fn show_consensus(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let room = block(&app, move |app| consensus::room(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(room.seq))
        .json(RoomJson::from(room)))
}

/// Saves what you are writing as the rapporteur; nobody else sees it.
#[utoipa::path(tag = "evaluation", responses((status = 204, description = "Saved")))]
#[put("/proposals/{id}/consensus")]
async fn save_consensus(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<ConsensusText>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = body.into_inner().draft();
    block(&app, move |app| {
        consensus::save(&app.facility, &actor, id, &draft)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Puts the consensus on the record, in the place of the one before, which stays in the record.
#[utoipa::path(tag = "evaluation", params(IfMatch), responses(
    (status = 200, description = "Recorded", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/record-consensus")]
async fn record_consensus(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ConsensusText>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = body.into_inner().draft();
    let seq = block(&app, move |app| {
        consensus::record(&app.facility, &actor, id, seen, &draft)
    })
    .await?;
    Ok(acted(seq))
}

/// What an applicant is told under one section of the grid.
#[derive(Debug, Serialize, ToSchema)]
struct ToldJson {
    /// Id of the section.
    section: String,
    /// Its title, by language.
    title: BTreeMap<String, String>,
    /// Strengths.
    strengths: Option<String>,
    /// Weaknesses.
    weaknesses: Option<String>,
}

impl From<Told> for ToldJson {
    fn from(told: Told) -> Self {
        Self {
            section: told.section,
            title: told.title.0,
            strengths: told.strengths,
            weaknesses: told.weaknesses,
        }
    }
}

/// What the evaluators found in your own file, once you are told that it is below the threshold. There are no names in it.
#[utoipa::path(tag = "evaluation", responses((status = 200, description = "By section", body = Vec<ToldJson>)))]
#[get("/proposals/{id}/findings")]
async fn show_findings(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let told = block(&app, move |app| consensus::told(&app.facility, &actor, id)).await?;
    let told: Vec<ToldJson> = told.into_iter().map(Into::into).collect();
    Ok(HttpResponse::Ok().json(told))
}

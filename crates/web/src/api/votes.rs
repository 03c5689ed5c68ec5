//! Who sits on a panel, and the votes on a file: who was where, and in a secret vote every ballot by its receipt.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, web};
use chrono::NaiveDate;
use facility::Failure;
use facility::selection::{self, ItemView, Seated};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, ProposalId};

use super::caller::Caller;
use super::parts::MoneyJson;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(list_seats).service(show_votes);
}

/// A seat on a panel.
#[derive(Debug, Serialize, ToSchema)]
struct SeatJson {
    /// Who.
    person: Uuid,
    /// Their name.
    name: String,
    /// `chair`, `deputy_chair`, `panel_member` or `panel_secretary`.
    office: String,
    /// The agency they sit for.
    agency: Option<String>,
    /// The first day of their term (UTC).
    sits_from: Option<NaiveDate>,
    /// Its last day (UTC).
    sits_until: Option<NaiveDate>,
    /// Whether they have still to accept the terms of confidentiality.
    terms_pending: bool,
    /// Whether they sit today.
    sits: bool,
}

impl SeatJson {
    fn of(seat: &Seated) -> Self {
        Self {
            person: seat.person.uuid(),
            name: seat.name.clone(),
            office: seat.office.to_string(),
            agency: seat.agency.clone(),
            sits_from: seat.term.from,
            sits_until: seat.term.until,
            terms_pending: seat.pending,
            sits: seat.sits,
        }
    }
}

/// Every seat of the panel of a call, for who sits on it or oversees the call.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The seats", body = Vec<SeatJson>)))]
#[get("/calls/{id}/seats")]
async fn list_seats(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let call = CallId::from(*id);
    let (seats, _) = block(&app, move |app| {
        selection::seated(&app.facility, &actor, call)
    })
    .await?;
    Ok(HttpResponse::Ok().json(seats.iter().map(SeatJson::of).collect::<Vec<_>>()))
}

/// A secret ballot that was counted.
#[derive(Debug, Serialize, ToSchema)]
struct SealedJson {
    /// SHA-256 of the receipt: of its sixteen letters and figures, without dashes.
    receipt: String,
    /// What it says.
    choice: String,
    /// The smaller amount it proposes.
    amount: Option<MoneyJson>,
    /// Points.
    points: Option<u32>,
    /// Place among the projects, from 1.
    place: Option<u32>,
}

/// The votes on a file before the panel.
#[derive(Debug, Serialize, ToSchema)]
struct VotesJson {
    /// Which vote on the file it is, from 1; 0 before the first.
    round: u32,
    /// Whether the item is open for votes.
    open: bool,
    /// How many have voted.
    voted: usize,
    /// How many votes the item needs.
    quorum: u32,
    /// Choice → votes, once the item is closed.
    tally: BTreeMap<String, u32>,
    /// Person → `voted`, `abstained`, `present`, `absent` or `recused`, once the item is closed.
    roll: BTreeMap<Uuid, String>,
    /// In a secret vote every ballot that was counted, by receipt, once the item is closed.
    sealed: Vec<SealedJson>,
    /// Whether the casting vote decided equal votes to fund; nothing when it did not decide.
    casting: Option<bool>,
}

impl VotesJson {
    fn of(item: &ItemView) -> Self {
        Self {
            round: item.round,
            open: item.item.open,
            voted: item.voted,
            quorum: item.rules.quorum,
            tally: item
                .item
                .tally
                .iter()
                .map(|(choice, votes)| (choice.to_string(), *votes))
                .collect(),
            roll: item
                .roll
                .iter()
                .map(|(person, at)| (person.uuid(), at.to_string()))
                .collect(),
            sealed: item
                .sealed
                .iter()
                .map(|one| SealedJson {
                    receipt: one.receipt.to_string(),
                    choice: one.ballot.choice.to_string(),
                    amount: one.ballot.amount.map(MoneyJson::of),
                    points: one.ballot.points,
                    place: one.ballot.place.map(|(at, _)| at),
                })
                .collect(),
            casting: item.casting,
        }
    }
}

/// The votes on a file, for who sits on the panel and has declared, or oversees the call.
#[utoipa::path(tag = "proposals", responses((status = 200, description = "The votes", body = VotesJson)))]
#[get("/proposals/{id}/votes")]
async fn show_votes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let item = block(&app, move |app| {
        let item = selection::item(&app.facility, &actor, id)?;
        item.map_err(|_| Failure::hidden())
    })
    .await?;
    Ok(HttpResponse::Ok().json(VotesJson::of(&item)))
}

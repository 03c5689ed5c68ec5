//! Agreement: terms, acceptance, signatures.

use actix_web::{HttpResponse, post, web};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::agreement::Command;
use workflow::proposal::Command::Agreement;

use super::act::{Acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen};
use super::fields::Minor;
use super::problem::ApiError;
use super::proposal::{amount, carry};
use crate::server::Application;

pub fn configure(config: &mut ServiceConfig) {
    config.service(prepare).configure(acts);
}

/// The terms of an agreement.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PrepareAgreement {
    /// The grant, minor units of the call's currency; at most what the panel awarded.
    amount_minor: Minor,
    /// First day of the project.
    starts_on: NaiveDate,
    /// Last day of the project.
    ends_on: NaiveDate,
}

/// Prepares the terms.
#[utoipa::path(tag = "agreement", params(IfMatch), responses(
    (status = 200, description = "Prepared", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/prepare-agreement")]
async fn prepare(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<PrepareAgreement>,
) -> Result<HttpResponse, ApiError> {
    let amount = amount(&app, &actor, *id, body.amount_minor).await?;
    let command = Agreement(Command::PrepareAgreement {
        amount,
        starts_on: body.starts_on,
        ends_on: body.ends_on,
    });
    carry(&app, actor, *id, seen, command).await
}

acts! { "agreement", carry;
    /// Approves the terms another person prepared, and sends them.
    send_agreement "/proposals/{id}/send-agreement" => Agreement(Command::SendAgreement);
    /// Takes a sent agreement back into negotiation.
    recall_agreement "/proposals/{id}/recall-agreement" (body: Reason) => Agreement(Command::RecallAgreement {
        reason: body.reason.0,
    });
    /// Accepts the agreement, for the applicant.
    accept_agreement "/proposals/{id}/accept-agreement" => Agreement(Command::AcceptAgreement);
    /// Declines the grant, for the applicant.
    decline_agreement "/proposals/{id}/decline-agreement" (body: Reason) => Agreement(Command::DeclineAgreement {
        reason: body.reason.0,
    });
    /// Signs, for the side you stand on.
    sign_agreement "/proposals/{id}/sign-agreement" => Agreement(Command::SignAgreement);
}

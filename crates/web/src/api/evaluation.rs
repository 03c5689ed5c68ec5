//! Evaluation: who reads what.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, post, web};
use facility::evaluation;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::evaluation::Command;
use workflow::ids::PersonId;
use workflow::proposal::Command::Evaluation;
use workflow::transition::Action;

use super::act::{Acted, Counted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen};
use super::fields::Prose;
use super::intake::on_many;
use super::problem::ApiError;
use super::proposal::carry;
use crate::server::Application;

pub fn configure(config: &mut ServiceConfig) {
    config.service(advance_evaluated).configure(acts);
}

/// Moves every evaluated proposal of the call into the next stage.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many moved", body = Counted)))]
#[post("/calls/{id}/advance-evaluated")]
async fn advance_evaluated(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::Advance, |app, actor, call| {
        evaluation::advance_evaluated(&app.facility, actor, call)
    })
    .await
}

/// Who is to read a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AssignEvaluators {
    /// Each must be free of conflict and new to the file.
    #[schema(value_type = Vec<Uuid>)]
    evaluators: BTreeSet<Uuid>,
}

/// Whoever names evaluators one by one has chosen them by hand.
fn given(body: AssignEvaluators) -> Command {
    let evaluators: BTreeSet<PersonId> = body.evaluators.into_iter().map(PersonId::from).collect();
    Command::AssignEvaluators {
        by_hand: evaluators.clone(),
        evaluators,
    }
}

/// Whose scores are opened again, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReopenScores {
    /// Somebody who has submitted scores for the file.
    evaluator: Uuid,
    /// Why; the evaluator reads it.
    reason: Prose,
}

/// Who writes up what the readers found together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Rapporteur {
    /// Somebody who has submitted scores for the file.
    person: Uuid,
}

acts! { "evaluation", carry;
    /// Asks the call's evaluators to declare their interests before the file is given out.
    open_declarations "/proposals/{id}/open-declarations" => Evaluation(Command::OpenDeclarations);
    /// Lets an evaluator score anew; what they submitted is kept.
    reopen_scores "/proposals/{id}/reopen-scores" (body: ReopenScores) => Evaluation(Command::ReopenScores {
        evaluator: PersonId::from(body.evaluator),
        reason: body.reason.0,
    });
    /// Names who writes up what the readers found together.
    appoint_rapporteur "/proposals/{id}/appoint-rapporteur" (body: Rapporteur) => Evaluation(Command::AppointRapporteur {
        person: PersonId::from(body.person),
    });
    /// Gives the file to evaluators.
    assign_evaluators "/proposals/{id}/assign-evaluators" (body: AssignEvaluators) => Evaluation(given(body));
    /// Hands an assignment back.
    decline_assignment "/proposals/{id}/decline-assignment" (body: Reason) => Evaluation(Command::DeclineAssignment {
        reason: body.reason.0,
    });
}

//! Monitoring: grants, their reports and payments.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::monitoring::{self, GrantView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::grant::Command;
use workflow::ids::{CallId, GrantId};
use workflow::money::Money;
use workflow::role::Actor;

use super::act::{Acted, acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{BankReference, Minor, Prose};
use super::parts::{MoneyJson, limit, names, page};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(show)
        .configure(acts)
        .configure(item_acts);
}

/// A report of a grant.
#[derive(Debug, Serialize, ToSchema)]
struct ReportJson {
    /// Number, from 1.
    number: u32,
    /// `narrative`, `financial`, …
    kind: String,
    /// First day of the period.
    from: NaiveDate,
    /// Last day of the period.
    to: NaiveDate,
    /// Due on.
    due_on: NaiveDate,
    /// `not_yet_due`, `due`, `overdue`, `submitted`, `sent_back`, `accepted` or `waived`.
    standing: String,
    /// When last submitted (UTC).
    submitted_at: Option<DateTime<Utc>>,
    /// What it says, as last submitted.
    content: Option<String>,
    /// Why it was sent back or waived.
    points: Option<String>,
    /// Expenditure stated.
    spent: MoneyJson,
}

/// A payment of a grant.
#[derive(Debug, Serialize, ToSchema)]
struct PaymentJson {
    /// Number of the tranche, from 1.
    number: u32,
    /// The amount.
    amount: MoneyJson,
    /// Not paid before this day.
    due_on: NaiveDate,
    /// Not paid before this report is accepted.
    after_report: Option<u32>,
    /// `planned`, `requested`, `approved` or `paid`.
    status: String,
    /// The day the bank paid.
    paid_on: Option<NaiveDate>,
    /// The bank's reference.
    reference: Option<String>,
}

/// Something you may do to a report or a payment now.
#[derive(Debug, Serialize, ToSchema)]
struct ItemAction {
    /// The action.
    action: String,
    /// Number of the report or payment.
    number: u32,
}

/// A grant.
#[derive(Debug, Serialize, ToSchema)]
struct GrantJson {
    /// Its id.
    id: Uuid,
    /// The proposal it came from.
    proposal: Uuid,
    /// The call.
    call: Uuid,
    /// Reference of the proposal.
    reference: String,
    /// Title of the project.
    title: String,
    /// The grantee.
    organisation: Uuid,
    /// The grantee's name.
    organisation_name: String,
    /// Status.
    status: String,
    /// The amount.
    amount: MoneyJson,
    /// Paid so far.
    paid: MoneyJson,
    /// First day of the project.
    starts_on: NaiveDate,
    /// Last day of the project.
    ends_on: NaiveDate,
    /// Reports in order.
    reports: Vec<ReportJson>,
    /// Payments in order.
    payments: Vec<PaymentJson>,
    /// What you may do to the grant now.
    available_actions: Vec<String>,
    /// What you may do to its reports and payments now.
    available_item_actions: Vec<ItemAction>,
}

impl From<GrantView> for GrantJson {
    fn from(view: GrantView) -> Self {
        let grant = view.grant;
        let money = |minor| MoneyJson::of(Money::new(minor, grant.amount.currency));
        let reports = view.reports.into_iter().map(|line| ReportJson {
            number: line.number,
            kind: line.report.plan.report.to_string(),
            from: line.report.plan.from,
            to: line.report.plan.to,
            due_on: line.report.plan.due_on,
            standing: line.standing.to_string(),
            submitted_at: line.report.submitted_at,
            content: line.content,
            points: line.points,
            spent: money(line.report.spent_minor),
        });
        let payments = grant.payments.iter().map(|(number, payment)| PaymentJson {
            number: *number,
            amount: money(payment.tranche.amount_minor),
            due_on: payment.tranche.due_on,
            after_report: payment.tranche.after_report,
            status: payment.status.to_string(),
            paid_on: payment.paid_on,
            reference: payment.reference.clone(),
        });
        Self {
            id: grant.id.uuid(),
            proposal: grant.proposal.uuid(),
            call: grant.call.uuid(),
            reference: view.reference,
            title: view.title,
            organisation: grant.organisation.uuid(),
            organisation_name: view.organisation,
            status: grant.status.to_string(),
            amount: MoneyJson::of(grant.amount),
            paid: money(grant.paid_minor()),
            starts_on: grant.starts_on,
            ends_on: grant.ends_on,
            reports: reports.collect(),
            payments: payments.collect(),
            available_actions: names(&view.actions),
            available_item_actions: view
                .item_actions
                .iter()
                .map(|(action, number)| ItemAction {
                    action: action.to_string(),
                    number: *number,
                })
                .collect(),
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
}

/// The grants you may see, in the order of their start.
#[utoipa::path(tag = "grants", params(Filter), responses(
    (status = 200, description = "A page of grants; `Link` leads to the next", body = Vec<GrantJson>)))]
#[get("/grants")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let limit = limit(asked.limit)?;
    let after = asked.after.map(GrantId::from);
    let call = asked.call.map(CallId::from);
    let found = block(&app, move |app| {
        monitoring::list(&app.facility, &actor, call)
    })
    .await?;
    let size = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut rest = found
        .into_iter()
        .filter(|view| after.is_none_or(|after| view.grant.id > after));
    let items: Vec<GrantJson> = rest.by_ref().take(size).map(GrantJson::from).collect();
    let more = rest.next().is_some();
    let next = items
        .last()
        .filter(|_| more)
        .map(|last| last.id.to_string());
    let filters = [("call", asked.call.map(|id| id.to_string()))];
    Ok(page(&app, "/grants", &filters, limit, next, &items))
}

/// A grant.
#[utoipa::path(tag = "grants", responses(
    (status = 200, description = "The grant", body = GrantJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/grants/{id}")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = GrantId::from(*id);
    let view = block(&app, move |app| monitoring::view(&app.facility, &actor, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(GrantJson::from(view)))
}

async fn carry(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        monitoring::act(&app.facility, &actor, id.into(), seen, &command)
    })
    .await?;
    Ok(acted(seq))
}

acts! { "grants", carry;
    /// Suspends the grant.
    suspend "/grants/{id}/suspend" (body: Reason) => Command::Suspend { reason: body.reason.0 };
    /// Resumes a suspended grant.
    resume "/grants/{id}/resume" (body: Reason) => Command::Resume { reason: body.reason.0 };
    /// Terminates the grant.
    terminate "/grants/{id}/terminate" (body: Reason) => Command::Terminate { reason: body.reason.0 };
    /// States that the project is complete.
    complete "/grants/{id}/complete" => Command::Complete;
    /// Closes the grant's accounts.
    close "/grants/{id}/close" => Command::Close;
}

/// A report as the grantee submits it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SubmitReport {
    /// What it says.
    narrative: Prose,
    /// Expenditure in the period, minor units of the grant's currency.
    spent_minor: Minor,
}

/// What is to be changed in a report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SendBack {
    /// The points.
    points: Prose,
}

/// A payment the bank has made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordPayment {
    /// The day.
    paid_on: NaiveDate,
    /// The bank's reference.
    reference: BankReference,
}

/// Defines a handler for each act on a numbered report or payment, and `item_acts`, which registers them.
macro_rules! item_acts {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $path:literal $number:ident $(($body:ident: $type:ident))? => $command:expr;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[utoipa::path(tag = "grants", params(IfMatch), responses(
                (status = 200, description = "Done", body = Acted,
                    headers(("ETag" = String, description = "Place in the chain of the grant")))))]
            #[post($path)]
            async fn $name(
                caller: Caller,
                app: web::Data<Application>,
                at: web::Path<(Uuid, u32)>,
                seen: Seen,
                $($body: web::Json<$type>,)?
            ) -> Result<HttpResponse, ApiError> {
                let (id, $number) = at.into_inner();
                $(let $body = $body.into_inner();)?
                let command = $command;
                carry(&app, caller.0, id, seen.0, command).await
            }
        )+

        /// Registers every act on reports and payments.
        fn item_acts(config: &mut ServiceConfig) {
            $(config.service($name);)+
        }
    };
}

item_acts! {
    /// Submits a report.
    submit_report "/grants/{id}/reports/{number}/submit" report (body: SubmitReport) => Command::SubmitReport {
        report,
        narrative: body.narrative.0,
        spent_minor: body.spent_minor.0,
    };
    /// Sends a report back with points.
    send_back_report "/grants/{id}/reports/{number}/send-back" report (body: SendBack) => Command::SendBackReport {
        report,
        points: body.points.0,
    };
    /// Accepts a report.
    accept_report "/grants/{id}/reports/{number}/accept" report => Command::AcceptReport { report };
    /// Waives a report.
    waive_report "/grants/{id}/reports/{number}/waive" report (body: Reason) => Command::WaiveReport {
        report,
        reason: body.reason.0,
    };
    /// Requests the payment of a tranche.
    request_payment "/grants/{id}/payments/{number}/request" tranche => Command::RequestPayment { tranche };
    /// Approves a payment another person requested.
    approve_payment "/grants/{id}/payments/{number}/approve" tranche => Command::ApprovePayment { tranche };
    /// Refuses a requested payment.
    refuse_payment "/grants/{id}/payments/{number}/refuse" tranche (body: Reason) => Command::RefusePayment {
        tranche,
        reason: body.reason.0,
    };
    /// Records that the bank has paid.
    record_payment "/grants/{id}/payments/{number}/record" tranche (body: RecordPayment) => Command::RecordPayment {
        tranche,
        paid_on: body.paid_on,
        reference: body.reference.0,
    };
}

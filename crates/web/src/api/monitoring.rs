//! Monitoring: grants, their reports and payments.

use actix_web::{HttpResponse, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::monitoring::{self, GrantView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::grant::{Command, Payment};
use workflow::ids::{CallId, GrantId};
use workflow::money::Money;
use workflow::role::Actor;

use super::act::{Acted, acted, acts, item_acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{Minor, Prose};
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
    /// What it is called here and at the bank: the end-to-end identification.
    end_to_end_id: String,
    /// Number of the tranche, from 1.
    number: u32,
    /// The amount.
    amount: MoneyJson,
    /// Not paid before this day.
    due_on: NaiveDate,
    /// Not paid before this report is accepted.
    after_report: Option<u32>,
    /// `planned`, `requested`, `approved_once`, `approved` or `paid`.
    status: String,
    /// Approvals given.
    approvals: usize,
    /// Approvals it takes, each by another person.
    approvals_needed: usize,
    /// The day the bank details changed, where a finance officer is to confirm them before the payment goes on; for people
    /// of the facility.
    bank_details_changed_on: Option<NaiveDate>,
    /// The day the bank paid.
    paid_on: Option<NaiveDate>,
    /// The bank's reference.
    reference: Option<String>,
    /// What was paid out, in the currency it was paid in.
    paid_out: Option<MoneyJson>,
    /// Units of that currency for one unit of the grant's, where it is another.
    rate: Option<String>,
    /// What the grantee says has arrived.
    received: Option<MoneyJson>,
    /// The day it arrived.
    received_on: Option<NaiveDate>,
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
    /// Digest of the bank details on record, for whoever has part in payments: what is confirmed names it.
    bank_details: Option<String>,
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
        let payment = |(number, payment): (&u32, &Payment)| PaymentJson {
            number: *number,
            amount: money(payment.tranche.amount_minor),
            due_on: payment.tranche.due_on,
            after_report: payment.tranche.after_report,
            status: payment.status.to_string(),
            end_to_end_id: workflow::payment::reference(&view.reference, grant.id, *number),
            approvals: payment.approvals.len(),
            approvals_needed: view.approvals.get(number).copied().unwrap_or(1),
            bank_details_changed_on: view.to_confirm.get(number).copied(),
            paid_on: payment.made.as_ref().map(|made| made.on),
            reference: payment.made.as_ref().map(|made| made.reference.clone()),
            paid_out: payment.paid_out(grant.amount.currency).map(MoneyJson::of),
            rate: payment
                .made
                .as_ref()
                .and_then(|made| made.out)
                .map(|out| out.rate.to_string()),
            received: payment
                .receipt
                .zip(payment.paid_out(grant.amount.currency))
                .map(|(receipt, paid)| {
                    MoneyJson::of(Money::new(receipt.received_minor, paid.currency))
                }),
            received_on: payment.receipt.map(|receipt| receipt.on),
        };
        let payments: Vec<PaymentJson> = grant.payments.iter().map(payment).collect();
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
            payments,
            bank_details: view.account.map(|account| account.digest.to_string()),
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

pub(super) async fn carry(
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

item_acts! { "grants", carry;
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
}

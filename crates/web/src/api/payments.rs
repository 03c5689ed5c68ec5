//! Payments of grants: requested, approved, paid, received; the finance officer's desk and files for the bank.

use actix_web::{HttpResponse, get, post, web};
use chrono::NaiveDate;
use facility::Failure;
use facility::payments::{self, DeskLine};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::grant::Command;
use workflow::money::Currency;
use workflow::payment::Channel;
use workflow::rate::Rate;

use super::act::{Acted, acts, item_acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen};
use super::fields::{BankReference, Code, Minor, Prose, UpTo60};
use super::monitoring::carry;
use super::parts::MoneyJson;
use super::problem::ApiError;
use crate::pages::payments::{send_csv, send_xml};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(payments_desk)
        .service(payments_csv)
        .service(payments_xml)
        .configure(acts)
        .configure(item_acts);
}

/// A payment that waits for somebody.
#[derive(Debug, Serialize, ToSchema)]
struct WaitingPayment {
    /// The grant.
    grant: Uuid,
    /// Number of the tranche, from 1.
    number: u32,
    /// What it is called here and at the bank.
    end_to_end_id: String,
    /// The grantee's name.
    organisation_name: String,
    /// The amount, in the grant's currency.
    amount: MoneyJson,
    /// Not paid before this day.
    due_on: NaiveDate,
    /// `requested`, `approved_once`, `approved` or `paid`.
    status: String,
    /// What it waits for: `confirm` (changed bank details), `approve`, `pay`, `differs` (another amount arrived) or `arrive`
    /// (the grantee has not confirmed it).
    step: &'static str,
    /// The day the bank details changed, where they are to be confirmed.
    bank_details_changed_on: Option<NaiveDate>,
    /// What arrived less what was paid out, in the currency paid out.
    difference: Option<MoneyJson>,
}

impl From<DeskLine> for WaitingPayment {
    fn from(line: DeskLine) -> Self {
        Self {
            grant: line.grant.uuid(),
            number: line.tranche,
            end_to_end_id: line.reference,
            organisation_name: line.organisation,
            amount: MoneyJson::of(line.amount),
            due_on: line.due_on,
            status: line.status.to_string(),
            step: line.step.name(),
            bank_details_changed_on: line.changed_on,
            difference: line.difference.map(MoneyJson::of),
        }
    }
}

/// The payments that wait for an approval, the bank or the grantee, of the calls you handle payments for. For finance
/// officers, facility managers and auditors; hidden from everybody else.
#[utoipa::path(tag = "grants", responses(
    (status = 200, description = "The payments, by what they wait for and the day they are due", body = Vec<WaitingPayment>)))]
#[get("/payments")]
async fn payments_desk(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let desk = block(&app, move |app| payments::desk(&app.facility, &actor)).await?;
    let lines: Vec<WaitingPayment> = desk.lines.into_iter().map(WaitingPayment::from).collect();
    Ok(HttpResponse::Ok().json(lines))
}

/// The approved payments that are not paid yet, as CSV, without those whose bank details are to be confirmed. For finance
/// officers; each download is logged.
#[utoipa::path(tag = "grants", responses(
    (status = 200, description = "The file", body = String, content_type = "text/csv")))]
#[get("/payments/export.csv")]
async fn payments_csv(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    Ok(send_csv(&app, actor).await?)
}

/// The same as a customer credit transfer for the bank, ISO 20022 `pain.001.001.09`. Needs the account payments are made
/// from in the settings, and a payment.
#[utoipa::path(tag = "grants", responses(
    (status = 200, description = "The file", body = String, content_type = "application/xml")))]
#[get("/payments/export.xml")]
async fn payments_xml(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    Ok(send_xml(&app, actor).await?)
}

/// How the organisation was reached. E-mail is no way to confirm an account.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChannelJson {
    /// By telephone.
    Telephone,
    /// By a visit.
    Visit,
    /// By a letter on paper.
    Letter,
}

impl From<ChannelJson> for Channel {
    fn from(channel: ChannelJson) -> Self {
        match channel {
            ChannelJson::Telephone => Self::Telephone,
            ChannelJson::Visit => Self::Visit,
            ChannelJson::Letter => Self::Letter,
        }
    }
}

/// Bank details that changed, confirmed with the organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmBankDetails {
    /// Digest of the details that were read to the organisation: `bank_details` of the grant.
    #[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
    details: workflow::record::Digest,
    /// Whom you reached.
    reached: Prose,
    /// How.
    channel: ChannelJson,
    /// When.
    reached_on: NaiveDate,
}

/// What has arrived.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConfirmReceipt {
    /// The amount, minor units of the currency paid out.
    received_minor: Minor,
    /// The day it arrived.
    received_on: NaiveDate,
}

/// A payment the bank has made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordPayment {
    /// The day.
    paid_on: NaiveDate,
    /// The bank's reference.
    reference: BankReference,
    /// The currency paid out and its rate, where it is not the grant's.
    #[serde(default)]
    exchange: Option<ExchangeJson>,
}

/// A currency paid out that is not the grant's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ExchangeJson {
    /// ISO 4217.
    currency: Code,
    /// Units of that currency for one unit of the grant's, in figures: `655.957`. At most ten decimals.
    rate: UpTo60,
}

impl ExchangeJson {
    fn read(self) -> Result<(Currency, Rate), ApiError> {
        let currency = Currency::from_code(&self.currency.0)
            .ok_or_else(|| ApiError::from(Failure::field("exchange.currency", "currency")))?;
        let rate = self.rate.0.parse();
        let rate = rate.map_err(|_| ApiError::from(Failure::field("exchange.rate", "rate")))?;
        Ok((currency, rate))
    }
}

acts! { "grants", carry;
    /// Confirms bank details that changed, having reached the organisation by telephone, visit or letter.
    confirm_bank_details "/grants/{id}/confirm-bank-details" (body: ConfirmBankDetails) => Command::ConfirmBankDetails {
        details: body.details,
        reached: body.reached.0,
        channel: body.channel.into(),
        reached_on: body.reached_on,
    };
}

item_acts! { "grants", carry;
    /// Requests the payment of a tranche.
    request_payment "/grants/{id}/payments/{number}/request" tranche => Command::RequestPayment { tranche };
    /// Approves a payment another person requested. Above the call's limit it takes two approvals by different people.
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
        exchange: body.exchange.map(ExchangeJson::read).transpose()?,
    };
    /// Confirms what has arrived, for the grantee; once.
    confirm_receipt "/grants/{id}/payments/{number}/confirm-receipt" tranche (body: ConfirmReceipt) => Command::ConfirmReceipt {
        tranche,
        received_minor: body.received_minor.0,
        received_on: body.received_on,
    };
}

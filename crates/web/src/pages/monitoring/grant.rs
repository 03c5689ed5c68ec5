//! A grant: its money, its tranches and reports, and what can be done to it as a whole.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::least_monitoring::{self, LeastMonitoring};
use facility::monitoring::{self, GrantView};
use facility::proposal::{self, Happened};
use facility::registration;
use language::Reader;
use serde::Deserialize;
use workflow::due_diligence::Step as DiligenceStep;
use workflow::grant::Command;
use workflow::ids::GrantId;
use workflow::money::Money;
use workflow::monitoring::PaymentStatus;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::transition::Action;

use super::payments::{self, Tranche};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::agreement::{Names, period};
use crate::pages::dashboard::percent;
use crate::pages::organisation::frame::Word;
use crate::pages::organisation::risk::word as risk_word;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::story::{self, Entry};
use crate::visitor::Visitor;
use crate::wording;

/// What a person types; `act` says which button it was, `item` which tranche it is about.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    pub act: String,
    pub seen: String,
    pub item: String,
    pub reason: String,
    pub paid_on: String,
    pub reference: String,
    pub suspend_reason: String,
    pub resume_reason: String,
    pub terminate_reason: String,
}

/// A report in the grant's table.
struct ReportLine {
    href: String,
    name: String,
    kind: String,
    period: String,
    due: String,
    standing: String,
    spent: String,
    /// What the person can do there; empty when only to read.
    act: String,
}

/// The money of a grant, in words and as parts of a bar.
struct Purse {
    paid: String,
    under_way: String,
    left: String,
    paid_percent: i64,
    under_way_percent: i64,
}

/// An act that needs a reason.
struct Reasoned {
    act: &'static str,
    text: String,
    field: &'static str,
    label: String,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "grants/show.html")]
struct GrantPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    reference: String,
    status: String,
    organisation: String,
    amount: String,
    period: String,
    call: (String, String),
    proposal: String,
    agreement: String,
    here: String,
    purse: Purse,
    tranches: Vec<Tranche>,
    /// What keeps the organisation from being paid today.
    held_back: Vec<String>,
    reports: Vec<ReportLine>,
    overdue: String,
    reasoned: Vec<Reasoned>,
    complete: bool,
    close: bool,
    seen: String,
    errors: Errors,
    entries: Vec<Entry>,
    /// The least monitoring it needs, for people of the facility.
    least: Option<Least>,
}

/// The least monitoring of the project in words.
struct Least {
    level: Word,
    /// Where the assessment is.
    risk: String,
    rests_on: String,
    facts: Vec<(String, String)>,
}

/// A grant as the person sees it, with its story and the people they are told of.
struct Seen {
    view: GrantView,
    actor: Actor,
    story: Vec<Happened>,
    names: Names,
    /// What keeps the organisation from being paid today, for people of the facility.
    held_back: Vec<Refusal>,
    least: Option<LeastMonitoring>,
}

async fn load(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: GrantId,
) -> Result<Seen, PageError> {
    let actor = visitor.actor()?;
    let seen = block(app, move |app| {
        let view = monitoring::view(&app.facility, &actor, id)?;
        let mut story = proposal::view(&app.facility, &actor, view.grant.proposal)?.story;
        // Kinds of a proposal's own events carry their stage.
        story.retain(|event| !event.kind.contains('.'));
        let names = if actor.member(view.grant.organisation, Role::Reader) {
            Names::new()
        } else {
            let people = view
                .grant
                .payments
                .values()
                .flat_map(|payment| [payment.requested_by, payment.approved_by]);
            facility::people::names(&app.facility, people.flatten())?
        };
        let organisation = view.grant.organisation;
        let held_back =
            registration::held_back(&app.facility, &actor, organisation, DiligenceStep::Payment)?;
        let least = match least_monitoring::of_grant(&app.facility, &actor, &view.grant) {
            Err(Failure::Refused(Refusal::Hidden)) => None,
            found => found?,
        };
        Ok(Seen {
            least,
            view,
            actor,
            story,
            names,
            held_back,
        })
    })
    .await?;
    Ok(seen)
}

/// The grant's page, on which it is found.
pub fn address(id: GrantId) -> String {
    format!("/grants/{id}")
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let seen = load(&visitor, &app, parsing::id(&id)?).await?;
    render(&page_of(
        &visitor,
        &app,
        &seen,
        &Typed::default(),
        Errors::none(),
    ))
}

fn page_of(
    visitor: &Visitor,
    app: &Application,
    seen: &Seen,
    typed: &Typed,
    errors: Errors,
) -> GrantPage {
    let reader = &visitor.reader;
    let view = &seen.view;
    let grant = &view.grant;
    let definition = &view.call.definition;
    let overdue = view
        .reports
        .iter()
        .filter(|report| report.standing.name() == "overdue")
        .count();
    let mut payments = grant.payments.values();
    let to_pay = payments.any(|payment| payment.status != PaymentStatus::Paid);
    GrantPage {
        page: Page::new(visitor, app),
        crumbs: vec![Crumb::new("/grants", reader.t("grants-title"))],
        title: view.title.clone(),
        reference: view.reference.clone(),
        status: grant.status.to_string(),
        organisation: view.organisation.clone(),
        amount: wording::money(reader, grant.amount),
        period: period(reader, grant.starts_on, grant.ends_on),
        call: (
            format!("/calls/{}", grant.call),
            definition.title.get(reader.language.code()).to_owned(),
        ),
        proposal: format!("/proposals/{}", grant.proposal),
        agreement: format!("/proposals/{}/agreement", grant.proposal),
        here: address(grant.id),
        purse: purse(reader, view),
        tranches: payments::tranches(reader, view, &seen.names, typed, &errors),
        held_back: seen
            .held_back
            .iter()
            .filter(|_| to_pay)
            .map(|why| wording::refusal(reader, why))
            .collect(),
        reports: reports(reader, view),
        overdue: if overdue > 0 {
            reader.tn("reports-overdue", overdue)
        } else {
            String::new()
        },
        reasoned: reasoned(reader, view, typed, &errors),
        complete: view.actions.contains(&Action::Complete),
        close: view.actions.contains(&Action::Close),
        seen: view.seq.to_string(),
        entries: story::entries(reader, seen.story.iter()),
        least: seen.least.as_ref().map(|least| {
            let risk = format!("/organisations/{}/risk", grant.organisation);
            least_of(reader, least, risk)
        }),
        errors,
    }
}

fn least_of(reader: &Reader, least: &LeastMonitoring, risk: String) -> Least {
    let facts = least.plan.map(|plan| {
        let count = |key: &str, many: u32| (reader.t(key), reader.number(many));
        let audit = if plan.audit { "form-yes" } else { "form-no" };
        vec![
            (
                reader.t("least-a-year"),
                wording::money(reader, plan.a_year),
            ),
            count("least-visits", plan.visits),
            count("least-spot-checks", plan.spot_checks),
            (reader.t("least-audit"), reader.t(audit)),
        ]
    });
    Least {
        level: risk_word(reader, least.level),
        risk,
        rests_on: match least.assessed_until {
            Some(until) => reader.ta("least-assessed", [("until", reader.date(until).into())]),
            None => reader.t("least-not-assessed"),
        },
        facts: facts.unwrap_or_else(|| vec![(reader.t("least-title"), reader.t("least-no-table"))]),
    }
}

fn purse(reader: &Reader, view: &GrantView) -> Purse {
    let grant = &view.grant;
    let paid = grant.paid_minor();
    let under_way: i64 = grant
        .payments
        .values()
        .filter(|payment| {
            matches!(
                payment.status,
                PaymentStatus::Requested | PaymentStatus::Approved
            )
        })
        .map(|payment| payment.tranche.amount_minor)
        .sum();
    let money = |minor| wording::money(reader, Money::new(minor, grant.amount.currency));
    Purse {
        paid: money(paid),
        under_way: money(under_way),
        left: money((grant.amount.minor - paid - under_way).max(0)),
        paid_percent: percent(paid, grant.amount.minor),
        under_way_percent: percent(paid + under_way, grant.amount.minor),
    }
}

fn reports(reader: &Reader, view: &GrantView) -> Vec<ReportLine> {
    view.reports
        .iter()
        .map(|report| {
            let plan = &report.report.plan;
            let wanted = [Action::SubmitReport, Action::AcceptReport]
                .into_iter()
                .find(|action| view.item_actions.contains(&(*action, report.number)));
            let spent = Money::new(report.report.spent_minor, view.grant.amount.currency);
            ReportLine {
                href: super::report::address(view.grant.id, report.number),
                name: reader.ta("report-title", [("number", report.number.into())]),
                kind: reader.named("report-kind", plan.report),
                period: period(reader, plan.from, plan.to),
                due: reader.date(plan.due_on),
                standing: report.standing.to_string(),
                spent: if report.report.submitted_at.is_some() {
                    wording::money(reader, spent)
                } else {
                    String::new()
                },
                act: match wanted {
                    Some(Action::SubmitReport) => reader.t("report-write"),
                    Some(_) => reader.t("report-review"),
                    None => String::new(),
                },
            }
        })
        .collect()
}

fn reasoned(reader: &Reader, view: &GrantView, typed: &Typed, errors: &Errors) -> Vec<Reasoned> {
    let acts = [
        (
            Action::Suspend,
            "suspend",
            "suspend_reason",
            "grant-suspend-reason",
            &typed.suspend_reason,
        ),
        (
            Action::Resume,
            "resume",
            "resume_reason",
            "grant-resume-reason",
            &typed.resume_reason,
        ),
        (
            Action::Terminate,
            "terminate",
            "terminate_reason",
            "grant-terminate-reason",
            &typed.terminate_reason,
        ),
    ];
    acts.into_iter()
        .filter(|(action, ..)| view.actions.contains(action))
        .map(|(action, act, field, label, value)| Reasoned {
            act,
            text: reader.named("action", action),
            field,
            label: reader.t(label),
            value: value.clone(),
            error: errors.of(field),
        })
        .collect()
}

/// Reads what was typed as a command, noting what is wrong at its field; with the sentence that says it is done.
fn command(reader: &Reader, typed: &Typed) -> Result<(Command, &'static str), Errors> {
    let mut errors = Errors::none();
    let tranche: u32 = typed.item.parse().unwrap_or(0);
    let at = |field: &str| format!("{field}-{tranche}");
    let mut reason = |field: &str, raw: &str| parsing::text(reader, &mut errors, field, raw);
    let command = match typed.act.as_str() {
        "request" => Some((
            Command::RequestPayment { tranche },
            "payment-done-requested",
        )),
        "approve" => Some((Command::ApprovePayment { tranche }, "payment-done-approved")),
        "refuse" => reason(&at("reason"), &typed.reason).map(|reason| {
            let command = Command::RefusePayment { tranche, reason };
            (command, "payment-done-refused")
        }),
        "record" => {
            let paid_on = parsing::date(reader, &mut errors, &at("paid_on"), &typed.paid_on);
            let reference = workflow::text::line(&typed.reference, 64).ok();
            if reference.is_none() {
                errors.add(reader, &at("reference"), "missing");
            }
            paid_on.zip(reference).map(|(paid_on, reference)| {
                let command = Command::RecordPayment {
                    tranche,
                    paid_on,
                    reference,
                };
                (command, "payment-done-recorded")
            })
        }
        "suspend" => reason("suspend_reason", &typed.suspend_reason)
            .map(|reason| (Command::Suspend { reason }, "grant-done-suspended")),
        "resume" => reason("resume_reason", &typed.resume_reason)
            .map(|reason| (Command::Resume { reason }, "grant-done-resumed")),
        "terminate" => reason("terminate_reason", &typed.terminate_reason)
            .map(|reason| (Command::Terminate { reason }, "grant-done-terminated")),
        "complete" => Some((Command::Complete, "grant-done-completed")),
        "close" => Some((Command::Close, "grant-done-closed")),
        _ => {
            errors.add(reader, "", "unknown-option");
            None
        }
    };
    command.ok_or(errors)
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let id: GrantId = parsing::id(&id)?;
    let seen = load(&visitor, &app, id).await?;
    let reader = visitor.reader;
    let errors = match command(&reader, &typed) {
        Err(errors) => errors,
        Ok((command, said)) => {
            let actor = seen.actor.clone();
            let at = parsing::seen(&typed.seen);
            let result = block(&app, move |app| {
                monitoring::act(&app.facility, &actor, id, at, &command)
            })
            .await;
            match result {
                Ok(_) => return Ok(done(&app, &address(id), said)),
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    let seen = load(&visitor, &app, id).await?;
    render_refused(&page_of(&visitor, &app, &seen, &typed, errors))
}

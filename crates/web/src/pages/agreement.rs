//! The grant agreement: prepared by one person, sent by another, accepted and signed by both sides, started.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::proposal::{self, ProposalView};
use facility::registration;
use serde::Deserialize;
use workflow::agreement::Command as Agree;
use workflow::due_diligence;
use workflow::ids::ProposalId;
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::transition::{Action, StageKind};

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::story::{self, Entry};
use crate::visitor::Visitor;
use crate::wording;

mod sheet;

use sheet::Sheet;
pub use sheet::{Names, condition, period};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/proposals/{id}/agreement")
            .get(show)
            .post(act),
    );
}

/// What a person types; `act` says which button it was.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    seen: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    starts_on: String,
    #[serde(default)]
    ends_on: String,
    #[serde(default)]
    recall_reason: String,
    #[serde(default)]
    decline_reason: String,
}

/// A step of the agreement's way, as the ribbon shows it.
struct Step {
    key: String,
    state: &'static str,
    note: String,
}

#[derive(Template)]
#[template(path = "agreement/show.html")]
struct AgreementPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    reference: String,
    status: String,
    steps: Vec<Step>,
    /// Why nothing can be done now, when nothing can.
    waits: String,
    /// What keeps the organisation from an agreement today.
    held_back: Vec<String>,
    /// Whether the person may do: prepare, send, recall, accept, decline, sign, start.
    can: Can,
    /// Terms have been prepared before.
    again: bool,
    currency: String,
    limits: String,
    values: Typed,
    errors: Errors,
    prepared_by: String,
    sheet: Option<Sheet>,
    grant: String,
    entries: Vec<Entry>,
}

/// What the person may do now.
struct Can {
    prepare: bool,
    send: bool,
    recall: bool,
    accept: bool,
    decline: bool,
    sign: bool,
    start: bool,
}

impl Can {
    fn of(view: &ProposalView) -> Self {
        let can = |action| view.actions.contains(&action);
        let here = view.proposal.stage == StageKind::Agreement;
        Self {
            prepare: can(Action::PrepareAgreement),
            send: can(Action::SendAgreement),
            recall: can(Action::RecallAgreement),
            accept: can(Action::AcceptAgreement),
            decline: can(Action::DeclineAgreement),
            sign: can(Action::SignAgreement),
            start: here && can(Action::Advance),
        }
    }

    const fn anything(&self) -> bool {
        self.prepare
            || self.send
            || self.recall
            || self.accept
            || self.decline
            || self.sign
            || self.start
    }
}

/// A proposal with an agreement, as the person sees it.
struct Seen {
    view: ProposalView,
    actor: Actor,
    names: Names,
    /// What keeps the organisation from an agreement today, for people of the facility.
    held_back: Vec<Refusal>,
}

async fn load(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: ProposalId,
) -> Result<Seen, PageError> {
    let actor = visitor.actor()?;
    let seen = block(app, move |app| {
        let view = proposal::view(&app.facility, &actor, id)?;
        // Before this stage there is no agreement, and nobody learns more than that.
        let contracted = matches!(
            view.proposal.stage,
            StageKind::Agreement | StageKind::Monitoring
        );
        if view.view != View::File || !contracted {
            return Err(facility::Failure::hidden());
        }
        let agreement = &view.proposal.agreement;
        let people = [
            agreement.prepared_by,
            agreement.signed_by_facility,
            agreement.signed_by_grantee,
        ];
        let names = facility::people::names(&app.facility, people.into_iter().flatten())?;
        let organisation = view.proposal.organisation;
        let step = due_diligence::Step::Agreement;
        let held_back = registration::held_back(&app.facility, &actor, organisation, step)?;
        Ok(Seen {
            view,
            actor,
            names,
            held_back,
        })
    })
    .await?;
    Ok(seen)
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let seen = load(&visitor, &app, parsing::id(&id)?).await?;
    let values = first_values(&app, &seen.view);
    render(&page_of(&visitor, &app, seen, values, Errors::none()))
}

/// What the form of the terms begins with: the terms as last prepared, else what panel and call suggest.
fn first_values(app: &Application, view: &ProposalView) -> Typed {
    let (amount, starts_on, ends_on) = match &view.proposal.agreement.terms {
        Some(terms) => (
            Some(terms.amount),
            Some(terms.starts_on),
            Some(terms.ends_on),
        ),
        None => {
            let dates = &view.call.definition.dates;
            let today = app.facility.clock.now().date_naive();
            let starts_on = dates.projects_start.map_or(today, |first| first.max(today));
            let submitted = view.proposal.intake.submission.as_ref();
            let asked = submitted.and_then(|submission| submission.months);
            let ends_on = asked
                .and_then(|months| starts_on.checked_add_months(chrono::Months::new(months)))
                .and_then(|after| after.pred_opt());
            let ends_on = match (ends_on, dates.projects_end) {
                (Some(asked), Some(latest)) => Some(asked.min(latest)),
                (asked, latest) => asked.or(latest),
            };
            (view.proposal.awarded(), Some(starts_on), ends_on)
        }
    };
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    Typed {
        amount: amount.map(|amount| amount.figures()).unwrap_or_default(),
        starts_on: day(starts_on),
        ends_on: day(ends_on),
        ..Typed::default()
    }
}

fn page_of(
    visitor: &Visitor,
    app: &Application,
    seen: Seen,
    values: Typed,
    errors: Errors,
) -> AgreementPage {
    let reader = visitor.reader;
    let Seen {
        view,
        actor,
        names,
        held_back,
    } = seen;
    let id = view.proposal.id;
    let applicant = actor.member(view.proposal.organisation, Role::Reader);
    let agreement = &view.proposal.agreement;
    // Until it is sent, the terms are the facility's draft.
    let settled = view.proposal.status != workflow::transition::Status::Negotiation;
    let shown = settled || !applicant;
    let can = Can::of(&view);
    let mut crumbs = Vec::new();
    if !applicant {
        crumbs.push(Crumb::new("/proposals", reader.t("nav-proposals")));
    }
    crumbs.push(Crumb::new(
        format!("/proposals/{id}"),
        view.reference.clone().unwrap_or_default(),
    ));
    AgreementPage {
        crumbs,
        title: view.title.clone(),
        reference: view.reference.clone().unwrap_or_default(),
        status: view.status.to_string(),
        steps: steps(&reader, &view),
        waits: if can.anything() {
            String::new()
        } else {
            waits(&reader, &view, applicant)
        },
        held_back: held_back
            .iter()
            .filter(|_| view.proposal.stage == StageKind::Agreement)
            .map(|why| wording::refusal(&reader, why))
            .collect(),
        again: agreement.terms.is_some(),
        currency: view
            .proposal
            .awarded()
            .map(|awarded| awarded.currency.code().to_owned())
            .unwrap_or_default(),
        limits: sheet::limits(&reader, &view),
        prepared_by: agreement
            .prepared_by
            .filter(|_| !applicant)
            .and_then(|by| names.get(&by))
            .map(|name| reader.ta("agreement-prepared-by", [("name", name.into())]))
            .unwrap_or_default(),
        sheet: agreement
            .terms
            .as_ref()
            .filter(|_| shown)
            .map(|terms| sheet::sheet(&reader, &view, terms, &names)),
        grant: view
            .grant
            .map(|grant| format!("/grants/{grant}"))
            .unwrap_or_default(),
        entries: story::entries(
            &reader,
            view.story
                .iter()
                .filter(|event| event.kind.starts_with("agreement.")),
        ),
        can,
        values: Typed {
            seen: view.seq.to_string(),
            ..values
        },
        errors,
        page: Page::new(visitor, app),
    }
}

/// The way of the agreement: who did each step and when, as far as the reader is told.
fn steps(reader: &language::Reader, view: &ProposalView) -> Vec<Step> {
    let agreement = &view.proposal.agreement;
    let declined = view.proposal.status == workflow::transition::Status::Declined;
    let mut way = vec![
        ("agreement.prepared", agreement.terms.is_some()),
        ("agreement.sent", agreement.sent_at.is_some()),
    ];
    if declined {
        way.push(("agreement.declined", true));
    } else {
        way.extend([
            ("agreement.accepted", agreement.accepted_by.is_some()),
            ("agreement.signed", agreement.signed_at.is_some()),
            ("opened", view.grant.is_some()),
        ]);
    }
    let here = way.iter().position(|(_, done)| !done);
    way.iter()
        .enumerate()
        .map(|(at, (kind, happened))| Step {
            key: format!("event-{}", kind.replace('.', "-")),
            state: match (happened, declined && at + 1 == way.len()) {
                (true, true) => "stopped",
                (true, false) => "done",
                (false, _) if here == Some(at) => "here",
                (false, _) => "ahead",
            },
            note: note(reader, view, kind, *happened),
        })
        .collect()
}

fn note(reader: &language::Reader, view: &ProposalView, kind: &str, happened: bool) -> String {
    let found = view.story.iter().rev().find(|event| event.kind == kind);
    let Some(event) = found.filter(|_| happened) else {
        return String::new();
    };
    let day = reader.date_short(event.at.with_timezone(&reader.zone).date_naive());
    match &event.by {
        // Isolated, so that a name in another script does not turn the figures of the day around.
        Some(by) => format!("\u{2068}{}\u{2069} · {day}", by.name),
        None => day,
    }
}

/// Whom the agreement waits for.
fn waits(reader: &language::Reader, view: &ProposalView, applicant: bool) -> String {
    use workflow::transition::Status as S;
    let agreement = &view.proposal.agreement;
    let role = match view.proposal.status {
        S::Negotiation if applicant => return reader.t("agreement-being-prepared"),
        S::Negotiation if agreement.terms.is_none() => "programme_officer",
        S::Negotiation => "facility_manager",
        S::AgreementSent => "owner",
        S::Accepted if agreement.signed_by_grantee.is_none() => "owner",
        S::Accepted => "facility_manager",
        S::Signed => "programme_officer",
        _ => return reader.t("actions-none"),
    };
    let role = reader.named("role", role);
    reader.ta("actions-waiting-for", [("role", role.into())])
}

/// Reads what was typed as a command, noting what is wrong at its field.
fn command(
    reader: &language::Reader,
    view: &ProposalView,
    typed: &Typed,
) -> Result<(Command, &'static str), Errors> {
    let mut errors = Errors::none();
    let agree = match typed.act.as_str() {
        "prepare" => {
            let currency = view.proposal.awarded().map(|awarded| awarded.currency);
            let amount = currency.and_then(|currency| {
                parsing::amount(reader, &mut errors, "amount", &typed.amount, currency)
            });
            let starts_on = parsing::date(reader, &mut errors, "starts_on", &typed.starts_on);
            let ends_on = parsing::date(reader, &mut errors, "ends_on", &typed.ends_on);
            let (Some(amount), Some(starts_on), Some(ends_on)) = (amount, starts_on, ends_on)
            else {
                return Err(errors);
            };
            (
                Agree::PrepareAgreement {
                    amount,
                    starts_on,
                    ends_on,
                },
                "agreement-done-prepared",
            )
        }
        "send" => (Agree::SendAgreement, "agreement-done-sent"),
        "recall" => {
            let reason = parsing::text(reader, &mut errors, "recall_reason", &typed.recall_reason)
                .ok_or(errors)?;
            (Agree::RecallAgreement { reason }, "agreement-done-recalled")
        }
        "accept" => (Agree::AcceptAgreement, "agreement-done-accepted"),
        "decline" => {
            let reason =
                parsing::text(reader, &mut errors, "decline_reason", &typed.decline_reason)
                    .ok_or(errors)?;
            (
                Agree::DeclineAgreement { reason },
                "agreement-done-declined",
            )
        }
        "sign" => (Agree::SignAgreement, "agreement-done-signed"),
        "start" => return Ok((Command::Advance, "agreement-done-started")),
        _ => {
            errors.add(reader, "", "unknown-option");
            return Err(errors);
        }
    };
    Ok((Command::Agreement(agree.0), agree.1))
}

async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let id: ProposalId = parsing::id(&id)?;
    let seen = load(&visitor, &app, id).await?;
    let reader = visitor.reader;
    let (command, said) = match command(&reader, &seen.view, &typed) {
        Ok(command) => command,
        Err(errors) => return refused(&visitor, &app, seen, typed, errors),
    };
    let actor = seen.actor.clone();
    let at = parsing::seen(&typed.seen);
    let starts = command == Command::Advance;
    let result = block(&app, move |app| {
        proposal::act(&app.facility, &actor, id, at, &command)?;
        proposal::view(&app.facility, &actor, id).map(|view| view.grant)
    })
    .await;
    match result {
        Ok(Some(grant)) if starts => Ok(done(&app, &format!("/grants/{grant}"), said)),
        Ok(_) => Ok(done(&app, &format!("/proposals/{id}/agreement"), said)),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            let seen = load(&visitor, &app, id).await?;
            refused(&visitor, &app, seen, typed, errors)
        }
    }
}

/// The page again, with what was typed and what is wrong with it.
fn refused(
    visitor: &Visitor,
    app: &web::Data<Application>,
    seen: Seen,
    typed: Typed,
    errors: Errors,
) -> Result<HttpResponse, PageError> {
    let first = first_values(app, &seen.view);
    let values = if typed.act == "prepare" {
        typed
    } else {
        Typed {
            recall_reason: typed.recall_reason,
            decline_reason: typed.decline_reason,
            ..first
        }
    };
    render_refused(&page_of(visitor, app, seen, values, errors))
}

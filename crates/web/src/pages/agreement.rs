//! The grant agreement: prepared by one person, sent by another, accepted and signed by both sides, started.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::agreement::{self, signing};
use facility::proposal::{self, ProposalView};
use facility::registration;
use serde::Deserialize;
use workflow::agreement::Command as Agree;
use workflow::due_diligence;
use workflow::ids::ProposalId;
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::{Action, StageKind};

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::story::{self, Entry};
use crate::visitor::Visitor;
use crate::wording;

mod conditions;
mod copies;
mod negotiation;
mod sheet;

use sheet::Sheet;
pub use sheet::{Names, condition, period};

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/proposals/{id}/agreement")
                .get(show)
                .post(act),
        )
        .service(web::resource("/proposals/{id}/agreement/pdf").get(copies::pdf))
        .service(web::resource("/proposals/{id}/agreement/copy").post(copies::record))
        .service(
            web::resource("/proposals/{id}/agreement/conditions/{number}").post(conditions::settle),
        )
        .service(
            web::resource("/proposals/{id}/agreement/revise")
                .get(negotiation::show)
                .post(negotiation::revise),
        )
        .service(web::resource("/proposals/{id}/agreement/changes").get(negotiation::changes));
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
    /// SHA-256 of the PDF that was read.
    #[serde(default)]
    paper: String,
    /// What tells the draft that was read from every other.
    #[serde(default)]
    draft: String,
    /// What is to change, one point for each line.
    #[serde(default)]
    points: String,
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
    id: String,
    conditions: Vec<conditions::Card>,
    negotiation: negotiation::Card,
    copies: Vec<copies::CopyCard>,
    /// Whether the form of a copy has something wrong.
    copy_open: bool,
    /// SHA-256 of the PDF that was sent; empty before.
    paper: String,
    /// What tells the draft from every other, for whoever may send it.
    draft: String,
    /// Whether there is a PDF for the person.
    readable: bool,
    /// Until when it can be accepted, while it waits.
    until: String,
    sheet: Option<Sheet>,
    grant: String,
    entries: Vec<Entry>,
}

/// What the person may do now.
struct Can {
    request: bool,
    settle: bool,
    expire: bool,
    copy: bool,
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
            request: can(Action::RequestChanges),
            settle: can(Action::SettleCondition),
            expire: can(Action::ExpireAgreement),
            copy: can(Action::RecordSignedCopy),
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
            || self.expire
            || self.start
    }
}

/// A proposal with an agreement, as the person sees it.
struct Seen {
    view: ProposalView,
    actor: Actor,
    names: Names,
    agreement: agreement::Agreement,
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
        let found = agreement::view(&app.facility, &actor, id)?;
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
            agreement: found,
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
        agreement: found,
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
        id: id.to_string(),
        conditions: conditions::cards(&reader, id, &found.conditions, can.settle, &errors),
        negotiation: negotiation::card(&reader, id, &found.negotiation, app.facility.clock.now()),
        copies: copies::cards(&reader, &found),
        copy_open: ["signatory", "signed_on", "file"]
            .iter()
            .any(|field| !errors.of(field).is_empty()),
        paper: found
            .paper
            .map(|paper| paper.to_string())
            .unwrap_or_default(),
        draft: found
            .draft
            .map(|draft| draft.to_string())
            .unwrap_or_default(),
        readable: found.readable,
        until: agreement
            .accept_by
            .filter(|_| view.proposal.status == workflow::transition::Status::AgreementSent)
            .map(|by| {
                let there = language::Reader::new(reader.language, view.call.definition.dates.zone);
                reader.ta(
                    "agreement-answer-until",
                    [("until", there.date_time(by).into())],
                )
            })
            .unwrap_or_default(),
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
        S::Negotiation
            if agreement
                .rounds
                .last()
                .is_some_and(|round| round.revision.is_none())
                && applicant =>
        {
            return reader.t("negotiation-wait");
        }
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

/// What a button does.
enum Act {
    /// A command that needs nothing beside it.
    Command(Command),
    /// Sends the agreement, the draft that was read.
    Send(Option<Digest>),
}

/// The digest of what was read; one that is none is of nothing there is.
fn digest(raw: &str) -> Digest {
    raw.parse()
        .unwrap_or_else(|_| workflow::record::digest(raw.as_bytes()))
}

/// The points of a round, one for each line that says something.
fn points(reader: &language::Reader, errors: &mut Errors, typed: &Typed) -> Option<Vec<Text>> {
    let lines = typed.points.lines().map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        errors.add(reader, "points", "missing");
        return None;
    }
    lines
        .into_iter()
        .map(|line| parsing::text(reader, errors, "points", line))
        .collect()
}

/// Reads what was typed as a command, noting what is wrong at its field.
fn command(
    reader: &language::Reader,
    view: &ProposalView,
    typed: &Typed,
) -> Result<(Act, &'static str), Errors> {
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
        "send" => {
            let read = Some(digest(&typed.draft));
            return Ok((Act::Send(read), "agreement-done-sent"));
        }
        "ask" => {
            let points = points(reader, &mut errors, typed).ok_or(errors)?;
            (Agree::RequestChanges { points }, "negotiation-done-asked")
        }
        "expire" => (Agree::ExpireAgreement, "agreement-done-expired"),
        "recall" => {
            let reason = parsing::text(reader, &mut errors, "recall_reason", &typed.recall_reason)
                .ok_or(errors)?;
            (Agree::RecallAgreement { reason }, "agreement-done-recalled")
        }
        "accept" => {
            let paper = digest(&typed.paper);
            (Agree::AcceptAgreement { paper }, "agreement-done-accepted")
        }
        "decline" => {
            let reason =
                parsing::text(reader, &mut errors, "decline_reason", &typed.decline_reason)
                    .ok_or(errors)?;
            (
                Agree::DeclineAgreement { reason },
                "agreement-done-declined",
            )
        }
        "sign" => {
            let paper = digest(&typed.paper);
            (Agree::SignAgreement { paper }, "agreement-done-signed")
        }
        "start" => return Ok((Act::Command(Command::Advance), "agreement-done-started")),
        _ => {
            errors.add(reader, "", "unknown-option");
            return Err(errors);
        }
    };
    Ok((Act::Command(Command::Agreement(agree.0)), agree.1))
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
    let starts = matches!(&command, Act::Command(Command::Advance));
    let result = block(&app, move |app| {
        match command {
            Act::Command(command) => proposal::act(&app.facility, &actor, id, at, &command)?,
            Act::Send(read) => signing::send(&app.facility, &actor, id, at, read)?,
        };
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

/// The page again, with what is wrong in one of its smaller forms.
async fn shown_again(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: ProposalId,
    errors: Errors,
) -> Result<HttpResponse, PageError> {
    let seen = load(visitor, app, id).await?;
    refused(visitor, app, seen, Typed::default(), errors)
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
            points: typed.points,
            ..first
        }
    };
    render_refused(&page_of(visitor, app, seen, values, errors))
}

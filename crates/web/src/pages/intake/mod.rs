//! Writing, checking and submitting a proposal.

pub mod answers;
pub mod fields;
mod reading;
pub mod section;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::{self, DraftView};
use facility::{call, registration};
use serde::Deserialize;
use workflow::form::Fault;
use workflow::ids::{CallId, OrganisationId, ProposalId};
use workflow::procedure::Stage;
use workflow::role::Role;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, redirect, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::pages::registration::steps::{Lacking, before_applying};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/calls/{id}/apply")
                .get(apply_form)
                .post(apply),
        )
        .service(web::resource("/proposals/{id}/draft").get(tasks))
        .service(
            web::resource("/proposals/{id}/draft/{section}")
                .get(section::show)
                .post(section::save),
        )
        .service(
            web::resource("/proposals/{id}/check")
                .get(check)
                .post(submit),
        )
        .service(web::resource("/proposals/{id}/receipt").get(receipt));
}

#[derive(Template)]
#[template(path = "intake/apply.html")]
struct ApplyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    criteria: Vec<String>,
    organisations: Vec<Choice>,
    /// What organisations lack before they can submit, by their names.
    lacking: Vec<(String, Vec<Lacking>)>,
    one_each: bool,
    errors: Errors,
}

async fn apply_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    chosen: &str,
    errors: Errors,
) -> Result<ApplyPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (view, own) = block(app, move |app| {
        let view = call::view(&app.facility, Some(&actor), call)?;
        let mut own = Vec::new();
        for (organisation, _) in &actor.memberships {
            if actor.member(*organisation, Role::Editor) {
                own.push(registration::view(&app.facility, &actor, *organisation)?);
            }
        }
        Ok((view, own))
    })
    .await?;
    let definition = &view.call.definition;
    let language = reader.language.code();
    let criteria = match definition.procedure.first(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules
            .criteria
            .iter()
            .map(|criterion| criterion.text.get(language).to_owned())
            .collect(),
        _ => Vec::new(),
    };
    let only = own.len() == 1;
    let organisations = own
        .iter()
        .map(|own| {
            let id = own.row.id.to_string();
            let chosen = only || id == chosen;
            let eligible = definition.countries.is_empty()
                || definition.countries.contains(&own.row.profile.country);
            let mut hint = vec![reader.country(own.row.profile.country)];
            if !eligible {
                hint.push(reader.t("refusal-country-not-eligible"));
            }
            Choice {
                hint: hint.join(" · "),
                ..Choice::new(id, &own.row.profile.legal_name, chosen)
            }
        })
        .collect();
    let lacking = own
        .iter()
        .map(|own| {
            let (id, ready) = (own.row.id, own.standing.registration);
            let lacking = before_applying(&reader, id, ready, own.missing.len());
            (own.row.profile.legal_name.clone(), lacking)
        })
        .filter(|(_, lacking)| !lacking.is_empty())
        .collect();
    let title = definition.title.get(language).to_owned();
    Ok(ApplyPage {
        lacking,
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(format!("/calls/{call}"), title),
        ],
        criteria,
        organisations,
        one_each: definition.one_application_per_organisation,
        errors,
    })
}

async fn apply_form(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&apply_page(&visitor, &app, id(&path)?, "", Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apply {
    #[serde(default)]
    organisation: String,
}

async fn apply(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(form): Form<Apply>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let mut errors = Errors::none();
    match form.organisation.parse::<OrganisationId>() {
        Err(_) => errors.add(&visitor.reader, "organisation", "unknown-option"),
        Ok(organisation) => {
            let started = block(&app, move |app| {
                intake::start(&app.facility, &actor, call, organisation)
            });
            match started.await {
                Ok(proposal) => return Ok(redirect(&format!("/proposals/{proposal}/draft"))),
                Err(failure) => errors = Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    }
    render_refused(&apply_page(&visitor, &app, call, &form.organisation, errors).await?)
}

/// A section in the list of tasks.
struct Task {
    href: String,
    title: String,
    /// Family of the status.
    family: &'static str,
    state: String,
}

#[derive(Template)]
#[template(path = "intake/tasks.html")]
struct TasksPage {
    page: Page,
    crumbs: Vec<Crumb>,
    call: String,
    title: String,
    deadline: String,
    progress: String,
    percent: usize,
    tasks: Vec<Task>,
    /// What the organisation lacks before it can submit.
    lacking: Vec<Lacking>,
    complete: bool,
    submitted: bool,
    writable: bool,
    check: String,
    proposal: String,
}

async fn tasks(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let draft = section::draft(&visitor, &app, id(&path)?).await?;
    let definition = &draft.call.definition;
    let language = reader.language.code();
    let mut done = 0_usize;
    let tasks: Vec<Task> = draft
        .form
        .sections
        .iter()
        .map(|section| {
            let faulty = draft.faults.iter().any(|fault| {
                section
                    .questions
                    .iter()
                    .any(|question| question.id == fault.question)
            });
            let touched = section::touched(&draft, section);
            let (family, key) = match (touched, faulty) {
                (true, false) => ("good", "intake-section-done"),
                (true, true) => ("working", "intake-section-started"),
                (false, true) => ("waiting", "intake-section-todo"),
                // Nothing in it has to be answered.
                (false, false) => ("good", "intake-section-optional"),
            };
            if !faulty {
                done += 1;
            }
            Task {
                href: format!("/proposals/{}/draft/{}", draft.proposal, section.id),
                title: section.title.get(language).to_owned(),
                family,
                state: reader.t(key),
            }
        })
        .collect();
    let all = tasks.len();
    let title = draft.form.facts(&draft.answers).title;
    render(&TasksPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new("/my-proposals", reader.t("my-proposals-title"))],
        call: definition.title.get(language).to_owned(),
        title: title.unwrap_or_else(|| reader.t("proposal-untitled")),
        deadline: section::deadline(&reader, &draft),
        progress: reader.ta(
            "intake-progress",
            [("done", done.into()), ("all", all.into())],
        ),
        percent: done * 100 / all.max(1),
        tasks,
        lacking: before_applying(
            &reader,
            draft.organisation,
            draft.registration,
            draft.lacking,
        ),
        complete: draft.faults.is_empty(),
        submitted: draft.submitted,
        writable: draft.writable,
        check: format!("/proposals/{}/check", draft.proposal),
        proposal: format!("/proposals/{}", draft.proposal),
    })
}

/// A fault with the way to the field.
struct Mend {
    href: String,
    label: String,
    text: String,
}

/// A section to be checked.
struct Checked {
    section: answers::AnsweredSection,
    href: String,
}

#[derive(Template)]
#[template(path = "intake/check.html")]
struct CheckPage {
    page: Page,
    crumbs: Vec<Crumb>,
    deadline: String,
    missing: String,
    faults: Vec<Mend>,
    /// What the organisation lacks before it can submit.
    lacking: Vec<Lacking>,
    sections: Vec<Checked>,
    version: i64,
    submitted: bool,
    writable: bool,
    errors: Errors,
}

fn check_page(
    visitor: &Visitor,
    app: &Application,
    draft: &DraftView,
    errors: Errors,
) -> CheckPage {
    let reader = visitor.reader;
    let base = format!("/proposals/{}/draft", draft.proposal);
    let form = &draft.form;
    let faults = draft
        .faults
        .iter()
        .filter_map(|fault| {
            let (section, question) = form
                .questions()
                .find(|(_, question)| question.id == fault.question)?;
            Some(Mend {
                href: format!("{base}/{}#{}", section.id, question.id),
                label: question.label.get(reader.language.code()).to_owned(),
                // That an answer is missing is what the list says; what is wrong with one is said.
                text: match &fault.fault {
                    Fault::Missing => String::new(),
                    wrong => wording::answer_fault(&reader, wrong),
                },
            })
        })
        .collect::<Vec<_>>();
    let sections = answers::sections(
        &reader,
        &draft.call,
        &draft.form,
        &draft.answers,
        &draft.documents,
    )
    .into_iter()
    .map(|section| Checked {
        href: format!("{base}/{}", section.id),
        section,
    })
    .collect();
    CheckPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/my-proposals", reader.t("my-proposals-title")),
            Crumb::new(base, reader.t("intake-tasks-title")),
        ],
        deadline: section::deadline(&reader, draft),
        missing: reader.tn("check-missing", faults.len()),
        faults,
        lacking: before_applying(
            &reader,
            draft.organisation,
            draft.registration,
            draft.lacking,
        ),
        sections,
        version: draft.version,
        submitted: draft.submitted,
        writable: draft.writable,
        errors,
    }
}

async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let draft = section::draft(&visitor, &app, id(&path)?).await?;
    render(&check_page(&visitor, &app, &draft, Errors::none()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Submit {
    #[serde(default)]
    seen: String,
}

async fn submit(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(form): Form<Submit>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let proposal: ProposalId = id(&path)?;
    let seen = seen(&form.seen);
    let submitted = block(&app, move |app| {
        intake::submit(&app.facility, &actor, proposal, seen)
    })
    .await;
    match submitted {
        Ok(_) => Ok(redirect(&format!("/proposals/{proposal}/receipt"))),
        Err(failure) => {
            let errors = section::refused(&visitor.reader, failure)?;
            let draft = section::draft(&visitor, &app, proposal).await?;
            // Faults of answers are listed by the page itself, with the way to each.
            let whole = errors.0.into_iter().filter(|error| error.field.is_empty());
            let errors = Errors(whole.collect());
            render_refused(&check_page(&visitor, &app, &draft, errors))
        }
    }
}

#[derive(Template)]
#[template(path = "intake/receipt.html")]
struct ReceiptPage {
    page: Page,
    reference: String,
    received: String,
    version: String,
    digest: String,
    proposal: String,
}

async fn receipt(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let proposal: ProposalId = id(&path)?;
    let receipt = block(&app, move |app| {
        intake::receipt(&app.facility, &actor, proposal)
    })
    .await?;
    render(&ReceiptPage {
        page: Page::new(&visitor, &app),
        reference: receipt.reference,
        received: reader.ta(
            "submitted-at",
            [("at", reader.date_time(receipt.received_at).into())],
        ),
        version: reader.ta("submission-version", [("number", receipt.version.into())]),
        digest: receipt.digest.to_string(),
        proposal: format!("/proposals/{proposal}"),
    })
}

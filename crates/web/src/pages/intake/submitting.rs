//! Checking answers, submitting, and the receipt.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::{self, DraftView};
use serde::Deserialize;
use workflow::form::Fault;
use workflow::ids::ProposalId;

use super::{answers, section};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, redirect, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::pages::registration::steps::{Lacking, before_applying};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

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
    /// Answers to questions that a revision of the form has taken out.
    gone: Vec<answers::Answered>,
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
    let form = &draft.call.definition.form;
    let faults = draft
        .faults
        .iter()
        .filter_map(|fault| {
            let (section, question) = form
                .questions()
                .find(|(_, question)| question.id == fault.question)?;
            Some(Mend {
                href: format!("{base}/{}#{}", section.id, fault.control()),
                label: question.label.get(reader.language.code()).to_owned(),
                // That an answer is missing is what the list says; what is wrong with one is said.
                text: match &fault.fault {
                    Fault::Missing => String::new(),
                    wrong => wording::answer_fault(&reader, wrong),
                },
            })
        })
        .collect::<Vec<_>>();
    let sections = answers::sections(&reader, answers::Read::draft(draft))
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
        gone: answers::no_longer_asked(&reader, draft),
        version: draft.version,
        submitted: draft.submitted,
        writable: draft.writable,
        errors,
    }
}

pub async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let draft = section::draft(&visitor, &app, id(&path)?).await?;
    render(&check_page(&visitor, &app, &draft, Errors::none()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    #[serde(default)]
    seen: String,
}

pub async fn submit(
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

pub async fn receipt(
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

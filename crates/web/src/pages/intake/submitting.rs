//! Checking answers, submitting, and the receipt.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::{self, DraftView};
use language::Reader;
use serde::Deserialize;
use workflow::form::Fault;
use workflow::ids::ProposalId;
use workflow::receipt::Receipt;

use super::{answers, section};
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Crumb, Page, redirect, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::pages::registration::steps::{Lacking, before_applying};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// The pages of this file.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/proposals/{id}/check")
                .get(check)
                .post(submit),
        )
        .service(web::resource("/proposals/{id}/receipt").get(receipt))
        .service(web::resource("/proposals/{id}/receipt.json").get(receipt_file))
        .service(web::resource("/proposals/{id}/content.json").get(content_file))
        .service(web::resource("/proposals/{id}/versions/{version}").get(version));
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
    /// Answers to questions that a revision of the form has taken out.
    gone: Vec<answers::Answered>,
    /// Page of the organisations that apply together; empty where the call takes one alone.
    together: String,
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
        together: if draft.call.definition.most_co_applicants > 0 {
            format!("/proposals/{}/co-applicants", draft.proposal)
        } else {
            String::new()
        },
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
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Submit {
    seen: String,
    declared: String,
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
    let declared = form.declared == "true";
    let submitted = block(&app, move |app| {
        intake::submit(&app.facility, &actor, proposal, seen, declared)
    })
    .await;
    match submitted {
        Ok(_) => Ok(redirect(&format!("/proposals/{proposal}/receipt"))),
        Err(failure) => {
            let draft = section::draft(&visitor, &app, proposal).await?;
            // Times are told as the call has them.
            let zone = draft.call.definition.dates.zone;
            let there = Reader::new(visitor.reader.language, zone);
            let errors = section::refused(&there, failure)?;
            // Faults of answers are listed by the page itself, with the way to each.
            let own = |field: &str| field.is_empty() || field == "declared";
            let whole = errors.0.into_iter().filter(|error| own(&error.field));
            let errors = Errors(whole.collect());
            render_refused(&check_page(&visitor, &app, &draft, errors))
        }
    }
}

/// Which version; the one that counts when none is named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Which {
    version: Option<u32>,
}

async fn read_receipt(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
    version: Option<u32>,
) -> Result<Receipt, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        intake::receipt(&app.facility, &actor, proposal, version)
    })
    .await?)
}

/// A version to look at.
struct VersionLink {
    href: String,
    text: String,
    current: bool,
}

/// The versions up to the last one; nothing when there is only one.
fn versions(reader: &Reader, base: &str, shown: u32, last: u32) -> Vec<VersionLink> {
    if last < 2 {
        return Vec::new();
    }
    (1..=last)
        .rev()
        .map(|version| VersionLink {
            href: format!("{base}{version}"),
            text: reader.ta("submission-version", [("number", version.into())]),
            current: version == shown,
        })
        .collect()
}

/// What the receipt says, ready to read.
struct Said {
    /// Date and time on the clocks of the call's zone.
    local: String,
    /// The same to the microsecond, with the name of the zone.
    exact: String,
    /// The same in UTC, to the microsecond.
    utc: String,
}

fn said(reader: &Reader, receipt: &Receipt) -> Said {
    let there = Reader::new(reader.language, receipt.zone);
    let exact = "%Y-%m-%d %H:%M:%S%.6f";
    Said {
        local: there.date_time(receipt.received_at),
        exact: format!("{} {}", receipt.received_local.format(exact), receipt.zone),
        utc: format!("{} UTC", receipt.received_at.format(exact)),
    }
}

#[derive(Template)]
#[template(path = "intake/receipt.html")]
struct ReceiptPage {
    page: Page,
    receipt: Receipt,
    said: Said,
    version: String,
    versions: Vec<VersionLink>,
    proposal: String,
    content_name: String,
    receipt_name: String,
}

async fn receipt(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    which: web::Query<Which>,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let proposal: ProposalId = id(&path)?;
    let last = read_receipt(&visitor, &app, proposal, None).await?;
    let newest = last.version;
    let receipt = match which.version {
        Some(version) if version != newest => {
            read_receipt(&visitor, &app, proposal, Some(version)).await?
        }
        _ => last,
    };
    let base = format!("/proposals/{proposal}");
    let name = format!("{}-v{}", receipt.reference, receipt.version);
    render(&ReceiptPage {
        page: Page::new(&visitor, &app),
        said: said(&reader, &receipt),
        version: reader.ta("submission-version", [("number", receipt.version.into())]),
        versions: versions(
            &reader,
            &format!("{base}/receipt?version="),
            receipt.version,
            newest,
        ),
        content_name: format!("{name}-content.json"),
        receipt_name: format!("{name}-receipt.json"),
        receipt,
        proposal: base,
    })
}

async fn receipt_file(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    which: web::Query<Which>,
) -> Result<HttpResponse, PageError> {
    let receipt = read_receipt(&visitor, &app, id(&path)?, which.version).await?;
    let json = serde_json::to_string_pretty(&receipt)
        .map_err(|error| facility::Failure::Unexpected(error.to_string()))?;
    let name = format!("{}-v{}-receipt.json", receipt.reference, receipt.version);
    Ok(download::file(&name, "application/json", json))
}

async fn content_file(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    which: web::Query<Which>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let proposal: ProposalId = id(&path)?;
    let (name, content) = block(&app, move |app| {
        intake::submitted_content(&app.facility, &actor, proposal, which.version)
    })
    .await?;
    let name = format!("{name}-content.json");
    Ok(download::file(&name, "application/json", content))
}

#[derive(Template)]
#[template(path = "intake/version.html")]
struct VersionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    reference: String,
    version: String,
    received: String,
    digest: String,
    replaced: bool,
    receipt: String,
    versions: Vec<VersionLink>,
    sections: Vec<answers::AnsweredSection>,
}

async fn version(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, u32)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (proposal, number) = path.into_inner();
    let proposal: ProposalId = id(&proposal)?;
    let found = block(&app, move |app| {
        intake::version(&app.facility, &actor, proposal, number)
    })
    .await?;
    let base = format!("/proposals/{proposal}");
    let at = said(&reader, &found.receipt).local;
    render(&VersionPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new(
            base.clone(),
            wording::title(&reader, &found.receipt.title),
        )],
        title: wording::title(&reader, &found.receipt.title),
        reference: found.receipt.reference.clone(),
        version: reader.ta("submission-version", [("number", number.into())]),
        received: reader.ta("submitted-at", [("at", at.into())]),
        digest: found.receipt.digest.to_string(),
        replaced: number != found.last,
        receipt: format!("{base}/receipt?version={number}"),
        versions: versions(&reader, &format!("{base}/versions/"), number, found.last),
        sections: answers::sections(&reader, answers::Read::version(&found)),
    })
}

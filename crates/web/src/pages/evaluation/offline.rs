//! Grids taken along to score without a line, and what comes back: it lands in the drafts, with a report.

use std::collections::BTreeSet;

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::evaluation::offline::{
    self, Blank, Change, Choice, FORMAT, Judged, MOST_BYTES, Reading, Received, Sheet, SheetFault,
    Wrong,
};
use facility::proposal;
use language::Reader;
use serde_json::json;
use workflow::ids::ProposalId;

use super::grid::{self, Filling, Held, Section};
use crate::assets;
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::multipart;
use crate::page::{Choice as Offered, Page, render, render_refused};
use crate::pages::desk::File;
use crate::pages::parsing::id;
use crate::pages::register::export::XLSX;
use crate::security;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Scripts of the page that is taken along, each with its place in the policy.
const SCRIPTS: [&str; 3] = ["minha.js", "score-sheet.js", "desk.js"];

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/evaluation/sheets").get(show).post(receive))
        .service(web::resource("/evaluation/sheets/take").post(take))
        .service(web::resource("/evaluation/sheets.xlsx").get(all))
        .service(web::resource("/proposals/{id}/evaluation/sheet.xlsx").get(one))
        .service(web::resource("/proposals/{id}/evaluation/sheet.html").get(page_of));
}

/// The workbook of every file one scores now.
async fn all(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    workbook(&visitor, &app, None).await
}

/// The workbook of one file.
async fn one(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    workbook(&visitor, &app, Some(id(&path)?)).await
}

async fn workbook(
    visitor: &Visitor,
    app: &web::Data<Application>,
    only: Option<ProposalId>,
) -> Result<HttpResponse, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let holder = holder(visitor);
    let (name, bytes) = block(app, move |app| {
        let blanks = offline::blanks(&app.facility, &actor, only)?;
        let day = app.facility.clock.now().format("%Y-%m-%d");
        let name = match (only, blanks.first()) {
            (Some(_), Some(blank)) => format!("{}-{day}.xlsx", blank.reference),
            _ => format!("scores-{day}.xlsx"),
        };
        let now = app.facility.clock.now();
        Ok((name, offline::workbook(reader, &holder, &blanks, now)?))
    })
    .await?;
    Ok(download::file(&name, XLSX, bytes))
}

fn holder(visitor: &Visitor) -> String {
    let who = visitor.who.as_ref();
    who.map(|who| who.person.name.clone()).unwrap_or_default()
}

/// The file with its grid as one page that needs no line.
#[derive(Template)]
#[template(path = "evaluation/sheet.html")]
struct SheetPage {
    page: Page,
    file: File,
    confidential: String,
    taken: String,
    sections: Vec<Section>,
    filled: String,
    all: String,
    total: String,
    maximum: String,
    held: Held,
    recommendations: Vec<Offered>,
    budget: bool,
    budget_remarks: String,
    overall: String,
    copy: String,
    errors: Errors,
    facts: String,
    policy: String,
    style: String,
    scripts: Vec<String>,
}

async fn page_of(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (proposal, actor) = (id(&path)?, visitor.actor()?);
    let (view, mut blanks) = block(&app, move |app| {
        let blanks = offline::blanks(&app.facility, &actor, Some(proposal))?;
        Ok((proposal::view(&app.facility, &actor, proposal)?, blanks))
    })
    .await?;
    let blank = blanks.pop().ok_or_else(PageError::hidden)?;
    let reader = visitor.reader;
    let points = |points| wording::points(&reader, points);
    let file = File::of(&reader, &view);
    let (typed, errors) = (Fields::default(), Errors::none());
    let filling = Filling {
        draft: &blank.draft,
        typed: &typed,
        errors: &errors,
        file: Some(&file),
    };
    let progress = grid::progress(&blank.rules, &filling);
    let style = assets::text("minha.css");
    let scripts: Vec<String> = SCRIPTS.into_iter().map(assets::text).collect();
    let now = app.facility.clock.now();
    let recommended = blank.draft.recommendation;
    let html = SheetPage {
        confidential: reader.ta("sheet-confidential", [("name", holder(&visitor).into())]),
        taken: reader.ta("sheet-taken", [("at", reader.date_time(now).into())]),
        sections: grid::sections(&reader, &blank.rules, &filling),
        filled: reader.number(progress.scored),
        all: reader.number(progress.all),
        total: points(progress.total),
        maximum: points(blank.rules.maximum()),
        held: Held::threshold(&reader, &blank.rules, progress.total),
        recommendations: if blank.rules.recommendation {
            let chosen = recommended.map_or("", |known| known.name());
            grid::recommendations(&reader, chosen)
        } else {
            Vec::new()
        },
        budget: blank.rules.budget_remarks,
        budget_remarks: blank.draft.budget_remarks.clone(),
        overall: blank.draft.overall.clone(),
        copy: format!("sheet:{}:{}:{}", blank.proposal, blank.person, blank.base),
        facts: facts(&blank),
        policy: security::kept_page_policy(&style, &scripts),
        style,
        scripts,
        file,
        errors: Errors::none(),
        page: Page::new(&visitor, &app),
    }
    .render()
    .map_err(|error| Failure::Unexpected(error.to_string()))?;
    let name = format!("{}-{}.html", blank.reference, now.format("%Y-%m-%d"));
    Ok(download::file(&name, "text/html; charset=utf-8", html))
}

/// What the script of the page must know: whose sheet it is, of which file, grid and draft.
fn facts(blank: &Blank) -> String {
    let facts = json!({
        "format": FORMAT,
        "name": blank.reference,
        "sheet": {
            "person": blank.person,
            "proposal": blank.proposal,
            "grid": blank.grid,
            "draft": blank.base,
        },
    });
    // Inside a script nothing may look like the end of it.
    facts.to_string().replace('<', "\\u003c")
}

/// A field of a report.
struct FieldLine {
    /// What is sent when it is chosen.
    value: String,
    /// The question with what of it is meant, or the field beside the questions.
    label: String,
    /// What the draft says, or what was typed.
    now: String,
    /// What the sheet says, or what is wrong.
    then: String,
    /// Whether it is taken unless somebody says otherwise: where nothing was written here.
    chosen: bool,
}

/// What became of a sheet.
struct Report {
    /// Its file in words, or that there is none.
    title: String,
    /// Its desk; empty when it was refused.
    href: String,
    /// What became of it, in words.
    result: String,
    /// The shape of the word.
    shape: &'static str,
    /// What was taken, or waits to be chosen.
    changes: Vec<FieldLine>,
    /// Whether the changes wait to be chosen.
    waits: bool,
    /// What cannot be read.
    wrong: Vec<FieldLine>,
}

#[derive(Template)]
#[template(path = "evaluation/sheets.html")]
struct SheetsPage {
    page: Page,
    reports: Vec<Report>,
    /// Sheets that wait for a choice, to be sent again with it.
    sheets: String,
    errors: Errors,
}

async fn show(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    evaluator(&visitor)?;
    render(&SheetsPage {
        page: Page::new(&visitor, &app),
        reports: Vec::new(),
        sheets: String::new(),
        errors: Errors::none(),
    })
}

/// The page is for evaluators.
fn evaluator(visitor: &Visitor) -> Result<workflow::role::Actor, PageError> {
    let actor = visitor.actor()?;
    if actor.holds_anywhere(workflow::role::Role::Evaluator) {
        Ok(actor)
    } else {
        Err(PageError::hidden())
    }
}

async fn receive(
    visitor: Visitor,
    app: web::Data<Application>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    evaluator(&visitor)?;
    let bytes = multipart::small_bytes(content, MOST_BYTES)
        .await
        .map_err(|_| PageError::NotUnderstood("the form breaks off".to_owned()))?;
    let read = match bytes {
        None => Err(SheetFault::NoSheet),
        Some(bytes) => block(&app, move |_| Ok(offline::read(&bytes))).await?,
    };
    match read {
        Ok(sheets) => taken(&visitor, &app, sheets, Choice::Unchanged).await,
        Err(fault) => refused(&visitor, &app, fault),
    }
}

/// Takes what was chosen of sheets whose draft has changed since they were made.
async fn take(
    visitor: Visitor,
    app: web::Data<Application>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    evaluator(&visitor)?;
    let Ok(sheets) = serde_json::from_str::<Vec<Sheet>>(fields.get("sheets")) else {
        return refused(&visitor, &app, SheetFault::NoSheet);
    };
    let chosen: Result<BTreeSet<(ProposalId, String)>, PageError> = fields
        .all("take")
        .map(|value| {
            let (file, field) = value
                .split_once(' ')
                .ok_or_else(|| PageError::NotUnderstood("\"take\" has no field".to_owned()))?;
            Ok((id(file)?, field.to_owned()))
        })
        .collect();
    taken(&visitor, &app, sheets, Choice::Chosen(chosen?)).await
}

fn refused(
    visitor: &Visitor,
    app: &Application,
    fault: SheetFault,
) -> Result<HttpResponse, PageError> {
    let mut errors = Errors::none();
    errors.add(&visitor.reader, "file", fault.code());
    render_refused(&SheetsPage {
        page: Page::new(visitor, app),
        reports: Vec::new(),
        sheets: String::new(),
        errors,
    })
}

async fn taken(
    visitor: &Visitor,
    app: &web::Data<Application>,
    sheets: Vec<Sheet>,
    choice: Choice,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let received = block(app, move |app| {
        offline::receive(&app.facility, &actor, sheets, &choice)
    })
    .await?;
    let waiting: Vec<&Sheet> = received
        .iter()
        .filter(|one| matches!(&one.judged, Judged::Read(reading) if reading.taken.is_none()))
        .map(|one| &one.sheet)
        .collect();
    let sheets = if waiting.is_empty() {
        String::new()
    } else {
        serde_json::to_string(&waiting).map_err(|error| Failure::Unexpected(error.to_string()))?
    };
    let reader = &visitor.reader;
    render(&SheetsPage {
        page: Page::new(visitor, app),
        reports: received.iter().map(|one| report(reader, one)).collect(),
        sheets,
        errors: Errors::none(),
    })
}

fn report(reader: &Reader, received: &Received) -> Report {
    match &received.judged {
        Judged::Refused(fault) => Report {
            title: reader.t("sheet-of-unknown"),
            href: String::new(),
            result: reader.t(format!("fault-{}", fault.code())),
            shape: "bad",
            changes: Vec::new(),
            waits: false,
            wrong: Vec::new(),
        },
        Judged::Read(reading) => of_reading(reader, reading),
    }
}

fn of_reading(reader: &Reader, reading: &Reading) -> Report {
    let (shape, result) = match reading.taken {
        None => ("waiting", reader.t("sheet-waits")),
        Some(0) => ("ended", reader.t("sheet-nothing-taken")),
        Some(taken) => ("good", reader.tn("sheet-taken-count", taken)),
    };
    Report {
        title: format!(
            "{} · {}",
            reading.reference,
            wording::title(reader, &reading.title)
        ),
        href: format!("/proposals/{}/evaluation", reading.proposal),
        result,
        shape,
        changes: reading
            .changes
            .iter()
            .map(|change| changed(reader, reading, change))
            .collect(),
        waits: reading.taken.is_none(),
        wrong: reading
            .wrong
            .iter()
            .map(|wrong| unread(reader, wrong))
            .collect(),
    }
}

/// The words of a field: its question, or the label it has on the desk.
fn label(
    reader: &Reader,
    field: &str,
    question: Option<&workflow::definition::Localised>,
) -> String {
    match (question, field.starts_with("score-")) {
        (Some(question), true) => question.get(reader.language.code()).to_owned(),
        (Some(question), false) => format!(
            "{} – {}",
            question.get(reader.language.code()),
            reader.t("form-comment")
        ),
        (None, _) => reader.t(match field {
            "recommendation" => "evaluation-recommendation",
            "budget_remarks" => "evaluation-budget-remarks",
            _ => "evaluation-overall-comment",
        }),
    }
}

fn changed(reader: &Reader, reading: &Reading, change: &Change) -> FieldLine {
    let shown = |said: &str| match change.field.as_str() {
        _ if said.is_empty() => "–".to_owned(),
        "recommendation" => reader.named("recommendation", said),
        _ => said.to_owned(),
    };
    FieldLine {
        value: format!("{} {}", reading.proposal, change.field),
        label: label(reader, &change.field, change.question.as_ref()),
        now: shown(&change.now),
        then: shown(&change.then),
        chosen: change.now.is_empty(),
    }
}

fn unread(reader: &Reader, wrong: &Wrong) -> FieldLine {
    let mut label = label(reader, &wrong.field, wrong.question.as_ref());
    if let Some(row) = wrong.row {
        let row = reader.ta("sheet-row", [("row", row.into())]);
        label = format!("{row}: {label}");
    }
    FieldLine {
        value: String::new(),
        label,
        now: wrong.typed.clone(),
        then: reader.t(format!("fault-{}", wrong.code)),
        chosen: false,
    }
}

//! What the machine rules of the checklist found over a file, run by run, and the button that runs them again.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::people;
use facility::proposal::{self, ProposalView};
use facility::screening::runs::{self, Found, Run};
use language::Reader;
use workflow::criterion::{Finding, RunCause};
use workflow::ids::{PersonId, ProposalId};
use workflow::procedure::Stage;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::page::{Crumb, Page, done, render};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording::criteria::{SourceLink, evidence, source};

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/proposals/{id}/rules").get(show).post(again));
}

/// What the rule of a criterion has found.
struct Line {
    criterion: String,
    shape: &'static str,
    finding: String,
    evidence: String,
    source: SourceLink,
}

/// A run.
struct Shown {
    number: i32,
    title: String,
    version: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "criteria/runs.html")]
struct RunsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    reference: String,
    may_run: bool,
    runs: Vec<Shown>,
}

/// The shape of a finding.
const fn shape(finding: Finding) -> &'static str {
    match finding {
        Finding::Pass => "good",
        Finding::Fail => "bad",
        Finding::Unknown => "waiting",
    }
}

fn line(reader: &Reader, view: &ProposalView, found: &Found) -> Line {
    let state = &view.proposal;
    let procedure = &view.call.definition.procedure;
    let known = match procedure.of_file(StageKind::Screening, state.position) {
        Some(Stage::Screening(rules)) => rules.criterion(&found.criterion).ok(),
        _ => None,
    };
    let proposed = &found.proposed;
    Line {
        criterion: known.map_or_else(
            || found.criterion.clone(),
            |known| known.text.get(reader.language.code()).to_owned(),
        ),
        shape: shape(proposed.finding),
        finding: reader.named("finding", proposed.finding),
        evidence: evidence(reader, &view.call, &proposed.evidence),
        source: source(reader, state.organisation, state.id, &proposed.source),
    }
}

fn shown(
    reader: &Reader,
    view: &ProposalView,
    names: &BTreeMap<PersonId, String>,
    run: &Run,
) -> Shown {
    let number = ("number", reader.number(run.number).into());
    let at = ("at", reader.date_time(run.at).into());
    let name = run.by.and_then(|by| names.get(&by).cloned());
    let title = match run.cause {
        RunCause::Submission => reader.ta("rule-runs-at-submission", [number, at]),
        RunCause::Demand => {
            let name = ("name", name.unwrap_or_default().into());
            reader.ta("rule-runs-on-demand", [number, name, at])
        }
    };
    Shown {
        number: run.number,
        title,
        version: reader.ta(
            "rule-runs-version",
            [("version", reader.number(run.submission).into())],
        ),
        lines: run
            .findings
            .iter()
            .map(|found| line(reader, view, found))
            .collect(),
    }
}

/// Shows every run.
async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let id: ProposalId = id(&path)?;
    let (found, may_run, view, names) = block(&app, move |app| {
        let facility = &app.facility;
        let (found, may_run) = runs::history(facility, &actor, id)?;
        let view = proposal::view(facility, &actor, id)?;
        let names = people::names(facility, found.iter().filter_map(|run| run.by))?;
        Ok((found, may_run, view, names))
    })
    .await?;
    let reader = &visitor.reader;
    let reference = view.reference.clone().unwrap_or_default();
    render(&RunsPage {
        crumbs: vec![
            Crumb::new("/proposals", reader.t("proposals-title")),
            Crumb::new(format!("/proposals/{id}"), &reference),
        ],
        reference,
        may_run,
        runs: found
            .iter()
            .map(|run| shown(reader, &view, &names, run))
            .collect(),
        page: Page::new(&visitor, &app),
    })
}

/// Runs the rules again.
async fn again(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let id: ProposalId = id(&path)?;
    block(&app, move |app| runs::run(&app.facility, &actor, id)).await?;
    Ok(done(
        &app,
        &format!("/proposals/{id}/rules"),
        "rule-runs-done",
    ))
}

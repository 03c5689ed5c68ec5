//! The list of tasks: what is done, and what is missing by name.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::together;
use workflow::ids::ProposalId;

use super::fields::on_page;
use super::section::{self, questions_reader};
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing::id;
use crate::pages::registration::steps::{Lacking, before_applying};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A section in the list of tasks.
struct Task {
    href: String,
    title: String,
    /// Family of the status.
    family: &'static str,
    state: String,
    /// What is missing or wrong in it, with the way to the field.
    missing: Vec<Missing>,
    /// Who is in it.
    here: Vec<String>,
}

/// A question that is not answered yet, or not rightly.
struct Missing {
    href: String,
    label: String,
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
    /// The language it is written in, in words; empty when none was chosen.
    language: String,
    /// Questions two people have answered at the same time.
    undecided: Vec<Missing>,
}

/// The sections of a draft with where each stands.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let proposal: ProposalId = id(&path)?;
    let actor = visitor.actor()?;
    let draft = section::draft(&visitor, &app, proposal).await?;
    let present = block(&app, move |app| {
        together::look(&app.facility, &actor, proposal, i64::MAX, None)
    })
    .await?
    .present;
    let definition = &draft.call.definition;
    let language = questions_reader(&reader, &draft).language.code();
    let undecided = definition
        .form
        .questions()
        .filter(|(_, question)| {
            draft
                .besides
                .iter()
                .any(|beside| beside.question == question.id)
        })
        .map(|(section, question)| Missing {
            href: format!(
                "/proposals/{proposal}/draft/{}#{}-besides",
                section.id, question.id
            ),
            label: question.label.get(language).to_owned(),
        })
        .collect();
    let mut done = 0_usize;
    let tasks: Vec<Task> = definition
        .form
        .sections
        .iter()
        .filter(|section| !on_page(&draft.form, section, &draft.answers).is_empty())
        .map(|section| {
            let address = format!("/proposals/{}/draft/{}", draft.proposal, section.id);
            let missing: Vec<Missing> = section
                .questions
                .iter()
                .filter(|question| {
                    draft
                        .faults
                        .iter()
                        .any(|fault| fault.question == question.id)
                })
                .map(|question| Missing {
                    href: format!("{address}#{}", question.id),
                    label: question.label.get(language).to_owned(),
                })
                .collect();
            let faulty = !missing.is_empty();
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
                here: present
                    .iter()
                    .filter(|present| present.place.section == section.id)
                    .map(|present| present.who.name.clone())
                    .collect(),
                href: address,
                missing,
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
        undecided,
        language: draft
            .language
            .as_ref()
            .map_or_else(String::new, |language| reader.spoken(language)),
        complete: draft.faults.is_empty(),
        submitted: draft.submitted,
        writable: draft.writable,
        check: format!("/proposals/{}/check", draft.proposal),
        proposal: format!("/proposals/{}", draft.proposal),
    })
}

//! The form as a list of sections and questions, and what is done to them.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::form::FormView;
use facility::{Failure, call};
use language::Reader;
use workflow::call::{CallAction, Command};
use workflow::form::{AnswerKind, Form, Question, Section, Step, blank_kind};
use workflow::ids::CallId;

use super::{Problem, address, crumbs, load, problems, refused, store};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::{id, seen, text};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A section in the list.
struct SectionLine {
    id: String,
    href: String,
    title: String,
    conditional: bool,
    questions: Vec<QuestionLine>,
}

/// A question in the list.
struct QuestionLine {
    id: String,
    href: String,
    label: String,
    /// Its kind, and whether it is optional or conditional.
    notes: String,
}

/// A prepared revision.
struct RevisionCard {
    authors: String,
    reason: String,
    when: String,
    version: String,
    confirmable: bool,
    refusable: bool,
    own: bool,
}

#[derive(Template)]
#[template(path = "form/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: i64,
    version: String,
    problems: Vec<Problem>,
    sections: Vec<SectionLine>,
    kinds: Vec<Choice>,
    editable: bool,
    /// Whether a revision can be begun.
    beginnable: bool,
    revision: Option<RevisionCard>,
    reason: String,
    errors: Errors,
}

/// The kinds of answers to choose from.
pub(super) fn kinds(
    reader: &Reader,
    chosen: &str,
    all: impl Fn(&AnswerKind) -> bool,
) -> Vec<Choice> {
    let names = AnswerKind::NAMES.iter();
    let fitting = names.filter(|name| blank_kind(name).is_some_and(|kind| all(&kind)));
    fitting
        .map(|name| Choice::new(*name, reader.named("form-kind", name), *name == chosen))
        .collect()
}

/// What a question is called in the list, also while it has no text.
pub(super) fn called(reader: &Reader, question: &Question) -> String {
    match question.label.get(reader.language.code()) {
        "" => question.id.clone(),
        label => label.to_owned(),
    }
}

fn lines(reader: &Reader, view: &FormView) -> Vec<SectionLine> {
    let base = address(view);
    let question = |question: &Question| {
        let mut notes = vec![reader.named("form-kind", question.answer.name())];
        if !question.required {
            notes.push(reader.t("form-optional"));
        }
        if question.when.is_some() {
            notes.push(reader.t("builder-conditional"));
        }
        if let Some(fact) = question.fills {
            notes.push(reader.named("form-fact", fact));
        }
        QuestionLine {
            id: question.id.clone(),
            href: format!("{base}/questions/{}", question.id),
            label: called(reader, question),
            notes: notes.join(" · "),
        }
    };
    let section = |section: &Section| SectionLine {
        id: section.id.clone(),
        href: format!("{base}/sections/{}", section.id),
        title: match section.title.get(reader.language.code()) {
            "" => section.id.clone(),
            title => title.to_owned(),
        },
        conditional: section.when.is_some(),
        questions: section.questions.iter().map(question).collect(),
    };
    view.form.sections.iter().map(section).collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &FormView,
    reason: String,
    errors: Errors,
) -> Result<ListPage, PageError> {
    let reader = visitor.reader;
    let me = visitor.actor()?.person;
    let revision = view.revision.as_ref().map(|revision| {
        let names: Vec<&str> = revision
            .authors
            .iter()
            .map(|(_, name)| name.as_str())
            .collect();
        RevisionCard {
            authors: names.join(", "),
            reason: revision.reason.clone(),
            when: reader.date_time(revision.proposed_at),
            version: reader.ta("builder-version", [("version", view.form.version.into())]),
            confirmable: view.confirmable(),
            refusable: view.actions.contains(&CallAction::RefuseForm),
            own: revision.authors.iter().any(|(author, _)| *author == me),
        }
    });
    let version = view.call.definition.form.version;
    Ok(ListPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, view, false),
        address: address(view),
        seq: view.seq,
        version: reader.ta("builder-version", [("version", version.into())]),
        problems: problems(&reader, view),
        sections: lines(&reader, view),
        kinds: kinds(&reader, "short_text", |_| true),
        editable: view.editable(),
        beginnable: view.revision.is_none() && view.revisable(),
        revision,
        reason,
        errors,
    })
}

/// The list.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let view = load(&visitor, &app, id(&path)?).await?;
    render(&page(&visitor, &app, &view, String::new(), Errors::none())?)
}

/// Changes the form by what a button says; answers where the change leads, or nothing when there is no such place.
fn change(form: &mut Form, fields: &Fields, base: &str) -> Option<String> {
    let (what, name) = fields
        .get("do")
        .split_once(':')
        .unwrap_or((fields.get("do"), ""));
    let here = |name: &str| format!("{base}#{name}");
    match what {
        "add-section" => Some(format!("{base}/sections/{}", form.add_section())),
        "add-question" => {
            let kind = blank_kind(fields.get(&format!("kind.{name}")))?;
            let question = form.add_question(name, kind)?;
            Some(format!("{base}/questions/{question}"))
        }
        "section-up" => form.move_section(name, Step::Up).then(|| here(name)),
        "section-down" => form.move_section(name, Step::Down).then(|| here(name)),
        "section-copy" => form.duplicate_section(name).map(|copy| here(&copy)),
        "section-remove" => form.remove_section(name).then(|| base.to_owned()),
        "question-up" => form.move_question(name, Step::Up).then(|| here(name)),
        "question-down" => form.move_question(name, Step::Down).then(|| here(name)),
        "question-copy" => form.duplicate_question(name).map(|copy| here(&copy)),
        "question-remove" => form.remove_question(name).map(|_| base.to_owned()),
        // question:section:place, sent by dragging.
        "place" => {
            let mut parts = name.split(':');
            let (question, section) = (parts.next()?, parts.next()?);
            let at = parts.next()?.parse().ok()?;
            form.place_question(question, section, at)
                .then(|| here(question))
        }
        _ => None,
    }
}

/// Adds, moves, copies or takes out.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let view = load(&visitor, &app, call).await?;
    let mut form = view.form.clone();
    // At the edge nothing moves, and nothing is wrong.
    let Some(to) = change(&mut form, &fields, &address(&view)) else {
        return Ok(redirect(&address(&view)));
    };
    let saved = store(&visitor, &app, call, seen(fields.get("seen")), form, None).await?;
    match saved {
        Ok(_) => Ok(redirect(&to)),
        Err(failure) => {
            let errors = refused(&visitor.reader, failure)?;
            let view = load(&visitor, &app, call).await?;
            render_refused(&page(&visitor, &app, &view, String::new(), errors)?)
        }
    }
}

/// Begins a revision of the published form, puts it in force, or gives it up.
pub(super) async fn revise(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let view = load(&visitor, &app, call).await?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let wish = fields.get("do");
    let reason = match wish {
        "begin" | "refuse" => text(&reader, &mut errors, "reason", fields.get("reason")),
        _ => None,
    };
    if errors.is_empty() {
        let (command, key) = match (wish, reason) {
            ("begin", reason) => {
                let form = Box::new(view.form.clone());
                (Command::ProposeForm { form, reason }, "builder-begun")
            }
            ("refuse", Some(reason)) => (Command::RefuseForm { reason }, "builder-refused"),
            ("confirm", _) => (Command::ReviseForm, "builder-revised"),
            _ => return Err(PageError::NotUnderstood(wish.to_owned())),
        };
        let (actor, seen) = (visitor.actor()?, seen(fields.get("seen")));
        let acted: Result<i64, Failure> = block(&app, move |app| {
            call::act(&app.facility, &actor, call, seen, &command)
        })
        .await;
        match acted {
            Ok(_) => return Ok(done(&app, &address(&view), key)),
            Err(failure) => errors = refused(&reader, failure)?,
        }
    }
    let view = load(&visitor, &app, call).await?;
    render_refused(&page(
        &visitor,
        &app,
        &view,
        fields.get("reason").to_owned(),
        errors,
    )?)
}

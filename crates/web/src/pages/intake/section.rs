//! A section of the form: filled in, saved by itself while one writes, and by its buttons.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::intake::{self, DraftView};
use facility::{Failure, documents};
use language::Reader;
use serde::Deserialize;
use workflow::form::{AnswerKind, Answers, Form as Questions, Question, Section};
use workflow::ids::ProposalId;

use super::answers::{currency, option};
use super::fields::{Field, field};
use super::reading::{self, Wish};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// What somebody typed that is not, or not yet, in the draft.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The fields as they came; none shows the draft.
    pub fields: Option<Fields>,
    /// Lines of a budget to show at least.
    pub lines: usize,
}

impl Typed {
    /// Nothing: the page shows the draft.
    pub fn none() -> Self {
        Self::default()
    }
}

/// The page of a section.
#[derive(Template)]
#[template(path = "intake/section.html")]
pub struct SectionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    eyebrow: String,
    title: String,
    address: String,
    tasks: String,
    version: i64,
    deadline: String,
    fields: Vec<Field>,
    errors: Errors,
    writable: bool,
    /// Where what a colleague has saved meanwhile can be looked at.
    theirs: String,
}

fn find<'a>(draft: &'a DraftView, name: &str) -> Result<(usize, &'a Section), PageError> {
    let sections = &draft.form.sections;
    sections
        .iter()
        .enumerate()
        .find(|(_, section)| section.id == name)
        .ok_or_else(PageError::hidden)
}

/// The draft as the visitor sees it.
pub async fn draft(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
) -> Result<DraftView, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        intake::draft(&app.facility, &actor, proposal)
    })
    .await?)
}

/// The deadline of the draft's call, in the call's own zone.
pub fn deadline(reader: &Reader, draft: &DraftView) -> String {
    let dates = &draft.call.definition.dates;
    let there = Reader::new(reader.language, dates.zone);
    let at = there.date_time(draft.closes.at());
    reader.ta("intake-deadline", [("at", at.into())])
}

/// The page of a section with what was typed and what is wrong with it.
pub async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
    name: &str,
    typed: Typed,
    errors: Errors,
) -> Result<SectionPage, PageError> {
    let draft = draft(visitor, app, proposal).await?;
    of(visitor, app, &draft, name, &typed, errors, false)
}

fn of(
    visitor: &Visitor,
    app: &Application,
    draft: &DraftView,
    name: &str,
    typed: &Typed,
    errors: Errors,
    conflict: bool,
) -> Result<SectionPage, PageError> {
    let reader = visitor.reader;
    let (position, section) = find(draft, name)?;
    let address = format!("/proposals/{}/draft/{}", draft.proposal, section.id);
    let here: Vec<&str> = section
        .questions
        .iter()
        .map(|question| question.id.as_str())
        .collect();
    let fields = section
        .questions
        .iter()
        // What depends on an answer of another section is asked only when it applies; inside a section the reader sees
        // what it depends on.
        .filter(|question| {
            Questions::asked(question, &draft.answers)
                || question
                    .when
                    .as_ref()
                    .is_some_and(|when| here.contains(&when.question.as_str()))
        })
        .map(|question| {
            let condition = condition(&reader, draft, question);
            field(
                &reader, draft, question, typed, &errors, condition, &address,
            )
        })
        .collect();
    let number = position + 1;
    let all = draft.form.sections.len();
    let tasks = format!("/proposals/{}/draft", draft.proposal);
    Ok(SectionPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/my-proposals", reader.t("my-proposals-title")),
            Crumb::new(tasks.clone(), reader.t("intake-tasks-title")),
        ],
        eyebrow: reader.ta(
            "intake-part-of",
            [("number", number.into()), ("all", all.into())],
        ),
        title: section.title.get(reader.language.code()).to_owned(),
        tasks,
        version: draft.version,
        deadline: deadline(&reader, draft),
        fields,
        errors,
        writable: draft.writable,
        theirs: if conflict {
            address.clone()
        } else {
            String::new()
        },
        address,
    })
}

/// "If you answered “Yes” to “Do you work with a partner?”", for a question that depends on another.
fn condition(reader: &Reader, draft: &DraftView, question: &Question) -> String {
    let Some(when) = &question.when else {
        return String::new();
    };
    let Some(other) = draft.form.question(&when.question) else {
        return String::new();
    };
    let answer = match (&other.answer, when.is.as_str()) {
        (AnswerKind::Choice { options }, Some(id)) => option(reader, options, id),
        (_, Some(text)) => text.to_owned(),
        (_, None) => when.is.to_string(),
    };
    let label = other.label.get(reader.language.code());
    reader.ta(
        "intake-condition",
        [("question", label.into()), ("answer", answer.into())],
    )
}

#[derive(Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    lines: String,
}

/// Shows a section.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Shown>,
) -> Result<HttpResponse, PageError> {
    let (proposal, name) = path.into_inner();
    let typed = Typed {
        fields: None,
        lines: query.lines.parse().unwrap_or(0),
    };
    let draft = draft(&visitor, &app, id(&proposal)?).await?;
    let errors = if draft.submitted || touched(&draft, find(&draft, &name)?.1) {
        faults(&visitor.reader, &draft, &name)?
    } else {
        Errors::none()
    };
    render(&of(&visitor, &app, &draft, &name, &typed, errors, false)?)
}

/// Whether anything of a section has been answered.
pub fn touched(draft: &DraftView, section: &Section) -> bool {
    section
        .questions
        .iter()
        .any(|question| draft.answers.contains_key(&question.id))
}

/// What is wrong with what stands in the draft's section; what is merely missing is not said while one writes.
fn faults(reader: &Reader, draft: &DraftView, name: &str) -> Result<Errors, PageError> {
    let (_, section) = find(draft, name)?;
    let mut errors = Errors::none();
    for fault in &draft.faults {
        let here = section
            .questions
            .iter()
            .any(|question| question.id == fault.question);
        if here && fault.fault != workflow::form::Fault::Missing {
            errors.say(&fault.question, wording::answer_fault(reader, &fault.fault));
        }
    }
    Ok(errors)
}

/// Saves a section: by its buttons, or by itself while one writes (`Accept: application/json`).
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (proposal, name) = path.into_inner();
    let proposal: ProposalId = id(&proposal)?;
    let before = draft(&visitor, &app, proposal).await?;
    let (position, section) = find(&before, &name)?;
    let wish = Wish::of(&fields);
    let (changed, mut errors) =
        reading::answers(&reader, section, &fields, currency(&before.call), &wish);
    let seen = crate::pages::parsing::seen(fields.get("seen"));
    let saved = {
        let (actor, changed): (_, Answers) = (actor.clone(), changed);
        block(&app, move |app| {
            intake::save(&app.facility, &actor, proposal, seen, changed)
        })
        .await
    };
    let by_itself = request
        .headers()
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let (version, faults) = match saved {
        Ok(saved) => saved,
        Err(failure) if by_itself => {
            let status = crate::failure::status(&failure);
            return Ok(HttpResponse::build(status).json(serde_json::json!({ "saved": false })));
        }
        Err(failure) => {
            let conflict = reading::is_conflict(&failure);
            let errors = if conflict {
                let mut errors = Errors::none();
                errors.say("", reader.t("intake-changed-elsewhere"));
                errors
            } else {
                Errors::from_failure(&reader, failure)?
            };
            let typed = Typed {
                fields: Some(fields),
                lines: 0,
            };
            let page = of(&visitor, &app, &before, &name, &typed, errors, conflict)?;
            return render_refused(&page);
        }
    };
    if by_itself {
        let open = faults.len() + errors.list().len();
        return Ok(HttpResponse::Ok()
            .json(serde_json::json!({ "saved": true, "seen": version, "faults": open })));
    }
    if let Wish::RemoveFile { question, document } = &wish {
        let (question, document) = (question.clone(), id(document)?);
        block(&app, move |app| {
            documents::remove(&app.facility, &actor, proposal, &question, document)
        })
        .await?;
    }
    let unread = !errors.is_empty();
    for fault in faults {
        let here = section
            .questions
            .iter()
            .any(|question| question.id == fault.question);
        if here {
            errors.say(
                &fault.question,
                wording::answer_fault(&reader, &fault.fault),
            );
        }
    }
    if unread || (wish == Wish::Continue && !errors.is_empty()) {
        let after = draft(&visitor, &app, proposal).await?;
        let typed = Typed {
            fields: Some(fields),
            lines: 0,
        };
        return render_refused(&of(&visitor, &app, &after, &name, &typed, errors, false)?);
    }
    Ok(next(&app, &before, position, section, &fields, &wish))
}

/// Where a saved section leads.
fn next(
    app: &Application,
    draft: &DraftView,
    position: usize,
    section: &Section,
    fields: &Fields,
    wish: &Wish,
) -> HttpResponse {
    let base = format!("/proposals/{}", draft.proposal);
    let here = format!("{base}/draft/{}", section.id);
    match wish {
        Wish::Continue => {
            let after = draft.form.sections.get(position + 1);
            let to = after.map_or_else(
                || format!("{base}/check"),
                |section| format!("{base}/draft/{}", section.id),
            );
            redirect(&to)
        }
        Wish::Save => done(app, &format!("{base}/draft"), "intake-saved"),
        Wish::AddLine => {
            let budget = section
                .questions
                .iter()
                .find(|question| matches!(question.answer, AnswerKind::Budget { .. }));
            let id = budget.map_or("", |question| question.id.as_str());
            let shown = (0..reading::MOST_LINES)
                .take_while(|line| {
                    let heading = reading::line_field(id, *line, "heading");
                    fields.maybe(&heading).is_some()
                })
                .count();
            redirect(&format!("{here}?lines={}#{id}", shown + 1))
        }
        Wish::RemoveLine { question, .. } | Wish::RemoveFile { question, .. } => {
            redirect(&format!("{here}#{question}"))
        }
    }
}

/// A failure of a page that shows no form.
pub(super) fn refused(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    Errors::from_failure(reader, failure)
}

//! One question alone: saved by itself while somebody writes, and shown anew when somebody else has saved it; and who else
//! is in the application. Small on the wire: a line may be thin.

use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpResponse, HttpResponseBuilder, web};
use askama::Template;
use facility::intake::together::{self, Place};
use facility::intake::writing::Fate;
use serde::{Deserialize, Serialize};
use workflow::draft::fingerprint;
use workflow::form::Answers;
use workflow::ids::ProposalId;

use super::answers::{self, Read};
use super::asked::{self, Asked, Chosen};
use super::reading::Wish;
use super::section::{Typed, draft, faults, find, one};
use crate::failure::PageError;
use crate::form::{Fields, Form};
use crate::page::{Page, render};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A question on its own.
#[derive(Template)]
#[template(path = "intake/question.html")]
struct QuestionPage {
    page: Page,
    asked: Asked,
    writable: bool,
}

/// Shows one question as it stands, to take its place on the page.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, PageError> {
    let (proposal, name, question) = path.into_inner();
    let draft = draft(&visitor, &app, id(&proposal)?).await?;
    let (_, section) = find(&draft, &name)?;
    let errors = faults(&visitor.reader, &draft, &name)?;
    let question = section
        .questions
        .iter()
        .find(|known| known.id == question)
        .ok_or_else(PageError::hidden)?;
    let reader = &visitor.reader;
    let asked = one(
        reader,
        &draft,
        section,
        question,
        &Typed::none(),
        None,
        &errors,
    );
    render(&QuestionPage {
        asked,
        page: Page::new(&visitor, &app),
        writable: draft.writable,
    })
}

/// What has become of a question that was sent alone.
#[derive(Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    /// It stands. `was` is what the field is filled in on from now on; `fault` what is wrong with it, if anything.
    Saved {
        was: String,
        #[serde(skip_serializing_if = "String::is_empty")]
        fault: String,
    },
    /// It was not touched, and somebody has saved another: the field is to be shown anew.
    Newer,
    /// Somebody has saved another meanwhile; this one is kept under `beside`.
    Beside {
        beside: uuid::Uuid,
        was: String,
        by: String,
        html: String,
    },
    /// It cannot be read, and was not saved.
    Unread { fault: String },
}

#[derive(Template)]
#[template(path = "intake/body.html")]
struct BodyPart<'a> {
    page: &'a Page,
    body: answers::Body,
}

/// Saves one question.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (proposal, name, question) = path.into_inner();
    let proposal: ProposalId = id(&proposal)?;
    let before = draft(&visitor, &app, proposal).await?;
    let (_, section) = find(&before, &name)?;
    let chosen = Chosen::of(&fields);
    let (mut entries, errors) =
        asked::entries(&reader, &before, section, &fields, &Wish::Save, &chosen);
    entries.retain(|known, _| *known == question);
    if let Some(entry) = entries.get_mut(&question) {
        let ids = |name: &str| -> Vec<uuid::Uuid> {
            let given = fields.all(name);
            given.filter_map(|id| id.parse().ok()).collect()
        };
        entry.settles.extend(ids("settles:"));
        entry.instead_of = ids("instead:").first().copied();
    } else if !chosen.any() {
        let said = errors.list().first();
        let fault = said.map_or_else(|| reader.t("fault-wrong-kind"), |said| said.text.clone());
        let known = section.questions.iter().any(|known| known.id == question);
        return if known {
            Ok(small().json(State::Unread { fault }))
        } else {
            Err(PageError::hidden())
        };
    }
    let sent = entries.get(&question).map(|entry| entry.value.clone());
    let written = asked::write(&app, actor, proposal, entries, chosen.dropped).await?;
    let Some(sent) = sent else {
        return Ok(small().json(State::Newer));
    };
    let on = written.versions.get(&question).copied().unwrap_or_default();
    let print = fingerprint(&sent);
    let state = match written.fates.get(&question) {
        Some(Fate::Beside(beside)) => {
            let after = draft(&visitor, &app, proposal).await?;
            let (on, print) = asked::standing(&after, &question);
            State::Beside {
                beside: *beside,
                was: asked::was(&question, on, &print),
                by: after.held.get(&question).map_or_else(String::new, |held| {
                    asked::written_by(&reader, &held.saved_by, held.saved_at)
                }),
                html: standing(&visitor, &app, &after, &question),
            }
        }
        Some(Fate::Unchanged)
            if fingerprint(&now(&visitor, &app, proposal, &question).await?) != print =>
        {
            State::Newer
        }
        _ => {
            let own = written
                .faults
                .iter()
                .find(|fault| fault.question == question);
            State::Saved {
                was: asked::was(&question, on, &print),
                fault: own.map_or_else(String::new, |own| {
                    wording::answer_fault(&reader, &own.fault)
                }),
            }
        }
    };
    Ok(small().json(state))
}

async fn now(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
    question: &str,
) -> Result<serde_json::Value, PageError> {
    let mut after = draft(visitor, app, proposal).await?;
    Ok(after.answers.remove(question).unwrap_or_default())
}

/// The answer that stands, to be read.
fn standing(
    visitor: &Visitor,
    app: &Application,
    draft: &facility::intake::DraftView,
    question: &str,
) -> String {
    let Some(question) = draft.form.question(question) else {
        return String::new();
    };
    let value = draft.answers.get(&question.id).cloned();
    let alone: Answers = value
        .map(|value| (question.id.clone(), value))
        .into_iter()
        .collect();
    let read = Read {
        answers: &alone,
        ..Read::draft(draft)
    };
    let body = answers::body(&visitor.reader, read, question);
    let page = Page::new(visitor, app);
    BodyPart { page: &page, body }.render().unwrap_or_default()
}

/// An answer for a script alone: without what only pages need.
fn small() -> HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((header::CONTENT_SECURITY_POLICY, "default-src 'none'"))
        .insert_header((HeaderName::from_static("permissions-policy"), ""));
    response
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Look {
    #[serde(default)]
    since: i64,
    #[serde(default)]
    section: String,
    #[serde(default)]
    question: String,
}

/// Somebody else who is here.
#[derive(Serialize)]
struct Here {
    question: String,
    name: String,
    text: String,
}

#[derive(Serialize)]
struct Others {
    version: i64,
    /// Questions saved since, with who saved them.
    changed: Vec<(String, i64, String)>,
    here: Vec<Here>,
}

/// Notes where the visitor is, and says what the others do.
pub(super) async fn look(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(look): Form<Look>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let proposal: ProposalId = id(&path)?;
    let place = Place {
        section: look.section,
        question: look.question,
    };
    let found = block(&app, move |app| {
        let place = (!place.section.is_empty()).then_some(place);
        together::look(&app.facility, &actor, proposal, look.since, place.as_ref())
    })
    .await?;
    let form = found.call.definition.form_at(found.position);
    let language = reader.language.code();
    let here = found.present.into_iter().map(|present| {
        let section = form
            .sections
            .iter()
            .find(|section| section.id == present.place.section);
        let title = section.map_or("", |section| section.title.get(language));
        let values = [
            ("name", present.who.name.as_str().into()),
            ("section", title.into()),
        ];
        Here {
            text: reader.ta("applying-is-here", values),
            name: present.who.name,
            question: present.place.question,
        }
    });
    let changed = found.changed.into_iter().map(|changed| {
        let name = changed.by.name.as_str();
        let at = reader.time(changed.at);
        let text = reader.ta(
            "applying-saved-by",
            [("name", name.into()), ("at", at.into())],
        );
        (changed.question, changed.version, text)
    });
    let others = Others {
        version: found.version,
        changed: changed.collect(),
        here: here.collect(),
    };
    Ok(small().json(others))
}

//! The form as an applicant sees it, in any of the call's languages. Answers can be tried, and nothing is saved.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::form::FormView;
use language::{Language, Reader};
use serde::Deserialize;
use workflow::form::{Answers, Section};

use super::{address, crumbs, load};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, render, render_as};
use crate::pages::intake::fields::{Field, Filling, condition, on_page};
use crate::pages::intake::reading::{self, Wish};
use crate::pages::intake::section::Typed;
use crate::pages::parsing::id;
use crate::server::Application;
use crate::visitor::Visitor;
use crate::wording;

/// A section as an applicant sees it.
struct PreviewSection {
    id: String,
    title: String,
    /// On what it depends.
    when: String,
    fields: Vec<Field>,
    /// Questions that are not asked with these answers.
    silent: Vec<String>,
}

#[derive(Template)]
#[template(path = "form/preview.html")]
struct PreviewPage {
    page: Page,
    /// The page as the applicant reads it.
    shown: Page,
    crumbs: Vec<Crumb>,
    action: String,
    language: String,
    direction: &'static str,
    languages: Vec<Choice>,
    sections: Vec<PreviewSection>,
    errors: Errors,
    /// Whether answers were tried, and are complete and right.
    tried: bool,
    writable: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    language: String,
}

/// What is tried.
#[derive(Default)]
struct Trial {
    answers: Answers,
    typed: Typed,
    errors: Errors,
    tried: bool,
}

/// The language that is asked for, when the call has it; else the reader's, else the call's first.
fn chosen(view: &FormView, reader: &Reader, asked: &str) -> String {
    let languages = &view.call.definition.languages;
    let has = |tag: &&str| languages.iter().any(|language| language == tag);
    let first = languages.first().map_or("en", String::as_str);
    let own = reader.language.code();
    [asked, own]
        .into_iter()
        .find(has)
        .unwrap_or(first)
        .to_owned()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &FormView,
    language: String,
    trial: Trial,
) -> PreviewPage {
    let own = &visitor.reader;
    // Words of the program are in the applicant's language where the program speaks it.
    let spoken = Language::parse(&language).unwrap_or(own.language);
    let reader = Reader::new(spoken, own.zone);
    let filling = Filling {
        reader: &reader,
        language: &language,
        form: &view.form,
        currency: view.call.definition.currency(),
        answers: &trial.answers,
        documents: &[],
        typed: &trial.typed,
        errors: &trial.errors,
        draft: None,
    };
    let section = |section: &Section| {
        let shown = on_page(&view.form, section, &trial.answers);
        let hidden = section.questions.iter();
        let hidden = hidden.filter(|question| !shown.iter().any(|other| other.id == question.id));
        PreviewSection {
            id: section.id.clone(),
            title: section.title.get(&language).to_owned(),
            when: match &section.when {
                Some(when) => condition(&filling, when),
                None => String::new(),
            },
            silent: hidden
                .map(|question| question.label.get(&language).to_owned())
                .collect(),
            fields: shown
                .into_iter()
                .map(|question| filling.field(question))
                .collect(),
        }
    };
    let languages = view.call.definition.languages.iter();
    let mut shown = Page::new(visitor, app);
    shown.reader = reader;
    PreviewPage {
        page: Page::new(visitor, app),
        shown,
        crumbs: crumbs(own, view, true),
        action: format!("{}/preview?language={language}", address(view)),
        direction: spoken.direction(),
        languages: languages
            .map(|tag| Choice::new(tag, own.spoken(tag), *tag == language))
            .collect(),
        sections: view.form.sections.iter().map(section).collect(),
        language,
        errors: trial.errors,
        tried: trial.tried,
        writable: true,
    }
}

/// Shows the form.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let view = load(&visitor, &app, id(&path)?).await?;
    let language = chosen(&view, &visitor.reader, &query.language);
    render(&page(&visitor, &app, &view, language, Trial::default()))
}

/// Tries answers.
pub(super) async fn tried(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Asked>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let view = load(&visitor, &app, id(&path)?).await?;
    let language = chosen(&view, &visitor.reader, &query.language);
    let spoken = Language::parse(&language).unwrap_or(visitor.reader.language);
    let reader = Reader::new(spoken, visitor.reader.zone);
    let currency = view.call.definition.currency();
    let wish = Wish::of(&fields);
    let questions = view.form.questions().map(|(_, question)| question);
    let (mut answers, mut errors) = reading::answers(&reader, questions, &fields, currency, &wish);
    answers.retain(|_, answer| !answer.is_null());
    let unread = !errors.is_empty();
    for fault in view.form.check(&answers, currency, true) {
        errors.say(
            &fault.control(),
            wording::answer_fault(&reader, &fault.fault),
        );
    }
    let more = match wish {
        Wish::Add { list } => list,
        _ => String::new(),
    };
    let trial = Trial {
        typed: Typed {
            fields: unread.then_some(fields),
            more,
        },
        tried: errors.is_empty(),
        answers,
        errors,
    };
    let status = if trial.tried {
        actix_web::http::StatusCode::OK
    } else {
        actix_web::http::StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok(render_as(
        status,
        &page(&visitor, &app, &view, language, trial),
    ))
}

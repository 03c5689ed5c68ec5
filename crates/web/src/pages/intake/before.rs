//! Before one writes: every question to be read and printed, without signing in.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::{self, CallView};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::definition::CallDefinition;
use workflow::form::{AnswerKind, Answers, Question};
use workflow::ids::CallId;
use workflow::money::Currency;

use super::fields::{Filling, condition};
use super::section::Typed;
use crate::failure::PageError;
use crate::form::Errors;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A section to be read.
struct Part {
    title: String,
    questions: Vec<Line>,
}

/// A question to be read.
struct Line {
    label: String,
    help: String,
    condition: String,
    /// What can be chosen.
    options: Vec<String>,
    /// How much may be answered, in words.
    limit: String,
    required: bool,
}

#[derive(Template)]
#[template(path = "intake/questions.html")]
struct QuestionsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    deadline: String,
    parts: Vec<Part>,
    /// BCP 47 of the call's language the questions are shown in.
    language: String,
    direction: &'static str,
    /// The call's other languages: where, code and name.
    others: Vec<(String, String, String)>,
    check: String,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    language: String,
}

/// The call, for everybody who may see it.
pub(super) async fn view(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
) -> Result<CallView, PageError> {
    let actor = visitor.maybe_actor();
    Ok(block(app, move |app| {
        call::view(&app.facility, actor.as_ref(), call)
    })
    .await?)
}

/// The crumbs of a page below a call.
pub(super) fn crumbs(reader: &Reader, view: &CallView) -> Vec<Crumb> {
    let title = view.call.definition.title.get(reader.language.code());
    vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{}", view.call.id), title),
    ]
}

/// Every question of the form, in one of the call's languages.
pub(super) async fn questions(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let view = view(&visitor, &app, call).await?;
    let reader = visitor.reader;
    let definition = &view.call.definition;
    let has = |language: &str| definition.languages.iter().any(|known| known == language);
    let own = reader.language.code();
    let language = match query.language.as_str() {
        wanted if has(wanted) => wanted,
        _ if has(own) => own,
        _ => definition.languages.first().map_or(own, String::as_str),
    }
    .to_owned();
    // Words of the program are in the language of the questions where it has it.
    let words = Language::parse(&language).map_or(reader, |language| Reader { language, ..reader });
    let (typed, errors, answers) = (Typed::none(), Errors::none(), Answers::new());
    let filling = Filling {
        reader: &words,
        language: &language,
        form: &definition.form,
        currency: definition.currency(),
        answers: &answers,
        documents: &[],
        typed: &typed,
        errors: &errors,
        draft: None,
    };
    let parts = definition.form.sections.iter().map(|section| Part {
        title: section.title.get(&language).to_owned(),
        questions: section
            .questions
            .iter()
            .map(|question| Line {
                label: question.label.get(&language).to_owned(),
                help: question.help.get(&language).to_owned(),
                condition: question
                    .when
                    .as_ref()
                    .map_or_else(String::new, |when| condition(&filling, when)),
                options: options(question, &language),
                limit: limit(
                    &words,
                    definition,
                    question,
                    view.call.definition.currency(),
                ),
                required: question.required,
            })
            .collect(),
    });
    let there = Reader::new(reader.language, definition.dates.zone);
    let at = there.date_time(definition.dates.deadline().at());
    let others = definition
        .languages
        .iter()
        .filter(|other| **other != language);
    render(&QuestionsPage {
        page: Page::new(&visitor, &app),
        crumbs: crumbs(&reader, &view),
        title: definition.title.get(&language).to_owned(),
        deadline: reader.ta("intake-deadline", [("at", at.into())]),
        parts: parts.collect(),
        direction: Language::parse(&language).map_or("auto", |language| language.direction()),
        others: others
            .map(|other| {
                let href = format!("/calls/{call}/application-form?language={other}");
                (href, other.clone(), reader.spoken(other))
            })
            .collect(),
        language,
        check: format!("/calls/{call}/self-check"),
    })
}

fn options(question: &Question, language: &str) -> Vec<String> {
    match &question.answer {
        AnswerKind::Choice { options } | AnswerKind::Choices { options } => options
            .iter()
            .map(|option| option.label.get(language).to_owned())
            .collect(),
        _ => Vec::new(),
    }
}

/// What kind of answer is asked for, and how much of it.
fn limit(
    reader: &Reader,
    definition: &CallDefinition,
    question: &Question,
    currency: Currency,
) -> String {
    let number = |key: &str, n: u32| reader.tn(key, n);
    match &question.answer {
        AnswerKind::ShortText { most } => number("applying-limit-characters", *most),
        AnswerKind::LongText { words } => number("applying-limit-words", *words),
        AnswerKind::Number { min, max } => {
            let (min, max) = (reader.number(*min), reader.number(*max));
            reader.ta(
                "applying-limit-number",
                [("min", min.into()), ("max", max.into())],
            )
        }
        AnswerKind::Money {} => match &definition.funding {
            Some(_) => reader.ta(
                "applying-limit-money",
                [("currency", currency.code().into())],
            ),
            None => String::new(),
        },
        AnswerKind::Date {} => reader.t("applying-limit-date"),
        AnswerKind::Choice { .. } => reader.t("applying-limit-choice"),
        AnswerKind::Choices { .. } => reader.t("applying-limit-choices"),
        AnswerKind::Country {} => reader.t("applying-limit-country"),
        AnswerKind::Budget(_) => reader.ta(
            "applying-limit-budget",
            [("currency", currency.code().into())],
        ),
        AnswerKind::File(rules) => number("applying-limit-files", rules.most),
        AnswerKind::Table(_) | AnswerKind::Logframe(_) => reader.t("applying-limit-table"),
        AnswerKind::Declaration {} => reader.t("applying-limit-declaration"),
    }
}

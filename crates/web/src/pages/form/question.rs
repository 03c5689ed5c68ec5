//! A question of the form: its texts in each language, its kind with its settings, and when it is asked.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::form::FormView;
use serde::Deserialize;
use workflow::form::{Fact, Question};
use workflow::ids::CallId;

use super::condition::{ConditionFields, condition_currency, fields_of};
use super::flattening;
use super::list::{called, kinds};
use super::reading::Reading;
use super::settings::{Settings, settings};
use super::{Texts, address, crumbs, load, refused, store, texts};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::intake::reading::Wish;
use crate::pages::parsing::{id, seen};
use crate::server::Application;
use crate::visitor::Visitor;
use crate::wording;

#[derive(Template)]
#[template(path = "form/question.html")]
struct QuestionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    list: String,
    seq: i64,
    /// Its name in data.
    in_data: String,
    texts: Vec<Texts>,
    kinds: Vec<Choice>,
    required: bool,
    fills: Vec<Choice>,
    when: ConditionFields,
    settings: Settings,
    problems: Vec<String>,
    editable: bool,
    errors: Errors,
}

fn find<'a>(view: &'a FormView, name: &str) -> Result<&'a Question, PageError> {
    view.form.question(name).ok_or_else(PageError::hidden)
}

/// What the page is filled with.
struct Filled<'a> {
    values: &'a Fields,
    /// Whether the values are as typed, and not as stored.
    typed: bool,
    /// The list that is to have one more row.
    more: &'a str,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &FormView,
    question: &Question,
    filled: &Filled<'_>,
    errors: Errors,
) -> QuestionPage {
    let reader = &visitor.reader;
    let values = filled.values;
    let own = view.faults.iter();
    let own = own.filter(|fault| fault.question.as_deref() == Some(question.id.as_str()));
    let fact = |fact: &Fact| {
        let chosen = values.get("fills") == fact.name();
        Choice::new(fact.name(), reader.named("form-fact", fact), chosen)
    };
    QuestionPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(reader, view, true),
        title: called(reader, question),
        list: address(view),
        seq: view.seq,
        in_data: values.get("name").to_owned(),
        texts: vec![
            texts(
                reader,
                view,
                values,
                "label",
                "builder-question-label",
                (true, true),
            ),
            texts(
                reader,
                view,
                values,
                "help",
                "builder-question-help",
                (false, true),
            ),
        ],
        kinds: kinds(reader, values.get("kind"), |_| true),
        required: !values.get("required").is_empty(),
        fills: Fact::ALL.iter().map(fact).collect(),
        when: fields_of(reader, view, &question.id, values, &errors),
        settings: settings(
            reader,
            view,
            &question.answer,
            (values, filled.typed),
            &errors,
            filled.more,
        ),
        problems: own
            .map(|fault| wording::form_fault(reader, &fault.what))
            .collect(),
        editable: view.editable(),
        errors,
    }
}

#[derive(Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    more: String,
}

/// Shows a question.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Shown>,
) -> Result<HttpResponse, PageError> {
    let (call, name) = path.into_inner();
    let view = load(&visitor, &app, id(&call)?).await?;
    let question = find(&view, &name)?;
    let currency = view.call.definition.currency();
    let condition = condition_currency(&view, question.when.as_ref());
    let values = flattening::question(question, currency, condition);
    let filled = Filled {
        values: &values,
        typed: false,
        more: &query.more,
    };
    render(&page(
        &visitor,
        &app,
        &view,
        question,
        &filled,
        Errors::none(),
    ))
}

/// Saves a question.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (call, name) = path.into_inner();
    let call: CallId = id(&call)?;
    let view = load(&visitor, &app, call).await?;
    let question = find(&view, &name)?;
    let mut reading = Reading::new(&visitor.reader, &view, &fields);
    let new = reading.question(question);
    let mut errors = reading.errors;
    if errors.is_empty() {
        let mut form = view.form.clone();
        let here = format!("{}/questions/{}", address(&view), new.id);
        form.rename_question(&name, &new.id);
        if let Some(place) = form.question_mut(&new.id) {
            *place = new;
        }
        match store(&visitor, &app, call, seen(fields.get("seen")), form, None).await? {
            Ok(_) => return Ok(next(&app, &address(&view), &here, &fields)),
            Err(failure) => errors = refused(&visitor.reader, failure)?,
        }
    }
    let filled = Filled {
        values: &fields,
        typed: true,
        more: "",
    };
    render_refused(&page(&visitor, &app, &view, question, &filled, errors))
}

/// Where a saved question leads.
fn next(app: &Application, list: &str, here: &str, fields: &Fields) -> HttpResponse {
    match Wish::of(fields) {
        Wish::Save => done(app, list, "builder-saved"),
        Wish::Add { list } => {
            let query = serde_urlencoded::to_string([("more", &list)]).unwrap_or_default();
            redirect(&format!("{here}?{query}#{list}"))
        }
        Wish::Remove { row } => {
            let list = row.split('.').next().unwrap_or_default();
            redirect(&format!("{here}#{list}"))
        }
        Wish::Continue | Wish::RemoveFile { .. } => done(app, here, "builder-saved"),
    }
}

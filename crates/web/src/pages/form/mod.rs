//! The builder of a call's form: its list, its sections and questions, its preview, and its revisions.

mod condition;
mod flattening;
mod list;
mod preview;
mod question;
mod reading;
mod section;
mod settings;

use actix_web::web;
use facility::Failure;
use facility::form::{self, FormView};
use language::Reader;
use workflow::form::{Form, FormFault};
use workflow::ids::CallId;
use workflow::text::Text;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::Crumb;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/calls/{id}/form")
                .get(list::show)
                .post(list::act),
        )
        .service(web::resource("/calls/{id}/form/revision").post(list::revise))
        .service(
            web::resource("/calls/{id}/form/preview")
                .get(preview::show)
                .post(preview::tried),
        )
        .service(
            web::resource("/calls/{id}/form/sections/{section}")
                .get(section::show)
                .post(section::save),
        )
        .service(
            web::resource("/calls/{id}/form/questions/{question}")
                .get(question::show)
                .post(question::save),
        );
}

/// The form as it is worked on.
async fn load(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
) -> Result<FormView, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| form::view(&app.facility, &actor, call)).await?)
}

/// Saves the form as far as it is built.
async fn store(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    seen: Option<i64>,
    form: Form,
    reason: Option<Text>,
) -> Result<Result<i64, Failure>, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        form::save(&app.facility, &actor, call, seen, &form, reason.as_ref())
    })
    .await)
}

/// The address of the builder.
fn address(view: &FormView) -> String {
    format!("/calls/{}/form", view.call.id)
}

/// The way to a page of the builder.
fn crumbs(reader: &Reader, view: &FormView, deeper: bool) -> Vec<Crumb> {
    let title = view.call.definition.title.get(reader.language.code());
    let mut found = vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{}", view.call.id), title),
    ];
    if deeper {
        found.push(Crumb::new(address(view), reader.t("builder-title")));
    }
    found
}

/// Something to mend, with the way to it.
struct Problem {
    /// The page of the question or section; the list for the form as a whole.
    href: String,
    /// What is wrong.
    text: String,
}

/// What keeps the form from being published, with the ways to mend it.
fn problems(reader: &Reader, view: &FormView) -> Vec<Problem> {
    let base = address(view);
    let problem = |fault: &FormFault| Problem {
        href: match (&fault.question, &fault.section) {
            (Some(question), _) => format!("{base}/questions/{question}"),
            (None, Some(section)) => format!("{base}/sections/{section}"),
            (None, None) => base.clone(),
        },
        text: wording::incomplete(
            reader,
            &workflow::procedure::Incomplete::Form {
                fault: fault.clone(),
            },
        ),
    };
    view.faults.iter().map(problem).collect()
}

/// A text in each of the call's languages, side by side.
struct Texts {
    /// What the text is.
    label: String,
    /// Whether it takes several lines.
    long: bool,
    /// The text in each language.
    each: Vec<Translation>,
}

/// A text in one language.
struct Translation {
    /// Name and id of the control.
    name: String,
    /// BCP 47.
    language: String,
    /// The language's name for the reader.
    spoken: String,
    /// What the control holds.
    value: String,
    /// Whether it lacks while another language has it, or must have it.
    missing: bool,
}

/// Controls for a text in each language. A text that is not required lacks only where another language has it.
fn texts(
    reader: &Reader,
    view: &FormView,
    values: &Fields,
    name: &str,
    key: &str,
    (required, long): (bool, bool),
) -> Texts {
    let of = |language: &String| values.get(&format!("{name}.{language}")).to_owned();
    let languages = &view.call.definition.languages;
    let wanted = required || languages.iter().any(|tag| !of(tag).trim().is_empty());
    let each = languages.iter().map(|language| {
        let value = of(language);
        Translation {
            name: format!("{name}.{language}"),
            spoken: reader.spoken(language),
            missing: wanted && value.trim().is_empty(),
            language: language.clone(),
            value,
        }
    });
    Texts {
        each: each.collect(),
        label: reader.t(key),
        long,
    }
}

/// What a failed save says above the form.
fn refused(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    Errors::from_failure(reader, failure)
}

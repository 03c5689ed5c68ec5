//! A section of the form: its titles, its name in data, and when it is asked.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::form::FormView;
use workflow::form::Section;
use workflow::ids::CallId;

use super::condition::{ConditionFields, condition_currency, fields_of};
use super::flattening;
use super::reading::Reading;
use super::{Texts, address, crumbs, load, refused, store, texts};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::Application;
use crate::visitor::Visitor;
use crate::wording;

#[derive(Template)]
#[template(path = "form/section.html")]
struct SectionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    list: String,
    seq: i64,
    /// Its name in data.
    in_data: String,
    titles: Texts,
    when: ConditionFields,
    problems: Vec<String>,
    editable: bool,
    errors: Errors,
}

fn find<'a>(view: &'a FormView, name: &str) -> Result<&'a Section, PageError> {
    view.form.section(name).ok_or_else(PageError::hidden)
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &FormView,
    section: &Section,
    values: &Fields,
    errors: Errors,
) -> SectionPage {
    let reader = &visitor.reader;
    let own = view.faults.iter();
    let own = own.filter(|fault| {
        fault.question.is_none() && fault.section.as_deref() == Some(section.id.as_str())
    });
    SectionPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(reader, view, true),
        title: match section.title.get(reader.language.code()) {
            "" => reader.t("builder-new-section"),
            title => title.to_owned(),
        },
        list: address(view),
        seq: view.seq,
        in_data: values.get("name").to_owned(),
        titles: texts(
            reader,
            view,
            values,
            "title",
            "builder-section-title",
            (true, false),
        ),
        when: fields_of(reader, view, &section.id, values, &errors),
        problems: own
            .map(|fault| wording::form_fault(reader, &fault.what))
            .collect(),
        editable: view.editable(),
        errors,
    }
}

/// Shows a section.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (call, name) = path.into_inner();
    let view = load(&visitor, &app, id(&call)?).await?;
    let section = find(&view, &name)?;
    let values = flattening::section(section, condition_currency(&view, section.when.as_ref()));
    render(&page(
        &visitor,
        &app,
        &view,
        section,
        &values,
        Errors::none(),
    ))
}

/// Saves a section.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (call, name) = path.into_inner();
    let call: CallId = id(&call)?;
    let view = load(&visitor, &app, call).await?;
    let section = find(&view, &name)?;
    let mut reading = Reading::new(&visitor.reader, &view, &fields);
    let new = Section {
        id: reading.name(&section.id),
        title: reading.text("title", &section.title),
        when: reading.condition(&section.id),
        questions: section.questions.clone(),
    };
    let mut errors = reading.errors;
    if errors.is_empty() {
        let mut form = view.form.clone();
        let to = format!("{}/sections/{}", address(&view), new.id);
        if let Some(place) = form.section_mut(&name) {
            *place = new;
        }
        match store(&visitor, &app, call, seen(fields.get("seen")), form, None).await? {
            Ok(_) if fields.get("do") == "save" => {
                return Ok(done(&app, &address(&view), "builder-saved"));
            }
            Ok(_) => return Ok(done(&app, &to, "builder-saved")),
            Err(failure) => errors = refused(&visitor.reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, &view, section, &fields, errors))
}

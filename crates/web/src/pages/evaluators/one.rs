//! An evaluator of a call with their profile, for people who run it: they set how much the person takes and when they are
//! away.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluators::{self, Availability, EvaluatorProfile};
use language::Reader;
use workflow::ids::{CallId, PersonId};
use workflow::role::Role;

use super::list::{joined, languages};
use super::rows::{self, AbsenceRow};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A line of the profile.
struct Fact {
    label: String,
    values: Vec<String>,
}

#[derive(Template)]
#[template(path = "evaluators/one.html")]
struct OnePage {
    page: Page,
    crumbs: Vec<Crumb>,
    name: String,
    email: String,
    facts: Vec<Fact>,
    runs: bool,
    most_files: String,
    absences: Vec<AbsenceRow>,
    errors: Errors,
}

fn facts(reader: &Reader, profile: &EvaluatorProfile, themes: &[(String, String)]) -> Vec<Fact> {
    let theme = |id: &String| {
        let known = themes.iter().find(|(known, _)| known == id);
        known.map_or_else(|| id.clone(), |(_, title)| title.clone())
    };
    let affiliations = profile.affiliations.iter().map(|one| {
        let year = |year: Option<i32>| year.map(|year| year.to_string()).unwrap_or_default();
        let to = match one.to {
            Some(to) => to.to_string(),
            None => reader.t("affiliation-still"),
        };
        let years = [
            ("name", one.name.as_str().into()),
            ("from", year(one.from).into()),
            ("to", to.into()),
        ];
        reader.ta("affiliation-line", years)
    });
    let lines = [
        ("evaluator-agency", profile.agency.iter().cloned().collect()),
        ("evaluator-languages", vec![languages(reader, profile)]),
        (
            "evaluator-themes",
            profile.themes.iter().map(theme).collect(),
        ),
        (
            "evaluator-regions",
            vec![joined(
                profile
                    .regions
                    .iter()
                    .map(|region| reader.named("region", region)),
            )],
        ),
        ("evaluator-affiliations", affiliations.collect()),
    ];
    lines
        .into_iter()
        .map(|(key, values): (&str, Vec<String>)| Fact {
            label: reader.t(key),
            values: values
                .into_iter()
                .filter(|value| !value.is_empty())
                .collect(),
        })
        .collect()
}

struct Asked {
    most_files: String,
    absences: Vec<AbsenceRow>,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    person: PersonId,
    typed: Option<Asked>,
    errors: Errors,
) -> Result<OnePage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let runs = actor.holds(Role::ProgrammeOfficer, Some(call))
        || actor.holds(Role::FacilityManager, Some(call));
    let ((row, profile), known, view) = block(app, move |app| {
        let found = evaluators::of_evaluator(&app.facility, &actor, call, person)?;
        let known = evaluators::subjects(&app.facility, &actor)?;
        let view = facility::call::view(&app.facility, Some(&actor), call)?;
        Ok((found, known, view))
    })
    .await?;
    let themes: Vec<(String, String)> = known
        .themes
        .into_iter()
        .map(|theme| {
            let title = theme.title.get(reader.language.code()).to_owned();
            (theme.id, title)
        })
        .collect();
    let typed = typed.unwrap_or_else(|| Asked {
        most_files: profile
            .most_files
            .map(|most| most.to_string())
            .unwrap_or_default(),
        absences: rows::absence_rows(&profile),
    });
    Ok(OnePage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(
                format!("/calls/{call}/evaluation"),
                &view.call.definition.code,
            ),
            Crumb::new(
                format!("/calls/{call}/evaluators"),
                reader.t("evaluators-title"),
            ),
        ],
        name: row.name,
        email: row.email,
        facts: facts(&reader, &profile, &themes),
        runs,
        most_files: typed.most_files,
        absences: rows::with_room(typed.absences),
        errors,
    })
}

fn ids(path: &(String, String)) -> Result<(CallId, PersonId), PageError> {
    Ok((parsing::id(&path.0)?, parsing::id(&path.1)?))
}

/// Shows the profile.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    visitor.actor()?;
    let (call, person) = ids(&path)?;
    render(&page(&visitor, &app, call, person, None, Errors::none()).await?)
}

/// Sets how much the person takes, and when they are away.
pub async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (call, person) = ids(&path)?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let typed = Asked {
        most_files: fields.get("most_files").to_owned(),
        absences: rows::absences(&fields),
    };
    let given = Availability {
        most_files: rows::read_most(&reader, &typed.most_files, &mut errors),
        absences: rows::read_absences(&reader, &typed.absences, &mut errors),
    };
    if errors.is_empty() {
        let saved = block(&app, move |app| {
            evaluators::set_availability(&app.facility, &actor, call, person, &given)
        });
        match saved.await {
            Ok(()) => {
                let to = format!("/calls/{call}/evaluators/{person}");
                return Ok(done(&app, &to, "evaluator-saved"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, call, person, Some(typed), errors).await?)
}

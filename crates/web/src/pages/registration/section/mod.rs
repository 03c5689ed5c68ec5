//! A section of the registration: filled in, left and taken up again.

mod fields;
mod reading;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDate;
use facility::Failure;
use facility::registration::{self, KINDS, OrganisationView, joining};
use language::Reader;
use workflow::ids::OrganisationId;
use workflow::money::Currency;
use workflow::organisation::{OrganisationAction, OrganisationStatus};
use workflow::registration::{DECLARATIONS, NameKind, Section, budget_years};
use workflow::role::Actor;

use super::steps;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A row of a group.
struct Row {
    /// First part of the names of its fields.
    name: String,
    number: String,
    values: Vec<String>,
    kinds: Vec<Choice>,
    remove: String,
}

/// The budget of a year.
struct Budget {
    field: String,
    label: String,
    value: String,
    error: String,
}

/// A declaration.
struct Declaration {
    name: &'static str,
    text: String,
    options: Vec<Choice>,
    error: String,
}

/// What a section asks beside plain fields.
enum Body {
    Identity {
        kinds: Vec<Choice>,
        countries: Vec<Choice>,
        names: Vec<Row>,
    },
    LegalStatus,
    Governance {
        officers: Vec<Row>,
    },
    Money {
        currencies: Vec<Choice>,
        budgets: Vec<Budget>,
        countries: Vec<Choice>,
    },
    Experience {
        languages: Vec<Choice>,
        /// Names of languages to choose from while one types.
        others: &'static [(String, String)],
    },
    Declarations {
        declarations: Vec<Declaration>,
    },
}

#[derive(Template)]
#[template(path = "registration/section.html")]
struct SectionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    eyebrow: String,
    title: String,
    lead: String,
    address: String,
    documents: String,
    seen: String,
    /// What a change here ends; empty when nothing.
    warning: String,
    /// Where what a colleague has saved meanwhile can be looked at.
    theirs: String,
    typed: Fields,
    body: Body,
    errors: Errors,
}

/// The countries to choose from.
pub(super) fn countries(reader: &Reader, chosen: &str) -> Vec<Choice> {
    let all = reader.countries().iter();
    all.map(|(code, name)| Choice::new(code, name, code == chosen))
        .collect()
}

/// The legal forms to choose from.
pub(super) fn kinds(reader: &Reader, chosen: &str) -> Vec<Choice> {
    let all = KINDS.iter();
    all.map(|kind| {
        Choice::new(
            *kind,
            reader.named("organisation-kind", kind),
            *kind == chosen,
        )
    })
    .collect()
}

/// The currencies in use; those of the facility's work first: one chooses, one does not search.
fn currencies(chosen: &str) -> Vec<Choice> {
    let first = ["USD", "EUR"];
    let mut others: Vec<&str> = iso_codes().filter(|code| !first.contains(code)).collect();
    others.sort_unstable();
    first
        .into_iter()
        .chain(others)
        .map(|code| Choice::new(code, code, code == chosen))
        .collect()
}

/// Codes of currencies in use.
fn iso_codes() -> impl Iterator<Item = &'static str> {
    let letters = || b'A'..=b'Z';
    letters().flat_map(move |first| {
        letters().flat_map(move |second| {
            letters().filter_map(move |third| {
                let code = [first, second, third];
                let code = std::str::from_utf8(&code).ok()?;
                let currency = Currency::from_code(code)?;
                (!currency.is_fund()
                    && !currency.is_special()
                    && currency.is_superseded().is_none())
                .then(|| currency.code())
            })
        })
    })
}

fn rows(reader: &Reader, group: &fields::Group, typed: &Fields) -> Vec<Row> {
    let all = group.rows(typed);
    let row = |(at, values): (usize, Vec<String>)| {
        let kind = values.get(1).cloned().unwrap_or_default();
        Row {
            name: format!("{}.{at}", group.name),
            number: reader.number(at + 1),
            kinds: NameKind::ALL
                .iter()
                .map(|each| {
                    let name = each.name();
                    Choice::new(name, reader.named("name-kind", name), name == kind)
                })
                .collect(),
            values,
            remove: format!("remove-{}:{at}", group.name),
        }
    };
    all.into_iter().enumerate().map(row).collect()
}

fn body(
    reader: &Reader,
    section: Section,
    view: &OrganisationView,
    typed: &Fields,
    errors: &Errors,
    today: NaiveDate,
) -> Body {
    match section {
        Section::Identity => Body::Identity {
            kinds: kinds(reader, typed.get("kind")),
            countries: countries(reader, typed.get("country")),
            names: rows(reader, &fields::NAMES, typed),
        },
        Section::LegalStatus => Body::LegalStatus,
        Section::Governance => Body::Governance {
            officers: rows(reader, &fields::OFFICERS, typed),
        },
        Section::Money => Body::Money {
            currencies: currencies(typed.get("budget_currency")),
            budgets: budget_years(view.row.profile.founded_on, today)
                .into_iter()
                .map(|year| {
                    let field = format!("budget.{year}");
                    Budget {
                        label: reader.ta(
                            "registration-budget-of",
                            [("year", year.to_string().into())],
                        ),
                        value: typed.get(&field).to_owned(),
                        error: errors.of(&field),
                        field,
                    }
                })
                .collect(),
            countries: countries(reader, typed.get("bank_country")),
        },
        Section::Experience => Body::Experience {
            languages: fields::COMMON
                .iter()
                .map(|code| {
                    let chosen = typed.all("working_languages").any(|one| one == *code);
                    Choice::new(*code, reader.spoken(code), chosen)
                })
                .collect(),
            others: reader.spoken_languages(),
        },
        Section::Declarations => Body::Declarations {
            declarations: DECLARATIONS
                .into_iter()
                .map(|name| Declaration {
                    name,
                    text: reader.named("declaration", name),
                    options: [("yes", "form-yes"), ("no", "form-no")]
                        .into_iter()
                        .map(|(value, key)| {
                            Choice::new(value, reader.t(key), typed.get(name) == value)
                        })
                        .collect(),
                    error: errors.of(name),
                })
                .collect(),
        },
    }
}

/// What a page shows beside the organisation: what was typed, what is wrong with it, whether a colleague was quicker.
struct Shown {
    typed: Fields,
    errors: Errors,
    conflict: bool,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &OrganisationView,
    section: Section,
    shown: Shown,
) -> SectionPage {
    let reader = visitor.reader;
    let today = app.facility.clock.now().date_naive();
    let number = position(section) + 1;
    let stored = fields::of(&reader, &view.row.profile, section, today);
    let address = steps::address(view.row.id);
    let here = format!("{address}/{section}");
    let verified =
        view.standing.verified || view.state.status == OrganisationStatus::VerificationProposed;
    SectionPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(
                format!("/organisations/{}", view.row.id),
                view.row.profile.legal_name.as_str(),
            ),
            Crumb::new(address, reader.t("registration-title")),
        ],
        eyebrow: reader.ta(
            "intake-part-of",
            [
                ("number", number.into()),
                ("all", Section::ALL.len().into()),
            ],
        ),
        title: reader.named("section", section),
        lead: reader.named("section-lead", section),
        documents: format!("/organisations/{}/documents", view.row.id),
        warning: if verified && section != Section::Experience {
            reader.named("substance", section)
        } else {
            String::new()
        },
        theirs: if shown.conflict {
            here.clone()
        } else {
            String::new()
        },
        address: here,
        seen: fields::fingerprint(&stored),
        body: body(&reader, section, view, &shown.typed, &shown.errors, today),
        typed: shown.typed,
        errors: shown.errors,
    }
}

fn position(section: Section) -> usize {
    let mut all = Section::ALL.iter();
    all.position(|each| *each == section).unwrap_or_default()
}

/// The organisation, for who may change its profile.
async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    path: (String, String),
) -> Result<(OrganisationView, Section), PageError> {
    let actor = visitor.actor()?;
    let organisation: OrganisationId = id(&path.0)?;
    let section: Section = id(&path.1)?;
    let view = block(app, move |app| {
        registration::view(&app.facility, &actor, organisation)
    })
    .await?;
    if !view.actions.contains(&OrganisationAction::Amend) {
        return Err(PageError::hidden());
    }
    Ok((view, section))
}

/// Shows a section.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (view, section) = find(&visitor, &app, path.into_inner()).await?;
    let today = app.facility.clock.now().date_naive();
    let shown = Shown {
        typed: fields::of(&visitor.reader, &view.row.profile, section, today),
        errors: Errors::none(),
        conflict: false,
    };
    render(&page(&visitor, &app, &view, section, shown))
}

/// Saves a section, or shows it with a row more or less.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    mut typed: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (view, section) = find(&visitor, &app, path.into_inner()).await?;
    let today = app.facility.clock.now().date_naive();
    if fields::change_rows(&mut typed) {
        let seen = typed.get("seen").to_owned();
        let shown = Shown {
            typed,
            errors: Errors::none(),
            conflict: false,
        };
        let page = SectionPage {
            // What was seen stays what it was: nothing is saved by adding a row.
            seen,
            ..page(&visitor, &app, &view, section, shown)
        };
        return render(&page);
    }
    let stored = fields::of(&reader, &view.row.profile, section, today);
    let conflict = typed.get("seen") != fields::fingerprint(&stored);
    let (profile, mut errors) = reading::read(&reader, section, &typed, &view.row.profile, today);
    if !conflict && errors.is_empty() {
        let (organisation, seq) = (view.row.id, view.seq);
        let saved = block(&app, move |app| {
            let known = twins(app, &actor, organisation)?;
            registration::amend(&app.facility, &actor, organisation, Some(seq), profile)?;
            let now = twins(app, &actor, organisation)?;
            Ok::<_, Failure>(now.iter().any(|id| !known.contains(id)))
        });
        match saved.await {
            Ok(twin) => return Ok(next(&app, organisation, section, &typed, twin)),
            Err(Failure::ChangedMeanwhile) => {
                errors.say("", reader.t("intake-changed-elsewhere"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    } else if conflict {
        errors = Errors::none();
        errors.say("", reader.t("intake-changed-elsewhere"));
    }
    let shown = Shown {
        typed,
        errors,
        conflict,
    };
    render_refused(&page(&visitor, &app, &view, section, shown))
}

/// Organisations that look the same as one.
fn twins(
    app: &Application,
    actor: &Actor,
    id: OrganisationId,
) -> Result<Vec<OrganisationId>, Failure> {
    let found = joining::look_alikes(&app.facility, actor, id)?;
    Ok(found.into_iter().map(|one| one.known.id).collect())
}

/// Where a saved section leads: on, or back to the list; past the question "is this you?" when there is a new reason to ask.
fn next(
    app: &Application,
    organisation: OrganisationId,
    section: Section,
    typed: &Fields,
    twin: bool,
) -> HttpResponse {
    let list = steps::address(organisation);
    let after = Section::ALL.get(position(section) + 1);
    let to = match (typed.get("do"), after) {
        ("save", _) | (_, None) => list,
        (_, Some(section)) => format!("{list}/{section}"),
    };
    if twin {
        redirect(&super::twins::address(organisation, &to))
    } else {
        done(app, &to, "registration-saved")
    }
}

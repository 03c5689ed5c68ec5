//! One act on many organisations: what would happen to each, then what has happened to each.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::register::bulk::{self, Act, ActKind, Outcome, Selection, Skip};
use language::{Reader, Value};
use workflow::due_diligence::{Category, Level};
use workflow::ids::OrganisationId;
use workflow::text::{Text, TextError};

use crate::asked::Asked;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, redirect, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// An organisation with how it turns out.
struct Row {
    href: String,
    name: String,
    /// Id and place in the chain, as the form sends it.
    chosen: String,
    /// Why it is left out; empty when it is not.
    skipped: String,
}

#[derive(Template)]
#[template(path = "register/bulk.html")]
struct BulkPage {
    page: Page,
    act: &'static str,
    /// Whether it has been carried out.
    done: bool,
    back: String,
    query: String,
    summary: String,
    left_out: String,
    cut: String,
    rows: Vec<Row>,
    levels: Vec<Choice>,
    categories: Vec<Choice>,
    typed: Typed,
    errors: Errors,
    any: bool,
}

/// What is typed for a flag.
#[derive(Default)]
struct Typed {
    until: String,
    reason: String,
}

/// Why an organisation is left out, in words.
pub(crate) fn skipped(reader: &Reader, skip: &Skip) -> String {
    match skip {
        Skip::Refused(refusal) => wording::refusal(reader, refusal),
        Skip::HoldsUntil(until) => reader.ta(
            "register-skip-holds",
            [("day", Value::from(reader.date(*until)))],
        ),
        Skip::Changed => reader.t("register-skip-changed"),
        Skip::NotVerified => reader.t("register-skip-not-verified"),
        Skip::NobodyToWriteTo => reader.t("register-skip-nobody"),
        Skip::NoList => reader.t("register-skip-no-list"),
        Skip::AskedToday => reader.t("register-skip-asked-today"),
    }
}

fn rows(reader: &Reader, outcomes: Vec<Outcome>) -> Vec<Row> {
    let row = |outcome: Outcome| Row {
        href: format!("/organisations/{}", outcome.id),
        chosen: format!("{}:{}", outcome.id, outcome.seq),
        skipped: outcome
            .skipped
            .as_ref()
            .map(|skip| skipped(reader, skip))
            .unwrap_or_default(),
        name: outcome.name,
    };
    outcomes.into_iter().map(row).collect()
}

/// The organisations the form of the preview sends back, each with the place in its chain.
fn chosen(fields: &Fields) -> Vec<(OrganisationId, Option<i64>)> {
    let each = fields.all("chosen").filter_map(|text| {
        let (id, seq) = text.split_once(':')?;
        Some((id.parse().ok()?, Some(seq.parse().ok()?)))
    });
    each.collect()
}

/// The act the form says, or what is wrong with it.
fn act(reader: &Reader, fields: &Fields, kind: ActKind, public_url: &str) -> Result<Act, Errors> {
    match kind {
        ActKind::RaiseFlag => flag(reader, fields),
        ActKind::Screen => Ok(Act::Screen),
        ActKind::AskRenewal => Ok(Act::AskRenewal {
            public_url: public_url.trim_end_matches('/').to_owned(),
        }),
    }
}

/// The flag the form says.
fn flag(reader: &Reader, fields: &Fields) -> Result<Act, Errors> {
    let mut errors = Errors::none();
    let level: Option<Level> = fields.get("level").parse().ok();
    let category: Option<Category> = fields.get("category").parse().ok();
    let reason = Text::parse(fields.get("reason"));
    let until = match fields.get("until").trim() {
        "" => Ok(None),
        text => text.parse().map(Some),
    };
    for (field, missing) in [("level", level.is_none()), ("category", category.is_none())] {
        if missing {
            errors.add(reader, field, "unknown-option");
        }
    }
    if until.is_err() {
        errors.add(reader, "until", "date");
    }
    match &reason {
        Ok(_) => {}
        Err(TextError::Empty) => errors.add(reader, "reason", "reason-missing"),
        Err(_) => errors.add(reader, "reason", "text"),
    }
    match (level, category, until, reason) {
        (Some(level), Some(category), Ok(until), Ok(reason)) => Ok(Act::RaiseFlag {
            level,
            category,
            until,
            reason,
        }),
        _ => Err(errors),
    }
}

/// Shows what would happen, or carries it out: the form of the preview says `step=carry_out`.
pub(super) async fn post(
    visitor: Visitor,
    app: web::Data<Application>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let query = Asked::of_query(fields.get("query")).query();
    let all = fields.maybe("all").is_some();
    let marked: Vec<OrganisationId> = fields.all("id").filter_map(|id| id.parse().ok()).collect();
    if let Some(kind) = fields.get("act").strip_prefix("export_") {
        let kind = if kind == "csv" { "csv" } else { "xlsx" };
        let ids: Vec<(&str, String)> = marked.iter().map(|id| ("id", id.to_string())).collect();
        let asked = if all || ids.is_empty() {
            query
        } else {
            serde_urlencoded::to_string(ids).unwrap_or_default()
        };
        return Ok(redirect(&format!("/organisations/export.{kind}?{asked}")));
    }
    let kind = ActKind::parse(fields.get("act"))
        .ok_or_else(|| PageError::NotUnderstood("there is no such act on many".to_owned()))?;
    let carried = chosen(&fields);
    let mut errors = Errors::none();
    if fields.get("step") == "carry_out" {
        match act(&reader, &fields, kind, &app.settings.public_url) {
            Ok(act) => {
                let (me, these) = (actor.clone(), carried.clone());
                let done = block(&app, move |app| {
                    bulk::carry_out(&app.facility, &me, &act, &these)
                })
                .await?;
                let page = Page::new(&visitor, &app);
                return render(&shown(
                    page, kind, true, query, done, false, &fields, errors,
                ));
            }
            Err(wrong) => errors = wrong,
        }
    }
    let selection = if all {
        Selection::Fitting(Box::new(Asked::of_query(&query).filter().0))
    } else if carried.is_empty() {
        Selection::These(marked)
    } else {
        Selection::These(carried.into_iter().map(|(id, _)| id).collect())
    };
    let plan = block(&app, move |app| {
        bulk::plan(&app.facility, &actor, kind, &selection)
    })
    .await?;
    let page = Page::new(&visitor, &app);
    let refused = !errors.is_empty();
    let shown = shown(
        page,
        kind,
        false,
        query,
        plan.outcomes,
        plan.cut,
        &fields,
        errors,
    );
    if refused {
        render_refused(&shown)
    } else {
        render(&shown)
    }
}

#[allow(clippy::too_many_arguments)]
fn shown(
    page: Page,
    kind: ActKind,
    done: bool,
    query: String,
    outcomes: Vec<Outcome>,
    cut: bool,
    fields: &Fields,
    errors: Errors,
) -> BulkPage {
    let reader = page.reader;
    let left = outcomes.iter().filter(|one| one.skipped.is_some()).count();
    let will = outcomes.len() - left;
    let name = kind.name().replace('_', "-");
    let tense = if done { "done" } else { "will" };
    let choice = |family: &str, field: &str, name: &'static str| {
        Choice::new(name, reader.named(family, name), fields.get(field) == name)
    };
    BulkPage {
        act: kind.name(),
        done,
        back: super::address(&query),
        query,
        summary: reader.tn(format!("register-{name}-{tense}"), will as i64),
        left_out: if left == 0 {
            String::new()
        } else {
            reader.tn("register-left-out", left as i64)
        },
        cut: if cut {
            reader.tn("register-cut", bulk::MOST as i64)
        } else {
            String::new()
        },
        rows: rows(&reader, outcomes),
        levels: Level::ALL
            .iter()
            .map(|level| choice("level", "level", level.name()))
            .collect(),
        categories: Category::ALL
            .iter()
            .map(|category| choice("category", "category", category.name()))
            .collect(),
        typed: Typed {
            until: fields.get("until").to_owned(),
            reason: fields.get("reason").to_owned(),
        },
        errors,
        any: will > 0,
        page,
    }
}

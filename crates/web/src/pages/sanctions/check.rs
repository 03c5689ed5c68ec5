//! A name searched on the list read last.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::sanctions::{lists, screening};
use names::consolidated_list::Kind;
use names::screening::{DEFAULT_THRESHOLD, Query};
use serde::Deserialize;

use super::{EntryShown, PartShown, birth, entry, parts, percent};
use crate::failure::PageError;
use crate::form::Errors;
use crate::page::{Choice, Crumb, Page, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// What is searched for, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: Option<String>,
    kind: String,
    born: String,
}

/// A match.
struct Found {
    score: String,
    name: String,
    parts: Vec<PartShown>,
    birth: String,
    entry: EntryShown,
}

#[derive(Template)]
#[template(path = "sanctions/check.html")]
struct CheckPage {
    page: Page,
    crumbs: Vec<Crumb>,
    /// Whether there is a list to search on.
    ready: bool,
    name: String,
    born: String,
    kinds: Vec<Choice>,
    searched: bool,
    found: Vec<Found>,
    errors: Errors,
}

/// Searches a name, when one is given.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    typed: web::Query<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let typed = typed.into_inner();
    let mut errors = Errors::none();
    let kind = match typed.kind.as_str() {
        "individual" => Some(Kind::Individual),
        "entity" => Some(Kind::Entity),
        _ => None,
    };
    let born = match typed.born.trim() {
        "" => None,
        born => born.parse().ok().or_else(|| {
            errors.add(&reader, "born", "born-year");
            None
        }),
    };
    let asks = actor.clone();
    let ready = block(&app, move |app| lists::any(&app.facility, &asks)).await?;
    let asked = typed.name.clone().filter(|_| ready && errors.is_empty());
    let searched = match asked {
        None => Ok(None),
        Some(name) => {
            block(&app, move |app| {
                let query = Query {
                    name: &name,
                    kind,
                    born,
                };
                screening::check(&app.facility, &actor, &query, DEFAULT_THRESHOLD).map(Some)
            })
            .await
        }
    };
    let found = match searched {
        Ok(found) => found,
        Err(failure) => {
            errors = Errors::from_failure(&reader, failure)?;
            None
        }
    };
    let searched = found.is_some();
    let found = found.unwrap_or_default();
    let found = found
        .iter()
        .map(|one| Found {
            score: percent(&reader, one.score),
            name: one.name.clone(),
            parts: parts(&reader, &one.comparison.compared.parts),
            birth: birth(&reader, one.comparison.birth),
            entry: entry(&reader, &one.entry),
        })
        .collect();
    let kinds = [
        ("", "sanctions-both"),
        ("individual", "sanctions-individuals"),
        ("entity", "sanctions-entities"),
    ];
    let wrong = !errors.is_empty();
    let template = CheckPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new("/sanctions", reader.t("nav-sanctions"))],
        ready,
        kinds: kinds
            .iter()
            .map(|(value, key)| Choice::new(*value, reader.t(key), typed.kind == *value))
            .collect(),
        searched,
        found,
        name: typed.name.unwrap_or_default(),
        born: typed.born,
        errors,
    };
    if wrong {
        render_refused(&template)
    } else {
        render(&template)
    }
}

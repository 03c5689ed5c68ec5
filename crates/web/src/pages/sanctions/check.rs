//! A name searched on the list read last.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::sanctions::screening;
use names::consolidated_list::Kind;
use names::screening::{Birth, DEFAULT_THRESHOLD, Query};
use serde::Deserialize;
use workflow::text;

use super::{EntryShown, PartShown, entry, parts, percent};
use crate::failure::PageError;
use crate::form::Errors;
use crate::page::{Choice, Crumb, Page, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// What is searched for, as typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    name: String,
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
    typed: Typed,
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
    let searched = !typed.name.trim().is_empty();
    let name = text::line(&typed.name, 300).unwrap_or_default();
    let kind = match typed.kind.as_str() {
        "individual" => Some(Kind::Individual),
        "entity" => Some(Kind::Entity),
        _ => None,
    };
    let born = typed.born.trim().parse().ok();
    let result = block(&app, move |app| {
        let query = Query {
            name: &name,
            kind,
            born,
        };
        screening::check(&app.facility, &actor, &query, DEFAULT_THRESHOLD)
    })
    .await;
    let found = match result {
        Ok(found) => found,
        Err(failure) => {
            errors = Errors::from_failure(&reader, failure)?;
            Vec::new()
        }
    };
    let found = found
        .iter()
        .map(|one| Found {
            score: percent(&reader, one.score),
            name: one.name.clone(),
            parts: parts(&reader, &one.comparison.compared.parts),
            birth: match one.comparison.birth {
                Birth::Unknown => String::new(),
                Birth::Agrees => reader.t("sanctions-birth-agrees"),
                Birth::Differs(years) => reader.tn("sanctions-birth-differs", years as usize),
            },
            entry: entry(&reader, &one.entry),
        })
        .collect();
    let kinds = [
        ("", "sanctions-both"),
        ("individual", "sanctions-individuals"),
        ("entity", "sanctions-entities"),
    ];
    render(&CheckPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new("/sanctions", reader.t("nav-sanctions"))],
        kinds: kinds
            .iter()
            .map(|(value, key)| Choice::new(*value, reader.t(key), typed.kind == *value))
            .collect(),
        searched: searched && errors.is_empty(),
        found: if searched { found } else { Vec::new() },
        typed,
        errors,
    })
}

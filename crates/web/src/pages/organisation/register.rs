//! Every risk flag that holds, by level.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::flags;
use serde::Deserialize;
use workflow::due_diligence::Level;

use super::frame::{Tab, Word, family};
use crate::failure::PageError;
use crate::page::{Page, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Flags on a page.
const LINES: i64 = 50;

/// What is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    level: String,
    #[serde(default)]
    after: String,
}

/// A flag in the list.
struct Line {
    href: String,
    organisation: String,
    country: String,
    category: String,
    until: String,
    set_by: String,
    set_on: String,
}

#[derive(Template)]
#[template(path = "organisation/register.html")]
struct RegisterPage {
    page: Page,
    tabs: Vec<Tab>,
    level: Word,
    means: String,
    lines: Vec<Line>,
    shown: String,
    first: String,
    next: String,
}

/// The flags of a level; the gravest when none is asked for.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let query = query.into_inner();
    let level: Level = query.level.parse().unwrap_or(Level::Red);
    let after = Some(query.after.clone()).filter(|after| !after.is_empty());
    let (counts, held) = block(&app, move |app| {
        let held = flags::held(&app.facility, &actor, level, after.as_deref(), LINES)?;
        Ok((flags::count_held(&app.facility, &actor)?, held))
    })
    .await?;
    let address = |level: Level| format!("/flags?level={level}");
    let tab = |one: &Level| Tab {
        href: address(*one),
        text: reader.named("level", one),
        count: reader.number(counts.get(one).copied().unwrap_or_default()),
        current: *one == level,
    };
    let lines: Vec<Line> = held
        .items
        .into_iter()
        .map(|(line, set_by)| Line {
            href: format!("/organisations/{}/flags", line.organisation),
            organisation: line.legal_name,
            country: reader.country(line.country),
            category: reader.named("category", line.category),
            until: line
                .until
                .map_or_else(|| reader.t("flags-no-end"), |day| reader.date_short(day)),
            set_by: set_by.name,
            set_on: reader.date_short(line.set_at.date_naive()),
        })
        .collect();
    render(&RegisterPage {
        tabs: Level::ALL.iter().rev().map(tab).collect(),
        level: Word {
            family: family(level),
            text: reader.named("level", level),
        },
        means: reader.t(format!("level-{level}-means")),
        shown: reader.tn("count-shown", lines.len()),
        lines,
        first: if query.after.is_empty() {
            String::new()
        } else {
            address(level)
        },
        next: held
            .next
            .map(|after| format!("{}&after={after}", address(level)))
            .unwrap_or_default(),
        page: Page::new(&visitor, &app),
    })
}

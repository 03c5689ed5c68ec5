//! Who sits on the panel of a call.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call as calls;
use facility::selection;
use language::Reader;
use workflow::role::{Role, Term};

use super::places::{self, Tab};
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A seat.
struct Line {
    name: String,
    office: String,
    agency: String,
    /// From when to when; may be empty.
    term: String,
    shape: &'static str,
    word: String,
}

/// The days of a term in words; empty for one without ends.
pub fn term(reader: &Reader, term: Term) -> String {
    match (term.from, term.until) {
        (None, None) => String::new(),
        (Some(from), None) => reader.ta("term-from", [("from", reader.date(from).into())]),
        (None, Some(until)) => reader.ta("term-until", [("until", reader.date(until).into())]),
        (Some(from), Some(until)) => reader.ta(
            "term-from-until",
            [
                ("from", reader.date(from).into()),
                ("until", reader.date(until).into()),
            ],
        ),
    }
}

#[derive(Template)]
#[template(path = "selection/members.html")]
struct MembersPage {
    page: Page,
    crumbs: Vec<Crumb>,
    tabs: Vec<Tab>,
    code: String,
    ties: String,
    lines: Vec<Line>,
    /// Where somebody is appointed; empty for who appoints nobody.
    appoint: String,
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let asking = actor.clone();
    let (seats, rules, call) = block(&app, move |app| {
        let (seats, rules) = selection::seated(&app.facility, &asking, id)?;
        Ok((seats, rules, calls::view(&app.facility, Some(&asking), id)?))
    })
    .await?;
    let definition = &call.call.definition;
    let lines = seats
        .into_iter()
        .map(|seat| Line {
            office: reader.named("office", seat.office),
            agency: seat.agency.unwrap_or_default(),
            term: term(&reader, seat.term),
            shape: match () {
                () if seat.pending => "waiting",
                () if !seat.sits => "ended",
                () => "good",
            },
            word: reader.t(match () {
                () if seat.pending => "seat-terms-pending",
                () if !seat.sits => "seat-outside-term",
                () => "seat-sits",
            }),
            name: seat.name,
        })
        .collect();
    render(&MembersPage {
        crumbs: vec![
            Crumb::new(
                format!("/calls/{id}"),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{id}/panel"), reader.t("panel-title")),
        ],
        tabs: places::tabs(&reader, &actor, id, "/panel/members"),
        code: definition.code.clone(),
        ties: reader.named("ties", rules.ties),
        lines,
        appoint: if actor.holds(Role::FacilityManager, None) {
            format!("/people?call={id}")
        } else {
            String::new()
        },
        page: Page::new(&visitor, &app),
    })
}

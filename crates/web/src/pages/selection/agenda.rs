//! The agenda of a call's panel; before it, the declarations.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::{self as calls, CallView};
use facility::selection::{self, Item, SessionView};
use language::Reader;
use workflow::call::CallAction;
use workflow::ids::{CallId, ProposalId};
use workflow::interest::Command as Interest;
use workflow::money::Money;
use workflow::policy::View;
use workflow::role::Actor;
use workflow::transition::Status;

use super::places::{self, Tab};
use super::session;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A file to declare on.
struct Undeclared {
    field: String,
    title: String,
    organisation: String,
    country: String,
    options: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "selection/declare.html")]
struct DeclarePage {
    page: Page,
    code: String,
    count: String,
    lines: Vec<Undeclared>,
    errors: Errors,
}

struct Figure {
    value: String,
    label: String,
    note: String,
}

/// An item of the agenda.
struct Line {
    href: String,
    rank: String,
    title: String,
    reference: String,
    organisation: String,
    score: String,
    requested: String,
    awarded: String,
    mine: String,
    open: bool,
    status: String,
    tally: String,
}

#[derive(Template)]
#[template(path = "selection/agenda.html")]
struct AgendaPage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    errors: Errors,
    tabs: Vec<Tab>,
    sessions: Vec<session::Line>,
    /// Where a session is convened; empty for who convenes none.
    convene: String,
    figures: Vec<Figure>,
    chairs: bool,
    votes: bool,
    to_open: usize,
    open: usize,
    to_open_text: String,
    open_text: String,
    lines: Vec<Line>,
}

/// What the use cases tell.
struct Known {
    call: CallView,
    items: Vec<Item>,
    undeclared: Vec<Item>,
    sessions: Vec<SessionView>,
    chairs: bool,
    member: bool,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let mut items = selection::agenda(&app.facility, &actor, id)?;
        items.retain(|item| item.view == View::File);
        Ok(Known {
            call: calls::view(&app.facility, Some(&actor), id)?,
            items,
            undeclared: selection::undeclared(&app.facility, &actor, id)?,
            sessions: selection::sessions(&app.facility, &actor, id)?,
            chairs: selection::chairs(&actor, id),
            member: actor.holds(workflow::role::Role::PanelMember, Some(id)),
        })
    });
    Ok(known.await?)
}

fn field(id: ProposalId) -> String {
    format!("interest-{id}")
}

fn declare_page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> DeclarePage {
    let reader = visitor.reader;
    let line = |item: &Item| {
        let field = field(item.proposal);
        Undeclared {
            title: wording::title(&reader, &item.title),
            organisation: item.organisation.clone(),
            country: reader.country(&item.country),
            options: desk::declarations(&reader, typed.maybe(&field).unwrap_or(desk::NO_CONFLICT)),
            error: errors.of(&field),
            field,
        }
    };
    DeclarePage {
        code: known.call.call.definition.code.clone(),
        count: reader.tn("count-files", known.undeclared.len()),
        lines: known.undeclared.iter().map(line).collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn agenda_page(
    visitor: &Visitor,
    app: &Application,
    actor: &Actor,
    known: &Known,
    errors: Errors,
) -> AgendaPage {
    let reader = visitor.reader;
    let Known { call, items, .. } = known;
    let id = call.call.id;
    let title = call.call.definition.title.get(reader.language.code());
    let open = items.iter().filter(|item| item.open).count();
    let to_open = items
        .iter()
        .filter(|item| !item.open && matches!(item.status, Status::OnAgenda | Status::Deferred))
        .count();
    AgendaPage {
        crumbs: vec![Crumb::new(format!("/calls/{id}"), title)],
        code: call.call.definition.code.clone(),
        figures: figures(&reader, known, open),
        chairs: known.chairs,
        votes: known.member,
        to_open,
        open,
        to_open_text: reader.tn("count-files", to_open),
        open_text: reader.tn("count-files", open),
        tabs: places::tabs(&reader, actor, id, "/panel"),
        sessions: session::lines(&reader, &call.call, &known.sessions),
        convene: if call.actions.contains(&CallAction::ConveneSession) {
            format!("/calls/{id}/panel/sessions/new")
        } else {
            String::new()
        },
        lines: items.iter().map(|item| line(&reader, item)).collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn figures(reader: &Reader, known: &Known, open: usize) -> Vec<Figure> {
    let Known { call, items, .. } = known;
    let figure = |value: String, key: &str| Figure {
        value,
        label: reader.t(key),
        note: String::new(),
    };
    let mut figures = vec![
        figure(reader.number(items.len()), "panel-items"),
        figure(reader.number(open), "panel-open"),
    ];
    if known.member {
        let voted = items.iter().filter(|item| item.open && item.voted).count();
        figures.push(figure(
            reader.number(open.saturating_sub(voted)),
            "panel-my-votes-left",
        ));
    }
    if let Some(funding) = &call.call.definition.funding {
        let awarded: i64 = items
            .iter()
            .filter_map(|item| item.awarded)
            .map(|amount| amount.minor)
            .sum();
        let money = |minor| wording::money(reader, Money::new(minor, funding.currency));
        figures.push(Figure {
            note: reader.ta(
                "panel-of-ceiling",
                [("ceiling", money(funding.ceiling_minor).into())],
            ),
            ..figure(money(awarded), "panel-awarded")
        });
    }
    figures
}

fn line(reader: &Reader, item: &Item) -> Line {
    let money = |amount| wording::money(reader, amount);
    let tally: Vec<String> = item
        .tally
        .iter()
        .map(|(choice, votes)| {
            format!(
                "{}: {}",
                reader.named("ballot", choice),
                reader.number(*votes)
            )
        })
        .collect();
    Line {
        href: format!("/proposals/{}/selection", item.proposal),
        rank: item
            .rank
            .map(|rank| reader.number(rank))
            .unwrap_or_default(),
        title: wording::title(reader, &item.title),
        reference: item.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
        score: item
            .score
            .map(|score| wording::points(reader, score))
            .unwrap_or_default(),
        requested: item.requested.map(money).unwrap_or_default(),
        awarded: item.awarded.map(money).unwrap_or_default(),
        mine: match item.mine {
            Some(choice) => reader.named("ballot", choice),
            None if item.voted => reader.t("panel-has-voted"),
            None => String::new(),
        },
        open: item.open,
        status: item.status.to_string(),
        tally: tally.join(" · "),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    if known.undeclared.is_empty() {
        render(&agenda_page(&visitor, &app, &actor, &known, Errors::none()))
    } else {
        let nothing = Fields::default();
        render(&declare_page(
            &visitor,
            &app,
            &known,
            &nothing,
            Errors::none(),
        ))
    }
}

/// Reads a declaration on each file that was shown.
fn interests(
    reader: &Reader,
    known: &Known,
    fields: &Fields,
) -> Result<BTreeMap<ProposalId, Interest>, Errors> {
    let mut errors = Errors::none();
    let mut found = BTreeMap::new();
    for item in &known.undeclared {
        let field = field(item.proposal);
        match fields.maybe(&field) {
            // Came onto the agenda after the page was made.
            None => {}
            Some(desk::NO_CONFLICT) => {
                found.insert(item.proposal, Interest::DeclareNone);
            }
            Some(kind) => match kind.parse() {
                Ok(conflict) => {
                    found.insert(item.proposal, Interest::DeclareConflict { conflict });
                }
                Err(_) => errors.add(reader, &field, "unknown-option"),
            },
        }
    }
    if fields.get("confirmed") != "true" {
        errors.say("confirmed", reader.t("panel-declare-confirm-missing"));
    }
    if errors.is_empty() {
        Ok(found)
    } else {
        Err(errors)
    }
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id).await?;
    let asking = actor.clone();
    let refused = |errors| {
        if known.undeclared.is_empty() {
            render_refused(&agenda_page(&visitor, &app, &asking, &known, errors))
        } else {
            render_refused(&declare_page(&visitor, &app, &known, &fields, errors))
        }
    };
    let (result, key) = match fields.get("act") {
        "declare" => match interests(&reader, &known, &fields) {
            Err(errors) => return refused(errors),
            Ok(interests) => {
                let declared = block(&app, move |app| {
                    selection::declare_each(&app.facility, &actor, &interests)
                });
                (declared.await, "panel-declared")
            }
        },
        "open" => {
            let opened = block(&app, move |app| {
                selection::open_all(&app.facility, &actor, id)
            });
            (opened.await, "panel-opened")
        }
        "close" => {
            let closed = block(&app, move |app| {
                selection::close_all(&app.facility, &actor, id)
            });
            (closed.await, "panel-closed-all")
        }
        _ => return refused(desk::wrong(&reader, "", "unknown-option")),
    };
    match result {
        Ok(_) => Ok(done(&app, &format!("/calls/{id}/panel"), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

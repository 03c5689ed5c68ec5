//! Sessions of a panel: how they are told, and how one is convened.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use facility::call::{self as calls, CallView};
use facility::selection::{self, Item, NewSession, Proposed, SessionView};
use language::Reader;
use serde::Deserialize;
use workflow::call::Call;
use workflow::ids::{CallId, ProposalId};
use workflow::panel::{Mode, Session};
use workflow::role::Actor;
use workflow::time::Deadline;

use super::paper::session_name;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::{desk, parsing};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// When and how a session is held, in words.
pub struct When {
    /// How.
    pub mode: String,
    /// When it starts or began, on the clocks of the call.
    pub starts: String,
    /// Until when votes are taken; may be empty.
    pub ends: String,
    /// How it stands: shape and word.
    pub shape: &'static str,
    /// The word.
    pub word: String,
}

/// When and how a session is held.
pub fn when(reader: &Reader, call: &Call, session: &Session, runs: bool) -> When {
    let zone = call.definition.dates.zone;
    let local = Reader::new(reader.language, zone);
    let (shape, key) = if runs {
        ("working", "session-runs")
    } else if session.minutes.is_some() {
        ("good", "session-signed")
    } else if session.began_at.is_some() {
        ("ended", "session-over")
    } else {
        ("waiting", "session-convened")
    };
    When {
        mode: reader.named("session-mode", session.mode),
        starts: local.date_time(session.began_at.unwrap_or(session.starts)),
        ends: session
            .ends
            .or(session.ended_at)
            .map(|ends| local.date_time(ends))
            .unwrap_or_default(),
        shape,
        word: reader.t(key),
    }
}

/// A session on the page of the panel.
pub struct Line {
    /// The room.
    pub href: String,
    /// Its name.
    pub name: String,
    /// When and how.
    pub when: When,
    /// How many items are on it.
    pub items: String,
}

/// The sessions of a panel, the latest first.
pub fn lines(reader: &Reader, call: &Call, sessions: &[SessionView]) -> Vec<Line> {
    let line = |view: &SessionView| {
        let session = &view.session;
        let href = format!("/calls/{}/panel/sessions/{}", call.id, session.number);
        Line {
            name: session_name(reader, session.number),
            when: when(reader, call, session, view.runs),
            items: reader.tn("count-files", session.agenda.len()),
            href,
        }
    };
    sessions.iter().rev().map(line).collect()
}

/// A file that can be put on the agenda.
struct Waiting {
    field: String,
    place: String,
    href: String,
    title: String,
    reference: String,
    organisation: String,
    score: String,
    error: String,
}

#[derive(Template)]
#[template(path = "selection/convene.html")]
struct ConvenePage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    errors: Errors,
    modes: Vec<Choice>,
    starts: String,
    ends: String,
    zone: String,
    order: &'static str,
    moves: String,
    moves_by_rank: String,
    /// The same page in the other order.
    other: String,
    lines: Vec<Waiting>,
}

/// What is asked of the form.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `rank` for the order of the ranking; else grouped.
    order: String,
}

struct Known {
    call: CallView,
    proposed: Proposed,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
    by_rank: bool,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        Ok(Known {
            proposed: selection::proposed(&app.facility, &actor, id, by_rank)?,
            call: calls::view(&app.facility, Some(&actor), id)?,
        })
    });
    Ok(known.await?)
}

fn field(id: ProposalId) -> String {
    format!("place-{id}")
}

fn page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> ConvenePage {
    let reader = visitor.reader;
    let call = &known.call.call;
    let definition = &call.definition;
    let mode = typed.maybe("mode").unwrap_or(Mode::Room.name());
    let proposed = &known.proposed;
    let href = format!("/calls/{}/panel/sessions/new", call.id);
    let line = |(number, item): (usize, &Item)| {
        let field = field(item.proposal);
        let place = typed.maybe(&field).map(str::to_owned);
        Waiting {
            place: place.unwrap_or_else(|| number.to_string()),
            href: format!("/proposals/{}/selection", item.proposal),
            title: wording::title(&reader, &item.title),
            reference: item.reference.clone().unwrap_or_default(),
            organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
            score: item
                .score
                .map(|score| wording::points(&reader, score))
                .unwrap_or_default(),
            error: errors.of(&field),
            field,
        }
    };
    ConvenePage {
        crumbs: vec![
            Crumb::new(
                format!("/calls/{}", call.id),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{}/panel", call.id), reader.t("panel-title")),
        ],
        code: definition.code.clone(),
        modes: Mode::ALL
            .iter()
            .map(|each| Choice {
                hint: reader.t(format!("session-mode-{each}-hint")),
                ..Choice::new(
                    each.name(),
                    reader.named("session-mode", each),
                    each.name() == mode,
                )
            })
            .collect(),
        starts: typed.get("starts").to_owned(),
        ends: typed.get("ends").to_owned(),
        zone: definition.dates.zone.name().to_owned(),
        order: if proposed.grouped { "grouped" } else { "rank" },
        moves: reader.tn("convene-moves", proposed.moves),
        moves_by_rank: reader.tn("convene-moves", proposed.moves_by_rank),
        other: if proposed.grouped {
            format!("{href}?order=rank")
        } else {
            href
        },
        lines: (1..).zip(&proposed.items).map(line).collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id, asked.order == "rank").await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, &known, &nothing, Errors::none()))
}

/// A moment as browsers send it, on the clocks of the call.
fn moment(
    reader: &Reader,
    call: &Call,
    fields: &Fields,
    field: &str,
    errors: &mut Errors,
) -> Option<chrono::DateTime<chrono::Utc>> {
    let raw = fields.get(field).trim();
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let mut read = formats
        .iter()
        .filter_map(|format| NaiveDateTime::parse_from_str(raw, format).ok());
    let zone = call.definition.dates.zone;
    let found = read.next().map(|local| Deadline { local, zone }.at());
    if found.is_none() {
        errors.add(reader, field, "date-time");
    }
    found
}

/// The agenda a form asks for: files by the number beside them, those without a number left out.
fn agenda(reader: &Reader, known: &Known, fields: &Fields, errors: &mut Errors) -> Vec<ProposalId> {
    let mut placed: BTreeMap<(u32, usize), ProposalId> = BTreeMap::new();
    for (at, item) in known.proposed.items.iter().enumerate() {
        let field = field(item.proposal);
        let typed = fields.get(&field).trim();
        if typed.is_empty() {
            continue;
        }
        match typed.parse() {
            Ok(place) => {
                placed.insert((place, at), item.proposal);
            }
            Err(_) => errors.say(&field, reader.t("convene-place-wrong")),
        }
    }
    placed.into_values().collect()
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id, fields.get("order") == "rank").await?;
    let refused = |errors| render_refused(&page(&visitor, &app, &known, &fields, errors));
    let mut errors = Errors::none();
    let Ok(mode) = fields.get("mode").parse::<Mode>() else {
        return refused(desk::wrong(&reader, "mode", "unknown-option"));
    };
    let call = &known.call.call;
    let starts = moment(&reader, call, &fields, "starts", &mut errors);
    let ends = if fields.get("ends").trim().is_empty() {
        None
    } else {
        moment(&reader, call, &fields, "ends", &mut errors)
    };
    let agenda = agenda(&reader, &known, &fields, &mut errors);
    let Some(starts) = starts.filter(|_| errors.is_empty()) else {
        return refused(errors);
    };
    let as_proposed = known
        .proposed
        .items
        .iter()
        .map(|item| item.proposal)
        .eq(agenda.iter().copied());
    let new = NewSession {
        mode,
        starts,
        ends,
        // As the program proposes it, with files in it that whoever convenes does not see.
        agenda: (!(as_proposed && known.proposed.grouped)).then_some(agenda),
    };
    let convened = block(&app, move |app| {
        selection::convene(&app.facility, &actor, id, &new)
    });
    match convened.await {
        Ok(number) => Ok(done(
            &app,
            &format!("/calls/{id}/panel/sessions/{number}"),
            "session-convened-done",
        )),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

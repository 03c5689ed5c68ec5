//! The room: a session while it sits, followed without loading the page anew, and the screen on its wall.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::evaluation::ranking;
use facility::people;
use facility::selection::{self, Attendance, ItemView, OnScreen, Room};
use facility::{Facility, Failure};
use language::Reader;
use serde::Deserialize;
use workflow::call::CallAction;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::role::Actor;
use workflow::selection::Command as Selection;
use workflow::transition::Status;

use super::ballot::{self, Voting};
use super::outcome::{self, Counted, Presiding};
use super::paper::session_name;
use super::session::{When, when};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::live::{self, Followed};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::{desk, parsing};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Somebody at the table.
struct Seat {
    person: PersonId,
    name: String,
    about: String,
    shape: &'static str,
    word: String,
    present: bool,
    /// Whether the reader may say that they come or go.
    movable: bool,
    /// Whether it is the reader.
    me: bool,
}

/// A line of the agenda.
struct Line {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    open: bool,
    status: String,
    current: bool,
    tally: String,
    mine: String,
    awaited: bool,
}

/// The item under way.
struct Now {
    href: String,
    place: String,
    title: String,
    reference: String,
    organisation: String,
    requested: String,
    score: String,
    ranked: String,
    open: bool,
    round: u32,
    quorum: String,
    quorum_met: bool,
    voted: bool,
    mine: String,
    voting: Voting,
    presiding: Presiding,
    counted: Option<Counted>,
    decision: String,
    decided_because: String,
}

/// What comes next.
struct Next {
    href: String,
    title: String,
    may_open: bool,
    in_the_room: String,
    enough: bool,
}

/// What is followed on the page: made anew whenever something changes.
struct View {
    here: String,
    when: When,
    /// What the page says aloud when it changes.
    news: String,
    runs: bool,
    together: bool,
    can_begin: bool,
    can_end: bool,
    can_attend: bool,
    present: bool,
    in_now: String,
    now: Option<Now>,
    next: Option<Next>,
    table: Vec<Seat>,
    lines: Vec<Line>,
    /// How many open items the reader has not voted on; empty when none.
    awaited: String,
    paper: String,
    open_all: String,
    close_all: String,
}

/// What forms of the part need of a page.
struct Frame {
    reader: Reader,
    csrf: String,
}

#[derive(Template)]
#[template(path = "selection/room.html")]
struct RoomPage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    title: String,
    errors: Errors,
    screen: String,
    minutes: String,
    view: View,
}

#[derive(Template)]
#[template(path = "selection/room_part.html")]
struct RoomPart {
    page: Frame,
    errors: Errors,
    view: View,
}

/// What is asked of a page that is followed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `live` for the part that changes, without the frame of the page.
    part: String,
    /// What the stream is about: `screen`, or the room.
    of: String,
}

/// Which session.
#[derive(Clone, Copy)]
pub struct Place {
    /// The call.
    pub call: CallId,
    /// Its number.
    pub number: u32,
}

impl Place {
    /// Reads the places of an address.
    pub fn read((call, number): &(String, String)) -> Result<Self, PageError> {
        Ok(Self {
            call: parsing::id(call)?,
            number: parsing::id(number)?,
        })
    }

    /// The address of the room.
    pub fn here(self) -> String {
        format!("/calls/{}/panel/sessions/{}", self.call, self.number)
    }
}

/// What the use cases tell.
struct Known {
    room: Room,
    next: Option<ItemView>,
    names: BTreeMap<PersonId, String>,
    ranked: Option<(u32, Option<choice::calibration::Rank>)>,
}

fn known(facility: &Facility, actor: &Actor, at: Place) -> Result<Known, Failure> {
    let room = selection::room(facility, actor, at.call, at.number)?;
    let current = room.current.as_ref();
    let roll = current.map(|item| item.roll.keys().copied().collect());
    let roll: Vec<PersonId> = roll.unwrap_or_default();
    let next = match room.next {
        Some((id, _)) if Some(id) != current.map(|item| item.item.proposal) => {
            selection::item(facility, actor, id)?.ok()
        }
        _ => None,
    };
    let ranked = match current {
        Some(item) => ranked(facility, actor, at.call, item.item.proposal)?,
        None => None,
    };
    Ok(Known {
        names: people::names(facility, roll)?,
        next,
        ranked,
        room,
    })
}

/// The place of a file in the ranking the person may see, and the places that are as likely.
fn ranked(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    id: ProposalId,
) -> Result<Option<(u32, Option<choice::calibration::Rank>)>, Failure> {
    let ranking = match ranking::ranking(facility, actor, call) {
        Ok(ranking) => ranking,
        // The secretary sees no ranking.
        Err(Failure::Refused(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let file = ranking.files.iter().find(|file| file.proposal == id);
    Ok(file.and_then(|file| Some((file.place?, file.told().map(|told| told.rank)))))
}

fn view(reader: &Reader, actor: &Actor, at: Place, known: &Known) -> View {
    let room = &known.room;
    let session = &room.session;
    let may = |action| room.actions.contains(&action);
    let open = room.items.iter().filter(|item| item.open).count();
    let waiting = room
        .items
        .iter()
        .filter(|item| !item.open && matches!(item.status, Status::OnAgenda | Status::Deferred))
        .count();
    let awaited = room
        .items
        .iter()
        .filter(|item| room.votes && item.open && !item.voted)
        .count();
    let chairs = may(CallAction::EndSession) && room.runs;
    let together = session.sits_together();
    let in_bulk = !together || room.rules.ballot.over_the_list();
    let words = |count: usize| {
        if count > 0 && chairs && in_bulk {
            reader.tn("count-files", count)
        } else {
            String::new()
        }
    };
    let in_now = room.table.iter().filter(|seat| seat.present).count();
    View {
        here: at.here(),
        when: when(reader, &room.call, session, room.runs),
        news: news(reader, room),
        runs: room.runs,
        together,
        can_begin: may(CallAction::BeginSession),
        can_end: may(CallAction::EndSession) && open == 0,
        can_attend: may(CallAction::AttendSession),
        present: session.present.contains(&actor.person),
        in_now: reader.tn("room-in-now", in_now),
        now: room
            .current
            .as_ref()
            .map(|item| now(reader, at, known, item)),
        next: next(reader, known),
        table: room
            .table
            .iter()
            .map(|seat| self::seat(reader, actor, room, seat))
            .collect(),
        lines: room
            .items
            .iter()
            .map(|item| line(reader, room, item))
            .collect(),
        awaited: if awaited > 0 && room.runs {
            reader.tn("room-awaited", awaited)
        } else {
            String::new()
        },
        paper: if room.votes && open > 0 && in_bulk && room.runs {
            format!("{}/ballot", at.here())
        } else {
            String::new()
        },
        open_all: words(waiting),
        close_all: words(open),
    }
}

/// What the page says aloud: how the session stands.
fn news(reader: &Reader, room: &Room) -> String {
    let open = room.current.as_ref().filter(|item| item.item.open);
    match open {
        Some(_) if !room.session.sits_together() => {
            let open = room.items.iter().filter(|item| item.open).count();
            reader.tn("room-news-open-items", open)
        }
        Some(item) => reader.ta(
            "room-news-open",
            [("title", wording::title(reader, &item.item.title).into())],
        ),
        None if !room.runs && room.session.began_at.is_none() => reader.t("room-news-not-begun"),
        None if !room.runs => reader.t("room-news-over"),
        None => match &room.current {
            Some(item) => reader.ta(
                "room-news-closed",
                [("title", wording::title(reader, &item.item.title).into())],
            ),
            None => reader.t("room-news-nothing"),
        },
    }
}

fn now(reader: &Reader, at: Place, known: &Known, item: &ItemView) -> Now {
    let room = &known.room;
    let line = &item.item;
    let place = room
        .items
        .iter()
        .position(|one| one.proposal == line.proposal)
        .map_or(0, |at| at + 1);
    let nothing = Fields::default();
    let decision = outcome::decided(item);
    let here = at.here();
    Now {
        href: format!("/proposals/{}/selection", line.proposal),
        place: reader.ta(
            "room-item-of",
            [("place", place.into()), ("of", room.items.len().into())],
        ),
        title: wording::title(reader, &line.title),
        reference: line.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", line.organisation, reader.country(&line.country)),
        requested: line
            .requested
            .map(|amount| wording::money(reader, amount))
            .unwrap_or_default(),
        score: score(reader, item),
        ranked: told_rank(reader, known.ranked),
        open: line.open,
        round: item.round,
        quorum: reader.ta(
            "panel-quorum-state",
            [
                ("present", item.voted.into()),
                ("needed", item.rules.quorum.into()),
            ],
        ),
        quorum_met: u32::try_from(item.voted).is_ok_and(|voted| voted >= item.rules.quorum),
        voted: line.voted,
        mine: item
            .ballot
            .map(|mine| ballot::told(reader, mine.mark))
            .unwrap_or_default(),
        voting: Voting::of(reader, item, &format!("{here}/ballot"), &nothing, &here),
        presiding: Presiding::of(reader, item, &nothing, &here),
        counted: Counted::of(reader, item, &known.names),
        decision: decision
            .map(|decision| decision.status().to_string())
            .unwrap_or_default(),
        decided_because: item.reason.clone().unwrap_or_default(),
    }
}

/// The score with its maximum.
fn score(reader: &Reader, item: &ItemView) -> String {
    let Some(score) = item.item.score else {
        return String::new();
    };
    match &item.grid {
        Some(grid) => crate::pages::evaluation::grid::of(reader, score, grid.maximum()),
        None => wording::points(reader, score),
    }
}

fn told_rank(reader: &Reader, ranked: Option<(u32, Option<choice::calibration::Rank>)>) -> String {
    match ranked {
        None => String::new(),
        Some((place, Some(rank))) if rank.best != rank.worst => reader.ta(
            "room-ranked-between",
            [
                ("place", reader.number(place).into()),
                ("best", reader.number(rank.best).into()),
                ("worst", reader.number(rank.worst).into()),
            ],
        ),
        Some((place, _)) => reader.ta("room-ranked", [("place", reader.number(place).into())]),
    }
}

fn next(reader: &Reader, known: &Known) -> Option<Next> {
    let room = &known.room;
    let (id, may_open) = room.next?;
    let busy = room.items.iter().any(|item| item.open);
    let item = known.next.as_ref()?;
    if busy || !room.runs || !room.session.sits_together() || room.rules.ballot.over_the_list() {
        return None;
    }
    let needed = room.rules.quorum;
    Some(Next {
        href: format!("/proposals/{id}/selection"),
        title: wording::title(reader, &item.item.title),
        may_open,
        enough: u32::try_from(item.in_the_room).is_ok_and(|present| present >= needed),
        in_the_room: reader.ta(
            "room-quorum-in",
            [
                ("present", item.in_the_room.into()),
                ("needed", needed.into()),
            ],
        ),
    })
}

fn seat(reader: &Reader, actor: &Actor, room: &Room, seat: &selection::Seat) -> Seat {
    let member = room
        .current
        .iter()
        .flat_map(|item| &item.members)
        .find(|member| member.person == seat.person);
    let at = member.map(|member| member.attendance);
    let open = room.current.as_ref().is_some_and(|item| item.item.open);
    let votes = seat.office.votes();
    let (shape, key) = match at {
        Some(Attendance::Recused) if votes || seat.present => ("ended", "panel-recused"),
        Some(Attendance::Undeclared) if seat.present => ("waiting", "panel-not-declared"),
        Some(Attendance::Voted) if open => ("good", "panel-has-voted"),
        _ if seat.present => ("working", "panel-present"),
        _ if !room.session.sits_together() => ("waiting", "room-at-the-table"),
        _ => ("ended", "room-out"),
    };
    let office = match seat.office {
        workflow::role::Role::PanelMember => String::new(),
        office => reader.named("office", office),
    };
    let about: Vec<String> = [office, seat.agency.clone().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let me = seat.person == actor.person;
    Seat {
        person: seat.person,
        name: seat.name.clone(),
        about: about.join(" · "),
        shape,
        word: reader.t(key),
        present: seat.present,
        movable: room.keeps_the_door && room.actions.contains(&CallAction::AttendSession),
        me,
    }
}

fn line(reader: &Reader, room: &Room, item: &selection::Item) -> Line {
    let current = room.current.as_ref().map(|item| item.item.proposal);
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
        reference: item.reference.clone().unwrap_or_default(),
        title: wording::title(reader, &item.title),
        organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
        open: item.open,
        status: item.status.to_string(),
        current: current == Some(item.proposal) && room.session.sits_together(),
        tally: tally.join(" · "),
        mine: match item.mine {
            Some(choice) => reader.named("ballot", choice),
            None if item.voted && room.votes => reader.t("panel-has-voted"),
            None => String::new(),
        },
        awaited: room.votes && room.runs && item.open && !item.voted,
    }
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    at: Place,
    errors: Errors,
) -> Result<RoomPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let asking = actor.clone();
    let known = block(app, move |app| known(&app.facility, &asking, at)).await?;
    let definition = &known.room.call.definition;
    let call = at.call;
    let here = at.here();
    Ok(RoomPage {
        crumbs: vec![
            Crumb::new(
                format!("/calls/{call}"),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{call}/panel"), reader.t("panel-title")),
        ],
        code: definition.code.clone(),
        title: session_name(&reader, at.number),
        screen: if known.room.keeps_the_door && known.room.session.sits_together() {
            format!("{here}/screen")
        } else {
            String::new()
        },
        minutes: if known.room.session.began_at.is_some() {
            format!("{here}/minutes")
        } else {
            String::new()
        },
        view: view(&reader, &actor, at, &known),
        errors,
        page: Page::new(visitor, app),
    })
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let at = Place::read(&path)?;
    if query.part != "live" {
        return render(&page(&visitor, &app, at, Errors::none()).await?);
    }
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let asking = actor.clone();
    let known = block(&app, move |app| known(&app.facility, &asking, at)).await?;
    render(&RoomPart {
        view: view(&reader, &actor, at, &known),
        errors: Errors::none(),
        page: Frame {
            reader,
            csrf: visitor.csrf(),
        },
    })
}

/// The room as one person sees it.
#[derive(Clone, Copy)]
struct InTheRoom(Place);

impl Followed for InTheRoom {
    fn pulse(&self, facility: &Facility) -> Result<i64, Failure> {
        selection::pulse(facility, self.0.call, self.0.number)
    }

    fn seen(&self, app: &Application, actor: &Actor, reader: &Reader) -> Result<String, Failure> {
        let known = known(&app.facility, actor, self.0)?;
        let part = RoomPart {
            view: view(reader, actor, self.0, &known),
            errors: Errors::none(),
            page: Frame {
                reader: *reader,
                csrf: String::new(),
            },
        };
        part.render()
            .map_err(|error| Failure::Unexpected(error.to_string()))
    }
}

/// The screen on the wall as whoever opened it sees it.
#[derive(Clone, Copy)]
struct OnTheWall(Place);

impl Followed for OnTheWall {
    fn pulse(&self, facility: &Facility) -> Result<i64, Failure> {
        selection::pulse(facility, self.0.call, self.0.number)
    }

    fn seen(&self, app: &Application, actor: &Actor, reader: &Reader) -> Result<String, Failure> {
        let screen = selection::screen(&app.facility, actor, self.0.call, self.0.number)?;
        let part = ScreenPart {
            page: Frame {
                reader: *reader,
                csrf: String::new(),
            },
            wall: wall(reader, &screen, &BTreeMap::new()),
        };
        part.render()
            .map_err(|error| Failure::Unexpected(error.to_string()))
    }
}

/// The stream of a room, or of its screen.
pub async fn events(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    request: HttpRequest,
    query: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let at = Place::read(&path)?;
    if query.of == "screen" {
        live::follow(&visitor, app, &request, OnTheWall(at)).await
    } else {
        live::follow(&visitor, app, &request, InTheRoom(at)).await
    }
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let Place { call, number } = at;
    let person = match fields.maybe("person") {
        Some(person) => parsing::id(person)?,
        None => actor.person,
    };
    let what = fields.get("act").to_owned();
    let acted = block(&app, move |app| {
        let facility = &app.facility;
        // Who may not see the session learns nothing of it.
        selection::room(facility, &actor, call, number)?;
        let all = |command| selection::act_on_all(facility, &actor, call, number, &command);
        Ok(match what.as_str() {
            "begin" => {
                selection::begin(facility, &actor, call, number)?;
                Some("session-begun")
            }
            "end" => {
                selection::end(facility, &actor, call, number)?;
                Some("session-ended")
            }
            "attend" => {
                selection::attend(facility, &actor, call, number, person)?;
                Some("room-came")
            }
            "leave" => {
                selection::leave(facility, &actor, call, number, person)?;
                Some("room-left")
            }
            "open-all" => {
                all(Selection::OpenVoting)?;
                Some("panel-opened")
            }
            "close-all" => {
                all(Selection::CloseVoting)?;
                Some("panel-closed-all")
            }
            _ => None,
        })
    });
    let errors = match acted.await {
        Ok(Some(key)) => return Ok(done(&app, &at.here(), key)),
        Ok(None) => desk::wrong(&reader, "", "unknown-option"),
        Err(failure) => Errors::from_failure(&reader, failure)?,
    };
    render_refused(&page(&visitor, &app, at, errors).await?)
}

/// What stands on the wall.
struct Wall {
    here: String,
    session: String,
    /// The line above: which item of how many.
    place: String,
    /// Who has to leave before the item is shown; empty when it is shown.
    leaving: Vec<String>,
    title: String,
    reference: String,
    organisation: String,
    requested: String,
    open: bool,
    quorum: String,
    quorum_met: bool,
    out: Vec<String>,
    counted: Option<Counted>,
    decision: String,
    awarded: String,
    in_now: String,
    news: String,
}

#[derive(Template)]
#[template(path = "selection/screen.html")]
struct ScreenPage {
    page: Page,
    code: String,
    wall: Wall,
}

#[derive(Template)]
#[template(path = "selection/screen_part.html")]
struct ScreenPart {
    page: Frame,
    wall: Wall,
}

fn wall(reader: &Reader, screen: &selection::Screen, names: &BTreeMap<PersonId, String>) -> Wall {
    let room = &screen.room;
    let at = Place {
        call: room.call.id,
        number: room.session.number,
    };
    let in_now = room.table.iter().filter(|seat| seat.present).count();
    let mut wall = Wall {
        here: at.here(),
        session: session_name(reader, at.number),
        place: String::new(),
        leaving: Vec::new(),
        title: String::new(),
        reference: String::new(),
        organisation: String::new(),
        requested: String::new(),
        open: false,
        quorum: String::new(),
        quorum_met: false,
        out: Vec::new(),
        counted: None,
        decision: String::new(),
        awarded: String::new(),
        in_now: reader.tn("room-in-now", in_now),
        news: String::new(),
    };
    let place = [
        ("place", screen.place.into()),
        ("of", room.items.len().into()),
    ];
    match &screen.on_screen {
        OnScreen::Nothing => {
            wall.news = reader.t(if room.runs {
                "room-news-nothing"
            } else if room.session.began_at.is_none() {
                "room-news-not-begun"
            } else {
                "room-news-over"
            });
        }
        OnScreen::Withheld(leaving) => {
            wall.place = reader.ta("screen-withheld", place);
            wall.leaving.clone_from(leaving);
        }
        OnScreen::Shown(item, out) => {
            let line = &item.item;
            wall.place = reader.ta("room-item-of", place);
            wall.title = wording::title(reader, &line.title);
            wall.reference = line.reference.clone().unwrap_or_default();
            wall.organisation =
                format!("{} · {}", line.organisation, reader.country(&line.country));
            wall.requested = line
                .requested
                .map(|amount| wording::money(reader, amount))
                .unwrap_or_default();
            wall.open = line.open;
            wall.quorum = reader.ta(
                "panel-quorum-state",
                [
                    ("present", item.voted.into()),
                    ("needed", item.rules.quorum.into()),
                ],
            );
            wall.quorum_met =
                u32::try_from(item.voted).is_ok_and(|voted| voted >= item.rules.quorum);
            wall.out.clone_from(out);
            wall.counted = Counted::of(reader, item, names);
            wall.decision = outcome::decided(item)
                .map(|decision| decision.status().to_string())
                .unwrap_or_default();
            wall.awarded = line
                .awarded
                .map(|amount| wording::money(reader, amount))
                .unwrap_or_default();
        }
    }
    wall
}

/// The screen in the room, for who keeps the door.
pub async fn screen(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let screen = block(&app, move |app| {
        selection::screen(&app.facility, &actor, at.call, at.number)
    })
    .await?;
    let code = screen.room.call.definition.code.clone();
    let wall = wall(&reader, &screen, &BTreeMap::new());
    if query.part == "live" {
        let csrf = String::new();
        return render(&ScreenPart {
            page: Frame { reader, csrf },
            wall,
        });
    }
    render(&ScreenPage {
        page: Page::new(&visitor, &app),
        code,
        wall,
    })
}

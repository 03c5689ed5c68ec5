//! One item of the agenda: what the evaluators said, the vote, who is in the room, the outcome.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::proposal::{self, ProposalView};
use facility::selection::{self, Attendance, Before, ItemView};
use facility::{evaluation, people};
use language::Reader;
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::Command as Interest;
use workflow::money::Money;
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::selection::Command as Selection;
use workflow::transition::Action;

use super::ballot::{self, Voting};
use super::outcome::{self, Counted, Presiding};
use super::receipt;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{self, Choice, Crumb, Page, done, render, render_refused};
use crate::pages::desk::{self, File, Neighbours};
use crate::pages::evaluation::desk::DeclarePage;
use crate::pages::evaluation::grid::{self, Read};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A member of the panel and where they stand.
struct Seat {
    name: String,
    agency: String,
    shape: &'static str,
    word: String,
}

/// What the person may do, as the use case says, beside presiding and voting.
struct Can {
    release: bool,
    promote: bool,
    propose: bool,
    conflict: bool,
}

impl Can {
    fn of(actions: &[Action]) -> Self {
        let can = |action| actions.contains(&action);
        Self {
            release: can(Action::Release),
            promote: can(Action::Promote),
            propose: can(Action::ProposePromotion),
            conflict: can(Action::DeclareConflict),
        }
    }
}

#[derive(Template)]
#[template(path = "selection/item.html")]
struct ItemPage {
    page: Page,
    crumbs: Vec<Crumb>,
    file: File,
    way: Neighbours,
    errors: Errors,
    seq: i64,
    can: Can,
    open: bool,
    /// The room in which the item is dealt with; empty outside of a session.
    room: String,
    score: String,
    maximum: String,
    evaluations: Vec<Read>,
    seats: Vec<Seat>,
    quorum: String,
    quorum_met: bool,
    mine: String,
    voting: Voting,
    presiding: Presiding,
    counted: Option<Counted>,
    decision: String,
    decision_status: String,
    awarded: String,
    place: String,
    conditions: String,
    decided_because: String,
    currency: String,
    outcome_amount: String,
    reason: String,
    conflicts: Vec<Choice>,
}

/// What the use cases tell.
struct Known {
    view: ProposalView,
    item: Result<ItemView, Before>,
    queue: Vec<ProposalId>,
    names: BTreeMap<PersonId, String>,
    /// Number of the session under way that deals with the item.
    session: Option<u32>,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let facility = &app.facility;
        let item = selection::item(facility, &actor, id)?;
        let view = proposal::view(facility, &actor, id)?;
        let queue = selection::agenda(facility, &actor, view.proposal.call)?
            .into_iter()
            .filter(|item| item.view == View::File)
            .map(|item| item.proposal)
            .collect();
        let people = |item: &ItemView| {
            let authors = item.evaluations.iter().filter_map(|one| one.by);
            authors.chain(item.roll.keys().copied()).collect()
        };
        let people: Vec<PersonId> = item.as_ref().map(people).unwrap_or_default();
        let sits = view.call.panel.sits_on(id, facility.clock.now());
        Ok(Known {
            names: people::names(facility, people)?,
            session: sits.map(|session| session.number),
            view,
            item,
            queue,
        })
    });
    Ok(known.await?)
}

fn declare_page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    before: &Before,
    typed: &Fields,
    errors: Errors,
) -> DeclarePage {
    let reader = visitor.reader;
    DeclarePage {
        page: Page::new(visitor, app),
        title: wording::title(&reader, &before.title),
        organisation: before.organisation.clone(),
        country: reader.country(&before.country),
        seq: known.view.seq,
        options: desk::declarations(&reader, typed.get("interest")),
        errors,
    }
}

fn item_page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    item: &ItemView,
    typed: &Fields,
    errors: Errors,
) -> ItemPage {
    let reader = visitor.reader;
    let view = &known.view;
    let call = &view.call;
    let money = |amount| wording::money(&reader, amount);
    let typed_or = |field: &str, other: Option<String>| {
        typed
            .maybe(field)
            .map(str::to_owned)
            .or(other)
            .unwrap_or_default()
    };
    let decided = outcome::decided(item);
    let panel = format!("/calls/{}/panel", call.id);
    let room = known
        .session
        .map(|number| format!("{panel}/sessions/{number}"));
    let list = room.as_ref().map(|room| format!("{room}/ballot"));
    ItemPage {
        crumbs: vec![Crumb::new(panel, reader.t("panel-agenda"))],
        file: File::of(&reader, view),
        way: Neighbours::among(&reader, &known.queue, view.proposal.id, "selection"),
        seq: item.seq,
        can: Can::of(&item.actions),
        open: item.item.open,
        voting: Voting::of(&reader, item, &list.unwrap_or_default(), typed, ""),
        room: room.unwrap_or_default(),
        score: item
            .item
            .score
            .map(|score| wording::points(&reader, score))
            .unwrap_or_default(),
        maximum: item
            .grid
            .as_ref()
            .map(|grid| wording::points(&reader, grid.maximum()))
            .unwrap_or_default(),
        evaluations: evaluations(&reader, known, item),
        seats: item
            .members
            .iter()
            .map(|member| seat(&reader, member))
            .collect(),
        quorum: reader.ta(
            "panel-quorum-state",
            [
                ("present", item.voted.into()),
                ("needed", item.rules.quorum.into()),
            ],
        ),
        quorum_met: u32::try_from(item.voted).is_ok_and(|voted| voted >= item.rules.quorum),
        mine: item
            .ballot
            .map(|mine| ballot::told(&reader, mine.mark))
            .unwrap_or_default(),
        presiding: Presiding::of(&reader, item, typed, ""),
        counted: Counted::of(&reader, item, &known.names),
        decision: decided
            .map(|decision| reader.named("decision", decision))
            .unwrap_or_default(),
        decision_status: decided
            .map(|decision| decision.status().to_string())
            .unwrap_or_default(),
        awarded: item.item.awarded.map(money).unwrap_or_default(),
        place: item
            .reserve_rank
            .map(|rank| reader.ta("decision-reserve-rank", [("rank", rank.into())]))
            .unwrap_or_default(),
        conditions: item.conditions.clone().unwrap_or_default(),
        decided_because: item.reason.clone().unwrap_or_default(),
        currency: outcome::currency(item),
        outcome_amount: typed_or("outcome-amount", item.item.requested.map(Money::figures)),
        reason: typed.get("reason").to_owned(),
        conflicts: desk::conflicts(&reader, typed.get("conflict")),
        errors,
        page: Page::new(visitor, app),
    }
}

fn evaluations(reader: &Reader, known: &Known, item: &ItemView) -> Vec<Read> {
    let Some(grid) = &item.grid else {
        return Vec::new();
    };
    let all: &[evaluation::Submitted] = &item.evaluations;
    grid::submitted(reader, grid, all, |person| {
        known.names.get(&person).cloned().unwrap_or_default()
    })
}

fn seat(reader: &Reader, member: &selection::Member) -> Seat {
    let (shape, key) = match member.attendance {
        Attendance::Voted => ("good", "panel-has-voted"),
        Attendance::Present => ("working", "panel-present"),
        Attendance::Undeclared => ("waiting", "panel-not-declared"),
        Attendance::Recused => ("ended", "panel-recused"),
    };
    Seat {
        name: member.name.clone(),
        agency: member.agency.clone().unwrap_or_default(),
        shape,
        word: reader.t(key),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    let (nothing, none) = (Fields::default(), Errors::none());
    match &known.item {
        Err(before) => render(&declare_page(
            &visitor, &app, &known, before, &nothing, none,
        )),
        Ok(item) => render(&item_page(&visitor, &app, &known, item, &nothing, none)),
    }
}

/// The command a post asks for, and the sentence for when it is done.
fn asked(
    reader: &Reader,
    known: &Known,
    fields: &Fields,
) -> Result<(Command, &'static str), Errors> {
    let select = |command, key| Ok((Command::Selection(command), key));
    let Ok(item) = &known.item else {
        return match fields.get("act") {
            "declare" => desk::declared(reader, fields)
                .map(|interest| (Command::Interest(interest), "conflict-declared")),
            _ => Err(desk::wrong(reader, "", "unknown-option")),
        };
    };
    match fields.get("act") {
        "open" => select(Selection::OpenVoting, "panel-item-opened"),
        "close" => select(Selection::CloseVoting, "panel-item-closed"),
        "vote" => {
            let ballot = ballot::read(reader, item, fields)?;
            select(
                Selection::CastBallot { ballot, seal: None },
                "ballot-counted",
            )
        }
        "record" => select(outcome::read(reader, item, fields)?, "decision-recorded"),
        "release" => select(Selection::Release, "release-done"),
        "propose" => {
            let funding = item.funding.as_ref();
            let amount = ballot::amount(reader, funding, fields, "outcome-amount")?;
            let reason = desk::text(reader, fields, "reason")?;
            select(
                Selection::ProposePromotion { amount, reason },
                "decision-promotion-proposed",
            )
        }
        "promote" => select(Selection::Promote, "decision-promoted"),
        "reopen" => {
            let reason = desk::text(reader, fields, "anew")?;
            select(Selection::ReopenVoting { reason }, "panel-item-anew")
        }
        "conflict" => {
            let command = Command::Interest(desk::conflict(reader, fields)?);
            Ok((command, "conflict-declared"))
        }
        _ => Err(desk::wrong(reader, "", "unknown-option")),
    }
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id).await?;
    let seen = desk::seen(&fields)?;
    let refused = |errors| match &known.item {
        Err(before) => render_refused(&declare_page(
            &visitor, &app, &known, before, &fields, errors,
        )),
        Ok(item) => render_refused(&item_page(&visitor, &app, &known, item, &fields, errors)),
    };
    let (command, key) = match asked(&reader, &known, &fields) {
        Ok(asked) => asked,
        Err(errors) => return refused(errors),
    };
    let leaves = matches!(command, Command::Interest(Interest::DeclareConflict { .. }));
    let at_outcome = matches!(
        command,
        Command::Selection(Selection::RecordOutcome { .. } | Selection::ProposePromotion { .. })
    );
    // Members declare and vote at the same time, each for themselves: neither waits for what others have said.
    let seen = match command {
        Command::Interest(_) | Command::Selection(Selection::CastBallot { .. }) => None,
        _ => seen,
    };
    let replaces = match ballot::receipt(&reader, &fields) {
        Ok(receipt) => receipt,
        Err(errors) => return refused(errors),
    };
    let call = known.view.call.id;
    // Who acts in the room comes back to it.
    let room = format!("/calls/{call}/panel/sessions/");
    let back = fields.maybe("back").filter(|back| back.starts_with(&room));
    let to = match back {
        _ if leaves => format!("/calls/{call}/panel"),
        Some(back) => page::back(back).to_owned(),
        None => format!("/proposals/{id}/selection"),
    };
    let acted = block(&app, move |app| match &command {
        Command::Selection(Selection::CastBallot { ballot, .. }) => {
            selection::cast(&app.facility, &actor, id, ballot, replaces.as_ref())
        }
        command => proposal::act(&app.facility, &actor, id, seen, command).map(|_| None),
    });
    match acted.await {
        Ok(Some(receipt)) => {
            let voted = [(known.view.title.clone(), id)];
            receipt::given(&visitor, &app, &receipt, call, &to, &voted)
        }
        Ok(None) => Ok(done(&app, &to, key)),
        Err(failure) => {
            let mut errors = Errors::from_failure(&reader, failure)?;
            if at_outcome {
                for error in &mut errors.0 {
                    if error.field == "amount" {
                        error.field = "outcome-amount".to_owned();
                    }
                }
            }
            refused(errors)
        }
    }
}

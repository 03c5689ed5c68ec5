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
use workflow::selection::{Choice as Vote, Command as Selection, Decision};
use workflow::transition::{Action, Status};

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
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

/// What the person may do, as the use case says.
struct Can {
    open: bool,
    vote: bool,
    close: bool,
    record: bool,
    release: bool,
    promote: bool,
    conflict: bool,
}

impl Can {
    fn of(actions: &[Action]) -> Self {
        let can = |action| actions.contains(&action);
        Self {
            open: can(Action::OpenVoting),
            vote: can(Action::CastBallot),
            close: can(Action::CloseVoting),
            record: can(Action::RecordOutcome),
            release: can(Action::Release),
            promote: can(Action::Promote),
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
    score: String,
    maximum: String,
    evaluations: Vec<Read>,
    seats: Vec<Seat>,
    quorum: String,
    quorum_met: bool,
    mine: String,
    ballot: Vec<Choice>,
    currency: String,
    amount: String,
    amount_hint: String,
    tally: Vec<(String, String)>,
    decision: String,
    decision_status: String,
    awarded: String,
    place: String,
    decided_because: String,
    decisions: Vec<Choice>,
    outcome_amount: String,
    reserve_rank: String,
    reason: String,
    conflicts: Vec<Choice>,
}

/// What the use cases tell.
struct Known {
    view: ProposalView,
    item: Result<ItemView, Before>,
    queue: Vec<ProposalId>,
    names: BTreeMap<PersonId, String>,
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
        let authors = item
            .as_ref()
            .map(|item| item.evaluations.iter().filter_map(|one| one.by).collect())
            .unwrap_or_else(|_| Vec::new());
        Ok(Known {
            names: people::names(facility, authors)?,
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
    let mine = item.ballot.as_ref();
    let requested = item.item.requested;
    let decided = item
        .decision
        .filter(|_| item.item.status != Status::OnAgenda);
    ItemPage {
        crumbs: vec![Crumb::new(
            format!("/calls/{}/panel", call.id),
            reader.t("panel-agenda"),
        )],
        file: File::of(&reader, view),
        way: Neighbours::among(&reader, &known.queue, view.proposal.id, "selection"),
        seq: item.seq,
        can: Can::of(&item.actions),
        open: item.item.open,
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
                ("needed", item.quorum.into()),
            ],
        ),
        quorum_met: u32::try_from(item.voted).is_ok_and(|voted| voted >= item.quorum),
        mine: mine
            .map(|ballot| reader.named("ballot", ballot.choice))
            .unwrap_or_default(),
        ballot: votes(&reader, item, typed, mine.map(|ballot| ballot.choice)),
        currency: item
            .funding
            .as_ref()
            .map(|funding| funding.currency.code().to_owned())
            .unwrap_or_default(),
        amount: typed_or(
            "amount",
            mine.and_then(|ballot| ballot.amount).map(Money::figures),
        ),
        amount_hint: amount_hint(&reader, item),
        tally: item
            .item
            .tally
            .iter()
            .map(|(choice, votes)| {
                (
                    reader.named("ballot", choice),
                    reader.tn("count-votes", *votes),
                )
            })
            .collect(),
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
        decided_because: item.reason.clone().unwrap_or_default(),
        decisions: decisions(&reader, item, typed.get("decision")),
        outcome_amount: typed_or("outcome-amount", requested.map(Money::figures)),
        reserve_rank: typed.get("reserve-rank").to_owned(),
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

/// What to vote for; a smaller amount only where there is money.
fn votes(reader: &Reader, item: &ItemView, typed: &Fields, mine: Option<Vote>) -> Vec<Choice> {
    let chosen = typed
        .maybe("choice")
        .map(str::to_owned)
        .or_else(|| mine.map(|choice| choice.to_string()))
        .unwrap_or_default();
    Vote::ALL
        .iter()
        .filter(|vote| item.funding.is_some() || **vote != Vote::FundReduced)
        .map(|vote| Choice {
            hint: reader.t(format!("{}-hint", language::key("ballot", vote))),
            ..Choice::new(
                vote.name(),
                reader.named("ballot", vote),
                vote.name() == chosen,
            )
        })
        .collect()
}

/// What can be decided; a lack of funds only where there is money, a place in reserve only where there are some.
fn decisions(reader: &Reader, item: &ItemView, chosen: &str) -> Vec<Choice> {
    let possible = |decision: &&Decision| match decision {
        Decision::RejectedForLackOfFunds => item.funding.is_some(),
        Decision::Reserve => item.reserve > 0,
        _ => true,
    };
    Decision::ALL
        .iter()
        .filter(possible)
        .map(|decision| {
            Choice::new(
                decision.name(),
                reader.named("decision", decision),
                decision.name() == chosen,
            )
        })
        .collect()
}

fn amount_hint(reader: &Reader, item: &ItemView) -> String {
    let (Some(funding), Some(requested)) = (&item.funding, item.item.requested) else {
        return String::new();
    };
    let least = Money::new(funding.grant_min_minor, funding.currency);
    reader.ta(
        "ballot-amount-hint",
        [
            ("min", wording::money(reader, least).into()),
            ("max", wording::money(reader, requested).into()),
        ],
    )
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

/// An amount typed at a field; nothing where the call has no money or nothing is typed.
fn amount(
    reader: &Reader,
    item: &ItemView,
    fields: &Fields,
    field: &str,
) -> Result<Option<Money>, Errors> {
    let typed = fields.get(field).trim();
    match &item.funding {
        Some(funding) if !typed.is_empty() => Money::parse(typed, funding.currency)
            .map(Some)
            .map_err(|_| desk::wrong(reader, field, "amount")),
        _ => Ok(None),
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
            let choice: Vote = fields
                .get("choice")
                .parse()
                .map_err(|_| desk::wrong(reader, "choice", "unknown-option"))?;
            let amount = if choice == Vote::FundReduced {
                amount(reader, item, fields, "amount")?
            } else {
                None
            };
            select(Selection::CastBallot { choice, amount }, "ballot-counted")
        }
        "record" => {
            let decision: Decision = fields
                .get("decision")
                .parse()
                .map_err(|_| desk::wrong(reader, "decision", "unknown-option"))?;
            let amount = amount(reader, item, fields, "outcome-amount")?;
            let place = fields.get("reserve-rank").trim();
            let reserve_rank = match (decision, place.parse()) {
                (Decision::Reserve, Ok(rank)) if (1..=item.reserve).contains(&rank) => Some(rank),
                (Decision::Reserve, _) => {
                    let mut errors = Errors::none();
                    let text = reader.ta("decision-place-hint", [("most", item.reserve.into())]);
                    errors.say("reserve-rank", text);
                    return Err(errors);
                }
                _ => None,
            };
            let reason = desk::text(reader, fields, "reason")?;
            let command = Selection::RecordOutcome {
                decision,
                amount,
                reserve_rank,
                reason,
            };
            select(command, "decision-recorded")
        }
        "release" => select(Selection::Release, "release-done"),
        "promote" => {
            let amount = amount(reader, item, fields, "outcome-amount")?;
            let reason = desk::text(reader, fields, "reason")?;
            select(Selection::Promote { amount, reason }, "decision-promoted")
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
        Command::Selection(Selection::RecordOutcome { .. } | Selection::Promote { .. })
    );
    // Members declare and vote at the same time, each for themselves: neither waits for what others have said.
    let seen = match command {
        Command::Interest(_) | Command::Selection(Selection::CastBallot { .. }) => None,
        _ => seen,
    };
    let acted = block(&app, move |app| {
        proposal::act(&app.facility, &actor, id, seen, &command)
    });
    match acted.await {
        Ok(_) if leaves => Ok(done(
            &app,
            &format!("/calls/{}/panel", known.view.call.id),
            key,
        )),
        Ok(_) => Ok(done(&app, &format!("/proposals/{id}/selection"), key)),
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

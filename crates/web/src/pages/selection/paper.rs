//! One ballot over every open item of a session: votes or points on each, the projects to fund under the budget, or places.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::selection::{self, Paper, Slip};
use language::Reader;
use workflow::ids::ProposalId;
use workflow::money::Money;
use workflow::role::Actor;
use workflow::selection::{BallotKind, Choice as Vote, Mark, Written};

use super::room::Place;
use super::{ballot, receipt};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::desk;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// An open item with the fields of the ballot.
struct Line {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    score: String,
    requested: String,
    /// What is requested, minor units, for the running sum.
    minor: i64,
    field: String,
    choices: Vec<Choice>,
    /// Whether it is among those approved of.
    approved: bool,
    /// Points or place, as typed.
    figure: String,
    amount: String,
    amount_hint: String,
    mine: String,
    error: String,
}

#[derive(Template)]
#[template(path = "selection/paper.html")]
struct PaperPage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    kind: &'static str,
    lead: String,
    until: String,
    secret: bool,
    currency: String,
    figure_label: String,
    figure_hint: String,
    ceiling: String,
    ceiling_minor: i64,
    decimals: u32,
    sum: String,
    over: bool,
    /// The receipt of the ballot this one takes the place of; `None` when the reader has not voted.
    receipt: Option<String>,
    lines: Vec<Line>,
}

async fn known(app: &web::Data<Application>, actor: &Actor, at: Place) -> Result<Paper, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let mut paper = selection::paper(&app.facility, &actor, at.call, at.number)?;
        // A secret ballot on single items is replaced item by item, each with its own receipt.
        if paper.rules.secret && !paper.rules.ballot.over_the_list() {
            paper.slips.retain(|slip| !slip.item.voted);
        }
        Ok(paper)
    });
    Ok(known.await?)
}

fn choice_field(id: ProposalId) -> String {
    format!("choice-{id}")
}

fn figure_field(id: ProposalId) -> String {
    format!("figure-{id}")
}

fn amount_field(id: ProposalId) -> String {
    format!("amount-{id}")
}

/// What is approved of in a form; in one that was not posted yet, what the reader approved of before.
fn approved(paper: &Paper, typed: &Fields, posted: bool) -> BTreeSet<ProposalId> {
    let ids = paper.slips.iter().filter(|slip| {
        if posted {
            typed.get(&choice_field(slip.item.proposal)) == Vote::Approve.name()
        } else {
            slip.mark == Some(Mark::Approve)
        }
    });
    ids.map(|slip| slip.item.proposal).collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    at: Place,
    paper: &Paper,
    typed: &Fields,
    errors: Errors,
) -> PaperPage {
    let reader = visitor.reader;
    let posted = !typed.0.is_empty();
    let definition = &paper.call.definition;
    let funding = definition.funding.as_ref();
    let approved = approved(paper, typed, posted);
    let requested = |id: &ProposalId| {
        let slip = paper.slips.iter().find(|slip| slip.item.proposal == *id);
        slip.and_then(|slip| slip.item.requested)
            .map_or(0, |amount| amount.minor)
    };
    let sum: i64 = approved.iter().map(requested).sum();
    let money = |minor| {
        let currency = definition.currency();
        wording::money(&reader, Money::new(minor, currency))
    };
    let ceiling = funding.map(|funding| funding.ceiling_minor);
    let voted = paper.slips.iter().any(|slip| slip.item.voted);
    let kind = paper.rules.ballot;
    PaperPage {
        crumbs: vec![
            Crumb::new(format!("/calls/{}/panel", at.call), reader.t("panel-title")),
            Crumb::new(at.here(), session_name(&reader, at.number)),
        ],
        kind: kind.name(),
        lead: reader.t(format!("paper-lead-{}", kind.name())),
        until: until(&reader, paper),
        secret: paper.rules.secret,
        currency: funding
            .filter(|_| kind == BallotKind::Decision)
            .map(|funding| funding.currency.code().to_owned())
            .unwrap_or_default(),
        figure_label: reader.t(match kind {
            BallotKind::Ranking => "ballot-place",
            _ => "ballot-score",
        }),
        figure_hint: match kind {
            BallotKind::Score => ballot::points_hint(&reader, &paper.rules),
            _ => String::new(),
        },
        ceiling: ceiling.map(money).unwrap_or_default(),
        ceiling_minor: ceiling.unwrap_or_default(),
        decimals: funding.map_or(0, |funding| workflow::money::decimals(funding.currency)),
        sum: money(sum),
        over: ceiling.is_some_and(|ceiling| sum > ceiling),
        receipt: (paper.rules.secret && voted).then(|| typed.get("receipt").to_owned()),
        lines: paper
            .slips
            .iter()
            .map(|slip| line(&reader, paper, slip, typed, &approved, &errors))
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

/// A session by its number.
pub fn session_name(reader: &Reader, number: u32) -> String {
    reader.ta("session-number", [("number", reader.number(number).into())])
}

/// Until when votes are taken, on the clocks of the call; empty when somebody closes the items.
fn until(reader: &Reader, paper: &Paper) -> String {
    let zone = paper.call.definition.dates.zone;
    paper.session.ends.map_or_else(String::new, |ends| {
        let at = Reader::new(reader.language, zone).date_time(ends);
        reader.ta("session-votes-until", [("at", at.into())])
    })
}

fn line(
    reader: &Reader,
    paper: &Paper,
    slip: &Slip,
    typed: &Fields,
    approved: &BTreeSet<ProposalId>,
    errors: &Errors,
) -> Line {
    let item = &slip.item;
    let id = item.proposal;
    let funding = paper.call.definition.funding.as_ref();
    let typed_or = |field: String, other: Option<String>| {
        let typed = typed.maybe(&field).map(str::to_owned);
        typed.or(other).unwrap_or_default()
    };
    let figure = match slip.mark {
        Some(Mark::Score(points)) => Some(points.to_string()),
        Some(Mark::Place { at, .. }) => Some(at.to_string()),
        _ => None,
    };
    let chosen = typed_or(
        choice_field(id),
        slip.mark.map(|mark| mark.choice().to_string()),
    );
    let error = [choice_field(id), figure_field(id), amount_field(id)]
        .iter()
        .map(|field| errors.of(field))
        .find(|error| !error.is_empty());
    Line {
        href: format!("/proposals/{id}/selection"),
        reference: item.reference.clone().unwrap_or_default(),
        title: wording::title(reader, &item.title),
        organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
        score: item
            .score
            .map(|score| wording::points(reader, score))
            .unwrap_or_default(),
        requested: item
            .requested
            .map(|amount| wording::money(reader, amount))
            .unwrap_or_default(),
        minor: item.requested.map_or(0, |amount| amount.minor),
        choices: ballot::choices(reader, &paper.rules, funding, &chosen),
        approved: approved.contains(&id),
        figure: typed_or(figure_field(id), figure),
        amount: typed_or(
            amount_field(id),
            slip.mark.and_then(Mark::amount).map(Money::figures),
        ),
        amount_hint: ballot::amount_hint(reader, funding, item.requested),
        mine: match slip.mark {
            Some(mark) => ballot::told(reader, mark),
            None if item.voted => reader.t("panel-has-voted"),
            None => String::new(),
        },
        error: error.unwrap_or_default(),
        field: id.to_string(),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (at, actor) = (Place::read(&path)?, visitor.actor()?);
    let paper = known(&app, &actor, at).await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, at, &paper, &nothing, Errors::none()))
}

/// What a ballot says of each item it is about.
fn read(
    reader: &Reader,
    paper: &Paper,
    fields: &Fields,
) -> Result<BTreeMap<ProposalId, Written>, Errors> {
    let mut errors = Errors::none();
    let mut found = BTreeMap::new();
    let abstains = fields.get("act") == "abstain";
    let of = u32::try_from(paper.slips.len()).unwrap_or(u32::MAX);
    for slip in &paper.slips {
        let id = slip.item.proposal;
        let read = match paper.rules.ballot {
            _ if abstains => Ok(Some(plain(Vote::Abstain))),
            BallotKind::Decision => decision(reader, paper, fields, id),
            BallotKind::Score => score(reader, paper, fields, id),
            BallotKind::Approval => {
                let approves = fields.get(&choice_field(id)) == Vote::Approve.name();
                Ok(Some(plain(if approves {
                    Vote::Approve
                } else {
                    Vote::NotApprove
                })))
            }
            BallotKind::Ranking => place(reader, fields, id, of),
        };
        match read {
            Ok(Some(written)) => {
                found.insert(id, written);
            }
            Ok(None) => {}
            Err(wrong) => errors.0.extend(wrong.0),
        }
    }
    shared_places(reader, &found, &mut errors);
    if errors.is_empty() && found.is_empty() {
        errors.say("", reader.t("paper-empty"));
    }
    if errors.is_empty() {
        Ok(found)
    } else {
        Err(errors)
    }
}

const fn plain(choice: Vote) -> Written {
    Written {
        choice,
        amount: None,
        points: None,
        place: None,
    }
}

fn decision(
    reader: &Reader,
    paper: &Paper,
    fields: &Fields,
    id: ProposalId,
) -> Result<Option<Written>, Errors> {
    let field = choice_field(id);
    let typed = fields.get(&field);
    if typed.is_empty() {
        return Ok(None);
    }
    let choice: Vote = typed
        .parse()
        .map_err(|_| desk::wrong(reader, &field, "unknown-option"))?;
    let funding = paper.call.definition.funding.as_ref();
    let field = amount_field(id);
    let amount = match choice {
        Vote::FundReduced => match ballot::amount(reader, funding, fields, &field)? {
            None => return Err(desk::wrong(reader, &field, "amount")),
            amount => amount,
        },
        _ => None,
    };
    Ok(Some(Written {
        amount,
        ..plain(choice)
    }))
}

fn score(
    reader: &Reader,
    paper: &Paper,
    fields: &Fields,
    id: ProposalId,
) -> Result<Option<Written>, Errors> {
    if fields.get(&choice_field(id)) == Vote::Abstain.name() {
        return Ok(Some(plain(Vote::Abstain)));
    }
    let field = figure_field(id);
    let typed = fields.get(&field);
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let points = ballot::points(reader, &paper.rules, typed, &field)?;
    Ok(Some(Written {
        points: Some(points),
        ..plain(Vote::Score)
    }))
}

/// Every item has its place: a list in which some have none could not be read.
fn place(
    reader: &Reader,
    fields: &Fields,
    id: ProposalId,
    of: u32,
) -> Result<Option<Written>, Errors> {
    let field = figure_field(id);
    let at: Option<u32> = fields.get(&field).trim().parse().ok();
    let at = at.filter(|at| (1..=of).contains(at)).ok_or_else(|| {
        let mut errors = Errors::none();
        let text = reader.ta("paper-place-wrong", [("of", reader.number(of).into())]);
        errors.say(&field, text);
        errors
    })?;
    Ok(Some(Written {
        place: Some((at, of)),
        ..plain(Vote::Place)
    }))
}

/// Two items at one place: the second is marked.
fn shared_places(reader: &Reader, found: &BTreeMap<ProposalId, Written>, errors: &mut Errors) {
    let mut taken = BTreeSet::new();
    for (id, written) in found {
        if let Some((at, _)) = written.place
            && !taken.insert(at)
        {
            errors.say(
                &figure_field(*id),
                reader.ta("paper-place-shared", [("place", reader.number(at).into())]),
            );
        }
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
    let paper = known(&app, &actor, at).await?;
    // Without a script the sum is worked out here.
    if fields.get("act") == "sum" {
        return render(&page(&visitor, &app, at, &paper, &fields, Errors::none()));
    }
    let refused = |errors| render_refused(&page(&visitor, &app, at, &paper, &fields, errors));
    let replaces = match ballot::receipt(&reader, &fields) {
        Ok(receipt) => receipt,
        Err(errors) => return refused(errors),
    };
    let ballots = match read(&reader, &paper, &fields) {
        Ok(ballots) => ballots,
        Err(errors) => return refused(errors),
    };
    let voted: Vec<(String, ProposalId)> = paper
        .slips
        .iter()
        .filter(|slip| ballots.contains_key(&slip.item.proposal))
        .map(|slip| (slip.item.title.clone(), slip.item.proposal))
        .collect();
    let cast = block(&app, move |app| {
        selection::cast_list(&app.facility, &actor, at.call, &ballots, replaces.as_ref())
    });
    match cast.await {
        Ok(Some(receipt)) => receipt::given(&visitor, &app, &receipt, at.call, &at.here(), &voted),
        Ok(None) => Ok(done(&app, &at.here(), "ballot-counted")),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

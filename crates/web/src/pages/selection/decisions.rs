//! The decisions of a panel as lists: what can be adopted, what was, who countersigned; and the reserve list.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::{self as calls, CallView};
use facility::selection::{self, AdoptionView, Item};
use facility::{Failure, people, proposal};
use language::Reader;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::money::Money;
use workflow::panel::{Alternative, Listed};
use workflow::policy::View;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::selection::{Command as Selection, Decision, Promotion};
use workflow::text::Text;
use workflow::transition::{Action, Status};

use super::ballot;
use super::paper::session_name;
use super::places::{self, Tab};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::{desk, parsing};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A file of a list.
struct Line {
    href: String,
    place: String,
    title: String,
    reference: String,
    organisation: String,
    status: String,
    amount: String,
    departs: bool,
    /// Why it was decided so, where it departs from the rule.
    because: String,
}

/// What another rule would have made of the same votes.
struct Other {
    rule: String,
    same: bool,
    enters: Vec<String>,
    leaves: Vec<String>,
}

/// A list of decisions.
struct List {
    number: u32,
    heading: String,
    counts: String,
    sum: String,
    departures: String,
    lines: Vec<Line>,
    others: Vec<Other>,
    adopted: String,
    answered: String,
    returned_because: String,
    shape: &'static str,
    word: String,
    may_countersign: bool,
    reason_field: String,
    reason: String,
}

/// A file on the reserve list.
struct Reserved {
    id: ProposalId,
    href: String,
    place: String,
    title: String,
    reference: String,
    organisation: String,
    requested: String,
    /// Why it cannot be promoted today, or that a promotion waits; may be empty.
    note: String,
    may_propose: bool,
    may_confirm: bool,
    amount_field: String,
    amount: String,
    reason_field: String,
    reason: String,
    error: String,
    amount_error: String,
}

#[derive(Template)]
#[template(path = "selection/decisions.html")]
struct DecisionsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    tabs: Vec<Tab>,
    code: String,
    rule: String,
    errors: Errors,
    open: Option<List>,
    lists: Vec<List>,
    reserve: Vec<Reserved>,
    currency: String,
}

/// A file on the reserve list, as the use cases tell it.
struct InReserve {
    rank: u32,
    id: ProposalId,
    actions: BTreeSet<Action>,
    /// A promotion that waits for a second person.
    waits: Option<Promotion>,
}

/// What the use cases tell.
struct Known {
    call: CallView,
    items: BTreeMap<ProposalId, Item>,
    open: (Vec<Listed>, Vec<Alternative>),
    adoptions: Vec<AdoptionView>,
    /// Why files were decided as they were, for those that depart from the rule.
    because: BTreeMap<ProposalId, String>,
    returned: BTreeMap<u32, String>,
    names: BTreeMap<PersonId, String>,
    reserve: Vec<InReserve>,
    chairs: bool,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| gather(app, &actor, id));
    Ok(known.await?)
}

fn gather(app: &Application, actor: &Actor, id: CallId) -> Result<Known, Failure> {
    let facility = &app.facility;
    let open = selection::adoptable(facility, actor, id)?;
    let adoptions = selection::adoptions(facility, actor, id)?;
    let call = calls::view(facility, Some(actor), id)?;
    let items: BTreeMap<ProposalId, Item> = selection::agenda(facility, actor, id)?
        .into_iter()
        .filter(|item| item.view == View::File)
        .map(|item| (item.proposal, item))
        .collect();
    let listed = adoptions.iter().flat_map(|view| &view.adoption.list);
    let departing = listed.chain(&open.0).filter(|one| one.departs);
    let mut because = BTreeMap::new();
    for one in departing {
        if let Ok(item) = selection::item(facility, actor, one.proposal)? {
            because.insert(one.proposal, item.reason.unwrap_or_default());
        }
    }
    let mut reserve = Vec::new();
    for item in items.values().filter(|item| item.status == Status::Reserve) {
        let view = proposal::view(facility, actor, item.proposal)?;
        let state = &view.proposal.selection;
        reserve.push(InReserve {
            rank: state.reserve_rank.unwrap_or(u32::MAX),
            id: item.proposal,
            actions: view.actions.iter().copied().collect(),
            waits: state.promotion.clone(),
        });
    }
    reserve.sort_by_key(|one| (one.rank, one.id));
    let signers = adoptions.iter().flat_map(|view| {
        let one = &view.adoption;
        [
            Some(one.by),
            one.countersigned.map(|(by, _)| by),
            one.returned.map(|(by, ..)| by),
        ]
    });
    let signers: Vec<PersonId> = signers.flatten().collect();
    Ok(Known {
        names: people::names(facility, signers)?,
        returned: selection::returned_because(facility, actor, id)?,
        chairs: selection::chairs(actor, id),
        call,
        items,
        open,
        adoptions,
        because,
        reserve,
    })
}

fn page(
    visitor: &Visitor,
    app: &Application,
    actor: &Actor,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> DecisionsPage {
    let reader = visitor.reader;
    let call = &known.call.call;
    let definition = &call.definition;
    let (list, alternatives) = &known.open;
    // What waits is shown to whoever adopts it: to others it would be what the deputy adopts alone.
    let open = (known.chairs && !list.is_empty()).then(|| List {
        heading: reader.t("decisions-open-title"),
        shape: "waiting",
        word: reader.t("decisions-not-adopted"),
        ..told(&reader, known, 0, list, alternatives)
    });
    DecisionsPage {
        crumbs: vec![
            Crumb::new(
                format!("/calls/{}", call.id),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{}/panel", call.id), reader.t("panel-title")),
        ],
        tabs: places::tabs(&reader, actor, call.id, "/panel/decisions"),
        code: definition.code.clone(),
        rule: rule(&reader, call),
        open,
        lists: known
            .adoptions
            .iter()
            .rev()
            .map(|view| adopted(&reader, known, view, typed))
            .collect(),
        reserve: known
            .reserve
            .iter()
            .map(|one| reserved(&reader, known, one, typed, &errors))
            .collect(),
        currency: definition
            .funding
            .as_ref()
            .map(|funding| funding.currency.code().to_owned())
            .unwrap_or_default(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn rule(reader: &Reader, call: &workflow::call::Call) -> String {
    use workflow::procedure::Stage;
    use workflow::transition::StageKind;
    match call.definition.procedure.first(StageKind::Selection) {
        Some(Stage::Selection(rules)) => reader.named("allocation", rules.allocation),
        _ => String::new(),
    }
}

/// The order in which decisions stand on a list.
const fn order(decision: Decision) -> u8 {
    match decision {
        Decision::Selected => 0,
        Decision::Reserve => 1,
        Decision::Deferred | Decision::Rework => 2,
        Decision::RejectedForLackOfFunds => 3,
        Decision::RejectedOnQuality => 4,
    }
}

fn told(
    reader: &Reader,
    known: &Known,
    number: u32,
    list: &[Listed],
    alternatives: &[Alternative],
) -> List {
    let mut sorted: Vec<&Listed> = list.iter().collect();
    sorted.sort_by_key(|one| (order(one.decision), one.reserve_rank));
    let selected = list
        .iter()
        .filter(|one| one.decision == Decision::Selected)
        .count();
    let departures = list.iter().filter(|one| one.departs).count();
    let amounts: Vec<Money> = list.iter().filter_map(|one| one.amount).collect();
    let sum = amounts.first().map(|first| {
        let minor = amounts.iter().map(|amount| amount.minor).sum();
        wording::money(reader, Money::new(minor, first.currency))
    });
    let name = |id: &ProposalId| {
        known.items.get(id).map(|item| {
            let reference = item.reference.clone().unwrap_or_default();
            format!("{reference} {}", wording::title(reader, &item.title))
        })
    };
    List {
        number,
        heading: String::new(),
        counts: reader.ta(
            "decisions-counts",
            [
                ("selected", reader.number(selected).into()),
                ("all", reader.number(list.len()).into()),
            ],
        ),
        sum: sum.unwrap_or_default(),
        departures: if departures > 0 {
            reader.tn("decisions-departures", departures)
        } else {
            String::new()
        },
        lines: sorted
            .into_iter()
            .filter_map(|one| line(reader, known, one))
            .collect(),
        others: alternatives
            .iter()
            .map(|other| Other {
                rule: reader.named("allocation", other.rule),
                same: other.enters.is_empty() && other.leaves.is_empty(),
                enters: other.enters.iter().filter_map(name).collect(),
                leaves: other.leaves.iter().filter_map(name).collect(),
            })
            .collect(),
        adopted: String::new(),
        answered: String::new(),
        returned_because: String::new(),
        shape: "",
        word: String::new(),
        may_countersign: false,
        reason_field: String::new(),
        reason: String::new(),
    }
}

fn line(reader: &Reader, known: &Known, one: &Listed) -> Option<Line> {
    let item = known.items.get(&one.proposal)?;
    Some(Line {
        href: format!("/proposals/{}/selection", one.proposal),
        place: one
            .reserve_rank
            .map(|rank| reader.number(rank))
            .unwrap_or_default(),
        title: wording::title(reader, &item.title),
        reference: item.reference.clone().unwrap_or_default(),
        organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
        status: one.decision.status().to_string(),
        amount: one
            .amount
            .map(|amount| wording::money(reader, amount))
            .unwrap_or_default(),
        departs: one.departs,
        because: known
            .because
            .get(&one.proposal)
            .cloned()
            .unwrap_or_default(),
    })
}

fn adopted(reader: &Reader, known: &Known, view: &AdoptionView, typed: &Fields) -> List {
    let one = &view.adoption;
    let zone = known.call.call.definition.dates.zone;
    let local = Reader::new(reader.language, zone);
    let by = |key: &str, person: PersonId, at| {
        let name = known.names.get(&person).cloned().unwrap_or_default();
        reader.ta(
            key,
            [("name", name.into()), ("at", local.date_time(at).into())],
        )
    };
    let (shape, key) = match (one.countersigned, one.returned) {
        (Some(_), _) => ("good", "decisions-countersigned"),
        (_, Some(_)) => ("ended", "decisions-returned"),
        _ => ("working", "decisions-waits"),
    };
    let mut adopted = by("decisions-adopted-by", one.by, one.at);
    if let Some(session) = one.session {
        adopted = format!("{adopted} · {}", session_name(reader, session));
    }
    let field = format!("reason-{}", one.number);
    List {
        heading: reader.ta(
            "decisions-list",
            [("number", reader.number(one.number).into())],
        ),
        adopted,
        answered: match (one.countersigned, one.returned) {
            (Some((person, at)), _) => by("decisions-countersigned-by", person, at),
            (_, Some((person, _, at))) => by("decisions-returned-by", person, at),
            _ => String::new(),
        },
        returned_because: known.returned.get(&one.number).cloned().unwrap_or_default(),
        shape,
        word: reader.t(key),
        may_countersign: view.may_countersign,
        reason: typed.get(&field).to_owned(),
        reason_field: field,
        ..told(reader, known, one.number, &one.list, &one.alternatives)
    }
}

fn reserved(
    reader: &Reader,
    known: &Known,
    one: &InReserve,
    typed: &Fields,
    errors: &Errors,
) -> Reserved {
    let id = one.id;
    let item = known.items.get(&id);
    let (amount_field, reason_field) = (format!("amount-{id}"), format!("promote-{id}"));
    let typed_or = |field: &str, other: Option<String>| {
        let typed = typed.maybe(field).map(str::to_owned);
        typed.or(other).unwrap_or_default()
    };
    let requested = item.and_then(|item| item.requested);
    let note = match one.waits.as_ref().map(|promotion| promotion.amount) {
        Some(Some(amount)) => reader.ta(
            "reserve-promotion-waits",
            [("amount", wording::money(reader, amount).into())],
        ),
        Some(None) => reader.t("reserve-promotion-waits-plain"),
        None => String::new(),
    };
    Reserved {
        id,
        href: format!("/proposals/{id}/selection"),
        place: reader.number(one.rank),
        title: item
            .map(|item| wording::title(reader, &item.title))
            .unwrap_or_default(),
        reference: item
            .and_then(|item| item.reference.clone())
            .unwrap_or_default(),
        organisation: item
            .map(|item| format!("{} · {}", item.organisation, reader.country(&item.country)))
            .unwrap_or_default(),
        requested: requested
            .map(|amount| wording::money(reader, amount))
            .unwrap_or_default(),
        note,
        may_propose: one.waits.is_none() && one.actions.contains(&Action::ProposePromotion),
        may_confirm: one.actions.contains(&Action::Promote),
        amount: typed_or(&amount_field, requested.map(Money::figures)),
        reason: typed_or(&reason_field, None),
        error: errors.of(&reason_field),
        amount_error: errors.of(&amount_field),
        amount_field,
        reason_field,
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    let nothing = Fields::default();
    render(&page(
        &visitor,
        &app,
        &actor,
        &known,
        &nothing,
        Errors::none(),
    ))
}

/// What a post asks for.
enum Asked {
    Adopt,
    Countersign(u32),
    Return(u32, Text),
    Promotion(ProposalId, Command),
}

fn asked(reader: &Reader, known: &Known, fields: &Fields) -> Result<(Asked, &'static str), Errors> {
    let unknown = || desk::wrong(reader, "", "unknown-option");
    let number = || fields.get("list").parse().map_err(|_| unknown());
    let file = || {
        fields
            .get("file")
            .parse::<ProposalId>()
            .map_err(|_| unknown())
    };
    Ok(match fields.get("act") {
        "adopt" => (Asked::Adopt, "decisions-adopted-done"),
        "countersign" => (
            Asked::Countersign(number()?),
            "decisions-countersigned-done",
        ),
        "return" => {
            let number = number()?;
            let reason = desk::text(reader, fields, &format!("reason-{number}"))?;
            (Asked::Return(number, reason), "decisions-returned-done")
        }
        "propose" => {
            let id = file()?;
            let funding = known.call.call.definition.funding.as_ref();
            let command = Selection::ProposePromotion {
                amount: ballot::amount(reader, funding, fields, &format!("amount-{id}"))?,
                reason: desk::text(reader, fields, &format!("promote-{id}"))?,
            };
            let command = Command::Selection(command);
            (Asked::Promotion(id, command), "decision-promotion-proposed")
        }
        "promote" => {
            let command = Command::Selection(Selection::Promote);
            (Asked::Promotion(file()?, command), "decision-promoted")
        }
        _ => return Err(unknown()),
    })
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
    let refused = |errors| render_refused(&page(&visitor, &app, &actor, &known, &fields, errors));
    let (asked, key) = match asked(&reader, &known, &fields) {
        Ok(asked) => asked,
        Err(errors) => return refused(errors),
    };
    let by = actor.clone();
    let acted = block(&app, move |app| {
        let facility = &app.facility;
        match asked {
            Asked::Adopt => selection::adopt(facility, &by, id).map(|_| ()),
            Asked::Countersign(number) => {
                selection::countersign(facility, &by, id, number).map(|_| ())
            }
            Asked::Return(number, reason) => {
                selection::send_back(facility, &by, id, number, &reason).map(|_| ())
            }
            Asked::Promotion(file, command) => {
                proposal::act(facility, &by, file, None, &command).map(|_| ())
            }
        }
    });
    match acted.await {
        Ok(()) => Ok(done(&app, &format!("/calls/{id}/panel/decisions"), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

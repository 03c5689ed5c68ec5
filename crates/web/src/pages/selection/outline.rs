//! From the ranking to the list under the ceiling: what the binding rule makes of the closed votes.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::{self as calls, CallView};
use facility::selection::{self, Item, Outline};
use language::Reader;
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::View;
use workflow::role::Actor;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A file in one of the lists.
struct Line {
    href: String,
    place: String,
    title: String,
    reference: String,
    organisation: String,
    score: String,
    amount: String,
    /// Why the organisation cannot be given an award today; empty when it can.
    blocked: Vec<String>,
}

/// One of the lists.
struct List {
    id: &'static str,
    heading: String,
    lead: String,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "selection/outline.html")]
struct OutlinePage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    errors: Errors,
    rule: String,
    ceiling: String,
    awarded: String,
    planned: String,
    left: String,
    awarded_percent: i64,
    filled_percent: i64,
    lists: Vec<List>,
    still_open: String,
    may_record: bool,
    reason: String,
    releasable: usize,
    release_text: String,
}

/// What the use cases tell.
struct Known {
    call: CallView,
    items: Vec<Item>,
    outline: Outline,
    releasable: usize,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let facility = &app.facility;
        let outline = selection::outline(facility, &actor, id)?;
        let mut items = selection::agenda(facility, &actor, id)?;
        items.retain(|item| item.view == View::File);
        Ok(Known {
            call: calls::view(facility, Some(&actor), id)?,
            items,
            outline,
            releasable: selection::releasable(facility, &actor, id)?.len(),
        })
    });
    Ok(known.await?)
}

fn page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> OutlinePage {
    use workflow::transition::Status;
    let reader = visitor.reader;
    let Known {
        call,
        items,
        outline,
        ..
    } = known;
    let id = call.call.id;
    let title = call.call.definition.title.get(reader.language.code());
    let money = |minor| wording::money(&reader, Money::new(minor, outline.ceiling.currency));
    let planned: i64 = outline
        .selected
        .iter()
        .map(|(_, amount)| amount.minor)
        .sum();
    let awarded = outline.ceiling.minor - outline.left.minor - planned;
    let percent = |minor: i64| {
        let whole = i128::from(outline.ceiling.minor.max(1));
        i64::try_from(i128::from(minor) * 100 / whole)
            .unwrap_or(100)
            .clamp(0, 100)
    };
    let still_open = items
        .iter()
        .filter(|item| matches!(item.status, Status::OnAgenda | Status::Deferred))
        .count();
    let waiting = outline.selected.len()
        + outline.reserve.len()
        + outline.no_funds.len()
        + outline.rejected.len();
    OutlinePage {
        crumbs: vec![
            Crumb::new(format!("/calls/{id}"), title),
            Crumb::new(format!("/calls/{id}/panel"), reader.t("panel-agenda")),
        ],
        code: call.call.definition.code.clone(),
        rule: reader.named("allocation", outline.rule),
        ceiling: money(outline.ceiling.minor),
        awarded: money(awarded),
        planned: money(planned),
        left: money(outline.left.minor),
        awarded_percent: percent(awarded),
        filled_percent: percent(awarded + planned),
        lists: lists(&reader, items, outline),
        still_open: if still_open > 0 {
            reader.tn("outline-still-open", still_open)
        } else {
            String::new()
        },
        may_record: outline.may_record && waiting > 0,
        reason: typed.get("reason").to_owned(),
        releasable: known.releasable,
        release_text: reader.tn("release-count", known.releasable),
        errors,
        page: Page::new(visitor, app),
    }
}

fn lists(reader: &Reader, items: &[Item], outline: &Outline) -> Vec<List> {
    let known: BTreeMap<ProposalId, &Item> =
        items.iter().map(|item| (item.proposal, item)).collect();
    let line = |number: usize, id: ProposalId, amount: Option<Money>| {
        let item = known.get(&id)?;
        Some(Line {
            href: format!("/proposals/{id}/selection"),
            place: reader.number(number),
            title: wording::title(reader, &item.title),
            reference: item.reference.clone().unwrap_or_default(),
            organisation: format!("{} · {}", item.organisation, reader.country(&item.country)),
            score: item
                .score
                .map(|score| wording::points(reader, score))
                .unwrap_or_default(),
            amount: amount
                .or(item.requested)
                .map(|amount| wording::money(reader, amount))
                .unwrap_or_default(),
            blocked: outline
                .blocked
                .get(&id)
                .into_iter()
                .flatten()
                .map(|why| wording::refusal(reader, why))
                .collect(),
        })
    };
    let list = |id, heading: &str, lead: &str, files: Vec<(ProposalId, Option<Money>)>| List {
        id,
        heading: reader.t(heading),
        lead: reader.t(lead),
        lines: (1..)
            .zip(files)
            .filter_map(|(number, (id, amount))| line(number, id, amount))
            .collect(),
    };
    let plain = |ids: &[ProposalId]| ids.iter().map(|id| (*id, None)).collect();
    let selected = outline
        .selected
        .iter()
        .map(|(id, amount)| (*id, Some(*amount)))
        .collect();
    let all = [
        list(
            "selected",
            "decision-selected",
            "outline-selected-lead",
            selected,
        ),
        list(
            "reserve",
            "decision-reserve",
            "outline-reserve-lead",
            plain(&outline.reserve),
        ),
        list(
            "no-funds",
            "decision-rejected-for-lack-of-funds",
            "outline-no-funds-lead",
            plain(&outline.no_funds),
        ),
        list(
            "rejected",
            "decision-rejected-on-quality",
            "outline-rejected-lead",
            plain(&outline.rejected),
        ),
    ];
    all.into_iter()
        .filter(|list| !list.lines.is_empty())
        .collect()
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, &known, &nothing, Errors::none()))
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
    let refused = |errors| render_refused(&page(&visitor, &app, &known, &fields, errors));
    let (result, key) = match fields.get("act") {
        "record" => match desk::text(&reader, &fields, "reason") {
            Err(errors) => return refused(errors),
            Ok(reason) => {
                let recorded = block(&app, move |app| {
                    selection::record_outline(&app.facility, &actor, id, &reason)
                });
                (recorded.await, "outline-recorded")
            }
        },
        "release" => {
            let released = block(&app, move |app| {
                selection::release_all(&app.facility, &actor, id)
            });
            (released.await, "release-all-done")
        }
        _ => return refused(desk::wrong(&reader, "", "unknown-option")),
    };
    match result {
        Ok(_) => Ok(done(&app, &format!("/calls/{id}/panel/outline"), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

//! One letter as it will be sent: read, checked, held back.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::letters::Block;
use facility::selection::letters::{self, One, State};
use workflow::call::CallAction;
use workflow::ids::{CallId, ProposalId};
use workflow::record::Digest;
use workflow::role::Actor;

use super::Paper;
use super::desk::state;
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{self, id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

#[derive(Template)]
#[template(path = "letters/one.html")]
struct OnePage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    href: String,
    seq: String,
    reference: String,
    title: String,
    letter: String,
    place: String,
    shape: &'static str,
    state: String,
    note: String,
    previous: String,
    next: String,
    recipients: Vec<(String, String)>,
    paper: Option<Paper>,
    digest: String,
    may_prepare: bool,
    checked: bool,
    held: bool,
    reason: String,
    errors: Errors,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
) -> Result<One, PageError> {
    let actor = actor.clone();
    Ok(block(app, move |app| {
        letters::one(&app.facility, &actor, call, file)
    })
    .await?)
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (call, file): (CallId, ProposalId),
    reason: String,
    errors: Errors,
) -> Result<OnePage, PageError> {
    let reader = visitor.reader;
    let found = known(app, &visitor.actor()?, call, file).await?;
    let list = format!("/calls/{call}/panel/letters");
    let way = |to: Option<ProposalId>| to.map_or_else(String::new, |to| format!("{list}/{to}"));
    let (shape, said, note) = state(&reader, &found.line.state);
    let place = [
        ("place", reader.number(found.place.0).into()),
        ("count", reader.number(found.place.1).into()),
    ];
    Ok(OnePage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(
                format!("/calls/{call}"),
                found.call.definition.title.get(reader.language.code()),
            ),
            Crumb::new(list.clone(), reader.t("desk-letters-title")),
        ],
        address: format!("{list}/{file}"),
        href: format!("/proposals/{file}"),
        seq: found.seq.to_string(),
        reference: found.line.reference.clone(),
        title: wording::title(&reader, &found.line.title),
        letter: reader.named("letter", found.line.letter),
        place: reader.ta("letter-place", place),
        shape,
        state: said,
        note,
        previous: way(found.around.0),
        next: way(found.around.1),
        recipients: found.recipients,
        paper: found.prepared.map(Paper::of),
        digest: found
            .digest
            .map_or_else(String::new, |digest| digest.to_string()),
        may_prepare: found.actions.contains(&CallAction::HoldLetter),
        checked: matches!(found.line.state, State::Checked { .. }),
        held: matches!(found.line.state, State::Held { .. }),
        reason,
        errors,
    })
}

/// The letter.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let of = (id(&path.0)?, id(&path.1)?);
    render(&page(&visitor, &app, of, String::new(), Errors::none()).await?)
}

/// The letter as PDF, as it would be sent now.
pub(super) async fn pdf(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let found = known(&app, &visitor.actor()?, id(&path.0)?, id(&path.1)?).await?;
    let prepared = found.prepared.ok_or_else(PageError::hidden)?;
    let name = format!("{}-{}.pdf", found.line.reference, prepared.letter);
    let pdf = block(&app, move |_| facility::letters::pdf(&prepared.sheet)).await?;
    Ok(download::file(
        &name.replace('_', "-"),
        "application/pdf",
        pdf,
    ))
}

/// Marks it as checked, holds it back, or takes either back.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let actor = visitor.actor()?;
    let (call, file) = (id(&path.0)?, id(&path.1)?);
    let found = known(&app, &actor, call, file).await?;
    let list = format!("/calls/{call}/panel/letters");
    let own = format!("{list}/{file}");
    let seen = seen(fields.get("seen"));
    let mut errors = Errors::none();
    let what = fields.get("do").to_owned();
    let reason = match what.as_str() {
        "hold" => parsing::text(&reader, &mut errors, "reason", fields.get("reason")),
        _ => None,
    };
    if errors.is_empty() {
        let read: Option<Digest> = fields.get("digest").parse().ok();
        let acted = block(&app, move |app| {
            let facility = &app.facility;
            match (what.as_str(), reason) {
                ("hold", Some(reason)) => {
                    letters::hold(facility, &actor, call, seen, file, &reason)?;
                    Ok("letter-held-done")
                }
                ("let-go", _) => {
                    letters::let_go(facility, &actor, call, seen, file)?;
                    Ok("letter-let-go-done")
                }
                ("uncheck", _) => {
                    letters::uncheck(facility, &actor, call, file)?;
                    Ok("letter-unchecked-done")
                }
                _ => {
                    let read = read.ok_or(facility::Failure::ChangedMeanwhile)?;
                    letters::check(facility, &actor, call, file, read)?;
                    Ok("letter-checked-done")
                }
            }
        });
        match acted.await {
            Ok(key @ "letter-checked-done") => {
                let next = found
                    .around
                    .1
                    .map_or(list.clone(), |next| format!("{list}/{next}"));
                return Ok(done(&app, &next, key));
            }
            Ok(key) => return Ok(done(&app, &own, key)),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    let typed = fields.get("reason").to_owned();
    render_refused(&page(&visitor, &app, (call, file), typed, errors).await?)
}

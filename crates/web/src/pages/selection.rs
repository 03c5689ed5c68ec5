//! Selection: the panels a person sits on, the agenda, one item of it, and the list under the ceiling.

mod agenda;
mod ballot;
pub mod board;
mod decisions;
mod item;
pub mod members;
mod minutes;
mod minutes_sheet;
mod outcome;
mod outline;
mod paper;
mod places;
mod receipt;
mod room;
mod session;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::{call as calls, roles};
use workflow::call::Phase;
use workflow::role::Role;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::page::{Page, redirect, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/panel").get(panels))
        .service(
            web::resource("/calls/{id}/panel")
                .get(agenda::show)
                .post(agenda::act),
        )
        .service(
            web::resource("/calls/{id}/panel/outline")
                .get(outline::show)
                .post(outline::act),
        )
        .service(web::resource("/calls/{id}/panel/members").get(members::show))
        .service(
            web::resource("/calls/{id}/panel/decisions")
                .get(decisions::show)
                .post(decisions::act),
        )
        .service(
            web::resource("/calls/{id}/panel/sessions/new")
                .get(session::show)
                .post(session::act),
        )
        .service(
            web::resource("/calls/{id}/panel/sessions/{number}")
                .get(room::show)
                .post(room::act),
        )
        .service(web::resource("/calls/{id}/panel/sessions/{number}/events").get(room::events))
        .service(web::resource("/calls/{id}/panel/sessions/{number}/screen").get(room::screen))
        .service(
            web::resource("/calls/{id}/panel/sessions/{number}/ballot")
                .get(paper::show)
                .post(paper::act),
        )
        .service(
            web::resource("/calls/{id}/panel/sessions/{number}/minutes")
                .get(minutes::show)
                .post(minutes::act),
        )
        .service(web::resource("/calls/{id}/panel/sessions/{number}/minutes.pdf").get(minutes::pdf))
        .service(
            web::resource("/proposals/{id}/selection/receipt")
                .get(receipt::show)
                .post(receipt::check),
        )
        .service(
            web::resource("/calls/{id}/panel/board")
                .get(board::show)
                .post(board::act),
        )
        .service(
            web::resource("/proposals/{id}/selection")
                .get(item::show)
                .post(item::act),
        );
}

/// A call with a panel the person sits on or oversees.
struct Panel {
    href: String,
    code: String,
    title: String,
}

#[derive(Template)]
#[template(path = "selection/panels.html")]
struct PanelsPage {
    page: Page,
    panels: Vec<Panel>,
}

async fn panels(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let asking = actor.clone();
    let calls = block(&app, move |app| {
        calls::list(&app.facility, Some(&asking), None, 200)
    })
    .await?;
    let panels: Vec<Panel> = calls
        .items
        .iter()
        // A panel has nothing before the deadline.
        .filter(|view| view.phase == Phase::Closed)
        .map(|view| &view.call)
        .filter(|call| {
            let seated = Role::PANEL
                .iter()
                .any(|role| actor.holds(*role, Some(call.id)));
            let panel = call.definition.procedure.first(StageKind::Selection);
            panel.is_some() && (seated || roles::oversees(&actor, call.id))
        })
        .map(|call| Panel {
            href: format!("/calls/{}/panel", call.id),
            code: call.definition.code.clone(),
            title: call.definition.title.get(reader.language.code()).to_owned(),
        })
        .collect();
    match panels.as_slice() {
        [one] => Ok(redirect(&one.href)),
        [] if !actor.holds_one_of(&Role::PANEL) => Err(PageError::hidden()),
        _ => render(&PanelsPage {
            page: Page::new(&visitor, &app),
            panels,
        }),
    }
}

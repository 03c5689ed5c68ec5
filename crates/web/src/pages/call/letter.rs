//! The letters of a batch, read one by one before they are sent.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::screening::letters::{self, Preview};
use serde::Deserialize;

use super::batches::place;
use crate::failure::PageError;
use crate::page::{Crumb, Page, redirect, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

#[derive(Deserialize)]
pub(super) struct Asked {
    place: Option<u32>,
}

#[derive(Template)]
#[template(path = "call/letter.html")]
struct LetterPage {
    page: Page,
    crumbs: Vec<Crumb>,
    reference: String,
    href: String,
    outcome: String,
    sent: bool,
    previous: String,
    next: String,
    recipients: Vec<(String, String)>,
    language: &'static str,
    direction: &'static str,
    subject: String,
    body: String,
}

/// A letter as it would be sent, with the way to the one before and after.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (id, number) = place(&path)?;
    let address = format!("/calls/{id}/batches/{number}");
    let Some(at) = asked.place else {
        let first = block(&app, move |app| {
            letters::first(&app.facility, &actor, id, number)
        });
        return Ok(redirect(&format!(
            "{address}/letters?place={}",
            first.await?
        )));
    };
    let preview = block(&app, move |app| {
        letters::preview(&app.facility, &actor, id, number, at)
    });
    let preview: Preview = preview.await?;
    let reader = visitor.reader;
    let way = |to: Option<u32>| match to {
        Some(place) => format!("{address}/letters?place={place}"),
        None => String::new(),
    };
    let number = reader.number(number);
    let letter = preview.letter;
    render(&LetterPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![
            Crumb::new(format!("/calls/{id}/batches"), reader.t("batches-title")),
            Crumb::new(
                address.clone(),
                reader.ta("batch-title", [("number", number.into())]),
            ),
        ],
        reference: preview.reference,
        href: format!("/proposals/{}", preview.proposal),
        outcome: match preview.eligible {
            Some(true) => "eligible".to_owned(),
            Some(false) => "ineligible".to_owned(),
            None => String::new(),
        },
        sent: preview.sent,
        previous: way(preview.around.0),
        next: way(preview.around.1),
        recipients: preview.recipients,
        language: preview.language.code(),
        direction: preview.language.direction(),
        subject: letter
            .as_ref()
            .map_or_else(String::new, |letter| letter.subject.clone()),
        body: letter.map_or_else(String::new, |letter| letter.body),
    })
}

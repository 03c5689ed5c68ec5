//! The mails of the demonstration: no mail leaves that server, so they are read here.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::letters::sent;
use facility::outbox::{self, Kept};
use language::Reader;
use serde::Deserialize;
use uuid::Uuid;

use crate::download;
use crate::failure::PageError;
use crate::page::{Page, render};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Mails on a page.
const SHOWN: i64 = 30;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/mails").get(show))
        .service(web::resource("/mails/{id}/letter.pdf").get(pdf));
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Query {
    mail: String,
    before: String,
}

/// A mail in the list.
struct Line {
    href: String,
    subject: String,
    to: String,
    at: String,
    current: bool,
}

/// A piece of a mail's text: words, or a link into this server.
struct Piece {
    text: String,
    href: String,
}

/// The mail that is read.
struct Letter {
    subject: String,
    to: String,
    address: String,
    at: String,
    language: String,
    body: Vec<Piece>,
    /// The PDF it brings; empty when it brings none.
    pdf: String,
}

#[derive(Template)]
#[template(path = "mails/list.html")]
struct MailsPage {
    page: Page,
    lines: Vec<Line>,
    letter: Option<Letter>,
    first: String,
    next: String,
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    // Elsewhere mails are their recipients' alone.
    if !app.settings.demonstration {
        return Err(PageError::hidden());
    }
    let id = |raw: &str| -> Result<Option<Uuid>, PageError> {
        (!raw.is_empty()).then(|| parsing::id(raw)).transpose()
    };
    let (before, chosen) = (id(&query.before)?, id(&query.mail)?);
    let (mut mails, one) = block(&app, move |app| {
        let mails = outbox::kept(&app.facility, before, SHOWN + 1)?;
        let one = chosen
            .map(|id| outbox::one(&app.facility, id))
            .transpose()?;
        Ok((mails, one))
    })
    .await?;
    let more = mails.len() > SHOWN as usize;
    mails.truncate(SHOWN as usize);
    let reader = &visitor.reader;
    let from = before.map(|id| format!("&before={id}")).unwrap_or_default();
    let next = mails.last().filter(|_| more);
    render(&MailsPage {
        page: Page::new(&visitor, &app),
        first: before.map(|_| "/mails".to_owned()).unwrap_or_default(),
        next: next
            .map(|kept| format!("/mails?before={}", kept.mail.id))
            .unwrap_or_default(),
        lines: mails
            .iter()
            .map(|kept| Line {
                href: format!("/mails?mail={}{from}", kept.mail.id),
                subject: kept.mail.subject.clone(),
                to: reader.ta("mails-to", [("name", (&kept.name).into())]),
                at: reader.date_time(kept.mail.created_at),
                current: chosen == Some(kept.mail.id),
            })
            .collect(),
        letter: one.map(|kept| letter(reader, kept, &app.settings.public_url)),
    })
}

fn letter(reader: &Reader, kept: Kept, public_url: &str) -> Letter {
    Letter {
        to: reader.ta("mails-to", [("name", kept.name.into())]),
        address: kept.address,
        at: reader.date_time(kept.mail.created_at),
        body: pieces(&kept.mail.body, public_url),
        pdf: match kept.mail.letter {
            Some(_) => format!("/mails/{}/letter.pdf", kept.mail.id),
            None => String::new(),
        },
        subject: kept.mail.subject,
        language: kept.mail.language,
    }
}

/// The PDF a mail brings, as it would be attached.
async fn pdf(
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    if !app.settings.demonstration {
        return Err(PageError::hidden());
    }
    let mail: Uuid = parsing::id(&path)?;
    let (name, pdf) = block(&app, move |app| {
        let letter = outbox::letter(&app.facility, mail)?;
        Ok::<_, facility::Failure>((sent::file_name(&letter), sent::pdf(&letter)?))
    })
    .await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

/// The text with the links that lead into this server made links, by their path.
fn pieces(body: &str, public_url: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = body;
    while let Some(at) = (!public_url.is_empty())
        .then(|| rest.find(public_url))
        .flatten()
    {
        let (words, link) = rest.split_at(at);
        let end = link.find(char::is_whitespace).unwrap_or(link.len());
        let (link, after) = link.split_at(end);
        let path = &link[public_url.len()..];
        found.push(Piece {
            text: words.to_owned(),
            href: String::new(),
        });
        let href = if path.starts_with('/') { path } else { "" };
        found.push(Piece {
            text: link.to_owned(),
            href: href.to_owned(),
        });
        rest = after;
    }
    found.push(Piece {
        text: rest.to_owned(),
        href: String::new(),
    });
    found
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn only_links_into_this_server_can_be_followed() {
        let body = "Go to\nhttps://grants.example/confirm/abc\nor https://evil.example/x, or https://grants.example.evil/y";
        let links: Vec<String> = pieces(body, "https://grants.example")
            .into_iter()
            .map(|piece| piece.href)
            .filter(|href| !href.is_empty())
            .collect();
        assert_eq!(links, ["/confirm/abc"]);
        let whole: String = pieces(body, "https://grants.example")
            .into_iter()
            .map(|piece| piece.text)
            .collect();
        assert_eq!(whole, body);
    }
}

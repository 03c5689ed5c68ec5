//! The conditions of an award on the page of its agreement, and how the officer settles one.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use facility::agreement::conditions::{self, Condition, Given};
use facility::documents::Allowed;
use language::Reader;
use workflow::ids::{DocumentId, ProposalId};

use crate::failure::PageError;
use crate::form::Errors;
use crate::multipart;
use crate::page::done;
use crate::pages::intake::answers::{self, File};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A condition with the fields that settle it.
pub struct Card {
    /// Its number, from 1.
    pub number: u32,
    /// What the panel asks for.
    pub text: String,
    /// `open`, `met` or `carried`.
    pub state: &'static str,
    /// What was said about it.
    pub said: String,
    /// Who settled it, and when.
    pub by: String,
    /// Documents that show that it is met.
    pub files: Vec<File>,
    /// Where it is settled; empty where the person cannot.
    pub action: String,
    /// What is wrong with the comment, the reason, the file.
    pub errors: [String; 3],
}

/// The conditions of an agreement.
pub fn cards(
    reader: &Reader,
    id: ProposalId,
    found: &[Condition],
    settles: bool,
    errors: &Errors,
) -> Vec<Card> {
    found
        .iter()
        .map(|condition| card(reader, id, condition, settles, errors))
        .collect()
}

fn card(
    reader: &Reader,
    id: ProposalId,
    condition: &Condition,
    settles: bool,
    errors: &Errors,
) -> Card {
    let number = condition.number;
    let settled = condition.settled.as_ref();
    let by = settled.map(|one| {
        let day = reader.day(one.at);
        match &one.by {
            Some(by) => format!("\u{2068}{}\u{2069} · {day}", by.name),
            None => day,
        }
    });
    let files = settled.map(|one| {
        let files = one.documents.iter();
        files.map(|row| answers::file(reader, row)).collect()
    });
    Card {
        number,
        text: condition.text.clone(),
        state: match settled {
            None => "open",
            Some(one) if one.carried => "carried",
            Some(_) => "met",
        },
        said: settled.and_then(|one| one.said.clone()).unwrap_or_default(),
        by: by.unwrap_or_default(),
        files: files.unwrap_or_default(),
        action: match settles {
            true => format!("/proposals/{id}/agreement/conditions/{number}"),
            false => String::new(),
        },
        errors: ["comment", "reason", "file"].map(|field| errors.of(format!("{field}-{number}"))),
    }
}

/// Settles a condition: met, with words and a file, or carried into the agreement with a reason.
pub async fn settle(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, u32)>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let (proposal, number) = path.into_inner();
    let id: ProposalId = parsing::id(&proposal)?;
    let actor = visitor.actor()?;
    let asks = actor.clone();
    block(&app, move |app| {
        conditions::may_attach(&app.facility, &asks, id)
    })
    .await?;
    let reader = visitor.reader;
    let limit = app.settings.upload_limit as u64;
    let sent = multipart::receive_all(&app, content, Allowed::any(limit))
        .await
        .map_err(|_| PageError::NotUnderstood("the form is broken off".to_owned()))?;
    let mut errors = Errors::none();
    let seen = parsing::seen(sent.fields.get("seen"));
    let carried = sent.fields.get("act") == "carry";
    let field = format!("{}-{number}", if carried { "reason" } else { "comment" });
    let written = sent.fields.get(&field).to_owned();
    let mut documents: Vec<DocumentId> = Vec::new();
    for (_, name, received) in sent.files.into_iter().filter(|_| !carried) {
        let added = match received {
            Ok(received) => {
                let acting = actor.clone();
                block(&app, move |app| {
                    conditions::attach(&app.facility, &acting, id, number, &name, &received)
                })
                .await
            }
            Err(failure) => Err(failure),
        };
        match added {
            Ok(document) => documents.push(document),
            Err(failure) => {
                let said = crate::pages::documents::in_words(&reader, limit, failure)?;
                for one in said.0 {
                    errors.say(&format!("file-{number}"), one.text);
                }
            }
        }
    }
    let bare = written.trim().is_empty() && !carried && !documents.is_empty();
    let text = match bare {
        true => None,
        false => parsing::text(&reader, &mut errors, &field, &written),
    };
    let given = match (carried, text) {
        (true, Some(reason)) => Some(Given::Carried { reason }),
        (true, None) => None,
        (false, comment) => Some(Given::Met { comment, documents }),
    };
    if let (true, Some(given)) = (errors.list().is_empty(), given) {
        let acting = actor.clone();
        let settled = block(&app, move |app| {
            conditions::settle(&app.facility, &acting, id, seen, number, given)
        });
        match settled.await {
            Ok(_) => {
                let back = format!("/proposals/{id}/agreement");
                return Ok(done(&app, &back, "conditions-done"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    super::shown_again(&visitor, &app, id, errors).await
}

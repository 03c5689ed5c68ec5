//! The receipt of a secret ballot: shown once after voting, and looked up in the list of ballots that were counted.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::selection::{self, ItemView, Receipt};
use facility::{Failure, proposal};
use language::Reader;
use workflow::ids::{CallId, ProposalId};
use workflow::refusal::Refusal;

use super::ballot;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A file a ballot was about.
struct About {
    title: String,
    href: String,
}

#[derive(Template)]
#[template(path = "selection/receipt_given.html")]
struct GivenPage {
    page: Page,
    crumbs: Vec<Crumb>,
    receipt: String,
    back: String,
    about: Vec<About>,
}

/// The page that shows a receipt, this once, after voting on some files. It is an answer to the vote itself, so that the
/// receipt stands in no address.
pub fn given(
    visitor: &Visitor,
    app: &Application,
    receipt: &Receipt,
    call: CallId,
    back: &str,
    voted: &[(String, ProposalId)],
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    render(&GivenPage {
        crumbs: vec![Crumb::new(
            format!("/calls/{call}/panel"),
            reader.t("panel-agenda"),
        )],
        receipt: receipt.to_string(),
        back: back.to_owned(),
        about: voted
            .iter()
            .map(|(title, id)| About {
                title: wording::title(&reader, title),
                href: format!("/proposals/{id}/selection/receipt"),
            })
            .collect(),
        page: Page::new(visitor, app),
    })
}

/// A ballot that was counted.
struct Line {
    digest: String,
    choice: String,
}

#[derive(Template)]
#[template(path = "selection/receipt.html")]
struct ReceiptPage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    title: String,
    open: bool,
    typed: String,
    /// What the ballot with the receipt says; empty when none was looked for.
    found: String,
    /// The digest of the receipt that was looked for, to find it in the list.
    digest: String,
    lines: Vec<Line>,
}

/// What the use cases tell.
struct Known {
    title: String,
    item: ItemView,
}

async fn known(
    app: &web::Data<Application>,
    visitor: &Visitor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = visitor.actor()?;
    let known = block(app, move |app| {
        let facility = &app.facility;
        let item = selection::item(facility, &actor, id)?.map_err(|_| Failure::hidden())?;
        if !item.rules.secret {
            return Err(Failure::hidden());
        }
        let title = proposal::view(facility, &actor, id)?.title;
        Ok(Known { title, item })
    });
    Ok(known.await?)
}

fn page(
    visitor: &Visitor,
    app: &Application,
    id: ProposalId,
    known: &Known,
    (typed, found): (&str, Option<(String, String)>),
    errors: Errors,
) -> ReceiptPage {
    let reader: Reader = visitor.reader;
    let title = wording::title(&reader, &known.title);
    let (digest, found) = found.unwrap_or_default();
    ReceiptPage {
        crumbs: vec![Crumb::new(
            format!("/proposals/{id}/selection"),
            title.clone(),
        )],
        title,
        open: known.item.sealed.is_empty(),
        typed: typed.to_owned(),
        found,
        digest,
        lines: known
            .item
            .sealed
            .iter()
            .map(|one| Line {
                digest: one.receipt.to_string(),
                choice: ballot::told_written(&reader, &one.ballot),
            })
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let id = parsing::id(&path)?;
    let known = known(&app, &visitor, id).await?;
    render(&page(
        &visitor,
        &app,
        id,
        &known,
        ("", None),
        Errors::none(),
    ))
}

/// Looks a receipt up. It is posted, so that it stands in no address and no log.
pub async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let id = parsing::id(&path)?;
    let reader = visitor.reader;
    let known = known(&app, &visitor, id).await?;
    let typed = fields.get("receipt").trim().to_owned();
    let receipt = match ballot::receipt(&reader, &fields) {
        Ok(Some(receipt)) => receipt,
        Ok(None) => {
            let mut errors = Errors::none();
            errors.add(&reader, "receipt", "missing");
            let refused = page(&visitor, &app, id, &known, ("", None), errors);
            return render_refused(&refused);
        }
        Err(errors) => {
            let refused = page(&visitor, &app, id, &known, (&typed, None), errors);
            return render_refused(&refused);
        }
    };
    let actor = visitor.actor()?;
    let digest = receipt.digest().to_string();
    let counted = block(&app, move |app| {
        selection::counted(&app.facility, &actor, id, &receipt)
    });
    match counted.await {
        Ok(written) => {
            let found = Some((digest, ballot::told_written(&reader, &written)));
            let found = page(&visitor, &app, id, &known, (&typed, found), Errors::none());
            render(&found)
        }
        Err(Failure::Refused(Refusal::ReceiptUnknown)) => {
            let mut errors = Errors::none();
            errors.say("receipt", reader.t("ballot-receipt-not-counted"));
            let refused = page(&visitor, &app, id, &known, (&typed, None), errors);
            render_refused(&refused)
        }
        Err(failure) => Err(failure.into()),
    }
}

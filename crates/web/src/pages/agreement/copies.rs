//! The paper of an agreement: the PDF, and copies that were signed by hand.

use actix_multipart::Multipart;
use actix_web::{HttpResponse, web};
use facility::agreement::signing::{self, SignedOnPaper};
use facility::agreement::{Agreement, Copy};
use facility::documents::Allowed;
use language::Reader;
use workflow::ids::ProposalId;

use crate::download;
use crate::failure::PageError;
use crate::form::Errors;
use crate::multipart;
use crate::page::done;
use crate::pages::intake::answers::{self, File};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A copy signed on paper.
pub struct CopyCard {
    /// For whom it was signed.
    pub side: String,
    /// Who signed, and when.
    pub line: String,
    /// The copy, where it is still there.
    pub file: Option<File>,
}

/// The copies of an agreement.
pub fn cards(reader: &Reader, agreement: &Agreement) -> Vec<CopyCard> {
    let card = |copy: &Copy| CopyCard {
        side: reader.t(if copy.for_facility {
            "agreement-copy-facility"
        } else {
            "agreement-copy-organisation"
        }),
        line: reader.ta(
            "agreement-copy-line",
            [
                ("name", copy.signatory.as_str().into()),
                ("date", reader.date(copy.signed_on).into()),
            ],
        ),
        file: copy.document.as_ref().map(|row| answers::file(reader, row)),
    };
    agreement.copies.iter().map(card).collect()
}

/// The PDF: as it was sent, or as it would be.
pub async fn pdf(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let id: ProposalId = parsing::id(&path)?;
    let (name, pdf) = block(&app, move |app| signing::pdf(&app.facility, &actor, id)).await?;
    Ok(download::file(&name, "application/pdf", pdf))
}

/// Records a copy that was signed by hand.
pub async fn record(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    content: Multipart,
) -> Result<HttpResponse, PageError> {
    let id: ProposalId = parsing::id(&path)?;
    let actor = visitor.actor()?;
    let asks = actor.clone();
    block(&app, move |app| {
        signing::may_record(&app.facility, &asks, id)
    })
    .await?;
    let reader = visitor.reader;
    let limit = app.settings.upload_limit as u64;
    let mut sent = multipart::receive_all(&app, content, Allowed::any(limit))
        .await
        .map_err(|_| PageError::NotUnderstood("the form is broken off".to_owned()))?;
    let mut errors = Errors::none();
    let seen = parsing::seen(sent.fields.get("seen"));
    let for_facility = sent.fields.get("side") == "facility";
    let signatory = sent.fields.get("signatory");
    let signatory = parsing::text(&reader, &mut errors, "signatory", signatory);
    let signed_on = sent.fields.get("signed_on");
    let signed_on = parsing::date(&reader, &mut errors, "signed_on", signed_on);
    if sent.files.is_empty() {
        errors.add(&reader, "file", "file-empty");
    }
    if let (true, Some(signatory), Some(signed_on)) =
        (errors.list().is_empty(), signatory, signed_on)
    {
        let (_, name, received) = sent.files.swap_remove(0);
        let acting = actor.clone();
        let recorded = match received {
            Ok(received) => {
                block(&app, move |app| {
                    let document = signing::attach(&app.facility, &acting, id, &name, &received)?;
                    let copy = SignedOnPaper {
                        for_facility,
                        signatory,
                        signed_on,
                        document,
                    };
                    signing::record_copy(&app.facility, &acting, id, seen, &copy)
                })
                .await
            }
            Err(failure) => Err(failure),
        };
        match recorded {
            Ok(_) => {
                let back = format!("/proposals/{id}/agreement");
                return Ok(done(&app, &back, "agreement-done-copy"));
            }
            Err(failure) => {
                errors = crate::pages::documents::in_words(&reader, limit, failure)?;
            }
        }
    }
    super::shown_again(&visitor, &app, id, errors).await
}

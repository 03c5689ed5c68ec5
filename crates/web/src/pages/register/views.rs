//! Views of the register that somebody keeps.

use actix_web::{HttpResponse, web};
use facility::register::views;
use uuid::Uuid;

use super::address;
use crate::asked::Asked;
use crate::failure::PageError;
use crate::form::Fields;
use crate::page::done;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Keeps the list as it is filtered under a name.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let query = Asked::of_query(fields.get("query")).query();
    let (name, standard) = (
        fields.get("name").to_owned(),
        fields.maybe("standard").is_some(),
    );
    let kept = query.clone();
    block(&app, move |app| {
        views::save(&app.facility, &actor, &name, &kept, standard)
    })
    .await?;
    Ok(done(&app, &address(&query), "register-view-saved"))
}

/// Deletes a view.
pub(super) async fn delete(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let query = Asked::of_query(fields.get("query")).query();
    block(&app, move |app| views::delete(&app.facility, &actor, *id)).await?;
    Ok(done(&app, &address(&query), "register-view-deleted"))
}

//! Views of rankings that somebody keeps.

use actix_web::{HttpResponse, web};
use facility::evaluation::ranking::views;
use uuid::Uuid;
use workflow::ids::CallId;

use super::address;
use super::asked::RankingAsked;
use crate::failure::PageError;
use crate::form::Fields;
use crate::page::done;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Keeps the ranking as it is filtered, ordered and laid out under a name.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, _) = (parsing::id(&path)?, visitor.actor()?);
    let query = RankingAsked::of_query(fields.get("query")).query();
    let (name, standard) = (
        fields.get("name").to_owned(),
        fields.maybe("standard").is_some(),
    );
    let kept = query.clone();
    block(&app, move |app| {
        views::save(&app.facility, &actor, &name, &kept, standard)
    })
    .await?;
    Ok(done(&app, &address(id, &query), "register-view-saved"))
}

/// Deletes a view.
pub(super) async fn delete(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, Uuid)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (call, view) = path.into_inner();
    let (id, actor): (CallId, _) = (parsing::id(&call)?, visitor.actor()?);
    let query = RankingAsked::of_query(fields.get("query")).query();
    block(&app, move |app| views::delete(&app.facility, &actor, view)).await?;
    Ok(done(&app, &address(id, &query), "register-view-deleted"))
}

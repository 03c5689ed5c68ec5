//! The ranking as a file: what fits the filters, in the order of the page, with every column.

use actix_web::{HttpRequest, HttpResponse, web};
use facility::Failure;
use facility::evaluation::ranking::{self, RankedFile, Ranking, export};
use workflow::ids::CallId;

use super::asked::RankingAsked;
use super::themes;
use crate::download::file;
use crate::failure::PageError;
use crate::pages::parsing;
use crate::pages::register::export::{CSV, XLSX};
use crate::server::{Application, block};
use crate::visitor::Visitor;

async fn made(
    visitor: &Visitor,
    app: &web::Data<Application>,
    path: &str,
    request: &HttpRequest,
    make: impl Fn(&Ranking, &[&RankedFile]) -> Result<Vec<u8>, Failure> + Send + 'static,
) -> Result<Vec<u8>, PageError> {
    let (id, actor): (CallId, _) = (parsing::id(path)?, visitor.actor()?);
    let asked = RankingAsked::of_query(request.query_string());
    let content = block(app, move |app| {
        let found = ranking::ranking(&app.facility, &actor, id)?;
        let (filter, order, _) = asked.read(&found.rules, &themes(&found));
        make(&found, &found.select(&filter, order))
    });
    Ok(content.await?)
}

/// As CSV.
pub(super) async fn csv(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let content = made(&visitor, &app, &path, &request, export::csv).await?;
    Ok(file("ranking.csv", CSV, content))
}

/// As XLSX.
pub(super) async fn xlsx(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let now = app.facility.clock.now();
    let make =
        move |ranking: &Ranking, files: &[&RankedFile]| export::xlsx(ranking, files, reader, now);
    let content = made(&visitor, &app, &path, &request, make).await?;
    Ok(file("ranking.xlsx", XLSX, content))
}

//! The register as a file.

use actix_web::{HttpRequest, HttpResponse, web};
use facility::register::bulk::Selection;
use facility::register::export;
use workflow::ids::OrganisationId;

use crate::asked::Asked;
use crate::download::file;
use crate::failure::PageError;
use crate::form::Fields;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// What an address chooses: organisations by `id`, or all that fit.
pub(super) fn selection(fields: &Fields) -> Selection {
    let ids: Vec<OrganisationId> = fields.all("id").filter_map(|id| id.parse().ok()).collect();
    if ids.is_empty() {
        Selection::Fitting(Box::new(Asked::of_pairs(&fields.0).filter().0))
    } else {
        Selection::These(ids)
    }
}

/// Media type of CSV.
pub(crate) const CSV: &str = "text/csv; charset=utf-8";
/// Media type of XLSX.
pub(crate) const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn fields(request: &HttpRequest) -> Fields {
    Fields(serde_urlencoded::from_str(request.query_string()).unwrap_or_default())
}

/// As CSV.
pub(super) async fn csv(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let fields = fields(&request);
    let order = Asked::of_pairs(&fields.0).order();
    let selection = selection(&fields);
    let content = block(&app, move |app| {
        let mut content = Vec::new();
        export::csv(&app.facility, &actor, &selection, order, &mut content)?;
        Ok(content)
    })
    .await?;
    Ok(file("organisations.csv", CSV, content))
}

/// As XLSX.
pub(super) async fn xlsx(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let fields = fields(&request);
    let order = Asked::of_pairs(&fields.0).order();
    let selection = selection(&fields);
    let (content, _) = block(&app, move |app| {
        export::xlsx(&app.facility, &actor, &selection, order, reader)
    })
    .await?;
    Ok(file("organisations.xlsx", XLSX, content))
}

//! Two organisations that are one: which remains, what comes over, and the merge.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::duplicates::{self, MergePreview, PairView};
use language::Reader;
use serde::Deserialize;
use workflow::ids::OrganisationId;

use super::duplicates::{Pair, pair};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// Which one is to remain.
#[derive(Default, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    into: String,
}

/// What would happen.
struct Preview {
    into: String,
    seq: i64,
    lines: Vec<String>,
    refused: String,
}

#[derive(Template)]
#[template(path = "organisation/merge.html")]
struct MergePage {
    page: Page,
    crumbs: Vec<Crumb>,
    pair: Pair,
    may_dismiss: bool,
    may_merge: bool,
    held_back: Vec<String>,
    choices: Vec<Choice>,
    preview: Option<Preview>,
    reason: String,
    errors: Errors,
}

type Both = (OrganisationId, OrganisationId);

async fn known(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (first, second): Both,
    into: Option<OrganisationId>,
) -> Result<(PairView, Option<MergePreview>), PageError> {
    let actor = visitor.actor()?;
    let known = block(app, move |app| {
        let view = duplicates::pair(&app.facility, &actor, first, second)?;
        let into = into.filter(|into| view.may_merge && [first, second].contains(into));
        let preview = match into {
            Some(into) => {
                let from = if into == first { second } else { first };
                let facility = &app.facility;
                Some(duplicates::merge_preview(facility, &actor, from, into)?)
            }
            None => None,
        };
        Ok((view, preview))
    });
    Ok(known.await?)
}

fn preview(reader: &Reader, preview: &MergePreview) -> Preview {
    let names = [
        ("name", preview.from.profile.legal_name.as_str().into()),
        ("into", preview.into.profile.legal_name.as_str().into()),
    ];
    Preview {
        into: preview.into.id.to_string(),
        seq: preview.seq,
        lines: vec![
            reader.ta("merge-goes", names),
            reader.tn("merge-people", preview.people),
            reader.tn("merge-flags", preview.flags),
            reader.tn("merge-proposals", preview.proposals),
            reader.t("merge-history"),
            reader.t("merge-verification"),
        ],
        refused: preview
            .refused
            .as_ref()
            .map(|why| wording::refusal(reader, why))
            .unwrap_or_default(),
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    (view, would): &(PairView, Option<MergePreview>),
    typed: &Fields,
    errors: Errors,
) -> MergePage {
    let reader = visitor.reader;
    let shown = pair(&reader, &view.pair);
    let name = |id: OrganisationId| {
        let rows = [&view.pair.first, &view.pair.second];
        let row = rows.into_iter().find(|row| row.id == id);
        row.map(|row| row.profile.legal_name.clone())
            .unwrap_or_default()
    };
    let chosen = would.as_ref().map(|would| would.into.id.to_string());
    MergePage {
        crumbs: vec![Crumb::new("/duplicates", reader.t("duplicates-title"))],
        may_dismiss: view.may_dismiss,
        may_merge: view.may_merge,
        held_back: view
            .held_back
            .iter()
            .map(|(id, why)| format!("{}: {}", name(*id), wording::refusal(&reader, why)))
            .collect(),
        choices: shown
            .sides
            .iter()
            .map(|side| {
                let remains = Some(&side.id) == chosen.as_ref();
                Choice::new(side.id.as_str(), side.name.as_str(), remains)
            })
            .collect(),
        preview: would.as_ref().map(|would| preview(&reader, would)),
        pair: shown,
        reason: typed.get("merge_reason").to_owned(),
        errors,
        page: Page::new(visitor, app),
    }
}

/// The pair, and what a merge would do once it is chosen which one remains.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let both = (id(&path.0)?, id(&path.1)?);
    let known = known(&visitor, &app, both, query.into.parse().ok()).await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, &known, &nothing, Errors::none()))
}

/// Merges them.
pub(super) async fn merge(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let both: Both = (id(&path.0)?, id(&path.1)?);
    let into: OrganisationId = id(fields.get("into"))?;
    // Who does not see them must not learn from the faults of a form that they are there.
    let known = known(&visitor, &app, both, Some(into)).await?;
    let from = if into == both.0 { both.1 } else { both.0 };
    let seen = parsing::seen(fields.get("seen"));
    let mut errors = Errors::none();
    let reason = parsing::text(
        &reader,
        &mut errors,
        "merge_reason",
        fields.get("merge_reason"),
    );
    if ![both.0, both.1].contains(&into) {
        errors.add(&reader, "into", "unknown-option");
    }
    if let Some(reason) = reason.filter(|_| errors.is_empty()) {
        let merged = block(&app, move |app| {
            duplicates::merge(&app.facility, &actor, from, into, seen, &reason)
        });
        match merged.await {
            Ok(_) => return Ok(done(&app, &format!("/organisations/{into}"), "merge-done")),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&page(&visitor, &app, &known, &fields, errors))
}

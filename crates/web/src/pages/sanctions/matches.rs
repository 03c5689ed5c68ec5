//! Matches: reviewed one by one, with the entry and the words that agree.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration;
use facility::sanctions::review::{self, Reviewed};
use language::Reader;
use serde::Deserialize;
use workflow::due_diligence::MatchStatus;
use workflow::ids::OrganisationId;
use workflow::organisation::{Command, OrganisationAction as A};
use workflow::text::Text;

use super::{EntryShown, PartShown, entry, parts, percent};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Matches of a page.
const LINES: i64 = 20;

/// A match as it is shown.
struct Shown {
    organisation: String,
    organisation_href: String,
    number: u32,
    act: String,
    status: String,
    score: String,
    subject: String,
    name: String,
    listed: String,
    parts: Vec<PartShown>,
    entry: EntryShown,
    found_at: String,
    decided: String,
    reason: String,
    may_confirm: bool,
    may_dismiss: bool,
}

fn shown(reader: &Reader, one: &Reviewed, may: impl Fn(A) -> bool) -> Shown {
    let href = format!("/organisations/{}", one.organisation);
    let status = one.found.status;
    Shown {
        organisation: one.organisation_name.clone(),
        act: format!("{href}/matches/{}", one.number),
        organisation_href: href,
        number: one.number,
        status: format!("match_{status}"),
        score: percent(reader, one.found.score),
        subject: reader.named("sanctions-subject", one.found.hit.subject.name()),
        name: one.name.clone(),
        listed: one.listed.clone(),
        parts: parts(reader, &one.compared.parts),
        entry: entry(reader, &one.entry),
        found_at: reader.date(one.found.found_at.date_naive()),
        decided: one
            .decided_by
            .as_ref()
            .map(|name| reader.ta("sanctions-decided-by", [("name", name.as_str().into())]))
            .unwrap_or_default(),
        reason: one.reason.clone().unwrap_or_default(),
        may_confirm: matches!(status, MatchStatus::Open | MatchStatus::Dismissed)
            && may(A::ConfirmMatch),
        may_dismiss: matches!(status, MatchStatus::Open | MatchStatus::Confirmed)
            && may(A::DismissMatch),
    }
}

/// The filter as the address carries it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Query {
    status: String,
    after: String,
}

#[derive(Template)]
#[template(path = "sanctions/matches.html")]
struct MatchesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    statuses: Vec<Choice>,
    matches: Vec<Shown>,
    first: String,
    next: String,
}

/// Matches of a status, of all organisations.
pub(super) async fn list(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let status = query.status.parse().unwrap_or(MatchStatus::Open);
    let after = review::place(&query.after);
    let found = block(&app, move |app| {
        review::of_status(&app.facility, &actor, status, after, LINES)
    })
    .await?;
    let address = |after: &str| format!("/sanctions/matches?status={status}&after={after}");
    render(&MatchesPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new("/sanctions", reader.t("nav-sanctions"))],
        statuses: MatchStatus::ALL
            .iter()
            .map(|one| {
                let text = reader.named("status", format!("match_{one}"));
                Choice::new(one.name(), text, *one == status)
            })
            .collect(),
        // Decisions are taken on the organisation's own page, where the rest of it is seen.
        matches: found
            .items
            .iter()
            .map(|one| shown(&reader, one, |_| false))
            .collect(),
        first: if after.is_some() {
            address("")
        } else {
            String::new()
        },
        next: found.next.map(|next| address(&next)).unwrap_or_default(),
    })
}

#[derive(Template)]
#[template(path = "sanctions/organisation.html")]
struct OrganisationPage {
    page: Page,
    crumbs: Vec<Crumb>,
    name: String,
    seq: i64,
    matches: Vec<Shown>,
    errors: Errors,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
    errors: Errors,
) -> Result<OrganisationPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (view, matches) = block(app, move |app| {
        let view = registration::view(&app.facility, &actor, organisation)?;
        let matches = review::of_organisation(&app.facility, &actor, organisation)?;
        Ok::<_, facility::Failure>((view, matches))
    })
    .await?;
    let name = view.row.profile.legal_name.clone();
    Ok(OrganisationPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/organisations", reader.t("nav-organisations")),
            Crumb::new(format!("/organisations/{organisation}"), name.as_str()),
        ],
        name,
        seq: view.seq,
        matches: matches
            .iter()
            .map(|one| shown(&reader, one, |action| view.actions.contains(&action)))
            .collect(),
        errors,
    })
}

/// The matches of an organisation.
pub(super) async fn of_organisation(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, id(&path)?, Errors::none()).await?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    reason: String,
}

/// Confirms or dismisses a match, with a reason.
pub(super) async fn decide(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, u32, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (organisation, number, act) = path.into_inner();
    let organisation: OrganisationId = id(&organisation)?;
    let seen = seen(&posted.seen);
    let errors = match Text::parse(&posted.reason) {
        Err(_) => {
            let mut errors = Errors::none();
            errors.add(&reader, &format!("{act}-{number}-reason"), "missing");
            errors
        }
        Ok(reason) => {
            let command = if act == "confirm" {
                Command::ConfirmMatch { number, reason }
            } else {
                Command::DismissMatch { number, reason }
            };
            let acted = block(&app, move |app| {
                registration::act(&app.facility, &actor, organisation, seen, &command)
            });
            match acted.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}/matches");
                    return Ok(done(&app, &to, "form-done"));
                }
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, organisation, errors).await?)
}

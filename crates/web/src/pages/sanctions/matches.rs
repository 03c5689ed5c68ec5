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

use super::{EntryShown, PartShown, birth, entry, parts, percent};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::organisation::frame::{Frame, find};
use crate::pages::parsing::{id, seen, text};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Matches of a page.
const LINES: i64 = 20;

/// A match as it is shown.
struct Shown {
    organisation: String,
    organisation_href: String,
    number: u32,
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
    birth: String,
    decisions: Vec<Decision>,
}

/// A decision that can be taken on a match.
struct Decision {
    href: String,
    act: &'static str,
    text: String,
    field: String,
    value: String,
    error: String,
    style: &'static str,
}

/// A reason that came back, with its field.
#[derive(Default)]
struct Returned {
    field: String,
    value: String,
}

fn decisions(
    reader: &Reader,
    one: &Reviewed,
    returned: &Returned,
    errors: &Errors,
) -> Vec<Decision> {
    let decision = |action: &A| {
        let (act, key, style) = match action {
            A::ConfirmMatch => ("confirm", "sanctions-confirm", "button-danger"),
            _ => ("dismiss", "sanctions-dismiss", ""),
        };
        let field = format!("{act}-{}-reason", one.number);
        Decision {
            href: format!(
                "/organisations/{}/matches/{}/{act}",
                one.organisation, one.number
            ),
            act,
            text: reader.t(key),
            value: if returned.field == field {
                returned.value.clone()
            } else {
                String::new()
            },
            error: errors.of(&field),
            field,
            style,
        }
    };
    one.actions.iter().map(decision).collect()
}

fn shown(reader: &Reader, one: &Reviewed) -> Shown {
    let status = one.found.status;
    Shown {
        organisation: one.organisation_name.clone(),
        organisation_href: format!("/organisations/{}", one.organisation),
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
        birth: birth(reader, one.birth),
        decisions: Vec::new(),
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
        matches: found.items.iter().map(|one| shown(&reader, one)).collect(),
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
    frame: Frame,
    matches: Vec<Shown>,
    errors: Errors,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
    returned: Returned,
    errors: Errors,
) -> Result<OrganisationPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let view = find(visitor, app, organisation).await?;
    let matches = block(app, move |app| {
        review::of_organisation(&app.facility, &actor, organisation)
    })
    .await?;
    Ok(OrganisationPage {
        page: Page::new(visitor, app),
        frame: Frame::new(&reader, app, &view, "/matches"),
        matches: matches
            .iter()
            .map(|one| Shown {
                decisions: decisions(&reader, one, &returned, &errors),
                ..shown(&reader, one)
            })
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
    let nothing = (Returned::default(), Errors::none());
    render(&page(&visitor, &app, id(&path)?, nothing.0, nothing.1).await?)
}

/// Confirms or dismisses a match, with a reason.
pub(super) async fn decide(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (organisation, number, act) = path.into_inner();
    let organisation: OrganisationId = id(&organisation)?;
    let number: u32 = id(&number)?;
    let seen = seen(fields.get("seen"));
    let field = format!("{act}-{number}-reason");
    let value = fields.get(&field).to_owned();
    let mut errors = Errors::none();
    if let Some(reason) = text(&reader, &mut errors, &field, &value) {
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
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    let returned = Returned { field, value };
    render_refused(&page(&visitor, &app, organisation, returned, errors).await?)
}

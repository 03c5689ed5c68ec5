//! The people of an organisation: roles, invitations, requests to join.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::people::Invited;
use facility::registration::people::{self, People};
use facility::registration::{invitations, joining};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::due_diligence::CONTACTS_NEEDED;
use workflow::ids::{OrganisationId, PersonId};
use workflow::role::Role;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{self, id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A person who works for the organisation.
struct Member {
    address: String,
    name: String,
    email: String,
    role: String,
    reachable: bool,
    you: bool,
    roles: Vec<Choice>,
    /// Whether the organisation can be handed over to them.
    heir: bool,
}

/// An invitation that waits.
struct Waiting {
    address: String,
    name: String,
    email: String,
    role: String,
    sent: String,
    /// Until when the link works, or that it works no more.
    until: String,
    expired: bool,
}

/// Somebody who asks to join.
struct Asking {
    address: String,
    field: String,
    name: String,
    email: String,
    message: String,
    at: String,
    roles: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "registration/people.html")]
struct PeoplePage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: i64,
    contacts: String,
    enough: bool,
    members: Vec<Member>,
    invitations: Vec<Waiting>,
    requests: Vec<Asking>,
    manages: bool,
    typed: Typed,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    errors: Errors,
}

/// Somebody to be invited, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Typed {
    name: String,
    email: String,
    role: String,
    language: String,
}

/// The roles of an organisation to choose from.
fn roles(reader: &Reader, chosen: Option<&str>) -> Vec<Choice> {
    Role::APPLICANT
        .iter()
        .map(|role| Choice {
            hint: reader.t(format!("role-{}-does", role.name())),
            ..Choice::new(
                role.name(),
                reader.named("member", role),
                chosen == Some(role.name()),
            )
        })
        .collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    organisation: OrganisationId,
    found: People,
    typed: Typed,
    errors: Errors,
) -> Result<PeoplePage, PageError> {
    let reader = visitor.reader;
    let me = visitor.actor()?.person;
    let now = app.facility.clock.now();
    let address = format!("/organisations/{organisation}");
    let language = Language::parse(&typed.language).unwrap_or(reader.language);
    let members = found.members.into_iter().map(|member| Member {
        address: format!("{address}/people/{}", member.person),
        role: reader.named("member", member.role),
        roles: roles(&reader, Some(member.role.name())),
        you: member.person == me,
        heir: member.person != me && member.reachable,
        name: member.name,
        email: member.email,
        reachable: member.reachable,
    });
    let waiting = found.invitations.into_iter().map(|(invitation, by)| {
        let expired = invitation.expires_at <= now;
        let at = reader.date_time(invitation.expires_at);
        Waiting {
            address: format!("{address}/invitations/{}", invitation.id),
            role: reader.named("member", invitation.role),
            sent: reader.ta(
                "invitation-sent",
                [
                    ("at", reader.date_time(invitation.sent_at).into()),
                    ("by", by.into()),
                ],
            ),
            until: if expired {
                reader.t("invitation-expired")
            } else {
                reader.ta("invitation-until", [("at", at.into())])
            },
            expired,
            name: invitation.name,
            email: invitation.email,
        }
    });
    let requests = found.requests.into_iter().map(|asking| {
        let id = asking.request.id.0;
        let field = format!("reason-{id}");
        Asking {
            address: format!("{address}/join-requests/{id}"),
            error: errors.of(&field),
            field,
            at: reader.date_time(asking.request.created_at),
            message: asking.request.message,
            name: asking.name,
            email: asking.email,
            roles: roles(&reader, Some(Role::Editor.name())),
        }
    });
    Ok(PeoplePage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/organisations", reader.t("nav-organisations")),
            Crumb::new(address.clone(), found.organisation),
        ],
        address: address.clone(),
        seq: found.seq,
        contacts: reader.tn("people-contacts", found.contacts),
        enough: found.contacts >= CONTACTS_NEEDED,
        members: members.collect(),
        invitations: waiting.collect(),
        requests: requests.collect(),
        manages: found.manages,
        roles: roles(&reader, Some(typed.role.as_str())),
        languages: Language::ALL
            .iter()
            .map(|each| Choice::new(each.code(), each.own_name(), *each == language))
            .collect(),
        typed,
        errors,
    })
}

async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
) -> Result<People, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        people::people(&app.facility, &actor, organisation)
    })
    .await?)
}

async fn refused(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
    typed: Typed,
    errors: Errors,
) -> Result<HttpResponse, PageError> {
    let found = find(visitor, app, organisation).await?;
    render_refused(&page(visitor, app, organisation, found, typed, errors)?)
}

/// Shows the people.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let organisation = id(&path)?;
    let found = find(&visitor, &app, organisation).await?;
    let typed = Typed::default();
    render(&page(
        &visitor,
        &app,
        organisation,
        found,
        typed,
        Errors::none(),
    )?)
}

/// Invites somebody.
pub(super) async fn invite(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let organisation: OrganisationId = id(&path)?;
    let mut errors = Errors::none();
    match typed.role.parse::<Role>() {
        Err(_) => errors.add(&reader, "role", "unknown-option"),
        Ok(role) => {
            let invited = Invited {
                name: typed.name.clone(),
                email: typed.email.clone(),
                language: Language::parse(&typed.language).unwrap_or(reader.language),
            };
            let sent = block(&app, move |app| {
                let url = &app.settings.public_url;
                invitations::invite(&app.facility, &actor, url, organisation, &invited, role)
            });
            match sent.await {
                Ok(_) => return Ok(back(&app, organisation, "invitation-is-sent")),
                Err(failure) => errors = Errors::from_failure(&reader, failure)?,
            }
        }
    }
    refused(&visitor, &app, organisation, typed, errors).await
}

fn back(app: &Application, organisation: OrganisationId, key: &str) -> HttpResponse {
    done(app, &format!("/organisations/{organisation}/people"), key)
}

/// What came of an act: back to the page with a sentence, or the page with what is wrong.
async fn answered<T>(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
    acted: Result<T, Failure>,
    key: &str,
) -> Result<HttpResponse, PageError> {
    match acted {
        Ok(_) => Ok(back(app, organisation, key)),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            refused(visitor, app, organisation, Typed::default(), errors).await
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct Posted {
    seen: String,
    role: String,
    reason: String,
}

/// Changes a role, hands over, removes, leaves.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (organisation, person, what) = path.into_inner();
    let (organisation, person): (OrganisationId, PersonId) = (id(&organisation)?, id(&person)?);
    let seen = seen(&posted.seen);
    let leaves = what == "remove" && person == actor.person;
    let role: Option<Role> = posted.role.parse().ok();
    let key = format!("people-{what}-done");
    let acted = block(&app, move |app| match (what.as_str(), role) {
        ("role", Some(role)) => {
            people::change_role(&app.facility, &actor, organisation, seen, person, role)
        }
        ("role", None) => Err(Failure::field("role", "unknown-option")),
        ("hand-over", _) => people::hand_over(&app.facility, &actor, organisation, seen, person),
        ("remove", _) => people::remove(&app.facility, &actor, organisation, seen, person),
        _ => Err(Failure::hidden()),
    })
    .await;
    if leaves && acted.is_ok() {
        return Ok(done(&app, "/", "people-left"));
    }
    answered(&visitor, &app, organisation, acted, &key).await
}

/// Sends an invitation again, or takes it back.
pub(super) async fn invitation(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (organisation, invitation, what) = path.into_inner();
    let (organisation, invitation): (OrganisationId, uuid::Uuid) =
        (id(&organisation)?, id(&invitation)?);
    let key = format!("invitation-{what}-done");
    let acted = block(&app, move |app| {
        let (facility, url) = (&app.facility, &app.settings.public_url);
        match what.as_str() {
            "send-again" => {
                invitations::send_again(facility, &actor, url, organisation, invitation)
            }
            "withdraw" => invitations::withdraw(facility, &actor, organisation, invitation),
            _ => Err(Failure::hidden()),
        }
    })
    .await;
    answered(&visitor, &app, organisation, acted, &key).await
}

/// Admits or declines who asks to join.
pub(super) async fn request(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (organisation, request, what) = path.into_inner();
    let (organisation, request): (OrganisationId, uuid::Uuid) = (id(&organisation)?, id(&request)?);
    let mut errors = Errors::none();
    let acted = match what.as_str() {
        "admit" => {
            let role: Option<Role> = posted.role.parse().ok();
            block(&app, move |app| {
                let role = role.ok_or_else(|| Failure::field("role", "unknown-option"))?;
                let (facility, url) = (&app.facility, &app.settings.public_url);
                joining::admit(facility, &actor, url, organisation, request.into(), role)
            })
            .await
            .map(|_| ())
        }
        "decline" => {
            let field = format!("reason-{request}");
            let reason = parsing::text(&reader, &mut errors, &field, &posted.reason);
            let Some(reason) = reason else {
                return refused(&visitor, &app, organisation, Typed::default(), errors).await;
            };
            block(&app, move |app| {
                joining::decline(&app.facility, &actor, organisation, request.into(), &reason)
            })
            .await
        }
        _ => Err(Failure::hidden()),
    };
    let key = format!("join-{what}-done");
    answered(&visitor, &app, organisation, acted, &key).await
}

//! The evaluators of a call and the invitations to become one, for people who run it.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::evaluators::rows::InvitationRow;
use facility::evaluators::{self, BadLine, EvaluatorProfile, Invited, Listed};
use facility::{call as calls, people};
use language::{Language, Reader};
use serde::Deserialize;
use uuid::Uuid;
use workflow::ids::CallId;
use workflow::role::Role;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// An evaluator.
struct Line {
    href: String,
    name: String,
    email: String,
    pending: bool,
    accepted: String,
    agency: String,
    languages: String,
    regions: String,
    most: String,
    away: String,
}

/// An invitation.
struct Sent {
    name: String,
    email: String,
    agency: String,
    sent: String,
    shape: &'static str,
    status: String,
    note: String,
    /// Where it is sent again and withdrawn; empty once it has ended.
    address: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    name: String,
    email: String,
    language: String,
    agency: String,
    lines: String,
    #[serde(rename = "do")]
    wish: String,
}

#[derive(Template)]
#[template(path = "evaluators/list.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    code: String,
    evaluators: Vec<Line>,
    invitations: Vec<Sent>,
    counts: Vec<String>,
    runs: bool,
    languages: Vec<Choice>,
    agencies: Vec<String>,
    typed: Typed,
    bad: Vec<String>,
    told: String,
    errors: Errors,
}

fn line(reader: &Reader, call: CallId, one: Listed) -> Line {
    let profile = &one.profile;
    Line {
        href: format!("/calls/{call}/evaluators/{}", one.person.id),
        pending: one.terms_pending,
        accepted: one
            .accepted_at
            .map(|at| reader.ta("terms-accepted-at", [("at", reader.date_time(at).into())]))
            .unwrap_or_default(),
        agency: profile.agency.clone().unwrap_or_default(),
        languages: languages(reader, profile),
        regions: joined(
            profile
                .regions
                .iter()
                .map(|region| reader.named("region", region)),
        ),
        most: profile
            .most_files
            .map(|most| reader.number(most))
            .unwrap_or_default(),
        away: away(reader, profile),
        name: one.person.name,
        email: one.person.email,
    }
}

/// Languages with their level, one after the other.
pub(super) fn languages(reader: &Reader, profile: &EvaluatorProfile) -> String {
    joined(profile.languages.iter().map(|(code, level)| {
        let level = reader.named("language-level", level);
        reader.ta(
            "evaluator-language",
            [
                ("language", reader.spoken(code).into()),
                ("level", level.into()),
            ],
        )
    }))
}

/// Absences, one after the other.
pub(super) fn away(reader: &Reader, profile: &EvaluatorProfile) -> String {
    joined(profile.absences.iter().map(|(from, to)| {
        let days = [
            ("from", reader.date_short(from).into()),
            ("to", reader.date_short(to).into()),
        ];
        reader.ta("evaluator-away", days)
    }))
}

pub(super) fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

fn sent(
    reader: &Reader,
    now: chrono::DateTime<chrono::Utc>,
    one: &InvitationRow,
    by: &str,
) -> Sent {
    let at = |at| reader.date_time(at);
    let (shape, key) = match one.outcome.as_deref() {
        Some("accepted") => ("good", "evaluator-invitation-is-accepted"),
        Some("declined") => ("ended", "evaluator-invitation-is-declined"),
        Some(_) => ("ended", "evaluator-invitation-is-withdrawn"),
        None if one.expires_at <= now => ("ended", "invitation-expired"),
        None if one.opened_at.is_some() => ("active", "evaluator-invitation-is-opened"),
        None => ("waiting", "evaluator-invitation-is-sent"),
    };
    let when = one.ended_at.or(one.opened_at);
    Sent {
        name: one.name.clone(),
        email: one.email.clone(),
        agency: one.agency.clone().unwrap_or_default(),
        sent: reader.ta(
            "invitation-sent",
            [("at", at(one.sent_at).into()), ("by", by.into())],
        ),
        shape,
        status: reader.t(key),
        note: match (&one.reason, when) {
            (Some(reason), _) => reason.clone(),
            (None, Some(when)) => at(when),
            (None, None) => reader.ta("invitation-until", [("at", at(one.expires_at).into())]),
        },
        address: if one.ended_at.is_none() {
            format!("/calls/{}/evaluators/invitations/{}", one.call, one.id)
        } else {
            String::new()
        },
    }
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    typed: Typed,
    errors: Errors,
) -> Result<ListPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let runs = actor.holds(Role::ProgrammeOfficer, Some(call))
        || actor.holds(Role::FacilityManager, Some(call));
    let (found, view, names) = block(app, move |app| {
        let found = evaluators::of_call(&app.facility, &actor, call)?;
        let view = calls::view(&app.facility, Some(&actor), call)?;
        let by = found.invitations.iter().map(|one| one.invited_by);
        let names = people::names(&app.facility, by)?;
        Ok((found, view, names))
    })
    .await?;
    let now = app.facility.clock.now();
    let open = found
        .invitations
        .iter()
        .filter(|one| one.ended_at.is_none())
        .count();
    let pending = found
        .evaluators
        .iter()
        .filter(|one| one.terms_pending)
        .count();
    let definition = &view.call.definition;
    let language = Language::parse(&typed.language).unwrap_or(reader.language);
    Ok(ListPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/evaluation", reader.t("nav-evaluation")),
            Crumb::new(format!("/calls/{call}/evaluation"), &definition.code),
        ],
        address: format!("/calls/{call}/evaluators"),
        code: definition.code.clone(),
        counts: vec![
            reader.tn("evaluators-count", found.evaluators.len() - pending),
            reader.tn("evaluators-pending-count", pending),
            reader.tn("evaluators-invited-count", open),
        ],
        evaluators: found
            .evaluators
            .into_iter()
            .map(|one| line(&reader, call, one))
            .collect(),
        invitations: found
            .invitations
            .iter()
            .rev()
            .map(|one| {
                let by = names.get(&one.invited_by).map_or("", String::as_str);
                sent(&reader, now, one, by)
            })
            .collect(),
        runs,
        languages: Language::ALL
            .iter()
            .map(|each| Choice::new(each.code(), each.own_name(), *each == language))
            .collect(),
        agencies: definition.agencies.clone(),
        typed,
        bad: Vec::new(),
        told: String::new(),
        errors,
    })
}

/// Shows the evaluators of a call.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    visitor.actor()?;
    let call = parsing::id(&id)?;
    render(&page(&visitor, &app, call, Typed::default(), Errors::none()).await?)
}

/// Invites one person, or one for each pasted line.
pub async fn invite(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = parsing::id(&id)?;
    let to = format!("/calls/{call}/evaluators");
    if typed.wish == "lines" {
        let pasted = typed.lines.clone();
        let told = block(&app, move |app| {
            let url = &app.settings.public_url;
            evaluators::invite_lines(&app.facility, &actor, url, call, &pasted)
        });
        let told = match told.await {
            Ok(told) if told.bad.is_empty() => {
                return Ok(done(&app, &to, "evaluators-lines-invited"));
            }
            Ok(told) => told,
            Err(failure) => {
                let errors = Errors::from_failure(&reader, failure)?;
                return render_refused(&page(&visitor, &app, call, typed, errors).await?);
            }
        };
        let kept: Vec<&str> = told.bad.iter().map(|bad| bad.text.as_str()).collect();
        let typed = Typed {
            lines: kept.join("\n"),
            ..typed
        };
        let mut errors = Errors::none();
        errors.add(&reader, "lines", "lines");
        let mut shown = page(&visitor, &app, call, typed, errors).await?;
        shown.bad = told.bad.iter().map(|bad| said(&reader, bad)).collect();
        shown.told = reader.tn("evaluators-lines-done", told.invited);
        return render_refused(&shown);
    }
    let invited = Invited {
        name: typed.name.clone(),
        email: typed.email.clone(),
        language: Language::parse(&typed.language).unwrap_or(reader.language),
        agency: Some(typed.agency.trim().to_owned()).filter(|agency| !agency.is_empty()),
    };
    let sent = block(&app, move |app| {
        let url = &app.settings.public_url;
        evaluators::invite(&app.facility, &actor, url, call, &invited)
    });
    match sent.await {
        Ok(_) => Ok(done(&app, &to, "invitation-is-sent")),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            render_refused(&page(&visitor, &app, call, typed, errors).await?)
        }
    }
}

/// What is wrong with a pasted line.
fn said(reader: &Reader, bad: &BadLine) -> String {
    let faults = bad.faults.iter().map(|fault| {
        let what = reader.t(format!("fault-{}", fault.code));
        format!("{}: {what}", reader.named("evaluators-line", &fault.field))
    });
    let why = faults.collect::<Vec<_>>().join(" ");
    reader.ta(
        "evaluators-line-bad",
        [
            ("line", reader.number(bad.line).into()),
            ("why", why.into()),
        ],
    )
}

/// Sends an invitation again, or takes it back.
pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String, String)>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (call, invitation, action) = path.into_inner();
    let call: CallId = parsing::id(&call)?;
    let invitation: Uuid = parsing::id(&invitation)?;
    let to = format!("/calls/{call}/evaluators");
    let again = action == "send-again";
    let acted = block(&app, move |app| {
        let url = &app.settings.public_url;
        if again {
            evaluators::send_again(&app.facility, &actor, url, call, invitation)
        } else {
            evaluators::withdraw(&app.facility, &actor, call, invitation)
        }
    });
    match acted.await {
        Ok(()) if again => Ok(done(&app, &to, "invitation-send-again-done")),
        Ok(()) => Ok(done(&app, &to, "invitation-withdraw-done")),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&page(&visitor, &app, call, Typed::default(), errors).await?)
        }
    }
}

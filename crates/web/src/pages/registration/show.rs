//! An organisation: its profile, its people, its verification and its story.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::people::{self, Invited};
use facility::registration::verification::GivenAnswer;
use facility::registration::{self, OrganisationView};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::due_diligence::Answer as Verdict;
use workflow::ids::OrganisationId;
use workflow::organisation::{Command, OrganisationAction as A};
use workflow::role::Role;
use workflow::text::Text;

use crate::failure::PageError;
use crate::form::{Errors, Fields, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::story::{Entry, entries};
use crate::visitor::Visitor;
use crate::wording;

/// A person who works for the organisation.
struct Person {
    name: String,
    email: String,
    role: String,
}

/// An act that needs a reason.
struct Act {
    name: &'static str,
    title: String,
    button: &'static str,
}

/// An answer of the verification.
struct Answer {
    question: String,
    yes: bool,
}

#[derive(Template)]
#[template(path = "registration/show.html")]
struct ShowPage {
    page: Page,
    crumbs: Vec<Crumb>,
    name: String,
    other: String,
    address: String,
    seq: i64,
    status: String,
    red_flag: bool,
    verified: String,
    facts: Vec<(String, String)>,
    officers: Vec<String>,
    people: Vec<Person>,
    answers: Vec<Answer>,
    may_amend: bool,
    may_propose: bool,
    may_confirm: bool,
    may_invite: bool,
    acts: Vec<Act>,
    proposals: String,
    story: Vec<Entry>,
    roles: Vec<Choice>,
    invited: Invitation,
    errors: Errors,
}

fn facts(reader: &Reader, view: &OrganisationView) -> Vec<(String, String)> {
    let profile = &view.row.profile;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let found = [
        ("organisation-original-name", text(&profile.original_name)),
        ("organisation-acronym", text(&profile.acronym)),
        ("organisation-country", reader.country(profile.country)),
        (
            "organisation-kind",
            reader.named("organisation-kind", &profile.kind),
        ),
        (
            "organisation-registration-number",
            text(&profile.registration_number),
        ),
        (
            "organisation-registered-on",
            profile
                .registered_on
                .map(|day| reader.date(day))
                .unwrap_or_default(),
        ),
        ("organisation-website", text(&profile.website)),
        ("organisation-email", text(&profile.email)),
        ("organisation-address", text(&profile.address)),
        (
            "organisation-annual-budget",
            profile
                .annual_budget
                .map(|budget| wording::money(reader, budget))
                .unwrap_or_default(),
        ),
        (
            "organisation-declarations",
            if profile.declarations.complete() {
                reader.t("organisation-declarations-yes")
            } else {
                reader.t("status-incomplete")
            },
        ),
    ];
    found
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (reader.t(key), value))
        .collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    view: &OrganisationView,
    invited: Invitation,
    errors: Errors,
) -> Result<ShowPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let today = app.facility.clock.now().date_naive();
    let may = |action: A| view.actions.contains(&action);
    let standing = view.standing;
    let verified = match view.state.verified_until {
        Some(until) if standing.verified => reader.ta(
            "verification-verified-until",
            [("date", reader.date(until).into())],
        ),
        Some(until) if until < today => reader.t("verification-expired"),
        _ => reader.t("verification-not-verified"),
    };
    let acts = [(A::ReturnVerification, "return_verification", "button-quiet")];
    let member = actor.member(view.row.id, Role::Reader);
    Ok(ShowPage {
        page: Page::new(visitor, app),
        crumbs: if member && !facility::roles::is_staff(&actor) {
            Vec::new()
        } else {
            vec![Crumb::new("/organisations", reader.t("nav-organisations"))]
        },
        name: view.row.profile.legal_name.clone(),
        other: view.row.profile.original_name.clone().unwrap_or_default(),
        address: format!("/organisations/{}", view.row.id),
        seq: view.seq,
        status: view.state.status.to_string(),
        red_flag: view.standing.flag.is_some(),
        verified,
        facts: facts(&reader, view),
        officers: view
            .row
            .profile
            .officers
            .iter()
            .map(|officer| officer.name.clone())
            .collect(),
        people: view
            .people
            .iter()
            .map(|person| Person {
                name: person.name.clone(),
                email: person.email.clone(),
                role: reader.named("role", person.role.name()),
            })
            .collect(),
        answers: view
            .state
            .answers
            .iter()
            .filter(|_| !member)
            .map(|(question, answered)| Answer {
                question: reader.named("verification", question),
                yes: answered.answer != Verdict::No,
            })
            .collect(),
        may_amend: may(A::Amend),
        may_propose: may(A::ProposeVerification),
        may_confirm: may(A::ConfirmVerification),
        may_invite: actor.member(view.row.id, Role::Owner),
        acts: acts
            .into_iter()
            .filter(|(action, _, _)| may(*action))
            .map(|(action, name, button)| Act {
                name,
                title: reader.named("action", action),
                button,
            })
            .collect(),
        proposals: if member {
            "/my-proposals".to_owned()
        } else {
            let query = serde_urlencoded::to_string([("q", &view.row.profile.legal_name)]);
            format!("/proposals?{}", query.unwrap_or_default())
        },
        story: entries(&reader, view.story.iter()),
        roles: [Role::Owner, Role::Editor, Role::Reader]
            .iter()
            .map(|role| Choice {
                hint: reader.t(format!("role-{}-does", role.name())),
                ..Choice::new(
                    role.name(),
                    reader.named("role", role.name()),
                    invited.role == role.name(),
                )
            })
            .collect(),
        invited,
        errors,
    })
}

async fn find(
    visitor: &Visitor,
    app: &web::Data<Application>,
    organisation: OrganisationId,
) -> Result<OrganisationView, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        registration::view(&app.facility, &actor, organisation)
    })
    .await?)
}

/// Shows an organisation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let view = find(&visitor, &app, id(&path)?).await?;
    render(&page(
        &visitor,
        &app,
        &view,
        Invitation::default(),
        Errors::none(),
    )?)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Posted {
    #[serde(default)]
    seen: String,
    #[serde(default)]
    reason: String,
}

/// Confirms or sends back a verification, raises or lifts a red flag.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (organisation, action) = path.into_inner();
    let organisation: OrganisationId = id(&organisation)?;
    let seen = seen(&posted.seen);
    let reason = Text::parse(&posted.reason);
    let command = match (action.as_str(), reason) {
        ("confirm_verification", _) => Ok(Command::ConfirmVerification),
        ("return_verification", Ok(reason)) => Ok(Command::ReturnVerification { reason }),
        _ => {
            let mut errors = Errors::none();
            errors.add(&reader, &format!("{action}-reason"), "missing");
            Err(errors)
        }
    };
    let errors = match command {
        Err(errors) => errors,
        Ok(command) => {
            let acted = block(&app, move |app| {
                registration::act(&app.facility, &actor, organisation, seen, &command)
            });
            match acted.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}");
                    return Ok(done(&app, &to, "form-done"));
                }
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    let view = find(&visitor, &app, organisation).await?;
    render_refused(&page(&visitor, &app, &view, Invitation::default(), errors)?)
}

/// Somebody to be invited, as typed.
#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Invitation {
    name: String,
    email: String,
    role: String,
}

/// Invites a colleague.
pub(super) async fn invite(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(typed): Form<Invitation>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let organisation: OrganisationId = id(&path)?;
    let role = [Role::Owner, Role::Editor, Role::Reader]
        .into_iter()
        .find(|role| role.name() == typed.role);
    let mut errors = Errors::none();
    match role {
        None => errors.add(&reader, "role", "unknown-option"),
        Some(role) => {
            let invited = Invited {
                name: typed.name.clone(),
                email: typed.email.clone(),
                language: Language::parse(reader.language.code()).unwrap_or_default(),
            };
            let sent = block(&app, move |app| {
                people::invite_colleague(
                    &app.facility,
                    &actor,
                    &app.settings.public_url,
                    organisation,
                    &invited,
                    role,
                )
            });
            match sent.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}");
                    return Ok(done(&app, &to, "organisation-invited"));
                }
                Err(failure) => errors = Errors::from_failure(&reader, failure)?,
            }
        }
    }
    let view = find(&visitor, &app, organisation).await?;
    render_refused(&page(&visitor, &app, &view, typed, errors)?)
}

/// A question of the verification.
struct Asked {
    name: String,
    text: String,
    options: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "registration/verification.html")]
struct VerificationPage {
    page: Page,
    crumbs: Vec<Crumb>,
    seq: i64,
    questions: Vec<Asked>,
    facts: Vec<(String, String)>,
    officers: Vec<String>,
    comment: String,
    errors: Errors,
}

fn verification_page(
    visitor: &Visitor,
    app: &Application,
    view: &OrganisationView,
    fields: &Fields,
    errors: Errors,
) -> Result<VerificationPage, PageError> {
    if !view.actions.contains(&A::ProposeVerification) {
        return Err(PageError::hidden());
    }
    let reader = visitor.reader;
    Ok(VerificationPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/organisations", reader.t("nav-organisations")),
            Crumb::new(
                format!("/organisations/{}", view.row.id),
                view.row.profile.legal_name.as_str(),
            ),
        ],
        seq: view.seq,
        questions: app
            .facility
            .rules
            .questions
            .iter()
            .map(|question| (question.id.as_str(), question))
            .map(|(name, question)| Asked {
                name: name.to_owned(),
                text: question.text.get(reader.language.code()).to_owned(),
                options: [("yes", "form-yes"), ("no", "form-no")]
                    .iter()
                    .map(|(value, key)| {
                        Choice::new(*value, reader.t(key), fields.get(name) == *value)
                    })
                    .collect(),
                error: errors.of(name),
            })
            .collect(),
        facts: facts(&reader, view),
        officers: view
            .row
            .profile
            .officers
            .iter()
            .map(|officer| officer.name.clone())
            .collect(),
        comment: fields.get("comment").to_owned(),
        errors,
    })
}

/// The questions of a verification.
pub(super) async fn verification(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let view = find(&visitor, &app, id(&path)?).await?;
    let fields = Fields::default();
    render(&verification_page(
        &visitor,
        &app,
        &view,
        &fields,
        Errors::none(),
    )?)
}

/// Answers them.
pub(super) async fn propose(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let organisation: OrganisationId = id(&path)?;
    let seen = seen(fields.get("seen"));
    let mut errors = Errors::none();
    let mut answers = BTreeMap::new();
    for question in &app.facility.rules.questions {
        let name = question.id.as_str();
        let given = |answer| GivenAnswer {
            answer,
            comment: Text::parse(fields.get("comment")).ok(),
            evidence: Default::default(),
        };
        match fields.get(name) {
            "yes" => drop(answers.insert(name.to_owned(), given(Verdict::Yes))),
            "no" => drop(answers.insert(name.to_owned(), given(Verdict::No))),
            _ => errors.add(&reader, name, "missing"),
        }
    }
    let comment = Text::parse(fields.get("comment"));
    if comment.is_err() {
        errors.add(&reader, "comment", "missing");
    }
    if let (Ok(comment), true) = (comment, errors.is_empty()) {
        let proposed = block(&app, move |app| {
            registration::verification::answer(
                &app.facility,
                &actor,
                organisation,
                seen,
                &answers,
                Some(&comment),
            )
        });
        match proposed.await {
            Ok(_) => {
                let to = format!("/organisations/{organisation}");
                return Ok(done(&app, &to, "verification-proposed-done"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    let view = find(&visitor, &app, organisation).await?;
    render_refused(&verification_page(&visitor, &app, &view, &fields, errors)?)
}

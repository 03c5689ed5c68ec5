//! Organisations that apply together: named by the lead, answering for themselves.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::co_applicants::{self, By, Together};
use facility::proposal;
use serde::Deserialize;
use workflow::co_applicants::Command;
use workflow::country::Country;
use workflow::ids::{OrganisationId, ProposalId};
use workflow::text::Text;
use workflow::transition::Action;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// The page of this file.
pub fn configure(config: &mut web::ServiceConfig) {
    config.service(
        web::resource("/proposals/{id}/co-applicants")
            .get(show)
            .post(act),
    );
}

/// An organisation beside the lead.
struct Line {
    id: OrganisationId,
    name: String,
    country: String,
    /// Family of the status.
    family: &'static str,
    state: String,
    /// Whether the reader may take it off.
    removable: bool,
    /// Whether the reader may answer for it.
    answers: bool,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Posted {
    seen: String,
    #[serde(rename = "do")]
    act: String,
    organisation: String,
    country: String,
    number: String,
    org_id: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "intake/together.html")]
struct TogetherPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    call: String,
    lead: String,
    most: String,
    seq: i64,
    lines: Vec<Line>,
    names: bool,
    countries: Vec<Choice>,
    typed: Posted,
    errors: Errors,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
    typed: Posted,
    errors: Errors,
) -> Result<TogetherPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let view: Together = block(app, move |app| {
        co_applicants::view(&app.facility, &actor, proposal)
    })
    .await?;
    let may = |action| view.actions.contains(&action);
    let definition = &view.call.definition;
    let lines = view
        .beside
        .iter()
        .map(|beside| Line {
            id: beside.organisation,
            name: beside.name.clone(),
            country: reader.country(beside.country),
            family: if beside.agreed { "good" } else { "waiting" },
            state: reader.t(if beside.agreed {
                "together-agreed"
            } else {
                "together-asked"
            }),
            removable: may(Action::RemoveCoApplicant),
            answers: beside.mine && !beside.agreed && may(Action::AgreeToCoApply),
        })
        .collect();
    let base = format!("/proposals/{proposal}");
    let mut crumbs = vec![Crumb::new("/my-proposals", reader.t("my-proposals-title"))];
    if view.leads {
        crumbs.push(Crumb::new(base, wording::title(&reader, &view.title)));
    }
    Ok(TogetherPage {
        page: Page::new(visitor, app),
        crumbs,
        title: wording::title(&reader, &view.title),
        call: definition.title.get(reader.language.code()).to_owned(),
        lead: view.lead.clone(),
        most: reader.tn("together-most", definition.most_co_applicants),
        seq: view.seq,
        lines,
        names: may(Action::NameCoApplicant)
            && view.beside.len() < definition.most_co_applicants as usize,
        countries: reader
            .countries()
            .iter()
            .map(|(code, name)| Choice::new(code, name, *code == typed.country))
            .collect(),
        typed,
        errors,
    })
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let proposal = id(&path)?;
    render(&page(&visitor, &app, proposal, Posted::default(), Errors::none()).await?)
}

/// What names the organisation, or what is wrong with it.
fn named(visitor: &Visitor, posted: &Posted) -> Result<By, Errors> {
    let org_id = posted.org_id.trim();
    if !org_id.is_empty() {
        return Ok(By::OrgId(org_id.to_owned()));
    }
    let mut errors = Errors::none();
    let country = Country::parse(&posted.country).ok();
    if country.is_none() {
        errors.add(&visitor.reader, "country", "unknown-option");
    }
    let number = posted.number.trim().to_owned();
    if number.is_empty() {
        errors.add(&visitor.reader, "number", "missing");
    }
    match country {
        Some(country) if errors.is_empty() => Ok(By::Number { country, number }),
        _ => Err(errors),
    }
}

async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let proposal: ProposalId = id(&path)?;
    let seen = seen(&posted.seen);
    let acted = if posted.act == "name" {
        match named(&visitor, &posted) {
            Err(errors) => {
                let page = page(&visitor, &app, proposal, posted, errors).await?;
                return render_refused(&page);
            }
            Ok(by) => {
                block(&app, move |app| {
                    co_applicants::name(&app.facility, &actor, proposal, seen, &by)
                })
                .await
            }
        }
    } else {
        let organisation = id(&posted.organisation)?;
        let command = match posted.act.as_str() {
            "remove" => Command::Remove { organisation },
            "agree" => Command::Agree { organisation },
            _ => Command::Decline {
                organisation,
                reason: Text::parse(&posted.reason).ok(),
            },
        };
        let command = workflow::proposal::Command::CoApplicants(command);
        block(&app, move |app| {
            proposal::act(&app.facility, &actor, proposal, seen, &command)
        })
        .await
    };
    let key = match posted.act.as_str() {
        "name" => "together-named",
        "agree" => "together-agreed-done",
        "remove" => "together-removed",
        _ => "together-declined-done",
    };
    match acted {
        // Whoever has said no sees nothing of the file any more.
        Ok(_) if key == "together-declined-done" => Ok(done(&app, "/my-proposals", key)),
        Ok(_) => Ok(done(
            &app,
            &format!("/proposals/{proposal}/co-applicants"),
            key,
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            render_refused(&page(&visitor, &app, proposal, posted, errors).await?)
        }
    }
}

//! An organisation on one page: what it says of itself, what is blocked and why, what it applied for, and its story.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::proposal::Happened;
use facility::registration::{self, Applied, OrganisationView, duplicates};
use language::Reader;
use serde::Deserialize;
use workflow::due_diligence::Step;
use workflow::ids::OrganisationId;
use workflow::money::{Currency, Money};
use workflow::policy::View;

use super::duplicates::{Pair, pairs};
use super::frame::{Frame, find};
use super::profile::{Part, parts};
use crate::failure::PageError;
use crate::page::{Choice, Page, render};
use crate::pages::parsing::id;
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

/// A proposal, or the grant that came of it.
struct Line {
    href: String,
    title: String,
    reference: String,
    call: String,
    status: String,
    amount: String,
    grant: String,
    merged: String,
}

/// A step that something may hold back.
pub struct Blocked {
    /// The step in words.
    pub step: String,
    /// Why it is blocked; empty when it is not.
    pub reasons: Vec<String>,
}

#[derive(Template)]
#[template(path = "organisation/show.html")]
struct ShowPage {
    page: Page,
    frame: Frame,
    inside: bool,
    parts: Vec<Part>,
    complete: bool,
    blocked: Vec<Blocked>,
    pairs: Vec<Pair>,
    people: Vec<Person>,
    /// Kind, name and day of upload.
    documents: Vec<(String, String, String)>,
    applications: Vec<Line>,
    absorbed: Vec<(String, String)>,
    kinds: Vec<Choice>,
    story: Vec<Entry>,
}

/// The kinds of events the story can be narrowed to, with how their names begin.
const KINDS: [(&str, &[&str]); 4] = [
    (
        "profile",
        &[
            "registered",
            "amended",
            "document_",
            "person_",
            "role_",
            "handed_",
        ],
    ),
    ("verification", &["question_", "verification_", "verified"]),
    ("flags", &["flag_", "red_flag_"]),
    (
        "sanctions",
        &["sanctions_", "duplicate_", "merged", "absorbed"],
    ),
];

/// What of the story is asked for.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    show: String,
}

fn story<'a>(view: &'a OrganisationView, show: &str) -> Vec<&'a Happened> {
    let begins = KINDS.iter().find(|(name, _)| *name == show);
    let wanted = |event: &&Happened| {
        begins.is_none_or(|(_, begins)| begins.iter().any(|begin| event.kind.starts_with(begin)))
    };
    view.story.iter().filter(wanted).collect()
}

/// What is blocked today, step by step, and why.
pub fn blocked(reader: &Reader, view: &OrganisationView) -> Vec<Blocked> {
    let applying = view.standing.may_apply().err();
    let first = Blocked {
        step: reader.t("step-applying"),
        reasons: applying
            .iter()
            .map(|why| wording::refusal(reader, why))
            .collect(),
    };
    let step = |step: &Step| Blocked {
        step: reader.named("step", step),
        reasons: wording::blocks(reader, &view.standing, *step),
    };
    std::iter::once(first)
        .chain(Step::ALL.iter().map(step))
        .collect()
}

fn application(reader: &Reader, view: &OrganisationView, applied: &Applied) -> Line {
    let row = &applied.line.row;
    let whole = applied.line.view == View::File;
    let money = |minor: Option<i64>| {
        let currency = row.currency.as_deref().and_then(Currency::from_code)?;
        Some(wording::money(reader, Money::new(minor?, currency)))
    };
    let merged = view
        .absorbed
        .iter()
        .find(|other| other.id == row.organisation_id)
        .map(|other| {
            let name = other.name.as_str().into();
            reader.ta("organisation-applications-merged", [("name", name)])
        });
    let definition = &applied.call.definition;
    Line {
        href: format!("/proposals/{}", row.id),
        title: wording::title(reader, row.title.as_deref().unwrap_or_default()),
        reference: row.reference.clone().unwrap_or_default(),
        call: definition.title.get(reader.language.code()).to_owned(),
        status: if whole {
            row.status.to_string()
        } else {
            String::new()
        },
        amount: money(row.awarded_minor)
            .or_else(|| money(row.requested_minor))
            .filter(|_| whole)
            .unwrap_or_default(),
        grant: applied
            .grant
            .filter(|_| whole)
            .map(|grant| format!("/grants/{grant}"))
            .unwrap_or_default(),
        merged: merged.unwrap_or_default(),
    }
}

/// The most possible duplicates the page shows.
const MOST_PAIRS: i64 = 5;

/// Shows an organisation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let organisation: OrganisationId = id(&path)?;
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let view = find(&visitor, &app, organisation).await?;
    let (view, applied, possible) = block(&app, move |app| {
        let applied = registration::applied(&app.facility, &actor, &view)?;
        let possible = if view.duplicates > 0 {
            duplicates::possible(&app.facility, &actor, Some(organisation), MOST_PAIRS)?
        } else {
            Vec::new()
        };
        Ok((view, applied, possible))
    })
    .await?;
    let show = asked.show.as_str();
    let all = Choice::new("", reader.t("organisation-story-all"), show.is_empty());
    let kind = |(name, _): &(&str, _)| {
        Choice::new(
            *name,
            reader.named("organisation-story", name),
            *name == show,
        )
    };
    render(&ShowPage {
        inside: view.inside,
        parts: parts(&reader, &view),
        complete: view.missing.is_empty(),
        blocked: if view.inside {
            blocked(&reader, &view)
        } else {
            Vec::new()
        },
        pairs: pairs(&reader, &possible),
        people: view
            .people
            .iter()
            .map(|person| Person {
                name: person.name.clone(),
                email: person.email.clone(),
                role: reader.named("member", person.role),
            })
            .collect(),
        documents: view
            .documents
            .iter()
            .map(|document| {
                let day = reader.date_short(document.uploaded_at.date_naive());
                let kind = reader.named("document-kind", &document.purpose);
                (kind, document.name.clone(), day)
            })
            .collect(),
        applications: applied
            .iter()
            .map(|applied| application(&reader, &view, applied))
            .collect(),
        absorbed: view
            .absorbed
            .iter()
            .map(|other| (format!("/organisations/{}", other.id), other.name.clone()))
            .collect(),
        // What is filtered away from the organisation's own people is no choice for them.
        kinds: if view.inside {
            std::iter::once(all).chain(KINDS.iter().map(kind)).collect()
        } else {
            Vec::new()
        },
        story: entries(&reader, story(&view, show).into_iter()),
        frame: Frame::new(&reader, &app, &view, ""),
        page: Page::new(&visitor, &app),
    })
}

//! The conflicts of a call: what the system found is confirmed or dismissed, what is known is set.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::conflicts::{self, Evidence, Finding, Held, OfCall};
use language::Reader;
use serde::Deserialize;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{ConflictKind, Origin};
use workflow::refusal::Refusal;
use workflow::role::Role;

use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// What the system found.
struct Open {
    /// Part of the ids of its controls.
    key: String,
    file: String,
    person: String,
    href: String,
    reference: String,
    title: String,
    organisation: String,
    name: String,
    holds: bool,
    since: String,
    evidence: Vec<String>,
    kinds: Vec<Choice>,
    may_settle: bool,
}

/// A conflict on record.
struct Line {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    name: String,
    kind: String,
    origin: String,
    since: String,
}

/// How many conflicts a person has, by how they came on record.
struct Count {
    name: String,
    open: String,
    declared: String,
    found: String,
    set: String,
}

#[derive(Template)]
#[template(path = "conflicts/secretariat.html")]
struct ConflictsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    code: String,
    counts: Vec<String>,
    open: Vec<Open>,
    by_file: bool,
    lines: Vec<Line>,
    people: Vec<Count>,
    may_settle: bool,
    opens_declarations: bool,
    chosen_people: Vec<Choice>,
    files: Vec<Choice>,
    kinds: Vec<Choice>,
    typed: Typed,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Typed {
    act: String,
    file: String,
    person: String,
    kind: String,
    reason: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct Query {
    by: String,
}

/// A fact in the reader's words.
pub(super) fn said(reader: &Reader, evidence: &Evidence) -> String {
    let year = |year: &Option<i32>| year.map_or_else(String::new, |year| year.to_string());
    let percent = |alike: u16| reader.percent(i64::from(alike) / 10);
    match evidence {
        Evidence::Member { organisation } => reader.ta(
            "finding-member",
            [("organisation", organisation.as_str().into())],
        ),
        Evidence::Affiliation {
            organisation,
            named,
            from,
            to,
            alike,
        } => {
            let to = match to {
                Some(to) => to.to_string(),
                None => reader.t("affiliation-still"),
            };
            reader.ta(
                "finding-affiliation",
                [
                    ("organisation", organisation.as_str().into()),
                    ("named", named.as_str().into()),
                    ("from", year(from).into()),
                    ("to", to.into()),
                    ("alike", percent(*alike).into()),
                ],
            )
        }
        Evidence::MailDomain {
            organisation,
            domain,
            shared,
        } => reader.ta(
            format!("finding-domain-{}", shared.name()),
            [
                ("organisation", organisation.as_str().into()),
                ("domain", domain.as_str().into()),
            ],
        ),
        Evidence::OfficerName {
            organisation,
            officer,
            name,
            alike,
        } => reader.ta(
            "finding-officer",
            [
                ("organisation", organisation.as_str().into()),
                ("officer", officer.as_str().into()),
                ("name", name.as_str().into()),
                ("alike", percent(*alike).into()),
            ],
        ),
        Evidence::AgencyFunds {
            organisation,
            agency,
            source,
            excerpt,
        } => reader.ta(
            "finding-funds",
            [
                ("organisation", organisation.as_str().into()),
                ("agency", agency.as_str().into()),
                ("source", source.as_str().into()),
                ("excerpt", excerpt.as_str().into()),
            ],
        ),
    }
}

fn kinds(reader: &Reader, chosen: Option<ConflictKind>) -> Vec<Choice> {
    let kind = |kind: &ConflictKind| {
        Choice::new(
            kind.name(),
            reader.named("conflict", kind),
            Some(*kind) == chosen,
        )
    };
    ConflictKind::ALL.iter().map(kind).collect()
}

fn name(names: &BTreeMap<PersonId, String>, person: PersonId) -> String {
    names.get(&person).cloned().unwrap_or_default()
}

fn open(reader: &Reader, names: &BTreeMap<PersonId, String>, one: &Finding) -> Open {
    Open {
        key: format!("{}-{}", one.file.proposal, one.person),
        file: one.file.proposal.to_string(),
        person: one.person.to_string(),
        href: format!("/proposals/{}", one.file.proposal),
        reference: one.file.reference.clone(),
        title: wording::title(reader, &one.file.title),
        organisation: one.file.organisation.clone(),
        name: name(names, one.person),
        holds: one.holds,
        since: reader.day(one.at),
        evidence: one.evidence.iter().map(|fact| said(reader, fact)).collect(),
        kinds: kinds(reader, Some(one.kind)),
        may_settle: one.may_settle,
    }
}

fn line(reader: &Reader, names: &BTreeMap<PersonId, String>, one: &Held) -> Line {
    Line {
        href: format!("/proposals/{}", one.file.proposal),
        reference: one.file.reference.clone(),
        title: wording::title(reader, &one.file.title),
        organisation: one.file.organisation.clone(),
        name: name(names, one.person),
        kind: reader.named("conflict", one.kind),
        origin: reader.named("conflict-origin", one.origin),
        since: reader.day(one.at),
    }
}

fn people(reader: &Reader, found: &OfCall) -> Vec<Count> {
    let mut counts: BTreeMap<(String, PersonId), [usize; 4]> = BTreeMap::new();
    let mut count = |person: PersonId, column: usize| {
        let counted = counts
            .entry((name(&found.names, person), person))
            .or_default();
        if let Some(cell) = counted.get_mut(column) {
            *cell += 1;
        }
    };
    for one in &found.open {
        count(one.person, 0);
    }
    for one in &found.held {
        count(
            one.person,
            match one.origin {
                Origin::Declared => 1,
                Origin::Found => 2,
                Origin::Set => 3,
            },
        );
    }
    let told =
        |((name, _), [open, declared, found, set]): ((String, PersonId), [usize; 4])| Count {
            name,
            open: reader.number(open),
            declared: reader.number(declared),
            found: reader.number(found),
            set: reader.number(set),
        };
    counts.into_iter().map(told).collect()
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    by: &str,
    typed: Typed,
    errors: Errors,
) -> Result<ConflictsPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let officer = actor.holds(Role::ProgrammeOfficer, Some(call));
    let (found, view, candidates) = block(app, move |app| {
        let found = conflicts::of_call(&app.facility, &actor, call)?;
        let view = facility::call::view(&app.facility, Some(&actor), call)?;
        let candidates = if found.may_settle {
            conflicts::people_of(&app.facility, &actor, call)?
        } else {
            Vec::new()
        };
        Ok((found, view, candidates))
    })
    .await?;
    let mut held: Vec<&Held> = found.held.iter().collect();
    let by_file = by == "file";
    if by_file {
        held.sort_by_key(|one| (one.file.reference.clone(), name(&found.names, one.person)));
    } else {
        held.sort_by_key(|one| (name(&found.names, one.person), one.file.reference.clone()));
    }
    let chosen_kind = typed.kind.parse().ok();
    Ok(ConflictsPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/evaluation", reader.t("nav-evaluation")),
            Crumb::new(
                format!("/calls/{call}/evaluation"),
                &view.call.definition.code,
            ),
        ],
        address: format!("/calls/{call}/conflicts"),
        code: view.call.definition.code.clone(),
        counts: vec![
            reader.tn("conflicts-open-count", found.open.len()),
            reader.tn("conflicts-held-count", found.held.len()),
        ],
        open: found
            .open
            .iter()
            .map(|one| open(&reader, &found.names, one))
            .collect(),
        by_file,
        lines: held
            .into_iter()
            .map(|one| line(&reader, &found.names, one))
            .collect(),
        people: people(&reader, &found),
        may_settle: found.may_settle,
        opens_declarations: officer,
        chosen_people: candidates
            .into_iter()
            .map(|(id, name)| {
                let id = id.to_string();
                let chosen = typed.person == id;
                Choice::new(id, name, chosen)
            })
            .collect(),
        files: found
            .files
            .iter()
            .map(|file| {
                let id = file.proposal.to_string();
                let chosen = typed.file == id;
                let title = wording::title(&reader, &file.title);
                Choice::new(
                    id,
                    format!("{} · {} · {title}", file.reference, file.organisation),
                    chosen,
                )
            })
            .collect(),
        kinds: kinds(&reader, chosen_kind),
        typed,
        errors,
    })
}

/// Shows the conflicts of a call.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    visitor.actor()?;
    let call = parsing::id(&id)?;
    render(
        &page(
            &visitor,
            &app,
            call,
            &query.by,
            Typed::default(),
            Errors::none(),
        )
        .await?,
    )
}

/// Confirms, dismisses, sets, searches, or asks the evaluators to declare.
pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    id: web::Path<String>,
    Form(typed): Form<Typed>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = parsing::id(&id)?;
    let to = format!("/calls/{call}/conflicts");
    // Whoever does not oversee the call finds nothing here, whatever they send.
    block(&app, {
        let actor = actor.clone();
        move |app| conflicts::of_call(&app.facility, &actor, call)
    })
    .await?;
    let mut errors = Errors::none();
    let file: Option<ProposalId> = typed.file.parse().ok();
    let person: Option<PersonId> = typed.person.parse().ok();
    let kind: Option<ConflictKind> = typed.kind.parse().ok();
    let (act, given) = (typed.act.clone(), typed.clone());
    // Controls of a finding carry its key, those of the form at the end none.
    let control = |name: &str| {
        if act == "set" {
            name.to_owned()
        } else {
            format!("{name}-{}-{}", given.file, given.person)
        }
    };
    let mut need = |there: bool, name: &str| {
        if !there {
            errors.add(&reader, &control(name), "missing");
        }
        there
    };
    let acted = match act.as_str() {
        "search" => {
            let done = block(&app, move |app| {
                conflicts::search(&app.facility, &actor, call)
            });
            done.await.map(|()| "conflicts-searched")
        }
        "open-declarations" => {
            let done = block(&app, move |app| {
                conflicts::open_declarations(&app.facility, &actor, call)
            });
            done.await.map(|_| "conflicts-declarations-opened")
        }
        "confirm" => match (
            file,
            person,
            need(kind.is_some(), "kind").then_some(kind).flatten(),
        ) {
            (Some(file), Some(person), Some(kind)) => {
                let done = block(&app, move |app| {
                    conflicts::confirm(&app.facility, &actor, file, person, kind)
                });
                done.await.map(|_| "conflicts-confirmed")
            }
            _ => Err(Refusal::NotAllowed.into()),
        },
        "dismiss" | "set" => {
            let mut wrong = Errors::none();
            let reason = parsing::text(&reader, &mut wrong, &control("reason"), &typed.reason);
            let set = act == "set";
            let complete = if set {
                let all = [
                    need(file.is_some(), "file"),
                    need(person.is_some(), "person"),
                    need(kind.is_some(), "kind"),
                ];
                all.iter().all(|there| *there)
            } else {
                true
            };
            errors.0.extend(wrong.0);
            match (file, person, reason) {
                (Some(file), Some(person), Some(reason)) if complete => {
                    let done = block(&app, move |app| match kind.filter(|_| set) {
                        Some(kind) => {
                            conflicts::set(&app.facility, &actor, file, person, kind, reason)
                        }
                        None => conflicts::dismiss(&app.facility, &actor, file, person, reason),
                    });
                    done.await.map(|_| {
                        if set {
                            "conflicts-set"
                        } else {
                            "conflicts-dismissed"
                        }
                    })
                }
                _ => Err(Refusal::NotAllowed.into()),
            }
        }
        _ => return Err(PageError::NotUnderstood("\"act\" is not known".to_owned())),
    };
    match acted {
        Ok(notice) => Ok(done(&app, &to, notice)),
        Err(failure) => {
            if errors.is_empty() {
                errors = Errors::from_failure(&reader, failure)?;
            }
            render_refused(&page(&visitor, &app, call, "", typed, errors).await?)
        }
    }
}

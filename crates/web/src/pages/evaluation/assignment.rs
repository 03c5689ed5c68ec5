//! The assignment of evaluators: a plan made, looked at, changed by hand, and carried out.

use std::collections::BTreeSet;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call as calls;
use facility::evaluation::assignment::{
    self, Candidate, FileView, Hindrance, LoadView, Outlook, Plan, Preview, Standing,
};
use language::Reader;
use sha2::{Digest, Sha256};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::role::{Actor, Role};

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, redirect, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/assignment").get(show).post(act))
        .service(
            web::resource("/calls/{id}/assignment/{file}")
                .get(show_file)
                .post(change),
        );
}

/// Somebody who is to join a file, and why.
struct Chosen {
    name: String,
    agency: String,
    fit: String,
    why: String,
    by_hand: bool,
}

struct Line {
    href: String,
    title: String,
    reference: String,
    about: String,
    chosen: Vec<Chosen>,
    missing: String,
}

struct Load {
    name: String,
    agency: String,
    held: String,
    planned: String,
    after: String,
    room: String,
    percent: i64,
}

#[derive(Template)]
#[template(path = "evaluation/assignment.html")]
struct AssignmentPage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    may_plan: bool,
    waits: bool,
    hindrance: Vec<String>,
    plan: Option<Shown>,
    rules: Vec<String>,
}

/// A plan on the page.
struct Shown {
    digest: String,
    made: String,
    files: String,
    fit: String,
    lines: Vec<Line>,
    loads: Vec<Load>,
}

struct Known {
    call: calls::CallView,
    outlook: Outlook,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        Ok(Known {
            outlook: assignment::outlook(&app.facility, &actor, id)?,
            call: calls::view(&app.facility, Some(&actor), id)?,
        })
    });
    Ok(known.await?)
}

/// A name for a plan, so that what is carried out is what was shown.
fn digest(plan: &Plan) -> String {
    let json = serde_json::to_vec(plan).unwrap_or_default();
    hex::encode(Sha256::digest(json))
}

/// What speaks for an evaluator, and what does not.
fn fit_in_words(reader: &Reader, one: &Candidate) -> String {
    let mut words = Vec::new();
    match one.fit.language {
        Some(level) => words.push(reader.named("fit-language", level)),
        None => words.push(reader.t("fit-language-unknown")),
    }
    match one.fit.theme {
        Some(true) => words.push(reader.t("fit-theme")),
        Some(false) => words.push(reader.t("fit-no-theme")),
        None => {}
    }
    words.push(reader.t(if one.fit.region {
        "fit-region"
    } else {
        "fit-no-region"
    }));
    words.join(" · ")
}

fn share(reader: &Reader, percent: u32) -> String {
    reader.share(percent as usize, 100)
}

fn standing_in_words(reader: &Reader, standing: &Standing) -> (&'static str, String) {
    match standing {
        Standing::Planned => ("good", reader.t("standing-planned")),
        Standing::ByHand => ("good", reader.t("standing-by-hand")),
        Standing::Barred(bars) => {
            let words: Vec<String> = bars.iter().map(|bar| reader.named("bar", bar)).collect();
            ("bad", words.join(" · "))
        }
        Standing::SameAgency => ("bad", reader.t("standing-same-agency")),
        Standing::Full => ("ended", reader.t("standing-full")),
        Standing::Dearer(by) if *by > 0 => ("waiting", reader.t("standing-fits-less")),
        Standing::Dearer(_) => ("waiting", reader.t("standing-needed-elsewhere")),
    }
}

fn about(reader: &Reader, call: &calls::CallView, file: &FileView) -> String {
    let mut words = Vec::new();
    if let Some(language) = &file.language {
        words.push(reader.spoken(language));
    }
    if let Some(theme) = &file.theme {
        let mut themes = call.call.definition.themes.iter();
        let title = themes.find(|known| known.id == *theme);
        words.push(title.map_or_else(
            || theme.clone(),
            |theme| theme.title.get(reader.language.code()).to_owned(),
        ));
    }
    words.push(reader.named("region", file.region));
    words.join(" · ")
}

fn line(reader: &Reader, call: &calls::CallView, file: &FileView) -> Line {
    let chosen: Vec<Chosen> = file
        .chosen()
        .map(|one| Chosen {
            name: one.name.clone(),
            agency: one.agency.clone().unwrap_or_default(),
            fit: share(reader, one.fit.percent()),
            why: fit_in_words(reader, one),
            by_hand: one.standing == Standing::ByHand,
        })
        .collect();
    let missing = (file.needs as usize).saturating_sub(chosen.len());
    Line {
        href: format!("/calls/{}/assignment/{}", call.call.id, file.proposal),
        title: wording::title(reader, &file.title),
        reference: file.reference.clone(),
        about: about(reader, call, file),
        missing: if missing > 0 {
            reader.tn("evaluation-needs", missing)
        } else {
            String::new()
        },
        chosen,
    }
}

fn load(reader: &Reader, most: u32, load: &LoadView) -> Load {
    let after = load.held + load.planned;
    Load {
        name: load.name.clone(),
        agency: load.agency.clone().unwrap_or_default(),
        held: reader.number(load.held),
        planned: reader.number(load.planned),
        after: reader.number(after),
        room: reader.number(load.room.saturating_sub(load.planned)),
        percent: (i64::from(after) * 100)
            .checked_div(i64::from(most))
            .unwrap_or(100)
            .min(100),
    }
}

fn shown(reader: &Reader, known: &Known, preview: &Preview) -> Shown {
    let chosen: Vec<u32> = preview
        .files
        .iter()
        .flat_map(FileView::chosen)
        .map(|one| one.fit.percent())
        .collect();
    let count = u32::try_from(chosen.len()).unwrap_or(u32::MAX).max(1);
    let most = known.outlook.rules.most_files;
    Shown {
        digest: digest(&preview.plan),
        made: reader.ta(
            "assignment-made",
            [("at", reader.date_time(preview.made_at).into())],
        ),
        files: reader.tn("count-files", preview.plan.len()),
        fit: share(reader, chosen.iter().sum::<u32>() / count),
        lines: preview
            .files
            .iter()
            .map(|file| line(reader, &known.call, file))
            .collect(),
        loads: preview
            .loads
            .iter()
            .map(|one| load(reader, most, one))
            .collect(),
    }
}

/// The rules of the assignment in words.
fn rules(reader: &Reader, known: &Known) -> Vec<String> {
    let rules = &known.outlook.rules;
    let mut words = vec![
        reader.tn("assignment-rule-readers", rules.readers),
        reader.t("assignment-rule-conflict"),
        reader.t("assignment-rule-language"),
        reader.tn("assignment-rule-load", rules.most_files),
    ];
    if rules.distinct_agencies {
        words.push(reader.t("assignment-rule-agency"));
    }
    words
}

fn page(
    visitor: &Visitor,
    app: &Application,
    actor: &Actor,
    known: &Known,
    hindrance: Option<&Hindrance>,
    errors: Errors,
) -> AssignmentPage {
    let reader = visitor.reader;
    let call = &known.call.call;
    AssignmentPage {
        crumbs: crumbs(&reader, &known.call),
        may_plan: actor.holds(Role::ProgrammeOfficer, Some(call.id)),
        waits: known.outlook.waits,
        hindrance: hindrance.map_or_else(Vec::new, |found| in_words(&reader, found)),
        plan: known
            .outlook
            .preview
            .as_ref()
            .map(|preview| shown(&reader, known, preview)),
        rules: rules(&reader, known),
        errors,
        page: Page::new(visitor, app),
    }
}

fn crumbs(reader: &Reader, call: &calls::CallView) -> Vec<Crumb> {
    let call = &call.call;
    let title = call.definition.title.get(reader.language.code()).to_owned();
    vec![
        Crumb::new(format!("/calls/{}", call.id), title),
        Crumb::new(
            format!("/calls/{}/evaluation", call.id),
            reader.t("evaluation-title"),
        ),
    ]
}

/// Why the files cannot all be given out, in sentences.
pub fn in_words(reader: &Reader, found: &Hindrance) -> Vec<String> {
    const MOST: usize = 8;
    let list = |names: &[String]| {
        let shown = names.iter().take(MOST).cloned().collect::<Vec<_>>();
        let more = names.len().saturating_sub(MOST);
        if more > 0 {
            format!("{} {}", shown.join(", "), reader.tn("and-more", more))
        } else {
            shown.join(", ")
        }
    };
    let languages: Vec<String> = found
        .languages
        .iter()
        .map(|code| reader.spoken(code))
        .collect();
    let mut sentences = Vec::new();
    let values = || {
        vec![
            ("files", list(&found.files).into()),
            ("evaluators", list(&found.evaluators).into()),
            ("available", found.available.into()),
            ("needed", found.needed.into()),
        ]
    };
    sentences.push(if found.evaluators.is_empty() {
        reader.ta("hindrance-file", values())
    } else {
        reader.ta("hindrance-files", values())
    });
    if found.obstacles.is_empty() {
        sentences.push(reader.t("hindrance-few"));
    } else {
        let rules: Vec<String> = found
            .obstacles
            .iter()
            .map(|obstacle| reader.named("obstacle", obstacle))
            .collect();
        sentences.push(reader.ta("hindrance-rules", [("rules", rules.join("; ").into())]));
    }
    if !languages.is_empty() {
        sentences.push(reader.ta(
            "hindrance-languages",
            [("languages", languages.join(", ").into())],
        ));
    }
    sentences.push(reader.t("hindrance-advice"));
    sentences
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    render(&page(&visitor, &app, &actor, &known, None, Errors::none()))
}

async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let here = format!("/calls/{id}/assignment");
    let acting = actor.clone();
    match fields.get("act") {
        "plan" => {
            let made = block(&app, move |app| {
                assignment::make(&app.facility, &acting, id)
            });
            match made.await? {
                Ok(()) => Ok(redirect(&here)),
                Err(hindrance) => {
                    let known = known(&app, &actor, id).await?;
                    let none = Errors::none();
                    let page = page(&visitor, &app, &actor, &known, Some(&hindrance), none);
                    render_refused(&page)
                }
            }
        }
        "discard" => {
            block(&app, move |app| {
                assignment::discard(&app.facility, &acting, id)
            })
            .await?;
            Ok(done(&app, &here, "assignment-discarded"))
        }
        "assign" => {
            let known = known(&app, &actor, id).await?;
            let refused =
                |errors| render_refused(&page(&visitor, &app, &actor, &known, None, errors));
            let plan = known
                .outlook
                .preview
                .as_ref()
                .map(|preview| preview.plan.clone());
            let Some(plan) = plan.filter(|plan| digest(plan) == fields.get("plan")) else {
                let mut errors = Errors::none();
                errors.say("", reader.t("assignment-changed"));
                return refused(errors);
            };
            let given = block(&app, move |app| {
                let given = assignment::assign(&app.facility, &acting, &plan)?;
                assignment::discard(&app.facility, &acting, id)?;
                Ok(given)
            });
            match given.await {
                Ok(_) => Ok(done(
                    &app,
                    &format!("/calls/{id}/evaluation"),
                    "assignment-done",
                )),
                Err(failure) => refused(Errors::from_failure(&reader, failure)?),
            }
        }
        _ => {
            let known = known(&app, &actor, id).await?;
            let errors = desk::wrong(&reader, "", "unknown-option");
            render_refused(&page(&visitor, &app, &actor, &known, None, errors))
        }
    }
}

/// Somebody seen from a file.
struct CandidateLine {
    choice: Choice,
    agency: String,
    fit: String,
    percent: i64,
    why: String,
    load: String,
    shape: &'static str,
    standing: String,
    open: bool,
}

#[derive(Template)]
#[template(path = "evaluation/assignment-file.html")]
struct FilePage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    title: String,
    reference: String,
    about: String,
    needs: String,
    candidates: Vec<CandidateLine>,
}

fn file_page(
    visitor: &Visitor,
    app: &Application,
    call: &calls::CallView,
    file: &FileView,
    typed: &Fields,
    errors: Errors,
) -> FilePage {
    let reader = visitor.reader;
    let chosen: Vec<&str> = typed.all("evaluator").collect();
    let candidate = |one: &Candidate| {
        let value = one.person.to_string();
        let planned = matches!(one.standing, Standing::Planned | Standing::ByHand);
        let is_chosen = if chosen.is_empty() {
            planned
        } else {
            chosen.contains(&value.as_str())
        };
        let (shape, standing) = standing_in_words(&reader, &one.standing);
        CandidateLine {
            open: match &one.standing {
                Standing::Barred(bars) => bars.iter().all(|bar| bar.can_be_overruled()),
                _ => true,
            },
            choice: Choice::new(value, &one.name, is_chosen),
            agency: one.agency.clone().unwrap_or_default(),
            percent: i64::from(one.fit.percent()),
            fit: share(&reader, one.fit.percent()),
            why: fit_in_words(&reader, one),
            load: reader.ta(
                "assignment-load-of",
                [("held", one.held.into()), ("planned", one.planned.into())],
            ),
            shape,
            standing,
        }
    };
    let mut crumbs = crumbs(&reader, call);
    crumbs.push(Crumb::new(
        format!("/calls/{}/assignment", call.call.id),
        reader.t("assignment-title"),
    ));
    FilePage {
        crumbs,
        title: wording::title(&reader, &file.title),
        reference: file.reference.clone(),
        about: about(&reader, call, file),
        needs: reader.tn("evaluation-needs", file.needs),
        candidates: file.candidates.iter().map(candidate).collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

async fn known_file(
    app: &web::Data<Application>,
    actor: &Actor,
    id: CallId,
    file: ProposalId,
) -> Result<(calls::CallView, FileView), PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let call = calls::view(&app.facility, Some(&actor), id)?;
        let file = assignment::file_view(&app.facility, &actor, id, file)?;
        Ok((call, file))
    });
    Ok(known.await?)
}

async fn show_file(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (id, file) = (parsing::id(&path.0)?, parsing::id(&path.1)?);
    let (call, file) = known_file(&app, &visitor.actor()?, id, file).await?;
    let (typed, none) = (Fields::default(), Errors::none());
    render(&file_page(&visitor, &app, &call, &file, &typed, none))
}

async fn change(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, file): (CallId, ProposalId) = (parsing::id(&path.0)?, parsing::id(&path.1)?);
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let people: Result<BTreeSet<PersonId>, _> = fields.all("evaluator").map(str::parse).collect();
    let acting = actor.clone();
    let changed = match people {
        Ok(people) => {
            block(&app, move |app| {
                assignment::change(&app.facility, &acting, id, file, &people)
            })
            .await
        }
        Err(_) => Err(facility::Failure::field("evaluator", "unknown-option")),
    };
    match changed {
        Ok(()) => Ok(done(
            &app,
            &format!("/calls/{id}/assignment"),
            "assignment-plan-changed",
        )),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            let (call, view) = known_file(&app, &actor, id, file).await?;
            render_refused(&file_page(&visitor, &app, &call, &view, &fields, errors))
        }
    }
}

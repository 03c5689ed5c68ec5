//! The room of the consensus: every evaluation side by side, criterion by criterion, and what the readers found together.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::evaluation::consensus::{
    self, ConsensusDraft, DraftFindings, Evaluation, Recorded, Room, field,
};
use facility::proposal::{self, ProposalView};
use language::Reader;
use workflow::evaluation::{Command, RESERVED, Rules};
use workflow::ids::ProposalId;
use workflow::proposal::Command as ProposalCommand;
use workflow::refusal::Refusal;
use workflow::role::Actor;

use super::grid;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/proposals/{id}/consensus/draft").post(save))
        .service(
            web::resource("/proposals/{id}/consensus")
                .get(show)
                .post(act),
        );
}

/// What one evaluator gave for a question: points and comment.
struct Cell {
    by: String,
    points: String,
    comment: String,
}

/// A question with what each gave.
struct Row {
    text: String,
    cells: Vec<Cell>,
}

/// A section with its questions and what was found under it.
struct Criterion {
    title: String,
    rows: Vec<Row>,
    /// Fields and texts.
    strengths: String,
    strengths_text: String,
    weaknesses: String,
    weaknesses_text: String,
}

/// What is on the record, ready to read.
struct Said {
    when: String,
    text: String,
    /// Title, strengths, weaknesses.
    criteria: Vec<(String, String, String)>,
}

#[derive(Template)]
#[template(path = "evaluation/consensus.html")]
struct ConsensusPage {
    page: Page,
    reference: String,
    title: String,
    desk: String,
    here: String,
    seq: i64,
    errors: Errors,
    /// Who wrote what, as heads of the columns.
    people: Vec<String>,
    /// Of each: whose, and what.
    totals: Vec<(String, String)>,
    recommendations: Vec<(String, String)>,
    overall: Vec<(String, String)>,
    criteria: Vec<Criterion>,
    rapporteur: String,
    writes: bool,
    text: String,
    recorded: Option<Said>,
    scorers: Vec<Choice>,
}

/// The room with the file it belongs to.
struct Known {
    view: ProposalView,
    room: Room,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let room = consensus::room(&app.facility, &actor, id)?;
        let view = proposal::view(&app.facility, &actor, id)?;
        Ok(Known { view, room })
    });
    Ok(known.await?)
}

fn name(reader: &Reader, number: usize, one: &Evaluation) -> String {
    match &one.by {
        _ if one.own => reader.t("explanation-you"),
        Some(someone) => someone.name.clone(),
        None => reader.ta("evaluation-evaluator-number", [("n", number.into())]),
    }
}

fn names(reader: &Reader, all: &[Evaluation]) -> Vec<String> {
    (1..)
        .zip(all)
        .map(|(number, one)| name(reader, number, one))
        .collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> ConsensusPage {
    let reader = visitor.reader;
    let (room, view) = (&known.room, &known.view);
    let id = view.proposal.id;
    let all = &room.evaluations;
    let comment = |one: &Evaluation, of: &str| one.comments.get(of).cloned().unwrap_or_default();
    let each = |what: &dyn Fn(&Evaluation) -> String| {
        let people = names(&reader, all).into_iter();
        people.zip(all.iter().map(what)).collect::<Vec<_>>()
    };
    ConsensusPage {
        reference: view.reference.clone().unwrap_or_default(),
        title: wording::title(&reader, &view.title),
        desk: format!("/proposals/{id}/evaluation"),
        here: format!("/proposals/{id}/consensus"),
        seq: room.seq,
        totals: each(&|one| wording::points(&reader, one.total)),
        recommendations: if room.rules.recommendation {
            each(&|one| grid::recommended(&reader, one.recommendation))
        } else {
            Vec::new()
        },
        overall: each(&|one| comment(one, RESERVED[0])),
        people: names(&reader, all),
        criteria: criteria(&reader, room, typed),
        rapporteur: match &room.rapporteur {
            None => String::new(),
            Some(None) => reader.t("consensus-rapporteur-hidden"),
            Some(Some(someone)) => someone.name.clone(),
        },
        writes: room.writes,
        text: typed
            .maybe("text")
            .map_or_else(|| room.draft.text.clone(), str::to_owned),
        recorded: room
            .recorded
            .as_ref()
            .map(|recorded| said(&reader, &room.rules, recorded)),
        scorers: room
            .scorers
            .iter()
            .map(|someone| {
                let value = someone.id.to_string();
                let chosen = value == typed.get("rapporteur");
                Choice::new(value, &someone.name, chosen)
            })
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn criteria(reader: &Reader, room: &Room, typed: &Fields) -> Vec<Criterion> {
    let language = reader.language.code();
    let written = |field: &str, kept: &str| {
        typed
            .maybe(field)
            .map_or_else(|| kept.to_owned(), str::to_owned)
    };
    let none = DraftFindings::default();
    let people = names(reader, &room.evaluations);
    let criterion = |section: &workflow::evaluation::GridSection| {
        let found = room.draft.criteria.get(&section.id).unwrap_or(&none);
        let (strengths, weaknesses) = (
            field("strengths", &section.id),
            field("weaknesses", &section.id),
        );
        Criterion {
            title: section.title.get(language).to_owned(),
            rows: section
                .questions
                .iter()
                .map(|question| Row {
                    text: question.text.get(language).to_owned(),
                    cells: people
                        .iter()
                        .zip(&room.evaluations)
                        .map(|(by, one)| Cell {
                            by: by.clone(),
                            points: one.scores.get(&question.id).map_or_else(
                                || "–".to_owned(),
                                |points| grid::of(reader, *points, question.max),
                            ),
                            comment: one.comments.get(&question.id).cloned().unwrap_or_default(),
                        })
                        .collect(),
                })
                .collect(),
            strengths_text: written(&strengths, &found.strengths),
            weaknesses_text: written(&weaknesses, &found.weaknesses),
            strengths,
            weaknesses,
        }
    };
    room.rules.sections.iter().map(criterion).collect()
}

fn said(reader: &Reader, rules: &Rules, recorded: &Recorded) -> Said {
    let at = reader.date_time(recorded.at);
    let when = match &recorded.by {
        Some(someone) => reader.ta(
            "consensus-recorded-by",
            [("name", someone.name.as_str().into()), ("at", at.into())],
        ),
        None => reader.ta("consensus-recorded-at", [("at", at.into())]),
    };
    let criteria = rules.sections.iter().filter_map(|section| {
        let found = recorded.said.criteria.get(&section.id)?;
        Some((
            section.title.get(reader.language.code()).to_owned(),
            found.strengths.clone(),
            found.weaknesses.clone(),
        ))
    });
    Said {
        when,
        text: recorded.said.text.clone(),
        criteria: criteria.collect(),
    }
}

/// What was typed.
fn read(rules: &Rules, fields: &Fields) -> ConsensusDraft {
    let criteria = rules.sections.iter().map(|section| {
        let found = DraftFindings {
            strengths: fields.get(&field("strengths", &section.id)).to_owned(),
            weaknesses: fields.get(&field("weaknesses", &section.id)).to_owned(),
        };
        (section.id.clone(), found)
    });
    let criteria: BTreeMap<String, DraftFindings> = criteria
        .filter(|(_, found)| *found != DraftFindings::default())
        .collect();
    ConsensusDraft {
        text: fields.get("text").to_owned(),
        criteria,
    }
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    render(&page(
        &visitor,
        &app,
        &known,
        &Fields::default(),
        Errors::none(),
    ))
}

async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id).await?;
    let seen = desk::seen(&fields)?;
    let draft = read(&known.room.rules, &fields);
    let refused = |errors| render_refused(&page(&visitor, &app, &known, &fields, errors));
    let (result, key) = match fields.get("act") {
        "appoint" => {
            let Ok(person) = fields.get("rapporteur").parse() else {
                return refused(desk::wrong(&reader, "rapporteur", "unknown-option"));
            };
            let command = ProposalCommand::Evaluation(Command::AppointRapporteur { person });
            let acted = block(&app, move |app| {
                proposal::act(&app.facility, &actor, id, seen, &command)
            });
            (acted.await, "consensus-appointed")
        }
        "save" => {
            let saved = block(&app, move |app| {
                consensus::save(&app.facility, &actor, id, &draft)
            });
            (saved.await.map(|()| 0), "consensus-saved")
        }
        "record" => {
            let recorded = block(&app, move |app| {
                consensus::record(&app.facility, &actor, id, seen, &draft)
            });
            (recorded.await, "consensus-recorded")
        }
        _ => return refused(desk::wrong(&reader, "", "unknown-option")),
    };
    match result {
        Ok(_) => Ok(done(&app, &format!("/proposals/{id}/consensus"), key)),
        Err(failure) => refused(Errors::from_failure(&reader, failure)?),
    }
}

/// Keeps what the rapporteur is writing.
async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let kept = block(&app, move |app| {
        let room = consensus::room(&app.facility, &actor, id)?;
        consensus::save(&app.facility, &actor, id, &read(&room.rules, &fields))
    });
    match kept.await {
        Ok(()) => Ok(HttpResponse::Ok().json(serde_json::json!({ "saved": true }))),
        Err(Failure::Refused(refusal)) if refusal != Refusal::Hidden => {
            Ok(HttpResponse::Conflict().json(serde_json::json!({ "saved": false })))
        }
        Err(Failure::Invalid(_)) => {
            Ok(HttpResponse::UnprocessableEntity().json(serde_json::json!({ "saved": false })))
        }
        Err(failure) => Err(failure.into()),
    }
}

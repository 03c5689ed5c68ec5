//! The letters that wait to be sent: their list with what is checked and held, and their release.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use facility::call;
use facility::selection::letters::{self, Answer, Answered, Desk, Line, State};
use language::Reader;
use workflow::call::CallAction;
use workflow::ids::CallId;
use workflow::role::Actor;

use super::texts::by;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::call::batches::read_moment;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A letter in the list.
struct Row {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    country: String,
    letter: String,
    shape: &'static str,
    state: String,
    note: String,
}

/// An award and its answer.
struct AnswerRow {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    shape: &'static str,
    answer: String,
}

fn answer_row(reader: &Reader, one: &Answered) -> AnswerRow {
    let shape = match one.answer {
        Answer::Waiting(_) => "waiting",
        Answer::Overdue(_) | Answer::Declined(_) => "bad",
        Answer::Accepted(_) => "good",
        Answer::Lapsed(_) => "ended",
    };
    let at = [("at", reader.date_time(one.answer.at()).into())];
    AnswerRow {
        href: format!("/proposals/{}", one.proposal),
        reference: one.reference.clone(),
        title: wording::title(reader, &one.title),
        organisation: one.organisation.clone(),
        shape,
        answer: reader.ta(format!("award-answer-{}", one.answer.name()), at),
    }
}

#[derive(Template)]
#[template(path = "letters/desk.html")]
struct DeskPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: String,
    figures: Vec<Figure>,
    start: String,
    rows: Vec<Row>,
    answers: Vec<AnswerRow>,
    planned: String,
    is_planned: bool,
    last: String,
    hindered: String,
    may_release: bool,
    free: usize,
    unchecked: usize,
    zone: String,
    moment: String,
    checked_only: bool,
    errors: Errors,
}

/// What was typed into a form that could not be accepted.
#[derive(Clone, Default)]
struct Typed {
    moment: String,
    checked_only: bool,
}

/// A state as a word and the shape before it, with who and why.
pub(super) fn state(reader: &Reader, state: &State) -> (&'static str, String, String) {
    let said = reader.named("letter-state", state.name());
    match state {
        State::Held {
            reason,
            by: who,
            at,
        } => {
            let who = by(reader, who.as_ref().map(|who| who.name.as_str()), *at);
            ("bad", said, format!("{reason} · {who}"))
        }
        State::Checked { by: who, at } => ("good", said, by(reader, Some(&who.name), *at)),
        State::Unchecked => ("waiting", said, String::new()),
        State::Changed => ("working", said, String::new()),
        State::Without => ("ended", said, String::new()),
    }
}

fn row(reader: &Reader, address: &str, line: &Line) -> Row {
    let (shape, said, note) = state(reader, &line.state);
    Row {
        href: format!("{address}/{}", line.proposal),
        reference: line.reference.clone(),
        title: wording::title(reader, &line.title),
        organisation: line.organisation.clone(),
        country: reader.country(&line.country),
        letter: reader.named("letter", line.letter),
        shape,
        state: said,
        note,
    }
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
) -> Result<(Desk, Vec<Answered>), PageError> {
    let actor = actor.clone();
    let found = block(app, move |app| {
        let desk = letters::desk(&app.facility, &actor, call)?;
        Ok::<_, facility::Failure>((desk, letters::answers(&app.facility, &actor, call)?))
    });
    Ok(found.await?)
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    typed: Typed,
    errors: Errors,
) -> Result<DeskPage, PageError> {
    let reader = visitor.reader;
    let (found, answers) = known(app, &visitor.actor()?, call).await?;
    let address = format!("/calls/{call}/panel/letters");
    let title = found.call.definition.title.get(reader.language.code());
    let count = |states: &[&str]| states.iter().map(|state| found.count(state)).sum::<usize>();
    let figure = |key: &str, states: &[&str]| Figure {
        value: reader.number(count(states)),
        label: reader.t(key),
        note: String::new(),
    };
    let letters = &found.call.letters;
    let setter = match &letters.planned {
        None => String::new(),
        Some(planned) => name_of(app, planned.by).await?,
    };
    let at = |key: &str, at: DateTime<Utc>| reader.ta(key, [("at", reader.date_time(at).into())]);
    let open = |line: &&Line| matches!(line.state, State::Unchecked | State::Changed);
    let start = found
        .lines
        .iter()
        .find(open)
        .or_else(|| found.lines.first());
    Ok(DeskPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(format!("/calls/{call}"), title),
            Crumb::new(format!("/calls/{call}/panel"), reader.t("panel-agenda")),
            Crumb::new(format!("/calls/{call}/letters"), reader.t("letters-title")),
        ],
        seq: found.seq.to_string(),
        figures: vec![
            figure("desk-letters-to-check", &["unchecked", "changed"]),
            figure("desk-letters-checked", &["checked"]),
            figure("desk-letters-held", &["held"]),
            figure("desk-letters-without", &["without"]),
        ],
        start: start.map_or_else(String::new, |line| format!("{address}/{}", line.proposal)),
        rows: found
            .lines
            .iter()
            .map(|line| row(&reader, &address, line))
            .collect(),
        answers: answers.iter().map(|one| answer_row(&reader, one)).collect(),
        planned: match &letters.planned {
            None => reader.t("letters-release-not-planned"),
            Some(planned) => {
                let key = match planned.checked_only {
                    true => "letters-release-planned-checked",
                    false => "letters-release-planned",
                };
                let said = [
                    ("at", reader.date_time(planned.at).into()),
                    ("who", setter.as_str().into()),
                ];
                reader.ta(key, said)
            }
        },
        is_planned: letters.planned.is_some(),
        last: letters
            .told
            .last()
            .map_or_else(String::new, |told| at("letters-release-last", told.at)),
        hindered: letters.hindered.map_or_else(String::new, |(at, why)| {
            let said = [
                ("at", reader.date_time(at).into()),
                ("why", reader.named("hindrance", why).into()),
            ];
            reader.ta("letters-release-hindered", said)
        }),
        may_release: found.actions.contains(&CallAction::ReleaseLetters),
        free: found.lines.len() - count(&["held"]),
        unchecked: count(&["unchecked", "changed"]),
        zone: found.call.definition.dates.zone.to_string(),
        moment: typed.moment,
        checked_only: typed.checked_only,
        address,
        errors,
    })
}

async fn name_of(
    app: &web::Data<Application>,
    person: workflow::ids::PersonId,
) -> Result<String, PageError> {
    let names = block(app, move |app| {
        facility::people::names(&app.facility, [person])
    })
    .await?;
    Ok(names.get(&person).cloned().unwrap_or_default())
}

/// The letters that wait.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, id(&path)?, Typed::default(), Errors::none()).await?)
}

/// Sends them now, sets the moment, or takes it back.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    let typed = Typed {
        moment: fields.get("moment").to_owned(),
        checked_only: !fields.get("checked_only").is_empty(),
    };
    let acted = carry_out(&app, &visitor.actor()?, call, &fields, &typed).await;
    let errors = match acted {
        Ok(Some(key)) => return Ok(done(&app, &format!("/calls/{call}/panel/letters"), key)),
        Ok(None) => {
            let mut errors = Errors::none();
            errors.add(&reader, "moment", "date-time");
            errors
        }
        Err(failure) => Errors::from_failure(&reader, failure)?,
    };
    render_refused(&page(&visitor, &app, call, typed, errors).await?)
}

/// Answers the key of what has come of it; nothing when the moment cannot be read.
async fn carry_out(
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
    fields: &Fields,
    typed: &Typed,
) -> Result<Option<&'static str>, facility::Failure> {
    let (actor, typed) = (actor.clone(), typed.clone());
    let (what, seen) = (fields.get("do").to_owned(), seen(fields.get("seen")));
    block(app, move |app| {
        let facility = &app.facility;
        // Whoever may not see the letters learns nothing of them.
        letters::desk(facility, &actor, call)?;
        match what.as_str() {
            "set" => {
                let view = call::view(facility, Some(&actor), call)?;
                let zone = view.call.definition.dates.zone;
                let Some(moment) = read_moment(&typed.moment, zone) else {
                    return Ok(None);
                };
                letters::set_release(
                    facility,
                    &actor,
                    call,
                    seen,
                    moment.at(),
                    typed.checked_only,
                )?;
                Ok(Some("letters-release-is-set"))
            }
            "cancel" => {
                letters::cancel_release(facility, &actor, call, seen)?;
                Ok(Some("letters-release-is-cancelled"))
            }
            _ => {
                letters::release(facility, &actor, call, seen, typed.checked_only)?;
                Ok(Some("letters-released"))
            }
        }
    })
    .await
}

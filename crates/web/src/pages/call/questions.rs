//! Questions about a call: read by everybody, asked by applicants, answered by officers.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{DateTime, Utc};
use facility::clarifications::{self, Asked, Published};
use language::Reader;
use serde::Deserialize;
use uuid::Uuid;
use workflow::call::{Call, CallAction, Phase};
use workflow::clarification::{Command, MOST_CHARACTERS, QuestionStatus};
use workflow::ids::CallId;
use workflow::text::Text;

use super::spoken::{self, Spoken};
use crate::failure::PageError;
use crate::form::{Errors, Fields, Form};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, text};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// The pages of this file.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/calls/{id}/questions")
                .get(show)
                .post(carry_out),
        )
        .service(
            web::resource("/calls/{id}/questions/open")
                .get(open)
                .post(answer),
        );
}

/// A text with its language, for the page to mark.
pub struct Said {
    /// BCP 47.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The text.
    pub text: String,
    /// That it is not in the language asked for; may be empty.
    pub note: String,
    /// When it was published; empty for a question.
    pub when: String,
}

/// A question with its answers.
pub struct Line {
    /// Its id.
    pub id: Uuid,
    /// `Question 7`.
    pub number: String,
    /// The question.
    pub question: Said,
    /// The language it was asked in, when it is not the one of the page.
    pub asked_in: String,
    /// The answer that counts.
    pub answer: Option<Said>,
    /// Answers that were corrected, the latest first.
    pub earlier: Vec<Said>,
    /// How it stands, for the person who asked.
    pub state: String,
    /// Why it is not answered, for the person who asked.
    pub reason: String,
    /// How long it has waited, for who answers.
    pub waiting: String,
}

fn said(code: &str, text: &str) -> Said {
    Said {
        language: code.to_owned(),
        direction: spoken::direction(code),
        text: text.to_owned(),
        note: String::new(),
        when: String::new(),
    }
}

/// The text in a language, else in the first there is, with a note that says so.
fn in_language(reader: &Reader, texts: &BTreeMap<String, String>, code: &str) -> Option<Said> {
    if let Some(text) = texts.get(code) {
        return Some(said(code, text));
    }
    let (other, text) = texts.iter().next()?;
    let language = reader.spoken(other);
    Some(Said {
        note: reader.ta(
            "questions-language-missing",
            [("language", language.into())],
        ),
        ..said(other, text)
    })
}

/// A question as the page shows it in a language of the call.
pub fn line(reader: &Reader, asked: &Asked, code: &str, now: DateTime<Utc>) -> Line {
    let count = asked.answers.len();
    let mut answers: Vec<Said> = asked
        .answers
        .iter()
        .enumerate()
        .filter_map(|(place, answer)| {
            let key = match place {
                _ if place + 1 < count => "questions-earlier",
                0 => "questions-answered-on",
                _ => "questions-corrected-on",
            };
            let date = reader.day(answer.at);
            Some(Said {
                when: reader.ta(key, [("date", date.into())]),
                ..in_language(reader, &answer.texts, code)?
            })
        })
        .collect();
    let answer = answers.pop();
    answers.reverse();
    Line {
        id: asked.id,
        number: reader.ta("questions-number", [("number", asked.number.into())]),
        question: said(&asked.language, &asked.text),
        asked_in: if asked.language == code {
            String::new()
        } else {
            let language = reader.spoken(&asked.language);
            reader.ta("questions-asked-in", [("language", language.into())])
        },
        answer,
        earlier: answers,
        state: match asked.status {
            QuestionStatus::Open => reader.t("questions-own-open"),
            QuestionStatus::Declined => reader.t("questions-own-declined"),
            QuestionStatus::Answered => String::new(),
        },
        reason: asked.reason.clone().unwrap_or_default(),
        waiting: reader.tn("questions-waiting", (now - asked.at).num_days().max(0)),
    }
}

/// A moment of a call on its own clocks.
fn moment(reader: &Reader, call: &Call, at: DateTime<Utc>) -> String {
    Reader::new(reader.language, call.definition.dates.zone).date_time(at)
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Posted {
    #[serde(rename = "do")]
    act: String,
    language: String,
    question: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Query {
    #[serde(rename = "in")]
    language: String,
    after: u32,
}

#[derive(Template)]
#[template(path = "call/questions.html")]
struct QuestionsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    title: String,
    language: String,
    spoken: Vec<Spoken>,
    lines: Vec<Line>,
    own: Vec<Line>,
    next: Option<u32>,
    /// Whether somebody is signed in.
    known: bool,
    follows: bool,
    asks: bool,
    until: String,
    hint: String,
    languages: Vec<Choice>,
    answers: bool,
    /// Where an answer is corrected; empty for who answers none.
    correct: String,
    sign_in: String,
    typed: String,
    errors: Errors,
}

/// How many questions stand on a page.
const PAGE: usize = 50;

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    query: Query,
    typed: Posted,
    errors: Errors,
) -> Result<QuestionsPage, PageError> {
    let reader = visitor.reader;
    let actor = visitor.maybe_actor();
    let now = app.facility.clock.now();
    let after = query.after;
    let (view, own): (Published, Vec<Asked>) = block(app, move |app| {
        let view = clarifications::published(&app.facility, actor.as_ref(), call, after, PAGE)?;
        let own = match &actor {
            Some(actor) => clarifications::own(&app.facility, actor, call)?,
            None => Vec::new(),
        };
        Ok((view, own))
    })
    .await?;
    let definition = &view.call.definition;
    let code = spoken::language(&reader, definition, &query.language);
    let address = format!("/calls/{call}/questions");
    let end = definition.dates.questions_end_at();
    let over = now > end;
    let chosen = if typed.language.is_empty() {
        code.clone()
    } else {
        typed.language.clone()
    };
    let mut offered = definition.languages.clone();
    let more = definition.application_languages.iter();
    offered.extend(
        more.filter(|code| !definition.languages.contains(code))
            .cloned(),
    );
    let lines = |all: &[Asked]| -> Vec<Line> {
        all.iter()
            .map(|asked| line(&reader, asked, &code, now))
            .collect()
    };
    let answers = view.actions.contains(&CallAction::AnswerQuestion);
    let until = if over {
        "questions-ask-over"
    } else {
        "questions-ask-until"
    };
    let back = serde_urlencoded::to_string([("back", &address)]).unwrap_or_default();
    Ok(QuestionsPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/calls", reader.t("calls-title")),
            Crumb::new(
                format!("/calls/{call}?in={code}"),
                definition.title.get(&code).to_owned(),
            ),
        ],
        title: definition.title.get(&code).to_owned(),
        spoken: spoken::choices(&reader, definition, &code),
        lines: lines(&view.items),
        own: lines(&own),
        next: view.next,
        known: visitor.who.is_some(),
        follows: view.follows,
        asks: !over && view.actions.contains(&CallAction::AskQuestion),
        until: if definition.dates.questions_until.is_some() || !over {
            reader.ta(until, [("at", moment(&reader, &view.call, end).into())])
        } else {
            String::new()
        },
        hint: reader.tn("questions-text-hint", MOST_CHARACTERS),
        languages: offered
            .iter()
            .map(|code| Choice::new(code, reader.spoken(code), *code == chosen))
            .collect(),
        answers,
        correct: if answers {
            format!("{address}/open")
        } else {
            String::new()
        },
        sign_in: format!("/sign-in?{back}"),
        language: code,
        address,
        typed: typed.question,
        errors,
    })
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let query = query.into_inner();
    let call = id(&path)?;
    render(
        &page(
            &visitor,
            &app,
            call,
            query,
            Posted::default(),
            Errors::none(),
        )
        .await?,
    )
}

async fn carry_out(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Query>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    let here = format!("/calls/{call}/questions");
    if posted.act != "ask" {
        let follows = posted.act == "follow";
        block(&app, move |app| {
            clarifications::follow(&app.facility, &actor, call, follows)
        })
        .await?;
        let key = if follows {
            "questions-follow-done"
        } else {
            "questions-unfollow-done"
        };
        return Ok(done(&app, &here, key));
    }
    let mut errors = Errors::none();
    if let Some(question) = text(&reader, &mut errors, "question", &posted.question) {
        let language = posted.language.clone();
        let asked = block(&app, move |app| {
            clarifications::ask(&app.facility, &actor, call, &language, &question)
        })
        .await;
        match asked {
            Ok(_) => return Ok(done(&app, &here, "questions-asked-done")),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    let query = query.into_inner();
    render_refused(&page(&visitor, &app, call, query, posted, errors).await?)
}

/// A field for an answer in a language of the call.
struct AnswerField {
    name: String,
    label: String,
    code: String,
    direction: &'static str,
    value: String,
}

/// A question with the form to answer it.
struct ToAnswer {
    line: Line,
    fields: Vec<AnswerField>,
    reason: String,
    /// Whether it is answered already, and the answer is corrected.
    corrects: bool,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "call/open_questions.html")]
struct OpenPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    due: String,
    count: String,
    late: bool,
    lines: Vec<ToAnswer>,
    answers: bool,
    errors: Errors,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct OpenQuery {
    /// A question whose answer is to be corrected.
    correct: String,
}

/// Name of the field for the answer in a language.
fn field(question: Uuid, code: &str) -> String {
    format!("answer-{question}-{code}")
}

async fn open_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    correct: Option<Uuid>,
    typed: &Fields,
    errors: Errors,
) -> Result<OpenPage, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let now = app.facility.clock.now();
    let (view, corrected) = block(app, move |app| {
        let view = clarifications::waiting(&app.facility, &actor, call)?;
        let corrected = match correct {
            Some(question) => Some(clarifications::one(&app.facility, &actor, call, question)?),
            None => None,
        };
        Ok((view, corrected))
    })
    .await?;
    let definition = &view.call.definition;
    let code = spoken::language(&reader, definition, "");
    let to_answer = |asked: &Asked| {
        let own = typed.get("question") == asked.id.to_string();
        let last = asked.answers.last();
        let fields = definition.languages.iter().map(|code| {
            let name = field(asked.id, code);
            let before = last.and_then(|answer| answer.texts.get(code)).cloned();
            AnswerField {
                label: reader.ta(
                    "questions-answer-in",
                    [("language", reader.spoken(code).into())],
                ),
                direction: spoken::direction(code),
                value: typed
                    .maybe(&name)
                    .map_or_else(|| before.unwrap_or_default(), str::to_owned),
                code: code.clone(),
                name,
            }
        });
        ToAnswer {
            fields: fields.collect(),
            line: line(&reader, asked, &code, now),
            reason: if own {
                typed.get("reason").to_owned()
            } else {
                String::new()
            },
            corrects: last.is_some(),
            errors: if own { errors.clone() } else { Errors::none() },
        }
    };
    let by = definition.dates.answers_by.map(|local| {
        let zone = definition.dates.zone;
        workflow::time::Deadline { local, zone }.at()
    });
    let lines = match &corrected {
        Some(asked) => vec![to_answer(asked)],
        None => view.items.iter().map(to_answer).collect(),
    };
    Ok(OpenPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(
                format!("/calls/{call}"),
                definition.title.get(&code).to_owned(),
            ),
            Crumb::new(
                format!("/calls/{call}/questions"),
                reader.t("questions-title"),
            ),
        ],
        address: format!("/calls/{call}/questions/open"),
        due: by.map_or_else(String::new, |by| {
            let at = moment(&reader, &view.call, by);
            reader.ta("questions-due", [("at", at.into())])
        }),
        late: by.is_some_and(|by| now > by) && view.call.phase(now) != Phase::Upcoming,
        count: reader.tn("questions-open-count", view.items.len()),
        lines,
        answers: view.answers,
        errors,
    })
}

async fn open(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<OpenQuery>,
) -> Result<HttpResponse, PageError> {
    let correct = match query.correct.as_str() {
        "" => None,
        question => Some(id(question)?),
    };
    let fields = Fields::default();
    render(&open_page(&visitor, &app, id(&path)?, correct, &fields, Errors::none()).await?)
}

/// What the form of a question asks for, or what is wrong with it.
fn command(
    reader: &Reader,
    question: Uuid,
    languages: &[String],
    fields: &Fields,
) -> Result<Command, Errors> {
    let mut errors = Errors::none();
    if fields.get("do") == "decline" {
        let name = format!("reason-{question}");
        return match text(reader, &mut errors, &name, fields.get("reason")) {
            Some(reason) => Ok(Command::Decline { question, reason }),
            None => Err(errors),
        };
    }
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    for code in languages {
        let name = field(question, code);
        let raw = fields.get(&name);
        if raw.trim().is_empty() {
            continue;
        }
        if let Some(answer) = text(reader, &mut errors, &name, raw) {
            texts.insert(code.clone(), answer);
        }
    }
    if texts.is_empty() && errors.is_empty() {
        let first = languages.first().map_or("en", String::as_str);
        errors.add(reader, &field(question, first), "answer-missing");
    }
    if errors.is_empty() {
        Ok(Command::Answer { question, texts })
    } else {
        Err(errors)
    }
}

async fn answer(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    let question: Uuid = id(fields.get("question"))?;
    let (languages, answered) = block(&app, {
        let actor = actor.clone();
        move |app| {
            let view = clarifications::waiting(&app.facility, &actor, call)?;
            let answered = !view.items.iter().any(|asked| asked.id == question);
            Ok((view.call.definition.languages.clone(), answered))
        }
    })
    .await?;
    let errors = match command(&reader, question, &languages, &fields) {
        Err(errors) => errors,
        Ok(command) => {
            let key = match command {
                Command::Decline { .. } => "questions-decline-done",
                _ => "questions-answer-done",
            };
            let acted = block(&app, move |app| {
                clarifications::act(&app.facility, &actor, call, command)
            });
            match acted.await {
                Ok(_) => return Ok(done(&app, &format!("/calls/{call}/questions/open"), key)),
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    let correct = answered.then_some(question);
    render_refused(&open_page(&visitor, &app, call, correct, &fields, errors).await?)
}

//! The page of a call: everything an applicant wants to know before starting, and what its officers do with it.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use facility::call::{self, CallView};
use facility::proposal::{self, ProposalFilter};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::call::{CallAction, CallStatus, Command, Phase};
use workflow::evaluation;
use workflow::form::AnswerKind;
use workflow::ids::CallId;
use workflow::money::Money;
use workflow::procedure::Stage;
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

use super::builder::{Check, checks};
use super::phase;
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A named value.
struct Fact {
    label: String,
    value: String,
}

/// A part of the grid or of the form.
struct Part {
    title: String,
    note: String,
    lines: Vec<Fact>,
}

/// A stage of the procedure.
struct Step {
    name: String,
    about: String,
}

/// An act with its form.
struct Act {
    name: &'static str,
    title: String,
    lead: String,
    reason: String,
    deadline: bool,
    button: &'static str,
}

/// What the visitor can do as an applicant.
struct Apply {
    href: String,
    text: String,
    note: String,
}

#[derive(Template)]
#[template(path = "call/show.html")]
struct ShowPage {
    page: Page,
    address: String,
    seq: i64,
    code: String,
    title: String,
    summary: String,
    phase: String,
    public: bool,
    paragraphs: Vec<String>,
    key_facts: Vec<Fact>,
    facts: Vec<Fact>,
    apply: Vec<Apply>,
    themes: Vec<String>,
    countries: Vec<String>,
    criteria: Vec<String>,
    grid: Vec<Part>,
    grid_note: String,
    steps: Vec<Step>,
    questions: Vec<Part>,
    form_note: String,
    staff: bool,
    may_edit: bool,
    problems: Vec<Check>,
    next: String,
    preview: bool,
    acts: Vec<Act>,
    typed: Posted,
    zone: String,
    errors: Errors,
}

fn facts(reader: &Reader, view: &CallView) -> (Vec<Fact>, Vec<Fact>) {
    let definition = &view.call.definition;
    let dates = &definition.dates;
    let there = Reader::new(reader.language, dates.zone);
    let money = |minor, currency| wording::money(reader, Money::new(minor, currency));
    let range = |from: String, to: String| {
        reader.ta("format-range", [("from", from.into()), ("to", to.into())])
    };
    let fact = |key: &str, value: String| Fact {
        label: reader.t(key),
        value,
    };
    let moment = |at: NaiveDateTime| {
        let deadline = workflow::time::Deadline {
            local: at,
            zone: dates.zone,
        };
        there.date_time(deadline.at())
    };
    let mut key = vec![fact("call-deadline", moment(dates.closes))];
    let mut all = vec![
        fact("call-code", definition.code.clone()),
        fact("call-opens", moment(dates.opens)),
    ];
    if let Some(funding) = &definition.funding {
        let currency = funding.currency;
        key.push(fact(
            "call-grant-size",
            range(
                money(funding.grant_min_minor, currency),
                money(funding.grant_max_minor, currency),
            ),
        ));
        key.push(fact("call-ceiling", money(funding.ceiling_minor, currency)));
    }
    if let Some(duration) = definition.duration {
        let months = range(
            reader.number(duration.min_months),
            reader.tn("count-months", duration.max_months),
        );
        key.push(fact("call-duration", months));
    }
    let moments = [
        ("call-questions-until", dates.questions_until),
        ("call-answers-by", dates.answers_by),
    ];
    for (key, at) in moments {
        all.extend(at.map(|at| fact(key, moment(at))));
    }
    let days = [
        ("call-results-on", dates.results_on),
        ("call-projects-start", dates.projects_start),
        ("call-projects-end", dates.projects_end),
    ];
    for (key, day) in days {
        all.extend(day.map(|day| fact(key, reader.date(day))));
    }
    let languages: Vec<String> = definition
        .application_languages
        .iter()
        .map(|tag| reader.named("language", tag))
        .collect();
    all.push(fact("call-languages", languages.join(" · ")));
    if !definition.agencies.is_empty() {
        all.push(fact("call-agencies", definition.agencies.join(" · ")));
    }
    (key, all)
}

fn grid(reader: &Reader, rules: &evaluation::Rules) -> Vec<Part> {
    let language = reader.language.code();
    let points = |thousandths| wording::points(reader, thousandths);
    rules
        .sections
        .iter()
        .map(|section| Part {
            title: section.title.get(language).to_owned(),
            note: if section.minimum > 0 {
                reader.ta("call-minimum", [("points", points(section.minimum).into())])
            } else {
                String::new()
            },
            lines: section
                .questions
                .iter()
                .map(|question| {
                    let most = points(question.max);
                    let mut value = reader.ta("call-points", [("points", most.into())]);
                    if question.weight != 1 {
                        let times = reader.ta("call-weight", [("times", question.weight.into())]);
                        value = format!("{value}, {times}");
                    }
                    Fact {
                        label: question.text.get(language).to_owned(),
                        value,
                    }
                })
                .collect(),
        })
        .collect()
}

fn questions(reader: &Reader, view: &CallView) -> Vec<Part> {
    let language = reader.language.code();
    let form = &view.call.definition.form;
    form.sections
        .iter()
        .map(|section| Part {
            title: section.title.get(language).to_owned(),
            note: String::new(),
            lines: section
                .questions
                .iter()
                .map(|question| {
                    let mut notes = Vec::new();
                    if let AnswerKind::LongText { words } = &question.answer {
                        notes.push(reader.tn("call-words", *words));
                    }
                    if !question.required {
                        notes.push(reader.t("form-optional"));
                    }
                    Fact {
                        label: question.label.get(language).to_owned(),
                        value: notes.join(" "),
                    }
                })
                .collect(),
        })
        .collect()
}

fn acts(reader: &Reader, view: &CallView) -> Vec<Act> {
    view.actions
        .iter()
        .filter_map(|action| {
            let (reason, lead, deadline, button) = match action {
                CallAction::Edit => return None,
                CallAction::ExtendDeadline => ("call-extend-reason", "call-extend-note", true, ""),
                CallAction::Cancel => ("call-cancel-reason", "", false, "button-danger"),
                _ => ("", "", false, ""),
            };
            let text = |key: &str| {
                if key.is_empty() {
                    String::new()
                } else {
                    reader.t(key)
                }
            };
            Some(Act {
                name: action.name(),
                title: reader.named("action", action),
                lead: text(lead),
                reason: text(reason),
                deadline,
                button,
            })
        })
        .collect()
}

/// What the visitor can do as an applicant: start, go on, or see what they sent.
async fn apply(
    visitor: &Visitor,
    app: &web::Data<Application>,
    view: &CallView,
) -> Result<Vec<Apply>, PageError> {
    let reader = visitor.reader;
    let call = view.call.id;
    let open = view.call.status == CallStatus::Published && view.phase == Phase::Open;
    let Some(actor) = visitor.maybe_actor() else {
        return Ok(if open {
            let query = serde_urlencoded::to_string([("back", format!("/calls/{call}/apply"))]);
            vec![Apply {
                href: format!("/sign-in?{}", query.unwrap_or_default()),
                text: reader.t("call-apply-sign-in"),
                note: String::new(),
            }]
        } else {
            Vec::new()
        });
    };
    if !actor.appointments.is_empty() && actor.memberships.is_empty() {
        return Ok(Vec::new());
    }
    let lines = block(app, move |app| {
        let mut found = Vec::new();
        for (organisation, _) in &actor.memberships {
            let filter = ProposalFilter {
                call: Some(call),
                organisation: Some(*organisation),
                ..ProposalFilter::default()
            };
            found.extend(proposal::list(&app.facility, &actor, &filter, None, 20)?.items);
        }
        Ok(found)
    })
    .await?;
    let mut found: Vec<Apply> = lines
        .iter()
        .filter(|line| line.row.status != Status::Withdrawn)
        .map(|line| {
            let draft = line.row.status == Status::Draft;
            Apply {
                href: if draft {
                    format!("/proposals/{}/draft", line.row.id)
                } else {
                    format!("/proposals/{}", line.row.id)
                },
                text: reader.t(if draft {
                    "call-continue-draft"
                } else {
                    "call-your-proposal"
                }),
                note: line.organisation.clone(),
            }
        })
        .collect();
    if found.is_empty() && open {
        found.push(Apply {
            href: format!("/calls/{call}/apply"),
            text: reader.t("call-apply"),
            note: String::new(),
        });
    }
    Ok(found)
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    preview: Option<Language>,
    typed: Posted,
    errors: Errors,
) -> Result<ShowPage, PageError> {
    let reader = Reader {
        language: preview.unwrap_or(visitor.reader.language),
        ..visitor.reader
    };
    let language = reader.language.code();
    let actor = visitor.maybe_actor();
    let view = block(app, {
        let actor = actor.clone();
        move |app| call::view(&app.facility, actor.as_ref(), call)
    })
    .await?;
    let apply = match preview {
        Some(_) => Vec::new(),
        None => apply(visitor, app, &view).await?,
    };
    let definition = &view.call.definition;
    let (key_facts, facts) = facts(&reader, &view);
    let criteria = match definition.procedure.first(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules
            .criteria
            .iter()
            .map(|criterion| criterion.text.get(language).to_owned())
            .collect(),
        _ => Vec::new(),
    };
    let (grid, grid_note) = match definition.procedure.first(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => {
            let threshold = wording::points(&reader, rules.threshold);
            let note = [
                reader.tn("call-readers", rules.readers),
                reader.ta("evaluation-threshold", [("points", threshold.into())]),
            ];
            (grid(&reader, rules), note.join(" · "))
        }
        _ => (Vec::new(), String::new()),
    };
    let staff = actor
        .as_ref()
        .is_some_and(|actor| preview.is_none() && facility::roles::oversees(actor, call));
    Ok(ShowPage {
        page: Page {
            reader,
            ..Page::new(visitor, app)
        },
        address: format!("/calls/{call}"),
        seq: view.seq,
        code: definition.code.clone(),
        title: definition.title.get(language).to_owned(),
        summary: definition.summary.get(language).to_owned(),
        phase: phase(&view),
        public: view.call.is_public(),
        paragraphs: definition
            .text
            .get(language)
            .split("\n\n")
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
        key_facts,
        facts,
        apply,
        themes: definition
            .themes
            .iter()
            .map(|theme| theme.title.get(language).to_owned())
            .collect(),
        countries: definition
            .countries
            .iter()
            .map(|country| reader.country(*country))
            .collect(),
        criteria,
        grid,
        grid_note,
        steps: definition
            .procedure
            .kinds()
            .iter()
            .map(|kind| Step {
                name: reader.named("stage", kind),
                about: reader.t(format!("stage-{kind}-about")),
            })
            .collect(),
        questions: questions(&reader, &view),
        form_note: reader.tn("call-print-lead", definition.form.questions().count()),
        staff,
        may_edit: preview.is_none() && view.actions.contains(&CallAction::Edit),
        problems: if view.actions.contains(&CallAction::Edit) && preview.is_none() {
            checks(&reader, call, definition)
        } else {
            Vec::new()
        },
        next: next(&reader, &view),
        preview: preview.is_some(),
        acts: if preview.is_some() {
            Vec::new()
        } else {
            acts(&reader, &view)
        },
        typed,
        zone: definition.dates.zone.to_string(),
        errors,
    })
}

/// Shows a call.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let call = id(&path)?;
    render(
        &page(
            &visitor,
            &app,
            call,
            None,
            Posted::default(),
            Errors::none(),
        )
        .await?,
    )
}

/// The language a call is looked at in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Looked {
    r#in: Option<String>,
}

/// Shows a call to those who set it up as an applicant will see it, in one of its languages.
pub(super) async fn preview(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    looked: web::Query<Looked>,
) -> Result<HttpResponse, PageError> {
    let call = id(&path)?;
    let oversees = facility::roles::oversees(&visitor.actor()?, call);
    if !oversees {
        return Err(PageError::hidden());
    }
    let language = looked.r#in.as_deref().and_then(Language::parse);
    let language = language.unwrap_or(visitor.reader.language);
    let typed = Posted::default();
    render(&page(&visitor, &app, call, Some(language), typed, Errors::none()).await?)
}

/// What happens next with the call, and who does it.
fn next(reader: &Reader, view: &CallView) -> String {
    let key = match (view.call.status, view.phase) {
        (CallStatus::Draft, _) if view.problems.is_empty() => "approve",
        (CallStatus::Draft, _) => "edit",
        (CallStatus::Approved, _) => "publish",
        (CallStatus::Published, Phase::Upcoming) => "upcoming",
        (CallStatus::Published, Phase::Open) => "open",
        (CallStatus::Published, Phase::Closed) => "closed",
        (CallStatus::Finalised, _) => "finalised",
        (CallStatus::Cancelled, _) => "cancelled",
    };
    reader.named("call-next", key)
}

#[derive(Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Posted {
    seen: String,
    closes: String,
    reason: String,
}

fn command(reader: &Reader, action: &str, posted: &Posted) -> Result<Command, Errors> {
    let mut errors = Errors::none();
    let reason = Text::parse(&posted.reason).ok();
    let command = match action {
        "approve" => Some(Command::Approve),
        "reopen" => Some(Command::Reopen),
        "publish" => Some(Command::Publish),
        "finalise" => Some(Command::Finalise),
        "cancel" => reason.clone().map(|reason| Command::Cancel { reason }),
        _ => {
            let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
            let closes = formats.iter().find_map(|format| {
                NaiveDateTime::parse_from_str(posted.closes.trim(), format).ok()
            });
            if closes.is_none() {
                errors.add(reader, "closes", "date");
            }
            reason
                .clone()
                .zip(closes)
                .map(|(reason, closes)| Command::ExtendDeadline {
                    position: 0,
                    closes,
                    reason,
                })
        }
    };
    command.ok_or_else(|| {
        if reason.is_none() {
            errors.add(reader, &format!("{action}-reason"), "missing");
        }
        errors
    })
}

/// Carries out an act of this page.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (call, action) = path.into_inner();
    let call: CallId = id(&call)?;
    let seen = seen(&posted.seen);
    let errors = match command(&reader, &action, &posted) {
        Err(errors) => errors,
        Ok(command) => {
            let acted = block(&app, move |app| {
                call::act(&app.facility, &actor, call, seen, &command)
            });
            match acted.await {
                Ok(_) => return Ok(done(&app, &format!("/calls/{call}"), "call-done")),
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, call, None, posted, errors).await?)
}

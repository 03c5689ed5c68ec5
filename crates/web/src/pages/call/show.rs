//! The page of a call: everything an applicant wants to know before starting, and what its officers do with it.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use facility::call::{self, CallView};
use facility::clarifications;
use facility::documents::of_call;
use facility::proposal::{self, ProposalFilter};
use facility::screening::public;
use language::{Language, Reader};
use serde::Deserialize;
use workflow::call::{CallAction, CallStatus, Command, Phase};
use workflow::ids::CallId;
use workflow::policy::View;
use workflow::procedure::Stage;
use workflow::text::Text;
use workflow::transition::{StageKind, Status};

use super::builder::{Check, checks};
use super::documents::{self, Line as DocumentLine};
use super::figures::Figures;
use super::phase;
use super::questions::{self, Line};
use super::reading::{self, Fact, Part, Step};
use super::spoken::{self, Asked, Spoken};
use crate::failure::PageError;
use crate::form::{Errors, Form};
use crate::page::{Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

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
pub(super) struct ShowPage {
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
    /// BCP 47 of the call's texts.
    language: String,
    /// `ltr` or `rtl`, of the call's texts.
    direction: &'static str,
    spoken: Vec<Spoken>,
    answered: Vec<Line>,
    answered_all: String,
    documents: Vec<DocumentLine>,
    keeps_documents: bool,
    figures: Option<Figures>,
    /// Where the results are; empty while there are none.
    results: String,
    your_time: String,
    staff: bool,
    may_edit: bool,
    /// Whether the call scores files.
    scores: bool,
    problems: Vec<Check>,
    next: String,
    preview: bool,
    acts: Vec<Act>,
    typed: Posted,
    zone: String,
    errors: Errors,
}

fn acts(reader: &Reader, view: &CallView) -> Vec<Act> {
    view.actions
        .iter()
        .filter_map(|action| {
            let (reason, lead, deadline, button) = match action {
                // These have pages of their own.
                CallAction::Edit
                | CallAction::ProposeForm
                | CallAction::ReviseForm
                | CallAction::RefuseForm
                | CallAction::AskQuestion
                | CallAction::AnswerQuestion
                | CallAction::DeclineQuestion
                | CallAction::OpenBatch
                | CallAction::SetRelease
                | CallAction::CancelRelease
                | CallAction::ReleaseBatch
                | CallAction::ReviseGrid
                | CallAction::ConveneSession
                | CallAction::BeginSession
                | CallAction::EndSession
                | CallAction::AttendSession
                | CallAction::LeaveSession
                | CallAction::StateDissent
                | CallAction::SignMinutes
                | CallAction::AdoptDecision
                | CallAction::CountersignDecision
                | CallAction::ReturnDecision
                | CallAction::ReviseLetter
                | CallAction::HoldLetter
                | CallAction::LetLetterGo
                | CallAction::SetLettersRelease
                | CallAction::CancelLettersRelease
                | CallAction::ReleaseLetters
                | CallAction::WithholdName
                | CallAction::DiscloseName => return None,
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
                href: if line.view != View::File {
                    format!("/proposals/{}/co-applicants", line.row.id)
                } else if draft {
                    format!("/proposals/{}/draft", line.row.id)
                } else {
                    format!("/proposals/{}", line.row.id)
                },
                text: reader.t(if line.view != View::File {
                    "together-title"
                } else if draft {
                    "call-continue-draft"
                } else {
                    "call-your-proposal"
                }),
                note: line.organisation.clone(),
            }
        })
        .collect();
    let leads = lines
        .iter()
        .any(|line| line.view == View::File && line.row.status != Status::Withdrawn);
    if open && (!leads || !view.call.definition.one_application_per_organisation) {
        found.push(Apply {
            href: format!("/calls/{call}/apply"),
            text: reader.t("call-apply"),
            note: String::new(),
        });
    }
    Ok(found)
}

/// How many answered questions stand on the page of the call itself.
const ANSWERED: usize = 10;

/// The page with what was typed into its forms and what is wrong with it.
pub(super) async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
    asked: &str,
    preview: bool,
    typed: Posted,
    errors: Errors,
) -> Result<ShowPage, PageError> {
    // Whoever looks ahead sees the words of the program, too, as an applicant of that language will.
    let reader = Reader {
        language: Language::parse(asked)
            .filter(|_| preview)
            .unwrap_or(visitor.reader.language),
        ..visitor.reader
    };
    let actor = visitor.maybe_actor();
    let now = app.facility.clock.now();
    let (view, answered, (documents, keeps_documents), figures, results) = block(app, {
        let actor = actor.clone();
        move |app| {
            let documents = of_call::list(&app.facility, actor.as_ref(), call)?;
            let view = call::view(&app.facility, actor.as_ref(), call)?;
            let answered =
                clarifications::published(&app.facility, actor.as_ref(), call, 0, ANSWERED)?;
            // There is nothing to tell while people still apply, which is when the page is asked for most.
            let told = (view.phase == Phase::Closed)
                .then(|| public::figures(&app.facility, actor.as_ref(), call));
            let figures = told.transpose()?;
            let results = view.phase == Phase::Closed
                && facility::results::results(&app.facility, actor.as_ref(), call).is_ok();
            Ok((view, answered, documents, figures, results))
        }
    })
    .await?;
    let apply = if preview {
        Vec::new()
    } else {
        apply(visitor, app, &view).await?
    };
    let definition = &view.call.definition;
    let language = spoken::language(&reader, definition, asked);
    let (key_facts, facts) = reading::facts(&reader, &view);
    let (grid, grid_note) = match definition.procedure.first(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => {
            let threshold = wording::points(&reader, rules.threshold);
            let note = [
                reader.tn("call-readers", rules.readers),
                reader.ta("evaluation-threshold", [("points", threshold.into())]),
            ];
            (reading::grid(&reader, rules, &language), note.join(" · "))
        }
        _ => (Vec::new(), String::new()),
    };
    let staff = actor
        .as_ref()
        .is_some_and(|actor| !preview && facility::roles::oversees(actor, call));
    Ok(ShowPage {
        page: Page {
            reader,
            ..Page::new(visitor, app)
        },
        address: format!("/calls/{call}"),
        seq: view.seq,
        code: definition.code.clone(),
        title: definition.title.get(&language).to_owned(),
        summary: definition.summary.get(&language).to_owned(),
        phase: phase(&view),
        public: view.call.is_public(),
        paragraphs: definition
            .text
            .get(&language)
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
            .map(|theme| theme.title.get(&language).to_owned())
            .collect(),
        countries: definition
            .countries
            .iter()
            .map(|country| reader.country(*country))
            .collect(),
        criteria: reading::criteria(definition, &language),
        grid,
        grid_note,
        steps: reading::steps(&reader, definition),
        questions: reading::questions(&reader, definition, &language),
        form_note: reader.tn("call-print-lead", definition.form.questions().count()),
        direction: spoken::direction(&language),
        spoken: spoken::choices(&reader, definition, &language),
        answered: answered
            .items
            .iter()
            .map(|asked| questions::line(&reader, asked, &language, now))
            .collect(),
        answered_all: reader.tn("questions-all", answered.all),
        documents: documents
            .iter()
            .map(|document| documents::line(&reader, call, document))
            .collect(),
        keeps_documents,
        figures: figures.and_then(|figures| Figures::of(&reader, &figures, &language)),
        results: if results {
            format!("/calls/{call}/results")
        } else {
            String::new()
        },
        your_time: reader.ta("call-your-time", [("time", "{time}".into())]),
        language,
        staff,
        may_edit: !preview && view.actions.contains(&CallAction::Edit),
        scores: view
            .call
            .definition
            .procedure
            .first(StageKind::Evaluation)
            .is_some(),
        problems: if view.actions.contains(&CallAction::Edit) && !preview {
            checks(&reader, call, definition)
        } else {
            Vec::new()
        },
        next: next(&reader, &view),
        preview,
        acts: if preview {
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
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let call = id(&path)?;
    let page = page(
        &visitor,
        &app,
        call,
        &asked.language,
        false,
        Posted::default(),
        Errors::none(),
    );
    render(&page.await?)
}

/// Shows a call to those who set it up as an applicant will see it, in one of its languages.
pub(super) async fn preview(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let call = id(&path)?;
    if !facility::roles::oversees(&visitor.actor()?, call) {
        return Err(PageError::hidden());
    }
    let typed = Posted::default();
    let page = page(
        &visitor,
        &app,
        call,
        &asked.language,
        true,
        typed,
        Errors::none(),
    );
    render(&page.await?)
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
    render_refused(&page(&visitor, &app, call, "", false, posted, errors).await?)
}

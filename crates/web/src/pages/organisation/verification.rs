//! The verification of an organisation: questions with answer, comment and evidence, the verdict, and earlier rounds.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::Months;
use facility::Failure;
use facility::proposal::Someone;
use facility::registration::verification::{self, GivenAnswer, Round, RoundEnd, VerificationView};
use facility::registration::{self, OrganisationView};
use language::Reader;
use workflow::due_diligence::{Answer, DueDiligence, Question, Step, Verdict};
use workflow::ids::OrganisationId;
use workflow::organisation::{Command, Event, OrganisationAction as A, OrganisationStatus};
use workflow::refusal::Refusal;
use workflow::text::Text;

use super::frame::{Frame, Word, find};
use super::profile::{Part, parts};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A question as the page asks it.
struct Asked {
    id: String,
    text: String,
    help: String,
    options: Vec<Choice>,
    comment: String,
    evidence: Vec<Choice>,
    /// The answer on record in words, for who does not answer now; empty when there is none.
    answered: Word,
    /// Who answered and when; empty when nobody has.
    by: String,
    error: String,
    comment_error: String,
}

impl Asked {
    /// Whether a document is named as evidence.
    fn has_evidence(&self) -> bool {
        self.evidence.iter().any(|document| document.chosen)
    }
}

/// A line of an earlier round.
struct Line {
    text: String,
    who: String,
    at: String,
    at_text: String,
    reason: String,
    evidence: Vec<String>,
}

/// An earlier round.
struct Earlier {
    outcome: Word,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "organisation/verification.html")]
struct VerificationPage {
    page: Page,
    frame: Frame,
    parts: Vec<Part>,
    questions: Vec<Asked>,
    has_documents: bool,
    may_answer: bool,
    may_confirm: bool,
    may_return: bool,
    verdict: Word,
    held_back: Vec<String>,
    /// Why the reader does not confirm; empty when they may.
    waits: String,
    valid: String,
    remark: String,
    return_reason: String,
    earlier: Vec<Earlier>,
    errors: Errors,
}

fn name(by: Option<&Someone>) -> String {
    by.map(|by| by.name.clone()).unwrap_or_default()
}

fn word(reader: &Reader, answer: Answer) -> Word {
    let (family, key) = match answer {
        Answer::Yes => ("good", "form-yes"),
        Answer::No => ("bad", "form-no"),
        Answer::NotApplicable => ("ended", "verification-not-applicable"),
    };
    Word {
        family,
        text: reader.t(key),
    }
}

/// A question with what was typed, or else what is on record.
fn asked(
    reader: &Reader,
    known: &VerificationView,
    question: &Question,
    typed: Option<&Fields>,
    errors: &Errors,
) -> Asked {
    let id = question.id.as_str();
    let kept = known.answers.get(id);
    let field = |suffix: &str| format!("{id}-{suffix}");
    let chosen = match typed {
        Some(typed) => Answer::parse(typed.get(id)),
        None => kept.map(|kept| kept.answer),
    };
    let evidence: BTreeSet<String> = match (typed, kept) {
        (Some(typed), _) => typed.all(&field("evidence")).map(str::to_owned).collect(),
        (None, Some(kept)) => kept.evidence.iter().map(ToString::to_string).collect(),
        (None, None) => BTreeSet::new(),
    };
    let comment = match typed {
        Some(typed) => Some(typed.get(&field("comment")).to_owned()),
        None => kept.and_then(|kept| kept.comment.clone()),
    };
    let option = |answer: Answer| {
        Choice::new(
            answer.name(),
            word(reader, answer).text,
            chosen == Some(answer),
        )
    };
    let offered = [Answer::Yes, Answer::No, Answer::NotApplicable];
    let language = reader.language.code();
    Asked {
        id: id.to_owned(),
        text: question.text.get(language).to_owned(),
        help: question
            .help
            .as_ref()
            .map(|help| help.get(language).to_owned())
            .unwrap_or_default(),
        options: offered
            .into_iter()
            .filter(|answer| *answer != Answer::NotApplicable || question.may_not_apply)
            .map(option)
            .collect(),
        comment: comment.unwrap_or_default(),
        evidence: known
            .documents
            .iter()
            .filter_map(|document| {
                let id = document.id.to_string();
                let chosen = evidence.contains(&id);
                let stands = document.is_current && document.removed_at.is_none();
                let kind = reader.named("document-kind", &document.purpose);
                (stands || chosen)
                    .then(|| Choice::new(id, format!("{kind}: {}", document.name), chosen))
            })
            .collect(),
        answered: kept.map_or_else(
            || Word {
                family: "waiting",
                text: reader.t("form-not-answered"),
            },
            |kept| word(reader, kept.answer),
        ),
        by: kept
            .map(|kept| {
                let values = [
                    ("name", name(kept.by.as_ref()).into()),
                    ("at", reader.date_time(kept.at).into()),
                ];
                reader.ta("verification-answered", values)
            })
            .unwrap_or_default(),
        error: errors.of(id),
        comment_error: errors.of(field("comment")),
    }
}

fn verdict(reader: &Reader, app: &Application, known: &VerificationView) -> Word {
    let rules = &app.facility.rules;
    let proposed = known.state.status == OrganisationStatus::VerificationProposed;
    let (family, text) = match &known.verdict {
        Ok(Verdict::Passed) => {
            let today = app.facility.clock.now().date_naive();
            let until = today
                .checked_add_months(Months::new(rules.valid_months))
                .unwrap_or(today);
            let values = [("date", reader.date(until).into())];
            ("good", reader.ta("verification-verdict-passed", values))
        }
        Ok(Verdict::Failed) => ("bad", reader.t("verification-verdict-failed")),
        Err(_) if proposed => ("working", reader.t("verification-verdict-changed")),
        Err(Refusal::Unanswered { questions }) => {
            let open = reader.tn("verification-verdict-open", questions.len());
            ("waiting", open)
        }
        Err(_) => ("working", reader.t("verification-verdict-changed")),
    };
    Word { family, text }
}

fn question_text(reader: &Reader, rules: &DueDiligence, id: &str) -> String {
    match rules.question(id) {
        Ok(question) => question.text.get(reader.language.code()).to_owned(),
        // A question of its time that is no longer asked.
        Err(_) => id.replace('_', " "),
    }
}

fn earlier(reader: &Reader, app: &Application, known: &VerificationView, round: &Round) -> Earlier {
    let outcome = match round.end {
        Some(RoundEnd::Verified(until)) => Word {
            family: "good",
            text: reader.ta(
                "verification-round-verified",
                [("date", reader.date(until).into())],
            ),
        },
        Some(RoundEnd::Refused) => Word {
            family: "bad",
            text: reader.t("verification-round-refused"),
        },
        Some(RoundEnd::Overtaken) => Word {
            family: "ended",
            text: reader.t("verification-round-overtaken"),
        },
        None => Word {
            family: "working",
            text: reader.t("verification-round-open"),
        },
    };
    let named = |id: &workflow::ids::DocumentId| {
        let found = known.documents.iter().find(|document| document.id == *id);
        found.map_or_else(|| id.to_string(), |document| document.name.clone())
    };
    let line = |step: &registration::Recorded| {
        let (text, evidence) = match &step.event {
            Event::QuestionAnswered {
                question,
                answer,
                evidence,
                ..
            } => {
                let asked = question_text(reader, &app.facility.rules, question);
                let said = word(reader, *answer).text;
                let evidence = evidence.iter().map(named).collect();
                (format!("{asked} {said}"), evidence)
            }
            _ => (reader.named("event", &step.kind), Vec::new()),
        };
        Line {
            text,
            who: name(step.by.as_ref()),
            at: step.at.to_rfc3339(),
            at_text: reader.date_time(step.at),
            reason: step.text.clone().unwrap_or_default(),
            evidence,
        }
    };
    Earlier {
        outcome,
        lines: round.steps.iter().rev().map(line).collect(),
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    (view, known): &(OrganisationView, VerificationView),
    typed: Option<&Fields>,
    errors: Errors,
) -> VerificationPage {
    let reader = visitor.reader;
    let may = |action: A| known.actions.contains(&action);
    let proposed = known.state.status == OrganisationStatus::VerificationProposed;
    let (may_confirm, may_answer) = (may(A::ConfirmVerification), may(A::AnswerQuestion));
    let waits = match (proposed, may_confirm) {
        (true, false) if known.took_part => reader.t("verification-took-part"),
        (true, false) => reader.t("verification-waits"),
        (false, _) if !may_answer => reader.t("verification-readonly"),
        _ => String::new(),
    };
    let passed = known.verdict == Ok(Verdict::Passed);
    VerificationPage {
        frame: Frame::new(&reader, app, view, "/verification"),
        parts: parts(&reader, view),
        questions: app
            .facility
            .rules
            .questions
            .iter()
            .map(|question| asked(&reader, known, question, typed, &errors))
            .collect(),
        has_documents: !known.documents.is_empty(),
        may_answer,
        may_confirm,
        may_return: may(A::ReturnVerification),
        verdict: verdict(&reader, app, known),
        held_back: if passed {
            wording::blocks(&reader, &view.standing, Step::Verification)
        } else {
            Vec::new()
        },
        waits,
        valid: reader.ta(
            "verification-valid",
            [("months", app.facility.rules.valid_months.into())],
        ),
        remark: typed
            .map(|typed| typed.get("remark").to_owned())
            .unwrap_or_default(),
        return_reason: typed
            .map(|typed| typed.get("return_reason").to_owned())
            .unwrap_or_default(),
        earlier: known
            .rounds
            .iter()
            .rev()
            .map(|round| earlier(&reader, app, known, round))
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

async fn known(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: OrganisationId,
) -> Result<(OrganisationView, VerificationView), PageError> {
    let actor = visitor.actor()?;
    let known = block(app, move |app| {
        verification::view(&app.facility, &actor, id)
    })
    .await?;
    Ok((find(visitor, app, id).await?, known))
}

/// The verification of an organisation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let known = known(&visitor, &app, id(&path)?).await?;
    render(&page(&visitor, &app, &known, None, Errors::none()))
}

/// The answers of the form: those of questions for which one is chosen.
fn answers(
    reader: &Reader,
    rules: &DueDiligence,
    fields: &Fields,
    errors: &mut Errors,
) -> BTreeMap<String, GivenAnswer> {
    let mut found = BTreeMap::new();
    for question in &rules.questions {
        let id = question.id.as_str();
        let field = format!("{id}-comment");
        let written = fields.get(&field);
        let comment = if written.trim().is_empty() {
            None
        } else {
            parsing::text(reader, errors, &field, written)
        };
        let evidence: Result<BTreeSet<_>, _> = fields
            .all(&format!("{id}-evidence"))
            .map(str::parse)
            .collect();
        match (fields.get(id), Answer::parse(fields.get(id)), evidence) {
            ("", _, Ok(evidence)) if comment.is_none() && evidence.is_empty() => {}
            (_, Some(answer), Ok(evidence)) => {
                let given = GivenAnswer {
                    answer,
                    comment,
                    evidence,
                };
                found.insert(id.to_owned(), given);
            }
            _ => errors.add(reader, id, "unknown-option"),
        }
    }
    found
}

/// What the rules refuse, at the question it is about.
fn refused(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    let mut errors = Errors::none();
    match failure {
        Failure::Refused(Refusal::CommentMissing { question }) => {
            let field = format!("{question}-comment");
            errors.say(&field, reader.t("verification-comment-missing"));
        }
        Failure::Refused(Refusal::Unanswered { questions }) => {
            for question in &questions {
                errors.add(reader, question, "missing");
            }
        }
        other => return Errors::from_failure(reader, other),
    }
    Ok(errors)
}

/// What a form asks for.
enum Wanted {
    Answer(BTreeMap<String, GivenAnswer>, Option<Text>),
    Act(Command),
}

fn wanted(
    reader: &Reader,
    rules: &DueDiligence,
    fields: &Fields,
) -> Result<(Wanted, &'static str), Errors> {
    let mut errors = Errors::none();
    let wanted = match fields.get("act") {
        "save" => {
            let answers = answers(reader, rules, fields, &mut errors);
            (Wanted::Answer(answers, None), "verification-saved")
        }
        "propose" => {
            let answers = answers(reader, rules, fields, &mut errors);
            let remark = parsing::text(reader, &mut errors, "remark", fields.get("remark"));
            (
                Wanted::Answer(answers, remark),
                "verification-proposed-done",
            )
        }
        "confirm" => (Wanted::Act(Command::ConfirmVerification), "form-done"),
        "return" => {
            let reason = desk::text(reader, fields, "return_reason")?;
            let command = Command::ReturnVerification { reason };
            (Wanted::Act(command), "verification-returned-done")
        }
        _ => return Err(desk::wrong(reader, "", "unknown-option")),
    };
    if errors.is_empty() {
        Ok(wanted)
    } else {
        Err(errors)
    }
}

/// Saves answers, proposes, confirms, sends back.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let organisation: OrganisationId = id(&path)?;
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    // Who does not see it must not learn from the faults of a form that it is there.
    let known = known(&visitor, &app, organisation).await?;
    let seen = parsing::seen(fields.get("seen"));
    let errors = match wanted(&reader, &app.facility.rules, &fields) {
        Err(errors) => errors,
        Ok((wanted, key)) => {
            let key = match (&wanted, &known.1.verdict) {
                (Wanted::Act(Command::ConfirmVerification), Ok(Verdict::Passed)) => {
                    "verification-verified-done"
                }
                (Wanted::Act(Command::ConfirmVerification), _) => "verification-refused-done",
                _ => key,
            };
            let acted = block(&app, move |app| match &wanted {
                Wanted::Answer(answers, remark) => verification::answer(
                    &app.facility,
                    &actor,
                    organisation,
                    seen,
                    answers,
                    remark.as_ref(),
                ),
                Wanted::Act(command) => {
                    registration::act(&app.facility, &actor, organisation, seen, command)
                }
            });
            match acted.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}/verification");
                    return Ok(done(&app, &to, key));
                }
                Err(failure) => refused(&reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, &known, Some(&fields), errors))
}

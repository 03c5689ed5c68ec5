//! The risk of working with an organisation: the questionnaire, the level it came to, and earlier assessments.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::risk::{self, RiskView};
use facility::registration::{self, OrganisationView, Recorded};
use language::Reader;
use workflow::ids::OrganisationId;
use workflow::organisation::{Command, Event};
use workflow::refusal::Refusal;
use workflow::risk::{Question, Questionnaire, Rating, RiskLevel};

use super::frame::{Frame, Word, find};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::story::Entry;
use crate::visitor::Visitor;
use crate::wording::points;

/// A question as the page asks it.
struct Asked {
    id: String,
    text: String,
    help: String,
    key: bool,
    options: Vec<Choice>,
    /// The answer on record, for who does not assess.
    answered: Word,
    error: String,
}

/// Questions on one subject.
struct Subject {
    id: String,
    title: String,
    questions: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "organisation/risk.html")]
struct RiskPage {
    page: Page,
    frame: Frame,
    subjects: Vec<Subject>,
    may_assess: bool,
    /// Where it stands; the level on record, or that there is none.
    level: Word,
    facts: Vec<(String, String)>,
    lead: String,
    comment: String,
    earlier: Vec<Entry>,
    errors: Errors,
}

/// The shape of a level.
pub fn word(reader: &Reader, level: RiskLevel) -> Word {
    let family = match level {
        RiskLevel::Low => "good",
        RiskLevel::Medium => "waiting",
        RiskLevel::Significant => "working",
        RiskLevel::High => "bad",
    };
    Word {
        family,
        text: reader.named("risk-level", level),
    }
}

fn rating(reader: &Reader, rating: Rating) -> Word {
    match rating.level() {
        Some(level) => word(reader, level),
        None => Word {
            family: "ended",
            text: reader.t("verification-not-applicable"),
        },
    }
}

fn asked(
    reader: &Reader,
    known: &RiskView,
    question: &Question,
    typed: Option<&Fields>,
    errors: &Errors,
) -> Asked {
    let id = question.id.as_str();
    let kept = known.last.as_ref();
    let kept = kept.and_then(|last| last.answers.get(id)).copied();
    let chosen = match typed {
        Some(typed) => typed.get(id).parse().ok(),
        None => kept,
    };
    let offered = Rating::ALL.iter().copied();
    let language = reader.language.code();
    let help = question.help.as_ref();
    Asked {
        id: id.to_owned(),
        text: question.text.get(language).to_owned(),
        help: help
            .map(|help| help.get(language).to_owned())
            .unwrap_or_default(),
        key: question.key,
        options: offered
            .filter(|one| *one != Rating::NotApplicable || question.may_not_apply)
            .map(|one| Choice::new(one.name(), rating(reader, one).text, chosen == Some(one)))
            .collect(),
        answered: kept.map_or_else(
            || Word {
                family: "waiting",
                text: reader.t("form-not-answered"),
            },
            |kept| rating(reader, kept),
        ),
        error: errors.of(id),
    }
}

fn score(reader: &Reader, thousandths: i64) -> String {
    let value = points(reader, thousandths);
    reader.ta("risk-score-of", [("score", value.into())])
}

/// How an assessment came out, as a line of the story.
fn entry(reader: &Reader, one: &Recorded) -> Option<Entry> {
    let Event::RiskAssessed {
        score: points,
        level,
        until,
        ..
    } = &one.event
    else {
        return None;
    };
    let values = [
        ("level", reader.named("risk-level", *level).into()),
        ("score", score(reader, *points).into()),
        ("until", reader.date(*until).into()),
    ];
    Some(Entry {
        text: reader.ta("risk-came-to", values),
        who: one
            .by
            .as_ref()
            .map(|by| by.name.clone())
            .unwrap_or_default(),
        at: one.at.to_rfc3339(),
        at_text: reader.date_time(one.at),
        reason: one.text.clone().unwrap_or_default(),
    })
}

fn level(reader: &Reader, known: &RiskView) -> Word {
    match &known.last {
        Some(last) if known.holds => word(reader, last.level),
        Some(_) => Word {
            family: "bad",
            text: reader.t("risk-over"),
        },
        None => Word {
            family: "waiting",
            text: reader.t("risk-not-assessed"),
        },
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    questionnaire: &Questionnaire,
    (view, known): &(OrganisationView, RiskView),
    typed: Option<&Fields>,
    errors: Errors,
) -> RiskPage {
    let reader = visitor.reader;
    let language = reader.language.code();
    let subjects = questionnaire.areas.iter().map(|area| Subject {
        id: area.id.clone(),
        title: area.text.get(language).to_owned(),
        questions: area
            .questions
            .iter()
            .map(|question| asked(&reader, known, question, typed, &errors))
            .collect(),
    });
    let facts = known.last.as_ref().map(|last| {
        vec![
            (reader.t("risk-score"), score(&reader, last.score)),
            (reader.t("risk-until"), reader.date(last.until)),
        ]
    });
    RiskPage {
        frame: Frame::new(&reader, app, view, "/risk"),
        subjects: subjects.collect(),
        may_assess: known.may_assess,
        level: level(&reader, known),
        facts: facts.unwrap_or_default(),
        lead: reader.ta(
            "risk-lead",
            [
                ("months", questionnaire.valid_months.into()),
                ("weight", questionnaire.key_weight.into()),
            ],
        ),
        comment: typed
            .map(|typed| typed.get("comment").to_owned())
            .unwrap_or_default(),
        earlier: known
            .history
            .iter()
            .rev()
            .filter_map(|one| entry(&reader, one))
            .collect(),
        errors,
        page: Page::new(visitor, app),
    }
}

/// The questionnaire, or nothing to be seen where the facility asks none.
fn questionnaire(app: &Application) -> Result<Questionnaire, PageError> {
    let asked = app.facility.rules.risk.clone();
    asked.ok_or_else(|| PageError::from(facility::Failure::hidden()))
}

async fn known(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: OrganisationId,
) -> Result<(OrganisationView, RiskView), PageError> {
    let actor = visitor.actor()?;
    let known = block(app, move |app| risk::view(&app.facility, &actor, id)).await?;
    Ok((find(visitor, app, id).await?, known))
}

/// The risk of working with an organisation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let known = known(&visitor, &app, id(&path)?).await?;
    let asked = questionnaire(&app)?;
    render(&page(&visitor, &app, &asked, &known, None, Errors::none()))
}

fn command(
    reader: &Reader,
    questionnaire: &Questionnaire,
    fields: &Fields,
) -> Result<Command, Errors> {
    let mut errors = Errors::none();
    let mut answers = BTreeMap::new();
    for question in questionnaire.questions() {
        let id = question.id.as_str();
        match (fields.get(id), fields.get(id).parse::<Rating>()) {
            (_, Ok(rating)) => {
                answers.insert(id.to_owned(), rating);
            }
            ("", _) => errors.add(reader, id, "missing"),
            _ => errors.add(reader, id, "unknown-option"),
        }
    }
    match parsing::text(reader, &mut errors, "comment", fields.get("comment")) {
        Some(comment) if errors.is_empty() => Ok(Command::AssessRisk { answers, comment }),
        _ => Err(errors),
    }
}

/// Assesses.
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
    let asked = questionnaire(&app)?;
    let seen = parsing::seen(fields.get("seen"));
    let errors = match command(&reader, &asked, &fields) {
        Err(errors) => errors,
        Ok(command) => {
            let acted = block(&app, move |app| {
                registration::act(&app.facility, &actor, organisation, seen, &command)
            });
            match acted.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}/risk");
                    return Ok(done(&app, &to, "risk-done"));
                }
                Err(facility::Failure::Refused(Refusal::Unanswered { questions })) => {
                    let mut errors = Errors::none();
                    for question in &questions {
                        errors.add(&reader, question, "missing");
                    }
                    errors
                }
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, &asked, &known, Some(&fields), errors))
}

//! Rounds of a negotiation on the page of the agreement, the applicant's revised version, and what versions change.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::agreement::negotiation::{self, Negotiation, Version};
use facility::agreement::{self, Agreement};
use facility::proposal::{self, ProposalView};
use language::Reader;
use serde::Deserialize;
use workflow::form::{Answers, Change, LineChange};
use workflow::ids::ProposalId;
use workflow::money::Money;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::intake::answers::{Body, Read, body};
use crate::pages::intake::fields::{Field, Filling};
use crate::pages::intake::reading::{self, Wish};
use crate::pages::intake::section::Typed;
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A round.
pub struct RoundCard {
    /// Its title.
    pub title: String,
    /// When it was asked.
    pub asked: String,
    /// What was asked.
    pub points: Vec<String>,
    /// Where it stands.
    pub state: String,
}

/// A version of the answers.
pub struct VersionCard {
    /// Its title.
    pub title: String,
    /// When it came, and from whom.
    pub came: String,
    /// What it asks for.
    pub requested: String,
    /// SHA-256 of its content.
    pub digest: String,
    /// What it changes of the one before; empty for the first.
    pub changes: String,
}

/// The negotiation on the page of the agreement.
pub struct Card {
    /// Rounds, oldest first.
    pub rounds: Vec<RoundCard>,
    /// Versions, oldest first.
    pub versions: Vec<VersionCard>,
    /// Where the applicant hands in a revised version; empty when nothing waits for one of this person.
    pub revise: String,
}

fn name_of(reader: &Reader, number: u32) -> String {
    match number {
        0 => reader.t("negotiation-submitted"),
        number => reader.ta("negotiation-version", [("number", number.into())]),
    }
}

/// The negotiation of an agreement.
pub fn card(
    reader: &Reader,
    id: ProposalId,
    found: &Negotiation,
    now: chrono::DateTime<chrono::Utc>,
) -> Card {
    let round = |round: &negotiation::Round| RoundCard {
        title: reader.ta("negotiation-round", [("number", round.number.into())]),
        asked: reader.ta(
            "negotiation-asked",
            [("date", reader.day(round.asked_at).into())],
        ),
        points: round.points.clone(),
        state: match round.answered {
            true => reader.t("negotiation-answered"),
            false => {
                let until = [("until", reader.date_time(round.until).into())];
                match now > round.until {
                    true => reader.ta("negotiation-missed", until),
                    false => reader.ta("negotiation-until", until),
                }
            }
        },
    };
    let mut versions = Vec::new();
    let mut before: Option<&Version> = None;
    for version in &found.versions {
        let at = reader.day(version.at);
        versions.push(VersionCard {
            title: name_of(reader, version.number),
            came: match &version.by {
                Some(by) => format!("\u{2068}{}\u{2069} · {at}", by.name),
                None => at,
            },
            requested: version
                .requested
                .map(|amount| wording::money(reader, amount))
                .unwrap_or_default(),
            digest: version.digest.to_string(),
            changes: before.map_or_else(String::new, |before| {
                format!(
                    "/proposals/{id}/agreement/changes?from={}&to={}",
                    before.number, version.number
                )
            }),
        });
        before = Some(version);
    }
    Card {
        rounds: found.rounds.iter().map(round).collect(),
        versions,
        revise: match found.answerable {
            true => format!("/proposals/{id}/agreement/revise"),
            false => String::new(),
        },
    }
}

#[derive(Template)]
#[template(path = "agreement/revise.html")]
struct RevisePage {
    page: Page,
    crumbs: Vec<Crumb>,
    lead: String,
    until: String,
    points: Vec<String>,
    seen: String,
    fields: Vec<Field>,
    errors: Errors,
    writable: bool,
}

async fn loaded(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: ProposalId,
) -> Result<(ProposalView, Agreement), PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        let view = proposal::view(&app.facility, &actor, id)?;
        let agreement = agreement::view(&app.facility, &actor, id)?;
        Ok::<_, facility::Failure>((view, agreement))
    })
    .await?)
}

fn crumbs(reader: &Reader, view: &ProposalView) -> Vec<Crumb> {
    let id = view.proposal.id;
    vec![
        Crumb::new(
            format!("/proposals/{id}"),
            view.reference.clone().unwrap_or_default(),
        ),
        Crumb::new(
            format!("/proposals/{id}/agreement"),
            reader.t("agreement-title"),
        ),
    ]
}

fn revise_page(
    visitor: &Visitor,
    app: &Application,
    (view, found): &(ProposalView, Agreement),
    typed: &Typed,
    seen: String,
    errors: Errors,
) -> Result<RevisePage, PageError> {
    let reader = visitor.reader;
    let negotiation = &found.negotiation;
    if !negotiation.answerable {
        return Err(PageError::hidden());
    }
    let none = Answers::new();
    let filling = Filling {
        reader: &reader,
        language: reader.language.code(),
        form: &negotiation.form,
        currency: negotiation.currency,
        answers: negotiation
            .current()
            .map_or(&none, |current| &current.answers),
        documents: &[],
        typed,
        errors: &errors,
        draft: None,
    };
    let fields = negotiation
        .form
        .negotiable()
        .into_iter()
        .map(|question| filling.field(question))
        .collect();
    let funding = view.call.definition.funding.as_ref();
    let least = Money::new(
        funding.map_or(0, |funding| funding.grant_min_minor),
        negotiation.currency,
    );
    let most = view.proposal.awarded().unwrap_or(least);
    let limits = [
        ("min", wording::money(&reader, least).into()),
        ("max", wording::money(&reader, most).into()),
    ];
    let round = negotiation.rounds.last();
    Ok(RevisePage {
        crumbs: crumbs(&reader, view),
        lead: reader.ta("negotiation-revise-lead", limits),
        until: round.map_or_else(String::new, |round| {
            let until = reader.date_time(round.until);
            reader.ta("negotiation-until", [("until", until.into())])
        }),
        points: round.map(|round| round.points.clone()).unwrap_or_default(),
        seen,
        fields,
        errors,
        writable: false,
        page: Page::new(visitor, app),
    })
}

/// The questions of budget and plan with the answers that count.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let id: ProposalId = parsing::id(&path)?;
    let found = loaded(&visitor, &app, id).await?;
    let seen = found.0.seq.to_string();
    render(&revise_page(
        &visitor,
        &app,
        &found,
        &Typed::none(),
        seen,
        Errors::none(),
    )?)
}

/// Hands in a revised version, or shows the page with one more row, one less, or with what is wrong.
pub async fn revise(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let id: ProposalId = parsing::id(&path)?;
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let mut found = loaded(&visitor, &app, id).await?;
    let negotiation = &found.1.negotiation;
    let wish = Wish::of(&fields);
    let questions = negotiation.form.negotiable();
    let currency = negotiation.currency;
    let (given, mut errors) = reading::answers(&reader, questions, &fields, currency, &wish);
    let seen = fields.get("seen").to_owned();
    let more = match &wish {
        Wish::Add { list } => list.clone(),
        _ => String::new(),
    };
    let hands_in = matches!(wish, Wish::Continue | Wish::Save);
    if hands_in && errors.list().is_empty() {
        let at = parsing::seen(&seen);
        let handed = block(&app, move |app| {
            negotiation::revise(&app.facility, &actor, id, at, &given)
        });
        match handed.await {
            Ok(_) => {
                let back = format!("/proposals/{id}/agreement");
                return Ok(done(&app, &back, "negotiation-done-revised"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    } else if !hands_in && errors.list().is_empty() {
        // What can be read is drawn anew, with one row more or less.
        if let Some(current) = found.1.negotiation.versions.last_mut() {
            for (question, value) in given {
                current.answers.insert(question, value);
            }
        }
        let typed = Typed { fields: None, more };
        return render(&revise_page(&visitor, &app, &found, &typed, seen, errors)?);
    }
    let typed = Typed {
        fields: Some(fields),
        more,
    };
    render_refused(&revise_page(&visitor, &app, &found, &typed, seen, errors)?)
}

/// Which versions are compared.
#[derive(Deserialize)]
pub struct Between {
    #[serde(default)]
    from: u32,
    #[serde(default)]
    to: u32,
}

/// A line of a budget that is compared.
struct Line {
    /// What became of it: `same`, `added`, `removed`, `changed`.
    state: &'static str,
    description: String,
    heading: String,
    /// Quantity, unit cost, total, requested: before and after, each empty where there is none.
    figures: Vec<(String, String, String)>,
}

/// A question that is compared.
struct Compared {
    label: String,
    before: Body,
    after: Body,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "agreement/changes.html")]
struct ChangesPage {
    page: Page,
    crumbs: Vec<Crumb>,
    between: String,
    compared: Vec<Compared>,
}

fn line(reader: &Reader, found: &Negotiation, change: &Change<'_>, line: &LineChange) -> Line {
    let (state, before, after) = match line {
        LineChange::Same(line) => ("same", Some(line), Some(line)),
        LineChange::Added(line) => ("added", None, Some(line)),
        LineChange::Removed(line) => ("removed", Some(line), None),
        LineChange::Changed { before, after } => ("changed", Some(before), Some(after)),
    };
    let money = |minor: i64| wording::money(reader, Money::new(minor, found.currency));
    let said = |line: Option<&workflow::form::BudgetLine>| match line {
        None => [String::new(), String::new(), String::new(), String::new()],
        Some(line) => [
            format!("{} {}", reader.number(line.quantity), line.unit)
                .trim_end()
                .to_owned(),
            money(line.unit_cost_minor),
            line.total().map(money).unwrap_or_default(),
            money(line.requested_minor),
        ],
    };
    let labels = [
        "budget-quantity",
        "budget-unit-cost",
        "label-total",
        "label-requested",
    ];
    let figures = labels
        .iter()
        .zip(said(before))
        .zip(said(after))
        .map(|((label, before), after)| (reader.t(label), before, after));
    let named = after.or(before);
    let heading = named.map(|line| line.heading.as_str()).unwrap_or_default();
    let heading = match &change.question.answer {
        workflow::form::AnswerKind::Budget(rules) => rules
            .heading(heading)
            .map(|heading| heading.label.get(reader.language.code()).to_owned()),
        _ => None,
    };
    Line {
        state,
        description: named
            .map(|line| line.description.clone())
            .unwrap_or_default(),
        heading: heading.unwrap_or_default(),
        figures: figures.collect(),
    }
}

/// What one version changes of another, question by question, a budget line by line.
pub async fn changes(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    between: web::Query<Between>,
) -> Result<HttpResponse, PageError> {
    let id: ProposalId = parsing::id(&path)?;
    let (view, found) = loaded(&visitor, &app, id).await?;
    let reader = visitor.reader;
    let negotiation = &found.negotiation;
    let version = |number| negotiation.version(number).ok_or_else(PageError::hidden);
    let (before, after) = (version(between.from)?, version(between.to)?);
    let read = |answers| Read {
        form: &negotiation.form,
        currency: negotiation.currency,
        answers,
        documents: &[],
    };
    let changes = negotiation.form.changes(&before.answers, &after.answers);
    let compared = changes.iter().map(|change| Compared {
        label: change.question.label.get(reader.language.code()).to_owned(),
        before: body(&reader, read(&before.answers), change.question),
        after: body(&reader, read(&after.answers), change.question),
        lines: change
            .lines
            .iter()
            .map(|one| line(&reader, negotiation, change, one))
            .collect(),
    });
    let names = [
        ("from", name_of(&reader, before.number).into()),
        ("to", name_of(&reader, after.number).into()),
    ];
    render(&ChangesPage {
        crumbs: crumbs(&reader, &view),
        between: reader.ta("negotiation-between", names),
        compared: compared.collect(),
        page: Page::new(&visitor, &app),
    })
}

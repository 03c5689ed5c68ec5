//! Taking answers over from an earlier application: first which one, then what will change, then it is done.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::DraftView;
use facility::intake::copying::{self, Obstacle, Offer, Preview, Source};
use facility::intake::writing::{Fate, Written};
use language::Reader;
use serde::Deserialize;
use serde_json::Value;
use workflow::form::{Answers, Question};
use workflow::ids::ProposalId;

use super::answers::{self, Body, Read};
use super::section::{draft, questions_reader};
use crate::failure::PageError;
use crate::form::Fields;
use crate::page::{Crumb, Page, done, render};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// An application answers can be taken from.
struct From {
    href: String,
    call: String,
    title: String,
    fitting: String,
}

/// An answer, now and then. Shared with the page that receives packages.
pub(super) struct Change {
    /// Value of its check box: the question and the version it changes. Empty when it cannot be taken over.
    pub value: String,
    /// The question.
    pub label: String,
    /// What it is answered with now.
    pub now: Body,
    /// What it would be answered with.
    pub then: Body,
    /// Whether it is chosen unless people choose otherwise.
    pub chosen: bool,
    /// Why it cannot be taken over, or what becomes of it.
    pub note: String,
}

#[derive(Template)]
#[template(path = "intake/copy.html")]
struct CopyPage {
    page: Page,
    crumbs: Vec<Crumb>,
    sources: Vec<From>,
    /// The application chosen; empty before one is.
    from: String,
    title: String,
    changes: Vec<Change>,
    kept: Vec<Change>,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    from: String,
}

/// The crumbs of a page below the list of tasks.
pub(super) fn crumbs(reader: &Reader, draft: &DraftView) -> Vec<Crumb> {
    let tasks = format!("/proposals/{}/draft", draft.proposal);
    vec![
        Crumb::new("/my-proposals", reader.t("my-proposals-title")),
        Crumb::new(tasks, reader.t("intake-tasks-title")),
    ]
}

/// Shows the applications there are, and what one of them offers.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    query: web::Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let proposal: ProposalId = id(&path)?;
    let actor = visitor.actor()?;
    let draft = draft(&visitor, &app, proposal).await?;
    let from = query.from.parse::<ProposalId>().ok();
    let (sources, preview) = block(&app, move |app| {
        let preview = match from {
            Some(from) => Some(copying::preview(&app.facility, &actor, proposal, from)?),
            None => None,
        };
        Ok((copying::sources(&app.facility, &actor, proposal)?, preview))
    })
    .await?;
    let reader = visitor.reader;
    let (changes, kept) = match &preview {
        Some(preview) => changes(&reader, &draft, preview),
        None => (Vec::new(), Vec::new()),
    };
    let title = |source: &Source| match source.title.as_str() {
        "" => reader.t("proposal-untitled"),
        title => title.to_owned(),
    };
    let offered = sources.iter().map(|source| From {
        href: format!("/proposals/{proposal}/copy?from={}", source.proposal),
        call: source
            .call
            .definition
            .title
            .get(reader.language.code())
            .to_owned(),
        title: title(source),
        fitting: reader.tn("applying-copy-fitting", source.fitting),
    });
    render(&CopyPage {
        page: Page::new(&visitor, &app),
        crumbs: crumbs(&reader, &draft),
        sources: offered.collect(),
        from: from.map(|from| from.to_string()).unwrap_or_default(),
        title: preview
            .as_ref()
            .map(|preview| title(&preview.source))
            .unwrap_or_default(),
        changes,
        kept,
    })
}

/// An answer of this application, ready to read.
pub(super) fn body(reader: &Reader, draft: &DraftView, question: &Question, value: &Value) -> Body {
    let alone = Answers::from([(question.id.clone(), value.clone())]);
    answers::body(
        reader,
        Read {
            answers: &alone,
            ..Read::draft(draft)
        },
        question,
    )
}

/// What would change, and what cannot be taken over.
fn changes(reader: &Reader, draft: &DraftView, preview: &Preview) -> (Vec<Change>, Vec<Change>) {
    let language = questions_reader(reader, draft).language;
    let change = |offer: &Offer| {
        let obstacle = offer.obstacle.as_ref();
        Change {
            value: match obstacle {
                None => format!("{} {}", offer.question.id, offer.on),
                Some(_) => String::new(),
            },
            label: offer.question.label.get(language.code()).to_owned(),
            now: body(reader, draft, &offer.question, &offer.now),
            then: body(reader, draft, &offer.question, &offer.then),
            // What is answered here is not overwritten unless somebody says so.
            chosen: offer.now.is_null(),
            note: obstacle.map_or_else(String::new, |obstacle| why_not(reader, obstacle)),
        }
    };
    let (offered, kept): (Vec<&Offer>, Vec<&Offer>) = preview
        .offers
        .iter()
        .partition(|offer| offer.obstacle.is_none());
    (
        offered.into_iter().map(change).collect(),
        kept.into_iter().map(change).collect(),
    )
}

fn why_not(reader: &Reader, obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::Document => reader.t("applying-copy-document"),
        Obstacle::Declaration => reader.t("applying-copy-declaration"),
        Obstacle::Language => reader.t("applying-copy-language"),
        Obstacle::Currency => reader.t("applying-copy-currency"),
        Obstacle::Kind => reader.t("applying-copy-kind"),
        Obstacle::Fault(fault) => wording::answer_fault(reader, fault),
    }
}

/// The notice after a save of several answers.
pub(super) fn notice(written: &Written) -> &'static str {
    let beside = written
        .fates
        .values()
        .any(|fate| matches!(fate, Fate::Beside(_)));
    if beside {
        "applying-taken-beside"
    } else {
        "applying-taken"
    }
}

/// Takes the chosen answers over.
pub(super) async fn copy(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let proposal: ProposalId = id(&path)?;
    let actor = visitor.actor()?;
    let from: ProposalId = id(fields.get("from"))?;
    let chosen: BTreeMap<String, i64> = chosen(&fields);
    let written = block(&app, move |app| {
        copying::copy(&app.facility, &actor, proposal, from, &chosen)
    })
    .await?;
    let tasks = format!("/proposals/{proposal}/draft");
    Ok(done(&app, &tasks, notice(&written)))
}

/// The questions chosen, each with the version that was shown.
pub(super) fn chosen(fields: &Fields) -> BTreeMap<String, i64> {
    fields
        .all("take")
        .filter_map(|line| {
            let (question, on) = line.rsplit_once(' ')?;
            Some((question.to_owned(), on.parse().ok()?))
        })
        .collect()
}

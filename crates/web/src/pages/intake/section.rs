//! A section of the form: filled in, saved by itself while one writes, and by its buttons.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::intake::writing::Fate;
use facility::intake::{self, DraftView};
use facility::{Failure, documents};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::form::{Answers, Question, Section};
use workflow::ids::ProposalId;

use super::asked::{Asked, Shown, asked};
use super::fields::{Filling, on_page};
use super::reading::Wish;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, redirect, render, render_refused};
use crate::pages::parsing::id;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// What somebody typed that is not, or not yet, in the draft.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// The fields as they came; none shows the draft.
    pub fields: Option<Fields>,
    /// The list that is to have one more row: `budget`, `logframe.outcomes`.
    pub more: String,
}

impl Typed {
    /// Nothing: the page shows the draft.
    pub fn none() -> Self {
        Self::default()
    }
}

/// The page of a section.
#[derive(Template)]
#[template(path = "intake/section.html")]
pub struct SectionPage {
    page: Page,
    crumbs: Vec<Crumb>,
    eyebrow: String,
    title: String,
    address: String,
    tasks: String,
    deadline: String,
    /// Language the questions are shown in.
    language: Language,
    /// Where the others are looked for.
    together: String,
    version: i64,
    section: String,
    fields: Vec<Asked>,
    errors: Errors,
    writable: bool,
}

/// The section of a draft's form with this name, and its place from 0.
pub(super) fn find<'a>(
    draft: &'a DraftView,
    name: &str,
) -> Result<(usize, &'a Section), PageError> {
    let sections = &draft.form.sections;
    sections
        .iter()
        .enumerate()
        .find(|(_, section)| section.id == name)
        .ok_or_else(PageError::hidden)
}

/// The draft as the visitor sees it.
pub async fn draft(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
) -> Result<DraftView, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| {
        intake::draft(&app.facility, &actor, proposal)
    })
    .await?)
}

/// The deadline of the draft's call, in the call's own zone.
pub fn deadline(reader: &Reader, draft: &DraftView) -> String {
    let dates = &draft.call.definition.dates;
    let there = Reader::new(reader.language, dates.zone);
    let at = there.date_time(draft.closes.at());
    reader.ta("intake-deadline", [("at", at.into())])
}

/// The reader of the questions: the language of the application, where the call and the program have it, else the
/// person's own.
pub fn questions_reader(reader: &Reader, draft: &DraftView) -> Reader {
    let known = draft
        .language
        .as_ref()
        .filter(|language| draft.call.definition.languages.contains(language));
    match known.and_then(|language| Language::parse(language)) {
        Some(language) => Reader {
            language,
            ..*reader
        },
        None => *reader,
    }
}

/// The page of a section with what was typed and what is wrong with it.
pub async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    proposal: ProposalId,
    name: &str,
    typed: Typed,
    errors: Errors,
) -> Result<SectionPage, PageError> {
    let draft = draft(visitor, app, proposal).await?;
    of(visitor, app, &draft, name, &Posted::typed(typed), errors)
}

/// What a form has brought that the page shows again.
#[derive(Default)]
pub(super) struct Posted {
    /// What was typed.
    pub typed: Typed,
    /// Questions whose fields are shown as typed, since they could not be read; all of them when nothing is said.
    pub unread: Option<BTreeSet<String>>,
    /// What each question was written on.
    pub shown: BTreeMap<String, Shown>,
}

impl Posted {
    fn typed(typed: Typed) -> Self {
        Self {
            typed,
            ..Self::default()
        }
    }

    /// How the fields of a question are shown.
    fn of(&self, question: &str) -> (Typed, Option<&Shown>) {
        let again = match &self.unread {
            None => true,
            Some(unread) => unread.contains(question),
        };
        if again {
            (self.typed.clone(), self.shown.get(question))
        } else {
            (Typed::none(), None)
        }
    }
}

fn of(
    visitor: &Visitor,
    app: &Application,
    draft: &DraftView,
    name: &str,
    posted: &Posted,
    errors: Errors,
) -> Result<SectionPage, PageError> {
    let reader = visitor.reader;
    let (position, section) = find(draft, name)?;
    let address = format!("/proposals/{}/draft/{}", draft.proposal, section.id);
    let form = &draft.form;
    let fields = on_page(form, section, &draft.answers)
        .into_iter()
        .map(|question| {
            let (typed, on) = posted.of(&question.id);
            one(&reader, draft, section, question, &typed, on, &errors)
        })
        .collect();
    let number = position + 1;
    let all = draft.form.sections.len();
    let tasks = format!("/proposals/{}/draft", draft.proposal);
    let questions = questions_reader(&reader, draft).language;
    Ok(SectionPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new("/my-proposals", reader.t("my-proposals-title")),
            Crumb::new(tasks.clone(), reader.t("intake-tasks-title")),
        ],
        eyebrow: reader.ta(
            "intake-part-of",
            [("number", number.into()), ("all", all.into())],
        ),
        title: section.title.get(questions.code()).to_owned(),
        tasks,
        deadline: deadline(&reader, draft),
        language: questions,
        together: format!("/proposals/{}/together", draft.proposal),
        version: draft.version,
        section: section.id.clone(),
        fields,
        errors,
        writable: draft.writable,
        address,
    })
}

/// A question with its control, and what is kept beside its answer.
pub(super) fn one(
    reader: &Reader,
    draft: &DraftView,
    section: &Section,
    question: &Question,
    typed: &Typed,
    on: Option<&Shown>,
    errors: &Errors,
) -> Asked {
    let questions = questions_reader(reader, draft);
    let address = format!("/proposals/{}/draft/{}", draft.proposal, section.id);
    let field = Filling::of_draft(&questions, draft, typed, errors, &address).field(question);
    asked(reader, draft, question, field, on)
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    more: String,
}

/// Shows a section.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    query: web::Query<Wanted>,
) -> Result<HttpResponse, PageError> {
    let (proposal, name) = path.into_inner();
    let typed = Typed {
        fields: None,
        more: query.into_inner().more,
    };
    let draft = draft(&visitor, &app, id(&proposal)?).await?;
    let errors = if draft.submitted || touched(&draft, find(&draft, &name)?.1) {
        faults(&visitor.reader, &draft, &name)?
    } else {
        Errors::none()
    };
    let posted = Posted::typed(typed);
    render(&of(&visitor, &app, &draft, &name, &posted, errors)?)
}

/// Whether anything of a section has been answered.
pub fn touched(draft: &DraftView, section: &Section) -> bool {
    section
        .questions
        .iter()
        .any(|question| draft.answers.contains_key(&question.id))
}

/// What is wrong with what stands in the draft's section; what is merely missing is not said while one writes.
pub(super) fn faults(reader: &Reader, draft: &DraftView, name: &str) -> Result<Errors, PageError> {
    let (_, section) = find(draft, name)?;
    let mut errors = Errors::none();
    for fault in &draft.faults {
        let here = section
            .questions
            .iter()
            .any(|question| question.id == fault.question);
        if here && !fault.fault.is_gap() {
            errors.say(
                &fault.control(),
                wording::answer_fault(reader, &fault.fault),
            );
        }
    }
    Ok(errors)
}

/// Saves a section by its buttons. What the person did not touch is left alone, and what somebody else saved meanwhile is
/// never overwritten.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (proposal, name) = path.into_inner();
    let proposal: ProposalId = id(&proposal)?;
    let before = draft(&visitor, &app, proposal).await?;
    let (position, section) = find(&before, &name)?;
    let wish = Wish::of(&fields);
    let chosen = super::asked::Chosen::of(&fields);
    let (entries, mut errors) =
        super::asked::entries(&reader, &before, section, &fields, &wish, &chosen);
    let unread: BTreeSet<String> = section
        .questions
        .iter()
        .filter(|question| !entries.contains_key(&question.id))
        .map(|question| question.id.clone())
        .collect();
    let mut answers = before.answers.clone();
    answers.extend(
        entries
            .iter()
            .map(|(question, entry)| (question.clone(), entry.value.clone())),
    );
    let dropped = chosen.dropped.clone();
    let saved = super::asked::write(&app, actor.clone(), proposal, entries, dropped).await;
    let shown = super::asked::shown(&fields);
    let written = match saved {
        Ok(written) => written,
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            let posted = Posted {
                typed: Typed {
                    fields: Some(fields),
                    more: String::new(),
                },
                unread: None,
                shown,
            };
            return render_refused(&of(&visitor, &app, &before, &name, &posted, errors)?);
        }
    };
    if let Wish::RemoveFile { question, document } = &wish {
        let (question, document) = (question.clone(), id(document)?);
        block(&app, move |app| {
            documents::remove(&app.facility, &actor, proposal, &question, document)
        })
        .await?;
    }
    let troubled = !errors.is_empty();
    let undecided = written
        .fates
        .iter()
        .filter(|(_, fate)| matches!(fate, Fate::Beside(_)));
    let mut beside = false;
    for (question, _) in undecided {
        beside = true;
        errors.say(question, reader.t("applying-beside"));
    }
    let here = |question: &str| section.questions.iter().any(|known| known.id == question);
    for fault in written.faults.iter().filter(|fault| here(&fault.question)) {
        errors.say(
            &fault.control(),
            wording::answer_fault(&reader, &fault.fault),
        );
    }
    if troubled || beside || (wish == Wish::Continue && !chosen.any() && !errors.is_empty()) {
        let after = draft(&visitor, &app, proposal).await?;
        let posted = Posted {
            typed: Typed {
                fields: Some(fields),
                more: String::new(),
            },
            unread: Some(unread),
            shown,
        };
        return render_refused(&of(&visitor, &app, &after, &name, &posted, errors)?);
    }
    if let Some(question) = chosen.question() {
        let address = format!("/proposals/{proposal}/draft/{}#{question}", section.id);
        return Ok(redirect(&address));
    }
    Ok(next(&app, &before, &answers, position, &wish))
}

/// Where a saved section leads.
fn next(
    app: &Application,
    draft: &DraftView,
    answers: &Answers,
    position: usize,
    wish: &Wish,
) -> HttpResponse {
    let base = format!("/proposals/{}", draft.proposal);
    let form = &draft.form;
    let name = form
        .sections
        .get(position)
        .map_or("", |section| &section.id);
    let here = format!("{base}/draft/{name}");
    match wish {
        Wish::Continue => {
            let mut after = form.sections.iter().skip(position + 1);
            let next = after.find(|section| !on_page(form, section, answers).is_empty());
            let to = next.map_or_else(
                || format!("{base}/check"),
                |section| format!("{base}/draft/{}", section.id),
            );
            redirect(&to)
        }
        Wish::Save => done(app, &format!("{base}/draft"), "intake-saved"),
        Wish::Add { list } => {
            let question = wish.question().unwrap_or_default();
            let query = serde_urlencoded::to_string([("more", list)]).unwrap_or_default();
            redirect(&format!("{here}?{query}#{question}"))
        }
        Wish::Remove { .. } | Wish::RemoveFile { .. } => {
            redirect(&format!("{here}#{}", wish.question().unwrap_or_default()))
        }
    }
}

/// A failure of a page that shows no form.
pub(super) fn refused(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    Errors::from_failure(reader, failure)
}

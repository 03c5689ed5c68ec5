//! The texts of a call's letters: their list, and the editor with its preview on a real file.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::letters::texts::{self, Sample, Texts};
use facility::letters::{Block, Prepared, has_house_words};
use language::{Language, Reader};
use serde::Deserialize;
use workflow::call::CallStatus;
use workflow::ids::{CallId, ProposalId};
use workflow::letter::{facts, text_of};
use workflow::procedure::Letter;
use workflow::refusal::Refusal;
use workflow::role::Actor;

use super::Paper;
use crate::download;
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{self, id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

/// A letter in the list.
struct Row {
    href: String,
    title: String,
    needed: String,
    languages: String,
    note: String,
}

/// A revision in the list.
struct Revision {
    title: String,
    by: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "letters/texts.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    rows: Vec<Row>,
    revisions: Vec<Revision>,
    unpublished: bool,
    waiting: String,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
) -> Result<Texts, PageError> {
    let actor = actor.clone();
    Ok(block(app, move |app| texts::texts(&app.facility, &actor, call)).await?)
}

/// The letters of a call.
pub(super) async fn list(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let call: CallId = id(&path)?;
    let found = known(&app, &visitor.actor()?, call).await?;
    let reader = visitor.reader;
    let title = found.call.definition.title.get(reader.language.code());
    let row = |(letter, needed): &(Letter, bool)| row(&reader, &found, *letter, *needed);
    render(&ListPage {
        page: Page::new(&visitor, &app),
        crumbs: vec![Crumb::new(format!("/calls/{call}"), title)],
        rows: found.letters.iter().map(row).collect(),
        revisions: found
            .revisions
            .iter()
            .map(|revised| Revision {
                title: reader.named("letter-title", revised.letter),
                by: by(
                    &reader,
                    revised.by.as_ref().map(|by| by.name.as_str()),
                    revised.at,
                ),
                reason: revised.reason.clone(),
            })
            .collect(),
        unpublished: matches!(found.call.status, CallStatus::Draft | CallStatus::Approved),
        waiting: format!("/calls/{call}/panel/letters"),
    })
}

/// Who did something, and when.
pub(super) fn by(reader: &Reader, who: Option<&str>, at: chrono::DateTime<chrono::Utc>) -> String {
    let at = reader.date_time(at);
    match who.filter(|who| !who.is_empty()) {
        Some(who) => reader.ta(
            "letters-revised-by",
            [("who", who.into()), ("at", at.into())],
        ),
        None => at,
    }
}

fn row(reader: &Reader, found: &Texts, letter: Letter, needed: bool) -> Row {
    let definition = &found.call.definition;
    let own = definition.letters.get(letter.name());
    let languages: Vec<String> = definition
        .languages
        .iter()
        .filter(|code| {
            own.is_some_and(|own| own.0.get(*code).is_some_and(|text| !text.trim().is_empty()))
        })
        .map(|code| reader.spoken(code))
        .collect();
    let note = match text_of(definition, letter) {
        Some((used, _)) if used != letter => {
            let name = reader.named("letter", used);
            reader.ta("letters-in-place", [("letter", name.into())])
        }
        Some(_) => String::new(),
        None if has_house_words(letter) => reader.t("letters-standard"),
        None => reader.t("letters-not-sent"),
    };
    Row {
        href: format!("/calls/{}/letters/{letter}", found.call.id),
        title: reader.named("letter-title", letter),
        needed: reader.t(if needed {
            "letters-needed"
        } else {
            "letters-optional"
        }),
        languages: languages.join(", "),
        note,
    }
}

/// A text in one language.
struct Field {
    name: String,
    label: String,
    language: String,
    direction: &'static str,
    text: String,
    error: String,
}

/// A fact that may be named.
struct FactLine {
    name: String,
    about: String,
    part: bool,
}

#[derive(Template)]
#[template(path = "letters/text.html")]
struct EditPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    address: String,
    seq: String,
    may_revise: bool,
    fields: Vec<Field>,
    facts: Vec<FactLine>,
    reason: String,
    files: Vec<Choice>,
    languages: Vec<Choice>,
    preview: PreviewPart,
    errors: Errors,
}

/// The preview, alone when it is asked for as one types.
#[derive(Template)]
#[template(path = "letters/preview.html")]
struct PreviewPart {
    paper: Option<Paper>,
    said: String,
}

fn letter_of(raw: &str) -> Result<Letter, PageError> {
    id(raw)
}

/// What was chosen and typed.
struct Typed {
    texts: BTreeMap<String, String>,
    reason: String,
    file: Option<ProposalId>,
    language: Option<Language>,
}

impl Typed {
    fn of_fields(fields: &Fields) -> Self {
        let texts = fields
            .0
            .iter()
            .filter_map(|(name, text)| {
                Some((
                    name.strip_prefix("text-")?.to_owned(),
                    text.replace("\r\n", "\n"),
                ))
            })
            .collect();
        Self {
            texts,
            reason: fields.get("reason").to_owned(),
            file: fields.get("file").parse().ok(),
            language: Language::parse(fields.get("language"))
                .filter(|_| !fields.get("language").is_empty()),
        }
    }

    fn of_call(found: &Texts, letter: Letter, asked: &Asked) -> Self {
        let own = found.call.definition.letters.get(letter.name());
        Self {
            texts: own.map(|own| own.0.clone()).unwrap_or_default(),
            reason: String::new(),
            file: asked.file.as_deref().and_then(|file| file.parse().ok()),
            language: asked.language.as_deref().and_then(Language::parse),
        }
    }
}

/// What the address asks for.
#[derive(Default, Deserialize)]
pub(super) struct Asked {
    file: Option<String>,
    language: Option<String>,
}

async fn edit_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (call, letter): (CallId, Letter),
    typed: Option<Typed>,
    asked: Asked,
    mut errors: Errors,
) -> Result<EditPage, PageError> {
    let reader = visitor.reader;
    let actor = visitor.actor()?;
    let found = known(app, &actor, call).await?;
    if !found.letters.iter().any(|(known, _)| *known == letter) {
        return Err(PageError::hidden());
    }
    let typed = typed.unwrap_or_else(|| Typed::of_call(&found, letter, &asked));
    let files = samples(app, &actor, call).await?;
    let definition = &found.call.definition;
    let language = typed
        .language
        .unwrap_or_else(|| first_language(&reader, &definition.languages));
    let file = typed
        .file
        .or_else(|| files.first().map(|sample| sample.proposal));
    let preview = preview_of(&reader, app, &actor, (call, letter), &typed, file, language).await;
    let preview = match preview {
        Ok(preview) => preview,
        Err(PageError::Failure(failure)) => {
            let more = Errors::from_failure(&reader, failure)?;
            errors.0.extend(more.0);
            PreviewPart {
                paper: None,
                said: String::new(),
            }
        }
        Err(error) => return Err(error),
    };
    let title = reader.named("letter-title", letter);
    Ok(EditPage {
        page: Page::new(visitor, app),
        crumbs: vec![
            Crumb::new(
                format!("/calls/{call}"),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{call}/letters"), reader.t("letters-title")),
        ],
        title,
        address: format!("/calls/{call}/letters/{letter}"),
        seq: found.seq.to_string(),
        may_revise: found.may_revise,
        fields: definition
            .languages
            .iter()
            .map(|code| field(&reader, code, &typed, &errors))
            .collect(),
        facts: facts(letter)
            .into_iter()
            .map(|fact| FactLine {
                name: format!("{{{fact}}}"),
                about: reader.named("fact", fact),
                part: fact.is_part(),
            })
            .collect(),
        reason: typed.reason,
        files: files
            .into_iter()
            .map(|sample| {
                let text = format!("{} · {}", sample.reference, sample.title);
                Choice::new(
                    sample.proposal.to_string(),
                    text,
                    Some(sample.proposal) == file,
                )
            })
            .collect(),
        languages: definition
            .languages
            .iter()
            .map(|code| Choice::new(code, reader.spoken(code), code == language.code()))
            .collect(),
        preview,
        errors,
    })
}

fn first_language(reader: &Reader, languages: &[String]) -> Language {
    let own = reader.language;
    let known = languages.iter().any(|code| code == own.code());
    let first = languages.iter().find_map(|code| Language::parse(code));
    if known { own } else { first.unwrap_or(own) }
}

fn field(reader: &Reader, code: &str, typed: &Typed, errors: &Errors) -> Field {
    let name = format!("text-{code}");
    let language = Language::parse(code).unwrap_or_default();
    Field {
        label: reader.ta(
            "letters-text-in",
            [("language", reader.spoken(code).into())],
        ),
        language: code.to_owned(),
        direction: language.direction(),
        text: typed.texts.get(code).cloned().unwrap_or_default(),
        error: errors.of(&name),
        name,
    }
}

async fn samples(
    app: &web::Data<Application>,
    actor: &Actor,
    call: CallId,
) -> Result<Vec<Sample>, PageError> {
    let actor = actor.clone();
    Ok(block(app, move |app| texts::samples(&app.facility, &actor, call)).await?)
}

async fn prepared(
    app: &web::Data<Application>,
    actor: &Actor,
    (call, letter): (CallId, Letter),
    typed: &Typed,
    file: ProposalId,
    language: Language,
) -> Result<Option<Prepared>, PageError> {
    let actor = actor.clone();
    let text = typed
        .texts
        .get(language.code())
        .cloned()
        .unwrap_or_default();
    Ok(block(app, move |app| {
        texts::preview(&app.facility, &actor, call, letter, language, &text, file)
    })
    .await?)
}

async fn preview_of(
    reader: &Reader,
    app: &web::Data<Application>,
    actor: &Actor,
    of: (CallId, Letter),
    typed: &Typed,
    file: Option<ProposalId>,
    language: Language,
) -> Result<PreviewPart, PageError> {
    let Some(file) = file else {
        return Ok(PreviewPart {
            paper: None,
            said: reader.t("letters-preview-none"),
        });
    };
    let prepared = prepared(app, actor, of, typed, file, language).await?;
    Ok(PreviewPart {
        said: prepared
            .as_ref()
            .map_or_else(|| reader.t("letters-preview-empty"), |_| String::new()),
        paper: prepared.map(Paper::of),
    })
}

/// The editor of a letter.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    asked: web::Query<Asked>,
) -> Result<HttpResponse, PageError> {
    let of = (id(&path.0)?, letter_of(&path.1)?);
    render(&edit_page(&visitor, &app, of, None, asked.into_inner(), Errors::none()).await?)
}

/// The preview of what is typed, alone.
pub(super) async fn preview(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let of = (id(&path.0)?, letter_of(&path.1)?);
    let page = edit_page(
        &visitor,
        &app,
        of,
        Some(Typed::of_fields(&fields)),
        Asked::default(),
        Errors::none(),
    );
    render(&page.await?.preview)
}

/// Puts a text in force, shows it on another file, or as PDF.
pub(super) async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let of = (id(&path.0)?, letter_of(&path.1)?);
    let typed = Typed::of_fields(&fields);
    match fields.get("do") {
        "save" => save(&visitor, &app, of, typed, seen(fields.get("seen"))).await,
        "pdf" => as_pdf(&visitor, &app, of, &typed).await,
        _ => render(
            &edit_page(
                &visitor,
                &app,
                of,
                Some(typed),
                Asked::default(),
                Errors::none(),
            )
            .await?,
        ),
    }
}

async fn as_pdf(
    visitor: &Visitor,
    app: &web::Data<Application>,
    of: (CallId, Letter),
    typed: &Typed,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (Some(file), Some(language)) = (typed.file, typed.language) else {
        return Err(PageError::hidden());
    };
    let prepared = prepared(app, &actor, of, typed, file, language).await?;
    let prepared = prepared.ok_or_else(PageError::hidden)?;
    let pdf = block(app, move |_| facility::letters::pdf(&prepared.sheet)).await?;
    Ok(download::file(
        &format!("{}.pdf", of.1),
        "application/pdf",
        pdf,
    ))
}

async fn save(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (call, letter): (CallId, Letter),
    typed: Typed,
    seen: Option<i64>,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let actor = visitor.actor()?;
    // Whoever may not see the letters learns nothing of them.
    known(app, &actor, call).await?;
    let mut errors = Errors::none();
    if let Some(reason) = parsing::text(&reader, &mut errors, "reason", &typed.reason) {
        let texts = typed.texts.clone();
        let saved = block(app, move |app| {
            texts::revise(&app.facility, &actor, call, seen, letter, texts, &reason)
        });
        match saved.await {
            Ok(_) => {
                return Ok(done(
                    app,
                    &format!("/calls/{call}/letters"),
                    "letters-saved",
                ));
            }
            Err(failure) => errors = at_its_text(&reader, failure)?,
        }
    }
    let page = edit_page(
        visitor,
        app,
        (call, letter),
        Some(typed),
        Asked::default(),
        errors,
    );
    render_refused(&page.await?)
}

/// A failure as errors of the form, at the text it is about where it is about one.
fn at_its_text(reader: &Reader, failure: Failure) -> Result<Errors, PageError> {
    if let Failure::Refused(refusal) = &failure
        && let Refusal::UnknownFact { language, .. } | Refusal::LetterMissing { language } = refusal
    {
        let mut errors = Errors::none();
        errors.say(
            &format!("text-{language}"),
            wording::refusal(reader, refusal),
        );
        return Ok(errors);
    }
    Errors::from_failure(reader, failure)
}

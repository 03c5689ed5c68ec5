//! The overview of a call being set up: each part with what is done and what is missing.

use actix_web::{HttpResponse, web};
use askama::Template;
use workflow::call::CallAction;
use workflow::ids::CallId;
use workflow::procedure::{check, letters};

use super::sections::{Ground, Group};
use super::{Check, Draft, Section, checks, crumbs, draft, places, stages};
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing::id;
use crate::server::Application;
use crate::visitor::Visitor;

/// A part of the call.
struct Part {
    href: String,
    title: String,
    hint: String,
    shape: &'static str,
    word: String,
}

#[derive(Template)]
#[template(path = "call/builder/overview.html")]
struct OverviewPage {
    page: Page,
    crumbs: Vec<Crumb>,
    code: String,
    title: String,
    address: String,
    terms: Vec<Part>,
    procedure: Vec<Part>,
    rest: Vec<Part>,
    /// Languages in which the call can be looked at: code, name.
    previews: Vec<(String, String)>,
    checks: Vec<Check>,
    next: String,
}

/// Shows the overview.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let draft = draft(&visitor, &app, id(&path)?).await?;
    let reader = &visitor.reader;
    let ground = Ground {
        reader,
        call: &draft.definition,
    };
    let problems = check(&draft.definition);
    let missing = |section: Option<Section>| {
        let there = |problem: &&workflow::procedure::Incomplete| {
            places::place(&draft.definition, problem).section == section
        };
        problems.iter().filter(there).count()
    };
    let part = |href: String, title: String, hint: String, count: usize| {
        let (shape, word) = match count {
            0 => ("good", reader.t("builder-done")),
            count => ("waiting", reader.tn("builder-missing", count)),
        };
        Part {
            href,
            title,
            hint,
            shape,
            word,
        }
    };
    let of = |section: Section| {
        let hint = match section {
            Section::Stage(_) => String::new(),
            other => reader.named("builder-about", other.name()),
        };
        part(
            section.href(draft.id),
            section.title(reader, &draft.definition),
            hint,
            missing(Some(section)),
        )
    };
    use Section as S;
    let form = part(
        format!("/calls/{}/form", draft.id),
        reader.t("builder-section-form"),
        reader.t("builder-about-form"),
        missing(None),
    );
    let [terms, rest] = [
        vec![
            S::Languages,
            S::Texts,
            S::Dates,
            S::Money,
            S::Themes,
            S::Applicants,
        ],
        vec![S::Letters],
    ]
    .map(|parts| parts.into_iter().map(of).collect::<Vec<_>>());
    let procedure = std::iter::once(S::Procedure).chain(stages::sections(&ground));
    render(&OverviewPage {
        page: Page::new(&visitor, &app),
        crumbs: crumbs(reader, &draft, S::Overview)
            .into_iter()
            .take(2)
            .collect(),
        code: draft.definition.code.clone(),
        title: reader.t("call-edit-title"),
        address: format!("/calls/{}", draft.id),
        terms,
        procedure: procedure.map(of).collect(),
        rest: std::iter::once(form).chain(rest).collect(),
        previews: draft
            .definition
            .languages
            .iter()
            .filter(|tag| language::Language::parse(tag).is_some())
            .map(|tag| (tag.clone(), reader.spoken(tag)))
            .collect(),
        checks: checks(reader, draft.id, &draft.definition),
        next: next(&draft, reader),
    })
}

/// What happens next with a draft, and who does it.
fn next(draft: &Draft, reader: &language::Reader) -> String {
    if check(&draft.definition).is_empty() {
        reader.named("call-next", CallAction::Approve)
    } else {
        reader.named("call-next", CallAction::Edit)
    }
}

/// The stages as groups of the page of the procedure: where each leads, and its buttons.
pub fn stages(ground: &Ground<'_>, call: CallId) -> Vec<Group> {
    let count = ground.call.procedure.0.len();
    stages::sections(ground)
        .enumerate()
        .map(|(position, section)| {
            let path = format!("/procedure/{position}");
            let kind = ground.call.procedure.kinds()[position];
            let told: Vec<String> = letters(ground.call, position)
                .iter()
                .map(|letter| ground.reader.named("letter", letter))
                .collect();
            let about = ground.reader.t(format!("stage-{kind}-about"));
            let letters = ground.reader.ta(
                "builder-stage-letters",
                [("letters", told.join(" · ").into())],
            );
            Group {
                id: super::fields::name(&path),
                title: stages::title(ground, position),
                hint: if told.is_empty() {
                    about
                } else {
                    format!("{about} {letters}")
                },
                acts: ground.item_acts("/procedure", position, count),
                links: vec![(section.href(call), ground.say("rules"))],
                ..Group::default()
            }
        })
        .collect()
}

//! The builder of a call: an overview of what is done and what is missing, and a page for each part. Plain forms; a draft
//! may have gaps, and every page says which.

mod applying;
mod checklist;
mod control;
mod fields;
mod grid;
mod lists;
mod overview;
mod panel;
mod places;
mod sections;
mod stages;
pub(super) mod text;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call;
use language::Reader;
use workflow::call::{CallAction, Command};
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub(super) use control::Drawn;
pub(super) use overview::show as overview;
use sections::Ground;

/// A page of the builder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// What is done and what is missing.
    Overview,
    /// Dates and zone.
    Dates,
    /// Money and duration.
    Money,
    /// Who may apply, and who decides.
    Applicants,
    /// Languages.
    Languages,
    /// Title, summary and text.
    Texts,
    /// Themes.
    Themes,
    /// The order of the stages.
    Procedure,
    /// The rules of the stage at a place, from 0.
    Stage(usize),
    /// Letters.
    Letters,
    /// The definition as text.
    Toml,
}

impl Section {
    /// The pages of a call in their order, without the overview, the stages and the text.
    const ALL: [Self; 8] = [
        Self::Dates,
        Self::Languages,
        Self::Texts,
        Self::Themes,
        Self::Money,
        Self::Applicants,
        Self::Procedure,
        Self::Letters,
    ];

    /// Its name in addresses and texts; of a stage, with its place counted from 1.
    fn name(self) -> String {
        let name = match self {
            Self::Overview => "",
            Self::Dates => "dates",
            Self::Money => "money",
            Self::Applicants => "applicants",
            Self::Languages => "languages",
            Self::Texts => "texts",
            Self::Themes => "themes",
            Self::Procedure => "procedure",
            Self::Stage(position) => return format!("stage-{}", position + 1),
            Self::Letters => "letters",
            Self::Toml => "toml",
        };
        name.to_owned()
    }

    /// The page with a name; that of the text has a handler of its own.
    fn parse(name: &str) -> Option<Self> {
        if let Some(number) = name.strip_prefix("stage-") {
            return number
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
                .map(Self::Stage);
        }
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    /// Its address.
    pub fn href(self, call: CallId) -> String {
        match self {
            Self::Overview => format!("/calls/{call}/edit"),
            other => format!("/calls/{call}/edit/{}", other.name()),
        }
    }

    /// Its title.
    fn title(self, reader: &Reader, definition: &CallDefinition) -> String {
        let ground = Ground {
            reader,
            call: definition,
        };
        match self {
            Self::Overview => reader.t("call-edit-title"),
            Self::Stage(position) => stages::title(&ground, position),
            other => reader.named("setup-section", other.name()),
        }
    }
}

/// Something the call lacks, and where it is mended.
pub struct Check {
    /// The place.
    pub href: String,
    /// What is wrong and what to do.
    pub text: String,
}

/// Everything a call lacks.
pub fn checks(reader: &Reader, call: CallId, definition: &CallDefinition) -> Vec<Check> {
    workflow::procedure::check(definition)
        .iter()
        .map(|problem| Check {
            href: places::place(definition, problem).href(call),
            text: wording::incomplete(reader, problem),
        })
        .collect()
}

/// A draft that the visitor may edit.
struct Draft {
    id: CallId,
    seq: i64,
    definition: CallDefinition,
}

async fn draft(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
) -> Result<Draft, PageError> {
    let actor = visitor.actor()?;
    let view = block(app, move |app| {
        call::view(&app.facility, Some(&actor), call)
    })
    .await?;
    if !view.actions.contains(&CallAction::Edit) {
        return Err(PageError::hidden());
    }
    Ok(Draft {
        id: call,
        seq: view.seq,
        definition: view.call.definition.clone(),
    })
}

/// The way to a page of the builder.
fn crumbs(reader: &Reader, draft: &Draft, section: Section) -> Vec<Crumb> {
    let title = draft.definition.title.get(reader.language.code());
    let title = if title.is_empty() {
        &draft.definition.code
    } else {
        title
    };
    let mut found = vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{}", draft.id), title),
        Crumb::new(
            Section::Overview.href(draft.id),
            reader.t("call-edit-title"),
        ),
    ];
    if matches!(section, Section::Stage(_)) {
        found.push(Crumb::new(
            Section::Procedure.href(draft.id),
            Section::Procedure.title(reader, &draft.definition),
        ));
    }
    found
}

#[derive(Template)]
#[template(path = "call/builder/page.html")]
struct BuilderPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    address: String,
    overview: String,
    seq: i64,
    groups: Vec<Drawn>,
    /// Yes-or-no questions that are no place of the data: name, legend, whether yes.
    switches: Vec<(&'static str, String, bool)>,
    /// Kinds of stages to add.
    kinds: Vec<Choice>,
    may_save: bool,
    checks: Vec<Check>,
    errors: Errors,
}

fn page(
    visitor: &Visitor,
    app: &Application,
    draft: &Draft,
    section: Section,
    typed: Option<&Fields>,
    errors: Errors,
) -> Result<BuilderPage, PageError> {
    let reader = &visitor.reader;
    let ground = Ground {
        reader,
        call: &draft.definition,
    };
    let groups = match section {
        Section::Procedure => overview::stages(&ground, draft.id),
        other => sections::groups(&ground, other).ok_or_else(PageError::hidden)?,
    };
    let value = applying::value(&draft.definition)?;
    let kinds = StageKind::ALL.iter().map(|kind| {
        let about = reader.t(format!("stage-{kind}-about"));
        Choice {
            hint: about,
            ..Choice::new(kind.name(), reader.named("stage", kind), false)
        }
    });
    let definition = &draft.definition;
    let switches = match section {
        Section::Money => vec![
            (
                sections::GIVES_MONEY,
                ground.say("gives-money"),
                definition.funding.is_some(),
            ),
            (
                sections::LIMITS_DURATION,
                ground.say("limits-duration"),
                definition.duration.is_some(),
            ),
        ],
        _ => Vec::new(),
    };
    Ok(BuilderPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(reader, draft, section),
        title: section.title(reader, definition),
        address: section.href(draft.id),
        overview: Section::Overview.href(draft.id),
        seq: draft.seq,
        may_save: !switches.is_empty() || groups.iter().any(|group| !group.rows.is_empty()),
        groups: groups
            .iter()
            .map(|group| control::draw(group, &value, typed, &errors))
            .collect(),
        switches,
        kinds: if section == Section::Procedure {
            kinds.collect()
        } else {
            Vec::new()
        },
        checks: checks(reader, draft.id, definition),
        errors,
    })
}

/// The rules of a stage as they are drawn: with what was typed, or else with what the call holds.
pub(super) fn stage_groups(
    reader: &Reader,
    definition: &CallDefinition,
    position: usize,
    typed: Option<&Fields>,
    errors: &Errors,
) -> Result<Vec<Drawn>, PageError> {
    let ground = Ground {
        reader,
        call: definition,
    };
    let groups = stages::groups(&ground, position).ok_or_else(PageError::hidden)?;
    let value = applying::value(definition)?;
    Ok(groups
        .iter()
        .map(|group| control::draw(group, &value, typed, errors))
        .collect())
}

/// Applies what was typed on the page of a stage, and what its buttons say. Answers what is wrong with it when something
/// cannot be read.
pub(super) fn apply_stage(
    reader: &Reader,
    definition: &CallDefinition,
    position: usize,
    typed: &Fields,
) -> Result<Result<CallDefinition, Errors>, PageError> {
    let applied = applying::apply(reader, definition, Section::Stage(position), typed)?;
    Ok(applied.map(|applied| applied.definition))
}

/// The name of a stage with its number in the procedure.
pub(super) fn stage_title(reader: &Reader, definition: &CallDefinition, position: usize) -> String {
    let ground = Ground {
        reader,
        call: definition,
    };
    stages::title(&ground, position)
}

/// The address of a page: call and section.
type Address = web::Path<(String, String)>;

fn parsed(address: &Address) -> Result<(CallId, Section), PageError> {
    let section = Section::parse(&address.1).ok_or_else(PageError::hidden)?;
    Ok((id(&address.0)?, section))
}

/// Shows a page.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    address: Address,
) -> Result<HttpResponse, PageError> {
    let (call, section) = parsed(&address)?;
    let draft = draft(&visitor, &app, call).await?;
    render(&page(
        &visitor,
        &app,
        &draft,
        section,
        None,
        Errors::none(),
    )?)
}

/// Saves a page, or does what one of its buttons says. What cannot be read comes back as it was typed.
pub(super) async fn save(
    visitor: Visitor,
    app: web::Data<Application>,
    address: Address,
    typed: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let (call, section) = parsed(&address)?;
    let draft = draft(&visitor, &app, call).await?;
    let seen = seen(typed.get("seen"));
    let errors = match applying::apply(&visitor.reader, &draft.definition, section, &typed)? {
        Err(errors) => errors,
        Ok(applied) => {
            let command = Command::Edit {
                definition: Box::new(applied.definition),
            };
            let saved = block(&app, move |app| {
                call::act(&app.facility, &actor, call, seen, &command)
            });
            match saved.await {
                Ok(_) => {
                    let to = match (applied.next, typed.get("do")) {
                        (Some(next), _) => format!("{}#{next}", section.href(call)),
                        (None, "overview") => Section::Overview.href(call),
                        (None, _) => section.href(call),
                    };
                    return Ok(done(&app, &to, "call-saved"));
                }
                Err(failure) => Errors::from_failure(&visitor.reader, failure)?,
            }
        }
    };
    render_refused(&page(
        &visitor,
        &app,
        &draft,
        section,
        Some(&typed),
        errors,
    )?)
}

#[derive(Template)]
#[template(path = "call/builder/checks.html")]
struct Checks {
    page: Page,
    checks: Vec<Check>,
}

/// What the call would lack with the page as it is typed; nothing is saved.
pub(super) async fn check(
    visitor: Visitor,
    app: web::Data<Application>,
    address: Address,
    typed: Fields,
) -> Result<HttpResponse, PageError> {
    let (call, section) = parsed(&address)?;
    let draft = draft(&visitor, &app, call).await?;
    let applied = applying::apply(&visitor.reader, &draft.definition, section, &typed)?;
    // What cannot be read yet changes nothing.
    let definition = applied.map_or(draft.definition, |applied| applied.definition);
    render(&Checks {
        page: Page::new(&visitor, &app),
        checks: checks(&visitor.reader, call, &definition),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_found_by_the_names_of_their_addresses() {
        for section in Section::ALL.into_iter().chain([Section::Stage(0)]) {
            assert_eq!(Section::parse(&section.name()), Some(section));
        }
        for other in ["", "toml", "stage-0", "stage-x", "form"] {
            assert_eq!(Section::parse(other), None, "{other}");
        }
    }
}

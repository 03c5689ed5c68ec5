//! The risk flags of an organisation: raised, changed, lifted, each with a reason, and what happened to each.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::registration::flags::{self, FlagStep, FlagView, OrganisationFlags};
use facility::registration::{self, OrganisationView};
use language::Reader;
use workflow::due_diligence::{Category, Level, Step};
use workflow::ids::OrganisationId;
use workflow::organisation::{Command, OrganisationAction as A, may_set};
use workflow::role::Actor;

use super::frame::{Frame, Word, family, find};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::desk;
use crate::pages::parsing::{self, id};
use crate::server::{Application, block};
use crate::story::Entry;
use crate::visitor::Visitor;

/// A flag on the page.
struct Shown {
    number: u32,
    name: String,
    level: Word,
    category: String,
    until: String,
    holds: bool,
    entries: Vec<Entry>,
    may_change: bool,
    may_lift: bool,
    levels: Vec<Choice>,
    until_value: String,
    change_reason: String,
    lift_reason: String,
    errors: [String; 4],
}

/// A row of what each level blocks.
struct Row {
    level: Word,
    means: String,
    cells: Vec<(String, bool)>,
}

#[derive(Template)]
#[template(path = "organisation/flags.html")]
struct FlagsPage {
    page: Page,
    frame: Frame,
    held: Vec<Shown>,
    over: Vec<Shown>,
    steps: Vec<String>,
    rows: Vec<Row>,
    may_raise: bool,
    levels: Vec<Choice>,
    categories: Vec<Choice>,
    until: String,
    reason: String,
    errors: Errors,
}

fn level_word(reader: &Reader, level: Level) -> Word {
    Word {
        family: family(level),
        text: reader.named("level", level),
    }
}

/// The levels the person may set.
fn levels(reader: &Reader, actor: &Actor, chosen: &str) -> Vec<Choice> {
    Level::ALL
        .iter()
        .filter(|level| may_set(**level, actor).is_ok())
        .map(|level| Choice {
            hint: reader.t(format!("level-{level}-means")),
            ..Choice::new(
                level.name(),
                reader.named("level", level),
                level.name() == chosen,
            )
        })
        .collect()
}

fn until(reader: &Reader, day: Option<chrono::NaiveDate>) -> String {
    match day {
        Some(day) => reader.ta("flags-until-day", [("date", reader.date(day).into())]),
        None => reader.t("flags-no-end"),
    }
}

fn entry(reader: &Reader, step: &FlagStep) -> Entry {
    let what = reader.named("flag", step.act.name());
    let level = reader.named("level", step.level);
    Entry {
        text: format!("{what}: {level}, {}", until(reader, step.until)),
        who: step
            .by
            .as_ref()
            .map(|by| by.name.clone())
            .unwrap_or_default(),
        at: step.at.to_rfc3339(),
        at_text: reader.date_time(step.at),
        reason: step.reason.clone().unwrap_or_default(),
    }
}

fn shown(
    reader: &Reader,
    actor: &Actor,
    view: &OrganisationView,
    flag: &FlagView,
    typed: &Fields,
    errors: &Errors,
) -> Shown {
    let may = |action: A| view.actions.contains(&action) && !flag.flag.lifted;
    let mine = typed.get("flag") == flag.number.to_string();
    let value = |name: &str| {
        let typed = typed.maybe(name).filter(|_| mine);
        typed.unwrap_or_default().to_owned()
    };
    let known_until = flag.flag.until.map(|day| day.to_string());
    let chosen = match typed.maybe("level").filter(|_| mine) {
        Some(level) => level.to_owned(),
        None => flag.flag.level.to_string(),
    };
    let error = |field: &str| errors.of(format!("{field}-{}", flag.number));
    Shown {
        number: flag.number,
        name: reader.ta("flags-number", [("n", flag.number.into())]),
        level: level_word(reader, flag.flag.level),
        category: reader.named("category", flag.flag.category),
        until: until(reader, flag.flag.until),
        holds: flag.holds,
        entries: flag
            .steps
            .iter()
            .rev()
            .map(|step| entry(reader, step))
            .collect(),
        may_change: may(A::ChangeFlag),
        may_lift: may(A::LiftFlag) && flag.may_lighten,
        levels: levels(reader, actor, &chosen),
        until_value: typed
            .maybe("until")
            .filter(|_| mine)
            .map(str::to_owned)
            .or(known_until)
            .unwrap_or_default(),
        change_reason: value("change_reason"),
        lift_reason: value("lift_reason"),
        errors: ["level", "until", "change_reason", "lift_reason"].map(error),
    }
}

/// What each level blocks, from the rules.
fn rows(reader: &Reader) -> Vec<Row> {
    let row = |level: &Level| Row {
        level: level_word(reader, *level),
        means: reader.t(format!("level-{level}-means")),
        cells: Step::ALL
            .iter()
            .map(|step| (reader.named("step", step), level.blocks().contains(step)))
            .collect(),
    };
    Level::ALL.iter().map(row).collect()
}

fn page(
    visitor: &Visitor,
    app: &Application,
    (view, known): &(OrganisationView, OrganisationFlags),
    typed: &Fields,
    errors: Errors,
) -> Result<FlagsPage, PageError> {
    let (actor, reader) = (visitor.actor()?, visitor.reader);
    let all = known
        .flags
        .iter()
        .map(|flag| shown(&reader, &actor, view, flag, typed, &errors));
    let (held, over): (Vec<Shown>, Vec<Shown>) = all.partition(|flag| flag.holds);
    // What was typed for one flag does not come back in the form of another.
    let raised = |name: &str| {
        let of_new = typed.maybe("flag").is_none();
        let value = typed.maybe(name).filter(|_| of_new);
        value.unwrap_or_default().to_owned()
    };
    let (level, category) = (raised("level"), raised("category"));
    Ok(FlagsPage {
        frame: Frame::new(&reader, app, view, "/flags"),
        held,
        over,
        steps: Step::ALL
            .iter()
            .map(|step| reader.named("step", step))
            .collect(),
        rows: rows(&reader),
        may_raise: view.actions.contains(&A::RaiseFlag),
        levels: levels(&reader, &actor, &level),
        categories: Category::ALL
            .iter()
            .map(|one| {
                let name = one.name();
                Choice::new(name, reader.named("category", name), name == category)
            })
            .collect(),
        until: raised("until"),
        reason: raised("reason"),
        errors,
        page: Page::new(visitor, app),
    })
}

async fn known(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: OrganisationId,
) -> Result<(OrganisationView, OrganisationFlags), PageError> {
    let actor = visitor.actor()?;
    let flags = block(app, move |app| {
        flags::of_organisation(&app.facility, &actor, id)
    })
    .await?;
    Ok((find(visitor, app, id).await?, flags))
}

/// The flags of an organisation.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let known = known(&visitor, &app, id(&path)?).await?;
    let nothing = Fields::default();
    render(&page(&visitor, &app, &known, &nothing, Errors::none())?)
}

/// Reads a day that may be left empty.
fn maybe_day(
    reader: &Reader,
    errors: &mut Errors,
    field: &str,
    raw: &str,
) -> Option<chrono::NaiveDate> {
    if raw.trim().is_empty() {
        None
    } else {
        parsing::date(reader, errors, field, raw)
    }
}

/// What the form asks for. Fields of a flag that is there end with its number where the page shows them.
fn command(reader: &Reader, fields: &Fields) -> Result<(Command, &'static str), Errors> {
    let mut errors = Errors::none();
    let number: Option<u32> = fields.get("flag").parse().ok();
    let at = |field: &str| match number {
        Some(number) => format!("{field}-{number}"),
        None => field.to_owned(),
    };
    let mut level = None;
    let mut day = None;
    if fields.get("act") != "lift" {
        level = fields.get("level").parse::<Level>().ok();
        if level.is_none() {
            errors.add(reader, &at("level"), "unknown-option");
        }
        day = maybe_day(reader, &mut errors, &at("until"), fields.get("until"));
    }
    let field = match fields.get("act") {
        "raise" => "reason",
        "change" => "change_reason",
        _ => "lift_reason",
    };
    let reason = parsing::text(reader, &mut errors, &at(field), fields.get(field));
    let made = match (fields.get("act"), number, level, reason) {
        ("raise", None, level, reason) => {
            let category = fields.get("category").parse::<Category>();
            if category.is_err() {
                errors.add(reader, "category", "unknown-option");
            }
            let facts = level.zip(category.ok()).zip(reason);
            facts.map(|((level, category), reason)| {
                let command = Command::RaiseFlag {
                    level,
                    category,
                    until: day,
                    reason,
                };
                (command, "flags-raised-done")
            })
        }
        ("change", Some(flag), Some(level), Some(reason)) => {
            let command = Command::ChangeFlag {
                flag,
                level,
                until: day,
                reason,
            };
            Some((command, "flags-changed-done"))
        }
        ("lift", Some(flag), _, Some(reason)) => {
            Some((Command::LiftFlag { flag, reason }, "flags-lifted-done"))
        }
        _ => None,
    };
    match made.filter(|_| errors.is_empty()) {
        Some(made) => Ok(made),
        None if errors.is_empty() => Err(desk::wrong(reader, "", "unknown-option")),
        None => Err(errors),
    }
}

/// Raises, changes, lifts.
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
    let errors = match command(&reader, &fields) {
        Err(errors) => errors,
        Ok((command, key)) => {
            let acted = block(&app, move |app| {
                registration::act(&app.facility, &actor, organisation, seen, &command)
            });
            match acted.await {
                Ok(_) => {
                    let to = format!("/organisations/{organisation}/flags");
                    return Ok(done(&app, &to, key));
                }
                Err(failure) => Errors::from_failure(&reader, failure)?,
            }
        }
    };
    render_refused(&page(&visitor, &app, &known, &fields, errors)?)
}

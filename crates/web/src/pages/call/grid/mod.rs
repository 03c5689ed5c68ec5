//! The grids of a published call: what is in force, what was, and a revision, which shows old and new side by side before
//! it comes into force.

mod told;

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::Failure;
use facility::grid::{self, Grid, Grids, Revised};
use language::Reader;
use workflow::call::Applies;
use workflow::definition::CallDefinition;
use workflow::evaluation::Rules;
use workflow::ids::CallId;
use workflow::procedure::{Incomplete, Stage, check};

use self::told::{Line, Pair, beside, lines};
use super::builder::{self, Drawn};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::desk::text;
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/grid").get(show))
        .service(
            web::resource("/calls/{id}/grid/{stage}")
                .get(edit)
                .post(work),
        );
}

/// A revision in the list.
struct RevisionLine {
    /// When and by whom.
    when: String,
    applies: String,
    reason: String,
}

/// A grid as it is shown.
struct GridShown {
    title: String,
    lines: Vec<Line>,
    /// The rules of files that entered before; empty when they are the same.
    before: Vec<Pair>,
    locked: String,
    open: bool,
    revise: String,
    revisions: Vec<RevisionLine>,
}

#[derive(Template)]
#[template(path = "call/grid/show.html")]
struct GridPage {
    page: Page,
    crumbs: Vec<Crumb>,
    grids: Vec<GridShown>,
}

async fn grids(
    visitor: &Visitor,
    app: &web::Data<Application>,
    call: CallId,
) -> Result<Grids, PageError> {
    let actor = visitor.actor()?;
    Ok(block(app, move |app| grid::view(&app.facility, &actor, call)).await?)
}

fn crumbs(reader: &Reader, grids: &Grids) -> Vec<Crumb> {
    let call = grids.call.id;
    let title = grids.call.definition.title.get(reader.language.code());
    vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{call}"), title),
    ]
}

/// Whether the grid is locked, in words.
fn locked(reader: &Reader, grid: &Grid) -> String {
    match (grid.locked, grid.first_score) {
        (true, Some(at)) => reader.ta("grid-locked", [("at", reader.date_time(at).into())]),
        (true, None) => reader.t("refusal-grid-locked"),
        (false, _) => reader.t("grid-open"),
    }
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let found = grids(&visitor, &app, id(&path)?).await?;
    let reader = &visitor.reader;
    let definition = &found.call.definition;
    let shown = found.grids.iter().map(|grid| GridShown {
        title: builder::stage_title(reader, definition, grid.position),
        lines: lines(reader, definition, &grid.in_force),
        before: match &grid.before {
            Some(before) => beside(reader, definition, before, &grid.in_force)
                .into_iter()
                .filter(|pair| pair.differs)
                .collect(),
            None => Vec::new(),
        },
        locked: locked(reader, grid),
        open: !grid.locked,
        revise: if found.may_revise {
            format!("/calls/{}/grid/{}", found.call.id, grid.position + 1)
        } else {
            String::new()
        },
        revisions: grid
            .revisions
            .iter()
            .rev()
            .map(|revision| RevisionLine {
                when: reader.ta(
                    "grid-revised-by",
                    [
                        ("name", revision.by.as_str().into()),
                        ("at", reader.date_time(revision.at).into()),
                    ],
                ),
                applies: reader.named("grid-applies", revision.applies),
                reason: revision.reason.clone(),
            })
            .collect(),
    });
    render(&GridPage {
        grids: shown.collect(),
        crumbs: crumbs(reader, &found),
        page: Page::new(&visitor, &app),
    })
}

/// A revision being written. It is kept in the page alone until it is carried out.
struct Work {
    grids: Grids,
    position: usize,
    /// The call with the rules as they are being written.
    definition: CallDefinition,
}

impl Work {
    fn grid(&self) -> Result<&Grid, PageError> {
        let mut grids = self.grids.grids.iter();
        grids
            .find(|grid| grid.position == self.position)
            .ok_or_else(PageError::hidden)
    }

    fn rules(&self) -> Result<&Rules, PageError> {
        match self.definition.procedure.stage(self.position) {
            Some(Stage::Evaluation(rules)) => Ok(rules),
            _ => Err(PageError::hidden()),
        }
    }

    fn with(mut self, rules: Rules) -> Self {
        if let Some(stage) = self.definition.procedure.0.get_mut(self.position) {
            *stage = Stage::Evaluation(rules);
        }
        self
    }

    /// What the new rules lack.
    fn lacks(&self, reader: &Reader) -> Vec<String> {
        check(&self.definition)
            .iter()
            .filter(|problem| of_stage(problem, self.position))
            .map(|problem| wording::incomplete(reader, problem))
            .collect()
    }
}

/// Whether a problem lies in the rules of a stage.
fn of_stage(problem: &Incomplete, place: usize) -> bool {
    use workflow::procedure::CallText as T;
    match problem {
        Incomplete::Rule { position, .. }
        | Incomplete::TextMissing {
            text:
                T::GridSection { position, .. }
                | T::GridQuestion { position, .. }
                | T::GridBand { position, .. }
                | T::Terms { position },
            ..
        } => *position == place,
        _ => false,
    }
}

/// The address of a revision: call and number of the stage.
type Address = web::Path<(String, String)>;

async fn begin(
    visitor: &Visitor,
    app: &web::Data<Application>,
    address: &Address,
) -> Result<Work, PageError> {
    let grids = grids(visitor, app, id(&address.0)?).await?;
    let number: Option<usize> = address.1.parse().ok();
    let position = number.and_then(|number| number.checked_sub(1));
    let work = Work {
        definition: grids.call.definition.clone(),
        position: position.ok_or_else(PageError::hidden)?,
        grids,
    };
    if !work.grids.may_revise {
        return Err(PageError::hidden());
    }
    let in_force = work.grid()?.in_force.clone();
    Ok(work.with(in_force))
}

#[derive(Template)]
#[template(path = "call/grid/edit.html")]
struct EditPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    back: String,
    seq: i64,
    title: String,
    locked: String,
    open: bool,
    rules: String,
    groups: Vec<Drawn>,
    lacks: Vec<String>,
    errors: Errors,
}

#[derive(Template)]
#[template(path = "call/grid/compare.html")]
struct ComparePage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: i64,
    title: String,
    locked: String,
    rules: String,
    pairs: Vec<Pair>,
    changed: usize,
    applies: Vec<Choice>,
    reason: String,
    errors: Errors,
}

fn written(rules: &Rules) -> Result<String, PageError> {
    serde_json::to_string(rules).map_err(|error| Failure::Unexpected(error.to_string()).into())
}

fn address_of(work: &Work) -> String {
    format!("/calls/{}/grid/{}", work.grids.call.id, work.position + 1)
}

fn edit_page(
    visitor: &Visitor,
    app: &Application,
    work: &Work,
    typed: Option<&Fields>,
    errors: Errors,
) -> Result<EditPage, PageError> {
    let reader = &visitor.reader;
    let call = work.grids.call.id;
    let mut crumbs = crumbs(reader, &work.grids);
    crumbs.push(Crumb::new(
        format!("/calls/{call}/grid"),
        reader.t("grid-title"),
    ));
    Ok(EditPage {
        crumbs,
        address: address_of(work),
        back: format!("/calls/{call}/grid"),
        seq: work.grids.seq,
        title: builder::stage_title(reader, &work.definition, work.position),
        locked: locked(reader, work.grid()?),
        open: !work.grid()?.locked,
        rules: written(work.rules()?)?,
        groups: builder::stage_groups(reader, &work.definition, work.position, typed, &errors)?,
        lacks: work.lacks(reader),
        errors,
        page: Page::new(visitor, app),
    })
}

async fn edit(
    visitor: Visitor,
    app: web::Data<Application>,
    address: Address,
) -> Result<HttpResponse, PageError> {
    let work = begin(&visitor, &app, &address).await?;
    render(&edit_page(&visitor, &app, &work, None, Errors::none())?)
}

fn compare_page(
    visitor: &Visitor,
    app: &Application,
    work: &Work,
    typed: &Fields,
    errors: Errors,
) -> Result<ComparePage, PageError> {
    let reader = &visitor.reader;
    let grid = work.grid()?;
    let pairs = beside(reader, &work.definition, &grid.in_force, work.rules()?);
    let offered = Applies::ALL
        .iter()
        .filter(|applies| !grid.locked || **applies == Applies::Later);
    let applies = offered.map(|applies| {
        let words = reader.named("grid-applies", applies);
        Choice::new(
            applies.name(),
            words,
            applies.name() == typed.get("applies"),
        )
    });
    let mut crumbs = crumbs(reader, &work.grids);
    crumbs.push(Crumb::new(
        format!("/calls/{}/grid", work.grids.call.id),
        reader.t("grid-title"),
    ));
    Ok(ComparePage {
        crumbs,
        address: address_of(work),
        seq: work.grids.seq,
        title: builder::stage_title(reader, &work.definition, work.position),
        locked: locked(reader, grid),
        rules: written(work.rules()?)?,
        changed: pairs.iter().filter(|pair| pair.differs).count(),
        pairs,
        applies: applies.collect(),
        reason: typed.get("reason").to_owned(),
        errors,
        page: Page::new(visitor, app),
    })
}

/// Goes on with a revision: a button of a list, the look at old and new, or the act itself.
async fn work(
    visitor: Visitor,
    app: web::Data<Application>,
    address: Address,
    typed: Fields,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let work = begin(&visitor, &app, &address).await?;
    let rules: Rules = serde_json::from_str(typed.get("rules"))
        .map_err(|error| PageError::NotUnderstood(error.to_string()))?;
    let work = work.with(rules);
    match typed.get("do") {
        "confirm" => return confirm(&visitor, &app, work, &typed).await,
        "again" => {
            let page = edit_page(&visitor, &app, &work, None, Errors::none())?;
            return render(&page);
        }
        _ => {}
    }
    let applied = builder::apply_stage(&reader, &work.definition, work.position, &typed)?;
    let work = match applied {
        Err(errors) => {
            let page = edit_page(&visitor, &app, &work, Some(&typed), errors)?;
            return render_refused(&page);
        }
        Ok(definition) => Work { definition, ..work },
    };
    if typed.get("do") != "compare" {
        return render(&edit_page(&visitor, &app, &work, None, Errors::none())?);
    }
    let lacks = work.lacks(&reader);
    if !lacks.is_empty() {
        let mut errors = Errors::none();
        for lack in lacks {
            errors.say("", lack);
        }
        return render_refused(&edit_page(&visitor, &app, &work, None, errors)?);
    }
    render(&compare_page(
        &visitor,
        &app,
        &work,
        &Fields::default(),
        Errors::none(),
    )?)
}

async fn confirm(
    visitor: &Visitor,
    app: &web::Data<Application>,
    work: Work,
    typed: &Fields,
) -> Result<HttpResponse, PageError> {
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let applies = typed.get("applies").parse::<Applies>();
    if applies.is_err() {
        errors.add(&reader, "applies", "unknown-option");
    }
    let reason = text(&reader, typed, "reason");
    if let Err(wrong) = &reason {
        errors.0.extend(wrong.0.iter().cloned());
    }
    let (Ok(applies), Ok(reason)) = (applies, reason) else {
        return render_refused(&compare_page(visitor, app, &work, typed, errors)?);
    };
    let actor = visitor.actor()?;
    let (call, position, rules) = (work.grids.call.id, work.position, work.rules()?.clone());
    let at = seen(typed.get("seen"));
    let revised = block(app, move |app| {
        grid::revise(
            &app.facility,
            &actor,
            call,
            at,
            &Revised {
                position,
                rules: &rules,
                applies,
            },
            &reason,
        )
    })
    .await;
    match revised {
        Ok(_) => Ok(done(app, &format!("/calls/{call}/grid"), "grid-revised")),
        Err(failure) => {
            let errors = Errors::from_failure(&reader, failure)?;
            render_refused(&compare_page(visitor, app, &work, typed, errors)?)
        }
    }
}

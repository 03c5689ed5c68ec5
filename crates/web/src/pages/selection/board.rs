//! The what-if board: another budget line, rule, weights and quotas beside the rule of the call. Nothing of it binds.

mod asked;
mod lines;
mod why;

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::selection::board::{self, Board, Share};
use language::Reader;
use uuid::Uuid;
use workflow::ids::CallId;
use workflow::money::{Currency, Money};
use workflow::role::Actor;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Crumb, Page, done, render, render_refused};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

use asked::{Chooser, Quotas, Weight};
use lines::Row;

/// Two figures of a group, side by side.
struct Group {
    name: String,
    bound_files: String,
    bound: String,
    files: String,
    money: String,
    /// How the money differs, with its sign; empty when it does not.
    moved: String,
}

/// Files and money of all groups of a kind.
struct Table {
    title: String,
    groups: Vec<Group>,
}

/// A saved variant.
struct Variant {
    id: Uuid,
    href: String,
    name: String,
    by: String,
    own: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "selection/board.html")]
struct BoardPage {
    page: Page,
    crumbs: Vec<Crumb>,
    errors: Errors,
    call: String,
    code: String,
    binding_rule: String,
    summary: Vec<String>,
    notices: Vec<String>,
    wrong: String,
    as_the_call: bool,
    by_ballots: bool,
    currency: String,
    ceiling: String,
    rules: Vec<Chooser>,
    completions: Vec<Chooser>,
    reduced: bool,
    weights: Vec<Weight>,
    quotas: Vec<Quotas>,
    quotas_set: bool,
    weights_set: bool,
    rows: Vec<Row>,
    count: String,
    tables: Vec<Table>,
    all: Group,
    variants: Vec<Variant>,
    query: String,
    typed_name: String,
}

/// The board for a query, and what of the query cannot be understood.
async fn read(
    app: &web::Data<Application>,
    actor: Actor,
    id: CallId,
    fields: Fields,
) -> Result<(Board, Vec<String>), PageError> {
    let read = block(app, move |app| {
        let mut wrong = Vec::new();
        let board = board::board(&app.facility, &actor, id, |ground| {
            let (settings, not_understood) = asked::settings(&fields, ground);
            wrong = not_understood;
            Ok(settings)
        })?;
        Ok((board, wrong))
    });
    Ok(read.await?)
}

fn fields_of(query: &str) -> Fields {
    Fields(serde_urlencoded::from_str(query).unwrap_or_default())
}

/// Shows the board.
pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, _) = (parsing::id(&path)?, visitor.actor()?);
    let fields = fields_of(request.query_string());
    let (board, wrong) = read(&app, actor, id, fields.clone()).await?;
    render(&page(
        &visitor,
        &app,
        &board,
        &wrong,
        &fields,
        Errors::none(),
        "",
    ))
}

/// Saves the settings shown as a variant, or deletes one.
pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (CallId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let query = fields_of(fields.get("query"));
    let name = fields.get("name").to_owned();
    let (by, asking, typed) = (actor.clone(), query.clone(), name.clone());
    if let Ok(variant) = fields.get("delete").parse::<Uuid>() {
        block(&app, move |app| {
            board::delete_variant(&app.facility, &by, id, variant)
        })
        .await?;
        let address = format!("/calls/{id}/panel/board");
        return Ok(done(&app, &address, "board-variant-deleted"));
    }
    let saved = block(&app, move |app| {
        board::save_variant(&app.facility, &by, id, &typed, |ground| {
            Ok(asked::settings(&asking, ground).0)
        })
    })
    .await;
    match saved {
        Ok(variant) => {
            let address = format!("/calls/{id}/panel/board?variant={variant}");
            Ok(done(&app, &address, "board-variant-saved"))
        }
        Err(failure) => {
            let errors = Errors::from_failure(&visitor.reader, failure)?;
            let (board, wrong) = read(&app, actor, id, query.clone()).await?;
            render_refused(&page(&visitor, &app, &board, &wrong, &query, errors, &name))
        }
    }
}

fn page(
    visitor: &Visitor,
    app: &Application,
    board: &Board,
    wrong: &[String],
    fields: &Fields,
    errors: Errors,
    name: &str,
) -> BoardPage {
    let reader = visitor.reader;
    let definition = &board.call.definition;
    let id = board.call.id;
    let currency = definition.currency();
    let settings = &board.settings;
    BoardPage {
        crumbs: vec![
            Crumb::new(
                format!("/calls/{id}"),
                definition.title.get(reader.language.code()),
            ),
            Crumb::new(format!("/calls/{id}/panel"), reader.t("panel-agenda")),
        ],
        call: id.to_string(),
        code: definition.code.clone(),
        binding_rule: lines::binding_rule(&reader, board),
        summary: lines::summary(&reader, board),
        notices: lines::notices(&reader, board),
        wrong: wrong.join(", "),
        as_the_call: board.as_the_call,
        by_ballots: board.by_ballots,
        currency: currency.code().to_owned(),
        ceiling: Money::new(settings.ceiling_minor, currency).figures(),
        rules: asked::rules(&reader, settings.rule),
        completions: asked::completions(&reader, settings.completion),
        reduced: settings.reduced,
        weights: asked::weights(&reader, board),
        quotas: asked::quotas(&reader, board),
        quotas_set: !settings.quotas.is_empty(),
        weights_set: settings.weighs(),
        count: reader.tn("count-files", board.lines.len()),
        rows: lines::rows(&reader, board),
        tables: tables(&reader, board),
        all: group(&reader, currency, reader.t("board-all"), board.all),
        variants: variants(&reader, board, fields),
        query: serde_urlencoded::to_string(&fields.0).unwrap_or_default(),
        typed_name: name.to_owned(),
        errors,
        page: Page::new(visitor, app),
    }
}

fn tables(reader: &Reader, board: &Board) -> Vec<Table> {
    let definition = &board.call.definition;
    let currency = definition.currency();
    let regions = board
        .regions
        .iter()
        .map(|(region, share)| (reader.named("region", region), *share));
    let themes = board.themes.iter().map(|(theme, share)| {
        let title = asked::theme_title(reader, definition, theme.as_deref());
        (title, *share)
    });
    vec![
        Table {
            title: reader.t("board-by-region"),
            groups: groups(reader, currency, regions),
        },
        Table {
            title: reader.t("board-by-theme"),
            groups: groups(reader, currency, themes),
        },
    ]
}

fn groups(
    reader: &Reader,
    currency: Currency,
    shares: impl Iterator<Item = (String, Share)>,
) -> Vec<Group> {
    shares
        .map(|(name, share)| group(reader, currency, name, share))
        .collect()
}

fn group(reader: &Reader, currency: Currency, name: String, share: Share) -> Group {
    let money = |minor| wording::money(reader, Money::new(minor, currency));
    let moved = share.minor - share.bound_minor;
    let sign = if moved < 0 { "\u{2212}" } else { "+" };
    let size = i64::try_from(moved.unsigned_abs()).unwrap_or(i64::MAX);
    Group {
        name,
        bound_files: reader.number(share.bound_files),
        bound: money(share.bound_minor),
        files: reader.number(share.files),
        money: money(share.minor),
        moved: if moved == 0 {
            String::new()
        } else {
            format!("{sign}{}", money(size))
        },
    }
}

fn variants(reader: &Reader, board: &Board, fields: &Fields) -> Vec<Variant> {
    let shown = fields.get("variant").parse::<Uuid>().ok();
    let of_board = board.variants.iter();
    of_board
        .map(|variant| Variant {
            id: variant.id,
            href: format!(
                "/calls/{}/panel/board?variant={}",
                board.call.id, variant.id
            ),
            name: variant.name.clone(),
            by: reader.ta(
                "board-variant-by",
                [
                    ("name", variant.author.clone().into()),
                    ("at", reader.date_time(variant.at).into()),
                ],
            ),
            own: variant.own,
            current: shown == Some(variant.id),
        })
        .collect()
}

//! Batches of screening: opened by a rule, watched, their letters read one by one, and released together.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use facility::call;
use facility::screening::batches::{self, BatchView, Line, Overview, Progress};
use language::Reader;
use workflow::batch::{Choosing, Command, Order};
use workflow::call::CallAction;
use workflow::country::Country;
use workflow::ids::CallId;
use workflow::role::Actor;
use workflow::time::Deadline;

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Crumb, Page, done, render, render_refused};
use crate::pages::parsing::{id, seen};
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub(super) fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::resource("/calls/{id}/batches").get(list).post(open))
        .service(
            web::resource("/calls/{id}/batches/{number}")
                .get(show)
                .post(carry_out),
        )
        .service(web::resource("/calls/{id}/batches/{number}/letters").get(super::letter::show));
}

/// A figure in the row of figures.
struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A batch in the list.
struct Row {
    href: String,
    number: String,
    rule: String,
    opened: String,
    files: String,
    open: String,
    eligible: String,
    ineligible: String,
    release: String,
}

#[derive(Template)]
#[template(path = "call/batches.html")]
struct ListPage {
    page: Page,
    crumbs: Vec<Crumb>,
    address: String,
    seq: String,
    waiting: String,
    rows: Vec<Row>,
    may_open: bool,
    orders: Vec<Choice>,
    most: String,
    countries: Vec<Choice>,
    errors: Errors,
}

/// How files are chosen, in words.
fn rule(reader: &Reader, choosing: &Choosing) -> String {
    let order = reader.named("batch-order", choosing.order);
    let most = choosing.most.map(|most| reader.tn("batch-most", most));
    let countries: Vec<String> = choosing
        .countries
        .iter()
        .map(|country| reader.country(country))
        .collect();
    let countries = (!countries.is_empty()).then(|| countries.join(", "));
    let parts = [Some(order), most, countries];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// When its results were told, or are to be told.
fn release(reader: &Reader, view: &BatchView) -> String {
    let batch = &view.batch;
    let at = |key: &str, at| reader.ta(key, [("at", reader.date_time(at).into())]);
    match (&batch.planned, batch.told.last()) {
        (Some(planned), _) => at("batch-planned", &planned.at),
        (None, Some(told)) => at("batch-told", &told.at),
        (None, None) => reader.t("batch-not-told"),
    }
}

fn crumbs(reader: &Reader, call: CallId, title: &str) -> Vec<Crumb> {
    vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{call}"), title),
        Crumb::new(
            format!("/calls/{call}/screening"),
            reader.t("call-screening"),
        ),
    ]
}

async fn list_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    id: CallId,
    typed: Option<&Fields>,
    errors: Errors,
) -> Result<ListPage, PageError> {
    let actor = visitor.actor()?;
    let found = block(app, move |app| batches::overview(&app.facility, &actor, id)).await?;
    let reader = visitor.reader;
    let title = found.call.definition.title.get(reader.language.code());
    let address = format!("/calls/{id}/batches");
    let chosen = typed.map_or("receipt", |typed| typed.get("order"));
    Ok(ListPage {
        page: Page::new(visitor, app),
        crumbs: crumbs(&reader, id, title),
        seq: found.seq.to_string(),
        waiting: reader.tn("batch-waiting", found.waiting.len()),
        rows: found
            .batches
            .iter()
            .map(|view| row(&reader, &address, view))
            .collect(),
        may_open: found.actions.contains(&CallAction::OpenBatch),
        orders: Order::ALL
            .iter()
            .map(|order| Choice {
                value: order.to_string(),
                text: reader.named("batch-order", order),
                hint: reader.named("batch-order-hint", order),
                chosen: chosen == order.name(),
            })
            .collect(),
        most: typed.map_or_else(String::new, |typed| typed.get("most").to_owned()),
        countries: countries(&reader, &found, typed),
        address,
        errors,
    })
}

fn row(reader: &Reader, address: &str, view: &BatchView) -> Row {
    let batch = &view.batch;
    Row {
        href: format!("{address}/{}", batch.number),
        number: reader.number(batch.number),
        rule: rule(reader, &batch.choosing),
        opened: reader.day(batch.opened_at),
        files: reader.number(view.files.len()),
        open: reader.number(view.open()),
        eligible: reader.number(view.found(true)),
        ineligible: reader.number(view.found(false)),
        release: release(reader, view),
    }
}

/// Countries with files that wait, in the order of the reader's language, each with how many.
fn countries(reader: &Reader, found: &Overview, typed: Option<&Fields>) -> Vec<Choice> {
    let known = reader.countries().iter();
    known
        .filter_map(|(code, name)| {
            let files = found.waiting.iter();
            let count = files.filter(|file| file.country.code() == code).count();
            let ticked = typed.is_some_and(|typed| typed.all("country").any(|c| c == code));
            (count > 0).then(|| {
                let text = format!("{name} ({})", reader.number(count));
                Choice::new(code, text, ticked)
            })
        })
        .collect()
}

async fn list(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    render(&list_page(&visitor, &app, id(&path)?, None, Errors::none()).await?)
}

async fn open(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let call: CallId = id(&path)?;
    let mut errors = Errors::none();
    let order = fields.get("order").parse::<Order>();
    if order.is_err() {
        errors.add(&reader, "order", "unknown-option");
    }
    let most = match fields.get("most").trim() {
        "" => None,
        raw => {
            let most = raw.parse::<u32>();
            if most.is_err() {
                errors.add(&reader, "most", "number");
            }
            most.ok()
        }
    };
    let countries = fields.all("country").map(Country::parse);
    let countries: Result<_, _> = countries.collect();
    if countries.is_err() {
        errors.add(&reader, "country", "unknown-option");
    }
    if let (Ok(order), Ok(countries), true) = (order, countries, errors.is_empty()) {
        let choosing = Choosing {
            order,
            countries,
            most,
        };
        let place = seen(fields.get("seen"));
        let opened = block(&app, move |app| {
            batches::open(&app.facility, &actor, call, place, None, &choosing)
        });
        match opened.await {
            Ok((number, _)) => {
                let to = format!("/calls/{call}/batches/{number}");
                return Ok(done(&app, &to, "batch-opened"));
            }
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    }
    render_refused(&list_page(&visitor, &app, call, Some(&fields), errors).await?)
}

/// A file of a batch.
struct FileRow {
    href: String,
    reference: String,
    title: String,
    organisation: String,
    country: String,
    status: String,
    progress: String,
    letter: String,
}

#[derive(Template)]
#[template(path = "call/batch.html")]
struct ShowPage {
    page: Page,
    crumbs: Vec<Crumb>,
    title: String,
    address: String,
    seq: String,
    rule: String,
    opened: String,
    /// The seed of the lot; empty when none was drawn.
    seed: String,
    lot: String,
    figures: Vec<Figure>,
    percent: usize,
    release: String,
    /// Why the release that was set did not take place; empty when it did.
    hindered: String,
    open: usize,
    ready: usize,
    planned: bool,
    may_release: bool,
    zone: String,
    moment: String,
    ready_only: bool,
    letters: String,
    files: Vec<FileRow>,
    errors: Errors,
}

#[derive(Default)]
struct Typed {
    moment: String,
    ready_only: bool,
}

async fn show_page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    (id, number): (CallId, u32),
    typed: Typed,
    errors: Errors,
) -> Result<ShowPage, PageError> {
    let actor = visitor.actor()?;
    let ((seq, view, actions), call, name) = block(app, move |app| {
        let found = batches::show(&app.facility, &actor, id, number)?;
        let by = found.1.batch.opened_by;
        let names = facility::people::names(&app.facility, by)?;
        let name = names.into_values().next().unwrap_or_default();
        let call = call::view(&app.facility, Some(&actor), id)?.call;
        Ok((found, call, name))
    })
    .await?;
    let reader = visitor.reader;
    let definition = &call.definition;
    let batch = &view.batch;
    let address = format!("/calls/{id}/batches/{number}");
    let mut crumbs = crumbs(&reader, id, definition.title.get(reader.language.code()));
    crumbs.push(Crumb::new(
        format!("/calls/{id}/batches"),
        reader.t("batches-title"),
    ));
    let figure = |key: &str, count: usize| Figure {
        value: reader.number(count),
        label: reader.t(key),
        note: String::new(),
    };
    let (open, all) = (view.open(), view.files.len());
    let opened = [
        ("name", name.into()),
        ("at", reader.date_time(batch.opened_at).into()),
    ];
    Ok(ShowPage {
        page: Page::new(visitor, app),
        crumbs,
        title: reader.ta("batch-title", [("number", reader.number(number).into())]),
        seq: seq.to_string(),
        rule: rule(&reader, &batch.choosing),
        opened: reader.ta("batch-opened-by", opened),
        seed: batch
            .lot
            .as_ref()
            .map_or_else(String::new, |lot| lot.seed.to_string()),
        lot: format!("/api/v1{address}/lot"),
        figures: vec![
            figure("batch-queued", view.count(Progress::Queued)),
            figure("batch-in-work", view.count(Progress::InWork)),
            figure("batch-eligible", view.found(true)),
            figure("batch-ineligible", view.found(false)),
            figure("batch-ready", view.count(Progress::Ready)),
            figure("batch-settled", view.count(Progress::Settled)),
        ],
        percent: (all - open) * 100 / all.max(1),
        release: release(&reader, &view),
        hindered: batch.hindered.map_or_else(String::new, |(at, why)| {
            let said = [
                ("at", reader.date_time(at).into()),
                ("why", reader.named("hindrance", why).into()),
            ];
            reader.ta("batch-hindered", said)
        }),
        open,
        ready: view.count(Progress::Ready),
        planned: batch.planned.is_some(),
        may_release: actions.contains(&CallAction::ReleaseBatch),
        zone: definition.dates.zone.to_string(),
        moment: typed.moment,
        ready_only: typed.ready_only,
        letters: format!("{address}/letters"),
        files: view
            .files
            .iter()
            .map(|line| file_row(&reader, &address, line))
            .collect(),
        address,
        errors,
    })
}

fn file_row(reader: &Reader, address: &str, line: &Line) -> FileRow {
    let file = &line.file;
    FileRow {
        href: format!("/proposals/{}", file.proposal),
        reference: file.reference.clone().unwrap_or_default(),
        title: file.title.clone(),
        organisation: file.organisation.clone(),
        country: reader.country(&file.country),
        status: file.status.to_string(),
        progress: reader.t(match line.progress {
            Progress::Queued => "batch-queued",
            Progress::InWork => "batch-in-work",
            Progress::Ready => "batch-ready",
            Progress::Settled => "batch-settled",
        }),
        letter: match line.progress {
            Progress::Ready => format!("{address}/letters?place={}", file.place),
            _ => String::new(),
        },
    }
}

/// The call and the number of a batch in an address.
pub(super) fn place(path: &web::Path<(String, String)>) -> Result<(CallId, u32), PageError> {
    Ok((id(&path.0)?, id(&path.1)?))
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let page = show_page(
        &visitor,
        &app,
        place(&path)?,
        Typed::default(),
        Errors::none(),
    );
    render(&page.await?)
}

/// Releases now, sets the moment, or takes it back.
async fn carry_out(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<(String, String)>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let (id, number) = place(&path)?;
    let typed = Typed {
        moment: fields.get("moment").to_owned(),
        ready_only: !fields.get("ready_only").is_empty(),
    };
    let to = format!("/calls/{id}/batches/{number}");
    let seen = seen(fields.get("seen"));
    let acted = act(&actor, &app, (id, number), seen, fields.get("do"), &typed).await;
    let errors = match acted {
        Ok(key) => return Ok(done(&app, &to, key)),
        Err(Refused::Moment) => {
            let mut errors = Errors::none();
            errors.add(&reader, "moment", "date-time");
            errors
        }
        Err(Refused::Failure(failure)) => Errors::from_failure(&reader, failure)?,
    };
    render_refused(&show_page(&visitor, &app, (id, number), typed, errors).await?)
}

/// Why a posted act is not carried out.
enum Refused {
    /// The moment cannot be read.
    Moment,
    /// The use case does not do it.
    Failure(facility::Failure),
}

async fn act(
    actor: &Actor,
    app: &web::Data<Application>,
    (id, number): (CallId, u32),
    seen: Option<i64>,
    what: &str,
    typed: &Typed,
) -> Result<&'static str, Refused> {
    let actor = actor.clone();
    let ready_only = typed.ready_only;
    let (what, moment) = (what.to_owned(), typed.moment.clone());
    let acted = block(app, move |app| {
        let facility = &app.facility;
        // Whoever may not see the batch learns nothing of it.
        batches::show(facility, &actor, id, number)?;
        let set = |command| batches::set_release(facility, &actor, id, seen, command);
        match what.as_str() {
            "set" => {
                let zone = call::view(facility, Some(&actor), id)?
                    .call
                    .definition
                    .dates
                    .zone;
                let Some(at) = read_moment(&moment, zone) else {
                    return Ok(None);
                };
                let at = at.at();
                set(Command::SetRelease {
                    batch: number,
                    at,
                    ready_only,
                })?;
                Ok(Some("batch-release-set"))
            }
            "cancel" => {
                set(Command::CancelRelease { batch: number })?;
                Ok(Some("batch-release-cancelled"))
            }
            _ => {
                batches::release(facility, &actor, id, seen, number, ready_only)?;
                Ok(Some("batch-released"))
            }
        }
    })
    .await;
    acted.map_err(Refused::Failure)?.ok_or(Refused::Moment)
}

/// A moment as browsers send it, on the clocks of the call.
pub fn read_moment(raw: &str, zone: Tz) -> Option<Deadline> {
    let formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"];
    let local = formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(raw.trim(), format).ok())?;
    Some(Deadline { local, zone })
}

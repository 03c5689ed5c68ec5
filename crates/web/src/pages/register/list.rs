//! The register as a list: all organisations for the staff, the own ones for everyone else.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use facility::register::bulk::{self, ActKind};
use facility::register::{self, Count, From, RegisterLine, views};
use language::Reader;
use workflow::ids::OrganisationId;

use super::filters::{self, Chip, Chooser};
use crate::asked::Asked;
use crate::failure::PageError;
use crate::form::Fields;
use crate::page::{Choice, Page, redirect, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// Lines of a page.
const LINES: i64 = 50;

/// An organisation in the list.
struct Row {
    id: String,
    href: String,
    name: String,
    other: String,
    country: String,
    kind: String,
    status: String,
    complete: bool,
    /// Name of the gravest flag's level; may be empty.
    flag: String,
    verified: String,
    /// Whether the verification has ended or is to be renewed, by name; may be empty.
    ending: &'static str,
    since: String,
}

/// A saved view.
struct View {
    id: String,
    name: String,
    href: String,
    standard: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "register/list.html")]
struct ListPage {
    page: Page,
    staff: bool,
    asked: Asked,
    query: String,
    chosen: Vec<(String, String)>,
    chips: Vec<Chip>,
    first: Vec<Chooser>,
    more: Vec<Chooser>,
    /// Whether a filter of those on demand is in force.
    opened: bool,
    orders: Vec<Choice>,
    views: Vec<View>,
    rows: Vec<Row>,
    count: String,
    /// Names of filters that could not be understood.
    wrong: String,
    acts: Vec<&'static str>,
    most: String,
    previous: String,
    next: String,
}

/// How many, in words.
pub(super) fn counted(reader: &Reader, count: Count) -> String {
    match count {
        Count::Exactly(count) => reader.tn("count-organisations", count),
        Count::MoreThan(count) => reader.tn("register-more-than", count),
    }
}

fn row(
    reader: &Reader,
    row: RegisterLine,
    today: chrono::NaiveDate,
    rules: &workflow::due_diligence::DueDiligence,
) -> Row {
    let line = row.line;
    Row {
        id: line.id.to_string(),
        href: format!("/organisations/{}", line.id),
        other: line.original_name.or(line.acronym).unwrap_or_default(),
        name: line.legal_name,
        country: reader.country(line.country),
        kind: reader.named("organisation-kind", line.kind),
        status: line.status.to_string(),
        complete: line.complete,
        flag: row.flag.map(|level| level.to_string()).unwrap_or_default(),
        verified: line
            .verified_until
            .map(|until| reader.date_short(until))
            .unwrap_or_default(),
        ending: match line.verified_until {
            Some(until) if until < today => "ended",
            Some(until) if rules.to_renew(until, today) => "to-renew",
            _ => "",
        },
        since: reader.date_short(line.registered_at.date_naive()),
    }
}

/// The list from a place on.
fn beside(asked: &Asked, way: &str, id: Option<&OrganisationId>) -> String {
    let Some(id) = id else {
        return String::new();
    };
    let query = asked.query();
    let separator = if query.is_empty() { "" } else { "&" };
    format!("/organisations?{query}{separator}{way}={id}")
}

/// The register.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    request: HttpRequest,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let staff = register::reads(&actor);
    // Who has one organisation wants to see it, not a list of one.
    if !staff && let [(only, _)] = actor.memberships.as_slice() {
        return Ok(redirect(&format!("/organisations/{only}")));
    }
    let fields = Fields(serde_urlencoded::from_str(request.query_string()).unwrap_or_default());
    let asked = if staff {
        Asked::of_pairs(&fields.0)
    } else {
        Asked::default()
    };
    let (filter, wrong) = asked.filter();
    let place = |name: &str| fields.get(name).parse::<OrganisationId>().ok();
    let from = match (place("after"), place("before")) {
        (Some(id), _) => From::After(id),
        (None, Some(id)) => From::Before(id),
        (None, None) => From::Start,
    };
    let (me, order) = (actor.clone(), asked.order());
    let (found, saved) = block(&app, move |app| {
        let found = register::counted(&app.facility, &me, &filter, order, from, LINES)?;
        Ok((found, views::own(&app.facility, &me)?))
    })
    .await?;
    let standard = saved.iter().find(|view| view.standard);
    if request.query_string().is_empty()
        && let Some(view) = standard
        && !view.query.is_empty()
    {
        return Ok(redirect(&format!("/organisations?{}", view.query)));
    }
    let today = app.facility.clock.now().date_naive();
    let ids: Vec<OrganisationId> = found.lines.iter().map(|line| line.line.id).collect();
    let mut first = filters::choosers(&reader, &asked);
    let more = first.split_off(2);
    let query = asked.query();
    render(&ListPage {
        page: Page::new(&visitor, &app),
        staff,
        chosen: asked
            .parts()
            .into_iter()
            .filter(|(name, _)| name == "country" || name == "region")
            .collect(),
        chips: filters::chips(&reader, &asked),
        first,
        opened: asked
            .parts()
            .iter()
            .any(|(name, _)| !["q", "country", "status", "order"].contains(&name.as_str())),
        more,
        orders: ["name", "newest"]
            .into_iter()
            .map(|name| {
                let chosen = asked.order == name;
                Choice::new(name, reader.named("register-order", name), chosen)
            })
            .collect(),
        views: saved
            .into_iter()
            .map(|view| View {
                current: Asked::of_query(&view.query) == asked,
                href: super::address(&view.query),
                id: view.id.to_string(),
                name: view.name,
                standard: view.standard,
            })
            .collect(),
        count: found
            .count
            .map(|count| counted(&reader, count))
            .unwrap_or_default(),
        wrong: wrong.join(", "),
        acts: ActKind::ALL
            .iter()
            .filter(|act| bulk::may(&actor, **act))
            .map(|act| act.name())
            .collect(),
        most: reader.number(bulk::MOST as i64),
        previous: beside(&asked, "before", ids.first().filter(|_| found.earlier)),
        next: beside(&asked, "after", ids.last().filter(|_| found.later)),
        rows: found
            .lines
            .into_iter()
            .map(|line| row(&reader, line, today, &app.facility.rules))
            .collect(),
        query,
        asked,
    })
}

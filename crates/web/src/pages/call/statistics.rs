//! The figures of a screening: the funnel by country, theme and criterion, throughput, age, agreement; and as a file.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call;
use facility::screening::statistics::{self, CriterionFigure, Narrowed, Statistics, Week};
use facility::screening::tables;
use language::Reader;
use workflow::ids::CallId;

use crate::download::file;
use crate::failure::PageError;
use crate::page::{Crumb, Page, render};
use crate::pages::parsing::id;
use crate::pages::register::export::CSV;
use crate::server::{Application, block};
use crate::visitor::Visitor;

/// A figure in the row of figures.
struct Figure {
    value: String,
    label: String,
    note: String,
}

/// A step of the funnel.
struct Step {
    label: String,
    count: String,
    share: String,
    percent: u64,
}

/// A group of files.
struct Group {
    name: String,
    received: String,
    screened: String,
    eligible: String,
    ineligible: String,
    share: String,
}

/// A criterion.
struct Criterion {
    text: String,
    met: String,
    failed: String,
    share: String,
    percent: u64,
    reasons: Vec<String>,
    /// Files that two have screened.
    twice: String,
    agreed: String,
    kappa: String,
}

/// A week and its bar: eligible, then ineligible, in per cent of the busiest week.
struct WeekRow {
    name: String,
    eligible: String,
    ineligible: String,
    parts: (u64, u64),
}

/// Files that wait in a status.
struct AgeRow {
    status: String,
    ages: Vec<String>,
    total: String,
}

#[derive(Template)]
#[template(path = "call/statistics.html")]
struct StatisticsPage {
    page: Page,
    crumbs: Vec<Crumb>,
    csv: String,
    figures: Vec<Figure>,
    steps: Vec<Step>,
    countries: Vec<Group>,
    themes: Vec<Group>,
    criteria: Vec<Criterion>,
    weeks: Vec<WeekRow>,
    ages: Vec<AgeRow>,
    bounds: [&'static str; 4],
    agreement: String,
}

fn percent(part: u64, whole: u64) -> u64 {
    (part * 100).checked_div(whole).unwrap_or_default()
}

fn group(reader: &Reader, name: String, group: &Narrowed) -> Group {
    Group {
        name,
        received: reader.number(group.received),
        screened: reader.number(group.screened()),
        eligible: reader.number(group.eligible),
        ineligible: reader.number(group.ineligible),
        share: reader.share(group.eligible, group.screened()),
    }
}

/// Kappa in two decimals; a dash where it has no value.
fn kappa(reader: &Reader, thousandths: Option<i64>) -> String {
    match thousandths {
        Some(thousandths) => reader.fixed((thousandths + 5).div_euclid(10), 2),
        None => "–".to_owned(),
    }
}

fn criterion(reader: &Reader, figure: &CriterionFigure, ineligible: u64) -> Criterion {
    let language = reader.language.code();
    let agreement = &figure.agreement;
    Criterion {
        text: figure.text.get(language).to_owned(),
        met: reader.number(figure.met),
        failed: reader.number(figure.failed),
        share: reader.share(figure.failed, ineligible),
        percent: percent(figure.failed, ineligible),
        reasons: figure
            .reasons
            .iter()
            .map(|reason| {
                let text = match (&reason.text, &reason.code) {
                    (Some(text), _) => text.get(language).to_owned(),
                    (None, Some(code)) => code.clone(),
                    (None, None) => reader.t("statistics-in-words"),
                };
                format!("{text} ({})", reader.number(reason.files))
            })
            .collect(),
        twice: reader.number(agreement.items()),
        agreed: reader.share(agreement.agreed(), agreement.items()),
        kappa: kappa(reader, agreement.kappa()),
    }
}

fn week(reader: &Reader, week: &Week, most: u64) -> WeekRow {
    WeekRow {
        name: reader.date_short(week.monday),
        eligible: reader.number(week.eligible),
        ineligible: reader.number(week.ineligible),
        parts: (percent(week.eligible, most), percent(week.ineligible, most)),
    }
}

fn steps(reader: &Reader, total: &Narrowed) -> Vec<Step> {
    let all = [
        ("statistics-received", total.received),
        ("statistics-screened", total.screened()),
        ("statistics-eligible", total.eligible),
        ("statistics-ineligible", total.ineligible),
    ];
    all.map(|(key, count)| Step {
        label: reader.t(key),
        count: reader.number(count),
        share: reader.share(count, total.received),
        percent: percent(count, total.received),
    })
    .into()
}

/// Shows the figures.
pub(super) async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let (found, view) = block(&app, move |app| {
        let found = statistics::statistics(&app.facility, &actor, call)?;
        Ok((found, call::view(&app.facility, Some(&actor), call)?))
    })
    .await?;
    let reader = visitor.reader;
    let title = view.call.definition.title.get(reader.language.code());
    let crumbs = vec![
        Crumb::new("/calls", reader.t("calls-title")),
        Crumb::new(format!("/calls/{call}"), title),
        Crumb::new(
            format!("/calls/{call}/screening"),
            reader.t("call-screening"),
        ),
    ];
    render(&page(Page::new(&visitor, &app), crumbs, call, &found))
}

fn page(page: Page, crumbs: Vec<Crumb>, call: CallId, found: &Statistics) -> StatisticsPage {
    let reader = page.reader;
    let total = &found.total;
    let busiest = found
        .weeks
        .iter()
        .map(|week| week.eligible + week.ineligible);
    let busiest = busiest.max().unwrap_or(0);
    let waiting: u64 = found.ages.iter().flat_map(|age| age.by_age).sum();
    let figure = |key: &str, value: String| Figure {
        value,
        label: reader.t(key),
        note: String::new(),
    };
    let days = match found.median_days {
        Some(tenths) => reader.fixed(i64::try_from(tenths).unwrap_or(i64::MAX), 1),
        None => "–".to_owned(),
    };
    let agreement = &found.agreement;
    let said = [
        ("files", reader.number(agreement.items()).into()),
        (
            "agreed",
            reader.share(agreement.agreed(), agreement.items()).into(),
        ),
        ("kappa", kappa(&reader, agreement.kappa()).into()),
    ];
    StatisticsPage {
        crumbs,
        csv: format!("/calls/{call}/statistics.csv"),
        figures: vec![
            figure("statistics-screened", reader.number(total.screened())),
            figure("statistics-waiting", reader.number(waiting)),
            figure("statistics-median", days),
        ],
        steps: steps(&reader, total),
        countries: found
            .countries
            .iter()
            .map(|(code, figures)| group(&reader, reader.country(code), figures))
            .collect(),
        themes: found
            .themes
            .iter()
            .map(|(name, figures)| {
                let name = match name {
                    Some(name) => name.get(reader.language.code()).to_owned(),
                    None => reader.t("statistics-no-theme"),
                };
                group(&reader, name, figures)
            })
            .collect(),
        criteria: found
            .criteria
            .iter()
            .map(|figure| criterion(&reader, figure, total.ineligible))
            .collect(),
        weeks: found
            .weeks
            .iter()
            .map(|each| week(&reader, each, busiest))
            .collect(),
        ages: found
            .ages
            .iter()
            .map(|age| AgeRow {
                status: age.status.to_string(),
                ages: age.by_age.map(|count| reader.number(count)).into(),
                total: reader.number(age.by_age.iter().sum::<u64>()),
            })
            .collect(),
        bounds: [
            "ageing-up-to-7",
            "ageing-up-to-14",
            "ageing-up-to-30",
            "ageing-over-30",
        ],
        agreement: if agreement.items() == 0 {
            reader.t("statistics-no-second")
        } else {
            reader.ta("statistics-agreement", said)
        },
        page,
    }
}

/// The figures as CSV.
pub(super) async fn csv(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let call: CallId = id(&path)?;
    let content = block(&app, move |app| {
        tables::csv(&statistics::statistics(&app.facility, &actor, call)?)
    });
    Ok(file("screening.csv", CSV, content.await?))
}

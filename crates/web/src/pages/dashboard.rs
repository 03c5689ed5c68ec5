//! The facility's figures: public for a public call, with the work that waits for those who oversee it.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::call::CallView;
use facility::dashboard::{self, Funnel, Spread, Waiting};
use facility::{Failure, call};
use language::Reader;
use serde::Deserialize;
use workflow::call::{CallStatus, Phase};
use workflow::ids::CallId;
use workflow::money::{Currency, Money};
use workflow::refusal::Refusal;
use workflow::transition::StageKind;

use crate::failure::PageError;
use crate::page::{Choice, Page, render};
use crate::server::{Application, block};
use crate::visitor::Visitor;
use crate::wording;

mod world;

use world::Map;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/dashboard").get(show));
}

#[derive(Deserialize)]
struct Query {
    #[serde(default)]
    call: String,
}

/// A great figure with its words.
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
    percent: i64,
}

/// The money of a call, in words and as parts of a bar.
struct Purse {
    ceiling: String,
    paid: String,
    committed: String,
    left: String,
    average: String,
    paid_percent: i64,
    committed_percent: i64,
}

/// Work that waits in a status.
struct Waits {
    href: String,
    status: String,
    /// Up to 7 days, 14, 30, more.
    ages: Vec<String>,
    total: String,
    /// Parts of the bar: where it begins, how wide it is, its fill.
    parts: Vec<(i64, i64, &'static str)>,
}

#[derive(Template)]
#[template(path = "dashboard/show.html")]
struct DashboardPage {
    page: Page,
    calls: Vec<Choice>,
    call_href: String,
    code: String,
    title: String,
    lead: String,
    phase: String,
    facts: Vec<(String, String)>,
    as_of: String,
    figures: Vec<Figure>,
    steps: Vec<Step>,
    purse: Option<Purse>,
    waiting: Option<Vec<Waits>>,
    /// Keys of the headings of the ages.
    ages: [&'static str; 4],
    map: Map,
}

#[derive(Template)]
#[template(path = "dashboard/empty.html")]
struct EmptyPage {
    page: Page,
}

/// Everything the page is made of.
struct Told {
    calls: Vec<CallView>,
    call: CallView,
    funnel: Funnel,
    spread: Spread,
    waiting: Option<Vec<Waiting>>,
}

async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    query: web::Query<Query>,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.maybe_actor();
    let asked = match query.call.as_str() {
        "" => None,
        id => Some(id.parse::<CallId>().map_err(|_| PageError::hidden())?),
    };
    let told = block(&app, move |app| tell(app, actor.as_ref(), asked)).await?;
    let page = Page::new(&visitor, &app);
    match told {
        Some(told) => render(&page_of(page, &app, told)),
        None => render(&EmptyPage { page }),
    }
}

fn tell(
    app: &Application,
    actor: Option<&workflow::role::Actor>,
    asked: Option<CallId>,
) -> Result<Option<Told>, Failure> {
    let facility = &app.facility;
    let Some(id) = asked.map_or_else(
        || dashboard::default_call(facility, actor),
        |id| Ok(Some(id)),
    )?
    else {
        return Ok(None);
    };
    let waiting = match actor.map(|actor| dashboard::waiting(facility, actor, id)) {
        None | Some(Err(Failure::Refused(Refusal::Hidden))) => None,
        Some(waiting) => Some(waiting?),
    };
    Ok(Some(Told {
        calls: call::list(facility, actor, None, 200)?.items,
        call: call::view(facility, actor, id)?,
        funnel: dashboard::funnel(facility, actor, id)?,
        spread: dashboard::spread(facility, actor, id)?,
        waiting,
    }))
}

fn page_of(page: Page, app: &Application, told: Told) -> DashboardPage {
    let reader = page.reader;
    let language = reader.language.code();
    let definition = &told.call.call.definition;
    let id = told.call.call.id;
    let purse = Ledger::of(&told.funnel).map(|ledger| ledger.purse(&reader, told.funnel.selected));
    DashboardPage {
        calls: told
            .calls
            .iter()
            .filter(|view| view.call.status != CallStatus::Cancelled)
            .map(|view| {
                let definition = &view.call.definition;
                let text = format!("{} · {}", definition.code, definition.title.get(language));
                Choice::new(view.call.id.to_string(), text, view.call.id == id)
            })
            .collect(),
        call_href: format!("/calls/{id}"),
        code: definition.code.clone(),
        title: definition.title.get(language).to_owned(),
        lead: definition.summary.get(language).to_owned(),
        phase: phase(&told.call),
        facts: facts(&reader, &told.call),
        as_of: reader.ta(
            "dashboard-as-of",
            [("at", reader.date_time(app.facility.clock.now()).into())],
        ),
        figures: figures(&reader, &told.funnel, purse.as_ref()),
        steps: steps(&reader, &told),
        purse,
        waiting: told.waiting.map(|waiting| waits(&reader, id, &waiting)),
        ages: [
            "ageing-up-to-7",
            "ageing-up-to-14",
            "ageing-up-to-30",
            "ageing-over-30",
        ],
        map: world::map(&reader, told.spread),
        page,
    }
}

fn phase(view: &CallView) -> String {
    if view.call.status == CallStatus::Published {
        view.phase.to_string()
    } else {
        view.call.status.to_string()
    }
}

fn facts(reader: &Reader, view: &CallView) -> Vec<(String, String)> {
    let definition = &view.call.definition;
    let closes = if view.phase == Phase::Closed {
        "dashboard-closed"
    } else {
        "label-closes"
    };
    let opens = if view.phase == Phase::Upcoming {
        "label-opens"
    } else {
        "dashboard-opened"
    };
    let mut facts = vec![
        (reader.t(opens), reader.date(definition.dates.opens.date())),
        (
            reader.t(closes),
            reader.date(definition.dates.closes.date()),
        ),
    ];
    if let Some(funding) = &definition.funding {
        facts.push((
            reader.t("call-ceiling"),
            wording::money(reader, funding.ceiling()),
        ));
    }
    facts
}

/// The money of a call, minor units.
struct Ledger {
    currency: Currency,
    ceiling: i64,
    committed: i64,
    paid: i64,
}

impl Ledger {
    /// Nothing for a call without money.
    fn of(funnel: &Funnel) -> Option<Self> {
        let currency = Currency::from_code(funnel.currency.as_deref()?)?;
        (funnel.ceiling_minor > 0).then_some(Self {
            currency,
            ceiling: funnel.ceiling_minor,
            committed: funnel.committed_minor,
            paid: funnel.paid_minor,
        })
    }

    fn purse(&self, reader: &Reader, awards: i64) -> Purse {
        let money = |minor| wording::money(reader, Money::new(minor, self.currency));
        Purse {
            ceiling: money(self.ceiling),
            paid: money(self.paid),
            committed: money(self.committed),
            left: money((self.ceiling - self.committed).max(0)),
            average: match awards {
                0 => String::new(),
                // An average says nothing below a whole unit of the currency.
                awards => money(whole_units(self.committed / awards, self.currency)),
            },
            paid_percent: percent(self.paid, self.ceiling),
            committed_percent: percent(self.committed, self.ceiling),
        }
    }
}

fn whole_units(minor: i64, currency: Currency) -> i64 {
    let scale = 10_i64
        .checked_pow(workflow::money::decimals(currency))
        .unwrap_or(1);
    (minor + scale / 2) / scale * scale
}

/// How many hundredths of `whole` a `part` is, at least one when there is anything to see.
pub fn percent(part: i64, whole: i64) -> i64 {
    if part <= 0 || whole <= 0 {
        return 0;
    }
    let percent = i128::from(part) * 100 / i128::from(whole);
    i64::try_from(percent).unwrap_or(100).clamp(1, 100)
}

fn figures(reader: &Reader, funnel: &Funnel, purse: Option<&Purse>) -> Vec<Figure> {
    let figure = |key: &str, count: i64, note: String| Figure {
        value: reader.number(count),
        label: reader.t(key),
        note,
    };
    let mut figures = vec![
        figure("funnel-registered", funnel.registered, String::new()),
        figure(
            "funnel-submitted",
            funnel.submitted,
            reader.tn("dashboard-from-countries", funnel.countries),
        ),
        figure(
            "funnel-eligible",
            funnel.eligible,
            reader.tn("dashboard-of-screened", funnel.screened),
        ),
        figure(
            "funnel-selected",
            funnel.selected,
            reader.tn("dashboard-running", funnel.funded),
        ),
    ];
    if let Some(purse) = purse {
        figures.push(Figure {
            value: purse.committed.clone(),
            label: reader.t("money-committed"),
            note: reader.ta(
                "dashboard-of-ceiling",
                [("amount", purse.ceiling.clone().into())],
            ),
        });
    }
    figures
}

/// The steps of the funnel, those of stages the procedure has.
fn steps(reader: &Reader, told: &Told) -> Vec<Step> {
    let funnel = &told.funnel;
    let procedure = &told.call.call.definition.procedure;
    let all = [
        (None, "funnel-registered", funnel.registered),
        (None, "funnel-submitted", funnel.submitted),
        (
            Some(StageKind::Screening),
            "funnel-screened",
            funnel.screened,
        ),
        (
            Some(StageKind::Screening),
            "funnel-eligible",
            funnel.eligible,
        ),
        (
            Some(StageKind::Evaluation),
            "funnel-evaluated",
            funnel.evaluated,
        ),
        (
            Some(StageKind::Selection),
            "funnel-selected",
            funnel.selected,
        ),
        (Some(StageKind::Monitoring), "funnel-funded", funnel.funded),
    ];
    let widest = all.iter().map(|step| step.2).max().unwrap_or(0);
    let mut before: Option<i64> = None;
    all.into_iter()
        .filter(|(stage, _, _)| stage.is_none_or(|stage| procedure.first(stage).is_some()))
        .map(|(_, key, count)| Step {
            label: reader.t(key),
            count: reader.number(count),
            share: before
                .replace(count)
                .map(|before| reader.share(count, before))
                .unwrap_or_default(),
            percent: percent(count, widest),
        })
        .collect()
}

/// Fills of the bar, from fresh to late.
const AGES: [&str; 4] = ["f1", "f2", "f4", "late"];

fn waits(reader: &Reader, call: CallId, waiting: &[Waiting]) -> Vec<Waits> {
    let total = |waiting: &Waiting| waiting.by_age.iter().sum::<i64>();
    let most = waiting.iter().map(total).max().unwrap_or(0);
    waiting
        .iter()
        .map(|line| {
            let mut from = 0;
            let mut parts = Vec::new();
            for (count, fill) in line.by_age.into_iter().zip(AGES) {
                let wide = percent(count, most).min(100 - from);
                if wide > 0 {
                    parts.push((from, wide, fill));
                    from += wide;
                }
            }
            Waits {
                href: format!("/proposals?call={call}&status={}", line.status),
                status: line.status.to_string(),
                ages: line
                    .by_age
                    .iter()
                    .map(|count| reader.number(count))
                    .collect(),
                total: reader.number(total(line)),
                parts,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn what_there_is_can_be_seen() {
        assert_eq!(percent(0, 500), 0);
        assert_eq!(percent(1, 500), 1);
        assert_eq!(percent(250, 500), 50);
        assert_eq!(percent(700, 500), 100);
        assert_eq!(percent(1, 0), 0);
    }
}

//! The facility's calendar: working days of the week, and holidays.

use actix_web::{HttpResponse, web};
use askama::Template;
use chrono::{Weekday, WeekdaySet};
use facility::calendar;
use language::Reader;
use workflow::time::{Calendar, HolidayFault};

use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::server::{Application, block};
use crate::visitor::Visitor;

pub fn configure(config: &mut web::ServiceConfig) {
    config.service(web::resource("/calendar").get(show).post(change));
}

/// The days of the week in order.
const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// A holiday in the list for people who only read.
struct Holiday {
    day: String,
    name: String,
}

#[derive(Template)]
#[template(path = "calendar/show.html")]
struct CalendarPage {
    page: Page,
    may_change: bool,
    version: String,
    days: Vec<Choice>,
    holidays: String,
    listed: Vec<Holiday>,
    /// Who changed it last; empty when nobody did.
    changed: String,
    errors: Errors,
}

/// What was typed.
struct Typed {
    working: WeekdaySet,
    holidays: String,
}

async fn page(
    visitor: &Visitor,
    app: &web::Data<Application>,
    typed: Option<Typed>,
    errors: Errors,
) -> Result<CalendarPage, PageError> {
    let actor = visitor.actor()?;
    let may_change = calendar::may_change(&actor);
    let (kept, names) = block(app, move |app| {
        let kept = calendar::view(&app.facility, &actor)?;
        let by = kept.changed.map(|(by, _)| by);
        let names = facility::people::names(&app.facility, by)?;
        Ok((kept, names))
    })
    .await?;
    let reader = visitor.reader;
    let typed = typed.unwrap_or_else(|| Typed {
        working: kept.calendar.working(),
        holidays: kept.calendar.write_holidays(),
    });
    let changed = kept.changed.map(|(by, at)| {
        let name = names.get(&by).map_or("", String::as_str);
        let said = [("name", name.into()), ("at", reader.date_time(at).into())];
        reader.ta("calendar-changed", said)
    });
    Ok(CalendarPage {
        page: Page::new(visitor, app),
        may_change,
        version: kept.version.to_string(),
        days: WEEK
            .iter()
            .map(|day| {
                let text = reader.t(format!("weekday-{}", name(*day)));
                Choice::new(name(*day), text, typed.working.contains(*day))
            })
            .collect(),
        holidays: typed.holidays,
        listed: kept
            .calendar
            .holidays()
            .iter()
            .map(|(day, name)| Holiday {
                day: reader.date(*day),
                name: name.clone(),
            })
            .collect(),
        changed: changed.unwrap_or_default(),
        errors,
    })
}

const fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

async fn show(visitor: Visitor, app: web::Data<Application>) -> Result<HttpResponse, PageError> {
    render(&page(&visitor, &app, None, Errors::none()).await?)
}

async fn change(
    visitor: Visitor,
    app: web::Data<Application>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let actor = visitor.actor()?;
    let reader = visitor.reader;
    let mut errors = Errors::none();
    let working: WeekdaySet = WEEK
        .into_iter()
        .filter(|day| fields.all("working").any(|ticked| ticked == name(*day)))
        .collect();
    let typed = Typed {
        working,
        holidays: fields.get("holidays").to_owned(),
    };
    let holidays = Calendar::read_holidays(&typed.holidays).unwrap_or_else(|fault| {
        errors.say("holidays", holiday_fault(&reader, &fault));
        Default::default()
    });
    let set = Calendar::new(working, holidays);
    if set.is_err() {
        errors.add(&reader, "working", "no-working-day");
    }
    if let (Ok(set), true) = (set, errors.is_empty()) {
        let seen = fields.get("version").parse().ok();
        let result = block(&app, move |app| {
            calendar::set(&app.facility, &actor, seen, &set)
        });
        match result.await {
            Ok(_) => return Ok(done(&app, "/calendar", "calendar-saved")),
            Err(failure) => errors = Errors::from_failure(&reader, failure)?,
        }
    } else if !calendar::may_change(&actor) {
        return Err(PageError::hidden());
    }
    render_refused(&page(&visitor, &app, Some(typed), errors).await?)
}

fn holiday_fault(reader: &Reader, fault: &HolidayFault) -> String {
    match fault {
        HolidayFault::NoDay { line } => {
            reader.ta("fault-holiday-day", [("line", reader.number(*line).into())])
        }
        HolidayFault::NameTooLong { line } => reader.ta(
            "fault-holiday-name",
            [
                ("line", reader.number(*line).into()),
                ("most", reader.number(Calendar::MOST_NAME).into()),
            ],
        ),
        HolidayFault::TooMany => reader.ta(
            "fault-holidays-too-many",
            [("most", reader.number(Calendar::MOST_HOLIDAYS).into())],
        ),
    }
}

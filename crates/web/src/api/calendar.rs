//! The facility's calendar.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, put, web};
use chrono::{DateTime, NaiveDate, Utc, Weekday};
use facility::calendar::{self, Kept};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::time::Calendar;

use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::Line;
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(show_calendar).service(set_calendar);
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum DayOfWeek {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl From<DayOfWeek> for Weekday {
    fn from(day: DayOfWeek) -> Self {
        match day {
            DayOfWeek::Mon => Self::Mon,
            DayOfWeek::Tue => Self::Tue,
            DayOfWeek::Wed => Self::Wed,
            DayOfWeek::Thu => Self::Thu,
            DayOfWeek::Fri => Self::Fri,
            DayOfWeek::Sat => Self::Sat,
            DayOfWeek::Sun => Self::Sun,
        }
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Mon => Self::Mon,
            Weekday::Tue => Self::Tue,
            Weekday::Wed => Self::Wed,
            Weekday::Thu => Self::Thu,
            Weekday::Fri => Self::Fri,
            Weekday::Sat => Self::Sat,
            Weekday::Sun => Self::Sun,
        }
    }
}

/// A holiday.
#[derive(Debug, Serialize, ToSchema)]
struct HolidayJson {
    /// The day.
    day: NaiveDate,
    /// Its name; may be empty.
    name: String,
}

/// The calendar by which deadlines in working days are counted.
#[derive(Debug, Serialize, ToSchema)]
struct CalendarJson {
    /// Working days of the week.
    working: Vec<DayOfWeek>,
    /// Holidays in order.
    holidays: Vec<HolidayJson>,
    /// Who changed it last.
    changed_by: Option<Uuid>,
    /// When (UTC).
    changed_at: Option<DateTime<Utc>>,
}

impl From<Kept> for CalendarJson {
    fn from(kept: Kept) -> Self {
        let calendar = kept.calendar;
        Self {
            working: calendar
                .working()
                .iter(Weekday::Mon)
                .map(DayOfWeek::from)
                .collect(),
            holidays: calendar
                .holidays()
                .iter()
                .map(|(day, name)| HolidayJson {
                    day: *day,
                    name: name.clone(),
                })
                .collect(),
            changed_by: kept.changed.map(|(by, _)| by.uuid()),
            changed_at: kept.changed.map(|(_, at)| at),
        }
    }
}

/// The calendar by which deadlines in working days are counted, for people of the facility.
#[utoipa::path(tag = "people", responses(
    (status = 200, description = "The calendar", body = CalendarJson, headers(("ETag" = String, description = "Its version")))))]
#[get("/calendar")]
async fn show_calendar(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let kept = block(&app, move |app| calendar::view(&app.facility, &actor)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(kept.version))
        .json(CalendarJson::from(kept)))
}

/// A holiday to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HolidayBody {
    /// The day.
    day: NaiveDate,
    /// Its name.
    #[serde(default)]
    name: Option<Line<0, 100>>,
}

/// The calendar as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CalendarBody {
    /// Working days of the week.
    #[schema(min_items = 1, max_items = 7)]
    working: Vec<DayOfWeek>,
    /// Holidays.
    #[serde(default)]
    #[schema(max_items = 1000)]
    holidays: Vec<HolidayBody>,
}

/// Sets the calendar: the manager of the facility. Deadlines that were given stay as they are.
#[utoipa::path(tag = "people", params(IfMatch), responses(
    (status = 200, description = "Set", body = CalendarJson, headers(("ETag" = String, description = "Its version")))))]
#[put("/calendar")]
async fn set_calendar(
    Caller(actor): Caller,
    app: web::Data<Application>,
    Seen(seen): Seen,
    body: web::Json<CalendarBody>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let kept = block(&app, move |app| {
        if body.working.len() > 7 || body.holidays.len() > Calendar::MOST_HOLIDAYS {
            return Err(facility::Failure::field("holidays", "too-many"));
        }
        let holidays: BTreeMap<NaiveDate, String> = body
            .holidays
            .into_iter()
            .map(|holiday| {
                (
                    holiday.day,
                    holiday.name.map_or_else(String::new, |name| name.0),
                )
            })
            .collect();
        let working = body.working.into_iter().map(Weekday::from).collect();
        let set = Calendar::new(working, holidays)
            .map_err(|_| facility::Failure::field("working", "no-working-day"))?;
        calendar::set(&app.facility, &actor, seen, &set)?;
        calendar::view(&app.facility, &actor)
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(kept.version))
        .json(CalendarJson::from(kept)))
}

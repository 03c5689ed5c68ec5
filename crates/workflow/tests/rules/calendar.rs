//! Working days, counted by the calendar of a facility.

use chrono::{NaiveDate, TimeDelta, Weekday, WeekdaySet};
use workflow::proposal::{Event, evolve};
use workflow::screening;
use workflow::time::{Calendar, HolidayFault, NoWorkingDay};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, day, noon};

fn with_holidays(days: &[NaiveDate]) -> Calendar {
    let holidays = days.iter().map(|day| (*day, String::new())).collect();
    Calendar::new(Calendar::default().working(), holidays).unwrap()
}

#[test]
fn working_days_leave_out_weekends() {
    let (calendar, friday) = (Calendar::default(), day(2010, 4, 9));
    assert_eq!(calendar.after(friday, 0), friday);
    assert_eq!(calendar.after(friday, 1), day(2010, 4, 12));
    assert_eq!(calendar.after(day(2010, 4, 10), 1), day(2010, 4, 12));
    assert_eq!(calendar.after(friday, 5), day(2010, 4, 16));
    assert_eq!(calendar.after(NaiveDate::MAX, 3), NaiveDate::MAX);
    assert_eq!(calendar.before(NaiveDate::MIN, 3), NaiveDate::MIN);
}

#[test]
fn a_holiday_is_no_working_day_and_the_days_around_it_are() {
    // Easter Monday.
    let calendar = with_holidays(&[day(2010, 4, 5)]);
    assert!(!calendar.is_working(day(2010, 4, 5)));
    assert!(calendar.is_working(day(2010, 4, 6)));
    assert_eq!(calendar.after(day(2010, 4, 2), 1), day(2010, 4, 6));
    assert_eq!(calendar.before(day(2010, 4, 6), 1), day(2010, 4, 2));
    // A holiday on a Sunday takes nothing away.
    let sunday = with_holidays(&[day(2010, 4, 4)]);
    assert_eq!(sunday.after(day(2010, 4, 2), 1), day(2010, 4, 5));
}

#[test]
fn a_week_may_begin_on_a_sunday() {
    use Weekday::{Mon, Sun, Thu, Tue, Wed};
    let week = WeekdaySet::from_array([Sun, Mon, Tue, Wed, Thu]);
    let calendar = Calendar::new(week, Default::default()).unwrap();
    assert_eq!(calendar.after(day(2010, 4, 8), 1), day(2010, 4, 11));
    assert_eq!(calendar.after(day(2010, 4, 9), 1), day(2010, 4, 11));
}

#[test]
fn leap_day_is_a_day_like_others() {
    let calendar = Calendar::default();
    assert_eq!(calendar.after(day(2012, 2, 28), 1), day(2012, 2, 29));
    assert_eq!(calendar.after(day(2012, 2, 29), 1), day(2012, 3, 1));
    assert_eq!(calendar.after(day(2010, 2, 26), 1), day(2010, 3, 1));
}

#[test]
fn a_week_without_working_days_is_refused() {
    let none = Calendar::new(WeekdaySet::EMPTY, Default::default());
    assert_eq!(none, Err(NoWorkingDay));
    let read: Result<Calendar, _> = serde_json::from_str(r#"{"working":[]}"#);
    assert!(read.is_err());
}

#[test]
fn a_calendar_is_kept_as_it_was() {
    let holidays = Calendar::read_holidays("2010-12-24, Christmas Eve\n2010-01-01\n").unwrap();
    let calendar = Calendar::new(WeekdaySet::single(Weekday::Sat), holidays).unwrap();
    let text = serde_json::to_string(&calendar).unwrap();
    assert_eq!(
        text,
        r#"{"working":["Sat"],"holidays":{"2010-01-01":"","2010-12-24":"Christmas Eve"}}"#
    );
    assert_eq!(serde_json::from_str::<Calendar>(&text).unwrap(), calendar);
    assert_eq!(
        calendar.write_holidays(),
        "2010-01-01\n2010-12-24, Christmas Eve\n"
    );
}

#[test]
fn holidays_are_read_a_line_each_and_a_wrong_line_is_named() {
    let pasted = "\u{feff}2010-12-24,\"Christmas Eve\"\r\n\r\n2010-05-01;Labour Day\n2010-08-15\tعيد\n2010-03-08";
    let read = Calendar::read_holidays(pasted).unwrap();
    let names: Vec<&str> = read.values().map(String::as_str).collect();
    assert_eq!(names, ["", "Labour Day", "عيد", "Christmas Eve"]);
    for (text, line) in [("2010-02-29", 1), ("\n24.12.2010", 2), ("name", 1)] {
        let fault = Calendar::read_holidays(text);
        assert_eq!(fault, Err(HolidayFault::NoDay { line }), "{text}");
    }
    let named =
        |length: usize| Calendar::read_holidays(&format!("2010-12-24,{}", "x".repeat(length)));
    assert!(named(Calendar::MOST_NAME).is_ok());
    assert_eq!(
        named(Calendar::MOST_NAME + 1),
        Err(HolidayFault::NameTooLong { line: 1 })
    );
    let many = |count: i64| {
        let first = day(2010, 1, 1);
        let days = (0..count).map(|n| format!("{}\n", first + TimeDelta::days(n)));
        Calendar::read_holidays(&days.collect::<String>())
    };
    assert!(many(Calendar::MOST_HOLIDAYS as i64).is_ok());
    let one_more = many(Calendar::MOST_HOLIDAYS as i64 + 1);
    assert_eq!(one_more, Err(HolidayFault::TooMany));
}

#[test]
fn a_deadline_that_was_given_stays_when_the_calendar_changes() {
    // Friday 9 April; five working days are Friday 16.
    let mut scene = Scene::draft().in_review().at(noon(day(2010, 4, 9)));
    let asked = scene.clone().does(Who::Screener(1), &say::ask());
    let until = asked.proposal.screening.clarify_until();
    assert_eq!(until, Some(day(2010, 4, 16)));
    // With a holiday on the Wednesday it would have been Monday 19.
    scene.calendar = with_holidays(&[day(2010, 4, 14)]);
    let later = scene.clone().does(Who::Screener(1), &say::ask());
    assert_eq!(
        later.proposal.screening.clarify_until(),
        Some(day(2010, 4, 19))
    );
    // What is on record says the day itself: replayed under another calendar it is the same.
    let replayed = asked.log.iter().fold(None, |state, (event, by, at)| {
        evolve(state, asked.proposal.id, event, Some(*by), *at)
    });
    assert_eq!(replayed.unwrap().screening.clarify_until(), until);
    assert!(asked.log.iter().any(|(event, ..)| matches!(
        event,
        Event::Screening(screening::Event::ClarificationRequested { .. })
    )));
}

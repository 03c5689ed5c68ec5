//! The calendar of a facility: which days of the week people work, and the holidays.

use std::collections::BTreeMap;

use chrono::{NaiveDate, Weekday, WeekdaySet};
use serde::{Deserialize, Serialize};

/// Holidays by day, each with its name; a name may be empty.
pub type Holidays = BTreeMap<NaiveDate, String>;

/// By which days deadlines in working days are counted. A deadline that was given stands in its event: a change of the
/// calendar never moves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Calendar {
    working: WeekdaySet,
    holidays: Holidays,
}

/// A calendar as it is kept and sent: days of the week from Monday, `"Mon"`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    working: Vec<Weekday>,
    #[serde(default)]
    holidays: Holidays,
}

/// A week without a working day: nothing would ever be due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a week needs a working day")]
pub struct NoWorkingDay;

impl TryFrom<Written> for Calendar {
    type Error = NoWorkingDay;
    fn try_from(written: Written) -> Result<Self, Self::Error> {
        Self::new(written.working.into_iter().collect(), written.holidays)
    }
}

impl From<Calendar> for Written {
    fn from(calendar: Calendar) -> Self {
        Self {
            working: calendar.working().iter(Weekday::Mon).collect(),
            holidays: calendar.holidays,
        }
    }
}

impl Default for Calendar {
    /// Monday to Friday, no holidays.
    fn default() -> Self {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        Self {
            working: WeekdaySet::from_array([Mon, Tue, Wed, Thu, Fri]),
            holidays: Holidays::new(),
        }
    }
}

/// Why a list of holidays is not read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HolidayFault {
    /// A line does not begin with a day as `2010-12-24`.
    #[error("line {line} does not begin with a day written as 2010-12-24")]
    NoDay {
        /// The line, from 1.
        line: usize,
    },
    /// A name is longer than [`Calendar::MOST_NAME`] characters.
    #[error(
        "line {line} has a name of more than {} characters",
        Calendar::MOST_NAME
    )]
    NameTooLong {
        /// The line, from 1.
        line: usize,
    },
    /// More than [`Calendar::MOST_HOLIDAYS`].
    #[error("more than {} holidays", Calendar::MOST_HOLIDAYS)]
    TooMany,
}

impl Calendar {
    /// The most holidays a calendar holds.
    pub const MOST_HOLIDAYS: usize = 1000;
    /// The most characters of a holiday's name.
    pub const MOST_NAME: usize = 100;

    /// A calendar with these working days of the week and these holidays.
    ///
    /// Errors when no day of the week is a working day.
    pub fn new(working: WeekdaySet, holidays: Holidays) -> Result<Self, NoWorkingDay> {
        if working.is_empty() {
            return Err(NoWorkingDay);
        }
        Ok(Self { working, holidays })
    }

    /// The working days of the week.
    pub const fn working(&self) -> WeekdaySet {
        self.working
    }

    /// The holidays.
    pub const fn holidays(&self) -> &Holidays {
        &self.holidays
    }

    /// Whether people work on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        use chrono::Datelike;
        self.working.contains(day.weekday()) && !self.holidays.contains_key(&day)
    }

    /// The day `count` working days after `day`, which does not count itself. With 0 it is `day`, working or not.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        self.walk(day, count, |day| day.succ_opt())
    }

    /// The day `count` working days before `day`, which does not count itself. With 0 it is `day`, working or not.
    pub fn before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        self.walk(day, count, |day| day.pred_opt())
    }

    fn walk(
        &self,
        from: NaiveDate,
        count: u32,
        step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let mut day = from;
        let mut left = count;
        while left > 0 {
            let Some(next) = step(&day) else {
                return day;
            };
            day = next;
            if self.is_working(day) {
                left -= 1;
            }
        }
        day
    }

    /// Reads holidays as people write or paste them: one day per line, `2010-12-24`, then a comma or blanks and a name.
    /// Blank lines are passed over; the last name of a day counts.
    pub fn read_holidays(text: &str) -> Result<Holidays, HolidayFault> {
        let mut found = Holidays::new();
        for (line, written) in (1..).zip(text.lines()) {
            let written = written.trim().trim_start_matches('\u{feff}');
            if written.is_empty() {
                continue;
            }
            let end = written.find([',', ';', '\t', ' ']).unwrap_or(written.len());
            let (day, name) = written.split_at(end);
            let day = day.trim_matches('"').parse();
            let day: NaiveDate = day.map_err(|_| HolidayFault::NoDay { line })?;
            let name = name.trim_matches([',', ';', '\t', ' ', '"']);
            if name.chars().count() > Self::MOST_NAME || name.chars().any(char::is_control) {
                return Err(HolidayFault::NameTooLong { line });
            }
            found.insert(day, name.to_owned());
            if found.len() > Self::MOST_HOLIDAYS {
                return Err(HolidayFault::TooMany);
            }
        }
        Ok(found)
    }

    /// The holidays as [`Calendar::read_holidays`] reads them, in the order of the days.
    pub fn write_holidays(&self) -> String {
        self.holidays
            .iter()
            .map(|(day, name)| match name.as_str() {
                "" => format!("{day}\n"),
                name => format!("{day}, {name}\n"),
            })
            .collect()
    }
}

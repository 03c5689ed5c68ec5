//! Time: instants are UTC inside, local with a named zone at the edges; working days are counted by a calendar.

mod calendar;

pub use calendar::{Calendar, HolidayFault, Holidays, NoWorkingDay};

use chrono::{
    DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// A moment as people write it: local date and time in a named zone ("5 April 2010, 23:59 Europe/Vienna").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// Date and time on the clocks of the zone.
    pub local: NaiveDateTime,
    /// IANA zone.
    pub zone: Tz,
}

impl Deadline {
    /// The instant in UTC. When clocks go back and the local time happens twice, the later one counts, in favour of
    /// the applicant; when clocks go forward and it never happens, the first instant after the gap counts.
    pub fn at(&self) -> DateTime<Utc> {
        match self.zone.from_local_datetime(&self.local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(_, at) => at.to_utc(),
            LocalResult::None => (1..=180)
                .find_map(|minutes| {
                    let later = self.local.checked_add_signed(TimeDelta::minutes(minutes))?;
                    self.zone.from_local_datetime(&later).earliest()
                })
                .map_or_else(|| self.local.and_utc(), |at| at.to_utc()),
        }
    }

    /// Whether `now` is still in time: the instant itself is, one microsecond later is not.
    pub fn allows(&self, now: DateTime<Utc>) -> bool {
        now <= self.at()
    }
}

/// The first instant after a day, on the clocks of a zone.
pub fn end_of(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = Deadline {
        local: (day + TimeDelta::days(1)).and_time(NaiveTime::MIN),
        zone,
    };
    midnight.at()
}

/// The last instant of the day `days` working days after the day of `now`, on the clocks of a zone: until when something can be
/// answered. The day of `now` itself does not count.
pub fn last_instant(calendar: &Calendar, now: DateTime<Utc>, days: u32, zone: Tz) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    // `end_of` is the first instant that is too late.
    end_of(calendar.after(today, days), zone) - TimeDelta::microseconds(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn local(y: i32, m: u32, d: u32, h: u32, min: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(y, m, d)
            .and_then(|date| date.and_hms_opt(h, min, 0))
            .expect("a real date")
    }

    #[test]
    fn the_deadline_of_the_founding_call_is_in_summer_time() {
        let deadline = Deadline {
            local: local(2010, 4, 5, 23, 59),
            zone: chrono_tz::Europe::Vienna,
        };
        assert_eq!(deadline.at(), local(2010, 4, 5, 21, 59).and_utc());
        assert!(deadline.allows(deadline.at()));
        assert!(!deadline.allows(deadline.at() + TimeDelta::microseconds(1)));
    }

    #[test]
    fn a_time_that_happens_twice_counts_the_second_time() {
        let deadline = Deadline {
            local: local(2010, 10, 31, 2, 30),
            zone: chrono_tz::Europe::Vienna,
        };
        assert_eq!(deadline.at(), local(2010, 10, 31, 1, 30).and_utc());
    }

    #[test]
    fn a_time_that_never_happens_counts_after_the_gap() {
        let deadline = Deadline {
            local: local(2010, 3, 28, 2, 30),
            zone: chrono_tz::Europe::Vienna,
        };
        assert_eq!(deadline.at(), local(2010, 3, 28, 1, 0).and_utc());
    }
}

//! Where the time comes from. Every act reads it here, so that tests and the demonstration can set it.

use std::sync::Mutex;

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};

/// A source of time. Instants are whole microseconds, because PostgreSQL keeps no more.
pub trait Clock: Send + Sync {
    /// The present instant (UTC).
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now().trunc_subsecs(6)
    }
}

/// A clock that stands where it was set: for tests, and for telling the demonstration's story.
#[derive(Debug)]
pub struct SetClock(Mutex<DateTime<Utc>>);

impl SetClock {
    /// A clock that stands at `at` (UTC).
    pub fn at(at: DateTime<Utc>) -> Self {
        Self(Mutex::new(at.trunc_subsecs(6)))
    }

    /// Sets it to `at` (UTC).
    pub fn set(&self, at: DateTime<Utc>) {
        *self.hand() = at.trunc_subsecs(6);
    }

    /// Moves it on.
    pub fn advance(&self, by: TimeDelta) {
        let mut hand = self.hand();
        *hand += by;
    }

    fn hand(&self) -> std::sync::MutexGuard<'_, DateTime<Utc>> {
        // A panic elsewhere cannot leave an instant half written.
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Clock for SetClock {
    fn now(&self) -> DateTime<Utc> {
        *self.hand()
    }
}

/// The machine's clock moved by a fixed span: the demonstration's "today" lies in 2010 and goes on from there.
#[derive(Clone, Copy, Debug)]
pub struct OffsetClock {
    offset: TimeDelta,
}

impl OffsetClock {
    /// A clock that showed `story` when the machine's clock showed `system` (both UTC).
    pub fn anchored(story: DateTime<Utc>, system: DateTime<Utc>) -> Self {
        Self {
            offset: story - system,
        }
    }
}

impl Clock for OffsetClock {
    fn now(&self) -> DateTime<Utc> {
        (Utc::now() + self.offset).trunc_subsecs(6)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_whole_microseconds() {
        assert_eq!(SystemClock.now().timestamp_subsec_nanos() % 1000, 0);
        let odd = DateTime::from_timestamp(0, 1_234).unwrap();
        assert_eq!(
            SetClock::at(odd).now(),
            DateTime::from_timestamp(0, 1_000).unwrap()
        );
    }

    #[test]
    fn the_story_goes_on_from_where_it_was_anchored() {
        let story = "2011-03-01T09:00:00Z".parse::<DateTime<Utc>>().unwrap();
        let clock = OffsetClock::anchored(story, Utc::now() - TimeDelta::hours(2));
        let shown = clock.now() - story;
        assert!(
            shown >= TimeDelta::hours(2) && shown < TimeDelta::hours(2) + TimeDelta::minutes(1)
        );
    }

    #[test]
    fn a_set_clock_stands_until_it_is_moved() {
        let clock = SetClock::at("2010-04-05T21:58:59Z".parse().unwrap());
        assert_eq!(clock.now(), clock.now());
        clock.advance(TimeDelta::seconds(1));
        assert_eq!(clock.now().to_rfc3339(), "2010-04-05T21:59:00+00:00");
    }
}

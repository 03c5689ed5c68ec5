//! Charts as inline SVG: places are computed here, in whole units of a drawing 1,000 wide, and mirrored where the language
//! runs from right to left. Every chart stands beside a table with the same figures.

mod intervals;

pub use intervals::{Intervals, Measured};

use language::Reader;

/// How wide a drawing is.
pub const WIDTH: i64 = 1_000;

/// Where values are drawn: from `low` at the inline start to `high` at the inline end.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    low: i64,
    high: i64,
    /// Where `low` is drawn.
    start: i64,
    /// Where `high` is drawn.
    end: i64,
    mirrored: bool,
}

impl Scale {
    /// A scale between two places of the drawing, for a reader's direction.
    pub fn new(reader: &Reader, (low, high): (i64, i64), (start, end): (i64, i64)) -> Self {
        Self {
            low,
            high: high.max(low.saturating_add(1)),
            start,
            end,
            mirrored: reader.language.is_right_to_left(),
        }
    }

    /// Where a value is drawn; what lies beyond the scale is drawn at its end.
    pub fn at(&self, value: i64) -> i64 {
        let part = i128::from(value.clamp(self.low, self.high)) - i128::from(self.low);
        let whole = i128::from(self.high) - i128::from(self.low);
        let length = i128::from(self.end - self.start);
        let along = i64::try_from((2 * part * length + whole) / (2 * whole)).unwrap_or(0);
        self.place(self.start + along)
    }

    /// A place of the drawing, mirrored where the language asks for it.
    pub const fn place(&self, x: i64) -> i64 {
        if self.mirrored { WIDTH - x } else { x }
    }

    /// Round values along the scale, at most `most` of them beside 0.
    pub fn ticks(&self, most: i64) -> Vec<i64> {
        let length = self.high.saturating_sub(self.low);
        let steps = [1, 2, 5].into_iter();
        let mut unit = 1_000_i64;
        let step = loop {
            let fitting = steps.clone().find(|step| length / (step * unit) <= most);
            if let Some(step) = fitting {
                break step * unit;
            }
            unit = unit.saturating_mul(10);
        };
        let first = self.low.div_euclid(step) + i64::from(self.low.rem_euclid(step) != 0);
        let last = self.high.div_euclid(step);
        (first..=last).map(|times| times * step).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::UTC;
    use language::Language;

    use super::*;

    #[test]
    fn a_scale_runs_from_start_to_end_and_mirrors_in_arabic() {
        let (english, arabic) = (
            Reader::new(Language::English, UTC),
            Reader::new(Language::Arabic, UTC),
        );
        let scale = |reader| Scale::new(reader, (0, 100_000), (200, 1_000));
        assert_eq!(scale(&english).at(0), 200);
        assert_eq!(scale(&english).at(50_000), 600);
        assert_eq!(scale(&english).at(200_000), 1_000);
        assert_eq!(scale(&arabic).at(0), 800);
        assert_eq!(scale(&arabic).at(100_000), 0);
    }

    #[test]
    fn ticks_are_round_and_few() {
        let english = Reader::new(Language::English, UTC);
        let ticks = |low, high| Scale::new(&english, (low, high), (0, 1_000)).ticks(6);
        assert_eq!(
            ticks(0, 100_000),
            [0, 20_000, 40_000, 60_000, 80_000, 100_000]
        );
        assert_eq!(ticks(-7_500, 7_500), [-5_000, 0, 5_000]);
        assert_eq!(ticks(0, 0), [0]);
        assert!(ticks(i64::MIN / 4, i64::MAX / 4).len() <= 14);
    }
}

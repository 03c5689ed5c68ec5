//! Values with their intervals, one below the other, on one scale.

use language::Reader;

use super::{Scale, WIDTH};
use crate::wording;

/// Height of a line.
const LINE: i64 = 26;
/// Room above for the numbers of the scale.
const ABOVE: i64 = 30;
/// Where the drawing begins, beside the names.
const START: i64 = 210;

/// A value to draw. All numbers are thousandths of a point.
pub struct Measured {
    /// Its name, shown at the start of the line.
    pub name: String,
    /// All of it in words, for whoever points at it.
    pub words: String,
    /// The value with the ends of its interval; nothing when it cannot be told.
    pub interval: Option<(i64, i64, i64)>,
    /// A second value, drawn as a mark of another shape.
    pub beside: Option<i64>,
}

/// A line of the drawing.
pub struct Drawn {
    /// Name.
    pub name: String,
    /// All of it in words.
    pub words: String,
    /// Height of its middle.
    pub y: i64,
    /// Where its name is written.
    pub text_y: i64,
    /// The interval from the left to the right, and the value.
    pub interval: Option<Span>,
    /// The second value: the corners of a diamond.
    pub beside: String,
}

/// Where an interval is drawn.
pub struct Span {
    /// Its left end.
    pub left: i64,
    /// Its right end.
    pub right: i64,
    /// The value.
    pub at: i64,
}

/// A number of the scale.
pub struct Tick {
    /// Where.
    pub x: i64,
    /// The number.
    pub text: String,
}

/// The drawing.
pub struct Intervals {
    /// Height.
    pub height: i64,
    /// Where names begin.
    pub name_x: i64,
    /// Lines.
    pub lines: Vec<Drawn>,
    /// Numbers of the scale.
    pub ticks: Vec<Tick>,
    /// Where the line across all is drawn, such as a threshold.
    pub across: Option<i64>,
}

impl Intervals {
    /// Draws values between `low` and `high`, with a line across at `across`.
    pub fn new(
        reader: &Reader,
        range: (i64, i64),
        across: Option<i64>,
        measured: Vec<Measured>,
    ) -> Self {
        let scale = Scale::new(reader, range, (START, WIDTH - 30));
        let count = i64::try_from(measured.len()).unwrap_or(0);
        let ticks = scale.ticks(8).into_iter().map(|value| Tick {
            x: scale.at(value),
            text: wording::points(reader, value),
        });
        Self {
            height: ABOVE + count * LINE + LINE / 2,
            name_x: scale.place(0),
            lines: (0..)
                .zip(measured)
                .map(|(at, one)| drawn(&scale, at, one))
                .collect(),
            ticks: ticks.collect(),
            across: across.map(|value| scale.at(value)),
        }
    }
}

fn drawn(scale: &Scale, at: i64, one: Measured) -> Drawn {
    let y = ABOVE + at * LINE + LINE / 2;
    let span = |(low, value, high): (i64, i64, i64)| {
        let (one, other) = (scale.at(low), scale.at(high));
        Span {
            left: one.min(other),
            right: one.max(other),
            at: scale.at(value),
        }
    };
    let diamond = |value: i64| {
        let x = scale.at(value);
        let (left, right, top, bottom) = (x - 7, x + 7, y - 7, y + 7);
        format!("{left},{y} {x},{top} {right},{y} {x},{bottom}")
    };
    Drawn {
        name: one.name,
        words: one.words,
        y,
        text_y: y + 6,
        interval: one.interval.map(span),
        beside: one.beside.map(diamond).unwrap_or_default(),
    }
}

//! Why a file is in the list of the settings shown or not, in a sentence.

use choice::allocation::{Measure, Why};
use choice::budgeting;
use facility::selection::board::{Board, Line};
use language::{Reader, Value};
use workflow::money::Money;

use super::asked::group_name;
use crate::wording;

struct Words<'a> {
    reader: &'a Reader,
    board: &'a Board,
    line: &'a Line,
}

/// The sentence.
pub fn sentence(reader: &Reader, board: &Board, line: &Line) -> String {
    let words = Words {
        reader,
        board,
        line,
    };
    match line.why {
        Why::ByBallots(why) => words.by_ballots(why),
        why => words.by_rank(why),
    }
}

impl Words<'_> {
    fn money(&self, minor: i64) -> Value {
        let money = Money::new(minor, self.line.asked.currency);
        wording::money(self.reader, money).into()
    }

    fn asked(&self) -> Value {
        wording::money(self.reader, self.line.asked).into()
    }

    fn reference(&self, at: usize) -> Value {
        let line = self.board.lines.get(at);
        line.map(|line| line.reference.clone())
            .unwrap_or_default()
            .into()
    }

    fn group(&self, quota: usize) -> Value {
        let definition = &self.board.call.definition;
        let quota = self.board.settings.quotas.get(quota);
        let name = quota.map(|quota| group_name(self.reader, definition, quota.by, &quota.name));
        name.unwrap_or_default().into()
    }

    fn say(&self, key: &str, left: i64) -> String {
        let values = [("asked", self.asked()), ("left", self.money(left))];
        self.reader.ta(key, values)
    }

    fn maximum(&self, quota: usize, measure: Measure) -> String {
        let group = [("group", self.group(quota))];
        match measure {
            Measure::Number => self.reader.ta("board-why-most-files", group),
            Measure::Amount => self.reader.ta("board-why-most-money", group),
        }
    }

    fn for_minimum(&self, quota: usize) -> String {
        self.reader
            .ta("board-why-minimum", [("group", self.group(quota))])
    }

    fn by_rank(&self, why: Why) -> String {
        match why {
            Why::Fits { left } => self.say("board-why-fits", left),
            Why::ForMinimum { quota, .. } => self.for_minimum(quota),
            Why::Reduced { award } => {
                let values = [("asked", self.asked()), ("award", self.money(award))];
                self.reader.ta("board-why-reduced", values)
            }
            Why::NoRoom { left, least } => {
                let least = least.filter(|least| self.board.settings.reduced && *least > left);
                match least {
                    Some(least) => {
                        let values = [
                            ("asked", self.asked()),
                            ("left", self.money(left)),
                            ("least", self.money(least)),
                        ];
                        self.reader.ta("board-why-no-room-least", values)
                    }
                    None => self.say("board-why-no-room", left),
                }
            }
            Why::Stopped { at } => {
                let values = [("reference", self.reference(at))];
                self.reader.ta("board-why-stopped", values)
            }
            Why::Maximum { quota, measure } => self.maximum(quota, measure),
            Why::InBest => self.reader.t("board-why-in-best"),
            Why::NotInBest { left } => self.say("board-why-not-in-best", left),
            Why::ByBallots(why) => self.by_ballots(why),
        }
    }

    fn by_ballots(&self, why: budgeting::Why) -> String {
        use budgeting::Why as B;
        match why {
            B::Bought { most, .. } => {
                let values = [("asked", self.asked()), ("most", self.money(most))];
                self.reader.ta("board-why-bought", values)
            }
            B::Unaffordable { together, left, .. } => {
                let values = [
                    ("asked", self.asked()),
                    ("together", self.money(together)),
                    ("left", self.money(left)),
                ];
                self.reader.ta("board-why-unaffordable", values)
            }
            B::Completed { left } => self.say("board-why-completed", left),
            B::Earned { .. } => self
                .reader
                .ta("board-why-earned", [("asked", self.asked())]),
            B::NotEarned { left, at, .. } => match at {
                Some(at) => {
                    let values = [
                        ("reference", self.reference(at)),
                        ("left", self.money(left)),
                    ];
                    self.reader.ta("board-why-ended-at", values)
                }
                None => self.say("board-why-no-room", left),
            },
            B::Unsupported { left } => self.say("board-why-unsupported", left),
            B::ForMinimum { quota, .. } => self.for_minimum(quota),
            B::Maximum { quota, measure } => self.maximum(quota, measure),
            B::OverBudget => self.say("board-why-no-room", self.board.settings.ceiling_minor),
            B::Voted { left, .. } => self.say("board-why-fits", left),
            B::NoRoom { left, .. } => self.say("board-why-no-room", left),
            B::Stopped { at, .. } => {
                let values = [("reference", self.reference(at))];
                self.reader.ta("board-why-stopped", values)
            }
            B::InBest | B::Free => self.reader.t("board-why-in-best"),
            B::NotInBest { left } => self.say("board-why-not-in-best", left),
            B::Against => self.reader.t("board-why-against"),
        }
    }
}

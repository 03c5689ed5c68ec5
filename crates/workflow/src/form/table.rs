//! A table: repeated rows, each with an answer by column.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::definition::Localised;
use crate::money::Currency;

use super::{AnswerKind, Fault, is_blank};

/// The rules of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRules {
    /// Columns in order.
    pub columns: Vec<Column>,
    /// Least rows.
    #[serde(default)]
    pub least: u32,
    /// Most rows.
    pub most: u32,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Name used in data; unique in the table.
    pub id: String,
    /// Heading.
    pub label: Localised,
    /// Whether each row must answer it.
    #[serde(default = "super::yes")]
    pub required: bool,
    /// What kind of answer: short text, number, money, date, choice or country.
    pub answer: AnswerKind,
}

impl TableRules {
    /// The most rows any table may allow.
    pub const MOST_ROWS: u32 = 100;
    /// The most columns any table may have.
    pub const MOST_COLUMNS: usize = 12;

    /// What is wrong with the rows. Answers to columns the table does not have are no fault: a form can be revised.
    pub(super) fn faults(&self, value: &Value, currency: Currency, complete: bool) -> Vec<Fault> {
        let Some(rows) = value.as_array() else {
            return vec![Fault::WrongKind];
        };
        if rows.len() > self.most as usize {
            return vec![Fault::TooManyRows {
                most: self.most as usize,
            }];
        }
        let mut found = Vec::new();
        if complete && rows.len() < self.least as usize {
            found.push(Fault::TooFewRows {
                least: self.least as usize,
            });
        }
        for (index, row) in rows.iter().enumerate() {
            let Some(cells) = row.as_object() else {
                return vec![Fault::WrongKind];
            };
            for column in &self.columns {
                let given = cells.get(&column.id).filter(|cell| !is_blank(cell));
                let faults = match given {
                    None if complete && column.required => vec![Fault::Missing],
                    None => Vec::new(),
                    Some(cell) => column.answer.faults(cell, currency, complete),
                };
                found.extend(faults.into_iter().map(|fault| Fault::Cell {
                    row: index + 1,
                    column: column.id.clone(),
                    label: column.label.clone(),
                    fault: Box::new(fault),
                }));
            }
        }
        found
    }
}

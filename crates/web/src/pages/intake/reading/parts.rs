//! Answers of several parts: tables, logframes and budgets, read from their controls and turned back into them.

use serde_json::{Map, Value};
use workflow::form::{
    AnswerKind, BudgetLine, Fault, Indicator, Logframe, Outcome, Output, Question, TableRules,
    whole,
};
use workflow::money::{Currency, Money};

use super::Reading;

impl Reading<'_> {
    /// The rows of a table; blank ones are left out.
    pub(super) fn table(&mut self, list: &str, rules: &TableRules) -> Option<Value> {
        let mut rows = Vec::new();
        for row in self.rows(list) {
            let mut cells = Map::new();
            let mut blank = true;
            for column in &rules.columns {
                let name = format!("{list}.{row}.{}", column.id);
                let given = self.posted.typed(&name);
                blank &= given.trim().is_empty();
                match column.answer.read(&[given], self.currency) {
                    Ok(Some(cell)) => drop(cells.insert(column.id.clone(), cell)),
                    Ok(None) => {}
                    Err(fault) => self.say(&name, &column.answer, &fault),
                }
            }
            if !blank {
                rows.push(Value::Object(cells));
            }
        }
        (!rows.is_empty()).then_some(Value::Array(rows))
    }

    /// The lines of a budget; blank ones are left out, a figure that cannot be read is 0.
    pub(super) fn budget(&mut self, list: &str) -> Option<Value> {
        let mut lines = Vec::new();
        for row in self.rows(list) {
            let name = |what: &str| format!("{list}.{row}.{what}");
            let text = |what: &str| self.posted.get(&name(what)).to_owned();
            let line = BudgetLine {
                heading: text("heading"),
                description: text("description"),
                unit: text("unit"),
                quantity: 0,
                unit_cost_minor: 0,
                requested_minor: 0,
            };
            let figures = [text("quantity"), text("unit_cost"), text("requested")];
            let written = [&line.heading, &line.description, &line.unit];
            if written.into_iter().chain(&figures).all(String::is_empty) {
                continue;
            }
            lines.push(BudgetLine {
                quantity: self.number(&name("quantity")),
                unit_cost_minor: self.amount(&name("unit_cost")),
                requested_minor: self.amount(&name("requested")),
                ..line
            });
        }
        (!lines.is_empty()).then(|| serde_json::to_value(lines).unwrap_or_default())
    }

    fn number(&mut self, name: &str) -> i64 {
        match self.posted.get(name) {
            "" => 0,
            typed => whole(typed).unwrap_or_else(|| {
                self.errors.add(self.reader, name, "number");
                0
            }),
        }
    }

    fn amount(&mut self, name: &str) -> i64 {
        match self.posted.get(name) {
            "" => 0,
            typed => Money::parse(typed, self.currency).map_or_else(
                |_| {
                    self.say(name, &AnswerKind::Money {}, &Fault::WrongKind);
                    0
                },
                |money| money.minor,
            ),
        }
    }

    /// A logframe; blank parts are left out.
    pub(super) fn logframe(&self, name: &str) -> Option<Value> {
        let list = format!("{name}.outcomes");
        let outcomes = self.rows(&list).into_iter();
        let frame = Logframe {
            goal: self.text(&format!("{name}.goal")),
            outcomes: outcomes
                .map(|row| self.outcome(&format!("{list}.{row}")))
                .filter(|outcome| *outcome != Outcome::default())
                .collect(),
        };
        (frame != Logframe::default()).then(|| serde_json::to_value(frame).unwrap_or_default())
    }

    fn text(&self, name: &str) -> String {
        self.posted.get(name).replace("\r\n", "\n")
    }

    fn outcome(&self, name: &str) -> Outcome {
        let list = format!("{name}.outputs");
        Outcome {
            statement: self.text(&format!("{name}.statement")),
            indicators: self.indicators(name),
            outputs: self
                .rows(&list)
                .into_iter()
                .map(|row| self.output(&format!("{list}.{row}")))
                .filter(|output| *output != Output::default())
                .collect(),
        }
    }

    fn output(&self, name: &str) -> Output {
        let list = format!("{name}.activities");
        Output {
            statement: self.text(&format!("{name}.statement")),
            indicators: self.indicators(name),
            activities: self
                .rows(&list)
                .into_iter()
                .map(|row| self.text(&format!("{list}.{row}")))
                .filter(|activity| !activity.is_empty())
                .collect(),
        }
    }

    fn indicators(&self, of: &str) -> Vec<Indicator> {
        let list = format!("{of}.indicators");
        let rows = self.rows(&list).into_iter();
        rows.map(|row| {
            let text = |what: &str| self.text(&format!("{list}.{row}.{what}"));
            Indicator {
                indicator: text("indicator"),
                baseline: text("baseline"),
                target: text("target"),
                verification: text("verification"),
            }
        })
        .filter(|indicator| *indicator != Indicator::default())
        .collect()
    }
}

/// A stored answer as one would type it: the names of its controls and what they hold. Choices have one pair each.
pub fn flattened(question: &Question, value: &Value, currency: Currency) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let name = question.id.as_str();
    match &question.answer {
        AnswerKind::Table(rules) => {
            for (at, row) in value.as_array().into_iter().flatten().enumerate() {
                for column in &rules.columns {
                    if let Some(cell) = row.get(&column.id) {
                        let typed = typed(&column.answer, cell, currency);
                        found.push((format!("{name}.{at}.{}", column.id), typed));
                    }
                }
            }
        }
        AnswerKind::Budget(_) => {
            let lines: Vec<BudgetLine> = serde_json::from_value(value.clone()).unwrap_or_default();
            for (at, line) in lines.into_iter().enumerate() {
                let figures = |minor: i64| Money::new(minor, currency).figures();
                let quantity = match line.quantity {
                    0 => String::new(),
                    quantity => quantity.to_string(),
                };
                let parts = [
                    ("heading", line.heading),
                    ("description", line.description),
                    ("unit", line.unit),
                    ("quantity", quantity),
                    ("unit_cost", figures(line.unit_cost_minor)),
                    ("requested", figures(line.requested_minor)),
                ];
                found.extend(parts.map(|(what, typed)| (format!("{name}.{at}.{what}"), typed)));
            }
        }
        AnswerKind::Logframe(_) => leaves(name, value, &mut found),
        kind => match value {
            Value::Array(items) => {
                let each = items.iter().map(|item| typed(kind, item, currency));
                found.extend(each.map(|item| (name.to_owned(), item)));
            }
            value => found.push((name.to_owned(), typed(kind, value, currency))),
        },
    }
    found
}

/// A single value as one would type it.
fn typed(kind: &AnswerKind, value: &Value, currency: Currency) -> String {
    match (value, kind) {
        (Value::String(text), _) => text.clone(),
        (value, AnswerKind::Money {}) => value
            .as_i64()
            .map(|minor| Money::new(minor, currency).figures())
            .unwrap_or_default(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Bool(true), _) => "true".to_owned(),
        _ => String::new(),
    }
}

/// Every text inside a value, with the way to it.
fn leaves(name: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((name.to_owned(), text.clone())),
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                leaves(&format!("{name}.{at}"), item, found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                leaves(&format!("{name}.{key}"), field, found);
            }
        }
        _ => {}
    }
}

//! Controls of several parts: tables, logframes and budgets. Rows are numbered; a list shows what it holds, and room for
//! more.

use workflow::form::{AnswerKind, BudgetRules, Ceiling, Heading, LogframeRules, TableRules};
use workflow::money::{Money, decimals};

use super::super::reading::Posted;
use super::Filling;
use crate::page::Choice;
use crate::wording;

/// A table being written.
pub struct TableField {
    /// Headings of the columns, with whether each must be filled.
    pub columns: Vec<(String, String, bool)>,
    /// Rows, the last ones blank.
    pub rows: Vec<TableRow>,
    /// The most rows.
    pub most: u32,
    /// Whether there is room for another row.
    pub room: bool,
}

/// A row of a table.
pub struct TableRow {
    /// Begin of the names of its controls.
    pub name: String,
    /// Its number for people.
    pub number: String,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// A control with its label and what is wrong with it.
pub struct Cell {
    /// Name and id of the control.
    pub name: String,
    /// What it is.
    pub label: String,
    /// Id of the heading that says what it is; empty where the label stands beside it.
    pub heading: String,
    /// What it holds.
    pub value: String,
    /// `text`, `number`, `date`, `money` or `select`.
    pub kind: &'static str,
    /// What can be chosen.
    pub options: Vec<Choice>,
    /// What is wrong.
    pub error: String,
}

/// A logframe being written.
pub struct Frame {
    /// The goal.
    pub goal: Cell,
    /// Outcomes, at least one.
    pub outcomes: Vec<FramePart>,
    /// The most of each list.
    pub rules: LogframeRules,
    /// What is wrong with the number of outcomes.
    pub error: String,
}

/// An outcome or an output.
pub struct FramePart {
    /// Begin of the names of its controls.
    pub name: String,
    /// Its number for people.
    pub number: String,
    /// In words.
    pub statement: Cell,
    /// By what one tells: number for people, begin of the names, controls.
    pub indicators: Vec<(String, String, Vec<Cell>)>,
    /// Outputs of an outcome.
    pub outputs: Vec<FramePart>,
    /// Activities of an output, with their number.
    pub activities: Vec<(String, Cell)>,
    /// What is wrong with the number of its parts.
    pub error: String,
}

/// A budget being written.
pub struct BudgetTable {
    /// Lines, the last ones blank.
    pub rows: Vec<BudgetRow>,
    /// ISO 4217.
    pub currency: &'static str,
    /// Decimals of the currency.
    pub decimals: u32,
    /// Ceilings of the headings, and the least co-financing.
    pub limits: Vec<Limit>,
    /// The least share of co-financing in ten-thousandths; 0 for none.
    pub cofinancing_share: u32,
    /// The most lines.
    pub most: usize,
}

/// A line of a budget.
pub struct BudgetRow {
    /// Begin of the names of its controls.
    pub name: String,
    /// Its number for people.
    pub number: String,
    /// Headings.
    pub headings: Vec<Choice>,
    /// What it is.
    pub description: String,
    /// What a unit is.
    pub unit: String,
    /// How many.
    pub quantity: String,
    /// Cost of one.
    pub unit_cost: String,
    /// Asked for.
    pub requested: String,
    /// What is wrong with it.
    pub error: String,
}

/// A ceiling of a heading.
pub struct Limit {
    /// Id of the heading.
    pub heading: String,
    /// The rule in words.
    pub text: String,
    /// Ten-thousandths of what is asked for; empty for an amount.
    pub share: String,
    /// Minor units; empty for a share.
    pub minor: String,
}

/// The rows of a list to show. What was typed comes back as it was; what is stored has room for more.
fn shown(
    filling: &Filling<'_>,
    posted: &Posted<'_>,
    list: &str,
    least: usize,
    most: usize,
) -> Vec<usize> {
    let typed = filling.typed.fields.is_some();
    let least = if typed { 0 } else { least };
    posted.shown(list, least, most, filling.typed.more == list)
}

impl Filling<'_> {
    fn cell(&self, posted: &Posted<'_>, name: String, label: String, kind: &'static str) -> Cell {
        Cell {
            label,
            heading: String::new(),
            value: posted.typed(&name),
            kind,
            options: Vec::new(),
            error: self.errors.of(&name),
            name,
        }
    }

    pub(super) fn table(&self, list: &str, rules: &TableRules, posted: &Posted<'_>) -> TableField {
        let language = self.language;
        let most = rules.most as usize;
        let held = posted.rows(list).len();
        let least = (rules.least as usize).max(held + 1).min(most);
        let rows = shown(self, posted, list, least, most);
        let heading = |id: &str| format!("{list}-{id}-heading");
        let row = |number: usize| TableRow {
            name: format!("{list}.{number}"),
            number: self.reader.number(number + 1),
            cells: rules
                .columns
                .iter()
                .map(|column| {
                    let name = format!("{list}.{number}.{}", column.id);
                    let label = column.label.get(language).to_owned();
                    let value = posted.typed(&name);
                    let (kind, options) = match &column.answer {
                        AnswerKind::Number { .. } => ("number", Vec::new()),
                        AnswerKind::Money {} => ("money", Vec::new()),
                        AnswerKind::Date {} => ("date", Vec::new()),
                        AnswerKind::Choice { options } => {
                            ("select", self.choices(options, &[value.as_str()]))
                        }
                        AnswerKind::Country {} => ("select", self.countries(&value)),
                        _ => ("text", Vec::new()),
                    };
                    Cell {
                        heading: heading(&column.id),
                        options,
                        ..self.cell(posted, name, label, kind)
                    }
                })
                .collect(),
        };
        TableField {
            columns: rules
                .columns
                .iter()
                .map(|column| {
                    let label = column.label.get(language).to_owned();
                    (heading(&column.id), label, column.required)
                })
                .collect(),
            room: rows.len() < most,
            rows: rows.into_iter().map(row).collect(),
            most: rules.most,
        }
    }

    pub(super) fn budget(
        &self,
        list: &str,
        rules: &BudgetRules,
        posted: &Posted<'_>,
    ) -> BudgetTable {
        let least = (posted.rows(list).len() + 1).max(4);
        let rows = shown(self, posted, list, least, BudgetRules::MOST_LINES);
        let language = self.language;
        let row = |number: usize| {
            let name = format!("{list}.{number}");
            let value = |what: &str| posted.typed(&format!("{name}.{what}"));
            let chosen = value("heading");
            let errors = ["heading", "quantity", "unit_cost", "requested"]
                .map(|what| self.errors.of(format!("{name}.{what}")));
            BudgetRow {
                headings: rules
                    .headings
                    .iter()
                    .map(|heading| {
                        let label = heading.label.get(language);
                        Choice::new(&heading.id, label, heading.id == chosen)
                    })
                    .collect(),
                number: self.reader.number(number + 1),
                description: value("description"),
                unit: value("unit"),
                quantity: value("quantity"),
                unit_cost: value("unit_cost"),
                requested: value("requested"),
                error: errors
                    .into_iter()
                    .find(|error| !error.is_empty())
                    .unwrap_or_default(),
                name,
            }
        };
        BudgetTable {
            rows: rows.into_iter().map(row).collect(),
            currency: self.currency.code(),
            decimals: decimals(self.currency),
            limits: rules
                .headings
                .iter()
                .filter_map(|heading| self.limit(heading))
                .collect(),
            cofinancing_share: rules.cofinancing_share,
            most: BudgetRules::MOST_LINES,
        }
    }

    fn limit(&self, heading: &Heading) -> Option<Limit> {
        let reader = self.reader;
        let label = heading.label.get(self.language);
        let (key, most, share, minor) = match heading.most? {
            Ceiling::Share(share) => {
                let per_cent = wording::ten_thousandths(reader, share);
                (
                    "budget-most-share",
                    per_cent,
                    share.to_string(),
                    String::new(),
                )
            }
            Ceiling::Minor(minor) => {
                let most = wording::money(reader, Money::new(minor, self.currency));
                ("budget-most-amount", most, String::new(), minor.to_string())
            }
        };
        Some(Limit {
            heading: heading.id.clone(),
            text: reader.ta(key, [("heading", label.into()), ("most", most.into())]),
            share,
            minor,
        })
    }

    pub(super) fn logframe(&self, name: &str, rules: &LogframeRules, posted: &Posted<'_>) -> Frame {
        let list = format!("{name}.outcomes");
        let goal = self.reader.t("logframe-goal");
        let rows = shown(self, posted, &list, 1, rules.outcomes as usize).into_iter();
        Frame {
            goal: self.cell(posted, format!("{name}.goal"), goal, "long"),
            outcomes: rows
                .map(|row| self.outcome(&list, row, rules, posted))
                .collect(),
            rules: rules.clone(),
            error: self.errors.of(&list),
        }
    }

    fn outcome(
        &self,
        list: &str,
        row: usize,
        rules: &LogframeRules,
        posted: &Posted<'_>,
    ) -> FramePart {
        let name = format!("{list}.{row}");
        let outputs = format!("{name}.outputs");
        let rows = shown(self, posted, &outputs, 1, rules.outputs as usize).into_iter();
        FramePart {
            outputs: rows
                .map(|row| self.output(&outputs, row, rules, posted))
                .collect(),
            ..self.frame_part(name, row, rules, posted)
        }
    }

    fn output(
        &self,
        list: &str,
        row: usize,
        rules: &LogframeRules,
        posted: &Posted<'_>,
    ) -> FramePart {
        let name = format!("{list}.{row}");
        let activities = format!("{name}.activities");
        let rows = shown(self, posted, &activities, 1, rules.activities as usize).into_iter();
        let label = self.reader.t("logframe-activity");
        FramePart {
            activities: rows
                .map(|row| {
                    let name = format!("{activities}.{row}");
                    let cell = self.cell(posted, name, label.clone(), "long");
                    (self.reader.number(row + 1), cell)
                })
                .collect(),
            ..self.frame_part(name, row, rules, posted)
        }
    }

    /// What outcomes and outputs have in common.
    fn frame_part(
        &self,
        name: String,
        row: usize,
        rules: &LogframeRules,
        posted: &Posted<'_>,
    ) -> FramePart {
        let indicators = format!("{name}.indicators");
        let rows = shown(self, posted, &indicators, 1, rules.indicators as usize).into_iter();
        let statement = self.reader.t("logframe-statement");
        let errors = ["indicators", "outputs", "activities"]
            .map(|list| self.errors.of(format!("{name}.{list}")));
        FramePart {
            number: self.reader.number(row + 1),
            statement: self.cell(posted, format!("{name}.statement"), statement, "long"),
            indicators: rows
                .map(|row| {
                    let name = format!("{indicators}.{row}");
                    let cells = ["indicator", "baseline", "target", "verification"].map(|what| {
                        let label = self.reader.t(format!("logframe-{what}"));
                        self.cell(posted, format!("{name}.{what}"), label, "text")
                    });
                    (self.reader.number(row + 1), name, cells.into())
                })
                .collect(),
            outputs: Vec::new(),
            activities: Vec::new(),
            error: errors
                .into_iter()
                .filter(|error| !error.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            name,
        }
    }
}

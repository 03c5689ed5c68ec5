//! The questions of a section as controls, filled with the draft or with what was typed.

use facility::intake::DraftView;
use language::Reader;
use serde_json::Value;
use workflow::form::{AnswerKind, BudgetLine, ChoiceOption, Question};
use workflow::money::{Currency, Money, decimals};

use super::answers::{File, currency, file};
use super::reading::line_field;
use super::section::Typed;
use crate::form::Errors;
use crate::page::Choice;

/// A question as a control.
pub struct Field {
    /// Id of the question; name and id of the control.
    pub id: String,
    /// The question.
    pub label: String,
    /// Help below it, and on what it depends.
    pub hint: String,
    /// What is wrong.
    pub error: String,
    /// Whether it must be answered.
    pub required: bool,
    /// The control.
    pub control: Control,
}

/// A control.
pub enum Control {
    /// One line.
    Text {
        /// What it holds.
        value: String,
        /// Type of the input.
        kind: &'static str,
        /// Class of its width.
        width: &'static str,
    },
    /// Paragraphs.
    Long {
        /// What it holds.
        value: String,
        /// Most words.
        words: u32,
        /// Height in lines.
        rows: u32,
    },
    /// An amount.
    Money {
        /// What it holds.
        value: String,
        /// ISO 4217.
        currency: &'static str,
    },
    /// A list to choose from.
    Select(Vec<Choice>),
    /// Radio buttons, or check boxes.
    Options {
        /// Options in order.
        options: Vec<Choice>,
        /// `radio` or `checkbox`.
        kind: &'static str,
    },
    /// A statement to agree to.
    Declaration {
        /// Whether it is agreed to.
        agreed: bool,
    },
    /// The budget.
    Budget(BudgetTable),
    /// Documents.
    Files(Files),
}

/// A budget being written.
pub struct BudgetTable {
    /// Lines, the last ones blank.
    pub rows: Vec<Row>,
    /// ISO 4217.
    pub currency: &'static str,
    /// Decimals of the currency.
    pub decimals: u32,
}

/// A line of a budget as typed.
pub struct Row {
    /// Begin of the names of its controls.
    pub name: String,
    /// Its number for people.
    pub number: String,
    /// Headings.
    pub headings: Vec<Choice>,
    /// What it is.
    pub description: String,
    /// How many.
    pub quantity: String,
    /// Cost of one.
    pub unit_cost: String,
    /// Asked for.
    pub requested: String,
    /// The button that takes it out; empty for a blank line.
    pub remove: String,
    /// What is wrong with it.
    pub error: String,
}

/// Documents of an answer.
pub struct Files {
    /// Those there are, with the button that takes each out.
    pub held: Vec<(File, String)>,
    /// Where another one is sent; empty when there are enough.
    pub send_to: String,
    /// Id of the form that sends it.
    pub form: String,
    /// What an upload in pieces is for.
    pub target: String,
}

/// The control of a question.
pub fn field(
    reader: &Reader,
    draft: &DraftView,
    question: &Question,
    typed: &Typed,
    errors: &Errors,
    condition: String,
    address: &str,
) -> Field {
    let language = reader.language.code();
    let help = question.help.get(language);
    let hint = match (condition.is_empty(), help.is_empty()) {
        (true, _) => help.to_owned(),
        (false, true) => condition,
        (false, false) => format!("{condition} {help}"),
    };
    Field {
        id: question.id.clone(),
        label: question.label.get(language).to_owned(),
        hint,
        error: errors.of(&question.id),
        required: question.required && question.when.is_none(),
        control: control(reader, draft, question, typed, errors, address),
    }
}

fn control(
    reader: &Reader,
    draft: &DraftView,
    question: &Question,
    typed: &Typed,
    errors: &Errors,
    address: &str,
) -> Control {
    let stored = draft.answers.get(&question.id);
    let currency = currency(&draft.call);
    let value = || match &typed.fields {
        Some(fields) => fields.get(&question.id).to_owned(),
        None => stored.map_or_else(String::new, |value| shown(value, question, currency)),
    };
    let chosen = || -> Vec<String> {
        match (&typed.fields, stored) {
            (Some(fields), _) => fields.all(&question.id).map(str::to_owned).collect(),
            (None, Some(Value::Array(ids))) => ids
                .iter()
                .filter_map(|id| id.as_str().map(str::to_owned))
                .collect(),
            (None, Some(Value::String(id))) => vec![id.clone()],
            _ => Vec::new(),
        }
    };
    let text = |kind, width| Control::Text {
        value: value(),
        kind,
        width,
    };
    match &question.answer {
        AnswerKind::ShortText { most } => text("text", if *most <= 40 { "20" } else { "" }),
        AnswerKind::Number { .. } => text("text", "10"),
        AnswerKind::Date {} => text("date", "10"),
        AnswerKind::LongText { words } => Control::Long {
            value: value(),
            words: *words,
            rows: (*words / 25).clamp(5, 16),
        },
        AnswerKind::Money {} => Control::Money {
            value: value(),
            currency: currency.code(),
        },
        AnswerKind::Choice { options } => Control::Options {
            options: choices(reader, options, &chosen()),
            kind: "radio",
        },
        AnswerKind::Choices { options } => Control::Options {
            options: choices(reader, options, &chosen()),
            kind: "checkbox",
        },
        AnswerKind::Country {} => {
            let chosen = value();
            let all = reader.countries().iter();
            Control::Select(
                all.map(|(code, name)| Choice::new(code, name, *code == chosen))
                    .collect(),
            )
        }
        AnswerKind::Declaration {} => Control::Declaration {
            agreed: match &typed.fields {
                Some(fields) => !fields.get(&question.id).is_empty(),
                None => stored == Some(&Value::Bool(true)),
            },
        },
        AnswerKind::Budget { headings } => Control::Budget(budget(
            reader, question, headings, stored, typed, errors, currency,
        )),
        AnswerKind::File { most } => {
            let ids = stored.and_then(Value::as_array);
            let held: Vec<(File, String)> = draft
                .documents
                .iter()
                .filter(|document| {
                    let id = document.id.to_string();
                    ids.is_some_and(|ids| ids.iter().any(|held| held.as_str() == Some(&id)))
                })
                .map(|document| {
                    let button = format!("remove-file:{}:{}", question.id, document.id);
                    (file(reader, document), button)
                })
                .collect();
            Control::Files(Files {
                send_to: if held.len() < *most as usize {
                    format!("{address}/files/{}", question.id)
                } else {
                    String::new()
                },
                form: format!("upload-{}", question.id),
                target: format!("proposals/{}/answers/{}", draft.proposal, question.id),
                held,
            })
        }
    }
}

/// A stored answer as one would type it.
fn shown(value: &Value, question: &Question, currency: Currency) -> String {
    match (value, &question.answer) {
        (Value::String(text), _) => text.clone(),
        (value, AnswerKind::Money {}) => value
            .as_i64()
            .map_or_else(String::new, |minor| Money::new(minor, currency).figures()),
        (Value::Number(number), _) => number.to_string(),
        _ => String::new(),
    }
}

fn choices(reader: &Reader, options: &[ChoiceOption], chosen: &[String]) -> Vec<Choice> {
    let language = reader.language.code();
    options
        .iter()
        .map(|option| {
            let label = option.label.get(language);
            Choice::new(&option.id, label, chosen.contains(&option.id))
        })
        .collect()
}

fn budget(
    reader: &Reader,
    question: &Question,
    headings: &[ChoiceOption],
    stored: Option<&Value>,
    typed: &Typed,
    errors: &Errors,
    currency: Currency,
) -> BudgetTable {
    let lines: Vec<BudgetLine> = stored
        .and_then(|value| serde_json::from_value(value.clone()).ok())
        .unwrap_or_default();
    let figures = |minor: i64| Money::new(minor, currency).figures();
    let count = match &typed.fields {
        Some(fields) => (0..super::reading::MOST_LINES)
            .take_while(|at| {
                let heading = line_field(&question.id, *at, "heading");
                fields.maybe(&heading).is_some()
            })
            .count(),
        None => (lines.len() + 1).max(4).max(typed.lines),
    };
    let rows = (0..count.min(super::reading::MOST_LINES))
        .map(|at| {
            let name = format!("{}.{at}", question.id);
            let value = |what: &str| match (&typed.fields, lines.get(at)) {
                (Some(fields), _) => fields.get(&line_field(&question.id, at, what)).to_owned(),
                (None, None) => String::new(),
                (None, Some(line)) => match what {
                    "heading" => line.heading.clone(),
                    "description" => line.description.clone(),
                    "quantity" if line.quantity == 0 => String::new(),
                    "quantity" => line.quantity.to_string(),
                    "unit_cost" => figures(line.unit_cost_minor),
                    _ => figures(line.requested_minor),
                },
            };
            let error = ["quantity", "unit_cost", "requested"]
                .iter()
                .map(|what| errors.of(&line_field(&question.id, at, what)))
                .find(|error| !error.is_empty());
            Row {
                headings: choices(reader, headings, &[value("heading")]),
                number: reader.number(at + 1),
                description: value("description"),
                quantity: value("quantity"),
                unit_cost: value("unit_cost"),
                requested: value("requested"),
                remove: if at < lines.len() {
                    format!("remove-line:{}:{at}", question.id)
                } else {
                    String::new()
                },
                error: error.unwrap_or_default(),
                name,
            }
        })
        .collect();
    BudgetTable {
        rows,
        currency: currency.code(),
        decimals: decimals(currency),
    }
}

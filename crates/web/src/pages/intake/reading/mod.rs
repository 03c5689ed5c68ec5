//! A posted section read into answers, as far as it can be read.

mod parts;
mod posted;

use facility::Failure;
use language::Reader;
use serde_json::Value;
use workflow::form::{AnswerKind, Answers, Fault, Question};
use workflow::money::Currency;

pub use parts::flattened;
pub use posted::Posted;

use crate::form::{Errors, Fields};
use crate::wording;

/// What a button of the form asks for beside saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Save, and go on to the next section.
    Continue,
    /// Save, and go back to the list of sections.
    Save,
    /// Save, and show one more row of a list: `budget`, `logframe.outcomes.0.outputs`.
    Add {
        /// The list, as its controls are called.
        list: String,
    },
    /// Save without a row of a list: `budget.2`.
    Remove {
        /// The row, as its controls are called.
        row: String,
    },
    /// Save, and take a document out.
    RemoveFile {
        /// The question.
        question: String,
        /// The document.
        document: String,
    },
}

impl Wish {
    /// Reads the button `do`.
    pub fn of(fields: &Fields) -> Self {
        let (what, rest) = fields
            .get("do")
            .split_once(':')
            .unwrap_or((fields.get("do"), ""));
        match (what, rest.split_once(':')) {
            ("save", _) => Self::Save,
            ("add", _) => Self::Add {
                list: rest.to_owned(),
            },
            ("remove", _) => Self::Remove {
                row: rest.to_owned(),
            },
            ("remove-file", Some((question, document))) => Self::RemoveFile {
                question: question.to_owned(),
                document: document.to_owned(),
            },
            _ => Self::Continue,
        }
    }

    /// The question whose rows or documents it changes.
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::Continue | Self::Save => None,
            Self::Add { list: part } | Self::Remove { row: part } => part.split('.').next(),
            Self::RemoveFile { question, .. } => Some(question),
        }
    }
}

/// Answers as far as they can be read, and what cannot.
pub struct Reading<'a> {
    reader: &'a Reader,
    posted: Posted<'a>,
    currency: Currency,
    /// The row that is to be taken out.
    without: Option<&'a str>,
    errors: Errors,
}

/// The answers to the questions that were on the page, `null` where one is taken back, and what cannot be read. Documents
/// are not among the fields.
pub fn answers<'a>(
    reader: &Reader,
    questions: impl IntoIterator<Item = &'a Question>,
    fields: &Fields,
    currency: Currency,
    wish: &Wish,
) -> (Answers, Errors) {
    let mut reading = Reading {
        reader,
        posted: Posted::of(fields),
        currency,
        without: match wish {
            Wish::Remove { row } => Some(row),
            _ => None,
        },
        errors: Errors::none(),
    };
    let mut answers = Answers::new();
    for question in questions {
        let name = question.id.as_str();
        let read = match &question.answer {
            AnswerKind::File(_) => continue,
            AnswerKind::Table(rules) => Ok(reading.table(name, rules)),
            AnswerKind::Logframe(_) => Ok(reading.logframe(name)),
            AnswerKind::Budget(_) => Ok(reading.budget(name)),
            kind => {
                let given: Vec<String> = fields.all(name).map(str::to_owned).collect();
                kind.read(&given, currency)
            }
        };
        match read {
            Ok(value) => drop(answers.insert(question.id.clone(), value.unwrap_or(Value::Null))),
            Err(fault) => reading.say(name, &question.answer, &fault),
        }
    }
    (answers, reading.errors)
}

impl Reading<'_> {
    /// A fault of reading in words: of an amount, how amounts are written.
    fn say(&mut self, control: &str, kind: &AnswerKind, fault: &Fault) {
        let text = match kind {
            AnswerKind::Money {} => self.reader.t("fault-amount"),
            _ => wording::answer_fault(self.reader, fault),
        };
        self.errors.say(control, text);
    }

    /// The rows of a list that stay, by number.
    fn rows(&self, list: &str) -> Vec<usize> {
        let rows = self.posted.rows(list).into_iter();
        rows.filter(|row| self.without != Some(format!("{list}.{row}").as_str()))
            .collect()
    }
}

/// Whether a failed save means that somebody else has saved first.
pub fn is_conflict(failure: &Failure) -> bool {
    matches!(failure, Failure::ChangedMeanwhile)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use language::Language;
    use serde_json::json;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(pairs.iter().map(owned).collect())
    }

    fn question(kind: Value) -> Question {
        serde_json::from_value(json!({ "id": "q", "label": {}, "answer": kind })).unwrap()
    }

    fn read(kind: Value, pairs: &[(&str, &str)]) -> (Value, Errors) {
        let reader = Reader::new(Language::English, Tz::UTC);
        let (question, fields) = (question(kind), fields(pairs));
        let wish = Wish::of(&fields);
        let (mut answers, errors) = answers(&reader, [&question], &fields, Currency::USD, &wish);
        (answers.remove("q").unwrap_or_default(), errors)
    }

    #[test]
    fn a_budget_is_read_line_by_line_and_says_which_figure_is_wrong() {
        let kind = json!({ "kind": "budget", "headings": [] });
        let typed = [
            ("q.0.heading", "staff"),
            ("q.0.description", "Counsellor"),
            ("q.0.unit", "month"),
            ("q.0.quantity", "١٢"),
            ("q.0.unit_cost", "1,000.50"),
            ("q.0.requested", "10 000"),
            ("q.1.heading", ""),
            ("q.1.quantity", ""),
            ("q.12.heading", "travel"),
            ("q.12.quantity", "many"),
            ("q.12.unit_cost", "1.234"),
        ];
        let (budget, errors) = read(kind.clone(), &typed);
        assert_eq!(budget[0]["quantity"], 12);
        assert_eq!(budget[0]["unit_cost_minor"], 100_050);
        assert_eq!(budget[0]["requested_minor"], 1_000_000);
        assert_eq!(budget.as_array().unwrap().len(), 2);
        assert!(!errors.of("q.12.quantity").is_empty());
        assert!(!errors.of("q.12.unit_cost").is_empty());
        let mut without = typed.to_vec();
        without.push(("do", "remove:q.0"));
        let (budget, _) = read(kind.clone(), &without);
        assert_eq!(budget[0]["heading"], "travel");
        // What is stored is shown as it can be typed.
        let stored = json!([{ "heading": "staff", "description": "Work", "unit": "day", "quantity": 3,
            "unit_cost_minor": 1050, "requested_minor": 0 }]);
        let question = question(kind);
        let again = flattened(&question, &stored, Currency::USD);
        let again: Vec<_> = again
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(
            read(json!({ "kind": "budget", "headings": [] }), &again).0,
            stored
        );
    }

    #[test]
    fn rows_of_a_table_are_read_by_their_columns() {
        let kind = json!({ "kind": "table", "most": 5, "columns": [
            { "id": "name", "label": {}, "answer": { "kind": "short_text", "most": 20 } },
            { "id": "people", "label": {}, "answer": { "kind": "number", "min": 0, "max": 9 } },
            { "id": "money", "label": {}, "answer": { "kind": "money" } } ] });
        let typed = [
            ("q.0.name", "One"),
            ("q.0.people", "3"),
            ("q.0.money", "12.5"),
            ("q.4.name", " "),
            ("q.7.name", "Two"),
            ("q.7.people", "x"),
            ("q.x.name", "odd"),
        ];
        let (rows, errors) = read(kind, &typed);
        assert_eq!(
            rows,
            json!([{ "name": "One", "people": 3, "money": 1250 }, { "name": "Two" }])
        );
        assert!(!errors.of("q.7.people").is_empty());
        assert_eq!(errors.list().len(), 1);
    }

    #[test]
    fn a_logframe_is_read_with_its_nested_parts() {
        let kind = json!({ "kind": "logframe" });
        let typed = [
            ("q.goal", "Safety"),
            ("q.outcomes.0.statement", "People are safe"),
            ("q.outcomes.0.indicators.0.indicator", "Share"),
            ("q.outcomes.0.indicators.0.baseline", "0"),
            ("q.outcomes.0.indicators.1.indicator", ""),
            ("q.outcomes.0.outputs.2.statement", "A shelter"),
            ("q.outcomes.0.outputs.2.activities.0", ""),
            ("q.outcomes.0.outputs.2.activities.3", "Rent a house"),
            ("q.outcomes.1.statement", ""),
        ];
        let (frame, errors) = read(kind, &typed);
        assert_eq!(errors.list(), []);
        assert_eq!(frame["outcomes"].as_array().unwrap().len(), 1);
        let outcome = &frame["outcomes"][0];
        assert_eq!(outcome["indicators"].as_array().unwrap().len(), 1);
        assert_eq!(outcome["outputs"][0]["activities"], json!(["Rent a house"]));
        let (nothing, _) = read(json!({ "kind": "logframe" }), &[("q.goal", " ")]);
        assert_eq!(nothing, Value::Null);
    }

    #[test]
    fn a_button_says_what_it_wants() {
        let wish = |button: &str| Wish::of(&fields(&[("do", button)]));
        assert_eq!(wish(""), Wish::Continue);
        assert_eq!(wish("save"), Wish::Save);
        let row = "budget.2".to_owned();
        assert_eq!(wish("remove:budget.2"), Wish::Remove { row });
        assert_eq!(wish("add:logframe.outcomes").question(), Some("logframe"));
        assert_eq!(wish("remove-file:letters:x").question(), Some("letters"));
    }
}

//! A posted section read into answers, as far as it can be read.

use language::Reader;
use serde_json::Value;
use workflow::form::{AnswerKind, Answers, BudgetLine, Fault, Section};
use workflow::money::{Currency, Money};

use crate::form::{Errors, Fields};
use crate::wording;

/// The most lines of a budget.
pub const MOST_LINES: usize = 100;

/// What a button of the form asks for beside saving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Save, and go on to the next section.
    Continue,
    /// Save, and go back to the list of sections.
    Save,
    /// Save, and show one more line of a budget.
    AddLine,
    /// Save without a line of a budget.
    RemoveLine {
        /// The question.
        question: String,
        /// Which line, from 0.
        line: usize,
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
        let mut parts = fields.get("do").splitn(3, ':');
        let (what, question, rest) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default().to_owned(),
            parts.next().unwrap_or_default(),
        );
        match what {
            "save" => Self::Save,
            "add-line" => Self::AddLine,
            "remove-line" => match rest.parse() {
                Ok(line) => Self::RemoveLine { question, line },
                Err(_) => Self::Save,
            },
            "remove-file" => Self::RemoveFile {
                question,
                document: rest.to_owned(),
            },
            _ => Self::Continue,
        }
    }
}

/// The fields of a line of a budget, as typed.
pub fn line_field(question: &str, line: usize, what: &str) -> String {
    format!("{question}.{line}.{what}")
}

/// The section's answers, `null` where one is taken back, and what cannot be read. Documents are not among the fields.
pub fn answers(
    reader: &Reader,
    section: &Section,
    fields: &Fields,
    currency: Currency,
    wish: &Wish,
) -> (Answers, Errors) {
    let (mut answers, mut errors) = (Answers::new(), Errors::none());
    for question in &section.questions {
        let read = match &question.answer {
            AnswerKind::File { .. } => continue,
            AnswerKind::Budget { .. } => {
                let without = match wish {
                    Wish::RemoveLine { question: of, line } if *of == question.id => Some(*line),
                    _ => None,
                };
                Ok(budget(
                    reader,
                    &question.id,
                    fields,
                    currency,
                    without,
                    &mut errors,
                ))
            }
            kind => {
                let given: Vec<String> = fields.all(&question.id).map(str::to_owned).collect();
                kind.read(&given, Some(currency))
            }
        };
        match read {
            Ok(value) => {
                answers.insert(question.id.clone(), value.unwrap_or(Value::Null));
            }
            Err(fault) => errors.say(&question.id, words(reader, &question.answer, &fault)),
        }
    }
    (answers, errors)
}

/// A fault of reading in words: of an amount, how amounts are written.
fn words(reader: &Reader, kind: &AnswerKind, fault: &Fault) -> String {
    match kind {
        AnswerKind::Money {} => reader.t("fault-amount"),
        _ => wording::answer_fault(reader, fault),
    }
}

fn budget(
    reader: &Reader,
    question: &str,
    fields: &Fields,
    currency: Currency,
    without: Option<usize>,
    errors: &mut Errors,
) -> Option<Value> {
    let mut lines = Vec::new();
    for at in 0..MOST_LINES {
        let given = |what: &str| fields.maybe(&line_field(question, at, what)).map(str::trim);
        let Some(heading) = given("heading") else {
            break;
        };
        let text = |what: &str| given(what).unwrap_or_default();
        let blank = ["description", "quantity", "unit_cost", "requested"]
            .iter()
            .all(|what| text(what).is_empty());
        if (blank && heading.is_empty()) || without == Some(at) {
            continue;
        }
        let mut amount = |what: &str| match text(what) {
            "" => 0,
            typed => Money::parse(typed, currency).map_or_else(
                |_| {
                    errors.add(reader, &line_field(question, at, what), "amount");
                    0
                },
                |money| money.minor,
            ),
        };
        let (unit_cost_minor, requested_minor) = (amount("unit_cost"), amount("requested"));
        let quantity = match text("quantity").replace([',', ' '], "") {
            typed if typed.is_empty() => 0,
            typed => typed.parse().unwrap_or_else(|_| {
                errors.add(reader, &line_field(question, at, "quantity"), "number");
                0
            }),
        };
        lines.push(BudgetLine {
            heading: heading.to_owned(),
            description: text("description").to_owned(),
            quantity,
            unit_cost_minor,
            requested_minor,
        });
    }
    if lines.is_empty() {
        None
    } else {
        serde_json::to_value(lines).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use language::Language;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(pairs.iter().map(owned).collect())
    }

    #[test]
    fn a_budget_is_read_line_by_line_and_says_which_figure_is_wrong() {
        let reader = Reader::new(Language::English, Tz::UTC);
        let typed = fields(&[
            ("b.0.heading", "staff"),
            ("b.0.description", "Counsellor"),
            ("b.0.quantity", "12"),
            ("b.0.unit_cost", "1,000.50"),
            ("b.0.requested", "10 000"),
            ("b.1.heading", ""),
            ("b.1.description", ""),
            ("b.1.quantity", ""),
            ("b.1.unit_cost", ""),
            ("b.1.requested", ""),
            ("b.2.heading", "travel"),
            ("b.2.quantity", "many"),
            ("b.2.unit_cost", "1.234"),
        ]);
        let mut errors = Errors::none();
        let read = budget(&reader, "b", &typed, Currency::USD, None, &mut errors).unwrap();
        assert_eq!(read[0]["unit_cost_minor"], 100_050);
        assert_eq!(read[0]["requested_minor"], 1_000_000);
        assert_eq!(read.as_array().unwrap().len(), 2);
        assert!(!errors.of("b.2.quantity").is_empty());
        assert!(!errors.of("b.2.unit_cost").is_empty());
        let mut errors = Errors::none();
        let read = budget(&reader, "b", &typed, Currency::USD, Some(0), &mut errors).unwrap();
        assert_eq!(read[0]["heading"], "travel");
    }

    #[test]
    fn a_button_says_what_it_wants() {
        let wish = |button: &str| Wish::of(&fields(&[("do", button)]));
        assert_eq!(wish(""), Wish::Continue);
        assert_eq!(wish("save"), Wish::Save);
        assert_eq!(
            wish("remove-line:budget:2"),
            Wish::RemoveLine {
                question: "budget".to_owned(),
                line: 2
            }
        );
        assert_eq!(wish("remove-line:budget:x"), Wish::Save);
    }
}

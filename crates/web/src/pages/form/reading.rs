//! Posted sections and questions read back; `flattening` is the way there.

use std::collections::BTreeMap;

use facility::form::FormView;
use language::Reader;
use serde_json::Value;
use workflow::definition::Localised;
use workflow::form::{
    AnswerKind, BudgetRules, Ceiling, ChoiceOption, Column, Condition, FileRules, Form, Heading,
    LogframeRules, Question, TableRules, Test, blank_kind, is_name, whole,
};
use workflow::money::{Currency, Money};

use super::flattening::MEGABYTE;
use crate::form::{Errors, Fields};
use crate::pages::intake::reading::{Posted, Wish};

/// What is read, and what cannot be.
pub(super) struct Reading<'a> {
    reader: &'a Reader,
    form: &'a Form,
    languages: &'a [String],
    currency: Currency,
    fields: &'a Fields,
    posted: Posted<'a>,
    /// The row that is to be taken out.
    without: Option<String>,
    /// What cannot be read.
    pub(super) errors: Errors,
}

impl<'a> Reading<'a> {
    /// The fields posted to a page of the builder.
    pub(super) fn new(reader: &'a Reader, view: &'a FormView, fields: &'a Fields) -> Self {
        Self {
            reader,
            form: &view.form,
            languages: &view.call.definition.languages,
            currency: view.call.definition.currency(),
            fields,
            posted: Posted::of(fields),
            without: match Wish::of(fields) {
                Wish::Remove { row } => Some(row),
                _ => None,
            },
            errors: Errors::none(),
        }
    }

    /// The name in data: as it was, or a sound one that nothing else has.
    pub(super) fn name(&mut self, before: &str) -> String {
        let name = self.posted.get("name");
        let taken = self.form.question(name).is_some() || self.form.section(name).is_some();
        if name == before {
            return before.to_owned();
        }
        if !is_name(name) {
            self.errors.add(self.reader, "name", "form-name");
        } else if taken {
            self.errors.add(self.reader, "name", "taken");
        }
        name.to_owned()
    }

    /// A text in each of the call's languages; in others it stays.
    pub(super) fn text(&self, name: &str, before: &Localised) -> Localised {
        let mut texts = before.0.clone();
        for language in self.languages {
            let written = self
                .posted
                .get(&format!("{name}.{language}"))
                .replace("\r\n", "\n");
            if written.is_empty() {
                texts.remove(language);
            } else {
                texts.insert(language.clone(), written);
            }
        }
        Localised(texts)
    }

    /// A whole number of at least 0; what it was when it cannot be read.
    fn count(&mut self, name: &str, before: u32) -> u32 {
        let written = whole(self.posted.get(name)).and_then(|number| u32::try_from(number).ok());
        written.unwrap_or_else(|| {
            self.errors.add(self.reader, name, "number");
            before
        })
    }

    fn number(&mut self, name: &str, before: i64) -> i64 {
        whole(self.posted.get(name)).unwrap_or_else(|| {
            self.errors.add(self.reader, name, "number");
            before
        })
    }

    /// Per cent as ten-thousandths; none when nothing is written.
    fn share(&mut self, name: &str) -> Option<u32> {
        let amount = match self.posted.get(name) {
            "" => return None,
            written => Money::parse(written.trim_end_matches(['%', ' ']), Currency::USD),
        };
        let share = amount
            .ok()
            .and_then(|share| u32::try_from(share.minor).ok());
        if share.is_none() {
            self.errors.add(self.reader, name, "per-cent");
        }
        share
    }

    fn amount(&mut self, name: &str, currency: Currency) -> Option<i64> {
        let amount = match self.posted.get(name) {
            "" => return None,
            written => Money::parse(written, currency),
        };
        match amount {
            Ok(amount) => Some(amount.minor),
            Err(_) => {
                self.errors.add(self.reader, name, "amount");
                None
            }
        }
    }

    /// The condition of a section or question with this name.
    pub(super) fn condition(&mut self, of: &str) -> Option<Condition> {
        let on = self.posted.get("when.question");
        let other = self
            .form
            .before(of)
            .into_iter()
            .find(|other| other.id == on)?;
        let test = self.posted.get("when.test");
        let figure = match (&other.answer, test) {
            (_, "answered" | "unanswered") => None,
            (AnswerKind::Number { .. }, _) => {
                let written = self.posted.get("when.figure");
                (!written.is_empty()).then(|| self.number("when.figure", 0))
            }
            (AnswerKind::Money {}, _) => self.amount("when.figure", self.currency),
            _ => None,
        };
        let options: Vec<Value> = match &other.answer {
            // What is ticked is meant; nothing ticked means any answer.
            AnswerKind::Choice { .. } | AnswerKind::Choices { .. } if test != "unanswered" => {
                self.fields.all("when.value").map(Value::from).collect()
            }
            _ => Vec::new(),
        };
        let test = match (test, figure, &options[..]) {
            ("unanswered", ..) => Test::Answered(false),
            ("at_least", Some(figure), _) => Test::AtLeast(figure),
            ("at_most", Some(figure), _) => Test::AtMost(figure),
            ("is", Some(figure), _) => Test::Is(figure.into()),
            (_, _, [only]) => Test::Is(only.clone()),
            (_, _, [_, _, ..]) => Test::OneOf(options),
            _ => Test::Answered(true),
        };
        Some(Condition {
            question: on.to_owned(),
            test,
        })
    }

    /// A question as posted.
    pub(super) fn question(&mut self, before: &Question) -> Question {
        Question {
            id: self.name(&before.id),
            label: self.text("label", &before.label),
            help: self.text("help", &before.help),
            required: !self.posted.get("required").is_empty(),
            when: self.condition(&before.id),
            fills: self.posted.get("fills").parse().ok(),
            answer: self.answer(&before.answer),
        }
    }

    /// The kind and its settings. Another kind begins with usual limits, and keeps the options there were.
    fn answer(&mut self, before: &AnswerKind) -> AnswerKind {
        let kind = self.posted.get("kind");
        if kind != before.name() {
            let options = before.options().to_vec();
            return match blank_kind(kind) {
                Some(AnswerKind::Choice { .. }) => AnswerKind::Choice { options },
                Some(AnswerKind::Choices { .. }) => AnswerKind::Choices { options },
                Some(other) => other,
                None => before.clone(),
            };
        }
        match before {
            AnswerKind::ShortText { most } => AnswerKind::ShortText {
                most: self.count("set.most", *most),
            },
            AnswerKind::LongText { words } => AnswerKind::LongText {
                words: self.count("set.words", *words),
            },
            AnswerKind::Number { min, max } => AnswerKind::Number {
                min: self.number("set.min", *min),
                max: self.number("set.max", *max),
            },
            AnswerKind::Choice { options } => AnswerKind::Choice {
                options: self.options(options),
            },
            AnswerKind::Choices { options } => AnswerKind::Choices {
                options: self.options(options),
            },
            AnswerKind::Table(rules) => AnswerKind::Table(TableRules {
                columns: self.columns(&rules.columns),
                least: self.count("set.least", rules.least),
                most: self.count("set.most", rules.most),
            }),
            AnswerKind::Logframe(rules) => AnswerKind::Logframe(LogframeRules {
                outcomes: self.count("set.outcomes", rules.outcomes),
                outputs: self.count("set.outputs", rules.outputs),
                indicators: self.count("set.indicators", rules.indicators),
                activities: self.count("set.activities", rules.activities),
                words: self.count("set.words", rules.words),
            }),
            AnswerKind::Budget(rules) => AnswerKind::Budget(self.budget(rules)),
            AnswerKind::File(rules) => AnswerKind::File(FileRules {
                most: self.count("set.most", rules.most),
                formats: self
                    .fields
                    .all("set.formats")
                    .filter_map(|name| name.parse().ok())
                    .collect(),
                largest: match self.posted.get("set.largest") {
                    "" => None,
                    _ => Some(u64::from(self.count("set.largest", 0)) * MEGABYTE),
                },
            }),
            single => single.clone(),
        }
    }

    /// The rows of a list that stay, by number; blank ones are left out.
    fn rows(&self, list: &str) -> Vec<usize> {
        let filled = |row: &usize| {
            let mut names = vec![format!("{list}.{row}.id")];
            let languages = self.languages.iter();
            names.extend(languages.map(|language| format!("{list}.{row}.label.{language}")));
            names.iter().any(|name| !self.posted.get(name).is_empty())
        };
        let stays = |row: &usize| self.without != Some(format!("{list}.{row}"));
        let rows = self.posted.rows(list).into_iter();
        rows.filter(stays).filter(filled).collect()
    }

    /// The name of a row: as written, or one made of its number that no other row has.
    fn row_name(&self, list: &str, row: usize) -> String {
        match self.posted.get(&format!("{list}.{row}.id")) {
            "" => format!("option_{}", row + 1),
            name => name.to_owned(),
        }
    }

    fn label(&self, list: &str, row: usize, before: Option<&Localised>) -> Localised {
        let nothing = Localised::default();
        self.text(&format!("{list}.{row}.label"), before.unwrap_or(&nothing))
    }

    fn options(&self, before: &[ChoiceOption]) -> Vec<ChoiceOption> {
        let option = |row: usize| {
            let id = self.row_name("options", row);
            let known = before.iter().find(|option| option.id == id);
            ChoiceOption {
                label: self.label("options", row, known.map(|option| &option.label)),
                id,
            }
        };
        self.rows("options").into_iter().map(option).collect()
    }

    fn budget(&mut self, before: &BudgetRules) -> BudgetRules {
        let mut headings = Vec::new();
        for row in self.rows("options") {
            let id = self.row_name("options", row);
            let known = before.heading(&id).map(|heading| &heading.label);
            let share = self.share(&format!("options.{row}.share"));
            let amount = self.amount(&format!("options.{row}.amount"), self.currency);
            headings.push(Heading {
                label: self.label("options", row, known),
                most: share.map(Ceiling::Share).or(amount.map(Ceiling::Minor)),
                id,
            });
        }
        BudgetRules {
            headings,
            cofinancing_share: self.share("set.cofinancing").unwrap_or(0),
        }
    }

    fn columns(&mut self, before: &[Column]) -> Vec<Column> {
        let mut columns = Vec::new();
        for row in self.rows("columns") {
            let id = match self.posted.get(&format!("columns.{row}.id")) {
                "" => format!("column_{}", row + 1),
                name => name.to_owned(),
            };
            let known = before.iter().find(|column| column.id == id);
            columns.push(Column {
                label: self.label("columns", row, known.map(|column| &column.label)),
                required: !self
                    .posted
                    .get(&format!("columns.{row}.required"))
                    .is_empty(),
                answer: self.column_answer(row),
                id,
            });
        }
        columns
    }

    fn column_answer(&mut self, row: usize) -> AnswerKind {
        let name = |what: &str| format!("columns.{row}.{what}");
        let kind = blank_kind(self.posted.get(&name("kind")));
        let set = |reading: &Self, what: &str| !reading.posted.get(&name(what)).is_empty();
        match kind.filter(AnswerKind::fits_a_column) {
            Some(AnswerKind::ShortText { most }) if set(self, "max") => AnswerKind::ShortText {
                most: self.count(&name("max"), most),
            },
            Some(AnswerKind::Number { min, max }) => AnswerKind::Number {
                min: if set(self, "min") {
                    self.number(&name("min"), min)
                } else {
                    min
                },
                max: if set(self, "max") {
                    self.number(&name("max"), max)
                } else {
                    max
                },
            },
            Some(AnswerKind::Choice { .. }) => AnswerKind::Choice {
                options: self.listed(&name("options")),
            },
            Some(other) => other,
            None => AnswerKind::ShortText { most: 160 },
        }
    }

    /// Options written one a line as `name = text`, in each language.
    fn listed(&self, name: &str) -> Vec<ChoiceOption> {
        let mut order: Vec<String> = Vec::new();
        let mut labels: BTreeMap<String, Localised> = BTreeMap::new();
        for language in self.languages {
            for line in self.posted.get(&format!("{name}.{language}")).lines() {
                let (id, text) = line.split_once('=').unwrap_or((line, ""));
                let (id, text) = (id.trim(), text.trim());
                if id.is_empty() {
                    continue;
                }
                if !order.iter().any(|known| known == id) {
                    order.push(id.to_owned());
                }
                let label = labels.entry(id.to_owned()).or_default();
                if !text.is_empty() {
                    label.0.insert(language.clone(), text.to_owned());
                }
            }
        }
        let mut option = |id: String| ChoiceOption {
            label: labels.remove(&id).unwrap_or_default(),
            id,
        };
        order.into_iter().map(&mut option).collect()
    }
}

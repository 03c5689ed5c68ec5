//! The settings of a kind of answer as controls.

use facility::form::FormView;
use language::Reader;
use workflow::document::FileType;
use workflow::form::{AnswerKind, Form, TableRules};

use super::list::kinds;
use super::{Texts, texts};
use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::intake::reading::Posted;

/// A figure among the settings.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) value: String,
    pub(super) error: String,
}

/// An option of a choice, or a heading of a budget.
pub(super) struct OptionRow {
    pub(super) name: String,
    pub(super) number: String,
    pub(super) id: String,
    pub(super) label: Texts,
    /// Ceilings of a heading: a share and an amount.
    pub(super) ceilings: Vec<Figure>,
}

/// A column of a table.
pub(super) struct ColumnRow {
    pub(super) name: String,
    pub(super) number: String,
    pub(super) id: String,
    pub(super) label: Texts,
    pub(super) kinds: Vec<Choice>,
    pub(super) required: bool,
    /// Smallest and largest number, or most characters.
    pub(super) limits: Vec<Figure>,
    /// Options one a line, for a choice.
    pub(super) options: Texts,
}

/// The settings of a kind.
#[derive(Default)]
pub(super) struct Settings {
    /// Figures.
    pub(super) figures: Vec<Figure>,
    /// Options or headings.
    pub(super) options: Vec<OptionRow>,
    /// The most of them; 0 where the kind has none.
    pub(super) most_options: usize,
    /// Columns.
    pub(super) columns: Vec<ColumnRow>,
    /// The most of them; 0 where the kind has none.
    pub(super) most_columns: usize,
    /// Types of files to choose from.
    pub(super) formats: Vec<Choice>,
}

struct Making<'a> {
    reader: &'a Reader,
    view: &'a FormView,
    values: &'a Fields,
    posted: Posted<'a>,
    errors: &'a Errors,
    /// The list that is to have one more row.
    more: &'a str,
    /// Whether the fields are as typed, and come back as they were.
    typed: bool,
}

/// The settings of a kind of answer, filled with values.
pub(super) fn settings(
    reader: &Reader,
    view: &FormView,
    kind: &AnswerKind,
    (values, typed): (&Fields, bool),
    errors: &Errors,
    more: &str,
) -> Settings {
    let making = Making {
        reader,
        view,
        values,
        posted: Posted::of(values),
        errors,
        more,
        typed,
    };
    making.settings(kind)
}

impl Making<'_> {
    fn figure(&self, name: String, key: &str) -> Figure {
        Figure {
            label: self.reader.t(key),
            value: self.posted.typed(&name),
            error: self.errors.of(&name),
            name,
        }
    }

    fn figures(&self, names: &[&str]) -> Vec<Figure> {
        let figure =
            |what: &&str| self.figure(format!("set.{what}"), &format!("builder-set-{what}"));
        names.iter().map(figure).collect()
    }

    fn settings(&self, kind: &AnswerKind) -> Settings {
        let figures = |names: &[&str]| Settings {
            figures: self.figures(names),
            ..Settings::default()
        };
        match kind {
            AnswerKind::ShortText { .. } => Settings {
                figures: vec![self.figure("set.most".to_owned(), "builder-set-characters")],
                ..Settings::default()
            },
            AnswerKind::LongText { .. } => figures(&["words"]),
            AnswerKind::Number { .. } => figures(&["min", "max"]),
            AnswerKind::Choice { .. } | AnswerKind::Choices { .. } => Settings {
                options: self.options(false),
                most_options: Form::MOST_OPTIONS,
                ..Settings::default()
            },
            AnswerKind::Table(_) => Settings {
                figures: self.figures(&["least", "most"]),
                columns: self.columns(),
                most_columns: TableRules::MOST_COLUMNS,
                ..Settings::default()
            },
            AnswerKind::Logframe(_) => {
                figures(&["outcomes", "outputs", "indicators", "activities", "words"])
            }
            AnswerKind::Budget(_) => Settings {
                figures: self.figures(&["cofinancing"]),
                options: self.options(true),
                most_options: Form::MOST_OPTIONS,
                ..Settings::default()
            },
            AnswerKind::File(_) => Settings {
                figures: vec![
                    self.figure("set.most".to_owned(), "builder-set-files"),
                    self.figure("set.largest".to_owned(), "builder-set-largest"),
                ],
                formats: self.formats(),
                ..Settings::default()
            },
            AnswerKind::Money {}
            | AnswerKind::Date {}
            | AnswerKind::Country {}
            | AnswerKind::Declaration {} => Settings::default(),
        }
    }

    fn formats(&self) -> Vec<Choice> {
        let chosen: Vec<&str> = self.values.all("set.formats").collect();
        let choice = |kind: &FileType| {
            let name = kind.name();
            Choice::new(name, name.to_uppercase(), chosen.contains(&name))
        };
        FileType::ALL.iter().map(choice).collect()
    }

    fn rows(&self, list: &str, most: usize) -> Vec<usize> {
        let held = self.posted.rows(list).len();
        let least = if self.typed { 0 } else { held + 1 };
        self.posted
            .shown(list, least.max(1), most, self.more == list)
    }

    fn text(&self, name: &str, key: &str, long: bool) -> Texts {
        texts(
            self.reader,
            self.view,
            self.values,
            name,
            key,
            (false, long),
        )
    }

    fn options(&self, ceilings: bool) -> Vec<OptionRow> {
        let row = |number: usize| {
            let name = format!("options.{number}");
            let ceilings = if ceilings {
                vec![
                    self.figure(format!("{name}.share"), "builder-most-share"),
                    self.figure(format!("{name}.amount"), "builder-most-amount"),
                ]
            } else {
                Vec::new()
            };
            OptionRow {
                number: self.reader.number(number + 1),
                id: self.posted.typed(&format!("{name}.id")),
                label: self.text(&format!("{name}.label"), "builder-option-label", false),
                ceilings,
                name,
            }
        };
        let rows = self.rows("options", Form::MOST_OPTIONS);
        rows.into_iter().map(row).collect()
    }

    fn columns(&self) -> Vec<ColumnRow> {
        let row = |number: usize| {
            let name = format!("columns.{number}");
            let kind = self.posted.get(&format!("{name}.kind"));
            let kind = if kind.is_empty() { "short_text" } else { kind };
            let limits: &[(&str, &str)] = match kind {
                "short_text" => &[("max", "builder-set-characters")],
                "number" => &[("min", "builder-set-min"), ("max", "builder-set-max")],
                _ => &[],
            };
            let mut options = self.text(&format!("{name}.options"), "builder-column-options", true);
            if kind != "choice" {
                options.each.clear();
            }
            ColumnRow {
                number: self.reader.number(number + 1),
                id: self.posted.typed(&format!("{name}.id")),
                label: self.text(&format!("{name}.label"), "builder-column-label", false),
                kinds: kinds(self.reader, kind, AnswerKind::fits_a_column),
                required: !self.posted.get(&format!("{name}.required")).is_empty(),
                limits: limits
                    .iter()
                    .map(|(what, key)| self.figure(format!("{name}.{what}"), key))
                    .collect(),
                options,
                name,
            }
        };
        let rows = self.rows("columns", TableRules::MOST_COLUMNS);
        rows.into_iter().map(row).collect()
    }
}

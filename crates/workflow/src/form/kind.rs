//! The kinds of answers and their rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::definition::Localised;
use crate::document::FileType;

use super::{BudgetRules, LogframeRules, TableRules};

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AnswerKind {
    /// One line.
    ShortText {
        /// Most characters.
        most: u32,
    },
    /// Paragraphs.
    LongText {
        /// Most words.
        words: u32,
    },
    /// A whole number, both limits included.
    Number {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// An amount in the call's currency, minor units.
    Money {},
    /// A day.
    Date {},
    /// One of the options.
    Choice {
        /// Options in order.
        options: Vec<ChoiceOption>,
    },
    /// Any of the options.
    Choices {
        /// Options in order.
        options: Vec<ChoiceOption>,
    },
    /// A country.
    Country {},
    /// Rows of columns.
    Table(TableRules),
    /// Goal, outcomes, outputs, indicators and activities.
    Logframe(LogframeRules),
    /// The budget as a table.
    Budget(BudgetRules),
    /// Documents.
    File(FileRules),
    /// A statement the applicant agrees to.
    Declaration {},
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChoiceOption {
    /// Name used in data.
    pub id: String,
    /// Label for people.
    pub label: Localised,
}

/// What documents a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRules {
    /// Most files.
    pub most: u32,
    /// What they may be by their content; empty for every type the facility takes.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub formats: BTreeSet<FileType>,
    /// The most bytes of one; none for what the facility takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub largest: Option<u64>,
}

impl FileRules {
    /// Up to so many files of any type the facility takes.
    pub const fn any(most: u32) -> Self {
        Self {
            most,
            formats: BTreeSet::new(),
            largest: None,
        }
    }

    /// Whether a document may be of this type.
    pub fn takes(&self, kind: FileType) -> bool {
        self.formats.is_empty() || self.formats.contains(&kind)
    }

    /// The most bytes of a document, where the facility takes `limit`.
    pub fn most_bytes(&self, limit: u64) -> u64 {
        self.largest.map_or(limit, |largest| largest.min(limit))
    }
}

impl AnswerKind {
    /// The names of all kinds, in the order in which a builder offers them.
    pub const NAMES: [&'static str; 13] = [
        "short_text",
        "long_text",
        "number",
        "money",
        "date",
        "choice",
        "choices",
        "country",
        "table",
        "logframe",
        "budget",
        "file",
        "declaration",
    ];

    /// The name used in data.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ShortText { .. } => "short_text",
            Self::LongText { .. } => "long_text",
            Self::Number { .. } => "number",
            Self::Money {} => "money",
            Self::Date {} => "date",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::Country {} => "country",
            Self::Table(_) => "table",
            Self::Logframe(_) => "logframe",
            Self::Budget(_) => "budget",
            Self::File(_) => "file",
            Self::Declaration {} => "declaration",
        }
    }

    /// Whether a column of a table may take such answers: a single value.
    pub const fn fits_a_column(&self) -> bool {
        matches!(
            self,
            Self::ShortText { .. }
                | Self::Number { .. }
                | Self::Money {}
                | Self::Date {}
                | Self::Choice { .. }
                | Self::Country {}
        )
    }

    /// The options one can choose from; none for other kinds.
    pub fn options(&self) -> &[ChoiceOption] {
        match self {
            Self::Choice { options } | Self::Choices { options } => options,
            _ => &[],
        }
    }
}

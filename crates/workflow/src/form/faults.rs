//! What keeps a form from being published.

use serde::Serialize;

use super::Fact;

/// Something that keeps a form from being published, with the place to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormFault {
    /// The section it is of; none for the form as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The question it is of; none for its section or the form.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What is wrong.
    #[serde(flatten)]
    pub what: WhatIsWrong,
}

/// What is wrong with a form, a section or a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum WhatIsWrong {
    /// No section, or a section without a question.
    #[error("there is nothing to fill in")]
    Empty,
    /// More questions than a form may have.
    #[error("there are more than {most} questions")]
    TooManyQuestions {
        /// Limit.
        most: usize,
    },
    /// A name that cannot be used in data.
    #[error(
        "the name \"{id}\" must be 1 to 40 small letters, figures and underscores, beginning with a letter"
    )]
    BadName {
        /// The name.
        id: String,
    },
    /// A name that is used twice: by sections, questions, or the options or columns of one question.
    #[error("the name \"{id}\" stands twice")]
    NameTwice {
        /// The name.
        id: String,
    },
    /// A title, label, help, option or heading without a text in a language.
    #[error("a text is missing in {language}: {of}")]
    TextMissing {
        /// What has none: `title`, `label`, `help`, or the name of an option, a heading or a column.
        of: String,
        /// In which language (BCP 47).
        language: String,
    },
    /// No answer is possible: no options, no columns, a largest below the smallest.
    #[error("it allows no answer")]
    NoAnswer,
    /// A limit is larger than any form may set.
    #[error("a limit is above {most}")]
    LimitTooLarge {
        /// The largest limit.
        most: u64,
    },
    /// A column takes a kind of answer that fits no column.
    #[error("the column \"{column}\" cannot take this kind of answer")]
    ColumnKind {
        /// The column.
        column: String,
    },
    /// A share above the whole, or an amount below zero.
    #[error("a ceiling is below zero or above the whole")]
    Ceiling,
    /// A condition on a question that does not come before.
    #[error("it depends on \"{on}\", which does not come before it")]
    ConditionOrder {
        /// The other question.
        on: String,
    },
    /// A condition that no answer to the other question can meet.
    #[error("it depends on an answer that \"{on}\" cannot have")]
    ConditionNeverMet {
        /// The other question.
        on: String,
    },
    /// No question states the title.
    #[error("one question must fill the title")]
    NoTitle,
    /// Two questions state the same fact.
    #[error("another question fills the {fact} as well")]
    FactTwice {
        /// The fact.
        fact: Fact,
    },
    /// A kind of answer that cannot state the fact.
    #[error("this kind of answer cannot fill the {fact}")]
    FactKind {
        /// The fact.
        fact: Fact,
    },
    /// An option of the theme that is no theme of the call.
    #[error("\"{option}\" is not a theme of the call")]
    NotATheme {
        /// The option.
        option: String,
    },
    /// An option of the language that is no application language of the call.
    #[error("\"{option}\" is not an application language of the call")]
    NotALanguage {
        /// The option.
        option: String,
    },
}

impl std::fmt::Display for FormFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.question, &self.section) {
            (Some(question), _) => write!(f, "question \"{question}\": {}", self.what),
            (None, Some(section)) => write!(f, "section \"{section}\": {}", self.what),
            (None, None) => write!(f, "{}", self.what),
        }
    }
}

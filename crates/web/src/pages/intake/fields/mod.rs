//! Questions as controls, filled with the answers or with what was typed.

mod condition;
mod parts;

use facility::documents::Document;
use facility::intake::DraftView;
use language::Reader;
use serde_json::Value;
use workflow::document::FileType;
use workflow::form::{
    AnswerKind, Answers, ChoiceOption, Condition, FileRules, Form, Question, Section,
};
use workflow::ids::ProposalId;
use workflow::money::Currency;

pub use condition::condition;
pub use parts::{BudgetTable, Frame, TableField};

use super::answers::{File, file};
use super::reading::{Posted, flattened};
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
    /// Rows of columns.
    Table(TableField),
    /// A logframe.
    Logframe(Frame),
    /// The budget.
    Budget(BudgetTable),
    /// Documents.
    Files(Files),
}

/// Documents of an answer.
pub struct Files {
    /// Those there are, with the button that takes each out.
    pub held: Vec<(File, String)>,
    /// Where another one is sent; empty when there are enough, or where nothing is saved.
    pub send_to: String,
    /// Id of the form that sends it.
    pub form: String,
    /// What an upload in pieces is for.
    pub target: String,
    /// Endings of names that are offered: `.pdf,.docx`.
    pub accept: String,
}

/// The questions of a section that are on its page. What depends on an answer of another section is there only when it
/// applies; inside a section the reader sees what it depends on.
pub fn on_page<'a>(form: &'a Form, section: &'a Section, answers: &Answers) -> Vec<&'a Question> {
    let mut shown: Vec<&Question> = Vec::new();
    let asked = form.asked(answers);
    for question in &section.questions {
        let here = |when: &Condition| shown.iter().any(|other| other.id == when.question);
        if asked.contains(question.id.as_str()) || question.when.as_ref().is_some_and(here) {
            shown.push(question);
        }
    }
    shown
}

/// What a page of questions is filled with.
pub struct Filling<'a> {
    /// Who reads.
    pub reader: &'a Reader,
    /// The language of the call's own texts (BCP 47).
    pub language: &'a str,
    /// The form.
    pub form: &'a Form,
    /// Currency of its amounts.
    pub currency: Currency,
    /// Answers so far.
    pub answers: &'a Answers,
    /// Documents the answers name.
    pub documents: &'a [Document],
    /// What was typed that is not, or not yet, among the answers.
    pub typed: &'a Typed,
    /// What is wrong.
    pub errors: &'a Errors,
    /// The proposal and the address of its section; none where nothing is saved.
    pub draft: Option<(ProposalId, &'a str)>,
}

impl<'a> Filling<'a> {
    /// A section of a draft at an address.
    pub fn of_draft(
        reader: &'a Reader,
        draft: &'a DraftView,
        typed: &'a Typed,
        errors: &'a Errors,
        address: &'a str,
    ) -> Self {
        Self {
            reader,
            language: reader.language.code(),
            form: &draft.form,
            currency: draft.call.definition.currency(),
            answers: &draft.answers,
            documents: &draft.documents,
            typed,
            errors,
            draft: Some((draft.proposal, address)),
        }
    }

    /// The control of a question.
    pub fn field(&self, question: &Question) -> Field {
        let language = self.language;
        let said = question.when.as_ref().map(|when| condition(self, when));
        let mut hints = vec![said.unwrap_or_default()];
        hints.push(question.help.get(language).to_owned());
        if let AnswerKind::File(rules) = &question.answer {
            hints.push(self.files_hint(rules));
        }
        hints.retain(|hint| !hint.is_empty());
        Field {
            id: question.id.clone(),
            label: question.label.get(language).to_owned(),
            hint: hints.join(" "),
            error: self.errors.all_of(&question.id),
            required: question.required && question.when.is_none(),
            control: self.control(question),
        }
    }

    fn control(&self, question: &Question) -> Control {
        let stored = self.answers.get(&question.id);
        let pairs = match (&self.typed.fields, stored) {
            (Some(fields), _) => fields.0.clone(),
            (None, Some(stored)) => flattened(question, stored, self.currency),
            (None, None) => Vec::new(),
        };
        let posted = Posted::pairs(&pairs);
        let value = || posted.typed(&question.id);
        let chosen = || -> Vec<&str> {
            let own = pairs.iter().filter(|(name, _)| *name == question.id);
            own.map(|(_, value)| value.as_str()).collect()
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
                currency: self.currency.code(),
            },
            AnswerKind::Choice { options } => Control::Options {
                options: self.choices(options, &chosen()),
                kind: "radio",
            },
            AnswerKind::Choices { options } => Control::Options {
                options: self.choices(options, &chosen()),
                kind: "checkbox",
            },
            AnswerKind::Country {} => Control::Select(self.countries(&value())),
            AnswerKind::Declaration {} => Control::Declaration {
                agreed: !value().is_empty(),
            },
            AnswerKind::Table(rules) => Control::Table(self.table(&question.id, rules, &posted)),
            AnswerKind::Logframe(rules) => {
                Control::Logframe(self.logframe(&question.id, rules, &posted))
            }
            AnswerKind::Budget(rules) => Control::Budget(self.budget(&question.id, rules, &posted)),
            AnswerKind::File(rules) => Control::Files(self.files(question, rules, stored)),
        }
    }

    fn files(&self, question: &Question, rules: &FileRules, stored: Option<&Value>) -> Files {
        let ids = stored.and_then(Value::as_array);
        let named = |document: &&Document| {
            let id = document.id.to_string();
            ids.is_some_and(|ids| ids.iter().any(|held| held.as_str() == Some(&id)))
        };
        let held: Vec<(File, String)> = self
            .documents
            .iter()
            .filter(named)
            .map(|document| {
                let button = format!("remove-file:{}:{}", question.id, document.id);
                (file(self.reader, document), button)
            })
            .collect();
        let room = held.len() < rules.most as usize;
        let (send_to, target) = match self.draft {
            Some((proposal, address)) if room => (
                format!("{address}/files/{}", question.id),
                format!("proposals/{proposal}/answers/{}", question.id),
            ),
            _ => (String::new(), String::new()),
        };
        let taken = FileType::ALL.iter().filter(|kind| rules.takes(**kind));
        let mut accept: Vec<String> = taken.map(|kind| format!(".{kind}")).collect();
        if rules.takes(FileType::Jpeg) {
            accept.push(".jpeg".to_owned());
        }
        Files {
            held,
            send_to,
            form: format!("upload-{}", question.id),
            target,
            accept: accept.join(","),
        }
    }

    /// What documents a question takes, in words.
    fn files_hint(&self, rules: &FileRules) -> String {
        let reader = self.reader;
        let taken = FileType::ALL.iter().filter(|kind| rules.takes(**kind));
        let taken: Vec<String> = taken.map(|kind| kind.name().to_uppercase()).collect();
        let mut said = vec![reader.ta("form-file-formats", [("formats", taken.join(", ").into())])];
        said.push(reader.tn("form-file-most", rules.most));
        if let Some(largest) = rules.largest.and_then(|bytes| i64::try_from(bytes).ok()) {
            let size = super::answers::size(reader, largest);
            said.push(reader.ta("form-file-largest", [("size", size.into())]));
        }
        said.join(" ")
    }

    fn choices(&self, options: &[ChoiceOption], chosen: &[&str]) -> Vec<Choice> {
        let language = self.language;
        let choice = |option: &ChoiceOption| {
            let label = option.label.get(language);
            Choice::new(&option.id, label, chosen.contains(&option.id.as_str()))
        };
        options.iter().map(choice).collect()
    }

    fn countries(&self, chosen: &str) -> Vec<Choice> {
        let all = self.reader.countries().iter();
        all.map(|(code, name)| Choice::new(code, name, code == chosen))
            .collect()
    }
}

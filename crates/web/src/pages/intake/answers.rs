//! Answers as people read them: every question with its answer, ready for the page. Shared by all desks.

use facility::documents::Document;
use facility::intake::{DraftView, Version};
use facility::proposal::SubmittedContent;
use language::Reader;
use serde_json::Value;
use workflow::call::Call;
use workflow::form::{
    self, AnswerKind, Answers, BudgetLine, BudgetRules, ChoiceOption, Form, Indicator, Logframe,
    Question, TableRules,
};
use workflow::money::{Currency, Money};

use crate::wording;

/// What is read: answers under the form they were given to.
#[derive(Clone, Copy)]
pub struct Read<'a> {
    /// The form.
    pub form: &'a Form,
    /// Currency of its amounts.
    pub currency: Currency,
    /// Answers by question.
    pub answers: &'a Answers,
    /// Documents the answers name.
    pub documents: &'a [Document],
}

impl<'a> Read<'a> {
    /// A submission, under the form it was made with.
    pub fn submitted(call: &'a Call, content: &'a SubmittedContent) -> Self {
        let definition = &call.definition;
        Self {
            form: call.form_of(content.position, content.form_version),
            currency: definition.currency(),
            answers: &content.answers,
            documents: &content.documents,
        }
    }

    /// A version of a submission, under the form it was made with.
    pub fn version(version: &'a Version) -> Self {
        let definition = &version.call.definition;
        Self {
            form: version.call.form_of(version.position, version.form_version),
            currency: definition.currency(),
            answers: &version.answers,
            documents: &version.documents,
        }
    }

    /// A draft, under the form as it is now.
    pub fn draft(draft: &'a DraftView) -> Self {
        Self {
            form: &draft.form,
            currency: draft.call.definition.currency(),
            answers: &draft.answers,
            documents: &draft.documents,
        }
    }
}

/// A section of the form with its answers.
pub struct AnsweredSection {
    /// Id of the section.
    pub id: String,
    /// Title.
    pub title: String,
    /// Questions that were asked, in order.
    pub answers: Vec<Answered>,
}

/// A question and its answer.
pub struct Answered {
    /// Id of the question.
    pub id: String,
    /// The question.
    pub label: String,
    /// The answer.
    pub body: Body,
}

/// An answer ready to read.
pub enum Body {
    /// Nothing was answered.
    Blank,
    /// The words of the program or of the call: a choice, a number, a date.
    Words(String),
    /// Paragraphs the applicant wrote.
    Written(Vec<String>),
    /// Several choices.
    List(Vec<String>),
    /// Documents.
    Files(Vec<File>),
    /// Rows of a table.
    Table(Table),
    /// A logframe.
    Logframe(Frame),
    /// The budget.
    Budget(Budget),
}

/// A document among the answers.
pub struct File {
    /// Where it is downloaded.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
}

/// A table with its rows.
pub struct Table {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// Rows in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
pub struct Row {
    /// Heading of the column, and what the row has there.
    pub cells: Vec<(String, String)>,
}

/// A logframe.
pub struct Frame {
    /// The goal.
    pub goal: String,
    /// Outcomes in order.
    pub outcomes: Vec<FramePart>,
}

/// An outcome or an output.
pub struct FramePart {
    /// What it is, with its number.
    pub title: String,
    /// In words.
    pub statement: String,
    /// By what one tells.
    pub indicators: Vec<Indicator>,
    /// Outputs of an outcome.
    pub outputs: Vec<FramePart>,
    /// Activities of an output.
    pub activities: Vec<String>,
}

/// The budget as a table.
pub struct Budget {
    /// Lines in order.
    pub lines: Vec<Line>,
    /// Sum of all costs.
    pub total: String,
    /// Sum of what is asked from the facility.
    pub requested: String,
    /// Sum of what comes from elsewhere.
    pub cofinancing: String,
}

/// A line of the budget, amounts with their currency.
pub struct Line {
    /// Its heading.
    pub heading: String,
    /// What it is.
    pub description: String,
    /// How many units, and of what.
    pub quantity: String,
    /// Cost of one unit.
    pub unit_cost: String,
    /// Quantity times unit cost.
    pub total: String,
    /// Asked from the facility.
    pub requested: String,
    /// What comes from elsewhere.
    pub cofinancing: String,
}

/// The answers, section by section; questions that were not asked are left out.
pub fn sections(reader: &Reader, read: Read<'_>) -> Vec<AnsweredSection> {
    let language = reader.language.code();
    let asked = read.form.asked(read.answers);
    let sections = read.form.sections.iter().map(|section| AnsweredSection {
        id: section.id.clone(),
        title: section.title.get(language).to_owned(),
        answers: section
            .questions
            .iter()
            .filter(|question| asked.contains(question.id.as_str()))
            .map(|question| answered(reader, read, question))
            .collect(),
    });
    sections
        .filter(|section| !section.answers.is_empty())
        .collect()
}

/// Answers of a draft to questions that a revision of the form has taken out, under the last form that asked them.
pub fn no_longer_asked(reader: &Reader, draft: &DraftView) -> Vec<Answered> {
    let read = Read::draft(draft);
    let gone = draft
        .answers
        .keys()
        .filter(|id| read.form.question(id).is_none());
    let answers = gone.filter_map(|id| {
        let form = draft.call.form_with(id)?;
        Some(answered(reader, Read { form, ..read }, form.question(id)?))
    });
    answers
        .filter(|answer| !matches!(answer.body, Body::Blank))
        .collect()
}

fn answered(reader: &Reader, read: Read<'_>, question: &Question) -> Answered {
    Answered {
        id: question.id.clone(),
        label: question.label.get(reader.language.code()).to_owned(),
        body: body(reader, read, question),
    }
}

/// The label of an option; the id itself when the form does not know it.
pub fn option(reader: &Reader, options: &[ChoiceOption], id: &str) -> String {
    options.iter().find(|option| option.id == id).map_or_else(
        || id.to_owned(),
        |option| option.label.get(reader.language.code()).to_owned(),
    )
}

/// A single value in words; empty when there is none or it is none of the kind.
pub fn single(reader: &Reader, kind: &AnswerKind, value: &Value, currency: Currency) -> String {
    let text = value.as_str().unwrap_or_default();
    match kind {
        AnswerKind::ShortText { .. } | AnswerKind::LongText { .. } => text.to_owned(),
        AnswerKind::Number { .. } => value
            .as_i64()
            .map(|number| reader.number(number))
            .unwrap_or_default(),
        AnswerKind::Money {} => value
            .as_i64()
            .map(|minor| wording::money(reader, Money::new(minor, currency)))
            .unwrap_or_default(),
        AnswerKind::Date {} => text
            .parse::<chrono::NaiveDate>()
            .map(|day| reader.date(day))
            .unwrap_or_default(),
        AnswerKind::Choice { options } | AnswerKind::Choices { options } => {
            option(reader, options, text)
        }
        AnswerKind::Country {} if text.is_empty() => String::new(),
        AnswerKind::Country {} => reader.country(text),
        AnswerKind::Declaration {} if value == &Value::Bool(true) => reader.t("answer-declared"),
        _ => String::new(),
    }
}

/// An answer ready to read, among all the answers it belongs to.
pub fn body(reader: &Reader, read: Read<'_>, question: &Question) -> Body {
    let Some(value) = read.answers.get(&question.id) else {
        return Body::Blank;
    };
    let ids = || {
        let items = value.as_array().into_iter().flatten();
        items.filter_map(|item| item.as_str())
    };
    let currency = read.currency;
    let found = match &question.answer {
        AnswerKind::ShortText { .. } | AnswerKind::LongText { .. } => {
            let parts = value.as_str().unwrap_or_default().split("\n\n");
            let parts = parts.map(str::trim).filter(|part| !part.is_empty());
            Body::Written(parts.map(str::to_owned).collect())
        }
        AnswerKind::Choices { options } => {
            Body::List(ids().map(|id| option(reader, options, id)).collect())
        }
        AnswerKind::Table(rules) => Body::Table(table(reader, rules, value, currency)),
        AnswerKind::Logframe(_) => serde_json::from_value(value.clone())
            .map_or(Body::Blank, |frame| Body::Logframe(logframe(reader, frame))),
        AnswerKind::Budget(rules) => serde_json::from_value::<Vec<BudgetLine>>(value.clone())
            .map_or(Body::Blank, |lines| {
                Body::Budget(budget(reader, rules, &lines, currency))
            }),
        AnswerKind::File(_) => {
            let document = |id: &str| {
                let known = |document: &&Document| document.id.to_string() == id;
                read.documents.iter().find(known)
            };
            let found = ids().filter_map(document);
            Body::Files(found.map(|document| file(reader, document)).collect())
        }
        kind => Body::Words(single(reader, kind, value, currency)),
    };
    match &found {
        Body::Words(words) if words.is_empty() => Body::Blank,
        Body::Written(parts) | Body::List(parts) if parts.is_empty() => Body::Blank,
        Body::Files(files) if files.is_empty() => Body::Blank,
        Body::Table(table) if table.rows.is_empty() => Body::Blank,
        Body::Budget(budget) if budget.lines.is_empty() => Body::Blank,
        _ => found,
    }
}

/// A document as a link.
pub fn file(reader: &Reader, document: &Document) -> File {
    File {
        href: format!("/documents/{}", document.id),
        name: document.name.clone(),
        size: size(reader, document.size),
    }
}

/// A size in words: 340 kB, 2.4 MB.
pub fn size(reader: &Reader, bytes: i64) -> String {
    if bytes < 1_000_000 {
        let kilo = ((bytes + 999) / 1000).max(1);
        reader.ta("size-kilobytes", [("size", reader.number(kilo).into())])
    } else {
        let tenths = bytes / 100_000;
        reader.ta("size-megabytes", [("size", reader.fixed(tenths, 1).into())])
    }
}

fn table(reader: &Reader, rules: &TableRules, value: &Value, currency: Currency) -> Table {
    let label = |column: &form::Column| column.label.get(reader.language.code()).to_owned();
    let row = |row: &Value| {
        let cell = |column: &form::Column| {
            let held = row.get(&column.id);
            let said = held.map(|cell| single(reader, &column.answer, cell, currency));
            (label(column), said.unwrap_or_default())
        };
        Row {
            cells: rules.columns.iter().map(cell).collect(),
        }
    };
    Table {
        columns: rules.columns.iter().map(label).collect(),
        rows: value.as_array().into_iter().flatten().map(row).collect(),
    }
}

fn logframe(reader: &Reader, frame: Logframe) -> Frame {
    let titled =
        |word: &str, number: usize| format!("{} {}", reader.t(word), reader.number(number));
    let outcomes = frame.outcomes.into_iter().enumerate();
    Frame {
        goal: frame.goal,
        outcomes: outcomes
            .map(|(at, outcome)| FramePart {
                title: titled("logframe-outcome", at + 1),
                statement: outcome.statement,
                indicators: outcome.indicators,
                outputs: outcome
                    .outputs
                    .into_iter()
                    .enumerate()
                    .map(|(at, output)| FramePart {
                        title: titled("logframe-output", at + 1),
                        statement: output.statement,
                        indicators: output.indicators,
                        outputs: Vec::new(),
                        activities: output.activities,
                    })
                    .collect(),
                activities: Vec::new(),
            })
            .collect(),
    }
}

fn budget(
    reader: &Reader,
    rules: &BudgetRules,
    lines: &[BudgetLine],
    currency: Currency,
) -> Budget {
    let language = reader.language.code();
    let money = |minor: i64| wording::money(reader, Money::new(minor, currency));
    let sums = form::totals(lines).unwrap_or_default();
    let line = |line: &BudgetLine| Line {
        heading: rules.heading(&line.heading).map_or_else(
            || line.heading.clone(),
            |heading| heading.label.get(language).to_owned(),
        ),
        description: line.description.clone(),
        quantity: format!("{} {}", reader.number(line.quantity), line.unit)
            .trim_end()
            .to_owned(),
        unit_cost: money(line.unit_cost_minor),
        total: line.total().map(money).unwrap_or_default(),
        requested: money(line.requested_minor),
        cofinancing: line.cofinancing().map(money).unwrap_or_default(),
    };
    Budget {
        lines: lines.iter().map(line).collect(),
        total: money(sums.total),
        requested: money(sums.requested),
        cofinancing: money(sums.cofinancing),
    }
}

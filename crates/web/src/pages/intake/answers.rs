//! A submission as people read it: every question with its answer, ready for the page. Shared by all desks.

use facility::documents::Document;
use language::Reader;
use workflow::call::Call;
use workflow::form::{self, AnswerKind, Answers, BudgetLine, ChoiceOption, Form, Question};
use workflow::money::{Currency, Money};

use crate::wording;

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
    /// How many units.
    pub quantity: String,
    /// Cost of one unit.
    pub unit_cost: String,
    /// Quantity times unit cost.
    pub total: String,
    /// Asked from the facility.
    pub requested: String,
}

/// The answers to a form of the call, section by section; questions that were not asked are left out.
pub fn sections(
    reader: &Reader,
    call: &Call,
    form: &Form,
    answers: &Answers,
    documents: &[Document],
) -> Vec<AnsweredSection> {
    let language = reader.language.code();
    let currency = currency(call);
    form.sections
        .iter()
        .map(|section| AnsweredSection {
            id: section.id.clone(),
            title: section.title.get(language).to_owned(),
            answers: section
                .questions
                .iter()
                .filter(|question| Form::asked(question, answers))
                .map(|question| Answered {
                    id: question.id.clone(),
                    label: question.label.get(language).to_owned(),
                    body: body(reader, question, answers, currency, documents),
                })
                .collect(),
        })
        .filter(|section| !section.answers.is_empty())
        .collect()
}

/// The currency of a call; of one without money, the one amounts are read in.
pub fn currency(call: &Call) -> Currency {
    call.definition
        .funding
        .as_ref()
        .map_or(Currency::USD, |funding| funding.currency)
}

/// The label of an option; the id itself when the form does not know it.
pub fn option(reader: &Reader, options: &[ChoiceOption], id: &str) -> String {
    options.iter().find(|option| option.id == id).map_or_else(
        || id.to_owned(),
        |option| option.label.get(reader.language.code()).to_owned(),
    )
}

fn body(
    reader: &Reader,
    question: &Question,
    answers: &Answers,
    currency: Currency,
    documents: &[Document],
) -> Body {
    let Some(value) = answers.get(&question.id) else {
        return Body::Blank;
    };
    let text = value.as_str().unwrap_or_default();
    let ids = || {
        value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_str())
    };
    let found = match &question.answer {
        AnswerKind::ShortText { .. } | AnswerKind::LongText { .. } => Body::Written(
            text.split("\n\n")
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect(),
        ),
        AnswerKind::Number { .. } => value
            .as_i64()
            .map_or(Body::Blank, |number| Body::Words(reader.number(number))),
        AnswerKind::Money {} => value.as_i64().map_or(Body::Blank, |minor| {
            Body::Words(wording::money(reader, Money::new(minor, currency)))
        }),
        AnswerKind::Date {} => text
            .parse::<chrono::NaiveDate>()
            .map_or(Body::Blank, |day| Body::Words(reader.date(day))),
        AnswerKind::Choice { options } => Body::Words(option(reader, options, text)),
        AnswerKind::Choices { options } => {
            Body::List(ids().map(|id| option(reader, options, id)).collect())
        }
        AnswerKind::Country {} => Body::Words(reader.country(text)),
        AnswerKind::Declaration {} => match value.as_bool() {
            Some(true) => Body::Words(reader.t("answer-declared")),
            _ => Body::Blank,
        },
        AnswerKind::Budget { headings } => serde_json::from_value::<Vec<BudgetLine>>(value.clone())
            .map_or(Body::Blank, |lines| {
                Body::Budget(budget(reader, headings, &lines, currency))
            }),
        AnswerKind::File { .. } => Body::Files(
            ids()
                .filter_map(|id| {
                    documents
                        .iter()
                        .find(|document| document.id.to_string() == id)
                })
                .map(|document| file(reader, document))
                .collect(),
        ),
    };
    match &found {
        Body::Words(words) if words.is_empty() => Body::Blank,
        Body::Written(parts) | Body::List(parts) if parts.is_empty() => Body::Blank,
        Body::Files(files) if files.is_empty() => Body::Blank,
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

fn budget(
    reader: &Reader,
    headings: &[ChoiceOption],
    lines: &[BudgetLine],
    currency: Currency,
) -> Budget {
    let money = |minor: i64| wording::money(reader, Money::new(minor, currency));
    let sums = form::totals(lines).unwrap_or_default();
    Budget {
        lines: lines
            .iter()
            .map(|line| Line {
                heading: option(reader, headings, &line.heading),
                description: line.description.clone(),
                quantity: reader.number(line.quantity),
                unit_cost: money(line.unit_cost_minor),
                total: line.total().map(money).unwrap_or_default(),
                requested: money(line.requested_minor),
            })
            .collect(),
        total: money(sums.total),
        requested: money(sums.requested),
        cofinancing: money(sums.cofinancing),
    }
}

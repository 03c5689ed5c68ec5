//! A condition being chosen: the earlier question, and what its answer must be.

use facility::form::FormView;
use language::Reader;
use workflow::form::{AnswerKind, Condition, Question};
use workflow::money::Currency;

use super::list::called;
use crate::form::{Errors, Fields};
use crate::page::Choice;

/// The controls of a condition.
pub(super) struct ConditionFields {
    /// Earlier questions to choose from.
    pub(super) questions: Vec<Choice>,
    /// What can be asked of the answer; empty while no question is chosen.
    pub(super) tests: Vec<Choice>,
    /// Answers to choose from, for a question with options.
    pub(super) options: Vec<Choice>,
    /// The figure, for a number or an amount.
    pub(super) figure: Option<String>,
    /// What is wrong.
    pub(super) error: String,
}

/// What can be asked of an answer of a kind: names of tests.
pub(super) const fn tests_of(kind: &AnswerKind) -> &'static [&'static str] {
    match kind {
        AnswerKind::Choice { .. } | AnswerKind::Choices { .. } => &["one_of", "unanswered"],
        AnswerKind::Number { .. } | AnswerKind::Money {} => {
            &["at_least", "at_most", "is", "answered", "unanswered"]
        }
        _ => &["answered", "unanswered"],
    }
}

/// The currency of the figure in a condition on an amount; none for other figures.
pub(super) fn condition_currency(view: &FormView, when: Option<&Condition>) -> Option<Currency> {
    let on = view.form.question(&when?.question)?;
    matches!(on.answer, AnswerKind::Money {}).then(|| view.call.definition.currency())
}

/// The controls of the condition of a section or question with this name.
pub(super) fn fields_of(
    reader: &Reader,
    view: &FormView,
    name: &str,
    values: &Fields,
    errors: &Errors,
) -> ConditionFields {
    let before = view.form.before(name);
    let chosen = values.get("when.question");
    let on = before.iter().find(|question| question.id == chosen);
    let question = |question: &&Question| {
        let label = called(reader, question);
        Choice::new(&question.id, label, question.id == chosen)
    };
    let test = values.get("when.test");
    let tests = on.map_or(&[][..], |on| tests_of(&on.answer));
    let picked: Vec<&str> = values.all("when.value").collect();
    let language = reader.language.code();
    let options = on.map_or(&[][..], |on| on.answer.options());
    let figures =
        on.is_some_and(|on| matches!(on.answer, AnswerKind::Number { .. } | AnswerKind::Money {}));
    ConditionFields {
        questions: before.iter().map(question).collect(),
        tests: tests
            .iter()
            .map(|name| Choice::new(*name, reader.named("builder-test", name), *name == test))
            .collect(),
        options: options
            .iter()
            .map(|option| {
                let label = option.label.get(language);
                Choice::new(&option.id, label, picked.contains(&option.id.as_str()))
            })
            .collect(),
        figure: figures.then(|| values.get("when.figure").to_owned()),
        error: errors.all_of("when.figure"),
    }
}

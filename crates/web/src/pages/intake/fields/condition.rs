//! Conditions in words.

use serde_json::Value;
use workflow::form::{AnswerKind, Condition, Question, Test};

use super::super::answers::single;
use super::Filling;

/// "If you answered “Yes” to “Do you work with a partner?”", for what depends on another question.
pub fn condition(filling: &Filling<'_>, when: &Condition) -> String {
    let reader = filling.reader;
    let Some(other) = filling.form.question(&when.question) else {
        return String::new();
    };
    let question = other.label.get(filling.language);
    let (key, answer) = match &when.test {
        Test::Is(value) => ("", value_of(filling, other, value)),
        Test::OneOf(values) => {
            let each = values.iter().map(|value| value_of(filling, other, value));
            ("-one-of", each.collect::<Vec<_>>().join(" / "))
        }
        Test::AtLeast(least) => ("-at-least", value_of(filling, other, &Value::from(*least))),
        Test::AtMost(most) => ("-at-most", value_of(filling, other, &Value::from(*most))),
        Test::Answered(answered) => {
            let key = if *answered {
                "-answered"
            } else {
                "-unanswered"
            };
            return reader.ta(
                format!("intake-condition{key}"),
                [("question", question.into())],
            );
        }
    };
    reader.ta(
        format!("intake-condition{key}"),
        [("question", question.into()), ("answer", answer.into())],
    )
}

fn value_of(filling: &Filling<'_>, question: &Question, value: &Value) -> String {
    match &question.answer {
        AnswerKind::Declaration {} => filling.reader.t("answer-declared"),
        kind => single(filling.reader, kind, value, filling.currency),
    }
}

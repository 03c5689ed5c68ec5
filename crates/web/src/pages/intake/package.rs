//! A package held against the application it comes back to: what would change, what somebody else has changed meanwhile, and
//! what is no longer asked. Shared by the page and the API.

use std::collections::BTreeMap;

use facility::intake::DraftView;
use facility::intake::offline::{Content, Packed};
use facility::intake::writing::Entry;
use language::Reader;
use serde_json::Value;
use workflow::draft::{self, Standing, Written};
use workflow::form::Question;

use super::asked::standing;
use super::reading::{self, Wish};
use crate::form::{Errors, Fields};
use crate::wording;

/// What becomes of an answer of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// It takes the place of what stands.
    Stands,
    /// Somebody saved another meanwhile: it is kept beside theirs.
    Beside,
    /// It cannot be read.
    Unread,
}

/// An answer of a package that would change something.
pub struct Incoming<'a> {
    /// The question.
    pub question: &'a Question,
    /// What stands; `null` for nothing.
    pub now: Value,
    /// What the package brings; `null` takes the answer back.
    pub then: Value,
    /// What becomes of it.
    pub becomes: Becomes,
    /// What is wrong with it, in the reader's words; empty when nothing is.
    pub fault: String,
    /// As it is saved.
    pub entry: Entry,
}

/// A package held against an application.
pub struct Judged<'a> {
    /// Answers that would change something, in the order of the form.
    pub incoming: Vec<Incoming<'a>>,
    /// Answers to what the form does not ask any more, as they were typed.
    pub gone: Vec<(String, String)>,
    /// Whether the package was made for another version of the form.
    pub other_form: bool,
}

/// Holds a package against an application.
pub fn judge<'a>(reader: &Reader, draft: &'a DraftView, content: &Content) -> Judged<'a> {
    let form = &draft.form;
    let mut incoming = Vec::new();
    for section in &form.sections {
        let fields = fields(content, section.questions.iter());
        let (values, errors) = reading::answers(
            reader,
            &section.questions,
            &fields,
            draft.call.definition.currency(),
            &Wish::Save,
        );
        for question in &section.questions {
            if let Some(packed) = content.answers.get(&question.id) {
                let value = values.get(&question.id);
                incoming.extend(one(reader, draft, question, packed, value, &errors));
            }
        }
    }
    let gone = content.answers.iter();
    let gone = gone.filter(|(id, _)| form.question(id).is_none());
    Judged {
        incoming,
        gone: gone
            .map(|(id, packed)| (id.clone(), typed(packed)))
            .collect(),
        other_form: content.form_version != form.version,
    }
}

/// The fields of the package's answers to these questions; a question has no others than its own.
fn fields<'a>(content: &Content, questions: impl Iterator<Item = &'a Question>) -> Fields {
    let pairs = questions.filter_map(|question| {
        let packed = content.answers.get(&question.id)?;
        let own = packed.fields.iter().filter(|(name, _)| {
            let rest = name.strip_prefix(question.id.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        });
        Some(own.cloned().collect::<Vec<_>>())
    });
    Fields(pairs.flatten().collect())
}

fn typed(packed: &Packed) -> String {
    let values = packed.fields.iter().map(|(_, value)| value.trim());
    values
        .filter(|value| !value.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn one<'a>(
    reader: &Reader,
    draft: &'a DraftView,
    question: &'a Question,
    packed: &Packed,
    value: Option<&Value>,
    errors: &Errors,
) -> Option<Incoming<'a>> {
    let now = draft.answers.get(&question.id).cloned().unwrap_or_default();
    let entry = Entry {
        shown: Some(packed.shown.clone()),
        ..Entry::on(value.cloned().unwrap_or_default(), packed.on)
    };
    let Some(value) = value else {
        // Documents are not in a package; of anything else something was typed that is none of its answers.
        let own = |error: &&crate::form::FieldError| {
            error.field == question.id || error.field.starts_with(&format!("{}.", question.id))
        };
        let said = errors.list().iter().find(own)?;
        return Some(Incoming {
            question,
            now,
            then: Value::from(typed(packed)),
            becomes: Becomes::Unread,
            fault: said.text.clone(),
            entry,
        });
    };
    let (version, _) = standing(draft, &question.id);
    let outcome = draft::judge(
        Standing {
            version,
            value: &now,
        },
        Written {
            value,
            on: Some(packed.on),
            shown: Some(&packed.shown),
            again: false,
        },
    );
    let becomes = match outcome {
        draft::Outcome::Unchanged => return None,
        draft::Outcome::Stands => Becomes::Stands,
        draft::Outcome::Beside => Becomes::Beside,
    };
    let currency = draft.call.definition.currency();
    let fault = match value {
        Value::Null => None,
        value => question
            .answer
            .faults(value, currency, false)
            .into_iter()
            .next(),
    };
    Some(Incoming {
        question,
        now,
        then: value.clone(),
        becomes,
        fault: fault.map_or_else(String::new, |fault| wording::answer_fault(reader, &fault)),
        entry,
    })
}

/// The chosen answers as they are saved; all that can be read when nothing is said.
pub fn entries(judged: Judged<'_>, chosen: impl Fn(&str) -> bool) -> BTreeMap<String, Entry> {
    judged
        .incoming
        .into_iter()
        .filter(|incoming| incoming.becomes != Becomes::Unread && chosen(&incoming.question.id))
        .map(|incoming| (incoming.question.id.clone(), incoming.entry))
        .collect()
}

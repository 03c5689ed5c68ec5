//! What a page keeps about each question it asks: on which version of its answer it is filled in, and what others wrote at
//! the same time. A form brings it back, with or without scripts.

use std::collections::BTreeMap;

use actix_web::web;
use chrono::{DateTime, Utc};
use facility::Failure;
use facility::intake::DraftView;
use facility::intake::writing::{self, Entry, Written};
use facility::proposal::Someone;
use language::Reader;
use serde_json::Value;
use uuid::Uuid;
use workflow::draft::fingerprint;
use workflow::form::{AnswerKind, Answers, Question, Section};
use workflow::ids::ProposalId;
use workflow::role::Actor;

use super::answers::{self, Body, Read};
use super::fields::{Field, on_page};
use super::reading::{self, Wish};
use crate::form::{Errors, Fields};
use crate::server::{Application, block};

/// The field that says what each question was filled in on. No question has such a name.
pub const SHOWN: &str = "was:";

/// What a question was filled in on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The version of its answer; 0 when there was none.
    pub on: i64,
    /// Fingerprint of the answer.
    pub print: String,
}

/// A question with its control, and what is kept beside its answer.
pub struct Asked {
    /// The control.
    pub field: Field,
    /// What it is filled in on: the value of a field `was:`.
    pub was: String,
    /// Texts kept beside the answer.
    pub besides: Vec<Kept>,
}

/// A text kept beside an answer.
pub struct Kept {
    /// Who wrote it, and when.
    pub by: String,
    /// The text.
    pub body: Body,
    /// Value of the button that puts it in the place of the answer.
    pub take: String,
    /// Value of the button that drops it.
    pub drop: String,
}

/// "Written by Amina, 10 March 2010, 14:32".
pub fn written_by(reader: &Reader, who: &Someone, at: DateTime<Utc>) -> String {
    let at = reader.date_time(at);
    reader.ta(
        "applying-written-by",
        [("name", who.name.as_str().into()), ("at", at.into())],
    )
}

/// Saves answers, and drops the text that was chosen to go.
pub async fn write(
    app: &web::Data<Application>,
    actor: Actor,
    proposal: ProposalId,
    entries: BTreeMap<String, Entry>,
    dropped: Option<(String, Uuid)>,
) -> Result<Written, Failure> {
    block(app, move |app| {
        let written = writing::write(&app.facility, &actor, proposal, &entries)?;
        if let Some((question, beside)) = &dropped {
            writing::drop_beside(&app.facility, &actor, proposal, question, *beside)?;
        }
        Ok(written)
    })
    .await
}

/// The value of the field that says what a question is filled in on.
pub fn was(question: &str, on: i64, print: &str) -> String {
    format!("{question} {on} {print}")
}

/// A question as it stands in the draft, or as it was filled in before.
pub fn asked(
    reader: &Reader,
    draft: &DraftView,
    question: &Question,
    field: Field,
    on: Option<&Shown>,
) -> Asked {
    let (now, print) = match on {
        Some(shown) => (shown.on, shown.print.clone()),
        None => standing(draft, &question.id),
    };
    let besides = draft.besides.iter();
    let besides = besides
        .filter(|beside| beside.question == question.id)
        .map(|beside| {
            let alone = Answers::from([(question.id.clone(), beside.value.clone())]);
            Kept {
                by: written_by(reader, &beside.kept_by, beside.kept_at),
                body: answers::body(
                    reader,
                    Read {
                        answers: &alone,
                        ..Read::draft(draft)
                    },
                    question,
                ),
                take: format!("take:{}:{}", question.id, beside.id),
                drop: format!("drop:{}:{}", question.id, beside.id),
            }
        })
        .collect();
    Asked {
        was: was(&question.id, now, &print),
        field,
        besides,
    }
}

/// The version and the fingerprint of the answer that stands.
pub fn standing(draft: &DraftView, question: &str) -> (i64, String) {
    let on = draft.held.get(question).map_or(0, |held| held.version);
    let value = draft.answers.get(question).unwrap_or(&Value::Null);
    (on, fingerprint(value))
}

/// What each question of a posted form was filled in on.
pub fn shown(fields: &Fields) -> BTreeMap<String, Shown> {
    fields
        .all(SHOWN)
        .filter_map(|line| {
            let mut parts = line.splitn(3, ' ');
            let (question, on) = (parts.next()?.to_owned(), parts.next()?.parse().ok()?);
            let print = parts.next()?.to_owned();
            Some((question, Shown { on, print }))
        })
        .collect()
}

/// What a button says about a text kept beside an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// It takes the place of the answer.
    pub taken: Option<(String, Uuid)>,
    /// It is dropped.
    pub dropped: Option<(String, Uuid)>,
}

impl Chosen {
    /// Reads the button `do`.
    pub fn of(fields: &Fields) -> Self {
        let mut chosen = Self::default();
        let (what, named) = fields.get("do").split_once(':').unwrap_or_default();
        let named = named
            .split_once(':')
            .and_then(|(question, id)| Some((question.to_owned(), id.parse().ok()?)));
        match what {
            "take" => chosen.taken = named,
            "drop" => chosen.dropped = named,
            _ => {}
        }
        chosen
    }

    /// Whether the button says anything of that kind.
    pub const fn any(&self) -> bool {
        self.taken.is_some() || self.dropped.is_some()
    }

    /// The question it is about.
    pub fn question(&self) -> Option<&str> {
        let either = self.taken.as_ref().or(self.dropped.as_ref());
        either.map(|(question, _)| question.as_str())
    }
}

/// The answers of a posted section as far as they can be read, each with what it was written on, and what cannot be read.
/// What a question was written on when the form does not say it is nothing at all.
pub fn entries(
    reader: &Reader,
    draft: &DraftView,
    section: &Section,
    fields: &Fields,
    wish: &Wish,
    chosen: &Chosen,
) -> (BTreeMap<String, Entry>, Errors) {
    let shown = shown(fields);
    let form = &draft.form;
    let on_page = on_page(form, section, &draft.answers);
    let (changed, errors) = reading::answers(
        reader,
        on_page,
        fields,
        draft.call.definition.currency(),
        wish,
    );
    let mut entries: BTreeMap<String, Entry> = changed
        .into_iter()
        // A question that was not on the page says nothing.
        .filter(|(question, value)| shown.contains_key(question) || !value.is_null())
        .map(|(question, value)| {
            let shown = shown.get(&question);
            let entry = Entry {
                shown: shown.map(|shown| shown.print.clone()),
                ..Entry::on(value, shown.map_or(0, |shown| shown.on))
            };
            (question, entry)
        })
        .collect();
    if let Some((question, beside)) = &chosen.taken
        && let Some(kept) = draft.besides.iter().find(|kept| kept.id == *beside)
        && kept.question == *question
        && takes_text(section, question)
    {
        let on = shown.get(question).map_or(0, |shown| shown.on);
        let entry = Entry {
            settles: vec![*beside],
            ..Entry::on(kept.value.clone(), on)
        };
        entries.insert(question.clone(), entry);
    }
    (entries, errors)
}

fn takes_text(section: &Section, question: &str) -> bool {
    let found = section.questions.iter().find(|known| known.id == question);
    found.is_some_and(|known| !matches!(known.answer, AnswerKind::File(_)))
}

//! Answers saved one by one: nobody writes over a text they have not seen.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::Value;
use store::AnyConn;
use store::drafts::{AnswerRow, BesideRow};
use uuid::Uuid;
use workflow::draft::{self, Outcome, Standing, Written as Judged};
use workflow::form::{AnswerFault, Answers, Form};
use workflow::ids::{PersonId, ProposalId};
use workflow::proposal;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::transition::Action;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::proposal::Someone;
use crate::repeat;

/// The most a draft may hold, bytes of JSON.
const MOST_BYTES: usize = 512 * 1024;
/// The most texts kept beside an answer.
const MOST_BESIDES: usize = 20;
/// An answer as somebody wants it saved.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The answer; `null` takes it back.
    pub value: Value,
    /// The version of the answer it was written on; 0 when there was none. Without one it overwrites whatever stands.
    pub on: Option<i64>,
    /// Fingerprint of what the writer was shown: what they did not touch is not saved.
    pub shown: Option<String>,
    /// Texts kept beside the answer that are settled by this one.
    pub settles: Vec<Uuid>,
    /// The text of the same writer kept beside the answer before, when this one goes on with it.
    pub instead_of: Option<Uuid>,
}

impl Entry {
    /// Overwrites whatever stands.
    pub const fn over(value: Value) -> Self {
        Self {
            value,
            on: None,
            shown: None,
            settles: Vec::new(),
            instead_of: None,
        }
    }

    /// Written on a version of the answer.
    pub fn on(value: Value, version: i64) -> Self {
        Self {
            on: Some(version),
            ..Self::over(value)
        }
    }
}

/// An answer that stands, without its text.
#[derive(Clone, Debug)]
pub struct Held {
    /// The draft's version since it was saved; send it back with a save.
    pub version: i64,
    /// When it was saved (UTC).
    pub saved_at: DateTime<Utc>,
    /// Who saved it.
    pub saved_by: Someone,
}

/// A text kept beside an answer.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Its id.
    pub id: Uuid,
    /// Id of the question.
    pub question: String,
    /// The text.
    pub value: Value,
    /// The version of the answer it was written on.
    pub written_on: i64,
    /// When it was kept (UTC).
    pub kept_at: DateTime<Utc>,
    /// Who wrote it.
    pub kept_by: Someone,
}

/// What has become of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Nothing changed: it stood already, was not touched, or was saved before.
    Unchanged,
    /// It stands.
    Saved,
    /// Somebody saved another meanwhile; it is kept beside theirs, under this id.
    Beside(Uuid),
}

/// What has become of a save.
#[derive(Clone, Debug)]
pub struct Written {
    /// The draft's version now.
    pub version: i64,
    /// What has become of each answer.
    pub fates: BTreeMap<String, Fate>,
    /// The version each of these answers has now.
    pub versions: BTreeMap<String, i64>,
    /// What is wrong with the answers given so far.
    pub faults: Vec<AnswerFault>,
}

/// Saves answers, each by the rule of [`workflow::draft`]: who wrote on an older version overwrites nothing.
pub fn write(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    entries: &BTreeMap<String, Entry>,
) -> Result<Written, Failure> {
    // Another save of the draft may come between; what this one means does not depend on it.
    repeat::until_undisturbed(|| {
        facility
            .store
            .write(|conn| write_in(conn, facility, actor, id, entries))
    })
}

/// Saves answers inside a transaction. Errors with [`Failure::ChangedMeanwhile`] when another transaction saves at the
/// same instant.
pub(crate) fn write_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    entries: &BTreeMap<String, Entry>,
) -> Result<Written, Failure> {
    write_seen(conn, facility, actor, id, None, entries)
}

/// As [`write_in`], for somebody who has seen a version of the whole draft.
pub(crate) fn write_seen(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    entries: &BTreeMap<String, Entry>,
) -> Result<Written, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    proposal::permitted(
        &case.proposal.state,
        Action::SaveDraft,
        &case.situation(actor, now, 0),
    )?;
    let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
    cases::expect(seen, draft.version)?;
    let form = case.form();
    let mut writing = Writing::begin(conn, id, actor.person, now)?;
    let mut fates = BTreeMap::new();
    for (question, entry) in entries {
        known(form, question)?;
        fates.insert(question.clone(), writing.one(conn, question, entry)?);
    }
    let version = writing.finish(conn, draft.version)?;
    let answers = writing.answers()?;
    Ok(Written {
        version,
        versions: entries
            .keys()
            .map(|question| (question.clone(), writing.version(question)))
            .collect(),
        fates,
        faults: case
            .call
            .definition
            .check_answers(case.proposal.state.position, &answers, false),
    })
}

/// A save under way.
struct Writing {
    id: ProposalId,
    by: PersonId,
    now: DateTime<Utc>,
    rows: BTreeMap<String, AnswerRow>,
    besides: Vec<BesideRow>,
    saved: Vec<String>,
}

impl Writing {
    fn begin(
        conn: &mut AnyConn,
        id: ProposalId,
        by: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Self, Failure> {
        Ok(Self {
            id,
            by,
            now,
            rows: rows(conn, id)?,
            besides: store::drafts::besides(conn, id)?,
            saved: Vec::new(),
        })
    }

    fn version(&self, question: &str) -> i64 {
        self.rows.get(question).map_or(0, |row| row.version)
    }

    /// Judges one answer, and puts it where it belongs.
    fn one(&mut self, conn: &mut AnyConn, question: &str, entry: &Entry) -> Result<Fate, Failure> {
        let print = draft::fingerprint(&entry.value);
        let standing = self.rows.get(question).map(value_of).transpose()?;
        let kept = self
            .besides
            .iter()
            .find(|row| row.question == question && row.fingerprint == print)
            .map(|row| row.id);
        let on = entry.on.unwrap_or_default();
        let outcome = draft::judge(
            Standing {
                version: self.version(question),
                value: standing.as_ref().unwrap_or(&Value::Null),
            },
            Judged {
                value: &entry.value,
                on: entry.on,
                shown: entry.shown.as_deref(),
                again: kept.is_none()
                    && store::drafts::was_saved(conn, self.id, question, on, &print)?,
            },
        );
        if outcome != Outcome::Unchanged {
            store::drafts::note_save(conn, self.id, question, on, &print)?;
        }
        match outcome {
            Outcome::Unchanged => {
                self.settle(conn, question, &entry.settles)?;
                Ok(Fate::Unchanged)
            }
            Outcome::Stands => {
                self.stand(question, &entry.value)?;
                let mut settled = entry.settles.clone();
                settled.extend(kept);
                self.settle(conn, question, &settled)?;
                Ok(Fate::Saved)
            }
            Outcome::Beside => {
                let beside = match kept {
                    Some(beside) => beside,
                    None => self.keep(conn, question, entry, print)?,
                };
                if let Some(before) = entry.instead_of.filter(|before| *before != beside) {
                    self.settle(conn, question, &[before])?;
                }
                Ok(Fate::Beside(beside))
            }
        }
    }

    fn stand(&mut self, question: &str, value: &Value) -> Result<(), Failure> {
        let row = AnswerRow {
            question: question.to_owned(),
            value: json(value)?,
            // Given its number when the save is counted.
            version: self.version(question),
            saved_at: self.now,
            saved_by: self.by,
        };
        self.rows.insert(question.to_owned(), row);
        self.saved.push(question.to_owned());
        Ok(())
    }

    fn keep(
        &mut self,
        conn: &mut AnyConn,
        question: &str,
        entry: &Entry,
        fingerprint: String,
    ) -> Result<Uuid, Failure> {
        let of_question = self.besides.iter().filter(|row| row.question == question);
        if of_question.count() >= MOST_BESIDES && entry.instead_of.is_none() {
            return Err(Failure::field(question, "too-many-besides"));
        }
        let row = BesideRow {
            id: Uuid::now_v7(),
            question: question.to_owned(),
            value: json(&entry.value)?,
            fingerprint,
            written_on: entry.on.unwrap_or_default(),
            kept_at: self.now,
            kept_by: self.by,
        };
        store::drafts::keep_beside(conn, self.id, &row)?;
        let id = row.id;
        self.besides.push(row);
        Ok(id)
    }

    fn settle(&mut self, conn: &mut AnyConn, question: &str, ids: &[Uuid]) -> Result<(), Failure> {
        if !ids.is_empty() {
            store::drafts::drop_besides(conn, self.id, question, ids)?;
            self.besides.retain(|row| !ids.contains(&row.id));
        }
        Ok(())
    }

    /// Counts the save and writes its answers. Answers the draft's version after it.
    fn finish(&mut self, conn: &mut AnyConn, before: i64) -> Result<i64, Failure> {
        let kept: usize = self.besides.iter().map(|row| row.value.len()).sum();
        let held: usize = self.rows.values().map(|row| row.value.len()).sum();
        if held + kept > MOST_BYTES {
            return Err(Failure::field("answers", "too-long"));
        }
        if self.saved.is_empty() {
            return Ok(before);
        }
        let version = store::drafts::advance(conn, self.id, before, self.by, self.now)?;
        for question in &self.saved {
            if let Some(row) = self.rows.get_mut(question) {
                row.version = version;
                store::drafts::set_answer(conn, self.id, row)?;
            }
        }
        Ok(version)
    }

    fn answers(&self) -> Result<Answers, Failure> {
        answers_in(self.rows.values())
    }
}

/// Drops a text kept beside an answer: people have chosen the one that stands.
pub fn drop_beside(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    question: &str,
    beside: Uuid,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        proposal::permitted(
            &case.proposal.state,
            Action::SaveDraft,
            &case.situation(actor, now, 0),
        )?;
        store::drafts::drop_besides(conn, id, question, &[beside])?;
        Ok(())
    })
}

/// Takes answers of a draft back, as a step begins that does not ask them.
pub(crate) fn take_back<'a>(
    conn: &mut AnyConn,
    id: ProposalId,
    questions: impl Iterator<Item = &'a String>,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let draft = store::drafts::find(conn, id)?.ok_or_else(Failure::hidden)?;
    let mut writing = Writing::begin(conn, id, by, now)?;
    for question in questions {
        writing.stand(question, &Value::Null)?;
    }
    writing.finish(conn, draft.version).map(|_| ())
}

/// The answers of a draft with who saved each, the latter also of answers taken back.
pub(crate) fn read(
    conn: &mut AnyConn,
    id: ProposalId,
) -> Result<(BTreeMap<String, Held>, Answers), Failure> {
    let rows = rows(conn, id)?;
    let names = store::people::names(conn, rows.values().map(|row| row.saved_by))?;
    let held = rows.values().map(|row| {
        let held = Held {
            version: row.version,
            saved_at: row.saved_at,
            saved_by: someone(&names, row.saved_by),
        };
        (row.question.clone(), held)
    });
    Ok((held.collect(), answers_in(rows.values())?))
}

/// The answers of a draft.
pub(crate) fn answers(conn: &mut AnyConn, id: ProposalId) -> Result<Answers, Failure> {
    answers_in(rows(conn, id)?.values())
}

/// The texts kept beside the answers of a draft, oldest first.
pub(crate) fn besides(conn: &mut AnyConn, id: ProposalId) -> Result<Vec<Beside>, Failure> {
    let rows = store::drafts::besides(conn, id)?;
    let names = store::people::names(conn, rows.iter().map(|row| row.kept_by))?;
    rows.into_iter()
        .map(|row| {
            Ok(Beside {
                id: row.id,
                value: parse(&row.value)?,
                question: row.question,
                written_on: row.written_on,
                kept_at: row.kept_at,
                kept_by: someone(&names, row.kept_by),
            })
        })
        .collect()
}

pub(super) fn someone(names: &BTreeMap<PersonId, String>, id: PersonId) -> Someone {
    Someone {
        id,
        name: names.get(&id).cloned().unwrap_or_default(),
    }
}

fn rows(conn: &mut AnyConn, id: ProposalId) -> Result<BTreeMap<String, AnswerRow>, Failure> {
    let rows = store::drafts::answers_since(conn, id, 0)?;
    Ok(rows
        .into_iter()
        .map(|row| (row.question.clone(), row))
        .collect())
}

fn answers_in<'a>(rows: impl Iterator<Item = &'a AnswerRow>) -> Result<Answers, Failure> {
    let mut answers = Answers::new();
    for row in rows {
        let value = value_of(row)?;
        if !value.is_null() {
            answers.insert(row.question.clone(), value);
        }
    }
    Ok(answers)
}

fn value_of(row: &AnswerRow) -> Result<Value, Failure> {
    parse(&row.value)
}

fn parse(json: &str) -> Result<Value, Failure> {
    serde_json::from_str(json)
        .map_err(|error| Failure::Unexpected(format!("a stored answer cannot be read: {error}")))
}

fn json(value: &Value) -> Result<String, Failure> {
    serde_json::to_string(value).map_err(|error| Failure::Unexpected(error.to_string()))
}

fn known(form: &Form, question: &str) -> Result<(), Failure> {
    form.question(question).map(|_| ()).ok_or_else(|| {
        Refusal::Unknown {
            what: "question",
            name: question.to_owned(),
        }
        .into()
    })
}

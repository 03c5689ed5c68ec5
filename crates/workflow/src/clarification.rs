//! Clarification questions: asked by applicants until their date, answered to everybody. Who asked is never shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::call::{Call, Event};
use crate::ids::PersonId;
use crate::names::named;
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::text::Text;

/// The most characters of a question.
pub const MOST_CHARACTERS: usize = 2_000;

/// The most questions of one person to one call that may wait for an answer.
pub const MOST_OPEN: u32 = 20;

named! {
    /// Where a question stands.
    pub enum QuestionStatus {
        /// Waits for an answer.
        Open = "open",
        /// Answered to everybody.
        Answered = "answered",
        /// Not answered; only the person who asked was told why.
        Declined = "declined",
    }
}

/// An answer, in the call languages it was given in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Digests of the texts, by language (BCP 47).
    pub texts: BTreeMap<String, Digest>,
    /// When it was published (UTC).
    pub at: DateTime<Utc>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Place among the questions of the call, from 1.
    pub number: u32,
    /// Who asked; never shown.
    pub asker: PersonId,
    /// The language it was asked in (BCP 47).
    pub language: String,
    /// Digest of the question.
    pub text: Digest,
    /// When (UTC).
    pub asked_at: DateTime<Utc>,
    /// Answers, the last of which counts; those before it were corrected and stay readable.
    pub answers: Vec<Answer>,
    /// Digest of the reason for which it was not answered.
    pub declined: Option<Digest>,
}

impl Question {
    /// Where it stands.
    pub const fn status(&self) -> QuestionStatus {
        match (&self.declined, self.answers.is_empty()) {
            (Some(_), _) => QuestionStatus::Declined,
            (None, true) => QuestionStatus::Open,
            (None, false) => QuestionStatus::Answered,
        }
    }
}

/// The questions of a call, by id.
pub type Questions = BTreeMap<Uuid, Question>;

/// What is done about questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Asks.
    Ask {
        /// Id of the new question.
        question: Uuid,
        /// The language it is asked in (BCP 47).
        language: String,
        /// The question.
        text: Text,
    },
    /// Answers, or corrects an answer by a new one.
    Answer {
        /// Which question.
        question: Uuid,
        /// The answer, by call language (BCP 47).
        texts: BTreeMap<String, Text>,
    },
    /// Does not answer.
    Decline {
        /// Which question.
        question: Uuid,
        /// Why, for the person who asked.
        reason: Text,
    },
}

impl Command {
    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Ask { text, .. } => vec![text],
            Self::Answer { texts, .. } => texts.values().collect(),
            Self::Decline { reason, .. } => vec![reason],
        }
    }
}

fn unknown(what: &'static str, name: impl ToString) -> Refusal {
    Refusal::Unknown {
        what,
        name: name.to_string(),
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Call,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    match command {
        Command::Ask {
            question,
            language,
            text,
        } => {
            asking(state, language, text, actor, now)?;
            Ok(Event::QuestionAsked {
                question: *question,
                language: language.clone(),
                text: text.digest(),
            })
        }
        Command::Answer { question, texts } => {
            let asked = find(state, *question)?;
            let spoken = &state.definition.languages;
            if let Some(other) = texts.keys().find(|language| !spoken.contains(language)) {
                return Err(unknown("language", other));
            }
            if texts.is_empty() {
                return Err(Refusal::ReasonMissing);
            }
            let texts: BTreeMap<String, Digest> = texts
                .iter()
                .map(|(language, text)| (language.clone(), text.digest()))
                .collect();
            let same = asked.answers.last().is_some_and(|last| last.texts == texts);
            if asked.declined.is_some() || same {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::QuestionAnswered {
                question: *question,
                texts,
            })
        }
        Command::Decline { question, reason } => {
            if find(state, *question)?.status() != QuestionStatus::Open {
                return Err(Refusal::AlreadyDone);
            }
            Ok(Event::QuestionDeclined {
                question: *question,
                reason: reason.digest(),
            })
        }
    }
}

fn find(state: &Call, question: Uuid) -> Result<&Question, Refusal> {
    let found = state.questions.get(&question);
    found.ok_or_else(|| unknown("question", question))
}

fn asking(
    state: &Call,
    language: &str,
    text: &Text,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let definition = &state.definition;
    let end = definition.dates.questions_end_at();
    if now > end {
        return Err(Refusal::QuestionsOver { at: end });
    }
    let spoken = |languages: &[String]| languages.iter().any(|known| known == language);
    if !spoken(&definition.languages) && !spoken(&definition.application_languages) {
        return Err(unknown("language", language));
    }
    if text.as_str().chars().count() > MOST_CHARACTERS {
        return Err(Refusal::TextTooLong {
            most: MOST_CHARACTERS as u32,
        });
    }
    let own = state
        .questions
        .values()
        .filter(|asked| asked.asker == actor.person && asked.status() == QuestionStatus::Open);
    let mut waiting = 0;
    for asked in own {
        // The same question again is the same question.
        if asked.text == text.digest() {
            return Err(Refusal::AlreadyDone);
        }
        waiting += 1;
    }
    if waiting >= MOST_OPEN {
        return Err(Refusal::TooMany { most: MOST_OPEN });
    }
    Ok(())
}

/// Applies an event about a question; `None` when it cannot follow.
pub fn apply(
    questions: &mut Questions,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::QuestionAsked {
            question,
            language,
            text,
        } => {
            let number = u32::try_from(questions.len()).ok()? + 1;
            let asked = Question {
                number,
                asker: actor?,
                language: language.clone(),
                text: *text,
                asked_at: at,
                answers: Vec::new(),
                declined: None,
            };
            questions.insert(*question, asked).is_none().then_some(())
        }
        Event::QuestionAnswered { question, texts } => {
            let answer = Answer {
                texts: texts.clone(),
                at,
            };
            questions.get_mut(question)?.answers.push(answer);
            Some(())
        }
        Event::QuestionDeclined { question, reason } => {
            questions.get_mut(question)?.declined = Some(*reason);
            Some(())
        }
        _ => None,
    }
}

//! Questions of applicants about a call: asked by one, answered to everybody, told to those who follow.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use uuid::Uuid;
use workflow::call::{self, Call, CallAction};
use workflow::clarification::{Answer, Command, Question, QuestionStatus};
use workflow::ids::{CallId, CaseId, PersonId};
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::text::Text;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// An answer as it is read.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The texts, by language (BCP 47).
    pub texts: BTreeMap<String, String>,
    /// When it was published (UTC).
    pub at: DateTime<Utc>,
}

/// A question as a person reads it. Who asked is told to nobody.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its id.
    pub id: Uuid,
    /// Place among the questions of the call, from 1.
    pub number: u32,
    /// Where it stands.
    pub status: QuestionStatus,
    /// The language it was asked in (BCP 47).
    pub language: String,
    /// The question.
    pub text: String,
    /// When it was asked (UTC).
    pub at: DateTime<Utc>,
    /// Answers, the one that counts last.
    pub answers: Vec<Answered>,
    /// Why it was not answered; for the person who asked.
    pub reason: Option<String>,
}

/// Answered questions of a call, a page of them.
pub struct Published {
    /// The call.
    pub call: Arc<Call>,
    /// The questions, by number.
    pub items: Vec<Asked>,
    /// The number of the last question of this page, when there are more.
    pub next: Option<u32>,
    /// How many are answered altogether.
    pub all: usize,
    /// Whether the person follows the call.
    pub follows: bool,
    /// What the person may do about questions.
    pub actions: Vec<CallAction>,
}

fn text(conn: &mut AnyConn, digest: Digest) -> Result<String, Failure> {
    Ok(store::drafts::find_text(conn, digest)?.unwrap_or_default())
}

fn texts(
    conn: &mut AnyConn,
    digests: &BTreeMap<String, Digest>,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut found = BTreeMap::new();
    for (language, digest) in digests {
        found.insert(language.clone(), text(conn, *digest)?);
    }
    Ok(found)
}

fn read(conn: &mut AnyConn, id: Uuid, question: &Question) -> Result<Asked, Failure> {
    let mut answers = Vec::with_capacity(question.answers.len());
    for Answer { texts: said, at } in &question.answers {
        answers.push(Answered {
            texts: texts(conn, said)?,
            at: *at,
        });
    }
    Ok(Asked {
        id,
        number: question.number,
        status: question.status(),
        language: question.language.clone(),
        text: text(conn, question.text)?,
        at: question.asked_at,
        answers,
        reason: None,
    })
}

/// The questions of a call that fit, by number.
fn chosen(call: &Call, fits: impl Fn(&Question) -> bool) -> Vec<(Uuid, &Question)> {
    let mut found: Vec<(Uuid, &Question)> = call
        .questions
        .iter()
        .filter(|(_, question)| fits(question))
        .map(|(id, question)| (*id, question))
        .collect();
    found.sort_by_key(|(_, question)| question.number);
    found
}

/// Answered questions of a call after one, for everybody who sees the call.
pub fn published(
    facility: &Facility,
    actor: Option<&Actor>,
    id: CallId,
    after: u32,
    limit: usize,
) -> Result<Published, Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, actor, id)?;
        let answered = chosen(&call, |question| {
            question.status() == QuestionStatus::Answered
        });
        let rest: Vec<_> = answered
            .iter()
            .filter(|(_, question)| question.number > after)
            .collect();
        let mut items = Vec::new();
        for (id, question) in rest.iter().take(limit) {
            items.push(read(conn, *id, question)?);
        }
        let follows = match actor {
            Some(actor) => store::followers::follows(conn, id, actor.person)?,
            None => false,
        };
        let permitted = actor
            .map(|actor| call::available(&call, actor))
            .unwrap_or_default();
        Ok(Published {
            next: items
                .last()
                .map(|asked: &Asked| asked.number)
                .filter(|_| rest.len() > limit),
            all: answered.len(),
            follows,
            actions: permitted,
            items,
            call: Arc::clone(&call),
        })
    })
}

/// The person's own questions that are not answered, by number, with the reason where they were declined.
pub fn own(facility: &Facility, actor: &Actor, id: CallId) -> Result<Vec<Asked>, Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, Some(actor), id)?;
        let mine = chosen(&call, |question| {
            question.asker == actor.person && question.status() != QuestionStatus::Answered
        });
        let mut found = Vec::with_capacity(mine.len());
        for (id, question) in mine {
            let reason = match question.declined {
                Some(digest) => Some(text(conn, digest)?),
                None => None,
            };
            found.push(Asked {
                reason,
                ..read(conn, id, question)?
            });
        }
        Ok(found)
    })
}

/// What waits for an answer.
pub struct Waiting {
    /// The call.
    pub call: Arc<Call>,
    /// Open questions, the oldest first.
    pub items: Vec<Asked>,
    /// Whether the person may answer them.
    pub answers: bool,
}

/// Questions without an answer, the oldest first, for who oversees the call.
pub fn waiting(facility: &Facility, actor: &Actor, id: CallId) -> Result<Waiting, Failure> {
    facility.store.read(|conn| {
        let call = overseen(conn, actor, id)?;
        let mut items = Vec::new();
        for (id, question) in chosen(&call, |asked| asked.status() == QuestionStatus::Open) {
            items.push(read(conn, id, question)?);
        }
        Ok(Waiting {
            items,
            answers: call::permitted(&call, CallAction::AnswerQuestion, actor).is_ok(),
            call,
        })
    })
}

/// One question, for who oversees the call.
pub fn one(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    question: Uuid,
) -> Result<Asked, Failure> {
    facility.store.read(|conn| {
        let call = overseen(conn, actor, id)?;
        let asked = call.questions.get(&question).ok_or_else(Failure::hidden)?;
        read(conn, question, asked)
    })
}

fn overseen(conn: &mut AnyConn, actor: &Actor, id: CallId) -> Result<Arc<Call>, Failure> {
    let call = cases::visible_call(conn, Some(actor), id)?;
    if crate::roles::oversees(actor, id) {
        Ok(call)
    } else {
        Err(Failure::hidden())
    }
}

/// Asks a question. The same question of the same person, while it is open, is the same one.
pub fn ask(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    language: &str,
    text: &Text,
) -> Result<Uuid, Failure> {
    facility
        .store
        .write(|conn| ask_in(conn, facility, actor, id, language, text))
}

/// Asks a question inside a transaction.
pub fn ask_in(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    language: &str,
    text: &Text,
) -> Result<Uuid, Failure> {
    let question = CaseId::new_v7(facility.clock.now()).uuid();
    let command = call::Command::Clarification(Command::Ask {
        question,
        language: language.to_owned(),
        text: text.clone(),
    });
    match cases::act_on_call(conn, facility, actor, id, None, &command) {
        Ok(_) => Ok(question),
        Err(Failure::Refused(Refusal::AlreadyDone)) => {
            let call = cases::load_call(conn, id)?.state;
            let mut asked = call.questions.iter();
            let same = asked.find(|(_, asked)| {
                asked.asker == actor.person
                    && asked.status() == QuestionStatus::Open
                    && asked.text == text.digest()
            });
            same.map(|(id, _)| *id).ok_or(Failure::ChangedMeanwhile)
        }
        Err(failure) => Err(failure),
    }
}

/// Carries out what officers do about a question. Answers the place of the call in its chain.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    command: Command,
) -> Result<i64, Failure> {
    crate::call::act(
        facility,
        actor,
        id,
        None,
        &call::Command::Clarification(command),
    )
}

/// Lets the person follow a call they see, or no longer.
pub fn follow(
    facility: &Facility,
    actor: &Actor,
    id: CallId,
    follows: bool,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        cases::visible_call(conn, Some(actor), id)?;
        if follows {
            store::followers::add(conn, id, actor.person, facility.clock.now())?;
        } else {
            store::followers::remove(conn, id, actor.person)?;
        }
        Ok(())
    })
}

/// Mails after an answer: to who follows the call, to everybody with an application, and to the person who asked, in whose
/// mail nothing differs. A question that is declined is told to that person alone.
pub(crate) fn tell(
    conn: &mut AnyConn,
    call: &Call,
    command: &Command,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let (id, texts, reason) = match command {
        Command::Ask { .. } => return Ok(()),
        Command::Answer { question, texts } => (question, Some(texts), None),
        Command::Decline { question, reason } => (question, None, Some(reason)),
    };
    let Some(asked) = call.questions.get(id) else {
        return Ok(());
    };
    let question = text(conn, asked.text)?;
    let mut told = BTreeSet::from([asked.asker]);
    if texts.is_some() {
        told.extend(concerned(conn, call.id)?);
    }
    for person in told {
        let Some(person) = store::people::find(conn, person)? else {
            continue;
        };
        let mut facts = vec![
            (
                "call",
                call.definition.title.get(&person.language).to_owned(),
            ),
            ("question", question.clone()),
        ];
        let (kind, once) = match (texts, reason) {
            (Some(texts), _) => {
                facts.push(("answer", in_language(texts, &person.language)));
                let count = asked.answers.len();
                (Kind::QuestionAnswered, format!("answered:{id}:{count}"))
            }
            (None, reason) => {
                let reason = reason.map(|reason| reason.as_str().to_owned());
                facts.push(("reason", reason.unwrap_or_default()));
                (Kind::QuestionDeclined, format!("declined:{id}"))
            }
        };
        let once = format!("{once}:{}", person.id);
        crate::outbox::write(
            conn,
            &person,
            &once,
            kind,
            &facts,
            Some(call.id.into()),
            now,
        )?;
    }
    Ok(())
}

/// Who follows a call or writes an application to it.
fn concerned(conn: &mut AnyConn, call: CallId) -> Result<BTreeSet<PersonId>, Failure> {
    let mut found: BTreeSet<PersonId> =
        store::followers::of_call(conn, call)?.into_iter().collect();
    for organisation in store::proposals::organisations_with_drafts(conn, call, 0)? {
        let writers = store::people::writers_of(conn, organisation)?;
        found.extend(writers.into_iter().map(|person| person.id));
    }
    Ok(found)
}

/// The text in a language, else in English, else in the first there is.
fn in_language(texts: &BTreeMap<String, Text>, language: &str) -> String {
    let english = Language::English.code();
    texts
        .get(language)
        .or_else(|| texts.get(english))
        .or_else(|| texts.values().next())
        .map(|text| text.as_str().to_owned())
        .unwrap_or_default()
}

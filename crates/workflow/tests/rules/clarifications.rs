//! Questions of applicants: until their instant, answered to all, and corrected by a new answer.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use workflow::call::{self, Call, CallStatus, Command};
use workflow::clarification::{self, MOST_CHARACTERS, MOST_OPEN, QuestionStatus};
use workflow::refusal::Refusal;
use workflow::text::Text;

use crate::people::{APPLICANT, Who};
use crate::scene::{Scene, day, noon};

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

fn text(raw: &str) -> Text {
    Text::parse(raw).unwrap()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn ask(number: u128, raw: &str) -> Command {
    Command::Clarification(clarification::Command::Ask {
        question: id(number),
        language: "en".to_owned(),
        text: text(raw),
    })
}

fn answer(number: u128, texts: &[(&str, &str)]) -> Command {
    let texts: BTreeMap<String, Text> = texts
        .iter()
        .map(|(language, raw)| ((*language).to_owned(), text(raw)))
        .collect();
    Command::Clarification(clarification::Command::Answer {
        question: id(number),
        texts,
    })
}

fn decline(number: u128) -> Command {
    Command::Clarification(clarification::Command::Decline {
        question: id(number),
        reason: text("Already in the call."),
    })
}

struct Asked(Call, DateTime<Utc>);

impl Asked {
    fn new() -> Self {
        Self((*Scene::draft().call).clone(), noon(day(2010, 3, 10)))
    }

    fn tries(&self, who: Who, command: &Command) -> Result<Self, Refusal> {
        let events = call::decide(&self.0, command, &who.actor(), self.1)?;
        let after = events.iter().try_fold(self.0.clone(), |state, event| {
            call::evolve(Some(state), self.0.id, event, Some(who.id()), self.1)
        });
        Ok(Self(after.expect("follows"), self.1))
    }

    fn does(&self, who: Who, command: &Command) -> Self {
        self.tries(who, command)
            .unwrap_or_else(|refusal| panic!("{who:?}: {refusal}"))
    }

    fn refusal(&self, who: Who, command: &Command) -> Refusal {
        self.tries(who, command).err().expect("refused")
    }

    fn status(&self, number: u128) -> QuestionStatus {
        self.0.questions[&id(number)].status()
    }
}

#[test]
fn questions_end_to_the_instant() {
    let mut scene = Asked::new();
    let end = scene.0.definition.dates.questions_end_at();
    scene.1 = end;
    scene.does(Who::Owner, &ask(1, "May we?"));
    scene.1 = end + INSTANT;
    assert_eq!(
        scene.refusal(Who::Owner, &ask(1, "May we?")),
        Refusal::QuestionsOver { at: end }
    );
    // Without a date of their own they end with the deadline.
    scene.0.definition.dates.questions_until = None;
    let deadline = scene.0.definition.dates.deadline().at();
    scene.1 = deadline;
    scene.does(Who::Owner, &ask(1, "May we?"));
    scene.1 = deadline + INSTANT;
    scene.refusal(Who::Owner, &ask(1, "May we?"));
}

#[test]
fn an_answer_is_corrected_by_another_and_both_are_kept() {
    let asked = Asked::new().does(Who::Reader, &ask(1, "May we?"));
    assert_eq!(asked.status(1), QuestionStatus::Open);
    let answered = asked.does(Who::Officer(1), &answer(1, &[("en", "Yes.")]));
    assert_eq!(answered.status(1), QuestionStatus::Answered);
    assert_eq!(
        answered.refusal(Who::Officer(1), &answer(1, &[("en", "Yes.")])),
        Refusal::AlreadyDone
    );
    let corrected = answered.does(Who::Manager(1), &answer(1, &[("en", "No."), ("ar", "لا.")]));
    let question = &corrected.0.questions[&id(1)];
    assert_eq!(question.answers.len(), 2);
    assert_eq!(question.answers[1].texts.len(), 2);
    assert_eq!(
        corrected.refusal(Who::Officer(1), &decline(1)),
        Refusal::AlreadyDone
    );
    // What everybody reads of the call itself has not changed by it.
    assert_eq!(corrected.0.changed_at, asked.0.changed_at);
}

#[test]
fn an_answer_is_in_the_languages_of_the_call_and_not_empty() {
    let asked = Asked::new().does(Who::Owner, &ask(1, "May we?"));
    for texts in [&[("tlh", "HIja'")][..], &[]] {
        asked.refusal(Who::Officer(1), &answer(1, texts));
    }
    asked.refusal(Who::Officer(1), &answer(2, &[("en", "Yes.")]));
    let declined = asked.does(Who::Officer(1), &decline(1));
    assert_eq!(declined.status(1), QuestionStatus::Declined);
    declined.refusal(Who::Officer(1), &answer(1, &[("en", "Yes.")]));
    declined.refusal(Who::Officer(1), &decline(1));
}

#[test]
fn limits_are_met_exactly() {
    let mut scene = Asked::new();
    let long = "a".repeat(MOST_CHARACTERS);
    scene.does(Who::Owner, &ask(1, &long));
    assert_eq!(
        scene.refusal(Who::Owner, &ask(1, &format!("{long}a"))),
        Refusal::TextTooLong { most: 2_000 }
    );
    for number in 1..=u128::from(MOST_OPEN) {
        scene = scene.does(Who::Owner, &ask(number, &format!("Question {number}?")));
    }
    assert_eq!(
        scene.refusal(Who::Owner, &ask(99, "One more?")),
        Refusal::TooMany { most: MOST_OPEN }
    );
    assert_eq!(
        scene.refusal(Who::Owner, &ask(99, "Question 1?")),
        Refusal::AlreadyDone
    );
    // Another person has questions of their own, and an answer makes room.
    scene.does(Who::Editor, &ask(99, "Question 1?"));
    scene
        .does(Who::Officer(1), &answer(1, &[("en", "Yes.")]))
        .does(Who::Owner, &ask(99, "One more?"));
}

#[test]
fn who_asks_and_who_answers() {
    let scene = Asked::new();
    let question = ask(1, "May we?");
    for who in [Who::Officer(1), Who::Auditor, Who::Evaluator(1)] {
        assert_eq!(scene.refusal(who, &question), Refusal::NotAllowed);
    }
    // Somebody who belongs to no organisation yet may ask.
    let mut nobody = Who::Owner.actor();
    nobody.memberships.clear();
    call::decide(&scene.0, &question, &nobody, scene.1).unwrap();
    // So may an evaluator in the name of their own organisation.
    let mut both = Who::Evaluator(1).actor();
    both.memberships = vec![(APPLICANT, workflow::role::Role::Reader)];
    call::decide(&scene.0, &question, &both, scene.1).unwrap();
    let asked = scene.does(Who::Owner, &question);
    for who in [Who::Owner, Who::Auditor, Who::Screener(1)] {
        for command in [answer(1, &[("en", "Yes.")]), decline(1)] {
            assert_eq!(asked.refusal(who, &command), Refusal::NotAllowed);
        }
    }
    let mut draft = Asked::new();
    draft.0.status = CallStatus::Approved;
    assert_eq!(draft.refusal(Who::Owner, &question), Refusal::Hidden);
}

//! Letters: what their texts may say, how they are revised, which are held back, and when the others go.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;
use workflow::batch::Hindrance;
use workflow::call::{self, Call, CallAction, Event};
use workflow::definition::Localised;
use workflow::ids::ProposalId;
use workflow::letter::{
    self, Command, MOST_CHARACTERS, Standing, facts, hindrance, names, text_of, to_send,
};
use workflow::procedure::Letter;
use workflow::refusal::Refusal;
use workflow::results;

use crate::people::{CALL, Who};
use crate::say;
use crate::scene::Scene;

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

fn id(number: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(number))
}

fn call() -> Call {
    Arc::unwrap_or_clone(Scene::draft().call)
}

fn now() -> DateTime<Utc> {
    "2010-06-01T12:00:00Z".parse().unwrap()
}

fn does(call: Call, who: Who, command: call::Command) -> Result<Call, Refusal> {
    let events = call::decide(&call, &command, &who.actor(), now())?;
    Ok(events.iter().fold(call, |state, event| {
        call::evolve(Some(state), CALL, event, Some(who.id()), now()).unwrap()
    }))
}

fn done(call: Call, who: Who, command: Command) -> Result<Call, Refusal> {
    does(call, who, call::Command::Letter(command))
}

fn texts(call: &Call, text: &str) -> Localised {
    let languages = call.definition.languages.iter();
    Localised(
        languages
            .map(|code| (code.clone(), text.to_owned()))
            .collect(),
    )
}

fn revise(call: &Call, letter: Letter, texts: Localised) -> Result<Call, Refusal> {
    let command = Command::Revise {
        letter,
        texts,
        reason: say::text(),
    };
    done(call.clone(), Who::Officer(1), command)
}

#[test]
fn a_revised_text_is_in_force_at_once_and_the_revision_is_known() {
    let before = call();
    let after = revise(
        &before,
        Letter::Selected,
        texts(&before, "Dear {organisation}, {amount}"),
    )
    .unwrap();
    let text = &after.definition.letters["selected"];
    assert!(
        text.0
            .values()
            .all(|text| text == "Dear {organisation}, {amount}")
    );
    let revision = &after.letters.revisions[0];
    assert_eq!(
        (revision.letter, revision.by),
        (Letter::Selected, Some(Who::Officer(1).id()))
    );
    assert_eq!(after.changed_at, before.changed_at);
}

#[test]
fn only_officers_revise_and_only_after_publication() {
    let before = call();
    let command = || {
        call::Command::Letter(Command::Revise {
            letter: Letter::Selected,
            texts: texts(&before, "Dear all"),
            reason: say::text(),
        })
    };
    for who in [Who::Manager(1), Who::Auditor, Who::Chair] {
        assert_eq!(
            does(before.clone(), who, command()).unwrap_err(),
            Refusal::NotAllowed
        );
    }
    for status in call::CallStatus::ALL {
        let state = Call {
            status: *status,
            ..before.clone()
        };
        let may =
            call::permitted(&state, CallAction::ReviseLetter, &Who::Officer(1).actor()).is_ok();
        assert_eq!(may, *status == call::CallStatus::Published, "{status}");
    }
}

#[test]
fn unknown_facts_letters_and_languages_are_refused() {
    let call = call();
    let unknown = |what, name: &str| Refusal::Unknown {
        what,
        name: name.to_owned(),
    };
    let refused = |letter, texts| revise(&call, letter, texts).unwrap_err();
    // Of the first language in the order of their codes.
    let fact = |name: &str| Refusal::UnknownFact {
        name: name.to_owned(),
        language: "ar".to_owned(),
    };
    assert_eq!(
        refused(Letter::Selected, texts(&call, "{titel}")),
        fact("titel")
    );
    assert_eq!(
        refused(Letter::Selected, texts(&call, "{ title }")),
        fact(" title ")
    );
    // A fact of another letter.
    assert_eq!(
        refused(Letter::BelowThreshold, texts(&call, "{conditions}")),
        fact("conditions")
    );
    assert_eq!(
        refused(Letter::Invited, texts(&call, "x")),
        unknown("letter", "invited")
    );
    let mut other = texts(&call, "x");
    other.0.insert("fr".to_owned(), "x".to_owned());
    assert_eq!(refused(Letter::Selected, other), unknown("language", "fr"));
}

#[test]
fn every_language_is_needed_and_an_optional_letter_can_be_given_up() {
    let call = call();
    let last = call.definition.languages.last().unwrap().clone();
    let mut some = texts(&call, "x");
    some.0.insert(last.clone(), " \n".to_owned());
    let missing = Refusal::LetterMissing { language: last };
    assert_eq!(
        revise(&call, Letter::Selected, some.clone()).unwrap_err(),
        missing
    );
    assert_eq!(revise(&call, Letter::Rework, some).unwrap_err(), missing);
    let nothing = texts(&call, "");
    assert!(matches!(
        revise(&call, Letter::Selected, nothing.clone()).unwrap_err(),
        Refusal::LetterMissing { .. }
    ));
    let with = revise(&call, Letter::SelectedReduced, texts(&call, "less")).unwrap();
    let own =
        |call: &Call| text_of(&call.definition, Letter::SelectedReduced).map(|(letter, _)| letter);
    assert_eq!(own(&with), Some(Letter::SelectedReduced));
    let without = revise(&with, Letter::SelectedReduced, nothing).unwrap();
    assert_eq!(own(&without), Some(Letter::Selected));
    let without = revise(&without, Letter::Rework, texts(&call, "")).unwrap();
    assert_eq!(text_of(&without.definition, Letter::Rework), None);
}

#[test]
fn a_text_has_a_longest_length() {
    let call = call();
    let long = |count| texts(&call, &"x".repeat(count));
    assert!(revise(&call, Letter::Selected, long(MOST_CHARACTERS)).is_ok());
    let most = u32::try_from(MOST_CHARACTERS).unwrap();
    assert_eq!(
        revise(&call, Letter::Selected, long(MOST_CHARACTERS + 1)).unwrap_err(),
        Refusal::TextTooLong { most }
    );
}

#[test]
fn names_in_braces_are_found_and_nothing_else() {
    assert_eq!(names("a {title} {b} }{ {x\ny} {} {"), ["title", "b", ""]);
    assert!(names("no names").is_empty());
    for letter in Letter::ALL {
        for fact in facts(*letter) {
            let text = format!("{{{fact}}}");
            assert_eq!(
                letter::unknown_name(*letter, &text),
                None,
                "{letter} {fact}"
            );
        }
    }
}

#[test]
fn the_texts_of_every_template_name_known_facts_only() {
    let call = call();
    for (name, texts) in &call.definition.letters {
        let letter: Letter = name.parse().unwrap();
        for text in texts.0.values() {
            assert_eq!(letter::unknown_name(letter, text), None, "{name}: {text}");
        }
    }
}

fn hold(number: u128) -> Command {
    Command::Hold {
        proposal: id(number),
        reason: say::text(),
    }
}

#[test]
fn a_letter_is_held_and_let_go_once_each() {
    let held = done(call(), Who::Officer(1), hold(1)).unwrap();
    assert_eq!(letter::not_held(&held, id(1)), Err(Refusal::LetterHeld));
    assert_eq!(letter::not_held(&held, id(2)), Ok(()));
    assert_eq!(
        done(held.clone(), Who::Manager(1), hold(1)).unwrap_err(),
        Refusal::AlreadyDone
    );
    let go = || Command::LetGo { proposal: id(1) };
    let free = done(held, Who::Manager(1), go()).unwrap();
    assert_eq!(letter::not_held(&free, id(1)), Ok(()));
    assert_eq!(
        done(free, Who::Manager(1), go()).unwrap_err(),
        Refusal::AlreadyDone
    );
}

#[test]
fn held_ones_stay_unchecked_ones_go_only_when_asked_and_own_ones_never() {
    let held = done(call(), Who::Officer(1), hold(1)).unwrap().letters;
    let files = |of: &[(u128, Standing)]| -> BTreeMap<ProposalId, Standing> {
        of.iter()
            .map(|(number, standing)| (id(*number), *standing))
            .collect()
    };
    let all = files(&[
        (1, Standing::Checked),
        (2, Standing::Checked),
        (3, Standing::Unchecked),
        (4, Standing::Own),
    ]);
    assert_eq!(to_send(&held, &all, true), Ok(vec![id(2)]));
    assert_eq!(to_send(&held, &all, false), Ok(vec![id(2), id(3)]));
    assert_eq!(
        to_send(&held, &files(&[(1, Standing::Checked)]), false),
        Err(Refusal::NothingToSend)
    );
    assert_eq!(
        to_send(&held, &files(&[(3, Standing::Unchecked)]), true),
        Err(Refusal::NothingToSend)
    );
    assert_eq!(
        to_send(&held, &files(&[(4, Standing::Own)]), false),
        Err(Refusal::OwnAct)
    );
    assert_eq!(
        to_send(&held, &BTreeMap::new(), false),
        Err(Refusal::NothingToSend)
    );
    assert_eq!(hindrance(&Refusal::NothingToSend), Some(Hindrance::Nothing));
    assert_eq!(hindrance(&Refusal::OwnAct), Some(Hindrance::OwnAct));
    assert_eq!(hindrance(&Refusal::LetterHeld), None);
}

#[test]
fn a_moment_lies_ahead_is_replaced_taken_back_and_gone_after_a_release() {
    let set = |at| Command::SetRelease {
        at,
        checked_only: true,
    };
    let manager = Who::Manager(1);
    for early in [now(), now() - INSTANT] {
        assert_eq!(
            done(call(), manager, set(early)).unwrap_err(),
            Refusal::TooEarly { at: now() }
        );
    }
    let planned = done(call(), manager, set(now() + INSTANT)).unwrap();
    let moment = planned.letters.planned.as_ref().unwrap();
    assert_eq!(
        (moment.at, moment.by, moment.checked_only),
        (now() + INSTANT, manager.id(), true)
    );
    let cancelled = done(planned.clone(), manager, Command::CancelRelease).unwrap();
    assert_eq!(cancelled.letters.planned, None);
    assert_eq!(
        done(cancelled, manager, Command::CancelRelease).unwrap_err(),
        Refusal::AlreadyDone
    );

    let release = Command::Release {
        checked_only: false,
        files: BTreeMap::from([(id(2), Standing::Unchecked)]),
    };
    let released = done(planned.clone(), manager, release).unwrap();
    assert_eq!(released.letters.planned, None);
    assert_eq!(released.letters.told[0].files, 1);

    let refused = Event::LettersReleaseRefused {
        hindrance: Hindrance::Nothing,
    };
    let hindered = call::evolve(Some(planned), CALL, &refused, None, now()).unwrap();
    assert_eq!(
        (hindered.letters.planned, hindered.letters.hindered),
        (None, Some((now(), Hindrance::Nothing)))
    );
}

#[test]
fn only_managers_release() {
    for who in [Who::Officer(1), Who::Auditor, Who::Chair] {
        let set = Command::SetRelease {
            at: now() + INSTANT,
            checked_only: false,
        };
        assert_eq!(done(call(), who, set).unwrap_err(), Refusal::NotAllowed);
    }
}

#[test]
fn a_name_is_kept_out_of_results_and_told_again_by_managers() {
    let withhold = || {
        call::Command::Results(results::Command::Withhold {
            proposal: id(1),
            reason: say::text(),
        })
    };
    let disclose = || {
        call::Command::Results(results::Command::Disclose {
            proposal: id(1),
            reason: say::text(),
        })
    };
    assert_eq!(
        does(call(), Who::Officer(1), withhold()).unwrap_err(),
        Refusal::NotAllowed
    );
    assert_eq!(
        does(call(), Who::Manager(1), disclose()).unwrap_err(),
        Refusal::AlreadyDone
    );
    let unnamed = does(call(), Who::Manager(1), withhold()).unwrap();
    assert!(unnamed.unnamed.contains_key(&id(1)));
    assert_eq!(
        does(unnamed.clone(), Who::Manager(1), withhold()).unwrap_err(),
        Refusal::AlreadyDone
    );
    let named = does(unnamed, Who::Manager(2), disclose()).unwrap();
    assert!(named.unnamed.is_empty());
}

//! What keeps a form from being published, each with its place; and the changes a builder makes.

use serde_json::json;
use workflow::definition::Localised;
use workflow::form::{AnswerKind, Condition, Fact, Form, Step, Test, WhatIsWrong as W, blank_kind};
use workflow::procedure::Incomplete;

use crate::forms::kind;
use crate::publication::after;
use crate::scene::founding_call;

/// The only fault after a change to the founding form: question, section, what.
fn only(change: impl FnOnce(&mut Form)) -> (Option<String>, W) {
    let mut found = after(|call| change(&mut call.form));
    assert_eq!(found.len(), 1, "{found:?}");
    match found.remove(0) {
        Incomplete::Form { fault } => (fault.question.or(fault.section), fault.what),
        other => panic!("{other:?}"),
    }
}

fn at(place: &str, what: W) -> (Option<String>, W) {
    (Some(place.to_owned()), what)
}

fn answer(form: &mut Form, question: &str, written: serde_json::Value) {
    form.question_mut(question).unwrap().answer = kind(written);
}

fn text(en: &str) -> serde_json::Value {
    json!({ "en": en, "ar": en })
}

#[test]
fn the_form_can_be_filled_in() {
    let text_missing = |of: &str| W::TextMissing {
        of: of.to_owned(),
        language: "ar".to_owned(),
    };
    assert_eq!(
        only(|form| form.question_mut("title").unwrap().fills = None),
        (None, W::NoTitle)
    );
    assert_eq!(
        only(|form| drop(form.sections[0].title.0.remove("ar"))),
        at("project", text_missing("title"))
    );
    assert_eq!(
        only(|form| drop(form.question_mut("title").unwrap().label.0.remove("ar"))),
        at("title", text_missing("label"))
    );
    assert_eq!(
        only(|form| drop(form.question_mut("theme").unwrap().help.0.remove("ar"))),
        at("theme", text_missing("help"))
    );
    let option = only(|form| {
        if let AnswerKind::Choice { options } = &mut form.question_mut("theme").unwrap().answer {
            options[0].label.0.remove("ar");
        }
    });
    assert_eq!(option, at("theme", text_missing("victims")));
    for nothing in [
        json!({ "kind": "choice", "options": [] }),
        json!({ "kind": "number", "min": 7, "max": 6 }),
        json!({ "kind": "short_text", "most": 0 }),
        json!({ "kind": "table", "columns": [], "most": 1 }),
        json!({ "kind": "budget", "headings": [] }),
        json!({ "kind": "file", "most": 1, "largest": 0 }),
    ] {
        let found = only(|form| answer(form, "results", nothing));
        assert_eq!(found, at("results", W::NoAnswer));
    }
    let empty = only(|form| {
        let id = form.add_section();
        form.section_mut(&id).unwrap().title = serde_json::from_value(text("More")).unwrap();
    });
    assert_eq!(empty, at("section", W::Empty));
}

#[test]
fn names_are_sound_and_stand_once() {
    for odd in [
        "",
        "Title",
        "1st",
        "a-b",
        "a b",
        &"x".repeat(41),
        "ar\u{200f}",
    ] {
        let found = only(|form| odd.clone_into(&mut form.question_mut("results").unwrap().id));
        assert_eq!(found.1, W::BadName { id: odd.to_owned() });
    }
    let longest = "x".repeat(40);
    let fine = after(|call| longest.clone_into(&mut call.form.question_mut("results").unwrap().id));
    assert_eq!(fine, []);
    let twice = only(|form| "summary".clone_into(&mut form.question_mut("results").unwrap().id));
    let id = || "summary".to_owned();
    assert_eq!(twice.1, W::NameTwice { id: id() });
    let section = only(|form| "project".clone_into(&mut form.sections[1].id));
    assert_eq!(
        section.1,
        W::NameTwice {
            id: "project".to_owned()
        }
    );
    let options = only(|form| {
        answer(
            form,
            "results",
            json!({ "kind": "choices", "options": [
            { "id": "zh-Hans", "label": text("a") }, { "id": "zh-Hans", "label": text("b") } ] }),
        );
    });
    assert_eq!(
        options,
        at(
            "results",
            W::NameTwice {
                id: "zh-Hans".to_owned()
            }
        )
    );
}

#[test]
fn conditions_hang_on_earlier_questions_and_possible_answers() {
    let when = |question: &str, on: &str, test: Test| {
        after(|call| {
            let question = call.form.question_mut(question).unwrap();
            question.when = Some(Condition {
                question: on.to_owned(),
                test,
            });
        })
    };
    let order = |on: &str| W::ConditionOrder { on: on.to_owned() };
    let never = |on: &str| W::ConditionNeverMet { on: on.to_owned() };
    let found = |problems: Vec<Incomplete>| match &problems[..] {
        [] => None,
        [Incomplete::Form { fault }] => Some(fault.what.clone()),
        other => panic!("{other:?}"),
    };
    let is = |value: &str| Test::Is(json!(value));
    assert_eq!(found(when("summary", "months", Test::AtLeast(18))), None);
    assert_eq!(
        found(when("summary", "months", Test::AtLeast(19))),
        Some(never("months"))
    );
    assert_eq!(found(when("summary", "months", Test::AtMost(6))), None);
    assert_eq!(
        found(when("summary", "months", Test::AtMost(5))),
        Some(never("months"))
    );
    assert_eq!(found(when("summary", "theme", is("victims"))), None);
    assert_eq!(
        found(when("summary", "theme", is("others"))),
        Some(never("theme"))
    );
    assert_eq!(
        found(when("summary", "theme", Test::OneOf(vec![]))),
        Some(never("theme"))
    );
    assert_eq!(
        found(when("summary", "theme", Test::AtLeast(1))),
        Some(never("theme"))
    );
    assert_eq!(found(when("summary", "theme", Test::Answered(true))), None);
    assert_eq!(
        found(when("title", "months", Test::AtLeast(6))),
        Some(order("months"))
    );
    assert_eq!(
        found(when("months", "months", Test::AtLeast(6))),
        Some(order("months"))
    );
    assert_eq!(
        found(when("months", "nothing", is("x"))),
        Some(order("nothing"))
    );
    let section =
        after(|call| call.form.sections[0].when = Some(Condition::is("theme", "victims")));
    assert_eq!(found(section), Some(order("theme")));
}

#[test]
fn facts_are_stated_once_by_a_fitting_kind_with_the_calls_own_words() {
    let twice = only(|form| form.question_mut("direct").unwrap().fills = Some(Fact::Months));
    assert_eq!(twice, at("direct", W::FactTwice { fact: Fact::Months }));
    let wrong = only(|form| answer(form, "months", json!({ "kind": "date" })));
    assert_eq!(wrong, at("months", W::FactKind { fact: Fact::Months }));
    let theme = after(|call| drop(call.themes.pop()));
    assert!(matches!(&theme[..], [Incomplete::Form { fault }]
        if fault.what == W::NotATheme { option: "cooperation".to_owned() }));
    let language = after(|call| call.application_languages.retain(|tag| tag != "ru"));
    assert!(matches!(&language[..], [Incomplete::Form { fault }]
        if fault.what == W::NotALanguage { option: "ru".to_owned() }));
}

#[test]
fn no_limit_is_larger_than_any_form_may_set() {
    let large = |written: serde_json::Value| only(|form| answer(form, "results", written)).1;
    let limit = |most: u64| W::LimitTooLarge { most };
    assert_eq!(
        large(json!({ "kind": "short_text", "most": 1_001 })),
        limit(1_000)
    );
    assert_eq!(
        large(json!({ "kind": "long_text", "words": 10_001 })),
        limit(10_000)
    );
    assert_eq!(large(json!({ "kind": "file", "most": 21 })), limit(20));
    assert_eq!(
        large(json!({ "kind": "logframe", "outputs": 13 })),
        limit(12)
    );
    assert_eq!(
        large(json!({ "kind": "logframe", "words": 501 })),
        limit(500)
    );
    let column = |id: usize| json!({ "id": format!("c{id}"), "label": text("c"), "answer": { "kind": "date" } });
    let columns = |count: usize| (0..count).map(column).collect::<Vec<_>>();
    assert_eq!(
        large(json!({ "kind": "table", "columns": columns(13), "most": 2 })),
        limit(12)
    );
    assert_eq!(
        large(json!({ "kind": "table", "columns": columns(1), "most": 101 })),
        limit(100)
    );
    let nested = json!({ "kind": "table", "most": 2, "columns": [
        { "id": "inner", "label": text("c"), "answer": { "kind": "table", "columns": columns(1), "most": 1 } } ] });
    assert_eq!(
        large(nested),
        W::ColumnKind {
            column: "inner".to_owned()
        }
    );
    for ceiling in [json!({ "share": 10_001 }), json!({ "minor": -1 })] {
        let budget = json!({ "kind": "budget", "headings": [{ "id": "a", "label": text("a"), "most": ceiling }] });
        assert_eq!(large(budget), W::Ceiling);
    }
    let budget = json!({ "kind": "budget", "headings": [{ "id": "a", "label": text("a") }], "cofinancing_share": 10_001 });
    assert_eq!(large(budget), W::Ceiling);
    let crowd = |count: usize| {
        after(|call| {
            while call.form.questions().count() < count {
                let id = call
                    .form
                    .add_question("project", AnswerKind::Date {})
                    .unwrap();
                let label: Localised = serde_json::from_value(text("Day")).unwrap();
                call.form.question_mut(&id).unwrap().label = label;
            }
        })
    };
    assert_eq!(crowd(200), []);
    assert!(matches!(&crowd(201)[..], [Incomplete::Form { fault }]
        if fault.what == W::TooManyQuestions { most: 200 }));
}

#[test]
fn every_kind_can_be_begun_and_is_read_back_as_written() {
    for name in AnswerKind::NAMES {
        let kind = blank_kind(name).unwrap();
        assert_eq!(kind.name(), name);
        let written = serde_json::to_value(&kind).unwrap();
        assert_eq!(serde_json::from_value::<AnswerKind>(written).unwrap(), kind);
    }
    assert_eq!(blank_kind("essay"), None);
}

fn names(form: &Form) -> Vec<String> {
    form.questions()
        .map(|(_, question)| question.id.clone())
        .collect()
}

#[test]
fn questions_and_sections_are_moved_copied_and_taken_out() {
    let mut form = founding_call().form;
    let before = names(&form);
    assert!(!form.move_question("title", Step::Up), "it is the first");
    assert!(form.move_question("theme", Step::Up));
    assert_eq!(names(&form)[..2], ["theme", "title"]);
    // At the edge of its section a question goes into the next one.
    assert!(form.move_question("summary", Step::Down));
    assert_eq!(form.place("summary"), Some((1, 0)));
    assert!(form.move_question("summary", Step::Up));
    assert!(form.move_question("theme", Step::Down));
    assert_eq!(names(&form), before);
    assert!(!form.move_question("truth", Step::Down), "it is the last");
    assert!(form.place_question("truth", "project", 0));
    assert_eq!(form.place("truth"), Some((0, 0)));
    assert!(!form.place_question("truth", "nowhere", 0));
    assert!(form.place_question("truth", "declarations", 99));
    assert_eq!(names(&form), before);

    assert!(form.move_section("problem", Step::Up) && !form.move_section("problem", Step::Up));
    assert_eq!(form.sections[0].id, "problem");
    assert!(form.place_section("problem", 1));
    assert_eq!(names(&form), before);

    let copy = form.duplicate_question("title").unwrap();
    assert_eq!(copy, "title_2");
    assert_eq!(form.question(&copy).unwrap().fills, None);
    let section = form.duplicate_section("protection").unwrap();
    let copied = form.section(&section).unwrap();
    assert_eq!(copied.questions.len(), 4);
    // The condition inside the copy hangs on the copy.
    assert_eq!(
        copied.questions[3].when.as_ref().unwrap().question,
        "partners_2"
    );
    let unique: std::collections::BTreeSet<String> = names(&form).into_iter().collect();
    assert_eq!(unique.len(), names(&form).len());

    form.rename_question("partners", "partnership");
    assert_eq!(
        form.question("partner")
            .unwrap()
            .when
            .as_ref()
            .unwrap()
            .question,
        "partnership"
    );
    assert!(form.remove_section(&section) && !form.remove_section(&section));
    assert!(form.remove_question(&copy).is_some() && form.remove_question(&copy).is_none());
    assert_eq!(form.before("problem").len(), 6);
    assert_eq!(form.before("theme").len(), 1);
}

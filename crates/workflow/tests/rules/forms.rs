//! Answers: every kind meets its limits, conditions decide what is asked, and budgets add up exactly.

use proptest::prelude::*;
use serde_json::{Value, json};
use workflow::form::{
    AnswerKind, Answers, BudgetLine, Ceiling, Condition, Fact, Fault, Form, Question, Test, totals,
    words,
};
use workflow::money::{Currency, Money};

use crate::scene::founding_call;
use crate::values::json_values;

/// A kind of answer as it is written.
pub fn kind(written: Value) -> AnswerKind {
    serde_json::from_value(written).unwrap()
}

fn faults(kind: &AnswerKind, value: &Value) -> Vec<Fault> {
    kind.faults(value, Currency::USD, true)
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

fn options(ids: &[&str]) -> Value {
    let option = |id: &&str| json!({ "id": id, "label": { "en": id } });
    ids.iter().map(option).collect()
}

#[test]
fn words_are_counted_as_the_table_of_examples_says() {
    let examples: Vec<(String, usize)> =
        serde_json::from_str(include_str!("../data/words.json")).unwrap();
    for (text, count) in examples {
        assert_eq!(words(&text), count, "{text:?}");
    }
}

#[test]
fn each_single_kind_meets_its_limits() {
    let file = "0190f5a0-0000-7000-8000-000000000000";
    let range = |min, max| Some(Fault::OutOfRange { min, max });
    let short = kind(json!({ "kind": "short_text", "most": 3 }));
    let long = kind(json!({ "kind": "long_text", "words": 2 }));
    let number = kind(json!({ "kind": "number", "min": -2, "max": 5 }));
    let money = kind(json!({ "kind": "money" }));
    let date = kind(json!({ "kind": "date" }));
    let country = kind(json!({ "kind": "country" }));
    let choice = kind(json!({ "kind": "choice", "options": options(&["a", "b"]) }));
    let choices = kind(json!({ "kind": "choices", "options": options(&["a", "b"]) }));
    let files = kind(json!({ "kind": "file", "most": 1 }));
    let declaration = kind(json!({ "kind": "declaration" }));
    let cases = [
        (&short, json!("été"), None),
        (
            &short,
            json!("four"),
            Some(Fault::TooManyCharacters { most: 3 }),
        ),
        (&short, json!(3), Some(Fault::WrongKind)),
        (&short, json!("a\u{202e}b"), Some(Fault::WrongKind)),
        (&short, json!("a\u{0}b"), Some(Fault::WrongKind)),
        (&long, json!("two  words"), None),
        (&long, json!("两字"), None),
        (
            &long,
            json!("now three words"),
            Some(Fault::TooManyWords { most: 2, given: 3 }),
        ),
        (
            &long,
            json!("三个字"),
            Some(Fault::TooManyWords { most: 2, given: 3 }),
        ),
        (&number, json!(-2), None),
        (&number, json!(5), None),
        (&number, json!(-3), range(-2, 5)),
        (&number, json!(6), range(-2, 5)),
        (&number, json!(1.5), Some(Fault::WrongKind)),
        (&money, json!(0), None),
        (&money, json!(-1), Some(Fault::BelowZero)),
        (&money, json!("1"), Some(Fault::WrongKind)),
        (&date, json!("2012-02-29"), None),
        (&date, json!("2011-02-29"), Some(Fault::WrongKind)),
        (&choice, json!("b"), None),
        (&choice, json!("c"), Some(Fault::UnknownOption)),
        (&choice, json!(["b"]), Some(Fault::UnknownOption)),
        (&choices, json!(["a", "b"]), None),
        (&choices, json!(["a", "c"]), Some(Fault::UnknownOption)),
        (&choices, json!("a"), Some(Fault::WrongKind)),
        (&country, json!("KE"), None),
        (&country, json!("XX"), Some(Fault::UnknownOption)),
        (&files, json!([file]), None),
        (
            &files,
            json!([file, file]),
            Some(Fault::TooManyFiles { most: 1 }),
        ),
        (&files, json!(["../etc"]), Some(Fault::WrongKind)),
        (&declaration, json!(true), None),
        (&declaration, json!(false), Some(Fault::WrongKind)),
    ];
    for (kind, value, fault) in cases {
        let expected: Vec<Fault> = fault.into_iter().collect();
        assert_eq!(faults(kind, &value), expected, "{kind:?} {value}");
    }
}

fn partners() -> AnswerKind {
    kind(json!({ "kind": "table", "least": 1, "most": 2, "columns": [
        { "id": "name", "label": { "en": "Name" }, "answer": { "kind": "short_text", "most": 5 } },
        { "id": "people", "label": { "en": "People" }, "required": false, "answer": { "kind": "number", "min": 1, "max": 9 } },
        { "id": "gives", "label": { "en": "Gives" }, "required": false, "answer": { "kind": "money" } },
        { "id": "since", "label": { "en": "Since" }, "required": false, "answer": { "kind": "date" } },
        { "id": "in", "label": { "en": "In" }, "required": false, "answer": { "kind": "country" } },
        { "id": "as", "label": { "en": "As" }, "required": false, "answer": { "kind": "choice", "options": options(&["lead"]) } } ] }))
}

#[test]
fn rows_of_a_table_are_judged_cell_by_cell() {
    let table = partners();
    let whole = json!([{ "name": "One", "people": 9, "gives": 0, "since": "2010-01-01", "in": "KE", "as": "lead" }]);
    assert_eq!(faults(&table, &whole), []);
    // A column that a revision has taken out is no fault.
    assert_eq!(faults(&table, &json!([{ "name": "One", "gone": 1 }])), []);
    let wrong = json!([{ "name": "Sixsix", "people": 10, "gives": -1, "since": "soon", "in": "XX", "as": "x" }, { "people": 1 }]);
    let found = faults(&table, &wrong);
    let parts: Vec<String> = found.iter().filter_map(Fault::part).collect();
    assert_eq!(
        parts,
        [
            "0.name", "0.people", "0.gives", "0.since", "0.in", "0.as", "1.name"
        ]
    );
    assert!(found[6].is_gap() && !found[0].is_gap());
    let draft = table.faults(&wrong, Currency::USD, false);
    assert_eq!(draft.len(), 6, "a draft may have gaps");
    let row = json!({ "name": "One" });
    assert_eq!(faults(&table, &json!([row, row])), []);
    assert_eq!(
        faults(&table, &json!([row, row, row])),
        [Fault::TooManyRows { most: 2 }]
    );
    assert_eq!(faults(&table, &json!([])), [Fault::TooFewRows { least: 1 }]);
    assert_eq!(table.faults(&json!([]), Currency::USD, false), []);
    for odd in [json!("rows"), json!([1]), json!({ "0": {} })] {
        assert_eq!(faults(&table, &odd), [Fault::WrongKind], "{odd}");
    }
}

#[test]
fn a_logframe_is_judged_part_by_part() {
    let frame = kind(
        json!({ "kind": "logframe", "outcomes": 1, "outputs": 1, "indicators": 1, "activities": 1, "words": 3 }),
    );
    let indicator = || json!({ "indicator": "Share", "baseline": "0", "target": "50", "verification": "Survey" });
    let output = || json!({ "statement": "A shelter", "indicators": [indicator()], "activities": ["Rent a house"] });
    let outcome = || json!({ "statement": "People are safe", "indicators": [indicator()], "outputs": [output()] });
    let whole = json!({ "goal": "Safety", "outcomes": [outcome()] });
    assert_eq!(faults(&frame, &whole), []);
    let parts = |value: &Value| -> Vec<String> {
        faults(&frame, value)
            .iter()
            .filter_map(Fault::part)
            .collect()
    };
    assert_eq!(parts(&json!({ "goal": "" })), ["goal", "outcomes"]);
    let mut two = whole.clone();
    two["outcomes"] = json!([outcome(), outcome()]);
    assert_eq!(parts(&two), ["outcomes"]);
    let mut wrong = whole.clone();
    wrong["outcomes"][0]["outputs"][0]["activities"] = json!(["one", "two"]);
    wrong["outcomes"][0]["outputs"][0]["indicators"] = json!([]);
    wrong["outcomes"][0]["statement"] = json!("four words are many");
    wrong["outcomes"][0]["indicators"][0]["target"] = json!("x".repeat(161));
    wrong["outcomes"][0]["indicators"][0]["baseline"] = json!("");
    assert_eq!(
        parts(&wrong),
        [
            "outcomes.0.statement",
            "outcomes.0.indicators.0.baseline",
            "outcomes.0.indicators.0.target",
            "outcomes.0.outputs.0.indicators",
            "outcomes.0.outputs.0.activities",
        ]
    );
    let draft = frame.faults(&wrong, Currency::USD, false);
    assert_eq!(draft.len(), 3, "a draft may have gaps: {draft:?}");
    assert!(draft.iter().all(|fault| !fault.is_gap()));
    for odd in [json!([]), json!("goal"), json!({ "gaol": "x" })] {
        assert_eq!(faults(&frame, &odd), [Fault::WrongKind], "{odd}");
    }
}

fn line(heading: &str, quantity: i64, unit: i64, requested: i64) -> Value {
    json!({ "heading": heading, "description": "Work", "quantity": quantity,
        "unit_cost_minor": unit, "requested_minor": requested })
}

#[test]
fn a_line_of_a_budget_asks_for_no_more_than_it_costs() {
    let budget = kind(json!({ "kind": "budget", "headings": options(&["staff"]) }));
    let wrong = vec![Fault::BudgetLine { line: 1 }];
    for (given, expected) in [
        (line("staff", 2, 50, 100), vec![]),
        (line("staff", 2, 50, 0), vec![]),
        (line("staff", 2, 50, 101), wrong.clone()),
        (line("staff", 2, 50, -1), wrong.clone()),
        (line("staff", 0, 50, 0), wrong.clone()),
        (line("staff", 2, i64::MAX, 0), wrong.clone()),
        (line("travel", 1, 1, 1), wrong),
    ] {
        assert_eq!(faults(&budget, &json!([given])), expected, "{given}");
    }
    let large = line("staff", 1, i64::MAX, i64::MAX);
    assert_eq!(faults(&budget, &json!([large, large])), [Fault::TooLarge]);
    let many = |count: usize| Value::from(vec![line("staff", 1, 1, 1); count]);
    assert_eq!(faults(&budget, &many(100)), []);
    assert_eq!(
        faults(&budget, &many(101)),
        [Fault::TooManyRows { most: 100 }]
    );
}

#[test]
fn ceilings_and_cofinancing_are_met_to_the_minor_unit() {
    let budget = kind(
        json!({ "kind": "budget", "cofinancing_share": 2_000, "headings": [
        { "id": "staff", "label": { "en": "Staff" } },
        { "id": "overheads", "label": { "en": "Overheads" }, "most": { "share": 700 } },
        { "id": "travel", "label": { "en": "Travel" }, "most": { "minor": 500 } } ] }),
    );
    // 70 of 1,000 is exactly 7 per cent; 250 of 1,250 is exactly a fifth.
    let lines = |overheads: i64, travel: i64, whole: i64| {
        let staff = 1_000 - overheads - travel;
        json!([
            line("staff", 1, staff + whole, staff),
            line("overheads", 1, overheads, overheads),
            line("travel", 1, travel, travel)
        ])
    };
    assert_eq!(faults(&budget, &lines(70, 500, 250)), []);
    let over = |heading: &str, label: &str, most: i64, over: i64| Fault::OverCeiling {
        heading: heading.to_owned(),
        label: serde_json::from_value(json!({ "en": label })).unwrap(),
        most: usd(most),
        over: usd(over),
    };
    assert_eq!(
        faults(&budget, &lines(71, 502, 250)),
        [
            over("overheads", "Overheads", 70, 1),
            over("travel", "Travel", 500, 2)
        ]
    );
    let short = Fault::CofinancingShort {
        least: usd(250),
        short: usd(1),
    };
    assert_eq!(faults(&budget, &lines(0, 0, 249)), [short]);
    assert_eq!(budget.faults(&lines(0, 0, 0), Currency::USD, false), []);
}

fn budget_lines() -> impl Strategy<Value = BudgetLine> {
    let amount = || prop_oneof![0..10_000_000_i64, 0..=i64::MAX];
    (1..1_000_i64, amount(), amount()).prop_map(|(quantity, unit_cost_minor, requested_minor)| {
        BudgetLine {
            heading: "staff".to_owned(),
            description: "Work".to_owned(),
            unit: String::new(),
            quantity,
            unit_cost_minor,
            requested_minor,
        }
    })
}

/// A form of yes-or-no questions, each with a condition on any question or none.
fn chained(conditions: &[Option<(usize, bool)>]) -> Form {
    let name = |at: usize| format!("q{at}");
    let question = |(at, condition): (usize, &Option<(usize, bool)>)| {
        let when = condition.map(|(on, answered)| {
            let answer = if answered { "yes" } else { "no" };
            Condition::is(name(on), answer)
        });
        json!({ "id": name(at), "label": {}, "required": true,
            "answer": { "kind": "choice", "options": options(&["yes", "no"]) },
            "when": when.map_or(json!({ "question": "q0", "answered": true }), |when| json!(when)) })
    };
    let mut questions: Vec<Value> = conditions.iter().enumerate().map(question).collect();
    if let Some(first) = questions.first_mut().and_then(Value::as_object_mut) {
        first.remove("when");
    }
    serde_json::from_value(
        json!({ "version": 1, "section": [{ "id": "s", "title": {}, "question": questions }] }),
    )
    .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn budgets_are_summed_exactly_or_refused(lines in prop::collection::vec(budget_lines(), 0..6)) {
        let wide = |of: fn(&BudgetLine) -> i128| lines.iter().map(of).sum::<i128>();
        let total = wide(|line| i128::from(line.quantity) * i128::from(line.unit_cost_minor));
        let requested = wide(|line| i128::from(line.requested_minor));
        match totals(&lines) {
            Some(sums) => {
                prop_assert_eq!(i128::from(sums.total), total);
                prop_assert_eq!(i128::from(sums.requested), requested);
                prop_assert_eq!(i128::from(sums.cofinancing), total - requested);
            }
            None => prop_assert!(total > i128::from(i64::MAX) || requested > i128::from(i64::MAX)
                || (total - requested).abs() > i128::from(i64::MAX)),
        }
    }

    #[test]
    fn a_ceiling_is_the_largest_amount_within_its_share(requested in 0..=i64::MAX, share in 0_u32..=10_000) {
        let most = i128::from(Ceiling::Share(share).of(requested));
        let (whole, share) = (i128::from(requested), i128::from(share));
        prop_assert!(most * 10_000 <= whole * share);
        prop_assert!((most + 1) * 10_000 > whole * share);
    }

    #[test]
    fn answers_of_any_kind_are_judged_without_surprise(value in json_values()) {
        let mut form = founding_call().form;
        form.sections[0].questions.push(serde_json::from_value(json!({ "id": "extra", "label": {},
            "answer": partners() })).unwrap());
        let answers: Answers = form.questions().map(|(_, q)| (q.id.clone(), value.clone())).collect();
        let faults = form.check(&answers, Currency::USD, true);
        let facts = form.facts(&answers);
        // No one value answers a title, a number and a budget.
        prop_assert!(!faults.is_empty());
        prop_assert!(facts.months.is_none() || value.is_u64());
        // What is wrong in a draft is wrong in a submission as well.
        for fault in form.check(&answers, Currency::USD, false) {
            prop_assert!(faults.contains(&fault));
        }
    }

    #[test]
    fn what_hangs_on_a_question_that_is_not_asked_is_not_asked(
        conditions in prop::collection::vec(prop::option::of((0_usize..12, any::<bool>())), 1..12),
        given in prop::collection::vec(prop::option::of(any::<bool>()), 12),
    ) {
        let form = chained(&conditions);
        let answer = |given: &bool| if *given { "yes" } else { "no" };
        let answers: Answers = given.iter().enumerate()
            .filter_map(|(at, given)| Some((format!("q{at}"), json!(given.as_ref().map(answer)?))))
            .collect();
        let asked = form.asked(&answers);
        for (_, question) in form.questions() {
            let holds = question.when.as_ref().is_none_or(|when| {
                asked.contains(when.question.as_str())
                    && form.place(&when.question) < form.place(&question.id)
                    && when.test.passes(answers.get(&when.question))
            });
            prop_assert_eq!(asked.contains(question.id.as_str()), holds, "{}", question.id);
        }
        // Only what is asked can be missing.
        for fault in form.check(&answers, Currency::USD, true) {
            prop_assert!(asked.contains(fault.question.as_str()));
        }
    }

    #[test]
    fn counting_words_never_fails_and_adds_up(one in "\\PC{0,40}", other in "\\PC{0,40}") {
        prop_assert_eq!(words(&format!("{one} {other}")), words(&one) + words(&other));
    }
}

#[test]
fn conditions_test_answers_as_they_say() {
    let test = |written: Value| -> Test {
        let mut whole = json!({ "question": "q" });
        whole
            .as_object_mut()
            .unwrap()
            .extend(written.as_object().unwrap().clone());
        serde_json::from_value::<Condition>(whole).unwrap().test
    };
    let yes = json!("yes");
    let cases = [
        (json!({ "is": "yes" }), Some(yes.clone()), true),
        (json!({ "is": "yes" }), Some(json!("no")), false),
        (json!({ "is": "yes" }), Some(json!(["no", "yes"])), true),
        (json!({ "is": "yes" }), None, false),
        (json!({ "is": true }), Some(json!(true)), true),
        (json!({ "one_of": ["a", "yes"] }), Some(yes.clone()), true),
        (json!({ "one_of": ["a", "b"] }), Some(yes.clone()), false),
        (json!({ "at_least": 5 }), Some(json!(5)), true),
        (json!({ "at_least": 5 }), Some(json!(4)), false),
        (json!({ "at_least": 5 }), Some(json!("5")), false),
        (json!({ "at_most": 5 }), Some(json!(5)), true),
        (json!({ "at_most": 5 }), Some(json!(6)), false),
        (json!({ "at_most": 5 }), None, false),
        (json!({ "answered": true }), Some(yes), true),
        (json!({ "answered": true }), Some(json!("  ")), false),
        (json!({ "answered": false }), None, true),
        (json!({ "answered": false }), Some(json!("x")), false),
    ];
    for (written, answer, passes) in cases {
        assert_eq!(
            test(written.clone()).passes(answer.as_ref()),
            passes,
            "{written} {answer:?}"
        );
    }
    for odd in [
        json!({ "question": "q" }),
        json!({ "question": "q", "is": 1, "at_most": 2 }),
    ] {
        let error = serde_json::from_value::<Condition>(odd)
            .unwrap_err()
            .to_string();
        assert!(error.contains("exactly one"), "{error}");
    }
    // A condition is written as it was read.
    let written = json!({ "question": "partners", "is": "yes" });
    let read: Condition = serde_json::from_value(written.clone()).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), written);
}

#[test]
fn a_section_is_asked_as_a_whole_or_not_at_all() {
    let (mut form, mut answers) = complete();
    form.sections[5].when = Some(Condition::is("theme", "evidence"));
    answers.remove("truth");
    assert_eq!(form.check(&answers, Currency::USD, true), []);
    answers.insert("theme".to_owned(), json!("evidence"));
    let faults = form.check(&answers, Currency::USD, true);
    assert_eq!((faults.len(), faults[0].question.as_str()), (1, "truth"));
}

/// The founding form with answers that are complete.
fn complete() -> (Form, Answers) {
    let form = founding_call().form;
    let mut answers = Answers::new();
    for (_, question) in form.questions() {
        let value = match &question.answer {
            AnswerKind::ShortText { .. } | AnswerKind::LongText { .. } => json!("Some words"),
            AnswerKind::Number { min, .. } => json!(min),
            AnswerKind::Choice { options } => json!(options[0].id),
            AnswerKind::Country {} => json!("KE"),
            AnswerKind::Budget(_) => json!([line("staff", 1, 4_500_000, 4_000_000)]),
            AnswerKind::Declaration {} => json!(true),
            _ => continue,
        };
        answers.insert(question.id.clone(), value);
    }
    (form, answers)
}

#[test]
fn a_complete_form_states_its_facts() {
    let (form, answers) = complete();
    let check = |answers: &Answers, complete| form.check(answers, Currency::USD, complete);
    assert_eq!(check(&answers, true), []);
    let mut folded = answers.clone();
    folded.insert("title".to_owned(), json!(" Some\r\n words "));
    assert_eq!(check(&folded, true), []);
    let facts = form.facts(&folded);
    assert_eq!(facts.title.as_deref(), Some("Some words"));
    assert_eq!(facts.requested_minor, Some(4_000_000));
    assert_eq!(facts.months, Some(6));
    assert_eq!(facts.theme.as_deref(), Some("victims"));
    // Every question that is asked and not optional is missed, one by one.
    for (_, question) in form.questions().filter(|(_, question)| question.required) {
        let mut without = answers.clone();
        without.remove(&question.id);
        let asked = form.asked(&without).contains(question.id.as_str());
        assert_eq!(
            check(&without, true).len(),
            usize::from(asked),
            "{}",
            question.id
        );
        assert_eq!(check(&without, false), [], "a draft may have gaps");
    }
    // An answer to a question that a revision has taken out is no fault.
    let mut old = answers;
    old.insert("gone".to_owned(), json!("kept"));
    assert_eq!(check(&old, true), []);
}

#[test]
fn questions_that_are_not_asked_are_neither_missed_nor_facts() {
    let (mut form, mut answers) = complete();
    answers.insert("partners".to_owned(), json!("no"));
    answers.insert("partner".to_owned(), json!("x".repeat(500)));
    assert_eq!(form.check(&answers, Currency::USD, true), []);
    answers.insert("partners".to_owned(), json!("yes"));
    assert_eq!(
        form.check(&answers, Currency::USD, true)[0].fault,
        Fault::TooManyCharacters { most: 200 }
    );
    let months: &mut Question = form.question_mut("months").unwrap();
    assert_eq!(months.fills, Some(Fact::Months));
    months.when = Some(Condition::is("theme", "evidence"));
    assert_eq!(form.facts(&answers).months, None);
    answers.insert("theme".to_owned(), json!("evidence"));
    assert_eq!(form.facts(&answers).months, Some(6));
}

//! The page of the builder that holds the checklist of screening: criteria, their rules and their reasons.

use serde_json::{Value, json};
use workflow::criterion::{Check, Criterion, Level, OnFail};
use workflow::document::DocumentKind;
use workflow::form::AnswerKind;
use workflow::screening::Rules;

use super::fields::{Field, Kind, name};
use super::sections::{Ground, Group};
use super::stages::{adding, id_field, numbered};

/// The groups of the stage: its terms, a card for each criterion, and the button that adds one.
pub fn groups(ground: &Ground<'_>, path: &str, rules: &Rules) -> Vec<Group> {
    let mut found = vec![terms(ground, path)];
    let list = format!("{path}/criterion");
    for (place, known) in rules.criteria.iter().enumerate() {
        let mut card = criterion(ground, &format!("{list}/{place}"), place, known);
        let moves = ground.item_acts(&list, place, rules.criteria.len());
        card.acts.extend(moves);
        found.push(card);
    }
    found.push(adding(ground, &list, "add-criterion"));
    found
}

fn terms(ground: &Ground<'_>, path: &str) -> Group {
    let field = |field: &str, kind, key: &str| {
        Field::new(format!("{path}/{field}"), kind, ground.say(key))
            .hint(ground.say(&format!("{key}-hint")))
    };
    let confirm = Field::new(
        format!("{path}/confirm_eligible"),
        Kind::Yes,
        ground.say("confirm-eligible"),
    );
    Group {
        rows: vec![
            vec![
                field("clarification_days", Kind::Whole, "clarification-days"),
                field("appeal_days", Kind::Whole, "appeal-days"),
            ],
            vec![field("second_share", Kind::Units(2), "second-share")],
            vec![confirm],
        ],
        ..Group::default()
    }
}

fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<&'static str> {
    all.iter().map(|one| name(*one)).collect()
}

fn criterion(ground: &Ground<'_>, item: &str, place: usize, known: &Criterion) -> Group {
    let one = |field: &str, family: &str, names: &[&str], key: &str| {
        let kind = Kind::One(ground.words(family, names));
        Field::new(format!("{item}/{field}"), kind, ground.say(key))
    };
    let levels = names(Level::ALL, Level::name);
    let failures = names(OnFail::ALL, OnFail::name);
    let mut rows = vec![
        ground.texts(
            &format!("{item}/text"),
            Kind::Prose(2),
            &ground.say("criterion-text"),
            "",
        ),
        vec![
            one("level", "criterion-level", &levels, "level"),
            one("on_fail", "criterion-on-fail", &failures, "on-fail"),
        ],
        vec![
            one("check/rule", "criterion-rule", &Check::NAMES, "rule")
                .hint(ground.say("rule-hint")),
        ],
    ];
    rows.extend(parameters(ground, item, &known.check));
    let mut acts = Vec::new();
    let reasons = format!("{item}/reasons");
    for number in 0..known.reasons.len() {
        let path = format!("{reasons}/{number}");
        let shown = ground.reader.number(number + 1);
        let say = |key: &str| {
            let number = ("number", shown.clone().into());
            ground.reader.ta(format!("setup-{key}"), [number])
        };
        rows.push(vec![
            Field::new(format!("{path}/code"), Kind::Name, say("reason-code"))
                .hint(ground.say("name-hint")),
        ]);
        rows.push(ground.texts(
            &format!("{path}/text"),
            Kind::Prose(2),
            &say("reason-text"),
            "",
        ));
        acts.push((format!("remove {path}"), say("remove-reason")));
    }
    rows.push(vec![id_field(ground, item)]);
    acts.push((format!("add {reasons}"), ground.say("add-reason")));
    Group {
        id: name(item),
        title: numbered(ground, "criterion", place),
        hint: if known.reasons.is_empty() {
            ground.say("no-reasons")
        } else {
            String::new()
        },
        rows,
        acts,
        ..Group::default()
    }
}

/// The fields a machine rule needs, in rows.
fn parameters(ground: &Ground<'_>, item: &str, check: &Check) -> Vec<Vec<Field>> {
    let field = |name: &str, kind, key: &str| {
        Field::new(format!("{item}/check/{name}"), kind, ground.say(key))
    };
    match check {
        Check::RegisteredFor { .. } => vec![vec![
            field("years", Kind::Whole, "years"),
            field("on", Kind::Day, "cut-off"),
        ]],
        Check::CertificateValid { .. } => vec![vec![
            field("on", Kind::Day, "valid-on")
                .hint(ground.say("valid-on-hint"))
                .optional(),
        ]],
        Check::LegalForm { .. } => {
            let forms = ground.words("organisation-kind", &facility::registration::KINDS);
            vec![vec![field("kinds", Kind::Many(forms), "legal-forms")]]
        }
        Check::ReferenceLetters { .. } => {
            vec![vec![field("least", Kind::Whole, "least-letters")]]
        }
        Check::GrantsInPeriod { .. } => vec![vec![
            field("most", Kind::Whole, "most-grants").hint(ground.say("most-grants-hint")),
            field("years", Kind::Whole, "grant-years"),
        ]],
        Check::RequestAgainstBudget { .. } => {
            vec![vec![field(
                "times_hundredths",
                Kind::Units(2),
                "times-budget",
            )]]
        }
        Check::DocumentsPresent { .. } => {
            let kinds = names(DocumentKind::ALL, DocumentKind::name);
            let kinds = ground.words("document-kind", &kinds);
            vec![
                vec![field("kinds", Kind::Many(kinds), "document-kinds")],
                vec![
                    field("questions", Kind::Many(files(ground)), "document-questions")
                        .hint(ground.say("document-questions-hint")),
                ],
            ]
        }
        _ => Vec::new(),
    }
}

/// The questions of every step that take files, by name with their words.
fn files(ground: &Ground<'_>) -> Vec<(String, String)> {
    let forms = std::iter::once(&ground.call.form).chain(ground.call.later_forms.values());
    let questions = forms.flat_map(|form| form.questions());
    questions
        .filter(|(_, question)| matches!(question.answer, AnswerKind::File(_)))
        .map(|(_, question)| {
            let label = question.label.get(ground.reader.language.code());
            (question.id.clone(), label.to_owned())
        })
        .collect()
}

/// A machine rule with its own parameters and no others; those that are not there yet have a value to begin with. A call
/// opens with the day `opens`.
pub fn tidy(check: &Value, opens: &str) -> Value {
    let rule = check["rule"].as_str().unwrap_or_default();
    let mut kept = json!({ "rule": rule });
    let or = |name: &str, otherwise: Value| match &check[name] {
        Value::Null => otherwise,
        given => given.clone(),
    };
    // A list that another rule has left behind is none of this one's.
    let listed = |name: &str, known: &dyn Fn(&str) -> bool| {
        let given = check[name].as_array().into_iter().flatten();
        let names: Vec<&str> = given
            .filter_map(Value::as_str)
            .filter(|name| known(name))
            .collect();
        json!(names)
    };
    match rule {
        "registered_for" => {
            kept["years"] = or("years", 1.into());
            kept["on"] = or("on", opens.into());
        }
        "certificate_valid" => {
            if let Some(on) = check["on"].as_str() {
                kept["on"] = on.into();
            }
        }
        "legal_form" => {
            let known = |name: &str| facility::registration::KINDS.contains(&name);
            kept["kinds"] = listed("kinds", &known);
        }
        "reference_letters" => kept["least"] = or("least", 2.into()),
        "grants_in_period" => {
            kept["most"] = or("most", 2.into());
            kept["years"] = or("years", 5.into());
        }
        "request_against_budget" => {
            kept["times_hundredths"] = or("times_hundredths", 100.into());
        }
        "documents_present" => {
            let known = |name: &str| name.parse::<DocumentKind>().is_ok();
            kept["kinds"] = listed("kinds", &known);
            kept["questions"] = listed("questions", &|_| true);
        }
        _ => {}
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_can_be_chosen_and_then_reads_back() {
        // What was there before belonged to another rule.
        let before = json!({ "years": 3, "on": "2010-01-01", "kinds": ["association", "statutes"], "least": 4, "nothing": true });
        for rule in Check::NAMES {
            let mut check = before.clone();
            check["rule"] = rule.into();
            for check in [check, json!({ "rule": rule })] {
                let tidied = tidy(&check, "2010-03-01");
                let read: Check = serde_json::from_value(tidied.clone()).unwrap();
                assert_eq!(read.name(), rule, "{tidied}");
            }
        }
        let mut check = before;
        check["rule"] = "documents_present".into();
        assert_eq!(
            tidy(&check, ""),
            json!({ "rule": "documents_present", "kinds": ["statutes"], "questions": [] })
        );
    }
}

//! What is wrong with answers and with forms, in the reader's words.

use language::{Reader, Value};
use workflow::form::{Fault, WhatIsWrong};

use super::money;

/// What is wrong with an answer.
pub fn answer_fault(reader: &Reader, fault: &Fault) -> String {
    let inner = |fault: &Fault| Value::from(answer_fault(reader, fault));
    let (code, values): (&str, Vec<(&str, Value)>) = match fault {
        Fault::Missing => ("missing", vec![]),
        Fault::WrongKind => ("wrong-kind", vec![]),
        Fault::TooManyCharacters { most } => ("too-many-characters", vec![("most", most.into())]),
        Fault::TooManyWords { most, given } => (
            "too-many-words",
            vec![("most", most.into()), ("given", given.into())],
        ),
        Fault::OutOfRange { min, max } => (
            "out-of-range",
            vec![("min", min.into()), ("max", max.into())],
        ),
        Fault::BelowZero => ("below-zero", vec![]),
        Fault::TooLarge => ("too-large", vec![]),
        Fault::UnknownOption => ("unknown-option", vec![]),
        Fault::TooManyRows { most } => ("too-many-rows", vec![("most", most.into())]),
        Fault::TooFewRows { least } => ("too-few-rows", vec![("least", least.into())]),
        Fault::Cell {
            row, label, fault, ..
        } => {
            let column = label.get(reader.language.code());
            let values = vec![
                ("row", row.into()),
                ("column", column.into()),
                ("what", inner(fault)),
            ];
            ("cell", values)
        }
        Fault::Logframe { part, fault } => {
            let part = logframe_part(reader, part).into();
            ("part", vec![("part", part), ("what", inner(fault))])
        }
        Fault::BudgetLine { line } => ("budget-line", vec![("line", line.into())]),
        Fault::OverCeiling {
            label, most, over, ..
        } => {
            let heading = label.get(reader.language.code());
            let values = vec![
                ("heading", heading.into()),
                ("most", money(reader, *most).into()),
                ("over", money(reader, *over).into()),
            ];
            ("over-ceiling", values)
        }
        Fault::CofinancingShort { least, short } => {
            let values = vec![
                ("least", money(reader, *least).into()),
                ("short", money(reader, *short).into()),
            ];
            ("cofinancing-short", values)
        }
        Fault::TooManyFiles { most } => ("too-many-files", vec![("most", most.into())]),
    };
    reader.ta(format!("fault-{code}"), values)
}

/// A part of a logframe in words: `outcomes.0.outputs.1.statement` is "Outcome 1, Output 2, In words".
fn logframe_part(reader: &Reader, part: &str) -> String {
    let mut said: Vec<String> = Vec::new();
    for name in part.split('.') {
        match (name.parse::<usize>(), said.last_mut()) {
            (Ok(at), Some(list)) => *list = format!("{list} {}", reader.number(at + 1)),
            _ => said.push(reader.t(format!("logframe-{}", singular(name)))),
        }
    }
    // A list as a whole has no number.
    if let (Some(list), Some(last)) = (part.split('.').next_back(), said.last_mut())
        && singular(list) != list
    {
        *last = reader.t(format!("logframe-{list}"));
    }
    said.join(", ")
}

fn singular(list: &str) -> &str {
    match list {
        "activities" => "activity",
        "outcomes" => "outcome",
        "outputs" => "output",
        "indicators" => "indicator",
        other => other,
    }
}

/// Ten-thousandths as per cent, with as many decimals as they need: 7 %, 7.5 %.
pub fn ten_thousandths(reader: &Reader, share: u32) -> String {
    let figure = match share {
        whole if whole % 100 == 0 => reader.number(whole / 100),
        tenths if tenths % 10 == 0 => reader.fixed(tenths / 10, 1),
        hundredths => reader.fixed(hundredths, 2),
    };
    reader.ta("format-percent", [("n", figure.into())])
}

/// The least share of co-financing, as a rule in words.
pub fn cofinancing(reader: &Reader, share: &u32) -> String {
    let share = ten_thousandths(reader, *share);
    reader.ta("budget-least-cofinancing", [("share", share.into())])
}

/// What keeps a form from being published, without its place.
pub fn form_fault(reader: &Reader, what: &WhatIsWrong) -> String {
    use WhatIsWrong as W;
    let (code, values): (&str, Vec<(&str, Value)>) = match what {
        W::Empty => ("empty", vec![]),
        W::TooManyQuestions { most } => ("too-many-questions", vec![("most", most.into())]),
        W::BadName { id } => ("bad-name", vec![("name", id.into())]),
        W::NameTwice { id } => ("name-twice", vec![("name", id.into())]),
        W::TextMissing { of, language } => {
            let key = format!("form-text-{of}");
            let of = if reader.has(&key) {
                reader.t(&key)
            } else {
                of.clone()
            };
            let language = reader.spoken(language);
            (
                "text-missing",
                vec![("of", of.into()), ("language", language.into())],
            )
        }
        W::NoAnswer => ("no-answer", vec![]),
        W::LimitTooLarge { most } => {
            let most = i64::try_from(*most).unwrap_or(i64::MAX);
            (
                "limit-too-large",
                vec![("most", reader.number(most).into())],
            )
        }
        W::ColumnKind { column } => ("column-kind", vec![("column", column.into())]),
        W::Ceiling => ("ceiling", vec![]),
        W::ConditionOrder { on } => ("condition-order", vec![("on", on.into())]),
        W::ConditionNeverMet { on } => ("condition-never-met", vec![("on", on.into())]),
        W::NoTitle => ("no-title", vec![]),
        W::FactTwice { fact } => {
            let fact = reader.named("form-fact", fact);
            ("fact-twice", vec![("fact", fact.into())])
        }
        W::FactKind { fact } => {
            let fact = reader.named("form-fact", fact);
            ("fact-kind", vec![("fact", fact.into())])
        }
        W::NotATheme { option } => ("not-a-theme", vec![("option", option.into())]),
        W::NotALanguage { option } => ("not-a-language", vec![("option", option.into())]),
    };
    reader.ta(format!("form-fault-{code}"), values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use language::Language;
    use workflow::form::Fact;
    use workflow::money::{Currency, Money};

    fn faults() -> Vec<Fault> {
        let usd = Money::new(150, Currency::USD);
        let label = || serde_json::from_str(r#"{ "en": "Overheads", "ar": "التكاليف العامة" }"#);
        let inner = || Box::new(Fault::Missing);
        let logframe = |part: &str| Fault::Logframe {
            part: part.to_owned(),
            fault: inner(),
        };
        vec![
            Fault::Missing,
            Fault::WrongKind,
            Fault::TooManyCharacters { most: 1 },
            Fault::TooManyWords { most: 2, given: 3 },
            Fault::OutOfRange { min: 1, max: 2 },
            Fault::BelowZero,
            Fault::TooLarge,
            Fault::UnknownOption,
            Fault::TooManyRows { most: 3 },
            Fault::TooFewRows { least: 1 },
            Fault::Cell {
                row: 2,
                column: "name".to_owned(),
                label: label().unwrap(),
                fault: inner(),
            },
            logframe("goal"),
            logframe("outcomes"),
            logframe("outcomes.0.outputs.11.indicators.0.verification"),
            logframe("outcomes.0.outputs.0.activities.2"),
            logframe("outcomes.0.outputs.0.activities"),
            logframe("outcomes.0.indicators"),
            Fault::BudgetLine { line: 4 },
            Fault::OverCeiling {
                heading: "overheads".to_owned(),
                label: label().unwrap(),
                most: usd,
                over: usd,
            },
            Fault::CofinancingShort {
                least: usd,
                short: usd,
            },
            Fault::TooManyFiles { most: 2 },
        ]
    }

    fn form_faults() -> Vec<WhatIsWrong> {
        use WhatIsWrong as W;
        let name = || "name".to_owned();
        let missing = |of: &str| W::TextMissing {
            of: of.to_owned(),
            language: "ar".to_owned(),
        };
        vec![
            W::Empty,
            W::TooManyQuestions { most: 200 },
            W::BadName { id: name() },
            W::NameTwice { id: name() },
            missing("title"),
            missing("label"),
            missing("help"),
            missing("an_option"),
            W::NoAnswer,
            W::LimitTooLarge { most: 1_000 },
            W::ColumnKind { column: name() },
            W::Ceiling,
            W::ConditionOrder { on: name() },
            W::ConditionNeverMet { on: name() },
            W::NoTitle,
            W::FactTwice { fact: Fact::Theme },
            W::FactKind { fact: Fact::Months },
            W::NotATheme { option: name() },
            W::NotALanguage { option: name() },
        ]
    }

    #[test]
    fn every_fault_has_its_words_in_every_language() {
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            let answers = faults()
                .into_iter()
                .map(|fault| answer_fault(&reader, &fault));
            let forms = form_faults()
                .into_iter()
                .map(|what| form_fault(&reader, &what));
            for said in answers.chain(forms) {
                assert!(!said.contains('[') && !said.contains('{'), "{said}");
            }
        }
    }

    #[test]
    fn a_part_of_a_logframe_is_named_from_the_top() {
        let reader = Reader::new(Language::English, Tz::UTC);
        let said = |part: &str| logframe_part(&reader, part);
        assert_eq!(said("goal"), "Goal");
        assert_eq!(said("outcomes"), "Outcomes");
        assert_eq!(
            said("outcomes.0.outputs.1.indicators.2.target"),
            "Outcome 1, Output 2, Indicator 3, Target"
        );
        assert_eq!(
            said("outcomes.0.outputs.1.activities"),
            "Outcome 1, Output 2, Activities"
        );
    }

    #[test]
    fn shares_have_the_decimals_they_need() {
        let reader = Reader::new(Language::English, Tz::UTC);
        let said = [700, 750, 755].map(|share| ten_thousandths(&reader, share));
        assert_eq!(said, ["7%", "7.5%", "7.55%"]);
    }
}

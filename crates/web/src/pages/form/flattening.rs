//! Sections and questions as the fields of their pages hold them; `reading` is the way back.

use workflow::definition::Localised;
use workflow::form::{
    AnswerKind, BudgetRules, Ceiling, ChoiceOption, Column, Condition, Question, Section, Test,
};
use workflow::money::{Currency, Money};

use crate::form::Fields;

/// Bytes of a megabyte, as people count the size of a file.
pub(super) const MEGABYTE: u64 = 1_000_000;

#[derive(Default)]
struct Pairs(Vec<(String, String)>);

impl Pairs {
    fn put(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.push((name.into(), value.to_string()));
    }

    fn text(&mut self, name: &str, text: &Localised) {
        for (language, text) in &text.0 {
            self.put(format!("{name}.{language}"), text);
        }
    }

    fn condition(&mut self, when: Option<&Condition>, currency: Option<Currency>) {
        let Some(when) = when else { return };
        self.put("when.question", &when.question);
        let figure = |number: i64| match currency {
            Some(currency) => Money::new(number, currency).figures(),
            None => number.to_string(),
        };
        let test = match &when.test {
            Test::Is(value) => match (value.as_i64(), value.as_str()) {
                (Some(number), _) => {
                    self.put("when.figure", figure(number));
                    "is"
                }
                (None, Some(option)) => {
                    self.put("when.value", option);
                    "one_of"
                }
                (None, None) => "answered",
            },
            Test::OneOf(values) => {
                for option in values.iter().filter_map(|value| value.as_str()) {
                    self.put("when.value", option);
                }
                "one_of"
            }
            Test::AtLeast(number) => {
                self.put("when.figure", figure(*number));
                "at_least"
            }
            Test::AtMost(number) => {
                self.put("when.figure", figure(*number));
                "at_most"
            }
            Test::Answered(true) => "answered",
            Test::Answered(false) => "unanswered",
        };
        self.put("when.test", test);
    }

    fn options(&mut self, options: &[ChoiceOption]) {
        for (at, option) in options.iter().enumerate() {
            self.put(format!("options.{at}.id"), &option.id);
            self.text(&format!("options.{at}.label"), &option.label);
        }
    }

    fn columns(&mut self, columns: &[Column]) {
        for (at, column) in columns.iter().enumerate() {
            let name = |what: &str| format!("columns.{at}.{what}");
            self.put(name("id"), &column.id);
            self.text(&name("label"), &column.label);
            self.put(name("kind"), column.answer.name());
            if column.required {
                self.put(name("required"), "true");
            }
            match &column.answer {
                AnswerKind::ShortText { most } => self.put(name("max"), most),
                AnswerKind::Number { min, max } => {
                    self.put(name("min"), min);
                    self.put(name("max"), max);
                }
                AnswerKind::Choice { options } => {
                    let mut languages: Vec<&String> = options
                        .iter()
                        .flat_map(|option| option.label.0.keys())
                        .collect();
                    languages.sort_unstable();
                    languages.dedup();
                    for language in languages {
                        let line = |option: &ChoiceOption| {
                            let label = option.label.0.get(language).map_or("", String::as_str);
                            format!("{} = {label}", option.id)
                        };
                        let lines: Vec<String> = options.iter().map(line).collect();
                        self.put(name(&format!("options.{language}")), lines.join("\n"));
                    }
                }
                _ => {}
            }
        }
    }

    fn budget(&mut self, rules: &BudgetRules, currency: Currency) {
        for (at, heading) in rules.headings.iter().enumerate() {
            self.put(format!("options.{at}.id"), &heading.id);
            self.text(&format!("options.{at}.label"), &heading.label);
            match heading.most {
                Some(Ceiling::Share(share)) => {
                    self.put(format!("options.{at}.share"), per_cent(share));
                }
                Some(Ceiling::Minor(minor)) => {
                    let amount = Money::new(minor, currency).figures();
                    self.put(format!("options.{at}.amount"), amount);
                }
                None => {}
            }
        }
        if rules.cofinancing_share > 0 {
            self.put("set.cofinancing", per_cent(rules.cofinancing_share));
        }
    }
}

/// Ten-thousandths as per cent in figures: 7.5.
fn per_cent(share: u32) -> String {
    // Hundredths of a per cent are what cents are to a dollar.
    Money::new(i64::from(share), Currency::USD).figures()
}

/// A section as the fields of its page hold it; amounts of its condition are in minor units of `currency` where the other
/// question asks for an amount.
pub(super) fn section(section: &Section, currency: Option<Currency>) -> Fields {
    let mut pairs = Pairs::default();
    pairs.put("name", &section.id);
    pairs.text("title", &section.title);
    pairs.condition(section.when.as_ref(), currency);
    Fields(pairs.0)
}

/// A question as the fields of its page hold it.
pub(super) fn question(
    question: &Question,
    currency: Currency,
    condition: Option<Currency>,
) -> Fields {
    let mut pairs = Pairs::default();
    pairs.put("name", &question.id);
    pairs.text("label", &question.label);
    pairs.text("help", &question.help);
    pairs.put("kind", question.answer.name());
    if question.required {
        pairs.put("required", "true");
    }
    if let Some(fact) = question.fills {
        pairs.put("fills", fact);
    }
    pairs.condition(question.when.as_ref(), condition);
    match &question.answer {
        AnswerKind::ShortText { most } => pairs.put("set.most", most),
        AnswerKind::LongText { words } => pairs.put("set.words", words),
        AnswerKind::Number { min, max } => {
            pairs.put("set.min", min);
            pairs.put("set.max", max);
        }
        AnswerKind::Choice { options } | AnswerKind::Choices { options } => pairs.options(options),
        AnswerKind::Table(rules) => {
            pairs.put("set.least", rules.least);
            pairs.put("set.most", rules.most);
            pairs.columns(&rules.columns);
        }
        AnswerKind::Logframe(rules) => {
            pairs.put("set.outcomes", rules.outcomes);
            pairs.put("set.outputs", rules.outputs);
            pairs.put("set.indicators", rules.indicators);
            pairs.put("set.activities", rules.activities);
            pairs.put("set.words", rules.words);
        }
        AnswerKind::Budget(rules) => pairs.budget(rules, currency),
        AnswerKind::File(rules) => {
            pairs.put("set.most", rules.most);
            for format in &rules.formats {
                pairs.put("set.formats", format);
            }
            if let Some(largest) = rules.largest {
                pairs.put("set.largest", largest.div_ceil(MEGABYTE));
            }
        }
        AnswerKind::Money {}
        | AnswerKind::Date {}
        | AnswerKind::Country {}
        | AnswerKind::Declaration {} => {}
    }
    Fields(pairs.0)
}

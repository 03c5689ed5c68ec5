//! The check of a form before it is published.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::country::Country;
use crate::definition::{CallDefinition, Localised};

use super::{
    AnswerKind, BudgetRules, Ceiling, ChoiceOption, Column, Condition, Fact, Form, FormFault,
    LogframeRules, Question, Section, TableRules, Test, WhatIsWrong,
};

/// Whether a name can be used in data and addresses.
pub fn is_name(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id.starts_with(|c: char| c.is_ascii_lowercase())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Names of options are freer: language tags are among them.
fn is_option_name(id: &str) -> bool {
    (1..=40).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Gathers faults of one place.
struct Check<'a> {
    call: &'a CallDefinition,
    section: Option<&'a str>,
    question: Option<&'a str>,
    found: Vec<FormFault>,
}

impl<'a> Check<'a> {
    fn note(&mut self, what: WhatIsWrong) {
        self.found.push(FormFault {
            section: self.section.map(str::to_owned),
            question: self.question.map(str::to_owned),
            what,
        });
    }

    fn text(&mut self, of: &str, text: &Localised) {
        for language in text.missing(&self.call.languages) {
            self.note(WhatIsWrong::TextMissing {
                of: of.to_owned(),
                language: language.to_owned(),
            });
        }
    }

    fn name(&mut self, id: &'a str, seen: &mut BTreeSet<&'a str>) {
        if !is_name(id) {
            self.note(WhatIsWrong::BadName { id: id.to_owned() });
        }
        self.once(id, seen);
    }

    fn once(&mut self, id: &'a str, seen: &mut BTreeSet<&'a str>) {
        if !seen.insert(id) {
            self.note(WhatIsWrong::NameTwice { id: id.to_owned() });
        }
    }

    /// Options or headings: at least one, each with a name of its own and a text.
    fn named(&mut self, options: impl ExactSizeIterator<Item = (&'a str, &'a Localised)>) {
        if options.len() == 0 {
            self.note(WhatIsWrong::NoAnswer);
        }
        self.at_most(options.len() as u64, Form::MOST_OPTIONS as u64);
        let mut seen = BTreeSet::new();
        for (id, label) in options {
            if !is_option_name(id) {
                self.note(WhatIsWrong::BadName { id: id.to_owned() });
            }
            self.once(id, &mut seen);
            self.text(id, label);
        }
    }

    fn options(&mut self, options: &'a [ChoiceOption]) {
        self.named(
            options
                .iter()
                .map(|option| (option.id.as_str(), &option.label)),
        );
    }

    fn at_most(&mut self, given: u64, most: u64) {
        if given > most {
            self.note(WhatIsWrong::LimitTooLarge { most });
        }
    }

    /// A limit of at least one and at most `most`.
    fn limit(&mut self, given: u32, most: u32) {
        if given == 0 {
            self.note(WhatIsWrong::NoAnswer);
        }
        self.at_most(u64::from(given), u64::from(most));
    }

    fn kind(&mut self, kind: &'a AnswerKind) {
        match kind {
            AnswerKind::ShortText { most } => self.limit(*most, Form::MOST_CHARACTERS),
            AnswerKind::LongText { words } => self.limit(*words, Form::MOST_WORDS),
            AnswerKind::Number { min, max } if min > max => self.note(WhatIsWrong::NoAnswer),
            AnswerKind::Choice { options } | AnswerKind::Choices { options } => {
                self.options(options);
            }
            AnswerKind::Table(rules) => self.table(rules),
            AnswerKind::Logframe(rules) => {
                let counts = [
                    rules.outcomes,
                    rules.outputs,
                    rules.indicators,
                    rules.activities,
                ];
                for count in counts {
                    self.limit(count, LogframeRules::MOST);
                }
                self.limit(rules.words, LogframeRules::MOST_WORDS);
            }
            AnswerKind::Budget(rules) => self.budget(rules),
            AnswerKind::File(rules) => {
                self.limit(rules.most, Form::MOST_FILES);
                if rules.largest == Some(0) {
                    self.note(WhatIsWrong::NoAnswer);
                }
            }
            AnswerKind::Number { .. }
            | AnswerKind::Money {}
            | AnswerKind::Date {}
            | AnswerKind::Country {}
            | AnswerKind::Declaration {} => {}
        }
    }

    fn table(&mut self, rules: &'a TableRules) {
        if rules.columns.is_empty() || rules.least > rules.most {
            self.note(WhatIsWrong::NoAnswer);
        }
        self.limit(rules.most, TableRules::MOST_ROWS);
        self.at_most(rules.columns.len() as u64, TableRules::MOST_COLUMNS as u64);
        let mut seen = BTreeSet::new();
        for Column {
            id, label, answer, ..
        } in &rules.columns
        {
            self.name(id, &mut seen);
            self.text(id, label);
            if answer.fits_a_column() {
                self.kind(answer);
            } else {
                self.note(WhatIsWrong::ColumnKind { column: id.clone() });
            }
        }
    }

    fn budget(&mut self, rules: &'a BudgetRules) {
        let headings = rules.headings.iter();
        self.named(headings.map(|heading| (heading.id.as_str(), &heading.label)));
        let wrong = |ceiling: Ceiling| match ceiling {
            Ceiling::Share(share) => share > 10_000,
            Ceiling::Minor(most) => most < 0,
        };
        let ceilings = rules.headings.iter().filter_map(|heading| heading.most);
        if rules.cofinancing_share > 10_000 || ceilings.into_iter().any(wrong) {
            self.note(WhatIsWrong::Ceiling);
        }
    }

    fn condition(&mut self, when: Option<&Condition>, before: &[&Question]) {
        let Some(when) = when else { return };
        let on = when.question.clone();
        match before.iter().find(|question| question.id == on) {
            None => self.note(WhatIsWrong::ConditionOrder { on }),
            Some(question) if !can_pass(&when.test, &question.answer) => {
                self.note(WhatIsWrong::ConditionNeverMet { on });
            }
            Some(_) => {}
        }
    }

    fn fact(&mut self, question: &Question, seen: &mut BTreeSet<Fact>) {
        let Some(fact) = question.fills else { return };
        if !seen.insert(fact) {
            self.note(WhatIsWrong::FactTwice { fact });
        }
        let fits = matches!(
            (fact, &question.answer),
            (Fact::Title, AnswerKind::ShortText { .. })
                | (
                    Fact::Requested,
                    AnswerKind::Money {} | AnswerKind::Budget(_)
                )
                | (Fact::Theme | Fact::Language, AnswerKind::Choice { .. })
                | (Fact::Months, AnswerKind::Number { .. })
                | (Fact::Country, AnswerKind::Country {})
        );
        if !fits {
            return self.note(WhatIsWrong::FactKind { fact });
        }
        for ChoiceOption { id, .. } in question.answer.options() {
            let option = id.clone();
            let theme = || self.call.themes.iter().any(|theme| theme.id == *id);
            if fact == Fact::Theme && !theme() {
                self.note(WhatIsWrong::NotATheme { option });
            } else if fact == Fact::Language && !self.call.application_languages.contains(id) {
                self.note(WhatIsWrong::NotALanguage { option });
            }
        }
    }
}

/// Whether some answer of the kind passes the test.
fn can_pass(test: &Test, kind: &AnswerKind) -> bool {
    let possible = |value: &Value| match kind {
        AnswerKind::Choice { options } | AnswerKind::Choices { options } => options
            .iter()
            .any(|option| value.as_str() == Some(&option.id)),
        AnswerKind::Number { min, max } => value
            .as_i64()
            .is_some_and(|number| (*min..=*max).contains(&number)),
        AnswerKind::Declaration {} => value == &Value::Bool(true),
        AnswerKind::Country {} => value
            .as_str()
            .is_some_and(|code| code.parse::<Country>().is_ok()),
        AnswerKind::Money {} => value.as_i64().is_some(),
        AnswerKind::ShortText { .. } | AnswerKind::LongText { .. } | AnswerKind::Date {} => {
            value.is_string()
        }
        AnswerKind::Table(_)
        | AnswerKind::Logframe(_)
        | AnswerKind::Budget(_)
        | AnswerKind::File(_) => false,
    };
    match test {
        Test::Is(value) => possible(value),
        Test::OneOf(values) => !values.is_empty() && values.iter().all(possible),
        Test::AtLeast(least) => match kind {
            AnswerKind::Number { max, .. } => least <= max,
            kind => matches!(kind, AnswerKind::Money {}),
        },
        Test::AtMost(most) => match kind {
            AnswerKind::Number { min, .. } => most >= min,
            kind => matches!(kind, AnswerKind::Money {}) && *most >= 0,
        },
        Test::Answered(_) => true,
    }
}

impl Form {
    /// The most questions a form may have.
    pub const MOST_QUESTIONS: usize = 200;
    /// The most options of a question.
    pub const MOST_OPTIONS: usize = 300;
    /// The most characters of a short text.
    pub const MOST_CHARACTERS: u32 = 1_000;
    /// The most words of a long text.
    pub const MOST_WORDS: u32 = 10_000;
    /// The most files of a question.
    pub const MOST_FILES: u32 = 20;

    /// What keeps the form from being published as the form of the call.
    pub fn faults(&self, call: &CallDefinition) -> Vec<FormFault> {
        let mut check = Check {
            call,
            section: None,
            question: None,
            found: Vec::new(),
        };
        let count = self.questions().count();
        if count == 0 {
            check.note(WhatIsWrong::Empty);
        }
        if count > Self::MOST_QUESTIONS {
            check.note(WhatIsWrong::TooManyQuestions {
                most: Self::MOST_QUESTIONS,
            });
        }
        let (mut sections, mut questions) = (BTreeSet::new(), BTreeSet::new());
        let mut facts = BTreeSet::new();
        let mut before: Vec<&Question> = Vec::new();
        for section in &self.sections {
            check.section = Some(&section.id);
            check.of_section(section, &mut sections, &before);
            for question in &section.questions {
                check.question = Some(&question.id);
                check.name(&question.id, &mut questions);
                check.text("label", &question.label);
                // Help is optional, but not in one language only.
                if question.help.0.values().any(|text| !text.trim().is_empty()) {
                    check.text("help", &question.help);
                }
                check.kind(&question.answer);
                check.condition(question.when.as_ref(), &before);
                check.fact(question, &mut facts);
                before.push(question);
            }
            check.question = None;
        }
        check.section = None;
        if !facts.contains(&Fact::Title) {
            check.note(WhatIsWrong::NoTitle);
        }
        check.found
    }
}

impl<'a> Check<'a> {
    fn of_section(
        &mut self,
        section: &'a Section,
        seen: &mut BTreeSet<&'a str>,
        before: &[&Question],
    ) {
        self.name(&section.id, seen);
        self.text("title", &section.title);
        if section.questions.is_empty() {
            self.note(WhatIsWrong::Empty);
        }
        self.condition(section.when.as_ref(), before);
    }
}

//! What keeps a checklist from being used.

use std::collections::BTreeSet;

use crate::definition::CallDefinition;
use crate::form::{AnswerKind, Question, is_name};
use crate::names::named;
use crate::procedure::RuleFault;

use super::{Check, Criterion};

/// The most reasons of one criterion.
pub const MOST_REASONS: usize = 20;

named! {
    /// A number that a machine rule takes.
    pub enum Parameter {
        /// Full years.
        Years = "years",
        /// The most there may be.
        Most = "most",
        /// The least there must be.
        Least = "least",
        /// A multiple, in hundredths.
        TimesHundredths = "times_hundredths",
    }
}

/// The numbers of a rule with their limits, both included.
fn parameters(check: &Check) -> Vec<(Parameter, u32, (u32, u32))> {
    match check {
        Check::RegisteredFor { years, .. } => vec![(Parameter::Years, *years, (0, 100))],
        Check::GrantsInPeriod { most, years } => vec![
            (Parameter::Most, *most, (0, 100)),
            (Parameter::Years, *years, (1, 50)),
        ],
        Check::ReferenceLetters { least } => vec![(Parameter::Least, *least, (1, 20))],
        Check::RequestAgainstBudget { times_hundredths } => {
            vec![(Parameter::TimesHundredths, *times_hundredths, (1, 100_000))]
        }
        _ => Vec::new(),
    }
}

/// The question of any step's form.
fn question<'a>(call: &'a CallDefinition, id: &str) -> Option<&'a Question> {
    let mut forms = std::iter::once(&call.form).chain(call.later_forms.values());
    forms.find_map(|form| form.question(id))
}

/// What is wrong with the rule and the reasons of a criterion.
pub(crate) fn faults(criterion: &Criterion, call: &CallDefinition) -> Vec<RuleFault> {
    let id = || criterion.id.clone();
    let mut found = Vec::new();
    match &criterion.check {
        Check::AmountWithinLimits | Check::RequestAgainstBudget { .. }
            if call.funding.is_none() =>
        {
            found.push(RuleFault::CriterionNeedsMoney { id: id() });
        }
        Check::DurationWithinLimits if call.duration.is_none() => {
            found.push(RuleFault::CriterionNeedsDuration { id: id() });
        }
        Check::LegalForm { kinds } if kinds.is_empty() => {
            found.push(RuleFault::CriterionLooksAtNothing { id: id() });
        }
        Check::DocumentsPresent { kinds, questions }
            if kinds.is_empty() && questions.is_empty() =>
        {
            found.push(RuleFault::CriterionLooksAtNothing { id: id() });
        }
        Check::DocumentsPresent { questions, .. } => {
            let takes_files = |name: &str| {
                question(call, name)
                    .is_some_and(|question| matches!(question.answer, AnswerKind::File(_)))
            };
            let wrong = questions.iter().filter(|name| !takes_files(name));
            found.extend(wrong.map(|question| RuleFault::CriterionQuestion {
                id: id(),
                question: question.clone(),
            }));
        }
        _ => {}
    }
    for (parameter, given, (least, most)) in parameters(&criterion.check) {
        if !(least..=most).contains(&given) {
            found.push(RuleFault::CriterionNumber {
                id: id(),
                parameter,
                least,
                most,
            });
        }
    }
    if criterion.reasons.len() > MOST_REASONS {
        found.push(RuleFault::TooManyReasons {
            id: id(),
            most: MOST_REASONS,
        });
    }
    let mut seen = BTreeSet::new();
    for (place, reason) in criterion.reasons.iter().enumerate() {
        let (id, number) = (id(), place + 1);
        if !is_name(&reason.code) {
            found.push(RuleFault::ReasonCode { id, number });
        } else if !seen.insert(&reason.code) {
            found.push(RuleFault::ReasonTwice {
                id,
                number,
                code: reason.code.clone(),
            });
        }
    }
    found
}

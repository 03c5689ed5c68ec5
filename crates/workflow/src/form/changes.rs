//! What a negotiation may change of the answers, and what one version of them changes of another.

use serde_json::Value;

use super::{AnswerKind, Answers, BudgetLine, Fact, Form, Question};

impl Form {
    /// The questions of budget and plan: budgets, logframes, tables, the amount and the months, and what is written beside them in
    /// the same section. Who applies with what, and what is declared or uploaded, stays as it was selected.
    pub fn negotiable(&self) -> Vec<&Question> {
        let mut found = Vec::new();
        for section in &self.sections {
            let planned = section.questions.iter().any(|one| is_plan(&one.answer));
            let of_section = section.questions.iter();
            found.extend(of_section.filter(|one| match one.fills {
                Some(fact) => matches!(fact, Fact::Requested | Fact::Months),
                None => is_plan(&one.answer) || (planned && is_written(&one.answer)),
            }));
        }
        found
    }

    /// The answers with those of `given` that a negotiation may change in place of the others, as far as they are asked.
    pub fn renegotiated(&self, before: &Answers, given: &Answers) -> Answers {
        let mut after = before.clone();
        for question in self.negotiable() {
            match given.get(&question.id) {
                Some(Value::Null) => after.remove(&question.id),
                Some(value) => after.insert(question.id.clone(), value.clone()),
                None => None,
            };
        }
        let asked = self.asked(&after);
        let asked: Vec<String> = asked.into_iter().map(str::to_owned).collect();
        after.retain(|id, _| asked.contains(id));
        after
    }

    /// What `after` changes of `before`, question by question in the order of the form.
    pub fn changes<'a>(&'a self, before: &Answers, after: &Answers) -> Vec<Change<'a>> {
        let changed = self
            .questions()
            .map(|(_, question)| question)
            .filter(|question| before.get(&question.id) != after.get(&question.id));
        changed
            .map(|question| Change {
                question,
                lines: lines_of(question, before, after),
            })
            .collect()
    }
}

const fn is_plan(kind: &AnswerKind) -> bool {
    matches!(
        kind,
        AnswerKind::Budget(_) | AnswerKind::Logframe(_) | AnswerKind::Table(_)
    )
}

const fn is_written(kind: &AnswerKind) -> bool {
    matches!(
        kind,
        AnswerKind::ShortText { .. }
            | AnswerKind::LongText { .. }
            | AnswerKind::Number { .. }
            | AnswerKind::Money {}
            | AnswerKind::Date {}
    )
}

/// A question whose answer is another.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<'a> {
    /// The question.
    pub question: &'a Question,
    /// Of a budget, line by line; nothing for other kinds.
    pub lines: Vec<LineChange>,
}

/// What became of a line of the budget. A line is the same one when heading and description are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// It is as it was.
    Same(BudgetLine),
    /// It is new.
    Added(BudgetLine),
    /// It is gone.
    Removed(BudgetLine),
    /// It has other figures.
    Changed {
        /// As it was.
        before: BudgetLine,
        /// As it is.
        after: BudgetLine,
    },
}

fn lines_of(question: &Question, before: &Answers, after: &Answers) -> Vec<LineChange> {
    if !matches!(question.answer, AnswerKind::Budget(_)) {
        return Vec::new();
    }
    let lines = |answers: &Answers| -> Vec<BudgetLine> {
        let value = answers.get(&question.id).cloned().unwrap_or_default();
        serde_json::from_value(value).unwrap_or_default()
    };
    line_changes(lines(before), lines(after))
}

/// Line by line in the order of the new budget, those that are gone at the end.
fn line_changes(mut before: Vec<BudgetLine>, after: Vec<BudgetLine>) -> Vec<LineChange> {
    let mut found = Vec::with_capacity(after.len());
    for line in after {
        let same =
            |old: &BudgetLine| old.heading == line.heading && old.description == line.description;
        // Of several lines of that name, one that did not change goes first.
        let at = before.iter().position(|old| *old == line);
        let at = at.or_else(|| before.iter().position(same));
        found.push(match at.map(|at| before.remove(at)) {
            None => LineChange::Added(line),
            Some(old) if old == line => LineChange::Same(line),
            Some(old) => LineChange::Changed {
                before: old,
                after: line,
            },
        });
    }
    found.extend(before.into_iter().map(LineChange::Removed));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(description: &str, requested_minor: i64) -> BudgetLine {
        BudgetLine {
            heading: "staff".to_owned(),
            description: description.to_owned(),
            unit: String::new(),
            quantity: 1,
            unit_cost_minor: requested_minor,
            requested_minor,
        }
    }

    #[test]
    fn a_budget_is_compared_line_by_line() {
        let before = vec![line("Lawyer", 100), line("Driver", 50), line("Cook", 20)];
        let after = vec![line("Cook", 20), line("Lawyer", 99), line("Guard", 10)];
        let found = line_changes(before, after);
        let expected = [
            LineChange::Same(line("Cook", 20)),
            LineChange::Changed {
                before: line("Lawyer", 100),
                after: line("Lawyer", 99),
            },
            LineChange::Added(line("Guard", 10)),
            LineChange::Removed(line("Driver", 50)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn of_lines_with_one_name_the_unchanged_one_is_told_apart() {
        let before = vec![line("Lawyer", 100), line("Lawyer", 70)];
        let found = line_changes(before, vec![line("Lawyer", 70), line("Lawyer", 90)]);
        let changed = LineChange::Changed {
            before: line("Lawyer", 100),
            after: line("Lawyer", 90),
        };
        assert_eq!(found, [LineChange::Same(line("Lawyer", 70)), changed]);
    }
}

//! The annexes of an agreement: plan, budget, and the schedule of tranches and reports, in the language of the grant.

use language::Language;
use letters::Block;
use serde_json::Value;
use workflow::agreement::Terms;
use workflow::form::{
    self, AnswerKind, Answers, BudgetLine, BudgetRules, Form, Indicator, Logframe, Question,
    TableRules,
};
use workflow::money::{Currency, Money};
use workflow::procedure::Stage;
use workflow::transition::StageKind;

use crate::cases::ProposalCase;
use crate::letters::money_text;

/// How answers are said.
#[derive(Clone, Copy)]
struct Saying {
    language: Language,
    currency: Currency,
}

impl Saying {
    fn say(self, key: &str) -> String {
        language::text(self.language, key)
    }

    fn money(self, minor: i64) -> String {
        money_text(Money::new(minor, self.currency), self.language)
    }

    /// A single value in words; empty when there is none.
    fn single(self, kind: &AnswerKind, value: &Value) -> String {
        let text = value.as_str().unwrap_or_default();
        match kind {
            AnswerKind::Number { .. } => value
                .as_i64()
                .map(|number| language::number(self.language, number))
                .unwrap_or_default(),
            AnswerKind::Money {} => value
                .as_i64()
                .map(|minor| self.money(minor))
                .unwrap_or_default(),
            AnswerKind::Date {} => text
                .parse::<chrono::NaiveDate>()
                .map(|day| language::date(self.language, day))
                .unwrap_or_default(),
            AnswerKind::Choice { options } => {
                let option = options.iter().find(|option| option.id == text);
                option.map_or_else(
                    || text.to_owned(),
                    |option| option.label.get(self.language.code()).to_owned(),
                )
            }
            AnswerKind::Country {} if !text.is_empty() => language::country(self.language, text),
            _ => text.to_owned(),
        }
    }
}

/// The plan: every question of it that is answered, but for budgets.
pub(super) fn plan(
    form: &Form,
    answers: &Answers,
    currency: Currency,
    language: Language,
) -> Vec<Block> {
    let saying = Saying { language, currency };
    let is_budget = |question: &&&Question| !matches!(question.answer, AnswerKind::Budget(_));
    let mut blocks = Vec::new();
    for question in form.negotiable().iter().filter(is_budget) {
        let Some(value) = answers.get(&question.id) else {
            continue;
        };
        let said = match &question.answer {
            AnswerKind::Logframe(_) => serde_json::from_value(value.clone())
                .map_or_else(|_| Vec::new(), |frame| logframe(saying, frame)),
            AnswerKind::Table(rules) => table(saying, rules, value),
            kind => letters::paragraphs(&saying.single(kind, value))
                .into_iter()
                .map(Block::paragraph)
                .collect(),
        };
        if !said.is_empty() {
            blocks.push(Block::heading(1, question.label.get(language.code())));
            blocks.extend(said);
        }
    }
    blocks
}

fn table(saying: Saying, rules: &TableRules, value: &Value) -> Vec<Block> {
    let code = saying.language.code();
    let rows: Vec<Vec<String>> = value
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            let cell = |column: &form::Column| {
                let held = row.get(&column.id);
                held.map_or_else(String::new, |value| saying.single(&column.answer, value))
            };
            rules.columns.iter().map(cell).collect()
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let is_figure = |column: &form::Column| {
        matches!(
            column.answer,
            AnswerKind::Number { .. } | AnswerKind::Money {}
        )
    };
    vec![Block::Table {
        head: rules
            .columns
            .iter()
            .map(|column| column.label.get(code).to_owned())
            .collect(),
        rows,
        figures: (0..)
            .zip(&rules.columns)
            .filter(|(_, column)| is_figure(column))
            .map(|(place, _)| place)
            .collect(),
    }]
}

fn logframe(saying: Saying, frame: Logframe) -> Vec<Block> {
    let titled = |key: &str, number: &str| format!("{} {number}", saying.say(key));
    let mut blocks = Vec::new();
    if !frame.goal.trim().is_empty() {
        blocks.push(Block::heading(2, saying.say("logframe-goal")));
        blocks.push(Block::paragraph(frame.goal));
    }
    for (number, outcome) in (1_i64..).zip(frame.outcomes) {
        let number = language::number(saying.language, number);
        blocks.push(Block::heading(2, titled("logframe-outcome", &number)));
        blocks.push(Block::paragraph(outcome.statement));
        blocks.extend(indicators(saying, outcome.indicators));
        for (number, output) in (1_i64..).zip(outcome.outputs) {
            let number = language::number(saying.language, number);
            blocks.push(Block::heading(3, titled("logframe-output", &number)));
            blocks.push(Block::paragraph(output.statement));
            blocks.extend(indicators(saying, output.indicators));
            if !output.activities.is_empty() {
                blocks.push(Block::List {
                    items: output.activities,
                });
            }
        }
    }
    blocks
}

fn indicators(saying: Saying, indicators: Vec<Indicator>) -> Option<Block> {
    let heads = ["indicator", "baseline", "target", "verification"];
    let rows = indicators
        .into_iter()
        .map(|one| vec![one.indicator, one.baseline, one.target, one.verification]);
    let rows: Vec<Vec<String>> = rows.collect();
    (!rows.is_empty()).then(|| Block::Table {
        head: heads
            .iter()
            .map(|head| saying.say(&format!("logframe-{head}")))
            .collect(),
        rows,
        figures: Vec::new(),
    })
}

/// The budgets of the answers, line by line with their sums.
pub(super) fn budget(
    form: &Form,
    answers: &Answers,
    currency: Currency,
    language: Language,
) -> Vec<Block> {
    let saying = Saying { language, currency };
    let mut blocks = Vec::new();
    for question in form.negotiable() {
        let AnswerKind::Budget(rules) = &question.answer else {
            continue;
        };
        let value = answers.get(&question.id).cloned().unwrap_or_default();
        let lines: Vec<BudgetLine> = serde_json::from_value(value).unwrap_or_default();
        if lines.is_empty() {
            continue;
        }
        blocks.push(Block::heading(1, question.label.get(language.code())));
        blocks.push(budget_table(saying, rules, &lines));
    }
    blocks
}

fn budget_table(saying: Saying, rules: &BudgetRules, lines: &[BudgetLine]) -> Block {
    let heads = [
        "heading",
        "description",
        "quantity",
        "unit-cost",
        "line-total",
        "requested",
    ];
    let row = |line: &BudgetLine| {
        let heading = rules.heading(&line.heading).map_or_else(
            || line.heading.clone(),
            |heading| heading.label.get(saying.language.code()).to_owned(),
        );
        let quantity = language::number(saying.language, line.quantity);
        let quantity = format!("{quantity} {}", line.unit);
        vec![
            heading,
            line.description.clone(),
            // Isolated, so that number and unit keep their order inside a text that runs from right to left.
            format!("\u{2068}{}\u{2069}", quantity.trim_end()),
            saying.money(line.unit_cost_minor),
            line.total()
                .map(|minor| saying.money(minor))
                .unwrap_or_default(),
            saying.money(line.requested_minor),
        ]
    };
    let mut rows: Vec<Vec<String>> = lines.iter().map(row).collect();
    if let Some(sums) = form::totals(lines) {
        let blank = String::new;
        rows.push(vec![
            saying.say("budget-total"),
            blank(),
            blank(),
            blank(),
            saying.money(sums.total),
            saying.money(sums.requested),
        ]);
    }
    Block::Table {
        head: heads
            .iter()
            .map(|head| saying.say(&format!("budget-{head}")))
            .collect(),
        rows,
        figures: vec![2, 3, 4, 5],
    }
}

/// The tranches, and the reports of the call's monitoring.
pub(super) fn schedule(case: &ProposalCase, terms: &Terms, language: Language) -> Vec<Block> {
    let saying = Saying {
        language,
        currency: terms.amount.currency,
    };
    let date = |day| language::date(language, day);
    let numbered =
        |key: &str, number: i64| language::text_with(language, key, &[("number", number.into())]);
    let mut rows = Vec::new();
    for (number, tranche) in (1_i64..).zip(&terms.tranches) {
        let due = date(tranche.due_on);
        let condition = match tranche.after_report {
            None => language::text_with(
                language,
                "tranche-condition-date",
                &[("date", due.as_str().into())],
            ),
            Some(report) => language::text_with(
                language,
                "tranche-condition-both",
                &[
                    ("date", due.as_str().into()),
                    ("number", i64::from(report).into()),
                ],
            ),
        };
        rows.push(vec![
            numbered("tranche-number", number),
            condition,
            saying.money(tranche.amount_minor),
        ]);
    }
    rows.push(vec![
        saying.say("label-total"),
        String::new(),
        saying.money(terms.amount.minor),
    ]);
    let mut blocks = vec![
        Block::heading(1, saying.say("tranches-title")),
        Block::Table {
            head: vec![
                saying.say("tranches-title"),
                saying.say("agreement-condition"),
                saying.say("label-amount"),
            ],
            rows,
            figures: vec![2],
        },
    ];
    let Some(Stage::Monitoring(rules)) = case.stage_of(StageKind::Monitoring) else {
        return blocks;
    };
    let plan = rules
        .plan(terms.starts_on, terms.ends_on)
        .unwrap_or_default();
    let rows: Vec<Vec<String>> = (1_i64..)
        .zip(plan)
        .map(|(number, report)| {
            let range = [
                ("from", date(report.from).as_str().into()),
                ("to", date(report.to).as_str().into()),
            ];
            vec![
                numbered("report-title", number),
                saying.say(&language::key("report-kind", report.report)),
                language::text_with(language, "format-range", &range),
                date(report.due_on),
            ]
        })
        .collect();
    if !rows.is_empty() {
        let heads = ["reports-title", "report-kind", "report-period", "label-due"];
        blocks.push(Block::heading(1, saying.say("reports-title")));
        blocks.push(Block::Table {
            head: heads.iter().map(|head| saying.say(head)).collect(),
            rows,
            figures: Vec::new(),
        });
    }
    blocks
}

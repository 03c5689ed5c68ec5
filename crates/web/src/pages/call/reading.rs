//! What everybody reads of a call: its facts, who may apply, how decisions are made, and the questions of the form. The
//! texts of the call are in one of its languages, the words around them in the reader's.

use chrono::{NaiveDateTime, SecondsFormat};
use facility::call::CallView;
use language::Reader;
use workflow::definition::CallDefinition;
use workflow::evaluation;
use workflow::form::AnswerKind;
use workflow::money::Money;
use workflow::procedure::Stage;
use workflow::selection::Allocation;
use workflow::time::Deadline;
use workflow::transition::StageKind;

use crate::wording;

/// A named value.
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The value.
    pub value: String,
    /// The instant it stands for, RFC 3339 in UTC; empty for anything else.
    pub at: String,
    /// The instant on the clocks of UTC, for readers elsewhere.
    pub utc: String,
}

/// A part of the grid or of the form.
pub struct Part {
    /// Title.
    pub title: String,
    /// A word about it.
    pub note: String,
    /// Its lines.
    pub lines: Vec<Fact>,
}

/// A stage of the procedure.
pub struct Step {
    /// Name.
    pub name: String,
    /// What happens there.
    pub about: String,
    /// The rules of the call for it, in sentences.
    pub rules: Vec<String>,
}

fn fact(label: String, value: String) -> Fact {
    Fact {
        label,
        value,
        at: String::new(),
        utc: String::new(),
    }
}

/// The facts one looks for first, and all the others.
pub fn facts(reader: &Reader, view: &CallView) -> (Vec<Fact>, Vec<Fact>) {
    let definition = &view.call.definition;
    let dates = &definition.dates;
    let there = Reader::new(reader.language, dates.zone);
    let money = |minor, currency| wording::money(reader, Money::new(minor, currency));
    let range = |from: String, to: String| {
        reader.ta("format-range", [("from", from.into()), ("to", to.into())])
    };
    let named = |key: &str, value: String| fact(reader.t(key), value);
    let moment = |key: &str, local: NaiveDateTime| {
        let zone = dates.zone;
        let at = Deadline { local, zone }.at();
        Fact {
            at: at.to_rfc3339_opts(SecondsFormat::Secs, true),
            utc: Reader::new(reader.language, chrono_tz::Tz::UTC).date_time(at),
            ..named(key, there.date_time(at))
        }
    };
    let mut key = vec![moment("call-deadline", dates.closes)];
    let mut all = vec![
        named("call-code", definition.code.clone()),
        moment("call-opens", dates.opens),
    ];
    if let Some(funding) = &definition.funding {
        let currency = funding.currency;
        key.push(named(
            "call-grant-size",
            range(
                money(funding.grant_min_minor, currency),
                money(funding.grant_max_minor, currency),
            ),
        ));
        key.push(named(
            "call-ceiling",
            money(funding.ceiling_minor, currency),
        ));
    }
    if let Some(duration) = definition.duration {
        let months = range(
            reader.number(duration.min_months),
            reader.tn("count-months", duration.max_months),
        );
        key.push(named("call-duration", months));
    }
    let moments = [
        ("call-questions-until", dates.questions_until),
        ("call-answers-by", dates.answers_by),
    ];
    for (key, at) in moments {
        all.extend(at.map(|at| moment(key, at)));
    }
    let days = [
        ("call-results-on", dates.results_on),
        ("call-projects-start", dates.projects_start),
        ("call-projects-end", dates.projects_end),
    ];
    for (key, day) in days {
        all.extend(day.map(|day| named(key, reader.date(day))));
    }
    let languages: Vec<String> = definition
        .application_languages
        .iter()
        .map(|tag| reader.spoken(tag))
        .collect();
    all.push(named("call-languages", languages.join(" · ")));
    all.push(named("call-applications", applications(reader, definition)));
    if !definition.agencies.is_empty() {
        all.push(named("call-agencies", definition.agencies.join(" · ")));
    }
    (key, all)
}

/// How many applications an organisation may stand in, and how many may apply together.
fn applications(reader: &Reader, definition: &CallDefinition) -> String {
    let count = reader.t(if definition.one_application_per_organisation {
        "call-one-application"
    } else {
        "call-several-applications"
    });
    match definition.most_co_applicants {
        0 => count,
        most => format!("{count} {}", reader.tn("together-most", most)),
    }
}

/// The criteria of eligibility.
pub fn criteria(definition: &CallDefinition, code: &str) -> Vec<String> {
    match definition.procedure.first(StageKind::Screening) {
        Some(Stage::Screening(rules)) => rules
            .criteria
            .iter()
            .map(|criterion| criterion.text.get(code).to_owned())
            .collect(),
        _ => Vec::new(),
    }
}

/// The grid by which proposals are scored, with the weight of every question.
pub fn grid(reader: &Reader, rules: &evaluation::Rules, code: &str) -> Vec<Part> {
    let points = |thousandths| wording::points(reader, thousandths);
    rules
        .sections
        .iter()
        .map(|section| Part {
            title: section.title.get(code).to_owned(),
            note: if section.minimum > 0 {
                reader.ta("call-minimum", [("points", points(section.minimum).into())])
            } else {
                String::new()
            },
            lines: section
                .questions
                .iter()
                .map(|question| {
                    let most = points(question.max);
                    let mut value = reader.ta("call-points", [("points", most.into())]);
                    if question.weight != 1 {
                        let times = reader.ta("call-weight", [("times", question.weight.into())]);
                        value = format!("{value}, {times}");
                    }
                    fact(question.text.get(code).to_owned(), value)
                })
                .collect(),
        })
        .collect()
}

/// Every question of the form.
pub fn questions(reader: &Reader, definition: &CallDefinition, code: &str) -> Vec<Part> {
    definition
        .form
        .sections
        .iter()
        .map(|section| Part {
            title: section.title.get(code).to_owned(),
            note: String::new(),
            lines: section
                .questions
                .iter()
                .map(|question| {
                    let mut notes = Vec::new();
                    if let AnswerKind::LongText { words } = &question.answer {
                        notes.push(reader.tn("call-words", *words));
                    }
                    if !question.required {
                        notes.push(reader.t("form-optional"));
                    }
                    fact(question.label.get(code).to_owned(), notes.join(" "))
                })
                .collect(),
        })
        .collect()
}

/// The procedure in words: what happens in each stage, and by which rules of this call.
pub fn steps(reader: &Reader, definition: &CallDefinition) -> Vec<Step> {
    let stages = definition.procedure.0.iter();
    stages
        .map(|stage| {
            let kind = stage.kind();
            Step {
                name: reader.named("stage", kind),
                about: reader.t(format!("stage-{kind}-about")),
                rules: rules(reader, stage),
            }
        })
        .collect()
}

fn rules(reader: &Reader, stage: &Stage) -> Vec<String> {
    match stage {
        Stage::Screening(rules) => {
            let two = if rules.confirm_eligible {
                "call-how-two-people"
            } else {
                "call-how-two-people-ineligible"
            };
            vec![
                reader.tn("call-how-criteria", rules.criteria.len()),
                reader.t(two),
                reader.tn("call-how-clarification", rules.clarification_days),
                reader.tn("call-how-appeal", rules.appeal_days),
            ]
        }
        Stage::Evaluation(rules) => {
            let threshold = wording::points(reader, rules.threshold);
            vec![
                reader.tn("call-how-readers", rules.readers),
                reader.ta("call-how-threshold", [("points", threshold.into())]),
                reader.t(format!(
                    "call-how-{}",
                    rules.disagreement.name().replace('_', "-")
                )),
            ]
        }
        Stage::Selection(rules) => {
            let allocation = match rules.allocation {
                Allocation::RankStop => "call-how-rank-stop",
                Allocation::RankSkip => "call-how-rank-skip",
                Allocation::BestTotalValue => "call-how-best-total-value",
                Allocation::EqualShares => "call-how-equal-shares",
                Allocation::Phragmen => "call-how-phragmen",
            };
            vec![
                reader.tn("call-how-quorum", rules.quorum),
                reader.t(allocation),
                reader.tn("call-how-reserve", rules.reserve),
            ]
        }
        Stage::Agreement(rules) => vec![reader.tn("call-how-tranches", rules.tranches.len())],
        Stage::Monitoring(rules) => vec![reader.tn("call-how-reports", rules.reports.len())],
        _ => Vec::new(),
    }
}

//! The check of a call before it is approved and published.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{CallDate, CallNumber, CallText, Incomplete, Letter, RuleFault, Stage};
use crate::agreement;
use crate::definition::{CallDefinition, Duration, MOST_CO_APPLICANTS, MOST_GRACE_MINUTES};
use crate::intake;
use crate::transition::StageKind;

/// Everything that keeps a call from being published; empty when it is complete.
pub fn check(call: &CallDefinition) -> Vec<Incomplete> {
    let mut found = Vec::new();
    check_terms(call, &mut found);
    check_dates(call, &mut found);
    check_order(call, &mut found);
    for (position, stage) in call.procedure.0.iter().enumerate() {
        check_rules(call, position, stage, &mut found);
    }
    check_letters(call, &mut found);
    let forms = std::iter::once(&call.form).chain(call.later_forms.values());
    found.extend(forms.flat_map(|form| super::form_faults(form, call)));
    found
}

/// Whether a call can bear the code: 3 to 16 capital letters and digits, beginning with a letter.
pub fn is_code(code: &str) -> bool {
    let bytes = code.as_bytes();
    let known = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    (3..=16).contains(&bytes.len()) && bytes.iter().all(known) && bytes[0].is_ascii_uppercase()
}

fn check_terms(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    if !is_code(&call.code) {
        found.push(Incomplete::Code {
            code: call.code.clone(),
        });
    }
    if call.languages.is_empty() {
        found.push(Incomplete::NoLanguage);
    }
    if call.application_languages.is_empty() {
        found.push(Incomplete::NoApplicationLanguage);
    }
    let mut texts = vec![
        (CallText::Title, &call.title),
        (CallText::Summary, &call.summary),
        (CallText::Text, &call.text),
    ];
    for (place, theme) in call.themes.iter().enumerate() {
        let id = theme.id.clone();
        if call.themes[..place].iter().any(|other| other.id == id) {
            found.push(Incomplete::ThemeTwice { id: id.clone() });
        }
        texts.push((CallText::Theme { id }, &theme.title));
    }
    for (text, given) in texts {
        found.extend(super::missing(&text, given, &call.languages));
    }
    let numbers = [
        (
            CallNumber::GraceMinutes,
            call.dates.grace_minutes,
            MOST_GRACE_MINUTES,
        ),
        (
            CallNumber::MostCoApplicants,
            call.most_co_applicants,
            MOST_CO_APPLICANTS,
        ),
    ];
    let too_large = numbers.into_iter().filter(|(_, given, most)| given > most);
    found.extend(too_large.map(|(number, _, most)| Incomplete::TooLarge { number, most }));
    if let Some(funding) = &call.funding {
        let fits = 0 < funding.grant_min_minor
            && funding.grant_min_minor <= funding.grant_max_minor
            && funding.grant_max_minor <= funding.ceiling_minor;
        if !fits {
            found.push(Incomplete::Money);
        }
    }
    let fits =
        |duration: Duration| 0 < duration.min_months && duration.min_months <= duration.max_months;
    if !call.duration.is_none_or(fits) {
        found.push(Incomplete::Duration);
    }
}

/// A date that must not come before another: later, or at the same moment too.
struct Order {
    earlier: (CallDate, Option<NaiveDateTime>),
    later: (CallDate, Option<NaiveDateTime>),
    strictly: bool,
}

fn check_dates(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    for order in orders(call) {
        let (Some(first), Some(second)) = (order.earlier.1, order.later.1) else {
            continue;
        };
        if second < first || (order.strictly && second == first) {
            found.push(Incomplete::DatesOutOfOrder {
                earlier: order.earlier.0,
                later: order.later.0,
            });
        }
    }
}

fn orders(call: &CallDefinition) -> Vec<Order> {
    let dates = &call.dates;
    let midnight = |date: NaiveDate| date.and_time(NaiveTime::MIN);
    let order = |earlier, later, strictly| Order {
        earlier,
        later,
        strictly,
    };
    let closes = (CallDate::Closes, Some(dates.closes));
    let questions = (CallDate::QuestionsUntil, dates.questions_until);
    let answers = (CallDate::AnswersBy, dates.answers_by);
    // Questions close strictly before answers are due; the call must be open for some time.
    let mut all = vec![
        order((CallDate::Opens, Some(dates.opens)), closes, true),
        order(questions, answers, true),
        order(questions, closes, false),
        order(answers, closes, false),
    ];
    let mut last = closes;
    for (position, stage) in call.procedure.0.iter().enumerate().skip(1) {
        let Stage::Intake(rules) = stage else {
            continue;
        };
        let opens = (CallDate::StepOpens { position }, rules.opens);
        let ends = (CallDate::StepCloses { position }, rules.closes);
        all.push(order(last, opens, false));
        all.push(order(opens, ends, true));
        all.push(order(last, ends, true));
        if rules.closes.is_some() {
            last = ends;
        }
    }
    let last_day = (last.0, last.1.map(|at| midnight(at.date())));
    let results = (CallDate::ResultsOn, dates.results_on.map(midnight));
    let start = (CallDate::ProjectsStart, dates.projects_start.map(midnight));
    let end = (CallDate::ProjectsEnd, dates.projects_end.map(midnight));
    // Every date is held against the nearest one before it that is set.
    all.push(order(last_day, results, true));
    let before_start = if results.1.is_some() {
        results
    } else {
        last_day
    };
    all.push(order(before_start, start, false));
    let before_end = if start.1.is_some() {
        start
    } else {
        before_start
    };
    all.push(order(before_end, end, false));
    all
}

/// Every stage stands where files can reach it and leave it.
fn check_order(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    use StageKind::{Agreement, Evaluation, Intake, Monitoring, Screening, Selection};
    let kinds = call.procedure.kinds();
    if kinds.first() != Some(&Intake) {
        found.push(Incomplete::IntakeFirst);
    }
    for (position, stage) in kinds.iter().copied().enumerate() {
        let before = &kinds[..position];
        if matches!(stage, Selection | Agreement | Monitoring) && before.contains(&stage) {
            found.push(Incomplete::StageTwice { position, stage });
        }
        // Only a selected file can negotiate, also after a last check of its eligibility.
        let needs = match stage {
            Intake if position > 0 && !matches!(before.last(), Some(Screening | Evaluation)) => {
                Some(Evaluation)
            }
            Agreement
                if before.iter().rev().find(|kind| **kind != Screening) != Some(&Selection) =>
            {
                Some(Selection)
            }
            Monitoring if before.last() != Some(&Agreement) => Some(Agreement),
            _ => None,
        };
        found.extend(needs.map(|needs| Incomplete::StageOrder {
            position,
            stage,
            needs,
        }));
        let limit = match stage {
            Intake | Evaluation => Selection,
            Screening => Agreement,
            _ => continue,
        };
        if before.contains(&limit) {
            found.push(Incomplete::StageLate {
                position,
                stage,
                before: limit,
            });
        }
    }
    if let Some(stage) = kinds.last().copied()
        && !kinds.contains(&Selection)
        && matches!(stage, Intake | Screening | Evaluation)
    {
        let position = kinds.len() - 1;
        found.push(Incomplete::LeadsNowhere { position, stage });
    }
}

fn check_rules(call: &CallDefinition, position: usize, stage: &Stage, found: &mut Vec<Incomplete>) {
    let (texts, faults) = match stage {
        Stage::Intake(rules) => (Vec::new(), intake_faults(rules, position, call)),
        Stage::Screening(rules) => (rules.texts(position), rules.faults(call)),
        Stage::Evaluation(rules) => (rules.texts(position), rules.faults(call)),
        Stage::Selection(rules) => (Vec::new(), rules.faults(&call.agencies)),
        Stage::Agreement(rules) => (Vec::new(), agreement_faults(rules, call)),
        Stage::Monitoring(rules) => (Vec::new(), rules.faults()),
    };
    for (text, given) in texts {
        found.extend(super::missing(&text, given, &call.languages));
    }
    found.extend(faults.into_iter().map(|fault| Incomplete::Rule {
        position,
        stage: stage.kind(),
        fault,
    }));
}

/// The first step takes everything from the call; a later one has a form and a deadline of its own.
fn intake_faults(rules: &intake::Rules, position: usize, call: &CallDefinition) -> Vec<RuleFault> {
    if position == 0 {
        let own = *rules != intake::Rules::default();
        return own.then_some(RuleFault::OwnTerms).into_iter().collect();
    }
    let mut found = Vec::new();
    match &rules.form {
        None => found.push(RuleFault::FormMissing),
        Some(form) if !call.later_forms.contains_key(form) => {
            found.push(RuleFault::UnknownForm { form: form.clone() });
        }
        Some(_) => {}
    }
    if rules.closes.is_none() {
        found.push(RuleFault::DeadlineMissing);
    }
    found
}

/// The tranches, and what they need of the rest of the call: money, and the reports they wait for.
fn agreement_faults(rules: &agreement::Rules, call: &CallDefinition) -> Vec<RuleFault> {
    let mut found = rules.faults();
    match &call.funding {
        None => found.push(RuleFault::NeedsMoney),
        Some(funding) => {
            // Zero and less is a fault of its own; what is left of the smallest grant must be above zero.
            let fixed = crate::tranche::fixed_minor(&rules.tranches);
            if fixed.is_none_or(|fixed| fixed > 0 && fixed >= funding.grant_min_minor)
                && !found.contains(&RuleFault::FixedTranches)
            {
                found.push(RuleFault::FixedTranches);
            }
        }
    }
    let reports = match call.procedure.first(StageKind::Monitoring) {
        Some(Stage::Monitoring(monitoring)) => monitoring.reports.len(),
        _ => 0,
    };
    let owed = |report: u32| (1..=reports).contains(&(report as usize));
    for (place, tranche) in rules.tranches.iter().enumerate() {
        if let Some(report) = tranche.after_report.filter(|report| !owed(*report)) {
            found.push(RuleFault::ReportUnowed {
                tranche: place + 1,
                report,
            });
        }
    }
    found
}

/// The letters a stage of the call needs: one for each way out of it that an applicant is told of.
pub fn letters(call: &CallDefinition, position: usize) -> Vec<Letter> {
    match call.procedure.stage(position) {
        // Who passes is asked for the next step.
        Some(Stage::Intake(_)) if position > 0 => vec![Letter::Invited],
        Some(Stage::Screening(_)) => vec![Letter::Ineligible],
        Some(Stage::Evaluation(_)) => vec![Letter::BelowThreshold],
        Some(Stage::Selection(rules)) => {
            let mut needed = vec![Letter::Selected];
            if rules.reserve > 0 {
                needed.push(Letter::Reserve);
            }
            needed.push(Letter::RejectedOnQuality);
            if call.funding.is_some() {
                needed.push(Letter::RejectedForLackOfFunds);
            }
            needed
        }
        _ => Vec::new(),
    }
}

/// The letters a stage of the call may have beside those it needs.
pub fn optional_letters(call: &CallDefinition, position: usize) -> Vec<Letter> {
    match call.procedure.stage(position) {
        Some(Stage::Screening(_)) => vec![Letter::Eligible, Letter::Corrected],
        Some(Stage::Selection(_)) if call.funding.is_some() => vec![
            Letter::SelectedReduced,
            Letter::SelectedWithConditions,
            Letter::Rework,
        ],
        Some(Stage::Selection(_)) => vec![Letter::SelectedWithConditions, Letter::Rework],
        Some(Stage::Agreement(_)) => vec![Letter::Agreement],
        _ => Vec::new(),
    }
}

fn check_letters(call: &CallDefinition, found: &mut Vec<Incomplete>) {
    let mut seen = Vec::new();
    for (position, stage) in call.procedure.0.iter().enumerate() {
        for letter in letters(call, position) {
            if seen.contains(&letter) {
                continue;
            }
            seen.push(letter);
            match call.letters.get(letter.name()) {
                None => found.push(Incomplete::LetterMissing {
                    position,
                    stage: stage.kind(),
                    letter,
                }),
                Some(text) => found.extend(super::missing(
                    &CallText::Letter { letter },
                    text,
                    &call.languages,
                )),
            }
        }
        for letter in optional_letters(call, position) {
            let written = |text: &&crate::definition::Localised| {
                text.0.values().any(|text| !text.trim().is_empty())
            };
            let Some(text) = call.letters.get(letter.name()).filter(written) else {
                continue;
            };
            if !seen.contains(&letter) {
                seen.push(letter);
                let place = CallText::Letter { letter };
                found.extend(super::missing(&place, text, &call.languages));
            }
        }
    }
}

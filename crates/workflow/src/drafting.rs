//! A new call: from nothing, and from another one with its dates moved.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use crate::criterion::Check;
use crate::definition::{CallDefinition, Dates, Localised};
use crate::form::{AnswerKind, Fact, Form, Question, Section};
use crate::intake;
use crate::procedure::{Procedure, Stage};

/// Days from the drafting of a call to its opening, when nobody has said otherwise.
pub const DAYS_TO_OPENING: u64 = 28;

/// A form with one question, its title: what every form has.
pub fn form() -> Form {
    let text = |english: &str, arabic: &str| {
        let texts = [("en", english), ("ar", arabic)];
        Localised(BTreeMap::from(
            texts.map(|(tag, text)| (tag.to_owned(), text.to_owned())),
        ))
    };
    Form {
        version: 1,
        sections: vec![Section {
            id: "project".to_owned(),
            title: text("The project", "المشروع"),
            when: None,
            questions: vec![Question {
                id: "title".to_owned(),
                label: text("Title of the project", "عنوان المشروع"),
                help: Localised::default(),
                required: true,
                when: None,
                fills: Some(Fact::Title),
                answer: AnswerKind::ShortText { most: 160 },
            }],
        }],
    }
}

/// A call from nothing: its code, its languages, dates to be changed, a form with a title, and Intake.
pub fn blank(code: &str, languages: &[String], zone: Tz, today: NaiveDate) -> CallDefinition {
    let opens = today + Days::new(DAYS_TO_OPENING);
    let end_of_day = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
    CallDefinition {
        code: code.to_owned(),
        languages: languages.to_vec(),
        application_languages: languages.to_vec(),
        title: Localised::default(),
        summary: Localised::default(),
        text: Localised::default(),
        one_application_per_organisation: true,
        most_co_applicants: 0,
        dates: Dates {
            zone,
            opens: opens.and_time(NaiveTime::MIN),
            questions_until: None,
            answers_by: None,
            closes: (opens + Days::new(35)).and_time(end_of_day),
            grace_minutes: 0,
            results_on: None,
            projects_start: None,
            projects_end: None,
        },
        funding: None,
        duration: None,
        countries: Default::default(),
        agencies: Vec::new(),
        themes: Vec::new(),
        form: form(),
        later_forms: BTreeMap::new(),
        letters: BTreeMap::new(),
        procedure: Procedure(vec![Stage::Intake(intake::Rules::default())]),
    }
}

/// The same call under another code, for a new round: the forms begin at version 1, and dates that have passed are moved
/// by whole weeks, so that the call opens some weeks from `today` and everything keeps its distance and its weekday.
pub fn again(definition: &CallDefinition, code: &str, today: NaiveDate) -> CallDefinition {
    let mut next = definition.clone();
    next.code = code.to_owned();
    next.form.version = 1;
    for form in next.later_forms.values_mut() {
        form.version = 1;
    }
    let opens = next.dates.opens.date();
    if opens <= today {
        let days = (today + Days::new(DAYS_TO_OPENING) - opens).num_days();
        move_by(&mut next, TimeDelta::weeks((days + 6) / 7));
    }
    next
}

fn move_by(definition: &mut CallDefinition, by: TimeDelta) {
    let dates = &mut definition.dates;
    for at in [&mut dates.opens, &mut dates.closes] {
        *at += by;
    }
    for at in [&mut dates.questions_until, &mut dates.answers_by] {
        *at = at.map(|at| at + by);
    }
    for day in [
        &mut dates.results_on,
        &mut dates.projects_start,
        &mut dates.projects_end,
    ] {
        *day = day.map(|day| day + by);
    }
    for stage in &mut definition.procedure.0 {
        match stage {
            Stage::Intake(rules) => {
                rules.opens = rules.opens.map(|at| at + by);
                rules.closes = rules.closes.map(|at| at + by);
            }
            Stage::Screening(rules) => {
                for criterion in &mut rules.criteria {
                    match &mut criterion.check {
                        Check::RegisteredFor { on, .. }
                        | Check::CertificateValid { on: Some(on) } => *on += by,
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::{Incomplete, check};
    use chrono::Datelike;

    fn template() -> CallDefinition {
        toml::from_str(include_str!("../../../config/calls/two-step.toml")).expect("it is read")
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
    }

    #[test]
    fn a_call_from_nothing_lacks_only_what_people_must_say() {
        let languages = ["en".to_owned(), "ar".to_owned()];
        let call = blank("NEW", &languages, chrono_tz::UTC, day(2027, 1, 1));
        let found = check(&call);
        let said = |problem: &Incomplete| {
            matches!(
                problem,
                Incomplete::TextMissing { .. } | Incomplete::LeadsNowhere { .. }
            )
        };
        assert!(found.iter().all(said), "{found:?}");
        assert_eq!(found.len(), 7);
    }

    #[test]
    fn dates_that_have_passed_move_by_whole_weeks_and_keep_their_distance() {
        let old = template();
        let today = day(2030, 5, 8);
        let next = again(&old, "NEXT", today);
        assert_eq!(next.code, "NEXT");
        let moved = next.dates.opens - old.dates.opens;
        assert_eq!(moved.num_days() % 7, 0);
        assert_eq!(next.dates.opens.weekday(), old.dates.opens.weekday());
        let wait = (next.dates.opens.date() - today).num_days();
        assert!((28..35).contains(&wait), "{wait}");
        assert_eq!(next.dates.closes - old.dates.closes, moved);
        assert_eq!(
            next.window(2).closes.local - old.window(2).closes.local,
            moved
        );
        assert_eq!(check(&next), []);
    }

    #[test]
    fn dates_to_come_stay() {
        let old = template();
        let before = old.dates.opens.date() - TimeDelta::days(1);
        assert_eq!(again(&old, "NEXT", before).dates, old.dates);
        assert_ne!(again(&old, "NEXT", old.dates.opens.date()).dates, old.dates);
    }
}

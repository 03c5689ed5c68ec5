//! The figures, counted from rows made by hand.

use uuid::Uuid;
use workflow::call::{self, Event};
use workflow::criterion::Reason;
use workflow::ids::PersonId;

use super::*;

fn id(number: u128) -> ProposalId {
    ProposalId(Uuid::from_u128(number))
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The founding call, whose zone is Europe/Vienna; its first criterion has a reason by code.
fn founding() -> Call {
    let mut definition = crate::call::template("ungift-2010").unwrap();
    let stages = definition.procedure.0.iter_mut();
    for stage in stages {
        if let Stage::Screening(rules) = stage {
            rules.criteria[0].reasons = vec![Reason {
                code: "other".to_owned(),
                text: Localised([("en".to_owned(), "It is not.".to_owned())].into()),
            }];
        }
    }
    let event = Event::Drafted {
        definition: Box::new(definition),
    };
    let by = Some(PersonId(Uuid::from_u128(1)));
    let call = CallId(Uuid::from_u128(2));
    call::evolve(None, call, &event, by, moment("2010-01-11T09:00:00Z")).unwrap()
}

fn file(number: u128, country: &str, eligible: Option<bool>) -> FileFigure {
    FileFigure {
        proposal: id(number),
        country: country.to_owned(),
        theme: None,
        position: 1,
        status: match eligible {
            Some(true) => Status::Eligible,
            Some(false) => Status::Ineligible,
            None => Status::Queued,
        },
        since: moment("2010-04-12T08:00:00Z"),
        eligible,
        released: false,
    }
}

fn verdict(number: u128, round: u8, criterion: &str, outcome: Outcome) -> VerdictFigure {
    VerdictFigure {
        proposal: id(number),
        round,
        criterion: criterion.to_owned(),
        outcome,
        reason_code: None,
    }
}

fn passed(number: u128, at: &str, entered: bool) -> Passed {
    Passed {
        proposal: id(number),
        at: moment(at),
        entered,
    }
}

#[test]
fn files_are_counted_by_country_and_theme() {
    let call = founding();
    let mut files = vec![
        file(1, "KE", Some(true)),
        file(2, "UG", Some(false)),
        file(3, "UG", None),
    ];
    files[0].theme = Some(call.definition.themes[1].id.clone());
    let figures = of(&call, &files, &[], &[], moment("2010-04-12T08:00:00Z"));
    assert_eq!((figures.total.received, figures.total.screened()), (3, 2));
    let (first, group) = &figures.countries[0];
    assert_eq!(
        (first.as_str(), group.received, group.ineligible),
        ("UG", 2, 1)
    );
    let themes: Vec<u64> = figures
        .themes
        .iter()
        .map(|(_, group)| group.received)
        .collect();
    assert_eq!(themes.iter().sum::<u64>(), 3);
    assert_eq!(themes[1], 1);
    // Files without a theme of the call stand at the end.
    let (name, group) = figures.themes.last().unwrap();
    assert!(name.is_none());
    assert_eq!(group.received, 2);
}

#[test]
fn a_criterion_counts_what_the_ineligible_fail_by_reason() {
    let call = founding();
    let (first, second) = (&checklist(&call)[0].id, &checklist(&call)[1].id);
    let files = [
        file(1, "KE", Some(false)),
        file(2, "KE", Some(false)),
        file(3, "KE", Some(true)),
        file(4, "KE", None),
    ];
    let coded = VerdictFigure {
        reason_code: Some("other".to_owned()),
        ..verdict(1, 1, first, Outcome::Fail)
    };
    let verdicts = [
        coded,
        verdict(1, 1, second, Outcome::Pass),
        // The first screening of this file found a failure, the second did not; a third person followed the first.
        verdict(2, 1, first, Outcome::Fail),
        verdict(2, 1, second, Outcome::Pass),
        verdict(2, 2, first, Outcome::Pass),
        verdict(2, 2, second, Outcome::NotApplicable),
        // Eligible after an appeal: the fail of the checklist is no reason any more.
        verdict(3, 1, first, Outcome::Fail),
        // Not decided.
        verdict(4, 1, first, Outcome::Fail),
    ];
    let figures = of(
        &call,
        &files,
        &verdicts,
        &[],
        moment("2010-04-12T08:00:00Z"),
    );
    let criterion = &figures.criteria[0];
    assert_eq!((criterion.met, criterion.failed), (0, 2));
    let reasons: Vec<(Option<&str>, u64)> = criterion
        .reasons
        .iter()
        .map(|reason| (reason.code.as_deref(), reason.files))
        .collect();
    assert_eq!(reasons, [(None, 1), (Some("other"), 1)]);
    assert!(criterion.reasons[1].text.is_some());
    assert_eq!(
        (figures.criteria[1].met, figures.criteria[1].failed),
        (2, 0)
    );
    let agreement = &criterion.agreement;
    assert_eq!((agreement.items(), agreement.agreed()), (1, 0));
    assert_eq!(
        (figures.agreement.items(), figures.agreement.agreed()),
        (1, 0)
    );
}

#[test]
fn what_is_to_be_clarified_is_no_verdict_to_agree_on() {
    let call = founding();
    let first = &checklist(&call)[0].id;
    let verdicts = [
        verdict(1, 1, first, Outcome::Pass),
        verdict(1, 2, first, Outcome::Clarification),
        verdict(2, 1, first, Outcome::Pass),
        verdict(2, 2, first, Outcome::Pass),
    ];
    let files = [file(1, "KE", None), file(2, "KE", Some(true))];
    let figures = of(
        &call,
        &files,
        &verdicts,
        &[],
        moment("2010-04-12T08:00:00Z"),
    );
    assert_eq!(figures.criteria[0].agreement.items(), 1);
    assert_eq!(figures.agreement.items(), 1);
}

#[test]
fn a_week_begins_on_monday_on_the_clocks_of_the_call() {
    let call = founding();
    let files = [
        file(1, "KE", Some(true)),
        file(2, "KE", Some(false)),
        file(3, "KE", Some(true)),
    ];
    let entered = "2010-04-06T13:00:00Z";
    let passages = [
        passed(1, entered, true),
        // Sunday 11 April, 23:59:59 in Vienna.
        passed(1, "2010-04-11T21:59:59Z", false),
        passed(2, entered, true),
        passed(2, "2010-04-10T10:00:00Z", false),
        // Confirmed on Monday 12 April, 00:00 in Vienna.
        passed(2, "2010-04-11T22:00:00Z", false),
        passed(3, entered, true),
        passed(3, "2010-04-28T10:00:00Z", false),
    ];
    let figures = of(
        &call,
        &files,
        &[],
        &passages,
        moment("2010-05-01T08:00:00Z"),
    );
    let weeks: Vec<(String, u64, u64)> = figures
        .weeks
        .iter()
        .map(|week| (week.monday.to_string(), week.eligible, week.ineligible))
        .collect();
    let expected = [
        ("2010-04-05", 1, 0),
        ("2010-04-12", 0, 1),
        ("2010-04-19", 0, 0),
        ("2010-04-26", 1, 0),
    ];
    assert_eq!(
        weeks,
        expected.map(|(monday, e, i)| (monday.to_owned(), e, i))
    );
}

#[test]
fn a_later_stage_and_an_open_file_do_not_move_the_day_of_the_decision() {
    let outcomes = [(id(1), Some(true)), (id(2), None)].into();
    let passages = [
        passed(1, "2010-04-06T00:00:00Z", true),
        passed(1, "2010-04-08T00:00:00Z", false),
        // It entered the evaluation.
        passed(1, "2010-05-20T00:00:00Z", true),
        passed(2, "2010-04-06T00:00:00Z", true),
        passed(2, "2010-04-07T00:00:00Z", false),
    ];
    let found = decided(&passages, &outcomes);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].took, TimeDelta::days(2));
}

#[test]
fn files_are_a_week_old_at_the_very_moment() {
    let call = founding();
    let files = [file(1, "KE", None)];
    let since = files[0].since;
    for (after, place) in [
        (TimeDelta::days(7) - TimeDelta::microseconds(1), 0),
        (TimeDelta::days(7), 1),
        (TimeDelta::days(14), 2),
        (TimeDelta::days(30), 3),
    ] {
        let figures = of(&call, &files, &[], &[], since + after);
        assert_eq!(figures.ages[0].by_age[place], 1, "{after}");
    }
    let decided = [file(1, "KE", Some(true))];
    assert!(of(&call, &decided, &[], &[], since).ages.is_empty());
}

#[test]
fn the_median_is_the_middle_or_between_the_middle_two() {
    let hours = |hours: &[i64]| median(hours.iter().map(|n| TimeDelta::hours(*n)).collect());
    assert_eq!(hours(&[]), None);
    assert_eq!(hours(&[24]), Some(10));
    assert_eq!(hours(&[72, 24, 48]), Some(20));
    assert_eq!(hours(&[24, 48]), Some(15));
    // 1.2 hours are half a tenth of a day.
    assert_eq!(median(vec![TimeDelta::minutes(72)]), Some(1));
    assert_eq!(median(vec![TimeDelta::minutes(71)]), Some(0));
}

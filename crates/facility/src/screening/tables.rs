//! The figures of a screening as a table for programs: one line for each figure.

use crate::export::cell;
use crate::failure::Failure;

use super::statistics::{Narrowed, Statistics};

/// The columns: what the figure is of, which one of them, what is counted, and how many. Agreement and kappa are in
/// thousandths, the median in tenths of a day.
pub const COLUMNS: [&str; 4] = ["of", "which", "figure", "value"];

/// The figures as CSV.
pub fn csv(statistics: &Statistics) -> Result<Vec<u8>, Failure> {
    let unexpected = |error: &dyn std::fmt::Display| Failure::Unexpected(error.to_string());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer
        .write_record(COLUMNS)
        .map_err(|error| unexpected(&error))?;
    for (of, which, figure, value) in lines(statistics) {
        let record = [of, &cell(&which), &cell(&figure), &value];
        writer
            .write_record(record)
            .map_err(|error| unexpected(&error))?;
    }
    writer.into_inner().map_err(|error| unexpected(&error))
}

type Line = (&'static str, String, String, String);

fn lines(statistics: &Statistics) -> Vec<Line> {
    let mut found = Vec::new();
    let mut add = |of: &'static str, which: &str, figure: &str, value: Option<i128>| {
        let value = value.map_or_else(String::new, |value| value.to_string());
        found.push((of, which.to_owned(), figure.to_owned(), value));
    };
    let narrowed = |group: &Narrowed| {
        [
            ("received", group.received),
            ("screened", group.screened()),
            ("eligible", group.eligible),
            ("ineligible", group.ineligible),
        ]
    };
    for (figure, value) in narrowed(&statistics.total) {
        add("call", "", figure, Some(value.into()));
    }
    let median = statistics.median_days.map(i128::from);
    add("call", "", "median_tenths_of_a_day", median);
    let agreement = &statistics.agreement;
    add("call", "", "screened_twice", Some(agreement.items().into()));
    add("call", "", "agreement", agreement.share().map(i128::from));
    add("call", "", "kappa", agreement.kappa().map(i128::from));
    for (country, group) in &statistics.countries {
        for (figure, value) in narrowed(group) {
            add("country", country, figure, Some(value.into()));
        }
    }
    for (theme, group) in &statistics.themes {
        let theme = theme.as_ref().map_or("", |title| title.get("en"));
        for (figure, value) in narrowed(group) {
            add("theme", theme, figure, Some(value.into()));
        }
    }
    for criterion in &statistics.criteria {
        let counts = [
            ("met", criterion.met),
            ("not_applicable", criterion.not_applicable),
            ("failed", criterion.failed),
            ("screened_twice", criterion.agreement.items()),
        ];
        for (figure, value) in counts {
            add("criterion", &criterion.id, figure, Some(value.into()));
        }
        let agreement = &criterion.agreement;
        let share = agreement.share().map(i128::from);
        add("criterion", &criterion.id, "agreement", share);
        let kappa = agreement.kappa().map(i128::from);
        add("criterion", &criterion.id, "kappa", kappa);
        for reason in &criterion.reasons {
            let code = reason.code.as_deref().unwrap_or("in_words");
            let figure = format!("failed:{code}");
            add(
                "criterion",
                &criterion.id,
                &figure,
                Some(reason.files.into()),
            );
        }
    }
    for week in &statistics.weeks {
        let monday = week.monday.to_string();
        add("week", &monday, "eligible", Some(week.eligible.into()));
        add("week", &monday, "ineligible", Some(week.ineligible.into()));
    }
    let bounds = [
        "under_7_days",
        "7_to_13_days",
        "14_to_29_days",
        "30_days_and_more",
    ];
    for age in &statistics.ages {
        for (bound, files) in bounds.iter().zip(age.by_age) {
            add("waiting", age.status.name(), bound, Some(files.into()));
        }
    }
    found
}

//! State diagrams in Mermaid, drawn from the tables.

use std::fmt::{Display, Write};

use crate::transition::{StageKind, To, Transition};
use crate::{call, monitoring, organisation};

/// Every diagram: file name and Markdown.
pub fn all() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = StageKind::ALL
        .iter()
        .map(|kind| {
            (
                format!("{kind}.md"),
                page(&format!("Stage: {kind}"), kind.entry(), kind.table()),
            )
        })
        .collect();
    found.push((
        "organisation.md".to_owned(),
        page(
            "Organisation",
            organisation::OrganisationStatus::Registered,
            organisation::TABLE,
        ),
    ));
    found.push((
        "call.md".to_owned(),
        page("Call", call::CallStatus::Draft, call::TABLE),
    ));
    found.push((
        "report.md".to_owned(),
        page(
            "Report",
            monitoring::ReportStatus::Pending,
            monitoring::REPORT_TABLE,
        ),
    ));
    found.push((
        "payment.md".to_owned(),
        page(
            "Payment of a tranche",
            monitoring::PaymentStatus::Planned,
            monitoring::PAYMENT_TABLE,
        ),
    ));
    found
}

/// A page with the diagram and the table behind it.
fn page<S: Display + Copy + PartialEq, A: Display>(
    title: &str,
    entry: S,
    table: &[Transition<S, A>],
) -> String {
    let mut out = format!(
        "# {title}\n\nDrawn from the table in the code; do not edit by hand.\n\n```mermaid\nstateDiagram-v2\n    [*] --> {entry}\n"
    );
    for row in table {
        for from in row.from {
            match row.to {
                To::NextStage => line(&mut out, &format!("    {from} --> [*]: {}", row.action)),
                To::Status(targets) => {
                    for to in targets.iter().filter(|to| stays(row, to, from)) {
                        line(&mut out, &format!("    {from} --> {to}: {}", row.action));
                    }
                }
            }
        }
    }
    out.push_str("```\n\n| from | action | to | by |\n|---|---|---|---|\n");
    for row in table {
        let to = match row.to {
            To::NextStage => "next stage".to_owned(),
            To::Status(targets) => join(targets),
        };
        line(
            &mut out,
            &format!(
                "| {} | {} | {to} | {} |",
                join(row.from),
                row.action,
                join(row.by)
            ),
        );
    }
    out
}

/// An action that leaves every status as it is leads from each only to itself.
fn stays<S: PartialEq, A>(row: &Transition<S, A>, to: &S, from: &S) -> bool {
    let To::Status(targets) = row.to else {
        return true;
    };
    targets != row.from || to == from
}

fn join<T: Display>(items: &[T]) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

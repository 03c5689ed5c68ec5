//! From an instance to a file.

use std::io;

use csv::{QuoteStyle, Writer, WriterBuilder};

use super::{Instance, Vote};

/// Writes a file that reads back as the same instance. Line breaks within values become blanks.
///
/// # Errors
/// When `out` does not take it.
pub fn write(instance: &Instance, out: impl io::Write) -> io::Result<()> {
    let mut lines = WriterBuilder::new()
        .delimiter(b';')
        .flexible(true)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(out);
    meta(instance, &mut lines)?;
    projects(instance, &mut lines)?;
    votes(instance, &mut lines)?;
    lines.flush()
}

/// Keys that come before others, as the format lists them.
const FIRST: [&str; 6] = [
    "description",
    "country",
    "unit",
    "subunit",
    "district",
    "instance",
];

fn meta<W: io::Write>(instance: &Instance, lines: &mut Writer<W>) -> io::Result<()> {
    row(lines, ["META"])?;
    row(lines, ["key", "value"])?;
    let (first, rest): (Vec<_>, Vec<_>) = instance
        .meta
        .iter()
        .partition(|(key, _)| FIRST.contains(&key.as_str()));
    for (key, value) in first {
        row(lines, [key, value])?;
    }
    row(
        lines,
        ["num_projects", &instance.projects.len().to_string()],
    )?;
    row(lines, ["num_votes", &instance.votes.len().to_string()])?;
    if let Some(budget) = instance.budget {
        row(lines, ["budget", &budget.to_string()])?;
    }
    if let Some(vote_type) = &instance.vote_type {
        row(lines, ["vote_type", vote_type.name()])?;
    }
    for (key, value) in rest {
        row(lines, [key, value])?;
    }
    Ok(())
}

fn projects<W: io::Write>(instance: &Instance, lines: &mut Writer<W>) -> io::Result<()> {
    let mut columns: Vec<&str> = Vec::new();
    for (column, _) in instance
        .projects
        .iter()
        .flat_map(|project| &project.columns)
    {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    row(lines, ["PROJECTS"])?;
    row(
        lines,
        ["project_id", "cost"]
            .into_iter()
            .chain(columns.iter().copied()),
    )?;
    for project in &instance.projects {
        let cost = project.cost.to_string();
        let values = columns
            .iter()
            .map(|column| project.column(column).unwrap_or_default());
        row(
            lines,
            [project.id.as_str(), &cost].into_iter().chain(values),
        )?;
    }
    Ok(())
}

fn votes<W: io::Write>(instance: &Instance, lines: &mut Writer<W>) -> io::Result<()> {
    let points = instance
        .vote_type
        .as_ref()
        .is_some_and(super::VoteType::has_points);
    row(lines, ["VOTES"])?;
    let header = ["voter_id", "vote", "points"];
    row(lines, header.into_iter().take(if points { 3 } else { 2 }))?;
    for vote in &instance.votes {
        let (marked, given) = marks(instance, vote);
        let values = [vote.voter.as_str(), &marked, &given];
        row(lines, values.into_iter().take(if points { 3 } else { 2 }))?;
    }
    Ok(())
}

fn marks(instance: &Instance, vote: &Vote) -> (String, String) {
    let ids = vote
        .marks
        .iter()
        .filter_map(|(at, _)| instance.projects.get(*at))
        .map(|project| project.id.as_str());
    let points = vote
        .marks
        .iter()
        .filter_map(|(_, points)| points.map(|points| points.to_string()));
    (
        ids.collect::<Vec<_>>().join(","),
        points.collect::<Vec<_>>().join(","),
    )
}

fn row<'a, W: io::Write>(
    lines: &mut Writer<W>,
    values: impl IntoIterator<Item = &'a (impl AsRef<str> + ?Sized + 'a)>,
) -> io::Result<()> {
    let plain = |value: &str| value.split_whitespace().collect::<Vec<_>>().join(" ");
    let values = values.into_iter().map(|value| plain(value.as_ref()));
    lines.write_record(values).map_err(io::Error::other)
}

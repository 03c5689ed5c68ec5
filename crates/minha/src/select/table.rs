//! The result as a table for reading.

use choice::pabulib::{Basis, Computed, Instance, VoteType};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::plain;
use super::sentences::{Told, grouped};

/// Columns a name takes up at most.
const NAME: usize = 36;

/// Whether what a project has are points rather than votes.
pub fn counts_points(instance: &Instance, computed: &Computed) -> bool {
    match computed.basis {
        Basis::Votes => false,
        Basis::Score => true,
        Basis::Ballots => !matches!(
            instance.vote_type,
            Some(VoteType::Approval | VoteType::ChooseOne)
        ),
    }
}

/// Writes the table.
pub fn table(rule: &str, instance: &Instance, computed: &Computed, told: &Told) -> String {
    let points = if counts_points(instance, computed) {
        "points"
    } else {
        "votes"
    };
    let named = instance
        .projects
        .iter()
        .any(|project| project.column("name").is_some());
    let mut rows = vec![Row {
        id: "project".to_owned(),
        name: "name".to_owned(),
        cost: "cost".to_owned(),
        votes: points.to_owned(),
        mark: " ",
        why: "why",
    }];
    for (at, (project, (selected, why))) in instance.projects.iter().zip(told.each()).enumerate() {
        rows.push(Row {
            id: shown(&project.id, NAME),
            name: shown(project.column("name").unwrap_or_default(), NAME),
            cost: grouped(computed.money, computed.costs[at]),
            votes: grouped(computed.points, computed.totals[at]),
            mark: if selected { "✓" } else { " " },
            why,
        });
    }
    let widest = |width: fn(&Row<'_>) -> usize| rows.iter().map(width).max().unwrap_or(0);
    let (id, name) = (widest(|row| row.id.width()), widest(|row| row.name.width()));
    let (cost, votes) = (
        widest(|row| row.cost.width()),
        widest(|row| row.votes.width()),
    );
    let mut text = format!("{}\n\n", heading(rule, instance, computed));
    for row in &rows {
        let name = if named {
            format!("{}  ", start(&row.name, name))
        } else {
            String::new()
        };
        let line = format!(
            "{} {}  {name}{}  {}  {}",
            row.mark,
            start(&row.id, id),
            end(&row.cost, cost),
            end(&row.votes, votes),
            row.why
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.push_str(&closing(computed));
    text
}

struct Row<'a> {
    id: String,
    name: String,
    cost: String,
    votes: String,
    mark: &'static str,
    why: &'a str,
}

fn heading(rule: &str, instance: &Instance, computed: &Computed) -> String {
    let budget = grouped(computed.money, computed.budget);
    let counted = match computed.basis {
        Basis::Ballots => {
            let kind = instance.vote_type.as_ref().map_or("", VoteType::name);
            format!("{} {kind} ballots", instance.votes.len())
        }
        Basis::Votes => "totals in the column votes".to_owned(),
        Basis::Score => "totals in the column score".to_owned(),
    };
    format!("{rule}: budget {budget}, {counted}")
}

fn closing(computed: &Computed) -> String {
    let money = |units| grouped(computed.money, units);
    let mut text = format!(
        "\n{} of {} projects, {} spent, {} left.\n",
        computed.outcome.selected.len(),
        computed.costs.len(),
        money(computed.outcome.spent),
        money(computed.outcome.left)
    );
    if computed.outcome.raised > 0 {
        let raised = money(computed.outcome.raised);
        text.push_str(&format!("Each voter's share was raised by {raised}.\n"));
    }
    text
}

/// Text of a file as it can stand in a line: short enough, without what steers a terminal, and set apart from the rest
/// of the line where it runs from right to left.
fn shown(text: &str, most: usize) -> String {
    let text = plain(text);
    let cut = if text.width() <= most {
        text
    } else {
        let mut kept = String::new();
        for character in text.chars() {
            if kept.width() + character.width().unwrap_or(0) >= most {
                break;
            }
            kept.push(character);
        }
        format!("{}…", kept.trim_end())
    };
    if cut.chars().any(runs_left) {
        // First strong isolate, pop directional isolate.
        format!("\u{2068}{cut}\u{2069}")
    } else {
        cut
    }
}

/// Letters of scripts written from right to left, and characters that turn the direction.
const fn runs_left(character: char) -> bool {
    matches!(
        character,
        '\u{590}'..='\u{8ff}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

fn start(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

fn end(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.width())))
}

//! Minutes on paper: what the page says, in the same words, as blocks.

use facility::letters::{Block, MinutesSheet, Signature};
use language::Reader;

use super::minutes::{Attended, ItemLine, ListLine, MinutesPage, VoteLine};
use super::outcome::RollLine;

/// The minutes of a page on paper.
pub fn sheet(page: &MinutesPage) -> MinutesSheet {
    let reader = &page.page.reader;
    let mut facts = vec![
        (reader.t("session-mode"), page.when.mode.clone()),
        (reader.t("session-starts"), page.when.starts.clone()),
    ];
    let more = [
        ("minutes-ended", &page.when.ends),
        ("minutes-presided", &page.presided),
    ];
    facts.extend(
        more.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(key, value)| (reader.t(key), value.clone())),
    );
    let mut blocks = presence(reader, page);
    blocks.push(Block::heading(1, reader.t("minutes-items")));
    for item in &page.items {
        blocks.extend(self::item(reader, item));
    }
    for list in &page.lists {
        blocks.extend(self::list(reader, list));
    }
    if !page.dissents.is_empty() {
        blocks.push(Block::heading(1, reader.t("minutes-dissent")));
        for one in &page.dissents {
            blocks.push(Block::paragraph(one.text.clone()));
            blocks.push(Block::paragraph(format!("{} · {}", one.name, one.at)));
        }
    }
    MinutesSheet {
        language: reader.language,
        letterhead: vec![page.call.clone(), page.code.clone()],
        title: format!("{}: {}", page.title, page.session),
        facts,
        blocks,
        signatures: vec![Signature {
            role: reader.t("minutes-signed-by"),
            name: page.signed_by.clone(),
            signed: page.signed.clone(),
        }],
        footer: format!("{} {}", reader.t("minutes-digest"), page.digest),
    }
}

fn presence(reader: &Reader, page: &MinutesPage) -> Vec<Block> {
    let row = |one: &Attended| {
        let name = format!("{} · {}", one.name, one.about);
        vec![name, one.times.join(", ")]
    };
    vec![
        Block::heading(1, reader.t("minutes-presence")),
        Block::paragraph(page.quorum.clone()),
        Block::Table {
            head: vec![reader.t("seat-name"), reader.t("minutes-times")],
            rows: page.table.iter().map(row).collect(),
            figures: Vec::new(),
        },
    ]
}

fn item(reader: &Reader, item: &ItemLine) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading(2, format!("{}. {}", item.number, item.title)),
        Block::paragraph(format!("{} · {}", item.reference, item.organisation)),
    ];
    if item.votes.is_empty() {
        blocks.push(Block::paragraph(reader.t("minutes-not-reached")));
    }
    for vote in &item.votes {
        blocks.extend(self::vote(reader, vote));
    }
    if !item.decision.is_empty() {
        let decided = [
            reader.named("status", &item.decision),
            item.awarded.clone(),
            item.place.clone(),
        ];
        blocks.push(Block::paragraph(joined(decided, " · ")));
        blocks.push(Block::paragraph(item.because.clone()));
        if !item.conditions.is_empty() {
            let conditions = reader.t("decision-conditions");
            blocks.push(Block::paragraph(format!(
                "{conditions}: {}",
                item.conditions
            )));
        }
        for (holds, key) in [
            (item.departs, "decisions-departs"),
            (item.against_majority, "minutes-against-majority"),
        ] {
            if holds {
                blocks.push(Block::paragraph(reader.t(key)));
            }
        }
        blocks.push(Block::paragraph(item.recorded.clone()));
    }
    blocks
}

fn vote(reader: &Reader, vote: &VoteLine) -> Vec<Block> {
    let mut lines = vec![vote.heading.clone()];
    if !vote.anew.is_empty() {
        lines.push(format!("{} {}", reader.t("minutes-anew"), vote.anew));
    }
    lines.push(vote.closed.clone());
    let mut blocks = vec![Block::paragraph(lines.join("\n"))];
    let mut items: Vec<String> = vote.roll.iter().map(place).collect();
    let said = |(one, other): &(String, String)| format!("{one}: {other}");
    let tally: Vec<String> = vote.tally.iter().map(said).collect();
    items.extend((!tally.is_empty()).then(|| tally.join(" · ")));
    items.extend(vote.ballots.iter().map(said));
    items.extend(Some(vote.casting.clone()).filter(|casting| !casting.is_empty()));
    if !items.is_empty() {
        blocks.push(Block::List { items });
    }
    blocks
}

fn place(line: &RollLine) -> String {
    format!("{} {}: {}", line.at, line.count, line.names.join(", "))
}

fn list(reader: &Reader, list: &ListLine) -> Vec<Block> {
    let file = |(file, decision, more): &(String, String, String)| {
        let said = joined([decision.clone(), more.clone()], " · ");
        format!("{file}: {said}")
    };
    let mut blocks = vec![
        Block::heading(1, list.heading.clone()),
        Block::paragraph(format!("{}\n{}", list.adopted, list.answered)),
        Block::List {
            items: list.files.iter().map(file).collect(),
        },
    ];
    if !list.others.is_empty() {
        blocks.push(Block::heading(2, reader.t("alternatives-title")));
        blocks.push(Block::List {
            items: list
                .others
                .iter()
                .map(|(rule, told)| format!("{rule}: {told}"))
                .collect(),
        });
    }
    blocks
}

/// Parts that say something, with a sign between them.
fn joined<const N: usize>(parts: [String; N], between: &str) -> String {
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(between)
}

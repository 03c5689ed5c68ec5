//! What a letter or minutes say, as blocks: one source for the mail's plain text and for the PDF.

use serde::{Deserialize, Serialize};

/// A part of a text, in its order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "snake_case", deny_unknown_fields)]
pub enum Block {
    /// A heading inside the text.
    Heading {
        /// 1 for a chapter, 2 and 3 below it.
        level: u8,
        /// One line.
        text: String,
    },
    /// A paragraph; a line end in it begins a new line.
    Paragraph {
        /// The text.
        text: String,
    },
    /// A list with a sign before each item.
    List {
        /// The items in order.
        items: Vec<String>,
    },
    /// A table.
    Table {
        /// Titles of the columns.
        head: Vec<String>,
        /// Rows, each with a cell for each column.
        rows: Vec<Vec<String>>,
        /// Which columns hold figures, from 0: they are set flush at the end.
        figures: Vec<usize>,
    },
}

impl Block {
    /// A paragraph.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph { text: text.into() }
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::Heading { level, text }
    }

    fn plain(&self) -> String {
        match self {
            Self::Heading { text, .. } | Self::Paragraph { text } => text.clone(),
            Self::List { items } => {
                let items: Vec<String> = items.iter().map(|item| format!("– {item}")).collect();
                items.join("\n")
            }
            Self::Table { head, rows, .. } => {
                let rows: Vec<String> = rows.iter().map(|row| plain_row(head, row)).collect();
                rows.join("\n")
            }
        }
    }
}

/// A row in words: the first cell, then the others with the titles of their columns.
fn plain_row(head: &[String], row: &[String]) -> String {
    let mut cells = row.iter().zip(head);
    let first = cells.next().map_or("", |(cell, _)| cell.as_str());
    let rest = cells.filter(|(cell, _)| !cell.is_empty());
    let rest: Vec<String> = rest
        .map(|(cell, title)| format!("{title} {cell}"))
        .collect();
    match rest.is_empty() {
        true => format!("– {first}"),
        false => format!("– {first}: {}", rest.join(", ")),
    }
}

/// The blocks as the plain text of a mail: a blank line between them, none after a heading.
pub fn plain(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        text.push_str(match before {
            None => "",
            Some(Block::Heading { .. }) => "\n",
            Some(_) => "\n\n",
        });
        text.push_str(&block.plain());
        before = Some(block);
    }
    text
}

/// The paragraphs of a text: blank lines separate them.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), open, found.last_mut()) {
            (true, ..) => open = false,
            (false, true, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            _ => {
                found.push(line.to_owned());
                open = true;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_separate_paragraphs_and_line_ends_stay() {
        let found = paragraphs("\nDear all,\n\n \nfirst\nsecond\n\nlast  \n");
        assert_eq!(found, ["Dear all,", "first\nsecond", "last"]);
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[test]
    fn blocks_read_as_a_mail() {
        let blocks = [
            Block::paragraph("Dear all,"),
            Block::heading(2, "Your scores"),
            Block::Table {
                head: vec!["Section".into(), "Score".into(), "of".into()],
                rows: vec![
                    vec!["Relevance".into(), "12.5".into(), "20".into()],
                    vec!["Budget".into(), String::new(), String::new()],
                ],
                figures: vec![1, 2],
            },
            Block::List {
                items: vec!["one".into(), "two".into()],
            },
        ];
        assert_eq!(
            plain(&blocks),
            "Dear all,\n\nYour scores\n– Relevance: Score 12.5, of 20\n– Budget\n\n– one\n– two"
        );
    }
}

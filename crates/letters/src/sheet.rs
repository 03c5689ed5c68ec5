//! What stands on paper: a letter, and the minutes of a panel. Plain data that fill the templates.

use language::Language;
use serde::{Deserialize, Serialize};

use crate::block::Block;

/// A letter on paper. Everything a person reads on it is here, but for the words of the template itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The language it is in; it says the direction too.
    pub language: Language,
    /// Who writes, line by line; the first stands out.
    pub letterhead: Vec<String>,
    /// The day it is of, as people write it; empty while it is not sent.
    pub date: String,
    /// Reference of the proposal.
    pub reference: String,
    /// To whom, line by line: organisation, address, country.
    pub recipient: Vec<String>,
    /// What it is about, one line.
    pub subject: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Closing and who signs, line by line.
    pub signature: Vec<String>,
    /// Small print at the foot of each page.
    pub footer: String,
}

/// Somebody who signs minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// As what: chair.
    pub role: String,
    /// Name.
    pub name: String,
    /// When they signed, as people write it; empty while they have not.
    pub signed: String,
}

/// The minutes of a panel on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// The language they are in.
    pub language: Language,
    /// Whose they are, line by line; the first stands out.
    pub letterhead: Vec<String>,
    /// Title, one line.
    pub title: String,
    /// What is said under the title, name and value: when, where, who presided.
    pub facts: Vec<(String, String)>,
    /// Presence, items, votes, reasons, dissent.
    pub blocks: Vec<Block>,
    /// Who signs.
    pub signatures: Vec<Signature>,
    /// Small print at the foot of each page.
    pub footer: String,
}

//! What stands on paper: a letter, the minutes of a panel, and an agreement. Plain data that fill the templates.

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

/// Something that belongs to an agreement and stands after it, on pages of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annex {
    /// Title with its number, one line.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A party that signs an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// For whom: the facility, the organisation.
    pub side: String,
    /// Its name.
    pub name: String,
    /// What whoever signs on paper fills in by hand, line by line: signature, name, day.
    pub blanks: Vec<String>,
}

/// A grant agreement on paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The language it is in; it says the direction too.
    pub language: Language,
    /// Under which call, line by line; the first stands out.
    pub letterhead: Vec<String>,
    /// Title, one line.
    pub title: String,
    /// Reference of the proposal.
    pub reference: String,
    /// What is said under the title, name and value: parties, project, amount, duration.
    pub facts: Vec<(String, String)>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Both sides.
    pub parties: Vec<Party>,
    /// Plan, budget, schedule.
    pub annexes: Vec<Annex>,
    /// Small print at the foot of each page.
    pub footer: String,
}

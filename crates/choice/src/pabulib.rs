//! Files of the participatory-budgeting library, `.pb` (<https://pabulib.org/format>; S. Faliszewski and others,
//! "Participatory Budgeting: Data, Tools, and Analysis", IJCAI 2023), read, written and computed.
//!
//! A file has three parts, `META`, `PROJECTS` and `VOTES`, each with a line of column names and values parted by semicolons.
//! Reading is tolerant of what makes no difference: a byte-order mark, line ends of Windows, blank lines, columns and
//! keys nobody asks for, their order, blanks around values. It is strict where a difference would change a result.

mod computing;
mod decimal;
mod lines;
mod reading;
mod writing;

use thiserror::Error;

pub use computing::{Basis, Computed, RuleName, compute};
pub use decimal::{Decimal, Scale};
pub use reading::read;
pub use writing::write;

/// How people voted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoteType {
    /// Any number of projects.
    Approval,
    /// One project.
    ChooseOne,
    /// Projects from the most to the least wanted.
    Ordinal,
    /// Points, of which each voter has so many together.
    Cumulative,
    /// Points for each project by itself.
    Scoring,
    /// Something this software cannot count; the votes are not read.
    Other(String),
}

impl VoteType {
    /// Its name in files.
    pub fn name(&self) -> &str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Ordinal => "ordinal",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
            Self::Other(name) => name,
        }
    }

    /// Reads a name, in capitals or not.
    pub fn parse(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "approval" => Self::Approval,
            "choose-1" => Self::ChooseOne,
            "ordinal" => Self::Ordinal,
            "cumulative" => Self::Cumulative,
            "scoring" => Self::Scoring,
            _ => Self::Other(name.to_owned()),
        }
    }

    /// Whether votes carry points.
    pub const fn has_points(&self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }
}

/// A project of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Project {
    /// Its identifier, unique in the file.
    pub id: String,
    /// What it costs.
    pub cost: Decimal,
    /// The other columns as they stand in the file, by name; empty ones left out.
    pub columns: Vec<(String, String)>,
    /// Line in the file; 0 for one that was not read from a file.
    pub line: u64,
}

impl Project {
    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&str> {
        let found = self.columns.iter().find(|(column, _)| column == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// A ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vote {
    /// Who cast it: a number, or nothing that says more.
    pub voter: String,
    /// The projects by place, in the order they stand on the ballot, with points where the kind of vote has them.
    pub marks: Vec<(usize, Option<Decimal>)>,
}

/// A file's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// Keys and values of `META` as they stand, in order; `num_projects`, `num_votes`, `budget` and `vote_type` are
    /// left out and written from what follows.
    pub meta: Vec<(String, String)>,
    /// The money there is; none when the file does not say.
    pub budget: Option<Decimal>,
    /// How people voted; none when the file does not say.
    pub vote_type: Option<VoteType>,
    /// The projects.
    pub projects: Vec<Project>,
    /// The ballots; none of kinds that cannot be counted.
    pub votes: Vec<Vote>,
}

impl Instance {
    /// A value of `META` by its key.
    pub fn meta(&self, key: &str) -> Option<&str> {
        let found = self.meta.iter().find(|(known, _)| known == key);
        found.map(|(_, value)| value.as_str())
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{what}")]
pub struct Fault {
    /// The line it is found in, from 1; none when it is about the file as a whole.
    pub line: Option<u64>,
    /// What, in English, beginning in lower case.
    pub what: String,
}

impl Fault {
    fn at(line: u64, what: impl Into<String>) -> Self {
        Self {
            line: (line > 0).then_some(line),
            what: what.into(),
        }
    }

    fn whole(what: impl Into<String>) -> Self {
        Self {
            line: None,
            what: what.into(),
        }
    }
}

#[cfg(test)]
mod tests;

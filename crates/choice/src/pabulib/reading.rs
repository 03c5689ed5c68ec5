//! From bytes to an instance.

use std::collections::{HashMap, HashSet};

use super::lines::{Line, Lines, PARTS};
use super::{Decimal, Fault, Instance, Project, Vote, VoteType};

/// Reads a file.
///
/// # Errors
/// The first [`Fault`], with its line: what is no number, is missing, stands twice, or does not agree with what stands
/// elsewhere. Rules for voters, such as the least number of projects, are not held against ballots: who counted them
/// let them count.
pub fn read(bytes: &[u8]) -> Result<Instance, Fault> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = Lines::new(bytes);
    let mut draft = Draft::default();
    let mut part = None;
    while let Some(line) = lines.next()? {
        if let Some(begun) = line.begins() {
            draft.begin(begun, line.number)?;
            if let Some(before) = part
                && before > begun
            {
                let what = format!("{} stands after {}", PARTS[begun], PARTS[before]);
                return Err(Fault::at(line.number, what));
            }
            part = Some(begun);
            let header = lines
                .next()?
                .filter(|header| header.begins().is_none())
                .ok_or_else(|| {
                    let what = format!("{} has no line of column names", PARTS[begun]);
                    Fault::at(line.number, what)
                })?;
            draft.header(begun, &header)?;
            continue;
        }
        match part {
            None => {
                let what = "the file does not begin with META: it is no .pb file";
                return Err(Fault::at(line.number, what));
            }
            Some(0) => draft.meta(&line)?,
            Some(1) => draft.project(&line)?,
            Some(_) => draft.vote(line)?,
        }
    }
    draft.finish()
}

/// A value of META with its line.
struct Meta {
    key: String,
    value: String,
    line: u64,
}

/// What has been read so far.
#[derive(Default)]
struct Draft {
    begun: [Option<u64>; 3],
    meta: Vec<Meta>,
    project_columns: Vec<String>,
    vote_columns: Vec<String>,
    projects: Vec<Project>,
    by_id: HashMap<String, usize>,
    rows: Vec<Line>,
}

impl Draft {
    fn begin(&mut self, part: usize, line: u64) -> Result<(), Fault> {
        if let Some(before) = self.begun[part] {
            let what = format!("{} stands twice; it began in line {before}", PARTS[part]);
            return Err(Fault::at(line, what));
        }
        self.begun[part] = Some(line);
        Ok(())
    }

    fn header(&mut self, part: usize, line: &Line) -> Result<(), Fault> {
        let columns: Vec<String> = line
            .cells
            .iter()
            .map(|cell| cell.to_ascii_lowercase())
            .collect();
        let mut seen = HashSet::new();
        if let Some(twice) = columns
            .iter()
            .find(|column| !column.is_empty() && !seen.insert(column.as_str()))
        {
            let what = format!("the column {twice} stands twice");
            return Err(Fault::at(line.number, what));
        }
        let needed: &[&str] = [
            &["key", "value"][..],
            &["project_id", "cost"],
            &["voter_id"],
        ][part];
        if let Some(missing) = needed
            .iter()
            .find(|name| !columns.iter().any(|c| c == *name))
        {
            let what = format!("{} has no column {missing}", PARTS[part]);
            return Err(Fault::at(line.number, what));
        }
        match part {
            0 => {}
            1 => self.project_columns = columns,
            _ => self.vote_columns = columns,
        }
        Ok(())
    }

    fn meta(&mut self, line: &Line) -> Result<(), Fault> {
        let key = line.cell(0).to_ascii_lowercase();
        if key.is_empty() {
            return Err(Fault::at(line.number, "a value of META has no key"));
        }
        if let Some(before) = self.meta.iter().find(|meta| meta.key == key) {
            let what = format!(
                "the key {key} stands twice; it stands in line {} too",
                before.line
            );
            return Err(Fault::at(line.number, what));
        }
        self.meta.push(Meta {
            key,
            value: line.cell(1).to_owned(),
            line: line.number,
        });
        Ok(())
    }

    fn project(&mut self, line: &Line) -> Result<(), Fault> {
        let mut project = Project {
            id: String::new(),
            cost: Decimal::whole(0),
            columns: Vec::new(),
            line: line.number,
        };
        let mut cost = "";
        for (column, cell) in self.project_columns.iter().zip(&line.cells) {
            match column.as_str() {
                "project_id" => project.id.clone_from(cell),
                "cost" => cost = cell,
                _ if cell.is_empty() || column.is_empty() => {}
                _ => project.columns.push((column.clone(), cell.clone())),
            }
        }
        if project.id.is_empty() {
            return Err(Fault::at(line.number, "a project has no project_id"));
        }
        project.cost = amount(
            cost,
            &format!("the cost of project {}", project.id),
            line.number,
        )?;
        if let Some(before) = self.by_id.insert(project.id.clone(), self.projects.len()) {
            let what = format!(
                "project {} stands twice; it stands in line {} too",
                project.id, self.projects[before].line
            );
            return Err(Fault::at(line.number, what));
        }
        self.projects.push(project);
        Ok(())
    }

    /// Votes are read at the end, when it is certain how.
    fn vote(&mut self, line: Line) -> Result<(), Fault> {
        self.rows.push(line);
        Ok(())
    }

    fn finish(mut self) -> Result<Instance, Fault> {
        for (part, begun) in PARTS.iter().zip(&self.begun).take(2) {
            if begun.is_none() {
                return Err(Fault::whole(format!("the part {part} is missing")));
            }
        }
        let budget = match self.known("budget") {
            Some(meta) => Some(amount(&meta.value, "the budget", meta.line)?),
            None => None,
        };
        let vote_type = self
            .known("vote_type")
            .map(|meta| VoteType::parse(&meta.value));
        self.agrees("num_projects", self.projects.len(), "projects", false)?;
        // Some files carry totals in place of the votes that were counted.
        let totals = self
            .project_columns
            .iter()
            .any(|c| c == "votes" || c == "score");
        self.agrees("num_votes", self.rows.len(), "votes", totals)?;
        let votes = self.votes(vote_type.as_ref())?;
        let own = ["num_projects", "num_votes", "budget", "vote_type"];
        let meta = self
            .meta
            .drain(..)
            .filter(|meta| !own.contains(&meta.key.as_str()));
        Ok(Instance {
            meta: meta.map(|meta| (meta.key, meta.value)).collect(),
            budget,
            vote_type,
            projects: self.projects,
            votes,
        })
    }

    /// A value of META that is given and not empty.
    fn known(&self, key: &str) -> Option<&Meta> {
        self.meta
            .iter()
            .find(|meta| meta.key == key && !meta.value.is_empty())
    }

    /// Holds a number of META against what is there.
    fn agrees(&self, key: &str, there: usize, of: &str, none_is_fine: bool) -> Result<(), Fault> {
        let Some(meta) = self.known(key) else {
            return Ok(());
        };
        let said: u64 = meta.value.parse().map_err(|_| {
            let what = format!("{key} is {:?}, which is no whole number", meta.value);
            Fault::at(meta.line, what)
        })?;
        if usize::try_from(said) == Ok(there) || (none_is_fine && there == 0) {
            return Ok(());
        }
        let what = format!("{key} is {said}, and the file has {there} {of}");
        Err(Fault::at(meta.line, what))
    }

    fn votes(&mut self, vote_type: Option<&VoteType>) -> Result<Vec<Vote>, Fault> {
        let rows = std::mem::take(&mut self.rows);
        let Some(first) = rows.first() else {
            return Ok(Vec::new());
        };
        let Some(vote_type) = vote_type else {
            let what = "META does not say the vote_type";
            return Err(Fault::at(self.begun[0].unwrap_or(0), what));
        };
        if matches!(vote_type, VoteType::Other(_)) {
            return Ok(Vec::new());
        }
        let column = |name: &str| self.vote_columns.iter().position(|column| column == name);
        let missing = |name: &str| {
            let what = format!(
                "VOTES has no column {name}, which {} votes need",
                vote_type.name()
            );
            Fault::at(first.number.saturating_sub(1), what)
        };
        let voter = column("voter_id").ok_or_else(|| missing("voter_id"))?;
        let vote = column("vote").ok_or_else(|| missing("vote"))?;
        let points = match column("points") {
            None if vote_type.has_points() => return Err(missing("points")),
            found => found.filter(|_| vote_type.has_points()),
        };
        let mut before: HashMap<&str, u64> = HashMap::new();
        let mut votes = Vec::with_capacity(rows.len());
        for row in &rows {
            let who = row.cell(voter);
            if !who.is_empty()
                && let Some(line) = before.insert(who, row.number)
            {
                let what = format!("voter {who} votes twice; their first vote is in line {line}");
                return Err(Fault::at(row.number, what));
            }
            let marks = self.marks(row, vote, points, vote_type)?;
            votes.push(Vote {
                voter: who.to_owned(),
                marks,
            });
        }
        Ok(votes)
    }

    fn marks(
        &self,
        row: &Line,
        vote: usize,
        points: Option<usize>,
        vote_type: &VoteType,
    ) -> Result<Vec<(usize, Option<Decimal>)>, Fault> {
        let fault = |what: String| Fault::at(row.number, what);
        let items = |at: usize| {
            row.cell(at)
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
        };
        let mut marks: Vec<(usize, Option<Decimal>)> = Vec::new();
        for id in items(vote) {
            let Some(project) = self.by_id.get(id) else {
                return Err(fault(format!(
                    "the vote is for project {id}, which PROJECTS does not have"
                )));
            };
            if marks.iter().any(|(known, _)| known == project) {
                return Err(fault(format!("the vote has project {id} twice")));
            }
            marks.push((*project, None));
        }
        if *vote_type == VoteType::ChooseOne && marks.len() > 1 {
            return Err(fault(format!(
                "the vote is for {} projects, where one is chosen",
                marks.len()
            )));
        }
        if let Some(points) = points {
            let given: Vec<&str> = items(points).collect();
            if given.len() != marks.len() {
                let what = format!(
                    "the vote has {} projects and {} points",
                    marks.len(),
                    given.len()
                );
                return Err(fault(what));
            }
            for (mark, text) in marks.iter_mut().zip(given) {
                let number = Decimal::parse(text)
                    .ok_or_else(|| fault(format!("the points {text:?} are no number")))?;
                if number.is_negative() && *vote_type == VoteType::Cumulative {
                    return Err(fault(format!("the points {text} are below zero")));
                }
                mark.1 = Some(number);
            }
        }
        Ok(marks)
    }
}

/// An amount of money.
fn amount(text: &str, what: &str, line: u64) -> Result<Decimal, Fault> {
    if text.is_empty() {
        return Err(Fault::at(line, format!("{what} is missing")));
    }
    let number = Decimal::parse(text)
        .ok_or_else(|| Fault::at(line, format!("{what} is {text:?}, which is no number")))?;
    if number.is_negative() {
        return Err(Fault::at(
            line,
            format!("{what} is {text}, which is below zero"),
        ));
    }
    Ok(number)
}

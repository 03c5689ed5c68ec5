//! `minha select`: the projects of a `.pb` file under its budget.

mod sentences;
mod table;

use choice::pabulib::{self, Computed, Decimal, Instance, Scale};
use serde::Serialize;

use crate::arguments::Select;
use crate::problem::{Kind, Problem};
use sentences::Told;

/// Chooses and prints. Needs no settings, no database and no connection.
pub fn run(given: &Select) -> Result<(), Problem> {
    let file = given.file.display();
    let bytes = std::fs::read(&given.file).map_err(|error| {
        let text = format!("the file {file} cannot be read: {error}");
        Problem::new(Kind::Input, text)
    })?;
    let told = |fault: pabulib::Fault| {
        let line = fault
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        Problem::new(Kind::Input, format!("{file}{line}: {}", plain(&fault.what)))
    };
    let instance = pabulib::read(&bytes).map_err(told)?;
    let computed = pabulib::compute(&instance, given.rule, given.budget).map_err(told)?;
    let result = Told::of(&instance, &computed);
    let written = if given.json {
        json(given, &instance, &computed, &result)?
    } else {
        table::table(given.rule.name(), &instance, &computed, &result)
    };
    print(&written)
}

/// What `--json` answers. Its form is a promise.
#[derive(Serialize)]
struct Answer<'a> {
    rule: &'static str,
    budget: serde_json::Number,
    selected: Vec<&'a str>,
    cost: serde_json::Number,
    leftover: serde_json::Number,
    projects: Vec<AnswerProject<'a>>,
}

#[derive(Serialize)]
struct AnswerProject<'a> {
    id: &'a str,
    selected: bool,
    why: &'a str,
}

fn json(
    given: &Select,
    instance: &Instance,
    computed: &Computed,
    told: &Told,
) -> Result<String, Problem> {
    let money = |units| number(computed.money, units);
    let project = |(project, (selected, why))| AnswerProject {
        id: id(project),
        selected,
        why,
    };
    let projects = instance.projects.iter().zip(told.each());
    let answer = Answer {
        rule: given.rule.name(),
        budget: money(computed.budget)?,
        selected: told
            .selected()
            .map(|at| instance.projects[at].id.as_str())
            .collect(),
        cost: money(computed.outcome.spent)?,
        leftover: money(computed.outcome.left)?,
        projects: projects.map(project).collect(),
    };
    let mut text = serde_json::to_string_pretty(&answer)
        .map_err(|error| Problem::new(Kind::Other, error.to_string()))?;
    text.push('\n');
    Ok(text)
}

fn id(project: &pabulib::Project) -> &str {
    &project.id
}

/// An amount as a number of JSON: whole numbers exactly, others as the nearest that JSON's readers have, which shows the
/// same decimals up to fifteen figures.
fn number(scale: Scale, units: i64) -> Result<serde_json::Number, Problem> {
    let number: Decimal = scale.number(units);
    let text = number.to_string();
    serde_json::from_str(&text).map_err(|error| Problem::new(Kind::Other, error.to_string()))
}

/// Text of a file without what steers a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|character| {
            if character.is_control() {
                '\u{fffd}'
            } else {
                character
            }
        })
        .collect()
}

/// Writes to the standard output; a reader that has gone away, such as `head`, is no fault.
fn print(text: &str) -> Result<(), Problem> {
    use std::io::{ErrorKind, Write};
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let text = format!("the result cannot be written: {error}");
            Err(Problem::new(Kind::Other, text))
        }
        _ => Ok(()),
    }
}

//! `minha sanctions`.

use std::io::Write;

use facility::sanctions::lists;
use facility::sanctions::lists::Imported;
use facility::sanctions::screening::{self, Checked};
use facility::settings::Settings;
use names::consolidated_list::{Kind as ListedKind, Note};
use names::screening::{Birth, Query};
use names::{How, Part};

use crate::arguments::{CheckName, ImportList};
use crate::open;
use crate::problem::{Kind, Problem};
use crate::progress::Bar;

/// The most lines of notes and changes that are printed.
const LINES: usize = 20;

/// Reads a list in and screens the register against it.
pub fn import(settings: &Settings, import: &ImportList) -> Result<(), Problem> {
    let file = import.file.display();
    let bytes = std::fs::read(&import.file).map_err(|error| {
        Problem::new(
            Kind::Input,
            format!("the file {file} cannot be read: {error}"),
        )
    })?;
    let facility = open::ready(settings)?;
    let imported = lists::import_as(&facility, None, &bytes).map_err(|failure| match failure {
        facility::Failure::BadList(fault) => Problem::new(Kind::Input, format!("{file}: {fault}")),
        other => other.into(),
    })?;
    tell(&file.to_string(), &imported);
    if imported.known {
        println!("This file has been read before; nothing was added.");
        return Ok(());
    }
    finish(&facility)
}

/// Screens the whole register anew.
pub fn screen(settings: &Settings) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    screening::begin_as_operator(&facility)?;
    finish(&facility)
}

fn finish(facility: &facility::Facility) -> Result<(), Problem> {
    let bar = Bar::of(1, "screening");
    let done = screening::finish(facility, |progress| bar.set(progress.done, progress.total))?;
    drop(bar);
    if let Some(progress) = done {
        println!(
            "{} organisations screened, {} new matches to review.",
            progress.done, progress.found
        );
    }
    Ok(())
}

fn tell(file: &str, imported: &Imported) {
    let list = &imported.list;
    for note in list.oddities.notes.iter().take(LINES) {
        eprintln!("{file}:{}", written(note));
    }
    let more =
        list.oddities.notes.len().saturating_sub(LINES) as u64 + u64::from(list.oddities.left_off);
    if more > 0 {
        eprintln!("{file}: and {more} more notes; they are kept with the list");
    }
    let made = list
        .generated_on
        .map(|day| format!(", made on {day}"))
        .unwrap_or_default();
    println!(
        "{} individuals and {} entities{made}.",
        list.individuals, list.entities
    );
    if imported.known || imported.since.first {
        return;
    }
    let changes = &imported.since.changes;
    println!(
        "Since the list before: {} added, {} removed, {} changed.",
        changes.added.len(),
        changes.removed.len(),
        changes.changed.len()
    );
    let added = changes.added.iter().map(|key| ('+', key));
    let removed = changes.removed.iter().map(|key| ('-', key));
    let changed = changes.changed.iter().map(|one| ('~', &one.key));
    let mut lines = added.chain(removed).chain(changed);
    for (sign, key) in lines.by_ref().take(LINES) {
        println!("  {sign} {key}  {}", imported.since.name(key));
    }
    let more = lines.count();
    if more > 0 {
        println!("  and {more} more; the page of the list shows them all");
    }
}

fn written(note: &Note) -> String {
    let about = serde_json::to_value(note.about)
        .ok()
        .and_then(|name| name.as_str().map(|name| name.replace('_', " ")))
        .unwrap_or_default();
    let place = [note.entry.as_str(), note.element.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    if note.text.is_empty() {
        format!("{}: {place}: {about}", note.line)
    } else {
        format!("{}: {place}: {about}: {}", note.line, note.text)
    }
}

/// Prints the matches of a name, best first.
pub fn check(settings: &Settings, check: &CheckName) -> Result<(), Problem> {
    let facility = open::ready(settings)?;
    let kind = match (check.individual, check.entity) {
        (true, _) => Some(ListedKind::Individual),
        (_, true) => Some(ListedKind::Entity),
        _ => None,
    };
    let query = Query {
        name: &check.name,
        kind,
        born: check.born,
    };
    let found = screening::check_as_operator(&facility, &query, check.threshold)?;
    let mut out = std::io::stdout().lock();
    let written = if check.json {
        serde_json::to_writer_pretty(&mut out, &found)
            .map_err(std::io::Error::from)
            .and_then(|()| writeln!(out))
    } else {
        print(&mut out, &found)
    };
    match written {
        // Whoever reads only the first lines has what they wanted.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Problem::new(Kind::Other, error.to_string())),
    }
}

fn print(out: &mut impl Write, found: &[Checked]) -> std::io::Result<()> {
    if found.is_empty() {
        return writeln!(out, "No match.");
    }
    for one in found {
        let listed = one.entry.primary_name();
        writeln!(
            out,
            "{:>5.1} %  {}  {listed}",
            f64::from(one.score) / 10.0,
            one.entry.key()
        )?;
        if one.name != listed {
            writeln!(out, "         as {}", one.name)?;
        }
        let parts: Vec<String> = one.comparison.compared.parts.iter().map(part).collect();
        writeln!(out, "         {}", parts.join("; "))?;
        match one.comparison.birth {
            Birth::Unknown => {}
            Birth::Agrees => writeln!(out, "         the year of birth agrees")?,
            Birth::Differs(years) => {
                writeln!(out, "         the year of birth is {years} years apart")?;
            }
        }
    }
    Ok(())
}

/// Why two words were taken for one, in words.
fn part(part: &Part) -> String {
    let (searched, listed) = (&part.searched, &part.listed);
    match part.how {
        How::Equal => format!("{searched} = {listed}"),
        How::Transliterated => format!("{searched} is {listed} in other letters"),
        How::SpelledAlike => format!("{searched} sounds like {listed}"),
        How::SameMeaning => format!("{searched} means {listed}"),
        How::OneLetter => format!("{searched}, one letter from {listed}"),
        How::SeveralLetters => format!("{searched}, near {listed}"),
        How::Initial => format!("{searched} is short for {listed}"),
        How::OnlySearched => format!("{searched} is only searched"),
        How::OnlyListed => format!("{listed} is only listed"),
    }
}

//! Several evaluators invited at once, pasted as lines: name, address, language, agency.

use language::Language;
use workflow::ids::CallId;
use workflow::role::Actor;

use super::invitations::{Invited, invite};
use crate::Facility;
use crate::failure::{Failure, FieldFault};

/// The most lines taken at a time.
pub const MOST_LINES: usize = 200;

/// A line nobody was invited by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// Its number in what was pasted, from 1.
    pub line: usize,
    /// The line as pasted.
    pub text: String,
    /// What is wrong with it: fields `name`, `email`, `language`, `agency`.
    pub faults: Vec<FieldFault>,
}

/// What came of pasted lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// How many were invited.
    pub invited: usize,
    /// The lines nobody was invited by.
    pub bad: Vec<BadLine>,
}

/// Invites a person for each line; a bad line stops no other. Fields are parted by commas, semicolons or tabs, whichever
/// the first line has; a line of headings is passed over, and so are empty ones.
///
/// Errors with the fault of the field `lines` when there are none or too many; as hidden for whoever does not run the
/// call.
pub fn invite_lines(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    call: CallId,
    pasted: &str,
) -> Result<Pasted, Failure> {
    if !super::runs(actor, call) {
        return Err(Failure::hidden());
    }
    let lines: Vec<(usize, &str)> = pasted
        .lines()
        .enumerate()
        .map(|(place, line)| (place + 1, line.trim()))
        .filter(|(_, line)| !line.is_empty())
        .collect();
    let Some((_, first)) = lines.first() else {
        return Err(Failure::field("lines", "missing"));
    };
    if lines.len() > MOST_LINES {
        return Err(Failure::field("lines", "too-many"));
    }
    let delimiter = [b'\t', b';', b',']
        .into_iter()
        .max_by_key(|mark| first.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',');
    let mut told = Pasted::default();
    for (place, (line, raw)) in lines.into_iter().enumerate() {
        let fields = fields(raw, delimiter);
        if place == 0 && !fields.iter().any(|field| field.contains('@')) {
            continue;
        }
        let faults = match read(&fields) {
            Ok(invited) => match invite(facility, actor, public_url, call, &invited) {
                Ok(_) => {
                    told.invited += 1;
                    continue;
                }
                Err(Failure::Invalid(faults)) => faults,
                Err(failure) => return Err(failure),
            },
            Err(fault) => vec![fault],
        };
        told.bad.push(BadLine {
            line,
            text: raw.to_owned(),
            faults,
        });
    }
    Ok(told)
}

fn fields(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(line.as_bytes());
    let record = reader.records().next().and_then(Result::ok);
    let fields = record.iter().flatten().map(str::to_owned);
    fields.collect()
}

fn read(fields: &[String]) -> Result<Invited, FieldFault> {
    let field = |place: usize| fields.get(place).cloned().unwrap_or_default();
    let tag = field(2);
    let language = if tag.is_empty() {
        Some(Language::default())
    } else {
        Language::parse(&tag)
    };
    let unknown = || FieldFault {
        field: "language".to_owned(),
        code: "unknown-option",
    };
    Ok(Invited {
        name: field(0),
        email: field(1),
        language: language.ok_or_else(unknown)?,
        agency: Some(field(3)).filter(|agency| !agency.is_empty()),
    })
}

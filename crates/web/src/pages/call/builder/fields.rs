//! One field of the builder: a place in the call's data, how it is shown, and how what people type is read.
//!
//! The pages of the builder are lists of such fields. A field names its place by a JSON pointer, so that a page needs no
//! type of its own for what is posted, and bad input comes back as it was typed.

use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::Tz;
use serde_json::{Map, Value, json};
use workflow::money::{Currency, figures, parse_units};
use workflow::text::{Text, TextError, line};

use crate::form::Fields;

/// A region: its name and words, code and name of each of its countries.
pub type RegionOfCountries = (String, String, Vec<(String, String)>);

/// What a field holds.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One line.
    Line,
    /// Paragraphs, with so many rows to see.
    Prose(u8),
    /// A short name used in data.
    Name,
    /// A whole number.
    Whole,
    /// A number given in units of its last decimal.
    Units(u32),
    /// A day.
    Day,
    /// Date and time.
    Moment,
    /// A zone of the IANA list.
    Zone,
    /// A currency of ISO 4217.
    Currency,
    /// Yes or no.
    Yes,
    /// One of these names, with their words.
    One(Vec<(String, String)>),
    /// Any of these names, with their words.
    Many(Vec<(String, String)>),
    /// Countries, by region: name and words of the region, code and name of each country.
    Countries(Vec<RegionOfCountries>),
    /// One item a line.
    Lines,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// JSON pointer of its place.
    pub path: String,
    /// What it holds.
    pub kind: Kind,
    /// Its label.
    pub label: String,
    /// Help; may be empty.
    pub hint: String,
    /// Whether it may be left empty, which takes the value away.
    pub optional: bool,
    /// The language of a text (BCP 47); empty for everything else.
    pub language: String,
}

/// The most characters of one line.
const MOST_LINE: usize = 300;
/// The most items of a list written one a line.
const MOST_LINES: usize = 100;

/// The name of the control for a place: also its id.
pub fn name(path: &str) -> String {
    path.trim_start_matches('/').replace('/', "-")
}

impl Field {
    /// A field that must be filled in.
    pub fn new(path: impl Into<String>, kind: Kind, label: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            kind,
            label: label.into(),
            hint: String::new(),
            optional: false,
            language: String::new(),
        }
    }

    /// The same with help.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: hint.into(),
            ..self
        }
    }

    /// The same, where it may be left empty.
    pub fn optional(self) -> Self {
        Self {
            optional: true,
            ..self
        }
    }

    /// The name of its control.
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// The values it has in the call, as its control shows them.
    pub fn values(&self, call: &Value) -> Vec<String> {
        let Some(value) = call.pointer(&self.path) else {
            return Vec::new();
        };
        let texts = |items: &Vec<Value>| {
            items
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        match (&self.kind, value) {
            (Kind::Units(places), value) => value
                .as_i64()
                .map(|units| points(figures(units, *places), *places))
                .into_iter()
                .collect(),
            (Kind::Lines, Value::Array(items)) => vec![texts(items).join("\n")],
            (_, Value::Array(items)) => texts(items),
            // Browsers take seconds only when there are some.
            (Kind::Moment, Value::String(text)) => {
                vec![text.strip_suffix(":00").unwrap_or(text).to_owned()]
            }
            (_, Value::String(text)) => vec![text.clone()],
            (_, Value::Null) => Vec::new(),
            (_, other) => vec![other.to_string()],
        }
    }

    /// Reads what was typed into the call. Errors with the code of what is wrong, `fault-<code>`.
    pub fn read(&self, typed: &Fields, call: &mut Value) -> Result<(), &'static str> {
        let name = self.name();
        let value = match &self.kind {
            Kind::Yes => Some(Value::Bool(typed.get(&name) == "true")),
            Kind::Many(options) => Some(chosen(
                typed,
                &name,
                options.iter().map(|(value, _)| value.as_str()),
            )?),
            Kind::Countries(regions) => {
                let all = regions.iter().flat_map(|(.., countries)| countries);
                Some(chosen(typed, &name, all.map(|(code, _)| code.as_str()))?)
            }
            kind => match typed.get(&name).trim() {
                "" if self.optional || matches!(kind, Kind::Lines) => {
                    matches!(kind, Kind::Lines).then(|| json!([]))
                }
                "" => return Err("missing"),
                text => Some(parse(kind, text)?),
            },
        };
        set(call, &self.path, value);
        Ok(())
    }
}

/// Points lose the noughts that say nothing, 6.500; amounts of money keep theirs, 45.50.
fn points(figures: String, places: u32) -> String {
    match figures.split_once('.') {
        Some(_) if places == 3 => figures.trim_end_matches('0').to_owned(),
        _ => figures,
    }
}

/// The options that are ticked, in the order they are offered.
fn chosen<'a>(
    typed: &Fields,
    name: &str,
    options: impl Iterator<Item = &'a str>,
) -> Result<Value, &'static str> {
    let ticked: Vec<&str> = typed.all(name).collect();
    let known: Vec<&str> = options.filter(|option| ticked.contains(option)).collect();
    if known.len() == ticked.len() {
        Ok(json!(known))
    } else {
        Err("unknown-option")
    }
}

fn code_of(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "missing",
        TextError::TooLong => "too-long",
        TextError::Characters => "characters",
    }
}

/// Reads a text that is not empty.
fn parse(kind: &Kind, text: &str) -> Result<Value, &'static str> {
    match kind {
        Kind::Line => line(text, MOST_LINE).map(Value::from).map_err(code_of),
        Kind::Prose(_) => Text::parse(text)
            .map(|text| Value::from(text.as_str()))
            .map_err(code_of),
        Kind::Name => {
            let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            let begins = text.starts_with(|c: char| c.is_ascii_lowercase());
            if begins && text.len() <= 40 && text.chars().all(allowed) {
                Ok(text.into())
            } else {
                Err("name")
            }
        }
        Kind::Whole => {
            let number = parse_units(text, 0).ok();
            let number = number.and_then(|number| u32::try_from(number).ok());
            number.map(Value::from).ok_or("number")
        }
        Kind::Units(places) => parse_units(text, *places)
            .map(Value::from)
            .map_err(|_| "amount"),
        Kind::Day => text
            .parse::<NaiveDate>()
            .map(|day| json!(day))
            .map_err(|_| "date"),
        Kind::Moment => moment(text).map(|at| json!(at)).ok_or("moment"),
        Kind::Zone => text
            .parse::<Tz>()
            .map(|zone| Value::from(zone.name()))
            .map_err(|_| "zone"),
        Kind::Currency => Currency::from_code(&text.to_ascii_uppercase())
            .map(|currency| Value::from(currency.code()))
            .ok_or("currency"),
        Kind::One(options) => {
            let known = options.iter().any(|(value, _)| value == text);
            known.then(|| text.into()).ok_or("unknown-option")
        }
        Kind::Lines => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let lines: Vec<String> = lines
                .map(|item| line(item, MOST_LINE))
                .collect::<Result<_, _>>()
                .map_err(code_of)?;
            if lines.len() > MOST_LINES {
                return Err("too-many");
            }
            Ok(json!(lines))
        }
        Kind::Yes | Kind::Many(_) | Kind::Countries(_) => Err("unknown-option"),
    }
}

/// Date and time as browsers send it and people type it.
pub fn moment(text: &str) -> Option<NaiveDateTime> {
    let formats = [
        "%Y-%m-%dT%H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%d %H:%M:%S",
    ];
    formats
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}

/// Sets a place, making the objects on the way; `None` takes it away.
pub fn set(call: &mut Value, path: &str, value: Option<Value>) {
    let Some((parent, last)) = path.rsplit_once('/') else {
        return;
    };
    let mut at = call;
    for step in parent.split('/').skip(1) {
        at = match at {
            Value::Array(items) => match step.parse::<usize>() {
                Ok(place) if place < items.len() => &mut items[place],
                _ => return,
            },
            Value::Object(fields) => fields
                .entry(step)
                .or_insert_with(|| Value::Object(Map::new())),
            _ => return,
        };
    }
    if let Value::Object(fields) = at {
        match value {
            Some(value) => drop(fields.insert(last.to_owned(), value)),
            None => drop(fields.remove(last)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(name: &str, text: &str) -> Fields {
        Fields(vec![(name.to_owned(), text.to_owned())])
    }

    #[test]
    fn what_is_shown_reads_back_to_the_same() {
        let call = json!({
            "a": { "zone": "Europe/Vienna", "at": "2027-04-05T23:59:00", "share": 5050, "rank": 7, "day": "2027-01-31",
                   "lines": ["ILO", "IOM"] }
        });
        let fields = [
            ("/a/zone", Kind::Zone),
            ("/a/at", Kind::Moment),
            ("/a/share", Kind::Units(2)),
            ("/a/rank", Kind::Whole),
            ("/a/day", Kind::Day),
            ("/a/lines", Kind::Lines),
        ];
        for (path, kind) in fields {
            let field = Field::new(path, kind, "");
            let shown = field.values(&call);
            let mut after = call.clone();
            field
                .read(&typed(&field.name(), &shown[0]), &mut after)
                .unwrap();
            assert_eq!(after, call, "{path}");
        }
    }

    #[test]
    fn wrong_input_is_named_and_changes_nothing() {
        let wrong = [
            (Kind::Whole, "-1", "number"),
            (Kind::Whole, "4294967296", "number"),
            (Kind::Units(2), "1.234", "amount"),
            (Kind::Day, "2027-02-30", "date"),
            (Kind::Moment, "tomorrow", "moment"),
            (Kind::Zone, "Europe/Atlantis", "zone"),
            (Kind::Currency, "EURO", "currency"),
            (Kind::Name, "Registered!", "name"),
            (Kind::Line, "a\u{202e}b", "characters"),
            (
                Kind::One(vec![("a".into(), "A".into())]),
                "b",
                "unknown-option",
            ),
            (
                Kind::Many(vec![("a".into(), "A".into())]),
                "b",
                "unknown-option",
            ),
            (Kind::Line, "  ", "missing"),
        ];
        for (kind, text, code) in wrong {
            let mut call = json!({ "x": "before" });
            let field = Field::new("/x", kind, "");
            assert_eq!(
                field.read(&typed("x", text), &mut call),
                Err(code),
                "{text}"
            );
            assert_eq!(call, json!({ "x": "before" }));
        }
    }

    #[test]
    fn a_place_is_made_where_there_is_none_and_taken_away() {
        let mut call = json!({ "procedure": [{ "kind": "intake" }] });
        set(&mut call, "/letters/reserve/ar", Some("نص".into()));
        set(&mut call, "/procedure/0/form", Some("full".into()));
        set(&mut call, "/procedure/7/form", Some("full".into()));
        assert_eq!(call.pointer("/letters/reserve/ar"), Some(&"نص".into()));
        assert_eq!(call.pointer("/procedure/0/form"), Some(&"full".into()));
        set(&mut call, "/procedure/0/form", None);
        assert_eq!(call["procedure"], json!([{ "kind": "intake" }]));
    }
}

//! Fields as they are drawn.

use language::Language;
use serde_json::Value;

use super::fields::{Field, Kind};
use super::sections::Group;
use crate::form::{Errors, Fields};
use crate::page::Choice;

/// A control.
pub struct Control {
    /// Its name and id.
    pub name: String,
    /// How it is drawn: `text`, `long`, `yes`, `one`, `many` or `countries`.
    pub draw: &'static str,
    /// The type of an input.
    pub input: &'static str,
    /// Its width, as the style sheet names it.
    pub width: &'static str,
    /// Its label.
    pub label: String,
    /// Help; may be empty.
    pub hint: String,
    /// What is wrong; empty when nothing is.
    pub error: String,
    /// What it holds.
    pub value: String,
    /// Whether it is ticked.
    pub ticked: bool,
    /// Options to choose from.
    pub options: Vec<Choice>,
    /// Countries by region: name of the region, its words, its countries.
    pub regions: Vec<(String, String, Vec<Choice>)>,
    /// The language of the text (BCP 47); empty for everything else.
    pub language: String,
    /// The direction in which it is written.
    pub direction: &'static str,
    /// Rows to see.
    pub rows: u8,
    /// Whether it may be left empty.
    pub optional: bool,
    /// Whether this is a text nobody has written in this language yet.
    pub missing: bool,
}

/// A group as it is drawn.
pub struct Drawn {
    /// Its id; may be empty.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// What it is about; may be empty.
    pub hint: String,
    /// Controls in rows.
    pub rows: Vec<Vec<Control>>,
    /// Buttons: value and text.
    pub acts: Vec<(String, String)>,
    /// Pages that say more: address and text.
    pub links: Vec<(String, String)>,
}

/// Draws a group: with what was typed, or else with what the call holds.
pub fn draw(group: &Group, call: &Value, typed: Option<&Fields>, errors: &Errors) -> Drawn {
    let draw = |field: &Field| control(field, call, typed, errors);
    Drawn {
        id: group.id.clone(),
        title: group.title.clone(),
        hint: group.hint.clone(),
        rows: group
            .rows
            .iter()
            .map(|row| row.iter().map(draw).collect())
            .collect(),
        acts: group.acts.clone(),
        links: group.links.clone(),
    }
}

fn choices(options: &[(String, String)], chosen: &[String]) -> Vec<Choice> {
    options
        .iter()
        .map(|(value, text)| Choice::new(value, text, chosen.contains(value)))
        .collect()
}

fn control(field: &Field, call: &Value, typed: Option<&Fields>, errors: &Errors) -> Control {
    let name = field.name();
    let values: Vec<String> = match typed {
        Some(typed) => typed.all(&name).map(str::to_owned).collect(),
        None => field.values(call),
    };
    let value = values.first().cloned().unwrap_or_default();
    let (draw, input, width) = match &field.kind {
        Kind::Line => ("text", "text", ""),
        Kind::Prose(_) | Kind::Lines => ("long", "", ""),
        Kind::Name | Kind::Zone => ("text", "text", "20"),
        Kind::Whole | Kind::Units(_) | Kind::Currency => ("text", "text", "10"),
        Kind::Day => ("text", "date", "20"),
        Kind::Moment => ("text", "datetime-local", "20"),
        Kind::Yes => ("yes", "", ""),
        Kind::One(_) => ("one", "", ""),
        Kind::Many(_) => ("many", "", ""),
        Kind::Countries(_) => ("countries", "", ""),
    };
    let options = match &field.kind {
        Kind::One(options) | Kind::Many(options) => choices(options, &values),
        _ => Vec::new(),
    };
    let regions = match &field.kind {
        Kind::Countries(regions) => regions
            .iter()
            .map(|(name, words, countries)| {
                (name.clone(), words.clone(), choices(countries, &values))
            })
            .collect(),
        _ => Vec::new(),
    };
    let of_text = Language::parse(&field.language);
    Control {
        draw,
        input,
        width,
        label: field.label.clone(),
        hint: field.hint.clone(),
        error: errors.of(&name),
        ticked: value == "true",
        missing: !field.language.is_empty() && value.trim().is_empty(),
        value,
        options,
        regions,
        // Names and numbers read from left to right in every language.
        direction: match (&field.kind, of_text) {
            (_, Some(language)) => language.direction(),
            (Kind::Line | Kind::Prose(_) | Kind::Lines, None) => "auto",
            _ => "ltr",
        },
        language: field.language.clone(),
        rows: match field.kind {
            Kind::Prose(rows) => rows,
            _ => 6,
        },
        optional: field.optional && field.language.is_empty(),
        name,
    }
}

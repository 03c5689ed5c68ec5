//! What is typed on a page of the builder, applied to the call.

use facility::Failure;
use language::Reader;
use serde_json::{Value, json};
use workflow::country::{Country, Region};
use workflow::definition::CallDefinition;
use workflow::drafting;
use workflow::money::Currency;

use super::fields::set;
use super::lists::Act;
use super::sections::{GIVES_MONEY, Ground, LIMITS_DURATION, groups};
use super::stages::ADD_FORM;
use super::{Section, checklist, grid, panel};
use crate::failure::PageError;
use crate::form::{Errors, Fields};

/// A call with a page applied to it.
pub struct Applied {
    /// The call.
    pub definition: CallDefinition,
    /// Where on the page to look next.
    pub next: Option<String>,
}

/// A call as data.
pub fn value(definition: &CallDefinition) -> Result<Value, PageError> {
    serde_json::to_value(definition).map_err(|error| Failure::Unexpected(error.to_string()).into())
}

/// Applies a page. Answers what is wrong with it when something cannot be read.
pub fn apply(
    reader: &Reader,
    definition: &CallDefinition,
    section: Section,
    typed: &Fields,
) -> Result<Result<Applied, Errors>, PageError> {
    let mut errors = Errors::none();
    let mut call = value(definition)?;
    let mut base = definition.clone();
    // Amounts are read with the decimals of the currency they are typed with.
    let currency = typed.get("funding-currency").trim().to_ascii_uppercase();
    if let (Some(funding), Some(typed)) = (&mut base.funding, Currency::from_code(&currency)) {
        funding.currency = typed;
    }
    let ground = Ground {
        reader,
        call: &base,
    };
    let off = |switch: &str| typed.maybe(switch).is_some_and(|said| said != "true");
    let found = match section {
        Section::Procedure => Vec::new(),
        other => groups(&ground, other).ok_or_else(PageError::hidden)?,
    };
    for field in found.iter().flat_map(|group| group.rows.iter().flatten()) {
        let dropped = (off(GIVES_MONEY) && field.path.starts_with("/funding/"))
            || (off(LIMITS_DURATION) && field.path.starts_with("/duration/"));
        if dropped {
            continue;
        }
        if let Err(code) = field.read(typed, &mut call) {
            errors.add(reader, &field.name(), code);
        }
    }
    switch(&mut call, typed);
    let next = act(&mut call, section, typed, reader, &mut errors);
    tidy(&mut call);
    if !errors.is_empty() {
        return Ok(Err(errors));
    }
    match serde_json::from_value(call) {
        Ok(definition) => Ok(Ok(Applied { definition, next })),
        Err(error) => {
            errors.say("", error.to_string());
            Ok(Err(errors))
        }
    }
}

/// Money and duration come and go as a whole.
fn switch(call: &mut Value, typed: &Fields) {
    let blank = [
        (
            GIVES_MONEY,
            "funding",
            json!({ "currency": "USD", "ceiling_minor": 0, "grant_min_minor": 0, "grant_max_minor": 0 }),
        ),
        (
            LIMITS_DURATION,
            "duration",
            json!({ "min_months": 1, "max_months": 12 }),
        ),
    ];
    for (name, part, blank) in blank {
        match typed.maybe(name) {
            Some("true") if call.get(part).is_none_or(Value::is_null) => {
                set(call, &format!("/{part}"), Some(blank));
            }
            Some("true") | None => {}
            Some(_) => set(call, &format!("/{part}"), None),
        }
    }
}

/// Does what the button pressed says.
fn act(
    call: &mut Value,
    section: Section,
    typed: &Fields,
    reader: &Reader,
    errors: &mut Errors,
) -> Option<String> {
    let pressed = typed.get("do");
    if let Some(act) = Act::parse(pressed) {
        let kind = typed.get("kind").parse().ok();
        if pressed == "add /procedure" && kind.is_none() {
            errors.add(reader, "kind", "unknown-option");
        }
        return act.carry_out(call, kind);
    }
    match (section, pressed.split_once(' ')) {
        (Section::Applicants, Some((how @ ("tick" | "untick"), region))) => {
            let region: Region = region.parse().ok()?;
            tick(call, region, how == "tick");
            Some(format!("countries-{}", region.name()))
        }
        (Section::Stage(position), None) if pressed == ADD_FORM => {
            let name = new_form(call)?;
            let path = format!("/procedure/{position}/form");
            set(call, &path, Some(name.into()));
            Some(super::fields::name(&path))
        }
        _ => None,
    }
}

/// Every country of a region, or none of them.
fn tick(call: &mut Value, region: Region, on: bool) {
    let of_region = |code: &str| Country::parse(code).is_ok_and(|c| c.region() == region);
    let listed = call["countries"].as_array().cloned().unwrap_or_default();
    let mut codes: Vec<String> = listed
        .iter()
        .filter_map(Value::as_str)
        .filter(|code| !of_region(code))
        .map(str::to_owned)
        .collect();
    if on {
        let all = Country::all().filter(|country| country.region() == region);
        codes.extend(all.map(|country| country.code().to_owned()));
    }
    set(call, "/countries", Some(json!(codes)));
}

/// Adds a form for a later step and answers its name.
fn new_form(call: &mut Value) -> Option<String> {
    let form = serde_json::to_value(drafting::form()).ok()?;
    let name = (2_u32..)
        .map(|number| format!("step_{number}"))
        .find(|name| call.pointer(&format!("/later_forms/{name}")).is_none())?;
    set(call, &format!("/later_forms/{name}"), Some(form));
    Some(name)
}

/// What follows from what was typed: a machine rule has its own parameters and no others, and a letter nobody has written
/// is none.
fn tidy(call: &mut Value) {
    let opens = call.pointer("/dates/opens").and_then(Value::as_str);
    let opens = opens.and_then(|at| at.get(..10)).unwrap_or_default();
    let opens = opens.to_owned();
    let stages = call["procedure"].as_array_mut();
    for stage in stages.into_iter().flatten() {
        let criteria = stage.get_mut("criterion").and_then(Value::as_array_mut);
        for criterion in criteria.into_iter().flatten() {
            let check = checklist::tidy(&criterion["check"], &opens);
            criterion["check"] = check;
        }
        if stage["kind"] == "evaluation" {
            grid::tidy(stage);
        }
        if stage["kind"] == "selection" {
            panel::tidy(stage);
        }
    }
    if let Some(letters) = call.get_mut("letters").and_then(Value::as_object_mut) {
        letters.retain(|_, texts| texts.as_object().is_none_or(|texts| !texts.is_empty()));
    }
}

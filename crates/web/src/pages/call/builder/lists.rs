//! Lists of the builder: items are added, taken away and moved by buttons, without a script.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use workflow::criterion::MOST_REASONS;
use workflow::transition::StageKind;

use super::fields::name;
use super::{grid, panel};

/// The most items of one list.
const MOST_ITEMS: usize = 60;

/// What a button does to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Adds an item at the end: path of the list.
    Add(String),
    /// Takes an item away: path of the item.
    Remove(String),
    /// Moves an item up.
    Up(String),
    /// Moves an item down.
    Down(String),
}

impl Act {
    /// Reads the value of a button.
    pub fn parse(value: &str) -> Option<Self> {
        let (act, path) = value.split_once(' ')?;
        let path = path.to_owned();
        match act {
            "add" => Some(Self::Add(path)),
            "remove" => Some(Self::Remove(path)),
            "up" => Some(Self::Up(path)),
            "down" => Some(Self::Down(path)),
            _ => None,
        }
    }

    /// Carries it out and answers the name of the place to look at next; nothing where there is no such item.
    /// `kind` is the stage to add to a procedure.
    pub fn carry_out(&self, call: &mut Value, kind: Option<StageKind>) -> Option<String> {
        match self {
            Self::Add(path) => add(call, path, kind),
            Self::Remove(path) => {
                let (list, place) = item(call, path)?;
                list.remove(place);
                let (list, _) = path.rsplit_once('/')?;
                // Reasons stand inside the card of their criterion, bands in that of their question.
                let within = ["/reasons", "/band"];
                let card = within.iter().find_map(|inner| list.strip_suffix(inner));
                Some(name(card.unwrap_or(list)))
            }
            Self::Up(path) => {
                let (list, place) = item(call, path)?;
                let above = place.checked_sub(1)?;
                list.swap(place, above);
                moved(path, above)
            }
            Self::Down(path) => {
                let (list, place) = item(call, path)?;
                if place + 1 >= list.len() {
                    return None;
                }
                list.swap(place, place + 1);
                moved(path, place + 1)
            }
        }
    }
}

fn moved(path: &str, place: usize) -> Option<String> {
    let (list, _) = path.rsplit_once('/')?;
    Some(name(&format!("{list}/{place}")))
}

/// The lists whose items people may add, move and take away.
fn is_list(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    matches!(path, "/themes" | "/procedure")
        || (path.starts_with("/procedure/")
            && matches!(
                last,
                "criterion"
                    | "reasons"
                    | "section"
                    | "question"
                    | "band"
                    | "tranche"
                    | "report"
                    | "quota"
            ))
}

/// The list an item stands in, and its place.
fn item<'a>(call: &'a mut Value, path: &str) -> Option<(&'a mut Vec<Value>, usize)> {
    let (list, place) = path.rsplit_once('/')?;
    let place = place.parse().ok()?;
    if !is_list(list) {
        return None;
    }
    let list = call.pointer_mut(list)?.as_array_mut()?;
    (place < list.len()).then_some((list, place))
}

fn add(call: &mut Value, path: &str, kind: Option<StageKind>) -> Option<String> {
    if !is_list(path) {
        return None;
    }
    let last = path.rsplit('/').next()?;
    match last {
        "reasons" => return add_reason(call, path),
        "band" => return grid::add_band(call, path),
        "quota" => return panel::add_quota(call, path),
        _ => {}
    }
    let new = match last {
        "procedure" => stage(kind?),
        "themes" => json!({ "id": fresh(call, "theme"), "title": {} }),
        "criterion" => json!({
            "id": fresh(call, "criterion"), "text": {}, "level": "proposal", "check": { "rule": "person" }
        }),
        "section" => json!({
            "id": fresh(call, "section"), "title": {}, "minimum": 0, "question": [question(call)]
        }),
        "question" => question(call),
        "tranche" => json!({ "share": 0, "after_months": 0 }),
        _ => json!({ "report": "narrative", "from_month": 0, "to_month": 6, "due_days": 30 }),
    };
    let list = call.pointer_mut(path)?.as_array_mut()?;
    if list.len() >= MOST_ITEMS {
        return None;
    }
    let place = match kind {
        Some(kind) if last == "procedure" => place_of(list, kind),
        _ => list.len(),
    };
    list.insert(place, new);
    Some(name(&format!("{path}/{place}")))
}

/// A reason at the end of those of a criterion, which may have none yet.
fn add_reason(call: &mut Value, path: &str) -> Option<String> {
    let criterion = path.strip_suffix("/reasons")?;
    let (list, _) = criterion.rsplit_once('/')?;
    let fields = match list.rsplit_once('/') {
        Some((_, "criterion")) => call.pointer_mut(criterion)?.as_object_mut()?,
        _ => return None,
    };
    let list = fields
        .entry("reasons")
        .or_insert_with(|| json!([]))
        .as_array_mut()?;
    if list.len() >= MOST_REASONS {
        return None;
    }
    let code = (list.len() + 1..)
        .map(|number| format!("reason_{number}"))
        .find(|code| list.iter().all(|known| known["code"] != code.as_str()))?;
    list.push(json!({ "code": code, "text": {} }));
    Some(name(&format!("{path}/{}/code", list.len() - 1)))
}

/// A stage comes before the first of those that usually follow it.
fn place_of(list: &[Value], kind: StageKind) -> usize {
    let later = |stage: &Value| {
        let named = stage["kind"].as_str().and_then(|name| name.parse().ok());
        named.is_some_and(|other: StageKind| other > kind)
    };
    list.iter().position(later).unwrap_or(list.len())
}

fn question(call: &Value) -> Value {
    json!({
        "id": fresh(call, "question"), "text": {}, "max": 10_000, "step": 1_000, "weight": 1, "comment_at_extremes": false
    })
}

/// A stage with rules to begin with.
pub fn stage(kind: StageKind) -> Value {
    let mut rules = match kind {
        StageKind::Intake => json!({}),
        StageKind::Screening => {
            json!({ "clarification_days": 5, "appeal_days": 30, "criterion": [] })
        }
        StageKind::Evaluation => json!({
            "readers": 2, "threshold": 0, "disagreement": { "rule": "mean" }, "most_files": 40, "section": []
        }),
        StageKind::Selection => json!({ "quorum": 1, "allocation": "rank_skip", "reserve": 0 }),
        StageKind::Agreement => json!({ "tranche": [{ "share": 10_000, "after_months": 0 }] }),
        StageKind::Monitoring => {
            json!({ "report": [{ "report": "final", "from_month": 0, "due_days": 60 }] })
        }
    };
    rules["kind"] = kind.name().into();
    rules
}

/// A name no item of the call has yet: `criterion_3`.
fn fresh(call: &Value, prefix: &str) -> String {
    let mut taken = BTreeSet::new();
    collect(call, &mut taken);
    (1_u32..)
        .map(|number| format!("{prefix}_{number}"))
        .find(|name| !taken.contains(name.as_str()))
        .unwrap_or_default()
}

fn collect<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Object(fields) => {
            found.extend(fields.get("id").and_then(Value::as_str));
            fields.values().for_each(|value| collect(value, found));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::definition::CallDefinition;

    fn call() -> Value {
        let definition = facility::call::template("ungift-2010").unwrap();
        serde_json::to_value(definition).unwrap()
    }

    #[test]
    fn every_stage_that_is_added_can_be_read() {
        for kind in StageKind::ALL {
            let mut value = call();
            let act = Act::parse("add /procedure").unwrap();
            let place = act.carry_out(&mut value, Some(*kind)).unwrap();
            let read: CallDefinition = serde_json::from_value(value).unwrap();
            let place: usize = place.rsplit('-').next().unwrap().parse().unwrap();
            assert_eq!(read.procedure.0[place].kind(), *kind);
        }
    }

    #[test]
    fn items_are_added_moved_and_taken_away() {
        let mut value = call();
        for list in [
            "/themes",
            "/procedure/1/criterion",
            "/procedure/2/section",
            "/procedure/2/section/0/question",
            "/procedure/4/tranche",
            "/procedure/5/report",
        ] {
            let before = value.clone();
            let count = before.pointer(list).unwrap().as_array().unwrap().len();
            let add = Act::parse(&format!("add {list}")).unwrap();
            assert_eq!(
                add.carry_out(&mut value, None),
                Some(name(&format!("{list}/{count}")))
            );
            serde_json::from_value::<CallDefinition>(value.clone()).unwrap();
            let up = Act::Up(format!("{list}/{count}"));
            assert!(up.carry_out(&mut value, None).is_some());
            let down = Act::Down(format!("{list}/{}", count - 1));
            assert!(down.carry_out(&mut value, None).is_some());
            let remove = Act::Remove(format!("{list}/{count}"));
            assert!(remove.carry_out(&mut value, None).is_some());
            assert_eq!(value, before, "{list}");
        }
    }

    #[test]
    fn nothing_else_is_touched() {
        let before = call();
        for act in [
            "add /agencies",
            "add /form/section",
            "remove /languages/0",
            "remove /procedure/99",
            "up /procedure/0",
            "down /procedure/5",
            "up /themes/x",
            "add /procedure",
        ] {
            let mut value = before.clone();
            let act = Act::parse(act).unwrap();
            assert_eq!(act.carry_out(&mut value, None), None, "{act:?}");
            assert_eq!(value, before);
        }
        assert_eq!(Act::parse("save"), None);
    }

    #[test]
    fn names_that_are_added_are_new() {
        let mut value = call();
        let add = Act::parse("add /procedure/1/criterion").unwrap();
        add.carry_out(&mut value, None);
        add.carry_out(&mut value, None);
        let read: CallDefinition = serde_json::from_value(value).unwrap();
        let faults = workflow::procedure::check(&read);
        let twice = |problem: &workflow::procedure::Incomplete| {
            problem.to_string().contains("stands twice")
        };
        assert!(!faults.iter().any(twice), "{faults:?}");
    }
}

//! The one rule of saving a draft: whose text stands when several people write the same answer.
//!
//! A save says on which version of the answer it was written. Written on the version that stands, it takes its place. Written
//! on an older one, it overwrites nothing: it is kept beside the answer, and people choose.

use serde_json::Value;

use crate::record::{canonical_json, digest};

/// An answer as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    /// The version it has; 0 when nothing was ever answered.
    pub version: i64,
    /// The answer, `null` when there is none.
    pub value: &'a Value,
}

/// An answer as somebody wants it saved.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The answer, `null` to take it back.
    pub value: &'a Value,
    /// The version it was written on; without one it overwrites whatever stands.
    pub on: Option<i64>,
    /// Fingerprint of what the writer was shown, when a whole form comes and not the answer alone.
    pub shown: Option<&'a str>,
    /// Whether exactly this was saved on this version before, or kept.
    pub again: bool,
}

/// What becomes of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stands already, the writer did not touch it, or it is the repetition of a save: nothing changes.
    Unchanged,
    /// It takes the place of what stands.
    Stands,
    /// Somebody saved another meanwhile: theirs stands, this one is kept beside it.
    Beside,
}

/// Judges a save.
pub fn judge(standing: Standing<'_>, written: Written<'_>) -> Outcome {
    let print = fingerprint(written.value);
    let same = print == fingerprint(standing.value);
    let untouched = written.shown == Some(print.as_str());
    match written.on {
        _ if same || untouched => Outcome::Unchanged,
        None => Outcome::Stands,
        Some(on) if on == standing.version => Outcome::Stands,
        Some(_) if written.again => Outcome::Unchanged,
        Some(_) => Outcome::Beside,
    }
}

/// Sixteen hexadecimal digits that tell two answers apart. How a browser ends lines, blanks around a text, and the ways of
/// answering nothing make no difference.
pub fn fingerprint(value: &Value) -> String {
    let plain = plain(value);
    let canonical = canonical_json(&plain).unwrap_or_else(|_| plain.to_string());
    let mut print = digest(canonical.as_bytes()).to_string();
    print.truncate(16);
    print
}

/// An answer without what makes no difference.
fn plain(value: &Value) -> Value {
    match value {
        Value::String(text) => match text.trim() {
            "" => Value::Null,
            text => Value::from(text.replace("\r\n", "\n")),
        },
        Value::Array(items) if items.is_empty() => Value::Null,
        Value::Array(items) => items.iter().map(inner).collect(),
        Value::Object(_) => inner(value),
        Value::Bool(false) => Value::Null,
        other => other.clone(),
    }
}

/// Inside a list or a table an empty text has its place.
fn inner(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(text.trim().replace("\r\n", "\n")),
        Value::Array(items) => items.iter().map(inner).collect(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| (name.clone(), inner(value)))
            .collect(),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn judged(standing: (i64, Value), value: Value, on: Option<i64>) -> Outcome {
        let standing = Standing {
            version: standing.0,
            value: &standing.1,
        };
        let written = Written {
            value: &value,
            on,
            shown: None,
            again: false,
        };
        judge(standing, written)
    }

    #[test]
    fn what_was_written_on_an_older_version_is_kept_beside() {
        assert_eq!(
            judged((3, json!("a")), json!("b"), Some(3)),
            Outcome::Stands
        );
        assert_eq!(
            judged((3, json!("a")), json!("b"), Some(2)),
            Outcome::Beside
        );
        assert_eq!(
            judged((3, json!("a")), json!("b"), Some(9)),
            Outcome::Beside
        );
        assert_eq!(judged((3, json!("a")), json!("b"), None), Outcome::Stands);
        assert_eq!(
            judged((3, json!("a")), json!(" a\r\n"), Some(1)),
            Outcome::Unchanged
        );
        assert_eq!(
            judged((0, Value::Null), json!("b"), Some(0)),
            Outcome::Stands
        );
        assert_eq!(
            judged((3, json!("a")), Value::Null, Some(2)),
            Outcome::Beside
        );
    }

    #[test]
    fn ways_of_answering_nothing_are_one() {
        for nothing in [json!(""), json!("  \n"), json!([]), json!(false)] {
            assert_eq!(
                fingerprint(&nothing),
                fingerprint(&Value::Null),
                "{nothing}"
            );
        }
        assert_ne!(fingerprint(&json!([""])), fingerprint(&Value::Null));
        assert_ne!(fingerprint(&json!(0)), fingerprint(&Value::Null));
        assert_eq!(
            fingerprint(&json!({"a": "x ", "b": 1})),
            fingerprint(&json!({"b": 1, "a": "x"}))
        );
    }

    #[test]
    fn a_field_nobody_touched_and_a_repetition_change_nothing() {
        let (standing, shown, value) = (json!("theirs"), fingerprint(&json!("old")), json!("old"));
        let standing = Standing {
            version: 5,
            value: &standing,
        };
        let untouched = Written {
            value: &value,
            on: Some(2),
            shown: Some(&shown),
            again: false,
        };
        assert_eq!(judge(standing, untouched), Outcome::Unchanged);
        let again = Written {
            shown: None,
            again: true,
            ..untouched
        };
        assert_eq!(judge(standing, again), Outcome::Unchanged);
        // Written once more on what stands, it is a new save.
        assert_eq!(
            judge(
                standing,
                Written {
                    on: Some(5),
                    ..again
                }
            ),
            Outcome::Stands
        );
    }
}

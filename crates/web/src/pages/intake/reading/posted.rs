//! Posted fields by name, with the numbers of the rows they belong to.

use std::collections::{BTreeMap, BTreeSet};

use crate::form::Fields;

/// Posted fields by name, the first of each name.
#[derive(Default)]
pub struct Posted<'a>(BTreeMap<&'a str, &'a str>);

/// The most rows of one list that are read; one more than any form allows, so that too many are told as such.
const MOST: usize = 301;

impl<'a> Posted<'a> {
    /// The fields of a form.
    pub fn of(fields: &'a Fields) -> Self {
        Self::pairs(&fields.0)
    }

    /// Pairs of name and value.
    pub fn pairs(pairs: &'a [(String, String)]) -> Self {
        let mut found = BTreeMap::new();
        for (name, value) in pairs {
            found.entry(name.as_str()).or_insert(value.as_str());
        }
        Self(found)
    }

    /// What a field holds, without blanks around it; empty when there is none.
    pub fn get(&self, name: &str) -> &'a str {
        self.0.get(name).map_or("", |value| value.trim())
    }

    /// What a field holds, as it was typed.
    pub fn typed(&self, name: &str) -> String {
        self.0
            .get(name)
            .map_or_else(String::new, |value| (*value).to_owned())
    }

    /// The numbers of the rows of a list to show: those there are, as many blank ones as it takes to have `least`, and
    /// one more if it is `extra`; never more than `most`.
    pub fn shown(&self, list: &str, least: usize, most: usize, extra: bool) -> Vec<usize> {
        let mut rows = self.rows(list);
        let count = rows.len().max(least) + usize::from(extra);
        let mut next = rows.last().map_or(0, |last| last + 1);
        while rows.len() < count.min(most) {
            rows.push(next);
            next += 1;
        }
        rows
    }

    /// The numbers of the rows of a list, in order: 0 and 12 for `budget.0.heading` and `budget.12.heading`.
    pub fn rows(&self, list: &str) -> Vec<usize> {
        let prefix = format!("{list}.");
        let mut rows = BTreeSet::new();
        for (name, _) in self.0.range(prefix.as_str()..) {
            let Some(rest) = name.strip_prefix(prefix.as_str()) else {
                break;
            };
            let number: Option<usize> = rest.split('.').next().and_then(|part| part.parse().ok());
            rows.extend(number);
        }
        rows.into_iter().take(MOST).collect()
    }
}

//! Partial choices of a search.

use std::collections::BTreeMap;

/// A partial choice: what it costs and scores, and who is in it, the highest-ranked in the highest bit of the first word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub amount: i64,
    pub score: i128,
    pub set: Vec<u64>,
}

impl Part {
    /// Whether a candidate is in it.
    pub fn holds(&self, at: usize) -> bool {
        self.set[at / 64] >> (63 - at % 64) & 1 == 1
    }
}

/// Keeps no more partial choices than `most`; answers whether none had to go.
pub(super) fn thin(
    buckets: &mut BTreeMap<Vec<i64>, Vec<Part>>,
    most: usize,
    promise: impl Fn(&[i64], &Part) -> i128,
) -> bool {
    let number: usize = buckets.values().map(Vec::len).sum();
    if number <= most {
        return true;
    }
    let each = buckets
        .iter()
        .flat_map(|(used, parts)| parts.iter().map(|part| promise(used, part)));
    let mut promises: Vec<i128> = each.collect();
    promises.sort_unstable_by(|one, other| other.cmp(one));
    let least = promises[most - 1];
    let mut places = most;
    for (used, parts) in buckets.iter_mut() {
        parts.retain(|part| {
            let keeps = promise(used, part) >= least && places > 0;
            places -= usize::from(keeps);
            keeps
        });
    }
    buckets.retain(|_, parts| !parts.is_empty());
    false
}

/// The same with one more candidate.
pub(super) fn widen(part: &Part, at: usize, amount: i64, score: i128) -> Part {
    let mut set = part.set.clone();
    set[at / 64] |= 1 << (63 - at % 64);
    Part {
        amount: part.amount + amount,
        score: part.score + score,
        set,
    }
}

/// Leaves those that no other beats: cheaper first, each dearer one with a higher score. Between equals the one stays
/// that holds the higher-ranked where they first differ.
pub(super) fn frontier(parts: &mut Vec<Part>) {
    parts.sort_unstable_by(|one, other| {
        (one.amount, -one.score)
            .cmp(&(other.amount, -other.score))
            .then_with(|| other.set.cmp(&one.set))
    });
    let mut best: Option<i128> = None;
    parts.retain(|part| {
        let better = best.is_none_or(|best| part.score > best);
        if better {
            best = Some(part.score);
        }
        better
    });
}

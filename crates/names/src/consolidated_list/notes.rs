//! What is noted while the list is read.

use std::collections::BTreeSet;

use super::{MOST_NOTES, Note, NoteKind, values};

/// Notes taken while reading, bounded in number.
#[derive(Default)]
pub(super) struct Notes {
    kept: Vec<Note>,
    left_off: u32,
    /// Keys of the entries read so far.
    pub(super) keys: BTreeSet<String>,
}

impl Notes {
    pub(super) fn add(
        &mut self,
        line: u32,
        entry: &str,
        element: &str,
        about: NoteKind,
        text: &str,
    ) {
        if self.kept.len() >= MOST_NOTES {
            self.left_off = self.left_off.saturating_add(1);
            return;
        }
        let brief = |text: &str| values::tidy(text).chars().take(80).collect();
        self.kept.push(Note {
            line,
            entry: brief(entry),
            element: brief(element),
            about,
            text: brief(text),
        });
    }

    pub(super) fn into_parts(self) -> (Vec<Note>, u32) {
        (self.kept, self.left_off)
    }
}

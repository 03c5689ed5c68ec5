//! What happened to a case, for the timeline of its page.

use facility::proposal::Happened;
use language::Reader;

/// An entry of the timeline.
pub struct Entry {
    /// What happened.
    pub text: String,
    /// Who did it; empty when the reader is not told.
    pub who: String,
    /// When (RFC 3339).
    pub at: String,
    /// When, for people.
    pub at_text: String,
    /// The text that belongs to it; may be empty.
    pub reason: String,
}

/// Events whose text is a document of its own and has its own place on the page.
const LONG: [&str; 1] = ["report_submitted"];

/// Entries for the events, newest first.
pub fn entries<'a>(
    reader: &Reader,
    story: impl DoubleEndedIterator<Item = &'a Happened>,
) -> Vec<Entry> {
    story.rev().map(|event| entry(reader, event)).collect()
}

fn entry(reader: &Reader, event: &Happened) -> Entry {
    let told = !LONG.contains(&event.kind.as_str());
    Entry {
        text: reader.named("event", &event.kind),
        who: event
            .by
            .as_ref()
            .map(|by| by.name.clone())
            .unwrap_or_default(),
        at: event.at.to_rfc3339(),
        at_text: reader.date_time(event.at),
        reason: event.text.clone().filter(|_| told).unwrap_or_default(),
    }
}

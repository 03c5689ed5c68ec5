//! Notes to colleagues on the desk.

use facility::screening::notes::Note;
use language::Reader;

/// A note as the desk shows it.
pub struct NoteLine {
    /// Who wrote it.
    pub name: String,
    /// When (RFC 3339).
    pub at: String,
    /// When, for people.
    pub at_text: String,
    /// Paragraphs.
    pub parts: Vec<String>,
    /// The second screening, in words; empty for the first.
    pub round: String,
}

/// The notes, the earliest first.
pub fn lines(reader: &Reader, notes: &[Note]) -> Vec<NoteLine> {
    let line = |note: &Note| NoteLine {
        name: note.name.clone(),
        at: note.written_at.to_rfc3339(),
        at_text: reader.date_time(note.written_at),
        parts: note.text.split("\n\n").map(str::to_owned).collect(),
        round: if note.round > 1 {
            reader.t("screening-second-round")
        } else {
            String::new()
        },
    };
    notes.iter().map(line).collect()
}

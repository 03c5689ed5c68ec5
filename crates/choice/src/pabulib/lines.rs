//! The lines of a file, with the numbers an editor gives them.

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::Fault;

/// The parts of a file, in order.
pub(super) const PARTS: [&str; 3] = ["META", "PROJECTS", "VOTES"];

/// A line with something in it.
pub(super) struct Line {
    /// Its number, from 1.
    pub number: u64,
    /// Its values, without blanks around them.
    pub cells: Vec<String>,
}

impl Line {
    /// Which part begins here.
    pub fn begins(&self) -> Option<usize> {
        let rest_empty = self.cells.iter().skip(1).all(String::is_empty);
        let is = |name: &&str| self.cells[0].eq_ignore_ascii_case(name);
        PARTS.iter().position(is).filter(|_| rest_empty)
    }

    /// A value; empty when there is none.
    pub fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", String::as_str)
    }
}

/// The lines of a file, one after the other.
pub(super) struct Lines<'a> {
    bytes: &'a [u8],
    reader: Reader<&'a [u8]>,
    record: ByteRecord,
    /// How far lines have been counted, in bytes, and the number of the line there.
    counted: (usize, u64),
}

impl<'a> Lines<'a> {
    /// From the beginning.
    pub fn new(bytes: &'a [u8]) -> Self {
        let reader = ReaderBuilder::new()
            .delimiter(b';')
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        Self {
            bytes,
            reader,
            record: ByteRecord::new(),
            counted: (0, 1),
        }
    }

    /// The number of the line in which the record that begins at a byte has its first character: line breaks before it,
    /// those of Windows and those of blank lines, still belong to it for the reader.
    fn line_at(&mut self, byte: u64) -> u64 {
        let from = usize::try_from(byte).unwrap_or(usize::MAX);
        let rest = self.bytes.get(from..).unwrap_or_default();
        let breaks = rest
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let (before, line) = self.counted;
        let to = (from + breaks).max(before);
        let passed = self.bytes.get(before..to).unwrap_or_default();
        let ends = |at: usize| match passed[at] {
            b'\n' => true,
            b'\r' => self.bytes.get(before + at + 1) != Some(&b'\n'),
            _ => false,
        };
        let more = (0..passed.len()).filter(|at| ends(*at)).count();
        self.counted = (to, line + u64::try_from(more).unwrap_or(0));
        self.counted.1
    }

    /// The next line that is not blank, its values without blanks around them.
    pub fn next(&mut self) -> Result<Option<Line>, Fault> {
        loop {
            let byte = self.reader.position().byte();
            let more = self.reader.read_byte_record(&mut self.record);
            let number = self.line_at(byte);
            let fault = |what: String| Fault::at(number, what);
            if !more.map_err(|error| fault(format!("cannot be read: {error}")))? {
                return Ok(None);
            }
            let mut cells = Vec::with_capacity(self.record.len());
            for cell in &self.record {
                let text = std::str::from_utf8(cell)
                    .map_err(|_| fault("the text is not encoded as UTF-8".to_owned()))?;
                cells.push(text.trim().to_owned());
            }
            if cells.iter().any(|cell| !cell.is_empty()) {
                if cells.iter().any(|cell| swallows(cell)) {
                    let what = "a quotation mark (\") opens a value and is not closed";
                    return Err(fault(what.to_owned()));
                }
                return Ok(Some(Line { number, cells }));
            }
        }
    }
}

/// Whether a value holds the beginning of a part: then a quotation mark before it was never closed.
fn swallows(cell: &str) -> bool {
    let mut lines = cell.lines().skip(1);
    lines.any(|line| {
        PARTS
            .iter()
            .any(|part| line.trim().eq_ignore_ascii_case(part))
    })
}

//! From bytes to the elements of each entry: bounded in size, depth and number, with the line of each.

use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::{BytesStart, Event};

use super::{ConsolidatedList, MOST_BYTES, MOST_ENTRIES, entry, values};
use super::{NoteKind, notes::Notes};

const ROOT: &str = "CONSOLIDATED_LIST";
/// The list itself nests four deep.
const MOST_DEPTH: usize = 16;
/// The longest entry published has about 300 elements.
const MOST_ELEMENTS: usize = 20_000;
/// The longest comment published has about 4,000 characters.
const MOST_TEXT: usize = 40_000;

/// Why a file was not read as the list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListFault {
    /// The file is empty.
    #[error("the file is empty; expected the XML of the Consolidated List")]
    Empty,
    /// The file is larger than any list.
    #[error("the file has {bytes} bytes; at most {most} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        most: usize,
    },
    /// The bytes are not UTF-8 text.
    #[error("line {line}: not UTF-8 text; expected XML in UTF-8, as published")]
    NotText {
        /// Where the first such byte is.
        line: u32,
    },
    /// The text is not well-formed XML.
    #[error(
        "line {line}: not well-formed XML ({detail}); expected the file as published, unchanged"
    )]
    NotXml {
        /// Where it goes wrong.
        line: u32,
        /// What the parser says.
        detail: String,
    },
    /// XML, but of something else.
    #[error(
        "line {line}: found <{found}>; expected <CONSOLIDATED_LIST>, the Security Council's Consolidated List"
    )]
    NotThisList {
        /// Where its first element is.
        line: u32,
        /// The name of its first element.
        found: String,
    },
    /// The file ends within an element.
    #[error("line {line}: the file ends inside <{open}>; expected </{open}>. Download it again")]
    Truncated {
        /// The last line.
        line: u32,
        /// The innermost element that is still open.
        open: String,
    },
    /// Elements nested deeper than in any list.
    #[error("line {line}: elements nested more than {most} deep")]
    TooDeep {
        /// Where.
        line: u32,
        /// The limit.
        most: usize,
    },
    /// More entries, or more elements in one entry, than any list has.
    #[error("line {line}: more than {most} entries, or elements in one entry")]
    TooMany {
        /// Where the limit is passed.
        line: u32,
        /// The limit.
        most: usize,
    },
    /// The list names nobody: taking it over would lift every match.
    #[error("the list holds no entry with a name; expected <INDIVIDUAL> or <ENTITY> elements")]
    NoEntries,
}

impl ListFault {
    /// The line it is about, from 1.
    pub const fn line(&self) -> Option<u32> {
        match self {
            Self::NotText { line }
            | Self::NotXml { line, .. }
            | Self::NotThisList { line, .. }
            | Self::Truncated { line, .. }
            | Self::TooDeep { line, .. }
            | Self::TooMany { line, .. } => Some(*line),
            Self::Empty | Self::TooLarge { .. } | Self::NoEntries => None,
        }
    }
}

/// An element within an entry.
pub(super) struct Element {
    pub name: String,
    pub line: u32,
    /// Its own text, not that of its children.
    pub text: String,
    pub children: Vec<Self>,
}

/// Counts lines up to a position that only grows.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u32 {
        let to = usize::try_from(position).map_or(self.text.len(), |to| to.min(self.text.len()));
        if let Some(passed) = self.text.get(self.at..to) {
            let breaks = passed.iter().filter(|byte| **byte == b'\n').count();
            self.line = self
                .line
                .saturating_add(u32::try_from(breaks).unwrap_or(u32::MAX));
            self.at = to;
        }
        self.line
    }
}

/// What is open around the reader's position.
#[derive(Default)]
struct Open {
    /// Names of the elements outside entries, the root first.
    around: Vec<String>,
    /// The elements of the entry being read, outermost first; empty between entries.
    within: Vec<Element>,
    /// How many elements the entry has had so far.
    elements: usize,
}

impl Open {
    fn innermost(&self) -> Option<&str> {
        let within = self.within.last().map(|element| element.name.as_str());
        within.or_else(|| self.around.last().map(String::as_str))
    }
}

pub(super) fn read(file: &[u8]) -> Result<ConsolidatedList, ListFault> {
    if file.len() > MOST_BYTES {
        return Err(ListFault::TooLarge {
            bytes: file.len(),
            most: MOST_BYTES,
        });
    }
    let text = std::str::from_utf8(file).map_err(|fault| {
        let valid = file.get(..fault.valid_up_to()).unwrap_or_default();
        let breaks = valid.iter().filter(|byte| **byte == b'\n').count();
        ListFault::NotText {
            line: u32::try_from(breaks).unwrap_or(u32::MAX).saturating_add(1),
        }
    })?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(ListFault::Empty);
    }
    Reading::of(text).run()
}

struct Reading<'a> {
    reader: Reader<&'a [u8]>,
    lines: Lines<'a>,
    open: Open,
    seen_root: bool,
    list: ConsolidatedList,
    notes: Notes,
}

impl<'a> Reading<'a> {
    fn of(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        Self {
            reader,
            lines: Lines {
                text: text.as_bytes(),
                at: 0,
                line: 1,
            },
            open: Open::default(),
            seen_root: false,
            list: ConsolidatedList {
                generated_on: None,
                entries: Vec::new(),
                notes: Vec::new(),
                notes_left_off: 0,
            },
            notes: Notes::default(),
        }
    }

    fn run(mut self) -> Result<ConsolidatedList, ListFault> {
        loop {
            let event = self.reader.read_event();
            let line = self.lines.at(self.reader.buffer_position());
            match event {
                Ok(Event::Start(start)) => self.start(&start, line)?,
                Ok(Event::Empty(start)) => {
                    self.start(&start, line)?;
                    self.end(line)?;
                }
                Ok(Event::End(_)) => self.end(line)?,
                Ok(Event::Text(text)) => self.text(&text.xml10_content(), line)?,
                Ok(Event::CData(text)) => self.text(&text.xml10_content(), line)?,
                Ok(Event::GeneralRef(reference)) => {
                    let known = match reference.resolve_char_ref() {
                        Ok(Some(letter)) => Some(letter.to_string()),
                        Ok(None) => predefined(&reference.xml10_content()).map(str::to_owned),
                        Err(_) => None,
                    };
                    match known {
                        Some(text) => self.text(&text, line)?,
                        None => {
                            self.note(line, NoteKind::UnknownReference, &reference.xml10_content())
                        }
                    }
                }
                Ok(Event::DocType(_)) => self.note(line, NoteKind::DocumentType, ""),
                Ok(Event::Eof) => return self.finish(line),
                Ok(_) => {}
                Err(fault) => return Err(self.fault(&fault, line)),
            }
        }
    }

    fn fault(&mut self, fault: &Error, line: u32) -> ListFault {
        let cut_off = matches!(
            fault,
            Error::Syntax(
                SyntaxError::UnclosedTag
                    | SyntaxError::UnclosedComment
                    | SyntaxError::UnclosedCData
                    | SyntaxError::UnclosedSingleQuotedAttributeValue
                    | SyntaxError::UnclosedDoubleQuotedAttributeValue
            )
        );
        match self.open.innermost() {
            Some(open) if cut_off => ListFault::Truncated {
                line: self.lines.at(u64::MAX),
                open: open.to_owned(),
            },
            _ => ListFault::NotXml {
                line: self.lines.at(self.reader.error_position()).max(line),
                detail: fault.to_string(),
            },
        }
    }

    fn note(&mut self, line: u32, about: NoteKind, text: &str) {
        let element = self.open.innermost().unwrap_or_default().to_owned();
        self.notes.add(line, "", &element, about, text);
    }

    fn start(&mut self, start: &BytesStart<'_>, line: u32) -> Result<(), ListFault> {
        let name = start.local_name().as_ref().to_owned();
        if !self.seen_root {
            if name != ROOT {
                return Err(ListFault::NotThisList { line, found: name });
            }
            self.seen_root = true;
            let generated = start.try_get_attribute("dateGenerated").ok().flatten();
            self.list.generated_on = generated.and_then(|value| values::date(&value.value).date);
        }
        if self.open.around.len() + self.open.within.len() >= MOST_DEPTH {
            return Err(ListFault::TooDeep {
                line,
                most: MOST_DEPTH,
            });
        }
        let entry = entry::kind_of(&name).is_some();
        if self.open.within.is_empty() && !entry {
            if !matches!(name.as_str(), ROOT | "INDIVIDUALS" | "ENTITIES") {
                self.notes
                    .add(line, "", &name, NoteKind::UnknownElement, "");
            }
            self.open.around.push(name);
            return Ok(());
        }
        if self.open.within.is_empty() {
            self.open.elements = 0;
            let around = self.open.around.last().map(String::as_str);
            let expected = if name == "ENTITY" {
                "ENTITIES"
            } else {
                "INDIVIDUALS"
            };
            if around != Some(expected) {
                self.notes.add(
                    line,
                    "",
                    &name,
                    NoteKind::MisplacedElement,
                    around.unwrap_or_default(),
                );
            }
        }
        self.open.elements += 1;
        if self.open.elements > MOST_ELEMENTS {
            return Err(ListFault::TooMany {
                line,
                most: MOST_ELEMENTS,
            });
        }
        self.open.within.push(Element {
            name,
            line,
            text: String::new(),
            children: Vec::new(),
        });
        Ok(())
    }

    fn end(&mut self, line: u32) -> Result<(), ListFault> {
        let Some(done) = self.open.within.pop() else {
            self.open.around.pop();
            return Ok(());
        };
        if let Some(parent) = self.open.within.last_mut() {
            parent.children.push(done);
            return Ok(());
        }
        entry::read(&done, &mut self.list.entries, &mut self.notes);
        if self.list.entries.len() > MOST_ENTRIES {
            return Err(ListFault::TooMany {
                line,
                most: MOST_ENTRIES,
            });
        }
        Ok(())
    }

    fn text(&mut self, text: &str, line: u32) -> Result<(), ListFault> {
        if let Some(element) = self.open.within.last_mut() {
            let room = MOST_TEXT.saturating_sub(element.text.len());
            if text.len() > room {
                let name = element.name.clone();
                element.text.extend(text.chars().take(room / 4));
                self.notes.add(line, "", &name, NoteKind::TextCut, text);
            } else {
                element.text.push_str(text);
            }
        } else if !self.seen_root && !text.trim().is_empty() {
            return Err(ListFault::NotXml {
                line,
                detail: "it begins with plain text".to_owned(),
            });
        }
        Ok(())
    }

    fn finish(self, line: u32) -> Result<ConsolidatedList, ListFault> {
        if let Some(open) = self.open.innermost() {
            return Err(ListFault::Truncated {
                line,
                open: open.to_owned(),
            });
        }
        if !self.seen_root {
            return Err(ListFault::NotXml {
                line,
                detail: "it has no element".to_owned(),
            });
        }
        let mut list = self.list;
        if list.entries.is_empty() {
            return Err(ListFault::NoEntries);
        }
        (list.notes, list.notes_left_off) = self.notes.into_parts();
        Ok(list)
    }
}

fn predefined(reference: &str) -> Option<&'static str> {
    Some(match reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => " ",
        _ => return None,
    })
}

//! Letters and minutes as PDF, set with typst: from templates that stand in the program and from data, without files, network or
//! clock. The same data make the same bytes. Every PDF is held to PDF/UA-1, so that it can be read aloud.

use std::sync::LazyLock;

use language::Language;
use serde::Serialize;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Dict, Duration, IntoValue, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::block::Block;
use crate::sheet::{Agreement, Annex, Minutes, Sheet};

/// Why a PDF could not be made. Only a fault of a template can be the reason, never what a letter says.
#[derive(Debug, thiserror::Error)]
#[error("the PDF cannot be set: {0}")]
pub struct Unset(String);

/// A letter as PDF.
pub fn letter(sheet: &Sheet) -> Result<Vec<u8>, Unset> {
    let blocks = in_steps(&sheet.blocks);
    let sheet = Sheet {
        blocks,
        ..sheet.clone()
    };
    set("letter.typ", sheet.language, &sheet)
}

/// The minutes of a panel as PDF.
pub fn minutes(minutes: &Minutes) -> Result<Vec<u8>, Unset> {
    let blocks = in_steps(&minutes.blocks);
    let minutes = Minutes {
        blocks,
        ..minutes.clone()
    };
    set("minutes.typ", minutes.language, &minutes)
}

/// A grant agreement as PDF.
pub fn agreement(agreement: &Agreement) -> Result<Vec<u8>, Unset> {
    let annexes = agreement.annexes.iter().map(|annex| Annex {
        title: annex.title.clone(),
        blocks: in_steps(&annex.blocks),
    });
    let agreement = Agreement {
        blocks: in_steps(&agreement.blocks),
        annexes: annexes.collect(),
        ..agreement.clone()
    };
    set("agreement.typ", agreement.language, &agreement)
}

/// The blocks with headings that go down one level at a time, as whoever has a document read aloud needs them.
fn in_steps(blocks: &[Block]) -> Vec<Block> {
    let mut above: Vec<u8> = Vec::new();
    blocks
        .iter()
        .map(|block| match block {
            Block::Heading { level, text } => {
                above.retain(|one| one < level);
                above.push(*level);
                Block::heading(u8::try_from(above.len()).unwrap_or(u8::MAX), text.clone())
            }
            other => other.clone(),
        })
        .collect()
}

/// The templates by name.
const TEMPLATES: [(&str, &str); 4] = [
    ("common.typ", include_str!("../templates/common.typ")),
    ("letter.typ", include_str!("../templates/letter.typ")),
    ("minutes.typ", include_str!("../templates/minutes.typ")),
    ("agreement.typ", include_str!("../templates/agreement.typ")),
];

const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSans-Regular.ttf"),
    include_bytes!("../fonts/NotoSans-Bold.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../fonts/NotoNaskhArabic-Bold.ttf"),
];

/// How many documents the results of typst's own steps are kept for.
const KEPT: usize = 5;

/// What every document is set with.
struct Workshop {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
    sources: Vec<Source>,
}

static WORKSHOP: LazyLock<Workshop> = LazyLock::new(|| {
    let fonts: Vec<Font> = FONTS
        .iter()
        .flat_map(|data| Font::iter(Bytes::new(*data)))
        .collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    let source = |(name, text): &(&str, &str)| Some(Source::new(id(name)?, (*text).to_owned()));
    Workshop {
        fonts,
        book,
        sources: TEMPLATES.iter().filter_map(source).collect(),
    }
});

fn id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// One document on its way: a template and its data.
struct Job {
    library: LazyHash<Library>,
    main: FileId,
}

impl World for Job {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &WORKSHOP.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let mut known = WORKSHOP.sources.iter();
        let found = known.find(|source| source.id() == id);
        found.cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        WORKSHOP.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Words of the templates in the language of the document.
#[derive(Serialize)]
struct Words {
    reference: String,
    /// With `{page}` and `{pages}` where the numbers stand.
    page: String,
    signed: String,
    unsigned: String,
}

#[derive(Serialize)]
struct Filled<'a, T> {
    words: Words,
    direction: &'static str,
    #[serde(flatten)]
    data: &'a T,
}

fn set<T: Serialize>(template: &str, language: Language, data: &T) -> Result<Vec<u8>, Unset> {
    let (pdf, warnings) = set_with_warnings(template, language, data)?;
    // A warning is a fault of a template; the tests let none pass.
    debug_assert!(warnings.is_empty(), "{warnings:?}");
    Ok(pdf)
}

fn set_with_warnings<T: Serialize>(
    template: &str,
    language: Language,
    data: &T,
) -> Result<(Vec<u8>, Vec<String>), Unset> {
    let word = |key: &str| language::text(language, key);
    let filled = Filled {
        words: Words {
            reference: word("paper-reference"),
            page: language::text_with(
                language,
                "paper-page",
                &[("page", "{page}".into()), ("pages", "{pages}".into())],
            ),
            signed: word("paper-signed"),
            unsigned: word("paper-unsigned"),
        },
        direction: language.direction(),
        data,
    };
    let mut json = serde_json::to_value(&filled).map_err(|error| Unset(error.to_string()))?;
    only_known_letters(&mut json);
    let mut inputs = Dict::new();
    inputs.insert("data".into(), json.to_string().into_value());
    let job = Job {
        library: LazyHash::new(Library::builder().with_inputs(inputs).build()),
        main: id(template).ok_or_else(|| Unset(template.to_owned()))?,
    };
    let set = typst::compile::<PagedDocument>(&job);
    let document = set.output.map_err(|faults| Unset(told(&faults)));
    let pdf = document.and_then(|document| {
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| Unset(format!("{error:?}")))?;
        let options = PdfOptions {
            ident: Smart::Auto,
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&document, &options).map_err(|faults| Unset(told(&faults)))
    });
    comemo::evict(KEPT);
    let warnings = set.warnings.iter();
    let warnings = warnings.map(|warning| warning.message.to_string());
    Ok((pdf?, warnings.collect()))
}

fn told(faults: &[SourceDiagnostic]) -> String {
    let faults: Vec<&str> = faults.iter().map(|fault| fault.message.as_str()).collect();
    faults.join("; ")
}

/// Whether a font of ours draws the character.
fn is_known(character: char) -> bool {
    let covers = |font: &Font| font.info().coverage.contains(u32::from(character));
    WORKSHOP.fonts.iter().any(covers)
}

/// Marks that order text of both directions; fonts need not have them.
const fn orders(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What no font of ours draws is written in Latin letters, and what has none of those with a sign that says so: a PDF for
/// everybody must not have holes. Control characters, but for line ends, are left out.
fn only_known_letters(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::String(text) => {
            let known = |c: char| c == '\n' || orders(c) || is_known(c);
            if !text.chars().all(known) {
                *text = text.chars().map(|c| spelled(c, known(c))).collect();
            }
        }
        serde_json::Value::Array(values) => values.iter_mut().for_each(only_known_letters),
        serde_json::Value::Object(fields) => fields.values_mut().for_each(only_known_letters),
        _ => {}
    }
}

fn spelled(character: char, known: bool) -> String {
    if known {
        return character.into();
    }
    if character.is_control() {
        return String::new();
    }
    match any_ascii::any_ascii_char(character) {
        "" => "\u{fffd}".to_owned(),
        latin => latin.to_owned(),
    }
}

#[cfg(test)]
#[path = "pdf_tests.rs"]
mod tests;

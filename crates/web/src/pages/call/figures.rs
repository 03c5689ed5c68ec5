//! The figures of a screening on the public page of a call: counts that would tell of a few are left out.

use facility::screening::public::{PublicFigures, Told};
use language::Reader;

/// A group of files.
pub(super) struct Group {
    /// Its name.
    pub name: String,
    /// Received.
    pub received: String,
    /// Found eligible.
    pub eligible: String,
    /// Found not eligible.
    pub ineligible: String,
}

/// The figures, ready to read.
pub(super) struct Figures {
    /// How many were received, screened, eligible, in a sentence.
    pub lead: String,
    /// By theme.
    pub themes: Vec<Group>,
    /// Countries with a figure.
    pub countries: Vec<Group>,
    /// How many countries are left out; empty when none are.
    pub others: String,
    /// Criteria, and how many files fail each.
    pub criteria: Vec<(String, String)>,
}

fn count(reader: &Reader, count: Option<u64>) -> String {
    match count {
        Some(count) => reader.number(count),
        None => reader.t("figures-few"),
    }
}

fn group<N>(reader: &Reader, told: &Told<N>, name: String) -> Group {
    Group {
        name,
        received: count(reader, told.received),
        eligible: count(reader, told.eligible),
        ineligible: count(reader, told.ineligible),
    }
}

impl Figures {
    /// The figures for a reader, the words of the call in one of its languages; nothing before somebody was told.
    pub(super) fn of(reader: &Reader, figures: &PublicFigures, language: &str) -> Option<Self> {
        let total = &figures.total;
        if total.screened() == 0 {
            return None;
        }
        let lead = [
            ("received", reader.number(total.received).into()),
            ("screened", reader.number(total.screened()).into()),
            ("eligible", reader.number(total.eligible).into()),
        ];
        let shown = |told: &&Told<String>| told.received.is_some();
        let hidden = figures.countries.iter().filter(|told| !shown(told)).count();
        Some(Self {
            lead: reader.ta("figures-lead", lead),
            themes: figures
                .themes
                .iter()
                .map(|told| {
                    let name = match &told.name {
                        Some(name) => name.get(language).to_owned(),
                        None => reader.t("statistics-no-theme"),
                    };
                    group(reader, told, name)
                })
                .collect(),
            countries: figures
                .countries
                .iter()
                .filter(shown)
                .map(|told| group(reader, told, reader.country(&told.name)))
                .collect(),
            others: if hidden == 0 {
                String::new()
            } else {
                reader.tn("figures-others", hidden)
            },
            criteria: figures
                .criteria
                .iter()
                .filter(|(_, files)| *files != Some(0))
                .map(|(text, files)| (text.get(language).to_owned(), count(reader, *files)))
                .collect(),
        })
    }
}

//! The filters of a ranking as a form shows them, and those in force as chips that can be taken off.

use std::collections::BTreeSet;

use facility::evaluation::ranking::{Mark, Ranking, Side};
use language::Reader;

use super::asked::{COLUMNS, RankingAsked};
use crate::page::Choice;

/// A filter in force.
pub(super) struct Chip {
    /// What it is, in words.
    pub text: String,
    /// The list without it.
    pub without: String,
}

/// A list to choose from.
pub(super) struct Chooser {
    /// Name of the field.
    pub name: &'static str,
    /// What is chosen.
    pub label: String,
    /// From what.
    pub options: Vec<Choice>,
}

/// A theme's title.
pub(super) fn theme(reader: &Reader, ranking: &Ranking, id: &str) -> String {
    let mut themes = ranking.call.definition.themes.iter();
    let known = themes.find(|theme| theme.id == id);
    known.map_or_else(
        || id.to_owned(),
        |theme| theme.title.get(reader.language.code()).to_owned(),
    )
}

/// What a part of a field says, in words; as it stands when it cannot be understood.
fn said(reader: &Reader, ranking: &Ranking, name: &str, value: &str) -> String {
    let family = match name {
        "country" => return reader.country(value),
        "theme" => return theme(reader, ranking, value),
        "region" => "region",
        "status" => "status",
        "side" => "ranking-side",
        "mark" => "ranking-mark",
        _ => return format!("“{value}”"),
    };
    if reader.has(language::keys::key(family, value)) {
        reader.named(family, value)
    } else {
        value.to_owned()
    }
}

/// The filters in force; order and columns are none.
pub(super) fn chips(reader: &Reader, ranking: &Ranking, asked: &RankingAsked) -> Vec<Chip> {
    let parts = asked.parts().into_iter();
    parts
        .filter(|(name, _)| name != "order" && name != "col")
        .map(|(name, value)| Chip {
            text: said(reader, ranking, &name, &value),
            without: super::address(ranking.call.id, &asked.without(&name, &value).query()),
        })
        .collect()
}

/// The lists to choose from. What no file of the ranking has is not offered.
pub(super) fn choosers(reader: &Reader, ranking: &Ranking, asked: &RankingAsked) -> Vec<Chooser> {
    let files = &ranking.files;
    let found = |of: &dyn Fn(&facility::evaluation::ranking::RankedFile) -> Option<String>| {
        let all: BTreeSet<String> = files.iter().filter_map(of).collect();
        all.into_iter().collect::<Vec<String>>()
    };
    let sides = Side::ALL.map(|side| side.name().to_owned()).to_vec();
    let marks = Mark::ALL
        .into_iter()
        .filter(|mark| files.iter().any(|file| file.marks.contains(mark)))
        .map(|mark| mark.name().to_owned())
        .collect();
    let lists = [
        ("side", "ranking-side", asked.side.as_str(), sides),
        (
            "status",
            "label-status",
            asked.status.as_str(),
            found(&|file| Some(file.status.to_string())),
        ),
        (
            "region",
            "label-region",
            asked.region.as_str(),
            found(&|file| Some(file.region.to_string())),
        ),
        (
            "country",
            "label-country",
            asked.country.as_str(),
            found(&|file| Some(file.country.to_string())),
        ),
        (
            "theme",
            "label-theme",
            asked.theme.as_str(),
            found(&|file| file.theme.clone()),
        ),
        ("mark", "ranking-marks", asked.mark.as_str(), marks),
    ];
    let lists = lists
        .into_iter()
        .filter(|(_, _, _, values)| !values.is_empty());
    lists
        .map(|(name, label, chosen, values)| {
            let all = Choice::new("", reader.t("form-all"), chosen.is_empty());
            let option = |value: String| {
                let text = said(reader, ranking, name, &value);
                let chosen = value == chosen;
                Choice::new(value, text, chosen)
            };
            Chooser {
                name,
                label: reader.t(label),
                options: std::iter::once(all)
                    .chain(values.into_iter().map(option))
                    .collect(),
            }
        })
        .collect()
}

/// The columns to choose from.
pub(super) fn columns(reader: &Reader, asked: &RankingAsked) -> Vec<Choice> {
    let shown = asked.columns();
    let column = |name: &str| {
        let text = reader.named("ranking-column", name);
        Choice::new(name, text, shown.contains(&name))
    };
    COLUMNS.into_iter().map(column).collect()
}

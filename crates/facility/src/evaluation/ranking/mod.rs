//! The ranking of a call: raw and adjusted scores side by side, how sure they are, and what speaks for a second look.
//!
//! Which of the two scores orders the files is a rule of the call, fixed beforehand; the other stands beside it.

pub mod export;
mod gather;
mod select;
pub mod views;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use choice::calibration::{Adjusted, TooLittleOverlap, places};
use choice::consolidation;
use workflow::call::Call;
use workflow::country::{Country, Region};
use workflow::evaluation::{Points, RankedBy, Rules};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::money::{Currency, Money};
use workflow::role::Actor;
use workflow::transition::Status;

use super::calibration::{self, Figures};
use crate::Facility;
use crate::failure::Failure;
use gather::{Gathered, Known};

pub use select::{Filter, Order, OrderBy, Side};

/// What speaks for a second look at a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// The consolidated score is below the threshold.
    BelowThreshold,
    /// The mean of a section is below its minimum.
    SectionMinimum,
    /// Fewer evaluators have scored than the call asks for.
    TooFewEvaluators,
    /// Evaluators disagreed so far that another was called.
    ThirdReader,
    /// Scores were opened again after they had been submitted.
    Reopened,
    /// Too little overlap between evaluators to adjust the score: it counts as it is.
    NotAdjusted,
    /// The organisation has a red flag.
    RedFlag,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 7] = [
        Self::BelowThreshold,
        Self::SectionMinimum,
        Self::TooFewEvaluators,
        Self::ThirdReader,
        Self::Reopened,
        Self::NotAdjusted,
        Self::RedFlag,
    ];

    /// The name used in addresses and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BelowThreshold => "below_threshold",
            Self::SectionMinimum => "section_minimum",
            Self::TooFewEvaluators => "too_few_evaluators",
            Self::ThirdReader => "third_reader",
            Self::Reopened => "reopened",
            Self::NotAdjusted => "not_adjusted",
            Self::RedFlag => "red_flag",
        }
    }
}

/// One evaluator's total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Who; nothing for readers who may not know.
    pub by: Option<PersonId>,
    /// Weighted total, thousandths of a point.
    pub total: Points,
}

/// A file of the ranking.
#[derive(Clone, Debug)]
pub struct RankedFile {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// The applicant's country.
    pub country: Country,
    /// Its regional group.
    pub region: Region,
    /// Theme id.
    pub theme: Option<String>,
    /// Status.
    pub status: Status,
    /// Amount requested.
    pub requested: Option<Money>,
    /// The place in the call's order, from 1; equal scores share it. Nothing without a consolidated score.
    pub place: Option<u32>,
    /// Consolidated score, thousandths of a point.
    pub raw: Option<Points>,
    /// The place by it.
    pub raw_place: Option<u32>,
    /// Adjusted score with its interval and rank, where there is a consolidated one.
    pub adjusted: Option<Result<Adjusted, TooLittleOverlap>>,
    /// What the evaluators gave, highest first.
    pub readings: Vec<Reading>,
    /// The highest less the lowest total, once two have scored; thousandths of a point.
    pub spread: Option<Points>,
    /// Mean of each section of [`Ranking::rules`], thousandths of a point; nothing where the file's own grid has no such
    /// section, or nobody has scored.
    pub sections: Vec<Option<Points>>,
    /// What speaks for a second look.
    pub marks: BTreeSet<Mark>,
}

impl RankedFile {
    /// The adjusted score, where it can be told.
    pub fn told(&self) -> Option<&Adjusted> {
        self.adjusted.as_ref()?.as_ref().ok()
    }

    /// The score that orders the files: the adjusted one where the call says so and it can be told, else the raw one.
    pub fn ordering(&self, by: RankedBy) -> Option<Points> {
        let raw = self.raw?;
        match by {
            RankedBy::Raw => Some(raw),
            RankedBy::Adjusted => Some(self.told().map_or(raw, |told| told.score.value)),
        }
    }
}

/// The ranking of a call as one person may see it.
pub struct Ranking {
    /// The call.
    pub call: Arc<Call>,
    /// The rules of the round: threshold, sections, which score orders.
    pub rules: Arc<Rules>,
    /// Whether some files are scored by another grid, because it was revised.
    pub mixed: bool,
    /// Whether the reader sees who the evaluators are.
    pub names: bool,
    /// The files in the call's order; those without a consolidated score at the end, by reference.
    pub files: Vec<RankedFile>,
    /// Evaluators and questions.
    pub figures: Figures,
}

impl Ranking {
    /// How many files have a consolidated score, and how many of these are at or above the threshold and every section
    /// minimum.
    pub fn counted(&self) -> (usize, usize) {
        let scored = self.files.iter().filter(|file| file.raw.is_some());
        let fails = [Mark::BelowThreshold, Mark::SectionMinimum];
        let passes = scored
            .clone()
            .filter(|file| fails.iter().all(|mark| !file.marks.contains(mark)));
        (scored.count(), passes.count())
    }
}

/// The ranking of a call, for people who oversee it and for members of its panel, who see the files before the panel and
/// no evaluator's name. Files the person has a conflict with are left out before anything is computed.
pub fn ranking(facility: &Facility, actor: &Actor, call: CallId) -> Result<Ranking, Failure> {
    facility.store.read(|conn| {
        let known = gather::gather(conn, facility, actor, call)?;
        let figures = calibration::figures(conn, &known.rules, &known.scored(), known.names)?;
        Ok(of(known, figures))
    })
}

impl Known {
    /// The files with a consolidated score, as far as calibration looks at them.
    fn scored(&self) -> Vec<calibration::Scored<'_>> {
        let scored = self.files.iter().filter_map(|file| {
            Some(calibration::Scored {
                proposal: file.row.id,
                rules: &file.rules,
                score: file.row.score?,
                readings: file
                    .readings
                    .iter()
                    .map(|read| (read.person, read.total, &read.scores))
                    .collect(),
            })
        });
        scored.collect()
    }
}

fn of(known: Known, figures: Figures) -> Ranking {
    let Known {
        call,
        rules,
        names,
        files,
    } = known;
    let mixed = files.iter().any(|file| file.rules != rules);
    let mut ranked: Vec<RankedFile> = files
        .into_iter()
        .map(|file| ranked_file(file, &rules, &figures.adjusted, names))
        .collect();
    let raw: Vec<Option<Points>> = ranked.iter().map(|file| file.raw).collect();
    let ordering = ranked.iter().map(|file| file.ordering(rules.ranking));
    let ordering: Vec<Option<Points>> = ordering.collect();
    for ((file, raw), place) in ranked.iter_mut().zip(places(&raw)).zip(places(&ordering)) {
        (file.raw_place, file.place) = (raw, place);
    }
    ranked.sort_by(|a, b| {
        let place = |file: &RankedFile| file.place.unwrap_or(u32::MAX);
        (place(a), &a.reference).cmp(&(place(b), &b.reference))
    });
    Ranking {
        call,
        rules,
        mixed,
        names,
        files: ranked,
        figures,
    }
}

fn ranked_file(
    file: Gathered,
    common: &Rules,
    adjusted: &BTreeMap<ProposalId, Result<Adjusted, TooLittleOverlap>>,
    names: bool,
) -> RankedFile {
    let adjusted = adjusted.get(&file.row.id).copied();
    let marks = marks(&file, adjusted.as_ref());
    let mut totals: Vec<(Points, PersonId)> = file
        .readings
        .iter()
        .map(|read| (read.total, read.person))
        .collect();
    totals.sort_unstable_by(|a, b| b.cmp(a));
    let spread = match totals.as_slice() {
        [highest, .., lowest] => Some(highest.0 - lowest.0),
        _ => None,
    };
    let mean_of = |id: &str| {
        let section = file
            .rules
            .sections
            .iter()
            .find(|section| section.id == id)?;
        section_mean(&file, section)
    };
    let row = &file.row;
    let currency = row.currency.as_deref().and_then(Currency::from_code);
    RankedFile {
        proposal: row.id,
        reference: row.reference.clone().unwrap_or_default(),
        title: row.title.clone().unwrap_or_default(),
        organisation: row.organisation.clone(),
        country: row.country,
        region: row.country.region(),
        theme: row.theme.clone(),
        status: row.status,
        requested: row
            .requested_minor
            .zip(currency)
            .map(|(minor, currency)| Money::new(minor, currency)),
        place: None,
        raw: row.score,
        raw_place: None,
        adjusted,
        readings: totals
            .into_iter()
            .map(|(total, person)| Reading {
                by: names.then_some(person),
                total,
            })
            .collect(),
        spread,
        sections: common
            .sections
            .iter()
            .map(|section| mean_of(&section.id))
            .collect(),
        marks,
    }
}

fn section_mean(file: &Gathered, section: &workflow::evaluation::GridSection) -> Option<Points> {
    let totals = file.readings.iter().map(|read| section.total(&read.scores));
    consolidation::mean(&totals.collect::<Vec<Points>>())
}

fn marks(file: &Gathered, adjusted: Option<&Result<Adjusted, TooLittleOverlap>>) -> BTreeSet<Mark> {
    let rules = &file.rules;
    let scored = u32::try_from(file.readings.len()).unwrap_or(u32::MAX);
    let short = |section: &workflow::evaluation::GridSection| {
        section.minimum > 0
            && section_mean(file, section).is_some_and(|mean| mean < section.minimum)
    };
    let holds = [
        (
            Mark::BelowThreshold,
            file.row.score.is_some_and(|score| score < rules.threshold),
        ),
        (
            Mark::SectionMinimum,
            file.row.score.is_some() && rules.sections.iter().any(short),
        ),
        (Mark::TooFewEvaluators, scored < rules.readers),
        (
            Mark::ThirdReader,
            file.row.status == Status::ThirdReaderNeeded || scored > rules.readers,
        ),
        (
            Mark::Reopened,
            file.readings.iter().any(|read| read.reopened),
        ),
        (
            Mark::NotAdjusted,
            rules.ranking == RankedBy::Adjusted && matches!(adjusted, Some(Err(_))),
        ),
        (Mark::RedFlag, file.red),
    ];
    let holds = holds.into_iter().filter(|(_, is)| *is);
    holds.map(|(mark, _)| mark).collect()
}

//! The what-if board: what another budget line, rule, quota or weight would make of the same files, beside what the rule
//! of the call makes of them. Nothing of it binds.
//!
//! Files the reader may not see are left out before anything is computed, on both sides: nothing can be told from what is
//! shown about a file they have a conflict with.

mod settings;
mod variants;

use std::collections::BTreeMap;
use std::sync::Arc;

use choice::allocation::{Measure, Unmet, Why};
use workflow::call::Call;
use workflow::country::{Country, Region};
use workflow::definition::Funding;
use workflow::evaluation::{self, Points};
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::proposal::Proposal;
use workflow::role::Actor;
use workflow::selection::{BallotKind, Rules};

use super::computing::{Entrant, Listed, Terms, allocation};
use super::outline::voted_on;
use super::{files, rules_of};
use crate::Facility;
use crate::evaluation::ranking::{self, RankedFile, Ranking};
use crate::failure::Failure;

pub use settings::{MOST_WEIGHT, PLAIN_WEIGHT, Settings};
pub use variants::{Variant, delete_variant, save_variant};

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// In both lists.
    Stays,
    /// In the variant's list alone.
    Enters,
    /// In the list of the call's rule alone.
    Leaves,
    /// In neither.
    Out,
}

/// A file on the board.
pub struct Line {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// Country of the project; the applicant's where it names none.
    pub country: Country,
    /// Theme id.
    pub theme: Option<String>,
    /// What the panel would give, or what is requested.
    pub asked: Money,
    /// The place by the call's rule, from 1; equal ones follow each other as they stand.
    pub bound_place: u32,
    /// The place with these settings, from 1.
    pub place: u32,
    /// What ranks it by the call's rule, thousandths.
    pub bound_worth: i64,
    /// What ranks it with these settings, thousandths.
    pub worth: i64,
    /// The best and the worst likely place by the evaluation, among how many; nothing where it cannot be told.
    pub likely: Option<(u32, u32, u32)>,
    /// What it gets by the call's rule.
    pub bound: Option<Money>,
    /// What it gets with these settings.
    pub award: Option<Money>,
    /// Why, with these settings.
    pub why: Why,
}

impl Line {
    /// Where it stands between the two lists.
    pub const fn side(&self) -> Side {
        match (self.bound.is_some(), self.award.is_some()) {
            (true, true) => Side::Stays,
            (false, true) => Side::Enters,
            (true, false) => Side::Leaves,
            (false, false) => Side::Out,
        }
    }
}

/// Files and money of a group in both lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Files by the call's rule.
    pub bound_files: u32,
    /// Their money, minor units.
    pub bound_minor: i64,
    /// Files with these settings.
    pub files: u32,
    /// Their money, minor units.
    pub minor: i64,
}

/// The board.
pub struct Board {
    /// The call.
    pub call: Arc<Call>,
    /// The settings it shows.
    pub settings: Settings,
    /// Whether they are those of the call.
    pub as_the_call: bool,
    /// Sections of the grid that can be weighed, by id, with their titles; none where ballots rank the files.
    pub sections: Vec<(String, workflow::definition::Localised)>,
    /// Whether ballots rank the files, so that weights change nothing.
    pub by_ballots: bool,
    /// The files in the order of these settings.
    pub lines: Vec<Line>,
    /// Files the panel has voted not to fund; they are in neither list.
    pub unwanted: usize,
    /// Money by region, in the order of regions.
    pub regions: Vec<(Region, Share)>,
    /// Money by theme id, in the call's order; files without a theme last.
    pub themes: Vec<(Option<String>, Share)>,
    /// Everything together.
    pub all: Share,
    /// Minima that these settings ask for and that are not reached.
    pub unmet: Vec<Unmet>,
    /// False when the search for the best total was cut short.
    pub exact: bool,
    /// Variants that were saved.
    pub variants: Vec<Variant>,
}

/// What settings are read against.
pub struct Ground<'a> {
    /// The call.
    pub call: &'a Call,
    /// The rules of its panel.
    pub rules: &'a Rules,
    /// Its money.
    pub funding: &'a Funding,
    /// The grid of the evaluation.
    pub grid: &'a evaluation::Rules,
    /// Saved variants.
    pub variants: &'a [Variant],
}

/// The board of a call, for people who oversee it and for members of its panel, who see the files they have declared on.
/// `asked` makes settings; nothing for those of the call.
pub fn board(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    asked: impl FnOnce(&Ground<'_>) -> Result<Option<Settings>, Failure>,
) -> Result<Board, Failure> {
    let ranking = ranking::ranking(facility, actor, call)?;
    let definition = &ranking.call.definition;
    let rules = rules_of(definition)?;
    let funding = definition.funding.as_ref().ok_or_else(Failure::hidden)?;
    let (files, variants) = facility.store.read(|conn| {
        let mut files = files(conn, call)?;
        files.retain(|file| policy::view(actor, &file.subject()) == View::File);
        Ok::<_, Failure>((files, variants::of_call(conn, call, actor)?))
    })?;
    let ground = Ground {
        call: &ranking.call,
        rules,
        funding,
        grid: &ranking.rules,
        variants: &variants,
    };
    let own = Settings::of_call(rules, funding);
    let settings = asked(&ground)?.unwrap_or_else(|| own.clone());
    let shown = Shown::new(&ranking, &files, rules);
    let bound = shown.list(&own, funding)?;
    let other = shown.list(&settings, funding)?;
    let lines = shown.lines(funding, &bound, &other);
    Ok(Board {
        as_the_call: settings == own,
        sections: if shown.by_ballots {
            Vec::new()
        } else {
            let sections = ranking.rules.sections.iter();
            sections
                .map(|one| (one.id.clone(), one.title.clone()))
                .collect()
        },
        by_ballots: shown.by_ballots,
        unwanted: shown.unwanted,
        regions: shares(&lines, |line| line.country.region())
            .into_iter()
            .collect(),
        themes: by_theme(definition, &lines),
        all: shares(&lines, |_| ()).remove(&()).unwrap_or_default(),
        unmet: other.found.unmet.clone(),
        exact: other.found.exact,
        lines,
        settings,
        variants,
        call: Arc::clone(&ranking.call),
    })
}

/// What the reader may see, ready to be put under rules.
struct Shown<'a> {
    ranking: &'a Ranking,
    rules: &'a Rules,
    by_ballots: bool,
    entrants: Vec<(Entrant, &'a RankedFile)>,
    unwanted: usize,
}

impl<'a> Shown<'a> {
    fn new(ranking: &'a Ranking, files: &[Proposal], rules: &'a Rules) -> Self {
        let voted: Vec<ProposalId> = voted_on(files).map(|file| file.id).collect();
        let by_ballots = rules.ballot != BallotKind::Decision && !voted.is_empty();
        let ranked: BTreeMap<ProposalId, &RankedFile> = ranking
            .files
            .iter()
            .map(|file| (file.proposal, file))
            .collect();
        let mut entrants = Vec::new();
        let mut unwanted = 0;
        for file in files {
            let Some(known) = ranked.get(&file.id) else {
                continue;
            };
            if voted.contains(&file.id) && !file.selection.wanted(rules) {
                unwanted += 1;
            } else if let Some(mut entrant) = Entrant::of(file, rules) {
                if !by_ballots {
                    entrant.worth = file.evaluation.score.unwrap_or(0).max(0);
                }
                entrants.push((entrant, *known));
            }
        }
        Self {
            ranking,
            rules,
            by_ballots,
            entrants,
            unwanted,
        }
    }

    /// The list that settings make.
    fn list(&self, settings: &Settings, funding: &Funding) -> Result<Listed, Failure> {
        let rules = Rules {
            quotas: settings.quotas.clone(),
            completion: settings.completion,
            reduced_awards: settings.reduced,
            ..self.rules.clone()
        };
        let weighs = !self.by_ballots && settings.weighs();
        let entrants: Vec<Entrant> = self
            .entrants
            .iter()
            .map(|(entrant, file)| Entrant {
                worth: if weighs {
                    self.weighed(settings, file)
                } else {
                    entrant.worth
                },
                ..entrant.clone()
            })
            .collect();
        let terms = Terms {
            rules: &rules,
            allocation: settings.rule,
            funding,
            left: settings.ceiling_minor,
            settled: &[],
        };
        allocation(&terms, &entrants)
    }

    /// The means of the sections at other weights, brought to the grid's own maximum so that they can be compared with
    /// its scores. Thousandths of a point.
    fn weighed(&self, settings: &Settings, file: &RankedFile) -> Points {
        let sections = || self.ranking.rules.sections.iter().zip(&file.sections);
        let weight = |id: &str| i128::from(settings.weight(id));
        let given: i128 = sections()
            .map(|(section, mean)| weight(&section.id) * i128::from(mean.unwrap_or(0)))
            .sum();
        let most: i128 = sections()
            .map(|(section, _)| weight(&section.id) * i128::from(section.maximum()))
            .sum();
        let whole = i128::from(self.ranking.rules.maximum());
        if most == 0 {
            return 0;
        }
        // A half is rounded up.
        i64::try_from((2 * given * whole + most) / (2 * most)).unwrap_or(0)
    }

    fn lines(&self, funding: &Funding, bound: &Listed, other: &Listed) -> Vec<Line> {
        let money = |minor: &i64| Money::new(*minor, funding.currency);
        let awards = |list: &Listed| -> BTreeMap<ProposalId, Money> {
            let found = &list.found;
            let pairs = found.chosen.iter().zip(&found.awards);
            pairs.map(|(id, award)| (*id, money(award))).collect()
        };
        let places = |list: &Listed| -> BTreeMap<ProposalId, (u32, i64)> {
            let ranking = &list.ranking;
            (1..)
                .zip(ranking)
                .map(|(place, one)| (one.id, (place, one.score)))
                .collect()
        };
        let (bound_awards, own_awards) = (awards(bound), awards(other));
        let bound_places = places(bound);
        let known: BTreeMap<ProposalId, (&Entrant, &RankedFile)> = self
            .entrants
            .iter()
            .map(|(entrant, file)| (entrant.id, (entrant, *file)))
            .collect();
        let ranked = (1..).zip(&other.ranking).zip(&other.found.why);
        ranked
            .filter_map(|((place, one), why)| {
                let (entrant, file) = known.get(&one.id)?;
                let (bound_place, bound_worth) = *bound_places.get(&one.id)?;
                Some(Line {
                    proposal: one.id,
                    reference: file.reference.clone(),
                    title: file.title.clone(),
                    organisation: file.organisation.clone(),
                    country: entrant.country.unwrap_or(file.country),
                    theme: entrant.theme.clone(),
                    asked: money(&entrant.asked),
                    bound_place,
                    place,
                    bound_worth,
                    worth: one.score,
                    likely: file
                        .told()
                        .map(|told| (told.rank.best, told.rank.worst, told.rank.of)),
                    bound: bound_awards.get(&one.id).copied(),
                    award: own_awards.get(&one.id).copied(),
                    why: *why,
                })
            })
            .collect()
    }
}

/// Files and money by group.
fn shares<K: Ord>(lines: &[Line], group: impl Fn(&Line) -> K) -> BTreeMap<K, Share> {
    let mut shares: BTreeMap<K, Share> = BTreeMap::new();
    for line in lines {
        let share = shares.entry(group(line)).or_default();
        if let Some(money) = line.bound {
            share.bound_files += 1;
            share.bound_minor += money.minor;
        }
        if let Some(money) = line.award {
            share.files += 1;
            share.minor += money.minor;
        }
    }
    shares
}

fn by_theme(
    definition: &workflow::definition::CallDefinition,
    lines: &[Line],
) -> Vec<(Option<String>, Share)> {
    let mut found = shares(lines, |line| line.theme.clone());
    let themes = definition.themes.iter().map(|theme| Some(theme.id.clone()));
    let mut rows: Vec<(Option<String>, Share)> = themes
        .filter_map(|theme| found.remove(&theme).map(|share| (theme, share)))
        .collect();
    rows.extend(found);
    rows
}

/// Whether a minimum could not have been reached by any list, as too few ask for it.
pub const fn out_of_reach(unmet: &Unmet) -> bool {
    unmet.possible < unmet.wanted
}

/// Whether a minimum is about money.
pub const fn about_money(unmet: &Unmet) -> bool {
    matches!(unmet.measure, Measure::Amount)
}

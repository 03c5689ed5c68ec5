//! Which files of a ranking are shown, and in which order.

use workflow::country::{Country, Region};
use workflow::evaluation::{Points, RankedBy};
use workflow::transition::Status;

use super::{Mark, RankedFile, Ranking};

/// On which side of the threshold a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// At or above it.
    Above,
    /// Below it.
    Below,
    /// Without a consolidated score yet.
    Unscored,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Above, Self::Below, Self::Unscored];

    /// The name used in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Above => "above",
            Self::Below => "below",
            Self::Unscored => "unscored",
        }
    }

    fn of(file: &RankedFile) -> Self {
        match file.raw {
            None => Self::Unscored,
            Some(_) if file.marks.contains(&Mark::BelowThreshold) => Self::Below,
            Some(_) => Self::Above,
        }
    }
}

/// Filters of a ranking; those not set let everything through. Places stay those among all files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand somewhere in reference, title or organisation, in any order.
    pub text: String,
    /// In one of these statuses; empty for all.
    pub statuses: Vec<Status>,
    /// In one of these regions; empty for all.
    pub regions: Vec<Region>,
    /// In one of these countries; empty for all.
    pub countries: Vec<Country>,
    /// Of one of these themes; empty for all.
    pub themes: Vec<String>,
    /// On this side of the threshold.
    pub side: Option<Side>,
    /// With this mark.
    pub mark: Option<Mark>,
}

impl Filter {
    fn lets(&self, file: &RankedFile, words: &[&str]) -> bool {
        fn one_of<T: PartialEq>(wanted: &[T], is: &T) -> bool {
            wanted.is_empty() || wanted.contains(is)
        }
        let theme = || {
            file.theme
                .as_ref()
                .is_some_and(|id| self.themes.contains(id))
        };
        one_of(&self.statuses, &file.status)
            && one_of(&self.regions, &file.region)
            && one_of(&self.countries, &file.country)
            && (self.themes.is_empty() || theme())
            && self.side.is_none_or(|side| side == Side::of(file))
            && self.mark.is_none_or(|mark| file.marks.contains(&mark))
            && (words.is_empty() || has_words(file, words))
    }
}

fn has_words(file: &RankedFile, words: &[&str]) -> bool {
    let text = format!("{} {} {}", file.reference, file.title, file.organisation);
    let text = store::search::normalised(&text);
    words.iter().all(|word| text.contains(word))
}

/// A column files are put in order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// The place in the call's order.
    Place,
    /// Reference.
    Reference,
    /// Title.
    Title,
    /// The applicant's name.
    Organisation,
    /// Country code.
    Country,
    /// Region.
    Region,
    /// Theme.
    Theme,
    /// Status.
    Status,
    /// Amount requested.
    Amount,
    /// Consolidated score.
    Raw,
    /// Adjusted score.
    Adjusted,
    /// Standard error of the adjusted score.
    Error,
    /// Spread between evaluators.
    Spread,
    /// Number of evaluators.
    Evaluators,
    /// Number of marks.
    Marks,
    /// Mean of a section, by its number from 0.
    Section(usize),
}

/// The order files are shown in. Equal ones stay in the call's order; those without a value come last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// By which column.
    pub by: OrderBy,
    /// The highest first.
    pub falling: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self {
            by: OrderBy::Place,
            falling: false,
        }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Number(i64),
    Text(&'a str),
}

impl OrderBy {
    fn key(self, file: &RankedFile) -> Option<Key<'_>> {
        let count = |count: usize| Key::Number(i64::try_from(count).unwrap_or(i64::MAX));
        match self {
            Self::Place => file.place.map(|place| Key::Number(place.into())),
            Self::Reference => Some(Key::Text(&file.reference)),
            Self::Title => Some(Key::Text(&file.title)),
            Self::Organisation => Some(Key::Text(&file.organisation)),
            Self::Country => Some(Key::Text(file.country.code())),
            Self::Region => Some(Key::Text(file.region.name())),
            Self::Theme => file.theme.as_deref().map(Key::Text),
            Self::Status => Some(Key::Text(file.status.name())),
            Self::Amount => file.requested.map(|money| Key::Number(money.minor)),
            Self::Raw => file.raw.map(Key::Number),
            Self::Adjusted => file.told().map(|told| Key::Number(told.score.value)),
            Self::Error => file.told().map(|told| Key::Number(told.score.error)),
            Self::Spread => file.spread.map(Key::Number),
            Self::Evaluators => Some(count(file.readings.len())),
            Self::Marks => Some(count(file.marks.len())),
            Self::Section(at) => file.sections.get(at).copied().flatten().map(Key::Number),
        }
    }
}

impl Ranking {
    /// The files that fit a filter, in an order.
    pub fn select(&self, filter: &Filter, order: Order) -> Vec<&RankedFile> {
        let text = store::search::normalised(&filter.text);
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut files: Vec<&RankedFile> = self
            .files
            .iter()
            .filter(|file| filter.lets(file, &words))
            .collect();
        files.sort_by(|a, b| match (order.by.key(a), order.by.key(b)) {
            (Some(a), Some(b)) if order.falling => b.cmp(&a),
            (Some(a), Some(b)) => a.cmp(&b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        });
        files
    }

    /// After how many of the files shown the threshold is crossed, when they are in the order of a score from the highest
    /// on; nothing in another order, and nothing when all are on one side.
    pub fn line(&self, shown: &[&RankedFile], order: Order) -> Option<usize> {
        let score = |file: &RankedFile| -> Option<Points> {
            match (order.by, order.falling) {
                (OrderBy::Place, false) => file.ordering(self.rules.ranking),
                (OrderBy::Raw, true) => file.ordering(RankedBy::Raw),
                (OrderBy::Adjusted, true) => file.told().map(|told| told.score.value),
                _ => None,
            }
        };
        let below =
            |file: &&RankedFile| score(file).is_some_and(|score| score < self.rules.threshold);
        let at = shown.iter().position(below)?;
        (at > 0).then_some(at)
    }
}

//! What the board answers.

use choice::allocation::{Measure, Why};
use facility::selection::board::{Board, Line, Share, Side};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::BoardSettingsJson;

/// A file on the board. What ranks it is in thousandths, money in minor units.
#[derive(Debug, Serialize, ToSchema)]
struct BoardLineJson {
    /// The file.
    proposal: Uuid,
    /// Reference.
    reference: String,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Regional group.
    region: String,
    /// Theme id.
    theme: Option<String>,
    /// What the panel would give, or what is requested.
    asked_minor: i64,
    /// The place by the call's rule.
    bound_place: u32,
    /// The place with these settings.
    place: u32,
    /// What ranks it by the call's rule.
    bound_worth: i64,
    /// What ranks it with these settings.
    worth: i64,
    /// The best likely place by the evaluation; nothing where it cannot be told.
    best: Option<u32>,
    /// The worst likely place.
    worst: Option<u32>,
    /// What it gets by the call's rule.
    bound_minor: Option<i64>,
    /// What it gets with these settings.
    award_minor: Option<i64>,
    /// `stays`, `enters`, `leaves` or `out`.
    side: &'static str,
    /// Why, with these settings: a word such as `fits`, `no_room`, `maximum`, `bought`.
    why: &'static str,
}

/// Files and money of a group in both lists, money in minor units.
#[derive(Debug, Serialize, ToSchema)]
struct BoardShareJson {
    /// The group; nothing for files without one.
    name: Option<String>,
    /// Files by the call's rule.
    bound_files: u32,
    /// Their money.
    bound_minor: i64,
    /// Files with these settings.
    files: u32,
    /// Their money.
    minor: i64,
}

/// A minimum that is not reached.
#[derive(Debug, Serialize, ToSchema)]
struct BoardUnmetJson {
    /// Place of the quota in the settings, from 0.
    quota: usize,
    /// `number` or `amount`.
    measure: &'static str,
    /// What is asked for.
    wanted: i64,
    /// What is reached.
    reached: i64,
    /// What all files of the group together come to.
    possible: i64,
}

/// A saved variant.
#[derive(Debug, Serialize, ToSchema)]
struct BoardVariantJson {
    /// Its id.
    id: Uuid,
    /// Its name.
    name: String,
    /// Who saved it.
    author: String,
    /// Whether you did, and may delete it.
    own: bool,
    /// When.
    at: chrono::DateTime<chrono::Utc>,
    /// Its settings.
    settings: BoardSettingsJson,
}

/// The board. Nothing of it binds.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BoardJson {
    /// Always false.
    binding: bool,
    /// The settings shown.
    settings: BoardSettingsJson,
    /// Whether they are those of the call.
    as_the_call: bool,
    /// Whether ballots rank the files, so that weights change nothing.
    by_ballots: bool,
    /// False when the search for the best total was cut short.
    exact: bool,
    /// ISO 4217.
    currency: String,
    /// The files, best first.
    files: Vec<BoardLineJson>,
    /// Files the panel has voted not to fund; they are in neither list.
    unwanted: usize,
    /// By regional group.
    regions: Vec<BoardShareJson>,
    /// By theme.
    themes: Vec<BoardShareJson>,
    /// Together.
    all: BoardShareJson,
    /// Minima that are not reached.
    unmet: Vec<BoardUnmetJson>,
    /// Saved variants.
    variants: Vec<BoardVariantJson>,
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Stays => "stays",
        Side::Enters => "enters",
        Side::Leaves => "leaves",
        Side::Out => "out",
    }
}

const fn why(why: Why) -> &'static str {
    use choice::budgeting::Why as B;
    match why {
        Why::Fits { .. } | Why::ByBallots(B::Voted { .. }) => "fits",
        Why::ForMinimum { .. } | Why::ByBallots(B::ForMinimum { .. }) => "minimum",
        Why::Reduced { .. } => "reduced",
        Why::NoRoom { .. } | Why::ByBallots(B::NoRoom { .. } | B::OverBudget) => "no_room",
        Why::Stopped { .. } | Why::ByBallots(B::Stopped { .. }) => "below_the_line",
        Why::Maximum { .. } | Why::ByBallots(B::Maximum { .. }) => "maximum",
        Why::InBest | Why::ByBallots(B::InBest) => "in_best",
        Why::NotInBest { .. } | Why::ByBallots(B::NotInBest { .. }) => "not_in_best",
        Why::ByBallots(B::Bought { .. } | B::Free) => "bought",
        Why::ByBallots(B::Unaffordable { .. }) => "unaffordable",
        Why::ByBallots(B::Unsupported { .. }) => "unsupported",
        Why::ByBallots(B::Completed { .. }) => "completed",
        Why::ByBallots(B::Earned { .. }) => "earned",
        Why::ByBallots(B::NotEarned { .. }) => "not_earned",
        Why::ByBallots(B::Against) => "against",
    }
}

impl From<&Line> for BoardLineJson {
    fn from(line: &Line) -> Self {
        Self {
            proposal: line.proposal.uuid(),
            reference: line.reference.clone(),
            title: line.title.clone(),
            organisation: line.organisation.clone(),
            country: line.country.to_string(),
            region: line.country.region().to_string(),
            theme: line.theme.clone(),
            asked_minor: line.asked.minor,
            bound_place: line.bound_place,
            place: line.place,
            bound_worth: line.bound_worth,
            worth: line.worth,
            best: line.likely.map(|(best, ..)| best),
            worst: line.likely.map(|(_, worst, _)| worst),
            bound_minor: line.bound.map(|money| money.minor),
            award_minor: line.award.map(|money| money.minor),
            side: side(line.side()),
            why: why(line.why),
        }
    }
}

fn share(name: Option<String>, share: &Share) -> BoardShareJson {
    BoardShareJson {
        name,
        bound_files: share.bound_files,
        bound_minor: share.bound_minor,
        files: share.files,
        minor: share.minor,
    }
}

impl From<Board> for BoardJson {
    fn from(board: Board) -> Self {
        let regions = board.regions.iter();
        Self {
            binding: false,
            settings: (&board.settings).into(),
            as_the_call: board.as_the_call,
            by_ballots: board.by_ballots,
            exact: board.exact,
            currency: board.call.definition.currency().code().to_owned(),
            files: board.lines.iter().map(Into::into).collect(),
            unwanted: board.unwanted,
            regions: regions
                .map(|(region, of)| share(Some(region.to_string()), of))
                .collect(),
            themes: board
                .themes
                .iter()
                .map(|(theme, of)| share(theme.clone(), of))
                .collect(),
            all: share(None, &board.all),
            unmet: board
                .unmet
                .iter()
                .map(|unmet| BoardUnmetJson {
                    quota: unmet.quota,
                    measure: match unmet.measure {
                        Measure::Number => "number",
                        Measure::Amount => "amount",
                    },
                    wanted: unmet.wanted,
                    reached: unmet.reached,
                    possible: unmet.possible,
                })
                .collect(),
            variants: board
                .variants
                .iter()
                .map(|variant| BoardVariantJson {
                    id: variant.id,
                    name: variant.name.clone(),
                    author: variant.author.clone(),
                    own: variant.own,
                    at: variant.at,
                    settings: (&variant.settings).into(),
                })
                .collect(),
        }
    }
}

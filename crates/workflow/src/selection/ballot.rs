//! Ballots: what they say, and how secret ones are kept.
//!
//! An open ballot stands in the record under its member. Of a secret one the record says only that the member voted; the
//! ballot itself lies in a box without person and time. Its receipt is a code only the member knows: by its digest, which is
//! listed with the vote when the item is closed, the member finds their ballot counted, and with the code they can put
//! another in its place while the item is open.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::money::Money;
use crate::names::named;
use crate::record::Digest;

named! {
    /// What a member votes for.
    pub enum Choice {
        /// Fund as requested.
        Fund = "fund",
        /// Fund with a smaller amount.
        FundReduced = "fund_reduced",
        /// Fund under conditions.
        FundWithConditions = "fund_with_conditions",
        /// Keep in reserve.
        Reserve = "reserve",
        /// Reject.
        Reject = "reject",
        /// Abstain.
        Abstain = "abstain",
        /// Points.
        Score = "score",
        /// Among the projects to fund under the budget.
        Approve = "approve",
        /// Not among them.
        NotApprove = "not_approve",
        /// A place among the projects.
        Place = "place",
    }
}

/// What a ballot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Fund as requested.
    Fund,
    /// Fund with this amount.
    FundReduced(Money),
    /// Fund under conditions.
    FundWithConditions,
    /// Keep in reserve.
    Reserve,
    /// Reject.
    Reject,
    /// Abstain.
    Abstain,
    /// Points, whole ones.
    Score(u32),
    /// Fund it under the budget.
    Approve,
    /// Leave it out.
    NotApprove,
    /// Place `at`, from 1, among `of` projects.
    Place {
        /// Which place.
        at: u32,
        /// Of how many.
        of: u32,
    },
}

/// A mark as it is written down: what belongs to the choice stands beside it, and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Choice.
    pub choice: Choice,
    /// The smaller amount.
    pub amount: Option<Money>,
    /// Points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Place, and of how many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<(u32, u32)>,
}

impl Written {
    /// What it says; nothing when it does not fit its choice.
    pub fn mark(&self) -> Option<Mark> {
        let Self {
            choice,
            amount,
            points,
            place,
        } = *self;
        Some(match (choice, amount, points, place) {
            (Choice::Fund, None, None, None) => Mark::Fund,
            (Choice::FundReduced, Some(amount), None, None) => Mark::FundReduced(amount),
            (Choice::FundWithConditions, None, None, None) => Mark::FundWithConditions,
            (Choice::Reserve, None, None, None) => Mark::Reserve,
            (Choice::Reject, None, None, None) => Mark::Reject,
            (Choice::Abstain, None, None, None) => Mark::Abstain,
            (Choice::Score, None, Some(points), None) => Mark::Score(points),
            (Choice::Approve, None, None, None) => Mark::Approve,
            (Choice::NotApprove, None, None, None) => Mark::NotApprove,
            (Choice::Place, None, None, Some((at, of))) => Mark::Place { at, of },
            _ => return None,
        })
    }
}

impl Mark {
    /// The choice.
    pub const fn choice(self) -> Choice {
        match self {
            Self::Fund => Choice::Fund,
            Self::FundReduced(_) => Choice::FundReduced,
            Self::FundWithConditions => Choice::FundWithConditions,
            Self::Reserve => Choice::Reserve,
            Self::Reject => Choice::Reject,
            Self::Abstain => Choice::Abstain,
            Self::Score(_) => Choice::Score,
            Self::Approve => Choice::Approve,
            Self::NotApprove => Choice::NotApprove,
            Self::Place { .. } => Choice::Place,
        }
    }

    /// The smaller amount it proposes.
    pub const fn amount(self) -> Option<Money> {
        match self {
            Self::FundReduced(amount) => Some(amount),
            _ => None,
        }
    }

    /// As it is written down.
    pub const fn written(self) -> Written {
        Written {
            choice: self.choice(),
            amount: self.amount(),
            points: match self {
                Self::Score(points) => Some(points),
                _ => None,
            },
            place: match self {
                Self::Place { at, of } => Some((at, of)),
                _ => None,
            },
        }
    }
}

/// A ballot cast openly. Immutable; a change is a new ballot before the item closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// What it says.
    pub mark: Mark,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// A secret ballot in the box, and in the list of those counted. Nothing in it leads to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sealed {
    /// SHA-256 of the code only its member knows.
    pub receipt: Digest,
    /// What it says.
    pub ballot: Written,
}

/// Under which receipt a secret ballot goes into the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of the new code.
    pub receipt: Digest,
    /// SHA-256 of the code of the ballot it takes the place of, when the member has voted before.
    pub replaces: Option<Digest>,
}

/// The box after a ballot: the one it takes the place of is gone, and all lie in the order of their receipts, which tells
/// nothing of the order of votes.
pub fn put_in(mut held: Vec<Sealed>, seal: Seal, mark: Mark) -> Vec<Sealed> {
    held.retain(|one| Some(one.receipt) != seal.replaces);
    held.push(Sealed {
        receipt: seal.receipt,
        ballot: mark.written(),
    });
    held.sort_by_key(|one| one.receipt);
    held
}

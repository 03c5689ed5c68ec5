//! How the panel of a call decides: data of the call, published with it.

use serde::{Deserialize, Serialize};

use super::ballot::Choice;
use crate::definition::Localised;
use crate::evaluation::Points;
use crate::names::named;
use crate::procedure::RuleFault;
use crate::results::Published;

named! {
    /// From ranking to list under the ceiling; the rule that binds is fixed in the call.
    pub enum Allocation {
        /// In rank order, stop at the first that does not fit.
        RankStop = "rank_stop",
        /// In rank order, skip what does not fit.
        RankSkip = "rank_skip",
        /// The set with the best total score that fits.
        BestTotalValue = "best_total_value",
        /// The method of equal shares over the members' ballots.
        EqualShares = "equal_shares",
        /// The sequential method of Phragmén over the members' ballots.
        Phragmen = "phragmen",
    }
}

impl Allocation {
    /// Whether the rule looks at whose ballot is whose, not only at totals.
    pub const fn by_ballots(self) -> bool {
        matches!(self, Self::EqualShares | Self::Phragmen)
    }
}

named! {
    /// What becomes of money that equal shares leave over.
    pub enum Completion {
        /// Nothing: it stays over.
        None = "none",
        /// It goes to who has most votes and fits.
        Greedy = "greedy",
        /// Everybody's share grows by a ten-thousandth of the ceiling at a time, as long as the list stays within it.
        Add1 = "add1",
        /// That, and then to who has most votes and fits.
        Add1Greedy = "add1_greedy",
    }
}

named! {
    /// What a ballot asks of a member.
    pub enum BallotKind {
        /// Fund, fund less or with conditions, reserve, reject, abstain: item by item.
        Decision = "decision",
        /// Points, item by item.
        Score = "score",
        /// Which projects to fund under the budget: one ballot over the whole list.
        Approval = "approval",
        /// Places, best first: one ballot over the whole list.
        Ranking = "ranking",
    }
}

impl BallotKind {
    /// What can be chosen on such a ballot.
    pub const fn choices(self) -> &'static [Choice] {
        match self {
            Self::Decision => &[
                Choice::Fund,
                Choice::FundReduced,
                Choice::FundWithConditions,
                Choice::Reserve,
                Choice::Reject,
                Choice::Abstain,
            ],
            Self::Score => &[Choice::Score, Choice::Abstain],
            Self::Approval => &[Choice::Approve, Choice::NotApprove, Choice::Abstain],
            Self::Ranking => &[Choice::Place, Choice::Abstain],
        }
    }

    /// Whether one ballot is about the whole list: then its items are open together.
    pub const fn over_the_list(self) -> bool {
        matches!(self, Self::Approval | Self::Ranking)
    }
}

named! {
    /// Whether an organisation tied to a member of the panel may be funded at all.
    pub enum Ties {
        /// It may: the member leaves the room.
        MayApply = "may_apply",
        /// It may not.
        MayNotApply = "may_not_apply",
    }
}

named! {
    /// How much of the votes stands in the minutes.
    pub enum VotesInMinutes {
        /// Who voted how; never in a secret vote.
        Names = "names",
        /// How many votes each choice had.
        Counts = "counts",
        /// Only what was decided.
        None = "none",
    }
}

named! {
    /// What a quota is about.
    pub enum QuotaBy {
        /// UN region of the project's country.
        Region = "region",
        /// Theme of the proposal.
        Theme = "theme",
        /// Country of the project, ISO 3166-1.
        Country = "country",
        /// Size of the request: `up_to:<minor units>` or `above:<minor units>`.
        Size = "size",
    }
}

/// A bound on how much of the list one group may or must have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// What it is about.
    pub by: QuotaBy,
    /// Which region, theme, country or size.
    pub name: String,
    /// Fewest projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<u32>,
    /// Most projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<u32>,
    /// Least money, minor units of the call's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least_minor: Option<i64>,
    /// Most money, minor units.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_minor: Option<i64>,
}

impl Quota {
    /// Whether no number can be both.
    pub fn contradicts_itself(&self) -> bool {
        let count = self.at_least.zip(self.at_most);
        let money = self.at_least_minor.zip(self.at_most_minor);
        let negative = |minor: Option<i64>| minor.is_some_and(|minor| minor < 0);
        count.is_some_and(|(least, most)| least > most)
            || money.is_some_and(|(least, most)| least > most)
            || negative(self.at_least_minor)
            || negative(self.at_most_minor)
    }
}

/// How the panel decides in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Ballots an item needs, recused members not counted.
    pub quorum: u32,
    /// Allocation under the ceiling.
    pub allocation: Allocation,
    /// What becomes of money that equal shares leave over.
    #[serde(default = "add1_greedy", skip_serializing_if = "is_add1_greedy")]
    pub completion: Completion,
    /// Places on the reserve list.
    pub reserve: u32,
    /// What a ballot asks.
    #[serde(default = "decision", skip_serializing_if = "is_decision")]
    pub ballot: BallotKind,
    /// Whether nobody learns who voted how.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// Whether the vote of who closes the item decides a tie; only where votes are open.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub casting_vote: bool,
    /// The most points of a score ballot.
    #[serde(default = "ten", skip_serializing_if = "is_ten")]
    pub score_most: u32,
    /// What the mean of the score ballots must reach for a project to be funded, thousandths of a point.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub fund_from: Points,
    /// Bounds per region, theme, country or size.
    #[serde(default, rename = "quota", skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// Whether the first that does not fit whole may get what is left, down to the call's smallest grant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reduced_awards: bool,
    /// Working days an applicant has to accept an award; 0 when nothing is to be accepted.
    #[serde(default, skip_serializing_if = "is_none_asked")]
    pub acceptance_days: u32,
    /// Whether an organisation tied to a member of the panel may be funded.
    #[serde(default = "may_apply", skip_serializing_if = "is_may_apply")]
    pub ties: Ties,
    /// What members accept before they see anything, by language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Localised>,
    /// How much of the votes stands in the minutes.
    #[serde(default = "counts", skip_serializing_if = "is_counts")]
    pub votes_in_minutes: VotesInMinutes,
    /// Whether applicants who are not funded are told their scores by section.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub scores_in_letters: bool,
    /// What is public of the awards.
    #[serde(default, skip_serializing_if = "Published::is_all")]
    pub results: Published,
}

const fn add1_greedy() -> Completion {
    Completion::Add1Greedy
}
fn is_add1_greedy(completion: &Completion) -> bool {
    *completion == add1_greedy()
}
const fn decision() -> BallotKind {
    BallotKind::Decision
}
fn is_decision(kind: &BallotKind) -> bool {
    *kind == decision()
}
const fn ten() -> u32 {
    10
}
fn is_ten(points: &u32) -> bool {
    *points == ten()
}
fn is_zero(points: &Points) -> bool {
    *points == 0
}
fn is_none_asked(days: &u32) -> bool {
    *days == 0
}
const fn may_apply() -> Ties {
    Ties::MayApply
}
fn is_may_apply(ties: &Ties) -> bool {
    *ties == may_apply()
}
const fn counts() -> VotesInMinutes {
    VotesInMinutes::Counts
}
fn is_counts(votes: &VotesInMinutes) -> bool {
    *votes == counts()
}

/// The most points a score ballot can have.
pub const MOST_POINTS: u32 = 1000;
/// The most quotas of a call.
pub const MOST_QUOTAS: usize = 50;
/// The most working days to accept an award.
pub const MOST_ACCEPTANCE_DAYS: u32 = 120;

impl Rules {
    /// Rules of a panel with decision ballots cast openly: what a call says that says no more than this.
    pub const fn plain(quorum: u32, allocation: Allocation, reserve: u32) -> Self {
        Self {
            quorum,
            allocation,
            completion: add1_greedy(),
            reserve,
            ballot: decision(),
            secret: false,
            casting_vote: false,
            score_most: ten(),
            fund_from: 0,
            quotas: Vec::new(),
            reduced_awards: false,
            acceptance_days: 0,
            ties: may_apply(),
            terms: None,
            votes_in_minutes: counts(),
            scores_in_letters: false,
            results: Published::ALL,
        }
    }

    /// What is incomplete or contradicts itself.
    pub fn faults(&self, agencies: &[String]) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.quorum == 0 {
            found.push(RuleFault::NoQuorum);
        }
        if !agencies.is_empty() && self.quorum as usize > agencies.len() {
            found.push(RuleFault::QuorumOverAgencies {
                quorum: self.quorum,
                agencies: agencies.len(),
            });
        }
        if self.secret && self.casting_vote {
            found.push(RuleFault::CastingVoteSecret);
        }
        if self.secret && self.votes_in_minutes == VotesInMinutes::Names {
            found.push(RuleFault::NamesSecret);
        }
        let most = i64::from(self.score_most) * 1000;
        if self.ballot == BallotKind::Score
            && (self.score_most == 0
                || self.score_most > MOST_POINTS
                || !(0..=most).contains(&self.fund_from))
        {
            found.push(RuleFault::ScoreBallot);
        }
        if self.ballot == BallotKind::Ranking && self.allocation == Allocation::EqualShares {
            found.push(RuleFault::SharesOfPlaces);
        }
        // Item by item each secret ballot has a receipt of its own: nobody knows which belong to one member.
        if self.secret && self.allocation.by_ballots() && !self.ballot.over_the_list() {
            found.push(RuleFault::SharesOfSecretItems);
        }
        if self.acceptance_days > MOST_ACCEPTANCE_DAYS {
            found.push(RuleFault::AcceptanceDays);
        }
        if self.quotas.len() > MOST_QUOTAS || self.quotas.iter().any(Quota::contradicts_itself) {
            found.push(RuleFault::Quotas);
        }
        found
    }
}

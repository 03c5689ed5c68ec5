//! What Selection knows of a proposal.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::ballot::{Ballot, Choice, Mark, Sealed};
use super::event::Decision;
use super::rules::{BallotKind, Rules};
use crate::evaluation::Points;
use crate::ids::PersonId;
use crate::money::Money;
use crate::names::named;
use crate::record::Digest;

named! {
    /// Where a member was when an item was closed.
    pub enum Attendance {
        /// Voted.
        Voted = "voted",
        /// Cast a ballot that abstains. Of a secret vote it is not known who did.
        Abstained = "abstained",
        /// Was in and did not vote.
        Present = "present",
        /// Was not in.
        Absent = "absent",
        /// Out of the room for this item, and not counted.
        Recused = "recused",
    }
}

/// Who was where when an item was closed.
pub type Roll = BTreeMap<PersonId, Attendance>;

/// A promotion from the reserve list that waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// Amount; none in a call without money.
    pub amount: Option<Money>,
    /// Digest of the reason.
    pub reason: Digest,
    /// Who proposes it.
    pub by: PersonId,
    /// Files ahead of it on the reserve list that are passed over.
    pub passed_over: u32,
}

/// What Selection knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Whether the item is open for votes.
    pub open: bool,
    /// Which vote on the item it is, from 1; 0 before the first. A box belongs to one vote.
    pub round: u32,
    /// The session in which the item was opened last.
    pub session: Option<u32>,
    /// Open ballots that count.
    pub ballots: BTreeMap<PersonId, Ballot>,
    /// Who has voted secretly.
    pub voted: BTreeSet<PersonId>,
    /// The secret ballots, once the item is closed.
    pub sealed: Vec<Sealed>,
    /// Members recused while they could have voted.
    pub recused: BTreeSet<PersonId>,
    /// Who was where when the item was closed last.
    pub roll: Roll,
    /// How the casting vote went, when the votes were equal and it counts.
    pub casting: Option<bool>,
    /// Decision recorded.
    pub decision: Option<Decision>,
    /// Digest of its reason.
    pub reason: Option<Digest>,
    /// Digest of the conditions under which it is funded.
    pub conditions: Option<Digest>,
    /// Who recorded it.
    pub decided_by: Option<PersonId>,
    /// Amount awarded.
    pub awarded: Option<Money>,
    /// Place on the reserve list, from 1.
    pub reserve_rank: Option<u32>,
    /// A promotion that waits for a second person.
    pub promotion: Option<Promotion>,
    /// Whether it was promoted from the reserve list.
    pub promoted: bool,
    /// When the decision was released (UTC).
    pub released_at: Option<DateTime<Utc>>,
    /// The last instant to accept the award (UTC), once it is released; none when nothing is to be accepted.
    pub answer_by: Option<DateTime<Utc>>,
    /// When the applicant accepted the award (UTC).
    pub accepted_at: Option<DateTime<Utc>>,
}

impl State {
    /// Takes a person out of the room: their ballot counts no more while the item is open. A secret ballot cannot be found
    /// in the box: then the vote is void and everybody votes anew.
    pub fn recuse(&mut self, person: PersonId) {
        self.recused.insert(person);
        if self.open {
            self.ballots.remove(&person);
            if self.voted.contains(&person) {
                self.voted.clear();
                self.round += 1;
            }
        }
    }

    /// Who has a ballot on the item.
    pub fn voters(&self) -> BTreeSet<PersonId> {
        self.ballots.keys().chain(&self.voted).copied().collect()
    }

    /// What the ballots say; secret ones only once the item is closed.
    pub fn marks(&self) -> impl Iterator<Item = Mark> {
        let sealed = self.sealed.iter().filter_map(|one| one.ballot.mark());
        self.ballots
            .values()
            .map(|ballot| ballot.mark)
            .chain(sealed)
    }

    /// Votes by choice.
    pub fn tally(&self) -> BTreeMap<Choice, u32> {
        tally(self.marks())
    }

    /// Whether more members voted to fund than not to (reserve and reject); abstentions do not count, and equal votes are
    /// decided by the casting vote where the call has one.
    pub fn majority_to_fund(&self) -> bool {
        let (to_fund, against) = sides(self.marks());
        to_fund > against || (to_fund == against && self.casting == Some(true))
    }

    /// The mean of the score ballots, thousandths of a point, a half rounded up; nothing without any.
    pub fn mean_points(&self) -> Option<Points> {
        let points: Vec<i64> = self
            .marks()
            .filter_map(|mark| match mark {
                Mark::Score(points) => Some(i64::from(points) * 1000),
                _ => None,
            })
            .collect();
        let count = i64::try_from(points.len()).ok().filter(|n| *n > 0)?;
        Some((points.iter().sum::<i64>() * 2 + count) / (2 * count))
    }

    /// How many members approve of it.
    pub fn approvals(&self) -> u32 {
        self.tally().get(&Choice::Approve).copied().unwrap_or(0)
    }

    /// The sum of what its places are worth: the last of `n` places is worth 1, the first `n` (Borda's count).
    pub fn borda(&self) -> u64 {
        self.marks()
            .filter_map(|mark| match mark {
                Mark::Place { at, of } => Some(u64::from((of + 1).saturating_sub(at))),
                _ => None,
            })
            .sum()
    }

    /// Whether the panel would fund it, as the call's ballots say it.
    pub fn wanted(&self, rules: &Rules) -> bool {
        match rules.ballot {
            BallotKind::Decision => self.majority_to_fund(),
            BallotKind::Score => self
                .mean_points()
                .is_some_and(|mean| mean >= rules.fund_from),
            BallotKind::Approval => self.approvals() > 0,
            BallotKind::Ranking => self.borda() > 0,
        }
    }

    /// What ranks it among those the panel would fund: the points of the evaluation where members vote to fund, else what
    /// their ballots give it. Comparable within one call only.
    pub fn worth(&self, rules: &Rules, evaluated: Option<Points>) -> i64 {
        match rules.ballot {
            BallotKind::Decision => evaluated.unwrap_or(0),
            BallotKind::Score => self.mean_points().unwrap_or(0),
            BallotKind::Approval => i64::from(self.approvals()) * 1000,
            BallotKind::Ranking => i64::try_from(self.borda()).unwrap_or(i64::MAX / 1000) * 1000,
        }
    }
}

/// Votes by choice.
pub(super) fn tally(marks: impl Iterator<Item = Mark>) -> BTreeMap<Choice, u32> {
    marks.fold(BTreeMap::new(), |mut tally, mark| {
        *tally.entry(mark.choice()).or_insert(0) += 1;
        tally
    })
}

/// Votes to fund, and votes to reserve or reject.
pub(super) fn sides(marks: impl Iterator<Item = Mark>) -> (u32, u32) {
    marks.fold((0, 0), |(to_fund, against), mark| match mark {
        Mark::Fund | Mark::FundReduced(_) | Mark::FundWithConditions => (to_fund + 1, against),
        Mark::Reserve | Mark::Reject => (to_fund, against + 1),
        _ => (to_fund, against),
    })
}

//! Voters' money, kept exactly.
//!
//! All sums are whole numbers over one denominator, which grows when a cost does not divide evenly. Voters who have the
//! same money left are kept as one class: numbers of any length are then worked with once for a class, not once for a
//! voter. Class 0 has nothing left.

use num_bigint::BigUint;

use super::{Election, Utility};

/// Who supports a project: the number of the different ballot and its points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Support {
    pub ballot: u32,
    pub points: u64,
}

/// The supporters of each project, and how many voters stand behind each different ballot.
pub(super) struct Supporters {
    pub by_project: Vec<Vec<Support>>,
    pub weights: Vec<u64>,
}

impl Supporters {
    /// Whoever gave a project more than nothing. Points count as they are for [`Utility::Points`], else as one.
    pub fn new(election: &Election, utility: Utility) -> Self {
        let mut by_project: Vec<Vec<Support>> = vec![Vec::new(); election.costs.len()];
        let mut weights = Vec::with_capacity(election.groups.len());
        for (ballot, (marks, weight)) in (0u32..).zip(election.sorted()) {
            weights.push(weight);
            for (project, points) in marks {
                let points = u64::try_from(*points).unwrap_or(0);
                if points > 0 {
                    let points = if utility == Utility::Points {
                        points
                    } else {
                        1
                    };
                    by_project[*project].push(Support { ballot, points });
                }
            }
        }
        Self {
            by_project,
            weights,
        }
    }

    /// How many voters support a project.
    pub fn number(&self, project: usize) -> u64 {
        let weight = |support: &Support| self.weights[support.ballot as usize];
        self.by_project[project].iter().map(weight).sum()
    }
}

/// Supporters of a project who are in the same class and gave it the same points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub class: u32,
    pub points: u64,
    pub voters: u64,
}

/// What each supporter pays for a point: `payment / points` over the common denominator.
#[derive(Clone, Debug)]
pub(super) struct Price {
    /// What is to be paid by those who can pay in full.
    pub payment: BigUint,
    /// Their points together.
    pub points: u128,
    /// How many they are.
    pub in_full: u64,
}

/// The money voters have left.
pub(super) struct Purse {
    /// The common denominator.
    pub unit: BigUint,
    /// What a voter of each class has left, over the common denominator.
    money: Vec<BigUint>,
    /// The class of each different ballot.
    class: Vec<u32>,
    /// Scratch: voters by class, all 0 between uses.
    tally: Vec<u64>,
}

impl Purse {
    /// Everybody has `budget / voters` and `raised` units more; `voters` is not 0.
    pub fn filled(ballots: usize, budget: i64, voters: u64, raised: i64) -> Self {
        let share = BigUint::from(budget.unsigned_abs())
            + BigUint::from(raised.unsigned_abs()) * BigUint::from(voters);
        Self {
            unit: BigUint::from(voters),
            money: vec![BigUint::ZERO, share],
            class: vec![1; ballots],
            tally: vec![0; 2],
        }
    }

    /// The supporters of a project in parts, in a fixed order.
    pub fn parts(&mut self, supporters: &Supporters, project: usize) -> Vec<Part> {
        let supports = &supporters.by_project[project];
        let even = supports
            .first()
            .is_none_or(|first| supports.iter().all(|other| other.points == first.points));
        if even {
            return self.even_parts(supporters, supports);
        }
        let mut parts: Vec<Part> = supports
            .iter()
            .map(|support| Part {
                class: self.class[support.ballot as usize],
                points: support.points,
                voters: supporters.weights[support.ballot as usize],
            })
            .filter(|part| part.class != 0)
            .collect();
        parts.sort_unstable_by_key(|part| (part.class, part.points));
        parts.dedup_by(|next, kept| {
            let same = next.class == kept.class && next.points == kept.points;
            if same {
                kept.voters += next.voters;
            }
            same
        });
        parts
    }

    /// The same where everybody gave the same points: counted by class, without sorting voters.
    fn even_parts(&mut self, supporters: &Supporters, supports: &[Support]) -> Vec<Part> {
        let points = supports.first().map_or(1, |support| support.points);
        let mut found = Vec::new();
        for support in supports {
            let class = self.class[support.ballot as usize];
            let counted = &mut self.tally[class as usize];
            if *counted == 0 && class != 0 {
                found.push(class);
            }
            *counted += supporters.weights[support.ballot as usize];
        }
        self.tally[0] = 0;
        found.sort_unstable();
        found
            .into_iter()
            .map(|class| Part {
                class,
                points,
                voters: std::mem::take(&mut self.tally[class as usize]),
            })
            .collect()
    }

    /// What some voters have left together, over the common denominator.
    pub fn together(&self, parts: &[Part]) -> BigUint {
        parts
            .iter()
            .map(|part| &self.money[part.class as usize] * part.voters)
            .sum()
    }

    /// The lowest price at which they can pay `cost` when whoever has less gives all they have; none when they have too
    /// little together.
    pub fn price(&self, parts: &[Part], cost: i64) -> Option<Price> {
        let mut payment = &self.unit * cost.unsigned_abs();
        if self.together(parts) < payment {
            return None;
        }
        let mut rich: Vec<Part> = parts.to_vec();
        loop {
            let points: u128 = rich
                .iter()
                .map(|part| u128::from(part.points) * u128::from(part.voters))
                .sum();
            if points == 0 {
                return None;
            }
            // What a part must have to pay in full, by its points; few different points are given.
            let mut needed: Vec<(u64, BigUint)> = Vec::new();
            let mut poor = Vec::new();
            rich.retain(|part| {
                let at = needed.iter().position(|(points, _)| *points == part.points);
                let at = at.unwrap_or_else(|| {
                    let whole: BigUint = &payment * part.points;
                    needed.push((part.points, (whole + (points - 1)) / points));
                    needed.len() - 1
                });
                let pays = self.money[part.class as usize] >= needed[at].1;
                if !pays {
                    poor.push(*part);
                }
                pays
            });
            if poor.is_empty() {
                return Some(Price {
                    payment,
                    points,
                    in_full: rich.iter().map(|part| part.voters).sum(),
                });
            }
            payment -= self.together(&poor);
        }
    }

    /// The most any of these supporters pays, rounded up to a unit.
    pub fn most(&self, parts: &[Part], price: &Price) -> i64 {
        let most = parts.iter().map(|part| {
            let had = &self.money[part.class as usize] * price.points;
            (&price.payment * part.points).min(had)
        });
        let most = most.max().unwrap_or_default();
        let unit = &self.unit * price.points;
        let whole: BigUint = (most + &unit - 1u32) / unit;
        i64::try_from(whole).unwrap_or(i64::MAX)
    }

    /// Takes the price from the supporters of a project. Answers by what the common denominator has grown.
    pub fn pay(&mut self, supporters: &Supporters, project: usize, price: &Price) -> u128 {
        let rest = u128::try_from(&price.payment % price.points).unwrap_or(0);
        let common = greatest_common_divisor(rest, price.points);
        let factor = price.points / common;
        let for_a_point = &price.payment / common;
        self.unit *= factor;
        for money in &mut self.money {
            *money *= factor;
        }
        let mut moved: std::collections::HashMap<(u32, u64), u32> =
            std::collections::HashMap::new();
        for support in &supporters.by_project[project] {
            let class = self.class[support.ballot as usize];
            if class == 0 {
                continue;
            }
            let to = *moved.entry((class, support.points)).or_insert_with(|| {
                let paid = &for_a_point * support.points;
                let had = &self.money[class as usize];
                if *had <= paid {
                    return 0;
                }
                self.money.push(had - paid);
                u32::try_from(self.money.len() - 1).unwrap_or(0)
            });
            self.class[support.ballot as usize] = to;
        }
        self.tidy();
        factor
    }

    /// Drops classes nobody is in any more, once they are many.
    fn tidy(&mut self) {
        self.tally.resize(self.money.len(), 0);
        let mut used = vec![false; self.money.len()];
        used[0] = true;
        for class in &self.class {
            used[*class as usize] = true;
        }
        let living = used.iter().filter(|used| **used).count();
        if living * 2 > self.money.len() {
            return;
        }
        let mut to = vec![0u32; self.money.len()];
        let mut kept = Vec::with_capacity(living);
        for (class, money) in std::mem::take(&mut self.money).into_iter().enumerate() {
            if used[class] {
                to[class] = u32::try_from(kept.len()).unwrap_or(0);
                kept.push(money);
            }
        }
        self.money = kept;
        for class in &mut self.class {
            *class = to[*class as usize];
        }
        self.tally.truncate(self.money.len());
    }
}

/// By Euclid; `other` is not 0.
const fn greatest_common_divisor(mut one: u128, mut other: u128) -> u128 {
    while one != 0 {
        (one, other) = (other % one, one);
    }
    other
}

/// Whole units, rounded down, within range.
pub(super) fn units_down(amount: &BigUint, unit: &BigUint) -> i64 {
    i64::try_from(amount / unit).unwrap_or(i64::MAX)
}

//! The rules as they are defined, voter by voter, with plain fractions: what the fast ones are held against.

use super::{Mark, Utility};

/// A fraction in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(i128, i128);

impl Fraction {
    pub fn new(above: i128, below: i128) -> Self {
        let (mut one, mut other) = (above.abs(), below.abs());
        while one != 0 {
            (one, other) = (other % one, one);
        }
        Self(above / other, below / other)
    }
    fn plus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }
    fn minus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 - other.0 * self.1, self.1 * other.1)
    }
    fn times(self, number: i128) -> Self {
        Self::new(self.0 * number, self.1)
    }
    fn over(self, number: i128) -> Self {
        Self::new(self.0, self.1 * number)
    }
    fn less(self, other: Self) -> bool {
        self.0 * other.1 < other.0 * self.1
    }
}

/// Equal shares without a completion, each voter with `share`; answers the order of purchases.
pub fn equal_shares(
    costs: &[i64],
    ballots: &[Vec<Mark>],
    utility: Utility,
    share: Fraction,
) -> Vec<usize> {
    let worth = |voter: usize, project: usize| -> i128 {
        let points = ballots[voter].iter().find(|(at, _)| *at == project);
        let points = points.map_or(0, |(_, points)| i128::from((*points).max(0)));
        match utility {
            Utility::Points => points,
            Utility::Count => points.min(1),
            Utility::Cost => points.min(1) * i128::from(costs[project]),
        }
    };
    let mut money = vec![share; ballots.len()];
    let supported =
        |at: &usize| (0..ballots.len()).any(|v| ballots[v].iter().any(|m| m.0 == *at && m.1 > 0));
    let mut bought: Vec<usize> = (0..costs.len())
        .filter(|at| costs[*at] == 0 && supported(at))
        .collect();
    loop {
        let mut best: Option<(Fraction, usize)> = None;
        for project in (0..costs.len()).filter(|at| !bought.contains(at) && costs[*at] > 0) {
            let mut voters: Vec<usize> = (0..ballots.len())
                .filter(|voter| worth(*voter, project) > 0)
                .collect();
            // Least money for what it is worth first.
            voters.sort_by(|a, b| {
                let (one, other) = (
                    money[*a].over(worth(*a, project)),
                    money[*b].over(worth(*b, project)),
                );
                (one.0 * other.1).cmp(&(other.0 * one.1))
            });
            let mut to_pay = Fraction::new(i128::from(costs[project]), 1);
            let mut all: i128 = voters.iter().map(|voter| worth(*voter, project)).sum();
            for voter in voters {
                let price = to_pay.over(all);
                if !money[voter].less(price.times(worth(voter, project))) {
                    let better = best.is_none_or(|(known, at)| {
                        price.less(known)
                            || (!known.less(price) && (costs[project], project) < (costs[at], at))
                    });
                    if better {
                        best = Some((price, project));
                    }
                    break;
                }
                to_pay = to_pay.minus(money[voter]);
                all -= worth(voter, project);
            }
        }
        let Some((price, project)) = best else {
            return bought;
        };
        for (voter, left) in money.iter_mut().enumerate() {
            let pays = price.times(worth(voter, project));
            *left = if left.less(pays) {
                Fraction::new(0, 1)
            } else {
                left.minus(pays)
            };
        }
        bought.push(project);
    }
}

/// Phragmén's rule in sequence.
pub fn phragmen(costs: &[i64], ballots: &[Vec<Mark>], budget: i64) -> Vec<usize> {
    let supports = |voter: usize, project: usize| {
        ballots[voter]
            .iter()
            .any(|(at, points)| *at == project && *points > 0)
    };
    let mut load = vec![Fraction::new(0, 1); ballots.len()];
    let mut bought = Vec::new();
    let mut left = budget;
    loop {
        let mut first: Option<(Fraction, usize)> = None;
        for project in (0..costs.len()).filter(|at| !bought.contains(at) && costs[*at] <= budget) {
            let voters: Vec<usize> = (0..ballots.len())
                .filter(|v| supports(*v, project))
                .collect();
            if voters.is_empty() {
                continue;
            }
            let sum = voters.iter().fold(
                Fraction::new(i128::from(costs[project]), 1),
                |sum, voter| sum.plus(load[*voter]),
            );
            let when = sum.over(voters.len() as i128);
            let sooner = first.is_none_or(|(known, at)| {
                when.less(known)
                    || (!known.less(when) && (costs[project], project) < (costs[at], at))
            });
            if sooner {
                first = Some((when, project));
            }
        }
        let Some((when, project)) = first.filter(|(_, project)| costs[*project] <= left) else {
            return bought;
        };
        left -= costs[project];
        bought.push(project);
        for (voter, load) in load.iter_mut().enumerate() {
            if supports(voter, project) {
                *load = when;
            }
        }
    }
}

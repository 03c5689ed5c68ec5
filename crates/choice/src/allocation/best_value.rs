//! The set with the highest total score under a ceiling: the 0/1 knapsack, solved exactly.
//!
//! Partial choices are kept as a frontier of (amount, score) pairs none of which is beaten by another that costs no more
//! and scores no less (Nemhauser and Ullmann 1969); those that cannot reach the best complete choice known, even if
//! the rest could be bought in fractions (Dantzig 1957), are dropped. No scaling, so no rounding.
//!
//! With scores that say something of their own, a thousand candidates take milliseconds. Only where every score is
//! all but proportional to its amount do the bounds not bite, and the frontier can grow far longer.

use super::Candidate;

/// A partial choice.
#[derive(Clone, Copy)]
struct Choice {
    amount: i64,
    score: i128,
    /// Where in the trail its last member stands.
    last: Option<usize>,
}

/// A member of a choice and the members before it.
struct Step {
    member: usize,
    before: Option<usize>,
}

/// Marks the chosen, by place in the ranking.
pub(super) fn choose<I>(ranking: &[Candidate<I>], ceiling: i64) -> Vec<bool> {
    let floor = known_score(ranking, ceiling);
    let by_density = density_order(ranking);
    let mut trail: Vec<Step> = Vec::new();
    let mut frontier = vec![Choice {
        amount: 0,
        score: 0,
        last: None,
    }];
    // From the bottom of the ranking to the top: between equals the later, that is the higher-ranked, is preferred.
    for member in (0..ranking.len()).rev() {
        let above = by_density.iter().filter(|at| **at < member);
        let bound =
            Bound::of(above.map(|at| (ranking[*at].amount, i128::from(ranking[*at].score))));
        let reaches = |choice: &Choice| choice.score + bound.best(ceiling - choice.amount) >= floor;
        let widened = extend(&frontier, &ranking[member], ceiling);
        frontier = merge(&frontier, &widened, member, &mut trail, reaches);
    }
    let mut chosen = vec![false; ranking.len()];
    let mut last = frontier.last().and_then(|best| best.last);
    while let Some(step) = last.and_then(|at| trail.get(at)) {
        chosen[step.member] = true;
        last = step.before;
    }
    chosen
}

/// The score of a complete choice that is easy to find: what the exact one must reach.
fn known_score<I>(ranking: &[Candidate<I>], ceiling: i64) -> i128 {
    let by_rank = walked_score(ranking, ceiling, 0..ranking.len());
    walked_score(ranking, ceiling, density_order(ranking)).max(by_rank)
}

/// What comes of taking what fits in an order.
fn walked_score<I>(
    ranking: &[Candidate<I>],
    ceiling: i64,
    order: impl IntoIterator<Item = usize>,
) -> i128 {
    let mut remaining = ceiling;
    let mut score = 0;
    for candidate in order.into_iter().map(|at| &ranking[at]) {
        if candidate.amount <= remaining {
            remaining -= candidate.amount;
            score += i128::from(candidate.score);
        }
    }
    score
}

/// Places in the ranking, most score for the money first.
fn density_order<I>(ranking: &[Candidate<I>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ranking.len()).collect();
    let product = |score: usize, amount: usize| {
        i128::from(ranking[score].score) * i128::from(ranking[amount].amount)
    };
    // Free candidates come first; a ratio to zero would not order among the others.
    order.sort_by(|one, other| {
        let free = |at: usize| ranking[at].amount == 0;
        free(*other)
            .cmp(&free(*one))
            .then_with(|| product(*other, *one).cmp(&product(*one, *other)))
    });
    order
}

/// The most that some candidates could add, if they could be bought in fractions.
pub(super) struct Bound {
    /// Running sums of amount and score in order of density, beginning with zeros.
    sums: Vec<(i128, i128)>,
}

impl Bound {
    /// For candidates given as amount and score, most score for the money first.
    pub(super) fn of(by_density: impl Iterator<Item = (i64, i128)>) -> Self {
        let mut sums = vec![(0, 0)];
        let (mut amount, mut score) = (0i128, 0i128);
        for (its_amount, its_score) in by_density {
            amount += i128::from(its_amount);
            score += its_score;
            sums.push((amount, score));
        }
        Self { sums }
    }

    pub(super) fn best(&self, money: i64) -> i128 {
        let money = i128::from(money);
        let whole = self.sums.partition_point(|(amount, _)| *amount <= money) - 1;
        let (amount, score) = self.sums[whole];
        let Some((next_amount, next_score)) = self.sums.get(whole + 1) else {
            return score;
        };
        score + (money - amount) * (next_score - score) / (next_amount - amount)
    }
}

/// Every choice of the frontier with one more member, as far as it fits.
fn extend<I>(frontier: &[Choice], candidate: &Candidate<I>, ceiling: i64) -> Vec<Choice> {
    let fitting = frontier
        .iter()
        .take_while(|choice| candidate.amount <= ceiling - choice.amount);
    fitting
        .map(|choice| Choice {
            amount: choice.amount + candidate.amount,
            score: choice.score + i128::from(candidate.score),
            last: choice.last,
        })
        .collect()
}

/// Joins two frontiers, both ascending in amount and score, to one; `widened` holds `member` besides.
fn merge(
    kept: &[Choice],
    widened: &[Choice],
    member: usize,
    trail: &mut Vec<Step>,
    reaches: impl Fn(&Choice) -> bool,
) -> Vec<Choice> {
    let mut joined: Vec<Choice> = Vec::with_capacity(kept.len() + widened.len());
    let (mut old, mut new) = (kept.iter().peekable(), widened.iter().peekable());
    loop {
        let from_new = match (old.peek(), new.peek()) {
            (None, None) => return joined,
            (Some(_), None) => false,
            (None, Some(_)) => true,
            // Cheaper first, then the better; between equals the one with the higher-ranked member.
            (Some(old), Some(new)) => (new.amount, -new.score) <= (old.amount, -old.score),
        };
        let Some(next) = (if from_new { new.next() } else { old.next() }) else {
            return joined;
        };
        let beaten = joined.last().is_some_and(|best| best.score >= next.score);
        if beaten || !reaches(next) {
            continue;
        }
        let mut next = *next;
        if from_new {
            trail.push(Step {
                member,
                before: next.last,
            });
            next.last = Some(trail.len() - 1);
        }
        joined.push(next);
    }
}

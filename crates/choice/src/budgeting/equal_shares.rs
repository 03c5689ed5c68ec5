//! The method of equal shares.
//!
//! Every voter is given the same share of the budget. In each round the project is bought whose supporters pay least for
//! what it is worth to them, `ρ`: each pays `ρ` times its worth, or all they have left where that is less. When no
//! supporters can pay for anything together any more, it ends.
//!
//! `ρ` never falls from one round to the next, as nobody's money grows. So projects are held in the order of what they
//! came to when they were last looked at, and only those that come first are looked at anew.

use std::cmp::Ordering;

use num_bigint::BigUint;

use super::held::Held;
use super::quick;
use super::shares::{Part, Price, Purse, Supporters, units_down};
use super::{Completion, Election, Fault, Outcome, Utility, Why};

/// Chooses by equal shares with its completion.
pub(super) fn choose(
    election: &Election,
    utility: Utility,
    completion: Completion,
    held: Held<'_>,
) -> Result<Outcome, Fault> {
    if completion.step().is_some_and(|step| step <= 0) {
        return Err(Fault::Step);
    }
    let method = Method::new(election, utility, held);
    let mut run = method.run(0);
    let mut raised = 0i64;
    if let Some(step) = completion.step() {
        let mut kept: Vec<usize> = run.projects().collect();
        while !method.exhausts(&kept) {
            let Some(more) = raised.checked_add(step) else {
                break;
            };
            let next = quick::bought(&method, more)
                .unwrap_or_else(|| method.run(more).projects().collect());
            if method.cost(&next) > method.held.budget {
                break;
            }
            (kept, raised) = (next, more);
        }
        if raised > 0 {
            run = method.run(raised);
        }
    }
    let mut held = run.held.clone();
    let mut outcome = method.outcome(run, raised);
    if completion.ends_greedily() {
        complete(
            &mut outcome,
            &election.costs,
            &election.totals()?,
            &mut held,
        );
    }
    Ok(outcome)
}

/// Gives what is left to the projects with the most votes, as far as they fit.
fn complete(outcome: &mut Outcome, costs: &[i64], totals: &[i64], held: &mut Held<'_>) {
    let mut order: Vec<usize> = (0..costs.len())
        .filter(|at| !outcome.selected.contains(at) && totals[*at] >= 0)
        .collect();
    order.sort_by_key(|at| (std::cmp::Reverse(totals[*at]), costs[*at], *at));
    for at in order {
        let left = outcome.left;
        if let Some(why) = held.barred(at, costs[at]) {
            outcome.why[at] = why;
        } else if costs[at] <= left {
            held.add(at, costs[at]);
            outcome.selected.push(at);
            outcome.spent += costs[at];
            outcome.left -= costs[at];
            outcome.why[at] = Why::Completed { left };
        } else if let Why::Unaffordable { left: then, .. } | Why::Unsupported { left: then } =
            &mut outcome.why[at]
        {
            *then = left;
        }
    }
}

/// What stays the same in every run.
pub(super) struct Method<'a> {
    pub costs: &'a [i64],
    pub supporters: Supporters,
    utility: Utility,
    pub voters: u64,
    pub held: Held<'a>,
    /// Projects that cost something and have supporters, with their points together.
    pub wanted: Vec<(usize, u128)>,
    /// Projects that cost nothing and have supporters.
    pub free: Vec<usize>,
}

/// What came of one run.
struct Run<'a> {
    bought: Vec<(usize, Why)>,
    /// What was spent beyond what minima took.
    spent: i64,
    /// How far quotas are used at its end.
    held: Held<'a>,
    /// Projects that a maximum bars, and why.
    barred: Vec<(usize, Why)>,
    /// What supporters of each project not bought had left together, in units.
    together: Vec<(usize, i64)>,
}

impl Run<'_> {
    /// The projects, in the order in which they were bought.
    fn projects(&self) -> impl Iterator<Item = usize> {
        self.bought.iter().map(|(at, _)| *at)
    }
}

/// What a project came to when it was last looked at: `ρ = payment / (points × worth)` over the common denominator.
struct Queued {
    project: usize,
    payment: BigUint,
    weight: BigUint,
    round: usize,
}

impl<'a> Method<'a> {
    pub fn new(election: &'a Election, utility: Utility, held: Held<'a>) -> Self {
        let supporters = Supporters::new(election, utility);
        let costs = &election.costs;
        let points = |project: usize| -> u128 {
            let supports = &supporters.by_project[project];
            supports
                .iter()
                .map(|s| u128::from(s.points) * u128::from(supporters.weights[s.ballot as usize]))
                .sum()
        };
        let supported: Vec<(usize, u128)> = (0..costs.len())
            .map(|project| (project, points(project)))
            .filter(|(project, points)| *points > 0 && !held.has(*project))
            .collect();
        let (free, wanted): (Vec<_>, Vec<_>) =
            supported.into_iter().partition(|(at, _)| costs[*at] == 0);
        Self {
            costs,
            utility,
            voters: election.voters,
            held,
            wanted,
            free: free.into_iter().map(|(at, _)| at).collect(),
            supporters,
        }
    }

    /// What one point of a project is worth.
    pub const fn worth(&self, project: usize) -> u64 {
        match self.utility {
            Utility::Cost => self.costs[project].unsigned_abs(),
            Utility::Count | Utility::Points => 1,
        }
    }

    /// Buys with shares raised by `raised` until nothing more can be bought.
    fn run(&self, raised: i64) -> Run<'a> {
        let mut run = Run {
            bought: self.held.given.clone(),
            spent: 0,
            held: self.held.clone(),
            barred: Vec::new(),
            together: Vec::new(),
        };
        for project in &self.free {
            match run.held.barred(*project, 0) {
                Some(why) => run.barred.push((*project, why)),
                None => {
                    run.held.add(*project, 0);
                    run.bought.push((*project, Why::Free));
                }
            }
        }
        if self.voters == 0 {
            return run;
        }
        let ballots = self.supporters.weights.len();
        let mut purse = Purse::filled(ballots, self.held.left, self.voters, raised);
        let mut queue: Vec<Queued> = self
            .wanted
            .iter()
            .map(|(project, points)| Queued {
                project: *project,
                payment: &purse.unit * self.costs[*project].unsigned_abs(),
                weight: BigUint::from(*points) * self.worth(*project),
                round: 0,
            })
            .collect();
        // The next is at the end.
        queue.sort_by(|one, other| self.order(other, one));
        let mut round = 1;
        while let Some(mut next) = queue.pop() {
            let project = next.project;
            if let Some(why) = run.held.barred(project, self.costs[project]) {
                run.barred.push((project, why));
                continue;
            }
            let parts = purse.parts(&self.supporters, project);
            let Some(price) = purse.price(&parts, self.costs[project]) else {
                continue;
            };
            if next.round != round {
                next.payment.clone_from(&price.payment);
                next.weight = BigUint::from(price.points) * self.worth(project);
                next.round = round;
                let behind = |other: &Queued| self.order(other, &next) == Ordering::Greater;
                let at = queue.partition_point(behind);
                if at < queue.len() {
                    queue.insert(at, next);
                    continue;
                }
            }
            run.spent += self.costs[project];
            run.held.add(project, self.costs[project]);
            run.bought
                .push((project, self.bought(&purse, &parts, &price, project, round)));
            let factor = purse.pay(&self.supporters, project, &price);
            for queued in &mut queue {
                queued.payment *= factor;
            }
            round += 1;
        }
        for (project, _) in &self.wanted {
            let settled = || run.bought.iter().chain(&run.barred);
            if settled().all(|(at, _)| at != project) {
                let parts = purse.parts(&self.supporters, *project);
                let together = units_down(&purse.together(&parts), &purse.unit);
                run.together.push((*project, together));
            }
        }
        run
    }

    /// Whose supporters pay least for what it is worth, then the cheaper, then the earlier.
    fn order(&self, one: &Queued, other: &Queued) -> Ordering {
        let ratio = (&one.payment * &other.weight).cmp(&(&other.payment * &one.weight));
        ratio.then_with(|| {
            (self.costs[one.project], one.project).cmp(&(self.costs[other.project], other.project))
        })
    }

    fn bought(
        &self,
        purse: &Purse,
        parts: &[Part],
        price: &Price,
        project: usize,
        round: usize,
    ) -> Why {
        Why::Bought {
            round,
            supporters: self.supporters.number(project),
            in_full: price.in_full,
            most: purse.most(parts, price),
        }
    }

    /// What projects cost together.
    fn cost(&self, bought: &[usize]) -> i64 {
        bought.iter().map(|at| self.costs[*at]).sum()
    }

    /// Whether nothing that somebody wants would fit into what is left of the budget.
    fn exhausts(&self, bought: &[usize]) -> bool {
        let left = self.held.budget - self.cost(bought);
        let mut held = self.held.clone();
        for at in bought.iter().filter(|at| !self.held.has(**at)) {
            held.add(*at, self.costs[*at]);
        }
        self.wanted.iter().all(|(at, _)| {
            let cost = self.costs[*at];
            bought.contains(at) || cost > left || held.barred(*at, cost).is_some()
        })
    }

    fn outcome(&self, run: Run<'_>, raised: i64) -> Outcome {
        let left = self.held.left - run.spent;
        let mut why = vec![Why::Unsupported { left }; self.costs.len()];
        for (project, together) in run.together {
            why[project] = Why::Unaffordable {
                supporters: self.supporters.number(project),
                together,
                left,
            };
        }
        for (project, reason) in run.barred {
            why[project] = reason;
        }
        let mut selected = Vec::with_capacity(run.bought.len());
        for (project, reason) in run.bought {
            selected.push(project);
            why[project] = reason;
        }
        Outcome {
            selected,
            spent: self.held.budget - left,
            left,
            why,
            raised,
        }
    }
}

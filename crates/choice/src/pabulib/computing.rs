//! Which projects of a file are chosen.

use super::{Decimal, Fault, Instance, Project, Scale, VoteType};
use crate::budgeting::{
    self, Completion, Election, Mark, Outcome, Rule, Totals, Utility, by_totals, choose,
};

/// The rules by the names people give them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleName {
    /// Most votes first, passing over what does not fit.
    Greedy,
    /// Most votes first, up to the first that does not fit.
    GreedyStop,
    /// Most votes for the money first, passing over what does not fit.
    GreedyCost,
    /// The affordable set with the most votes.
    MaxValue,
    /// Equal shares without a completion.
    EqualShares,
    /// Equal shares, each voter's share raised by 1 at a time.
    EqualSharesAdd1,
    /// The same, and then the projects with the most votes.
    EqualSharesAdd1Utilitarian,
    /// Phragmén's rule in sequence.
    Phragmen,
}

impl RuleName {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Greedy,
        Self::GreedyStop,
        Self::GreedyCost,
        Self::MaxValue,
        Self::EqualShares,
        Self::EqualSharesAdd1,
        Self::EqualSharesAdd1Utilitarian,
        Self::Phragmen,
    ];

    /// The name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Greedy => "greedy",
            Self::GreedyStop => "greedy-stop",
            Self::GreedyCost => "greedy-cost",
            Self::MaxValue => "max-value",
            Self::EqualShares => "equal-shares",
            Self::EqualSharesAdd1 => "equal-shares-add1",
            Self::EqualSharesAdd1Utilitarian => "equal-shares-add1-utilitarian",
            Self::Phragmen => "phragmen",
        }
    }

    /// The totals it needs and nothing more; none when it needs ballots.
    const fn totals(self) -> Option<Totals> {
        match self {
            Self::Greedy => Some(Totals::Greedy),
            Self::GreedyStop => Some(Totals::Stop),
            Self::GreedyCost => Some(Totals::PerCost),
            Self::MaxValue => Some(Totals::Best),
            Self::EqualShares
            | Self::EqualSharesAdd1
            | Self::EqualSharesAdd1Utilitarian
            | Self::Phragmen => None,
        }
    }
}

/// What votes of each project were counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// From the ballots.
    Ballots,
    /// They stand in the file's column `votes`.
    Votes,
    /// They stand in the file's column `score`.
    Score,
}

/// What a rule makes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// The budget, in units of `money`.
    pub budget: i64,
    /// The costs, in the file's order, in units of `money`.
    pub costs: Vec<i64>,
    /// The votes or points of each project, in units of `points`.
    pub totals: Vec<i64>,
    /// What is chosen and why; places are those of the file.
    pub outcome: Outcome,
    /// The unit of money.
    pub money: Scale,
    /// The unit of votes and points.
    pub points: Scale,
    /// Where the votes come from.
    pub basis: Basis,
}

/// Chooses from a file; `budget` stands in for the file's own when it is given.
///
/// # How ballots count
/// An approval is a vote, and for equal shares worth what the project costs. Points count as they are; a project that is
/// not on a `scoring` ballot has the file's `default_score`. A ranking counts by Borda's points: `max_length` for the
/// first (without one, the number of projects), one fewer for each that follows. For Phragmén's rule whoever gives a
/// project more than nothing supports it.
///
/// # Errors
/// A [`Fault`] when the file does not say what the rule needs, or numbers are beyond range.
pub fn compute(
    instance: &Instance,
    rule: RuleName,
    budget: Option<Decimal>,
) -> Result<Computed, Fault> {
    let budget = budget
        .or(instance.budget)
        .ok_or_else(|| Fault::whole("META does not say the budget; give one with --budget"))?;
    let money = Scale::of(
        instance
            .projects
            .iter()
            .map(|project| project.cost)
            .chain([budget]),
    );
    let large = |project: &Project| {
        Fault::at(
            project.line,
            format!("the cost of project {} has too many figures", project.id),
        )
    };
    let costs: Vec<i64> = instance
        .projects
        .iter()
        .map(|project| money.units(project.cost).ok_or_else(|| large(project)))
        .collect::<Result<_, _>>()?;
    let units = money
        .units(budget)
        .ok_or_else(|| Fault::whole("the budget has too many figures"))?;
    let told = |fault: budgeting::Fault| match fault {
        budgeting::Fault::Cost { project } => large(&instance.projects[project]),
        other => Fault::whole(other.to_string()),
    };
    if instance.votes.is_empty() {
        let by_total = rule.totals().ok_or_else(|| no_ballots(instance, rule))?;
        let (totals, points, basis) = given_totals(instance)?;
        let outcome = by_totals(by_total, &costs, &totals, units).map_err(told)?;
        return Ok(Computed {
            budget: units,
            costs,
            totals,
            outcome,
            money,
            points,
            basis,
        });
    }
    let (election, points) = election(instance, costs.clone())?;
    let one = money
        .one()
        .ok_or_else(|| Fault::whole("costs have too many decimals"))?;
    let outcome = choose(&election, as_rule(rule, instance, one), units).map_err(told)?;
    Ok(Computed {
        budget: units,
        costs,
        totals: election.totals().map_err(told)?,
        outcome,
        money,
        points,
        basis: Basis::Ballots,
    })
}

fn as_rule(rule: RuleName, instance: &Instance, one: i64) -> Rule {
    let approvals = matches!(
        instance.vote_type,
        Some(VoteType::Approval | VoteType::ChooseOne)
    );
    let utility = if approvals {
        Utility::Cost
    } else {
        Utility::Points
    };
    let shares = |completion| Rule::EqualShares {
        utility,
        completion,
    };
    match rule {
        RuleName::Greedy => Rule::Greedy,
        RuleName::GreedyStop => Rule::GreedyStop,
        RuleName::GreedyCost => Rule::GreedyCost,
        RuleName::MaxValue => Rule::MaxValue,
        RuleName::EqualShares => shares(Completion::None),
        RuleName::EqualSharesAdd1 => shares(Completion::Raise { step: one }),
        RuleName::EqualSharesAdd1Utilitarian => shares(Completion::RaiseThenGreedy { step: one }),
        RuleName::Phragmen => Rule::Phragmen,
    }
}

fn no_ballots(instance: &Instance, rule: RuleName) -> Fault {
    let why = match &instance.vote_type {
        Some(VoteType::Other(name)) => {
            format!("its votes are of the kind {name:?}, which cannot be counted")
        }
        _ => "it has none".to_owned(),
    };
    Fault::whole(format!(
        "the rule {} needs the ballots, and {why}; greedy, greedy-stop, greedy-cost and max-value do with totals of each \
         project",
        rule.name()
    ))
}

/// The totals that stand in the file: of votes where people chose projects, of points where they gave any.
fn given_totals(instance: &Instance) -> Result<(Vec<i64>, Scale, Basis), Fault> {
    let has = |column: &str| {
        instance
            .projects
            .iter()
            .any(|project| project.column(column).is_some())
    };
    let by_points = matches!(
        instance.vote_type,
        Some(VoteType::Ordinal | VoteType::Cumulative | VoteType::Scoring)
    );
    let order = if by_points {
        [("score", Basis::Score), ("votes", Basis::Votes)]
    } else {
        [("votes", Basis::Votes), ("score", Basis::Score)]
    };
    let Some((column, basis)) = order.into_iter().find(|(column, _)| has(column)) else {
        let what = match &instance.vote_type {
            Some(VoteType::Other(name)) => {
                format!(
                    "votes of the kind {name:?} cannot be counted, and PROJECTS has no column votes or score"
                )
            }
            _ if instance.projects.is_empty() => {
                return Ok((Vec::new(), Scale::of([]), Basis::Votes));
            }
            _ => "the file has no votes, and PROJECTS has no column votes or score".to_owned(),
        };
        return Err(Fault::whole(what));
    };
    let fault = |project: &Project, what: &str| {
        Fault::at(
            project.line,
            format!("the {column} of project {} {what}", project.id),
        )
    };
    let mut numbers = Vec::with_capacity(instance.projects.len());
    for project in &instance.projects {
        let text = project.column(column).unwrap_or_default();
        let number = Decimal::parse(text)
            .ok_or_else(|| fault(project, &format!("is {text:?}, which is no number")))?;
        numbers.push(number);
    }
    let scale = Scale::of(numbers.iter().copied());
    let units = |(number, project): (&Decimal, &Project)| {
        scale
            .units(*number)
            .ok_or_else(|| fault(project, "has too many figures"))
    };
    let totals = numbers
        .iter()
        .zip(&instance.projects)
        .map(units)
        .collect::<Result<_, _>>()?;
    Ok((totals, scale, basis))
}

/// The ballots as they count, and the unit of points.
fn election(instance: &Instance, costs: Vec<i64>) -> Result<(Election, Scale), Fault> {
    let count = costs.len();
    let mut election = Election::new(costs).map_err(|fault| Fault::whole(fault.to_string()))?;
    let unlisted = unlisted(instance)?;
    let marked = instance.votes.iter().flat_map(|vote| &vote.marks);
    let scale = Scale::of(marked.filter_map(|(_, points)| *points).chain([unlisted]));
    let many = || Fault::whole("points have too many figures");
    let default = scale.units(unlisted).ok_or_else(many)?;
    let first = first_place(instance, count)?;
    for vote in &instance.votes {
        let mut marks: Vec<Mark> = Vec::with_capacity(vote.marks.len());
        for (place, (project, points)) in (0i64..).zip(&vote.marks) {
            let points = match (points, &instance.vote_type) {
                (Some(points), _) => scale.units(*points).ok_or_else(many)?,
                (None, Some(VoteType::Ordinal)) => (first - place).max(1),
                (None, _) => 1,
            };
            marks.push((*project, points));
        }
        if default != 0 {
            let listed: Vec<usize> = marks.iter().map(|(project, _)| *project).collect();
            let others = (0..count).filter(|project| !listed.contains(project));
            marks.extend(others.map(|project| (project, default)));
        }
        election
            .cast(&marks)
            .map_err(|fault| Fault::whole(fault.to_string()))?;
    }
    Ok((election, scale))
}

/// Points of a project that is not on a ballot.
fn unlisted(instance: &Instance) -> Result<Decimal, Fault> {
    let given = instance
        .meta("default_score")
        .filter(|text| !text.is_empty());
    match given.filter(|_| instance.vote_type == Some(VoteType::Scoring)) {
        None => Ok(Decimal::whole(0)),
        Some(text) => Decimal::parse(text)
            .ok_or_else(|| Fault::whole(format!("default_score is {text:?}, which is no number"))),
    }
}

/// Borda's points for the first place of a ranking.
fn first_place(instance: &Instance, projects: usize) -> Result<i64, Fault> {
    let longest = instance
        .votes
        .iter()
        .map(|vote| vote.marks.len())
        .max()
        .unwrap_or(0);
    let given = instance.meta("max_length").filter(|text| !text.is_empty());
    let first = match given {
        None => projects,
        Some(text) => text.parse().map_err(|_| {
            Fault::whole(format!("max_length is {text:?}, which is no whole number"))
        })?,
    };
    // A longer ballot than is allowed still has a last place with a point.
    i64::try_from(first.max(longest)).map_err(|_| Fault::whole("max_length is too large"))
}

//! Why each project is chosen or not, in a sentence.

use choice::budgeting::Why;
use choice::pabulib::{Computed, Instance, Scale};

/// The result in words, by the file's order.
pub struct Told {
    each: Vec<(bool, String)>,
}

impl Told {
    /// Tells what was computed.
    pub fn of(instance: &Instance, computed: &Computed) -> Self {
        let mut selected = vec![false; computed.costs.len()];
        for at in &computed.outcome.selected {
            selected[*at] = true;
        }
        let words = Words { instance, computed };
        let why = |(at, selected)| (selected, words.sentence(at, selected));
        Self {
            each: selected.into_iter().enumerate().map(why).collect(),
        }
    }

    /// For each project whether it is selected, and why.
    pub fn each(&self) -> impl Iterator<Item = (bool, &str)> {
        self.each
            .iter()
            .map(|(selected, why)| (*selected, why.as_str()))
    }

    /// Places of the projects selected.
    pub fn selected(&self) -> impl Iterator<Item = usize> + '_ {
        let each = self.each.iter().enumerate();
        each.filter(|(_, (selected, _))| *selected)
            .map(|(at, _)| at)
    }
}

struct Words<'a> {
    instance: &'a Instance,
    computed: &'a Computed,
}

impl Words<'_> {
    fn money(&self, units: i64) -> String {
        grouped(self.computed.money, units)
    }

    fn asked(&self, at: usize) -> String {
        self.money(self.computed.costs[at])
    }

    /// The votes of a project, or its points.
    fn votes(&self, at: usize) -> String {
        let number = grouped(self.computed.points, self.computed.totals[at]);
        let by_points = super::table::counts_points(self.instance, self.computed);
        let one = number == "1";
        let word = match (by_points, one) {
            (true, true) => "point",
            (true, false) => "points",
            (false, true) => "vote",
            (false, false) => "votes",
        };
        format!("{number} {word}")
    }

    fn id(&self, at: usize) -> String {
        super::plain(&self.instance.projects[at].id)
    }

    fn sentence(&self, at: usize, selected: bool) -> String {
        let begin = if selected { "funded" } else { "not funded" };
        format!(
            "{begin}: {}",
            self.reason(at, &self.computed.outcome.why[at])
        )
    }

    fn reason(&self, at: usize, why: &Why) -> String {
        let (asked, votes) = (self.asked(at), self.votes(at));
        match why {
            Why::Voted { place, left } => {
                format!(
                    "place {place} with {votes}, {asked} asked, {} left before it",
                    self.money(*left)
                )
            }
            Why::NoRoom { place, left } => {
                format!(
                    "place {place} with {votes}, {} left, {asked} asked",
                    self.money(*left)
                )
            }
            Why::Stopped { place, at } => format!(
                "place {place} with {votes}, below project {}, the first that did not fit",
                self.id(*at)
            ),
            Why::Against => format!("{votes}, which speaks against it"),
            Why::InBest => {
                format!("{votes} for {asked}, part of the set with the most for the budget")
            }
            Why::NotInBest { left } => format!(
                "{votes} for {asked}, the set with the most for the budget does without it and leaves {}",
                self.money(*left)
            ),
            Why::Bought { .. } | Why::Free | Why::Unaffordable { .. } | Why::Completed { .. } => {
                self.shared(at, why)
            }
            Why::Unsupported { left } => {
                format!(
                    "nobody voted for it, {} left, {asked} asked",
                    self.money(*left)
                )
            }
            Why::Earned { round, supporters } => format!(
                "round {round}, its {} were the first to have earned {asked} together",
                people(*supporters)
            ),
            Why::NotEarned {
                supporters,
                left,
                at,
            } => {
                let ended = match at {
                    Some(at) => format!(
                        "the rule ended at project {}, which did not fit",
                        self.id(*at)
                    ),
                    None => "the rule ended here".to_owned(),
                };
                format!(
                    "{ended}, {} left, {asked} asked by {}",
                    self.money(*left),
                    people(*supporters)
                )
            }
            // A file has no quotas.
            Why::ForMinimum { .. } | Why::Maximum { .. } => format!("{asked} asked"),
            Why::OverBudget => {
                let budget = self.money(self.computed.budget);
                format!("{asked} asked, the whole budget is {budget}")
            }
        }
    }

    /// What equal shares says.
    fn shared(&self, at: usize, why: &Why) -> String {
        let asked = self.asked(at);
        match why {
            Why::Bought {
                round,
                supporters,
                in_full,
                most,
            } => {
                let paid = if in_full == supporters {
                    format!("each at most {}", self.money(*most))
                } else {
                    let rest = supporters - in_full;
                    format!(
                        "{in_full} of them in full, at most {} each, {rest} what they had left",
                        self.money(*most)
                    )
                };
                format!(
                    "round {round}, its {} paid {asked} together, {paid}",
                    people(*supporters)
                )
            }
            Why::Unaffordable {
                supporters,
                together,
                left,
            } => format!(
                "its {} had {} left together, {asked} asked, {} left of the budget",
                people(*supporters),
                self.money(*together),
                self.money(*left)
            ),
            Why::Completed { left } => format!(
                "{} from what equal shares left over, {asked} asked, {} left before it",
                self.votes(at),
                self.money(*left)
            ),
            _ => "costs nothing and somebody voted for it".to_owned(),
        }
    }
}

fn people(number: u64) -> String {
    let word = if number == 1 {
        "supporter"
    } else {
        "supporters"
    };
    format!("{} {word}", grouped_digits(&number.to_string()))
}

/// A number with commas between thousands.
pub fn grouped(scale: Scale, units: i64) -> String {
    let text = scale.number(units).to_string();
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => ("-", text.to_owned()),
        None => ("", text),
    };
    match text.split_once('.') {
        Some((whole, decimals)) => format!("{sign}{}.{decimals}", grouped_digits(whole)),
        None => format!("{sign}{}", grouped_digits(&text)),
    }
}

fn grouped_digits(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

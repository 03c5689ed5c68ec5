//! The ballots of a panel as a file of the participatory-budgeting library, so that anybody with the software can compute
//! what a rule makes of them.

use std::collections::{BTreeMap, BTreeSet};

use choice::pabulib::{Decimal, Instance, Project, Vote, VoteType};
use chrono::{DateTime, Utc};
use workflow::call::Call;
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::money::{self, Currency};
use workflow::policy::{self, View};
use workflow::proposal::Proposal;
use workflow::role::Actor;
use workflow::selection::{Allocation, BallotKind, Completion, Decision, Rules};

use super::computing::{Entrant, Voter};
use super::outline::voted_on;
use super::{files, rules_of};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The ballots of the items that are closed, for people who oversee the call. Members are numbers, in an order of their own,
/// and no names; a secret ballot goes by the digest of its receipt. Files the person has a conflict with are left out.
pub fn ballots_file(facility: &Facility, actor: &Actor, call: CallId) -> Result<Instance, Failure> {
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?.state;
        let rules = rules_of(&loaded.definition)?;
        let mut files = files(conn, call)?;
        files.retain(|file| policy::view(actor, &file.subject()) == View::File);
        let voted: Vec<(&Proposal, Entrant)> = voted_on(&files)
            .filter_map(|file| Some((file, Entrant::of(file, rules)?)))
            .collect();
        Ok(instance(&loaded, rules, &voted))
    })
}

fn instance(call: &Call, rules: &Rules, voted: &[(&Proposal, Entrant)]) -> Instance {
    let definition = &call.definition;
    let currency = definition.currency();
    Instance {
        meta: meta(call, rules),
        budget: definition
            .funding
            .as_ref()
            .map(|funding| amount(funding.ceiling_minor, currency)),
        vote_type: Some(match rules.ballot {
            BallotKind::Decision | BallotKind::Approval => VoteType::Approval,
            BallotKind::Score => VoteType::Scoring,
            BallotKind::Ranking => VoteType::Ordinal,
        }),
        projects: voted
            .iter()
            .map(|(file, entrant)| project(definition, rules, file, entrant))
            .collect(),
        votes: votes(rules, voted),
    }
}

fn meta(call: &Call, rules: &Rules) -> Vec<(String, String)> {
    let definition = &call.definition;
    let date = |at: DateTime<Utc>| {
        at.with_timezone(&definition.dates.zone)
            .format("%d.%m.%Y")
            .to_string()
    };
    let sessions = || call.panel.sessions.iter();
    let closes = definition.dates.closes;
    let begun = sessions().filter_map(|session| session.began_at).min();
    let ended = sessions()
        .filter_map(|session| session.ended_at.or(session.began_at))
        .max();
    let rule = match (rules.allocation, rules.completion) {
        (Allocation::RankSkip, _) => "greedy",
        (Allocation::EqualShares, Completion::Add1 | Completion::Add1Greedy) => "equalshares/add1",
        (Allocation::EqualShares, _) => "equalshares",
        _ => "unknown",
    };
    let day = closes.format("%d.%m.%Y").to_string();
    let comment = "#1: Votes of a panel on grant proposals. Voters are numbers; secret ballots go by the digest of their receipt. \
                   Where members voted to fund, to fund less or to fund with conditions, this counts as approval, and the cost is the amount \
                   they would fund.";
    [
        ("description", definition.title.get("en").to_owned()),
        ("country", "Worldwide".to_owned()),
        ("unit", definition.code.clone()),
        ("instance", closes.format("%Y").to_string()),
        ("rule", rule.to_owned()),
        ("date_begin", begun.map_or_else(|| day.clone(), date)),
        ("date_end", ended.map_or(day, date)),
        ("currency", definition.currency().code().to_owned()),
        ("comment", comment.to_owned()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .to_vec()
}

fn project(
    definition: &CallDefinition,
    rules: &Rules,
    file: &Proposal,
    entrant: &Entrant,
) -> Project {
    let submission = file.intake.submission.as_ref();
    let points = || entrant.votes.iter().map(|(_, points)| *points);
    let selected = file.selection.decision == Some(Decision::Selected);
    let mut columns = vec![(
        "votes",
        points().filter(|points| *points > 0).count().to_string(),
    )];
    if matches!(rules.ballot, BallotKind::Score | BallotKind::Ranking) {
        columns.push(("score", points().sum::<i64>().to_string()));
    }
    columns.push((
        "name",
        submission.map_or_else(String::new, |one| one.title.clone()),
    ));
    columns.push(("category", entrant.theme.clone().unwrap_or_default()));
    columns.push(("selected", u8::from(selected).to_string()));
    Project {
        id: submission.map_or_else(
            || entrant.id.to_string(),
            |one| one.reference(&definition.code),
        ),
        cost: amount(entrant.asked, definition.currency()),
        columns: columns
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
        line: 0,
    }
}

fn votes(rules: &Rules, voted: &[(&Proposal, Entrant)]) -> Vec<Vote> {
    let all = || voted.iter().flat_map(|(_, entrant)| &entrant.votes);
    let members: BTreeSet<&Voter> = all().map(|(voter, _)| voter).collect();
    let mut ballots: BTreeMap<&Voter, Vec<(usize, i64)>> = members
        .into_iter()
        .map(|voter| (voter, Vec::new()))
        .collect();
    for (at, (_, entrant)) in voted.iter().enumerate() {
        for (voter, points) in entrant.votes.iter().filter(|(_, points)| *points > 0) {
            ballots.entry(voter).or_default().push((at, *points));
        }
    }
    let with_points = rules.ballot == BallotKind::Score;
    (1..)
        .zip(ballots)
        .map(|(number, (voter, mut marks))| {
            // The most wanted first, as the format asks for.
            marks.sort_by_key(|(at, points)| (std::cmp::Reverse(*points), *at));
            let points = |points| with_points.then(|| Decimal::whole(points));
            Vote {
                voter: match voter {
                    Voter::Member(_) => number.to_string(),
                    Voter::Receipt(digest) => digest.to_string(),
                },
                marks: marks
                    .into_iter()
                    .map(|(at, given)| (at, points(given)))
                    .collect(),
            }
        })
        .collect()
}

/// An amount of money in whole units of the currency, with its decimals.
fn amount(minor: i64, currency: Currency) -> Decimal {
    Decimal::new(minor, money::decimals(currency)).unwrap_or(Decimal::whole(minor))
}

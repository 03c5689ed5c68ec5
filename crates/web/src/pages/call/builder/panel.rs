//! The page of the builder that holds the rules of a panel: how it votes, how votes become a list, who sits on it.

use serde_json::{Value, json};
use workflow::money::decimals;
use workflow::selection::{
    Allocation, BallotKind, Completion, QuotaBy, Rules, Ties, VotesInMinutes,
};

use super::fields::{Field, Kind, name, set};
use super::sections::{Ground, Group};
use super::stages::{adding, numbered};

/// The groups of a panel.
pub fn groups(ground: &Ground<'_>, path: &str, rules: &Rules) -> Vec<Group> {
    let mut found = vec![votes(ground, path), list(ground, path)];
    let quotas = format!("{path}/quota");
    for place in 0..rules.quotas.len() {
        found.push(quota(ground, &quotas, place, rules.quotas.len()));
    }
    found.push(adding(ground, &quotas, "add-quota"));
    found.push(afterwards(ground, path));
    found.push(seats(ground, path));
    found
}

/// A field with its help; empty means what a call says that says nothing of it.
fn field(ground: &Ground<'_>, path: &str, place: &str, kind: Kind) -> Field {
    let key = place.replace('_', "-");
    Field::new(format!("{path}/{place}"), kind, ground.say(&key))
        .hint(ground.say(&format!("{key}-hint")))
}

fn names<T: Copy>(
    ground: &Ground<'_>,
    family: &str,
    all: &[T],
    name: fn(T) -> &'static str,
) -> Kind {
    let all: Vec<&str> = all.iter().map(|one| name(*one)).collect();
    Kind::One(ground.words(family, &all))
}

fn votes(ground: &Ground<'_>, path: &str) -> Group {
    let kinds = names(ground, "ballot-kind", BallotKind::ALL, |one| one.name());
    Group {
        title: ground.say("votes-title"),
        rows: vec![
            vec![
                field(ground, path, "ballot", kinds).optional(),
                field(ground, path, "quorum", Kind::Whole),
            ],
            vec![
                field(ground, path, "score_most", Kind::Whole).optional(),
                field(ground, path, "fund_from", Kind::Units(3)).optional(),
            ],
            vec![field(ground, path, "secret", Kind::Yes)],
            vec![field(ground, path, "casting_vote", Kind::Yes)],
        ],
        ..Group::default()
    }
}

fn list(ground: &Ground<'_>, path: &str) -> Group {
    let allocations = names(ground, "allocation", Allocation::ALL, |one| one.name());
    let completions = names(ground, "completion", Completion::ALL, |one| one.name());
    Group {
        title: ground.say("allocation"),
        rows: vec![
            vec![
                Field::new(
                    format!("{path}/allocation"),
                    allocations,
                    ground.say("allocation"),
                ),
                field(ground, path, "completion", completions).optional(),
            ],
            vec![field(ground, path, "reduced_awards", Kind::Yes)],
            vec![field(ground, path, "reserve", Kind::Whole)],
        ],
        ..Group::default()
    }
}

fn quota(ground: &Ground<'_>, list: &str, place: usize, count: usize) -> Group {
    let item = format!("{list}/{place}");
    let by = names(ground, "quota-by", QuotaBy::ALL, |one| one.name());
    let places = ground
        .call
        .funding
        .as_ref()
        .map_or(2, |funding| decimals(funding.currency));
    let bound = |place: &str, kind| {
        let key = format!("quota-{}", place.replace('_', "-"));
        Field::new(format!("{item}/{place}"), kind, ground.say(&key)).optional()
    };
    let mut rows = vec![
        vec![
            Field::new(format!("{item}/by"), by, ground.say("quota-by")),
            Field::new(format!("{item}/name"), Kind::Line, ground.say("quota-name"))
                .hint(ground.say("quota-name-hint")),
        ],
        vec![
            bound("at_least", Kind::Whole),
            bound("at_most", Kind::Whole),
        ],
    ];
    if ground.call.funding.is_some() {
        rows.push(vec![
            bound("at_least_minor", Kind::Units(places)),
            bound("at_most_minor", Kind::Units(places)),
        ]);
    }
    Group {
        id: name(&item),
        title: numbered(ground, "quota", place),
        rows,
        acts: ground.item_acts(list, place, count),
        ..Group::default()
    }
}

fn afterwards(ground: &Ground<'_>, path: &str) -> Group {
    let votes = names(ground, "votes-in-minutes", VotesInMinutes::ALL, |one| {
        one.name()
    });
    Group {
        title: ground.say("afterwards-title"),
        rows: vec![
            vec![
                field(ground, path, "votes_in_minutes", votes).optional(),
                field(ground, path, "acceptance_days", Kind::Whole).optional(),
            ],
            vec![field(ground, path, "scores_in_letters", Kind::Yes)],
        ],
        ..Group::default()
    }
}

fn seats(ground: &Ground<'_>, path: &str) -> Group {
    let ties = names(ground, "ties", Ties::ALL, |one| one.name());
    Group {
        title: ground.say("terms-title"),
        hint: ground.say("panel-terms-hint"),
        rows: vec![
            vec![field(ground, path, "ties", ties).optional()],
            ground.texts(
                &format!("{path}/terms"),
                Kind::Prose(6),
                &ground.say("terms-text"),
                "",
            ),
        ],
        ..Group::default()
    }
}

/// A quota at the end of those of a panel, which may have none yet. Answers its place.
pub fn add_quota(call: &mut Value, path: &str) -> Option<String> {
    let rules = path.strip_suffix("/quota")?;
    call.pointer(rules)?;
    if call.pointer(path).is_none() {
        set(call, path, Some(json!([])));
    }
    let list = call.pointer_mut(path)?.as_array_mut()?;
    if list.len() >= workflow::selection::MOST_QUOTAS {
        return None;
    }
    list.push(json!({ "by": "region", "name": "african" }));
    Some(name(&format!("{path}/{}", list.len() - 1)))
}

/// What follows from what was typed: terms nobody has written are none, and points belong to ballots with points.
pub fn tidy(stage: &mut Value) {
    let Some(rules) = stage.as_object_mut() else {
        return;
    };
    let empty = |value: &Value| value.as_object().is_some_and(serde_json::Map::is_empty);
    if rules.get("terms").is_some_and(empty) {
        rules.remove("terms");
    }
}

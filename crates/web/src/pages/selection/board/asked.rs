//! What can be moved: read from the address, and as fields of the form.
//!
//! Fields are `ceiling`, `rule`, `completion`, `reduced`, `w.SECTION` (percent) and `q.BY.NAME.WHAT`, where WHAT is `least`,
//! `most` (files), `floor` and `cap` (money). `set` says that the form was sent: what is empty then is meant to be.
//! `variant` opens a saved variant in place of all that.

use std::collections::BTreeMap;

use facility::selection::board::{Board, Ground, MOST_WEIGHT, Settings};
use language::Reader;
use uuid::Uuid;
use workflow::country::Region;
use workflow::definition::CallDefinition;
use workflow::money::{Currency, Money};
use workflow::selection::{Allocation, Completion, Quota, QuotaBy};

use crate::form::Fields;
use crate::wording;

/// An option of a list.
pub struct Chooser {
    pub value: String,
    pub text: String,
    pub chosen: bool,
}

/// The weight of a section.
pub struct Weight {
    pub name: String,
    pub label: String,
    pub value: u32,
    pub most: u32,
}

/// The quotas of one kind of group.
pub struct Quotas {
    pub title: String,
    pub rows: Vec<QuotaRow>,
}

/// The bounds of a group as they stand in the form.
pub struct QuotaRow {
    /// Beginning of the names of its fields.
    pub name: String,
    pub label: String,
    pub least: String,
    pub most: String,
    pub floor: String,
    pub cap: String,
}

/// The settings of a query: nothing when it has none. Beside them the names of fields that cannot be understood; these
/// stay as the call has them.
pub fn settings(fields: &Fields, ground: &Ground<'_>) -> (Option<Settings>, Vec<String>) {
    if let Some(given) = fields.maybe("variant") {
        let id = given.parse::<Uuid>().ok();
        let found = ground.variants.iter().find(|one| Some(one.id) == id);
        let settings = found.and_then(|one| one.settings.clone().checked(ground).ok());
        let wrong = if settings.is_none() {
            vec!["variant".to_owned()]
        } else {
            Vec::new()
        };
        return (settings, wrong);
    }
    if fields.0.is_empty() {
        return (None, Vec::new());
    }
    let own = Settings::of_call(ground.rules, ground.funding);
    let mut reading = Reading {
        fields,
        currency: ground.funding.currency,
        wrong: Vec::new(),
    };
    let sent = fields.maybe("set").is_some();
    let settings = Settings {
        ceiling_minor: reading.money("ceiling").unwrap_or(own.ceiling_minor),
        rule: reading.name("rule").unwrap_or(own.rule),
        completion: reading.name("completion").unwrap_or(own.completion),
        reduced: if sent {
            fields.maybe("reduced").is_some()
        } else {
            own.reduced
        },
        weights: reading.weights(),
        quotas: if sent {
            reading.quotas()
        } else {
            own.quotas.clone()
        },
    };
    let mut wrong = reading.wrong;
    let checked = settings.checked(ground).map_err(|failure| {
        if let facility::Failure::Invalid(faults) = failure {
            wrong.extend(faults.iter().map(|fault| fault.field.clone()));
        }
    });
    (checked.ok(), wrong)
}

struct Reading<'a> {
    fields: &'a Fields,
    currency: Currency,
    wrong: Vec<String>,
}

impl Reading<'_> {
    fn value(&mut self, name: &str, read: impl FnOnce(&str) -> Option<i64>) -> Option<i64> {
        let text = self.fields.get(name).trim();
        if text.is_empty() {
            return None;
        }
        let value = read(text).filter(|value| *value >= 0);
        if value.is_none() {
            self.wrong.push(name.to_owned());
        }
        value
    }

    fn money(&mut self, name: &str) -> Option<i64> {
        let currency = self.currency;
        self.value(name, |text| {
            Money::parse(text, currency).ok().map(|money| money.minor)
        })
    }

    fn number(&mut self, name: &str) -> Option<u32> {
        let number = self.value(name, |text| text.parse::<u32>().ok().map(i64::from))?;
        u32::try_from(number).ok()
    }

    fn name<T: std::str::FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.fields.get(name);
        if text.is_empty() {
            return None;
        }
        let value = text.parse().ok();
        if value.is_none() {
            self.wrong.push(name.to_owned());
        }
        value
    }

    fn weights(&mut self) -> BTreeMap<String, u32> {
        let names: Vec<String> = self.fields.0.iter().map(|(name, _)| name.clone()).collect();
        let sections = names
            .iter()
            .filter_map(|name| Some((name, name.strip_prefix("w.")?)));
        sections
            .filter_map(|(name, section)| Some((section.to_owned(), self.number(name)?)))
            .collect()
    }

    fn quotas(&mut self) -> Vec<Quota> {
        let mut found: Vec<Quota> = Vec::new();
        let names: Vec<String> = self.fields.0.iter().map(|(name, _)| name.clone()).collect();
        for name in &names {
            let Some((group, what)) = name
                .strip_prefix("q.")
                .and_then(|rest| rest.rsplit_once('.'))
            else {
                continue;
            };
            let known = group
                .split_once('.')
                .and_then(|(by, of)| Some((by.parse::<QuotaBy>().ok()?, of)));
            let Some((by, of)) = known else {
                self.wrong.push(name.clone());
                continue;
            };
            let at = found
                .iter()
                .position(|quota| quota.by == by && quota.name == of);
            let at = at.unwrap_or_else(|| {
                found.push(Quota {
                    by,
                    name: of.to_owned(),
                    at_least: None,
                    at_most: None,
                    at_least_minor: None,
                    at_most_minor: None,
                });
                found.len() - 1
            });
            match what {
                "least" => found[at].at_least = self.number(name),
                "most" => found[at].at_most = self.number(name),
                "floor" => found[at].at_least_minor = self.money(name),
                "cap" => found[at].at_most_minor = self.money(name),
                _ => self.wrong.push(name.clone()),
            }
        }
        found
    }
}

/// The rules to choose from.
pub fn rules(reader: &Reader, chosen: Allocation) -> Vec<Chooser> {
    let all = Allocation::ALL.iter();
    all.map(|rule| Chooser {
        value: rule.name().to_owned(),
        text: reader.named("allocation", rule),
        chosen: *rule == chosen,
    })
    .collect()
}

/// What becomes of money that equal shares leave over.
pub fn completions(reader: &Reader, chosen: Completion) -> Vec<Chooser> {
    let all = Completion::ALL.iter();
    all.map(|completion| Chooser {
        value: completion.name().to_owned(),
        text: reader.named("board-completion", completion),
        chosen: *completion == chosen,
    })
    .collect()
}

/// The weights of the grid's sections.
pub fn weights(reader: &Reader, board: &Board) -> Vec<Weight> {
    let sections = board.sections.iter();
    sections
        .map(|(id, title)| Weight {
            name: format!("w.{id}"),
            label: title.get(reader.language.code()).to_owned(),
            value: board.settings.weight(id),
            most: MOST_WEIGHT,
        })
        .collect()
}

/// The quotas that can be set: of regions and themes there are files of, and every other that is set.
pub fn quotas(reader: &Reader, board: &Board) -> Vec<Quotas> {
    let definition = &board.call.definition;
    let set = &board.settings.quotas;
    let regions = Region::ALL
        .iter()
        .filter(|region| {
            let there = board.regions.iter().any(|(known, _)| known == *region);
            there || is_set(set, QuotaBy::Region, region.name())
        })
        .map(|region| region.name().to_owned());
    let themes = definition.themes.iter().map(|theme| theme.id.clone());
    let of = |by: QuotaBy| {
        let named = set.iter().filter(move |quota| quota.by == by);
        named.map(|quota| quota.name.clone()).collect::<Vec<_>>()
    };
    let kinds = [
        (QuotaBy::Region, regions.collect::<Vec<_>>()),
        (QuotaBy::Theme, themes.collect()),
        (QuotaBy::Country, of(QuotaBy::Country)),
        (QuotaBy::Size, of(QuotaBy::Size)),
    ];
    kinds
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(by, names)| Quotas {
            title: reader.named("board-quota-by", by),
            rows: names
                .iter()
                .map(|name| row(reader, board, by, name))
                .collect(),
        })
        .collect()
}

fn is_set(quotas: &[Quota], by: QuotaBy, name: &str) -> bool {
    quotas
        .iter()
        .any(|quota| quota.by == by && quota.name == name)
}

fn row(reader: &Reader, board: &Board, by: QuotaBy, name: &str) -> QuotaRow {
    let definition = &board.call.definition;
    let quotas = board.settings.quotas.iter();
    let quota = quotas
        .clone()
        .find(|quota| quota.by == by && quota.name == name);
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let money = |minor: Option<i64>| {
        let money = minor.map(|minor| Money::new(minor, definition.currency()));
        money.map(Money::figures).unwrap_or_default()
    };
    QuotaRow {
        name: format!("q.{by}.{name}"),
        label: group_name(reader, definition, by, name),
        least: number(quota.and_then(|quota| quota.at_least)),
        most: number(quota.and_then(|quota| quota.at_most)),
        floor: money(quota.and_then(|quota| quota.at_least_minor)),
        cap: money(quota.and_then(|quota| quota.at_most_minor)),
    }
}

/// A group in the reader's words.
pub fn group_name(reader: &Reader, definition: &CallDefinition, by: QuotaBy, name: &str) -> String {
    match by {
        QuotaBy::Region => reader.named("region", name),
        QuotaBy::Country => reader.country(name),
        QuotaBy::Theme => theme_title(reader, definition, Some(name)),
        QuotaBy::Size => {
            let Some((side, minor)) = name.split_once(':') else {
                return name.to_owned();
            };
            let money = Money::new(minor.parse().unwrap_or(0), definition.currency());
            let amount = wording::money(reader, money).into();
            if side == "above" {
                reader.ta("board-size-above", [("amount", amount)])
            } else {
                reader.ta("board-size-up-to", [("amount", amount)])
            }
        }
    }
}

/// The title of a theme; of files without one, words that say so.
pub fn theme_title(reader: &Reader, definition: &CallDefinition, id: Option<&str>) -> String {
    let Some(id) = id else {
        return reader.t("board-no-theme");
    };
    let theme = definition.themes.iter().find(|theme| theme.id == id);
    theme.map_or_else(
        || id.to_owned(),
        |theme| theme.title.get(reader.language.code()).to_owned(),
    )
}

//! What is asked of a ranking, as addresses of pages and of the API carry it alike.

use facility::evaluation::ranking::{Filter, Mark, Order, OrderBy, Side};
use serde::{Deserialize, Serialize};
use workflow::country::Country;
use workflow::evaluation::Rules;

use crate::asked::{all, last_in, one, parts_in, parts_of, several};

/// The columns that can be chosen, in their order.
pub const COLUMNS: [&str; 11] = [
    "raw",
    "adjusted",
    "places",
    "spread",
    "evaluators",
    "sections",
    "amount",
    "region",
    "theme",
    "status",
    "marks",
];

/// The columns shown when none are chosen.
const USUAL: [&str; 7] = [
    "raw", "adjusted", "places", "spread", "amount", "status", "marks",
];

/// The most characters words to look for may have.
const MOST_WORDS: usize = 200;

/// The fields of a query; empty for what is not asked. Several statuses, regions, countries, themes or columns stand in one
/// field, with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct RankingAsked {
    /// Words in reference, title or organisation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// Statuses.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// Regional groups.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
    /// ISO 3166-1.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Themes of the call.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub theme: String,
    /// Side of the threshold: `above`, `below` or `unscored`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub side: String,
    /// A mark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// A column, with `-` before it for the highest first.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// Columns shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub col: String,
}

/// The fields in which several can stand.
const SEVERAL: [&str; 5] = ["status", "region", "country", "theme", "col"];

impl RankingAsked {
    /// The query of pairs, in which a field may stand several times.
    pub fn of_pairs(pairs: &[(String, String)]) -> Self {
        let all = |name| parts_in(pairs, name);
        let one = |name| last_in(pairs, name);
        Self {
            q: one("q"),
            status: all("status"),
            region: all("region"),
            country: all("country"),
            theme: all("theme"),
            side: one("side"),
            mark: one("mark"),
            order: one("order"),
            col: all("col"),
        }
    }

    /// The query of an address.
    pub fn of_query(query: &str) -> Self {
        Self::of_pairs(&serde_urlencoded::from_str::<Vec<_>>(query).unwrap_or_default())
    }

    /// As it stands in an address.
    pub fn query(&self) -> String {
        serde_urlencoded::to_string(self).unwrap_or_default()
    }

    /// Its fields with what they hold, one for each part where several stand.
    pub fn parts(&self) -> Vec<(String, String)> {
        parts_of(&self.query(), &SEVERAL)
    }

    /// The query without one part of a field.
    pub fn without(&self, name: &str, value: &str) -> Self {
        let mut parts = self.parts();
        parts.retain(|(field, part)| field != name || part != value);
        Self::of_pairs(&parts)
    }

    /// The same in another order.
    pub fn ordered(&self, order: &str) -> Self {
        Self {
            order: order.to_owned(),
            ..self.clone()
        }
    }

    /// The columns shown.
    pub fn columns(&self) -> Vec<&'static str> {
        let chosen: Vec<&str> = several(&self.col).collect();
        let shown = |name: &&str| match chosen.as_slice() {
            [] => USUAL.contains(name),
            _ => chosen.contains(name),
        };
        COLUMNS.into_iter().filter(shown).collect()
    }

    /// Filter and order, and the names of fields that cannot be understood, which let everything through.
    pub fn read(&self, rules: &Rules, themes: &[&str]) -> (Filter, Order, Vec<&'static str>) {
        let mut wrong = Vec::new();
        if self.q.chars().count() > MOST_WORDS {
            wrong.push("q");
        }
        let country = |code: &str| Country::all().find(|country| country.code() == code);
        let filter = Filter {
            text: self.q.chars().take(MOST_WORDS).collect(),
            statuses: all("status", &self.status, &mut wrong, |name| name.parse().ok()),
            regions: all("region", &self.region, &mut wrong, |name| name.parse().ok()),
            countries: all("country", &self.country, &mut wrong, country),
            themes: all("theme", &self.theme, &mut wrong, |id| {
                themes.contains(&id).then(|| id.to_owned())
            }),
            side: one("side", &self.side, &mut wrong, |name| {
                Side::ALL.into_iter().find(|side| side.name() == name)
            }),
            mark: one("mark", &self.mark, &mut wrong, |name| {
                Mark::ALL.into_iter().find(|mark| mark.name() == name)
            }),
        };
        let order = one("order", &self.order, &mut wrong, |text| order(text, rules));
        all("col", &self.col, &mut wrong, |name| {
            COLUMNS.contains(&name).then_some(())
        });
        wrong.dedup();
        (filter, order.unwrap_or_default(), wrong)
    }
}

/// An order by its name in addresses: `place`, `-raw`, `-section.relevance`.
fn order(text: &str, rules: &Rules) -> Option<Order> {
    let (name, falling) = text
        .strip_prefix('-')
        .map_or((text, false), |name| (name, true));
    let by = match name {
        "place" => OrderBy::Place,
        "reference" => OrderBy::Reference,
        "title" => OrderBy::Title,
        "organisation" => OrderBy::Organisation,
        "country" => OrderBy::Country,
        "region" => OrderBy::Region,
        "theme" => OrderBy::Theme,
        "status" => OrderBy::Status,
        "amount" => OrderBy::Amount,
        "raw" => OrderBy::Raw,
        "adjusted" => OrderBy::Adjusted,
        "places" => OrderBy::Error,
        "spread" => OrderBy::Spread,
        "evaluators" => OrderBy::Evaluators,
        "marks" => OrderBy::Marks,
        _ => {
            let id = name.strip_prefix("section.")?;
            let at = rules.sections.iter().position(|section| section.id == id);
            OrderBy::Section(at?)
        }
    };
    Some(Order { by, falling })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_read_written_and_lessened() {
        let asked = RankingAsked::of_query(
            "region=african&region=asia_pacific&q=shelter&order=-raw&col=raw&col=marks&side=",
        );
        assert_eq!(asked.region, "african,asia_pacific");
        assert_eq!(RankingAsked::of_query(&asked.query()), asked);
        assert_eq!(asked.columns(), ["raw", "marks"]);
        assert_eq!(asked.without("region", "african").region, "asia_pacific");
        assert_eq!(asked.ordered("spread").order, "spread");
        assert_eq!(RankingAsked::default().columns(), USUAL);
    }
}

//! What the search goes by, from `config/conflicts.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::failure::Failure;

const WRITTEN: &str = include_str!("../../../../config/conflicts.toml");

/// What the search goes by.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rules {
    /// Years an organisation counts after somebody has left it.
    pub look_back_years: u32,
    /// From which likeness two organisations' names are taken for one, thousandths.
    pub alike_organisation: u16,
    /// From which likeness two people's names are taken for one, thousandths.
    pub alike_person: u16,
    /// Words in the ids of questions that ask who has paid.
    pub funding_questions: Vec<String>,
    /// Mail services open to everybody.
    pub open_mail: Vec<String>,
}

static RULES: LazyLock<Result<Rules, String>> =
    LazyLock::new(|| toml::from_str(WRITTEN).map_err(|error| error.to_string()));

/// The rules.
pub(super) fn rules() -> Result<&'static Rules, Failure> {
    RULES
        .as_ref()
        .map_err(|error| Failure::Unexpected(format!("config/conflicts.toml: {error}")))
}

/// Ends of names that nobody owns: kept for documents and tests (RFC 2606, RFC 6761).
const NOBODYS: [&str; 7] = [
    "example",
    "example.com",
    "example.net",
    "example.org",
    "invalid",
    "localhost",
    "test",
];

impl Rules {
    /// The domain of an address, when it tells of an employer.
    pub fn domain(&self, address: &str) -> Option<String> {
        let (_, domain) = address.trim().rsplit_once('@')?;
        self.telling(domain)
    }

    /// A domain, when it tells of an owner: of no service open to everybody, and none that belongs to nobody.
    pub fn telling(&self, domain: &str) -> Option<String> {
        let domain = domain.trim_end_matches('.').to_lowercase();
        let nobodys = NOBODYS.iter().any(|end| {
            domain == *end
                || domain
                    .strip_suffix(end)
                    .is_some_and(|rest| rest.ends_with('.'))
        });
        let open = self.open_mail.contains(&domain);
        (domain.contains('.') && !nobodys && !open).then_some(domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rules_can_be_read_and_open_services_tell_nothing() {
        let rules = rules().unwrap();
        assert_eq!(rules.look_back_years, 3);
        assert_eq!(rules.domain("Eva@Hope.ORG."), Some("hope.org".to_owned()));
        for nothing in [
            "eva@gmail.com",
            "eva@mail.example",
            "eva@example.org",
            "eva",
            "eva@localhost",
        ] {
            assert_eq!(rules.domain(nothing), None, "{nothing}");
        }
    }
}

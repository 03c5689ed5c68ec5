//! What of a person speaks for a conflict with an applicant. Pure: the facts are gathered before.

use std::collections::BTreeSet;

use workflow::evaluator::EvaluatorProfile;
use workflow::ids::{OrganisationId, PersonId};

use super::evidence::{Evidence, Shared};
use super::rules::Rules;

/// A person, as the search knows them.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    /// Organisations they work for, as the register leads them today.
    pub works_for: BTreeSet<OrganisationId>,
    pub profile: EvaluatorProfile,
}

/// An applicant, as the search knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Applicant {
    /// Its id and those of records merged into it.
    pub ids: BTreeSet<OrganisationId>,
    /// Its legal name.
    pub name: String,
    /// Every name it goes by.
    pub names: Vec<String>,
    /// Its officers by every name they go by.
    pub officers: Vec<String>,
    /// Domains that tell of it, and whose each is.
    pub domains: BTreeSet<(String, Shared)>,
    /// What it says of its funders: where, and what.
    pub funders: Vec<(String, String)>,
}

/// Everything that speaks for a conflict of a person with one of those who apply. `year` is the present one.
pub(super) fn of(
    rules: &Rules,
    person: &Person,
    applicants: &[Applicant],
    year: i32,
) -> BTreeSet<Evidence> {
    let mut found = BTreeSet::new();
    for applicant in applicants {
        let organisation = || applicant.name.clone();
        if !person.works_for.is_disjoint(&applicant.ids) {
            found.insert(Evidence::Member {
                organisation: organisation(),
            });
        }
        found.extend(affiliations(rules, person, applicant, year));
        if let Some(domain) = rules.domain(&person.email) {
            let shared = applicant
                .domains
                .iter()
                .filter(|(known, _)| *known == domain);
            found.extend(shared.map(|(domain, shared)| Evidence::MailDomain {
                organisation: organisation(),
                domain: domain.clone(),
                shared: *shared,
            }));
        }
        for officer in &applicant.officers {
            let alike = names::similarity(&person.name, officer).score;
            if alike >= rules.alike_person {
                found.insert(Evidence::OfficerName {
                    organisation: organisation(),
                    officer: officer.clone(),
                    name: person.name.clone(),
                    alike,
                });
            }
        }
        if let Some(agency) = &person.profile.agency {
            let named = applicant
                .funders
                .iter()
                .filter_map(|(source, said)| Some((source, excerpt(said, agency)?)));
            found.extend(named.map(|(source, excerpt)| Evidence::AgencyFunds {
                organisation: organisation(),
                agency: agency.clone(),
                source: source.clone(),
                excerpt,
            }));
        }
    }
    found
}

fn affiliations(rules: &Rules, person: &Person, applicant: &Applicant, year: i32) -> Vec<Evidence> {
    let mut found = Vec::new();
    for one in &person.profile.affiliations {
        if !one.is_within(year, rules.look_back_years) {
            continue;
        }
        let linked = one
            .organisation
            .is_some_and(|id| applicant.ids.contains(&id));
        let by_name = || {
            let scores = applicant.names.iter().map(|name| alike(&one.name, name));
            scores.max().unwrap_or(0)
        };
        let score = if linked { 1000 } else { by_name() };
        if score >= rules.alike_organisation {
            found.push(Evidence::Affiliation {
                organisation: applicant.name.clone(),
                named: one.name.clone(),
                from: one.from,
                to: one.to,
                alike: score,
            });
        }
    }
    found
}

/// How alike two organisations' names are. An acronym is one only when it is the same.
fn alike(one: &str, other: &str) -> u16 {
    let letters = |name: &str| name.chars().filter(|c| c.is_alphanumeric()).count();
    if letters(one) <= 6 || letters(other) <= 6 {
        return if one.trim().to_lowercase() == other.trim().to_lowercase() {
            1000
        } else {
            0
        };
    }
    names::similarity(one, other).score
}

/// The characters shown before and after an agency's name.
const AROUND: usize = 60;

/// What stands around a name in a text, when it stands there as words of its own, in any case.
fn excerpt(said: &str, name: &str) -> Option<String> {
    let text: Vec<char> = said.chars().collect();
    let wanted: Vec<char> = name.trim().chars().flat_map(char::to_lowercase).collect();
    if wanted.len() < 2 {
        return None;
    }
    let is_letter = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
    let same = |a: &char, b: &char| a.to_lowercase().eq(std::iter::once(*b));
    let place = text
        .windows(wanted.len())
        .enumerate()
        .position(|(at, window)| {
            let alone = !is_letter(at.checked_sub(1).and_then(|before| text.get(before)))
                && !is_letter(text.get(at + wanted.len()));
            alone && window.iter().zip(&wanted).all(|(a, b)| same(a, b))
        })?;
    let from = place.saturating_sub(AROUND);
    let to = (place + wanted.len() + AROUND).min(text.len());
    let cut: String = text.get(from..to)?.iter().collect();
    Some(cut.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use workflow::evaluator::Affiliation;
    use workflow::interest::Basis;

    use super::super::rules::rules;
    use super::*;

    fn person() -> Person {
        Person {
            id: PersonId::from(uuid::Uuid::from_u128(1)),
            name: "Wanjiru Kamau".to_owned(),
            email: "wanjiru@hope-house.org".to_owned(),
            works_for: BTreeSet::new(),
            profile: EvaluatorProfile::default(),
        }
    }

    fn applicant() -> Applicant {
        Applicant {
            ids: [OrganisationId::from(uuid::Uuid::from_u128(7))].into(),
            name: "Light House".to_owned(),
            names: vec![
                "Light House Foundation Nairobi".to_owned(),
                "LHF".to_owned(),
            ],
            ..Applicant::default()
        }
    }

    fn bases(person: &Person, applicant: Applicant) -> Vec<Basis> {
        let found = of(rules().unwrap(), person, &[applicant], 2010);
        found.iter().map(Evidence::basis).collect()
    }

    fn worked(name: &str, to: Option<i32>) -> Person {
        let mut one = person();
        one.profile.affiliations = vec![Affiliation {
            name: name.to_owned(),
            organisation: None,
            from: Some(2001),
            to,
        }];
        one
    }

    #[test]
    fn nothing_speaks_for_a_conflict_of_a_stranger() {
        assert!(bases(&person(), applicant()).is_empty());
    }

    #[test]
    fn who_works_for_the_applicant_or_did_not_long_ago_is_found() {
        let mut member = person();
        member.works_for = applicant().ids;
        assert_eq!(bases(&member, applicant()), [Basis::SameOrganisation]);
        let name = "Lighthouse Foundation, Nairobi";
        assert_eq!(
            bases(&worked(name, None), applicant()),
            [Basis::SameOrganisation]
        );
        assert_eq!(
            bases(&worked(name, Some(2007)), applicant()),
            [Basis::PastOrganisation]
        );
        assert!(bases(&worked(name, Some(2006)), applicant()).is_empty());
        assert_eq!(
            bases(&worked("lhf", None), applicant()),
            [Basis::SameOrganisation]
        );
        assert!(bases(&worked("LHFX", None), applicant()).is_empty());
    }

    #[test]
    fn a_shared_domain_is_found_and_one_of_everybody_is_not() {
        let with = |domain: &str| {
            let mut one = applicant();
            one.domains.insert((domain.to_owned(), Shared::Website));
            one
        };
        assert_eq!(
            bases(&person(), with("hope-house.org")),
            [Basis::MailDomain]
        );
        let mut free = person();
        free.email = "wanjiru@gmail.com".to_owned();
        assert!(bases(&free, with("gmail.com")).is_empty());
    }

    #[test]
    fn an_officer_of_the_same_name_is_found_in_any_order() {
        let with = |name: &str| {
            let mut one = applicant();
            one.officers.push(name.to_owned());
            one
        };
        assert_eq!(
            bases(&person(), with("KAMAU, Wanjirú")),
            [Basis::OfficerName]
        );
        assert!(bases(&person(), with("Wangari Maathai")).is_empty());
    }

    #[test]
    fn an_agency_is_found_as_a_word_of_its_own() {
        let mut one = person();
        one.profile.agency = Some("IOM".to_owned());
        let with = |said: &str| {
            let mut applicant = applicant();
            applicant
                .funders
                .push(("donors".to_owned(), said.to_owned()));
            applicant
        };
        assert_eq!(
            bases(&one, with("Grants of Iom (2008) and others.")),
            [Basis::AgencyFunds]
        );
        assert!(bases(&one, with("An axiomatic biome.")).is_empty());
    }
}

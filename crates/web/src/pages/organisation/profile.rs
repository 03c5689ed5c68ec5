//! What an organisation says of itself, section by section, with what is missing.

use facility::registration::OrganisationView;
use language::Reader;
use workflow::money::Money;
use workflow::registration::{DECLARATIONS, NameKind, Section};

use crate::wording;

/// A fact: its name, and what is said; each value stands for itself.
pub struct Fact {
    /// Name.
    pub label: String,
    /// What is said.
    pub values: Vec<String>,
}

/// A section of the profile.
pub struct Part {
    /// Name used in data.
    pub id: &'static str,
    /// Name in words.
    pub title: String,
    /// What is said.
    pub facts: Vec<Fact>,
    /// What is missing, in words; empty when nothing is.
    pub lacks: String,
}

/// Every section, in order.
pub fn parts(reader: &Reader, view: &OrganisationView) -> Vec<Part> {
    let part = |section: &Section| Part {
        id: section.name(),
        title: reader.named("profile", section),
        facts: facts(reader, view, *section)
            .into_iter()
            .filter(|fact| !fact.values.is_empty())
            .collect(),
        lacks: lacks(reader, view, *section),
    };
    Section::ALL.iter().map(part).collect()
}

fn lacks(reader: &Reader, view: &OrganisationView, section: Section) -> String {
    let missing = view.missing.iter().filter(|one| one.section == section);
    let named: Vec<String> = missing
        .map(|one| reader.named("lacks", one.field))
        .collect();
    if named.is_empty() {
        return String::new();
    }
    let what = named.join(" · ");
    reader.ta("profile-lacks", [("what", what.into())])
}

fn facts(reader: &Reader, view: &OrganisationView, section: Section) -> Vec<Fact> {
    let profile = &view.row.profile;
    let several = |key: &str, values: Vec<String>| Fact {
        label: reader.t(key),
        values,
    };
    let one = |key: &str, value: Option<String>| several(key, value.into_iter().collect());
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| reader.date(day));
    match section {
        Section::Identity => vec![
            one("organisation-original-name", profile.original_name.clone()),
            one("organisation-acronym", profile.acronym.clone()),
            several("profile-other-names", other_names(reader, view)),
            one(
                "organisation-kind",
                Some(reader.named("organisation-kind", &profile.kind)),
            ),
            one(
                "organisation-country",
                Some(reader.country(profile.country)),
            ),
            one("organisation-address", profile.address.clone()),
            one("organisation-email", profile.email.clone()),
            one("organisation-website", profile.website.clone()),
            one("profile-org-id", profile.org_id.clone()),
        ],
        Section::LegalStatus => vec![
            one(
                "organisation-registration-number",
                profile.registration_number.clone(),
            ),
            one("profile-authority", profile.registration_authority.clone()),
            one("organisation-registered-on", day(profile.registered_on)),
            one("profile-expires-on", day(profile.registration_expires_on)),
            one(
                "profile-unregistered-reason",
                profile.unregistered_reason.clone(),
            ),
        ],
        Section::Governance => vec![
            one("profile-founded-on", day(profile.founded_on)),
            several("organisation-officers", officers(reader, view)),
        ],
        Section::Money => vec![
            several("profile-budgets", budgets(reader, view)),
            one(
                "organisation-annual-budget",
                profile
                    .average_budget()
                    .map(|budget| wording::money(reader, budget)),
            ),
            several("profile-bank-account", bank_account(reader, view)),
            one("profile-unaudited-reason", profile.unaudited_reason.clone()),
        ],
        Section::Experience => vec![
            one("profile-experience-text", profile.experience.clone()),
            several("profile-languages", languages(reader, view)),
        ],
        Section::Declarations => declarations(reader, view),
    }
}

fn other_names(reader: &Reader, view: &OrganisationView) -> Vec<String> {
    let names = view.row.profile.other_names.iter();
    names
        .map(|other| match other.kind {
            NameKind::Other => other.name.clone(),
            NameKind::Former => format!("{} ({})", other.name, reader.t("profile-name-former")),
        })
        .collect()
}

/// Each officer on a line; the day of birth is for who tells people of one name apart.
fn officers(reader: &Reader, view: &OrganisationView) -> Vec<String> {
    let line = |officer: &workflow::registration::Officer| {
        let born = officer.born_on.filter(|_| view.inside).map(|day| {
            let label = reader.t("profile-born-on");
            format!("{label} {}", reader.date(day))
        });
        let parts = [
            Some(officer.name.clone()),
            officer.original_name.clone(),
            officer.position.clone(),
            born,
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(" · ")
    };
    view.row.profile.officers.iter().map(line).collect()
}

fn budgets(reader: &Reader, view: &OrganisationView) -> Vec<String> {
    let profile = &view.row.profile;
    let Some(currency) = profile.budget_currency else {
        return Vec::new();
    };
    let line = |budget: &workflow::registration::YearlyBudget| {
        let amount = wording::money(reader, Money::new(budget.minor, currency));
        format!("{}: {amount}", budget.year)
    };
    profile.budgets.iter().map(line).collect()
}

fn bank_account(reader: &Reader, view: &OrganisationView) -> Vec<String> {
    let Some(account) = &view.row.profile.bank_account else {
        return Vec::new();
    };
    let bank = format!("{}, {}", account.bank, reader.country(account.country));
    let bic = account.bic.as_ref().map(|bic| format!("BIC {bic}"));
    let lines = [
        Some(account.holder.clone()),
        Some(bank),
        Some(account.number.clone()),
        bic,
    ];
    lines.into_iter().flatten().collect()
}

fn languages(reader: &Reader, view: &OrganisationView) -> Vec<String> {
    let codes = view.row.profile.working_languages.iter();
    codes
        .map(|code| {
            if reader.has(format!("language-{code}")) {
                reader.named("language", code)
            } else {
                code.clone()
            }
        })
        .collect()
}

fn declarations(reader: &Reader, view: &OrganisationView) -> Vec<Fact> {
    let declared = &view.row.profile.declarations;
    let not: Vec<String> = DECLARATIONS
        .into_iter()
        .filter(|name| declared.get(name) != Some(true))
        .map(|name| reader.named("declares", name))
        .collect();
    let fact = if not.is_empty() {
        Fact {
            label: reader.t("organisation-declarations"),
            values: vec![reader.tn("profile-declared-all", DECLARATIONS.len())],
        }
    } else {
        Fact {
            label: reader.t("profile-declared-not"),
            values: not,
        }
    };
    vec![fact]
}

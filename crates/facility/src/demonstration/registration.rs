//! What organisations of the demonstration say of themselves beyond their names: those that apply say all of it.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use workflow::money::Currency;
use workflow::registration::{BankAccount, Profile, YearlyBudget};

use super::data::Land;

const AUTHORITIES: [&str; 4] = [
    "Registrar of Associations",
    "Ministry of Justice",
    "Register of Non-Governmental Organisations",
    "Ministry of Social Affairs",
];

const EXPERIENCE: [&str; 5] = [
    "Shelter and legal counselling for survivors since the founding; three projects with international donors, all closed with clean audits.",
    "Community work in border districts: trained teachers and transport workers, a telephone line run by volunteers, cases referred to the police and to social services.",
    "Vocational training and placement for women and young people at risk; follow-up for a year after placement.",
    "Documentation of cases and advice to lawmakers; member of the national working group against trafficking in persons.",
    "Outreach among migrant workers in agriculture and construction; help with papers, wages and the way home.",
];

const POSITIONS: [&str; 4] = ["Director", "Treasurer", "Chair of the board", "Secretary"];

/// Completes a profile. Draws from numbers of its own, so that the rest of the story stays what it is.
pub fn complete(index: usize, land: &Land, mut profile: Profile) -> Profile {
    let mut rng = StdRng::seed_from_u64(0x0_1a5e ^ index as u64);
    let rng = &mut rng;
    let registered = profile
        .registered_on
        .or_else(|| NaiveDate::from_ymd_opt(2004, 5, 3));
    profile.registration_authority =
        Some(AUTHORITIES[rng.random_range(0..AUTHORITIES.len())].to_owned());
    profile.founded_on =
        registered.and_then(|day| day.checked_sub_days(Days::new(rng.random_range(20..600))));
    profile.registration_expires_on = registered
        .filter(|_| rng.random_bool(0.4))
        .and_then(|day| day.with_year(2012 + rng.random_range(0..4)));
    for (place, officer) in profile.officers.iter_mut().enumerate() {
        officer.position = Some(POSITIONS[place % POSITIONS.len()].to_owned());
        let year = rng.random_range(1946..1984);
        officer.born_on = NaiveDate::from_yo_opt(year, rng.random_range(1..=365));
    }
    if let Some(budget) = profile.annual_budget {
        profile.budget_currency = Some(Currency::USD);
        // Three years whose mean is what is stated as the average.
        let swing = budget.minor / 100 * rng.random_range(3..18);
        profile.budgets = vec![
            YearlyBudget {
                year: 2009,
                minor: budget.minor + swing,
            },
            YearlyBudget {
                year: 2008,
                minor: budget.minor,
            },
            YearlyBudget {
                year: 2007,
                minor: budget.minor - swing,
            },
        ];
    }
    profile.bank_account = Some(BankAccount {
        holder: profile.legal_name.clone(),
        bank: [
            "National Cooperative Bank",
            "Example Savings Bank",
            "Bank of the Provinces",
        ][rng.random_range(0..3)]
        .to_owned(),
        country: land.code,
        number: format!(
            "{:010}",
            4_000_000_000_u64 + index as u64 * 7_919 + rng.random_range(0..7_000)
        ),
        bic: None,
    });
    profile.unregistered_reason = Some(
        "The authority keeps the certificate while the renewal is under way; the letter of receipt follows.".to_owned(),
    );
    profile.unaudited_reason = Some(
        "Accounts of 2009 are with the auditor and follow in May; those of 2008 were read by the general assembly.".to_owned(),
    );
    profile.experience = Some(EXPERIENCE[rng.random_range(0..EXPERIENCE.len())].to_owned());
    profile.working_languages = BTreeSet::from([land.language.clone(), "en".to_owned()]);
    profile
}

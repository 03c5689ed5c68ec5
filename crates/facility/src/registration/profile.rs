//! The profile of an organisation, read at the edge: texts cleaned, forms checked, every fault named with its field.

use chrono::{Datelike, NaiveDate};
use iban::Iban;
use validator::ValidateUrl;
use workflow::registration::{BankAccount, Profile};
use workflow::text::{self, Text, TextError};

use crate::failure::{Failure, FieldFault};

/// Legal forms an organisation chooses from.
pub const KINDS: [&str; 6] = [
    "association",
    "foundation",
    "company_not_for_profit",
    "network",
    "faith_based",
    "other",
];

/// The most officers, other names and working languages a profile may name.
const MOST_LISTED: usize = 30;

pub(crate) const fn code_of(error: TextError) -> &'static str {
    match error {
        TextError::Empty => "missing",
        TextError::TooLong => "too-long",
        TextError::Characters => "characters",
    }
}

/// Faults, as they are found.
#[derive(Default)]
struct Faults(Vec<FieldFault>);

impl Faults {
    fn add(&mut self, field: &str, code: &'static str) {
        self.0.push(FieldFault {
            field: field.to_owned(),
            code,
        });
    }

    fn unless(&mut self, right: bool, field: &str, code: &'static str) {
        if !right {
            self.add(field, code);
        }
    }

    /// Cleans one line that must be there.
    fn line(&mut self, field: &str, value: &mut String, most: usize) {
        match text::line(value, most) {
            Ok(line) => *value = line,
            Err(error) => self.add(field, code_of(error)),
        }
    }

    /// Cleans one line that may be left out.
    fn optional(&mut self, field: &str, value: &mut Option<String>, most: usize) {
        match value.as_deref().filter(|raw| !raw.trim().is_empty()) {
            None => *value = None,
            Some(raw) => match text::line(raw, most) {
                Ok(line) => *value = Some(line),
                Err(error) => self.add(field, code_of(error)),
            },
        }
    }

    /// Cleans a text of several lines that may be left out.
    fn text(&mut self, field: &str, value: &mut Option<String>) {
        match value.as_deref().filter(|raw| !raw.trim().is_empty()) {
            None => *value = None,
            Some(raw) => match Text::parse(raw) {
                Ok(text) => *value = Some(text.into()),
                Err(error) => self.add(field, code_of(error)),
            },
        }
    }

    fn not_after(&mut self, field: &str, day: Option<NaiveDate>, today: NaiveDate) {
        self.unless(day.is_none_or(|day| day <= today), field, "future");
    }
}

/// The profile with its texts cleaned, or every fault of it.
pub fn checked(mut profile: Profile, today: NaiveDate) -> Result<Profile, Failure> {
    let mut faults = Faults::default();
    identity(&mut profile, &mut faults);
    legal_status(&mut profile, &mut faults, today);
    governance(&mut profile, &mut faults, today);
    money(&mut profile, &mut faults, today);
    faults.text("experience", &mut profile.experience);
    let known = |code: &String| {
        (2..=12).contains(&code.len())
            && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let languages = &profile.working_languages;
    faults.unless(
        languages.len() <= MOST_LISTED && languages.iter().all(known),
        "working_languages",
        "unknown-option",
    );
    if faults.0.is_empty() {
        profile.annual_budget = profile.average_budget();
        Ok(profile)
    } else {
        Err(Failure::Invalid(faults.0))
    }
}

fn identity(profile: &mut Profile, faults: &mut Faults) {
    faults.line("legal_name", &mut profile.legal_name, 200);
    faults.optional("original_name", &mut profile.original_name, 200);
    faults.optional("acronym", &mut profile.acronym, 30);
    faults.optional("website", &mut profile.website, 200);
    faults.optional("email", &mut profile.email, 200);
    faults.optional("address", &mut profile.address, 400);
    faults.optional("org_id", &mut profile.org_id, 100);
    profile
        .other_names
        .retain(|other| !other.name.trim().is_empty());
    faults.unless(
        profile.other_names.len() <= MOST_LISTED,
        "other_names",
        "too-many",
    );
    for other in &mut profile.other_names {
        faults.line("other_names", &mut other.name, 200);
    }
    faults.unless(
        KINDS.contains(&profile.kind.as_str()),
        "kind",
        "unknown-option",
    );
    let no_address = |raw: &String| crate::accounts::address(raw).is_none();
    faults.unless(
        !profile.email.as_ref().is_some_and(no_address),
        "email",
        "email",
    );
    let web = |raw: &String| {
        raw.validate_url() && (raw.starts_with("https://") || raw.starts_with("http://"))
    };
    faults.unless(
        profile.website.as_ref().is_none_or(web),
        "website",
        "website",
    );
    faults.unless(
        profile.org_id.as_deref().is_none_or(is_org_id),
        "org_id",
        "org-id",
    );
}

/// Whether a text has the form of an identifier after org-id.guide: the list's code, a hyphen, the number there.
fn is_org_id(id: &str) -> bool {
    let mut parts = id.splitn(3, '-');
    let upper = |part: Option<&str>, lengths: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| {
            lengths.contains(&part.len())
                && part
                    .chars()
                    .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        })
    };
    upper(parts.next(), 2..=2)
        && upper(parts.next(), 2..=12)
        && parts
            .next()
            .is_some_and(|number| !number.is_empty() && !number.chars().any(char::is_whitespace))
}

fn legal_status(profile: &mut Profile, faults: &mut Faults, today: NaiveDate) {
    faults.optional("registration_number", &mut profile.registration_number, 60);
    faults.optional(
        "registration_authority",
        &mut profile.registration_authority,
        200,
    );
    faults.text("unregistered_reason", &mut profile.unregistered_reason);
    faults.not_after("registered_on", profile.registered_on, today);
    let in_order = match (profile.registered_on, profile.registration_expires_on) {
        (Some(from), Some(until)) => from <= until,
        _ => true,
    };
    faults.unless(in_order, "registration_expires_on", "order");
}

fn governance(profile: &mut Profile, faults: &mut Faults, today: NaiveDate) {
    profile
        .officers
        .retain(|officer| !officer.name.trim().is_empty());
    faults.unless(
        profile.officers.len() <= MOST_LISTED,
        "officers",
        "too-many",
    );
    for officer in &mut profile.officers {
        faults.line("officers", &mut officer.name, 120);
        faults.optional("officers", &mut officer.original_name, 120);
        faults.optional("officers", &mut officer.position, 120);
        faults.not_after("officers", officer.born_on, today);
    }
    faults.not_after("founded_on", profile.founded_on, today);
}

fn money(profile: &mut Profile, faults: &mut Faults, today: NaiveDate) {
    faults.text("unaudited_reason", &mut profile.unaudited_reason);
    let stated = profile.annual_budget.is_none_or(|budget| budget.minor >= 0);
    faults.unless(stated, "annual_budget", "amount");
    let years = 1900..=today.year();
    let budgets = &mut profile.budgets;
    budgets.sort_by_key(|budget| std::cmp::Reverse(budget.year));
    let twice = budgets.windows(2).any(|pair| pair[0].year == pair[1].year);
    faults.unless(!twice && budgets.len() <= 10, "budgets", "years");
    let right = |budget: &workflow::registration::YearlyBudget| {
        budget.minor >= 0 && years.contains(&budget.year)
    };
    faults.unless(budgets.iter().all(right), "budgets", "amount");
    if profile.budgets.is_empty() {
        profile.budget_currency = None;
    } else {
        faults.unless(
            profile.budget_currency.is_some(),
            "budget_currency",
            "missing",
        );
    }
    if let Some(account) = &mut profile.bank_account {
        bank_account(account, faults);
    }
}

/// The countries whose accounts are written as IBAN are those whose numbers pass as one; elsewhere the form of the number
/// is the bank's own.
fn bank_account(account: &mut BankAccount, faults: &mut Faults) {
    faults.line("bank_holder", &mut account.holder, 200);
    faults.line("bank_name", &mut account.bank, 200);
    let country = account.country.to_string();
    let plain: String = account
        .number
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect();
    let upper = plain.to_uppercase();
    let letters = upper.chars().take(2).all(|c| c.is_ascii_uppercase());
    if upper.is_empty() {
        faults.add("bank_number", "missing");
    } else if letters
        && upper.len() > 4
        && upper.chars().skip(2).take(2).all(|c| c.is_ascii_digit())
    {
        match upper.parse::<Iban>() {
            Ok(_) if upper.starts_with(&country) => account.number = upper,
            Ok(_) => faults.add("bank_country", "bank-country"),
            Err(_) => faults.add("bank_number", "iban"),
        }
    } else {
        let right = (4..=34).contains(&plain.len())
            && plain
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.'));
        faults.unless(right, "bank_number", "bank-number");
        account.number = plain;
    }
    faults.optional("bank_bic", &mut account.bic, 11);
    if let Some(bic) = &mut account.bic {
        *bic = bic.to_uppercase();
        let form = matches!(bic.len(), 8 | 11)
            && bic.chars().take(6).all(|c| c.is_ascii_uppercase())
            && bic.chars().all(|c| c.is_ascii_alphanumeric());
        faults.unless(form, "bank_bic", "bic");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::country::Country;

    fn account(country: &str, number: &str) -> Vec<FieldFault> {
        let mut account = BankAccount {
            holder: "Hope House".to_owned(),
            bank: "Example Bank".to_owned(),
            country: Country::parse(country).unwrap(),
            number: number.to_owned(),
            bic: Some("exampabc".to_owned()),
        };
        let mut faults = Faults::default();
        bank_account(&mut account, &mut faults);
        faults.0
    }

    fn code(faults: &[FieldFault]) -> Option<(&str, &str)> {
        faults
            .first()
            .map(|fault| (fault.field.as_str(), fault.code))
    }

    #[test]
    fn an_iban_is_checked_by_its_check_digits_and_its_country() {
        assert_eq!(code(&account("DE", "DE89 3704 0044 0532 0130 00")), None);
        assert_eq!(
            code(&account("DE", "DE88 3704 0044 0532 0130 00")),
            Some(("bank_number", "iban"))
        );
        assert_eq!(
            code(&account("FR", "DE89 3704 0044 0532 0130 00")),
            Some(("bank_country", "bank-country"))
        );
    }

    #[test]
    fn a_local_number_has_four_to_thirty_four_characters() {
        for (number, fault) in [
            ("123", Some(("bank_number", "bank-number"))),
            ("1234", None),
            (&"9".repeat(34), None),
            (&"9".repeat(35), Some(("bank_number", "bank-number"))),
            ("01-234 5678", None),
            ("12;34", Some(("bank_number", "bank-number"))),
            (" ", Some(("bank_number", "missing"))),
        ] {
            assert_eq!(code(&account("KE", number)), fault, "{number}");
        }
    }

    #[test]
    fn identifiers_have_the_form_of_org_id() {
        for right in [
            "GB-CHC-202918",
            "KE-NCB-OP.218/051/2009",
            "XM-DAC-41127",
            "US-EIN-54-1884520",
        ] {
            assert!(is_org_id(right), "{right}");
        }
        for wrong in ["202918", "GB-CHC-", "gb-chc-202918", "GB-CHC-20 29"] {
            assert!(!is_org_id(wrong), "{wrong}");
        }
    }
}

//! A posted section read into the profile, and what cannot be read of it. The rest is checked by the use case.

use chrono::NaiveDate;
use language::Reader;
use workflow::money::{Currency, Money};
use workflow::registration::{
    BankAccount, DECLARATIONS, Declarations, NameKind, Officer, OtherName, Profile, Section,
    YearlyBudget, budget_years,
};

use super::fields::{NAMES, OFFICERS};
use crate::form::{Errors, Fields};

/// What is read, and what is wrong with it.
struct Reading<'a> {
    reader: &'a Reader,
    fields: &'a Fields,
    errors: Errors,
}

fn given(raw: &str) -> Option<String> {
    Some(raw.to_owned()).filter(|text| !text.trim().is_empty())
}

impl Reading<'_> {
    fn text(&self, field: &str) -> Option<String> {
        given(self.fields.get(field))
    }

    fn wrong(&mut self, field: &str, code: &str) {
        self.errors.add(self.reader, field, code);
    }

    fn day_of(&mut self, field: &str, raw: &str) -> Option<NaiveDate> {
        match raw.trim() {
            "" => None,
            day => day.parse().map_err(|_| self.wrong(field, "date")).ok(),
        }
    }

    fn day(&mut self, field: &str) -> Option<NaiveDate> {
        self.day_of(field, self.fields.get(field))
    }
}

/// The profile with a section as posted.
pub fn read(
    reader: &Reader,
    section: Section,
    fields: &Fields,
    before: &Profile,
    today: NaiveDate,
) -> (Profile, Errors) {
    let mut profile = before.clone();
    let mut reading = Reading {
        reader,
        fields,
        errors: Errors::none(),
    };
    match section {
        Section::Identity => identity(&mut reading, &mut profile),
        Section::LegalStatus => {
            profile.registration_number = reading.text("registration_number");
            profile.registration_authority = reading.text("registration_authority");
            profile.registered_on = reading.day("registered_on");
            profile.registration_expires_on = reading.day("registration_expires_on");
            profile.unregistered_reason = reading.text("unregistered_reason");
        }
        Section::Governance => governance(&mut reading, &mut profile),
        Section::Money => money(&mut reading, &mut profile, today),
        Section::Experience => experience(&mut reading, &mut profile),
        Section::Declarations => {
            profile.declarations = Declarations::of(DECLARATIONS.iter().filter_map(|name| {
                let answer = match fields.get(name) {
                    "yes" => true,
                    "no" => false,
                    _ => return None,
                };
                Some(((*name).to_owned(), answer))
            }));
        }
    }
    (profile, reading.errors)
}

fn identity(reading: &mut Reading<'_>, profile: &mut Profile) {
    let fields = reading.fields;
    profile.legal_name = fields.get("legal_name").to_owned();
    profile.original_name = reading.text("original_name");
    profile.acronym = reading.text("acronym");
    profile.kind = fields.get("kind").to_owned();
    match fields.get("country").parse() {
        Ok(country) => profile.country = country,
        Err(_) => reading.wrong("country", "missing"),
    }
    profile.address = reading.text("address");
    profile.email = reading.text("email");
    profile.website = reading.text("website");
    profile.org_id = reading.text("org_id");
    profile.other_names = NAMES
        .rows(fields)
        .into_iter()
        .filter_map(|row| {
            let [name, kind] = row.as_slice() else {
                return None;
            };
            given(name).map(|name| OtherName {
                name,
                kind: kind.parse().unwrap_or(NameKind::Other),
            })
        })
        .collect();
}

fn governance(reading: &mut Reading<'_>, profile: &mut Profile) {
    profile.founded_on = reading.day("founded_on");
    profile.officers.clear();
    for (at, row) in OFFICERS.rows(reading.fields).into_iter().enumerate() {
        let [name, original_name, position, born_on] = row.as_slice() else {
            continue;
        };
        if row.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        if name.trim().is_empty() {
            reading.wrong(&OFFICERS.field(at, "name"), "missing");
        }
        let born_on = reading.day_of(&OFFICERS.field(at, "born_on"), born_on);
        profile.officers.push(Officer {
            name: name.clone(),
            original_name: given(original_name),
            position: given(position),
            born_on,
        });
    }
}

fn money(reading: &mut Reading<'_>, profile: &mut Profile, today: NaiveDate) {
    let had = !profile.budgets.is_empty();
    let currency = Currency::from_code(reading.fields.get("budget_currency").trim());
    profile.budgets.clear();
    let mut stated = false;
    for year in budget_years(profile.founded_on, today) {
        let field = format!("budget.{year}");
        let raw = reading.fields.get(&field).trim();
        if raw.is_empty() {
            continue;
        }
        stated = true;
        let Some(currency) = currency else {
            continue;
        };
        match Money::parse(raw, currency) {
            Ok(amount) => profile.budgets.push(YearlyBudget {
                year,
                minor: amount.minor,
            }),
            Err(_) => reading.wrong(&field, "amount"),
        }
    }
    if stated && currency.is_none() {
        reading.wrong("budget_currency", "missing");
    }
    profile.budget_currency = currency;
    if had && profile.budgets.is_empty() {
        // The average was of what has been taken out.
        profile.annual_budget = None;
    }
    profile.unaudited_reason = reading.text("unaudited_reason");
    bank_account(reading, profile);
}

fn bank_account(reading: &mut Reading<'_>, profile: &mut Profile) {
    let fields = reading.fields;
    let written = ["bank_holder", "bank_name", "bank_number", "bank_bic"];
    if written.iter().all(|field| reading.text(field).is_none()) {
        profile.bank_account = None;
        return;
    }
    let Ok(country) = fields.get("bank_country").parse() else {
        reading.wrong("bank_country", "missing");
        return;
    };
    profile.bank_account = Some(BankAccount {
        holder: fields.get("bank_holder").to_owned(),
        bank: fields.get("bank_name").to_owned(),
        country,
        number: fields.get("bank_number").to_owned(),
        bic: reading.text("bank_bic"),
    });
}

fn experience(reading: &mut Reading<'_>, profile: &mut Profile) {
    let fields = reading.fields;
    profile.experience = reading.text("experience");
    profile.working_languages = fields.all("working_languages").map(str::to_owned).collect();
    let others = fields.get("other_languages").split([',', '،', ';', '\n']);
    for other in others.filter(|other| !other.trim().is_empty()) {
        match language::spoken_code(other) {
            Some(code) => drop(profile.working_languages.insert(code.to_owned())),
            None => {
                let name = other.trim().to_owned();
                let text = reading
                    .reader
                    .ta("fault-language", [("name", name.as_str().into())]);
                reading.errors.say("other_languages", text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use language::Language;

    fn reads(section: Section, pairs: &[(&str, &str)]) -> (Profile, Errors) {
        let reader = Reader::new(Language::English, Tz::UTC);
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let fields = Fields(pairs.iter().map(owned).collect());
        let country = "KE".parse().unwrap();
        let before = Profile::new("Hope House".to_owned(), country, "association".to_owned());
        let today = "2010-03-10".parse().unwrap();
        read(&reader, section, &fields, &before, today)
    }

    #[test]
    fn an_officer_without_a_name_is_told_at_their_row() {
        let (profile, errors) = reads(
            Section::Governance,
            &[
                ("officers.0.name", "Amal Haddad"),
                ("officers.0.born_on", "12 May"),
                ("officers.1.name", ""),
                ("officers.1.position", "Treasurer"),
                ("officers.2.name", ""),
            ],
        );
        assert_eq!(profile.officers.len(), 2);
        assert!(!errors.of("officers.0.born_on").is_empty());
        assert!(!errors.of("officers.1.name").is_empty());
        assert_eq!(errors.list().len(), 2);
    }

    #[test]
    fn budgets_need_a_currency_and_are_read_in_its_minor_units() {
        let years = [("budget.2009", "80,000.500"), ("budget.2007", "x")];
        let (_, errors) = reads(Section::Money, &years);
        assert!(!errors.of("budget_currency").is_empty());
        let mut fields = years.to_vec();
        fields.push(("budget_currency", "JOD"));
        let (profile, errors) = reads(Section::Money, &fields);
        let budget = YearlyBudget {
            year: 2009,
            minor: 80_000_500,
        };
        assert_eq!(profile.budgets, [budget]);
        assert!(!errors.of("budget.2007").is_empty());
        assert!(profile.bank_account.is_none());
    }

    #[test]
    fn languages_are_ticked_or_named() {
        let (profile, errors) = reads(
            Section::Experience,
            &[
                ("working_languages", "en"),
                ("working_languages", "ar"),
                ("other_languages", "Somali، الأمهرية, Elvish"),
            ],
        );
        let codes: Vec<&str> = profile
            .working_languages
            .iter()
            .map(String::as_str)
            .collect();
        assert_eq!(codes, ["am", "ar", "en", "so"]);
        assert!(errors.of("other_languages").contains("Elvish"));
    }
}

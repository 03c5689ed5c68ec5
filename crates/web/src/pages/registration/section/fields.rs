//! A section of the profile as the fields of its form, and rows of them that can be added and taken out.

use chrono::NaiveDate;
use language::Reader;
use workflow::money::{Currency, Money};
use workflow::record;
use workflow::registration::{DECLARATIONS, NameKind, Profile, Section, budget_years};

use crate::form::Fields;

/// The languages that stand as boxes to tick.
pub const COMMON: [&str; 12] = [
    "ar", "bn", "en", "es", "fr", "hi", "id", "pt", "ru", "sw", "ur", "zh",
];

/// A group of rows: its name, and the fields of each.
pub struct Group {
    /// Name, the first part of the fields' names.
    pub name: &'static str,
    /// Fields of a row; the first is there in every row.
    pub columns: &'static [&'static str],
}

/// Other and former names.
pub const NAMES: Group = Group {
    name: "other_names",
    columns: &["name", "kind"],
};
/// The officers.
pub const OFFICERS: Group = Group {
    name: "officers",
    columns: &["name", "original_name", "position", "born_on"],
};

/// The most rows of a group.
const MOST_ROWS: usize = 30;

impl Group {
    /// The name of a field of a row.
    pub fn field(&self, row: usize, column: &str) -> String {
        format!("{}.{row}.{column}", self.name)
    }

    /// The rows among the fields, each with a value for every column.
    pub fn rows(&self, fields: &Fields) -> Vec<Vec<String>> {
        let first = self.columns.first().copied().unwrap_or_default();
        (0..MOST_ROWS)
            .take_while(|row| fields.maybe(&self.field(*row, first)).is_some())
            .map(|row| {
                let value = |column: &&str| fields.get(&self.field(row, column)).to_owned();
                self.columns.iter().map(value).collect()
            })
            .collect()
    }

    fn put(&self, fields: &mut Fields, rows: Vec<Vec<String>>) {
        let mine = format!("{}.", self.name);
        fields.0.retain(|(name, _)| !name.starts_with(&mine));
        for (at, row) in rows.into_iter().enumerate() {
            for (column, value) in self.columns.iter().zip(row) {
                fields.0.push((self.field(at, column), value));
            }
        }
    }

    fn change(&self, fields: &mut Fields, wish: &str) -> bool {
        let mut rows = self.rows(fields);
        if wish == format!("add-{}", self.name) {
            rows.push(self.blank());
        } else if let Some(row) = wish.strip_prefix(&format!("remove-{}:", self.name)) {
            if let Some(row) = row.parse().ok().filter(|row| *row < rows.len()) {
                rows.remove(row);
            }
            if rows.is_empty() {
                rows.push(self.blank());
            }
        } else {
            return false;
        }
        rows.truncate(MOST_ROWS);
        self.put(fields, rows);
        true
    }

    fn blank(&self) -> Vec<String> {
        vec![String::new(); self.columns.len()]
    }
}

/// Adds or takes out a row when that is what a button asks for (`add-officers`, `remove-officers:2`). Answers whether it was.
pub fn change_rows(fields: &mut Fields) -> bool {
    let wish = fields.get("do").to_owned();
    let mut groups = [NAMES, OFFICERS].into_iter();
    groups.any(|group| group.change(fields, &wish))
}

/// What somebody has seen of a section: whether another has changed it since is told by this, not by what else happened.
pub fn fingerprint(fields: &Fields) -> String {
    let pairs: Vec<String> = fields
        .0
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    record::digest(pairs.join("\n").as_bytes()).to_string()
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn day(value: Option<NaiveDate>) -> String {
    value.map(|day| day.to_string()).unwrap_or_default()
}

/// The fields of a section as the profile has them.
pub fn of(reader: &Reader, profile: &Profile, section: Section, today: NaiveDate) -> Fields {
    let mut fields = Fields::default();
    let mut put = |name: &str, value: String| fields.0.push((name.to_owned(), value));
    match section {
        Section::Identity => {
            put("legal_name", profile.legal_name.clone());
            put("original_name", text(profile.original_name.as_ref()));
            put("acronym", text(profile.acronym.as_ref()));
            put("kind", profile.kind.clone());
            put("country", profile.country.to_string());
            put("address", text(profile.address.as_ref()));
            put("email", text(profile.email.as_ref()));
            put("website", text(profile.website.as_ref()));
            put("org_id", text(profile.org_id.as_ref()));
            let rows = profile.other_names.iter();
            let mut rows: Vec<Vec<String>> = rows
                .map(|other| vec![other.name.clone(), other.kind.name().to_owned()])
                .collect();
            if rows.is_empty() {
                rows.push(vec![String::new(), NameKind::Other.name().to_owned()]);
            }
            NAMES.put(&mut fields, rows);
        }
        Section::LegalStatus => {
            put(
                "registration_number",
                text(profile.registration_number.as_ref()),
            );
            put(
                "registration_authority",
                text(profile.registration_authority.as_ref()),
            );
            put("registered_on", day(profile.registered_on));
            put(
                "registration_expires_on",
                day(profile.registration_expires_on),
            );
            put(
                "unregistered_reason",
                text(profile.unregistered_reason.as_ref()),
            );
        }
        Section::Governance => {
            put("founded_on", day(profile.founded_on));
            let rows = profile.officers.iter();
            let mut rows: Vec<Vec<String>> = rows
                .map(|officer| {
                    vec![
                        officer.name.clone(),
                        text(officer.original_name.as_ref()),
                        text(officer.position.as_ref()),
                        day(officer.born_on),
                    ]
                })
                .collect();
            if rows.is_empty() {
                rows.push(OFFICERS.blank());
            }
            OFFICERS.put(&mut fields, rows);
        }
        Section::Money => money(profile, today, put),
        Section::Experience => {
            put("experience", text(profile.experience.as_ref()));
            let (common, other): (Vec<_>, Vec<_>) = profile
                .working_languages
                .iter()
                .partition(|code| COMMON.contains(&code.as_str()));
            for code in common {
                put("working_languages", code.clone());
            }
            let names: Vec<String> = other.iter().map(|code| reader.spoken(code)).collect();
            put("other_languages", names.join(", "));
        }
        Section::Declarations => {
            for name in DECLARATIONS {
                let answer = match profile.declarations.get(name) {
                    Some(true) => "yes",
                    Some(false) => "no",
                    None => "",
                };
                put(name, answer.to_owned());
            }
        }
    }
    fields
}

fn money(profile: &Profile, today: NaiveDate, mut put: impl FnMut(&str, String)) {
    let currency = profile.budget_currency;
    let code = currency.map(|currency: Currency| currency.code().to_owned());
    put("budget_currency", code.unwrap_or_default());
    for year in budget_years(profile.founded_on, today) {
        let stated = profile.budgets.iter().find(|budget| budget.year == year);
        let figures = stated
            .zip(currency)
            .map(|(budget, currency)| Money::new(budget.minor, currency).figures());
        put(&format!("budget.{year}"), figures.unwrap_or_default());
    }
    let account = profile.bank_account.as_ref();
    let of = |value: fn(&workflow::registration::BankAccount) -> String| {
        account.map(value).unwrap_or_default()
    };
    put("bank_holder", of(|account| account.holder.clone()));
    put("bank_name", of(|account| account.bank.clone()));
    put("bank_country", of(|account| account.country.to_string()));
    put("bank_number", of(|account| account.number.clone()));
    put("bank_bic", of(|account| text(account.bic.as_ref())));
    put("unaudited_reason", text(profile.unaudited_reason.as_ref()));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Fields(pairs.iter().map(owned).collect())
    }

    #[test]
    fn rows_are_added_at_the_end_and_taken_out_of_the_middle() {
        let typed = |wish| {
            fields(&[
                ("do", wish),
                ("officers.0.name", "Amal"),
                ("officers.0.born_on", "1970-01-01"),
                ("officers.1.name", "Sami"),
                ("officers.2.name", "Lina"),
                ("founded_on", "2004"),
            ])
        };
        let mut one_more = typed("add-officers");
        assert!(change_rows(&mut one_more));
        let rows = OFFICERS.rows(&one_more);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0], ["Amal", "", "", "1970-01-01"]);
        assert_eq!(one_more.get("founded_on"), "2004");
        let mut one_less = typed("remove-officers:1");
        assert!(change_rows(&mut one_less));
        let names: Vec<String> = OFFICERS
            .rows(&one_less)
            .into_iter()
            .map(|row| row[0].clone())
            .collect();
        assert_eq!(names, ["Amal", "Lina"]);
        for other in ["continue", "save", "", "add-nothing"] {
            assert!(!change_rows(&mut typed(other)), "{other}");
        }
        let mut too_far = typed("remove-officers:9");
        assert!(change_rows(&mut too_far));
        assert_eq!(OFFICERS.rows(&too_far).len(), 3);
    }

    #[test]
    fn the_last_row_leaves_an_empty_one() {
        let mut typed = fields(&[("do", "remove-other_names:0"), ("other_names.0.name", "X")]);
        assert!(change_rows(&mut typed));
        assert_eq!(NAMES.rows(&typed), [["", ""]]);
    }
}

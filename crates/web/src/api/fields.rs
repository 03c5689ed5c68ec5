//! Values of request bodies, each with its limits: what the schema says is what is checked.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::openapi::schema::{KnownFormat, Object, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use workflow::country::Country;
use workflow::text::Text;

/// The largest amount, minor units: every float up to it is exact, so that no program spoils it.
pub const MOST_MINOR: i64 = 1_000_000_000_000_000;

/// A whole number between two bounds, both included. `1.0` is one: some programs write all numbers so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Whole<const MIN: i64, const MAX: i64>(pub i64);

/// An amount in minor units of the currency.
pub type Minor = Whole<0, MOST_MINOR>;
/// Thousandths of a point.
pub type Thousandths = Whole<0, 1_000_000_000>;
/// The number of a place, a count.
pub type Count = Whole<1, 10_000>;

impl<const MIN: i64, const MAX: i64> Whole<MIN, MAX> {
    /// As a small number; bounds never reach beyond it where this is asked.
    pub fn small(self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

impl<'de, const MIN: i64, const MAX: i64> Deserialize<'de> for Whole<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads<const MIN: i64, const MAX: i64>;
        impl<const MIN: i64, const MAX: i64> Visitor<'_> for Reads<MIN, MAX> {
            type Value = i64;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a whole number from {MIN} to {MAX}")
            }
            fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
                if (MIN..=MAX).contains(&value) {
                    Ok(value)
                } else {
                    Err(E::invalid_value(Unexpected::Signed(value), &self))
                }
            }
            fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
                match i64::try_from(value) {
                    Ok(value) => self.visit_i64(value),
                    Err(_) => Err(E::invalid_value(Unexpected::Unsigned(value), &self)),
                }
            }
            fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
                // Whole and exact as a float, so the conversion loses nothing.
                if value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0 {
                    self.visit_i64(value as i64)
                } else {
                    Err(E::invalid_value(Unexpected::Float(value), &self))
                }
            }
        }
        deserializer.deserialize_any(Reads::<MIN, MAX>).map(Self)
    }
}

impl<const MIN: i64, const MAX: i64> PartialSchema for Whole<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        let format = SchemaFormat::KnownFormat(KnownFormat::Int64);
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(format))
            .minimum(Some(MIN))
            .maximum(Some(MAX))
            .into()
    }
}
impl<const MIN: i64, const MAX: i64> ToSchema for Whole<MIN, MAX> {
    fn name() -> Cow<'static, str> {
        format!("WholeFrom{MIN}To{MAX}").into()
    }
}

/// Control characters, and those that turn the direction of writing.
const NEVER: &str = r"\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069";

/// One line of text with as many characters as its bounds allow, both included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Line<const MIN: usize, const MAX: usize>(pub String);

/// A name.
pub type Name = Line<1, 120>;
/// A name or a title.
pub type Title = Line<1, 200>;
/// A name for a key of the API.
pub type KeyName = Line<1, 80>;
/// An e-mail address.
pub type Address = Line<3, 200>;
/// A code of three letters.
pub type Code = Line<3, 3>;
/// The id of a criterion.
pub type Criterion = Line<1, 100>;
/// What a bank calls a payment.
pub type BankReference = Line<1, 64>;
/// At most 10 characters.
pub type UpTo10 = Line<0, 10>;
/// At most 30 characters.
pub type UpTo30 = Line<0, 30>;
/// At most 60 characters.
pub type UpTo60 = Line<0, 60>;
/// At most 120 characters.
pub type UpTo120 = Line<0, 120>;
/// At most 200 characters.
pub type UpTo200 = Line<0, 200>;
/// At most 400 characters.
pub type UpTo400 = Line<0, 400>;

impl<'de, const MIN: usize, const MAX: usize> Deserialize<'de> for Line<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let hidden = |c: char| {
            c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        if text.chars().any(hidden) {
            return Err(D::Error::custom("a line holds no control characters"));
        }
        let blank = MIN > 0 && text.trim().is_empty();
        if blank || !(MIN..=MAX).contains(&text.chars().count()) {
            return Err(D::Error::custom(format!(
                "a text has {MIN} to {MAX} characters here, not all of them blank"
            )));
        }
        Ok(Self(text))
    }
}

impl<const MIN: usize, const MAX: usize> PartialSchema for Line<MIN, MAX> {
    fn schema() -> RefOr<Schema> {
        let pattern = if MIN > 0 {
            format!(r"^[^{NEVER}]*[^\s{NEVER}][^{NEVER}]*$")
        } else {
            format!("^[^{NEVER}]*$")
        };
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(MIN))
            .max_length(Some(MAX))
            .pattern(Some(pattern))
            .into()
    }
}
impl<const MIN: usize, const MAX: usize> ToSchema for Line<MIN, MAX> {
    fn name() -> Cow<'static, str> {
        format!("LineOf{MIN}To{MAX}").into()
    }
}

/// A reason, comment or message: not blank, at most [`Text::MOST`] characters.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prose(pub Text);

impl PartialSchema for Prose {
    fn schema() -> RefOr<Schema> {
        let never = r"\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\r";
        ObjectBuilder::new()
            .schema_type(Type::String)
            .min_length(Some(1))
            .max_length(Some(Text::MOST))
            .pattern(Some(format!(r"^[^{never}]*[^\s{never}][^{never}]*$")))
            .into()
    }
}
impl ToSchema for Prose {}

fn one_of(names: impl IntoIterator<Item = &'static str>) -> Object {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(names))
        .build()
}

macro_rules! schemas_of_names {
    ($($(#[$doc:meta])* $function:ident: $type:path;)+) => {$(
        $(#[$doc])*
        pub fn $function() -> Object {
            one_of(<$type>::ALL.iter().map(|one| one.name()))
        }
    )+};
}

schemas_of_names! {
    /// The schema of an outcome of a criterion.
    outcome: workflow::screening::Outcome;
    /// The schema of a kind of conflict.
    conflict: workflow::interest::ConflictKind;
    /// The schema of what a revised grid applies to.
    applies: workflow::call::Applies;
    /// The schema of a choice on a ballot.
    choice: workflow::selection::Choice;
    /// The schema of how a session of the panel is held.
    session_mode: workflow::panel::Mode;
    /// The schema of a decision of the panel.
    decision: workflow::selection::Decision;
    /// The schema of a role.
    role: workflow::role::Role;
    /// The schema of a status of a file.
    status: workflow::transition::Status;
    /// The schema of a kind of stage.
    stage: workflow::transition::StageKind;
    /// The schema of a kind of document.
    document_kind: workflow::document::DocumentKind;
    /// The schema of a kind of name beside the legal one.
    name_kind: workflow::registration::NameKind;
    /// The schema of the level of a risk flag.
    level: workflow::due_diligence::Level;
    /// The schema of an answer to a question on risk.
    rating: workflow::risk::Rating;
    /// The schema of what a risk flag is about.
    category: workflow::due_diligence::Category;
    /// The schema of where a match with a sanctions list stands.
    match_status: workflow::due_diligence::MatchStatus;
    /// The schema of which name was found on a sanctions list.
    subject: workflow::due_diligence::Subject;
    /// The schema of how well a language is known.
    language_level: workflow::evaluator::Level;
    /// The schema of a regional group.
    region: workflow::country::Region;
    /// The schema of a status of an organisation.
    organisation_status: workflow::organisation::OrganisationStatus;
}

/// The schema of answers to questions on risk, by question.
pub fn ratings() -> Object {
    ObjectBuilder::new()
        .additional_properties(Some(Schema::Object(rating())))
        .build()
}

/// The schema of a kind of conflict, or none.
pub fn maybe_conflict() -> Object {
    let mut names = conflict();
    names.schema_type = utoipa::openapi::schema::SchemaType::from_iter([Type::String, Type::Null]);
    if let Some(values) = &mut names.enum_values {
        values.push(serde_json::Value::Null);
    }
    names
}

/// The schema of a list of regional groups.
pub fn regions() -> utoipa::openapi::schema::Array {
    utoipa::openapi::schema::ArrayBuilder::new()
        .items(region())
        .max_items(Some(6))
        .build()
}

/// The schema of a role in an organisation.
pub fn member_role() -> Object {
    one_of(workflow::role::Role::APPLICANT.map(workflow::role::Role::name))
}

/// The schema of a country.
pub fn country() -> Object {
    one_of(Country::all().map(Country::code))
}

/// The schema of an answer of the verification.
pub fn answer() -> Object {
    use workflow::due_diligence::Answer;
    one_of([Answer::Yes, Answer::No, Answer::NotApplicable].map(Answer::name))
}

/// The schema of a legal form.
pub fn legal_form() -> Object {
    one_of(facility::registration::KINDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_may_be_written_as_floats_and_have_bounds() {
        let read = |json: &str| serde_json::from_str::<Whole<1, 10>>(json).map(|whole| whole.0);
        assert_eq!(read("3").ok(), Some(3));
        assert_eq!(read("3.0").ok(), Some(3));
        for wrong in [
            "0",
            "11",
            "3.5",
            "-1",
            "\"3\"",
            "1e300",
            "18446744073709551615",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn lines_are_bounded_and_hold_nothing_hidden() {
        let read = |json: &str| serde_json::from_str::<Line<1, 5>>(json).map(|line| line.0);
        assert_eq!(read("\"ab\"").ok().as_deref(), Some("ab"));
        for wrong in [
            "\"\"",
            "\"  \"",
            "\"abcdef\"",
            "\"a\\u0000\"",
            "\"\\u202ea\"",
            "1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        assert!(serde_json::from_str::<Line<0, 5>>("\"\"").is_ok());
    }
}

//! A call as data: terms, form, procedure and letters. What differs from fund to fund is here, never in code.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::country::Country;
use crate::form::{AnswerFault, Answers, Form};
use crate::money::{Currency, Money};
use crate::procedure::{Procedure, Stage};
use crate::time::Deadline;
use crate::transition::StageKind;

/// A text in several languages: BCP 47 tag → text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localised(pub BTreeMap<String, String>);

impl Localised {
    /// The text in `language`, else in English, else in the first language there is, else nothing.
    pub fn get(&self, language: &str) -> &str {
        self.0
            .get(language)
            .or_else(|| self.0.get("en"))
            .or_else(|| self.0.values().next())
            .map_or("", String::as_str)
    }

    /// Which of `languages` have no text.
    pub fn missing<'a>(&self, languages: &'a [String]) -> Vec<&'a str> {
        let absent = |tag: &&String| self.0.get(*tag).is_none_or(|text| text.trim().is_empty());
        languages
            .iter()
            .filter(absent)
            .map(String::as_str)
            .collect()
    }
}

/// The dates of a call, local to its zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// IANA zone of every time below.
    pub zone: Tz,
    /// First moment a proposal can be submitted.
    pub opens: NaiveDateTime,
    /// Last moment for clarification questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions_until: Option<NaiveDateTime>,
    /// When answers to them are published at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers_by: Option<NaiveDateTime>,
    /// The deadline.
    pub closes: NaiveDateTime,
    /// Minutes after the deadline in which a draft that was never submitted is still taken; none unless the call says so.
    /// Applicants are not told beforehand; the receipt says that the proposal was received in grace.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub grace_minutes: u32,
    /// When results are expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results_on: Option<NaiveDate>,
    /// Earliest start of a project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub projects_start: Option<NaiveDate>,
    /// Latest end of a project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub projects_end: Option<NaiveDate>,
}

/// The most minutes of grace a call may give: a day.
pub const MOST_GRACE_MINUTES: u32 = 24 * 60;

/// The most co-applicants a call may allow beside the lead applicant.
pub const MOST_CO_APPLICANTS: u32 = 20;

#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

impl Dates {
    /// A moment on the clocks of the call's zone.
    const fn moment(&self, local: NaiveDateTime) -> Deadline {
        Deadline {
            local,
            zone: self.zone,
        }
    }

    /// The last instant for questions of applicants (UTC): their own date, or else the deadline.
    pub fn questions_end_at(&self) -> DateTime<Utc> {
        self.moment(self.questions_until.unwrap_or(self.closes))
            .at()
    }

    /// The instant the call opens (UTC).
    pub fn opens_at(&self) -> DateTime<Utc> {
        self.moment(self.opens).at()
    }

    /// The deadline as people write it.
    pub fn deadline(&self) -> Deadline {
        self.moment(self.closes)
    }
}

/// The money of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// ISO 4217.
    pub currency: Currency,
    /// The most all grants together may cost, minor units.
    pub ceiling_minor: i64,
    /// The smallest grant, minor units.
    pub grant_min_minor: i64,
    /// The largest grant, minor units.
    pub grant_max_minor: i64,
}

impl Funding {
    /// The ceiling.
    pub fn ceiling(&self) -> Money {
        Money::new(self.ceiling_minor, self.currency)
    }
    /// Whether a grant of `amount` is within the limits, both included.
    pub fn allows(&self, amount: Money) -> bool {
        amount.currency == self.currency
            && (self.grant_min_minor..=self.grant_max_minor).contains(&amount.minor)
    }
}

/// What a call funds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Short name used in data.
    pub id: String,
    /// Title for people.
    pub title: Localised,
}

/// How long a project may take, in months, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duration {
    /// Shortest.
    pub min_months: u32,
    /// Longest.
    pub max_months: u32,
}

/// A call as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallDefinition {
    /// Short code, the first part of every reference: `SGF2010`.
    pub code: String,
    /// Call languages (BCP 47); texts, form, grid and letters exist in each.
    pub languages: Vec<String>,
    /// Languages a proposal may be written in (BCP 47).
    pub application_languages: Vec<String>,
    /// Title.
    pub title: Localised,
    /// Two or three sentences for the list of calls.
    pub summary: Localised,
    /// The call's text; blank lines separate paragraphs.
    pub text: Localised,
    /// Whether an organisation may submit one proposal only.
    pub one_application_per_organisation: bool,
    /// The most organisations that may apply together with the lead applicant; none unless the call says so.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub most_co_applicants: u32,
    /// Dates.
    pub dates: Dates,
    /// Money; none for an award without money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Funding>,
    /// Duration of projects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// Eligible countries; empty means all.
    #[serde(default)]
    pub countries: BTreeSet<Country>,
    /// Agencies that form the steering committee and send the panel's members.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Themes.
    #[serde(default)]
    pub themes: Vec<Theme>,
    /// The application form; of its first step, where there are several.
    pub form: Form,
    /// Forms of later steps by name: what a full proposal is asked.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub later_forms: BTreeMap<String, Form>,
    /// Letters by name, see [`crate::procedure::Letter`]. `{reference}`, `{title}`, `{organisation}` and
    /// `{amount}` are filled in; in those about eligibility, `{reasons}` and `{outcome}`.
    #[serde(default)]
    pub letters: BTreeMap<String, Localised>,
    /// The ordered stages.
    pub procedure: Procedure,
}

/// When a step of the application is open, on the clocks of the call's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First moment, both for drafts and submissions.
    pub opens: Deadline,
    /// Last moment, itself in time.
    pub closes: Deadline,
}

impl CallDefinition {
    /// The currency of its amounts; of a call without money, the one amounts are read in.
    pub fn currency(&self) -> Currency {
        self.funding
            .as_ref()
            .map_or(Currency::USD, |funding| funding.currency)
    }

    /// Every fault of answers to the form of the step at a place of the procedure, as it is now. A draft may have gaps
    /// (`complete` false); a submission may not.
    pub fn check_answers(
        &self,
        position: usize,
        answers: &Answers,
        complete: bool,
    ) -> Vec<AnswerFault> {
        self.form_at(position)
            .check(answers, self.currency(), complete)
    }

    /// When the step at a place of the procedure is open. A later step without a date of its own opens as soon as files
    /// reach it; the call's own dates stand for everything else.
    pub fn window(&self, position: usize) -> Window {
        let (opens, closes) = match self.procedure.stage(position) {
            Some(Stage::Intake(rules)) if position > 0 => (rules.opens, rules.closes),
            _ => (None, None),
        };
        let dates = &self.dates;
        Window {
            opens: dates.moment(opens.unwrap_or(dates.opens)),
            closes: dates.moment(closes.unwrap_or(dates.closes)),
        }
    }

    /// The last instant at which anything can be received in the step at a place of the procedure (UTC): the deadline,
    /// or the end of the grace.
    pub fn last_receipt_at(&self, position: usize) -> DateTime<Utc> {
        let grace = TimeDelta::minutes(i64::from(self.dates.grace_minutes));
        self.window(position).closes.at() + grace
    }

    /// The form a file answers, or has answered last, at a place of the procedure.
    pub fn form_at(&self, position: usize) -> &Form {
        self.later_form_at(position).unwrap_or(&self.form)
    }

    /// The form of a later step at a place of the procedure; none in the first.
    pub fn later_form_at(&self, position: usize) -> Option<&Form> {
        match self.procedure.of_file(StageKind::Intake, position) {
            Some(Stage::Intake(rules)) => self.later_forms.get(rules.form.as_ref()?),
            _ => None,
        }
    }

    /// The last instant at which anything can be received in any step (UTC).
    pub fn last_receipt_of_all_at(&self) -> DateTime<Utc> {
        let steps = self.procedure.places(StageKind::Intake);
        let last = steps.map(|place| self.last_receipt_at(place)).max();
        last.unwrap_or_else(|| self.last_receipt_at(0))
    }
}

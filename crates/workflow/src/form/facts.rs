//! The facts of a proposal that its answers state.

use crate::country::Country;
use crate::names::named;
use crate::text::line;

use super::{Answers, BudgetLine, Form, totals};

named! {
    /// Facts of a proposal that lists and rules need.
    pub enum Fact {
        /// The title (short text).
        Title = "title",
        /// The amount requested (money, or the requested total of a budget).
        Requested = "requested",
        /// The theme (choice).
        Theme = "theme",
        /// Duration in months (number).
        Months = "months",
        /// The country of the project (country).
        Country = "country",
        /// The language of the application (choice of BCP 47 tags).
        Language = "language",
    }
}

/// The facts a complete set of answers states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Title.
    pub title: Option<String>,
    /// Requested, minor units of the call's currency.
    pub requested_minor: Option<i64>,
    /// Theme id.
    pub theme: Option<String>,
    /// Months.
    pub months: Option<u32>,
    /// Country of the project.
    pub country: Option<Country>,
    /// Language of the application.
    pub language: Option<String>,
}

impl Form {
    /// The facts stated by the answers to what is asked.
    pub fn facts(&self, answers: &Answers) -> Facts {
        let mut facts = Facts::default();
        let asked = self.asked(answers);
        for (_, question) in self.questions() {
            let counts = asked.contains(question.id.as_str());
            let Some(value) = answers.get(&question.id).filter(|_| counts) else {
                continue;
            };
            let text = || value.as_str().map(str::to_owned);
            match question.fills {
                // One line, since it stands in lists and in the subjects of mails.
                Some(Fact::Title) => facts.title = text().and_then(|t| line(&t, usize::MAX).ok()),
                Some(Fact::Theme) => facts.theme = text(),
                Some(Fact::Language) => facts.language = text(),
                Some(Fact::Country) => {
                    facts.country = value.as_str().and_then(|code| code.parse().ok())
                }
                Some(Fact::Months) => {
                    facts.months = value.as_u64().and_then(|months| u32::try_from(months).ok())
                }
                Some(Fact::Requested) => {
                    facts.requested_minor = value.as_i64().or_else(|| {
                        let lines: Vec<BudgetLine> = serde_json::from_value(value.clone()).ok()?;
                        totals(&lines).map(|sums| sums.requested)
                    });
                }
                None => {}
            }
        }
        facts
    }
}

//! The grid and the other rules of an evaluation, as data.

use std::collections::{BTreeMap, BTreeSet};

use choice::consolidation::{self, Consolidated};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use crate::definition::{CallDefinition, Localised};
use crate::names::named;
use crate::procedure::{CallText, RuleFault};
use crate::refusal::Refusal;

/// Thousandths of a point.
pub type Points = i64;

/// What happens when readers disagree.
///
/// In data a table, `{ rule = "third_reader", percent = 30 }`; a rule alone takes the percentage of the fund it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", tag = "rule", rename_all = "snake_case")]
pub enum Disagreement {
    /// The mean, whatever the gap.
    Mean,
    /// A gap over so many percent of the higher score brings a third reader; then the mean of the two closest (REC: 30).
    ThirdReader {
        /// Percent of the higher score; exactly as much does not bring one.
        #[serde(default = "thirty")]
        percent: u32,
    },
    /// A gap of so many percent of the maximum or more brings another reader; then the most deviant is dropped (Kultura
    /// Nova: 40).
    DropDeviant {
        /// Percent of the highest total; exactly as much does bring one.
        #[serde(default = "forty")]
        percent: u32,
    },
}

impl Serialize for Disagreement {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Disagreement {
    /// A word alone is what calls held before the rules took a percentage.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = match Value::deserialize(deserializer)? {
            Value::String(rule) => json!({ "rule": rule }),
            other => other,
        };
        Self::deserialize(written).map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for Disagreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl Disagreement {
    /// The names of the rules.
    pub const NAMES: [&'static str; 3] = ["mean", "third_reader", "drop_deviant"];

    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mean => Self::NAMES[0],
            Self::ThirdReader { .. } => Self::NAMES[1],
            Self::DropDeviant { .. } => Self::NAMES[2],
        }
    }

    /// The percentage, where the rule has one.
    pub const fn percent(self) -> Option<u32> {
        match self {
            Self::Mean => None,
            Self::ThirdReader { percent } | Self::DropDeviant { percent } => Some(percent),
        }
    }
}

const fn thirty() -> u32 {
    30
}

const fn forty() -> u32 {
    40
}

named! {
    /// Which score orders the ranking. The other is shown beside it, never in its place.
    pub enum RankedBy {
        /// What the readers gave.
        Raw = "raw",
        /// The same, adjusted for harsh and lenient readers.
        Adjusted = "adjusted",
    }
}

named! {
    /// What an evaluator recommends.
    pub enum Recommendation {
        /// To fund.
        Fund = "fund",
        /// To fund if something changes.
        FundWithConditions = "fund_with_conditions",
        /// Not to fund.
        DoNotFund = "do_not_fund",
    }
}

/// How much each wish counts when files are given to evaluators: from 0, not at all, to 10.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wishes {
    /// Evaluators who know the theme.
    pub theme: u32,
    /// Evaluators who know the region.
    pub region: u32,
    /// Evaluators who read the language well.
    pub language: u32,
    /// The same load for everybody.
    pub load: u32,
    /// Evaluators of different regions on a file.
    pub spread: u32,
}

/// The most days an evaluator can be given for a file.
pub const MOST_DAYS: u32 = 365;

/// The most a wish can count.
pub const HEAVIEST_WISH: u32 = 10;

impl Default for Wishes {
    fn default() -> Self {
        Self {
            theme: 5,
            region: 3,
            language: 3,
            load: 5,
            spread: 2,
        }
    }
}

impl Wishes {
    fn all(self) -> [u32; 5] {
        [
            self.theme,
            self.region,
            self.language,
            self.load,
            self.spread,
        ]
    }
}

/// How proposals are scored in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Evaluators a file needs.
    pub readers: u32,
    /// The consolidated score a file needs to go on, thousandths of a point.
    pub threshold: Points,
    /// Rule for disagreement.
    pub disagreement: Disagreement,
    /// The most files one evaluator is given.
    pub most_files: u32,
    /// Days an evaluator has to score a file, from the day they are given it.
    #[serde(default = "three_weeks")]
    pub days: u32,
    /// Whether no two evaluators of one agency read the same file.
    #[serde(default = "yes")]
    pub distinct_agencies: bool,
    /// What counts when files are given out.
    #[serde(default)]
    pub wishes: Wishes,
    /// Whether a rapporteur writes up what the readers found together.
    #[serde(default)]
    pub consensus: bool,
    /// Whether evaluators recommend to fund or not.
    #[serde(default)]
    pub recommendation: bool,
    /// Whether evaluators remark on the budget.
    #[serde(default)]
    pub budget_remarks: bool,
    /// Which score orders the ranking: fixed beforehand.
    #[serde(default = "raw")]
    pub ranking: RankedBy,
    /// Terms of confidentiality that evaluators accept before they see anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<Localised>,
    /// What the grid is meant to sum up to, thousandths of a point; checked when it is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<Points>,
    /// The grid.
    #[serde(rename = "section")]
    pub sections: Vec<GridSection>,
}

const fn three_weeks() -> u32 {
    21
}

const fn yes() -> bool {
    true
}

const fn raw() -> RankedBy {
    RankedBy::Raw
}

/// A section of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridSection {
    /// Name used in data.
    pub id: String,
    /// Title.
    pub title: Localised,
    /// Eliminatory minimum of the section's mean, thousandths of a point; 0 for none.
    #[serde(default)]
    pub minimum: Points,
    /// Questions.
    #[serde(rename = "question")]
    pub questions: Vec<GridQuestion>,
}

/// What a range of scores means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// The lowest score of the band, thousandths of a point.
    pub from: Points,
    /// The highest, thousandths of a point.
    pub to: Points,
    /// When to give such a score.
    pub text: Localised,
}

/// A question of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GridQuestion {
    /// Name used in data.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// Highest score, thousandths of a point. The lowest is 0.
    pub max: Points,
    /// Distance between two scores, thousandths of a point.
    pub step: Points,
    /// Multiplier (×2 in some funds).
    #[serde(default = "once")]
    pub weight: i64,
    /// Whether a comment is mandatory at the lowest and the highest score.
    #[serde(default)]
    pub comment_at_extremes: bool,
    /// A comment is mandatory at this score and below, thousandths of a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_up_to: Option<Points>,
    /// A comment is mandatory at this score and above, thousandths of a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment_from: Option<Points>,
    /// The section or the question of the form that this question is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// When to give which score, in order.
    #[serde(default, rename = "band", skip_serializing_if = "Vec::is_empty")]
    pub guidance: Vec<Band>,
}

impl GridQuestion {
    /// Whether a score is within the range and on a step, thousandths of a point.
    pub const fn allows(&self, score: Points) -> bool {
        0 <= score && score <= self.max && score % self.step == 0
    }

    /// Whether a score needs a comment: it is the lowest or the highest, and the grid asks for one there, or it is at or
    /// below, or at or above, what the grid names.
    pub fn needs_comment(&self, score: Points) -> bool {
        (self.comment_at_extremes && (score == 0 || score == self.max))
            || self.comment_up_to.is_some_and(|most| score <= most)
            || self.comment_from.is_some_and(|least| score >= least)
    }

    /// The guidance for a score.
    pub fn band(&self, score: Points) -> Option<&Band> {
        self.guidance
            .iter()
            .find(|band| (band.from..=band.to).contains(&score))
    }

    fn faults(&self, call: &CallDefinition) -> Vec<RuleFault> {
        let mut found = Vec::new();
        let id = || self.id.clone();
        let fits = self.max > 0 && self.step > 0 && self.max % self.step == 0 && self.weight > 0;
        if !fits {
            found.push(RuleFault::QuestionSteps { id: id() });
        }
        let mut above = -1;
        for band in &self.guidance {
            if band.from <= above || band.to < band.from || band.to > self.max {
                found.push(RuleFault::Bands { id: id() });
                break;
            }
            above = band.to;
        }
        let bounds = [self.comment_up_to, self.comment_from];
        if bounds
            .into_iter()
            .flatten()
            .any(|score| !(0..=self.max).contains(&score))
        {
            found.push(RuleFault::CommentBound { id: id() });
        }
        let known = |about: &str| {
            let mut forms = std::iter::once(&call.form).chain(call.later_forms.values());
            forms.any(|form| form.section(about).is_some() || form.question(about).is_some())
        };
        if let Some(about) = self.about.as_deref().filter(|about| !known(about)) {
            found.push(RuleFault::AboutUnknown {
                id: id(),
                about: about.to_owned(),
            });
        }
        found
    }
}

impl GridSection {
    /// The highest total of the section, thousandths of a point.
    pub fn maximum(&self) -> Points {
        self.questions
            .iter()
            .map(|question| question.max.saturating_mul(question.weight))
            .fold(0, i64::saturating_add)
    }

    /// The weighted total of the section in a set of scores, thousandths of a point.
    pub fn total(&self, scores: &BTreeMap<String, Points>) -> Points {
        let weighted = |question: &GridQuestion| {
            let score = scores.get(&question.id).copied().unwrap_or(0);
            score.saturating_mul(question.weight)
        };
        self.questions
            .iter()
            .map(weighted)
            .fold(0, i64::saturating_add)
    }
}

const fn once() -> i64 {
    1
}

/// Names in a set of comments that no question can have.
pub const RESERVED: [&str; 2] = ["overall", "budget_remarks"];

impl Rules {
    /// Every question.
    pub fn questions(&self) -> impl Iterator<Item = &GridQuestion> {
        self.sections
            .iter()
            .flat_map(|section| section.questions.iter())
    }

    /// The highest total, thousandths of a point.
    pub fn maximum(&self) -> Points {
        self.sections
            .iter()
            .map(GridSection::maximum)
            .fold(0, i64::saturating_add)
    }

    /// What the rule for disagreement makes of totals, thousandths of a point; nothing when there are none.
    pub fn consolidated(&self, totals: &[Points]) -> Option<Consolidated> {
        match self.disagreement {
            Disagreement::Mean => consolidation::mean(totals).map(Consolidated::Score),
            Disagreement::ThirdReader { percent } => consolidation::third_reader(totals, percent),
            Disagreement::DropDeviant { percent } => {
                consolidation::drop_deviant(totals, self.maximum(), self.readers as usize, percent)
            }
        }
    }

    /// Every text of the grid at its place in the procedure.
    pub fn texts(&self, position: usize) -> Vec<(CallText, &Localised)> {
        let mut found = Vec::new();
        if let Some(terms) = &self.terms {
            found.push((CallText::Terms { position }, terms));
        }
        for section in &self.sections {
            let id = section.id.clone();
            found.push((CallText::GridSection { position, id }, &section.title));
            for question in &section.questions {
                let id = || question.id.clone();
                found.push((
                    CallText::GridQuestion { position, id: id() },
                    &question.text,
                ));
                for (number, band) in (1..).zip(&question.guidance) {
                    let id = id();
                    let text = CallText::GridBand {
                        position,
                        id,
                        number,
                    };
                    found.push((text, &band.text));
                }
            }
        }
        found
    }

    /// What is incomplete.
    pub fn faults(&self, call: &CallDefinition) -> Vec<RuleFault> {
        let mut found = self.faults_of_terms();
        let mut seen = BTreeSet::new();
        for section in &self.sections {
            let id = section.id.clone();
            let most = section.maximum();
            if !(0..=most).contains(&section.minimum) {
                found.push(RuleFault::SectionMinimum {
                    id: id.clone(),
                    most,
                });
            }
            if !seen.insert(&section.id) {
                found.push(RuleFault::NameTwice { id });
            }
        }
        let mut seen: BTreeSet<&str> = RESERVED.into();
        for question in self.questions() {
            found.extend(question.faults(call));
            if !seen.insert(&question.id) {
                let id = question.id.clone();
                found.push(RuleFault::NameTwice { id });
            }
        }
        if seen.len() == RESERVED.len() {
            found.push(RuleFault::NoQuestion);
        }
        let most = self.maximum();
        if !(0..=most).contains(&self.threshold) {
            found.push(RuleFault::Threshold { most });
        }
        if self.total.is_some_and(|total| total != most) {
            found.push(RuleFault::GridTotal { is: most });
        }
        found
    }

    fn faults_of_terms(&self) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.readers == 0 {
            found.push(RuleFault::NoReaders);
        }
        if self.most_files == 0 {
            found.push(RuleFault::NoFiles);
        }
        if !(1..=MOST_DAYS).contains(&self.days) {
            found.push(RuleFault::EvaluationDays { most: MOST_DAYS });
        }
        if matches!(self.disagreement, Disagreement::ThirdReader { .. }) && self.readers != 2 {
            found.push(RuleFault::ThirdReaderNeedsTwo);
        }
        if self
            .disagreement
            .percent()
            .is_some_and(|percent| !(1..=100).contains(&percent))
        {
            found.push(RuleFault::GapPercent);
        }
        if self.wishes.all().iter().any(|wish| *wish > HEAVIEST_WISH) {
            found.push(RuleFault::Wishes {
                most: HEAVIEST_WISH,
            });
        }
        found
    }

    /// Everything that keeps scores from being submitted: first scores that are missing or not allowed, then comments that
    /// are missing.
    pub fn open<'a>(
        &'a self,
        scores: &'a BTreeMap<String, Points>,
        commented: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Refusal> + 'a {
        let score = |question: &GridQuestion| scores.get(&question.id).copied();
        let wrong = self
            .questions()
            .filter(move |question| !score(question).is_some_and(|score| question.allows(score)))
            .map(|question| Refusal::Score {
                question: question.id.clone(),
            });
        let silent = self
            .questions()
            .filter(move |question| {
                score(question).is_some_and(|score| question.needs_comment(score))
                    && !commented(&question.id)
            })
            .map(|question| Refusal::CommentMissing {
                question: question.id.clone(),
            });
        wrong.chain(silent)
    }

    /// The weighted total of a complete set of scores. Refuses a missing score, one out of range or off its step.
    pub fn total_of(&self, scores: &BTreeMap<String, Points>) -> Result<Points, Refusal> {
        if let Some(name) = scores
            .keys()
            .find(|id| !self.questions().any(|question| question.id == **id))
        {
            return Err(Refusal::Unknown {
                what: "question",
                name: name.clone(),
            });
        }
        let mut sum = 0_i64;
        for question in self.questions() {
            let score = scores.get(&question.id).copied();
            let right = score.filter(|score| question.allows(*score));
            let score = right.ok_or_else(|| Refusal::Score {
                question: question.id.clone(),
            })?;
            sum = score
                .checked_mul(question.weight)
                .and_then(|s| sum.checked_add(s))
                .ok_or(Refusal::Overflow)?;
        }
        Ok(sum)
    }
}

//! What the story is made of: countries, names, projects and texts, kept as data beside the code.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use workflow::country::{Country, Region};

use crate::failure::Failure;

/// A country with its part in the story.
#[derive(Clone, Debug, Deserialize)]
pub struct Land {
    /// ISO 3166-1.
    pub code: Country,
    /// Language most proposals are written in (BCP 47).
    pub language: String,
    /// Share of the organisations.
    pub weight: u32,
    applies: String,
    /// Group of people's names.
    pub people: String,
    places: String,
    native: String,
}

impl Land {
    /// Whether proposals come from here in the founding call.
    pub fn applies(&self) -> bool {
        self.applies == "yes"
    }

    /// Places in Latin letters.
    pub fn places(&self) -> Vec<&str> {
        self.places.split('|').collect()
    }

    /// Places as one writes them in `language`.
    pub fn places_in(&self, language: &str) -> Vec<&str> {
        if matches!(language, "ar" | "ru" | "zh") && !self.native.is_empty() {
            self.native.split('|').collect()
        } else {
            self.places()
        }
    }
}

/// Names of people.
#[derive(Clone, Debug, Deserialize)]
pub struct People {
    /// Given names.
    pub given: Vec<String>,
    /// Family names.
    pub family: Vec<String>,
}

/// How organisations are named in a language.
#[derive(Clone, Debug, Deserialize)]
pub struct Patterns {
    /// Patterns with `{n}`, `{p}` and `{c}`.
    pub patterns: Vec<String>,
    /// Symbolic nouns.
    pub nouns: Vec<String>,
    /// Causes.
    pub causes: Vec<String>,
}

/// Names in Latin letters and in their own script.
#[derive(Clone, Debug, Deserialize)]
pub struct Pairs {
    /// Symbolic nouns.
    pub nouns: Vec<[String; 2]>,
    /// Patterns with `{n}`.
    pub forms: Vec<[String; 2]>,
}

/// Names of people and organisations.
#[derive(Clone, Debug, Deserialize)]
pub struct Names {
    /// By the group of a country.
    pub people: BTreeMap<String, People>,
    /// By language or region.
    pub organisations: BTreeMap<String, Patterns>,
    /// Symbolic nouns in the language of a country, by the group of its people's names.
    pub local: BTreeMap<String, Vec<String>>,
    /// By language.
    pub pairs: BTreeMap<String, Pairs>,
}

/// A project before it has a place. `{p}` is the place.
#[derive(Clone, Debug, Deserialize)]
pub struct Project {
    /// Titles it can go under.
    pub titles: Vec<String>,
    /// Theme of the call.
    pub theme: String,
    /// Regional groups it belongs to; all when empty.
    #[serde(default)]
    pub regions: Vec<Region>,
    /// For whom.
    pub who: String,
    /// The problem.
    pub problem: String,
    /// What is done.
    pub activities: String,
    /// What comes of it.
    pub results: String,
}

/// Projects in one language, with what proposals in that language share.
#[derive(Clone, Debug, Deserialize)]
pub struct Projects {
    /// With `{who}`.
    pub beneficiaries: Vec<String>,
    /// What remains.
    pub sustainability: Vec<String>,
    /// Protection of victims.
    pub protection: Vec<String>,
    /// With `{year}`, `{staff}` and `{reached}`.
    pub capacity: Vec<String>,
    /// Partners.
    pub partner: Vec<String>,
    /// What logframes share.
    pub logframe: LogframeTexts,
    /// Descriptions of budget lines by heading.
    pub budget: BTreeMap<String, Vec<String>>,
    /// The projects.
    pub project: Vec<Project>,
}

/// What logframes in one language share. `{p}` is the place.
#[derive(Clone, Debug, Deserialize)]
pub struct LogframeTexts {
    /// The goal.
    pub goal: String,
    /// The output.
    pub output: String,
    /// Of the outcome and of the output.
    pub indicators: [String; 2],
    /// Where their figures come from.
    pub verification: [String; 2],
}

/// What people write in screening.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct ScreeningTexts {
    pub request: Vec<String>,
    pub answer: Vec<String>,
    pub late: Vec<String>,
    /// Reasons by criterion.
    pub fail: BTreeMap<String, Vec<String>>,
    pub disagreement: Disagreement,
    pub appeal: Appeal,
}

/// A disagreement of two screeners.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Disagreement {
    pub disagree: Vec<String>,
    pub eligible: String,
    pub ineligible: String,
}

/// An appeal.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Appeal {
    pub ground: Vec<String>,
    pub upheld: String,
    pub dismissed: String,
}

/// What evaluators write.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct EvaluationTexts {
    pub strong: Vec<String>,
    pub middle: Vec<String>,
    pub weak: Vec<String>,
    /// For the highest and for the lowest score of a question.
    pub extreme: [String; 2],
    pub decline: Vec<String>,
    /// Why a possible conflict is none.
    pub no_conflict: String,
    /// How the secretariat knows of a conflict.
    pub known_conflict: String,
    /// Why scores are opened again.
    pub reopen: String,
    /// A remark on a budget.
    pub budget: String,
    /// What the readers found together, with a strength and a weakness.
    pub consensus: String,
    pub strength: String,
    pub weakness: String,
}

/// What the panel and the manager write.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct SelectionTexts {
    pub selected: Vec<String>,
    pub reserve: Vec<String>,
    pub no_funds: Vec<String>,
    pub rejected: Vec<String>,
    pub flagged: String,
    pub red_flag: String,
    pub dissent: String,
    pub promote: String,
}

/// What an applicant writes who declines.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct AgreementTexts {
    pub decline: String,
    pub conditions: String,
    pub met: String,
    pub carried: String,
    pub points: Vec<String>,
    pub recall: String,
}

/// What a verification notes.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct VerificationTexts {
    pub comment: Vec<String>,
}

/// Reports, and what is written about them.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct MonitoringTexts {
    /// By theme of the project.
    pub narrative: BTreeMap<String, Vec<String>>,
    pub financial: Vec<String>,
    #[serde(rename = "final")]
    pub last: String,
    pub send_back: String,
    pub waive: String,
    pub suspend: String,
    pub refuse: String,
}

/// What people write in the course of the story.
#[derive(Clone, Debug, Deserialize)]
#[allow(missing_docs)]
pub struct Texts {
    pub screening: ScreeningTexts,
    pub evaluation: EvaluationTexts,
    pub selection: SelectionTexts,
    pub agreement: AgreementTexts,
    pub verification: VerificationTexts,
    pub monitoring: MonitoringTexts,
}

/// Everything the story is made of.
#[derive(Clone, Debug)]
pub struct Library {
    /// Countries, those with most organisations in no special order.
    pub lands: Vec<Land>,
    /// Names.
    pub names: Names,
    /// Projects by language.
    pub projects: BTreeMap<&'static str, Projects>,
    /// Texts.
    pub texts: Texts,
}

const PROJECTS: [(&str, &str); 5] = [
    ("en", include_str!("data/projects-en.toml")),
    ("fr", include_str!("data/projects-fr.toml")),
    ("es", include_str!("data/projects-es.toml")),
    ("ru", include_str!("data/projects-ru.toml")),
    ("ar", include_str!("data/projects-ar.toml")),
];

fn unreadable(what: &str, error: impl std::fmt::Display) -> Failure {
    Failure::Unexpected(format!(
        "the demonstration's {what} cannot be read: {error}"
    ))
}

fn toml_of<T: DeserializeOwned>(what: &str, text: &str) -> Result<T, Failure> {
    toml::from_str(text).map_err(|error| unreadable(what, error))
}

impl Library {
    /// Reads the data that come with the program.
    pub fn open() -> Result<Self, Failure> {
        let lands = csv::Reader::from_reader(include_str!("data/countries.csv").as_bytes())
            .into_deserialize()
            .collect::<Result<Vec<Land>, _>>()
            .map_err(|error| unreadable("countries", error))?;
        let projects = PROJECTS
            .iter()
            .map(|(language, text)| Ok((*language, toml_of("projects", text)?)))
            .collect::<Result<_, Failure>>()?;
        Ok(Self {
            lands,
            names: toml_of("names", include_str!("data/names.toml"))?,
            projects,
            texts: toml_of("texts", include_str!("data/texts.toml"))?,
        })
    }

    /// The projects in a language; English where there are none.
    pub fn projects_in(&self, language: &str) -> Result<&Projects, Failure> {
        self.projects
            .get(language)
            .or_else(|| self.projects.get("en"))
            .ok_or_else(|| unreadable("projects", "none are there"))
    }
}

/// One of several texts.
pub fn one_of<'a>(rng: &mut StdRng, texts: &'a [String]) -> &'a str {
    texts.choose(rng).map_or("", String::as_str)
}

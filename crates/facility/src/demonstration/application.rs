//! Applications: a shape of project, a place and a budget make the answers to the form.

use std::collections::{BTreeMap, HashSet};

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use serde_json::{Value, json};
use workflow::form::Answers;

use super::data::{Land, Library, LogframeTexts, Project, Projects, one_of};
use super::names::elided;
use crate::failure::Failure;

/// What an applicant is and asks for.
pub struct Ask<'a> {
    /// Where the project takes place.
    pub land: &'a Land,
    /// Language it is written in (BCP 47).
    pub language: &'a str,
    /// Amount asked for, minor units; whole dollars.
    pub amount_minor: i64,
    /// Duration in months.
    pub months: u32,
    /// The theme it must have, if any.
    pub theme: Option<&'a str>,
    /// Year the organisation began.
    pub since: i32,
}

/// Writes applications, so that neighbours on a list are of different shapes and no title stands twice.
pub struct Writer<'a> {
    library: &'a Library,
    /// Shapes still to be used, by language: project and title.
    decks: BTreeMap<String, Vec<(usize, usize)>>,
    titles: HashSet<String>,
}

impl<'a> Writer<'a> {
    /// A writer who has written nothing yet.
    pub fn new(library: &'a Library) -> Self {
        Self {
            library,
            decks: BTreeMap::new(),
            titles: HashSet::new(),
        }
    }

    /// The answers to every question of the form.
    pub fn write(&mut self, rng: &mut StdRng, ask: &Ask<'_>) -> Result<Answers, Failure> {
        let library = self.library;
        let projects = library.projects_in(ask.language)?;
        let (project, title, place) = self.shape(rng, ask, projects)?;
        let text = |text: &str| fill(text, &place, ask.language);
        let direct = [60, 80, 90, 120, 150, 180, 240, 300, 450, 600, 1200, 2500];
        let direct = direct[rng.random_range(0..direct.len())] + rng.random_range(0..9) * 5;
        let staff = rng.random_range(4..22);
        let capacity = one_of(rng, &projects.capacity)
            .replace("{year}", &ask.since.to_string())
            .replace("{staff}", &staff.to_string())
            .replace("{reached}", &(direct / 10 * 10 + 40).to_string());
        let opening = project.activities.split_inclusive(['.', ';']).next();
        let summary = format!(
            "{} {}",
            text(opening.unwrap_or_default()),
            text(&project.results)
        );
        let mut answers = Answers::new();
        let mut answer = |question: &str, value: Value| answers.insert(question.to_owned(), value);
        answer("title", json!(title));
        answer("theme", json!(project.theme));
        answer("country", json!(ask.land.code.code()));
        answer("months", json!(ask.months));
        answer("language", json!(ask.language));
        answer("summary", json!(summary));
        answer("problem", json!(text(&project.problem)));
        let beneficiaries = one_of(rng, &projects.beneficiaries).replace("{who}", &project.who);
        answer("beneficiaries", json!(beneficiaries));
        answer("direct", json!(direct));
        answer("activities", json!(text(&project.activities)));
        answer("results", json!(text(&project.results)));
        answer(
            "logframe",
            logframe(&projects.logframe, project, direct, text),
        );
        answer(
            "sustainability",
            json!(one_of(rng, &projects.sustainability)),
        );
        answer("protection", json!(one_of(rng, &projects.protection)));
        answer("capacity", json!(capacity));
        let partner = project.theme == "cooperation" || rng.random_bool(0.4);
        answer("partners", json!(if partner { "yes" } else { "no" }));
        if partner {
            answer("partner", json!(one_of(rng, &projects.partner)));
        }
        answer("budget", budget(rng, projects, ask.amount_minor));
        answer("not_for_profit", json!(true));
        answer("truth", json!(true));
        Ok(answers)
    }

    /// A shape that belongs to the region, with a title that nobody has, and the place.
    fn shape(
        &mut self,
        rng: &mut StdRng,
        ask: &Ask<'_>,
        projects: &'a Projects,
    ) -> Result<(&'a Project, String, String), Failure> {
        let places = ask.land.places_in(ask.language);
        let deck = self.decks.entry(ask.language.to_owned()).or_default();
        // Twice round the deck finds a new title wherever there is one.
        for _ in 0..2 {
            if deck.is_empty() {
                let shapes = projects.project.iter().enumerate();
                deck.extend(shapes.flat_map(|(index, project)| {
                    (0..project.titles.len()).map(move |title| (index, title))
                }));
                deck.shuffle(rng);
            }
            for at in (0..deck.len()).rev() {
                let (index, title) = deck[at];
                let project = &projects.project[index];
                let region = ask.land.code.region();
                let elsewhere = !project.regions.is_empty() && !project.regions.contains(&region);
                if elsewhere || ask.theme.is_some_and(|theme| theme != project.theme) {
                    continue;
                }
                let first = rng.random_range(0..places.len());
                for step in 0..places.len() {
                    let place = places[(first + step) % places.len()];
                    let title = fill(&project.titles[title], place, ask.language);
                    let title = capital(&title);
                    if self.titles.insert(title.clone()) {
                        deck.remove(at);
                        return Ok((project, title, place.to_owned()));
                    }
                }
            }
            deck.clear();
        }
        Err(Failure::Unexpected(format!(
            "the demonstration has too few projects in {} for {}",
            ask.language, ask.land.code
        )))
    }
}

/// Puts the place in; French elides before it.
fn fill(text: &str, place: &str, language: &str) -> String {
    let text = text.replace("{p}", place);
    if language == "fr" {
        elided(&text)
    } else {
        text
    }
}

/// A logframe made of what the proposal says of its activities and results.
fn logframe(
    shared: &LogframeTexts,
    project: &Project,
    direct: i32,
    text: impl Fn(&str) -> String,
) -> Value {
    let indicator = |at: usize, target: String| {
        json!({
            "indicator": shared.indicators[at],
            "baseline": "0",
            "target": target,
            "verification": shared.verification[at],
        })
    };
    let activities = text(&project.activities);
    let activities: Vec<&str> = activities
        .split_inclusive(['.', ';', '؛'])
        .map(|part| part.trim().trim_end_matches([';', '؛']))
        .filter(|part| part.len() > 20)
        .take(6)
        .collect();
    json!({
        "goal": text(&shared.goal),
        "outcomes": [{
            "statement": text(&project.results),
            "indicators": [indicator(0, direct.to_string())],
            "outputs": [{
                "statement": shared.output,
                "indicators": [indicator(1, "100".to_owned())],
                "activities": activities,
            }],
        }],
    })
}

/// A title begins with a capital, also where it begins with the article of a place.
fn capital(title: &str) -> String {
    title
        .strip_prefix("the ")
        .map_or_else(|| title.to_owned(), |rest| format!("The {rest}"))
}

/// Headings of the budget with the least and the most of the request they take, hundredths. Services take the rest.
const SHARES: [(&str, i64, i64); 5] = [
    ("staff", 28, 40),
    ("training", 8, 16),
    ("travel", 4, 9),
    ("supplies", 5, 10),
    ("overheads", 4, 7),
];

/// Lines that ask for exactly `amount` (minor units) together; some bring own money on top.
fn budget(rng: &mut StdRng, projects: &Projects, amount: i64) -> Value {
    let mut lines = Vec::new();
    let mut left = amount;
    for (heading, least, most) in SHARES {
        // Whole tens of dollars, as people budget.
        let share = amount * rng.random_range(least..=most) / 100 / 1_000 * 1_000;
        left -= share;
        push_lines(rng, projects, heading, share, &mut lines);
    }
    push_lines(rng, projects, "services", left, &mut lines);
    Value::Array(lines)
}

fn push_lines(
    rng: &mut StdRng,
    projects: &Projects,
    heading: &str,
    share: i64,
    lines: &mut Vec<Value>,
) {
    let mut names: Vec<&String> = projects
        .budget
        .get(heading)
        .map(|names| names.iter().collect())
        .unwrap_or_default();
    names.shuffle(rng);
    let count = if heading == "overheads" { 1 } else { 2 }.min(names.len().max(1));
    let first = share * rng.random_range(45..=70) / 100 / 1_000 * 1_000;
    let parts = if count == 1 {
        vec![share]
    } else {
        vec![first, share - first]
    };
    for (part, name) in parts.into_iter().zip(names) {
        let quantities: &[i64] = if heading == "staff" {
            &[6, 9, 12]
        } else {
            &[1, 1, 2, 4, 6, 10, 12]
        };
        let quantity = quantities[rng.random_range(0..quantities.len())];
        // Somebody else pays a part of some lines.
        let whole = if rng.random_bool(0.35) {
            part * rng.random_range(110..=160) / 100
        } else {
            part
        };
        let dollars = (whole + quantity * 100 - 1) / (quantity * 100);
        lines.push(json!({
            "heading": heading,
            "description": name,
            "quantity": quantity,
            "unit_cost_minor": dollars * 100,
            "requested_minor": part,
        }));
    }
}

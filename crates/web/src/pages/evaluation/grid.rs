//! The grid on the desk: questions with their scales and guidance, scores as people write them.

use std::collections::BTreeMap;

use facility::evaluation::ScoreDraft;
use facility::evaluation::points::{figures, parse};
use language::Reader;
use workflow::evaluation::{GridQuestion, GridSection, Points, RESERVED, Recommendation, Rules};
use workflow::refusal::Refusal;

use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::desk::File;
use crate::wording;

/// A section of the grid.
pub struct Section {
    /// Title.
    pub title: String,
    /// Its total so far in words.
    pub total: String,
    /// The most it can have, in words.
    pub maximum: String,
    /// The total held against the section's minimum.
    pub held: Held,
    /// Questions.
    pub questions: Vec<Question>,
}

/// A total held against the least it needs.
pub struct Held {
    /// The least, thousandths of a point; 0 for none.
    pub least: Points,
    /// The least in words.
    pub text: String,
    /// Whether the total is at or above it.
    pub reached: bool,
}

impl Held {
    /// A total against the threshold of the grid.
    pub fn threshold(reader: &Reader, rules: &Rules, total: Points) -> Self {
        Self::of(reader, "evaluation-threshold", rules.threshold, total)
    }

    fn of(reader: &Reader, key: &str, least: Points, total: Points) -> Self {
        let points = wording::points(reader, least);
        Self {
            least,
            text: reader.ta(key, [("points", points.into())]),
            reached: total >= least,
        }
    }
}

/// A range of scores and what it means.
pub struct BandLine {
    /// The lowest score, thousandths of a point.
    pub from: Points,
    /// The highest, thousandths of a point.
    pub to: Points,
    /// Both in words.
    pub range: String,
    /// When to give such a score.
    pub text: String,
    /// Whether the score given lies in it.
    pub chosen: bool,
}

/// A question of the grid.
pub struct Question {
    /// Its number in the grid, from 1.
    pub number: String,
    /// Name of the field of the score.
    pub score: String,
    /// Name of the field of the comment.
    pub comment: String,
    /// What is asked.
    pub text: String,
    /// Range and weight in words.
    pub range: String,
    /// When a comment is needed, in words; empty when never.
    pub comment_needed: String,
    /// The part of the file it is about: address on the page and title; may be empty.
    pub about: (String, String),
    /// Guidance by band.
    pub bands: Vec<BandLine>,
    /// Weight.
    pub weight: i64,
    /// Highest score in figures.
    pub max: String,
    /// Step in figures.
    pub step: String,
    /// The score typed, in figures.
    pub value: String,
    /// The same for people; may be empty.
    pub shown: String,
    /// The steps of a short scale; empty when the score is typed.
    pub scale: Vec<Choice>,
    /// The comment.
    pub comment_text: String,
    /// What is wrong with the score.
    pub score_error: String,
    /// What is wrong with the comment.
    pub comment_error: String,
}

/// The most steps shown as buttons.
const MOST_BUTTONS: Points = 11;

/// Name of the field of a score.
pub fn score_field(question: &str) -> String {
    format!("score-{question}")
}

/// Name of the field of a comment.
pub fn comment_field(question: &str) -> String {
    format!("comment-{question}")
}

/// What the grid is filled with.
pub struct Filling<'a> {
    /// The draft.
    pub draft: &'a ScoreDraft,
    /// What was typed in its place.
    pub typed: &'a Fields,
    /// What is wrong with it.
    pub errors: &'a Errors,
    /// The file the questions are about, where it stands on the same page.
    pub file: Option<&'a File>,
}

impl Filling<'_> {
    /// The score of a question as it is typed, else as it is kept; in figures.
    fn value(&self, question: &GridQuestion) -> String {
        let kept = self.draft.scores.get(&question.id).copied();
        let typed = self.typed.maybe(&score_field(&question.id));
        typed
            .map(str::to_owned)
            .or_else(|| kept.map(figures))
            .unwrap_or_default()
    }

    /// The scores that can be read.
    fn scores(&self, rules: &Rules) -> BTreeMap<String, Points> {
        let read = |question: &GridQuestion| {
            let points = parse(&self.value(question))?;
            question
                .allows(points)
                .then(|| (question.id.clone(), points))
        };
        rules.questions().filter_map(read).collect()
    }
}

/// How far the grid is filled in.
pub struct Progress {
    /// Questions with a score.
    pub scored: usize,
    /// All questions.
    pub all: usize,
    /// The total so far, thousandths of a point.
    pub total: Points,
}

/// How far the grid is filled in.
pub fn progress(rules: &Rules, filling: &Filling<'_>) -> Progress {
    let scores = filling.scores(rules);
    Progress {
        scored: scores.len(),
        all: rules.questions().count(),
        total: rules
            .sections
            .iter()
            .map(|section| section.total(&scores))
            .fold(0, Points::saturating_add),
    }
}

/// The grid with a draft in it, or what was typed in its place.
pub fn sections(reader: &Reader, rules: &Rules, filling: &Filling<'_>) -> Vec<Section> {
    let scores = filling.scores(rules);
    let mut number = 0;
    let mut section = |known: &GridSection| {
        let total = known.total(&scores);
        Section {
            title: known.title.get(reader.language.code()).to_owned(),
            total: wording::points(reader, total),
            maximum: wording::points(reader, known.maximum()),
            held: Held::of(reader, "evaluation-minimum", known.minimum, total),
            questions: known
                .questions
                .iter()
                .map(|asked| {
                    number += 1;
                    question(reader, number, asked, filling)
                })
                .collect(),
        }
    };
    rules.sections.iter().map(&mut section).collect()
}

fn question(
    reader: &Reader,
    number: usize,
    asked: &GridQuestion,
    filling: &Filling<'_>,
) -> Question {
    let (score, comment) = (score_field(&asked.id), comment_field(&asked.id));
    let kept = filling.draft.scores.get(&asked.id).copied();
    let value = filling.value(asked);
    let chosen = parse(&value);
    Question {
        number: reader.number(number),
        text: asked.text.get(reader.language.code()).to_owned(),
        range: range(reader, asked),
        comment_needed: comment_needed(reader, asked),
        about: asked
            .about
            .as_deref()
            .and_then(|about| filling.file.and_then(|file| part(file, about)))
            .unwrap_or_default(),
        bands: bands(reader, asked, chosen),
        weight: asked.weight,
        max: figures(asked.max),
        step: figures(asked.step),
        shown: kept
            .map(|points| wording::points(reader, points))
            .unwrap_or_default(),
        value,
        scale: scale(reader, asked, chosen),
        comment_text: filling
            .typed
            .maybe(&comment)
            .map(str::to_owned)
            .or_else(|| filling.draft.comments.get(&asked.id).cloned())
            .unwrap_or_default(),
        score_error: filling.errors.of(&score),
        comment_error: filling.errors.of(&comment),
        score,
        comment,
    }
}

fn range(reader: &Reader, asked: &GridQuestion) -> String {
    let most = wording::points(reader, asked.max);
    if asked.weight == 1 {
        reader.ta("evaluation-range", [("max", most.into())])
    } else {
        reader.ta(
            "evaluation-range-weighted",
            [("max", most.into()), ("weight", asked.weight.into())],
        )
    }
}

/// The steps of a short scale. A step that is no length is none: a call with such a grid is never published.
fn scale(reader: &Reader, asked: &GridQuestion, chosen: Option<Points>) -> Vec<Choice> {
    let steps = asked
        .max
        .checked_div(asked.step)
        .map_or(0, |steps| steps + 1);
    if !(1..=MOST_BUTTONS).contains(&steps) {
        return Vec::new();
    }
    (0..steps)
        .map(|step| step * asked.step)
        .map(|points| {
            Choice::new(
                figures(points),
                wording::points(reader, points),
                chosen == Some(points),
            )
        })
        .collect()
}

fn bands(reader: &Reader, asked: &GridQuestion, chosen: Option<Points>) -> Vec<BandLine> {
    let line = |band: &workflow::evaluation::Band| BandLine {
        from: band.from,
        to: band.to,
        range: reader.ta(
            "evaluation-band",
            [
                ("from", wording::points(reader, band.from).into()),
                ("to", wording::points(reader, band.to).into()),
            ],
        ),
        text: band.text.get(reader.language.code()).to_owned(),
        chosen: chosen.is_some_and(|score| (band.from..=band.to).contains(&score)),
    };
    asked.guidance.iter().map(line).collect()
}

/// When a comment is needed, in words; empty when never.
pub fn comment_needed(reader: &Reader, asked: &GridQuestion) -> String {
    let bound = |key: &str, points: Option<Points>| {
        points.map(|points| {
            let points = wording::points(reader, points);
            reader.ta(key, [("points", points.into())])
        })
    };
    let found: Vec<String> = [
        asked
            .comment_at_extremes
            .then(|| reader.t("evaluation-comment-at-extremes")),
        bound("evaluation-comment-up-to", asked.comment_up_to),
        bound("evaluation-comment-from", asked.comment_from),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.join(" ")
}

/// The part of the file with a name: where it stands on the page, and its title. A question goes before a section that has
/// the same name. Nothing when the file has no such part.
fn part(file: &File, about: &str) -> Option<(String, String)> {
    let mut answers = file.sections.iter().flat_map(|section| &section.answers);
    if let Some(answer) = answers.find(|answer| answer.id == about) {
        return Some((format!("#answer-{about}"), answer.label.clone()));
    }
    let section = file.sections.iter().find(|section| section.id == about)?;
    Some((format!("#answers-{about}"), section.title.clone()))
}

/// What is recommended, to choose from.
pub fn recommendations(reader: &Reader, chosen: &str) -> Vec<Choice> {
    Recommendation::ALL
        .iter()
        .map(|known| {
            let words = reader.named("recommendation", known);
            Choice::new(known.name(), words, known.name() == chosen)
        })
        .collect()
}

/// Reads a draft; scores that cannot be read are left out and noted.
pub fn read(reader: &Reader, rules: &Rules, fields: &Fields) -> (ScoreDraft, Errors) {
    let mut errors = Errors::none();
    let (mut scores, mut comments) = (BTreeMap::new(), BTreeMap::new());
    for question in rules.questions() {
        let (score, comment) = (score_field(&question.id), comment_field(&question.id));
        let typed = fields.get(&score).trim();
        match parse(typed) {
            Some(points) => {
                scores.insert(question.id.clone(), points);
            }
            None if typed.is_empty() => {}
            None => errors.add(reader, &score, "points"),
        }
        let typed = fields.get(&comment);
        if !typed.trim().is_empty() {
            comments.insert(question.id.clone(), typed.to_owned());
        }
    }
    let recommended = fields.get("recommendation");
    let recommendation = recommended.parse().ok();
    if recommendation.is_none() && !recommended.is_empty() {
        errors.add(reader, "recommendation", "unknown-option");
    }
    let draft = ScoreDraft {
        scores,
        comments,
        overall: fields.get("overall").to_owned(),
        recommendation: recommendation.filter(|_| rules.recommendation),
        budget_remarks: if rules.budget_remarks {
            fields.get(RESERVED[1]).to_owned()
        } else {
            String::new()
        },
    };
    (draft, errors)
}

/// Everything that keeps a draft from being submitted, each at its field and with the question in words.
pub fn open(reader: &Reader, rules: &Rules, draft: &ScoreDraft) -> Errors {
    let mut errors = Errors::none();
    let text = |id: &str| {
        let found = rules.questions().find(|question| question.id == id);
        found.map_or_else(
            || id.to_owned(),
            |question| question.text.get(reader.language.code()).to_owned(),
        )
    };
    let commented = |question: &str| draft.comments.contains_key(question);
    for refusal in rules.open(&draft.scores, commented) {
        let (field, refusal) = match refusal {
            Refusal::Score { question } => (
                score_field(&question),
                Refusal::Score {
                    question: text(&question),
                },
            ),
            Refusal::CommentMissing { question } => (
                comment_field(&question),
                Refusal::CommentMissing {
                    question: text(&question),
                },
            ),
            other => (String::new(), other),
        };
        errors.say(&field, wording::refusal(reader, &refusal));
    }
    if rules.recommendation && draft.recommendation.is_none() {
        errors.say(
            "recommendation",
            reader.t("evaluation-recommendation-missing"),
        );
    }
    if draft.overall.trim().is_empty() {
        errors.say("overall", reader.t("evaluation-overall-missing"));
    }
    errors
}

/// An evaluation others submitted, to be read.
pub struct Read {
    /// Whose: a name, or "Evaluator 2".
    pub by: String,
    /// Total in words.
    pub total: String,
    /// What is recommended, in words; may be empty.
    pub recommendation: String,
    /// Overall comment.
    pub overall: String,
    /// Remarks on the budget; may be empty.
    pub budget_remarks: String,
    /// Question, points, comment.
    pub answers: Vec<(String, String, String)>,
}

/// "7.5 of 10".
pub fn of(reader: &Reader, points: Points, max: Points) -> String {
    reader.ta(
        "evaluation-of",
        [
            ("points", wording::points(reader, points).into()),
            ("max", wording::points(reader, max).into()),
        ],
    )
}

/// What is recommended, in words; empty when nothing is.
pub fn recommended(reader: &Reader, recommendation: Option<Recommendation>) -> String {
    recommendation
        .map(|known| reader.named("recommendation", known))
        .unwrap_or_default()
}

/// Evaluations submitted; without a name they are numbered.
pub fn submitted(
    reader: &Reader,
    rules: &Rules,
    all: &[facility::evaluation::Submitted],
    name: impl Fn(workflow::ids::PersonId) -> String,
) -> Vec<Read> {
    let comment = |one: &facility::evaluation::Submitted, of: &str| {
        one.comments.get(of).cloned().unwrap_or_default()
    };
    (1_u32..)
        .zip(all)
        .map(|(number, one)| Read {
            by: one.by.map_or_else(
                || reader.ta("evaluation-evaluator-number", [("n", number.into())]),
                &name,
            ),
            total: wording::points(reader, one.total),
            recommendation: recommended(reader, one.recommendation),
            overall: comment(one, RESERVED[0]),
            budget_remarks: comment(one, RESERVED[1]),
            answers: answers(reader, rules, &one.scores, |id| comment(one, id)),
        })
        .collect()
}

/// Every question with its points and its comment; one without a score says so by a dash.
pub fn answers(
    reader: &Reader,
    rules: &Rules,
    scores: &BTreeMap<String, Points>,
    comment: impl Fn(&str) -> String,
) -> Vec<(String, String, String)> {
    rules
        .questions()
        .map(|question| {
            let points = scores.get(&question.id);
            (
                question.text.get(reader.language.code()).to_owned(),
                points.map_or_else(
                    || "–".to_owned(),
                    |points| of(reader, *points, question.max),
                ),
                comment(&question.id),
            )
        })
        .collect()
}

//! The grid on the desk: questions with their scales, scores as people write them.

use std::collections::BTreeMap;

use facility::evaluation::ScoreDraft;
use language::Reader;
use workflow::evaluation::{GridQuestion, Points, Rules};
use workflow::refusal::Refusal;

use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::wording;

/// A section of the grid.
pub struct Section {
    /// Title.
    pub title: String,
    /// Its minimum in words; may be empty.
    pub minimum: String,
    /// Questions.
    pub questions: Vec<Question>,
}

/// A question of the grid.
pub struct Question {
    /// Name of the field of the score.
    pub score: String,
    /// Name of the field of the comment.
    pub comment: String,
    /// What is asked.
    pub text: String,
    /// Range and weight in words.
    pub range: String,
    /// Whether a comment is needed at the extremes.
    pub at_extremes: bool,
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

/// Thousandths of a point as a browser's number field writes them: 7.5.
pub fn figures(points: Points) -> String {
    let (whole, part) = (points / 1000, points % 1000);
    if part == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned()
    }
}

/// Reads points as people write them: 7, 7.5 or 7,5, in Arabic-Indic digits too. Nothing when it is no number of points.
pub fn parse(text: &str) -> Option<Points> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            ',' | '٫' => '.',
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            other => other,
        })
        .collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: Points = whole.parse().ok()?;
    let part: Points = format!("{part:0<3}").parse().ok()?;
    Some(whole * 1000 + part)
}

/// The grid with a draft in it, or what was typed in its place.
pub fn sections(
    reader: &Reader,
    rules: &Rules,
    draft: &ScoreDraft,
    typed: &Fields,
    errors: &Errors,
) -> Vec<Section> {
    let language = reader.language.code();
    rules
        .sections
        .iter()
        .map(|section| Section {
            title: section.title.get(language).to_owned(),
            minimum: if section.minimum > 0 {
                let points = wording::points(reader, section.minimum);
                reader.ta("evaluation-minimum", [("points", points.into())])
            } else {
                String::new()
            },
            questions: section
                .questions
                .iter()
                .map(|asked| question(reader, asked, draft, typed, errors))
                .collect(),
        })
        .collect()
}

fn question(
    reader: &Reader,
    asked: &GridQuestion,
    draft: &ScoreDraft,
    typed: &Fields,
    errors: &Errors,
) -> Question {
    let (score, comment) = (score_field(&asked.id), comment_field(&asked.id));
    let kept = draft.scores.get(&asked.id).copied();
    let value = typed
        .maybe(&score)
        .map(str::to_owned)
        .or_else(|| kept.map(figures))
        .unwrap_or_default();
    let chosen = parse(&value);
    let steps = asked.max / asked.step + 1;
    let scale = if steps <= MOST_BUTTONS {
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
    } else {
        Vec::new()
    };
    let most = wording::points(reader, asked.max);
    let range = if asked.weight == 1 {
        reader.ta("evaluation-range", [("max", most.into())])
    } else {
        reader.ta(
            "evaluation-range-weighted",
            [("max", most.into()), ("weight", asked.weight.into())],
        )
    };
    Question {
        text: asked.text.get(reader.language.code()).to_owned(),
        range,
        at_extremes: asked.comment_at_extremes,
        weight: asked.weight,
        max: figures(asked.max),
        step: figures(asked.step),
        shown: kept
            .map(|points| wording::points(reader, points))
            .unwrap_or_default(),
        value,
        scale,
        comment_text: typed
            .maybe(&comment)
            .map(str::to_owned)
            .or_else(|| draft.comments.get(&asked.id).cloned())
            .unwrap_or_default(),
        score_error: errors.of(&score),
        comment_error: errors.of(&comment),
        score,
        comment,
    }
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
    let overall = fields.get("overall").to_owned();
    let draft = ScoreDraft {
        scores,
        comments,
        overall,
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
    /// Overall comment.
    pub overall: String,
    /// Question, points, comment.
    pub answers: Vec<(String, String, String)>,
}

/// Evaluations submitted; without a name they are numbered.
pub fn submitted(
    reader: &Reader,
    rules: &Rules,
    all: &[facility::evaluation::Submitted],
    name: impl Fn(workflow::ids::PersonId) -> String,
) -> Vec<Read> {
    let language = reader.language.code();
    (1_u32..)
        .zip(all)
        .map(|(number, one)| Read {
            by: one.by.map_or_else(
                || reader.ta("evaluation-evaluator-number", [("n", number.into())]),
                &name,
            ),
            total: wording::points(reader, one.total),
            overall: one.comments.get("overall").cloned().unwrap_or_default(),
            answers: rules
                .questions()
                .map(|question| {
                    let points = one.scores.get(&question.id).copied().unwrap_or_default();
                    (
                        question.text.get(language).to_owned(),
                        reader.ta(
                            "evaluation-of",
                            [
                                ("points", wording::points(reader, points).into()),
                                ("max", wording::points(reader, question.max).into()),
                            ],
                        ),
                        one.comments.get(&question.id).cloned().unwrap_or_default(),
                    )
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_people_write_them() {
        for (text, points) in [
            ("7", Some(7000)),
            (" 7.5 ", Some(7500)),
            ("7,25", Some(7250)),
            ("٧٫٥", Some(7500)),
            ("", None),
            ("-1", None),
            ("1.2345", None),
            ("seven", None),
        ] {
            assert_eq!(parse(text), points, "{text}");
        }
        assert_eq!(
            (figures(7500), figures(7000)),
            ("7.5".to_owned(), "7".to_owned())
        );
    }
}

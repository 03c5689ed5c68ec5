//! The rules of an evaluation in the builder: who reads, what is asked, and when scores count.

use serde_json::{Value, json};
use workflow::evaluation::{
    Disagreement, GridQuestion, GridSection, HEAVIEST_WISH, RankedBy, Rules,
};

use super::fields::{Field, Kind, name};
use super::sections::{Ground, Group};
use super::stages::{adding, id_field, numbered};
use crate::wording;

/// The most bands of guidance of a question.
pub const MOST_BANDS: usize = 12;
/// The wishes of an assignment, as they are named in data.
const WISHES: [&str; 5] = ["theme", "region", "language", "load", "spread"];

/// The groups of an evaluation at a path of the call's data.
pub fn groups(ground: &Ground<'_>, path: &str, rules: &Rules) -> Vec<Group> {
    let mut found = vec![
        scores(ground, path, rules),
        desk(ground, path),
        readers(ground, path),
        terms(ground, path),
    ];
    let list = format!("{path}/section");
    for (place, known) in rules.sections.iter().enumerate() {
        let item = format!("{list}/{place}");
        let mut group = section(ground, &item, place, known);
        group.acts = ground.item_acts(&list, place, rules.sections.len());
        found.push(group);
        let questions = format!("{item}/question");
        for (number, asked) in known.questions.iter().enumerate() {
            let title = numbered(ground, "grid-question", number);
            let mut group = question(ground, &format!("{questions}/{number}"), title, asked);
            let acts = ground.item_acts(&questions, number, known.questions.len());
            group.acts.extend(acts);
            found.push(group);
        }
        found.push(adding(ground, &questions, "add-question"));
    }
    found.push(adding(ground, &list, "add-section"));
    found
}

/// What a file is held against.
fn scores(ground: &Ground<'_>, path: &str, rules: &Rules) -> Group {
    let reader = ground.reader;
    let most = wording::points(reader, rules.maximum());
    let field =
        |name: &str, kind, key: &str| Field::new(format!("{path}/{name}"), kind, ground.say(key));
    let ranked: Vec<&str> = RankedBy::ALL.iter().map(|by| by.name()).collect();
    Group {
        title: ground.say("scores-title"),
        hint: reader.ta("setup-grid-sum", [("most", most.as_str().into())]),
        rows: vec![
            vec![
                field("threshold", Kind::Units(3), "threshold")
                    .hint(reader.ta("setup-threshold-hint", [("most", most.into())])),
                field("total", Kind::Units(3), "grid-total")
                    .hint(ground.say("grid-total-hint"))
                    .optional(),
            ],
            vec![
                field(
                    "disagreement/rule",
                    Kind::One(ground.words("disagreement", &Disagreement::NAMES)),
                    "disagreement",
                ),
                field("disagreement/percent", Kind::Whole, "gap-percent")
                    .hint(ground.say("gap-percent-hint"))
                    .optional(),
            ],
            vec![
                field(
                    "ranking",
                    Kind::One(ground.words("ranked", &ranked)),
                    "ranked-by",
                )
                .hint(ground.say("ranked-by-hint")),
            ],
        ],
        ..Group::default()
    }
}

/// What the desk asks beside the questions.
fn desk(ground: &Ground<'_>, path: &str) -> Group {
    let yes =
        |name: &str, key: &str| Field::new(format!("{path}/{name}"), Kind::Yes, ground.say(key));
    Group {
        title: ground.say("desk-title"),
        rows: vec![
            vec![yes("recommendation", "recommendation")],
            vec![yes("budget_remarks", "budget-remarks")],
            vec![yes("consensus", "consensus")],
        ],
        ..Group::default()
    }
}

/// Who reads how much, and what counts when files are given out.
fn readers(ground: &Ground<'_>, path: &str) -> Group {
    let whole =
        |name: &str, key: &str| Field::new(format!("{path}/{name}"), Kind::Whole, ground.say(key));
    let wish = |name: &&str| whole(&format!("wishes/{name}"), &format!("wish-{name}"));
    Group {
        title: ground.say("readers-title"),
        hint: ground
            .reader
            .ta("setup-wishes-hint", [("most", HEAVIEST_WISH.into())]),
        rows: vec![
            vec![
                whole("readers", "readers"),
                whole("most_files", "most-files"),
                whole("days", "scoring-days"),
            ],
            vec![Field::new(
                format!("{path}/distinct_agencies"),
                Kind::Yes,
                ground.say("distinct-agencies"),
            )],
            WISHES.iter().map(wish).collect(),
        ],
        ..Group::default()
    }
}

fn terms(ground: &Ground<'_>, path: &str) -> Group {
    Group {
        title: ground.say("terms-title"),
        hint: ground.say("terms-hint"),
        rows: vec![ground.texts(
            &format!("{path}/terms"),
            Kind::Prose(6),
            &ground.say("terms-text"),
            "",
        )],
        ..Group::default()
    }
}

fn section(ground: &Ground<'_>, item: &str, place: usize, known: &GridSection) -> Group {
    let most = wording::points(ground.reader, known.maximum());
    Group {
        id: name(item),
        title: numbered(ground, "grid-section", place),
        hint: ground
            .reader
            .ta("setup-section-sum", [("most", most.into())]),
        rows: vec![
            ground.texts(
                &format!("{item}/title"),
                Kind::Line,
                &ground.say("title"),
                "",
            ),
            vec![
                Field::new(
                    format!("{item}/minimum"),
                    Kind::Units(3),
                    ground.say("minimum"),
                )
                .hint(ground.say("minimum-hint")),
                id_field(ground, item),
            ],
        ],
        ..Group::default()
    }
}

fn question(ground: &Ground<'_>, item: &str, title: String, asked: &GridQuestion) -> Group {
    let field =
        |path: &str, kind, key: &str| Field::new(format!("{item}/{path}"), kind, ground.say(key));
    let mut rows = vec![
        ground.texts(
            &format!("{item}/text"),
            Kind::Prose(2),
            &ground.say("question-text"),
            "",
        ),
        vec![
            field("max", Kind::Units(3), "max"),
            field("step", Kind::Units(3), "step"),
            field("weight", Kind::Whole, "weight"),
        ],
        vec![
            field("comment_at_extremes", Kind::Yes, "comment"),
            field("comment_up_to", Kind::Units(3), "comment-up-to").optional(),
            field("comment_from", Kind::Units(3), "comment-from").optional(),
        ],
        vec![
            field("about", Kind::One(parts_of_forms(ground)), "about")
                .hint(ground.say("about-hint"))
                .optional(),
            id_field(ground, item),
        ],
    ];
    let bands = format!("{item}/band");
    let mut acts = Vec::new();
    for place in 0..asked.guidance.len() {
        let path = format!("{bands}/{place}");
        let say = |key: &str| {
            let number = ground.reader.number(place + 1);
            ground
                .reader
                .ta(format!("setup-{key}"), [("number", number.into())])
        };
        rows.push(vec![
            Field::new(format!("{path}/from"), Kind::Units(3), say("band-from")),
            Field::new(format!("{path}/to"), Kind::Units(3), say("band-to")),
        ]);
        rows.push(ground.texts(
            &format!("{path}/text"),
            Kind::Prose(2),
            &say("band-text"),
            "",
        ));
        acts.push((format!("remove {path}"), say("remove-band")));
    }
    if asked.guidance.len() < MOST_BANDS {
        acts.push((format!("add {bands}"), ground.say("add-band")));
    }
    Group {
        id: name(item),
        title,
        rows,
        acts,
        ..Group::default()
    }
}

/// The sections and questions of every form of the call, by name with their words. A section that has the name of a question
/// cannot be meant.
fn parts_of_forms(ground: &Ground<'_>) -> Vec<(String, String)> {
    let language = ground.reader.language.code();
    let forms = || std::iter::once(&ground.call.form).chain(ground.call.later_forms.values());
    let mut found = Vec::new();
    for section in forms().flat_map(|form| &form.sections) {
        let title = section.title.get(language);
        let named = |form: &workflow::form::Form| form.question(&section.id).is_some();
        if !forms().any(named) {
            found.push((section.id.clone(), title.to_owned()));
        }
        for question in &section.questions {
            let label = question.label.get(language);
            found.push((question.id.clone(), format!("{title} – {label}")));
        }
    }
    found
}

/// Adds a band of guidance to a question, which may have none yet: it begins above the last one. Answers the place to look
/// at next.
pub fn add_band(call: &mut Value, path: &str) -> Option<String> {
    let question = path.strip_suffix("/band")?;
    let (list, _) = question.rsplit_once('/')?;
    let asked = match list.rsplit_once('/') {
        Some((_, "question")) => call.pointer_mut(question)?.as_object_mut()?,
        _ => return None,
    };
    let (max, step) = (asked.get("max")?.as_i64()?, asked.get("step")?.as_i64()?);
    let list = asked
        .entry("band")
        .or_insert_with(|| json!([]))
        .as_array_mut()?;
    if list.len() >= MOST_BANDS {
        return None;
    }
    let above = list.last().and_then(|band| band["to"].as_i64());
    let from = above.map_or(0, |to| to.saturating_add(step)).min(max);
    list.push(json!({ "from": from, "to": max, "text": {} }));
    Some(name(&format!("{path}/{}/from", list.len() - 1)))
}

/// What follows from what was typed: the mean knows no gap, and terms nobody has written are none.
pub fn tidy(stage: &mut Value) {
    let Some(rules) = stage.as_object_mut() else {
        return;
    };
    if let Some(disagreement) = rules.get_mut("disagreement").and_then(Value::as_object_mut)
        && disagreement.get("rule").and_then(Value::as_str) == Some("mean")
    {
        disagreement.remove("percent");
    }
    if rules
        .get("terms")
        .and_then(Value::as_object)
        .is_some_and(serde_json::Map::is_empty)
    {
        rules.remove("terms");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_added_one_above_the_other() {
        let definition = facility::call::template("ungift-2010").unwrap();
        let mut call = serde_json::to_value(definition).unwrap();
        let path = "/procedure/2/section/0/question/0/band";
        let before = call
            .pointer(path)
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        assert!(add_band(&mut call, path).is_some());
        let bands = call.pointer(path).unwrap().as_array().unwrap();
        assert_eq!(bands.len(), before + 1);
        assert_eq!(add_band(&mut call, "/procedure/2/section/0/band"), None);
        assert_eq!(
            add_band(&mut call, "/procedure/2/section/0/question/99/band"),
            None
        );
    }

    #[test]
    fn the_mean_knows_no_gap_and_unwritten_terms_are_none() {
        let mut stage = json!({ "disagreement": { "rule": "mean", "percent": 30 }, "terms": {} });
        tidy(&mut stage);
        assert_eq!(stage, json!({ "disagreement": { "rule": "mean" } }));
        let mut stage = json!({ "disagreement": { "rule": "third_reader", "percent": 30 }, "terms": { "en": "x" } });
        let before = stage.clone();
        tidy(&mut stage);
        assert_eq!(stage, before);
    }
}

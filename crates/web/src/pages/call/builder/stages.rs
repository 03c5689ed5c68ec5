//! The pages of the builder that hold the rules of a stage.

use workflow::agreement;
use workflow::evaluation::{self, Disagreement};
use workflow::intake;
use workflow::monitoring::{self, ReportKind};
use workflow::procedure::Stage;
use workflow::selection::Allocation;

use super::fields::{Field, Kind, name};
use super::sections::{Ground, Group};
use super::{Section, checklist};

/// The groups of the stage at a place of the procedure.
pub fn groups(ground: &Ground<'_>, position: usize) -> Option<Vec<Group>> {
    let path = format!("/procedure/{position}");
    Some(match ground.call.procedure.stage(position)? {
        // Terms of its own that the first step has kept from another place are shown to be taken away.
        Stage::Intake(rules) if position == 0 && *rules == intake::Rules::default() => {
            vec![first_step(ground)]
        }
        Stage::Intake(_) => vec![later_step(ground, &path)],
        Stage::Screening(rules) => checklist::groups(ground, &path, rules),
        Stage::Evaluation(rules) => evaluation(ground, &path, rules),
        Stage::Selection(_) => vec![selection(ground, &path)],
        Stage::Agreement(rules) => agreement(ground, &path, rules),
        Stage::Monitoring(rules) => monitoring(ground, &path, rules),
    })
}

/// The buttons of a list as a whole, under its id.
pub(super) fn adding(ground: &Ground<'_>, path: &str, key: &str) -> Group {
    Group {
        id: name(path),
        acts: vec![(format!("add {path}"), ground.say(key))],
        ..Group::default()
    }
}

/// The title of an item of a list: "Criterion 3".
pub(super) fn numbered(ground: &Ground<'_>, key: &str, place: usize) -> String {
    let number = ground.reader.number(place + 1);
    ground
        .reader
        .ta(format!("setup-{key}"), [("number", number.into())])
}

pub(super) fn id_field(ground: &Ground<'_>, path: &str) -> Field {
    Field::new(format!("{path}/id"), Kind::Name, ground.say("name")).hint(ground.say("name-hint"))
}

fn first_step(ground: &Ground<'_>) -> Group {
    Group {
        hint: ground.say("first-step"),
        ..Group::default()
    }
}

/// The button that adds a form for a later step.
pub const ADD_FORM: &str = "add-form";

fn later_step(ground: &Ground<'_>, path: &str) -> Group {
    let forms = ground.call.later_forms.keys();
    let forms = forms.map(|name| (name.clone(), name.clone())).collect();
    Group {
        hint: ground.say("later-step"),
        rows: vec![
            vec![
                Field::new(format!("{path}/form"), Kind::One(forms), ground.say("form"))
                    .hint(ground.say("later-form-hint"))
                    .optional(),
            ],
            vec![
                Field::new(
                    format!("{path}/opens"),
                    Kind::Moment,
                    ground.say("step-opens"),
                )
                .hint(ground.say("step-opens-hint"))
                .optional(),
                Field::new(
                    format!("{path}/closes"),
                    Kind::Moment,
                    ground.say("step-closes"),
                )
                .optional(),
            ],
        ],
        acts: vec![(ADD_FORM.to_owned(), ground.say("add-form"))],
        ..Group::default()
    }
}

fn evaluation(ground: &Ground<'_>, path: &str, rules: &evaluation::Rules) -> Vec<Group> {
    let disagreements: Vec<&str> = Disagreement::ALL.iter().map(|rule| rule.name()).collect();
    let mut found = vec![Group {
        rows: vec![
            vec![
                Field::new(
                    format!("{path}/readers"),
                    Kind::Whole,
                    ground.say("readers"),
                ),
                Field::new(
                    format!("{path}/most_files"),
                    Kind::Whole,
                    ground.say("most-files"),
                ),
                Field::new(
                    format!("{path}/threshold"),
                    Kind::Units(3),
                    ground.say("threshold"),
                )
                .hint(ground.reader.ta(
                    "setup-threshold-hint",
                    [(
                        "most",
                        crate::wording::points(ground.reader, rules.maximum()).into(),
                    )],
                )),
            ],
            vec![Field::new(
                format!("{path}/disagreement"),
                Kind::One(ground.words("disagreement", &disagreements)),
                ground.say("disagreement"),
            )],
        ],
        ..Group::default()
    }];
    let list = format!("{path}/section");
    for (place, section) in rules.sections.iter().enumerate() {
        let item = format!("{list}/{place}");
        found.push(Group {
            id: name(&item),
            title: numbered(ground, "grid-section", place),
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
                    id_field(ground, &item),
                ],
            ],
            acts: ground.item_acts(&list, place, rules.sections.len()),
            ..Group::default()
        });
        let questions = format!("{item}/question");
        for (number, _) in section.questions.iter().enumerate() {
            let title = numbered(ground, "grid-question", number);
            let mut group = question(ground, &format!("{questions}/{number}"), title);
            group.acts = ground.item_acts(&questions, number, section.questions.len());
            found.push(group);
        }
        found.push(adding(ground, &questions, "add-question"));
    }
    found.push(adding(ground, &list, "add-section"));
    found
}

fn question(ground: &Ground<'_>, item: &str, title: String) -> Group {
    let field =
        |path: &str, kind, key: &str| Field::new(format!("{item}/{path}"), kind, ground.say(key));
    Group {
        id: name(item),
        title,
        rows: vec![
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
                id_field(ground, item),
            ],
        ],
        ..Group::default()
    }
}

fn selection(ground: &Ground<'_>, path: &str) -> Group {
    let allocations: Vec<&str> = Allocation::ALL.iter().map(|rule| rule.name()).collect();
    let number = |field: &str, key: &str| {
        Field::new(format!("{path}/{field}"), Kind::Whole, ground.say(key))
            .hint(ground.say(&format!("{key}-hint")))
    };
    Group {
        rows: vec![
            vec![number("quorum", "quorum"), number("reserve", "reserve")],
            vec![Field::new(
                format!("{path}/allocation"),
                Kind::One(ground.words("allocation", &allocations)),
                ground.say("allocation"),
            )],
        ],
        ..Group::default()
    }
}

fn agreement(ground: &Ground<'_>, path: &str, rules: &agreement::Rules) -> Vec<Group> {
    let list = format!("{path}/tranche");
    let mut found = vec![Group {
        hint: ground.say("tranches-hint"),
        ..Group::default()
    }];
    for place in 0..rules.tranches.len() {
        let item = format!("{list}/{place}");
        let field = |path: &str, kind, key: &str| {
            Field::new(format!("{item}/{path}"), kind, ground.say(key))
        };
        found.push(Group {
            id: name(&item),
            title: numbered(ground, "tranche", place),
            rows: vec![vec![
                field("share", Kind::Units(2), "share"),
                field("after_months", Kind::Whole, "after-months"),
                field("after_report", Kind::Whole, "after-report").optional(),
            ]],
            acts: ground.item_acts(&list, place, rules.tranches.len()),
            ..Group::default()
        });
    }
    found.push(adding(ground, &list, "add-tranche"));
    found
}

fn monitoring(ground: &Ground<'_>, path: &str, rules: &monitoring::Rules) -> Vec<Group> {
    let list = format!("{path}/report");
    let kinds: Vec<&str> = ReportKind::ALL.iter().map(|kind| kind.name()).collect();
    let mut found = Vec::new();
    for place in 0..rules.reports.len() {
        let item = format!("{list}/{place}");
        let field = |path: &str, kind, key: &str| {
            Field::new(format!("{item}/{path}"), kind, ground.say(key))
        };
        found.push(Group {
            id: name(&item),
            title: numbered(ground, "report", place),
            rows: vec![
                vec![
                    field(
                        "report",
                        Kind::One(ground.words("report-kind", &kinds)),
                        "report-kind",
                    ),
                    field("due_days", Kind::Whole, "due-days"),
                ],
                vec![
                    field("from_month", Kind::Whole, "from-month"),
                    field("to_month", Kind::Whole, "to-month")
                        .hint(ground.say("to-month-hint"))
                        .optional(),
                ],
            ],
            acts: ground.item_acts(&list, place, rules.reports.len()),
            ..Group::default()
        });
    }
    found.push(adding(ground, &list, "add-report"));
    found
}

/// The name of a stage with its number in the procedure.
pub fn title(ground: &Ground<'_>, position: usize) -> String {
    let kind = ground.call.procedure.stage(position).map(Stage::kind);
    let stage = kind.map_or_else(String::new, |kind| ground.reader.named("stage", kind));
    ground.reader.ta(
        "setup-stage",
        [
            ("number", ground.reader.number(position + 1).into()),
            ("stage", stage.into()),
        ],
    )
}

/// The pages of the stages.
pub fn sections(ground: &Ground<'_>) -> impl Iterator<Item = Section> {
    (0..ground.call.procedure.0.len()).map(Section::Stage)
}

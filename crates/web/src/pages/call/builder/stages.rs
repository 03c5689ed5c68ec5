//! The pages of the builder that hold the rules of a stage.

use workflow::agreement;
use workflow::intake;
use workflow::money::decimals;
use workflow::monitoring::{self, ReportKind};
use workflow::procedure::Stage;

use super::fields::{Field, Kind, name};
use super::sections::{Ground, Group};
use super::{Section, checklist, grid, panel};

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
        Stage::Evaluation(rules) => grid::groups(ground, &path, rules),
        Stage::Selection(rules) => panel::groups(ground, &path, rules),
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

fn agreement(ground: &Ground<'_>, path: &str, rules: &agreement::Rules) -> Vec<Group> {
    let list = format!("{path}/tranche");
    let days = |field: &str, key: &str| {
        Field::new(format!("{path}/{field}"), Kind::Whole, ground.say(key)).optional()
    };
    let mut found = vec![
        Group {
            rows: vec![vec![
                days("acceptance_days", "agreement-acceptance-days")
                    .hint(ground.say("agreement-acceptance-days-hint")),
                days("negotiation_days", "negotiation-days"),
            ]],
            ..Group::default()
        },
        Group {
            hint: ground.say("tranches-hint"),
            ..Group::default()
        },
    ];
    for place in 0..rules.tranches.len() {
        let item = format!("{list}/{place}");
        let field = |path: &str, kind, key: &str| {
            Field::new(format!("{item}/{path}"), kind, ground.say(key))
        };
        found.push(Group {
            id: name(&item),
            title: numbered(ground, "tranche", place),
            rows: vec![
                vec![
                    field("share", Kind::Units(2), "share").optional(),
                    field(
                        "amount_minor",
                        Kind::Units(places(ground)),
                        "tranche-amount",
                    )
                    .hint(ground.say("tranche-amount-hint"))
                    .optional(),
                ],
                vec![
                    field("after_months", Kind::Whole, "after-months"),
                    field("after_report", Kind::Whole, "after-report").optional(),
                ],
            ],
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
    found.push(payments(ground, path));
    found
}

/// Decimals of the call's currency.
fn places(ground: &Ground<'_>) -> u32 {
    let funding = ground.call.funding.as_ref();
    funding.map_or(2, |funding| decimals(funding.currency))
}

/// Who approves payments; limits of single people are written in the call's text form.
fn payments(ground: &Ground<'_>, path: &str) -> Group {
    let item = format!("{path}/payments");
    let field = |path: &str, kind, key: &str| {
        Field::new(format!("{item}/{path}"), kind, ground.say(key)).optional()
    };
    let money = Kind::Units(places(ground));
    Group {
        id: name(&item),
        title: ground.say("payments"),
        hint: ground.say("payments-hint"),
        rows: vec![
            vec![
                field(
                    "second_approval_above",
                    money.clone(),
                    "second-approval-above",
                ),
                field("approval_limit", money, "approval-limit"),
            ],
            vec![
                field("bank_days", Kind::Whole, "bank-days"),
                field("paid_before_final", Kind::Units(2), "paid-before-final"),
            ],
        ],
        ..Group::default()
    }
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

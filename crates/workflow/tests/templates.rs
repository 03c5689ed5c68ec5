//! The call templates that come with the program are complete and survive a round trip.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use workflow::definition::CallDefinition;
use workflow::procedure;
use workflow::transition::StageKind;

/// Every template: name and TOML.
const TEMPLATES: [(&str, &str); 3] = [
    (
        "ungift-2010",
        include_str!("../../../config/calls/ungift-2010.toml"),
    ),
    (
        "two-step",
        include_str!("../../../config/calls/two-step.toml"),
    ),
    (
        "business-leaders-award",
        include_str!("../../../config/calls/business-leaders-award.toml"),
    ),
];

fn read(text: &str) -> CallDefinition {
    toml::from_str(text).unwrap()
}

#[test]
fn every_template_is_complete_and_round_trips() {
    for (name, text) in TEMPLATES {
        let definition = read(text);
        assert_eq!(procedure::check(&definition), [], "{name}");
        let written = toml::to_string(&definition).expect("it is written");
        assert_eq!(read(&written), definition, "{name}");
        let again = toml::to_string(&read(&written)).expect("it is written again");
        assert_eq!(again, written, "{name}");
        let json = serde_json::to_string(&definition).expect("it is written as JSON");
        let from_json: CallDefinition = serde_json::from_str(&json).expect("it is read from JSON");
        assert_eq!(from_json, definition, "{name}");
    }
}

#[test]
fn every_template_speaks_english_and_arabic() {
    for (name, text) in TEMPLATES {
        assert_eq!(read(text).languages, ["en", "ar"], "{name}");
    }
}

#[test]
fn the_founding_call_closes_when_it_did() {
    let definition = read(TEMPLATES[0].1);
    let deadline = definition.dates.deadline().at();
    assert_eq!(deadline.to_rfc3339(), "2010-04-05T21:59:00+00:00");
    assert_eq!(definition.last_receipt_of_all_at(), deadline);
}

#[test]
fn the_steps_of_a_call_have_their_own_forms_and_windows() {
    let definition = read(TEMPLATES[1].1);
    let steps: Vec<usize> = definition.procedure.places(StageKind::Intake).collect();
    assert_eq!(steps, [0, 2]);
    let (first, second) = (definition.window(0), definition.window(2));
    assert_eq!(first.closes, definition.dates.deadline());
    assert!(first.closes.at() < second.closes.at());
    assert_eq!(definition.last_receipt_of_all_at(), second.closes.at());
    // A file answers the form of the step it stands in, or has answered that of the last one.
    assert_eq!(definition.form_at(0), &definition.form);
    assert_eq!(definition.form_at(1), &definition.form);
    for later in [2, 3, 7] {
        assert_eq!(definition.form_at(later), &definition.later_forms["full"]);
    }
}

//! Files of the participatory-budgeting library, computed.

use serde_json::{Value, json};

use crate::harness::Place;

const TOWN: &str = "META
key;value
description;A town
num_projects;4
num_votes;5
budget;100000.50
vote_type;approval
PROJECTS
project_id;cost;name
P1;61500.50;Library
P2;38500;حديقة الحي
P3;38500.25;公園のベンチと遊具
P4;500;\"\u{1b}[31mRed; \"\"loud\"\"\"
VOTES
voter_id;vote
1;P1,P2
2;P1,P2,P3
3;P1
4;P2,P3
5;P3
";

fn town() -> Place {
    let place = Place::new();
    place.write("town.pb", TOWN);
    place
}

fn computed(place: &Place, arguments: &[&str]) -> Value {
    let all = [&["select", "town.pb", "--json", "--rule"], arguments].concat();
    serde_json::from_str(&place.does(&all)).unwrap()
}

#[test]
fn json_has_exactly_the_form_that_is_promised() {
    let place = town();
    let expected = json!({
        "rule": "greedy",
        "budget": 100_000.5,
        "selected": ["P2", "P3", "P4"],
        "cost": 77_500.25,
        "leftover": 22_500.25,
        "projects": [
            { "id": "P1", "selected": false, "why": "not funded: place 3 with 3 votes, 23,000.25 left, 61,500.5 asked" },
            { "id": "P2", "selected": true, "why": "funded: place 1 with 3 votes, 38,500 asked, 100,000.5 left before it" },
            { "id": "P3", "selected": true, "why": "funded: place 2 with 3 votes, 38,500.25 asked, 61,500.5 left before it" },
            { "id": "P4", "selected": true, "why": "funded: place 4 with 0 votes, 500 asked, 23,000.25 left before it" },
        ]
    });
    assert_eq!(computed(&place, &["greedy"]), expected);
    // Whole numbers are written as such, and the keys stand in the order promised.
    let text = place.does(&[
        "select",
        "town.pb",
        "--json",
        "--rule",
        "greedy-stop",
        "--budget",
        "61501",
    ]);
    let at = |key: &str| text.find(&format!("\"{key}\":")).unwrap();
    let order = ["rule", "budget", "selected", "cost", "leftover", "projects"].map(at);
    assert!(order.is_sorted(), "{text}");
    assert!(text.contains("\"budget\": 61501,"), "{text}");
    // Nothing was needed and nothing was left behind.
    assert_eq!(place.files(), ["town.pb"]);
}

#[test]
fn every_rule_keeps_to_the_budget_and_explains_every_project() {
    let place = town();
    for (rule, selected) in [
        ("greedy", vec!["P2", "P3", "P4"]),
        ("greedy-stop", vec!["P2", "P3"]),
        ("greedy-cost", vec!["P2", "P3", "P4"]),
        ("max-value", vec!["P2", "P3"]),
        ("equal-shares", vec!["P2"]),
        ("equal-shares-add1", vec!["P2", "P3"]),
        ("equal-shares-add1-utilitarian", vec!["P2", "P3", "P4"]),
        ("phragmen", vec!["P2", "P3"]),
    ] {
        let found = computed(&place, &[rule]);
        assert_eq!(found["selected"], json!(selected), "{rule}: {found:#}");
        assert_eq!(found["rule"], rule);
        let sum = found["cost"].as_f64().unwrap() + found["leftover"].as_f64().unwrap();
        assert!((sum - 100_000.5).abs() < 1e-6);
        for project in found["projects"].as_array().unwrap() {
            let begin = if project["selected"] == true {
                "funded: "
            } else {
                "not funded: "
            };
            assert!(
                project["why"].as_str().unwrap().starts_with(begin),
                "{found:#}"
            );
        }
    }
}

#[test]
fn the_table_is_for_reading() {
    let text = town().does(&["select", "town.pb", "--rule", "greedy"]);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "greedy: budget 100,000.5, 5 approval ballots");
    assert_eq!(
        lines[2],
        "  project  name                     cost  votes  why"
    );
    assert!(lines[3].starts_with("  P1       Library"), "{text}");
    assert!(
        lines[4].starts_with("✓ P2       \u{2068}حديقة الحي\u{2069} "),
        "{text}"
    );
    // Wide characters take two columns.
    assert!(
        lines[5].starts_with("✓ P3       公園のベンチと遊具  38,500.25 "),
        "{text}"
    );
    assert!(
        !text.contains('\u{1b}'),
        "a name steers no terminal: {text:?}"
    );
    assert_eq!(
        lines[8],
        "3 of 4 projects, 77,500.25 spent, 22,500.25 left."
    );
}

#[test]
fn what_is_wrong_with_a_file_is_named_with_file_and_line() {
    let place = town();
    place.write("unknown.pb", TOWN.replace("4;P2,P3", "4;P2,P9"));
    place.fails(
        &["select", "unknown.pb", "--rule", "greedy"],
        4,
        "unknown.pb:19: the vote is for project P9, which PROJECTS does not have",
    );
    place.write(
        "totals.pb",
        "META\nkey;value\nbudget;5\nPROJECTS\nproject_id;cost;votes\na;5;1\n",
    );
    assert!(
        place
            .does(&["select", "totals.pb", "--rule", "greedy"])
            .contains("totals in the column votes")
    );
    place.fails(
        &["select", "totals.pb", "--rule", "phragmen"],
        4,
        "totals.pb: the rule phragmen needs the ballots, and it has none",
    );
    place.fails(
        &["select", "nowhere.pb", "--rule", "greedy"],
        4,
        "nowhere.pb cannot be read",
    );
    place.fails(&["select", "town.pb", "--rule", "lottery"], 2, "lottery");
    place.fails(&["select", "town.pb"], 2, "--rule");
    place.fails(
        &["select", "town.pb", "--rule", "greedy", "--budget", "-1"],
        2,
        "must be an amount",
    );
}

//! The demonstration: loaded whole or not at all, and as good a record as any other.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::harness::{Place, Running, within};

/// The exported lines by status, and whether each has as many fields as the header.
fn statuses(csv: &str) -> BTreeMap<String, usize> {
    let mut lines = csv::Reader::from_reader(csv.as_bytes());
    let mut found = BTreeMap::new();
    for line in lines.records() {
        *found.entry(line.unwrap()[6].to_owned()).or_default() += 1;
    }
    found
}

fn a_record_like_any_other(place: &Place) {
    let said = place.does(&["demo", "--until", "screening"]);
    assert!(
        said.contains("Serve it with `minha serve --demonstration`"),
        "{said}"
    );
    assert!(
        !said.contains("@127.0.0.1") || said.contains(":***@"),
        "{said}"
    );
    assert!(place.rows("organisations") > 800);
    place.does(&["verify"]);

    // The one auditor reads, without being named; an evaluator without files reads nothing.
    let export = ["export", "proposals", "--csv", "--call", "sgf2010"];
    let by_status = statuses(&place.does(&export));
    assert!(by_status.values().sum::<usize>() >= 300, "{by_status:?}");
    assert!(
        !by_status.contains_key("draft"),
        "a draft is its applicant's alone: {by_status:?}"
    );
    place.does(&[
        "user",
        "add",
        "--role",
        "evaluator",
        "--call",
        "sgf2010",
        "eva@example.org",
    ]);
    let everywhere = ["user", "add", "--role", "evaluator", "ewa@example.org"];
    place.fails(&everywhere, 4, "call");
    // Until she accepts the terms, which nobody can do for her, she is nobody here.
    let hers = [&export[..], &["--as", "eva@example.org"]].concat();
    place.fails(&hers, 4, "nobody with the address eva@example.org");
    let nobodys = [&export[..], &["--as", "nobody@example.org"]].concat();
    place.fails(&nobodys, 4, "nobody with the address nobody@example.org");

    place.fails(&["demo"], 4, "is not empty");
    place.write("ngos.csv", "legal_name,country\nHope of the Test,KE\n");
    assert_eq!(
        place.does(&["import", "organisations", "ngos.csv"]),
        "1 added, 0 on the register already.\n"
    );
    place.does(&["verify"]);
    Running::serve(place, &["--demonstration"]).signal("TERM");
}

#[test]
fn a_demonstration_is_a_record_like_any_other() {
    a_record_like_any_other(&Place::new());
}

#[test]
fn a_demonstration_on_postgres_too() {
    if let Some(place) = Place::on_postgres() {
        a_record_like_any_other(&place);
    }
}

#[test]
fn a_story_cut_short_is_not_served_as_whole() {
    let place = Place::new();
    let mut child = place.command(&["demo"]).spawn().unwrap();
    within(
        Duration::from_secs(60),
        "organisations are registered",
        || {
            place.path("minha.db").exists()
                && place.rows("sqlite_master WHERE name = 'organisations'") == 1
                && place.rows("organisations") > 20
        },
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let said = "was not loaded to its end. Remove that database, and run `minha demo` again";
    place.fails(&["serve", "--bind=127.0.0.1:0"], 3, said);
    place.fails(&["demo"], 3, said);
    place.does(&["verify"]);
}

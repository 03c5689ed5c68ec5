//! The record: verified, found out when it was changed by hand, exported.

use crate::harness::Place;
use crate::import::good;

fn imported(place: &Place, lines: usize) {
    place.write("ngos.csv", good(lines));
    place.does(&["import", "organisations", "ngos.csv"]);
}

#[test]
fn one_byte_of_one_event_is_found_out_by_name() {
    let place = Place::managed();
    imported(&place, 40);
    assert!(
        place
            .does(&["verify"])
            .contains("Verified 40 cases with 40 events: the record holds.")
    );
    let case = place.value("SELECT case_id FROM events ORDER BY case_id LIMIT 1 OFFSET 17");
    let payload = place.value(&format!(
        "SELECT payload FROM events WHERE case_id = '{case}'"
    ));
    let (at, letter) = payload
        .char_indices()
        .rfind(|(_, c)| c.is_ascii_hexdigit())
        .unwrap();
    let other = if letter == '7' { '8' } else { '7' };
    let changed = format!("{}{other}{}", &payload[..at], &payload[at + 1..]);
    let set = |payload: &str| {
        place.by_hand(&format!(
            "UPDATE events SET payload = '{payload}' WHERE case_id = '{case}'"
        ));
    };
    set(&changed);
    place.fails(
        &["verify"],
        5,
        &format!("the record does not hold: organisation {case}, event 1: "),
    );
    set(&payload);
    place.does(&["verify"]);
    place.by_hand(&format!(
        "UPDATE organisations SET country = 'FR' WHERE id = '{case}'"
    ));
    place.fails(
        &["verify"],
        5,
        &format!("the record does not hold: organisation {case}: table organisations: "),
    );
}

#[test]
fn an_export_is_whole_or_not_there() {
    let place = Place::migrated();
    let header = "reference,title,organisation,country,theme,stage,status,currency,requested,awarded,score,reserve_rank,submitted_at\n";
    assert_eq!(place.does(&["export", "proposals", "--csv"]), header);
    assert_eq!(
        place.does(&["export", "proposals", "--csv", "--output", "out.csv"]),
        "0 proposals written to out.csv.\n"
    );
    assert_eq!(crate::harness::read(&place.path("out.csv")), header);
    place.fails(
        &["export", "proposals", "--csv", "--output", "none/out.csv"],
        1,
        "the file none/out.csv cannot be written",
    );
    place.fails(
        &["export", "proposals", "--csv", "--call", "NONE"],
        4,
        "there is no call with the code NONE",
    );
    for (role, email) in [
        ("manager", "ana@example.org"),
        ("manager", "sami@example.org"),
    ] {
        place.does(&["user", "add", "--role", role, email]);
    }
    let ended = place.run(&["export", "proposals", "--csv"]);
    assert_eq!(
        (ended.code, ended.stdout.as_str()),
        (Some(0), header),
        "{ended:?}"
    );
    assert!(
        ended.stderr.contains("In the name of ana@example.org"),
        "{ended:?}"
    );
    place.does(&["user", "add", "--role", "auditor", "audit@example.org"]);
    assert_eq!(place.does(&["export", "proposals", "--csv"]), header);
    assert_eq!(
        place.does(&["export", "proposals", "--csv", "--as", "audit@example.org"]),
        header
    );
    assert!(!place.files().iter().any(|name| name.ends_with(".part")));
}

#[test]
fn the_same_tour_on_postgres() {
    let Some(place) = Place::on_postgres() else {
        return;
    };
    place.write("ngos.csv", good(60));
    let import = ["import", "organisations", "ngos.csv"];
    place.fails(&["verify"], 3, "Run `minha migrate` first");
    let said = place.does(&["migrate"]);
    assert!(
        said.starts_with("The tables are up to date: ") && said.ends_with("made.\n"),
        "{said}"
    );
    assert_eq!(
        place.does(&["migrate"]),
        "The tables are up to date: nothing to do.\n"
    );
    place.does(&["user", "add", "--role", "manager", "ana@example.org"]);
    assert_eq!(
        place.does(&import),
        "60 added, 0 on the register already.\n"
    );
    assert_eq!(
        place.does(&import),
        "0 added, 60 on the register already.\n"
    );
    assert!(
        place
            .does(&["export", "proposals", "--csv"])
            .starts_with("reference,title,")
    );
    place.does(&["verify"]);
    place.fails(&["demo"], 4, "is not empty");
    let case = place.value("SELECT case_id::text FROM events ORDER BY case_id LIMIT 1");
    place.by_hand(&format!("UPDATE events SET payload = replace(payload, '\"country\":\"KE\"', '\"country\":\"KF\"') WHERE case_id = '{case}'"));
    let ended = place.fails(&["verify"], 5, &format!("organisation {case}, event 1: "));
    assert!(!ended.stderr.contains("***"), "{ended:?}");
    assert!(
        !place
            .files()
            .iter()
            .any(|name| name.contains("postgres") || name.ends_with(".db")),
        "{:?}",
        place.files()
    );
}

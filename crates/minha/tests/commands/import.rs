//! Organisations from CSV.

use crate::harness::Place;

const HEADER: &str = "legal_name,country,registration_number,registered_on,email,annual_budget,currency,declarations\n";

/// A file of so many good lines; quotes, commas and other scripts among them.
pub fn good(lines: usize) -> String {
    let countries = ["KE", "UG", "PH", "MD", "LB", "CO"];
    let mut text = HEADER.to_owned();
    for line in 0..lines {
        let country = countries[line % countries.len()];
        let name = match line % 4 {
            0 => format!("\"Hope, House and \"\"Light\"\" {line}\""),
            1 => format!("جمعية الأمل {line}"),
            2 => format!("\"Надежда\n{line}\"").replace('\n', " "),
            _ => format!("希望之家 {line}"),
        };
        let number = if line % 5 == 0 {
            String::new()
        } else {
            format!("R-{line}")
        };
        text += &format!(
            "{name},{country},{number},2003-05-17,office{line}@hope.example,\"120,000.50\",USD,yes\n"
        );
    }
    text
}

fn import(place: &Place, name: &str, content: impl AsRef<[u8]>) -> String {
    place.write(name, content);
    place.does(&["import", "organisations", name])
}

#[test]
fn ten_thousand_lines_are_taken_once() {
    let place = Place::managed();
    let text = good(10_000);
    let began = std::time::Instant::now();
    assert_eq!(
        import(&place, "ngos.csv", &text),
        "10000 added, 0 on the register already.\n"
    );
    eprintln!("10,000 lines in {:?}", began.elapsed());
    assert_eq!(place.rows("organisations"), 10_000);
    assert_eq!(
        import(&place, "ngos.csv", &text),
        "0 added, 10000 on the register already.\n"
    );
    assert_eq!(place.rows("organisations"), 10_000);
    assert_eq!(place.rows("events"), 10_000);
    assert!(
        place
            .does(&["verify"])
            .contains("Verified 10000 cases with 10000 events: the record holds.")
    );
}

#[test]
fn the_same_file_in_other_clothes_adds_nothing() {
    let place = Place::managed();
    let plain = "legal_name,country\nHope,KE\nعبارة,LB\n";
    assert_eq!(
        import(&place, "a.csv", plain),
        "2 added, 0 on the register already.\n"
    );
    let nothing_new = "0 added, 2 on the register already.\n";
    assert_eq!(
        import(&place, "b.csv", format!("\u{feff}{plain}")),
        nothing_new
    );
    assert_eq!(
        import(&place, "c.csv", plain.replace(',', ";")),
        nothing_new
    );
    assert_eq!(
        import(&place, "d.csv", plain.replace('\n', "\r\n")),
        nothing_new
    );
    assert_eq!(
        import(
            &place,
            "e.csv",
            format!("\u{feff}{}", plain.replace(',', " ; "))
        ),
        nothing_new
    );
    assert_eq!(
        import(
            &place,
            "f.csv",
            "COUNTRY,Legal_Name\nKE,Hope\nLB,\"عبارة\"\n"
        ),
        nothing_new
    );
}

#[test]
fn lines_that_mean_the_same_are_one() {
    let place = Place::managed();
    let text = "legal_name,country,registration_number\nHope,KE,R-1\nHope House,KE,R-1\nLight,UG,\nLIGHT,UG,\n";
    assert_eq!(
        import(&place, "ngos.csv", text),
        "2 added, 2 on the register already.\n"
    );
    assert_eq!(
        import(&place, "ngos.csv", text),
        "0 added, 4 on the register already.\n"
    );
}

#[test]
fn each_bad_line_is_named_and_then_nothing_is_kept() {
    let place = Place::managed();
    let text = format!(
        "{HEADER}Hope,KE,R-1,2003-05-17,a@hope.example,100,USD,yes\n\
         Light,XX,R-2,2003-05-17,,,,\n\
         ,KE,R-3,2003-05-17,,,,\n\
         Dawn,KE,R-4,17.5.2003,,,,\n\
         Dusk,KE,R-5,2999-01-01,nowhere,100,USD,maybe\n\
         Noon,KE,R-6,2003-05-17,nowhere,100,,\n\
         Night,KE\n"
    );
    place.write("ngos.csv", &text);
    let ended = place.fails(
        &["import", "organisations", "ngos.csv"],
        4,
        "6 faults in ngos.csv, so that nothing was imported",
    );
    for said in [
        "ngos.csv:3: country: is no ISO 3166-1 code of two letters",
        "ngos.csv:4: legal_name: is missing",
        "ngos.csv:5: registered_on: is no day written as 2008-11-03",
        "ngos.csv:6: declarations: must be yes or no",
        "ngos.csv:7: currency: is missing beside annual_budget",
        "ngos.csv:8: line: has 2 fields instead of 8; is the file cut off, or a quote missing?",
    ] {
        assert!(
            ended.stderr.lines().any(|line| line == said),
            "{said} is not in {}",
            ended.stderr
        );
    }
    assert_eq!(place.rows("organisations"), 0);
    let kept = place.run(&["import", "organisations", "--keep-good", "ngos.csv"]);
    assert_eq!(
        (kept.code, kept.stdout.as_str()),
        (
            Some(0),
            "1 added, 0 on the register already, 6 faults left out.\n"
        )
    );
    assert_eq!(place.rows("organisations"), 1);
}

#[test]
fn a_file_cut_off_anywhere_in_a_line_is_noticed_or_warned_of() {
    let place = Place::managed();
    let whole =
        "legal_name,address,country\n\"Hope, House\",\"Box 1\nNairobi\",KE\nLight,\"Box 2\",UG\n";
    // Within the last line, at every place; with its last field complete, nobody can tell that a line break is missing.
    let last = whole.find("Light").unwrap();
    for cut in last + 1..whole.len() - 1 {
        place.write("ngos.csv", &whole[..cut]);
        let ended = place.run(&["import", "organisations", "ngos.csv"]);
        assert_eq!(ended.code, Some(4), "{:?}: {ended:?}", &whole[..cut]);
        assert!(ended.stderr.contains("cut off"), "{ended:?}");
    }
    assert_eq!(place.rows("organisations"), 0);
    place.write("ngos.csv", whole.trim_end());
    let ended = place.run(&["import", "organisations", "ngos.csv"]);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(
        ended
            .stderr
            .contains("the last line has no line break at its end"),
        "{ended:?}"
    );
}

#[test]
fn what_is_no_such_file_is_refused() {
    let place = Place::managed();
    let refused = |name: &str, content: &[u8], said: &str| {
        place.write(name, content);
        place.fails(&["import", "organisations", name], 4, said);
    };
    place.fails(
        &["import", "organisations", "none.csv"],
        4,
        "the file none.csv cannot be read",
    );
    refused(
        "empty.csv",
        b"",
        "the column \"legal_name\" is missing in the header",
    );
    refused(
        "one.csv",
        b"legal_name\nHope\n",
        "the column \"country\" is missing in the header",
    );
    refused(
        "other.csv",
        b"legal_name,country,colour\nHope,KE,red\n",
        "the column \"colour\" is not known; use legal_name, country and",
    );
    refused(
        "twice.csv",
        b"legal_name,country,country\nHope,KE,KE\n",
        "the column \"country\" stands twice in the header",
    );
    refused(
        "latin.csv",
        b"legal_name,country\nEspoir \xe9toile,FR\n",
        "1 fault in latin.csv",
    );
    refused(
        "utf16.csv",
        &[0xff, 0xfe, b'l', 0, b'e', 0],
        "the header row cannot be read: is not UTF-8 text",
    );
    assert_eq!(place.rows("organisations"), 0);
}

#[test]
fn it_is_done_in_the_name_of_somebody_who_may() {
    let place = Place::migrated();
    place.write("ngos.csv", "legal_name,country\nHope,KE\n");
    let import = ["import", "organisations", "ngos.csv"];
    let by = |email: &'static str| [&import[..], &["--as", email]].concat();
    // Before the facility has people, the operator does it, and the record names nobody.
    place.does(&import);
    assert_eq!(place.rows("events WHERE actor IS NULL"), 1);
    place.does(&["verify"]);
    place.write("ngos.csv", "legal_name,country\nLight,KE\n");
    place.does(&["user", "add", "--role", "auditor", "audit@example.org"]);
    place.fails(
        &by("audit@example.org"),
        4,
        "nobody with the address audit@example.org is facility_manager or programme_officer",
    );
    place.fails(
        &by("nobody@example.org"),
        4,
        "nobody with the address nobody@example.org",
    );
    place.does(&["user", "add", "--role", "manager", "ana@example.org"]);
    place.does(&["user", "add", "--role", "manager", "sami@example.org"]);
    let ended = place.run(&by("sami@example.org"));
    assert_eq!(
        (ended.code, ended.stderr.as_str()),
        (Some(0), ""),
        "{ended:?}"
    );
    let sami = place.value("SELECT id FROM persons WHERE email = 'sami@example.org'");
    assert_eq!(
        place.value("SELECT actor FROM events WHERE actor IS NOT NULL"),
        sami
    );
    // Of two managers it is the one whose account is older, and that is said.
    let ended = place.run(&import);
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert!(
        ended
            .stderr
            .contains("In the name of ana@example.org, one of several"),
        "{ended:?}"
    );
}

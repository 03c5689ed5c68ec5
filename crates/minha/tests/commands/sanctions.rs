//! Sanctions lists read in, the register screened, names searched.

use serde_json::Value;

use crate::harness::{Place, failed};

const LIST: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list.xml");
const LATER: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list-later.xml");

/// A place with two organisations, one of them named like a listed one, and both lists as files.
fn place() -> Place {
    let place = Place::managed();
    place.write(
        "ngos.csv",
        "legal_name,country,officers\nMeridiam Relief Front,KE,Wanjiru Kamau\nHope House,UG,Anouar Idris Tessari\n",
    );
    place.does(&["import", "organisations", "ngos.csv"]);
    place.write("list.xml", LIST);
    place.write("later.xml", LATER);
    place
}

#[test]
fn lists_are_read_in_and_the_register_is_screened() {
    let place = place();
    let first = place.run(&["sanctions", "import", "list.xml"]);
    assert_eq!(first.code, Some(0), "{first:?}");
    assert_eq!(
        first.stdout,
        "17 individuals and 9 entities, made on 2010-03-01.\n\
         2 organisations screened, 2 new matches to review.\n"
    );
    assert!(
        first
            .stderr
            .lines()
            .any(|line| line.starts_with("list.xml:") && line.contains("unknown element")),
        "{}",
        first.stderr
    );
    let again = place.does(&["sanctions", "import", "list.xml"]);
    assert!(
        again.ends_with("This file has been read before; nothing was added.\n"),
        "{again}"
    );
    assert_eq!(place.rows("sanctions_lists"), 1);
    assert_eq!(place.rows("screening_runs"), 1);
    let later = place.does(&["sanctions", "import", "later.xml"]);
    assert!(
        later.contains("Since the list before: 2 added, 1 removed, 3 changed."),
        "{later}"
    );
    assert!(
        later.contains("  + SOi.912  ABDIRAHMAN WARSAME GEEDI\n"),
        "{later}"
    );
    assert!(
        later.contains("  - QDi.905  RUSLAN ASLANOVICH DZHANTEMIROV\n"),
        "{later}"
    );
    // The officer's entry was amended: his match is a new one.
    assert!(
        later.ends_with("2 organisations screened, 1 new matches to review.\n"),
        "{later}"
    );
    let screened = place.does(&["sanctions", "screen"]);
    assert_eq!(
        screened,
        "2 organisations screened, 0 new matches to review.\n"
    );
    place.does(&["verify"]);
}

#[test]
fn what_is_no_whole_list_names_its_line_and_leaves_nothing() {
    let place = place();
    let half = &LIST[..LIST.len() / 2];
    place.write("half.xml", half);
    let line = half.iter().filter(|byte| **byte == b'\n').count() + 1;
    let said = format!("half.xml: line {line}: the file ends inside <");
    place.fails(&["sanctions", "import", "half.xml"], 4, &said);
    place.write("page.xml", "<html></html>");
    place.fails(
        &["sanctions", "import", "page.xml"],
        4,
        "line 1: found <html>",
    );
    place.fails(
        &["sanctions", "import", "none.xml"],
        4,
        "none.xml cannot be read",
    );
    for table in ["sanctions_lists", "sanctions_entries", "screening_runs"] {
        assert_eq!(place.rows(table), 0, "{table}");
    }
    let none = "no sanctions list has been read yet";
    place.fails(&["sanctions", "check", "--name", "Hope"], 4, none);
    place.fails(&["sanctions", "screen"], 4, none);
}

#[test]
fn names_are_searched_best_first() {
    let place = place();
    place.does(&["sanctions", "import", "list.xml"]);
    let check = |arguments: &[&str]| {
        let all = [&["sanctions", "check", "--name"], arguments].concat();
        place.does(&all)
    };
    let said = check(&["Meridiam Relief Front"]);
    assert!(said.contains("QDe.931  MERIDIAN RELIEF FRONT"), "{said}");
    assert!(said.contains("one letter from"), "{said}");
    assert_eq!(check(&["Hope House"]), "No match.\n");
    assert_eq!(
        check(&["Meridiam Relief Front", "--individual"]),
        "No match.\n"
    );
    let person = ["أنور إدريس خلف التساري", "--individual", "--born"];
    let agrees = check(&[&person[..], &["1962"]].concat());
    assert!(agrees.contains("the year of birth agrees"), "{agrees}");
    let apart = check(&[&person[..], &["1975"]].concat());
    assert!(
        apart.contains("the year of birth is 12 years apart"),
        "{apart}"
    );

    let found: Value =
        serde_json::from_str(&check(&["Meridiam Relief Front", "--entity", "--json"])).unwrap();
    assert_eq!(found[0]["entry"]["reference"], "QDe.931");
    assert_eq!(
        found[0]["comparison"]["compared"]["parts"][0]["how"],
        "one_letter"
    );
    let score = found[0]["score"].as_u64().unwrap();
    let at = score.to_string();
    let above = (score + 1).to_string();
    assert_ne!(
        check(&["Meridiam Relief Front", "--threshold", &at]),
        "No match.\n"
    );
    assert_eq!(
        check(&["Meridiam Relief Front", "--threshold", &above]),
        "No match.\n"
    );
    assert_eq!(check(&["Hope House", "--json"]), "[]\n");

    let wrong = |arguments: &[&str], code, said: &str| {
        let all = [&["sanctions", "check"], arguments].concat();
        let ended = place.run(&all);
        if code == 4 {
            failed(&ended, code, said);
        } else {
            assert_eq!(ended.code, Some(code), "{ended:?}");
            assert!(ended.stderr.contains(said), "{ended:?}");
        }
    };
    wrong(&["--name=---"], 4, "name: has no letter or figure");
    wrong(&["--name", " "], 4, "name: is missing");
    wrong(&["--name", "Hope", "--born", "61"], 4, "born: is no year");
    wrong(&["--name", "Hope", "--threshold", "1001"], 2, "threshold");
    wrong(
        &["--name", "Hope", "--entity", "--individual"],
        2,
        "cannot be used with",
    );
}

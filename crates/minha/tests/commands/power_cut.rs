//! kill -9 at any moment: what was answered is there, what was not is there whole or not at all.

use std::time::Duration;

use crate::harness::Place;
use crate::import::good;

/// Starts a command and cuts its power after so many milliseconds. Answers whether it had come to its end.
fn cut(place: &Place, arguments: &[&str], after: u64) -> bool {
    let mut child = place.command(arguments).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(after));
    let ended = child
        .try_wait()
        .unwrap()
        .is_some_and(|status| status.success());
    child.kill().unwrap();
    child.wait().unwrap();
    ended
}

#[test]
fn an_import_is_kept_whole_or_not_at_all() {
    for place in [Some(Place::new()), Place::on_postgres()]
        .into_iter()
        .flatten()
    {
        place.does(&["migrate"]);
        place.does(&["user", "add", "--role", "manager", "ana@example.org"]);
        const LINES: i64 = 1_000;
        place.write("ngos.csv", good(LINES as usize));
        let import = ["import", "organisations", "ngos.csv"];
        let mut acknowledged = false;
        for after in [5, 40, 90, 150, 220, 300, 400, 550] {
            acknowledged |= cut(&place, &import, after);
            let kept = place.rows("organisations");
            assert!(
                kept == LINES || (kept == 0 && !acknowledged),
                "{kept} kept after {after} ms"
            );
            place.does(&["verify"]);
        }
        place.does(&import);
        assert_eq!(place.rows("organisations"), LINES);
        assert_eq!(
            place.does(&import),
            format!("0 added, {LINES} on the register already.\n")
        );
        place.does(&["verify"]);
    }
}

#[test]
fn tables_are_made_whole_or_not_at_all() {
    for after in (0..60).step_by(6) {
        for place in [Some(Place::new()), Place::on_postgres()]
            .into_iter()
            .flatten()
        {
            let ended = cut(&place, &["migrate"], after);
            let said = place.does(&["migrate"]);
            assert!(!ended || said.contains("nothing to do"), "{said}");
            assert!(place.does(&["verify"]).contains("0 cases"));
        }
    }
}

#[test]
fn what_was_answered_is_there() {
    for place in [Some(Place::migrated()), Place::on_postgres()]
        .into_iter()
        .flatten()
    {
        place.does(&["migrate"]);
        let mut answered = 0;
        for number in 0..30 {
            let email = format!("person{number}@example.org");
            let add = ["user", "add", "--role", "screener", email.as_str()];
            if cut(&place, &add, number * 7 % 120) {
                answered += 1;
                assert_eq!(
                    place.rows(&format!("persons WHERE email = '{email}'")),
                    1,
                    "{email}"
                );
            }
        }
        // A person and their role are one act.
        assert_eq!(place.rows("persons"), place.rows("role_assignments"));
        assert_eq!(place.rows("persons"), place.rows("mail_links"));
        assert!(place.rows("persons") >= answered);
        place.does(&["verify"]);
    }
}

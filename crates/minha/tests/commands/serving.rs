//! The server: started on nothing, stopped by a signal, honest about the demonstration.

use crate::harness::{Place, Running, read};

#[test]
fn a_new_database_is_made_ready_and_a_signal_ends_it_well() {
    for signal in ["TERM", "INT"] {
        let place = Place::new();
        let server = Running::serve(&place, &[]);
        assert_eq!(
            server.signal(signal),
            Some(0),
            "{}",
            read(&place.path("server.log"))
        );
        let log = read(&place.path("server.log"));
        assert!(log.contains("made the tables of a new database"), "{log}");
        assert!(log.contains("no smtp_url is set"), "{log}");
        assert_eq!(
            place.does(&["migrate"]),
            "The tables are up to date: nothing to do.\n"
        );
    }
}

#[test]
fn a_new_database_on_postgres_too() {
    let Some(place) = Place::on_postgres() else {
        return;
    };
    let server = Running::serve(&place, &[]);
    assert_eq!(
        server.signal("TERM"),
        Some(0),
        "{}",
        read(&place.path("server.log"))
    );
    assert!(
        !read(&place.path("server.log")).contains(&place.database),
        "the password is not told"
    );
    place.does(&["verify"]);
}

#[test]
fn the_demonstration_is_not_served_unnoticed() {
    let place = Place::migrated();
    place.by_hand(
        "INSERT INTO settings (name, value) VALUES ('demonstration', '1'), ('demonstration_today', '2011-06-01T09:00:00Z'), \
         ('demonstration_loaded_at', '2026-01-01T00:00:00Z')",
    );
    Running::serve(&place, &[]).signal("TERM");
    let log = read(&place.path("server.log"));
    assert!(
        log.contains("WARN") && log.contains("THIS DATABASE HOLDS THE DEMONSTRATION"),
        "{log}"
    );
    Running::serve(&place, &["--demonstration"]).signal("TERM");
    let log = read(&place.path("server.log"));
    assert!(
        !log.contains("THIS DATABASE HOLDS") && log.contains("mails are kept and not sent"),
        "{log}"
    );
    // What is done on the command line is done on the story's day.
    place.does(&["user", "add", "--role", "auditor", "ana@example.org"]);
    let made = place.value("SELECT created_at FROM persons");
    assert!(made.starts_with("201"), "{made}");
}

#[test]
fn what_the_log_says_can_be_chosen() {
    let place = Place::new();
    Running::serve(&place, &["--log=error"]).signal("TERM");
    assert_eq!(read(&place.path("server.log")), "");
}

//! Every fault: one line, a code, and nothing half done.

use std::net::TcpListener;

use crate::harness::{Place, failed};

/// Every command that opens the database.
const COMMANDS: [&[&str]; 7] = [
    &["serve", "--bind=127.0.0.1:0"],
    &["demo"],
    &["migrate"],
    &["user", "add", "--role", "auditor", "ana@example.org"],
    &["verify"],
    &["import", "organisations", "ngos.csv"],
    &["export", "proposals", "--csv"],
];

#[test]
fn a_wrong_setting_stops_before_anything_is_touched() {
    let place = Place::new();
    let ended = place
        .command(&["serve"])
        .env("MINHA_BIND", "8080")
        .output()
        .unwrap()
        .into();
    failed(
        &ended,
        2,
        "the setting bind in the environment variable MINHA_BIND is wrong: it must be an address with a port",
    );
    place.fails(
        &["migrate", "--readers", "many"],
        2,
        "the setting readers in the flag --readers is wrong",
    );
    place.fails(
        &["--readers", "many", "migrate"],
        2,
        "the setting readers in the flag --readers is wrong",
    );
    place.fails(
        &["migrate", "--demonstration=perhaps"],
        2,
        "it must be true or false",
    );
    place.fails(
        &["migrate", "--log", "store=loud"],
        2,
        "the setting log is wrong",
    );
    place.fails(
        &["migrate", "--database-url", "mysql://root:geheim@db/x"],
        2,
        "it must be sqlite://PATH or postgres://",
    );
    place.fails(
        &["migrate", "--config", "none.toml"],
        2,
        "the settings file none.toml cannot be read",
    );
    assert_eq!(place.files(), [""; 0]);
    place.write("bad.toml", "bnd = \"127.0.0.1:80\"");
    place.fails(
        &["migrate", "--config", "bad.toml"],
        2,
        "in bad.toml, \"bnd\" is no setting",
    );
    std::fs::create_dir(place.path("config")).unwrap();
    place.write("config/minha.toml", "bind = ");
    place.fails(
        &["migrate"],
        2,
        "the settings file config/minha.toml is not understood",
    );
    assert_eq!(place.files(), ["bad.toml", "config"]);
}

#[test]
fn a_command_that_is_not_understood_says_where_to_look() {
    let place = Place::new();
    place.fails(&["sreve"], 2, "unrecognized subcommand 'sreve'");
    place.fails(
        &["migrate", "--bnd", "x"],
        2,
        "unexpected argument '--bnd' found",
    );
    place.fails(
        &["import", "organisations"],
        2,
        "required arguments were not provided: <FILE>. See `minha --help`",
    );
    place.fails(
        &["user", "add", "--role", "king", "ana@example.org"],
        2,
        "[possible values: screener, evaluator, panel_member",
    );
    place.fails(
        &["user", "add", "--role", "owner", "ana@example.org"],
        2,
        "invalid value 'owner'",
    );
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "auditor",
            "--agency",
            "ILO",
            "ana@example.org",
        ],
        2,
        "--agency is for",
    );
    let bare = place.run(&[]);
    assert_eq!(bare.code, Some(2));
    assert!(bare.stderr.contains("Usage: minha"), "{bare:?}");
    assert_eq!(place.files(), [""; 0]);
}

#[test]
fn help_tells_a_stranger_what_to_do() {
    let place = Place::new();
    let help = place.does(&["--help"]);
    for word in [
        "serve",
        "demo",
        "migrate",
        "verify",
        "import",
        "export",
        "Examples:",
        "Exit codes:",
        "--database-url",
        "MINHA_",
    ] {
        assert!(help.contains(word), "{word} is not in {help}");
    }
    for command in COMMANDS {
        let words: Vec<&str> = command
            .iter()
            .copied()
            .take_while(|word| !word.starts_with('-') && !word.contains('.'))
            .collect();
        let help = place.does(&[words.as_slice(), &["--help"]].concat());
        for word in [
            "Examples:",
            "Exit codes:",
            "--public-url",
            "--demonstration",
        ] {
            assert!(
                help.contains(word),
                "{word} is not in the help of {words:?}: {help}"
            );
        }
    }
    assert!(place.does(&["--version"]).starts_with("minha 0."));
}

#[test]
fn a_server_that_cannot_be_reached_never_becomes_a_file() {
    let mut place = Place::new();
    place.database = "postgres://minha:geheim@127.0.0.1:1/minha".to_owned();
    place.write("ngos.csv", "legal_name,country\nHope,KE\n");
    for command in COMMANDS {
        let ended = place.fails(
            command,
            3,
            "the database postgres://minha:***@127.0.0.1:1/minha cannot be reached",
        );
        assert!(!ended.stderr.contains("geheim"), "{ended:?}");
    }
    assert_eq!(place.files(), ["ngos.csv"]);
}

#[test]
fn a_file_that_is_not_there_is_made_by_three_commands_only() {
    let place = Place::new();
    place.write("ngos.csv", "legal_name,country\nHope,KE\n");
    for command in COMMANDS
        .iter()
        .filter(|command| !matches!(command[0], "serve" | "demo" | "migrate"))
    {
        place.fails(command, 3, "there is no database sqlite://");
    }
    assert_eq!(place.files(), ["ngos.csv"]);
}

#[test]
fn a_port_in_use_is_named_and_nothing_is_made() {
    let place = Place::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    place.fails(&["serve", "--bind", &address], 1, &format!("{address} is in use by another program. End that program, or choose another port with --bind"));
    place.fails(
        &["serve", "--bind", "192.0.2.1:8080"],
        1,
        "this machine has no address 192.0.2.1",
    );
    assert_eq!(place.files(), [""; 0]);
}

#[test]
fn a_database_migrated_in_part_is_left_alone() {
    let place = Place::new();
    place.by_hand("CREATE TABLE organisations (id TEXT)");
    for command in COMMANDS
        .iter()
        .filter(|command| !matches!(command[0], "migrate" | "import"))
    {
        place.fails(
            command,
            3,
            "change(s) are still to be made. Run `minha migrate` first",
        );
    }
    place.fails(&["migrate"], 3, "was taken back");
    assert_eq!(
        place.rows("sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'"),
        1,
        "nothing of it was kept"
    );
}

#[test]
fn a_database_of_a_later_version_is_left_alone() {
    let place = Place::migrated();
    place.write("ngos.csv", "legal_name,country\nHope,KE\n");
    place.by_hand("INSERT INTO __diesel_schema_migrations (version) VALUES ('99990101000000')");
    for command in COMMANDS {
        place.fails(
            command,
            3,
            "the database was made by a later version of Minha",
        );
    }
}

#[test]
fn what_is_no_database_is_not_overwritten() {
    let place = Place::new();
    let file = place.write(
        "minha.db",
        "Dear Ana, this is a letter and no database at all, however long it goes on.\n".repeat(40),
    );
    for command in COMMANDS {
        if command[0] != "import" {
            place.fails(command, 3, "file is not a database");
        }
    }
    assert!(crate::harness::read(&file).starts_with("Dear Ana"));
    let url = format!("sqlite://{}", file.join("minha.db").display());
    place.fails(&["migrate", "--database-url", &url], 3, "cannot be reached");
}

#[test]
fn the_data_directory_must_be_one() {
    let place = Place::migrated();
    place.write("file", "");
    place.fails(
        &["verify", "--data-dir", "file"],
        1,
        "the directory file cannot be used",
    );
}

#[test]
fn the_demonstration_mixes_with_nothing() {
    let place = Place::managed();
    place.fails(
        &["demo"],
        4,
        "is not empty, and the demonstration never mixes with other data",
    );
    assert_eq!(place.rows("persons"), 1);
    let place = Place::migrated();
    place.by_hand("INSERT INTO settings (name, value) VALUES ('demonstration_loading', 'begun')");
    place.fails(
        &["demo"],
        3,
        "was not loaded to its end. Remove that database, and run `minha demo` again",
    );
    place.fails(
        &["serve", "--bind=127.0.0.1:0"],
        3,
        "was not loaded to its end",
    );
    place.fails(
        &["demo", "--until", "doomsday"],
        2,
        "[possible values: screening, evaluation, selection, monitoring]",
    );
}

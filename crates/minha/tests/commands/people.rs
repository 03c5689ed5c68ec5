//! People: added with a role, by password or by link, once.

use std::io::Write;
use std::process::Stdio;

use crate::harness::{Place, failed};

#[test]
fn a_link_is_shown_once_and_only_its_hash_is_kept() {
    let place = Place::migrated();
    let said = place.does(&[
        "user",
        "add",
        "--role",
        "manager",
        "--name",
        "Ana Marin",
        "--public-url",
        "https://grants.example.org",
        "Ana@Example.org",
    ]);
    let (_, token) = said
        .trim_end()
        .rsplit_once("https://grants.example.org/invite/")
        .unwrap();
    assert_eq!(token.len(), 43, "{said}");
    assert_eq!(
        place.value("SELECT name FROM persons WHERE email = 'ana@example.org'"),
        "Ana Marin"
    );
    assert_eq!(
        place.value("SELECT role FROM role_assignments"),
        "facility_manager"
    );
    assert_eq!(place.value("SELECT purpose FROM mail_links"), "invite");
    assert_eq!(
        place.rows("persons WHERE password_hash IS NULL AND email_confirmed_at IS NULL"),
        1
    );
    assert_eq!(place.rows("outbox"), 0);
    let kept = place.value("SELECT lower(hex(token_hash)) FROM mail_links");
    assert_eq!(kept, facility::accounts::fingerprint(token).to_string());
}

#[test]
fn a_role_is_given_once() {
    let place = Place::managed();
    let again = place.does(&[
        "user",
        "add",
        "--role",
        "facility-manager",
        "ana@example.org",
    ]);
    assert!(again.contains("already: nothing to do"), "{again}");
    let more = place.does(&[
        "user",
        "add",
        "--role",
        "chair",
        "--agency",
        "ILO",
        "ANA@example.org",
    ]);
    assert!(more.contains("had an account and is chair now"), "{more}");
    assert_eq!(
        (
            place.rows("persons"),
            place.rows("role_assignments"),
            place.rows("mail_links")
        ),
        (1, 2, 1)
    );
}

#[test]
fn a_password_comes_from_a_file_or_the_standard_input() {
    let place = Place::migrated();
    let file = place.write("password", "four plain words suffice\n");
    let file = file.to_str().unwrap();
    let said = place.does(&[
        "user",
        "add",
        "--role",
        "auditor",
        "--password-file",
        file,
        "ana@example.org",
    ]);
    assert!(said.contains("can sign in"), "{said}");
    assert!(
        place
            .value("SELECT password_hash FROM persons")
            .starts_with("$argon2id$v=19$m=19456,t=2,p=1$")
    );
    assert_eq!(
        place.rows("persons WHERE email_confirmed_at IS NOT NULL"),
        1
    );
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "auditor",
            "--password-file",
            file,
            "ana@example.org",
        ],
        4,
        "an account with this address exists already",
    );

    let add = [
        "user",
        "add",
        "--role",
        "auditor",
        "--password-file",
        "-",
        "sami@example.org",
    ];
    let typed = |password: &str| {
        let mut child = place.command(&add).stdin(Stdio::piped()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(password.as_bytes())
            .unwrap();
        child.wait_with_output().unwrap().into()
    };
    failed(
        &typed("too short\n"),
        4,
        "password: must have at least 12 characters",
    );
    failed(
        &typed("Password1234\n"),
        4,
        "password: is too common; choose another",
    );
    failed(&typed(""), 4, "password: must have at least 12 characters");
    assert_eq!(place.rows("persons"), 1);
    assert_eq!(typed("كلمات بسيطة أربع تكفي\r\n").code, Some(0));
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "auditor",
            "--password",
            "x@example.org",
        ],
        2,
        "there is none. Use --password-file",
    );
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "auditor",
            "--password-file",
            "none",
            "x@example.org",
        ],
        4,
        "cannot be read from none",
    );
}

#[test]
fn an_invitation_goes_by_mail_in_the_persons_language() {
    let place = Place::migrated();
    place.does(&[
        "user",
        "add",
        "--role",
        "panel_member",
        "--agency",
        "ILO",
        "--language",
        "ar",
        "--mail",
        "--public-url",
        "https://grants.example.org",
        "layla@example.org",
    ]);
    assert_eq!(place.value("SELECT language FROM outbox"), "ar");
    assert!(
        place
            .value("SELECT body FROM outbox")
            .contains("https://grants.example.org/invite/")
    );
    assert_eq!(
        place.rows("outbox WHERE sent_at IS NULL AND attempts = 0"),
        1
    );
}

#[test]
fn what_cannot_be_accepted_leaves_nothing() {
    let place = Place::migrated();
    place.fails(
        &["user", "add", "--role", "auditor", "ana"],
        4,
        "email: is no whole e-mail address",
    );
    place.fails(
        &["user", "add", "--role", "chair", "ana@example.org"],
        4,
        "agency: is missing",
    );
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "screener",
            "--call",
            "NONE",
            "ana@example.org",
        ],
        4,
        "there is no call with the code NONE",
    );
    place.fails(
        &[
            "user",
            "add",
            "--role",
            "auditor",
            "--language",
            "xx",
            "ana@example.org",
        ],
        2,
        "use one of en, ar",
    );
    assert_eq!(place.rows("persons"), 0);
}

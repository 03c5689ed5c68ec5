use super::*;

fn load(
    file: &str,
    environment: &[(&str, &str)],
    flags: &[(&str, &str)],
) -> Result<Settings, SettingError> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("minha.toml");
    std::fs::write(&path, file).unwrap();
    let variable = |name: &str| {
        environment
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| (*value).to_owned())
    };
    let flags: Vec<_> = flags
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    Settings::load(Some(&path), variable, &flags)
}

#[test]
fn with_nothing_configured_there_is_a_default_for_everything() {
    let settings = load("", &[], &[]).unwrap();
    assert_eq!(settings.bind.to_string(), "127.0.0.1:8080");
    assert_eq!(settings.public_url, "http://127.0.0.1:8080");
    assert_eq!(settings.database_url.to_string(), "sqlite://data/minha.db");
    assert_eq!(settings.upload_limit, 20 * 1024 * 1024);
    assert_eq!(settings.workers, None);
    assert!(
        settings.trusts("::1".parse().unwrap()) && !settings.trusts("192.0.2.1".parse().unwrap())
    );
    assert!(!settings.is_https() && !settings.demonstration);
}

#[test]
fn a_flag_beats_the_environment_and_the_environment_the_file() {
    let file = "bind = \"127.0.0.1:1\"\nreaders = 3\ntrusted_proxies = [\"10.0.0.0/8\"]";
    assert_eq!(load(file, &[], &[]).unwrap().bind.port(), 1);
    assert_eq!(
        load(file, &[("MINHA_BIND", "127.0.0.1:2")], &[])
            .unwrap()
            .bind
            .port(),
        2
    );
    let all = load(
        file,
        &[("MINHA_BIND", "127.0.0.1:2")],
        &[("bind", "127.0.0.1:3")],
    )
    .unwrap();
    assert_eq!((all.bind.port(), all.readers), (3, 3));
    assert!(all.trusts("10.1.2.3".parse().unwrap()));
}

#[test]
fn what_is_wrong_is_named_with_its_place_and_without_its_value() {
    let error = load(
        "",
        &[("MINHA_DATABASE_URL", "mysql://root:secret@db/x")],
        &[],
    )
    .unwrap_err()
    .to_string();
    assert_eq!(
        error,
        "the setting database_url in the environment variable MINHA_DATABASE_URL is wrong: it must be sqlite://PATH or \
         postgres://USER:PASSWORD@HOST:PORT/NAME"
    );
    for (name, value) in [
        ("bind", "8080"),
        ("public_url", "example.org"),
        ("public_url", "https://example.org/minha"),
        ("trusted_proxies", "proxy"),
        ("smtp_url", "http://mail"),
        ("mail_from", "nobody"),
        ("session_idle_hours", "0"),
        ("session_absolute_hours", "1"),
        ("readers", "many"),
        ("demonstration", "perhaps"),
    ] {
        let error = load("", &[], &[(name, value)]).unwrap_err();
        assert!(
            matches!(&error, SettingError::Value { name: named, origin: Origin::Flag(_), .. } if *named == name),
            "{error}"
        );
    }
}

#[test]
fn unknown_names_are_refused() {
    let error = load("bnd = \"127.0.0.1:80\"", &[], &[]).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("\"bnd\" is no setting; there are database_url, data_dir, bind"),
        "{error}"
    );
    assert!(matches!(
        load("bind = ", &[], &[]),
        Err(SettingError::Syntax { .. })
    ));
    assert!(matches!(
        load("bind = true", &[], &[]),
        Err(SettingError::Value { name: "bind", .. })
    ));
    let missing = Settings::load(Some(Path::new("/nowhere/minha.toml")), |_| None, &[]);
    assert!(matches!(missing, Err(SettingError::Unreadable { .. })));
}

#[test]
fn a_demonstration_is_asked_for_by_name() {
    assert!(
        load("demonstration = true", &[], &[])
            .unwrap()
            .demonstration
    );
    assert!(
        !load(
            "demonstration = true",
            &[("MINHA_DEMONSTRATION", "false")],
            &[]
        )
        .unwrap()
        .demonstration
    );
}

#[test]
fn behind_tls_the_public_address_says_so() {
    let settings = load("public_url = \"https://grants.example.org/\"", &[], &[]).unwrap();
    assert!(settings.is_https());
    assert_eq!(settings.public_url, "https://grants.example.org");
}

#[test]
fn passwords_are_not_shown() {
    let settings = load(
        "smtp_url = \"smtps://minha:geheim@mail.example.org:465\"",
        &[],
        &[],
    )
    .unwrap();
    assert!(!format!("{settings:?}").contains("geheim"));
}

#[test]
fn the_file_that_comes_with_the_program_shows_every_setting() {
    let file = include_str!("../../../config/minha.toml");
    for (name, _) in DEFAULTS {
        assert!(file.contains(&format!("# {name} = ")), "{name}");
    }
    let uncommented: String = file
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .filter(|line| {
            DEFAULTS
                .iter()
                .any(|(name, _)| line.starts_with(&format!("{name} = ")))
        })
        .map(|line| format!("{line}\n"))
        .collect();
    load(&uncommented, &[], &[]).unwrap();
}

#[test]
fn the_account_grants_are_paid_from_has_a_name_and_a_number() {
    assert_eq!(load("", &[], &[]).unwrap().payer, None);
    let file = "payer_name = \"Grants Facility\"\npayer_account = \"GB82 WEST 1234 5698 7654 32\"\npayer_bic = \"westgb22\"";
    let payer = load(file, &[], &[]).unwrap().payer.unwrap();
    assert_eq!(payer.account, "GB82WEST12345698765432");
    assert_eq!(payer.bic.as_deref(), Some("WESTGB22"));
    for wrong in [
        "payer_name = \"Grants Facility\"",
        "payer_account = \"123456\"",
        "payer_bic = \"123\"",
        "payer_name = \"a\"\npayer_account = \"1;2\"",
    ] {
        assert!(
            matches!(load(wrong, &[], &[]), Err(SettingError::Value { .. })),
            "{wrong}"
        );
    }
}

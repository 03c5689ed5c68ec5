//! Conflicts of interest: declared on many files at once, found by the system, settled and set by the secretariat.

use actix_web::http::{Method, StatusCode};
use facility::evaluators::{Affiliation, EvaluatorProfile};
use serde_json::{Value, json};
use workflow::ids::PersonId;
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::proposal::Command;
use workflow::role::Role;

use crate::leaks::conflict;
use crate::scene::Scene;

fn opened(count: usize) -> Scene {
    let scene = Scene::in_evaluation(count);
    let officer = scene.world.actor(scene.officer);
    let asked =
        facility::conflicts::open_declarations(scene.world.facility(), &officer, scene.call);
    assert_eq!(asked.unwrap(), count);
    scene
}

fn field(scene: &Scene, place: usize) -> String {
    format!("interest-{}", scene.files[place].id)
}

fn worked_for(scene: &Scene, person: PersonId, name: &str, to: Option<i32>) {
    let profile = EvaluatorProfile {
        affiliations: vec![Affiliation {
            name: name.to_owned(),
            organisation: None,
            from: Some(2001),
            to,
        }],
        ..EvaluatorProfile::default()
    };
    let actor = scene.world.actor(person);
    facility::evaluators::save_profile(scene.world.facility(), &actor, &profile).unwrap();
}

async fn of_call(scene: &Scene, reader: PersonId) -> Value {
    let token = scene.world.token(reader);
    let path = format!("/api/v1/calls/{}/conflicts", scene.call);
    let mut program = scene.world.browser().await;
    program.call(Method::GET, &path, &token, None).await.json()
}

#[actix_web::test]
async fn an_evaluator_declares_on_many_files_and_one_bad_row_loses_nothing() {
    let scene = opened(4);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let mut browser = scene.world.signed_in(eva).await;
    let page = browser.get("/declarations").await;
    page.shows("4 files wait for your declaration.");
    page.shows("Shelter 1");
    page.hides("SGF2010-0001");
    page.hides("met where they are");
    let names = [0, 1, 2].map(|place| field(&scene, place));
    let rows = [
        (names[0].as_str(), "none"),
        (names[1].as_str(), "family"),
        (names[2].as_str(), "enmity"),
    ];
    let answer = browser.post("/declarations", &rows).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("2 declarations are on record"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains(&format!("href=\"#{}\"", names[2])));
    // The one with a conflict is gone, the free one is declared, two are left.
    let page = browser.get("/declarations").await;
    page.shows("2 files wait for your declaration.");
    page.hides("Shelter 2");
    page.shows("No conflict declared");
    let nothing = browser.post("/declarations", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A file with a conflict answers like one there never was.
    let unknown = format!("interest-{}", uuid::Uuid::now_v7());
    for row in [names[1].clone(), unknown] {
        let answer = browser.post("/declarations", &[(&row, "none")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("nothing to declare on here any more"));
    }
    let found = of_call(&scene, scene.officer).await;
    assert_eq!(found["conflicts"][0]["kind"], "family");
    assert_eq!(found["conflicts"][0]["origin"], "declared");
}

#[actix_web::test]
async fn the_list_is_filtered_and_the_api_does_the_same() {
    let scene = opened(3);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let mut browser = scene.world.signed_in(eva).await;
    let page = browser.get("/declarations?text=shelter+2").await;
    page.shows("Shelter 2");
    page.hides("Shelter 3");
    browser
        .get("/declarations?country=UG")
        .await
        .shows("Nothing to declare");
    let token = scene.world.token(eva);
    let path = "/api/v1/declarations";
    let found = browser
        .call(Method::GET, &format!("{path}?text=Shelter+3"), &token, None)
        .await
        .json();
    assert_eq!(found.as_array().unwrap().len(), 1);
    let body = json!({ "declarations": [
        { "proposal": scene.files[0].id, "conflict": null },
        { "proposal": scene.files[1].id, "conflict": "financial" },
        { "proposal": uuid::Uuid::now_v7(), "conflict": null },
    ] });
    let told = browser
        .call(Method::POST, path, &token, Some(body))
        .await
        .json();
    let recorded: Vec<bool> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["recorded"] == true)
        .collect();
    assert_eq!(recorded, [true, true, false], "{told}");
    assert_eq!(told[2]["refusal"], "hidden");
    let left = browser.call(Method::GET, path, &token, None).await.json();
    assert_eq!(left.as_array().unwrap().len(), 2);
    for (name, role) in [("Sam", Role::Screener), ("Mona", Role::PanelMember)] {
        let token = scene.world.token(scene.world.staff(name, role));
        let answer = browser.call(Method::GET, path, &token, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
}

#[actix_web::test]
async fn what_the_profile_tells_is_found_and_caps_what_is_seen_until_it_is_settled() {
    let scene = opened(3);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let facility = scene.world.facility();
    let (first, second) = (scene.files[0].id, scene.files[1].id);
    let officer = scene.world.actor(scene.officer);
    for file in [first, second] {
        let command = Command::Evaluation(workflow::evaluation::Command::AssignEvaluators {
            by_hand: Default::default(),
            evaluators: [eva].into(),
        });
        facility::proposal::act(facility, &officer, file, None, &command).unwrap();
        let free = Command::Interest(Interest::DeclareNone);
        facility::proposal::act(facility, &scene.world.actor(eva), file, None, &free).unwrap();
    }
    let mut browser = scene.world.signed_in(eva).await;
    let desk = format!("/proposals/{first}/evaluation");
    browser.get(&desk).await.shows("met where they are");
    worked_for(&scene, eva, "The Shelter 1", Some(2008));
    // No more than is needed to declare, everywhere.
    let desk = browser.get(&desk).await;
    assert!(!desk.body.contains("met where they are"), "{}", desk.body);
    let token = scene.world.token(eva);
    for path in ["", "/content", "/evaluation", "/dossier"] {
        let path = format!("/api/v1/proposals/{first}{path}");
        let answer = browser.call(Method::GET, &path, &token, None).await;
        assert!(
            !answer.body.contains("met where they are"),
            "{path}: {}",
            answer.body
        );
        assert!(
            !answer.body.contains("SGF2010-0001"),
            "{path}: {}",
            answer.body
        );
    }
    let found = of_call(&scene, scene.officer).await;
    assert_eq!(found["open"].as_array().unwrap().len(), 1, "{found}");
    let finding = &found["open"][0];
    assert_eq!(finding["evidence"][0]["found"], "affiliation");
    assert_eq!(finding["holds"], true);
    assert_eq!(finding["kind"], "employment");
    // The secretariat dismisses with a reason; the same evidence is not raised again.
    let place = format!("/calls/{}/conflicts", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer
        .get(&place)
        .await
        .shows("Names “The Shelter 1” in the profile (2001–2008)");
    let (file, person) = (first.to_string(), eva.to_string());
    let mut row = vec![
        ("act", "dismiss"),
        ("file", &file),
        ("person", &person),
        ("reason", ""),
    ];
    let silent = officer.post(&place, &row).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        silent
            .body
            .contains(&format!("href=\"#reason-{file}-{person}\"")),
        "{}",
        silent.body
    );
    row[3].1 = "Another house of the same name.";
    assert_eq!(officer.post(&place, &row).await.location(), place);
    assert_eq!(
        officer.post(&place, &[("act", "search")]).await.location(),
        place
    );
    assert_eq!(of_call(&scene, scene.officer).await["open"], json!([]));
    browser
        .get(&format!("/proposals/{first}/evaluation"))
        .await
        .shows("met where they are");
    // New evidence is raised; confirmed, it takes the person off for good.
    worked_for(&scene, eva, "Shelter 1", None);
    let confirm = [
        ("act", "confirm"),
        ("file", file.as_str()),
        ("person", &person),
        ("kind", "employment"),
    ];
    officer.get(&place).await.shows("today");
    assert_eq!(officer.post(&place, &confirm).await.location(), place);
    let gone = browser.get(&format!("/proposals/{first}/evaluation")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let found = of_call(&scene, scene.officer).await;
    assert_eq!(found["conflicts"][0]["origin"], "found");
}

#[actix_web::test]
async fn members_mail_domains_and_officers_are_found_when_declarations_open() {
    let scene = Scene::in_evaluation(3);
    let world = &scene.world;
    // An officer of every organisation of the scene has this name.
    let namesake = world.staff("Wanjiru Kamau", Role::PanelMember);
    let member = world.staff("Mei Member", Role::Evaluator);
    world.join(scene.files[1].organisation, member, Role::Reader);
    let officer = world.actor(scene.officer);
    facility::conflicts::open_declarations(world.facility(), &officer, scene.call).unwrap();
    let found = of_call(&scene, scene.officer).await;
    let open = found["open"].as_array().unwrap();
    let of = |person: PersonId| -> Vec<&str> {
        let mine = open.iter().filter(|one| one["person"] == json!(person));
        mine.map(|one| one["evidence"][0]["found"].as_str().unwrap())
            .collect()
    };
    assert_eq!(of(namesake), ["officer_name"; 3]);
    assert_eq!(of(member), ["member"]);
    let page = world
        .signed_in(scene.officer)
        .await
        .get(&format!("/calls/{}/conflicts", scene.call))
        .await;
    page.shows("Wanjiru Kamau is an officer of Shelter 1");
    page.shows("Works for Shelter 2, as the register says.");
}

#[actix_web::test]
async fn a_conflict_is_set_with_a_reason_and_never_about_oneself() {
    let scene = opened(2);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let place = format!("/calls/{}/conflicts", scene.call);
    let mut manager = scene.world.signed_in(scene.manager).await;
    let page = manager.get(&place).await;
    page.shows("Set a conflict");
    page.hides("Ask evaluators to declare");
    let missing = manager.post(&place, &[("act", "set")]).await;
    for name in ["person", "file", "kind", "reason"] {
        assert!(
            missing.body.contains(&format!("href=\"#{name}\"")),
            "{name}: {}",
            missing.body
        );
    }
    let (file, person, me) = (
        scene.files[0].id.to_string(),
        eva.to_string(),
        scene.manager.to_string(),
    );
    let set = |person: &str| {
        [
            ("act", "set"),
            ("kind", "family"),
            ("reason", "A letter says so."),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into_iter()
        .chain([
            ("file".to_owned(), file.clone()),
            ("person".to_owned(), person.to_owned()),
        ])
        .collect::<Vec<_>>()
    };
    for (who, accepted) in [(&me, false), (&person, true)] {
        let fields = set(who);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let answer = manager.post(&place, &fields).await;
        assert_eq!(
            answer.status == StatusCode::SEE_OTHER,
            accepted,
            "{}",
            answer.body
        );
    }
    manager.get(&place).await.shows("Set by the secretariat");
    manager
        .get(&format!("{place}?by=file"))
        .await
        .shows("Order by person");
    let mut browser = scene.world.signed_in(eva).await;
    browser.get("/declarations").await.hides("Shelter 1");
}

#[actix_web::test]
async fn an_officer_with_a_conflict_finds_no_row_of_the_file_and_others_find_no_page() {
    let scene = opened(2);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let other = scene.world.staff("Otto Officer", Role::ProgrammeOfficer);
    worked_for(&scene, eva, "Shelter 1", None);
    conflict(&scene, other, scene.files[0].id);
    let place = format!("/calls/{}/conflicts", scene.call);
    let page = scene.world.signed_in(scene.officer).await.get(&place).await;
    page.shows("1 finding to settle");
    page.shows("1 conflict on record");
    let page = scene.world.signed_in(other).await.get(&place).await;
    page.hides("Shelter 1");
    page.shows("0 findings to settle");
    page.shows("0 conflicts on record");
    assert_eq!(
        of_call(&scene, other).await,
        json!({ "open": [], "conflicts": [] })
    );
    // Nor can they act on it.
    let mut browser = scene.world.signed_in(other).await;
    browser.get(&place).await;
    let (file, person) = (scene.files[0].id.to_string(), eva.to_string());
    let confirm = [
        ("act", "confirm"),
        ("file", file.as_str()),
        ("person", &person),
        ("kind", "other"),
    ];
    assert_eq!(
        browser.post(&place, &confirm).await.status,
        StatusCode::NOT_FOUND
    );
    for (name, role, status) in [
        ("Audit", Role::Auditor, StatusCode::OK),
        ("Mona", Role::PanelMember, StatusCode::NOT_FOUND),
        ("Sam", Role::Screener, StatusCode::NOT_FOUND),
        ("Fay", Role::FinanceOfficer, StatusCode::NOT_FOUND),
    ] {
        let mut browser = scene.world.signed_in(scene.world.staff(name, role)).await;
        let page = browser.get(&place).await;
        assert_eq!(page.status, status, "{name}");
        browser.get("/account").await;
        let refused = browser.post(&place, &[("act", "search")]).await;
        assert_eq!(
            refused.status,
            StatusCode::NOT_FOUND,
            "{name}: {}",
            refused.body
        );
    }
}

#[actix_web::test]
async fn no_mail_about_the_file_goes_to_who_has_a_conflict() {
    let scene = opened(2);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let facility = scene.world.facility();
    let officer = scene.world.actor(scene.officer);
    for filed in &scene.files {
        let command = Command::Evaluation(workflow::evaluation::Command::AssignEvaluators {
            by_hand: Default::default(),
            evaluators: [eva].into(),
        });
        facility::proposal::act(facility, &officer, filed.id, None, &command).unwrap();
    }
    let mine = Interest::DeclareConflict {
        conflict: ConflictKind::Family,
    };
    let file = scene.files[0].id;
    facility::proposal::act(
        facility,
        &scene.world.actor(eva),
        file,
        None,
        &Command::Interest(mine),
    )
    .unwrap();
    let sent = || {
        let all = facility
            .store
            .read(|conn| store::outbox::newest(conn, Some(eva), None, 500));
        all.unwrap()
    };
    let before = sent().len();
    for day in 1..=30 {
        scene.world.set(&format!("2010-05-{day:02}T09:00:00Z"));
        for job in [
            facility::jobs::remind,
            facility::screening::remind,
            facility::jobs::remind_of_documents,
        ] {
            job(facility).unwrap();
        }
    }
    // The officer reminds who is late: of the other file, and so there is a mail to look at.
    facility::evaluation::reminders::remind(facility, &officer, scene.call, eva).unwrap();
    assert!(sent().len() > before);
    for mail in &sent()[..sent().len() - before] {
        assert!(!mail.body.contains("Safe house 1"), "{}", mail.body);
        assert!(!mail.body.contains("Shelter 1"), "{}", mail.body);
        assert!(!mail.body.contains("SGF2010-0001"), "{}", mail.body);
    }
}

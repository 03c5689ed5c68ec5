//! Notes to colleagues, the shared queue, and the keys of the desk.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::proposal::Command;
use workflow::role::Role;
use workflow::transition::Status;

use crate::scene::Scene;

#[actix_web::test]
async fn notes_are_for_colleagues_and_nobody_else() {
    let scene = Scene::in_screening(1);
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let desk = format!("/proposals/{id}/screening");
    let api = format!("/api/v1/proposals/{id}/screening-notes");
    let mut screener = scene.world.signed_in(scene.screener).await;
    screener.post("/screening", &[]).await;
    let silent = screener
        .post(&desk, &[("act", "note"), ("note", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("href=\"#note\""), "{}", silent.body);
    let kept = screener
        .post(
            &desk,
            &[("act", "note"), ("note", "The stamp looks <odd>.")],
        )
        .await;
    assert_eq!(kept.location(), format!("{desk}#notes"), "{}", kept.body);
    screener
        .get(&desk)
        .await
        .shows("The stamp looks &#60;odd&#62;.");
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&desk).await.shows("The stamp looks");
    // The applicant finds it nowhere, and is not told that there is such a thing.
    let mut applicant = scene.world.signed_in(owner).await;
    for path in [
        format!("/proposals/{id}"),
        format!("/proposals/{id}/dossier"),
    ] {
        applicant.get(&path).await.hides("The stamp looks");
    }
    let mut program = scene.world.browser().await;
    let evaluator = scene.world.staff("Eva Evaluator", Role::Evaluator);
    for person in [owner, evaluator] {
        let token = scene.world.token(person);
        for (method, body) in [
            (Method::GET, None),
            (Method::POST, Some(json!({ "text": "Hello" }))),
        ] {
            let answer = program.call(method, &api, &token, body).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.body);
        }
    }
    let token = scene.world.token(scene.manager);
    let body = Some(json!({ "text": "Looked at it: the stamp is the old one." }));
    let written = program.call(Method::POST, &api, &token, body).await;
    assert_eq!(written.status, StatusCode::CREATED, "{}", written.body);
    let list = program.call(Method::GET, &api, &token, None).await.json();
    assert_eq!(list.as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&list[0]["name"], &list[0]["round"]),
        (&json!("Samir Screener"), &json!(1))
    );
    // An auditor reads and writes nothing.
    let token = scene
        .world
        .token(scene.world.staff("Aud Auditor", Role::Auditor));
    assert_eq!(
        program.call(Method::GET, &api, &token, None).await.status,
        StatusCode::OK
    );
    let body = Some(json!({ "text": "Noted." }));
    let refused = program.call(Method::POST, &api, &token, body).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
}

#[actix_web::test]
async fn waiting_files_are_shared_out_evenly_and_past_conflicts() {
    let scene = Scene::in_screening(5);
    let facility = scene.world.facility();
    let conflict = Command::Interest(Interest::DeclareConflict {
        conflict: ConflictKind::Family,
    });
    // The first file is in conflict for the second screener, who has taken it and given it back so.
    let second = scene.world.actor(scene.second);
    let first = facility::screening::take_next(facility, &second)
        .unwrap()
        .unwrap();
    facility::proposal::act(facility, &second, first, None, &conflict).unwrap();
    let page = format!("/screening/calls/{}", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get("/screening").await.shows("5 files wait");
    officer.get(&page).await.hides("would be given");
    let plan = officer.get(&format!("{page}?plan=1&most=")).await;
    plan.shows("5 files would be given to screeners.");
    plan.shows("(1 of 2 screeners are free for it)");
    plan.shows("To Samir Screener, who holds fewest then (2 of 2 screeners are free for it)");
    let wrong = officer.post(&page, &[("most", "many")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#most\""), "{}", wrong.body);
    let some = officer.post(&page, &[("most", "3")]).await;
    assert_eq!(
        (some.status, some.location()),
        (StatusCode::SEE_OTHER, page.as_str()),
        "{}",
        some.body
    );
    officer.get(&page).await.shows("2 files wait");
    officer.post(&page, &[("most", "")]).await;
    officer.get(&page).await.shows("No file waits");
    let held = |person| {
        let queue = facility::screening::queue(facility, &scene.world.actor(person)).unwrap();
        (queue.mine.len(), queue.calls[0].shares.len())
    };
    let (one, two) = (held(scene.screener), held(scene.second));
    assert_eq!(one.0 + two.0, 5);
    assert!(one.0.abs_diff(two.0) <= 1, "{one:?} {two:?}");
    // Each screener reads their own figures only.
    assert_eq!((one.1, two.1), (1, 1));
    assert_eq!(held(scene.officer).1, 2);
    let mut screener = scene.world.signed_in(scene.screener).await;
    let own = screener.get("/screening").await;
    own.shows("and have concluded 0.");
    own.hides("Sofia Second");
    // The plan is no business of screeners and applicants.
    for person in [scene.screener, scene.files[0].owner] {
        let mut browser = scene.world.signed_in(person).await;
        assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(
            browser.post(&page, &[("most", "")]).await.status,
            StatusCode::NOT_FOUND
        );
    }
    // A manager sees how it stands, and gives out nothing.
    let mut manager = scene.world.signed_in(scene.manager).await;
    manager.get(&page).await.hides("Share them out");
    assert_eq!(
        manager.post(&page, &[("most", "")]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn the_api_tells_the_queue_and_shares_out() {
    let scene = Scene::in_screening(3);
    let mut program = scene.world.browser().await;
    let officer = scene.world.token(scene.officer);
    let plan = format!("/api/v1/calls/{}/sharing-plan", scene.call);
    let found = program
        .call(Method::GET, &format!("{plan}?most=2"), &officer, None)
        .await;
    let found = found.json();
    assert_eq!(
        (&found["given"], found["files"].as_array().map(Vec::len)),
        (&json!(2), Some(3))
    );
    assert_eq!(
        (&found["files"][2]["chosen"], &found["files"][2]["screener"]),
        (&json!(false), &json!(null))
    );
    for wrong in ["0", "10001", "x"] {
        let answer = program
            .call(Method::GET, &format!("{plan}?most={wrong}"), &officer, None)
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    }
    let share = format!("/api/v1/calls/{}/share-out", scene.call);
    let done = program
        .call(Method::POST, &share, &officer, Some(json!({})))
        .await;
    assert_eq!(
        (done.status, &done.json()["given"]),
        (StatusCode::OK, &json!(3)),
        "{}",
        done.body
    );
    assert_eq!(scene.status(scene.files[0].id), Status::InReview);
    let queue = program
        .call(Method::GET, "/api/v1/screening", &officer, None)
        .await
        .json();
    assert_eq!(queue["calls"][0]["held"], json!(3));
    let screener = scene.world.token(scene.screener);
    let refused = program
        .call(Method::POST, &share, &screener, Some(json!({})))
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let owner = scene.world.token(scene.files[0].owner);
    let hidden = program
        .call(Method::GET, "/api/v1/screening", &owner, None)
        .await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn every_key_of_the_desk_has_its_button_and_its_place_in_the_legend() {
    let scene = Scene::in_screening(1);
    let desk = format!("/proposals/{}/screening", scene.files[0].id);
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.post("/screening", &[]).await;
    let page = browser.get(&desk).await;
    for key in ["p", "f", "c", "x", "r", "a", "s", "d", "m"] {
        page.shows(&format!("data-key=\"{key}\""));
        page.shows(&format!("<kbd>{key}</kbd>"));
    }
    page.shows("data-keys-switch");
    page.shows("Only people who screen this file");
    page.shows("Reason, which the applicant reads");
    // Documents of the site are framed here; elsewhere nothing is.
    assert!(
        page.header("content-security-policy")
            .contains("frame-src 'self'")
    );
    let queue = browser.get("/screening").await;
    assert!(
        !queue
            .header("content-security-policy")
            .contains("frame-src")
    );
}

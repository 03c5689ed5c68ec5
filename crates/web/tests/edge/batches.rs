//! Batches of screening: opened, read, released now and by the clock, and hidden from everybody else.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::ids::ProposalId;
use workflow::interest::{self, ConflictKind};
use workflow::proposal::Command;
use workflow::role::{Appointment, Role};
use workflow::screening::Command as Screening;
use workflow::text::Text;
use workflow::transition::Status;

use crate::scene::{CLOSED, Scene};

/// Three files submitted, the call closed.
fn closed(count: usize) -> Scene {
    let scene = Scene::submitted(count);
    scene.world.set(CLOSED);
    scene
}

/// Subjects and bodies of mails to the owner of a file, oldest first.
fn letters(scene: &Scene, place: usize) -> Vec<(String, String)> {
    let name = format!("Owner {}", place + 1);
    let kept = facility::outbox::kept(scene.world.facility(), None, 200).unwrap();
    kept.into_iter()
        .rev()
        .filter(|mail| mail.name == name)
        .map(|mail| (mail.mail.subject, mail.mail.body))
        .filter(|(subject, _)| !subject.contains("received"))
        .collect()
}

fn open(scene: &Scene, most: u32) {
    let choosing = workflow::batch::Choosing {
        order: workflow::batch::Order::Receipt,
        countries: Default::default(),
        most: Some(most),
    };
    let officer = scene.world.actor(scene.officer);
    let facility = scene.world.facility();
    let opened =
        facility::screening::batches::open(facility, &officer, scene.call, None, None, &choosing);
    assert_eq!(opened.unwrap().1, most as usize);
}

#[actix_web::test]
async fn an_officer_opens_a_batch_and_a_manager_tells_its_results() {
    let scene = closed(3);
    let address = format!("/calls/{}/batches", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&address).await.shows("3 files wait.");
    let wrong = [("seen", "3"), ("order", "receipt"), ("most", "all")];
    let refused = officer.post(&address, &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"all\""));
    let none = [("seen", "3"), ("order", "receipt"), ("most", "0")];
    let refused = officer.post(&address, &none).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let two = [("seen", "3"), ("order", "receipt"), ("most", "2")];
    let opened = officer.post(&address, &two).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    let batch = format!("{address}/1");
    assert_eq!(opened.location(), batch);
    let page = officer.get(&batch).await;
    page.shows("Safe house 1");
    page.hides("Safe house 3");
    page.hides("Release now");
    let statuses: Vec<Status> = scene
        .files
        .iter()
        .map(|file| scene.status(file.id))
        .collect();
    assert_eq!(
        statuses,
        [Status::Queued, Status::Queued, Status::Submitted]
    );

    let mut manager = scene.world.signed_in(scene.manager).await;
    let page = manager.get(&batch).await;
    page.shows("Release now");
    let now = [("seen", "4"), ("do", "now")];
    let refused = manager.post(&batch, &now).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("2 results of the batch are still open")
    );
    assert_eq!(scene.decide_next(true), scene.files[0].id);
    // Those that are ready are told when that is what is asked for.
    let ready = [("seen", "4"), ("do", "now"), ("ready_only", "yes")];
    let told = manager.post(&batch, &ready).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    assert_eq!(
        letters(&scene, 0)[0].0,
        "Your proposal SGF2010-0001 is eligible"
    );
    assert_eq!(scene.decide_next(false), scene.files[1].id);
    assert!(letters(&scene, 1).is_empty());

    // The letter is read before it is sent.
    let first = manager.get(&format!("{batch}/letters")).await;
    assert_eq!(first.location(), format!("{batch}/letters?place=1"));
    let letter = manager.get(&format!("{batch}/letters?place=2")).await;
    letter.shows("Dear Shelter 2,");
    letter.shows("owner.2@people.example");
    letter.shows("place=1\" rel=\"prev\"");
    letter.hides("rel=\"next\"");
    let missing = manager.get(&format!("{batch}/letters?place=3")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    let stale = manager.post(&batch, &ready).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let now = [("seen", "5"), ("do", "now")];
    let told = manager.post(&batch, &now).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    let (subject, body) = letters(&scene, 1).remove(0);
    assert_eq!(subject, "Eligibility of your proposal SGF2010-0002");
    assert!(body.contains("These criteria were not met"), "{body}");
    assert!(body.contains("\n– "), "{body}");
    assert_eq!(letters(&scene, 0).len(), 1);
    manager.get(&batch).await.shows("Results were told on");
    let again = manager.post(&batch, &[("seen", "6"), ("do", "now")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn results_are_told_by_the_clock_at_the_moment_that_was_set() {
    let scene = closed(2);
    open(&scene, 1);
    let facility = scene.world.facility();
    let batch = format!("/calls/{}/batches/1", scene.call);
    let mut manager = scene.world.signed_in(scene.manager).await;
    manager.get(&batch).await;
    let past = [("seen", "4"), ("do", "set"), ("moment", "2010-04-12T10:00")];
    let refused = manager.post(&batch, &past).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unread = [("seen", "4"), ("do", "set"), ("moment", "soon")];
    let refused = manager.post(&batch, &unread).await;
    assert!(refused.body.contains("Give a date and a time."));
    // Ten o'clock in Vienna is eight in UTC.
    let set = [("seen", "4"), ("do", "set"), ("moment", "2010-05-11T10:00")];
    let answer = manager.post(&batch, &set).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    manager
        .get(&batch)
        .await
        .shows("The results are to be told on");
    scene.decide_next(false);
    let release = || facility::screening::batches::release_due(facility).unwrap();
    scene.world.set("2010-05-11T07:59:59.999999Z");
    assert_eq!(release(), 0);
    scene.world.set("2010-05-11T08:00:00Z");
    assert_eq!(release(), 1);
    assert_eq!(release(), 0);
    assert_eq!(letters(&scene, 0).len(), 1);
}

#[actix_web::test]
async fn a_moment_that_finds_open_results_tells_nothing_and_says_so() {
    let scene = closed(2);
    open(&scene, 2);
    let facility = scene.world.facility();
    scene.decide_next(true);
    let manager = scene.world.actor(scene.manager);
    let set = workflow::batch::Command::SetRelease {
        batch: 1,
        at: "2010-05-11T08:00:00Z".parse().unwrap(),
        ready_only: false,
    };
    facility::screening::batches::set_release(facility, &manager, scene.call, None, set).unwrap();
    scene.world.set("2010-05-11T08:00:00Z");
    assert_eq!(
        facility::screening::batches::release_due(facility).unwrap(),
        0
    );
    assert!(letters(&scene, 0).is_empty());
    let kept = facility::outbox::kept(facility, None, 200).unwrap();
    let said = kept
        .iter()
        .find(|mail| mail.name == "Mariam Manager")
        .unwrap();
    assert_eq!(
        said.mail.subject,
        "The release of batch 1 did not take place"
    );
    let mut browser = scene.world.signed_in(scene.manager).await;
    let page = browser
        .get(&format!("/calls/{}/batches/1", scene.call))
        .await;
    page.shows("Results were still open.");
    // It is not tried again by itself.
    scene.decide_next(true);
    assert_eq!(
        facility::screening::batches::release_due(facility).unwrap(),
        0
    );
}

#[actix_web::test]
async fn a_wrong_decision_is_corrected_by_a_letter_of_its_own() {
    let scene = closed(1);
    open(&scene, 1);
    let facility = scene.world.facility();
    let id = scene.decide_next(false);
    let other = scene.world.staff("Magda Manager", Role::FacilityManager);
    let manager = scene.world.actor(scene.manager);
    let release =
        || facility::screening::batches::release(facility, &manager, scene.call, None, 1, false);
    assert_eq!(release().unwrap(), 1);
    let reason = Text::parse("The deed of another file was read.").unwrap();
    let retract = Command::Screening(Screening::Retract { reason });
    facility::proposal::act(facility, &scene.world.actor(other), id, None, &retract).unwrap();
    assert_eq!(scene.status(id), Status::Queued);
    assert!(release().is_err());
    scene.decide_next(true);
    assert_eq!(release().unwrap(), 1);
    let told = letters(&scene, 0);
    // The first decision, that it was taken back, and what comes in its place.
    assert_eq!(told.len(), 3);
    let (subject, body) = &told[2];
    assert_eq!(subject, "Corrected decision on your proposal SGF2010-0001");
    assert!(body.contains("The decision is now: Eligible"), "{body}");
}

#[actix_web::test]
async fn nobody_but_who_oversees_the_call_finds_batches() {
    let scene = closed(1);
    open(&scene, 1);
    let call = scene.call;
    let pages = [
        format!("/calls/{call}/batches"),
        format!("/calls/{call}/batches/1"),
        format!("/calls/{call}/batches/1/letters?place=1"),
        format!("/calls/{call}/statistics"),
        format!("/calls/{call}/statistics.csv"),
    ];
    let outsider = scene.world.person("Olu Outsider");
    for person in [scene.screener, scene.files[0].owner, outsider] {
        let mut browser = scene.world.signed_in(person).await;
        for page in &pages {
            let answer = browser.get(page).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
        let posted = browser.post(&pages[1], &[("do", "now")]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
        let posted = browser.post(&pages[0], &[("order", "receipt")]).await;
        assert!(posted.status.is_client_error());
    }
    let mut nobody = scene.world.browser().await;
    assert_eq!(nobody.get(&pages[0]).await.status, StatusCode::SEE_OTHER);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&pages[1]).await;
    let refused = officer
        .post(&pages[1], &[("seen", "4"), ("do", "now")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for unknown in ["2", "none", "0"] {
        let page = format!("/calls/{call}/batches/{unknown}");
        assert_eq!(officer.get(&page).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn a_file_of_a_conflict_is_neither_listed_nor_counted() {
    let scene = closed(2);
    open(&scene, 2);
    let facility = scene.world.facility();
    let auditor = scene.world.staff("Aino Auditor", Role::Auditor);
    let also = Appointment {
        role: Role::Screener,
        call: None,
        agency: None,
    };
    let now = facility.clock.now();
    facility
        .store
        .write(|conn| store::people::appoint(conn, auditor, &also, None, now))
        .unwrap();
    let conflict = Command::Interest(interest::Command::DeclareConflict {
        conflict: ConflictKind::Family,
    });
    let id: ProposalId = scene.files[0].id;
    facility::proposal::act(facility, &scene.world.actor(auditor), id, None, &conflict).unwrap();
    let mut browser = scene.world.signed_in(auditor).await;
    let page = browser
        .get(&format!("/calls/{}/batches/1", scene.call))
        .await;
    page.hides("Safe house 1");
    page.shows("Safe house 2");
    let path = format!("/calls/{}/batches/1/letters?place=1", scene.call);
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let csv = browser
        .get(&format!("/calls/{}/statistics.csv", scene.call))
        .await;
    assert!(csv.body.contains("call,,received,1\n"), "{}", csv.body);
    let token = scene.world.token(auditor);
    let path = format!("/api/v1/calls/{}/batches/1", scene.call);
    let answer = browser.call(Method::GET, &path, &token, None).await;
    assert_eq!(answer.json()["batch"]["files"], 1);
    assert_eq!(answer.json()["files"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn programs_open_batches_by_lot_and_anyone_draws_it_again() {
    let scene = closed(4);
    let officer = scene.world.token(scene.officer);
    let manager = scene.world.token(scene.manager);
    let mut program = scene.world.browser().await;
    let address = format!("/api/v1/calls/{}", scene.call);
    let body = json!({ "order": "lot", "most": 2 });
    let path = format!("{address}/open-batch");
    let refused = program
        .call(Method::POST, &path, &manager, Some(body.clone()))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let elsewhere = json!({ "order": "lot", "countries": ["PE"] });
    let refused = program
        .call(Method::POST, &path, &officer, Some(elsewhere))
        .await;
    assert_eq!(
        refused.json()["type"],
        "/problems/batch-empty",
        "{}",
        refused.body
    );
    let opened = program
        .call(Method::POST, &path, &officer, Some(body))
        .await;
    assert_eq!(opened.json(), json!({ "batch": 1, "files": 2 }));
    // Without signing in: the facts of the draw, and nothing else of the batch.
    let path = format!("{address}/batches/1");
    let lot = program
        .call(Method::GET, &format!("{path}/lot"), "", None)
        .await;
    assert_eq!(lot.status, StatusCode::OK, "{}", lot.body);
    let hidden = program.call(Method::GET, &path, "", None).await;
    assert_eq!(hidden.status, StatusCode::UNAUTHORIZED);
    let submissions = lot.json()["submissions"].clone();
    assert_eq!(submissions.as_array().unwrap().len(), 4);
    let facts = json!({ "batch": 1, "call": scene.call.to_string(), "submissions": submissions });
    let canonical = workflow::record::canonical_json(&facts).unwrap();
    let seed = workflow::record::digest(canonical.as_bytes());
    assert_eq!(lot.json()["seed"], seed.to_string());
    let shown = program.call(Method::GET, &path, &officer, None).await;
    let files: Vec<String> = shown.json()["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["proposal"].as_str().unwrap().to_owned())
        .collect();
    let mut places: Vec<(workflow::record::Digest, String)> = scene
        .files
        .iter()
        .map(|file| {
            let manager = scene.world.actor(scene.manager);
            let view = facility::proposal::view(scene.world.facility(), &manager, file.id).unwrap();
            let own = view.proposal.intake.submission.unwrap().digest;
            let place = workflow::record::digest(&[seed.0, own.0].concat());
            (place, file.id.to_string())
        })
        .collect();
    places.sort();
    let drawn: Vec<String> = places.into_iter().take(2).map(|(_, id)| id).collect();
    assert_eq!(files, drawn);

    let set = json!({ "batch": 1, "at": "2010-05-11T08:00:00Z" });
    let path = format!("{address}/set-release");
    let answer = program.call(Method::POST, &path, &manager, Some(set)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let path = format!("{address}/cancel-release");
    let answer = program
        .call(Method::POST, &path, &manager, Some(json!({ "batch": 1 })))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let path = format!("{address}/release-batch");
    let answer = program
        .call(Method::POST, &path, &manager, Some(json!({ "batch": 1 })))
        .await;
    assert_eq!(answer.json()["type"], "/problems/results-open");
    scene.decide_next(false);
    scene.decide_next(true);
    let path = format!("{address}/batches/1/letters/1");
    let letter = program.call(Method::GET, &path, &manager, None).await;
    assert_eq!(letter.json()["sent"], false, "{}", letter.body);
    let path = format!("{address}/release-batch");
    let answer = program
        .call(Method::POST, &path, &manager, Some(json!({ "batch": 1 })))
        .await;
    assert_eq!(answer.json()["count"], 2, "{}", answer.body);
}

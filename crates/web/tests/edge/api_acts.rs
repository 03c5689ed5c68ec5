//! Programs at work: calls, organisations and drafts through the API, and what protects against mishaps.

use actix_web::http::{Method, StatusCode};
use actix_web::test as atest;
use facility::password::DEMONSTRATION;
use serde_json::{Value, json};
use workflow::role::Role;

use crate::world::World;

const ALL_YES: &str = r#"{"legal_existence":{"answer":"yes"},"not_for_profit":{"answer":"yes"},
    "bank_account_in_own_name":{"answer":"yes"},"officers_identified":{"answer":"yes"},"purpose_fits":{"answer":"yes"}}"#;

fn profile(name: &str) -> Value {
    json!({
        "legal_name": name, "country": "KE", "kind": "association", "registration_number": format!("NGO-{name}"),
        "annual_budget": { "minor": 12_000_000.0, "currency": "USD" }, "declarations": true,
    })
}

#[actix_web::test]
async fn a_call_is_drafted_approved_and_published_by_two_people() {
    let world = World::new();
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let manager = world.token(world.staff("Manager", Role::FacilityManager));
    let mut program = world.browser().await;
    let drafted = program
        .call(
            Method::POST,
            "/api/v1/calls",
            &officer,
            Some(json!({ "template": "ungift-2010" })),
        )
        .await;
    assert_eq!(drafted.status, StatusCode::CREATED, "{}", drafted.body);
    let place = drafted.location().to_owned();
    assert!(place.starts_with("/api/v1/calls/"));
    let call = program.call(Method::GET, &place, &officer, None).await;
    assert_eq!(call.json()["status"], "draft");
    let hidden = program.call(Method::GET, &place, "", None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);

    // The definition goes round: what is read can be sent back.
    let definition = format!("{place}/definition");
    let read = program.call(Method::GET, &definition, &officer, None).await;
    let body = Some(json!({ "definition": read.json() }));
    let edited = program.call(Method::PUT, &definition, &officer, body).await;
    assert_eq!(edited.status, StatusCode::OK, "{}", edited.body);
    assert_eq!(
        edited.header("etag"),
        format!("\"{}\"", edited.json()["seq"])
    );

    let own = program
        .call(Method::POST, &format!("{place}/approve"), &officer, None)
        .await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    for (act, token) in [("approve", &manager), ("publish", &officer)] {
        let done = program
            .call(Method::POST, &format!("{place}/{act}"), token, None)
            .await;
        assert_eq!(done.status, StatusCode::OK, "{act}: {}", done.body);
    }
    let public = program.call(Method::GET, &place, "", None).await;
    assert_eq!(public.json()["status"], "published");
    let again = program
        .call(Method::POST, &format!("{place}/publish"), &officer, None)
        .await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert_eq!(again.json()["type"], "/problems/wrong-status");
}

#[actix_web::test]
async fn an_organisation_is_registered_verified_and_amended() {
    let world = World::new();
    let owner = world.token(world.person("Owner"));
    let screener = world.token(world.staff("Screener", Role::Screener));
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let mut program = world.browser().await;
    let made = program
        .call(
            Method::POST,
            "/api/v1/organisations",
            &owner,
            Some(profile("Hope")),
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let place = made.location().to_owned();
    let answers: Value = serde_json::from_str(ALL_YES).unwrap();
    let body = json!({ "answers": answers, "comment": "Looked at the deed." });
    let path = format!("{place}/propose-verification");
    let proposed = program
        .call(Method::POST, &path, &screener, Some(body))
        .await;
    assert_eq!(proposed.status, StatusCode::OK, "{}", proposed.body);
    let path = format!("{place}/confirm-verification");
    let confirmed = program.call(Method::POST, &path, &officer, None).await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.body);
    let view = program.call(Method::GET, &place, &owner, None).await;
    assert_eq!(view.json()["status"], "verified");
    assert_eq!(view.json()["red_flag"], Value::Null);
    assert_eq!(view.json()["profile"]["annual_budget"]["minor"], 12_000_000);

    // Who has seen an older place in the chain does not overwrite what came after.
    let stale = atest::TestRequest::put()
        .uri(&place)
        .insert_header(("authorization", format!("Bearer {owner}")))
        .insert_header(("if-match", "\"1\""))
        .set_json(profile("Hope and Light"));
    let stale = program.send(stale).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let fresh = atest::TestRequest::put()
        .uri(&place)
        .insert_header(("authorization", format!("Bearer {owner}")))
        .insert_header(("if-match", view.header("etag").to_owned()))
        .set_json(profile("Hope and Light"));
    assert_eq!(program.send(fresh).await.status, StatusCode::OK);
    let view = program.call(Method::GET, &place, &owner, None).await;
    assert_eq!(view.json()["status"], "registered");

    let list = program
        .call(
            Method::GET,
            "/api/v1/organisations?q=light&country=KE",
            &officer,
            None,
        )
        .await;
    assert_eq!(list.json().as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn faults_of_a_body_are_named() {
    let world = World::new();
    let owner = world.token(world.person("Owner"));
    let mut program = world.browser().await;
    let mut post = async |body: Value| {
        program
            .call(Method::POST, "/api/v1/organisations", &owner, Some(body))
            .await
    };
    let mut unknown = profile("Hope");
    unknown["status"] = json!("verified");
    let answer = post(unknown).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.json()["detail"].as_str().unwrap().contains("status"));
    let mut later = profile("Hope");
    later["registered_on"] = json!("2999-01-01");
    let answer = post(later).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        answer.json()["facts"]["fields"][0]["field"],
        "registered_on"
    );
    let mut half = profile("Hope");
    half["annual_budget"]["minor"] = json!(0.5);
    assert_eq!(post(half).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn a_creation_sent_twice_under_a_key_is_done_once() {
    let world = World::new();
    let owner = world.token(world.person("Owner"));
    let other = world.token(world.person("Other"));
    let mut program = world.browser().await;
    let request = |token: &str, key: &str, body: Value| {
        atest::TestRequest::post()
            .uri("/api/v1/organisations")
            .insert_header(("authorization", format!("Bearer {token}")))
            .insert_header(("idempotency-key", key.to_owned()))
            .set_json(body)
    };
    let first = program.send(request(&owner, "a1", profile("Hope"))).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let second = program.send(request(&owner, "a1", profile("Hope"))).await;
    assert_eq!(
        (second.status, second.json(), second.location()),
        (first.status, first.json(), first.location())
    );
    let changed = program.send(request(&owner, "a1", profile("Light"))).await;
    assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(changed.json()["type"], "/problems/idempotency-key-reused");
    // A key belongs to who sends it; a refused creation keeps nothing.
    let mut tomorrow = profile("Hope");
    tomorrow["registered_on"] = json!("2010-03-11");
    let refused = program.send(request(&other, "a1", tomorrow)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let later = program.send(request(&other, "a1", profile("Light"))).await;
    assert_eq!(later.status, StatusCode::CREATED, "{}", later.body);
    let blank = program.send(request(&owner, "a b", profile("Third"))).await;
    assert_eq!(blank.status, StatusCode::BAD_REQUEST);
}

#[actix_web::test]
async fn a_draft_is_saved_in_parts_and_the_file_is_hidden_from_strangers() {
    let world = World::new();
    let owner = world.person("Owner");
    let call = world.founding_call();
    let organisation = world.organisation(owner, "Hope");
    let owner = world.token(owner);
    let stranger = world.token(world.person("Stranger"));
    let mut program = world.browser().await;
    let body = json!({ "call": call.to_string(), "organisation": organisation.to_string() });
    let started = program
        .call(
            Method::POST,
            "/api/v1/proposals",
            &owner,
            Some(body.clone()),
        )
        .await;
    assert_eq!(started.status, StatusCode::CREATED, "{}", started.body);
    let place = started.location().to_owned();
    let again = program
        .call(Method::POST, "/api/v1/proposals", &owner, Some(body))
        .await;
    assert_eq!(
        again.location(),
        place,
        "one proposal for each organisation"
    );
    let draft = format!("{place}/draft");
    let saved = program
        .call(
            Method::PATCH,
            &draft,
            &owner,
            Some(json!({ "answers": { "title": "Safe return" } })),
        )
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let view = program.call(Method::GET, &draft, &owner, None).await;
    assert_eq!(view.json()["answers"]["title"], "Safe return");
    assert_eq!(view.header("etag"), saved.header("etag"));
    assert!(!view.json()["faults"].as_array().unwrap().is_empty());
    let submitted = program
        .call(
            Method::POST,
            &format!("{place}/submit"),
            &owner,
            Some(json!({ "declared": true })),
        )
        .await;
    assert_eq!(submitted.status, StatusCode::CONFLICT);
    assert_eq!(submitted.json()["type"], "/problems/answers");
    let unknown = json!({ "answers": { "no_such_question": 1 } });
    let answer = program
        .call(Method::PATCH, &draft, &owner, Some(unknown))
        .await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    for path in [&place, &draft, &format!("{place}/receipt")] {
        let answer = program.call(Method::GET, path, &stranger, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let mine = program
        .call(Method::GET, "/api/v1/proposals", &owner, None)
        .await;
    assert_eq!(mine.json().as_array().unwrap().len(), 1);
    let theirs = program
        .call(Method::GET, "/api/v1/proposals", &stranger, None)
        .await;
    assert_eq!(theirs.json(), json!([]));
    let work = program
        .call(Method::GET, "/api/v1/work", &owner, None)
        .await;
    assert_eq!(work.json()[0]["action"], "submit");
}

#[actix_web::test]
async fn lists_are_read_page_by_page() {
    let world = World::new();
    let owner = world.person("Owner");
    for name in ["One", "Two", "Three"] {
        world.clock.advance(chrono::TimeDelta::seconds(1));
        world.organisation(owner, name);
    }
    let token = world.token(owner);
    let mut program = world.browser().await;
    let mut path = "/api/v1/organisations?limit=2".to_owned();
    let mut names = Vec::new();
    loop {
        let answer = program.call(Method::GET, &path, &token, None).await;
        assert_eq!(answer.status, StatusCode::OK);
        for line in answer.json().as_array().unwrap() {
            names.push(line["legal_name"].as_str().unwrap().to_owned());
        }
        let link = answer.header("link").to_owned();
        let next = link.split(", ").find(|one| one.ends_with("rel=\"next\""));
        let Some(rest) = next.and_then(|one| one.split("/api/v1").nth(1)) else {
            break;
        };
        path = format!("/api/v1{}", rest.split('>').next().unwrap());
    }
    // Made at the same instant of the test's clock, so in any order.
    names.sort();
    assert_eq!(names, ["One", "Three", "Two"]);
    for wrong in [
        "limit=0",
        "limit=201",
        "limit=x",
        "after=x",
        "status=x",
        "unknown=1",
    ] {
        let path = format!("/api/v1/organisations?{wrong}");
        let answer = program.call(Method::GET, &path, &token, None).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[actix_web::test]
async fn a_key_is_made_with_address_and_password_and_attempts_are_slowed_down() {
    let world = World::new();
    world.staff("Amina", Role::Screener);
    let mut program = world.browser().await;
    let body = |password: &str| {
        Some(json!({ "email": "amina@people.example", "password": password, "name": "laptop" }))
    };
    let made = program
        .call(Method::POST, "/api/v1/tokens", "", body(DEMONSTRATION))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let token = made.json()["token"].as_str().unwrap().to_owned();
    let me = program.call(Method::GET, "/api/v1/me", &token, None).await;
    assert_eq!(me.json()["email"], "amina@people.example");
    assert_eq!(me.json()["appointments"][0]["role"], "screener");
    for _ in 0..5 {
        let wrong = program
            .call(
                Method::POST,
                "/api/v1/tokens",
                "",
                body("wrong wrong wrong"),
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    }
    let slow = program
        .call(Method::POST, "/api/v1/tokens", "", body(DEMONSTRATION))
        .await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(slow.header("retry-after").parse::<u32>().unwrap() > 0);

    let keys = program
        .call(Method::GET, "/api/v1/tokens", &token, None)
        .await;
    let id = keys.json()[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/tokens/{id}");
    let gone = program.call(Method::DELETE, &path, &token, None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let after = program.call(Method::GET, "/api/v1/me", &token, None).await;
    assert_eq!(after.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn people_are_appointed_by_managers_only() {
    let world = World::new();
    let manager = world.token(world.staff("Manager", Role::FacilityManager));
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let mut program = world.browser().await;
    let body = json!({ "name": "Nadia", "email": "nadia@people.example", "role": "screener" });
    let refused = program
        .call(Method::POST, "/api/v1/people", &officer, Some(body.clone()))
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let done = program
        .call(Method::POST, "/api/v1/people", &manager, Some(body))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let people = program
        .call(Method::GET, "/api/v1/people", &manager, None)
        .await
        .json();
    let people = people.as_array().unwrap();
    let nadia = people.iter().find(|one| one["name"] == "Nadia").unwrap();
    let appointment = nadia["appointments"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/appointments/{appointment}");
    let ended = program.call(Method::DELETE, &path, &manager, None).await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
}

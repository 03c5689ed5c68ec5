//! The risk of working with an organisation, in the browser and the API, and the least monitoring that follows.

use actix_web::http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::role::Role;

use crate::contract::{self, seen};
use crate::world::World;

/// Every question of the standard questionnaire with one answer.
fn answers(world: &World, rating: &str) -> Vec<(String, String)> {
    let asked = world.facility().rules.risk.clone().unwrap();
    let questions = asked.questions();
    questions
        .map(|question| (question.id.clone(), rating.to_owned()))
        .collect()
}

fn fields<'a>(
    answers: &'a [(String, String)],
    more: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let answers = answers
        .iter()
        .map(|(id, rating)| (id.as_str(), rating.as_str()));
    answers.chain(more.iter().copied()).collect()
}

#[actix_web::test]
async fn a_risk_is_assessed_by_the_questionnaire_and_seen_by_the_facility_alone() {
    let world = World::new();
    let owner = world.person("Owner");
    let id = world.organisation(owner, "Hope");
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let path = format!("/organisations/{id}/risk");
    let mut desk = world.signed_in(officer).await;
    let page = desk.get(&path).await;
    page.shows("Not assessed yet");
    page.shows("Key question");

    // A question left open and no word on what the answers rest on: both are named, what was chosen stays.
    let mut some = answers(&world, "medium");
    some.pop();
    let refused = desk.post(&path, &fields(&some, &[("comment", " ")])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "href=\"#results_measured\"",
        "href=\"#comment\"",
        "value=\"medium\" checked",
    ] {
        assert!(refused.body.contains(part), "{part}");
    }

    let all = answers(&world, "medium");
    let place = seen(&refused.body);
    let told = [
        ("comment", "Two days at the office."),
        ("seen", place.as_str()),
    ];
    let done = desk.post(&path, &fields(&all, &told)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = desk.get(&path).await;
    page.shows("2 of 4");
    page.shows("Two days at the office.");
    desk.get(&format!("/organisations/{id}"))
        .await
        .shows("Risk assessed");

    // It holds to its last day.
    let until = world.facility().clock.now().date_naive() + chrono::Months::new(36);
    world.set(&format!("{until}T23:59:59Z"));
    let mut desk = world.signed_in(officer).await;
    assert!(!desk.get(&path).await.body.contains("No longer holds"));
    let next = until.succ_opt().unwrap();
    world.set(&format!("{next}T00:00:00Z"));
    let page = desk.get(&path).await;
    page.shows("No longer holds");
    let place = seen(&page.body);
    let again = [("comment", "x"), ("seen", place.as_str())];

    // Readers of the register read it; others find nothing.
    let screener = world.staff("Samir Screener", Role::Screener);
    let mut reads = world.signed_in(screener).await;
    let page = reads.get(&path).await;
    page.shows("Two days at the office.");
    assert!(!page.body.contains("name=\"comment\""));
    let refused = reads.post(&path, &fields(&all, &again)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(reads.get(&path).await.body.contains("No longer holds"));
    let evaluator = world.staff("Eva Evaluator", Role::Evaluator);
    for person in [owner, evaluator] {
        let mut other = world.signed_in(person).await;
        assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        let posted = other.post(&path, &fields(&all, &[("comment", "x")])).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
    }
    let story = world
        .signed_in(owner)
        .await
        .get(&format!("/organisations/{id}"))
        .await;
    assert!(!story.body.contains("Risk assessed"));
}

#[actix_web::test]
async fn programs_assess_and_read_it() {
    let world = World::new();
    let owner = world.person("Owner");
    let id = world.organisation(owner, "Hope");
    let officer = world.token(world.staff("Olena Officer", Role::ProgrammeOfficer));
    let auditor = world.token(world.staff("Aud Auditor", Role::Auditor));
    let place = format!("/api/v1/organisations/{id}");
    let (show, assess) = (format!("{place}/risk"), format!("{place}/assess-risk"));
    let mut program = world.browser().await;
    let ratings = |rating: &str| -> Value {
        answers(&world, rating)
            .into_iter()
            .map(|(id, rating)| (id, Value::from(rating)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let mut high = ratings("low");
    high["safeguarding"] = "high".into();
    let body = json!({ "answers": high, "comment": "No complaints box." });
    let refused = program
        .call(Method::POST, &assess, &auditor, Some(body.clone()))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let done = program
        .call(Method::POST, &assess, &officer, Some(body))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let read = program.call(Method::GET, &show, &auditor, None).await;
    assert_eq!(read.header("etag"), done.header("etag"));
    let read = read.json();
    // A high risk on a key question lifts the whole.
    assert_eq!(read["level"], "significant");
    assert_eq!(read["assessments"][0]["comment"], "No complaints box.");
    assert_eq!(read["may_assess"], false);
    let answered = |id: &str| {
        let questions = read["questions"].as_array().unwrap();
        questions.iter().find(|one| one["id"] == id).unwrap()["answer"].clone()
    };
    assert_eq!(
        (answered("safeguarding"), answered("audited")),
        ("high".into(), "low".into())
    );

    for (answers, comment) in [
        (json!({ "audited": "low" }), "x"),
        (json!({ "audited": "fine" }), "x"),
        (json!({ "nothing": "low" }), "x"),
        (ratings("not_applicable"), "x"),
        (ratings("low"), " "),
    ] {
        let body = json!({ "answers": answers, "comment": comment });
        let refused = program
            .call(Method::POST, &assess, &officer, Some(body))
            .await;
        assert!(
            refused.status.is_client_error(),
            "{answers}: {}",
            refused.body
        );
    }
    let own = world.token(owner);
    for method in [Method::GET, Method::POST] {
        let (path, body) = match method == Method::GET {
            true => (&show, None),
            false => (
                &assess,
                Some(json!({ "answers": ratings("low"), "comment": "x" })),
            ),
        };
        assert_eq!(
            program.call(method, path, &own, body).await.status,
            StatusCode::NOT_FOUND
        );
    }
}

#[actix_web::test]
async fn the_least_monitoring_of_a_project_follows() {
    let (scene, grant) = contract::running().await;
    let world = &scene.world;
    let view =
        facility::monitoring::view(world.facility(), &world.actor(scene.officer), grant).unwrap();
    let organisation = view.grant.organisation;
    let page = format!("/grants/{grant}");
    let mut officer = world.signed_in(scene.officer).await;
    let shown = officer.get(&page).await;
    shown.shows("Least monitoring");
    shown.shows("No assessment holds");

    let all = answers(world, "low");
    let path = format!("/organisations/{organisation}/risk");
    let before = officer.get(&path).await;
    before.shows("Not assessed yet");
    let place = seen(&before.body);
    let told = [("comment", "Sound."), ("seen", place.as_str())];
    let done = officer.post(&path, &fields(&all, &told)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    officer.get(&page).await.shows("The assessment holds until");
    let token = world.token(scene.officer);
    let api = format!("/api/v1/grants/{grant}/least-monitoring");
    let mut program = world.browser().await;
    let least = program.call(Method::GET, &api, &token, None).await.json();
    assert_eq!(least["level"], "low");
    assert_eq!(least["plan"]["visits"], 1);
    assert_eq!(least["plan"]["audit"], false);

    // The grantee is not told how the facility rates it.
    let owner = view_owner(&scene, organisation);
    let own = world.signed_in(owner).await.get(&page).await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.body.contains("Least monitoring"));
    let hidden = program
        .call(Method::GET, &api, &world.token(owner), None)
        .await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

fn view_owner(
    scene: &crate::scene::Scene,
    organisation: workflow::ids::OrganisationId,
) -> workflow::ids::PersonId {
    let filed = scene
        .files
        .iter()
        .find(|filed| filed.organisation == organisation);
    filed.unwrap().owner
}

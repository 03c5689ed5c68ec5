//! Assignment, declarations, the grid, and what others see of scores.

use actix_web::http::StatusCode;
use workflow::ids::PersonId;
use workflow::role::Role;
use workflow::transition::Status;

use crate::scene::Scene;

/// Evaluators of the call.
fn evaluators(scene: &Scene, names: &[&str]) -> Vec<PersonId> {
    names
        .iter()
        .map(|name| scene.world.staff(name, Role::Evaluator))
        .collect()
}

const THREE: [&str; 3] = ["Eva Evaluator", "Erik Evaluator", "Esra Evaluator"];

/// Gives every file out as planned.
fn assign(scene: &Scene) {
    let (facility, officer) = (scene.world.facility(), scene.world.actor(scene.officer));
    let plan = facility::evaluation::assignment::plan(facility, &officer, scene.call)
        .unwrap()
        .unwrap();
    facility::evaluation::assignment::assign(facility, &officer, &plan).unwrap();
}

/// The fields of a complete grid, one point below the most everywhere.
fn complete(scene: &Scene) -> Vec<(String, String)> {
    let grid = scene.grid();
    let scores = grid.questions().map(|question| {
        let points = question.max / 1000 - 1;
        (format!("score-{}", question.id), points.to_string())
    });
    scores
        .chain([("overall".to_owned(), "A sound plan.".to_owned())])
        .collect()
}

fn fields<'a>(act: &'a str, given: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    let given = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()));
    given.chain([("act", act)]).collect()
}

#[actix_web::test]
async fn one_file_is_given_out_by_hand() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &THREE);
    let desk = format!("/proposals/{}/evaluation", scene.files[0].id);
    let mut browser = scene.world.signed_in(scene.officer).await;
    browser.get(&desk).await.shows("Erik Evaluator");
    let nobody = browser.post(&desk, &[("act", "assign")]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    let ids: Vec<String> = people.iter().map(ToString::to_string).collect();
    let given = browser
        .post(
            &desk,
            &[
                ("evaluator", &ids[0]),
                ("evaluator", &ids[1]),
                ("act", "assign"),
            ],
        )
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    browser.get(&desk).await.shows("1 more evaluator needed");
}

#[actix_web::test]
async fn an_evaluator_declares_scores_and_submits() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &THREE);
    assign(&scene);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/evaluation");
    let mut browser = scene.world.signed_in(people[0]).await;
    browser.get("/evaluation").await.shows("Safe house 1");
    // Before the declaration only organisation, country and title are shown.
    let before = browser.get(&desk).await;
    before.shows("Shelter 1");
    before.shows("Kenya");
    before.hides("People are met where they are");
    before.hides("SGF2010-0001");
    let unsaid = browser.post(&desk, &[("act", "declare")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let declared = browser
        .post(&desk, &[("act", "declare"), ("interest", "none")])
        .await;
    assert_eq!(declared.location(), desk, "{}", declared.body);
    let page = browser.get(&desk).await;
    page.shows("People are met where they are");
    page.shows("data-autosave");
    page.shows("max=\"10\" step=\"0.5\"");
    // A draft is kept as it is written.
    let draft = format!("{desk}/draft");
    let kept = browser
        .post(&draft, &[("score-need", "7.5"), ("overall", "So far")])
        .await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    let unread = browser.post(&draft, &[("score-need", "many")]).await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser
        .post(&draft, &[("score-need", "7.5"), ("overall", "So far")])
        .await;
    browser.get(&desk).await.shows("value=\"7.5\"");
    // Everything that is missing is said at once.
    let refused = browser
        .post(&desk, &[("act", "submit"), ("score-need", "10")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in ["score-fit", "comment-need", "overall"] {
        assert!(
            refused.body.contains(&format!("href=\"#{field}\"")),
            "{field}: {}",
            refused.body
        );
    }
    let given = complete(&scene);
    let done = browser.post(&desk, &fields("submit", &given)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = browser.get(&desk).await;
    page.shows("Your scores are submitted.");
    page.hides("data-score-sheet");
    let again = browser.post(&desk, &fields("submit", &given)).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn nobody_sees_scores_of_others_before_submitting_their_own() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &THREE);
    assign(&scene);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/evaluation");
    let mut given = complete(&scene);
    given.last_mut().unwrap().1 = "Words of the first reader".to_owned();
    for person in &people[..2] {
        let mut browser = scene.world.signed_in(*person).await;
        browser
            .post(&desk, &[("act", "declare"), ("interest", "none")])
            .await;
        browser.get(&desk).await.hides("Words of the first reader");
        browser.post(&desk, &fields("submit", &given)).await;
        given.last_mut().unwrap().1 = "Words of the second reader".to_owned();
    }
    let mut second = scene.world.signed_in(people[1]).await;
    let page = second.get(&desk).await;
    page.shows("Words of the first reader");
    page.hides("Eva Evaluator");
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&desk).await.shows("Eva Evaluator");
}

#[actix_web::test]
async fn an_assignment_is_declined_with_a_reason() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &THREE);
    assign(&scene);
    let desk = format!("/proposals/{}/evaluation", scene.files[0].id);
    let mut browser = scene.world.signed_in(people[0]).await;
    browser
        .post(&desk, &[("act", "declare"), ("interest", "none")])
        .await;
    let silent = browser.post(&desk, &[("act", "decline")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let declined = browser
        .post(&desk, &[("act", "decline"), ("reason", "On leave.")])
        .await;
    assert_eq!(declined.location(), "/evaluation", "{}", declined.body);
    assert_eq!(browser.get(&desk).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn an_evaluator_with_a_conflict_sees_nothing_of_the_file() {
    let scene = Scene::in_evaluation(2);
    let people = evaluators(&scene, &THREE);
    assign(&scene);
    let desk = format!("/proposals/{}/evaluation", scene.files[0].id);
    let mut browser = scene.world.signed_in(people[0]).await;
    let declared = browser
        .post(&desk, &[("act", "declare"), ("interest", "financial")])
        .await;
    assert_eq!(declared.location(), "/evaluation", "{}", declared.body);
    for path in [
        desk.clone(),
        format!("/proposals/{}/selection", scene.files[0].id),
    ] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    let draft = browser
        .post(&format!("{desk}/draft"), &[("overall", "x")])
        .await;
    assert_eq!(draft.status, StatusCode::NOT_FOUND);
    let list = browser.get("/evaluation").await;
    list.hides("Safe house 1");
    list.shows("Safe house 2");
    list.shows("0 of 1 scored");
    // The officer's page is not for evaluators.
    let path = format!("/calls/{}/evaluation", scene.call);
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn evaluated_files_move_onto_the_agenda_together() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &THREE);
    assign(&scene);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/evaluation");
    let given = complete(&scene);
    for person in people {
        let mut browser = scene.world.signed_in(person).await;
        browser
            .post(&desk, &[("act", "declare"), ("interest", "none")])
            .await;
        browser.post(&desk, &fields("submit", &given)).await;
    }
    assert_eq!(scene.status(id), Status::Evaluated);
    let path = format!("/calls/{}/evaluation", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer
        .get(&path)
        .await
        .shows("Move all evaluated files to the agenda");
    officer.post(&path, &[("act", "advance")]).await;
    assert_eq!(scene.status(id), Status::OnAgenda);
}

#[actix_web::test]
async fn nobody_without_an_account_is_given_a_file_or_a_conflict() {
    use actix_web::http::Method;

    let scene = Scene::in_evaluation(1);
    let nobody = uuid::Uuid::from_u128(7);
    let file = scene.files[0].id;
    let token = scene.world.token(scene.officer);
    let mut program = scene.world.browser().await;
    for (act, body) in [
        (
            "set-conflict",
            serde_json::json!({ "person": nobody, "conflict": "other", "reason": "Known." }),
        ),
        (
            "assign-evaluators",
            serde_json::json!({ "evaluators": [nobody] }),
        ),
    ] {
        let path = format!("/api/v1/proposals/{file}/{act}");
        let answer = program.call(Method::POST, &path, &token, Some(body)).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
        assert!(answer.body.contains(&nobody.to_string()), "{}", answer.body);
    }
    assert_eq!(scene.status(file), Status::AwaitingAssignment);
}

//! The queue and the desk of screeners.

use actix_web::http::StatusCode;

use crate::scene::Scene;
use workflow::transition::Status;

/// The fields of a checklist in which every criterion has this verdict.
fn all(verdict: &'static str, scene: &Scene) -> Vec<(String, &'static str)> {
    let screener = scene.world.actor(scene.screener);
    let facility = scene.world.facility();
    let checklist = facility::screening::checklist(facility, &screener, scene.files[0].id).unwrap();
    checklist
        .lines
        .iter()
        .map(|line| (format!("verdict-{}", line.criterion.id), verdict))
        .collect()
}

fn fields<'a>(act: &'a str, given: &'a [(String, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let given = given.iter().map(|(name, value)| (name.as_str(), *value));
    given.chain([("act", act)]).collect()
}

#[actix_web::test]
async fn a_screener_takes_a_file_checks_it_and_concludes() {
    let scene = Scene::in_screening(2);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/screening");
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.get("/screening").await.shows("Take the next file");
    let taken = browser.post("/screening", &[]).await;
    assert_eq!(
        (taken.status, taken.location()),
        (StatusCode::SEE_OTHER, desk.as_str())
    );
    let page = browser.get(&desk).await;
    page.shows("Safe house 1");
    page.shows("Shelter 1");
    page.shows("Proposed by rule: Pass");
    page.shows("People are met where they are");
    // The rules' proposals are taken over; what only a person can tell stays open.
    let kept = browser.post(&desk, &[("act", "accept")]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let refused = browser.post(&desk, &[("act", "conclude")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.hides("href=\"#verdict-registered\"");
    assert!(refused.body.contains("href=\"#verdict-legal_form\""));
    let given = all("pass", &scene);
    let done = browser.post(&desk, &fields("conclude", &given)).await;
    assert_eq!(
        (done.status, done.location()),
        (StatusCode::SEE_OTHER, "/screening"),
        "{}",
        done.body
    );
    browser
        .get("/screening")
        .await
        .shows("The screening is concluded.");
    assert_eq!(scene.status(id), Status::Eligible);
}

#[actix_web::test]
async fn a_fail_needs_a_reason_and_a_second_person() {
    let scene = Scene::in_screening(1);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/screening");
    let mut first = scene.world.signed_in(scene.screener).await;
    first.post("/screening", &[]).await;
    let mut given = all("pass", &scene);
    given[0].1 = "fail";
    let refused = first.post(&desk, &fields("conclude", &given)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let (reason, code) = (
        given[0].0.replace("verdict-", "reason-"),
        given[0].0.replace("verdict-", "code-"),
    );
    assert!(
        refused.body.contains(&format!("href=\"#{code}\"")),
        "{}",
        refused.body
    );
    // What was typed is still there, and nothing was recorded.
    assert!(refused.body.contains("value=\"fail\" checked"));
    given.push((reason, "It is a company & works for profit."));
    given.push((code, "for_profit"));
    let done = first.post(&desk, &fields("conclude", &given)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(scene.status(id), Status::ToConfirm);
    first.get(&desk).await.hides("value=\"confirm\"");
    // Nobody confirms their own act, whatever is posted.
    let own = first.post(&desk, &[("act", "confirm")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut second = scene.world.signed_in(scene.second).await;
    second
        .get("/screening")
        .await
        .shows("you are the second person");
    let page = second.get(&desk).await;
    page.shows("It is a company &#38; works for profit.");
    let confirmed = second.post(&desk, &[("act", "confirm")]).await;
    assert_eq!(
        confirmed.status,
        StatusCode::SEE_OTHER,
        "{}",
        confirmed.body
    );
    assert_eq!(scene.status(id), Status::Ineligible);
}

#[actix_web::test]
async fn a_disagreement_is_settled_by_the_officer() {
    let scene = Scene::in_screening(1);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/screening");
    let mut first = scene.world.signed_in(scene.screener).await;
    first.post("/screening", &[]).await;
    let mut given = all("pass", &scene);
    given[0].1 = "fail";
    given.push((given[0].0.replace("verdict-", "reason-"), "For profit."));
    given.push((given[0].0.replace("verdict-", "code-"), "for_profit"));
    first.post(&desk, &fields("conclude", &given)).await;
    let mut second = scene.world.signed_in(scene.second).await;
    second.get(&desk).await.shows("value=\"disagree\"");
    let silent = second
        .post(&desk, &[("act", "disagree"), ("reason", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    second
        .post(
            &desk,
            &[
                ("act", "disagree"),
                ("reason", "The statutes say otherwise."),
            ],
        )
        .await;
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get("/screening").await.shows("Safe house 1");
    officer.get(&desk).await.shows("value=\"settle-eligible\"");
    let settled = officer
        .post(
            &desk,
            &[("act", "settle-eligible"), ("reason", "Statutes read.")],
        )
        .await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.body);
    assert_eq!(scene.status(id), Status::Eligible);
}

#[actix_web::test]
async fn a_clarification_is_requested_and_waited_for() {
    let scene = Scene::in_screening(1);
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/screening");
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.post("/screening", &[]).await;
    // Five working days after Monday 12 April.
    browser.get(&desk).await.shows("Answer by 19 April 2010");
    let asked = browser
        .post(
            &desk,
            &[
                ("act", "clarify"),
                ("points", "1"),
                ("point-1", "Which certificate is valid?"),
            ],
        )
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    assert_eq!(scene.status(id), Status::ClarificationRequested);
    browser
        .get("/screening")
        .await
        .shows("Waiting for applicants");
    browser.get(&desk).await.hides("value=\"close\"");
    scene.world.set("2010-04-20T08:00:00Z");
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.get(&desk).await.shows("value=\"close\"");
    browser.post(&desk, &[("act", "close")]).await;
    assert_eq!(scene.status(id), Status::InReview);
}

#[actix_web::test]
async fn a_desk_that_has_changed_is_not_overwritten() {
    let scene = Scene::in_screening(1);
    let desk = format!("/proposals/{}/screening", scene.files[0].id);
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.post("/screening", &[]).await;
    let given = all("pass", &scene);
    let mut old = fields("save", &given);
    old.push(("seen", "1"));
    let answer = browser.post(&desk, &old).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Somebody else changed this"));
}

#[actix_web::test]
async fn a_screener_with_a_conflict_sees_nothing_of_the_file() {
    let scene = Scene::in_screening(2);
    let desk = format!("/proposals/{}/screening", scene.files[0].id);
    let mut browser = scene.world.signed_in(scene.screener).await;
    browser.post("/screening", &[]).await;
    let declared = browser
        .post(&desk, &[("act", "conflict"), ("conflict", "family")])
        .await;
    assert_eq!(declared.location(), "/screening", "{}", declared.body);
    assert_eq!(browser.get(&desk).await.status, StatusCode::NOT_FOUND);
    let queue = browser.get("/screening").await;
    queue.hides("Safe house 1");
    // One file waits for them; the other does not count.
    queue.shows("<dd>1</dd>");
    let posted = browser.post(&desk, &[("act", "take")]).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
    let next = browser.post("/screening", &[]).await;
    assert!(next.location().contains(&scene.files[1].id.to_string()));
}

#[actix_web::test]
async fn people_without_a_part_in_screening_find_nothing() {
    let scene = Scene::in_screening(1);
    let desk = format!("/proposals/{}/screening", scene.files[0].id);
    for person in [scene.files[0].owner, scene.world.person("Anybody")] {
        let mut browser = scene.world.signed_in(person).await;
        for path in [desk.as_str(), "/screening", "/proposals/none/screening"] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
        let posted = browser.post("/screening", &[]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
    }
    let mut nobody = scene.world.browser().await;
    let away = nobody.get("/screening").await;
    assert!(away.location().starts_with("/sign-in"));
}

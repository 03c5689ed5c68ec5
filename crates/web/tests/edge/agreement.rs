//! The grant agreement: terms, sending by a second person, acceptance, two signatures, the start.

use actix_web::http::StatusCode;
use workflow::role::Role;
use workflow::transition::Action;

use crate::contract::{TERMS, agreement, in_negotiation, may, press, running, seen};

#[actix_web::test]
async fn terms_are_a_document_and_the_applicant_sees_them_when_they_are_sent() {
    let scene = in_negotiation();
    let path = agreement(&scene);
    let owner = scene.files[0].owner;
    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser.get(&path).await;
    page.shows("value=\"40000\"");
    page.shows("Between USD 30,000 and USD 40,000");
    press(&scene, scene.officer, &path, &TERMS).await;
    let page = browser.get(&path).await;
    // Tranches of 50, 40 and 10 in a hundred, and the three reports of the call.
    for part in [
        "USD 20,000",
        "USD 16,000",
        "USD 4,000",
        "1 August 2010 to 31 July 2011",
        "Final report",
        "Shelter 1",
        "Kenya",
    ] {
        page.shows(part);
    }
    page.hides("name=\"act\" value=\"send\"");
    let mut applicant = scene.world.signed_in(owner).await;
    applicant.get(&path).await.hides("USD 20,000");
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let page = applicant.get(&path).await;
    page.shows("USD 20,000");
    page.shows("name=\"act\" value=\"accept\"");
    // Who of the facility prepared the terms is not told.
    page.hides("Olena Officer");
}

#[actix_web::test]
async fn wrong_terms_come_back_filled_with_their_error() {
    let scene = in_negotiation();
    let path = agreement(&scene);
    let mut browser = scene.world.signed_in(scene.officer).await;
    let place = seen(browser.get(&path).await.page());
    let wrong = [
        ("seen", place.as_str()),
        ("act", "prepare"),
        ("amount", "much"),
        ("starts_on", ""),
        ("ends_on", "2011-07-31"),
    ];
    let answer = browser.post(&path, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "value=\"much\"",
        "id=\"amount-error\"",
        "id=\"starts_on-error\"",
        "value=\"2011-07-31\"",
    ] {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
    let more = [
        ("seen", place.as_str()),
        ("act", "prepare"),
        ("amount", "41000"),
        ("starts_on", "2010-08-01"),
        ("ends_on", "2011-07-31"),
    ];
    let answer = browser.post(&path, &more).await;
    assert!(
        answer.body.contains("id=\"amount-error\""),
        "{}",
        answer.body
    );
}

#[actix_web::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let scene = in_negotiation();
    let path = agreement(&scene);
    let mut browser = scene.world.signed_in(scene.officer).await;
    let place = seen(browser.get(&path).await.page());
    press(&scene, scene.officer, &path, &TERMS).await;
    let mut old = vec![("seen", place.as_str())];
    old.extend(TERMS);
    let answer = browser.post(&path, &old).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
}

#[actix_web::test]
async fn both_sides_sign_and_the_officer_starts_the_project() {
    let (scene, grant) = running().await;
    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser.get(&agreement(&scene)).await;
    page.shows("Owner 1");
    page.shows("Mariam Manager");
    page.shows("Signed on 20 July 2010");
    page.shows(&format!("/grants/{grant}"));
    assert!(!may(&scene, scene.officer, Action::RecallAgreement));
}

#[actix_web::test]
async fn declining_and_recalling_need_a_reason() {
    let scene = in_negotiation();
    let path = agreement(&scene);
    press(&scene, scene.officer, &path, &TERMS).await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let mut officer = scene.world.signed_in(scene.officer).await;
    let place = seen(officer.get(&path).await.page());
    let silent = [
        ("seen", place.as_str()),
        ("act", "recall"),
        ("recall_reason", " "),
    ];
    let answer = officer.post(&path, &silent).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("id=\"recall_reason-error\""));
    press(
        &scene,
        scene.officer,
        &path,
        &[("act", "recall"), ("recall_reason", "A date is wrong.")],
    )
    .await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let owner = scene.files[0].owner;
    let declines = [
        ("act", "decline"),
        ("decline_reason", "We have other funds now."),
    ];
    press(&scene, owner, &path, &declines).await;
    officer.get(&path).await.shows("We have other funds now.");
}

#[actix_web::test]
async fn strangers_find_no_agreement() {
    let scene = in_negotiation();
    let path = agreement(&scene);
    let evaluator = scene.world.staff("Else Evaluator", Role::Evaluator);
    let mut browser = scene.world.signed_in(evaluator).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    let post = browser.post(&path, &TERMS).await;
    assert_eq!(post.status, StatusCode::NOT_FOUND);
    let unknown = browser.get("/proposals/not-an-id/agreement").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

//! The facility's figures: public, truthful, and with no small number that could point at somebody.

use actix_web::http::StatusCode;
use workflow::role::Role;

use crate::contract::running;
use crate::scene::Scene;
use crate::world::World;

#[actix_web::test]
async fn anybody_sees_the_figures_of_a_public_call_but_no_small_one() {
    let scene = Scene::in_screening(2);
    let mut browser = scene.world.browser().await;
    let page = browser.get("/dashboard").await;
    page.shows("Registered organisations");
    page.shows("Kenya");
    page.shows("#KE\"><title>Kenya</title>");
    page.hides("Kenya: 2");
    page.hides("Work waiting");
    let officer = scene.officer;
    let mut browser = scene.world.signed_in(officer).await;
    let page = browser
        .get(&format!("/dashboard?call={}", scene.call))
        .await;
    page.shows("Kenya: 2");
    page.shows("Work waiting");
    page.shows("Waiting for screening");
}

#[actix_web::test]
async fn money_is_told_as_committed_and_paid() {
    let (scene, _) = running().await;
    let mut browser = scene.world.browser().await;
    let page = browser.get("/dashboard").await;
    for part in [
        "USD 40,000",
        "USD 460,000",
        "USD 500,000",
        "Agreements signed",
    ] {
        page.shows(part);
    }
}

#[actix_web::test]
async fn without_a_call_the_page_says_so_and_unknown_calls_are_not_here() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser.get("/dashboard").await.shows("No figures yet");
    for call in ["nothing", "018f0000-0000-7000-8000-000000000000"] {
        let answer = browser.get(&format!("/dashboard?call={call}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{call}");
    }
    // A draft is for those who prepare it.
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let definition = facility::call::template("ungift-2010").unwrap();
    let id = facility::call::draft(world.facility(), &world.actor(officer), definition).unwrap();
    let answer = browser.get(&format!("/dashboard?call={id}")).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_map_is_a_file_that_browsers_keep() {
    let scene = Scene::in_screening(1);
    let mut browser = scene.world.browser().await;
    let page = browser.get("/dashboard").await;
    let (_, rest) = page.page().split_once("<use href=\"").unwrap();
    let (address, _) = rest.split_once('#').unwrap();
    let answer = browser.get(address).await;
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    assert!(answer.header("cache-control").contains("immutable"));
    assert!(answer.body.contains("<path id=\"KE\""));
    // What stays on the page itself is small.
    assert!(page.body.len() < 40_000, "{}", page.body.len());
}

//! Grants: payments in order and by two people, reports to their acceptance, the grant as a whole.

use actix_web::http::StatusCode;
use workflow::role::Role;

use crate::contract::{press, running, seen};
use crate::world::World;

#[actix_web::test]
async fn a_tranche_is_requested_approved_and_paid_by_different_people() {
    let (scene, grant) = running().await;
    let path = format!("/grants/{grant}");
    let finance = scene.world.staff("Farah Finance", Role::FinanceOfficer);
    scene.world.set("2010-08-02T09:00:00Z");
    press(
        &scene,
        scene.officer,
        &path,
        &[("act", "request"), ("item", "1")],
    )
    .await;
    let mut browser = scene.world.signed_in(finance).await;
    let page = browser.get(&path).await;
    page.shows("Requested by Olena Officer");
    let place = seen(page.page());
    let refusal = [
        ("seen", place.as_str()),
        ("act", "refuse"),
        ("item", "1"),
        ("reason", ""),
    ];
    let answer = browser.post(&path, &refusal).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("id=\"reason-1-error\""));
    press(&scene, finance, &path, &[("act", "approve"), ("item", "1")]).await;
    let place = seen(browser.get(&path).await.page());
    let missing = [
        ("seen", place.as_str()),
        ("act", "record"),
        ("item", "1"),
        ("paid_on", "yesterday"),
        ("reference", ""),
    ];
    let answer = browser.post(&path, &missing).await;
    assert!(
        answer.body.contains("id=\"paid_on-1-error\"")
            && answer.body.contains("id=\"reference-1-error\"")
    );
    let paid = [
        ("act", "record"),
        ("item", "1"),
        ("paid_on", "2010-08-02"),
        ("reference", "BNK-7781"),
    ];
    press(&scene, finance, &path, &paid).await;
    let page = browser.get(&path).await;
    page.shows("Paid on 2 August 2010, bank reference BNK-7781");
    let list = browser.get("/grants").await;
    list.shows("USD 20,000");
    list.shows("Shelter 1");
    // The grantee sees the payment, not who of the facility handled it.
    let mut grantee = scene.world.signed_in(scene.files[0].owner).await;
    let page = grantee.get(&path).await;
    page.shows("BNK-7781");
    page.hides("Olena Officer");
    page.hides("Farah Finance");
    page.hides("value=\"request\"");
}

#[actix_web::test]
async fn a_report_goes_back_and_forth_until_it_is_accepted() {
    let (scene, grant) = running().await;
    let path = format!("/grants/{grant}/reports/1");
    let owner = scene.files[0].owner;
    scene.world.set("2011-02-10T09:00:00Z");
    let mut browser = scene.world.signed_in(owner).await;
    let page = browser.get(&path).await;
    page.shows("Progress report");
    page.shows("status-due");
    let place = seen(page.page());
    let bad = [
        ("seen", place.as_str()),
        ("act", "submit"),
        ("narrative", "Forty women were housed."),
        ("amount", "lots"),
    ];
    let answer = browser.post(&path, &bad).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("Forty women were housed.")
            && answer.body.contains("id=\"amount-error\"")
    );
    let good = [
        ("act", "submit"),
        ("narrative", "Forty women were housed."),
        ("amount", "18,500.50"),
    ];
    press(&scene, owner, &path, &good).await;
    let back = [
        ("act", "send_back"),
        ("points", "Say how long they stayed."),
    ];
    press(&scene, scene.officer, &path, &back).await;
    let page = browser.get(&path).await;
    page.shows("Say how long they stayed.");
    page.shows("Forty women were housed.</textarea>");
    page.shows("value=\"18500.50\"");
    press(&scene, owner, &path, &good).await;
    press(&scene, scene.officer, &path, &[("act", "accept")]).await;
    let page = browser.get(&format!("/grants/{grant}")).await;
    page.shows("USD 18,500.50");
    page.shows("Report accepted");
    // The financial report was due on 17 March.
    scene.world.set("2011-03-20T09:00:00Z");
    let mut browser = scene.world.signed_in(owner).await;
    let page = browser.get(&format!("/grants/{grant}")).await;
    page.shows("1 report is overdue");
}

#[actix_web::test]
async fn a_grant_is_suspended_and_resumed_with_reasons() {
    let (scene, grant) = running().await;
    let path = format!("/grants/{grant}");
    let suspends = [
        ("act", "suspend"),
        ("suspend_reason", "The bank account is frozen."),
    ];
    press(&scene, scene.manager, &path, &suspends).await;
    let mut browser = scene.world.signed_in(scene.manager).await;
    let page = browser.get(&path).await;
    page.shows("status-suspended");
    page.shows("The bank account is frozen.");
    let resumes = [("act", "resume"), ("resume_reason", "It is open again.")];
    press(&scene, scene.manager, &path, &resumes).await;
    browser.get(&path).await.shows("status-active");
    browser
        .get("/grants?status=suspended")
        .await
        .shows("Nothing fits these filters.");
}

#[actix_web::test]
async fn a_grant_is_hidden_from_strangers_and_the_empty_list_is_kind() {
    let (scene, grant) = running().await;
    let stranger = scene.world.person("Some Stranger");
    let mut browser = scene.world.signed_in(stranger).await;
    for path in ["", "/reports/1", "/reports/9"] {
        let answer = browser.get(&format!("/grants/{grant}{path}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    browser.get("/grants").await.shows("No grants yet");
    let world = World::new();
    let mut nobody = world.browser().await;
    let answer = nobody.get("/grants").await;
    assert!(answer.location().starts_with("/sign-in"));
}

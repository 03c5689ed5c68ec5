//! Calls: their public page, their setting up, and running their screening.

use actix_web::http::StatusCode;
use workflow::role::Role;

use crate::world::World;

#[actix_web::test]
async fn anybody_reads_everything_about_a_call_before_starting() {
    let world = World::new();
    let call = world.founding_call();
    let mut browser = world.browser().await;
    let page = browser.get(&format!("/calls/{call}")).await;
    for text in [
        "Small Grants Facility 2010",
        "5 April 2010, 23:59",
        "Registered for at least one year",
        "Does it answer a real need",
        "How do you protect victims and their data?",
        "USD 500,000",
        "Sign in to apply",
    ] {
        page.shows(text);
    }
    page.hides("Cancel the call");
    let owner = world.person("Wanjiru Kamau");
    world.organisation(owner, "Light House");
    let mut browser = world.signed_in(owner).await;
    let page = browser.get(&format!("/calls/{call}")).await;
    page.shows("Apply to this call");
}

#[actix_web::test]
async fn a_call_is_drafted_edited_approved_by_another_and_published() {
    let world = World::new();
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let manager = world.staff("Mariam Manager", Role::FacilityManager);
    let mut browser = world.signed_in(officer).await;
    browser.get("/calls/new").await.page();
    let fields = [("source", "template ungift-2010"), ("code", "sgf2011")];
    let drafted = browser.post("/calls/new", &fields).await;
    assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.body);
    let edit = drafted.location().to_owned();
    let address = edit.trim_end_matches("/edit").to_owned();
    let page = browser.get(&edit).await;
    page.shows("SGF2011");
    let edit = format!("{edit}/toml");
    browser.get(&edit).await.page();
    let nobody = world.browser().await.get(&address).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let broken = browser
        .post(&edit, &[("seen", "1"), ("definition", "code = [")])
        .await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        broken.body.contains("Line 1 cannot be read"),
        "{}",
        broken.body
    );
    let mut definition = facility::call::template("ungift-2010").unwrap();
    definition.code = "SGF2011".to_owned();
    definition
        .title
        .0
        .insert("en".to_owned(), "Second round".to_owned());
    let toml = facility::call::to_toml(&definition).unwrap();
    let saved = browser
        .post(&edit, &[("seen", "1"), ("definition", &toml)])
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    browser.get(&address).await.shows("The call is complete.");
    let mut other = world.signed_in(manager).await;
    other.get(&address).await.shows("Second round");
    let approved = other
        .post(&format!("{address}/approve"), &[("seen", "2")])
        .await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.body);
    browser.get(&address).await;
    let published = browser
        .post(&format!("{address}/publish"), &[("seen", "3")])
        .await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.body
    );
    let mut outside = world.browser().await;
    outside.get(&address).await.shows("Second round");
    let without = other
        .post(
            &format!("{address}/extend_deadline"),
            &[("seen", "4"), ("closes", "2010-04-12T23:59")],
        )
        .await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    let extended = other
        .post(
            &format!("{address}/extend_deadline"),
            &[
                ("seen", "4"),
                ("closes", "2010-04-12T23:59"),
                ("reason", "Lines were down in three countries."),
            ],
        )
        .await;
    assert_eq!(extended.status, StatusCode::SEE_OTHER, "{}", extended.body);
    outside.get(&address).await.shows("12 April 2010, 23:59");
}

#[actix_web::test]
async fn only_officers_set_up_calls() {
    let world = World::new();
    let call = world.founding_call();
    let screener = world.staff("Samir Screener", Role::Screener);
    let mut browser = world.signed_in(screener).await;
    let pages = [
        "/calls/new".to_owned(),
        format!("/calls/{call}/edit"),
        format!("/calls/{call}/screening"),
    ];
    for page in pages {
        assert_eq!(
            browser.get(&page).await.status,
            StatusCode::NOT_FOUND,
            "{page}"
        );
    }
}

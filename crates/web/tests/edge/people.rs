//! People of the facility, and the mails of the demonstration.

use actix_web::http::StatusCode;
use workflow::role::Role;

use crate::world::World;

#[actix_web::test]
async fn a_manager_invites_and_ends_and_an_auditor_reads() {
    let world = World::new();
    let manager = world.staff("Mariam Manager", Role::FacilityManager);
    let auditor = world.staff("Aino Auditor", Role::Auditor);
    let screener = world.staff("Samir Screener", Role::Screener);
    let mut browser = world.signed_in(manager).await;
    browser.get("/people").await.shows("Samir Screener");
    let invited = [
        ("name", "Nadia New"),
        ("email", "nadia@people.example"),
        ("role", "screener"),
        ("call", ""),
        ("agency", ""),
        ("language", "ar"),
    ];
    let answer = browser.post("/people", &invited).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = browser.get("/people").await;
    page.shows("Nadia New");
    page.shows("The invitation is on its way.");
    let nameless = [
        ("name", ""),
        ("email", "no address"),
        ("role", "panel_member"),
    ];
    let answer = browser.post("/people", &nameless).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("value=\"no address\"") && answer.body.contains("id=\"agency-error\"")
    );
    let held = world
        .facility()
        .store
        .read(|conn| store::people::appointments(conn, screener))
        .unwrap();
    let end = format!("/people/appointments/{}/end", held[0].id);
    let mut reader = world.signed_in(auditor).await;
    let page = reader.get("/people").await;
    page.shows("Samir Screener");
    page.hides("End the appointment");
    page.hides("Invite a person");
    assert_eq!(reader.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    browser.get("/people").await;
    let answer = browser.post(&end, &[]).await;
    assert_eq!(answer.location(), "/people");
    browser.get("/people").await.hides("Samir Screener");
}

#[actix_web::test]
async fn others_find_no_list_of_people() {
    let world = World::new();
    for role in [Role::ProgrammeOfficer, Role::Screener, Role::FinanceOfficer] {
        let person = world.staff(&format!("Person {role}"), role);
        let mut browser = world.signed_in(person).await;
        let answer = browser.get("/people").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
        let invited = [
            ("name", "X"),
            ("email", "x@people.example"),
            ("role", "auditor"),
        ];
        let answer = browser.post("/people", &invited).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role}");
    }
}

#[actix_web::test]
async fn mails_are_read_in_the_demonstration_only_and_their_links_work() {
    let world = World::new();
    let mut browser = world.browser().await;
    assert_eq!(browser.get("/mails").await.status, StatusCode::NOT_FOUND);

    let world = World::with(true);
    let mut browser = world.browser().await;
    browser.get("/mails").await.shows("No mail yet");
    browser.get("/register").await;
    let account = [
        ("name", "Nadia New"),
        ("email", "nadia@people.example"),
        ("password", "a long sentence to remember"),
        ("language", "en"),
    ];
    browser.post("/register", &account).await;
    let page = browser.get("/mails").await;
    page.shows("Confirm your e-mail address");
    let (_, rest) = page.page().split_once("href=\"/mails?mail=").unwrap();
    let id = rest.split('"').next().unwrap();
    let letter = browser.get(&format!("/mails?mail={id}")).await;
    letter.shows("To Nadia New");
    let (_, rest) = letter.page().split_once("href=\"/confirm/").unwrap();
    let token = rest.split('"').next().unwrap();
    browser.get(&format!("/confirm/{token}")).await.page();
    let unknown = "/mails?mail=018f0000-0000-7000-8000-000000000000";
    assert_eq!(browser.get(unknown).await.status, StatusCode::NOT_FOUND);
}

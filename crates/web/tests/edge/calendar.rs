//! The facility's calendar: the manager changes it, colleagues read it, everybody else finds nothing.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::role::Role;

use crate::scene::Scene;
use crate::world::World;

#[actix_web::test]
async fn a_manager_sets_the_calendar_and_deadlines_follow_it() {
    let scene = Scene::in_screening(1);
    let mut browser = scene.world.signed_in(scene.manager).await;
    let page = browser.get("/calendar").await;
    page.shows("Working days of the week");
    assert_eq!(page.body.matches(" checked").count(), 5);
    let set = [
        ("version", "0"),
        ("working", "sun"),
        ("working", "mon"),
        ("working", "tue"),
        ("working", "wed"),
        ("working", "thu"),
        (
            "holidays",
            "2010-04-13, Thingyan <b>\r\n\r\n2010-12-25;Christmas",
        ),
    ];
    let answer = browser.post("/calendar", &set).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = browser.get("/calendar").await;
    page.shows("The calendar is saved.");
    page.shows("2010-04-13, Thingyan &#60;b&#62;");
    page.shows("Last changed by Mariam Manager");
    // It is Monday 12 April; five working days later, without Tuesday 13, Friday and Saturday.
    let facility = scene.world.facility();
    let screener = scene.world.actor(scene.screener);
    let calendar = facility::calendar::current(facility).unwrap();
    let today = "2010-04-12".parse().unwrap();
    assert_eq!(calendar.after(today, 5).to_string(), "2010-04-20");
    assert!(facility::calendar::view(facility, &screener).is_ok());
    // What somebody else has seen before is not overwritten.
    let answer = browser.post("/calendar", &set).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn wrong_holidays_come_back_with_the_line() {
    let world = World::new();
    let manager = world.staff("Mariam Manager", Role::FacilityManager);
    let mut browser = world.signed_in(manager).await;
    browser.get("/calendar").await;
    let wrong = [("version", "0"), ("holidays", "2010-04-13\nthe 14th")];
    let answer = browser.post("/calendar", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "Line 2 does not begin with a day",
        "Tick one day",
        "the 14th",
    ] {
        assert!(answer.body.contains(said), "{said}: {}", answer.body);
    }
}

#[actix_web::test]
async fn colleagues_read_the_calendar_and_others_find_none() {
    let world = World::new();
    let screener = world.staff("Samir Screener", Role::Screener);
    let outsider = world.person("Olu Outsider");
    let set = [("version", "0"), ("working", "mon"), ("holidays", "")];
    let mut browser = world.signed_in(screener).await;
    let page = browser.get("/calendar").await;
    page.shows("Monday");
    page.hides("Save the calendar");
    let answer = browser.post("/calendar", &set).await;
    assert!(answer.status.is_client_error(), "{}", answer.body);
    let mut browser = world.signed_in(outsider).await;
    assert_eq!(browser.get("/calendar").await.status, StatusCode::NOT_FOUND);
    let answer = browser.post("/calendar", &set).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let facility = world.facility();
    assert_eq!(
        facility::calendar::current(facility).unwrap(),
        workflow::time::Calendar::default()
    );
}

#[actix_web::test]
async fn programs_read_and_set_the_calendar() {
    let world = World::new();
    let manager = world.token(world.staff("Mariam Manager", Role::FacilityManager));
    let auditor = world.token(world.staff("Aino Auditor", Role::Auditor));
    let outsider = world.token(world.person("Olu Outsider"));
    let mut browser = world.browser().await;
    let path = "/api/v1/calendar";
    let body = json!({ "working": ["mon", "sat"], "holidays": [{ "day": "2010-12-25", "name": "Christmas" }] });
    let read = browser.call(Method::GET, path, &auditor, None).await;
    assert_eq!(
        read.json()["working"],
        json!(["mon", "tue", "wed", "thu", "fri"])
    );
    assert_eq!(read.header("etag"), "\"0\"");
    for (token, status) in [
        (&auditor, StatusCode::FORBIDDEN),
        (&outsider, StatusCode::NOT_FOUND),
    ] {
        let answer = browser
            .call(Method::PUT, path, token, Some(body.clone()))
            .await;
        assert_eq!(answer.status, status, "{}", answer.body);
    }
    let answer = browser
        .call(Method::PUT, path, &manager, Some(body.clone()))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("etag"), "\"1\"");
    assert_eq!(answer.json()["holidays"][0]["name"], "Christmas");
    for wrong in [
        json!({ "working": [] }),
        json!({ "working": ["someday"] }),
        json!({ "working": ["mon"], "holidays": [{ "day": "2010-02-29" }] }),
    ] {
        let answer = browser
            .call(Method::PUT, path, &manager, Some(wrong.clone()))
            .await;
        assert!(answer.status.is_client_error(), "{wrong}: {}", answer.body);
    }
}

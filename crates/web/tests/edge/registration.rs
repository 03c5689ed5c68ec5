//! Organisations: registered and changed.

use actix_web::http::StatusCode;

use crate::world::World;

const PROFILE: [(&str, &str); 8] = [
    ("legal_name", "House of Hope"),
    ("original_name", "بيت الأمل"),
    ("country", "JO"),
    ("kind", "association"),
    ("registered_on", "2004-05-01"),
    ("currency", "JOD"),
    ("annual_budget", "80,000.500"),
    ("officers", "Amal Haddad\r\nSami Nasser"),
];

#[actix_web::test]
async fn an_organisation_is_registered_and_shown_to_its_people() {
    let world = World::new();
    let owner = world.person("Amal Haddad");
    let mut browser = world.signed_in(owner).await;
    browser.get("/organisations/new").await.page();
    let wrong = browser
        .post("/organisations/new", &[("legal_name", "House of Hope")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"House of Hope\""));
    let mut fields = PROFILE.to_vec();
    fields.push(("declarations", "true"));
    let registered = browser.post("/organisations/new", &fields).await;
    assert_eq!(
        registered.status,
        StatusCode::SEE_OTHER,
        "{}",
        registered.body
    );
    let address = registered.location().to_owned();
    // Who has one organisation is led to it.
    let mut again = world.signed_in(owner).await;
    assert_eq!(again.get("/organisations").await.location(), address);
    let page = again.get(&address).await;
    page.shows("بيت الأمل");
    page.shows("JOD 80,000.500");
    page.shows("Sami Nasser");
    let edit = format!("{address}/edit");
    again.get(&edit).await.shows("80000.500");
    let mut fields = PROFILE.to_vec();
    fields[0] = ("legal_name", "House of Great Hope");
    fields.push(("seen", "1"));
    let changed = again.post(&edit, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    again.get(&address).await.shows("House of Great Hope");
    let stranger = world.person("A Stranger");
    let mut outside = world.signed_in(stranger).await;
    assert_eq!(outside.get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(outside.get(&edit).await.status, StatusCode::NOT_FOUND);
}

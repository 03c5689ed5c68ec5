//! Organisations: registered, changed, verified.

use actix_web::http::StatusCode;
use workflow::role::Role;

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

#[actix_web::test]
async fn one_person_answers_the_questions_and_another_confirms() {
    let world = World::new();
    let owner = world.person("Wanjiru Kamau");
    let organisation = world.organisation(owner, "Light House");
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let manager = world.staff("Mariam Manager", Role::FacilityManager);
    let address = format!("/organisations/{organisation}");
    let mut browser = world.signed_in(officer).await;
    browser
        .get("/organisations?q=light&country=KE&status=registered")
        .await
        .shows("Light House");
    browser
        .get("/organisations?country=JO")
        .await
        .hides("Light House");
    let questions = format!("{address}/verification");
    browser
        .get(&questions)
        .await
        .shows("Its officers are identified.");
    let some = browser
        .post(&questions, &[("seen", "1"), ("not_for_profit", "yes")])
        .await;
    assert_eq!(some.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut fields = vec![("seen", "1"), ("comment", "Certificate and statutes")];
    for question in &world.facility().rules.questions {
        let name = question.id.as_str();
        fields.push((name, "yes"));
    }
    let proposed = browser.post(&questions, &fields).await;
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.body);
    browser.get(&address).await.page();
    let confirm = format!("{address}/confirm_verification");
    let own = browser.post(&confirm, &[("seen", "2")]).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut other = world.signed_in(manager).await;
    other.get(&address).await.shows("Confirm the verification");
    let confirmed = other.post(&confirm, &[("seen", "2")]).await;
    assert_eq!(
        confirmed.status,
        StatusCode::SEE_OTHER,
        "{}",
        confirmed.body
    );
    other.get(&address).await.shows("Verified until");
    let flag = format!("{address}/raise_red_flag");
    let without = other.post(&flag, &[("seen", "3"), ("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    other
        .post(&flag, &[("seen", "3"), ("reason", "Under inquiry")])
        .await;
    other.get(&address).await.shows("Red flag");
}

#[actix_web::test]
async fn an_owner_invites_a_colleague() {
    let world = World::new();
    let owner = world.person("Wanjiru Kamau");
    let organisation = world.organisation(owner, "Light House");
    let address = format!("/organisations/{organisation}");
    let mut browser = world.signed_in(owner).await;
    browser.get(&address).await.shows("Invite a colleague");
    let invite = format!("{address}/colleagues");
    let wrong = browser
        .post(
            &invite,
            &[("name", "Otieno"), ("email", "no"), ("role", "editor")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("name", "Otieno Ouma"),
        ("email", "otieno@people.example"),
        ("role", "editor"),
    ];
    let sent = browser.post(&invite, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    browser.get(&address).await.shows("otieno@people.example");
}

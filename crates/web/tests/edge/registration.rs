//! Organisations: registered and changed.

use actix_web::http::StatusCode;
use workflow::role::Role;

use crate::world::{Answer, World};

const FIRST: [(&str, &str); 4] = [
    ("legal_name", "House of Hope"),
    ("original_name", "بيت الأمل"),
    ("country", "JO"),
    ("kind", "association"),
];

/// What was seen of a section, as its form carries it.
fn seen(answer: &Answer) -> String {
    let (_, rest) = answer.body.split_once("name=\"seen\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn a_registration_is_begun_left_and_resumed() {
    let world = World::new();
    let owner = world.person("Amal Haddad");
    let mut browser = world.signed_in(owner).await;
    browser.get("/organisations/new").await.page();
    let wrong = browser
        .post("/organisations/new", &[("legal_name", "House of Hope")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"House of Hope\""));
    let registered = browser.post("/organisations/new", &FIRST).await;
    assert_eq!(
        registered.status,
        StatusCode::SEE_OTHER,
        "{}",
        registered.body
    );
    let steps = registered.location().to_owned();
    assert!(steps.ends_with("/registration"), "{steps}");
    browser.get(&steps).await.shows("0 of 6");
    // Another day, another browser: the first page leads on.
    let mut again = world.signed_in(owner).await;
    let home = again.get("/").await;
    home.shows("things are missing");
    home.shows(&steps);
    let governance = format!("{steps}/governance");
    let form = again.get(&governance).await;
    let stamp = seen(&form);
    let more = again
        .post(
            &governance,
            &[
                ("do", "add-officers"),
                ("seen", &stamp),
                ("founded_on", "2004-05-01"),
                ("officers.0.name", "Amal Haddad"),
            ],
        )
        .await;
    more.shows("id=\"officers.1.name\"");
    more.shows("value=\"Amal Haddad\"");
    let fields = [
        ("do", "continue"),
        ("seen", stamp.as_str()),
        ("founded_on", "2004-05-01"),
        ("officers.0.name", "Amal Haddad"),
        ("officers.0.original_name", "أمل حداد"),
        ("officers.0.position", "Director"),
        ("officers.0.born_on", "12 May"),
        ("officers.1.name", ""),
    ];
    let wrong = again.post(&governance, &fields).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("href=\"#officers.0.born_on\""));
    assert!(wrong.body.contains("value=\"12 May\""));
    let mut fields = fields;
    fields[6].1 = "1970-05-12";
    let saved = again.post(&governance, &fields).await;
    assert_eq!(saved.location(), format!("{steps}/money"), "{}", saved.body);
    again.get(&governance).await.shows("value=\"1970-05-12\"");
    again.get(&steps).await.shows("1 of 6");
    // What has been seen before the save is old now; what was typed comes back.
    let late = again
        .post(
            &governance,
            &[("seen", &stamp), ("founded_on", "2003-01-01")],
        )
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("value=\"2003-01-01\""));
    let stranger = world.person("A Stranger");
    let mut outside = world.signed_in(stranger).await;
    for place in [&steps, &governance] {
        assert_eq!(outside.get(place).await.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn nothing_of_a_section_has_to_be_there_to_save_it_and_all_of_it_completes_the_registration()
{
    let world = World::new();
    let owner = world.person("Amal Haddad");
    let mut browser = world.signed_in(owner).await;
    let registered = browser.post("/organisations/new", &FIRST).await;
    let steps = registered.location().to_owned();
    let declared = workflow::registration::DECLARATIONS.map(|name| (name, "yes"));
    let sections: [(&str, Vec<(&str, &str)>); 6] = [
        (
            "identity",
            vec![
                ("legal_name", "House of Hope"),
                ("original_name", "بيت الأمل"),
                ("country", "JO"),
                ("kind", "association"),
                ("address", "12 Rainbow Street, Amman"),
                ("email", "office@hope.example"),
                ("other_names.0.name", "Shelter of Hope"),
                ("other_names.0.kind", "former"),
                ("org_id", "JO-MSD-1234"),
            ],
        ),
        (
            "legal_status",
            vec![
                ("registered_on", "2004-05-01"),
                (
                    "unregistered_reason",
                    "The renewal is under way.\r\nIt takes a year.",
                ),
            ],
        ),
        (
            "governance",
            vec![
                ("founded_on", "2009-01-01"),
                ("officers.0.name", "Amal Haddad"),
            ],
        ),
        (
            "money",
            vec![
                ("budget_currency", "JOD"),
                ("budget.2009", "80,000.500"),
                ("bank_holder", "House of Hope"),
                ("bank_name", "Example Bank"),
                ("bank_country", "JO"),
                ("bank_number", "0123456789"),
                ("unaudited_reason", "Not asked for."),
            ],
        ),
        (
            "experience",
            vec![
                ("experience", "A shelter since 2004."),
                ("working_languages", "ar"),
                ("other_languages", "Armenian"),
            ],
        ),
        ("declarations", declared.to_vec()),
    ];
    for (section, fields) in sections {
        let address = format!("{steps}/{section}");
        let form = browser.get(&address).await;
        form.page();
        let (stamp, wish) = (seen(&form), ("do", "save"));
        let mut fields = fields;
        fields.extend([("seen", stamp.as_str()), wish]);
        let saved = browser.post(&address, &fields).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{section}: {}",
            saved.body
        );
        assert_eq!(saved.location(), steps, "{section}");
    }
    let list = browser.get(&steps).await;
    list.shows("6 of 6");
    list.shows("A second contact with a confirmed address is missing");
    browser
        .get(&format!("{steps}/experience"))
        .await
        .shows("value=\"Armenian\"");
    // An editor reads the end of the bank number, and saves the section without losing it.
    let id: workflow::ids::OrganisationId = steps.split('/').nth(2).unwrap().parse().unwrap();
    let editor = world.person("Sami Nasser");
    world.join(id, editor, Role::Editor);
    browser
        .get(&steps)
        .await
        .shows("Your organisation can apply");
    let money = format!("{steps}/money");
    let mut other = world.signed_in(editor).await;
    let form = other.get(&money).await;
    form.hides("0123456789");
    form.shows("•••• 6789");
    let fields = [
        ("seen", seen(&form)),
        ("budget_currency", "JOD".to_owned()),
        ("budget.2009", "90000".to_owned()),
        ("bank_holder", "House of Hope".to_owned()),
        ("bank_name", "Example Bank".to_owned()),
        ("bank_country", "JO".to_owned()),
        ("bank_number", "•••• 6789".to_owned()),
        ("unaudited_reason", "Not asked for.".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let saved = other.post(&money, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let form = browser.get(&money).await;
    form.shows("value=\"0123456789\"");
    form.shows("value=\"90000\"");
}

#[actix_web::test]
async fn a_known_organisation_is_shown_and_its_owner_decides_who_joins() {
    let world = World::new();
    let owner = world.person("Wanjiru Kamau");
    let known = world.organisation(owner, "Light House");
    let person = world.person("Otieno Ouma");
    let mut browser = world.signed_in(person).await;
    browser.get("/organisations/new").await;
    let fields = [
        ("legal_name", "light  HOUSE"),
        ("country", "KE"),
        ("kind", "association"),
    ];
    let begun = browser.post("/organisations/new", &fields).await;
    assert!(
        begun.location().contains("/is-this-you"),
        "{}",
        begun.location()
    );
    let asks = browser.get(begun.location()).await;
    asks.shows("Light House");
    asks.hides("Wanjiru");
    asks.hides("NGO-Light House");
    let ask = format!(
        "/organisations/{}/is-this-you/{known}",
        begun.location().split('/').nth(2).unwrap()
    );
    let silent = browser.post(&ask, &[("message", " ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let asked = browser
        .post(&ask, &[("message", "I keep the books.")])
        .await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let twice = browser
        .post(&ask, &[("message", "I keep the books.")])
        .await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What was not shown cannot be asked for.
    let other = world.organisation(owner, "Quite Another");
    let unseen = ask.replace(&known.to_string(), &other.to_string());
    let hidden = browser.post(&unseen, &[("message", "Let me in.")]).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let people = format!("/organisations/{known}/people");
    let mut owners = world.signed_in(owner).await;
    owners.get("/").await.shows(&people);
    let page = owners.get(&people).await;
    page.shows("I keep the books.");
    let (_, rest) = page.body.split_once("/join-requests/").unwrap();
    let request = rest.split('/').next().unwrap().to_owned();
    let admit = format!("/organisations/{known}/join-requests/{request}/admit");
    // Who asked does not admit themselves.
    assert_eq!(
        browser.post(&admit, &[("role", "owner")]).await.status,
        StatusCode::NOT_FOUND
    );
    let admitted = owners.post(&admit, &[("role", "editor")]).await;
    assert_eq!(admitted.status, StatusCode::SEE_OTHER, "{}", admitted.body);
    browser
        .get(&people)
        .await
        .shows("otieno.ouma@people.example");
    owners
        .get(&format!("/organisations/{known}"))
        .await
        .shows("Person taken in who asked to join");
}

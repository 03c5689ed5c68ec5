//! Sanctions in the browser and the API: lists read in, names searched, matches reviewed.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::sanctions::{lists, review, screening};
use serde_json::{Value, json};
use workflow::due_diligence::{MatchStatus, Step};
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::Command;
use workflow::refusal::Refusal;
use workflow::registration::{Officer, Profile};
use workflow::role::Role;
use workflow::text::Text;

use crate::scene;
use crate::world::{Answer, World, profile};

const LIST: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list.xml");
const LATER: &[u8] = include_bytes!("../../../names/tests/data/consolidated-list-later.xml");
/// One letter off the MERIDIAN RELIEF FRONT, QDe.931, which the later list leaves as it is.
const NEAR: &str = "Meridiam Relief Front";
/// QDi.901 in his own script; the later list amends him.
const LISTED_OFFICER: &str = "أنور إدريس خلف التساري";

struct Scene {
    world: World,
    owner: PersonId,
    officer: PersonId,
    manager: PersonId,
    other_manager: PersonId,
    auditor: PersonId,
}

impl Scene {
    fn new() -> Self {
        let world = World::new();
        Self {
            owner: world.person("Wanjiru Kamau"),
            officer: world.staff("Olena Officer", Role::ProgrammeOfficer),
            manager: world.staff("Mariam Manager", Role::FacilityManager),
            other_manager: world.staff("Otto Manager", Role::FacilityManager),
            auditor: world.staff("Aki Auditor", Role::Auditor),
            world,
        }
    }

    /// With the first list read in.
    fn screened() -> Self {
        let scene = Self::new();
        scene.import(LIST);
        scene
    }

    fn import(&self, file: &[u8]) {
        lists::import_as(self.world.facility(), None, file).unwrap();
        screening::finish(self.world.facility(), |_| {}).unwrap();
    }

    fn screen_again(&self) {
        screening::begin_as_operator(self.world.facility()).unwrap();
        screening::finish(self.world.facility(), |_| {}).unwrap();
    }

    fn register(&self, name: &str, officers: &[&str]) -> OrganisationId {
        let profile = Profile {
            officers: officers.iter().map(|name| Officer::named(*name)).collect(),
            ..profile(name)
        };
        facility::registration::register(self.world.facility(), self.owner, profile).unwrap()
    }

    /// Reference, name and status of every match, in the order of their numbers.
    fn matches(&self, id: OrganisationId) -> Vec<(String, String, MatchStatus)> {
        let manager = self.world.actor(self.manager);
        let mut all = review::of_organisation(self.world.facility(), &manager, id).unwrap();
        all.sort_by_key(|one| one.number);
        all.into_iter()
            .map(|one| (one.found.hit.reference, one.name, one.found.status))
            .collect()
    }

    /// Dismisses everything that is open.
    fn dismiss(&self, id: OrganisationId) {
        let manager = self.world.actor(self.manager);
        for one in review::of_organisation(self.world.facility(), &manager, id).unwrap() {
            let command = Command::DismissMatch {
                number: one.number,
                reason: Text::parse("Founded by others, elsewhere.").unwrap(),
            };
            self.world.on_organisation(self.officer, id, &command);
        }
    }

    async fn read(&self, who: PersonId, path: &str) -> Answer {
        self.world.signed_in(who).await.get(path).await
    }

    /// Sends a file by the form of the page.
    async fn sent(&self, who: PersonId, file: &[u8], language: &str) -> Answer {
        let mut browser = self.world.signed_in(who).await;
        let chosen = [("language", language), ("back", "/")];
        browser.post("/language", &chosen).await;
        browser.get("/account").await;
        let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.xml\"\r\n\
                    Content-Type: text/xml\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let request = TestRequest::post()
            .uri(&format!("/sanctions?csrf={}", browser.csrf))
            .insert_header(("content-type", "multipart/form-data; boundary=edge"))
            .set_payload(body);
        browser.send(request).await
    }

    /// Calls the API.
    async fn call(&self, who: PersonId, method: Method, path: &str, body: Option<Value>) -> Answer {
        let token = self.world.token(who);
        let path = format!("/api/v1{path}");
        let mut program = self.world.browser().await;
        program.call(method, &path, &token, body).await
    }

    async fn sent_by_program(&self, who: PersonId, kind: &str, file: &[u8]) -> Answer {
        let request = TestRequest::post()
            .uri("/api/v1/sanctions/lists")
            .insert_header(("authorization", format!("Bearer {}", self.world.token(who))))
            .insert_header(("content-type", kind))
            .set_payload(file.to_vec());
        self.world.browser().await.send(request).await
    }
}

fn open(reference: &str, name: &str) -> (String, String, MatchStatus) {
    (reference.to_owned(), name.to_owned(), MatchStatus::Open)
}

#[actix_web::test]
async fn a_list_is_read_in_on_the_page() {
    let scene = Scene::new();
    let page = scene.read(scene.officer, "/sanctions").await;
    page.shows("No list has been read yet");
    page.shows("No open matches");
    let check = scene
        .read(scene.officer, "/sanctions/check?name=Hope")
        .await;
    check.shows("No sanctions list has been read yet. Read one in first.");
    check.hides("id=\"name\"");

    let read = scene.sent(scene.officer, LIST, "en").await;
    assert_eq!(read.status, StatusCode::SEE_OTHER, "{}", read.body);
    let place = read.location().to_owned();
    let list = scene.read(scene.auditor, &place).await;
    list.shows("Consolidated List of 1 March 2010");
    list.shows("This is the first list that was read");
    list.shows("Olena Officer");
    list.shows("SHOE_SIZE");
    list.hides("[sanctions-");
    let again = scene.sent(scene.manager, LIST, "en").await;
    assert_eq!(again.location(), place);

    let later = scene.sent(scene.officer, LATER, "en").await;
    let list = scene.read(scene.officer, later.location()).await;
    list.shows("Consolidated List of 15 June 2010");
    list.shows("<span class=\"ref\">SOi.912</span> <bdi>ABDIRAHMAN WARSAME GEEDI</bdi>");
    list.shows("RUSLAN ASLANOVICH DZHANTEMIROV");
    let all = scene.read(scene.auditor, "/sanctions").await;
    all.shows("15 June 2010");
    all.shows("1 March 2010");
    all.hides("type=\"file\"");
    // The screening has begun, and nothing of it is done yet.
    all.shows("0 of 0 organisations looked at");
}

#[actix_web::test]
async fn what_is_no_list_is_refused_with_its_line() {
    let scene = Scene::new();
    let page = b"<html>\n<body>Not found</body></html>";
    let refused = scene.sent(scene.officer, page, "en").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("Line 1: The file begins with html and not with CONSOLIDATED_LIST."),
        "{}",
        refused.body
    );
    let half = &LIST[..LIST.len() / 2];
    let refused = scene.sent(scene.officer, half, "ar").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("السطر"), "{}", refused.body);
    assert!(refused.body.contains("نزّله مرة أخرى"), "{}", refused.body);
    let empty = scene.sent(scene.officer, b"", "en").await;
    assert!(empty.body.contains("The file is empty."), "{}", empty.body);
    // Whoever reads only, and whoever is of no concern here, learn nothing.
    for who in [scene.auditor, scene.owner] {
        let hidden = scene.sent(who, LIST, "en").await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    }
    let program = scene
        .sent_by_program(scene.officer, "application/xml", half)
        .await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(program.json()["type"], "/problems/bad-file");
    let line = half.iter().filter(|byte| **byte == b'\n').count() + 1;
    assert_eq!(program.json()["facts"]["line"], line);
    let lists = scene
        .call(scene.officer, Method::GET, "/sanctions/lists", None)
        .await;
    assert_eq!(lists.json(), json!([]));
}

#[actix_web::test]
async fn a_program_reads_lists_in_and_screens() {
    let scene = Scene::new();
    let id = scene.register(NEAR, &["Wanjiru Kamau"]);
    let none = scene
        .call(scene.officer, Method::POST, "/sanctions/screening", None)
        .await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    assert_eq!(none.json()["type"], "/problems/no-list");
    let progress = async || {
        scene
            .call(scene.auditor, Method::GET, "/sanctions/screening", None)
            .await
            .json()
    };
    assert_eq!(progress().await["state"], "none");

    let first = scene
        .sent_by_program(scene.officer, "application/xml", LIST)
        .await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(first.json()["since"]["first"], true);
    assert_eq!(first.json()["list"]["generated_on"], "2010-03-01");
    assert_eq!(progress().await["state"], "running");
    screening::finish(scene.world.facility(), |_| {}).unwrap();
    assert_eq!(progress().await["state"], "ended");
    assert_eq!(progress().await["found"], 1);
    assert_eq!(scene.matches(id), [open("QDe.931", NEAR)]);

    let again = scene.sent_by_program(scene.manager, "text/xml", LIST).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(again.header("location"), first.header("location"));
    let later = scene
        .sent_by_program(scene.manager, "application/xml; charset=utf-8", LATER)
        .await;
    assert_eq!(later.status, StatusCode::CREATED);
    let place = later.header("location").trim_start_matches("/api/v1");
    let list = scene.call(scene.auditor, Method::GET, place, None).await;
    let list = list.json();
    let added: Vec<&str> = list["since"]["added"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["reference"].as_str().unwrap())
        .collect();
    assert_eq!(added, ["CDe.911", "SOi.912"]);
    assert_eq!(
        list["since"]["removed"][0]["name"],
        "RUSLAN ASLANOVICH DZHANTEMIROV"
    );
    assert_eq!(
        list["notes"].as_array().unwrap().len(),
        list["list"]["notes"]
    );
    let all = scene
        .call(scene.auditor, Method::GET, "/sanctions/lists", None)
        .await;
    assert_eq!(all.json().as_array().unwrap().len(), 2);
    assert_eq!(all.json()[0], list["list"]);

    let begun = scene
        .call(scene.officer, Method::POST, "/sanctions/screening", None)
        .await;
    assert_eq!(begun.status, StatusCode::ACCEPTED);
    assert_eq!(begun.json()["state"], "running");
    let other = scene
        .sent_by_program(scene.officer, "text/plain", LIST)
        .await;
    assert_eq!(other.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let reads = scene
        .sent_by_program(scene.auditor, "application/xml", LIST)
        .await;
    assert_eq!(reads.status, StatusCode::FORBIDDEN);
    let large = vec![b' '; scene.world.app.settings.upload_limit + 1];
    let large = scene
        .sent_by_program(scene.officer, "application/xml", &large)
        .await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[actix_web::test]
async fn names_are_searched_up_to_the_threshold() {
    let scene = Scene::screened();
    let page = scene
        .read(scene.auditor, "/sanctions/check?name=Meridiam+Relief+Front")
        .await;
    page.shows("MERIDIAN RELIEF FRONT");
    page.shows("QDe.931");
    page.shows("one letter differs");
    let person = "/sanctions/check?kind=individual&name=Anouar+Idris+Tessari&born=";
    let page = scene.read(scene.auditor, &format!("{person}1962")).await;
    page.shows("The year of birth agrees.");
    let page = scene.read(scene.auditor, &format!("{person}1975")).await;
    page.shows("The year of birth is 12 years apart.");
    scene
        .read(scene.auditor, "/sanctions/check")
        .await
        .hides("error-summary");
    for (wrong, said) in [
        ("name=", "Answer this."),
        ("name=+", "Answer this."),
        (
            "name=---",
            "Give a name with at least one letter or figure.",
        ),
        (
            "name=Hope&born=sixty",
            "Give the year of birth in four figures",
        ),
        (
            "name=Hope&born=196",
            "Give the year of birth in four figures",
        ),
    ] {
        let page = scene
            .read(scene.auditor, &format!("/sanctions/check?{wrong}"))
            .await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(page.body.contains(said), "{wrong}: {}", page.body);
    }
    let long = format!("/sanctions/check?name={}", "a".repeat(301));
    let page = scene.read(scene.auditor, &long).await;
    assert!(page.body.contains("This is too long."));

    let check = async |query: &str| {
        let path = format!("/sanctions/check?name=Meridiam%20Relief%20Front{query}");
        scene.call(scene.auditor, Method::GET, &path, None).await
    };
    let found = check("").await.json();
    assert_eq!(found[0]["reference"], "QDe.931");
    assert_eq!(found[0]["compared"]["parts"][0]["how"], "one_letter");
    assert_eq!(found[0]["entry"]["names"][0]["kind"], "primary");
    let score = found[0]["compared"]["score"].as_u64().unwrap();
    assert!((850..1000).contains(&score), "{score}");
    let at = check(&format!("&threshold={score}")).await.json();
    assert_eq!(at[0]["reference"], "QDe.931");
    let above = check(&format!("&threshold={}", score + 1)).await.json();
    assert_eq!(above, json!([]));
    assert_eq!(check("&kind=individual").await.json(), json!([]));
    for wrong in ["&threshold=0", "&threshold=1001", "&kind=ship", "&age=3"] {
        assert_eq!(
            check(wrong).await.status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
    let wrong = check("&born=12").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn a_match_blocks_an_award_and_not_an_application() {
    let scene = scene::Scene::submitted(0);
    let world = &scene.world;
    lists::import_as(world.facility(), None, LIST).unwrap();
    let owner = world.person("Owner");
    let id = world.organisation(owner, NEAR);
    let actor = world.actor(owner);
    let facility = world.facility();
    let proposal = facility::intake::start(facility, &actor, scene.call, id).unwrap();
    let answers = scene::answers("Safe house");
    facility::intake::save(facility, &actor, proposal, None, answers).unwrap();
    facility::intake::submit(facility, &actor, proposal, None, true).unwrap();
    let standing = |manager| {
        facility::registration::view(facility, &world.actor(manager), id)
            .unwrap()
            .standing
    };
    let before = standing(scene.manager);
    assert_eq!(before.may_apply(), Ok(()));
    for step in Step::ALL {
        assert!(before.blocks(*step).contains(&Refusal::SanctionsMatch));
    }
    let dismiss = Command::DismissMatch {
        number: 1,
        reason: Text::parse("Another country, other founders.").unwrap(),
    };
    world.on_organisation(scene.officer, id, &dismiss);
    let after = standing(scene.manager);
    assert!(!after.blocks(Step::Award).contains(&Refusal::SanctionsMatch));
}

#[actix_web::test]
async fn a_dismissal_holds_until_the_entry_or_the_name_changes() {
    let scene = Scene::screened();
    let id = scene.register(NEAR, &[LISTED_OFFICER]);
    let entity = |status| ("QDe.931".to_owned(), NEAR.to_owned(), status);
    let person = |status| ("QDi.901".to_owned(), LISTED_OFFICER.to_owned(), status);
    use MatchStatus::{Dismissed, Ended, Open};
    assert_eq!(scene.matches(id), [entity(Open), person(Open)]);
    scene.dismiss(id);
    scene.screen_again();
    assert_eq!(scene.matches(id), [entity(Dismissed), person(Dismissed)]);

    // The later list amends the one entry and leaves the other.
    scene.world.set("2010-06-16T09:00:00Z");
    scene.import(LATER);
    assert_eq!(
        scene.matches(id),
        [entity(Dismissed), person(Ended), person(Open)]
    );
    let page = scene
        .read(scene.officer, &format!("/organisations/{id}/matches"))
        .await;
    page.shows("Founded by others, elsewhere.");
    page.shows("Decided by Olena Officer");

    // Another name is another question.
    let renamed = "Meridian Relief Frond";
    let changed = Profile {
        officers: vec![Officer::named(LISTED_OFFICER)],
        ..profile(renamed)
    };
    let owner = scene.world.actor(scene.owner);
    facility::registration::amend(scene.world.facility(), &owner, id, None, changed).unwrap();
    assert_eq!(
        scene.matches(id),
        [
            entity(Ended),
            person(Ended),
            person(Open),
            open("QDe.931", renamed)
        ]
    );
}

#[actix_web::test]
async fn organisations_with_open_matches_are_screened_again_too() {
    let scene = Scene::screened();
    let removed = "Ruslan Aslanovich Dzhantemirov";
    let id = scene.register(NEAR, &["Abdirahman Warsame Geedi", removed]);
    assert_eq!(
        scene.matches(id),
        [open("QDe.931", NEAR), open("QDi.905", removed)]
    );
    scene.import(LATER);
    let gone = ("QDi.905".to_owned(), removed.to_owned(), MatchStatus::Ended);
    assert_eq!(
        scene.matches(id),
        [
            open("QDe.931", NEAR),
            gone,
            open("SOi.912", "Abdirahman Warsame Geedi")
        ]
    );
}

#[actix_web::test]
async fn matches_are_decided_on_the_page_with_a_reason() {
    let scene = Scene::screened();
    let mut officer = Officer::named("Anouar Idris Tessari");
    officer.born_on = Some("1975-02-01".parse().unwrap());
    let profile = Profile {
        officers: vec![officer],
        ..profile("Light House")
    };
    let facility = scene.world.facility();
    let id = facility::registration::register(facility, scene.owner, profile).unwrap();
    let path = format!("/organisations/{id}/matches");
    let list = scene.read(scene.officer, "/sanctions/matches").await;
    list.shows("Light House");
    list.shows(&format!("{path}#match-1"));
    scene
        .read(scene.officer, "/sanctions")
        .await
        .shows("1 open match<");

    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser.get(&path).await;
    page.shows("The year of birth is 12 years apart.");
    page.shows("Treasurer of the Meridian Relief Front");
    let seen = crate::contract::seen(page.page());
    let silent = [("seen", seen.as_str()), ("dismiss-1-reason", "  ")];
    let refused = browser.post(&format!("{path}/1/dismiss"), &silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("dismiss-1-reason-error"));
    // What was typed comes back when somebody else was faster.
    let stale = [("seen", "0"), ("dismiss-1-reason", "Another man.")];
    let refused = browser.post(&format!("{path}/1/dismiss"), &stale).await;
    assert!(refused.body.contains(">Another man.</textarea>"));
    let told = [
        ("seen", seen.as_str()),
        ("dismiss-1-reason", "Another man."),
    ];
    let done = browser.post(&format!("{path}/1/dismiss"), &told).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = browser.get(&path).await;
    page.shows("<blockquote><bdi>Another man.</bdi></blockquote>");
    page.hides("dismiss-1-reason");
    page.shows("confirm-1-reason");
    let list = scene
        .read(scene.auditor, "/sanctions/matches?status=dismissed")
        .await;
    list.shows("Light House");
    scene
        .read(scene.auditor, "/sanctions/matches")
        .await
        .shows("There is no match of this status.");
    scene.read(scene.auditor, &path).await.hides("-reason\"");
}

#[actix_web::test]
async fn what_one_has_confirmed_another_manager_takes_back() {
    let scene = Scene::screened();
    let id = scene.register(NEAR, &["Wanjiru Kamau"]);
    let act = async |who, act: &str| {
        let path = format!("/organisations/{id}/{act}-match");
        let body = json!({ "number": 1, "reason": "Seen their papers." });
        scene.call(who, Method::POST, &path, Some(body)).await
    };
    assert_eq!(
        act(scene.auditor, "confirm").await.status,
        StatusCode::FORBIDDEN
    );
    let confirmed = act(scene.manager, "confirm").await;
    assert_eq!(confirmed.status, StatusCode::OK, "{}", confirmed.body);
    assert_eq!(
        act(scene.other_manager, "confirm").await.json()["type"],
        "/problems/already-done"
    );
    assert_eq!(
        act(scene.officer, "dismiss").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        act(scene.manager, "dismiss").await.json()["type"],
        "/problems/own-act"
    );
    let path = format!("/organisations/{id}/sanctions-matches");
    let mine = async |who| {
        let answer = scene.call(who, Method::GET, &path, None).await;
        answer.json()[0]["available_actions"].clone()
    };
    assert_eq!(mine(scene.manager).await, json!([]));
    assert_eq!(mine(scene.other_manager).await, json!(["dismiss_match"]));
    let page = scene
        .read(scene.officer, &format!("/organisations/{id}/matches"))
        .await;
    page.hides("dismiss-1-reason");
    let back = act(scene.other_manager, "dismiss").await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    let view = scene.call(scene.officer, Method::GET, &path, None).await;
    assert_eq!(view.header("etag"), back.header("etag"));
    assert_eq!(view.json()[0]["status"], "dismissed");
    assert_eq!(view.json()[0]["decided_by"], "Otto Manager");

    let stale = TestRequest::post()
        .uri(&format!("/api/v1/organisations/{id}/confirm-match"))
        .insert_header((
            "authorization",
            format!("Bearer {}", scene.world.token(scene.officer)),
        ))
        .insert_header(("if-match", "\"1\""))
        .set_json(json!({ "number": 1, "reason": "Seen." }));
    let mut program = scene.world.browser().await;
    assert_eq!(
        program.send(stale).await.status,
        StatusCode::PRECONDITION_FAILED
    );
    for wrong in [
        json!({ "number": 0, "reason": "Seen." }),
        json!({ "number": 1, "reason": " " }),
        json!({ "number": 1 }),
    ] {
        let path = format!("/organisations/{id}/confirm-match");
        let answer = scene
            .call(scene.officer, Method::POST, &path, Some(wrong))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[actix_web::test]
async fn the_matches_of_all_come_page_by_page() {
    let scene = Scene::screened();
    for name in [NEAR, "Al-Wafir Charitable Trust", "Ansar al-Nahda"] {
        scene.register(name, &["Wanjiru Kamau"]);
    }
    let mut path = "/sanctions/matches?status=open&limit=2".to_owned();
    let mut found = Vec::new();
    loop {
        let answer = scene.call(scene.auditor, Method::GET, &path, None).await;
        for one in answer.json().as_array().unwrap() {
            found.push(one["reference"].as_str().unwrap().to_owned());
        }
        let link = answer.header("link");
        let Some((next, _)) = link.split_once('>') else {
            break;
        };
        let (_, next) = next.split_once("/api/v1").unwrap();
        path = next.to_owned();
    }
    // They come in the order of their organisations.
    found.sort();
    assert_eq!(found, ["QDe.931", "QDe.932", "QDe.933"]);
    for (wrong, status) in [
        ("after=somewhere", StatusCode::UNPROCESSABLE_ENTITY),
        ("status=lost", StatusCode::BAD_REQUEST),
        ("limit=0", StatusCode::BAD_REQUEST),
    ] {
        let path = format!("/sanctions/matches?{wrong}");
        let answer = scene.call(scene.auditor, Method::GET, &path, None).await;
        assert_eq!(answer.status, status, "{wrong}");
    }
}

#[actix_web::test]
async fn the_organisations_own_people_see_nothing_and_decide_nothing() {
    let scene = Scene::screened();
    let id = scene.register(NEAR, &["Wanjiru Kamau"]);
    // One of the facility who works for the organisation is one of its people here.
    let both = scene.world.staff("Bao Both", Role::FacilityManager);
    scene.world.join(id, both, Role::Reader);
    let page = format!("/organisations/{id}");
    for who in [scene.owner, both] {
        let matches = scene.read(who, &format!("{page}/matches")).await;
        assert_eq!(matches.status, StatusCode::NOT_FOUND);
        let listed = scene
            .call(who, Method::GET, &format!("{page}/sanctions-matches"), None)
            .await;
        assert_eq!(listed.status, StatusCode::NOT_FOUND);
        let shown = scene.read(who, &page).await;
        shown.hides("QDe.931");
        shown.hides("anctions match");
        let body = json!({ "number": 1, "reason": "Not us." });
        let acted = scene
            .call(
                who,
                Method::POST,
                &format!("{page}/dismiss-match"),
                Some(body),
            )
            .await;
        assert_eq!(acted.status, StatusCode::FORBIDDEN);
        let mut browser = scene.world.signed_in(who).await;
        let posted = browser
            .post(
                &format!("{page}/matches/1/dismiss"),
                &[("seen", "2"), ("dismiss-1-reason", "Not us.")],
            )
            .await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
        for part in ["", "/standing"] {
            let told = scene
                .call(who, Method::GET, &format!("{page}{part}"), None)
                .await;
            assert!(!told.body.contains("anction"), "{}", told.body);
            assert!(!told.body.contains("_match"), "{}", told.body);
        }
    }
    let of_all = scene
        .call(both, Method::GET, "/sanctions/matches", None)
        .await;
    assert_eq!(of_all.json(), json!([]));
    for path in [
        "/sanctions",
        "/sanctions/check",
        "/sanctions/matches",
        "/sanctions/lists/00000000-0000-0000-0000-000000000000",
    ] {
        let hidden = scene.read(scene.owner, path).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path}");
    }
    for path in [
        "/sanctions/lists",
        "/sanctions/screening",
        "/sanctions/check?name=Hope",
        "/sanctions/matches",
    ] {
        let hidden = scene.call(scene.owner, Method::GET, path, None).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{path}");
    }
    let hidden = scene
        .sent_by_program(scene.owner, "application/xml", LIST)
        .await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    assert_eq!(scene.matches(id), [open("QDe.931", NEAR)]);
}

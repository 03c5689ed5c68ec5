//! Evaluators: invited by mail, their terms accepted before anything is seen, their profile.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::definition::{CallDefinition, Localised};
use workflow::ids::PersonId;
use workflow::procedure::Stage;
use workflow::role::{Appointment, Role};

use crate::account::link;
use crate::scene::Scene;
use crate::world::Answer;

const SECRET: &str = "a long and quiet evening";

fn invited<'a>(name: &'a str, email: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("do", "one"),
        ("name", name),
        ("email", email),
        ("language", "en"),
        ("agency", "UNODC"),
    ]
}

/// The digest of the terms a page shows.
fn shown(page: &Answer) -> String {
    let (_, rest) = page.body.split_once("name=\"terms\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn who_is_invited_without_an_account_opens_one_and_evaluates() {
    let scene = Scene::in_evaluation(1);
    let world = &scene.world;
    let place = format!("/calls/{}/evaluators", scene.call);
    let mut officer = world.signed_in(scene.officer).await;
    officer
        .get(&place)
        .await
        .shows("Nobody evaluates this call yet");
    let wrong = officer.post(&place, &invited("", "no")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = invited("Eva Evaluator", "eva@agency.example");
    assert_eq!(officer.post(&place, &fields).await.location(), place);
    let twice = officer.post(&place, &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    officer.get(&place).await.shows("Sent");
    let evaluate = link(world, "/evaluate/");
    let mut guest = world.browser().await;
    guest
        .get(&evaluate)
        .await
        .shows("Olena Officer invites you to evaluate");
    officer.get(&place).await.shows("Opened");
    let weak = [("do", "open"), ("name", ""), ("password", "short")];
    let weak = guest.post(&evaluate, &weak).await;
    assert_eq!(
        weak.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        weak.body
    );
    let terms = shown(&guest.get(&evaluate).await);
    let strong = [
        ("do", "open"),
        ("name", "Eva E."),
        ("password", SECRET),
        ("agree", "true"),
        ("terms", terms.as_str()),
    ];
    assert_eq!(guest.post(&evaluate, &strong).await.location(), "/sign-in");
    // The link works once.
    guest.get(&evaluate).await.shows("has been used");
    guest.get("/sign-in").await;
    let fields = [("email", "eva@agency.example"), ("password", SECRET)];
    assert_eq!(guest.post("/sign-in", &fields).await.location(), "/");
    guest.get("/evaluation").await.page();
    guest.get("/evaluator").await.shows("value=\"UNODC\"");
    let page = officer.get(&place).await;
    page.shows("Eva E.");
    page.shows("Accepted");
    let again = officer
        .post(&place, &invited("Eva", "eva@agency.example"))
        .await;
    assert!(
        again.body.contains("evaluates the call already"),
        "{}",
        again.body
    );
}

#[actix_web::test]
async fn who_has_an_account_signs_in_and_others_cannot_take_the_link() {
    let scene = Scene::in_evaluation(1);
    let world = &scene.world;
    let place = format!("/calls/{}/evaluators", scene.call);
    let person = world.person("Erik Evaluator");
    let mut officer = world.signed_in(scene.officer).await;
    officer.get(&place).await;
    let fields = invited("Erik", "erik.evaluator@people.example");
    officer.post(&place, &fields).await;
    let evaluate = link(world, "/evaluate/");
    let mut nobody = world.browser().await;
    nobody.get(&evaluate).await.shows("Sign in");
    let mut other = world.signed_in(world.person("Somebody")).await;
    other.get(&evaluate).await.shows("sent to another address");
    let taken = other.post(&evaluate, &[("do", "accept")]).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut erik = world.signed_in(person).await;
    let page = erik.get(&evaluate).await;
    page.shows("Accept the invitation");
    let terms = shown(&page);
    let accept = [
        ("do", "accept"),
        ("agree", "true"),
        ("terms", terms.as_str()),
    ];
    assert_eq!(erik.post(&evaluate, &accept).await.location(), "/evaluator");
    assert!(world.actor(person).holds(Role::Evaluator, Some(scene.call)));
}

#[actix_web::test]
async fn an_invitation_is_declined_with_a_reason_sent_again_withdrawn_and_expires() {
    let scene = Scene::in_evaluation(1);
    let world = &scene.world;
    let place = format!("/calls/{}/evaluators", scene.call);
    let mut officer = world.signed_in(scene.officer).await;
    officer.get(&place).await;
    officer
        .post(&place, &invited("One", "one@people.example"))
        .await;
    let evaluate = link(world, "/evaluate/");
    let mut guest = world.browser().await;
    guest.get(&evaluate).await;
    let silent = guest
        .post(&evaluate, &[("do", "decline"), ("reason", " ")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let reason = [("do", "decline"), ("reason", "I am away in May.")];
    assert_eq!(guest.post(&evaluate, &reason).await.location(), "/");
    officer.get(&place).await.shows("I am away in May.");
    officer
        .post(&place, &invited("Two", "two@people.example"))
        .await;
    let first = link(world, "/evaluate/");
    let token = world.token(scene.officer);
    let list = format!("/api/v1{place}");
    let found = officer.call(Method::GET, &list, &token, None).await.json();
    let id = found["invitations"][1]["id"].as_str().unwrap().to_owned();
    assert_eq!(found["invitations"][0]["outcome"], "declined");
    let soon = officer
        .post(&format!("{place}/invitations/{id}/send-again"), &[])
        .await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
    world.set("2010-04-13T08:00:00Z");
    let mut officer = world.signed_in(scene.officer).await;
    officer.get(&place).await;
    let again = officer
        .post(&format!("{place}/invitations/{id}/send-again"), &[])
        .await;
    assert_eq!(again.location(), place);
    let second = link(world, "/evaluate/");
    guest.get(&first).await.shows("has been used");
    guest.get(&second).await.shows("You are invited");
    world.set("2010-04-28T08:00:00Z");
    guest.get(&second).await.shows("has been used");
    let gone = format!("{list}/invitations/{id}");
    let gone = officer.call(Method::DELETE, &gone, &token, None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let mut officer = world.signed_in(scene.officer).await;
    officer.get(&place).await.shows("Withdrawn");
}

#[actix_web::test]
async fn pasted_lines_invite_the_good_and_show_the_bad() {
    let scene = Scene::in_evaluation(1);
    let place = format!("/calls/{}/evaluators", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&place).await;
    let lines = "name;email;language;agency\nAda;ada@a.example;ar;ILO\nBob;bob\n\"Cy; D.\";cy@a.example\nDi;di@a.example;xx";
    let answer = officer
        .post(&place, &[("do", "lines"), ("lines", lines)])
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for shown in [
        "2 invitations are on their way",
        "Line 3.",
        "Line 5.",
        "Bob;bob",
        "Di;di@a.example;xx",
    ] {
        assert!(answer.body.contains(shown), "{shown}: {}", answer.body);
    }
    assert!(!answer.body.contains("Ada;ada@a.example"));
    let page = officer.get(&place).await;
    page.shows("Cy; D.");
    page.shows("ada@a.example");
}

#[actix_web::test]
async fn only_who_runs_the_call_sees_and_invites_its_evaluators() {
    let scene = Scene::in_evaluation(1);
    let world = &scene.world;
    let place = format!("/calls/{}/evaluators", scene.call);
    let mut page = world.signed_in(world.staff("Audit", Role::Auditor)).await;
    page.get(&place).await.hides("Invite several");
    let refused = page.post(&place, &invited("X", "x@people.example")).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    for (name, role) in [
        ("Eva", Role::Evaluator),
        ("Mona", Role::PanelMember),
        ("Sam", Role::Screener),
    ] {
        let mut browser = world.signed_in(world.staff(name, role)).await;
        assert_eq!(
            browser.get(&place).await.status,
            StatusCode::NOT_FOUND,
            "{name}"
        );
        browser.get("/account").await;
        let refused = browser
            .post(&place, &invited("X", "x@people.example"))
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{name}");
    }
    let mut stranger = world.signed_in(world.person("Stranger")).await;
    assert_eq!(
        stranger.get("/evaluator").await.status,
        StatusCode::NOT_FOUND
    );
}

async fn profile_page(scene: &Scene, person: PersonId) -> String {
    let mut browser = scene.world.signed_in(person).await;
    browser.get("/evaluator").await.page().to_owned()
}

#[actix_web::test]
async fn the_profile_is_kept_as_typed_and_its_faults_stand_at_their_fields() {
    let scene = Scene::in_evaluation(1);
    let eva = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let mut browser = scene.world.signed_in(eva).await;
    browser.get("/evaluator").await;
    let wrong = [
        ("language-fr", "fluent"),
        ("affiliation-0-name", ""),
        ("affiliation-0-from", "2001"),
        ("affiliation-1-name", "Hope"),
        ("affiliation-1-from", "2009"),
        ("affiliation-1-to", "last"),
        ("absence-0-from", "2010-05-09"),
        ("most_files", "many"),
    ];
    let answer = browser.post("/evaluator", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for field in [
        "language-fr",
        "affiliation-1-to",
        "absence-0-to",
        "most_files",
    ] {
        assert!(
            answer.body.contains(&format!("href=\"#{field}\"")),
            "{field}: {}",
            answer.body
        );
    }
    assert!(answer.body.contains("value=\"last\""));
    let right = [
        ("agency", "UNODC"),
        ("most_files", "6"),
        ("language-fr", "works_in"),
        ("other_language", "Swahili"),
        ("other_level", "native"),
        ("theme", "victims"),
        ("region", "african"),
        ("affiliation-0-name", "Hope House"),
        ("affiliation-0-from", "2001"),
        ("affiliation-0-to", ""),
        ("affiliation-2-name", "Light"),
        ("affiliation-2-to", "2008"),
        ("absence-0-from", "2010-05-09"),
        ("absence-0-to", "2010-05-12"),
    ];
    let saved = browser.post("/evaluator", &right).await;
    assert_eq!(saved.location(), "/evaluator", "{}", saved.body);
    let page = profile_page(&scene, eva).await;
    for shown in ["Hope House", "value=\"2008\"", "2010-05-12", "Swahili"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // The officer sees all of it, and sets how much the person takes.
    let one = format!("/calls/{}/evaluators/{eva}", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&one).await;
    page.shows("Hope House, 2001–today");
    page.shows("African States");
    let fields = [
        ("most_files", "3"),
        ("absence-0-from", ""),
        ("absence-0-to", ""),
    ];
    assert_eq!(officer.post(&one, &fields).await.location(), one);
    let token = scene.world.token(eva);
    let own = officer
        .call(Method::GET, "/api/v1/evaluator", &token, None)
        .await
        .json();
    assert_eq!(own["most_files"], json!(3));
    assert_eq!(own["absences"], json!([]));
    assert_eq!(own["affiliations"][1]["to"], json!(2008));
    let mut changed = own.clone();
    changed["languages"] = json!([{ "code": "en", "level": "native" }]);
    let kept = officer
        .call(
            Method::PUT,
            "/api/v1/evaluator",
            &token,
            Some(changed.clone()),
        )
        .await;
    assert_eq!(kept.status, StatusCode::NO_CONTENT, "{}", kept.body);
    changed["salary"] = json!(1);
    let unknown = officer
        .call(Method::PUT, "/api/v1/evaluator", &token, Some(changed))
        .await;
    assert!(unknown.status.is_client_error());
    let again = officer
        .call(Method::GET, "/api/v1/evaluator", &token, None)
        .await
        .json();
    assert_eq!(again["languages"][0]["code"], "en");
}

fn with_terms(definition: &mut CallDefinition) {
    let texts = [
        ("en", "What you read stays with you.\n\nDestroy your notes."),
        ("ar", "ما تقرؤه يبقى سرا."),
    ];
    for stage in &mut definition.procedure.0 {
        if let Stage::Evaluation(rules) = stage {
            let all = texts.map(|(tag, text)| (tag.to_owned(), text.to_owned()));
            rules.terms = Some(Localised(all.into()));
        }
    }
}

#[actix_web::test]
async fn who_is_appointed_by_hand_sees_nothing_before_the_terms_are_accepted() {
    let scene = Scene::submitted_with(1, with_terms);
    let (world, facility) = (&scene.world, scene.world.facility());
    let eva = world.person("Eva Evaluator");
    let manager = world.actor(scene.manager);
    let invited = facility::people::Invited {
        name: "Eva".to_owned(),
        email: "eva.evaluator@people.example".to_owned(),
        language: language::Language::English,
    };
    let mut given = Appointment {
        role: Role::Evaluator,
        call: None,
        agency: None,
    };
    let url = "http://localhost:8080";
    let for_all = facility::people::appoint(facility, &manager, url, &invited, &given);
    assert!(
        matches!(for_all, Err(facility::Failure::Invalid(_))),
        "{for_all:?}"
    );
    given.call = Some(scene.call);
    facility::people::appoint(facility, &manager, url, &invited, &given).unwrap();
    assert!(!world.actor(eva).holds(Role::Evaluator, Some(scene.call)));
    let place = format!("/calls/{}/terms", scene.call);
    let mut browser = world.signed_in(eva).await;
    assert_eq!(
        browser.get("/declarations").await.status,
        StatusCode::NOT_FOUND
    );
    let home = browser.get("/").await;
    home.shows("Read and accept the terms");
    home.shows(&place);
    let page = browser.get(&place).await;
    page.shows("<p>Destroy your notes.</p>");
    let digest = page.body.split("name=\"terms\" value=\"").nth(1).unwrap()[..64].to_owned();
    let unticked = browser
        .post(&place, &[("do", "accept"), ("terms", &digest)])
        .await;
    assert_eq!(unticked.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody accepts a text they were not shown.
    let old = [
        ("do", "accept"),
        ("agree", "true"),
        ("terms", &"0".repeat(64)),
    ];
    assert_eq!(
        browser.post(&place, &old).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let accept = [
        ("do", "accept"),
        ("agree", "true"),
        ("terms", digest.as_str()),
    ];
    assert_eq!(browser.post(&place, &accept).await.location(), "/evaluator");
    assert!(world.actor(eva).holds(Role::Evaluator, Some(scene.call)));
    let page = browser.get(&place).await;
    page.shows("Terms accepted on");
    page.shows("Destroy your notes.");
    page.hides("Decline the terms");
    // Accepted once, the terms need not be accepted again when they are appointed again.
    let held = facility
        .store
        .read(|conn| store::people::all_appointments(conn, eva))
        .unwrap();
    facility::people::end(facility, &manager, held[0].id).unwrap();
    facility::people::appoint(facility, &manager, url, &invited, &given).unwrap();
    assert!(world.actor(eva).holds(Role::Evaluator, Some(scene.call)));
    let mut stranger = world.signed_in(world.person("Stranger")).await;
    assert_eq!(stranger.get(&place).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn who_declines_the_terms_is_not_appointed_and_an_invitation_shows_them() {
    let scene = Scene::submitted_with(1, with_terms);
    let (world, facility) = (&scene.world, scene.world.facility());
    let (eva, erik) = (
        world.person("Eva Evaluator"),
        world.person("Erik Evaluator"),
    );
    let manager = world.actor(scene.manager);
    let invited = facility::people::Invited {
        name: "Eva".to_owned(),
        email: "eva.evaluator@people.example".to_owned(),
        language: language::Language::English,
    };
    let given = Appointment {
        role: Role::Evaluator,
        call: Some(scene.call),
        agency: None,
    };
    let url = "http://localhost:8080";
    facility::people::appoint(facility, &manager, url, &invited, &given).unwrap();
    let token = world.token(eva);
    let path = format!("/api/v1/calls/{}/terms", scene.call);
    let mut program = world.browser().await;
    let terms = program.call(Method::GET, &path, &token, None).await.json();
    assert_eq!(terms["pending"], true);
    let reason = json!({ "reason": "They go too far." });
    let declined = program
        .call(
            Method::POST,
            &format!("{path}/decline"),
            &token,
            Some(reason),
        )
        .await;
    assert_eq!(declined.status, StatusCode::NO_CONTENT, "{}", declined.body);
    let gone = program.call(Method::GET, &path, &token, None).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    // By invitation, terms and invitation are accepted in one go.
    let place = format!("/calls/{}/evaluators", scene.call);
    let mut officer = world.signed_in(scene.officer).await;
    officer.get(&place).await;
    let fields = [
        ("do", "one"),
        ("name", "Erik"),
        ("email", "erik.evaluator@people.example"),
        ("language", "ar"),
    ];
    officer.post(&place, &fields).await;
    let evaluate = link(world, "/evaluate/");
    let mut browser = world.signed_in(erik).await;
    let page = browser.get(&evaluate).await;
    page.shows("What you read stays with you.");
    let digest = page.body.split("name=\"terms\" value=\"").nth(1).unwrap()[..64].to_owned();
    let unread = browser
        .post(&evaluate, &[("do", "accept"), ("terms", &digest)])
        .await;
    assert_eq!(unread.status, StatusCode::UNPROCESSABLE_ENTITY);
    let accept = [
        ("do", "accept"),
        ("agree", "true"),
        ("terms", digest.as_str()),
    ];
    assert_eq!(
        browser.post(&evaluate, &accept).await.location(),
        "/evaluator"
    );
    assert!(world.actor(erik).holds(Role::Evaluator, Some(scene.call)));
    officer.get(&place).await.shows("Terms accepted on");
}

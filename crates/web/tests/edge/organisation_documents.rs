//! Documents of organisations: on the pages, through the API, and the reminders of their last days.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::documents::kinds_held;
use facility::jobs;
use serde_json::{Value, json};
use workflow::document::DocumentKind;
use workflow::ids::{OrganisationId, PersonId};
use workflow::record::digest;
use workflow::role::Role;

use crate::uploads::pdf;
use crate::world::World;

const BORDER: &str = "------border";

/// A form with a file that comes last.
fn form(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
        body.extend_from_slice(part.as_bytes());
    }
    if let Some((name, content)) = file {
        let head = format!(
            "--{BORDER}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BORDER}--\r\n").as_bytes());
    body
}

fn sent(path: &str, body: Vec<u8>) -> TestRequest {
    TestRequest::post()
        .uri(path)
        .insert_header((
            "content-type",
            format!("multipart/form-data; boundary={BORDER}"),
        ))
        .set_payload(body)
}

fn with_key(request: TestRequest, token: &str) -> TestRequest {
    request.insert_header(("authorization", format!("Bearer {token}")))
}

struct Scene {
    world: World,
    owner: PersonId,
    organisation: OrganisationId,
    token: String,
}

impl Scene {
    fn new() -> Self {
        let world = World::new();
        let owner = world.person("Wanjiru Kamau");
        let organisation = world.organisation(owner, "Light House");
        let token = world.token(owner);
        Self {
            world,
            owner,
            organisation,
            token,
        }
    }

    fn member(&self, name: &str, role: Role) -> PersonId {
        let person = self.world.person(name);
        let facility = self.world.facility();
        let now = facility.clock.now();
        facility
            .store
            .write(|conn| store::people::add_membership(conn, self.organisation, person, role, now))
            .unwrap();
        person
    }

    fn list(&self) -> String {
        format!("/api/v1/organisations/{}/documents", self.organisation)
    }

    /// Adds a document through the API; the list afterwards.
    async fn added(&self, fields: &[(&str, &str)], content: &[u8]) -> Value {
        let mut program = self.world.browser().await;
        let request = sent(&self.list(), form(fields, Some(("paper.pdf", content))));
        let added = program.send(with_key(request, &self.token)).await;
        assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
        let list = program
            .call(Method::GET, &self.list(), &self.token, None)
            .await;
        list.json()
    }

    fn held(&self, today: &str) -> Vec<DocumentKind> {
        let store = &self.world.facility().store;
        let today = today.parse().unwrap();
        let held = store.read(|conn| kinds_held(conn, self.organisation, today));
        held.unwrap().into_iter().collect()
    }
}

#[actix_web::test]
async fn a_document_is_added_replaced_described_and_removed_on_the_pages() {
    let scene = Scene::new();
    let mut browser = scene.world.signed_in(scene.owner).await;
    let list = format!("/organisations/{}/documents", scene.organisation);
    browser.get(&list).await.shows("Not here yet");
    browser
        .get(&format!("{list}/new?kind=bank_letter"))
        .await
        .shows("<option value=\"bank_letter\" selected>");
    let post = format!("{list}?csrf={}", browser.csrf);
    let letter = [
        ("kind", "bank_letter"),
        ("language", "ar"),
        ("valid_from", "2010-01-01"),
        ("valid_until", "2010-04-09"),
        ("note", "Stamped"),
    ];

    let wrong = [
        letter[0],
        ("language", "Arabic"),
        ("valid_from", "2010-05-01"),
        letter[3],
    ];
    let refused = browser
        .send(sent(&post, form(&wrong, Some(("a.pdf", &pdf(100))))))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Write the code of a language"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("The last day lies before the first"));
    assert!(
        refused.body.contains("value=\"Arabic\""),
        "the form comes back filled"
    );
    // A letter bears a signature: no text that anybody can change.
    let word = b"PK\x03\x04....word/document.xml";
    let refused = browser
        .send(sent(&post, form(&letter, Some(("a.docx", word)))))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("Files of this type"),
        "{}",
        refused.body
    );
    let without = browser.send(sent(&post, form(&letter, None))).await;
    assert!(
        without.body.contains("The file is empty"),
        "{}",
        without.body
    );

    let added = browser
        .send(sent(&post, form(&letter, Some(("letter.pdf", &pdf(2000))))))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = browser.get(&list).await;
    for text in [
        "letter.pdf",
        "Expires soon",
        "Valid until 9 April 2010",
        "Arabic",
        "Stamped",
        "Uploaded by Wanjiru Kamau",
    ] {
        page.shows(text);
    }
    page.shows(&digest(&pdf(2000)).to_string());
    page.hides("Version 1 of 1");
    let actor = scene.world.actor(scene.owner);
    let facility = scene.world.facility();
    let found = || {
        facility::documents::organisation::of_organisation(facility, &actor, scene.organisation)
            .unwrap()
            .documents
            .remove(0)
    };
    let first = found().current.row.id;

    let replace = format!("/documents/{first}/replace");
    browser.get(&replace).await.shows("letter.pdf");
    let fields = [
        ("seen", "1"),
        ("language", "en"),
        ("valid_until", "2011-12-31"),
    ];
    let post = format!("{replace}?csrf={}", browser.csrf);
    let replaced = browser
        .send(sent(
            &post,
            form(&fields, Some(("letter-2.pdf", &pdf(3000)))),
        ))
        .await;
    assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.body);
    let page = browser.get(&list).await;
    page.shows("Version 2 of 2");
    page.shows("Version 1 of 2");
    page.shows("One earlier version");
    let before = browser.get(&format!("/documents/{first}")).await;
    assert_eq!(
        before.status,
        StatusCode::OK,
        "the version before stays reachable"
    );
    // Who still sees version 1 does not overwrite version 2.
    let late = browser
        .send(sent(&post, form(&fields, Some(("late.pdf", &pdf(10))))))
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);

    let edit = format!("/documents/{first}/edit");
    browser.get(&edit).await.shows("2011-12-31");
    let described = browser
        .post(
            &edit,
            &[
                ("seen", "2"),
                ("kind", "other"),
                ("language", "fr"),
                ("note", ""),
            ],
        )
        .await;
    assert_eq!(
        described.status,
        StatusCode::SEE_OTHER,
        "{}",
        described.body
    );
    assert_eq!(found().kind, DocumentKind::Other);
    assert_eq!(found().current.row.description.valid_until, None);
    let wrong = browser
        .post(&edit, &[("seen", "3"), ("kind", "novel")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

    let removed = browser
        .post(&format!("/documents/{first}/remove"), &[("seen", "3")])
        .await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    let page = browser.get(&list).await;
    page.shows("Removed by Wanjiru Kamau");
    assert_eq!(
        browser.get(&format!("/documents/{first}")).await.status,
        StatusCode::OK
    );
    assert_eq!(browser.get(&edit).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn documents_of_an_organisation_are_seen_by_its_people_and_the_register() {
    let scene = Scene::new();
    let list = scene.added(&[("kind", "statutes")], &pdf(100)).await;
    let id = list[0]["current"]["id"].as_str().unwrap().to_owned();
    let reader = scene.member("Rita Reader", Role::Reader);
    let editor = scene.member("Eddie Editor", Role::Editor);
    let officer = scene.world.staff("Olena Officer", Role::ProgrammeOfficer);
    let auditor = scene.world.staff("Aida Auditor", Role::Auditor);
    let evaluator = scene.world.staff("Eva Evaluator", Role::Evaluator);
    let stranger = scene.world.person("A Stranger");
    let page = format!("/organisations/{}/documents", scene.organisation);
    let mut program = scene.world.browser().await;
    for (person, reads, writes) in [
        (scene.owner, 200, 200),
        (editor, 200, 200),
        (reader, 200, 403),
        (officer, 200, 403),
        (auditor, 200, 403),
        (evaluator, 404, 404),
        (stranger, 404, 404),
    ] {
        let token = scene.world.token(person);
        for path in [scene.list(), format!("/api/v1/documents/{id}")] {
            let answer = program.call(Method::GET, &path, &token, None).await;
            assert_eq!(answer.status.as_u16(), reads, "{path}");
        }
        let body = Some(json!({ "note": "Seen" }));
        let path = format!("/api/v1/documents/{id}");
        let answer = program.call(Method::PATCH, &path, &token, body).await;
        assert_eq!(answer.status.as_u16(), writes, "{}", answer.body);
        let mut browser = scene.world.signed_in(person).await;
        let shown = browser.get(&page).await;
        assert_eq!(shown.status.as_u16(), reads);
        assert_eq!(shown.body.contains("Add a document"), writes == 200);
        let download = browser.get(&format!("/documents/{id}")).await;
        assert_eq!(download.status.as_u16(), reads);
        if reads == 200 {
            assert!(
                download
                    .header("content-disposition")
                    .starts_with("attachment")
            );
            assert!(
                download
                    .header("content-security-policy")
                    .contains("sandbox")
            );
        }
        let new = browser.get(&format!("{page}/new")).await;
        assert_eq!(new.status.as_u16(), writes);
    }
}

#[actix_web::test]
async fn the_api_changes_only_what_the_caller_has_seen() {
    let scene = Scene::new();
    let said = [
        ("kind", "policy"),
        ("valid_until", "2010-12-31"),
        ("note", "Safeguarding"),
    ];
    let list = scene.added(&said, &pdf(100)).await;
    assert_eq!(list[0]["standing"], "valid");
    assert_eq!(list[0]["changes"], 1);
    let id = list[0]["id"].as_str().unwrap();
    let path = format!("/api/v1/documents/{id}");
    let mut program = scene.world.browser().await;
    let patch = |tag: &str, body: Value| {
        with_key(TestRequest::patch().uri(&path), &scene.token)
            .insert_header(("if-match", tag.to_owned()))
            .set_json(body)
    };
    let late = program.send(patch("\"7\"", json!({ "note": null }))).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    let changed = program
        .send(patch("\"1\"", json!({ "note": null, "language": "fr" })))
        .await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    assert_eq!(changed.header("etag"), "\"2\"");
    let wrong = program.send(patch("\"2\"", json!({ "size": 3 }))).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);

    let versions = format!("{path}/versions");
    let replace = |tag: &str, content: &[u8]| {
        let body = form(&[("language", "en")], Some(("policy.pdf", content)));
        with_key(sent(&versions, body), &scene.token).insert_header(("if-match", tag.to_owned()))
    };
    let late = program.send(replace("\"1\"", &pdf(200))).await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    let replaced = program.send(replace("\"2\"", &pdf(200))).await;
    assert_eq!(replaced.status, StatusCode::CREATED, "{}", replaced.body);
    let list = program
        .call(Method::GET, &scene.list(), &scene.token, None)
        .await
        .json();
    let document = &list[0];
    assert_eq!(document["current"]["version"], 2);
    assert_eq!(document["current"]["digest"], digest(&pdf(200)).to_string());
    assert_eq!(document["current"]["valid_until"], Value::Null);
    assert_eq!(document["earlier"][0]["language"], "fr");
    assert_eq!(document["earlier"][0]["note"], Value::Null);
    assert_eq!(document["earlier"][0]["valid_until"], "2010-12-31");

    let delete = |tag: &str| {
        with_key(TestRequest::delete().uri(&path), &scene.token)
            .insert_header(("if-match", tag.to_owned()))
    };
    assert_eq!(
        program.send(delete("\"2\"")).await.status,
        StatusCode::PRECONDITION_FAILED
    );
    assert_eq!(program.send(delete("\"3\"")).await.status, StatusCode::OK);
    assert_eq!(program.send(delete("*")).await.status, StatusCode::CONFLICT);
    let json = with_key(TestRequest::post().uri(&versions), &scene.token).set_json(json!({}));
    let gone = program.send(json).await;
    assert_eq!(gone.status, StatusCode::CONFLICT);
    let json = with_key(TestRequest::post().uri(&scene.list()), &scene.token).set_json(json!({}));
    assert_eq!(
        program.send(json).await.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE
    );
}

#[actix_web::test]
async fn documents_count_until_their_last_day_and_while_they_are_there() {
    let scene = Scene::new();
    let letter = [
        ("kind", "bank_letter"),
        ("valid_from", "2010-03-05"),
        ("valid_until", "2010-04-09"),
    ];
    scene.added(&letter, &pdf(100)).await;
    let list = scene.added(&[("kind", "statutes")], &pdf(100)).await;
    let both = [DocumentKind::Statutes, DocumentKind::BankLetter];
    assert_eq!(scene.held("2010-03-04"), [DocumentKind::Statutes]);
    assert_eq!(scene.held("2010-03-05"), both);
    assert_eq!(scene.held("2010-04-09"), both);
    assert_eq!(scene.held("2010-04-10"), [DocumentKind::Statutes]);
    let statutes = list
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["kind"] == "statutes")
        .unwrap();
    let path = format!("/api/v1/documents/{}", statutes["id"].as_str().unwrap());
    let mut program = scene.world.browser().await;
    program
        .call(Method::DELETE, &path, &scene.token, None)
        .await;
    assert_eq!(scene.held("2010-03-04"), []);
}

#[actix_web::test]
async fn writers_are_reminded_of_a_documents_last_days_each_once() {
    let scene = Scene::new();
    // The second contact is the other who writes.
    scene.member("Rita Reader", Role::Reader);
    let letter = [("kind", "bank_letter"), ("valid_until", "2010-06-30")];
    scene.added(&letter, &pdf(100)).await;
    let facility = scene.world.facility();
    let mails = || {
        let kept = facility
            .store
            .read(|conn| store::outbox::newest(conn, None, None, 100));
        let mut subjects: Vec<String> =
            kept.unwrap().into_iter().map(|mail| mail.subject).collect();
        subjects.retain(|subject| subject.contains("Light House"));
        subjects
    };
    let on = |day: &str| {
        scene.world.set(&format!("{day}T08:00:00Z"));
        jobs::remind_of_documents(facility).unwrap();
        jobs::remind_of_documents(facility).unwrap();
        mails().len()
    };
    assert_eq!(on("2010-04-30"), 0);
    assert_eq!(on("2010-05-01"), 2, "owner and second contact");
    assert_eq!(on("2010-05-30"), 2);
    assert_eq!(on("2010-05-31"), 4);
    assert_eq!(on("2010-06-23"), 6);
    assert_eq!(on("2010-06-30"), 6);
    assert_eq!(on("2010-07-01"), 8);
    assert_eq!(on("2010-07-02"), 8);
    let said = mails();
    assert_eq!(said[0], "Letter from the bank of Light House has expired");
    assert_eq!(said[7], "Letter from the bank of Light House expires soon");

    // A new version with days of its own: nothing more of the old one.
    let list = scene
        .world
        .browser()
        .await
        .call(Method::GET, &scene.list(), &scene.token, None)
        .await
        .json();
    let path = format!(
        "/api/v1/documents/{}/versions",
        list[0]["id"].as_str().unwrap()
    );
    let body = form(
        &[("valid_until", "2011-06-30")],
        Some(("new.pdf", &pdf(200))),
    );
    let mut program = scene.world.browser().await;
    program
        .send(with_key(sent(&path, body), &scene.token))
        .await;
    assert_eq!(on("2010-07-03"), 8);
    assert_eq!(on("2011-05-01"), 10);
}

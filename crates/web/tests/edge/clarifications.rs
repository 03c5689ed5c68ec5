//! Questions about a call, the public page, and its feeds.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::clarifications;
use serde_json::json;
use workflow::ids::{CallId, PersonId};
use workflow::role::Role;
use workflow::text::Text;

use crate::documents::upload;
use crate::world::World;

struct Asking {
    world: World,
    call: CallId,
    owner: PersonId,
    officer: PersonId,
}

impl Asking {
    fn new() -> Self {
        let world = World::new();
        let call = world.founding_call();
        let owner = world.person("Wanjiru Kamau");
        world.organisation(owner, "Light House");
        let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
        Self {
            world,
            call,
            owner,
            officer,
        }
    }

    fn page(&self) -> String {
        format!("/calls/{}/questions", self.call)
    }

    fn ask(&self, text: &str) -> uuid::Uuid {
        let actor = self.world.actor(self.owner);
        let text = Text::parse(text).unwrap();
        clarifications::ask(self.world.facility(), &actor, self.call, "en", &text).unwrap()
    }

    fn mails(&self) -> Vec<(String, String)> {
        facility::outbox::kept(self.world.facility(), None, 200)
            .unwrap()
            .into_iter()
            .map(|kept| (kept.name, kept.mail.body))
            .collect()
    }
}

#[actix_web::test]
async fn a_question_is_answered_to_everybody_and_the_asker_never_shown() {
    let asking = Asking::new();
    let world = &asking.world;
    let follower = world.person("Fatou Follower");
    let mut browser = world.signed_in(follower).await;
    browser.get(&asking.page()).await.shows("Follow this call");
    let followed = browser.post(&asking.page(), &[("do", "follow")]).await;
    assert_eq!(followed.status, StatusCode::SEE_OTHER);

    let mut owner = world.signed_in(asking.owner).await;
    let page = owner.get(&asking.page()).await;
    page.shows("19 March 2010, 17:00");
    let empty = owner
        .post(&asking.page(), &[("do", "ask"), ("language", "en")])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = "x".repeat(2_001);
    let fields = [("do", "ask"), ("language", "en"), ("question", &long)];
    let too_long = owner.post(&asking.page(), &fields).await;
    assert_eq!(too_long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_long.body.contains("2,000 characters"));
    let question = "May two shelters\napply together?";
    let fields = [("do", "ask"), ("language", "en"), ("question", question)];
    let asked = owner.post(&asking.page(), &fields).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    owner.get(&asking.page()).await.shows("Waits for an answer");
    let mut outside = world.browser().await;
    outside.get(&asking.page()).await.hides("two shelters");

    let mut officer = world.signed_in(asking.officer).await;
    officer
        .get("/")
        .await
        .shows("1 question waits for an answer");
    let desk = format!("{}/open", asking.page());
    let page = officer.get(&desk).await;
    page.shows("two shelters");
    page.shows("24 March 2010, 17:00");
    page.hides("Wanjiru");
    let id = page
        .body
        .split("name=\"question\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let nothing = officer
        .post(&desk, &[("do", "answer"), ("question", &id)])
        .await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("at least one language"));
    let field = format!("answer-{id}-en");
    let fields = [
        ("do", "answer"),
        ("question", id.as_str()),
        (field.as_str(), "Yes, up to three."),
    ];
    let answered = officer.post(&desk, &fields).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.body);

    let page = outside.get(&asking.page()).await;
    page.shows("two shelters");
    page.shows("Yes, up to three.");
    page.hides("Wanjiru");
    outside
        .get(&format!("/calls/{}", asking.call))
        .await
        .shows("Yes, up to three.");
    let told: Vec<String> = asking
        .mails()
        .into_iter()
        .filter(|(_, body)| body.contains("Yes, up to three."))
        .map(|(name, body)| {
            assert!(
                !body.contains("Wanjiru") || name == "Wanjiru Kamau",
                "{body}"
            );
            name
        })
        .collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.contains(&"Fatou Follower".to_owned()));

    // A correction is another answer; both stay readable, and it is told anew.
    officer
        .get(&format!("{desk}?correct={id}"))
        .await
        .shows("The new answer counts");
    let fields = [
        ("do", "answer"),
        ("question", id.as_str()),
        (field.as_str(), "Yes, up to two."),
    ];
    officer.post(&desk, &fields).await;
    let page = outside.get(&asking.page()).await;
    page.shows("Yes, up to two.");
    page.shows("Earlier answer of");
    page.shows("Yes, up to three.");
    let told = asking.mails();
    let corrections = told
        .iter()
        .filter(|(_, body)| body.contains("up to two"))
        .count();
    assert_eq!(corrections, 2);
    assert_eq!(
        world.browser().await.get(&desk).await.status.as_u16(),
        303,
        "nobody is sent to sign in"
    );
    assert_eq!(owner.get(&desk).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_declined_question_is_told_to_its_asker_alone() {
    let asking = Asking::new();
    let id = asking.ask("Who else has applied?").to_string();
    let mut officer = asking.world.signed_in(asking.officer).await;
    let desk = format!("{}/open", asking.page());
    officer.get(&desk).await;
    let fields = [
        ("do", "decline"),
        ("question", id.as_str()),
        ("reason", "That is not public."),
    ];
    let declined = officer.post(&desk, &fields).await;
    assert_eq!(declined.status, StatusCode::SEE_OTHER, "{}", declined.body);
    let told: Vec<(String, String)> = asking
        .mails()
        .into_iter()
        .filter(|(_, body)| body.contains("That is not public."))
        .collect();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].0, "Wanjiru Kamau");
    let mut owner = asking.world.signed_in(asking.owner).await;
    owner.get(&asking.page()).await.shows("That is not public.");
    let mut outside = asking.world.browser().await;
    let page = outside.get(&asking.page()).await;
    page.hides("Who else");
    page.hides("not public");
}

#[actix_web::test]
async fn questions_end_to_the_instant_on_the_clock_of_the_call() {
    let asking = Asking::new();
    let mut owner = asking.world.signed_in(asking.owner).await;
    owner.get(&asking.page()).await;
    asking.world.set("2010-03-19T16:00:00.000001Z");
    let mut owner = asking.world.signed_in(asking.owner).await;
    let fields = [("do", "ask"), ("language", "en"), ("question", "Late?")];
    let late = owner.post(&asking.page(), &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Questions were taken until"));
    asking.world.set("2010-03-19T16:00:00Z");
    let asked = owner.post(&asking.page(), &fields).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
}

#[actix_web::test]
async fn the_api_asks_answers_follows_and_lists() {
    let asking = Asking::new();
    let world = &asking.world;
    let (owner, officer) = (world.token(asking.owner), world.token(asking.officer));
    let mut program = world.browser().await;
    let base = format!("/api/v1/calls/{}", asking.call);
    let ask = |key: &str| {
        TestRequest::post()
            .uri(&format!("{base}/ask-question"))
            .insert_header(("authorization", format!("Bearer {owner}")))
            .insert_header(("idempotency-key", key.to_owned()))
            .set_json(json!({ "language": "fr", "question": "Combien ?" }))
    };
    let first = program.send(ask("one")).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    assert_eq!(program.send(ask("one")).await.json(), first.json());
    // The same question again is the same question.
    assert_eq!(program.send(ask("two")).await.json(), first.json());
    let id = first.json()["id"].clone();
    let open = format!("{base}/questions/open");
    let waiting = program.call(Method::GET, &open, &officer, None).await;
    assert_eq!(waiting.json()[0]["question"], "Combien ?");
    waiting.hides("Wanjiru");
    waiting.hides(&asking.owner.to_string());
    let hidden = program.call(Method::GET, &open, &owner, None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let mine = program
        .call(Method::GET, &format!("{base}/questions/mine"), &owner, None)
        .await;
    assert_eq!(mine.json()[0]["status"], "open");
    let body = json!({ "question": id, "answer": { "en": "Twelve.", "ar": "اثنا عشر." } });
    let answer = format!("{base}/answer-question");
    let not_theirs = program
        .call(Method::POST, &answer, &owner, Some(body.clone()))
        .await;
    assert_eq!(not_theirs.status, StatusCode::FORBIDDEN);
    let answered = program
        .call(Method::POST, &answer, &officer, Some(body))
        .await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.body);
    let list = program
        .call(Method::GET, &format!("{base}/questions"), "", None)
        .await;
    assert_eq!(list.json()[0]["answers"][0]["texts"]["en"], "Twelve.");
    list.hides(&asking.owner.to_string());
    for method in [Method::PUT, Method::DELETE] {
        let answer = program
            .call(method, &format!("{base}/follow"), &owner, None)
            .await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
}

#[actix_web::test]
async fn a_call_is_read_in_each_of_its_languages_apart_from_the_pages() {
    let asking = Asking::new();
    let mut browser = asking.world.browser().await;
    let page = browser.get(&format!("/calls/{}?in=ar", asking.call)).await;
    // The words around stay English; the call is in Arabic.
    page.shows("How decisions are made");
    page.shows("lang=\"ar\" dir=\"rtl\"");
    page.shows("Read the call in");
    page.shows("three evaluators".replace("three", "3").as_str());
    page.shows("datetime=\"2010-04-05T21:59:00Z\"");
    page.shows("/calls/feed.atom");
    let unknown = browser.get(&format!("/calls/{}?in=tlh", asking.call)).await;
    unknown.shows("Small Grants Facility 2010");
}

#[actix_web::test]
async fn feeds_hold_the_open_calls_and_answer_conditional_requests() {
    let asking = Asking::new();
    let mut reader = asking.world.browser().await;
    let json = reader.get("/calls/feed.json").await;
    assert_eq!(
        json.header("content-type"),
        "application/feed+json; charset=utf-8"
    );
    let feed = json.json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(
        feed["items"][0]["_minha"]["closes_at"],
        "2010-04-05T21:59:00Z"
    );
    assert_eq!(
        feed["items"][0]["url"],
        format!("http://localhost:8080/calls/{}", asking.call)
    );
    let atom = reader.get("/calls/feed.atom?in=ar").await;
    assert!(
        atom.body.starts_with("<?xml version=\"1.0\""),
        "{}",
        atom.body
    );
    assert!(atom.body.contains("xml:lang=\"ar\""));
    for (path, answer) in [
        ("/calls/feed.json", &json),
        ("/calls/feed.atom?in=ar", &atom),
    ] {
        for (name, value) in [
            ("if-none-match", answer.header("etag")),
            ("if-modified-since", answer.header("last-modified")),
        ] {
            let again = TestRequest::get()
                .uri(path)
                .insert_header((name, value.to_owned()));
            let again = reader.send(again).await;
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {name}");
            assert_eq!(again.body, "");
        }
        let other = TestRequest::get()
            .uri(path)
            .insert_header(("if-none-match", "\"other\""));
        assert_eq!(reader.send(other).await.status, StatusCode::OK);
    }
    // A call that has closed by the clock alone is gone, and the feed is new.
    asking.world.set("2010-04-06T08:00:00Z");
    let since = TestRequest::get()
        .uri("/calls/feed.json")
        .insert_header(("if-modified-since", json.header("last-modified").to_owned()));
    let closed = reader.send(since).await;
    assert_eq!(closed.status, StatusCode::OK);
    assert_eq!(closed.json()["items"], json!([]));
}

#[actix_web::test]
async fn documents_of_a_call_are_kept_by_its_officers_and_read_by_everybody() {
    let asking = Asking::new();
    let world = &asking.world;
    let call = format!("/calls/{}", asking.call);
    let place = format!("{call}/documents");
    let mut officer = world.signed_in(asking.officer).await;
    officer.get(&call).await.shows("Add a document");
    let csrf = officer.csrf.clone();
    let program = officer
        .send(upload(&place, &csrf, "a.exe", b"MZ\x90\x00"))
        .await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    let added = officer
        .send(upload(&place, &csrf, "Guidelines.pdf", b"%PDF-1.7 how to"))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let mut outside = world.browser().await;
    let page = outside.get(&call).await;
    page.shows("Guidelines.pdf");
    page.hides("Add a document");
    let (_, rest) = page.body.split_once("/documents/").unwrap();
    let document = format!("{place}/{}", &rest[..36]);
    let content = outside.get(&document).await;
    assert_eq!(content.body, "%PDF-1.7 how to");
    assert!(
        content
            .header("content-disposition")
            .starts_with("attachment")
    );
    let listed = outside
        .call(Method::GET, &format!("/api/v1{place}"), "", None)
        .await;
    assert_eq!(listed.json()[0]["name"], "Guidelines.pdf");
    let mut owner = world.signed_in(asking.owner).await;
    owner.get(&call).await;
    let csrf = owner.csrf.clone();
    let theirs = owner
        .send(upload(&place, &csrf, "b.pdf", b"%PDF-1.7"))
        .await;
    assert_eq!(theirs.status, StatusCode::FORBIDDEN);
    officer.get(&call).await;
    let removed = officer.post(&format!("{document}/remove"), &[]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    assert_eq!(outside.get(&document).await.status, StatusCode::NOT_FOUND);
}

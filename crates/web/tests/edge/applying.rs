//! Applying with others, on lines that break, and without a line: nobody loses what they wrote.

use std::collections::BTreeMap;

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::intake;
use facility::intake::writing::{self, Entry, Fate};
use serde_json::{Value, json};
use workflow::ids::{PersonId, ProposalId};
use workflow::role::Role;

use crate::intake::Writing;
use crate::scene;
use crate::world::{Answer, Browser};

impl Writing {
    /// Somebody else who writes for the organisation.
    pub fn colleague(&self) -> PersonId {
        let person = self.world.person("Amina Otieno");
        let organisation = self.world.actor(self.owner).memberships[0].0;
        self.world.join(organisation, person, Role::Editor);
        person
    }

    pub fn save(
        &self,
        person: PersonId,
        id: ProposalId,
        question: &str,
        value: Value,
        on: i64,
    ) -> Fate {
        let entries = BTreeMap::from([(question.to_owned(), Entry::on(value, on))]);
        let actor = self.world.actor(person);
        let written = writing::write(self.world.facility(), &actor, id, &entries).unwrap();
        written.fates[question]
    }

    pub fn draft(&self, id: ProposalId) -> intake::DraftView {
        intake::draft(self.world.facility(), &self.world.actor(self.owner), id).unwrap()
    }
}

/// The value of the field that says what a question is filled in on.
pub fn was(page: &Answer, question: &str) -> String {
    let begin = format!("name=\"was:\" value=\"{question} ");
    let rest = page.body.split_once(&begin).unwrap().1;
    format!("{question} {}", rest.split('"').next().unwrap())
}

async fn by_itself<S, B>(browser: &mut Browser<S>, path: &str, fields: &[(&str, &str)]) -> Answer
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody + 'static,
{
    let request = TestRequest::post()
        .uri(path)
        .insert_header(("x-csrf-token", browser.csrf.clone()))
        .set_form(fields);
    browser.send(request).await
}

#[actix_web::test]
async fn a_field_saves_by_itself_and_a_repetition_is_the_same_save() {
    let writing = Writing::new();
    let id = writing.started();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("/proposals/{id}/draft/project");
    let page = browser.get(&section).await;
    let was = was(&page, "title");
    let path = format!("{section}/title");
    let fields = [("title", "A safe place"), ("was:", was.as_str())];
    let saved = by_itself(&mut browser, &path, &fields).await;
    assert_eq!(
        (saved.status, &saved.json()["state"]),
        (StatusCode::OK, &json!("saved")),
        "{}",
        saved.body
    );
    let version = writing.draft(id).version;
    let again = by_itself(&mut browser, &path, &fields).await;
    assert_eq!(again.json()["state"], "saved");
    assert_eq!(writing.draft(id).version, version);
    // Superseded by somebody who has seen it, a late repetition is still the same save.
    let on = writing.draft(id).held["title"].version;
    assert_eq!(
        writing.save(writing.owner, id, "title", json!("Better"), on),
        Fate::Saved
    );
    let late = by_itself(&mut browser, &path, &fields).await;
    assert_eq!(late.json()["state"], "newer");
    let draft = writing.draft(id);
    assert_eq!(
        (draft.answers["title"].as_str(), draft.besides.len()),
        (Some("Better"), 0)
    );
    let unread = by_itself(
        &mut browser,
        &format!("{section}/months"),
        &[("months", "a year"), ("was:", "months 0 x")],
    )
    .await;
    assert_eq!(unread.json()["state"], "unread", "{}", unread.body);
    let none = by_itself(
        &mut browser,
        &format!("{section}/nothing"),
        &[("nothing", "x")],
    )
    .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn of_two_texts_written_at_once_both_are_kept_and_shown_and_people_choose() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("/proposals/{id}/draft/project");
    let page = browser.get(&section).await;
    let on = was(&page, "title");
    assert_eq!(
        writing.save(colleague, id, "title", json!("Theirs"), 0),
        Fate::Saved
    );
    let path = format!("{section}/title");
    let beside = by_itself(&mut browser, &path, &[("title", "Mine"), ("was:", &on)]).await;
    let said = beside.json();
    assert_eq!(said["state"], "beside", "{}", beside.body);
    assert!(said["by"].as_str().unwrap().contains("Amina Otieno"));
    assert!(said["html"].as_str().unwrap().contains("Theirs"));
    // Writing on goes on in the same kept text.
    let first = said["beside"].as_str().unwrap().to_owned();
    let more = by_itself(
        &mut browser,
        &path,
        &[
            ("title", "Mine, longer"),
            ("was:", &on),
            ("instead:", &first),
        ],
    )
    .await;
    assert_eq!(more.json()["state"], "beside");
    assert_eq!(writing.draft(id).besides.len(), 1);
    let page = browser.get(&section).await;
    page.shows("value=\"Theirs\"");
    page.shows("Mine, longer");
    browser
        .get(&format!("/proposals/{id}/draft"))
        .await
        .shows("Two people have answered");
    // Without a script: the button takes the other text, which is then the answer.
    let kept = writing.draft(id).besides[0].id;
    let now = was(&page, "title");
    let taken = browser
        .post(
            &section,
            &[
                ("title", "Theirs"),
                ("was:", &now),
                ("do", &format!("take:title:{kept}")),
            ],
        )
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let draft = writing.draft(id);
    assert_eq!(
        (draft.answers["title"].as_str(), draft.besides.len()),
        (Some("Mine, longer"), 0)
    );
}

#[actix_web::test]
async fn a_posted_section_never_overwrites_what_was_not_touched() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let actor = writing.world.actor(writing.owner);
    intake::save(
        writing.world.facility(),
        &actor,
        id,
        None,
        scene::answers("Old"),
    )
    .unwrap();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("/proposals/{id}/draft/project");
    let page = browser.get(&section).await;
    let shown: Vec<String> = ["title", "theme", "country", "months", "language", "summary"]
        .iter()
        .map(|question| was(&page, question))
        .collect();
    let version = writing.draft(id).held["title"].version;
    assert_eq!(
        writing.save(colleague, id, "title", json!("New"), version),
        Fate::Saved
    );
    let mut fields = vec![
        ("title", "Old"),
        ("theme", "victims"),
        ("country", "KE"),
        ("months", "12"),
        ("language", "en"),
        ("summary", "Something else."),
        ("do", "save"),
    ];
    fields.extend(shown.iter().map(|was| ("was:", was.as_str())));
    let saved = browser.post(&section, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let draft = writing.draft(id);
    assert_eq!(draft.answers["title"], "New");
    assert_eq!(draft.answers["summary"], "Something else.");
    assert!(draft.besides.is_empty());
    // Both touched: the page comes back with both.
    fields[0] = ("title", "Mine");
    let both = browser.post(&section, &fields).await;
    assert_eq!(both.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        both.body.contains("value=\"New\"") && both.body.contains("Mine"),
        "{}",
        both.body
    );
}

#[actix_web::test]
async fn a_saved_field_is_small_on_the_wire() {
    let writing = Writing::new();
    let id = writing.started();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("/proposals/{id}/draft/project");
    let page = browser.get(&section).await;
    let was = was(&page, "title");
    let title = "A shelter for people who were trafficked across the border";
    let answer = by_itself(
        &mut browser,
        &format!("{section}/title"),
        &[("title", title), ("was:", &was)],
    )
    .await;
    assert_eq!(answer.status, StatusCode::OK);
    let headers: usize = answer
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    let back = "HTTP/1.1 200 OK\r\n\r\n".len() + headers + answer.body.len();
    // What a browser sends is counted by the browser test; half of the whole is ours.
    assert!(back < 1000, "{back} bytes: {:?}", answer.headers);
}

#[actix_web::test]
async fn who_is_where_is_shown_to_the_others() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let mut one = writing.world.signed_in(writing.owner).await;
    let mut other = writing.world.signed_in(colleague).await;
    one.get(&format!("/proposals/{id}/draft/project")).await;
    other.get(&format!("/proposals/{id}/draft/project")).await;
    let path = format!("/proposals/{id}/together");
    let at = [
        ("since", "0"),
        ("section", "project"),
        ("question", "title"),
    ];
    let alone = by_itself(&mut one, &path, &at).await;
    assert_eq!(alone.json()["here"], json!([]), "{}", alone.body);
    writing.save(writing.owner, id, "title", json!("Seen"), 0);
    let two = by_itself(&mut other, &path, &[("since", "1"), ("section", "project")])
        .await
        .json();
    assert_eq!(two["here"][0]["name"], "Wanjiru Kamau");
    assert_eq!(two["here"][0]["question"], "title");
    assert_eq!(two["changed"][0][0], "title");
    other
        .get(&format!("/proposals/{id}/draft"))
        .await
        .shows("Wanjiru Kamau");
    writing.world.set("2010-03-10T09:02:00Z");
    let gone = by_itself(&mut other, &path, &[("since", "9")]).await.json();
    assert_eq!(gone["here"], json!([]));
    let stranger = writing.world.person("A Stranger");
    let mut stranger = writing.world.signed_in(stranger).await;
    assert_eq!(
        by_itself(&mut stranger, &path, &at).await.status,
        StatusCode::NOT_FOUND
    );
}

/// Two people write the same answers at random, requests are lost, doubled and late: every text is the answer, or was
/// replaced by somebody who had seen it, or is kept beside it.
#[actix_web::test]
async fn whatever_two_people_do_at_once_no_text_is_lost() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let people = [writing.owner, colleague];
    for seed in 1..=12_u64 {
        let mut chance = seed;
        let mut dice = |sides: u64| {
            chance = chance
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (chance >> 33) % sides
        };
        // What each has seen: a version. What was sent, to be sent again.
        let mut seen = people.map(|_| {
            writing
                .draft(id)
                .held
                .get("summary")
                .map_or(0, |held| held.version)
        });
        let mut sent: Vec<(usize, String, i64)> = Vec::new();
        let mut replaced: Vec<String> = Vec::new();
        for step in 0..25 {
            let who = usize::try_from(dice(2)).unwrap();
            match dice(4) {
                // Looks.
                0 => {
                    seen[who] = writing
                        .draft(id)
                        .held
                        .get("summary")
                        .map_or(0, |held| held.version)
                }
                // A request arrives once more.
                1 if !sent.is_empty() => {
                    let again = usize::try_from(dice(sent.len() as u64)).unwrap();
                    let (who, text, on) = sent[again].clone();
                    writing.save(people[who], id, "summary", json!(text), on);
                }
                // Writes on what was seen last; the answer may be lost on the way.
                _ => {
                    let text = format!("text {seed}.{step} of {who}");
                    let before = writing.draft(id);
                    let standing = before.answers.get("summary").cloned();
                    let fate = writing.save(people[who], id, "summary", json!(text), seen[who]);
                    sent.push((who, text, seen[who]));
                    if fate == Fate::Saved {
                        let version = before.held.get("summary").map_or(0, |held| held.version);
                        assert_eq!(version, seen[who], "only what was seen is replaced");
                        replaced.extend(standing.and_then(|text| text.as_str().map(str::to_owned)));
                        if dice(2) == 0 {
                            seen[who] = writing.draft(id).held["summary"].version;
                        }
                    }
                }
            }
            let draft = writing.draft(id);
            for (_, text, _) in &sent {
                let stands = draft.answers["summary"] == json!(text);
                let beside = draft.besides.iter().any(|kept| kept.value == json!(text));
                assert!(
                    stands || beside || replaced.contains(text),
                    "seed {seed}, step {step}: {text} is lost"
                );
            }
        }
        for kept in writing.draft(id).besides {
            let actor = writing.world.actor(writing.owner);
            writing::drop_beside(writing.world.facility(), &actor, id, "summary", kept.id).unwrap();
        }
    }
}

#[actix_web::test]
async fn programs_save_answers_one_by_one_by_the_same_rule() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let mut program = writing.world.browser().await;
    let token = writing.world.token(writing.owner);
    let path = format!("/api/v1/proposals/{id}/answers/title");
    let empty = program.call(Method::GET, &path, &token, None).await;
    assert_eq!(
        (empty.status, &empty.json()["version"]),
        (StatusCode::OK, &json!(0))
    );
    let saved = program
        .call(
            Method::PUT,
            &path,
            &token,
            Some(json!({ "value": "One", "on": 0 })),
        )
        .await
        .json();
    assert_eq!(saved["answers"]["title"]["state"], "saved");
    let on = saved["answers"]["title"]["version"].as_i64().unwrap();
    writing.save(colleague, id, "title", json!("Two"), on);
    let late = program
        .call(
            Method::PUT,
            &path,
            &token,
            Some(json!({ "value": "Three", "on": on })),
        )
        .await
        .json();
    assert_eq!(late["answers"]["title"]["state"], "beside");
    let now = program.call(Method::GET, &path, &token, None).await.json();
    assert_eq!(
        (&now["value"], &now["besides"][0]["value"]),
        (&json!("Two"), &json!("Three"))
    );
    let kept = now["besides"][0]["id"].as_str().unwrap();
    let dropped = program
        .call(
            Method::DELETE,
            &format!("{path}/besides/{kept}"),
            &token,
            None,
        )
        .await;
    assert_eq!(dropped.status, StatusCode::NO_CONTENT);
    let changes = program
        .call(
            Method::GET,
            &format!("/api/v1/proposals/{id}/changes?since={on}"),
            &token,
            None,
        )
        .await
        .json();
    assert_eq!(changes["changed"][0]["by"]["name"], "Amina Otieno");
    assert_eq!(changes["undecided"], json!([]));
    let unknown = program
        .call(
            Method::PUT,
            &format!("/api/v1/proposals/{id}/answers/none"),
            &token,
            Some(json!({ "value": 1 })),
        )
        .await;
    assert_eq!(unknown.status, StatusCode::CONFLICT, "{}", unknown.body);
}

#[actix_web::test]
async fn bad_input_gets_a_clear_answer_and_nothing_is_lost() {
    let writing = Writing::new();
    let id = writing.started();
    writing.save(writing.owner, id, "title", json!("Kept"), 0);
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("/proposals/{id}/draft/budget");
    browser.get(&section).await;
    // Ten thousand rows.
    let mut rows: Vec<(String, String)> = Vec::new();
    for at in 0..10_000 {
        rows.push((format!("budget.{at}.heading"), "staff".to_owned()));
        rows.push((format!("budget.{at}.description"), "x".to_owned()));
    }
    let fields: Vec<(&str, &str)> = rows
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let many = browser.post(&section, &fields).await;
    assert!(matches!(many.status.as_u16(), 413 | 422), "{}", many.status);
    // Sixty megabytes.
    let huge = "x".repeat(60 << 20);
    let large = by_itself(
        &mut browser,
        &format!("/proposals/{id}/draft/project/summary"),
        &[("summary", &huge)],
    )
    .await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    let token = writing.world.token(writing.owner);
    let path = format!("/api/v1/proposals/{id}/answers/summary");
    let large = browser
        .call(Method::PUT, &path, &token, Some(json!({ "value": huge })))
        .await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    // Characters that turn the direction of writing.
    let title = format!("/api/v1/proposals/{id}/answers/title");
    let turned =
        json!({ "value": "Hope\u{202e}gnp.exe", "on": writing.draft(id).held["title"].version });
    let turned = browser
        .call(Method::PUT, &title, &token, Some(turned))
        .await
        .json();
    assert!(
        turned["faults"]
            .as_array()
            .unwrap()
            .iter()
            .any(|fault| fault["question"] == "title")
    );
    // More than a draft may hold.
    let long = "word ".repeat(110_000);
    let full = browser
        .call(Method::PUT, &path, &token, Some(json!({ "value": long })))
        .await;
    assert_eq!(
        full.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        full.body
    );
    let draft = writing.draft(id);
    assert!(draft.answers.contains_key("title") && !draft.answers.contains_key("summary"));
}

/// What a browser loads: the page and what it asks for, compressed where the server compresses.
async fn transfer<S, B>(browser: &mut Browser<S>, path: &str) -> (usize, usize)
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody + 'static,
{
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let html = weight(browser, path).await;
    let mut assets = 0;
    for piece in page.body.split("\"/assets/").skip(1) {
        let name = piece.split('"').next().unwrap();
        assets += weight(browser, &format!("/assets/{name}")).await;
    }
    (html, html + assets)
}

async fn weight<S, B>(browser: &mut Browser<S>, path: &str) -> usize
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody + 'static,
{
    let request = TestRequest::get()
        .uri(path)
        .insert_header(("accept-encoding", "gzip"));
    let cookies: Vec<String> = browser
        .cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let request = request
        .insert_header(("cookie", cookies.join("; ")))
        .to_request();
    let response = browser.service.call(request).await.unwrap();
    let body = actix_web::test::read_body(response.map_into_boxed_body()).await;
    body.len()
}

#[actix_web::test]
async fn every_page_of_applying_is_light() {
    let writing = Writing::new();
    let id = writing.started();
    let actor = writing.world.actor(writing.owner);
    intake::save(
        writing.world.facility(),
        &actor,
        id,
        None,
        scene::answers("A safe place"),
    )
    .unwrap();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let sections: Vec<String> = writing
        .draft(id)
        .call
        .definition
        .form
        .sections
        .iter()
        .map(|section| format!("/proposals/{id}/draft/{}", section.id))
        .collect();
    let call = writing.call;
    let mut pages = vec![
        format!("/calls/{call}/application-form"),
        format!("/calls/{call}/self-check"),
        format!("/calls/{call}/apply"),
        format!("/proposals/{id}/draft"),
        format!("/proposals/{id}/check"),
        format!("/proposals/{id}/copy"),
        format!("/proposals/{id}/package"),
    ];
    pages.extend(sections);
    for page in pages {
        let (later, first) = transfer(&mut browser, &page).await;
        assert!(first < 50_000, "{page}: {first} bytes on the first visit");
        assert!(later < 15_000, "{page}: {later} bytes later");
    }
}

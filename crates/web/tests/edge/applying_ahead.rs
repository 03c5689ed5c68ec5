//! Before one writes, from an earlier application, and without a line.

use std::collections::BTreeMap;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::intake;
use serde_json::{Value, json};
use workflow::ids::ProposalId;
use workflow::record::{canonical_json, digest};
use workflow::role::Role;

use crate::intake::Writing;
use crate::scene;

#[actix_web::test]
async fn all_questions_are_read_and_the_self_check_asked_without_signing_in() {
    let writing = Writing::new();
    let mut visitor = writing.world.browser().await;
    let questions = format!("/calls/{}/application-form", writing.call);
    visitor.get(&questions).await.shows("Title of the project");
    let arabic = visitor.get(&format!("{questions}?language=ar")).await;
    arabic.shows("lang=\"ar\" dir=\"rtl\"");
    let check = format!("/calls/{}/self-check", writing.call);
    visitor.get(&check).await.shows("Can we apply?");
    let asked = visitor
        .post(
            &check,
            &[
                ("country", "KE"),
                ("registered_on", "2009-12-01"),
                ("requested", "45,000"),
                ("months", "12"),
            ],
        )
        .await;
    asked.shows("Not met");
    asked.shows("Cannot tell yet");
    let wrong = visitor.post(&check, &[("requested", "much")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let api = format!("/api/v1/calls/{}/self-check", writing.call);
    let said = visitor
        .call(
            Method::POST,
            &api,
            "",
            Some(json!({ "registered_on": "2001-01-01", "declarations": true })),
        )
        .await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.body);
    assert!(
        said.json()
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["outcome"] == "pass")
    );
    // What the register knows is used for those who work for the organisation.
    let mut owner = writing.world.signed_in(writing.owner).await;
    owner.get(&check).await.shows("Light House");
    let organisation = writing.world.actor(writing.owner).memberships[0]
        .0
        .to_string();
    let known = owner
        .post(
            &check,
            &[
                ("organisation", &organisation),
                ("requested", "45000"),
                ("months", "12"),
                ("language", "en"),
            ],
        )
        .await;
    known.hides("Not met");
}

#[actix_web::test]
async fn the_language_chosen_at_the_start_is_that_of_the_questions_and_of_the_answer() {
    let writing = Writing::new();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let organisation = writing.world.actor(writing.owner).memberships[0]
        .0
        .to_string();
    let apply = format!("/calls/{}/apply", writing.call);
    let odd = browser
        .post(
            &apply,
            &[("organisation", &organisation), ("language", "tlh")],
        )
        .await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    let started = browser
        .post(
            &apply,
            &[("organisation", &organisation), ("language", "ar")],
        )
        .await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
    let tasks = started.location().to_owned();
    let section = browser.get(&format!("{tasks}/project")).await;
    section.shows("<div lang=\"ar\" dir=\"rtl\">");
    section.shows("Save and continue");
    let id: ProposalId = tasks.split('/').nth(2).unwrap().parse().unwrap();
    let draft = writing.draft(id);
    assert_eq!(
        (
            draft.language.as_deref(),
            draft.answers["language"].as_str()
        ),
        (Some("ar"), Some("ar"))
    );
}

#[actix_web::test]
async fn answers_are_taken_over_from_an_earlier_application_and_nothing_is_overwritten_unasked() {
    let writing = Writing::new();
    let actor = writing.world.actor(writing.owner);
    let earlier = writing.started();
    intake::save(
        writing.world.facility(),
        &actor,
        earlier,
        None,
        scene::answers("Earlier"),
    )
    .unwrap();
    let withdraw =
        workflow::proposal::Command::Intake(workflow::intake::Command::Withdraw { reason: None });
    facility::proposal::act(writing.world.facility(), &actor, earlier, None, &withdraw).unwrap();
    let id = writing.started();
    assert_ne!(id, earlier);
    writing.save(writing.owner, id, "title", json!("Here"), 0);
    let mut browser = writing.world.signed_in(writing.owner).await;
    let copy = format!("/proposals/{id}/copy");
    browser.get(&copy).await.shows("Earlier");
    let preview = browser.get(&format!("{copy}?from={earlier}")).await;
    preview.shows("What is declared is declared anew.");
    assert!(
        preview.body.contains("value=\"summary 0\" checked"),
        "{}",
        preview.body
    );
    let on = writing.draft(id).held["title"].version;
    assert!(
        preview.body.contains(&format!("value=\"title {on}\">")),
        "what is answered here is not ticked"
    );
    let from = earlier.to_string();
    let done = browser
        .post(
            &copy,
            &[
                ("from", &from),
                ("take", "summary 0"),
                ("take", "truth 0"),
                ("take", "title 0"),
            ],
        )
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let draft = writing.draft(id);
    assert!(draft.answers.contains_key("summary") && !draft.answers.contains_key("truth"));
    // Written on a version that does not stand, the copy is kept beside.
    assert_eq!(draft.answers["title"], "Here");
    assert_eq!(draft.besides.len(), 1);
    let stranger = writing.world.person("A Stranger");
    let other = writing.world.organisation(stranger, "Elsewhere");
    let theirs = intake::start(
        writing.world.facility(),
        &writing.world.actor(stranger),
        writing.call,
        other,
    )
    .unwrap();
    let foreign = browser.get(&format!("{copy}?from={theirs}")).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

fn package(id: ProposalId, call: &str, form: u32, answers: &Value) -> Value {
    let content = json!({ "call": call, "proposal": id, "form_version": form, "answers": answers });
    let digest = digest(canonical_json(&content).unwrap().as_bytes());
    json!({ "format": "minha-application-1", "content": content, "digest": digest })
}

#[actix_web::test]
async fn a_package_shows_what_it_changes_and_keeps_what_others_wrote() {
    let writing = Writing::new();
    let (id, colleague) = (writing.started(), writing.colleague());
    let mut browser = writing.world.signed_in(writing.owner).await;
    let file = browser.get(&format!("/proposals/{id}/offline")).await;
    assert!(
        file.header("content-disposition").starts_with("attachment"),
        "{:?}",
        file.headers
    );
    for part in [
        "default-src &#39;none&#39;",
        "\"minha-application-1\"",
        "id=\"offline\"",
    ] {
        assert!(file.body.contains(part), "{part}");
    }
    assert!(
        !file.body.contains("src=\"") && !file.body.contains("href=\"/assets"),
        "nothing of the net is in the file"
    );
    writing.save(colleague, id, "title", json!("Theirs"), 0);
    let none = workflow::draft::fingerprint(&Value::Null);
    let answers = json!({
        "title": { "on": 0, "shown": none, "fields": [["title", "Ours"]] },
        "months": { "on": 0, "shown": none, "fields": [["months", "12"]] },
        "summary": { "on": 0, "shown": none, "fields": [["summary", "Written on the way."], ["title", "smuggled"]] },
        "theme": { "on": 0, "shown": none, "fields": [] },
        "removed": { "on": 0, "shown": none, "fields": [["removed", "an old question"]] },
    });
    let whole = package(id, &writing.call.to_string(), 1, &answers);
    let token = writing.world.token(writing.owner);
    let api = format!("/api/v1/proposals/{id}/package");
    let preview = browser
        .call(
            Method::POST,
            &format!("{api}/preview"),
            &token,
            Some(whole.clone()),
        )
        .await;
    assert_eq!(preview.status, StatusCode::OK, "{}", preview.body);
    let said = preview.json();
    let becomes: BTreeMap<&str, &str> = said["answers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["question"].as_str().unwrap(),
                one["becomes"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        becomes,
        BTreeMap::from([
            ("title", "beside"),
            ("months", "stands"),
            ("summary", "stands")
        ])
    );
    assert_eq!(said["gone"]["removed"], "an old question");
    assert_eq!(
        writing.draft(id).answers.len(),
        1,
        "a preview saves nothing"
    );
    // On the page: read, shown, chosen, saved.
    let page = format!("/proposals/{id}/package");
    browser.get(&page).await;
    let boundary = "line-between-parts";
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.json\"\r\n\r\n{whole}\r\n--{boundary}--\r\n"
    );
    let sent = TestRequest::post()
        .uri(&format!("{page}?csrf={}", browser.csrf))
        .insert_header((
            "content-type",
            format!("multipart/form-data; boundary={boundary}"),
        ))
        .set_payload(body);
    let shown = browser.send(sent).await;
    shown.shows("This is what will change");
    shown.shows("No longer asked");
    let text = whole.to_string();
    let saved = browser
        .post(
            &format!("{page}/save"),
            &[("package", &text), ("take", "title"), ("take", "months")],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let draft = writing.draft(id);
    assert_eq!(
        (&draft.answers["title"], &draft.answers["months"]),
        (&json!("Theirs"), &json!(12))
    );
    assert_eq!(draft.besides[0].value, "Ours");
    assert!(
        !draft.answers.contains_key("summary"),
        "what was not ticked stays"
    );
    let rest = browser
        .call(Method::POST, &api, &token, Some(whole.clone()))
        .await
        .json();
    assert_eq!(rest["answers"]["summary"]["state"], "saved");
    assert_eq!(
        writing.draft(id).answers["title"],
        "Theirs",
        "a field belongs to its own question"
    );
    // Altered, foreign, of another application.
    let mut altered = whole.clone();
    altered["content"]["answers"]["months"]["fields"][0][1] = json!("13");
    let refused = browser
        .call(Method::POST, &api, &token, Some(altered))
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("altered"), "{}", refused.body);
    let other = package(
        ProposalId::new_v7(chrono::Utc::now()),
        &writing.call.to_string(),
        1,
        &json!({}),
    );
    let refused = browser.call(Method::POST, &api, &token, Some(other)).await;
    assert!(
        refused.body.contains("another application"),
        "{}",
        refused.body
    );
    // Only a member brings it back.
    let officer = writing.world.staff("Olena Officer", Role::ProgrammeOfficer);
    let theirs = writing.world.token(officer);
    let officer = browser.call(Method::POST, &api, &theirs, Some(whole)).await;
    assert_eq!(officer.status, StatusCode::NOT_FOUND);
}

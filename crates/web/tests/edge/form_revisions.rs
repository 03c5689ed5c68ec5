//! Forms are revised once published, and answered with every kind of question.

use std::collections::BTreeSet;

use actix_web::http::{Method, StatusCode};
use facility::intake;
use serde_json::{Value, json};
use workflow::form::AnswerKind;
use workflow::ids::PersonId;

use crate::documents::upload;
use crate::forms::{Building, kinds};
use crate::scene;

#[actix_web::test]
async fn a_published_form_is_revised_by_two_people_and_drafts_go_on() {
    let building = Building::published(|_| ());
    let facility = building.world.facility();
    let (owner, draft) = building.applicant();
    let actor = building.world.actor(owner);
    intake::save(facility, &actor, draft, None, scene::answers("Kept")).unwrap();
    let other = building.world.person("Second Owner");
    let second = building.world.organisation(other, "Second House");
    let others = building.world.actor(other);
    let sent = intake::start(facility, &others, building.call, second).unwrap();
    intake::save(facility, &others, sent, None, scene::answers("Sent")).unwrap();
    intake::submit(facility, &others, sent, None, true).unwrap();

    let list = building.address();
    let mut browser = building.world.signed_in(building.officer).await;
    let page = browser.get(&list).await;
    page.shows("Prepare a revision");
    page.hides("Add a section");
    let seen = building.seen();
    let revision = format!("{list}/revision");
    let silent = browser
        .post(&revision, &[("seen", &seen), ("do", "begin")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let begun = browser
        .post(
            &revision,
            &[("seen", &seen), ("do", "begin"), ("reason", "Too long.")],
        )
        .await;
    assert_eq!(begun.location(), list);
    let page = browser.get(&list).await;
    page.shows("A revision is prepared");
    page.shows("Too long.");
    page.shows("Another person must put it in force.");
    let seen = building.seen();
    browser
        .post(
            &list,
            &[("seen", &seen), ("do", "question-remove:sustainability")],
        )
        .await;
    // Applicants see nothing of it yet.
    let mut applicant = building.world.signed_in(owner).await;
    let section = format!("/proposals/{draft}/draft/activities");
    applicant
        .get(&section)
        .await
        .shows("What remains when the grant has ended?");
    let seen = building.seen();
    let own = browser
        .post(&revision, &[("seen", &seen), ("do", "confirm")])
        .await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut manager = building.world.signed_in(building.manager).await;
    manager.get(&list).await.shows("Put the revision in force");
    let done = manager
        .post(&revision, &[("seen", &seen), ("do", "confirm")])
        .await;
    assert_eq!(done.location(), list, "{}", done.body);
    manager.get(&list).await.shows("Version 2");

    // The draft goes on; what is no longer asked is kept and shown, and no error.
    applicant
        .get(&section)
        .await
        .hides("What remains when the grant has ended?");
    let check = applicant.get(&format!("/proposals/{draft}/check")).await;
    check.shows("No longer asked");
    check.shows("What remains when the grant has ended?");
    check.shows("Submit the proposal");
    let receipt = intake::submit(facility, &actor, draft, None, true).unwrap();
    assert_eq!(receipt.version, 1);
    // What was submitted before is read under the form it was made with.
    let mut reader = building.world.signed_in(other).await;
    reader
        .get(&format!("/proposals/{sent}"))
        .await
        .shows("What remains when the grant has ended?");
    applicant
        .get(&format!("/proposals/{draft}"))
        .await
        .hides("What remains when the grant has ended?");
    // Those with a draft are told, once.
    let mails = facility
        .store
        .read(|conn| store::outbox::newest(conn, None, None, 100))
        .unwrap();
    let told = mails
        .iter()
        .filter(|mail| mail.subject == "The form of the call has changed");
    let told: BTreeSet<PersonId> = told.map(|mail| mail.recipient).collect();
    assert!(told.is_superset(&[owner, other].into()), "{told:?}");
    // Each organisation has two contacts, and each is told once.
    assert_eq!(told.len(), 4);
    let verified = facility::verify::verify(facility, |_, _| ()).unwrap();
    assert!(verified.finding.is_none(), "{:?}", verified.finding);
}

#[actix_web::test]
async fn rows_logframe_and_ceilings_are_filled_in_checked_and_read() {
    let building = Building::published(|form| {
        for kind in kinds() {
            if matches!(kind, AnswerKind::Table(_)) {
                let id = form.add_question("activities", kind).unwrap();
                let text = json!({ "en": "Partners", "ar": "الشركاء" });
                form.question_mut(&id).unwrap().label = serde_json::from_value(text).unwrap();
            }
        }
    });
    let facility = building.world.facility();
    let (owner, draft) = building.applicant();
    let mut browser = building.world.signed_in(owner).await;
    let section = format!("/proposals/{draft}/draft/activities");
    let page = browser.get(&section).await;
    for control in [
        "table.0.name",
        "table.0.land",
        "logframe.goal",
        "logframe.outcomes.0.outputs.0.activities.0",
    ] {
        page.shows(&format!("name=\"{control}\""));
    }
    let seen = "1";
    let fields = [
        ("seen", seen),
        ("activities", "Words"),
        ("results", "Words"),
        ("sustainability", "Words"),
        ("table.0.name", "One"),
        ("table.0.people", "12"),
        ("table.2.name", "Two"),
        ("table.2.people", "501"),
        ("logframe.goal", "Safety"),
        ("logframe.outcomes.0.statement", "People are safe"),
        ("logframe.outcomes.0.outputs.1.statement", "A shelter"),
        ("do", "continue"),
    ];
    let refused = browser.post(&section, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("Row 2, People: The number must be between 1 and 500."),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("href=\"#table.1.people\""));
    assert!(refused.body.contains("id=\"table.1.people\""));
    let actor = building.world.actor(owner);
    let view = intake::draft(facility, &actor, draft).unwrap();
    assert_eq!(
        view.answers["table"],
        json!([{ "name": "One", "people": 12 }, { "name": "Two", "people": 501 }])
    );
    let was = ["table", "logframe"].map(|question| crate::applying::was(&refused, question));
    let more = [
        ("was:", was[0].as_str()),
        ("was:", was[1].as_str()),
        ("table.0.name", "One"),
        ("do", "add:logframe.outcomes.0.outputs"),
        ("logframe.outcomes.0.outputs.0.statement", "A shelter"),
    ];
    let more = browser.post(&section, &more).await;
    assert!(
        more.location()
            .ends_with("?more=logframe.outcomes.0.outputs#logframe"),
        "{}",
        more.location()
    );
    let address = more.location().split('#').next().unwrap().to_owned();
    browser
        .get(&address)
        .await
        .shows("logframe.outcomes.0.outputs.1.statement");
    let check = browser.get(&format!("/proposals/{draft}/check")).await;
    check.shows("Outcome 1, Output 1, Activities: There are too few: at least 1.");

    let budget = format!("/proposals/{draft}/draft/budget");
    let page = browser.get(&budget).await;
    page.shows("Overheads: at most 7% of what is requested.");
    let version = intake::draft(facility, &actor, draft)
        .unwrap()
        .version
        .to_string();
    let fields = [
        ("seen", version.as_str()),
        ("budget.0.heading", "staff"),
        ("budget.0.description", "Counsellor"),
        ("budget.0.unit", "month"),
        ("budget.0.quantity", "12"),
        ("budget.0.unit_cost", "3,000"),
        ("budget.0.requested", "36000"),
        ("budget.1.heading", "overheads"),
        ("budget.1.description", "Office"),
        ("budget.1.quantity", "1"),
        ("budget.1.unit_cost", "4000"),
        ("budget.1.requested", "4000"),
        ("do", "continue"),
    ];
    let over = browser.post(&budget, &fields).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        over.body
            .contains("allows at most USD 2,800; you ask for USD 1,200 more"),
        "{}",
        over.body
    );

    let mut answers = scene::answers("Whole");
    answers.insert(
        "table".to_owned(),
        json!([{ "name": "One", "land": "KE", "gives": 150, "part": "lead" }]),
    );
    let indicator =
        json!({ "indicator": "Share", "baseline": "0", "target": "50", "verification": "Survey" });
    answers.insert("logframe".to_owned(), json!({ "goal": "Safety", "outcomes": [{ "statement": "Safe people",
        "indicators": [indicator], "outputs": [{ "statement": "A shelter", "indicators": [indicator], "activities": ["Rent it"] }] }] }));
    intake::save(facility, &actor, draft, None, answers).unwrap();
    intake::submit(facility, &actor, draft, None, true).unwrap();
    let page = browser.get(&format!("/proposals/{draft}")).await;
    for text in [
        "Kenya",
        "USD 1.50",
        "Lead",
        "Outcome 1",
        "Safe people",
        "Survey",
        "Rent it",
    ] {
        page.shows(text);
    }
}

#[actix_web::test]
async fn the_api_reads_saves_and_revises_a_form() {
    let building = Building::draft();
    let mut program = building.world.browser().await;
    let officer = building.world.token(building.officer);
    let manager = building.world.token(building.manager);
    let path = format!("/api/v1/calls/{}/form", building.call);
    let act = |act: &str| format!("/api/v1/calls/{}/{act}", building.call);
    let hidden = program.call(Method::GET, &path, "", None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let read = program
        .call(Method::GET, &path, &officer, None)
        .await
        .json();
    assert_eq!(
        (&read["version"], &read["versions"]),
        (&json!(1), &json!([1]))
    );
    let mut form = read["form"].clone();
    form["section"][0]["question"][0]["label"]["ar"] = json!("");
    let body = json!({ "form": form });
    let saved = program.call(Method::PUT, &path, &officer, Some(body)).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let faulty = program
        .call(Method::GET, &path, &officer, None)
        .await
        .json();
    assert_eq!(faulty["faults"][0]["question"], "title");
    assert_eq!(faulty["faults"][0]["fault"]["fault"], "text_missing");
    for odd in [
        json!({}),
        json!({ "version": 1, "section": [{ "id": "x" }] }),
        json!("form"),
    ] {
        let refused = program
            .call(Method::PUT, &path, &officer, Some(json!({ "form": odd })))
            .await;
        assert!(refused.status.is_client_error(), "{}", refused.body);
    }
    let body = json!({ "form": read["form"] });
    program
        .call(Method::PUT, &path, &officer, Some(body.clone()))
        .await;
    program
        .call(Method::POST, &act("approve"), &manager, None)
        .await;
    program
        .call(Method::POST, &act("publish"), &officer, None)
        .await;
    // Published: saving prepares a revision, which needs a reason.
    let silent = program.call(Method::PUT, &path, &officer, Some(body)).await;
    assert!(silent.status.is_client_error());
    let mut form: Value = read["form"].clone();
    form["section"][0]["question"].as_array_mut().unwrap().pop();
    let body = json!({ "form": form, "reason": "Shorter." });
    let saved = program.call(Method::PUT, &path, &officer, Some(body)).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let public = program.call(Method::GET, &path, "", None).await.json();
    assert_eq!(public["revision"], Value::Null);
    let view = program
        .call(Method::GET, &path, &manager, None)
        .await
        .json();
    assert_eq!(view["revision"]["reason"], "Shorter.");
    let own = program
        .call(Method::POST, &act("revise-form"), &officer, None)
        .await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let done = program
        .call(Method::POST, &act("revise-form"), &manager, None)
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let view = program.call(Method::GET, &path, "", None).await.json();
    assert_eq!(
        (&view["version"], &view["versions"]),
        (&json!(2), &json!([1, 2]))
    );
    let first = program
        .call(Method::GET, &format!("{path}/1"), "", None)
        .await
        .json();
    assert_eq!(first, read["form"]);
    let third = program
        .call(Method::GET, &format!("{path}/3"), "", None)
        .await;
    assert_eq!(third.status, StatusCode::NOT_FOUND);
    let body = json!({ "form": form, "reason": "Again." });
    program
        .call(Method::POST, &act("propose-form"), &officer, Some(body))
        .await;
    let given_up = program
        .call(
            Method::POST,
            &act("refuse-form"),
            &manager,
            Some(json!({ "reason": "Not needed." })),
        )
        .await;
    assert_eq!(given_up.status, StatusCode::OK, "{}", given_up.body);
}

#[actix_web::test]
async fn a_question_takes_only_documents_of_its_types_and_size() {
    let building = Building::published(|form| {
        let rules = json!({ "kind": "file", "most": 1, "formats": ["png"], "largest": 2_000 });
        form.question_mut("proposal").unwrap().answer = serde_json::from_value(rules).unwrap();
    });
    let (owner, draft) = building.applicant();
    let mut browser = building.world.signed_in(owner).await;
    let page = browser
        .get(&format!("/proposals/{draft}/draft/budget"))
        .await;
    page.shows("accept=\".png\"");
    page.shows("Files may be: PNG. At most 1 file. Each of at most 2 kB.");
    let address = format!("/proposals/{draft}/draft/budget/files/proposal");
    let csrf = browser.csrf.clone();
    let png = |bytes: usize| [&b"\x89PNG\r\n\x1a\n"[..], &vec![0; bytes - 8]].concat();
    for (content, said) in [
        (
            b"%PDF-1.7 ...".to_vec(),
            "Files of this type are not accepted.",
        ),
        (png(2_001), "The file is larger than 2 kB."),
    ] {
        let refused = browser
            .send(upload(&address, &csrf, "plan.png", &content))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
    let taken = browser
        .send(upload(&address, &csrf, "plan.png", &png(2_000)))
        .await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
}

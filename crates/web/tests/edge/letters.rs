//! Letters about decisions: their texts, their check, what is held, their release, and what the applicant keeps.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::evaluation::Command as Evaluation;
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::proposal::Command;
use workflow::role::Role;

use crate::scene::Scene;

fn desk(scene: &Scene) -> String {
    format!("/calls/{}/panel/letters", scene.call)
}

fn of(scene: &Scene, place: usize) -> String {
    format!("{}/{}", desk(scene), scene.files[place].id)
}

/// Subjects and texts of what the owner of a file got by mail about decisions, and whether a letter came with it.
fn mails(scene: &Scene, place: usize) -> Vec<(String, String, bool)> {
    let name = format!("Owner {}", place + 1);
    let kept = facility::outbox::kept(scene.world.facility(), None, 200).unwrap();
    kept.into_iter()
        .filter(|mail| mail.name == name && mail.mail.subject.starts_with("Decision on"))
        .map(|mail| {
            (
                mail.mail.subject,
                mail.mail.body,
                mail.mail.letter.is_some(),
            )
        })
        .collect()
}

/// The hidden field of a page.
fn hidden(body: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let (_, rest) = body
        .split_once(&mark)
        .unwrap_or_else(|| panic!("no {name} in {body}"));
    rest.split('"').next().unwrap().to_owned()
}

fn conflict(scene: &Scene, person: workflow::ids::PersonId, place: usize) {
    let officer = scene.world.actor(scene.officer);
    let set = Command::Interest(Interest::SetConflict {
        person,
        conflict: ConflictKind::Family,
        reason: workflow::text::Text::parse("a cousin").unwrap(),
    });
    facility::proposal::act(
        scene.world.facility(),
        &officer,
        scene.files[place].id,
        None,
        &set,
    )
    .unwrap();
}

#[actix_web::test]
async fn letters_are_read_checked_and_sent_at_one_moment() {
    let scene = Scene::below_threshold(2);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&desk(&scene)).await;
    page.shows("SGF2010-0001");
    page.shows("below the threshold");
    page.hides("value=\"now\"");
    let one = officer.get(&of(&scene, 0)).await;
    one.shows("Dear Shelter 1,");
    one.shows("Letter 1 of 2");
    one.shows("owner.1@people.example");
    one.shows("did not reach the score");
    let (seen, digest) = (hidden(&one.body, "seen"), hidden(&one.body, "digest"));
    let check = [
        ("seen", seen.as_str()),
        ("digest", digest.as_str()),
        ("do", "check"),
    ];
    let checked = officer.post(&of(&scene, 0), &check).await;
    assert_eq!(checked.location(), of(&scene, 1));
    // What was read is another letter.
    let other = [
        ("seen", seen.as_str()),
        ("digest", digest.as_str()),
        ("do", "check"),
    ];
    let refused = officer.post(&of(&scene, 1), &other).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    officer.get(&of(&scene, 0)).await.shows("Olena Officer");

    // Officers do not release.
    let now = [
        ("seen", seen.as_str()),
        ("do", "now"),
        ("checked_only", "yes"),
    ];
    let refused = officer.post(&desk(&scene), &now).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mails(&scene, 0).is_empty());

    let mut manager = scene.world.signed_in(scene.manager).await;
    manager.get(&desk(&scene)).await.shows("value=\"now\"");
    let sent = manager.post(&desk(&scene), &now).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let told = mails(&scene, 0);
    assert_eq!(told.len(), 1);
    assert!(told[0].2, "with a letter");
    assert!(
        told[0].1.contains("This letter is attached as PDF."),
        "{}",
        told[0].1
    );
    assert!(mails(&scene, 1).is_empty());
    // Once.
    let page = manager.get(&desk(&scene)).await;
    page.hides("SGF2010-0001");
    page.shows("SGF2010-0002");
    let seen = hidden(&page.body, "seen");
    let again = manager
        .post(
            &desk(&scene),
            &[("seen", &seen), ("do", "now"), ("checked_only", "yes")],
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let all = manager
        .post(&desk(&scene), &[("seen", &seen), ("do", "now")])
        .await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    assert_eq!((mails(&scene, 0).len(), mails(&scene, 1).len()), (1, 1));
}

#[actix_web::test]
async fn a_held_letter_goes_by_no_way_until_it_is_let_go() {
    let scene = Scene::below_threshold(2);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&of(&scene, 0)).await;
    let seen = hidden(&page.body, "seen");
    let silent = [("seen", seen.as_str()), ("do", "hold"), ("reason", " ")];
    let refused = officer.post(&of(&scene, 0), &silent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let hold = [
        ("seen", seen.as_str()),
        ("do", "hold"),
        ("reason", "The address is not sure."),
    ];
    let held = officer.post(&of(&scene, 0), &hold).await;
    assert_eq!(held.status, StatusCode::SEE_OTHER, "{}", held.body);
    officer
        .get(&desk(&scene))
        .await
        .shows("The address is not sure.");

    let facility = scene.world.facility();
    let manager = scene.world.actor(scene.manager);
    let release = Command::Evaluation(Evaluation::Release);
    let single = facility::proposal::act(facility, &manager, scene.files[0].id, None, &release);
    assert!(single.unwrap_err().to_string().contains("held back"));
    assert_eq!(
        facility::selection::release_all(facility, &manager, scene.call).unwrap(),
        1
    );
    assert_eq!((mails(&scene, 0).len(), mails(&scene, 1).len()), (0, 1));

    let page = officer.get(&of(&scene, 0)).await;
    let seen = hidden(&page.body, "seen");
    let go = officer
        .post(&of(&scene, 0), &[("seen", &seen), ("do", "let-go")])
        .await;
    assert_eq!(go.status, StatusCode::SEE_OTHER, "{}", go.body);
    assert_eq!(
        facility::selection::release_all(facility, &manager, scene.call).unwrap(),
        1
    );
    assert_eq!(mails(&scene, 0).len(), 1);
}

#[actix_web::test]
async fn a_changed_letter_must_be_checked_again() {
    let scene = Scene::below_threshold(1);
    let facility = scene.world.facility();
    let officer = scene.world.actor(scene.officer);
    let one = || {
        facility::selection::letters::one(facility, &officer, scene.call, scene.files[0].id)
            .unwrap()
    };
    let read = one().digest.unwrap();
    facility::selection::letters::check(facility, &officer, scene.call, scene.files[0].id, read)
        .unwrap();
    assert_eq!(one().line.state.name(), "checked");

    let mut browser = scene.world.signed_in(scene.officer).await;
    let editor = format!("/calls/{}/letters/below_threshold", scene.call);
    let page = browser.get(&editor).await;
    page.shows("{findings}");
    page.hides("{conditions}");
    page.shows("SGF2010-0001");
    let seen = hidden(&page.body, "seen");
    let typed = |english: &'static str, reason: &'static str| {
        [
            ("seen", seen.clone()),
            ("text-en", english.to_owned()),
            (
                "text-ar",
                "السادة {organisation}، لم يبلغ المقترح الدرجة.".to_owned(),
            ),
            ("reason", reason.to_owned()),
            ("do", "save".to_owned()),
        ]
    };
    for (english, reason) in [
        ("Dear {organisation}", ""),
        ("Dear {organization}", "kinder"),
        ("", "kinder"),
    ] {
        let fields = typed(english, reason);
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let refused = browser.post(&editor, &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{english} {reason}"
        );
        assert!(refused.body.contains(reason), "{}", refused.body);
    }
    let fields = typed(
        "Dear {organisation}, your “{title}” did not reach it.",
        "kinder",
    );
    let mut fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    // The preview tells what it would be, and puts nothing in force.
    let file = scene.files[0].id.to_string();
    fields.extend([("file", file.as_str()), ("language", "en")]);
    let preview = browser.post(&format!("{editor}/preview"), &fields).await;
    assert_eq!(preview.status, StatusCode::OK);
    preview.shows("Dear Shelter 1, your “Safe house 1” did not reach it.");
    assert_eq!(one().line.state.name(), "checked");
    let saved = browser.post(&editor, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    browser
        .get(&format!("/calls/{}/letters", scene.call))
        .await
        .shows("kinder");
    assert_eq!(one().line.state.name(), "changed");
    // A check of the letter as it was is a check of nothing.
    let stale = facility::selection::letters::check(
        facility,
        &officer,
        scene.call,
        scene.files[0].id,
        read,
    );
    assert!(matches!(stale, Err(facility::Failure::ChangedMeanwhile)));
}

#[actix_web::test]
async fn the_applicant_keeps_the_letter_exactly_as_it_was_sent() {
    let scene = Scene::below_threshold(1);
    let facility = scene.world.facility();
    let (officer, manager) = (
        scene.world.actor(scene.officer),
        scene.world.actor(scene.manager),
    );
    let id = scene.files[0].id;
    facility::selection::release_all(facility, &manager, scene.call).unwrap();
    let texts = ["en", "ar"].map(|code| (code.to_owned(), "Another text.".to_owned()));
    facility::letters::texts::revise(
        facility,
        &officer,
        scene.call,
        None,
        workflow::procedure::Letter::BelowThreshold,
        texts.into(),
        &workflow::text::Text::parse("shorter").unwrap(),
    )
    .unwrap();

    let mut owner = scene.world.signed_in(scene.files[0].owner).await;
    let page = owner.get(&format!("/proposals/{id}")).await;
    page.shows("Decision on your proposal SGF2010-0001");
    let sent = facility::letters::sent::of_proposal(facility, &officer, id).unwrap();
    assert_eq!(sent.len(), 1);
    assert!(
        sent[0].body.contains("did not reach the score"),
        "{}",
        sent[0].body
    );
    let path = format!("/proposals/{id}/letters/{}.pdf", sent[0].id);
    page.shows(&path);
    let pdf = owner.get(&path).await;
    assert_eq!(
        (pdf.status, pdf.header("content-type")),
        (StatusCode::OK, "application/pdf")
    );
    assert_eq!(
        facility::letters::sent::pdf(&sent[0]).unwrap(),
        facility::letters::sent::pdf(&sent[0]).unwrap()
    );

    // Nobody else's.
    let outsider = scene.world.person("Olu Outsider");
    for person in [outsider, scene.screener] {
        let mut browser = scene.world.signed_in(person).await;
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    conflict_after_release(&scene, &path).await;
}

/// A manager who turns out to have a conflict finds nothing of what was sent.
async fn conflict_after_release(scene: &Scene, path: &str) {
    let other = scene.world.staff("Magda Manager", Role::FacilityManager);
    let mut browser = scene.world.signed_in(other).await;
    assert_eq!(browser.get(path).await.status, StatusCode::OK);
    let second = Scene::below_threshold(1);
    let magda = second.world.staff("Magda Manager", Role::FacilityManager);
    conflict(&second, magda, 0);
    let facility = second.world.facility();
    let actor = second.world.actor(magda);
    assert!(facility::letters::sent::of_proposal(facility, &actor, second.files[0].id).is_err());
}

#[actix_web::test]
async fn a_conflict_hides_the_letter_and_leaves_it_out_of_every_count() {
    let scene = Scene::below_threshold(2);
    let other = scene.world.staff("Magda Manager", Role::FacilityManager);
    conflict(&scene, other, 0);
    let mut browser = scene.world.signed_in(other).await;
    let page = browser.get(&desk(&scene)).await;
    page.hides("SGF2010-0001");
    page.hides("Safe house 1");
    page.shows("SGF2010-0002");
    page.shows("1 letter is not held back.");
    let seen = hidden(&page.body, "seen");
    let one = browser.get(&of(&scene, 1)).await;
    one.shows("Letter 1 of 1");
    one.hides("rel=\"prev\"");
    for path in [of(&scene, 0), format!("{}/letter.pdf", of(&scene, 0))] {
        assert_eq!(
            browser.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    for act in ["check", "uncheck", "hold", "let-go"] {
        let fields = [("seen", seen.as_str()), ("do", act), ("reason", "x")];
        let posted = browser.post(&of(&scene, 0), &fields).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{act}");
    }
    let editor = format!("/calls/{}/letters/below_threshold", scene.call);
    browser.get(&editor).await.hides("SGF2010-0001");
    // What they release leaves the file to a colleague.
    let sent = browser
        .post(&desk(&scene), &[("seen", &seen), ("do", "now")])
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!((mails(&scene, 0).len(), mails(&scene, 1).len()), (0, 1));
}

#[actix_web::test]
async fn letters_go_by_the_clock_at_the_moment_that_was_set() {
    let scene = Scene::below_threshold(1);
    let facility = scene.world.facility();
    let mut manager = scene.world.signed_in(scene.manager).await;
    let page = manager.get(&desk(&scene)).await;
    let seen = hidden(&page.body, "seen");
    for moment in ["2010-04-12T10:00", "soon"] {
        let fields = [("seen", seen.as_str()), ("do", "set"), ("moment", moment)];
        let refused = manager.post(&desk(&scene), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{moment}");
    }
    // Ten o'clock in Vienna is eight in UTC.
    let set = [
        ("seen", seen.as_str()),
        ("do", "set"),
        ("moment", "2010-06-11T10:00"),
    ];
    let answer = manager.post(&desk(&scene), &set).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    manager
        .get(&desk(&scene))
        .await
        .shows("as set by Mariam Manager");
    let release = || facility::selection::letters::release_due(facility).unwrap();
    scene.world.set("2010-06-11T07:59:59.999999Z");
    assert_eq!(release(), 0);
    scene.world.set("2010-06-11T08:00:00Z");
    assert_eq!((release(), release()), (1, 0));
    assert_eq!(mails(&scene, 0).len(), 1);
}

#[actix_web::test]
async fn a_moment_that_finds_nothing_checked_sends_nothing_and_says_so() {
    let scene = Scene::below_threshold(1);
    let facility = scene.world.facility();
    let manager = scene.world.actor(scene.manager);
    let at = "2010-06-11T08:00:00Z";
    let moment = at.parse().unwrap();
    facility::selection::letters::set_release(facility, &manager, scene.call, None, moment, true)
        .unwrap();
    scene.world.set(at);
    assert_eq!(
        facility::selection::letters::release_due(facility).unwrap(),
        0
    );
    assert!(mails(&scene, 0).is_empty());
    let mut browser = scene.world.signed_in(scene.manager).await;
    browser
        .get(&desk(&scene))
        .await
        .shows("There was nothing left to tell.");
    let kept = facility::outbox::kept(facility, None, 200).unwrap();
    assert!(
        kept.iter()
            .any(|mail| mail.mail.subject == "The letters were not sent")
    );
    // It is not tried again by itself.
    assert_eq!(
        facility::selection::letters::release_due(facility).unwrap(),
        0
    );
}

#[actix_web::test]
async fn nobody_but_who_oversees_the_call_finds_letters() {
    let scene = Scene::below_threshold(1);
    let pages = [
        format!("/calls/{}/letters", scene.call),
        format!("/calls/{}/letters/selected", scene.call),
        desk(&scene),
        of(&scene, 0),
        format!("{}/letter.pdf", of(&scene, 0)),
    ];
    let outsider = scene.world.person("Olu Outsider");
    for person in [scene.screener, scene.files[0].owner, outsider] {
        let mut browser = scene.world.signed_in(person).await;
        for page in &pages {
            assert_eq!(
                browser.get(page).await.status,
                StatusCode::NOT_FOUND,
                "{page}"
            );
        }
        for (page, act) in [
            (&pages[1], "save"),
            (&pages[2], "now"),
            (&pages[3], "check"),
        ] {
            let fields = [
                ("seen", "1"),
                ("do", act),
                ("reason", "x"),
                ("text-en", "x"),
            ];
            assert_eq!(
                browser.post(page, &fields).await.status,
                StatusCode::NOT_FOUND,
                "{page}"
            );
        }
    }
    let mut auditor = scene
        .world
        .signed_in(scene.world.staff("Aude Auditor", Role::Auditor))
        .await;
    let page = auditor.get(&of(&scene, 0)).await;
    page.shows("Dear Shelter 1,");
    page.hides("value=\"check\"");
    let mut officer = scene.world.signed_in(scene.officer).await;
    let unknown = officer
        .get(&format!("/calls/{}/letters/nothing", scene.call))
        .await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn the_api_does_what_the_pages_do() {
    let scene = Scene::below_threshold(2);
    let api = format!("/api/v1/calls/{}", scene.call);
    let (officer, manager) = (
        scene.world.token(scene.officer),
        scene.world.token(scene.manager),
    );
    let mut program = scene.world.browser().await;
    let texts = program
        .call(Method::GET, &format!("{api}/letters"), &officer, None)
        .await
        .json();
    let below = texts["letters"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["letter"] == "below_threshold")
        .unwrap();
    assert_eq!(below["needed"], true);
    assert!(
        below["facts"]
            .as_array()
            .unwrap()
            .contains(&json!("scores"))
    );

    let list = program
        .call(Method::GET, &format!("{api}/panel/letters"), &officer, None)
        .await
        .json();
    assert_eq!(list["letters"].as_array().unwrap().len(), 2);
    let id = scene.files[0].id.to_string();
    let path = format!("{api}/panel/letters/{id}");
    let one = program
        .call(Method::GET, &path, &officer, None)
        .await
        .json();
    assert_eq!(one["state"], "unchecked");
    let pdf = program
        .call(Method::GET, &format!("{path}/pdf"), &officer, None)
        .await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    let check = json!({ "proposal": id, "digest": one["digest"] });
    let checked = program
        .call(
            Method::POST,
            &format!("{api}/check-letter"),
            &officer,
            Some(check),
        )
        .await;
    assert_eq!(checked.status, StatusCode::NO_CONTENT, "{}", checked.body);
    let hold = json!({ "proposal": scene.files[1].id, "reason": "not sure" });
    let held = program
        .call(
            Method::POST,
            &format!("{api}/hold-letter"),
            &officer,
            Some(hold),
        )
        .await;
    assert_eq!(held.status, StatusCode::OK, "{}", held.body);
    let preview =
        json!({ "letter": "selected", "language": "ar", "text": "{amount}", "proposal": id });
    let shown = program
        .call(
            Method::POST,
            &format!("{api}/preview-letter"),
            &officer,
            Some(preview),
        )
        .await
        .json();
    assert!(
        shown["prepared"]["body"]
            .as_str()
            .unwrap()
            .contains("USD 40,000"),
        "{shown}"
    );
    let refused = program
        .call(
            Method::POST,
            &format!("{api}/release-letters"),
            &officer,
            Some(json!({})),
        )
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
    let sent = program
        .call(
            Method::POST,
            &format!("{api}/release-letters"),
            &manager,
            Some(json!({})),
        )
        .await;
    assert_eq!(sent.json()["count"], 1, "{}", sent.body);
    let owner = scene.world.token(scene.files[0].owner);
    let path = format!("/api/v1/proposals/{id}/letters");
    let letters = program.call(Method::GET, &path, &owner, None).await.json();
    assert_eq!(letters[0]["letter"], "below_threshold");
    let pdf = format!("{path}/{}/pdf", letters[0]["id"].as_str().unwrap());
    assert_eq!(
        program.call(Method::GET, &pdf, &owner, None).await.status,
        StatusCode::OK
    );
}

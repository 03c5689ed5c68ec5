//! A clarification from the desk to the applicant and back, blind second screenings, and reasons by code.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use serde_json::json;
use workflow::ids::ProposalId;
use workflow::transition::Status;

use crate::scene::Scene;

const BORDER: &str = "------border";

/// A form with texts and files, as a browser sends it.
pub fn form(
    path: &str,
    csrf: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &str, &[u8])],
) -> TestRequest {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend_from_slice(
            format!(
                "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            )
            .as_bytes(),
        );
    }
    for (name, file, content) in files {
        body.extend_from_slice(
            format!(
                "--{BORDER}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BORDER}--\r\n").as_bytes());
    TestRequest::post()
        .uri(&format!("{path}?csrf={csrf}"))
        .insert_header((
            "content-type",
            format!("multipart/form-data; boundary={BORDER}"),
        ))
        .set_payload(body)
}

#[actix_web::test]
async fn points_are_asked_answered_with_files_and_read_on_the_desk() {
    let scene = Scene::in_screening(1);
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let (desk, page) = (
        format!("/proposals/{id}/screening"),
        format!("/proposals/{id}/clarification"),
    );
    let mut screener = scene.world.signed_in(scene.screener).await;
    screener.post("/screening", &[]).await;
    // Five working days after Monday 12 April.
    screener.get(&desk).await.shows("Answer by 19 April 2010");
    let typed = [
        ("points", "1"),
        ("point-1", "Which certificate is valid?"),
        ("verdict-registered", "pass"),
    ];
    let more = screener
        .post(&desk, &[&typed[..], &[("act", "add-point")]].concat())
        .await;
    more.shows("name=\"point-2\"");
    more.shows("Which certificate is valid?");
    more.shows("value=\"pass\" checked");
    let fewer = screener
        .post(
            &desk,
            &[
                ("points", "2"),
                ("point-2", "Second?"),
                ("act", "remove-point-1"),
            ],
        )
        .await;
    fewer.shows("Second?");
    fewer.hides("name=\"point-2\"");
    let silent = screener
        .post(
            &desk,
            &[
                ("points", "2"),
                ("point-1", "First?"),
                ("point-2", " "),
                ("act", "clarify"),
            ],
        )
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("href=\"#point-2\""), "{}", silent.body);
    let both = [
        ("points", "2"),
        ("point-1", "Which certificate is valid?"),
        ("point-criterion-1", "registered"),
        ("point-2", "Please send the page with the stamp."),
        ("act", "clarify"),
    ];
    let asked = screener.post(&desk, &both).await;
    assert_eq!(
        (asked.status, asked.location()),
        (StatusCode::SEE_OTHER, "/screening"),
        "{}",
        asked.body
    );
    assert_eq!(scene.status(id), Status::ClarificationRequested);

    let mut applicant = scene.world.signed_in(owner).await;
    applicant
        .get(&format!("/proposals/{id}"))
        .await
        .shows(&format!("href=\"{page}\""));
    let open = applicant.get(&page).await;
    open.shows("Please send the page with the stamp.");
    open.shows("19 April 2010 (Europe/Vienna)");
    let csrf = applicant.csrf.clone();
    let saved = applicant
        .send(form(
            &page,
            &csrf,
            &[
                ("answer-1", "The one of 2009."),
                ("answer-2", ""),
                ("act", "save"),
            ],
            &[
                ("file-1", "", b""),
                ("file-2", "stamp.pdf", b"%PDF-1.7 the stamp"),
                ("file-2", "bad.exe", b"MZ\x90"),
            ],
        ))
        .await;
    // What can be taken is taken; the other is told at its field.
    assert_eq!(
        saved.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        saved.body
    );
    assert!(
        saved.body.contains("href=\"#file-2\"") && saved.body.contains("stamp.pdf"),
        "{}",
        saved.body
    );
    assert!(saved.body.contains("The one of 2009."));
    // Nothing of it is sent, and nobody of the facility reads it yet.
    assert_eq!(scene.status(id), Status::ClarificationRequested);
    screener.get(&desk).await.hides("The one of 2009.");
    let (_, rest) = saved.body.split_once("/documents/").unwrap();
    let document = format!("/documents/{}", &rest[..36]);
    assert_eq!(screener.get(&document).await.status, StatusCode::NOT_FOUND);
    let csrf = applicant.csrf.clone();
    let checked = applicant
        .send(form(
            &page,
            &csrf,
            &[("answer-1", "The one of 2009."), ("act", "check")],
            &[],
        ))
        .await;
    assert_eq!(
        checked.location(),
        format!("{page}/check"),
        "{}",
        checked.body
    );
    applicant
        .get(&format!("{page}/check"))
        .await
        .shows("stamp.pdf");
    let sent = applicant.post(&format!("{page}/send"), &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(scene.status(id), Status::InReview);
    // A second time there is nothing to answer.
    assert_eq!(
        applicant.get(&page).await.location(),
        format!("/proposals/{id}")
    );
    let read = screener.get(&desk).await;
    read.shows("The one of 2009.");
    read.shows(&format!("href=\"{document}/view\" target=\"beside\""));
    let shown = screener.get(&format!("{document}/view")).await;
    assert_eq!(shown.header("content-type"), "application/pdf");
    assert!(shown.header("content-disposition").starts_with("inline"));
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(
        shown
            .header("content-security-policy")
            .contains("frame-ancestors 'self'")
    );
}

#[actix_web::test]
async fn a_point_without_an_answer_is_told_and_what_was_handed_in_is_taken_out() {
    let scene = Scene::in_screening(1);
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let page = format!("/proposals/{id}/clarification");
    let mut screener = scene.world.signed_in(scene.screener).await;
    screener.post("/screening", &[]).await;
    let asks = [
        ("points", "1"),
        ("point-1", "Which one?"),
        ("act", "clarify"),
    ];
    screener
        .post(&format!("/proposals/{id}/screening"), &asks)
        .await;
    let mut applicant = scene.world.signed_in(owner).await;
    applicant.get(&page).await;
    let empty = applicant.post(&format!("{page}/send"), &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("href=\"#answer-1\""), "{}", empty.body);
    let csrf = applicant.csrf.clone();
    let file: &[(&str, &str, &[u8])] = &[("file-1", "a.pdf", b"%PDF-1.7 a")];
    applicant
        .send(form(&page, &csrf, &[("act", "save")], file))
        .await;
    let held = applicant.get(&page).await;
    let (_, rest) = held.body.split_once("value=\"remove ").unwrap();
    let remove = format!("remove {}", &rest[..36]);
    let csrf = applicant.csrf.clone();
    applicant
        .send(form(&page, &csrf, &[("act", &remove)], &[]))
        .await;
    applicant.get(&page).await.hides("a.pdf");
    // By the API the same.
    let token = scene.world.token(owner);
    let api = format!("/api/v1/proposals/{id}");
    let open = applicant
        .call(Method::GET, &format!("{api}/clarification"), &token, None)
        .await
        .json();
    assert_eq!(
        (&open["until"], &open["points"][0]["asked"]),
        (&json!("2010-04-19"), &json!("Which one?"))
    );
    let body = json!({ "answers": [{ "text": "The newer one." }] });
    let sent = applicant
        .call(
            Method::POST,
            &format!("{api}/answer-clarification"),
            &token,
            Some(body),
        )
        .await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    assert_eq!(scene.status(id), Status::InReview);
}

/// Every criterion with a verdict, one of them a fail with its reasons.
fn verdicts(
    scene: &Scene,
    id: ProposalId,
    who: workflow::ids::PersonId,
    fails: Option<&str>,
) -> Vec<(String, String)> {
    let (facility, actor) = (scene.world.facility(), scene.world.actor(who));
    let list = facility::screening::checklist(facility, &actor, id).unwrap();
    let mut fields = vec![("act".to_owned(), "conclude".to_owned())];
    for line in &list.lines {
        let id = &line.criterion.id;
        let fail = fails == Some(id.as_str());
        let overrules = line.proposed.is_some() && !fail;
        fields.push((
            format!("verdict-{id}"),
            if fail { "fail" } else { "pass" }.to_owned(),
        ));
        if fail || overrules {
            fields.push((format!("reason-{id}"), format!("Seen by {who}.")));
        }
        if let Some(reason) = line.criterion.reasons.first().filter(|_| fail) {
            fields.push((format!("code-{id}"), reason.code.clone()));
        }
    }
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// In the founding call every file is drawn for a second screening.
fn drawn() -> Scene {
    let scene = Scene::submitted_with(1, |call| {
        for stage in &mut call.procedure.0 {
            if let workflow::procedure::Stage::Screening(rules) = stage {
                rules.second_share = 10_000;
            }
        }
    });
    scene.closed_and_advanced()
}

#[actix_web::test]
async fn a_second_screening_is_blind_until_both_have_concluded() {
    let scene = drawn();
    let id = scene.files[0].id;
    let desk = format!("/proposals/{id}/screening");
    let mut first = scene.world.signed_in(scene.screener).await;
    first.post("/screening", &[]).await;
    first
        .post(&desk, &[("act", "note"), ("note", "The first thinks so.")])
        .await;
    let given = verdicts(&scene, id, scene.screener, Some("legal_form"));
    let done = first.post(&desk, &borrowed(&given)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(scene.status(id), Status::Queued);
    // The first finds nothing to take; the second gets it and sees nothing of the first.
    assert_eq!(first.post("/screening", &[]).await.location(), "/screening");
    first.get("/screening").await.shows("No file waits");
    let mut second = scene.world.signed_in(scene.second).await;
    assert_eq!(second.post("/screening", &[]).await.location(), desk);
    let seen = second.get(&desk).await;
    for hidden in [
        "The first thinks so.",
        "Samir Screener",
        "Seen by",
        "value=\"fail\" checked",
    ] {
        seen.hides(hidden);
    }
    second
        .post(&desk, &[("act", "note"), ("note", "The second doubts it.")])
        .await;
    let back = first.get(&desk).await;
    back.shows("The first thinks so.");
    back.hides("The second doubts it.");
    let mut officer = scene.world.signed_in(scene.officer).await;
    let all = officer.get(&desk).await;
    all.shows("The first thinks so.");
    all.shows("The second doubts it.");
    let given = verdicts(&scene, id, scene.second, None);
    let done = second.post(&desk, &borrowed(&given)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(scene.status(id), Status::ToConfirm);
    // Both records side by side, the difference marked; a third person settles.
    let both = officer.get(&desk).await;
    both.shows("The screenings differ on 1 criterion.");
    both.shows("class=\"differs\"");
    both.shows("Samir Screener");
    second.get(&desk).await.shows("The first thinks so.");
    let settled = officer
        .post(
            &desk,
            &[
                ("act", "settle-eligible"),
                ("reason", "The statutes say so."),
            ],
        )
        .await;
    assert_eq!(settled.status, StatusCode::SEE_OTHER, "{}", settled.body);
    assert_eq!(scene.status(id), Status::Eligible);
}

//! Documents of proposals.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use facility::intake;
use workflow::role::Role;

use crate::scene;
use crate::world::World;

const BORDER: &str = "------border";

fn body(name: &str, content: &[u8]) -> Vec<u8> {
    let mut body = format!(
        "--{BORDER}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(content);
    body.extend_from_slice(format!("\r\n--{BORDER}--\r\n").as_bytes());
    body
}

/// A form with a document.
pub fn upload(path: &str, csrf: &str, name: &str, content: &[u8]) -> TestRequest {
    TestRequest::post()
        .uri(&format!("{path}?csrf={csrf}"))
        .insert_header((
            "content-type",
            format!("multipart/form-data; boundary={BORDER}"),
        ))
        .set_payload(body(name, content))
}

#[actix_web::test]
async fn a_document_is_told_by_its_content_and_seen_by_those_who_see_the_file() {
    let world = World::new();
    let call = world.founding_call();
    let owner = world.person("Wanjiru Kamau");
    let organisation = world.organisation(owner, "Light House");
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let stranger = world.person("A Stranger");
    let actor = world.actor(owner);
    let id = intake::start(world.facility(), &actor, call, organisation).unwrap();
    let section = format!("/proposals/{id}/draft/budget");
    let place = format!("{section}/files/proposal");

    let mut browser = world.signed_in(owner).await;
    browser.get(&section).await;
    let csrf = browser.csrf.clone();
    let unproved = browser
        .send(upload(&place, "0000", "plan.pdf", b"%PDF-1.7"))
        .await;
    assert_eq!(unproved.status, StatusCode::FORBIDDEN);
    let program = browser
        .send(upload(&place, &csrf, "plan.pdf", b"MZ\x90\x00"))
        .await;
    assert_eq!(program.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(program.body.contains("Files of this type"));
    let empty = browser.send(upload(&place, &csrf, "", b"")).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);

    let added = browser
        .send(upload(&place, &csrf, "../plan.exe", b"%PDF-1.7 the plan"))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = browser.get(&section).await;
    page.shows("plan.exe.pdf");
    let (_, rest) = page.body.split_once("/documents/").unwrap();
    let document = format!("/documents/{}", &rest[..36]);
    let content = browser.get(&document).await;
    assert_eq!(content.body, "%PDF-1.7 the plan");
    assert!(
        content
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(content.header("content-type"), "application/pdf");
    assert_eq!(content.header("x-content-type-options"), "nosniff");
    assert!(
        content
            .header("content-security-policy")
            .contains("sandbox")
    );

    let mut outside = world.signed_in(stranger).await;
    let mut inside = world.signed_in(officer).await;
    assert_eq!(outside.get(&document).await.status, StatusCode::NOT_FOUND);
    // A draft is the applicant's alone, its documents too.
    assert_eq!(inside.get(&document).await.status, StatusCode::NOT_FOUND);
    intake::save(
        world.facility(),
        &actor,
        id,
        None,
        scene::answers("With a plan"),
    )
    .unwrap();
    intake::submit(world.facility(), &actor, id, None, true).unwrap();
    assert_eq!(inside.get(&document).await.status, StatusCode::OK);
    assert_eq!(outside.get(&document).await.status, StatusCode::NOT_FOUND);
    inside
        .get(&format!("/proposals/{id}"))
        .await
        .shows("plan.exe.pdf");

    // Taking it out of the draft does not take it out of what was submitted.
    browser.get(&section).await;
    let seen = intake::draft(world.facility(), &actor, id).unwrap().version;
    let button = format!("remove-file:proposal:{}", &rest[..36]);
    browser
        .post(&section, &[("seen", &seen.to_string()), ("do", &button)])
        .await;
    browser.get(&section).await.hides("plan.exe.pdf");
    assert_eq!(inside.get(&document).await.status, StatusCode::OK);
}

//! Submitting once, in grace, together with others; receipts and versions; withdrawing.

use std::sync::Barrier;

use actix_web::http::{Method, StatusCode};
use facility::intake;
use serde_json::json;
use workflow::definition::CallDefinition;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::receipt::{self, Checked, Receipt};

use crate::scene::{self, Scene};
use crate::world::World;

const DEADLINE: &str = "2010-04-05T21:59:00Z";
const INSTANT_LATER: &str = "2010-04-05T21:59:00.000001Z";

/// A draft that can be submitted.
struct Written {
    world: World,
    call: CallId,
    owner: PersonId,
    id: ProposalId,
}

impl Written {
    fn in_call(change: impl FnOnce(&mut CallDefinition)) -> Self {
        let world = World::new();
        let call = world.founding_call_with(change);
        let owner = world.person("Wanjiru Kamau");
        let organisation = world.organisation(owner, "Light House");
        let id = write(&world, call, owner, organisation, "A safe place");
        Self {
            world,
            call,
            owner,
            id,
        }
    }

    fn submits(&self) -> Result<Receipt, facility::Failure> {
        let actor = self.world.actor(self.owner);
        intake::submit(self.world.facility(), &actor, self.id, None, true)
    }

    fn retitled(&self, title: &str) {
        let actor = self.world.actor(self.owner);
        let changed = [("title".to_owned(), json!(title))].into();
        intake::save(self.world.facility(), &actor, self.id, None, changed).unwrap();
    }
}

fn write(
    world: &World,
    call: CallId,
    owner: PersonId,
    organisation: OrganisationId,
    title: &str,
) -> ProposalId {
    let (facility, actor) = (world.facility(), world.actor(owner));
    let id = intake::start(facility, &actor, call, organisation).unwrap();
    intake::save(facility, &actor, id, None, scene::answers(title)).unwrap();
    id
}

#[actix_web::test]
async fn the_receipt_is_downloaded_and_recomputed() {
    let written = Written::in_call(|_| {});
    let receipt = written.submits().unwrap();
    written.retitled("A safer place");
    written.submits().unwrap();
    let mut browser = written.world.signed_in(written.owner).await;
    let base = format!("/proposals/{}", written.id);
    let page = browser.get(&format!("{base}/receipt?version=1")).await;
    for text in [
        "SGF2010-0001",
        "Light House",
        "2010-03-10 10:00:00.000000 Europe/Vienna",
        "2010-03-10 09:00:00.000000 UTC",
        &receipt.digest.to_string(),
        &receipt.event.hash.to_string(),
        "minha verify receipt SGF2010-0001-v1-receipt.json SGF2010-0001-v1-content.json",
    ] {
        page.shows(text);
    }
    let content = browser.get(&format!("{base}/content.json?version=1")).await;
    assert!(
        content
            .header("content-disposition")
            .contains("SGF2010-0001-v1-content.json")
    );
    let file = browser.get(&format!("{base}/receipt.json?version=1")).await;
    let read: Receipt = serde_json::from_str(&file.body).unwrap();
    assert_eq!(read, receipt);
    let checked = receipt::check(&read, content.body.as_bytes());
    assert_eq!(checked, Ok(Checked { rewritten: false }));
    // The API answers the same receipt, and both versions.
    let key = written.world.token(written.owner);
    let api = format!("/api/v1{base}");
    let answer = browser
        .call(Method::GET, &format!("{api}/receipt?version=1"), &key, None)
        .await;
    assert_eq!(
        serde_json::from_value::<Receipt>(answer.json()).unwrap(),
        receipt
    );
    let newest = browser
        .call(Method::GET, &format!("{api}/receipt"), &key, None)
        .await;
    assert_eq!(newest.json()["version"], 2);
    let content = browser
        .call(Method::GET, &format!("{api}/content"), &key, None)
        .await;
    assert_eq!(content.json()["answers"]["title"], "A safer place");
}

#[actix_web::test]
async fn an_earlier_version_stays_readable_for_the_applicant_and_who_oversees() {
    let written = Written::in_call(|_| {});
    written.submits().unwrap();
    written.retitled("A safer place");
    written.submits().unwrap();
    let world = &written.world;
    let officer = world.staff("Olena Officer", workflow::role::Role::ProgrammeOfficer);
    let stranger = world.person("A Stranger");
    let first = format!("/proposals/{}/versions/1", written.id);
    for (person, status) in [
        (written.owner, StatusCode::OK),
        (officer, StatusCode::OK),
        (stranger, StatusCode::NOT_FOUND),
    ] {
        let mut browser = world.signed_in(person).await;
        let page = browser.get(&first).await;
        assert_eq!(page.status, status);
        if status == StatusCode::OK {
            page.shows("A safe place");
            page.shows("replaced by a later one");
        }
        let third = browser.get(&first.replace("/1", "/3")).await;
        assert_eq!(third.status, StatusCode::NOT_FOUND);
    }
    let mut browser = world.signed_in(written.owner).await;
    let page = browser.get(&format!("/proposals/{}", written.id)).await;
    page.shows("A safer place");
    page.shows("/versions/1");
}

#[actix_web::test]
async fn the_same_content_is_one_submission_even_after_the_deadline() {
    let written = Written::in_call(|_| {});
    let check = format!("/proposals/{}/check", written.id);
    written.world.set(DEADLINE);
    let mut browser = written.world.signed_in(written.owner).await;
    browser.get(&check).await.page();
    let receipt = written.submits().unwrap();
    written.world.set(INSTANT_LATER);
    assert_eq!(written.submits().unwrap(), receipt);
    let answer = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(
        answer.location(),
        format!("/proposals/{}/receipt", written.id)
    );
}

#[actix_web::test]
async fn two_at_the_same_instant_are_one() {
    let written = Written::in_call(|_| {});
    let barrier = Barrier::new(4);
    let receipts: Vec<Receipt> = std::thread::scope(|scope| {
        let press = || {
            barrier.wait();
            written.submits().unwrap()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(press)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!(receipts[0].version, 1);
}

#[actix_web::test]
async fn a_key_of_idempotency_answers_the_first_receipt() {
    let written = Written::in_call(|_| {});
    let key = written.world.token(written.owner);
    let mut program = written.world.browser().await;
    let submit = |declared: bool| {
        actix_web::test::TestRequest::post()
            .uri(&format!("/api/v1/proposals/{}/submit", written.id))
            .insert_header(("authorization", format!("Bearer {key}")))
            .insert_header(("idempotency-key", "once"))
            .set_json(json!({ "declared": declared }))
    };
    let undeclared = program.send(submit(false)).await;
    assert_eq!(undeclared.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = program.send(submit(true)).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    written.retitled("A safer place");
    written.submits().unwrap();
    let again = program.send(submit(true)).await;
    assert_eq!(again.json(), first.json());
    let other = program.send(submit(false)).await;
    assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(other.json()["type"], "/problems/idempotency-key-reused");
}

#[actix_web::test]
async fn late_is_told_on_the_clock_of_the_call_though_the_page_was_opened_in_time() {
    let written = Written::in_call(|_| {});
    written.world.set(DEADLINE);
    let mut browser = written.world.signed_in(written.owner).await;
    let check = format!("/proposals/{}/check", written.id);
    browser.get(&check).await.shows("Submit the proposal");
    written.world.set(INSTANT_LATER);
    let late = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Your draft is kept"), "{}", late.body);
    assert!(late.body.contains("23:59"), "{}", late.body);
    let draft = browser
        .get(&format!("/proposals/{}/draft", written.id))
        .await;
    draft.shows("A safe place");
}

#[actix_web::test]
async fn grace_is_recorded_on_the_receipt_and_shown_nowhere_before() {
    let written = Written::in_call(|call| call.dates.grace_minutes = 17);
    let mut browser = written.world.signed_in(written.owner).await;
    let key = written.world.token(written.owner);
    let call = format!("/calls/{}", written.call);
    let page = browser.get(&call).await;
    page.hides("grace");
    page.hides("24:16");
    for path in [&call, &format!("{call}/definition")] {
        let answer = browser
            .call(Method::GET, &format!("/api/v1{path}"), &key, None)
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        answer.hides("grace");
    }
    written.world.set(INSTANT_LATER);
    let receipt = written.submits().unwrap();
    assert!(receipt.in_grace);
    let page = format!("/proposals/{}/receipt", written.id);
    let mut browser = written.world.signed_in(written.owner).await;
    browser
        .get(&page)
        .await
        .shows("received after the deadline, in the grace");
    let mails = facility::outbox::kept(written.world.facility(), None, 20).unwrap();
    let told = mails
        .iter()
        .find(|kept| kept.mail.subject.contains("SGF2010-0001"));
    let body = &told.unwrap().mail.body;
    assert!(body.contains("after the deadline, in the grace"), "{body}");
    assert!(body.contains("23:59:00.000001 Europe/Vienna"), "{body}");
    assert!(body.contains(&receipt.digest.to_string()), "{body}");
}

#[actix_web::test]
async fn a_co_applicant_is_named_exactly_agrees_and_stands_in_one_application() {
    let written = Written::in_call(|call| call.most_co_applicants = 2);
    let world = &written.world;
    let partner = world.person("Paul Partner");
    let beside = world.organisation(partner, "Hope Harbour");
    let base = format!("/proposals/{}/co-applicants", written.id);
    let mut lead = world.signed_in(written.owner).await;
    lead.get(&base).await.shows("No other organisation");
    let near = [
        ("seen", "1"),
        ("do", "name"),
        ("country", "KE"),
        ("number", "NGO-Hope"),
    ];
    let unknown = lead.post(&base, &near).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unknown.body.contains("registered with exactly this"));
    let exact = [
        ("seen", "1"),
        ("do", "name"),
        ("country", "KE"),
        ("number", "NGO-Hope Harbour"),
    ];
    let named = lead.post(&base, &exact).await;
    assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.body);
    lead.get(&base).await.shows("Has not answered yet");
    // Nothing is submitted before the answer.
    let refused = written.submits().unwrap_err().to_string();
    assert!(refused.contains("have not agreed"), "{refused}");
    let mails = facility::outbox::kept(world.facility(), None, 50).unwrap();
    assert!(
        mails
            .iter()
            .any(|kept| kept.name == "Paul Partner" && kept.mail.body.contains("A safe place"))
    );

    let mut other = world.signed_in(partner).await;
    other.get("/").await.shows("Agree to apply together");
    let mine = other.get("/my-proposals").await;
    mine.shows("Light House");
    mine.shows(&base);
    let page = other.get(&base).await;
    page.shows("Light House");
    page.shows("Agree to apply together");
    for hidden in ["draft", "check", "content.json", "receipt"] {
        let answer = other.get(&base.replace("co-applicants", hidden)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{hidden}");
    }
    let beside_id = beside.to_string();
    let agreed = [
        ("seen", "2"),
        ("do", "agree"),
        ("organisation", beside_id.as_str()),
    ];
    other.get(&base).await;
    let done = other.post(&base, &agreed).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    lead.get(&base).await.shows("Has agreed");
    let receipt = written.submits().unwrap();
    let (_, content) = intake::submitted_content(
        world.facility(),
        &world.actor(written.owner),
        written.id,
        None,
    )
    .unwrap();
    assert!(content.contains(&beside_id));
    assert_eq!(receipt.version, 1);

    // The partner can neither apply by itself nor beside a third, and learns nothing of the other file.
    let own = write(world, written.call, partner, beside, "Our own");
    let alone = intake::submit(world.facility(), &world.actor(partner), own, None, true);
    let alone = alone.unwrap_err();
    assert!(
        matches!(
            &alone,
            facility::Failure::Refused(workflow::refusal::Refusal::AlreadyApplied)
        ),
        "{alone}"
    );
}

#[actix_web::test]
async fn a_partner_taken_elsewhere_is_named_and_the_other_file_is_not() {
    let written = Written::in_call(|call| call.most_co_applicants = 2);
    let world = &written.world;
    let partner = world.person("Paul Partner");
    let beside = world.organisation(partner, "Hope Harbour");
    let own = write(world, written.call, partner, beside, "Our own");
    let (facility, them) = (world.facility(), world.actor(partner));
    let number = facility::co_applicants::By::Number {
        country: "KE".parse().unwrap(),
        number: "ngo hope harbour".to_owned(),
    };
    let us = world.actor(written.owner);
    facility::co_applicants::name(facility, &us, written.id, None, &number).unwrap();
    let agree =
        workflow::proposal::Command::CoApplicants(workflow::co_applicants::Command::Agree {
            organisation: beside,
        });
    facility::proposal::act(facility, &them, written.id, None, &agree).unwrap();
    intake::submit(facility, &them, own, None, true).unwrap();
    let mut browser = world.signed_in(written.owner).await;
    let check = format!("/proposals/{}/check", written.id);
    browser.get(&check).await;
    let refused = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("Hope Harbour</bdi> already stands in another application")
            || refused
                .body
                .contains("already stands in another application"),
        "{}",
        refused.body
    );
    refused.hides("Our own");
    refused.hides("SGF2010-0001");
}

#[actix_web::test]
async fn a_call_that_takes_several_lets_an_organisation_submit_several() {
    let written = Written::in_call(|call| call.one_application_per_organisation = false);
    let (world, actor) = (&written.world, written.world.actor(written.owner));
    let organisation = actor.memberships[0].0;
    let second = write(world, written.call, written.owner, organisation, "Another");
    assert_ne!(second, written.id);
    written.submits().unwrap();
    let receipt = intake::submit(world.facility(), &actor, second, None, true).unwrap();
    assert_eq!(receipt.reference, "SGF2010-0002");
    for _ in 0..18 {
        intake::start(world.facility(), &actor, written.call, organisation).unwrap();
    }
    let most = intake::start(world.facility(), &actor, written.call, organisation);
    assert!(most.is_err());
    let mut browser = world.signed_in(written.owner).await;
    let page = browser.get(&format!("/calls/{}", written.call)).await;
    page.shows("Apply to this call");
}

#[actix_web::test]
async fn a_file_is_withdrawn_in_evaluation_too() {
    let scene = Scene::in_evaluation(1);
    let filed = &scene.files[0];
    let mut browser = scene.world.signed_in(filed.owner).await;
    let page = format!("/proposals/{}", filed.id);
    let body = browser.get(&page).await;
    body.shows("Withdraw");
    let seen = crate::contract::seen(&body.body);
    let done = browser
        .post(&format!("{page}/withdraw"), &[("seen", &seen)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert_eq!(
        scene.status(filed.id),
        workflow::transition::Status::Withdrawn
    );
}

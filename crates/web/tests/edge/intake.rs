//! Writing, checking and submitting a proposal.

use actix_web::http::StatusCode;
use facility::intake;
use workflow::ids::{CallId, PersonId, ProposalId};

use crate::scene;
use crate::world::World;

pub struct Writing {
    pub world: World,
    pub call: CallId,
    pub owner: PersonId,
}

impl Writing {
    pub fn new() -> Self {
        let world = World::new();
        let call = world.founding_call();
        let owner = world.person("Wanjiru Kamau");
        world.organisation(owner, "Light House");
        Self { world, call, owner }
    }

    pub fn started(&self) -> ProposalId {
        let actor = self.world.actor(self.owner);
        let organisation = actor.memberships[0].0;
        intake::start(self.world.facility(), &actor, self.call, organisation).unwrap()
    }
}

#[actix_web::test]
async fn an_applicant_starts_a_draft_and_fills_in_a_section() {
    let writing = Writing::new();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let apply = format!("/calls/{}/apply", writing.call);
    browser.get(&apply).await.shows("Light House");
    let refused = browser.post(&apply, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let organisation = writing.world.actor(writing.owner).memberships[0].0;
    let started = browser
        .post(&apply, &[("organisation", &organisation.to_string())])
        .await;
    assert_eq!(started.status, StatusCode::SEE_OTHER, "{}", started.body);
    let draft = started.location().to_owned();
    browser.get(&draft).await.shows("0 of 6 parts done");

    let section = format!("{draft}/project");
    browser.get(&section).await.shows("Title of the project");
    let saved = browser
        .post(
            &section,
            &[
                ("seen", "1"),
                ("title", "A safe place"),
                ("theme", "victims"),
                ("country", "KE"),
                ("months", "12"),
                ("language", "en"),
                ("summary", "Shelter and counsel."),
                ("do", "continue"),
            ],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(saved.location(), format!("{draft}/problem"));
    browser.get(&section).await.shows("A safe place");
    browser.get(&draft).await.shows("1 of 6 parts done");
}

#[actix_web::test]
async fn what_cannot_be_read_comes_back_as_typed_and_the_rest_is_kept() {
    let writing = Writing::new();
    let draft = format!("/proposals/{}/draft", writing.started());
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("{draft}/project");
    browser.get(&section).await;
    let refused = browser
        .post(
            &section,
            &[("seen", "1"), ("title", "Kept"), ("months", "a year")],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("a year"));
    assert!(refused.body.contains("must be between 6 and 18"));
    browser.get(&section).await.shows("Kept");
}

#[actix_web::test]
async fn a_budget_grows_and_shrinks_without_a_script() {
    let writing = Writing::new();
    let draft = format!("/proposals/{}/draft", writing.started());
    let mut browser = writing.world.signed_in(writing.owner).await;
    let section = format!("{draft}/budget");
    browser.get(&section).await;
    let line = [
        ("budget.0.heading", "staff"),
        ("budget.0.description", "Counsellor"),
        ("budget.0.quantity", "12"),
        ("budget.0.unit_cost", "3,000"),
        ("budget.0.requested", "35000.50"),
    ];
    let mut fields = vec![("seen", "1"), ("do", "add:budget")];
    fields.extend(line);
    let more = browser.post(&section, &fields).await;
    assert!(
        more.location()
            .ends_with("/draft/budget?more=budget#budget"),
        "{}",
        more.location()
    );
    browser.get(&section).await.shows("35000.50");
    let was = crate::applying::was(&browser.get(&section).await, "budget");
    let mut fields = vec![("was:", was.as_str()), ("do", "remove:budget.0")];
    fields.extend(line);
    browser.post(&section, &fields).await;
    browser.get(&section).await.hides("Counsellor");
}

#[actix_web::test]
async fn a_complete_draft_is_submitted_once_and_the_receipt_carries_its_digest() {
    let writing = Writing::new();
    let id = writing.started();
    let mut browser = writing.world.signed_in(writing.owner).await;
    let check = format!("/proposals/{id}/check");
    let page = browser.get(&check).await;
    page.shows("Before you can submit");
    page.shows(&format!("/proposals/{id}/draft/project#title"));
    let early = browser.post(&check, &[("seen", "1")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let actor = writing.world.actor(writing.owner);
    let answers = scene::answers("A safe place");
    intake::save(writing.world.facility(), &actor, id, None, answers).unwrap();
    browser.get(&check).await.shows("Submit the proposal");
    let undeclared = browser.post(&check, &[("seen", "2")]).await;
    assert_eq!(undeclared.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(undeclared.body.contains("Tick the box"));
    let submitted = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(submitted.location(), format!("/proposals/{id}/receipt"));
    let receipt = intake::receipt(writing.world.facility(), &actor, id, None).unwrap();
    let page = browser.get(&format!("/proposals/{id}/receipt")).await;
    page.shows("SGF2010-0001");
    page.shows(&receipt.digest.to_string());
    browser
        .get(&format!("/proposals/{id}"))
        .await
        .shows("A safe place");
}

#[actix_web::test]
async fn late_is_refused_and_the_draft_kept() {
    let writing = Writing::new();
    let id = writing.started();
    let actor = writing.world.actor(writing.owner);
    let answers = scene::answers("Too late");
    intake::save(writing.world.facility(), &actor, id, None, answers).unwrap();
    let mut browser = writing.world.signed_in(writing.owner).await;
    browser.get(&format!("/proposals/{id}/check")).await;
    writing.world.set("2010-04-05T22:00:00Z");
    let mut browser = writing.world.signed_in(writing.owner).await;
    let late = browser
        .post(
            &format!("/proposals/{id}/check"),
            &[("seen", "2"), ("declared", "true")],
        )
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("Your draft is kept"), "{}", late.body);
    browser
        .get(&format!("/proposals/{id}/draft"))
        .await
        .shows("Too late");
}

#[actix_web::test]
async fn a_draft_is_the_applicants_alone() {
    let writing = Writing::new();
    let id = writing.started();
    let officer = writing
        .world
        .staff("Olena Officer", workflow::role::Role::ProgrammeOfficer);
    let stranger = writing.world.person("A Stranger");
    for person in [officer, stranger] {
        let mut browser = writing.world.signed_in(person).await;
        for page in ["", "/draft", "/draft/project", "/check", "/receipt"] {
            let answer = browser.get(&format!("/proposals/{id}{page}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
    }
    let mut browser = writing.world.signed_in(writing.owner).await;
    let odd = browser.get("/proposals/no-id/draft").await;
    assert_eq!(odd.status, StatusCode::NOT_FOUND);
}

//! What the clock and new decisions do in screening: reminders, files given back, decisions taken back, appeals told.

use facility::screening;
use workflow::ids::ProposalId;
use workflow::proposal::Command;
use workflow::screening::{Command as Screening, Point};
use workflow::text::Text;
use workflow::transition::Status;

use crate::scene::Scene;

/// Subjects of the mails to the owner of a file, oldest first.
fn told(scene: &Scene, place: usize) -> Vec<String> {
    let name = format!("Owner {}", place + 1);
    let kept = facility::outbox::kept(scene.world.facility(), None, 200).unwrap();
    kept.into_iter()
        .rev()
        .filter(|mail| mail.name == name)
        .map(|mail| mail.mail.subject)
        .collect()
}

fn text(words: &str) -> Text {
    Text::parse(words).unwrap()
}

fn act(scene: &Scene, who: workflow::ids::PersonId, id: ProposalId, command: Screening) {
    let actor = scene.world.actor(who);
    let command = Command::Screening(command);
    facility::proposal::act(scene.world.facility(), &actor, id, None, &command).unwrap();
}

#[actix_web::test]
async fn an_applicant_is_reminded_once_and_the_file_returns_as_it_stands() {
    let scene = Scene::in_screening(1);
    let (facility, id) = (scene.world.facility(), scene.files[0].id);
    let screener = scene.world.actor(scene.screener);
    screening::take_next(facility, &screener).unwrap();
    let points = vec![Point {
        criterion: None,
        text: text("Which certificate is valid?"),
    }];
    // Asked on Monday, 12 April; the last day is Monday, 19 April.
    act(
        &scene,
        scene.screener,
        id,
        Screening::RequestClarification { points },
    );
    let reminders = || {
        let told = told(&scene, 0);
        told.iter()
            .filter(|subject| subject.contains("Please answer by 19 April 2010"))
            .count()
    };
    scene.world.set("2010-04-15T12:00:00Z");
    screening::remind(facility).unwrap();
    assert_eq!(reminders(), 0);
    scene.world.set("2010-04-16T12:00:00Z");
    for _ in 0..2 {
        screening::remind(facility).unwrap();
    }
    assert_eq!(reminders(), 1, "{:?}", told(&scene, 0));
    // One instant before midnight in Vienna nothing returns.
    scene.world.set("2010-04-19T21:59:59.999999Z");
    assert_eq!(screening::close_overdue(facility).unwrap(), 0);
    scene.world.set("2010-04-19T22:00:00Z");
    assert_eq!(screening::close_overdue(facility).unwrap(), 1);
    assert_eq!(screening::close_overdue(facility).unwrap(), 0);
    assert_eq!(scene.status(id), Status::InReview);
    // The chain with an event that nobody did can be replayed.
    let manager = scene.world.actor(scene.manager);
    let story = facility::proposal::view(facility, &manager, id)
        .unwrap()
        .story;
    let closed = story
        .iter()
        .find(|event| event.kind == "screening.clarification_closed");
    assert!(closed.unwrap().by.is_none());
}

#[actix_web::test]
async fn whoever_was_told_a_decision_is_told_that_it_is_taken_back() {
    let scene = Scene::in_screening(2);
    let facility = scene.world.facility();
    let files: Vec<ProposalId> = scene.files.iter().map(|filed| filed.id).collect();
    for id in &files {
        assert_eq!(scene.decide_next(false), *id);
    }
    // The first applicant was not told; there is nothing to tell them.
    act(&scene, scene.manager, files[1], Screening::Release);
    let another = scene
        .world
        .staff("Malika", workflow::role::Role::FacilityManager);
    for id in &files {
        let reason = text("The wrong annex was read.");
        act(&scene, another, *id, Screening::Retract { reason });
        assert_eq!(scene.status(*id), Status::Queued);
    }
    let taken_back = |place| {
        let told = told(&scene, place);
        told.iter()
            .filter(|subject| subject.contains("taken back"))
            .count()
    };
    assert_eq!((taken_back(0), taken_back(1)), (0, 1));
    // Both decisions stay on the record.
    let manager = scene.world.actor(scene.manager);
    let story = facility::proposal::view(facility, &manager, files[1])
        .unwrap()
        .story;
    let count = |kind: &str| story.iter().filter(|event| event.kind == kind).count();
    assert_eq!(
        (count("screening.confirmed"), count("screening.released")),
        (1, 1)
    );
    assert_eq!(count("screening.retracted"), 1);
    // The applicant sees that it is looked at again, and no outcome.
    let mut owner = scene.world.signed_in(scene.files[1].owner).await;
    owner
        .get(&format!("/proposals/{}", files[1]))
        .await
        .hides("Ineligible");
}

#[actix_web::test]
async fn an_appeal_is_told_with_its_reason() {
    let scene = Scene::in_screening(1);
    let id = scene.files[0].id;
    scene.decide_next(false);
    act(&scene, scene.manager, id, Screening::Release);
    act(
        &scene,
        scene.files[0].owner,
        id,
        Screening::Appeal {
            ground: text("A page was not read."),
        },
    );
    let reason = text("The page shows it.");
    act(
        &scene,
        scene.officer,
        id,
        Screening::DecideAppeal {
            upheld: true,
            reason,
        },
    );
    assert_eq!(scene.status(id), Status::Eligible);
    assert!(
        told(&scene, 0)
            .iter()
            .any(|subject| subject.contains("appeal is decided"))
    );
}

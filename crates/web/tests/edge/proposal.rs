//! The page of a proposal and the lists.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use facility::screening::GivenVerdict;
use workflow::proposal;
use workflow::screening::{Command, Outcome};
use workflow::text::Text;

use crate::scene::Scene;

#[actix_web::test]
async fn an_applicant_withdraws_and_sees_it_in_the_story() {
    let scene = Scene::in_screening(1);
    let filed = &scene.files[0];
    let mut browser = scene.world.signed_in(filed.owner).await;
    browser.get("/my-proposals").await.shows(&filed.title);
    let address = format!("/proposals/{}", filed.id);
    let page = browser.get(&address).await;
    page.shows("SGF2010-0001");
    page.shows("Proposal submitted");
    page.shows("Which problem does the project address?");
}

#[actix_web::test]
async fn a_submission_is_withdrawn_by_its_owner() {
    let scene = Scene::submitted(1);
    let filed = &scene.files[0];
    let address = format!("/proposals/{}", filed.id);
    let mut browser = scene.world.signed_in(filed.owner).await;
    browser.get(&address).await.shows("Replace the submission");
    let seen = |scene: &Scene| {
        let actor = scene.world.actor(filed.owner);
        let view = facility::proposal::view(scene.world.facility(), &actor, filed.id);
        view.unwrap().seq.to_string()
    };
    let old = browser
        .post(&format!("{address}/withdraw"), &[("seen", "1")])
        .await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let gone = browser
        .post(
            &format!("{address}/withdraw"),
            &[("seen", &seen(&scene)), ("text", "Another donor")],
        )
        .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let page = browser.get(&address).await;
    page.shows("Withdrawn");
    page.shows("Another donor");
}

#[actix_web::test]
async fn the_file_room_is_filtered_and_exported_by_what_one_may_see() {
    let scene = Scene::in_screening(3);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let all = officer.get("/proposals").await;
    all.shows("Safe house 1");
    all.shows("Safe house 3");
    let some = officer
        .get("/proposals?q=house+2&stage=screening&status=queued")
        .await;
    some.shows("Safe house 2");
    some.hides("Safe house 1");
    officer
        .get("/proposals?country=JO")
        .await
        .shows("Nothing fits");
    let table = officer.get("/proposals.csv?q=house+2").await;
    assert!(
        table
            .header("content-disposition")
            .contains("proposals.csv")
    );
    assert_eq!(table.body.lines().count(), 2, "{}", table.body);
    let owner = scene.files[0].owner;
    let mut applicant = scene.world.signed_in(owner).await;
    let own = applicant.get("/proposals.csv").await;
    assert!(own.body.contains("Safe house 1"));
    assert!(!own.body.contains("Safe house 2"));
    let other = applicant
        .get(&format!("/proposals/{}", scene.files[1].id))
        .await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn an_ineligibility_is_told_with_its_reasons_once_released_and_can_be_appealed() {
    let scene = Scene::in_screening(1);
    let (facility, filed) = (scene.world.facility(), &scene.files[0]);
    let screener = scene.world.actor(scene.screener);
    facility::screening::take_next(facility, &screener).unwrap();
    let checklist = facility::screening::checklist(facility, &screener, filed.id).unwrap();
    let verdicts: BTreeMap<String, GivenVerdict> = checklist
        .lines
        .iter()
        .map(|line| {
            let fails = line.criterion.id == "not_intermediary";
            let verdict = GivenVerdict {
                outcome: if fails { Outcome::Fail } else { Outcome::Pass },
                reason_code: None,
                reason: fails.then(|| Text::parse("The work is passed on.").unwrap()),
            };
            (line.criterion.id.clone(), verdict)
        })
        .collect();
    facility::screening::record(facility, &screener, filed.id, None, &verdicts, true).unwrap();
    let second = scene.world.actor(scene.second);
    let confirm = proposal::Command::Screening(Command::Confirm);
    facility::proposal::act(facility, &second, filed.id, None, &confirm).unwrap();

    let address = format!("/proposals/{}", filed.id);
    let mut applicant = scene.world.signed_in(filed.owner).await;
    let before = applicant.get(&address).await;
    before.page();
    before.hides("Ineligible");
    before.hides("The work is passed on.");
    applicant.get("/my-proposals").await.hides("Ineligible");

    let seq = |person| {
        let actor = scene.world.actor(person);
        let view = facility::proposal::view(facility, &actor, filed.id).unwrap();
        view.seq.to_string()
    };
    let mut manager = scene.world.signed_in(scene.manager).await;
    manager.get(&address).await.shows("The work is passed on.");
    let released = manager
        .post(
            &format!("{address}/release"),
            &[("seen", &seq(scene.manager))],
        )
        .await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.body);
    let after = applicant.get(&address).await;
    after.shows("Ineligible");
    after.shows("The work is passed on.");
    let appeal = format!("{address}/appeal");
    let empty = applicant
        .post(&appeal, &[("seen", &seq(filed.owner))])
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let appealed = applicant
        .post(
            &appeal,
            &[
                ("seen", &seq(filed.owner)),
                ("text", "Nobody asked us how the work is done."),
            ],
        )
        .await;
    assert_eq!(appealed.status, StatusCode::SEE_OTHER, "{}", appealed.body);
    applicant.get(&address).await.shows("Appealed");
}

#[actix_web::test]
async fn who_has_a_conflict_sees_nothing_of_the_file() {
    let scene = Scene::in_screening(2);
    let (facility, filed) = (scene.world.facility(), &scene.files[0]);
    let screener = scene.world.actor(scene.screener);
    for _ in 0..2 {
        facility::screening::take_next(facility, &screener).unwrap();
    }
    let declared = proposal::Command::Interest(workflow::interest::Command::DeclareConflict {
        conflict: workflow::interest::ConflictKind::Family,
    });
    facility::proposal::act(facility, &screener, filed.id, None, &declared).unwrap();
    let mut browser = scene.world.signed_in(scene.screener).await;
    let list = browser.get("/proposals").await;
    list.shows(&scene.files[1].title);
    list.hides(&filed.title);
    let page = browser.get(&format!("/proposals/{}", filed.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

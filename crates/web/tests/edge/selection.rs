//! The panel: declarations, votes, outcomes, the list under the ceiling.

use actix_web::http::StatusCode;
use workflow::ids::PersonId;
use workflow::role::Role;
use workflow::transition::Status;

use crate::contract::sits;
use crate::scene::Scene;

/// The panel of the call: the chair first.
fn panel(scene: &Scene) -> Vec<PersonId> {
    let chair = scene.world.staff("Chair Charlotte", Role::Chair);
    let members = ["Member Mona", "Member Musa", "Member Mei", "Member Marek"];
    let members = members.map(|name| scene.world.staff(name, Role::PanelMember));
    [chair].into_iter().chain(members).collect()
}

fn agenda(scene: &Scene) -> String {
    format!("/calls/{}/panel", scene.call)
}

/// Declares no conflict with any file, for all but the named.
async fn declare(scene: &Scene, person: PersonId, conflict: Option<usize>) {
    let mut browser = scene.world.signed_in(person).await;
    let fields: Vec<(String, &str)> = scene
        .files
        .iter()
        .enumerate()
        .map(|(place, filed)| {
            let interest = if conflict == Some(place) {
                "employment"
            } else {
                "none"
            };
            (format!("interest-{}", filed.id), interest)
        })
        .collect();
    let mut pairs: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), *value))
        .collect();
    pairs.extend([("confirmed", "true"), ("act", "declare")]);
    let answer = browser.post(&agenda(scene), &pairs).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn vote(scene: &Scene, person: PersonId, file: usize, fields: &[(&str, &str)]) {
    let mut browser = scene.world.signed_in(person).await;
    let path = format!("/proposals/{}/selection", scene.files[file].id);
    let mut pairs = fields.to_vec();
    pairs.push(("act", "vote"));
    let answer = browser.post(&path, &pairs).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

#[actix_web::test]
async fn declarations_come_before_the_agenda() {
    let scene = Scene::in_selection(2);
    let panel = panel(&scene);
    let mut browser = scene.world.signed_in(panel[1]).await;
    assert_eq!(browser.get("/panel").await.location(), agenda(&scene));
    let page = browser.get(&agenda(&scene)).await;
    page.shows("Shelter 1");
    page.shows("Safe house 2");
    page.hides("SGF2010-0001");
    page.hides("USD");
    // A single file shows no more than that either.
    let item = format!("/proposals/{}/selection", scene.files[0].id);
    let before = browser.get(&item).await;
    before.shows("Do you have a conflict of interest");
    before.hides("A sound plan by people who know the field.");
    let field = format!("interest-{}", scene.files[0].id);
    let silent = browser
        .post(&agenda(&scene), &[(&field, "none"), ("act", "declare")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("href=\"#confirmed\""));
    declare(&scene, panel[1], None).await;
    let page = browser.get(&agenda(&scene)).await;
    page.shows("SGF2010-0001");
    page.shows("USD 40,000");
    browser
        .get(&item)
        .await
        .shows("A sound plan by people who know the field.");
}

#[actix_web::test]
async fn a_recused_member_finds_nothing_of_the_file_anywhere() {
    let scene = Scene::in_selection(2);
    let panel = panel(&scene);
    declare(&scene, panel[1], Some(0)).await;
    let mut browser = scene.world.signed_in(panel[1]).await;
    let page = browser.get(&agenda(&scene)).await;
    page.hides("Safe house 1");
    page.hides("Shelter 1");
    page.shows("Safe house 2");
    // The second file is the first of those they see.
    page.shows("<span class=\"number\">1</span>");
    page.hides("<span class=\"number\">2</span>");
    let item = format!("/proposals/{}/selection", scene.files[0].id);
    assert_eq!(browser.get(&item).await.status, StatusCode::NOT_FOUND);
    for act in ["vote", "open", "declare", "conflict", "record"] {
        let posted = browser
            .post(&item, &[("act", act), ("choice", "fund")])
            .await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND, "{act}");
    }
    // Others see that the member is out of the room.
    declare(&scene, panel[2], None).await;
    let mut other = scene.world.signed_in(panel[2]).await;
    let page = other.get(&item).await;
    page.shows("Member Mona");
    page.shows("Recused");
}

#[actix_web::test]
async fn the_panel_votes_and_the_rule_makes_the_list() {
    let scene = Scene::in_selection(3);
    let panel = panel(&scene);
    for person in &panel {
        declare(&scene, *person, None).await;
    }
    sits(&scene, panel[0]);
    let mut chair = scene.world.signed_in(panel[0]).await;
    chair
        .get(&agenda(&scene))
        .await
        .shows("Open all items (3 files)");
    let opened = chair.post(&agenda(&scene), &[("act", "open")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    // The third item lacks its quorum: one vote only.
    for person in &panel {
        vote(&scene, *person, 0, &[("choice", "fund")]).await;
        vote(
            &scene,
            *person,
            1,
            &[("choice", "fund_reduced"), ("amount", "35,000")],
        )
        .await;
    }
    vote(&scene, panel[1], 2, &[("choice", "reject")]).await;
    let item = format!("/proposals/{}/selection", scene.files[2].id);
    let page = chair.get(&item).await;
    page.shows("1 of 4 needed have voted");
    page.hides("Result of the vote");
    let early = chair.post(&item, &[("act", "close")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let too_much = chair
        .post(
            &item,
            &[
                ("act", "vote"),
                ("choice", "fund_reduced"),
                ("amount", "90000"),
            ],
        )
        .await;
    assert_eq!(too_much.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        too_much.body.contains("href=\"#amount\""),
        "{}",
        too_much.body
    );
    chair.post(&agenda(&scene), &[("act", "close")]).await;
    assert_eq!(scene.status(scene.files[0].id), Status::Discussed);
    assert_eq!(scene.status(scene.files[2].id), Status::OnAgenda);
    let path = format!("{}/outline", agenda(&scene));
    let outline = chair.get(&path).await;
    outline.shows("USD 35,000");
    outline.shows("USD 75,000");
    outline.shows("USD 425,000");
    outline.shows("1 item is not closed yet");
    let silent = chair
        .post(&path, &[("act", "record"), ("reason", "")])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let recorded = chair
        .post(
            &path,
            &[("act", "record"), ("reason", "As the panel voted.")],
        )
        .await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
    assert_eq!(scene.status(scene.files[1].id), Status::Selected);
    // Members do not see the outline, and only the manager releases.
    let mut member = scene.world.signed_in(panel[1]).await;
    assert_eq!(member.get(&path).await.status, StatusCode::NOT_FOUND);
    chair.get(&path).await.hides("value=\"release\"");
    let mut manager = scene.world.signed_in(scene.manager).await;
    // Nothing is told before it is adopted and countersigned.
    manager.get(&path).await.hides("value=\"release\"");
    let facility = scene.world.facility();
    let (presides, manages) = (
        scene.world.actor(panel[0]),
        scene.world.actor(scene.manager),
    );
    facility::selection::adopt(facility, &presides, scene.call).unwrap();
    facility::selection::countersign(facility, &manages, scene.call, 1).unwrap();
    manager.get(&path).await.shows("2 decisions to release");
    let released = manager.post(&path, &[("act", "release")]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.body);
    manager.get(&path).await.hides("value=\"release\"");
}

#[actix_web::test]
async fn the_chair_records_a_single_outcome_with_its_reason() {
    let scene = Scene::in_selection(1);
    let panel = panel(&scene);
    let item = format!("/proposals/{}/selection", scene.files[0].id);
    for person in &panel {
        declare(&scene, *person, None).await;
    }
    let mut chair = scene.world.signed_in(panel[0]).await;
    chair.get(&item).await.hides("value=\"open\"");
    sits(&scene, panel[0]);
    chair.get(&item).await.shows("value=\"open\"");
    chair.post(&item, &[("act", "open")]).await;
    for person in &panel {
        vote(&scene, *person, 0, &[("choice", "reserve")]).await;
    }
    chair.post(&item, &[("act", "close")]).await;
    chair.get(&item).await.shows("5 votes");
    let record = |place: &'static str, reason: &'static str| {
        [
            ("act", "record"),
            ("decision", "reserve"),
            ("reserve-rank", place),
            ("reason", reason),
        ]
    };
    for (fields, field) in [
        (record("99", "Good."), "reserve-rank"),
        (record("1", ""), "reason"),
    ] {
        let refused = chair.post(&item, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains(&format!("href=\"#{field}\"")),
            "{}",
            refused.body
        );
    }
    let recorded = chair
        .post(&item, &record("1", "Good, but others are better."))
        .await;
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.body);
    let page = chair.get(&item).await;
    page.shows("Place 1 on the reserve list");
    page.shows("Good, but others are better.");
    assert_eq!(scene.status(scene.files[0].id), Status::Reserve);
}

#[actix_web::test]
async fn figures_of_a_chair_with_a_conflict_leave_the_file_out() {
    let scene = Scene::in_selection(2);
    let panel = panel(&scene);
    let deputy = scene.world.staff("Deputy Dora", Role::Chair);
    declare(&scene, panel[0], Some(0)).await;
    for person in panel[1..].iter().chain([&deputy]) {
        declare(&scene, *person, None).await;
    }
    sits(&scene, deputy);
    let mut browser = scene.world.signed_in(deputy).await;
    browser.post(&agenda(&scene), &[("act", "open")]).await;
    for person in panel[1..].iter().chain([&deputy]) {
        vote(&scene, *person, 0, &[("choice", "fund")]).await;
        vote(&scene, *person, 1, &[("choice", "fund")]).await;
    }
    browser.post(&agenda(&scene), &[("act", "close")]).await;
    let path = format!("{}/outline", agenda(&scene));
    browser.get(&path).await.shows("USD 80,000");
    let mut chair = scene.world.signed_in(panel[0]).await;
    let page = chair.get(&path).await;
    page.hides("Safe house 1");
    page.hides("USD 80,000");
    page.shows("USD 460,000");
    // What the chair may not see is left to the deputy.
    chair
        .post(
            &path,
            &[("act", "record"), ("reason", "As the panel voted.")],
        )
        .await;
    assert_eq!(scene.status(scene.files[0].id), Status::Discussed);
    assert_eq!(scene.status(scene.files[1].id), Status::Selected);
    chair.get(&path).await.hides("Safe house 1");
    chair.get(&agenda(&scene)).await.shows("USD 40,000");
}

#[actix_web::test]
async fn people_without_a_seat_find_no_panel() {
    let scene = Scene::in_selection(1);
    let item = format!("/proposals/{}/selection", scene.files[0].id);
    let path = agenda(&scene);
    let outline = format!("{path}/outline");
    for person in [
        scene.files[0].owner,
        scene.screener,
        scene.world.person("Anybody"),
    ] {
        let mut browser = scene.world.signed_in(person).await;
        for path in [&item, &path, &outline, "/panel"] {
            assert_eq!(
                browser.get(path).await.status,
                StatusCode::NOT_FOUND,
                "{path}"
            );
        }
    }
}

//! The what-if board: who sees it, what moves, and that nothing of it binds.

use actix_web::http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::ids::PersonId;
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::proposal::Command;
use workflow::role::Role;

use crate::scene::Scene;

fn page(scene: &Scene, query: &str) -> String {
    format!("/calls/{}/panel/board{query}", scene.call)
}

fn api(scene: &Scene, query: &str) -> String {
    format!("/api/v1/calls/{}/board{query}", scene.call)
}

/// A member of the panel who has declared on every file: a conflict with one, if that is given.
fn member(scene: &Scene, name: &str, conflict: Option<usize>) -> PersonId {
    let member = scene.world.staff(name, Role::PanelMember);
    let actor = scene.world.actor(member);
    for (place, filed) in scene.files.iter().enumerate() {
        let interest = if conflict == Some(place) {
            Interest::DeclareConflict {
                conflict: ConflictKind::Financial,
            }
        } else {
            Interest::DeclareNone
        };
        let command = Command::Interest(interest);
        facility::proposal::act(scene.world.facility(), &actor, filed.id, None, &command).unwrap();
    }
    member
}

async fn board(scene: &Scene, person: PersonId, query: &str) -> Value {
    let token = scene.world.token(person);
    let mut program = scene.world.browser().await;
    let answer = program
        .call(Method::GET, &api(scene, query), &token, None)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.json()
}

fn sides(board: &Value) -> Vec<&str> {
    let files = board["files"].as_array().unwrap();
    files
        .iter()
        .map(|file| file["side"].as_str().unwrap())
        .collect()
}

#[actix_web::test]
async fn who_oversees_the_call_or_sits_on_its_panel_sees_the_board() {
    let scene = Scene::in_selection(3);
    let declared = member(&scene, "Member Mona", None);
    let silent = scene.world.staff("Member Musa", Role::PanelMember);
    for person in [scene.officer, scene.manager, declared] {
        let mut browser = scene.world.signed_in(person).await;
        let shown = browser.get(&page(&scene, "")).await;
        shown.shows("Nothing here binds");
        shown.shows("Safe house 1");
        assert_eq!(
            board(&scene, person, "").await["files"]
                .as_array()
                .unwrap()
                .len(),
            3
        );
    }
    // Who has not declared sees no file yet.
    let nothing = board(&scene, silent, "").await;
    assert_eq!(nothing["files"], json!([]));
    assert_eq!(nothing["all"]["minor"], 0);
    let evaluator = scene.world.staff("Rita Reader", Role::Evaluator);
    for person in [evaluator, scene.world.person("Passer-by")] {
        let mut browser = scene.world.signed_in(person).await;
        let refused = browser.get(&page(&scene, "")).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn another_line_rule_or_quota_moves_files_and_says_why() {
    let scene = Scene::in_selection(3);
    let same = board(&scene, scene.officer, "").await;
    assert_eq!(sides(&same), ["stays", "stays", "stays"]);
    assert_eq!(
        (&same["binding"], &same["as_the_call"]),
        (&json!(false), &json!(true))
    );
    // Three ask for 40,000 each: 80,000 are enough for two, one cent less for one.
    let two = board(&scene, scene.officer, "?ceiling_minor=8000000").await;
    assert_eq!(sides(&two), ["stays", "stays", "leaves"]);
    assert_eq!(two["files"][2]["why"], "no_room");
    assert_eq!(two["all"]["minor"], 8_000_000);
    assert_eq!(two["all"]["bound_minor"], 12_000_000);
    let one = board(&scene, scene.officer, "?ceiling_minor=7999999").await;
    assert_eq!(sides(&one), ["stays", "leaves", "leaves"]);
    // The one at the margin may get less, where that is allowed and enough.
    let less = board(&scene, scene.officer, "?ceiling_minor=7999999&reduced=true").await;
    assert_eq!(less["files"][1]["award_minor"], 3_999_999);
    assert_eq!(less["files"][1]["why"], "reduced");
    // A region may have one file.
    let region = same["files"][0]["region"].as_str().unwrap();
    let quota = board(
        &scene,
        scene.officer,
        &format!("?quotas=region={region}==1=="),
    )
    .await;
    let of_region = |file: &&Value| file["region"] == region && !file["award_minor"].is_null();
    assert_eq!(
        quota["files"]
            .as_array()
            .unwrap()
            .iter()
            .filter(of_region)
            .count(),
        1
    );
    // A minimum nobody can reach is told.
    let many = board(
        &scene,
        scene.officer,
        &format!("?quotas=region={region}=9==="),
    )
    .await;
    assert_eq!(many["unmet"][0]["wanted"], 9);
    // On the page, in words.
    let mut browser = scene.world.signed_in(scene.officer).await;
    let shown = browser
        .get(&page(&scene, "?set=1&ceiling=80,000&rule=rank_skip"))
        .await;
    shown.shows("2 files stay");
    shown.shows("1 file leaves");
    shown.shows("In rank order, skip what does not fit");
    // What cannot be understood is named and changes nothing.
    let odd = browser
        .get(&page(
            &scene,
            "?set=1&ceiling=plenty&rule=lottery&q.moon.x.least=1",
        ))
        .await;
    odd.shows("ceiling, rule, q.moon.x.least");
    odd.shows("3 files stay");
    // None of it has decided anything.
    let after = board(&scene, scene.officer, "").await;
    assert_eq!(after, same);
}

#[actix_web::test]
async fn weights_change_the_order_only_where_sections_differ() {
    let scene = Scene::in_selection(3);
    let section = &scene.grid().sections[0].id;
    let same = board(&scene, scene.officer, "").await;
    let weighed = board(&scene, scene.officer, &format!("?weights={section}:300")).await;
    assert_eq!(weighed["as_the_call"], false);
    // Every file lost alike in every question: the order stays.
    let order = |board: &Value| -> Vec<Value> {
        board["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| file["proposal"].clone())
            .collect()
    };
    assert_eq!(order(&weighed), order(&same));
    let token = scene.world.token(scene.officer);
    let mut program = scene.world.browser().await;
    for query in [
        "?weights=nonsense:5",
        "?weights=x",
        &format!("?weights={section}:1001"),
        "?rule=lottery",
        "?ceiling_minor=-1",
        "?quotas=region=african=3=2==",
        "?quotas=moon=x====",
    ] {
        let refused = program
            .call(Method::GET, &api(&scene, query), &token, None)
            .await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{query}: {}",
            refused.body
        );
    }
}

#[actix_web::test]
async fn variants_are_saved_for_everybody_and_deleted_by_their_author() {
    let scene = Scene::in_selection(2);
    let mona = member(&scene, "Member Mona", None);
    let mut browser = scene.world.signed_in(mona).await;
    let fields = [
        ("name", "  A lower   line "),
        ("query", "set=1&ceiling=40,000"),
    ];
    let saved = browser.post(&page(&scene, ""), &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let shown = browser.get(saved.location()).await;
    shown.shows("A lower line");
    shown.shows("1 file leaves");
    let again = browser
        .post(
            &page(&scene, ""),
            &[("name", "A lower line"), ("query", "")],
        )
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        again.body.contains("This is in use already."),
        "{}",
        again.body
    );
    // The officer sees it and cannot delete it.
    let variants = board(&scene, scene.officer, "").await["variants"].clone();
    assert_eq!(variants[0]["name"], "A lower line");
    assert_eq!(variants[0]["author"], "Member Mona");
    assert_eq!(variants[0]["settings"]["ceiling_minor"], 4_000_000);
    assert_eq!(variants[0]["own"], false);
    let id = variants[0]["id"].as_str().unwrap();
    let opened = board(&scene, scene.officer, &format!("?variant={id}")).await;
    assert_eq!(sides(&opened), ["stays", "leaves"]);
    let delete = format!("/api/v1/calls/{}/board/variants/{id}", scene.call);
    let mut program = scene.world.browser().await;
    let token = scene.world.token(scene.officer);
    let foreign = program.call(Method::DELETE, &delete, &token, None).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let deleted = browser.post(&page(&scene, ""), &[("delete", id)]).await;
    assert_eq!(deleted.status, StatusCode::SEE_OTHER);
    assert_eq!(
        board(&scene, scene.officer, "").await["variants"],
        json!([])
    );
    // Through the API.
    let variants = format!("/api/v1/calls/{}/board/variants", scene.call);
    let body = json!({ "name": "Phragmén", "settings": { "rule": "phragmen" } });
    let saved = program
        .call(Method::POST, &variants, &token, Some(body))
        .await;
    assert_eq!(saved.status, StatusCode::CREATED, "{}", saved.body);
    let id = saved.json()["id"].as_str().unwrap().to_owned();
    let delete = format!("{variants}/{id}");
    let gone = program.call(Method::DELETE, &delete, &token, None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
}

#[actix_web::test]
async fn a_file_in_conflict_is_in_no_list_and_no_sum() {
    let scene = Scene::in_selection(3);
    let mona = member(&scene, "Member Mona", Some(0));
    let seen = board(&scene, mona, "").await;
    assert_eq!(seen["files"].as_array().unwrap().len(), 2);
    assert_eq!(seen["all"]["bound_minor"], 8_000_000);
    assert_eq!(seen["all"]["bound_files"], 2);
    assert_eq!(seen["files"][0]["place"], 1);
    assert!(!seen.to_string().contains("Safe house 1"));
    // A line that is enough for one: for this member it goes to the best they see.
    let one = board(&scene, mona, "?ceiling_minor=4000000").await;
    assert_eq!(sides(&one), ["stays", "leaves"]);
    let mut browser = scene.world.signed_in(mona).await;
    let shown = browser.get(&page(&scene, "")).await;
    shown.hides("Safe house 1");
    shown.hides("SGF2010-0001");
    shown.hides("USD 120,000");
}

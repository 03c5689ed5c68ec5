//! What every route of the API has in common, walked through its own description.

use std::collections::BTreeMap;

use actix_web::http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::call::CallAction;
use workflow::organisation::OrganisationAction;
use workflow::role::Role;
use workflow::transition::{Action, StageKind};

use crate::world::World;

const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// Every operation: method, path, description.
fn operations(document: &Value) -> Vec<(Method, String, Value)> {
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if let Ok(method) = method.to_uppercase().parse::<Method>() {
                found.push((method, path.clone(), operation.clone()));
            }
        }
    }
    found
}

async fn document(world: &World) -> Value {
    let mut program = world.browser().await;
    let answer = program
        .call(Method::GET, "/api/v1/openapi.json", "", None)
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

#[actix_web::test]
async fn every_action_of_the_tables_has_a_route() {
    let document = document(&World::new()).await;
    let has = |path: String| {
        let item = &document["paths"][format!("/api/v1{path}")];
        assert!(item["post"].is_object(), "no route POST {path}");
    };
    let dashed = |action: &str| action.replace('_', "-");
    let in_tables = |stages: &[StageKind], action: Action| {
        let mut rows = stages.iter().flat_map(|stage| stage.table());
        rows.any(|row| row.action == action)
    };
    let of_proposals = [
        StageKind::Intake,
        StageKind::Screening,
        StageKind::Evaluation,
        StageKind::Selection,
        StageKind::Agreement,
    ];
    for action in Action::ALL {
        let mut known = false;
        if *action == Action::SaveDraft {
            assert!(document["paths"]["/api/v1/proposals/{id}/draft"]["patch"].is_object());
            continue;
        }
        if in_tables(&of_proposals, *action) {
            has(format!("/proposals/{{id}}/{}", dashed(action.name())));
            known = true;
        }
        if in_tables(&[StageKind::Monitoring], *action) {
            let name = dashed(action.name());
            has(if let Some(act) = name.strip_suffix("-report") {
                format!("/grants/{{id}}/reports/{{number}}/{act}")
            } else if let Some(act) = name.strip_suffix("-payment") {
                format!("/grants/{{id}}/payments/{{number}}/{act}")
            } else if *action == Action::ConfirmReceipt {
                format!("/grants/{{id}}/payments/{{number}}/{name}")
            } else {
                format!("/grants/{{id}}/{name}")
            });
            known = true;
        }
        assert!(known, "{action} stands in no table");
    }
    for action in CallAction::ALL {
        match action {
            // They are acts on the call about one of its files.
            CallAction::WithholdName | CallAction::DiscloseName => {
                has(format!("/proposals/{{id}}/{}", dashed(action.name())));
            }
            CallAction::Edit => {
                assert!(document["paths"]["/api/v1/calls/{id}/definition"]["put"].is_object());
            }
            other => has(format!("/calls/{{id}}/{}", dashed(other.name()))),
        }
    }
    for action in OrganisationAction::ALL {
        match action {
            OrganisationAction::Amend => {
                assert!(document["paths"]["/api/v1/organisations/{id}"]["put"].is_object());
            }
            OrganisationAction::ManagePeople => {
                has("/organisations/{id}/invitations".to_owned());
                has("/organisations/{id}/hand-over".to_owned());
            }
            OrganisationAction::KeepDocuments => {
                has("/organisations/{id}/documents".to_owned());
                has("/documents/{id}/versions".to_owned());
            }
            other => has(format!("/organisations/{{id}}/{}", dashed(other.name()))),
        }
    }
}

#[actix_web::test]
async fn every_route_refuses_nobody_but_the_public_ones() {
    let world = World::new();
    let document = document(&world).await;
    let mut program = world.browser().await;
    let mut public = Vec::new();
    for (method, path, operation) in operations(&document) {
        let needs_nobody = operation["security"]
            .as_array()
            .unwrap()
            .contains(&json!({}));
        if needs_nobody {
            public.push(format!("{method} {}", path.trim_start_matches("/api/v1")));
            continue;
        }
        let real = path.replace("{id}", NIL).replace("{number}", "1");
        for token in ["", "minha_wrong"] {
            let answer = program.call(method.clone(), &real, token, None).await;
            assert_eq!(
                answer.status,
                StatusCode::UNAUTHORIZED,
                "{method} {path}: {}",
                answer.body
            );
            assert_eq!(answer.header("www-authenticate"), "Bearer");
        }
    }
    public.sort();
    assert_eq!(
        public,
        [
            "GET /calls",
            "GET /calls/{id}",
            "GET /calls/{id}/batches/{number}/lot",
            "GET /calls/{id}/call.toml",
            "GET /calls/{id}/countries",
            "GET /calls/{id}/definition",
            "GET /calls/{id}/documents",
            "GET /calls/{id}/form",
            "GET /calls/{id}/form/{version}",
            "GET /calls/{id}/funnel",
            "GET /calls/{id}/questions",
            "GET /calls/{id}/results",
            "GET /calls/{id}/results.csv",
            "GET /calls/{id}/screening-figures",
            "OPTIONS /uploads",
            "POST /calls/{id}/self-check",
            "POST /tokens",
        ]
    );
}

#[actix_web::test]
async fn names_of_operations_are_unique_and_problems_are_described() {
    let document = document(&World::new()).await;
    let mut names = Vec::new();
    for (method, path, operation) in operations(&document) {
        names.push(operation["operationId"].as_str().unwrap().to_owned());
        let answers = operation["responses"].as_object().unwrap();
        assert!(answers.contains_key("401"), "{method} {path}");
        if path.contains('{') {
            assert!(answers.contains_key("404"), "{method} {path}");
        }
        if operation["requestBody"].is_object() {
            for status in ["400", "415", "422"] {
                assert!(answers.contains_key(status), "{method} {path}: {status}");
            }
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
}

#[actix_web::test]
async fn a_stranger_finds_nothing_behind_any_id() {
    let world = World::new();
    let document = document(&world).await;
    let stranger = world.person("Stranger");
    let token = world.token(stranger);
    let call = world.founding_call();
    let owner = world.person("Owner");
    let organisation = world.organisation(owner, "Hope");
    let mut program = world.browser().await;
    for (method, path, operation) in operations(&document) {
        let takes_body = operation["requestBody"].is_object();
        if !path.contains("{id}") || takes_body {
            continue;
        }
        // Neither an id nobody has, nor one of a case of another kind, nor one of a case that is not theirs.
        for id in [NIL.to_owned(), organisation.to_string(), call.to_string()] {
            let public = path.starts_with("/api/v1/calls/") && id == call.to_string();
            // Whoever has an account may follow a public call.
            let followed = path.ends_with("/follow");
            if public && (method == Method::GET || followed) {
                continue;
            }
            let real = path.replace("{id}", &id).replace("{number}", "1");
            let status = program
                .call(method.clone(), &real, &token, None)
                .await
                .status;
            let refused = [StatusCode::FORBIDDEN, StatusCode::CONFLICT].contains(&status);
            assert!(
                status == StatusCode::NOT_FOUND || (public && refused),
                "{method} {real}: {status}"
            );
        }
    }
}

#[actix_web::test]
async fn a_key_that_may_only_read_changes_nothing() {
    let world = World::new();
    let officer = world.staff("Officer", Role::ProgrammeOfficer);
    let scope = facility::accounts::Scope::Read;
    let token =
        facility::accounts::create_token(world.facility(), officer, "reads", scope).unwrap();
    let mut program = world.browser().await;
    let list = program
        .call(Method::GET, "/api/v1/proposals", &token, None)
        .await;
    assert_eq!(list.status, StatusCode::OK);
    let body = Some(json!({ "template": "ungift-2010" }));
    let answer = program
        .call(Method::POST, "/api/v1/calls", &token, body)
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json()["type"], "/problems/read-only");
}

/// Shapes of the API are known by their names: of two with one name the document would keep only one.
#[test]
fn no_two_shapes_have_one_name() {
    fn read(place: &std::path::Path, found: &mut BTreeMap<String, Vec<String>>) {
        for entry in std::fs::read_dir(place).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read(&path, found);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let mut derived = false;
            for line in source.lines() {
                derived |= line.starts_with("#[derive(") && line.contains("ToSchema");
                let words: Vec<&str> = line.split([' ', '<', '(', ';']).collect();
                let at = words
                    .iter()
                    .position(|word| matches!(*word, "struct" | "enum"));
                let Some(name) = at.and_then(|at| words.get(at + 1)) else {
                    continue;
                };
                if line.starts_with("//") {
                    continue;
                }
                if derived {
                    let files = found.entry((*name).to_owned()).or_default();
                    files.push(path.display().to_string());
                }
                derived = false;
            }
        }
    }
    let mut found = BTreeMap::new();
    let api = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api");
    read(&api, &mut found);
    assert!(found.len() > 100, "{}", found.len());
    found.retain(|_, files| files.len() > 1);
    assert!(found.is_empty(), "{found:#?}");
}

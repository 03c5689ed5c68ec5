//! Every route that names a file, asked by everybody who may not see it. The routes are read from the program itself: pages
//! from where they are declared, the API from its own description, so that none is forgotten.

use std::path::Path;

use actix_web::http::{Method, StatusCode};
use serde_json::{Map, Value, json};
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::proposal::Command;
use workflow::role::Role;

use crate::scene::Scene;
use crate::world::{Answer, World};

const NIL: &str = "00000000-0000-0000-0000-000000000000";

/// A page and whether it is read and posted to.
pub struct Route {
    pub path: String,
    pub get: bool,
    pub post: bool,
}

/// The pages that name a proposal.
fn pages() -> Vec<Route> {
    let mut found = every_page();
    found.retain(|route| route.path.starts_with("/proposals/{id}"));
    found
}

/// Every page, as the source declares them.
pub fn every_page() -> Vec<Route> {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages");
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = std::fs::read_to_string(&path).unwrap();
                found.extend(declared(&source));
            }
        }
    }
    found
}

fn declared(source: &str) -> Vec<Route> {
    let mut found = Vec::new();
    for part in source.split("web::resource(").skip(1) {
        let path = part.split('"').nth(1).unwrap_or_default();
        let route = |path: String| Route {
            path,
            get: part.contains(".get("),
            post: part.contains(".post("),
        };
        // `{action:a|b}` stands for a page each.
        match path.split_once(":").and_then(|_| path.split_once("{act")) {
            Some((before, after)) => {
                let (names, after) = after.split_once('}').unwrap();
                let names = names.split_once(':').unwrap().1;
                let each = names.split('|');
                found.extend(each.map(|name| route(format!("{before}{name}{after}"))));
            }
            None => found.push(route(path.to_owned())),
        }
    }
    found
}

/// A path with a file in the place of the id, and something that could be there in every other.
fn filled(path: &str, id: &str) -> String {
    let mut real = path.replace("{id}", id);
    for (name, value) in [
        ("section", "budget"),
        ("question", "proposal"),
        ("file", NIL),
    ] {
        real = real.replace(&format!("{{{name}}}"), value);
    }
    while let Some((before, after)) = real.split_once('{') {
        let (_, after) = after.split_once('}').unwrap();
        real = format!("{before}1{after}");
    }
    real
}

/// The smallest body a schema takes.
fn smallest(document: &Value, schema: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return smallest(document, &document["components"]["schemas"][name]);
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(first) = schema[key]
            .as_array()
            .and_then(|all| all.iter().find(|one| one["type"] != "null"))
        {
            return smallest(document, first);
        }
    }
    if let Some(all) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in all {
            if let Value::Object(part) = smallest(document, part) {
                whole.extend(part);
            }
        }
        return Value::Object(whole);
    }
    if let Some(value) = schema["enum"].as_array().and_then(|all| all.first()) {
        return value.clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str().unwrap_or("object").to_owned(),
        kind => kind.as_str().unwrap_or("object").to_owned(),
    };
    match kind.as_str() {
        "string" => match schema["format"].as_str() {
            Some("uuid") => json!(NIL),
            Some("date") => json!("2010-05-01"),
            Some("date-time") => json!("2010-05-01T12:00:00Z"),
            _ => json!("x".repeat(schema["minLength"].as_u64().unwrap_or(1).max(1) as usize)),
        },
        "integer" | "number" => json!(schema["minimum"].as_i64().unwrap_or(0).max(0)),
        "boolean" => json!(true),
        "array" => {
            let least = schema["minItems"].as_u64().unwrap_or(0);
            let item = || smallest(document, &schema["items"]);
            Value::Array((0..least).map(|_| item()).collect())
        }
        _ => {
            let needed = schema["required"].as_array().cloned().unwrap_or_default();
            let part = |name: &Value| {
                let name = name.as_str().unwrap();
                (
                    name.to_owned(),
                    smallest(document, &schema["properties"][name]),
                )
            };
            Value::Object(needed.iter().map(part).collect())
        }
    }
}

/// An answer without what is different every time: the id asked for, the request's own id, the proof.
pub fn same(answer: &Answer, id: &str) -> String {
    let mut body = answer.body.replace(id, "ID");
    let request = answer.header("x-request-id");
    if !request.is_empty() {
        body = body.replace(request, "REQUEST");
    }
    let mut parts = body.split("name=\"csrf\" value=\"");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text.push_str(part.split_once('"').map_or("", |(_, rest)| rest));
    }
    text
}

struct Hidden {
    scene: Scene,
    file: ProposalId,
    people: Vec<(&'static str, PersonId)>,
}

/// A file in review, and everybody who may not see it.
fn hidden() -> Hidden {
    let scene = Scene::in_screening(2);
    let facility = scene.world.facility();
    let file = scene.files[0].id;
    let conflicted = scene.world.actor(scene.screener);
    assert_eq!(
        facility::screening::take_next(facility, &conflicted).unwrap(),
        Some(file)
    );
    let conflict = Command::Interest(Interest::DeclareConflict {
        conflict: ConflictKind::Family,
    });
    facility::proposal::act(facility, &conflicted, file, None, &conflict).unwrap();
    let third = scene.world.staff("Thea Third", Role::Screener);
    let taken = facility::screening::take_next(facility, &scene.world.actor(third)).unwrap();
    // The one that was given back waits since now; the other has waited longer.
    if taken != Some(file) {
        let again = facility::screening::take_next(facility, &scene.world.actor(third)).unwrap();
        assert_eq!(again, Some(file));
    }
    let people = vec![
        ("a screener with a conflict", scene.screener),
        ("a screener who does not screen it", scene.second),
        (
            "an evaluator without it",
            scene.world.staff("Eva Evaluator", Role::Evaluator),
        ),
        (
            "a member of the panel before the agenda",
            scene.world.staff("Mona Member", Role::PanelMember),
        ),
        ("the owner of another organisation", scene.files[1].owner),
        ("somebody without a role", scene.world.person("Anybody")),
    ];
    Hidden {
        scene,
        file,
        people,
    }
}

/// Pages below a place that the people are answered otherwise for a case than for one there never was: read and posted to.
pub async fn telling_pages(
    world: &World,
    people: &[(&str, PersonId)],
    place: &str,
    real: &str,
) -> Vec<String> {
    let unknown = uuid::Uuid::now_v7().to_string();
    let mut routes = every_page();
    routes.retain(|route| route.path.starts_with(place));
    let mut wrong = Vec::new();
    for (who, person) in people {
        let mut browser = world.signed_in(*person).await;
        for route in &routes {
            let (path, other) = (filled(&route.path, real), filled(&route.path, &unknown));
            if route.get {
                let (answer, nothing) = (browser.get(&path).await, browser.get(&other).await);
                if answer.status != StatusCode::NOT_FOUND
                    || same(&answer, real) != same(&nothing, &unknown)
                {
                    wrong.push(format!("{who}: GET {path}: {}", answer.status));
                }
            }
            if route.post {
                browser.get("/account").await;
                let answer = browser.post(&path, &[]).await;
                browser.get("/account").await;
                let nothing = browser.post(&other, &[]).await;
                if answer.status != StatusCode::NOT_FOUND
                    || same(&answer, real) != same(&nothing, &unknown)
                {
                    wrong.push(format!("{who}: POST {path}: {}", answer.status));
                }
            }
        }
    }
    wrong
}

pub type Operation = (Method, String, Option<Value>);

/// The operations of the API below a place, each with the smallest body it takes.
pub async fn operations(world: &World, place: &str) -> Vec<Operation> {
    let mut program = world.browser().await;
    let answer = program
        .call(Method::GET, "/api/v1/openapi.json", "", None)
        .await;
    let document = answer.json();
    let mut routes = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        if !path.starts_with(place) {
            continue;
        }
        for (method, operation) in item.as_object().unwrap() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else {
                continue;
            };
            let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
            let body = (!schema.is_null()).then(|| smallest(&document, schema));
            routes.push((method, path.clone(), body));
        }
    }
    routes
}

/// Operations of the API below a place that the people are answered otherwise for a case than for one there never was.
pub async fn telling_operations(
    world: &World,
    people: &[(&str, PersonId)],
    place: &str,
    real: &str,
) -> Vec<String> {
    let unknown = uuid::Uuid::now_v7().to_string();
    let routes = operations(world, place).await;
    let mut program = world.browser().await;
    let mut wrong = Vec::new();
    for (who, person) in people {
        let token = world.token(*person);
        for (method, path, body) in &routes {
            let (path, other) = (filled(path, real), filled(path, &unknown));
            let answer = program
                .call(method.clone(), &path, &token, body.clone())
                .await;
            let nothing = program
                .call(method.clone(), &other, &token, body.clone())
                .await;
            if answer.status != StatusCode::NOT_FOUND
                || same(&answer, real) != same(&nothing, &unknown)
            {
                wrong.push(format!(
                    "{who}: {method} {path}: {} {}",
                    answer.status, answer.body
                ));
            }
        }
    }
    wrong
}

#[actix_web::test]
async fn every_page_of_a_hidden_file_is_as_if_there_were_none() {
    let Hidden {
        scene,
        file,
        people,
    } = hidden();
    let real = file.to_string();
    let routes = pages();
    assert!(routes.len() > 25, "{}", routes.len());
    let wrong = telling_pages(&scene.world, &people, "/proposals/{id}", &real).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    // Nobody is sent to sign in, whatever the file.
    let mut nobody = scene.world.browser().await;
    for route in routes.iter().filter(|route| route.get) {
        let answer = nobody.get(&filled(&route.path, &real)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", route.path);
        assert!(answer.location().starts_with("/sign-in"), "{}", route.path);
    }
    nobody.get("/sign-in").await;
    for route in routes.iter().filter(|route| route.post) {
        let answer = nobody.post(&filled(&route.path, &real), &[]).await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "POST {}: {}",
            route.path,
            answer.body
        );
        assert!(answer.location().starts_with("/sign-in"), "{}", route.path);
    }
}

#[actix_web::test]
async fn every_route_of_the_api_for_a_hidden_file_is_as_if_there_were_none() {
    let Hidden {
        scene,
        file,
        people,
    } = hidden();
    let real = file.to_string();
    let place = "/api/v1/proposals/{id}";
    let routes = operations(&scene.world, place).await;
    assert!(routes.len() > 40, "{}", routes.len());
    let wrong = telling_operations(&scene.world, &people, place, &real).await;
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut program = scene.world.browser().await;
    for (method, path, body) in &routes {
        let answer = program
            .call(method.clone(), &filled(path, &real), "", body.clone())
            .await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
    }
}

//! The grid of a published call: locked with the first score, and revised with old and new side by side.

use actix_web::http::{Method, StatusCode};
use serde_json::json;

use crate::scoring::Desk;

/// The value of a hidden field.
fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page
        .split_once(&format!("name=\"{name}\" value=\""))
        .unwrap();
    let value = rest.split('"').next().unwrap();
    value
        .replace("&#34;", "\"")
        .replace("&quot;", "\"")
        .replace("&#38;", "&")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
}

/// Every field of the form as a browser would send it, from what the page shows.
fn typed(desk: &Desk) -> Vec<(String, String)> {
    let rules = serde_json::to_value(desk.scene.grid()).unwrap();
    let mut found = Vec::new();
    flatten("procedure-2", &rules, &mut found);
    found
}

/// Names of fields with their values: points in units, as people write them.
fn flatten(path: &str, value: &serde_json::Value, found: &mut Vec<(String, String)>) {
    let points = [
        "threshold",
        "minimum",
        "max",
        "step",
        "comment_up_to",
        "comment_from",
        "from",
        "to",
        "total",
    ];
    let last = path.rsplit('-').next().unwrap();
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                flatten(&format!("{path}-{name}"), value, found);
            }
        }
        serde_json::Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                flatten(&format!("{path}-{place}"), value, found);
            }
        }
        serde_json::Value::Number(number) if points.contains(&last) => {
            let number = number.as_i64().unwrap();
            found.push((
                path.to_owned(),
                facility::evaluation::points::figures(number),
            ));
        }
        serde_json::Value::String(text) => found.push((path.to_owned(), text.clone())),
        serde_json::Value::Bool(yes) => found.push((path.to_owned(), yes.to_string())),
        serde_json::Value::Null => {}
        other => found.push((path.to_owned(), other.to_string())),
    }
}

fn set(fields: &mut [(String, String)], name: &str, value: &str) {
    let field = fields.iter_mut().find(|(known, _)| known == name);
    field.unwrap_or_else(|| panic!("no field {name}")).1 = value.to_owned();
}

fn pairs(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[actix_web::test]
async fn the_grid_is_revised_for_all_before_the_first_score() {
    let desk = Desk::new();
    let list = format!("/calls/{}/grid", desk.scene.call);
    let edit = format!("{list}/3");
    let mut officer = desk.scene.world.signed_in(desk.scene.officer).await;
    officer
        .get(&list)
        .await
        .shows("Nobody has scored by it yet");
    assert_eq!(officer.get(&edit).await.status, StatusCode::NOT_FOUND);
    let mut manager = desk.scene.world.signed_in(desk.scene.manager).await;
    let page = manager.get(&edit).await;
    page.shows("name=\"procedure-2-section-0-question-0-band-0-from\"");
    let mut fields = typed(&desk);
    set(
        &mut fields,
        "procedure-2-section-0-question-0-text-en",
        "Is the need shown?",
    );
    set(&mut fields, "procedure-2-threshold", "70");
    fields.push(("rules".to_owned(), hidden(&page.body, "rules")));
    // A band more, by its button: nothing is in force yet.
    let mut more = fields.clone();
    more.push((
        "do".to_owned(),
        "add /procedure/2/section/0/question/0/band".to_owned(),
    ));
    let page = manager.post(&edit, &pairs(&more)).await;
    page.shows("name=\"procedure-2-section-0-question-0-band-2-from\"");
    // What the new grid lacks keeps it from being looked at.
    let mut wrong = fields.clone();
    set(&mut wrong, "procedure-2-threshold", "7000");
    wrong.push(("do".to_owned(), "compare".to_owned()));
    let refused = manager.post(&edit, &pairs(&wrong)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields.push(("do".to_owned(), "compare".to_owned()));
    let compared = manager.post(&edit, &pairs(&fields)).await;
    compared.shows("2 rules differ.");
    compared.shows("Is the need shown?");
    let (rules, seen) = (
        hidden(&compared.body, "rules"),
        hidden(&compared.body, "seen"),
    );
    let silent = manager
        .post(&edit, &[("do", "confirm"), ("rules", &rules)])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let confirm = [
        ("do", "confirm"),
        ("rules", rules.as_str()),
        ("applies", "all"),
        ("reason", "Asked too broadly."),
        ("seen", seen.as_str()),
    ];
    let done = manager.post(&edit, &confirm).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = manager.get(&list).await;
    page.shows("Asked too broadly.");
    page.shows("Every file");
    let mut eva = desk.scene.world.signed_in(desk.people[0]).await;
    eva.get(&desk.path()).await.shows("Is the need shown?");
    // Evaluators do not see the page of the call's grids.
    assert_eq!(eva.get(&list).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn once_somebody_has_scored_a_revision_is_for_later_files() {
    let desk = Desk::new();
    let mut eva = desk.scene.world.signed_in(desk.people[0]).await;
    let mut given = desk.complete(1, "Done.");
    given.push(("act".to_owned(), "submit".to_owned()));
    let done = eva.post(&desk.path(), &pairs(&given)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let list = format!("/calls/{}/grid", desk.scene.call);
    desk.scene.world.set("2010-04-13T08:00:00Z");
    let mut manager = desk.scene.world.signed_in(desk.scene.manager).await;
    manager
        .get(&list)
        .await
        .shows("Locked since the first scores were submitted");
    let mut rules = desk.scene.grid();
    rules.threshold = 60_000;
    let rules = serde_json::to_string(&rules).unwrap();
    let edit = format!("{list}/3");
    let seen = hidden(&manager.get(&edit).await.body, "seen");
    let all = [
        ("do", "confirm"),
        ("rules", rules.as_str()),
        ("applies", "all"),
        ("reason", "Too high."),
        ("seen", seen.as_str()),
    ];
    let refused = manager.post(&edit, &all).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut later = all;
    later[2].1 = "later";
    let done = manager.post(&edit, &later).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = manager.get(&list).await;
    page.shows("Files that enter the evaluation later");
    page.shows("What differs for files that entered earlier");
    // The file keeps the grid it was scored by.
    let mut eva = desk.scene.world.signed_in(desk.people[0]).await;
    eva.get(&desk.path()).await.shows("Threshold: 72");
    let token = desk.scene.world.token(desk.scene.officer);
    let path = format!("/api/v1/calls/{}/grids", desk.scene.call);
    let found = manager.call(Method::GET, &path, &token, None).await.json();
    assert_eq!(found["grids"][0]["in_force"]["threshold"], json!(60_000));
    assert_eq!(found["grids"][0]["before"]["threshold"], json!(72_000));
    assert_eq!(found["grids"][0]["locked"], json!(true));
    assert_eq!(found["may_revise"], json!(false));
}

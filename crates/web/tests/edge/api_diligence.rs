//! Due diligence through the API.

use actix_web::http::{Method, StatusCode};
use actix_web::test as atest;
use serde_json::{Value, json};
use workflow::role::Role;

use crate::world::World;

#[actix_web::test]
async fn a_verification_is_answered_proposed_returned_and_confirmed() {
    let world = World::new();
    let owner = world.person("Owner");
    let id = world.organisation(owner, "Hope");
    let screener = world.token(world.staff("Screener", Role::Screener));
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let place = format!("/api/v1/organisations/{id}");
    let mut program = world.browser().await;
    let view = program
        .call(
            Method::GET,
            &format!("{place}/verification"),
            &screener,
            None,
        )
        .await;
    assert_eq!(view.json()["unanswered"].as_array().unwrap().len(), 5);
    assert_eq!(view.json()["verdict"], Value::Null);
    let mut post = async |act: &str, token: &str, body: Option<Value>| {
        program
            .call(Method::POST, &format!("{place}/{act}"), token, body)
            .await
    };
    let silent = json!({ "answers": { "not_for_profit": { "answer": "no" } } });
    let answer = post("answer-question", &screener, Some(silent)).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.json()["type"], "/problems/comment-missing");
    let wrong = json!({ "answers": { "not_for_profit": { "answer": "maybe" } } });
    let answer = post("answer-question", &screener, Some(wrong)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let one =
        json!({ "answers": { "not_for_profit": { "answer": "yes", "comment": "Statutes." } } });
    let answer = post("answer-question", &screener, Some(one.clone())).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    // The same again changes nothing.
    let again = post("answer-question", &screener, Some(one)).await;
    assert_eq!(again.header("etag"), answer.header("etag"));
    let early = json!({ "comment": "So far." });
    let answer = post("propose-verification", &screener, Some(early)).await;
    assert_eq!(answer.json()["type"], "/problems/unanswered");
    let yes = json!({ "answer": "yes" });
    let rest = json!({ "comment": "The deed.", "answers": {
        "legal_existence": yes, "bank_account_in_own_name": yes,
        "officers_identified": yes, "purpose_fits": yes,
    } });
    let answer = post("propose-verification", &screener, Some(rest)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let own = post("confirm-verification", &screener, None).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    let back = json!({ "reason": "Ask the bank." });
    let answer = post("return-verification", &officer, Some(back)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let remark = json!({ "comment": "The bank has written." });
    let answer = post("propose-verification", &screener, Some(remark)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let stale = atest::TestRequest::post()
        .uri(&format!("{place}/confirm-verification"))
        .insert_header(("authorization", format!("Bearer {officer}")))
        .insert_header(("if-match", "\"1\""));
    assert_eq!(
        program.send(stale).await.status,
        StatusCode::PRECONDITION_FAILED
    );
    let confirmed = program
        .call(
            Method::POST,
            &format!("{place}/confirm-verification"),
            &officer,
            None,
        )
        .await;
    assert_eq!(confirmed.status, StatusCode::OK);
    let view = program
        .call(
            Method::GET,
            &format!("{place}/verification"),
            &officer,
            None,
        )
        .await;
    let view = view.json();
    assert_eq!(view["verified_until"], "2012-03-10");
    assert_eq!(view["rounds"][0]["end"], "verified");
    let steps = view["rounds"][0]["steps"].as_array().unwrap();
    assert!(steps.iter().any(|step| step["text"] == "Ask the bank."));
    assert_eq!(view["questions"][0]["answer"], Value::Null);
    let owner = world.token(owner);
    for part in ["verification", "flags", "duplicates"] {
        let hidden = program
            .call(Method::GET, &format!("{place}/{part}"), &owner, None)
            .await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND, "{part}");
    }
}

#[actix_web::test]
async fn flags_are_raised_changed_lifted_and_listed() {
    let world = World::new();
    let id = world.organisation(world.person("Owner"), "Hope");
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let manager = world.token(world.staff("Manager", Role::FacilityManager));
    let place = format!("/api/v1/organisations/{id}");
    let mut program = world.browser().await;
    let raised = json!({ "level": "red", "category": "integrity", "reason": "Under inquiry." });
    let answer = program
        .call(
            Method::POST,
            &format!("{place}/raise-flag"),
            &officer,
            Some(raised),
        )
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let flags = program
        .call(Method::GET, &format!("{place}/flags"), &officer, None)
        .await;
    assert_eq!(flags.header("etag"), answer.header("etag"));
    let flags = flags.json();
    assert_eq!(flags[0]["may_lighten"], false);
    assert_eq!(
        flags[0]["blocks"],
        json!(["verification", "award", "agreement", "payment"])
    );
    let standing = program
        .call(Method::GET, &format!("{place}/standing"), &officer, None)
        .await
        .json();
    assert_eq!(standing["may_not_apply"], Value::Null);
    let blocks = &standing["kept"]["blocks"];
    assert_eq!(blocks["payment"][0]["code"], "flagged");
    assert_eq!(blocks["award"][0]["code"], "organisation-not-verified");
    let held = program
        .call(Method::GET, "/api/v1/flags?level=red", &officer, None)
        .await;
    assert_eq!(held.json()[0]["legal_name"], "Hope");
    let count = program
        .call(Method::GET, "/api/v1/flags/count", &officer, None)
        .await;
    assert_eq!(
        count.json(),
        json!({ "observation": 0, "risk": 0, "escalated": 0, "red": 1 })
    );
    let lower =
        json!({ "flag": 1, "level": "observation", "until": "2010-12-31", "reason": "Settled." });
    let change = format!("{place}/change-flag");
    let refused = program
        .call(Method::POST, &change, &officer, Some(lower.clone()))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let lowered = program
        .call(Method::POST, &change, &manager, Some(lower))
        .await;
    assert_eq!(lowered.status, StatusCode::OK, "{}", lowered.body);
    let lift = json!({ "flag": 1, "reason": "Over." });
    let lifted = program
        .call(
            Method::POST,
            &format!("{place}/lift-flag"),
            &officer,
            Some(lift),
        )
        .await;
    assert_eq!(lifted.status, StatusCode::OK);
    let flags = program
        .call(Method::GET, &format!("{place}/flags"), &officer, None)
        .await
        .json();
    let acts: Vec<&str> = flags[0]["history"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["act"].as_str().unwrap())
        .collect();
    assert_eq!(acts, ["raised", "lowered", "lifted"]);
}

#[actix_web::test]
async fn duplicates_are_dismissed_or_merged() {
    let world = World::new();
    let first = world.organisation(world.person("Owner"), "Hope");
    let second = world.organisation(world.person("Other"), "Hope");
    let third = world.organisation(world.person("Third"), "Hope");
    let officer = world.token(world.staff("Officer", Role::ProgrammeOfficer));
    let manager = world.token(world.staff("Manager", Role::FacilityManager));
    let mut program = world.browser().await;
    let pairs = program
        .call(Method::GET, "/api/v1/duplicates", &officer, None)
        .await
        .json();
    assert_eq!(pairs.as_array().unwrap().len(), 3);
    let shared: Vec<&Value> = pairs[0]["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["shared"])
        .collect();
    assert!(shared.contains(&&json!("registration_number")));
    let place = format!("/api/v1/organisations/{first}");
    let body = json!({ "other": third.to_string(), "reason": "Two towns." });
    let told = program
        .call(
            Method::POST,
            &format!("{place}/dismiss-duplicate"),
            &officer,
            Some(body),
        )
        .await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let left = program
        .call(
            Method::GET,
            &format!("{place}/duplicates?limit=10"),
            &officer,
            None,
        )
        .await;
    assert_eq!(left.json().as_array().unwrap().len(), 1);
    let preview = format!("{place}/merge/{second}");
    let hidden = program.call(Method::GET, &preview, &officer, None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let preview = program.call(Method::GET, &preview, &manager, None).await;
    assert_eq!(preview.json()["people"], 2);
    assert_eq!(preview.json()["refused"], Value::Null);
    let merge = |etag: &str| {
        let body = json!({ "into": second.to_string(), "reason": "One board." });
        atest::TestRequest::post()
            .uri(&format!("{place}/merge"))
            .insert_header(("authorization", format!("Bearer {manager}")))
            .insert_header(("if-match", etag.to_owned()))
            .set_json(body)
    };
    let stale = program.send(merge("\"1\"")).await;
    assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
    let merged = program.send(merge(preview.header("etag"))).await;
    assert_eq!(merged.status, StatusCode::OK, "{}", merged.body);
    let standing = program
        .call(Method::GET, &format!("{place}/standing"), &officer, None)
        .await
        .json();
    assert_eq!(standing["merged_into"], second.to_string());
    assert_eq!(standing["may_not_apply"]["code"], "merged");
    let again = program.send(merge(merged.header("etag"))).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

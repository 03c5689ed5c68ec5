//! Acts on many files of a call at once, by somebody with a conflict in some of them: what is answered, and what everything
//! looks like afterwards, is the same as if the files had never been there.

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use super::worlds::without;
use super::{Difference, Hiding, stages};
use crate::hidden_routes::operations;
use crate::world::Answer;

/// An answer in which ids made in the meantime are named by the order in which they appear.
fn ids_in_order(answer: &Answer) -> Answer {
    let mut body = String::new();
    let mut known: Vec<String> = Vec::new();
    let mut rest = answer.body.as_str();
    while let Some(place) = rest.char_indices().map(|(at, _)| at).find(|at| {
        rest.get(*at..*at + 36)
            .is_some_and(|part| uuid::Uuid::parse_str(part).is_ok())
    }) {
        let id = rest[place..place + 36].to_owned();
        let number = known.iter().position(|one| *one == id).unwrap_or_else(|| {
            known.push(id);
            known.len() - 1
        });
        body.push_str(&rest[..place]);
        body.push_str(&format!("ID{number}"));
        rest = &rest[place + 36..];
    }
    body.push_str(rest);
    Answer {
        status: answer.status,
        headers: actix_web::http::header::HeaderMap::new(),
        body,
    }
}

/// Minutes without what tells who reads them that they have a conflict with something in them, which they know: what others
/// state is not shown to them, so the digest of what they read does not cover it either.
fn without_whole(answer: Answer) -> Answer {
    let Ok(mut minutes) = serde_json::from_str::<Value>(&answer.body) else {
        return answer;
    };
    for part in ["digest", "dissents"] {
        minutes[part] = Value::Null;
    }
    Answer {
        body: minutes.to_string(),
        ..answer
    }
}

/// Whether the act is about a whole list of decisions: who has a conflict with one of its files is refused by it, so that another
/// facility manager does it.
fn is_on_a_whole_list(path: &str) -> bool {
    path.ends_with("/countersign-decision") || path.ends_with("/return-decision")
}

impl Hiding {
    /// Does everything there is to do with the call, in both worlds, as each person; then compares what they can read.
    async fn assert_acts_tell_nothing(&self) {
        let keys = self.keys().await;
        let known = self.known();
        let other = without(&self.scene, &self.files);
        let (mut here, mut there) = (self.scene.world.browser().await, other.browser().await);
        let mut acts = operations(&self.scene.world, "/api/v1/calls/{id}").await;
        // What ends the call would leave nothing to do.
        acts.retain(|(method, path, _)| {
            *method != Method::GET && !path.ends_with("/cancel") && !path.ends_with("/reopen")
        });
        assert!(acts.len() > 20, "{}", acts.len());
        let call = self.scene.call.to_string();
        let mut found = Vec::new();
        let mut done = 0;
        for key in &keys {
            for (method, path, body) in &acts {
                let mut path = path.replace("{id}", &call);
                while let Some((before, after)) = path.split_once('{') {
                    let (_, after) = after.split_once('}').unwrap();
                    path = format!("{before}1{after}");
                }
                let one = here
                    .call(method.clone(), &path, &key.token, body.clone())
                    .await;
                let two = there
                    .call(method.clone(), &path, &key.token, body.clone())
                    .await;
                done += usize::from(one.status.is_success());
                if is_on_a_whole_list(&path) && one.status == StatusCode::FORBIDDEN {
                    assert!(!two.status.is_success(), "{path}: {}", two.body);
                    continue;
                }
                let address = format!("{method} {path}");
                found.extend(Difference::of(
                    key,
                    &address,
                    &ids_in_order(&one),
                    &ids_in_order(&two),
                ));
            }
        }
        assert!(done > 5, "only {done} acts were done");
        let document = here
            .call(Method::GET, "/api/v1/openapi.json", "", None)
            .await
            .json();
        for key in &keys {
            for path in known.api(&document) {
                let one = here.call(Method::GET, &path, &key.token, None).await;
                let two = there.call(Method::GET, &path, &key.token, None).await;
                let address = format!("{path} afterwards");
                let [one, two] = [one, two].map(|answer| ids_in_order(&answer));
                let [one, two] = match path.ends_with("/minutes") {
                    true => [one, two].map(without_whole),
                    false => [one, two],
                };
                found.extend(Difference::of(key, &address, &one, &two));
            }
        }
        let told: Vec<String> = found.iter().map(Difference::told).collect();
        assert!(
            told.is_empty(),
            "{} leaks:\n{}",
            told.len(),
            told.join("\n")
        );
    }
}

#[actix_web::test]
async fn acts_on_a_call_in_screening_tell_nothing() {
    stages::in_screening().assert_acts_tell_nothing().await;
}

#[actix_web::test]
async fn acts_on_a_call_in_evaluation_tell_nothing() {
    stages::in_evaluation().assert_acts_tell_nothing().await;
}

#[actix_web::test]
async fn acts_on_a_call_before_the_panel_tell_nothing() {
    stages::under_contract()
        .await
        .assert_acts_tell_nothing()
        .await;
}

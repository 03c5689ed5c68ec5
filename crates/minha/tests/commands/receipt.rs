//! `minha verify receipt`: anybody recomputes a receipt, without a database and without settings.

use serde_json::{Value, json};
use workflow::record::{self, Digest, Envelope};

use crate::harness::Place;

const CONTENT: &str = r#"{"answers":{"title":"Safe houses"},"form_version":1}"#;
const CASE: &str = "0127474d-4a80-7974-b02b-4a5389cdb750";

/// A receipt as the facility writes it.
fn receipt() -> Value {
    let digest = record::digest(CONTENT.as_bytes());
    let payload = record::canonical_json(&json!({
        "stage": "intake",
        "kind": "submitted",
        "submission": {
            "number": 112, "version": 1, "digest": digest, "form_version": 1, "title": "Safe houses",
            "requested": null, "theme": null, "months": 12, "country": "KE", "language": "en",
        },
    }))
    .unwrap();
    let at = "2010-04-05T21:58:59.123456Z";
    let envelope = Envelope {
        case: CASE.parse().unwrap(),
        seq: 2,
        at: at.parse().unwrap(),
        actor: None,
        kind: "intake.submitted".to_owned(),
        payload: payload.clone(),
    };
    let prev = Digest([7; 32]);
    let hash = record::link(prev, &envelope).unwrap();
    json!({
        "format": "minha-receipt-1",
        "reference": "SGF2010-0112",
        "proposal": CASE,
        "call": "SGF2010",
        "call_title": "Small Grants Facility 2010",
        "organisation": "Light House",
        "title": "Safe houses",
        "version": 1,
        "form_version": 1,
        "received_at": at,
        "received_local": "2010-04-05T23:58:59.123456+02:00",
        "zone": "Europe/Vienna",
        "in_grace": false,
        "digest": digest,
        "event": {
            "case": CASE, "seq": 2, "at": at, "actor": null, "kind": "intake.submitted",
            "payload": payload, "prev": prev, "hash": hash,
        },
    })
}

const VERIFY: [&str; 4] = ["verify", "receipt", "receipt.json", "content.json"];

fn place(receipt: &Value, content: &str) -> Place {
    let place = Place::new();
    place.write("receipt.json", receipt.to_string());
    place.write("content.json", content);
    place
}

#[test]
fn a_receipt_is_recomputed_without_a_database() {
    let place = place(&receipt(), CONTENT);
    let said = place.does(&VERIFY);
    for text in [
        "The receipt holds.",
        "SGF2010-0112 (version 1)",
        "2010-04-05 23:58:59.123456 Europe/Vienna",
        "2010-04-05 21:58:59.123456 UTC",
        "recomputed, the same",
    ] {
        assert!(said.contains(text), "{text}: {said}");
    }
    assert!(
        !place.files().iter().any(|name| name.ends_with(".db")),
        "{:?}",
        place.files()
    );
    // Blanks and order do not change what a content says.
    place.write(
        "content.json",
        "{ \"form_version\": 1,\n  \"answers\": { \"title\": \"Safe houses\" } }",
    );
    assert!(place.does(&VERIFY).contains("written in another way"));
}

#[test]
fn what_was_changed_is_named() {
    let changed = |change: fn(&mut Value)| {
        let mut changed = receipt();
        change(&mut changed);
        changed
    };
    let other = CONTENT.replace("houses", "house");
    place(&receipt(), &other).fails(&VERIFY, 5, "it is not what was received");
    let reference = changed(|receipt| receipt["reference"] = "SGF2010-0113".into());
    place(&reference, CONTENT).fails(&VERIFY, 5, "another reference than its entry");
    let time = changed(|receipt| receipt["event"]["at"] = "2010-04-05T20:58:59.123456Z".into());
    place(&time, CONTENT).fails(&VERIFY, 5, "does not match its hash");
    place(&json!({}), CONTENT).fails(&VERIFY, 4, "receipt.json is no receipt");
    let place = place(&receipt(), CONTENT);
    place.fails(
        &["verify", "receipt", "receipt.json", "none.json"],
        4,
        "the file none.json cannot be read",
    );
    place.fails(&["verify", "receipt", "receipt.json"], 2, "CONTENT.json");
}

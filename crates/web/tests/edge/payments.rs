//! Payments: two approvals, changed bank details, other currencies, receipts, the finance officer's desk and its files.

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::ids::{GrantId, PersonId};
use workflow::procedure::Stage;
use workflow::role::Role;

use crate::contract::{press, running, running_with, seen};
use crate::scene::Scene;

/// The day on which the first tranche, USD 20,000, is due.
const DUE: &str = "2010-08-02T09:00:00Z";

fn path(grant: GrantId) -> String {
    format!("/grants/{grant}")
}

async fn requested(scene: &Scene, grant: GrantId) -> PersonId {
    scene.world.set(DUE);
    let finance = scene.world.staff("Farah Finance", Role::FinanceOfficer);
    let request = [("act", "request"), ("item", "1")];
    press(scene, scene.officer, &path(grant), &request).await;
    finance
}

const APPROVE: [(&str, &str); 2] = [("act", "approve"), ("item", "1")];

fn paid<'a>(currency: &'a str, rate: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("act", "record"),
        ("item", "1"),
        ("paid_on", "2010-08-02"),
        ("reference", "BNK-1"),
        ("currency", currency),
        ("rate", rate),
    ]
}

/// The organisation moves its account to another bank.
fn move_account(scene: &Scene) {
    let facility = scene.world.facility();
    let (owner, organisation) = (scene.files[0].owner, scene.files[0].organisation);
    let row = facility
        .store
        .read(|conn| store::organisations::find(conn, organisation))
        .unwrap();
    let mut profile = row.unwrap().profile;
    profile.bank_account.as_mut().unwrap().number = "9988776655".to_owned();
    let owner = scene.world.actor(owner);
    facility::registration::amend(facility, &owner, organisation, None, profile).unwrap();
}

#[actix_web::test]
async fn above_the_limit_two_people_approve() {
    let (scene, grant) = running_with(|call| {
        for stage in &mut call.procedure.0 {
            if let Stage::Monitoring(rules) = stage {
                rules.payments.second_approval_above = Some(1_999_999);
            }
        }
    })
    .await;
    let finance = requested(&scene, grant).await;
    let second = scene.world.staff("Felix Finance", Role::FinanceOfficer);
    press(&scene, finance, &path(grant), &APPROVE).await;
    let mut browser = scene.world.signed_in(finance).await;
    let page = browser.get(&path(grant)).await;
    page.shows("One of two approvals is given.");
    page.hides("value=\"approve\"");
    page.hides("value=\"record\"");
    let desk = browser.get("/payments").await;
    desk.shows("SGF2010-0001-1");
    desk.shows("Approved by one of two");
    desk.shows("0 payments are ready for the bank");
    press(&scene, second, &path(grant), &APPROVE).await;
    let page = browser.get(&path(grant)).await;
    page.shows("Approved by Farah Finance");
    page.shows("Approved by Felix Finance");
    page.shows("Reference for the bank: SGF2010-0001-1");
    browser
        .get("/payments")
        .await
        .shows("1 payment is ready for the bank");
}

#[actix_web::test]
async fn changed_bank_details_are_confirmed_before_anything_goes_on() {
    let (scene, grant) = running().await;
    let finance = requested(&scene, grant).await;
    press(&scene, finance, &path(grant), &APPROVE).await;
    move_account(&scene);
    let mut browser = scene.world.signed_in(finance).await;
    let page = browser.get(&path(grant)).await;
    page.shows("The bank details changed on 2 August 2010.");
    page.shows("9988776655");
    browser
        .get("/payments")
        .await
        .shows("Bank details to confirm");
    let csv = browser.get("/payments/export.csv").await;
    assert_eq!(csv.body.lines().count(), 1, "{}", csv.body);
    let place = seen(page.page());
    let mut record = vec![("seen", place.as_str())];
    record.extend(paid("", ""));
    let refused = browser.post(&path(grant), &record).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told = "must first confirm them with the organisation";
    assert!(refused.body.contains(told), "{}", refused.body);
    let (_, rest) = page.body.split_once("name=\"details\" value=\"").unwrap();
    let details = rest.split('"').next().unwrap();
    let confirm = |reached, channel| {
        [
            ("seen", place.as_str()),
            ("act", "confirm_bank"),
            ("details", details),
            ("reached", reached),
            ("channel", channel),
            ("reached_on", "2010-08-02"),
        ]
    };
    // A mail is no way to confirm an account.
    let wrong = browser.post(&path(grant), &confirm("", "email")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"reached-error\""));
    assert!(wrong.body.contains("id=\"channel-error\""));
    let told = confirm("Wanjiru Kamau, director", "telephone");
    let done = browser.post(&path(grant), &told).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let page = browser.get(&path(grant)).await;
    page.shows("Confirmed with Wanjiru Kamau, director on 2 August 2010 (by telephone)");
    page.hides("Nothing is approved or paid before");
    press(&scene, finance, &path(grant), &paid("", "")).await;
    // Neither the account nor who was reached is shown to people of the grantee.
    let mut grantee = scene.world.signed_in(scene.files[0].owner).await;
    let page = grantee.get(&path(grant)).await;
    page.hides("value=\"confirm_bank\"");
}

#[actix_web::test]
async fn a_payment_in_another_currency_is_received_and_the_difference_is_shown() {
    let (scene, grant) = running().await;
    let finance = requested(&scene, grant).await;
    press(&scene, finance, &path(grant), &APPROVE).await;
    let mut browser = scene.world.signed_in(finance).await;
    let place = seen(browser.get(&path(grant)).await.page());
    for (currency, rate, field) in [
        ("XXQ", "1", "currency-1-error"),
        ("KWD", "0", "rate-1-error"),
        ("", "1.5", "currency-1-error"),
        ("KWD", "", "rate-1-error"),
    ] {
        let mut record = vec![("seen", place.as_str())];
        record.extend(paid(currency, rate));
        let refused = browser.post(&path(grant), &record).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(field), "{currency} {rate}");
    }
    press(&scene, finance, &path(grant), &paid("kwd", "0.28755")).await;
    browser
        .get(&path(grant))
        .await
        .shows("Paid out: KWD 5,751 at 0.28755");
    let owner = scene.files[0].owner;
    let receipt = |amount| {
        [
            ("act", "receive"),
            ("item", "1"),
            ("received", amount),
            ("received_on", "2010-08-02"),
        ]
    };
    let mut grantee = scene.world.signed_in(owner).await;
    let place = seen(grantee.get(&path(grant)).await.page());
    let mut wrong = vec![("seen", place.as_str())];
    wrong.extend(receipt("5,750.0001"));
    let refused = grantee.post(&path(grant), &wrong).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("id=\"received-1-error\""));
    press(&scene, owner, &path(grant), &receipt("5,748.500")).await;
    let page = grantee.get(&path(grant)).await;
    page.shows("Received KWD 5,748.5");
    page.hides("value=\"receive\"");
    let desk = browser.get("/payments").await;
    desk.shows("Received in another amount");
    desk.shows("KWD");
}

#[actix_web::test]
async fn the_bank_gets_approved_payments_from_finance_officers_alone() {
    let (scene, grant) = running().await;
    let finance = requested(&scene, grant).await;
    let mut browser = scene.world.signed_in(finance).await;
    let none = browser.get("/payments/export.xml").await;
    assert_eq!(none.status, StatusCode::CONFLICT);
    press(&scene, finance, &path(grant), &APPROVE).await;
    let csv = browser.get("/payments/export.csv").await;
    assert_eq!(csv.status, StatusCode::OK);
    let line = csv.body.lines().nth(1).unwrap();
    assert!(line.starts_with("SGF2010-0001-1,Shelter 1,KE,Shelter 1,Example Bank,KE,"));
    assert!(line.contains(",USD,20000.00,"), "{line}");
    let xml = browser.get("/payments/export.xml").await;
    assert_eq!(xml.status, StatusCode::OK);
    for part in [
        "<EndToEndId>SGF2010-0001-1</EndToEndId>",
        "<InstdAmt Ccy=\"USD\">20000.00</InstdAmt>",
        "<CtrlSum>20000</CtrlSum>",
        "<NbOfTxs>1</NbOfTxs>",
        "<IBAN>AT611904300234573201</IBAN>",
        "<Nm>Shelter 1</Nm>",
    ] {
        assert!(xml.body.contains(part), "{part} in {}", xml.body);
    }
    let raise = workflow::organisation::Command::RaiseFlag {
        level: workflow::due_diligence::Level::Escalated,
        category: workflow::due_diligence::Category::Performance,
        until: None,
        reason: workflow::text::Text::parse("Not reachable.").unwrap(),
    };
    let organisation = scene.files[0].organisation;
    scene
        .world
        .on_organisation(scene.officer, organisation, &raise);
    let held = browser.get("/payments/export.csv").await;
    assert_eq!(held.body.lines().count(), 1, "{}", held.body);
    let auditor = scene.world.staff("Anna Auditor", Role::Auditor);
    let mut reads = scene.world.signed_in(auditor).await;
    let desk = reads.get("/payments").await;
    desk.shows("SGF2010-0001-1");
    desk.hides("/payments/export.csv");
    let stranger = scene.world.person("Some Stranger");
    for who in [
        auditor,
        scene.manager,
        scene.officer,
        scene.files[0].owner,
        stranger,
    ] {
        let mut other = scene.world.signed_in(who).await;
        for file in ["/payments/export.csv", "/payments/export.xml"] {
            let answer = other.get(file).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{file}");
        }
    }
    for who in [scene.officer, scene.files[0].owner, stranger] {
        let answer = scene.world.signed_in(who).await.get("/payments").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn programs_pay_confirm_and_receive() {
    let (scene, grant) = running().await;
    let finance = requested(&scene, grant).await;
    move_account(&scene);
    let (money, owner) = (
        scene.world.token(finance),
        scene.world.token(scene.files[0].owner),
    );
    let mut program = scene.world.browser().await;
    let api = format!("/api/v1/grants/{grant}");
    let approve = format!("{api}/payments/1/approve");
    let refused = program.call(Method::POST, &approve, &money, None).await;
    assert_eq!(refused.json()["type"], "/problems/bank-details-to-confirm");
    let read = program.call(Method::GET, &api, &money, None).await.json();
    assert_eq!(read["payments"][0]["bank_details_changed_on"], "2010-08-02");
    let confirm = |channel| {
        Some(json!({
            "details": read["bank_details"], "reached": "The director", "channel": channel, "reached_on": "2010-08-02",
        }))
    };
    let confirming = format!("{api}/confirm-bank-details");
    let mail = program
        .call(Method::POST, &confirming, &money, confirm("email"))
        .await;
    assert!(mail.status.is_client_error(), "{}", mail.body);
    let done = program
        .call(Method::POST, &confirming, &money, confirm("visit"))
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let done = program.call(Method::POST, &approve, &money, None).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let record = Some(json!({
        "paid_on": "2010-08-02", "reference": "B-1", "exchange": { "currency": "JPY", "rate": "86.4125" },
    }));
    let recording = format!("{api}/payments/1/record");
    let done = program
        .call(Method::POST, &recording, &money, record.clone())
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let twice = program.call(Method::POST, &recording, &money, record).await;
    assert_eq!(twice.json()["type"], "/problems/wrong-status");
    let receipt = Some(json!({ "received_minor": 1_728_250, "received_on": "2010-08-02" }));
    let receiving = format!("{api}/payments/1/confirm-receipt");
    let done = program
        .call(Method::POST, &receiving, &owner, receipt)
        .await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.body);
    let read = program.call(Method::GET, &api, &owner, None).await.json();
    let payment = &read["payments"][0];
    assert_eq!(payment["paid_out"]["amount"], "1728250");
    assert_eq!(payment["received"], payment["paid_out"]);
    assert_eq!(payment["end_to_end_id"], "SGF2010-0001-1");
    assert_eq!(read["paid"]["minor"], 2_000_000);
    let waiting = program
        .call(Method::GET, "/api/v1/payments", &money, None)
        .await;
    assert_eq!(waiting.json(), json!([]));
    let hidden = program
        .call(Method::GET, "/api/v1/payments", &owner, None)
        .await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

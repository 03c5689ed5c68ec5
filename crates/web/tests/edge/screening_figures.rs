//! The figures of a screening: for who oversees the call, and what everybody reads of them.

use actix_web::http::{Method, StatusCode};
use serde_json::Value;

use crate::scene::Scene;

/// Seven files, of which five are eligible and one is not.
fn decided() -> Scene {
    let scene = Scene::in_screening(7);
    for eligible in [true, false, true, true, true, true] {
        scene.decide_next(eligible);
    }
    scene
}

fn release(scene: &Scene) {
    let facility = scene.world.facility();
    let manager = scene.world.actor(scene.manager);
    for file in &scene.files {
        let release = workflow::proposal::Command::Screening(workflow::screening::Command::Release);
        let _ = facility::proposal::act(facility, &manager, file.id, None, &release);
    }
}

#[actix_web::test]
async fn an_officer_reads_the_figures_and_takes_them_along() {
    let scene = decided();
    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser
        .get(&format!("/calls/{}/statistics", scene.call))
        .await;
    page.shows("From received to eligible");
    page.shows("Decisions by week");
    page.shows("No file has been screened twice yet.");
    page.shows("Kenya");
    let csv = browser
        .get(&format!("/calls/{}/statistics.csv", scene.call))
        .await;
    assert_eq!(csv.status, StatusCode::OK);
    assert!(csv.header("content-disposition").contains("screening.csv"));
    for line in [
        "of,which,figure,value\n",
        "call,,received,7\n",
        "call,,screened,6\n",
        "country,KE,ineligible,1\n",
        "criterion,legal_form,failed,1\n",
        "week,2010-04-12,eligible,5\n",
        "waiting,queued,under_7_days,1\n",
    ] {
        assert!(csv.body.contains(line), "{line}: {}", csv.body);
    }
    let token = scene.world.token(scene.officer);
    let path = format!("/api/v1/calls/{}/screening-statistics", scene.call);
    let answer = browser.call(Method::GET, &path, &token, None).await;
    assert_eq!(answer.json()["total"]["eligible"], 5, "{}", answer.body);
    assert_eq!(answer.json()["agreement"]["kappa"], Value::Null);
    let screener = scene.world.token(scene.screener);
    let hidden = browser.call(Method::GET, &path, &screener, None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let answer = browser
        .call(Method::GET, &format!("{path}.csv"), &token, None)
        .await;
    assert!(answer.body.starts_with("of,which,figure,value\n"));
}

#[actix_web::test]
async fn the_public_reads_what_was_told_and_nothing_of_a_few() {
    let scene = decided();
    let mut public = scene.world.browser().await;
    let path = format!("/api/v1/calls/{}/screening-figures", scene.call);
    let before = public.call(Method::GET, &path, "", None).await;
    // Decided, and nobody was told.
    assert_eq!(before.json()["total"]["screened"], 0, "{}", before.body);
    let address = format!("/calls/{}", scene.call);
    public.get(&address).await.hides("Eligibility in figures");
    release(&scene);
    let after = public.call(Method::GET, &path, "", None).await.json();
    assert_eq!(after["total"]["eligible"], 5, "{after}");
    assert_eq!(after["total"]["ineligible"], 1);
    let kenya = &after["countries"][0];
    assert_eq!(
        (&kenya["country"], &kenya["received"]),
        (&"KE".into(), &7.into())
    );
    // One ineligible and one open file hide behind the eligible ones.
    assert_eq!(kenya["ineligible"], Value::Null);
    assert_eq!(kenya["eligible"], Value::Null);
    let page = public.get(&address).await;
    page.shows("Eligibility in figures");
    page.shows("not shown");
    let unknown = "/api/v1/calls/018f0000-0000-7000-8000-000000000000/screening-figures";
    let answer = public.call(Method::GET, unknown, "", None).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

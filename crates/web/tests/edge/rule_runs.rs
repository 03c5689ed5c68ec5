//! Runs of the machine rules: kept at submission and on demand, shown to who screens, hidden from everybody else.

use actix_web::http::{Method, StatusCode};
use serde_json::Value;
use workflow::ids::{OrganisationId, PersonId};
use workflow::role::Role;

use crate::scene::Scene;
use crate::world::World;

/// What a person is answered on the page and through the API, when they read and when they ask for a run.
async fn answered(scene: &Scene, person: PersonId) -> [StatusCode; 4] {
    let id = scene.files[0].id;
    let page = format!("/proposals/{id}/rules");
    let api = format!("/api/v1{}", page.replace("/rules", "/rule-runs"));
    let token = scene.world.token(person);
    let mut browser = scene.world.signed_in(person).await;
    let mut program = scene.world.browser().await;
    [
        browser.get(&page).await.status,
        program.call(Method::GET, &api, &token, None).await.status,
        browser.post(&page, &[]).await.status,
        program.call(Method::POST, &api, &token, None).await.status,
    ]
}

async fn runs(scene: &Scene, person: PersonId) -> Value {
    let api = format!("/api/v1/proposals/{}/rule-runs", scene.files[0].id);
    let token = scene.world.token(person);
    let mut program = scene.world.browser().await;
    let found = program.call(Method::GET, &api, &token, None).await;
    assert_eq!(found.status, StatusCode::OK, "{}", found.body);
    found.json()
}

fn finding<'a>(run: &'a Value, criterion: &str) -> &'a Value {
    let all = run["findings"].as_array().unwrap();
    all.iter()
        .find(|found| found["criterion"] == criterion)
        .unwrap_or_else(|| panic!("no finding on {criterion}"))
}

/// Changes what the organisation says of itself past the use cases: what has changed since shows in the next run.
fn registered_on(world: &World, id: OrganisationId, day: &str) {
    let store = &world.facility().store;
    store
        .write(|conn| {
            let row = store::organisations::find(conn, id)?.unwrap();
            let mut profile = row.profile;
            profile.registered_on = Some(day.parse().unwrap());
            store::organisations::update_profile(conn, id, &profile, true)
        })
        .unwrap();
}

#[actix_web::test]
async fn a_run_is_kept_at_submission_and_another_on_demand_beside_it() {
    let scene = Scene::in_screening(1);
    let file = &scene.files[0];
    let screener = scene.world.actor(scene.screener);
    facility::screening::take_next(scene.world.facility(), &screener).unwrap();
    let first = runs(&scene, scene.screener).await;
    assert_eq!(first["may_run"], true);
    let kept = &first["runs"][0];
    assert_eq!(
        (
            &kept["number"],
            &kept["cause"],
            &kept["by"],
            &kept["submission"]
        ),
        (&1.into(), &"submission".into(), &Value::Null, &1.into())
    );
    for (criterion, expected) in [
        ("registered", "pass"),
        ("country", "pass"),
        ("declarations", "pass"),
        ("capacity", "pass"),
        ("bank_account", "pass"),
        ("red_flag", "pass"),
        ("sanctions", "pass"),
        ("previous_grants", "pass"),
        ("one_application", "pass"),
        ("deadline", "pass"),
        ("certificate", "unknown"),
    ] {
        assert_eq!(finding(kept, criterion)["finding"], expected, "{criterion}");
    }
    let certificate = &finding(kept, "certificate")["evidence"];
    assert_eq!(certificate["evidence"], "no_certificate");
    assert_eq!(certificate["excused"], true);
    // What only a person can tell is not among them.
    let all = kept["findings"].as_array().unwrap();
    assert!(all.iter().all(|found| found["criterion"] != "complete"));

    // The registration changes; a run shows it, and the first stays what it was.
    registered_on(&scene.world, file.organisation, "2009-03-02");
    let page = format!("/proposals/{}/rules", file.id);
    let mut browser = scene.world.signed_in(scene.screener).await;
    let shown = browser.get(&page).await;
    shown.page();
    shown.shows("Run 1, at submission");
    shown.hides("Run 2");
    let again = browser.post(&page, &[]).await;
    assert_eq!(
        (again.status, again.location()),
        (StatusCode::SEE_OTHER, page.as_str())
    );
    let shown = browser.get(&page).await;
    shown.page();
    shown.shows("Run 2, asked for by Samir Screener");
    shown.shows("Registered 2 March 2009; the latest date that passes is 1 March 2009");
    assert!(shown.body.contains(&format!(
        "/organisations/{}#legal_status",
        file.organisation
    )));
    let after = runs(&scene, scene.screener).await;
    assert_eq!(after["runs"].as_array().unwrap().len(), 2);
    assert_eq!(&after["runs"][1], kept);
    let second = &after["runs"][0];
    assert_eq!(second["by"], scene.screener.to_string());
    assert_eq!(finding(second, "registered")["finding"], "fail");
    assert_ne!(second["digest"], kept["digest"]);
    // The desk proposes what the last run found.
    let checklist =
        facility::screening::checklist(scene.world.facility(), &screener, file.id).unwrap();
    let line = checklist
        .lines
        .iter()
        .find(|line| line.criterion.id == "registered")
        .unwrap();
    let proposed = line.proposed.as_ref().unwrap();
    assert_eq!(proposed.finding, workflow::criterion::Finding::Fail);
}

#[actix_web::test]
async fn a_replaced_submission_is_looked_at_anew() {
    let scene = Scene::submitted(1);
    let file = &scene.files[0];
    let owner = scene.world.actor(file.owner);
    let facility = scene.world.facility();
    let months = workflow::form::Answers::from([("months".to_owned(), 18.into())]);
    facility::intake::save(facility, &owner, file.id, None, months).unwrap();
    facility::intake::submit(facility, &owner, file.id, None, true).unwrap();
    // The same content again is no submission, and no run.
    facility::intake::submit(facility, &owner, file.id, None, true).unwrap();
    let found = runs(&scene, scene.officer).await;
    let kept = found["runs"].as_array().unwrap();
    assert_eq!(kept.len(), 2);
    assert_eq!(
        (&kept[0]["submission"], &kept[1]["submission"]),
        (&2.into(), &1.into())
    );
    assert_eq!(finding(&kept[0], "duration")["evidence"]["months"], 18);
}

#[actix_web::test]
async fn runs_are_hidden_from_whoever_has_no_part_in_the_file() {
    let scene = Scene::in_screening(1);
    let nothing = [StatusCode::NOT_FOUND; 4];
    let stranger = scene.world.person("Somebody Else");
    let contact = scene.world.person("Contact");
    scene
        .world
        .join(scene.files[0].organisation, contact, Role::Editor);
    // Applicants, strangers, and screeners who have not taken the file.
    for person in [scene.files[0].owner, contact, stranger, scene.second] {
        assert_eq!(answered(&scene, person).await, nothing);
    }
    let taking = scene.world.actor(scene.screener);
    facility::screening::take_next(scene.world.facility(), &taking).unwrap();
    assert_eq!(answered(&scene, scene.second).await, nothing);
    // Who oversees the call reads; only officers and the screener in charge have the rules run.
    let (ok, no, done) = (StatusCode::OK, StatusCode::FORBIDDEN, StatusCode::SEE_OTHER);
    assert_eq!(answered(&scene, scene.officer).await, [ok, ok, done, ok]);
    assert_eq!(answered(&scene, scene.screener).await, [ok, ok, done, ok]);
    let auditor = scene.world.staff("Amal Auditor", Role::Auditor);
    for person in [auditor, scene.manager] {
        let [read, api, _, asked] = answered(&scene, person).await;
        assert_eq!([read, api, asked], [ok, ok, no]);
    }
    // Whoever declares a conflict sees nothing any more.
    let conflict =
        workflow::proposal::Command::Interest(workflow::interest::Command::DeclareConflict {
            conflict: workflow::interest::ConflictKind::Employment,
        });
    let facility = scene.world.facility();
    facility::proposal::act(facility, &taking, scene.files[0].id, None, &conflict).unwrap();
    assert_eq!(answered(&scene, scene.screener).await, nothing);
}

/// A document of the organisation, put into the tables as an upload leaves it.
fn paper(world: &World, id: OrganisationId, by: PersonId, kind: &str, until: Option<&str>) {
    let now = world.facility().clock.now();
    let document = workflow::ids::DocumentId::new_v7(now);
    let row = store::documents::DocumentRow {
        id: document,
        document,
        version: 1,
        is_current: true,
        changes: 1,
        case: id.into(),
        purpose: kind.to_owned(),
        name: format!("{kind}.pdf"),
        media_type: "application/pdf".to_owned(),
        size: 3,
        digest: workflow::record::digest(kind.as_bytes()),
        description: store::documents::Description {
            valid_until: until.map(|until| until.parse().unwrap()),
            ..store::documents::Description::default()
        },
        uploaded_by: by,
        uploaded_at: now,
        stated_at: now,
        removed_by: None,
        removed_at: None,
    };
    let store = &world.facility().store;
    store
        .write(|conn| store::documents::insert(conn, &row))
        .unwrap();
}

#[actix_web::test]
async fn documents_and_flags_of_the_organisation_are_looked_up() {
    let scene = Scene::in_screening(1);
    let (file, facility) = (&scene.files[0], scene.world.facility());
    let officer = scene.world.actor(scene.officer);
    let found = |criterion: &str| {
        let run = facility::screening::runs::run(facility, &officer, file.id).unwrap();
        run.of(criterion).unwrap().clone()
    };
    use workflow::criterion::Finding;
    assert_eq!(found("certificate").finding, Finding::Unknown);
    // The scene submits on 2 March 2010: a certificate that ended the day before fails, one of that day passes.
    let at = facility::proposal::view(facility, &officer, file.id).unwrap();
    let received = at.proposal.intake.last_received_at.unwrap();
    let day = received
        .with_timezone(&at.call.definition.dates.zone)
        .date_naive();
    let kind = "registration_certificate";
    let before = day.pred_opt().unwrap().to_string();
    paper(
        &scene.world,
        file.organisation,
        file.owner,
        kind,
        Some(&before),
    );
    assert_eq!(found("certificate").finding, Finding::Fail);
    let until = day.to_string();
    paper(
        &scene.world,
        file.organisation,
        file.owner,
        kind,
        Some(&until),
    );
    let certificate = found("certificate");
    assert_eq!(certificate.finding, Finding::Pass);
    assert!(matches!(
        certificate.source,
        workflow::criterion::Source::Document { .. }
    ));

    assert_eq!(found("red_flag").finding, Finding::Pass);
    let flag = |level| {
        let command = workflow::organisation::Command::RaiseFlag {
            level,
            category: workflow::due_diligence::Category::Integrity,
            until: None,
            reason: workflow::text::Text::parse("Papers that were not theirs.").unwrap(),
        };
        scene
            .world
            .on_organisation(scene.officer, file.organisation, &command);
    };
    flag(workflow::due_diligence::Level::Escalated);
    assert_eq!(found("red_flag").finding, Finding::Pass);
    flag(workflow::due_diligence::Level::Red);
    assert_eq!(found("red_flag").finding, Finding::Fail);

    // Nothing the facility holds on them is told to its own people by the self-check.
    let body = serde_json::json!({ "organisation": file.organisation.to_string() });
    let address = format!("/api/v1/calls/{}/self-check", scene.call);
    let token = scene.world.token(file.owner);
    let mut program = scene.world.browser().await;
    let told = program
        .call(Method::POST, &address, &token, Some(body))
        .await;
    assert_eq!(told.status, StatusCode::OK, "{}", told.body);
    let told = told.json();
    for (criterion, outcome) in [
        ("red_flag", "cannot_tell"),
        ("sanctions", "cannot_tell"),
        ("previous_grants", "cannot_tell"),
        ("one_application", "cannot_tell"),
        ("registered", "pass"),
        ("bank_account", "pass"),
    ] {
        let all = told.as_array().unwrap();
        let one = all.iter().find(|one| one["criterion"] == criterion);
        assert_eq!(one.unwrap()["outcome"], outcome, "{criterion}");
    }
}

//! Dossiers: to print, as an archive, and all of a call, for who may see the files.

use std::io::{Cursor, Read};

use actix_web::dev::Service;
use actix_web::http::StatusCode;
use actix_web::test as atest;
use workflow::ids::PersonId;
use workflow::record;
use workflow::role::Role;
use zip::ZipArchive;

use crate::documents::upload;
use crate::scene::{self, Scene};

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Two files submitted, one of them with a document of this name.
async fn filed(name: &str) -> Scene {
    let scene = Scene::submitted(1);
    let world = &scene.world;
    let owner = world.person("Owner Documented");
    let organisation = world.organisation(owner, "Documented House");
    let actor = world.actor(owner);
    let facility = world.facility();
    let id = facility::intake::start(facility, &actor, scene.call, organisation).unwrap();
    let mut browser = world.signed_in(owner).await;
    let section = format!("/proposals/{id}/draft/budget");
    browser.get(&section).await.page();
    let csrf = browser.csrf.clone();
    let place = format!("{section}/files/proposal");
    let added = browser
        .send(upload(&place, &csrf, name, b"%PDF-1.7 the plan"))
        .await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    facility::intake::save(facility, &actor, id, None, scene::answers("With a plan")).unwrap();
    facility::intake::submit(facility, &actor, id, None, true).unwrap();
    let filed = crate::scene::Filed {
        id,
        owner,
        organisation,
        title: "With a plan".to_owned(),
    };
    drop(browser);
    let mut scene = scene;
    scene.files.push(filed);
    scene
}

async fn download(scene: &Scene, who: PersonId, path: &str) -> (StatusCode, Vec<u8>) {
    let token = scene.world.token(who);
    let browser = scene.world.browser().await;
    let request = atest::TestRequest::get()
        .uri(path)
        .insert_header(("authorization", format!("Bearer {token}")))
        .to_request();
    let response = browser.service.call(request).await.unwrap();
    let status = response.status();
    (status, atest::read_body(response).await.to_vec())
}

fn opened(bytes: Vec<u8>) -> Archive {
    ZipArchive::new(Cursor::new(bytes)).unwrap()
}

fn file(archive: &mut Archive, path: &str) -> Vec<u8> {
    let mut content = Vec::new();
    let mut file = archive.by_name(path).unwrap();
    file.read_to_end(&mut content).unwrap();
    content
}

/// Every file is in the manifest with its digest.
fn holds(archive: &mut Archive) -> usize {
    let manifest: serde_json::Value =
        serde_json::from_slice(&file(archive, "manifest.json")).unwrap();
    let files = manifest["files"].as_array().unwrap().clone();
    for listed in &files {
        let content = file(archive, listed["path"].as_str().unwrap());
        assert_eq!(listed["bytes"], content.len());
        assert_eq!(
            listed["sha256"],
            record::digest(&content).to_string(),
            "{listed}"
        );
    }
    assert_eq!(archive.len(), files.len() + 1);
    files.len()
}

#[actix_web::test]
async fn a_dossier_is_an_archive_with_its_documents_and_their_digests() {
    let scene = filed("../plan: final?.exe").await;
    let filed = &scene.files[1];
    let path = format!("/api/v1/proposals/{}/dossier", filed.id);
    let (status, bytes) = download(&scene, scene.officer, &path).await;
    assert_eq!(status, StatusCode::OK);
    let mut archive = opened(bytes);
    assert_eq!(holds(&mut archive), 3);
    let names: Vec<String> = archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    let document = names.iter().find(|name| name.contains("plan")).unwrap();
    assert!(
        document.starts_with("SGF2010-0002/documents/01-"),
        "{document}"
    );
    assert!(!document.contains([':', '?', '\\']), "{document}");
    assert_eq!(file(&mut archive, document), b"%PDF-1.7 the plan");
    let html = String::from_utf8(file(&mut archive, "SGF2010-0002/dossier.html")).unwrap();
    for text in ["With a plan", "Documented House", "documents/01-"] {
        assert!(html.contains(text), "{text}: {html}");
    }
    let content = file(&mut archive, "SGF2010-0002/content.json");
    let actor = scene.world.actor(filed.owner);
    let receipt =
        facility::intake::receipt(scene.world.facility(), &actor, filed.id, None).unwrap();
    assert_eq!(record::digest(&content), receipt.digest);
}

#[actix_web::test]
async fn a_dossier_is_for_who_sees_the_file() {
    let scene = Scene::submitted(1);
    let filed = &scene.files[0];
    let screener = scene.screener;
    let stranger = scene.world.person("A Stranger");
    let auditor = scene.world.staff("Aisha Auditor", Role::Auditor);
    for (who, status) in [
        (filed.owner, StatusCode::OK),
        (scene.officer, StatusCode::OK),
        (auditor, StatusCode::OK),
        (screener, StatusCode::NOT_FOUND),
        (stranger, StatusCode::NOT_FOUND),
    ] {
        let mut browser = scene.world.signed_in(who).await;
        let base = format!("/proposals/{}", filed.id);
        for page in ["dossier", "dossier.zip"] {
            let answer = browser.get(&format!("{base}/{page}")).await;
            assert_eq!(answer.status, status, "{page}");
        }
        if status == StatusCode::OK {
            browser
                .get(&format!("{base}/dossier"))
                .await
                .shows("Safe house 1");
        }
    }
}

#[actix_web::test]
async fn all_of_a_call_come_as_one_archive_without_files_one_has_a_conflict_with() {
    let scene = filed("plan.pdf").await;
    let path = format!("/api/v1/calls/{}/dossiers", scene.call);
    let (status, bytes) = download(&scene, scene.officer, &path).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(holds(&mut opened(bytes)), 5);
    for who in [scene.screener, scene.files[0].owner] {
        let (status, _) = download(&scene, who, &path).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser
        .get(&format!("/calls/{}/dossiers", scene.call))
        .await;
    page.shows("2 proposals.");
    let follow = uuid::Uuid::new_v4();
    let begun = browser
        .get(&format!(
            "/calls/{}/dossiers.zip?follow={follow}",
            scene.call
        ))
        .await;
    assert_eq!(begun.header("content-type"), "application/zip");
    assert!(
        begun
            .header("content-disposition")
            .contains("SGF2010-dossiers.zip")
    );
    // Its end is noted when the last piece is on its way.
    for _ in 0..50 {
        let far = browser
            .get(&format!(
                "/calls/{}/dossiers/progress?follow={follow}",
                scene.call
            ))
            .await;
        if far.json()["ended"] == true {
            assert_eq!(far.json()["state"], "Done: 2 dossiers, 5 files, 1 MB");
            return;
        }
        actix_web::rt::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the end of the archive is never noted");
}

#[actix_web::test]
async fn an_archive_whose_document_was_changed_breaks_off() {
    let scene = filed("plan.pdf").await;
    let changed = scene
        .world
        .files("documents")
        .into_iter()
        .filter(|folder| folder.is_dir() && !folder.ends_with("incoming"))
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .find(|path| std::fs::read(path).unwrap().starts_with(b"%PDF"))
        .unwrap();
    let mut permissions = std::fs::metadata(&changed).unwrap().permissions();
    #[allow(clippy::permissions_set_readonly_false)]
    permissions.set_readonly(false);
    std::fs::set_permissions(&changed, permissions).unwrap();
    std::fs::write(&changed, b"%PDF-1.7 another").unwrap();
    let token = scene.world.token(scene.officer);
    let browser = scene.world.browser().await;
    let request = atest::TestRequest::get()
        .uri(&format!("/api/v1/proposals/{}/dossier", scene.files[1].id))
        .insert_header(("authorization", format!("Bearer {token}")))
        .to_request();
    let response = browser.service.call(request).await.unwrap();
    let body = actix_web::body::to_bytes(response.into_body()).await;
    assert!(body.is_err(), "the archive came whole");
}

//! Uploads over lines that break, crashes in the middle, and uploads that are given up.

use std::io::Write as _;
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use actix_web::http::{Method, StatusCode};
use workflow::record::digest;

use crate::uploads::{Scene, adding, pdf, refused, request};
use crate::world::World;

#[actix_web::test]
async fn an_upload_ends_after_a_day() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let place = scene.begin(&mut program, 10).await;
    program
        .send(adding(&place, &scene.token, 0, b"%PDF-"))
        .await;
    scene.world.set("2010-03-11T08:59:59Z");
    let state = program
        .send(request(Method::HEAD, &place, &scene.token))
        .await;
    assert_eq!(state.header("upload-offset"), "5");
    assert_eq!(
        facility::documents::uploads::clear(scene.world.facility()).unwrap(),
        0
    );
    scene.world.set("2010-03-11T09:00:00Z");
    let state = program
        .send(request(Method::HEAD, &place, &scene.token))
        .await;
    assert_eq!(state.status, StatusCode::NOT_FOUND);
    assert_eq!(
        facility::documents::uploads::clear(scene.world.facility()).unwrap(),
        1
    );
    assert!(scene.world.files("documents/incoming").is_empty());
}

#[actix_web::test]
async fn after_a_crash_only_what_both_know_of_counts() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let whole = pdf(1000);
    let token = scene.token.as_str();
    let place = scene.begin(&mut program, whole.len()).await;
    program.send(adding(&place, token, 0, &whole[..600])).await;
    let file = &scene.world.files("documents/incoming")[0];

    // Killed after the file was written and before it was noted.
    let mut longer = std::fs::read(file).unwrap();
    longer.extend_from_slice(b"never acknowledged");
    std::fs::write(file, longer).unwrap();
    let state = program.send(request(Method::HEAD, &place, token)).await;
    assert_eq!(state.header("upload-offset"), "600");
    let added = program
        .send(adding(&place, token, 600, &whole[600..700]))
        .await;
    assert_eq!(added.header("upload-offset"), "700");

    // Part of the file was lost with the power.
    let kept = std::fs::read(file).unwrap();
    assert_eq!(kept, &whole[..700]);
    std::fs::write(file, &kept[..512]).unwrap();
    let lost = program
        .send(adding(&place, token, 700, &whole[700..]))
        .await;
    refused(&lost, 409, "other-offset");
    assert_eq!(lost.json()["facts"]["offset"], 512);
    let last = program
        .send(adding(&place, token, 512, &whole[512..]))
        .await;
    assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.body);
    assert_eq!(scene.documents()[0].current.row.digest, digest(&whole));
    assert!(scene.world.files("documents/incoming").is_empty());
}

/// A server of the application on a port of its own, for lines that break.
fn serve(world: &World) -> SocketAddr {
    let data = world.app.clone();
    let server = actix_web::HttpServer::new(move || ::web::app(data.clone()))
        .workers(1)
        .disable_signals()
        .bind(("127.0.0.1", 0))
        .unwrap();
    let address = server.addrs()[0];
    actix_web::rt::spawn(server.run());
    address
}

/// Sends the head of a `PATCH` and some of the bytes it promises.
fn half_a_patch(
    address: SocketAddr,
    place: &str,
    token: &str,
    promised: usize,
    sent: &[u8],
) -> TcpStream {
    let mut line = TcpStream::connect(address).unwrap();
    line.set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    let head = format!(
        "PATCH {place} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\ntus-resumable: 1.0.0\r\n\
         upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: {promised}\r\n\r\n"
    );
    line.write_all(head.as_bytes()).unwrap();
    line.write_all(sent).unwrap();
    line
}

#[actix_web::test]
async fn a_line_that_breaks_in_the_middle_keeps_what_has_arrived_and_has_the_upload_alone() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let whole = pdf(2_000_000);
    let token = scene.token.as_str();
    let place = scene.begin(&mut program, whole.len()).await;
    let address = serve(&scene.world);
    let (begun, sent) = (place.clone(), whole[..1_300_000].to_vec());
    let (key, length) = (scene.token.clone(), whole.len());
    let line = actix_web::rt::task::spawn_blocking(move || {
        half_a_patch(address, &begun, &key, length, &sent)
    });
    let line = line.await.unwrap();

    // While one line adds to it, another may not.
    let mut offset = 0;
    for _ in 0..200 {
        let state = program.send(request(Method::HEAD, &place, token)).await;
        offset = state.header("upload-offset").parse().unwrap();
        if offset > 0 {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(25)).await;
    }
    assert!(
        offset >= 1 << 20,
        "{offset} bytes are certain while more come"
    );
    let second = program.send(adding(&place, token, offset, b"x")).await;
    refused(&second, 423, "locked");
    assert!(!second.header("retry-after").is_empty());

    drop(line);
    for _ in 0..400 {
        let state = program.send(request(Method::HEAD, &place, token)).await;
        offset = state.header("upload-offset").parse().unwrap();
        if offset == 1_300_000 {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(25)).await;
    }
    assert_eq!(offset, 1_300_000, "everything that has arrived is kept");
    let rest = &whole[offset..];
    let mut last = program.send(adding(&place, token, offset, rest)).await;
    // The broken line may still be letting go.
    for _ in 0..40 {
        if last.status != StatusCode::LOCKED {
            break;
        }
        actix_web::rt::time::sleep(Duration::from_millis(25)).await;
        last = program.send(adding(&place, token, offset, rest)).await;
    }
    assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.body);
    assert_eq!(scene.documents()[0].current.row.digest, digest(&whole));
}

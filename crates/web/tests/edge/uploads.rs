//! Uploads that are resumed (tus 1.0.0): every rule of the protocol, and what becomes of them.

use std::io::{Read as _, Write as _};

use actix_web::body::MessageBody;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use facility::documents::organisation;
use facility::intake;
use workflow::ids::{OrganisationId, PersonId};
use workflow::record::digest;
use workflow::role::Role;

use crate::world::{Answer, Browser, World};

const UPLOADS: &str = "/api/v1/uploads";

/// A PDF of so many bytes.
pub fn pdf(length: usize) -> Vec<u8> {
    let head = b"%PDF-1.7\n";
    let rest = (0..length.saturating_sub(head.len())).map(|at| (at % 251) as u8);
    head.iter().copied().chain(rest).collect()
}

/// Pairs as `Upload-Metadata` has them.
fn metadata(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{name} {}", STANDARD.encode(value)))
        .collect();
    pairs.join(",")
}

pub fn request(method: Method, path: &str, token: &str) -> TestRequest {
    TestRequest::with_uri(path)
        .method(method)
        .insert_header(("authorization", format!("Bearer {token}")))
        .insert_header(("tus-resumable", "1.0.0"))
}

fn beginning(token: &str, length: usize, pairs: &[(&str, &str)]) -> TestRequest {
    request(Method::POST, UPLOADS, token)
        .insert_header(("upload-length", length.to_string()))
        .insert_header(("upload-metadata", metadata(pairs)))
}

pub fn adding(place: &str, token: &str, offset: usize, bytes: &[u8]) -> TestRequest {
    request(Method::PATCH, place, token)
        .insert_header(("upload-offset", offset.to_string()))
        .insert_header(("content-type", "application/offset+octet-stream"))
        .insert_header(("content-length", bytes.len().to_string()))
        .set_payload(bytes.to_vec())
}

/// An organisation with an owner and the owner's key.
pub struct Scene {
    pub world: World,
    owner: PersonId,
    organisation: OrganisationId,
    pub token: String,
}

impl Scene {
    pub fn new() -> Self {
        Self::of(World::new())
    }

    fn of(world: World) -> Self {
        let owner = world.person("Wanjiru Kamau");
        let organisation = world.organisation(owner, "Light House");
        let token = world.token(owner);
        Self {
            world,
            owner,
            organisation,
            token,
        }
    }

    fn target(&self) -> String {
        format!("organisations/{}/documents", self.organisation)
    }

    /// Begins an upload of statutes; where its bytes go.
    pub async fn begin<S, B>(&self, program: &mut Browser<S>, length: usize) -> String
    where
        S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
        B: MessageBody + 'static,
    {
        let target = self.target();
        let pairs = [
            ("filename", "statutes.pdf"),
            ("target", target.as_str()),
            ("kind", "statutes"),
            ("language", "ar"),
        ];
        let begun = program.send(beginning(&self.token, length, &pairs)).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
        assert_eq!(begun.header("tus-resumable"), "1.0.0");
        assert!(begun.header("upload-expires").ends_with("GMT"));
        begun.location().to_owned()
    }

    pub fn documents(&self) -> Vec<organisation::OrganisationDocument> {
        let actor = self.world.actor(self.owner);
        organisation::of_organisation(self.world.facility(), &actor, self.organisation)
            .unwrap()
            .documents
    }
}

#[track_caller]
pub fn refused(answer: &Answer, status: u16, code: &str) {
    assert_eq!(answer.status.as_u16(), status, "{}", answer.body);
    assert_eq!(
        answer.json()["type"],
        format!("/problems/{code}"),
        "{}",
        answer.body
    );
}

#[actix_web::test]
async fn a_file_in_pieces_of_odd_sizes_becomes_the_document_it_was() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let whole = pdf(1_500_000);
    let place = scene.begin(&mut program, whole.len()).await;
    let mut offset = 0;
    let mut sizes = [1, 7, 100_000, 333_333, 65_536, 3].into_iter().cycle();
    while offset < whole.len() {
        let state = program
            .send(request(Method::HEAD, &place, &scene.token))
            .await;
        assert_eq!(state.status, StatusCode::OK);
        assert_eq!(state.header("upload-offset"), offset.to_string());
        assert_eq!(state.header("upload-length"), whole.len().to_string());
        assert_eq!(state.header("cache-control"), "no-store");
        let end = (offset + sizes.next().unwrap()).min(whole.len());
        let added = program
            .send(adding(&place, &scene.token, offset, &whole[offset..end]))
            .await;
        assert_eq!(added.status, StatusCode::NO_CONTENT, "{}", added.body);
        assert_eq!(added.header("upload-offset"), end.to_string());
        assert_eq!(
            added.header("content-location").is_empty(),
            end < whole.len()
        );
        offset = end;
    }
    let documents = scene.documents();
    let row = &documents[0].current.row;
    assert_eq!(row.digest, digest(&whole));
    assert_eq!((row.name.as_str(), row.size), ("statutes.pdf", 1_500_000));
    assert_eq!(row.description.language.as_deref(), Some("ar"));
    assert_eq!(row.media_type, "application/pdf");

    // The answer to the last piece may have been lost: asking again, even sending nothing again, tells what it has become.
    let at = format!("/api/v1/documents/{}", row.id);
    let state = program
        .send(request(Method::HEAD, &place, &scene.token))
        .await;
    assert_eq!(state.header("content-location"), at);
    let again = program
        .send(adding(&place, &scene.token, whole.len(), b""))
        .await;
    assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.body);
    assert_eq!(again.header("content-location"), at);
    assert_eq!(scene.documents().len(), 1);
    let content = program.send(request(Method::GET, &at, &scene.token)).await;
    assert!(
        content
            .header("content-disposition")
            .starts_with("attachment")
    );
    assert_eq!(content.header("content-type"), "application/pdf");
}

#[actix_web::test]
async fn what_does_not_follow_the_protocol_is_refused() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let whole = pdf(1000);
    let place = scene.begin(&mut program, whole.len()).await;
    let token = scene.token.as_str();

    let bare = TestRequest::with_uri(&place)
        .method(Method::PATCH)
        .insert_header(("authorization", format!("Bearer {token}")));
    refused(&program.send(bare).await, 412, "other-tus-version");
    let old = request(Method::HEAD, &place, token).insert_header(("tus-resumable", "0.2.2"));
    assert_eq!(
        program.send(old).await.status,
        StatusCode::PRECONDITION_FAILED
    );

    let added = program.send(adding(&place, token, 0, &whole[..400])).await;
    assert_eq!(added.header("upload-offset"), "400");
    let wrong = program
        .send(adding(&place, token, 399, &whole[399..500]))
        .await;
    refused(&wrong, 409, "other-offset");
    assert_eq!(wrong.json()["facts"]["offset"], 400);
    let beyond = program
        .send(adding(&place, token, 401, &whole[401..500]))
        .await;
    refused(&beyond, 409, "other-offset");
    let long = program.send(adding(&place, token, 400, &pdf(601))).await;
    refused(&long, 413, "too-large");
    let json =
        adding(&place, token, 400, b"{}").insert_header(("content-type", "application/json"));
    refused(&program.send(json).await, 415, "unsupported-media-type");
    let nowhere = request(Method::PATCH, &place, token)
        .insert_header(("content-type", "application/offset+octet-stream"));
    refused(&program.send(nowhere).await, 400, "bad-request");
    // None of it has changed anything.
    let state = program.send(request(Method::HEAD, &place, token)).await;
    assert_eq!(state.header("upload-offset"), "400");
}

#[actix_web::test]
async fn the_server_says_what_it_can_do() {
    let world = World::new();
    let mut program = world.browser().await;
    let answer = program
        .send(TestRequest::with_uri(UPLOADS).method(Method::OPTIONS))
        .await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(answer.header("tus-version"), "1.0.0");
    assert_eq!(
        answer.header("tus-extension"),
        "creation,expiration,termination"
    );
    assert_eq!(answer.header("tus-max-size"), (20 << 20).to_string());
}

#[actix_web::test]
async fn what_may_not_be_sent_is_refused_before_a_byte_of_it() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let target = scene.target();
    let token = scene.token.as_str();
    let statutes = [("target", target.as_str()), ("kind", "statutes")];
    let letter = [("target", target.as_str()), ("kind", "bank_letter")];
    let begin = |length: usize, pairs: &[(&str, &str)]| beginning(token, length, pairs);

    let long = program.send(begin((20 << 20) + 1, &statutes)).await;
    refused(&long, 413, "too-large");
    let long = program.send(begin((10 << 20) + 1, &letter)).await;
    refused(&long, 413, "too-large");
    assert_eq!(long.json()["facts"]["most"], 10 << 20);
    refused(&program.send(begin(0, &statutes)).await, 422, "invalid");
    for pairs in [
        vec![],
        vec![("target", target.as_str())],
        vec![("target", target.as_str()), ("kind", "novel")],
        vec![
            ("target", "organisations/x/documents"),
            ("kind", "statutes"),
        ],
        vec![("target", "/etc/passwd")],
        vec![
            statutes[0],
            ("kind", "policy"),
            ("valid_from", "2010-02-30"),
        ],
        vec![statutes[0], ("kind", "policy"), ("language", "English")],
        vec![
            statutes[0],
            ("kind", "policy"),
            ("valid_from", "2010-03-02"),
            ("valid_until", "2010-03-01"),
        ],
    ] {
        refused(&program.send(begin(10, &pairs)).await, 422, "invalid");
    }
    let garbled = request(Method::POST, UPLOADS, token)
        .insert_header(("upload-length", "10"))
        .insert_header(("upload-metadata", "target !!!"));
    refused(&program.send(garbled).await, 422, "invalid");
    let unmeasured = request(Method::POST, UPLOADS, token)
        .insert_header(("upload-metadata", metadata(&statutes)));
    refused(&program.send(unmeasured).await, 400, "bad-request");

    // A sixth upload has to wait for one of the others.
    let mut places = Vec::new();
    for _ in 0..5 {
        places.push(scene.begin(&mut program, 10).await);
    }
    let sixth = program.send(begin(10, &statutes)).await;
    refused(&sixth, 429, "too-many-uploads");
    assert!(!sixth.header("retry-after").is_empty());
    let ended = program
        .send(request(Method::DELETE, &places[0], token))
        .await;
    assert_eq!(ended.status, StatusCode::NO_CONTENT);
    let state = program.send(request(Method::HEAD, &places[0], token)).await;
    assert_eq!(state.status, StatusCode::NOT_FOUND);
    scene.begin(&mut program, 10).await;
}

#[actix_web::test]
async fn an_upload_is_its_persons_alone_and_only_for_who_may_write() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let place = scene.begin(&mut program, 10).await;
    let stranger = scene.world.person("A Stranger");
    let foreign = scene.world.token(stranger);
    for method in [Method::HEAD, Method::PATCH, Method::DELETE] {
        let answer = program.send(request(method, &place, &foreign)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let target = scene.target();
    let pairs = [("target", target.as_str()), ("kind", "statutes")];
    let hidden = program.send(beginning(&foreign, 10, &pairs)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    let officer = scene.world.staff("Olena Officer", Role::ProgrammeOfficer);
    let reads = program
        .send(beginning(&scene.world.token(officer), 10, &pairs))
        .await;
    assert_eq!(reads.status, StatusCode::FORBIDDEN);
    let nobody = TestRequest::with_uri(UPLOADS).method(Method::POST);
    assert_eq!(program.send(nobody).await.status, StatusCode::UNAUTHORIZED);
}

#[actix_web::test]
async fn who_may_no_longer_write_at_the_last_byte_leaves_nothing() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let whole = pdf(500);
    let editor = scene.world.person("Eddie Editor");
    let now = scene.world.facility().clock.now();
    let store = &scene.world.facility().store;
    let join = |role| {
        store
            .write(|conn| {
                store::people::add_membership(conn, scene.organisation, editor, role, now)
            })
            .unwrap();
    };
    join(Role::Editor);
    let token = scene.world.token(editor);
    let target = scene.target();
    let pairs = [("target", target.as_str()), ("kind", "statutes")];
    let begun = program.send(beginning(&token, whole.len(), &pairs)).await;
    let place = begun.location().to_owned();
    program.send(adding(&place, &token, 0, &whole[..200])).await;
    end_membership(&scene, editor);
    let last = program
        .send(adding(&place, &token, 200, &whole[200..]))
        .await;
    assert_eq!(last.status, StatusCode::NOT_FOUND, "{}", last.body);
    assert!(scene.documents().is_empty());
    let state = program.send(request(Method::HEAD, &place, &token)).await;
    assert_eq!(state.status, StatusCode::NOT_FOUND);
}

/// Takes a person out of the organisation, past the use cases.
fn end_membership(scene: &Scene, person: PersonId) {
    use diesel::RunQueryDsl as _;
    let sql = format!("DELETE FROM memberships WHERE person_id = '{person}'");
    let store = &scene.world.facility().store;
    store
        .write(|conn| {
            store::on_backend!(conn, |c| diesel::sql_query(sql).execute(c))
                .map(|_| ())
                .map_err(store::StoreError::from)
        })
        .unwrap();
}

#[actix_web::test]
async fn a_file_that_is_none_of_the_types_is_not_kept() {
    let scene = Scene::new();
    let mut program = scene.world.browser().await;
    let place = scene.begin(&mut program, 4).await;
    let last = program
        .send(adding(&place, &scene.token, 0, b"MZ\x90\x00"))
        .await;
    refused(&last, 422, "invalid");
    assert_eq!(last.json()["facts"]["fields"][0]["code"], "file-type");
    let state = program
        .send(request(Method::HEAD, &place, &scene.token))
        .await;
    assert_eq!(state.status, StatusCode::NOT_FOUND);
    assert!(scene.documents().is_empty());
}

#[actix_web::test]
async fn a_browser_uploads_with_its_session_and_proof() {
    let scene = Scene::new();
    let mut browser = scene.world.signed_in(scene.owner).await;
    let target = scene.target();
    let pairs = [
        ("target", target.as_str()),
        ("kind", "statutes"),
        ("filename", "s.pdf"),
    ];
    let begin = || {
        TestRequest::with_uri(UPLOADS)
            .method(Method::POST)
            .insert_header(("tus-resumable", "1.0.0"))
            .insert_header(("upload-length", "20"))
            .insert_header(("upload-metadata", metadata(&pairs)))
    };
    assert_eq!(browser.send(begin()).await.status, StatusCode::UNAUTHORIZED);
    let csrf = browser.csrf.clone();
    let begun = browser
        .send(begin().insert_header(("x-csrf-token", csrf.as_str())))
        .await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
    let patch = TestRequest::with_uri(begun.location())
        .method(Method::PATCH)
        .insert_header(("tus-resumable", "1.0.0"))
        .insert_header(("upload-offset", "0"))
        .insert_header(("content-type", "application/offset+octet-stream"))
        .insert_header(("x-csrf-token", csrf.as_str()))
        .set_payload(pdf(20));
    assert_eq!(browser.send(patch).await.status, StatusCode::NO_CONTENT);
    assert_eq!(scene.documents().len(), 1);
}

#[actix_web::test]
async fn a_file_of_a_proposals_answer_arrives_in_pieces_too() {
    let scene = Scene::new();
    let call = scene.world.founding_call();
    let actor = scene.world.actor(scene.owner);
    let facility = scene.world.facility();
    let proposal = intake::start(facility, &actor, call, scene.organisation).unwrap();
    let mut program = scene.world.browser().await;
    let token = scene.token.as_str();
    let whole = pdf(5000);
    let target = format!("proposals/{proposal}/answers/proposal");
    let pairs = [("target", target.as_str()), ("filename", "../plan.exe")];
    let begun = program.send(beginning(token, whole.len(), &pairs)).await;
    let place = begun.location().to_owned();
    program.send(adding(&place, token, 0, &whole[..3000])).await;
    let last = program
        .send(adding(&place, token, 3000, &whole[3000..]))
        .await;
    assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.body);
    let draft = intake::draft(facility, &actor, proposal).unwrap();
    assert_eq!(draft.documents[0].name, "plan.exe.pdf");
    assert_eq!(draft.documents[0].digest, digest(&whole));
    let other = format!("proposals/{proposal}/answers/title");
    let hidden = program
        .send(beginning(token, 10, &[("target", other.as_str())]))
        .await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn while_nothing_can_scan_it_an_upload_waits_whole() {
    use facility::documents::scanning::Scanner;
    let place = tempfile::tempdir().unwrap();
    let socket = place.path().join("clamd");
    let scanner = Scanner::new(format!("unix:{}", socket.display()).parse().ok(), false);
    let scene = Scene::of(World::scanned(false, scanner));
    let mut program = scene.world.browser().await;
    let whole = pdf(300);
    let place = scene.begin(&mut program, whole.len()).await;
    let waits = program.send(adding(&place, &scene.token, 0, &whole)).await;
    refused(&waits, 503, "not-scanned");
    assert!(!waits.header("retry-after").is_empty());
    assert!(scene.documents().is_empty());

    // The daemon is back.
    let listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let daemon = std::thread::spawn(move || {
        let (mut line, _) = listener.accept().unwrap();
        let mut said = [0; 10];
        line.read_exact(&mut said).unwrap();
        assert_eq!(&said, b"zINSTREAM\0");
        let mut content = Vec::new();
        loop {
            let mut length = [0; 4];
            line.read_exact(&mut length).unwrap();
            let length = u32::from_be_bytes(length) as usize;
            if length == 0 {
                break;
            }
            let mut chunk = vec![0; length];
            line.read_exact(&mut chunk).unwrap();
            content.extend(chunk);
        }
        assert_eq!(content, pdf(300));
        line.write_all(b"stream: OK\0").unwrap();
    });
    let again = program
        .send(adding(&place, &scene.token, whole.len(), b""))
        .await;
    assert_eq!(again.status, StatusCode::NO_CONTENT, "{}", again.body);
    assert_eq!(scene.documents().len(), 1);
    daemon.join().unwrap();
}

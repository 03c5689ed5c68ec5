//! Documents scanned by a real daemon, where ClamAV is installed. Its own database of viruses is not needed: the test
//! writes one with a signature for a text of its own.

use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use facility::documents::scanning::{Daemon, Scanner};

use crate::uploads::pdf;
use crate::world::World;

/// What the signature of the test finds.
const MARK: &[u8] = b"minha-test-signature-that-harms-nobody";

/// A daemon with a database of one signature.
struct Clamd {
    child: Child,
    place: tempfile::TempDir,
}

impl Clamd {
    /// Starts it; nothing where it is not installed.
    fn start() -> Option<Self> {
        let places = ["/usr/sbin/clamd", "/usr/local/sbin/clamd", "/usr/bin/clamd"];
        let Some(program) = places
            .into_iter()
            .map(PathBuf::from)
            .find(|path| path.exists())
        else {
            println!("skipped: ClamAV's daemon is not installed (Debian: clamav-daemon)");
            return None;
        };
        let place = tempfile::tempdir().unwrap();
        let database = place.path().join("database");
        std::fs::create_dir(&database).unwrap();
        let mark: String = MARK.iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(
            database.join("test.ndb"),
            format!("Minha.Test.Mark:0:*:{mark}\n"),
        )
        .unwrap();
        let settings = format!(
            "DatabaseDirectory {}\nLocalSocket {}\nForeground yes\nLogSyslog no\nMaxThreads 2\n",
            database.display(),
            place.path().join("clamd.ctl").display(),
        );
        let file = place.path().join("clamd.conf");
        std::fs::write(&file, settings).unwrap();
        let child = Command::new(program)
            .arg("--config-file")
            .arg(&file)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut daemon = Self { child, place };
        daemon.wait();
        Some(daemon)
    }

    fn wait(&mut self) {
        let begun = Instant::now();
        while Scanner::new(Some(self.address()), false)
            .scan(&b"x"[..])
            .is_err()
        {
            let ended = self.child.try_wait().unwrap();
            if ended.is_some() || begun.elapsed() > Duration::from_secs(60) {
                let mut said = String::new();
                if let (Some(mut out), true) = (self.child.stderr.take(), ended.is_some()) {
                    out.read_to_string(&mut said).unwrap();
                }
                panic!("clamd does not answer ({ended:?}): {said}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn address(&self) -> Daemon {
        let socket = self.place.path().join("clamd.ctl");
        format!("unix:{}", socket.display()).parse().unwrap()
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[actix_web::test]
async fn what_a_real_daemon_finds_is_named_and_not_kept() {
    let Some(daemon) = Clamd::start() else {
        return;
    };
    let world = World::scanned(false, Scanner::new(Some(daemon.address()), false));
    let owner = world.person("Wanjiru Kamau");
    let organisation = world.organisation(owner, "Light House");
    let mut browser = world.signed_in(owner).await;
    let list = format!("/organisations/{organisation}/documents");
    browser.get(&list).await;
    let mut send = async |content: &[u8]| {
        let mut body =
            b"--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nother\r\n--b\r\n\
            Content-Disposition: form-data; name=\"file\"; filename=\"paper.pdf\"\r\n\r\n"
                .to_vec();
        body.write_all(content).unwrap();
        body.write_all(b"\r\n--b--\r\n").unwrap();
        let request = TestRequest::with_uri(&format!("{list}?csrf={}", browser.csrf))
            .method(Method::POST)
            .insert_header(("content-type", "multipart/form-data; boundary=b"))
            .set_payload(body);
        browser.send(request).await
    };
    // Larger than a chunk, with the mark across the border of two.
    let mut harmful = pdf(200_000);
    harmful.splice(65_520..65_520 + MARK.len(), MARK.iter().copied());
    let refused = send(&harmful).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Minha.Test.Mark"), "{}", refused.body);
    assert_eq!(world.files("documents/incoming"), Vec::<PathBuf>::new());
    assert_eq!(
        world.files("documents"),
        [world.place.path().join("documents/incoming")]
    );

    let taken = send(&pdf(200_000)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    drop(daemon);
    let waits = send(&pdf(300)).await;
    assert_eq!(waits.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        waits.body.contains("cannot be checked for viruses"),
        "{}",
        waits.body
    );
}

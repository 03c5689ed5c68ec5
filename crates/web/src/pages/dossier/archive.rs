//! A ZIP archive that is written as it is sent: never whole in memory, and with a manifest of digests at its end.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web::Bytes;
use chrono::{DateTime, Datelike, Timelike, Utc};
use facility::Failure;
use facility::documents::{self, Document};
use futures_util::StreamExt;
use serde::Serialize;
use tokio::sync::mpsc::Sender;
use workflow::record::{self, Digest};
use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

use crate::server::Application;

/// How much is gathered before it is sent, bytes.
const CHUNK: usize = 64 * 1024;

/// Why an archive is not finished.
#[derive(Debug)]
pub enum Ended {
    /// Whoever asked for it has left.
    Left,
    /// Something went wrong; what was sent so far is worth nothing.
    Failed(Failure),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

fn broken(error: impl std::fmt::Display) -> Ended {
    Ended::Failed(Failure::Unexpected(format!(
        "the archive cannot be written: {error}"
    )))
}

/// What the archive has written and nobody has sent yet.
#[derive(Clone, Default)]
struct Unsent(Arc<Mutex<Vec<u8>>>);

impl Unsent {
    fn take(&self, at_least: usize) -> Option<Vec<u8>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (!held.is_empty() && held.len() >= at_least).then(|| std::mem::take(&mut *held))
    }
}

impl Write for Unsent {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A file in the manifest.
#[derive(Debug, Serialize)]
struct Listed {
    path: String,
    bytes: u64,
    sha256: Digest,
}

/// The way from what is written to whoever asked for it.
struct Out {
    unsent: Unsent,
    to: Sender<Result<Bytes, std::io::Error>>,
}

impl Out {
    /// Sends what is not sent yet, when it is as much.
    async fn send(&self, at_least: usize) -> Result<(), Ended> {
        match self.unsent.take(at_least) {
            Some(bytes) => self
                .to
                .send(Ok(bytes.into()))
                .await
                .map_err(|_| Ended::Left),
            None => Ok(()),
        }
    }
}

/// An archive on its way to somebody.
pub struct Archive {
    zip: ZipWriter<StreamWriter<Unsent>>,
    out: Out,
    manifest: Vec<Listed>,
    bytes: u64,
}

impl Archive {
    /// An empty one that is sent to `to`.
    pub fn new(to: Sender<Result<Bytes, std::io::Error>>) -> Self {
        let unsent = Unsent::default();
        Self {
            zip: ZipWriter::new_stream(unsent.clone()),
            out: Out { unsent, to },
            manifest: Vec::new(),
            bytes: 0,
        }
    }

    /// How many bytes of files are in it.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many files are in it.
    pub const fn files(&self) -> usize {
        self.manifest.len()
    }

    fn begin(&mut self, path: &str, at: DateTime<Utc>) -> Result<(), Ended> {
        // Documents are compressed already, and what is stored as it is can be read by the simplest tools.
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let small = |number: u32| u8::try_from(number).unwrap_or_default();
        let written = zip::DateTime::from_date_and_time(
            u16::try_from(at.year()).unwrap_or_default(),
            small(at.month()),
            small(at.day()),
            small(at.hour()),
            small(at.minute()),
            small(at.second()),
        );
        let options = match written {
            Ok(written) => options.last_modified_time(written),
            Err(_) => options,
        };
        self.zip.start_file(path, options).map_err(broken)
    }

    /// Adds a file that is made here.
    pub async fn add(
        &mut self,
        path: String,
        content: &[u8],
        at: DateTime<Utc>,
    ) -> Result<(), Ended> {
        self.begin(&path, at)?;
        self.zip.write_all(content).map_err(broken)?;
        self.note(path, content.len() as u64, record::digest(content));
        self.out.send(CHUNK).await
    }

    /// Adds a document as it comes from where it is kept. Fails when it is not what was uploaded.
    pub async fn add_document(
        &mut self,
        app: &Application,
        path: String,
        document: &Document,
    ) -> Result<(), Ended> {
        self.begin(&path, document.uploaded_at)?;
        let mut content = documents::stream(&app.facility, document).await?;
        let mut bytes = 0;
        while let Some(chunk) = content.next().await {
            let chunk = chunk.map_err(Failure::from)?;
            bytes += chunk.len() as u64;
            self.zip.write_all(&chunk).map_err(broken)?;
            self.out.send(CHUNK).await?;
        }
        self.note(path, bytes, document.digest);
        Ok(())
    }

    fn note(&mut self, path: String, bytes: u64, sha256: Digest) {
        self.bytes += bytes;
        self.manifest.push(Listed {
            path,
            bytes,
            sha256,
        });
    }

    /// Writes the manifest and the end.
    pub async fn finish(mut self, now: DateTime<Utc>) -> Result<(), Ended> {
        let manifest = serde_json::json!({
            "format": "minha-dossier-1",
            "made_at": now,
            "files": self.manifest,
        });
        let manifest = serde_json::to_vec_pretty(&manifest).map_err(broken)?;
        self.begin("manifest.json", now)?;
        self.zip.write_all(&manifest).map_err(broken)?;
        self.zip.finish().map_err(broken)?;
        self.out.send(1).await
    }
}

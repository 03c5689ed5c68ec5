//! Contents of documents, each under its SHA-256.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::{self, BoxStream, Stream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, PutMode, PutOptions};
use sha2::{Digest as _, Sha256};
use workflow::record::{Digest, digest};

use super::Incoming;
use crate::error::StoreError;

/// The contents of documents.
#[derive(Clone)]
pub struct Contents {
    store: Arc<dyn ObjectStore>,
    folder: PathBuf,
}

pub(super) fn cannot_keep(error: impl std::fmt::Display) -> StoreError {
    StoreError::Database(format!("the document cannot be kept: {error}"))
}

impl Contents {
    /// A folder of this machine; made when it is not there.
    pub fn folder(path: &Path) -> Result<Self, StoreError> {
        let failed = |cause: String| StoreError::Unreachable {
            database: path.display().to_string(),
            cause,
        };
        std::fs::create_dir_all(path).map_err(|error| failed(error.to_string()))?;
        let store =
            LocalFileSystem::new_with_prefix(path).map_err(|error| failed(error.to_string()))?;
        Ok(Self {
            store: Arc::new(store),
            folder: path.to_owned(),
        })
    }

    fn path(digest: Digest) -> ObjectPath {
        let hex = digest.to_string();
        ObjectPath::from(format!("{}/{}", &hex[..2], &hex[2..]))
    }

    /// Keeps a content; the same content again is the same object. Answered once it is on the disk.
    pub async fn put(&self, content: Bytes) -> Result<Digest, StoreError> {
        let digest = digest(&content);
        let once = PutOptions {
            mode: PutMode::Create,
            ..PutOptions::default()
        };
        match self
            .store
            .put_opts(&Self::path(digest), content.into(), once)
            .await
        {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => {}
            Err(error) => return Err(cannot_keep(error)),
        }
        let place = self.place(digest);
        let settled = tokio::task::spawn_blocking(move || settle(&place));
        settled.await.map_err(cannot_keep)?.map_err(cannot_keep)?;
        Ok(digest)
    }

    /// Keeps what has arrived whole under its digest; the same content again is the same object. Answered once it is on
    /// the disk.
    pub fn adopt(&self, incoming: &Incoming, digest: Digest) -> Result<(), StoreError> {
        let place = self.place(digest);
        if let Some(folder) = place.parent() {
            std::fs::create_dir_all(folder).map_err(cannot_keep)?;
        }
        // The file keeps its first name until the document is in the database, so that this can be tried again.
        match std::fs::hard_link(incoming.path(), &place) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(_) => {
                let beside = incoming.path().with_extension("copy");
                std::fs::copy(incoming.path(), &beside).map_err(cannot_keep)?;
                std::fs::rename(&beside, &place).map_err(cannot_keep)?;
            }
        }
        settle(&place).map_err(cannot_keep)
    }

    fn place(&self, digest: Digest) -> PathBuf {
        self.folder.join(Self::path(digest).as_ref())
    }

    /// Where what is on its way in lies.
    pub(super) fn incoming_folder(&self) -> PathBuf {
        self.folder.join("incoming")
    }

    /// A content by digest. Errors when it is not there, or no longer what it was.
    pub async fn get(&self, wanted: Digest) -> Result<Bytes, StoreError> {
        let found = self.store.get(&Self::path(wanted)).await;
        let content = found.map_err(cannot_read)?.bytes().await;
        let content = content.map_err(cannot_read)?;
        if digest(&content) == wanted {
            Ok(content)
        } else {
            Err(changed(wanted))
        }
    }

    /// A content by digest, piece by piece, so that it is never whole in memory. Errors when it is not there.
    pub async fn stream(&self, wanted: Digest) -> Result<ContentStream, StoreError> {
        let found = self.store.get(&Self::path(wanted)).await;
        let coming = Coming {
            from: found.map_err(cannot_read)?.into_stream(),
            so_far: Sha256::new(),
            wanted,
        };
        let pieces = stream::unfold(Some(coming), |coming| async { coming?.next().await });
        Ok(Box::pin(pieces))
    }
}

/// A content as it comes from where it is kept, piece by piece. The last piece is an error when what came is no longer what
/// was kept.
pub type ContentStream = Pin<Box<dyn Stream<Item = Result<Bytes, StoreError>> + Send>>;

/// What is left of a content to come, and what has come so far.
struct Coming {
    from: BoxStream<'static, object_store::Result<Bytes>>,
    so_far: Sha256,
    wanted: Digest,
}

impl Coming {
    async fn next(mut self) -> Option<(Result<Bytes, StoreError>, Option<Self>)> {
        match self.from.next().await {
            Some(Ok(piece)) => {
                self.so_far.update(&piece);
                Some((Ok(piece), Some(self)))
            }
            Some(Err(error)) => Some((Err(cannot_read(error)), None)),
            None => {
                let came = Digest(self.so_far.finalize().into());
                (came != self.wanted).then(|| (Err(changed(self.wanted)), None))
            }
        }
    }
}

fn cannot_read(error: object_store::Error) -> StoreError {
    StoreError::Database(format!("the document cannot be read: {error}"))
}

fn changed(wanted: Digest) -> StoreError {
    StoreError::Database(format!("document {wanted} is not what was uploaded"))
}

/// Waits until a content and its name are on the disk.
fn settle(file: &Path) -> std::io::Result<()> {
    std::fs::File::open(file)?.sync_all()?;
    let folders = file.ancestors().skip(1).take(2);
    folders
        .map(std::fs::File::open)
        .try_for_each(|folder| folder?.sync_all())
}

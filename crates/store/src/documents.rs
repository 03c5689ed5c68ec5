//! Documents: rows here, contents in the object store under their SHA-256.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use futures_util::{Stream, StreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, PutMode, PutOptions, WriteMultipart};
use sha2::{Digest as _, Sha256};
use workflow::ids::{CaseId, DocumentId, PersonId};
use workflow::record::{Digest, digest};

use crate::AnyConn;
use crate::error::StoreError;
use crate::schema::documents as table;
use crate::sql_types::{Id, Instant};

/// A document.
#[derive(Clone, Debug, Queryable)]
pub struct DocumentRow {
    /// Its id.
    #[diesel(deserialize_as = Id)]
    pub id: DocumentId,
    /// The case it belongs to.
    #[diesel(deserialize_as = Id)]
    pub case: CaseId,
    /// What it is for: the question it answers.
    pub purpose: String,
    /// Name for people; never a path.
    pub name: String,
    /// Media type, told from its content.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of its content.
    #[diesel(deserialize_as = Vec<u8>)]
    pub digest: Digest,
    /// Who uploaded it.
    #[diesel(deserialize_as = Id)]
    pub uploaded_by: PersonId,
    /// When (UTC).
    #[diesel(deserialize_as = Instant)]
    pub uploaded_at: DateTime<Utc>,
}

/// Adds a document.
pub fn insert(conn: &mut AnyConn, row: &DocumentRow) -> Result<(), StoreError> {
    diesel::insert_into(table::table)
        .values((
            table::id.eq(Id::from(row.id)),
            table::case_id.eq(Id::from(row.case)),
            table::purpose.eq(&row.purpose),
            table::name.eq(&row.name),
            table::media_type.eq(&row.media_type),
            table::size.eq(row.size),
            table::digest.eq(row.digest.0.to_vec()),
            table::uploaded_by.eq(Id::from(row.uploaded_by)),
            table::uploaded_at.eq(Instant::from(row.uploaded_at)),
        ))
        .execute(conn)?;
    Ok(())
}

/// A document by id.
pub fn find(conn: &mut AnyConn, id: DocumentId) -> Result<Option<DocumentRow>, StoreError> {
    Ok(table::table
        .filter(table::id.eq(Id::from(id)))
        .first(conn)
        .optional()?)
}

/// The documents of a case.
pub fn of_case(conn: &mut AnyConn, case: CaseId) -> Result<Vec<DocumentRow>, StoreError> {
    Ok(table::table
        .filter(table::case_id.eq(Id::from(case)))
        .order(table::id)
        .load(conn)?)
}

/// The contents of documents.
#[derive(Clone)]
pub struct Contents {
    store: Arc<dyn ObjectStore>,
    folder: PathBuf,
}

/// Why a stream was not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// Longer than allowed.
    #[error("the document has more than {most} bytes")]
    TooLong {
        /// The most bytes it may have.
        most: u64,
    },
    /// The sender stopped.
    #[error("the document did not arrive whole: {0}")]
    Broken(String),
    /// It cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn cannot_keep(error: impl std::fmt::Display) -> StoreError {
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
        self.settle(digest).await?;
        Ok(digest)
    }

    /// Keeps a content as it arrives, never whole in memory. Answers its digest and its size in bytes.
    ///
    /// Errors when it has more than `most` bytes or breaks off; then nothing is kept.
    pub async fn put_stream<E: std::fmt::Display>(
        &self,
        content: impl Stream<Item = Result<Bytes, E>>,
        most: u64,
    ) -> Result<(Digest, u64), NotKept> {
        let incoming = ObjectPath::from(format!("incoming/{}", uuid::Uuid::now_v7()));
        let upload = self
            .store
            .put_multipart(&incoming)
            .await
            .map_err(cannot_keep)?;
        let mut writer = WriteMultipart::new(upload);
        match receive(&mut writer, content, most).await {
            Ok((digest, size)) => {
                writer.finish().await.map_err(cannot_keep)?;
                self.store
                    .rename(&incoming, &Self::path(digest))
                    .await
                    .map_err(cannot_keep)?;
                self.settle(digest).await?;
                Ok((digest, size))
            }
            Err(error) => {
                // The reason to tell is the first one; what is left of the upload is nobody's document.
                let _ = writer.abort().await;
                Err(error)
            }
        }
    }

    /// Waits until a content and its name are on the disk.
    async fn settle(&self, digest: Digest) -> Result<(), StoreError> {
        let file = self.folder.join(Self::path(digest).as_ref());
        let synced = tokio::task::spawn_blocking(move || {
            std::fs::File::open(&file)?.sync_all()?;
            let folders = file.ancestors().skip(1).take(2);
            folders
                .map(std::fs::File::open)
                .try_for_each(|folder| folder?.sync_all())
        });
        synced.await.map_err(cannot_keep)?.map_err(cannot_keep)
    }

    /// A content by digest. Errors when it is not there, or no longer what it was.
    pub async fn get(&self, wanted: Digest) -> Result<Bytes, StoreError> {
        let failed = |error: object_store::Error| {
            StoreError::Database(format!("the document cannot be read: {error}"))
        };
        let found = self.store.get(&Self::path(wanted)).await.map_err(failed)?;
        let content = found.bytes().await.map_err(failed)?;
        if digest(&content) == wanted {
            Ok(content)
        } else {
            Err(StoreError::Database(format!(
                "document {wanted} is not what was uploaded"
            )))
        }
    }
}

/// Takes a stream in, counting and hashing on the way.
async fn receive<E: std::fmt::Display>(
    writer: &mut WriteMultipart,
    content: impl Stream<Item = Result<Bytes, E>>,
    most: u64,
) -> Result<(Digest, u64), NotKept> {
    /// Parts written at the same time: what bounds the memory of one upload.
    const AT_ONCE: usize = 2;
    let mut content = std::pin::pin!(content);
    let (mut hasher, mut size) = (Sha256::new(), 0_u64);
    while let Some(part) = content.next().await {
        let part = part.map_err(|error| NotKept::Broken(error.to_string()))?;
        size = size.saturating_add(part.len() as u64);
        if size > most {
            return Err(NotKept::TooLong { most });
        }
        hasher.update(&part);
        writer
            .wait_for_capacity(AT_ONCE)
            .await
            .map_err(cannot_keep)?;
        writer.put(part);
    }
    Ok((Digest(hasher.finalize().into()), size))
}

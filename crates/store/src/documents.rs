//! Documents: rows here, contents in the object store under their SHA-256.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::{ObjectStore, PutMode, PutOptions};
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
    Ok(table::table.filter(table::id.eq(Id::from(id))).first(conn).optional()?)
}

/// The documents of a case.
pub fn of_case(conn: &mut AnyConn, case: CaseId) -> Result<Vec<DocumentRow>, StoreError> {
    Ok(table::table.filter(table::case_id.eq(Id::from(case))).order(table::id).load(conn)?)
}

/// The contents of documents.
#[derive(Clone)]
pub struct Contents(Arc<dyn ObjectStore>);

impl Contents {
    /// A folder of this machine; made when it is not there.
    pub fn folder(path: &Path) -> Result<Self, StoreError> {
        let failed = |cause: String| StoreError::Unreachable { database: path.display().to_string(), cause };
        std::fs::create_dir_all(path).map_err(|error| failed(error.to_string()))?;
        let store = LocalFileSystem::new_with_prefix(path).map_err(|error| failed(error.to_string()))?;
        Ok(Self(Arc::new(store)))
    }

    fn path(digest: Digest) -> ObjectPath {
        let hex = digest.to_string();
        ObjectPath::from(format!("{}/{}", &hex[..2], &hex[2..]))
    }

    /// Keeps a content; the same content again is the same object.
    pub async fn put(&self, content: Bytes) -> Result<Digest, StoreError> {
        let digest = digest(&content);
        let once = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        match self.0.put_opts(&Self::path(digest), content.into(), once).await {
            Ok(_) | Err(object_store::Error::AlreadyExists { .. }) => Ok(digest),
            Err(error) => Err(StoreError::Database(format!("the document cannot be kept: {error}"))),
        }
    }

    /// A content by digest. Errors when it is not there, or no longer what it was.
    pub async fn get(&self, wanted: Digest) -> Result<Bytes, StoreError> {
        let failed = |error: object_store::Error| StoreError::Database(format!("the document cannot be read: {error}"));
        let found = self.0.get(&Self::path(wanted)).await.map_err(failed)?;
        let content = found.bytes().await.map_err(failed)?;
        if digest(&content) == wanted {
            Ok(content)
        } else {
            Err(StoreError::Database(format!("document {wanted} is not what was uploaded")))
        }
    }
}

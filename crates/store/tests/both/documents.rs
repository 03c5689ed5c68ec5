//! Documents: rows in the database, contents by digest in a folder.

use bytes::Bytes;
use futures_util::stream;
use store::documents::{self, Contents, DocumentRow, NotKept};
use workflow::ids::{CaseId, DocumentId};
use workflow::record::digest;

use crate::story::{day, person};

on_both! {
    fn the_documents_of_a_case_are_listed(db: migrated) {
        let owner = person(db, "owner@example.org");
        let case = CaseId::new_v7(chrono::Utc::now());
        let row = |name: &str| DocumentRow {
            id: DocumentId::new_v7(chrono::Utc::now()),
            case,
            purpose: "proposal".to_owned(),
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 3,
            digest: digest(b"pdf"),
            uploaded_by: owner,
            uploaded_at: day(3, 3),
        };
        let document = row("خطة.pdf");
        db.write(|conn| documents::insert(conn, &document));
        let found = db.read(|conn| documents::find(conn, document.id)).unwrap();
        assert_eq!(format!("{found:?}"), format!("{document:?}"));
        assert_eq!(db.read(|conn| documents::of_case(conn, case)).len(), 1);
        assert!(db.read(|conn| documents::of_case(conn, CaseId::new_v7(day(1, 1)))).is_empty());
    }
}

/// Files below a folder, as paths from it.
fn files(folder: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(place) = open.pop() {
        for entry in std::fs::read_dir(place).unwrap().map(Result::unwrap) {
            if entry.path().is_dir() {
                open.push(entry.path());
            } else {
                found.push(
                    entry
                        .path()
                        .strip_prefix(folder)
                        .unwrap()
                        .display()
                        .to_string(),
                );
            }
        }
    }
    found
}

#[tokio::test]
async fn a_content_is_kept_once_under_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(&folder.path().join("documents")).unwrap();
    let name = contents
        .put(Bytes::from_static(b"a document"))
        .await
        .unwrap();
    assert_eq!(
        contents
            .put(Bytes::from_static(b"a document"))
            .await
            .unwrap(),
        name
    );
    assert_eq!(contents.get(name).await.unwrap(), "a document");
    let hex = name.to_string();
    assert_eq!(
        files(&folder.path().join("documents")),
        [format!("{}/{}", &hex[..2], &hex[2..])]
    );
    assert!(contents.get(digest(b"another")).await.is_err());
}

#[tokio::test]
async fn a_content_that_was_changed_is_not_given_out() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    let name = contents
        .put(Bytes::from_static(b"a document"))
        .await
        .unwrap();
    std::fs::write(
        folder.path().join(&files(folder.path())[0]),
        b"another document",
    )
    .unwrap();
    let error = contents.get(name).await.unwrap_err().to_string();
    assert!(error.contains("is not what was uploaded"), "{error}");
}

#[tokio::test]
async fn a_stream_is_kept_as_the_same_content_would_be() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    let parts: Vec<Bytes> = (0..200_u32)
        .map(|number| Bytes::from(vec![number as u8; 64 * 1024]))
        .collect();
    let whole: Vec<u8> = parts.concat();
    let arriving = stream::iter(parts.into_iter().map(Ok::<_, std::io::Error>));
    let (name, size) = contents
        .put_stream(arriving, whole.len() as u64)
        .await
        .unwrap();
    assert_eq!((name, size), (digest(&whole), whole.len() as u64));
    assert_eq!(contents.get(name).await.unwrap(), whole);
    assert_eq!(contents.put(Bytes::from(whole)).await.unwrap(), name);
    assert_eq!(files(folder.path()).len(), 1);

    let nothing = stream::iter(Vec::<Result<Bytes, std::io::Error>>::new());
    let (name, size) = contents.put_stream(nothing, 10).await.unwrap();
    assert_eq!((name, size), (digest(b""), 0));
    assert!(contents.get(name).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_stream_too_long_or_broken_off_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    let arriving =
        stream::iter((0..5).map(|_| Ok::<_, std::io::Error>(Bytes::from_static(b"12345"))));
    let refused = contents.put_stream(arriving, 24).await;
    assert!(matches!(refused, Err(NotKept::TooLong { most: 24 })));
    let broken = stream::iter([
        Ok(Bytes::from_static(b"12345")),
        Err(std::io::Error::other("the line went dead")),
    ]);
    let refused = contents.put_stream(broken, 100).await;
    assert!(matches!(&refused, Err(NotKept::Broken(why)) if why == "the line went dead"));
    assert!(
        files(folder.path()).is_empty(),
        "{:?}",
        files(folder.path())
    );
}

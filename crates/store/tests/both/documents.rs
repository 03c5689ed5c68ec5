//! Documents: rows in the database, contents by digest in a folder, and contents on their way in.

use std::collections::BTreeSet;
use std::io::Read;
use std::time::Duration;

use bytes::Bytes;
use store::StoreError;
use store::documents::{self, Contents, Description, DocumentRow};
use store::uploads::{self, UploadRow};
use uuid::Uuid;
use workflow::ids::{CaseId, DocumentId, PersonId};
use workflow::record::digest;

use crate::story::{day, person};

fn first(case: CaseId, by: PersonId, name: &str) -> DocumentRow {
    let id = DocumentId::new_v7(chrono::Utc::now());
    DocumentRow {
        id,
        document: id,
        version: 1,
        is_current: true,
        changes: 1,
        case,
        purpose: "proposal".to_owned(),
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        size: 3,
        digest: digest(b"pdf"),
        description: Description {
            language: Some("ar".to_owned()),
            valid_from: Some("2010-01-01".parse().unwrap()),
            valid_until: Some("2010-12-31".parse().unwrap()),
            note: None,
        },
        uploaded_by: by,
        uploaded_at: day(3, 3),
        stated_at: day(3, 3),
        removed_by: None,
        removed_at: None,
    }
}

on_both! {
    fn the_documents_of_a_case_are_listed(db: migrated) {
        let owner = person(db, "owner@example.org");
        let case = CaseId::new_v7(chrono::Utc::now());
        let document = first(case, owner, "خطة.pdf");
        db.write(|conn| documents::insert(conn, &document));
        let found = db.read(|conn| documents::find(conn, document.id)).unwrap();
        assert_eq!(format!("{found:?}"), format!("{document:?}"));
        assert_eq!(db.read(|conn| documents::of_case(conn, case)).len(), 1);
        assert!(db.read(|conn| documents::of_case(conn, CaseId::new_v7(day(1, 1)))).is_empty());
    }

    fn a_version_takes_the_place_of_the_one_before_once(db: migrated) {
        let owner = person(db, "owner@example.org");
        let before = first(CaseId::new_v7(chrono::Utc::now()), owner, "one.pdf");
        db.write(|conn| documents::insert(conn, &before));
        let next = |name: &str| DocumentRow {
            document: before.document,
            version: 2,
            changes: 2,
            ..first(before.case, owner, name)
        };
        let after = next("two.pdf");
        db.write(|conn| documents::replace(conn, &before, &after));
        let current = db.read(|conn| documents::current(conn, before.document)).unwrap();
        assert_eq!((current.id, current.version), (after.id, 2));
        let versions = db.read(|conn| documents::of_case(conn, before.case));
        for row in versions {
            assert_eq!(row.is_current, row.version == 2);
        }
        // Who has seen the first version comes too late.
        let late = db.store.write(|conn| documents::replace(conn, &before, &next("three.pdf")));
        assert!(matches!(late, Err(StoreError::ChangedMeanwhile)), "{late:?}");
        assert_eq!(db.read(|conn| documents::of_case(conn, before.case)).len(), 2);
    }

    fn what_is_said_of_a_document_changes_only_for_who_has_seen_it(db: migrated) {
        let owner = person(db, "owner@example.org");
        let before = first(CaseId::new_v7(chrono::Utc::now()), owner, "one.pdf");
        db.write(|conn| documents::insert(conn, &before));
        let said = Description { note: Some("Stamped".to_owned()), ..before.description.clone() };
        db.write(|conn| documents::describe(conn, &before, "policy", &said, day(3, 4)));
        let after = db.read(|conn| documents::find(conn, before.id)).unwrap();
        assert_eq!((after.description.clone(), after.changes), (said.clone(), 2));
        assert_eq!(after.stated_at, day(3, 4));
        for late in [
            db.store.write(|conn| documents::describe(conn, &before, "policy", &said, day(3, 5))),
            db.store.write(|conn| documents::remove(conn, &before, owner, day(3, 5))),
        ] {
            assert!(matches!(late, Err(StoreError::ChangedMeanwhile)), "{late:?}");
        }
        db.write(|conn| documents::remove(conn, &after, owner, day(3, 5)));
        let removed = db.read(|conn| documents::current(conn, before.document)).unwrap();
        assert!(removed.removed_at.is_some() && removed.removed_by.is_some());
    }

    fn documents_that_end_are_found_by_their_last_day(db: migrated) {
        let owner = person(db, "owner@example.org");
        let case = CaseId::new_v7(chrono::Utc::now());
        let ends = |on: Option<&str>| {
            let mut row = first(case, owner, "x.pdf");
            row.description.valid_until = on.map(|on| on.parse().unwrap());
            db.write(|conn| documents::insert(conn, &row));
            row
        };
        ends(Some("2010-04-30"));
        let inside = BTreeSet::from([ends(Some("2010-05-01")).id, ends(Some("2010-05-31")).id]);
        ends(Some("2010-06-01"));
        ends(None);
        let removed = ends(Some("2010-05-10"));
        db.write(|conn| documents::remove(conn, &removed, owner, day(3, 5)));
        let (from, until) = ("2010-05-01".parse().unwrap(), "2010-05-31".parse().unwrap());
        let found = db.read(|conn| documents::ending(conn, from, until));
        assert_eq!(found.iter().map(|row| row.id).collect::<BTreeSet<_>>(), inside);
    }

    fn uploads_are_their_persons_alone_and_end(db: migrated) {
        let (owner, other) = (person(db, "owner@example.org"), person(db, "other@example.org"));
        let row = UploadRow {
            id: Uuid::now_v7(),
            person: owner,
            target: "{}".to_owned(),
            name: "plan.pdf".to_owned(),
            length: 10,
            received: 0,
            document: None,
            created_at: day(3, 3),
            expires_at: day(3, 4),
        };
        db.write(|conn| uploads::insert(conn, &row));
        assert!(db.read(|conn| uploads::find(conn, row.id, other)).is_none());
        db.write(|conn| uploads::received(conn, row.id, 7));
        assert_eq!(db.read(|conn| uploads::find(conn, row.id, owner)).unwrap().received, 7);
        assert_eq!(db.read(|conn| uploads::open(conn, owner, day(3, 3))), 1);
        assert_eq!(db.read(|conn| uploads::open(conn, owner, day(3, 4))), 0);
        assert!(db.read(|conn| uploads::expired(conn, day(3, 3))).is_empty());
        assert_eq!(db.read(|conn| uploads::expired(conn, day(3, 4))), [row.id]);
        db.write(|conn| uploads::became(conn, row.id, DocumentId::new_v7(day(3, 3))));
        assert_eq!(db.read(|conn| uploads::open(conn, owner, day(3, 3))), 0);
        db.write(|conn| uploads::remove(conn, row.id));
        assert!(!db.read(|conn| uploads::is_known(conn, row.id)));
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
async fn what_arrives_in_pieces_is_kept_as_the_same_content_would_be() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    let whole: Vec<u8> = (0..3_000_000_u32).map(|number| number as u8).collect();
    let id = Uuid::now_v7();
    for piece in whole.chunks(777_777) {
        let mut incoming = contents.incoming(id).unwrap().unwrap();
        incoming.append(piece).unwrap();
        incoming.settle().unwrap();
    }
    let incoming = contents.incoming(id).unwrap().unwrap();
    assert_eq!(incoming.length(), whole.len() as u64);
    let mut read = Vec::new();
    incoming.reader().unwrap().read_to_end(&mut read).unwrap();
    assert_eq!(digest(&read), digest(&whole));
    // Twice, as when the first time was not written down.
    contents.adopt(&incoming, digest(&whole)).unwrap();
    contents.adopt(&incoming, digest(&whole)).unwrap();
    incoming.discard().unwrap();
    assert_eq!(contents.get(digest(&whole)).await.unwrap(), whole);
    assert_eq!(files(folder.path()).len(), 1);
}

#[test]
fn a_content_on_its_way_in_has_one_writer_and_can_be_cut() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    let id = Uuid::now_v7();
    let mut incoming = contents.incoming(id).unwrap().unwrap();
    assert!(contents.incoming(id).unwrap().is_none());
    assert!(contents.incoming(Uuid::now_v7()).unwrap().is_some());
    incoming.append(b"1234567890").unwrap();
    incoming.cut(4).unwrap();
    incoming.cut(9).unwrap();
    assert_eq!(incoming.length(), 4);
    drop(incoming);
    let mut incoming = contents.incoming(id).unwrap().unwrap();
    incoming.append(b"x").unwrap();
    let mut read = String::new();
    incoming
        .reader()
        .unwrap()
        .read_to_string(&mut read)
        .unwrap();
    assert_eq!(read, "1234x");
}

#[test]
fn files_nobody_has_touched_for_long_are_found() {
    let folder = tempfile::tempdir().unwrap();
    let contents = Contents::folder(folder.path()).unwrap();
    assert!(contents.untouched(Duration::ZERO).unwrap().is_empty());
    let id = Uuid::now_v7();
    drop(contents.incoming(id).unwrap());
    assert_eq!(contents.untouched(Duration::ZERO).unwrap(), [id]);
    assert!(
        contents
            .untouched(Duration::from_secs(60))
            .unwrap()
            .is_empty()
    );
    contents.discard(id).unwrap();
    contents.discard(id).unwrap();
    assert!(files(folder.path()).is_empty());
}

//! Contents received as they arrive, told by what they hold, scanned, and kept.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use sha2::{Digest as _, Sha256};
use store::documents::Incoming;
use tokio::time::timeout;
use uuid::Uuid;
use workflow::document::FileType;
use workflow::record::Digest;
use workflow::text;

use crate::Facility;
use crate::failure::Failure;
use crate::mail::aside;

/// A content that was received whole, not yet a document of anything.
#[derive(Clone, Debug)]
pub struct Received {
    /// SHA-256.
    pub(super) digest: Digest,
    /// Bytes.
    pub(super) size: i64,
    /// What it is.
    pub(super) kind: FileType,
}

/// The most bytes of a content that are looked at from its beginning.
const HEAD: usize = 96;

/// Tells the kind of a content while it passes by, without trusting its name.
#[derive(Default)]
struct Sniffer {
    head: Vec<u8>,
    tail: Vec<u8>,
    word: bool,
    sheet: bool,
}

impl Sniffer {
    fn see(&mut self, part: &[u8]) {
        let wanted = HEAD.saturating_sub(self.head.len()).min(part.len());
        self.head.extend_from_slice(&part[..wanted]);
        if !self.head.starts_with(b"PK") {
            return;
        }
        // A name of the archive may be cut by the border of two parts.
        let mut joined = std::mem::take(&mut self.tail);
        joined.extend_from_slice(part);
        let holds = |name: &[u8]| joined.windows(name.len()).any(|at| at == name);
        self.word |= holds(b"word/document.xml");
        self.sheet |= holds(b"xl/workbook.xml");
        self.tail = joined.split_off(joined.len().saturating_sub(20));
    }

    /// What it is, once the whole content has passed.
    fn kind(&self) -> Option<FileType> {
        if self.head.starts_with(b"%PDF-") {
            Some(FileType::Pdf)
        } else if self.head.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(FileType::Png)
        } else if self.head.starts_with(b"\xff\xd8\xff") {
            Some(FileType::Jpeg)
        } else if !self.head.starts_with(b"PK\x03\x04") {
            None
        } else if self
            .head
            .windows(39)
            .any(|at| at == b"application/vnd.oasis.opendocument.text".as_slice())
        {
            Some(FileType::OpenDocument)
        } else if self.word {
            Some(FileType::Word)
        } else if self.sheet {
            Some(FileType::Excel)
        } else {
            None
        }
    }
}

/// How a stream came to its end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// All of it has been taken.
    Whole,
    /// It broke off; what had come has been taken.
    Broken,
    /// It has more bytes than there is room for.
    TooLong,
}

/// Bytes gathered before they are written to the disk.
const GATHERED: usize = 256 * 1024;
/// Bytes after which what is written is made certain, so that a crash costs little.
const CERTAIN_AFTER: u64 = 1024 * 1024;
/// How long a sender may be silent. Then the line counts as broken, and the upload is free to be resumed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Adds what a stream brings to a file, as it comes and never whole in memory. `certain` is told how many bytes the file
/// has whenever they are on the disk, and at the end, however that comes about.
pub(super) async fn take<E: std::fmt::Display>(
    mut incoming: Incoming,
    content: impl Stream<Item = Result<Bytes, E>>,
    room: u64,
    certain: impl Fn(u64) -> Result<(), Failure> + Send + Sync + 'static,
) -> Result<(Incoming, End), Failure> {
    let mut content = std::pin::pin!(content);
    let certain = Arc::new(certain);
    let mut gathered = Vec::new();
    let (mut taken, mut settled) = (0_u64, 0_u64);
    let end = loop {
        let part = match timeout(PATIENCE, content.next()).await {
            Ok(None) => break End::Whole,
            Ok(Some(Ok(part))) => part,
            Ok(Some(Err(_))) | Err(_) => break End::Broken,
        };
        taken = taken.saturating_add(part.len() as u64);
        if taken > room {
            break End::TooLong;
        }
        gathered.extend_from_slice(&part);
        if gathered.len() >= GATHERED {
            let settle = taken - settled >= CERTAIN_AFTER;
            if settle {
                settled = taken;
            }
            incoming = write(incoming, std::mem::take(&mut gathered), settle, &certain).await?;
        }
    };
    let incoming = write(incoming, gathered, true, &certain).await?;
    Ok((incoming, end))
}

/// Writes beside the threads that serve requests.
async fn write(
    mut incoming: Incoming,
    bytes: Vec<u8>,
    settle: bool,
    certain: &Arc<impl Fn(u64) -> Result<(), Failure> + Send + Sync + 'static>,
) -> Result<Incoming, Failure> {
    let certain = Arc::clone(certain);
    let written = tokio::task::spawn_blocking(move || {
        incoming.append(&bytes)?;
        if settle {
            incoming.settle()?;
            certain(incoming.length())?;
        }
        Ok(incoming)
    });
    written
        .await
        .map_err(|error| Failure::Unexpected(format!("the document was given up: {error}")))?
}

/// What a content may be.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// The most bytes.
    pub most: u64,
    /// What it may be by its content.
    pub types: &'static [FileType],
}

impl Allowed {
    /// Every type, up to so many bytes.
    pub const fn any(most: u64) -> Self {
        Self {
            most,
            types: FileType::ALL,
        }
    }
}

/// Receives a content as it arrives. Nothing is kept of one that is too long, breaks off, is none of the types, or holds
/// something harmful; then the fault is one of the field `field`.
pub async fn receive<E: std::fmt::Display>(
    facility: &Facility,
    field: &str,
    content: impl Stream<Item = Result<Bytes, E>>,
    allowed: Allowed,
) -> Result<Received, Failure> {
    let id = Uuid::now_v7();
    let incoming = aside(facility, move |facility| {
        let incoming = facility.contents.incoming(id)?;
        incoming.ok_or_else(|| Failure::Unexpected("a new upload is held already".to_owned()))
    })
    .await?;
    let taken = take(incoming, content, allowed.most, |_| Ok(())).await;
    let field = field.to_owned();
    aside(facility, move |facility| {
        let received = taken.and_then(|(incoming, end)| match end {
            End::Whole => judge(facility, &field, &incoming, allowed.types),
            End::Broken => Err(Failure::field(&field, "file-broken")),
            End::TooLong => Err(Failure::field(&field, "file-size")),
        });
        facility.contents.discard(id)?;
        received
    })
    .await
}

/// Tells what a file is that has arrived whole, has it scanned, and keeps it under its digest.
pub(super) fn judge(
    facility: &Facility,
    field: &str,
    incoming: &Incoming,
    types: &[FileType],
) -> Result<Received, Failure> {
    let unreadable =
        |error: std::io::Error| Failure::Unexpected(format!("an upload cannot be read: {error}"));
    let (mut sniffer, mut hasher) = (Sniffer::default(), Sha256::new());
    let mut reader = incoming.reader()?;
    let mut part = vec![0; GATHERED];
    loop {
        let count = reader.read(&mut part).map_err(unreadable)?;
        if count == 0 {
            break;
        }
        sniffer.see(&part[..count]);
        hasher.update(&part[..count]);
    }
    if incoming.length() == 0 {
        return Err(Failure::field(field, "file-empty"));
    }
    let kind = sniffer
        .kind()
        .filter(|kind| types.contains(kind))
        .ok_or_else(|| Failure::field(field, "file-type"))?;
    facility.scanner.scan(incoming.reader()?)?;
    let digest = Digest(hasher.finalize().into());
    facility.contents.adopt(incoming, digest)?;
    Ok(Received {
        digest,
        size: i64::try_from(incoming.length()).unwrap_or(i64::MAX),
        kind,
    })
}

/// A name for people: no folders, no hidden characters, and the end that fits the content.
pub(super) fn clean_name(raw: &str, kind: FileType) -> String {
    let end = kind.name();
    let last = raw.rsplit(['/', '\\']).next().unwrap_or_default();
    let short: String = last.chars().take(110).collect();
    let plain: String = short.chars().filter(|c| !c.is_control()).collect();
    let name = text::line(&plain, 120).unwrap_or_else(|_| "document".to_owned());
    let fits = name.rsplit_once('.').is_some_and(|(stem, given)| {
        let given = given.to_ascii_lowercase();
        !stem.is_empty() && (given == end || (kind == FileType::Jpeg && given == "jpeg"))
    });
    if fits { name } else { format!("{name}.{end}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(parts: &[&[u8]]) -> Option<&'static str> {
        let mut sniffer = Sniffer::default();
        for part in parts {
            sniffer.see(part);
        }
        sniffer.kind().map(FileType::name)
    }

    #[test]
    fn kinds_are_told_by_content() {
        assert_eq!(kind(&[b"%PDF-1.7 ..."]), Some("pdf"));
        assert_eq!(kind(&[b"\x89PN", b"G\r\n\x1a\n..."]), Some("png"));
        assert_eq!(
            kind(&[b"PK\x03\x04....wor", b"d/document.xml"]),
            Some("docx")
        );
        assert_eq!(kind(&[b"PK\x03\x04....xl/workbook.xml"]), Some("xlsx"));
        assert_eq!(
            kind(&[b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text"]),
            Some("odt")
        );
        for other in [b"MZ...".as_slice(), b"PK\x03\x04evil.exe", b"<html>", b""] {
            assert_eq!(kind(&[other]), None);
        }
    }

    #[test]
    fn names_are_made_harmless() {
        use FileType::{Jpeg, Pdf};
        assert_eq!(clean_name("../../etc/plan.pdf", Pdf), "plan.pdf");
        assert_eq!(clean_name("C:\\x\\plan.exe", Pdf), "plan.exe.pdf");
        assert_eq!(clean_name("", Pdf), "document.pdf");
        assert_eq!(clean_name("photo.JPEG", Jpeg), "photo.JPEG");
        assert_eq!(clean_name("a\u{202e}fdp.exe", Pdf), "document.pdf");
        assert_eq!(clean_name(".pdf", Pdf), ".pdf.pdf");
    }
}

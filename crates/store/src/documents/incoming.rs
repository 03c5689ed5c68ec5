//! Contents on their way in: a file for each, to which is added as it arrives, over as many connections as it takes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use uuid::Uuid;

use super::contents::{Contents, cannot_keep};
use crate::error::StoreError;

/// A content on its way in, held by one writer: nobody else may add to it before this one lets go, not even another
/// process. A process that dies lets go.
#[derive(Debug)]
pub struct Incoming {
    path: PathBuf,
    file: File,
    length: u64,
}

impl Contents {
    /// Takes hold of the file of an upload, which is made if it is not there. Nothing when somebody else holds it.
    pub fn incoming(&self, id: Uuid) -> Result<Option<Incoming>, StoreError> {
        let folder = self.incoming_folder();
        std::fs::create_dir_all(&folder).map_err(cannot_keep)?;
        let path = folder.join(id.hyphenated().to_string());
        let file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(cannot_keep)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(cannot_keep(error)),
        }
        let length = file.metadata().map_err(cannot_keep)?.len();
        Ok(Some(Incoming { path, file, length }))
    }

    /// Removes the file of an upload, if there is one.
    pub fn discard(&self, id: Uuid) -> Result<(), StoreError> {
        let path = self.incoming_folder().join(id.hyphenated().to_string());
        remove(&path)
    }

    /// Uploads whose files nobody has touched for so long.
    pub fn untouched(&self, since: Duration) -> Result<Vec<Uuid>, StoreError> {
        let entries = match std::fs::read_dir(self.incoming_folder()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(cannot_keep(error)),
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry.map_err(cannot_keep)?;
            let Some(id) = entry
                .file_name()
                .to_str()
                .and_then(|name| name.parse().ok())
            else {
                continue;
            };
            // One that is gone by now was somebody's who has finished.
            let touched = entry.metadata().and_then(|metadata| metadata.modified());
            let old = touched.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= since));
            if old {
                found.push(id);
            }
        }
        Ok(found)
    }
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot_keep(error)),
        _ => Ok(()),
    }
}

impl Incoming {
    /// How many bytes it has.
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Cuts off what stands behind so many bytes.
    pub fn cut(&mut self, length: u64) -> Result<(), StoreError> {
        if length < self.length {
            self.file.set_len(length).map_err(cannot_keep)?;
            self.length = length;
        }
        Ok(())
    }

    /// Adds bytes at its end. They are certain once [`Incoming::settle`] has answered.
    pub fn append(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(bytes))
            .map_err(cannot_keep)?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Waits until its bytes are on the disk.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.file.sync_all().map_err(cannot_keep)
    }

    /// Its bytes from the beginning.
    pub fn reader(&self) -> Result<impl Read, StoreError> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0)).map_err(cannot_keep)?;
        Ok(file)
    }

    /// Removes it.
    pub fn discard(self) -> Result<(), StoreError> {
        remove(&self.path)
    }
}

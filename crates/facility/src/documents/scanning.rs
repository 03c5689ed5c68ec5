//! Scanning of what people upload, by ClamAV's daemon over its socket (`INSTREAM`). Own code of a page: the client there
//! is knows no time limit, and one that hangs would hold the upload with it.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

#[cfg(unix)]
use std::os::unix::net::UnixStream;

use crate::failure::Failure;

/// Where ClamAV's daemon listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Daemon {
    /// A socket of this machine: `unix:/run/clamav/clamd.ctl`.
    Unix(PathBuf),
    /// An address: `tcp:127.0.0.1:3310`.
    Tcp(SocketAddr),
}

/// What is no address of a daemon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is neither unix:PATH nor tcp:ADDRESS:PORT")]
pub struct NoDaemon(String);

impl FromStr for Daemon {
    type Err = NoDaemon;
    fn from_str(text: &str) -> Result<Self, NoDaemon> {
        let wrong = || NoDaemon(text.to_owned());
        match text.split_once(':') {
            Some(("unix", path)) if path.starts_with('/') => Ok(Self::Unix(path.into())),
            Some(("tcp", address)) => address.parse().map(Self::Tcp).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

/// Scans what people upload, where a daemon is configured.
#[derive(Clone, Debug, Default)]
pub struct Scanner {
    daemon: Option<Daemon>,
    /// Whether a document is taken when nothing can scan it.
    unscanned: bool,
}

/// How long the daemon may take for any one step.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes sent at a time.
const CHUNK: usize = 64 * 1024;

impl Scanner {
    /// A scanner. `unscanned` says whether a document is taken when the daemon cannot be reached.
    pub const fn new(daemon: Option<Daemon>, unscanned: bool) -> Self {
        Self { daemon, unscanned }
    }

    /// Has a content scanned.
    ///
    /// Errors: [`Failure::Infected`] with what was found; [`Failure::NotScanned`] when nothing can scan it now.
    pub fn scan(&self, content: impl Read) -> Result<(), Failure> {
        let Some(daemon) = &self.daemon else {
            return Ok(());
        };
        match ask(daemon, content) {
            Ok(None) => Ok(()),
            Ok(Some(found)) => {
                tracing::warn!(%found, "an upload was refused: the scanner has found something in it");
                Err(Failure::Infected { found })
            }
            Err(error) if self.unscanned => {
                tracing::warn!(%error, "the scanner cannot be asked; a document is taken unscanned");
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "the scanner cannot be asked; a document has to wait");
                Err(Failure::NotScanned)
            }
        }
    }
}

fn ask(daemon: &Daemon, content: impl Read) -> io::Result<Option<String>> {
    match daemon {
        #[cfg(unix)]
        Daemon::Unix(path) => {
            let stream = UnixStream::connect(path)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            converse(stream, content)
        }
        #[cfg(not(unix))]
        Daemon::Unix(_) => Err(io::Error::other("this system has no such sockets")),
        Daemon::Tcp(address) => {
            let stream = TcpStream::connect_timeout(address, PATIENCE)?;
            stream.set_read_timeout(Some(PATIENCE))?;
            stream.set_write_timeout(Some(PATIENCE))?;
            converse(stream, content)
        }
    }
}

/// Sends the content in chunks, each after its length, and reads the verdict.
fn converse(mut stream: impl Read + Write, mut content: impl Read) -> io::Result<Option<String>> {
    stream.write_all(b"zINSTREAM\0")?;
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = content.read(&mut chunk)?;
        let length = u32::try_from(count).map_err(io::Error::other)?;
        stream.write_all(&length.to_be_bytes())?;
        if count == 0 {
            break;
        }
        stream.write_all(&chunk[..count])?;
    }
    let mut said = Vec::new();
    // A verdict is a line; a daemon that goes on talking is none.
    stream.take(4096).read_to_end(&mut said)?;
    verdict(String::from_utf8_lossy(&said).trim_matches(['\0', '\n', ' ']))
}

fn verdict(said: &str) -> io::Result<Option<String>> {
    let about = said.strip_prefix("stream: ").unwrap_or(said);
    match about.strip_suffix(" FOUND") {
        Some(found) => Ok(Some(found.to_owned())),
        None if about == "OK" => Ok(None),
        None => Err(io::Error::other(format!("the daemon says \"{said}\""))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read() {
        assert_eq!(
            "unix:/run/clamav/clamd.ctl".parse(),
            Ok(Daemon::Unix("/run/clamav/clamd.ctl".into()))
        );
        assert_eq!(
            "tcp:127.0.0.1:3310".parse(),
            Ok(Daemon::Tcp(([127, 0, 0, 1], 3310).into()))
        );
        for wrong in [
            "",
            "unix:relative",
            "tcp:localhost",
            "/run/clamd",
            "http://x",
        ] {
            assert!(wrong.parse::<Daemon>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn verdicts_are_read() {
        assert_eq!(verdict("stream: OK").unwrap(), None);
        assert_eq!(
            verdict("stream: Win.Test.EICAR_HDB-1 FOUND")
                .unwrap()
                .as_deref(),
            Some("Win.Test.EICAR_HDB-1")
        );
        for other in ["", "INSTREAM size limit exceeded. ERROR", "stream: x ERROR"] {
            assert!(verdict(other).is_err(), "{other}");
        }
    }

    #[test]
    fn nobody_to_ask_means_later_unless_it_is_configured_otherwise() {
        let nobody = Daemon::Unix("/nowhere/clamd.ctl".into());
        let refused = Scanner::new(Some(nobody.clone()), false).scan(&b"x"[..]);
        assert!(matches!(refused, Err(Failure::NotScanned)));
        assert!(Scanner::new(Some(nobody), true).scan(&b"x"[..]).is_ok());
        assert!(Scanner::default().scan(&b"x"[..]).is_ok());
    }
}

//! `minha verify receipt`.

use std::path::Path;

use workflow::receipt::{self, Receipt};

use crate::arguments::VerifyReceipt;
use crate::problem::{Kind, Problem};

/// The largest file that is read, bytes: contents are far smaller.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Recomputes a receipt from the content that was submitted. Needs no settings, no database and no connection.
pub fn run(given: &VerifyReceipt) -> Result<(), Problem> {
    let read: Receipt = serde_json::from_slice(&bytes(&given.receipt)?).map_err(|error| {
        Problem::new(
            Kind::Input,
            format!("{} is no receipt: {error}", given.receipt.display()),
        )
    })?;
    let content = bytes(&given.content)?;
    let checked = receipt::check(&read, &content).map_err(|fault| {
        Problem::new(
            Kind::Verification,
            format!("the receipt does not hold: {fault}"),
        )
    })?;
    println!("The receipt holds.");
    println!("  Reference  {} (version {})", read.reference, read.version);
    println!(
        "  Received   {} {}",
        read.received_local.format("%Y-%m-%d %H:%M:%S%.6f"),
        read.zone
    );
    println!(
        "             {} UTC",
        read.received_at.format("%Y-%m-%d %H:%M:%S%.6f")
    );
    if read.in_grace {
        println!("             after the deadline, in the grace that the call gives");
    }
    println!("  Content    SHA-256 {}: recomputed, the same", read.digest);
    if checked.rewritten {
        println!(
            "             the file is written in another way (blanks, order) and says the same"
        );
    }
    println!(
        "  Record     event {} of {}: hash {}: recomputed, the same",
        read.event.seq, read.event.case, read.event.hash
    );
    println!(
        "Ask the facility whether its record holds this hash: then nothing of it was changed since."
    );
    Ok(())
}

fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
    let failed = |why: String| {
        Problem::new(
            Kind::Input,
            format!("the file {} cannot be read: {why}", path.display()),
        )
    };
    let size = std::fs::metadata(path)
        .map_err(|error| failed(error.to_string()))?
        .len();
    if size > MOST_BYTES {
        return Err(failed(format!("it is larger than {MOST_BYTES} bytes")));
    }
    std::fs::read(path).map_err(|error| failed(error.to_string()))
}

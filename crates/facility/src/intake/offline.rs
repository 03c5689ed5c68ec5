//! Packages: what was written in an application that was taken along as a file, without a line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use workflow::ids::{CallId, ProposalId};
use workflow::record::{Digest, canonical_json, digest};

/// The name of the format, with its version.
pub const FORMAT: &str = "minha-application-1";
/// The most bytes of a package.
pub const MOST_BYTES: usize = 480 * 1024;
/// The most fields an answer of a package may have.
const MOST_FIELDS: usize = 10_000;

/// A package as it is saved.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// [`FORMAT`].
    pub format: String,
    /// What was written.
    pub content: Content,
    /// SHA-256 of the canonical JSON of the content.
    pub digest: Digest,
}

/// What was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The call.
    pub call: CallId,
    /// The application.
    pub proposal: ProposalId,
    /// Version of the form it was written in.
    pub form_version: u32,
    /// Answers by question; those that were not touched may be left out.
    pub answers: BTreeMap<String, Packed>,
}

/// An answer in a package.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Packed {
    /// The version of the answer it was written on; 0 when there was none.
    pub on: i64,
    /// Fingerprint of the answer it was written on.
    pub shown: String,
    /// The fields of the question as they were typed, names and values.
    pub fields: Vec<(String, String)>,
}

/// Why a package is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackageFault {
    /// Too many bytes.
    TooLarge,
    /// It is no package: not JSON, or without its parts.
    NoPackage,
    /// A package of another version of the format.
    OtherFormat,
    /// Its content does not have the digest it says.
    Altered,
    /// It belongs to another application.
    OtherApplication,
}

impl PackageFault {
    /// The name of the fault, the end of its text's key.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLarge => "package-too-large",
            Self::NoPackage => "package-none",
            Self::OtherFormat => "package-other-format",
            Self::Altered => "package-altered",
            Self::OtherApplication => "package-other-application",
        }
    }
}

#[derive(Deserialize)]
struct Named {
    format: String,
    content: serde_json::Value,
    digest: String,
}

/// Reads a package for an application, and checks that it is whole.
pub fn read(text: &str, proposal: ProposalId) -> Result<Content, PackageFault> {
    if text.len() > MOST_BYTES {
        return Err(PackageFault::TooLarge);
    }
    let named: Named = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|_| PackageFault::NoPackage)?;
    if named.format != FORMAT {
        return Err(match named.format.strip_prefix("minha-application-") {
            Some(_) => PackageFault::OtherFormat,
            None => PackageFault::NoPackage,
        });
    }
    let canonical = canonical_json(&named.content).map_err(|_| PackageFault::NoPackage)?;
    if digest(canonical.as_bytes()).to_string() != named.digest {
        return Err(PackageFault::Altered);
    }
    let content: Content =
        serde_json::from_value(named.content).map_err(|_| PackageFault::NoPackage)?;
    if content.proposal != proposal {
        return Err(PackageFault::OtherApplication);
    }
    let fields = content.answers.values().map(|answer| answer.fields.len());
    if fields.sum::<usize>() > MOST_FIELDS {
        return Err(PackageFault::TooLarge);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn package(proposal: ProposalId) -> Value {
        let content = json!({
            "call": CallId::new_v7(chrono::Utc::now()), "proposal": proposal, "form_version": 1,
            "answers": { "title": { "on": 3, "shown": "0123456789abcdef", "fields": [["title", "بيت الأمل"]] } },
        });
        let digest = digest(canonical_json(&content).unwrap().as_bytes());
        json!({ "format": FORMAT, "content": content, "digest": digest })
    }

    #[test]
    fn a_package_is_read_for_its_application_alone_and_only_whole() {
        let proposal = ProposalId::new_v7(chrono::Utc::now());
        let whole = package(proposal);
        let read = |value: &Value, id| {
            super::read(&value.to_string(), id).map(|content| content.answers.len())
        };
        assert_eq!(read(&whole, proposal), Ok(1));
        let other = ProposalId::new_v7(chrono::Utc::now());
        assert_eq!(read(&whole, other), Err(PackageFault::OtherApplication));
        let mut altered = whole.clone();
        altered["content"]["answers"]["title"]["fields"][0][1] = json!("Another");
        assert_eq!(read(&altered, proposal), Err(PackageFault::Altered));
        let mut later = whole.clone();
        later["format"] = json!("minha-application-2");
        assert_eq!(read(&later, proposal), Err(PackageFault::OtherFormat));
        for foreign in [
            "",
            "{}",
            "[1]",
            "<html>",
            r#"{"format":"x","content":{},"digest":""}"#,
        ] {
            assert_eq!(
                super::read(foreign, proposal).map(|_| ()),
                Err(PackageFault::NoPackage),
                "{foreign}"
            );
        }
        let long = "x".repeat(MOST_BYTES + 1);
        assert_eq!(
            super::read(&long, proposal).map(|_| ()),
            Err(PackageFault::TooLarge)
        );
    }
}

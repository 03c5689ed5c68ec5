//! Texts that people write: reasons, comments, messages.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::record::{Digest, digest};

/// A text somebody wrote: not empty, NFC, at most [`Text::MOST`] characters, without control characters other than
/// line breaks. Events refer to it by digest, so that erasing it does not break the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text(String);

/// Why a text is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was written.
    #[error("write a text")]
    Empty,
    /// Too long.
    #[error("write at most {} characters", Text::MOST)]
    TooLong,
    /// Control or bidirectional override characters.
    #[error("the text contains characters that cannot be shown")]
    Characters,
}

impl Text {
    /// The most characters a text may have.
    pub const MOST: usize = 10_000;

    /// Reads a text as written.
    pub fn parse(raw: &str) -> Result<Self, TextError> {
        let text: String = raw.replace("\r\n", "\n").trim().nfc().collect();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.chars().count() > Self::MOST {
            return Err(TextError::TooLong);
        }
        if text
            .chars()
            .any(|c| c.is_control() && c != '\n' && c != '\t')
        {
            return Err(TextError::Characters);
        }
        Ok(Self(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 of the text in UTF-8.
    pub fn digest(&self) -> Digest {
        digest(self.0.as_bytes())
    }
}

impl TryFrom<String> for Text {
    type Error = TextError;
    fn try_from(raw: String) -> Result<Self, TextError> {
        Self::parse(&raw)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

/// One line for a name or a title: NFC, trimmed, inner blanks folded, no control or bidirectional override characters.
///
/// Errors when nothing is left, when it has more than `most` characters, or when it holds such characters.
pub fn line(raw: &str, most: usize) -> Result<String, TextError> {
    let text: String = raw
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect();
    let hidden =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if text.is_empty() {
        Err(TextError::Empty)
    } else if text.chars().count() > most {
        Err(TextError::TooLong)
    } else if text.chars().any(hidden) {
        Err(TextError::Characters)
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_trimmed_and_bounded() {
        assert_eq!(
            Text::parse("  a\r\nb ").map(|t| t.as_str().to_owned()),
            Ok("a\nb".to_owned())
        );
        assert_eq!(Text::parse(" \n "), Err(TextError::Empty));
        assert!(Text::parse(&"x".repeat(Text::MOST)).is_ok());
        assert_eq!(
            Text::parse(&"x".repeat(Text::MOST + 1)),
            Err(TextError::TooLong)
        );
        assert_eq!(Text::parse("a\u{0}"), Err(TextError::Characters));
    }

    #[test]
    fn a_line_refuses_bidirectional_overrides() {
        assert_eq!(line("Hope\u{202e}gnp.exe", 50), Err(TextError::Characters));
        assert_eq!(line(" Hope \t House ", 50), Ok("Hope House".to_owned()));
    }
}

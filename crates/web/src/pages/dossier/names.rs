//! Names inside an archive that every system can write: no path, no reserved word, no two that differ in case alone.

use std::collections::HashSet;

/// The longest name of a file, bytes, its ending included.
const MOST: usize = 120;

/// A name as it may stand for a file on every system. It never is a path and never empty.
pub fn safe(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| match c {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '_',
            // Marks that turn the direction of writing hide what a file is.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '_',
            c if c.is_control() => '_',
            c => c,
        })
        .collect();
    let plain = plain.trim_matches([' ', '.']);
    let (stem, ending) = match plain.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.len() <= 10 => (stem, ending),
        _ => (plain, ""),
    };
    let room = MOST - ending.len() - 1;
    let end = (0..=room.min(stem.len()))
        .rev()
        .find(|end| stem.is_char_boundary(*end));
    let stem = stem[..end.unwrap_or(0)].trim_end_matches([' ', '.']);
    match (stem.is_empty(), ending.is_empty()) {
        (true, _) => "document".to_owned(),
        (false, true) => stem.to_owned(),
        (false, false) => format!("{stem}.{ending}"),
    }
}

/// Paths that are given once each, whatever the case of their letters.
#[derive(Debug, Default)]
pub struct Paths(HashSet<String>);

impl Paths {
    /// A path in a folder for a file with this name. The number in front keeps the order of the answers, and keeps words
    /// some systems reserve (`CON`, `NUL`) from standing alone.
    pub fn numbered(&mut self, folder: &str, number: usize, name: &str) -> String {
        let mut path = format!("{folder}/{number:02}-{}", safe(name));
        while !self.0.insert(path.to_lowercase()) {
            path.insert(folder.len() + 1, '0');
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_on_every_system() {
        for (name, made) in [
            ("plan.pdf", "plan.pdf"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("C:\\temp\\a.pdf", "C__temp_a.pdf"),
            ("a\u{202e}fdp.exe", "a_fdp.exe"),
            ("خطة المشروع.pdf", "خطة المشروع.pdf"),
            ("report.", "report"),
            (" . ", "document"),
            ("", "document"),
            ("a\nb\0c.txt", "a_b_c.txt"),
        ] {
            assert_eq!(safe(name), made, "{name:?}");
        }
        let long = safe(&format!("{}.pdf", "ß".repeat(300)));
        assert!(
            long.len() <= MOST && long.ends_with("ß.pdf"),
            "{}",
            long.len()
        );
    }

    #[test]
    fn no_two_files_have_one_path() {
        let mut paths = Paths::default();
        let first = paths.numbered("SGF2010-0001", 1, "Plan.pdf");
        let second = paths.numbered("SGF2010-0001", 1, "plan.PDF");
        assert_eq!(first, "SGF2010-0001/01-Plan.pdf");
        assert_ne!(first.to_lowercase(), second.to_lowercase());
        assert_eq!(paths.numbered("x", 1, "CON"), "x/01-CON");
    }
}

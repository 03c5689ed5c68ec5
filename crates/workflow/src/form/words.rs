//! How words are counted, in every language. `web/assets/minha.js` counts by the same rule while one writes, and a
//! table of examples (`tests/data/words.json`) holds the two together.

/// Han ideographs, kana and their marks: each is a word of its own, as they are written without blanks.
const IDEOGRAPHS: [std::ops::RangeInclusive<char>; 7] = [
    '\u{3005}'..='\u{3007}',
    '\u{3041}'..='\u{30ff}',
    '\u{31f0}'..='\u{31ff}',
    '\u{3400}'..='\u{4dbf}',
    '\u{4e00}'..='\u{9fff}',
    '\u{f900}'..='\u{faff}',
    '\u{20000}'..='\u{323af}',
];

/// Counts words: a run between blanks that holds a letter or a figure is one; each ideograph and each kana is one.
pub fn words(text: &str) -> usize {
    let ideograph = |c: char| IDEOGRAPHS.iter().any(|range| range.contains(&c));
    text.split_whitespace()
        .map(|run| {
            let alone = run.chars().filter(|c| ideograph(*c)).count();
            let mixed = run.split(ideograph);
            alone
                + mixed
                    .filter(|part| part.chars().any(char::is_alphanumeric))
                    .count()
        })
        .sum()
}

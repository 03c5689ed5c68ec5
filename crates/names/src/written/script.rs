//! Scripts: which a letter belongs to, and the plain form of a word in its script.

/// Scripts that are handled differently from each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Script {
    /// Latin, and every script not named below.
    Letters,
    /// Cyrillic.
    Cyrillic,
    /// Arabic, Persian, Urdu: short vowels are not written.
    Arabic,
    /// Hebrew: vowels are not written.
    Hebrew,
    /// Chinese characters and Korean syllables: no spaces between words.
    Run,
}

impl Script {
    pub(crate) const fn of(letter: char) -> Self {
        match letter {
            '\u{0400}'..='\u{052f}' => Self::Cyrillic,
            '\u{0590}'..='\u{05ff}' => Self::Hebrew,
            '\u{0600}'..='\u{06ff}' | '\u{0750}'..='\u{077f}' | '\u{08a0}'..='\u{08ff}' => {
                Self::Arabic
            }
            _ if is_run(letter) => Self::Run,
            _ => Self::Letters,
        }
    }

    /// Whether short vowels go unwritten.
    pub(crate) const fn is_abjad(self) -> bool {
        matches!(self, Self::Arabic | Self::Hebrew)
    }
}

/// Chinese characters and Korean syllables.
pub(crate) const fn is_run(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ffff}')
}

/// Marks that stand within words and are not letters: apostrophes, harakat, tatweel, joiners.
pub(crate) const fn is_silent(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '´' | '’' | '‘' | '‛' | '′' | '\u{02b0}'..='\u{02ff}'
            | '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{0610}'..='\u{061a}' | '\u{0640}'
            | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06ed}' | '\u{200b}'..='\u{200f}'
    )
}

/// The word in plain letters: Arabic in Arabic letters without their variants, everything else in `a` to `z` and digits.
pub(crate) fn plain(word: &str) -> String {
    let mut plain = String::with_capacity(word.len());
    for letter in word.chars().filter(|letter| !is_silent(*letter)) {
        if Script::of(letter) == Script::Arabic && letter.is_alphabetic() {
            plain.extend(arabic(letter));
        } else {
            let latin = any_ascii::any_ascii_char(letter);
            let latin = if is_hangul(letter) {
                korean(latin)
            } else {
                latin.to_owned()
            };
            let letters = latin.chars().filter(char::is_ascii_alphanumeric);
            plain.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        }
    }
    plain
}

const fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{ac00}'..='\u{d7a3}')
}

/// A Korean syllable as the list writes it: Ri, not Li; Chol, not Cheol; Un, not Eun.
fn korean(syllable: &str) -> String {
    let initial = if syllable.starts_with('L') { "R" } else { "" };
    let rest = syllable.strip_prefix('L').unwrap_or(syllable);
    format!("{initial}{rest}")
        .replace("eo", "o")
        .replace("eu", "u")
}

/// An Arabic letter without its variants, which are written one for another; hamza by itself is not written at all.
const fn arabic(letter: char) -> Option<char> {
    Some(match letter {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ئ' | 'ے' | 'ې' => 'ي',
        'ة' | 'ہ' | 'ۀ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ؤ' => 'و',
        'ک' => 'ك',
        'ء' => return None,
        letter => letter,
    })
}

/// The letters of plain Arabic as they sound in Latin, without the vowels that are not written.
pub(crate) const fn arabic_sound(letter: char) -> &'static str {
    match letter {
        'ا' => "a",
        'ب' => "b",
        'پ' => "p",
        'ت' | 'ث' | 'ط' | 'ٹ' => "t",
        'ج' | 'ژ' => "j",
        'چ' | 'ش' => "x",
        'ح' | 'خ' | 'ه' => "h",
        'د' | 'ذ' | 'ض' | 'ڈ' => "d",
        'ر' | 'ڑ' => "r",
        'ز' | 'ظ' => "z",
        'س' | 'ص' => "s",
        'غ' | 'گ' | 'ڭ' => "g",
        'ف' | 'ڤ' => "f",
        'ق' | 'ك' => "k",
        'ل' => "l",
        'م' => "m",
        'ن' | 'ں' => "n",
        'و' | 'ۇ' => "u",
        'ي' => "i",
        _ => "",
    }
}

//! Single values of the list: tidied text and dates of every sort.

use chrono::NaiveDate;

/// The text with white space tidied, and controls and marks of direction taken out.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()) {
        let mut letters = word.chars().filter(|letter| !is_mark(*letter)).peekable();
        if letters.peek().is_some() && !tidied.is_empty() {
            tidied.push(' ');
        }
        tidied.extend(letters);
    }
    tidied
}

/// Marks of direction and other letters nobody sees.
const fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What a text says of a date.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Read {
    /// The year, when the text begins with one.
    pub year: Option<i32>,
    /// The whole date, when it is one.
    pub date: Option<NaiveDate>,
}

/// Reads `2014`, `2014-00-00`, `2014-03-01` and `2014-03-01T18:59:59-04:00`.
pub(super) fn date(text: &str) -> Read {
    let text = text.trim();
    let date = text
        .get(..10)
        .and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let year = (digits.len() == 4)
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|year| (1800..=2200).contains(year));
    Read {
        year,
        date: date.filter(|_| year.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_without_day_or_month_still_give_the_year() {
        assert_eq!(
            date("2014-00-00"),
            Read {
                year: Some(2014),
                date: None
            }
        );
        assert_eq!(
            date(" 1955 "),
            Read {
                year: Some(1955),
                date: None
            }
        );
        assert_eq!(
            date("2014-03-01T18:59:59.485-04:00").date,
            NaiveDate::from_ymd_opt(2014, 3, 1)
        );
        assert_eq!(date("circa 1955"), Read::default());
        assert_eq!(date("0000-01-01"), Read::default());
    }

    #[test]
    fn white_space_controls_and_marks_of_direction_go() {
        assert_eq!(
            tidy("  عبد\u{200f} اللطيف\n  \u{202e}منصور "),
            "عبد اللطيف منصور"
        );
        assert_eq!(tidy("\u{200e}"), "");
    }
}

//! Points as people type them and as number fields show them. Inside they are thousandths of a point.

use workflow::evaluation::Points;

/// Thousandths of a point as a browser's number field writes them: 7.5.
pub fn figures(points: Points) -> String {
    let (whole, part) = (points / 1000, points % 1000);
    if part == 0 {
        whole.to_string()
    } else {
        format!("{whole}.{part:03}")
            .trim_end_matches('0')
            .to_owned()
    }
}

/// Reads points as people write them: 7, 7.5 or 7,5, in Arabic-Indic digits too. Nothing when it is no number of points.
pub fn parse(text: &str) -> Option<Points> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            ',' | '٫' => '.',
            '٠'..='٩' => char::from_digit(c as u32 - '٠' as u32, 10).unwrap_or(c),
            '۰'..='۹' => char::from_digit(c as u32 - '۰' as u32, 10).unwrap_or(c),
            other => other,
        })
        .collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 3 || !digits(whole) || !digits(part) {
        return None;
    }
    let whole: Points = whole.parse().ok()?;
    let part: Points = format!("{part:0<3}").parse().ok()?;
    Some(whole * 1000 + part)
}

/// Points of a number as spreadsheets hold it, which may be off by the smallest fractions. Nothing when it is no number of
/// points.
#[allow(clippy::cast_possible_truncation)]
pub fn of_number(number: f64) -> Option<Points> {
    let thousandths = number * 1000.0;
    let nearest = thousandths.round();
    let fits = (0.0..=999_999_999_000.0).contains(&nearest);
    (fits && (thousandths - nearest).abs() < 1e-6).then_some(nearest as Points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_as_people_write_them() {
        for (text, points) in [
            ("7", Some(7000)),
            (" 7.5 ", Some(7500)),
            ("7,25", Some(7250)),
            ("٧٫٥", Some(7500)),
            ("۷", Some(7000)),
            ("", None),
            ("-1", None),
            ("1.2345", None),
            ("seven", None),
        ] {
            assert_eq!(parse(text), points, "{text}");
        }
        assert_eq!(
            (figures(7500), figures(7000)),
            ("7.5".to_owned(), "7".to_owned())
        );
    }

    #[test]
    fn numbers_of_spreadsheets_are_points_when_they_are_thousandths() {
        for (number, points) in [
            (7.5, Some(7500)),
            (0.1 + 0.2, Some(300)),
            (0.0, Some(0)),
            (7.123_45, None),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
            (1e12, None),
        ] {
            assert_eq!(of_number(number), points, "{number}");
        }
    }
}

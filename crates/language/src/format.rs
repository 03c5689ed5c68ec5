//! Numbers, money and dates as each language writes them (Unicode CLDR data, by ICU4X).

use std::borrow::Borrow;
use std::sync::LazyLock;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use icu_calendar::{Date, Gregorian};
use icu_datetime::fieldsets::YMD;
use icu_datetime::{FixedCalendarDateTimeFormatter, options::Length};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;

use crate::languages::Language;
use crate::text::text_with;
use crate::value::Whole;

type DateFormatter = FixedCalendarDateTimeFormatter<Gregorian, YMD>;

/// The formatters of one language; `None` only if its data were not compiled in, which the tests exclude.
struct Formatters {
    decimal: Option<DecimalFormatter>,
    long: Option<DateFormatter>,
    medium: Option<DateFormatter>,
}

/// The formatters of every language, in the order of [`Language::ALL`].
static FORMATTERS: LazyLock<Vec<Formatters>> =
    LazyLock::new(|| Language::ALL.iter().copied().map(load).collect());

fn load(language: Language) -> Formatters {
    let locale: Option<Locale> = language.locale().parse().ok();
    let dates = |length| {
        let locale = locale.as_ref()?;
        DateFormatter::try_new(locale.into(), YMD::for_length(length)).ok()
    };
    Formatters {
        decimal: locale
            .as_ref()
            .and_then(|locale| DecimalFormatter::try_new(locale.into(), Default::default()).ok()),
        long: dates(Length::Long),
        medium: dates(Length::Medium),
    }
}

fn formatters(language: Language) -> &'static Formatters {
    &FORMATTERS[language as usize]
}

/// Keeps figures and Latin codes in their order inside text that runs from right to left.
fn in_order(language: Language, figures: String) -> String {
    if language.is_right_to_left() {
        format!("\u{2066}{figures}\u{2069}")
    } else {
        figures
    }
}

/// A whole number with its thousands grouped: 1,234.
pub fn number(language: Language, number: impl Whole) -> String {
    fixed(language, number, 0)
}

/// A number given in units of its last decimal, with that many decimals: 7856 with 2 is 78.56.
pub fn fixed(language: Language, units: impl Whole, decimals: u8) -> String {
    let mut decimal = Decimal::from(units.whole());
    decimal.multiply_pow10(-i16::from(decimals));
    match &formatters(language).decimal {
        Some(formatter) => formatter.format(&decimal).to_string(),
        None => decimal.to_string(),
    }
}

/// An amount of `minor` units of a currency that has so many `decimals`, after its ISO 4217 code: USD 45,000, or
/// USD 45,000.50 when there is a fraction.
pub fn money(language: Language, minor: impl Whole, currency: &str, decimals: u8) -> String {
    let minor = minor.whole();
    let scale = 10_i64.checked_pow(u32::from(decimals)).unwrap_or(1);
    let figures = if minor % scale == 0 {
        number(language, minor / scale)
    } else {
        fixed(language, minor, decimals)
    };
    in_order(language, format!("{currency} {figures}"))
}

/// A whole number of per cent.
pub fn percent(language: Language, percent: impl Whole) -> String {
    text_with(language, "format-percent", &[("n", percent.whole().into())])
}

/// What `part` is of `whole` in per cent, rounded half up; a dash when `whole` is zero.
pub fn share(language: Language, part: impl Whole, whole: impl Whole) -> String {
    let (part, whole) = (i128::from(part.whole()), i128::from(whole.whole()));
    if whole <= 0 {
        return "–".to_owned();
    }
    let rounded = (part * 200 + whole).div_euclid(whole * 2);
    percent(language, i64::try_from(rounded).unwrap_or(i64::MAX))
}

fn day(formatter: Option<&DateFormatter>, date: NaiveDate) -> String {
    let month = u8::try_from(date.month()).unwrap_or(1);
    let of_month = u8::try_from(date.day()).unwrap_or(1);
    match (
        formatter,
        Date::try_new_gregorian(date.year(), month, of_month),
    ) {
        (Some(formatter), Ok(date)) => formatter.format(&date).to_string(),
        _ => date.to_string(),
    }
}

/// A date in full: 5 April 2010.
pub fn date(language: Language, date: impl Borrow<NaiveDate>) -> String {
    day(formatters(language).long.as_ref(), *date.borrow())
}

/// A date for a table: 5 Apr 2010.
pub fn date_short(language: Language, date: impl Borrow<NaiveDate>) -> String {
    day(formatters(language).medium.as_ref(), *date.borrow())
}

/// The time of day in the zone, on 24 hours: 23:59.
pub fn time(language: Language, at: impl Borrow<DateTime<Utc>>, zone: Tz) -> String {
    in_order(
        language,
        at.borrow().with_timezone(&zone).format("%H:%M").to_string(),
    )
}

/// Date and time in the zone, with its name: 5 April 2010, 23:59 (Europe/Vienna).
pub fn date_time(language: Language, at: impl Borrow<DateTime<Utc>>, zone: Tz) -> String {
    let local = at.borrow().with_timezone(&zone);
    let values = [
        ("date", date(language, local.date_naive()).into()),
        ("time", time(language, at, zone).into()),
        ("zone", zone.name().replace('_', " ").into()),
    ];
    let written = text_with(language, "format-date-time", &values);
    // Every part stands isolated, so that inside another text nothing would tell that the whole runs from right to left.
    if language.is_right_to_left() {
        format!("\u{2067}{written}\u{2069}")
    } else {
        written
    }
}

/// Days from today, past ones negative: today, tomorrow, in 3 days, 2 days ago.
pub fn relative_days(language: Language, days: impl Whole) -> String {
    let days = days.whole();
    let key = match days {
        0 => "format-today",
        1 => "format-tomorrow",
        -1 => "format-yesterday",
        2.. => "format-days-ahead",
        _ => "format-days-ago",
    };
    text_with(language, key, &[("n", days.saturating_abs().into())])
}

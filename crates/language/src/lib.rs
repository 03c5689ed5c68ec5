//! Every word people read: texts (Fluent), numbers, money, dates and names of countries, in each language.
//!
//! To add a language: one line in [`mod@languages`], a folder `locales/<code>` with the same files as `locales/en`, and
//! `data/countries-<code>.json` and `data/languages-<code>.json` (see `data/README.md`). The tests say what is still missing.
//!
//! Numbers given to a text choose its plural form and appear as the language writes them.

mod country;
mod format;
pub mod keys;
pub mod languages;
mod reader;
mod spoken;
mod text;
mod value;

pub use country::{countries, country};
pub use format::{
    date, date_short, date_time, fixed, money, number, percent, relative_days, share, time,
};
pub use keys::{key, missing_keys};
pub use languages::Language;
pub use reader::Reader;
pub use spoken::{spoken, spoken_code, spoken_languages};
pub use text::{faults, has, ids, text, text_with};
pub use value::{Value, Whole};

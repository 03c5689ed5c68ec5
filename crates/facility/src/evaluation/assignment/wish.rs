//! What makes an evaluator fit for a file, and what each wish costs when it is not met.
//!
//! Costs are whole numbers without a unit. A wish that counts 1 costs 100 when it is not met at all; the load costs 20 for
//! each file more, so that with equal weights five files more weigh as much as a theme that is not known.

use workflow::evaluation::Rules;
use workflow::evaluator::Level;

use super::ground::{NeedyFile, Reader};

/// What a wish that counts 1 costs when it is not met.
const UNMET: i64 = 100;
/// What each file more costs, for a load that counts 1.
const FILE: i64 = 20;

/// How an evaluator fits a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Whether they know the theme; nothing when the file names none.
    pub theme: Option<bool>,
    /// Whether they know the region.
    pub region: bool,
    /// Level at which they read the language.
    pub language: Option<Level>,
    /// What the unmet wishes cost.
    pub cost: i64,
    /// What they would cost if none were met.
    pub worst: i64,
}

impl Fit {
    /// The fit in percent: 100 when every wish is met.
    pub fn percent(&self) -> u32 {
        if self.worst <= 0 {
            return 100;
        }
        let met = (self.worst - self.cost) * 100 / self.worst;
        u32::try_from(met).unwrap_or(0)
    }
}

/// How an evaluator fits a file under the rules' wishes.
pub fn fit(file: &NeedyFile, reader: &Reader, rules: &Rules) -> Fit {
    let wishes = rules.wishes;
    let weigh = |weight: u32, unmet: i64| i64::from(weight) * unmet;
    let theme = file
        .theme
        .as_ref()
        .map(|theme| reader.profile.themes.contains(theme));
    let region = reader.profile.regions.contains(&file.region);
    let language = reader.level(file);
    let of_theme = if theme == Some(false) { UNMET } else { 0 };
    let of_region = if region { 0 } else { UNMET };
    let of_language = match language {
        Some(Level::Native) => 0,
        Some(Level::WorksIn) => UNMET * 3 / 10,
        Some(Level::Reads) => UNMET * 7 / 10,
        None => UNMET,
    };
    Fit {
        theme,
        region,
        language,
        cost: weigh(wishes.theme, of_theme)
            + weigh(wishes.region, of_region)
            + weigh(wishes.language, of_language),
        worst: weigh(wishes.theme, if theme.is_some() { UNMET } else { 0 })
            + weigh(wishes.region, UNMET)
            + weigh(wishes.language, UNMET),
    }
}

/// What each file of an evaluator costs more than the one before.
pub fn step_of_load(rules: &Rules) -> i64 {
    i64::from(rules.wishes.load) * FILE
}

/// What a further region among a file's evaluators is worth.
pub fn worth_of_region(rules: &Rules) -> i64 {
    i64::from(rules.wishes.spread) * UNMET
}

/// A number from 0 to 15 that depends on the pair alone: it keeps the same evaluators from meeting on every file.
pub fn mixing(file: &NeedyFile, reader: &Reader) -> i64 {
    let mixed = file
        .id()
        .uuid()
        .as_u128()
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add(
            reader
                .person
                .uuid()
                .as_u128()
                .wrapping_mul(0xD1B5_4A32_D192_ED03),
        );
    i64::try_from((mixed >> 64) & 15).unwrap_or(0)
}

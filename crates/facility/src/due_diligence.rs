//! The facility's rules of due diligence, as data.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use workflow::due_diligence::DueDiligence;
use workflow::risk::Questionnaire;

/// The rules the software comes with.
const STANDARD: &str = include_str!("../../../config/due-diligence.toml");

/// Why rules cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the rules of due diligence in {file}: {what}")]
pub struct WrongRules {
    /// The file.
    pub file: String,
    /// What is wrong, with its line where it is one of form.
    pub what: String,
}

fn read(file: &str, text: &str) -> Result<Arc<DueDiligence>, WrongRules> {
    let wrong = |what: String| WrongRules {
        file: file.to_owned(),
        what,
    };
    let rules: DueDiligence = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
    if rules.questions.is_empty() {
        return Err(wrong("write at least one question".to_owned()));
    }
    if !(1..=120).contains(&rules.valid_months) {
        return Err(wrong("valid_months is from 1 to 120".to_owned()));
    }
    if rules.renew_days > 366 {
        return Err(wrong("renew_days is at most 366".to_owned()));
    }
    if let Some(fault) = rules.risk.as_ref().and_then(Questionnaire::fault) {
        return Err(wrong(format!("risk: {fault}")));
    }
    let mut ids = BTreeSet::new();
    match rules.questions.iter().find(|asked| !ids.insert(&asked.id)) {
        Some(twice) => Err(wrong(format!("the question \"{}\" stands twice", twice.id))),
        None => Ok(Arc::new(rules)),
    }
}

/// The rules the software comes with.
pub fn standard() -> Result<Arc<DueDiligence>, WrongRules> {
    read("config/due-diligence.toml", STANDARD)
}

/// The rules of a file.
///
/// Errors name the file, and the line where it cannot be read.
pub fn from_file(path: &Path) -> Result<Arc<DueDiligence>, WrongRules> {
    let file = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| WrongRules {
        file: file.clone(),
        what: error.to_string(),
    })?;
    read(&file, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_rules_ask_five_questions_in_both_languages() {
        let rules = standard().unwrap();
        assert_eq!(rules.questions.len(), 5);
        for asked in &rules.questions {
            for language in ["en", "ar"] {
                assert!(!asked.text.get(language).is_empty(), "{}", asked.id);
            }
        }
    }

    #[test]
    fn wrong_rules_name_what_is_wrong() {
        let of = |text: &str| read("rules.toml", text).unwrap_err().to_string();
        assert!(of("valid_months = ").contains("line 1"));
        let none = "valid_months = 24\nrenew_days = 60\nquestions = []\n";
        assert!(of(none).contains("at least one question"));
        let twice = STANDARD.replace("not_for_profit", "legal_existence");
        assert!(of(&twice).contains("stands twice"));
        assert!(of(&STANDARD.replace("= 24", "= 0")).contains("valid_months"));
        let bounds = STANDARD.replace("low = 1500", "low = 2500");
        assert!(of(&bounds).contains("risk: the bounds"));
    }
}

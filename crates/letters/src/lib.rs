//! What goes out by mail and on paper: a letter is composed from the texts of the reader's language and the facts of the
//! case, and set as PDF.

mod block;
pub mod pdf;
mod sheet;

pub use block::{Block, paragraphs, plain};
pub use sheet::{Agreement, Annex, Minutes, Party, Sheet, Signature};

use language::{Language, Value, text_with};

/// A mail's subject and plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Subject, one line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// Which letter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];
            /// The name in the keys of the texts: `mail-<name>-subject` and `mail-<name>-body`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }
        }
    };
}

kinds! {
    /// Confirm the address.
    Confirm = "confirm",
    /// Somebody registered with an address that is known.
    AlreadyRegistered = "registered-again",
    /// Set a new password.
    Reset = "reset",
    /// You are invited.
    Invitation = "invite",
    /// You are invited to work for an organisation.
    ColleagueInvited = "colleague-invited",
    /// You are invited to evaluate a call.
    EvaluatorInvited = "evaluator-invited",
    /// Somebody asks to join your organisation.
    JoinRequested = "join-requested",
    /// You were taken in.
    JoinAdmitted = "join-admitted",
    /// You were not taken in.
    JoinDeclined = "join-declined",
    /// The proposal was received.
    Received = "received",
    /// Named to apply together with another organisation.
    CoApplicantNamed = "co-applicant-named",
    /// An organisation has agreed to apply together.
    CoApplicantAgreed = "co-applicant-agreed",
    /// An organisation has declined to apply together.
    CoApplicantDeclined = "co-applicant-declined",
    /// A question about a call was answered.
    QuestionAnswered = "question-answered",
    /// A question about a call is not answered.
    QuestionDeclined = "question-declined",
    /// Formal points to clear up.
    ClarificationRequested = "clarification-requested",
    /// The answer to formal points is due.
    AnswerExpected = "answer-expected",
    /// An appeal is decided.
    AppealDecided = "appeal-decided",
    /// A decision the applicant was told of is taken back.
    DecisionRetracted = "decision-retracted",
    /// Files to evaluate.
    FilesAssigned = "files-assigned",
    /// Files wait for declarations or scores.
    EvaluationReminder = "evaluation-reminder",
    /// Scores were opened again.
    ScoresReopened = "scores-reopened",
    /// Asked for the next step of the application.
    Invited = "invited",
    /// Selected.
    Selected = "selected",
    /// On the reserve list.
    Reserve = "reserve",
    /// Found eligible.
    Eligible = "eligible",
    /// Found not eligible.
    Ineligible = "ineligible",
    /// A decision on eligibility that was told is replaced by another.
    Corrected = "corrected",
    /// Results that were to be told at a set moment were not.
    ReleaseHindered = "release-hindered",
    /// Letters that were to be sent at a set moment were not.
    LettersHindered = "letters-hindered",
    /// Not selected.
    NotSelected = "not-selected",
    /// Returned for rework.
    Rework = "rework",
    /// An award waits to be accepted.
    AwardWaits = "award-waits",
    /// An applicant has declined an award.
    AwardDeclined = "award-declined",
    /// The facility asks for changes to budget and plan.
    ChangesRequested = "changes-requested",
    /// The applicant has revised budget and plan.
    BudgetRevised = "budget-revised",
    /// The agreement is there.
    AgreementSent = "agreement-sent",
    /// The agreement waits to be accepted.
    AgreementWaits = "agreement-waits",
    /// The agreement was not accepted in time.
    AgreementExpired = "agreement-expired",
    /// A report is due.
    ReportDue = "report-due",
    /// A report is overdue.
    ReportOverdue = "report-overdue",
    /// A report was sent back.
    ReportSentBack = "report-sent-back",
    /// A report was accepted.
    ReportAccepted = "report-accepted",
    /// A document expires soon.
    DocumentExpiring = "document-expiring",
    /// A document has expired.
    DocumentExpired = "document-expired",
    /// Money was paid.
    PaymentMade = "payment-made",
    /// Documents and profile are to be renewed.
    RenewalAsked = "renewal-asked",
    /// The deadline was extended.
    DeadlineExtended = "deadline-extended",
    /// The form of a call was revised.
    FormRevised = "form-revised",
    /// The call was cancelled.
    CallCancelled = "call-cancelled",
}

/// Composes a letter to a person: greeting, what it has to say, closing. Facts are filled in by name; one that reads as
/// a whole number chooses plural forms. A subject is one line whatever the facts hold.
pub fn compose(language: Language, kind: Kind, to: &str, facts: &[(&str, String)]) -> Letter {
    let values: Vec<(&str, Value)> = facts
        .iter()
        .map(|(name, value)| match (*name, value.parse::<i64>()) {
            ("n", Ok(number)) => (*name, Value::from(number)),
            _ => (*name, Value::from(value.as_str())),
        })
        .collect();
    let key = |part: &str| format!("mail-{}-{part}", kind.name());
    let subject = text_with(language, &key("subject"), &values);
    // The marks that keep Latin words in order inside Arabic text would become part of an address.
    let text = facts.iter().filter(|(name, _)| *name == "link").fold(
        text_with(language, &key("body"), &values),
        |text, (_, link)| text.replace(&format!("\u{2068}{link}\u{2069}"), link),
    );
    Letter {
        subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
        body: framed(language, to, &text),
    }
}

/// A text with the facts filled in where their names stand in braces: `{title}`. What a fact says is never read as a name
/// again, and names that are no facts stay as they are.
pub fn fill(text: &str, facts: &[(&str, String)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, after) = rest.split_at(start);
        filled.push_str(before);
        let named = after.split_once('}').and_then(|(name, behind)| {
            let fact = facts
                .iter()
                .find(|(known, _)| Some(*known) == name.get(1..));
            fact.map(|(_, value)| (value, behind))
        });
        match named {
            Some((value, behind)) => {
                filled.push_str(value);
                rest = behind;
            }
            None => {
                filled.push('{');
                rest = &after[1..];
            }
        }
    }
    filled + rest
}

/// A text between greeting and closing.
pub fn framed(language: Language, to: &str, text: &str) -> String {
    let say = |key| text_with(language, key, &[("name", Value::from(to))]);
    format!(
        "{}\n\n{text}\n\n{}\n{}\n\n-- \n{}\n",
        say("mail-greeting"),
        say("mail-closing"),
        say("mail-signature"),
        say("mail-footer")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_texts_in_every_language() {
        for language in Language::ALL {
            for kind in Kind::ALL {
                for part in ["subject", "body"] {
                    let key = format!("mail-{}-{part}", kind.name());
                    assert!(
                        language::has(*language, &key),
                        "{key} in {}",
                        language.code()
                    );
                }
            }
        }
    }

    #[test]
    fn facts_are_filled_in_once_and_other_braces_stay() {
        let facts = [
            ("title", "{reference} {".to_owned()),
            ("reference", "SGF2010-0112".to_owned()),
        ];
        let filled = fill("{reference}: «{title}» {amount} {} {title", &facts);
        assert_eq!(filled, "SGF2010-0112: «{reference} {» {amount} {} {title");
        assert_eq!(fill("{{title}}", &facts), "{{reference} {}");
    }

    #[test]
    fn a_fact_cannot_add_a_header() {
        let facts = [("reference", "X\r\nBcc: all@example.org".to_owned())];
        let letter = compose(Language::English, Kind::Received, "Amina", &facts);
        assert!(!letter.subject.contains(['\r', '\n']));
    }

    #[test]
    fn a_link_stands_alone_in_every_language() {
        let facts = [
            ("link", "https://x.example/a".to_owned()),
            ("n", "24".to_owned()),
        ];
        for language in Language::ALL {
            let letter = compose(*language, Kind::Confirm, "Amina", &facts);
            assert!(
                letter
                    .body
                    .lines()
                    .any(|line| line.trim() == "https://x.example/a"),
                "{}",
                letter.body
            );
        }
    }

    #[test]
    fn a_number_chooses_the_form_of_the_word_behind_it() {
        let facts = [
            ("link", "https://x.example/a".to_owned()),
            ("n", "24".to_owned()),
        ];
        let letter = compose(Language::English, Kind::Confirm, "Amina", &facts);
        assert!(letter.body.contains("24 hours"), "{}", letter.body);
        assert!(letter.body.starts_with("Dear Amina,"), "{}", letter.body);
    }
}

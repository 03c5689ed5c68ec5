//! Refusals and faults in the reader's words: what is wrong, and what to do next.

mod call;
pub mod criteria;
mod forms;

use facility::{Failure, FieldFault};
use language::{Reader, Value};
use names::consolidated_list::ListFault;
use workflow::due_diligence::{Standing, Step};
use workflow::form::AnswerFault;
use workflow::money::{Money, decimals};
use workflow::refusal::Refusal;

pub use self::call::incomplete;
pub use forms::{answer_fault, cofinancing, form_fault, ten_thousandths};

use crate::failure::PageError;
use crate::form::FieldError;

/// An amount with its currency.
pub fn money(reader: &Reader, amount: Money) -> String {
    let places = u8::try_from(decimals(amount.currency)).unwrap_or(2);
    reader.money(amount.minor, amount.currency.code(), places)
}

/// Points given in thousandths, with as many decimals as they need: 78, 78.5, 78.667.
pub fn points(reader: &Reader, thousandths: i64) -> String {
    match thousandths {
        whole if whole % 1000 == 0 => reader.number(whole / 1000),
        tenths if tenths % 100 == 0 => reader.fixed(tenths / 100, 1),
        hundredths => reader.fixed((hundredths + 5) / 10, 2),
    }
}

/// A title, or the words that stand for a missing one.
pub fn title(reader: &Reader, title: &str) -> String {
    if title.trim().is_empty() {
        reader.t("proposal-untitled")
    } else {
        title.to_owned()
    }
}

fn join<T: ToString>(items: &[T]) -> String {
    items
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The rule for disagreement in words, with its percentage.
pub fn disagreement(reader: &Reader, rule: workflow::evaluation::Disagreement) -> String {
    let name = reader.named("disagreement", rule);
    match rule.percent() {
        Some(percent) => {
            let gap = format!("gap-{}", rule.name().replace('_', "-"));
            let gap = reader.ta(gap, [("percent", reader.share(percent, 100_u32).into())]);
            format!("{name} ({gap})")
        }
        None => name,
    }
}

/// Why something is not done, and what to do next.
pub fn refusal(reader: &Reader, refusal: &Refusal) -> String {
    use Refusal as R;
    let values: Vec<(&str, Value)> = match refusal {
        R::WrongStatus { action, status } => vec![
            ("action", reader.named("action", action).into()),
            ("status", reader.named("status", status).into()),
        ],
        R::DeadlinePassed { at } | R::TooEarly { at } | R::RoundOpen { at } => {
            vec![("at", reader.date_time(at).into())]
        }
        R::SignatureDay { from, until } => vec![
            ("from", reader.date(from).into()),
            ("until", reader.date(until).into()),
        ],
        R::VerdictsMissing { criteria } => vec![("criteria", join(criteria).into())],
        R::Unknown { what, name } => vec![("what", (*what).into()), ("name", name.into())],
        R::ReasonCodeMissing { criterion } | R::NotClarifiable { criterion } => {
            vec![("criterion", criterion.into())]
        }
        R::Score { question } | R::CommentMissing { question } => {
            vec![("question", question.into())]
        }
        R::Recommendation { asked } => {
            vec![("asked", if *asked { "yes" } else { "no" }.into())]
        }
        R::QuorumNotMet { present, needed } => {
            vec![("present", present.into()), ("needed", needed.into())]
        }
        R::AmountOutsideLimits { min, max } => {
            vec![
                ("min", money(reader, *min).into()),
                ("max", money(reader, *max).into()),
            ]
        }
        R::Flagged { level } => vec![("level", reader.named("level", level).into())],
        R::Unanswered { questions } => vec![("questions", join(questions).into())],
        R::CeilingExceeded { left } => vec![("left", money(reader, *left).into())],
        R::ContactsMissing { needed, have } => {
            vec![("needed", needed.into()), ("have", have.into())]
        }
        R::ReportNotAccepted { report } => vec![("report", report.into())],
        R::NotDue { on } | R::DayBefore { on } | R::BankDetailsToConfirm { changed_on: on } => {
            vec![("on", reader.date(on).into())]
        }
        R::ApprovalLimit { most } | R::HeldForFinalReport { most } => {
            vec![("most", money(reader, *most).into())]
        }
        R::SameCurrency { currency } => vec![("currency", currency.into())],
        R::ReportsOpen { reports } => vec![("reports", join(reports).into())],
        R::PaymentsOpen { tranches } => vec![("tranches", join(tranches).into())],
        R::CoApplicantTaken { organisation } => vec![("organisation", organisation.into())],
        R::CoApplicantsOpen { open } | R::ResultsOpen { open } => vec![("open", open.into())],
        R::TooMany { most } | R::TextTooLong { most } => vec![("most", most.into())],
        R::LetterMissing { language } => vec![("language", reader.spoken(language).into())],
        R::UnknownFact { name, language } => vec![
            ("name", format!("{{{name}}}").into()),
            ("language", reader.spoken(language).into()),
        ],
        R::QuestionsOver { at } => vec![("at", reader.date_time(at).into())],
        _ => Vec::new(),
    };
    reader.ta(format!("refusal-{}", code(refusal)), values)
}

/// Everything that holds a step of an organisation back, in words.
pub fn blocks(reader: &Reader, standing: &Standing, step: Step) -> Vec<String> {
    let held = standing.blocks(step);
    held.iter().map(|why| refusal(reader, why)).collect()
}

/// The code of a refusal as keys have it: `wrong-status`.
pub fn code(refusal: &Refusal) -> String {
    let value = serde_json::to_value(refusal).unwrap_or_default();
    value["code"]
        .as_str()
        .unwrap_or("invalid")
        .replace('_', "-")
}

/// Why a document that has arrived is not taken.
pub fn document(reader: &Reader, failure: &Failure) -> String {
    match failure {
        Failure::Infected { found } => {
            reader.ta("fault-file-infected", [("found", found.as_str().into())])
        }
        _ => reader.t("fault-file-not-scanned"),
    }
}

/// Why a file is not read as the sanctions list.
pub fn bad_list(reader: &Reader, fault: &ListFault) -> String {
    let (name, values): (&str, Vec<(&str, Value)>) = match fault {
        ListFault::Empty => ("empty", Vec::new()),
        ListFault::TooLarge { bytes, most } => (
            "too-large",
            vec![
                ("bytes", reader.number(*bytes).into()),
                ("most", reader.number(*most).into()),
            ],
        ),
        ListFault::NotText { .. } => ("not-text", Vec::new()),
        ListFault::NotXml { detail, .. } => ("not-xml", vec![("detail", detail.into())]),
        ListFault::NotThisList { found, .. } => ("not-this-list", vec![("found", found.into())]),
        ListFault::Truncated { open, .. } => ("truncated", vec![("open", open.into())]),
        ListFault::TooDeep { most, .. } => {
            ("too-deep", vec![("most", reader.number(*most).into())])
        }
        ListFault::TooMany { most, .. } => {
            ("too-many", vec![("most", reader.number(*most).into())])
        }
        ListFault::NoEntries => ("no-entries", Vec::new()),
    };
    let said = reader.ta(format!("list-fault-{name}"), values);
    match fault.line() {
        Some(line) => reader.ta(
            "list-fault-line",
            [
                ("line", reader.number(i64::from(line)).into()),
                ("what", said.into()),
            ],
        ),
        None => said,
    }
}

fn field_fault(reader: &Reader, fault: FieldFault) -> FieldError {
    FieldError {
        text: reader.t(format!("fault-{}", fault.code)),
        field: fault.field,
    }
}

fn answer(reader: &Reader, fault: &AnswerFault) -> FieldError {
    FieldError {
        field: fault.control(),
        text: answer_fault(reader, &fault.fault),
    }
}

fn whole(text: String) -> Vec<FieldError> {
    vec![FieldError {
        field: String::new(),
        text,
    }]
}

/// A failure as errors of the form that caused it, when the person can mend it there; else the error of a page.
pub fn errors(reader: &Reader, failure: Failure) -> Result<Vec<FieldError>, PageError> {
    Ok(match failure {
        Failure::Refused(Refusal::Hidden) | Failure::Store(_) | Failure::Unexpected(_) => {
            return Err(PageError::Failure(failure));
        }
        Failure::Refused(Refusal::Answers { faults }) => {
            faults.iter().map(|fault| answer(reader, fault)).collect()
        }
        Failure::Refused(Refusal::Incomplete { problems }) => problems
            .iter()
            .flat_map(|problem| whole(incomplete(reader, problem)))
            .collect(),
        Failure::Refused(why) => {
            let field = match &why {
                Refusal::Score { question } | Refusal::CommentMissing { question } => {
                    question.clone()
                }
                Refusal::ReasonMissing => "reason".to_owned(),
                Refusal::AmountOutsideLimits { .. }
                | Refusal::CeilingExceeded { .. }
                | Refusal::Overflow => "amount".to_owned(),
                Refusal::SignatureDay { .. } => "signed_on".to_owned(),
                Refusal::SameSignatory => "signatory".to_owned(),
                _ => String::new(),
            };
            vec![FieldError {
                field,
                text: refusal(reader, &why),
            }]
        }
        Failure::Invalid(faults) => faults
            .into_iter()
            .map(|fault| field_fault(reader, fault))
            .collect(),
        Failure::ChangedMeanwhile => whole(reader.t("refusal-changed-meanwhile")),
        Failure::Infected { .. } | Failure::NotScanned => vec![FieldError {
            field: "file".to_owned(),
            text: document(reader, &failure),
        }],
        Failure::BadList(fault) => vec![FieldError {
            field: "file".to_owned(),
            text: bad_list(reader, &fault),
        }],
        Failure::Exists(what) => whole(reader.ta("refusal-exists", [("what", what.into())])),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use language::Language;

    #[test]
    fn every_refusal_and_fault_has_its_words_in_every_language() {
        let usd = Money::new(100, workflow::money::Currency::USD);
        let at = chrono::Utc::now();
        let text = String::new;
        let all = [
            Refusal::Hidden,
            Refusal::NotAllowed,
            Refusal::OwnAct,
            Refusal::TookPart,
            Refusal::Conflict,
            Refusal::WrongStatus {
                action: "submit".to_owned(),
                status: "draft".to_owned(),
            },
            Refusal::DeadlinePassed { at },
            Refusal::TooEarly { at },
            Refusal::CallNotOpen,
            Refusal::Incomplete { problems: vec![] },
            Refusal::ReasonMissing,
            Refusal::ReasonCodeMissing { criterion: text() },
            Refusal::NotClarifiable { criterion: text() },
            Refusal::AnswersMissing { points: vec![1] },
            Refusal::Answers { faults: vec![] },
            Refusal::CountryNotEligible,
            Refusal::VerdictsMissing { criteria: vec![] },
            Refusal::Unknown {
                what: "report",
                name: text(),
            },
            Refusal::NotYours,
            Refusal::CannotTake,
            Refusal::DeclareFirst,
            Refusal::AlreadyDone,
            Refusal::Score { question: text() },
            Refusal::CommentMissing { question: text() },
            Refusal::Recommendation { asked: true },
            Refusal::NothingSubmitted,
            Refusal::GridLocked,
            Refusal::QuorumNotMet {
                present: 1,
                needed: 2,
            },
            Refusal::VotingNotOpen,
            Refusal::VotingOpen,
            Refusal::OrganisationNotVerified,
            Refusal::SanctionsMatch,
            Refusal::Merged,
            Refusal::Flagged {
                level: workflow::due_diligence::Level::Escalated,
            },
            Refusal::Unanswered {
                questions: vec![text()],
            },
            Refusal::AmountOutsideLimits { min: usd, max: usd },
            Refusal::CeilingExceeded { left: usd },
            Refusal::NotReleased,
            Refusal::ConditionsOpen,
            Refusal::RoundOpen { at },
            Refusal::NoChangesAsked,
            Refusal::AnotherPaper,
            Refusal::SignatureDay {
                from: at.date_naive(),
                until: at.date_naive(),
            },
            Refusal::SameSignatory,
            Refusal::Dates,
            Refusal::ReportNotAccepted { report: 1 },
            Refusal::NotDue {
                on: at.date_naive(),
            },
            Refusal::ReportsOpen { reports: vec![1] },
            Refusal::PaymentsOpen { tranches: vec![1] },
            Refusal::Overflow,
            Refusal::NoNextStage,
            Refusal::AlreadyApplied,
            Refusal::CoApplicantTaken {
                organisation: text(),
            },
            Refusal::CoApplicantsOpen { open: 1 },
            Refusal::TooMany { most: 20 },
            Refusal::TextTooLong { most: 2_000 },
            Refusal::QuestionsOver { at },
            Refusal::DecisionReleased,
            Refusal::DeclarationsMissing,
            Refusal::RegistrationIncomplete,
            Refusal::ContactsMissing { needed: 2, have: 1 },
            Refusal::LastOwner,
        ];
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            for refusal in &all {
                let said = super::refusal(&reader, refusal);
                assert!(!said.contains('[') && !said.contains('{'), "{said}");
            }
        }
    }

    #[test]
    fn points_have_the_decimals_they_need() {
        let reader = Reader::new(Language::English, Tz::UTC);
        assert_eq!(points(&reader, 78_000), "78");
        assert_eq!(points(&reader, 78_500), "78.5");
        assert_eq!(points(&reader, 78_667), "78.67");
    }

    #[test]
    fn every_fault_of_a_list_has_its_words_in_every_language() {
        let all = [
            ListFault::Empty,
            ListFault::TooLarge { bytes: 2, most: 1 },
            ListFault::NotText { line: 3 },
            ListFault::NotXml {
                line: 3,
                detail: String::new(),
            },
            ListFault::NotThisList {
                line: 1,
                found: "html".to_owned(),
            },
            ListFault::Truncated {
                line: 9,
                open: "ENTITY".to_owned(),
            },
            ListFault::TooDeep { line: 4, most: 64 },
            ListFault::TooMany { line: 5, most: 7 },
            ListFault::NoEntries,
        ];
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            for fault in &all {
                let said = bad_list(&reader, fault);
                assert!(!said.contains("list-fault"), "{language:?}: {said}");
            }
        }
    }
}

//! What keeps a call from being published, in words.

use language::{Reader, Value};
use workflow::criterion::Parameter;
use workflow::procedure::{CallDate, CallText, Incomplete, RuleFault};
use workflow::transition::StageKind;

use super::points;

type Values<'a> = Vec<(&'a str, Value)>;

/// The name of a date of the call.
pub fn date(reader: &Reader, date: &CallDate) -> String {
    reader.named("call-date", date.name())
}

/// The name of a text of the call.
fn text(reader: &Reader, text: &CallText) -> String {
    let which = match text {
        CallText::Letter { letter } => reader.named("letter", letter),
        other => other.which().to_owned(),
    };
    reader.ta(
        format!("call-text-{}", text.name().replace('_', "-")),
        [("which", which.into())],
    )
}

/// What is wrong with the rules of a stage.
fn fault(reader: &Reader, fault: &RuleFault) -> String {
    use RuleFault as R;
    let number = |number: usize| Value::from(reader.number(number));
    let values: Values<'_> = match fault {
        R::UnknownForm { form } => vec![("form", form.into())],
        R::CriterionQuestion { id, question } => {
            vec![("id", id.into()), ("question", question.into())]
        }
        R::CriterionNumber {
            id,
            parameter,
            least,
            most,
        } => {
            // A multiple is typed and read with its decimals.
            let shown = |number: u32| match parameter {
                Parameter::TimesHundredths => reader.fixed(number, 2),
                _ => reader.number(number),
            };
            vec![
                ("id", id.into()),
                ("what", reader.named("criterion-number", parameter).into()),
                ("least", shown(*least).into()),
                ("most", shown(*most).into()),
            ]
        }
        R::ReasonCode { id, number: place } => vec![("id", id.into()), ("number", number(*place))],
        R::ReasonTwice { id, code, .. } => vec![("id", id.into()), ("code", code.into())],
        R::TooManyReasons { id, most } => vec![("id", id.into()), ("most", number(*most))],
        R::CriterionNeedsMoney { id }
        | R::CriterionNeedsDuration { id }
        | R::CriterionLooksAtNothing { id }
        | R::NameTwice { id }
        | R::Bands { id }
        | R::CommentBound { id }
        | R::QuestionSteps { id } => vec![("id", id.into())],
        R::SectionMinimum { id, most } => {
            vec![("id", id.into()), ("most", points(reader, *most).into())]
        }
        R::EvaluationDays { most } | R::Wishes { most } => {
            vec![("most", reader.number(*most).into())]
        }
        R::AboutUnknown { id, about } => vec![("id", id.into()), ("about", about.into())],
        R::GridTotal { is } => vec![("is", points(reader, *is).into())],
        R::Threshold { most } => vec![("most", points(reader, *most).into())],
        R::QuorumOverAgencies { quorum, agencies } => vec![
            ("quorum", reader.number(*quorum).into()),
            ("agencies", number(*agencies)),
        ],
        R::ReportUnowed { tranche, report } => vec![
            ("tranche", number(*tranche)),
            ("report", reader.number(*report).into()),
        ],
        R::PeriodEnds { report } => vec![("report", number(*report))],
        _ => Vec::new(),
    };
    reader.ta(format!("rule-{}", fault.name().replace('_', "-")), values)
}

/// What keeps a call from being published, and what to do about it.
pub fn incomplete(reader: &Reader, problem: &Incomplete) -> String {
    let stage = |stage: &StageKind| Value::from(reader.named("stage", stage));
    let (key, values): (&str, Values<'_>) = match problem {
        Incomplete::Code { code } => ("code", vec![("code", code.into())]),
        Incomplete::NoLanguage => ("no-language", vec![]),
        Incomplete::NoApplicationLanguage => ("no-application-language", vec![]),
        Incomplete::TextMissing {
            text: which,
            language,
        } => (
            "text-missing",
            vec![
                ("what", text(reader, which).into()),
                ("language", reader.named("language", language).into()),
            ],
        ),
        Incomplete::ThemeTwice { id } => ("theme-twice", vec![("id", id.into())]),
        Incomplete::DatesOutOfOrder { earlier, later } => (
            "dates-out-of-order",
            vec![
                ("earlier", date(reader, earlier).into()),
                ("later", date(reader, later).into()),
            ],
        ),
        Incomplete::Money => ("money", vec![]),
        Incomplete::Duration => ("duration", vec![]),
        Incomplete::IntakeFirst => ("intake-first", vec![]),
        Incomplete::StageTwice { stage: at, .. } => ("stage-twice", vec![("stage", stage(at))]),
        Incomplete::StageOrder {
            stage: at, needs, ..
        } => (
            "stage-order",
            vec![("stage", stage(at)), ("needs", stage(needs))],
        ),
        Incomplete::StageLate {
            stage: at, before, ..
        } => (
            "stage-late",
            vec![("stage", stage(at)), ("before", stage(before))],
        ),
        Incomplete::LeadsNowhere { stage: at, .. } => ("leads-nowhere", vec![("stage", stage(at))]),
        Incomplete::Rule {
            stage: at,
            fault: what,
            ..
        } => (
            "rule",
            vec![("stage", stage(at)), ("what", fault(reader, what).into())],
        ),
        Incomplete::LetterMissing {
            stage: at, letter, ..
        } => (
            "letter-missing",
            vec![
                ("stage", stage(at)),
                ("exit", reader.named("letter", letter).into()),
            ],
        ),
        Incomplete::Form { fault } => {
            let what = super::form_fault(reader, &fault.what);
            match (&fault.question, &fault.section) {
                (Some(place), _) => (
                    "form-question",
                    vec![("place", place.into()), ("what", what.into())],
                ),
                (None, Some(place)) => (
                    "form-section",
                    vec![("place", place.into()), ("what", what.into())],
                ),
                (None, None) => ("form", vec![("what", what.into())]),
            }
        }
        Incomplete::TooLarge { number, most } => {
            let what = reader.named("call-number", number);
            (
                "too-large",
                vec![("what", what.into()), ("most", reader.number(*most).into())],
            )
        }
    };
    reader.ta(format!("incomplete-{key}"), values)
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;
    use language::Language;
    use workflow::procedure::{CallNumber, Letter};

    use super::*;

    #[test]
    fn everything_a_call_can_lack_has_its_words_in_every_language() {
        let id = || "need".to_owned();
        let position = 1;
        let faults = [
            RuleFault::OwnTerms,
            RuleFault::FormMissing,
            RuleFault::UnknownForm { form: id() },
            RuleFault::DeadlineMissing,
            RuleFault::NoCriterion,
            RuleFault::NoClarificationDays,
            RuleFault::NoAppealDays,
            RuleFault::CriterionNeedsMoney { id: id() },
            RuleFault::CriterionNeedsDuration { id: id() },
            RuleFault::CriterionLooksAtNothing { id: id() },
            RuleFault::CriterionQuestion {
                id: id(),
                question: id(),
            },
            RuleFault::CriterionNumber {
                id: id(),
                parameter: Parameter::Years,
                least: 0,
                most: 100,
            },
            RuleFault::CriterionNumber {
                id: id(),
                parameter: Parameter::Most,
                least: 0,
                most: 100,
            },
            RuleFault::CriterionNumber {
                id: id(),
                parameter: Parameter::Least,
                least: 1,
                most: 20,
            },
            RuleFault::CriterionNumber {
                id: id(),
                parameter: Parameter::TimesHundredths,
                least: 1,
                most: 100_000,
            },
            RuleFault::ReasonCode {
                id: id(),
                number: 2,
            },
            RuleFault::ReasonTwice {
                id: id(),
                number: 2,
                code: id(),
            },
            RuleFault::TooManyReasons { id: id(), most: 20 },
            RuleFault::SecondShare,
            RuleFault::NameTwice { id: id() },
            RuleFault::NoReaders,
            RuleFault::NoFiles,
            RuleFault::ThirdReaderNeedsTwo,
            RuleFault::EvaluationDays { most: 365 },
            RuleFault::GapPercent,
            RuleFault::Wishes { most: 10 },
            RuleFault::Bands { id: id() },
            RuleFault::CommentBound { id: id() },
            RuleFault::AboutUnknown {
                id: id(),
                about: id(),
            },
            RuleFault::GridTotal { is: 100_000 },
            RuleFault::NoQuestion,
            RuleFault::QuestionSteps { id: id() },
            RuleFault::SectionMinimum { id: id(), most: 1 },
            RuleFault::Threshold { most: 1 },
            RuleFault::NoQuorum,
            RuleFault::CastingVoteSecret,
            RuleFault::NamesSecret,
            RuleFault::ScoreBallot,
            RuleFault::SharesOfPlaces,
            RuleFault::SharesOfSecretItems,
            RuleFault::AcceptanceDays,
            RuleFault::Quotas,
            RuleFault::QuorumOverAgencies {
                quorum: 3,
                agencies: 2,
            },
            RuleFault::Shares,
            RuleFault::FixedTranches,
            RuleFault::PaymentRules,
            RuleFault::NeedsMoney,
            RuleFault::ReportUnowed {
                tranche: 2,
                report: 4,
            },
            RuleFault::NoReport,
            RuleFault::PeriodEnds { report: 1 },
        ];
        let texts = [
            CallText::Title,
            CallText::Summary,
            CallText::Text,
            CallText::Theme { id: id() },
            CallText::Criterion { position, id: id() },
            CallText::Reason {
                position,
                id: id(),
                code: id(),
            },
            CallText::GridSection { position, id: id() },
            CallText::GridQuestion { position, id: id() },
            CallText::GridBand {
                position,
                id: id(),
                number: 1,
            },
            CallText::Terms { position },
        ];
        let letters = Letter::ALL
            .iter()
            .map(|letter| CallText::Letter { letter: *letter });
        let dates = [
            CallDate::Opens,
            CallDate::QuestionsUntil,
            CallDate::AnswersBy,
            CallDate::Closes,
            CallDate::StepOpens { position },
            CallDate::StepCloses { position },
            CallDate::ResultsOn,
            CallDate::ProjectsStart,
            CallDate::ProjectsEnd,
        ];
        let stage = StageKind::Screening;
        let mut all = vec![
            Incomplete::Code { code: id() },
            Incomplete::NoLanguage,
            Incomplete::NoApplicationLanguage,
            Incomplete::ThemeTwice { id: id() },
            Incomplete::Money,
            Incomplete::Duration,
            Incomplete::IntakeFirst,
            Incomplete::TooLarge {
                number: CallNumber::GraceMinutes,
                most: 1440,
            },
            Incomplete::TooLarge {
                number: CallNumber::MostCoApplicants,
                most: 20,
            },
            Incomplete::StageTwice { position, stage },
            Incomplete::StageOrder {
                position,
                stage,
                needs: StageKind::Selection,
            },
            Incomplete::StageLate {
                position,
                stage,
                before: StageKind::Agreement,
            },
            Incomplete::LeadsNowhere { position, stage },
            Incomplete::LetterMissing {
                position,
                stage,
                letter: Letter::Ineligible,
            },
        ];
        all.extend(faults.map(|fault| Incomplete::Rule {
            position,
            stage,
            fault,
        }));
        let language = || "ar".to_owned();
        all.extend(
            texts
                .into_iter()
                .chain(letters)
                .map(|text| Incomplete::TextMissing {
                    text,
                    language: language(),
                }),
        );
        all.extend(dates.map(|earlier| Incomplete::DatesOutOfOrder {
            earlier,
            later: CallDate::Closes,
        }));
        for language in Language::ALL {
            let reader = Reader::new(*language, Tz::UTC);
            for problem in &all {
                let said = incomplete(&reader, problem);
                assert!(!said.contains('[') && !said.contains('{'), "{said}");
            }
        }
    }
}

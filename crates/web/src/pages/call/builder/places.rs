//! Where each thing a call lacks is mended: the page and the field.

use workflow::criterion::Reason;
use workflow::definition::CallDefinition;
use workflow::form::FormFault;
use workflow::ids::CallId;
use workflow::procedure::{CallDate, CallNumber, CallText, Incomplete, RuleFault, Stage};

use super::Section;
use super::fields::name;

/// A page of the builder and the id of a control on it; empty for the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The page; `None` for the form builder.
    pub section: Option<Section>,
    /// The control; on the form builder the path of the page of a section or a question.
    pub field: String,
}

impl Place {
    fn at(section: Section, path: &str) -> Self {
        Self {
            section: Some(section),
            field: name(path),
        }
    }

    /// The address that leads there.
    pub fn href(&self, call: CallId) -> String {
        let page = match self.section {
            Some(section) => section.href(call),
            None => return format!("/calls/{call}/form{}", self.field),
        };
        if self.field.is_empty() {
            page
        } else {
            format!("{page}#{}", self.field)
        }
    }
}

/// Where a problem of the call is mended.
pub fn place(call: &CallDefinition, problem: &Incomplete) -> Place {
    use Section as S;
    match problem {
        Incomplete::Code { .. } => Place::at(S::Overview, ""),
        Incomplete::NoLanguage => Place::at(S::Languages, "/languages"),
        Incomplete::NoApplicationLanguage => Place::at(S::Languages, "/application_languages"),
        Incomplete::TextMissing { text, language } => of_text(call, text, language),
        Incomplete::ThemeTwice { id } => {
            let place = call.themes.iter().rposition(|theme| theme.id == *id);
            Place::at(S::Themes, &format!("/themes/{}/id", place.unwrap_or(0)))
        }
        Incomplete::DatesOutOfOrder { later, earlier } => {
            // A date of a later step is mended where the step is.
            let date = match earlier {
                CallDate::StepOpens { .. } | CallDate::StepCloses { .. } => earlier,
                _ => later,
            };
            of_date(date)
        }
        Incomplete::Money => Place::at(S::Money, "/funding/grant_min_minor"),
        Incomplete::Duration => Place::at(S::Money, "/duration/min_months"),
        Incomplete::IntakeFirst => Place::at(S::Procedure, "/procedure/0"),
        Incomplete::StageTwice { position, .. }
        | Incomplete::StageOrder { position, .. }
        | Incomplete::StageLate { position, .. }
        | Incomplete::LeadsNowhere { position, .. } => {
            Place::at(S::Procedure, &format!("/procedure/{position}"))
        }
        Incomplete::Rule {
            position, fault, ..
        } => {
            let path = of_rule(call, *position, fault);
            Place::at(S::Stage(*position), &format!("/procedure/{position}{path}"))
        }
        Incomplete::LetterMissing { letter, .. } => {
            let language = call.languages.first().map_or("en", String::as_str);
            Place::at(S::Letters, &format!("/letters/{letter}/{language}"))
        }
        Incomplete::TooLarge { number, .. } => match number {
            CallNumber::GraceMinutes => Place::at(S::Dates, "/dates/grace_minutes"),
            CallNumber::MostCoApplicants => Place::at(S::Applicants, "/most_co_applicants"),
        },
        Incomplete::Form { fault } => of_form(call, fault),
    }
}

/// A fault of the first form leads into the form builder; those of later forms to the text, where they are written.
fn of_form(call: &CallDefinition, fault: &FormFault) -> Place {
    let sections = &call.form.sections;
    let question = fault.question.as_ref();
    let section = fault.section.as_ref();
    let field = match (question, section) {
        (Some(id), _) if call.form.question(id).is_some() => format!("/questions/{id}"),
        (None, Some(id)) if sections.iter().any(|known| known.id == *id) => {
            format!("/sections/{id}")
        }
        (None, None) => String::new(),
        _ => return Place::at(Section::Toml, ""),
    };
    Place {
        section: None,
        field,
    }
}

fn of_date(date: &CallDate) -> Place {
    match date {
        CallDate::StepOpens { position } => Place::at(
            Section::Stage(*position),
            &format!("/procedure/{position}/opens"),
        ),
        CallDate::StepCloses { position } => Place::at(
            Section::Stage(*position),
            &format!("/procedure/{position}/closes"),
        ),
        other => Place::at(Section::Dates, &format!("/dates/{}", other.name())),
    }
}

fn of_text(call: &CallDefinition, text: &CallText, language: &str) -> Place {
    let at = |section, path: String| Place::at(section, &format!("{path}/{language}"));
    match text {
        CallText::Title | CallText::Summary | CallText::Text => {
            at(Section::Texts, format!("/{}", text.name()))
        }
        CallText::Theme { id } => {
            let place = call.themes.iter().position(|theme| theme.id == *id);
            at(
                Section::Themes,
                format!("/themes/{}/title", place.unwrap_or(0)),
            )
        }
        CallText::Criterion { position, id }
        | CallText::GridSection { position, id }
        | CallText::GridQuestion { position, id } => {
            let word = if matches!(text, CallText::GridSection { .. }) {
                "title"
            } else {
                "text"
            };
            let path = item(call, *position, id);
            at(
                Section::Stage(*position),
                format!("/procedure/{position}{path}/{word}"),
            )
        }
        CallText::GridBand {
            position,
            id,
            number,
        } => {
            let path = item(call, *position, id);
            let band = number.saturating_sub(1);
            at(
                Section::Stage(*position),
                format!("/procedure/{position}{path}/band/{band}/text"),
            )
        }
        CallText::Terms { position } => at(
            Section::Stage(*position),
            format!("/procedure/{position}/terms"),
        ),
        CallText::Reason { position, id, code } => {
            let path = reason(call, *position, id, |known| known.code == *code);
            at(
                Section::Stage(*position),
                format!("/procedure/{position}{path}/text"),
            )
        }
        CallText::Letter { letter } => at(Section::Letters, format!("/letters/{letter}")),
    }
}

/// The path of a criterion, section or question inside its stage.
fn item(call: &CallDefinition, position: usize, id: &str) -> String {
    match call.procedure.stage(position) {
        Some(Stage::Screening(rules)) => {
            let place = rules.criteria.iter().rposition(|known| known.id == id);
            format!("/criterion/{}", place.unwrap_or(0))
        }
        Some(Stage::Evaluation(rules)) => {
            for (section, known) in rules.sections.iter().enumerate() {
                if let Some(question) = known.questions.iter().position(|known| known.id == id) {
                    return format!("/section/{section}/question/{question}");
                }
                if known.id == id {
                    return format!("/section/{section}");
                }
            }
            String::new()
        }
        _ => String::new(),
    }
}

/// The path of a reason of a criterion inside its stage: the last one that is as asked for.
fn reason(
    call: &CallDefinition,
    position: usize,
    id: &str,
    wanted: impl Fn(&Reason) -> bool,
) -> String {
    let place = match call.procedure.stage(position) {
        Some(Stage::Screening(rules)) => {
            let criterion = rules.criteria.iter().rfind(|known| known.id == id);
            criterion.and_then(|known| known.reasons.iter().rposition(wanted))
        }
        _ => None,
    };
    let path = item(call, position, id);
    format!("{path}/reasons/{}", place.unwrap_or(0))
}

/// The path of the rule inside its stage.
fn of_rule(call: &CallDefinition, position: usize, fault: &RuleFault) -> String {
    use RuleFault as R;
    match fault {
        R::OwnTerms | R::FormMissing | R::UnknownForm { .. } => "/form".to_owned(),
        R::DeadlineMissing => "/closes".to_owned(),
        R::NoCriterion => "/criterion".to_owned(),
        R::NoClarificationDays => "/clarification_days".to_owned(),
        R::NoAppealDays => "/appeal_days".to_owned(),
        R::CriterionNeedsMoney { id } | R::CriterionNeedsDuration { id } => {
            format!("{}/check/rule", item(call, position, id))
        }
        R::CriterionLooksAtNothing { id } => {
            let path = item(call, position, id);
            format!("{path}/check/kinds")
        }
        R::CriterionQuestion { id, .. } => {
            let path = item(call, position, id);
            format!("{path}/check/questions")
        }
        R::CriterionNumber { id, parameter, .. } => {
            let path = item(call, position, id);
            format!("{path}/check/{parameter}")
        }
        R::ReasonCode { id, number } | R::ReasonTwice { id, number, .. } => {
            let path = item(call, position, id);
            format!("{path}/reasons/{}/code", number.saturating_sub(1))
        }
        R::TooManyReasons { id, .. } => item(call, position, id),
        R::SecondShare => "/second_share".to_owned(),
        R::NameTwice { id } => format!("{}/id", item(call, position, id)),
        R::NoReaders | R::ThirdReaderNeedsTwo => "/readers".to_owned(),
        R::NoFiles => "/most_files".to_owned(),
        R::EvaluationDays { .. } => "/days".to_owned(),
        R::GapPercent => "/disagreement/percent".to_owned(),
        R::Wishes { .. } => "/wishes/theme".to_owned(),
        R::Bands { id } => format!("{}/band/0/from", item(call, position, id)),
        R::CommentBound { id } => format!("{}/comment_up_to", item(call, position, id)),
        R::AboutUnknown { id, .. } => format!("{}/about", item(call, position, id)),
        R::GridTotal { .. } => "/total".to_owned(),
        R::NoQuestion => "/section".to_owned(),
        R::QuestionSteps { id } => format!("{}/step", item(call, position, id)),
        R::SectionMinimum { id, .. } => {
            let sections = match call.procedure.stage(position) {
                Some(Stage::Evaluation(rules)) => rules.sections.as_slice(),
                _ => &[],
            };
            let place = sections.iter().position(|section| section.id == *id);
            format!("/section/{}/minimum", place.unwrap_or(0))
        }
        R::Threshold { .. } => "/threshold".to_owned(),
        R::NoQuorum | R::QuorumOverAgencies { .. } => "/quorum".to_owned(),
        R::CastingVoteSecret => "/casting_vote".to_owned(),
        R::NamesSecret => "/votes_in_minutes".to_owned(),
        R::ScoreBallot => "/score_most".to_owned(),
        R::SharesOfPlaces | R::SharesOfSecretItems => "/ballot".to_owned(),
        R::AcceptanceDays => "/acceptance_days".to_owned(),
        R::NegotiationDays => "/negotiation_days".to_owned(),
        R::Quotas => "/quota".to_owned(),
        R::Shares | R::FixedTranches | R::NeedsMoney => "/tranche".to_owned(),
        R::PaymentRules => "/payments".to_owned(),
        R::ReportUnowed { tranche, .. } => {
            format!("/tranche/{}/after_report", tranche.saturating_sub(1))
        }
        R::NoReport => "/report".to_owned(),
        R::PeriodEnds { report } => format!("/report/{}/to_month", report.saturating_sub(1)),
    }
}

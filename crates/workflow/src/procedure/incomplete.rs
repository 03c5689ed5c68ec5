//! What keeps a call from being published: each fault with the facts that lead to the place where it is mended.

use serde::Serialize;

use crate::criterion::Parameter;
use crate::form::FormFault;
use crate::names::named;
use crate::transition::StageKind;

named! {
    /// A letter that tells an applicant how their file goes on. The name is its key in the call's letters.
    pub enum Letter {
        /// Not eligible.
        Ineligible = "ineligible",
        /// Eligible.
        Eligible = "eligible",
        /// A decision on eligibility that was told is replaced by another.
        Corrected = "corrected",
        /// Below the threshold of an evaluation.
        BelowThreshold = "below_threshold",
        /// Asked for the next step of the application.
        Invited = "invited",
        /// Chosen by the panel.
        Selected = "selected",
        /// Chosen by the panel, with less than was asked for.
        SelectedReduced = "selected_reduced",
        /// Chosen by the panel under conditions.
        SelectedWithConditions = "selected_with_conditions",
        /// On the reserve list.
        Reserve = "reserve",
        /// Not good enough.
        RejectedOnQuality = "rejected_on_quality",
        /// Good enough, but the money is spent.
        RejectedForLackOfFunds = "rejected_for_lack_of_funds",
        /// Returned for rework.
        Rework = "rework",
        /// The text of the grant agreement: set on paper with its annexes, and signed by both.
        Agreement = "agreement",
    }
}

named! {
    /// A number of a call that has a limit.
    pub enum CallNumber {
        /// Minutes of grace after a deadline.
        GraceMinutes = "grace_minutes",
        /// Co-applicants beside the lead applicant.
        MostCoApplicants = "most_co_applicants",
    }
}

/// A date of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "date", rename_all = "snake_case")]
pub enum CallDate {
    /// First moment for proposals.
    Opens,
    /// Last moment for questions.
    QuestionsUntil,
    /// Answers published by.
    AnswersBy,
    /// The deadline.
    Closes,
    /// First moment of a later step of the application.
    StepOpens {
        /// Place of the step in the procedure, from 0.
        position: usize,
    },
    /// Deadline of a later step of the application.
    StepCloses {
        /// Place of the step in the procedure, from 0.
        position: usize,
    },
    /// Results expected.
    ResultsOn,
    /// Earliest start of a project.
    ProjectsStart,
    /// Latest end of a project.
    ProjectsEnd,
}

impl CallDate {
    /// The name used in data: `questions_until`, `step_closes`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opens => "opens",
            Self::QuestionsUntil => "questions_until",
            Self::AnswersBy => "answers_by",
            Self::Closes => "closes",
            Self::StepOpens { .. } => "step_opens",
            Self::StepCloses { .. } => "step_closes",
            Self::ResultsOn => "results_on",
            Self::ProjectsStart => "projects_start",
            Self::ProjectsEnd => "projects_end",
        }
    }
}

/// A text of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "text", rename_all = "snake_case")]
pub enum CallText {
    /// Title.
    Title,
    /// Summary.
    Summary,
    /// The call's text.
    Text,
    /// Title of a theme.
    Theme {
        /// Its id.
        id: String,
    },
    /// An eligibility criterion.
    Criterion {
        /// Place of the stage, from 0.
        position: usize,
        /// Its id.
        id: String,
    },
    /// What the letter says of a reason for which a criterion failed.
    Reason {
        /// Place of the stage, from 0.
        position: usize,
        /// The criterion.
        id: String,
        /// The reason.
        code: String,
    },
    /// Title of a section of the grid.
    GridSection {
        /// Place of the stage, from 0.
        position: usize,
        /// Its id.
        id: String,
    },
    /// A question of the grid.
    GridQuestion {
        /// Place of the stage, from 0.
        position: usize,
        /// Its id.
        id: String,
    },
    /// When to give a score of a question of the grid.
    GridBand {
        /// Place of the stage, from 0.
        position: usize,
        /// The question.
        id: String,
        /// The band, from 1.
        number: usize,
    },
    /// Terms of confidentiality of an evaluation.
    Terms {
        /// Place of the stage, from 0.
        position: usize,
    },
    /// A letter.
    Letter {
        /// Which.
        letter: Letter,
    },
}

impl CallText {
    /// The name used in data: `grid_question`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::Text => "text",
            Self::Theme { .. } => "theme",
            Self::Criterion { .. } => "criterion",
            Self::Reason { .. } => "reason",
            Self::GridSection { .. } => "grid_section",
            Self::GridQuestion { .. } => "grid_question",
            Self::GridBand { .. } => "grid_band",
            Self::Terms { .. } => "terms",
            Self::Letter { .. } => "letter",
        }
    }

    /// What tells it from others of its sort; empty where there is one only.
    pub fn which(&self) -> &str {
        match self {
            Self::Title | Self::Summary | Self::Text | Self::Terms { .. } => "",
            Self::Theme { id }
            | Self::Criterion { id, .. }
            | Self::GridSection { id, .. }
            | Self::GridQuestion { id, .. }
            | Self::GridBand { id, .. } => id,
            Self::Reason { code, .. } => code,
            Self::Letter { letter } => letter.name(),
        }
    }
}

/// What is wrong with the rules of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum RuleFault {
    /// The first step of the application takes its form and its dates from the call.
    #[error("the first step takes its form and its dates from the call")]
    OwnTerms,
    /// A later step of the application has no form of its own.
    #[error("name the form of this step")]
    FormMissing,
    /// A later step names a form that is not there.
    #[error("there is no form \"{form}\"")]
    UnknownForm {
        /// The name given.
        form: String,
    },
    /// A later step has no deadline.
    #[error("this step needs a deadline")]
    DeadlineMissing,
    /// No criterion.
    #[error("the checklist needs at least one criterion")]
    NoCriterion,
    /// No time for an answer.
    #[error("a clarification needs at least one working day")]
    NoClarificationDays,
    /// No time for an appeal.
    #[error("an appeal needs at least one day")]
    NoAppealDays,
    /// A machine rule looks at the amount, but the call gives no money.
    #[error("criterion \"{id}\" looks at amounts, but the call gives no money")]
    CriterionNeedsMoney {
        /// The criterion.
        id: String,
    },
    /// A machine rule looks at the duration, but the call sets none.
    #[error("criterion \"{id}\" looks at the duration, but the call sets none")]
    CriterionNeedsDuration {
        /// The criterion.
        id: String,
    },
    /// A machine rule has nothing to look at.
    #[error("the rule of criterion \"{id}\" names nothing to look for")]
    CriterionLooksAtNothing {
        /// The criterion.
        id: String,
    },
    /// A machine rule looks at a question that takes no files.
    #[error("criterion \"{id}\" looks at \"{question}\", which is no question that takes files")]
    CriterionQuestion {
        /// The criterion.
        id: String,
        /// The question it names.
        question: String,
    },
    /// A number of a machine rule is out of bounds.
    #[error("\"{parameter}\" of criterion \"{id}\" must lie between {least} and {most}")]
    CriterionNumber {
        /// The criterion.
        id: String,
        /// The number.
        parameter: Parameter,
        /// Smallest.
        least: u32,
        /// Largest.
        most: u32,
    },
    /// A reason has no code, or one that cannot be used.
    #[error(
        "reason {number} of criterion \"{id}\" needs a short name: small letters, digits and _"
    )]
    ReasonCode {
        /// The criterion.
        id: String,
        /// The reason, from 1.
        number: usize,
    },
    /// Two reasons of a criterion share a code.
    #[error("reason \"{code}\" of criterion \"{id}\" stands twice")]
    ReasonTwice {
        /// The criterion.
        id: String,
        /// The second of them, from 1.
        number: usize,
        /// The code.
        code: String,
    },
    /// More reasons than one can choose from.
    #[error("criterion \"{id}\" may have {most} reasons at most")]
    TooManyReasons {
        /// The criterion.
        id: String,
        /// The most.
        most: usize,
    },
    /// More files are to be screened twice than there are.
    #[error("the share of files that are screened twice is 10000 at most")]
    SecondShare,
    /// Two criteria, sections or questions share a name.
    #[error("\"{id}\" stands twice")]
    NameTwice {
        /// The name.
        id: String,
    },
    /// No readers.
    #[error("each file needs at least one evaluator")]
    NoReaders,
    /// No load.
    #[error("each evaluator must be allowed at least one file")]
    NoFiles,
    /// The third-reader rule.
    #[error("the third-reader rule needs exactly two readers to begin with")]
    ThirdReaderNeedsTwo,
    /// Evaluators have no day to score a file, or more than a year.
    #[error("evaluators need 1 to {most} days for a file")]
    EvaluationDays {
        /// The most.
        most: u32,
    },
    /// The gap of the rule for disagreement is no percentage.
    #[error("the gap of the rule for disagreement must lie between 1 and 100 percent")]
    GapPercent,
    /// A wish of the assignment counts for too much.
    #[error("each wish of the assignment counts from 0 to {most}")]
    Wishes {
        /// The most.
        most: u32,
    },
    /// The bands of a question overlap or leave its range.
    #[error("the bands of question \"{id}\" must follow each other within its range")]
    Bands {
        /// The question.
        id: String,
    },
    /// A score from which a comment is mandatory is out of range.
    #[error("the scores at which question \"{id}\" needs a comment must lie within its range")]
    CommentBound {
        /// The question.
        id: String,
    },
    /// A question is about a part of the form that is not there.
    #[error("question \"{id}\" is about \"{about}\", which is not in the form")]
    AboutUnknown {
        /// The question.
        id: String,
        /// The part it names.
        about: String,
    },
    /// The grid sums up to another total than it is meant to.
    #[error("the grid sums up to {is} thousandths of a point")]
    GridTotal {
        /// What it sums up to, thousandths of a point.
        is: i64,
    },
    /// No question.
    #[error("the grid needs at least one question")]
    NoQuestion,
    /// Maximum, step or weight of a question.
    #[error("question \"{id}\" needs a maximum that is a multiple of its step, and a weight")]
    QuestionSteps {
        /// The question.
        id: String,
    },
    /// Eliminatory minimum of a section.
    #[error("the minimum of section \"{id}\" must lie between 0 and {most} thousandths")]
    SectionMinimum {
        /// The section.
        id: String,
        /// Its highest total, thousandths of a point.
        most: i64,
    },
    /// Threshold.
    #[error("the threshold must lie between 0 and {most} thousandths")]
    Threshold {
        /// The highest total, thousandths of a point.
        most: i64,
    },
    /// No quorum.
    #[error("the quorum must be at least one")]
    NoQuorum,
    /// A casting vote where nobody learns who voted how.
    #[error("a secret vote has no casting vote: nobody would know which one it is")]
    CastingVoteSecret,
    /// Names in the minutes of a secret vote.
    #[error("the minutes of a secret vote cannot say who voted how")]
    NamesSecret,
    /// Points of a score ballot.
    #[error("a score ballot needs 1 to 1000 points, and a threshold among them")]
    ScoreBallot,
    /// Equal shares need approvals or points.
    #[error("equal shares cannot be computed from places: use approval or score ballots")]
    SharesOfPlaces,
    /// A rule that looks at whose ballot is whose needs secret ballots to be over the whole list.
    #[error(
        "equal shares and Phragmén cannot be computed from secret ballots on single items: use approval ballots, or vote openly"
    )]
    SharesOfSecretItems,
    /// Too long a time to accept an award.
    #[error("at most 120 working days to accept an award")]
    AcceptanceDays,
    /// No time, or too long a time, for the answer to points of a negotiation.
    #[error("1 to 120 working days to answer points of a negotiation")]
    NegotiationDays,
    /// Quotas that contradict themselves, or too many.
    #[error("a quota's least is above its most or below zero, or there are more than 50 quotas")]
    Quotas,
    /// The quorum can never be reached.
    #[error("the quorum of {quorum} is larger than the number of agencies, {agencies}")]
    QuorumOverAgencies {
        /// Quorum.
        quorum: u32,
        /// Agencies of the call.
        agencies: usize,
    },
    /// Shares of the tranches.
    #[error("the shares of the tranches must sum to 10000")]
    Shares,
    /// Fixed amounts of tranches that are not above zero, or leave nothing of the smallest grant for the shares.
    #[error(
        "fixed tranches must be above zero, and together below the smallest grant, so that the shares have something to divide"
    )]
    FixedTranches,
    /// Rules of payments that contradict themselves.
    #[error(
        "limits of payments may not be below zero, nor shares above 10000, nor bank details older than 3650 days, and each person has one limit"
    )]
    PaymentRules,
    /// An agreement in a call without money.
    #[error("an agreement needs a call with money")]
    NeedsMoney,
    /// A tranche waits for a report nobody owes.
    #[error("tranche {tranche} waits for report {report}, which nobody owes")]
    ReportUnowed {
        /// The tranche, from 1.
        tranche: usize,
        /// The report, from 1.
        report: u32,
    },
    /// No report.
    #[error("at least one report is needed")]
    NoReport,
    /// Period of a report.
    #[error("the period of report {report} must end after it begins")]
    PeriodEnds {
        /// The report, from 1.
        report: usize,
    },
}

impl RuleFault {
    /// The name used in data: `third_reader_needs_two`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::OwnTerms => "own_terms",
            Self::FormMissing => "form_missing",
            Self::UnknownForm { .. } => "unknown_form",
            Self::DeadlineMissing => "deadline_missing",
            Self::NoCriterion => "no_criterion",
            Self::NoClarificationDays => "no_clarification_days",
            Self::NoAppealDays => "no_appeal_days",
            Self::CriterionNeedsMoney { .. } => "criterion_needs_money",
            Self::CriterionNeedsDuration { .. } => "criterion_needs_duration",
            Self::CriterionLooksAtNothing { .. } => "criterion_looks_at_nothing",
            Self::CriterionQuestion { .. } => "criterion_question",
            Self::CriterionNumber { .. } => "criterion_number",
            Self::ReasonCode { .. } => "reason_code",
            Self::ReasonTwice { .. } => "reason_twice",
            Self::TooManyReasons { .. } => "too_many_reasons",
            Self::SecondShare => "second_share",
            Self::NameTwice { .. } => "name_twice",
            Self::NoReaders => "no_readers",
            Self::NoFiles => "no_files",
            Self::ThirdReaderNeedsTwo => "third_reader_needs_two",
            Self::EvaluationDays { .. } => "evaluation_days",
            Self::GapPercent => "gap_percent",
            Self::Wishes { .. } => "wishes",
            Self::Bands { .. } => "bands",
            Self::CommentBound { .. } => "comment_bound",
            Self::AboutUnknown { .. } => "about_unknown",
            Self::GridTotal { .. } => "grid_total",
            Self::NoQuestion => "no_question",
            Self::QuestionSteps { .. } => "question_steps",
            Self::SectionMinimum { .. } => "section_minimum",
            Self::Threshold { .. } => "threshold",
            Self::NoQuorum => "no_quorum",
            Self::CastingVoteSecret => "casting_vote_secret",
            Self::NamesSecret => "names_secret",
            Self::ScoreBallot => "score_ballot",
            Self::SharesOfPlaces => "shares_of_places",
            Self::SharesOfSecretItems => "shares_of_secret_items",
            Self::AcceptanceDays => "acceptance_days",
            Self::NegotiationDays => "negotiation_days",
            Self::Quotas => "quotas",
            Self::QuorumOverAgencies { .. } => "quorum_over_agencies",
            Self::Shares => "shares",
            Self::FixedTranches => "fixed_tranches",
            Self::PaymentRules => "payment_rules",
            Self::NeedsMoney => "needs_money",
            Self::ReportUnowed { .. } => "report_unowed",
            Self::NoReport => "no_report",
            Self::PeriodEnds { .. } => "period_ends",
        }
    }
}

/// Why a call cannot be published; each says what to add or change, and where. Places of stages count from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "problem", rename_all = "snake_case")]
pub enum Incomplete {
    /// Wrong code.
    #[error(
        "the code \"{code}\" must be 3 to 16 capital letters and digits, beginning with a letter"
    )]
    Code {
        /// The code as it stands.
        code: String,
    },
    /// No language.
    #[error("name at least one call language")]
    NoLanguage,
    /// No application language.
    #[error("name at least one language for applications")]
    NoApplicationLanguage,
    /// A text is missing in a language.
    #[error("{} {} is missing in {language}", text.name(), text.which())]
    TextMissing {
        /// Which text.
        #[serde(flatten)]
        text: CallText,
        /// In which language (BCP 47).
        language: String,
    },
    /// Two themes share a name.
    #[error("theme \"{id}\" stands twice")]
    ThemeTwice {
        /// The name.
        id: String,
    },
    /// Dates out of order.
    #[error("{} must not come before {}", later.name(), earlier.name())]
    DatesOutOfOrder {
        /// The date that must come first.
        earlier: CallDate,
        /// The date that must come after.
        later: CallDate,
    },
    /// Amounts that do not fit together.
    #[error("the money does not fit together: 0 < smallest grant ≤ largest grant ≤ ceiling")]
    Money,
    /// Durations that do not fit together.
    #[error(
        "projects need at least one month, and the longest may not be shorter than the shortest"
    )]
    Duration,
    /// The procedure must begin with Intake.
    #[error("the procedure must begin with Intake")]
    IntakeFirst,
    /// A kind of stage that may stand only once stands twice.
    #[error("{stage} may stand only once in a procedure")]
    StageTwice {
        /// Place of the second.
        position: usize,
        /// The stage.
        stage: StageKind,
    },
    /// A stage stands where it cannot be reached.
    #[error("{stage} must come after {needs}")]
    StageOrder {
        /// Its place.
        position: usize,
        /// The stage.
        stage: StageKind,
        /// What must stand before it.
        needs: StageKind,
    },
    /// A stage comes too late.
    #[error("{stage} must come before {before}")]
    StageLate {
        /// Its place.
        position: usize,
        /// The stage.
        stage: StageKind,
        /// What must stand after it.
        before: StageKind,
    },
    /// The procedure ends before anybody decides.
    #[error("nothing leads out of {stage} for files that pass: add the stage that decides")]
    LeadsNowhere {
        /// Its place.
        position: usize,
        /// The last stage.
        stage: StageKind,
    },
    /// A rule of a stage is incomplete.
    #[error("{stage}: {fault}")]
    Rule {
        /// Its place.
        position: usize,
        /// The stage.
        stage: StageKind,
        /// What is wrong.
        #[serde(flatten)]
        fault: RuleFault,
    },
    /// An exit without a letter.
    #[error("nothing leads out of {stage} for files that end as {letter}: add a letter")]
    LetterMissing {
        /// Its place.
        position: usize,
        /// The stage.
        stage: StageKind,
        /// The letter that is missing.
        letter: Letter,
    },
    /// The form has a fault.
    #[error("form: {fault}")]
    Form {
        /// What is wrong, and where.
        #[serde(flatten)]
        fault: FormFault,
    },
    /// A number of the call is larger than any may be.
    #[error("{number} must be at most {most}")]
    TooLarge {
        /// Which number.
        number: CallNumber,
        /// The most it may be.
        most: u32,
    },
}

//! Refusals: why a command is not carried out, as a code and its facts; translated at the edge.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use crate::due_diligence::Level;
use crate::form::AnswerFault;
use crate::money::Money;
use crate::procedure::Incomplete;

/// Why a command is refused. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// For this person the case does not exist.
    #[error("not found")]
    Hidden,
    /// The person sees the case but may not do this.
    #[error("your role does not allow this")]
    NotAllowed,
    /// The case stands where this cannot be done.
    #[error("\"{action}\" is not possible while the status is \"{status}\"")]
    WrongStatus {
        /// What was tried.
        action: String,
        /// Where the case stands.
        status: String,
    },
    /// Nobody confirms their own act.
    #[error("another person must do this: nobody confirms their own act")]
    OwnAct,
    /// The person took part in the decision under appeal.
    #[error("an appeal is decided by somebody who took no part in the decision")]
    TookPart,
    /// A conflict of interest keeps the person away.
    #[error("there is a conflict of interest")]
    Conflict,
    /// Too late.
    #[error("the deadline was {at}")]
    DeadlinePassed {
        /// The deadline (UTC).
        at: DateTime<Utc>,
    },
    /// Too early.
    #[error("not before {at}")]
    TooEarly {
        /// The first moment (UTC).
        at: DateTime<Utc>,
    },
    /// The call is not published, or is over.
    #[error("the call does not take this now")]
    CallNotOpen,
    /// The call is incomplete.
    #[error("the call is not complete")]
    Incomplete {
        /// What is missing or wrong.
        problems: Vec<Incomplete>,
    },
    /// A text was expected.
    #[error("write a reason")]
    ReasonMissing,
    /// A criterion fails for one of its reasons.
    #[error("choose a reason for \"{criterion}\"")]
    ReasonCodeMissing {
        /// The criterion.
        criterion: String,
    },
    /// A failure of this criterion ends the file.
    #[error("\"{criterion}\" cannot be cleared up with the applicant")]
    NotClarifiable {
        /// The criterion.
        criterion: String,
    },
    /// Points of a clarification without an answer.
    #[error("answer every point")]
    AnswersMissing {
        /// The points, from 1.
        points: Vec<u32>,
    },
    /// Answers are missing or wrong.
    #[error("some answers are missing or wrong")]
    Answers {
        /// Each fault with its question.
        faults: Vec<AnswerFault>,
    },
    /// The country is not eligible for the call.
    #[error("organisations from this country cannot apply to this call")]
    CountryNotEligible,
    /// Criteria without a verdict, or still to be clarified.
    #[error("give a verdict on every criterion first")]
    VerdictsMissing {
        /// Criteria.
        criteria: Vec<String>,
    },
    /// No such criterion, question, tranche, report or the like.
    #[error("there is no {what} \"{name}\"")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The name given.
        name: String,
    },
    /// The file is with somebody else.
    #[error("this is assigned to somebody else")]
    NotYours,
    /// Evaluators who cannot take the file.
    #[error("one of these people cannot take the file")]
    CannotTake,
    /// A file has too few evaluators who may read it.
    #[error("{file} has {available} evaluators who are free of conflict; {needed} needed")]
    TooFewEvaluators {
        /// Reference of the file.
        file: String,
        /// Evaluators who may read it and have room.
        available: u32,
        /// Evaluators it needs.
        needed: u32,
    },
    /// The evaluators who may read some files cannot take as many.
    #[error(
        "{files} files need {needed} readings; the {evaluators} evaluators who may read them can take {available}"
    )]
    EvaluatorsFull {
        /// How many files.
        files: u32,
        /// How many evaluators they depend on.
        evaluators: u32,
        /// Readings these evaluators can still take.
        available: u64,
        /// Readings these files need of them.
        needed: u64,
    },
    /// No interest declared yet.
    #[error("declare first whether you have a conflict of interest")]
    DeclareFirst,
    /// Done already.
    #[error("this has been done already")]
    AlreadyDone,
    /// A score is missing, outside its range or off its step.
    #[error("the score for \"{question}\" is missing or not allowed")]
    Score {
        /// The question.
        question: String,
    },
    /// A comment is mandatory here.
    #[error("write a comment for \"{question}\"")]
    CommentMissing {
        /// The question.
        question: String,
    },
    /// Too few members for this item.
    #[error("{present} of the {needed} members needed for this item have voted")]
    QuorumNotMet {
        /// Members with a ballot, recused ones not counted.
        present: u32,
        /// Quorum.
        needed: u32,
    },
    /// The item is not open for votes.
    #[error("the item is not open for votes")]
    VotingNotOpen,
    /// The item is still open for votes.
    #[error("close the vote first")]
    VotingOpen,
    /// Guards before an award.
    #[error("the organisation is not verified")]
    OrganisationNotVerified,
    /// A risk flag keeps the organisation from this.
    #[error("the organisation has a risk flag: {level}")]
    Flagged {
        /// How grave.
        level: Level,
    },
    /// A match with a sanctions list is open or confirmed.
    #[error("a match with a sanctions list is open or confirmed")]
    SanctionsMatch,
    /// No sanctions list has been read yet.
    #[error("no sanctions list has been read yet")]
    NoList,
    /// The organisation has been merged into another.
    #[error("the organisation has been merged into another")]
    Merged,
    /// The registration is not complete.
    #[error("complete the registration of your organisation first")]
    RegistrationIncomplete,
    /// Too few people to be reached.
    #[error("{have} of {needed} contacts with different, confirmed e-mail addresses")]
    ContactsMissing {
        /// How many it needs.
        needed: u32,
        /// How many it has.
        have: u32,
    },
    /// An organisation keeps an owner.
    #[error("an organisation needs an owner: hand it over first")]
    LastOwner,
    /// Questions of the verification without an answer.
    #[error("answer every question first")]
    Unanswered {
        /// The questions.
        questions: Vec<String>,
    },
    /// Outside the call's limits.
    #[error("the amount must be between {min} and {max}")]
    AmountOutsideLimits {
        /// Smallest.
        min: Money,
        /// Largest.
        max: Money,
    },
    /// More than what is left.
    #[error("only {left} is left")]
    CeilingExceeded {
        /// What is left.
        left: Money,
    },
    /// Decisions are not released yet.
    #[error("release the decision first")]
    NotReleased,
    /// A day out of order.
    #[error("the end must come after the start, and both within the call's limits")]
    Dates,
    /// A tranche's condition is not met.
    #[error("report {report} must be accepted first")]
    ReportNotAccepted {
        /// The report.
        report: u32,
    },
    /// A payment date before its condition.
    #[error("not due before {on}")]
    NotDue {
        /// Due date.
        on: NaiveDate,
    },
    /// Reports are still open.
    #[error("reports are still open")]
    ReportsOpen {
        /// Numbers of the reports.
        reports: Vec<u32>,
    },
    /// Payments are still open.
    #[error("payments are still open")]
    PaymentsOpen {
        /// Numbers of the tranches.
        tranches: Vec<u32>,
    },
    /// An amount or a sum does not fit.
    #[error("the amount is too large")]
    Overflow,
    /// No further stage.
    #[error("the procedure ends here")]
    NoNextStage,
    /// An organisation may hold one application only.
    #[error("your organisation has already applied to this call")]
    AlreadyApplied,
    /// Another organisation of the application stands in another one already.
    #[error("{organisation} stands in another application to this call")]
    CoApplicantTaken {
        /// Its name.
        organisation: String,
    },
    /// Organisations that were named have not agreed yet.
    #[error("{open} organisation(s) have not agreed to apply together yet")]
    CoApplicantsOpen {
        /// How many.
        open: u32,
    },
    /// More than allowed.
    #[error("at most {most} are allowed")]
    TooMany {
        /// The most.
        most: u32,
    },
    /// A text is too long.
    #[error("write at most {most} characters")]
    TextTooLong {
        /// The most characters.
        most: u32,
    },
    /// Questions are no longer taken.
    #[error("questions were taken until {at}")]
    QuestionsOver {
        /// The last moment (UTC).
        at: DateTime<Utc>,
    },
    /// What is decided has been released; the file can no longer be withdrawn.
    #[error("the decision has been released; the proposal can no longer be withdrawn")]
    DecisionReleased,
    /// Declarations every applicant must make.
    #[error("all declarations must be \"yes\"")]
    DeclarationsMissing,
}

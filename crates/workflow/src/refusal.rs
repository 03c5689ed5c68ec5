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
    /// No interest declared yet.
    #[error("declare first whether you have a conflict of interest")]
    DeclareFirst,
    /// Done already.
    #[error("this has been done already")]
    AlreadyDone,
    /// There is no file to put into a batch.
    #[error("no file waits that could be put into the batch")]
    BatchEmpty,
    /// Results of a batch are still open.
    #[error("{open} results of the batch are still open")]
    ResultsOpen {
        /// How many.
        open: u32,
    },
    /// The letter of this file is held back.
    #[error("the letter is held back: let it go first")]
    LetterHeld,
    /// No letter could be sent now.
    #[error("there is no letter that could be sent now")]
    NothingToSend,
    /// A text names what is no fact of its letter.
    #[error("{name} is no fact of this letter, in the text in {language}")]
    UnknownFact {
        /// The name in braces.
        name: String,
        /// The language of the text (BCP 47).
        language: String,
    },
    /// A letter needs its text in each language of the call.
    #[error("the letter has no text in {language}")]
    LetterMissing {
        /// The language without one (BCP 47).
        language: String,
    },
    /// A score is missing, outside its range or off its step.
    #[error("the score for \"{question}\" is missing or not allowed")]
    Score {
        /// The question.
        question: String,
    },
    /// A recommendation is missing, or the grid asks for none.
    #[error("{}", if *asked { "choose a recommendation" } else { "this grid asks for no recommendation" })]
    Recommendation {
        /// Whether the grid asks for one.
        asked: bool,
    },
    /// The person has not submitted scores that count.
    #[error("this person has no scores submitted for the file")]
    NothingSubmitted,
    /// The grid is locked: somebody has scored by it.
    #[error(
        "scores have been submitted by this grid: a new one can only apply to files that come later"
    )]
    GridLocked,
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
    /// No session of the panel under way deals with it.
    #[error("no session of the panel that deals with this is under way")]
    NoSession,
    /// The session has not ended.
    #[error("end the session first")]
    SessionRuns,
    /// The dates of a session are not in order.
    #[error("a session ends after it starts, and one over days has an end")]
    SessionDates,
    /// A file stands on the agenda of another session.
    #[error("one of these files is already on the agenda of a session that is not over")]
    OnAnotherAgenda,
    /// Nothing to deal with.
    #[error("there is no file for this list")]
    AgendaEmpty,
    /// Another item is open, and members deal with one at a time.
    #[error("another item is open: close it first")]
    AnotherItemOpen,
    /// The member is not in the session.
    #[error("say first that you are in the session")]
    NotPresent,
    /// The deputy acts for the chair only where the chair cannot.
    #[error("the chair presides over this item")]
    ChairPresides,
    /// Secret ballots need a receipt, and a new one the receipt of the one it replaces.
    #[error("a ballot of yours is in the box: give its receipt to replace it")]
    ReceiptUnknown,
    /// The ballots of a secret vote are not as many as the members who voted.
    #[error("the ballot box holds {ballots} ballots of {voters} members")]
    BoxDisagrees {
        /// Ballots in the box.
        ballots: u32,
        /// Members on record as having voted.
        voters: u32,
    },
    /// The chair has not adopted the decision, or the facility manager not countersigned it.
    #[error("the decision is not adopted and countersigned yet")]
    NotCountersigned,
    /// The decision has been adopted.
    #[error("the decision has been adopted and stands")]
    Adopted,
    /// The evaluation is not complete.
    #[error("the evaluation of this file is not complete")]
    EvaluationIncomplete,
    /// The call funds no organisation tied to a member of the panel.
    #[error("the organisation is tied to a member of the panel, and the call does not allow that")]
    TiedToPanel,
    /// The applicant has not accepted the award.
    #[error("the applicant has not accepted the award yet")]
    AwardNotAccepted,
    /// An award that was accepted, or needs no acceptance, does not lapse.
    #[error("the applicant has accepted the award")]
    AwardAccepted,
    /// Nothing has been proposed that could be confirmed.
    #[error("propose the file for promotion first")]
    NotProposed,
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
    /// Conditions of the award that are neither met nor carried into the agreement.
    #[error("settle every condition of the award first")]
    ConditionsOpen,
    /// Points of a negotiation wait for the applicant's answer.
    #[error("the applicant can answer the points asked until {at}")]
    RoundOpen {
        /// The last moment for the answer (UTC).
        at: DateTime<Utc>,
    },
    /// The facility has asked for no changes.
    #[error("no changes are asked for")]
    NoChangesAsked,
    /// The agreement is not the one the person has read.
    #[error("the agreement is not the one you have read")]
    AnotherPaper,
    /// The day of a signature on paper lies before the agreement was sent, or in the future.
    #[error("the day of the signature must lie between {from} and {until}")]
    SignatureDay {
        /// First day, on the clocks of the call.
        from: NaiveDate,
        /// Last day, on the clocks of the call.
        until: NaiveDate,
    },
    /// Both sides signed by the same person.
    #[error("the two sides are signed for by different people")]
    SameSignatory,
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
    /// A day before the one it can be at the earliest.
    #[error("the day cannot be before {on}")]
    DayBefore {
        /// The earliest day.
        on: NaiveDate,
    },
    /// The payment is above what this person may approve.
    #[error("you approve payments of up to {most}; ask somebody with a higher limit")]
    ApprovalLimit {
        /// The most they approve.
        most: Money,
    },
    /// The organisation has no bank account on record.
    #[error("the organisation has no bank account on record; ask it to add one")]
    BankDetailsMissing,
    /// Bank details that changed lately, or since the approval, and that nobody has confirmed.
    #[error(
        "the bank details changed on {changed_on}; confirm them by telephone, visit or letter first"
    )]
    BankDetailsToConfirm {
        /// The day of the change.
        changed_on: NaiveDate,
    },
    /// Part of the grant is held back until the final report is accepted.
    #[error("no more than {most} is paid before the final report is accepted")]
    HeldForFinalReport {
        /// The most that is paid before.
        most: Money,
    },
    /// A rate between a currency and itself.
    #[error("the grant is in {currency} already; leave the other currency and the rate empty")]
    SameCurrency {
        /// The currency (ISO 4217).
        currency: String,
    },
    /// The account the facility pays from is not in the settings.
    #[error(
        "the account payments are made from is not in the settings; ask the operator to set payer_name and payer_account"
    )]
    PayerMissing,
    /// No approved payment waits for the bank.
    #[error("no approved payment waits for the bank")]
    NothingToPay,
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

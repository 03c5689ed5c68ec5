//! The tables of transitions: what can happen to a file in each status, and who may do it.
//!
//! From these tables come what `decide` allows, the buttons of a page, the actions the API lists, the diagrams in the
//! docs, and the tests that walk every path. No second copy exists.

use crate::names::named;
use crate::role::Role;

named! {
    /// A kind of stage.
    pub enum StageKind {
        /// Drafts and submissions.
        Intake = "intake",
        /// Eligibility.
        Screening = "screening",
        /// Second round: evaluators score.
        Evaluation = "evaluation",
        /// The panel votes and chooses.
        Selection = "selection",
        /// From selected to signed.
        Agreement = "agreement",
        /// Reports, payments, close-out.
        Monitoring = "monitoring",
    }
}

named! {
    /// Where a file stands inside its stage.
    pub enum Status {
        /// Being written.
        Draft = "draft",
        /// Received in time.
        Submitted = "submitted",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// Waiting for a screener.
        Queued = "queued",
        /// A screener is at it.
        InReview = "in_review",
        /// The applicant has been asked about formal points.
        ClarificationRequested = "clarification_requested",
        /// Waits for the second person.
        ToConfirm = "to_confirm",
        /// Eligible.
        Eligible = "eligible",
        /// Not eligible.
        Ineligible = "ineligible",
        /// The applicant has appealed against the ineligibility.
        Appealed = "appealed",
        /// Waiting for evaluators.
        AwaitingAssignment = "awaiting_assignment",
        /// Evaluators are at it.
        InEvaluation = "in_evaluation",
        /// The scores differ too much.
        ThirdReaderNeeded = "third_reader_needed",
        /// Evaluated, at or above the threshold.
        Evaluated = "evaluated",
        /// Evaluated, below the threshold.
        BelowThreshold = "below_threshold",
        /// On the panel's agenda.
        OnAgenda = "on_agenda",
        /// Voted on; the outcome is not recorded yet.
        Discussed = "discussed",
        /// To be funded.
        Selected = "selected",
        /// On the reserve list.
        Reserve = "reserve",
        /// Put off to a later session.
        Deferred = "deferred",
        /// Sent back to the applicant to be worked over.
        Rework = "rework",
        /// Not good enough.
        RejectedOnQuality = "rejected_on_quality",
        /// Good enough, but the money is spent.
        RejectedForLackOfFunds = "rejected_for_lack_of_funds",
        /// Terms are being settled.
        Negotiation = "negotiation",
        /// Sent to the applicant.
        AgreementSent = "agreement_sent",
        /// Accepted by the applicant, waiting for signatures.
        Accepted = "accepted",
        /// Declined by the applicant.
        Declined = "declined",
        /// Selected, and neither accepted in time nor to be given any more.
        Lapsed = "lapsed",
        /// Signed by both.
        Signed = "signed",
        /// The project runs.
        Active = "active",
        /// Halted for a time.
        Suspended = "suspended",
        /// Ended early.
        Terminated = "terminated",
        /// All work done and reported.
        Completed = "completed",
        /// Accounts closed.
        Closed = "closed",
    }
}

named! {
    /// What somebody does to a file.
    pub enum Action {
        /// Saves the draft (a row, not an event).
        SaveDraft = "save_draft",
        /// Submits, or replaces the submission.
        Submit = "submit",
        /// Names an organisation that applies together with the lead.
        NameCoApplicant = "name_co_applicant",
        /// Takes such an organisation off again.
        RemoveCoApplicant = "remove_co_applicant",
        /// Agrees to apply together.
        AgreeToCoApply = "agree_to_co_apply",
        /// Declines to apply together.
        DeclineToCoApply = "decline_to_co_apply",
        /// Takes the proposal back.
        Withdraw = "withdraw",
        /// Moves the file into the next stage.
        Advance = "advance",
        /// Gives the file to a screener.
        AssignScreener = "assign_screener",
        /// Records the verdict on one criterion.
        RecordVerdict = "record_verdict",
        /// Concludes the screening: eligible, or ineligible to be confirmed.
        Conclude = "conclude",
        /// Asks the applicant about formal points.
        RequestClarification = "request_clarification",
        /// Answers the request.
        AnswerClarification = "answer_clarification",
        /// Ends the wait for an answer.
        CloseClarification = "close_clarification",
        /// Confirms the outcome another person proposed.
        Confirm = "confirm",
        /// Disagrees with the outcome another person proposed.
        Disagree = "disagree",
        /// Settles a disagreement.
        Settle = "settle",
        /// Appeals against an ineligibility.
        Appeal = "appeal",
        /// Decides an appeal.
        DecideAppeal = "decide_appeal",
        /// Brings a refused file back by a new decision.
        Reinstate = "reinstate",
        /// Takes a wrong decision back.
        Retract = "retract",
        /// Asks the call's evaluators to declare their interests.
        OpenDeclarations = "open_declarations",
        /// Gives the file to evaluators.
        AssignEvaluators = "assign_evaluators",
        /// Declares to have no conflict of interest.
        DeclareNoConflict = "declare_no_conflict",
        /// Declares a conflict of interest.
        DeclareConflict = "declare_conflict",
        /// Brings a conflict of interest of another person on record.
        SetConflict = "set_conflict",
        /// Confirms or dismisses a conflict of interest that the system found.
        SettleSuspicion = "settle_suspicion",
        /// Hands an assignment back.
        DeclineAssignment = "decline_assignment",
        /// Submits scores, which are then locked.
        SubmitScores = "submit_scores",
        /// Lets an evaluator score anew.
        ReopenScores = "reopen_scores",
        /// Names who writes up what the readers found together.
        AppointRapporteur = "appoint_rapporteur",
        /// Writes up what the readers found together.
        RecordConsensus = "record_consensus",
        /// Opens the item for votes.
        OpenVoting = "open_voting",
        /// Votes.
        CastBallot = "cast_ballot",
        /// Closes the item.
        CloseVoting = "close_voting",
        /// Opens a closed item anew.
        ReopenVoting = "reopen_voting",
        /// Records the panel's outcome.
        RecordOutcome = "record_outcome",
        /// Puts what was worked over on the agenda again.
        ReturnToAgenda = "return_to_agenda",
        /// Releases the decision to the applicant.
        Release = "release",
        /// Proposes a promotion from the reserve list.
        ProposePromotion = "propose_promotion",
        /// Promotes from the reserve list: a second person.
        Promote = "promote",
        /// Accepts the award.
        AcceptAward = "accept_award",
        /// Declines the award.
        DeclineAward = "decline_award",
        /// Ends an award that was not accepted in time or can no longer be given.
        LapseAward = "lapse_award",
        /// Asks the applicant to change budget and plan.
        RequestChanges = "request_changes",
        /// Answers that with a revised budget and plan.
        ReviseProposal = "revise_proposal",
        /// Ticks a condition of the award off, or carries it into the agreement.
        SettleCondition = "settle_condition",
        /// Prepares the agreement's terms.
        PrepareAgreement = "prepare_agreement",
        /// Approves the terms and sends them.
        SendAgreement = "send_agreement",
        /// Takes a sent agreement back into negotiation.
        RecallAgreement = "recall_agreement",
        /// Accepts the agreement.
        AcceptAgreement = "accept_agreement",
        /// Declines the grant.
        DeclineAgreement = "decline_agreement",
        /// Ends an agreement that was not accepted in time.
        ExpireAgreement = "expire_agreement",
        /// Records a copy that was signed on paper.
        RecordSignedCopy = "record_signed_copy",
        /// Signs for one side.
        SignAgreement = "sign_agreement",
        /// Submits a report.
        SubmitReport = "submit_report",
        /// Sends a report back with points.
        SendBackReport = "send_back_report",
        /// Accepts a report.
        AcceptReport = "accept_report",
        /// Waives a report.
        WaiveReport = "waive_report",
        /// Requests the payment of a tranche.
        RequestPayment = "request_payment",
        /// Approves a payment another person requested.
        ApprovePayment = "approve_payment",
        /// Refuses a requested payment.
        RefusePayment = "refuse_payment",
        /// Records that the bank has paid.
        RecordPayment = "record_payment",
        /// Confirms having received a payment.
        ConfirmReceipt = "confirm_receipt",
        /// Confirms bank details that changed, having reached the organisation otherwise than by e-mail.
        ConfirmBankDetails = "confirm_bank_details",
        /// Suspends the grant.
        Suspend = "suspend",
        /// Resumes a suspended grant.
        Resume = "resume",
        /// Terminates the grant.
        Terminate = "terminate",
        /// States that the project is complete.
        Complete = "complete",
        /// Closes the grant's accounts.
        Close = "close",
    }
}

/// Where a transition leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To<S: 'static = Status> {
    /// One of these statuses; what happened decides which.
    Status(&'static [S]),
    /// The entry status of the next stage of the procedure.
    NextStage,
}

/// One row of a table: in any of these statuses, this action, by one of these roles, leads there.
#[derive(Clone, Copy, Debug)]
pub struct Transition<S: 'static = Status, A = Action> {
    /// Statuses it starts from.
    pub from: &'static [S],
    /// What is done.
    pub action: A,
    /// Where it leads.
    pub to: To<S>,
    /// Who may do it.
    pub by: &'static [Role],
}

/// The row of `table` for `action` in `status`, if there is one.
pub fn row<S: Copy + PartialEq, A: Copy + PartialEq>(
    table: &'static [Transition<S, A>],
    status: S,
    action: A,
) -> Option<&'static Transition<S, A>> {
    table
        .iter()
        .find(|row| row.action == action && row.from.contains(&status))
}

impl StageKind {
    /// The table of the stage.
    pub const fn table(self) -> &'static [Transition] {
        match self {
            Self::Intake => crate::intake::TABLE,
            Self::Screening => crate::screening::TABLE,
            Self::Evaluation => crate::evaluation::TABLE,
            Self::Selection => crate::selection::TABLE,
            Self::Agreement => crate::agreement::TABLE,
            Self::Monitoring => crate::monitoring::TABLE,
        }
    }

    /// The status a file has when it enters the stage.
    pub const fn entry(self) -> Status {
        match self {
            Self::Intake => Status::Draft,
            Self::Screening => Status::Queued,
            Self::Evaluation => Status::AwaitingAssignment,
            Self::Selection => Status::OnAgenda,
            Self::Agreement => Status::Negotiation,
            Self::Monitoring => Status::Active,
        }
    }

    /// The row for `action` in `status`, if there is one.
    pub fn row(self, status: Status, action: Action) -> Option<&'static Transition> {
        row(self.table(), status, action)
    }

    /// Every status a file can have in this stage: its entry and whatever the table reaches.
    pub fn statuses(self) -> Vec<Status> {
        let mut found = vec![self.entry()];
        for row in self.table() {
            let reached = match row.to {
                To::Status(to) => to,
                To::NextStage => &[],
            };
            for status in row.from.iter().chain(reached) {
                if !found.contains(status) {
                    found.push(*status);
                }
            }
        }
        found
    }
}

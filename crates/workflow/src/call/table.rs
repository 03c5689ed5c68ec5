//! Where a call stands, what is done to it, and by whom.

use crate::names::named;
use crate::role::Role;
use crate::transition::{To, Transition};

named! {
    /// Where a call stands. Open and closed are computed from the clock, never stored.
    pub enum CallStatus {
        /// Being written.
        Draft = "draft",
        /// Approved by a second person.
        Approved = "approved",
        /// Public.
        Published = "published",
        /// Over.
        Finalised = "finalised",
        /// Cancelled.
        Cancelled = "cancelled",
    }
}

named! {
    /// What is done to a call.
    pub enum CallAction {
        /// Changes the definition.
        Edit = "edit",
        /// Approves it.
        Approve = "approve",
        /// Takes the approval back to change it.
        Reopen = "reopen",
        /// Publishes it.
        Publish = "publish",
        /// Extends the deadline.
        ExtendDeadline = "extend_deadline",
        /// Prepares a revision of the published form.
        ProposeForm = "propose_form",
        /// Puts the prepared revision in force: a second person.
        ReviseForm = "revise_form",
        /// Gives the prepared revision up.
        RefuseForm = "refuse_form",
        /// Revises the grid of an evaluation.
        ReviseGrid = "revise_grid",
        /// Asks a question about it.
        AskQuestion = "ask_question",
        /// Answers a question to everybody.
        AnswerQuestion = "answer_question",
        /// Leaves a question unanswered.
        DeclineQuestion = "decline_question",
        /// Opens a batch of files to screen.
        OpenBatch = "open_batch",
        /// Sets the moment at which the results of a batch are told.
        SetRelease = "set_release",
        /// Takes that moment back.
        CancelRelease = "cancel_release",
        /// Tells the results of a batch.
        ReleaseBatch = "release_batch",
        /// Convenes a session of the panel.
        ConveneSession = "convene_session",
        /// Opens it.
        BeginSession = "begin_session",
        /// Ends it.
        EndSession = "end_session",
        /// Says that somebody is in.
        AttendSession = "attend_session",
        /// Says that somebody has left.
        LeaveSession = "leave_session",
        /// States for the minutes that one disagrees.
        StateDissent = "state_dissent",
        /// Signs the minutes of a session.
        SignMinutes = "sign_minutes",
        /// Adopts the outcomes of the panel as one list.
        AdoptDecision = "adopt_decision",
        /// Countersigns such a list.
        CountersignDecision = "countersign_decision",
        /// Sends such a list back to the panel.
        ReturnDecision = "return_decision",
        /// Revises the text of a letter.
        ReviseLetter = "revise_letter",
        /// Holds a letter back.
        HoldLetter = "hold_letter",
        /// Lets a letter that was held go with the others again.
        LetLetterGo = "let_letter_go",
        /// Sets the moment at which letters are sent.
        SetLettersRelease = "set_letters_release",
        /// Takes that moment back.
        CancelLettersRelease = "cancel_letters_release",
        /// Sends the letters.
        ReleaseLetters = "release_letters",
        /// Keeps the name of an organisation out of public results.
        WithholdName = "withhold_name",
        /// Names it again.
        DiscloseName = "disclose_name",
        /// Ends it.
        Finalise = "finalise",
        /// Cancels it.
        Cancel = "cancel",
    }
}

named! {
    /// To which files a revised grid applies.
    pub enum Applies {
        /// To every file: only while nobody has scored by the grid.
        All = "all",
        /// To files that enter the evaluation after the revision.
        Later = "later",
    }
}

named! {
    /// Where a published call is on the clock.
    pub enum Phase {
        /// Not yet open.
        Upcoming = "upcoming",
        /// Takes proposals.
        Open = "open",
        /// The deadline has passed.
        Closed = "closed",
    }
}

use CallAction as A;
use CallStatus as S;

const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const MANAGER: &[Role] = &[Role::FacilityManager];
/// Who presides over the panel.
const CHAIRS: &[Role] = &[Role::Chair, Role::DeputyChair];
/// Who is in the room.
const ROOM: &[Role] = &[Role::PanelMember, Role::PanelSecretary];

/// The table of a call.
pub const TABLE: &[Transition<S, A>] = &[
    Transition {
        from: &[S::Draft],
        action: A::Edit,
        to: To::Status(&[S::Draft]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Draft],
        action: A::Approve,
        to: To::Status(&[S::Approved]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Approved],
        action: A::Reopen,
        to: To::Status(&[S::Draft]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Approved],
        action: A::Publish,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::ExtendDeadline,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    // Whoever may apply; not who works for the facility alone.
    Transition {
        from: &[S::Published],
        action: A::AskQuestion,
        to: To::Status(&[S::Published]),
        by: &Role::APPLICANT,
    },
    Transition {
        from: &[S::Published],
        action: A::AnswerQuestion,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::DeclineQuestion,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::ProposeForm,
        to: To::Status(&[S::Published]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReviseForm,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::RefuseForm,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::ReviseGrid,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::OpenBatch,
        to: To::Status(&[S::Published]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Published],
        action: A::SetRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::CancelRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReleaseBatch,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ConveneSession,
        to: To::Status(&[S::Published]),
        by: &[
            Role::Chair,
            Role::DeputyChair,
            Role::PanelSecretary,
            Role::ProgrammeOfficer,
        ],
    },
    Transition {
        from: &[S::Published],
        action: A::BeginSession,
        to: To::Status(&[S::Published]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Published],
        action: A::EndSession,
        to: To::Status(&[S::Published]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Published],
        action: A::AttendSession,
        to: To::Status(&[S::Published]),
        by: ROOM,
    },
    Transition {
        from: &[S::Published],
        action: A::LeaveSession,
        to: To::Status(&[S::Published]),
        by: ROOM,
    },
    Transition {
        from: &[S::Published],
        action: A::StateDissent,
        to: To::Status(&[S::Published]),
        by: &[Role::PanelMember],
    },
    Transition {
        from: &[S::Published],
        action: A::SignMinutes,
        to: To::Status(&[S::Published]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Published],
        action: A::AdoptDecision,
        to: To::Status(&[S::Published]),
        by: CHAIRS,
    },
    Transition {
        from: &[S::Published],
        action: A::CountersignDecision,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReturnDecision,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReviseLetter,
        to: To::Status(&[S::Published]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Published],
        action: A::HoldLetter,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::LetLetterGo,
        to: To::Status(&[S::Published]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Published],
        action: A::SetLettersRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::CancelLettersRelease,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::ReleaseLetters,
        to: To::Status(&[S::Published]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published, S::Finalised],
        action: A::WithholdName,
        to: To::Status(&[S::Published, S::Finalised]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published, S::Finalised],
        action: A::DiscloseName,
        to: To::Status(&[S::Published, S::Finalised]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Published],
        action: A::Finalise,
        to: To::Status(&[S::Finalised]),
        by: MANAGER,
    },
    Transition {
        from: &[S::Draft, S::Approved, S::Published],
        action: A::Cancel,
        to: To::Status(&[S::Cancelled]),
        by: MANAGER,
    },
];

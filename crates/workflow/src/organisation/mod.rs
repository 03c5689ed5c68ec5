//! The case of an organisation: registered once, verified by two people, reused by every call.

mod decide;
mod event;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use crate::country::Country;
use crate::due_diligence::{
    Answer, Category, DueDiligence, Flag, Hit, Level, Match, Readiness, Standing,
};
use crate::ids::{DocumentId, OrganisationId, PersonId};
use crate::names::named;
use crate::record::Digest;
use crate::risk::{Assessment, Rating};
use crate::role::{Actor, Role};
use crate::text::Text;
use crate::transition::{To, Transition};

pub use decide::{
    available, decide, does, may_lighten, may_merge, may_set, may_settle, permitted, screened,
};
pub use event::{Event, evolve, register};

named! {
    /// Where an organisation stands.
    pub enum OrganisationStatus {
        /// On the register.
        Registered = "registered",
        /// One person has answered the verification questions.
        VerificationProposed = "verification_proposed",
        /// A second person has confirmed that all answers are yes.
        Verified = "verified",
        /// A second person has confirmed that an answer is no.
        Refused = "refused",
        /// Merged into another organisation; its history stays.
        Merged = "merged",
    }
}

named! {
    /// What is done to an organisation.
    pub enum OrganisationAction {
        /// Changes the profile.
        Amend = "amend",
        /// Adds, replaces or removes documents.
        KeepDocuments = "keep_documents",
        /// Invites and removes people, changes their roles, hands the organisation over.
        ManagePeople = "manage_people",
        /// Answers a question of the verification.
        AnswerQuestion = "answer_question",
        /// Proposes the verdict the answers come to.
        ProposeVerification = "propose_verification",
        /// Confirms the verdict.
        ConfirmVerification = "confirm_verification",
        /// Sends the answers back.
        ReturnVerification = "return_verification",
        /// Raises a risk flag.
        RaiseFlag = "raise_flag",
        /// Changes the level or the last day of a flag.
        ChangeFlag = "change_flag",
        /// Lifts a flag.
        LiftFlag = "lift_flag",
        /// States that a match with a sanctions list is them.
        ConfirmMatch = "confirm_match",
        /// States that a match with a sanctions list is not them.
        DismissMatch = "dismiss_match",
        /// States that two organisations are not one.
        DismissDuplicate = "dismiss_duplicate",
        /// Assesses the risk of working with it.
        AssessRisk = "assess_risk",
        /// Merges the organisation into another.
        Merge = "merge",
    }
}

use OrganisationAction as A;
use OrganisationStatus as S;

/// Every status of an organisation that stands for itself.
const LIVE: &[S] = &[
    S::Registered,
    S::VerificationProposed,
    S::Verified,
    S::Refused,
];

/// A row for what leaves the status as it is.
const fn kept(action: A, by: &'static [Role]) -> Transition<S, A> {
    Transition {
        from: LIVE,
        action,
        to: To::Status(LIVE),
        by,
    }
}

const WRITERS: &[Role] = &[Role::Owner, Role::Editor];
/// Who decides for the facility on organisations.
pub const OFFICERS: &[Role] = &[Role::ProgrammeOfficer, Role::FacilityManager];

/// Who reads the whole register.
pub const READERS: &[Role] = &[
    Role::ProgrammeOfficer,
    Role::FacilityManager,
    Role::Screener,
    Role::Auditor,
    Role::FinanceOfficer,
];

/// The table of an organisation.
pub const TABLE: &[Transition<S, A>] = &[
    Transition {
        from: &[S::Registered],
        action: A::Amend,
        to: To::Status(&[S::Registered]),
        by: WRITERS,
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::Amend,
        to: To::Status(&[S::VerificationProposed, S::Registered]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Verified],
        action: A::Amend,
        to: To::Status(&[S::Verified, S::Registered]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Refused],
        action: A::Amend,
        to: To::Status(&[S::Refused, S::Registered]),
        by: WRITERS,
    },
    kept(A::KeepDocuments, WRITERS),
    kept(A::ManagePeople, &[Role::Owner]),
    Transition {
        from: &[S::Registered, S::Verified, S::Refused],
        action: A::AnswerQuestion,
        to: To::Status(&[S::Registered, S::Verified, S::Refused]),
        by: &[Role::ProgrammeOfficer, Role::Screener],
    },
    Transition {
        from: &[S::Registered, S::Verified, S::Refused],
        action: A::ProposeVerification,
        to: To::Status(&[S::VerificationProposed]),
        by: &[Role::ProgrammeOfficer, Role::Screener],
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::ConfirmVerification,
        to: To::Status(&[S::Verified, S::Refused]),
        by: OFFICERS,
    },
    Transition {
        from: &[S::VerificationProposed],
        action: A::ReturnVerification,
        to: To::Status(&[S::Registered]),
        by: OFFICERS,
    },
    kept(
        A::RaiseFlag,
        &[
            Role::Screener,
            Role::ProgrammeOfficer,
            Role::FinanceOfficer,
            Role::FacilityManager,
        ],
    ),
    kept(
        A::ChangeFlag,
        &[
            Role::Screener,
            Role::ProgrammeOfficer,
            Role::FinanceOfficer,
            Role::FacilityManager,
        ],
    ),
    kept(A::LiftFlag, OFFICERS),
    kept(A::AssessRisk, OFFICERS),
    kept(A::ConfirmMatch, OFFICERS),
    kept(A::DismissMatch, OFFICERS),
    kept(A::DismissDuplicate, OFFICERS),
    Transition {
        from: LIVE,
        action: A::Merge,
        to: To::Status(&[S::Merged]),
        by: &[Role::FacilityManager],
    },
];

/// An answer on record in the present round of a verification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The answer.
    pub answer: Answer,
    /// Digest of the comment.
    pub comment: Option<Digest>,
    /// Documents of the organisation it rests on.
    pub evidence: BTreeSet<DocumentId>,
    /// Who answered; nobody in records older than answers one by one.
    pub by: Option<PersonId>,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// ISO 3166-1.
    pub country: Country,
    /// Status.
    pub status: S,
    /// SHA-256 of the profile as last stated.
    pub profile: Digest,
    /// Answers of the present round, by question.
    pub answers: BTreeMap<String, Answered>,
    /// Who proposed the verdict.
    pub proposed_by: Option<PersonId>,
    /// The last day the verification holds.
    pub verified_until: Option<NaiveDate>,
    /// Risk flags by number, lifted ones too.
    pub flags: BTreeMap<u32, Flag>,
    /// Matches with sanctions lists by number, ended ones too.
    pub matches: BTreeMap<u32, Match>,
    /// The last assessment of risk.
    pub risk: Option<Assessment>,
    /// Organisations known to be others.
    pub not_duplicates: BTreeSet<OrganisationId>,
    /// The organisation this one was merged into.
    pub merged_into: Option<OrganisationId>,
    /// Organisations merged into this one.
    pub absorbed: BTreeSet<OrganisationId>,
    /// When it registered (UTC).
    pub registered_at: DateTime<Utc>,
    /// When its bank details last changed (UTC); nothing while they are those it stated first.
    pub bank_changed_at: Option<DateTime<Utc>>,
}

impl Organisation {
    /// The gravest flag that holds on a day.
    pub fn flag(&self, today: NaiveDate) -> Option<Level> {
        let held = self.flags.values().filter(|flag| flag.holds(today));
        held.map(|flag| flag.level).max()
    }

    /// Its standing on a day, with how far its registration has come.
    pub fn standing(&self, today: NaiveDate, registration: Readiness) -> Standing {
        let listed = |found: &Match| found.status.counts();
        Standing {
            country: self.country,
            verified: self.verified_until.is_some_and(|until| today <= until),
            flag: self.flag(today),
            listed: self.matches.values().any(listed),
            merged: self.status == S::Merged,
            registration,
        }
    }

    /// Whether the answers are of a round under way; those of a round that is over only tell what was found then.
    pub fn in_round(&self) -> bool {
        self.proposed_by.is_none() || self.status == S::VerificationProposed
    }

    /// The answers of the round under way, by question.
    pub fn present_answers(&self) -> BTreeMap<String, Answer> {
        let under_way = self.answers.iter().filter(|_| self.in_round());
        under_way
            .map(|(question, answered)| (question.clone(), answered.answer))
            .collect()
    }

    /// Who answered or proposed in the present round; none of them confirms it.
    pub fn took_part(&self, person: PersonId) -> bool {
        self.proposed_by == Some(person)
            || self
                .answers
                .values()
                .any(|answered| answered.by == Some(person))
    }
}

/// In what situation somebody acts.
#[derive(Clone, Copy, Debug)]
pub struct Situation<'a> {
    /// Who acts.
    pub actor: &'a Actor,
    /// The facility's rules.
    pub rules: &'a DueDiligence,
    /// The people of the organisation.
    pub members: &'a BTreeMap<PersonId, Role>,
    /// When (UTC).
    pub now: DateTime<Utc>,
}

/// What is done with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentAct {
    /// A new document.
    Add,
    /// A new version in the place of an earlier document.
    Replace(DocumentId),
    /// Removed; what was kept stays.
    Remove,
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Changes the profile.
    Amend {
        /// SHA-256 of the new profile.
        profile: Digest,
        /// Country as now stated.
        country: Country,
        /// Whether something changes that a verification looks at.
        substance: bool,
        /// Whether the bank details change; the first ones stated are no change.
        bank: bool,
    },
    /// Adds, replaces or removes a document.
    KeepDocument {
        /// The document.
        document: DocumentId,
        /// Its kind.
        kind: String,
        /// SHA-256 of its content.
        content: Digest,
        /// What is done.
        act: DocumentAct,
    },
    /// Invites a person, by the id of the invitation.
    Invite {
        /// The invitation.
        invitation: uuid::Uuid,
        /// Role they are to have.
        role: Role,
    },
    /// Takes a person in who asked to join.
    Admit {
        /// Who.
        person: PersonId,
        /// Role they get.
        role: Role,
    },
    /// Changes a person's role.
    ChangeRole {
        /// Whose.
        person: PersonId,
        /// The new role.
        role: Role,
    },
    /// Hands the organisation over: the other becomes owner, the one who hands over an editor.
    HandOver {
        /// To whom.
        to: PersonId,
    },
    /// Removes a person; owners remove others, everyone may leave.
    Remove {
        /// Whom.
        person: PersonId,
    },
    /// Answers a question of the verification.
    AnswerQuestion {
        /// The question.
        question: String,
        /// The answer.
        answer: Answer,
        /// What was looked at.
        comment: Option<Text>,
        /// Documents of the organisation it rests on.
        evidence: BTreeSet<DocumentId>,
    },
    /// Proposes the verdict the answers come to.
    ProposeVerification {
        /// A remark on the whole.
        comment: Text,
    },
    /// Confirms.
    ConfirmVerification,
    /// Sends back.
    ReturnVerification {
        /// Why.
        reason: Text,
    },
    /// Raises a risk flag.
    RaiseFlag {
        /// How grave.
        level: Level,
        /// What about.
        category: Category,
        /// The last day it holds.
        until: Option<NaiveDate>,
        /// Why.
        reason: Text,
    },
    /// Changes a flag: escalates or lowers it, or gives it another last day.
    ChangeFlag {
        /// Number of the flag.
        flag: u32,
        /// The level it is to have.
        level: Level,
        /// The last day it holds.
        until: Option<NaiveDate>,
        /// Why.
        reason: Text,
    },
    /// Lifts a flag.
    LiftFlag {
        /// Number of the flag.
        flag: u32,
        /// Why.
        reason: Text,
    },
    /// States that a match is them.
    ConfirmMatch {
        /// Number of the match.
        number: u32,
        /// Why.
        reason: Text,
    },
    /// States that a match is not them.
    DismissMatch {
        /// Number of the match.
        number: u32,
        /// Why.
        reason: Text,
    },
    /// Assesses the risk of working with it.
    AssessRisk {
        /// Question → answer.
        answers: BTreeMap<String, Rating>,
        /// What the answers rest on.
        comment: Text,
    },
    /// States that another organisation is not this one.
    DismissDuplicate {
        /// The other.
        other: OrganisationId,
        /// Why.
        reason: Text,
    },
    /// Merges this organisation into another.
    Merge {
        /// The one that remains.
        into: OrganisationId,
        /// Why.
        reason: Text,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> A {
        match self {
            Self::Amend { .. } => A::Amend,
            Self::KeepDocument { .. } => A::KeepDocuments,
            Self::Invite { .. }
            | Self::Admit { .. }
            | Self::ChangeRole { .. }
            | Self::HandOver { .. }
            | Self::Remove { .. } => A::ManagePeople,
            Self::AnswerQuestion { .. } => A::AnswerQuestion,
            Self::ProposeVerification { .. } => A::ProposeVerification,
            Self::ConfirmVerification => A::ConfirmVerification,
            Self::ReturnVerification { .. } => A::ReturnVerification,
            Self::RaiseFlag { .. } => A::RaiseFlag,
            Self::ChangeFlag { .. } => A::ChangeFlag,
            Self::LiftFlag { .. } => A::LiftFlag,
            Self::AssessRisk { .. } => A::AssessRisk,
            Self::ConfirmMatch { .. } => A::ConfirmMatch,
            Self::DismissMatch { .. } => A::DismissMatch,
            Self::DismissDuplicate { .. } => A::DismissDuplicate,
            Self::Merge { .. } => A::Merge,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::ProposeVerification { comment: text }
            | Self::AssessRisk { comment: text, .. }
            | Self::ReturnVerification { reason: text }
            | Self::RaiseFlag { reason: text, .. }
            | Self::ChangeFlag { reason: text, .. }
            | Self::LiftFlag { reason: text, .. }
            | Self::ConfirmMatch { reason: text, .. }
            | Self::DismissMatch { reason: text, .. }
            | Self::DismissDuplicate { reason: text, .. }
            | Self::Merge { reason: text, .. } => vec![text],
            Self::AnswerQuestion { comment, .. } => comment.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// A name found on a list, and how near it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was found.
    pub hit: Hit,
    /// Similarity in thousandths.
    pub score: u16,
}

//! Who acts: roles and the actor who holds them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::ids::{CallId, OrganisationId, PersonId};

/// What a person is in the facility, or in an applying organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Applicant who may also sign, accept, withdraw and manage the people of the organisation.
    Owner,
    /// Applicant who may write, submit and report.
    Editor,
    /// Applicant who may only read.
    Reader,
    /// Checks eligibility.
    Screener,
    /// Scores the files assigned to them.
    Evaluator,
    /// Votes on the files of the agenda.
    PanelMember,
    /// Panel member who opens and closes items and records outcomes.
    Chair,
    /// Sets up calls, runs stages, monitors.
    ProgrammeOfficer,
    /// Approves and records payments.
    FinanceOfficer,
    /// Appoints people, approves calls, releases decisions.
    FacilityManager,
    /// Reads everything, changes nothing.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 11] = [
        Self::Owner,
        Self::Editor,
        Self::Reader,
        Self::Screener,
        Self::Evaluator,
        Self::PanelMember,
        Self::Chair,
        Self::ProgrammeOfficer,
        Self::FinanceOfficer,
        Self::FacilityManager,
        Self::Auditor,
    ];
    /// The roles a person holds in an organisation.
    pub const APPLICANT: [Self; 3] = [Self::Owner, Self::Editor, Self::Reader];

    /// The name used in data: `programme_officer`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Editor => "editor",
            Self::Reader => "reader",
            Self::Screener => "screener",
            Self::Evaluator => "evaluator",
            Self::PanelMember => "panel_member",
            Self::Chair => "chair",
            Self::ProgrammeOfficer => "programme_officer",
            Self::FinanceOfficer => "finance_officer",
            Self::FacilityManager => "facility_manager",
            Self::Auditor => "auditor",
        }
    }

    /// Whether the role is held in an organisation rather than in the facility.
    pub fn is_applicant(self) -> bool {
        Self::APPLICANT.contains(&self)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a role; use one of owner, editor, reader, screener, evaluator, panel_member, chair, programme_officer, finance_officer, facility_manager, auditor"
)]
pub struct UnknownRole(pub String);

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.name() == text)
            .ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

/// A role given to a person by the facility.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// A role of the facility (never owner, editor or reader).
    pub role: Role,
    /// The call it is for; `None` means every call.
    pub call: Option<CallId>,
    /// The agency a panel member sits for.
    pub agency: Option<String>,
}

/// The person who acts, with everything they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The person.
    pub person: PersonId,
    /// Roles in the facility.
    pub appointments: Vec<Appointment>,
    /// Roles in organisations: owner, editor or reader.
    pub memberships: Vec<(OrganisationId, Role)>,
}

impl Actor {
    /// Whether the person holds `role` of the facility for `call` (an appointment for every call counts).
    /// A chair is a panel member too.
    pub fn holds(&self, role: Role, call: Option<CallId>) -> bool {
        self.appointments.iter().any(|held| {
            let same = held.role == role || (role == Role::PanelMember && held.role == Role::Chair);
            same && (held.call.is_none() || (call.is_some() && held.call == call))
        })
    }

    /// Whether the person holds `role` of the facility for at least one call.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.appointments.iter().any(|held| {
            held.role == role || (role == Role::PanelMember && held.role == Role::Chair)
        })
    }

    /// Whether the person holds one of the roles of the facility for at least one call.
    pub fn holds_one_of(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.holds_anywhere(*role))
    }

    /// Whether the person holds at least `role` in the organisation: an owner is an editor, an editor a reader.
    pub fn member(&self, organisation: OrganisationId, role: Role) -> bool {
        self.memberships
            .iter()
            .any(|(of, held)| *of == organisation && *held <= role && role.is_applicant())
    }

    /// The agency this person sits for on the panel of `call`.
    pub fn agency(&self, call: CallId) -> Option<&str> {
        self.appointments
            .iter()
            .filter(|held| held.call.is_none() || held.call == Some(call))
            .find_map(|held| held.agency.as_deref())
    }
}

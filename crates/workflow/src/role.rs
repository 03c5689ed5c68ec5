//! Who acts: roles and the actor who holds them.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
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
    /// Panel member who does so where the chair cannot.
    DeputyChair,
    /// Keeps the door and the minutes of the panel; has no vote.
    PanelSecretary,
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
    pub const ALL: [Self; 13] = [
        Self::Owner,
        Self::Editor,
        Self::Reader,
        Self::Screener,
        Self::Evaluator,
        Self::PanelMember,
        Self::Chair,
        Self::DeputyChair,
        Self::PanelSecretary,
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
            Self::DeputyChair => "deputy_chair",
            Self::PanelSecretary => "panel_secretary",
            Self::ProgrammeOfficer => "programme_officer",
            Self::FinanceOfficer => "finance_officer",
            Self::FacilityManager => "facility_manager",
            Self::Auditor => "auditor",
        }
    }

    /// The roles of those who sit at the table of a panel.
    pub const PANEL: [Self; 4] = [
        Self::PanelMember,
        Self::Chair,
        Self::DeputyChair,
        Self::PanelSecretary,
    ];

    /// Whether who holds this role holds the other with it: whoever presides over a panel is a member of it.
    pub fn serves_as(self, other: Self) -> bool {
        self == other || (other == Self::PanelMember && self.votes())
    }

    /// Whether the role has a vote in the panel.
    pub const fn votes(self) -> bool {
        matches!(self, Self::PanelMember | Self::Chair | Self::DeputyChair)
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
    "\"{0}\" is not a role; use one of owner, editor, reader, screener, evaluator, panel_member, chair, deputy_chair, panel_secretary, programme_officer, finance_officer, facility_manager, auditor"
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

/// The days on which a seat is held (UTC): both ends are days of the term, and an open end has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// Its first day.
    pub from: Option<NaiveDate>,
    /// Its last day.
    pub until: Option<NaiveDate>,
}

impl Term {
    /// Whether the seat is held on a day.
    pub fn covers(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether it ends before it begins.
    pub fn contradicts_itself(self) -> bool {
        self.from
            .zip(self.until)
            .is_some_and(|(from, until)| until < from)
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
    /// A chair and a deputy are panel members too.
    pub fn holds(&self, role: Role, call: Option<CallId>) -> bool {
        self.appointments.iter().any(|held| {
            held.role.serves_as(role)
                && (held.call.is_none() || (call.is_some() && held.call == call))
        })
    }

    /// Whether the person holds `role` of the facility for at least one call.
    pub fn holds_anywhere(&self, role: Role) -> bool {
        self.appointments
            .iter()
            .any(|held| held.role.serves_as(role))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_its_first_and_its_last_day() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let term = Term {
            from: day("2010-07-01"),
            until: day("2010-07-09"),
        };
        let covers = |text: &str| day(text).is_some_and(|day| term.covers(day));
        assert!(!covers("2010-06-30"));
        assert!(covers("2010-07-01"));
        assert!(covers("2010-07-09"));
        assert!(!covers("2010-07-10"));
        assert!(!term.contradicts_itself());
        let one_day = Term {
            until: term.from,
            ..term
        };
        assert!(!one_day.contradicts_itself());
        let backwards = Term {
            from: term.until,
            until: term.from,
        };
        assert!(backwards.contradicts_itself());
        assert!(Term::default().covers(NaiveDate::MIN));
    }
}

//! The people of the tests: one name, one person, one part.

use uuid::Uuid;
use workflow::ids::{CallId, OrganisationId, PersonId};
use workflow::role::{Actor, Appointment, Role};

/// The call of the tests.
pub const CALL: CallId = CallId(Uuid::from_u128(0xca11));
/// A call whose people have no business here.
pub const OTHER_CALL: CallId = CallId(Uuid::from_u128(0xca12));
/// The applicant.
pub const APPLICANT: OrganisationId = OrganisationId(Uuid::from_u128(0xa1));
/// Another applicant.
pub const OTHER_APPLICANT: OrganisationId = OrganisationId(Uuid::from_u128(0xa2));

/// Who acts. Numbers tell people with the same role apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Owner,
    Editor,
    Reader,
    OtherOwner,
    Screener(u8),
    Evaluator(u8),
    Member(u8),
    Chair,
    Deputy,
    Secretary,
    Officer(u8),
    Finance(u8),
    Manager(u8),
    Auditor,
}

impl Who {
    /// The role and the number among those who hold it.
    const fn part(self) -> (Role, u8) {
        match self {
            Self::Owner => (Role::Owner, 1),
            Self::OtherOwner => (Role::Owner, 2),
            Self::Editor => (Role::Editor, 1),
            Self::Reader => (Role::Reader, 1),
            Self::Screener(n) => (Role::Screener, n),
            Self::Evaluator(n) => (Role::Evaluator, n),
            Self::Member(n) => (Role::PanelMember, n),
            Self::Chair => (Role::Chair, 1),
            Self::Deputy => (Role::DeputyChair, 1),
            Self::Secretary => (Role::PanelSecretary, 1),
            Self::Officer(n) => (Role::ProgrammeOfficer, n),
            Self::Finance(n) => (Role::FinanceOfficer, n),
            Self::Manager(n) => (Role::FacilityManager, n),
            Self::Auditor => (Role::Auditor, 1),
        }
    }

    /// The role.
    pub const fn role(self) -> Role {
        self.part().0
    }

    /// The person.
    pub const fn id(self) -> PersonId {
        let (role, number) = self.part();
        PersonId(Uuid::from_u128(
            0x9e00_0000 + (role as u128) * 0x100 + number as u128,
        ))
    }

    /// The person as the facility knows them, appointed for the call of the tests.
    pub fn actor(self) -> Actor {
        self.for_call(Some(CALL))
    }

    /// The same with an appointment for another call, or for all.
    pub fn for_call(self, call: Option<CallId>) -> Actor {
        let role = self.role();
        let organisation = match self {
            Self::OtherOwner => OTHER_APPLICANT,
            _ => APPLICANT,
        };
        let (appointments, memberships) = if role.is_applicant() {
            (vec![], vec![(organisation, role)])
        } else {
            (vec![appointed(role, call)], vec![])
        };
        Actor {
            person: self.id(),
            appointments,
            memberships,
        }
    }
}

/// An appointment without an agency.
pub const fn appointed(role: Role, call: Option<CallId>) -> Appointment {
    Appointment {
        role,
        call,
        agency: None,
    }
}

//! The facility's calendar: by which days deadlines in working days are counted. The manager keeps it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::ids::PersonId;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::time::Calendar;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// The setting it is kept under.
const SETTING: &str = "calendar";

/// The calendar as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// How often it was changed: what a change is held against.
    pub version: i64,
    /// The calendar.
    pub calendar: Calendar,
    /// Who changed it last, and when (UTC); nobody while it is as it came.
    pub changed: Option<(PersonId, DateTime<Utc>)>,
}

/// The calendar inside a transaction; Monday to Friday until somebody sets another.
pub fn load(conn: &mut AnyConn) -> Result<Kept, Failure> {
    let Some(text) = store::settings::get(conn, SETTING)? else {
        return Ok(Kept::default());
    };
    serde_json::from_str(&text)
        .map_err(|error| Failure::Unexpected(format!("the calendar cannot be read: {error}")))
}

/// The calendar by which deadlines are counted today.
pub fn current(facility: &Facility) -> Result<Calendar, Failure> {
    facility
        .store
        .read(|conn| load(conn).map(|kept| kept.calendar))
}

/// The calendar as people of the facility read it.
pub fn view(facility: &Facility, actor: &Actor) -> Result<Kept, Failure> {
    if actor.appointments.is_empty() {
        return Err(Failure::hidden());
    }
    facility.store.read(load)
}

/// Whether the person may change it: the manager of the whole facility.
pub fn may_change(actor: &Actor) -> bool {
    actor.holds(Role::FacilityManager, None)
}

/// Sets the calendar; deadlines that were given stay as they are. `seen` is the version the person has seen, if they say
/// so. Answers the new version.
pub fn set(
    facility: &Facility,
    actor: &Actor,
    seen: Option<i64>,
    calendar: &Calendar,
) -> Result<i64, Failure> {
    if actor.appointments.is_empty() {
        return Err(Failure::hidden());
    }
    if !may_change(actor) {
        return Err(Refusal::NotAllowed.into());
    }
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let before = load(conn)?;
        cases::expect(seen, before.version)?;
        if before.calendar == *calendar {
            return Ok(before.version);
        }
        let kept = Kept {
            version: before.version + 1,
            calendar: calendar.clone(),
            changed: Some((actor.person, now)),
        };
        let text =
            serde_json::to_string(&kept).map_err(|error| Failure::Unexpected(error.to_string()))?;
        store::settings::set(conn, SETTING, &text)?;
        Ok(kept.version)
    })
}

//! One act on many organisations: first shown as it would turn out for each, then carried out for each by itself.

use chrono::{DateTime, NaiveDate, Utc};
use language::Language;
use store::AnyConn;
use workflow::due_diligence::{Category, Level};
use workflow::ids::OrganisationId;
use workflow::organisation::{self, Command, Organisation, OrganisationAction};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text::Text;

use super::{From, RegisterFilter, RegisterOrder, keeps_diligence, reads};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;
use crate::sanctions::screening;

/// The most organisations one act is carried out on.
pub const MOST: usize = 500;

/// Which organisations.
#[derive(Clone, Debug)]
pub enum Selection {
    /// These.
    These(Vec<OrganisationId>),
    /// All that fit a filter.
    Fitting(Box<RegisterFilter>),
}

/// What is done to each.
#[derive(Clone, Debug)]
pub enum Act {
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
    /// Asks who writes for it to renew documents and profile, by mail.
    AskRenewal {
        /// Where the pages are: `https://grants.example.org`.
        public_url: String,
    },
    /// Screens it again against the latest sanctions list.
    Screen,
}

/// Which act, without its details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActKind {
    /// Raises a risk flag.
    RaiseFlag,
    /// Asks to renew.
    AskRenewal,
    /// Screens against the latest sanctions list.
    Screen,
}

impl ActKind {
    /// Every act.
    pub const ALL: &'static [Self] = &[Self::RaiseFlag, Self::AskRenewal, Self::Screen];

    /// The name used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RaiseFlag => "raise_flag",
            Self::AskRenewal => "ask_renewal",
            Self::Screen => "screen",
        }
    }

    /// The act of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.name() == name)
    }
}

impl Act {
    /// Which act it is.
    pub const fn kind(&self) -> ActKind {
        match self {
            Self::RaiseFlag { .. } => ActKind::RaiseFlag,
            Self::AskRenewal { .. } => ActKind::AskRenewal,
            Self::Screen => ActKind::Screen,
        }
    }
}

/// Why an organisation is left out.
#[derive(Clone, Debug, PartialEq)]
pub enum Skip {
    /// The rules do not allow it.
    Refused(Refusal),
    /// Somebody has changed it since it was shown.
    Changed,
    /// It has no verification that could be renewed.
    NotVerified,
    /// Its verification holds for longer than the facility's rules ask to renew it.
    HoldsUntil(NaiveDate),
    /// Nobody who writes for it can be reached.
    NobodyToWriteTo,
    /// It has been asked today.
    AskedToday,
    /// No sanctions list has been read in.
    NoList,
}

/// How it turns out for an organisation.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The organisation.
    pub id: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// Place in its chain.
    pub seq: i64,
    /// Why it is left out; nothing when it is done.
    pub skipped: Option<Skip>,
}

/// An act on many, as it would turn out now.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Each organisation.
    pub outcomes: Vec<Outcome>,
    /// Whether more were chosen than [`MOST`], and are not among them.
    pub cut: bool,
}

/// Who may choose an act at all.
pub fn may(actor: &Actor, kind: ActKind) -> bool {
    match kind {
        ActKind::RaiseFlag => {
            reads(actor) && organisation::does(actor, OrganisationAction::RaiseFlag)
        }
        ActKind::AskRenewal => keeps_diligence(actor),
        ActKind::Screen => crate::sanctions::may_import(actor),
    }
}

fn allowed(actor: &Actor, kind: ActKind) -> Result<(), Failure> {
    if !reads(actor) {
        Err(Failure::hidden())
    } else if may(actor, kind) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// What would happen to each organisation. Nothing changes.
pub fn plan(
    facility: &Facility,
    actor: &Actor,
    kind: ActKind,
    selection: &Selection,
) -> Result<Plan, Failure> {
    allowed(actor, kind)?;
    let (mut ids, limit) = (Vec::new(), i64::try_from(MOST).unwrap_or(i64::MAX));
    let mut cut = false;
    match selection {
        Selection::These(these) => {
            for id in these {
                if !ids.contains(id) {
                    ids.push(*id);
                }
            }
            cut |= ids.len() > MOST;
            ids.truncate(MOST);
        }
        Selection::Fitting(filter) => {
            let order = RegisterOrder::Name;
            let page = super::page(facility, actor, filter, order, From::Start, limit)?;
            cut |= page.later;
            ids.extend(page.lines.iter().map(|line| line.line.id));
        }
    }
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let outcomes = ids.into_iter().map(|id| {
            let loaded = cases::load_organisation(conn, id)?;
            Ok(Outcome {
                id,
                name: name(conn, id)?,
                seq: loaded.seq,
                skipped: hindrance(conn, facility, actor, kind, &loaded.state, now)?,
            })
        });
        Ok(Plan {
            outcomes: outcomes.collect::<Result<_, Failure>>()?,
            cut,
        })
    })
}

/// Carries the act out on each organisation that is at the place in its chain that was shown; without a place, on each.
/// One that cannot be done keeps none of the others back.
pub fn carry_out(
    facility: &Facility,
    actor: &Actor,
    act: &Act,
    chosen: &[(OrganisationId, Option<i64>)],
) -> Result<Vec<Outcome>, Failure> {
    allowed(actor, act.kind())?;
    if chosen.len() > MOST {
        return Err(Failure::field("organisations", "too-many"));
    }
    let each = chosen.iter().map(|(id, seen)| {
        let name = facility.store.read(|conn| name(conn, *id))?;
        let done = facility
            .store
            .write(|conn| once(conn, facility, actor, act, *id, *seen));
        let (seq, skipped) = match done {
            Ok(Ok(seq)) => (seq, None),
            Ok(Err(skip)) => (seen.unwrap_or_default(), Some(skip)),
            Err(Failure::Refused(refusal)) => {
                (seen.unwrap_or_default(), Some(Skip::Refused(refusal)))
            }
            Err(Failure::ChangedMeanwhile) => (seen.unwrap_or_default(), Some(Skip::Changed)),
            Err(failure) => return Err(failure),
        };
        Ok(Outcome {
            id: *id,
            name,
            seq,
            skipped,
        })
    });
    each.collect()
}

fn name(conn: &mut AnyConn, id: OrganisationId) -> Result<String, Failure> {
    let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
    Ok(row.profile.legal_name)
}

/// What keeps the act from being done; nothing when it would be.
fn hindrance(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    kind: ActKind,
    state: &Organisation,
    now: DateTime<Utc>,
) -> Result<Option<Skip>, Failure> {
    match kind {
        ActKind::RaiseFlag => {
            let action = OrganisationAction::RaiseFlag;
            let refused = organisation::permitted(state, action, actor).err();
            Ok(refused.map(Skip::Refused))
        }
        ActKind::AskRenewal => not_to_ask(conn, facility, actor, state, now),
        ActKind::Screen => not_to_screen(conn, actor, state),
    }
}

/// Whose own organisation it is acts for it and never for the facility; one merged into another is no more.
fn closed(actor: &Actor, state: &Organisation) -> Option<Skip> {
    if state.merged_into.is_some() {
        Some(Skip::Refused(Refusal::Merged))
    } else if actor.member(state.id, Role::Reader) {
        Some(Skip::Refused(Refusal::NotAllowed))
    } else {
        None
    }
}

fn not_to_screen(
    conn: &mut AnyConn,
    actor: &Actor,
    state: &Organisation,
) -> Result<Option<Skip>, Failure> {
    let list = screening::latest(conn)?;
    Ok(closed(actor, state).or(list.is_none().then_some(Skip::NoList)))
}

fn not_to_ask(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    state: &Organisation,
    now: DateTime<Utc>,
) -> Result<Option<Skip>, Failure> {
    if let Some(closed) = closed(actor, state) {
        return Ok(Some(closed));
    }
    let Some(until) = state.verified_until else {
        return Ok(Some(Skip::NotVerified));
    };
    let today = now.date_naive();
    if !facility.rules.to_renew(until, today) {
        return Ok(Some(Skip::HoldsUntil(until)));
    }
    let writers = store::people::writers_of(conn, state.id)?;
    if writers.is_empty() {
        return Ok(Some(Skip::NobodyToWriteTo));
    }
    for person in writers {
        if !store::outbox::holds(conn, &asked(state.id, person.id, today))? {
            return Ok(None);
        }
    }
    Ok(Some(Skip::AskedToday))
}

/// What makes a mail that asks to renew one: the same people are asked once a day.
fn asked(id: OrganisationId, person: workflow::ids::PersonId, today: NaiveDate) -> String {
    format!(
        "{}:{id}:{today}:{person}",
        letters::Kind::RenewalAsked.name()
    )
}

/// Does it to one organisation.
fn once(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    act: &Act,
    id: OrganisationId,
    seen: Option<i64>,
) -> Result<Result<i64, Skip>, Failure> {
    match act {
        Act::RaiseFlag {
            level,
            category,
            until,
            reason,
        } => {
            let command = Command::RaiseFlag {
                level: *level,
                category: *category,
                until: *until,
                reason: reason.clone(),
            };
            cases::act_on_organisation(conn, facility, actor, id, seen, &command).map(Ok)
        }
        Act::AskRenewal { .. } | Act::Screen => {
            let now = facility.clock.now();
            let loaded = cases::load_organisation(conn, id)?;
            cases::expect(seen, loaded.seq)?;
            let state = &loaded.state;
            if let Some(skip) = hindrance(conn, facility, actor, act.kind(), state, now)? {
                return Ok(Err(skip));
            }
            if let Act::AskRenewal { public_url } = act {
                ask(conn, state, public_url, now)?;
                return Ok(Ok(loaded.seq));
            }
            let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
            screening::screen(conn, id, &row.profile, now)?;
            Ok(Ok(cases::place(conn, id.into())?))
        }
    }
}

fn ask(
    conn: &mut AnyConn,
    state: &Organisation,
    public_url: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Some(until) = state.verified_until else {
        return Ok(());
    };
    let organisation = name(conn, state.id)?;
    for person in store::people::writers_of(conn, state.id)? {
        let language = Language::parse(&person.language).unwrap_or(Language::English);
        let facts = [
            ("organisation", organisation.clone()),
            ("until", language::date(language, until)),
            ("link", format!("{public_url}/organisations/{}", state.id)),
        ];
        let once = asked(state.id, person.id, now.date_naive());
        let (kind, case) = (letters::Kind::RenewalAsked, Some(state.id.into()));
        crate::outbox::write(conn, &person, &once, kind, &facts, case, now)?;
    }
    Ok(())
}

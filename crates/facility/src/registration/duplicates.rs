//! Organisations that may be one: found by what they share, looked at by people, remembered when they are two, merged
//! when they are one.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::duplicates::{self, Suspicion};
use store::organisations::OrganisationRow;
use workflow::due_diligence::{Category, Level};
use workflow::ids::OrganisationId;
use workflow::organisation::{self, Command, Event, OrganisationAction};
use workflow::refusal::Refusal;
use workflow::registration::Profile;
use workflow::role::{Actor, Role};
use workflow::text::Text;

use super::{reads_diligence, reads_register, sees};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// From which similarity two names of one country are near-equal, in thousandths.
pub const NEAR_EQUAL: u16 = 900;

/// What two organisations share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "shared", rename_all = "snake_case")]
pub enum Evidence {
    /// The registration number in the same country, however it is punctuated.
    RegistrationNumber {
        /// The number as written.
        number: String,
    },
    /// The bank account.
    BankAccount,
    /// The host of the website.
    WebDomain {
        /// The host.
        host: String,
    },
    /// An officer of the same name and day of birth.
    Officer {
        /// The name as written.
        name: String,
    },
    /// A near-equal name in the same country.
    Name {
        /// The name of the one.
        name: String,
        /// The name of the other.
        other: String,
        /// Similarity in thousandths.
        score: u16,
    },
}

/// What tells that a profile is of an organisation the register has already.
pub(crate) fn evidence(
    conn: &mut AnyConn,
    own: Option<OrganisationId>,
    profile: &Profile,
) -> Result<BTreeMap<OrganisationId, Vec<Evidence>>, Failure> {
    let mut found: BTreeMap<OrganisationId, Vec<Evidence>> = BTreeMap::new();
    let mut add = |id: OrganisationId, evidence: Evidence| {
        if Some(id) != own {
            found.entry(id).or_default().push(evidence);
        }
    };
    if let Some(number) = &profile.registration_number {
        for id in duplicates::with_number(conn, profile.country, number)? {
            add(
                id,
                Evidence::RegistrationNumber {
                    number: number.clone(),
                },
            );
        }
    }
    if let Some(digest) = store::organisations::bank_digest(profile) {
        for id in duplicates::with_bank_account(conn, digest)? {
            add(id, Evidence::BankAccount);
        }
    }
    if let Some(host) = profile
        .website
        .as_deref()
        .and_then(store::organisations::web_domain)
    {
        for id in duplicates::with_web_domain(conn, &host)? {
            add(id, Evidence::WebDomain { host: host.clone() });
        }
    }
    for officer in &profile.officers {
        let Some(born_on) = officer.born_on else {
            continue;
        };
        for id in duplicates::with_officer(conn, &officer.name, born_on)? {
            add(
                id,
                Evidence::Officer {
                    name: officer.name.clone(),
                },
            );
        }
    }
    for (id, name, other, score) in near_names(conn, profile)? {
        add(id, Evidence::Name { name, other, score });
    }
    Ok(found)
}

type NearName = (OrganisationId, String, String, u16);

/// Organisations of the country with a near-equal name: the best pair of names of each.
fn near_names(conn: &mut AnyConn, profile: &Profile) -> Result<Vec<NearName>, Failure> {
    let own: Vec<&str> = names_of(profile);
    let mut best: BTreeMap<OrganisationId, (String, String, u16)> = BTreeMap::new();
    for name in &own {
        for (id, other) in duplicates::names_like(conn, profile.country, name)? {
            let score = names::similarity(name, &other).score;
            let better = best.get(&id).is_none_or(|(_, _, known)| score > *known);
            if score >= NEAR_EQUAL && better {
                best.insert(id, ((*name).to_owned(), other, score));
            }
        }
    }
    Ok(best
        .into_iter()
        .map(|(id, (name, other, score))| (id, name, other, score))
        .collect())
}

fn names_of(profile: &Profile) -> Vec<&str> {
    let legal = [
        Some(profile.legal_name.as_str()),
        profile.original_name.as_deref(),
    ];
    legal.into_iter().flatten().collect()
}

/// Looks anew for organisations that may be the same as this one, after its profile has changed.
pub(crate) fn suspect(
    conn: &mut AnyConn,
    id: OrganisationId,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let found = evidence(conn, Some(id), profile)?;
    duplicates::forget(conn, id, &found.keys().copied().collect())?;
    for (other, evidence) in found {
        let written = serde_json::to_string(&evidence)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        duplicates::suspect(conn, id, other, &written, now)?;
    }
    Ok(())
}

/// The most suspicions of one organisation that are looked at.
const MOST: i64 = 500;

/// Gives organisations from before the words by which nearly equal names are found, a few at a time, and looks for their
/// duplicates. Answers how many there were.
pub fn complete_name_keys(facility: &Facility) -> Result<usize, Failure> {
    const AT_ONCE: i64 = 100;
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let rows = store::organisations::without_name_keys(conn, AT_ONCE)?;
        for row in &rows {
            store::organisations::write_name_keys(conn, row.id, &row.profile)?;
        }
        for row in rows.iter().filter(|row| row.merged_into.is_none()) {
            suspect(conn, row.id, &row.profile, now)?;
        }
        Ok(rows.len())
    })
}

/// A possible duplicate, as it is shown.
#[derive(Clone, Debug)]
pub struct PossibleDuplicate {
    /// The one.
    pub first: OrganisationRow,
    /// The other.
    pub second: OrganisationRow,
    /// What they share.
    pub evidence: Vec<Evidence>,
    /// Since when it is known (UTC).
    pub found_at: DateTime<Utc>,
}

fn shown(conn: &mut AnyConn, suspicion: Suspicion) -> Result<Option<PossibleDuplicate>, Failure> {
    let first = store::organisations::find(conn, suspicion.first)?;
    let second = store::organisations::find(conn, suspicion.second)?;
    let evidence: Vec<Evidence> = serde_json::from_str(&suspicion.evidence)
        .map_err(|error| Failure::Unexpected(format!("a suspected duplicate: {error}")))?;
    Ok(first.zip(second).map(|(first, second)| PossibleDuplicate {
        first,
        second,
        evidence,
        found_at: suspicion.found_at,
    }))
}

/// Possible duplicates nobody has decided on, oldest first: for who reads the register. With `of`, those of one organisation.
pub fn possible(
    facility: &Facility,
    actor: &Actor,
    of: Option<OrganisationId>,
    limit: i64,
) -> Result<Vec<PossibleDuplicate>, Failure> {
    if !reads_register(actor) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for suspicion in duplicates::open(conn, of, limit)? {
            let both = [suspicion.first, suspicion.second];
            if both.into_iter().all(|id| reads_diligence(actor, id)) {
                found.extend(shown(conn, suspicion)?);
            }
        }
        Ok(found)
    })
}

/// Two organisations side by side.
pub struct PairView {
    /// The two, and what they share; nothing where nobody suspects them.
    pub pair: PossibleDuplicate,
    /// Whether the person may state that they are two.
    pub may_dismiss: bool,
    /// Whether the person may merge them.
    pub may_merge: bool,
    /// Why each of them cannot be merged now.
    pub held_back: Vec<(OrganisationId, Refusal)>,
}

/// Two organisations side by side: for who reads what the facility keeps about both.
pub fn pair(
    facility: &Facility,
    actor: &Actor,
    first: OrganisationId,
    second: OrganisationId,
) -> Result<PairView, Failure> {
    let both = [first, second];
    if first == second || !both.into_iter().all(|id| reads_diligence(actor, id)) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let suspicion = duplicates::open(conn, Some(first), MOST)?
            .into_iter()
            .find(|one| both.contains(&one.first) && both.contains(&one.second))
            .unwrap_or(Suspicion {
                first,
                second,
                evidence: "[]".to_owned(),
                found_at: now,
                dismissed: false,
            });
        let pair = shown(conn, suspicion)?.ok_or_else(Failure::hidden)?;
        let mut held_back = Vec::new();
        let mut permitted = Vec::new();
        for id in both {
            let state = cases::load_organisation(conn, id)?.state;
            if let Err(why) = organisation::may_merge(&state, now.date_naive()) {
                held_back.push((id, why));
            }
            permitted.push(organisation::available(&state, actor));
        }
        let all = |action| permitted.iter().all(|actions| actions.contains(&action));
        Ok(PairView {
            pair,
            may_dismiss: all(OrganisationAction::DismissDuplicate),
            may_merge: all(OrganisationAction::Merge),
            held_back,
        })
    })
}

/// An organisation a person may belong to, told while they register: its names and country, and no more.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its id.
    pub id: OrganisationId,
    /// Its legal name.
    pub legal_name: String,
    /// Its name in its own script.
    pub original_name: Option<String>,
    /// What is shared.
    pub evidence: Vec<Evidence>,
}

/// Organisations the register has that a profile may be of: what is shown to the person who registers, or who works for
/// `own`.
pub fn known(
    facility: &Facility,
    actor: &Actor,
    own: Option<OrganisationId>,
    profile: &Profile,
) -> Result<Vec<Known>, Failure> {
    if own.is_some_and(|id| !sees(actor, id)) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let mut found = Vec::new();
        for (id, evidence) in evidence(conn, own, profile)? {
            if let Some(row) = store::organisations::find(conn, id)? {
                found.push(Known {
                    id,
                    legal_name: row.profile.legal_name,
                    original_name: row.profile.original_name,
                    evidence,
                });
            }
        }
        Ok(found)
    })
}

/// States that two organisations are not one; both records say so, and the pair is not suspected again. `seen` is the place
/// in the chain of the first. Answers its new place.
pub fn dismiss(
    facility: &Facility,
    actor: &Actor,
    (first, seen): (OrganisationId, Option<i64>),
    second: OrganisationId,
    reason: &Text,
) -> Result<i64, Failure> {
    if first == second {
        return Err(Refusal::AlreadyDone.into());
    }
    facility.store.write(|conn| {
        let mut act = |id, other, seen| {
            let command = Command::DismissDuplicate {
                other,
                reason: reason.clone(),
            };
            cases::act_on_organisation(conn, facility, actor, id, seen, &command)
        };
        let seq = act(first, second, seen)?;
        act(second, first, None)?;
        duplicates::dismiss(conn, first, second)?;
        Ok(seq)
    })
}

/// What a merge would do, for the manager to look at first.
#[derive(Clone, Debug)]
pub struct MergePreview {
    /// The one that goes.
    pub from: OrganisationRow,
    /// The one that remains.
    pub into: OrganisationRow,
    /// How many people come over who do not work for the one that remains.
    pub people: usize,
    /// How many proposals the one that goes has.
    pub proposals: usize,
    /// How many flags come over.
    pub flags: usize,
    /// Place in the chain of the one that goes.
    pub seq: i64,
    /// Why it cannot be done now.
    pub refused: Option<Refusal>,
}

/// What a merge would do.
pub fn merge_preview(
    facility: &Facility,
    actor: &Actor,
    from: OrganisationId,
    into: OrganisationId,
) -> Result<MergePreview, Failure> {
    if !actor.holds_anywhere(Role::FacilityManager) || from == into {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    let today = now.date_naive();
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, from)?;
        let state = loaded.state;
        let remains = cases::load_organisation(conn, into)?.state;
        let refused = organisation::permitted(&state, OrganisationAction::Merge, actor)
            .and_then(|()| organisation::may_merge(&state, today))
            .and_then(|()| may_absorb(&remains, actor, now));
        let stay = store::people::members_of(conn, into)?;
        let come = store::people::members_of(conn, from)?;
        Ok(MergePreview {
            people: come
                .iter()
                .filter(|(person, _)| !stay.iter().any(|(known, _)| known.id == person.id))
                .count(),
            proposals: store::proposals::count_seen_by(conn, from, actor.person)?,
            flags: state
                .flags
                .values()
                .filter(|flag| flag.holds(today))
                .count(),
            seq: loaded.seq,
            refused: refused.err(),
            from: store::organisations::find(conn, from)?.ok_or_else(Failure::hidden)?,
            into: store::organisations::find(conn, into)?.ok_or_else(Failure::hidden)?,
        })
    })
}

/// Merges one organisation into another: its people come over with their roles, its flags too; its history, proposals and
/// grants stay under its own record, and are reached from the one that remains. Answers the new place in its chain.
pub fn merge(
    facility: &Facility,
    actor: &Actor,
    from: OrganisationId,
    into: OrganisationId,
    seen: Option<i64>,
    reason: &Text,
) -> Result<i64, Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let before = cases::load_organisation(conn, from)?.state;
        let command = Command::Merge {
            into,
            reason: reason.clone(),
        };
        let seq = cases::act_on_organisation(conn, facility, actor, from, seen, &command)?;
        absorb(conn, actor, &before, into, now)?;
        let stay = store::people::members_of(conn, into)?;
        for (person, role) in store::people::members_of(conn, from)? {
            if !stay.iter().any(|(known, _)| known.id == person.id) {
                store::people::add_membership(conn, into, person.id, role, now)?;
            }
        }
        duplicates::forget(conn, from, &Default::default())?;
        Ok(seq)
    })
}

/// Whether an organisation may take another over by the act of this person.
fn may_absorb(
    into: &organisation::Organisation,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    if actor.member(into.id, Role::Reader) {
        return Err(Refusal::NotAllowed);
    }
    organisation::may_merge(into, now.date_naive())
}

/// What the one that remains takes over, in its own chain.
fn absorb(
    conn: &mut AnyConn,
    actor: &Actor,
    from: &organisation::Organisation,
    into: OrganisationId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let before = cases::load_organisation(conn, into)?;
    may_absorb(&before.state, actor, now)?;
    let mut events = vec![Event::Absorbed { other: from.id }];
    let held = from
        .flags
        .values()
        .filter(|flag| flag.holds(now.date_naive()));
    let first = before
        .state
        .flags
        .last_key_value()
        .map_or(1, |(last, _)| last + 1);
    for (number, flag) in (first..).zip(held) {
        let (level, category): (Level, Category) = (flag.level, flag.category);
        events.push(Event::FlagRaised {
            flag: number,
            level,
            category,
            until: flag.until,
            reason: None,
        });
    }
    cases::write_organisation(conn, &before, &events, Some(actor.person), now)?;
    Ok(())
}

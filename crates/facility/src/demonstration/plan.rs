//! Who registers, who applies, and what comes of it: drawn once, before anything happens.

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use language::Language;
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use workflow::form::Answers;
use workflow::ids::{OrganisationId, PersonId, ProposalId};
use workflow::money::{Currency, Money};

use super::application::{Ask, Writer};
use super::data::{Land, Library};
use super::due_diligence::{self, Part};
use super::fate::{Fate, fates};
use super::names::{Namer, acronym, domain, mailbox};
use super::{at, minutes, registration};
use crate::failure::Failure;
use workflow::registration::{Declarations, Officer, Profile};

use crate::registration::KINDS;

/// Organisations on the register when the founding call closes.
pub const REGISTERED: usize = 828;
/// Proposals received.
pub const RECEIVED: usize = 416;
/// Received, and withdrawn before the deadline.
pub const WITHDRAWN: usize = 4;
/// Drafts that were never submitted.
pub const DRAFTS: usize = 37;
/// The first proposals, which are screened.
pub const SCREENED: usize = 300;
/// Proposals received in the rapid response window.
pub const IN_WINDOW: usize = 34;
/// How many are good enough for the panel, more or less.
const STRONG: usize = 48;
/// Place in the order of receipt of the organisation that visitors act for.
pub(super) const VISITOR: usize = 160;

/// An organisation with its part in the story.
pub struct Planned {
    /// Index of its country.
    pub land: usize,
    /// Who registers it.
    pub owner_name: String,
    /// The second contact.
    pub second_name: String,
    /// Their address.
    pub second_email: String,
    /// Address of the owner.
    pub owner_email: String,
    /// Language of their mails.
    pub owner_language: Language,
    /// Whether the owner's account is shown on the sign-in page.
    pub shown: bool,
    /// What it says of itself.
    pub profile: Profile,
    /// When it registers (UTC).
    pub registers_at: DateTime<Utc>,
    /// When it starts a draft (UTC), if it does.
    pub starts_at: Option<DateTime<Utc>>,
    /// When it submits (UTC), if it does.
    pub applies_at: Option<DateTime<Utc>>,
    /// What becomes of it.
    pub fate: Fate,
    /// Its application in the founding call.
    pub answers: Answers,
    /// Its application in the rapid response window, if it makes one.
    pub window: Option<Answers>,
    /// The part it plays in the facility's due diligence, if it plays one.
    pub part: Option<Part>,
    /// How good it is: the score to expect, thousandths of a point.
    pub quality: i64,
    /// Set when it has registered.
    pub owner: Option<PersonId>,
    /// Set when it has registered.
    pub organisation: Option<OrganisationId>,
    /// Set when it has submitted.
    pub proposal: Option<ProposalId>,
}

/// Draws the whole plan.
pub fn draw(rng: &mut StdRng, library: &Library) -> Result<Vec<Planned>, Failure> {
    let mut slots = slots(rng, library);
    let order = order(&slots);
    let ranks = fates(rng, &mut slots, &order, library);
    let mut namer = Namer::new(&library.names);
    let mut writer = Writer::new(library);
    let mut planned = Vec::with_capacity(slots.len());
    let mut domains = std::collections::HashSet::new();
    for (index, slot) in slots.iter().enumerate() {
        let land = &library.lands[slot.land];
        let rank = ranks.iter().position(|ranked| *ranked == index);
        let visitor = order.get(VISITOR) == Some(&index);
        let name = namer.organisation(rng, land);
        let mut host = domain(&name.legal);
        if !domains.insert(host.clone()) {
            host = format!("{host}-{index}");
            domains.insert(host.clone());
        }
        let owner_name = namer.person(rng, &land.people);
        let amount_minor = amount(rng, rank);
        let second_name = namer.person(rng, &land.people);
        let officers = vec![owner_name.clone(), second_name.clone()];
        let fails = match &slot.fate {
            Fate::Screened(finding) => finding.fails,
            _ => None,
        };
        let registered_on = registration_day(rng, fails == Some("registered"));
        let annual_minor = if fails == Some("capacity") {
            rng.random_range(4_000..9_000) * 100
        } else {
            rng.random_range(22..260) * 1_000 * 100
        };
        let language = written_in(rng, land, visitor);
        let months = [6, 8, 9, 10, 12, 12, 12, 14, 15, 18][rng.random_range(0..10)];
        let answers = if slot.starts_at.is_some() {
            writer.write(
                rng,
                &Ask {
                    land,
                    language,
                    amount_minor,
                    months,
                    theme: visitor.then_some("victims"),
                    since: registered_on.year(),
                },
            )?
        } else {
            Answers::new()
        };
        let acronym = acronym(&name.legal);
        let kind = KINDS[[0, 0, 0, 0, 1, 1, 2, 3, 4][rng.random_range(0..9)]].to_owned();
        let blank = Profile::new(name.legal, land.code, kind);
        let profile = Profile {
            acronym,
            original_name: name.original,
            registration_number: Some(format!(
                "{}-{}/{:05}",
                land.code,
                registered_on.year(),
                10_000 + index * 7 + rng.random_range(0..7)
            )),
            registered_on: Some(registered_on),
            website: rng
                .random_bool(0.7)
                .then(|| format!("https://www.{host}.example")),
            email: Some(format!("office@{host}.example")),
            address: Some(address(rng, land)),
            annual_budget: Some(Money::new(annual_minor, Currency::USD)),
            officers: officers.into_iter().map(Officer::named).collect(),
            declarations: Declarations::all_yes(),
            ..blank
        };
        planned.push(Planned {
            land: slot.land,
            owner_email: format!("{}@{host}.example", mailbox(&owner_name)),
            owner_language: if land.language == "ar" {
                Language::Arabic
            } else {
                Language::English
            },
            shown: visitor,
            profile: registration::complete(index, land, profile),
            second_email: second_address(&second_name, &owner_name, &host),
            second_name,
            owner_name,
            registers_at: slot.registers_at,
            starts_at: slot.starts_at,
            applies_at: slot.applies_at,
            fate: slot.fate.clone(),
            answers,
            window: None,
            part: None,
            quality: rank.map_or(60_000, |rank| quality(rank, visitor)),
            owner: None,
            organisation: None,
            proposal: None,
        });
    }
    window(rng, library, &mut planned, &mut writer)?;
    due_diligence::cast(&mut planned);
    Ok(planned)
}

/// Some of those who did not apply in the founding call do in the window, each from another country.
fn window(
    rng: &mut StdRng,
    library: &Library,
    planned: &mut [Planned],
    writer: &mut Writer<'_>,
) -> Result<(), Failure> {
    let mut lands = std::collections::HashSet::new();
    let fresh = planned
        .iter_mut()
        .filter(|planned| planned.fate == Fate::Registers);
    for planned in fresh
        .filter(|planned| lands.insert(planned.land))
        .take(IN_WINDOW)
    {
        let land = &library.lands[planned.land];
        let months = [6, 6, 8, 9, 10, 12][rng.random_range(0..6)];
        let ask = Ask {
            land,
            language: written_in(rng, land, false),
            amount_minor: rng.random_range(110..=240) * 10_000,
            months,
            theme: None,
            since: planned.profile.registered_on.map_or(2001, |day| day.year()),
        };
        planned.window = Some(writer.write(rng, &ask)?);
    }
    Ok(())
}

/// The address of the second contact, which differs from the owner's.
fn second_address(second: &str, owner: &str, host: &str) -> String {
    let (second, owner) = (mailbox(second), mailbox(owner));
    let differs = if second == owner { "office.2" } else { &second };
    format!("{differs}@{host}.example")
}

/// An organisation before it has a name.
pub(super) struct Slot {
    /// Index of its country.
    pub land: usize,
    registers_at: DateTime<Utc>,
    starts_at: Option<DateTime<Utc>>,
    applies_at: Option<DateTime<Utc>>,
    /// What becomes of it.
    pub fate: Fate,
}

/// `total` shared out by weight, at least one each: largest remainders.
fn shares(weights: &[u32], total: usize) -> Vec<usize> {
    let sum: usize = weights.iter().map(|weight| *weight as usize).sum();
    let free = total.saturating_sub(weights.len());
    let mut given: Vec<usize> = weights
        .iter()
        .map(|weight| 1 + free * *weight as usize / sum.max(1))
        .collect();
    let mut by_rest: Vec<usize> = (0..weights.len()).collect();
    by_rest.sort_by_key(|at| std::cmp::Reverse(free * weights[*at] as usize % sum.max(1)));
    let short = total.saturating_sub(given.iter().sum());
    for at in by_rest.into_iter().cycle().take(short) {
        given[at] += 1;
    }
    given
}

/// Countries and times of everyone, in no order.
fn slots(rng: &mut StdRng, library: &Library) -> Vec<Slot> {
    let lands: Vec<usize> = (0..library.lands.len()).collect();
    let applying: Vec<usize> = lands
        .iter()
        .copied()
        .filter(|land| library.lands[*land].applies())
        .collect();
    let weights =
        |of: &[usize]| -> Vec<u32> { of.iter().map(|land| library.lands[*land].weight).collect() };
    let mut slots = Vec::with_capacity(REGISTERED);
    for (land, count) in applying.iter().zip(shares(&weights(&applying), RECEIVED)) {
        slots.extend((0..count).map(|_| applicant(rng, *land)));
    }
    let others = shares(&weights(&lands), REGISTERED - RECEIVED);
    for (land, count) in lands.iter().zip(others) {
        slots.extend((0..count).map(|_| Slot {
            land: *land,
            registers_at: at(2010, 2, 22, 10) + minutes(rng.random_range(0..42 * 24 * 60)),
            starts_at: None,
            applies_at: None,
            fate: Fate::Registers,
        }));
    }
    slots.shuffle(rng);
    let drafts = slots
        .iter_mut()
        .filter(|slot| slot.fate == Fate::Registers && library.lands[slot.land].applies());
    for slot in drafts.take(DRAFTS) {
        slot.fate = Fate::Drafts;
        let started = slot.registers_at.max(at(2010, 3, 1, 8));
        slot.starts_at =
            Some(started + minutes(rng.random_range(30..4_000)).min(at(2010, 4, 5, 20) - started));
    }
    slots
}

/// Most write for days and submit in the last week, as everywhere.
fn applicant(rng: &mut StdRng, land: usize) -> Slot {
    let opens = at(2010, 3, 2, 6);
    let last = at(2010, 4, 5, 21) + minutes(55);
    let early: f64 = rng.random();
    let wait = (last - opens).num_minutes() as f64 * (1.0 - early.powf(2.2));
    let applies_at = opens + minutes(wait as i64) + TimeDelta::seconds(rng.random_range(0..60));
    let starts_at =
        (applies_at - minutes(rng.random_range(90..9 * 24 * 60))).max(at(2010, 3, 1, 7));
    Slot {
        land,
        registers_at: (starts_at - minutes(rng.random_range(20..6 * 24 * 60)))
            .max(at(2010, 2, 22, 10)),
        starts_at: Some(starts_at),
        applies_at: Some(applies_at),
        fate: Fate::Waits,
    }
}

/// Those who submit, in the order of receipt.
fn order(slots: &[Slot]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..slots.len())
        .filter(|index| slots[*index].applies_at.is_some())
        .collect();
    order.sort_by_key(|index| slots[*index].applies_at);
    order
}

/// The score to expect at a rank, thousandths of a point: the strong ones above the threshold, a long slope below.
fn quality(rank: usize, visitor: bool) -> i64 {
    let rank = i64::try_from(rank).unwrap_or(i64::MAX);
    let strong = i64::try_from(STRONG).unwrap_or(i64::MAX);
    if visitor {
        91_000
    } else if rank < strong {
        90_000 - rank * 340
    } else {
        (69_500 - (rank - strong) * 190).max(30_000)
    }
}

/// The amount asked for, minor units: the best ask for what lets a dozen of them fit under the ceiling.
fn amount(rng: &mut StdRng, rank: Option<usize>) -> i64 {
    let hundreds = match rank {
        Some(rank) if rank < 26 => rng.random_range(372..=448),
        _ => rng.random_range(305..=500),
    };
    hundreds * 100 * 100
}

fn written_in<'a>(rng: &mut StdRng, land: &'a Land, visitor: bool) -> &'a str {
    if !visitor && rng.random_bool(0.7) {
        &land.language
    } else {
        "en"
    }
}

fn registration_day(rng: &mut StdRng, late: bool) -> NaiveDate {
    let (from, days) = if late {
        (NaiveDate::from_ymd_opt(2009, 4, 20), 250)
    } else {
        (NaiveDate::from_ymd_opt(1991, 3, 1), 6_300)
    };
    from.unwrap_or_default() + Days::new(rng.random_range(0..days))
}

fn address(rng: &mut StdRng, land: &Land) -> String {
    let places = land.places();
    let place = places[rng.random_range(0..places.len())];
    if rng.random_bool(0.5) {
        format!("P.O. Box {}, {place}", rng.random_range(12..4_900))
    } else {
        format!("{} Station Road, {place}", rng.random_range(2..240))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;

    /// Found eligible, one of them on appeal.
    const ELIGIBLE: usize = 223;

    #[test]
    fn the_plan_has_the_figures_of_the_call() {
        let library = Library::open().unwrap();
        let planned = draw(&mut StdRng::seed_from_u64(1), &library).unwrap();
        assert_eq!(planned.len(), REGISTERED);
        let count = |of: &dyn Fn(&Planned) -> bool| planned.iter().filter(|p| of(p)).count();
        assert_eq!(count(&|p| p.applies_at.is_some()), RECEIVED);
        assert_eq!(count(&|p| matches!(p.fate, Fate::Screened(_))), SCREENED);
        assert_eq!(
            count(&|p| matches!(&p.fate, Fate::Screened(f) if f.eligible())),
            ELIGIBLE
        );
        let mut lands: Vec<usize> = planned
            .iter()
            .filter(|p| p.applies_at.is_some())
            .map(|p| p.land)
            .collect();
        lands.sort_unstable();
        lands.dedup();
        assert_eq!(lands.len(), 76);
    }
}

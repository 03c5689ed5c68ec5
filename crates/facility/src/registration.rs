//! Registration: organisations and the people who work for them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use store::organisations::OrganisationRow;
use validator::ValidateUrl;
use workflow::country::Country;
use workflow::ids::{OrganisationId, PersonId};
use workflow::money::{Currency, Money};
use workflow::organisation::{self, Command, OrganisationAction};
use workflow::record::{self, Digest};
use workflow::role::{Actor, Role};
use workflow::text;

use crate::Facility;
use crate::cases;
use crate::failure::{Failure, FieldFault};
use crate::proposal::Page;

/// What an organisation says of itself. Kept in tables; the record holds its digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Legal name in Latin letters.
    pub legal_name: String,
    /// Legal name in its own script.
    #[serde(default)]
    pub original_name: Option<String>,
    /// Acronym.
    #[serde(default)]
    pub acronym: Option<String>,
    /// Country of registration.
    pub country: Country,
    /// Legal form, in words.
    pub kind: String,
    /// Registration number.
    #[serde(default)]
    pub registration_number: Option<String>,
    /// Day of registration.
    #[serde(default)]
    pub registered_on: Option<NaiveDate>,
    /// Website.
    #[serde(default)]
    pub website: Option<String>,
    /// E-mail address of the organisation.
    #[serde(default)]
    pub email: Option<String>,
    /// Postal address.
    #[serde(default)]
    pub address: Option<String>,
    /// Average annual budget of the last three years.
    #[serde(default)]
    pub annual_budget: Option<Money>,
    /// Names of the officers.
    #[serde(default)]
    pub officers: Vec<String>,
    /// Whether all declarations are answered with yes.
    #[serde(default)]
    pub declarations: bool,
}

/// Legal forms an organisation chooses from.
pub const KINDS: [&str; 6] = [
    "association",
    "foundation",
    "company_not_for_profit",
    "network",
    "faith_based",
    "other",
];

impl Profile {
    /// The profile with its texts cleaned, or every fault of it.
    pub fn checked(mut self, today: NaiveDate) -> Result<Self, Failure> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, code| {
            faults.push(FieldFault {
                field: field.to_owned(),
                code,
            })
        };
        match text::line(&self.legal_name, 200) {
            Ok(name) => self.legal_name = name,
            Err(error) => fault("legal_name", code_of(error)),
        }
        let optional = [
            ("original_name", &mut self.original_name, 200),
            ("acronym", &mut self.acronym, 30),
            ("registration_number", &mut self.registration_number, 60),
            ("website", &mut self.website, 200),
            ("email", &mut self.email, 200),
            ("address", &mut self.address, 400),
        ];
        for (field, value, most) in optional {
            match value
                .as_deref()
                .filter(|raw| !raw.trim().is_empty())
                .map(|raw| text::line(raw, most))
            {
                None => *value = None,
                Some(Ok(line)) => *value = Some(line),
                Some(Err(error)) => fault(field, code_of(error)),
            }
        }
        if !KINDS.contains(&self.kind.as_str()) {
            fault("kind", "unknown-option");
        }
        if self.registered_on.is_some_and(|day| day > today) {
            fault("registered_on", "future");
        }
        let no_address = |raw: &String| crate::accounts::address(raw).is_none();
        if self.email.as_ref().is_some_and(no_address) {
            fault("email", "email");
        }
        let web = |raw: &String| {
            raw.validate_url() && (raw.starts_with("https://") || raw.starts_with("http://"))
        };
        if self.website.as_ref().is_some_and(|raw| !web(raw)) {
            fault("website", "website");
        }
        if self.annual_budget.is_some_and(|budget| budget.minor < 0) {
            fault("annual_budget", "amount");
        }
        let officers: Result<Vec<String>, _> = self
            .officers
            .iter()
            .filter(|name| !name.trim().is_empty())
            .map(|name| text::line(name, 120))
            .collect();
        match officers {
            Ok(names) if names.len() <= 30 => self.officers = names,
            _ => fault("officers", "text"),
        }
        if faults.is_empty() {
            Ok(self)
        } else {
            Err(Failure::Invalid(faults))
        }
    }

    /// SHA-256 of the canonical profile.
    pub fn digest(&self) -> Result<Digest, Failure> {
        let value =
            serde_json::to_value(self).map_err(|error| Failure::Unexpected(error.to_string()))?;
        let canonical = record::canonical_json(&value)
            .map_err(|error| Failure::Unexpected(error.to_string()))?;
        Ok(record::digest(canonical.as_bytes()))
    }

    /// The profile a row holds.
    pub fn of(row: &OrganisationRow) -> Self {
        let currency = row.currency.as_deref().and_then(Currency::from_code);
        Self {
            legal_name: row.legal_name.clone(),
            original_name: row.original_name.clone(),
            acronym: row.acronym.clone(),
            country: row.country,
            kind: row.kind.clone(),
            registration_number: row.registration_number.clone(),
            registered_on: row.registered_on,
            website: row.website.clone(),
            email: row.email.clone(),
            address: row.address.clone(),
            annual_budget: row
                .annual_budget_minor
                .zip(currency)
                .map(|(minor, currency)| Money::new(minor, currency)),
            officers: row.officers.clone(),
            declarations: row.declarations,
        }
    }
}

pub(crate) const fn code_of(error: text::TextError) -> &'static str {
    match error {
        text::TextError::Empty => "missing",
        text::TextError::TooLong => "too-long",
        text::TextError::Characters => "characters",
    }
}

/// An organisation as one person sees it.
pub struct OrganisationView {
    /// The row.
    pub row: OrganisationRow,
    /// What it says of itself.
    pub profile: Profile,
    /// Place in the chain.
    pub seq: i64,
    /// Its state.
    pub state: organisation::Organisation,
    /// What the person may do.
    pub actions: Vec<OrganisationAction>,
    /// People who work for it, with their role and address.
    pub people: Vec<Colleague>,
    /// Its story.
    pub story: Vec<crate::proposal::Happened>,
}

/// A person who works for an organisation.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// Their id.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Owner, editor or reader.
    pub role: Role,
}

/// Registers an organisation; the person becomes its owner.
pub fn register(
    facility: &Facility,
    person: PersonId,
    profile: Profile,
) -> Result<OrganisationId, Failure> {
    facility
        .store
        .write(|conn| register_owned(conn, facility, person, profile))
}

/// Registers an organisation with its owner inside a transaction.
pub fn register_owned(
    conn: &mut AnyConn,
    facility: &Facility,
    person: PersonId,
    profile: Profile,
) -> Result<OrganisationId, Failure> {
    let now = facility.clock.now();
    let profile = profile.checked(now.date_naive())?;
    let id = register_in(conn, Some(person), &profile, now)?;
    store::people::add_membership(conn, id, person, Role::Owner, now)?;
    Ok(id)
}

/// Writes a new organisation inside a transaction.
pub fn register_in(
    conn: &mut AnyConn,
    person: Option<PersonId>,
    profile: &Profile,
    now: DateTime<Utc>,
) -> Result<OrganisationId, Failure> {
    free_number(conn, profile, None)?;
    let id = OrganisationId::new_v7(now);
    let event = organisation::register(profile.country, profile.digest()?);
    let state = organisation::evolve(None, id, &event, person, now)
        .ok_or_else(|| Failure::Unexpected("an organisation cannot be registered".to_owned()))?;
    store::organisations::insert(conn, &row_of(id, profile, &state, now)?)?;
    store::cases::save_organisation(conn, None, &state, &[event], person, now)?;
    Ok(id)
}

/// A registration number belongs to one organisation of a country.
fn free_number(
    conn: &mut AnyConn,
    profile: &Profile,
    own: Option<OrganisationId>,
) -> Result<(), Failure> {
    let Some(number) = &profile.registration_number else {
        return Ok(());
    };
    match store::organisations::with_number(conn, profile.country, number)? {
        Some(found) if Some(found) != own => Err(Failure::field("registration_number", "taken")),
        _ => Ok(()),
    }
}

fn row_of(
    id: OrganisationId,
    profile: &Profile,
    state: &organisation::Organisation,
    now: DateTime<Utc>,
) -> Result<OrganisationRow, Failure> {
    let names = [
        Some(&profile.legal_name),
        profile.original_name.as_ref(),
        profile.acronym.as_ref(),
    ];
    let names: Vec<&str> = names.into_iter().flatten().map(String::as_str).collect();
    Ok(OrganisationRow {
        id,
        seq: 0,
        legal_name: profile.legal_name.clone(),
        original_name: profile.original_name.clone(),
        acronym: profile.acronym.clone(),
        country: profile.country,
        kind: profile.kind.clone(),
        registration_number: profile.registration_number.clone(),
        registered_on: profile.registered_on,
        website: profile.website.clone(),
        email: profile.email.clone(),
        address: profile.address.clone(),
        annual_budget_minor: profile.annual_budget.map(|money| money.minor),
        currency: profile
            .annual_budget
            .map(|money| money.currency.code().to_owned()),
        officers: profile.officers.clone(),
        declarations: profile.declarations,
        profile_digest: profile.digest()?,
        status: state.status,
        verified_until: state.verified_until,
        red_flag: state.red_flag.is_some(),
        search_text: store::search::normalised(&names.join(" ")),
        registered_at: now,
    })
}

/// Changes the profile: owner or editor. A change takes a verification back, because it was of what stood before.
pub fn amend(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    profile: Profile,
) -> Result<i64, Failure> {
    let profile = profile.checked(facility.clock.now().date_naive())?;
    facility.store.write(|conn| {
        let command = Command::Amend {
            profile: profile.digest()?,
            country: profile.country,
        };
        let seq = cases::act_on_organisation(conn, facility, actor, id, seen, &command)?;
        free_number(conn, &profile, Some(id))?;
        let after = cases::load_organisation(conn, id)?;
        let row = row_of(id, &profile, &after.state, after.state.registered_at)?;
        store::organisations::update_profile(conn, &OrganisationRow { seq, ..row })?;
        Ok(seq)
    })
}

/// Carries out a command on an organisation.
pub fn act(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
    seen: Option<i64>,
    command: &Command,
) -> Result<i64, Failure> {
    facility
        .store
        .write(|conn| cases::act_on_organisation(conn, facility, actor, id, seen, command))
}

/// Whether the person reads the whole register.
fn reads_register(actor: &Actor) -> bool {
    [
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::Screener,
        Role::Auditor,
        Role::FinanceOfficer,
    ]
    .into_iter()
    .any(|role| actor.holds_anywhere(role))
}

/// Whether the person sees the organisation: its own people, and who reads the register.
pub(crate) fn sees(actor: &Actor, id: OrganisationId) -> bool {
    actor.member(id, Role::Reader) || reads_register(actor)
}

/// An organisation as the person sees it.
pub fn view(
    facility: &Facility,
    actor: &Actor,
    id: OrganisationId,
) -> Result<OrganisationView, Failure> {
    if !sees(actor, id) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_organisation(conn, id)?;
        let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
        let people = store::people::members_of(conn, id)?;
        let applicant = actor.member(id, Role::Reader);
        let mut story = Vec::new();
        for event in store::record::chain(conn, id.into())? {
            let known = event
                .actor
                .map(|by| store::people::find(conn, by))
                .transpose()?
                .flatten();
            let own = known.as_ref().is_some_and(|person| {
                people
                    .iter()
                    .any(|(colleague, _)| colleague.id == person.id)
            });
            let by = known
                .filter(|_| own || !applicant)
                .map(|p| crate::proposal::Someone {
                    id: p.id,
                    name: p.name,
                });
            story.push(crate::proposal::Happened {
                seq: event.seq,
                at: event.at,
                kind: event.kind,
                by,
                text: None,
            });
        }
        Ok(OrganisationView {
            profile: Profile::of(&row),
            row,
            seq: loaded.seq,
            actions: organisation::available(&loaded.state, actor),
            state: loaded.state,
            people: people
                .into_iter()
                .map(|(person, role)| Colleague {
                    person: person.id,
                    name: person.name,
                    email: person.email,
                    role,
                })
                .collect(),
            story,
        })
    })
}

/// Filters of the register.
#[derive(Clone, Debug, Default)]
pub struct OrganisationFilter {
    /// ISO 3166-1.
    pub country: Option<String>,
    /// Status.
    pub status: Option<organisation::OrganisationStatus>,
    /// Words in its names.
    pub text: Option<String>,
}

/// A page of the register, by id. Staff see all, others their own.
pub fn list(
    facility: &Facility,
    actor: &Actor,
    filter: &OrganisationFilter,
    after: Option<OrganisationId>,
    limit: i64,
) -> Result<Page<OrganisationRow>, Failure> {
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|(id, _)| *id).collect();
    facility.store.read(|conn| {
        let only = (!reads_register(actor)).then_some(own.as_slice());
        let text = filter.text.as_deref().map(store::search::normalised);
        let mut items = store::organisations::list(
            conn,
            only,
            &store::organisations::OrganisationFilter {
                country: filter.country.clone(),
                status: filter.status,
                text,
            },
            after,
            limit + 1,
        )?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        let next = items.last().filter(|_| more).map(|row| row.id.to_string());
        Ok(Page { items, next })
    })
}

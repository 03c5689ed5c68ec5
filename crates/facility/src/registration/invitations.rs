//! Invitations to work for an organisation: sent by mail, taken up by a link that works once and expires.
//!
//! What the inviter is shown is what they typed: whether the address has an account they learn when it joins.

use chrono::{DateTime, TimeDelta, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use store::invitations::{self, InvitationRow};
use store::people::PersonRow;
use uuid::Uuid;
use workflow::ids::{OrganisationId, PersonId};
use workflow::organisation::{Command, Event};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::text;

use super::people::{manages, name_of, not_yet};
use crate::Facility;
use crate::accounts::{self, INVITATION_DAYS};
use crate::cases;
use crate::failure::{Failure, FieldFault};
use crate::password::Passwords;
use crate::people::Invited;

/// The most invitations of an organisation that wait at a time.
pub const MOST_OPEN: usize = 30;

/// Invites a person by mail: owners only. Answers the invitation.
pub fn invite(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    organisation: OrganisationId,
    invited: &Invited,
    role: Role,
) -> Result<Uuid, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        manages(conn, actor, organisation)?;
        let mut faults = Vec::new();
        let mut fault = |field: &str, code| {
            faults.push(FieldFault {
                field: field.to_owned(),
                code,
            });
        };
        let name = text::line(&invited.name, 120);
        if name.is_err() {
            fault("name", "missing");
        }
        let email = accounts::address(&invited.email);
        if email.is_none() {
            fault("email", "email");
        }
        if !role.is_applicant() {
            fault("role", "unknown-option");
        }
        let (Ok(name), Some(email), true) = (name, email, role.is_applicant()) else {
            return Err(Failure::Invalid(faults));
        };
        let open = invitations::open_of(conn, organisation)?;
        if open.len() >= MOST_OPEN {
            return Err(Failure::field("email", "too-many-invitations"));
        }
        if open.iter().any(|one| one.email == email) {
            return Err(Failure::field("email", "invited"));
        }
        let members = store::people::members_of(conn, organisation)?;
        if members.iter().any(|(person, _)| person.email == email) {
            return Err(Failure::field("email", "colleague"));
        }
        let person = match store::people::with_email(conn, &email)? {
            Some(person) => person,
            None => {
                let person = accounts::new_person(&email, &name, invited.language, None, now);
                store::people::insert(conn, &person)?;
                person
            }
        };
        let invitation = InvitationRow {
            id: Uuid::now_v7(),
            organisation,
            person: person.id,
            name,
            email,
            role,
            invited_by: actor.person,
            sent_at: now,
            expires_at: now + TimeDelta::days(INVITATION_DAYS),
        };
        let command = Command::Invite {
            invitation: invitation.id,
            role,
        };
        cases::act_on_organisation(conn, facility, actor, organisation, None, &command)?;
        let token = accounts::secret()?;
        invitations::insert(conn, &invitation, accounts::fingerprint(&token))?;
        send(conn, &invitation, &person, public_url, &token, now)?;
        Ok(invitation.id)
    })
}

/// Writes the mail with the link.
fn send(
    conn: &mut AnyConn,
    invitation: &InvitationRow,
    person: &PersonRow,
    public_url: &str,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let row = store::organisations::find(conn, invitation.organisation)?;
    let row = row.ok_or_else(Failure::hidden)?;
    let language = Language::parse(&person.language).unwrap_or_default();
    let role = format!("member-{}", invitation.role.name());
    let facts = [
        ("link", format!("{public_url}/join/{token}")),
        ("organisation", row.profile.legal_name),
        ("by", name_of(conn, invitation.invited_by)?),
        ("role", language::text(language, &role)),
        ("n", INVITATION_DAYS.to_string()),
    ];
    // An account is greeted by its own name; whoever has none, by the name they were invited under.
    let name = if has_account(person) {
        &person.name
    } else {
        &invitation.name
    };
    let letter = letters::compose(language, Kind::ColleagueInvited, name, &facts);
    let once = format!("join:{}", accounts::fingerprint(token));
    crate::outbox::put(conn, person, &once, &letter, None, now)
}

/// An invitation of an organisation whose people the actor manages.
fn managed(
    conn: &mut AnyConn,
    actor: &Actor,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<InvitationRow, Failure> {
    manages(conn, actor, organisation)?;
    let found = invitations::find(conn, id)?;
    found
        .filter(|invitation| invitation.organisation == organisation)
        .ok_or_else(Failure::hidden)
}

/// Sends an invitation again, with a new link that works as long as the first did: owners only, not at once.
pub fn send_again(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let invitation = managed(conn, actor, organisation, id)?;
        let (token, until) = accounts::new_secret(invitation.sent_at, now)?;
        let person = store::people::find(conn, invitation.person)?.ok_or_else(Failure::hidden)?;
        invitations::renew(conn, id, accounts::fingerprint(&token), now, until)?;
        send(conn, &invitation, &person, public_url, &token, now)
    })
}

/// Takes an invitation back; its link works no more: owners only.
pub fn withdraw(
    facility: &Facility,
    actor: &Actor,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        managed(conn, actor, organisation, id)?;
        end(conn, id, "withdrawn", facility.clock.now())
    })
}

fn end(conn: &mut AnyConn, id: Uuid, outcome: &str, now: DateTime<Utc>) -> Result<(), Failure> {
    if invitations::end(conn, id, outcome, now)? {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// An invitation, as whoever holds its link sees it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its legal name.
    pub name: String,
    /// Its name in its own script.
    pub original_name: Option<String>,
    /// Who invited.
    pub by: String,
    /// The role offered.
    pub role: Role,
    /// The person whose address it was sent to.
    pub person: PersonId,
    /// Their address.
    pub email: String,
    /// The name they were invited under.
    pub invited_name: String,
    /// Whether the address has an account to sign in with.
    pub account: bool,
    /// Until when the link works (UTC).
    pub expires_at: DateTime<Utc>,
}

/// Whether a person can sign in.
fn has_account(person: &PersonRow) -> bool {
    super::people::reachable(person) && person.password_hash.is_some()
}

/// The invitation of a link with the person it is for; hidden when the link is used, withdrawn, too old or none, and for
/// an account that was closed.
fn of_token(
    conn: &mut AnyConn,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(InvitationRow, PersonRow), Failure> {
    let found = invitations::with_token(conn, accounts::fingerprint(token), now)?;
    let invitation = found.ok_or_else(Failure::hidden)?;
    let person = store::people::find(conn, invitation.person)?;
    let person = person.filter(|person| person.disabled_at.is_none());
    Ok((invitation, person.ok_or_else(Failure::hidden)?))
}

/// What a link offers. Errors as hidden when it works no more.
pub fn offer(facility: &Facility, token: &str) -> Result<Offer, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (invitation, person) = of_token(conn, token, now)?;
        let row = store::organisations::find(conn, invitation.organisation)?;
        let row = row.ok_or_else(Failure::hidden)?;
        Ok(Offer {
            organisation: invitation.organisation,
            name: row.profile.legal_name,
            original_name: row.profile.original_name,
            by: name_of(conn, invitation.invited_by)?,
            role: invitation.role,
            account: has_account(&person),
            person: person.id,
            email: person.email,
            invited_name: invitation.name,
            expires_at: invitation.expires_at,
        })
    })
}

/// Takes an invitation up with the account it was sent to.
pub fn accept(facility: &Facility, actor: &Actor, token: &str) -> Result<OrganisationId, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (invitation, person) = of_token(conn, token, now)?;
        if person.id != actor.person {
            return Err(Failure::hidden());
        }
        join(conn, &invitation, now)
    })
}

/// Takes an invitation up by opening the account for its address, which the link has proved. What somebody else may have
/// set for the address before is replaced, and every session ends.
///
/// Errors with the faults of name or password; as hidden when the link works no more, or the address has an account.
pub fn accept_new(
    facility: &Facility,
    passwords: &Passwords,
    token: &str,
    name: &str,
    password: &str,
) -> Result<OrganisationId, Failure> {
    let offered = offer(facility, token)?;
    if offered.account {
        return Err(Failure::hidden());
    }
    let name = text::line(name, 120);
    let checked = Passwords::check(password, &offered.email);
    let faults: Vec<FieldFault> = [
        name.as_ref().err().map(|_| ("name", "missing")),
        checked.as_ref().err().map(|code| ("password", *code)),
    ]
    .into_iter()
    .flatten()
    .map(|(field, code)| FieldFault {
        field: field.to_owned(),
        code,
    })
    .collect();
    let (Ok(name), Ok(checked)) = (name, checked) else {
        return Err(Failure::Invalid(faults));
    };
    let hash = passwords.hash(&checked)?;
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (invitation, person) = of_token(conn, token, now)?;
        if has_account(&person) {
            return Err(Failure::hidden());
        }
        store::people::set_password(conn, person.id, &hash)?;
        store::people::set_profile(conn, person.id, &name, &person.language)?;
        store::people::confirm_email(conn, person.id, now)?;
        store::accounts::delete_sessions_of(conn, person.id)?;
        join(conn, &invitation, now)
    })
}

/// Uses an invitation up: the person joins, and the organisation's record says so.
fn join(
    conn: &mut AnyConn,
    invitation: &InvitationRow,
    now: DateTime<Utc>,
) -> Result<OrganisationId, Failure> {
    let (organisation, person) = (invitation.organisation, invitation.person);
    let before = cases::load_organisation(conn, organisation)?;
    if before.state.merged_into.is_some() {
        return Err(Refusal::Merged.into());
    }
    not_yet(conn, organisation, person)?;
    end(conn, invitation.id, "accepted", now)?;
    let event = Event::PersonJoined {
        invitation: invitation.id,
        person,
        role: invitation.role,
    };
    cases::write_organisation(conn, &before, &[event], Some(person), now)?;
    store::people::add_membership(conn, organisation, person, invitation.role, now)?;
    Ok(organisation)
}

/// Declines an invitation: whoever holds its link.
pub fn decline(facility: &Facility, token: &str) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (invitation, _) = of_token(conn, token, now)?;
        end(conn, invitation.id, "declined", now)
    })
}

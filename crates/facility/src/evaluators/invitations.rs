//! Invitations to evaluate a call: sent by mail, taken up by a link that works once and expires.
//!
//! What who invites is shown is what they typed: whether the address has an account they learn when it accepts.

use chrono::{DateTime, TimeDelta, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use store::evaluators::{self, InvitationRow};
use store::people::PersonRow;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId};
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Appointment, Role};
use workflow::text::{self, Text};

use super::terms::{self, Duty, Terms};
use super::{profile, runs};
use crate::Facility;
use crate::accounts::{self, INVITATION_DAYS};
use crate::cases;
use crate::failure::{Failure, FieldFault};
use crate::password::Passwords;

/// The most invitations to a call that wait at a time.
pub const MOST_OPEN: usize = 500;

/// Somebody to be invited.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Language of the mail.
    pub language: Language,
    /// The agency they are from.
    pub agency: Option<String>,
}

/// Invites a person to evaluate a call: for its programme officer and facility manager. Answers the invitation.
///
/// Errors with the faults of name, address or agency; nobody invites themselves.
pub fn invite(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    call: CallId,
    invited: &Invited,
) -> Result<Uuid, Failure> {
    if !runs(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.write(|conn| {
        let now = facility.clock.now();
        cases::load_call(conn, call)?;
        let (name, email, agency) = checked(invited)?;
        let open: Vec<InvitationRow> = waiting(conn, call)?;
        if open.len() >= MOST_OPEN {
            return Err(Failure::field("email", "too-many-invitations"));
        }
        if open.iter().any(|one| one.email == email) {
            return Err(Failure::field("email", "invited"));
        }
        let person = known_or_new(conn, actor, call, &email, &name, invited.language, now)?;
        let invitation = InvitationRow {
            id: Uuid::now_v7(),
            call,
            person: person.id,
            name,
            email,
            language: invited.language.code().to_owned(),
            agency,
            invited_by: actor.person,
            sent_at: now,
            opened_at: None,
            expires_at: now + TimeDelta::days(INVITATION_DAYS),
            outcome: None,
            reason: None,
            ended_at: None,
        };
        let token = accounts::secret()?;
        evaluators::invite(conn, &invitation, accounts::fingerprint(&token))?;
        send(conn, &invitation, &person, public_url, &token, now)?;
        Ok(invitation.id)
    })
}

/// The person of an address, who is not the one who invites and does not evaluate the call yet; a new one when nobody has
/// it.
fn known_or_new(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    email: &str,
    name: &str,
    language: Language,
    now: DateTime<Utc>,
) -> Result<PersonRow, Failure> {
    let Some(person) = store::people::with_email(conn, email)? else {
        let person = accounts::new_person(email, name, language, None, now);
        store::people::insert(conn, &person)?;
        return Ok(person);
    };
    if person.id == actor.person {
        return Err(Refusal::OwnAct.into());
    }
    let held = store::people::holders(conn, Role::Evaluator, Some(call))?;
    if held
        .iter()
        .any(|row| row.person == person.id && !row.terms_pending)
    {
        return Err(Failure::field("email", "evaluates-already"));
    }
    Ok(person)
}

fn waiting(conn: &mut AnyConn, call: CallId) -> Result<Vec<InvitationRow>, Failure> {
    let mut open = evaluators::invitations(conn, call)?;
    open.retain(|one| one.ended_at.is_none());
    Ok(open)
}

fn checked(invited: &Invited) -> Result<(String, String, Option<String>), Failure> {
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
    let given = invited.agency.as_deref();
    let agency = given.map(|raw| text::line(raw, 60)).transpose();
    if agency.is_err() {
        fault("agency", "text");
    }
    match (name, email, agency) {
        (Ok(name), Some(email), Ok(agency)) => Ok((name, email, agency)),
        _ => Err(Failure::Invalid(faults)),
    }
}

/// Writes the mail with the link, in the language of the invitation.
fn send(
    conn: &mut AnyConn,
    invitation: &InvitationRow,
    person: &PersonRow,
    public_url: &str,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let call = cases::load_call(conn, invitation.call)?.state;
    let language = Language::parse(&invitation.language).unwrap_or_default();
    let by = store::people::names(conn, [invitation.invited_by])?;
    let facts = [
        ("link", format!("{public_url}/evaluate/{token}")),
        (
            "call",
            call.definition.title.get(language.code()).to_owned(),
        ),
        (
            "by",
            by.get(&invitation.invited_by).cloned().unwrap_or_default(),
        ),
        ("n", INVITATION_DAYS.to_string()),
    ];
    let letter = letters::compose(language, Kind::EvaluatorInvited, &invitation.name, &facts);
    let once = format!("evaluate:{}", accounts::fingerprint(token));
    crate::outbox::put(conn, person, &once, &letter, None, now)
}

/// An invitation to a call the actor runs that waits.
fn run(
    conn: &mut AnyConn,
    actor: &Actor,
    call: CallId,
    id: Uuid,
) -> Result<InvitationRow, Failure> {
    let found = evaluators::find(conn, id)?.filter(|one| one.call == call && runs(actor, call));
    found.ok_or_else(Failure::hidden)
}

/// Sends an invitation again, with a new link that works as long as the first did; not at once.
pub fn send_again(
    facility: &Facility,
    actor: &Actor,
    public_url: &str,
    call: CallId,
    id: Uuid,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let invitation = run(conn, actor, call, id)?;
        let (token, until) = accounts::new_secret(invitation.sent_at, now)?;
        let person = store::people::find(conn, invitation.person)?.ok_or_else(Failure::hidden)?;
        evaluators::renew(conn, id, accounts::fingerprint(&token), now, until)?;
        send(conn, &invitation, &person, public_url, &token, now)
    })
}

/// Takes an invitation back; its link works no more.
pub fn withdraw(facility: &Facility, actor: &Actor, call: CallId, id: Uuid) -> Result<(), Failure> {
    facility.store.write(|conn| {
        run(conn, actor, call, id)?;
        end(conn, id, "withdrawn", None, facility.clock.now())
    })
}

fn end(
    conn: &mut AnyConn,
    id: Uuid,
    outcome: &str,
    reason: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    if evaluators::end(conn, id, outcome, reason, now)? {
        Ok(())
    } else {
        Err(Failure::hidden())
    }
}

/// An invitation, as whoever holds its link sees it.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The call.
    pub call: std::sync::Arc<workflow::call::Call>,
    /// Who invited.
    pub by: String,
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
    /// The terms to accept, in the reader's language; none when the call has none.
    pub terms: Option<Terms>,
}

fn has_account(person: &PersonRow) -> bool {
    person.disabled_at.is_none()
        && person.email_confirmed_at.is_some()
        && person.password_hash.is_some()
}

/// The invitation of a link with the person it is for; hidden when the link is used, withdrawn, too old or none, and for
/// an account that was closed.
fn of_token(
    conn: &mut AnyConn,
    token: &str,
    now: DateTime<Utc>,
) -> Result<(InvitationRow, PersonRow), Failure> {
    let found = evaluators::with_token(conn, accounts::fingerprint(token), now)?;
    let invitation = found.ok_or_else(Failure::hidden)?;
    let person = store::people::find(conn, invitation.person)?;
    let person = person.filter(|person| person.disabled_at.is_none());
    Ok((invitation, person.ok_or_else(Failure::hidden)?))
}

/// What a link offers, the terms in `language` (BCP 47). Errors as hidden when it works no more.
pub fn offer(facility: &Facility, token: &str, language: &str) -> Result<Offer, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let (invitation, person) = of_token(conn, token, now)?;
        let call = cases::load_call(conn, invitation.call)?.state;
        let by = store::people::names(conn, [invitation.invited_by])?;
        Ok(Offer {
            terms: Terms::of(&call, Duty::Evaluates, language),
            call,
            by: by.get(&invitation.invited_by).cloned().unwrap_or_default(),
            account: has_account(&person),
            person: person.id,
            email: person.email,
            invited_name: invitation.name,
            expires_at: invitation.expires_at,
        })
    })
}

/// Notes that a link was followed, so that who invited sees that it arrived. A link that works no more changes nothing.
pub fn followed(facility: &Facility, token: &str) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        match evaluators::with_token(conn, accounts::fingerprint(token), now)? {
            Some(one) if one.opened_at.is_none() => Ok(evaluators::opened(conn, one.id, now)?),
            _ => Ok(()),
        }
    })
}

/// Takes an invitation up with the account it was sent to, accepting the terms that were shown, by their digest.
pub fn accept(
    facility: &Facility,
    actor: &Actor,
    token: &str,
    digest: Option<Digest>,
) -> Result<CallId, Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (invitation, person) = of_token(conn, token, now)?;
        if person.id != actor.person {
            return Err(Failure::hidden());
        }
        join(conn, facility, &invitation, digest, now)
    })
}

/// What who opens an account with an invitation gives.
pub struct NewEvaluator<'a> {
    /// Name.
    pub name: &'a str,
    /// Password as typed.
    pub password: &'a str,
    /// Digest of the terms shown.
    pub terms: Option<Digest>,
}

/// Takes an invitation up by opening the account for its address, which the link has proved. What somebody else may have
/// set for the address before is replaced, and every session ends.
///
/// Errors with the faults of name or password; as hidden when the link works no more, or the address has an account.
pub fn accept_new(
    facility: &Facility,
    passwords: &Passwords,
    token: &str,
    given: &NewEvaluator<'_>,
) -> Result<CallId, Failure> {
    let offered = offer(facility, token, "en")?;
    if offered.account {
        return Err(Failure::hidden());
    }
    let name = text::line(given.name, 120);
    let checked = Passwords::check(given.password, &offered.email);
    let mut faults = Vec::new();
    let mut fault = |field: &str, code| {
        faults.push(FieldFault {
            field: field.to_owned(),
            code,
        });
    };
    if name.is_err() {
        fault("name", "missing");
    }
    if let Err(code) = checked {
        fault("password", code);
    }
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
        store::people::set_profile(conn, person.id, &name, &invitation.language)?;
        store::people::confirm_email(conn, person.id, now)?;
        store::accounts::delete_sessions_of(conn, person.id)?;
        join(conn, facility, &invitation, given.terms, now)
    })
}

/// Uses an invitation up: the terms are accepted, and the person evaluates the call.
fn join(
    conn: &mut AnyConn,
    facility: &Facility,
    invitation: &InvitationRow,
    digest: Option<Digest>,
    now: DateTime<Utc>,
) -> Result<CallId, Failure> {
    let (call, person) = (invitation.call, invitation.person);
    let state = cases::load_call(conn, call)?.state;
    let terms = terms::shown(&state, Duty::Evaluates, digest)?;
    end(conn, invitation.id, "accepted", None, now)?;
    if let Some(terms) = terms {
        terms::keep(conn, person, call, &terms, None, now)?;
    }
    store::people::terms_accepted(conn, person, call, &[Role::Evaluator])?;
    let given = Appointment {
        role: Role::Evaluator,
        call: Some(call),
        agency: None,
    };
    let held = store::people::appointments(conn, person)?;
    if !held.iter().any(|row| row.appointment == given) {
        store::people::appoint(conn, person, &given, Some(invitation.invited_by), now)?;
    }
    let mut own = profile(conn, person)?;
    if own.agency.is_none() && invitation.agency.is_some() {
        own.agency.clone_from(&invitation.agency);
        evaluators::save_profile(conn, person, &own, now)?;
    }
    crate::conflicts::of_person(conn, facility, person, call)?;
    Ok(call)
}

/// Declines an invitation with a reason: whoever holds its link.
pub fn decline(facility: &Facility, token: &str, reason: &Text) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let (invitation, _) = of_token(conn, token, now)?;
        end(conn, invitation.id, "declined", Some(reason.as_str()), now)
    })
}

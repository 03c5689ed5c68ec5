//! The terms of confidentiality of a call: read in one's language, accepted or declined before anything is seen, and
//! kept as they were shown.

use chrono::{DateTime, Utc};
use store::AnyConn;
use store::evaluators::{self, TermsAnswer};
use workflow::call::Call;
use workflow::definition::Localised;
use workflow::ids::{CallId, PersonId};
use workflow::procedure::Stage;
use workflow::record::Digest;
use workflow::refusal::Refusal;
use workflow::role::{Actor, Appointment, Role, Term};
use workflow::text::Text;
use workflow::transition::StageKind;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// What somebody is appointed to, as far as terms of confidentiality go: each has terms of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Evaluates files of the call.
    Evaluates,
    /// Sits at the table of its panel.
    Sits,
}

impl Duty {
    const ALL: [Self; 2] = [Self::Evaluates, Self::Sits];

    /// The duty a role comes with.
    pub fn of(role: Role) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|duty| duty.roles().contains(&role))
    }

    const fn roles(self) -> &'static [Role] {
        match self {
            Self::Evaluates => &[Role::Evaluator],
            Self::Sits => &Role::PANEL,
        }
    }

    /// The terms a call has for it.
    fn localised(self, call: &Call) -> Option<&Localised> {
        match self {
            Self::Evaluates => {
                let places = call.definition.procedure.places(StageKind::Evaluation);
                let mut rules = places.filter_map(|place| call.evaluation_rules(place, None));
                rules.find_map(|rules| rules.terms.as_ref())
            }
            Self::Sits => match call.definition.procedure.first(StageKind::Selection) {
                Some(Stage::Selection(rules)) => rules.terms.as_ref(),
                _ => None,
            },
        }
    }

    /// Whether a text, by its digest, is one of the terms a call has for it.
    fn has(self, call: &Call, digest: Digest) -> bool {
        let Some(all) = self.localised(call) else {
            return false;
        };
        let mut texts = all.0.values().filter_map(|text| Text::parse(text).ok());
        texts.any(|text| text.digest() == digest)
    }
}

/// The terms of a call as they are shown to a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The text; blank lines separate paragraphs.
    pub text: Text,
    /// The language it is in (BCP 47).
    pub language: String,
}

impl Terms {
    /// SHA-256 of the text: an answer names the text it answers by it.
    pub fn digest(&self) -> Digest {
        self.text.digest()
    }

    /// The terms of a call in a language, or else in the one the call has them in; none when it has none.
    pub fn of(call: &Call, duty: Duty, language: &str) -> Option<Self> {
        let all = duty.localised(call)?;
        let tag = [language, "en"]
            .into_iter()
            .find(|tag| all.0.contains_key(*tag))
            .map(str::to_owned)
            .or_else(|| all.0.keys().next().cloned())?;
        let text = Text::parse(all.0.get(&tag)?).ok()?;
        Some(Self {
            text,
            language: tag,
        })
    }
}

/// Whether who is to evaluate the call, or to sit on its panel, has to accept terms first.
fn must_accept(call: &Call, duty: Duty) -> bool {
    duty.localised(call).is_some()
}

/// Keeps an answer with the text it is an answer to.
pub(super) fn keep(
    conn: &mut AnyConn,
    person: PersonId,
    call: CallId,
    terms: &Terms,
    declined: Option<&Text>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    cases::keep_texts(conn, &[&terms.text], now)?;
    let answer = TermsAnswer {
        person,
        call,
        digest: terms.digest(),
        language: terms.language.clone(),
        accepted: declined.is_none(),
        reason: declined.map(|reason| reason.as_str().to_owned()),
        at: now,
    };
    Ok(evaluators::answer_terms(conn, &answer)?)
}

/// The terms that were shown, found by their digest, so that nobody accepts a text they have not read.
///
/// Errors with [`Failure::ChangedMeanwhile`] when the call has other terms by now.
pub(super) fn shown(
    call: &Call,
    duty: Duty,
    digest: Option<Digest>,
) -> Result<Option<Terms>, Failure> {
    let Some(all) = duty.localised(call) else {
        return Ok(None);
    };
    let mut each = all.0.keys().filter_map(|tag| Terms::of(call, duty, tag));
    let found = each.find(|terms| Some(terms.digest()) == digest);
    found.map(Some).ok_or(Failure::ChangedMeanwhile)
}

/// What a person accepted.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The text as it was shown.
    pub text: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// The terms of a call for a person who is to evaluate it, and what they have accepted of them.
#[derive(Clone, Debug)]
pub struct OwnTerms {
    /// Code and title of the call.
    pub call: std::sync::Arc<Call>,
    /// The terms in the reader's language; none when the call has none.
    pub terms: Option<Terms>,
    /// What they accepted last.
    pub accepted: Option<Accepted>,
    /// Whether they have still to answer.
    pub pending: bool,
    /// What they are about.
    pub duty: Duty,
}

/// The appointments of a person to evaluate a call or to sit on its panel, pending ones too.
fn appointments(
    conn: &mut AnyConn,
    person: PersonId,
    call: CallId,
) -> Result<Vec<store::people::AppointmentRow>, Failure> {
    let mut held = store::people::all_appointments(conn, person)?;
    held.retain(|row| {
        let given = &row.appointment;
        Duty::of(given.role).is_some() && given.call.is_none_or(|of| of == call)
    });
    Ok(held)
}

/// The duty whose terms come first among appointments: one that waits for them, or else any.
fn first(held: &[store::people::AppointmentRow]) -> Option<Duty> {
    let pending = held.iter().find(|row| row.terms_pending);
    Duty::of(pending.or(held.first())?.appointment.role)
}

/// The terms of a call, for whoever is or is to be its evaluator or at the table of its panel; hidden for everybody else.
pub fn own_terms(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    language: &str,
) -> Result<OwnTerms, Failure> {
    facility.store.read(|conn| {
        let held = appointments(conn, actor.person, call)?;
        let duty = first(&held).ok_or_else(Failure::hidden)?;
        let state = cases::load_call(conn, call)?.state;
        let last = last_answer(conn, &state, actor.person, duty)?;
        let accepted = match last.filter(|answer| answer.accepted) {
            Some(answer) => store::drafts::find_text(conn, answer.digest)?.map(|text| Accepted {
                text,
                at: answer.at,
            }),
            None => None,
        };
        Ok(OwnTerms {
            terms: Terms::of(&state, duty, language),
            call: state,
            accepted,
            pending: held.iter().any(|row| row.terms_pending),
            duty,
        })
    })
}

/// What a person answered last to the terms of a duty. An answer to a text that is now that of another duty's terms alone is
/// none.
fn last_answer(
    conn: &mut AnyConn,
    call: &Call,
    person: PersonId,
    duty: Duty,
) -> Result<Option<TermsAnswer>, Failure> {
    let about = |answer: &TermsAnswer| {
        let has = |duty: Duty| duty.has(call, answer.digest);
        has(duty) || !Duty::ALL.into_iter().any(has)
    };
    let answers = evaluators::terms_answers(conn, call.id)?;
    Ok(answers
        .into_iter()
        .rev()
        .find(|answer| answer.person == person && about(answer)))
}

/// Calls the person is appointed to evaluate, or on whose panel they sit, once they accept the terms, with the instant of the appointment (UTC).
pub fn waiting(
    conn: &mut AnyConn,
    person: PersonId,
) -> Result<Vec<(CallId, DateTime<Utc>)>, Failure> {
    let held = store::people::all_appointments(conn, person)?;
    let mut waiting = held.into_iter().filter(|row| row.terms_pending);
    Ok(waiting
        .by_ref()
        .filter_map(|row| Some((row.appointment.call?, row.since)))
        .collect())
}

/// Accepts the terms of a call that were shown, by their digest. What the person is appointed to begins.
///
/// Errors as hidden for whoever is not appointed, and when the terms have changed since they were shown.
pub fn accept_terms(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    digest: Option<Digest>,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let held = appointments(conn, actor.person, call)?;
        if held.is_empty() {
            return Err(Failure::hidden());
        }
        if held.iter().all(|row| !row.terms_pending) {
            return Err(Refusal::AlreadyDone.into());
        }
        let duty = first(&held).ok_or_else(Failure::hidden)?;
        let state = cases::load_call(conn, call)?.state;
        if let Some(terms) = shown(&state, duty, digest)? {
            keep(conn, actor.person, call, &terms, None, now)?;
        }
        store::people::terms_accepted(conn, actor.person, call, duty.roles())?;
        if duty == Duty::Evaluates {
            evaluators::end_of(conn, call, actor.person, "accepted", now)?;
        }
        crate::conflicts::of_person(conn, facility, actor.person, call)
    })
}

/// Declines the terms of a call with a reason: the appointment ends.
pub fn decline_terms(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    language: &str,
    reason: &Text,
) -> Result<(), Failure> {
    facility.store.write(|conn| {
        let now = facility.clock.now();
        let held = appointments(conn, actor.person, call)?;
        let duty = first(&held).ok_or_else(Failure::hidden)?;
        let declines = |row: &store::people::AppointmentRow| {
            row.terms_pending && Duty::of(row.appointment.role) == Some(duty)
        };
        let pending: Vec<_> = held.into_iter().filter(declines).collect();
        if pending.is_empty() {
            return Err(Failure::hidden());
        }
        let state = cases::load_call(conn, call)?.state;
        if let Some(terms) = Terms::of(&state, duty, language) {
            keep(conn, actor.person, call, &terms, Some(reason), now)?;
        }
        for row in pending {
            store::people::end_appointment(conn, row.id, now)?;
        }
        Ok(())
    })
}

/// Gives a person a role; one to evaluate a call with terms, or to sit on its panel, gives nothing before they accept them,
/// unless they have. A role for every call has no terms.
pub fn appointed(
    conn: &mut AnyConn,
    person: PersonId,
    given: &Appointment,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    appointed_for(conn, person, given, Term::default(), by, now)
}

/// The same, on the days of a term.
pub fn appointed_for(
    conn: &mut AnyConn,
    person: PersonId,
    given: &Appointment,
    term: Term,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let (Some(call), Some(duty)) = (given.call, Duty::of(given.role)) else {
        store::people::appoint_for(conn, person, given, term, by, now, false)?;
        return Ok(());
    };
    let state = cases::load_call(conn, call)?.state;
    let last = last_answer(conn, &state, person, duty)?;
    let accepted = last.is_some_and(|answer| answer.accepted);
    let pending = must_accept(&state, duty) && !accepted;
    store::people::appoint_for(conn, person, given, term, by, now, pending)?;
    Ok(())
}

//! What may be done to an organisation, and what follows.

use std::collections::BTreeSet;

use chrono::{Months, NaiveDate};

use super::event::next;
use super::{
    Command, DocumentAct, Event, Found, OFFICERS, Organisation, OrganisationAction as A, READERS,
    Situation, TABLE,
};
use crate::due_diligence::{Answer, Flag, Hit, Level, Match, MatchStatus, Step, Verdict};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::role::{Actor, Role};
use crate::text::Text;
use crate::transition::row;

/// Whether the person may do this now, whatever the details.
pub fn permitted(state: &Organisation, action: A, actor: &Actor) -> Result<(), Refusal> {
    let member = actor.member(state.id, Role::Reader);
    if !member && !actor.holds_one_of(READERS) {
        return Err(Refusal::Hidden);
    }
    let Some(row) = row(TABLE, state.status, action) else {
        return Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        });
    };
    // Who belongs to the organisation acts for it and never for the facility.
    let allowed = row.by.iter().any(|role| {
        if role.is_applicant() {
            actor.member(state.id, *role)
        } else {
            actor.holds_anywhere(*role) && !member
        }
    });
    if !allowed {
        return Err(Refusal::NotAllowed);
    }
    let has_flag = |test: fn(&Flag) -> bool| state.flags.values().any(test);
    let has_match = |test: fn(&Match) -> bool| state.matches.values().any(test);
    match action {
        A::ConfirmVerification if state.took_part(actor.person) => Err(Refusal::OwnAct),
        A::ChangeFlag | A::LiftFlag if !has_flag(|flag| !flag.lifted) => Err(Refusal::AlreadyDone),
        A::ConfirmMatch
            if !has_match(|found| {
                matches!(found.status, MatchStatus::Open | MatchStatus::Dismissed)
            }) =>
        {
            Err(Refusal::AlreadyDone)
        }
        A::DismissMatch
            if !has_match(|found| {
                matches!(found.status, MatchStatus::Open | MatchStatus::Confirmed)
            }) =>
        {
            Err(Refusal::AlreadyDone)
        }
        _ => Ok(()),
    }
}

/// Whether the person does this for the facility to some organisation, as the table says of the roles they hold.
pub fn does(actor: &Actor, action: A) -> bool {
    let rows = TABLE.iter().filter(|row| row.action == action);
    rows.flat_map(|row| row.by)
        .any(|role| !role.is_applicant() && actor.holds_anywhere(*role))
}

/// What the person may do now.
pub fn available(state: &Organisation, actor: &Actor) -> Vec<A> {
    A::ALL
        .iter()
        .copied()
        .filter(|action| permitted(state, *action, actor).is_ok())
        .collect()
}

/// Answers a command with events, or refuses.
pub fn decide(
    state: &Organisation,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Vec<Event>, Refusal> {
    let leaves = matches!(command, Command::Remove { person } if *person == situation.actor.person);
    // Everyone may leave; the rest of what concerns people is the owners'.
    if !(leaves && situation.members.contains_key(&situation.actor.person)) {
        permitted(state, command.action(), situation.actor)?;
    }
    let event = match command {
        Command::Amend { profile, .. } if *profile == state.profile => return Ok(Vec::new()),
        Command::Amend {
            profile,
            country,
            substance,
            bank,
        } => Event::Amended {
            country: *country,
            profile: *profile,
            substance: *substance,
            bank: *bank,
        },
        Command::KeepDocument {
            document,
            kind,
            content,
            act,
        } => match act {
            DocumentAct::Add => Event::DocumentAdded {
                document: *document,
                document_kind: kind.clone(),
                content: *content,
            },
            DocumentAct::Replace(replaces) => Event::DocumentReplaced {
                document: *document,
                replaces: *replaces,
                document_kind: kind.clone(),
                content: *content,
            },
            DocumentAct::Remove => Event::DocumentRemoved {
                document: *document,
            },
        },
        Command::Invite { .. }
        | Command::Admit { .. }
        | Command::ChangeRole { .. }
        | Command::HandOver { .. }
        | Command::Remove { .. } => people(command, situation)?,
        Command::AnswerQuestion { .. }
        | Command::ProposeVerification { .. }
        | Command::ConfirmVerification
        | Command::ReturnVerification { .. } => verification(state, command, situation)?,
        Command::RaiseFlag { .. } | Command::ChangeFlag { .. } | Command::LiftFlag { .. } => {
            flags(state, command, situation)?
        }
        Command::ConfirmMatch { .. } | Command::DismissMatch { .. } => {
            matches_of(state, command, situation)?
        }
        Command::AssessRisk { answers, comment } => {
            let asked = situation.rules.risk.as_ref().ok_or(Refusal::NotAllowed)?;
            let outcome = asked.assess(answers)?;
            Event::RiskAssessed {
                answers: answers.clone(),
                score: outcome.score,
                level: outcome.level,
                until: valid_for(asked.valid_months, situation)?,
                comment: comment.digest(),
            }
        }
        Command::DismissDuplicate { other, .. } if state.not_duplicates.contains(other) => {
            return Ok(Vec::new());
        }
        Command::DismissDuplicate { other, reason } => Event::DuplicateDismissed {
            other: *other,
            reason: reason.digest(),
        },
        Command::Merge { into, reason } => {
            if *into == state.id {
                return Err(Refusal::AlreadyDone);
            }
            may_merge(state, situation.now.date_naive())?;
            Event::Merged {
                into: *into,
                reason: reason.digest(),
            }
        }
    };
    Ok(vec![event])
}

/// Whether an organisation may take part in a merge, as the one that goes or as the one that remains: what was found about
/// either is settled before it is lost from sight under the other's name.
pub fn may_merge(state: &Organisation, today: NaiveDate) -> Result<(), Refusal> {
    let standing = state.standing(today, Default::default());
    if standing.merged {
        Err(Refusal::Merged)
    } else if standing.listed {
        Err(Refusal::SanctionsMatch)
    } else {
        Ok(())
    }
}

/// What concerns the people of the organisation.
fn people(command: &Command, situation: &Situation<'_>) -> Result<Event, Refusal> {
    let role_of = |person: &PersonId| {
        situation
            .members
            .get(person)
            .copied()
            .ok_or_else(|| Refusal::Unknown {
                what: "person",
                name: person.to_string(),
            })
    };
    let applicant = |role: Role| {
        if role.is_applicant() {
            Ok(role)
        } else {
            Err(Refusal::Unknown {
                what: "role",
                name: role.to_string(),
            })
        }
    };
    let owners = situation
        .members
        .values()
        .filter(|role| **role == Role::Owner)
        .count();
    let last_owner = |person: &PersonId| Ok(role_of(person)? == Role::Owner && owners == 1);
    Ok(match command {
        Command::Invite { invitation, role } => Event::PersonInvited {
            invitation: *invitation,
            role: applicant(*role)?,
        },
        Command::Admit { person, .. } if situation.members.contains_key(person) => {
            return Err(Refusal::AlreadyDone);
        }
        Command::Admit { person, role } => Event::PersonAdmitted {
            person: *person,
            role: applicant(*role)?,
        },
        Command::ChangeRole { person, role } => {
            if role_of(person)? == applicant(*role)? {
                return Err(Refusal::AlreadyDone);
            }
            if last_owner(person)? {
                return Err(Refusal::LastOwner);
            }
            Event::RoleChanged {
                person: *person,
                role: *role,
            }
        }
        Command::HandOver { to } => {
            role_of(to)?;
            if *to == situation.actor.person {
                return Err(Refusal::AlreadyDone);
            }
            Event::HandedOver { to: *to }
        }
        Command::Remove { person } => {
            if last_owner(person)? {
                return Err(Refusal::LastOwner);
            }
            Event::PersonRemoved { person: *person }
        }
        _ => return Err(Refusal::NotAllowed),
    })
}

/// What concerns the verification.
fn verification(
    state: &Organisation,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let today = situation.now.date_naive();
    Ok(match command {
        Command::AnswerQuestion {
            question,
            answer,
            comment,
            evidence,
        } => {
            let asked = situation.rules.question(question)?;
            if *answer == Answer::NotApplicable && !asked.may_not_apply {
                return Err(Refusal::Unknown {
                    what: "answer",
                    name: answer.name().to_owned(),
                });
            }
            // A no that is not explained helps nobody.
            if *answer == Answer::No && comment.is_none() {
                return Err(Refusal::CommentMissing {
                    question: question.clone(),
                });
            }
            Event::QuestionAnswered {
                question: question.clone(),
                answer: *answer,
                comment: comment.as_ref().map(Text::digest),
                evidence: evidence.clone(),
            }
        }
        Command::ProposeVerification { comment } => {
            let mut answers = state.present_answers();
            // Answers to questions that are no longer asked stay in the record and decide nothing.
            answers.retain(|question, _| situation.rules.question(question).is_ok());
            situation.rules.verdict(&answers)?;
            Event::VerificationProposed {
                answers,
                comment: comment.digest(),
            }
        }
        // What was proposed is what is confirmed: when the facility asks other questions by now, it is sent back.
        Command::ConfirmVerification => match situation.rules.verdict(&state.present_answers())? {
            Verdict::Failed => Event::VerificationRefused {},
            Verdict::Passed => {
                state
                    .standing(today, Default::default())
                    .allows(Step::Verification)?;
                Event::Verified {
                    until: valid_for(situation.rules.valid_months, situation)?,
                }
            }
        },
        Command::ReturnVerification { reason } => Event::VerificationReturned {
            reason: reason.digest(),
        },
        _ => return Err(Refusal::NotAllowed),
    })
}

/// The last day of what holds for some months from today.
fn valid_for(months: u32, situation: &Situation<'_>) -> Result<NaiveDate, Refusal> {
    let today = situation.now.date_naive();
    today
        .checked_add_months(Months::new(months))
        .ok_or(Refusal::Overflow)
}

/// Whether the person may set a flag to a level: up to a risk everyone who raises flags, above it officers.
pub fn may_set(level: Level, actor: &Actor) -> Result<(), Refusal> {
    if level <= Level::Risk || actor.holds_one_of(OFFICERS) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed)
    }
}

/// Whether the person may make a flag lighter, end it sooner or lift it: an escalated or red one only a manager who did
/// not set it.
pub fn may_lighten(flag: &Flag, actor: &Actor) -> Result<(), Refusal> {
    if flag.level <= Level::Risk {
        Ok(())
    } else if !actor.holds_anywhere(Role::FacilityManager) {
        Err(Refusal::NotAllowed)
    } else if flag.set_by == actor.person {
        Err(Refusal::OwnAct)
    } else {
        Ok(())
    }
}

/// What concerns risk flags.
fn flags(
    state: &Organisation,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let (actor, today) = (situation.actor, situation.now.date_naive());
    let held = |number: &u32| {
        let flag = state.flags.get(number).filter(|flag| !flag.lifted);
        flag.ok_or_else(|| Refusal::Unknown {
            what: "flag",
            name: number.to_string(),
        })
    };
    let ahead = |until: &Option<NaiveDate>| {
        if until.is_some_and(|until| until < today) {
            Err(Refusal::Dates)
        } else {
            Ok(())
        }
    };
    Ok(match command {
        Command::RaiseFlag {
            level,
            category,
            until,
            reason,
        } => {
            may_set(*level, actor)?;
            ahead(until)?;
            Event::FlagRaised {
                flag: next(&state.flags),
                level: *level,
                category: *category,
                until: *until,
                reason: Some(reason.digest()),
            }
        }
        Command::ChangeFlag {
            flag: number,
            level,
            until,
            reason,
        } => {
            let flag = held(number)?;
            if (flag.level, flag.until) == (*level, *until) {
                return Err(Refusal::AlreadyDone);
            }
            ahead(until)?;
            may_set(*level, actor)?;
            let sooner = match (flag.until, until) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some(before), Some(after)) => *after < before,
            };
            if *level < flag.level || sooner {
                may_lighten(flag, actor)?;
            }
            Event::FlagChanged {
                flag: *number,
                level: *level,
                until: *until,
                reason: reason.digest(),
            }
        }
        Command::LiftFlag {
            flag: number,
            reason,
        } => {
            may_lighten(held(number)?, actor)?;
            Event::FlagLifted {
                flag: *number,
                reason: reason.digest(),
            }
        }
        _ => return Err(Refusal::NotAllowed),
    })
}

/// Whether a match may be confirmed or dismissed by the person as it stands; whether they decide on matches at all says
/// [`permitted`].
pub fn may_settle(found: &Match, action: A, actor: &Actor) -> Result<(), Refusal> {
    match (action, found.status) {
        (A::ConfirmMatch, MatchStatus::Open | MatchStatus::Dismissed)
        | (A::DismissMatch, MatchStatus::Open) => Ok(()),
        // What one person has confirmed, only the manager, and another person, takes back.
        (A::DismissMatch, MatchStatus::Confirmed) => {
            if !actor.holds_anywhere(Role::FacilityManager) {
                Err(Refusal::NotAllowed)
            } else if found.decided_by == Some(actor.person) {
                Err(Refusal::OwnAct)
            } else {
                Ok(())
            }
        }
        _ => Err(Refusal::AlreadyDone),
    }
}

/// What concerns matches with sanctions lists.
fn matches_of(
    state: &Organisation,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let settled = |number: &u32| {
        let found = state.matches.get(number);
        let found = found.ok_or_else(|| Refusal::Unknown {
            what: "match",
            name: number.to_string(),
        })?;
        may_settle(found, command.action(), situation.actor)
    };
    match command {
        Command::ConfirmMatch { number, reason } => {
            settled(number)?;
            Ok(Event::SanctionsMatchConfirmed {
                number: *number,
                reason: reason.digest(),
            })
        }
        Command::DismissMatch { number, reason } => {
            settled(number)?;
            Ok(Event::SanctionsMatchDismissed {
                number: *number,
                reason: reason.digest(),
            })
        }
        _ => Err(Refusal::NotAllowed),
    }
}

/// What a screening of an organisation's names against the lists changes: new matches are open, and those whose entry or
/// name is no longer what it was have ended. A dismissal holds as long as both stay as they were.
pub fn screened(state: &Organisation, found: &[Found]) -> Vec<Event> {
    let standing = |hit: &Hit| {
        state
            .matches
            .values()
            .any(|known| known.status != MatchStatus::Ended && known.hit == *hit)
    };
    let mut number = next(&state.matches);
    let mut events: Vec<Event> = Vec::new();
    for (known, _) in state.matches.iter().filter(|(_, known)| {
        known.status != MatchStatus::Ended && !found.iter().any(|one| one.hit == known.hit)
    }) {
        events.push(Event::SanctionsMatchEnded { number: *known });
    }
    let mut seen = BTreeSet::new();
    for Found { hit, score } in found {
        if standing(hit) || !seen.insert(hit) {
            continue;
        }
        events.push(Event::SanctionsMatched {
            number,
            reference: hit.reference.clone(),
            entry: hit.entry,
            subject: hit.subject,
            name: hit.name,
            score: *score,
        });
        number += 1;
    }
    events
}

//! The search for conflicts: facts are gathered, held against each other, and what speaks for a conflict goes on the file's
//! record, as found by the system.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use store::AnyConn;
use store::organisations::OrganisationRow;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::interest;
use workflow::proposal::{self, Proposal};
use workflow::registration::Profile;
use workflow::role::Role;
use workflow::text::Text;
use workflow::transition::StageKind;

use super::evidence::Shared;
use super::grounds::{self, Applicant, Person};
use super::rules::{Rules, rules};
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::intake::Content;

/// Everybody who evaluates a call or sits on its panel.
fn people(conn: &mut AnyConn, call: CallId) -> Result<Vec<Person>, Failure> {
    let mut ids: BTreeSet<PersonId> = store::people::with_role(conn, Role::Evaluator, Some(call))?
        .into_iter()
        .collect();
    ids.extend(
        store::people::panel(conn, call)?
            .into_iter()
            .map(|(person, _)| person),
    );
    let mut found = Vec::new();
    for id in ids {
        found.extend(person(conn, id)?);
    }
    Ok(found)
}

fn person(conn: &mut AnyConn, id: PersonId) -> Result<Option<Person>, Failure> {
    let Some(row) = store::people::find(conn, id)? else {
        return Ok(None);
    };
    let works_for = store::people::memberships(conn, id)?;
    Ok(Some(Person {
        id,
        name: row.name,
        email: row.email,
        works_for: works_for
            .into_iter()
            .map(|(organisation, _)| organisation)
            .collect(),
        profile: crate::evaluators::profile(conn, id)?,
    }))
}

/// The organisation as the register leads it today: the one it was merged into.
fn today(conn: &mut AnyConn, id: OrganisationId) -> Result<Option<OrganisationRow>, Failure> {
    let mut row = store::organisations::find(conn, id)?;
    for _ in 0..16 {
        let Some(into) = row.as_ref().and_then(|row| row.merged_into) else {
            break;
        };
        row = store::organisations::find(conn, into)?;
    }
    Ok(row)
}

fn names(profile: &Profile) -> Vec<String> {
    let legal = [
        Some(&profile.legal_name),
        profile.original_name.as_ref(),
        profile.acronym.as_ref(),
    ];
    let others = profile.other_names.iter().map(|other| &other.name);
    legal.into_iter().flatten().chain(others).cloned().collect()
}

fn applicant(
    conn: &mut AnyConn,
    rules: &Rules,
    id: OrganisationId,
) -> Result<Option<Applicant>, Failure> {
    let Some(row) = today(conn, id)? else {
        return Ok(None);
    };
    let profile = &row.profile;
    let mut domains = BTreeSet::new();
    let website = profile
        .website
        .as_deref()
        .and_then(store::organisations::web_domain);
    let website = website.and_then(|domain| rules.telling(&domain));
    domains.extend(website.map(|domain| (domain, Shared::Website)));
    let office = profile
        .email
        .as_deref()
        .and_then(|address| rules.domain(address));
    domains.extend(office.map(|domain| (domain, Shared::Office)));
    for (member, _) in store::people::members_of(conn, row.id)? {
        domains.extend(
            rules
                .domain(&member.email)
                .map(|domain| (domain, Shared::Contact)),
        );
    }
    let officers = profile.officers.iter().flat_map(|officer| {
        [Some(&officer.name), officer.original_name.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
    });
    let experience = profile.experience.iter().cloned();
    Ok(Some(Applicant {
        ids: [id, row.id].into(),
        name: profile.legal_name.clone(),
        names: names(profile),
        officers: officers.collect(),
        domains,
        funders: experience
            .map(|said| ("experience".to_owned(), said))
            .collect(),
    }))
}

/// Every text of an answer.
fn texts(answer: &serde_json::Value, found: &mut Vec<String>) {
    match answer {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| texts(one, found)),
        serde_json::Value::Object(all) => all.values().for_each(|one| texts(one, found)),
        _ => {}
    }
}

/// What the submission says of funders, by question.
fn funders(
    conn: &mut AnyConn,
    rules: &Rules,
    state: &Proposal,
) -> Result<Vec<(String, String)>, Failure> {
    let Some(submission) = &state.intake.submission else {
        return Ok(Vec::new());
    };
    let Some(row) = store::drafts::find_submission(conn, state.id, submission.version)? else {
        return Ok(Vec::new());
    };
    let content: Content = serde_json::from_str(&row.content)
        .map_err(|error| Failure::Unexpected(format!("stored JSON cannot be read: {error}")))?;
    let mut found = Vec::new();
    for (question, answer) in &content.answers {
        if rules
            .funding_questions
            .iter()
            .any(|word| question.contains(word.as_str()))
        {
            let mut said = Vec::new();
            texts(answer, &mut said);
            found.extend(said.into_iter().map(|text| (question.clone(), text)));
        }
    }
    Ok(found)
}

/// Everybody who applies with a file.
fn applicants(
    conn: &mut AnyConn,
    rules: &Rules,
    state: &Proposal,
) -> Result<Vec<Applicant>, Failure> {
    let beside: BTreeMap<_, _> = state.intake.beside_the_lead();
    let mut found = Vec::new();
    for id in [state.organisation].into_iter().chain(beside.into_keys()) {
        found.extend(applicant(conn, rules, id)?);
    }
    if let Some(lead) = found.first_mut() {
        lead.funders.extend(funders(conn, rules, state)?);
    }
    Ok(found)
}

/// Whether somebody who sits on the panel of the call works for who applies, or did in the years looked back on.
pub(crate) fn tied_to_panel(
    conn: &mut AnyConn,
    state: &Proposal,
    year: i32,
) -> Result<bool, Failure> {
    let rules = rules()?;
    let applicants = applicants(conn, rules, state)?;
    for (member, given) in store::people::panel(conn, state.call)? {
        let Some(person) = person(conn, member)?.filter(|_| given.role.votes()) else {
            continue;
        };
        let found = grounds::of(rules, &person, &applicants, year);
        let mut grounds = found.iter().filter_map(super::Evidence::ground);
        if grounds.any(|(ground, _)| ground.basis.is_tie()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Puts what speaks for a conflict of the people on the record of a file. Answers of how many people something new was
/// found.
fn record(
    conn: &mut AnyConn,
    facility: &Facility,
    id: ProposalId,
    people: &[Person],
) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let case = ProposalCase::load(conn, id, now)?;
    let state = &case.proposal.state;
    // Afterwards nobody could settle it any more.
    if state.stage != StageKind::Evaluation {
        return Ok(0);
    }
    let rules = rules()?;
    let applicants = applicants(conn, rules, state)?;
    let mut events = Vec::new();
    let mut kept: Vec<Text> = Vec::new();
    for person in people {
        let found = grounds::of(rules, person, &applicants, now.year());
        let written: Vec<_> = found.iter().filter_map(super::Evidence::ground).collect();
        let grounds = written.iter().map(|(ground, _)| *ground).collect();
        if let Some(event) = interest::suspect(state, person.id, &grounds) {
            events.push(proposal::Event::Interest(event));
            kept.extend(written.into_iter().map(|(_, text)| text));
        }
    }
    if events.is_empty() {
        return Ok(0);
    }
    cases::keep_texts(conn, &kept.iter().collect::<Vec<_>>(), now)?;
    cases::write_proposal(conn, &case.proposal, &events, None, now)?;
    Ok(events.len())
}

/// Looks for conflicts of everybody who evaluates the call of a file or sits on its panel. Answers of how many people
/// something new was found. A file that is not being evaluated is left alone.
pub fn search_file(
    conn: &mut AnyConn,
    facility: &Facility,
    id: ProposalId,
) -> Result<usize, Failure> {
    let Some(row) = store::proposals::find(conn, id)? else {
        return Err(Failure::hidden());
    };
    let people = people(conn, row.call_id)?;
    record(conn, facility, id, &people)
}

/// The same for every file of a call that is being evaluated, each in a transaction of its own.
pub fn search_call(facility: &Facility, call: CallId) -> Result<usize, Failure> {
    let (files, people) = facility.store.read(|conn| {
        let files = store::suspected::in_evaluation(conn, call)?;
        Ok::<_, Failure>((files, people(conn, call)?))
    })?;
    let mut found = 0;
    for (file, _) in files {
        found += facility
            .store
            .write(|conn| record(conn, facility, file, &people))?;
    }
    Ok(found)
}

/// Looks for conflicts of one person with every file of a call that is being evaluated: when they begin, and when their
/// profile changes.
pub fn of_person(
    conn: &mut AnyConn,
    facility: &Facility,
    id: PersonId,
    call: CallId,
) -> Result<(), Failure> {
    let Some(person) = person(conn, id)? else {
        return Ok(());
    };
    let people = [person];
    for (file, _) in store::suspected::in_evaluation(conn, call)? {
        record(conn, facility, file, &people)?;
    }
    Ok(())
}

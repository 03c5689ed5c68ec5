//! What the machine rules look at, gathered from the register, the documents, due diligence and the submissions.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use store::AnyConn;
use workflow::criterion::{Diligence, Facts, OrganisationFacts, Paper, Stated};
use workflow::document::DocumentKind;
use workflow::due_diligence::MatchStatus;
use workflow::form::AnswerKind;
use workflow::ids::{DocumentId, OrganisationId};
use workflow::intake::Submission;
use workflow::organisation::Organisation;

use crate::cases::{self, ProposalCase};
use crate::failure::Failure;
use crate::intake::Content;

/// Everything the rules look at of a submitted file, as it stands at an instant; `None` before anything is submitted.
pub(crate) fn of_file(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<Option<Facts>, Failure> {
    let proposal = &case.proposal.state;
    let intake = &proposal.intake;
    let (Some(submission), Some(received_at)) = (&intake.submission, intake.last_received_at)
    else {
        return Ok(None);
    };
    let organisation = cases::load_organisation(conn, proposal.organisation)?.state;
    let mut applicants = own(&organisation);
    applicants.extend(&submission.co_applicants);
    let elsewhere =
        store::applicants::applications_elsewhere(conn, proposal.call, &applicants, proposal.id)?;
    Ok(Some(Facts {
        organisation: of_organisation(conn, &organisation, now)?,
        stated: Stated::from(submission),
        received_at,
        files: Some(files(conn, case)?),
        elsewhere: Some(elsewhere),
    }))
}

/// What is known of an organisation, due diligence included: not for its own people.
fn of_organisation(
    conn: &mut AnyConn,
    state: &Organisation,
    now: DateTime<Utc>,
) -> Result<OrganisationFacts, Failure> {
    let matches = |status| {
        let all = state.matches.values();
        let found = all.filter(|found| found.status == status).count();
        u32::try_from(found).unwrap_or(u32::MAX)
    };
    let diligence = Diligence {
        flag: state.flag(now.date_naive()),
        open: matches(MatchStatus::Open),
        confirmed: matches(MatchStatus::Confirmed),
    };
    Ok(OrganisationFacts {
        grants: Some(store::grants::begun(conn, &own(state))?),
        diligence: Some(diligence),
        ..of_own_people(conn, state.id)?
    })
}

/// An organisation and those merged into it: what they were granted and applied for is its own by now.
fn own(state: &Organisation) -> Vec<OrganisationId> {
    let mut all = vec![state.id];
    all.extend(&state.absorbed);
    all
}

/// What an organisation knows of itself: its profile and its documents.
pub(crate) fn of_own_people(
    conn: &mut AnyConn,
    id: OrganisationId,
) -> Result<OrganisationFacts, Failure> {
    let row = store::organisations::find(conn, id)?.ok_or_else(Failure::hidden)?;
    Ok(OrganisationFacts {
        papers: Some(papers(conn, id)?),
        ..OrganisationFacts::from(&row.profile)
    })
}

/// The documents of an organisation: the versions that count, without those that were removed.
fn papers(conn: &mut AnyConn, id: OrganisationId) -> Result<Vec<Paper>, Failure> {
    let rows = store::documents::of_case(conn, id.into())?;
    rows.iter()
        .filter(|row| row.is_current && row.removed_at.is_none())
        .map(|row| {
            let kind: DocumentKind = row
                .purpose
                .parse()
                .map_err(|error| Failure::Unexpected(format!("document {}: {error}", row.id)))?;
            Ok(Paper {
                document: row.id,
                kind,
                from: row.description.valid_from,
                until: row.description.valid_until,
            })
        })
        .collect()
}

/// The files of every step by their question: those that were asked for, with or without an answer.
fn files(
    conn: &mut AnyConn,
    case: &ProposalCase,
) -> Result<BTreeMap<String, Vec<DocumentId>>, Failure> {
    let intake = &case.proposal.state.intake;
    let mut found = BTreeMap::new();
    for submission in intake.earlier.iter().chain(&intake.submission) {
        found.extend(files_of(conn, case, submission)?);
    }
    Ok(found)
}

fn files_of(
    conn: &mut AnyConn,
    case: &ProposalCase,
    submission: &Submission,
) -> Result<BTreeMap<String, Vec<DocumentId>>, Failure> {
    let id = case.proposal.state.id;
    let Some(row) = store::drafts::find_submission(conn, id, submission.version)? else {
        return Ok(BTreeMap::new());
    };
    let content: Content = serde_json::from_str(&row.content)
        .map_err(|error| Failure::Unexpected(format!("stored JSON cannot be read: {error}")))?;
    let form = case.call.definition.form_at(submission.position);
    let asked = form.asked(&content.answers);
    let questions = form.questions().filter(|(_, question)| {
        matches!(question.answer, AnswerKind::File(_)) && asked.contains(question.id.as_str())
    });
    let named = |question: &str| {
        let answer = content.answers.get(question);
        let ids = answer.and_then(|answer| answer.as_array());
        ids.into_iter()
            .flatten()
            .filter_map(|id| id.as_str()?.parse().ok())
            .collect()
    };
    Ok(questions
        .map(|(_, question)| (question.id.clone(), named(&question.id)))
        .collect())
}

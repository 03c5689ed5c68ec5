//! What the readers of a file found together, as their rapporteur writes it up; and what of it the applicant is told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::AnyConn;
use workflow::definition::Localised;
use workflow::evaluation::{
    AssignmentStatus, Command, Consensus, Points, Recommendation, Rules, WrittenFindings,
};
use workflow::ids::{PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::proposal::{Command as ProposalCommand, Proposal};
use workflow::record::Digest;
use workflow::role::{Actor, Role};
use workflow::text::Text;
use workflow::transition::{Action, StageKind, Status};

use super::desk::{reads_scores, rules_of, sees_others, texts};
use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::proposal::Someone;

/// The most bytes of a draft.
const MOST_BYTES: usize = 128 * 1024;

/// The consensus while it is written: seen by its rapporteur alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsensusDraft {
    /// What was found.
    #[serde(default)]
    pub text: String,
    /// By section of the grid.
    #[serde(default)]
    pub criteria: BTreeMap<String, DraftFindings>,
}

/// Strengths and weaknesses under one section of the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftFindings {
    /// Strengths; may be empty.
    #[serde(default)]
    pub strengths: String,
    /// Weaknesses; may be empty.
    #[serde(default)]
    pub weaknesses: String,
}

/// A consensus on the record.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// The rapporteur; `None` when the reader may not know.
    pub by: Option<Someone>,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// What it says.
    pub said: ConsensusDraft,
}

/// One evaluation to be set beside the others.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Whose; `None` when the reader may not know.
    pub by: Option<Someone>,
    /// Whether it is the reader's own.
    pub own: bool,
    /// By question, thousandths of a point.
    pub scores: BTreeMap<String, Points>,
    /// Comments by question; the overall one under `overall`, remarks on the budget under `budget_remarks`.
    pub comments: BTreeMap<String, String>,
    /// Weighted total, thousandths of a point.
    pub total: Points,
    /// What is recommended.
    pub recommendation: Option<Recommendation>,
}

/// The room in which a consensus is written and read.
pub struct Room {
    /// Place in the chain.
    pub seq: i64,
    /// The rules with the grid.
    pub rules: Rules,
    /// Who writes it up; `None` while nobody is appointed, and without a name when the reader may not know it.
    pub rapporteur: Option<Option<Someone>>,
    /// Whether the reader writes it up, and it can be written now.
    pub writes: bool,
    /// Whether the reader appoints.
    pub appoints: bool,
    /// Whom they can appoint: those who have scored. Empty for everybody else.
    pub scorers: Vec<Someone>,
    /// What the rapporteur is writing: their draft, else what is recorded.
    pub draft: ConsensusDraft,
    /// What is recorded.
    pub recorded: Option<Recorded>,
    /// Every evaluation.
    pub evaluations: Vec<Evaluation>,
}

/// The room of a file. Hidden from people who read no scores, from evaluators who have not submitted theirs, and where the
/// call asks for no consensus.
pub fn room(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Room, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        let rules = enter(actor, &case)?;
        let state = &case.proposal.state.evaluation;
        let names = crate::roles::oversees(actor, case.call.id);
        let actions = case.available(actor, now);
        let appoints = actions.contains(&Action::AppointRapporteur);
        let scored: Vec<PersonId> = state
            .assignments
            .iter()
            .filter(|(_, one)| one.status == AssignmentStatus::Scored)
            .map(|(person, _)| *person)
            .collect();
        let people = scored.iter().copied().chain(state.rapporteur);
        let known = store::people::names(
            conn,
            people.chain(state.consensus.as_ref().map(|consensus| consensus.by)),
        )?;
        let someone = |id: PersonId| Someone {
            id,
            name: known.get(&id).cloned().unwrap_or_default(),
        };
        let shown = |id: PersonId| (names || id == actor.person).then(|| someone(id));
        let recorded = match &state.consensus {
            None => None,
            Some(consensus) => Some(Recorded {
                by: shown(consensus.by),
                at: consensus.at,
                said: said(conn, consensus)?,
            }),
        };
        let writes = actions.contains(&Action::RecordConsensus);
        let written = if writes {
            draft(conn, id, actor.person)?
        } else {
            None
        };
        let mut evaluations = Vec::new();
        for person in &scored {
            let Some(one) = state.assignments.get(person) else {
                continue;
            };
            evaluations.push(Evaluation {
                by: shown(*person),
                own: *person == actor.person,
                scores: one.scores.clone(),
                comments: texts(conn, &one.comments)?,
                total: one.total.unwrap_or_default(),
                recommendation: one.recommendation,
            });
        }
        Ok(Room {
            seq: case.proposal.seq,
            rapporteur: state.rapporteur.map(shown),
            writes,
            appoints,
            scorers: if appoints {
                scored.iter().map(|person| someone(*person)).collect()
            } else {
                Vec::new()
            },
            draft: written
                .or_else(|| recorded.as_ref().map(|recorded| recorded.said.clone()))
                .unwrap_or_default(),
            recorded,
            evaluations,
            rules,
        })
    })
}

/// The rules of the file, for somebody who may enter the room.
fn enter(actor: &Actor, case: &ProposalCase) -> Result<Rules, Failure> {
    let proposal = &case.proposal.state;
    let rules = rules_of(case)?;
    if rules.consensus && reads_scores(actor, proposal) && sees_others(actor, proposal) {
        Ok(rules)
    } else {
        Err(Failure::hidden())
    }
}

fn draft(
    conn: &mut AnyConn,
    id: ProposalId,
    person: PersonId,
) -> Result<Option<ConsensusDraft>, Failure> {
    let json = store::evaluation_desk::consensus(conn, id, person)?;
    json.map(|json| {
        serde_json::from_str(&json).map_err(|error| Failure::Unexpected(error.to_string()))
    })
    .transpose()
}

/// The words of a consensus on the record.
fn said(conn: &mut AnyConn, consensus: &Consensus) -> Result<ConsensusDraft, Failure> {
    let mut text = |digest: Option<Digest>| -> Result<String, Failure> {
        Ok(match digest {
            Some(digest) => store::drafts::find_text(conn, digest)?.unwrap_or_default(),
            None => String::new(),
        })
    };
    let mut criteria = BTreeMap::new();
    for (section, findings) in &consensus.criteria {
        let found = DraftFindings {
            strengths: text(findings.strengths)?,
            weaknesses: text(findings.weaknesses)?,
        };
        criteria.insert(section.clone(), found);
    }
    Ok(ConsensusDraft {
        text: text(Some(consensus.text))?,
        criteria,
    })
}

/// Saves what the rapporteur is writing. Hidden from everybody else.
pub fn save(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    draft: &ConsensusDraft,
) -> Result<(), Failure> {
    let now = facility.clock.now();
    facility.store.write(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        enter(actor, &case)?;
        workflow::proposal::permitted(
            &case.proposal.state,
            Action::RecordConsensus,
            &case.situation(actor, now, 0),
        )?;
        let json =
            serde_json::to_string(draft).map_err(|error| Failure::Unexpected(error.to_string()))?;
        if json.len() > MOST_BYTES {
            return Err(Failure::field("text", "too-long"));
        }
        let person = actor.person;
        Ok(store::evaluation_desk::save_consensus(
            conn, id, person, &json, now,
        )?)
    })
}

/// The field of a finding in forms and faults: `strengths-need`.
pub fn field(kind: &str, section: &str) -> String {
    format!("{kind}-{section}")
}

fn maybe(kind: &str, section: &str, text: &str) -> Result<Option<Text>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let parsed = Text::parse(text).map_err(|_| Failure::field(&field(kind, section), "text"))?;
    Ok(Some(parsed))
}

/// Puts the consensus on the record, in the place of the one before, which stays in the record. Answers the new place in the
/// chain.
///
/// Errors at `text` when nothing is written there.
pub fn record(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    seen: Option<i64>,
    draft: &ConsensusDraft,
) -> Result<i64, Failure> {
    // Faults of the text must not tell what of the file there is.
    crate::proposal::stage(facility, actor, id)?;
    let text = Text::parse(&draft.text).map_err(|_| Failure::field("text", "missing"))?;
    let mut criteria = BTreeMap::new();
    for (section, findings) in &draft.criteria {
        let written = WrittenFindings {
            strengths: maybe("strengths", section, &findings.strengths)?,
            weaknesses: maybe("weaknesses", section, &findings.weaknesses)?,
        };
        if written != WrittenFindings::default() {
            criteria.insert(section.clone(), written);
        }
    }
    let command = ProposalCommand::Evaluation(Command::RecordConsensus { text, criteria });
    facility.store.write(|conn| {
        let seq = crate::cases::act_on_proposal(conn, facility, actor, id, seen, &command)?;
        store::evaluation_desk::clear_consensus(conn, id, actor.person)?;
        Ok(seq)
    })
}

/// What the applicant is told under one section of the grid. There are no names in it, and nothing that counts evaluators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Id of the section.
    pub section: String,
    /// Its title.
    pub title: Localised,
    /// Strengths.
    pub strengths: Option<String>,
    /// Weaknesses.
    pub weaknesses: Option<String>,
}

/// Strengths and weaknesses by section for the letter to the applicant, in the order of the grid. Empty when no consensus is
/// recorded.
pub fn findings_for_letter(conn: &mut AnyConn, case: &ProposalCase) -> Result<Vec<Told>, Failure> {
    let Some(consensus) = &case.proposal.state.evaluation.consensus else {
        return Ok(Vec::new());
    };
    let mut criteria = said(conn, consensus)?.criteria;
    let some = |text: String| (!text.is_empty()).then_some(text);
    let told = rules_of(case)?.sections.into_iter().filter_map(|section| {
        let found = criteria.remove(&section.id)?;
        Some(Told {
            section: section.id,
            title: section.title,
            strengths: some(found.strengths),
            weaknesses: some(found.weaknesses),
        })
    });
    Ok(told
        .filter(|told| told.strengths.is_some() || told.weaknesses.is_some())
        .collect())
}

/// What the applicant reads of the evaluation of their file: nothing before they are told that it is below the threshold.
/// Hidden from people who do not see the file.
pub fn told(facility: &Facility, actor: &Actor, id: ProposalId) -> Result<Vec<Told>, Failure> {
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, now)?;
        if policy::view(actor, &case.proposal.state.subject()) != View::File {
            return Err(Failure::hidden());
        }
        told_to(conn, actor, &case)
    })
}

/// What a person who sees the whole file reads of what the evaluators found, as its applicant.
pub(crate) fn told_to(
    conn: &mut AnyConn,
    actor: &Actor,
    case: &ProposalCase,
) -> Result<Vec<Told>, Failure> {
    let proposal = &case.proposal.state;
    if actor.member(proposal.organisation, Role::Reader) && is_told(proposal) {
        findings_for_letter(conn, case)
    } else {
        Ok(Vec::new())
    }
}

fn is_told(proposal: &Proposal) -> bool {
    proposal.stage == StageKind::Evaluation
        && proposal.status == Status::BelowThreshold
        && proposal.evaluation.released
}

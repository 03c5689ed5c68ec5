//! What one person may rank: files, readings and scores, before anything is computed.
//!
//! Files the person has a conflict with, and others they must not see scores of, are left out here, so that nothing that
//! follows can be told from a world in which they do not exist.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use store::AnyConn;
use store::ranking::{self as rows, FileRow};
use workflow::call::Call;
use workflow::due_diligence::Level;
use workflow::evaluation::{Points, Rules};
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::policy::{self, View};
use workflow::role::{Actor, Role};
use workflow::transition::StageKind;

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// What somebody has submitted for a file.
pub(super) struct Read {
    pub(super) person: PersonId,
    /// Weighted total, thousandths of a point.
    pub(super) total: Points,
    /// By question, thousandths of a point.
    pub(super) scores: BTreeMap<String, Points>,
    /// Whether the scores were opened again.
    pub(super) reopened: bool,
}

/// A file of the round with what was submitted for it.
pub(super) struct Gathered {
    pub(super) row: FileRow,
    /// The rules the file is scored by.
    pub(super) rules: Arc<Rules>,
    pub(super) readings: Vec<Read>,
    /// Whether the organisation has a red flag today; never for people who do not read flags.
    pub(super) red: bool,
}

/// Everything a person may rank in a call.
pub(super) struct Known {
    pub(super) call: Arc<Call>,
    /// The rules for files that enter the round now.
    pub(super) rules: Arc<Rules>,
    /// Whether the person sees who the evaluators are.
    pub(super) names: bool,
    pub(super) files: Vec<Gathered>,
}

/// Gathers it. People who oversee the call see every file that has come as far as the evaluation, members of its panel
/// those that stand before the panel and that they have declared on; for anybody else there is no ranking.
pub(super) fn gather(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    call: CallId,
) -> Result<Known, Failure> {
    let oversees = crate::roles::oversees(actor, call);
    if !oversees && !actor.holds(Role::PanelMember, Some(call)) {
        return Err(Failure::hidden());
    }
    let loaded = cases::visible_call(conn, Some(actor), call)?;
    let own: Vec<OrganisationId> = actor.memberships.iter().map(|(id, _)| *id).collect();
    let mut files = rows::files(conn, call, actor.person, &own)?;
    if !oversees {
        files = before_the_panel(conn, actor, files)?;
    }
    let round = last_round(&loaded, &files).ok_or_else(Failure::hidden)?;
    let rules = loaded
        .evaluation_rules(round, None)
        .ok_or_else(Failure::hidden)?;
    let rules = Arc::new(rules.clone());
    files.retain(|file| round_of(&loaded, file) == Some(round));
    let red = if oversees {
        red_flags(conn, facility, &files)?
    } else {
        HashSet::new()
    };
    let mut readings = readings(conn, call)?;
    let mut found = Vec::with_capacity(files.len());
    for row in files {
        found.push(Gathered {
            rules: rules_of(conn, &loaded, &row, &rules)?,
            readings: readings.remove(&row.id).unwrap_or_default(),
            red: red.contains(&row.organisation_id),
            row,
        });
    }
    Ok(Known {
        call: loaded,
        rules,
        names: oversees,
        files: found,
    })
}

/// Files a member of the panel sees whole.
fn before_the_panel(
    conn: &mut AnyConn,
    actor: &Actor,
    files: Vec<FileRow>,
) -> Result<Vec<FileRow>, Failure> {
    let mut seen = Vec::new();
    for row in files {
        if row.stage == StageKind::Evaluation {
            continue;
        }
        let Some(loaded) = store::cases::load_proposal(conn, row.id)? else {
            continue;
        };
        if policy::view(actor, &loaded.state.subject()) == View::File {
            seen.push(row);
        }
    }
    Ok(seen)
}

/// The place in the procedure of the evaluation a file is in, or was in last.
fn round_of(call: &Call, file: &FileRow) -> Option<usize> {
    let position = usize::try_from(file.position).ok()?;
    let places = call.definition.procedure.places(StageKind::Evaluation);
    places.take_while(|place| *place <= position).last()
}

/// The last round that any of the files has reached, or the first there is.
fn last_round(call: &Call, files: &[FileRow]) -> Option<usize> {
    let reached = files.iter().filter_map(|file| round_of(call, file)).max();
    let mut places = call.definition.procedure.places(StageKind::Evaluation);
    reached.or_else(|| places.next())
}

/// The rules of one file: those of everybody unless the grid was revised on the way.
fn rules_of(
    conn: &mut AnyConn,
    call: &Call,
    file: &FileRow,
    common: &Arc<Rules>,
) -> Result<Arc<Rules>, Failure> {
    if call.grid_revisions.is_empty() {
        return Ok(Arc::clone(common));
    }
    let Some(loaded) = store::cases::load_proposal(conn, file.id)? else {
        return Ok(Arc::clone(common));
    };
    Ok(match call.rules_of_evaluation(&loaded.state) {
        Some(own) if own != common.as_ref() => Arc::new(own.clone()),
        _ => Arc::clone(common),
    })
}

fn red_flags(
    conn: &mut AnyConn,
    facility: &Facility,
    files: &[FileRow],
) -> Result<HashSet<OrganisationId>, Failure> {
    let ids: Vec<OrganisationId> = files.iter().map(|file| file.organisation_id).collect();
    let today = facility.clock.now().date_naive();
    let flags = store::register::flags(conn, &ids, today)?;
    let red = flags.into_iter().filter(|(_, level)| *level == Level::Red);
    Ok(red.map(|(id, _)| id).collect())
}

/// Everything submitted, by file.
fn readings(conn: &mut AnyConn, call: CallId) -> Result<HashMap<ProposalId, Vec<Read>>, Failure> {
    let mut found: HashMap<ProposalId, Vec<Read>> = HashMap::new();
    for reading in rows::readings(conn, call)? {
        found.entry(reading.proposal).or_default().push(Read {
            person: reading.person,
            total: reading.total,
            scores: BTreeMap::new(),
            reopened: reading.reopened > 0,
        });
    }
    for score in rows::scores_of_call(conn, call)? {
        let readings = found.get_mut(&score.proposal).into_iter().flatten();
        for reading in readings.filter(|reading| reading.person == score.person) {
            reading.scores.insert(score.question.clone(), score.points);
        }
    }
    Ok(found)
}

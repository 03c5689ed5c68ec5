//! Every pair explained: who gets what and why, and why not another.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use workflow::evaluation::Rules;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::role::Actor;
use workflow::transition::StageKind;

use super::ground::{NeedyFile, Reader};
use super::plan::{Kept, Round, kept, round};
use super::wish::{self, Fit};
use super::{Bar, agencies_on};
use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// Where an evaluator stands towards a file in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The plan gives them the file.
    Planned,
    /// A person chose them.
    ByHand,
    /// They can never be given it.
    Barred(BTreeSet<Bar>),
    /// Somebody of their agency reads it.
    SameAgency,
    /// They take no more files.
    Full,
    /// They could; with how much less they fit than the planned evaluator who fits least, load included (whole number
    /// without a unit; 0 or less when they would be as good a choice by themselves, and others need them more).
    Dearer(i64),
}

/// An evaluator seen from a file.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their agency.
    pub agency: Option<String>,
    /// How they fit.
    pub fit: Fit,
    /// Files they hold or have scored.
    pub held: u32,
    /// Files the plan gives them.
    pub planned: u32,
    /// Where they stand.
    pub standing: Standing,
}

/// A file of the plan.
#[derive(Clone, Debug)]
pub struct FileView {
    /// The file.
    pub proposal: ProposalId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Evaluators it needs.
    pub needs: u32,
    /// Language it is written in (BCP 47).
    pub language: Option<String>,
    /// Theme.
    pub theme: Option<String>,
    /// Region of its country.
    pub region: workflow::country::Region,
    /// Evaluators: those the plan gives it first, then the others by name.
    pub candidates: Vec<Candidate>,
}

impl FileView {
    /// Those the plan gives the file.
    pub fn chosen(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates
            .iter()
            .filter(|one| matches!(one.standing, Standing::Planned | Standing::ByHand))
    }
}

/// What the plan means for an evaluator.
#[derive(Clone, Debug)]
pub struct LoadView {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Agency.
    pub agency: Option<String>,
    /// Files they hold or have scored.
    pub held: u32,
    /// Files the plan adds.
    pub planned: u32,
    /// Files they can still be given without the plan.
    pub room: u32,
}

/// A plan to be looked at.
#[derive(Clone, Debug)]
pub struct Preview {
    /// When it was made (UTC).
    pub made_at: DateTime<Utc>,
    /// Its files, in the order of receipt.
    pub files: Vec<FileView>,
    /// Evaluators by name.
    pub loads: Vec<LoadView>,
    /// The plan itself, as far as it still fits.
    pub plan: super::Plan,
}

struct Board<'a> {
    round: &'a Round,
    kept: &'a Kept,
    planned: BTreeMap<PersonId, u32>,
    now: DateTime<Utc>,
}

impl<'a> Board<'a> {
    fn new(round: &'a Round, kept: &'a Kept, now: DateTime<Utc>) -> Self {
        let mut planned = BTreeMap::new();
        for file in &round.files {
            for person in kept
                .plan
                .get(&file.id())
                .iter()
                .flat_map(|one| &one.evaluators)
            {
                *planned.entry(*person).or_insert(0) += 1;
            }
        }
        Self {
            round,
            kept,
            planned,
            now,
        }
    }

    fn planned_for(&self, person: PersonId) -> u32 {
        self.planned.get(&person).copied().unwrap_or(0)
    }

    /// What a pair costs with the load the evaluator would then have.
    fn cost(&self, file: &NeedyFile, reader: &Reader, more: u32) -> i64 {
        let files = i64::from(reader.held) + i64::from(self.planned_for(reader.person) + more);
        wish::fit(file, reader, &self.round.rules).cost
            + wish::step_of_load(&self.round.rules) * files
    }

    fn view(&self, file: &NeedyFile, call: &workflow::call::Call) -> FileView {
        let rules = &self.round.rules;
        let given = self.kept.plan.get(&file.id()).cloned().unwrap_or_default();
        let readers = || self.round.readers.iter();
        let chosen = || readers().filter(|reader| given.evaluators.contains(&reader.person));
        let dearest = chosen().map(|reader| self.cost(file, reader, 0)).max();
        let on_file = |person| self.round.agencies.get(&person).cloned();
        let mut agencies = agencies_on(&file.state, on_file);
        agencies.extend(chosen().filter_map(|reader| reader.profile.agency.clone()));
        let standing = |reader: &Reader| {
            if given.by_hand.contains(&reader.person) {
                return Standing::ByHand;
            }
            if given.evaluators.contains(&reader.person) {
                return Standing::Planned;
            }
            let bars = reader.bars(file, rules, self.now.date_naive());
            if !bars.is_empty() {
                return Standing::Barred(bars);
            }
            let agency = reader.profile.agency.as_ref();
            if rules.distinct_agencies && agency.is_some_and(|one| agencies.contains(one)) {
                return Standing::SameAgency;
            }
            if reader.room(rules) <= self.planned_for(reader.person) {
                return Standing::Full;
            }
            let dearest = dearest.unwrap_or(0);
            Standing::Dearer(self.cost(file, reader, 1).saturating_sub(dearest))
        };
        let mut candidates: Vec<Candidate> = readers()
            .map(|reader| Candidate {
                person: reader.person,
                name: reader.name.clone(),
                agency: reader.profile.agency.clone(),
                fit: wish::fit(file, reader, rules),
                held: reader.held,
                planned: self.planned_for(reader.person),
                standing: standing(reader),
            })
            .collect();
        candidates.sort_by_key(|one| match one.standing {
            Standing::Planned | Standing::ByHand => 0,
            Standing::Dearer(_) => 1,
            _ => 2,
        });
        let submission = file.state.intake.submission.as_ref();
        FileView {
            proposal: file.id(),
            reference: file.state.reference(call).unwrap_or_default(),
            title: submission
                .map(|submission| submission.title.clone())
                .unwrap_or_default(),
            needs: file.needs,
            language: file.language.clone(),
            theme: file.theme.clone(),
            region: file.region,
            candidates,
        }
    }

    fn loads(&self) -> Vec<LoadView> {
        let load = |reader: &Reader| LoadView {
            person: reader.person,
            name: reader.name.clone(),
            agency: reader.profile.agency.clone(),
            held: reader.held,
            planned: self.planned_for(reader.person),
            room: reader.room(&self.round.rules),
        };
        self.round.readers.iter().map(load).collect()
    }
}

/// How the assignment of a call stands.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The rules of the round that waits, or of the first one when none does.
    pub rules: Rules,
    /// Whether files wait for evaluators.
    pub waits: bool,
    /// The kept plan; nothing when none is kept, or no file waits any more.
    pub preview: Option<Preview>,
}

/// How the assignment of a call stands, with the plan the person keeps: for those who oversee the call.
pub fn outlook(facility: &Facility, actor: &Actor, call: CallId) -> Result<Outlook, Failure> {
    let now = facility.clock.now();
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?.state;
        let Some(round) = round(conn, actor, &loaded)? else {
            let mut places = loaded.definition.procedure.places(StageKind::Evaluation);
            let first = places.next().ok_or_else(Failure::hidden)?;
            let rules = loaded.evaluation_rules(first, None);
            return Ok(Outlook {
                rules: rules.ok_or_else(Failure::hidden)?.clone(),
                waits: false,
                preview: None,
            });
        };
        let kept = kept(conn, actor, call)?;
        let preview = kept.map(|kept| {
            let board = Board::new(&round, &kept, now);
            let views = round.files.iter().map(|file| board.view(file, &loaded));
            let mut files: Vec<FileView> = views.collect();
            files.sort_by(|a, b| a.reference.cmp(&b.reference));
            let mut plan = kept.plan.clone();
            plan.retain(|id, _| round.files.iter().any(|file| file.id() == *id));
            Preview {
                made_at: kept.at,
                files,
                loads: board.loads(),
                plan,
            }
        });
        Ok(Outlook {
            rules: round.rules.clone(),
            waits: true,
            preview,
        })
    })
}

/// One file of the kept plan, to change by hand who joins it.
pub fn file_view(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    file: ProposalId,
) -> Result<FileView, Failure> {
    let now = facility.clock.now();
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    facility.store.read(|conn| {
        let loaded = cases::load_call(conn, call)?.state;
        let kept = kept(conn, actor, call)?.ok_or_else(Failure::hidden)?;
        let round = round(conn, actor, &loaded)?.ok_or_else(Failure::hidden)?;
        let mut files = round.files.iter();
        let needy = files.find(|needy| needy.id() == file);
        let board = Board::new(&round, &kept, now);
        Ok(board.view(needy.ok_or_else(Failure::hidden)?, &loaded))
    })
}

//! Batches of a call: which of the files that wait are screened next, and when their results are told together.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::call::{Call, Event};
use crate::country::Country;
use crate::ids::{CallId, PersonId, ProposalId};
use crate::names::named;
use crate::procedure::Stage;
use crate::proposal::{self, Passage, Proposal};
use crate::record::{Digest, canonical_json, digest};
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::transition::{Action, StageKind, Status};

/// The most files of a batch.
pub const MOST_FILES: usize = 1000;

named! {
    /// In which order files are taken.
    pub enum Order {
        /// As they were received, by their number.
        Receipt = "receipt",
        /// By a lot that anyone can draw again, see [`Lot`].
        Lot = "lot",
    }
}

/// How the files of a batch are chosen among those that wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choosing {
    /// In which order they are taken.
    pub order: Order,
    /// From these countries only; from all when there are none.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub countries: BTreeSet<Country>,
    /// How many at most; all that wait when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// A file that waits for screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The file.
    pub proposal: ProposalId,
    /// Its number in the call, given in the order of receipt.
    pub number: i64,
    /// Its country.
    pub country: Country,
    /// Digest of what was submitted.
    pub digest: Digest,
}

/// A lot, with everything it takes to draw it again. The seed is the SHA-256 of the canonical JSON
/// `{"batch":2,"call":"<id>","submissions":["<digest>",…]}`, digests in hexadecimal and in their order. A file's place is
/// its SHA-256 over the 32 bytes of the seed and the 32 of its digest: the smallest comes first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// What the order follows from.
    pub seed: Digest,
    /// Digests of the submissions in the draw, sorted.
    pub submissions: Vec<Digest>,
}

impl Lot {
    /// The lot of a batch over these submissions.
    pub fn of(call: CallId, batch: u32, submissions: impl IntoIterator<Item = Digest>) -> Self {
        let mut submissions: Vec<Digest> = submissions.into_iter().collect();
        submissions.sort_unstable();
        let facts = json!({ "call": call, "batch": batch, "submissions": submissions });
        // Without fractions there is always a canonical form.
        let facts = canonical_json(&facts).unwrap_or_default();
        Self {
            seed: digest(facts.as_bytes()),
            submissions,
        }
    }

    /// Where a submission comes in the draw: the smallest first.
    pub fn place(&self, submission: Digest) -> Digest {
        let mut hasher = Sha256::new();
        hasher.update(self.seed.0);
        hasher.update(submission.0);
        Digest(hasher.finalize().into())
    }
}

/// The files of a batch in their order, and the lot when one was drawn. Files of one submission digest keep the order of
/// their receipt.
pub fn select(
    choosing: &Choosing,
    waiting: &[Waiting],
    call: CallId,
    batch: u32,
) -> (Vec<ProposalId>, Option<Lot>) {
    let from = |file: &&Waiting| {
        choosing.countries.is_empty() || choosing.countries.contains(&file.country)
    };
    let mut files: Vec<&Waiting> = waiting.iter().filter(from).collect();
    files.sort_by_key(|file| (file.number, file.proposal));
    let lot = (choosing.order == Order::Lot)
        .then(|| Lot::of(call, batch, files.iter().map(|file| file.digest)));
    if let Some(lot) = &lot {
        files.sort_by_cached_key(|file| lot.place(file.digest));
    }
    let most = choosing.most.map_or(usize::MAX, |most| most as usize);
    let files = files.into_iter().take(most).map(|file| file.proposal);
    (files.collect(), lot)
}

/// A moment at which the results of a batch are to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The moment (UTC).
    pub at: DateTime<Utc>,
    /// Whether results that are ready are told though others are not.
    pub ready_only: bool,
    /// Who set it.
    pub by: PersonId,
}

/// A release that was carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// By whom; whoever set the moment, when it came by the clock.
    pub by: Option<PersonId>,
    /// How many applicants were told.
    pub files: u32,
}

named! {
    /// Why a release that was set did not take place.
    pub enum Hindrance {
        /// Results were still open.
        Undecided = "undecided",
        /// Who set it may not release any more.
        NotAllowed = "not_allowed",
        /// Who set it took part in a decision.
        OwnAct = "own_act",
        /// There was nothing left to tell.
        Nothing = "nothing",
    }
}

/// A batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its number in the call, from 1.
    pub number: u32,
    /// The place of the screening in the procedure, from 0.
    pub position: usize,
    /// How its files were chosen.
    pub choosing: Choosing,
    /// The lot, when one was drawn.
    pub lot: Option<Lot>,
    /// Its files in order.
    pub files: Vec<ProposalId>,
    /// Who opened it.
    pub opened_by: Option<PersonId>,
    /// When (UTC).
    pub opened_at: DateTime<Utc>,
    /// The release that is set.
    pub planned: Option<Planned>,
    /// Releases so far.
    pub told: Vec<Told>,
    /// When a release that was set did not take place, and why; nothing once another is set or carried out.
    pub hindered: Option<(DateTime<Utc>, Hindrance)>,
}

/// Where a file of a batch stands when results are to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not decided yet.
    Open,
    /// Decided and not told: by these people.
    Ready(BTreeSet<PersonId>),
    /// Told before, withdrawn, or already on its way through the later stages.
    Settled,
}

/// What is done to batches. Facts that are not of the call itself come with the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Opens a batch: its files enter the screening.
    Open {
        /// The place of the screening in the procedure, from 0.
        position: usize,
        /// How files are chosen.
        choosing: Choosing,
        /// Files that wait for this screening.
        waiting: Vec<Waiting>,
    },
    /// Sets the moment of release, or another one.
    SetRelease {
        /// Number of the batch.
        batch: u32,
        /// The moment (UTC).
        at: DateTime<Utc>,
        /// Whether results that are ready are told though others are not.
        ready_only: bool,
    },
    /// Takes the moment back.
    CancelRelease {
        /// Number of the batch.
        batch: u32,
    },
    /// Tells the results of the batch.
    Release {
        /// Number of the batch.
        batch: u32,
        /// Whether results that are ready are told though others are not.
        ready_only: bool,
        /// Where its files stand, those left out that the person must not see.
        files: BTreeMap<ProposalId, Standing>,
    },
}

impl Command {
    /// The number of the batch it is about; nothing for one to be opened.
    pub const fn batch(&self) -> Option<u32> {
        match self {
            Self::Open { .. } => None,
            Self::SetRelease { batch, .. }
            | Self::CancelRelease { batch }
            | Self::Release { batch, .. } => Some(*batch),
        }
    }
}

/// The batch with a number.
pub fn find(call: &Call, number: u32) -> Result<&Batch, Refusal> {
    let found = call.batches.iter().find(|batch| batch.number == number);
    found.ok_or_else(|| Refusal::Unknown {
        what: "batch",
        name: number.to_string(),
    })
}

/// The places of the procedure at which files are screened.
pub fn positions(call: &Call) -> Vec<usize> {
    let procedure = &call.definition.procedure;
    procedure.places(StageKind::Screening).collect()
}

/// Answers a command with an event, or refuses.
pub fn decide(
    call: &Call,
    command: &Command,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    match command {
        Command::Open {
            position,
            choosing,
            waiting,
        } => open(call, *position, choosing, waiting, now),
        Command::SetRelease {
            batch,
            at,
            ready_only,
        } => {
            find(call, *batch)?;
            if *at <= now {
                return Err(Refusal::TooEarly { at: now });
            }
            Ok(Event::ReleaseSet {
                batch: *batch,
                at: *at,
                ready_only: *ready_only,
            })
        }
        Command::CancelRelease { batch } => match find(call, *batch)?.planned {
            Some(_) => Ok(Event::ReleaseCancelled { batch: *batch }),
            None => Err(Refusal::AlreadyDone),
        },
        Command::Release {
            batch,
            ready_only,
            files,
        } => {
            let batch = find(call, *batch)?;
            Ok(Event::BatchReleased {
                batch: batch.number,
                files: to_tell(batch, files, *ready_only, actor.person)?,
            })
        }
    }
}

fn open(
    call: &Call,
    position: usize,
    choosing: &Choosing,
    waiting: &[Waiting],
    now: DateTime<Utc>,
) -> Result<Event, Refusal> {
    let procedure = &call.definition.procedure;
    if !matches!(procedure.stage(position), Some(Stage::Screening(_))) {
        return Err(Refusal::Unknown {
            what: "stage",
            name: position.to_string(),
        });
    }
    // As long as a better submission can come in, nobody knows what there is to choose from.
    let before = position.checked_sub(1);
    if let Some(step) = before.filter(|at| matches!(procedure.stage(*at), Some(Stage::Intake(_)))) {
        let received = call.definition.last_receipt_at(step);
        if now <= received {
            return Err(Refusal::TooEarly { at: received });
        }
    }
    let taken: BTreeSet<ProposalId> = call
        .batches
        .iter()
        .filter(|batch| batch.position == position)
        .flat_map(|batch| batch.files.iter().copied())
        .collect();
    let free: Vec<Waiting> = waiting
        .iter()
        .filter(|file| !taken.contains(&file.proposal))
        .cloned()
        .collect();
    let batch = u32::try_from(call.batches.len())
        .unwrap_or(u32::MAX)
        .saturating_add(1);
    let (files, lot) = select(choosing, &free, call.id, batch);
    if files.is_empty() {
        return Err(Refusal::BatchEmpty);
    }
    if files.len() > MOST_FILES {
        return Err(Refusal::TooMany {
            most: MOST_FILES as u32,
        });
    }
    Ok(Event::BatchOpened {
        batch,
        position,
        choosing: choosing.clone(),
        lot,
        files,
    })
}

/// The files whose results are told, in the order of the batch. Who took part in a decision leaves
/// it to another to release it.
pub fn to_tell(
    batch: &Batch,
    files: &BTreeMap<ProposalId, Standing>,
    ready_only: bool,
    person: PersonId,
) -> Result<Vec<ProposalId>, Refusal> {
    let mut open = 0;
    let mut own = false;
    let mut ready = Vec::new();
    for file in &batch.files {
        match files.get(file) {
            Some(Standing::Open) => open += 1,
            Some(Standing::Ready(deciders)) if deciders.contains(&person) => own = true,
            Some(Standing::Ready(_)) => ready.push(*file),
            Some(Standing::Settled) | None => {}
        }
    }
    if open > 0 && !ready_only {
        return Err(Refusal::ResultsOpen { open });
    }
    if own && (ready.is_empty() || !ready_only) {
        return Err(Refusal::OwnAct);
    }
    match (ready.is_empty(), open) {
        (false, _) => Ok(ready),
        (true, 0) => Err(Refusal::AlreadyDone),
        (true, open) => Err(Refusal::ResultsOpen { open }),
    }
}

/// A file of a batch goes from the step of the application into the screening that follows it.
pub fn entry(file: &Proposal, call: &Call) -> Result<proposal::Event, Refusal> {
    let wrong = || Refusal::WrongStatus {
        action: Action::Advance.to_string(),
        status: file.status.to_string(),
    };
    if file.stage != StageKind::Intake || file.status != Status::Submitted {
        return Err(wrong());
    }
    let position = file.position + 1;
    match call.definition.procedure.stage(position) {
        Some(Stage::Screening(_)) => Ok(proposal::Event::Procedure(Passage::Entered {
            position,
            into: StageKind::Screening,
        })),
        _ => Err(wrong()),
    }
}

/// Why a release that was set is not carried out, when its refusal is one that stays.
pub const fn hindrance(refusal: &Refusal) -> Option<Hindrance> {
    match refusal {
        Refusal::ResultsOpen { .. } => Some(Hindrance::Undecided),
        Refusal::OwnAct => Some(Hindrance::OwnAct),
        Refusal::AlreadyDone => Some(Hindrance::Nothing),
        Refusal::NotAllowed | Refusal::Hidden | Refusal::WrongStatus { .. } => {
            Some(Hindrance::NotAllowed)
        }
        _ => None,
    }
}

/// Applies an event about batches; `None` when it cannot follow.
pub(crate) fn apply(
    batches: &mut Vec<Batch>,
    event: &Event,
    actor: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::BatchOpened {
            batch,
            position,
            choosing,
            lot,
            files,
        } => {
            if usize::try_from(*batch).ok()? != batches.len() + 1 {
                return None;
            }
            batches.push(Batch {
                number: *batch,
                position: *position,
                choosing: choosing.clone(),
                lot: lot.clone(),
                files: files.clone(),
                opened_by: actor,
                opened_at: at,
                planned: None,
                told: Vec::new(),
                hindered: None,
            });
        }
        Event::ReleaseSet {
            batch,
            at: moment,
            ready_only,
        } => {
            let batch = known(batches, *batch)?;
            batch.planned = Some(Planned {
                at: *moment,
                ready_only: *ready_only,
                by: actor?,
            });
            batch.hindered = None;
        }
        Event::ReleaseCancelled { batch } => known(batches, *batch)?.planned = None,
        Event::BatchReleased { batch, files } => {
            let batch = known(batches, *batch)?;
            batch.planned = None;
            batch.hindered = None;
            batch.told.push(Told {
                at,
                by: actor,
                files: u32::try_from(files.len()).ok()?,
            });
        }
        Event::ReleaseRefused { batch, hindrance } => {
            let batch = known(batches, *batch)?;
            batch.planned = None;
            batch.hindered = Some((at, *hindrance));
        }
        _ => return None,
    }
    Some(())
}

fn known(batches: &mut [Batch], number: u32) -> Option<&mut Batch> {
    batches.iter_mut().find(|batch| batch.number == number)
}

//! What becomes of each organisation in the founding call: its figures are fixed, who they fall on is drawn.

use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::data::Library;
use super::plan::{SCREENED, Slot, VISITOR, WITHDRAWN};

/// What becomes of an organisation in the founding call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Comes on the register only.
    Registers,
    /// Starts a draft and leaves it.
    Drafts,
    /// Submits and withdraws.
    Withdraws,
    /// Submits, and is not among the first.
    Waits,
    /// Is screened.
    Screened(Finding),
}

/// What screening finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The criterion that is not met, if any.
    pub fails: Option<&'static str>,
    /// The applicant is asked: `Some(true)` when they answer in time.
    pub asked: Option<bool>,
    /// The second screener disagrees; a programme officer settles.
    pub disputed: bool,
    /// The applicant appeals; `Some(true)` when the appeal is upheld.
    pub appeal: Option<bool>,
}

impl Finding {
    /// Whether the proposal is eligible in the end.
    pub fn eligible(&self) -> bool {
        match (self.fails, self.disputed, self.appeal) {
            (None, ..) => true,
            (Some(_), _, Some(upheld)) => upheld,
            // Disputes end one way and the other; see `disputed`.
            (Some(_), true, None) => self.fails == Some(DISPUTED_AND_MET),
            (Some(_), false, None) => false,
        }
    }
}

/// Disputes about this criterion end with it being met.
pub const DISPUTED_AND_MET: &str = "legal_form";

/// Criteria that are not met, with how often. Together they are as many as are found ineligible by the screeners.
const FAILS: [(&str, usize); 7] = [
    ("complete", 20),
    ("registered", 14),
    ("direct_benefit", 13),
    ("capacity", 11),
    ("legal_form", 9),
    ("not_intermediary", 8),
    ("declarations", 4),
];

/// Gives everyone who submits their fate. Answers the eligible ones, best first.
pub(super) fn fates(
    rng: &mut StdRng,
    slots: &mut [Slot],
    order: &[usize],
    library: &Library,
) -> Vec<usize> {
    let withdrawn: Vec<usize> = order
        .iter()
        .copied()
        .enumerate()
        .filter(|(place, _)| place % 61 == 17 && *place != VISITOR)
        .map(|(_, index)| index)
        .take(WITHDRAWN)
        .collect();
    for index in &withdrawn {
        slots[*index].fate = Fate::Withdraws;
    }
    let first: Vec<usize> = order
        .iter()
        .copied()
        .filter(|index| !withdrawn.contains(index))
        .take(SCREENED)
        .collect();
    let mut findings: Vec<Finding> = FAILS
        .iter()
        .flat_map(|(criterion, count)| std::iter::repeat_n(Some(*criterion), *count))
        .map(|fails| Finding {
            fails,
            ..Finding::default()
        })
        .collect();
    // Of those a screener found ineligible one is met after a dispute and one after an appeal.
    mark(&mut findings, "legal_form", 1, |f| f.disputed = true);
    mark(&mut findings, "registered", 1, |f| f.disputed = true);
    mark(&mut findings, "not_intermediary", 1, |f| f.disputed = true);
    mark(&mut findings, "complete", 4, |f| f.asked = Some(false));
    findings.reverse();
    mark(&mut findings, "complete", 1, |f| f.appeal = Some(true));
    mark(&mut findings, "declarations", 1, |f| f.appeal = Some(false));
    let fails = findings.len();
    findings.extend((fails..SCREENED).map(|place| Finding {
        asked: (place % 13 == 0).then_some(true),
        ..Finding::default()
    }));
    findings.shuffle(rng);
    let visitor = order.get(VISITOR).copied();
    for (index, finding) in first.iter().zip(findings) {
        slots[*index].fate = Fate::Screened(finding);
    }
    // Whom visitors act for is eligible, after a question. The finding that stood there goes to another.
    if let Some(visitor) = visitor {
        let asked = Finding {
            asked: Some(true),
            ..Finding::default()
        };
        let stood = std::mem::replace(&mut slots[visitor].fate, Fate::Screened(asked));
        let free = first.iter().find(|index| {
            **index != visitor && slots[**index].fate == Fate::Screened(Finding::default())
        });
        if let Some(free) = free {
            slots[*free].fate = stood;
        }
    }
    ranks(rng, slots, &first, visitor, library)
}

fn mark(findings: &mut [Finding], criterion: &str, count: usize, how: fn(&mut Finding)) {
    let plain = findings.iter_mut().filter(|finding| {
        finding.fails == Some(criterion)
            && !finding.disputed
            && finding.asked.is_none()
            && finding.appeal.is_none()
    });
    plain.take(count).for_each(how);
}

/// Eligible applicants, best first: whom visitors act for in the front, then as many countries as possible.
fn ranks(
    rng: &mut StdRng,
    slots: &[Slot],
    first: &[usize],
    visitor: Option<usize>,
    library: &Library,
) -> Vec<usize> {
    let eligible = |index: &usize| matches!(&slots[*index].fate, Fate::Screened(f) if f.eligible());
    let mut left: Vec<usize> = first.iter().copied().filter(eligible).collect();
    left.shuffle(rng);
    let mut ranked: Vec<usize> = visitor.into_iter().collect();
    left.retain(|index| Some(*index) != visitor);
    let mut seen: Vec<usize> = ranked.iter().map(|index| slots[*index].land).collect();
    let mut regions: Vec<_> = Vec::new();
    let (mut front, mut back) = (Vec::new(), Vec::new());
    for index in left {
        let land = slots[index].land;
        let region = library.lands[land].code.region();
        let crowded = regions.iter().filter(|known| **known == region).count() > front.len() / 3;
        if seen.contains(&land) || crowded || front.len() >= 26 {
            back.push(index);
        } else {
            seen.push(land);
            regions.push(region);
            front.push(index);
        }
    }
    ranked.extend(front);
    ranked.extend(back);
    ranked
}

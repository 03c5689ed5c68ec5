//! The figures of a screening, for who oversees the call: the funnel by country, theme and criterion, throughput, age of
//! what waits, and how far two screeners of the same file agree.

use std::collections::{BTreeMap, HashMap};

use choice::agreement::Agreement;
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};
use store::screening_figures::{self as rows, FileFigure, Passed, VerdictFigure};
use workflow::call::Call;
use workflow::criterion::Criterion;
use workflow::definition::Localised;
use workflow::ids::{CallId, ProposalId};
use workflow::procedure::Stage;
use workflow::role::Actor;
use workflow::screening::Outcome;
use workflow::transition::{StageKind, Status};

use crate::Facility;
use crate::cases;
use crate::failure::Failure;

/// How files narrow from received to eligible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Narrowed {
    /// Received.
    pub received: u64,
    /// Found eligible.
    pub eligible: u64,
    /// Found not eligible.
    pub ineligible: u64,
}

impl Narrowed {
    /// Screened to an outcome.
    pub const fn screened(&self) -> u64 {
        self.eligible + self.ineligible
    }

    /// Counts a file by the outcome of its screening, if there is one.
    pub(super) fn count(&mut self, eligible: Option<bool>) {
        self.received += 1;
        match eligible {
            Some(true) => self.eligible += 1,
            Some(false) => self.ineligible += 1,
            None => {}
        }
    }
}

/// Why files fail a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonFigure {
    /// The code of the reason; nothing for reasons in words alone.
    pub code: Option<String>,
    /// What the letter says for it.
    pub text: Option<Localised>,
    /// How many ineligible files fail for it.
    pub files: u64,
}

/// The figures of a criterion.
#[derive(Clone, Debug)]
pub struct CriterionFigure {
    /// Its id.
    pub id: String,
    /// What is asked.
    pub text: Localised,
    /// Files that were screened and met it.
    pub met: u64,
    /// Files that were screened and to which it does not apply.
    pub not_applicable: u64,
    /// Files that are ineligible and fail it. A file may fail several.
    pub failed: u64,
    /// Why, most first.
    pub reasons: Vec<ReasonFigure>,
    /// What the two screeners of a file said of it.
    pub agreement: Agreement<Outcome>,
}

/// A week, from Monday, and the files decided in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday, on the clocks of the call's zone.
    pub monday: NaiveDate,
    /// Files found eligible.
    pub eligible: u64,
    /// Files found not eligible.
    pub ineligible: u64,
}

/// Files that wait in a status, by age.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Age {
    /// The status.
    pub status: Status,
    /// Less than 7 days, 7 to 13, 14 to 29, 30 and more.
    pub by_age: [u64; 4],
}

/// The figures of a screening.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// The whole call.
    pub total: Narrowed,
    /// By country (ISO 3166-1), most received first.
    pub countries: Vec<(String, Narrowed)>,
    /// By theme, in the order of the call; files without one at the end.
    pub themes: Vec<(Option<Localised>, Narrowed)>,
    /// By criterion, in the order of the checklist.
    pub criteria: Vec<CriterionFigure>,
    /// From the first week with a decision to the last, empty ones in between too.
    pub weeks: Vec<Week>,
    /// Statuses in which files wait.
    pub ages: Vec<Age>,
    /// Half the files took no longer than this from entering the screening to their decision, tenths of a day.
    pub median_days: Option<u64>,
    /// What the two screenings of a file came to: whether eligible.
    pub agreement: Agreement<bool>,
}

/// The figures of the screening of a call, for who oversees it; files they have a conflict with are not counted.
pub fn statistics(facility: &Facility, actor: &Actor, call: CallId) -> Result<Statistics, Failure> {
    if !crate::roles::oversees(actor, call) {
        return Err(Failure::hidden());
    }
    let now = facility.clock.now();
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, Some(actor), call)?;
        let files = rows::files(conn, call.id, Some(actor.person))?;
        let verdicts = rows::verdicts(conn, call.id)?;
        let passages = rows::passages(conn, call.id)?;
        Ok(of(&call, &files, &verdicts, &passages, now))
    })
}

/// The checklist of a call: of its first screening.
pub(super) fn checklist(call: &Call) -> &[Criterion] {
    match call.definition.procedure.first(StageKind::Screening) {
        Some(Stage::Screening(rules)) => &rules.criteria,
        _ => &[],
    }
}

fn of(
    call: &Call,
    files: &[FileFigure],
    verdicts: &[VerdictFigure],
    passages: &[Passed],
    now: DateTime<Utc>,
) -> Statistics {
    let found: HashMap<ProposalId, Option<bool>> = files
        .iter()
        .map(|file| (file.proposal, file.eligible))
        .collect();
    let verdicts: Vec<&VerdictFigure> = verdicts
        .iter()
        .filter(|verdict| found.contains_key(&verdict.proposal))
        .collect();
    let decided = decided(passages, &found);
    let mut total = Narrowed::default();
    files.iter().for_each(|file| total.count(file.eligible));
    Statistics {
        total,
        countries: by_country(files, |file| file.eligible),
        themes: by_theme(call, files, |file| file.eligible),
        criteria: by_criterion(checklist(call), &verdicts, &found),
        weeks: by_week(call, &decided),
        ages: by_age(files, now),
        median_days: median(decided.iter().map(|one| one.took).collect()),
        agreement: of_outcomes(&verdicts),
    }
}

/// Files by country, most received first, then by code.
pub(super) fn by_country(
    files: &[FileFigure],
    outcome: impl Fn(&FileFigure) -> Option<bool>,
) -> Vec<(String, Narrowed)> {
    let mut groups: BTreeMap<String, Narrowed> = BTreeMap::new();
    for file in files {
        let group = groups.entry(file.country.clone()).or_default();
        group.count(outcome(file));
    }
    let mut found: Vec<(String, Narrowed)> = groups.into_iter().collect();
    found.sort_by_key(|(_, group)| std::cmp::Reverse(group.received));
    found
}

/// Files by theme in the order of the call; those without one of its themes at the end, when there are any.
pub(super) fn by_theme(
    call: &Call,
    files: &[FileFigure],
    outcome: impl Fn(&FileFigure) -> Option<bool>,
) -> Vec<(Option<Localised>, Narrowed)> {
    let themes = &call.definition.themes;
    let mut groups = vec![Narrowed::default(); themes.len() + 1];
    for file in files {
        let known = themes
            .iter()
            .position(|theme| Some(&theme.id) == file.theme.as_ref());
        groups[known.unwrap_or(themes.len())].count(outcome(file));
    }
    let names = themes.iter().map(|theme| Some(theme.title.clone()));
    let named = names.chain([None]).zip(groups);
    named
        .filter(|(name, group)| name.is_some() || group.received > 0)
        .collect()
}

/// The verdicts a file's outcome rests on: of its last screening, or of the one that found the failure.
fn grounds<'a>(
    verdicts: &[&'a VerdictFigure],
    eligible: bool,
) -> impl Iterator<Item = &'a VerdictFigure> {
    let round = |verdict: &&&VerdictFigure| eligible || verdict.outcome == Outcome::Fail;
    let last = verdicts
        .iter()
        .filter(round)
        .map(|verdict| verdict.round)
        .max();
    let of_round: Vec<&VerdictFigure> = verdicts
        .iter()
        .filter(|verdict| Some(verdict.round) == last)
        .copied()
        .collect();
    of_round.into_iter()
}

/// How many ineligible files fail each criterion.
pub(super) fn failing(
    criteria: &[Criterion],
    verdicts: &[VerdictFigure],
    outcomes: &HashMap<ProposalId, Option<bool>>,
) -> Vec<u64> {
    let known: Vec<&VerdictFigure> = verdicts
        .iter()
        .filter(|verdict| outcomes.contains_key(&verdict.proposal))
        .collect();
    let figures = by_criterion(criteria, &known, outcomes);
    figures.iter().map(|figure| figure.failed).collect()
}

fn by_criterion(
    criteria: &[Criterion],
    verdicts: &[&VerdictFigure],
    outcomes: &HashMap<ProposalId, Option<bool>>,
) -> Vec<CriterionFigure> {
    let mut figures: Vec<CriterionFigure> = criteria
        .iter()
        .map(|criterion| CriterionFigure {
            id: criterion.id.clone(),
            text: criterion.text.clone(),
            met: 0,
            not_applicable: 0,
            failed: 0,
            reasons: Vec::new(),
            agreement: Agreement::default(),
        })
        .collect();
    let place: HashMap<&str, usize> = criteria
        .iter()
        .enumerate()
        .map(|(place, criterion)| (criterion.id.as_str(), place))
        .collect();
    let mut reasons: BTreeMap<(usize, Option<&str>), u64> = BTreeMap::new();
    for of_file in verdicts.chunk_by(|a, b| a.proposal == b.proposal) {
        for (first, second) in pairs(of_file) {
            if let Some(at) = place.get(first.criterion.as_str()) {
                figures[*at].agreement.add(first.outcome, second.outcome, 1);
            }
        }
        let Some(Some(eligible)) = of_file
            .first()
            .and_then(|verdict| outcomes.get(&verdict.proposal))
        else {
            continue;
        };
        for verdict in grounds(of_file, *eligible) {
            let Some(at) = place.get(verdict.criterion.as_str()) else {
                continue;
            };
            let figure = &mut figures[*at];
            match verdict.outcome {
                Outcome::Pass => figure.met += 1,
                Outcome::NotApplicable => figure.not_applicable += 1,
                Outcome::Fail if !*eligible => {
                    figure.failed += 1;
                    let code = verdict.reason_code.as_deref();
                    *reasons.entry((*at, code)).or_default() += 1;
                }
                Outcome::Fail | Outcome::Clarification => {}
            }
        }
    }
    for ((at, code), files) in reasons {
        let known = criteria[at].reasons.iter();
        let text = code.and_then(|code| known.clone().find(|reason| reason.code == code));
        figures[at].reasons.push(ReasonFigure {
            code: code.map(str::to_owned),
            text: text.map(|reason| reason.text.clone()),
            files,
        });
    }
    for figure in &mut figures {
        let most = |reason: &ReasonFigure| std::cmp::Reverse(reason.files);
        figure.reasons.sort_by_key(most);
    }
    figures
}

/// What two screeners said of the same criterion, once both have said something that stands.
fn pairs<'a>(
    of_file: &[&'a VerdictFigure],
) -> impl Iterator<Item = (&'a VerdictFigure, &'a VerdictFigure)> {
    let of_round = |round| {
        let verdicts = of_file.iter().filter(move |verdict| verdict.round == round);
        let stands = verdicts.filter(|verdict| verdict.outcome != Outcome::Clarification);
        stands.copied().collect::<Vec<&VerdictFigure>>()
    };
    let (firsts, seconds) = (of_round(1), of_round(2));
    firsts.into_iter().filter_map(move |first| {
        let same = |second: &&&VerdictFigure| second.criterion == first.criterion;
        Some((first, *seconds.iter().find(same)?))
    })
}

/// What the two screenings of a file came to, for files on which both have said something on every criterion.
fn of_outcomes(verdicts: &[&VerdictFigure]) -> Agreement<bool> {
    let mut agreement = Agreement::default();
    for of_file in verdicts.chunk_by(|a, b| a.proposal == b.proposal) {
        let count = |round| of_file.iter().filter(|v| v.round == round).count();
        let found: Vec<_> = pairs(of_file).collect();
        if found.is_empty() || found.len() != count(1) || found.len() != count(2) {
            continue;
        }
        let eligible = |side: fn(&(&VerdictFigure, &VerdictFigure)) -> Outcome| {
            !found
                .iter()
                .map(side)
                .any(|outcome| outcome == Outcome::Fail)
        };
        agreement.add(
            eligible(|pair| pair.0.outcome),
            eligible(|pair| pair.1.outcome),
            1,
        );
    }
    agreement
}

/// A file that was decided: when, after how long, and how.
struct Decided {
    at: DateTime<Utc>,
    took: TimeDelta,
    eligible: bool,
}

/// The decision that stands of each file with an outcome: the last one in the screening it entered last.
fn decided(passages: &[Passed], outcomes: &HashMap<ProposalId, Option<bool>>) -> Vec<Decided> {
    let of_file = passages.chunk_by(|a, b| a.proposal == b.proposal);
    of_file
        .filter_map(|passed| {
            let eligible = (*outcomes.get(&passed.first()?.proposal)?)?;
            let last = passed.iter().rposition(|step| !step.entered)?;
            let entered = passed[..last].iter().rfind(|step| step.entered)?;
            Some(Decided {
                at: passed[last].at,
                took: passed[last].at - entered.at,
                eligible,
            })
        })
        .collect()
}

fn by_week(call: &Call, decided: &[Decided]) -> Vec<Week> {
    let zone = call.definition.dates.zone;
    let mut weeks: BTreeMap<NaiveDate, (u64, u64)> = BTreeMap::new();
    for one in decided {
        let day = one.at.with_timezone(&zone).date_naive();
        let back = u64::from(day.weekday().num_days_from_monday());
        let week = weeks.entry(day - Days::new(back)).or_default();
        match one.eligible {
            true => week.0 += 1,
            false => week.1 += 1,
        }
    }
    let (Some(first), Some(last)) = (weeks.keys().next(), weeks.keys().next_back()) else {
        return Vec::new();
    };
    first
        .iter_weeks()
        .take_while(|monday| monday <= last)
        .map(|monday| {
            let (eligible, ineligible) = weeks.get(&monday).copied().unwrap_or_default();
            Week {
                monday,
                eligible,
                ineligible,
            }
        })
        .collect()
}

/// Statuses in which a file of the screening waits for somebody.
const WAITING: [Status; 6] = [
    Status::Submitted,
    Status::Queued,
    Status::InReview,
    Status::ClarificationRequested,
    Status::ToConfirm,
    Status::Appealed,
];

fn by_age(files: &[FileFigure], now: DateTime<Utc>) -> Vec<Age> {
    let bounds = [7, 14, 30].map(TimeDelta::days);
    let age = |file: &FileFigure| {
        let reached = |bound: &&TimeDelta| now - file.since >= **bound;
        bounds.iter().filter(reached).count()
    };
    let of_status = |status: Status| {
        let mut by_age = [0; 4];
        let waiting = files.iter().filter(|file| file.status == status);
        waiting.for_each(|file| by_age[age(file)] += 1);
        Age { status, by_age }
    };
    WAITING
        .map(of_status)
        .into_iter()
        .filter(|age| age.by_age.iter().any(|count| *count > 0))
        .collect()
}

/// The time half of them took at most, tenths of a day, rounded half up. Of an even number, the mean of the middle two.
fn median(mut took: Vec<TimeDelta>) -> Option<u64> {
    took.sort_unstable();
    let upper = *took.get(took.len() / 2)?;
    let lower = *took.get((took.len() - 1) / 2)?;
    let twice = (lower + upper).num_seconds().max(0);
    let day = TimeDelta::days(1).num_seconds();
    // Tenths of a day: 10 · (twice / 2) / day, half up.
    u64::try_from((10 * twice + day) / (2 * day)).ok()
}

#[cfg(test)]
#[path = "statistics_tests.rs"]
mod tests;

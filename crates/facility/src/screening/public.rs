//! The figures of a screening that everybody may read: of decisions the applicants were told, and so that nothing is learned
//! of a small group.

use std::collections::HashMap;

use choice::suppression::{THRESHOLD, of_list, of_table};
use store::screening_figures::{self as rows, FileFigure};
use workflow::call::Call;
use workflow::definition::Localised;
use workflow::ids::{CallId, ProposalId};
use workflow::role::Actor;
use workflow::transition::{StageKind, Status};

use super::statistics::{Narrowed, by_country, by_theme, checklist, failing};
use crate::Facility;
use crate::cases;
use crate::dashboard::spread::hidden_countries;
use crate::failure::Failure;

/// A group in public: counts that would tell of a few are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told<N> {
    /// The group.
    pub name: N,
    /// Received.
    pub received: Option<u64>,
    /// Found eligible, and told so.
    pub eligible: Option<u64>,
    /// Found not eligible, and told so.
    pub ineligible: Option<u64>,
}

/// The public figures of a screening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicFigures {
    /// The whole call.
    pub total: Narrowed,
    /// By country (ISO 3166-1), most received first, those left out at the end by code.
    pub countries: Vec<Told<String>>,
    /// By theme, in the order of the call.
    pub themes: Vec<Told<Option<Localised>>>,
    /// By criterion, in the order of the checklist: how many files fail it.
    pub criteria: Vec<(Localised, Option<u64>)>,
}

/// The public figures of the screening of a call, for everybody who may see the call; without files the reader has a
/// conflict with.
pub fn figures(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
) -> Result<PublicFigures, Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, actor, call)?;
        let reader = actor.map(|actor| actor.person);
        let files = rows::files(conn, call.id, reader)?;
        let verdicts = rows::verdicts(conn, call.id)?;
        let outcomes: HashMap<ProposalId, Option<bool>> = files
            .iter()
            .map(|file| (file.proposal, told(&call, file)))
            .collect();
        let fails = failing(checklist(&call), &verdicts, &outcomes);
        Ok(of(&call, &files, &fails))
    })
}

/// The outcome of a file that its applicant knows. What nobody was told is not told by a count either: whoever reads the
/// figures every day would see it change.
fn told(call: &Call, file: &FileFigure) -> Option<bool> {
    let position = call
        .definition
        .procedure
        .places(StageKind::Screening)
        .next()?;
    let known = file.position > position
        || file.status == Status::Appealed
        || (matches!(file.status, Status::Eligible | Status::Ineligible) && file.released);
    file.eligible.filter(|_| known)
}

fn of(call: &Call, files: &[FileFigure], fails: &[u64]) -> PublicFigures {
    let told = |file: &FileFigure| told(call, file);
    let mut total = Narrowed::default();
    files.iter().for_each(|file| total.count(told(file)));
    let countries = by_country(files, told);
    let received: Vec<(&str, u64)> = countries
        .iter()
        .map(|(code, group)| (code.as_str(), group.received))
        .collect();
    let hidden = hidden_countries(&received);
    let mut countries = tell(countries, &hidden);
    countries.sort_by(|a, b| {
        let most = std::cmp::Reverse;
        (most(a.received), &a.name).cmp(&(most(b.received), &b.name))
    });
    let themes = by_theme(call, files, told);
    let received: Vec<u64> = themes.iter().map(|(_, group)| group.received).collect();
    let hidden = of_list(&received, THRESHOLD);
    let left_out = of_list(fails, THRESHOLD);
    PublicFigures {
        total,
        countries,
        themes: tell(themes, &hidden),
        criteria: checklist(call)
            .iter()
            .zip(fails.iter().zip(left_out))
            .map(|(criterion, (files, hidden))| {
                (criterion.text.clone(), (!hidden).then_some(*files))
            })
            .collect(),
    }
}

/// Groups without the counts that would tell of a few. `hidden` are those whose number of files is left out.
fn tell<N>(groups: Vec<(N, Narrowed)>, hidden: &[bool]) -> Vec<Told<N>> {
    let rows: Vec<Vec<u64>> = groups
        .iter()
        .map(|(_, group)| {
            let open = group.received - group.screened();
            vec![group.eligible, group.ineligible, open]
        })
        .collect();
    let left_out = of_table(&rows, hidden, THRESHOLD);
    groups
        .into_iter()
        .zip(hidden.iter().zip(left_out))
        .map(|((name, group), (total, cells))| {
            let shown =
                |at: usize, count| (!cells.get(at).is_some_and(|hidden| *hidden)).then_some(count);
            Told {
                name,
                received: (!total).then_some(group.received),
                eligible: shown(0, group.eligible),
                ineligible: shown(1, group.ineligible),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(of: &[(&'static str, u64, u64, u64)]) -> Vec<(&'static str, Narrowed)> {
        of.iter()
            .map(|(name, eligible, ineligible, open)| {
                let group = Narrowed {
                    received: eligible + ineligible + open,
                    eligible: *eligible,
                    ineligible: *ineligible,
                };
                (*name, group)
            })
            .collect()
    }

    #[test]
    fn a_group_of_five_is_told_and_one_of_four_is_not() {
        let all = groups(&[
            ("KE", 5, 5, 0),
            ("UG", 6, 7, 0),
            ("EG", 4, 0, 0),
            ("PE", 0, 3, 0),
        ]);
        let hidden = hidden_countries(&[("KE", 10), ("UG", 13), ("EG", 4), ("PE", 3)]);
        assert_eq!(hidden, [false, false, true, true]);
        let told = tell(all, &hidden);
        assert_eq!((told[2].received, told[2].eligible), (None, None));
        assert_eq!((told[3].received, told[3].ineligible), (None, None));
    }

    #[test]
    fn one_small_count_is_not_the_rest_of_its_row_or_its_column() {
        let told = tell(groups(&[("a", 30, 2, 8), ("b", 20, 9, 7)]), &[false, false]);
        let left_out = |row: &Told<&str>| {
            [row.eligible, row.ineligible]
                .iter()
                .filter(|c| c.is_none())
                .count()
        };
        // The open files are not told, so a row must not follow from its total either.
        assert!(told.iter().all(|row| row.ineligible.is_none()));
        assert!(told.iter().all(|row| left_out(row) > 0));
    }
}

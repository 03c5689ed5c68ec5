//! The order of an agenda: by rank, but so that recused members leave the room and return seldom.

use std::collections::BTreeSet;

use crate::ids::{PersonId, ProposalId};

/// A file to deal with, and who has to be out of the room for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The file.
    pub proposal: ProposalId,
    /// Members who are recused.
    pub recused: BTreeSet<PersonId>,
}

/// How often somebody leaves the room or returns to it while these points are dealt with in their order, from a full room to
/// a full room.
pub fn moves(points: &[Point]) -> usize {
    let nobody = BTreeSet::new();
    let rooms: Vec<&BTreeSet<PersonId>> = std::iter::once(&nobody)
        .chain(points.iter().map(|point| &point.recused))
        .chain(std::iter::once(&nobody))
        .collect();
    let between = |pair: &[&BTreeSet<PersonId>]| pair[0].symmetric_difference(pair[1]).count();
    rooms.windows(2).map(between).sum()
}

/// Puts points, given in rank order, so that members move seldom: points for which the same members are out follow each
/// other, in rank order among themselves; first those for which nobody is, then always the group that fewest have to
/// move for, of several the one with the higher-ranked point. Never more moves than in rank order.
pub fn grouped(ranking: &[Point]) -> Vec<Point> {
    let mut groups: Vec<(BTreeSet<PersonId>, Vec<Point>)> = Vec::new();
    for point in ranking {
        match groups.iter_mut().find(|(out, _)| *out == point.recused) {
            Some((_, points)) => points.push(point.clone()),
            None => groups.push((point.recused.clone(), vec![point.clone()])),
        }
    }
    let mut ordered = Vec::with_capacity(ranking.len());
    let mut out = BTreeSet::new();
    while !groups.is_empty() {
        let nearest = (0..groups.len())
            .min_by_key(|at| groups[*at].0.symmetric_difference(&out).count())
            .unwrap_or(0);
        let (next, points) = groups.remove(nearest);
        out = next;
        ordered.extend(points);
    }
    if moves(&ordered) < moves(ranking) {
        ordered
    } else {
        ranking.to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn points(recused: &[&[u128]]) -> Vec<Point> {
        (0..)
            .zip(recused)
            .map(|(number, out)| Point {
                proposal: ProposalId(Uuid::from_u128(number)),
                recused: out
                    .iter()
                    .map(|one| PersonId(Uuid::from_u128(*one)))
                    .collect(),
            })
            .collect()
    }

    fn numbers(points: &[Point]) -> Vec<u128> {
        points.iter().map(|one| one.proposal.0.as_u128()).collect()
    }

    #[test]
    fn those_recused_leave_once() {
        let ranking = points(&[&[], &[1], &[], &[2], &[1], &[1, 2], &[]]);
        let grouped = grouped(&ranking);
        assert_eq!(numbers(&grouped), [0, 2, 6, 1, 4, 5, 3]);
        assert_eq!((moves(&ranking), moves(&grouped)), (8, 4));
    }

    #[test]
    fn without_recusals_the_ranking_stands() {
        let ranking = points(&[&[], &[], &[]]);
        assert_eq!(grouped(&ranking), ranking);
        assert_eq!(moves(&ranking), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nobody_moves_more(out in prop::collection::vec(prop::collection::btree_set(0u128..4, 0..3), 0..12)) {
            let out: Vec<Vec<u128>> = out.into_iter().map(|one| one.into_iter().collect()).collect();
            let ranking = points(&out.iter().map(Vec::as_slice).collect::<Vec<_>>());
            let grouped = grouped(&ranking);
            prop_assert!(moves(&grouped) <= moves(&ranking));
            let mut all = numbers(&grouped);
            all.sort_unstable();
            prop_assert_eq!(all, numbers(&ranking));
        }
    }
}

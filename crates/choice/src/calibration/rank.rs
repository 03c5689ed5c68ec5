//! Places in a ranking.

/// By file: the place by score, 1 being the highest; equal scores share the better place. Nothing without a score.
pub fn places(scores: &[Option<i64>]) -> Vec<Option<u32>> {
    let mut sorted: Vec<i64> = scores.iter().flatten().copied().collect();
    sorted.sort_unstable_by(|one, other| other.cmp(one));
    let place = |score: i64| {
        let better = sorted.partition_point(|other| *other > score);
        u32::try_from(better).unwrap_or(u32::MAX).saturating_add(1)
    };
    scores.iter().map(|score| score.map(place)).collect()
}

//! The second screening of a random share of the files, for quality: by another person, who does not see the first record.

use sha2::{Digest as _, Sha256};

use crate::ids::ProposalId;
use crate::record::Digest;

/// The whole, of which a share is given in parts.
const WHOLE: u64 = 10_000;

/// Whether a file is drawn for a second screening. `share` is in ten-thousandths: 500 is 5 %.
///
/// The lot is fixed by what the record holds, so that anybody can draw it again: the first eight bytes of
/// SHA-256("second screening", id of the proposal, digest of the submission), as a number, modulo 10,000, is below the
/// share. Nobody who screens can choose either, and the applicant cannot foresee the id.
pub fn is_drawn(proposal: ProposalId, submission: Digest, share: u32) -> bool {
    let mut hash = Sha256::new();
    hash.update(b"second screening");
    hash.update(proposal.uuid().as_bytes());
    hash.update(submission.0);
    let bytes: [u8; 32] = hash.finalize().into();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    u64::from_be_bytes(first) % WHOLE < u64::from(share)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::digest;
    use uuid::Uuid;

    fn drawn(share: u32) -> usize {
        (0..2_000_u128)
            .filter(|number| {
                let id = ProposalId(Uuid::from_u128(*number));
                is_drawn(id, digest(&number.to_be_bytes()), share)
            })
            .count()
    }

    #[test]
    fn nobody_or_everybody_is_drawn_at_the_ends() {
        assert_eq!(drawn(0), 0);
        assert_eq!(drawn(10_000), 2_000);
    }

    #[test]
    fn a_share_is_drawn_and_a_larger_one_holds_the_smaller() {
        // 10 % of 2,000 is 200; four standard deviations are 54.
        assert!((146..=254).contains(&drawn(1_000)), "{}", drawn(1_000));
        for number in 0..500_u128 {
            let id = ProposalId(Uuid::from_u128(number));
            let of = |share| is_drawn(id, digest(b"x"), share);
            assert!(!of(500) || of(501));
        }
    }

    #[test]
    fn the_lot_depends_on_file_and_submission() {
        let id = ProposalId(Uuid::from_u128(7));
        let lots = |seed: &str| -> Vec<bool> {
            (0..64)
                .map(|n| is_drawn(id, digest(format!("{seed}{n}").as_bytes()), 5_000))
                .collect()
        };
        assert_ne!(lots("a"), lots("b"));
        assert_eq!(lots("a"), lots("a"));
    }
}

//! Writing, checking and submitting a proposal.

pub mod answers;

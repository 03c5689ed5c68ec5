//! Voting: one ballot on an item, or one over the whole list; openly, or secretly with a receipt.

use std::collections::BTreeMap;

use store::AnyConn;
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::proposal::Command as ProposalCommand;
use workflow::record::{self, Digest};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::selection::{Command, Mark, Seal, Sealed, Written, list_fits, mark};

use super::rules_of;
use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// How often a vote is tried again when another was written at the same instant.
const MOST_TRIES: usize = 40;

/// The letters of a receipt: without those that are easily taken for another (after Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code only a member knows: 80 random bits in groups of four, `K7QF-2M9X-V0TB-H3CD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt(String);

impl Receipt {
    /// A new one.
    pub fn new() -> Result<Self, Failure> {
        let mut bytes = [0_u8; 16];
        getrandom::fill(&mut bytes)
            .map_err(|error| Failure::Unexpected(format!("no randomness: {error}")))?;
        let letters = bytes.map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
        Ok(Self(letters.iter().collect()))
    }

    /// Reads one as it is typed: in either case, with or without its dashes and blanks; `O` is read as 0, `I` and `L` as 1.
    pub fn parse(typed: &str) -> Option<Self> {
        let letters: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            })
            .collect();
        let known = |byte: u8| LETTERS.contains(&byte);
        (letters.len() == 16 && letters.bytes().all(known)).then_some(Self(letters))
    }

    /// What is kept of it: SHA-256 over its sixteen letters.
    pub fn digest(&self) -> Digest {
        record::digest(self.0.as_bytes())
    }
}

impl std::fmt::Display for Receipt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let groups = [&self.0[0..4], &self.0[4..8], &self.0[8..12], &self.0[12..]];
        f.write_str(&groups.join("-"))
    }
}

/// Votes on an item. In a secret vote it answers the receipt, which is shown once and kept nowhere; `replaces` is that of
/// the ballot it takes the place of.
///
/// Errors with [`Refusal::ReceiptUnknown`] when the member has voted secretly and gives no receipt of theirs.
pub fn cast(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    ballot: &Written,
    replaces: Option<&Receipt>,
) -> Result<Option<Receipt>, Failure> {
    trying(|| {
        facility.store.write(|conn| {
            let case = ProposalCase::load(conn, id, facility.clock.now())?;
            if policy::view(actor, &case.proposal.state.subject()) == View::Nothing {
                return Err(Failure::hidden());
            }
            let receipt = match rules_of(&case.call.definition) {
                Ok(rules) if rules.secret => Some(Receipt::new()?),
                _ => None,
            };
            put(
                conn,
                facility,
                actor,
                id,
                ballot,
                receipt.as_ref(),
                replaces,
            )?;
            Ok(receipt)
        })
    })
}

/// Votes on the whole list at once: all of it counts or none. Files that are not named are left as they are. In a secret vote
/// one receipt stands for the whole ballot.
///
/// Errors when what is approved of does not fit under the ceiling together, when two projects share a place, and as
/// [`cast`] does.
pub fn cast_list(
    facility: &Facility,
    actor: &Actor,
    call: CallId,
    ballots: &BTreeMap<ProposalId, Written>,
    replaces: Option<&Receipt>,
) -> Result<Option<Receipt>, Failure> {
    trying(|| {
        facility.store.write(|conn| {
            let now = facility.clock.now();
            let loaded = cases::load_call(conn, call)?.state;
            let rules = rules_of(&loaded.definition)?;
            let receipt = match rules.secret {
                true => Some(Receipt::new()?),
                false => None,
            };
            let mut marks: Vec<(Mark, Option<Money>)> = Vec::with_capacity(ballots.len());
            for (id, ballot) in ballots {
                let case = ProposalCase::load(conn, *id, now)?;
                let file = &case.proposal.state;
                if file.call != call || policy::view(actor, &file.subject()) == View::Nothing {
                    return Err(Failure::hidden());
                }
                let situation = case.situation(actor, now, 0);
                let requested = file
                    .intake
                    .submission
                    .as_ref()
                    .and_then(|one| one.requested);
                marks.push((mark(file, ballot, rules, &situation)?, requested));
            }
            let ceiling = loaded.definition.funding.as_ref().map(|one| one.ceiling());
            list_fits(&marks, ceiling)?;
            for (id, ballot) in ballots {
                put(
                    conn,
                    facility,
                    actor,
                    *id,
                    ballot,
                    receipt.as_ref(),
                    replaces,
                )?;
            }
            Ok(receipt)
        })
    })
}

fn put(
    conn: &mut AnyConn,
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    ballot: &Written,
    receipt: Option<&Receipt>,
    replaces: Option<&Receipt>,
) -> Result<i64, Failure> {
    let command = ProposalCommand::Selection(Command::CastBallot {
        ballot: *ballot,
        seal: receipt.map(|receipt| Seal {
            receipt: receipt.digest(),
            replaces: replaces.map(Receipt::digest),
        }),
    });
    cases::act_on_proposal(conn, facility, actor, id, None, &command)
}

/// Members vote at the same instant, each for themselves: who comes second is written after the first.
pub(super) fn trying<T>(mut vote: impl FnMut() -> Result<T, Failure>) -> Result<T, Failure> {
    for _ in 1..MOST_TRIES {
        match vote() {
            Err(Failure::ChangedMeanwhile) => {}
            done => return done,
        }
    }
    vote()
}

/// The secret ballot with a receipt among those that were counted, once the item is closed: what it says. For whoever may
/// see the file.
///
/// Errors with [`Refusal::ReceiptUnknown`] when there is none with it.
pub fn counted(
    facility: &Facility,
    actor: &Actor,
    id: ProposalId,
    receipt: &Receipt,
) -> Result<Written, Failure> {
    facility.store.read(|conn| {
        let case = ProposalCase::load(conn, id, facility.clock.now())?;
        let file = &case.proposal.state;
        if policy::view(actor, &file.subject()) != View::File {
            return Err(Failure::hidden());
        }
        let mut sealed = file.selection.sealed.iter();
        let wanted = receipt.digest();
        let found: Option<&Sealed> = sealed.find(|one| one.receipt == wanted);
        found
            .map(|one| one.ballot)
            .ok_or(Failure::Refused(Refusal::ReceiptUnknown))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_is_read_as_it_is_typed() {
        let receipt = Receipt::new().expect("there is randomness");
        let shown = receipt.to_string();
        assert_eq!(shown.len(), 19);
        assert_eq!(Receipt::parse(&shown), Some(receipt.clone()));
        assert_eq!(
            Receipt::parse(&format!(" {} ", shown.to_lowercase().replace('-', " "))),
            Some(receipt)
        );
        assert_eq!(
            Receipt::parse("oil0-0000-0000-0000").map(|one| one.to_string()),
            Some("0110-0000-0000-0000".to_owned())
        );
        for wrong in ["", "K7QF", "K7QF-2M9X-V0TB-H3CDE", "U7QF-2M9X-V0TB-H3CD"] {
            assert_eq!(Receipt::parse(wrong), None, "{wrong}");
        }
    }
}

//! What the clock does with agreements: a reminder before the last moment, and the end after it.

use chrono::TimeDelta;
use workflow::agreement;
use workflow::proposal::Event;
use workflow::transition::Status;

use crate::Facility;
use crate::cases::{self, ProposalCase};
use crate::failure::Failure;

/// How long before the last moment an applicant who has not answered is reminded.
const REMINDED_BEFORE: TimeDelta = TimeDelta::days(3);

/// Reminds applicants whose agreement waits and will soon expire, each once.
pub fn remind(facility: &Facility) -> Result<(), Failure> {
    let now = facility.clock.now();
    for id in waiting(facility)? {
        facility.store.write(|conn| {
            let case = ProposalCase::load(conn, id, now)?;
            let by = case.proposal.state.agreement.accept_by;
            match by {
                Some(by) if now <= by && by - now <= REMINDED_BEFORE => {
                    crate::notices::agreement_waits(conn, &case, by, now)
                }
                _ => Ok(()),
            }
        })?;
    }
    Ok(())
}

/// Ends every agreement that was not accepted in time, and tells the applicant and the officers of the call. Answers how many.
pub fn expire_overdue(facility: &Facility) -> Result<usize, Failure> {
    let now = facility.clock.now();
    let mut ended = 0;
    for id in waiting(facility)? {
        ended += facility.store.write(|conn| {
            let case = ProposalCase::load(conn, id, now)?;
            let Some(event) = agreement::expired(&case.proposal.state, now) else {
                return Ok::<_, Failure>(0);
            };
            let events = [Event::Agreement(event)];
            let seq = cases::write_proposal(conn, &case.proposal, &events, None, now)?;
            crate::notices::agreement_expired(conn, &case, seq, now)?;
            Ok(1)
        })?;
    }
    Ok(ended)
}

fn waiting(facility: &Facility) -> Result<Vec<workflow::ids::ProposalId>, Failure> {
    facility.store.read(|conn| {
        store::proposals::in_status(conn, Status::AgreementSent).map_err(Failure::from)
    })
}

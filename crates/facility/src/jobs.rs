//! What is done by the clock rather than by a person: ended sessions, old answers and uploads are cleared; reports that become
//! due and documents that expire are reminded of, each once.

use std::time::Duration;

use chrono::{Days, TimeDelta};
use tokio::time::sleep;
use workflow::document::{REMINDERS, reminder};
use workflow::monitoring::ReportStanding;
use workflow::transition::Status;

use crate::Facility;
use crate::cases::ProposalCase;
use crate::failure::Failure;
use crate::mail::{Stop, aside, told_to_stop};

/// Between two rounds of the jobs.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Does the jobs, now and again, until it is told to stop. A job that fails is tried again in the next round.
pub async fn work(facility: Facility, mut stop: Stop) {
    while !*stop.borrow() {
        match aside(&facility, crate::accounts::clear_sessions).await {
            Ok(0) => {}
            Ok(cleared) => tracing::debug!(cleared, "cleared sessions that had ended"),
            Err(failure) => tracing::error!(%failure, "ended sessions cannot be cleared"),
        }
        if let Err(failure) = aside(&facility, clear_answers).await {
            tracing::error!(%failure, "old answers cannot be cleared");
        }
        if let Err(failure) = aside(&facility, remind).await {
            tracing::error!(%failure, "reminders cannot be written");
        }
        if let Err(failure) = aside(&facility, crate::registration::refresh_expired).await {
            tracing::error!(%failure, "registrations cannot be looked through");
        }
        if let Err(failure) = aside(&facility, crate::screening::remind).await {
            tracing::error!(%failure, "reminders of clarifications cannot be written");
        }
        if let Err(failure) = aside(&facility, crate::screening::close_overdue).await {
            tracing::error!(%failure, "files without an answer cannot be given back");
        }
        if let Err(failure) = aside(&facility, crate::selection::letters::remind).await {
            tracing::error!(%failure, "reminders of awards cannot be written");
        }
        if let Err(failure) = aside(&facility, crate::agreement::clock::remind).await {
            tracing::error!(%failure, "reminders of agreements cannot be written");
        }
        match aside(&facility, crate::agreement::clock::expire_overdue).await {
            Ok(0) => {}
            Ok(ended) => tracing::info!(ended, "ended agreements that were not accepted in time"),
            Err(failure) => tracing::error!(%failure, "agreements cannot be ended"),
        }
        if let Err(failure) = aside(&facility, remind_of_documents).await {
            tracing::error!(%failure, "reminders of documents cannot be written");
        }
        match aside(&facility, crate::documents::uploads::clear).await {
            Ok(0) => {}
            Ok(cleared) => tracing::debug!(cleared, "cleared uploads that were given up"),
            Err(failure) => tracing::error!(%failure, "old uploads cannot be cleared"),
        }
        tokio::select! {
            () = told_to_stop(&mut stop) => {}
            () = sleep(EVERY) => {}
        }
    }
}

/// Between two looks whether the moment of a release has come.
const RELEASE_EVERY: Duration = Duration::from_secs(20);

/// Tells the results of batches, and sends the letters of panels, whose moment has come, until it is told to stop.
pub async fn release(facility: Facility, mut stop: Stop) {
    while !*stop.borrow() {
        match aside(&facility, crate::screening::batches::release_due).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "told the results of batches whose moment has come"),
            Err(failure) => tracing::error!(%failure, "results that are due cannot be told"),
        }
        match aside(&facility, crate::selection::letters::release_due).await {
            Ok(0) => {}
            Ok(told) => tracing::info!(told, "sent the letters whose moment has come"),
            Err(failure) => tracing::error!(%failure, "letters that are due cannot be sent"),
        }
        tokio::select! {
            () = told_to_stop(&mut stop) => {}
            () = sleep(RELEASE_EVERY) => {}
        }
    }
}

/// Between two looks whether a screening of the register is to be carried out.
const SCREENING_EVERY: Duration = Duration::from_secs(3);

/// Carries out screenings of the register, a few organisations at a time, until it is told to stop. One that was
/// stopped goes on from where it was.
pub async fn screen(facility: Facility, mut stop: Stop) {
    complete_names(&facility, &stop).await;
    while !*stop.borrow() {
        let pause = match aside(&facility, crate::sanctions::screening::step).await {
            // Whoever else wants to write gets their turn between two steps.
            Ok(Some(progress)) if progress.finished_at.is_none() => Duration::from_millis(20),
            Ok(_) => SCREENING_EVERY,
            Err(failure) => {
                tracing::error!(%failure, "the register cannot be screened");
                EVERY
            }
        };
        tokio::select! {
            () = told_to_stop(&mut stop) => {}
            () = sleep(pause) => {}
        }
    }
}

/// Gives organisations from before an update what their names are compared by; once, because new ones come with it.
async fn complete_names(facility: &Facility, stop: &Stop) {
    use crate::registration::duplicates::complete_name_keys;
    while !*stop.borrow() {
        match aside(facility, complete_name_keys).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(failure) => {
                tracing::error!(%failure, "names cannot be made comparable");
                return;
            }
        }
    }
}

/// How long the answer to a creation is kept for a repeated request.
const ANSWERS_KEPT: TimeDelta = TimeDelta::days(7);

/// Clears answers that were kept for repeated requests longer than [`ANSWERS_KEPT`]. Answers how many.
pub fn clear_answers(facility: &Facility) -> Result<usize, Failure> {
    let before = facility.clock.now() - ANSWERS_KEPT;
    facility
        .store
        .write(|conn| store::settings::clear_answers(conn, before).map_err(Failure::from))
}

/// For how long after its last day a document is reminded of, should the jobs have stood still.
const STILL_REMINDED: Days = Days::new(14);

/// Writes the reminders of documents that expire soon or have expired.
pub fn remind_of_documents(facility: &Facility) -> Result<(), Failure> {
    let now = facility.clock.now();
    let today = now.date_naive();
    let (from, until) = (
        today.checked_sub_days(STILL_REMINDED).unwrap_or(today),
        today
            .checked_add_days(Days::new(REMINDERS[0]))
            .unwrap_or(today),
    );
    let ending = facility
        .store
        .read(|conn| store::documents::ending(conn, from, until).map_err(Failure::from))?;
    for row in ending {
        let stated = row.stated_at.date_naive();
        let due = row
            .description
            .valid_until
            .and_then(|until| reminder(until, stated, today));
        if let Some(due) = due {
            facility
                .store
                .write(|conn| crate::notices::document_ends(conn, &row, due, now))?;
        }
    }
    Ok(())
}

/// Writes the reminders of reports that are due or overdue. What makes a mail one keeps each from being written twice.
pub fn remind(facility: &Facility) -> Result<(), Failure> {
    let now = facility.clock.now();
    let today = now.date_naive();
    let grants = facility
        .store
        .read(|conn| store::grants::ids(conn, None).map_err(Failure::from))?;
    for id in grants {
        let grant = facility
            .store
            .read(|conn| store::cases::load_grant(conn, id).map_err(Failure::from))?;
        let Some(grant) = grant
            .map(|loaded| loaded.state)
            .filter(|grant| grant.status != Status::Closed)
        else {
            continue;
        };
        let standing =
            |report: &workflow::grant::Report| report.status.standing(report.plan.due_on, today);
        let expected = |standing| matches!(standing, ReportStanding::Due | ReportStanding::Overdue);
        if !grant
            .reports
            .values()
            .any(|report| expected(standing(report)))
        {
            continue;
        }
        facility.store.write(|conn| {
            let case = ProposalCase::load(conn, grant.proposal, now)?;
            for (number, report) in &grant.reports {
                crate::notices::report_expected(
                    conn,
                    &case,
                    &grant,
                    *number,
                    standing(report),
                    now,
                )?;
            }
            Ok::<_, Failure>(())
        })?;
    }
    Ok(())
}

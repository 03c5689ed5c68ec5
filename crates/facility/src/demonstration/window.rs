//! The rapid response window: a small call whose files stand in screening, evaluation and selection when the story
//! ends, so that everyone has something to do.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use workflow::evaluation::Command as Evaluation;
use workflow::ids::{CallId, OrganisationId, ProposalId};
use workflow::interest::Command as Interest;
use workflow::money::{Currency, Money};
use workflow::panel::Mode;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::screening::{Command as Screening, Outcome, Point};
use workflow::selection::Command as Selection;

use super::plan::IN_WINDOW;
use super::{Story, at, minutes};
use crate::failure::Failure;
use crate::selection::NewSession;

/// Files moved into screening; the others wait.
const ADVANCED: usize = 30;
/// Files found eligible.
const ELIGIBLE: usize = 16;
/// Files the panel has before it.
const ON_AGENDA: usize = 8;
/// Files open for votes or already closed.
const OPENED: usize = 6;
/// Files on which the voting is closed.
const CLOSED: usize = 2;
/// The member of the panel with an account to try, who has not voted yet.
const VISITING_MEMBER: usize = 2;

/// A file of the window.
#[derive(Clone, Copy)]
struct File {
    id: ProposalId,
    organisation: OrganisationId,
}

impl Story<'_> {
    /// The window is published, applied to, and half way through.
    pub(super) fn open_window(&mut self) -> Result<(), Failure> {
        let call = self.publish_window()?;
        let files = self.apply_to(call)?;
        self.set(at(2011, 2, 1, 10));
        self.open_batch(call, ADVANCED)?;
        (self.progress)("window", 1, 4);
        self.screen_window(call, &files)?;
        (self.progress)("window", 2, 4);
        self.appoint_evaluators(call)?;
        self.evaluators_begin(call)?;
        self.evaluate_window(call, &files)?;
        (self.progress)("window", 3, 4);
        self.select_in_window(call, &files)?;
        (self.progress)("window", 4, 4);
        Ok(())
    }

    fn apply_to(&mut self, call: CallId) -> Result<Vec<File>, Failure> {
        let mut files = Vec::with_capacity(IN_WINDOW);
        for index in 0..self.planned.len() {
            let planned = &self.planned[index];
            let (Some(answers), Some(organisation)) =
                (planned.window.clone(), planned.organisation)
            else {
                continue;
            };
            let actor = self.owner(index)?;
            let starts = at(2010, 11, 24, 9) + TimeDelta::days(2 * files.len() as i64);
            self.set(starts);
            let id = crate::intake::start(&self.facility, &actor, call, organisation)?;
            let submits = self.later(starts, 200, 900);
            self.set(submits - minutes(1));
            crate::intake::save(&self.facility, &actor, id, None, answers)?;
            self.set(submits);
            crate::intake::submit(&self.facility, &actor, id, None, true)?;
            files.push(File { id, organisation });
        }
        Ok(files)
    }

    /// The first files are done; some wait for a second person, for an answer, for the first look.
    fn screen_window(&mut self, call: CallId, files: &[File]) -> Result<(), Failure> {
        let screeners = self.cast.screeners.clone();
        for (place, file) in files.iter().take(26).enumerate() {
            let days = if place < 18 { place / 3 } else { place + 20 };
            let moment = at(2011, 2, 3, 8) + TimeDelta::days(days as i64);
            let moment = self.later(moment, 0, 300);
            self.set(moment);
            // The last ones alternate between the two with accounts to try.
            let me = &screeners[if place < 18 { place % 4 } else { place / 2 % 2 }];
            self.take_from_queue(me, file.id)?;
            let then = self.later(moment, 15, 30);
            self.set(then);
            match place {
                0..ELIGIBLE => self.record(me, file.id, call, BTreeMap::new(), true)?,
                16..=21 => {
                    let (criterion, reason) = if place % 2 == 0 {
                        (
                            "direct_benefit",
                            self.text(|t| &t.screening.fail["direct_benefit"])?,
                        )
                    } else {
                        ("complete", self.text(|t| &t.screening.fail["complete"])?)
                    };
                    let fails = BTreeMap::from([(criterion, (Outcome::Fail, Some(reason)))]);
                    self.record(me, file.id, call, fails, true)?;
                    if place < 18 {
                        self.set(moment + TimeDelta::days(2));
                        let second = &screeners[(place + 1) % 4];
                        self.act(second, file.id, &Command::Screening(Screening::Confirm))?;
                    }
                }
                22 => {
                    let open = BTreeMap::from([("complete", (Outcome::Clarification, None))]);
                    self.record(me, file.id, call, open, false)?;
                    let points = vec![Point {
                        criterion: Some("complete".to_owned()),
                        text: self.text(|texts| &texts.screening.request)?,
                    }];
                    let ask = Screening::RequestClarification { points };
                    self.act(me, file.id, &Command::Screening(ask))?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn give(&self, file: File, readers: &[&Actor], moment: DateTime<Utc>) -> Result<(), Failure> {
        self.set(moment);
        let evaluators: BTreeSet<_> = readers.iter().map(|reader| reader.person).collect();
        let command = Command::Evaluation(Evaluation::AssignEvaluators {
            by_hand: evaluators.clone(),
            evaluators,
        });
        self.act(&self.cast.officer, file.id, &command)
    }

    /// Two readers a file: the first files are scored, on one the two differ too far, others are being read.
    fn evaluate_window(&mut self, call: CallId, files: &[File]) -> Result<(), Failure> {
        let eligible = &files[..ELIGIBLE.min(files.len())];
        self.set(at(2011, 2, 14, 9));
        let ids: Vec<ProposalId> = eligible.iter().map(|file| file.id).collect();
        crate::intake::advance_each(&self.facility, &self.cast.officer, &ids)?;
        let evaluators = self.cast.evaluators.clone();
        let given = at(2011, 2, 15, 10);
        // The last two files still wait for evaluators.
        for (place, file) in eligible.iter().enumerate().take(ELIGIBLE - 2) {
            let visitor = (10..14).contains(&place);
            let first = if visitor { 0 } else { 1 + place * 2 % 22 };
            let pair = [&evaluators[first], &evaluators[2 + place * 2 % 21]];
            self.give(*file, &pair, given + minutes(3 * place as i64))?;
            let moment = self.later(given, 1_440, 5_000);
            let free = Command::Interest(Interest::DeclareNone);
            for (slot, reader) in pair.into_iter().enumerate() {
                // The visitor's first two files wait for the declaration, the next two for the scores.
                let own = visitor && slot == 0;
                if own && place < 12 {
                    continue;
                }
                self.set(moment + minutes(11 * slot as i64));
                self.act(reader, file.id, &free)?;
                if own || place == 13 {
                    continue;
                }
                let then = self.later(moment + minutes(30), 600, 14_000);
                self.set(then);
                let quality = match (place, slot) {
                    (8, 0) => 88_000,
                    (8, _) => 52_000,
                    _ => 86_000 - 800 * place as i64,
                };
                self.score(reader, file.id, call, quality)?;
            }
        }
        Ok(())
    }

    /// The panel has closed two items, is voting on others, and has not opened the last.
    fn select_in_window(&mut self, call: CallId, files: &[File]) -> Result<(), Failure> {
        self.set(at(2011, 3, 7, 9));
        let items = &files[..ON_AGENDA.min(files.len())];
        let ids: Vec<ProposalId> = items.iter().map(|file| file.id).collect();
        crate::intake::advance_each(&self.facility, &self.cast.officer, &ids)?;
        for (place, file) in items.iter().enumerate().take(OPENED) {
            let proposed = at(2011, 3, 8, 9) + minutes(50 * place as i64);
            // Two verifications wait for the second person.
            let confirmed = place < OPENED - 2;
            self.verify(
                if confirmed { place } else { 1 },
                file.organisation,
                proposed,
                confirmed,
            )?;
        }
        let panel = self.cast.panel.clone();
        for (number, member) in panel.iter().enumerate() {
            self.set(at(2011, 3, 11, 9) + minutes(95 * number as i64));
            let known = if number == VISITING_MEMBER {
                OPENED
            } else {
                ON_AGENDA
            };
            for file in items.iter().take(known) {
                self.act(member, file.id, &Command::Interest(Interest::DeclareNone))?;
            }
        }
        self.set(at(2011, 3, 14, 10));
        let session = NewSession {
            mode: Mode::Asynchronous,
            starts: at(2011, 3, 15, 8),
            ends: Some(at(2011, 4, 8, 16)),
            agenda: Some(ids),
        };
        let number = crate::selection::convene(&self.facility, &self.cast.officer, call, &session)?;
        self.set(at(2011, 3, 15, 8));
        crate::selection::begin(&self.facility, &panel[0], call, number)?;
        let requested = Money::new(2_000_000, Currency::USD);
        for (place, file) in items.iter().enumerate().take(OPENED) {
            let opened = at(2011, 3, 15, 9) + minutes(4 * place as i64);
            self.set(opened);
            self.act(
                &panel[0],
                file.id,
                &Command::Selection(Selection::OpenVoting),
            )?;
            let closed = place < CLOSED;
            for (number, member) in panel.iter().enumerate() {
                // While an item is open, the chair and the visiting member have not voted yet.
                if !closed && (number == 0 || number == VISITING_MEMBER) {
                    continue;
                }
                let then = self.later(opened, 60, 8_000);
                self.set(then);
                let vote = self.vote(place * 3, requested);
                crate::selection::cast(&self.facility, member, file.id, &vote, None)?;
            }
            if closed {
                self.set(at(2011, 3, 22, 10) + minutes(9 * place as i64));
                self.act(
                    &panel[0],
                    file.id,
                    &Command::Selection(Selection::CloseVoting),
                )?;
            }
        }
        Ok(())
    }
}

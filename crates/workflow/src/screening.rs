//! Screening: eligibility, criterion by criterion; an ineligibility needs two people.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::criterion::{Check, Criterion};
use crate::definition::{CallDefinition, Localised};
use crate::ids::PersonId;
use crate::names::named;
use crate::procedure::{CallText, RuleFault};
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::selection;
use crate::text::Text;
use crate::time::Deadline;
use crate::transition::{Action, Status, To, Transition};

use Status as S;

const SCREENER: &[Role] = &[Role::Screener];
const OFFICER: &[Role] = &[Role::ProgrammeOfficer];
const APPLICANT: &[Role] = &[Role::Owner, Role::Editor];

/// The table of Screening.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::Queued, S::InReview],
        action: Action::AssignScreener,
        to: To::Status(&[S::InReview]),
        by: &[Role::Screener, Role::ProgrammeOfficer],
    },
    Transition {
        from: &[S::InReview],
        action: Action::RecordVerdict,
        to: To::Status(&[S::InReview]),
        by: SCREENER,
    },
    Transition {
        from: &[S::InReview],
        action: Action::RequestClarification,
        to: To::Status(&[S::ClarificationRequested]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ClarificationRequested],
        action: Action::AnswerClarification,
        to: To::Status(&[S::InReview]),
        by: APPLICANT,
    },
    Transition {
        from: &[S::ClarificationRequested],
        action: Action::CloseClarification,
        to: To::Status(&[S::InReview]),
        by: &[Role::Screener, Role::ProgrammeOfficer],
    },
    Transition {
        from: &[S::InReview],
        action: Action::Conclude,
        to: To::Status(&[S::Eligible, S::ToConfirm]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Confirm,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Disagree,
        to: To::Status(&[S::ToConfirm]),
        by: SCREENER,
    },
    Transition {
        from: &[S::ToConfirm],
        action: Action::Settle,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: OFFICER,
    },
    Transition {
        from: &[S::Ineligible],
        action: Action::Appeal,
        to: To::Status(&[S::Appealed]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Appealed],
        action: Action::DecideAppeal,
        to: To::Status(&[S::Eligible, S::Ineligible]),
        by: &[Role::ProgrammeOfficer, Role::FacilityManager],
    },
    Transition {
        from: &[S::Ineligible],
        action: Action::Reinstate,
        to: To::Status(&[S::Eligible]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Ineligible],
        action: Action::Release,
        to: To::Status(&[S::Ineligible]),
        by: &[Role::FacilityManager],
    },
    Transition {
        from: &[S::Queued, S::ClarificationRequested],
        action: Action::DeclareConflict,
        to: To::Status(&[S::Queued, S::ClarificationRequested]),
        by: SCREENER,
    },
    // Back to the queue when it was their file; as it was when it was another's.
    Transition {
        from: &[S::InReview],
        action: Action::DeclareConflict,
        to: To::Status(&[S::InReview, S::Queued]),
        by: SCREENER,
    },
    // What a conflicted person has proposed is not confirmed.
    Transition {
        from: &[S::ToConfirm],
        action: Action::DeclareConflict,
        to: To::Status(&[S::ToConfirm, S::Queued]),
        by: SCREENER,
    },
    Transition {
        from: &[
            S::Queued,
            S::InReview,
            S::ClarificationRequested,
            S::ToConfirm,
            S::Eligible,
            S::Ineligible,
        ],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Eligible],
        action: Action::Advance,
        to: To::NextStage,
        by: OFFICER,
    },
];

/// How eligibility is decided in this call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Whether "eligible" needs a second person too. "Ineligible" always does.
    #[serde(default)]
    pub confirm_eligible: bool,
    /// Working days an applicant has to answer a clarification (3 to 5 in real funds).
    pub clarification_days: u32,
    /// Days for an appeal after the decision is released (10 to 30 in real funds).
    pub appeal_days: u32,
    /// The share of files that a second person screens blindly, ten-thousandths (500 is 5 %).
    #[serde(default)]
    pub second_share: u32,
    /// The checklist.
    #[serde(rename = "criterion")]
    pub criteria: Vec<Criterion>,
}

impl Rules {
    /// Every text of the checklist at its place in the procedure.
    pub fn texts(&self, position: usize) -> Vec<(CallText, &Localised)> {
        let text = |criterion: &'_ Criterion| CallText::Criterion {
            position,
            id: criterion.id.clone(),
        };
        self.criteria
            .iter()
            .map(|criterion| (text(criterion), &criterion.text))
            .collect()
    }

    /// What is incomplete.
    pub fn faults(&self, call: &CallDefinition) -> Vec<RuleFault> {
        let mut found = Vec::new();
        if self.criteria.is_empty() {
            found.push(RuleFault::NoCriterion);
        }
        if self.clarification_days == 0 {
            found.push(RuleFault::NoClarificationDays);
        }
        if self.appeal_days == 0 {
            found.push(RuleFault::NoAppealDays);
        }
        let mut seen = BTreeSet::new();
        for criterion in &self.criteria {
            let id = criterion.id.clone();
            match criterion.check {
                Check::AmountWithinLimits | Check::RequestAgainstBudget { .. }
                    if call.funding.is_none() =>
                {
                    found.push(RuleFault::CriterionNeedsMoney { id: id.clone() });
                }
                Check::DurationWithinLimits if call.duration.is_none() => {
                    found.push(RuleFault::CriterionNeedsDuration { id: id.clone() });
                }
                _ => {}
            }
            if !seen.insert(&criterion.id) {
                found.push(RuleFault::NameTwice { id });
            }
        }
        found
    }
}

named! {
    /// The outcome of one criterion, from best to worst.
    pub enum Outcome {
        /// Does not apply.
        NotApplicable = "not_applicable",
        /// Met.
        Pass = "pass",
        /// To be cleared up with the applicant.
        Clarification = "clarification",
        /// Not met.
        Fail = "fail",
    }
}

/// A verdict on one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Outcome.
    pub outcome: Outcome,
    /// Digest of the reason; always there for a fail.
    pub reason: Option<Digest>,
    /// Who gave it.
    pub by: PersonId,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// What Screening knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Who screens it.
    pub screener: Option<PersonId>,
    /// Verdicts by criterion.
    pub verdicts: BTreeMap<String, Verdict>,
    /// Outcome proposed: by whom, and whether eligible.
    pub proposed: Option<(PersonId, bool)>,
    /// Who disagreed.
    pub disagreed: Option<PersonId>,
    /// The confirmed outcome: whether eligible.
    pub outcome: Option<bool>,
    /// Everyone who gave a verdict, proposed, confirmed, disagreed, settled or decided the appeal.
    pub deciders: BTreeSet<PersonId>,
    /// Last day for the answer to a clarification.
    pub clarify_until: Option<NaiveDate>,
    /// When the ineligibility was released to the applicant (UTC).
    pub released_at: Option<DateTime<Utc>>,
    /// Whether an appeal has been decided: there is one only.
    pub appeal_decided: bool,
}

impl State {
    /// Everyone who took part.
    pub fn people(&self) -> BTreeSet<PersonId> {
        self.deciders.iter().copied().chain(self.screener).collect()
    }

    /// Takes a person off the file. Answers whether the file goes back to the queue: it was theirs to review, or waits
    /// for the confirmation of what they proposed.
    pub fn recuse(&mut self, person: PersonId, status: Status) -> bool {
        let held = self.screener == Some(person);
        if held {
            self.screener = None;
        }
        let proposed = self.proposed.is_some_and(|(by, _)| by == person);
        if proposed && status == S::ToConfirm {
            self.proposed = None;
            self.disagreed = None;
            return true;
        }
        held && status == S::InReview
    }
}

/// What somebody wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Gives the file to a screener; a screener takes it themself.
    AssignScreener {
        /// To whom.
        screener: PersonId,
    },
    /// A verdict on one criterion.
    RecordVerdict {
        /// Criterion id.
        criterion: String,
        /// Outcome.
        outcome: Outcome,
        /// Why; mandatory for a fail.
        reason: Option<Text>,
    },
    /// Asks the applicant about formal points.
    RequestClarification {
        /// The points.
        points: Text,
    },
    /// The applicant answers.
    AnswerClarification {
        /// The answer.
        answer: Text,
    },
    /// Ends the wait once the time is over.
    CloseClarification,
    /// The outcome is the worst of the verdicts.
    Conclude,
    /// The second person agrees.
    Confirm,
    /// The second person does not.
    Disagree {
        /// Why.
        reason: Text,
    },
    /// A third person settles.
    Settle {
        /// How.
        eligible: bool,
        /// Why.
        reason: Text,
    },
    /// Appeals.
    Appeal {
        /// On which procedural ground.
        ground: Text,
    },
    /// Decides the appeal.
    DecideAppeal {
        /// Whether it is upheld: the proposal is eligible.
        upheld: bool,
        /// Why.
        reason: Text,
    },
    /// Corrects an ineligibility by a new decision.
    Reinstate {
        /// Why.
        reason: Text,
    },
    /// Tells the applicant.
    Release,
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::AssignScreener { .. } => Action::AssignScreener,
            Self::RecordVerdict { .. } => Action::RecordVerdict,
            Self::RequestClarification { .. } => Action::RequestClarification,
            Self::AnswerClarification { .. } => Action::AnswerClarification,
            Self::CloseClarification => Action::CloseClarification,
            Self::Conclude => Action::Conclude,
            Self::Confirm => Action::Confirm,
            Self::Disagree { .. } => Action::Disagree,
            Self::Settle { .. } => Action::Settle,
            Self::Appeal { .. } => Action::Appeal,
            Self::DecideAppeal { .. } => Action::DecideAppeal,
            Self::Reinstate { .. } => Action::Reinstate,
            Self::Release => Action::Release,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::RecordVerdict { reason, .. } => reason.iter().collect(),
            Self::RequestClarification { points: text }
            | Self::AnswerClarification { answer: text }
            | Self::Disagree { reason: text }
            | Self::Settle { reason: text, .. }
            | Self::Appeal { ground: text }
            | Self::DecideAppeal { reason: text, .. }
            | Self::Reinstate { reason: text } => vec![text],
            _ => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// Given to a screener.
    ScreenerAssigned {
        /// To whom.
        screener: PersonId,
    },
    /// Verdict on one criterion.
    VerdictRecorded {
        /// Criterion id.
        criterion: String,
        /// Outcome.
        outcome: Outcome,
        /// Digest of the reason.
        reason: Option<Digest>,
    },
    /// The applicant was asked.
    ClarificationRequested {
        /// Digest of the points.
        points: Digest,
        /// Last day for the answer.
        until: NaiveDate,
    },
    /// The applicant answered.
    ClarificationAnswered {
        /// Digest of the answer.
        answer: Digest,
    },
    /// No answer came in time.
    ClarificationClosed {},
    /// All verdicts given.
    Concluded {
        /// The worst of them allows it.
        eligible: bool,
        /// Whether a second person must confirm.
        confirm: bool,
    },
    /// Confirmed by a second person.
    Confirmed {},
    /// The second person disagrees.
    Disagreed {
        /// Digest of the reason.
        reason: Digest,
    },
    /// Settled by a third.
    Settled {
        /// How.
        eligible: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Appeal made.
    Appealed {
        /// Digest of the ground.
        ground: Digest,
    },
    /// Appeal decided.
    AppealDecided {
        /// Whether upheld.
        upheld: bool,
        /// Digest of the reason.
        reason: Digest,
    },
    /// Brought back.
    Reinstated {
        /// Digest of the reason.
        reason: Digest,
    },
    /// The applicant was told.
    Released {},
}

/// The day it is where the call is run.
fn today(situation: &Situation<'_>) -> NaiveDate {
    let zone = situation.call.definition.dates.zone;
    situation.now.with_timezone(&zone).date_naive()
}

/// The first instant after a day, on the clocks of the call's zone.
fn end_of(day: NaiveDate, situation: &Situation<'_>) -> DateTime<Utc> {
    let midnight = Deadline {
        local: (day + TimeDelta::days(1)).and_time(chrono::NaiveTime::MIN),
        zone: situation.call.definition.dates.zone,
    };
    midnight.at()
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    let me = situation.actor.person;
    let screening = &state.screening;
    match action {
        Action::RecordVerdict | Action::Conclude | Action::RequestClarification
            if screening.screener != Some(me) =>
        {
            Err(Refusal::NotYours)
        }
        Action::Confirm | Action::Disagree if screening.people().contains(&me) => {
            Err(Refusal::OwnAct)
        }
        Action::Confirm | Action::Disagree if screening.disagreed.is_some() => {
            Err(Refusal::AlreadyDone)
        }
        Action::Settle if screening.disagreed.is_none() => Err(Refusal::WrongStatus {
            action: action.to_string(),
            status: state.status.to_string(),
        }),
        Action::Settle if screening.people().contains(&me) => Err(Refusal::OwnAct),
        Action::CloseClarification => match screening.clarify_until {
            Some(until) if situation.now < end_of(until, situation) => Err(Refusal::TooEarly {
                at: end_of(until, situation),
            }),
            _ => Ok(()),
        },
        Action::Release if screening.released_at.is_some() => Err(Refusal::AlreadyDone),
        Action::Appeal if screening.appeal_decided => Err(Refusal::AlreadyDone),
        Action::Appeal if screening.released_at.is_none() => Err(Refusal::NotReleased),
        Action::DecideAppeal | Action::Reinstate if screening.people().contains(&me) => {
            Err(Refusal::TookPart)
        }
        _ => Ok(()),
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    rules: &Rules,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    Ok(match command {
        Command::AssignScreener { screener } => assign(state, *screener, situation)?,
        Command::RecordVerdict {
            criterion,
            outcome,
            reason,
        } => {
            if !rules.criteria.iter().any(|known| known.id == *criterion) {
                return Err(Refusal::Unknown {
                    what: "criterion",
                    name: criterion.clone(),
                });
            }
            if *outcome == Outcome::Fail && reason.is_none() {
                return Err(Refusal::ReasonMissing);
            }
            Event::VerdictRecorded {
                criterion: criterion.clone(),
                outcome: *outcome,
                reason: reason.as_ref().map(Text::digest),
            }
        }
        Command::RequestClarification { points } => Event::ClarificationRequested {
            points: points.digest(),
            until: situation
                .calendar
                .after(today(situation), rules.clarification_days),
        },
        Command::AnswerClarification { answer } => {
            if let Some(until) = state.screening.clarify_until
                && situation.now >= end_of(until, situation)
            {
                return Err(Refusal::DeadlinePassed {
                    at: end_of(until, situation),
                });
            }
            Event::ClarificationAnswered {
                answer: answer.digest(),
            }
        }
        Command::CloseClarification => Event::ClarificationClosed {},
        Command::Conclude => conclude(state, rules)?,
        Command::Confirm => Event::Confirmed {},
        Command::Disagree { reason } => Event::Disagreed {
            reason: reason.digest(),
        },
        Command::Settle { eligible, reason } => Event::Settled {
            eligible: *eligible,
            reason: reason.digest(),
        },
        Command::Appeal { ground } => {
            let released = state.screening.released_at.ok_or(Refusal::NotReleased)?;
            let until = released + TimeDelta::days(i64::from(rules.appeal_days));
            if situation.now > until {
                return Err(Refusal::DeadlinePassed { at: until });
            }
            Event::Appealed {
                ground: ground.digest(),
            }
        }
        Command::DecideAppeal { upheld, reason } => {
            if *upheld {
                selection::still_affordable(state, situation)?;
            }
            Event::AppealDecided {
                upheld: *upheld,
                reason: reason.digest(),
            }
        }
        Command::Reinstate { reason } => {
            selection::still_affordable(state, situation)?;
            Event::Reinstated {
                reason: reason.digest(),
            }
        }
        Command::Release => Event::Released {},
    })
}

/// A screener takes a file that waits; only an officer gives it to somebody else or moves it on.
fn assign(
    state: &Proposal,
    screener: PersonId,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    let officer = situation
        .actor
        .holds(Role::ProgrammeOfficer, Some(state.call));
    if state.conflicts.contains_key(&screener) {
        return Err(Refusal::CannotTake);
    }
    if state.screening.screener == Some(screener) {
        return Err(Refusal::AlreadyDone);
    }
    let free = state.screening.screener.is_none();
    if !officer && (screener != situation.actor.person || !free) {
        return Err(Refusal::NotYours);
    }
    Ok(Event::ScreenerAssigned { screener })
}

/// The proposal's outcome is the worst of its verdicts; an open clarification keeps it from being concluded.
fn conclude(state: &Proposal, rules: &Rules) -> Result<Event, Refusal> {
    let verdict = |criterion: &Criterion| {
        state
            .screening
            .verdicts
            .get(&criterion.id)
            .map(|verdict| verdict.outcome)
    };
    let open: Vec<String> = rules
        .criteria
        .iter()
        .filter(|criterion| matches!(verdict(criterion), None | Some(Outcome::Clarification)))
        .map(|criterion| criterion.id.clone())
        .collect();
    if !open.is_empty() {
        return Err(Refusal::VerdictsMissing { criteria: open });
    }
    let worst = rules.criteria.iter().filter_map(verdict).max();
    let eligible = worst != Some(Outcome::Fail);
    Ok(Event::Concluded {
        eligible,
        confirm: !eligible || rules.confirm_eligible,
    })
}

/// Applies an event.
pub fn apply(state: &mut Proposal, event: &Event, actor: PersonId, at: DateTime<Utc>) {
    let screening = &mut state.screening;
    let verdict = |eligible: bool| if eligible { S::Eligible } else { S::Ineligible };
    match event {
        Event::ScreenerAssigned { screener } => {
            screening.screener = Some(*screener);
            state.status = S::InReview;
        }
        Event::VerdictRecorded {
            criterion,
            outcome,
            reason,
        } => {
            let given = Verdict {
                outcome: *outcome,
                reason: *reason,
                by: actor,
                at,
            };
            screening.verdicts.insert(criterion.clone(), given);
            screening.deciders.insert(actor);
        }
        Event::ClarificationRequested { until, .. } => {
            screening.clarify_until = Some(*until);
            state.status = S::ClarificationRequested;
        }
        Event::ClarificationAnswered { .. } | Event::ClarificationClosed {} => {
            state.status = S::InReview
        }
        Event::Concluded { eligible, confirm } => {
            screening.proposed = Some((actor, *eligible));
            screening.deciders.insert(actor);
            if *confirm {
                state.status = S::ToConfirm;
            } else {
                screening.outcome = Some(*eligible);
                state.status = verdict(*eligible);
            }
        }
        Event::Confirmed {} => {
            let eligible = screening.proposed.is_some_and(|(_, eligible)| eligible);
            screening.deciders.insert(actor);
            screening.outcome = Some(eligible);
            state.status = verdict(eligible);
        }
        Event::Disagreed { .. } => {
            screening.deciders.insert(actor);
            screening.disagreed = Some(actor);
        }
        Event::Settled { eligible, .. } => {
            screening.deciders.insert(actor);
            screening.outcome = Some(*eligible);
            state.status = verdict(*eligible);
        }
        Event::Appealed { .. } => state.status = S::Appealed,
        Event::AppealDecided { upheld, .. } => {
            screening.deciders.insert(actor);
            screening.appeal_decided = true;
            screening.outcome = Some(*upheld);
            state.status = verdict(*upheld);
        }
        Event::Reinstated { .. } => {
            screening.deciders.insert(actor);
            screening.outcome = Some(true);
            state.status = S::Eligible;
        }
        Event::Released {} => screening.released_at = Some(at),
    }
}

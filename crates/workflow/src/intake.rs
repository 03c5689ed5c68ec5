//! Intake: drafts and submissions.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::call::CallStatus;
use crate::co_applicants::{self, Named};
use crate::country::Country;
use crate::ids::{CallId, OrganisationId, PersonId};
use crate::money::Money;
use crate::proposal::{Proposal, Situation};
use crate::record::Digest;
use crate::refusal::Refusal;
use crate::role::Role;
use crate::text::Text;
use crate::transition::{Action, StageKind, Status, To, Transition};

use Status as S;

const WRITERS: &[Role] = &[Role::Owner, Role::Editor];

/// While the applicant can still write.
const WRITTEN: &[S] = &[S::Draft, S::Submitted];

/// The table of Intake.
pub const TABLE: &[Transition] = &[
    Transition {
        from: &[S::Draft],
        action: Action::SaveDraft,
        to: To::Status(&[S::Draft]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Submitted],
        action: Action::SaveDraft,
        to: To::Status(&[S::Submitted]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Draft, S::Submitted],
        action: Action::Submit,
        to: To::Status(&[S::Submitted]),
        by: WRITERS,
    },
    Transition {
        from: &[S::Draft, S::Submitted],
        action: Action::Withdraw,
        to: To::Status(&[S::Withdrawn]),
        by: &[Role::Owner],
    },
    Transition {
        from: WRITTEN,
        action: Action::NameCoApplicant,
        to: To::Status(WRITTEN),
        by: WRITERS,
    },
    Transition {
        from: WRITTEN,
        action: Action::RemoveCoApplicant,
        to: To::Status(WRITTEN),
        by: WRITERS,
    },
    // An owner of the organisation that was named, not of the one that applies.
    Transition {
        from: WRITTEN,
        action: Action::AgreeToCoApply,
        to: To::Status(WRITTEN),
        by: &[Role::Owner],
    },
    Transition {
        from: WRITTEN,
        action: Action::DeclineToCoApply,
        to: To::Status(WRITTEN),
        by: &[Role::Owner],
    },
    Transition {
        from: &[S::Submitted],
        action: Action::Advance,
        to: To::NextStage,
        by: &[Role::ProgrammeOfficer],
    },
];

/// How a step of the application is taken. The first step takes its form and dates from the call; a later one, asked only
/// of those who have passed, has its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// The form: a name among the call's later forms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// First moment, local to the call's zone; none for as soon as a file gets here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<NaiveDateTime>,
    /// The deadline of the step, local to the call's zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes: Option<NaiveDateTime>,
}

/// What a submission states, beside its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// Number in the call, given at the first submission: the 112 of `SGF2010-0112`.
    pub number: i64,
    /// 1, then 2 for the first replacement.
    pub version: u32,
    /// SHA-256 of the canonical content.
    pub digest: Digest,
    /// Version of the form it was made with.
    pub form_version: u32,
    /// Title of the project.
    pub title: String,
    /// Amount requested.
    pub requested: Option<Money>,
    /// Theme id.
    pub theme: Option<String>,
    /// Months.
    pub months: Option<u32>,
    /// Country of the project.
    pub country: Option<Country>,
    /// Language of the application (BCP 47).
    pub language: Option<String>,
    /// Organisations that apply together with the lead; all have agreed.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub co_applicants: BTreeSet<OrganisationId>,
    /// Whether it was received after the deadline, in the grace the call gives.
    #[serde(default, skip_serializing_if = "is_false")]
    pub in_grace: bool,
    /// The step it was made in: a place in the procedure, from 0.
    #[serde(default, skip_serializing_if = "is_first")]
    pub position: usize,
}

impl Submission {
    /// The human reference, after the code of the call: `SGF2010-0112`.
    pub fn reference(&self, code: &str) -> String {
        format!("{code}-{:04}", self.number)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)]
const fn is_false(word: &bool) -> bool {
    !*word
}

/// Whether a step is the first: what is said of it in data can be left out.
#[allow(clippy::trivially_copy_pass_by_ref)]
pub(crate) const fn is_first(position: &usize) -> bool {
    *position == 0
}

/// What Intake knows of a proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The submission that counts: of the step the file stands in, or of the last one it has made.
    pub submission: Option<Submission>,
    /// What was submitted in the steps before, in their order.
    pub earlier: Vec<Submission>,
    /// When the proposal was first received (UTC).
    pub received_at: Option<DateTime<Utc>>,
    /// When the submission that counts was received (UTC).
    pub last_received_at: Option<DateTime<Utc>>,
    /// Whether the call lets an organisation stand in several applications.
    pub several: bool,
    /// Organisations named to apply together with the lead.
    pub co_applicants: BTreeMap<OrganisationId, Named>,
}

impl State {
    /// Every organisation that is named or stands in the submission that counts, and whether it has agreed and since when.
    pub fn beside_the_lead(&self) -> BTreeMap<OrganisationId, Named> {
        let mut all = self.co_applicants.clone();
        if let (Some(submission), Some(since)) = (&self.submission, self.last_received_at) {
            for organisation in &submission.co_applicants {
                let agreed = Named {
                    agreed: true,
                    since,
                };
                all.entry(*organisation).or_insert(agreed);
            }
        }
        all
    }

    /// The submission of a step.
    pub fn of_step(&self, position: usize) -> Option<&Submission> {
        let all = self.submission.iter().chain(&self.earlier);
        all.into_iter().find(|made| made.position == position)
    }
}

/// What an applicant wants to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Saves the draft; decides only whether that is allowed.
    SaveDraft,
    /// Submits, or replaces the submission before the deadline.
    Submit(Box<Submission>),
    /// Withdraws.
    Withdraw {
        /// Why, if they say so.
        reason: Option<Text>,
    },
}

impl Command {
    /// The action in the table.
    pub const fn action(&self) -> Action {
        match self {
            Self::SaveDraft => Action::SaveDraft,
            Self::Submit(_) => Action::Submit,
            Self::Withdraw { .. } => Action::Withdraw,
        }
    }

    /// The texts to keep beside the record.
    pub fn texts(&self) -> Vec<&Text> {
        match self {
            Self::Withdraw { reason } => reason.iter().collect(),
            Self::SaveDraft | Self::Submit(_) => Vec::new(),
        }
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Event {
    /// A draft was started.
    Started {
        /// For this call.
        call: CallId,
        /// By this organisation.
        organisation: OrganisationId,
        /// Country of the organisation.
        country: Country,
        /// Whether the call lets an organisation stand in several applications.
        #[serde(default, skip_serializing_if = "is_false")]
        several: bool,
    },
    /// Received in time.
    Submitted {
        /// What was submitted.
        submission: Submission,
    },
    /// Taken back.
    Withdrawn {
        /// Digest of the reason.
        reason: Option<Digest>,
    },
}

/// Starts a draft: owner or editor, call open, country eligible.
pub fn start(organisation: OrganisationId, situation: &Situation<'_>) -> Result<Event, Refusal> {
    if !situation.actor.member(organisation, Role::Reader) {
        return Err(Refusal::Hidden);
    }
    if !situation.actor.member(organisation, Role::Editor) {
        return Err(Refusal::NotAllowed);
    }
    open(0, situation)?;
    eligible(situation)?;
    Ok(Event::Started {
        call: situation.call.id,
        organisation,
        country: situation.organisation.country,
        several: !situation.call.definition.one_application_per_organisation,
    })
}

/// The step takes proposals at this instant; the deadline itself is in time.
fn open(position: usize, situation: &Situation<'_>) -> Result<(), Refusal> {
    let call = situation.call;
    if call.status != CallStatus::Published {
        return Err(Refusal::CallNotOpen);
    }
    let window = call.definition.window(position);
    if situation.now < window.opens.at() {
        return Err(Refusal::TooEarly {
            at: window.opens.at(),
        });
    }
    if !window.closes.allows(situation.now) {
        return Err(Refusal::DeadlinePassed {
            at: window.closes.at(),
        });
    }
    Ok(())
}

fn eligible(situation: &Situation<'_>) -> Result<(), Refusal> {
    let countries = &situation.call.definition.countries;
    if countries.is_empty() || countries.contains(&situation.organisation.country) {
        Ok(())
    } else {
        Err(Refusal::CountryNotEligible)
    }
}

/// Whether this instant lies in the grace of the call, for a draft that was never submitted. Drafts begin before the
/// deadline, so one that was begun later cannot come to this.
fn in_grace(state: &Proposal, situation: &Situation<'_>) -> bool {
    let definition = &situation.call.definition;
    situation.call.status == CallStatus::Published
        && state.status == S::Draft
        && !definition
            .window(state.position)
            .closes
            .allows(situation.now)
        && situation.now <= definition.last_receipt_at(state.position)
}

/// Conditions that need no details.
pub fn guard(state: &Proposal, action: Action, situation: &Situation<'_>) -> Result<(), Refusal> {
    match action {
        Action::Advance | Action::Withdraw => Ok(()),
        _ if in_grace(state, situation) => Ok(()),
        _ => open(state.position, situation),
    }
}

/// Withdrawing ends when the decision of the stage is released; what is decided before that is not shown by it.
pub fn may_withdraw(state: &Proposal) -> Result<(), Refusal> {
    let released = match (state.stage, state.status) {
        (StageKind::Screening, S::Ineligible) => state.screening.released_at.is_some(),
        (StageKind::Evaluation, S::BelowThreshold) => state.evaluation.released,
        (StageKind::Selection, _) => state.selection.released_at.is_some(),
        _ => false,
    };
    if released {
        Err(Refusal::DecisionReleased)
    } else {
        Ok(())
    }
}

/// Answers a command with an event, or refuses.
pub fn decide(
    state: &Proposal,
    command: &Command,
    situation: &Situation<'_>,
) -> Result<Event, Refusal> {
    match command {
        Command::SaveDraft => Err(Refusal::AlreadyDone),
        Command::Submit(submission) => {
            eligible(situation)?;
            situation.organisation.may_apply()?;
            co_applicants::all_agreed(&state.intake)?;
            if let (Some(funding), Some(requested)) =
                (&situation.call.definition.funding, submission.requested)
                && !funding.allows(requested)
            {
                let limit = |minor| Money::new(minor, funding.currency);
                return Err(Refusal::AmountOutsideLimits {
                    min: limit(funding.grant_min_minor),
                    max: limit(funding.grant_max_minor),
                });
            }
            let before = state.intake.submission.as_ref();
            // The same content again is the same submission.
            let same = |before: &Submission| {
                before.digest == submission.digest && before.position == state.position
            };
            if before.is_some_and(same) {
                return Err(Refusal::AlreadyDone);
            }
            let stated = Submission {
                position: state.position,
                co_applicants: state.intake.co_applicants.keys().copied().collect(),
                in_grace: in_grace(state, situation),
                ..(**submission).clone()
            };
            let submission = match before {
                Some(before) => following(before, stated),
                None => Submission {
                    version: 1,
                    ..stated
                },
            };
            Ok(Event::Submitted { submission })
        }
        Command::Withdraw { reason } => Ok(Event::Withdrawn {
            reason: reason.as_ref().map(Text::digest),
        }),
    }
}

/// A submission after another: the number stays, the version counts on, and what a later step does not ask is as it was.
fn following(before: &Submission, stated: Submission) -> Submission {
    let mut next = Submission {
        number: before.number,
        version: before.version + 1,
        ..stated
    };
    if next.position != before.position {
        if next.title.is_empty() {
            next.title.clone_from(&before.title);
        }
        next.requested = next.requested.or(before.requested);
        next.theme = next.theme.or_else(|| before.theme.clone());
        next.months = next.months.or(before.months);
        next.country = next.country.or(before.country);
        next.language = next.language.or_else(|| before.language.clone());
    }
    next
}

/// Applies an event; `None` when a proposal is started twice.
pub fn apply(
    state: &mut Proposal,
    event: &Event,
    _: Option<PersonId>,
    at: DateTime<Utc>,
) -> Option<()> {
    match event {
        Event::Started { .. } => return None,
        Event::Submitted { submission } => {
            state.country = submission.country.unwrap_or(state.country);
            let before = state.intake.submission.replace(submission.clone());
            let earlier = before.filter(|before| before.position != submission.position);
            state.intake.earlier.extend(earlier);
            state.intake.received_at = state.intake.received_at.or(Some(at));
            state.intake.last_received_at = Some(at);
            state.status = S::Submitted;
        }
        Event::Withdrawn { .. } => {
            state.status = S::Withdrawn;
            // A place on the reserve list is free again.
            state.selection.reserve_rank = None;
        }
    }
    Some(())
}

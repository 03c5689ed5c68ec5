//! Where a test begins: "a call in screening with a proposal in review" is `Scene::draft().submitted().in_review()`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, Months, NaiveDate, TimeDelta, Utc};
use uuid::Uuid;
use workflow::agreement::Part;
use workflow::call::{Call, CallStatus};
use workflow::country::Country;
use workflow::definition::CallDefinition;
use workflow::due_diligence::{Readiness, Standing};
use workflow::evaluation::Points;
use workflow::grant::{self, Grant};
use workflow::ids::{GrantId, PersonId, ProposalId};
use workflow::money::{Currency, Money};
use workflow::panel::{Adoption, Listed, Mode, Panel, Session};
use workflow::payment::{self, OnFile};
use workflow::procedure::Stage;
use workflow::proposal::{self, Command, Event, Proposal, Situation};
use workflow::record::{Digest, digest};
use workflow::refusal::Refusal;
use workflow::role::{Actor, Role};
use workflow::screening::Outcome;
use workflow::selection::{self, Choice, Circumstances, Decision, put_in};
use workflow::time::Calendar;
use workflow::transition::StageKind;

use crate::people::{APPLICANT, CALL, Who};
use crate::say;

/// The founding call as the program brings it.
pub fn founding_call() -> CallDefinition {
    toml::from_str(include_str!("../../../../config/calls/ungift-2010.toml"))
        .expect("the template is read")
}

/// The founding call with one criterion, one question, two readers, a quorum of two, two tranches and two reports:
/// small enough to walk every path.
pub fn small_call() -> CallDefinition {
    let mut definition = founding_call();
    for stage in &mut definition.procedure.0 {
        match stage {
            Stage::Screening(rules) => {
                rules.criteria.truncate(1);
                rules.criteria[0].on_fail = workflow::criterion::OnFail::Clarify;
                rules.criteria[0].reasons.clear();
                rules.second_share = 0;
            }
            Stage::Evaluation(rules) => {
                rules.readers = 2;
                rules.disagreement =
                    workflow::evaluation::Disagreement::ThirdReader { percent: 30 };
                rules.threshold = 6_000;
                rules.consensus = true;
                rules.total = None;
                rules.sections.truncate(1);
                rules.sections[0].minimum = 0;
                rules.sections[0].questions.truncate(1);
                rules.sections[0].questions[0].comment_at_extremes = false;
            }
            Stage::Selection(rules) => {
                rules.quorum = 2;
                rules.reserve = 1;
            }
            Stage::Agreement(rules) => {
                rules.tranches.remove(2);
                rules.tranches[1].part = Part::Share(5_000);
            }
            Stage::Monitoring(rules) => {
                rules.reports.remove(1);
            }
            Stage::Intake(_) => {}
        }
    }
    definition
}

/// The same with a first tranche that is two cents smaller than the second: of 45,000 dollars 22,499.99 are fixed.
pub fn uneven_call() -> CallDefinition {
    let mut definition = small_call();
    for stage in &mut definition.procedure.0 {
        if let Stage::Agreement(rules) = stage {
            rules.tranches[0].part = Part::Amount(2_249_999);
            rules.tranches[1].part = Part::Share(10_000);
        }
    }
    definition
}

/// The file of the tests.
pub const FILE: ProposalId = ProposalId(Uuid::from_u128(0x9107));

/// A session over days that is under way, with the file on its agenda.
pub fn session(now: DateTime<Utc>) -> Session {
    Session {
        number: 1,
        mode: Mode::Asynchronous,
        starts: now,
        ends: None,
        agenda: vec![FILE],
        began_at: Some(now),
        presided_by: Some(Who::Chair.id()),
        ended_at: None,
        present: Default::default(),
        movements: Vec::new(),
        dissents: Vec::new(),
        minutes: None,
    }
}

/// A chair, a deputy and six members.
pub fn seats() -> BTreeMap<PersonId, Role> {
    let members = (1..=6).map(Who::Member);
    [Who::Chair, Who::Deputy]
        .into_iter()
        .chain(members)
        .map(|who| (who.id(), who.role()))
        .collect()
}

/// US dollars in cents.
pub const fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

/// A day.
pub fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a real day")
}

/// Noon (UTC) of a day.
pub fn noon(on: NaiveDate) -> DateTime<Utc> {
    on.and_hms_opt(12, 0, 0).expect("noon").and_utc()
}

/// A proposal on its way, with its call, its organisation and the clock.
#[derive(Clone, Debug)]
pub struct Scene {
    pub call: Arc<Call>,
    pub organisation: Standing,
    pub committed_minor: i64,
    pub calendar: Calendar,
    pub panel: Circumstances,
    pub now: DateTime<Utc>,
    pub proposal: Proposal,
    pub log: Vec<(Event, PersonId, DateTime<Utc>)>,
}

impl Scene {
    /// A draft in the founding call, three weeks before the deadline.
    pub fn draft() -> Self {
        Self::draft_in(founding_call())
    }

    /// A draft in a published call.
    pub fn draft_in(definition: CallDefinition) -> Self {
        Self::draft_on(definition, day(2010, 3, 15))
    }

    /// A draft begun at noon of a day.
    pub fn draft_on(definition: CallDefinition, on: NaiveDate) -> Self {
        let now = noon(on);
        let call = Arc::new(Call {
            id: CALL,
            definition,
            earlier_forms: Vec::new(),
            pending_form: None,
            grid_revisions: Vec::new(),
            status: CallStatus::Published,
            authors: [Who::Officer(1).id()].into(),
            drafted_at: now,
            published_at: Some(now),
            changed_at: now,
            questions: Default::default(),
            batches: Vec::new(),
            panel: Panel {
                sessions: vec![session(now)],
                adoptions: Vec::new(),
            },
            letters: Default::default(),
            unnamed: Default::default(),
        });
        let organisation = Standing {
            country: Country::parse("KE").expect("Kenya"),
            verified: true,
            flag: None,
            listed: false,
            merged: false,
            registration: Readiness {
                complete: true,
                contacts: 2,
            },
        };
        let actor = Who::Owner.actor();
        let situation = Situation {
            call: &call,
            organisation,
            committed_minor: 0,
            calendar: &Calendar::default(),
            panel: &Circumstances::default(),
            actor: &actor,
            now,
        };
        let started = proposal::start(APPLICANT, &situation).expect("the call is open");
        let id = FILE;
        let proposal = proposal::evolve(None, id, &started, Some(actor.person), now)
            .expect("a proposal begins");
        Self {
            log: vec![(started, actor.person, now)],
            call,
            organisation,
            committed_minor: 0,
            calendar: Calendar::default(),
            panel: Circumstances {
                seats: seats(),
                ..Circumstances::default()
            },
            now,
            proposal,
        }
    }

    /// The same with the call changed.
    pub fn in_call(mut self, change: impl FnOnce(&mut Call)) -> Self {
        change(Arc::make_mut(&mut self.call));
        self
    }

    /// The outcome adopted by the chair, and countersigned by the second manager, whatever it is.
    pub fn adopted(self) -> Self {
        let selection = &self.proposal.selection;
        let listed = Listed {
            proposal: self.proposal.id,
            decision: selection.decision.unwrap_or(Decision::Selected),
            amount: selection.awarded,
            reserve_rank: selection.reserve_rank,
            departs: false,
        };
        let now = self.now;
        self.in_call(|call| {
            call.panel.adoptions.push(Adoption {
                number: 1,
                session: Some(1),
                list: vec![listed],
                alternatives: Vec::new(),
                by: Who::Chair.id(),
                at: now,
                countersigned: Some((Who::Manager(2).id(), now)),
                returned: None,
            });
        })
    }

    /// Adopted, countersigned and told.
    pub fn released(self) -> Self {
        self.adopted()
            .does(Who::Manager(1), &say::release_decision())
    }

    /// The same at another time.
    pub fn at(mut self, now: DateTime<Utc>) -> Self {
        self.now = now;
        self
    }

    /// What the decision for an actor depends on.
    pub fn situation<'a>(&'a self, actor: &'a workflow::role::Actor) -> Situation<'a> {
        Situation {
            call: &self.call,
            organisation: self.organisation,
            committed_minor: self.committed_minor,
            calendar: &self.calendar,
            panel: &self.panel,
            actor,
            now: self.now,
        }
    }

    /// What would come of a command; nothing changes.
    pub fn tries(&self, who: Who, command: &Command) -> Result<Vec<Event>, Refusal> {
        proposal::decide(&self.proposal, command, &self.situation(&who.actor()))
    }

    /// The system finds something that speaks for a conflict of a person.
    pub fn suspects(&self, person: Who, evidence: &[u8]) -> Self {
        let ground = workflow::interest::Ground {
            basis: workflow::interest::Basis::MailDomain,
            evidence: workflow::record::digest(evidence),
        };
        let mut after = self.clone();
        if let Some(found) =
            workflow::interest::suspect(&self.proposal, person.id(), &[ground].into())
        {
            let event = Event::Interest(found);
            let file = proposal::evolve(
                Some(after.proposal),
                self.proposal.id,
                &event,
                None,
                self.now,
            );
            after.proposal = file.expect("what is found can follow");
        }
        after
    }

    /// Carries out a command that may be refused.
    pub fn attempt(&self, who: Who, command: &Command) -> Result<Self, Refusal> {
        let events = self.tries(who, command)?;
        let mut after = self.clone();
        for event in events {
            after.proposal = proposal::evolve(
                Some(after.proposal),
                self.proposal.id,
                &event,
                Some(who.id()),
                self.now,
            )
            .expect("what is decided can follow");
            after.follows(&event, command);
            after.log.push((event, who.id(), self.now));
        }
        Ok(after)
    }

    /// The box of a secret vote changes with what happens.
    fn follows(&mut self, event: &Event, command: &Command) {
        if let Event::Selection(selection::Event::BallotSealed {}) = event
            && let Command::Selection(selection::Command::CastBallot {
                ballot,
                seal: Some(seal),
            }) = command
        {
            let held = std::mem::take(&mut self.panel.held);
            self.panel.held = put_in(held, *seal, ballot.mark().expect("a mark"));
        }
        if self.proposal.selection.voted.is_empty() || !self.proposal.selection.open {
            self.panel.held.clear();
        }
    }

    /// Carries out a command that must succeed.
    #[track_caller]
    pub fn does(&self, who: Who, command: &Command) -> Self {
        match self.attempt(who, command) {
            Ok(after) => after,
            Err(refusal) => panic!("{who:?} was refused {command:?}: {refusal}"),
        }
    }

    /// The refusal of a command that must fail.
    #[track_caller]
    pub fn refusal(&self, who: Who, command: &Command) -> Refusal {
        match self.tries(who, command) {
            Err(refusal) => refusal,
            Ok(events) => panic!("{who:?} was allowed {command:?}: {events:?}"),
        }
    }

    /// Submitted with a request of USD 45,000 for 12 months.
    pub fn submitted(&self) -> Self {
        self.does(Who::Owner, &say::submit(4_500_000))
    }

    /// Submitted, and in screening after the deadline.
    pub fn in_screening(&self) -> Self {
        let submitted = if self.proposal.intake.submission.is_some() {
            self.clone()
        } else {
            self.submitted()
        };
        submitted
            .at(noon(day(2010, 4, 7)))
            .does(Who::Officer(1), &Command::Advance)
    }

    /// In review with the first screener.
    pub fn in_review(&self) -> Self {
        self.in_screening()
            .does(Who::Screener(1), &say::take(Who::Screener(1)))
    }

    /// One verdict on every criterion, by the first screener.
    pub fn judged(&self, outcome: Outcome) -> Self {
        let Some(Stage::Screening(rules)) =
            self.call.definition.procedure.first(StageKind::Screening)
        else {
            panic!("the call has a screening");
        };
        let each = |scene: Self, criterion| {
            scene.does(Who::Screener(1), &say::verdict_on(criterion, outcome))
        };
        rules.criteria.iter().fold(self.clone(), each)
    }

    /// An ineligibility proposed by the first screener.
    pub fn to_confirm(&self) -> Self {
        self.in_review()
            .judged(Outcome::Fail)
            .does(Who::Screener(1), &say::conclude())
    }

    /// Ineligible, confirmed by the second screener.
    pub fn ineligible(&self) -> Self {
        self.to_confirm().does(Who::Screener(2), &say::confirm())
    }

    /// Found eligible.
    pub fn eligible(&self) -> Self {
        self.in_review()
            .judged(Outcome::Pass)
            .does(Who::Screener(1), &say::conclude())
    }

    /// In evaluation with these evaluators, all declared free of conflict.
    pub fn in_evaluation(&self, evaluators: &[Who]) -> Self {
        let given = self
            .eligible()
            .does(Who::Officer(1), &Command::Advance)
            .does(Who::Officer(1), &say::assign(evaluators));
        evaluators
            .iter()
            .fold(given, |scene, who| scene.does(*who, &say::no_conflict()))
    }

    /// Scores of one evaluator whose weighted total is `total`.
    pub fn scored(&self, who: Who, total: Points) -> Self {
        self.does(who, &say::scores(&self.call.definition, total))
    }

    /// Evaluated with 80 of 100 points, or with 8 of 10 in the small call.
    pub fn evaluated(&self) -> Self {
        let rules = say::grid(&self.call.definition);
        let readers: Vec<Who> = (1..=rules.readers as u8).map(Who::Evaluator).collect();
        let total = rules.maximum() * 8 / 10;
        let given = self.in_evaluation(&readers);
        readers
            .iter()
            .fold(given, |scene, who| scene.scored(*who, total))
    }

    /// On the panel's agenda.
    pub fn on_agenda(&self) -> Self {
        self.evaluated().does(Who::Officer(1), &Command::Advance)
    }

    /// Open for votes; the chair and six members have declared to be free of conflict.
    pub fn voting(&self) -> Self {
        let declared = (1..=6).map(Who::Member).fold(
            self.on_agenda().does(Who::Chair, &say::no_conflict()),
            |scene, who| scene.does(who, &say::no_conflict()),
        );
        declared.does(Who::Chair, &say::open_voting())
    }

    /// Discussed: these votes, by member 1, 2 and so on.
    pub fn discussed(&self, votes: &[Choice]) -> Self {
        let voted = (1..)
            .map(Who::Member)
            .zip(votes)
            .fold(self.voting(), |scene, (who, choice)| {
                scene.does(who, &say::ballot(*choice))
            });
        voted.does(Who::Chair, &say::close_voting())
    }

    /// Selected for USD 45,000, not yet released.
    pub fn selected(&self) -> Self {
        self.discussed(&[Choice::Fund; 4]).does(
            Who::Chair,
            &say::outcome(Decision::Selected, Some(4_500_000)),
        )
    }

    /// Selected, released and accepted, terms under negotiation.
    pub fn negotiating(&self) -> Self {
        self.selected()
            .released()
            .does(Who::Owner, &say::accept_award())
            .does(Who::Officer(1), &Command::Advance)
    }

    /// The agreement sent.
    pub fn sent(&self) -> Self {
        self.negotiating()
            .does(Who::Officer(1), &say::terms(4_500_000))
            .does(Who::Manager(1), &say::send())
    }

    /// Signed by both.
    pub fn signed(&self) -> Self {
        self.sent()
            .does(Who::Owner, &say::accept())
            .does(Who::Owner, &say::sign())
            .does(Who::Manager(1), &say::sign())
    }

    /// A running project.
    pub fn running(&self) -> Running {
        let scene = self.signed();
        let opened = grant::open(&scene.proposal, &scene.call).expect("signed");
        let scene = scene.does(Who::Officer(1), &Command::Advance);
        let id = GrantId(Uuid::from_u128(0x97a7));
        let grant = grant::evolve(None, id, &opened, Some(Who::Officer(1).id()), scene.now)
            .expect("a grant begins");
        Running {
            standing: scene.organisation,
            rules: Default::default(),
            account: Some(OnFile {
                digest: details(1),
                changed_at: Some(noon(grant.starts_on - Months::new(6))),
            }),
            proposal: scene.proposal,
            now: noon(grant.starts_on),
            log: vec![(opened, Who::Officer(1).id())],
            grant,
        }
    }
}

/// The digest of some bank details.
pub fn details(number: u8) -> Digest {
    digest(&[number])
}

/// A grant with its proposal and the clock.
#[derive(Clone, Debug)]
pub struct Running {
    pub standing: Standing,
    pub rules: payment::Rules,
    pub account: Option<OnFile>,
    pub proposal: Proposal,
    pub grant: Grant,
    pub now: DateTime<Utc>,
    pub log: Vec<(grant::Event, PersonId)>,
}

impl Running {
    /// The same on another day, at noon.
    pub fn on(mut self, day: NaiveDate) -> Self {
        self.now = noon(day);
        self
    }

    /// The same some months after the start.
    pub fn months_later(self, months: u32) -> Self {
        let on = self.grant.starts_on + Months::new(months) + TimeDelta::days(1);
        self.on(on)
    }

    /// What would come of a command.
    pub fn tries(&self, who: Who, command: &grant::Command) -> Result<Vec<grant::Event>, Refusal> {
        let actor = who.actor();
        grant::decide(&self.grant, command, &self.situation(&actor))
    }

    /// What a decision depends on when this person acts.
    pub fn situation<'a>(&'a self, actor: &'a Actor) -> grant::Situation<'a> {
        grant::Situation {
            proposal: &self.proposal,
            standing: &self.standing,
            rules: &self.rules,
            account: self.account,
            zone: chrono_tz::Europe::Vienna,
            actor,
            now: self.now,
        }
    }

    /// The same with other bank details since an instant.
    pub fn with_account(mut self, number: u8, changed_at: DateTime<Utc>) -> Self {
        self.account = Some(OnFile {
            digest: details(number),
            changed_at: Some(changed_at),
        });
        self
    }

    /// Carries out a command that may be refused.
    pub fn attempt(&self, who: Who, command: &grant::Command) -> Result<Self, Refusal> {
        let events = self.tries(who, command)?;
        let mut after = self.clone();
        for event in events {
            after.grant = grant::evolve(
                Some(after.grant),
                self.grant.id,
                &event,
                Some(who.id()),
                self.now,
            )
            .expect("what is decided can follow");
            after.log.push((event, who.id()));
        }
        Ok(after)
    }

    /// Carries out a command that must succeed.
    #[track_caller]
    pub fn does(&self, who: Who, command: &grant::Command) -> Self {
        match self.attempt(who, command) {
            Ok(after) => after,
            Err(refusal) => panic!("{who:?} was refused {command:?}: {refusal}"),
        }
    }

    /// The refusal of a command that must fail.
    #[track_caller]
    pub fn refusal(&self, who: Who, command: &grant::Command) -> Refusal {
        match self.tries(who, command) {
            Err(refusal) => refusal,
            Ok(events) => panic!("{who:?} was allowed {command:?}: {events:?}"),
        }
    }
}

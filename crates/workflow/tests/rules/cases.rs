//! The tables of an organisation, a call, a grant, its reports and its payments, walked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use workflow::batch;
use workflow::call::{self, Call, CallStatus};
use workflow::clarification;
use workflow::country::Country;
use workflow::definition::Localised;
use workflow::due_diligence::{
    Answer, Category, DueDiligence, Hit, Level, MatchStatus, Question, Subject,
};
use workflow::ids::{DocumentId, OrganisationId, PersonId, ProposalId};
use workflow::monitoring::{self, PaymentStatus, ReportStatus};
use workflow::organisation::{self, Organisation, OrganisationStatus};
use workflow::record::digest;
use workflow::risk::{self, Area, Bounds, Questionnaire, Rating};
use workflow::role::Role;
use workflow::transition::{Action, StageKind, Status};
use workflow::{diagram, letter, procedure, results};

use crate::people::{APPLICANT, CALL, Who};
use crate::say;
use crate::scene::{Running, Scene, day, founding_call, noon, uneven_call};
use crate::walk::{Step, covers, walk};

/// Two questions are enough to tell "all answered" from "some answered".
fn rules() -> DueDiligence {
    let asked = |id: &str| Question {
        id: id.to_owned(),
        text: Localised::default(),
        help: None,
        may_not_apply: false,
    };
    DueDiligence {
        valid_months: 24,
        renew_days: 60,
        risk: Some(questionnaire()),
        questions: vec![asked("exists"), asked("bank")],
    }
}

/// One question on risk.
fn questionnaire() -> Questionnaire {
    let question = risk::Question {
        id: "accounts".to_owned(),
        text: Localised::default(),
        help: None,
        key: true,
        may_not_apply: false,
    };
    Questionnaire {
        valid_months: 36,
        key_weight: 2,
        bounds: Bounds {
            low: 1_500,
            medium: 2_250,
            significant: 3_000,
        },
        areas: vec![Area {
            id: "money".to_owned(),
            text: Localised::default(),
            questions: vec![question],
        }],
        plans: Vec::new(),
    }
}

fn organisation_commands() -> Vec<organisation::Command> {
    use organisation::Command as C;
    let reason = say::text;
    let amend = |profile: &[u8], substance| C::Amend {
        profile: digest(profile),
        country: Country::parse("KE").unwrap(),
        substance,
        bank: substance,
    };
    let answer = |question: &str, answer| C::AnswerQuestion {
        question: question.to_owned(),
        answer,
        comment: Some(reason()),
        evidence: Default::default(),
    };
    vec![
        amend(b"2", true),
        amend(b"3", false),
        answer("exists", Answer::Yes),
        answer("bank", Answer::Yes),
        answer("bank", Answer::No),
        C::ProposeVerification { comment: reason() },
        C::ConfirmVerification,
        C::ReturnVerification { reason: reason() },
        C::RaiseFlag {
            level: Level::Red,
            category: Category::Integrity,
            until: None,
            reason: reason(),
        },
        C::ChangeFlag {
            flag: 1,
            level: Level::Observation,
            until: None,
            reason: reason(),
        },
        C::LiftFlag {
            flag: 1,
            reason: reason(),
        },
        C::ConfirmMatch {
            number: 1,
            reason: reason(),
        },
        C::DismissMatch {
            number: 1,
            reason: reason(),
        },
        C::Merge {
            into: OTHER,
            reason: reason(),
        },
    ]
}

/// What leaves the status as it is.
fn acts_beside_the_status() -> Vec<organisation::Command> {
    use organisation::{Command as C, DocumentAct};
    let document = DocumentId::from(uuid::Uuid::from_u128(7));
    vec![
        C::KeepDocument {
            document,
            kind: "statutes".to_owned(),
            content: digest(b"statutes"),
            act: DocumentAct::Add,
        },
        C::Invite {
            invitation: uuid::Uuid::from_u128(8),
            role: Role::Editor,
        },
        C::AssessRisk {
            answers: [("accounts".to_owned(), Rating::Medium)].into(),
            comment: say::text(),
        },
        C::DismissDuplicate {
            other: OTHER,
            reason: say::text(),
        },
    ]
}

const OTHER: OrganisationId = OrganisationId(uuid::Uuid::from_u128(0x07e4));

#[test]
fn an_organisation_is_walked() {
    let now = noon(day(2010, 3, 1));
    let country = Country::parse("KE").unwrap();
    let registered = organisation::register(country, digest(b"1"));
    let id: OrganisationId = APPLICANT;
    let evolved = |state: Option<Organisation>, event: &organisation::Event, by| {
        organisation::evolve(state, id, event, by, now).unwrap()
    };
    let start = evolved(None, &registered, Some(Who::Owner.id()));
    let found = organisation::Found {
        hit: Hit {
            reference: "QDe.901".to_owned(),
            entry: digest(b"entry"),
            subject: Subject::LegalName,
            name: digest(b"name"),
        },
        score: 940,
    };
    let start = organisation::screened(&start, &[found])
        .iter()
        .fold(start, |state, event| evolved(Some(state), event, None));
    let commands: Vec<_> = organisation_commands()
        .into_iter()
        .chain(acts_beside_the_status())
        .collect();
    let rules = rules();
    let members: BTreeMap<PersonId, Role> = [(Who::Owner.id(), Role::Owner)].into();
    let people = [
        Who::Owner,
        Who::Editor,
        Who::Reader,
        Who::OtherOwner,
        Who::Screener(1),
        Who::Officer(1),
        Who::Officer(2),
        Who::Manager(1),
        Who::Manager(2),
        Who::Finance(1),
        Who::Auditor,
        Who::Evaluator(1),
    ];
    let decide = |state: &Organisation, who: Who, command: &organisation::Command| {
        let actor = who.actor();
        let situation = organisation::Situation {
            actor: &actor,
            rules: &rules,
            members: &members,
            now,
        };
        organisation::decide(state, command, &situation)
    };
    let next = |state: &Organisation| {
        let mut tries = Vec::new();
        for who in people {
            tries.extend(commands.iter().map(|command| (who, command)));
        }
        // One flag and one assessment are enough.
        let once = |who: Who, command: &organisation::Command| match command {
            organisation::Command::RaiseFlag { .. } => state.flags.is_empty(),
            organisation::Command::AssessRisk { .. } => {
                state.risk.is_none() && state.flags.is_empty() && who == Who::Officer(1)
            }
            _ => true,
        };
        tries
            .into_iter()
            .filter(|(who, command)| once(*who, command))
            .filter_map(|(who, command)| {
                let actor = who.actor();
                let events = decide(state, who, command).ok()?;
                assert!(organisation::available(state, &actor).contains(&command.action()));
                let after = events.iter().try_fold(state.clone(), |state, event| {
                    organisation::evolve(Some(state), id, event, Some(who.id()), now)
                })?;
                // The same profile again is no change.
                if events.is_empty() {
                    return None;
                }
                let mine = |by: Option<_>| by == Some(who.id());
                match command {
                    organisation::Command::ConfirmVerification => {
                        assert!(!state.took_part(who.id()));
                        assert!(!mine(state.proposed_by));
                    }
                    organisation::Command::LiftFlag { flag, .. } => {
                        let flag = &state.flags[flag];
                        assert!(flag.level < Level::Escalated || !mine(Some(flag.set_by)));
                    }
                    organisation::Command::DismissMatch { number, .. } => {
                        let found = &state.matches[number];
                        assert!(found.status == MatchStatus::Open || !mine(found.decided_by));
                    }
                    organisation::Command::Merge { .. } => {
                        assert!(!state.standing(now.date_naive(), Default::default()).listed);
                    }
                    _ => {}
                }
                Some(Step {
                    who,
                    action: command.action(),
                    to: Some(after.status),
                    state: after,
                })
            })
            .collect()
    };
    // Who set a flag or decided on a match does not lead elsewhere; who answered does, for they may not confirm.
    let key = |state: &Organisation| {
        let took_part: Vec<Who> = people
            .into_iter()
            .filter(|who| state.took_part(who.id()))
            .collect();
        let answers: Vec<Answer> = state.answers.values().map(|one| one.answer).collect();
        let flags: Vec<_> = state.flags.values().map(|f| (f.level, f.lifted)).collect();
        let found: Vec<_> = state.matches.values().map(|one| one.status).collect();
        let verified = (
            state.status,
            state.verified_until,
            state.proposed_by.is_some(),
        );
        format!("{verified:?}{took_part:?}{answers:?}{flags:?}{found:?}")
    };
    let walked = walk(
        organisation::TABLE,
        start,
        20_000,
        |state| state.status,
        key,
        next,
    );
    covers(
        organisation::TABLE,
        &walked,
        OrganisationStatus::ALL,
        &[],
        &[OrganisationStatus::Merged],
    );
}

#[test]
fn a_call_is_walked() {
    let now = noon(day(2010, 2, 1));
    let definition = founding_call();
    let mut other = definition.clone();
    other.agencies.push("IFRC".to_owned());
    let opened = call::draft(definition.clone(), &Who::Officer(1).for_call(None)).unwrap();
    assert!(call::draft(definition.clone(), &Who::Officer(1).actor()).is_err());
    assert!(call::draft(definition, &Who::Manager(1).for_call(None)).is_err());
    let start = call::evolve(None, CALL, &opened, Some(Who::Officer(1).id()), now).unwrap();
    let Some(workflow::procedure::Stage::Evaluation(grid)) = start.definition.procedure.stage(2)
    else {
        panic!("the third stage of the founding call is an evaluation");
    };
    let commands = [
        call::Command::Edit {
            definition: Box::new(other),
        },
        call::Command::Approve,
        call::Command::Reopen,
        call::Command::Publish,
        call::Command::ExtendDeadline {
            position: 0,
            closes: day(2010, 4, 12).and_hms_opt(23, 59, 0).unwrap(),
            reason: say::text(),
        },
        call::Command::ProposeForm {
            form: Box::new(start.definition.form.clone()),
            reason: Some(say::text()),
        },
        call::Command::ReviseForm,
        call::Command::RefuseForm {
            reason: say::text(),
        },
        call::Command::ReviseGrid {
            position: 2,
            rules: Box::new(grid.clone()),
            applies: call::Applies::Later,
            reason: say::text(),
            scored: true,
        },
        call::Command::Clarification(clarification::Command::Ask {
            question: uuid::Uuid::from_u128(1),
            language: "en".to_owned(),
            text: say::text(),
        }),
        call::Command::Clarification(clarification::Command::Answer {
            question: uuid::Uuid::from_u128(1),
            texts: [("en".to_owned(), say::text())].into(),
        }),
        call::Command::Clarification(clarification::Command::Decline {
            question: uuid::Uuid::from_u128(1),
            reason: say::text(),
        }),
        call::Command::Batch(batch::Command::Open {
            position: 1,
            choosing: batch::Choosing {
                order: batch::Order::Receipt,
                countries: Default::default(),
                most: Some(1),
            },
            waiting: vec![batch::Waiting {
                proposal: ProposalId(uuid::Uuid::from_u128(7)),
                number: 1,
                country: "KE".parse().unwrap(),
                digest: workflow::record::Digest::GENESIS,
            }],
        }),
        call::Command::Batch(batch::Command::SetRelease {
            batch: 1,
            at: now + TimeDelta::days(200),
            ready_only: false,
        }),
        call::Command::Batch(batch::Command::CancelRelease { batch: 1 }),
        call::Command::Batch(batch::Command::Release {
            batch: 1,
            ready_only: false,
            files: [(
                ProposalId(uuid::Uuid::from_u128(7)),
                batch::Standing::Ready(Default::default()),
            )]
            .into(),
        }),
        call::Command::Letter(letter::Command::Revise {
            letter: workflow::procedure::Letter::Rework,
            texts: Default::default(),
            reason: say::text(),
        }),
        call::Command::Letter(letter::Command::Hold {
            proposal: ProposalId(uuid::Uuid::from_u128(7)),
            reason: say::text(),
        }),
        call::Command::Letter(letter::Command::LetGo {
            proposal: ProposalId(uuid::Uuid::from_u128(7)),
        }),
        call::Command::Letter(letter::Command::SetRelease {
            at: now + TimeDelta::days(100),
            checked_only: false,
        }),
        call::Command::Letter(letter::Command::CancelRelease),
        call::Command::Letter(letter::Command::Release {
            checked_only: false,
            files: [(
                ProposalId(uuid::Uuid::from_u128(7)),
                letter::Standing::Checked,
            )]
            .into(),
        }),
        call::Command::Results(results::Command::Withhold {
            proposal: ProposalId(uuid::Uuid::from_u128(7)),
            reason: say::text(),
        }),
        call::Command::Results(results::Command::Disclose {
            proposal: ProposalId(uuid::Uuid::from_u128(7)),
            reason: say::text(),
        }),
        call::Command::Finalise,
        call::Command::Cancel {
            reason: say::text(),
        },
    ];
    let people = [
        Who::Officer(1),
        Who::Officer(2),
        Who::Manager(1),
        Who::Manager(2),
        Who::Auditor,
        Who::Owner,
        Who::Chair,
        Who::Finance(1),
        Who::Screener(1),
    ];
    let next = |state: &Call| {
        let tries = people
            .iter()
            .flat_map(|who| commands.iter().map(move |c| (*who, c)));
        tries
            // Letters, batches and questions do not touch each other: all their combinations would teach nothing.
            .filter(|(_, command)| {
                let of_letters = matches!(
                    command,
                    call::Command::Letter(_) | call::Command::Results(_)
                );
                let ends = matches!(
                    command,
                    call::Command::Finalise | call::Command::Cancel { .. }
                );
                let letters = !state.letters.held.is_empty()
                    || state.letters.planned.is_some()
                    || !state.unnamed.is_empty();
                let others = !state.batches.is_empty() || !state.questions.is_empty();
                ends || if of_letters { !others } else { !letters }
            })
            .filter_map(|(who, command)| {
                let actor = who.actor();
                use call::CallAction as A;
                let over = matches!(
                    command.action(),
                    A::Finalise | A::OpenBatch | A::SetRelease | A::CancelRelease | A::ReleaseBatch
                );
                let then = if over { now + TimeDelta::days(90) } else { now };
                let events = call::decide(state, command, &actor, then).ok()?;
                assert!(call::available(state, &actor).contains(&command.action()));
                if command.action() == call::CallAction::Approve {
                    assert!(!state.authors.contains(&who.id()), "{who:?} wrote the call");
                }
                if let (call::CallAction::ReviseForm, Some(form)) =
                    (command.action(), &state.pending_form)
                {
                    assert!(!form.authors.contains(&who.id()), "{who:?} prepared it");
                }
                let after = events.iter().try_fold(state.clone(), |state, event| {
                    call::evolve(Some(state), CALL, event, Some(who.id()), then)
                })?;
                Some(Step {
                    who,
                    action: command.action(),
                    to: Some(after.status),
                    state: after,
                })
            })
            .collect()
    };
    let key = |state: &Call| {
        format!(
            "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{}",
            (
                state.letters.held.len(),
                state.letters.planned.is_some(),
                state.unnamed.len(),
            ),
            state
                .batches
                .iter()
                .map(|batch| (batch.planned.is_some(), batch.told.is_empty()))
                .collect::<Vec<_>>(),
            state
                .questions
                .values()
                .map(|asked| asked.status())
                .collect::<Vec<_>>(),
            state.status,
            state.authors,
            state.pending_form.as_ref().map(|form| &form.authors),
            state.definition.dates,
            state.definition.agencies.len()
        )
    };
    let mut walked = walk(call::TABLE, start, 5_000, |state| state.status, key, next);
    walked.join(panel_walked(
        walked.statuses[&CallStatus::Published].clone(),
    ));
    covers(
        call::TABLE,
        &walked,
        CallStatus::ALL,
        &[],
        &[CallStatus::Finalised, CallStatus::Cancelled],
    );
}

/// Whatever a panel does with its sessions and decisions, from a call that is published.
fn panel_walked(start: Call) -> crate::walk::Walked<CallStatus, call::CallAction, Call> {
    use workflow::panel::{Command as P, Listed, Mode};
    let now = noon(day(2010, 7, 1));
    let proposal = ProposalId(uuid::Uuid::from_u128(7));
    let commands = [
        P::Convene {
            mode: Mode::Remote,
            starts: now,
            ends: None,
            agenda: vec![proposal],
        },
        P::Begin { session: 1 },
        P::Attend {
            session: 1,
            person: Who::Member(1).id(),
        },
        P::Leave {
            session: 1,
            person: Who::Member(1).id(),
        },
        P::End {
            session: 1,
            open: false,
        },
        P::Dissent {
            session: 1,
            text: say::text(),
        },
        P::Sign {
            session: 1,
            digest: workflow::record::Digest::GENESIS,
        },
        P::Adopt {
            list: vec![Listed {
                proposal,
                decision: workflow::selection::Decision::Selected,
                amount: None,
                reserve_rank: None,
                departs: false,
            }],
            alternatives: Vec::new(),
        },
        P::Countersign { adoption: 1 },
        P::Return {
            adoption: 1,
            reason: say::text(),
        },
    ]
    .map(call::Command::Panel);
    let people = [
        Who::Chair,
        Who::Deputy,
        Who::Member(1),
        Who::Member(2),
        Who::Secretary,
        Who::Officer(1),
        Who::Manager(1),
        Who::Auditor,
        Who::Evaluator(1),
    ];
    let next = |state: &Call| {
        let tries = people
            .iter()
            .flat_map(|who| commands.iter().map(move |c| (*who, c)));
        tries
            .filter_map(|(who, command)| {
                let events = call::decide(state, command, &who.actor(), now).ok()?;
                let after = events.iter().try_fold(state.clone(), |state, event| {
                    call::evolve(Some(state), CALL, event, Some(who.id()), now)
                })?;
                let adopted_by = state.panel.adoptions.first().map(|one| one.by);
                if command.action() == call::CallAction::CountersignDecision {
                    assert_ne!(adopted_by, Some(who.id()));
                }
                Some(Step {
                    who,
                    action: command.action(),
                    to: Some(after.status),
                    state: after,
                })
            })
            .collect()
    };
    // How often somebody came and went, and how often they disagreed, makes no difference.
    let key = |state: &Call| {
        let sessions: Vec<_> = state
            .panel
            .sessions
            .iter()
            .map(|one| {
                (
                    one.began_at.is_some(),
                    one.ended_at.is_some(),
                    one.minutes.is_some(),
                    one.present.clone(),
                )
            })
            .collect();
        let adoptions: Vec<_> = state
            .panel
            .adoptions
            .iter()
            .map(|one| (one.countersigned.is_some(), one.returned.is_some()))
            .collect();
        format!("{sessions:?}{adoptions:?}")
    };
    walk(call::TABLE, start, 300, |state| state.status, key, next)
}

fn monitoring_commands() -> Vec<workflow::grant::Command> {
    use workflow::grant::Command;
    let numbered = (1..=2).flat_map(|number| {
        vec![
            say::report(number),
            say::send_back(number),
            say::accept_report(number),
            say::waive(number),
            say::request(number),
            say::approve(number),
            say::refuse(number),
            say::pay(number, day(2011, 9, 1)),
            say::receive(number, 2_000_000, day(2011, 9, 1)),
        ]
    });
    let whole = [
        say::confirm_details(1, day(2011, 9, 1)),
        say::suspend(),
        say::resume(),
        say::terminate(),
        Command::Complete,
        Command::Close,
    ];
    numbered.chain(whole).collect()
}

/// A grant on its last day whose second payment takes two approvals.
fn half_above_the_limit() -> Running {
    let mut start = Scene::draft_in(uneven_call()).running().on(day(2011, 9, 1));
    start.rules.second_approval_above = Some(2_249_999);
    start
}

/// Number of the report or tranche a command is about.
fn about(command: &workflow::grant::Command) -> Option<u32> {
    use workflow::grant::Command as C;
    match command {
        C::SubmitReport { report, .. }
        | C::SendBackReport { report, .. }
        | C::AcceptReport { report }
        | C::WaiveReport { report, .. } => Some(*report),
        C::RequestPayment { tranche }
        | C::ApprovePayment { tranche }
        | C::RefusePayment { tranche, .. }
        | C::RecordPayment { tranche, .. }
        | C::ConfirmReceipt { tranche, .. } => Some(*tranche),
        _ => None,
    }
}

#[test]
fn a_grant_with_its_reports_and_payments_is_walked() {
    let start = half_above_the_limit();
    let commands = monitoring_commands();
    let people = [
        Who::Owner,
        Who::Editor,
        Who::Reader,
        Who::OtherOwner,
        Who::Officer(1),
        Who::Finance(1),
        Who::Finance(2),
        Who::Manager(1),
        Who::Auditor,
        Who::Screener(1),
        Who::Member(1),
    ];
    // What reports and payments do is gathered beside the walk and held against their own tables.
    let items = std::cell::RefCell::new((BTreeSet::new(), BTreeSet::new()));
    let next = |state: &Running| {
        let tries = people
            .iter()
            .flat_map(|who| commands.iter().map(move |c| (*who, c)));
        tries
            .filter_map(|(who, command)| {
                let after = state.attempt(who, command).ok()?;
                let action = command.action();
                if let Some(number) = about(command) {
                    let actor = who.actor();
                    let situation = state.situation(&actor);
                    let listed = workflow::grant::available_items(&state.grant, &situation);
                    assert!(listed.contains(&(action, number)), "{who:?} {command:?}");
                    let report = |running: &Running| running.grant.reports[&number].status;
                    let payment = |running: &Running| running.grant.payments[&number].status;
                    let (reports, payments) = &mut *items.borrow_mut();
                    if report(state) != report(&after) {
                        reports.insert((report(state), action, Some(report(&after))));
                    } else {
                        payments.insert((payment(state), action, Some(payment(&after))));
                    }
                } else {
                    let actor = who.actor();
                    let situation = state.situation(&actor);
                    let listed = workflow::grant::available(&state.grant, &situation);
                    assert!(listed.contains(&action), "{who:?} {command:?}");
                }
                Some(Step {
                    who,
                    action,
                    to: Some(after.grant.status),
                    state: after,
                })
            })
            .collect()
    };
    let key = |state: &Running| {
        let reports: Vec<ReportStatus> = state.grant.reports.values().map(|r| r.status).collect();
        let payments: Vec<PaymentStatus> =
            state.grant.payments.values().map(|p| p.status).collect();
        format!("{:?}{reports:?}{payments:?}", state.grant.status)
    };
    let walked = walk(
        monitoring::TABLE,
        start,
        4_000,
        |s| s.grant.status,
        key,
        next,
    );
    covers(
        monitoring::TABLE,
        &walked,
        &StageKind::Monitoring.statuses(),
        &[],
        &[Status::Closed],
    );
    let (reports, payments) = items.into_inner();
    items_cover(monitoring::REPORT_TABLE, &reports, ReportStatus::ALL);
    items_cover(monitoring::PAYMENT_TABLE, &payments, PaymentStatus::ALL);
}

fn items_cover<S: Copy + Ord + std::fmt::Debug>(
    table: &'static [workflow::transition::Transition<S>],
    steps: &BTreeSet<(S, Action, Option<S>)>,
    statuses: &[S],
) {
    let mut named = BTreeSet::new();
    for row in table {
        let workflow::transition::To::Status(targets) = row.to else {
            continue;
        };
        let pairs = row
            .from
            .iter()
            .flat_map(|from| targets.iter().map(move |to| (*from, *to)));
        named.extend(pairs.map(|(from, to)| (from, row.action, Some(to))));
    }
    assert_eq!(steps, &named);
    let reached = |status: &S| *status == statuses[0] || steps.iter().any(|s| s.2 == Some(*status));
    assert!(statuses.iter().all(reached));
}

#[test]
fn from_every_state_of_a_grant_its_accounts_can_be_closed() {
    // Whatever has happened, somebody can bring the grant to its end: nothing is stuck.
    let start = half_above_the_limit();
    let commands = monitoring_commands();
    let people = [
        Who::Owner,
        Who::Officer(1),
        Who::Finance(1),
        Who::Finance(2),
        Who::Manager(1),
    ];
    let key = |state: &Running| {
        let reports: Vec<ReportStatus> = state.grant.reports.values().map(|r| r.status).collect();
        let payments: Vec<PaymentStatus> =
            state.grant.payments.values().map(|p| p.status).collect();
        format!("{:?}{reports:?}{payments:?}", state.grant.status)
    };
    let mut leads: std::collections::BTreeMap<String, BTreeSet<String>> = Default::default();
    let mut queue = vec![start];
    while let Some(state) = queue.pop() {
        let here = key(&state);
        if leads.contains_key(&here) {
            continue;
        }
        let after: Vec<Running> = people
            .iter()
            .flat_map(|who| commands.iter().filter_map(|c| state.attempt(*who, c).ok()))
            .collect();
        leads.insert(here, after.iter().map(key).collect());
        queue.extend(after);
    }
    let mut ends: BTreeSet<String> = leads
        .keys()
        .filter(|state| state.starts_with("Closed"))
        .cloned()
        .collect();
    loop {
        let before = ends.len();
        let more: Vec<String> = leads
            .iter()
            .filter(|(_, to)| to.iter().any(|state| ends.contains(state)))
            .map(|(from, _)| from.clone())
            .collect();
        ends.extend(more);
        if ends.len() == before {
            break;
        }
    }
    let stuck: Vec<&String> = leads
        .keys()
        .filter(|state| !ends.contains(*state))
        .collect();
    assert!(
        stuck.is_empty(),
        "{} of {} are stuck: {stuck:?}",
        stuck.len(),
        leads.len()
    );
}

#[test]
fn no_table_names_a_status_it_cannot_reach() {
    for kind in StageKind::ALL {
        assert_eq!(procedure::unreachable(*kind), [], "{kind}");
    }
}

#[test]
fn every_table_has_its_diagram() {
    let names: Vec<String> = diagram::all().into_iter().map(|(name, _)| name).collect();
    for kind in StageKind::ALL {
        assert!(names.contains(&format!("{kind}.md")));
    }
    assert_eq!(names.len(), StageKind::ALL.len() + 4);
}

//! Commands in few words.

use chrono::NaiveDate;
use workflow::agreement::Command as Agreement;
use workflow::criterion::Criterion;
use workflow::definition::CallDefinition;
use workflow::evaluation::{Command as Evaluation, Points, Rules};
use workflow::grant::Command as Grant;
use workflow::intake::{Command as Intake, Submission};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::money::Currency;
use workflow::payment::Channel;
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::record::digest;
use workflow::screening::{Answer, Command as Screening, Outcome, Point};
use workflow::selection::{Choice, Command as Selection, Decision, Seal, Written};
use workflow::text::Text;
use workflow::transition::StageKind;

use crate::people::Who;
use crate::scene::{day, details, usd};

/// Some text.
pub fn text() -> Text {
    Text::parse("As discussed.").expect("a text")
}

/// A submission that asks for an amount in cents.
pub fn submission(requested: i64) -> Submission {
    Submission {
        number: 112,
        version: 1,
        digest: digest(&requested.to_be_bytes()),
        form_version: 1,
        title: "Safe houses".to_owned(),
        requested: Some(usd(requested)),
        theme: Some("victims".to_owned()),
        months: Some(12),
        country: None,
        language: Some("en".to_owned()),
        co_applicants: Default::default(),
        in_grace: false,
        position: 0,
    }
}

pub fn submit(requested: i64) -> Command {
    Command::Intake(Intake::Submit(Box::new(submission(requested))))
}

pub fn withdraw() -> Command {
    Command::Intake(Intake::Withdraw { reason: None })
}

pub fn no_conflict() -> Command {
    Command::Interest(Interest::DeclareNone)
}

pub fn conflict() -> Command {
    Command::Interest(Interest::DeclareConflict {
        conflict: ConflictKind::Family,
    })
}

pub fn set_conflict(person: Who) -> Command {
    Command::Interest(Interest::SetConflict {
        person: person.id(),
        conflict: ConflictKind::Financial,
        reason: text(),
    })
}

pub fn confirm_suspicion(person: Who) -> Command {
    Command::Interest(Interest::ConfirmSuspicion {
        person: person.id(),
        conflict: ConflictKind::SameOrganisation,
    })
}

pub fn dismiss_suspicion(person: Who) -> Command {
    Command::Interest(Interest::DismissSuspicion {
        person: person.id(),
        reason: text(),
    })
}

pub fn open_declarations() -> Command {
    Command::Evaluation(Evaluation::OpenDeclarations)
}

pub fn reopen(evaluator: Who) -> Command {
    Command::Evaluation(Evaluation::ReopenScores {
        evaluator: evaluator.id(),
        reason: text(),
    })
}

pub fn appoint_rapporteur(person: Who) -> Command {
    Command::Evaluation(Evaluation::AppointRapporteur {
        person: person.id(),
    })
}

pub fn consensus() -> Command {
    Command::Evaluation(Evaluation::RecordConsensus {
        text: text(),
        criteria: std::collections::BTreeMap::from([(
            "relevance".to_owned(),
            workflow::evaluation::WrittenFindings {
                strengths: Some(text()),
                weaknesses: None,
            },
        )]),
    })
}

pub fn take(screener: Who) -> Command {
    Command::Screening(Screening::AssignScreener {
        screener: screener.id(),
    })
}

pub fn verdict(criterion: &str, outcome: Outcome) -> Command {
    Command::Screening(Screening::RecordVerdict {
        criterion: criterion.to_owned(),
        outcome,
        reason_code: None,
        reason: (outcome == Outcome::Fail).then(text),
        proposed: None,
        evidence: None,
    })
}

/// A verdict on a criterion as the call has it: what fails does so for its first reason.
pub fn verdict_on(criterion: &Criterion, outcome: Outcome) -> Command {
    let reason = criterion.reasons.first();
    let code = reason.filter(|_| outcome == Outcome::Fail);
    Command::Screening(Screening::RecordVerdict {
        criterion: criterion.id.clone(),
        outcome,
        reason_code: code.map(|reason| reason.code.clone()),
        reason: (outcome == Outcome::Fail).then(text),
        proposed: None,
        evidence: None,
    })
}

pub fn ask() -> Command {
    Command::Screening(Screening::RequestClarification {
        points: vec![Point {
            criterion: None,
            text: text(),
        }],
    })
}

pub fn answer() -> Command {
    Command::Screening(Screening::AnswerClarification {
        answers: vec![Answer {
            text: Some(text()),
            documents: vec![],
        }],
    })
}

pub fn close_clarification() -> Command {
    Command::Screening(Screening::CloseClarification)
}

pub fn conclude() -> Command {
    Command::Screening(Screening::Conclude)
}

pub fn confirm() -> Command {
    Command::Screening(Screening::Confirm)
}

pub fn disagree() -> Command {
    Command::Screening(Screening::Disagree { reason: text() })
}

pub fn settle(eligible: bool) -> Command {
    Command::Screening(Screening::Settle {
        eligible,
        reason: text(),
    })
}

pub fn appeal() -> Command {
    Command::Screening(Screening::Appeal { ground: text() })
}

pub fn decide_appeal(upheld: bool) -> Command {
    Command::Screening(Screening::DecideAppeal {
        upheld,
        reason: text(),
    })
}

pub fn reinstate_eligible() -> Command {
    Command::Screening(Screening::Reinstate { reason: text() })
}

pub fn retract() -> Command {
    Command::Screening(Screening::Retract { reason: text() })
}

pub fn release_ineligible() -> Command {
    Command::Screening(Screening::Release)
}

pub fn assign(evaluators: &[Who]) -> Command {
    Command::Evaluation(Evaluation::AssignEvaluators {
        evaluators: evaluators.iter().map(|who| who.id()).collect(),
        by_hand: Default::default(),
    })
}

pub fn decline() -> Command {
    Command::Evaluation(Evaluation::DeclineAssignment { reason: text() })
}

pub fn reinstate_evaluated() -> Command {
    Command::Evaluation(Evaluation::Reinstate { reason: text() })
}

pub fn release_below_threshold() -> Command {
    Command::Evaluation(Evaluation::Release)
}

/// The rules of the evaluation.
pub fn grid(definition: &CallDefinition) -> &Rules {
    match definition.procedure.first(StageKind::Evaluation) {
        Some(Stage::Evaluation(rules)) => rules,
        _ => panic!("the call has an evaluation"),
    }
}

/// Scores that come to a weighted total, every question in proportion, with comments where they are mandatory.
pub fn scores(definition: &CallDefinition, total: Points) -> Command {
    scores_of(grid(definition), total)
}

/// The same with the grid of one round.
pub fn scores_of(rules: &Rules, total: Points) -> Command {
    let mut left = total;
    let mut scores = std::collections::BTreeMap::new();
    for question in rules.questions() {
        let share = question.max * total / rules.maximum() / question.step * question.step;
        scores.insert(question.id.clone(), share);
        left -= share * question.weight;
    }
    for question in rules.questions() {
        while left >= question.step * question.weight && scores[&question.id] < question.max {
            *scores.entry(question.id.clone()).or_default() += question.step;
            left -= question.step * question.weight;
        }
    }
    assert_eq!(left, 0, "{total} can be given with these steps");
    let comments = scores.keys().map(|id| (id.clone(), text())).collect();
    Command::Evaluation(Evaluation::SubmitScores {
        scores,
        comments,
        overall: text(),
        recommendation: None,
        budget_remarks: None,
    })
}

pub fn open_voting() -> Command {
    Command::Selection(Selection::OpenVoting)
}

pub fn ballot(choice: Choice) -> Command {
    cast(Written {
        choice,
        amount: (choice == Choice::FundReduced).then(|| usd(4_000_000)),
        points: None,
        place: None,
    })
}

/// A ballot as it is written down, cast openly.
pub fn cast(ballot: Written) -> Command {
    Command::Selection(Selection::CastBallot { ballot, seal: None })
}

/// A secret ballot under a receipt, in place of another.
pub fn seal(choice: Choice, receipt: &str, replaces: Option<&str>) -> Command {
    let digest = |code: &str| workflow::record::digest(code.as_bytes());
    Command::Selection(Selection::CastBallot {
        ballot: Written {
            choice,
            amount: None,
            points: None,
            place: None,
        },
        seal: Some(Seal {
            receipt: digest(receipt),
            replaces: replaces.map(digest),
        }),
    })
}

pub fn close_voting() -> Command {
    Command::Selection(Selection::CloseVoting)
}

/// An outcome; the amount in cents goes with "selected", the first place with "reserve".
pub fn outcome(decision: Decision, amount: Option<i64>) -> Command {
    Command::Selection(Selection::RecordOutcome {
        decision,
        amount: amount.map(usd),
        reserve_rank: (decision == Decision::Reserve).then_some(1),
        conditions: None,
        reason: text(),
    })
}

pub fn release_decision() -> Command {
    Command::Selection(Selection::Release)
}

pub fn reopen_voting() -> Command {
    Command::Selection(Selection::ReopenVoting { reason: text() })
}

pub fn propose_promotion(amount: i64) -> Command {
    Command::Selection(Selection::ProposePromotion {
        amount: Some(usd(amount)),
        reason: text(),
    })
}

pub fn promote() -> Command {
    Command::Selection(Selection::Promote)
}

pub fn return_to_agenda() -> Command {
    Command::Selection(Selection::ReturnToAgenda { reason: text() })
}

pub fn accept_award() -> Command {
    Command::Selection(Selection::AcceptAward)
}

pub fn decline_award() -> Command {
    Command::Selection(Selection::DeclineAward { reason: text() })
}

pub fn lapse_award() -> Command {
    Command::Selection(Selection::LapseAward { reason: text() })
}

/// Terms for a year from 1 August 2010.
pub fn terms(amount: i64) -> Command {
    terms_between(amount, day(2010, 8, 1), day(2011, 7, 31))
}

pub fn terms_between(amount: i64, starts_on: NaiveDate, ends_on: NaiveDate) -> Command {
    Command::Agreement(Agreement::PrepareAgreement {
        amount: usd(amount),
        starts_on,
        ends_on,
    })
}

pub fn send() -> Command {
    Command::Agreement(Agreement::SendAgreement { paper: paper() })
}

pub fn recall() -> Command {
    Command::Agreement(Agreement::RecallAgreement { reason: text() })
}

pub fn accept() -> Command {
    Command::Agreement(Agreement::AcceptAgreement { paper: paper() })
}

pub fn decline_grant() -> Command {
    Command::Agreement(Agreement::DeclineAgreement { reason: text() })
}

pub fn sign() -> Command {
    Command::Agreement(Agreement::SignAgreement { paper: paper() })
}

/// The digest of the PDF that is sent and read.
pub fn paper() -> workflow::record::Digest {
    digest(b"%PDF-1.7")
}

pub fn ask_for_changes() -> Command {
    Command::Agreement(Agreement::RequestChanges {
        points: vec![text()],
    })
}

/// A revised version that asks for an amount in cents.
pub fn revise(requested: i64) -> Command {
    Command::Agreement(Agreement::ReviseProposal(workflow::agreement::Revised {
        sha256: digest(&requested.to_be_bytes()),
        requested: Some(usd(requested)),
        months: Some(12),
    }))
}

pub fn expire() -> Command {
    Command::Agreement(Agreement::ExpireAgreement)
}

/// A copy signed on paper by somebody of this name.
pub fn signed_copy(for_facility: bool, signatory: &str, signed_on: NaiveDate) -> Command {
    Command::Agreement(Agreement::RecordSignedCopy {
        for_facility,
        signatory: Text::parse(signatory).expect("a name"),
        signed_on,
        copy: workflow::screening::Attached {
            document: workflow::ids::DocumentId(uuid::Uuid::from_u128(0xc0b1)),
            sha256: digest(signatory.as_bytes()),
        },
    })
}

pub fn report(report: u32) -> Grant {
    Grant::SubmitReport {
        report,
        narrative: text(),
        spent_minor: 1_000_000,
    }
}

pub const fn accept_report(report: u32) -> Grant {
    Grant::AcceptReport { report }
}

pub fn send_back(report: u32) -> Grant {
    Grant::SendBackReport {
        report,
        points: text(),
    }
}

pub fn waive(report: u32) -> Grant {
    Grant::WaiveReport {
        report,
        reason: text(),
    }
}

pub const fn request(tranche: u32) -> Grant {
    Grant::RequestPayment { tranche }
}

pub const fn approve(tranche: u32) -> Grant {
    Grant::ApprovePayment { tranche }
}

pub fn refuse(tranche: u32) -> Grant {
    Grant::RefusePayment {
        tranche,
        reason: text(),
    }
}

pub fn pay(tranche: u32, paid_on: NaiveDate) -> Grant {
    Grant::RecordPayment {
        tranche,
        paid_on,
        reference: "B-1".to_owned(),
        exchange: None,
    }
}

pub fn pay_in(tranche: u32, paid_on: NaiveDate, currency: Currency, rate: &str) -> Grant {
    Grant::RecordPayment {
        tranche,
        paid_on,
        reference: "B-1".to_owned(),
        exchange: Some((currency, rate.parse().expect("a rate"))),
    }
}

pub const fn receive(tranche: u32, received_minor: i64, received_on: NaiveDate) -> Grant {
    Grant::ConfirmReceipt {
        tranche,
        received_minor,
        received_on,
    }
}

pub fn confirm_details(number: u8, reached_on: NaiveDate) -> Grant {
    Grant::ConfirmBankDetails {
        details: details(number),
        reached: text(),
        channel: Channel::Telephone,
        reached_on,
    }
}

pub fn suspend() -> Grant {
    Grant::Suspend { reason: text() }
}

pub fn resume() -> Grant {
    Grant::Resume { reason: text() }
}

pub fn terminate() -> Grant {
    Grant::Terminate { reason: text() }
}

//! Mails that follow from decisions, written in the same transaction.

use chrono::{DateTime, NaiveDateTime, Utc};
use language::Language;
use letters::Kind;
use store::AnyConn;
use store::people::PersonRow;
use workflow::batch::Hindrance;
use workflow::call::{self, Call};
use workflow::document::Reminder;
use workflow::grant::{self, Grant};
use workflow::ids::{CaseId, OrganisationId};
use workflow::money::Money;
use workflow::monitoring::ReportStanding;
use workflow::procedure;
use workflow::proposal::{self, Event, Passage};
use workflow::role::Role;
use workflow::transition::StageKind;
use workflow::{agreement, co_applicants, evaluation, intake, screening, selection};

use crate::cases::ProposalCase;
use crate::documents::Document;
use crate::failure::Failure;
use crate::letters::Moment;

/// Names and values a letter is filled with.
type Facts = Vec<(&'static str, String)>;

/// A mail to write: what makes it one, which letter, to whom.
struct Mail<'a> {
    once: String,
    kind: Kind,
    facts: &'a Facts,
    case: CaseId,
}

/// Mails after a decision on a proposal.
pub fn of_proposal(
    conn: &mut AnyConn,
    case: &ProposalCase,
    events: &[Event],
    command: &proposal::Command,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let before = &case.proposal.state;
    let mut seq = case.proposal.seq;
    for event in events {
        seq += 1;
        let once = format!("{}:{seq}", before.id);
        match event {
            Event::Intake(intake::Event::Submitted { submission }) => {
                let facts = vec![
                    (
                        "reference",
                        submission.reference(&case.call.definition.code),
                    ),
                    ("digest", submission.digest.to_string()),
                    ("title", submission.title.clone()),
                    ("at", received_text(&case.call, now)),
                    ("version", submission.version.to_string()),
                    (
                        "grace",
                        if submission.in_grace { "yes" } else { "no" }.to_owned(),
                    ),
                ];
                to_writers(
                    conn,
                    before.organisation,
                    Mail {
                        once,
                        kind: Kind::Received,
                        facts: &facts,
                        case: before.id.into(),
                    },
                    now,
                )?;
            }
            Event::CoApplicants(event) => together(conn, case, event, &once, now)?,
            Event::Screening(screening::Event::ClarificationRequested { until, .. }) => {
                let points: Vec<String> = (1..)
                    .zip(command.texts())
                    .map(|(number, text)| format!("{number}. {}", text.as_str()))
                    .collect();
                let points = points.join("\n");
                let facts = with(
                    base(case),
                    [("points", points), ("until", until.to_string())],
                );
                to_writers(
                    conn,
                    before.organisation,
                    Mail {
                        once,
                        kind: Kind::ClarificationRequested,
                        facts: &facts,
                        case: before.id.into(),
                    },
                    now,
                )?;
            }
            Event::Screening(
                event @ (screening::Event::AppealDecided { .. }
                | screening::Event::Retracted { .. }),
            ) => {
                decided_anew(conn, case, event, command, &once, now)?;
            }
            Event::Screening(screening::Event::Released {}) => {
                decision(conn, case, &once, now)?;
            }
            Event::Evaluation(evaluation::Event::Released {}) => {
                told(conn, case, None, &once, now)?;
            }
            Event::Selection(selection::Event::Released { answer_by }) => {
                told(conn, case, *answer_by, &once, now)?;
            }
            Event::Selection(selection::Event::AwardDeclined { .. }) => {
                award_declined(conn, case, command, &once, now)?;
            }
            Event::Procedure(Passage::Entered {
                into: StageKind::Intake,
                ..
            }) => {
                let moment = Moment::sent(now, None);
                crate::letters::sent::send(conn, case, procedure::Letter::Invited, &once, moment)?;
            }
            Event::Evaluation(evaluation::Event::EvaluatorsAssigned { evaluators, .. }) => {
                for person in evaluators {
                    if let Some(person) = store::people::find(conn, *person)? {
                        // One mail a day is enough for however many files.
                        let once = format!(
                            "assigned:{}:{}:{}",
                            case.call.id,
                            person.id,
                            now.date_naive()
                        );
                        let facts = vec![(
                            "call",
                            case.call.definition.title.get(&person.language).to_owned(),
                        )];
                        let mail = Mail {
                            once,
                            kind: Kind::FilesAssigned,
                            facts: &facts,
                            case: case.call.id.into(),
                        };
                        put(conn, &person, &mail, now)?;
                    }
                }
            }
            Event::Evaluation(evaluation::Event::ScoresReopened { evaluator, .. }) => {
                if let Some(person) = store::people::find(conn, *evaluator)? {
                    let reason = command.texts().first().map(|text| text.as_str().to_owned());
                    let facts = with(base(case), [("reason", reason.unwrap_or_default())]);
                    let mail = Mail {
                        once: format!("reopened:{once}:{}", person.id),
                        kind: Kind::ScoresReopened,
                        facts: &facts,
                        case: before.id.into(),
                    };
                    put(conn, &person, &mail, now)?;
                }
            }
            Event::Agreement(agreement::Event::Sent {}) => {
                let facts = base(case);
                to_writers(
                    conn,
                    before.organisation,
                    Mail {
                        once,
                        kind: Kind::AgreementSent,
                        facts: &facts,
                        case: before.id.into(),
                    },
                    now,
                )?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Reminds everyone who writes for the applicant that points wait for their answer.
pub fn answer_expected(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let state = &case.proposal.state;
    let Some(until) = state.screening.clarify_until() else {
        return Ok(());
    };
    let number = state.screening.clarifications.len();
    for person in writers(conn, state.organisation)? {
        let language = Language::parse(&person.language).unwrap_or(Language::English);
        let facts = with(base(case), [("until", language::date(language, until))]);
        let mail = Mail {
            once: format!("answer-expected:{}:{number}:{}", state.id, person.id),
            kind: Kind::AnswerExpected,
            facts: &facts,
            case: state.id.into(),
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

/// Tells the applicant that their appeal is decided, or that a decision they were told of is taken back.
fn decided_anew(
    conn: &mut AnyConn,
    case: &ProposalCase,
    event: &screening::Event,
    command: &proposal::Command,
    once: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let before = &case.proposal.state;
    let (kind, outcome) = match event {
        screening::Event::AppealDecided { upheld: true, .. } => (Kind::AppealDecided, "upheld"),
        screening::Event::AppealDecided { .. } => (Kind::AppealDecided, "dismissed"),
        _ if before.screening.released_at.is_some() => (Kind::DecisionRetracted, ""),
        _ => return Ok(()),
    };
    let reason = command.texts().first().map(|text| text.as_str().to_owned());
    let facts = with(
        base(case),
        [
            ("reason", reason.unwrap_or_default()),
            ("outcome", outcome.to_owned()),
        ],
    );
    let mail = Mail {
        once: once.to_owned(),
        kind,
        facts: &facts,
        case: before.id.into(),
    };
    to_writers(conn, before.organisation, mail, now)
}

/// An instant on the clocks of a call's zone and in UTC, to the microsecond, as a receipt has it.
fn received_text(call: &Call, at: DateTime<Utc>) -> String {
    let zone = call.definition.dates.zone;
    format!(
        "{} {zone} ({} UTC)",
        at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S%.6f"),
        at.format("%Y-%m-%d %H:%M:%S%.6f"),
    )
}

/// Tells the owners of an organisation that it was named, and the lead what it answered.
fn together(
    conn: &mut AnyConn,
    case: &ProposalCase,
    event: &co_applicants::Event,
    once: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use co_applicants::Event as E;
    let state = &case.proposal.state;
    let (kind, about, told) = match event {
        E::Named { organisation } => (Kind::CoApplicantNamed, state.organisation, *organisation),
        E::Agreed { organisation } => (Kind::CoApplicantAgreed, *organisation, state.organisation),
        E::Declined { organisation, .. } => {
            (Kind::CoApplicantDeclined, *organisation, state.organisation)
        }
        E::Removed { .. } => return Ok(()),
    };
    let name = store::organisations::find(conn, about)?;
    let title = crate::proposal::title_in(conn, case)?;
    for person in writers(conn, told)? {
        let facts = vec![
            ("title", title.clone()),
            (
                "call",
                case.call.definition.title.get(&person.language).to_owned(),
            ),
            (
                "organisation",
                name.as_ref()
                    .map(|row| row.profile.legal_name.clone())
                    .unwrap_or_default(),
            ),
        ];
        let mail = Mail {
            once: format!("{once}:{}", person.id),
            kind,
            facts: &facts,
            case: state.id.into(),
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

/// The letter that tells where the file stands, with the last instant to accept an award (UTC) where there is one.
fn told(
    conn: &mut AnyConn,
    case: &ProposalCase,
    answer_by: Option<DateTime<Utc>>,
    once: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    match crate::letters::which(&case.proposal.state) {
        Some(letter) => {
            let moment = Moment::sent(now, answer_by);
            crate::letters::sent::send(conn, case, letter, once, moment)
        }
        None => Ok(()),
    }
}

/// Tells the programme officers of the call that an award was declined, and why; those with a conflict are not told.
fn award_declined(
    conn: &mut AnyConn,
    case: &ProposalCase,
    command: &proposal::Command,
    once: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let state = &case.proposal.state;
    let reason = command.texts().first().map(|text| text.as_str().to_owned());
    let organisation = store::organisations::find(conn, state.organisation)?;
    let facts = with(
        base(case),
        [
            ("reason", reason.unwrap_or_default()),
            (
                "organisation",
                organisation
                    .map(|row| row.profile.legal_name)
                    .unwrap_or_default(),
            ),
        ],
    );
    for person in store::people::with_role(conn, Role::ProgrammeOfficer, Some(state.call))? {
        if state.conflicts.contains_key(&person) {
            continue;
        }
        let Some(person) = store::people::find(conn, person)? else {
            continue;
        };
        let mail = Mail {
            once: format!("{once}:{}", person.id),
            kind: Kind::AwardDeclined,
            facts: &facts,
            case: state.id.into(),
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

/// Reminds everybody who may accept an award for the applicant that it waits for their answer.
pub fn award_waits(
    conn: &mut AnyConn,
    case: &ProposalCase,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let state = &case.proposal.state;
    let Some(by) = state.selection.answer_by else {
        return Ok(());
    };
    for person in writers(conn, state.organisation)? {
        let language = Language::parse(&person.language).unwrap_or(Language::English);
        let zone = case.call.definition.dates.zone;
        let facts = with(
            base(case),
            [("until", language::date_time(language, by, zone))],
        );
        let mail = Mail {
            once: format!("award-waits:{}:{}:{}", state.id, by.timestamp(), person.id),
            kind: Kind::AwardWaits,
            facts: &facts,
            case: state.id.into(),
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

/// The letter that tells the decision of the screening.
fn decision(
    conn: &mut AnyConn,
    case: &ProposalCase,
    once: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let state = &case.proposal.state;
    for person in writers(conn, state.organisation)? {
        if let Some(letter) = crate::screening::letters::of_decision(conn, case, &person)? {
            let once = format!("{once}:{}", person.id);
            crate::outbox::put(conn, &person, &once, &letter, Some(state.id.into()), now)?;
        }
    }
    Ok(())
}

/// Tells whoever has set a release of letters that it did not take place.
pub fn letters_hindered(
    conn: &mut AnyConn,
    call: &Call,
    hindrance: Hindrance,
    person: &PersonRow,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mail = Mail {
        once: format!("letters:{}:{}", call.id, now.timestamp_micros()),
        kind: Kind::LettersHindered,
        facts: &hindered(call, hindrance, person),
        case: call.id.into(),
    };
    put(conn, person, &mail, now)
}

/// The call and what was in the way, in the language of who is told.
fn hindered(call: &Call, hindrance: Hindrance, person: &PersonRow) -> Vec<(&'static str, String)> {
    let language = Language::parse(&person.language).unwrap_or(Language::English);
    let title = call.definition.title.get(&person.language).to_owned();
    let reason = language::text(language, &language::key("hindrance", hindrance));
    vec![("call", title), ("reason", reason)]
}

/// Tells whoever has set a release that it did not take place.
pub fn release_hindered(
    conn: &mut AnyConn,
    call: &Call,
    batch: u32,
    hindrance: Hindrance,
    person: &PersonRow,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let mut facts = hindered(call, hindrance, person);
    facts.push(("batch", batch.to_string()));
    let mail = Mail {
        once: format!("release:{}:{batch}:{}", call.id, now.timestamp_micros()),
        kind: Kind::ReleaseHindered,
        facts: &facts,
        case: call.id.into(),
    };
    put(conn, person, &mail, now)
}

/// Mails after a decision on a grant.
pub fn of_grant(
    conn: &mut AnyConn,
    case: &ProposalCase,
    grant: &Grant,
    command: &grant::Command,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use grant::Command as C;
    let (kind, number, text) = match command {
        C::SendBackReport { report, points } => {
            (Kind::ReportSentBack, *report, points.as_str().to_owned())
        }
        C::AcceptReport { report } => (Kind::ReportAccepted, *report, String::new()),
        C::RecordPayment { tranche, .. } => (Kind::PaymentMade, *tranche, String::new()),
        _ => return Ok(()),
    };
    let amount = grant
        .payments
        .get(&number)
        .map(|payment| Money::new(payment.tranche.amount_minor, grant.amount.currency));
    let amount = amount.map(|amount| amount.to_string()).unwrap_or_default();
    let facts = with(
        base(case),
        [
            ("number", number.to_string()),
            ("points", text),
            ("amount", amount),
        ],
    );
    let once = format!(
        "{}:{}:{number}:{}",
        grant.id,
        kind.name(),
        now.timestamp_micros()
    );
    to_writers(
        conn,
        grant.organisation,
        Mail {
            once,
            kind,
            facts: &facts,
            case: grant.id.into(),
        },
        now,
    )
}

/// Mails after a decision on a call: an extension informs everyone who writes in that step, a revised form everyone with a
/// draft, a cancellation everyone who has applied or is about to, an answer those whom it concerns.
pub fn of_call(
    conn: &mut AnyConn,
    call: &Call,
    command: &call::Command,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let definition = &call.definition;
    let title = || ("call", definition.title.get("en").to_owned());
    let local = |at: NaiveDateTime| {
        let text = format!("{} {}", at.format("%Y-%m-%d %H:%M"), definition.dates.zone);
        ("deadline", text)
    };
    let (kind, what, facts, organisations) = match command {
        call::Command::ExtendDeadline {
            position, closes, ..
        } => (
            Kind::DeadlineExtended,
            format!("extended:{position}:{closes}"),
            vec![title(), local(*closes)],
            store::proposals::organisations_with_drafts(conn, call.id, *position)?,
        ),
        call::Command::ReviseForm => (
            Kind::FormRevised,
            format!("form:{}", definition.form.version),
            vec![title(), local(definition.dates.closes)],
            store::proposals::organisations_with_drafts(conn, call.id, 0)?,
        ),
        call::Command::Cancel { reason } => (
            Kind::CallCancelled,
            "cancelled".to_owned(),
            vec![title(), ("reason", reason.as_str().to_owned())],
            store::proposals::organisations_applying(conn, call.id)?,
        ),
        call::Command::Clarification(command) => {
            return crate::clarifications::tell(conn, call, command, now);
        }
        _ => return Ok(()),
    };
    for organisation in organisations {
        let mail = Mail {
            once: format!("{what}:{}:{organisation}", call.id),
            kind,
            facts: &facts,
            case: call.id.into(),
        };
        to_writers(conn, organisation, mail, now)?;
    }
    Ok(())
}

fn base(case: &ProposalCase) -> Facts {
    let state = &case.proposal.state;
    vec![
        ("reference", state.reference(&case.call).unwrap_or_default()),
        (
            "title",
            state
                .intake
                .submission
                .as_ref()
                .map(|s| s.title.clone())
                .unwrap_or_default(),
        ),
    ]
}

fn with<const N: usize>(mut facts: Facts, more: [(&'static str, String); N]) -> Facts {
    facts.extend(more);
    facts
}

fn letter_facts(facts: &Facts) -> Vec<(&str, String)> {
    facts
        .iter()
        .map(|(name, value)| (*name, value.clone()))
        .collect()
}

fn writers(conn: &mut AnyConn, organisation: OrganisationId) -> Result<Vec<PersonRow>, Failure> {
    Ok(store::people::writers_of(conn, organisation)?)
}

/// Writes a mail to everyone who writes for the organisation; with the person, what makes it one is one for each.
fn to_writers(
    conn: &mut AnyConn,
    organisation: OrganisationId,
    mail: Mail<'_>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    for person in writers(conn, organisation)? {
        let mail = Mail {
            once: format!("{}:{}", mail.once, person.id),
            ..mail
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

fn put(
    conn: &mut AnyConn,
    person: &PersonRow,
    mail: &Mail<'_>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let facts = letter_facts(mail.facts);
    crate::outbox::write(
        conn,
        person,
        &mail.once,
        mail.kind,
        &facts,
        Some(mail.case),
        now,
    )
}

/// Reminds of a report that is due or overdue; each person of the organisation who writes for it once.
pub fn report_expected(
    conn: &mut AnyConn,
    case: &ProposalCase,
    grant: &Grant,
    number: u32,
    standing: ReportStanding,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let kind = match standing {
        ReportStanding::Due => Kind::ReportDue,
        ReportStanding::Overdue => Kind::ReportOverdue,
        _ => return Ok(()),
    };
    let Some(report) = grant.reports.get(&number) else {
        return Ok(());
    };
    let due_on = report.plan.due_on;
    for person in writers(conn, grant.organisation)? {
        let language = Language::parse(&person.language).unwrap_or(Language::English);
        let facts = with(
            base(case),
            [
                ("number", number.to_string()),
                ("due", language::date(language, due_on)),
            ],
        );
        let mail = Mail {
            once: format!(
                "{}:{}:{number}:{due_on}:{}",
                kind.name(),
                grant.id,
                person.id
            ),
            kind,
            facts: &facts,
            case: grant.id.into(),
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

/// Reminds of a document of an organisation that expires soon or has expired; each person who writes for it once.
pub fn document_ends(
    conn: &mut AnyConn,
    row: &Document,
    reminder: Reminder,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let id = OrganisationId(row.case.uuid());
    let (Some(until), Some(organisation)) = (
        row.description.valid_until,
        store::organisations::find(conn, id)?,
    ) else {
        return Ok(());
    };
    let (kind, which) = match reminder {
        Reminder::Before(days) => (Kind::DocumentExpiring, days.to_string()),
        Reminder::Expired => (Kind::DocumentExpired, "after".to_owned()),
    };
    let left = (until - now.date_naive()).num_days();
    for person in writers(conn, id)? {
        let language = Language::parse(&person.language).unwrap_or(Language::English);
        let facts = vec![
            ("organisation", organisation.profile.legal_name.clone()),
            (
                "kind",
                language::text(language, &language::key("document-kind", &row.purpose)),
            ),
            ("name", row.name.clone()),
            ("date", language::date(language, until)),
            ("n", left.to_string()),
        ];
        let mail = Mail {
            once: format!("document-ends:{}:{until}:{which}:{}", row.id, person.id),
            kind,
            facts: &facts,
            case: row.case,
        };
        put(conn, &person, &mail, now)?;
    }
    Ok(())
}

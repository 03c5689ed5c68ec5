//! A small call to tell tests with: events as `workflow` would decide them, saved as `facility` would save them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeZone, Utc};
use serde_json::json;
use store::cases::{self, Loaded};
use store::organisations::OrganisationRow;
use store::people::PersonRow;
use workflow::call::{self, Call};
use workflow::evaluation::Event as Evaluation;
use workflow::grant::{self, Grant};
use workflow::ids::{CallId, GrantId, OrganisationId, PersonId, ProposalId};
use workflow::intake::{self, Submission};
use workflow::money::{Currency, Money};
use workflow::organisation::{self, Organisation, OrganisationStatus};
use workflow::proposal::{self, Event, Passage, Proposal};
use workflow::record::digest;
use workflow::registration::{Declarations, Officer, Profile};
use workflow::screening::Event as Screening;
use workflow::selection::{Decision, Event as Selection};
use workflow::transition::StageKind;

use crate::harness::Database;

/// Midday of a day of 2010 (UTC).
pub fn day(month: u32, day: u32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2010, month, day, 12, 0, 0).unwrap()
}

pub fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

pub fn person(db: &Database, email: &str) -> PersonId {
    let id = PersonId::new_v7(Utc::now());
    let row = PersonRow {
        id,
        email: email.to_owned(),
        name: email.split('@').next().unwrap().to_owned(),
        language: "en".to_owned(),
        password_hash: None,
        email_confirmed_at: None,
        disabled_at: None,
        demonstration_role: None,
        created_at: day(1, 1),
    };
    db.write(|conn| store::people::insert(conn, &row));
    id
}

/// An organisation's row before its case is opened.
pub fn organisation_row(
    country: &str,
    name: &str,
    number: Option<&str>,
    at: DateTime<Utc>,
) -> OrganisationRow {
    let blank = Profile::new(
        name.to_owned(),
        country.parse().unwrap(),
        "association".to_owned(),
    );
    OrganisationRow {
        id: OrganisationId::new_v7(Utc::now()),
        seq: 0,
        profile: Profile {
            registration_number: number.map(str::to_owned),
            registered_on: Some(day(1, 1).date_naive()),
            annual_budget: Some(Money::new(12_000_000, Currency::USD)),
            officers: ["Amina Ali", "أمينة علي"].map(Officer::named).to_vec(),
            declarations: Declarations::all_yes(),
            ..blank
        },
        complete: true,
        status: OrganisationStatus::Registered,
        verified_until: None,
        merged_into: None,
        registered_at: at,
    }
}

pub fn organisation(db: &Database, country: &str, name: &str, at: DateTime<Utc>) -> OrganisationId {
    let row = organisation_row(country, name, None, at);
    let opened = organisation::register(
        row.profile.country,
        store::organisations::digest(&row.profile).unwrap(),
    );
    let state = organisation::evolve(None, row.id, &opened, None, at).unwrap();
    db.write(|conn| {
        store::organisations::insert(conn, &row)?;
        cases::save_organisation(conn, None, &state, &[opened], None, at)
    });
    row.id
}

/// Adds events to an organisation's chain.
pub fn tell_organisation(
    db: &Database,
    id: OrganisationId,
    by: PersonId,
    at: DateTime<Utc>,
    events: &[organisation::Event],
) {
    db.write(|conn| {
        let before = cases::load_organisation(conn, id)?.unwrap();
        let step = |state: Organisation, event| {
            organisation::evolve(Some(state), id, event, Some(by), at).unwrap()
        };
        let after = events.iter().fold(before.state.clone(), step);
        cases::save_organisation(conn, Some(&before), &after, events, Some(by), at)
    });
}

/// A published call of 500,000 USD, open from 1 March to 5 April 2010.
pub fn call(db: &Database, code: &str, by: PersonId) -> CallId {
    let text = json!({ "en": "A call" });
    let definition = serde_json::from_value(json!({
        "code": code, "languages": ["en"], "application_languages": ["en"],
        "title": text, "summary": text, "text": text, "one_application_per_organisation": true,
        "dates": { "zone": "Europe/Vienna", "opens": "2010-03-01T00:00:00", "closes": "2010-04-05T23:59:00" },
        "funding": {
            "currency": "USD", "ceiling_minor": 50_000_000, "grant_min_minor": 3_000_000, "grant_max_minor": 5_000_000,
        },
        "form": { "version": 1, "section": [] },
        "procedure": [
            { "kind": "intake" },
            { "kind": "screening", "clarification_days": 5, "appeal_days": 30, "criterion": [] },
            {
                "kind": "evaluation", "readers": 2, "threshold": 60_000, "disagreement": "mean", "most_files": 50,
                "section": [],
            },
            { "kind": "selection", "quorum": 2, "allocation": "rank_skip", "reserve": 10 },
            { "kind": "agreement", "tranche": [] },
            { "kind": "monitoring", "report": [] },
        ],
    }))
    .unwrap();
    let id = CallId::new_v7(Utc::now());
    let events = [
        call::Event::Drafted {
            definition: Box::new(definition),
        },
        call::Event::Approved {},
        call::Event::Published {},
    ];
    let step = |state: Option<Call>, event| call::evolve(state, id, event, Some(by), day(2, 1));
    let state = events.iter().fold(None, step).unwrap();
    db.write(|conn| cases::save_call(conn, None, &state, &events, Some(by), day(2, 1)));
    id
}

/// A draft.
pub fn draft(
    db: &Database,
    call: CallId,
    organisation: OrganisationId,
    by: PersonId,
) -> ProposalId {
    let id = ProposalId::new_v7(Utc::now());
    db.write(|conn| start(conn, id, call, organisation, by));
    id
}

/// Opens the case of a proposal.
pub fn start(
    conn: &mut store::AnyConn,
    id: ProposalId,
    call: CallId,
    organisation: OrganisationId,
    by: PersonId,
) -> Result<i64, store::StoreError> {
    let country = store::organisations::find(conn, organisation)?
        .unwrap()
        .profile
        .country;
    let started = Event::Intake(intake::Event::Started {
        call,
        organisation,
        country,
        several: false,
    });
    let state = proposal::evolve(None, id, &started, Some(by), day(3, 2)).unwrap();
    cases::save_proposal(conn, None, &state, &[started], Some(by), day(3, 2))
}

/// The state after more events.
pub fn after(
    before: &Loaded<Proposal>,
    by: PersonId,
    at: DateTime<Utc>,
    events: &[Event],
) -> Proposal {
    let id = before.state.id;
    let step =
        |state: Proposal, event| proposal::evolve(Some(state), id, event, Some(by), at).unwrap();
    events.iter().fold(before.state.clone(), step)
}

/// Adds events to a proposal's chain.
pub fn tell(db: &Database, id: ProposalId, by: PersonId, at: DateTime<Utc>, events: &[Event]) {
    db.write(|conn| {
        let before = cases::load_proposal(conn, id)?.unwrap();
        cases::save_proposal(
            conn,
            Some(&before),
            &after(&before, by, at, events),
            events,
            Some(by),
            at,
        )
    });
}

pub fn submitted(number: i64, title: &str, minor: i64) -> Event {
    let submission = Submission {
        position: 0,
        number,
        version: 1,
        digest: digest(title.as_bytes()),
        form_version: 1,
        title: title.to_owned(),
        requested: Some(usd(minor)),
        theme: Some("shelter".to_owned()),
        months: Some(12),
        country: None,
        language: Some("en".to_owned()),
        co_applicants: BTreeSet::new(),
        in_grace: false,
    };
    Event::Intake(intake::Event::Submitted { submission })
}

pub fn entered(position: usize, into: StageKind) -> Event {
    Event::Procedure(Passage::Entered { position, into })
}

/// Into Screening, concluded by one person and confirmed by another.
pub fn screened(db: &Database, id: ProposalId, first: PersonId, second: PersonId, eligible: bool) {
    tell(
        db,
        id,
        first,
        day(4, 7),
        &[
            entered(1, StageKind::Screening),
            Event::Screening(Screening::ScreenerAssigned { screener: first }),
            Event::Screening(Screening::Concluded {
                eligible,
                confirm: true,
                again: false,
            }),
        ],
    );
    tell(
        db,
        id,
        second,
        day(4, 8),
        &[Event::Screening(Screening::Confirmed {})],
    );
}

/// Into Evaluation, held by these.
pub fn assigned(db: &Database, id: ProposalId, by: PersonId, evaluators: &[PersonId]) {
    let evaluators: BTreeSet<PersonId> = evaluators.iter().copied().collect();
    let given = Event::Evaluation(Evaluation::EvaluatorsAssigned {
        evaluators,
        by_hand: Default::default(),
    });
    tell(
        db,
        id,
        by,
        day(4, 12),
        &[entered(2, StageKind::Evaluation), given],
    );
}

/// Scores of one evaluator, and the consolidated score when given.
pub fn scored(db: &Database, id: ProposalId, by: PersonId, total: i64, consolidated: Option<i64>) {
    let scores = BTreeMap::from([("need".to_owned(), total)]);
    let mut events = vec![
        Event::Interest(workflow::interest::Event::DeclaredFree {}),
        Event::Evaluation(Evaluation::ScoresSubmitted(workflow::evaluation::Scores {
            scores,
            total,
            comments: BTreeMap::new(),
            recommendation: None,
            seal: None,
        })),
    ];
    let together = |score| {
        Event::Evaluation(Evaluation::Consolidated {
            score,
            passed: score >= 60_000,
        })
    };
    events.extend(consolidated.map(together));
    tell(db, id, by, day(5, 3), &events);
}

/// What the panel decides.
pub fn outcome(decision: Decision, amount: Option<i64>) -> Event {
    Event::Selection(Selection::OutcomeRecorded {
        decision,
        amount: amount.map(usd),
        reserve_rank: (decision == Decision::Reserve).then_some(1),
        conditions: None,
        with_majority: true,
        reason: digest(b"reason"),
    })
}

/// From submitted to selected for this amount.
pub fn selected(db: &Database, id: ProposalId, people: [PersonId; 3], minor: i64) {
    let [first, second, chair] = people;
    screened(db, id, first, second, true);
    assigned(db, id, chair, &[first, second]);
    scored(db, id, first, 80_000, None);
    scored(db, id, second, 90_000, Some(85_000));
    let events = [
        entered(3, StageKind::Selection),
        outcome(Decision::Selected, Some(minor)),
    ];
    tell(db, id, chair, day(5, 20), &events);
}

/// From selected to a grant that runs, in two tranches and with one report.
pub fn granted(
    db: &Database,
    id: ProposalId,
    officer: PersonId,
    owner: PersonId,
    minor: i64,
) -> GrantId {
    use workflow::agreement::{Event as Agreement, Terms, Tranche};
    use workflow::monitoring::{ReportKind, ReportPlan};
    let (starts_on, ends_on) = (day(7, 1).date_naive(), day(12, 31).date_naive());
    let tranche = |amount_minor, after_report| Tranche {
        amount_minor,
        due_on: starts_on,
        after_report,
    };
    let tranches = vec![
        tranche(minor / 2, None),
        tranche(minor - minor / 2, Some(1)),
    ];
    let terms = Terms {
        amount: usd(minor),
        starts_on,
        ends_on,
        tranches,
    };
    tell(
        db,
        id,
        officer,
        day(6, 1),
        &[
            Event::Selection(Selection::Released { answer_by: None }),
            entered(4, StageKind::Agreement),
            Event::Agreement(Agreement::Prepared {
                terms: terms.clone(),
            }),
            Event::Agreement(Agreement::Sent {
                paper: None,
                accept_by: None,
            }),
            Event::Agreement(Agreement::Accepted { paper: None }),
            Event::Agreement(Agreement::Signed {
                for_facility: true,
                paper: None,
            }),
        ],
    );
    let signed = Event::Agreement(Agreement::Signed {
        for_facility: false,
        paper: None,
    });
    tell(
        db,
        id,
        owner,
        day(6, 2),
        &[signed, entered(5, StageKind::Monitoring)],
    );
    let report = ReportPlan {
        report: ReportKind::Final,
        from: starts_on,
        to: ends_on,
        due_on: ends_on,
    };
    let grant = GrantId::new_v7(Utc::now());
    db.write(|conn| {
        let from = cases::load_proposal(conn, id)?.unwrap().state;
        let opened = grant::Event::Opened {
            proposal: id,
            call: from.call,
            organisation: from.organisation,
            terms: terms.clone(),
            reports: vec![report],
        };
        let state = grant::evolve(None, grant, &opened, Some(officer), day(7, 1)).unwrap();
        cases::save_grant(conn, None, &state, &[opened], Some(officer), day(7, 1))
    });
    grant
}

/// Adds events to a grant's chain.
pub fn tell_grant(
    db: &Database,
    id: GrantId,
    by: PersonId,
    at: DateTime<Utc>,
    events: &[grant::Event],
) {
    db.write(|conn| {
        let before = cases::load_grant(conn, id)?.unwrap();
        let step =
            |state: Grant, event| grant::evolve(Some(state), id, event, Some(by), at).unwrap();
        let after = events.iter().fold(before.state.clone(), step);
        cases::save_grant(conn, Some(&before), &after, events, Some(by), at)
    });
}

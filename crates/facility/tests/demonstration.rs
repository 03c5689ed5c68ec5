//! The demonstration tells the whole story of the founding call: its figures, what stops earlier, and that everyone
//! finds work.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::sync::Arc;

use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use facility::clock::{Clock, SetClock};
use facility::demonstration::{self, Until};
use facility::documents::scanning::Scanner;
use facility::payments::Step;
use facility::work::Task;
use facility::{Facility, Failure};
use store::documents::Contents;
use store::funnel::Funnel;
use store::{DatabaseUrl, Store};
use tempfile::TempDir;
use workflow::ids::CallId;
use workflow::monitoring::{PaymentStatus, ReportStanding};
use workflow::refusal::Refusal;
use workflow::role::Actor;
use workflow::transition::{StageKind, Status};

/// A database with the story in it, as people find it on the last day.
struct Told {
    facility: Facility,
    /// The same data, opened a second time as by another server.
    elsewhere: Facility,
    call: CallId,
    _folder: TempDir,
}

fn facility(url: &DatabaseUrl, folder: &TempDir, until: Until) -> Facility {
    let store = Store::open(url, 2).unwrap();
    store.migrate().unwrap();
    Facility {
        rules: facility::due_diligence::standard().unwrap(),
        store,
        contents: Contents::folder(&folder.path().join("documents")).unwrap(),
        scanner: Scanner::default(),
        clock: Arc::new(SetClock::at(until.today())) as Arc<dyn Clock>,
    }
}

fn tell(url: &DatabaseUrl, folder: TempDir, until: Until) -> Told {
    let facility = facility(url, &folder, until);
    let mut last = ("", 0);
    let told = demonstration::tell(&facility, until, &mut |part, done, all| {
        assert!(done <= all);
        last = (part, done);
    });
    told.unwrap_or_else(|failure| panic!("{failure} after {last:?}"));
    let call = facility::call::by_code(&facility, None, "SGF2010")
        .unwrap()
        .call
        .id;
    let elsewhere = Facility {
        store: Store::open(url, 2).unwrap(),
        ..facility.clone()
    };
    Told {
        facility,
        elsewhere,
        call,
        _folder: folder,
    }
}

fn on_sqlite(until: Until) -> Told {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("minha.db").display());
    tell(&url.parse().unwrap(), folder, until)
}

impl Told {
    fn funnel(&self) -> Funnel {
        facility::dashboard::funnel(&self.facility, None, self.call).unwrap()
    }

    /// Accounts shown on the sign-in page: role, name, person.
    fn accounts(&self) -> Vec<(String, String, Actor)> {
        let people = self
            .facility
            .store
            .read(store::people::demonstration_accounts)
            .unwrap();
        people
            .into_iter()
            .map(|person| {
                let who = self
                    .facility
                    .store
                    .read(|conn| {
                        facility::accounts::signed_in(conn, person.id, self.facility.clock.now())
                    })
                    .unwrap()
                    .unwrap();
                (person.demonstration_role.unwrap(), person.name, who.actor)
            })
            .collect()
    }

    fn actor(&self, role: &str) -> Actor {
        let accounts = self.accounts();
        let (.., actor) = accounts.into_iter().find(|(of, ..)| of == role).unwrap();
        actor
    }

    fn tasks(&self, actor: &Actor) -> Vec<Task> {
        facility::work::tasks(&self.facility, actor).unwrap()
    }

    /// How many proposals of the founding call stand in a status.
    fn count(&self, status: Status) -> usize {
        self.facility
            .store
            .read(|conn| store::proposals::waiting(conn, self.call, status, 10_000))
            .unwrap()
            .len()
    }

    fn assert_verified(&self) {
        let verified = facility::verify::verify(&self.facility, |_, _| {}).unwrap();
        assert!(verified.finding.is_none(), "{:?}", verified.finding);
        assert!(verified.cases > 1_000);
    }
}

/// What the founding call is known for, and that every state of monitoring is there.
fn assert_whole_story(told: &Told) {
    let funnel = told.funnel();
    assert!(funnel.registered >= 800, "{funnel:?}");
    assert_eq!(funnel.countries, 76, "{funnel:?}");
    assert_eq!(funnel.screened, 300, "{funnel:?}");
    assert_eq!(funnel.eligible, 223, "{funnel:?}");
    assert_eq!(funnel.evaluated, 223, "{funnel:?}");
    assert!((10..=16).contains(&funnel.selected), "{funnel:?}");
    assert_eq!(funnel.funded, funnel.selected, "{funnel:?}");
    assert!(funnel.committed_minor <= 50_000_000, "{funnel:?}");
    assert!(funnel.committed_minor > 45_000_000, "{funnel:?}");
    assert!(funnel.paid_minor > 20_000_000, "{funnel:?}");
    assert_eq!(told.count(Status::Ineligible), 77);
    for status in [
        Status::Reserve,
        Status::RejectedOnQuality,
        Status::RejectedForLackOfFunds,
        Status::BelowThreshold,
        Status::Submitted,
        Status::Draft,
        Status::Withdrawn,
        Status::Declined,
        Status::Suspended,
        Status::Completed,
    ] {
        assert!(told.count(status) > 0, "{status}");
    }
    let manager = told.actor("facility_manager");
    let grants = facility::monitoring::list(&told.facility, &manager, Some(told.call)).unwrap();
    let standings: BTreeSet<ReportStanding> = grants
        .iter()
        .flat_map(|grant| grant.reports.iter().map(|report| report.standing))
        .collect();
    assert_eq!(standings, ReportStanding::ALL.iter().copied().collect());
    let payments: BTreeSet<PaymentStatus> = grants
        .iter()
        .flat_map(|grant| grant.grant.payments.values().map(|payment| payment.status))
        .collect();
    assert_eq!(payments, PaymentStatus::ALL.iter().copied().collect());
}

/// Payments are approved by one or two, one account moved and was confirmed, one payment went out in another currency, and
/// one grantee received less than was paid.
fn assert_payments(told: &Told) {
    let finance = told.actor("finance_officer");
    let grants = facility::monitoring::list(&told.facility, &finance, Some(told.call)).unwrap();
    let payments = || grants.iter().flat_map(|view| view.grant.payments.values());
    let approvals: BTreeSet<usize> = payments().map(|one| one.approvals.len()).collect();
    assert!(approvals.contains(&2), "{approvals:?}");
    assert!(grants.iter().any(|view| !view.confirmations.is_empty()));
    let abroad =
        |one: &&workflow::grant::Payment| one.made.as_ref().is_some_and(|made| made.out.is_some());
    assert!(payments().any(|one| abroad(&one) && one.receipt.is_some()));
    let desk = facility::payments::desk(&told.facility, &finance).unwrap();
    let steps: BTreeSet<Step> = desk.lines.iter().map(|line| line.step).collect();
    for step in [Step::Approve, Step::Pay, Step::Differs, Step::Arrive] {
        assert!(steps.contains(&step), "{steps:?}");
    }
    let orders = facility::payments::orders(&told.facility, &finance).unwrap();
    assert_eq!(orders.len(), desk.payable);
    // Whoever runs calls or belongs to a grantee has no part in it.
    for role in ["programme_officer", "applicant", "panel_member"] {
        let hidden = facility::payments::orders(&told.facility, &told.actor(role));
        assert!(
            matches!(hidden, Err(Failure::Refused(Refusal::Hidden))),
            "{role}"
        );
    }
    let manager = told.actor("facility_manager");
    assert!(facility::payments::desk(&told.facility, &manager).is_ok());
    let exported = facility::payments::orders(&told.facility, &manager);
    assert!(matches!(exported, Err(Failure::Refused(Refusal::Hidden))));
}

/// Two who record the same payment at the same instant, at two servers: one does, the other is told.
fn assert_paid_once(told: &Told) {
    let finance = told.actor("finance_officer");
    let orders = facility::payments::orders(&told.facility, &finance).unwrap();
    let order = orders.first().unwrap();
    let view = facility::monitoring::view(&told.facility, &finance, order.grant).unwrap();
    let before = view.grant.paid_minor();
    let record = workflow::grant::Command::RecordPayment {
        tranche: order.tranche,
        paid_on: view.today,
        reference: "B-1".to_owned(),
        exchange: None,
    };
    let together = std::sync::Barrier::new(2);
    let paid = std::thread::scope(|scope| {
        let (together, record, finance) = (&together, &record, &finance);
        let threads = [&told.facility, &told.elsewhere].map(|facility| {
            scope.spawn(move || {
                together.wait();
                facility::monitoring::act(facility, finance, order.grant, None, record)
            })
        });
        threads.map(|thread| thread.join().unwrap())
    });
    let (done, refused): (Vec<_>, Vec<_>) = paid.into_iter().partition(Result::is_ok);
    assert_eq!((done.len(), refused.len()), (1, 1));
    for failure in refused.into_iter().filter_map(Result::err) {
        let told = matches!(
            failure,
            Failure::ChangedMeanwhile | Failure::Refused(Refusal::WrongStatus { .. })
        );
        assert!(told, "{failure}");
    }
    let again = facility::monitoring::act(&told.facility, &finance, order.grant, None, &record);
    assert!(matches!(
        again,
        Err(Failure::Refused(Refusal::WrongStatus { .. }))
    ));
    let view = facility::monitoring::view(&told.facility, &finance, order.grant).unwrap();
    assert_eq!(view.grant.paid_minor() - before, order.amount.minor);
    let left = facility::payments::orders(&told.facility, &finance).unwrap();
    assert_eq!(left.len(), orders.len() - 1);
}

/// Every account finds something to do; an auditor only reads.
fn assert_work_for_everyone(told: &Told) {
    let accounts = told.accounts();
    let roles: BTreeSet<&str> = accounts.iter().map(|(role, ..)| role.as_str()).collect();
    let all = [
        "applicant",
        "auditor",
        "chair",
        "evaluator",
        "facility_manager",
        "finance_officer",
        "panel_member",
        "panel_secretary",
        "programme_officer",
        "screener",
    ];
    assert_eq!(roles, all.into());
    for (role, name, actor) in &accounts {
        let tasks = told.tasks(actor);
        assert!(role == "auditor" || !tasks.is_empty(), "{role} {name}");
    }
}

fn does(told: &Told, role: &str) -> BTreeSet<String> {
    let tasks = told.tasks(&told.actor(role));
    tasks.into_iter().map(|task| task.action).collect()
}

/// Some files were screened by two people who did not see each other's record, and their agreement is told.
fn assert_screened_twice(told: &Told) {
    let officer = told.actor("programme_officer");
    let figures = facility::screening::statistics::statistics(&told.facility, &officer, told.call);
    let twice = figures.unwrap().agreement.items();
    // Six in a hundred of 300 files are drawn; four standard deviations are 16.
    assert!((2..=34).contains(&twice), "{twice}");
}

#[test]
fn the_whole_story_has_the_figures_of_the_founding_call() {
    let told = on_sqlite(Until::Monitoring);
    assert_whole_story(&told);
    assert_work_for_everyone(&told);
    assert_payments(&told);
    assert_screened_twice(&told);
    told.assert_verified();
    assert_eq!(
        facility::dashboard::default_call(&told.facility, None).unwrap(),
        Some(told.call)
    );
    // Telling it twice would mix it with what is there.
    let again = demonstration::tell(&told.facility, Until::Screening, &mut |_, _, _| {});
    assert!(again.is_err());
    // The visitor's organisation has a report to write and can apply for the next call.
    let applicant = told.actor("applicant");
    assert!(does(&told, "applicant").contains("submit_report"));
    let next = facility::call::by_code(&told.facility, None, "SGF2011").unwrap();
    let (organisation, _) = applicant.memberships[0];
    facility::intake::start(&told.facility, &applicant, next.call.id, organisation).unwrap();
    for (role, action) in [
        ("screener", "confirm"),
        ("screener", "take_next"),
        ("screener", "conclude"),
        ("evaluator", "declare_no_conflict"),
        ("evaluator", "submit_scores"),
        ("panel_member", "declare_no_conflict"),
        ("panel_member", "cast_ballot"),
        ("chair", "cast_ballot"),
        ("chair", "open_voting"),
        ("chair", "record_outcome"),
        ("programme_officer", "assign_evaluators"),
        ("programme_officer", "accept_report"),
        ("programme_officer", "request_payment"),
        ("programme_officer", "confirm_verification"),
        ("finance_officer", "approve_payment"),
        ("finance_officer", "record_payment"),
        ("facility_manager", "approve"),
        ("facility_manager", "confirm_verification"),
    ] {
        let found = does(&told, role);
        assert!(found.contains(action), "{role} cannot {action}: {found:?}");
    }
    assert_paid_once(&told);
    told.assert_verified();
}

#[test]
fn a_story_until_screening_leaves_files_to_screen() {
    let told = on_sqlite(Until::Screening);
    let queued = told.count(Status::Queued);
    assert!((100..=140).contains(&queued), "{queued}");
    assert!(told.count(Status::ToConfirm) >= 5);
    assert!(told.count(Status::InReview) >= 1);
    assert_eq!(told.funnel().evaluated, 0);
    assert!(does(&told, "applicant").contains("answer_clarification"));
    for (role, ..) in told
        .accounts()
        .iter()
        .filter(|(role, ..)| role == "screener")
    {
        assert!(does(&told, role).contains("confirm"));
    }
    told.assert_verified();
}

#[test]
fn a_story_until_evaluation_leaves_files_to_read() {
    let told = on_sqlite(Until::Evaluation);
    let funnel = told.funnel();
    assert_eq!((funnel.screened, funnel.eligible), (300, 223));
    assert!(funnel.evaluated > 0 && funnel.evaluated < 223, "{funnel:?}");
    let found = does(&told, "evaluator");
    assert!(found.contains("declare_no_conflict"), "{found:?}");
    assert!(found.contains("submit_scores"), "{found:?}");
    told.assert_verified();
}

#[test]
fn a_story_until_selection_leaves_ballots_to_cast() {
    let told = on_sqlite(Until::Selection);
    let funnel = told.funnel();
    assert_eq!((funnel.evaluated, funnel.selected), (223, 0));
    assert!(does(&told, "panel_member").contains("cast_ballot"));
    assert!(does(&told, "chair").contains("open_voting"));
    let officer = told.actor("programme_officer");
    let agenda = facility::selection::agenda(&told.facility, &officer, told.call).unwrap();
    assert!(agenda.iter().any(|item| item.open));
    assert!(
        agenda
            .iter()
            .all(|item| item.status.to_string() != StageKind::Agreement.to_string())
    );
    told.assert_verified();
}

/// A database on the server of the tests that goes when the test ends.
struct OnServer {
    address: String,
    name: String,
}

impl Drop for OnServer {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        let mut conn = PgConnection::establish(&self.address).unwrap();
        conn.batch_execute(&drop).unwrap();
    }
}

#[test]
fn the_same_story_is_told_on_postgresql() {
    let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
        assert!(
            std::env::var("MINHA_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1"),
            "MINHA_TEST_POSTGRES_URL is not set: run `tests/postgres.sh start` and export what it prints, or set \
             MINHA_TEST_SQLITE_ONLY=1 to leave PostgreSQL out"
        );
        return;
    };
    let name = format!("minha_demonstration_{}", uuid::Uuid::new_v4().simple());
    let server = OnServer { address, name };
    PgConnection::establish(&server.address)
        .unwrap()
        .batch_execute(&format!("CREATE DATABASE {}", server.name))
        .unwrap();
    let (base, _) = server.address.rsplit_once('/').unwrap();
    let url: DatabaseUrl = format!("{base}/{}", server.name).parse().unwrap();
    let told = tell(&url, tempfile::tempdir().unwrap(), Until::Monitoring);
    assert_whole_story(&told);
    assert_work_for_everyone(&told);
    assert_payments(&told);
    assert_paid_once(&told);
    told.assert_verified();
}

//! Every template runs to its end through the use cases, on both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use facility::Facility;
use facility::accounts;
use facility::call::Source;
use facility::clock::{Clock, SetClock};
use facility::documents::scanning::Scanner;
use facility::evaluation::ScoreDraft;
use facility::evaluation::assignment::Planned;
use facility::registration::verification::{self, GivenAnswer};
use facility::screening::GivenVerdict;
use facility::selection::{self, NewSession};
use language::Language;
use serde_json::{Value, json};
use store::documents::Contents;
use store::{DatabaseUrl, Store};
use tempfile::TempDir;
use workflow::call::Command as Call;
use workflow::criterion::{Finding, Level};
use workflow::due_diligence::Answer;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::panel::Mode;
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::registration::{BankAccount, Declarations, Officer, Profile, YearlyBudget};
use workflow::role::{Actor, Appointment, Role};
use workflow::screening::{Command as Screening, Outcome};
use workflow::selection::{Choice, Command as Selection, Decision, Written};
use workflow::text::Text;
use workflow::transition::{StageKind, Status};
use workflow::{agreement, interest, organisation};

/// A database on the server of the tests that goes when the test ends.
struct OnServer {
    address: String,
    name: String,
}

impl OnServer {
    fn command(&self, sql: &str) {
        PgConnection::establish(&self.address)
            .unwrap()
            .batch_execute(sql)
            .unwrap();
    }
}

impl Drop for OnServer {
    fn drop(&mut self) {
        self.command(&format!(
            "DROP DATABASE IF EXISTS {} WITH (FORCE)",
            self.name
        ));
    }
}

/// A facility with its people.
struct World {
    facility: Facility,
    clock: Arc<SetClock>,
    officer: PersonId,
    manager: PersonId,
    _folder: TempDir,
}

/// Some text.
fn text() -> Text {
    Text::parse("As discussed.").unwrap()
}

impl World {
    fn at(url: &DatabaseUrl, folder: TempDir) -> Self {
        let store = Store::open(url, 2).unwrap();
        store.migrate().unwrap();
        let clock = Arc::new(SetClock::at("2027-01-04T09:00:00Z".parse().unwrap()));
        let facility = Facility {
            rules: facility::due_diligence::standard().unwrap(),
            store,
            contents: Contents::folder(&folder.path().join("documents")).unwrap(),
            scanner: Scanner::default(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
        };
        let mut world = Self {
            facility,
            clock,
            officer: PersonId::new_v7(Utc::now()),
            manager: PersonId::new_v7(Utc::now()),
            _folder: folder,
        };
        world.officer = world.staff("Olena", Role::ProgrammeOfficer);
        world.manager = world.staff("Mariam", Role::FacilityManager);
        world
    }

    fn set(&self, moment: &str) {
        self.clock.set(moment.parse::<DateTime<Utc>>().unwrap());
    }

    fn person(&self, name: &str) -> PersonId {
        let now = self.facility.clock.now();
        let email = format!("{}@people.example", name.to_lowercase().replace(' ', "."));
        let person = accounts::new_person(&email, name, Language::English, None, now);
        self.facility
            .store
            .write(|conn| {
                store::people::insert(conn, &person)?;
                store::people::confirm_email(conn, person.id, now)
            })
            .unwrap();
        person.id
    }

    fn staff(&self, name: &str, role: Role) -> PersonId {
        let person = self.person(name);
        let appointment = Appointment {
            role,
            call: None,
            agency: None,
        };
        let now = self.facility.clock.now();
        self.facility
            .store
            .write(|conn| store::people::appoint(conn, person, &appointment, None, now))
            .unwrap();
        person
    }

    fn actor(&self, person: PersonId) -> Actor {
        let found = self
            .facility
            .store
            .read(|conn| accounts::signed_in(conn, person, self.clock.now()));
        found.unwrap().unwrap().actor
    }

    /// A verified organisation with an owner and a second contact.
    fn organisation(&self, name: &str) -> (PersonId, OrganisationId) {
        let owner = self.person(&format!("{name} owner"));
        let id = facility::registration::register(&self.facility, owner, profile(name)).unwrap();
        let other = self.person(&format!("{name} editor"));
        let now = self.facility.clock.now();
        self.facility
            .store
            .write(|conn| store::people::add_membership(conn, id, other, Role::Editor, now))
            .unwrap();
        let given = GivenAnswer {
            answer: Answer::Yes,
            comment: Some(text()),
            evidence: Default::default(),
        };
        let asked = &self.facility.rules.questions;
        let answers = asked
            .iter()
            .map(|question| (question.id.clone(), given.clone()))
            .collect();
        let officer = self.actor(self.officer);
        verification::answer(&self.facility, &officer, id, None, &answers, Some(&text())).unwrap();
        let confirm = organisation::Command::ConfirmVerification;
        let manager = self.actor(self.manager);
        facility::registration::act(&self.facility, &manager, id, None, &confirm).unwrap();
        (owner, id)
    }

    /// The call of a template, approved and published by two people.
    fn published(&self, template: &str) -> CallId {
        let source = Source::Template(template.to_owned());
        let id =
            facility::call::draft_from(&self.facility, &self.actor(self.officer), &source, "new1")
                .unwrap();
        self.on_call(self.manager, id, &Call::Approve);
        self.on_call(self.officer, id, &Call::Publish);
        id
    }

    fn on_call(&self, by: PersonId, id: CallId, command: &Call) {
        facility::call::act(&self.facility, &self.actor(by), id, None, command).unwrap();
    }

    fn act(&self, by: PersonId, id: ProposalId, command: &Command) {
        facility::proposal::act(&self.facility, &self.actor(by), id, None, command)
            .unwrap_or_else(|failure| panic!("{command:?}: {failure}"));
    }

    fn advance(&self, id: ProposalId) {
        self.act(self.officer, id, &Command::Advance);
    }

    /// Writes and submits the step the file stands in.
    fn submit(&self, owner: PersonId, id: ProposalId, answers: BTreeMap<String, Value>) {
        let actor = self.actor(owner);
        facility::intake::save(&self.facility, &actor, id, None, answers).unwrap();
        facility::intake::submit(&self.facility, &actor, id, None, true).unwrap();
    }

    fn rules(&self, id: ProposalId) -> Stage {
        let view = facility::proposal::view(&self.facility, &self.actor(self.manager), id).unwrap();
        let procedure = &view.call.definition.procedure;
        procedure.stage(view.proposal.position).unwrap().clone()
    }

    fn stands(&self, id: ProposalId) -> (StageKind, Status) {
        let view = facility::proposal::view(&self.facility, &self.actor(self.manager), id).unwrap();
        (view.proposal.stage, view.proposal.status)
    }

    /// Every criterion passes; a second person confirms where that is needed.
    fn screened(&self, screeners: [PersonId; 2], id: ProposalId) {
        let first = self.actor(screeners[0]);
        let taken = facility::screening::take_next(&self.facility, &first).unwrap();
        assert_eq!(taken, Some(id));
        let checklist = facility::screening::checklist(&self.facility, &first, id).unwrap();
        for line in &checklist.lines {
            // What the rules find holds as well, but for papers, which these applicants have sent by post.
            let finding = line.proposed.as_ref().map(|proposed| proposed.finding);
            assert!(
                finding.is_none_or(|finding| finding == Finding::Pass)
                    || line.criterion.level == Level::Document,
                "{}: {:?}",
                line.criterion.id,
                line.proposed
            );
        }
        let pass = |line: &facility::screening::Line| {
            let proposed = line.proposed.as_ref();
            let overruled = proposed.is_some_and(|proposed| proposed.finding == Finding::Fail);
            let verdict = GivenVerdict {
                outcome: Outcome::Pass,
                reason_code: None,
                reason: overruled.then(text),
            };
            (line.criterion.id.clone(), verdict)
        };
        let verdicts = checklist.lines.iter().map(pass).collect();
        facility::screening::record(&self.facility, &first, id, None, &verdicts, true).unwrap();
        if self.stands(id).1 == Status::ToConfirm {
            self.act(screeners[1], id, &Command::Screening(Screening::Confirm));
        }
    }

    /// As many evaluators as the round needs give nine tenths of the points.
    fn evaluated(&self, evaluators: &[PersonId], id: ProposalId) {
        let Stage::Evaluation(rules) = self.rules(id) else {
            panic!("not in an evaluation");
        };
        let chosen: BTreeSet<PersonId> = evaluators
            .iter()
            .take(rules.readers as usize)
            .copied()
            .collect();
        let planned = Planned {
            evaluators: chosen.clone(),
            ..Planned::default()
        };
        let plan = [(id, planned)].into();
        let officer = self.actor(self.officer);
        facility::evaluation::assignment::assign(&self.facility, &officer, &plan).unwrap();
        for person in chosen {
            let actor = self.actor(person);
            // Whoever has declared in an earlier round need not again.
            let free = Command::Interest(interest::Command::DeclareNone);
            let _ = facility::proposal::act(&self.facility, &actor, id, None, &free);
            let points = rules.questions().map(|question| {
                let steps = question.max / question.step * 9 / 10;
                (question.id.clone(), steps * question.step)
            });
            let draft = ScoreDraft {
                scores: points.collect(),
                comments: BTreeMap::new(),
                overall: "A sound plan.".to_owned(),
                ..ScoreDraft::default()
            };
            facility::evaluation::submit(&self.facility, &actor, id, None, &draft).unwrap();
        }
        assert_eq!(self.stands(id), (StageKind::Evaluation, Status::Evaluated));
    }

    /// The panel funds, and the decision is released by somebody else than the chair.
    fn selected(&self, panel: &[PersonId], id: ProposalId) {
        for member in panel {
            self.act(
                *member,
                id,
                &Command::Interest(interest::Command::DeclareNone),
            );
        }
        let call = facility::proposal::view(&self.facility, &self.actor(self.officer), id);
        let call = call.unwrap().call.id;
        let chair = self.actor(panel[0]);
        let starts = self.facility.clock.now();
        let session = NewSession {
            mode: Mode::Asynchronous,
            starts,
            ends: Some(starts + chrono::TimeDelta::days(3)),
            agenda: Some(vec![id]),
        };
        let number = selection::convene(&self.facility, &chair, call, &session).unwrap();
        selection::begin(&self.facility, &chair, call, number).unwrap();
        self.act(panel[0], id, &Command::Selection(Selection::OpenVoting));
        let ballot = Written {
            choice: Choice::Fund,
            amount: None,
            points: None,
            place: None,
        };
        for member in panel {
            let member = self.actor(*member);
            selection::cast(&self.facility, &member, id, &ballot, None).unwrap();
        }
        self.act(panel[0], id, &Command::Selection(Selection::CloseVoting));
        let outcome = Selection::RecordOutcome {
            decision: Decision::Selected,
            amount: None,
            reserve_rank: None,
            conditions: None,
            reason: text(),
        };
        self.act(panel[0], id, &Command::Selection(outcome));
        assert_eq!(selection::adopt(&self.facility, &chair, call).unwrap(), 1);
        let manager = self.actor(self.manager);
        selection::countersign(&self.facility, &manager, call, 1).unwrap();
        selection::end(&self.facility, &chair, call, number).unwrap();
        selection::sign(&self.facility, &chair, call, number, None).unwrap();
        let minutes = selection::minutes(&self.facility, &manager, call, number).unwrap();
        assert!(minutes.as_signed);
        let outcome = minutes.items[0].outcome.as_ref().unwrap();
        assert_eq!(outcome.decision, Decision::Selected);
        self.act(self.manager, id, &Command::Selection(Selection::Release));
    }

    /// The agreement is sent as a paper by the manager, who has read it; its digest.
    fn paper(&self, id: ProposalId) -> workflow::record::Digest {
        use facility::agreement::{self, signing};
        let manager = self.actor(self.manager);
        let draft = agreement::view(&self.facility, &manager, id).unwrap().draft;
        assert!(draft.is_some());
        let other = Some(workflow::record::digest(b"another"));
        let changed = signing::send(&self.facility, &manager, id, None, other);
        assert!(matches!(changed, Err(facility::Failure::ChangedMeanwhile)));
        let (_, preview) = signing::pdf(&self.facility, &manager, id).unwrap();
        signing::send(&self.facility, &manager, id, None, draft).unwrap();
        let paper = agreement::view(&self.facility, &manager, id)
            .unwrap()
            .paper
            .unwrap();
        // What was approved is what was sent.
        assert_eq!(workflow::record::digest(&preview), paper);
        paper
    }

    /// Terms, both signatures, and the project runs.
    fn agreed(&self, owner: PersonId, id: ProposalId, starts_on: &str, ends_on: &str) {
        use agreement::Command as Agreement;
        let view = facility::proposal::view(&self.facility, &self.actor(self.manager), id).unwrap();
        let terms = Agreement::PrepareAgreement {
            amount: view.proposal.awarded().unwrap(),
            starts_on: starts_on.parse().unwrap(),
            ends_on: ends_on.parse().unwrap(),
        };
        self.act(self.officer, id, &Command::Agreement(terms));
        let paper = self.paper(id);
        for (by, command) in [
            (owner, Agreement::AcceptAgreement { paper }),
            (owner, Agreement::SignAgreement { paper }),
            (self.manager, Agreement::SignAgreement { paper }),
        ] {
            self.act(by, id, &Command::Agreement(command));
        }
        // What is signed is served as it was sent, byte for byte.
        let (_, signed) =
            facility::agreement::signing::pdf(&self.facility, &self.actor(owner), id).unwrap();
        assert_eq!(workflow::record::digest(&signed), paper);
        self.advance(id);
        assert_eq!(self.stands(id), (StageKind::Monitoring, Status::Active));
    }

    /// Subjects of the mails to a person, oldest first.
    fn mails(&self, person: PersonId) -> Vec<String> {
        let found = self
            .facility
            .store
            .read(|conn| store::outbox::newest(conn, Some(person), None, 100));
        let mut subjects: Vec<String> = found
            .unwrap()
            .into_iter()
            .map(|mail| mail.subject)
            .collect();
        subjects.reverse();
        subjects
    }

    fn verified(&self) {
        let found = facility::verify::verify(&self.facility, |_, _| {}).unwrap();
        assert!(found.finding.is_none(), "{:?}", found.finding);
    }
}

fn profile(name: &str) -> Profile {
    let country = "KE".parse().unwrap();
    Profile {
        registration_number: Some(format!("NGO-{name}")),
        registration_authority: Some("NGO Coordination Board".to_owned()),
        registered_on: Some("2005-06-01".parse().unwrap()),
        unregistered_reason: Some("The certificate is being renewed.".to_owned()),
        email: Some("office@example.org".to_owned()),
        address: Some("12 Example Street, Nairobi".to_owned()),
        founded_on: Some("2004-01-15".parse().unwrap()),
        officers: vec![Officer::named("Wanjiru Kamau")],
        budget_currency: Some(workflow::money::Currency::USD),
        budgets: [2026, 2025, 2024]
            .map(|year| YearlyBudget {
                year,
                minor: 12_000_000,
            })
            .to_vec(),
        bank_account: Some(BankAccount {
            holder: name.to_owned(),
            bank: "Example Bank".to_owned(),
            country,
            number: format!(
                "{:010}",
                name.bytes()
                    .fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte))
                        % 10_000_000_000)
            ),
            bic: None,
        }),
        unaudited_reason: Some("The audit is under way.".to_owned()),
        experience: Some("A shelter since 2005.".to_owned()),
        working_languages: ["en".to_owned()].into(),
        declarations: Declarations::all_yes(),
        ..Profile::new(name.to_owned(), country, "association".to_owned())
    }
}

fn answers(given: &[(&str, Value)]) -> BTreeMap<String, Value> {
    let named = |(name, value): &(&str, Value)| ((*name).to_owned(), value.clone());
    given.iter().map(named).collect()
}

fn budget(heading: &str, minor: i64) -> Value {
    json!([{ "heading": heading, "description": "All of it", "quantity": 1, "unit_cost_minor": minor, "requested_minor": minor }])
}

const WORDS: &str = "People are met where they are, and choose for themselves.";

/// The call in two steps, from the concept note to the running project.
fn two_steps(world: &World) {
    let call = world.published("two-step");
    let screeners = ["Samir", "Sofia"].map(|name| world.staff(name, Role::Screener));
    let evaluators: Vec<PersonId> = ["Eva", "Erik", "Esra"]
        .map(|name| world.staff(name, Role::Evaluator))
        .to_vec();
    let panel = [
        world.staff("Chiara", Role::Chair),
        world.staff("Marko", Role::PanelMember),
        world.staff("Miriam", Role::PanelMember),
    ];
    let (owner, organisation) = world.organisation("Light House");
    let (waiting, second) = world.organisation("Open Door");
    world.set("2027-02-10T09:00:00Z");
    let note = |title: &str| {
        answers(&[
            ("title", title.into()),
            ("theme", "justice".into()),
            ("country", "KE".into()),
            ("months", 24.into()),
            ("language", "en".into()),
            ("requested", 9_000_000.into()),
            ("idea", WORDS.into()),
            ("relevance", WORDS.into()),
        ])
    };
    let start = |owner, organisation| {
        facility::intake::start(&world.facility, &world.actor(owner), call, organisation).unwrap()
    };
    let id = start(owner, organisation);
    world.submit(owner, id, note("Know your rights"));
    let other = start(waiting, second);
    world.submit(waiting, other, note("Second"));
    world.set("2027-03-20T09:00:00Z");
    for file in [id, other] {
        world.advance(file);
    }
    world.evaluated(&evaluators, id);
    world.advance(id);
    assert_eq!(world.stands(id), (StageKind::Intake, Status::Draft));
    assert!(
        world
            .mails(owner)
            .iter()
            .any(|subject| subject.contains("next step")),
        "{:?}",
        world.mails(owner)
    );
    // The full proposal begins with what is asked again; the concept note is what the facility reads meanwhile.
    let draft = facility::intake::draft(&world.facility, &world.actor(owner), id).unwrap();
    assert_eq!(
        draft.answers,
        answers(&[("title", "Know your rights".into())])
    );
    assert!(draft.writable && !draft.submitted);
    let read = |by: PersonId| {
        let view = facility::proposal::view(&world.facility, &world.actor(by), id).unwrap();
        view.content.unwrap()
    };
    assert!(read(world.officer).answers.contains_key("idea"));
    // The extension of the second step tells those who write in it, and nobody else.
    let before = [world.mails(owner).len(), world.mails(waiting).len()];
    let closes = "2027-06-21T16:00:00".parse().unwrap();
    let extend = Call::ExtendDeadline {
        position: 2,
        closes,
        reason: text(),
    };
    world.on_call(world.manager, call, &extend);
    assert_eq!(
        [world.mails(owner).len(), world.mails(waiting).len()],
        [before[0] + 1, before[1]]
    );
    world.set("2027-06-18T09:00:00Z");
    let full = answers(&[
        ("activities", WORDS.into()),
        ("results", WORDS.into()),
        ("sustainability", WORDS.into()),
        ("budget", budget("staff", 12_000_000)),
        ("truth", true.into()),
    ]);
    world.submit(owner, id, full);
    let content = read(world.officer);
    assert!(content.answers.contains_key("activities"));
    assert_eq!(content.version, 2);
    world.set("2027-06-22T09:00:00Z");
    world.advance(id);
    world.evaluated(&evaluators, id);
    world.advance(id);
    world.selected(&panel, id);
    world.advance(id);
    assert_eq!(world.stands(id), (StageKind::Screening, Status::Queued));
    let funnel = facility::dashboard::funnel(&world.facility, None, call).unwrap();
    assert_eq!((funnel.selected, funnel.committed_minor), (1, 12_000_000));
    world.screened(screeners, id);
    world.advance(id);
    world.agreed(owner, id, "2027-12-01", "2029-11-30");
    world.verified();
}

/// The award: nominated, evaluated by a committee, chosen by a jury; then the call is over.
fn award(world: &World) {
    let call = world.published("business-leaders-award");
    let screeners = ["Samir", "Sofia"].map(|name| world.staff(name, Role::Screener));
    let committee: Vec<PersonId> = ["Eva", "Erik", "Esra"]
        .map(|name| world.staff(name, Role::Evaluator))
        .to_vec();
    let jury = [
        world.staff("Chiara", Role::Chair),
        world.staff("Marko", Role::PanelMember),
        world.staff("Miriam", Role::PanelMember),
    ];
    let (owner, organisation) = world.organisation("Light House");
    world.set("2027-03-10T09:00:00Z");
    let start = || {
        facility::intake::start(&world.facility, &world.actor(owner), call, organisation).unwrap()
    };
    let id = start();
    let nomination = answers(&[
        ("nominee", "Amina Okello, Fair Threads".into()),
        ("country", "KE".into()),
        ("theme", "supply_chain".into()),
        ("language", "en".into()),
        ("deed", WORDS.into()),
        ("effect", WORDS.into()),
        ("consent", true.into()),
    ]);
    world.submit(owner, id, nomination);
    world.set("2027-05-03T09:00:00Z");
    world.advance(id);
    world.screened(screeners, id);
    world.advance(id);
    world.evaluated(&committee, id);
    world.advance(id);
    world.selected(&jury, id);
    assert_eq!(world.stands(id), (StageKind::Selection, Status::Selected));
    assert!(
        world
            .mails(owner)
            .iter()
            .any(|subject| subject.contains("selected")),
        "{:?}",
        world.mails(owner)
    );
    let refused = facility::proposal::act(
        &world.facility,
        &world.actor(world.officer),
        id,
        None,
        &Command::Advance,
    );
    assert!(refused.is_err());
    let funnel = facility::dashboard::funnel(&world.facility, None, call).unwrap();
    assert_eq!((funnel.selected, funnel.committed_minor), (1, 0));
    world.on_call(world.manager, call, &Call::Finalise);
    world.verified();
}

/// Who is told of an extension and of a cancellation: those who write or have applied, and nobody else.
fn told(world: &World) {
    let call = world.published("ungift-2010");
    let view = facility::call::view(&world.facility, None, call).unwrap();
    let opens = view.call.definition.dates.opens_at();
    world.clock.set(opens + chrono::TimeDelta::days(1));
    let people = ["Writes", "Withdrew", "Elsewhere"].map(|name| world.organisation(name));
    let start = |(owner, organisation): (PersonId, OrganisationId)| {
        facility::intake::start(&world.facility, &world.actor(owner), call, organisation).unwrap()
    };
    start(people[0]);
    let gone = start(people[1]);
    let withdraw = workflow::intake::Command::Withdraw { reason: None };
    world.act(people[1].0, gone, &Command::Intake(withdraw));
    let counts = || people.map(|(owner, _)| world.mails(owner).len());
    let before = counts();
    let closes = view.call.definition.dates.closes + chrono::TimeDelta::days(1);
    let extend = Call::ExtendDeadline {
        position: 0,
        closes,
        reason: text(),
    };
    world.on_call(world.manager, call, &extend);
    assert_eq!(counts(), [before[0] + 1, before[1], before[2]]);
    let editors = world
        .facility
        .store
        .read(|conn| store::people::writers_of(conn, people[0].1));
    for editor in editors.unwrap() {
        let subjects = world.mails(editor.id);
        assert!(
            subjects.iter().any(|subject| subject.contains("deadline")),
            "{subjects:?}"
        );
    }
    let cancel = Call::Cancel { reason: text() };
    world.on_call(world.manager, call, &cancel);
    assert_eq!(counts(), [before[0] + 2, before[1], before[2]]);
    assert!(
        world
            .mails(people[0].0)
            .last()
            .unwrap()
            .contains("cancelled")
    );
}

/// Runs a story on a file, and on a database of its own on the server of the tests.
macro_rules! on_both {
    ($($story:ident)*) => {
        mod sqlite {
            $(#[test] fn $story() {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("minha.db").display());
                super::$story(&super::World::at(&url.parse().unwrap(), folder));
            })*
        }
        mod postgres {
            $(#[test] fn $story() {
                let Ok(address) = std::env::var("MINHA_TEST_POSTGRES_URL") else {
                    assert!(
                        std::env::var("MINHA_TEST_SQLITE_ONLY").is_ok_and(|value| value == "1"),
                        "MINHA_TEST_POSTGRES_URL is not set: run `tests/postgres.sh start` and export what it prints, or set \
                         MINHA_TEST_SQLITE_ONLY=1 to leave PostgreSQL out"
                    );
                    return;
                };
                let name = format!("minha_lives_{}", uuid::Uuid::new_v4().simple());
                let server = super::OnServer { address, name };
                server.command(&format!("CREATE DATABASE {}", server.name));
                let (base, _) = server.address.rsplit_once('/').unwrap();
                let url = format!("{base}/{}", server.name).parse().unwrap();
                super::$story(&super::World::at(&url, tempfile::tempdir().unwrap()));
            })*
        }
    };
}

on_both! { two_steps award told }

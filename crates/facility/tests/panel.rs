//! The panel votes at the same instant, on both databases: everybody once, and nobody twice.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::{Arc, Barrier};

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use facility::clock::{Clock, SetClock};
use facility::documents::scanning::Scanner;
use facility::selection::{self, NewSession, Receipt};
use facility::{Facility, Failure, accounts};
use language::Language;
use serde_json::Value;
use store::documents::Contents;
use store::{DatabaseUrl, Store};
use tempfile::TempDir;
use workflow::call::Command as Call;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::panel::Mode;
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::refusal::Refusal;
use workflow::registration::{BankAccount, Declarations, Officer, Profile, YearlyBudget};
use workflow::role::{Actor, Appointment, Role, Term};
use workflow::selection::{Choice, Command as Selection, Written};

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

/// A panel of six in a room, one item open for a secret or an open vote.
struct Room {
    facility: Facility,
    call: CallId,
    file: ProposalId,
    panel: Vec<Actor>,
    clock: Arc<SetClock>,
    _folder: TempDir,
}

fn staff(facility: &Facility, name: &str, role: Role) -> Actor {
    let person = person(facility, name);
    let appointment = Appointment {
        role,
        call: None,
        agency: role.votes().then(|| name.to_owned()),
    };
    let now = facility.clock.now();
    facility
        .store
        .write(|conn| store::people::appoint(conn, person, &appointment, None, now))
        .unwrap();
    actor(facility, person)
}

fn person(facility: &Facility, name: &str) -> PersonId {
    let now = facility.clock.now();
    let email = format!("{}@people.example", name.to_lowercase().replace(' ', "."));
    let person = accounts::new_person(&email, name, Language::English, None, now);
    facility
        .store
        .write(|conn| {
            store::people::insert(conn, &person)?;
            store::people::confirm_email(conn, person.id, now)
        })
        .unwrap();
    person.id
}

fn actor(facility: &Facility, person: PersonId) -> Actor {
    let now = facility.clock.now();
    let found = facility
        .store
        .read(|conn| accounts::signed_in(conn, person, now));
    found.unwrap().unwrap().actor
}

fn profile(name: &str) -> Profile {
    Profile {
        registration_number: Some("NGO-1".to_owned()),
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
            country: "KE".parse().unwrap(),
            number: "0123456789".to_owned(),
            bic: None,
        }),
        unaudited_reason: Some("The audit is under way.".to_owned()),
        experience: Some("A shelter since 2005.".to_owned()),
        working_languages: ["en".to_owned()].into(),
        declarations: Declarations::all_yes(),
        ..Profile::new(
            name.to_owned(),
            "KE".parse().unwrap(),
            "association".to_owned(),
        )
    }
}

impl Room {
    /// The award, decided by the jury alone: nominated, then voted on.
    fn at(url: &DatabaseUrl, folder: TempDir, secret: bool) -> Self {
        let store = Store::open(url, 8).unwrap();
        store.migrate().unwrap();
        let clock = Arc::new(SetClock::at("2027-01-04T09:00:00Z".parse().unwrap()));
        let set = |moment: &str| clock.set(moment.parse::<DateTime<Utc>>().unwrap());
        let facility = Facility {
            rules: facility::due_diligence::standard().unwrap(),
            store,
            contents: Contents::folder(&folder.path().join("documents")).unwrap(),
            scanner: Scanner::default(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
        };
        let officer = staff(&facility, "Olena", Role::ProgrammeOfficer);
        let manager = staff(&facility, "Mariam", Role::FacilityManager);
        let mut definition = facility::call::template("business-leaders-award").unwrap();
        definition
            .procedure
            .0
            .retain(|stage| matches!(stage, Stage::Intake(_) | Stage::Selection(_)));
        for stage in &mut definition.procedure.0 {
            if let Stage::Selection(rules) = stage {
                rules.secret = secret;
            }
        }
        let call = facility::call::draft(&facility, &officer, definition).unwrap();
        facility::call::act(&facility, &manager, call, None, &Call::Approve).unwrap();
        facility::call::act(&facility, &officer, call, None, &Call::Publish).unwrap();
        let owner = person(&facility, "Owner");
        let organisation =
            facility::registration::register(&facility, owner, profile("Light House")).unwrap();
        let other = person(&facility, "Second contact");
        let now = facility.clock.now();
        facility
            .store
            .write(|conn| {
                store::people::add_membership(conn, organisation, other, Role::Editor, now)
            })
            .unwrap();
        set("2027-03-10T09:00:00Z");
        let owner = actor(&facility, owner);
        let file = facility::intake::start(&facility, &owner, call, organisation).unwrap();
        let words: Value = "People are met where they are.".into();
        let answers: BTreeMap<String, Value> = [
            ("nominee", "Amina Okello, Fair Threads".into()),
            ("country", "KE".into()),
            ("theme", "supply_chain".into()),
            ("language", "en".into()),
            ("deed", words.clone()),
            ("effect", words),
            ("consent", true.into()),
        ]
        .map(|(name, value): (&str, Value)| (name.to_owned(), value))
        .into();
        facility::intake::save(&facility, &owner, file, None, answers).unwrap();
        facility::intake::submit(&facility, &owner, file, None, true).unwrap();
        set("2027-05-03T09:00:00Z");
        facility::proposal::act(&facility, &officer, file, None, &Command::Advance).unwrap();
        let mut panel = vec![staff(&facility, "Chiara", Role::Chair)];
        for name in ["Marko", "Miriam", "Musa", "Mei", "Mona"] {
            panel.push(staff(&facility, name, Role::PanelMember));
        }
        for member in &panel {
            selection::declare(&facility, member, call, &BTreeMap::new()).unwrap();
        }
        let new = NewSession {
            mode: Mode::Room,
            starts: facility.clock.now(),
            ends: None,
            agenda: None,
        };
        selection::convene(&facility, &panel[0], call, &new).unwrap();
        selection::begin(&facility, &panel[0], call, 1).unwrap();
        // Everybody comes in at the same instant.
        at_once(&panel, |member| {
            selection::attend(&facility, member, call, 1, member.person).unwrap();
        });
        let open = Command::Selection(Selection::OpenVoting);
        facility::proposal::act(&facility, &panel[0], file, None, &open).unwrap();
        Self {
            facility,
            call,
            file,
            panel,
            clock,
            _folder: folder,
        }
    }

    fn cast(
        &self,
        member: &Actor,
        choice: Choice,
        replaces: Option<&Receipt>,
    ) -> Result<Option<Receipt>, Failure> {
        let ballot = Written {
            choice,
            amount: None,
            points: None,
            place: None,
        };
        selection::cast(&self.facility, member, self.file, &ballot, replaces)
    }

    /// How many have voted.
    fn voted(&self) -> usize {
        let item = selection::item(&self.facility, &self.panel[0], self.file);
        item.unwrap().unwrap_or_else(|_| panic!("declared")).voted
    }

    fn close(&self) {
        let close = Command::Selection(Selection::CloseVoting);
        facility::proposal::act(&self.facility, &self.panel[0], self.file, None, &close).unwrap();
    }

    /// Votes by choice, after closing.
    fn tally(&self) -> BTreeMap<Choice, u32> {
        let item = selection::item(&self.facility, &self.panel[0], self.file);
        item.unwrap()
            .unwrap_or_else(|_| panic!("declared"))
            .item
            .tally
    }

    fn verified(&self) {
        let found = facility::verify::verify(&self.facility, |_, _| {}).unwrap();
        assert!(found.finding.is_none(), "{:?}", found.finding);
    }
}

/// Lets each do the same at the same instant; answers what came of it.
fn at_once<T: Sync, R: Send>(those: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let together = Barrier::new(those.len());
    std::thread::scope(|scope| {
        let (together, work) = (&together, &work);
        let threads: Vec<_> = those
            .iter()
            .map(|one| {
                scope.spawn(move || {
                    together.wait();
                    work(one)
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// Six open votes in one instant are six votes.
fn open_votes(room: &Room) {
    let before = selection::pulse(&room.facility, room.call, 1).unwrap();
    let cast = at_once(&room.panel, |member| room.cast(member, Choice::Fund, None));
    assert!(cast.into_iter().all(|one| one.unwrap().is_none()));
    assert_eq!(room.voted(), 6);
    // Whoever follows looks again after each.
    assert_eq!(
        selection::pulse(&room.facility, room.call, 1).unwrap(),
        before + 6
    );
    // Each changes their vote in one instant: still six.
    for cast in at_once(&room.panel, |member| {
        room.cast(member, Choice::Reject, None)
    }) {
        cast.unwrap();
    }
    room.close();
    assert_eq!(room.tally(), BTreeMap::from([(Choice::Reject, 6)]));
    room.verified();
}

/// Six secret votes in one instant are six ballots, each found by its receipt and no other.
fn secret_votes(room: &Room) {
    let receipts: Vec<Receipt> = at_once(&room.panel, |member| {
        room.cast(member, Choice::Fund, None).unwrap().unwrap()
    });
    assert_eq!(room.voted(), 6);
    room.close();
    assert_eq!(room.tally(), BTreeMap::from([(Choice::Fund, 6)]));
    for receipt in &receipts {
        let counted = selection::counted(&room.facility, &room.panel[1], room.file, receipt);
        assert_eq!(counted.unwrap().choice, Choice::Fund);
    }
    room.verified();
}

/// One member at two devices in one instant votes once, and one of them is told so; with one receipt they replace once.
fn one_member_twice(room: &Room) {
    let member = &room.panel[1];
    let choices = [Choice::Fund, Choice::Reject];
    let once = |replaces: Option<&Receipt>| {
        let cast = at_once(&choices, |choice| room.cast(member, *choice, replaces));
        let (given, refused): (Vec<_>, Vec<_>) = cast.into_iter().partition(Result::is_ok);
        assert_eq!((given.len(), refused.len()), (1, 1));
        for failure in refused {
            let failure = failure.unwrap_err();
            let unknown = matches!(failure, Failure::Refused(Refusal::ReceiptUnknown));
            assert!(unknown, "{failure}");
        }
        given.into_iter().next().unwrap().unwrap().unwrap()
    };
    let first = once(None);
    assert_eq!(room.voted(), 1);
    let second = once(Some(&first));
    assert_eq!(room.voted(), 1);
    for other in [0, 2, 3, 4] {
        room.cast(&room.panel[other], Choice::Abstain, None)
            .unwrap();
    }
    room.close();
    let tally = room.tally();
    assert_eq!(tally.values().sum::<u32>(), 5);
    assert_eq!(tally[&Choice::Abstain], 4);
    let counted = |receipt| selection::counted(&room.facility, member, room.file, receipt);
    assert!(counted(&second).is_ok());
    assert!(counted(&first).is_err());
    room.verified();
}

/// A seat gives something from the first to the last day of its term, and nothing before and after.
fn term(room: &Room) {
    let guest = person(&room.facility, "Guest");
    let given = Appointment {
        role: Role::PanelMember,
        call: Some(room.call),
        agency: Some("ILO".to_owned()),
    };
    let day = |text: &str| text.parse().ok();
    let term = Term {
        from: day("2027-05-04"),
        until: day("2027-05-05"),
    };
    let now = room.clock.now();
    room.facility
        .store
        .write(|conn| store::people::appoint_for(conn, guest, &given, term, None, now, false))
        .unwrap();
    let sits = |moment: &str| {
        room.clock.set(moment.parse::<DateTime<Utc>>().unwrap());
        let guest = actor(&room.facility, guest);
        let seen = selection::agenda(&room.facility, &guest, room.call).is_ok();
        let chair = &room.panel[0];
        let table = selection::room(&room.facility, chair, room.call, 1)
            .unwrap()
            .table;
        let seated = table.iter().any(|seat| seat.person == guest.person);
        // What a person may see and where they are counted never differ.
        assert_eq!(seen, seated, "{moment}");
        let holds = guest.holds(Role::PanelMember, Some(room.call));
        assert_eq!(seen, holds, "{moment}");
        seen
    };
    assert!(!sits("2027-05-03T23:59:59.999999Z"));
    assert!(sits("2027-05-04T00:00:00Z"));
    assert!(sits("2027-05-05T23:59:59.999999Z"));
    assert!(!sits("2027-05-06T00:00:00Z"));
    // The list of members names the seat all the same.
    let (seats, _) = selection::seated(&room.facility, &room.panel[0], room.call).unwrap();
    let seat = seats.iter().find(|seat| seat.person == guest).unwrap();
    assert_eq!((seat.sits, seat.term), (false, term));
}

/// Runs a story on a file, and on a database of its own on the server of the tests.
macro_rules! on_both {
    ($($story:ident $secret:literal)*) => {
        mod sqlite {
            $(#[test] fn $story() {
                let folder = tempfile::tempdir().unwrap();
                let url = format!("sqlite://{}", folder.path().join("minha.db").display());
                super::$story(&super::Room::at(&url.parse().unwrap(), folder, $secret));
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
                let name = format!("minha_panel_{}", uuid::Uuid::new_v4().simple());
                let server = super::OnServer { address, name };
                server.command(&format!("CREATE DATABASE {}", server.name));
                let (base, _) = server.address.rsplit_once('/').unwrap();
                let url = format!("{base}/{}", server.name).parse().unwrap();
                super::$story(&super::Room::at(&url, tempfile::tempdir().unwrap(), $secret));
            })*
        }
    };
}

on_both! { open_votes false secret_votes true one_member_twice true term false }

//! A facility in a temporary directory behind the real application, and browsers that keep their cookies.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::{Method, StatusCode, header};
use actix_web::test as atest;
use actix_web::web::Data;
use chrono::{DateTime, Utc};
use facility::Facility;
use facility::accounts::{self, Scope};
use facility::clock::{Clock, SetClock};
use facility::documents::scanning::Scanner;
use facility::password::{DEMONSTRATION, Hashing, Passwords};
use facility::registration::verification::{self, GivenAnswer};
use facility::settings::Settings;
use language::Language;
use store::Store;
use store::documents::Contents;
use workflow::definition::CallDefinition;
use workflow::due_diligence::Answer as Verdict;
use workflow::ids::{CallId, OrganisationId, PersonId};
use workflow::registration::{BankAccount, Declarations, Officer, Profile, YearlyBudget};
use workflow::role::{Actor, Appointment, Role};
use workflow::{call, organisation};

/// A moment in the story of the founding call: it is open.
pub const OPEN: &str = "2010-03-10T09:00:00Z";

/// A facility with nobody in it.
pub struct World {
    pub app: Data<::web::Application>,
    pub clock: Arc<SetClock>,
    pub place: tempfile::TempDir,
}

impl World {
    /// An empty one, not a demonstration, at [`OPEN`].
    pub fn new() -> Self {
        Self::with(false)
    }

    /// An empty one that is served as a demonstration, or not.
    pub fn with(demonstration: bool) -> Self {
        Self::scanned(demonstration, Scanner::default())
    }

    /// An empty one in which documents are scanned.
    pub fn scanned(demonstration: bool, scanner: Scanner) -> Self {
        Self::at(tempfile::tempdir().unwrap(), demonstration, scanner)
    }

    /// The one whose data are in a folder; an empty one when there are none.
    pub fn at(place: tempfile::TempDir, demonstration: bool, scanner: Scanner) -> Self {
        let clock = Arc::new(SetClock::at(OPEN.parse().unwrap()));
        let url = format!("sqlite://{}", place.path().join("minha.db").display());
        let flags = [
            ("database_url".to_owned(), url),
            ("public_url".to_owned(), "http://localhost:8080".to_owned()),
            ("demonstration".to_owned(), demonstration.to_string()),
            ("payer_name".to_owned(), "Small Grants Facility".to_owned()),
            (
                "payer_account".to_owned(),
                "AT611904300234573201".to_owned(),
            ),
        ];
        let settings = Settings::load(None, |_| None, &flags).unwrap();
        let store = Store::open(&settings.database_url, 2).unwrap();
        store.migrate().unwrap();
        let facility = Facility {
            rules: facility::due_diligence::standard().unwrap(),
            store,
            contents: Contents::folder(&place.path().join("documents")).unwrap(),
            scanner,
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
        };
        let app = Data::new(::web::Application {
            facility,
            settings,
            passwords: Arc::new(Passwords::new(Hashing::Demonstration, 2).unwrap()),
            live: Arc::default(),
        });
        Self { app, clock, place }
    }

    pub fn facility(&self) -> &Facility {
        &self.app.facility
    }

    /// The files of a folder below the data.
    pub fn files(&self, folder: &str) -> Vec<std::path::PathBuf> {
        let entries = std::fs::read_dir(self.place.path().join(folder));
        entries
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect()
    }

    pub fn set(&self, moment: &str) {
        self.clock.set(moment.parse::<DateTime<Utc>>().unwrap());
    }

    /// A person with a confirmed address `<name>@people.example` and the password of the demonstration.
    pub fn person(&self, name: &str) -> PersonId {
        let now = self.facility().clock.now();
        let hash = self.app.passwords.hash(DEMONSTRATION).unwrap();
        let email = format!("{}@people.example", name.to_lowercase().replace(' ', "."));
        let person = accounts::new_person(&email, name, Language::English, Some(hash), now);
        self.write(|conn| {
            store::people::insert(conn, &person)?;
            store::people::confirm_email(conn, person.id, now)
        });
        person.id
    }

    /// A person of the facility with a role for every call; panel members and chairs sit for an agency named like them.
    pub fn staff(&self, name: &str, role: Role) -> PersonId {
        let person = self.person(name);
        let seated = matches!(role, Role::PanelMember | Role::Chair);
        let appointment = Appointment {
            role,
            call: None,
            agency: seated.then(|| name.to_owned()),
        };
        let now = self.facility().clock.now();
        self.write(|conn| store::people::appoint(conn, person, &appointment, None, now));
        person
    }

    fn write(&self, work: impl Fn(&mut store::AnyConn) -> Result<(), store::StoreError>) {
        self.facility().store.write(|conn| work(conn)).unwrap();
    }

    /// The person with all roles, to act through use cases.
    pub fn actor(&self, person: PersonId) -> Actor {
        let found = self
            .facility()
            .store
            .read(|conn| accounts::signed_in(conn, person, self.clock.now()));
        found.unwrap().unwrap().actor
    }

    /// An organisation the person owns, with a second contact and nothing missing; not verified.
    pub fn organisation(&self, owner: PersonId, name: &str) -> OrganisationId {
        let id = facility::registration::register(self.facility(), owner, profile(name)).unwrap();
        // Two organisations may have one name; their contacts have different addresses.
        let short = &id.to_string()[24..];
        let contact = self.person(&format!("Contact of {name} {short}"));
        self.join(id, contact, Role::Editor);
        id
    }

    /// Makes a person work for an organisation.
    pub fn join(&self, id: OrganisationId, person: PersonId, role: Role) {
        let now = self.facility().clock.now();
        self.write(|conn| store::people::add_membership(conn, id, person, role, now));
    }

    /// The founding call, published by two people made for it.
    pub fn founding_call(&self) -> CallId {
        self.founding_call_with(|_| {})
    }

    /// The founding call with changes, published by two people made for it.
    pub fn founding_call_with(&self, change: impl FnOnce(&mut CallDefinition)) -> CallId {
        let officer = self.staff("Drafting Officer", Role::ProgrammeOfficer);
        let manager = self.staff("Approving Manager", Role::FacilityManager);
        let mut definition = facility::call::template("ungift-2010").unwrap();
        change(&mut definition);
        let (officer, manager) = (self.actor(officer), self.actor(manager));
        let id = facility::call::draft(self.facility(), &officer, definition).unwrap();
        facility::call::act(self.facility(), &manager, id, None, &call::Command::Approve).unwrap();
        facility::call::act(self.facility(), &officer, id, None, &call::Command::Publish).unwrap();
        id
    }

    /// Carries out a command on an organisation.
    pub fn on_organisation(
        &self,
        actor: PersonId,
        id: OrganisationId,
        command: &organisation::Command,
    ) {
        facility::registration::act(self.facility(), &self.actor(actor), id, None, command)
            .unwrap();
    }

    /// Answers every question of the verification alike, and proposes the verdict.
    pub fn propose_verification(&self, by: PersonId, id: OrganisationId, answer: Verdict) {
        let remark = workflow::text::Text::parse("Statutes and certificate.").unwrap();
        let given = GivenAnswer {
            answer,
            comment: Some(remark.clone()),
            evidence: Default::default(),
        };
        let asked = &self.facility().rules.questions;
        let answers = asked
            .iter()
            .map(|question| (question.id.clone(), given.clone()))
            .collect();
        verification::answer(
            self.facility(),
            &self.actor(by),
            id,
            None,
            &answers,
            Some(&remark),
        )
        .unwrap();
    }

    /// A key of the API that may write.
    pub fn token(&self, person: PersonId) -> String {
        accounts::create_token(self.facility(), person, "test", Scope::Write).unwrap()
    }

    /// A browser nobody is signed in with.
    pub async fn browser(
        &self,
    ) -> Browser<
        impl Service<
            actix_http::Request,
            Response = ServiceResponse<impl MessageBody + use<>>,
            Error = actix_web::Error,
        >,
    > {
        Browser {
            service: atest::init_service(::web::app(self.app.clone())).await,
            cookies: BTreeMap::new(),
            csrf: String::new(),
        }
    }

    /// A browser in which the person is signed in.
    pub async fn signed_in(
        &self,
        person: PersonId,
    ) -> Browser<
        impl Service<
            actix_http::Request,
            Response = ServiceResponse<impl MessageBody + use<>>,
            Error = actix_web::Error,
        >,
    > {
        let mut browser = self.browser().await;
        let found = self
            .facility()
            .store
            .read(|conn| accounts::signed_in(conn, person, self.clock.now()))
            .unwrap()
            .unwrap();
        browser.get("/sign-in").await;
        let answer = browser
            .post(
                "/sign-in",
                &[("email", &found.person.email), ("password", DEMONSTRATION)],
            )
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser.get("/account").await;
        browser
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where the browser is sent.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Asserts status 200 and a page without a text that is missing in its language.
    #[track_caller]
    pub fn page(&self) -> &str {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        for mark in [
            "[status-", "[action-", "[label-", "[event-", "[form-", "[nav-", "[role-",
        ] {
            assert!(
                !self.body.contains(mark),
                "a text is missing: {mark} in {}",
                self.body
            );
        }
        &self.body
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(
            self.page().contains(text),
            "\"{text}\" is not on the page: {}",
            self.body
        );
    }

    #[track_caller]
    pub fn hides(&self, text: &str) {
        assert!(!self.body.contains(text), "\"{text}\" is on the page");
    }
}

/// A browser with its cookies and the proof of the last page it saw.
pub struct Browser<S> {
    pub service: S,
    pub cookies: BTreeMap<String, String>,
    pub csrf: String,
}

impl<S, B> Browser<S>
where
    S: Service<actix_http::Request, Response = ServiceResponse<B>, Error = actix_web::Error>,
    B: MessageBody + 'static,
{
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(atest::TestRequest::get().uri(path)).await
    }

    /// Posts a form with the proof of the last page.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut pairs = vec![("csrf", self.csrf.clone())];
        pairs.extend(
            fields
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned())),
        );
        self.send(atest::TestRequest::post().uri(path).set_form(pairs))
            .await
    }

    /// Calls the API with a key.
    pub async fn call(
        &mut self,
        method: Method,
        path: &str,
        token: &str,
        body: Option<serde_json::Value>,
    ) -> Answer {
        let mut request = atest::TestRequest::with_uri(path).method(method);
        if !token.is_empty() {
            request = request.insert_header((header::AUTHORIZATION, format!("Bearer {token}")));
        }
        if let Some(body) = body {
            request = request.set_json(body);
        }
        self.send(request).await
    }

    pub async fn send(&mut self, request: atest::TestRequest) -> Answer {
        let cookies: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = if cookies.is_empty() {
            request
        } else {
            request.insert_header((header::COOKIE, cookies.join("; ")))
        };
        let response = self.service.call(request.to_request()).await.unwrap();
        for cookie in response.response().cookies() {
            if cookie.value().is_empty() {
                self.cookies.remove(cookie.name());
            } else {
                self.cookies
                    .insert(cookie.name().to_owned(), cookie.value().to_owned());
            }
        }
        let status = response.status();
        let headers = response.headers().clone();
        let response: ServiceResponse<BoxBody> = response.map_into_boxed_body();
        let body = String::from_utf8_lossy(&atest::read_body(response).await).into_owned();
        if let Some((_, rest)) = body.split_once("name=\"csrf\" value=\"") {
            self.csrf = rest.split('"').next().unwrap_or_default().to_owned();
        }
        Answer {
            status,
            headers,
            body,
        }
    }
}

/// A profile of which nothing is missing.
pub fn profile(name: &str) -> Profile {
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
        budgets: [2009, 2008, 2007]
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
                "{:x}",
                name.len() * 7919 + name.bytes().map(usize::from).sum::<usize>()
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

//! Nothing of a file reaches a person with a conflict of interest in it, and nothing can be inferred: everything they can
//! read is the same, to the letter, as in a world in which the file was never there.

mod acts;
mod planted;
mod posts;
mod routes;
mod stages;
mod worlds;

use std::collections::BTreeMap;

use actix_web::http::Method;
use diesel::prelude::*;
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::ConflictKind;
use workflow::role::Role;
use workflow::{interest, proposal};

use crate::hidden_routes::same;
use crate::scene::Scene;
use crate::world::Answer;
use routes::Known;

/// The roles a person can have in the facility, each with somebody who has it.
pub const ROLES: [(&str, Role); 8] = [
    ("Pia Evaluator", Role::Evaluator),
    ("Pia Member", Role::PanelMember),
    ("Pia Chair", Role::Chair),
    ("Pia Screener", Role::Screener),
    ("Pia Officer", Role::ProgrammeOfficer),
    ("Pia Finance", Role::FinanceOfficer),
    ("Pia Manager", Role::FacilityManager),
    ("Pia Auditor", Role::Auditor),
];

/// A scene with files hidden from people of every role.
pub struct Hiding {
    pub scene: Scene,
    /// The hidden files.
    pub files: Vec<ProposalId>,
    /// The people they are hidden from.
    pub people: Vec<PersonId>,
}

/// Puts a conflict of a person on the record of a file.
pub fn conflict(scene: &Scene, person: PersonId, file: ProposalId) {
    let facility = scene.world.facility();
    let now = facility.clock.now();
    let event = proposal::Event::Interest(interest::Event::ConflictDeclared {
        conflict: ConflictKind::Family,
    });
    let kept = facility.store.write(|conn| {
        let before = store::cases::load_proposal(conn, file)?.unwrap();
        let after = proposal::evolve(Some(before.state.clone()), file, &event, Some(person), now);
        let after = after.unwrap();
        store::cases::save_proposal(
            conn,
            Some(&before),
            &after,
            std::slice::from_ref(&event),
            Some(person),
            now,
        )
    });
    kept.unwrap();
}

/// People of every role in the scene.
pub fn people(scene: &Scene) -> Vec<PersonId> {
    ROLES
        .map(|(name, role)| scene.world.staff(name, role))
        .to_vec()
}

/// An answer without what is different every time: the request's own id and the proofs of forms.
fn comparable(answer: &Answer) -> String {
    let mut text = same(answer, "no id is replaced");
    // Proofs in addresses, and the random names under which archives in the making are followed.
    for made in ["csrf=", "follow="] {
        while let Some((before, after)) = text.split_once(made) {
            let end = after.find(['"', '&', '\'']).unwrap_or(after.len());
            text = format!("{before}{}:{}", made.trim_end_matches('='), &after[end..]);
        }
    }
    let headers = [
        "content-type",
        "content-disposition",
        "etag",
        "location",
        "link",
    ];
    let headers = headers.map(|name| format!("{name}: {}", answer.header(name)));
    format!("{}\n{}\n{text}", answer.status, headers.join("\n"))
}

fn documents(scene: &Scene) -> Vec<String> {
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = diesel::sql_types::Text)]
        id: String,
    }
    let file = scene.world.place.path().join("minha.db");
    let mut conn = SqliteConnection::establish(&file.display().to_string()).unwrap();
    let rows: Vec<Id> = diesel::sql_query("SELECT id FROM documents")
        .load(&mut conn)
        .unwrap();
    let mut ids: Vec<String> = rows.into_iter().map(|row| row.id).collect();
    ids.push(uuid::Uuid::nil().to_string());
    ids
}

fn grants(scene: &Scene) -> Vec<String> {
    let facility = scene.world.facility();
    let manager = scene.world.actor(scene.manager);
    let all = facility::monitoring::list(facility, &manager, None).unwrap();
    let mut ids: Vec<String> = all.iter().map(|one| one.grant.id.to_string()).collect();
    ids.push(uuid::Uuid::nil().to_string());
    ids
}

impl Hiding {
    pub fn known(&self) -> Known {
        let scene = &self.scene;
        let hidden = |filed: &&crate::scene::Filed| self.files.contains(&filed.id);
        // The hidden files and one beside them stand for all.
        let beside = scene.files.iter().find(|filed| !hidden(filed));
        let asked: Vec<_> = scene.files.iter().filter(hidden).chain(beside).collect();
        Known {
            call: scene.call,
            files: asked.iter().map(|filed| filed.id).collect(),
            grants: grants(scene),
            organisations: asked.iter().map(|filed| filed.organisation).collect(),
            documents: documents(scene),
            people: self.evaluators(),
            words: scene
                .files
                .iter()
                .filter(hidden)
                .map(|filed| filed.title.clone())
                .collect(),
        }
    }

    /// Everybody who evaluates the call, and somebody who does not.
    fn evaluators(&self) -> Vec<PersonId> {
        let (store, call) = (&self.scene.world.facility().store, self.scene.call);
        let found = store.read(|conn| store::people::with_role(conn, Role::Evaluator, Some(call)));
        let mut people = found.unwrap();
        people.push(self.scene.officer);
        people
    }

    /// Signs everybody in, so that the same keys open both worlds.
    async fn keys(&self) -> Vec<Key> {
        let world = &self.scene.world;
        let mut keys = Vec::new();
        for person in &self.people {
            let browser = world.signed_in(*person).await;
            let name = world
                .facility()
                .store
                .read(|conn| store::people::find(conn, *person));
            keys.push(Key {
                name: name.unwrap().unwrap().name,
                cookies: browser.cookies,
                token: world.token(*person),
            });
        }
        keys
    }

    /// Everything the people are told otherwise than in a world without the files: who, where, and both answers.
    pub async fn differences(&self) -> Vec<Difference> {
        let keys = self.keys().await;
        let known = self.known();
        let other = worlds::without(&self.scene, &self.files);
        let (mut here, mut there) = (self.scene.world.browser().await, other.browser().await);
        let document = here
            .call(Method::GET, "/api/v1/openapi.json", "", None)
            .await
            .json();
        let (pages, api) = (known.pages(), known.api(&document));
        let mut found = Vec::new();
        for key in &keys {
            here.cookies.clone_from(&key.cookies);
            there.cookies.clone_from(&key.cookies);
            for page in &pages {
                let (one, two) = (here.get(page).await, there.get(page).await);
                found.extend(Difference::of(key, page, &one, &two));
            }
            here.cookies.clear();
            there.cookies.clear();
            for path in &api {
                let one = here.call(Method::GET, path, &key.token, None).await;
                let two = there.call(Method::GET, path, &key.token, None).await;
                found.extend(Difference::of(key, path, &one, &two));
            }
        }
        found
    }

    /// Asserts that nobody is told anything that differs.
    pub async fn assert_nothing_leaks(&self) {
        let found = self.differences().await;
        let told: Vec<String> = found.iter().map(Difference::told).collect();
        assert!(
            told.is_empty(),
            "{} leaks:\n{}",
            told.len(),
            told.join("\n")
        );
    }
}

/// What lets a person in, in both worlds.
pub struct Key {
    pub name: String,
    pub cookies: BTreeMap<String, String>,
    pub token: String,
}

/// An address at which somebody is told otherwise than in a world without the files.
#[derive(Debug)]
pub struct Difference {
    pub who: String,
    pub address: String,
    here: String,
    there: String,
}

impl Difference {
    /// The difference between two answers, when there is one. A server error tells nothing, and counts as one.
    pub fn of(key: &Key, address: &str, here: &Answer, there: &Answer) -> Option<Self> {
        let (one, two) = (comparable(here), comparable(there));
        (one != two || here.status.is_server_error()).then(|| Self {
            who: key.name.clone(),
            address: address.to_owned(),
            here: one,
            there: two,
        })
    }

    /// In a few lines: who, where, and what differs first.
    fn told(&self) -> String {
        let differs = self
            .here
            .lines()
            .zip(self.there.lines())
            .find(|(one, two)| one != two);
        let (one, two) = differs.unwrap_or(("(longer)", "(shorter)"));
        // The first character that differs, with some before it.
        let place = one
            .chars()
            .zip(two.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let cut = |line: &str| {
            line.chars()
                .skip(place.saturating_sub(60))
                .take(200)
                .collect::<String>()
        };
        format!(
            "{} at {}\n   is told  {}\n   not      {}",
            self.who,
            self.address,
            cut(one),
            cut(two)
        )
    }
}

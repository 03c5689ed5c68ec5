//! The comparison bites: a handler that names the file, one that counts it, and one that leaves the conflict out of the
//! rule are each found.

use actix_web::dev::Service;
use actix_web::http::header;
use actix_web::{HttpResponse, test as atest};
use store::proposals::ProposalFilter;
use workflow::ids::PersonId;
use workflow::policy::{self, ProposalScope};

use super::stages;
use super::worlds::without;
use super::{Difference, Hiding, Key};
use crate::world::{Browser, World};

/// What a planted handler tells a person.
type Tells = fn(&World, PersonId) -> String;

/// The rule without its clause on conflicts: the scope of the person as somebody else's.
fn careless(world: &World, person: PersonId) -> ProposalScope {
    let mut scope = policy::proposal_scope(&world.actor(person));
    scope.person = PersonId::from(uuid::Uuid::nil());
    scope
}

fn names(world: &World, person: PersonId) -> String {
    let scope = careless(world, person);
    let rows = world
        .facility()
        .store
        .read(|conn| store::proposals::list(conn, &scope, &ProposalFilter::default(), None, 50));
    let titles = rows.unwrap().into_iter().map(|(row, _)| row.title);
    titles.flatten().collect::<Vec<_>>().join(", ")
}

fn counts(world: &World, person: PersonId) -> String {
    let scope = careless(world, person);
    let tally = world
        .facility()
        .store
        .read(|conn| store::proposals::tally(conn, &scope, &ProposalFilter::default()));
    tally.unwrap().0.to_string()
}

/// The same by the rule as it is.
fn counts_by_the_rule(world: &World, person: PersonId) -> String {
    let scope = policy::proposal_scope(&world.actor(person));
    let tally = world
        .facility()
        .store
        .read(|conn| store::proposals::tally(conn, &scope, &ProposalFilter::default()));
    tally.unwrap().0.to_string()
}

/// Asks the application with a handler planted in it, in both worlds.
async fn found(hiding: &Hiding, place: usize, tells: Tells) -> Option<Difference> {
    let person = hiding.people[place];
    let other = without(&hiding.scene, &hiding.files);
    let mut answers = Vec::new();
    for world in [&hiding.scene.world, &other] {
        let told = tells(world, person);
        let app = ::web::app(world.app.clone()).wrap_fn(move |request, service| {
            let planted = (request.path() == "/planted").then(|| told.clone());
            let (answered, next) = match planted {
                Some(told) => {
                    let kind = (header::CONTENT_TYPE, "text/plain");
                    let response = HttpResponse::Ok().insert_header(kind).body(told);
                    (Some(request.into_response(response)), None)
                }
                None => (None, Some(service.call(request))),
            };
            async move {
                match (answered, next) {
                    (Some(answer), _) => Ok(answer.map_into_boxed_body()),
                    (None, Some(next)) => next.await.map(|answer| answer.map_into_boxed_body()),
                    (None, None) => unreachable!("one of the two is there"),
                }
            }
        });
        let mut browser = Browser {
            service: atest::init_service(app).await,
            cookies: Default::default(),
            csrf: String::new(),
        };
        answers.push(browser.get("/planted").await);
    }
    let key = Key {
        name: "somebody".to_owned(),
        cookies: Default::default(),
        token: String::new(),
    };
    Difference::of(&key, "/planted", &answers[0], &answers[1])
}

#[actix_web::test]
async fn planted_leaks_are_found() {
    let hiding = stages::in_screening();
    // A programme officer, whom the rule shows every file of the call but those.
    let officer = 4;
    assert!(found(&hiding, officer, names).await.is_some());
    assert!(found(&hiding, officer, counts).await.is_some());
    assert!(found(&hiding, officer, counts_by_the_rule).await.is_none());
}

//! A file the panel has selected, in its agreement, and as a running grant.

use facility::selection::{self, NewSession};
use workflow::definition::CallDefinition;
use workflow::ids::{GrantId, PersonId};
use workflow::money::{Currency, Money};
use workflow::panel::Mode;
use workflow::proposal::Command;
use workflow::role::Role;
use workflow::selection::{Choice, Command as Panel, Decision, Written};
use workflow::text::Text;
use workflow::transition::Action;

use crate::scene::Scene;

/// The day on which the agreement is settled.
pub const SETTLED: &str = "2010-07-20T09:00:00Z";

fn act(scene: &Scene, who: PersonId, command: &Command) {
    let actor = scene.world.actor(who);
    let id = scene.files[0].id;
    facility::proposal::act(scene.world.facility(), &actor, id, None, command).unwrap();
}

/// A session over days with everything that waits, begun by the chair.
pub fn sits(scene: &Scene, chair: PersonId) {
    let facility = scene.world.facility();
    let chair = scene.world.actor(chair);
    let starts = facility.clock.now();
    let session = NewSession {
        mode: Mode::Asynchronous,
        starts,
        ends: Some(starts + chrono::TimeDelta::days(30)),
        agenda: None,
    };
    let number = selection::convene(facility, &chair, scene.call, &session).unwrap();
    selection::begin(facility, &chair, scene.call, number).unwrap();
}

/// One file selected with USD 40,000, standing in negotiation.
pub fn in_negotiation() -> Scene {
    first_in_negotiation(1)
}

/// The first of several files selected with USD 40,000, standing in negotiation; the others on the agenda.
pub fn first_in_negotiation(count: usize) -> Scene {
    first_selected(Scene::in_selection(count), None)
}

/// The first file of a scene selected with USD 40,000, under conditions where there are some, standing in negotiation.
pub fn first_selected(scene: Scene, conditions: Option<&str>) -> Scene {
    let chair = scene.world.staff("Chair Charlotte", Role::Chair);
    let members = ["Member Mona", "Member Musa", "Member Mei"];
    let members = members.map(|name| scene.world.staff(name, Role::PanelMember));
    let panel: Vec<PersonId> = [chair].into_iter().chain(members).collect();
    for member in &panel {
        let actor = scene.world.actor(*member);
        selection::declare(
            scene.world.facility(),
            &actor,
            scene.call,
            &Default::default(),
        )
        .unwrap();
    }
    sits(&scene, chair);
    act(&scene, chair, &Command::Selection(Panel::OpenVoting));
    for member in &panel {
        let ballot = Written {
            choice: Choice::Fund,
            amount: None,
            points: None,
            place: None,
        };
        let member = scene.world.actor(*member);
        let file = scene.files[0].id;
        selection::cast(scene.world.facility(), &member, file, &ballot, None).unwrap();
    }
    act(&scene, chair, &Command::Selection(Panel::CloseVoting));
    let outcome = Panel::RecordOutcome {
        decision: Decision::Selected,
        amount: Some(Money::new(4_000_000, Currency::USD)),
        reserve_rank: None,
        conditions: conditions.map(|text| Text::parse(text).unwrap()),
        reason: Text::parse("The best of its kind.").unwrap(),
    };
    act(&scene, chair, &Command::Selection(outcome));
    let facility = scene.world.facility();
    selection::adopt(facility, &scene.world.actor(chair), scene.call).unwrap();
    let manager = scene.world.actor(scene.manager);
    selection::countersign(facility, &manager, scene.call, 1).unwrap();
    act(&scene, scene.manager, &Command::Selection(Panel::Release));
    let owner = scene.files[0].owner;
    act(&scene, owner, &Command::Selection(Panel::AcceptAward));
    act(&scene, scene.officer, &Command::Advance);
    scene.world.set(SETTLED);
    scene
}

/// The page of the agreement.
pub fn agreement(scene: &Scene) -> String {
    format!("/proposals/{}/agreement", scene.files[0].id)
}

/// What the page says the person has seen.
pub fn seen(body: &str) -> String {
    let (_, rest) = body
        .split_once("name=\"seen\" value=\"")
        .unwrap_or_else(|| panic!("nothing to do on the page: {body}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// Opens the page as the person and presses a button, as a browser would.
pub async fn press(scene: &Scene, who: PersonId, path: &str, fields: &[(&str, &str)]) -> String {
    let mut browser = scene.world.signed_in(who).await;
    let page = browser.get(path).await.page().to_owned();
    let place = seen(&page);
    let mut pairs = vec![("seen", place.as_str())];
    // A button on what was read carries its digest.
    for name in ["paper", "draft"] {
        let field = format!("name=\"{name}\" value=\"");
        if let Some((_, rest)) = page.split_once(&field) {
            pairs.push((name, rest.split('"').next().unwrap_or_default()));
        }
    }
    pairs.extend(fields);
    let answer = browser.post(path, &pairs).await;
    assert_eq!(answer.status.as_u16(), 303, "{}", answer.body);
    answer.location().to_owned()
}

/// The terms of the tests: all the panel gave, for the year from 1 August 2010.
pub const TERMS: [(&str, &str); 4] = [
    ("act", "prepare"),
    ("amount", "40,000"),
    ("starts_on", "2010-08-01"),
    ("ends_on", "2011-07-31"),
];

/// One grant that runs.
pub async fn running() -> (Scene, GrantId) {
    first_running(1).await
}

/// The grant of the first of several files runs; the others stand on the agenda.
pub async fn first_running(count: usize) -> (Scene, GrantId) {
    started(first_in_negotiation(count)).await
}

/// One grant that runs, in a call with changes.
pub async fn running_with(change: impl FnOnce(&mut CallDefinition)) -> (Scene, GrantId) {
    started(first_selected(Scene::in_selection_with(1, change), None)).await
}

async fn started(scene: Scene) -> (Scene, GrantId) {
    let path = agreement(&scene);
    let owner = scene.files[0].owner;
    press(&scene, scene.officer, &path, &TERMS).await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    press(&scene, owner, &path, &[("act", "accept")]).await;
    press(&scene, owner, &path, &[("act", "sign")]).await;
    press(&scene, scene.manager, &path, &[("act", "sign")]).await;
    let grant = press(&scene, scene.officer, &path, &[("act", "start")]).await;
    let id = grant.strip_prefix("/grants/").unwrap().parse().unwrap();
    (scene, id)
}

/// Whether the use cases let the person do it to the file now.
pub fn may(scene: &Scene, who: PersonId, action: Action) -> bool {
    let actor = scene.world.actor(who);
    let id = scene.files[0].id;
    let view = facility::proposal::view(scene.world.facility(), &actor, id).unwrap();
    view.actions.contains(&action)
}

//! The assignment of evaluators: planned, explained, changed by hand, carried out; the third reader; reminders.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use chrono::TimeDelta;
use facility::evaluation::ScoreDraft;
use facility::evaluation::assignment::{self, Bar, Obstacle, Standing};
use workflow::evaluation::AssignmentStatus;
use workflow::evaluator::{EvaluatorProfile, Level};
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::Command as Interest;
use workflow::proposal::{Command, Proposal};
use workflow::role::Role;
use workflow::transition::Status;

use crate::scene::Scene;

const FOUR: [&str; 4] = [
    "Eva Evaluator",
    "Erik Evaluator",
    "Esra Evaluator",
    "Eyad Evaluator",
];

fn evaluators(scene: &Scene, names: &[&str]) -> Vec<PersonId> {
    let add = |name: &&str| scene.world.staff(name, Role::Evaluator);
    names.iter().map(add).collect()
}

fn profile(scene: &Scene, person: PersonId, profile: &EvaluatorProfile) {
    let actor = scene.world.actor(person);
    facility::evaluators::save_profile(scene.world.facility(), &actor, profile).unwrap();
}

fn of_agency(agency: &str) -> EvaluatorProfile {
    EvaluatorProfile {
        agency: Some(agency.to_owned()),
        ..EvaluatorProfile::default()
    }
}

fn proposal(scene: &Scene, id: ProposalId) -> Proposal {
    let loaded = scene
        .world
        .facility()
        .store
        .read(|conn| store::cases::load_proposal(conn, id));
    loaded.unwrap().unwrap().state
}

/// The clock moves on.
fn pass(scene: &Scene, time: TimeDelta) {
    let then = scene.world.facility().clock.now() + time;
    scene.world.set(&then.to_rfc3339());
}

fn plan(scene: &Scene) -> Result<assignment::Plan, assignment::Hindrance> {
    let officer = scene.world.actor(scene.officer);
    assignment::plan(scene.world.facility(), &officer, scene.call).unwrap()
}

/// The value of the hidden field `plan` on a page.
fn plan_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"plan\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[actix_web::test]
async fn a_plan_is_looked_at_changed_by_hand_and_carried_out() {
    let scene = Scene::in_evaluation(2);
    let people = evaluators(&scene, &FOUR);
    let path = format!("/calls/{}/assignment", scene.call);
    let mut browser = scene.world.signed_in(scene.officer).await;
    browser
        .get(&format!("/calls/{}/evaluation", scene.call))
        .await
        .shows(&path);
    browser.get(&path).await.shows("A plan gives every file");
    let made = browser.post(&path, &[("act", "plan")]).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let planned = browser.get(&path).await;
    planned.shows("Proposed assignment");
    let before = plan_of(&planned.body);
    // Whoever the plan left out is put in by hand, in place of one it named.
    let file = scene.files[0].id;
    let chosen = &plan(&scene).unwrap()[&file].evaluators;
    let left_out = people
        .iter()
        .find(|person| !chosen.contains(person))
        .unwrap();
    let mut ids: Vec<String> = chosen.iter().skip(1).map(ToString::to_string).collect();
    ids.push(left_out.to_string());
    let edit = format!("{path}/{file}");
    browser.get(&edit).await.shows("Planned");
    let too_many: Vec<String> = people.iter().map(ToString::to_string).collect();
    let all: Vec<(&str, &str)> = too_many
        .iter()
        .map(|id| ("evaluator", id.as_str()))
        .collect();
    let refused = browser.post(&edit, &all).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("more evaluators than the file needs"));
    let fields: Vec<(&str, &str)> = ids.iter().map(|id| ("evaluator", id.as_str())).collect();
    let changed = browser.post(&edit, &fields).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    let shown = browser.get(&path).await;
    shown.shows("Chosen by hand");
    // What was shown before the change is not what would be carried out.
    let stale = browser
        .post(&path, &[("act", "assign"), ("plan", &before)])
        .await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(scene.status(file), Status::AwaitingAssignment);
    let plan = plan_of(&shown.body);
    let done = browser
        .post(&path, &[("act", "assign"), ("plan", &plan)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let state = proposal(&scene, file);
    let by_hand: Vec<PersonId> = state
        .evaluation
        .assignments
        .iter()
        .filter(|(_, given)| given.by_hand)
        .map(|(person, _)| *person)
        .collect();
    assert_eq!(by_hand, [*left_out]);
    browser
        .get(&path)
        .await
        .shows("Every file has the evaluators it needs.");
}

#[actix_web::test]
async fn an_impossible_assignment_names_the_fewest_rules_that_cannot_hold() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &FOUR[..3]);
    plan(&scene).unwrap();
    // Two of one agency: the third place can only be filled against the rule.
    profile(&scene, people[0], &of_agency("IOM"));
    profile(&scene, people[1], &of_agency("IOM"));
    let found = plan(&scene).unwrap_err();
    assert_eq!(found.obstacles, BTreeSet::from([Obstacle::Agency]));
    assert_eq!((found.available, found.needed), (2, 3));
    let mut browser = scene.world.signed_in(scene.officer).await;
    let path = format!("/calls/{}/assignment", scene.call);
    let refused = browser.post(&path, &[("act", "plan")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("SGF2010-0001: 2 evaluators can read it; 3 are needed.")
    );
    assert!(refused.body.contains("no two of one agency on a file"));
    // Another agency, but nobody who reads the language: then language stands in the way.
    let french = EvaluatorProfile {
        languages: vec![("fr".to_owned(), Level::Native)],
        ..of_agency("ILO")
    };
    profile(&scene, people[1], &french);
    let found = plan(&scene).unwrap_err();
    assert_eq!(
        found.obstacles,
        BTreeSet::from([Obstacle::Bar(Bar::Language)])
    );
    assert_eq!(found.languages, BTreeSet::from(["en".to_owned()]));
}

#[actix_web::test]
async fn every_evaluator_is_explained() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &FOUR);
    let day = scene.world.facility().clock.now().date_naive();
    let away = EvaluatorProfile {
        absences: vec![(day, day + TimeDelta::days(30))],
        ..EvaluatorProfile::default()
    };
    profile(&scene, people[0], &away);
    let (facility, officer) = (scene.world.facility(), scene.world.actor(scene.officer));
    assignment::make(facility, &officer, scene.call)
        .unwrap()
        .unwrap();
    let view = assignment::file_view(facility, &officer, scene.call, scene.files[0].id).unwrap();
    let standing = |person: PersonId| {
        let mut all = view.candidates.iter();
        all.find(|one| one.person == person)
            .unwrap()
            .standing
            .clone()
    };
    assert_eq!(standing(people[0]), Standing::Barred([Bar::Away].into()));
    for person in &people[1..] {
        assert_eq!(standing(*person), Standing::Planned);
    }
}

#[actix_web::test]
async fn another_reader_joins_at_once_when_scores_differ_too_far() {
    let scene = Scene::in_evaluation(1);
    let people = evaluators(&scene, &FOUR);
    let (facility, officer) = (scene.world.facility(), scene.world.actor(scene.officer));
    let file = scene.files[0].id;
    let first = plan(&scene).unwrap();
    assignment::assign(facility, &officer, &first).unwrap();
    let grid = scene.grid();
    for (place, person) in first[&file].evaluators.iter().enumerate() {
        let actor = scene.world.actor(*person);
        let free = Command::Interest(Interest::DeclareNone);
        facility::proposal::act(facility, &actor, file, None, &free).unwrap();
        // 40 % of the maximum calls another reader: the last gives the least there is.
        let points = |question: &workflow::evaluation::GridQuestion| match place {
            2 => question.step,
            _ => question.max - question.step,
        };
        let scores = grid
            .questions()
            .map(|asked| (asked.id.clone(), points(asked)));
        let draft = ScoreDraft {
            scores: scores.collect(),
            overall: "A sound plan.".to_owned(),
            ..ScoreDraft::default()
        };
        facility::evaluation::submit(facility, &actor, file, None, &draft).unwrap();
    }
    let state = proposal(&scene, file);
    let joined = people
        .iter()
        .find(|person| !first[&file].evaluators.contains(person));
    let given = &state.evaluation.assignments[joined.unwrap()];
    assert_eq!(
        (state.status, given.status),
        (Status::InEvaluation, AssignmentStatus::Assigned)
    );
    assert!(!given.by_hand);
}

#[actix_web::test]
async fn who_is_late_is_reminded_once_a_day() {
    let scene = Scene::in_evaluation(1);
    evaluators(&scene, &FOUR[..3]);
    let (facility, officer) = (scene.world.facility(), scene.world.actor(scene.officer));
    let given = plan(&scene).unwrap();
    assignment::assign(facility, &officer, &given).unwrap();
    let days = TimeDelta::days(i64::from(scene.grid().days));
    let path = format!("/calls/{}/evaluation", scene.call);
    // On the last moment nobody is late; a second later everybody is.
    let late = |scene: &Scene| {
        let officer = scene.world.actor(scene.officer);
        let overview =
            facility::evaluation::overview(scene.world.facility(), &officer, scene.call).unwrap();
        overview.evaluators.iter().map(|one| one.late).sum::<u32>()
    };
    pass(&scene, days);
    assert_eq!(late(&scene), 0);
    pass(&scene, TimeDelta::seconds(1));
    assert_eq!(late(&scene), 3);
    let mut browser = scene.world.signed_in(scene.officer).await;
    browser.get(&path).await.shows("3 evaluators are late");
    let sent = browser.post(&path, &[("act", "remind")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let person = given[&scene.files[0].id].evaluators.first().unwrap();
    let letter = format!("{path}/reminders/{person}");
    browser
        .get(&letter)
        .await
        .shows("a reminder went today already");
    let again = browser.post(&letter, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    pass(&scene, TimeDelta::days(1));
    let mut browser = scene.world.signed_in(scene.officer).await;
    browser.get(&letter).await.shows("Send the reminder");
    let sent = browser.post(&letter, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

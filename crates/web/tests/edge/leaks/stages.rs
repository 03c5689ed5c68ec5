//! The files at every stage of their way: in screening, in evaluation, before the panel and under contract.

use std::collections::BTreeSet;

use facility::evaluation::ScoreDraft;
use workflow::batch::{Choosing, Order};
use workflow::evaluation::Rules;
use workflow::ids::{PersonId, ProposalId};
use workflow::role::Role;
use workflow::{interest, proposal};

use super::{Hiding, conflict, people};
use crate::contract;
use crate::scene::{CLOSED, Scene};

/// Some of the files hidden from everybody in the list.
fn hiding(scene: Scene, people: Vec<PersonId>, places: &[usize]) -> Hiding {
    let files: Vec<ProposalId> = places.iter().map(|place| scene.files[*place].id).collect();
    for person in &people {
        for file in &files {
            conflict(&scene, *person, *file);
        }
    }
    Hiding {
        scene,
        files,
        people,
    }
}

/// Files in screening, in a batch: of the hidden ones one was found eligible and one not, by people who have a conflict
/// since; one waits. Others stand beside each of them.
pub fn in_screening() -> Hiding {
    let scene = Scene::submitted(8);
    scene.world.set(CLOSED);
    let facility = scene.world.facility();
    let officer = scene.world.actor(scene.officer);
    let choosing = Choosing {
        order: Order::Receipt,
        countries: BTreeSet::new(),
        most: Some(8),
    };
    facility::screening::batches::open(facility, &officer, scene.call, None, None, &choosing)
        .unwrap();
    let mut hidden_from = people(&scene);
    let decided = [false, true, false, true].map(|eligible| scene.decide_next(eligible));
    hidden_from.push(scene.screener);
    hidden_from.push(scene.second);
    let place = |id| scene.files.iter().position(|filed| filed.id == id).unwrap();
    let waits = (0..8)
        .find(|at| !decided.contains(&scene.files[*at].id))
        .unwrap();
    let places = [place(decided[0]), place(decided[1]), waits];
    hiding(scene, hidden_from, &places)
}

fn draft(rules: &Rules, lost: i64) -> ScoreDraft {
    ScoreDraft {
        scores: rules
            .questions()
            .map(|question| (question.id.clone(), question.max - 1000 - lost))
            .collect(),
        overall: "A sound plan by people who know the field.".to_owned(),
        ..ScoreDraft::default()
    }
}

/// Files in evaluation, read and scored by people who have a conflict since, and two that wait for evaluators.
pub fn in_evaluation() -> Hiding {
    let scene = Scene::in_evaluation(7);
    let mut hidden_from = people(&scene);
    let readers = ["Eva", "Erik", "Esra"].map(|name| scene.world.staff(name, Role::Evaluator));
    let facility = scene.world.facility();
    let officer = scene.world.actor(scene.officer);
    let rules = scene.grid();
    for (place, filed) in scene.files.iter().enumerate().take(5) {
        let evaluators = [readers[0], readers[1], hidden_from[0]];
        let command = workflow::evaluation::Command::AssignEvaluators {
            by_hand: Default::default(),
            evaluators: evaluators.into(),
        };
        let command = proposal::Command::Evaluation(command);
        facility::proposal::act(facility, &officer, filed.id, None, &command).unwrap();
        for (reader, lost) in [(readers[0], 0), (hidden_from[0], 500)] {
            let actor = scene.world.actor(reader);
            let free = proposal::Command::Interest(interest::Command::DeclareNone);
            facility::proposal::act(facility, &actor, filed.id, None, &free).unwrap();
            if place % 2 == 0 {
                let lost = lost + 500 * i64::try_from(place).unwrap();
                facility::evaluation::submit(
                    facility,
                    &actor,
                    filed.id,
                    None,
                    &draft(&rules, lost),
                )
                .unwrap();
            }
        }
    }
    // The last two wait for their evaluators; somebody who has a conflict since has planned who shall read them.
    let planner = scene.world.actor(hidden_from[4]);
    let planned = facility::evaluation::assignment::make(facility, &planner, scene.call);
    planned.unwrap().unwrap();
    hidden_from.push(readers[1]);
    hiding(scene, hidden_from, &[0, 1, 5])
}

/// Files before the panel, one of them funded and running.
pub async fn under_contract() -> Hiding {
    let (scene, _) = contract::first_running(5).await;
    let hidden_from = people(&scene);
    hiding(scene, hidden_from, &[0, 1])
}

#[actix_web::test]
async fn nothing_of_a_file_in_screening_reaches_who_has_a_conflict() {
    in_screening().assert_nothing_leaks().await;
}

#[actix_web::test]
async fn nothing_of_a_file_in_evaluation_reaches_who_has_a_conflict() {
    in_evaluation().assert_nothing_leaks().await;
}

#[actix_web::test]
async fn nothing_of_a_file_before_the_panel_or_under_contract_reaches_who_has_a_conflict() {
    under_contract().await.assert_nothing_leaks().await;
}

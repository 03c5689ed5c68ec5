//! The desk of evaluators: guidance, recommendation, notes to oneself, the seal, scores opened again, how a score came about,
//! and what the readers found together.

use std::collections::BTreeSet;

use actix_web::http::{Method, StatusCode};
use serde_json::json;
use workflow::definition::Localised;
use workflow::evaluation::{Band, Command, Disagreement, Rules};
use workflow::ids::{PersonId, ProposalId};
use workflow::procedure::Stage;
use workflow::proposal::Command as ProposalCommand;
use workflow::role::Role;
use workflow::transition::Status;

use crate::scene::Scene;

fn both(en: &str, ar: &str) -> Localised {
    Localised(
        [("en", en), ("ar", ar)]
            .map(|(code, text)| (code.to_owned(), text.to_owned()))
            .into(),
    )
}

/// Two readers, a third one over 30 percent, and everything a grid can ask.
fn asking(rules: &mut Rules) {
    rules.readers = 2;
    rules.disagreement = Disagreement::ThirdReader { percent: 30 };
    rules.recommendation = true;
    rules.budget_remarks = true;
    rules.consensus = true;
    let question = &mut rules.sections[0].questions[0];
    question.about = Some("problem".to_owned());
    question.comment_from = Some(9_500);
    question.guidance = vec![
        Band {
            from: 0,
            to: 4_500,
            text: both("Hardly any need is shown.", "لا تكاد تظهر حاجة."),
        },
        Band {
            from: 5_000,
            to: 10_000,
            text: both("The need is plain.", "الحاجة واضحة."),
        },
    ];
}

/// A file that two evaluators hold and have declared to be free for.
pub struct Desk {
    pub scene: Scene,
    pub file: ProposalId,
    pub people: Vec<PersonId>,
}

impl Desk {
    pub fn new() -> Self {
        Self::of(1)
    }

    pub fn of(files: usize) -> Self {
        let scene = Scene::submitted_with(files, |definition| {
            for stage in &mut definition.procedure.0 {
                if let Stage::Evaluation(rules) = stage {
                    asking(rules);
                }
            }
        });
        let scene = scene.closed_and_advanced().all_eligible();
        let people: Vec<PersonId> = ["Eva Evaluator", "Erik Evaluator"]
            .iter()
            .map(|name| scene.world.staff(name, Role::Evaluator))
            .collect();
        let facility = scene.world.facility();
        for filed in &scene.files {
            let evaluators: BTreeSet<PersonId> = people.iter().copied().collect();
            let command = Command::AssignEvaluators {
                by_hand: evaluators.clone(),
                evaluators,
            };
            let officer = scene.world.actor(scene.officer);
            let command = ProposalCommand::Evaluation(command);
            facility::proposal::act(facility, &officer, filed.id, None, &command).unwrap();
            for person in &people {
                let free = ProposalCommand::Interest(workflow::interest::Command::DeclareNone);
                let actor = scene.world.actor(*person);
                facility::proposal::act(facility, &actor, filed.id, None, &free).unwrap();
            }
        }
        let file = scene.files[0].id;
        Self {
            scene,
            file,
            people,
        }
    }

    pub fn path(&self) -> String {
        format!("/proposals/{}/evaluation", self.file)
    }

    /// The fields of a complete grid, `lost` points below the most everywhere.
    pub fn complete(&self, lost: i64, overall: &str) -> Vec<(String, String)> {
        let grid = self.scene.grid();
        let scores = grid.questions().map(|question| {
            let points = (question.max - lost * 1000).max(0) / 1000;
            (format!("score-{}", question.id), points.to_string())
        });
        let beside = [
            ("comment-need", "Shown with figures."),
            ("overall", overall),
            ("recommendation", "fund_with_conditions"),
            ("budget_remarks", "Rent is high."),
        ];
        let beside = beside.map(|(name, value)| (name.to_owned(), value.to_owned()));
        scores.chain(beside).collect()
    }

    async fn submit(&self, person: PersonId, lost: i64, overall: &str) {
        let mut browser = self.scene.world.signed_in(person).await;
        let mut given = self.complete(lost, overall);
        given.push(("act".to_owned(), "submit".to_owned()));
        let given: Vec<(&str, &str)> = given
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let done = browser.post(&self.path(), &given).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    }
}

#[actix_web::test]
async fn the_desk_shows_guidance_leads_to_the_file_and_asks_for_a_recommendation() {
    let desk = Desk::new();
    let mut browser = desk.scene.world.signed_in(desk.people[0]).await;
    let page = browser.get(&desk.path()).await;
    page.shows("Hardly any need is shown.");
    page.shows("href=\"#answer-problem\"");
    page.shows("id=\"answer-problem\"");
    page.shows("(needed at 9.5 and above)");
    page.shows("Remarks on the budget");
    page.shows("Fund with conditions");
    page.shows("not reached");
    let draft = [
        ("score-need", "7.5"),
        ("recommendation", "fund"),
        ("act", "save"),
    ];
    let kept = browser.post(&desk.path(), &draft).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
    let page = browser.get(&desk.path()).await;
    page.shows("value=\"fund\" checked");
    page.shows("data-filled>1<");
    // The band of the score is marked, and the other is not.
    assert_eq!(
        page.body.matches("data-chosen><dt").count(),
        1,
        "{}",
        page.body
    );
    let mut given = desk.complete(1, "Good.");
    given.retain(|(name, _)| name != "recommendation");
    given.push(("act".to_owned(), "submit".to_owned()));
    let given: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let refused = browser.post(&desk.path(), &given).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.body.contains("href=\"#recommendation\""),
        "{}",
        refused.body
    );
}

#[actix_web::test]
async fn a_note_is_its_authors_alone() {
    let desk = Desk::new();
    let mut eva = desk.scene.world.signed_in(desk.people[0]).await;
    let note = format!("{}/note", desk.path());
    let kept = eva.post(&note, &[("note", "Ask about the rent.")]).await;
    assert_eq!(kept.status, StatusCode::OK, "{}", kept.body);
    eva.get(&desk.path()).await.shows("Ask about the rent.");
    let long = "x".repeat(10_001);
    let refused = eva.post(&note, &[("note", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for person in [desk.people[1], desk.scene.officer, desk.scene.manager] {
        let mut browser = desk.scene.world.signed_in(person).await;
        browser.get(&desk.path()).await.hides("Ask about the rent.");
    }
    let mut officer = desk.scene.world.signed_in(desk.scene.officer).await;
    let foreign = officer.post(&note, &[("note", "Mine")]).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
    let token = desk.scene.world.token(desk.people[0]);
    let path = format!("/api/v1/proposals/{}/evaluation/note", desk.file);
    let answer = eva.call(Method::GET, &path, &token, None).await;
    assert_eq!(answer.json()["note"], "Ask about the rent.");
    let token = desk.scene.world.token(desk.scene.officer);
    let hidden = eva.call(Method::GET, &path, &token, None).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn what_is_submitted_is_sealed_and_opened_again_with_a_reason() {
    let desk = Desk::new();
    let [eva, erik] = desk.people[..] else {
        panic!("two people")
    };
    desk.submit(eva, 1, "Words of the first version").await;
    let mut evaluator = desk.scene.world.signed_in(eva).await;
    let page = evaluator.get(&desk.path()).await;
    page.shows("Seal of your evaluation");
    let token = desk.scene.world.token(eva);
    let api = format!("/api/v1{}", desk.path());
    let sealed = evaluator.call(Method::GET, &api, &token, None).await.json();
    let seal = sealed["seal"]["digest"].as_str().unwrap().to_owned();
    page.shows(&seal);
    page.shows(&format!("{} {} {}", &seal[..4], &seal[4..8], &seal[8..12]));
    let mut officer = desk.scene.world.signed_in(desk.scene.officer).await;
    let whose = eva.to_string();
    let silent = officer
        .post(&desk.path(), &[("act", "reopen"), ("reopened", &whose)])
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(silent.body.contains("href=\"#reopen-reason\""));
    let why = [
        ("act", "reopen"),
        ("reopened", whose.as_str()),
        ("reopen-reason", "A question was misread."),
    ];
    // Nobody else opens scores.
    let mut other = desk.scene.world.signed_in(erik).await;
    let refused = other.post(&desk.path(), &why).await;
    assert_ne!(refused.status, StatusCode::SEE_OTHER);
    let opened = officer.post(&desk.path(), &why).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.body);
    // The old scores are the draft, the reason is told, and by mail.
    let page = evaluator.get(&desk.path()).await;
    page.shows("data-score-sheet");
    page.shows("Words of the first version");
    page.shows("A question was misread.");
    page.hides("Olena Officer");
    let mails = desk
        .scene
        .world
        .facility()
        .store
        .read(|conn| store::outbox::newest(conn, Some(eva), None, 50));
    assert!(
        mails
            .unwrap()
            .iter()
            .any(|mail| mail.body.contains("A question was misread."))
    );
    desk.submit(eva, 2, "Words of the second version").await;
    // People who run the call read both versions, and who opened them; other evaluators neither.
    let page = officer.get(&desk.path()).await;
    for text in [
        "Words of the first version",
        "Words of the second version",
        "Opened again by Olena Officer",
        &seal,
    ] {
        page.shows(text);
    }
    desk.submit(erik, 1, "Erik").await;
    let page = other.get(&desk.path()).await;
    page.shows("Words of the second version");
    page.hides("Words of the first version");
    page.hides("A question was misread.");
    // Everything agrees, until somebody changes a comment by hand.
    let verified = || {
        facility::verify::verify(desk.scene.world.facility(), |_, _| {})
            .unwrap()
            .finding
    };
    assert_eq!(verified(), None);
    desk.scene
        .world
        .facility()
        .store
        .write(|conn| {
            use diesel::RunQueryDsl;
            let sql = "UPDATE texts SET content = 'Other words' WHERE content = 'Words of the second version'";
            store::on_backend!(conn, |c| diesel::sql_query(sql).execute(c))?;
            Ok::<(), store::StoreError>(())
        })
        .unwrap();
    let found = verified().expect("the comment is not the sealed one");
    assert!(found.what.contains("sealed"), "{found:?}");
}

#[actix_web::test]
async fn a_score_is_explained_step_by_step() {
    let desk = Desk::new();
    let [eva, erik] = desk.people[..] else {
        panic!("two people")
    };
    desk.submit(eva, 1, "Eva").await;
    let mut evaluator = desk.scene.world.signed_in(eva).await;
    evaluator
        .get(&desk.path())
        .await
        .shows("1 of 2 evaluations are in");
    let mut second = desk.scene.world.signed_in(erik).await;
    second
        .get(&desk.path())
        .await
        .hides("How the score came about");
    desk.submit(erik, 2, "Erik").await;
    let page = evaluator.get(&desk.path()).await;
    page.shows("no third reader is needed");
    page.shows("is at or above the threshold");
    page.shows("The file goes on.");
    let token = desk.scene.world.token(eva);
    let path = format!("/api/v1{}/result", desk.path());
    let told = evaluator
        .call(Method::GET, &path, &token, None)
        .await
        .json();
    assert_eq!(told["passed"], json!(true));
    assert_eq!(told["steps"][0]["step"], "scores");
    assert_eq!(told["totals"].as_array().unwrap().len(), 2);
    assert_eq!(
        told["totals"][0]["by"],
        json!(null),
        "evaluators read no names"
    );
}

#[actix_web::test]
async fn a_rapporteur_writes_up_what_the_applicant_may_be_told() {
    let desk = Desk::new();
    let [eva, erik] = desk.people[..] else {
        panic!("two people")
    };
    let room = format!("/proposals/{}/consensus", desk.file);
    desk.submit(eva, 8, "Eva's own words").await;
    let mut second = desk.scene.world.signed_in(erik).await;
    assert_eq!(second.get(&room).await.status, StatusCode::NOT_FOUND);
    desk.submit(erik, 8, "Erik's own words").await;
    assert_eq!(desk.scene.status(desk.file), Status::BelowThreshold);
    let mut officer = desk.scene.world.signed_in(desk.scene.officer).await;
    officer.get(&room).await.shows("Erik Evaluator");
    let whom = eva.to_string();
    let done = officer
        .post(&room, &[("act", "appoint"), ("rapporteur", &whom)])
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let mut rapporteur = desk.scene.world.signed_in(eva).await;
    rapporteur.get(&room).await.hides("Erik Evaluator");
    let written = [
        ("act", "save"),
        ("text", "We met on Monday."),
        ("strengths-relevance", "The need is shown."),
        ("weaknesses-relevance", "The themes are missed."),
    ];
    let saved = rapporteur.post(&room, &written).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    // A draft is the rapporteur's alone.
    rapporteur.get(&room).await.shows("We met on Monday.");
    second.get(&room).await.hides("We met on Monday.");
    let refused = second.post(&room, &written).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let empty = rapporteur.post(&room, &[("act", "record")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut recorded = written;
    recorded[0].1 = "record";
    let done = rapporteur.post(&room, &recorded).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    second.get(&room).await.shows("We met on Monday.");
    // The applicant is told by section, without the meeting's text, and not before the release.
    let page = format!("/proposals/{}", desk.file);
    let mut applicant = desk.scene.world.signed_in(desk.scene.files[0].owner).await;
    applicant.get(&page).await.hides("The need is shown.");
    let manager = desk.scene.world.actor(desk.scene.manager);
    let release = ProposalCommand::Evaluation(Command::Release);
    facility::proposal::act(
        desk.scene.world.facility(),
        &manager,
        desk.file,
        None,
        &release,
    )
    .unwrap();
    let told = applicant.get(&page).await;
    told.shows("The need is shown.");
    told.shows("The themes are missed.");
    for hidden in ["We met on Monday.", "Eva Evaluator", "Erik Evaluator"] {
        told.hides(hidden);
    }
    // The letter says the same.
    let kept = facility::outbox::kept(desk.scene.world.facility(), None, 200).unwrap();
    let letter = kept
        .iter()
        .map(|kept| &kept.mail.body)
        .find(|body| body.contains("Strengths: The need is shown."));
    let letter = letter.expect("a letter with the findings");
    assert!(
        letter.contains("Weaknesses: The themes are missed."),
        "{letter}"
    );
    assert!(!letter.contains("We met on Monday."), "{letter}");
    // What the applicant was told is not written up anew.
    let late = rapporteur.post(&room, &recorded).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
}

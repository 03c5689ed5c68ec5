//! The ranking of a call and its evaluators side by side: what it shows, to whom, and that a conflicted person's is the one
//! of a world without the file.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::{Method, StatusCode};
use calamine::{Data, Reader as _, Xlsx};
use facility::evaluation::ScoreDraft;
use facility::evaluation::ranking::{self, RankedFile, export};
use language::{Language, Reader};
use serde_json::{Value, json};
use workflow::definition::CallDefinition;
use workflow::evaluation::{Command, RankedBy};
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::{Command as Interest, ConflictKind};
use workflow::procedure::Stage;
use workflow::proposal::Command as ProposalCommand;
use workflow::role::{Appointment, Role};
use workflow::text::Text;
use workflow::transition::Status;

use crate::scene::Scene;

/// Four evaluators; the third is harsh by four points, the fourth lenient by four.
const EVALUATORS: [(&str, i64); 4] = [
    ("Eva Evaluator", 0),
    ("Erik Evaluator", 0),
    ("Hanna Harsh", 8),
    ("Lena Lenient", -8),
];

/// What the files are worth, in points: the grid's questions get the first as a share of their maximum, and the second
/// comes on top. The fourth, which the harsh one has read and the lenient one has not, is a little better than the second.
const WORTH: [(i64, i64); 8] = [
    (90, 0),
    (80, 0),
    (70, 0),
    (80, 1),
    (60, 0),
    (70, 0),
    (80, 0),
    (90, 0),
];

fn with_ranking(by: RankedBy) -> impl FnOnce(&mut CallDefinition) {
    move |definition| {
        for stage in &mut definition.procedure.0 {
            if let Stage::Evaluation(rules) = stage {
                rules.ranking = by;
            }
        }
    }
}

/// A call whose first files have been scored, each by all evaluators but one in turn.
struct Ranked {
    scene: Scene,
    evaluators: Vec<PersonId>,
}

impl Ranked {
    fn new(files: usize, scored: usize, by: RankedBy) -> Self {
        let scene = Scene::submitted_with(files, with_ranking(by))
            .closed_and_advanced()
            .all_eligible();
        let evaluators = EVALUATORS.map(|(name, _)| scene.world.staff(name, Role::Evaluator));
        let ranked = Self {
            scene,
            evaluators: evaluators.to_vec(),
        };
        for (at, worth) in WORTH.iter().take(scored).enumerate() {
            let readers: Vec<usize> = (0..4).filter(|reader| *reader != at % 4).collect();
            ranked.assign(at, &readers);
            for reader in readers {
                ranked.score(reader, at, *worth);
            }
        }
        ranked
    }

    fn id(&self, file: usize) -> ProposalId {
        self.scene.files[file].id
    }

    fn act(&self, person: PersonId, file: usize, command: &ProposalCommand) {
        let (facility, actor) = (self.scene.world.facility(), self.scene.world.actor(person));
        facility::proposal::act(facility, &actor, self.id(file), None, command).unwrap();
    }

    fn assign(&self, file: usize, readers: &[usize]) {
        let evaluators: BTreeSet<PersonId> =
            readers.iter().map(|at| self.evaluators[*at]).collect();
        let command = Command::AssignEvaluators {
            evaluators,
            by_hand: BTreeSet::new(),
        };
        self.act(
            self.scene.officer,
            file,
            &ProposalCommand::Evaluation(command),
        );
    }

    /// Scores a file by what it is worth and how severe the evaluator is, with half a point of chance.
    fn score(&self, reader: usize, file: usize, (worth, more): (i64, i64)) {
        let person = self.evaluators[reader];
        self.act(
            person,
            file,
            &ProposalCommand::Interest(Interest::DeclareNone),
        );
        let grid = self.scene.grid();
        let chance = if (reader + file).is_multiple_of(2) {
            500
        } else {
            -500
        };
        let mut apart = more * 1_000 - EVALUATORS[reader].1 * 500 + chance;
        let mut scores = BTreeMap::new();
        for question in grid.questions() {
            let share = question.max * worth / 100 / question.step * question.step;
            let room = (share + apart).clamp(question.step, question.max - question.step);
            apart -= room - share;
            scores.insert(question.id.clone(), room);
        }
        assert_eq!(apart, 0, "the severity has found its place");
        let draft = ScoreDraft {
            scores,
            overall: "A sound plan.".to_owned(),
            ..ScoreDraft::default()
        };
        let (facility, actor) = (self.scene.world.facility(), self.scene.world.actor(person));
        facility::evaluation::submit(facility, &actor, self.id(file), None, &draft).unwrap();
    }

    fn path(&self) -> String {
        format!("/calls/{}/ranking", self.scene.call)
    }

    async fn api(&self, person: PersonId, path: &str) -> Value {
        let token = self.scene.world.token(person);
        let mut browser = self.scene.world.browser().await;
        let path = format!("/api/v1/calls/{}/{path}", self.scene.call);
        let answer = browser.call(Method::GET, &path, &token, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        answer.json()
    }

    /// References in the order of an answer.
    fn references(ranking: &Value) -> Vec<String> {
        let files = ranking["files"].as_array().unwrap();
        files
            .iter()
            .map(|file| file["reference"].as_str().unwrap().to_owned())
            .collect()
    }
}

/// An answer without ids, which differ from world to world.
fn without_ids(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields
                .iter()
                .filter(|(name, _)| !["proposal", "by", "person"].contains(&name.as_str()));
            Value::Object(
                kept.map(|(name, value)| (name.clone(), without_ids(value)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.iter().map(without_ids).collect()),
        other => other.clone(),
    }
}

#[actix_web::test]
async fn raw_and_adjusted_scores_stand_side_by_side_and_the_threshold_is_drawn() {
    let ranked = Ranked::new(8, 7, RankedBy::Raw);
    let scene = &ranked.scene;
    let mut browser = scene.world.signed_in(scene.officer).await;
    let page = browser.get(&ranked.path()).await;
    page.shows("Ordered by the raw score, as the call says");
    page.shows("Adjusted scores with their intervals");
    page.shows("Threshold 72: the files below have less.");
    page.shows("Likely places");
    // The line stands between the files above and those below.
    let at = |text: &str| {
        page.body
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not there"))
    };
    let line = at("class=\"threshold-row\"");
    assert!(at("Safe house 1<") < line && at("Safe house 7<") < line);
    assert!(line < at("Safe house 3<") && line < at("Safe house 5<"));
    // Without a score yet, at the end.
    assert!(at("Safe house 5<") < at("Safe house 8<"));
    page.shows("Too few evaluators");
    let found = ranked.api(scene.officer, "ranking").await;
    assert_eq!(found["ordered_by"], "raw");
    assert_eq!(found["groups"], 1);
    let files = found["files"].as_array().unwrap();
    assert_eq!(files.len(), 8);
    for file in files.iter().filter(|file| !file["raw"].is_null()) {
        // The truth lies in the interval, but for half a point of chance in three scores.
        let number = file["reference"].as_str().unwrap()[8..]
            .parse::<usize>()
            .unwrap();
        let worth = (WORTH[number - 1].0 + WORTH[number - 1].1) * 1000;
        let score = &file["adjusted"]["score"];
        let (low, high) = (
            score["low"].as_i64().unwrap(),
            score["high"].as_i64().unwrap(),
        );
        assert!(low - 500 <= worth && worth <= high + 500, "{file}");
        let off = |value: &Value| (value.as_i64().unwrap() - worth).abs();
        assert!(off(&score["value"]) < 900, "{file}");
    }
    // A file the harsh and not the lenient one has read is worth more than its raw score, and the other way round.
    let of = |number: usize| {
        let reference = format!("SGF2010-{number:04}");
        files
            .iter()
            .find(|file| file["reference"] == reference.as_str())
            .unwrap()
    };
    let gain = |number: usize| {
        of(number)["adjusted"]["score"]["value"].as_i64().unwrap()
            - of(number)["raw"].as_i64().unwrap()
    };
    assert!(gain(4) > 800, "{}", gain(4));
    assert!(gain(3) < -800, "{}", gain(3));
    assert_eq!(of(8)["place"], Value::Null);
    assert_eq!(of(8)["marks"], json!(["too_few_evaluators"]));
    assert!(
        of(5)["marks"]
            .as_array()
            .unwrap()
            .contains(&json!("below_threshold"))
    );
    assert!(of(1)["sections"]["relevance"].as_i64().unwrap() > 16_000);
}

#[actix_web::test]
async fn the_rule_of_the_call_decides_which_score_orders() {
    let ranked = Ranked::new(8, 8, RankedBy::Adjusted);
    let officer = ranked.scene.officer;
    let found = ranked.api(officer, "ranking").await;
    assert_eq!(found["ordered_by"], "adjusted");
    let value = |file: &Value| file["adjusted"]["score"]["value"].as_i64().unwrap();
    let files = found["files"].as_array().unwrap();
    assert!(
        files
            .windows(2)
            .all(|pair| value(&pair[0]) >= value(&pair[1]))
    );
    let mut places: Vec<i64> = files
        .iter()
        .map(|file| file["raw_place"].as_i64().unwrap())
        .collect();
    let by_adjusted = places.clone();
    places.sort_unstable();
    assert_ne!(places, by_adjusted, "the two orders differ");
    // By raw score on request; the places of the call stay.
    let raw = ranked.api(officer, "ranking?order=-raw").await;
    let raw = raw["files"].as_array().unwrap();
    assert!(
        raw.windows(2)
            .all(|pair| pair[0]["raw"].as_i64() >= pair[1]["raw"].as_i64())
    );
    let mut browser = ranked.scene.world.signed_in(officer).await;
    let page = browser.get(&ranked.path()).await;
    page.shows("Ordered by the adjusted score, as the call says");
    page.shows("by this score");
}

#[actix_web::test]
async fn a_conflicted_officers_ranking_is_the_one_of_a_world_without_the_file() {
    let (with, without) = (
        Ranked::new(8, 8, RankedBy::Adjusted),
        Ranked::new(7, 7, RankedBy::Adjusted),
    );
    let conflicted = with
        .scene
        .world
        .staff("Omar Officer", Role::ProgrammeOfficer);
    let other = without
        .scene
        .world
        .staff("Omar Officer", Role::ProgrammeOfficer);
    for path in ["ranking", "calibration", "ranking?order=-spread&side=above"] {
        let everything = with.api(conflicted, path).await;
        let less = without.api(other, path).await;
        assert_ne!(without_ids(&everything), without_ids(&less), "{path}");
    }
    let command = Interest::SetConflict {
        person: conflicted,
        conflict: ConflictKind::Family,
        reason: Text::parse("Her sister works there.").unwrap(),
    };
    with.act(with.scene.manager, 7, &ProposalCommand::Interest(command));
    for path in ["ranking", "calibration", "ranking?order=-spread&side=above"] {
        let seen = with.api(conflicted, path).await;
        let less = without.api(other, path).await;
        assert_eq!(without_ids(&seen), without_ids(&less), "{path}");
    }
    // The pages and files too, but for what carries ids.
    let (mut one, mut two) = (
        with.scene.world.signed_in(conflicted).await,
        without.scene.world.signed_in(other).await,
    );
    for path in ["ranking.csv", "ranking.csv?order=title"] {
        let (seen, less) = (
            one.get(&format!("/calls/{}/{path}", with.scene.call)).await,
            two.get(&format!("/calls/{}/{path}", without.scene.call))
                .await,
        );
        assert_eq!(seen.body, less.body);
        assert!(seen.body.contains("Safe house 7"));
    }
    for path in ["ranking", "ranking/evaluators"] {
        let (seen, less) = (
            one.get(&format!("/calls/{}/{path}", with.scene.call)).await,
            two.get(&format!("/calls/{}/{path}", without.scene.call))
                .await,
        );
        assert_eq!(plain(seen.page()), plain(less.page()), "{path}");
        seen.hides("Safe house 8");
    }
    // Somebody without a conflict still sees it.
    let mut colleague = with.scene.world.signed_in(with.scene.officer).await;
    colleague.get(&with.path()).await.shows("Safe house 8");
}

/// A page without tags, in which ids and proofs stand.
fn plain(page: &str) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}

#[actix_web::test]
async fn the_panel_sees_the_files_before_it_and_no_names() {
    let ranked = Ranked::new(8, 8, RankedBy::Raw);
    let scene = &ranked.scene;
    let member = scene.world.staff("Member Mona", Role::PanelMember);
    let mut browser = scene.world.signed_in(member).await;
    // Nothing stands before the panel.
    browser.get(&ranked.path()).await.shows("No file to rank");
    let officer = scene.world.actor(scene.officer);
    facility::evaluation::advance_evaluated(scene.world.facility(), &officer, scene.call).unwrap();
    assert_eq!(scene.status(ranked.id(0)), Status::OnAgenda);
    // Nor before they have declared.
    browser.get(&ranked.path()).await.shows("No file to rank");
    let free = ProposalCommand::Interest(Interest::DeclareNone);
    for file in [0, 1, 3] {
        ranked.act(member, file, &free);
    }
    let family = Interest::DeclareConflict {
        conflict: ConflictKind::Family,
    };
    ranked.act(member, 6, &ProposalCommand::Interest(family));
    let page = browser.get(&ranked.path()).await;
    for seen in ["Safe house 1<", "Safe house 2<", "Safe house 4<"] {
        assert!(page.page().contains(seen), "{seen}");
    }
    for hidden in ["Safe house 7", "Safe house 8", "Safe house 3"] {
        page.hides(hidden);
    }
    let evaluators = browser.get(&format!("{}/evaluators", ranked.path())).await;
    evaluators.shows("Evaluator 1");
    evaluators.hides("Hanna Harsh");
    let found = ranked.api(member, "ranking").await;
    assert_eq!(Ranked::references(&found).len(), 3);
    assert!(
        !found
            .to_string()
            .contains(&ranked.evaluators[0].to_string())
    );
    let figures = ranked.api(member, "calibration").await;
    for evaluator in figures["evaluators"].as_array().unwrap() {
        assert_eq!(
            (&evaluator["name"], &evaluator["person"]),
            (&Value::Null, &Value::Null)
        );
    }
}

#[actix_web::test]
async fn nobody_else_finds_a_ranking() {
    let ranked = Ranked::new(1, 1, RankedBy::Raw);
    let scene = &ranked.scene;
    let people = [scene.screener, ranked.evaluators[0], scene.files[0].owner];
    for person in people {
        let mut browser = scene.world.signed_in(person).await;
        for path in ["", "/evaluators", ".csv", ".xlsx"] {
            let answer = browser.get(&format!("{}{path}", ranked.path())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let token = scene.world.token(person);
        for path in ["ranking", "ranking.csv", "ranking.xlsx", "calibration"] {
            let path = format!("/api/v1/calls/{}/{path}", scene.call);
            let answer = browser.call(Method::GET, &path, &token, None).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
    // An auditor and the manager do.
    let auditor = scene.world.staff("Aud Auditor", Role::Auditor);
    for person in [auditor, scene.manager] {
        let mut browser = scene.world.signed_in(person).await;
        browser.get(&ranked.path()).await.shows("Safe house 1");
    }
}

#[actix_web::test]
async fn who_has_still_to_score_a_file_does_not_see_others_scores_of_it() {
    let ranked = Ranked::new(2, 1, RankedBy::Raw);
    ranked.assign(1, &[0, 1, 2]);
    ranked.score(0, 1, (80, 0));
    // An evaluator is made a manager as well.
    let (world, both) = (&ranked.scene.world, ranked.evaluators[1]);
    let manager = Appointment {
        role: Role::FacilityManager,
        call: None,
        agency: None,
    };
    let now = world.facility().clock.now();
    let appointed = world
        .facility()
        .store
        .write(|conn| store::people::appoint(conn, both, &manager, None, now));
    appointed.unwrap();
    let mut browser = world.signed_in(both).await;
    browser.get(&ranked.path()).await.hides("Safe house 2");
    let mut other = world.signed_in(ranked.scene.manager).await;
    other.get(&ranked.path()).await.shows("Safe house 2");
    ranked.score(1, 1, (80, 0));
    browser.get(&ranked.path()).await.shows("Safe house 2");
}

#[actix_web::test]
async fn filters_orders_and_columns_are_in_the_address() {
    let ranked = Ranked::new(8, 7, RankedBy::Raw);
    let officer = ranked.scene.officer;
    let mut browser = ranked.scene.world.signed_in(officer).await;
    let path = ranked.path();
    let below = browser.get(&format!("{path}?side=below")).await;
    below.shows("Safe house 5");
    below.hides("Safe house 1<");
    below.shows("Below the threshold");
    let unscored = browser
        .get(&format!("{path}?side=unscored&q=HOUSE+8"))
        .await;
    unscored.shows("Safe house 8");
    unscored.hides("Safe house 5");
    let marked = browser
        .get(&format!("{path}?mark=below_threshold&country=KE"))
        .await;
    marked.shows("Safe house 3");
    let nothing = browser.get(&format!("{path}?region=asia_pacific")).await;
    nothing.shows("No file to rank");
    let columns = browser
        .get(&format!(
            "{path}?col=sections&col=evaluators&order=-section.relevance"
        ))
        .await;
    columns.shows("aria-sort=\"descending\"");
    assert!(!columns.page().contains(">Likely places</a>"));
    let wrong = browser
        .get(&format!("{path}?status=moon&order=-section.none"))
        .await;
    wrong.shows("status, order");
    let by_title = ranked.api(officer, "ranking?order=-title").await;
    assert_eq!(Ranked::references(&by_title)[0], "SGF2010-0008");
    let token = ranked.scene.world.token(officer);
    for query in [
        "status=moon",
        "order=up",
        "side=left",
        "mark=x",
        "theme=nothing",
        "unknown=1",
    ] {
        let path = format!("/api/v1/calls/{}/ranking?{query}", ranked.scene.call);
        let answer = browser.call(Method::GET, &path, &token, None).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
    }
    // In an order that is not one of scores no line is drawn.
    let titles = browser.get(&format!("{path}?order=title")).await;
    assert!(!titles.page().contains("threshold-row"));
}

#[actix_web::test]
async fn views_are_kept_opened_and_deleted() {
    let ranked = Ranked::new(1, 1, RankedBy::Raw);
    let officer = ranked.scene.officer;
    let mut browser = ranked.scene.world.signed_in(officer).await;
    let views = format!("{}/views", ranked.path());
    let query = "side=below&col=raw&unknown=1";
    let kept = browser
        .post(
            &views,
            &[("name", "Below"), ("query", query), ("standard", "yes")],
        )
        .await;
    assert_eq!(
        kept.location(),
        format!("{}?side=below&col=raw", ranked.path())
    );
    assert_eq!(
        browser.get(&ranked.path()).await.location(),
        kept.location()
    );
    let page = browser.get(kept.location()).await;
    page.shows("Below");
    // Nobody else has it, and the register does not either.
    let mut other = ranked.scene.world.signed_in(ranked.scene.manager).await;
    other.get(&ranked.path()).await.hides("ranking?side=below");
    browser.get("/organisations").await.hides("side=below");
    let delete = page
        .page()
        .split("action=\"")
        .find(|part| part.contains("/views/"))
        .unwrap();
    let delete = delete.split('"').next().unwrap().to_owned();
    assert_eq!(other.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.post(&delete, &[]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(browser.get(&ranked.path()).await.status, StatusCode::OK);
    // The same through the API; not for people without a ranking to read.
    let token = ranked.scene.world.token(officer);
    let body = json!({ "name": "Wide", "query": "order=-spread" });
    let saved = browser
        .call(
            Method::POST,
            "/api/v1/ranking-views",
            &token,
            Some(body.clone()),
        )
        .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.body);
    let listed = browser
        .call(Method::GET, "/api/v1/ranking-views", &token, None)
        .await;
    assert_eq!(listed.json()[0]["query"], "order=-spread");
    let id = saved.json()["id"].as_str().unwrap().to_owned();
    let gone = browser
        .call(
            Method::DELETE,
            &format!("/api/v1/ranking-views/{id}"),
            &token,
            None,
        )
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let stranger = ranked.scene.world.token(ranked.scene.screener);
    let refused = browser
        .call(Method::POST, "/api/v1/ranking-views", &stranger, Some(body))
        .await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn files_hold_every_column_and_no_formula() {
    let ranked = Ranked::new(3, 2, RankedBy::Raw);
    let mut browser = ranked.scene.world.signed_in(ranked.scene.officer).await;
    let csv = browser
        .get(&format!("{}.csv?order=-title", ranked.path()))
        .await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    let lines: Vec<Vec<&str>> = csv
        .body
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(lines[0][..3], ["place", "reference", "title"]);
    assert_eq!(lines[0][22], "section_relevance");
    assert_eq!(lines.len(), 4);
    assert_eq!(lines[1][..3], ["", "SGF2010-0003", "Safe house 3"]);
    assert!(lines[3][10].parse::<f64>().unwrap() > 85.0);
    assert!(
        browser
            .get(&format!("{}.xlsx", ranked.path()))
            .await
            .body
            .starts_with("PK")
    );

    let (facility, officer) = (
        ranked.scene.world.facility(),
        ranked.scene.world.actor(ranked.scene.officer),
    );
    let mut found = ranking::ranking(facility, &officer, ranked.scene.call).unwrap();
    found.files[0].title = "=HYPERLINK(\"http://evil.example\")".to_owned();
    let files: Vec<&RankedFile> = found.files.iter().collect();
    let csv = String::from_utf8(export::csv(&found, &files).unwrap()).unwrap();
    assert!(csv.contains("\"'=HYPERLINK(\"\"http"), "{csv}");
    let english = Reader::new(Language::English, chrono_tz::UTC);
    let made = ranked.scene.world.facility().clock.now();
    let content = export::xlsx(&found, &files, english, made).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(content)).unwrap();
    let sheet = book.worksheet_range("Ranking").unwrap();
    let text = |at, text: &str| assert_eq!(sheet.get(at), Some(&Data::String(text.to_owned())));
    text((0, 10), "Raw score");
    text((1, 2), "=HYPERLINK(\"http://evil.example\")");
    text((1, 4), "Kenya");
    assert_eq!(sheet.get((1, 0)), Some(&Data::Float(1.0)));
}

#[actix_web::test]
async fn evaluators_are_told_apart_and_what_each_of_them_changes() {
    let ranked = Ranked::new(8, 8, RankedBy::Raw);
    let officer = ranked.scene.officer;
    let mut browser = ranked.scene.world.signed_in(officer).await;
    let page = browser
        .get(&format!("{}/evaluators?far=0&first=2", ranked.path()))
        .await;
    page.shows("Typical differences");
    page.shows("Agreement on the totals");
    page.shows("Entering the first 2:");
    let at = |text: &str| {
        page.page()
            .find(text)
            .unwrap_or_else(|| panic!("{text} is not there"))
    };
    assert!(at("Hanna Harsh") < at("Eva Evaluator") && at("Eva Evaluator") < at("Lena Lenient"));
    let figures = ranked.api(officer, "calibration").await;
    let evaluators = figures["evaluators"].as_array().unwrap();
    let of = |name: &str| evaluators.iter().find(|one| one["name"] == name).unwrap();
    let severity = |name: &str, field: &str| of(name)["severity"][field].as_i64().unwrap();
    assert!(severity("Hanna Harsh", "low") > 0 && severity("Lena Lenient", "high") < 0);
    assert!((3_000..5_000).contains(&severity("Hanna Harsh", "value")));
    assert_eq!(of("Hanna Harsh")["shared"], 6);
    // Without the harsh one some file changes its place, and each move is told from both sides.
    let moves = of("Hanna Harsh")["without"].as_array().unwrap();
    assert!(!moves.is_empty());
    assert!(moves.iter().all(|one| one["with"] != one["without"]));
    let alpha = figures["alpha"].as_i64().unwrap();
    assert!((700..1_000).contains(&alpha), "{alpha}");
    let questions = figures["questions"].as_array().unwrap();
    assert_eq!(questions.len(), ranked.scene.grid().questions().count());
    for question in questions {
        let tenths: i64 = question["tenths"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_i64().unwrap())
            .sum();
        assert_eq!(Some(tenths), question["scores"].as_i64());
        assert_eq!(tenths, 24);
    }
}

#[actix_web::test]
async fn with_too_little_overlap_nothing_is_adjusted_and_it_is_said() {
    let ranked = Ranked::new(2, 2, RankedBy::Adjusted);
    let officer = ranked.scene.officer;
    let mut browser = ranked.scene.world.signed_in(officer).await;
    let page = browser.get(&ranked.path()).await;
    page.shows("Too few files are read by several evaluators.");
    page.shows("Too little overlap to tell");
    page.shows("Not adjusted: the raw score counts");
    let found = ranked.api(officer, "ranking").await;
    assert_eq!(Ranked::references(&found), ["SGF2010-0001", "SGF2010-0002"]);
    assert_eq!(found["files"][0]["adjusted"], Value::Null);
    assert_eq!(found["groups"], 0);
    let figures = ranked.api(officer, "calibration").await;
    assert_eq!(figures["evaluators"][0]["severity"], Value::Null);
    assert_eq!(figures["evaluators"][0]["without"], Value::Null);
}

#[actix_web::test]
async fn the_pages_are_there_in_arabic() {
    let ranked = Ranked::new(4, 4, RankedBy::Raw);
    let mut browser = ranked.scene.world.signed_in(ranked.scene.officer).await;
    browser
        .post("/language", &[("language", "ar"), ("back", "/")])
        .await;
    let page = browser.get(&ranked.path()).await;
    page.shows("dir=\"rtl\"");
    page.shows("الدرجة المعدَّلة");
    // The scale runs from right to left: 100 is drawn left of 0.
    let tick = |text: &str| {
        let end = page.page().find(&format!(">{text}</text>")).unwrap();
        let start = page.page()[..end].rfind("x=\"").unwrap() + 3;
        page.page()[start..]
            .split('"')
            .next()
            .unwrap()
            .parse::<i64>()
            .unwrap()
    };
    assert!(tick("100") < tick("0"));
    let evaluators = browser.get(&format!("{}/evaluators", ranked.path())).await;
    evaluators.shows("المقارنة بين المقيّمين");
}

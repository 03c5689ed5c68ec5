//! Grids taken along as a workbook or a page, and what comes back.

use std::io::Cursor;

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use base64::Engine as _;
use calamine::{Data, Reader as _, Xlsx};
use facility::evaluation::offline::{self, Blank};
use facility::evaluation::{self, ScoreDraft};
use language::{Language, Reader};
use serde_json::json;
use workflow::evaluation::Recommendation;
use workflow::ids::PersonId;

use crate::scoring::Desk;
use crate::world::Answer;

/// Brings a file back by the form of the page.
async fn brought(desk: &Desk, who: PersonId, file: &[u8]) -> Answer {
    let mut browser = desk.scene.world.signed_in(who).await;
    browser.get("/account").await;
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"scores.xlsx\"\r\n\
                Content-Type: application/octet-stream\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let request = TestRequest::post()
        .uri(&format!("/evaluation/sheets?csrf={}", browser.csrf))
        .insert_header(("content-type", "multipart/form-data; boundary=edge"))
        .set_payload(body);
    browser.send(request).await
}

fn reader(language: Language) -> Reader {
    Reader::new(language, chrono_tz::UTC)
}

/// The grids of a person, filled in by `fill` as if by hand.
fn filled(
    desk: &Desk,
    who: PersonId,
    language: Language,
    fill: impl Fn(&mut ScoreDraft),
) -> Vec<u8> {
    let actor = desk.scene.world.actor(who);
    let mut blanks: Vec<Blank> =
        offline::blanks(desk.scene.world.facility(), &actor, None).unwrap();
    for blank in &mut blanks {
        fill(&mut blank.draft);
    }
    offline::workbook(
        reader(language),
        "Eva Evaluator",
        &blanks,
        desk.scene.world.facility().clock.now(),
    )
    .unwrap()
}

fn draft(desk: &Desk, who: PersonId) -> ScoreDraft {
    let actor = desk.scene.world.actor(who);
    evaluation::desk(desk.scene.world.facility(), &actor, desk.file)
        .unwrap()
        .draft
}

#[actix_web::test]
async fn a_workbook_is_taken_along_and_lands_in_the_drafts() {
    let desk = Desk::of(2);
    let eva = desk.people[0];
    for language in [Language::English, Language::Arabic] {
        let book = filled(&desk, eva, language, |draft| {
            draft.scores.insert("need".to_owned(), 7_500);
            draft
                .comments
                .insert("need".to_owned(), "=1+1 \u{0628}".to_owned());
            draft.overall = "Written on a train.".to_owned();
            draft.recommendation = Some(Recommendation::DoNotFund);
            draft.budget_remarks = "None.".to_owned();
        });
        let mut known: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&book)).unwrap();
        assert_eq!(known.sheet_names().len(), 2);
        let sheet = known
            .worksheet_range(&known.sheet_names()[0].clone())
            .unwrap();
        let confidential =
            reader(language).ta("sheet-confidential", [("name", "Eva Evaluator".into())]);
        assert!(
            sheet
                .rows()
                .flatten()
                .any(|cell| *cell == Data::String(confidential.clone()))
        );
        let taken = brought(&desk, eva, &book).await;
        assert_eq!(taken.status, StatusCode::OK, "{}", taken.body);
        if language == Language::English {
            assert_eq!(
                taken
                    .body
                    .matches("5 changes taken into your draft")
                    .count(),
                2,
                "{}",
                taken.body
            );
        }
        let kept = draft(&desk, eva);
        assert_eq!(kept.scores["need"], 7_500);
        assert_eq!(kept.comments["need"], "=1+1 \u{0628}");
        assert_eq!(kept.recommendation, Some(Recommendation::DoNotFund));
        let again = brought(&desk, eva, &filled(&desk, eva, language, |_| {})).await;
        again.shows("Nothing new");
    }
    // Nothing was submitted.
    let actor = desk.scene.world.actor(eva);
    let known = evaluation::desk(desk.scene.world.facility(), &actor, desk.file).unwrap();
    assert_eq!(known.total, None);
}

#[actix_web::test]
async fn what_is_wrong_is_named_with_its_row_and_the_rest_is_taken() {
    let desk = Desk::new();
    let eva = desk.people[0];
    let book = filled(&desk, eva, Language::English, |draft| {
        draft.scores.insert("need".to_owned(), 99_000);
        draft.scores.insert("fit".to_owned(), 7_250);
        draft.overall = "Fine.".to_owned();
    });
    let report = brought(&desk, eva, &book).await;
    report.shows("Row 8");
    report.shows("This score is not on the scale.");
    report.shows("1 change taken into your draft");
    let kept = draft(&desk, eva);
    assert!(kept.scores.is_empty());
    assert_eq!(kept.overall, "Fine.");
}

#[actix_web::test]
async fn an_older_sheet_asks_before_it_changes_a_newer_draft() {
    let desk = Desk::new();
    let eva = desk.people[0];
    let book = filled(&desk, eva, Language::English, |draft| {
        draft.scores.insert("need".to_owned(), 7_500);
        draft.overall = "From the sheet.".to_owned();
    });
    let actor = desk.scene.world.actor(eva);
    let newer = ScoreDraft {
        overall: "From the desk.".to_owned(),
        ..ScoreDraft::default()
    };
    evaluation::save_draft(desk.scene.world.facility(), &actor, desk.file, &newer).unwrap();
    let asked = brought(&desk, eva, &book).await;
    asked.shows("Your draft has changed since this sheet was made.");
    asked.shows("From the desk.");
    assert_eq!(draft(&desk, eva), newer, "nothing is taken unasked");
    let (_, rest) = asked.body.split_once("name=\"sheets\" value=\"").unwrap();
    let sheets = rest
        .split('"')
        .next()
        .unwrap()
        .replace("&#34;", "\"")
        .replace("&quot;", "\"");
    let take = format!("{} score-need", desk.file);
    let mut browser = desk.scene.world.signed_in(eva).await;
    let done = browser
        .post(
            "/evaluation/sheets/take",
            &[("sheets", &sheets), ("take", &take)],
        )
        .await;
    done.shows("1 change taken into your draft");
    let kept = draft(&desk, eva);
    assert_eq!(
        (kept.scores["need"], kept.overall.as_str()),
        (7_500, "From the desk.")
    );
    let broken = browser
        .post("/evaluation/sheets/take", &[("sheets", "[{]")])
        .await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[actix_web::test]
async fn sheets_of_others_of_other_files_and_of_submitted_scores_are_refused() {
    let desk = Desk::new();
    let [eva, erik] = desk.people[..] else {
        panic!("two people")
    };
    let book = filled(&desk, eva, Language::English, |draft| {
        draft.overall = "Mine.".to_owned()
    });
    brought(&desk, erik, &book)
        .await
        .shows("This sheet belongs to somebody else.");
    let before = draft(&desk, erik);
    assert_eq!(before, ScoreDraft::default());
    for file in [&b"PK\x03\x04nothing"[..], b"{}", b"\xff\xfe", b"<html>"] {
        let refused = brought(&desk, eva, file).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains("This is no scoring sheet."),
            "{}",
            refused.body
        );
    }
    // A page's file of a file there is not answers as one of a file that is not theirs.
    let sheet = json!({
        "person": eva, "proposal": uuid::Uuid::now_v7(), "grid": "0".repeat(64), "draft": "0".repeat(64),
        "scores": { "need": "7" },
    });
    let package = |sheet: &serde_json::Value| {
        json!({ "format": "minha-scores-1", "sheet": sheet }).to_string()
    };
    brought(&desk, eva, package(&sheet).as_bytes())
        .await
        .shows("a file that you do not score");
    let mut other_grid = sheet.clone();
    other_grid["proposal"] = json!(desk.file);
    brought(&desk, eva, package(&other_grid).as_bytes())
        .await
        .shows("The grid has been revised");
    let mut browser = desk.scene.world.signed_in(eva).await;
    let mut given = desk.complete(1, "Done.");
    given.push(("act".to_owned(), "submit".to_owned()));
    let given: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let done = browser.post(&desk.path(), &given).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    brought(&desk, eva, &book)
        .await
        .shows("submitted and locked");
    for ending in ["sheet.xlsx", "sheet.html"] {
        let path = format!("{}/{ending}", desk.path());
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    }
    // Nobody else takes a grid along.
    let mut officer = desk.scene.world.signed_in(desk.scene.officer).await;
    for path in [
        format!("{}/sheet.xlsx", desk.path()),
        "/evaluation/sheets".to_owned(),
    ] {
        assert_eq!(
            officer.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
}

#[actix_web::test]
async fn the_page_holds_file_and_grid_and_its_file_comes_back_by_the_api() {
    let desk = Desk::new();
    let eva = desk.people[0];
    let mut browser = desk.scene.world.signed_in(eva).await;
    let page = browser.get(&format!("{}/sheet.html", desk.path())).await;
    assert!(page.header("content-disposition").starts_with("attachment"));
    page.shows("People are met where they are");
    page.shows("Confidential. For Eva Evaluator alone");
    page.shows("data-save-sheet");
    let (_, rest) = page.body.split_once("id=\"sheet-facts\">").unwrap();
    let facts: serde_json::Value =
        serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap();
    let mut sheet = facts["sheet"].clone();
    sheet["scores"] = json!({ "need": "٧٫٥", "fit": "many" });
    sheet["comments"] = json!({ "need": "حاجة فعلية" });
    let package = json!({ "format": facts["format"], "sheet": sheet }).to_string();
    let file = base64::engine::general_purpose::STANDARD.encode(package);
    let token = desk.scene.world.token(eva);
    let body = Some(json!({ "file": file }));
    let answer = browser
        .call(Method::POST, "/api/v1/score-sheets", &token, body)
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let report = answer.json();
    assert_eq!(report[0]["taken"], 2);
    assert_eq!(report[0]["wrong"][0]["then"], "points");
    assert_eq!(draft(&desk, eva).scores["need"], 7_500);
    let book = browser
        .call(Method::GET, "/api/v1/score-sheets.xlsx", &token, None)
        .await;
    assert_eq!(book.status, StatusCode::OK);
}

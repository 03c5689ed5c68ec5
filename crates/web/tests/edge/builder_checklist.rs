//! The checklist on the pages of the builder: rules with their parameters, reasons, and what is wrong with them.

use actix_web::http::StatusCode;
use serde_json::{Value, json};
use workflow::criterion::{Check, OnFail};
use workflow::ids::{CallId, PersonId};
use workflow::procedure::Stage;
use workflow::screening::Rules;

use crate::builder::{borrowed, definition, drafted, fields, set};
use crate::world::World;

fn rules(world: &World, officer: PersonId, id: CallId) -> Rules {
    match definition(world, officer, id).procedure.0[1].clone() {
        Stage::Screening(rules) => rules,
        _ => panic!("a screening"),
    }
}

fn check(rules: &Rules, place: usize) -> Value {
    serde_json::to_value(&rules.criteria[place].check).unwrap()
}

#[actix_web::test]
async fn every_rule_is_chosen_and_then_asks_for_its_parameters() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let address = format!("/calls/{id}/edit/stage-2");
    let mut browser = world.signed_in(officer).await;
    for rule in Check::NAMES {
        let mut typed = fields(&browser.get(&address).await);
        set(&mut typed, "procedure-1-criterion-0-check-rule", rule);
        let saved = browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            saved.body
        );
        let rules = rules(&world, officer, id);
        assert_eq!(rules.criteria[0].check.name(), rule);
        // Saved again as it is shown, it stays.
        let typed = fields(&browser.get(&address).await);
        browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(self::rules(&world, officer, id), rules, "{rule}");
    }
    for (rule, parameters, wanted) in [
        (
            "grants_in_period",
            vec![("most", "3"), ("years", "4")],
            json!({ "rule": "grants_in_period", "most": 3, "years": 4 }),
        ),
        (
            "certificate_valid",
            vec![("on", "2010-04-05")],
            json!({ "rule": "certificate_valid", "on": "2010-04-05" }),
        ),
        (
            "certificate_valid",
            vec![("on", "")],
            json!({ "rule": "certificate_valid" }),
        ),
        (
            "reference_letters",
            vec![("least", "3")],
            json!({ "rule": "reference_letters", "least": 3 }),
        ),
        (
            "request_against_budget",
            vec![("times_hundredths", "2.50")],
            json!({ "rule": "request_against_budget", "times_hundredths": 250 }),
        ),
        (
            "legal_form",
            vec![("kinds", "foundation")],
            json!({ "rule": "legal_form", "kinds": ["foundation"] }),
        ),
        (
            "documents_present",
            vec![("kinds", "statutes"), ("questions", "proposal")],
            json!({ "rule": "documents_present", "kinds": ["statutes"], "questions": ["proposal"] }),
        ),
    ] {
        let mut typed = fields(&browser.get(&address).await);
        set(&mut typed, "procedure-1-criterion-0-check-rule", rule);
        browser.post(&address, &borrowed(&typed)).await;
        let mut typed = fields(&browser.get(&address).await);
        for (name, value) in parameters {
            let field = format!("procedure-1-criterion-0-check-{name}");
            set(&mut typed, &field, value);
        }
        let saved = browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{rule}: {}",
            saved.body
        );
        assert_eq!(check(&rules(&world, officer, id), 0), wanted);
    }
}

#[actix_web::test]
async fn reasons_are_added_written_in_each_language_and_removed() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let address = format!("/calls/{id}/edit/stage-2");
    let mut browser = world.signed_in(officer).await;
    let mut typed = fields(&browser.get(&address).await);
    set(&mut typed, "do", "add /procedure/1/criterion");
    browser.post(&address, &borrowed(&typed)).await;
    let new = rules(&world, officer, id).criteria.len() - 1;
    let list = format!("/procedure/1/criterion/{new}/reasons");
    let place = format!("procedure-1-criterion-{new}");
    browser
        .get(&address)
        .await
        .shows("whoever finds it not met writes the reason");
    for number in 0..2 {
        let mut typed = fields(&browser.get(&address).await);
        set(&mut typed, "do", &format!("add {list}"));
        let added = browser.post(&address, &borrowed(&typed)).await;
        let anchor = format!("#{place}-reasons-{number}-code");
        assert!(added.location().ends_with(&anchor), "{}", added.location());
    }
    // What the letter says is missing in both languages, and each gap leads to its field.
    let page = browser.get(&address).await;
    page.page();
    for language in ["en", "ar"] {
        let link = format!("href=\"{address}#{place}-reasons-1-text-{language}\"");
        assert!(page.body.contains(&link), "{link}");
    }
    let mut typed = fields(&page);
    for (field, value) in [
        ("text-en", "It is so."),
        ("text-ar", "الأمر كذلك."),
        ("on_fail", "clarify"),
        ("level", "document"),
        ("reasons-0-code", "late"),
        ("reasons-0-text-en", "It came late."),
        ("reasons-0-text-ar", "ورد متأخرًا."),
        ("reasons-1-code", "late"),
    ] {
        set(&mut typed, &format!("{place}-{field}"), value);
    }
    set(&mut typed, "procedure-1-second_share", "5.00");
    let saved = browser.post(&address, &borrowed(&typed)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let known = rules(&world, officer, id);
    assert_eq!(known.second_share, 500);
    let criterion = &known.criteria[new];
    assert_eq!(criterion.on_fail, OnFail::Clarify);
    assert_eq!(criterion.reasons[0].text.get("ar"), "ورد متأخرًا.");
    // Twice the same code: said, with the way to the second of them.
    let page = browser.get(&address).await;
    page.shows("the reason “late” of the criterion");
    let link = format!("href=\"{address}#{place}-reasons-1-code\"");
    assert!(page.body.contains(&link), "{}", page.body);
    let mut typed = fields(&page);
    set(&mut typed, "do", &format!("remove {list}/1"));
    let removed = browser.post(&address, &borrowed(&typed)).await;
    assert!(
        removed.location().ends_with(&format!("#{place}")),
        "{}",
        removed.location()
    );
    assert_eq!(rules(&world, officer, id).criteria[new].reasons.len(), 1);
    browser
        .get(&format!("/calls/{id}/edit"))
        .await
        .shows("The call is complete.");
}

#[actix_web::test]
async fn what_is_wrong_with_a_criterion_is_said_at_its_field() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let address = format!("/calls/{id}/edit/stage-2");
    let mut browser = world.signed_in(officer).await;
    // What cannot be read comes back as it was typed.
    for (field, wrong) in [
        ("procedure-1-second_share", "some"),
        ("procedure-1-criterion-5-check-times_hundredths", "-1"),
        ("procedure-1-criterion-9-check-years", "five"),
        ("procedure-1-criterion-0-reasons-0-code", "For profit!"),
        ("procedure-1-criterion-0-on_fail", "perhaps"),
        ("procedure-1-criterion-0-check-rule", "magic"),
    ] {
        let mut typed = fields(&browser.get(&address).await);
        set(&mut typed, field, wrong);
        let refused = browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            refused.body.contains(&format!("href=\"#{field}\"")),
            "{field}"
        );
    }
    // What can be read but not used is said beside, with the way to the field.
    for (field, value, said) in [
        ("procedure-1-second_share", "100.01", "at most 100 per cent"),
        (
            "procedure-1-criterion-5-check-times_hundredths",
            "0",
            "must lie between 0.01 and 1,000.00",
        ),
        (
            "procedure-1-criterion-9-check-years",
            "51",
            "must lie between 1 and 50",
        ),
    ] {
        let mut typed = fields(&browser.get(&address).await);
        let before = typed.clone();
        set(&mut typed, field, value);
        let saved = browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{field}: {}",
            saved.body
        );
        let page = browser.get(&address).await;
        page.shows(said);
        assert!(
            page.body.contains(&format!("{address}#{field}\"")),
            "{field}"
        );
        let mut back = before;
        let now = fields(&page)
            .into_iter()
            .find(|(name, _)| name == "seen")
            .unwrap();
        set(&mut back, "seen", &now.1);
        browser.post(&address, &borrowed(&back)).await;
    }
    browser
        .get(&format!("/calls/{id}/edit"))
        .await
        .shows("The call is complete.");
}

#[actix_web::test]
async fn the_page_speaks_arabic_without_gaps() {
    let world = World::new();
    let (officer, id) = drafted(&world, "two-step");
    let mut browser = world.signed_in(officer).await;
    let stage = definition(&world, officer, id)
        .procedure
        .0
        .iter()
        .position(|stage| matches!(stage, Stage::Screening(_)))
        .unwrap();
    browser
        .post("/language", &[("language", "ar"), ("back", "/")])
        .await;
    let page = browser
        .get(&format!("/calls/{id}/edit/stage-{}", stage + 1))
        .await;
    page.page();
    for family in [
        "[setup-",
        "[criterion-",
        "[rule-",
        "[document-kind",
        "[organisation-kind",
    ] {
        assert!(!page.body.contains(family), "{family}");
    }
}

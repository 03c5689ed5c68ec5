//! Setting up a call on the pages of the builder.

use actix_web::http::StatusCode;
use serde_json::json;
use workflow::definition::CallDefinition;
use workflow::ids::CallId;
use workflow::procedure::{Stage, check};
use workflow::role::Role;

use crate::world::{Answer, World};

/// A draft and the officer who writes it.
pub fn drafted(world: &World, template: &str) -> (workflow::ids::PersonId, CallId) {
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let definition = CallDefinition {
        code: "NEW2011".to_owned(),
        ..facility::call::template(template).unwrap()
    };
    let actor = world.actor(officer);
    let id = facility::call::draft(world.facility(), &actor, definition).unwrap();
    (officer, id)
}

pub fn definition(world: &World, officer: workflow::ids::PersonId, id: CallId) -> CallDefinition {
    let actor = world.actor(officer);
    let view = facility::call::view(world.facility(), Some(&actor), id).unwrap();
    view.call.definition.clone()
}

/// The fields of the form on a page, as a browser without a script would post them.
pub fn fields(page: &Answer) -> Vec<(String, String)> {
    let body = page.page();
    let form = &body[body.find("data-checks").expect("the page has the form")..];
    let form = &form[..form.find("</form>").expect("it ends")];
    let attribute = |tag: &str, name: &str| {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        let value = &tag[from..];
        Some(unescaped(&value[..value.find('"')?]))
    };
    let mut found = Vec::new();
    for (at, _) in form.match_indices("<input ") {
        let tag = &form[at..at + form[at..].find('>').unwrap()];
        let (Some(name), kind) = (attribute(tag, "name"), attribute(tag, "type")) else {
            continue;
        };
        let kind = kind.unwrap_or_default();
        let ticks = kind == "checkbox" || kind == "radio";
        if name != "csrf" && (!ticks || tag.contains(" checked")) {
            found.push((name, attribute(tag, "value").unwrap_or_default()));
        }
    }
    for (at, _) in form.match_indices("<textarea ") {
        let tag = &form[at..at + form[at..].find('>').unwrap()];
        let text = &form[at + tag.len() + 1..];
        let text = &text[..text.find("</textarea>").unwrap()];
        found.push((attribute(tag, "name").unwrap(), unescaped(text)));
    }
    for (at, _) in form.match_indices("<select ") {
        let select = &form[at..at + form[at..].find("</select>").unwrap()];
        let chosen = select
            .match_indices("<option ")
            .map(|(at, _)| &select[at..at + select[at..].find('>').unwrap()])
            .find(|tag| tag.contains(" selected"));
        let value = chosen
            .and_then(|tag| attribute(tag, "value"))
            .unwrap_or_default();
        found.push((attribute(select, "name").unwrap(), value));
    }
    found
}

fn unescaped(text: &str) -> String {
    [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The pages of a call with this procedure.
fn sections(call: &CallDefinition) -> Vec<String> {
    let named = [
        "dates",
        "languages",
        "texts",
        "themes",
        "money",
        "applicants",
        "procedure",
        "letters",
    ];
    let stages = 1..=call.procedure.0.len();
    named
        .into_iter()
        .map(str::to_owned)
        .chain(stages.map(|number| format!("stage-{number}")))
        .collect()
}

pub fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(known, _)| known != name);
    fields.push((name.to_owned(), value.to_owned()));
}

pub fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[actix_web::test]
async fn a_page_that_is_saved_unchanged_changes_nothing() {
    for template in ["ungift-2010", "two-step", "business-leaders-award"] {
        let world = World::new();
        let (officer, id) = drafted(&world, template);
        let before = definition(&world, officer, id);
        let mut browser = world.signed_in(officer).await;
        browser
            .get(&format!("/calls/{id}/edit"))
            .await
            .shows("The call is complete.");
        for section in sections(&before) {
            let address = format!("/calls/{id}/edit/{section}");
            let page = browser.get(&address).await;
            let saved = browser.post(&address, &borrowed(&fields(&page))).await;
            assert_eq!(
                saved.status,
                StatusCode::SEE_OTHER,
                "{template} {section}: {}",
                saved.body
            );
            let after = definition(&world, officer, id);
            assert_eq!(after, before, "{template} {section}");
        }
    }
}

#[actix_web::test]
async fn every_page_speaks_both_languages() {
    let world = World::new();
    let (officer, id) = drafted(&world, "two-step");
    let call = definition(&world, officer, id);
    let mut browser = world.signed_in(officer).await;
    for language in ["en", "ar"] {
        browser.get("/account").await;
        browser
            .post("/language", &[("language", language), ("back", "/")])
            .await;
        let mut pages = vec![
            format!("/calls/{id}/edit"),
            format!("/calls/{id}/edit/toml"),
            "/calls/new".to_owned(),
            format!("/calls/{id}/preview?in=ar"),
            format!("/calls/{id}"),
        ];
        pages.extend(
            sections(&call)
                .into_iter()
                .map(|section| format!("/calls/{id}/edit/{section}")),
        );
        for page in pages {
            let shown = browser.get(&page).await;
            let body = shown.page();
            for family in ["[setup-", "[call-", "[letter-", "[criterion-", "[rule-"] {
                assert!(!body.contains(family), "{page} in {language}: {family}");
            }
        }
    }
}

#[actix_web::test]
async fn what_is_wrong_comes_back_filled_and_named() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let before = definition(&world, officer, id);
    let mut browser = world.signed_in(officer).await;
    let cases = [
        ("dates", "dates-zone", "Europe/Atlantis"),
        ("dates", "dates-closes", "in spring"),
        ("money", "funding-grant_min_minor", "much"),
        ("money", "funding-currency", "DOLLAR"),
        ("stage-2", "procedure-1-criterion-0-id", "Legal form!"),
        ("stage-2", "procedure-1-appeal_days", "-3"),
        ("stage-3", "procedure-2-threshold", "72.12345"),
        ("stage-3", "procedure-2-disagreement-rule", "toss_a_coin"),
        ("texts", "title-en", "Small\u{202e} grants"),
    ];
    for (section, field, value) in cases {
        let address = format!("/calls/{id}/edit/{section}");
        let page = browser.get(&address).await;
        let mut typed = fields(&page);
        set(&mut typed, field, value);
        let refused = browser.post(&address, &borrowed(&typed)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let link = format!("href=\"#{field}\"");
        assert!(refused.body.contains(&link), "{field}: {}", refused.body);
        assert!(refused.body.contains(&format!("id=\"{field}\"")), "{field}");
        if field != "procedure-2-disagreement-rule" {
            assert!(refused.body.contains(value), "{field}: {value} is kept");
        }
        assert_eq!(definition(&world, officer, id), before, "{field}");
    }
}

#[actix_web::test]
async fn every_problem_leads_to_a_field_that_is_there() {
    let world = World::new();
    let (officer, id) = drafted(&world, "two-step");
    let sound = definition(&world, officer, id);
    let actor = world.actor(officer);
    let mut browser = world.signed_in(officer).await;
    let breaks: Vec<fn(&mut CallDefinition)> = vec![
        |call| call.title.0.clear(),
        |call| call.languages.clear(),
        |call| call.application_languages.clear(),
        |call| call.themes[1].id = call.themes[0].id.clone(),
        |call| drop(call.themes[1].title.0.remove("ar")),
        |call| call.dates.questions_until = Some(call.dates.closes),
        |call| call.dates.results_on = Some(call.dates.closes.date()),
        |call| call.funding.as_mut().unwrap().grant_min_minor = 0,
        |call| call.duration.as_mut().unwrap().min_months = 0,
        |call| call.funding = None,
        |call| call.duration = None,
        |call| call.letters.clear(),
        |call| drop(call.letters.get_mut("reserve").unwrap().0.remove("ar")),
        |call| drop(call.procedure.0.remove(0)),
        |call| call.procedure.0.swap(1, 4),
        |call| call.procedure.0.truncate(2),
        |call| {
            for stage in &mut call.procedure.0 {
                match stage {
                    Stage::Intake(rules) => *rules = Default::default(),
                    Stage::Screening(rules) => {
                        rules.criteria[1].id = rules.criteria[0].id.clone();
                        rules.criteria[2].text.0.clear();
                        rules.appeal_days = 0;
                        rules.clarification_days = 0;
                    }
                    Stage::Evaluation(rules) => {
                        rules.readers = 0;
                        rules.most_files = 0;
                        rules.threshold = -1;
                        rules.sections[0].minimum = -1;
                        rules.sections[0].title.0.clear();
                        rules.sections[0].questions[0].step = 7;
                        rules.sections[0].questions[0].text.0.clear();
                    }
                    Stage::Selection(rules) => rules.quorum = 0,
                    Stage::Agreement(rules) => {
                        rules.tranches[0].part = workflow::agreement::Part::Share(1);
                        rules.tranches[1].after_report = Some(9);
                    }
                    Stage::Monitoring(rules) => rules.reports[0].to_month = Some(0),
                }
            }
        },
        |call| {
            for stage in &mut call.procedure.0 {
                match stage {
                    Stage::Intake(rules) => rules.form = Some("none".to_owned()),
                    Stage::Screening(rules) => rules.criteria.clear(),
                    Stage::Evaluation(rules) => rules.sections.clear(),
                    Stage::Monitoring(rules) => rules.reports.clear(),
                    _ => {}
                }
            }
        },
        |call| {
            if let Stage::Intake(rules) = &mut call.procedure.0[2] {
                rules.closes = Some(call.dates.opens);
            }
        },
    ];
    let mut seen = 0;
    for change in breaks {
        let mut broken = sound.clone();
        change(&mut broken);
        let problems = check(&broken);
        assert!(!problems.is_empty());
        let edit = workflow::call::Command::Edit {
            definition: Box::new(broken),
        };
        facility::call::act(world.facility(), &actor, id, None, &edit).unwrap();
        let overview = browser.get(&format!("/calls/{id}/edit")).await;
        let list = overview.page();
        let list = &list[list.find("checks-title").unwrap()..];
        let links: Vec<&str> = list
            .match_indices(&format!("<li><a href=\"/calls/{id}/"))
            .map(|(at, found)| (at + 4, found))
            .map(|(at, _)| &list[at + 9..])
            .map(|rest| &rest[..rest.find('"').unwrap()])
            .collect();
        assert_eq!(links.len(), problems.len(), "{problems:?}");
        for link in links {
            seen += 1;
            let (page, field) = link.split_once('#').unwrap_or((link, ""));
            let shown = browser.get(page).await;
            assert!(
                field.is_empty() || shown.page().contains(&format!("id=\"{field}\"")),
                "{link}: {}",
                shown.body
            );
        }
    }
    assert!(seen > 50, "{seen}");
}

#[actix_web::test]
async fn buttons_add_move_and_take_away() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let mut browser = world.signed_in(officer).await;
    let procedure = format!("/calls/{id}/edit/procedure");
    let page = browser.get(&procedure).await;
    let mut typed = fields(&page);
    set(&mut typed, "kind", "evaluation");
    set(&mut typed, "do", "add /procedure");
    let added = browser.post(&procedure, &borrowed(&typed)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert!(
        added.location().ends_with("#procedure-3"),
        "{}",
        added.location()
    );
    let kinds = definition(&world, officer, id).procedure.kinds();
    assert_eq!(kinds.len(), 7);
    browser
        .get(&procedure)
        .await
        .shows("add at least one question to the grid");
    let page = browser.get(&procedure).await;
    let mut typed = fields(&page);
    set(&mut typed, "do", "remove /procedure/3");
    browser.post(&procedure, &borrowed(&typed)).await;
    assert_eq!(definition(&world, officer, id).procedure.kinds().len(), 6);
    // What is typed beside the button is kept.
    let screening = format!("/calls/{id}/edit/stage-2");
    let page = browser.get(&screening).await;
    let mut typed = fields(&page);
    set(&mut typed, "procedure-1-appeal_days", "12");
    set(
        &mut typed,
        "procedure-1-criterion-0-check-rule",
        "registered_for",
    );
    set(&mut typed, "do", "add /procedure/1/criterion");
    let added = browser.post(&screening, &borrowed(&typed)).await;
    assert!(
        added.location().ends_with("#procedure-1-criterion-18"),
        "{} {}",
        added.location(),
        added.body
    );
    let Stage::Screening(rules) = definition(&world, officer, id).procedure.0[1].clone() else {
        panic!("a screening");
    };
    assert_eq!((rules.appeal_days, rules.criteria.len()), (12, 19));
    let first = serde_json::to_value(&rules.criteria[0].check).unwrap();
    assert_eq!(
        first,
        json!({ "rule": "registered_for", "years": 1, "on": "2010-03-01" })
    );
    // A whole region at once.
    let applicants = format!("/calls/{id}/edit/applicants");
    let page = browser.get(&applicants).await;
    let mut typed = fields(&page);
    set(&mut typed, "do", "tick african");
    let ticked = browser.post(&applicants, &borrowed(&typed)).await;
    assert_eq!(ticked.status, StatusCode::SEE_OTHER, "{}", ticked.body);
    assert_eq!(definition(&world, officer, id).countries.len(), 54);
    // No money: the agreement cannot stand, and says so.
    let money = format!("/calls/{id}/edit/money");
    let page = browser.get(&money).await;
    let mut typed = fields(&page);
    set(&mut typed, "gives-money", "false");
    browser.post(&money, &borrowed(&typed)).await;
    assert_eq!(definition(&world, officer, id).funding, None);
    browser
        .get(&money)
        .await
        .shows("an agreement needs a call with money");
}

#[actix_web::test]
async fn two_who_edit_at_once_do_not_overwrite_each_other() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let colleague = world.staff("Omar Officer", Role::ProgrammeOfficer);
    let address = format!("/calls/{id}/edit/texts");
    let mut browser = world.signed_in(officer).await;
    let mut other = world.signed_in(colleague).await;
    let (page, same) = (browser.get(&address).await, other.get(&address).await);
    let mut typed = fields(&page);
    set(&mut typed, "title-en", "Mine");
    browser.post(&address, &borrowed(&typed)).await;
    let mut typed = fields(&same);
    set(&mut typed, "title-en", "Theirs");
    let refused = other.post(&address, &borrowed(&typed)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Theirs"), "what was typed is kept");
    assert_eq!(definition(&world, officer, id).title.get("en"), "Mine");
}

#[actix_web::test]
async fn checks_are_told_while_typing_and_nothing_is_saved() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let before = definition(&world, officer, id);
    let mut browser = world.signed_in(officer).await;
    let address = format!("/calls/{id}/edit/letters");
    let page = browser.get(&address).await;
    let mut typed = fields(&page);
    set(&mut typed, "letters-ineligible-en", "");
    set(&mut typed, "letters-ineligible-ar", "");
    let told = browser
        .post(&format!("{address}/checks"), &borrowed(&typed))
        .await;
    told.shows("Nothing leads out of Screening for files that are");
    assert!(!told.body.contains("<html"), "{}", told.body);
    assert_eq!(definition(&world, officer, id), before);
}

#[actix_web::test]
async fn a_new_call_comes_from_a_template_a_call_a_file_or_nothing() {
    let world = World::new();
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    let founding = world.founding_call();
    let mut browser = world.signed_in(officer).await;
    browser.get("/calls/new").await.page();
    let toml = browser.get(&format!("/calls/{founding}/call.toml")).await;
    assert_eq!(toml.status, StatusCode::OK);
    let founding = founding.to_string();
    let ways = [
        (
            vec![("source", "template two-step"), ("code", "two1")],
            "TWO1",
        ),
        (
            vec![("source", "call"), ("call", &founding), ("code", "sgf2012")],
            "SGF2012",
        ),
        (vec![("source", "nothing"), ("code", "NIL1")], "NIL1"),
        (
            vec![
                ("source", "file"),
                ("definition", &toml.body),
                ("code", "FILE1"),
            ],
            "FILE1",
        ),
    ];
    for (fields, code) in ways {
        browser.get("/calls/new").await;
        let drafted = browser.post("/calls/new", &fields).await;
        assert_eq!(drafted.status, StatusCode::SEE_OTHER, "{}", drafted.body);
        browser.get(drafted.location()).await.shows(code);
    }
    let wrong: [(Vec<(&str, &str)>, &str); 6] = [
        (
            vec![("source", "nothing"), ("code", "1x")],
            "3 to 16 capital",
        ),
        (
            vec![("source", "nothing"), ("code", "NIL1")],
            "in use already",
        ),
        (vec![("source", "call"), ("code", "OK1")], "Choose one"),
        (
            vec![("source", "template x"), ("code", "OK1")],
            "Choose one",
        ),
        (vec![("code", "OK1")], "Choose one"),
        (
            vec![
                ("source", "file"),
                ("definition", "code = \"A\"\nlanguages = 3\n"),
            ],
            "Line 2 cannot be read",
        ),
    ];
    for (fields, says) in wrong {
        browser.get("/calls/new").await;
        let refused = browser.post("/calls/new", &fields).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{fields:?}"
        );
        assert!(refused.body.contains(says), "{says}: {}", refused.body);
    }
}

#[actix_web::test]
async fn only_those_who_set_it_up_see_the_builder_and_the_preview() {
    let world = World::new();
    let (officer, id) = drafted(&world, "ungift-2010");
    let screener = world.staff("Samir Screener", Role::Screener);
    let owner = world.person("Wanjiru Kamau");
    let pages = [
        "edit",
        "edit/dates",
        "edit/stage-1",
        "edit/toml",
        "preview",
        "call.toml",
    ];
    for person in [screener, owner] {
        let mut browser = world.signed_in(person).await;
        for page in pages {
            let answer = browser.get(&format!("/calls/{id}/{page}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
        }
    }
    let mut browser = world.signed_in(officer).await;
    let arabic = browser.get(&format!("/calls/{id}/preview?in=ar")).await;
    arabic.shows("مرفق المنح الصغيرة 2010");
    arabic.hides("Cancel the call");
    assert!(arabic.body.contains("dir=\"rtl\""));
    let missing = browser.get(&format!("/calls/{id}/edit/stage-9")).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn programs_draft_check_and_take_calls_along() {
    use actix_web::http::Method;
    let world = World::new();
    let (officer, id) = drafted(&world, "business-leaders-award");
    let token = world.token(officer);
    let mut program = world.browser().await;
    let address = format!("/api/v1/calls/{id}");
    let toml = program
        .call(Method::GET, &format!("{address}/call.toml"), &token, None)
        .await;
    assert_eq!(
        toml.header("content-type"),
        "application/toml; charset=utf-8"
    );
    let drafts = [
        json!({ "template": "two-step", "code": "API1" }),
        json!({ "call": id.to_string(), "code": "API2" }),
        json!({ "toml": toml.body, "code": "API3" }),
    ];
    for body in drafts {
        let made = program
            .call(Method::POST, "/api/v1/calls", &token, Some(body))
            .await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let id = made.json()["id"].as_str().unwrap().to_owned();
        let checks = program
            .call(
                Method::GET,
                &format!("/api/v1/calls/{id}/checks"),
                &token,
                None,
            )
            .await;
        assert_eq!(checks.json(), json!([]));
    }
    let wrong = [
        json!({ "template": "two-step", "call": id.to_string(), "code": "API4" }),
        json!({ "call": id.to_string() }),
        json!({ "template": "two-step", "code": "no" }),
        json!({ "toml": "code = ", "code": "API4" }),
    ];
    for body in wrong {
        let refused = program
            .call(Method::POST, "/api/v1/calls", &token, Some(body.clone()))
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{body}");
    }
}

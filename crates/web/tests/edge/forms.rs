//! Forms are built in the browser.

use actix_web::http::StatusCode;
use facility::{form, intake};
use serde_json::json;
use workflow::call::Command;
use workflow::form::{AnswerKind, Condition, Form, Test};
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::role::Role;

use crate::world::World;

/// A call with the people who build its form.
pub struct Building {
    pub world: World,
    pub officer: PersonId,
    pub manager: PersonId,
    pub call: CallId,
}

impl Building {
    /// A draft call like the founding one.
    pub fn draft() -> Self {
        let world = World::new();
        let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
        let manager = world.staff("Mariam Manager", Role::FacilityManager);
        let definition = facility::call::template("ungift-2010").unwrap();
        let actor = world.actor(officer);
        let call = facility::call::draft(world.facility(), &actor, definition).unwrap();
        Self {
            world,
            officer,
            manager,
            call,
        }
    }

    /// A published call whose form was changed before.
    pub fn published(change: impl FnOnce(&mut Form)) -> Self {
        let building = Self::draft();
        let mut form = building.form();
        change(&mut form);
        let facility = building.world.facility();
        let officer = building.world.actor(building.officer);
        let manager = building.world.actor(building.manager);
        form::save(facility, &officer, building.call, None, &form, None).unwrap();
        for (actor, command) in [(&manager, Command::Approve), (&officer, Command::Publish)] {
            facility::call::act(facility, actor, building.call, None, &command).unwrap();
        }
        building
    }

    pub fn address(&self) -> String {
        format!("/calls/{}/form", self.call)
    }

    pub fn view(&self) -> form::FormView {
        let officer = self.world.actor(self.officer);
        form::view(self.world.facility(), &officer, self.call).unwrap()
    }

    pub fn form(&self) -> Form {
        self.view().form
    }

    pub fn seen(&self) -> String {
        self.view().seq.to_string()
    }

    /// An applicant with a draft.
    pub fn applicant(&self) -> (PersonId, ProposalId) {
        let owner = self.world.person("Wanjiru Kamau");
        let organisation = self.world.organisation(owner, "Light House");
        let actor = self.world.actor(owner);
        let id = intake::start(self.world.facility(), &actor, self.call, organisation).unwrap();
        (owner, id)
    }
}

#[actix_web::test]
async fn an_officer_builds_a_section_with_a_question_and_its_condition() {
    let building = Building::draft();
    let mut browser = building.world.signed_in(building.officer).await;
    let list = building.address();
    let page = browser.get(&list).await;
    page.shows("Title of the project");
    page.shows("Add a section");
    let added = browser
        .post(&list, &[("seen", "1"), ("do", "add-section")])
        .await;
    assert_eq!(added.location(), format!("{list}/sections/section"));
    let section = added.location().to_owned();
    let seen = building.seen();
    browser.get(&section).await.shows("New section");
    let fields = [
        ("seen", seen.as_str()),
        ("title.en", "Partners"),
        ("title.ar", "الشركاء"),
        ("name", "partnership"),
        ("when.question", "partners"),
        ("do", ""),
    ];
    let saved = browser.post(&section, &fields).await;
    assert_eq!(saved.location(), format!("{list}/sections/partnership"));
    // Now the answers of the other question can be chosen.
    let page = browser.get(saved.location()).await;
    page.shows("name=\"when.value\" value=\"yes\"");
    let (seen, section) = (building.seen(), saved.location().to_owned());
    let mut fields = fields.to_vec();
    fields[0] = ("seen", &seen);
    fields.extend([("when.test", "one_of"), ("when.value", "yes")]);
    browser.post(&section, &fields).await;
    let form = building.form();
    let when = form.section("partnership").unwrap().when.as_ref();
    assert_eq!(when, Some(&Condition::is("partners", "yes")));

    let seen = building.seen();
    let fields = [
        ("seen", seen.as_str()),
        ("kind.partnership", "choices"),
        ("do", "add-question:partnership"),
    ];
    let added = browser.post(&list, &fields).await;
    assert_eq!(added.location(), format!("{list}/questions/choices"));
    let question = added.location().to_owned();
    let page = browser.get(&question).await;
    page.shows("No answer is possible");
    page.shows("name=\"options.0.label.ar\"");
    let seen = building.seen();
    let fields = [
        ("seen", seen.as_str()),
        ("name", "roles"),
        ("label.en", "What do they do?"),
        ("label.ar", "ما دورهم؟"),
        ("kind", "choices"),
        ("options.0.label.en", "Shelter"),
        ("options.0.label.ar", "الإيواء"),
        ("options.3.id", "legal"),
        ("options.3.label.en", "Legal aid"),
        ("when.question", "direct"),
        ("when.test", "at_least"),
        ("when.figure", "1,000"),
        ("do", "add:options"),
    ];
    let saved = browser.post(&question, &fields).await;
    assert_eq!(
        saved.location(),
        format!("{list}/questions/roles?more=options#options")
    );
    let form = building.form();
    let roles = form.question("roles").unwrap();
    let ids: Vec<&str> = roles
        .answer
        .options()
        .iter()
        .map(|option| option.id.as_str())
        .collect();
    assert_eq!(ids, ["option_1", "legal"]);
    assert!(!roles.required);
    let when = roles.when.as_ref().unwrap();
    // The figure is read once the other question is known to take one.
    assert!(matches!(when.test, Test::AtLeast(1_000)), "{when:?}");
    browser
        .get(&list)
        .await
        .shows("A text is missing in Arabic: legal.");
    // Another kind keeps the options there are.
    let seen = building.seen();
    let fields = [
        ("seen", seen.as_str()),
        ("name", "roles"),
        ("label.en", "What do they do?"),
        ("label.ar", "ما دورهم؟"),
        ("kind", "choice"),
        ("do", "save"),
    ];
    assert_eq!(
        browser
            .post(&format!("{list}/questions/roles"), &fields)
            .await
            .location(),
        list
    );
    let form = building.form();
    assert_eq!(form.question("roles").unwrap().answer.name(), "choice");
    assert_eq!(form.question("roles").unwrap().answer.options().len(), 2);
}

#[actix_web::test]
async fn every_kind_is_shown_by_the_builder_and_saved_as_it_was() {
    let building = Building::draft();
    let facility = building.world.facility();
    let officer = building.world.actor(building.officer);
    let mut form = building.form();
    for kind in kinds() {
        let id = form.add_question("problem", kind).unwrap();
        let text = serde_json::from_value(json!({ "en": "Question", "ar": "سؤال" })).unwrap();
        form.question_mut(&id).unwrap().label = text;
    }
    form::save(facility, &officer, building.call, None, &form, None).unwrap();
    let mut browser = building.world.signed_in(building.officer).await;
    for (_, question) in form.questions() {
        let address = format!("{}/questions/{}", building.address(), question.id);
        let page = browser.get(&address).await;
        page.shows("Kind of answer");
        // What stands in the fields, posted again, changes nothing.
        let mut fields = controls(page.page());
        fields.retain(|(name, _)| name != "csrf" && name != "language" && name != "back");
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let saved = browser.post(&address, &fields).await;
        assert_eq!(
            saved.status,
            StatusCode::SEE_OTHER,
            "{}: {}",
            question.id,
            saved.body
        );
        assert_eq!(building.form().question(&question.id), Some(question));
    }
}

/// Every control of the page's form with what it holds, as a browser would send it.
pub fn controls(page: &str) -> Vec<(String, String)> {
    let main = &page[page.find("<main").unwrap()..page.find("</main>").unwrap()];
    let attribute = |tag: &str, name: &str| -> Option<String> {
        let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
        Some(unescaped(&tag[from..from + tag[from..].find('"')?]))
    };
    let mut found = Vec::new();
    let mut rest = main;
    let mut select = None;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let end = rest.find('>').unwrap();
        let (tag, after) = (&rest[..end], &rest[end + 1..]);
        let name = attribute(tag, "name");
        if tag.starts_with("<textarea") {
            let text = &after[..after.find("</textarea>").unwrap()];
            found.push((name.unwrap(), unescaped(text)));
        } else if tag.starts_with("<select") {
            select = name;
        } else if tag.starts_with("<option") && tag.ends_with(" selected") {
            found.push((select.clone().unwrap(), attribute(tag, "value").unwrap()));
        } else if tag.starts_with("<input") {
            let box_ = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if !box_ || tag.ends_with(" checked") {
                found.push((name.unwrap(), attribute(tag, "value").unwrap_or_default()));
            }
        }
        rest = after;
    }
    found
}

fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for (from, to) in [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ] {
        text = text.replace(from, to);
    }
    text
}

/// Questions of every kind that the founding form lacks.
pub fn kinds() -> Vec<AnswerKind> {
    let text = |en: &str| json!({ "en": en, "ar": en });
    let written = json!([
        { "kind": "money" }, { "kind": "date" }, { "kind": "number", "min": -5, "max": 70_000 },
        { "kind": "choices", "options": [{ "id": "a", "label": text("A <b>") }, { "id": "b", "label": text("B & \"c\"") }] },
        { "kind": "table", "least": 1, "most": 3, "columns": [
            { "id": "name", "label": text("Name"), "required": true, "answer": { "kind": "short_text", "most": 40 } },
            { "id": "people", "label": text("People"), "required": false, "answer": { "kind": "number", "min": 1, "max": 500 } },
            { "id": "gives", "label": text("Gives"), "required": false, "answer": { "kind": "money" } },
            { "id": "since", "label": text("Since"), "required": false, "answer": { "kind": "date" } },
            { "id": "land", "label": text("Country"), "required": false, "answer": { "kind": "country" } },
            { "id": "part", "label": text("Part"), "required": false, "answer": { "kind": "choice", "options": [{ "id": "lead", "label": text("Lead") }, { "id": "help", "label": text("Help") }] } } ] },
        { "kind": "logframe", "outcomes": 2, "outputs": 3, "indicators": 2, "activities": 4, "words": 30 },
        { "kind": "budget", "cofinancing_share": 1_050, "headings": [
            { "id": "staff", "label": text("Staff"), "most": { "share": 6_550 } },
            { "id": "travel", "label": text("Travel"), "most": { "minor": 123_450 } }, { "id": "rest", "label": text("Rest") }] },
        { "kind": "file", "most": 2, "formats": ["pdf", "odt"], "largest": 5_000_000 },
        { "kind": "declaration" }
    ]);
    serde_json::from_value(written).unwrap()
}

#[actix_web::test]
async fn what_the_builder_cannot_read_comes_back_and_later_saves_win_nothing_unseen() {
    let building = Building::draft();
    let mut browser = building.world.signed_in(building.officer).await;
    let list = building.address();
    let question = format!("{list}/questions/months");
    browser.get(&question).await.shows("value=\"18\"");
    let fields = [
        ("seen", "1"),
        ("name", "title"),
        ("label.en", "Months"),
        ("label.ar", "الأشهر"),
        ("kind", "number"),
        ("set.min", "six"),
        ("set.max", "18"),
    ];
    let refused = browser.post(&question, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("value=\"six\""));
    assert!(refused.body.contains("This is in use already."));
    for odd in ["Two words", "ümlaut", "1st", ""] {
        let fields = [
            ("seen", "1"),
            ("name", odd),
            ("kind", "number"),
            ("set.min", "1"),
            ("set.max", "2"),
        ];
        let refused = browser.post(&question, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
    // Two at once: the second is told.
    browser
        .post(&list, &[("seen", "1"), ("do", "question-up:theme")])
        .await;
    let late = browser
        .post(&list, &[("seen", "1"), ("do", "question-down:title")])
        .await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = building.form();
    assert_eq!(form.place("theme"), Some((0, 0)));
    let seen = building.seen();
    for (button, place) in [
        ("place:theme:problem:1", Some((1, 1))),
        ("question-copy:theme", Some((1, 1))),
        ("question-remove:theme_2", Some((1, 1))),
        ("section-down:project", Some((0, 1))),
        ("section-remove:problem", None),
    ] {
        let seen = building.seen();
        let moved = browser
            .post(&list, &[("seen", &seen), ("do", button)])
            .await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{button}");
        assert_eq!(building.form().place("theme"), place, "{button}");
    }
    for nothing in [
        "",
        "question-up:nothing",
        "place:title:nowhere:0",
        "add-question:project",
        "dance:title",
    ] {
        let answer = browser
            .post(&list, &[("seen", &seen), ("do", nothing)])
            .await;
        assert_eq!(answer.location(), list, "{nothing}");
    }
}

#[actix_web::test]
async fn answers_can_be_tried_in_the_preview_and_nothing_is_saved() {
    let building = Building::draft();
    let mut browser = building.world.signed_in(building.officer).await;
    let preview = format!("{}/preview", building.address());
    let page = browser.get(&preview).await;
    page.shows("Title of the project");
    page.shows("name=\"budget.0.heading\"");
    let arabic = browser.get(&format!("{preview}?language=ar")).await;
    arabic.shows("عنوان المشروع");
    arabic.shows("dir=\"rtl\"");
    let tried = browser
        .post(
            &preview,
            &[("months", "5"), ("partners", "yes"), ("do", "try")],
        )
        .await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(tried.body.contains("must be between 6 and 18"));
    assert!(tried.body.contains("href=\"#partner\""));
    assert_eq!(building.seen(), "1");
    let stranger = building.world.person("A Stranger");
    let mut outside = building.world.signed_in(stranger).await;
    for page in ["", "/preview", "/sections/project", "/questions/title"] {
        let address = format!("{}{page}", building.address());
        assert_eq!(
            outside.get(&address).await.status,
            StatusCode::NOT_FOUND,
            "{address}"
        );
    }
    // Who approves calls sees the form, and cannot change it.
    let mut manager = building.world.signed_in(building.manager).await;
    let page = manager.get(&building.address()).await;
    page.shows("Title of the project");
    page.hides("Add a section");
    let refused = manager
        .post(&building.address(), &[("seen", "1"), ("do", "add-section")])
        .await;
    assert!(refused.status.is_client_error());
}

//! Due diligence in the browser: the organisation's page, verification, risk flags, duplicates and merges.

use actix_web::http::StatusCode;
use facility::work::About;
use workflow::due_diligence::{Answer as Verdict, Category, Level};
use workflow::ids::{DocumentId, OrganisationId, PersonId};
use workflow::organisation::{Command, Event};
use workflow::role::Role;
use workflow::text::Text;

use crate::contract::{agreement, in_negotiation, running, seen};
use crate::world::World;

/// A facility with an organisation and the people who look at it.
struct Scene {
    world: World,
    owner: PersonId,
    organisation: OrganisationId,
    screener: PersonId,
    officer: PersonId,
    manager: PersonId,
    other_manager: PersonId,
}

fn text(text: &str) -> Text {
    Text::parse(text).unwrap()
}

impl Scene {
    fn new() -> Self {
        let world = World::new();
        let owner = world.person("Wanjiru Kamau");
        Self {
            organisation: world.organisation(owner, "Light House"),
            owner,
            screener: world.staff("Samir Screener", Role::Screener),
            officer: world.staff("Olena Officer", Role::ProgrammeOfficer),
            manager: world.staff("Mariam Manager", Role::FacilityManager),
            other_manager: world.staff("Otto Manager", Role::FacilityManager),
            world,
        }
    }

    fn page(&self, part: &str) -> String {
        format!("/organisations/{}{part}", self.organisation)
    }

    /// Posts a form of a page as the person, having just read it.
    async fn post(
        &self,
        who: PersonId,
        path: &str,
        fields: &[(&str, &str)],
    ) -> crate::world::Answer {
        let mut browser = self.world.signed_in(who).await;
        let place = seen(browser.get(path).await.page());
        let mut pairs = vec![("seen", place.as_str())];
        pairs.extend(fields);
        browser.post(path, &pairs).await
    }

    async fn done(&self, who: PersonId, path: &str, fields: &[(&str, &str)]) {
        let answer = self.post(who, path, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    }

    async fn refused(
        &self,
        who: PersonId,
        path: &str,
        fields: &[(&str, &str)],
    ) -> crate::world::Answer {
        let answer = self.post(who, path, fields).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            answer.body
        );
        answer
    }

    async fn read(&self, who: PersonId, path: &str) -> crate::world::Answer {
        self.world.signed_in(who).await.get(path).await
    }

    fn flag(&self, who: PersonId, level: Level, reason: &str) {
        let command = Command::RaiseFlag {
            level,
            category: Category::Integrity,
            until: None,
            reason: text(reason),
        };
        self.world.on_organisation(who, self.organisation, &command);
    }

    /// Opens a match of an organisation with a sanctions list.
    fn matched(&self, id: OrganisationId) {
        let digest = workflow::record::digest(b"entry");
        let event = Event::SanctionsMatched {
            number: 1,
            reference: "QDe.901".to_owned(),
            entry: digest,
            subject: workflow::due_diligence::Subject::LegalName,
            name: digest,
            score: 950,
        };
        let facility = self.world.facility();
        let now = facility.clock.now();
        facility
            .store
            .write(|conn| {
                let before = facility::cases::load_organisation(conn, id)?;
                let events = std::slice::from_ref(&event);
                facility::cases::write_organisation(conn, &before, events, None, now)
            })
            .unwrap();
    }

    /// A document of the organisation.
    fn document(&self, name: &str) -> DocumentId {
        let now = self.world.facility().clock.now();
        let id = DocumentId::new_v7(now);
        let row = store::documents::DocumentRow {
            id,
            document: id,
            version: 1,
            is_current: true,
            changes: 0,
            case: self.organisation.into(),
            purpose: "statutes".to_owned(),
            name: name.to_owned(),
            media_type: "application/pdf".to_owned(),
            size: 1,
            digest: workflow::record::digest(name.as_bytes()),
            description: Default::default(),
            uploaded_by: self.owner,
            uploaded_at: now,
            stated_at: now,
            removed_by: None,
            removed_at: None,
        };
        let store = &self.world.facility().store;
        store
            .write(|conn| store::documents::insert(conn, &row))
            .unwrap();
        id
    }

    /// What waits for the person with the organisation, as names of actions.
    fn tasks(&self, who: PersonId) -> Vec<String> {
        let actor = self.world.actor(who);
        let tasks = facility::work::tasks(self.world.facility(), &actor).unwrap();
        tasks
            .into_iter()
            .filter(|task| task.about == About::Organisation(self.organisation))
            .map(|task| task.action)
            .collect()
    }
}

#[actix_web::test]
async fn questions_are_answered_one_by_one_and_proposed_when_none_is_open() {
    let scene = Scene::new();
    let path = scene.page("/verification");
    let document = scene.document("statutes.pdf").to_string();
    let page = scene.read(scene.screener, &path).await;
    page.shows("Its officers are identified.");
    page.shows("5 questions are open.");
    page.shows("Statutes: statutes.pdf");
    page.shows("Holds 24 months");

    // A no is explained, and what was typed comes back.
    let silent = [("act", "save"), ("not_for_profit", "no")];
    let answer = scene.refused(scene.screener, &path, &silent).await;
    assert!(answer.body.contains("not_for_profit-comment-error"));
    let kept = [
        ("act", "save"),
        ("not_for_profit", "no"),
        ("not_for_profit-comment", "The statutes allow dividends."),
        ("not_for_profit-evidence", document.as_str()),
    ];
    scene.done(scene.screener, &path, &kept).await;
    let page = scene.read(scene.officer, &path).await;
    page.shows("4 questions are open.");
    page.shows("The statutes allow dividends.");
    page.shows("Samir Screener, 10 March 2010");

    // A comment without an answer is not lost silently, and a document of others is no evidence.
    let without = [("act", "save"), ("purpose_fits-comment", "Seen.")];
    scene.refused(scene.screener, &path, &without).await;
    let foreign = DocumentId::new_v7(chrono::Utc::now()).to_string();
    let foreign = [
        ("act", "save"),
        ("purpose_fits", "yes"),
        ("purpose_fits-evidence", foreign.as_str()),
    ];
    scene.refused(scene.screener, &path, &foreign).await;

    let early = [("act", "propose"), ("remark", "So far.")];
    let answer = scene.refused(scene.officer, &path, &early).await;
    assert!(answer.body.contains("legal_existence-error"));
    assert!(!answer.body.contains("not_for_profit-error"));
    let mut rest = vec![("act", "propose"), ("remark", "Statutes and certificate.")];
    rest.extend(
        [
            "legal_existence",
            "bank_account_in_own_name",
            "officers_identified",
            "purpose_fits",
        ]
        .map(|question| (question, "yes")),
    );
    scene.done(scene.officer, &path, &rest).await;
    let page = scene.read(scene.manager, &path).await;
    page.shows("the verification will be refused");
    page.shows("Confirm the verification");

    // Who answered some of it is told why they do not confirm.
    for who in [scene.officer, scene.screener] {
        let page = scene.read(who, &path).await;
        page.hides("value=\"confirm\"");
    }
    scene
        .read(scene.officer, &path)
        .await
        .shows("You answered or proposed in this round.");
    scene
        .done(scene.manager, &path, &[("act", "confirm")])
        .await;
    let page = scene.read(scene.manager, &path).await;
    page.shows("Verification refused");
    // The round is told whole: each answer with its person, comment and evidence.
    page.shows("It does not work for profit. No");
    page.shows("Statutes and certificate.");
    page.shows("5 questions are open.");
}

#[actix_web::test]
async fn answers_sent_back_stay_and_a_second_person_verifies() {
    let scene = Scene::new();
    let path = scene.page("/verification");
    let (world, id) = (&scene.world, scene.organisation);
    world.propose_verification(scene.screener, id, Verdict::Yes);
    let page = scene.read(scene.officer, &path).await;
    page.shows("the organisation will be verified until 10 March 2012");
    let bare = [("act", "return"), ("return_reason", " ")];
    let answer = scene.refused(scene.officer, &path, &bare).await;
    assert!(answer.body.contains("return_reason-error"));
    let back = [("act", "return"), ("return_reason", "Ask the bank.")];
    scene.done(scene.officer, &path, &back).await;
    let page = scene.read(scene.screener, &path).await;
    page.shows("Ask the bank.");
    page.shows("Samir Screener, 10 March 2010");
    let again = [("act", "propose"), ("remark", "The bank has written.")];
    scene.done(scene.screener, &path, &again).await;

    // A red flag holds it back, and the page says so before anybody tries.
    scene.flag(scene.officer, Level::Red, "Under inquiry.");
    scene
        .read(scene.manager, &path)
        .await
        .shows("It cannot be confirmed yet:");
    let held = [("act", "confirm")];
    let answer = scene.refused(scene.manager, &path, &held).await;
    assert!(
        answer
            .body
            .contains("The organisation has a risk flag: Red")
    );
    let lift = Command::LiftFlag {
        flag: 1,
        reason: text("Cleared."),
    };
    world.on_organisation(scene.manager, id, &lift);
    scene.done(scene.manager, &path, &held).await;
    let page = scene.read(scene.manager, &path).await;
    page.shows("Verified until 10 March 2012");
}

#[actix_web::test]
async fn verifications_wait_to_be_confirmed_and_renewed() {
    let scene = Scene::new();
    let (world, id) = (&scene.world, scene.organisation);
    world.propose_verification(scene.officer, id, Verdict::Yes);
    assert_eq!(scene.tasks(scene.manager), ["confirm_verification"]);
    assert!(scene.tasks(scene.officer).is_empty());
    assert!(scene.tasks(scene.screener).is_empty());
    let mut browser = world.signed_in(scene.manager).await;
    browser
        .get("/")
        .await
        .shows(&format!("href=\"{}\"", scene.page("/verification")));
    world.on_organisation(scene.manager, id, &Command::ConfirmVerification);
    // It holds to 10 March 2012, and is to be renewed from sixty days before.
    world.set("2012-01-09T23:00:00Z");
    assert!(scene.tasks(scene.officer).is_empty());
    let page = scene.read(scene.officer, &scene.page("")).await;
    page.hides("to be renewed");
    world.set("2012-01-10T01:00:00Z");
    assert_eq!(scene.tasks(scene.officer), ["propose_verification"]);
    let page = scene.read(scene.officer, &scene.page("")).await;
    page.shows("Verified until 10 March 2012, to be renewed");
    world.set("2012-03-10T23:00:00Z");
    let page = scene.read(scene.officer, &scene.page("")).await;
    page.hides("The organisation is not verified");
    world.set("2012-03-11T01:00:00Z");
    let page = scene.read(scene.officer, &scene.page("")).await;
    page.shows("Verification expired on 10 March 2012");
    page.shows("The organisation is not verified");
    assert_eq!(scene.tasks(scene.officer), ["propose_verification"]);
}

#[actix_web::test]
async fn a_flag_climbs_and_is_brought_down_by_another_manager() {
    let scene = Scene::new();
    let path = scene.page("/flags");
    let page = scene.read(scene.screener, &path).await;
    page.shows("There is no flag on this organisation.");
    // A screener is offered what they may set, and no more.
    page.hides("value=\"escalated\"");
    let bare = [("act", "raise"), ("level", "risk"), ("until", "soon")];
    let answer = scene.refused(scene.screener, &path, &bare).await;
    for field in ["category", "until", "reason"] {
        let error = format!("{field}-error");
        assert!(answer.body.contains(&error), "{field}");
    }
    let raised = [
        ("act", "raise"),
        ("level", "risk"),
        ("category", "financial"),
        ("until", "2010-06-30"),
        ("reason", "The accounts do not add up."),
    ];
    scene.done(scene.screener, &path, &raised).await;
    let page = scene.read(scene.officer, &path).await;
    page.shows("The accounts do not add up.");
    page.shows("Raised: Risk, until 30 June 2010");
    let up = [
        ("act", "change"),
        ("flag", "1"),
        ("level", "escalated"),
        ("until", ""),
        ("change_reason", "For the manager."),
    ];
    let answer = scene.refused(scene.screener, &path, &up).await;
    assert!(answer.body.contains("For the manager."));
    scene.done(scene.officer, &path, &up).await;
    let page = scene.read(scene.officer, &path).await;
    page.shows("Escalated: Escalated, until lifted");
    page.shows("Only a manager who did not set this level");
    // It waits for the managers.
    assert_eq!(scene.tasks(scene.manager), ["change_flag"]);
    assert!(scene.tasks(scene.officer).is_empty());
    let red = [
        ("act", "change"),
        ("flag", "1"),
        ("level", "red"),
        ("until", ""),
        ("change_reason", "Proved."),
    ];
    scene.done(scene.manager, &path, &red).await;
    let lift = [("act", "lift"), ("flag", "1"), ("lift_reason", "Settled.")];
    let own = scene.refused(scene.manager, &path, &lift).await;
    assert!(own.body.contains("nobody confirms their own act"));
    let register = scene.read(scene.officer, "/flags").await;
    register.shows("Light House");
    register.shows("Mariam Manager");
    scene
        .read(scene.officer, "/flags?level=escalated")
        .await
        .shows("No flags of this level");
    scene.done(scene.other_manager, &path, &lift).await;
    let page = scene.read(scene.officer, &path).await;
    page.shows("Lifted or run out");
    page.shows("Settled.");
    scene
        .read(scene.officer, "/flags")
        .await
        .hides("Light House");
}

#[actix_web::test]
async fn flags_are_read_page_by_page_and_end_with_their_last_day() {
    let world = World::new();
    let owner = world.person("Owner");
    let officer = world.staff("Olena Officer", Role::ProgrammeOfficer);
    for number in 0..3 {
        let id = world.organisation(owner, &format!("House {number}"));
        let until = (number == 0).then(|| "2010-03-10".parse().unwrap());
        let command = Command::RaiseFlag {
            level: Level::Risk,
            category: Category::Other,
            until,
            reason: text("Late."),
        };
        world.on_organisation(officer, id, &command);
    }
    let actor = world.actor(officer);
    let held = |after: Option<&str>| {
        facility::registration::flags::held(world.facility(), &actor, Level::Risk, after, 2)
            .unwrap()
    };
    let first = held(None);
    assert_eq!(first.items.len(), 2);
    let second = held(first.next.as_deref());
    assert_eq!((second.items.len(), second.next), (1, None));
    // Its last day is today; tomorrow it is over.
    world.set("2010-03-11T00:00:00Z");
    assert_eq!(held(None).items.len(), 2);
    let counts = facility::registration::flags::count_held(world.facility(), &actor).unwrap();
    assert_eq!(counts[&Level::Risk], 2);
}

#[actix_web::test]
async fn its_own_people_are_told_nothing_of_what_the_facility_keeps() {
    let scene = Scene::new();
    let (world, id) = (&scene.world, scene.organisation);
    let twin = world.organisation(world.person("Twin Owner"), "Light  House");
    world.propose_verification(scene.screener, id, Verdict::Yes);
    scene.flag(scene.officer, Level::Escalated, "Secret reason.");
    scene.matched(id);
    let reason = text("Secret difference.");
    let officer = world.actor(scene.officer);
    facility::registration::duplicates::dismiss(
        world.facility(),
        &officer,
        (id, None),
        twin,
        &reason,
    )
    .unwrap();
    let inside = scene.read(scene.officer, &scene.page("")).await;
    for known in [
        "Risk flag: Escalated",
        "1 sanctions match",
        "Secret reason.",
    ] {
        inside.shows(known);
    }
    let page = scene.read(scene.owner, &scene.page("")).await;
    let token = world.token(scene.owner);
    let mut program = world.browser().await;
    let mut get = async |path: String| {
        let method = actix_web::http::Method::GET;
        program.call(method, &path, &token, None).await
    };
    let api = get(format!("/api/v1/organisations/{id}")).await;
    let standing = get(format!("/api/v1/organisations/{id}/standing")).await;
    assert_eq!(standing.json()["kept"], serde_json::Value::Null);
    for answer in [&page, &api, &standing] {
        assert_eq!(answer.status, StatusCode::OK);
        let body = answer.body.to_lowercase();
        for word in [
            "secret",
            "flag",
            "sanction",
            "match",
            "escalated",
            "duplicate",
            "question_answered",
            "questions answered",
            "twin",
            "samir",
            "olena",
            "statutes and certificate",
        ] {
            assert!(!body.contains(word), "{word}: {body}");
        }
    }
    page.shows("Organisation registered");
    page.shows("/registration");
    // The parts that are the facility's are not there for them.
    for part in ["/verification", "/flags"] {
        let answer = scene.read(scene.owner, &scene.page(part)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{part}");
    }
    let pair = format!("/duplicates/{id}/{twin}");
    for path in ["/flags", "/duplicates", pair.as_str()] {
        let answer = scene.read(scene.owner, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[actix_web::test]
async fn the_page_tells_what_is_blocked_and_narrows_the_story() {
    let scene = Scene::new();
    scene.flag(scene.officer, Level::Red, "Under inquiry.");
    let page = scene.read(scene.officer, &scene.page("")).await;
    page.shows("What is blocked, and why");
    page.shows("The organisation has a risk flag: Red");
    page.shows("The organisation is not verified");
    page.shows("It has not applied yet.");
    page.shows("Nothing is missing.");
    // Who pays and decides sees the account whole, others its end.
    page.shows("Example Bank, Kenya");
    let number = crate::world::profile("Light House").bank_account.unwrap();
    page.shows(&number.number);
    let page = scene.read(scene.screener, &scene.page("")).await;
    page.hides(&format!("{}<", number.number));
    page.shows(&number.masked());
    let flags = scene.read(scene.officer, &scene.page("?show=flags")).await;
    flags.shows("Risk flag raised");
    flags.hides("Organisation registered");
    let arabic = {
        let mut browser = scene.world.signed_in(scene.officer).await;
        browser.get(&scene.page("")).await;
        let fields = [("language", "ar"), ("back", "/")];
        browser.post("/language", &fields).await;
        browser.get(&scene.page("")).await
    };
    arabic.shows("علامة مخاطر: \u{2068}حمراء\u{2069}");
}

#[actix_web::test]
async fn an_agreement_and_a_payment_say_what_holds_them_back() {
    let scene = in_negotiation();
    let (world, id) = (&scene.world, scene.files[0].organisation);
    let raise = Command::RaiseFlag {
        level: Level::Escalated,
        category: Category::Performance,
        until: None,
        reason: text("Not reachable."),
    };
    world.on_organisation(scene.officer, id, &raise);
    let read = async |who| world.signed_in(who).await.get(&agreement(&scene)).await;
    read(scene.officer)
        .await
        .shows("No agreement can be sent or signed now");
    read(scene.files[0].owner).await.hides("risk flag");

    let (scene, grant) = running().await;
    let (world, id) = (&scene.world, scene.files[0].organisation);
    let path = format!("/grants/{grant}");
    let read = async |who| world.signed_in(who).await.get(&path).await;
    read(scene.officer).await.hides("Nothing can be paid now");
    world.on_organisation(scene.officer, id, &raise);
    read(scene.officer).await.shows("Nothing can be paid now");
    read(scene.files[0].owner).await.hides("risk flag");
}

#[actix_web::test]
async fn two_that_look_alike_are_told_apart_for_good() {
    let scene = Scene::new();
    let world = &scene.world;
    let twin = world.organisation(world.person("Twin Owner"), "Light House");
    let page = scene.read(scene.screener, "/duplicates").await;
    page.shows("The same registration number: NGO-Light House");
    page.shows("The same bank account");
    page.shows("1 possible duplicate");
    page.hides("Two different organisations");
    let own = scene.read(scene.officer, &scene.page("")).await;
    own.shows("Possible duplicates");
    let mut browser = world.signed_in(scene.officer).await;
    browser
        .get("/duplicates")
        .await
        .shows("Two different organisations");
    let (first, second) = (scene.organisation.to_string(), twin.to_string());
    let mut fields = vec![
        ("first", first.as_str()),
        ("second", second.as_str()),
        ("reason", ""),
    ];
    let bare = browser.post("/duplicates", &fields).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields[2] = ("reason", "Two towns, two boards.");
    let told = browser.post("/duplicates", &fields).await;
    assert_eq!(told.status, StatusCode::SEE_OTHER, "{}", told.body);
    browser
        .get("/duplicates")
        .await
        .shows("No possible duplicates");
    // Both records say so, and a change of the profile does not bring it back.
    for id in [&first, &second] {
        let page = browser.get(&format!("/organisations/{id}")).await;
        page.shows("Two towns, two boards.");
    }
    let mut changed = crate::world::profile("Light House");
    changed.acronym = Some("LH".to_owned());
    let owner = world.actor(scene.owner);
    let facility = world.facility();
    facility::registration::amend(facility, &owner, scene.organisation, None, changed).unwrap();
    browser
        .get("/duplicates")
        .await
        .shows("No possible duplicates");
}

#[actix_web::test]
async fn one_is_merged_into_the_other_and_its_grants_are_reached_from_there() {
    let (running, grant) = running().await;
    let scene = Scene {
        owner: running.files[0].owner,
        organisation: running.files[0].organisation,
        screener: running.screener,
        officer: running.officer,
        manager: running.manager,
        other_manager: running.manager,
        world: running.world,
    };
    let (world, from) = (&scene.world, scene.organisation);
    let twin_owner = world.person("Twin Owner");
    let into = world.organisation(twin_owner, "Shelter One");
    scene.flag(scene.officer, Level::Risk, "Late with a report.");
    let pair = format!("/duplicates/{from}/{into}");
    let officer = scene.read(scene.officer, &pair).await;
    officer.hides("Which one remains?");
    let page = scene.read(scene.manager, &pair).await;
    page.shows("Which one remains?");
    let preview = format!("{pair}?into={into}");
    let page = scene.read(scene.manager, &preview).await;
    page.shows("2 people come over with their roles.");
    page.shows("1 flag comes over.");
    page.shows("1 proposal stays under its own record");
    let (remains, stranger) = (into.to_string(), scene.organisation.to_string());
    let bare = [("into", remains.as_str()), ("merge_reason", "")];
    let mut browser = world.signed_in(scene.manager).await;
    let place = seen(browser.get(&preview).await.page());
    let mut fields = vec![("seen", place.as_str())];
    fields.extend(bare);
    let answer = browser.post(&pair, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    fields[2] = ("merge_reason", "One board, one account.");
    let merged = browser.post(&pair, &fields).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.body);
    assert_eq!(merged.location(), format!("/organisations/{into}"));

    // Both histories stay, and both verify.
    let verified = facility::verify::verify(world.facility(), |_, _| {}).unwrap();
    assert!(verified.finding.is_none(), "{:?}", verified.finding);
    let page = browser.get(&format!("/organisations/{stranger}")).await;
    page.shows("Merged into another organisation");
    page.shows("Shelter One");
    page.shows("One board, one account.");
    let page = browser.get(&format!("/organisations/{into}")).await;
    page.shows("Merged into this one");
    page.shows("of Shelter 1, merged into this one");
    page.shows("Risk flag: Risk");
    let flags = browser.get(&format!("/organisations/{into}/flags")).await;
    flags.shows("Came over from a merged organisation");
    let held = browser.get("/flags?level=risk").await;
    held.shows("Shelter One");
    held.hides("Shelter 1<");

    // Who worked for either works for both.
    let proposal = running.files[0].id;
    let mut other = world.signed_in(twin_owner).await;
    other.get(&format!("/proposals/{proposal}")).await.page();
    other.get(&format!("/grants/{grant}")).await.page();
    let mut own = world.signed_in(scene.owner).await;
    own.get(&format!("/grants/{grant}")).await.page();
    own.get(&format!("/organisations/{into}"))
        .await
        .shows("Shelter One");
}

#[actix_web::test]
async fn a_merge_waits_for_matches_of_either() {
    let scene = Scene::new();
    let world = &scene.world;
    let twin = world.organisation(world.person("Twin Owner"), "Light House");
    scene.matched(twin);
    let (one, other) = (scene.organisation, twin);
    let pair = format!("/duplicates/{one}/{other}");
    let page = scene.read(scene.manager, &pair).await;
    page.shows("They cannot be merged yet");
    page.shows("A match with a sanctions list is open or confirmed.");
    let manager = world.actor(scene.manager);
    for (from, into) in [(one, other), (other, one)] {
        let merged = facility::registration::duplicates::merge(
            world.facility(),
            &manager,
            from,
            into,
            None,
            &text("One board."),
        );
        assert!(
            matches!(
                merged,
                Err(facility::Failure::Refused(
                    workflow::refusal::Refusal::SanctionsMatch
                ))
            ),
            "{merged:?}"
        );
    }
    // Nothing of it has happened.
    let verified = facility::verify::verify(world.facility(), |_, _| {}).unwrap();
    assert!(verified.finding.is_none());
    let view = facility::registration::view(world.facility(), &manager, one).unwrap();
    assert_eq!(view.merged_into, None);
}

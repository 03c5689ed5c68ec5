//! From the panel's decision to the award: letters, the applicant's answer, and public results.

use actix_web::http::{Method, StatusCode};
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::{ConflictKind, Event as Interest};
use workflow::money::{Currency, Money};
use workflow::panel::Listed;
use workflow::proposal::{Command, Event};
use workflow::role::Role;
use workflow::selection::{Command as Selection, Decision, Event as Decided};
use workflow::text::Text;
use workflow::transition::Status;
use workflow::{call, proposal};

use crate::scene::Scene;

const DECIDED: &str = "2010-07-09T12:00:00Z";

fn usd(whole: i64) -> Money {
    Money::new(whole * 100, Currency::USD)
}

/// Puts outcomes of the panel on the record, as the chair records them, adopted and countersigned: how the panel comes to them
/// is the panel's own test.
pub fn decide(scene: &Scene, outcomes: &[(Decision, Option<Money>, Option<&str>)]) {
    scene.world.set(DECIDED);
    let facility = scene.world.facility();
    let chair = scene.world.staff("Chair Charlotte", Role::Chair);
    let now = facility.clock.now();
    let mut list = Vec::new();
    for (filed, (decision, amount, conditions)) in scene.files.iter().zip(outcomes) {
        let reason = Text::parse("as the panel voted").unwrap();
        let conditions = conditions.map(|text| Text::parse(text).unwrap());
        let reserve_rank = (*decision == Decision::Reserve).then_some(1);
        let event = Event::Selection(Decided::OutcomeRecorded {
            decision: *decision,
            amount: *amount,
            reserve_rank,
            conditions: conditions.as_ref().map(Text::digest),
            with_majority: true,
            reason: reason.digest(),
        });
        write(scene, filed.id, &[event], chair);
        let kept = |text: &Text| {
            facility.store.write(|conn| {
                store::drafts::keep_text(conn, text.digest(), text.as_str(), now)
                    .map_err(facility::Failure::from)
            })
        };
        kept(&reason).unwrap();
        conditions.as_ref().map(kept).transpose().unwrap();
        list.push(Listed {
            proposal: filed.id,
            decision: *decision,
            amount: *amount,
            reserve_rank,
            departs: false,
        });
    }
    let events = [
        call::Event::DecisionAdopted {
            adoption: 1,
            session: None,
            list,
            alternatives: Vec::new(),
        },
        call::Event::DecisionCountersigned { adoption: 1 },
    ];
    let saved = facility.store.write(|conn| {
        let before = store::cases::load_call(conn, scene.call)?.unwrap();
        let step =
            |state, event| call::evolve(Some(state), scene.call, event, Some(chair), now).unwrap();
        let after = events.iter().fold(before.state.clone(), step);
        store::cases::save_call(conn, Some(&before), &after, &events, Some(chair), now)
            .map_err(facility::Failure::from)
    });
    saved.unwrap();
}

fn write(scene: &Scene, id: ProposalId, events: &[Event], by: PersonId) {
    let facility = scene.world.facility();
    let now = facility.clock.now();
    let saved = facility.store.write(|conn| {
        let before = store::cases::load_proposal(conn, id)?.unwrap();
        let step = |state, event| proposal::evolve(Some(state), id, event, Some(by), now).unwrap();
        let after = events.iter().fold(before.state.clone(), step);
        store::cases::save_proposal(conn, Some(&before), &after, events, Some(by), now)
            .map_err(facility::Failure::from)
    });
    saved.unwrap();
}

/// Four files: one funded as asked, one with less and under conditions, one in reserve, one refused.
fn scene() -> Scene {
    let scene = Scene::in_selection(4);
    decide(
        &scene,
        &[
            (Decision::Selected, Some(usd(40_000)), None),
            (
                Decision::Selected,
                Some(usd(35_000)),
                Some("Name a focal point for protection."),
            ),
            (Decision::Reserve, None, None),
            (Decision::RejectedOnQuality, None, None),
        ],
    );
    scene
}

fn release(scene: &Scene) -> usize {
    let manager = scene.world.actor(scene.manager);
    facility::selection::release_all(scene.world.facility(), &manager, scene.call).unwrap()
}

fn mail(scene: &Scene, name: &str, subject: &str) -> Option<String> {
    let kept = facility::outbox::kept(scene.world.facility(), None, 200).unwrap();
    let found = kept
        .into_iter()
        .find(|mail| mail.name == name && mail.mail.subject == subject);
    found.map(|mail| mail.mail.body)
}

#[actix_web::test]
async fn each_outcome_has_its_letter_and_a_rejection_its_scores() {
    let scene = scene();
    let desk = format!("/calls/{}/panel/letters", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&desk).await;
    for letter in [
        "selected under conditions",
        "on the reserve list",
        "rejected on quality",
    ] {
        page.shows(letter);
    }
    let one = officer.get(&format!("{desk}/{}", scene.files[1].id)).await;
    one.shows("Name a focal point for protection.");
    one.shows("10 working days after this letter");
    officer
        .get(&format!("{desk}/{}", scene.files[0].id))
        .await
        .hides("Your scores");
    let refused = officer.get(&format!("{desk}/{}", scene.files[3].id)).await;
    refused.shows("Your scores");
    refused.shows("Total");

    assert_eq!(release(&scene), 4);
    let body = mail(&scene, "Owner 2", "Your proposal SGF2010-0002 is selected").unwrap();
    // The tenth working day after Friday, 9 July, on the clocks of Vienna.
    assert!(body.contains("USD 35,000"), "{body}");
    assert!(
        body.contains("until 23 July 2010, 23:59 (Europe/Vienna)"),
        "{body}"
    );
    assert!(
        body.contains("Name a focal point for protection."),
        "{body}"
    );
    let body = mail(&scene, "Owner 4", "Decision on your proposal SGF2010-0004").unwrap();
    assert!(body.contains("Your scores\n– "), "{body}");
}

#[actix_web::test]
async fn what_is_not_countersigned_has_no_letter_yet() {
    let scene = Scene::in_selection(1);
    scene.world.set(DECIDED);
    let chair = scene.world.staff("Chair Charlotte", Role::Chair);
    let event = Event::Selection(Decided::OutcomeRecorded {
        decision: Decision::RejectedOnQuality,
        amount: None,
        reserve_rank: None,
        conditions: None,
        with_majority: true,
        reason: Text::parse("no").unwrap().digest(),
    });
    write(&scene, scene.files[0].id, &[event], chair);
    let desk = format!("/calls/{}/panel/letters", scene.call);
    let mut manager = scene.world.signed_in(scene.manager).await;
    manager.get(&desk).await.hides("SGF2010-0001");
    let one = manager.get(&format!("{desk}/{}", scene.files[0].id)).await;
    assert_eq!(one.status, StatusCode::NOT_FOUND);
    assert_eq!(release(&scene), 0);
}

#[actix_web::test]
async fn applicants_answer_are_reminded_and_officers_see_who_has_not() {
    let scene = scene();
    release(&scene);
    let facility = scene.world.facility();
    let owner = |place: usize| scene.world.actor(scene.files[place].owner);
    let act = |place: usize, command| {
        let command = Command::Selection(command);
        facility::proposal::act(
            facility,
            &owner(place),
            scene.files[place].id,
            None,
            &command,
        )
    };
    act(0, Selection::AcceptAward).unwrap();
    let desk = format!("/calls/{}/panel/letters", scene.call);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&desk).await;
    page.shows("Answers to awards");
    page.shows("Accepted on");
    page.shows("Waiting, until 23 July 2010");

    let subject = "Please answer: your award for SGF2010-0002";
    let remind = || facility::selection::letters::remind(facility).unwrap();
    scene.world.set("2010-07-20T21:59:59.999998Z");
    remind();
    assert!(mail(&scene, "Owner 2", subject).is_none());
    scene.world.set("2010-07-20T21:59:59.999999Z");
    remind();
    remind();
    assert!(
        mail(&scene, "Owner 2", subject)
            .unwrap()
            .contains("23 July 2010")
    );
    assert!(
        mail(
            &scene,
            "Owner 1",
            "Please answer: your award for SGF2010-0001"
        )
        .is_none()
    );

    let reason = Text::parse("We found other money.").unwrap();
    act(1, Selection::DeclineAward { reason }).unwrap();
    assert_eq!(scene.status(scene.files[1].id), Status::Declined);
    let told = mail(
        &scene,
        "Olena Officer",
        "SGF2010-0002: the award is declined",
    )
    .unwrap();
    assert!(told.contains("We found other money."), "{told}");
    // Days have gone by.
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&desk).await.shows("Declined on");
}

#[actix_web::test]
async fn results_are_public_once_told_and_a_declined_award_disappears() {
    let scene = scene();
    let path = format!("/calls/{}/results", scene.call);
    let call = format!("/calls/{}", scene.call);
    let mut anybody = scene.world.browser().await;
    for path in [
        path.clone(),
        format!("{path}.csv"),
        format!("/api/v1{path}"),
    ] {
        assert_eq!(
            anybody.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    anybody.get(&call).await.hides(&path);
    release(&scene);
    anybody.get(&call).await.shows(&path);
    let page = anybody.get(&path).await;
    page.shows("Safe house 1");
    page.shows("Shelter 2");
    page.shows("USD 75,000");
    page.shows("African States");
    for hidden in ["Safe house 3", "Shelter 4", "SGF2010-0003", "Safe house 4"] {
        page.hides(hidden);
    }
    let facility = scene.world.facility();
    let decline = Command::Selection(Selection::DeclineAward {
        reason: Text::parse("no").unwrap(),
    });
    let owner = scene.world.actor(scene.files[1].owner);
    facility::proposal::act(facility, &owner, scene.files[1].id, None, &decline).unwrap();
    let page = anybody.get(&path).await;
    page.hides("Shelter 2");
    page.shows("USD 40,000");
    let csv = anybody.get(&format!("{path}.csv")).await;
    let lines: Vec<&str> = csv.body.lines().collect();
    assert_eq!(lines.len(), 2, "{}", csv.body);
    assert!(lines[0].starts_with("Identifier,Title,Description,Currency,Amount Awarded"));
    assert!(
        lines[1].starts_with("SGF2010-0001,Safe house 1,"),
        "{}",
        lines[1]
    );
    assert!(lines[1].contains(",USD,40000,2010-07-09,"), "{}", lines[1]);
}

#[actix_web::test]
async fn an_organisation_that_is_not_named_shows_country_and_theme_only() {
    let scene = scene();
    release(&scene);
    let path = format!("/calls/{}/results", scene.call);
    let naming = format!("/proposals/{}/public-name", scene.files[0].id);
    let mut officer = scene.world.signed_in(scene.officer).await;
    officer.get(&naming).await.hides("value=\"withhold\"");
    let mut manager = scene.world.signed_in(scene.manager).await;
    manager
        .get(&format!("/proposals/{}", scene.files[0].id))
        .await
        .shows(&naming);
    let page = manager.get(&naming).await;
    let mark = "name=\"seen\" value=\"";
    let seen = page
        .body
        .split_once(mark)
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let silent = manager
        .post(
            &naming,
            &[("seen", &seen), ("do", "withhold"), ("reason", "")],
        )
        .await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [
        ("seen", seen.as_str()),
        ("do", "withhold"),
        ("reason", "A shelter at a known address."),
    ];
    let done = manager.post(&naming, &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    manager
        .get(&naming)
        .await
        .shows("A shelter at a known address.");

    let mut anybody = scene.world.browser().await;
    let page = anybody.get(&path).await;
    for hidden in [
        "Safe house 1",
        "Shelter 1",
        "SGF2010-0001",
        "USD 40,000",
        "USD 75,000",
        "known address",
    ] {
        page.hides(hidden);
    }
    page.shows("Not named for its safety");
    page.shows("USD 35,000");
    let json = anybody
        .call(Method::GET, &format!("/api/v1{path}"), "", None)
        .await;
    assert!(!json.body.contains("Shelter 1"), "{}", json.body);
    let csv = anybody.get(&format!("{path}.csv")).await;
    assert!(
        !csv.body.contains("Safe house 1") && !csv.body.contains("SGF2010-0001"),
        "{}",
        csv.body
    );
    let outsider = scene
        .world
        .signed_in(scene.world.person("Olu Outsider"))
        .await
        .get(&naming)
        .await;
    assert_eq!(outsider.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn whoever_must_see_nothing_of_a_file_finds_it_in_no_result_and_no_answer() {
    let scene = scene();
    let other = scene.world.staff("Magda Manager", Role::FacilityManager);
    let set = Event::Interest(Interest::ConflictSet {
        person: other,
        conflict: ConflictKind::Family,
        reason: Text::parse("a cousin").unwrap().digest(),
    });
    write(&scene, scene.files[0].id, &[set], scene.officer);
    release(&scene);
    let mut browser = scene.world.signed_in(other).await;
    let desk = browser
        .get(&format!("/calls/{}/panel/letters", scene.call))
        .await;
    desk.hides("SGF2010-0001");
    desk.shows("SGF2010-0002");
    let page = browser.get(&format!("/calls/{}/results", scene.call)).await;
    page.hides("Safe house 1");
    page.hides("USD 75,000");
    page.shows("USD 35,000");
    let naming = format!("/proposals/{}/public-name", scene.files[0].id);
    assert_eq!(browser.get(&naming).await.status, StatusCode::NOT_FOUND);
}

//! The people of an organisation: invited, taken in, moved, removed; what an organisation needs before it can submit.

use actix_web::http::{Method, StatusCode};
use serde_json::{Value, json};
use workflow::ids::{OrganisationId, PersonId};
use workflow::role::Role;

use crate::account::link;
use crate::scene::answers;
use crate::world::World;

const SECRET: &str = "a long and quiet evening";

fn house() -> (World, PersonId, OrganisationId, String) {
    let world = World::new();
    let owner = world.person("Wanjiru Kamau");
    let id = world.organisation(owner, "Light House");
    let place = format!("/organisations/{id}/people");
    (world, owner, id, place)
}

fn invited<'a>(email: &'a str, role: &'a str) -> [(&'a str, &'a str); 4] {
    [
        ("name", "Otieno Ouma"),
        ("email", email),
        ("role", role),
        ("language", "en"),
    ]
}

#[actix_web::test]
async fn whoever_is_invited_without_an_account_opens_one_and_joins() {
    let (world, owner, id, place) = house();
    let mut browser = world.signed_in(owner).await;
    browser.get(&place).await.shows("Invite a colleague");
    let wrong = browser.post(&place, &invited("no", "editor")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"Otieno Ouma\""));
    let staff = browser
        .post(&place, &invited("otieno@people.example", "screener"))
        .await;
    assert_eq!(staff.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = invited("otieno@people.example", "editor");
    let sent = browser.post(&place, &fields).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let page = browser.get(&place).await;
    page.shows("Invitations without an answer");
    page.shows("otieno@people.example");
    let twice = browser.post(&place, &fields).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Nobody joins by being invited.
    let members = world
        .facility()
        .store
        .read(|conn| store::people::members_of(conn, id));
    assert_eq!(members.unwrap().len(), 2);
    let join = link(&world, "/join/");
    let mut guest = world.browser().await;
    let offer = guest.get(&join).await;
    offer.shows("Light House");
    offer.shows("Wanjiru Kamau invites you. Your role: Editor.");
    let weak = guest
        .post(
            &join,
            &[("do", "open"), ("name", ""), ("password", "short")],
        )
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let opened = guest
        .post(
            &join,
            &[("do", "open"), ("name", "Otieno O."), ("password", SECRET)],
        )
        .await;
    assert_eq!(opened.location(), "/sign-in", "{}", opened.body);
    guest.get("/sign-in").await;
    let fields = [("email", "otieno@people.example"), ("password", SECRET)];
    assert_eq!(guest.post("/sign-in", &fields).await.location(), "/");
    guest.get(&place).await.shows("Otieno O.");
    // The link works once.
    guest.get(&join).await.shows("has been used");
    let story = browser.get(&format!("/organisations/{id}")).await;
    story.shows("Invitation accepted");
    story.shows("Colleague invited");
}

#[actix_web::test]
async fn an_account_signs_in_to_accept_and_no_other_account_can() {
    let (world, owner, id, place) = house();
    let known = world.person("Otieno Ouma");
    let other = world.person("Somebody Else");
    let mut browser = world.signed_in(owner).await;
    browser.get(&place).await;
    let sent = browser
        .post(&place, &invited("otieno.ouma@people.example", "reader"))
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let join = link(&world, "/join/");
    let mut guest = world.browser().await;
    guest.get(&join).await.shows("Sign in to accept");
    // A link to an account does not set its password.
    let taken = guest
        .post(
            &join,
            &[("do", "open"), ("name", "X"), ("password", SECRET)],
        )
        .await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut wrong = world.signed_in(other).await;
    wrong.get(&join).await.shows("another address");
    let refused = wrong.post(&join, &[("do", "accept")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut right = world.signed_in(known).await;
    right.get(&join).await.shows("Accept");
    let accepted = right.post(&join, &[("do", "accept")]).await;
    assert_eq!(accepted.location(), format!("/organisations/{id}"));
    right.get(&place).await.shows("otieno.ouma@people.example");
}

#[actix_web::test]
async fn a_link_works_for_fourteen_days_until_it_is_sent_again_withdrawn_or_declined() {
    let (world, owner, _, place) = house();
    let mut browser = world.signed_in(owner).await;
    browser.get(&place).await;
    browser
        .post(&place, &invited("otieno@people.example", "editor"))
        .await;
    let first = link(&world, "/join/");
    let mut guest = world.browser().await;
    world.set("2010-03-24T08:59:59Z");
    guest.get(&first).await.shows("Light House");
    world.set("2010-03-24T09:00:00Z");
    guest.get(&first).await.hides("Light House");
    let mut browser = world.signed_in(owner).await;
    let page = browser.get(&place).await;
    page.shows("The link has expired");
    let (_, rest) = page.body.split_once("/invitations/").unwrap();
    let one = rest.split('/').next().unwrap();
    let act = |what: &str| format!("{}/{one}/{what}", place.replace("/people", "/invitations"));
    let again = browser.post(&act("send-again"), &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let soon = browser.post(&act("send-again"), &[]).await;
    assert_eq!(soon.status, StatusCode::UNPROCESSABLE_ENTITY);
    let second = link(&world, "/join/");
    assert_ne!(first, second);
    guest.get(&first).await.hides("Light House");
    guest.get(&second).await.shows("Light House");
    let withdrawn = browser.post(&act("withdraw"), &[]).await;
    assert_eq!(
        withdrawn.status,
        StatusCode::SEE_OTHER,
        "{}",
        withdrawn.body
    );
    guest.get(&second).await.hides("Light House");
    browser.get(&place).await;
    browser
        .post(&place, &invited("otieno@people.example", "editor"))
        .await;
    let third = link(&world, "/join/");
    guest.get(&third).await;
    assert_eq!(
        guest.post(&third, &[("do", "decline")]).await.location(),
        "/"
    );
    guest.get(&third).await.hides("Light House");
    browser.get(&place).await.hides("otieno@people.example");
}

#[actix_web::test]
async fn owners_change_roles_hand_over_and_remove_and_the_last_owner_stays() {
    let (world, owner, id, place) = house();
    let editor = world.person("Otieno Ouma");
    world.join(id, editor, Role::Editor);
    let mut browser = world.signed_in(owner).await;
    let mut other = world.signed_in(editor).await;
    let seen = |page: &crate::world::Answer| {
        let (_, rest) = page.body.split_once("name=\"seen\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    };
    let on = |person: PersonId, what: &str| format!("{place}/{person}/{what}");
    let stamp = seen(&browser.get(&place).await);
    let alone = browser
        .post(&on(owner, "remove"), &[("seen", &stamp)])
        .await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(alone.body.contains("keeps an owner"));
    let fields = [("seen", stamp.as_str()), ("role", "reader")];
    let down = browser.post(&on(owner, "role"), &fields).await;
    assert_eq!(down.status, StatusCode::UNPROCESSABLE_ENTITY);
    // An editor manages nobody.
    other.get(&place).await;
    let theirs = other
        .post(&on(editor, "role"), &[("seen", &stamp), ("role", "owner")])
        .await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    let given = browser
        .post(&on(editor, "hand-over"), &[("seen", &stamp)])
        .await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    assert!(world.actor(editor).member(id, Role::Owner));
    assert!(!world.actor(owner).member(id, Role::Owner));
    let stamp = seen(&other.get(&place).await);
    let removed = other.post(&on(owner, "remove"), &[("seen", &stamp)]).await;
    assert_eq!(removed.status, StatusCode::SEE_OTHER, "{}", removed.body);
    // The next request of who was removed shows it; they are still signed in.
    assert_eq!(browser.get(&place).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    let story = other.get(&format!("/organisations/{id}")).await;
    story.shows("Organisation handed over");
    story.shows("Person no longer works for the organisation");
    story.shows("Wanjiru Kamau");
}

#[actix_web::test]
async fn the_answer_to_an_invitation_tells_nothing_of_the_address() {
    let (world, owner, _, place) = house();
    world.person("Otieno Ouma");
    let mut browser = world.signed_in(owner).await;
    browser.get(&place).await;
    let mut shown = Vec::new();
    for email in ["otieno.ouma@people.example", "nobody.here@people.example"] {
        let sent = browser.post(&place, &invited(email, "editor")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let token = world.token(owner);
        let path = format!("/api/v1{place}");
        let people = browser.call(Method::GET, &path, &token, None).await.json();
        let mut one = people["invitations"]
            .as_array()
            .unwrap()
            .last()
            .unwrap()
            .clone();
        for what in ["id", "email"] {
            one[what] = Value::Null;
        }
        shown.push(one);
    }
    assert_eq!(shown[0], shown[1]);
}

#[actix_web::test]
async fn a_proposal_is_submitted_with_two_contacts_and_not_with_one() {
    let world = World::new();
    let call = world.founding_call();
    let owner = world.person("Wanjiru Kamau");
    let id = world.organisation(owner, "Light House");
    let second = world
        .facility()
        .store
        .read(|conn| store::people::members_of(conn, id));
    let second = second
        .unwrap()
        .into_iter()
        .find(|(person, _)| person.id != owner)
        .unwrap()
        .0;
    let mut browser = world.signed_in(owner).await;
    let mut leaver = world.signed_in(second.id).await;
    let page = leaver.get(&format!("/organisations/{id}/people")).await;
    let (_, rest) = page.body.split_once("name=\"seen\" value=\"").unwrap();
    let stamp = rest.split('"').next().unwrap().to_owned();
    let leave = format!("/organisations/{id}/people/{}/remove", second.id);
    assert_eq!(
        leaver.post(&leave, &[("seen", &stamp)]).await.location(),
        "/"
    );
    let apply = format!("/calls/{call}/apply");
    browser
        .get(&apply)
        .await
        .shows("A second contact with a confirmed address is missing");
    let organisation = id.to_string();
    let begun = browser
        .post(&apply, &[("organisation", &organisation)])
        .await;
    let draft = begun.location().to_owned();
    browser
        .get(&draft)
        .await
        .shows("A second contact with a confirmed address is missing");
    let proposal = draft.split('/').nth(2).unwrap().parse().unwrap();
    let actor = world.actor(owner);
    facility::intake::save(
        world.facility(),
        &actor,
        proposal,
        None,
        answers("Safe house"),
    )
    .unwrap();
    let check = format!("/proposals/{proposal}/check");
    browser.get(&check).await;
    let one = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(one.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        one.body
            .contains("Only 1 person of your organisation can be reached"),
        "{}",
        one.body
    );
    // One who has not confirmed the address does not count, nor one whose account is closed.
    let now = world.facility().clock.now();
    let quiet = facility::accounts::new_person(
        "quiet@people.example",
        "Quiet",
        language::Language::English,
        None,
        now,
    );
    world
        .facility()
        .store
        .write(|conn| store::people::insert(conn, &quiet))
        .unwrap();
    world.join(id, quiet.id, Role::Editor);
    assert_eq!(
        browser
            .post(&check, &[("seen", "2"), ("declared", "true")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    world
        .facility()
        .store
        .write(|conn| store::people::confirm_email(conn, quiet.id, now))
        .unwrap();
    let two = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(two.status, StatusCode::SEE_OTHER, "{}", two.body);
}

#[actix_web::test]
async fn an_incomplete_registration_keeps_a_draft_and_refuses_its_submission_with_words() {
    let world = World::new();
    let call = world.founding_call();
    let owner = world.person("Wanjiru Kamau");
    let id = world.organisation(owner, "Light House");
    let actor = world.actor(owner);
    let view = facility::registration::view(world.facility(), &actor, id).unwrap();
    let mut profile = view.row.profile;
    profile.address = None;
    facility::registration::amend(world.facility(), &actor, id, None, profile.clone()).unwrap();
    let proposal = facility::intake::start(world.facility(), &actor, call, id).unwrap();
    facility::intake::save(
        world.facility(),
        &actor,
        proposal,
        None,
        answers("Safe house"),
    )
    .unwrap();
    let mut browser = world.signed_in(owner).await;
    let check = format!("/proposals/{proposal}/check");
    browser
        .get(&check)
        .await
        .shows("The registration is not complete: 1 thing is missing");
    let refused = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused
            .body
            .contains("The registration of your organisation is not complete")
    );
    let token = world.token(owner);
    let missing = format!("/api/v1/organisations/{id}/missing");
    let answer = browser
        .call(Method::GET, &missing, &token, None)
        .await
        .json();
    let expected = json!({
        "missing": [{ "section": "identity", "field": "address" }],
        "contacts": 2, "contacts_needed": 2,
    });
    assert_eq!(answer, expected);
    profile.address = Some("12 River Road".to_owned());
    facility::registration::amend(world.facility(), &actor, id, None, profile).unwrap();
    let submitted = browser
        .post(&check, &[("seen", "2"), ("declared", "true")])
        .await;
    assert_eq!(
        submitted.status,
        StatusCode::SEE_OTHER,
        "{}",
        submitted.body
    );
}

#[actix_web::test]
async fn the_whole_profile_goes_through_the_api_and_back_unchanged() {
    let (world, owner, id, _) = house();
    let place = format!("/api/v1/organisations/{id}");
    let token = world.token(owner);
    let mut program = world.browser().await;
    let profile = json!({
        "legal_name": "Light House", "original_name": null, "acronym": "LH", "country": "KE", "kind": "association",
        "other_names": [{ "name": "Lamp", "kind": "former" }], "org_id": "KE-NCB-1234",
        "registration_number": "218/051", "registration_authority": "NGO Board", "registered_on": "2004-05-03",
        "registration_expires_on": "2014-05-03", "unregistered_reason": null, "website": "https://light.example",
        "email": "office@light.example", "address": "12 River Road", "founded_on": "2004-01-01",
        "officers": ["Wanjiru Kamau", { "name": "Otieno Ouma", "original_name": null, "position": "Treasurer", "born_on": "1970-05-12" }],
        "annual_budget": null, "budget_currency": "KES",
        "budgets": [{ "year": 2009, "minor": 1_000_000 }, { "year": 2008, "minor": 500_001 }],
        "bank_account": { "holder": "Light House", "bank": "Example Bank", "country": "KE", "number": "0123456789", "bic": null },
        "unaudited_reason": "Not yet.", "experience": "Two shelters.\nOne line.", "working_languages": ["en", "sw"],
        "declarations": { "lawful_purpose": true, "no_bankruptcy": false },
    });
    let put = program
        .call(Method::PUT, &place, &token, Some(profile.clone()))
        .await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.body);
    let shown = program.call(Method::GET, &place, &token, None).await.json();
    let mut expected = profile.clone();
    expected["annual_budget"] = json!({ "minor": 750_000, "currency": "KES" });
    expected["officers"][0] = json!({ "name": "Wanjiru Kamau", "original_name": null, "position": null, "born_on": null });
    assert_eq!(shown["profile"], expected);
    assert_eq!(shown["complete"], false);
    // An editor reads the end of the number; sent back it changes nothing.
    let editor = world.person("Otieno Ouma");
    world.join(id, editor, Role::Editor);
    let theirs = world.token(editor);
    let read = program
        .call(Method::GET, &place, &theirs, None)
        .await
        .json();
    assert_eq!(read["profile"]["bank_account"]["number"], "•••• 6789");
    let back = program
        .call(Method::PUT, &place, &theirs, Some(read["profile"].clone()))
        .await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.body);
    let again = program.call(Method::GET, &place, &token, None).await.json();
    assert_eq!(again["profile"], expected);
    let auditor = world.token(world.staff("Aud", Role::Auditor));
    let officer = world.token(world.staff("Off", Role::ProgrammeOfficer));
    for (who, number) in [(auditor, "•••• 6789"), (officer, "0123456789")] {
        let read = program.call(Method::GET, &place, &who, None).await.json();
        assert_eq!(read["profile"]["bank_account"]["number"], number);
    }
    for (field, wrong) in [
        ("declarations", json!({ "other": true })),
        ("officers", json!([{ "name": "A", "age": 3 }])),
        ("budget_currency", json!("XXQ")),
        (
            "bank_account",
            json!({ "holder": "L", "bank": "B", "country": "DE", "number": "DE88370400440532013000" }),
        ),
    ] {
        let mut body = profile.clone();
        body[field] = wrong;
        let answer = program.call(Method::PUT, &place, &token, Some(body)).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field}: {}",
            answer.body
        );
    }
}

#[actix_web::test]
async fn people_are_invited_join_and_leave_through_the_api() {
    let (world, owner, id, _) = house();
    let place = format!("/api/v1/organisations/{id}");
    let (owners, known) = (world.token(owner), world.person("Otieno Ouma"));
    let theirs = world.token(known);
    let mut program = world.browser().await;
    let body = json!({ "name": "Otieno", "email": "otieno.ouma@people.example", "role": "reader" });
    let invitations = format!("{place}/invitations");
    let stranger = program
        .call(Method::POST, &invitations, &theirs, Some(body.clone()))
        .await;
    assert_eq!(stranger.status, StatusCode::NOT_FOUND);
    let sent = program
        .call(Method::POST, &invitations, &owners, Some(body))
        .await;
    assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
    let token = link(&world, "/join/").replace("/join/", "");
    let body = || Some(json!({ "token": token }));
    let not_mine = program
        .call(Method::POST, "/api/v1/invitations/accept", &owners, body())
        .await;
    assert_eq!(not_mine.status, StatusCode::NOT_FOUND);
    let joined = program
        .call(Method::POST, "/api/v1/invitations/accept", &theirs, body())
        .await;
    assert_eq!(joined.json()["organisation"], id.to_string());
    let on = format!("{place}/people/{known}");
    let owner_now = Some(json!({ "role": "owner" }));
    let up = program.call(Method::PUT, &on, &owners, owner_now).await;
    assert_eq!(up.status, StatusCode::OK, "{}", up.body);
    let over = Some(json!({ "to": known.to_string() }));
    let given = program
        .call(Method::POST, &format!("{place}/hand-over"), &owners, over)
        .await;
    assert_eq!(given.status, StatusCode::OK, "{}", given.body);
    let last = program.call(Method::DELETE, &on, &theirs, None).await;
    assert_eq!(last.json()["type"], "/problems/last-owner");
    let gone = program
        .call(
            Method::DELETE,
            &format!("{place}/people/{owner}"),
            &theirs,
            None,
        )
        .await;
    assert_eq!(gone.status, StatusCode::OK, "{}", gone.body);
    assert_eq!(
        program
            .call(Method::GET, &place, &owners, None)
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}

#[actix_web::test]
async fn a_request_to_join_is_declined_with_a_reason_through_the_api() {
    let (world, owner, id, _) = house();
    let person = world.person("Otieno Ouma");
    let twin = world.organisation(person, "Another House");
    let (owners, theirs) = (world.token(owner), world.token(person));
    let mut program = world.browser().await;
    let alike = format!("/api/v1/organisations/{twin}/look-alikes");
    assert_eq!(
        program
            .call(Method::GET, &alike, &theirs, None)
            .await
            .json(),
        json!([])
    );
    let own = format!("/api/v1/organisations/{twin}");
    let mut profile =
        program.call(Method::GET, &own, &theirs, None).await.json()["profile"].clone();
    profile["legal_name"] = json!("Light House");
    program
        .call(Method::PUT, &own, &theirs, Some(profile))
        .await;
    let found = program
        .call(Method::GET, &alike, &theirs, None)
        .await
        .json();
    assert_eq!(found[0]["id"], id.to_string());
    assert!(
        found[0]["shared"]
            .as_array()
            .unwrap()
            .contains(&json!("name"))
    );
    let ask = format!("{own}/join-requests");
    let body = json!({ "organisation": id.to_string(), "message": "Let me in." });
    let asked = program
        .call(Method::POST, &ask, &theirs, Some(body.clone()))
        .await;
    assert_eq!(asked.status, StatusCode::CREATED, "{}", asked.body);
    let mine = program
        .call(Method::GET, "/api/v1/join-requests", &theirs, None)
        .await
        .json();
    assert_eq!(mine[0]["organisation"], id.to_string());
    let request = asked.json()["id"].as_str().unwrap().to_owned();
    let decline = format!("/api/v1/organisations/{id}/join-requests/{request}/decline");
    let why = json!({ "reason": "We do not know you." });
    let declined = program
        .call(Method::POST, &decline, &owners, Some(why.clone()))
        .await;
    assert_eq!(declined.status, StatusCode::NO_CONTENT, "{}", declined.body);
    let twice = program
        .call(Method::POST, &decline, &owners, Some(why))
        .await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    let once_more = program.call(Method::POST, &ask, &theirs, Some(body)).await;
    assert_eq!(once_more.status, StatusCode::CONFLICT);
    let mails = world
        .facility()
        .store
        .read(|conn| store::outbox::newest(conn, None, None, 10));
    assert!(
        mails
            .unwrap()
            .iter()
            .any(|mail| mail.body.contains("We do not know you."))
    );
    assert_eq!(world.actor(person).memberships.len(), 1);
}

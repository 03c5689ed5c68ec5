//! Negotiation in rounds, conditions of the award, the paper with its deadline, and copies signed by hand.

use actix_web::http::{Method, StatusCode};
use facility::agreement::clock;
use serde_json::json;
use workflow::record::digest;
use workflow::role::Role;
use workflow::transition::{Action, Status};

use crate::clarified::form;
use crate::contract::{TERMS, agreement, first_selected, in_negotiation, may, press, seen};
use crate::forms::controls;
use crate::scene::Scene;

const CONDITIONS: &str = "- A second signature on the bank account\n- An audit of last year";

fn under_conditions() -> Scene {
    first_selected(Scene::in_selection(1), Some(CONDITIONS))
}

/// Every mail to a person, newest first: subject and text.
fn mails(scene: &Scene, person: workflow::ids::PersonId) -> Vec<(String, String)> {
    let store = &scene.world.facility().store;
    let found = store.read(|conn| store::outbox::newest(conn, Some(person), None, 20));
    let mails = found.unwrap().into_iter();
    mails.map(|mail| (mail.subject, mail.body)).collect()
}

/// Fields as they are posted.
fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    let pairs = fields.iter();
    pairs
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

#[actix_web::test]
async fn a_round_is_asked_answered_in_the_form_and_compared_line_by_line() {
    let scene = in_negotiation();
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let path = agreement(&scene);
    let asks = [
        ("act", "ask"),
        ("points", "Show your own share.\n\nNine months are enough."),
    ];
    press(&scene, scene.officer, &path, &asks).await;
    let (subject, body) = mails(&scene, owner).remove(0);
    assert!(subject.contains("please revise"), "{subject}");
    // Five working days after Tuesday 20 July.
    for part in ["1. Show your own share.", "2. Nine months", "27 July 2010"] {
        assert!(body.contains(part), "{body}");
    }
    let mut applicant = scene.world.signed_in(owner).await;
    let page = applicant.get(&path).await;
    page.shows("Show your own share.");
    page.shows(&format!("/proposals/{id}/agreement/revise"));
    let revise = format!("{path}/revise");
    let page = applicant.get(&revise).await;
    page.shows("cannot be more than USD 40,000");
    page.shows("name=\"months\"");
    page.hides("name=\"title\"");
    let with = |changes: &[(&str, &str)], button: &str| -> Vec<(String, String)> {
        let mut fields = controls(page.page());
        for (name, value) in changes {
            let field = fields.iter_mut().find(|(field, _)| field == name);
            let field = field.unwrap_or_else(|| panic!("no field {name}"));
            (*value).clone_into(&mut field.1);
        }
        fields.retain(|(name, _)| name != "csrf");
        fields.push(("do".to_owned(), button.to_owned()));
        fields
    };
    // One cent more than the panel gave is refused, and what was typed stays.
    let over = with(
        &[("budget.0.requested", "40,000.01"), ("months", "9")],
        "save",
    );
    let answer = applicant.post(&revise, &borrowed(&over)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("The amount must be between"),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("value=\"40,000.01\""),
        "{}",
        answer.body
    );
    // A row more is drawn with what was typed.
    let more = with(&[("months", "9")], "add:budget");
    let answer = applicant.post(&revise, &borrowed(&more)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    answer.shows("name=\"months\" value=\"9\"");
    // All the panel gave is allowed.
    let right = with(
        &[
            ("budget.0.requested", "40,000"),
            ("budget.0.unit_cost", "3,600"),
            ("months", "9"),
        ],
        "save",
    );
    let answer = applicant.post(&revise, &borrowed(&right)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let again = applicant.get(&revise).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&path).await;
    page.shows("Answered with a revised version");
    let changes = format!("{path}/changes?from=0&amp;to=1");
    page.shows(&changes);
    let page = officer.get(&changes.replace("&amp;", "&")).await;
    for part in [
        "<del",
        "USD 3,500",
        "<ins",
        "USD 3,600",
        "USD 43,200",
        ">12<",
        ">9<",
    ] {
        page.shows(part);
    }
    page.hides("What the project is about");
    assert_eq!(
        officer
            .get(&format!("{path}/changes?from=0&to=7"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let evaluator = scene.world.staff("Else Evaluator", Role::Evaluator);
    let mut stranger = scene.world.signed_in(evaluator).await;
    for page in ["", "/revise", "/changes?from=0&to=1", "/pdf"] {
        let answer = stranger.get(&format!("{path}{page}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{page}");
    }
}

#[actix_web::test]
async fn conditions_are_ticked_off_with_evidence_or_carried_before_anything_is_sent() {
    let scene = under_conditions();
    let (path, owner) = (agreement(&scene), scene.files[0].owner);
    press(&scene, scene.officer, &path, &TERMS).await;
    assert!(!may(&scene, scene.manager, Action::SendAgreement));
    let mut officer = scene.world.signed_in(scene.officer).await;
    let page = officer.get(&path).await;
    page.shows("A second signature on the bank account");
    let place = seen(page.page());
    let at = |number: u32| format!("{path}/conditions/{number}");
    // Nothing to show is refused at its field.
    let bare = [("seen", place.as_str()), ("act", "met"), ("comment-1", " ")];
    let answer = officer
        .send(form(&at(1), &officer.csrf.clone(), &bare, &[]))
        .await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    assert!(answer.body.contains("id=\"comment-1-error\""));
    let unknown = officer
        .send(form(&at(3), &officer.csrf.clone(), &bare, &[]))
        .await;
    assert_ne!(unknown.status, StatusCode::SEE_OTHER);
    let file: [(&str, &str, &[u8]); 1] = [("file", "bank.pdf", b"%PDF-1.4\n%%EOF\n")];
    let met = [("seen", place.as_str()), ("act", "met"), ("comment-1", "")];
    let answer = officer
        .send(form(&at(1), &officer.csrf.clone(), &met, &file))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let page = officer.get(&path).await;
    page.shows("bank.pdf");
    let place = seen(page.page());
    let carried = [
        ("seen", place.as_str()),
        ("act", "carry"),
        ("reason-2", "The audit is due in June."),
    ];
    let answer = officer
        .send(form(&at(2), &officer.csrf.clone(), &carried, &[]))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    officer.get(&path).await.shows("The audit is due in June.");
    // What the facility notes about a condition is not for the applicant.
    let mut applicant = scene.world.signed_in(owner).await;
    let page = applicant.get(&path).await;
    page.shows("An audit of last year");
    page.shows("part of the agreement");
    page.hides("The audit is due in June.");
    page.hides("bank.pdf");
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    assert!(!may(&scene, scene.officer, Action::SettleCondition));
    // The mail brings the paper, which carries the second condition.
    let sent = facility::letters::sent::of_proposal(
        scene.world.facility(),
        &scene.world.actor(owner),
        scene.files[0].id,
    );
    let letter = sent.unwrap().remove(0);
    assert_eq!(letter.letter, "agreement");
    assert!(letter.sheet.contains("An audit of last year"));
    assert!(!letter.sheet.contains("A second signature on the bank"));
}

#[actix_web::test]
async fn what_is_read_accepted_and_signed_is_one_paper_served_byte_for_byte() {
    let scene = in_negotiation();
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let path = agreement(&scene);
    press(&scene, scene.officer, &path, &TERMS).await;
    let mut applicant = scene.world.signed_in(owner).await;
    let pdf = format!("{path}/pdf");
    assert_eq!(applicant.get(&pdf).await.status, StatusCode::NOT_FOUND);
    let mut manager = scene.world.signed_in(scene.manager).await;
    let draft = manager.get(&pdf).await;
    assert_eq!(draft.header("content-type"), "application/pdf");
    // Another draft than the one read is not sent.
    let place = seen(manager.get(&path).await.page());
    let other = digest(b"another").to_string();
    let fields = [("seen", place.as_str()), ("act", "send"), ("draft", &other)];
    let answer = manager.post(&path, &fields).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.body
    );
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let sent = applicant.get(&pdf).await;
    assert_eq!(sent.body, draft.body);
    assert!(
        sent.header("content-disposition")
            .contains("-agreement.pdf")
    );
    let page = applicant.get(&path).await;
    // Ten working days after Tuesday 20 July.
    page.shows("To be accepted until 3 August 2010");
    let (_, body) = mails(&scene, owner).remove(0);
    assert!(body.contains("3 August 2010"), "{body}");
    let place = seen(page.page());
    let fields = [
        ("seen", place.as_str()),
        ("act", "accept"),
        ("paper", &other),
    ];
    let answer = applicant.post(&path, &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        answer.body.contains("not the one you have read"),
        "{}",
        answer.body
    );
    press(&scene, owner, &path, &[("act", "accept")]).await;
    press(&scene, owner, &path, &[("act", "sign")]).await;
    press(&scene, scene.manager, &path, &[("act", "sign")]).await;
    // The texts of the call and the name of the organisation may change; what was signed does not.
    assert_eq!(applicant.get(&pdf).await.body, draft.body);
    let chain = scene
        .world
        .facility()
        .store
        .read(|conn| store::record::chain(conn, id.into()));
    let paper = facility::agreement::view(scene.world.facility(), &scene.world.actor(owner), id);
    let paper = paper.unwrap().paper.unwrap().to_string();
    for kind in ["agreement.sent", "agreement.accepted", "agreement.signed"] {
        let events = chain.as_ref().unwrap().iter();
        let mut of_kind = events.filter(|event| event.kind == kind).peekable();
        assert!(of_kind.peek().is_some(), "{kind}");
        assert!(
            of_kind.all(|event| event.payload["paper"] == json!(paper)),
            "{kind}"
        );
    }
}

#[actix_web::test]
async fn an_agreement_that_is_not_accepted_is_reminded_of_and_expires() {
    let scene = in_negotiation();
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let path = agreement(&scene);
    press(&scene, scene.officer, &path, &TERMS).await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let facility = scene.world.facility();
    let count = |scene: &Scene| mails(scene, owner).len();
    let before = count(&scene);
    clock::remind(facility).unwrap();
    assert_eq!(count(&scene), before);
    // The last microsecond of Tuesday 3 August in Vienna.
    scene.world.set("2010-08-03T21:59:59.999999Z");
    clock::remind(facility).unwrap();
    clock::remind(facility).unwrap();
    assert_eq!(count(&scene), before + 1);
    assert_eq!(clock::expire_overdue(facility).unwrap(), 0);
    assert_eq!(scene.status(id), Status::AgreementSent);
    scene.world.set("2010-08-03T22:00:00Z");
    assert_eq!(clock::expire_overdue(facility).unwrap(), 1);
    assert_eq!(clock::expire_overdue(facility).unwrap(), 0);
    assert_eq!(scene.status(id), Status::Lapsed);
    assert!(mails(&scene, owner)[0].0.contains("expired"));
    assert!(mails(&scene, scene.officer)[0].0.contains("expired"));
    let mut applicant = scene.world.signed_in(owner).await;
    let page = applicant.get(&path).await;
    page.hides("value=\"accept\"");
    page.shows("was not accepted in time");
    // Taken up again, it is sent anew.
    let recall = [
        ("act", "recall"),
        ("recall_reason", "The owner was travelling."),
    ];
    press(&scene, scene.officer, &path, &recall).await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    press(&scene, owner, &path, &[("act", "accept")]).await;
    assert_eq!(scene.status(id), Status::Accepted);
}

#[actix_web::test]
async fn a_copy_signed_by_hand_is_recorded_with_who_signed_and_when() {
    let scene = in_negotiation();
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let path = agreement(&scene);
    press(&scene, scene.officer, &path, &TERMS).await;
    press(&scene, scene.manager, &path, &[("act", "send")]).await;
    let mut officer = scene.world.signed_in(scene.officer).await;
    let place = seen(officer.get(&path).await.page());
    let to = format!("{path}/copy");
    let file: [(&str, &str, &[u8]); 1] = [("file", "signed.pdf", b"%PDF-1.4\n%%EOF\n")];
    let copy = |day: &'static str| {
        [
            ("seen".to_owned(), place.clone()),
            ("side".to_owned(), "organisation".to_owned()),
            ("signatory".to_owned(), "Amina Otieno".to_owned()),
            ("signed_on".to_owned(), day.to_owned()),
        ]
    };
    for (day, files, field) in [
        ("2010-07-19", &file[..], "signed_on"),
        ("2010-07-21", &file[..], "signed_on"),
        ("2010-07-20", &[], "file"),
    ] {
        let fields = copy(day);
        let fields: Vec<_> = fields
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let answer = officer
            .send(form(&to, &officer.csrf.clone(), &fields, files))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(
            answer.body.contains(&format!("id=\"{field}-error\"")),
            "{day}"
        );
    }
    let fields = copy("2010-07-20");
    let fields: Vec<_> = fields
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let answer = officer
        .send(form(&to, &officer.csrf.clone(), &fields, &file))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(scene.status(id), Status::Accepted);
    let page = officer.get(&path).await;
    page.shows("Amina Otieno");
    page.shows("signed.pdf");
    assert!(!may(&scene, owner, Action::SignAgreement));
    press(&scene, scene.manager, &path, &[("act", "sign")]).await;
    assert_eq!(scene.status(id), Status::Signed);
}

#[actix_web::test]
async fn programs_negotiate_settle_and_sign() {
    let scene = under_conditions();
    let (id, owner) = (scene.files[0].id, scene.files[0].owner);
    let token = |person| scene.world.token(person);
    let (officer, manager, owner) = (token(scene.officer), token(scene.manager), token(owner));
    let mut program = scene.world.browser().await;
    let at = |route: &str| format!("/api/v1/proposals/{id}/{route}");
    let steps = [
        (
            &officer,
            "request-changes",
            json!({"points": ["Nine months are enough."]}),
        ),
        (&owner, "revise-proposal", json!({"answers": {"months": 9}})),
        (
            &officer,
            "settle-condition",
            json!({"number": 1, "comment": "The bank says so."}),
        ),
        (
            &officer,
            "settle-condition",
            json!({"number": 2, "reason": "Due in June."}),
        ),
        (
            &officer,
            "prepare-agreement",
            json!({"amount_minor": 4_000_000, "starts_on": "2010-08-01", "ends_on": "2011-04-30"}),
        ),
    ];
    for (who, route, body) in steps {
        let answer = program
            .call(Method::POST, &at(route), who, Some(body))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{route}: {}", answer.body);
    }
    let other = json!({"answers": {"title": "Another project"}});
    let answer = program
        .call(Method::POST, &at("revise-proposal"), &owner, Some(other))
        .await;
    assert_ne!(answer.status, StatusCode::OK);
    let found = program
        .call(Method::GET, &at("agreement"), &manager, None)
        .await
        .json();
    assert_eq!(found["versions"][1]["answers"]["months"], 9);
    assert_eq!(found["versions"].as_array().unwrap().len(), 2);
    assert_eq!(found["conditions"][1]["state"], "carried");
    assert_eq!(found["rounds"][0]["answered"], true);
    assert!(
        found["negotiable"]
            .as_array()
            .unwrap()
            .contains(&json!("budget"))
    );
    let draft = json!({"draft": found["draft"]});
    let answer = program
        .call(Method::POST, &at("send-agreement"), &manager, Some(draft))
        .await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let found = program
        .call(Method::GET, &at("agreement"), &owner, None)
        .await
        .json();
    let paper = json!({"paper": found["paper"]});
    assert_eq!(found["conditions"][1]["said"], json!(null));
    for (who, route) in [
        (&owner, "accept-agreement"),
        (&owner, "sign-agreement"),
        (&manager, "sign-agreement"),
    ] {
        let answer = program
            .call(Method::POST, &at(route), who, Some(paper.clone()))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{route}: {}", answer.body);
    }
    let pdf = program
        .call(Method::GET, &at("agreement/pdf"), &owner, None)
        .await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert_eq!(scene.status(id), Status::Signed);
}

//! Signing in and out, proofs of forms, links, languages.

use actix_web::http::{Method, StatusCode};
use actix_web::test as atest;
use facility::password::DEMONSTRATION;
use workflow::role::Role;

use crate::world::World;

#[actix_web::test]
async fn a_visitor_sees_the_first_page_in_the_language_of_the_browser() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser
        .get("/")
        .await
        .shows("<html lang=\"en\" dir=\"ltr\">");
    let arabic = atest::TestRequest::get()
        .uri("/")
        .insert_header(("accept-language", "ar-LB, en;q=0.5"));
    browser
        .send(arabic)
        .await
        .shows("<html lang=\"ar\" dir=\"rtl\">");
    let answer = browser
        .post("/language", &[("language", "ar"), ("back", "/calls")])
        .await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/calls")
    );
    browser.get("/calls").await.shows("dir=\"rtl\"");
}

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let world = World::new();
    let mut browser = world.browser().await;
    for path in [
        "/",
        "/nothing",
        "/api/v1/calls",
        "/api/v1/nothing",
        "/assets/nothing.css",
    ] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}: {policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert!(!answer.header("x-request-id").is_empty(), "{path}");
    }
}

#[actix_web::test]
async fn signing_in_gives_a_new_key_and_signing_out_ends_the_session() {
    let world = World::new();
    let amina = world.staff("Amina", Role::Screener);
    let mut browser = world.browser().await;
    browser
        .get("/sign-in?back=%2Faccount")
        .await
        .shows("Sign in");
    let before = browser.cookies["minha"].clone();
    let wrong = browser
        .post(
            "/sign-in",
            &[
                ("email", "amina@people.example"),
                ("password", "not the password"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong
            .body
            .contains("The e-mail address or the password is not right.")
    );
    assert!(
        wrong.body.contains("value=\"amina@people.example\""),
        "the form comes back filled"
    );
    let unknown = browser
        .post(
            "/sign-in",
            &[
                ("email", "nobody@people.example"),
                ("password", "not the password"),
            ],
        )
        .await;
    assert_eq!(unknown.status, wrong.status);
    let right = browser
        .post(
            "/sign-in",
            &[
                ("email", " AMINA@people.example "),
                ("password", DEMONSTRATION),
                ("back", "/account"),
            ],
        )
        .await;
    assert_eq!(
        (right.status, right.location()),
        (StatusCode::SEE_OTHER, "/account")
    );
    let during = browser.cookies["minha"].clone();
    assert_ne!(before, during);
    browser.get("/account").await.shows("Amina");
    assert_eq!(browser.post("/sign-out", &[]).await.location(), "/");
    assert_ne!(browser.cookies["minha"], during);
    browser.cookies.insert("minha".to_owned(), during);
    assert_eq!(
        browser.get("/account").await.location(),
        "/sign-in?back=%2Faccount"
    );
    let _ = amina;
}

#[actix_web::test]
async fn attempts_are_slowed_down_and_never_locked() {
    let world = World::new();
    world.staff("Amina", Role::Screener);
    let mut browser = world.browser().await;
    browser.get("/sign-in").await;
    for _ in 0..5 {
        let answer = browser
            .post(
                "/sign-in",
                &[
                    ("email", "amina@people.example"),
                    ("password", "wrong wrong wrong"),
                ],
            )
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = [
        ("email", "amina@people.example"),
        ("password", DEMONSTRATION),
    ];
    let answer = browser.post("/sign-in", &right).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    world.clock.advance(chrono::TimeDelta::seconds(2));
    assert_eq!(
        browser.post("/sign-in", &right).await.status,
        StatusCode::SEE_OTHER
    );
}

#[actix_web::test]
async fn a_form_without_our_proof_is_refused() {
    let world = World::new();
    let amina = world.staff("Amina", Role::Screener);
    let mut browser = world.signed_in(amina).await;
    let mut other = world.browser().await;
    other.get("/").await;
    for proof in ["", "00", &other.csrf.clone(), &"0".repeat(64)] {
        let forged = atest::TestRequest::post()
            .uri("/sign-out")
            .set_form([("csrf", proof)]);
        assert_eq!(
            browser.send(forged).await.status,
            StatusCode::FORBIDDEN,
            "{proof}"
        );
    }
    let proof = browser.csrf.clone();
    let elsewhere = atest::TestRequest::post()
        .uri("/sign-out")
        .insert_header(("sec-fetch-site", "cross-site"))
        .set_form([("csrf", proof.as_str())]);
    assert_eq!(browser.send(elsewhere).await.status, StatusCode::FORBIDDEN);
    let origin = atest::TestRequest::post()
        .uri("/sign-out")
        .insert_header(("origin", "https://evil.example"))
        .set_form([("csrf", proof.as_str())]);
    assert_eq!(browser.send(origin).await.status, StatusCode::FORBIDDEN);
    browser.get("/account").await.shows("Amina");
}

#[actix_web::test]
async fn sessions_end_when_idle_and_after_their_time() {
    let world = World::new();
    let amina = world.staff("Amina", Role::Screener);
    let mut browser = world.signed_in(amina).await;
    world
        .clock
        .advance(chrono::TimeDelta::hours(8) - chrono::TimeDelta::microseconds(1));
    browser.get("/account").await.page();
    world.clock.advance(chrono::TimeDelta::hours(8));
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    let mut browser = world.signed_in(amina).await;
    for _ in 0..17 {
        world.clock.advance(chrono::TimeDelta::hours(4));
        browser.get("/account").await.page();
    }
    world.clock.advance(chrono::TimeDelta::hours(4));
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[actix_web::test]
async fn an_account_is_opened_by_a_link_and_the_answer_tells_nothing_of_the_address() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser.get("/register").await.shows("Create an account");
    let form = [
        ("name", "Leila"),
        ("email", "leila@ngo.example"),
        ("password", "four plain words suffice"),
        ("language", "ar"),
    ];
    let first = browser.post("/register", &form).await;
    assert_eq!(first.status, StatusCode::OK);
    let link = link(&world, "/confirm/");
    let sign_in = [
        ("email", "leila@ngo.example"),
        ("password", "four plain words suffice"),
    ];
    assert_eq!(
        browser.post("/sign-in", &sign_in).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.get(&link).await.shows("Confirm");
    assert_eq!(browser.post(&link, &[]).await.location(), "/sign-in");
    browser.get(&link).await.shows("This link does not work");
    assert_eq!(
        browser.post("/sign-in", &sign_in).await.status,
        StatusCode::SEE_OTHER
    );
    let mut stranger = world.browser().await;
    stranger.get("/register").await;
    let again = stranger.post("/register", &form).await;
    let plain = |body: &str| body.split("<main").nth(1).unwrap_or_default().to_owned();
    assert_eq!(plain(&first.body), plain(&again.body));
}

#[actix_web::test]
async fn a_bad_registration_comes_back_filled_with_each_fault_at_its_field() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser.get("/register").await;
    let form = [("name", ""), ("email", "leila"), ("password", "short")];
    let answer = browser.post("/register", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "href=\"#name\"",
        "href=\"#email\"",
        "href=\"#password\"",
        "value=\"leila\"",
        "at least 12 characters",
    ] {
        assert!(answer.body.contains(text), "{text}");
    }
    assert!(
        !answer.body.contains("value=\"short\""),
        "a password is not sent back"
    );
}

#[actix_web::test]
async fn a_forgotten_password_is_reset_once_by_a_link_and_ends_every_session() {
    let world = World::new();
    let amina = world.staff("Amina", Role::Screener);
    let mut signed_in = world.signed_in(amina).await;
    let mut browser = world.browser().await;
    browser.get("/reset").await;
    let known = browser
        .post("/reset", &[("email", "amina@people.example")])
        .await;
    let unknown = browser
        .post("/reset", &[("email", "nobody@people.example")])
        .await;
    let plain = |body: &str| body.split("<main").nth(1).unwrap_or_default().to_owned();
    assert_eq!(plain(&known.body), plain(&unknown.body));
    let link = link(&world, "/reset/");
    browser.get(&link).await.shows("Choose a new password");
    assert_eq!(
        browser.post(&link, &[("password", "short")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        browser
            .post(&link, &[("password", "an entirely new one")])
            .await
            .location(),
        "/sign-in"
    );
    assert_eq!(
        browser
            .post(&link, &[("password", "an entirely new one")])
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        signed_in.get("/account").await.status,
        StatusCode::SEE_OTHER
    );
}

/// The link of the newest mail, as a path.
pub fn link(world: &World, kind: &str) -> String {
    let mails = world
        .facility()
        .store
        .read(|conn| store::outbox::newest(conn, None, None, 10))
        .unwrap();
    let body = &mails
        .iter()
        .find(|mail| mail.body.contains(kind))
        .expect("a mail with a link")
        .body;
    let rest = body.split("http://localhost:8080").nth(1).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

#[actix_web::test]
async fn keys_of_the_api_act_in_their_scope_until_they_are_revoked() {
    let world = World::new();
    let amina = world.staff("Amina", Role::Screener);
    let mut browser = world.signed_in(amina).await;
    let page = browser
        .post("/account/tokens", &[("name", "reports"), ("scope", "read")])
        .await;
    let token = page
        .body
        .split("minha_")
        .nth(1)
        .unwrap()
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let token = format!("minha_{token}");
    let mut program = world.browser().await;
    assert_eq!(
        program
            .call(Method::GET, "/api/v1/calls", &token, None)
            .await
            .status,
        StatusCode::OK
    );
    assert_eq!(
        program
            .call(Method::GET, "/api/v1/calls", "minha_wrong", None)
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
    let page = browser.get("/account").await;
    let revoke = page
        .body
        .split("action=\"/account/tokens/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let revoke = format!("/account/tokens/{revoke}");
    assert_eq!(browser.post(&revoke, &[]).await.location(), "/account");
    assert_eq!(
        program
            .call(Method::GET, "/api/v1/calls", &token, None)
            .await
            .status,
        StatusCode::UNAUTHORIZED
    );
}

#[actix_web::test]
async fn the_accounts_of_the_demonstration_are_open_in_the_demonstration_only() {
    for demonstration in [false, true] {
        let world = World::with(demonstration);
        let amina = world.staff("Amina", Role::Screener);
        let outsider = world.staff("Basil", Role::Screener);
        let set = world
            .facility()
            .store
            .write(|conn| store::people::set_demonstration_role(conn, amina, "screener"));
        set.unwrap();
        let mut browser = world.browser().await;
        let page = browser.get("/sign-in").await;
        assert_eq!(
            page.body.contains("amina<wbr>@people.example"),
            demonstration
        );
        let entered = browser
            .post("/sign-in/demonstration", &[("person", &amina.to_string())])
            .await;
        let expected = if demonstration {
            StatusCode::SEE_OTHER
        } else {
            StatusCode::NOT_FOUND
        };
        assert_eq!(entered.status, expected);
        browser.get("/").await;
        let other = browser
            .post(
                "/sign-in/demonstration",
                &[("person", &outsider.to_string())],
            )
            .await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn problems_of_the_api_are_typed_and_other_methods_are_named() {
    let world = World::new();
    let call = world.founding_call();
    let mut program = world.browser().await;
    let list = program.call(Method::GET, "/api/v1/calls", "", None).await;
    assert_eq!(list.json()[0]["code"], "SGF2010");
    let funnel = program
        .call(
            Method::GET,
            &format!("/api/v1/calls/{call}/funnel"),
            "",
            None,
        )
        .await;
    assert_eq!(funnel.json()["committed"]["minor"], 0);
    let nothing = program
        .call(
            Method::GET,
            "/api/v1/calls/00000000-0000-0000-0000-000000000000",
            "",
            None,
        )
        .await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert_eq!(nothing.header("content-type"), "application/problem+json");
    assert_eq!(nothing.json()["type"], "/problems/not-found");
    let no_id = program.call(Method::GET, "/api/v1/calls/x", "", None).await;
    assert_eq!(
        (no_id.status, no_id.json()),
        (nothing.status, nothing.json())
    );
    let other = program
        .call(Method::DELETE, "/api/v1/calls", "", None)
        .await;
    assert_eq!(other.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(other.header("allow").contains("GET"));
    let query = program
        .call(Method::GET, "/api/v1/calls?limit=0", "", None)
        .await;
    assert_eq!(query.status, StatusCode::BAD_REQUEST);
    let document = program
        .call(Method::GET, "/api/v1/openapi.json", "", None)
        .await;
    assert_eq!(
        document.json()["paths"]["/api/v1/calls"]["get"]["tags"][0],
        "calls"
    );
    assert_eq!(program.get("/docs/").await.status, StatusCode::OK);
}

#[actix_web::test]
async fn a_link_to_confirm_an_address_works_for_a_day_and_once() {
    let world = World::new();
    let mut browser = world.browser().await;
    browser.get("/register").await;
    let fields = [
        ("name", "Amal Haddad"),
        ("email", "amal@hope.example"),
        ("password", "a long and quiet evening"),
    ];
    browser.post("/register", &fields).await;
    let first = link(&world, "/confirm/");
    world.set("2010-03-11T08:59:59Z");
    browser.get(&first).await.hides("This link does not work");
    world.set("2010-03-11T09:00:00Z");
    browser.get(&first).await.shows("This link does not work");
    // Registering again sends a new link, which works once.
    browser.get("/register").await;
    browser.post("/register", &fields).await;
    let second = link(&world, "/confirm/");
    assert_ne!(first, second);
    browser.get(&second).await;
    assert_eq!(browser.post(&second, &[]).await.location(), "/sign-in");
    browser.get(&second).await.shows("This link does not work");
}

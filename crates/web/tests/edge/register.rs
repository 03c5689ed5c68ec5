//! The register: searched and filtered, kept as views, acted on, taken away as a file.

use actix_web::http::{Method, StatusCode};
use calamine::{Data, Reader as _, Xlsx};
use facility::register::bulk::Selection;
use facility::register::{RegisterOrder, export};
use language::{Language, Reader};
use serde_json::json;
use workflow::due_diligence::{Answer as Verdict, Category, Level};
use workflow::ids::OrganisationId;
use workflow::organisation::Command;
use workflow::role::Role;
use workflow::text::Text;

use crate::world::World;

/// Organisations of one owner by name, with somebody of the facility who looks at them.
struct Scene {
    world: World,
    officer: workflow::ids::PersonId,
    ids: Vec<OrganisationId>,
}

fn scene(names: &[&str]) -> Scene {
    let world = World::new();
    let owner = world.person("Owner");
    let officer = world.staff("Officer", Role::ProgrammeOfficer);
    let ids = names
        .iter()
        .map(|name| world.organisation(owner, name))
        .collect();
    Scene {
        world,
        officer,
        ids,
    }
}

impl Scene {
    /// Verified by two people.
    fn verify(&self, id: OrganisationId) {
        let screener = self
            .world
            .staff(&format!("Screener of {id}"), Role::Screener);
        self.world.propose_verification(screener, id, Verdict::Yes);
        self.world
            .on_organisation(self.officer, id, &Command::ConfirmVerification);
    }

    fn flag(&self, id: OrganisationId, until: Option<&str>) {
        let command = Command::RaiseFlag {
            level: Level::Risk,
            category: Category::Financial,
            until: until.map(|day| day.parse().unwrap()),
            reason: Text::parse("The accounts are late.").unwrap(),
        };
        self.world.on_organisation(self.officer, id, &command);
    }
}

#[actix_web::test]
async fn staff_search_filter_and_take_filters_off() {
    let scene = scene(&["House of Light", "Beacon", "Lighthouse"]);
    scene.flag(scene.ids[1], Some("2010-03-10"));
    let mut desk = scene.world.signed_in(scene.officer).await;
    let page = desk.get("/organisations").await;
    page.shows("3 organisations");
    let found = desk
        .get("/organisations?q=ight&country=KE&country=JO")
        .await;
    found.shows("House of Light");
    found.shows("Lighthouse");
    found.hides(">Beacon<");
    // Each filter in force is a chip that leads to the list without it.
    found.shows("href=\"/organisations?q=ight&#38;country=JO\"");
    desk.get("/organisations?flag=risk").await.shows("Beacon");
    desk.get("/organisations?flag=escalated")
        .await
        .shows("Nothing to show.");
    desk.get("/organisations?flag=nonsense")
        .await
        .shows("not understood");
    // On its last day a flag holds, the day after it does not.
    scene.world.set("2010-03-11T00:00:00Z");
    let mut desk = scene.world.signed_in(scene.officer).await;
    desk.get("/organisations?flag=risk")
        .await
        .shows("Nothing to show.");
    desk.get("/organisations?verified=none&complete=yes&from=2010-03-10&to=2010-03-10")
        .await
        .page();
    desk.get("/organisations?order=newest&applied=no&funded=no&duplicates=no")
        .await
        .shows("3 organisations");
}

#[actix_web::test]
async fn pages_lead_on_and_back() {
    let names: Vec<String> = (0..120).map(|number| format!("Hope {number:03}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let scene = scene(&names);
    let token = scene.world.token(scene.officer);
    let mut program = scene.world.browser().await;
    let mut path = "/api/v1/organisations?limit=50".to_owned();
    let mut seen = Vec::new();
    loop {
        let answer = program.call(Method::GET, &path, &token, None).await;
        assert_eq!(answer.header("x-total-count"), "120");
        for line in answer.json().as_array().unwrap() {
            seen.push(line["legal_name"].as_str().unwrap().to_owned());
        }
        let links = answer.header("link").to_owned();
        let Some(next) = links.split(", ").find(|link| link.contains("rel=\"next\"")) else {
            break;
        };
        path = next[1..]
            .split('>')
            .next()
            .unwrap()
            .strip_prefix("http://localhost:8080")
            .unwrap()
            .to_owned();
    }
    assert_eq!(seen, names);
    let mut desk = scene.world.signed_in(scene.officer).await;
    let second = format!("/organisations?all=yes&after={}", scene.ids[49]);
    let page = desk.get(&second).await;
    page.shows("Hope 050");
    page.shows(&format!("before={}", scene.ids[50]));
    let back = desk
        .get(&format!("/organisations?before={}", scene.ids[50]))
        .await;
    back.shows("Hope 000");
    back.hides("Hope 050");
}

#[actix_web::test]
async fn others_see_their_own_and_cannot_ask_what_only_staff_know() {
    let scene = scene(&["House of Light", "Beacon"]);
    scene.flag(scene.ids[0], None);
    let stranger = scene.world.person("A Stranger");
    let token = scene.world.token(stranger);
    let mut program = scene.world.browser().await;
    let none = program
        .call(Method::GET, "/api/v1/organisations", &token, None)
        .await;
    assert_eq!(none.json(), json!([]));
    let asked = program
        .call(Method::GET, "/api/v1/organisations?flag=risk", &token, None)
        .await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    for (path, body) in [
        (
            "/api/v1/organisations/bulk/preview",
            json!({ "act": "screen", "query": "" }),
        ),
        (
            "/api/v1/register-views",
            json!({ "name": "x", "query": "" }),
        ),
    ] {
        let answer = program.call(Method::POST, path, &token, Some(body)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    let owner = scene.world.person("Another Owner");
    let own = scene.world.organisation(owner, "Third");
    scene.flag(own, None);
    let token = scene.world.token(owner);
    let lines = program
        .call(Method::GET, "/api/v1/organisations", &token, None)
        .await
        .json();
    assert_eq!(
        (lines.as_array().unwrap().len(), &lines[0]["flag"]),
        (1, &json!(null))
    );
    let file = program
        .call(
            Method::GET,
            "/api/v1/organisations/export.csv",
            &token,
            None,
        )
        .await;
    assert!(
        file.body.contains("Third") && !file.body.contains("Beacon"),
        "{}",
        file.body
    );
}

#[actix_web::test]
async fn views_are_saved_opened_and_deleted() {
    let scene = scene(&["House of Light", "Beacon"]);
    let mut desk = scene.world.signed_in(scene.officer).await;
    desk.get("/organisations").await.page();
    let fields = [
        ("name", "Kenya, by name"),
        ("query", "country=KE&nonsense=1"),
        ("standard", "yes"),
    ];
    let saved = desk.post("/organisations/views", &fields).await;
    assert_eq!(saved.location(), "/organisations?country=KE");
    assert_eq!(
        desk.get("/organisations").await.location(),
        "/organisations?country=KE"
    );
    let page = desk.get("/organisations?all=yes").await;
    page.shows("Kenya, by name");
    let token = scene.world.token(scene.officer);
    let views = desk
        .call(Method::GET, "/api/v1/register-views", &token, None)
        .await
        .json();
    assert_eq!(
        (&views[0]["query"], &views[0]["standard"]),
        (&json!("country=KE"), &json!(true))
    );
    let other = scene.world.staff("Other", Role::Auditor);
    let address = format!(
        "/organisations/views/{}/delete",
        views[0]["id"].as_str().unwrap()
    );
    let mut elsewhere = scene.world.signed_in(other).await;
    assert_eq!(
        elsewhere.post(&address, &[]).await.status,
        StatusCode::NOT_FOUND
    );
    desk.get("/organisations?all=yes").await.page();
    assert_eq!(desk.post(&address, &[]).await.status, StatusCode::SEE_OTHER);
    desk.get("/organisations").await.hides("Kenya, by name");
}

#[actix_web::test]
async fn what_is_shown_of_an_act_on_many_is_what_happens() {
    let scene = scene(&["House of Light", "Beacon", "Old House"]);
    let manager = scene.world.staff("Manager", Role::FacilityManager);
    let reason = Text::parse("One and the same.").unwrap();
    let (from, into) = (scene.ids[2], scene.ids[0]);
    let actor = scene.world.actor(manager);
    facility::registration::duplicates::merge(
        scene.world.facility(),
        &actor,
        from,
        into,
        None,
        &reason,
    )
    .unwrap();
    let ids: Vec<String> = scene.ids.iter().map(ToString::to_string).collect();
    let mut desk = scene.world.signed_in(scene.officer).await;
    desk.get("/organisations").await.page();
    let marked = [
        ("act", "raise_flag"),
        ("id", &ids[0]),
        ("id", &ids[1]),
        ("id", &ids[2]),
    ];
    let preview = desk.post("/organisations/bulk", &marked).await;
    preview.shows("2 organisations will get the flag.");
    preview.shows("1 organisation is left out");
    let chosen: Vec<String> = preview
        .body
        .split("name=\"chosen\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(chosen.len(), 2);
    let mut form = vec![("act", "raise_flag"), ("step", "carry_out")];
    form.extend(chosen.iter().map(|one| ("chosen", one.as_str())));
    let wrong = desk.post("/organisations/bulk", &form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Write a reason."), "{}", wrong.body);
    form.extend([
        ("level", "risk"),
        ("category", "financial"),
        ("reason", "The accounts are late."),
    ]);
    // Somebody is quicker with one of them: it is left out, the other is done.
    scene.flag(scene.ids[1], None);
    let done = desk.post("/organisations/bulk", &form).await;
    done.shows("1 organisation has got the flag.");
    done.shows("Somebody has changed it since it was shown.");
    // The same form again does nothing twice.
    desk.post("/organisations/bulk", &form)
        .await
        .shows("0 organisations have got the flag.");
    let standing = |id| {
        let view = facility::registration::view(
            scene.world.facility(),
            &scene.world.actor(scene.officer),
            id,
        );
        view.unwrap().state.flags.len()
    };
    assert_eq!((standing(scene.ids[0]), standing(scene.ids[1])), (1, 1));
    desk.post("/organisations/bulk", &[("act", "raise_flag")])
        .await
        .shows("No organisation is marked");
}

#[actix_web::test]
async fn organisations_are_asked_to_renew_from_the_day_the_rules_say() {
    let scene = scene(&["House of Light", "Beacon"]);
    scene.verify(scene.ids[0]);
    let token = scene.world.token(scene.officer);
    let mut program = scene.world.browser().await;
    let actor = scene.world.actor(scene.officer);
    let view = facility::registration::view(scene.world.facility(), &actor, scene.ids[0]).unwrap();
    let until = view.state.verified_until.unwrap();
    let first = until - chrono::Days::new(scene.world.facility().rules.renew_days.into());
    let listed = |answer: serde_json::Value| answer.as_array().unwrap().len();
    for (day, to_renew) in [
        (first.pred_opt().unwrap(), 0),
        (first, 1),
        (until.succ_opt().unwrap(), 1),
    ] {
        scene.world.set(&format!("{day}T12:00:00Z"));
        // Whose session the key was made in does not matter; a key lives on.
        let path = "/api/v1/organisations?verified=to_renew";
        let answer = program.call(Method::GET, path, &token, None).await;
        assert_eq!(listed(answer.json()), to_renew, "{day}");
        let path = "/api/v1/organisations?verified=ended";
        let answer = program.call(Method::GET, path, &token, None).await;
        assert_eq!(listed(answer.json()), usize::from(day > until), "{day}");
    }
    scene.world.set(&format!("{first}T12:00:00Z"));
    let body = json!({ "act": "ask_renewal", "query": "country=KE" });
    let plan = program
        .call(
            Method::POST,
            "/api/v1/organisations/bulk/preview",
            &token,
            Some(body),
        )
        .await
        .json();
    let left: Vec<bool> = plan["outcomes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["left_out"].is_null())
        .collect();
    assert_eq!(left, [false, true], "{plan}");
    let body = json!({ "act": "ask_renewal", "organisations": scene.ids.iter().map(|id| json!({ "id": id.uuid() })).collect::<Vec<_>>() });
    let done = program
        .call(
            Method::POST,
            "/api/v1/organisations/bulk",
            &token,
            Some(body.clone()),
        )
        .await
        .json();
    assert_eq!(
        (&done[0]["left_out"], done[1]["left_out"].is_null()),
        (&json!(null), false),
        "{done}"
    );
    let mails = scene
        .world
        .facility()
        .store
        .read(|conn| store::outbox::newest(conn, None, None, 50))
        .unwrap();
    let asked = mails.iter().filter(|mail| {
        mail.subject
            .contains("renew the documents of House of Light")
    });
    assert_eq!(asked.count(), 2, "everyone who writes for it");
    let again = program
        .call(
            Method::POST,
            "/api/v1/organisations/bulk",
            &token,
            Some(body),
        )
        .await
        .json();
    assert_eq!(again[0]["left_out"], json!("It has been asked today."));
}

#[actix_web::test]
async fn files_hold_what_fits_and_start_no_formula() {
    let scene = scene(&["=HYPERLINK(\"https://evil.example\")", "بيت الأمل", "Beacon"]);
    scene.verify(scene.ids[2]);
    let mut desk = scene.world.signed_in(scene.officer).await;
    let file = desk.get("/organisations/export.csv?country=KE").await;
    assert!(
        file.header("content-disposition")
            .contains("organisations.csv")
    );
    assert!(
        file.body
            .contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\""),
        "{}",
        file.body
    );
    assert_eq!(file.body.lines().count(), 4);
    assert_eq!(
        desk.get("/organisations/export.csv?country=JO")
            .await
            .body
            .lines()
            .count(),
        1
    );
    let one = desk
        .get(&format!("/organisations/export.csv?id={}", scene.ids[1]))
        .await;
    assert_eq!(one.body.lines().count(), 2);
    desk.get("/organisations").await.page();
    let marked = desk
        .post(
            "/organisations/bulk",
            &[("act", "export_xlsx"), ("id", &scene.ids[1].to_string())],
        )
        .await;
    assert_eq!(
        marked.location(),
        format!("/organisations/export.xlsx?id={}", scene.ids[1])
    );
    assert!(desk.get(marked.location()).await.body.starts_with("PK"));

    let arabic = Reader::new(Language::Arabic, chrono_tz::UTC);
    let everything = Selection::Fitting(Box::default());
    let (content, exported) = export::xlsx(
        scene.world.facility(),
        &scene.world.actor(scene.officer),
        &everything,
        RegisterOrder::Name,
        arabic,
    )
    .unwrap();
    assert_eq!((exported.lines, exported.cut), (3, false));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(content)).unwrap();
    let sheet = book.worksheet_range("المنظمات").unwrap();
    assert_eq!(sheet.height(), 4);
    assert_eq!(
        sheet.get((0, 1)),
        Some(&Data::String("الاسم القانوني".to_owned()))
    );
    let names: Vec<String> = sheet.rows().skip(1).map(|row| row[1].to_string()).collect();
    assert_eq!(
        names,
        ["=HYPERLINK(\"https://evil.example\")", "Beacon", "بيت الأمل"]
    );
    assert!(
        sheet
            .rows()
            .skip(1)
            .all(|row| matches!(row[1], Data::String(_))),
        "strings stay strings"
    );
    assert!(book.worksheet_formula("المنظمات").unwrap().is_empty());
}

#[actix_web::test]
async fn the_register_is_shown_in_arabic() {
    let scene = scene(&["House of Light"]);
    scene.flag(scene.ids[0], None);
    let mut desk = scene.world.signed_in(scene.officer).await;
    desk.get("/organisations").await.page();
    desk.post(
        "/language",
        &[("language", "ar"), ("back", "/organisations")],
    )
    .await;
    let page = desk
        .get("/organisations?flag=observation&verified=within_30&to=2010-03-10")
        .await;
    page.shows("dir=\"rtl\"");
    page.shows("ينتهي التحقق خلال");
    page.hides("[register-");
    desk.get("/organisations?flag=observation")
        .await
        .shows("منظمة واحدة");
}

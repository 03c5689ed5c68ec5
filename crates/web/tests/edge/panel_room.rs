//! The room of a panel: who sees it, what it tells as it happens, and that whoever is recused learns nothing of an item there.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::Pin;

use actix_web::body::MessageBody;
use actix_web::dev::Service;
use actix_web::http::{StatusCode, header};
use actix_web::test as atest;
use chrono::Duration;
use facility::clock::Clock;
use facility::selection::{self, NewSession};
use workflow::ids::{PersonId, ProposalId};
use workflow::interest::ConflictKind;
use workflow::panel::Mode;
use workflow::proposal::Command;
use workflow::role::Role;
use workflow::selection::{Choice, Command as Selection, Written};
use workflow::text::Text;

use crate::scene::Scene;

/// A session together of a panel of six, under way, with everybody in.
struct Sitting {
    scene: Scene,
    chair: PersonId,
    deputy: PersonId,
    secretary: PersonId,
    members: Vec<PersonId>,
}

impl Sitting {
    /// `recused`: member (from 0) and file (from 0).
    fn begun(scene: Scene, recused: &[(usize, usize)]) -> Self {
        let staff = |name: &str, role| scene.world.staff(name, role);
        let members: Vec<PersonId> = ["Member Mona", "Member Musa", "Member Mei", "Member Marek"]
            .map(|name| staff(name, Role::PanelMember))
            .into();
        let sitting = Self {
            chair: staff("Chair Charlotte", Role::Chair),
            deputy: staff("Deputy Dora", Role::DeputyChair),
            secretary: staff("Secretary Selim", Role::PanelSecretary),
            members,
            scene,
        };
        for (number, person) in sitting.table().into_iter().enumerate() {
            let of = recused.iter().filter(|(member, _)| member + 2 == number);
            let conflicts: BTreeMap<ProposalId, ConflictKind> = of
                .map(|(_, file)| (sitting.file(*file), ConflictKind::Employment))
                .collect();
            let actor = sitting.scene.world.actor(person);
            let facility = sitting.scene.world.facility();
            selection::declare(facility, &actor, sitting.scene.call, &conflicts).unwrap();
        }
        let facility = sitting.scene.world.facility();
        let new = NewSession {
            mode: Mode::Room,
            starts: facility.clock.now(),
            ends: None,
            agenda: Some(sitting.scene.files.iter().map(|filed| filed.id).collect()),
        };
        let call = sitting.scene.call;
        let chair = sitting.scene.world.actor(sitting.chair);
        selection::convene(facility, &chair, call, &new).unwrap();
        selection::begin(facility, &chair, call, 1).unwrap();
        for person in sitting.table() {
            sitting.comes(person);
        }
        sitting
    }

    /// Chair, deputy, members, secretary.
    fn table(&self) -> Vec<PersonId> {
        let mut all = vec![self.chair, self.deputy];
        all.extend(&self.members);
        all.push(self.secretary);
        all
    }

    fn file(&self, number: usize) -> ProposalId {
        self.scene.files[number].id
    }

    fn at(&self, page: &str) -> String {
        format!("/calls/{}/panel/sessions/1{page}", self.scene.call)
    }

    fn comes(&self, person: PersonId) {
        let actor = self.scene.world.actor(person);
        selection::attend(
            self.scene.world.facility(),
            &actor,
            self.scene.call,
            1,
            person,
        )
        .unwrap();
    }

    fn leaves(&self, person: PersonId) {
        let actor = self.scene.world.actor(person);
        selection::leave(
            self.scene.world.facility(),
            &actor,
            self.scene.call,
            1,
            person,
        )
        .unwrap();
    }

    fn act(&self, person: PersonId, file: usize, command: Selection) {
        let actor = self.scene.world.actor(person);
        let command = Command::Selection(command);
        facility::proposal::act(
            self.scene.world.facility(),
            &actor,
            self.file(file),
            None,
            &command,
        )
        .unwrap();
    }

    fn votes(&self, person: PersonId, file: usize, choice: Choice) {
        let actor = self.scene.world.actor(person);
        let ballot = Written {
            choice,
            amount: None,
            points: None,
            place: None,
        };
        let facility = self.scene.world.facility();
        selection::cast(facility, &actor, self.file(file), &ballot, None).unwrap();
    }

    fn decides(&self, person: PersonId, file: usize) {
        self.act(
            person,
            file,
            Selection::RecordOutcome {
                decision: workflow::selection::Decision::Selected,
                amount: None,
                reserve_rank: None,
                conditions: None,
                reason: Text::parse("A sound plan.").unwrap(),
            },
        );
    }

    /// What a person is told when they ask once.
    async fn told(&self, person: PersonId) -> String {
        let mut browser = self.scene.world.signed_in(person).await;
        let answer = browser.get(&self.at("/events")).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(
            answer
                .header("content-type")
                .starts_with("text/event-stream")
        );
        answer.body
    }
}

#[actix_web::test]
async fn the_room_is_for_the_panel_and_who_oversees_it() {
    let sitting = Sitting::begun(Scene::in_selection(1), &[]);
    let scene = &sitting.scene;
    let panel = format!("/calls/{}/panel", scene.call);
    let pages = [
        sitting.at(""),
        sitting.at("/events"),
        sitting.at("/minutes"),
        format!("{panel}/decisions"),
        format!("{panel}/members"),
    ];
    for person in [
        scene.files[0].owner,
        scene.screener,
        scene.world.person("Anybody"),
    ] {
        let mut browser = scene.world.signed_in(person).await;
        for page in pages
            .iter()
            .chain([&sitting.at("/screen"), &sitting.at("/ballot")])
        {
            assert_eq!(
                browser.get(page).await.status,
                StatusCode::NOT_FOUND,
                "{page}"
            );
        }
        let posted = browser.post(&sitting.at(""), &[("act", "attend")]).await;
        assert_eq!(posted.status, StatusCode::NOT_FOUND);
    }
    for person in sitting
        .table()
        .into_iter()
        .chain([scene.officer, scene.manager])
    {
        let mut browser = scene.world.signed_in(person).await;
        for page in &pages {
            assert_eq!(browser.get(page).await.status, StatusCode::OK, "{page}");
        }
    }
    // The screen is opened by who keeps the door, a ballot filled in by who has a vote.
    for (person, screen, ballot) in [
        (sitting.chair, StatusCode::OK, StatusCode::OK),
        (sitting.secretary, StatusCode::OK, StatusCode::NOT_FOUND),
        (sitting.members[0], StatusCode::NOT_FOUND, StatusCode::OK),
        (scene.manager, StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
    ] {
        let mut browser = scene.world.signed_in(person).await;
        assert_eq!(browser.get(&sitting.at("/screen")).await.status, screen);
        assert_eq!(browser.get(&sitting.at("/ballot")).await.status, ballot);
    }
    let mut browser = scene.world.signed_in(sitting.chair).await;
    let unknown = format!("{panel}/sessions/2");
    assert_eq!(browser.get(&unknown).await.status, StatusCode::NOT_FOUND);
}

#[actix_web::test]
async fn a_recused_member_is_told_the_same_as_when_nothing_happens() {
    let sitting = Sitting::begun(Scene::in_selection(2), &[(0, 0)]);
    let (out, stays) = (sitting.members[0], sitting.members[1]);
    sitting.leaves(out);
    let (silence, before) = (sitting.told(out).await, sitting.told(stays).await);
    let mut heard = vec![before];
    let still = async |sitting: &Sitting, what: &str| {
        assert_eq!(
            sitting.told(out).await,
            silence,
            "{what} is told to who is recused"
        );
        sitting.told(stays).await
    };
    sitting.act(sitting.chair, 0, Selection::OpenVoting);
    heard.push(still(&sitting, "the opening").await);
    let voters: Vec<PersonId> = sitting.table()[..2]
        .iter()
        .chain(&sitting.members[1..])
        .copied()
        .collect();
    for person in &voters {
        sitting.votes(*person, 0, Choice::Fund);
        heard.push(still(&sitting, "a vote").await);
    }
    sitting.act(sitting.chair, 0, Selection::CloseVoting);
    heard.push(still(&sitting, "the closing").await);
    sitting.decides(sitting.chair, 0);
    heard.push(still(&sitting, "the outcome").await);
    // Whoever stays hears of each.
    for pair in heard.windows(2) {
        assert_ne!(pair[0], pair[1], "{heard:?}");
    }
    let mut browser = sitting.scene.world.signed_in(out).await;
    let panel = format!("/calls/{}/panel", sitting.scene.call);
    for page in [
        sitting.at(""),
        sitting.at("?part=live"),
        sitting.at("/ballot"),
        sitting.at("/minutes"),
        format!("{panel}/decisions"),
        panel.clone(),
    ] {
        let shown = browser.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.body);
        shown.hides("Safe house 1");
        shown.hides("Shelter 1");
        shown.hides(&sitting.file(0).to_string());
        shown.hides("SGF2010-0001");
        shown.hides("A sound plan.");
    }
    let receipt = format!("/proposals/{}/selection/receipt", sitting.file(0));
    assert_eq!(browser.get(&receipt).await.status, StatusCode::NOT_FOUND);
    // The next item is theirs again.
    sitting.comes(out);
    sitting.act(sitting.chair, 1, Selection::OpenVoting);
    browser
        .get(&sitting.at(""))
        .await
        .shows("Open for votes: Safe house 2");
}

#[actix_web::test]
async fn a_conflicted_chair_does_not_see_the_deputy_at_work() {
    let scene = Scene::in_selection(2);
    let sitting = Sitting::begun(scene, &[]);
    let chair = sitting.scene.world.actor(sitting.chair);
    let conflict = Command::Interest(workflow::interest::Command::DeclareConflict {
        conflict: ConflictKind::Family,
    });
    facility::proposal::act(
        sitting.scene.world.facility(),
        &chair,
        sitting.file(0),
        None,
        &conflict,
    )
    .unwrap();
    sitting.leaves(sitting.chair);
    let silence = sitting.told(sitting.chair).await;
    let mut browser = sitting.scene.world.signed_in(sitting.chair).await;
    // What the chair could do next is offered as before, whatever the deputy does.
    let offered = |body: &str| body.matches("value=\"open\"").count();
    let before = offered(&browser.get(&sitting.at("")).await.body);
    sitting.act(sitting.deputy, 0, Selection::OpenVoting);
    for person in [sitting.deputy].iter().chain(&sitting.members) {
        sitting.votes(*person, 0, Choice::Fund);
    }
    assert_eq!(sitting.told(sitting.chair).await, silence);
    let page = browser.get(&sitting.at("")).await;
    assert_eq!(offered(&page.body), before);
    page.hides("Safe house 1");
    sitting.act(sitting.deputy, 0, Selection::CloseVoting);
    sitting.decides(sitting.deputy, 0);
    assert_eq!(sitting.told(sitting.chair).await, silence);
}

#[actix_web::test]
async fn the_screen_waits_until_who_is_recused_has_left() {
    let sitting = Sitting::begun(Scene::in_selection(2), &[(0, 0)]);
    sitting.act(sitting.chair, 0, Selection::OpenVoting);
    let mut browser = sitting.scene.world.signed_in(sitting.secretary).await;
    let page = browser.get(&sitting.at("/screen")).await;
    page.shows("Item 1 of 2 is next");
    page.shows("Member Mona");
    for hidden in ["Safe house 1", "Shelter 1", "SGF2010-0001", "40,000"] {
        page.hides(hidden);
    }
    let waiting = browser.get(&sitting.at("/events?of=screen")).await;
    sitting.leaves(sitting.members[0]);
    let page = browser.get(&sitting.at("/screen")).await;
    page.shows("Safe house 1");
    page.shows("Out of the room:");
    let shown = browser.get(&sitting.at("/events?of=screen")).await;
    assert_ne!(waiting.body, shown.body);
    // Who comes back while it is still on the wall makes it wait again.
    sitting.comes(sitting.members[0]);
    browser
        .get(&sitting.at("/screen"))
        .await
        .hides("Safe house 1");
}

#[actix_web::test]
async fn a_member_votes_and_the_chair_presides_in_the_room() {
    let sitting = Sitting::begun(Scene::in_selection(2), &[]);
    let here = sitting.at("");
    let item = format!("/proposals/{}/selection", sitting.file(0));
    let mut chair = sitting.scene.world.signed_in(sitting.chair).await;
    chair
        .get(&here)
        .await
        .shows("6 of 4 needed are in and may vote");
    let opened = chair.post(&item, &[("act", "open"), ("back", &here)]).await;
    assert_eq!(opened.location(), here, "{}", opened.body);
    let mut member = sitting.scene.world.signed_in(sitting.members[0]).await;
    let page = member.get(&here).await;
    page.shows("value=\"fund_with_conditions\"");
    page.hides("value=\"close\"");
    let voted = [("act", "vote"), ("choice", "fund"), ("back", here.as_str())];
    assert_eq!(member.post(&item, &voted).await.location(), here);
    member.get(&here).await.shows("Has voted");
    // One comes back to pages of the panel only.
    let away = [
        ("act", "vote"),
        ("choice", "fund"),
        ("back", "https://evil.example/"),
    ];
    assert_eq!(member.post(&item, &away).await.location(), item);
    for person in &sitting.members[1..] {
        sitting.votes(*person, 0, Choice::Reject);
    }
    let closed = chair
        .post(&item, &[("act", "close"), ("back", &here)])
        .await;
    assert_eq!(closed.location(), here, "{}", closed.body);
    let page = chair.get(&here).await;
    page.shows("Result of the vote");
    page.shows("In, no vote");
    let recorded = [
        ("act", "record"),
        ("decision", "rejected_on_quality"),
        ("reason", "Others are better."),
        ("back", here.as_str()),
    ];
    assert_eq!(chair.post(&item, &recorded).await.location(), here);
    chair.get(&here).await.shows("Others are better.");
    // The secretary says who is in.
    let mut secretary = sitting.scene.world.signed_in(sitting.secretary).await;
    let person = sitting.members[0].to_string();
    let left = [("act", "leave"), ("person", person.as_str())];
    assert_eq!(secretary.post(&here, &left).await.location(), here);
    let twice = secretary.post(&here, &left).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    let chair_id = sitting.chair.to_string();
    let fields = [("act", "attend"), ("person", chair_id.as_str())];
    let other = member.post(&here, &fields);
    assert_eq!(other.await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

/// The body of an answer that goes on.
struct Stream<B>(Pin<Box<B>>);

impl<B: MessageBody> Stream<B> {
    /// The next piece; nothing when it has ended.
    async fn next(&mut self) -> Option<String> {
        let piece = poll_fn(|context| self.0.as_mut().poll_next(context)).await?;
        let piece = piece.unwrap_or_else(|_| panic!("the stream broke"));
        Some(String::from_utf8(piece.to_vec()).unwrap())
    }
}

macro_rules! stream {
    ($browser:expr, $path:expr) => {{
        let cookies: Vec<String> = $browser
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = atest::TestRequest::get()
            .uri(&$path)
            .insert_header((header::ACCEPT, "text/event-stream"))
            .insert_header((header::ACCEPT_ENCODING, "gzip"))
            .insert_header((header::COOKIE, cookies.join("; ")));
        $browser.service.call(request.to_request()).await.unwrap()
    }};
}

#[actix_web::test]
async fn a_stream_follows_and_ends_with_the_session_of_its_person() {
    let sitting = Sitting::begun(Scene::in_selection(1), &[]);
    let mut browser = sitting.scene.world.signed_in(sitting.members[0]).await;
    let response = stream!(browser, sitting.at("/events"));
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(
        response.headers().get("content-type").unwrap(),
        "text/event-stream; charset=utf-8"
    );
    let mut stream = Stream(Box::pin(response.into_body()));
    let first = stream.next().await.unwrap();
    assert!(
        first.starts_with("retry: 3000\nevent: seen\ndata: "),
        "{first}"
    );
    sitting.act(sitting.chair, 0, Selection::OpenVoting);
    let second = stream.next().await.unwrap();
    assert!(second.starts_with("event: seen\ndata: "), "{second}");
    // Looking by itself keeps no session alive, and ends with it.
    browser.post("/sign-out", &[]).await;
    let last = stream.next().await.unwrap();
    assert_eq!(last, "event: over\ndata: over\n\n");
    assert_eq!(stream.next().await, None);
}

#[actix_web::test]
async fn a_stream_does_not_keep_a_session_alive() {
    let sitting = Sitting::begun(Scene::in_selection(1), &[]);
    let browser = sitting.scene.world.signed_in(sitting.members[0]).await;
    let mut stream = Stream(Box::pin(
        stream!(browser, sitting.at("/events")).into_body(),
    ));
    stream.next().await.unwrap();
    let idle = sitting.scene.world.app.limits().idle;
    let now = sitting.scene.world.clock.now();
    sitting
        .scene
        .world
        .clock
        .set(now + idle - Duration::seconds(1));
    // Nothing is said for a while; the person is still signed in.
    sitting.scene.world.clock.set(now + idle);
    assert_eq!(stream.next().await.unwrap(), "event: over\ndata: over\n\n");
}

#[actix_web::test]
async fn streams_are_bounded_and_end_when_the_server_stops() {
    let sitting = Sitting::begun(Scene::in_selection(1), &[]);
    let browser = sitting.scene.world.signed_in(sitting.members[0]).await;
    let mut streams = Vec::new();
    for _ in 0..5 {
        let response = stream!(browser, sitting.at("/events"));
        assert_eq!(response.status(), StatusCode::OK);
        let mut stream = Stream(Box::pin(response.into_body()));
        stream.next().await.unwrap();
        streams.push(stream);
    }
    let sixth = stream!(browser, sitting.at("/events"));
    assert_eq!(sixth.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(sixth.headers().contains_key("retry-after"));
    // Somebody else is not held up, and one that ends makes room.
    let other = sitting.scene.world.signed_in(sitting.members[1]).await;
    assert_eq!(
        stream!(other, sitting.at("/events")).status(),
        StatusCode::OK
    );
    streams.pop();
    let again = stream!(browser, sitting.at("/events"));
    assert_eq!(again.status(), StatusCode::OK);
    sitting.scene.world.app.live.close();
    let mut left = streams.pop().unwrap();
    assert_eq!(left.next().await, None);
}

#[actix_web::test]
async fn a_secret_vote_has_a_receipt_and_no_name() {
    use workflow::procedure::Stage;
    let scene = Scene::in_selection_with(1, |definition| {
        for stage in &mut definition.procedure.0 {
            if let Stage::Selection(rules) = stage {
                rules.secret = true;
            }
        }
    });
    let sitting = Sitting::begun(scene, &[]);
    sitting.act(sitting.chair, 0, Selection::OpenVoting);
    let item = format!("/proposals/{}/selection", sitting.file(0));
    let check = format!("{item}/receipt");
    let mut member = sitting.scene.world.signed_in(sitting.members[0]).await;
    let given = member
        .post(&item, &[("act", "vote"), ("choice", "reject")])
        .await;
    given.shows("It is shown only now");
    let receipt = |body: &str| {
        let (_, rest) = body.split_once("id=\"receipt\" dir=\"ltr\">").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    let first = receipt(&given.body);
    // It stands on no page after that.
    for page in [&item, &sitting.at("")] {
        let page = member.get(page).await;
        page.hides(&first);
        page.hides("Reject</b>\n");
    }
    member
        .get(&check)
        .await
        .shows("The votes are listed here when the item is closed.");
    // Another vote takes its receipt, and is refused with none or a wrong one.
    for wrong in ["", "K7QF-2M9X-V0TB-H3CD", "what?"] {
        let again = [("act", "vote"), ("choice", "fund"), ("receipt", wrong)];
        let refused = member.post(&item, &again).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
    let again = [
        ("act", "vote"),
        ("choice", "fund"),
        ("receipt", first.as_str()),
    ];
    let second = receipt(&member.post(&item, &again).await.body);
    assert_ne!(first, second);
    for person in &sitting.members[1..] {
        let mut browser = sitting.scene.world.signed_in(*person).await;
        browser
            .post(&item, &[("act", "vote"), ("choice", "reject")])
            .await;
    }
    sitting.act(sitting.chair, 0, Selection::CloseVoting);
    let found = member
        .post(&check, &[("receipt", &second.to_lowercase())])
        .await;
    found.shows("Your vote was counted: <b>Fund as requested</b>");
    let replaced = member.post(&check, &[("receipt", &first)]).await;
    assert_eq!(replaced.status, StatusCode::UNPROCESSABLE_ENTITY);
    // The manager sees the list, and the result, and no member beside a vote.
    let mut manager = sitting.scene.world.signed_in(sitting.scene.manager).await;
    let list = manager.get(&check).await;
    list.shows("Fund as requested");
    list.hides("Member Mona");
}

//! Negotiation in rounds, conditions of the award, and an agreement that is accepted, expires, or is signed on paper.

use chrono::{DateTime, TimeDelta, Utc};
use workflow::agreement::{self, Command as Agreement, HowSettled, Settling};
use workflow::definition::CallDefinition;
use workflow::procedure::{RuleFault, Stage};
use workflow::proposal::{Command, Event};
use workflow::refusal::Refusal;
use workflow::selection::{Choice, Command as Panel, Decision};
use workflow::text::Text;
use workflow::transition::{Action, Status};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, day, founding_call, noon, small_call, usd};

const INSTANT: TimeDelta = TimeDelta::microseconds(1);

/// What the panel of these tests asks for.
const CONDITIONS: &str = "- A second signature on the bank account\n- An audit of last year";

fn text(raw: &str) -> Text {
    Text::parse(raw).unwrap()
}

/// Selected with USD 45,000 under [`CONDITIONS`], in negotiation.
pub fn with_conditions(definition: CallDefinition) -> Scene {
    let outcome = Command::Selection(Panel::RecordOutcome {
        decision: Decision::Selected,
        amount: Some(usd(4_500_000)),
        reserve_rank: None,
        conditions: Some(text(CONDITIONS)),
        reason: say::text(),
    });
    Scene::draft_in(definition)
        .discussed(&[Choice::Fund; 4])
        .does(Who::Chair, &outcome)
        .released()
        .does(Who::Owner, &say::accept_award())
        .does(Who::Officer(1), &Command::Advance)
        .does(Who::Officer(1), &carried(2))
}

fn settle(number: u32, conditions: &str, how: HowSettled) -> Command {
    Command::Agreement(Agreement::SettleCondition(Settling {
        number,
        conditions: text(conditions),
        how,
    }))
}

/// A condition is met, as words show.
pub fn met(number: u32) -> Command {
    let comment = Some(text("The bank's letter says so."));
    let documents = Vec::new();
    settle(number, CONDITIONS, HowSettled::Met { comment, documents })
}

fn carried(number: u32) -> Command {
    let reason = text("The audit is due in June.");
    settle(number, CONDITIONS, HowSettled::Carried { reason })
}

/// The founding call with so many days to accept and to answer.
fn with_days(acceptance: u32, negotiation: u32) -> CallDefinition {
    let mut definition = founding_call();
    for stage in &mut definition.procedure.0 {
        if let Stage::Agreement(rules) = stage {
            rules.acceptance_days = acceptance;
            rules.negotiation_days = negotiation;
        }
    }
    definition
}

/// Friday 16 July 2010, noon in Vienna; three working days end with Wednesday the 21st, in summer time.
fn friday() -> DateTime<Utc> {
    noon(day(2010, 7, 16))
}

/// The last instant of Wednesday 21 July 2010 on the clocks of Vienna.
fn wednesday_ends() -> DateTime<Utc> {
    day(2010, 7, 21).and_hms_opt(22, 0, 0).unwrap().and_utc() - INSTANT
}

/// An agreement that was not accepted in time.
pub fn lapsed() -> Scene {
    let sent = Scene::draft_in(with_days(3, 10)).sent();
    let late = sent.now + TimeDelta::days(30);
    sent.at(late).does(Who::Manager(1), &say::expire())
}

fn kinds(scene: &Scene) -> Vec<String> {
    let kind = |(event, ..): &(Event, _, _)| match event {
        Event::Agreement(event) => {
            let json = serde_json::to_value(event).unwrap();
            json["kind"].as_str().map(str::to_owned)
        }
        _ => None,
    };
    scene.log.iter().filter_map(kind).collect()
}

#[test]
fn a_round_is_answered_until_the_last_instant_and_not_one_later() {
    let scene = Scene::draft_in(with_days(0, 3)).negotiating().at(friday());
    assert_eq!(
        scene.refusal(Who::Owner, &say::revise(4_500_000)),
        Refusal::NoChangesAsked
    );
    let asked = scene.does(Who::Officer(1), &say::ask_for_changes());
    let at = wednesday_ends();
    assert_eq!(asked.proposal.agreement.rounds[0].until, at);
    // Nobody asks again, or sends, while the answer can come.
    let waits = Refusal::RoundOpen { at };
    assert_eq!(
        asked.refusal(Who::Officer(2), &say::ask_for_changes()),
        waits
    );
    let prepared = asked.does(Who::Officer(1), &say::terms(4_500_000));
    assert_eq!(prepared.refusal(Who::Manager(1), &say::send()), waits);
    let last = prepared.clone().at(at);
    assert_eq!(last.refusal(Who::Manager(1), &say::send()), waits);
    let revised = last.does(Who::Owner, &say::revise(4_500_000));
    assert_eq!(
        revised.refusal(Who::Owner, &say::revise(4_400_000)),
        Refusal::NoChangesAsked
    );
    revised.does(Who::Manager(1), &say::send());
    // One microsecond later it is too late, and another round can begin.
    let late = prepared.at(at + INSTANT);
    assert_eq!(
        late.refusal(Who::Owner, &say::revise(4_500_000)),
        Refusal::DeadlinePassed { at }
    );
    let again = late.does(Who::Officer(1), &say::ask_for_changes());
    assert_eq!(again.proposal.agreement.rounds.len(), 2);
}

#[test]
fn a_revised_version_asks_for_no_more_than_the_panel_gave_and_no_less_than_the_call_gives() {
    let asked = Scene::draft()
        .negotiating()
        .does(Who::Officer(1), &say::ask_for_changes());
    let least = asked
        .call
        .definition
        .funding
        .as_ref()
        .unwrap()
        .grant_min_minor;
    let limits = Refusal::AmountOutsideLimits {
        min: usd(least),
        max: usd(4_500_000),
    };
    let over = say::revise(4_500_001);
    assert_eq!(asked.refusal(Who::Owner, &over), limits);
    assert_eq!(asked.refusal(Who::Owner, &say::revise(least - 1)), limits);
    asked.does(Who::Owner, &say::revise(least));
    let revised = asked.does(Who::Owner, &say::revise(4_500_000));
    let revision = revised.proposal.agreement.revision().unwrap();
    assert_eq!(revision.revised.requested, Some(usd(4_500_000)));
    assert_eq!(revision.by, Who::Owner.id());
    // The officer's terms keep the same limits.
    assert_eq!(
        revised.refusal(Who::Officer(1), &say::terms(4_500_001)),
        limits
    );
}

#[test]
fn every_round_stays_for_good() {
    let scene = Scene::draft()
        .negotiating()
        .does(Who::Officer(1), &say::ask_for_changes())
        .does(Who::Owner, &say::revise(4_400_000))
        .does(Who::Officer(1), &say::ask_for_changes())
        .does(Who::Owner, &say::revise(4_300_000))
        .does(Who::Officer(1), &say::terms(4_300_000))
        .does(Who::Manager(1), &say::send())
        .does(Who::Officer(1), &say::recall());
    let digests: Vec<_> = scene
        .proposal
        .agreement
        .rounds
        .iter()
        .map(|round| round.revision.unwrap().revised.sha256)
        .collect();
    assert_eq!(digests.len(), 2);
    assert_ne!(digests[0], digests[1]);
}

#[test]
fn a_request_has_one_to_twenty_points() {
    let scene = Scene::draft().negotiating();
    let points = |count| {
        Command::Agreement(Agreement::RequestChanges {
            points: vec![say::text(); count],
        })
    };
    assert_eq!(
        scene.refusal(Who::Officer(1), &points(0)),
        Refusal::ReasonMissing
    );
    scene.does(Who::Officer(1), &points(20));
    assert_eq!(
        scene.refusal(Who::Officer(1), &points(21)),
        Refusal::TooMany { most: 20 }
    );
}

#[test]
fn nothing_is_sent_before_every_condition_is_met_or_carried() {
    let scene = with_conditions(founding_call()).does(Who::Officer(1), &say::terms(4_500_000));
    assert_eq!(
        scene.refusal(Who::Manager(1), &say::send()),
        Refusal::ConditionsOpen
    );
    let settled = scene.does(Who::Officer(1), &met(1));
    let conditions = &settled.proposal.agreement.conditions;
    assert_eq!((conditions.of, conditions.settled.len()), (2, 2));
    assert!(!conditions.settled[&1].carried && conditions.settled[&2].carried);
    settled.does(Who::Manager(1), &say::send());
    // A later word replaces an earlier one; a recalled agreement keeps them.
    let recalled = settled
        .does(Who::Officer(2), &met(2))
        .does(Who::Manager(1), &say::send())
        .does(Who::Officer(1), &say::recall());
    assert!(!recalled.proposal.agreement.conditions.settled[&2].carried);
}

#[test]
fn a_condition_is_one_of_the_awards_and_shown_to_be_met() {
    let scene = with_conditions(founding_call());
    let unknown = |number: &str| Refusal::Unknown {
        what: "condition",
        name: number.to_owned(),
    };
    let officer = Who::Officer(1);
    assert_eq!(scene.refusal(officer, &met(0)), unknown("0"));
    assert_eq!(scene.refusal(officer, &met(3)), unknown("3"));
    let reason = say::text();
    let others = settle(1, "Something else", HowSettled::Carried { reason });
    assert_eq!(scene.refusal(officer, &others), unknown("1"));
    let (comment, documents) = (None, Vec::new());
    let bare = settle(1, CONDITIONS, HowSettled::Met { comment, documents });
    assert_eq!(scene.refusal(officer, &bare), Refusal::ReasonMissing);
    // Without conditions there is nothing to settle.
    let without = Scene::draft().negotiating();
    assert!(matches!(
        without.refusal(officer, &met(1)),
        Refusal::WrongStatus { .. }
    ));
}

#[test]
fn an_agreement_is_accepted_until_the_last_instant_and_expires_one_later() {
    let sent = Scene::draft_in(with_days(3, 10))
        .negotiating()
        .at(friday())
        .does(Who::Officer(1), &say::terms(4_500_000))
        .does(Who::Manager(1), &say::send());
    let at = wednesday_ends();
    assert_eq!(sent.proposal.agreement.accept_by, Some(at));
    let last = sent.clone().at(at);
    assert_eq!(
        last.refusal(Who::Manager(1), &say::expire()),
        Refusal::TooEarly { at }
    );
    assert_eq!(agreement::expired(&last.proposal, at), None);
    let accepted = last.does(Who::Owner, &say::accept());
    assert_eq!(agreement::expired(&accepted.proposal, at + INSTANT), None);
    let late = sent.at(at + INSTANT);
    assert_eq!(
        late.refusal(Who::Owner, &say::accept()),
        Refusal::DeadlinePassed { at }
    );
    let copy = say::signed_copy(false, "Amina Otieno", day(2010, 7, 20));
    assert_eq!(
        late.refusal(Who::Officer(1), &copy),
        Refusal::DeadlinePassed { at }
    );
    assert_eq!(
        agreement::expired(&late.proposal, late.now),
        Some(agreement::Event::Expired {})
    );
    let lapsed = late.does(Who::Manager(1), &say::expire());
    assert_eq!(lapsed.proposal.status, Status::Lapsed);
    assert_eq!(lapsed.proposal.awarded(), None);
    // The officer may take it back into negotiation while the money is there.
    let back = lapsed.does(Who::Officer(1), &say::recall());
    assert_eq!(back.proposal.status, Status::Negotiation);
    let mut spent = lapsed;
    spent.committed_minor = spent
        .call
        .definition
        .funding
        .as_ref()
        .unwrap()
        .ceiling_minor;
    assert!(matches!(
        spent.refusal(Who::Officer(1), &say::recall()),
        Refusal::CeilingExceeded { .. }
    ));
}

#[test]
fn without_days_an_agreement_waits_without_end() {
    let sent = Scene::draft_in(with_days(0, 10)).sent();
    assert_eq!(sent.proposal.agreement.accept_by, None);
    let later = sent.clone().at(sent.now + TimeDelta::days(400));
    assert_eq!(agreement::expired(&later.proposal, later.now), None);
    assert!(matches!(
        later.refusal(Who::Manager(1), &say::expire()),
        Refusal::WrongStatus { .. }
    ));
    later.does(Who::Owner, &say::accept());
}

#[test]
fn what_is_accepted_and_signed_is_the_paper_that_was_read() {
    let sent = Scene::draft().sent();
    assert_eq!(sent.proposal.agreement.paper, Some(say::paper()));
    let other = workflow::record::digest(b"another");
    let accept = Command::Agreement(Agreement::AcceptAgreement { paper: other });
    assert_eq!(sent.refusal(Who::Owner, &accept), Refusal::AnotherPaper);
    let accepted = sent.does(Who::Owner, &say::accept());
    let sign = Command::Agreement(Agreement::SignAgreement { paper: other });
    for who in [Who::Owner, Who::Manager(1)] {
        assert_eq!(accepted.refusal(who, &sign), Refusal::AnotherPaper);
    }
    let signed = accepted
        .does(Who::Owner, &say::sign())
        .does(Who::Manager(1), &say::sign());
    assert_eq!(signed.proposal.status, Status::Signed);
    // Once signed, nothing changes it any more.
    for command in [
        say::terms(4_000_000),
        say::recall(),
        say::sign(),
        say::ask_for_changes(),
        say::signed_copy(true, "Mariam Manager", signed.now.date_naive()),
    ] {
        let action = command.action();
        let who = match action {
            Action::SignAgreement => Who::Manager(2),
            _ => Who::Officer(1),
        };
        assert!(
            matches!(signed.refusal(who, &command), Refusal::WrongStatus { .. }),
            "{action}"
        );
    }
}

#[test]
fn copies_signed_on_paper_count_for_their_side_by_different_people() {
    let sent = Scene::draft().negotiating().at(friday());
    let sent = sent
        .does(Who::Officer(1), &say::terms(4_500_000))
        .does(Who::Manager(1), &say::send())
        .at(friday() + TimeDelta::days(3));
    let (officer, monday) = (Who::Officer(1), day(2010, 7, 19));
    let copy = |day| say::signed_copy(false, "Amina Otieno", day);
    let limits = Refusal::SignatureDay {
        from: day(2010, 7, 16),
        until: monday,
    };
    assert_eq!(sent.refusal(officer, &copy(day(2010, 7, 15))), limits);
    assert_eq!(sent.refusal(officer, &copy(day(2010, 7, 20))), limits);
    sent.does(officer, &copy(day(2010, 7, 16)));
    // The applicant's side comes first.
    let facility = say::signed_copy(true, "Mariam Manager", monday);
    assert!(matches!(
        sent.refusal(officer, &facility),
        Refusal::WrongStatus { .. }
    ));
    let half = sent.does(officer, &copy(monday));
    assert_eq!(half.proposal.status, Status::Accepted);
    assert_eq!(half.refusal(Who::Owner, &say::sign()), Refusal::AlreadyDone);
    assert_eq!(half.refusal(officer, &copy(monday)), Refusal::AlreadyDone);
    // Whoever recorded one side's copy does not record the other's.
    assert_eq!(half.refusal(officer, &facility), Refusal::OwnAct);
    let same = say::signed_copy(true, "Amina Otieno", monday);
    assert_eq!(half.refusal(Who::Officer(2), &same), Refusal::SameSignatory);
    let on_paper = half.does(Who::Officer(2), &facility);
    assert_eq!(on_paper.proposal.status, Status::Signed);
    assert_eq!(on_paper.proposal.agreement.copies.len(), 2);
    // Or the facility signs here.
    let signed = half.does(Who::Manager(1), &say::sign());
    assert_eq!(signed.proposal.status, Status::Signed);
    assert_eq!(
        kinds(&signed),
        ["prepared", "sent", "copy_recorded", "signed"]
    );
}

#[test]
fn records_from_before_papers_and_deadlines_still_parse() {
    use agreement::Event as E;
    let read = |json: &str| serde_json::from_str::<E>(json).unwrap();
    let sent = E::Sent {
        paper: None,
        accept_by: None,
    };
    assert_eq!(read(r#"{"kind":"sent"}"#), sent);
    assert_eq!(serde_json::to_string(&sent).unwrap(), r#"{"kind":"sent"}"#);
    assert_eq!(read(r#"{"kind":"accepted"}"#), E::Accepted { paper: None });
    let signed = E::Signed {
        for_facility: true,
        paper: None,
    };
    assert_eq!(read(r#"{"kind":"signed","for_facility":true}"#), signed);
}

#[test]
fn days_of_an_agreement_have_limits() {
    let faults = |acceptance, negotiation| {
        let definition = with_days(acceptance, negotiation);
        let stages = definition.procedure.0.iter();
        let mut found = stages.filter_map(|stage| match stage {
            Stage::Agreement(rules) => Some(rules.faults()),
            _ => None,
        });
        found.next().unwrap()
    };
    assert_eq!(faults(0, 1), []);
    assert_eq!(faults(120, 120), []);
    assert_eq!(faults(121, 10), [RuleFault::AcceptanceDays]);
    assert_eq!(faults(5, 0), [RuleFault::NegotiationDays]);
    assert_eq!(faults(5, 121), [RuleFault::NegotiationDays]);
    // A call from before the days were data gives ten for an answer, and no end to accept.
    let Some(Stage::Agreement(rules)) = small_call()
        .procedure
        .0
        .into_iter()
        .find(|stage| matches!(stage, Stage::Agreement(_)))
    else {
        panic!("the call has agreements");
    };
    let mut json = serde_json::to_value(&rules).unwrap();
    let fields = json.as_object_mut().unwrap();
    fields.remove("acceptance_days");
    fields.remove("negotiation_days");
    let old: agreement::Rules = serde_json::from_value(json).unwrap();
    assert_eq!((old.acceptance_days, old.negotiation_days), (0, 10));
}

#[test]
fn budget_and_plan_are_negotiated_and_nothing_else() {
    let form = founding_call().form;
    let ids: Vec<&str> = form
        .negotiable()
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    let expected = [
        "months",
        "activities",
        "results",
        "logframe",
        "sustainability",
        "budget",
    ];
    assert_eq!(ids, expected);
    let answers = |pairs: &[(&str, serde_json::Value)]| -> workflow::form::Answers {
        let pairs = pairs.iter().cloned();
        pairs.map(|(id, value)| (id.to_owned(), value)).collect()
    };
    let before = answers(&[
        ("title", "Safe houses".into()),
        ("months", 12.into()),
        ("results", "Forty".into()),
    ]);
    let given = answers(&[
        ("title", "Another project".into()),
        ("months", 10.into()),
        ("results", serde_json::Value::Null),
        ("unknown", 1.into()),
    ]);
    let after = form.renegotiated(&before, &given);
    assert_eq!(
        after,
        answers(&[("title", "Safe houses".into()), ("months", 10.into())])
    );
    let changed = form.changes(&before, &after);
    let changed: Vec<&str> = changed.iter().map(|one| one.question.id.as_str()).collect();
    assert_eq!(changed, ["months", "results"]);
}

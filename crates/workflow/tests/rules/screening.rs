//! Screening by two people, blind where the lot says so; points to clear up; wrong decisions taken back.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;
use workflow::criterion::{Finding, OnFail, Reason};
use workflow::definition::CallDefinition;
use workflow::ids::DocumentId;
use workflow::policy::{View, view};
use workflow::procedure::Stage;
use workflow::proposal::{self, Command, Event};
use workflow::record::digest;
use workflow::refusal::Refusal;
use workflow::screening::{
    self, Answer, Attached, Command as Screening, MOST_DOCUMENTS, MOST_POINTS, Outcome, Point,
    reminder_due, returned,
};
use workflow::text::Text;
use workflow::time::Calendar;
use workflow::transition::{Action, StageKind, Status};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, small_call};

/// The small call with its rules of screening changed.
fn call(change: impl Fn(&mut screening::Rules)) -> CallDefinition {
    let mut definition = small_call();
    for stage in &mut definition.procedure.0 {
        if let Stage::Screening(rules) = stage {
            change(rules);
        }
    }
    definition
}

/// A file that is screened twice, with the first screening concluded.
fn screened_once(first: Outcome) -> Scene {
    Scene::draft_in(call(|rules| rules.second_share = 10_000))
        .in_review()
        .judged(first)
        .does(Who::Screener(1), &say::conclude())
}

/// The same after the second screening.
fn screened_twice(first: Outcome, second: Outcome) -> Scene {
    screened_once(first)
        .does(Who::Screener(2), &say::take(Who::Screener(2)))
        .does(Who::Screener(2), &say::verdict("legal_form", second))
        .does(Who::Screener(2), &say::conclude())
}

#[test]
fn a_file_that_is_drawn_goes_to_another_screener_who_starts_from_nothing() {
    let drawn = screened_once(Outcome::Fail);
    assert_eq!(drawn.proposal.status, Status::Queued);
    let screening = &drawn.proposal.screening;
    assert_eq!((screening.screener, screening.outcome), (None, None));
    assert!(screening.verdicts.is_empty() && screening.is_blind());
    assert_eq!(screening.round(), 2);
    for who in [Who::Screener(1), Who::Officer(1)] {
        assert_eq!(
            drawn.refusal(who, &say::take(Who::Screener(1))),
            Refusal::CannotTake
        );
    }
    drawn.does(Who::Officer(1), &say::take(Who::Screener(2)));
}

#[test]
fn two_who_agree_are_the_two_people_it_takes() {
    let eligible = screened_twice(Outcome::Pass, Outcome::Pass);
    assert_eq!(eligible.proposal.status, Status::Eligible);
    let ineligible = screened_twice(Outcome::Fail, Outcome::Fail);
    assert_eq!(ineligible.proposal.status, Status::Ineligible);
    assert_eq!(ineligible.proposal.screening.deciders.len(), 2);
    assert!(!ineligible.proposal.screening.is_blind());
}

#[test]
fn two_who_differ_go_to_somebody_who_took_no_part() {
    for (first, second) in [
        (Outcome::Pass, Outcome::Fail),
        (Outcome::Fail, Outcome::Pass),
    ] {
        let apart = screened_twice(first, second);
        assert_eq!(apart.proposal.status, Status::ToConfirm);
        let screening = &apart.proposal.screening;
        assert_eq!(screening.disagreed, Some(Who::Screener(2).id()));
        assert_eq!(
            screening.proposed,
            Some((Who::Screener(1).id(), first == Outcome::Pass))
        );
        assert_eq!(
            apart.refusal(Who::Screener(3), &say::confirm()),
            Refusal::AlreadyDone
        );
        let settled = apart.does(Who::Officer(1), &say::settle(false));
        assert_eq!(settled.proposal.status, Status::Ineligible);
        // The reasons are those of whoever found the failure.
        let grounds = settled.proposal.screening.grounds();
        assert!(
            grounds
                .values()
                .all(|verdict| verdict.outcome == Outcome::Fail)
        );
    }
}

#[test]
fn an_eligible_call_of_two_is_satisfied_by_two_screenings() {
    let both = Scene::draft_in(call(|rules| {
        rules.second_share = 10_000;
        rules.confirm_eligible = true;
    }));
    let concluded = both
        .in_review()
        .judged(Outcome::Pass)
        .does(Who::Screener(1), &say::conclude())
        .does(Who::Screener(2), &say::take(Who::Screener(2)))
        .does(Who::Screener(2), &say::verdict("legal_form", Outcome::Pass))
        .does(Who::Screener(2), &say::conclude());
    assert_eq!(concluded.proposal.status, Status::Eligible);
}

#[test]
fn nothing_is_drawn_where_the_call_has_no_share() {
    let once = Scene::draft_in(call(|rules| rules.second_share = 0)).eligible();
    assert_eq!(once.proposal.status, Status::Eligible);
    assert_eq!(once.proposal.screening.round(), 1);
}

#[test]
fn a_conflict_of_one_of_two_leaves_the_others_work() {
    // The first screener's record falls: what the second found waits for somebody who confirms it.
    let apart = screened_twice(Outcome::Pass, Outcome::Fail);
    let left = apart.does(Who::Screener(1), &say::conflict());
    assert_eq!(left.proposal.status, Status::ToConfirm);
    assert_eq!(
        left.proposal.screening.proposed,
        Some((Who::Screener(2).id(), false))
    );
    assert_eq!(left.proposal.screening.disagreed, None);
    let confirmed = left.does(Who::Screener(3), &say::confirm());
    assert_eq!(confirmed.proposal.status, Status::Ineligible);
    // The second screener's record falls: another screens, still against the first.
    let again = apart.does(Who::Screener(2), &say::conflict());
    assert_eq!(again.proposal.status, Status::Queued);
    assert!(again.proposal.screening.is_blind());
    assert!(again.proposal.screening.verdicts.is_empty());
    let third = again
        .does(Who::Screener(3), &say::take(Who::Screener(3)))
        .does(Who::Screener(3), &say::verdict("legal_form", Outcome::Pass))
        .does(Who::Screener(3), &say::conclude());
    assert_eq!(third.proposal.status, Status::Eligible);
    // In the middle of the second screening the first has to leave: the second is the only one.
    let alone = screened_once(Outcome::Pass)
        .does(Who::Screener(2), &say::take(Who::Screener(2)))
        .does(Who::Screener(1), &say::conflict());
    assert_eq!(alone.proposal.status, Status::InReview);
    assert_eq!(alone.proposal.screening.round(), 1);
}

#[test]
fn what_a_conflicted_person_found_counts_no_more() {
    let left = Scene::draft()
        .in_review()
        .judged(Outcome::Pass)
        .does(Who::Screener(1), &say::conflict());
    assert_eq!(left.proposal.status, Status::Queued);
    assert!(left.proposal.screening.verdicts.is_empty());
}

#[test]
fn a_queued_file_is_seen_by_nobody_who_screens_and_taken_as_the_next_one() {
    let queued = Scene::draft().in_screening();
    let sees = |scene: &Scene, who: Who| view(&who.actor(), &scene.proposal.subject());
    assert_eq!(sees(&queued, Who::Screener(1)), View::Nothing);
    assert_eq!(sees(&queued, Who::Officer(1)), View::File);
    let taken = queued.does(Who::Screener(1), &say::take(Who::Screener(1)));
    assert_eq!(sees(&taken, Who::Screener(1)), View::File);
    assert_eq!(sees(&taken, Who::Screener(2)), View::Nothing);
    assert_eq!(
        taken.refusal(Who::Screener(2), &say::take(Who::Screener(2))),
        Refusal::Hidden
    );
    assert_eq!(
        queued.refusal(Who::Screener(1), &say::take(Who::Screener(2))),
        Refusal::NotYours
    );
    // What waits for a second person is open to those who could be it.
    let waits = Scene::draft().to_confirm();
    assert_eq!(sees(&waits, Who::Screener(2)), View::File);
    let done = waits.does(Who::Screener(2), &say::confirm());
    assert_eq!(sees(&done, Who::Screener(3)), View::Nothing);
    assert_eq!(sees(&done, Who::Screener(2)), View::File);
}

fn judges(
    criterion: &str,
    outcome: Outcome,
    code: Option<&str>,
    explained: bool,
    found: Option<Finding>,
) -> Command {
    Command::Screening(Screening::RecordVerdict {
        criterion: criterion.to_owned(),
        outcome,
        reason_code: code.map(str::to_owned),
        reason: explained.then(say::text),
        proposed: found,
        evidence: found.map(|_| digest(b"evidence")),
    })
}

#[test]
fn a_failure_names_one_of_the_reasons_of_its_criterion() {
    let reasons = call(|rules| {
        rules.criteria[0].reasons = vec![Reason {
            code: "for_profit".to_owned(),
            text: rules.criteria[0].text.clone(),
        }];
    });
    let scene = Scene::draft_in(reasons).in_review();
    let me = Who::Screener(1);
    let fail = |code, explained| judges("legal_form", Outcome::Fail, code, explained, None);
    assert_eq!(
        scene.refusal(me, &fail(None, true)),
        Refusal::ReasonCodeMissing {
            criterion: "legal_form".to_owned()
        }
    );
    assert_eq!(
        scene.refusal(me, &fail(Some("late"), true)),
        Refusal::Unknown {
            what: "reason",
            name: "late".to_owned()
        }
    );
    let failed = scene.does(me, &fail(Some("for_profit"), false));
    let verdict = &failed.proposal.screening.verdicts["legal_form"];
    assert_eq!(verdict.reason_code.as_deref(), Some("for_profit"));
    // Without a list of reasons it takes words.
    let bare = Scene::draft_in(small_call()).in_review();
    assert_eq!(bare.refusal(me, &fail(None, false)), Refusal::ReasonMissing);
    bare.does(me, &fail(None, true));
}

#[test]
fn who_overrules_a_rule_says_why() {
    let scene = Scene::draft_in(small_call()).in_review();
    let me = Who::Screener(1);
    use Finding::{Fail, Pass, Unknown};
    for (outcome, found, silent) in [
        (Outcome::Pass, Pass, true),
        (Outcome::Pass, Fail, false),
        (Outcome::NotApplicable, Fail, false),
        (Outcome::NotApplicable, Pass, false),
        (Outcome::Clarification, Pass, false),
        (Outcome::Clarification, Fail, true),
        (Outcome::Clarification, Unknown, true),
        (Outcome::Pass, Unknown, true),
    ] {
        let say = |explained| judges("legal_form", outcome, None, explained, Some(found));
        let told = scene.tries(me, &say(false)).map(|_| ());
        let expected = if silent {
            Ok(())
        } else {
            Err(Refusal::ReasonMissing)
        };
        assert_eq!(told, expected, "{outcome} where the rule found {found}");
        scene.does(me, &say(true));
    }
}

#[test]
fn a_failure_that_ends_the_file_is_not_cleared_up_unless_the_data_did_not_tell() {
    let ends = Scene::draft_in(call(|rules| rules.criteria[0].on_fail = OnFail::Ends)).in_review();
    let ask = |found| judges("legal_form", Outcome::Clarification, None, true, found);
    for found in [None, Some(Finding::Pass), Some(Finding::Fail)] {
        assert_eq!(
            ends.refusal(Who::Screener(1), &ask(found)),
            Refusal::NotClarifiable {
                criterion: "legal_form".to_owned()
            }
        );
    }
    ends.does(Who::Screener(1), &ask(Some(Finding::Unknown)));
}

fn asks(count: usize, criterion: Option<&str>) -> Command {
    let point = Point {
        criterion: criterion.map(str::to_owned),
        text: say::text(),
    };
    Command::Screening(Screening::RequestClarification {
        points: vec![point; count],
    })
}

fn answers(answers: Vec<Answer>) -> Command {
    Command::Screening(Screening::AnswerClarification { answers })
}

fn words(text: &str) -> Answer {
    Answer {
        text: Some(Text::parse(text).unwrap()),
        documents: vec![],
    }
}

fn papers(count: usize) -> Answer {
    let paper = |number: usize| Attached {
        document: DocumentId(Uuid::from_u128(number as u128)),
        sha256: digest(&number.to_be_bytes()),
    };
    Answer {
        text: None,
        documents: (0..count).map(paper).collect(),
    }
}

#[test]
fn a_request_has_one_to_twenty_points_on_criteria_of_the_checklist() {
    let scene = Scene::draft_in(small_call()).in_review();
    let me = Who::Screener(1);
    assert_eq!(scene.refusal(me, &asks(0, None)), Refusal::ReasonMissing);
    assert_eq!(
        scene.refusal(me, &asks(MOST_POINTS + 1, None)),
        Refusal::TooMany { most: 20 }
    );
    assert_eq!(
        scene.refusal(me, &asks(1, Some("beauty"))),
        Refusal::Unknown {
            what: "criterion",
            name: "beauty".to_owned()
        }
    );
    let asked = scene.does(me, &asks(MOST_POINTS, Some("legal_form")));
    let request = asked.proposal.screening.clarification().unwrap();
    assert_eq!(request.points.len(), 20);
    assert_eq!(request.answers, None);
}

#[test]
fn every_point_is_answered_in_words_or_with_documents() {
    let asked = Scene::draft_in(small_call())
        .in_review()
        .does(Who::Screener(1), &asks(2, None));
    let owner = Who::Owner;
    let missing = |points: &[u32]| Refusal::AnswersMissing {
        points: points.to_vec(),
    };
    assert_eq!(asked.refusal(owner, &answers(vec![])), missing(&[1, 2]));
    assert_eq!(
        asked.refusal(owner, &answers(vec![Answer::default(), words("Here.")])),
        missing(&[1])
    );
    assert_eq!(
        asked.refusal(
            owner,
            &answers(vec![words("Here."), words("And."), words("More.")])
        ),
        Refusal::TooMany { most: 2 }
    );
    assert_eq!(
        asked.refusal(
            owner,
            &answers(vec![words("Here."), papers(MOST_DOCUMENTS + 1)])
        ),
        Refusal::TooMany { most: 5 }
    );
    let before = asked.proposal.intake.submission.clone();
    let answered = asked.does(
        owner,
        &answers(vec![words("Here."), papers(MOST_DOCUMENTS)]),
    );
    assert_eq!(answered.proposal.status, Status::InReview);
    // What was submitted stays as it was.
    assert_eq!(answered.proposal.intake.submission, before);
    let (_, given) = answered
        .proposal
        .screening
        .clarification()
        .unwrap()
        .answers
        .clone()
        .unwrap();
    assert_eq!((given[0].documents.len(), given[1].documents.len()), (0, 5));
    // A second request is another one; the first stays on record.
    let again = answered.does(Who::Screener(1), &asks(1, None));
    assert_eq!(again.proposal.screening.clarifications.len(), 2);
}

#[test]
fn without_an_answer_the_clock_gives_the_file_back_as_it_stands() {
    let asked = Scene::draft_in(small_call())
        .in_review()
        .does(Who::Screener(1), &asks(1, None));
    let state = &asked.proposal;
    // Wednesday, 14 April, to midnight in Vienna.
    let midnight = "2010-04-14T22:00:00Z".parse().unwrap();
    assert_eq!(
        returned(state, &asked.call, midnight - TimeDelta::microseconds(1)),
        None
    );
    let event = returned(state, &asked.call, midnight).unwrap();
    let back = proposal::evolve(
        Some(state.clone()),
        state.id,
        &Event::Screening(event),
        None,
        midnight,
    )
    .unwrap();
    assert_eq!(back.status, Status::InReview);
    assert_eq!(back.screening.screener, Some(Who::Screener(1).id()));
    assert_eq!(back.screening.clarification().unwrap().answers, None);
    assert_eq!(returned(&back, &asked.call, midnight), None);
}

#[test]
fn a_reminder_goes_one_working_day_before_the_last() {
    let asked = Scene::draft_in(small_call())
        .in_review()
        .does(Who::Screener(1), &asks(1, None));
    let due = |scene: &Scene, at: &str| {
        let calendar = Calendar::default();
        reminder_due(&scene.proposal, &scene.call, &calendar, at.parse().unwrap())
    };
    // The last day is Wednesday the 14th in Vienna; Tuesday begins there at 22:00 UTC on Monday.
    assert!(!due(&asked, "2010-04-12T21:59:59.999999Z"));
    assert!(due(&asked, "2010-04-12T22:00:00Z"));
    assert!(due(&asked, "2010-04-14T21:59:59Z"));
    assert!(!due(&asked, "2010-04-14T22:00:00Z"));
    let answered = asked.does(Who::Owner, &answers(vec![words("Here.")]));
    assert!(!due(&answered, "2010-04-13T12:00:00Z"));
    // Whoever has one working day in all is not reminded on the day of the question.
    let short = Scene::draft_in(call(|rules| rules.clarification_days = 1))
        .in_review()
        .does(Who::Screener(1), &asks(1, None));
    assert!(!due(&short, "2010-04-07T20:00:00Z"));
}

#[test]
fn nothing_else_in_screening_happens_without_somebody() {
    let taken = Scene::draft().in_review().judged(Outcome::Pass);
    let concluded = taken.tries(Who::Screener(1), &say::conclude()).unwrap();
    let state = taken.proposal.clone();
    assert_eq!(
        proposal::evolve(
            Some(state.clone()),
            state.id,
            &concluded[0],
            None,
            taken.now
        ),
        None
    );
}

#[test]
fn records_from_before_there_were_points_are_read() {
    let old = r#"{"stage":"screening","kind":"clarification_requested","until":"2010-04-14","points":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}"#;
    let Event::Screening(screening::Event::ClarificationRequested { points, .. }) =
        serde_json::from_str(old).unwrap()
    else {
        panic!("another event");
    };
    assert_eq!(points.len(), 1);
    let old = r#"{"stage":"screening","kind":"clarification_answered","answer":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}"#;
    let Event::Screening(screening::Event::ClarificationAnswered { answers }) =
        serde_json::from_str(old).unwrap()
    else {
        panic!("another event");
    };
    assert!(answers[0].text.is_some());
}

#[test]
fn a_wrong_decision_is_taken_back_by_a_new_one() {
    let released = Scene::draft_in(small_call())
        .ineligible()
        .does(Who::Manager(1), &say::release_ineligible());
    assert_eq!(
        released.refusal(Who::Manager(1), &say::release_ineligible()),
        Refusal::AlreadyDone
    );
    let back = released.does(Who::Manager(2), &say::retract());
    let screening = &back.proposal.screening;
    assert_eq!(back.proposal.status, Status::Queued);
    assert_eq!(
        (screening.outcome, screening.released_at, screening.proposed),
        (None, None, None)
    );
    // Both decisions stay on the record, and so does who took part.
    assert!(screening.deciders.contains(&Who::Screener(1).id()));
    let anew = back
        .does(Who::Screener(3), &say::take(Who::Screener(3)))
        .does(Who::Screener(3), &say::verdict("legal_form", Outcome::Pass))
        .does(Who::Screener(3), &say::conclude());
    assert_eq!(anew.proposal.status, Status::Eligible);
    // Whoever took it back has taken part in the decision.
    assert_eq!(
        anew.refusal(Who::Manager(2), &say::release_ineligible()),
        Refusal::OwnAct
    );
    let told = anew.does(Who::Manager(1), &say::release_ineligible());
    assert!(told.proposal.screening.released_at.is_some());
    assert_eq!(
        told.refusal(Who::Manager(2), &say::retract()),
        Refusal::TookPart
    );
    told.does(Who::Manager(1), &say::retract());
}

#[test]
fn an_upheld_appeal_goes_on_where_the_file_would_have_been() {
    let on = |definition: CallDefinition| {
        let mut scene = Scene::draft_in(definition)
            .ineligible()
            .does(Who::Manager(1), &say::release_ineligible())
            .does(Who::Owner, &say::appeal());
        scene = scene.does(Who::Officer(1), &say::decide_appeal(true));
        assert_eq!(scene.proposal.status, Status::Eligible);
        scene
    };
    let next = on(small_call()).does(Who::Officer(1), &Command::Advance);
    assert_eq!(next.proposal.stage, StageKind::Evaluation);
    assert_eq!(next.proposal.status, Status::AwaitingAssignment);
}

#[test]
fn what_may_be_done_is_listed_for_a_file_in_its_second_screening() {
    let drawn = screened_once(Outcome::Pass);
    let can = |who: Who| proposal::available(&drawn.proposal, &drawn.situation(&who.actor()));
    assert!(can(Who::Screener(2)).contains(&Action::AssignScreener));
    assert!(!can(Who::Screener(1)).contains(&Action::Conclude));
}

proptest! {
    /// Whatever two screeners find, an ineligibility has two people behind it, and none of them settled their own dispute.
    #[test]
    fn two_screenings_end_in_an_outcome_two_people_stand_for(first in 0..3_usize, second in 0..3_usize) {
        const FOUND: [Outcome; 3] = [Outcome::Pass, Outcome::Fail, Outcome::NotApplicable];
        let scene = screened_twice(FOUND[first], FOUND[second]);
        let fails = |outcome| outcome == Outcome::Fail;
        let same = fails(FOUND[first]) == fails(FOUND[second]);
        prop_assert_eq!(scene.proposal.status == Status::ToConfirm, !same);
        prop_assert_eq!(scene.proposal.screening.outcome.is_some(), same);
        prop_assert_eq!(scene.proposal.screening.deciders.len(), 2);
    }
}

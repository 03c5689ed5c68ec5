//! What keeps a call from being published: each fault is found and named.

use workflow::definition::{CallDefinition, Localised};
use workflow::procedure::{
    CallDate, CallText, Incomplete, Letter, RuleFault, Stage, check, letters,
};
use workflow::transition::StageKind;

use crate::people::Who;
use crate::scene::{day, founding_call, noon, small_call};

/// What the check says of the founding call after one change.
pub fn after(change: impl FnOnce(&mut CallDefinition)) -> Vec<Incomplete> {
    let mut definition = founding_call();
    change(&mut definition);
    check(&definition)
}

/// The kinds of stage in an order, with the founding call's rules.
fn order(kinds: &[StageKind]) -> Vec<Incomplete> {
    after(|call| {
        let of = |kind: &StageKind| call.procedure.first(*kind).cloned().expect("there");
        call.procedure.0 = kinds.iter().map(of).collect();
    })
}

use StageKind::{Agreement, Evaluation, Intake, Monitoring, Screening, Selection};

#[test]
fn the_calls_of_the_tests_are_complete() {
    assert_eq!(check(&founding_call()), []);
    assert_eq!(check(&small_call()), []);
}

#[test]
fn an_award_without_money_and_monitoring_is_complete() {
    // Nominations, an advisory committee, a jury; no money.
    let found = after(|call| {
        call.funding = None;
        call.duration = None;
        call.procedure
            .0
            .retain(|stage| matches!(stage.kind(), Intake | Evaluation | Selection));
        call.letters.remove(Letter::RejectedForLackOfFunds.name());
    });
    assert_eq!(found, []);
}

#[test]
fn a_code_is_short_and_begins_with_a_capital() {
    for good in ["SGF", "A12", "ABCDEFGHIJKLMNOP"] {
        assert_eq!(after(|call| call.code = good.to_owned()), [], "{good}");
    }
    for bad in [
        "",
        "AB",
        "1AB",
        "sgf2010",
        "SGF-2010",
        "ABCDEFGHIJKLMNOPQ",
        "ÄBC",
    ] {
        let code = bad.to_owned();
        assert_eq!(
            after(|call| call.code = bad.to_owned()),
            [Incomplete::Code { code }],
            "{bad}"
        );
    }
}

#[test]
fn every_text_is_there_in_every_language_of_the_call() {
    assert_eq!(
        after(|call| call.languages.clear()),
        [Incomplete::NoLanguage]
    );
    let missing = |text: CallText| {
        [Incomplete::TextMissing {
            text,
            language: "ar".to_owned(),
        }]
    };
    let drop_arabic = |text: &mut Localised| drop(text.0.remove("ar"));
    let blank = |text: &mut Localised| drop(text.0.insert("ar".to_owned(), " ".to_owned()));
    assert_eq!(
        after(|call| drop_arabic(&mut call.title)),
        missing(CallText::Title)
    );
    assert_eq!(
        after(|call| blank(&mut call.summary)),
        missing(CallText::Summary)
    );
    assert_eq!(
        after(|call| drop_arabic(&mut call.text)),
        missing(CallText::Text)
    );
    assert_eq!(
        after(|call| blank(&mut call.themes[0].title)),
        missing(CallText::Theme {
            id: "victims".to_owned()
        })
    );
    let letter = |call: &mut CallDefinition| drop_arabic(call.letters.get_mut("reserve").unwrap());
    assert_eq!(
        after(letter),
        missing(CallText::Letter {
            letter: Letter::Reserve
        })
    );
}

#[test]
fn every_exit_has_its_letter() {
    let call = founding_call();
    for (position, stage) in call.procedure.0.iter().enumerate() {
        for letter in letters(&call, position) {
            let found = after(|call| drop(call.letters.remove(letter.name())));
            let stage = stage.kind();
            assert_eq!(
                found,
                [Incomplete::LetterMissing {
                    position,
                    stage,
                    letter
                }]
            );
        }
    }
    // Whoever is not chosen is told, in every stage that chooses.
    assert_eq!(letters(&call, 1), [Letter::Ineligible]);
    assert_eq!(letters(&call, 2), [Letter::BelowThreshold]);
    assert!(letters(&call, 3).contains(&Letter::RejectedForLackOfFunds));
    // Without money nothing is lacking; without a reserve list nobody is on it.
    let award = CallDefinition {
        funding: None,
        ..founding_call()
    };
    assert!(!letters(&award, 3).contains(&Letter::RejectedForLackOfFunds));
    let mut no_reserve = founding_call();
    if let Stage::Selection(rules) = &mut no_reserve.procedure.0[3] {
        rules.reserve = 0;
    }
    assert!(!letters(&no_reserve, 3).contains(&Letter::Reserve));
}

#[test]
fn dates_come_in_their_order() {
    let midnight = |y, m, d| noon(day(y, m, d)).naive_utc();
    use CallDate::{
        AnswersBy, Closes, Opens, ProjectsEnd, ProjectsStart, QuestionsUntil, ResultsOn,
    };
    let disorder = |earlier, later| [Incomplete::DatesOutOfOrder { earlier, later }];
    let at_once = after(|call| call.dates.opens = call.dates.closes);
    assert_eq!(at_once, disorder(Opens, Closes));
    let same = after(|call| call.dates.questions_until = call.dates.answers_by);
    assert_eq!(same, disorder(QuestionsUntil, AnswersBy));
    let answers = after(|call| call.dates.answers_by = Some(midnight(2010, 4, 6)));
    assert_eq!(answers, disorder(AnswersBy, Closes));
    // Answers may be published up to the deadline itself.
    assert_eq!(
        after(|call| call.dates.answers_by = Some(call.dates.closes)),
        []
    );
    let results = after(|call| call.dates.results_on = Some(day(2010, 4, 5)));
    assert_eq!(results, disorder(Closes, ResultsOn));
    assert_eq!(
        after(|call| call.dates.results_on = Some(day(2010, 4, 6))),
        []
    );
    let start = after(|call| call.dates.projects_start = Some(day(2010, 7, 14)));
    assert_eq!(start, disorder(ResultsOn, ProjectsStart));
    let end = after(|call| call.dates.projects_end = Some(day(2010, 7, 31)));
    assert_eq!(end, disorder(ProjectsStart, ProjectsEnd));
}

#[test]
fn money_fits_together() {
    let with = |min, max, ceiling| {
        after(|call| {
            let funding = call.funding.as_mut().unwrap();
            (
                funding.grant_min_minor,
                funding.grant_max_minor,
                funding.ceiling_minor,
            ) = (min, max, ceiling);
        })
    };
    assert_eq!(with(1, 1, 1), []);
    for (min, max, ceiling) in [(0, 1, 1), (2, 1, 2), (1, 2, 1), (-1, 1, 1)] {
        assert_eq!(
            with(min, max, ceiling),
            [Incomplete::Money],
            "{min} {max} {ceiling}"
        );
    }
}

#[test]
fn stages_stand_where_they_can_be_reached_and_left() {
    assert_eq!(order(&[]), [Incomplete::IntakeFirst]);
    assert!(order(&[Screening, Intake]).contains(&Incomplete::IntakeFirst));
    let twice = |position, stage| [Incomplete::StageTwice { position, stage }];
    assert_eq!(order(&[Intake, Selection, Selection]), twice(2, Selection));
    let several = [Intake, Screening, Evaluation, Screening, Evaluation];
    let nowhere = |position, stage| [Incomplete::LeadsNowhere { position, stage }];
    assert_eq!(order(&several), nowhere(4, Evaluation));
    assert_eq!(order(&[&several[..], &[Selection]].concat()), []);
    assert_eq!(order(&[Intake]), nowhere(0, Intake));
    let wants = |position, stage, needs| Incomplete::StageOrder {
        position,
        stage,
        needs,
    };
    let wrong = |kinds: &[StageKind], problem| {
        let found = order(kinds);
        assert!(found.contains(&problem), "{kinds:?}: {found:?}");
    };
    wrong(&[Intake, Intake], wants(1, Intake, Evaluation));
    wrong(&[Intake, Agreement], wants(1, Agreement, Selection));
    wrong(
        &[Intake, Selection, Monitoring],
        wants(2, Monitoring, Agreement),
    );
    // Eligibility may be verified for those selected only.
    assert_eq!(order(&[Intake, Selection, Screening]), []);
    let late = |position, stage, before| Incomplete::StageLate {
        position,
        stage,
        before,
    };
    wrong(
        &[Intake, Selection, Evaluation],
        late(2, Evaluation, Selection),
    );
    wrong(
        &[Intake, Selection, Agreement, Screening],
        late(3, Screening, Agreement),
    );
    let verified = after(|call| {
        let screening = call.procedure.0.remove(1);
        call.procedure.0.insert(3, screening);
    });
    assert_eq!(verified, []);
    let no_money = after(|call| call.funding = None);
    let needs_money = |problem: &Incomplete| {
        matches!(
            problem,
            Incomplete::Rule {
                stage: Agreement,
                fault: RuleFault::NeedsMoney,
                ..
            }
        )
    };
    assert!(no_money.iter().any(needs_money), "{no_money:?}");
}

/// One fault, which says this.
pub fn only(found: Vec<String>, says: &str) {
    assert!(
        found.len() == 1 && found[0].contains(says),
        "{says}: {found:?}"
    );
}

#[test]
fn a_call_that_is_not_complete_is_neither_approved_nor_published() {
    use workflow::call::{Call, CallStatus, Command, decide};
    let mut definition = founding_call();
    definition.letters.clear();
    let mut call = Call {
        id: crate::people::CALL,
        definition,
        earlier_forms: Vec::new(),
        pending_form: None,
        grid_revisions: Vec::new(),
        status: CallStatus::Draft,
        authors: [Who::Officer(1).id()].into(),
        drafted_at: noon(day(2010, 2, 1)),
        published_at: None,
        changed_at: noon(day(2010, 2, 1)),
        questions: Default::default(),
        batches: Vec::new(),
        panel: Default::default(),
        letters: Default::default(),
        unnamed: Default::default(),
    };
    let now = noon(day(2010, 2, 2));
    for (status, command) in [
        (CallStatus::Draft, Command::Approve),
        (CallStatus::Approved, Command::Publish),
    ] {
        call.status = status;
        let refused = decide(&call, &command, &Who::Manager(1).actor(), now);
        let Err(workflow::refusal::Refusal::Incomplete { problems }) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(problems.len(), 6);
    }
}

//! Due diligence on its exact boundaries: verification and its renewal, risk flags, matches with lists, merges.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use workflow::country::Country;
use workflow::definition::Localised;
use workflow::due_diligence::{
    Answer, Category, DueDiligence, Hit, Level, MatchStatus, Question, Readiness, Standing, Step,
    Subject, Verdict,
};
use workflow::ids::{DocumentId, OrganisationId};
use workflow::organisation::{
    self, Command as C, Event, Found, Organisation, OrganisationStatus, Situation,
};
use workflow::record::digest;
use workflow::refusal::Refusal;

use crate::people::{APPLICANT, OTHER_APPLICANT, Who};
use crate::say;
use crate::scene::{Scene, day, noon, small_call};

fn rules(questions: &[&str]) -> DueDiligence {
    let asked = |id: &&str| Question {
        id: (*id).to_owned(),
        text: Localised::default(),
        help: None,
        may_not_apply: *id == "bank",
    };
    DueDiligence {
        valid_months: 24,
        renew_days: 60,
        risk: None,
        questions: questions.iter().map(asked).collect(),
    }
}

/// An organisation under due diligence, with the questions asked and the day.
#[derive(Clone)]
struct Case {
    state: Organisation,
    rules: DueDiligence,
    today: NaiveDate,
}

impl Case {
    fn new() -> Self {
        let today = day(2010, 3, 1);
        let registered = organisation::register(Country::parse("KE").unwrap(), digest(b"1"));
        let owner = Some(Who::Owner.id());
        let state = organisation::evolve(None, APPLICANT, &registered, owner, noon(today));
        Self {
            state: state.unwrap(),
            rules: rules(&["exists", "bank"]),
            today,
        }
    }

    fn on(mut self, today: NaiveDate) -> Self {
        self.today = today;
        self
    }

    fn tries(&self, who: Who, command: &C) -> Result<Vec<Event>, Refusal> {
        let situation = Situation {
            actor: &who.actor(),
            rules: &self.rules,
            members: &BTreeMap::new(),
            now: noon(self.today),
        };
        organisation::decide(&self.state, command, &situation)
    }

    fn told(mut self, events: &[Event], by: Option<Who>) -> Self {
        for event in events {
            let by = by.map(Who::id);
            let now = noon(self.today);
            self.state = organisation::evolve(Some(self.state), APPLICANT, event, by, now).unwrap();
        }
        self
    }

    #[track_caller]
    fn does(self, who: Who, command: &C) -> Self {
        let events = self.tries(who, command).unwrap();
        self.told(&events, Some(who))
    }

    #[track_caller]
    fn refusal(&self, who: Who, command: &C) -> Refusal {
        self.tries(who, command).unwrap_err()
    }

    fn standing(&self) -> Standing {
        self.state.standing(self.today, Readiness::default())
    }

    /// Both questions answered with yes by the screener, and proposed.
    fn proposed(self) -> Self {
        self.does(Who::Screener(1), &answer("exists", Answer::Yes))
            .does(Who::Screener(1), &answer("bank", Answer::Yes))
            .does(Who::Screener(1), &propose())
    }
}

fn answer(question: &str, answer: Answer) -> C {
    C::AnswerQuestion {
        question: question.to_owned(),
        answer,
        comment: Some(say::text()),
        evidence: Default::default(),
    }
}

fn propose() -> C {
    C::ProposeVerification {
        comment: say::text(),
    }
}

fn raise(level: Level, until: Option<NaiveDate>) -> C {
    C::RaiseFlag {
        level,
        category: Category::Financial,
        until,
        reason: say::text(),
    }
}

fn change(level: Level, until: Option<NaiveDate>) -> C {
    C::ChangeFlag {
        flag: 1,
        level,
        until,
        reason: say::text(),
    }
}

fn lift() -> C {
    C::LiftFlag {
        flag: 1,
        reason: say::text(),
    }
}

#[test]
fn a_verification_holds_from_the_day_it_is_confirmed_to_its_last_day() {
    let verified = Case::new()
        .proposed()
        .does(Who::Officer(1), &C::ConfirmVerification);
    let until = verified.today + Months::new(24);
    assert_eq!(verified.state.verified_until, Some(until));
    assert!(verified.clone().on(until).standing().verified);
    assert!(!verified.on(until + Days::new(1)).standing().verified);
}

#[test]
fn it_is_to_be_renewed_from_exactly_so_many_days_before() {
    let (rules, until) = (rules(&["exists"]), day(2012, 3, 1));
    assert!(!rules.to_renew(until, until - Days::new(61)));
    assert!(rules.to_renew(until, until - Days::new(60)));
    assert!(rules.to_renew(until, until));
    assert!(rules.to_renew(until, until + Days::new(1)));
    assert_eq!(rules.renewed_by(until - Days::new(60)), until);
}

#[test]
fn who_answered_one_question_does_not_confirm() {
    let case = Case::new()
        .does(Who::Officer(1), &answer("exists", Answer::Yes))
        .does(Who::Screener(1), &answer("bank", Answer::NotApplicable))
        .does(Who::Screener(1), &propose());
    let confirm = C::ConfirmVerification;
    assert_eq!(case.refusal(Who::Officer(1), &confirm), Refusal::OwnAct);
    assert_eq!(
        case.refusal(Who::Screener(2), &confirm),
        Refusal::NotAllowed
    );
    case.does(Who::Officer(2), &confirm);
}

#[test]
fn what_is_answered_and_how_is_checked() {
    let case = Case::new();
    let unknown = answer("colour", Answer::Yes);
    assert!(matches!(
        case.refusal(Who::Screener(1), &unknown),
        Refusal::Unknown {
            what: "question",
            ..
        }
    ));
    // Only where the question allows it.
    case.clone()
        .does(Who::Screener(1), &answer("bank", Answer::NotApplicable));
    assert!(matches!(
        case.refusal(Who::Screener(1), &answer("exists", Answer::NotApplicable)),
        Refusal::Unknown { what: "answer", .. }
    ));
    let silent = C::AnswerQuestion {
        question: "bank".to_owned(),
        answer: Answer::No,
        comment: None,
        evidence: Default::default(),
    };
    assert_eq!(
        case.refusal(Who::Screener(1), &silent),
        Refusal::CommentMissing {
            question: "bank".to_owned()
        }
    );
    let half = case.does(Who::Screener(1), &answer("exists", Answer::Yes));
    assert_eq!(
        half.refusal(Who::Screener(1), &propose()),
        Refusal::Unanswered {
            questions: vec!["bank".to_owned()]
        }
    );
}

#[test]
fn one_no_refuses_and_a_new_round_begins_empty() {
    let refused = Case::new()
        .does(Who::Screener(1), &answer("exists", Answer::Yes))
        .does(Who::Screener(1), &answer("bank", Answer::No))
        .does(Who::Screener(1), &propose())
        .does(Who::Officer(1), &C::ConfirmVerification);
    assert_eq!(refused.state.status, OrganisationStatus::Refused);
    assert!(refused.state.present_answers().is_empty());
    // The answers of the round before are not proposed again.
    let again = refused.does(Who::Screener(1), &answer("bank", Answer::Yes));
    assert_eq!(again.state.present_answers().len(), 1);
    assert!(matches!(
        again.refusal(Who::Screener(1), &propose()),
        Refusal::Unanswered { .. }
    ));
}

#[test]
fn when_other_questions_are_asked_the_answers_are_looked_at_again() {
    let mut case = Case::new().proposed();
    case.rules = rules(&["exists", "purpose"]);
    // Neither what is no longer asked nor what was not asked is confirmed.
    assert!(matches!(
        case.refusal(Who::Officer(1), &C::ConfirmVerification),
        Refusal::Unknown { .. }
    ));
    let reason = say::text();
    let back = case.does(Who::Officer(1), &C::ReturnVerification { reason });
    assert_eq!(
        back.refusal(Who::Screener(1), &propose()),
        Refusal::Unanswered {
            questions: vec!["purpose".to_owned()]
        }
    );
    let answered = back
        .does(Who::Screener(1), &answer("purpose", Answer::Yes))
        .does(Who::Screener(1), &propose());
    let present = answered.state.present_answers();
    assert_eq!(present.keys().collect::<Vec<_>>(), ["exists", "purpose"]);
    assert_eq!(answered.rules.verdict(&present), Ok(Verdict::Passed));
    let verified = answered.does(Who::Officer(2), &C::ConfirmVerification);
    assert!(verified.standing().verified);
}

#[test]
fn only_a_change_of_substance_ends_a_verification() {
    let verified = Case::new()
        .proposed()
        .does(Who::Officer(1), &C::ConfirmVerification);
    let amend = |profile: &[u8], substance| C::Amend {
        profile: digest(profile),
        country: Country::parse("KE").unwrap(),
        substance,
        bank: substance,
    };
    let kept = verified.clone().does(Who::Owner, &amend(b"2", false));
    assert!(kept.standing().verified);
    let ended = verified.does(Who::Owner, &amend(b"3", true));
    assert!(!ended.standing().verified);
    assert!(ended.state.answers.is_empty());
}

#[test]
fn a_level_is_set_by_who_may_set_it() {
    let case = Case::new();
    let raisers = [
        (Who::Screener(1), Level::Risk),
        (Who::Finance(1), Level::Risk),
        (Who::Officer(1), Level::Red),
        (Who::Manager(1), Level::Red),
    ];
    for (who, most) in raisers {
        for level in Level::ALL {
            let tried = case.tries(who, &raise(*level, None));
            assert_eq!(tried.is_ok(), *level <= most, "{who:?} {level}");
        }
    }
    for who in [Who::Auditor, Who::Owner] {
        let refused = case.refusal(who, &raise(Level::Observation, None));
        assert_eq!(refused, Refusal::NotAllowed);
    }
    let flagged = case.does(Who::Screener(1), &raise(Level::Risk, None));
    let escalate = change(Level::Escalated, None);
    assert_eq!(
        flagged.refusal(Who::Screener(1), &escalate),
        Refusal::NotAllowed
    );
    flagged.does(Who::Officer(1), &escalate);
}

#[test]
fn a_grave_flag_is_made_lighter_by_another_manager_only() {
    for level in [Level::Escalated, Level::Red] {
        let flagged = Case::new().does(Who::Manager(1), &raise(level, None));
        let sooner = change(level, Some(flagged.today));
        for command in [change(Level::Risk, None), sooner, lift()] {
            assert_eq!(
                flagged.refusal(Who::Manager(1), &command),
                Refusal::OwnAct,
                "{command:?}"
            );
            assert_eq!(
                flagged.refusal(Who::Officer(1), &command),
                Refusal::NotAllowed
            );
            flagged.clone().does(Who::Manager(2), &command);
        }
    }
    // Who set the level it has now decides nothing alone, even when another raised it.
    let escalated = Case::new()
        .does(Who::Officer(1), &raise(Level::Escalated, None))
        .does(Who::Manager(1), &change(Level::Red, None));
    assert_eq!(escalated.refusal(Who::Manager(1), &lift()), Refusal::OwnAct);
    let lighter = escalated.does(Who::Manager(2), &change(Level::Observation, None));
    // What is light, the officer who raises flags lifts too.
    let lifted = lighter.does(Who::Officer(1), &lift());
    assert_eq!(lifted.standing().flag, None);
    assert_eq!(
        lifted.refusal(Who::Manager(1), &lift()),
        Refusal::AlreadyDone
    );
}

#[test]
fn a_flag_holds_on_its_last_day_and_not_after() {
    let case = Case::new();
    let until = case.today + Days::new(10);
    let flagged = case.does(Who::Officer(1), &raise(Level::Red, Some(until)));
    let level = |case: &Case, on| case.clone().on(on).standing().flag;
    assert_eq!(level(&flagged, until), Some(Level::Red));
    assert_eq!(level(&flagged, until + Days::new(1)), None);
    // The gravest that holds is the one that counts.
    let lighter = raise(Level::Observation, None);
    let both = flagged.does(Who::Screener(1), &lighter);
    assert_eq!(level(&both, until), Some(Level::Red));
    assert_eq!(level(&both, until + Days::new(1)), Some(Level::Observation));
    // Today is a last day, yesterday is none.
    let case = Case::new();
    let (today, yesterday) = (case.today, case.today - Days::new(1));
    let on = |day| raise(Level::Risk, Some(day));
    case.clone().does(Who::Screener(1), &on(today));
    assert_eq!(
        case.refusal(Who::Screener(1), &on(yesterday)),
        Refusal::Dates
    );
}

#[test]
fn every_level_blocks_what_its_table_says_and_applying_never() {
    let base = Standing {
        country: Country::parse("KE").unwrap(),
        verified: true,
        flag: None,
        listed: false,
        merged: false,
        registration: Readiness {
            complete: true,
            contacts: 2,
        },
    };
    for level in Level::ALL {
        let standing = Standing {
            flag: Some(*level),
            ..base
        };
        for step in Step::ALL {
            let expected = if level.blocks().contains(step) {
                Err(Refusal::Flagged { level: *level })
            } else {
                Ok(())
            };
            assert_eq!(standing.allows(*step), expected, "{level} {step}");
        }
        assert_eq!(standing.may_apply(), Ok(()));
    }
    let contacts = |contacts| Standing {
        registration: Readiness {
            complete: true,
            contacts,
        },
        ..base
    };
    assert_eq!(contacts(2).may_apply(), Ok(()));
    let one = Refusal::ContactsMissing { needed: 2, have: 1 };
    assert_eq!(contacts(1).may_apply(), Err(one));
    // Everything that is in the way is told at once.
    let all = Standing {
        verified: false,
        flag: Some(Level::Red),
        listed: true,
        ..base
    };
    assert_eq!(all.blocks(Step::Award).len(), 3);
    assert_eq!(all.blocks(Step::Payment).len(), 2);
}

#[test]
fn a_payment_is_approved_only_while_no_grave_flag_holds() {
    let requested = Scene::draft_in(small_call())
        .running()
        .on(day(2011, 9, 1))
        .does(Who::Officer(1), &say::request(1));
    for (flag, approved) in [
        (None, true),
        (Some(Level::Observation), true),
        (Some(Level::Risk), true),
        (Some(Level::Escalated), false),
        (Some(Level::Red), false),
    ] {
        let mut running = requested.clone();
        running.standing.flag = flag;
        let tried = running.tries(Who::Finance(1), &say::approve(1));
        assert_eq!(tried.is_ok(), approved, "{flag:?}");
        if let (Err(refusal), Some(level)) = (tried, flag) {
            assert_eq!(refusal, Refusal::Flagged { level });
        }
    }
}

#[test]
fn a_red_flag_keeps_a_verification_from_being_confirmed_not_from_being_refused() {
    let flag = raise(Level::Red, None);
    let passed = Case::new().proposed().does(Who::Officer(1), &flag);
    assert_eq!(
        passed.refusal(Who::Officer(2), &C::ConfirmVerification),
        Refusal::Flagged { level: Level::Red }
    );
    let failed = Case::new()
        .does(Who::Screener(1), &answer("exists", Answer::No))
        .does(Who::Screener(1), &answer("bank", Answer::Yes))
        .does(Who::Screener(1), &propose())
        .does(Who::Officer(1), &flag)
        .does(Who::Officer(2), &C::ConfirmVerification);
    assert_eq!(failed.state.status, OrganisationStatus::Refused);
}

fn found(entry: &[u8], name: &[u8]) -> Found {
    Found {
        hit: Hit {
            reference: "QDe.901".to_owned(),
            entry: digest(entry),
            subject: Subject::LegalName,
            name: digest(name),
        },
        score: 940,
    }
}

#[test]
fn a_dismissal_holds_until_the_entry_or_the_name_changes() {
    let dismiss = C::DismissMatch {
        number: 1,
        reason: say::text(),
    };
    let hit = found(b"entry", b"name");
    let screened = |case: &Case, found: &[Found]| organisation::screened(&case.state, found);
    let case = Case::new();
    let opened = screened(&case, std::slice::from_ref(&hit));
    let open = case.told(&opened, None);
    assert!(open.standing().listed);
    let dismissed = open.does(Who::Officer(1), &dismiss);
    assert!(!dismissed.standing().listed);
    assert_eq!(screened(&dismissed, std::slice::from_ref(&hit)), []);
    for other in [found(b"other entry", b"name"), found(b"entry", b"new name")] {
        let events = screened(&dismissed, &[other]);
        let again = dismissed.clone().told(&events, None);
        assert_eq!(again.state.matches[&1].status, MatchStatus::Ended);
        assert_eq!(again.state.matches[&2].status, MatchStatus::Open);
        assert!(again.standing().listed);
    }
    // What one has confirmed, only a manager, and another person, takes back.
    let confirm = C::ConfirmMatch {
        number: 1,
        reason: say::text(),
    };
    let confirmed = dismissed.does(Who::Manager(1), &confirm);
    assert!(confirmed.standing().listed);
    assert_eq!(
        confirmed.refusal(Who::Officer(1), &dismiss),
        Refusal::NotAllowed
    );
    assert_eq!(
        confirmed.refusal(Who::Manager(1), &dismiss),
        Refusal::OwnAct
    );
    confirmed.does(Who::Manager(2), &dismiss);
}

#[test]
fn a_merge_waits_for_matches_and_ends_every_act() {
    let merge = |into: OrganisationId| C::Merge {
        into,
        reason: say::text(),
    };
    let case = Case::new();
    assert_eq!(
        case.refusal(Who::Manager(1), &merge(APPLICANT)),
        Refusal::AlreadyDone
    );
    assert_eq!(
        case.refusal(Who::Officer(1), &merge(OTHER_APPLICANT)),
        Refusal::NotAllowed
    );
    let opened = organisation::screened(&case.state, &[found(b"entry", b"name")]);
    let open = case.clone().told(&opened, None);
    assert_eq!(
        open.refusal(Who::Manager(1), &merge(OTHER_APPLICANT)),
        Refusal::SanctionsMatch
    );
    assert_eq!(
        organisation::may_merge(&open.state, open.today),
        Err(Refusal::SanctionsMatch)
    );
    let merged = case.does(Who::Manager(1), &merge(OTHER_APPLICANT));
    assert_eq!(merged.state.merged_into, Some(OTHER_APPLICANT));
    assert_eq!(
        organisation::may_merge(&merged.state, merged.today),
        Err(Refusal::Merged)
    );
    assert_eq!(merged.standing().may_apply(), Err(Refusal::Merged));
    for who in [Who::Owner, Who::Officer(1), Who::Manager(1)] {
        assert_eq!(
            organisation::available(&merged.state, &who.actor()),
            [],
            "{who:?}"
        );
    }
}

#[test]
fn a_dismissed_duplicate_is_dismissed_once() {
    let dismiss = C::DismissDuplicate {
        other: OTHER_APPLICANT,
        reason: say::text(),
    };
    let case = Case::new().does(Who::Officer(1), &dismiss);
    assert!(case.state.not_duplicates.contains(&OTHER_APPLICANT));
    assert_eq!(case.tries(Who::Officer(1), &dismiss), Ok(Vec::new()));
}

#[test]
fn every_event_of_due_diligence_keeps_the_digest_of_its_text() {
    let text = say::text().digest();
    let evidence = [DocumentId::from(uuid::Uuid::from_u128(1))].into();
    let events = [
        Event::QuestionAnswered {
            question: "bank".to_owned(),
            answer: Answer::Yes,
            comment: Some(text),
            evidence,
        },
        Event::VerificationReturned { reason: text },
        Event::FlagLifted {
            flag: 1,
            reason: text,
        },
        Event::Merged {
            into: OTHER_APPLICANT,
            reason: text,
        },
    ];
    assert!(events.iter().all(|event| event.text() == Some(text)));
    let none = [
        Event::VerificationRefused {},
        Event::Absorbed {
            other: OTHER_APPLICANT,
        },
    ];
    assert!(none.iter().all(|event| event.text().is_none()));
}

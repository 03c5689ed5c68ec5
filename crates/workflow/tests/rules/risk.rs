//! The questionnaire on risk, the level its answers come to, and the least monitoring that follows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use workflow::due_diligence::DueDiligence;
use workflow::money::{Currency, Money};
use workflow::refusal::Refusal;
use workflow::risk::{
    Bounds, Questionnaire, QuestionnaireFault as Fault, Rating, RiskLevel as Level,
};

use crate::scene::day;

const RATINGS: [Rating; 4] = [
    Rating::Low,
    Rating::Medium,
    Rating::Significant,
    Rating::High,
];

fn standard() -> Questionnaire {
    let rules: DueDiligence =
        toml::from_str(include_str!("../../../../config/due-diligence.toml")).unwrap();
    rules.risk.unwrap()
}

fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::from_code("USD").unwrap())
}

/// Every question rated alike.
fn all(asked: &Questionnaire, rating: Rating) -> BTreeMap<String, Rating> {
    let questions = asked.questions();
    questions.map(|one| (one.id.clone(), rating)).collect()
}

#[test]
fn the_standard_questionnaire_has_no_fault_and_asks_in_both_languages() {
    let asked = standard();
    assert_eq!(asked.fault(), None);
    assert!(asked.questions().filter(|one| one.key).count() >= 4);
    for question in asked.questions() {
        for language in ["en", "ar"] {
            assert!(!question.text.get(language).is_empty(), "{}", question.id);
        }
    }
}

#[test]
fn faults_are_found() {
    let of = |change: &dyn Fn(&mut Questionnaire)| {
        let mut asked = standard();
        change(&mut asked);
        asked.fault()
    };
    let usd = Currency::from_code("USD").unwrap();
    assert_eq!(
        of(&|asked| asked.valid_months = 0),
        Some(Fault::ValidMonths)
    );
    assert_eq!(of(&|asked| asked.valid_months = 120), None);
    assert_eq!(
        of(&|asked| asked.valid_months = 121),
        Some(Fault::ValidMonths)
    );
    assert_eq!(of(&|asked| asked.key_weight = 11), Some(Fault::KeyWeight));
    assert_eq!(
        of(&|asked| asked.bounds.medium = 1_500),
        Some(Fault::Bounds)
    );
    assert_eq!(of(&|asked| asked.areas.clear()), Some(Fault::NoQuestion));
    let twice = of(&|asked| {
        let again = asked.areas[0].questions[0].clone();
        asked.areas[1].questions.push(again);
    });
    let id = standard().areas[0].questions[0].id.clone();
    assert_eq!(twice, Some(Fault::Twice { id }));
    let again = of(&|asked| asked.plans.push(asked.plans[0].clone()));
    assert_eq!(again, Some(Fault::PlanTwice { currency: usd }));
    for wrong in [
        of(&|asked| asked.plans[0].visits.swap(0, 1)),
        of(&|asked| asked.plans[0].visits[3].up_to = Some(1)),
        of(&|asked| asked.plans[0].visits.clear()),
    ] {
        assert_eq!(wrong, Some(Fault::Visits { currency: usd }));
    }
}

#[test]
fn answers_alike_come_to_their_level() {
    let asked = standard();
    for (rating, score, level) in [
        (Rating::Low, 1_000, Level::Low),
        (Rating::Medium, 2_000, Level::Medium),
        (Rating::Significant, 3_000, Level::Significant),
        (Rating::High, 4_000, Level::High),
    ] {
        let outcome = asked.assess(&all(&asked, rating)).unwrap();
        assert_eq!((outcome.score, outcome.level), (score, level));
    }
}

/// Two questions, one of them a key question.
fn two() -> Questionnaire {
    let mut asked = standard();
    asked.areas.truncate(1);
    let questions = &mut asked.areas[0].questions;
    questions.truncate(2);
    (questions[0].key, questions[1].key) = (true, false);
    questions[1].may_not_apply = true;
    asked
}

fn pair(asked: &Questionnaire, key: Rating, other: Rating) -> BTreeMap<String, Rating> {
    let ids = asked.questions().map(|one| one.id.clone());
    ids.zip([key, other]).collect()
}

#[test]
fn key_questions_weigh_more_and_a_high_risk_there_lifts_the_level() {
    let asked = two();
    let of = |key, other| asked.assess(&pair(&asked, key, other)).unwrap();
    // (2 × 1 + 3) / 3 and (1 × 2 + 2 × 3) / 3, rounded half up.
    assert_eq!(of(Rating::Low, Rating::Significant).score, 1_667);
    assert_eq!(of(Rating::Significant, Rating::Medium).score, 2_667);
    let mut asked = two();
    asked.key_weight = 1;
    let of = |key, other| asked.assess(&pair(&asked, key, other)).unwrap();
    let plain = of(Rating::Low, Rating::High);
    assert_eq!(
        (plain.score, plain.level, plain.lifted),
        (2_500, Level::Significant, false)
    );
    asked.bounds = Bounds {
        low: 1_500,
        medium: 2_500,
        significant: 3_000,
    };
    let of = |key, other| asked.assess(&pair(&asked, key, other)).unwrap();
    let other = of(Rating::Low, Rating::High);
    assert_eq!((other.level, other.lifted), (Level::Medium, false));
    let lifted = of(Rating::High, Rating::Low);
    assert_eq!(
        (lifted.score, lifted.level, lifted.lifted),
        (2_500, Level::Significant, true)
    );
}

#[test]
fn bounds_belong_to_the_lower_level() {
    let mut asked = two();
    asked.key_weight = 1;
    for (low, level) in [(1_499, Level::Medium), (1_500, Level::Low)] {
        asked.bounds.low = low;
        let outcome = asked
            .assess(&pair(&asked, Rating::Low, Rating::Medium))
            .unwrap();
        assert_eq!((outcome.score, outcome.level), (1_500, level));
    }
}

#[test]
fn every_question_needs_an_answer_it_allows() {
    let asked = two();
    let ids: Vec<String> = asked.questions().map(|one| one.id.clone()).collect();
    let one = BTreeMap::from([(ids[0].clone(), Rating::Low)]);
    let open = Refusal::Unanswered {
        questions: vec![ids[1].clone()],
    };
    assert_eq!(asked.assess(&one).unwrap_err(), open);
    let without = pair(&asked, Rating::Medium, Rating::NotApplicable);
    assert_eq!(asked.assess(&without).unwrap().score, 2_000);
    let never = pair(&asked, Rating::NotApplicable, Rating::Low);
    assert!(matches!(
        asked.assess(&never).unwrap_err(),
        Refusal::Unknown { what: "answer", .. }
    ));
    let mut more = pair(&asked, Rating::Low, Rating::Low);
    more.insert("shoe_size".to_owned(), Rating::Low);
    assert!(matches!(
        asked.assess(&more).unwrap_err(),
        Refusal::Unknown {
            what: "question",
            ..
        }
    ));
    let mut none = asked.clone();
    none.areas[0].questions[0].may_not_apply = true;
    let nothing = pair(&none, Rating::NotApplicable, Rating::NotApplicable);
    assert_eq!(
        none.assess(&nothing).unwrap_err(),
        Refusal::Unanswered { questions: ids }
    );
}

fn visits(level: Level, minor: i64) -> u32 {
    let (from, to) = (day(2011, 1, 1), day(2011, 12, 31));
    standard().plan(level, usd(minor), from, to).unwrap().visits
}

#[test]
fn the_table_of_visits_holds_on_its_exact_bounds() {
    let of = |minor| {
        [Level::Low, Level::Medium, Level::Significant, Level::High]
            .map(|level| visits(level, minor))
    };
    assert_eq!(of(250_000), [0, 0, 0, 0]);
    assert_eq!(of(250_001), [1, 1, 1, 1]);
    assert_eq!(of(10_000_000), [1, 1, 1, 1]);
    assert_eq!(of(10_000_001), [1, 2, 3, 3]);
    assert_eq!(of(50_000_000), [1, 2, 3, 3]);
    assert_eq!(of(50_000_001), [2, 3, 4, 4]);
}

#[test]
fn spot_checks_and_audits_are_due_above_their_amounts() {
    let of = |minor| {
        let plan = standard().plan(Level::Low, usd(minor), day(2011, 1, 1), day(2011, 12, 31));
        plan.map(|plan| (plan.spot_checks, plan.audit)).unwrap()
    };
    assert_eq!(of(5_000_000), (0, false));
    assert_eq!(of(5_000_001), (1, false));
    assert_eq!(of(50_000_000), (1, false));
    assert_eq!(of(50_000_001), (1, true));
}

#[test]
fn longer_projects_spread_the_money_and_count_each_year_begun() {
    let of = |minor, from, to| {
        standard()
            .plan(Level::Medium, usd(minor), from, to)
            .unwrap()
    };
    // 365 days are one year; a day more is two, in a leap year too.
    assert_eq!(of(100, day(2011, 1, 1), day(2011, 12, 31)).years, 1);
    assert_eq!(of(100, day(2012, 1, 1), day(2012, 12, 30)).years, 1);
    assert_eq!(of(100, day(2012, 1, 1), day(2012, 12, 31)).years, 2);
    let two = of(20_000_000, day(2011, 1, 1), day(2012, 12, 30));
    assert_eq!((two.years, two.a_year, two.visits), (2, usd(10_000_000), 2));
    // A cent more a year is another row of the table.
    let more = of(20_000_001, day(2011, 1, 1), day(2012, 12, 30));
    assert_eq!((more.a_year, more.visits), (usd(10_000_001), 4));
}

#[test]
fn without_a_table_for_the_currency_there_is_no_plan() {
    let asked = standard();
    let yen = Money::new(1, Currency::from_code("JPY").unwrap());
    assert_eq!(
        asked.plan(Level::Low, yen, day(2011, 1, 1), day(2011, 12, 31)),
        None
    );
    assert_eq!(
        asked.plan(Level::Low, usd(1), day(2011, 1, 2), day(2011, 1, 1)),
        None
    );
}

proptest! {
    /// A worse answer never makes the level lighter, and a score is between the lightest and the gravest answer.
    #[test]
    fn worse_answers_are_never_lighter(places in prop::collection::vec(0..4_usize, 30), at in 0..12_usize) {
        let asked = standard();
        let ids: Vec<String> = asked.questions().map(|one| one.id.clone()).collect();
        let answers: BTreeMap<String, Rating> =
            ids.iter().cloned().zip(places.iter().map(|place| RATINGS[*place])).collect();
        let before = asked.assess(&answers).unwrap();
        prop_assert!((1_000..=4_000).contains(&before.score));
        let at = at % ids.len();
        let mut worse = answers.clone();
        worse.insert(ids[at].clone(), RATINGS[(places[at] + 1).min(3)]);
        let after = asked.assess(&worse).unwrap();
        prop_assert!(after.level >= before.level && after.score >= before.score);
    }

    /// More money or a graver level never means less monitoring.
    #[test]
    fn more_money_never_means_less_monitoring(minor in 0..100_000_000_i64, more in 0..50_000_000_i64, days in 0..1_500_i64) {
        let asked = standard();
        let from: NaiveDate = day(2011, 1, 1);
        let to = from + chrono::Days::new(days.unsigned_abs());
        let less = asked.plan(Level::Medium, usd(minor), from, to).unwrap();
        for (level, amount) in [(Level::Medium, minor + more), (Level::High, minor)] {
            let found = asked.plan(level, usd(amount), from, to).unwrap();
            prop_assert!(found.visits >= less.visits && found.spot_checks >= less.spot_checks && found.audit >= less.audit);
        }
    }
}

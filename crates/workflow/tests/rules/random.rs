//! Random lives: whatever people try in whatever order, the record replays to the same state and the promises hold.

use proptest::prelude::*;
use workflow::due_diligence::Level;
use workflow::money::Money;
use workflow::proposal::{self, Command, Event, Proposal};
use workflow::record::canonical_json;
use workflow::refusal::Refusal;
use workflow::screening::Outcome;
use workflow::selection::{Choice, Decision};
use workflow::transition::{Action, StageKind, Status};
use workflow::{agreement, screening, selection};

use crate::people::Who;
use crate::say;
use crate::scene::{Scene, day, noon, small_call};

/// Who takes part in a random life.
const PEOPLE: [Who; 16] = [
    Who::Owner,
    Who::Editor,
    Who::OtherOwner,
    Who::Screener(1),
    Who::Screener(2),
    Who::Screener(3),
    Who::Evaluator(1),
    Who::Evaluator(2),
    Who::Evaluator(3),
    Who::Member(1),
    Who::Member(2),
    Who::Chair,
    Who::Officer(1),
    Who::Manager(1),
    Who::Manager(2),
    Who::Auditor,
];

fn commands(scene: &Scene) -> Vec<Command> {
    let definition = &scene.call.definition;
    let mut all = vec![
        say::submit(4_500_000),
        say::submit(3_000_000),
        say::withdraw(),
        Command::Advance,
        say::no_conflict(),
        say::conflict(),
        say::verdict("legal_form", Outcome::Pass),
        say::verdict("legal_form", Outcome::Fail),
        say::ask(),
        say::answer(),
        say::close_clarification(),
        say::conclude(),
        say::confirm(),
        say::disagree(),
        say::settle(true),
        say::settle(false),
        say::appeal(),
        say::decide_appeal(true),
        say::reinstate_eligible(),
        say::release_ineligible(),
        say::assign(&[Who::Evaluator(1), Who::Evaluator(2)]),
        say::assign(&[Who::Evaluator(3)]),
        say::decline(),
        say::scores(definition, 9_000),
        say::scores(definition, 7_000),
        say::scores(definition, 3_000),
        say::reinstate_evaluated(),
        say::release_below_threshold(),
        say::open_voting(),
        say::close_voting(),
        say::release_decision(),
        say::propose_promotion(3_000_000),
        say::promote(),
        say::accept_award(),
        say::decline_award(),
        say::lapse_award(),
        say::reopen_voting(),
        say::outcome(Decision::Selected, Some(4_000_000)),
        say::terms(3_000_000),
        say::terms(4_500_000),
        say::send(),
        say::recall(),
        say::accept(),
        say::decline_grant(),
        say::sign(),
        say::ask_for_changes(),
        say::revise(4_000_000),
        say::expire(),
    ];
    all.extend((1..=3).map(|n| say::take(Who::Screener(n))));
    all.extend(Choice::ALL.iter().map(|choice| say::ballot(*choice)));
    all.extend(
        Decision::ALL
            .iter()
            .map(|decision| say::outcome(*decision, None)),
    );
    all
}

/// What would end or spoil a life is tried less often.
const fn rare(action: Action) -> bool {
    matches!(
        action,
        Action::Withdraw
            | Action::DeclareConflict
            | Action::DeclineAgreement
            | Action::DeclineAward
            | Action::LapseAward
            | Action::ReopenVoting
            | Action::RecallAgreement
            | Action::RequestChanges
            | Action::ExpireAgreement
    )
}

/// One thing that happens: a choice among what is possible, with the world as it is at that moment.
#[derive(Clone, Copy, Debug)]
struct Turn {
    pick: u16,
    verified: bool,
    red_flag: bool,
    committed_minor: i64,
    days: u8,
}

fn turns() -> impl Strategy<Value = Vec<Turn>> {
    let turn = (
        any::<u16>(),
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.1),
        0..3u8,
        0..4u8,
    );
    let turn = turn.prop_map(|(pick, verified, red_flag, left, days)| Turn {
        pick,
        verified,
        red_flag,
        // Nothing awarded yet, just enough left for a small grant, or one minor unit too little.
        committed_minor: [0, 47_000_000, 47_000_001][usize::from(left)],
        days,
    });
    prop::collection::vec(turn, 10..70)
}

/// What is promised of an award, noted down at the moment it is made.
#[derive(Clone, Debug)]
struct Award {
    amount: Money,
    verified: bool,
    red_flag: bool,
    committed_minor: i64,
}

/// Lives a life, refusals included. Answers the scene and every award made.
fn live(turns: &[Turn]) -> (Scene, Vec<Award>) {
    // The list is adopted beforehand: what is looked at here is the file.
    let mut scene = Scene::draft_in(small_call())
        .adopted()
        .at(noon(day(2010, 4, 3)));
    let mut awards = Vec::new();
    let commands = commands(&scene);
    for turn in turns {
        scene.organisation.verified = turn.verified;
        scene.organisation.flag = turn.red_flag.then_some(Level::Red);
        scene.committed_minor = turn.committed_minor;
        scene.now += chrono::TimeDelta::days(i64::from(turn.days));
        let possible: Vec<(Who, &Command)> = PEOPLE
            .iter()
            .flat_map(|who| commands.iter().map(move |command| (*who, command)))
            .filter(|(_, command)| !rare(command.action()) || turn.pick.is_multiple_of(7))
            .filter(|(who, command)| {
                scene
                    .proposal
                    .stage
                    .row(scene.proposal.status, command.action())
                    .is_some()
                    && scene.tries(*who, command).is_ok()
            })
            .collect();
        let Some((who, command)) = possible.get(usize::from(turn.pick) % possible.len().max(1))
        else {
            scene.now = scene.now.max(noon(day(2010, 4, 7)));
            continue;
        };
        let before = scene.log.len();
        scene = scene.attempt(*who, command).expect("possible");
        for (event, ..) in &scene.log[before..] {
            let amount = match event {
                Event::Selection(selection::Event::OutcomeRecorded {
                    decision: Decision::Selected,
                    amount,
                    ..
                }) => *amount,
                Event::Selection(selection::Event::Promoted { amount, .. }) => *amount,
                _ => None,
            };
            awards.extend(amount.map(|amount| Award {
                amount,
                verified: turn.verified,
                red_flag: turn.red_flag,
                committed_minor: turn.committed_minor,
            }));
        }
    }
    (scene, awards)
}

fn replay(scene: &Scene) -> Option<Proposal> {
    scene.log.iter().fold(None, |state, (event, actor, at)| {
        proposal::evolve(state, scene.proposal.id, event, Some(*actor), *at)
    })
}

/// Nobody confirms their own act, anywhere in the record.
fn duties_are_separate(scene: &Scene) -> Result<(), TestCaseError> {
    let mut concluded = None;
    let mut decided = None;
    let mut prepared = None;
    let mut took_part = std::collections::BTreeSet::new();
    for (event, actor, _) in &scene.log {
        match event {
            Event::Screening(screening::Event::VerdictRecorded { .. }) => {
                took_part.insert(*actor);
            }
            Event::Screening(screening::Event::Concluded { .. }) => {
                concluded = Some(*actor);
                took_part.insert(*actor);
            }
            Event::Screening(
                screening::Event::Confirmed {} | screening::Event::Disagreed { .. },
            ) => {
                prop_assert_ne!(concluded, Some(*actor));
                prop_assert!(took_part.insert(*actor), "took part before confirming");
            }
            Event::Screening(screening::Event::Settled { .. }) => {
                prop_assert!(took_part.insert(*actor), "took part before settling");
            }
            Event::Screening(screening::Event::AppealDecided { .. }) => {
                prop_assert!(took_part.insert(*actor), "took part before the appeal");
            }
            Event::Selection(
                selection::Event::OutcomeRecorded { .. } | selection::Event::Promoted { .. },
            ) => decided = Some(*actor),
            Event::Selection(selection::Event::Released { .. }) => {
                prop_assert_ne!(decided, Some(*actor))
            }
            Event::Agreement(agreement::Event::Prepared { .. }) => prepared = Some(*actor),
            Event::Agreement(agreement::Event::Sent { .. }) => {
                prop_assert_ne!(prepared, Some(*actor))
            }
            _ => {}
        }
    }
    Ok(())
}

/// The majority as the ballots in the record have it: the last of each member, those of recused members left out.
fn votes_are_on_record(scene: &Scene) -> Result<(), TestCaseError> {
    let mut ballots = std::collections::BTreeMap::new();
    let mut closed = false;
    for (event, actor, _) in &scene.log {
        match event {
            Event::Selection(
                selection::Event::VotingOpened { .. } | selection::Event::VotingReopened { .. },
            ) => {
                ballots.clear();
                closed = false;
            }
            Event::Selection(selection::Event::BallotCast { choice, .. }) => {
                prop_assert!(!closed);
                ballots.insert(*actor, *choice);
            }
            Event::Interest(workflow::interest::Event::ConflictDeclared { .. }) if !closed => {
                ballots.remove(actor);
            }
            Event::Selection(selection::Event::VotingClosed { tally, .. }) => {
                closed = true;
                prop_assert!(ballots.len() >= 2, "the quorum");
                prop_assert_eq!(tally.values().sum::<u32>() as usize, ballots.len());
            }
            Event::Selection(selection::Event::OutcomeRecorded {
                decision,
                with_majority,
                ..
            }) => {
                prop_assert!(closed);
                let count = |wanted: &[Choice]| {
                    ballots
                        .values()
                        .filter(|choice| wanted.contains(choice))
                        .count()
                };
                let fund = count(&[
                    Choice::Fund,
                    Choice::FundReduced,
                    Choice::FundWithConditions,
                ]);
                let majority = fund > count(&[Choice::Reject, Choice::Reserve]);
                prop_assert_eq!(
                    *with_majority,
                    (*decision == Decision::Selected) == majority
                );
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whoever has a conflict on record can do nothing to the file; it is not even there.
fn conflicts_shut_out(scene: &Scene) -> Result<(), TestCaseError> {
    let conflicted = |who: &&Who| scene.proposal.conflicts.contains_key(&who.id());
    for who in PEOPLE.iter().filter(conflicted) {
        for command in commands(scene) {
            prop_assert_eq!(scene.tries(*who, &command), Err(Refusal::Hidden));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn every_life_keeps_its_promises(turns in turns()) {
        let (scene, awards) = live(&turns);
        conflicts_shut_out(&scene)?;
        prop_assert_eq!(replay(&scene), Some(scene.proposal.clone()), "the record replays");
        for (event, ..) in &scene.log {
            let value = serde_json::to_value(event).unwrap();
            prop_assert!(canonical_json(&value).is_ok());
            prop_assert_eq!(&serde_json::from_value::<Event>(value).unwrap(), event);
        }
        duties_are_separate(&scene)?;
        votes_are_on_record(&scene)?;
        for award in &awards {
            prop_assert!(award.verified && !award.red_flag);
            prop_assert!((3_000_000..=4_500_000).contains(&award.amount.minor));
            prop_assert!(award.committed_minor + award.amount.minor <= 50_000_000);
        }
        let file = &scene.proposal;
        let chosen = file.status == Status::Selected || file.stage > StageKind::Selection;
        prop_assert!(!chosen || !awards.is_empty());
        if file.stage == StageKind::Agreement {
            prop_assert!(file.selection.released_at.is_some());
        }
        if let Some(terms) = &file.agreement.terms {
            let last = awards.last().expect("terms only for an award");
            prop_assert!(terms.amount.minor <= last.amount.minor);
            prop_assert_eq!(terms.tranches.iter().map(|t| t.amount_minor).sum::<i64>(), terms.amount.minor);
        }
        if file.agreement.signed_at.is_some() {
            prop_assert_ne!(file.agreement.signed_by_facility, file.agreement.signed_by_grantee);
        }
    }
}

#[test]
fn random_lives_go_far_enough_to_mean_something() {
    // The choices of the property test are only worth something when lives reach every stage.
    let mut reached = std::collections::BTreeSet::new();
    let mut state = 7_u32;
    for _ in 0..600 {
        let turns: Vec<Turn> = (0..60)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Turn {
                    pick: (state >> 16) as u16,
                    verified: true,
                    red_flag: false,
                    committed_minor: 0,
                    days: (state >> 8) as u8 % 2,
                }
            })
            .collect();
        reached.insert(live(&turns).0.proposal.stage);
        if reached.contains(&StageKind::Monitoring) {
            return;
        }
    }
    panic!("random lives only reach {reached:?}");
}

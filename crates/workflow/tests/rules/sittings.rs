//! Sessions, secret ballots and what follows the panel's decision, on their boundaries.

use chrono::TimeDelta;
use proptest::prelude::*;
use workflow::call;
use workflow::panel::{self, Mode};
use workflow::refusal::Refusal;
use workflow::selection::{
    self, Allocation, BallotKind, Choice, Decision, Mark, Rules, VotesInMinutes, Written, list_fits,
};
use workflow::transition::Status;

use crate::people::Who;
use crate::say;
use crate::scene::{FILE, Scene, small_call, usd};

/// The small call with other rules of its panel.
fn with(change: impl FnOnce(&mut Rules)) -> Scene {
    let mut definition = small_call();
    for stage in &mut definition.procedure.0 {
        if let workflow::procedure::Stage::Selection(rules) = stage {
            change(rules);
            break;
        }
    }
    Scene::draft_in(definition)
}

fn secret() -> Scene {
    with(|rules| rules.secret = true).voting()
}

/// The session of the tests, held together, with these people in it.
fn together(scene: Scene, present: &[Who]) -> Scene {
    let present = present.iter().map(|who| who.id()).collect();
    scene.in_call(|call| {
        call.panel.sessions[0].mode = Mode::Room;
        call.panel.sessions[0].present = present;
    })
}

fn declared(scene: &Scene, people: &[Who]) -> Scene {
    people.iter().fold(scene.clone(), |scene, who| {
        scene.does(*who, &say::no_conflict())
    })
}

#[test]
fn an_item_is_opened_only_in_a_session_under_way() {
    let scene = Scene::draft_in(small_call())
        .on_agenda()
        .does(Who::Chair, &say::no_conflict());
    scene.does(Who::Chair, &say::open_voting());
    let refused = |scene: Scene| scene.refusal(Who::Chair, &say::open_voting());
    let none = scene.clone().in_call(|call| call.panel.sessions.clear());
    assert_eq!(refused(none), Refusal::NoSession);
    let not_begun = scene
        .clone()
        .in_call(|call| call.panel.sessions[0].began_at = None);
    assert_eq!(refused(not_begun), Refusal::NoSession);
    let now = scene.now;
    let ended = scene
        .clone()
        .in_call(|call| call.panel.sessions[0].ended_at = Some(now));
    assert_eq!(refused(ended), Refusal::NoSession);
    let elsewhere = scene
        .clone()
        .in_call(|call| call.panel.sessions[0].agenda.clear());
    assert_eq!(refused(elsewhere), Refusal::NoSession);
}

#[test]
fn the_last_instant_of_a_session_over_days_still_counts() {
    let scene = Scene::draft_in(small_call()).voting();
    let ends = scene.now;
    let scene = scene.in_call(|call| call.panel.sessions[0].ends = Some(ends));
    scene.does(Who::Member(1), &say::ballot(Choice::Fund));
    let late = scene.at(ends + TimeDelta::microseconds(1));
    assert_eq!(
        late.refusal(Who::Member(1), &say::ballot(Choice::Fund)),
        Refusal::NoSession
    );
}

#[test]
fn together_the_quorum_is_in_the_room_before_an_item_is_opened() {
    let agenda = Scene::draft_in(small_call()).on_agenda();
    let people = [Who::Chair, Who::Member(1), Who::Member(2)];
    let scene = declared(&agenda, &people);
    let two = together(scene.clone(), &people[..2]);
    two.does(Who::Chair, &say::open_voting());
    let one = together(scene.clone(), &people[..1]);
    assert_eq!(
        one.refusal(Who::Chair, &say::open_voting()),
        Refusal::QuorumNotMet {
            present: 1,
            needed: 2
        }
    );
    // Whoever is recused is in the house, not in the room.
    let recused = together(agenda, &people[..2])
        .does(Who::Chair, &say::no_conflict())
        .does(Who::Member(1), &say::conflict());
    assert_eq!(
        recused.refusal(Who::Chair, &say::open_voting()),
        Refusal::QuorumNotMet {
            present: 1,
            needed: 2
        }
    );
}

#[test]
fn together_one_item_is_open_and_only_who_is_in_votes() {
    let people = [Who::Chair, Who::Member(1), Who::Member(2)];
    let scene = declared(&Scene::draft_in(small_call()).on_agenda(), &people);
    let mut scene = together(scene, &people[..2]);
    scene.panel.another_open = true;
    assert_eq!(
        scene.refusal(Who::Chair, &say::open_voting()),
        Refusal::AnotherItemOpen
    );
    scene.panel.another_open = false;
    let open = scene.does(Who::Chair, &say::open_voting());
    open.does(Who::Member(1), &say::ballot(Choice::Fund));
    assert_eq!(
        open.refusal(Who::Member(2), &say::ballot(Choice::Fund)),
        Refusal::NotPresent
    );
}

#[test]
fn the_deputy_presides_only_where_the_chair_cannot() {
    let people = [Who::Chair, Who::Deputy, Who::Member(1)];
    let agenda = Scene::draft_in(small_call()).on_agenda();
    let scene = declared(&agenda, &people);
    assert_eq!(
        scene.refusal(Who::Deputy, &say::open_voting()),
        Refusal::ChairPresides
    );
    // The chair is not in a session in which members sit together.
    let absent = together(scene.clone(), &people[1..]);
    absent.does(Who::Deputy, &say::open_voting());
    let present = together(scene, &people);
    assert_eq!(
        present.refusal(Who::Deputy, &say::open_voting()),
        Refusal::ChairPresides
    );
    // The chair is recused.
    let recused = declared(&agenda, &people[1..])
        .does(Who::Chair, &say::conflict())
        .does(Who::Deputy, &say::open_voting())
        .does(Who::Member(1), &say::ballot(Choice::Fund))
        .does(Who::Deputy, &say::ballot(Choice::Fund))
        .does(Who::Deputy, &say::close_voting())
        .does(Who::Deputy, &say::outcome(Decision::Selected, None));
    assert_eq!(recused.proposal.status, Status::Selected);
}

#[test]
fn the_secretary_declares_and_has_no_vote() {
    let scene = Scene::draft_in(small_call()).voting();
    let declared = scene.does(Who::Secretary, &say::no_conflict());
    assert_eq!(
        declared.refusal(Who::Secretary, &say::ballot(Choice::Fund)),
        Refusal::NotAllowed
    );
}

#[test]
fn equal_votes_are_decided_by_the_casting_vote_only_where_the_call_has_one() {
    let closed = |scene: Scene, chair: Choice| {
        scene
            .does(Who::Member(1), &say::ballot(Choice::Fund))
            .does(Who::Member(2), &say::ballot(Choice::Reject))
            .does(
                Who::Member(3),
                &say::ballot(if chair == Choice::Fund {
                    Choice::Reject
                } else {
                    Choice::Fund
                }),
            )
            .does(Who::Chair, &say::ballot(chair))
            .does(Who::Chair, &say::close_voting())
            .proposal
            .selection
    };
    let none = Scene::draft_in(small_call()).voting();
    assert!(!closed(none, Choice::Fund).majority_to_fund());
    let casting = || with(|rules| rules.casting_vote = true).voting();
    let to_fund = closed(casting(), Choice::Fund);
    assert_eq!(
        (to_fund.casting, to_fund.majority_to_fund()),
        (Some(true), true)
    );
    let against = closed(casting(), Choice::Reject);
    assert_eq!(
        (against.casting, against.majority_to_fund()),
        (Some(false), false)
    );
    // Who abstains casts nothing.
    let abstains = casting()
        .does(Who::Member(1), &say::ballot(Choice::Fund))
        .does(Who::Member(2), &say::ballot(Choice::Reject))
        .does(Who::Chair, &say::ballot(Choice::Abstain))
        .does(Who::Chair, &say::close_voting());
    assert_eq!(abstains.proposal.selection.casting, None);
}

#[test]
fn the_record_of_a_secret_vote_names_who_voted_and_not_what() {
    let voted = secret().does(Who::Member(1), &say::seal(Choice::Reject, "one", None));
    let (event, actor, _) = voted.log.last().expect("something happened");
    assert_eq!(*actor, Who::Member(1).id());
    let written = serde_json::to_string(event).expect("an event");
    assert_eq!(written, r#"{"stage":"selection","kind":"ballot_sealed"}"#);
    assert!(voted.proposal.selection.ballots.is_empty());
    let held = serde_json::to_string(&voted.panel.held).expect("a box");
    assert!(!held.contains(&Who::Member(1).id().to_string()));
}

#[test]
fn nobody_votes_twice_in_secret_and_who_has_the_receipt_votes_anew() {
    let voted = secret().does(Who::Member(1), &say::seal(Choice::Fund, "one", None));
    for seal in [
        say::seal(Choice::Reject, "two", None),
        say::seal(Choice::Reject, "two", Some("forgotten")),
        say::seal(Choice::Reject, "one", Some("one")),
    ] {
        assert_eq!(
            voted.refusal(Who::Member(1), &seal),
            Refusal::ReceiptUnknown
        );
    }
    // Who has not voted cannot take another's place, nor lay a ballot under their receipt.
    for seal in [
        say::seal(Choice::Reject, "two", Some("one")),
        say::seal(Choice::Reject, "one", None),
    ] {
        assert_eq!(
            voted.refusal(Who::Member(2), &seal),
            Refusal::ReceiptUnknown
        );
    }
    assert_eq!(
        voted.refusal(Who::Member(2), &say::ballot(Choice::Fund)),
        Refusal::ReceiptUnknown
    );
    let again = voted.does(
        Who::Member(1),
        &say::seal(Choice::Reject, "two", Some("one")),
    );
    assert_eq!(again.panel.held.len(), 1);
    let closed = again
        .does(Who::Member(2), &say::seal(Choice::Reject, "three", None))
        .does(Who::Chair, &say::close_voting());
    let selection = &closed.proposal.selection;
    assert_eq!(selection.tally(), [(Choice::Reject, 2)].into());
    let receipts: Vec<_> = selection.sealed.iter().map(|one| one.receipt).collect();
    assert!(receipts.is_sorted(), "in the order of the receipts");
    assert!(receipts.contains(&workflow::record::digest(b"two")));
    assert!(!receipts.contains(&workflow::record::digest(b"one")));
}

#[test]
fn a_box_that_does_not_agree_with_the_record_is_not_counted() {
    let mut voted = secret()
        .does(Who::Member(1), &say::seal(Choice::Fund, "one", None))
        .does(Who::Member(2), &say::seal(Choice::Fund, "two", None));
    voted.panel.held.pop();
    assert_eq!(
        voted.refusal(Who::Chair, &say::close_voting()),
        Refusal::BoxDisagrees {
            ballots: 1,
            voters: 2
        }
    );
}

#[test]
fn a_secret_vote_is_void_when_somebody_who_voted_is_recused() {
    let voted = secret()
        .does(Who::Member(1), &say::seal(Choice::Fund, "one", None))
        .does(Who::Member(2), &say::seal(Choice::Fund, "two", None));
    let round = voted.proposal.selection.round;
    let left = voted.does(Who::Member(1), &say::conflict());
    let selection = &left.proposal.selection;
    assert!(selection.open && selection.voted.is_empty() && left.panel.held.is_empty());
    assert_eq!(selection.round, round + 1);
    // Somebody who has not voted leaves without a trace on the vote.
    let other = voted.does(Who::Member(3), &say::conflict());
    assert_eq!(other.proposal.selection.voted.len(), 2);
    left.does(Who::Member(2), &say::seal(Choice::Fund, "two", None));
}

#[test]
fn a_ballot_is_what_the_call_asks_for() {
    let plain = |choice| Written {
        choice,
        amount: None,
        points: None,
        place: None,
    };
    let scene = with(|rules| rules.ballot = BallotKind::Score).voting();
    let score = |points| {
        say::cast(Written {
            points: Some(points),
            ..plain(Choice::Score)
        })
    };
    scene.does(Who::Member(1), &score(0));
    scene.does(Who::Member(1), &score(10));
    for wrong in [
        score(11),
        say::cast(plain(Choice::Score)),
        say::cast(plain(Choice::Fund)),
        say::cast(plain(Choice::Approve)),
    ] {
        assert!(matches!(
            scene.refusal(Who::Member(1), &wrong),
            Refusal::Unknown { .. }
        ));
    }
    let voted = scene
        .does(Who::Member(1), &score(8))
        .does(Who::Member(2), &score(7))
        .does(Who::Member(3), &say::cast(plain(Choice::Abstain)))
        .does(Who::Chair, &say::close_voting());
    let rules = Rules {
        ballot: BallotKind::Score,
        fund_from: 7_500,
        ..Rules::plain(2, Allocation::RankSkip, 1)
    };
    let selection = &voted.proposal.selection;
    assert_eq!(selection.mean_points(), Some(7_500));
    assert!(selection.wanted(&rules));
    assert!(!selection.wanted(&Rules {
        fund_from: 7_501,
        ..rules
    }));
    let ranking = with(|rules| rules.ballot = BallotKind::Ranking).voting();
    let place = |at, of| {
        say::cast(Written {
            place: Some((at, of)),
            ..plain(Choice::Place)
        })
    };
    ranking.does(Who::Member(1), &place(1, 3));
    ranking.does(Who::Member(1), &place(3, 3));
    for wrong in [place(0, 3), place(4, 3)] {
        assert!(matches!(
            ranking.refusal(Who::Member(1), &wrong),
            Refusal::Unknown { .. }
        ));
    }
}

#[test]
fn what_is_approved_of_together_fits_under_the_ceiling() {
    let approve = |minor| (Mark::Approve, Some(usd(minor)));
    let fits = |marks: &[(Mark, _)]| list_fits(marks, Some(usd(100)));
    assert_eq!(
        fits(&[approve(60), approve(40), (Mark::NotApprove, Some(usd(900)))]),
        Ok(())
    );
    assert_eq!(
        fits(&[approve(60), approve(41)]),
        Err(Refusal::CeilingExceeded { left: usd(100) })
    );
    assert_eq!(
        fits(&[approve(i64::MAX), approve(1)]),
        Err(Refusal::Overflow)
    );
    let place = |at| (Mark::Place { at, of: 2 }, None);
    assert_eq!(fits(&[place(1), place(2)]), Ok(()));
    assert!(matches!(
        fits(&[place(1), place(1)]),
        Err(Refusal::Unknown { .. })
    ));
}

#[test]
fn a_decision_is_told_once_it_is_adopted_and_countersigned() {
    let selected = Scene::draft_in(small_call()).selected();
    let refused = |scene: &Scene| scene.refusal(Who::Manager(1), &say::release_decision());
    assert_eq!(refused(&selected), Refusal::NotCountersigned);
    let adopted = selected
        .clone()
        .adopted()
        .in_call(|call| call.panel.adoptions[0].countersigned = None);
    assert_eq!(refused(&adopted), Refusal::NotCountersigned);
    assert_eq!(
        adopted.refusal(Who::Chair, &say::reopen_voting()),
        Refusal::Adopted
    );
    let now = selected.now;
    let returned = adopted.in_call(|call| {
        let digest = workflow::record::digest(b"why");
        call.panel.adoptions[0].returned = Some((Who::Manager(2).id(), digest, now));
    });
    assert_eq!(refused(&returned), Refusal::NotCountersigned);
    let anew = returned.does(Who::Chair, &say::reopen_voting());
    assert_eq!(anew.proposal.status, Status::OnAgenda);
    assert_eq!(anew.proposal.awarded(), None);
    selected
        .adopted()
        .does(Who::Manager(1), &say::release_decision());
}

#[test]
fn a_list_is_adopted_once_and_countersigned_by_another_person() {
    let scene = Scene::draft_in(small_call()).selected();
    let act = |call: &call::Call, who: Who, command: panel::Command| {
        let command = call::Command::Panel(command);
        let events = call::decide(call, &command, &who.actor(), scene.now)?;
        let mut state = call.clone();
        for event in events {
            let id = state.id;
            state = call::evolve(Some(state), id, &event, Some(who.id()), scene.now)
                .expect("what is decided can follow");
        }
        Ok::<_, Refusal>(state)
    };
    let listed = panel::Listed {
        proposal: FILE,
        decision: Decision::Selected,
        amount: Some(usd(4_500_000)),
        reserve_rank: None,
        departs: false,
    };
    let adopt = || panel::Command::Adopt {
        list: vec![listed.clone()],
        alternatives: Vec::new(),
    };
    let empty = panel::Command::Adopt {
        list: Vec::new(),
        alternatives: Vec::new(),
    };
    assert_eq!(
        act(&scene.call, Who::Chair, empty),
        Err(Refusal::AgendaEmpty)
    );
    assert_eq!(
        act(&scene.call, Who::Member(1), adopt()),
        Err(Refusal::NotAllowed)
    );
    let adopted = act(&scene.call, Who::Chair, adopt()).expect("adopted");
    assert_eq!(
        act(&adopted, Who::Deputy, adopt()),
        Err(Refusal::AlreadyDone)
    );
    let countersign = || panel::Command::Countersign { adoption: 1 };
    assert_eq!(
        act(&adopted, Who::Chair, countersign()),
        Err(Refusal::NotAllowed)
    );
    let signed = act(&adopted, Who::Manager(1), countersign()).expect("countersigned");
    assert!(signed.panel.countersigned(FILE));
    for command in [
        countersign(),
        panel::Command::Return {
            adoption: 1,
            reason: say::text(),
        },
    ] {
        assert_eq!(
            act(&signed, Who::Manager(2), command),
            Err(Refusal::NoSession)
        );
    }
}

#[test]
fn a_session_is_convened_once_for_a_file_and_has_dates_in_order() {
    let scene = Scene::draft_in(small_call()).on_agenda();
    let now = scene.now;
    let call = scene
        .clone()
        .in_call(|call| call.panel.sessions.clear())
        .call;
    let convene = |mode, starts, ends: Option<_>, agenda: Vec<_>| {
        let command = call::Command::Panel(panel::Command::Convene {
            mode,
            starts,
            ends,
            agenda,
        });
        call::decide(&call, &command, &Who::Secretary.actor(), now)
    };
    let later = now + TimeDelta::days(2);
    assert!(convene(Mode::Room, later, None, vec![FILE]).is_ok());
    assert!(convene(Mode::Asynchronous, now, Some(later), vec![FILE]).is_ok());
    for (mode, starts, ends) in [
        (Mode::Asynchronous, later, None),
        (Mode::Asynchronous, later, Some(later)),
        (Mode::Room, now - TimeDelta::days(2), Some(now)),
    ] {
        assert_eq!(
            convene(mode, starts, ends, vec![FILE]),
            Err(Refusal::SessionDates)
        );
    }
    assert_eq!(
        convene(Mode::Room, later, None, vec![]),
        Err(Refusal::AgendaEmpty)
    );
    assert_eq!(
        convene(Mode::Room, later, None, vec![FILE, FILE]),
        Err(Refusal::OnAnotherAgenda)
    );
    let command = call::Command::Panel(panel::Command::Convene {
        mode: Mode::Room,
        starts: later,
        ends: None,
        agenda: vec![FILE],
    });
    assert_eq!(
        call::decide(&scene.call, &command, &Who::Secretary.actor(), now),
        Err(Refusal::OnAnotherAgenda)
    );
}

#[test]
fn an_award_is_accepted_until_its_last_instant() {
    let released = Scene::draft().selected().released();
    let by = released
        .proposal
        .selection
        .answer_by
        .expect("the founding call asks for an acceptance");
    assert_eq!(
        released.refusal(Who::Officer(1), &workflow::proposal::Command::Advance),
        Refusal::AwardNotAccepted
    );
    let last = released.clone().at(by);
    last.does(Who::Owner, &say::accept_award());
    assert_eq!(
        last.refusal(Who::Manager(1), &say::lapse_award()),
        Refusal::TooEarly { at: by }
    );
    assert_eq!(
        last.refusal(Who::Editor, &say::accept_award()),
        Refusal::NotAllowed
    );
    let late = released.clone().at(by + TimeDelta::microseconds(1));
    assert_eq!(
        late.refusal(Who::Owner, &say::accept_award()),
        Refusal::DeadlinePassed { at: by }
    );
    let lapsed = late.does(Who::Manager(1), &say::lapse_award());
    assert_eq!(
        (lapsed.proposal.status, lapsed.proposal.awarded()),
        (Status::Lapsed, None)
    );
    let accepted = last
        .does(Who::Owner, &say::accept_award())
        .at(by + TimeDelta::days(3));
    assert_eq!(
        accepted.refusal(Who::Manager(1), &say::lapse_award()),
        Refusal::AwardAccepted
    );
    // What can no longer be given lapses at any time.
    let mut blocked = released.clone();
    blocked.organisation.listed = true;
    blocked.does(Who::Manager(1), &say::lapse_award());
    let declined = released.does(Who::Owner, &say::decline_award());
    assert_eq!(
        (declined.proposal.status, declined.proposal.awarded()),
        (Status::Declined, None)
    );
}

#[test]
fn a_call_may_fund_nobody_tied_to_its_panel() {
    let scene = with(|rules| rules.ties = selection::Ties::MayNotApply)
        .voting()
        .does(Who::Member(1), &say::ballot(Choice::Fund))
        .does(Who::Member(2), &say::ballot(Choice::Fund))
        .does(Who::Chair, &say::close_voting());
    let select = say::outcome(Decision::Selected, None);
    // Kin of a member leave the room; who a member works for is not funded at all.
    let kin = scene.does(Who::Member(3), &say::conflict());
    kin.does(Who::Chair, &select);
    let works_there =
        workflow::proposal::Command::Interest(workflow::interest::Command::DeclareConflict {
            conflict: workflow::interest::ConflictKind::Employment,
        });
    let scene = scene.does(Who::Member(3), &works_there);
    assert_eq!(scene.refusal(Who::Chair, &select), Refusal::TiedToPanel);
    scene.does(Who::Chair, &say::outcome(Decision::RejectedOnQuality, None));
}

#[test]
fn rules_that_contradict_themselves_are_found() {
    use workflow::procedure::RuleFault as F;
    let faults = |change: &dyn Fn(&mut Rules)| {
        let mut rules = Rules::plain(2, Allocation::RankSkip, 1);
        change(&mut rules);
        rules.faults(&[])
    };
    assert_eq!(faults(&|_| {}), []);
    assert_eq!(
        faults(&|rules| {
            rules.secret = true;
            rules.casting_vote = true;
            rules.votes_in_minutes = VotesInMinutes::Names;
        }),
        [F::CastingVoteSecret, F::NamesSecret]
    );
    assert_eq!(
        faults(&|rules| {
            rules.ballot = BallotKind::Ranking;
            rules.allocation = Allocation::EqualShares;
        }),
        [F::SharesOfPlaces]
    );
    for (ballot, allocation, found) in [
        (
            BallotKind::Decision,
            Allocation::EqualShares,
            vec![F::SharesOfSecretItems],
        ),
        (
            BallotKind::Score,
            Allocation::Phragmen,
            vec![F::SharesOfSecretItems],
        ),
        (BallotKind::Score, Allocation::RankSkip, vec![]),
        (BallotKind::Approval, Allocation::EqualShares, vec![]),
    ] {
        let of = |secret| {
            faults(&|rules| {
                rules.ballot = ballot;
                rules.allocation = allocation;
                rules.secret = secret;
                rules.fund_from = 1_000;
            })
        };
        assert_eq!(of(true), found, "{ballot:?} {allocation:?}");
        assert_eq!(of(false), [], "{ballot:?} {allocation:?}, openly");
    }
    assert_eq!(faults(&|rules| rules.acceptance_days = 120), []);
    assert_eq!(
        faults(&|rules| rules.acceptance_days = 121),
        [F::AcceptanceDays]
    );
    let score = |most, from| {
        faults(&move |rules| {
            rules.ballot = BallotKind::Score;
            rules.score_most = most;
            rules.fund_from = from;
        })
    };
    assert_eq!(score(1000, 1_000_000), []);
    assert_eq!(score(1001, 0), [F::ScoreBallot]);
    assert_eq!(score(10, 10_001), [F::ScoreBallot]);
    let quota = |at_least, at_most| {
        faults(&move |rules| {
            rules.quotas = vec![selection::Quota {
                by: selection::QuotaBy::Region,
                name: "africa".to_owned(),
                at_least: Some(at_least),
                at_most: Some(at_most),
                at_least_minor: None,
                at_most_minor: None,
            }];
        })
    };
    assert_eq!(quota(2, 2), []);
    assert_eq!(quota(3, 2), [F::Quotas]);
}

proptest! {
    #[test]
    fn a_mark_reads_back_as_written(choice in 0..Choice::ALL.len(), points in 0u32..20, place in (1u32..9, 1u32..9), amount in 1i64..1000) {
        let choice = Choice::ALL[choice];
        let written = Written {
            choice,
            amount: (choice == Choice::FundReduced).then(|| usd(amount)),
            points: (choice == Choice::Score).then_some(points),
            place: (choice == Choice::Place).then_some(place),
        };
        prop_assert_eq!(written.mark().map(Mark::written), Some(written));
        // What belongs to another choice makes it none.
        let muddled = Written { points: Some(points), place: Some(place), ..written };
        prop_assert_eq!(muddled.mark(), None);
    }
}

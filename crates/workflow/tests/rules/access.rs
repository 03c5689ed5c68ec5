//! Who sees what: the whole matrix of relation × stage, and the clauses for lists held against the rule for one file.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use workflow::policy::{Reach, Subject, View, proposal_scope, view};
use workflow::proposal::Command;
use workflow::role::{Actor, Role};
use workflow::selection::Choice;
use workflow::transition::{StageKind, Status};

use crate::people::{APPLICANT, CALL, OTHER_APPLICANT, OTHER_CALL, Who, appointed};
use crate::say;
use crate::scene::{Scene, small_call};

/// Whether the clauses of a person's scope reach a file; what the store says in SQL.
fn reaches(actor: &Actor, subject: &Subject<'_>) -> bool {
    let scope = proposal_scope(actor);
    let of_call = |call: Option<_>| call.is_none_or(|call| call == subject.call);
    let holds = |reach: &Reach| match reach {
        Reach::Submitted(call) => subject.submitted && of_call(*call),
        Reach::Organisation(organisation) => {
            *organisation == subject.organisation || subject.co_applicants.contains(organisation)
        }
        Reach::Stages(call, stages) => {
            subject.submitted && of_call(*call) && stages.contains(&subject.stage)
        }
        Reach::ToConfirm(call) => {
            subject.submitted
                && of_call(*call)
                && subject.stage == StageKind::Screening
                && subject.status == Status::ToConfirm
        }
        Reach::Screened(call) => of_call(*call) && subject.screeners.contains(&scope.person),
        Reach::Assigned(call) => of_call(*call) && subject.evaluators.contains_key(&scope.person),
        Reach::Declarable(call) => {
            subject.submitted
                && of_call(*call)
                && subject.declarable
                && subject.stage == StageKind::Evaluation
                && workflow::policy::DECLARABLE.contains(&subject.status)
        }
    };
    !subject.conflicts.contains(&scope.person) && scope.any_of.iter().any(holds)
}

/// The columns of the matrix: one file on its way through the small call.
///
/// Screener 1 screens, screener 2 does not. Evaluator 1 and 3 score, evaluator 2 has declared and then declined,
/// evaluator 4 declares a conflict, evaluator 5 is given the file and declares nothing. Member 1 declares to be free,
/// member 2 a conflict, member 3 nothing.
fn columns() -> [Scene; 7] {
    let draft = Scene::draft_in(small_call());
    let submitted = draft.submitted();
    let screening = submitted.in_review();
    let eligible = screening
        .judged(workflow::screening::Outcome::Pass)
        .does(Who::Screener(1), &say::conclude())
        .does(Who::Officer(1), &Command::Advance);
    let all: Vec<Who> = (1..=5).map(Who::Evaluator).collect();
    let evaluation = eligible
        .does(Who::Officer(1), &say::assign(&all))
        .does(Who::Evaluator(1), &say::no_conflict())
        .does(Who::Evaluator(2), &say::no_conflict())
        .does(Who::Evaluator(3), &say::no_conflict())
        .does(Who::Evaluator(2), &say::decline())
        .does(Who::Evaluator(4), &say::conflict())
        .scored(Who::Evaluator(1), 8_000)
        .scored(Who::Evaluator(3), 8_000);
    // The one who never declared hands the file back, so that it can go on.
    let selection = evaluation
        .does(Who::Evaluator(5), &say::decline())
        .does(Who::Officer(1), &Command::Advance)
        .does(Who::Chair, &say::no_conflict())
        .does(Who::Member(1), &say::no_conflict())
        .does(Who::Member(2), &say::conflict())
        .does(Who::Chair, &say::open_voting())
        .does(Who::Member(1), &say::ballot(Choice::Fund))
        .does(Who::Chair, &say::ballot(Choice::Fund));
    let agreement = selection
        .does(Who::Chair, &say::close_voting())
        .does(
            Who::Chair,
            &say::outcome(workflow::selection::Decision::Selected, None),
        )
        .released()
        .does(Who::Owner, &say::accept_award())
        .does(Who::Officer(1), &Command::Advance);
    let mut monitoring = agreement.clone();
    monitoring.proposal.stage = StageKind::Monitoring;
    monitoring.proposal.status = Status::Active;
    [
        draft, submitted, screening, evaluation, selection, agreement, monitoring,
    ]
}

#[test]
fn the_matrix_of_access_holds() {
    let here = |who: Who| who.actor();
    let elsewhere = |who: Who| who.for_call(Some(OTHER_CALL));
    let everywhere = |who: Who| who.for_call(None);
    let unappointed = |who: Who| Actor {
        appointments: vec![],
        ..who.actor()
    };
    // F the file, S a summary to declare by, . nothing.
    // Columns: draft, submitted, screening, evaluation, selection, agreement, monitoring.
    let matrix: [(&str, Actor, &str); 36] = [
        ("owner", here(Who::Owner), "FFFFFFF"),
        ("editor", here(Who::Editor), "FFFFFFF"),
        ("reader", here(Who::Reader), "FFFFFFF"),
        (
            "owner of another applicant",
            here(Who::OtherOwner),
            ".......",
        ),
        ("officer", here(Who::Officer(1)), ".FFFFFF"),
        (
            "officer for all calls",
            everywhere(Who::Officer(1)),
            ".FFFFFF",
        ),
        (
            "officer of another call",
            elsewhere(Who::Officer(1)),
            ".......",
        ),
        ("manager", here(Who::Manager(1)), ".FFFFFF"),
        (
            "manager of another call",
            elsewhere(Who::Manager(1)),
            ".......",
        ),
        ("auditor", here(Who::Auditor), ".FFFFFF"),
        ("auditor for all calls", everywhere(Who::Auditor), ".FFFFFF"),
        (
            "auditor of another call",
            elsewhere(Who::Auditor),
            ".......",
        ),
        ("finance officer", here(Who::Finance(1)), ".....FF"),
        (
            "finance officer of another call",
            elsewhere(Who::Finance(1)),
            ".......",
        ),
        ("screener of the file", here(Who::Screener(1)), "..FFFFF"),
        ("screener of other files", here(Who::Screener(2)), "......."),
        (
            "screener no longer appointed",
            unappointed(Who::Screener(1)),
            ".......",
        ),
        (
            "screener of another call",
            elsewhere(Who::Screener(1)),
            ".......",
        ),
        ("evaluator who scored", here(Who::Evaluator(1)), "...FFFF"),
        ("evaluator who declined", here(Who::Evaluator(2)), "......."),
        (
            "evaluator with a conflict",
            here(Who::Evaluator(4)),
            ".......",
        ),
        (
            "evaluator before declaring",
            here(Who::Evaluator(5)),
            "...S...",
        ),
        (
            "evaluator of other files",
            here(Who::Evaluator(6)),
            ".......",
        ),
        (
            "evaluator for all calls",
            everywhere(Who::Evaluator(6)),
            ".......",
        ),
        (
            "evaluator of another call",
            elsewhere(Who::Evaluator(1)),
            ".......",
        ),
        (
            "evaluator no longer appointed",
            unappointed(Who::Evaluator(1)),
            ".......",
        ),
        ("member free of conflict", here(Who::Member(1)), "....FFF"),
        ("member with a conflict", here(Who::Member(2)), "....,,,"),
        ("member before declaring", here(Who::Member(3)), "....SSS"),
        (
            "member of another call",
            elsewhere(Who::Member(1)),
            ".......",
        ),
        (
            "member no longer appointed",
            unappointed(Who::Member(1)),
            ".......",
        ),
        ("chair free of conflict", here(Who::Chair), "....FFF"),
        ("chair of another call", elsewhere(Who::Chair), "......."),
        (
            "chair with a conflict",
            Actor {
                person: Who::Member(2).id(),
                ..here(Who::Chair)
            },
            "....,,,",
        ),
        (
            "manager with a conflict",
            Actor {
                person: Who::Member(2).id(),
                ..here(Who::Manager(1))
            },
            ".FFF,,,",
        ),
        (
            "stranger",
            Actor {
                appointments: vec![],
                ..here(Who::Auditor)
            },
            ".......",
        ),
    ];
    let columns = columns();
    for (name, actor, row) in &matrix {
        for (scene, expected) in columns.iter().zip(row.chars()) {
            let subject = scene.proposal.subject();
            let seen = match view(actor, &subject) {
                View::File => 'F',
                View::Summary => 'S',
                View::Nothing => '.',
            };
            let stage = subject.stage;
            // A comma stands for nothing because of a conflict.
            assert_eq!(
                seen,
                expected
                    .to_string()
                    .replace(',', ".")
                    .chars()
                    .next()
                    .unwrap(),
                "{name} in {stage}"
            );
            assert_eq!(
                reaches(actor, &subject),
                seen != '.',
                "{name} in {stage}, in lists"
            );
        }
    }
}

#[test]
fn who_sees_only_the_summary_can_do_no_more_than_declare() {
    let scene = Scene::draft_in(small_call())
        .eligible()
        .does(Who::Officer(1), &Command::Advance)
        .does(Who::Officer(1), &say::assign(&[Who::Evaluator(1)]));
    let actor = Who::Evaluator(1).actor();
    let available = workflow::proposal::available(&scene.proposal, &scene.situation(&actor));
    let names: Vec<&str> = available.iter().map(|action| action.name()).collect();
    assert_eq!(
        names,
        [
            "declare_no_conflict",
            "declare_conflict",
            "decline_assignment"
        ]
    );
}

#[test]
fn nobody_acts_for_the_facility_on_their_own_organisations_proposal() {
    let scene = Scene::draft_in(small_call()).on_agenda();
    let facility = [
        Role::Screener,
        Role::Evaluator,
        Role::Chair,
        Role::ProgrammeOfficer,
        Role::FacilityManager,
        Role::FinanceOfficer,
    ];
    for membership in Role::APPLICANT {
        let both = Actor {
            person: Who::Member(1).id(),
            appointments: facility.map(|role| appointed(role, None)).to_vec(),
            memberships: vec![(APPLICANT, membership)],
        };
        let available = workflow::proposal::available(&scene.proposal, &scene.situation(&both));
        let own: Vec<&str> = available.iter().map(|action| action.name()).collect();
        let expected: &[&str] = if membership == Role::Owner {
            &["withdraw"]
        } else {
            &[]
        };
        assert_eq!(own, expected, "{membership}");
    }
}

fn people(most: u8) -> impl Strategy<Value = BTreeSet<u8>> {
    prop::collection::btree_set(1..=5u8, 0..=most as usize)
}

/// One of five people, by number.
fn one(number: u8) -> workflow::ids::PersonId {
    Who::Evaluator(number).id()
}

fn actors() -> impl Strategy<Value = Actor> {
    let facility = (3..Role::ALL.len()).prop_map(|at| Role::ALL[at]);
    let call = prop_oneof![Just(None), Just(Some(CALL)), Just(Some(OTHER_CALL))];
    let held = (facility, call).prop_map(|(role, call)| appointed(role, call));
    let organisation = prop_oneof![Just(APPLICANT), Just(OTHER_APPLICANT)];
    let member = (organisation, 0..3usize).prop_map(|(of, at)| (of, Role::APPLICANT[at]));
    (
        1..=5u8,
        prop::collection::vec(held, 0..4),
        prop::collection::vec(member, 0..2),
    )
        .prop_map(|(person, appointments, memberships)| Actor {
            person: one(person),
            appointments,
            memberships,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn lists_and_single_files_agree(
        actor in actors(),
        stage in 0..StageKind::ALL.len(),
        (submitted, together, declarable) in (any::<bool>(), any::<bool>(), any::<bool>()),
        (screeners, evaluators, declared, conflicts, suspected) in
            (people(3), people(3), people(3), people(2), people(2)),
    ) {
        let ids = |numbers: &BTreeSet<u8>| numbers.iter().map(|n| one(*n)).collect::<BTreeSet<_>>();
        // Nobody screens, holds or discusses what was never submitted.
        let stage = if submitted { StageKind::ALL[stage] } else { StageKind::Intake };
        let worked_on = |numbers: BTreeSet<u8>| if submitted { numbers } else { BTreeSet::new() };
        let declared = ids(&declared);
        let evaluators: BTreeMap<_, _> =
            ids(&worked_on(evaluators)).into_iter().map(|id| (id, declared.contains(&id))).collect();
        let subject = Subject {
            call: CALL,
            organisation: APPLICANT,
            co_applicants: if together { [OTHER_APPLICANT].into() } else { BTreeSet::new() },
            stage,
            status: stage.entry(),
            submitted,
            screeners: ids(&worked_on(screeners)),
            evaluators,
            declared: &declared,
            conflicts: ids(&conflicts),
            suspected: ids(&suspected),
            declarable,
        };
        let seen = view(&actor, &subject);
        prop_assert_eq!(reaches(&actor, &subject), seen != View::Nothing);
        if subject.conflicts.contains(&actor.person) {
            prop_assert_eq!(seen, View::Nothing);
        }
        // A suspicion keeps evaluators and members at the summary; those who oversee the call settle it.
        let oversees = [Role::FacilityManager, Role::Auditor, Role::ProgrammeOfficer, Role::FinanceOfficer, Role::Screener];
        let other = actor.holds_one_of(&oversees) || workflow::policy::is_party(&actor, &subject);
        if subject.suspected.contains(&actor.person) && !other {
            prop_assert!(seen <= View::Summary);
        }
        // Nothing can be done to what is not seen, and nothing but declaring to what is seen in part.
        for row in stage.table() {
            if workflow::policy::may(&actor, row, &subject).is_ok() {
                prop_assert!(seen == View::File || ["declare", "decline", "agree"].iter().any(|word| row.action.name().contains(word)));
            }
        }
    }
}

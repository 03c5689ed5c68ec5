//! The founding call with proposals in it, moved on stage by stage through the same use cases as people use.

use std::collections::BTreeMap;

use facility::evaluation::ScoreDraft;
use facility::screening::GivenVerdict;
use serde_json::{Value, json};
use workflow::definition::CallDefinition;
use workflow::due_diligence::Answer;
use workflow::evaluation::Rules;
use workflow::ids::{CallId, OrganisationId, PersonId, ProposalId};
use workflow::procedure::Stage;
use workflow::role::Role;
use workflow::screening::Outcome;
use workflow::transition::{StageKind, Status};
use workflow::{interest, organisation, proposal};

use crate::world::World;

/// A moment after the deadline of the founding call.
pub const CLOSED: &str = "2010-04-12T08:00:00Z";

/// A proposal of the scene.
pub struct Filed {
    pub id: ProposalId,
    pub owner: PersonId,
    pub organisation: OrganisationId,
    pub title: String,
}

/// The call and the people who work on it.
pub struct Scene {
    pub world: World,
    pub call: CallId,
    pub officer: PersonId,
    pub manager: PersonId,
    pub screener: PersonId,
    pub second: PersonId,
    pub files: Vec<Filed>,
}

impl Scene {
    /// `count` proposals submitted while the call is open.
    pub fn submitted(count: usize) -> Self {
        Self::submitted_with(count, |_| {})
    }

    /// The same in a call with changes.
    pub fn submitted_with(count: usize, change: impl FnOnce(&mut CallDefinition)) -> Self {
        let world = World::new();
        let call = world.founding_call_with(change);
        let mut scene = Self {
            officer: world.staff("Olena Officer", Role::ProgrammeOfficer),
            manager: world.staff("Mariam Manager", Role::FacilityManager),
            screener: world.staff("Samir Screener", Role::Screener),
            second: world.staff("Sofia Second", Role::Screener),
            call,
            files: Vec::new(),
            world,
        };
        for number in 1..=count {
            let filed = scene.file(number);
            scene.files.push(filed);
        }
        scene
    }

    /// `count` proposals submitted, the call closed, all of them waiting for a screener.
    pub fn in_screening(count: usize) -> Self {
        Self::submitted(count).closed_and_advanced()
    }

    /// The call closed, all files waiting for a screener.
    pub fn closed_and_advanced(self) -> Self {
        let scene = self;
        let (call, count) = (scene.call, scene.files.len());
        scene.world.set(CLOSED);
        let officer = scene.world.actor(scene.officer);
        let moved = facility::intake::advance_first(
            scene.world.facility(),
            &officer,
            call,
            u32::try_from(count).unwrap(),
        );
        assert_eq!(moved.unwrap(), count);
        scene
    }

    fn file(&self, number: usize) -> Filed {
        let (world, facility) = (&self.world, self.world.facility());
        let owner = world.person(&format!("Owner {number}"));
        let organisation = world.organisation(owner, &format!("Shelter {number}"));
        let title = format!("Safe house {number}");
        let actor = world.actor(owner);
        let id = facility::intake::start(facility, &actor, self.call, organisation).unwrap();
        facility::intake::save(facility, &actor, id, None, answers(&title)).unwrap();
        facility::intake::submit(facility, &actor, id, None, true).unwrap();
        Filed {
            id,
            owner,
            organisation,
            title,
        }
    }

    /// Every proposal is found eligible and waits for evaluators.
    pub fn in_evaluation(count: usize) -> Self {
        Self::in_screening(count).all_eligible()
    }

    /// Every proposal waiting for a screener is found eligible and waits for evaluators.
    pub fn all_eligible(self) -> Self {
        let scene = self;
        let count = scene.files.len();
        let facility = scene.world.facility();
        let screener = scene.world.actor(scene.screener);
        while let Some(id) = facility::screening::take_next(facility, &screener).unwrap() {
            let checklist = facility::screening::checklist(facility, &screener, id).unwrap();
            let pass = |line: &facility::screening::Line| {
                let verdict = GivenVerdict {
                    outcome: Outcome::Pass,
                    reason_code: None,
                    reason: None,
                };
                (line.criterion.id.clone(), verdict)
            };
            let verdicts = checklist.lines.iter().map(pass).collect();
            facility::screening::record(facility, &screener, id, None, &verdicts, true).unwrap();
            if scene.status(id) == Status::ToConfirm {
                let second = scene.world.actor(scene.second);
                let confirm = proposal::Command::Screening(workflow::screening::Command::Confirm);
                facility::proposal::act(facility, &second, id, None, &confirm).unwrap();
            }
        }
        let officer = scene.world.actor(scene.officer);
        let moved = facility::screening::advance_eligible(facility, &officer, scene.call);
        assert_eq!(moved.unwrap(), count);
        scene
    }

    /// The file that has waited longest is found eligible, or not because of the first criterion a person checks. Whoever
    /// it takes beside the first screener agrees.
    pub fn decide_next(&self, eligible: bool) -> ProposalId {
        let facility = self.world.facility();
        let screener = self.world.actor(self.screener);
        let second = self.world.actor(self.second);
        let taken = facility::screening::take_next(facility, &screener).unwrap();
        let id = taken.expect("a file waits");
        let mut by = &screener;
        loop {
            self.conclude(by, id, eligible);
            if self.status(id) != Status::Queued {
                break;
            }
            // Drawn for a second screening.
            facility::screening::take_next(facility, &second).unwrap();
            by = &second;
        }
        if self.status(id) == Status::ToConfirm {
            let confirm = proposal::Command::Screening(workflow::screening::Command::Confirm);
            facility::proposal::act(facility, &second, id, None, &confirm).unwrap();
        }
        id
    }

    fn conclude(&self, by: &workflow::role::Actor, id: ProposalId, eligible: bool) {
        let facility = self.world.facility();
        let checklist = facility::screening::checklist(facility, by, id).unwrap();
        let checked = |line: &&facility::screening::Line| line.proposed.is_none();
        let failing = checklist.lines.iter().find(checked).unwrap();
        let failing = (!eligible).then(|| failing.criterion.id.clone());
        let verdicts = checklist.lines.iter().map(|line| {
            let id = line.criterion.id.clone();
            let fails = failing.as_ref() == Some(&id);
            let verdict = GivenVerdict {
                outcome: if fails { Outcome::Fail } else { Outcome::Pass },
                reason_code: line
                    .criterion
                    .reasons
                    .first()
                    .filter(|_| fails)
                    .map(|reason| reason.code.clone()),
                reason: fails
                    .then(|| workflow::text::Text::parse("The deed names a company.").unwrap()),
            };
            (id, verdict)
        });
        let verdicts = verdicts.collect();
        facility::screening::record(facility, by, id, None, &verdicts, true).unwrap();
    }

    /// Every proposal has been scored by three evaluators, the first the highest, and stands on the agenda; everybody's
    /// organisation is verified.
    pub fn in_selection(count: usize) -> Self {
        Self::scored(count, 0).before_the_panel()
    }

    /// The same in a call with changes.
    pub fn in_selection_with(count: usize, change: impl FnOnce(&mut CallDefinition)) -> Self {
        Self::submitted_with(count, change)
            .closed_and_advanced()
            .all_eligible()
            .all_scored(0)
            .before_the_panel()
    }

    /// Every file that is evaluated stands on the agenda.
    fn before_the_panel(self) -> Self {
        let scene = self;
        let facility = scene.world.facility();
        let officer = scene.world.actor(scene.officer);
        let moved = facility::evaluation::advance_evaluated(facility, &officer, scene.call);
        assert_eq!(moved.unwrap(), scene.files.len());
        scene
    }

    /// Every proposal has been scored by three evaluators and is below the threshold of the call.
    pub fn below_threshold(count: usize) -> Self {
        Self::scored(count, 6_000)
    }

    /// Every proposal has been scored by three evaluators, the first the highest, which loses so many thousandths of a point
    /// on each question; everybody's organisation is verified.
    fn scored(count: usize, lost: i64) -> Self {
        Self::in_evaluation(count).all_scored(lost)
    }

    fn all_scored(self, lost: i64) -> Self {
        let scene = self;
        let facility = scene.world.facility();
        let officer = scene.world.actor(scene.officer);
        for name in ["Eva Evaluator", "Erik Evaluator", "Esra Evaluator"] {
            scene.world.staff(name, Role::Evaluator);
        }
        let plan = facility::evaluation::assignment::plan(facility, &officer, scene.call)
            .unwrap()
            .unwrap();
        facility::evaluation::assignment::assign(facility, &officer, &plan).unwrap();
        let rules = scene.grid();
        for (place, filed) in scene.files.iter().enumerate() {
            for evaluator in &plan[&filed.id].evaluators {
                let lost = lost + i64::try_from(place).unwrap() * 500;
                scene.score(*evaluator, filed.id, &rules, lost);
            }
            scene.verify(filed.organisation);
        }
        scene
    }

    /// The grid of the call.
    pub fn grid(&self) -> Rules {
        let view = facility::call::view(self.world.facility(), None, self.call).unwrap();
        match view.call.definition.procedure.first(StageKind::Evaluation) {
            Some(Stage::Evaluation(rules)) => rules.clone(),
            _ => panic!("the founding call has an evaluation"),
        }
    }

    fn score(&self, evaluator: PersonId, id: ProposalId, rules: &Rules, lost: i64) {
        let (facility, actor) = (self.world.facility(), self.world.actor(evaluator));
        let free = proposal::Command::Interest(interest::Command::DeclareNone);
        facility::proposal::act(facility, &actor, id, None, &free).unwrap();
        let scores: BTreeMap<String, i64> = rules
            .questions()
            .map(|question| (question.id.clone(), question.max - 1000 - lost))
            .collect();
        let draft = ScoreDraft {
            scores,
            comments: BTreeMap::new(),
            overall: "A sound plan by people who know the field.".to_owned(),
            ..ScoreDraft::default()
        };
        facility::evaluation::submit(facility, &actor, id, None, &draft).unwrap();
    }

    fn verify(&self, id: OrganisationId) {
        self.world
            .propose_verification(self.officer, id, Answer::Yes);
        let confirm = organisation::Command::ConfirmVerification;
        self.world.on_organisation(self.manager, id, &confirm);
    }

    /// Where a file stands.
    pub fn status(&self, id: ProposalId) -> Status {
        let manager = self.world.actor(self.manager);
        facility::proposal::view(self.world.facility(), &manager, id)
            .unwrap()
            .status
    }
}

/// Answers that satisfy the form of the founding call.
pub fn answers(title: &str) -> BTreeMap<String, Value> {
    let text = "People are met where they are, and choose for themselves.";
    let written = [
        "summary",
        "problem",
        "beneficiaries",
        "activities",
        "results",
        "sustainability",
        "protection",
        "capacity",
    ];
    let mut answers: BTreeMap<String, Value> = written
        .iter()
        .map(|question| ((*question).to_owned(), json!(text)))
        .collect();
    let line = json!({
        "heading": "services", "description": "Shelter", "quantity": 12,
        "unit_cost_minor": 350_000, "requested_minor": 4_000_000,
    });
    for (question, answer) in [
        ("title", json!(title)),
        ("theme", json!("victims")),
        ("country", json!("KE")),
        ("months", json!(12)),
        ("language", json!("en")),
        ("direct", json!(120)),
        ("partners", json!("no")),
        ("budget", json!([line])),
        ("not_for_profit", json!(true)),
        ("truth", json!(true)),
    ] {
        answers.insert(question.to_owned(), answer);
    }
    answers
}

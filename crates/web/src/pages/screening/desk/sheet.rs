//! What the desk shows, ready for its template.

use askama::Template;
use facility::documents::Document;
use facility::proposal::ProposalView;
use facility::registration::OrganisationView;
use facility::screening;
use language::Reader;
use workflow::ids::PersonId;
use workflow::procedure::Stage;
use workflow::transition::{Action, StageKind, Status};

use super::Known;
use super::points::{self, Draft, Request};
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page};
use crate::pages::desk::{self, File, Neighbours};
use crate::pages::intake::answers;
use crate::pages::screening::checklist::{self, CriterionLine};
use crate::pages::screening::notes::{self, NoteLine};
use crate::server::Application;
use crate::story::Entry;
use crate::visitor::Visitor;
use crate::wording;

/// What the person may do, as the use case says.
pub(super) struct Can {
    take: bool,
    check: bool,
    close: bool,
    confirm: bool,
    disagree: bool,
    settle: bool,
    appeal: bool,
    retract: bool,
    conflict: bool,
}

impl Can {
    fn of(view: &ProposalView, themself: bool) -> Self {
        let can = |action| view.actions.contains(&action);
        Self {
            // A file somebody works on is given to another person by the officer alone.
            take: can(Action::AssignScreener) && (!themself || view.status == Status::Queued),
            check: can(Action::RecordVerdict),
            close: can(Action::CloseClarification),
            confirm: can(Action::Confirm),
            disagree: can(Action::Disagree),
            settle: can(Action::Settle),
            appeal: can(Action::DecideAppeal),
            retract: can(Action::Retract),
            conflict: can(Action::DeclareConflict),
        }
    }
}

/// A fact about the organisation.
pub(super) struct Fact {
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "screening/desk.html")]
pub(super) struct DeskPage {
    page: Page,
    file: File,
    way: Neighbours,
    errors: Errors,
    seq: i64,
    facts: Vec<Fact>,
    documents: Vec<Paper>,
    notes: Vec<NoteLine>,
    note: String,
    criteria: Vec<CriterionLine>,
    left: String,
    outcome: String,
    outcome_is_good: bool,
    screener: String,
    can: Can,
    conflicts: Vec<Choice>,
    screeners: Vec<Choice>,
    clarify_hint: String,
    answer_until: String,
    runs: String,
    points: Vec<Draft>,
    requests: Vec<Request>,
    first_screener: String,
    compared: bool,
    differences: String,
    reason: String,
    story: Vec<Entry>,
}

/// The desk with what was typed, and what is wrong with it.
pub(super) fn page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    typed: &Fields,
    errors: Errors,
) -> DeskPage {
    let reader = visitor.reader;
    let view = &known.view;
    let state = &view.proposal.screening;
    let name = |person: PersonId| known.names.get(&person).cloned().unwrap_or_default();
    let rules = match (view.call.definition.procedure)
        .of_file(StageKind::Screening, view.proposal.position)
    {
        Some(Stage::Screening(rules)) => Some(rules),
        _ => None,
    };
    let zone = view.call.definition.dates.zone;
    let today = app.facility.clock.now().with_timezone(&zone).date_naive();
    let clarify_hint = rules.map(|rules| {
        let until = known.calendar.after(today, rules.clarification_days);
        reader.ta("clarification-until", [("date", reader.date(until).into())])
    });
    let left = known
        .checklist
        .lines
        .iter()
        .filter(|line| line.outcome.is_none())
        .count();
    let differences = known
        .checklist
        .lines
        .iter()
        .filter(|line| {
            let first = line.first.as_ref();
            first.is_some_and(|first| line.outcome != Some(first.outcome))
        })
        .count();
    let (outcome, outcome_is_good) = outcome(&reader, &known.checklist, name);
    DeskPage {
        file: File::of(&reader, view),
        way: Neighbours::among(&reader, &known.queue, view.proposal.id, "screening"),
        seq: view.seq,
        facts: facts(&reader, &known.organisation),
        documents: papers(&reader, view, &known.documents),
        notes: notes::lines(&reader, &known.notes),
        note: typed.get("note").to_owned(),
        criteria: checklist::lines(&reader, view, &known.checklist, typed, &errors),
        left: reader.tn("screening-verdicts-left", left),
        outcome,
        outcome_is_good,
        screener: known.checklist.screener.map(name).unwrap_or_default(),
        can: Can::of(view, known.screeners.is_empty()),
        conflicts: desk::conflicts(&reader, typed.get("conflict")),
        screeners: known
            .screeners
            .iter()
            .map(|(person, name)| {
                let value = person.to_string();
                let chosen = typed.get("screener") == value;
                Choice::new(value, name, chosen)
            })
            .collect(),
        clarify_hint: clarify_hint.unwrap_or_default(),
        answer_until: state
            .clarify_until()
            .map(|until| reader.ta("clarification-until", [("date", reader.date(until).into())]))
            .unwrap_or_default(),
        runs: format!("/proposals/{}/rules", view.proposal.id),
        points: points::drafts(&reader, &known.checklist, typed, &errors),
        requests: points::requests(&reader, &known.checklist, &known.documents),
        first_screener: known
            .checklist
            .first
            .map(|(by, _)| name(by))
            .unwrap_or_default(),
        compared: known.checklist.first.is_some(),
        differences: reader.tn("screening-differences", differences),
        reason: typed.get("reason").to_owned(),
        story: desk::story(&reader, &view.story, "screening."),
        errors,
        page: Page::new(visitor, app),
    }
}

/// A document handed in with the file.
pub struct Paper {
    /// Where it is.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Whether browsers show it beside the checklist; others are kept as files.
    pub shown: bool,
}

impl Paper {
    /// A document.
    pub fn of(reader: &Reader, document: &Document) -> Self {
        let shown = crate::download::is_shown(&document.media_type);
        let end = if shown { "/view" } else { "" };
        Self {
            href: format!("/documents/{}{end}", document.id),
            name: document.name.clone(),
            size: answers::size(reader, document.size),
            shown,
        }
    }
}

/// The documents of the submission that counts, and those sent with answers to clarifications.
fn papers(reader: &Reader, view: &ProposalView, answers: &[Document]) -> Vec<Paper> {
    let documents = view.content.iter().flat_map(|content| &content.documents);
    documents
        .chain(answers)
        .map(|document| Paper::of(reader, document))
        .collect()
}

/// What was proposed or decided, in a sentence.
fn outcome(
    reader: &Reader,
    checklist: &screening::Checklist,
    name: impl Fn(PersonId) -> String,
) -> (String, bool) {
    let word =
        |eligible: bool| reader.named("status", if eligible { "eligible" } else { "ineligible" });
    match (checklist.outcome, checklist.proposed) {
        (Some(eligible), _) => (
            reader.ta("screening-decided", [("outcome", word(eligible).into())]),
            eligible,
        ),
        (None, Some((by, eligible))) => (
            reader.ta(
                "screening-proposed-by",
                [
                    ("outcome", word(eligible).into()),
                    ("name", name(by).into()),
                ],
            ),
            eligible,
        ),
        (None, None) => (String::new(), true),
    }
}

fn facts(reader: &Reader, organisation: &OrganisationView) -> Vec<Fact> {
    let profile = &organisation.row.profile;
    let verification = match organisation.state.verified_until {
        Some(until) => reader.ta(
            "verification-verified-until",
            [("date", reader.date(until).into())],
        ),
        None => reader.t("verification-not-verified"),
    };
    let facts = [
        ("organisation-legal-name", profile.legal_name.clone()),
        (
            "organisation-original-name",
            profile.original_name.clone().unwrap_or_default(),
        ),
        ("organisation-country", reader.country(profile.country)),
        (
            "organisation-kind",
            reader.named("organisation-kind", &profile.kind),
        ),
        (
            "organisation-registration-number",
            profile.registration_number.clone().unwrap_or_default(),
        ),
        (
            "organisation-registered-on",
            profile
                .registered_on
                .map(|on| reader.date(on))
                .unwrap_or_default(),
        ),
        (
            "organisation-annual-budget",
            profile
                .annual_budget
                .map(|budget| wording::money(reader, budget))
                .unwrap_or_default(),
        ),
        (
            "organisation-officers",
            profile
                .officers
                .iter()
                .map(|officer| officer.name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        ),
        ("verification-title", verification),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| Fact {
            label: reader.t(key),
            value,
        })
        .collect()
}

//! The desk as a page.

use askama::Template;
use facility::evaluation::Desk;
use facility::evaluation::earlier::EarlierVersion;
use facility::proposal::ProposalView;
use language::Reader;
use workflow::evaluation::AssignmentStatus;
use workflow::transition::Action;

use super::super::explanation::{self, Told};
use super::super::grid::{self, Filling, Held, Read, Section};
use super::Known;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page};
use crate::pages::desk::{self, File, Neighbours};
use crate::server::Application;
use crate::visitor::Visitor;
use crate::wording;

/// What is read before declaring: organisation, country, title.
#[derive(Template)]
#[template(path = "desk/declare.html")]
pub struct DeclarePage {
    /// The frame.
    pub page: Page,
    /// Title.
    pub title: String,
    /// The applicant's name.
    pub organisation: String,
    /// Country in words.
    pub country: String,
    /// Place in the chain.
    pub seq: i64,
    /// What may be declared.
    pub options: Vec<Choice>,
    /// What is wrong.
    pub errors: Errors,
}

/// The desk.
#[derive(Template)]
#[template(path = "evaluation/desk.html")]
pub struct DeskPage {
    page: Page,
    file: File,
    way: Neighbours,
    /// How many of one's own files are scored, in words; empty for people who hold none.
    own: String,
    /// The file to score next; may be empty.
    next_open: String,
    errors: Errors,
    seq: i64,
    /// The evaluator writes.
    writes: bool,
    /// The evaluator has submitted.
    scored: bool,
    /// The person holds the file.
    holds: bool,
    may_decline: bool,
    here: String,
    /// What keeps a copy of this person's scores of this file on the device.
    copy: String,
    sections: Vec<Section>,
    /// Questions with a score, and all of them.
    filled: String,
    all: String,
    overall: String,
    /// What is recommended, to choose from; empty where the grid does not ask.
    recommendations: Vec<Choice>,
    /// What was recommended, in words.
    recommended: String,
    /// Whether the grid takes remarks on the budget.
    budget: bool,
    budget_remarks: String,
    note: String,
    total: String,
    maximum: String,
    /// The total held against the threshold.
    held: Held,
    seal: Option<Seal>,
    decline_reason: String,
    others: Vec<Read>,
    explained: Option<Told>,
    score: String,
    readings: Vec<ReadingLine>,
    needs: String,
    candidates: Vec<Choice>,
    /// Evaluators whose scores can be opened again.
    reopenable: Vec<Choice>,
    reopen_reason: String,
    earlier: Vec<EarlierLine>,
    /// The room of the consensus; empty where the call asks for none.
    consensus: String,
    conflicts: Vec<Choice>,
}

/// What shows later that the record holds what was submitted.
pub struct Seal {
    /// The first figures, in groups.
    short: String,
    /// The whole digest.
    whole: String,
    /// When, for people.
    at: String,
}

impl Seal {
    fn of(reader: &Reader, desk: &Desk) -> Option<Self> {
        let (digest, at) = desk.seal?;
        let whole = digest.to_string();
        Some(Self {
            short: short(&whole),
            whole,
            at: reader.date_time(at),
        })
    }
}

/// The first twelve figures of a digest, in groups of four.
fn short(whole: &str) -> String {
    let figures: Vec<char> = whole.chars().take(12).collect();
    let groups: Vec<String> = figures
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}

/// An evaluator of the file, for people who run the call.
pub struct ReadingLine {
    name: String,
    shape: &'static str,
    status: String,
    note: String,
}

/// A version that was opened again.
pub struct EarlierLine {
    /// Whose, when it was submitted, in words.
    title: String,
    /// Who opened it, when, in words.
    opened: String,
    reason: String,
    total: String,
    seal: String,
    overall: String,
    answers: Vec<(String, String, String)>,
}

/// The page on which one declares.
pub fn declare_page(
    visitor: &Visitor,
    app: &Application,
    view: &ProposalView,
    typed: &Fields,
    errors: Errors,
) -> DeclarePage {
    let reader = visitor.reader;
    DeclarePage {
        page: Page::new(visitor, app),
        title: wording::title(&reader, &view.title),
        organisation: view.organisation.clone(),
        country: reader.country(view.proposal.country),
        seq: view.seq,
        options: desk::declarations(&reader, typed.get("interest")),
        errors,
    }
}

/// The desk, with what was typed and what is wrong with it.
pub(super) fn desk_page(
    visitor: &Visitor,
    app: &Application,
    known: &Known,
    desk: &Desk,
    typed: &Fields,
    errors: Errors,
) -> DeskPage {
    let reader = visitor.reader;
    let view = &known.view;
    let id = view.proposal.id;
    let can = |action| view.actions.contains(&action);
    let points = |points| wording::points(&reader, points);
    let holds = desk.mine.is_some();
    let file = File::of(&reader, view);
    let filling = Filling {
        draft: &desk.draft,
        typed,
        errors: &errors,
        file: Some(&file),
    };
    let progress = grid::progress(&desk.rules, &filling);
    let typed_or = |field: &str, kept: &str| {
        typed
            .maybe(field)
            .map_or_else(|| kept.to_owned(), str::to_owned)
    };
    let recommended = desk.draft.recommendation;
    let recommendation = typed_or(
        "recommendation",
        recommended.map_or("", |known| known.name()),
    );
    let queue: Vec<_> = known.own.iter().map(|file| file.proposal).collect();
    let person = visitor.who.as_ref().map(|who| who.person.id.to_string());
    let name = |person| known.names.get(&person).cloned().unwrap_or_default();
    let total = desk.total.unwrap_or(progress.total);
    DeskPage {
        way: Neighbours::among(&reader, &queue, id, "evaluation"),
        own: own(&reader, known),
        next_open: known
            .next_open()
            .map(|next| format!("/proposals/{next}/evaluation"))
            .unwrap_or_default(),
        seq: view.seq,
        writes: can(Action::SubmitScores),
        scored: desk.mine == Some(AssignmentStatus::Scored),
        holds,
        may_decline: can(Action::DeclineAssignment),
        here: format!("/proposals/{id}/evaluation"),
        copy: format!("{id}:{}", person.unwrap_or_default()),
        sections: if holds {
            grid::sections(&reader, &desk.rules, &filling)
        } else {
            Vec::new()
        },
        filled: reader.number(progress.scored),
        all: reader.number(progress.all),
        overall: typed_or("overall", &desk.draft.overall),
        recommendations: if desk.rules.recommendation {
            grid::recommendations(&reader, &recommendation)
        } else {
            Vec::new()
        },
        recommended: grid::recommended(&reader, recommended),
        budget: desk.rules.budget_remarks,
        budget_remarks: typed_or("budget_remarks", &desk.draft.budget_remarks),
        note: typed_or("note", &desk.note),
        total: points(total),
        maximum: points(desk.rules.maximum()),
        held: Held::threshold(&reader, &desk.rules, total),
        seal: Seal::of(&reader, desk),
        decline_reason: typed.get("reason").to_owned(),
        others: grid::submitted(&reader, &desk.rules, &desk.others, name),
        explained: known
            .explained
            .as_ref()
            .map(|explained| explanation::told(&reader, explained, name)),
        score: desk.score.map(points).unwrap_or_default(),
        readings: readings(&reader, known),
        needs: if known.missing > 0 {
            reader.tn("evaluation-needs", known.missing)
        } else {
            String::new()
        },
        candidates: candidates(&reader, known, typed),
        reopenable: if can(Action::ReopenScores) {
            reopenable(known, typed.get("reopened"))
        } else {
            Vec::new()
        },
        reopen_reason: typed.get("reopen-reason").to_owned(),
        earlier: desk
            .earlier
            .iter()
            .map(|version| earlier(&reader, desk, version))
            .collect(),
        consensus: if desk.rules.consensus && (!holds || desk.total.is_some()) {
            format!("/proposals/{id}/consensus")
        } else {
            String::new()
        },
        conflicts: if can(Action::DeclareConflict) && holds {
            desk::conflicts(&reader, typed.get("conflict"))
        } else {
            Vec::new()
        },
        file,
        errors,
        page: Page::new(visitor, app),
    }
}

fn own(reader: &Reader, known: &Known) -> String {
    if known.own.is_empty() {
        return String::new();
    }
    let scored = known
        .own
        .iter()
        .filter(|file| file.status == AssignmentStatus::Scored)
        .count();
    reader.ta(
        "evaluation-progress",
        [("done", scored.into()), ("all", known.own.len().into())],
    )
}

fn readings(reader: &Reader, known: &Known) -> Vec<ReadingLine> {
    let line = |reading: &facility::evaluation::Reading| {
        let (shape, status) = desk::reading(reader, reading.status);
        ReadingLine {
            name: reading.name.clone(),
            shape,
            status,
            note: reading
                .total
                .map(|total| wording::points(reader, total))
                .unwrap_or_default(),
        }
    };
    known.readings.iter().map(line).collect()
}

fn candidates(reader: &Reader, known: &Known, typed: &Fields) -> Vec<Choice> {
    let chosen: Vec<&str> = typed.all("evaluator").collect();
    let choice = |free: &facility::evaluation::assignment::Reader| {
        let value = free.person.to_string();
        let chosen = chosen.contains(&value.as_str());
        Choice {
            hint: reader.tn("count-files", free.held),
            ..Choice::new(value, &free.name, chosen)
        }
    };
    known.candidates.iter().map(choice).collect()
}

fn reopenable(known: &Known, chosen: &str) -> Vec<Choice> {
    known
        .readings
        .iter()
        .filter(|reading| reading.status == AssignmentStatus::Scored)
        .map(|reading| {
            let value = reading.person.to_string();
            let chosen = value == chosen;
            Choice::new(value, &reading.name, chosen)
        })
        .collect()
}

fn earlier(reader: &Reader, desk: &Desk, version: &EarlierVersion) -> EarlierLine {
    let at = reader.date_time(version.submitted_at);
    let opened = reader.date_time(version.reopened_at);
    EarlierLine {
        title: reader.ta(
            "evaluation-earlier-of",
            [("name", version.name.as_str().into()), ("at", at.into())],
        ),
        opened: match &version.reopened_by {
            Some(name) => reader.ta(
                "evaluation-reopened-by",
                [("name", name.as_str().into()), ("at", opened.into())],
            ),
            None => reader.ta("evaluation-reopened-at", [("at", opened.into())]),
        },
        reason: version.reason.clone(),
        total: version
            .total
            .map(|total| wording::points(reader, total))
            .unwrap_or_default(),
        seal: version
            .seal
            .map(|seal| seal.to_string())
            .unwrap_or_default(),
        overall: version.said.overall.clone(),
        answers: grid::answers(reader, &desk.rules, &version.said.scores, |id| {
            version.said.comments.get(id).cloned().unwrap_or_default()
        }),
    }
}

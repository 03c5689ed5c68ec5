//! The desk: a file is checked criterion by criterion, concluded, confirmed, and decided upon once more on appeal.

use actix_web::{HttpResponse, web};
use askama::Template;
use facility::proposal::{self, ProposalView};
use facility::registration::{self, OrganisationView};
use facility::{Failure, people, screening};
use language::Reader;
use workflow::ids::{PersonId, ProposalId};
use workflow::procedure::Stage;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::screening::{Command as Screening, Point};
use workflow::time::Calendar;
use workflow::transition::{Action, StageKind, Status};

use super::checklist::{self, CriterionLine};
use crate::failure::PageError;
use crate::form::{Errors, Fields};
use crate::page::{Choice, Page, done, render, render_refused};
use crate::pages::desk::{self, File, Neighbours};
use crate::pages::parsing;
use crate::server::{Application, block};
use crate::story::Entry;
use crate::visitor::Visitor;
use crate::wording;

/// What the person may do, as the use case says.
struct Can {
    take: bool,
    check: bool,
    close: bool,
    confirm: bool,
    disagree: bool,
    settle: bool,
    appeal: bool,
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
            conflict: can(Action::DeclareConflict),
        }
    }
}

/// A fact about the organisation.
struct Fact {
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "screening/desk.html")]
struct DeskPage {
    page: Page,
    file: File,
    way: Neighbours,
    errors: Errors,
    seq: i64,
    facts: Vec<Fact>,
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
    points: String,
    reason: String,
    story: Vec<Entry>,
}

/// Everything the desk shows, as the use cases tell it.
struct Known {
    view: ProposalView,
    checklist: screening::Checklist,
    organisation: OrganisationView,
    names: std::collections::BTreeMap<PersonId, String>,
    screeners: Vec<(PersonId, String)>,
    queue: Vec<ProposalId>,
    calendar: Calendar,
}

async fn known(
    app: &web::Data<Application>,
    actor: &Actor,
    id: ProposalId,
) -> Result<Known, PageError> {
    let actor = actor.clone();
    let known = block(app, move |app| {
        let facility = &app.facility;
        let checklist = screening::checklist(facility, &actor, id)?;
        let view = proposal::view(facility, &actor, id)?;
        let organisation = registration::view(facility, &actor, view.proposal.organisation)?;
        let people = checklist
            .lines
            .iter()
            .filter_map(|line| line.by)
            .chain(checklist.proposed.map(|(by, _)| by))
            .chain(checklist.screener);
        Ok(Known {
            names: people::names(facility, people)?,
            screeners: screening::screeners(facility, &actor, id)?,
            queue: screening::queue(facility, &actor)?
                .files()
                .map(|file| file.proposal)
                .collect(),
            calendar: facility::calendar::current(facility)?,
            view,
            checklist,
            organisation,
        })
    });
    Ok(known.await?)
}

fn page(
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
    let today = app.facility.clock.now().date_naive();
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
    let (outcome, outcome_is_good) = outcome(&reader, &known.checklist, name);
    DeskPage {
        file: File::of(&reader, view),
        way: Neighbours::among(&reader, &known.queue, view.proposal.id, "screening"),
        seq: view.seq,
        facts: facts(&reader, &known.organisation),
        criteria: checklist::lines(&reader, &view.call, &known.checklist, typed, &errors),
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
        points: typed.get("points").to_owned(),
        reason: typed.get("reason").to_owned(),
        story: desk::story(&reader, &view.story, "screening."),
        errors,
        page: Page::new(visitor, app),
    }
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

pub async fn show(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
) -> Result<HttpResponse, PageError> {
    let (id, actor) = (parsing::id(&path)?, visitor.actor()?);
    let known = known(&app, &actor, id).await?;
    render(&page(
        &visitor,
        &app,
        &known,
        &Fields::default(),
        Errors::none(),
    ))
}

/// What a post asks for.
enum Asked {
    /// Verdicts, and whether to conclude.
    Record(checklist::Given, bool),
    /// A command, where to go next, and the sentence there.
    Act(Command, Next, &'static str),
}

/// Where one goes after an act.
enum Next {
    /// The file stays on the desk.
    Stay,
    /// The file leaves the person's desk.
    Queue,
}

fn asked(reader: &Reader, actor: &Actor, known: &Known, fields: &Fields) -> Result<Asked, Errors> {
    let reason = || desk::text(reader, fields, "reason");
    let act = |command, next, key| Ok(Asked::Act(Command::Screening(command), next, key));
    match fields.get("act") {
        "save" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(given, false)),
        "conclude" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(given, true)),
        "accept" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(checklist::with_proposed(&known.checklist, given), false)),
        "take" => {
            let screener = actor.person;
            act(
                Screening::AssignScreener { screener },
                Next::Stay,
                "screening-taken",
            )
        }
        "assign" => {
            let screener = fields
                .get("screener")
                .parse()
                .map_err(|_| desk::wrong(reader, "screener", "unknown-option"))?;
            act(
                Screening::AssignScreener { screener },
                Next::Stay,
                "screening-assigned",
            )
        }
        "clarify" => {
            let points = vec![Point {
                criterion: None,
                text: desk::text(reader, fields, "points")?,
            }];
            let command = Screening::RequestClarification { points };
            act(command, Next::Queue, "screening-clarification-sent")
        }
        "close" => act(Screening::CloseClarification, Next::Stay, "form-done"),
        "confirm" => act(Screening::Confirm, Next::Queue, "screening-confirmed"),
        "disagree" => {
            let reason = reason()?;
            act(
                Screening::Disagree { reason },
                Next::Queue,
                "screening-disagreed",
            )
        }
        settled @ ("settle-eligible" | "settle-ineligible") => {
            let eligible = settled == "settle-eligible";
            let reason = reason()?;
            act(
                Screening::Settle { eligible, reason },
                Next::Queue,
                "screening-settled",
            )
        }
        decided @ ("uphold" | "dismiss") => {
            let upheld = decided == "uphold";
            let reason = reason()?;
            act(
                Screening::DecideAppeal { upheld, reason },
                Next::Queue,
                "screening-appeal-decided",
            )
        }
        "conflict" => {
            let command = Command::Interest(desk::conflict(reader, fields)?);
            Ok(Asked::Act(command, Next::Queue, "conflict-declared"))
        }
        _ => Err(desk::wrong(reader, "", "unknown-option")),
    }
}

pub async fn act(
    visitor: Visitor,
    app: web::Data<Application>,
    path: web::Path<String>,
    fields: Fields,
) -> Result<HttpResponse, PageError> {
    let (id, actor): (ProposalId, Actor) = (parsing::id(&path)?, visitor.actor()?);
    let reader = visitor.reader;
    let known = known(&app, &actor, id).await?;
    let seen = desk::seen(&fields)?;
    let refused = |errors| render_refused(&page(&visitor, &app, &known, &fields, errors));
    let desk_of = format!("/proposals/{id}/screening");
    let (result, to, key) = match asked(&reader, &actor, &known, &fields) {
        Err(errors) => return refused(errors),
        Ok(Asked::Record(given, conclude)) => {
            let acting = actor.clone();
            let result = block(&app, move |app| {
                screening::record(&app.facility, &acting, id, seen, &given, conclude)
            });
            if conclude {
                (result.await, "/screening".to_owned(), "screening-concluded")
            } else {
                (result.await, desk_of, "screening-saved")
            }
        }
        Ok(Asked::Act(command, next, key)) => {
            let acting = actor.clone();
            let result = block(&app, move |app| {
                proposal::act(&app.facility, &acting, id, seen, &command)
            });
            let to = match next {
                Next::Stay => desk_of,
                Next::Queue => "/screening".to_owned(),
            };
            (result.await, to, key)
        }
    };
    match result {
        Ok(_) => Ok(done(&app, &to, key)),
        Err(failure) => refused(errors_of(&reader, &known, failure)?),
    }
}

/// Criteria are named in words, and each error stands at its criterion.
fn errors_of(reader: &Reader, known: &Known, failure: Failure) -> Result<Errors, PageError> {
    use workflow::refusal::Refusal;
    let mut errors = Errors::none();
    match failure {
        Failure::Refused(Refusal::VerdictsMissing { criteria }) => {
            for criterion in &criteria {
                let text = checklist::name(reader, &known.checklist, criterion);
                errors.say(
                    &checklist::verdict_field(criterion),
                    reader.ta("screening-verdict-missing", [("criterion", text.into())]),
                );
            }
        }
        Failure::Invalid(faults) => {
            for fault in faults {
                errors.add(reader, &checklist::reason_field(&fault.field), fault.code);
            }
        }
        other => return Errors::from_failure(reader, other),
    }
    Ok(errors)
}

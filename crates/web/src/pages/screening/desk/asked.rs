//! What a post on the desk asks for.

use language::Reader;
use workflow::proposal::Command;
use workflow::role::Actor;
use workflow::screening::{Command as Screening, Point};
use workflow::text::Text;

use super::{Known, points};
use crate::form::{Errors, Fields};
use crate::pages::desk;
use crate::pages::screening::checklist;

/// What a post asks for.
pub(super) enum Asked {
    /// Verdicts, and whether to conclude.
    Record(checklist::Given, bool),
    /// Verdicts, and formal points for the applicant.
    Clarify(checklist::Given, Vec<Point>),
    /// The form with other fields: nothing is done yet.
    Redraw(Fields),
    /// The machine rules run again.
    Check,
    /// A note to colleagues.
    Note(Text),
    /// A command, where to go next, and the sentence there.
    Act(Command, Next, &'static str),
}

/// Where one goes after an act.
pub(super) enum Next {
    /// The file stays on the desk.
    Stay,
    /// The file leaves the person's desk.
    Queue,
}

/// Reads a post; faults stand at their fields.
pub(super) fn asked(
    reader: &Reader,
    actor: &Actor,
    known: &Known,
    fields: &Fields,
) -> Result<Asked, Errors> {
    let reason = || desk::text(reader, fields, "reason");
    let act = |command, next, key| Ok(Asked::Act(Command::Screening(command), next, key));
    match fields.get("act") {
        "save" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(given, false)),
        "conclude" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(given, true)),
        "accept" => checklist::read(reader, &known.checklist, fields)
            .map(|given| Asked::Record(checklist::with_proposed(&known.checklist, given), false)),
        "check-again" => Ok(Asked::Check),
        "note" => desk::text(reader, fields, "note").map(Asked::Note),
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
            let given = checklist::read(reader, &known.checklist, fields)?;
            let points = points::read(reader, &known.checklist, fields)?;
            Ok(Asked::Clarify(given, points))
        }
        "add-point" => Ok(Asked::Redraw(points::changed(
            &known.checklist,
            fields,
            None,
        ))),
        "retract" => {
            let reason = reason()?;
            act(
                Screening::Retract { reason },
                Next::Queue,
                "screening-retracted",
            )
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
        other => match other.strip_prefix("remove-point-").map(str::parse) {
            Some(Ok(number)) => Ok(Asked::Redraw(points::changed(
                &known.checklist,
                fields,
                Some(number),
            ))),
            _ => Err(desk::wrong(reader, "", "unknown-option")),
        },
    }
}

//! The board in words: its files, what it comes to, what one has to know.

use facility::selection::board::{Board, Line, Side, about_money, out_of_reach};
use language::Reader;
use workflow::money::Money;
use workflow::procedure::Stage;
use workflow::transition::StageKind;

use super::asked::group_name;
use super::why;
use crate::wording;

/// A file.
pub struct Row {
    pub href: String,
    pub title: String,
    pub reference: String,
    pub organisation: String,
    pub place: String,
    /// From which place it comes; empty when it keeps it.
    pub from: String,
    pub worth: String,
    pub likely: String,
    pub asked: String,
    pub bound: String,
    pub award: String,
    /// Family of the status and its word; the family is empty for files in neither list.
    pub family: &'static str,
    pub side: String,
    pub why: String,
}

/// The files, best first.
pub fn rows(reader: &Reader, board: &Board) -> Vec<Row> {
    board
        .lines
        .iter()
        .map(|line| row(reader, board, line))
        .collect()
}

fn row(reader: &Reader, board: &Board, line: &Line) -> Row {
    let money = |amount: Option<Money>| {
        amount
            .map(|amount| wording::money(reader, amount))
            .unwrap_or_default()
    };
    let (family, side) = match line.side() {
        Side::Stays => ("working", reader.t("board-stays")),
        Side::Enters => ("good", reader.t("board-enters")),
        Side::Leaves => ("bad", reader.t("board-leaves")),
        Side::Out => ("", reader.t("board-out")),
    };
    let likely = line.likely.map(|(best, worst, of)| {
        reader.ta(
            "board-likely",
            [
                ("best", reader.number(best).into()),
                ("worst", reader.number(worst).into()),
                ("of", reader.number(of).into()),
            ],
        )
    });
    let moved = line.bound_place != line.place;
    let from = reader.ta(
        "board-place-from",
        [("place", reader.number(line.bound_place).into())],
    );
    Row {
        href: format!("/proposals/{}/selection", line.proposal),
        title: wording::title(reader, &line.title),
        reference: line.reference.clone(),
        organisation: format!("{} · {}", line.organisation, reader.country(line.country)),
        place: reader.number(line.place),
        from: if moved { from } else { String::new() },
        worth: wording::points(reader, line.worth),
        likely: likely.unwrap_or_else(|| reader.t("board-likely-unknown")),
        asked: money(Some(line.asked)),
        bound: money(line.bound),
        award: money(line.award),
        family,
        side,
        why: why::sentence(reader, board, line),
    }
}

/// The rule that binds, in words.
pub fn binding_rule(reader: &Reader, board: &Board) -> String {
    match board.call.definition.procedure.first(StageKind::Selection) {
        Some(Stage::Selection(rules)) => reader.named("allocation", rules.allocation),
        _ => String::new(),
    }
}

/// What it comes to: how many stay, enter and leave.
pub fn summary(reader: &Reader, board: &Board) -> Vec<String> {
    let count = |side| {
        board
            .lines
            .iter()
            .filter(|line| line.side() == side)
            .count()
    };
    let mut said = vec![reader.tn("board-count-stay", count(Side::Stays))];
    said.push(reader.tn("board-count-enter", count(Side::Enters)));
    said.push(reader.tn("board-count-leave", count(Side::Leaves)));
    said
}

/// What one has to know before reading it.
pub fn notices(reader: &Reader, board: &Board) -> Vec<String> {
    let mut found = Vec::new();
    if !board.exact {
        found.push(reader.t("board-not-exact"));
    }
    let definition = &board.call.definition;
    for unmet in &board.unmet {
        let Some(quota) = board.settings.quotas.get(unmet.quota) else {
            continue;
        };
        let figure = |number: i64| {
            if about_money(unmet) {
                wording::money(reader, Money::new(number, definition.currency()))
            } else {
                reader.number(number)
            }
        };
        let values = [
            (
                "group",
                group_name(reader, definition, quota.by, &quota.name).into(),
            ),
            ("wanted", figure(unmet.wanted).into()),
            ("reached", figure(unmet.reached).into()),
        ];
        found.push(if out_of_reach(unmet) {
            reader.ta("board-unmet-impossible", values)
        } else {
            reader.ta("board-unmet", values)
        });
    }
    if board.unwanted > 0 {
        found.push(reader.tn("board-unwanted", board.unwanted));
    }
    found
}

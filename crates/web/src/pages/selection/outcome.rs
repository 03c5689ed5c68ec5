//! What who presides does with an item: opens and closes it, opens it anew, records the outcome; and the result of a vote.

use std::collections::BTreeMap;

use facility::selection::ItemView;
use language::Reader;
use workflow::ids::PersonId;
use workflow::money::Money;
use workflow::selection::{Attendance, BallotKind, Command as Selection, Decision};
use workflow::text::Text;
use workflow::transition::{Action, Status};

use super::ballot;
use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::desk;
use crate::wording;

/// The forms of who presides over an item.
pub struct Presiding {
    /// Where they are posted to.
    pub href: String,
    /// The page one comes back to; empty for the page of the item.
    pub back: String,
    /// The place in the chain.
    pub seq: i64,
    /// Whether the item can be opened.
    pub open: bool,
    /// Whether it can be closed.
    pub close: bool,
    /// Whether it can be opened anew.
    pub reopen: bool,
    /// Why it is opened anew, as typed.
    pub anew: String,
    /// The form of the outcome, where it can be recorded.
    pub outcome: Option<OutcomeForm>,
}

/// The form of an outcome.
pub struct OutcomeForm {
    /// What can be decided.
    pub decisions: Vec<Choice>,
    /// The currency; empty in a call without money.
    pub currency: String,
    /// The amount.
    pub amount: String,
    /// Place on the reserve list; nothing where the call has none.
    pub reserve_rank: Option<String>,
    /// Conditions of the award.
    pub conditions: String,
    /// Why.
    pub reason: String,
}

impl Presiding {
    /// What the reader may do with the item.
    pub fn of(reader: &Reader, item: &ItemView, typed: &Fields, back: &str) -> Self {
        let can = |action| item.actions.contains(&action);
        Self {
            href: format!("/proposals/{}/selection", item.item.proposal),
            back: back.to_owned(),
            seq: item.seq,
            open: can(Action::OpenVoting),
            close: can(Action::CloseVoting),
            reopen: can(Action::ReopenVoting),
            anew: typed.get("anew").to_owned(),
            outcome: can(Action::RecordOutcome).then(|| outcome_form(reader, item, typed)),
        }
    }

    /// Whether there is anything to do.
    pub const fn any(&self) -> bool {
        self.open || self.close || self.reopen || self.outcome.is_some()
    }
}

fn outcome_form(reader: &Reader, item: &ItemView, typed: &Fields) -> OutcomeForm {
    let amount = typed.maybe("outcome-amount").map(str::to_owned);
    OutcomeForm {
        decisions: decisions(reader, item, typed.get("decision")),
        currency: currency(item),
        amount: amount
            .or_else(|| item.item.requested.map(Money::figures))
            .unwrap_or_default(),
        reserve_rank: (item.rules.reserve > 0).then(|| typed.get("reserve-rank").to_owned()),
        conditions: typed.get("conditions").to_owned(),
        reason: typed.get("reason").to_owned(),
    }
}

/// The currency of the call; empty in a call without money.
pub fn currency(item: &ItemView) -> String {
    item.funding
        .as_ref()
        .map(|funding| funding.currency.code().to_owned())
        .unwrap_or_default()
}

/// What can be decided; a lack of funds only where there is money, a place in reserve only where there are some.
fn decisions(reader: &Reader, item: &ItemView, chosen: &str) -> Vec<Choice> {
    let possible = |decision: &&Decision| match decision {
        Decision::RejectedForLackOfFunds => item.funding.is_some(),
        Decision::Reserve => item.rules.reserve > 0,
        _ => true,
    };
    let all = Decision::ALL.iter().filter(possible);
    all.map(|decision| {
        let text = reader.named("decision", decision);
        Choice::new(decision.name(), text, decision.name() == chosen)
    })
    .collect()
}

/// Reads an outcome.
pub fn read(reader: &Reader, item: &ItemView, fields: &Fields) -> Result<Selection, Errors> {
    let decision: Decision = fields
        .get("decision")
        .parse()
        .map_err(|_| desk::wrong(reader, "decision", "unknown-option"))?;
    let amount = ballot::amount(reader, item.funding.as_ref(), fields, "outcome-amount")?;
    let most = item.rules.reserve;
    let place = fields.get("reserve-rank").trim().parse().ok();
    let place = place.filter(|rank| (1..=most).contains(rank));
    if decision == Decision::Reserve && place.is_none() {
        let mut errors = Errors::none();
        let text = reader.ta("decision-place-hint", [("most", most.into())]);
        errors.say("reserve-rank", text);
        return Err(errors);
    }
    let conditions = match fields.get("conditions").trim() {
        "" => None,
        typed => Some(Text::parse(typed).map_err(|_| desk::wrong(reader, "conditions", "text"))?),
    };
    Ok(Selection::RecordOutcome {
        decision,
        amount,
        reserve_rank: place.filter(|_| decision == Decision::Reserve),
        conditions,
        reason: desk::text(reader, fields, "reason")?,
    })
}

/// Members who were in one place when an item was closed.
pub struct RollLine {
    /// Where.
    pub at: String,
    /// How many.
    pub count: String,
    /// Who.
    pub names: Vec<String>,
}

/// The result of a vote.
pub struct Counted {
    /// Votes by choice.
    pub tally: Vec<(String, String)>,
    /// The mean of points, the places; may be empty.
    pub sum: String,
    /// What the casting vote did; may be empty.
    pub casting: String,
    /// Who was where.
    pub roll: Vec<RollLine>,
    /// Where the receipts are listed; empty in an open vote.
    pub receipts: String,
}

impl Counted {
    /// The result of the last vote; nothing before one is closed.
    pub fn of(
        reader: &Reader,
        item: &ItemView,
        names: &BTreeMap<PersonId, String>,
    ) -> Option<Self> {
        let line = &item.item;
        if line.open || item.round == 0 || line.tally.is_empty() && item.roll.is_empty() {
            return None;
        }
        let receipts = format!("/proposals/{}/selection/receipt", line.proposal);
        Some(Self {
            tally: line
                .tally
                .iter()
                .map(|(choice, votes)| {
                    let votes = reader.tn("count-votes", *votes);
                    (reader.named("ballot", choice), votes)
                })
                .collect(),
            sum: sum(reader, item),
            casting: item
                .casting
                .map(|to_fund| {
                    reader.t(if to_fund {
                        "ballot-casting-for"
                    } else {
                        "ballot-casting-against"
                    })
                })
                .unwrap_or_default(),
            roll: roll(reader, &item.roll, names),
            receipts: if item.rules.secret {
                receipts
            } else {
                String::new()
            },
        })
    }
}

fn sum(reader: &Reader, item: &ItemView) -> String {
    match (item.rules.ballot, item.mean_points) {
        (BallotKind::Score, Some(mean)) => reader.ta(
            "ballot-mean",
            [("points", wording::points(reader, mean).into())],
        ),
        (BallotKind::Ranking, _) if item.borda > 0 => reader.ta(
            "ballot-borda",
            [("points", reader.number(item.borda).into())],
        ),
        _ => String::new(),
    }
}

/// Who was where, by the places one can be.
pub fn roll(
    reader: &Reader,
    roll: &workflow::selection::Roll,
    names: &BTreeMap<PersonId, String>,
) -> Vec<RollLine> {
    let at = |place: &Attendance| {
        let who: Vec<String> = roll
            .iter()
            .filter(|(_, at)| *at == place)
            .map(|(person, _)| names.get(person).cloned().unwrap_or_default())
            .collect();
        (!who.is_empty()).then(|| RollLine {
            at: reader.named("attendance", place),
            count: reader.number(who.len()),
            names: who,
        })
    };
    Attendance::ALL.iter().filter_map(at).collect()
}

/// Whether a decision stands on the item.
pub fn decided(item: &ItemView) -> Option<Decision> {
    item.decision
        .filter(|_| item.item.status != Status::OnAgenda)
}

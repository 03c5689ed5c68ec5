//! A ballot on one item: its form, and what was filled into it.

use facility::selection::{ItemView, Receipt};
use language::Reader;
use workflow::definition::Funding;
use workflow::money::Money;
use workflow::selection::{BallotKind, Choice as Vote, Mark, Rules, Written};
use workflow::transition::Action;

use crate::form::{Errors, Fields};
use crate::page::Choice;
use crate::pages::desk;
use crate::wording;

/// The form for a ballot on one item.
pub struct BallotForm {
    /// Where it is posted to.
    pub href: String,
    /// The page one comes back to; empty for the page of the item.
    pub back: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The currency of a smaller amount; empty where there is none to propose.
    pub currency: String,
    /// The smaller amount.
    pub amount: String,
    /// What it may be.
    pub amount_hint: String,
    /// The points typed; `None` where none are given.
    pub points: Option<String>,
    /// What points may be.
    pub points_hint: String,
    /// What happens with the ballot.
    pub lead: String,
    /// The receipt of the ballot it takes the place of; `None` when there is none.
    pub receipt: Option<String>,
}

/// How a member votes on an item.
pub enum Voting {
    /// By a form of its own.
    Here(Box<BallotForm>),
    /// By one ballot over the whole list, at this address.
    OverTheList(String),
    /// Not now.
    No,
}

impl Voting {
    /// How the reader votes on the item now.
    pub fn of(reader: &Reader, item: &ItemView, list: &str, typed: &Fields, back: &str) -> Self {
        if !item.actions.contains(&Action::CastBallot) {
            return Self::No;
        }
        if item.rules.ballot.over_the_list() {
            return Self::OverTheList(list.to_owned());
        }
        Self::Here(Box::new(form(reader, item, typed, back)))
    }
}

fn form(reader: &Reader, item: &ItemView, typed: &Fields, back: &str) -> BallotForm {
    let rules = &item.rules;
    let mine = item.ballot.map(|ballot| ballot.mark);
    let typed_or = |field: &str, other: Option<String>| {
        let typed = typed.maybe(field).map(str::to_owned);
        typed.or(other).unwrap_or_default()
    };
    let chosen = typed_or("choice", mine.map(|mark| mark.choice().to_string()));
    let reduces = item.funding.is_some() && rules.ballot == BallotKind::Decision;
    let points = match mine {
        Some(Mark::Score(points)) => Some(points.to_string()),
        _ => None,
    };
    BallotForm {
        href: format!("/proposals/{}/selection", item.item.proposal),
        back: back.to_owned(),
        choices: choices(reader, rules, item.funding.as_ref(), &chosen),
        currency: item
            .funding
            .as_ref()
            .filter(|_| reduces)
            .map(|funding| funding.currency.code().to_owned())
            .unwrap_or_default(),
        amount: typed_or("amount", mine.and_then(Mark::amount).map(Money::figures)),
        amount_hint: amount_hint(reader, item.funding.as_ref(), item.item.requested),
        points: (rules.ballot == BallotKind::Score).then(|| typed_or("points", points)),
        points_hint: points_hint(reader, rules),
        lead: reader.t(if rules.secret {
            "ballot-lead-secret"
        } else {
            "ballot-lead"
        }),
        receipt: (rules.secret && item.item.voted).then(|| typed.get("receipt").to_owned()),
    }
}

/// What can be chosen; a smaller amount only where there is money.
pub fn choices(
    reader: &Reader,
    rules: &Rules,
    funding: Option<&Funding>,
    chosen: &str,
) -> Vec<Choice> {
    let all = rules.ballot.choices().iter();
    all.filter(|vote| funding.is_some() || **vote != Vote::FundReduced)
        .map(|vote| Choice {
            hint: reader.t(format!("{}-hint", language::key("ballot", vote))),
            ..Choice::new(
                vote.name(),
                reader.named("ballot", vote),
                vote.name() == chosen,
            )
        })
        .collect()
}

/// What a smaller amount may be.
pub fn amount_hint(reader: &Reader, funding: Option<&Funding>, requested: Option<Money>) -> String {
    let (Some(funding), Some(requested)) = (funding, requested) else {
        return String::new();
    };
    let least = Money::new(funding.grant_min_minor, funding.currency);
    reader.ta(
        "ballot-amount-hint",
        [
            ("min", wording::money(reader, least).into()),
            ("max", wording::money(reader, requested).into()),
        ],
    )
}

/// What points may be.
pub fn points_hint(reader: &Reader, rules: &Rules) -> String {
    reader.ta(
        "ballot-points-hint",
        [("most", reader.number(rules.score_most).into())],
    )
}

/// What somebody has said of an item, in words.
pub fn told(reader: &Reader, mark: Mark) -> String {
    let choice = reader.named("ballot", mark.choice());
    let more = match mark {
        Mark::FundReduced(amount) => wording::money(reader, amount),
        Mark::Score(points) => reader.number(points),
        Mark::Place { at, .. } => reader.number(at),
        _ => return choice,
    };
    format!("{choice}: {more}")
}

/// What a written ballot says, in words.
pub fn told_written(reader: &Reader, written: &Written) -> String {
    written.mark().map_or_else(
        || reader.named("ballot", written.choice),
        |mark| told(reader, mark),
    )
}

/// Reads the ballot of a form.
pub fn read(reader: &Reader, item: &ItemView, fields: &Fields) -> Result<Written, Errors> {
    let choice: Vote = fields
        .get("choice")
        .parse()
        .map_err(|_| desk::wrong(reader, "choice", "unknown-option"))?;
    let amount = match choice {
        Vote::FundReduced => amount(reader, item.funding.as_ref(), fields, "amount")?,
        _ => None,
    };
    let points = match choice {
        Vote::Score => Some(points(reader, &item.rules, fields.get("points"), "points")?),
        _ => None,
    };
    Ok(Written {
        choice,
        amount,
        points,
        place: None,
    })
}

/// Points typed at a field.
pub fn points(reader: &Reader, rules: &Rules, typed: &str, field: &str) -> Result<u32, Errors> {
    let read = typed.trim().parse().ok();
    read.filter(|points| *points <= rules.score_most)
        .ok_or_else(|| {
            let mut errors = Errors::none();
            errors.say(field, points_hint(reader, rules));
            errors
        })
}

/// An amount typed at a field; nothing where the call has no money or nothing is typed.
pub fn amount(
    reader: &Reader,
    funding: Option<&Funding>,
    fields: &Fields,
    field: &str,
) -> Result<Option<Money>, Errors> {
    let typed = fields.get(field).trim();
    match funding {
        Some(funding) if !typed.is_empty() => Money::parse(typed, funding.currency)
            .map(Some)
            .map_err(|_| desk::wrong(reader, field, "amount")),
        _ => Ok(None),
    }
}

/// The receipt of the ballot a new one takes the place of; nothing when none is typed.
pub fn receipt(reader: &Reader, fields: &Fields) -> Result<Option<Receipt>, Errors> {
    let typed = fields.get("receipt").trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let read = Receipt::parse(typed).map(Some);
    read.ok_or_else(|| {
        let mut errors = Errors::none();
        errors.say("receipt", reader.t("ballot-receipt-unreadable"));
        errors
    })
}

//! Public results of a call: the projects it funds, once their applicants know. Nothing of the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use store::AnyConn;
use workflow::call::{self, Call, CallAction};
use workflow::country::{Country, Region};
use workflow::definition::Localised;
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;
use workflow::policy::{self, View};
use workflow::procedure::Stage;
use workflow::proposal::Proposal;
use workflow::results::{Command, Published};
use workflow::role::Actor;
use workflow::text::Text;
use workflow::transition::StageKind;

use crate::cases::{self, is_awarded};
use crate::export::cell;
use crate::failure::Failure;
use crate::{Facility, roles};

/// What is told of an organisation that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Reference of the proposal.
    pub reference: String,
    /// Title of the project.
    pub title: String,
    /// Legal name.
    pub organisation: String,
    /// Identifier after org-id.guide.
    pub org_id: Option<String>,
    /// Summary of the project, where the call publishes it.
    pub summary: Option<String>,
    /// The award, where the call publishes it and there is money.
    pub amount: Option<Money>,
    /// The day the award was told, on the clocks of the call.
    pub awarded_on: NaiveDate,
    /// First and last day of the project, once they are agreed.
    pub runs: Option<(NaiveDate, NaiveDate)>,
}

/// A funded project in public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Country of the project.
    pub country: Country,
    /// Theme.
    pub theme: Option<Localised>,
    /// What else is told; nothing where the organisation is not named for its safety.
    pub named: Option<Named>,
}

/// The funded projects of a regional group of the United Nations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionTotal {
    /// The group.
    pub region: Region,
    /// How many projects.
    pub projects: usize,
    /// What those with a public amount were awarded together.
    pub amount: Option<Money>,
}

/// The public results of a call.
#[derive(Clone, Debug)]
pub struct Results {
    /// The call.
    pub call: Arc<Call>,
    /// Funded projects by country and title; those that are not named come last in their country.
    pub awards: Vec<Award>,
    /// By region, those with most projects first.
    pub regions: Vec<RegionTotal>,
    /// What those with a public amount were awarded together.
    pub total: Option<Money>,
    /// How many organisations are not named.
    pub unnamed: usize,
}

/// What the call makes public.
fn published(call: &Call) -> Published {
    match call.definition.procedure.first(StageKind::Selection) {
        Some(Stage::Selection(rules)) => rules.results,
        _ => Published::default(),
    }
}

/// An award the applicant knows of; nothing when it was declined, withdrawn or ended before the agreement.
fn told(state: &Proposal) -> Option<DateTime<Utc>> {
    let stands = match state.stage {
        StageKind::Selection
        | StageKind::Screening
        | StageKind::Agreement
        | StageKind::Monitoring => is_awarded(state.status),
        _ => false,
    };
    state.selection.released_at.filter(|_| stands)
}

/// The public results of a call, for everybody who may see the call; without files the reader has a conflict with. Hidden until
/// an applicant was told of an award.
pub fn results(
    facility: &Facility,
    actor: Option<&Actor>,
    call: CallId,
) -> Result<Results, Failure> {
    facility.store.read(|conn| {
        let call = cases::visible_call(conn, actor, call)?;
        let rules = published(&call);
        let mut awards = Vec::new();
        for id in store::proposals::awarded(conn, call.id)? {
            let loaded = store::cases::load_proposal(conn, id)?.ok_or_else(Failure::hidden)?;
            // What is public of a file is not shown to those who must see nothing of it either.
            let conflicted =
                actor.is_some_and(|actor| loaded.state.conflicts.contains_key(&actor.person));
            if let Some(at) = told(&loaded.state).filter(|_| !conflicted) {
                awards.push(award(conn, &call, &loaded.state, at, rules)?);
            }
        }
        if awards.is_empty() {
            return Err(Failure::hidden());
        }
        awards.sort_by_key(|award| {
            let title = award.named.as_ref().map(|named| named.title.clone());
            (award.country.code(), title.is_none(), title)
        });
        Ok(of(call, awards))
    })
}

fn of(call: Arc<Call>, awards: Vec<Award>) -> Results {
    let mut groups: BTreeMap<Region, (usize, Option<Money>)> = BTreeMap::new();
    let mut total: Option<Money> = None;
    for award in &awards {
        let (projects, sum) = groups.entry(award.country.region()).or_default();
        *projects += 1;
        let amount = award.named.as_ref().and_then(|named| named.amount);
        *sum = plus(*sum, amount);
        total = plus(total, amount);
    }
    let mut regions: Vec<RegionTotal> = groups
        .into_iter()
        .map(|(region, (projects, amount))| RegionTotal {
            region,
            projects,
            amount,
        })
        .collect();
    regions.sort_by_key(|group| (std::cmp::Reverse(group.projects), group.region));
    Results {
        call,
        unnamed: awards.iter().filter(|award| award.named.is_none()).count(),
        awards,
        regions,
        total,
    }
}

/// A sum with one more amount of the same currency.
fn plus(sum: Option<Money>, amount: Option<Money>) -> Option<Money> {
    match (sum, amount) {
        (Some(sum), Some(amount)) => Some(Money::new(
            sum.minor.saturating_add(amount.minor),
            sum.currency,
        )),
        (sum, amount) => sum.or(amount),
    }
}

fn award(
    conn: &mut AnyConn,
    call: &Call,
    state: &Proposal,
    at: DateTime<Utc>,
    rules: Published,
) -> Result<Award, Failure> {
    let submission = state.intake.submission.as_ref();
    let theme = submission.and_then(|submission| submission.theme.as_deref());
    let theme = theme.and_then(|id| call.definition.themes.iter().find(|theme| theme.id == id));
    let mut award = Award {
        country: state.country,
        theme: theme.map(|theme| theme.title.clone()),
        named: None,
    };
    if call.unnamed.contains_key(&state.id) {
        return Ok(award);
    }
    let organisation =
        store::organisations::find(conn, state.organisation)?.ok_or_else(Failure::hidden)?;
    let terms = state
        .agreement
        .signed_at
        .and(state.agreement.terms.as_ref());
    award.named = Some(Named {
        reference: state.reference(call).unwrap_or_default(),
        title: submission
            .map(|submission| submission.title.clone())
            .unwrap_or_default(),
        organisation: organisation.profile.legal_name,
        org_id: organisation.profile.org_id,
        summary: if rules.summaries {
            summary(conn, state)?
        } else {
            None
        },
        amount: state.awarded().filter(|_| rules.amounts),
        awarded_on: at.with_timezone(&call.definition.dates.zone).date_naive(),
        runs: terms.map(|terms| (terms.starts_on, terms.ends_on)),
    });
    Ok(award)
}

/// The answer to the question `summary` of the form.
fn summary(conn: &mut AnyConn, state: &Proposal) -> Result<Option<String>, Failure> {
    let content = crate::proposal::submitted(conn, state)?;
    let answer = content
        .as_ref()
        .and_then(|content| content.answers.get("summary"));
    let text = answer.and_then(Value::as_str).map(str::trim);
    Ok(text.filter(|text| !text.is_empty()).map(str::to_owned))
}

/// The columns of the results as a file, named as in the 360Giving standard (1.4).
pub const COLUMNS: [&str; 16] = [
    "Identifier",
    "Title",
    "Description",
    "Currency",
    "Amount Awarded",
    "Award Date",
    "Planned Dates:Start Date",
    "Planned Dates:End Date",
    "Recipient Org:Identifier",
    "Recipient Org:Name",
    "Beneficiary Location:Country Code",
    "Classifications:Title",
    "Grant Programme:Code",
    "Grant Programme:Title",
    "Funding Org:Name",
    "Regional Group",
];

/// The results as CSV in a language; cells that a spreadsheet could take for a formula are defused. Of an organisation that is
/// not named, country and theme stand alone in their line.
pub fn csv(results: &Results, language: &str) -> Result<Vec<u8>, Failure> {
    let failed =
        |error: csv::Error| Failure::Unexpected(format!("the CSV cannot be written: {error}"));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    for award in &results.awards {
        let record = record(&results.call, award, language);
        writer
            .write_record(record.map(|text| cell(&text)))
            .map_err(failed)?;
    }
    let written = writer.into_inner();
    written.map_err(|error| Failure::Unexpected(format!("the CSV cannot be written: {error}")))
}

fn record(call: &Call, award: &Award, language: &str) -> [String; 16] {
    let named = award.named.as_ref();
    let text = |of: fn(&Named) -> String| named.map(of).unwrap_or_default();
    let definition = &call.definition;
    [
        text(|named| named.reference.clone()),
        text(|named| named.title.clone()),
        text(|named| named.summary.clone().unwrap_or_default()),
        text(|named| {
            named
                .amount
                .map_or_else(String::new, |amount| amount.currency.code().to_owned())
        }),
        text(|named| {
            named
                .amount
                .map_or_else(String::new, |amount| amount.figures())
        }),
        text(|named| named.awarded_on.to_string()),
        text(|named| {
            named
                .runs
                .map_or_else(String::new, |(start, _)| start.to_string())
        }),
        text(|named| {
            named
                .runs
                .map_or_else(String::new, |(_, end)| end.to_string())
        }),
        text(|named| named.org_id.clone().unwrap_or_default()),
        text(|named| named.organisation.clone()),
        award.country.code().to_owned(),
        award
            .theme
            .as_ref()
            .map_or_else(String::new, |theme| theme.get(language).to_owned()),
        definition.code.clone(),
        definition.title.get(language).to_owned(),
        definition.agencies.join(", "),
        award.country.region().to_string(),
    ]
}

/// Whether a file's organisation is kept out of public results.
#[derive(Clone, Debug)]
pub struct Naming {
    /// Place of the call in its chain.
    pub seq: i64,
    /// Why it is not named; nothing while it is.
    pub withheld: Option<String>,
    /// Whether the person may change it.
    pub may_change: bool,
}

/// Whether an awarded file's organisation is named in public, for who oversees the call and may see the file; nothing for a file
/// without an award.
pub fn naming(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
) -> Result<Option<Naming>, Failure> {
    facility.store.read(|conn| {
        let loaded = store::cases::load_proposal(conn, file)?.ok_or_else(Failure::hidden)?;
        let state = loaded.state;
        let subject = state.subject();
        let seen =
            policy::view(actor, &subject) == View::File && !policy::is_party(actor, &subject);
        if !seen || !roles::oversees(actor, state.call) {
            return Err(Failure::hidden());
        }
        if !is_awarded(state.status) {
            return Ok(None);
        }
        let call = cases::load_call(conn, state.call)?;
        let withheld = match call.state.unnamed.get(&file) {
            Some(withheld) => {
                Some(store::drafts::find_text(conn, withheld.reason)?.unwrap_or_default())
            }
            None => None,
        };
        let action = match withheld {
            Some(_) => CallAction::DiscloseName,
            None => CallAction::WithholdName,
        };
        Ok(Some(Naming {
            seq: call.seq,
            may_change: call::permitted(&call.state, action, actor).is_ok(),
            withheld,
        }))
    })
}

/// Keeps the organisation of an awarded file out of public results, or names it again. Answers the new place in the call's chain.
pub fn name(
    facility: &Facility,
    actor: &Actor,
    file: ProposalId,
    seen: Option<i64>,
    named: bool,
    reason: &Text,
) -> Result<i64, Failure> {
    naming(facility, actor, file)?.ok_or_else(Failure::hidden)?;
    let (proposal, reason) = (file, reason.clone());
    let command = match named {
        true => Command::Disclose { proposal, reason },
        false => Command::Withhold { proposal, reason },
    };
    facility.store.write(|conn| {
        let state = store::cases::load_proposal(conn, file)?
            .ok_or_else(Failure::hidden)?
            .state;
        let command = call::Command::Results(command.clone());
        cases::act_on_call(conn, facility, actor, state.call, seen, &command)
    })
}

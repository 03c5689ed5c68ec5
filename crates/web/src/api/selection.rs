//! Selection: interests, the agenda, ballots, outcomes, the list under the ceiling.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, web};
use facility::selection::{self, Item, Outline, Receipt};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::{CallId, PersonId, ProposalId};
use workflow::interest::{self, ConflictKind};
use workflow::policy::View;
use workflow::proposal::Command as Of;
use workflow::selection::{Choice, Command, Decision, Written};
use workflow::transition::Action;

use super::act::{Acted, Counted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen};
use super::fields::{self, Count, Minor, Prose};
use super::intake::on_many;
use super::parts::MoneyJson;
use super::problem::ApiError;
use super::proposal::{amount, carry};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_agenda)
        .service(declare)
        .service(open_all)
        .service(close_all)
        .service(show_outline)
        .service(record_outline)
        .service(release_all)
        .service(cast_ballot)
        .service(record_outcome)
        .service(cast_list)
        .service(propose_promotion)
        .configure(acts);
}

/// One item of the agenda.
#[derive(Debug, Serialize, ToSchema)]
struct ItemJson {
    /// The file.
    proposal: Uuid,
    /// `file`, or `summary` when you have not declared yet.
    view: &'static str,
    /// Rank by score, from 1; equal scores share a rank.
    rank: Option<u32>,
    /// Consolidated score, thousandths of a point.
    score: Option<i64>,
    /// Reference.
    reference: Option<String>,
    /// Title.
    title: String,
    /// The applicant's name.
    organisation: String,
    /// ISO 3166-1.
    country: String,
    /// Amount requested.
    requested: Option<MoneyJson>,
    /// Amount awarded.
    awarded: Option<MoneyJson>,
    /// Status.
    status: Option<String>,
    /// Whether it is open for votes.
    open: bool,
    /// Your own ballot, where votes are open.
    mine: Option<String>,
    /// Whether you have voted.
    voted: bool,
    /// Votes by choice, once the item is closed.
    tally: BTreeMap<String, u32>,
    /// How many members are recused.
    recused: usize,
}

impl From<Item> for ItemJson {
    fn from(item: Item) -> Self {
        let whole = item.view == View::File;
        Self {
            proposal: item.proposal.uuid(),
            view: if whole { "file" } else { "summary" },
            rank: item.rank,
            score: item.score,
            reference: item.reference,
            title: item.title,
            organisation: item.organisation,
            country: item.country,
            requested: item.requested.map(MoneyJson::of),
            awarded: item.awarded.map(MoneyJson::of),
            status: whole.then(|| item.status.to_string()),
            open: item.open,
            voted: item.voted,
            mine: item.mine.map(|choice| choice.to_string()),
            tally: item
                .tally
                .into_iter()
                .map(|(choice, votes)| (choice.to_string(), votes))
                .collect(),
            recused: item.recused,
        }
    }
}

/// The agenda of the panel in rank order. Files you have a conflict with are not there.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The agenda", body = Vec<ItemJson>)))]
#[get("/calls/{id}/panel")]
async fn show_agenda(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let items = block(&app, move |app| {
        selection::agenda(&app.facility, &actor, id)
    })
    .await?;
    let items: Vec<ItemJson> = items.into_iter().map(ItemJson::from).collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A conflict with a file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclareConflict {
    /// Which kind.
    #[schema(schema_with = fields::conflict)]
    conflict: ConflictKind,
}

/// Conflicts with files of the agenda.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PanelDeclarations {
    /// File → kind of conflict; all others still undeclared are declared free.
    #[serde(default)]
    conflicts: BTreeMap<Uuid, DeclareConflict>,
}

/// Declares your interests for the whole agenda at once.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many declarations were made", body = Counted)))]
#[post("/calls/{id}/declare")]
async fn declare(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PanelDeclarations>,
) -> Result<HttpResponse, ApiError> {
    let conflicts: BTreeMap<ProposalId, ConflictKind> = body
        .into_inner()
        .conflicts
        .into_iter()
        .map(|(file, declared)| (file.into(), declared.conflict))
        .collect();
    let action = Action::DeclareNoConflict;
    on_many(&app, actor, *id, action, move |app, actor, call| {
        selection::declare(&app.facility, actor, call, &conflicts)
    })
    .await
}

/// Opens every item of the agenda that waits.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were opened", body = Counted)))]
#[post("/calls/{id}/open-all")]
async fn open_all(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::OpenVoting, |app, actor, call| {
        selection::open_all(&app.facility, actor, call)
    })
    .await
}

/// Closes every open item that has its quorum; the others stay open.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were closed", body = Counted)))]
#[post("/calls/{id}/close-all")]
async fn close_all(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::CloseVoting, |app, actor, call| {
        selection::close_all(&app.facility, actor, call)
    })
    .await
}

/// A file selected with its amount.
#[derive(Debug, Serialize, ToSchema)]
struct SelectedJson {
    /// The file.
    proposal: Uuid,
    /// The amount.
    amount: MoneyJson,
}

/// What the rule fixed in the call makes of the closed votes.
#[derive(Debug, Serialize, ToSchema)]
struct OutlineJson {
    /// `rank_stop`, `rank_skip`, `best_total_value`, `equal_shares` or `phragmen`.
    rule: String,
    /// The most all grants together may cost.
    ceiling: MoneyJson,
    /// Files selected, in rank order.
    selected: Vec<SelectedJson>,
    /// The reserve list in order.
    reserve: Vec<Uuid>,
    /// Files the panel does not want to fund.
    rejected: Vec<Uuid>,
    /// Files it would fund, for which nothing is left.
    no_funds: Vec<Uuid>,
    /// What is left of the ceiling.
    left: MoneyJson,
}

impl From<Outline> for OutlineJson {
    fn from(outline: Outline) -> Self {
        let ids = |ids: Vec<ProposalId>| ids.into_iter().map(ProposalId::uuid).collect();
        Self {
            rule: outline.rule.to_string(),
            ceiling: MoneyJson::of(outline.ceiling),
            selected: outline
                .selected
                .into_iter()
                .map(|(id, amount)| SelectedJson {
                    proposal: id.uuid(),
                    amount: MoneyJson::of(amount),
                })
                .collect(),
            reserve: ids(outline.reserve),
            rejected: ids(outline.rejected),
            no_funds: ids(outline.no_funds),
            left: MoneyJson::of(outline.left),
        }
    }
}

/// What the rule makes of the closed votes, for people who oversee the call or chair its panel.
#[utoipa::path(tag = "calls", responses((status = 200, description = "The outline", body = OutlineJson)))]
#[get("/calls/{id}/outline")]
async fn show_outline(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = CallId::from(*id);
    let outline = block(&app, move |app| {
        selection::outline(&app.facility, &actor, id)
    })
    .await?;
    Ok(HttpResponse::Ok().json(OutlineJson::from(outline)))
}

/// Records what the rule makes of the votes as the outcomes of the panel, each with the reason given: all or none.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were recorded", body = Counted)))]
#[post("/calls/{id}/record-outline")]
async fn record_outline(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, ApiError> {
    let reason = body.into_inner().reason.0;
    let action = Action::RecordOutcome;
    on_many(&app, actor, *id, action, move |app, actor, call| {
        selection::record_outline(&app.facility, actor, call, &reason)
    })
    .await
}

/// Releases every decision of the panel, and of the evaluation, that you may release.
#[utoipa::path(tag = "calls", responses((status = 200, description = "How many were released", body = Counted)))]
#[post("/calls/{id}/release-all")]
async fn release_all(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    on_many(&app, actor, *id, Action::Release, |app, actor, call| {
        selection::release_all(&app.facility, actor, call)
    })
    .await
}

/// A ballot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CastBallot {
    /// What you vote for, of what the call's ballots allow.
    #[schema(schema_with = fields::choice)]
    choice: Choice,
    /// With `fund_reduced`: the smaller amount, minor units of the call's currency.
    amount_minor: Option<Minor>,
    /// With `score`: whole points.
    points: Option<Count>,
    /// With `place`: which place, from 1.
    place: Option<Count>,
    /// With `place`: of how many.
    places: Option<Count>,
    /// In a secret vote: the receipt of the ballot this one takes the place of.
    #[schema(min_length = 16, max_length = 40)]
    replaces: Option<String>,
}

impl CastBallot {
    fn written(&self, amount: Option<workflow::money::Money>) -> Written {
        Written {
            choice: self.choice,
            amount,
            points: self.points.map(Count::small),
            place: self
                .place
                .zip(self.places)
                .map(|(at, of)| (at.small(), of.small())),
        }
    }
}

/// A receipt as it is given.
fn receipt(given: Option<&str>) -> Result<Option<Receipt>, ApiError> {
    given
        .map(|typed| Receipt::parse(typed).ok_or(facility::Failure::field("replaces", "receipt")))
        .transpose()
        .map_err(ApiError::from)
}

/// A vote was counted.
#[derive(Debug, Serialize, ToSchema)]
struct BallotCounted {
    /// In a secret vote: the receipt, shown this once and kept nowhere. With it you find your ballot among those counted,
    /// and can put another in its place while the item is open.
    receipt: Option<String>,
}

/// Votes; a change of mind is a new ballot before the item closes.
#[utoipa::path(tag = "selection", responses((status = 200, description = "Counted", body = BallotCounted)))]
#[post("/proposals/{id}/cast-ballot")]
async fn cast_ballot(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<CastBallot>,
) -> Result<HttpResponse, ApiError> {
    let amount = match body.amount_minor {
        Some(minor) => Some(amount(&app, &actor, *id, minor).await?),
        None => None,
    };
    let ballot = body.written(amount);
    let replaces = receipt(body.replaces.as_deref())?;
    let id = ProposalId::from(*id);
    let counted = block(&app, move |app| {
        selection::cast(&app.facility, &actor, id, &ballot, replaces.as_ref())
    });
    let receipt = counted.await?.map(|receipt| receipt.to_string());
    Ok(HttpResponse::Ok().json(BallotCounted { receipt }))
}

/// A ballot over the whole list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CastList {
    /// File → what you vote for it. Files that are not named are left as they are.
    ballots: BTreeMap<Uuid, ListBallot>,
    /// In a secret vote: the receipt of the ballot this one takes the place of.
    #[schema(min_length = 16, max_length = 40)]
    replaces: Option<String>,
}

/// A ballot on one file of the list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ListBallot {
    /// What you vote for.
    #[schema(schema_with = fields::choice)]
    choice: Choice,
    /// With `score`: whole points.
    points: Option<Count>,
    /// With `place`: which place, from 1.
    place: Option<Count>,
    /// With `place`: of how many.
    places: Option<Count>,
}

/// Votes on the whole list at once, where the call's ballots are about it: all of it counts or none.
#[utoipa::path(tag = "calls", responses((status = 200, description = "Counted", body = BallotCounted)))]
#[post("/calls/{id}/cast-list")]
async fn cast_list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<CastList>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let ballots: BTreeMap<ProposalId, Written> = body
        .ballots
        .into_iter()
        .map(|(id, one)| {
            let ballot = Written {
                choice: one.choice,
                amount: None,
                points: one.points.map(Count::small),
                place: one
                    .place
                    .zip(one.places)
                    .map(|(at, of)| (at.small(), of.small())),
            };
            (ProposalId::from(id), ballot)
        })
        .collect();
    let replaces = receipt(body.replaces.as_deref())?;
    let call = CallId::from(*id);
    let counted = block(&app, move |app| {
        facility::call::view(&app.facility, Some(&actor), call)?;
        facility::roles::may_in_call(&actor, call, Action::CastBallot)?;
        selection::cast_list(&app.facility, &actor, call, &ballots, replaces.as_ref())
    });
    let receipt = counted.await?.map(|receipt| receipt.to_string());
    Ok(HttpResponse::Ok().json(BallotCounted { receipt }))
}

/// An outcome of the panel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RecordOutcome {
    /// The decision.
    #[schema(schema_with = fields::decision)]
    decision: Decision,
    /// With `selected`: the amount, minor units of the call's currency.
    amount_minor: Option<Minor>,
    /// With `reserve`: the place, from 1.
    reserve_rank: Option<Count>,
    /// With `selected`: conditions of the award.
    conditions: Option<Prose>,
    /// Why.
    reason: Prose,
}

/// Records the panel's outcome for one file.
#[utoipa::path(tag = "selection", params(IfMatch), responses(
    (status = 200, description = "Recorded", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/record-outcome")]
async fn record_outcome(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<RecordOutcome>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let amount = match body.amount_minor {
        Some(minor) => Some(amount(&app, &actor, *id, minor).await?),
        None => None,
    };
    let command = Of::Selection(Command::RecordOutcome {
        decision: body.decision,
        amount,
        reserve_rank: body.reserve_rank.map(Count::small),
        conditions: body.conditions.map(|text| text.0),
        reason: body.reason.0,
    });
    carry(&app, actor, *id, seen, command).await
}

/// An award from the reserve list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposePromotion {
    /// The amount, minor units of the call's currency.
    amount_minor: Minor,
    /// Why.
    reason: Prose,
}

/// Proposes to promote a file from the reserve list; another person confirms it.
#[utoipa::path(tag = "selection", params(IfMatch), responses(
    (status = 200, description = "Proposed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/proposals/{id}/propose-promotion")]
async fn propose_promotion(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ProposePromotion>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let amount = amount(&app, &actor, *id, body.amount_minor).await?;
    let command = Of::Selection(Command::ProposePromotion {
        amount: Some(amount),
        reason: body.reason.0,
    });
    carry(&app, actor, *id, seen, command).await
}

/// A conflict of interest of another person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetConflict {
    /// Whose.
    person: Uuid,
    /// Which kind.
    #[schema(schema_with = fields::conflict)]
    conflict: ConflictKind,
    /// How it is known.
    reason: Prose,
}

/// How a conflict of interest that the system found is settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "outcome", rename_all = "snake_case", deny_unknown_fields)]
enum SettleSuspicion {
    /// It is one.
    Confirmed {
        /// Whose.
        person: Uuid,
        /// Which kind.
        #[schema(schema_with = fields::conflict)]
        conflict: ConflictKind,
    },
    /// It is none.
    Dismissed {
        /// Whose.
        person: Uuid,
        /// Why.
        reason: Prose,
    },
}

impl From<SettleSuspicion> for interest::Command {
    fn from(settled: SettleSuspicion) -> Self {
        match settled {
            SettleSuspicion::Confirmed { person, conflict } => Self::ConfirmSuspicion {
                person: person.into(),
                conflict,
            },
            SettleSuspicion::Dismissed { person, reason } => Self::DismissSuspicion {
                person: person.into(),
                reason: reason.0,
            },
        }
    }
}

acts! { "selection", carry;
    /// Declares to have no conflict of interest: before anything of the file is shown.
    declare_no_conflict "/proposals/{id}/declare-no-conflict" => Of::Interest(interest::Command::DeclareNone);
    /// Declares a conflict of interest: the file is gone for you, for good.
    declare_conflict "/proposals/{id}/declare-conflict" (body: DeclareConflict) => Of::Interest(interest::Command::DeclareConflict {
        conflict: body.conflict,
    });
    /// Brings a conflict of interest of another person on record, as the secretariat.
    set_conflict "/proposals/{id}/set-conflict" (body: SetConflict) => Of::Interest(interest::Command::SetConflict {
        person: PersonId::from(body.person),
        conflict: body.conflict,
        reason: body.reason.0,
    });
    /// Confirms or dismisses a conflict of interest that the system found.
    settle_suspicion "/proposals/{id}/settle-suspicion" (body: SettleSuspicion) => Of::Interest(body.into());
    /// Opens the item for votes.
    open_voting "/proposals/{id}/open-voting" => Of::Selection(Command::OpenVoting);
    /// Opens a closed item anew, whatever was voted and decided, until the decision is adopted.
    reopen_voting "/proposals/{id}/reopen-voting" (body: Reason) => Of::Selection(Command::ReopenVoting { reason: body.reason.0 });
    /// Puts what was worked over on the agenda again.
    return_to_agenda "/proposals/{id}/return-to-agenda" (body: Reason) => Of::Selection(Command::ReturnToAgenda { reason: body.reason.0 });
    /// Confirms a promotion that another person has proposed.
    promote "/proposals/{id}/promote" => Of::Selection(Command::Promote);
    /// Accepts the award, as the applicant, until its deadline.
    accept_award "/proposals/{id}/accept-award" => Of::Selection(Command::AcceptAward);
    /// Declines the award, as the applicant.
    decline_award "/proposals/{id}/decline-award" (body: Reason) => Of::Selection(Command::DeclineAward { reason: body.reason.0 });
    /// Ends an award that was not accepted in time or can no longer be given.
    lapse_award "/proposals/{id}/lapse-award" (body: Reason) => Of::Selection(Command::LapseAward { reason: body.reason.0 });
    /// Closes the item, once it has its quorum.
    close_voting "/proposals/{id}/close-voting" => Of::Selection(Command::CloseVoting);
}

//! The what-if board of a call, and its saved variants. Nothing of it binds.

mod shapes;

use std::collections::BTreeMap;

use actix_web::{HttpResponse, delete, get, post, web};
use facility::Failure;
use facility::selection::board::{self, Ground, Settings};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::CallId;
use workflow::selection::{Quota, QuotaBy};

use super::caller::Caller;
use super::problem::ApiError;
use crate::server::{Application, block};
use shapes::BoardJson;

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_board)
        .service(save_variant)
        .service(remove_variant);
}

/// What is moved; what is not given stays as the call has it.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct BoardAsked {
    /// A saved variant in place of everything else.
    variant: Option<Uuid>,
    /// Budget line, minor units.
    #[param(minimum = 0)]
    ceiling_minor: Option<i64>,
    /// The rule.
    #[param(pattern = "^(rank_stop|rank_skip|best_total_value|equal_shares|phragmen)$")]
    rule: Option<String>,
    /// What becomes of money that equal shares leave over.
    #[param(pattern = "^(none|greedy|add1|add1_greedy)$")]
    completion: Option<String>,
    /// Whether the file at the margin may get less than it asks for.
    reduced: Option<bool>,
    /// Weights of sections, percent of the grid's, with commas between them.
    #[param(example = "impact:150,team:50", max_length = 2000)]
    weights: Option<String>,
    /// Quotas in place of the call's, with commas between them: `by=name=least files=most files=least money=most money`, each
    /// figure may be left out. Empty for none.
    #[param(example = "region=african=2===", max_length = 8000)]
    quotas: Option<String>,
}

/// A bound for a group of files.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BoardQuotaJson {
    /// `region`, `theme`, `country` or `size`.
    #[schema(pattern = "^(region|theme|country|size)$")]
    by: String,
    /// Which region, theme, country or size (`up_to:` or `above:` and minor units).
    #[schema(max_length = 100)]
    name: String,
    /// Fewest files.
    at_least: Option<u32>,
    /// Most files.
    at_most: Option<u32>,
    /// Least money, minor units.
    #[schema(minimum = 0)]
    at_least_minor: Option<i64>,
    /// Most money, minor units.
    #[schema(minimum = 0)]
    at_most_minor: Option<i64>,
}

/// Everything that makes a list from the same files; what is not given is as the call has it.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BoardSettingsJson {
    /// Budget line, minor units.
    #[schema(minimum = 0)]
    ceiling_minor: Option<i64>,
    /// `rank_stop`, `rank_skip`, `best_total_value`, `equal_shares` or `phragmen`.
    #[schema(pattern = "^(rank_stop|rank_skip|best_total_value|equal_shares|phragmen)$")]
    rule: Option<String>,
    /// `none`, `greedy`, `add1` or `add1_greedy`.
    #[schema(pattern = "^(none|greedy|add1|add1_greedy)$")]
    completion: Option<String>,
    /// Whether the file at the margin may get less than it asks for.
    reduced: Option<bool>,
    /// Weights of sections by id, percent of the grid's: 0 to 1000.
    weights: Option<BTreeMap<String, u32>>,
    /// Quotas in place of the call's.
    #[schema(max_items = 50)]
    quotas: Option<Vec<BoardQuotaJson>>,
}

/// A variant to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewVariantJson {
    /// Its name, once for each call.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// Its settings.
    settings: BoardSettingsJson,
}

/// A variant that was saved.
#[derive(Debug, Serialize, ToSchema)]
struct SavedVariantJson {
    /// Its id.
    id: Uuid,
}

impl From<&Quota> for BoardQuotaJson {
    fn from(quota: &Quota) -> Self {
        Self {
            by: quota.by.to_string(),
            name: quota.name.clone(),
            at_least: quota.at_least,
            at_most: quota.at_most,
            at_least_minor: quota.at_least_minor,
            at_most_minor: quota.at_most_minor,
        }
    }
}

impl From<&Settings> for BoardSettingsJson {
    fn from(settings: &Settings) -> Self {
        Self {
            ceiling_minor: Some(settings.ceiling_minor),
            rule: Some(settings.rule.to_string()),
            completion: Some(settings.completion.to_string()),
            reduced: Some(settings.reduced),
            weights: Some(settings.weights.clone()),
            quotas: Some(settings.quotas.iter().map(Into::into).collect()),
        }
    }
}

fn unknown(field: &'static str) -> Failure {
    Failure::field(field, "unknown-option")
}

impl BoardSettingsJson {
    /// The settings, with the call's for what is not given.
    fn settings(&self, ground: &Ground<'_>) -> Result<Settings, Failure> {
        let own = Settings::of_call(ground.rules, ground.funding);
        let rule = self
            .rule
            .as_ref()
            .map(|name| name.parse().map_err(|_| unknown("rule")));
        let completion = self.completion.as_ref();
        let completion = completion.map(|name| name.parse().map_err(|_| unknown("completion")));
        let quotas = self.quotas.as_ref().map(|quotas| {
            let read = |quota: &BoardQuotaJson| {
                Ok::<_, Failure>(Quota {
                    by: quota.by.parse::<QuotaBy>().map_err(|_| unknown("quotas"))?,
                    name: quota.name.clone(),
                    at_least: quota.at_least,
                    at_most: quota.at_most,
                    at_least_minor: quota.at_least_minor,
                    at_most_minor: quota.at_most_minor,
                })
            };
            quotas.iter().map(read).collect::<Result<Vec<_>, _>>()
        });
        let settings = Settings {
            ceiling_minor: self.ceiling_minor.unwrap_or(own.ceiling_minor),
            rule: rule.transpose()?.unwrap_or(own.rule),
            completion: completion.transpose()?.unwrap_or(own.completion),
            reduced: self.reduced.unwrap_or(own.reduced),
            weights: self.weights.clone().unwrap_or_default(),
            quotas: quotas.transpose()?.unwrap_or(own.quotas),
        };
        settings.checked(ground)
    }
}

impl BoardAsked {
    fn settings(&self, ground: &Ground<'_>) -> Result<Option<Settings>, Failure> {
        if let Some(id) = self.variant {
            let found = ground.variants.iter().find(|variant| variant.id == id);
            let settings = found.ok_or_else(Failure::hidden)?.settings.clone();
            return settings.checked(ground).map(Some);
        }
        let given = BoardSettingsJson {
            ceiling_minor: self.ceiling_minor,
            rule: self.rule.clone(),
            completion: self.completion.clone(),
            reduced: self.reduced,
            weights: self.weights.as_deref().map(weights).transpose()?,
            quotas: self.quotas.as_deref().map(quotas).transpose()?,
        };
        given.settings(ground).map(Some)
    }
}

fn weights(text: &str) -> Result<BTreeMap<String, u32>, Failure> {
    let each = text.split(',').filter(|part| !part.is_empty());
    each.map(|part| {
        let read = part
            .rsplit_once(':')
            .and_then(|(id, weight)| Some((id.to_owned(), weight.parse().ok()?)));
        read.ok_or_else(|| Failure::field("weights", "number"))
    })
    .collect()
}

fn quotas(text: &str) -> Result<Vec<BoardQuotaJson>, Failure> {
    let each = text.split(',').filter(|part| !part.is_empty());
    each.map(|part| {
        let parts: Vec<&str> = part.split('=').collect();
        let [by, name, at_least, at_most, at_least_minor, at_most_minor] = parts[..] else {
            return Err(unknown("quotas"));
        };
        fn figure<T: std::str::FromStr>(text: &str) -> Result<Option<T>, Failure> {
            let given = Some(text).filter(|text| !text.is_empty());
            given
                .map(|text| text.parse().map_err(|_| unknown("quotas")))
                .transpose()
        }
        Ok(BoardQuotaJson {
            by: by.to_owned(),
            name: name.to_owned(),
            at_least: figure(at_least)?,
            at_most: figure(at_most)?,
            at_least_minor: figure(at_least_minor)?,
            at_most_minor: figure(at_most_minor)?,
        })
    })
    .collect()
}

/// The what-if board: the list by the call's rule beside the list with other settings, for people who oversee the call and
/// for members of its panel, who see the files they have declared on. Files you have a conflict with are left out before
/// anything is computed. Nothing of it binds.
#[utoipa::path(tag = "calls", params(BoardAsked), responses(
    (status = 200, description = "The board", body = BoardJson)))]
#[get("/calls/{id}/board")]
async fn show_board(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    asked: web::Query<BoardAsked>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let found = block(&app, move |app| {
        board::board(&app.facility, &actor, CallId::from(*id), |ground| {
            asked.settings(ground)
        })
    });
    Ok(HttpResponse::Ok().json(BoardJson::from(found.await?)))
}

/// Saves settings as a variant. Everybody who may see the board sees it.
#[utoipa::path(tag = "calls", request_body = NewVariantJson, responses(
    (status = 201, description = "The variant is saved", body = SavedVariantJson)))]
#[post("/calls/{id}/board/variants")]
async fn save_variant(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    given: web::Json<NewVariantJson>,
) -> Result<HttpResponse, ApiError> {
    let NewVariantJson { name, settings } = given.into_inner();
    let saved = block(&app, move |app| {
        board::save_variant(&app.facility, &actor, CallId::from(*id), &name, |ground| {
            settings.settings(ground).map(Some)
        })
    });
    Ok(HttpResponse::Created().json(SavedVariantJson { id: saved.await? }))
}

/// Deletes a variant you have saved.
#[utoipa::path(tag = "calls", responses((status = 204, description = "The variant is deleted")))]
#[delete("/calls/{id}/board/variants/{variant}")]
async fn remove_variant(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, variant) = path.into_inner();
    block(&app, move |app| {
        board::delete_variant(&app.facility, &actor, CallId::from(id), variant)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

//! Organisations: registered, verified, flagged.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::Failure;
use facility::registration::verification::{self, GivenAnswer};
use facility::registration::{self, OrganisationFilter, OrganisationView};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::country::Country;
use workflow::due_diligence::{Answer, Category, Level};
use workflow::ids::OrganisationId;
use workflow::money::{Currency, Money};
use workflow::organisation::Command;
use workflow::registration::{Declarations, Officer, Profile};
use workflow::role::Actor;

use super::act::{Acted, acted, acts};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{
    self, Code, Line, Minor, Prose, Title, UpTo30, UpTo60, UpTo120, UpTo200, UpTo400,
};
use super::idempotency::{Created, IdempotencyKey, Key, create};
use super::parts::{HappenedJson, country, limit, named, names, page, words};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(register)
        .service(show)
        .service(amend)
        .service(propose_verification)
        .configure(acts);
}

/// What an organisation says of itself.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProfileJson {
    /// Legal name in Latin letters.
    legal_name: Title,
    /// Legal name in its own script.
    original_name: Option<UpTo200>,
    /// Acronym.
    acronym: Option<UpTo30>,
    /// Country of registration (ISO 3166-1).
    #[schema(schema_with = fields::country)]
    country: Country,
    /// Legal form.
    #[schema(schema_with = fields::legal_form)]
    kind: String,
    /// Registration number.
    registration_number: Option<UpTo60>,
    /// Day of registration; not in the future.
    registered_on: Option<NaiveDate>,
    /// Website, beginning with `https://` or `http://`.
    website: Option<UpTo200>,
    /// E-mail address of the organisation.
    email: Option<UpTo200>,
    /// Postal address.
    address: Option<UpTo400>,
    /// Average annual budget of the last three years.
    annual_budget: Option<BudgetJson>,
    /// Names of the officers.
    #[serde(default)]
    #[schema(max_items = 30)]
    officers: Vec<UpTo120>,
    /// Whether all declarations are answered with yes.
    #[serde(default)]
    declarations: bool,
}

/// An amount in a currency.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BudgetJson {
    /// Minor units of the currency: cents for USD.
    minor: Minor,
    /// ISO 4217: `USD`.
    currency: Code,
}

impl ProfileJson {
    fn of(profile: &Profile) -> Self {
        fn line<const MOST: usize>(text: Option<&String>) -> Option<Line<0, MOST>> {
            text.cloned().map(Line)
        }
        Self {
            legal_name: Line(profile.legal_name.clone()),
            original_name: line(profile.original_name.as_ref()),
            acronym: line(profile.acronym.as_ref()),
            country: profile.country,
            kind: profile.kind.clone(),
            registration_number: line(profile.registration_number.as_ref()),
            registered_on: profile.registered_on,
            website: line(profile.website.as_ref()),
            email: line(profile.email.as_ref()),
            address: line(profile.address.as_ref()),
            annual_budget: profile.annual_budget.map(|money| BudgetJson {
                minor: fields::Whole(money.minor),
                currency: Line(money.currency.code().to_owned()),
            }),
            officers: profile
                .officers
                .iter()
                .map(|officer| Line(officer.name.clone()))
                .collect(),
            declarations: profile.declarations.complete(),
        }
    }

    fn profile(self) -> Result<Profile, Failure> {
        let annual_budget = self
            .annual_budget
            .map(|budget| {
                Currency::from_code(&budget.currency.0)
                    .map(|currency| Money::new(budget.minor.0, currency))
                    .ok_or_else(|| Failure::field("annual_budget", "amount"))
            })
            .transpose()?;
        let blank = Profile::new(self.legal_name.0, self.country, self.kind);
        Ok(Profile {
            original_name: self.original_name.map(|line| line.0),
            acronym: self.acronym.map(|line| line.0),
            registration_number: self.registration_number.map(|line| line.0),
            registered_on: self.registered_on,
            website: self.website.map(|line| line.0),
            email: self.email.map(|line| line.0),
            address: self.address.map(|line| line.0),
            annual_budget,
            officers: self
                .officers
                .into_iter()
                .map(|line| Officer::named(line.0))
                .collect(),
            declarations: if self.declarations {
                Declarations::all_yes()
            } else {
                Declarations::default()
            },
            ..blank
        })
    }
}

/// An organisation in a list.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationLine {
    /// Its id.
    id: Uuid,
    /// Legal name in Latin letters.
    legal_name: String,
    /// Acronym.
    acronym: Option<String>,
    /// ISO 3166-1.
    country: String,
    /// `registered`, `verification_proposed`, `verified` or `refused`.
    status: String,
    /// Last day a verification holds.
    verified_until: Option<NaiveDate>,
    /// On the register since (UTC).
    registered_at: DateTime<Utc>,
}

/// Somebody who works for an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct ColleagueJson {
    /// Their id.
    person: Uuid,
    /// Their name.
    name: String,
    /// Their e-mail address.
    email: String,
    /// `owner`, `editor` or `reader`.
    role: String,
}

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
struct OrganisationJson {
    /// Its id.
    id: Uuid,
    /// What it says of itself.
    profile: ProfileJson,
    /// `registered`, `verification_proposed`, `verified` or `refused`.
    status: String,
    /// Last day a verification holds.
    verified_until: Option<NaiveDate>,
    /// The gravest risk flag that holds today; for people of the facility.
    flag: Option<String>,
    /// Answers that wait for a second person; for people of the facility.
    proposed_answers: BTreeMap<String, String>,
    /// On the register since (UTC).
    registered_at: DateTime<Utc>,
    /// Who works for it.
    people: Vec<ColleagueJson>,
    /// Its story.
    story: Vec<HappenedJson>,
    /// What you may do now.
    available_actions: Vec<String>,
}

impl OrganisationJson {
    fn of(view: OrganisationView, actor: &Actor) -> Self {
        let inside = !actor.member(view.row.id, workflow::role::Role::Reader);
        let waits =
            view.state.status == workflow::organisation::OrganisationStatus::VerificationProposed;
        Self {
            id: view.row.id.uuid(),
            profile: ProfileJson::of(&view.row.profile),
            status: view.state.status.to_string(),
            verified_until: view.state.verified_until,
            flag: view
                .standing
                .flag
                .filter(|_| inside)
                .map(|level| level.to_string()),
            proposed_answers: view
                .state
                .answers
                .into_iter()
                .filter(|_| inside && waits)
                .map(|(question, answered)| (question, answered.answer.name().to_owned()))
                .collect(),
            registered_at: view.state.registered_at,
            people: view
                .people
                .into_iter()
                .map(|one| ColleagueJson {
                    person: one.person.uuid(),
                    name: one.name,
                    email: one.email,
                    role: one.role.to_string(),
                })
                .collect(),
            story: view.story.into_iter().map(HappenedJson::from).collect(),
            available_actions: names(&view.actions),
        }
    }
}

/// Filters of the register.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    /// The last id of the page before.
    after: Option<Uuid>,
    /// How many, 1 to 200; 50 when not given.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// ISO 3166-1: `KE`.
    #[param(schema_with = fields::country)]
    country: Option<String>,
    /// `registered`, `verification_proposed`, `verified` or `refused`.
    #[param(schema_with = fields::organisation_status)]
    status: Option<String>,
    /// Words in its names.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// The register, by id: all of it for people of the facility, one's own organisations for others.
#[utoipa::path(tag = "organisations", params(Filter), responses(
    (status = 200, description = "A page of organisations; `Link` leads to the next", body = Vec<OrganisationLine>)))]
#[get("/organisations")]
async fn list(
    Caller(actor): Caller,
    app: web::Data<Application>,
    asked: web::Query<Filter>,
) -> Result<HttpResponse, ApiError> {
    let asked = asked.into_inner();
    let limit = limit(asked.limit)?;
    let after = asked.after.map(OrganisationId::from);
    let filter = OrganisationFilter {
        country: country(asked.country.as_deref())?,
        status: named(asked.status.as_deref())?,
        text: words(asked.q.as_deref())?,
    };
    let found = block(&app, move |app| {
        registration::list(&app.facility, &actor, &filter, after, limit)
    })
    .await?;
    let items: Vec<OrganisationLine> = found
        .items
        .into_iter()
        .map(|row| OrganisationLine {
            id: row.id.uuid(),
            legal_name: row.legal_name,
            acronym: row.acronym,
            country: row.country.to_string(),
            status: row.status.to_string(),
            verified_until: row.verified_until,
            registered_at: row.registered_at,
        })
        .collect();
    let filters = [
        ("country", asked.country),
        ("status", asked.status),
        ("q", asked.q),
    ];
    Ok(page(
        &app,
        "/organisations",
        &filters,
        limit,
        found.next,
        &items,
    ))
}

/// An organisation.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "The organisation", body = OrganisationJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let me = actor.clone();
    let view = block(&app, move |app| registration::view(&app.facility, &me, id)).await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(view.seq))
        .json(OrganisationJson::of(view, &actor)))
}

/// Registers an organisation; you become its owner.
#[utoipa::path(tag = "organisations", params(IdempotencyKey), responses(
    (status = 201, description = "Registered", body = Created, headers(("Location" = String, description = "The organisation")))))]
#[post("/organisations")]
async fn register(
    Caller(actor): Caller,
    app: web::Data<Application>,
    key: Key,
    body: web::Json<ProfileJson>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let profile = body.clone().profile()?;
    let person = actor.person;
    create(
        &app,
        person,
        key,
        "/organisations",
        &body,
        move |app, conn| registration::register_owned(conn, &app.facility, person, profile),
    )
    .await
}

/// Changes the profile: owners and editors. A change takes a verification back.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Changed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[put("/organisations/{id}")]
async fn amend(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ProfileJson>,
) -> Result<HttpResponse, ApiError> {
    let id = OrganisationId::from(*id);
    let profile = body.into_inner().profile()?;
    let seq = block(&app, move |app| {
        // Who does not see it must not learn from the faults of a profile that it is there.
        registration::view(&app.facility, &actor, id)?;
        registration::amend(&app.facility, &actor, id, seen, profile)
    })
    .await?;
    Ok(acted(seq))
}

/// Answers to the verification questions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposeVerification {
    /// Question → answer. All of `legal_existence`, `not_for_profit`, `bank_account_in_own_name`, `officers_identified`
    /// and `purpose_fits`.
    answers: BTreeMap<String, bool>,
    /// What was looked at.
    comment: Prose,
}

/// A flag to be raised.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct RaiseFlag {
    /// How grave.
    #[schema(value_type = String)]
    level: Level,
    /// What about.
    #[schema(value_type = String)]
    category: Category,
    /// The last day it holds.
    until: Option<NaiveDate>,
    /// Why.
    reason: Prose,
}

/// Answers the verification questions and proposes the verdict; a second person confirms.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Done", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/propose-verification")]
async fn propose_verification(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<ProposeVerification>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (OrganisationId::from(*id), body.into_inner());
    let given = |(question, yes): (String, bool)| {
        let answer = if yes { Answer::Yes } else { Answer::No };
        let comment = (!yes).then(|| body.comment.0.clone());
        let evidence = Default::default();
        (
            question,
            GivenAnswer {
                answer,
                comment,
                evidence,
            },
        )
    };
    let answers = body.answers.clone().into_iter().map(given).collect();
    let seq = block(&app, move |app| {
        verification::answer(
            &app.facility,
            &actor,
            id,
            seen,
            &answers,
            Some(&body.comment.0),
        )
    })
    .await?;
    Ok(acted(seq))
}

acts! { "organisations", carry;
    /// Confirms the answers of another person: verified when all are yes, else refused.
    confirm_verification "/organisations/{id}/confirm-verification" => Command::ConfirmVerification;
    /// Sends the answers back.
    return_verification "/organisations/{id}/return-verification" (body: Reason) => Command::ReturnVerification {
        reason: body.reason.0,
    };
    /// Raises a risk flag.
    raise_flag "/organisations/{id}/raise-flag" (body: RaiseFlag) => Command::RaiseFlag {
        level: body.level,
        category: body.category,
        until: body.until,
        reason: body.reason.0,
    };
}

async fn carry(
    app: &web::Data<Application>,
    actor: Actor,
    id: Uuid,
    seen: Option<i64>,
    command: Command,
) -> Result<HttpResponse, ApiError> {
    let seq = block(app, move |app| {
        registration::act(&app.facility, &actor, id.into(), seen, &command)
    })
    .await?;
    Ok(acted(seq))
}

//! Evaluators: their profiles, invitations to evaluate a call, and the terms of confidentiality.

use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::evaluators::rows::InvitationRow;
use facility::evaluators::{
    self, Affiliation, Availability, EvaluatorProfile, Invited, Level, OfCall,
};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::country::Region;
use workflow::ids::{CallId, OrganisationId};

use super::call::Reason;
use super::caller::Caller;
use super::fields::{self, Address, Line, Name, Prose, Title, UpTo10, UpTo60, Whole};
use super::idempotency::{Created, created};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(own_profile)
        .service(save_profile)
        .service(evaluators_of_call)
        .service(availability)
        .service(invite_evaluator)
        .service(invite_again)
        .service(withdraw_evaluator_invitation)
        .service(accept_evaluator_invitation)
        .service(decline_evaluator_invitation)
        .service(terms)
        .service(accept_terms)
        .service(decline_terms);
}

/// A language and how well it is known.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct KnownLanguage {
    /// BCP 47.
    code: Line<2, 12>,
    /// How well.
    #[schema(schema_with = fields::language_level)]
    level: Level,
}

/// An organisation somebody works or worked for.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AffiliationJson {
    /// Its name.
    name: Title,
    /// The organisation of the register it is.
    organisation: Option<Uuid>,
    /// First year.
    from: Option<Whole<1940, 2100>>,
    /// Last year; nothing while it lasts.
    to: Option<Whole<1940, 2100>>,
}

/// Days somebody is away, both included.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Absence {
    /// First day.
    from: NaiveDate,
    /// Last day.
    to: NaiveDate,
}

/// What an evaluator says of themselves.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct EvaluatorProfileJson {
    /// Languages, each once.
    #[schema(max_items = 40)]
    languages: Vec<KnownLanguage>,
    /// Themes of calls, by their ids.
    #[schema(max_items = 40)]
    themes: Vec<Line<1, 100>>,
    /// Regional groups.
    #[schema(schema_with = fields::regions)]
    regions: Vec<Region>,
    /// Organisations, now and earlier.
    #[schema(max_items = 40)]
    affiliations: Vec<AffiliationJson>,
    /// The agency they are from.
    agency: Option<UpTo60>,
    /// The most files at a time.
    most_files: Option<Whole<1, 500>>,
    /// Days away.
    #[schema(max_items = 40)]
    absences: Vec<Absence>,
}

fn year(year: Option<i32>) -> Option<Whole<1940, 2100>> {
    year.map(|year| Whole(i64::from(year)))
}

fn absences(days: &[(NaiveDate, NaiveDate)]) -> Vec<Absence> {
    let absence = |(from, to): &(NaiveDate, NaiveDate)| Absence {
        from: *from,
        to: *to,
    };
    days.iter().map(absence).collect()
}

impl From<&EvaluatorProfile> for EvaluatorProfileJson {
    fn from(profile: &EvaluatorProfile) -> Self {
        Self {
            languages: profile
                .languages
                .iter()
                .map(|(code, level)| KnownLanguage {
                    code: Line(code.clone()),
                    level: *level,
                })
                .collect(),
            themes: profile.themes.iter().cloned().map(Line).collect(),
            regions: profile.regions.iter().copied().collect(),
            affiliations: profile
                .affiliations
                .iter()
                .map(|one| AffiliationJson {
                    name: Line(one.name.clone()),
                    organisation: one.organisation.map(OrganisationId::uuid),
                    from: year(one.from),
                    to: year(one.to),
                })
                .collect(),
            agency: profile.agency.clone().map(Line),
            most_files: profile.most_files.map(|most| Whole(i64::from(most))),
            absences: absences(&profile.absences),
        }
    }
}

impl EvaluatorProfileJson {
    fn read(self) -> EvaluatorProfile {
        let year =
            |year: Option<Whole<1940, 2100>>| year.and_then(|year| i32::try_from(year.0).ok());
        EvaluatorProfile {
            languages: self
                .languages
                .into_iter()
                .map(|known| (known.code.0, known.level))
                .collect(),
            themes: self.themes.into_iter().map(|line| line.0).collect(),
            regions: self.regions.into_iter().collect(),
            affiliations: self
                .affiliations
                .into_iter()
                .map(|one| Affiliation {
                    name: one.name.0,
                    organisation: one.organisation.map(OrganisationId::from),
                    from: year(one.from),
                    to: year(one.to),
                })
                .collect(),
            agency: self
                .agency
                .map(|line| line.0)
                .filter(|line| !line.trim().is_empty()),
            most_files: self.most_files.map(Whole::small),
            absences: days(self.absences),
        }
    }
}

fn days(absences: Vec<Absence>) -> Vec<(NaiveDate, NaiveDate)> {
    absences.into_iter().map(|one| (one.from, one.to)).collect()
}

/// Your own profile as evaluator.
#[utoipa::path(tag = "evaluators", responses((status = 200, description = "The profile", body = EvaluatorProfileJson),
    (status = 404, description = "You are neither evaluator nor member of a panel")))]
#[get("/evaluator")]
async fn own_profile(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let profile = block(&app, move |app| evaluators::own(&app.facility, &actor)).await?;
    Ok(HttpResponse::Ok().json(EvaluatorProfileJson::from(&profile)))
}

/// Keeps your profile as evaluator, and looks for conflicts of interest that follow from it.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Kept"),
    (status = 404, description = "You are neither evaluator nor member of a panel")))]
#[put("/evaluator")]
async fn save_profile(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<EvaluatorProfileJson>,
) -> Result<HttpResponse, ApiError> {
    let profile = body.into_inner().read();
    block(&app, move |app| {
        evaluators::save_profile(&app.facility, &actor, &profile)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An evaluator of a call.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorOfCallJson {
    /// Their id.
    person: Uuid,
    /// Their name.
    name: String,
    /// Their e-mail address.
    email: String,
    /// Since when they are appointed (UTC).
    since: DateTime<Utc>,
    /// Whether they have still to accept the terms, and see nothing before.
    terms_pending: bool,
    /// When they accepted them (UTC).
    terms_accepted_at: Option<DateTime<Utc>>,
    /// What they say of themselves.
    profile: EvaluatorProfileJson,
}

/// An invitation to evaluate a call.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorInvitationJson {
    /// Its id.
    id: Uuid,
    /// Name, as typed by who invited.
    name: String,
    /// Address, as typed by who invited.
    email: String,
    /// Agency, as typed by who invited.
    agency: Option<String>,
    /// Who invited.
    invited_by: Uuid,
    /// When it was last sent (UTC).
    sent_at: DateTime<Utc>,
    /// When its link was first followed (UTC).
    opened_at: Option<DateTime<Utc>>,
    /// Until when its link works (UTC).
    expires_at: DateTime<Utc>,
    /// `accepted`, `declined` or `withdrawn`; nothing while it waits or has expired.
    outcome: Option<String>,
    /// Why it was declined.
    reason: Option<String>,
    /// When it ended (UTC).
    ended_at: Option<DateTime<Utc>>,
}

impl From<InvitationRow> for EvaluatorInvitationJson {
    fn from(one: InvitationRow) -> Self {
        Self {
            id: one.id,
            name: one.name,
            email: one.email,
            agency: one.agency,
            invited_by: one.invited_by.uuid(),
            sent_at: one.sent_at,
            opened_at: one.opened_at,
            expires_at: one.expires_at,
            outcome: one.outcome,
            reason: one.reason,
            ended_at: one.ended_at,
        }
    }
}

/// The evaluators of a call and the invitations to become one.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorsOfCallJson {
    /// By name.
    evaluators: Vec<EvaluatorOfCallJson>,
    /// Oldest first; those that ended too.
    invitations: Vec<EvaluatorInvitationJson>,
}

impl From<OfCall> for EvaluatorsOfCallJson {
    fn from(found: OfCall) -> Self {
        let evaluators = found.evaluators.into_iter().map(|one| EvaluatorOfCallJson {
            person: one.person.id.uuid(),
            name: one.person.name,
            email: one.person.email,
            since: one.since,
            terms_pending: one.terms_pending,
            terms_accepted_at: one.accepted_at,
            profile: EvaluatorProfileJson::from(&one.profile),
        });
        Self {
            evaluators: evaluators.collect(),
            invitations: found
                .invitations
                .into_iter()
                .map(EvaluatorInvitationJson::from)
                .collect(),
        }
    }
}

/// The evaluators of a call with their profiles, and the invitations: for those who oversee it.
#[utoipa::path(tag = "evaluators", responses((status = 200, description = "Evaluators and invitations", body = EvaluatorsOfCallJson)))]
#[get("/calls/{id}/evaluators")]
async fn evaluators_of_call(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        evaluators::of_call(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(HttpResponse::Ok().json(EvaluatorsOfCallJson::from(found)))
}

/// How much an evaluator takes, and when they are away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AvailabilityJson {
    /// The most files at a time; nothing for as many as the call allows.
    most_files: Option<Whole<1, 500>>,
    /// Days away.
    #[schema(max_items = 40)]
    absences: Vec<Absence>,
}

/// Sets how much an evaluator takes and when they are away: programme officer and facility manager.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Set")))]
#[put("/calls/{id}/evaluators/{person}/availability")]
async fn availability(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<AvailabilityJson>,
) -> Result<HttpResponse, ApiError> {
    let (call, person) = path.into_inner();
    let body = body.into_inner();
    let given = Availability {
        most_files: body.most_files.map(Whole::small),
        absences: days(body.absences),
    };
    block(&app, move |app| {
        evaluators::set_availability(&app.facility, &actor, call.into(), person.into(), &given)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Somebody to be invited to evaluate.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InviteEvaluator {
    /// Their name.
    name: Name,
    /// Their e-mail address.
    email: Address,
    /// Language of the mail (BCP 47); English when not given.
    language: Option<UpTo10>,
    /// The agency they are from.
    agency: Option<UpTo60>,
}

/// Invites somebody by mail to evaluate the call: programme officer and facility manager. They evaluate once they accept.
/// The answer is the same whether the address has an account or not.
#[utoipa::path(tag = "evaluators", responses(
    (status = 201, description = "Invited", body = Created, headers(("Location" = String, description = "The invitation")))))]
#[post("/calls/{id}/evaluators/invitations")]
async fn invite_evaluator(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<InviteEvaluator>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let language = body.language.as_ref();
    let invited = Invited {
        language: language
            .and_then(|line| Language::parse(&line.0))
            .unwrap_or_default(),
        name: body.name.0,
        email: body.email.0,
        agency: body
            .agency
            .map(|line| line.0)
            .filter(|line| !line.trim().is_empty()),
    };
    let invitation = block(&app, move |app| {
        let url = &app.settings.public_url;
        evaluators::invite(&app.facility, &actor, url, id.into(), &invited)
    })
    .await?;
    let path = format!("/calls/{id}/evaluators/invitations");
    Ok(created(&path, invitation))
}

/// Sends an invitation again, with a new link; the earlier one works no more. Not within ten minutes of the last time.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Sent")))]
#[post("/calls/{id}/evaluators/invitations/{invitation}/send-again")]
async fn invite_again(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, invitation) = path.into_inner();
    block(&app, move |app| {
        let url = &app.settings.public_url;
        evaluators::send_again(&app.facility, &actor, url, id.into(), invitation)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes an invitation back; its link works no more.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Withdrawn")))]
#[delete("/calls/{id}/evaluators/invitations/{invitation}")]
async fn withdraw_evaluator_invitation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, invitation) = path.into_inner();
    block(&app, move |app| {
        evaluators::withdraw(&app.facility, &actor, id.into(), invitation)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An invitation by the secret of its link, and the terms that were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcceptEvaluation {
    /// The last part of the link in the mail.
    token: Line<1, 100>,
    /// SHA-256 of the terms that were read, as the link's page shows them; nothing for a call without terms.
    terms: Option<Line<64, 64>>,
}

/// The call you evaluate now.
#[derive(Debug, Serialize, ToSchema)]
struct Evaluates {
    /// Its id.
    call: Uuid,
}

/// Accepts an invitation to evaluate that was sent to your address, and the call's terms.
#[utoipa::path(tag = "evaluators", responses((status = 200, description = "Accepted", body = Evaluates),
    (status = 404, description = "The link works no more, or is not yours"),
    (status = 409, description = "The call has other terms by now")))]
#[post("/evaluator-invitations/accept")]
async fn accept_evaluator_invitation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<AcceptEvaluation>,
) -> Result<HttpResponse, ApiError> {
    let call = block(&app, move |app| {
        let digest = body.terms.as_ref().and_then(|line| line.0.parse().ok());
        evaluators::accept(&app.facility, &actor, &body.token.0, digest)
    })
    .await?;
    Ok(HttpResponse::Ok().json(Evaluates { call: call.uuid() }))
}

/// An invitation by the secret of its link, and why it is declined.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DeclineEvaluation {
    /// The last part of the link in the mail.
    token: Line<1, 100>,
    /// Why.
    reason: Prose,
}

/// Declines an invitation to evaluate whose link you hold.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Declined"),
    (status = 404, description = "The link works no more")))]
#[post("/evaluator-invitations/decline")]
async fn decline_evaluator_invitation(
    Caller(_actor): Caller,
    app: web::Data<Application>,
    body: web::Json<DeclineEvaluation>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        evaluators::decline(&app.facility, &body.token.0, &body.reason.0)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The terms of a call for one of its evaluators.
#[derive(Debug, Serialize, ToSchema)]
struct EvaluatorTermsJson {
    /// The text in your language; nothing when the call has no terms.
    text: Option<String>,
    /// Its language (BCP 47).
    language: Option<String>,
    /// Its SHA-256, to accept it by.
    digest: Option<String>,
    /// Whether you have still to answer.
    pending: bool,
    /// The text you have accepted.
    accepted_text: Option<String>,
    /// When you accepted it (UTC).
    accepted_at: Option<DateTime<Utc>>,
}

/// The terms of confidentiality of a call you evaluate or are to evaluate.
#[utoipa::path(tag = "evaluators", responses((status = 200, description = "The terms", body = EvaluatorTermsJson)))]
#[get("/calls/{id}/terms")]
async fn terms(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        let who = facility::accounts::with_id(&app.facility, actor.person)?;
        let language = who.person.language;
        evaluators::own_terms(&app.facility, &actor, (*id).into(), &language)
    })
    .await?;
    Ok(HttpResponse::Ok().json(EvaluatorTermsJson {
        digest: found.terms.as_ref().map(|terms| terms.digest().to_string()),
        language: found.terms.as_ref().map(|terms| terms.language.clone()),
        text: found.terms.map(|terms| terms.text.into()),
        pending: found.pending,
        accepted_at: found.accepted.as_ref().map(|one| one.at),
        accepted_text: found.accepted.map(|one| one.text),
    }))
}

/// The terms that were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AcceptTerms {
    /// SHA-256 of the text; nothing for a call without terms.
    terms: Option<Line<64, 64>>,
}

/// Accepts the terms of a call; your appointment begins.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Accepted"),
    (status = 409, description = "Accepted before, or the call has other terms by now")))]
#[post("/calls/{id}/terms/accept")]
async fn accept_terms(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<AcceptTerms>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        let digest = body.terms.as_ref().and_then(|line| line.0.parse().ok());
        evaluators::accept_terms(&app.facility, &actor, (*id).into(), digest)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Declines the terms of a call with a reason; your appointment ends.
#[utoipa::path(tag = "evaluators", responses((status = 204, description = "Declined")))]
#[post("/calls/{id}/terms/decline")]
async fn decline_terms(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        let call: CallId = (*id).into();
        let reason = &body.reason.0;
        evaluators::decline_terms(&app.facility, &actor, call, "en", reason)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

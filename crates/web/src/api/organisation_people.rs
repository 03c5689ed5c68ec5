//! The people of an organisation: roles, invitations, requests to join.

use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, Utc};
use facility::people::Invited;
use facility::registration::duplicates::Evidence;
use facility::registration::people::{self, People};
use facility::registration::{Colleague, invitations, joining};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::OrganisationId;
use workflow::role::Role;

use super::act::{Acted, acted};
use super::call::Reason;
use super::caller::{Caller, IfMatch, Seen, etag};
use super::fields::{self, Address, Line, Name, Prose, UpTo10};
use super::idempotency::{Created, created};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show)
        .service(change_role)
        .service(remove)
        .service(hand_over)
        .service(invite)
        .service(send_again)
        .service(withdraw_invitation)
        .service(accept)
        .service(decline)
        .service(look_alikes)
        .service(ask)
        .service(admit)
        .service(decline_request)
        .service(asked)
        .service(withdraw_request);
}

/// Somebody who works for an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ColleagueJson {
    /// Their id.
    person: Uuid,
    /// Their name.
    name: String,
    /// Their e-mail address.
    email: String,
    /// `owner`, `editor` or `reader`.
    role: String,
    /// Whether their address is confirmed and their account open: who counts as a contact.
    reachable: bool,
}

impl From<Colleague> for ColleagueJson {
    fn from(one: Colleague) -> Self {
        Self {
            person: one.person.uuid(),
            name: one.name,
            email: one.email,
            role: one.role.to_string(),
            reachable: one.reachable,
        }
    }
}

/// An invitation nobody has answered.
#[derive(Debug, Serialize, ToSchema)]
struct InvitationJson {
    /// Its id.
    id: Uuid,
    /// Name, as typed by who invited.
    name: String,
    /// Address, as typed by who invited.
    email: String,
    /// The role they are to have.
    role: String,
    /// Name of who invited.
    invited_by: String,
    /// When it was last sent (UTC).
    sent_at: DateTime<Utc>,
    /// Until when its link works (UTC).
    expires_at: DateTime<Utc>,
}

/// Somebody who asks to join.
#[derive(Debug, Serialize, ToSchema)]
struct AskingJson {
    /// Id of the request.
    id: Uuid,
    /// Their id.
    person: Uuid,
    /// Their name.
    name: String,
    /// Their e-mail address.
    email: String,
    /// What they say.
    message: String,
    /// When they asked (UTC).
    asked_at: DateTime<Utc>,
}

/// The people of an organisation.
#[derive(Debug, Serialize, ToSchema)]
struct PeopleJson {
    /// Who works for it.
    members: Vec<ColleagueJson>,
    /// How many of them count as contacts.
    contacts: u32,
    /// Invitations nobody has answered.
    invitations: Vec<InvitationJson>,
    /// Who asks to join; for owners.
    join_requests: Vec<AskingJson>,
}

impl From<People> for PeopleJson {
    fn from(found: People) -> Self {
        Self {
            members: found.members.into_iter().map(ColleagueJson::from).collect(),
            contacts: found.contacts,
            invitations: found
                .invitations
                .into_iter()
                .map(|(one, by)| InvitationJson {
                    id: one.id,
                    name: one.name,
                    email: one.email,
                    role: one.role.to_string(),
                    invited_by: by,
                    sent_at: one.sent_at,
                    expires_at: one.expires_at,
                })
                .collect(),
            join_requests: found
                .requests
                .into_iter()
                .map(|asking| AskingJson {
                    id: asking.request.id.0,
                    person: asking.request.person.uuid(),
                    name: asking.name,
                    email: asking.email,
                    message: asking.request.message,
                    asked_at: asking.request.created_at,
                })
                .collect(),
        }
    }
}

/// The people of an organisation, invitations that wait, and, for owners, who asks to join.
#[utoipa::path(tag = "organisations", operation_id = "people", responses(
    (status = 200, description = "The people", body = PeopleJson, headers(("ETag" = String, description = "Place in the chain")))))]
#[get("/organisations/{id}/people")]
async fn show(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        people::people(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(HttpResponse::Ok()
        .insert_header(etag(found.seq))
        .json(PeopleJson::from(found)))
}

/// A role in an organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InRole {
    /// The role.
    #[schema(schema_with = fields::member_role)]
    role: Role,
}

/// Changes the role of a person: owners only; the last owner stays one.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Changed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[put("/organisations/{id}/people/{person}")]
async fn change_role(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    Seen(seen): Seen,
    body: web::Json<InRole>,
) -> Result<HttpResponse, ApiError> {
    let (id, person) = path.into_inner();
    let seq = block(&app, move |app| {
        people::change_role(
            &app.facility,
            &actor,
            id.into(),
            seen,
            person.into(),
            body.role,
        )
    })
    .await?;
    Ok(acted(seq))
}

/// Removes a person, or leaves: owners remove others, everyone may leave; the last owner stays.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Removed", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[delete("/organisations/{id}/people/{person}")]
async fn remove(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    Seen(seen): Seen,
) -> Result<HttpResponse, ApiError> {
    let (id, person) = path.into_inner();
    let seq = block(&app, move |app| {
        people::remove(&app.facility, &actor, id.into(), seen, person.into())
    })
    .await?;
    Ok(acted(seq))
}

/// To whom an organisation is handed over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandOver {
    /// A person who works for it.
    to: Uuid,
}

/// Hands the organisation over: the other becomes its owner, you become an editor.
#[utoipa::path(tag = "organisations", params(IfMatch), responses(
    (status = 200, description = "Handed over", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/hand-over")]
async fn hand_over(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    Seen(seen): Seen,
    body: web::Json<HandOver>,
) -> Result<HttpResponse, ApiError> {
    let seq = block(&app, move |app| {
        people::hand_over(&app.facility, &actor, (*id).into(), seen, body.to.into())
    })
    .await?;
    Ok(acted(seq))
}

/// Somebody to be invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Invite {
    /// Their name.
    name: Name,
    /// Their e-mail address.
    email: Address,
    /// The role they are to have.
    #[schema(schema_with = fields::member_role)]
    role: Role,
    /// Language of the mail (BCP 47), when the address has no account; English when not given.
    language: Option<UpTo10>,
}

/// Invites somebody by mail: owners only. They join when they accept. The answer is the same whether the address has an
/// account or not.
#[utoipa::path(tag = "organisations", responses(
    (status = 201, description = "Invited", body = Created, headers(("Location" = String, description = "The invitation")))))]
#[post("/organisations/{id}/invitations")]
async fn invite(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Invite>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (*id, body.into_inner());
    let language = body.language.as_ref();
    let invited = Invited {
        language: language
            .and_then(|line| Language::parse(&line.0))
            .unwrap_or_default(),
        name: body.name.0,
        email: body.email.0,
    };
    let invitation = block(&app, move |app| {
        let url = &app.settings.public_url;
        invitations::invite(&app.facility, &actor, url, id.into(), &invited, body.role)
    })
    .await?;
    let path = format!("/organisations/{id}/invitations");
    Ok(created(&path, invitation))
}

/// Sends an invitation again, with a new link; the earlier one works no more. Not within ten minutes of the last time.
#[utoipa::path(tag = "organisations", responses((status = 204, description = "Sent")))]
#[post("/organisations/{id}/invitations/{invitation}/send-again")]
async fn send_again(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, invitation) = path.into_inner();
    block(&app, move |app| {
        let url = &app.settings.public_url;
        invitations::send_again(&app.facility, &actor, url, id.into(), invitation)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Takes an invitation back; its link works no more.
#[utoipa::path(tag = "organisations", responses((status = 204, description = "Withdrawn")))]
#[delete("/organisations/{id}/invitations/{invitation}")]
async fn withdraw_invitation(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, invitation) = path.into_inner();
    block(&app, move |app| {
        invitations::withdraw(&app.facility, &actor, id.into(), invitation)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An invitation by the secret of its link.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ByToken {
    /// The last part of the link in the mail.
    token: Line<1, 100>,
}

/// The organisation you work for now.
#[derive(Debug, Serialize, ToSchema)]
struct Joined {
    /// Its id.
    organisation: Uuid,
}

/// Accepts an invitation that was sent to your address.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "Accepted", body = Joined), (status = 404, description = "The link works no more, or is not yours")))]
#[post("/invitations/accept")]
async fn accept(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<ByToken>,
) -> Result<HttpResponse, ApiError> {
    let organisation = block(&app, move |app| {
        invitations::accept(&app.facility, &actor, &body.token.0)
    })
    .await?;
    Ok(HttpResponse::Ok().json(Joined {
        organisation: organisation.uuid(),
    }))
}

/// Declines an invitation whose link you hold.
#[utoipa::path(tag = "organisations", responses(
    (status = 204, description = "Declined"), (status = 404, description = "The link works no more")))]
#[post("/invitations/decline")]
async fn decline(
    Caller(_actor): Caller,
    app: web::Data<Application>,
    body: web::Json<ByToken>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        invitations::decline(&app.facility, &body.token.0)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An organisation on the register that yours may be.
#[derive(Debug, Serialize, ToSchema)]
struct LookAlikeJson {
    /// Its id, to ask to join it.
    id: Uuid,
    /// Its legal name.
    legal_name: String,
    /// Its name in its own script.
    original_name: Option<String>,
    /// What is the same: `registration_number`, `bank_account`, `web_domain`, `officer` or `name`.
    shared: Vec<&'static str>,
    /// How your request to join it stands: `waiting` or `declined`; nothing when you have not asked.
    asked: Option<&'static str>,
}

/// Organisations on the register that yours may be: "is this you?"
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "Organisations that look the same", body = Vec<LookAlikeJson>)))]
#[get("/organisations/{id}/look-alikes")]
async fn look_alikes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| {
        joining::look_alikes(&app.facility, &actor, (*id).into())
    })
    .await?;
    let shared = |evidence: &Evidence| match evidence {
        Evidence::RegistrationNumber { .. } => "registration_number",
        Evidence::BankAccount => "bank_account",
        Evidence::WebDomain { .. } => "web_domain",
        Evidence::Officer { .. } => "officer",
        Evidence::Name { .. } => "name",
    };
    let items: Vec<LookAlikeJson> = found
        .into_iter()
        .map(|one| LookAlikeJson {
            id: one.known.id.uuid(),
            legal_name: one.known.legal_name,
            original_name: one.known.original_name,
            shared: one.known.evidence.iter().map(shared).collect(),
            asked: one.asked,
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// A request to join.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Ask {
    /// The organisation to join: one of the look-alikes.
    organisation: Uuid,
    /// What you say to its owners, who see your name and address.
    message: Prose,
}

/// Asks the owners of an organisation that looks like yours to be let in.
#[utoipa::path(tag = "organisations", responses(
    (status = 201, description = "Asked", body = Created, headers(("Location" = String, description = "The request")))))]
#[post("/organisations/{id}/join-requests")]
async fn ask(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Ask>,
) -> Result<HttpResponse, ApiError> {
    let (own, body) = (OrganisationId::from(*id), body.into_inner());
    let request = block(&app, move |app| {
        let (url, other) = (&app.settings.public_url, body.organisation.into());
        joining::ask(&app.facility, &actor, url, own, other, &body.message.0)
    })
    .await?;
    Ok(created("/join-requests", request.0))
}

/// Takes in who asked, with a role: owners only.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "Taken in", body = Acted, headers(("ETag" = String, description = "Place in the chain")))))]
#[post("/organisations/{id}/join-requests/{request}/admit")]
async fn admit(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<InRole>,
) -> Result<HttpResponse, ApiError> {
    let (id, request) = path.into_inner();
    let seq = block(&app, move |app| {
        let url = &app.settings.public_url;
        joining::admit(
            &app.facility,
            &actor,
            url,
            id.into(),
            request.into(),
            body.role,
        )
    })
    .await?;
    Ok(acted(seq))
}

/// Declines a request with a reason, which the person is told: owners only.
#[utoipa::path(tag = "organisations", responses((status = 204, description = "Declined")))]
#[post("/organisations/{id}/join-requests/{request}/decline")]
async fn decline_request(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<Reason>,
) -> Result<HttpResponse, ApiError> {
    let (id, request) = path.into_inner();
    block(&app, move |app| {
        let (id, request) = (id.into(), request.into());
        joining::decline(&app.facility, &actor, id, request, &body.reason.0)
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// A request of your own.
#[derive(Debug, Serialize, ToSchema)]
struct AskedJson {
    /// Its id.
    id: Uuid,
    /// The organisation.
    organisation: Uuid,
    /// Its legal name.
    name: String,
    /// When you asked (UTC).
    asked_at: DateTime<Utc>,
}

/// Your requests to join an organisation that wait for its owners.
#[utoipa::path(tag = "organisations", responses(
    (status = 200, description = "Requests that wait", body = Vec<AskedJson>)))]
#[get("/join-requests")]
async fn asked(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| joining::asked_by(&app.facility, &actor)).await?;
    let items: Vec<AskedJson> = found
        .into_iter()
        .map(|(request, name)| AskedJson {
            id: request.id.0,
            organisation: request.organisation.uuid(),
            name,
            asked_at: request.created_at,
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Takes your own request back.
#[utoipa::path(tag = "organisations", responses((status = 204, description = "Withdrawn")))]
#[delete("/join-requests/{id}")]
async fn withdraw_request(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| {
        joining::withdraw(&app.facility, &actor, (*id).into())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

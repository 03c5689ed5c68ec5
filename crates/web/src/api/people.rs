//! People of the facility.

use actix_web::{HttpResponse, delete, get, post, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::people::{self, Invited};
use language::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::ids::CallId;
use workflow::role::{Appointment, Role, Term};

use super::caller::Caller;
use super::fields::{self, Address, Name, UpTo10, UpTo60};
use super::problem::ApiError;
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config.service(staff).service(appoint).service(end);
}

/// A role somebody holds in the facility.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppointmentJson {
    /// Its id, to end it.
    id: Option<Uuid>,
    /// The role.
    role: String,
    /// The call it is for; nothing means every call.
    call: Option<Uuid>,
    /// The agency a panel member sits for.
    agency: Option<String>,
    /// Since when (UTC).
    since: Option<DateTime<Utc>>,
    /// The first day of the term of a seat on a panel (UTC).
    sits_from: Option<NaiveDate>,
    /// Its last day (UTC).
    sits_until: Option<NaiveDate>,
}

impl AppointmentJson {
    /// A role as the person acts in it.
    pub fn of(appointment: &Appointment) -> Self {
        Self {
            id: None,
            role: appointment.role.to_string(),
            call: appointment.call.map(CallId::uuid),
            agency: appointment.agency.clone(),
            since: None,
            sits_from: None,
            sits_until: None,
        }
    }
}

/// Somebody who works for the facility.
#[derive(Debug, Serialize, ToSchema)]
struct StaffJson {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
    /// Their e-mail address.
    email: String,
    /// What they hold now.
    appointments: Vec<AppointmentJson>,
}

/// Everyone who works for the facility, by name: for managers and auditors.
#[utoipa::path(tag = "people", responses((status = 200, description = "People", body = Vec<StaffJson>)))]
#[get("/people")]
async fn staff(
    Caller(actor): Caller,
    app: web::Data<Application>,
) -> Result<HttpResponse, ApiError> {
    let found = block(&app, move |app| people::staff(&app.facility, &actor)).await?;
    let items: Vec<StaffJson> = found
        .into_iter()
        .map(|one| StaffJson {
            id: one.person.id.uuid(),
            name: one.person.name,
            email: one.person.email,
            appointments: one
                .appointments
                .into_iter()
                .map(|row| AppointmentJson {
                    id: Some(row.id),
                    since: Some(row.since),
                    sits_from: row.term.from,
                    sits_until: row.term.until,
                    ..AppointmentJson::of(&row.appointment)
                })
                .collect(),
        })
        .collect();
    Ok(HttpResponse::Ok().json(items))
}

/// Somebody and the role they get.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Appoint {
    /// Their name; needed for somebody who has no account yet.
    name: Name,
    /// Their e-mail address.
    email: Address,
    /// The role.
    #[schema(schema_with = fields::role)]
    role: Role,
    /// The call it is for; nothing means every call.
    call: Option<Uuid>,
    /// The agency, for panel members and chairs.
    agency: Option<UpTo60>,
    /// Language of their mails (BCP 47); English when not given.
    language: Option<UpTo10>,
    /// The first day of the term of a seat on a panel (UTC); from now on when not given.
    sits_from: Option<NaiveDate>,
    /// Its last day (UTC); without end when not given.
    sits_until: Option<NaiveDate>,
}

impl Appoint {
    fn invited(&self) -> Invited {
        let language = self.language.as_ref();
        Invited {
            name: self.name.0.clone(),
            email: self.email.0.clone(),
            language: language
                .and_then(|line| Language::parse(&line.0))
                .unwrap_or_default(),
        }
    }
}

/// Who was appointed or invited.
#[derive(Debug, Serialize, ToSchema)]
struct Appointed {
    /// The person.
    person: Uuid,
}

/// Appoints somebody to a role of the facility, inviting them by mail when they have no account: managers only.
#[utoipa::path(tag = "people", responses((status = 200, description = "Appointed", body = Appointed)))]
#[post("/people")]
async fn appoint(
    Caller(actor): Caller,
    app: web::Data<Application>,
    body: web::Json<Appoint>,
) -> Result<HttpResponse, ApiError> {
    let body = body.into_inner();
    let person = block(&app, move |app| {
        let appointment = Appointment {
            role: body.role,
            call: body.call.map(CallId::from),
            agency: body.agency.as_ref().map(|line| line.0.clone()),
        };
        let url = &app.settings.public_url;
        let term = Term {
            from: body.sits_from,
            until: body.sits_until,
        };
        let invited = body.invited();
        people::appoint_for(&app.facility, &actor, url, &invited, &appointment, term)
    })
    .await?;
    Ok(HttpResponse::Ok().json(Appointed {
        person: person.uuid(),
    }))
}

/// Ends an appointment: managers only, not their own.
#[utoipa::path(tag = "people", responses((status = 204, description = "Ended")))]
#[delete("/appointments/{id}")]
async fn end(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    block(&app, move |app| people::end(&app.facility, &actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

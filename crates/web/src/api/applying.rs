//! Applying: answers one by one, several people at once, answers taken over from earlier applications, packages, and the
//! self-check before one writes.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, delete, get, post, put, web};
use chrono::{DateTime, NaiveDate, Utc};
use facility::intake::copying::{self, Obstacle};
use facility::intake::offline;
use facility::intake::self_check;
use facility::intake::together::{self, Place, Together};
use facility::intake::writing::{self, Entry, Fate, Written};
use facility::{Failure, intake};
use language::{Language, Reader};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use workflow::country::Country;
use workflow::criterion::{OrganisationFacts, Stated};
use workflow::ids::{CallId, ProposalId};
use workflow::money::Money;

use super::caller::{Caller, MaybeCaller, etag};
use super::fields::{Minor, UpTo60, UpTo200, Whole};
use super::intake::FaultJson;
use super::problem::ApiError;
use crate::pages::intake::package::{self, Becomes};
use crate::server::{Application, block};

pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_answer)
        .service(save_answer)
        .service(drop_beside)
        .service(show_changes)
        .service(say_where)
        .service(list_earlier)
        .service(show_earlier)
        .service(take_over)
        .service(preview_package)
        .service(save_package)
        .service(check_oneself);
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
struct PersonName {
    /// Their id.
    id: Uuid,
    /// Their name.
    name: String,
}

impl From<facility::proposal::Someone> for PersonName {
    fn from(someone: facility::proposal::Someone) -> Self {
        Self {
            id: someone.id.uuid(),
            name: someone.name,
        }
    }
}

/// A text kept beside an answer, since two people wrote at the same time.
#[derive(Debug, Serialize, ToSchema)]
struct BesideJson {
    /// Its id.
    id: Uuid,
    /// The text.
    #[schema(value_type = Object)]
    value: Value,
    /// The version of the answer it was written on.
    written_on: i64,
    /// When it was kept (UTC).
    kept_at: DateTime<Utc>,
    /// Who wrote it.
    kept_by: PersonName,
}

/// An answer of a draft.
#[derive(Debug, Serialize, ToSchema)]
struct AnswerJson {
    /// Id of the question.
    question: String,
    /// The answer; `null` when there is none.
    #[schema(value_type = Object)]
    value: Value,
    /// Its version; 0 when nothing was ever answered. Send it back as `on`.
    version: i64,
    /// When it was saved (UTC).
    saved_at: Option<DateTime<Utc>>,
    /// Who saved it.
    saved_by: Option<PersonName>,
    /// What others wrote at the same time, until somebody chooses.
    besides: Vec<BesideJson>,
}

/// One answer of a draft, for the people of its organisation.
#[utoipa::path(tag = "applying", responses(
    (status = 200, description = "The answer", body = AnswerJson, headers(("ETag" = String, description = "Version of the answer")))))]
#[get("/proposals/{id}/answers/{question}")]
async fn show_answer(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String)>,
) -> Result<HttpResponse, ApiError> {
    let (id, question) = path.into_inner();
    let draft = block(&app, move |app| {
        intake::draft(&app.facility, &actor, ProposalId::from(id))
    })
    .await?;
    if draft.call.definition.form.question(&question).is_none() {
        return Err(ApiError::not_found());
    }
    let held = draft.held.get(&question);
    let besides = draft.besides.into_iter();
    let besides = besides.filter(|beside| beside.question == question);
    let answer = AnswerJson {
        value: draft.answers.get(&question).cloned().unwrap_or_default(),
        version: held.map_or(0, |held| held.version),
        saved_at: held.map(|held| held.saved_at),
        saved_by: held.map(|held| held.saved_by.clone().into()),
        besides: besides
            .map(|beside| BesideJson {
                id: beside.id,
                value: beside.value,
                written_on: beside.written_on,
                kept_at: beside.kept_at,
                kept_by: beside.kept_by.into(),
            })
            .collect(),
        question,
    };
    Ok(HttpResponse::Ok()
        .insert_header(etag(answer.version))
        .json(answer))
}

/// An answer to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaveAnswer {
    /// The answer, of the kind the question takes; `null` takes it back.
    #[schema(value_type = Object)]
    value: Value,
    /// The version of the answer it was written on, 0 for none. Without it the answer overwrites whatever stands.
    on: Option<Whole<0, 1_000_000_000>>,
    /// Texts kept beside the answer that this one settles.
    #[serde(default)]
    #[schema(max_items = 20)]
    settles: Vec<Uuid>,
}

/// What has become of an answer.
#[derive(Debug, Serialize, ToSchema)]
struct FateJson {
    /// `saved`, `unchanged` (it stood already, or was saved before), or `beside` (somebody saved another meanwhile: theirs
    /// stands, yours is kept beside it).
    state: &'static str,
    /// The version the answer has now.
    version: i64,
    /// Under which id it is kept, when it is.
    beside: Option<Uuid>,
}

/// What has become of a save.
#[derive(Debug, Serialize, ToSchema)]
struct WrittenJson {
    /// Version of the draft now.
    version: i64,
    /// What has become of each answer, by question.
    answers: BTreeMap<String, FateJson>,
    /// What is wrong with the answers given so far.
    faults: Vec<FaultJson>,
}

impl From<Written> for WrittenJson {
    fn from(written: Written) -> Self {
        let versions = written.versions;
        let answers = written.fates.into_iter().map(|(question, fate)| {
            let (state, beside) = match fate {
                Fate::Unchanged => ("unchanged", None),
                Fate::Saved => ("saved", None),
                Fate::Beside(id) => ("beside", Some(id)),
            };
            let version = versions.get(&question).copied().unwrap_or_default();
            let fate = FateJson {
                state,
                version,
                beside,
            };
            (question, fate)
        });
        Self {
            version: written.version,
            answers: answers.collect(),
            faults: FaultJson::all(written.faults),
        }
    }
}

/// Saves one answer. What was written on an older version than the one that stands overwrites nothing: it is kept beside it.
/// Sending the same again is the same save.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of it", body = WrittenJson)))]
#[put("/proposals/{id}/answers/{question}")]
async fn save_answer(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String)>,
    body: web::Json<SaveAnswer>,
) -> Result<HttpResponse, ApiError> {
    let (id, question) = path.into_inner();
    let body = body.into_inner();
    let entry = Entry {
        on: body.on.map(|on| on.0),
        settles: body.settles,
        ..Entry::over(body.value)
    };
    let entries = BTreeMap::from([(question, entry)]);
    let written = block(&app, move |app| {
        writing::write(&app.facility, &actor, ProposalId::from(id), &entries)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}

/// Drops a text kept beside an answer: the one that stands was chosen.
#[utoipa::path(tag = "applying", responses((status = 204, description = "Dropped, or not there any more")))]
#[delete("/proposals/{id}/answers/{question}/besides/{beside}")]
async fn drop_beside(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, String, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, question, beside) = path.into_inner();
    block(&app, move |app| {
        writing::drop_beside(
            &app.facility,
            &actor,
            ProposalId::from(id),
            &question,
            beside,
        )
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// From which version on.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Since {
    /// A version of the draft; 0 for everything.
    #[serde(default)]
    #[param(minimum = 0)]
    since: Option<u32>,
}

/// An answer somebody saved.
#[derive(Debug, Serialize, ToSchema)]
struct ChangedJson {
    /// Id of the question.
    question: String,
    /// The version it has now.
    version: i64,
    /// When it was saved (UTC).
    at: DateTime<Utc>,
    /// Who saved it.
    by: PersonName,
}

/// Somebody else in the draft.
#[derive(Debug, Serialize, ToSchema)]
struct PresentJson {
    /// Who.
    who: PersonName,
    /// Id of the section they are in.
    section: String,
    /// Id of the question they are at; empty between fields.
    question: String,
}

/// What others do in a draft.
#[derive(Debug, Serialize, ToSchema)]
struct TogetherJson {
    /// Version of the draft now.
    version: i64,
    /// Answers saved since the version asked for.
    changed: Vec<ChangedJson>,
    /// Who else is here.
    present: Vec<PresentJson>,
    /// Questions with texts of several people between which nobody has chosen yet.
    undecided: Vec<String>,
}

impl From<Together> for TogetherJson {
    fn from(together: Together) -> Self {
        let changed = together.changed.into_iter().map(|changed| ChangedJson {
            question: changed.question,
            version: changed.version,
            at: changed.at,
            by: changed.by.into(),
        });
        let present = together.present.into_iter().map(|present| PresentJson {
            who: present.who.into(),
            section: present.place.section,
            question: present.place.question,
        });
        Self {
            version: together.version,
            changed: changed.collect(),
            present: present.collect(),
            undecided: together.undecided,
        }
    }
}

/// What others have saved since a version of the draft, and who is in it.
#[utoipa::path(tag = "applying", params(Since), responses((status = 200, description = "What others do", body = TogetherJson)))]
#[get("/proposals/{id}/changes")]
async fn show_changes(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    since: web::Query<Since>,
) -> Result<HttpResponse, ApiError> {
    let (id, since) = (
        ProposalId::from(*id),
        i64::from(since.since.unwrap_or_default()),
    );
    let found = block(&app, move |app| {
        together::look(&app.facility, &actor, id, since, None)
    })
    .await?;
    Ok(HttpResponse::Ok().json(TogetherJson::from(found)))
}

/// Where somebody is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Where {
    /// Id of the section.
    section: UpTo60,
    /// Id of the question; left out between fields.
    question: Option<UpTo60>,
}

/// Says where you are in a draft, for the others who write it; to be said again every half minute.
#[utoipa::path(tag = "applying", responses((status = 204, description = "Noted")))]
#[post("/proposals/{id}/presence")]
async fn say_where(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<Where>,
) -> Result<HttpResponse, ApiError> {
    let (id, body) = (ProposalId::from(*id), body.into_inner());
    let place = Place {
        section: body.section.0,
        question: body.question.map(|question| question.0).unwrap_or_default(),
    };
    block(&app, move |app| {
        together::look(&app.facility, &actor, id, i64::MAX, Some(&place)).map(|_| ())
    })
    .await?;
    Ok(HttpResponse::NoContent().finish())
}

/// An earlier application of the same organisation.
#[derive(Debug, Serialize, ToSchema)]
struct EarlierJson {
    /// The proposal.
    proposal: Uuid,
    /// Its call.
    call: Uuid,
    /// Its title; empty when it has none.
    title: String,
    /// How many of its answers could be taken over.
    fitting: usize,
}

/// The organisation's other applications, the latest first.
#[utoipa::path(tag = "applying", responses((status = 200, description = "Applications", body = Vec<EarlierJson>)))]
#[get("/proposals/{id}/earlier")]
async fn list_earlier(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let found = block(&app, move |app| copying::sources(&app.facility, &actor, id)).await?;
    let found = found.into_iter().map(|source| EarlierJson {
        proposal: source.proposal.uuid(),
        call: source.call.id.uuid(),
        title: source.title,
        fitting: source.fitting,
    });
    Ok(HttpResponse::Ok().json(found.collect::<Vec<_>>()))
}

/// An answer that could be taken over.
#[derive(Debug, Serialize, ToSchema)]
struct OfferJson {
    /// Id of the question.
    question: String,
    /// What it is answered with here; `null` for nothing.
    #[schema(value_type = Object)]
    now: Value,
    /// The version of that answer: send it back to take the other over.
    on: i64,
    /// What the earlier application answers.
    #[schema(value_type = Object)]
    then: Value,
    /// Why it cannot be taken over: `document`, `declaration`, `language`, `currency`, `kind` or `fault`.
    obstacle: Option<&'static str>,
}

/// What can be taken over from an application of the same organisation.
#[utoipa::path(tag = "applying", responses((status = 200, description = "Answers that differ", body = Vec<OfferJson>)))]
#[get("/proposals/{id}/earlier/{from}")]
async fn show_earlier(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
) -> Result<HttpResponse, ApiError> {
    let (id, from) = path.into_inner();
    let preview = block(&app, move |app| {
        copying::preview(&app.facility, &actor, id.into(), from.into())
    })
    .await?;
    let offers = preview.offers.into_iter().map(|offer| OfferJson {
        question: offer.question.id,
        now: offer.now,
        on: offer.on,
        then: offer.then,
        obstacle: offer.obstacle.map(|obstacle| match obstacle {
            Obstacle::Document => "document",
            Obstacle::Declaration => "declaration",
            Obstacle::Language => "language",
            Obstacle::Currency => "currency",
            Obstacle::Kind => "kind",
            Obstacle::Fault(_) => "fault",
        }),
    });
    Ok(HttpResponse::Ok().json(offers.collect::<Vec<_>>()))
}

/// What to take over.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakeOver {
    /// Versions of the answers here, by question, as they were shown.
    questions: BTreeMap<String, Whole<0, 1_000_000_000>>,
}

/// Takes answers over. What somebody has written here meanwhile stands, and the copy is kept beside it.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of each", body = WrittenJson)))]
#[post("/proposals/{id}/earlier/{from}")]
async fn take_over(
    Caller(actor): Caller,
    app: web::Data<Application>,
    path: web::Path<(Uuid, Uuid)>,
    body: web::Json<TakeOver>,
) -> Result<HttpResponse, ApiError> {
    let (id, from) = path.into_inner();
    let chosen = body.into_inner().questions;
    let chosen = chosen
        .into_iter()
        .map(|(question, on)| (question, on.0))
        .collect();
    let written = block(&app, move |app| {
        copying::copy(&app.facility, &actor, id.into(), from.into(), &chosen)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}

/// A package of an application that was taken along.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PackageJson {
    /// `minha-application-1`.
    #[schema(value_type = String)]
    format: String,
    /// What was written: `call`, `proposal`, `form_version`, and `answers` by question, each with the version it was written
    /// `on`, the fingerprint `shown`, and its `fields` as typed (pairs of name and value).
    #[schema(value_type = Object)]
    content: Value,
    /// SHA-256 of the canonical JSON of `content`.
    digest: String,
}

/// An answer of a package.
#[derive(Debug, Serialize, ToSchema)]
struct IncomingJson {
    /// Id of the question.
    question: String,
    /// What stands; `null` for nothing.
    #[schema(value_type = Object)]
    now: Value,
    /// What the package brings; `null` takes the answer back.
    #[schema(value_type = Object)]
    then: Value,
    /// `stands` (it takes the place), `beside` (somebody saved another since: it is kept beside theirs), or `unread`.
    becomes: &'static str,
    /// What is wrong with it; empty when nothing is.
    fault: String,
}

/// What a package would change.
#[derive(Debug, Serialize, ToSchema)]
struct PackagePreview {
    /// Answers that would change something.
    answers: Vec<IncomingJson>,
    /// Questions that are no longer asked, with what was typed.
    gone: BTreeMap<String, String>,
    /// Whether it was made for another version of the form.
    other_form: bool,
}

fn read_package(package: &PackageJson, id: ProposalId) -> Result<offline::Content, ApiError> {
    let text = serde_json::to_string(package).unwrap_or_default();
    offline::read(&text, id).map_err(|fault| ApiError::field("package", fault.code()))
}

/// What a package would change. Nothing is saved.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What would change", body = PackagePreview)))]
#[post("/proposals/{id}/package/preview")]
async fn preview_package(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PackageJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = block(&app, move |app| intake::draft(&app.facility, &actor, id)).await?;
    let content = read_package(&body, id)?;
    let reader = Reader::new(Language::English, chrono_tz::Tz::UTC);
    let judged = package::judge(&reader, &draft, &content);
    let answers = judged.incoming.into_iter().map(|incoming| IncomingJson {
        question: incoming.question.id.clone(),
        now: incoming.now,
        then: incoming.then,
        becomes: match incoming.becomes {
            Becomes::Stands => "stands",
            Becomes::Beside => "beside",
            Becomes::Unread => "unread",
        },
        fault: incoming.fault,
    });
    Ok(HttpResponse::Ok().json(PackagePreview {
        answers: answers.collect(),
        gone: judged.gone.into_iter().collect(),
        other_form: judged.other_form,
    }))
}

/// Saves the answers of a package that can be read. What somebody has saved since stands, and the package's answer is kept
/// beside it.
#[utoipa::path(tag = "applying", responses((status = 200, description = "What has become of each", body = WrittenJson)))]
#[post("/proposals/{id}/package")]
async fn save_package(
    Caller(actor): Caller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<PackageJson>,
) -> Result<HttpResponse, ApiError> {
    let id = ProposalId::from(*id);
    let draft = {
        let actor = actor.clone();
        block(&app, move |app| intake::draft(&app.facility, &actor, id)).await?
    };
    let content = read_package(&body, id)?;
    let reader = Reader::new(Language::English, chrono_tz::Tz::UTC);
    let entries = package::entries(package::judge(&reader, &draft, &content), |_| true);
    let written = block(&app, move |app| {
        writing::write(&app.facility, &actor, id, &entries)
    })
    .await?;
    Ok(HttpResponse::Ok().json(WrittenJson::from(written)))
}

/// What somebody says of themselves. What is left out is not known; what the register knows of the organisation is used then.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SelfCheck {
    /// An organisation you work for.
    organisation: Option<Uuid>,
    /// Country of the organisation (ISO 3166-1).
    #[schema(value_type = Option<String>, min_length = 2, max_length = 2)]
    country: Option<Country>,
    /// Day of its registration with the authorities.
    registered_on: Option<NaiveDate>,
    /// Average annual budget, minor units of the call's currency.
    annual_budget_minor: Option<Minor>,
    /// Whether all declarations can be answered with yes.
    declarations: Option<bool>,
    /// Amount you would ask for, minor units of the call's currency.
    requested_minor: Option<Minor>,
    /// Duration of the project.
    months: Option<Whole<0, 1000>>,
    /// Language of the application (BCP 47).
    language: Option<UpTo200>,
}

/// A criterion with what its rule says.
#[derive(Debug, Serialize, ToSchema)]
struct CheckedJson {
    /// Id of the criterion.
    criterion: String,
    /// `pass`, `fail` or `cannot_tell`.
    outcome: &'static str,
    /// What the rule has found; left out when only a person can tell.
    #[schema(value_type = Object)]
    evidence: Option<Value>,
}

/// Asks the rules of a call's screening whether somebody could apply. Nothing is kept; nobody needs to sign in.
#[utoipa::path(tag = "applying", security((), ("bearer" = [])), responses(
    (status = 200, description = "What each rule says", body = Vec<CheckedJson>)))]
#[post("/calls/{id}/self-check")]
async fn check_oneself(
    MaybeCaller(actor): MaybeCaller,
    app: web::Data<Application>,
    id: web::Path<Uuid>,
    body: web::Json<SelfCheck>,
) -> Result<HttpResponse, ApiError> {
    let (id, given) = (CallId::from(*id), body.into_inner());
    let checked = block(&app, move |app| {
        let facility = &app.facility;
        let call = facility::call::view(facility, actor.as_ref(), id)?.call;
        let currency = call.definition.funding.as_ref().map(|money| money.currency);
        let known = match (&actor, given.organisation) {
            (Some(actor), Some(organisation)) => {
                Some(self_check::known(facility, actor, organisation.into())?)
            }
            (None, Some(_)) => return Err(Failure::hidden()),
            _ => None,
        };
        let said = OrganisationFacts {
            country: given.country,
            registered_on: given.registered_on,
            annual_budget_minor: given.annual_budget_minor.map(|minor| minor.0),
            currency: currency.map(|currency| currency.code().to_owned()),
            declarations: given.declarations,
        };
        let stated = Stated {
            requested: given
                .requested_minor
                .zip(currency)
                .map(|(minor, currency)| Money::new(minor.0, currency)),
            months: given.months.map(|months| months.small()),
            language: given.language.map(|language| language.0),
        };
        let facts = self_check::filled(said, known);
        self_check::check(facility, actor.as_ref(), id, &facts, &stated)
    })
    .await?;
    let checked = checked.into_iter().map(|checked| CheckedJson {
        criterion: checked.criterion.id,
        outcome: match checked.proposed.as_ref().map(|proposed| proposed.outcome) {
            Some(workflow::screening::Outcome::Pass) => "pass",
            Some(workflow::screening::Outcome::Fail) => "fail",
            _ => "cannot_tell",
        },
        evidence: checked
            .proposed
            .map(|proposed| serde_json::to_value(proposed.evidence).unwrap_or_default()),
    });
    Ok(HttpResponse::Ok().json(checked.collect::<Vec<_>>()))
}
